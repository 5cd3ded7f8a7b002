//! Borrowed values that something may change while they are looked at: they are cloned (DECISIONS T3, D43).
//!
//! Operands are evaluated one after the other and looked at when all are there, and the arms of a `match` look at one
//! value until an arm is taken. What is borrowed meanwhile must stay as it was, which wasm, that changes values in
//! place, would not keep. This module changes nothing but modes of uses.

use crate::thir::{Arg, Expr, ExprKind, LocalId, Place, PlaceBase, ProjectionKind, UseMode};
use crate::visit::{self, VisitMut};

/// Clones borrowed operands that a later one may change.
pub fn keep_apart(operands: &mut [&mut Expr]) {
    for at in 0..operands.len() {
        if let Some((before, after)) = operands.split_at_mut_checked(at + 1)
            && let Some(operand) = before.last_mut()
        {
            keep_while(operand, after);
        }
    }
}

/// Clones what a value is borrowed from where one of the `actions`, which run before it was looked at, may change that.
pub fn keep_while(value: &mut Expr, actions: &mut [&mut Expr]) {
    // Most of them do nothing.
    if !actions.iter().any(|expr| may_act(expr)) {
        return;
    }
    lent(value, &mut |place, mode| {
        let Some(mut change) = Change::of(place) else {
            return;
        };
        for expr in actions.iter_mut().filter(|expr| may_act(expr)) {
            change.expr(expr);
        }
        if change.found {
            *mode = UseMode::Clone;
        }
    });
}

/// Clones a borrowed scrutinee that a guard may change: the arms after it look at the value that was matched.
pub fn keep_from_guards<'e>(scrutinee: &mut Expr, guards: impl Iterator<Item = &'e mut Expr>) {
    let ExprKind::Use(place, mode @ UseMode::Borrow) = &mut scrutinee.kind else {
        return;
    };
    let Some(mut change) = Change::of(place) else {
        return;
    };
    guards.for_each(|guard| change.expr(guard));
    if change.found {
        *mode = UseMode::Clone;
    }
}

/// Whether an expression may do anything but give a value.
fn may_act(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Use(place, _) => {
            !matches!(place.base, PlaceBase::Local(_) | PlaceBase::Storage(..))
                || place
                    .projections
                    .iter()
                    .any(|step| !matches!(step.kind, ProjectionKind::Field(_)))
        }
        ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::Const(_) => false,
        _ => true,
    }
}

/// Borrowed places whose value an expression gives.
fn lent(expr: &mut Expr, found: &mut dyn FnMut(&Place, &mut UseMode)) {
    match &mut expr.kind {
        ExprKind::Use(place, mode @ UseMode::Borrow) => {
            if let PlaceBase::Temporary(base) = &mut place.base {
                lent(base, found);
            } else {
                found(place, mode);
            }
        }
        ExprKind::Block { tail: Some(tail), .. } => lent(tail, found),
        ExprKind::If { then, otherwise, .. } => {
            lent(then, found);
            if let Some(otherwise) = otherwise {
                lent(otherwise, found);
            }
        }
        ExprKind::Match { arms, .. } => arms.iter_mut().for_each(|arm| lent(&mut arm.body, found)),
        _ => {}
    }
}

/// Looks for something that may change a variable, or storage where `local` is `None`.
struct Change {
    local: Option<LocalId>,
    found: bool,
}

impl Change {
    /// `None` for what nothing else reaches.
    fn of(place: &Place) -> Option<Self> {
        let local = match place.base {
            PlaceBase::Local(local) => Some(local),
            PlaceBase::Storage(..) => None,
            PlaceBase::Temporary(_) | PlaceBase::Cell(_) | PlaceBase::Pointer { .. } => return None,
        };
        Some(Self { local, found: false })
    }

    fn target(&mut self, place: &Place) {
        self.found |= match (&place.base, self.local) {
            (PlaceBase::Local(local), Some(wanted)) => *local == wanted,
            (PlaceBase::Storage(..), None) => true,
            _ => false,
        };
    }
}

impl VisitMut for Change {
    fn expr(&mut self, expr: &mut Expr) {
        if self.found {
            return;
        }
        match &expr.kind {
            ExprKind::Assign { place, .. }
            | ExprKind::Std {
                receiver: Some(place),
                ..
            } => self.target(place),
            // It may change storage, but no variable of this function.
            ExprKind::CallParam { .. } => self.found |= self.local.is_none(),
            ExprKind::Call { args, .. } => {
                self.found |= self.local.is_none();
                for arg in args {
                    if let Arg::Place(place) = arg {
                        self.target(place);
                    }
                }
            }
            _ => {}
        }
        visit::walk_expr(self, expr);
    }
}
