//! Assertions at run time (spec 20 §3): where their checks stand in the control flow.
//!
//! A function with postconditions, and a public function of a contract with invariants, leaves through one chain
//! of blocks that ends in the return: checks are generated once, however many returns there are. Without
//! run-time assertions this module generates nothing at all.

use std::collections::{BTreeMap, BTreeSet};

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Body, ContractId, Expr, ExprKind, Function as Source, LocalId, Post};
use twilight_tir::{BlockId, Const, Function, Op, Operand, Terminator};

use crate::builder::Variable;
use crate::function::{FunctionContext, ReturnTarget};
use crate::instances::{Instance, ModuleContext, synthetic};

/// Where a function that has something to check goes instead of returning.
pub struct Exit {
    /// Holds the value returned.
    result: Option<Variable>,
    /// For each level of postconditions its block, highest level first; the last one is level 0.
    chain: Vec<(usize, BlockId)>,
    /// Statements of the function's own block that are done.
    done: usize,
}

/// The contract whose invariants a function keeps (spec 18 §2.2): those that are public.
fn invariants_of(cx: &ModuleContext<'_>, source: &Source) -> Option<ContractId> {
    let id = source.contract?;
    let contract = cx.program.contracts.get(id.0 as usize)?;
    let keeps = cx.assertions && source.public && !source.is_init && !contract.invariants.is_empty();
    keeps.then_some(id)
}

/// Calls the check of a contract's invariants, where there are any to check.
pub fn check_invariants(
    cx: &mut ModuleContext<'_>,
    builder: &mut crate::builder::Builder,
    id: ContractId,
    span: Span,
) {
    let contract = cx.program.contracts.get(id.0 as usize);
    if !cx.assertions || contract.is_none_or(|contract| contract.invariants.is_empty()) {
        return;
    }
    let function = cx.function(Instance::Invariants(id));
    let args = Vec::new();
    builder.emit(Op::Call { function, args }, Type::Unit, span);
}

/// `C::$invariants`: checks all of them.
pub fn lower_invariants(cx: &mut ModuleContext<'_>, id: ContractId, name: String) -> Function {
    let program = cx.program;
    let Some(contract) = program.contracts.get(id.0 as usize) else {
        return synthetic(name, &[], Type::Unit, Span::default()).finish();
    };
    let mut builder = synthetic(name, &[], Type::Unit, contract.span);
    for invariant in &contract.invariants {
        let returns = ReturnTarget {
            ret: Type::Unit,
            references: Vec::new(),
            landing: None,
        };
        let mut fx = FunctionContext::new(cx, &mut builder, invariant, Vec::new(), returns);
        fx.expression(&invariant.expr);
    }
    builder.terminate(Terminator::Return(Operand::Const(Const::Unit)), contract.span);
    builder.finish()
}

impl<'p> FunctionContext<'_, 'p> {
    /// A function's body with all that is checked before and after it, up to the return.
    pub fn body(&mut self, source: &'p Source) {
        let Body { expr, .. } = &source.body;
        let invariants = invariants_of(self.cx, source);
        let (pre, old, body, result, post) = match &expr.kind {
            ExprKind::Specified {
                pre,
                old,
                body,
                result,
                post,
            } if self.cx.assertions => (pre.as_slice(), old.as_slice(), &**body, *result, post.as_slice()),
            ExprKind::Specified { body, .. } => (&[][..], &[][..], &**body, None, &[][..]),
            _ => (&[][..], &[][..], expr, None, &[][..]),
        };
        if let Some(contract) = invariants {
            check_invariants(self.cx, self.builder, contract, source.span);
        }
        for check in pre {
            self.expression(check);
        }
        for (local, value) in old {
            let value = self.expression(value);
            self.write_local(*local, value);
        }
        if post.is_empty() && invariants.is_none() {
            let value = self.expression(body);
            self.return_value(value, body.span);
            return;
        }
        self.begin_exit(result, post);
        let value = self.statements_of(body);
        self.return_value(value, body.span);
        self.finish_exit(post, invariants, source.span);
    }

    fn begin_exit(&mut self, result: Option<LocalId>, post: &[Post]) {
        let mut levels: BTreeSet<usize> = post.iter().map(|post| post.level).collect();
        levels.insert(0);
        let chain = levels
            .into_iter()
            .rev()
            .map(|level| (level, self.builder.new_block()))
            .collect();
        let result = match result.and_then(|local| self.frame.variables.get(local.0 as usize)) {
            Some(variable) => Some(*variable),
            None => {
                let ty = self.source_return_type();
                (ty != Type::Unit).then(|| self.builder.variable(ty, None))
            }
        };
        self.frame.exit = Some(Exit {
            result,
            chain,
            done: 0,
        });
    }

    /// The body, counting its statements.
    fn statements_of(&mut self, body: &'p Expr) -> Operand {
        let ExprKind::Block { statements, tail } = &body.kind else {
            return self.expression(body);
        };
        for statement in statements {
            self.statement(statement);
            if let Some(exit) = &mut self.frame.exit {
                exit.done += 1;
            }
        }
        tail.as_ref()
            .map_or(Operand::Const(Const::Unit), |tail| self.expression(tail))
    }

    /// Goes where the function returns, if that is not directly.
    pub fn leave(&mut self, value: &Operand, span: Span) -> bool {
        let Some(exit) = &self.frame.exit else {
            return false;
        };
        let at = exit.chain.partition_point(|(level, _)| *level > exit.done);
        let Some((_, to)) = exit.chain.get(at).copied() else {
            return false;
        };
        if let Some(result) = exit.result {
            self.builder.write(result, value.clone());
        }
        self.builder.branch(to, span);
        true
    }

    fn finish_exit(&mut self, post: &'p [Post], invariants: Option<ContractId>, span: Span) {
        let Some(Exit { result, chain, .. }) = self.frame.exit.take() else {
            return;
        };
        let mut checks: BTreeMap<usize, Vec<&Expr>> = BTreeMap::new();
        for post in post {
            checks.entry(post.level).or_default().push(&post.check);
        }
        let mut chain = chain.into_iter().peekable();
        while let Some((level, block)) = chain.next() {
            self.builder.enter(block);
            for check in checks.get(&level).into_iter().flatten() {
                self.expression(check);
            }
            if let Some((_, next)) = chain.peek() {
                self.builder.branch(*next, span);
            }
        }
        if let Some(contract) = invariants {
            check_invariants(self.cx, self.builder, contract, span);
        }
        let value = result.map_or(Operand::Const(Const::Unit), |result| self.builder.read(result));
        self.return_value(value, span);
    }
}
