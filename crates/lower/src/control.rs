//! Control flow: branches, guards, loops, `?`.

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, LoopId};
use twilight_tir::{Op, Operand, Terminator};

use crate::expressions::UNIT;
use crate::function::{FunctionContext, LoopFrame};

impl<'p> FunctionContext<'_, 'p> {
    /// A value that one of two branches gives.
    pub fn branches(
        &mut self,
        condition: Operand,
        ty: Type,
        span: Span,
        then: impl FnOnce(&mut Self) -> Operand,
        otherwise: impl FnOnce(&mut Self) -> Operand,
    ) -> Operand {
        let (yes, no, join) = (
            self.builder.new_block(),
            self.builder.new_block(),
            self.builder.new_block(),
        );
        let result = (ty != Type::Unit).then(|| self.builder.variable(ty, None));
        self.builder.terminate(
            Terminator::BranchIf {
                condition,
                then: yes,
                otherwise: no,
            },
            span,
        );
        self.builder.enter(yes);
        let value = then(self);
        if let Some(result) = result {
            self.builder.write(result, value);
        }
        self.builder.branch(join, span);
        self.builder.enter(no);
        let value = otherwise(self);
        if let Some(result) = result {
            self.builder.write(result, value);
        }
        self.builder.branch(join, span);
        self.builder.enter(join);
        result.map_or(UNIT, |result| self.builder.read(result))
    }

    /// Runs `failure`, which ends its block, where `condition` is false.
    pub fn guard(&mut self, condition: Operand, span: Span, failure: impl FnOnce(&mut Self)) {
        let (good, bad) = (self.builder.new_block(), self.builder.new_block());
        self.builder.terminate(
            Terminator::BranchIf {
                condition,
                then: good,
                otherwise: bad,
            },
            span,
        );
        self.builder.enter(bad);
        failure(self);
        self.builder.enter(good);
    }

    pub fn try_operator(&mut self, operand: &'p Expr, span: Span) -> Operand {
        let value = self.expression(operand);
        let ty = self.builder.operand_type(&value);
        let (good, payload_ty, failure) = match &ty {
            Type::Option(inner) => (1, (**inner).clone(), None),
            Type::Result(ok, err) => (0, (**ok).clone(), Some((**err).clone())),
            _ => return UNIT,
        };
        let is_good = self.has_tag(&value, good, span);
        self.guard(is_good, span, |fx| {
            let ret = fx.source_return_type();
            let fields = match failure {
                None => Vec::new(),
                Some(err) => vec![fx.payload(value.clone(), 1, 0, err, span)],
            };
            let variant = u32::from(matches!(ty, Type::Result(..)));
            let result = fx.builder.emit(
                Op::Variant {
                    ty: ret.clone(),
                    variant,
                    fields,
                },
                ret,
                span,
            );
            fx.return_value(result, span);
        });
        self.payload(value, good, 0, payload_ty, span)
    }

    /// Result type in the source, without by-reference parameters.
    pub fn source_return_type(&self) -> Type {
        match (&self.frame.returns.ret, self.frame.returns.references.is_empty()) {
            (Type::Tuple(elements), false) => elements.first().cloned().unwrap_or(Type::Unit),
            (ret, _) => ret.clone(),
        }
    }

    pub fn endless_loop(&mut self, id: LoopId, body: &'p Expr, ty: &twilight_hir::Ty, span: Span) -> Operand {
        let ty = self.ty(ty);
        let result = (ty != Type::Unit).then(|| self.builder.variable(ty, None));
        let (head, exit) = (self.builder.new_block(), self.builder.new_block());
        self.builder.branch(head, span);
        self.builder.switch_to(head);
        self.frame.loops.push(LoopFrame {
            id,
            break_to: exit,
            continue_to: head,
            result,
        });
        self.expression(body);
        self.frame.loops.pop();
        self.builder.branch(head, span);
        self.builder.seal(head);
        self.builder.enter(exit);
        result.map_or(UNIT, |result| self.builder.read(result))
    }

    pub fn while_loop(&mut self, id: LoopId, condition: &'p Expr, body: &'p Expr, span: Span) -> Operand {
        let (head, inside, exit) = (
            self.builder.new_block(),
            self.builder.new_block(),
            self.builder.new_block(),
        );
        self.builder.branch(head, span);
        self.builder.switch_to(head);
        self.frame.loops.push(LoopFrame {
            id,
            break_to: exit,
            continue_to: head,
            result: None,
        });
        let condition = self.expression(condition);
        self.builder.terminate(
            Terminator::BranchIf {
                condition,
                then: inside,
                otherwise: exit,
            },
            span,
        );
        self.builder.enter(inside);
        self.expression(body);
        self.frame.loops.pop();
        self.builder.branch(head, span);
        self.builder.seal(head);
        self.builder.enter(exit);
        UNIT
    }

    /// Jumps out of a loop with a value, or to its next round.
    pub fn leave_loop(&mut self, id: LoopId, value: Option<Operand>, span: Span) {
        let Some(frame) = self.frame.loops.iter().rev().find(|frame| frame.id == id) else {
            return;
        };
        let (break_to, continue_to, result) = (frame.break_to, frame.continue_to, frame.result);
        match value {
            Some(value) => {
                if let Some(result) = result {
                    self.builder.write(result, value);
                }
                self.builder.branch(break_to, span);
            }
            None => self.builder.branch(continue_to, span),
        }
    }
}
