//! Functions of the standard library that a constant's value may call (spec 01 §3.1): those whose result depends
//! on their arguments alone and that a reader would compute by hand.
//!
//! Must never give another value than the running program would.

use std::sync::Arc;

use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_syntax::ast::BinaryOp;

use crate::consts::{MAX_CONST_TEXT, Outcome, Value, encode, eval_int, split, wrong};
use crate::ints::{fits, mask};
use crate::std_fn::StdFn;

/// Bytes of an address (DECISION C3).
const ADDRESS_BYTES: usize = 20;
/// Bytes of a hash.
const HASH_BYTES: usize = 32;

/// Whether [`evaluate`] knows the function.
pub fn is_constant(function: StdFn) -> bool {
    use StdFn as F;
    matches!(
        function,
        F::IntPow
            | F::IntMin
            | F::IntMax
            | F::IntAbs
            | F::IntCheckedAdd
            | F::IntCheckedSub
            | F::IntCheckedMul
            | F::IntCheckedDiv
            | F::IntCheckedRem
            | F::IntWrappingAdd
            | F::IntWrappingSub
            | F::IntWrappingMul
            | F::StringLen
            | F::StringIsEmpty
            | F::StringConcat
            | F::AddressZero
            | F::AddressFromHex
            | F::HashZero
            | F::HashFromHex
            | F::OptionUnwrap
            | F::OptionExpect
            | F::OptionUnwrapOr
            | F::ResultUnwrap
            | F::ResultExpect
            | F::ResultUnwrapOr
    )
}

/// The value of a call. `int` is the integer type of its first argument.
pub fn evaluate(function: StdFn, args: &[Value], int: Option<IntType>, span: Span) -> Outcome {
    use StdFn as F;
    match (function, args, int) {
        (F::AddressZero, [], _) => Ok(Value::Bytes(Arc::from([0; ADDRESS_BYTES]))),
        (F::HashZero, [], _) => Ok(Value::Bytes(Arc::from([0; HASH_BYTES]))),
        (F::AddressFromHex, [Value::Str(text)], _) => from_hex(text, ADDRESS_BYTES, "address", span),
        (F::HashFromHex, [Value::Str(text)], _) => from_hex(text, HASH_BYTES, "hash", span),
        (F::OptionUnwrap | F::OptionExpect, [Value::Variant(1, values), ..], _)
        | (F::ResultUnwrap | F::ResultExpect, [Value::Variant(0, values), ..], _) => {
            values.first().cloned().ok_or(None)
        }
        (
            F::OptionUnwrap | F::OptionExpect | F::ResultUnwrap | F::ResultExpect,
            [Value::Variant(..), ..],
            _,
        ) => Err(wrong(
            span,
            "There is no value to unwrap, so the constant has none.",
        )),
        (F::OptionUnwrapOr, [Value::Variant(tag, values), other], _) => {
            Ok(if *tag == 1 { values.first() } else { Some(other) }
                .cloned()
                .ok_or(None)?)
        }
        (F::ResultUnwrapOr, [Value::Variant(tag, values), other], _) => {
            Ok(if *tag == 0 { values.first() } else { Some(other) }
                .cloned()
                .ok_or(None)?)
        }
        (F::StringLen, [Value::Str(text)], _) => Ok(Value::Int(ruint::aliases::U256::from(text.len()))),
        (F::StringIsEmpty, [Value::Str(text)], _) => Ok(Value::Bool(text.is_empty())),
        (F::StringConcat, [Value::Str(a), Value::Str(b)], _) => {
            if a.len() + b.len() > MAX_CONST_TEXT {
                return Err(wrong(
                    span,
                    format!("The text of a constant may have {MAX_CONST_TEXT} bytes at most."),
                ));
            }
            Ok(Value::Str(Arc::from(format!("{a}{b}"))))
        }
        (_, [Value::Int(a), Value::Int(b)], Some(int)) => integers(function, *a, *b, int, span),
        (F::IntAbs, [Value::Int(value)], Some(int)) => {
            let (_, magnitude) = split(*value, int);
            if fits(magnitude, false, int) {
                Ok(Value::Int(magnitude))
            } else {
                Err(wrong(
                    span,
                    format!("This absolute value does not fit `{}`.", int.name()),
                ))
            }
        }
        _ => Err(None),
    }
}

fn integers(
    function: StdFn,
    a: ruint::aliases::U256,
    b: ruint::aliases::U256,
    int: IntType,
    span: Span,
) -> Outcome {
    use StdFn as F;
    let checked = |op: BinaryOp| {
        Ok(match eval_int(op, a, b, int, span) {
            Ok(value) => Value::Variant(1, Arc::from([value])),
            Err(_) => Value::Variant(0, Arc::from([])),
        })
    };
    match function {
        F::IntMin | F::IntMax => {
            let less = matches!(eval_int(BinaryOp::Lt, a, b, int, span)?, Value::Bool(true));
            Ok(Value::Int(if less == (function == F::IntMin) { a } else { b }))
        }
        F::IntCheckedAdd => checked(BinaryOp::Add),
        F::IntCheckedSub => checked(BinaryOp::Sub),
        F::IntCheckedMul => checked(BinaryOp::Mul),
        F::IntCheckedDiv => checked(BinaryOp::Div),
        F::IntCheckedRem => checked(BinaryOp::Rem),
        F::IntWrappingAdd => Ok(Value::Int(a.wrapping_add(b) & mask(int))),
        F::IntWrappingSub => Ok(Value::Int(a.wrapping_sub(b) & mask(int))),
        F::IntWrappingMul => Ok(Value::Int(a.wrapping_mul(b) & mask(int))),
        F::IntPow => {
            let (negative, magnitude) = split(a, int);
            let (power, overflow) = magnitude.overflowing_pow(b);
            let negative = negative && b.bit(0);
            // Powers of 0 and 1 never overflow, others soon do: `overflow` is exact for both.
            if overflow || !fits(power, negative, int) {
                return Err(wrong(span, format!("This power does not fit `{}`.", int.name())));
            }
            Ok(Value::Int(encode(negative, power, int)))
        }
        _ => Err(None),
    }
}

/// `Ok(bytes)` of `0x` and digits; an `Err` would never be what a constant is for.
fn from_hex(text: &str, bytes: usize, what: &str, span: Span) -> Outcome {
    let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
    let problem = || {
        wrong(
            span,
            format!(
                "This text is no {what}: expected `0x` and {} hexadecimal digits.",
                bytes * 2
            ),
        )
    };
    if digits.len() != bytes * 2 {
        return Err(problem());
    }
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
    };
    let value: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect();
    value
        .map(|value| Value::Variant(0, Arc::from([Value::Bytes(value.into())])))
        .ok_or_else(problem)
}
