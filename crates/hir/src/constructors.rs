//! Constructors given where a function is expected: `list.map(Some)`. Each becomes the closure that it means, so
//! that nothing behind this knows of them.

use std::sync::Arc;

use twilight_diagnostics::Span;
use twilight_syntax::ast;

use crate::body::FnCx;
use crate::closures::index;
use crate::infer::substitute;
use crate::thir::{Callee, Closure, Expr, ExprKind, Pattern, PatternKind, Place, PlaceBase, UseMode};
use crate::ty::{FnTy, Ty};

impl<'a> FnCx<'_, 'a> {
    /// `Some`, `Ok`, `Err`.
    pub fn std_constructor(
        &mut self,
        segment: &'a ast::PathSegment,
        variant: u32,
        wanted: &Arc<FnTy>,
        span: Span,
    ) -> Option<Callee> {
        let name = segment.name.name.as_str();
        let payload = Arc::new(self.infer.fresh(span));
        let other = Arc::new(self.infer.fresh(span));
        let ret = match name {
            "Some" => Ty::Option(Arc::clone(&payload)),
            "Ok" => Ty::Result(Arc::clone(&payload), other),
            _ => Ty::Result(other, Arc::clone(&payload)),
        };
        self.apply_type_args(&ret, segment);
        self.construct_in_closure(Some(variant), vec![(*payload).clone()], ret, name, wanted, span)
    }

    /// A tuple struct, or a variant with unnamed fields, of the type `ty`. `segment` is the path's last.
    #[allow(clippy::too_many_arguments)]
    pub fn constructor(
        &mut self,
        ty: Ty,
        variant: Option<u32>,
        fields: &[Ty],
        name: &str,
        segment: &'a ast::PathSegment,
        wanted: &Arc<FnTy>,
        span: Span,
    ) -> Option<Callee> {
        self.apply_type_args(&ty, segment);
        let types: Vec<Ty> = match &ty {
            Ty::Adt(_, args) => args.to_vec(),
            _ => Vec::new(),
        };
        let fields = fields
            .iter()
            .map(|ty| self.normalize(substitute(ty, &types), span))
            .collect();
        self.construct_in_closure(variant, fields, ty, name, wanted, span)
    }

    /// The closure that a constructor given by its name means: `Some` is `|x| Some(x)`.
    pub fn construct_in_closure(
        &mut self,
        variant: Option<u32>,
        fields: Vec<Ty>,
        ret: Ty,
        name: &str,
        wanted: &Arc<FnTy>,
        span: Span,
    ) -> Option<Callee> {
        if fields.len() != wanted.params.len() {
            self.wrong_count(&format!("`{name}`"), fields.len(), wanted, span);
            return None;
        }
        let found = Ty::Fn(Arc::new(FnTy {
            once: false,
            params: fields.clone(),
            ret: ret.clone(),
        }));
        if !self.fits(name, &found, &Ty::Fn(Arc::clone(wanted)), span) {
            return None;
        }
        let first = self.locals.len();
        let (mut params, mut values) = (Vec::new(), Vec::new());
        for (ty, at) in fields.into_iter().zip(0_u32..) {
            let local = self.new_local("_", ty.clone(), false, span);
            params.push(Pattern {
                kind: PatternKind::Binding {
                    local,
                    clone: false,
                    subpattern: None,
                },
                ty: ty.clone(),
                span,
            });
            let place = Place {
                base: PlaceBase::Local(local),
                base_ty: ty.clone(),
                projections: Vec::new(),
                span,
            };
            let value = Expr {
                kind: ExprKind::Use(place, UseMode::Copy),
                ty,
                span,
            };
            values.push((at, value));
        }
        let kind = match variant {
            Some(variant) => ExprKind::Variant {
                variant,
                fields: values,
            },
            None => ExprKind::Struct {
                fields: values,
                base: None,
            },
        };
        let end = self.locals.len();
        Some(Callee::Closure(Box::new(Closure {
            params,
            body: Expr { kind, ty: ret, span },
            locals: index(first)..index(end),
            once: wanted.once,
            span,
        })))
    }
}
