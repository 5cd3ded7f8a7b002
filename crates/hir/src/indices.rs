//! Indices and slices (DECISION T15).

use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, place_ty};
use crate::codes;
use crate::std_fn::StdFn;
use crate::thir::{Expr, ExprKind, Place, PlaceBase, ProjectionKind};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// An index: `u64`, or a narrower unsigned type that is widened.
    pub fn index_value(&mut self, index: &'a ast::Expr) -> Expr {
        let natural = Ty::Int(IntType::U64);
        let value = match &index.kind {
            ast::ExprKind::Literal(_) => self.expr(index, Some(&natural)),
            _ => self.expr(index, None),
        };
        self.widen_index(value)
    }

    /// Makes an index or length `u64`.
    pub fn widen_index(&mut self, value: Expr) -> Expr {
        let natural = Ty::Int(IntType::U64);
        if self.diverges(&value)
            || ((self.infer.is_int_var(&value.ty) || matches!(self.infer.shallow(&value.ty), Ty::Infer(_)))
                && self.infer.unify(&value.ty, &natural))
        {
            return value;
        }
        match self.infer.shallow(&value.ty) {
            Ty::Int(IntType::U64) | Ty::Error => value,
            Ty::Int(int) if !int.signed && int.bits < 64 => {
                let span = value.span;
                Expr {
                    kind: ExprKind::Widen(Box::new(value)),
                    ty: natural,
                    span,
                }
            }
            Ty::Int(int) => self.fail_with(
                Diagnostic::error(
                    codes::INDEX_TYPE,
                    value.span,
                    format!(
                        "An index must be `u64` or a narrower unsigned integer, but this is `{}`.",
                        int.name()
                    ),
                )
                .with_help("Convert it with `u64::try_from(index)`, which gives a `Result`."),
            ),
            other => {
                let shown = self.show(&other);
                self.fail(
                    codes::INDEX_TYPE,
                    value.span,
                    format!("An index must be an integer, but this is {shown}."),
                )
            }
        }
    }

    /// `v[a..b]`: a copy of the elements (DECISION T15).
    pub(crate) fn slice(
        &mut self,
        base: Place,
        start: Option<&'a ast::Expr>,
        end: Option<&'a ast::Expr>,
        inclusive: bool,
        span: Span,
    ) -> Expr {
        let ty = self.infer.shallow(&place_ty(&base));
        let element = match &ty {
            Ty::Vector(element) | Ty::Array(element, _) => (**element).clone(),
            Ty::Error | Ty::Never => return self.without_value(&ty, base.span, span),
            _ => {
                let shown = self.show(&ty);
                let mut diagnostic = Diagnostic::error(
                    codes::NOT_INDEXABLE,
                    base.span,
                    format!("{shown} has no slices; vectors and arrays have."),
                );
                if ty == Ty::String {
                    diagnostic = diagnostic.with_help("Use `.slice(start, end)`, which gives a `Result`.");
                }
                return self.fail_with(diagnostic);
            }
        };
        let int = |value: u64| Expr {
            kind: ExprKind::Int(ruint::aliases::U256::from(value)),
            ty: Ty::Int(IntType::U64),
            span,
        };
        if end.is_none() && !base_is_stable(&base) {
            // The base is written twice below, so it must not do anything when it is read.
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_INDEXABLE,
                    span,
                    "A slice without an end needs a variable to the left.",
                )
                .with_help("Put the collection into a `val` first."),
            );
        }
        let start = match start {
            Some(start) => self.index_value(start),
            None => int(0),
        };
        let end = match (end, &ty) {
            (Some(end), _) => {
                let end = self.index_value(end);
                if inclusive {
                    let u64 = Ty::Int(IntType::U64);
                    // No collection has as many elements as the greatest number, so that stays out of bounds.
                    let (types, args) = (vec![u64.clone()], vec![end, int(1)]);
                    self.std_call(StdFn::IntSaturatingAdd, types, args, u64, span)
                } else {
                    end
                }
            }
            (None, Ty::Array(_, length)) => int(*length),
            (None, _) => self.std_call(
                StdFn::VectorLen,
                vec![element.clone()],
                vec![self.read(base.clone())],
                Ty::Int(IntType::U64),
                span,
            ),
        };
        let whole = self.read_checked(base);
        let vector = Ty::Vector(std::sync::Arc::new(element.clone()));
        let whole = match &ty {
            Ty::Array(..) => self.std_call(
                StdFn::ArrayToVector,
                vec![ty.clone()],
                vec![whole],
                vector.clone(),
                span,
            ),
            _ => whole,
        };
        self.std_call(
            StdFn::VectorSlice,
            vec![element],
            vec![whole, start, end],
            vector,
            span,
        )
    }

    /// A call of the standard library without a receiver place.
    pub fn std_call(&self, function: StdFn, types: Vec<Ty>, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
        Expr {
            kind: ExprKind::Std {
                function,
                types,
                receiver: None,
                args,
            },
            ty,
            span,
        }
    }
}

/// Whether reading a place twice gives the same and does nothing else.
pub fn base_is_stable(place: &Place) -> bool {
    !matches!(place.base, PlaceBase::Temporary(_))
        && place.projections.iter().all(|projection| match &projection.kind {
            ProjectionKind::Field(_) => true,
            ProjectionKind::Index(index) | ProjectionKind::Key(index) => match &index.kind {
                ExprKind::Use(place, _) => place.projections.is_empty() && base_is_stable(place),
                ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::Const(_) => true,
                _ => false,
            },
        })
}
