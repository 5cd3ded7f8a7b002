//! Whether the order in which two operands are evaluated can be seen.

use twilight_hir::StdFn;
use twilight_hir::thir::{Expr, ExprKind, Place, PlaceBase, ProjectionKind, Statement};
use twilight_syntax::ast::{BinaryOp, UnaryOp};

use crate::code::Code;

impl Code<'_, '_, '_> {
    /// Whether one of the two changes something, or calls a function, while the other is more than a constant; or both
    /// may fail, each in its own way. Constants change nothing, and fail all in one way.
    pub fn order_matters(&self, first: &Expr, second: &Expr) -> bool {
        (acts(first) && !crate::code::is_constant(second))
            || (acts(second) && !crate::code::is_constant(first))
            || (self.constants.is_empty() && fails(first) && fails(second))
    }
}

/// Whether it can be seen that an expression is evaluated: it changes something, or may fail.
#[must_use]
pub fn shows(expr: &Expr) -> bool {
    acts(expr) || fails(expr)
}

/// Whether an expression may end the call: an overflow, an index out of bounds, a division by zero.
#[must_use]
pub fn fails(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Bool(_)
        | ExprKind::Str(_)
        | ExprKind::Unit
        | ExprKind::Default
        | ExprKind::Const(_)
        | ExprKind::Context(_) => false,
        ExprKind::Use(place, _) | ExprKind::PointerTo(place) => place_fails(place),
        ExprKind::Binary { op, lhs, rhs } => {
            let arithmetic = matches!(
                op,
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem
            );
            arithmetic || fails(lhs) || fails(rhs)
        }
        ExprKind::Unary { op, operand } => *op == UnaryOp::Neg || fails(operand),
        ExprKind::Widen(operand)
        | ExprKind::Convert(_, operand)
        | ExprKind::Tag(operand)
        | ExprKind::NewReference(operand)
        | ExprKind::Repeat { value: operand, .. } => fails(operand),
        ExprKind::Aggregate(elements) => elements.iter().any(fails),
        ExprKind::Struct { fields, base } => {
            fields.iter().any(|(_, field)| fails(field)) || base.as_ref().is_some_and(|base| fails(base))
        }
        ExprKind::Variant { fields, .. } => fields.iter().any(|(_, field)| fails(field)),
        ExprKind::Std { function, args, .. } => {
            let total = matches!(
                function,
                StdFn::AddressZero
                    | StdFn::VectorLen
                    | StdFn::ArrayLen
                    | StdFn::IntWrappingAdd
                    | StdFn::IntWrappingSub
                    | StdFn::IntWrappingMul
                    | StdFn::IntWrappingNeg
            );
            !total || args.iter().any(fails)
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => fails(condition) || fails(then) || otherwise.as_ref().is_some_and(|otherwise| fails(otherwise)),
        ExprKind::Block { statements, tail } => {
            statements.iter().any(|statement| match statement {
                Statement::Let { init, .. } => init.as_ref().is_some_and(fails),
                Statement::Expr(expr) => fails(expr),
            }) || tail.as_ref().is_some_and(|tail| fails(tail))
        }
        _ => true,
    }
}

/// Whether finding a place may end the call.
#[must_use]
pub fn place_fails(place: &Place) -> bool {
    let base = match &place.base {
        PlaceBase::Temporary(base) | PlaceBase::Cell(base) | PlaceBase::Pointer { pointer: base, .. } => {
            fails(base)
        }
        PlaceBase::Local(_) | PlaceBase::Storage(..) => false,
    };
    base || place.projections.iter().any(|step| match &step.kind {
        ProjectionKind::Index(_) => true,
        ProjectionKind::Key(key) => fails(key),
        ProjectionKind::Field(_) => false,
    })
}

/// Whether an expression may change something or end the call in a way of its own.
#[must_use]
pub fn acts(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Bool(_)
        | ExprKind::Str(_)
        | ExprKind::Unit
        | ExprKind::Default
        | ExprKind::Const(_)
        | ExprKind::Context(_) => false,
        ExprKind::Use(place, _) | ExprKind::PointerTo(place) => place_acts(place),
        ExprKind::Binary { lhs, rhs, .. } => acts(lhs) || acts(rhs),
        ExprKind::Unary { operand, .. }
        | ExprKind::Widen(operand)
        | ExprKind::Convert(_, operand)
        | ExprKind::Tag(operand)
        | ExprKind::NewReference(operand)
        | ExprKind::Repeat { value: operand, .. } => acts(operand),
        ExprKind::Aggregate(elements) => elements.iter().any(acts),
        ExprKind::Struct { fields, base } => {
            fields.iter().any(|(_, field)| acts(field)) || base.as_ref().is_some_and(|base| acts(base))
        }
        ExprKind::Variant { fields, .. } => fields.iter().any(|(_, field)| acts(field)),
        ExprKind::Std { receiver, args, .. } => receiver.is_some() || args.iter().any(acts),
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => acts(condition) || acts(then) || otherwise.as_ref().is_some_and(|otherwise| acts(otherwise)),
        ExprKind::Block { statements, tail } => {
            statements.iter().any(|statement| match statement {
                Statement::Let { init, .. } => init.as_ref().is_some_and(acts),
                Statement::Expr(expr) => acts(expr),
            }) || tail.as_ref().is_some_and(|tail| acts(tail))
        }
        _ => true,
    }
}

/// Whether finding a place may change something.
#[must_use]
pub fn place_acts(place: &Place) -> bool {
    let base = match &place.base {
        PlaceBase::Temporary(base) | PlaceBase::Cell(base) | PlaceBase::Pointer { pointer: base, .. } => {
            acts(base)
        }
        PlaceBase::Local(_) | PlaceBase::Storage(..) => false,
    };
    base || place.projections.iter().any(|step| match &step.kind {
        ProjectionKind::Index(index) | ProjectionKind::Key(index) => acts(index),
        ProjectionKind::Field(_) => false,
    })
}
