//! Functions of the standard library that a constant's value may call (spec 01 §3.1): those whose result depends
//! on their arguments alone and that a reader would compute by hand.
//!
//! Must never give another value than the running program would.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_syntax::ast::BinaryOp;

use crate::const_ints::{encode, eval_int, split};
use crate::consts::{Failure, MAX_CONST_TEXT, Outcome, Value, wrong};
use crate::ints::{fits, mask};
use crate::std_fn::StdFn;
use crate::ty::Ty;

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
            | F::Keccak256
            | F::Blake3
            | F::StringToBytes
            | F::ArrayToVector
            | F::StringSlice
            | F::VectorNew
            | F::MapNew
            | F::IntTryFrom
            | F::IntFromHash
            | F::IntFromAddress
            | F::HashFromInt
            | F::OptionIsSome
            | F::OptionIsNone
            | F::ResultIsOk
            | F::ResultIsErr
    )
}

/// The value of a call with a result of type `ty`. `int` is the integer type of its first argument.
pub fn evaluate(function: StdFn, args: &[Value], int: Option<IntType>, ty: &Ty, span: Span) -> Outcome {
    use StdFn as F;
    match (function, args, int) {
        (F::Keccak256, [data], _) => Ok(hash(twilight_abi::keccak256(&bytes(data)?))),
        (F::Blake3, [data], _) => Ok(hash(twilight_abi::blake3(&bytes(data)?))),
        (F::StringToBytes, [Value::Str(text)], _) => Ok(Value::Fields(
            text.bytes().map(|byte| Value::Int(U256::from(byte))).collect(),
        )),
        (F::ArrayToVector, [list], _) => Ok(list.clone()),
        (F::VectorNew, ..) | (F::MapNew, ..) => Ok(Value::Fields(Arc::from([]))),
        (F::StringSlice, [Value::Str(text), Value::Int(from), Value::Int(to)], _) => {
            let (from, to) = (usize::try_from(*from), usize::try_from(*to));
            Ok(match (from, to) {
                (Ok(from), Ok(to)) if from <= to && to <= text.len() => match text.get(from..to) {
                    Some(part) => Value::Variant(0, Arc::from([Value::Str(Arc::from(part))])),
                    None => failure(1),
                },
                _ => failure(0),
            })
        }
        (F::IntTryFrom, [Value::Int(value)], Some(from)) => {
            let Ty::Result(to, _) = ty else { return Err(None) };
            let Ty::Int(to) = **to else { return Err(None) };
            let (negative, magnitude) = split(*value, from);
            Ok(if fits(magnitude, negative && !magnitude.is_zero(), to) {
                Value::Variant(0, Arc::from([Value::Int(encode(negative, magnitude, to))]))
            } else {
                failure(0)
            })
        }
        (F::IntFromHash | F::IntFromAddress, [Value::Bytes(bytes)], _) => {
            U256::try_from_be_slice(bytes).map(Value::Int).ok_or(None)
        }
        (F::HashFromInt, [Value::Int(value)], _) => Ok(hash(value.to_be_bytes())),
        (F::OptionIsSome, [Value::Variant(tag, _)], _) | (F::ResultIsErr, [Value::Variant(tag, _)], _) => {
            Ok(Value::Bool(*tag == 1))
        }
        (F::OptionIsNone, [Value::Variant(tag, _)], _) | (F::ResultIsOk, [Value::Variant(tag, _)], _) => {
            Ok(Value::Bool(*tag == 0))
        }
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
        (F::StringLen, [Value::Str(text)], _) => Ok(Value::Int(U256::from(text.len()))),
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

fn hash(bytes: [u8; HASH_BYTES]) -> Value {
    Value::Bytes(Arc::from(bytes))
}

/// `Err` with a variant of an enum of the library, by its number.
fn failure(variant: u32) -> Value {
    Value::Variant(1, Arc::from([Value::Variant(variant, Arc::from([]))]))
}

/// The bytes that a value of numbers of one byte stands for.
fn bytes(value: &Value) -> Result<Vec<u8>, Option<Failure>> {
    let byte = |value: &Value| match value {
        Value::Int(byte) => u8::try_from(*byte).ok(),
        _ => None,
    };
    let bytes = match value {
        Value::Str(text) => Some(text.as_bytes().to_vec()),
        Value::Fields(values) => values.iter().map(byte).collect(),
        Value::Repeat(value, count) => match (byte(value), usize::try_from(*count)) {
            (Some(byte), Ok(count)) if count <= MAX_CONST_TEXT => Some(vec![byte; count]),
            _ => None,
        },
        _ => None,
    };
    bytes.ok_or(None)
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
