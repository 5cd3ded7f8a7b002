//! Identities of arithmetic, comparisons and conversions, and cheaper operations for dear ones.
//!
//! Every rule keeps the result and the failures: a checked operation goes only where it cannot fail. It must
//! never make a message of another operation.

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};

use super::simplify::Rewrite;
use crate::arith::{self, BinaryResult};
use crate::{BinaryOp, Builtin, CastOp, CompareOp, Const, Op, Operand, UnaryOp};

/// A simpler form of an operation, where there is one. `definition` gives what defines an operand.
pub(super) fn rewrite<'f>(op: &Op, definition: impl Fn(&Operand) -> Option<&'f Op>) -> Rewrite {
    let found = match op {
        Op::Binary { op, ty, lhs, rhs } => binary(*op, *ty, lhs, rhs),
        Op::Compare { op, ty, lhs, rhs } => compare(*op, ty, lhs, rhs),
        Op::Cast {
            op,
            from,
            to,
            operand,
        } => cast(*op, *from, *to, operand, definition(operand)),
        Op::Unary {
            op: UnaryOp::Not,
            operand,
            ..
        } => match definition(operand) {
            Some(Op::Unary {
                op: UnaryOp::Not,
                operand,
                ..
            }) => Some(Rewrite::Operand(operand.clone())),
            _ => None,
        },
        Op::Select {
            condition,
            then: Operand::Const(Const::Bool(then)),
            otherwise: Operand::Const(Const::Bool(otherwise)),
        } if then != otherwise => Some(if *then {
            Rewrite::Operand(condition.clone())
        } else {
            not(condition)
        }),
        Op::Builtin { builtin, types, args } => library(*builtin, types, args, definition),
        _ => None,
    };
    found.unwrap_or(Rewrite::Keep)
}

fn not(condition: &Operand) -> Rewrite {
    Rewrite::Op(Op::Unary {
        op: UnaryOp::Not,
        ty: Type::Bool,
        operand: condition.clone(),
    })
}

fn int(ty: IntType, value: U256) -> Rewrite {
    Rewrite::Operand(Operand::Const(Const::Int(ty, value)))
}

fn value_of(operand: &Operand) -> Option<U256> {
    match operand {
        Operand::Const(Const::Int(_, value)) => Some(*value),
        _ => None,
    }
}

fn binary(op: BinaryOp, ty: IntType, lhs: &Operand, rhs: &Operand) -> Option<Rewrite> {
    use BinaryOp as B;
    let (l, r) = (value_of(lhs), value_of(rhs));
    let is = |value: Option<U256>, what: U256| value == Some(what);
    let (zero, one, ones) = (U256::ZERO, U256::ONE, arith::mask(ty));
    let same = lhs == rhs;
    let left = || Some(Rewrite::Operand(lhs.clone()));
    let right = || Some(Rewrite::Operand(rhs.clone()));
    if let (Some(a), Some(b)) = (l, r)
        && let Ok(BinaryResult::Checked(result)) = arith::binary(op, ty, a, b)
    {
        return Some(option(
            ty,
            result.map(|value| Operand::Const(Const::Int(ty, value))),
        ));
    }
    match op {
        B::Add | B::WrappingAdd | B::SaturatingAdd | B::Or | B::Xor if is(r, zero) => left(),
        B::Add | B::WrappingAdd | B::SaturatingAdd | B::Or | B::Xor if is(l, zero) => right(),
        B::Sub | B::WrappingSub | B::SaturatingSub if is(r, zero) => left(),
        B::Sub | B::WrappingSub | B::SaturatingSub | B::Xor if same => Some(int(ty, zero)),
        B::Mul | B::WrappingMul | B::SaturatingMul | B::And if is(l, zero) || is(r, zero) => {
            Some(int(ty, zero))
        }
        B::Mul | B::WrappingMul | B::SaturatingMul if is(r, one) => left(),
        B::Mul | B::WrappingMul | B::SaturatingMul if is(l, one) => right(),
        B::And if is(r, ones) || same => left(),
        B::And if is(l, ones) => right(),
        B::Or if same => left(),
        B::Or if is(l, ones) || is(r, ones) => Some(int(ty, ones)),
        B::Div if is(r, one) => left(),
        B::Rem if is(r, one) => Some(int(ty, zero)),
        B::Pow | B::WrappingPow if is(r, zero) => Some(int(ty, one)),
        B::Pow | B::WrappingPow if is(r, one) => left(),
        B::Shl | B::Shr if is(r, zero) => left(),
        B::Shl | B::Shr if is(l, zero) => Some(int(ty, zero)),
        B::Div | B::Rem if !ty.signed => {
            let divisor = r.filter(|value| value.is_power_of_two())?;
            Some(Rewrite::Op(if op == B::Div {
                shift(B::Shr, ty, lhs, divisor)
            } else {
                Op::Binary {
                    op: B::And,
                    ty,
                    lhs: lhs.clone(),
                    rhs: Operand::Const(Const::Int(ty, divisor - one)),
                }
            }))
        }
        // Up to 64 bits a multiplication is one instruction, as a shift is.
        B::WrappingMul if ty.bits > 64 => {
            let (other, factor) = match (l, r) {
                (_, Some(factor)) => (lhs, factor),
                (Some(factor), _) => (rhs, factor),
                _ => return None,
            };
            factor
                .is_power_of_two()
                .then(|| Rewrite::Op(shift(B::Shl, ty, other, factor)))
        }
        _ => None,
    }
}

fn shift(op: BinaryOp, ty: IntType, lhs: &Operand, power: U256) -> Op {
    let amount = U256::from(power.trailing_zeros());
    Op::Binary {
        op,
        ty,
        lhs: lhs.clone(),
        rhs: Operand::Const(Const::Int(IntType::U32, amount)),
    }
}

fn option(ty: IntType, value: Option<Operand>) -> Rewrite {
    Rewrite::Op(Op::Variant {
        ty: Type::Option(Type::Int(ty).into()),
        variant: u32::from(value.is_some()),
        fields: value.into_iter().collect(),
    })
}

fn compare(op: CompareOp, ty: &Type, lhs: &Operand, rhs: &Operand) -> Option<Rewrite> {
    use CompareOp as C;
    let truth = |value: bool| Some(Rewrite::Operand(Operand::Const(Const::Bool(value))));
    let single = matches!(
        ty,
        Type::Int(_) | Type::Bool | Type::String | Type::Address | Type::Hash256 | Type::FixedBytes(_)
    );
    if single && lhs == rhs {
        return truth(matches!(op, C::Eq | C::Le | C::Ge));
    }
    match (ty, lhs, rhs) {
        (Type::Bool, other, Operand::Const(Const::Bool(value)))
        | (Type::Bool, Operand::Const(Const::Bool(value)), other) => match op {
            C::Eq | C::Ne if (op == C::Eq) == *value => Some(Rewrite::Operand(other.clone())),
            C::Eq | C::Ne => Some(not(other)),
            _ => None,
        },
        (Type::Int(ty), _, Operand::Const(Const::Int(_, bound))) => at_the_end(op, *ty, *bound),
        (Type::Int(ty), Operand::Const(Const::Int(_, bound)), _) => at_the_end(mirrored(op), *ty, *bound),
        _ => None,
    }
}

/// Comparison with the least or greatest value of a type.
fn at_the_end(op: CompareOp, ty: IntType, bound: U256) -> Option<Rewrite> {
    let truth = match op {
        CompareOp::Lt if bound == arith::min_value(ty) => false,
        CompareOp::Ge if bound == arith::min_value(ty) => true,
        CompareOp::Gt if bound == arith::max_value(ty) => false,
        CompareOp::Le if bound == arith::max_value(ty) => true,
        _ => return None,
    };
    Some(Rewrite::Operand(Operand::Const(Const::Bool(truth))))
}

/// The comparison with its operands in the other order.
pub(super) fn mirrored(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Eq | CompareOp::Ne => op,
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
    }
}

/// The comparison that holds when this one does not.
pub(super) fn inverse(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Eq => CompareOp::Ne,
        CompareOp::Ne => CompareOp::Eq,
        CompareOp::Lt => CompareOp::Ge,
        CompareOp::Le => CompareOp::Gt,
        CompareOp::Gt => CompareOp::Le,
        CompareOp::Ge => CompareOp::Lt,
    }
}

/// Whether every value of one type is a value of the other.
fn fits(from: IntType, to: IntType) -> bool {
    if from.signed == to.signed {
        to.bits >= from.bits
    } else {
        to.signed && to.bits > from.bits
    }
}

fn cast(op: CastOp, from: IntType, to: IntType, operand: &Operand, inner: Option<&Op>) -> Option<Rewrite> {
    if op == CastOp::Try {
        return match operand {
            Operand::Const(Const::Int(_, value)) => {
                let value = arith::convert(from, to, *value);
                Some(option(
                    to,
                    value.map(|value| Operand::Const(Const::Int(to, value))),
                ))
            }
            _ if from == to => Some(option(to, Some(operand.clone()))),
            _ => None,
        };
    }
    if from == to {
        return Some(Rewrite::Operand(operand.clone()));
    }
    if op != CastOp::Extend && fits(from, to) {
        return Some(Rewrite::Op(Op::Cast {
            op: CastOp::Extend,
            from,
            to,
            operand: operand.clone(),
        }));
    }
    // Both look at the number alone, which the first conversion kept.
    match inner {
        Some(Op::Cast {
            op: CastOp::Extend,
            from: first,
            operand,
            ..
        }) => Some(Rewrite::Op(Op::Cast {
            op,
            from: *first,
            to,
            operand: operand.clone(),
        })),
        _ => None,
    }
}

fn library<'f>(
    builtin: Builtin,
    types: &[Type],
    args: &[Operand],
    definition: impl Fn(&Operand) -> Option<&'f Op>,
) -> Option<Rewrite> {
    let is_empty = |operand: &Operand| matches!(operand, Operand::Const(Const::Str(text)) if text.is_empty());
    match (builtin, args) {
        (Builtin::StrConcat, [first, second]) if is_empty(first) => Some(Rewrite::Operand(second.clone())),
        (Builtin::StrConcat, [first, second]) if is_empty(second) => Some(Rewrite::Operand(first.clone())),
        (Builtin::Display, [text]) if types == [Type::String] => Some(Rewrite::Operand(text.clone())),
        (Builtin::VecLen, [vector]) => {
            let count = match definition(vector)? {
                Op::Aggregate {
                    ty: Type::Vector(_),
                    elements,
                } => elements.len(),
                Op::Builtin {
                    builtin: Builtin::VecNew,
                    ..
                } => 0,
                _ => return None,
            };
            Some(int(IntType::U64, U256::from(count)))
        }
        _ => None,
    }
}
