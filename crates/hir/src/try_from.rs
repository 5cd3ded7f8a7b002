//! `e?` whose error becomes the function's by `impl From<Inner> for Outer` (spec 01 §10.1, DECISION T9): the same as a
//! `match` that converts the error before it returns.

use std::sync::Arc;

use twilight_diagnostics::Span;

use crate::body::FnCx;
use crate::thir::{Arm, Expr, ExprKind, FnId, LocalId, Pattern, PatternKind, Place, PlaceBase};
use crate::ty::Ty;

impl FnCx<'_, '_> {
    /// `value` of the type `Result<ok, err>` as a `Result<ok, wanted>`; `function` is `From::from`.
    pub fn with_error(&mut self, value: Expr, ok: &Ty, err: &Ty, wanted: &Ty, function: FnId) -> Expr {
        let span = value.span;
        let ty = Ty::Result(Arc::new(ok.clone()), Arc::new(wanted.clone()));
        let good = self.arm(0, ok, &value, &ty, |_, found| found);
        let bad = self.arm(1, err, &value, &ty, |cx, found| {
            cx.apply_from(function, found, wanted.clone(), span)
        });
        Expr {
            kind: ExprKind::Match {
                scrutinee: Box::new(value),
                arms: vec![good, bad],
            },
            ty,
            span,
        }
    }

    /// The arm that takes the value out of a variant and puts what `change` makes of it into the same one.
    fn arm(
        &mut self,
        variant: u32,
        part: &Ty,
        value: &Expr,
        ty: &Ty,
        change: impl FnOnce(&mut Self, Expr) -> Expr,
    ) -> Arm {
        let span = value.span;
        let local = self.new_local("_value", part.clone(), false, span);
        let found = self.read(place_of(local, part, span));
        let changed = change(self, found);
        let pattern = |kind: PatternKind, ty: &Ty| Pattern {
            kind,
            ty: ty.clone(),
            span,
        };
        let binding = pattern(
            PatternKind::Binding {
                local,
                clone: false,
                subpattern: None,
            },
            part,
        );
        Arm {
            pattern: pattern(
                PatternKind::Variant {
                    variant,
                    fields: vec![(0, binding)],
                },
                &value.ty,
            ),
            guard: None,
            body: Expr {
                kind: ExprKind::Variant {
                    variant,
                    fields: vec![(0, changed)],
                },
                ty: ty.clone(),
                span,
            },
        }
    }
}

fn place_of(local: LocalId, ty: &Ty, span: Span) -> Place {
    Place {
        base: PlaceBase::Local(local),
        base_ty: ty.clone(),
        projections: Vec::new(),
        span,
    }
}
