//! Integer arithmetic that is too long to stand inline: division, everything wider than 64 bits.
//!
//! Values are two's complement; narrow ones are canonical (extended to 32 bits). This module must never
//! know about blocks, locals of the caller or trap sites.

use twilight_abi::IntType;
use twilight_tir::{BinaryOp, CompareOp};

/// An integer function. Parameters and results are flattened slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntHelper {
    /// `(a.., b..) -> result..` with the meaning of the operation, reverts and panics included; the right
    /// operand of powers and shifts is `i32`; results of the `Checked` forms are flattened `Option`s.
    Binary(BinaryOp, IntType),
    /// `(a..) -> -a..`; reverts on `MIN`.
    Neg(IntType),
    /// `(a.., b..) -> i32` of types wider than 64 bits.
    Compare(CompareOp, IntType),
    /// `(a.., b..) -> (quotient.., remainder..)` of unsigned numbers of 128 or 256 bits; `b` is not 0.
    DivRem(u16),
}
