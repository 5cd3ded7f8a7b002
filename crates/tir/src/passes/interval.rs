//! Intervals of the numbers that an integer of up to 64 bits can be.
//!
//! Bounds are `i128`, which holds every number of these types and every sum and difference of two. An
//! operation must give an interval that holds every result, or none at all.

use ruint::aliases::U256;
use twilight_abi::IntType;

use crate::{BinaryOp, CompareOp, arith};

/// Numbers from `low` to `high`, both included; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: i128,
    pub(super) high: i128,
}

/// Widest type that has intervals.
const MAX_BITS: u16 = 64;

impl Interval {
    fn new(low: i128, high: i128) -> Option<Self> {
        (low <= high).then_some(Self { low, high })
    }

    /// All numbers of a type.
    pub(super) fn of_type(ty: IntType) -> Option<Self> {
        let bound = |value| Self::number(ty, value);
        Self::new(bound(arith::min_value(ty))?, bound(arith::max_value(ty))?)
    }

    /// One number.
    pub(super) fn constant(ty: IntType, value: U256) -> Option<Self> {
        let number = Self::number(ty, value)?;
        Self::new(number, number)
    }

    fn number(ty: IntType, value: U256) -> Option<i128> {
        if ty.bits > MAX_BITS {
            return None;
        }
        let (negative, magnitude) = arith::sign_magnitude(ty, value);
        let magnitude = i128::from(u64::try_from(magnitude).ok()?);
        Some(if negative { -magnitude } else { magnitude })
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    pub(super) fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.low.max(other.low), self.high.min(other.high))
    }

    pub(super) fn at_least(self, low: i128) -> Option<Self> {
        Self::new(self.low.max(low), self.high)
    }

    pub(super) fn at_most(self, high: i128) -> Option<Self> {
        Self::new(self.low, self.high.min(high))
    }

    /// Without a single number that stands at an end.
    pub(super) fn without(self, other: Self) -> Option<Self> {
        if other.low != other.high {
            Some(self)
        } else if self.low == other.low {
            Self::new(self.low + 1, self.high)
        } else if self.high == other.low {
            Self::new(self.low, self.high - 1)
        } else {
            Some(self)
        }
    }

    /// The smallest interval around both.
    pub(super) fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// Every number moved into another interval.
    pub(super) fn clamp(self, to: Self) -> Self {
        Self {
            low: self.low.clamp(to.low, to.high),
            high: self.high.clamp(to.low, to.high),
        }
    }

    /// The answer of a comparison that has only one.
    pub(super) fn compare(self, op: CompareOp, other: Self) -> Option<bool> {
        let below = self.high < other.low;
        let above = self.low > other.high;
        let at_most = self.high <= other.low;
        let at_least = self.low >= other.high;
        let decide = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
        match op {
            CompareOp::Lt => decide(below, at_least),
            CompareOp::Le => decide(at_most, above),
            CompareOp::Gt => decide(above, at_most),
            CompareOp::Ge => decide(at_least, below),
            CompareOp::Eq => decide(at_most && at_least, below || above),
            CompareOp::Ne => decide(below || above, at_most && at_least),
        }
    }

    /// All results of an operation as if numbers had no end; `None` where that is not known.
    pub(super) fn binary(self, op: BinaryOp, other: Self) -> Option<Self> {
        use BinaryOp as B;
        let positive = self.low >= 0 && other.low >= 0;
        match op {
            B::Add | B::WrappingAdd | B::SaturatingAdd => {
                Self::new(self.low + other.low, self.high + other.high)
            }
            B::Sub | B::WrappingSub | B::SaturatingSub => {
                Self::new(self.low - other.high, self.high - other.low)
            }
            B::Mul | B::WrappingMul | B::SaturatingMul => {
                let products = [
                    self.low.checked_mul(other.low)?,
                    self.low.checked_mul(other.high)?,
                    self.high.checked_mul(other.low)?,
                    self.high.checked_mul(other.high)?,
                ];
                Self::new(*products.iter().min()?, *products.iter().max()?)
            }
            B::Div if self.low >= 0 && other.low > 0 => {
                Self::new(self.low / other.high, self.high / other.low)
            }
            B::Rem if self.low >= 0 && other.low > 0 => Self::new(0, self.high.min(other.high - 1)),
            B::And if positive => Self::new(0, self.high.min(other.high)),
            B::Or | B::Xor if positive => {
                let bits = 128 - (self.high | other.high).leading_zeros();
                Self::new(0, (1_i128 << bits.min(126)) - 1)
            }
            B::Shr if self.low >= 0 && other.low >= 0 => {
                let by = |amount: i128| u32::try_from(amount).unwrap_or(127).min(127);
                Self::new(self.low >> by(other.high), self.high >> by(other.low))
            }
            _ => None,
        }
    }
}
