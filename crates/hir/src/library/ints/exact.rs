//! Arithmetic of integers that tells of overflow, or drops what overflows.

use super::super::{Row, get};
use super::{AMOUNT, BY_ZERO, EXP, MAYBE, Needs, RHS};
use crate::library::Sig::Own;
use crate::std_fn::StdFn;

/// `checked_*`
pub const CHECKED: &[Row] = &[
    get(
        "checked_add",
        RHS,
        MAYBE,
        StdFn::IntCheckedAdd,
        "Addition; `None` where the result does not fit.",
        [
            "(200u8.checked_add(55), 200u8.checked_add(56))",
            "(Some(255), None)",
        ],
    ),
    get(
        "checked_sub",
        RHS,
        MAYBE,
        StdFn::IntCheckedSub,
        "Subtraction; `None` where the result does not fit.",
        ["1u8.checked_sub(2)", "None"],
    ),
    get(
        "checked_mul",
        RHS,
        MAYBE,
        StdFn::IntCheckedMul,
        "Multiplication; `None` where the result does not fit.",
        ["i8::MIN.checked_mul(-1)", "None"],
    ),
    get(
        "checked_div",
        RHS,
        MAYBE,
        StdFn::IntCheckedDiv,
        "Division; `None` where `rhs` is zero, and for `MIN / -1`.",
        ["7i8.checked_div(-2)", "Some(-3)"],
    ),
    get(
        "checked_rem",
        RHS,
        MAYBE,
        StdFn::IntCheckedRem,
        "Remainder with the sign of `self`; `None` where `rhs` is zero, and for `MIN % -1`.",
        ["((-7i8).checked_rem(4), 7u8.checked_rem(0))", "(Some(-3), None)"],
    ),
    get(
        "checked_pow",
        EXP,
        MAYBE,
        StdFn::IntCheckedPow,
        "Power; `None` where the result does not fit.",
        ["2u8.checked_pow(8)", "None"],
    ),
    get(
        "checked_neg",
        &[],
        MAYBE,
        StdFn::IntCheckedNeg,
        "Negation; `None` where the result does not fit: for `MIN`, and for every unsigned \
         value but 0.",
        ["(5i8.checked_neg(), i8::MIN.checked_neg())", "(Some(-5), None)"],
    ),
    get(
        "checked_abs",
        &[],
        MAYBE,
        StdFn::IntCheckedAbs,
        "Absolute value; `None` for `MIN`.",
        ["i8::MIN.checked_abs()", "None"],
    )
    .needs(Needs::Signed),
    get(
        "checked_shl",
        AMOUNT,
        MAYBE,
        StdFn::IntCheckedShl,
        "Shift to the left; `None` where `amount` is the width or more. Bits that leave are lost.",
        ["(200u8.checked_shl(1), 1u8.checked_shl(8))", "(Some(144), None)"],
    ),
    get(
        "checked_shr",
        AMOUNT,
        MAYBE,
        StdFn::IntCheckedShr,
        "Shift to the right; `None` where `amount` is the width or more.",
        ["128u8.checked_shr(7)", "Some(1)"],
    ),
];

/// `wrapping_*`
pub const WRAPPING: &[Row] = &[
    get(
        "wrapping_add",
        RHS,
        Own,
        StdFn::IntWrappingAdd,
        "Addition modulo 2 to the width.",
        ["250u8.wrapping_add(10)", "4"],
    ),
    get(
        "wrapping_sub",
        RHS,
        Own,
        StdFn::IntWrappingSub,
        "Subtraction modulo 2 to the width.",
        ["0u8.wrapping_sub(1)", "255"],
    ),
    get(
        "wrapping_mul",
        RHS,
        Own,
        StdFn::IntWrappingMul,
        "Multiplication modulo 2 to the width.",
        ["100i8.wrapping_mul(2)", "-56"],
    ),
    get(
        "wrapping_div",
        RHS,
        Own,
        StdFn::IntWrappingDiv,
        "Division; `MIN / -1` is `MIN`.",
        ["i8::MIN.wrapping_div(-1)", "-128"],
    )
    .fails(BY_ZERO),
    get(
        "wrapping_rem",
        RHS,
        Own,
        StdFn::IntWrappingRem,
        "Remainder; `MIN % -1` is 0.",
        ["i8::MIN.wrapping_rem(-1)", "0"],
    )
    .fails(BY_ZERO),
    get(
        "wrapping_pow",
        EXP,
        Own,
        StdFn::IntWrappingPow,
        "Power modulo 2 to the width.",
        ["3u8.wrapping_pow(6)", "217"],
    ),
    get(
        "wrapping_neg",
        &[],
        Own,
        StdFn::IntWrappingNeg,
        "Negation modulo 2 to the width.",
        ["(1u8.wrapping_neg(), i8::MIN.wrapping_neg())", "(255, -128)"],
    ),
    get(
        "wrapping_abs",
        &[],
        Own,
        StdFn::IntWrappingAbs,
        "Absolute value; `MIN` stays `MIN`.",
        ["i8::MIN.wrapping_abs()", "-128"],
    )
    .needs(Needs::Signed),
    get(
        "wrapping_shl",
        AMOUNT,
        Own,
        StdFn::IntWrappingShl,
        "Shift to the left by `amount` modulo the width.",
        ["1u8.wrapping_shl(9)", "2"],
    ),
    get(
        "wrapping_shr",
        AMOUNT,
        Own,
        StdFn::IntWrappingShr,
        "Shift to the right by `amount` modulo the width.",
        ["128u8.wrapping_shr(9)", "64"],
    ),
];
