//! Integers (spec 03 §4.3; DECISIONS T5, T6, T14).

use super::{Kind, Needs, Row, Section, Sig, get, make, special};
use crate::std_fn::StdFn;
use Sig::{Bool, Bytes, Fallible, Option, Own, Pair, Text, U32};

const RHS: &[(&str, Sig)] = &[("rhs", Own)];
const EXP: &[(&str, Sig)] = &[("exp", U32)];
const AMOUNT: &[(&str, Sig)] = &[("amount", U32)];
const MAYBE: Sig = Option(&Own);
const FLAGGED: Sig = Pair(&Own, &Bool);
const BY_ZERO: &str = "Panics where `rhs` is zero.";

const ROWS: &[Row] = &[
    special(Kind::Constant, "MIN", &[], Own, "The least value of the type.", ["i8::MIN", "-128"]),
    special(Kind::Constant, "MAX", &[], Own, "The greatest value of the type.", ["u8::MAX", "255"]),
    special(Kind::Constant, "BITS", &[], U32, "The width of the type.", ["u128::BITS", "128"]),
    // Checked.
    get("checked_add", RHS, MAYBE, StdFn::IntCheckedAdd, "Addition; `None` where the result does not fit.", ["(200u8.checked_add(55), 200u8.checked_add(56))", "(Some(255), None)"]),
    get("checked_sub", RHS, MAYBE, StdFn::IntCheckedSub, "Subtraction; `None` where the result does not fit.", ["1u8.checked_sub(2)", "None"]),
    get("checked_mul", RHS, MAYBE, StdFn::IntCheckedMul, "Multiplication; `None` where the result does not fit.", ["i8::MIN.checked_mul(-1)", "None"]),
    get("checked_div", RHS, MAYBE, StdFn::IntCheckedDiv, "Division; `None` where `rhs` is zero, and for `MIN / -1`.", ["7i8.checked_div(-2)", "Some(-3)"]),
    get("checked_rem", RHS, MAYBE, StdFn::IntCheckedRem, "Remainder with the sign of `self`; `None` where `rhs` is zero, and for `MIN % -1`.", ["((-7i8).checked_rem(4), 7u8.checked_rem(0))", "(Some(-3), None)"]),
    get("checked_pow", EXP, MAYBE, StdFn::IntCheckedPow, "Power; `None` where the result does not fit.", ["2u8.checked_pow(8)", "None"]),
    get("checked_neg", &[], MAYBE, StdFn::IntCheckedNeg, "Negation; `None` where the result does not fit: for `MIN`, and for every unsigned value but 0.", ["(5i8.checked_neg(), i8::MIN.checked_neg())", "(Some(-5), None)"]),
    get("checked_abs", &[], MAYBE, StdFn::IntCheckedAbs, "Absolute value; `None` for `MIN`.", ["i8::MIN.checked_abs()", "None"]).needs(Needs::Signed),
    get("checked_shl", AMOUNT, MAYBE, StdFn::IntCheckedShl, "Shift to the left; `None` where `amount` is the width or more. Bits that leave are lost.", ["(200u8.checked_shl(1), 1u8.checked_shl(8))", "(Some(144), None)"]),
    get("checked_shr", AMOUNT, MAYBE, StdFn::IntCheckedShr, "Shift to the right; `None` where `amount` is the width or more.", ["128u8.checked_shr(7)", "Some(1)"]),
    // Wrapping.
    get("wrapping_add", RHS, Own, StdFn::IntWrappingAdd, "Addition modulo 2 to the width.", ["250u8.wrapping_add(10)", "4"]),
    get("wrapping_sub", RHS, Own, StdFn::IntWrappingSub, "Subtraction modulo 2 to the width.", ["0u8.wrapping_sub(1)", "255"]),
    get("wrapping_mul", RHS, Own, StdFn::IntWrappingMul, "Multiplication modulo 2 to the width.", ["100i8.wrapping_mul(2)", "-56"]),
    get("wrapping_div", RHS, Own, StdFn::IntWrappingDiv, "Division; `MIN / -1` is `MIN`.", ["i8::MIN.wrapping_div(-1)", "-128"]).fails(BY_ZERO),
    get("wrapping_rem", RHS, Own, StdFn::IntWrappingRem, "Remainder; `MIN % -1` is 0.", ["i8::MIN.wrapping_rem(-1)", "0"]).fails(BY_ZERO),
    get("wrapping_pow", EXP, Own, StdFn::IntWrappingPow, "Power modulo 2 to the width.", ["3u8.wrapping_pow(6)", "217"]),
    get("wrapping_neg", &[], Own, StdFn::IntWrappingNeg, "Negation modulo 2 to the width.", ["(1u8.wrapping_neg(), i8::MIN.wrapping_neg())", "(255, -128)"]),
    get("wrapping_abs", &[], Own, StdFn::IntWrappingAbs, "Absolute value; `MIN` stays `MIN`.", ["i8::MIN.wrapping_abs()", "-128"]).needs(Needs::Signed),
    get("wrapping_shl", AMOUNT, Own, StdFn::IntWrappingShl, "Shift to the left by `amount` modulo the width.", ["1u8.wrapping_shl(9)", "2"]),
    get("wrapping_shr", AMOUNT, Own, StdFn::IntWrappingShr, "Shift to the right by `amount` modulo the width.", ["128u8.wrapping_shr(9)", "64"]),
    // Saturating.
    get("saturating_add", RHS, Own, StdFn::IntSaturatingAdd, "Addition; a result outside the type becomes `MIN` or `MAX`.", ["250u8.saturating_add(10)", "255"]),
    get("saturating_sub", RHS, Own, StdFn::IntSaturatingSub, "Subtraction; a result outside the type becomes `MIN` or `MAX`.", ["3u8.saturating_sub(10)", "0"]),
    get("saturating_mul", RHS, Own, StdFn::IntSaturatingMul, "Multiplication; a result outside the type becomes `MIN` or `MAX`.", ["100i8.saturating_mul(-2)", "-128"]),
    get("saturating_div", RHS, Own, StdFn::IntSaturatingDiv, "Division; `MIN / -1` is `MAX`.", ["i8::MIN.saturating_div(-1)", "127"]).fails(BY_ZERO),
    get("saturating_rem", RHS, Own, StdFn::IntWrappingRem, "Remainder; `MIN % -1` is 0.", ["i8::MIN.saturating_rem(-1)", "0"]).fails(BY_ZERO),
    get("saturating_pow", EXP, Own, StdFn::IntSaturatingPow, "Power; a result outside the type becomes `MIN` or `MAX`.", ["(-2i8).saturating_pow(9)", "-128"]),
    get("saturating_neg", &[], Own, StdFn::IntSaturatingNeg, "Negation; a result outside the type becomes `MIN` or `MAX`.", ["i8::MIN.saturating_neg()", "127"]),
    get("saturating_abs", &[], Own, StdFn::IntSaturatingAbs, "Absolute value; that of `MIN` is `MAX`.", ["i8::MIN.saturating_abs()", "127"]).needs(Needs::Signed),
    get("saturating_shl", AMOUNT, Own, StdFn::IntSaturatingShl, "Multiplication by 2 to the `amount`; a result outside the type becomes `MIN` or `MAX`.", ["100u8.saturating_shl(2)", "255"]),
    get("saturating_shr", AMOUNT, Own, StdFn::IntSaturatingShr, "Shift to the right, as `>>`; the result always fits.", ["(-3i8).saturating_shr(9)", "-1"]),
    // Overflowing.
    get("overflowing_add", RHS, FLAGGED, StdFn::IntOverflowingAdd, "The wrapped sum, and whether it wrapped.", ["250u8.overflowing_add(10)", "(4, true)"]),
    get("overflowing_sub", RHS, FLAGGED, StdFn::IntOverflowingSub, "The wrapped difference, and whether it wrapped.", ["3u8.overflowing_sub(2)", "(1, false)"]),
    get("overflowing_mul", RHS, FLAGGED, StdFn::IntOverflowingMul, "The wrapped product, and whether it wrapped.", ["16u8.overflowing_mul(16)", "(0, true)"]),
    get("overflowing_div", RHS, FLAGGED, StdFn::IntOverflowingDiv, "The wrapped quotient, and whether it wrapped.", ["i8::MIN.overflowing_div(-1)", "(-128, true)"]).fails(BY_ZERO),
    get("overflowing_rem", RHS, FLAGGED, StdFn::IntOverflowingRem, "The remainder, and whether the division wrapped.", ["i8::MIN.overflowing_rem(-1)", "(0, true)"]).fails(BY_ZERO),
    get("overflowing_pow", EXP, FLAGGED, StdFn::IntOverflowingPow, "The wrapped power, and whether it wrapped.", ["2u8.overflowing_pow(8)", "(0, true)"]),
    get("overflowing_neg", &[], FLAGGED, StdFn::IntOverflowingNeg, "The wrapped negation, and whether it wrapped.", ["1u8.overflowing_neg()", "(255, true)"]),
    get("overflowing_abs", &[], FLAGGED, StdFn::IntOverflowingAbs, "The wrapped absolute value, and whether it wrapped.", ["i8::MIN.overflowing_abs()", "(-128, true)"]).needs(Needs::Signed),
    get("overflowing_shl", AMOUNT, FLAGGED, StdFn::IntOverflowingShl, "`wrapping_shl`, and whether `amount` was the width or more.", ["1u8.overflowing_shl(9)", "(2, true)"]),
    get("overflowing_shr", AMOUNT, FLAGGED, StdFn::IntOverflowingShr, "`wrapping_shr`, and whether `amount` was the width or more.", ["128u8.overflowing_shr(7)", "(1, false)"]),
    // The rest.
    get("pow", EXP, Own, StdFn::IntPow, "Power; `x.pow(0)` is 1.", ["2u256.pow(100)", "1267650600228229401496703205376"]).fails("Reverts where the result does not fit."),
    get("min", &[("other", Own)], Own, StdFn::IntMin, "The smaller of the two.", ["3.min(-4)", "-4"]),
    get("max", &[("other", Own)], Own, StdFn::IntMax, "The greater of the two.", ["3.max(-4)", "3"]),
    get("clamp", &[("low", Own), ("high", Own)], Own, StdFn::IntClamp, "The nearest value from `low` to `high`.", ["(15.clamp(0, 10), (-5).clamp(0, 10))", "(10, 0)"]).fails("Panics where `low` is greater than `high`."),
    get("abs", &[], Own, StdFn::IntAbs, "Absolute value.", ["(-5).abs()", "5"]).needs(Needs::Signed).fails("Reverts for `MIN`."),
    get("abs_diff", &[("other", Own)], Own, StdFn::IntAbsDiff, "The distance of the two.", ["3u8.abs_diff(10)", "7"]).needs(Needs::Unsigned),
    get("signum", &[], Own, StdFn::IntSignum, "-1, 0 or 1.", ["(-5).signum()", "-1"]).needs(Needs::Signed),
    get("is_negative", &[], Bool, StdFn::IntIsNegative, "Whether the value is below zero.", ["(-5).is_negative()", "true"]).needs(Needs::Signed),
    get("is_positive", &[], Bool, StdFn::IntIsPositive, "Whether the value is above zero.", ["0i8.is_positive()", "false"]).needs(Needs::Signed),
    get("count_ones", &[], U32, StdFn::IntCountOnes, "How many bits are 1.", ["(-1i8).count_ones()", "8"]),
    get("count_zeros", &[], U32, StdFn::IntCountZeros, "How many bits are 0.", ["1u256.count_zeros()", "255"]),
    get("leading_zeros", &[], U32, StdFn::IntLeadingZeros, "How many bits are 0 before the first 1, from the highest.", ["(1u16.leading_zeros(), 0u16.leading_zeros())", "(15, 16)"]),
    get("trailing_zeros", &[], U32, StdFn::IntTrailingZeros, "How many bits are 0 before the first 1, from the lowest.", ["40u64.trailing_zeros()", "3"]),
    get("leading_ones", &[], U32, StdFn::IntLeadingOnes, "How many bits are 1 before the first 0, from the highest.", ["(-2i8).leading_ones()", "7"]),
    get("trailing_ones", &[], U32, StdFn::IntTrailingOnes, "How many bits are 1 before the first 0, from the lowest.", ["7u8.trailing_ones()", "3"]),
    get("is_power_of_two", &[], Bool, StdFn::IntIsPowerOfTwo, "Whether exactly one bit is 1.", ["(64u8.is_power_of_two(), 0u8.is_power_of_two())", "(true, false)"]).needs(Needs::Unsigned),
    get("rotate_left", AMOUNT, Own, StdFn::IntRotateLeft, "Shift to the left by `amount` modulo the width, where bits that leave come back on the right.", ["129u8.rotate_left(1)", "3"]),
    get("rotate_right", AMOUNT, Own, StdFn::IntRotateRight, "Shift to the right by `amount` modulo the width, where bits that leave come back on the left.", ["129u8.rotate_right(1)", "192"]),
    get("to_bytes", &[], Bytes, StdFn::IntToBytes, "The bytes of the two's complement, the highest first.", ["258u32.to_bytes()", "0x00000102"]).alias(&["to_be_bytes"]),
    make("from_bytes", &[("bytes", Bytes)], Fallible(&Own, "ConversionError"), StdFn::IntFromBytes, "The number of as many bytes as the type has, the highest first.", ["u16::from_bytes(vector![1, 2])", "Ok(258)"]).alias(&["from_be_bytes"]).fails("`InvalidLength` where there are more or fewer bytes."),
    make("from_str_radix", &[("text", Text), ("radix", U32)], Fallible(&Own, "ParseIntError"), StdFn::IntFromStrRadix, "The number that digits of a base from 2 to 36 mean; letters of either case are digits from 10 on. `+`, and `-` for signed types, may stand first.", ["u8::from_str_radix(\"fF\", 16)", "Ok(255)"]).fails("`Empty`, `InvalidDigit`, `OutOfRange`, `InvalidRadix`."),
    make("from_str", &[("text", Text)], Fallible(&Own, "ParseIntError"), StdFn::IntParse, "The number that decimal digits mean, as `text.parse()`.", ["i8::from_str(\"-128\")", "Ok(-128)"]).fails("`Empty`, `InvalidDigit`, `OutOfRange`."),
    special(Kind::Associated, "from", &[("value", Sig::Named("integer, bool, address or hash256"))], Own, "Conversion that never loses: from a type whose values all fit, from `bool` (0 and 1), `u256` from `hash256` and `address`.", ["(u16::from(7u8), u8::from(true))", "(7, 1)"]),
    special(Kind::Shared, "into", &[], Sig::Named("T"), "`T::from(self)`, where the context says what `T` is.", ["val wide: u256 = 7u8.into(); wide", "7"]),
    special(Kind::Associated, "try_from", &[("value", Sig::Named("integer"))], Fallible(&Own, "ConversionError"), "Conversion between any two integer types.", ["(u8::try_from(255), u8::try_from(-1))", "(Ok(255), Err(ConversionError::OutOfRange))"]).fails("`OutOfRange` where the value does not fit."),
    special(Kind::Shared, "try_into", &[], Fallible(&Sig::Named("T"), "ConversionError"), "`T::try_from(self)`, where the context says what `T` is.", ["val small: Result<i8, ConversionError> = 200.try_into(); small", "Err(ConversionError::OutOfRange)"]).fails("`OutOfRange` where the value does not fit."),
];

/// The twelve integer types.
pub const SECTION: Section = Section {
    title: "Integers: `u8` to `u256`, `i8` to `i256`",
    path: "u64",
    text: "The operators revert where a result does not fit and panic on division by zero; the methods say what else can be had. `Self` is the integer's own type.",
    rows: ROWS,
    closures: &[],
};
