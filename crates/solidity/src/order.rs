//! Whether the order in which two operands are evaluated can be seen.

use twilight_hir::thir::{Expr, ExprKind, Place, PlaceBase, ProjectionKind, Statement};

/// Whether one of the two changes something, or calls a function, while the other is more than a constant.
#[must_use]
pub fn matters(first: &Expr, second: &Expr) -> bool {
    (acts(first) && !crate::code::is_constant(second)) || (acts(second) && !crate::code::is_constant(first))
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
