//! Arguments that a function hands over to a function it received, and variables of a closure that nobody needs
//! after it (DECISION D43).
//!
//! Arguments of a closure are lent, so that what keeps one must copy it. In `total = f(total, x)` the caller gets a
//! new value for what it gave, so the closure may have the old one: a vector grows without being copied in each round.
//! This module must never change a body.

use std::collections::{HashMap, HashSet};

use crate::thir::{
    Arg, Body, Callee, Expr, ExprKind, FnId, LocalId, Pattern, PatternKind, Place, PlaceBase, Statement,
};
use crate::visit::{self, VisitMut};

/// For each parameter of a function that is a function itself: which of the arguments it is called with are handed
/// over, at every call.
pub struct Handed(HashMap<(FnId, LocalId), Vec<bool>>);

impl Handed {
    /// Looks at all bodies, which are those of the functions in order.
    pub fn of(bodies: &mut [Body]) -> Self {
        let mut found = HashMap::new();
        for (at, body) in bodies.iter_mut().enumerate() {
            let id = FnId(u32::try_from(at).unwrap_or(u32::MAX));
            let mut calls = Calls::default();
            calls.expr(&mut body.expr);
            found.extend(calls.found.into_iter().map(|(param, given)| ((id, param), given)));
        }
        Self(found)
    }

    /// Whether `function` hands over the argument of that number in every call of its parameter.
    pub fn gives(&self, function: FnId, param: usize, argument: usize) -> bool {
        let param = LocalId(u32::try_from(param).unwrap_or(u32::MAX));
        self.0
            .get(&(function, param))
            .and_then(|given| given.get(argument))
            .copied()
            .unwrap_or(false)
    }
}

/// The argument of `v = f(.., v, ..)` that gets a new value by it: a variable of its own that nothing else in the call
/// mentions. `declared` are the variables that `val` and `var` declare in the same function or closure: what a closure
/// captures cannot move out of it.
pub fn replaced(place: &Place, value: &mut Expr, declared: &HashSet<LocalId>) -> Option<usize> {
    let (PlaceBase::Local(local), ExprKind::CallParam { .. }) = (&place.base, &value.kind) else {
        return None;
    };
    let local = *local;
    if !place.projections.is_empty() || !declared.contains(&local) {
        return None;
    }
    let mut mentions = Mentions::of([local]);
    mentions.expr(value);
    // Where an argument leaves the loop, the variable still has what was not given away.
    if !mentions.is_once(local) || mentions.leaves {
        return None;
    }
    let ExprKind::CallParam { args, .. } = &value.kind else {
        return None;
    };
    args.iter().position(|arg| {
        matches!(&arg.kind, ExprKind::Use(place, _)
            if place.projections.is_empty() && place.base == PlaceBase::Local(local))
    })
}

/// Variables that a statement declares by name alone, so that each owns its value.
pub fn declared(statement: &Statement) -> Option<LocalId> {
    match statement {
        Statement::Let { pattern, .. } => match pattern.kind {
            PatternKind::Binding {
                local,
                subpattern: None,
                ..
            } => Some(local),
            _ => None,
        },
        Statement::Expr(_) => None,
    }
}

/// Collects the calls of a function's parameters.
#[derive(Default)]
struct Calls {
    found: HashMap<LocalId, Vec<bool>>,
    declared: HashSet<LocalId>,
}

impl Calls {
    fn call(&mut self, param: LocalId, arguments: usize, given: Option<usize>) {
        let given = (0..arguments).map(|at| Some(at) == given);
        match self.found.get_mut(&param) {
            Some(known) => known.iter_mut().zip(given).for_each(|(known, now)| *known &= now),
            None => {
                self.found.insert(param, given.collect());
            }
        }
    }
}

impl VisitMut for Calls {
    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Block { statements, .. } => {
                self.declared.extend(statements.iter().filter_map(declared));
            }
            ExprKind::Assign {
                place,
                op: None,
                value,
            } => {
                if let ExprKind::CallParam { param, args } = &value.kind {
                    let (param, count) = (*param, args.len());
                    let given = replaced(place, value, &self.declared);
                    self.call(param, count, given);
                    self.place(place);
                    // Its arguments may hold further calls; the call itself is done with.
                    if let ExprKind::CallParam { args, .. } = &mut value.kind {
                        args.iter_mut().for_each(|arg| self.expr(arg));
                    }
                    return;
                }
            }
            ExprKind::CallParam { param, args } => {
                let (param, count) = (*param, args.len());
                self.call(param, count, None);
            }
            ExprKind::Call { args, .. } => {
                for arg in args {
                    match arg {
                        Arg::Value(value) => self.expr(value),
                        Arg::Place(place) => self.place(place),
                        Arg::Function(Callee::Closure(closure)) => {
                            let outer = std::mem::take(&mut self.declared);
                            self.expr(&mut closure.body);
                            self.declared = outer;
                        }
                        // Who it is passed on to may call it with anything.
                        Arg::Function(Callee::Param(param, _)) => {
                            self.found.insert(*param, Vec::new());
                        }
                        Arg::Function(Callee::Named { .. }) => {}
                    }
                }
                return;
            }
            _ => {}
        }
        visit::walk_expr(self, expr);
    }
}

/// How often variables are mentioned; a mention in a loop or a closure counts as many.
pub struct Mentions {
    of: HashMap<LocalId, u32>,
    repeated: bool,
    /// Something ends the loop, closure or function before its time.
    leaves: bool,
}

impl Mentions {
    /// Nothing is mentioned yet.
    pub fn of(locals: impl IntoIterator<Item = LocalId>) -> Self {
        Self {
            of: locals.into_iter().map(|local| (local, 0)).collect(),
            repeated: false,
            leaves: false,
        }
    }

    /// Whether a variable is mentioned at one place that runs once at most.
    pub fn is_once(&self, local: LocalId) -> bool {
        self.of.get(&local) == Some(&1)
    }
}

impl VisitMut for Mentions {
    fn expr(&mut self, expr: &mut Expr) {
        let closures = matches!(&expr.kind, ExprKind::Call { args, .. }
            if args.iter().any(|arg| matches!(arg, Arg::Function(Callee::Closure(_)))));
        let repeats = closures
            || matches!(
                expr.kind,
                ExprKind::Loop { .. } | ExprKind::While { .. } | ExprKind::For { .. }
            );
        self.leaves |= matches!(
            expr.kind,
            ExprKind::Break { .. } | ExprKind::Continue { .. } | ExprKind::Return(_) | ExprKind::Try(_)
        );
        let before = self.repeated;
        self.repeated |= repeats;
        visit::walk_expr(self, expr);
        self.repeated = before;
    }

    fn place(&mut self, place: &mut Place) {
        if let PlaceBase::Local(local) = place.base
            && let Some(count) = self.of.get_mut(&local)
        {
            *count = count.saturating_add(if self.repeated { 2 } else { 1 });
        }
        visit::walk_place(self, place);
    }
}

/// Variables that a closure's parameter binds each to a part of its own.
pub fn bound(pattern: &Pattern, found: &mut Vec<LocalId>) {
    match &pattern.kind {
        // The whole and its parts would own the same.
        PatternKind::Binding {
            subpattern: Some(_), ..
        }
        | PatternKind::Or(_) => {}
        PatternKind::Binding { local, .. } => found.push(*local),
        PatternKind::Variant { fields, .. } | PatternKind::Fields(fields) => {
            fields.iter().for_each(|(_, field)| bound(field, found));
        }
        PatternKind::Elements { before, after, .. } => {
            before
                .iter()
                .chain(after)
                .for_each(|element| bound(element, found));
        }
        _ => {}
    }
}
