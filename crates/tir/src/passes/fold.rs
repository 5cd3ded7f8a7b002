//! What operations on constants give, and where branches on constants go.
//!
//! Shared by the passes that find constants. An operation that would fail has no value here: it fails when
//! it runs.

use std::cmp::Ordering;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};

use crate::arith::{self, BinaryResult};
use crate::{Builtin, CastOp, CompareOp, Const, Function, Op, Operand, Terminator, UnaryOp};

/// The constant that an operation gives when its operands are the constants that `known` gives for them.
pub(super) fn constant<'o>(op: &'o Op, known: impl Fn(&'o Operand) -> Option<&'o Const>) -> Option<Const> {
    match op {
        Op::Binary { op, ty, lhs, rhs } => {
            let (Const::Int(_, a), Const::Int(_, b)) = (known(lhs)?, known(rhs)?) else {
                return None;
            };
            match arith::binary(*op, *ty, *a, *b) {
                Ok(BinaryResult::Int(value)) => Some(Const::Int(*ty, value)),
                _ => None,
            }
        }
        Op::Unary { op, ty, operand } => match (op, ty, known(operand)?) {
            (UnaryOp::Not, _, Const::Bool(value)) => Some(Const::Bool(!value)),
            (UnaryOp::Not, Type::Int(ty), Const::Int(_, value)) => {
                Some(Const::Int(*ty, arith::not(*ty, *value)))
            }
            (UnaryOp::Neg, Type::Int(ty), Const::Int(_, value)) => {
                arith::neg(*ty, *value).ok().map(|value| Const::Int(*ty, value))
            }
            _ => None,
        },
        Op::Compare { op, lhs, rhs, .. } => compare(*op, known(lhs)?, known(rhs)?).map(Const::Bool),
        Op::Cast {
            op,
            from,
            to,
            operand,
        } => {
            let Const::Int(_, value) = known(operand)? else {
                return None;
            };
            match op {
                CastOp::Extend | CastOp::Truncate => {
                    Some(Const::Int(*to, arith::truncate(*from, *to, *value)))
                }
                CastOp::Saturate => Some(Const::Int(*to, arith::saturate(*from, *to, *value))),
                CastOp::Narrow(_) => arith::convert(*from, *to, *value).map(|value| Const::Int(*to, value)),
                CastOp::Try => None,
            }
        }
        Op::Select {
            condition,
            then,
            otherwise,
        } => match known(condition)? {
            Const::Bool(true) => known(then).cloned(),
            Const::Bool(false) => known(otherwise).cloned(),
            _ => None,
        },
        Op::Copy(operand) => known(operand).cloned(),
        Op::Default(ty) => match ty {
            Type::Bool => Some(Const::Bool(false)),
            Type::Int(ty) => Some(Const::Int(*ty, U256::ZERO)),
            Type::String => Some(Const::Str("".into())),
            Type::Address => Some(Const::Address([0; 20])),
            Type::Hash256 => Some(Const::Hash256([0; 32])),
            _ => None,
        },
        Op::Builtin { builtin, types, args } => text(*builtin, types, args, known),
        _ => None,
    }
}

/// Texts of constants.
fn text<'o>(
    builtin: Builtin,
    types: &[Type],
    args: &'o [Operand],
    known: impl Fn(&'o Operand) -> Option<&'o Const>,
) -> Option<Const> {
    match (builtin, types, args) {
        (Builtin::StrLen, _, [of]) => match known(of)? {
            Const::Str(text) => Some(Const::Int(IntType::U64, U256::from(text.len()))),
            _ => None,
        },
        (Builtin::StrConcat, _, [first, second]) => match (known(first)?, known(second)?) {
            (Const::Str(first), Const::Str(second)) if first.len() + second.len() <= MAX_FOLDED_TEXT => {
                Some(Const::Str(format!("{first}{second}").into()))
            }
            _ => None,
        },
        (Builtin::Display, [ty], [of]) => match (ty, known(of)?) {
            (Type::String, text @ Const::Str(_)) => Some(text.clone()),
            (Type::Int(ty), Const::Int(_, value)) => Some(Const::Str(arith::to_decimal(*ty, *value).into())),
            (Type::Bool, Const::Bool(value)) => Some(Const::Str(value.to_string().into())),
            _ => None,
        },
        _ => None,
    }
}

/// Bytes of the longest text that joining constants makes: longer ones would only move work into the module's
/// size.
pub const MAX_FOLDED_TEXT: usize = 1 << 10;

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
pub(super) fn branches(function: &mut Function) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn known(operand: &Operand) -> Option<&Const> {
        match operand {
            Operand::Const(value) => Some(value),
            Operand::Value(_) => None,
        }
    }

    #[test]
    fn joined_texts_end_at_their_limit() {
        let join = |first: usize, second: usize| {
            let texts = [first, second].map(|length| Operand::Const(Const::Str("x".repeat(length).into())));
            match text(Builtin::StrConcat, &[], &texts, known) {
                Some(Const::Str(joined)) => Some(joined.len()),
                _ => None,
            }
        };
        assert_eq!(join(MAX_FOLDED_TEXT - 1, 1), Some(MAX_FOLDED_TEXT));
        assert_eq!(join(MAX_FOLDED_TEXT, 1), None);
    }
}
