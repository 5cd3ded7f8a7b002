//! Calls of the methods that the standard library has in Twilight ([`crate::library::source`]).
//!
//! Such a method is declared when its first call is met and checked with the bodies of the program; a call is one
//! of a generic function with the receiver as its first argument. Errors must never point into the library: the
//! call stands for all of it.

use std::sync::Arc;

use twilight_diagnostics::Span;
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::{Checker, Pending, ScopeId};
use crate::library::source::Method;
use crate::std_fn::StdFn;
use crate::thir::{Expr, ExprKind, FnId, Place, PlaceBase};
use crate::ty::Ty;

impl Checker<'_> {
    /// The function of a method, declared when it is first asked for.
    fn library_fn(&mut self, method: &Method) -> FnId {
        let key = (method.source.name, method.decl.name.name.as_str());
        if let Some(id) = self.library.get(&key) {
            return *id;
        }
        // The root of all scopes holds nothing of the program.
        let scope = self.new_scope(ScopeId(0));
        let owner = format!("${}", method.source.name);
        let id = self.declare_fn(method.item, method.decl, scope, Some(&owner), None);
        self.pending
            .retain(|pending| !matches!(pending, Pending::Fn(other) if *other == id));
        self.library.insert(key, id);
        if let Some(info) = self.functions.get_mut(id.0 as usize) {
            info.function.library = true;
        }
        let saved = (
            std::mem::take(&mut self.param_names),
            std::mem::take(&mut self.param_bounds),
        );
        self.resolve_fn(id);
        (self.param_names, self.param_bounds) = saved;
        id
    }
}

impl<'a> FnCx<'_, 'a> {
    /// `receiver.method(args)` where the method is written in Twilight.
    #[allow(clippy::too_many_arguments)]
    pub fn library_call(
        &mut self,
        found: &Method,
        place: Place,
        ty: &Ty,
        generics: &'a [ast::Type],
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        if matches!(ty, Ty::Map(..)) && self.is_storage(&place) {
            self.report_storage_map(span, "listed");
            self.ignore(args);
            return error_expr(span);
        }
        let id = self.ck.library_fn(found);
        let place = match ty {
            Ty::Array(..) => self.as_vector(place, ty),
            _ => place,
        };
        self.call_with(id, found.types.clone(), generics, Some(place), args, span, hint)
    }

    /// The elements of an array as a vector.
    fn as_vector(&mut self, place: Place, ty: &Ty) -> Place {
        let Ty::Array(element, _) = ty else { return place };
        let span = place.span;
        let array = self.read_checked(place);
        let vector = Ty::Vector(Arc::clone(element));
        let value = Expr {
            kind: ExprKind::Std {
                function: StdFn::ArrayToVector,
                types: vec![ty.clone()],
                receiver: None,
                args: vec![array],
            },
            ty: vector.clone(),
            span,
        };
        Place {
            base: PlaceBase::Temporary(Box::new(value)),
            base_ty: vector,
            projections: Vec::new(),
            span,
        }
    }
}
