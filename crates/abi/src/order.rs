//! The order of integers of every width and sign: the one place that knows how two's complement compares.
//!
//! A warning to whoever writes such code anew: rustc 1.95 loses what a local closure does in place to a parameter that
//! it takes by value and that holds an array, as [`U256`] does, when the closure is called again with the same
//! argument (`let key = |v: U256| v ^ sign; key(a) > key(b); key(a) >= key(b)`). The second call then works with the
//! value that the first one received. It happens in every optimised build, `--release` included; functions are right.

use std::cmp::Ordering;

use ruint::aliases::U256;

use crate::types::IntType;

impl IntType {
    /// The order of two encoded values (two's complement in the low bits, DECISION T7) by the type's sign.
    #[must_use]
    pub fn order(self, a: U256, b: U256) -> Ordering {
        if self.signed {
            let sign = usize::from(self.bits.saturating_sub(1));
            match (a.bit(sign), b.bit(sign)) {
                (true, false) => return Ordering::Less,
                (false, true) => return Ordering::Greater,
                _ => {}
            }
        }
        a.cmp(&b)
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    /// Asks for both orders of the same two values, one behind the other, as the code did that rustc got wrong.
    fn is_empty(int: IntType, low: U256, high: U256, inclusive: bool) -> bool {
        let order = |a: U256, b: U256| int.order(a, b);
        let mut empty = order(low, high).is_gt();
        if !inclusive {
            empty = order(low, high).is_ge();
        }
        empty
    }

    #[test]
    fn values_at_the_edges_of_every_type_are_ordered() {
        for int in IntType::all() {
            let bits = usize::from(int.bits);
            let mask = U256::MAX >> (256 - bits);
            let top = U256::from(1) << (bits - 1);
            let (one, minus_one) = (U256::from(1), mask);
            // From the smallest to the largest.
            let values = if int.signed {
                [top, top + one, minus_one, U256::ZERO, one, top - one]
            } else {
                [U256::ZERO, one, top - one, top, mask - one, mask]
            };
            for (at, a) in values.iter().enumerate() {
                for (other, b) in values.iter().enumerate() {
                    let (a, b) = (black_box(*a), black_box(*b));
                    assert_eq!(int.order(a, b), at.cmp(&other), "{} {a} {b}", int.name());
                    let int = black_box(int);
                    assert_eq!(is_empty(int, a, b, black_box(true)), at > other);
                    assert_eq!(is_empty(int, a, b, black_box(false)), at >= other);
                }
            }
        }
    }
}
