//! `nova::test`: what a test changes of the simulated transaction and block (`docs/testing.md`).
//!
//! Exists in test builds only; must never reach a module that is deployed.

use std::collections::BTreeSet;
use std::sync::Arc;

use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::codes;
use crate::std_fn::StdFn;
use crate::thir::{Arg, ContractId, Expr, ExprKind, FnId, Program};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

/// A function of `nova::test` with the type of its one parameter.
pub fn function(name: &str) -> Option<(StdFn, Ty)> {
    Some(match name {
        "set_sender" => (StdFn::TestSetSender, Ty::Address),
        "set_origin" => (StdFn::TestSetOrigin, Ty::Address),
        "set_value" => (StdFn::TestSetValue, Ty::Int(IntType::U128)),
        "set_block_number" => (StdFn::TestSetBlockNumber, Ty::Int(IntType::U64)),
        "set_timestamp" => (StdFn::TestSetTimestamp, Ty::Int(IntType::U64)),
        _ => return None,
    })
}

impl<'a> FnCx<'_, 'a> {
    /// `nova::test::events()`: the texts of the events so far.
    pub fn test_events(&mut self, shown: &str, args: &'a [ast::Expr], span: Span) -> Expr {
        if !self.ck.options.test {
            return self.test_only(shown, span);
        }
        if !self.count_args(shown, args, 0, span, None) {
            return error_expr(span);
        }
        let texts = Ty::Vector(Arc::new(Ty::String));
        self.std_call(StdFn::TestEvents, vec![], vec![], texts, span)
    }

    fn test_only(&mut self, shown: &str, span: Span) -> Expr {
        self.fail_with(
            Diagnostic::error(codes::TEST_ONLY, span, format!("`{shown}` works in tests only.")).with_help(
                "Put it into a function with `#[test]`, or one with `#[cfg(test)]` that tests call.",
            ),
        )
    }

    /// A call of a function of `nova::test` that changes something.
    pub fn test_call(
        &mut self,
        function: StdFn,
        ty: &Ty,
        shown: &str,
        args: &'a [ast::Expr],
        span: Span,
    ) -> Expr {
        if !self.ck.options.test {
            return self.test_only(shown, span);
        }
        let [arg] = args else {
            self.count_args(shown, args, 1, span, None);
            return error_expr(span);
        };
        let value = self.check(arg, ty);
        self.std_call(function, vec![], vec![value], Ty::Unit, span)
    }
}

/// For each of `tests`, the contracts whose functions it reaches.
#[must_use]
pub fn contracts_used(program: &Program, tests: &[FnId]) -> Vec<BTreeSet<ContractId>> {
    let mut calls: Vec<Option<Vec<FnId>>> = vec![None; program.functions.len()];
    let mut all = Vec::new();
    for test in tests {
        let mut used = BTreeSet::new();
        let mut seen = BTreeSet::from([*test]);
        let mut work = vec![*test];
        while let Some(id) = work.pop() {
            let (Some(function), Some(slot)) =
                (program.functions.get(id.0 as usize), calls.get_mut(id.0 as usize))
            else {
                continue;
            };
            used.extend(function.contract);
            let callees = slot.get_or_insert_with(|| {
                let mut calls = Calls::default();
                calls.expr(&mut function.body.expr.clone());
                calls.found.into_iter().collect()
            });
            work.extend(callees.iter().filter(|callee| seen.insert(**callee)));
        }
        all.push(used);
    }
    all
}

/// Whether one of the arguments calls a function of the program.
#[must_use]
pub fn calls_functions(args: &[Arg]) -> bool {
    let mut calls = Calls::default();
    for arg in args {
        match arg.clone() {
            Arg::Value(mut expr) => calls.expr(&mut expr),
            Arg::Place(mut place) => calls.place(&mut place),
            Arg::Function(_) => {}
        }
    }
    !calls.found.is_empty()
}

#[derive(Default)]
struct Calls {
    found: BTreeSet<FnId>,
}

impl VisitMut for Calls {
    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::Call { function, .. } = &expr.kind {
            self.found.insert(*function);
        }
        visit::walk_expr(self, expr);
    }
}
