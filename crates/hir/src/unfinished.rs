//! Expressions that never come to their end, because an operand leaves the function or loop first: `1 + { return 3; }`.
//! What follows them in a block is code that never runs. Nothing here may refuse a program.

use twilight_diagnostics::Diagnostic;
use twilight_syntax::ast::BinaryOp;

use crate::body::FnCx;
use crate::codes;
use crate::thir::{Arg, Expr, ExprKind, FormatPart, Iterable, Place, PlaceBase, ProjectionKind};
use crate::ty::Ty;

impl FnCx<'_, '_> {
    /// Whether nothing runs after the expression: by its type, or because an operand never gives a value. Blocks and
    /// branches tell by their types, so that each statement is looked at once.
    pub fn stops(&self, expr: &Expr) -> bool {
        self.diverges(expr) || any_operand(expr, &mut |operand| self.stops(operand))
    }

    /// Warns where a finished expression has an operand after which nothing of it runs.
    pub fn warn_unfinished(&mut self, expr: &Expr) {
        // What leaves a block is said by the block, and `return` and `break` lose nothing by it.
        if matches!(
            expr.kind,
            ExprKind::Block { .. } | ExprKind::Return(_) | ExprKind::Break { .. }
        ) {
            return;
        }
        let mut last = None;
        any_operand(expr, &mut |operand| {
            let stops = operand.ty == Ty::Never && operand.span != expr.span;
            if stops {
                last = Some(operand.span);
            }
            stops
        });
        if let Some(last) = last {
            self.ck.report(
                Diagnostic::warning(codes::UNREACHABLE_CODE, expr.span, "The rest of this never runs.")
                    .with_secondary(last, "nothing runs after this"),
            );
        }
    }
}

/// Asks the operands that are evaluated in any case, in their order, until one answers `true`.
fn any_operand(expr: &Expr, ask: &mut dyn FnMut(&Expr) -> bool) -> bool {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Bool(_)
        | ExprKind::Str(_)
        | ExprKind::Unit
        | ExprKind::Default
        | ExprKind::Const(_)
        | ExprKind::TraitConst { .. }
        | ExprKind::Context(_)
        | ExprKind::Continue { .. }
        | ExprKind::Block { .. }
        | ExprKind::Loop { .. }
        | ExprKind::Specified { .. } => false,
        ExprKind::Use(place, _) | ExprKind::PointerTo(place) | ExprKind::Delete(place) => {
            any_of_place(place, ask)
        }
        ExprKind::Binary { op, lhs, rhs } => {
            ask(lhs) || (!matches!(op, BinaryOp::And | BinaryOp::Or) && ask(rhs))
        }
        ExprKind::AssertEqual { lhs, rhs, .. } => ask(lhs) || ask(rhs),
        ExprKind::Unary { operand: inner, .. }
        | ExprKind::Widen(inner)
        | ExprKind::Convert(_, inner)
        | ExprKind::Tag(inner)
        | ExprKind::NewReference(inner)
        | ExprKind::Revert(inner)
        | ExprKind::Panic(inner)
        | ExprKind::Print(inner)
        | ExprKind::Try(inner)
        | ExprKind::Repeat { value: inner, .. }
        | ExprKind::If { condition: inner, .. }
        | ExprKind::While { condition: inner, .. }
        | ExprKind::Match { scrutinee: inner, .. }
        | ExprKind::Require { condition: inner, .. }
        | ExprKind::Assert { condition: inner, .. }
        | ExprKind::Check { condition: inner, .. } => ask(inner),
        ExprKind::Return(value) | ExprKind::Break { value, .. } => value.as_deref().is_some_and(ask),
        ExprKind::Aggregate(elements)
        | ExprKind::Emit { args: elements, .. }
        | ExprKind::CallParam { args: elements, .. } => elements.iter().any(ask),
        ExprKind::Struct { fields, base } => {
            fields.iter().any(|(_, field)| ask(field)) || base.as_deref().is_some_and(ask)
        }
        ExprKind::Variant { fields, .. } => fields.iter().any(|(_, field)| ask(field)),
        ExprKind::Call { args, .. } => args.iter().any(|arg| match arg {
            Arg::Value(value) => ask(value),
            Arg::Place(place) => any_of_place(place, ask),
            Arg::Function(_) => false,
        }),
        ExprKind::Std { receiver, args, .. } => {
            receiver.as_ref().is_some_and(|place| any_of_place(place, ask)) || args.iter().any(ask)
        }
        ExprKind::For { iterable, .. } => match iterable {
            Iterable::Range { start, end, .. } => ask(start) || ask(end),
            Iterable::Elements(value) | Iterable::Entries(value) => ask(value),
        },
        ExprKind::Assign { place, value, .. } => any_of_place(place, ask) || ask(value),
        ExprKind::Format(parts) => parts.iter().any(|part| match part {
            FormatPart::Text(_) => false,
            FormatPart::Value(value) => ask(value),
        }),
    }
}

fn any_of_place(place: &Place, ask: &mut dyn FnMut(&Expr) -> bool) -> bool {
    let base = match &place.base {
        PlaceBase::Temporary(base) | PlaceBase::Cell(base) | PlaceBase::Pointer { pointer: base, .. } => {
            ask(base)
        }
        PlaceBase::Local(_) | PlaceBase::Storage(..) => false,
    };
    base || place.projections.iter().any(|step| match &step.kind {
        ProjectionKind::Field(_) => false,
        ProjectionKind::Index(index) | ProjectionKind::Key(index) => ask(index),
    })
}
