//! The text form of TIR, `.tir` (spec 07 §3): [`print()`], [`print_with_sources`] and [`parse()`].
//!
//! `parse(print(m)) == m` for every module whose block, value and type references are whole, spans and
//! value names included, and printing is canonical: `print(parse(print(m))) == print(m)`. Parsing takes
//! any text: it ends in time near-linear in its length, needs memory in proportion to it, and answers
//! with a place where it does not understand. It does not verify: that is [`crate::verify()`]'s part.
//!
//! ```text
//! ; a comment
//! %Point = type struct { x: i64, y: i64 }
//! storage count: u64
//! event @Added(u64 %amount topic)
//! export function @"Counter::add" = @Counter::add("amount") !{ source_name: "add", contract: "Counter" }
//!
//! define public u64 @Counter::add(u64 %amount.0) !{ span: "0:10..20" } {
//! %entry:
//!   %1: u64 = state_read u64 "count" !{ variable: "count" }
//!   %2: u64 = add u64 %1, %amount.0
//!   ret u64 %2
//! }
//! ```
//!
//! A register is `%5`, or `%name.5` where the source names the value; `%name` alone, in text written by
//! hand, takes the next free number. Names with other characters than letters, digits, `_`, `$` and `::`
//! stand in quotes. A function or event whose name is not the first of its kind is `@name#index`.
//! `dialect solidity` stands first where failures name types as Solidity does ([`Dialect`](crate::Dialect)).
//! `declare %5: u64` keeps a number that no instruction defines. A type is defined above its uses; one that holds
//! itself, in vectors or maps, is declared first: `%Node = declare struct`, then `%Node = type struct { .. }`.
//!
//! # Metadata
//!
//! `span: "file:start..end"` is the place as file index and byte range; [`print_with_sources`] adds
//! `srcloc: "path:line:col"` and `domain_hash` (spec 07 §5.2), which the parser skips, as it does every
//! other key it does not know.

mod declarations;
mod lex;
mod parse;
mod parse_op;
mod print;
mod print_op;

use std::fmt;

pub use parse::parse;
pub use print::{print, print_with_sources};

/// Longest text that [`parse()`] takes, in bytes.
pub const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;

/// Why a text is not TIR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in Unicode scalar values.
    pub column: u32,
    /// A sentence.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ParseError {}

/// Whether a name can stand without quotes: segments of letters, digits, `_` and `$`, none starting with a
/// digit, joined by `::`.
fn is_plain_name(name: &str) -> bool {
    name.split("::").all(|segment| {
        segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
            && segment.bytes().next().is_some_and(|byte| !byte.is_ascii_digit())
    })
}

/// Names of the operations that take one or two integers, by signedness where they differ.
mod mnemonics {
    use crate::{BinaryOp, CastOp, CompareOp, ContextVar, Narrowing};

    /// Name for unsigned types, name for signed types.
    pub(super) const BINARY: &[(BinaryOp, &str, &str)] = &[
        (BinaryOp::Add, "add", "add"),
        (BinaryOp::Sub, "sub", "sub"),
        (BinaryOp::Mul, "mul", "mul"),
        (BinaryOp::Div, "div_u", "div_s"),
        (BinaryOp::Rem, "rem_u", "rem_s"),
        (BinaryOp::Pow, "pow", "pow"),
        (BinaryOp::WrappingAdd, "wrapping_add", "wrapping_add"),
        (BinaryOp::WrappingSub, "wrapping_sub", "wrapping_sub"),
        (BinaryOp::WrappingMul, "wrapping_mul", "wrapping_mul"),
        (BinaryOp::WrappingPow, "wrapping_pow", "wrapping_pow"),
        (BinaryOp::SaturatingAdd, "saturating_add", "saturating_add"),
        (BinaryOp::SaturatingSub, "saturating_sub", "saturating_sub"),
        (BinaryOp::SaturatingMul, "saturating_mul", "saturating_mul"),
        (BinaryOp::CheckedAdd, "checked_add", "checked_add"),
        (BinaryOp::CheckedSub, "checked_sub", "checked_sub"),
        (BinaryOp::CheckedMul, "checked_mul", "checked_mul"),
        (BinaryOp::CheckedDiv, "checked_div_u", "checked_div_s"),
        (BinaryOp::CheckedRem, "checked_rem_u", "checked_rem_s"),
        (BinaryOp::CheckedPow, "checked_pow", "checked_pow"),
        (BinaryOp::And, "and", "and"),
        (BinaryOp::Or, "or", "or"),
        (BinaryOp::Xor, "xor", "xor"),
        (BinaryOp::Shl, "shl", "shl"),
        (BinaryOp::Shr, "shr_l", "shr_a"),
    ];

    /// Condition for other types, condition for signed integers.
    pub(super) const COMPARE: &[(CompareOp, &str, &str)] = &[
        (CompareOp::Eq, "eq", "eq"),
        (CompareOp::Ne, "ne", "ne"),
        (CompareOp::Lt, "ult", "slt"),
        (CompareOp::Le, "ule", "sle"),
        (CompareOp::Gt, "ugt", "sgt"),
        (CompareOp::Ge, "uge", "sge"),
    ];

    /// Name for unsigned sources, name for signed sources.
    pub(super) const CAST: &[(CastOp, &str, &str)] = &[
        (CastOp::Extend, "zext", "sext"),
        (CastOp::Truncate, "trunc", "trunc"),
        (CastOp::Saturate, "saturate", "saturate"),
        (CastOp::Try, "try_cast", "try_cast"),
        (CastOp::Narrow(Narrowing::Add), "narrow_add", "narrow_add"),
        (CastOp::Narrow(Narrowing::Sub), "narrow_sub", "narrow_sub"),
        (CastOp::Narrow(Narrowing::Mul), "narrow_mul", "narrow_mul"),
        (CastOp::Narrow(Narrowing::Pow), "narrow_pow", "narrow_pow"),
        (CastOp::Narrow(Narrowing::Neg), "narrow_neg", "narrow_neg"),
    ];

    /// Names of the context's parts.
    pub(super) const CONTEXT: &[(ContextVar, &str)] = &[
        (ContextVar::Sender, "Sender"),
        (ContextVar::Origin, "Origin"),
        (ContextVar::Value, "Value"),
        (ContextVar::BlockNumber, "BlockNumber"),
        (ContextVar::Timestamp, "Timestamp"),
        (ContextVar::SelfAddress, "SelfAddress"),
        (ContextVar::GasLeft, "GasLeft"),
    ];

    /// The name of an entry of one of the tables above.
    pub(super) fn name_of<T: PartialEq>(
        table: &'static [(T, &'static str, &'static str)],
        op: &T,
        signed: bool,
    ) -> &'static str {
        table
            .iter()
            .find(|(entry, ..)| entry == op)
            .map_or(
                "",
                |(_, unsigned_name, signed_name)| {
                    if signed { signed_name } else { unsigned_name }
                },
            )
    }

    /// The entry of a name, whichever signedness it is for.
    pub(super) fn of_name<T: Copy>(
        table: &'static [(T, &'static str, &'static str)],
        name: &str,
    ) -> Option<T> {
        table
            .iter()
            .find(|(_, unsigned, signed)| *unsigned == name || *signed == name)
            .map(|(op, ..)| *op)
    }
}
