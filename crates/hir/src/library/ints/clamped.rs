//! Arithmetic of integers that stops at the ends of the type, or says whether it wrapped.

use super::super::{Row, get};
use super::{AMOUNT, BY_ZERO, EXP, FLAGGED, Needs, RHS};
use crate::library::Sig::Own;
use crate::std_fn::StdFn;

/// `saturating_*`
pub const SATURATING: &[Row] = &[
    get(
        "saturating_add",
        RHS,
        Own,
        StdFn::IntSaturatingAdd,
        "Addition; a result outside the type becomes `MIN` or `MAX`.",
        ["250u8.saturating_add(10)", "255"],
    ),
    get(
        "saturating_sub",
        RHS,
        Own,
        StdFn::IntSaturatingSub,
        "Subtraction; a result outside the type becomes `MIN` or `MAX`.",
        ["3u8.saturating_sub(10)", "0"],
    ),
    get(
        "saturating_mul",
        RHS,
        Own,
        StdFn::IntSaturatingMul,
        "Multiplication; a result outside the type becomes `MIN` or `MAX`.",
        ["100i8.saturating_mul(-2)", "-128"],
    ),
    get(
        "saturating_div",
        RHS,
        Own,
        StdFn::IntSaturatingDiv,
        "Division; `MIN / -1` is `MAX`.",
        ["i8::MIN.saturating_div(-1)", "127"],
    )
    .fails(BY_ZERO),
    get(
        "saturating_rem",
        RHS,
        Own,
        StdFn::IntWrappingRem,
        "Remainder; `MIN % -1` is 0.",
        ["i8::MIN.saturating_rem(-1)", "0"],
    )
    .fails(BY_ZERO),
    get(
        "saturating_pow",
        EXP,
        Own,
        StdFn::IntSaturatingPow,
        "Power; a result outside the type becomes `MIN` or `MAX`.",
        ["(-2i8).saturating_pow(9)", "-128"],
    ),
    get(
        "saturating_neg",
        &[],
        Own,
        StdFn::IntSaturatingNeg,
        "Negation; a result outside the type becomes `MIN` or `MAX`.",
        ["i8::MIN.saturating_neg()", "127"],
    ),
    get(
        "saturating_abs",
        &[],
        Own,
        StdFn::IntSaturatingAbs,
        "Absolute value; that of `MIN` is `MAX`.",
        ["i8::MIN.saturating_abs()", "127"],
    )
    .needs(Needs::Signed),
    get(
        "saturating_shl",
        AMOUNT,
        Own,
        StdFn::IntSaturatingShl,
        "Multiplication by 2 to the `amount`; a result outside the type becomes `MIN` or `MAX`.",
        ["100u8.saturating_shl(2)", "255"],
    ),
    get(
        "saturating_shr",
        AMOUNT,
        Own,
        StdFn::IntSaturatingShr,
        "Shift to the right, as `>>`; the result always fits.",
        ["(-3i8).saturating_shr(9)", "-1"],
    ),
];

/// `overflowing_*`
pub const OVERFLOWING: &[Row] = &[
    get(
        "overflowing_add",
        RHS,
        FLAGGED,
        StdFn::IntOverflowingAdd,
        "The wrapped sum, and whether it wrapped.",
        ["250u8.overflowing_add(10)", "(4, true)"],
    ),
    get(
        "overflowing_sub",
        RHS,
        FLAGGED,
        StdFn::IntOverflowingSub,
        "The wrapped difference, and whether it wrapped.",
        ["3u8.overflowing_sub(2)", "(1, false)"],
    ),
    get(
        "overflowing_mul",
        RHS,
        FLAGGED,
        StdFn::IntOverflowingMul,
        "The wrapped product, and whether it wrapped.",
        ["16u8.overflowing_mul(16)", "(0, true)"],
    ),
    get(
        "overflowing_div",
        RHS,
        FLAGGED,
        StdFn::IntOverflowingDiv,
        "The wrapped quotient, and whether it wrapped.",
        ["i8::MIN.overflowing_div(-1)", "(-128, true)"],
    )
    .fails(BY_ZERO),
    get(
        "overflowing_rem",
        RHS,
        FLAGGED,
        StdFn::IntOverflowingRem,
        "The remainder, and whether the division wrapped.",
        ["i8::MIN.overflowing_rem(-1)", "(0, true)"],
    )
    .fails(BY_ZERO),
    get(
        "overflowing_pow",
        EXP,
        FLAGGED,
        StdFn::IntOverflowingPow,
        "The wrapped power, and whether it wrapped.",
        ["2u8.overflowing_pow(8)", "(0, true)"],
    ),
    get(
        "overflowing_neg",
        &[],
        FLAGGED,
        StdFn::IntOverflowingNeg,
        "The wrapped negation, and whether it wrapped.",
        ["1u8.overflowing_neg()", "(255, true)"],
    ),
    get(
        "overflowing_abs",
        &[],
        FLAGGED,
        StdFn::IntOverflowingAbs,
        "The wrapped absolute value, and whether it wrapped.",
        ["i8::MIN.overflowing_abs()", "(-128, true)"],
    )
    .needs(Needs::Signed),
    get(
        "overflowing_shl",
        AMOUNT,
        FLAGGED,
        StdFn::IntOverflowingShl,
        "`wrapping_shl`, and whether `amount` was the width or more.",
        ["1u8.overflowing_shl(9)", "(2, true)"],
    ),
    get(
        "overflowing_shr",
        AMOUNT,
        FLAGGED,
        StdFn::IntOverflowingShr,
        "`wrapping_shr`, and whether `amount` was the width or more.",
        ["128u8.overflowing_shr(7)", "(1, false)"],
    ),
];
