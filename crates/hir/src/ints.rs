//! Integers as THIR encodes them: two's complement in the low bits of the type's width.

use ruint::aliases::U256;
use twilight_abi::IntType;

/// Every integer type.
pub const ALL_INTS: [IntType; 12] = [
    int(false, 8),
    int(false, 16),
    int(false, 32),
    int(false, 64),
    int(false, 128),
    int(false, 256),
    int(true, 8),
    int(true, 16),
    int(true, 32),
    int(true, 64),
    int(true, 128),
    int(true, 256),
];

const fn int(signed: bool, bits: u16) -> IntType {
    IntType { signed, bits }
}

/// Whether every value of `from` is one of `to` (DECISION S4).
pub fn lossless(from: IntType, to: IntType) -> bool {
    match (from.signed, to.signed) {
        (a, b) if a == b => from.bits <= to.bits,
        (false, true) => from.bits < to.bits,
        _ => false,
    }
}

/// Bits that a type's values may set.
pub fn mask(int: IntType) -> U256 {
    if int.bits >= 256 {
        U256::MAX
    } else {
        (U256::from(1) << usize::from(int.bits)) - U256::from(1)
    }
}

/// The largest value, encoded.
pub fn max_of(int: IntType) -> U256 {
    if int.signed { mask(int) >> 1 } else { mask(int) }
}

/// The smallest value, encoded.
pub fn min_of(int: IntType) -> U256 {
    if int.signed {
        U256::from(1) << usize::from(int.bits - 1)
    } else {
        U256::ZERO
    }
}

/// Whether a literal is a value of the type.
pub fn fits(magnitude: U256, negative: bool, int: IntType) -> bool {
    if negative {
        magnitude.is_zero() || (int.signed && magnitude <= min_of(int))
    } else {
        magnitude <= max_of(int)
    }
}

/// An encoded value in decimal.
pub fn show_int(value: U256, int: IntType) -> String {
    if int.signed && value.bit(usize::from(int.bits - 1)) {
        let magnitude = value.wrapping_neg() & mask(int);
        format!("-{magnitude}")
    } else {
        value.to_string()
    }
}
