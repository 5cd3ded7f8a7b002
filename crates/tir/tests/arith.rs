//! The arithmetic of the interpreter against Rust's own 8-bit integers (all pairs) and against a
//! big-integer library (boundary and random values of every width).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use num_bigint::{BigInt, Sign};
use ruint::aliases::U256;
use twilight_abi::IntType;
use twilight_tir::arith::{self, ArithError, BinaryResult};
use twilight_tir::{BinaryOp, CastOp};

const I8: IntType = IntType {
    signed: true,
    bits: 8,
};

fn carrier_u8(value: u8) -> U256 {
    U256::from(value)
}

fn carrier_i8(value: i8) -> U256 {
    U256::from(value.cast_unsigned())
}

fn int(result: Option<U256>, error: ArithError) -> Result<BinaryResult, ArithError> {
    result.map(BinaryResult::Int).ok_or(error)
}

macro_rules! exhaustive {
    ($test:ident, $rust:ty, $ty:expr, $carrier:ident) => {
        #[test]
        fn $test() {
            use BinaryOp as B;
            let c = $carrier;
            let some = |value: Option<$rust>| Ok(BinaryResult::Checked(value.map(c)));
            let plain = |value: $rust| Ok(BinaryResult::Int(c(value)));
            for a in <$rust>::MIN..=<$rust>::MAX {
                for b in <$rust>::MIN..=<$rust>::MAX {
                    let check = |op: BinaryOp, expected: Result<BinaryResult, ArithError>| {
                        assert_eq!(
                            arith::binary(op, $ty, c(a), c(b)),
                            expected,
                            "{op:?} {a} {b}"
                        );
                    };
                    let overflow = ArithError::Overflow;
                    check(B::Add, int(a.checked_add(b).map(c), overflow));
                    check(B::Sub, int(a.checked_sub(b).map(c), overflow));
                    check(B::Mul, int(a.checked_mul(b).map(c), overflow));
                    let division = if b == 0 {
                        ArithError::DivisionByZero
                    } else {
                        ArithError::DivisionOverflow
                    };
                    check(B::Div, int(a.checked_div(b).map(c), division));
                    check(B::Rem, int(a.checked_rem(b).map(c), division));
                    check(B::WrappingAdd, plain(a.wrapping_add(b)));
                    check(B::WrappingSub, plain(a.wrapping_sub(b)));
                    check(B::WrappingMul, plain(a.wrapping_mul(b)));
                    check(B::SaturatingAdd, plain(a.saturating_add(b)));
                    check(B::SaturatingSub, plain(a.saturating_sub(b)));
                    check(B::SaturatingMul, plain(a.saturating_mul(b)));
                    check(B::CheckedAdd, some(a.checked_add(b)));
                    check(B::CheckedSub, some(a.checked_sub(b)));
                    check(B::CheckedMul, some(a.checked_mul(b)));
                    check(B::CheckedDiv, some(a.checked_div(b)));
                    check(B::CheckedRem, some(a.checked_rem(b)));
                    check(B::And, plain(a & b));
                    check(B::Or, plain(a | b));
                    check(B::Xor, plain(a ^ b));
                    assert_eq!(arith::compare($ty, c(a), c(b)), a.cmp(&b));
                }
                for exponent in 0..=20_u32 {
                    let b = U256::from(exponent);
                    let check = |op: BinaryOp, expected: Result<BinaryResult, ArithError>| {
                        assert_eq!(
                            arith::binary(op, $ty, c(a), b),
                            expected,
                            "{op:?} {a} {exponent}"
                        );
                    };
                    check(
                        B::Pow,
                        int(a.checked_pow(exponent).map(c), ArithError::Overflow),
                    );
                    check(B::CheckedPow, some(a.checked_pow(exponent)));
                    check(B::WrappingPow, plain(a.wrapping_pow(exponent)));
                    check(B::Shl, plain(a.checked_shl(exponent).unwrap_or(0)));
                    let sign = if a < <$rust>::MIN / 2 || i16::from(a) < 0 {
                        !0
                    } else {
                        0
                    };
                    check(B::Shr, plain(a.checked_shr(exponent).unwrap_or(sign)));
                }
                assert_eq!(arith::neg($ty, c(a)).ok(), a.checked_neg().map(c));
                assert_eq!(arith::not($ty, c(a)), c(!a));
                assert_eq!(arith::to_decimal($ty, c(a)), a.to_string());
                assert_eq!(arith::to_be_bytes($ty, c(a)), a.to_be_bytes());
            }
        }
    };
}

exhaustive!(u8_agrees_with_rust, u8, IntType::U8, carrier_u8);
exhaustive!(i8_agrees_with_rust, i8, I8, carrier_i8);

#[test]
fn eight_bit_casts_agree_with_rust() {
    for bits in 0..=255_u8 {
        let value = U256::from(bits);
        let signed = bits.cast_signed();
        assert_eq!(
            arith::convert(IntType::U8, I8, value),
            i8::try_from(bits).ok().map(carrier_i8)
        );
        assert_eq!(
            arith::convert(I8, IntType::U8, value),
            u8::try_from(signed).ok().map(carrier_u8)
        );
        assert_eq!(
            arith::truncate(I8, IntType::U64, value),
            U256::from(i64::from(signed).cast_unsigned())
        );
        assert_eq!(arith::truncate(IntType::U8, IntType::I64, value), value);
        assert_eq!(
            arith::saturate(I8, IntType::U8, value),
            U256::from(signed.max(0).cast_unsigned())
        );
        assert_eq!(arith::saturate(IntType::U8, I8, value), U256::from(bits.min(127)));
    }
}

fn to_big(ty: IntType, value: U256) -> BigInt {
    let big = BigInt::from_bytes_be(Sign::Plus, &value.to_be_bytes::<32>());
    if ty.signed && value.bit(usize::from(ty.bits) - 1) {
        big - (BigInt::from(1) << ty.bits)
    } else {
        big
    }
}

fn range(ty: IntType) -> (BigInt, BigInt) {
    let one = BigInt::from(1);
    if ty.signed {
        (-(&one << (ty.bits - 1)), (&one << (ty.bits - 1)) - 1)
    } else {
        (BigInt::ZERO, (&one << ty.bits) - 1)
    }
}

fn fit(ty: IntType, value: &BigInt) -> Option<U256> {
    let (low, high) = range(ty);
    (&low <= value && value <= &high).then(|| wrap(ty, value))
}

fn wrap(ty: IntType, value: &BigInt) -> U256 {
    let modulus = BigInt::from(1) << ty.bits;
    let low = ((value % &modulus) + &modulus) % &modulus;
    let (_, bytes) = low.to_bytes_be();
    U256::from_be_slice(&bytes)
}

fn clamp(ty: IntType, value: &BigInt) -> U256 {
    let (low, high) = range(ty);
    wrap(ty, value.clamp(&low, &high))
}

/// Boundary values and some from a fixed generator.
fn samples(ty: IntType, state: &mut u64) -> Vec<U256> {
    let mask = arith::mask(ty);
    let one = U256::ONE;
    let half = usize::from(ty.bits) / 2;
    let sign = one << (usize::from(ty.bits) - 1);
    let mut values = vec![
        U256::ZERO,
        one,
        U256::from(2),
        U256::from(3),
        U256::from(10),
        mask,
        mask - one,
        sign,
        sign - one,
        sign + one,
        one << half,
        (one << half) - one,
        (one << half) + one,
    ];
    for _ in 0..12 {
        let mut limbs = [0_u64; 4];
        for limb in &mut limbs {
            *state ^= *state << 13;
            *state ^= *state >> 7;
            *state ^= *state << 17;
            *limb = *state;
        }
        let random = U256::from_limbs(limbs);
        // Random magnitudes too: most uniformly random words are huge.
        values.push(random & mask);
        values.push((random & mask) >> (*state as usize % usize::from(ty.bits)));
    }
    values
}

/// The native types, and some of the widths that only Solidity has.
fn types() -> Vec<IntType> {
    let odd = [24, 40, 48, 56, 72, 96, 112, 120, 136, 160, 200, 248];
    let odd = odd
        .into_iter()
        .flat_map(|bits| [false, true].map(|signed| IntType { signed, bits }));
    IntType::all().into_iter().chain(odd).collect()
}

#[test]
fn every_width_agrees_with_big_integers() {
    use BinaryOp as B;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for ty in types() {
        let values = samples(ty, &mut state);
        for &a in &values {
            let big_a = to_big(ty, a);
            assert_eq!(arith::to_decimal(ty, a), big_a.to_string());
            assert_eq!(arith::neg(ty, a).ok(), fit(ty, &-&big_a));
            assert_eq!(arith::not(ty, a), wrap(ty, &(-&big_a - 1)));
            for &b in &values {
                let big_b = to_big(ty, b);
                let name = ty.name();
                let check = |op: BinaryOp, expected: Result<BinaryResult, ArithError>| {
                    assert_eq!(
                        arith::binary(op, ty, a, b),
                        expected,
                        "{name} {op:?} {big_a} {big_b}"
                    );
                };
                for (plain, wrapping, saturating, checked, result) in [
                    (
                        B::Add,
                        B::WrappingAdd,
                        B::SaturatingAdd,
                        B::CheckedAdd,
                        &big_a + &big_b,
                    ),
                    (
                        B::Sub,
                        B::WrappingSub,
                        B::SaturatingSub,
                        B::CheckedSub,
                        &big_a - &big_b,
                    ),
                    (
                        B::Mul,
                        B::WrappingMul,
                        B::SaturatingMul,
                        B::CheckedMul,
                        &big_a * &big_b,
                    ),
                ] {
                    check(plain, int(fit(ty, &result), ArithError::Overflow));
                    check(wrapping, Ok(BinaryResult::Int(wrap(ty, &result))));
                    check(saturating, Ok(BinaryResult::Int(clamp(ty, &result))));
                    check(checked, Ok(BinaryResult::Checked(fit(ty, &result))));
                }
                if big_b == BigInt::ZERO {
                    check(B::Div, Err(ArithError::DivisionByZero));
                    check(B::Rem, Err(ArithError::DivisionByZero));
                    check(B::CheckedDiv, Ok(BinaryResult::Checked(None)));
                    check(B::CheckedRem, Ok(BinaryResult::Checked(None)));
                } else {
                    let quotient = fit(ty, &(&big_a / &big_b));
                    // The remainder would fit; it fails where the quotient does.
                    let remainder = quotient.and_then(|_| fit(ty, &(&big_a % &big_b)));
                    check(B::Div, int(quotient, ArithError::DivisionOverflow));
                    check(B::Rem, int(remainder, ArithError::DivisionOverflow));
                    check(B::CheckedDiv, Ok(BinaryResult::Checked(quotient)));
                    check(B::CheckedRem, Ok(BinaryResult::Checked(remainder)));
                }
                assert_eq!(arith::compare(ty, a, b), big_a.cmp(&big_b));
            }
            for exponent in [0_u32, 1, 2, 3, 4, 5, 7, 8, 16, 31, 63, 127, 128, 255, 256] {
                let result = big_a.pow(exponent);
                let b = U256::from(exponent);
                assert_eq!(
                    arith::binary(B::Pow, ty, a, b),
                    int(fit(ty, &result), ArithError::Overflow),
                    "{} {big_a} ** {exponent}",
                    ty.name()
                );
                assert_eq!(arith::wrapping_pow(ty, a, b), wrap(ty, &result));
            }
            for amount in [0, 1, 7, 8, 63, 64, 127, 128, 255, 256, u32::MAX] {
                let b = U256::from(amount);
                let bits = u32::from(ty.bits);
                let left = if amount >= bits {
                    U256::ZERO
                } else {
                    wrap(ty, &(&big_a << amount))
                };
                // Shifting a big integer right rounds toward minus infinity, as an arithmetic shift does.
                let right = wrap(ty, &(&big_a >> amount.min(bits)));
                assert_eq!(arith::shl(ty, a, b), left);
                assert_eq!(arith::shr(ty, a, b), right, "{} {big_a} >> {amount}", ty.name());
            }
            for to in types() {
                assert_eq!(arith::truncate(ty, to, a), wrap(to, &big_a));
                assert_eq!(arith::convert(ty, to, a), fit(to, &big_a));
                assert_eq!(
                    arith::saturate(ty, to, a),
                    clamp(to, &big_a),
                    "{:?}",
                    CastOp::Saturate
                );
            }
        }
    }
}

#[test]
fn pow_of_small_bases_takes_any_exponent() {
    let i64_ty = IntType::I64;
    let huge = U256::from(u32::MAX);
    let minus_one = arith::mask(i64_ty);
    assert_eq!(arith::pow(i64_ty, minus_one, huge), Ok(minus_one));
    assert_eq!(arith::pow(i64_ty, minus_one, huge - U256::ONE), Ok(U256::ONE));
    assert_eq!(arith::pow(i64_ty, U256::ZERO, huge), Ok(U256::ZERO));
    assert_eq!(arith::pow(i64_ty, U256::from(2), huge), Err(ArithError::Overflow));
    // MIN itself is a power: (-2)^63.
    assert_eq!(
        arith::pow(i64_ty, minus_one - U256::ONE, U256::from(63)),
        Ok(arith::min_value(i64_ty))
    );
}
