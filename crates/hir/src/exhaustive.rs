//! Exhaustiveness.

use ruint::aliases::U256;
use twilight_abi::IntType;

/// A number that orders encoded integers as their values are ordered.
pub fn order_key(value: U256, int: IntType) -> U256 {
    if int.signed {
        value ^ (U256::from(1) << usize::from(int.bits - 1))
    } else {
        value
    }
}
