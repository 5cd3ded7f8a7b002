//! Arithmetic on the integers of constants: the results that a running program would have, or why it would fail.

use ruint::aliases::U256;
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_syntax::ast::{BinaryOp, UnaryOp};

use crate::consts::{Outcome, Value, wrong};
use crate::ints::{fits, mask};
use crate::ty::Ty;

/// Sign and magnitude of an encoded value.
pub fn split(value: U256, int: IntType) -> (bool, U256) {
    if int.signed && value.bit(usize::from(int.bits - 1)) {
        (true, value.wrapping_neg() & mask(int))
    } else {
        (false, value)
    }
}

/// The encoding of a sign and a magnitude, as in `ExprKind::Int`.
pub fn encode(negative: bool, magnitude: U256, int: IntType) -> U256 {
    (if negative {
        magnitude.wrapping_neg()
    } else {
        magnitude
    }) & mask(int)
}

/// The value of an operator on one value.
pub fn eval_unary(op: UnaryOp, value: Value, ty: &Ty, span: Span) -> Outcome {
    match (op, value, ty) {
        (UnaryOp::Not, Value::Bool(value), _) => Ok(Value::Bool(!value)),
        (UnaryOp::Not, Value::Int(value), Ty::Int(int)) => Ok(Value::Int(!value & mask(*int))),
        (UnaryOp::Neg, Value::Int(value), Ty::Int(int)) => {
            let (negative, magnitude) = split(value, *int);
            let negative = !negative && !magnitude.is_zero();
            if !fits(magnitude, negative, *int) {
                return Err(wrong(span, format!("This negation overflows `{}`.", int.name())));
            }
            Ok(Value::Int(encode(negative, magnitude, *int)))
        }
        _ => Err(None),
    }
}

/// Whether a comparison holds for values of that order; `None` where the operator compares nothing.
pub fn compare(op: BinaryOp, order: std::cmp::Ordering) -> Option<bool> {
    Some(match op {
        BinaryOp::Eq => order.is_eq(),
        BinaryOp::Ne => order.is_ne(),
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::Le => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        BinaryOp::Ge => order.is_ge(),
        _ => return None,
    })
}

/// The value of an operator on two integers of one type.
pub fn eval_int(op: BinaryOp, a: U256, b: U256, int: IntType, span: Span) -> Outcome {
    if let Some(result) = compare(op, int.order(a, b)) {
        return Ok(Value::Bool(result));
    }
    let ((a_negative, a_size), (b_negative, b_size)) = (split(a, int), split(b, int));
    let overflow = || wrong(span, format!("This overflows `{}`.", int.name()));
    let checked = |negative: bool, magnitude: Option<U256>| match magnitude {
        Some(magnitude) if fits(magnitude, negative && !magnitude.is_zero(), int) => {
            Ok(Value::Int(encode(negative, magnitude, int)))
        }
        _ => Err(overflow()),
    };
    let add = |b_negative: bool| {
        if a_negative == b_negative {
            checked(a_negative, a_size.checked_add(b_size))
        } else if a_size >= b_size {
            checked(a_negative, Some(a_size - b_size))
        } else {
            checked(b_negative, Some(b_size - a_size))
        }
    };
    match op {
        BinaryOp::Add => add(b_negative),
        BinaryOp::Sub => add(!b_negative),
        BinaryOp::Mul => checked(a_negative != b_negative, a_size.checked_mul(b_size)),
        BinaryOp::Div | BinaryOp::Rem if b_size.is_zero() => Err(wrong(span, "This divides by zero.")),
        BinaryOp::Div => checked(a_negative != b_negative, Some(a_size / b_size)),
        BinaryOp::Rem => checked(a_negative, Some(a_size % b_size)),
        BinaryOp::BitAnd => Ok(Value::Int(a & b)),
        BinaryOp::BitOr => Ok(Value::Int(a | b)),
        BinaryOp::BitXor => Ok(Value::Int(a ^ b)),
        BinaryOp::Shl | BinaryOp::Shr => {
            let amount = usize::try_from(b).unwrap_or(usize::MAX).min(256);
            if op == BinaryOp::Shl {
                let shifted = if amount >= usize::from(int.bits) {
                    U256::ZERO
                } else {
                    a << amount
                };
                return Ok(Value::Int(shifted & mask(int)));
            }
            let fill = if a_negative { mask(int) } else { U256::ZERO };
            if amount >= usize::from(int.bits) {
                return Ok(Value::Int(fill));
            }
            // Sign bits come in from above.
            let high = fill & !(mask(int) >> amount);
            Ok(Value::Int((a >> amount) | high))
        }
        _ => Err(None),
    }
}
