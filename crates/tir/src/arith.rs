//! Arithmetic of the twelve integer types on 256-bit carriers (DECISIONS T5, T6, T14).
//!
//! Every value is two's complement in the low `bits` of a [`U256`], the bits above zero (signed types
//! too), as in [`crate::Const::Int`]; every function expects and keeps that form. The interpreter and
//! constant folding use this module; it is the measure of the generated wasm. It must never panic.

use std::cmp::Ordering;

use ruint::aliases::U256;
use twilight_abi::IntType;

use crate::BinaryOp;

/// Why an operation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithError {
    /// The result does not fit (reverts).
    Overflow,
    /// Divisor 0 (panics).
    DivisionByZero,
    /// `MIN / -1`, `MIN % -1` (panics).
    DivisionOverflow,
}

/// Result of a [`BinaryOp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryResult {
    /// A value of the operand's type.
    Int(U256),
    /// A value of `Option<T>`, from the `checked_` operations.
    Checked(Option<U256>),
}

/// All bits of the type set: the greatest value of an unsigned type.
#[must_use]
pub fn mask(ty: IntType) -> U256 {
    if ty.bits >= 256 {
        U256::MAX
    } else {
        (U256::ONE << usize::from(ty.bits)) - U256::ONE
    }
}

/// The sign bit alone: `MIN` of a signed type, and the magnitude of `MIN`.
fn sign_bit(ty: IntType) -> U256 {
    U256::ONE << (usize::from(ty.bits).clamp(1, 256) - 1)
}

/// The smallest value.
#[must_use]
pub fn min_value(ty: IntType) -> U256 {
    if ty.signed { sign_bit(ty) } else { U256::ZERO }
}

/// The greatest value.
#[must_use]
pub fn max_value(ty: IntType) -> U256 {
    if ty.signed {
        sign_bit(ty) - U256::ONE
    } else {
        mask(ty)
    }
}

/// Whether the carrier is a value of the type: nothing above its bits.
#[must_use]
pub fn is_canonical(ty: IntType, value: U256) -> bool {
    value <= mask(ty)
}

/// Whether the value is below zero.
#[must_use]
pub fn is_negative(ty: IntType, value: U256) -> bool {
    ty.signed && value & sign_bit(ty) != U256::ZERO
}

/// Magnitude and whether it is below zero.
#[must_use]
pub fn sign_magnitude(ty: IntType, value: U256) -> (bool, U256) {
    if is_negative(ty, value) {
        (true, wrapping_neg(ty, value))
    } else {
        (false, value)
    }
}

/// The value of a sign and a magnitude; `None` where it does not fit the type.
#[must_use]
pub fn from_sign_magnitude(ty: IntType, negative: bool, magnitude: U256) -> Option<U256> {
    if !negative || magnitude == U256::ZERO {
        return (magnitude <= max_value(ty)).then_some(magnitude);
    }
    (ty.signed && magnitude <= sign_bit(ty)).then(|| wrapping_neg(ty, magnitude))
}

fn wrapping_neg(ty: IntType, value: U256) -> U256 {
    value.wrapping_neg() & mask(ty)
}

/// The value sign- or zero-extended to 256 bits.
fn widen(ty: IntType, value: U256) -> U256 {
    if is_negative(ty, value) {
        value | !mask(ty)
    } else {
        value
    }
}

/// `a + b`.
pub fn add(ty: IntType, a: U256, b: U256) -> Result<U256, ArithError> {
    let sum = wrapping_add(ty, a, b);
    let overflow = if ty.signed {
        let (sa, sb, ss) = (is_negative(ty, a), is_negative(ty, b), is_negative(ty, sum));
        sa == sb && ss != sa
    } else {
        sum < a
    };
    if overflow {
        Err(ArithError::Overflow)
    } else {
        Ok(sum)
    }
}

/// `a - b`.
pub fn sub(ty: IntType, a: U256, b: U256) -> Result<U256, ArithError> {
    let difference = wrapping_sub(ty, a, b);
    let overflow = if ty.signed {
        let (sa, sb, sd) = (
            is_negative(ty, a),
            is_negative(ty, b),
            is_negative(ty, difference),
        );
        sa != sb && sd != sa
    } else {
        a < b
    };
    if overflow {
        Err(ArithError::Overflow)
    } else {
        Ok(difference)
    }
}

/// `a * b`.
pub fn mul(ty: IntType, a: U256, b: U256) -> Result<U256, ArithError> {
    let ((sa, ma), (sb, mb)) = (sign_magnitude(ty, a), sign_magnitude(ty, b));
    ma.checked_mul(mb)
        .and_then(|magnitude| from_sign_magnitude(ty, sa != sb, magnitude))
        .ok_or(ArithError::Overflow)
}

fn check_divisor(ty: IntType, a: U256, b: U256) -> Result<(), ArithError> {
    if b == U256::ZERO {
        return Err(ArithError::DivisionByZero);
    }
    if ty.signed && a == min_value(ty) && b == mask(ty) {
        return Err(ArithError::DivisionOverflow);
    }
    Ok(())
}

/// `a / b`, truncated toward zero.
pub fn div(ty: IntType, a: U256, b: U256) -> Result<U256, ArithError> {
    check_divisor(ty, a, b)?;
    let ((sa, ma), (sb, mb)) = (sign_magnitude(ty, a), sign_magnitude(ty, b));
    let quotient = ma.checked_div(mb).ok_or(ArithError::DivisionByZero)?;
    Ok(if sa == sb {
        quotient
    } else {
        wrapping_neg(ty, quotient)
    })
}

/// `a % b`, with the sign of `a`.
pub fn rem(ty: IntType, a: U256, b: U256) -> Result<U256, ArithError> {
    check_divisor(ty, a, b)?;
    let ((sa, ma), (_, mb)) = (sign_magnitude(ty, a), sign_magnitude(ty, b));
    let remainder = ma.checked_rem(mb).ok_or(ArithError::DivisionByZero)?;
    Ok(if sa {
        wrapping_neg(ty, remainder)
    } else {
        remainder
    })
}

/// `base` to the power of `exponent`; 1 for exponent 0.
pub fn pow(ty: IntType, base: U256, exponent: U256) -> Result<U256, ArithError> {
    let (negative, mut square) = sign_magnitude(ty, base);
    let negative = negative && exponent.bit(0);
    let mut exponent = exponent;
    let mut magnitude = U256::ONE;
    loop {
        if exponent.bit(0) {
            magnitude = magnitude.checked_mul(square).ok_or(ArithError::Overflow)?;
        }
        exponent >>= 1;
        if exponent == U256::ZERO {
            break;
        }
        // A set bit is left, so the result is at least this square: its overflow is the result's.
        square = square.checked_mul(square).ok_or(ArithError::Overflow)?;
    }
    from_sign_magnitude(ty, negative, magnitude).ok_or(ArithError::Overflow)
}

/// `-a`.
pub fn neg(ty: IntType, a: U256) -> Result<U256, ArithError> {
    sub(ty, U256::ZERO, a)
}

/// Bitwise complement.
#[must_use]
pub fn not(ty: IntType, a: U256) -> U256 {
    !a & mask(ty)
}

/// `a + b`, wrapped.
#[must_use]
pub fn wrapping_add(ty: IntType, a: U256, b: U256) -> U256 {
    a.wrapping_add(b) & mask(ty)
}

/// `a - b`, wrapped.
#[must_use]
pub fn wrapping_sub(ty: IntType, a: U256, b: U256) -> U256 {
    a.wrapping_sub(b) & mask(ty)
}

/// `a * b`, wrapped.
#[must_use]
pub fn wrapping_mul(ty: IntType, a: U256, b: U256) -> U256 {
    a.wrapping_mul(b) & mask(ty)
}

/// `base` to the power of `exponent`, wrapped.
#[must_use]
pub fn wrapping_pow(ty: IntType, base: U256, exponent: U256) -> U256 {
    base.wrapping_pow(exponent) & mask(ty)
}

/// `a` shifted left by `amount` bits; high bits are dropped.
#[must_use]
pub fn shl(ty: IntType, a: U256, amount: U256) -> U256 {
    match usize::try_from(amount) {
        Ok(amount) if amount < usize::from(ty.bits) => (a << amount) & mask(ty),
        _ => U256::ZERO,
    }
}

/// `a` shifted right by `amount` bits, arithmetically for signed types.
#[must_use]
pub fn shr(ty: IntType, a: U256, amount: U256) -> U256 {
    let negative = is_negative(ty, a);
    match usize::try_from(amount) {
        Ok(amount) if amount < usize::from(ty.bits) => {
            let shifted = a >> amount;
            if negative {
                shifted | (mask(ty) ^ (mask(ty) >> amount))
            } else {
                shifted
            }
        }
        _ if negative => mask(ty),
        _ => U256::ZERO,
    }
}

/// Order of two values by the type's signedness.
#[must_use]
pub fn compare(ty: IntType, a: U256, b: U256) -> Ordering {
    ty.order(a, b)
}

/// Keeps the low bits, or extends by the source's signedness.
#[must_use]
pub fn truncate(from: IntType, to: IntType, a: U256) -> U256 {
    widen(from, a) & mask(to)
}

/// The same number in the other type; `None` where it does not fit.
#[must_use]
pub fn convert(from: IntType, to: IntType, a: U256) -> Option<U256> {
    let (negative, magnitude) = sign_magnitude(from, a);
    from_sign_magnitude(to, negative, magnitude)
}

/// The nearest number of the other type.
#[must_use]
pub fn saturate(from: IntType, to: IntType, a: U256) -> U256 {
    convert(from, to, a).unwrap_or_else(|| {
        if is_negative(from, a) {
            min_value(to)
        } else {
            max_value(to)
        }
    })
}

/// A binary operation; for `pow` and shifts `b` is a `u32`.
pub fn binary(op: BinaryOp, ty: IntType, a: U256, b: U256) -> Result<BinaryResult, ArithError> {
    let clamp = |result: Result<U256, ArithError>, negative: bool| {
        result.unwrap_or_else(|_| if negative { min_value(ty) } else { max_value(ty) })
    };
    let (sa, sb) = (is_negative(ty, a), is_negative(ty, b));
    Ok(match op {
        BinaryOp::Add => BinaryResult::Int(add(ty, a, b)?),
        BinaryOp::Sub => BinaryResult::Int(sub(ty, a, b)?),
        BinaryOp::Mul => BinaryResult::Int(mul(ty, a, b)?),
        BinaryOp::Div => BinaryResult::Int(div(ty, a, b)?),
        BinaryOp::Rem => BinaryResult::Int(rem(ty, a, b)?),
        BinaryOp::Pow => BinaryResult::Int(pow(ty, a, b)?),
        BinaryOp::WrappingAdd => BinaryResult::Int(wrapping_add(ty, a, b)),
        BinaryOp::WrappingSub => BinaryResult::Int(wrapping_sub(ty, a, b)),
        BinaryOp::WrappingMul => BinaryResult::Int(wrapping_mul(ty, a, b)),
        BinaryOp::WrappingPow => BinaryResult::Int(wrapping_pow(ty, a, b)),
        // A signed sum overflows only toward the common sign; an unsigned difference only toward zero.
        BinaryOp::SaturatingAdd => BinaryResult::Int(clamp(add(ty, a, b), sa)),
        BinaryOp::SaturatingSub => BinaryResult::Int(clamp(sub(ty, a, b), sa || !ty.signed)),
        BinaryOp::SaturatingMul => BinaryResult::Int(clamp(mul(ty, a, b), sa != sb)),
        BinaryOp::CheckedAdd => BinaryResult::Checked(add(ty, a, b).ok()),
        BinaryOp::CheckedSub => BinaryResult::Checked(sub(ty, a, b).ok()),
        BinaryOp::CheckedMul => BinaryResult::Checked(mul(ty, a, b).ok()),
        BinaryOp::CheckedDiv => BinaryResult::Checked(div(ty, a, b).ok()),
        BinaryOp::CheckedRem => BinaryResult::Checked(rem(ty, a, b).ok()),
        BinaryOp::CheckedPow => BinaryResult::Checked(pow(ty, a, b).ok()),
        BinaryOp::And => BinaryResult::Int(a & b),
        BinaryOp::Or => BinaryResult::Int(a | b),
        BinaryOp::Xor => BinaryResult::Int(a ^ b),
        BinaryOp::Shl => BinaryResult::Int(shl(ty, a, b)),
        BinaryOp::Shr => BinaryResult::Int(shr(ty, a, b)),
    })
}

/// The number in decimal, with `-` where it is below zero.
#[must_use]
pub fn to_decimal(ty: IntType, value: U256) -> String {
    let (negative, magnitude) = sign_magnitude(ty, value);
    format!("{}{magnitude}", if negative { "-" } else { "" })
}

/// Big-endian bytes, all of the width.
#[must_use]
pub fn to_be_bytes(ty: IntType, value: U256) -> Vec<u8> {
    let bytes = value.to_be_bytes::<32>();
    bytes[bytes.len() - ty.bytes().min(bytes.len())..].to_vec()
}
