//! A place in storage that a call may change belongs to the called function alone until it returns (DECISION T3): the
//! function must not reach the same storage variable by itself, for one of the two changes would be lost.
//!
//! What functions reach is inferred over the calls between them; a call of a trait's function may be one of any of its
//! implementations. This module must never change a body.

use std::collections::BTreeMap;

use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::Checker;
use crate::codes;
use crate::thir::{Arg, Body, Callee, ContractId, Expr, ExprKind, FnId, Place, PlaceBase};
use crate::visit::{self, VisitMut};

/// A storage variable.
type Variable = (ContractId, u32);

/// A place in storage that a call may change.
struct Lent {
    variable: Variable,
    span: Span,
    /// The called function, and those that it is given to call.
    functions: Vec<FnId>,
}

/// Reports each call that lends a storage variable to a function that reaches the same one. `bodies` are those of the
/// functions, in order.
pub fn check(checker: &mut Checker<'_>, bodies: &mut [Body], others: &mut [&mut Body]) {
    let mut lent = Vec::new();
    let mut graph = Graph {
        callers: vec![Vec::new(); bodies.len()],
        touches: BTreeMap::new(),
    };
    for (at, body) in bodies.iter_mut().enumerate() {
        let mut found = Found::default();
        found.expr(&mut body.expr);
        lent.append(&mut found.lent);
        graph.add(at, found);
    }
    for body in others {
        let mut found = Found::default();
        found.expr(&mut body.expr);
        lent.append(&mut found.lent);
    }
    if lent.is_empty() {
        return;
    }
    for (at, info) in checker.functions.iter().enumerate() {
        // A call of a trait's function means one of its implementations.
        let Some((of_trait, index)) = info.function.of_trait else {
            continue;
        };
        for implementation in checker.impls.iter().filter(|one| one.of_trait == of_trait) {
            if let Some(Some(function)) = implementation.functions.get(index as usize) {
                graph.call(at, *function);
            }
        }
    }
    let mut reach: BTreeMap<Variable, Vec<Option<Span>>> = BTreeMap::new();
    for one in &lent {
        let reaching = reach
            .entry(one.variable)
            .or_insert_with(|| graph.reaching(one.variable));
        let found = one.functions.iter().find_map(|function| {
            let used = reaching.get(function.0 as usize).copied().flatten()?;
            Some((*function, used))
        });
        if let Some((function, used)) = found {
            report(checker, one, function, used);
        }
    }
}

fn report(checker: &mut Checker<'_>, lent: &Lent, function: FnId, used: Span) {
    let (contract, index) = lent.variable;
    let variable = checker
        .contracts
        .get(contract.0 as usize)
        .and_then(|contract| contract.storage_names.iter().find(|(_, at)| **at == index))
        .map(|(name, _)| name.clone())
        .unwrap_or_default();
    let name = checker
        .functions
        .get(function.0 as usize)
        .map(|info| info.function.name.clone())
        .unwrap_or_default();
    checker.report(
        Diagnostic::error(
            codes::EXCLUSIVE,
            lent.span,
            format!("`storage.{variable}` is passed to be changed, but `{name}` reaches it by itself during the call."),
        )
        .with_label("lent to the call, which changes it")
        .with_secondary(used, format!("`storage.{variable}` is used here meanwhile"))
        .with_help(format!(
            "Let the function work on `storage.{variable}` directly, without the parameter; or change a copy \
             (`var copy = storage.{variable};`) and assign it afterwards."
        )),
    );
}

/// Who calls whom, and who touches which variable where.
struct Graph {
    callers: Vec<Vec<usize>>,
    touches: BTreeMap<Variable, Vec<(usize, Span)>>,
}

impl Graph {
    fn add(&mut self, at: usize, found: Found) {
        for callee in found.calls {
            self.call(at, callee);
        }
        for (variable, span) in found.touches {
            self.touches.entry(variable).or_default().push((at, span));
        }
    }

    fn call(&mut self, at: usize, callee: FnId) {
        if let Some(callers) = self.callers.get_mut(callee.0 as usize) {
            callers.push(at);
        }
    }

    /// For each function where `variable` is touched by it or by what it calls.
    fn reaching(&self, variable: Variable) -> Vec<Option<Span>> {
        let mut reaching = vec![None; self.callers.len()];
        let mut work = Vec::new();
        for (at, span) in self.touches.get(&variable).into_iter().flatten() {
            if let Some(slot @ None) = reaching.get_mut(*at) {
                *slot = Some(*span);
                work.push(*at);
            }
        }
        // First functions first, so that the place named does not depend on the order of discovery.
        work.reverse();
        while let Some(at) = work.pop() {
            let span = reaching.get(at).copied().flatten();
            for caller in self.callers.get(at).into_iter().flatten() {
                if let Some(slot @ None) = reaching.get_mut(*caller) {
                    *slot = span;
                    work.push(*caller);
                }
            }
        }
        reaching
    }
}

/// The storage variable that an argument lends to be changed.
fn lent_variable(arg: &Arg) -> Option<(Variable, Span)> {
    match arg {
        Arg::Place(place) => match place.base {
            PlaceBase::Storage(contract, index) => Some(((contract, index), place.span)),
            _ => None,
        },
        _ => None,
    }
}

/// What a body touches, calls and lends.
#[derive(Default)]
struct Found {
    touches: BTreeMap<Variable, Span>,
    calls: Vec<FnId>,
    lent: Vec<Lent>,
}

impl VisitMut for Found {
    fn expr(&mut self, expr: &mut Expr) {
        let ExprKind::Call { function, args, .. } = &mut expr.kind else {
            visit::walk_expr(self, expr);
            return;
        };
        // What the callee may call: itself, and what it is given.
        let mut functions = vec![*function];
        let lends = args.iter().any(|arg| lent_variable(arg).is_some());
        for arg in args.iter_mut() {
            match arg {
                Arg::Value(value) => self.expr(value),
                Arg::Place(place) => self.place(place),
                Arg::Function(Callee::Named { function, .. }) => functions.push(*function),
                Arg::Function(Callee::Closure(closure)) => {
                    let before = self.calls.len();
                    self.expr(&mut closure.body);
                    if lends {
                        functions.extend(self.calls.iter().skip(before));
                    }
                }
                Arg::Function(Callee::Param(..)) => {}
            }
        }
        self.calls.extend(&functions);
        for arg in args.iter() {
            if let Some((variable, span)) = lent_variable(arg) {
                self.lent.push(Lent {
                    variable,
                    span,
                    functions: functions.clone(),
                });
            }
        }
    }

    fn place(&mut self, place: &mut Place) {
        if let PlaceBase::Storage(contract, index) = place.base {
            self.touches.entry((contract, index)).or_insert(place.span);
        }
        visit::walk_place(self, place);
    }
}
