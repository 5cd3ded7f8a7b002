//! Calls of the methods that the standard library has in Twilight ([`crate::library::source`]).
//!
//! Such a method is declared when its first call is met and checked with the bodies of the program; a call is one
//! of a generic function with the receiver as its first argument. Errors must never point into the library: the
//! call stands for all of it.

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::{Checker, Pending, ScopeId};
use crate::codes;
use crate::indices::base_is_stable;
use crate::library::source::{self, Method};
use crate::std_fn::StdFn;
use crate::thir::{Expr, ExprKind, FnId, Pattern, PatternKind, Place, PlaceBase, Statement};
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

impl Checker<'_> {
    /// Sees to the function that `sort` calls for elements with `impl Ord`.
    pub fn declare_sort(&mut self) {
        if self.ordered_sort.is_none()
            && let Some(method) = source::method(&Ty::Vector(Arc::new(Ty::Unit)), "sorted")
        {
            self.ordered_sort = Some(self.library_fn(&method));
        }
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
        if matches!(ty, Ty::Array(..)) && found.decl.params.first().is_some_and(|list| list.mutable) {
            return self.change_as_vector(id, found, place, ty, generics, args, span);
        }
        let place = match ty {
            Ty::Array(..) => self.as_vector(place, ty),
            _ => place,
        };
        self.call_with(id, found.types.clone(), generics, Some(place), args, span, hint)
    }

    /// A method that changes the elements of an array: a vector of them changes, and becomes the array again.
    #[allow(clippy::too_many_arguments)]
    fn change_as_vector(
        &mut self,
        id: FnId,
        found: &Method,
        place: Place,
        ty: &Ty,
        generics: &'a [ast::Type],
        args: &'a [ast::Expr],
        span: Span,
    ) -> Expr {
        if !self.demand_mutable(&place, "changed") && !matches!(place.base, PlaceBase::Local(_)) {
            self.ignore(args);
            return error_expr(span);
        }
        if !base_is_stable(&place) {
            self.ignore(args);
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_A_PLACE,
                    place.span,
                    "The place of an array that is sorted so must not depend on a call.",
                )
                .with_help("Put the index or key into a `val` first."),
            );
        }
        let vector = self.as_vector(place.clone(), ty);
        let local = self.new_local("_list", vector.base_ty.clone(), true, span);
        let list = Place {
            base: PlaceBase::Local(local),
            ..vector.clone()
        };
        let init = match vector.base {
            PlaceBase::Temporary(value) => *value,
            _ => return error_expr(span),
        };
        let pattern = Pattern {
            kind: PatternKind::Binding {
                local,
                clone: false,
                subpattern: None,
            },
            ty: list.base_ty.clone(),
            span,
        };
        let call = self.call_with(
            id,
            found.types.clone(),
            generics,
            Some(list.clone()),
            args,
            span,
            None,
        );
        let array = self.std_call(
            StdFn::ArrayFromVector,
            vec![ty.clone()],
            vec![self.read(list)],
            crate::std_table::fallible(ty.clone(), "ConversionError"),
            span,
        );
        let conversion = array.ty.clone();
        let types = match &conversion {
            Ty::Result(ok, error) => vec![(**ok).clone(), (**error).clone()],
            _ => Vec::new(),
        };
        let value = self.std_call(StdFn::ResultUnwrap, types, vec![array], ty.clone(), span);
        let back = Expr {
            kind: ExprKind::Assign {
                place,
                op: None,
                value: Box::new(value),
            },
            ty: Ty::Unit,
            span,
        };
        let bound = Statement::Let {
            pattern,
            init: Some(init),
            span,
        };
        Expr {
            kind: ExprKind::Block {
                statements: vec![bound, Statement::Expr(call), Statement::Expr(back)],
                tail: None,
            },
            ty: Ty::Unit,
            span,
        }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use twilight_diagnostics::{FileId, SourceMap};
    use twilight_syntax::parse;

    use crate::lints::{Level, Levels};
    use crate::{Checked, Options, check_with};

    fn check(text: &str) -> Checked {
        let mut lints = Levels::default();
        for group in ["correctness", "style"] {
            lints.set(group, Level::Deny).unwrap();
        }
        let options = Options {
            lints,
            ..Options::default()
        };
        check_with(&[&parse(FileId(0), text).unit], &SourceMap::default(), &options)
    }

    #[test]
    fn lints_of_a_package_say_nothing_about_the_library() {
        let checked = check(
            "fn f(m: map<u64, u64>, r: Result<u64, u64>) -> bool {
    var list: vector<u64> = vector![2, 1];
    list.sort_by_key(|x| x);
    list.zip(list.map(|x| x)).partition(|(a, b)| a < b).0.is_empty()
        || m.filter(|a, b| a < b).is_empty()
        || r.map_or_else(|x| x, |x| x) == Some(1).unwrap_or_else(|| 2)
}",
        );
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    }

    #[test]
    fn only_methods_that_are_called_become_functions() {
        let names = |text: &str| -> Vec<String> {
            let functions = check(text).program.functions;
            functions
                .into_iter()
                .filter(|function| function.span.file != crate::STD_FILE)
                .map(|function| function.mangled)
                .collect()
        };
        assert_eq!(names("fn f(v: vector<u64>) -> u64 { v.len() }"), ["f"]);
        assert_eq!(
            names("fn f(v: vector<u64>) -> bool { v.any(|x| x == 1) && v.map(|x| x).any(|x| x == 2) }"),
            ["f", "$vector::any", "$vector::map"]
        );
    }
}
