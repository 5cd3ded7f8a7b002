//! Constant folding: operations on constants, branches on constants, `phi`s that choose nothing.

use std::cmp::Ordering;

use ruint::aliases::U256;
use twilight_abi::Type;

use super::Replacements;
use crate::analysis::Cfg;
use crate::arith::{self, BinaryResult};
use crate::{CastOp, CompareOp, Const, Function, Op, Operand, Terminator, UnaryOp, ValueId};

/// Folds what can be folded. Operations that overflow or divide by zero stay: they fail when they run.
pub(super) fn run(function: &mut Function) -> bool {
    let cfg = Cfg::new(function);
    let mut replacements = Replacements::new(function);
    let mut changed = false;
    for block_id in cfg.rpo() {
        let Some(block) = function.blocks.get_mut(block_id.0 as usize) else {
            continue;
        };
        for inst in &mut block.insts {
            inst.op
                .for_each_operand_mut(|operand| changed |= replacements.apply(operand));
            if let Some(result) = inst.result
                && let Some(operand) = value_of(&inst.op, result)
            {
                replacements.set(result, operand);
            }
        }
        block.insts.retain(|inst| {
            let replaced = inst
                .result
                .and_then(|id| replacements.0.get(id.0 as usize))
                .is_some_and(Option::is_some);
            changed |= replaced;
            !replaced
        });
        block
            .terminator
            .for_each_operand_mut(|operand| changed |= replacements.apply(operand));
    }
    // Uses that stand before their definition in this order: operands of loops' `phi`s.
    changed |= replacements.apply_all(function);
    changed | branches(function)
}

/// What an instruction always gives.
fn value_of(op: &Op, result: ValueId) -> Option<Operand> {
    match op {
        Op::Phi(incoming) => {
            let mut others = incoming
                .iter()
                .map(|(_, operand)| operand)
                .filter(|operand| operand.value() != Some(result));
            let first = others.next()?;
            others.all(|other| other == first).then(|| first.clone())
        }
        Op::Select {
            condition: Operand::Const(Const::Bool(condition)),
            then,
            otherwise,
        } => Some(if *condition {
            then.clone()
        } else {
            otherwise.clone()
        }),
        Op::Select { then, otherwise, .. } if then == otherwise => Some(then.clone()),
        _ => constant(op).map(Operand::Const),
    }
}

fn constant(op: &Op) -> Option<Const> {
    match op {
        Op::Binary {
            op,
            ty,
            lhs: Operand::Const(Const::Int(_, a)),
            rhs: Operand::Const(Const::Int(_, b)),
        } => match arith::binary(*op, *ty, *a, *b) {
            Ok(BinaryResult::Int(value)) => Some(Const::Int(*ty, value)),
            _ => None,
        },
        Op::Unary {
            op,
            ty,
            operand: Operand::Const(operand),
        } => match (op, ty, operand) {
            (UnaryOp::Not, _, Const::Bool(value)) => Some(Const::Bool(!value)),
            (UnaryOp::Not, Type::Int(ty), Const::Int(_, value)) => {
                Some(Const::Int(*ty, arith::not(*ty, *value)))
            }
            (UnaryOp::Neg, Type::Int(ty), Const::Int(_, value)) => {
                arith::neg(*ty, *value).ok().map(|value| Const::Int(*ty, value))
            }
            _ => None,
        },
        Op::Compare {
            op,
            lhs: Operand::Const(lhs),
            rhs: Operand::Const(rhs),
            ..
        } => compare(*op, lhs, rhs).map(Const::Bool),
        Op::Cast {
            op,
            from,
            to,
            operand: Operand::Const(Const::Int(_, value)),
        } => match op {
            CastOp::Extend | CastOp::Truncate => Some(Const::Int(*to, arith::truncate(*from, *to, *value))),
            CastOp::Saturate => Some(Const::Int(*to, arith::saturate(*from, *to, *value))),
            CastOp::Try => None,
        },
        Op::Default(ty) => match ty {
            Type::Bool => Some(Const::Bool(false)),
            Type::Int(ty) => Some(Const::Int(*ty, U256::ZERO)),
            Type::String => Some(Const::Str("".into())),
            Type::Address => Some(Const::Address([0; 20])),
            Type::Hash256 => Some(Const::Hash256([0; 32])),
            _ => None,
        },
        _ => None,
    }
}

fn compare(op: CompareOp, lhs: &Const, rhs: &Const) -> Option<bool> {
    let order = match (lhs, rhs) {
        (Const::Int(ty, a), Const::Int(_, b)) => Some(arith::compare(*ty, *a, *b)),
        (Const::Str(a), Const::Str(b)) => Some(a.cmp(b)),
        _ => None,
    };
    match op {
        CompareOp::Eq => Some(lhs == rhs),
        CompareOp::Ne => Some(lhs != rhs),
        CompareOp::Lt => order.map(Ordering::is_lt),
        CompareOp::Le => order.map(Ordering::is_le),
        CompareOp::Gt => order.map(Ordering::is_gt),
        CompareOp::Ge => order.map(Ordering::is_ge),
    }
}

/// Branches whose target is known become jumps; `phi`s forget the edges that are gone.
fn branches(function: &mut Function) -> bool {
    let mut gone = Vec::new();
    let mut changed = false;
    for (at, block) in function.blocks.iter_mut().enumerate() {
        let target = match &block.terminator {
            Terminator::BranchIf {
                condition: Operand::Const(Const::Bool(condition)),
                then,
                otherwise,
            } => {
                if *condition {
                    *then
                } else {
                    *otherwise
                }
            }
            Terminator::BranchIf { then, otherwise, .. } if then == otherwise => *then,
            Terminator::Switch {
                value: Operand::Const(Const::Int(_, value)),
                targets,
                default,
            } => usize::try_from(*value)
                .ok()
                .and_then(|at| targets.get(at))
                .copied()
                .unwrap_or(*default),
            Terminator::Switch { targets, default, .. } if targets.iter().all(|target| target == default) => {
                *default
            }
            _ => continue,
        };
        let from = crate::BlockId(u32::try_from(at).unwrap_or(u32::MAX));
        gone.extend(
            block
                .terminator
                .targets()
                .into_iter()
                .filter(|old| *old != target)
                .map(|old| (from, old)),
        );
        block.terminator = Terminator::Branch(target);
        changed = true;
    }
    for (from, to) in gone {
        if let Some(block) = function.blocks.get_mut(to.0 as usize) {
            for inst in &mut block.insts {
                if let Op::Phi(incoming) = &mut inst.op {
                    incoming.retain(|(block, _)| *block != from);
                }
            }
        }
    }
    changed
}
