//! What integers know of themselves: their bounds, bits, bytes, and conversions.

use super::super::{Kind, Row, get, make, special};
use super::{AMOUNT, EXP, Needs};
use crate::library::Sig::{self, Bool, Bytes, Fallible, Own, Text, U32};
use crate::std_fn::StdFn;

/// Constants.
pub const BOUNDS: &[Row] = &[
    special(
        Kind::Constant,
        "MIN",
        &[],
        Own,
        "The least value of the type.",
        ["i8::MIN", "-128"],
    ),
    special(
        Kind::Constant,
        "MAX",
        &[],
        Own,
        "The greatest value of the type.",
        ["u8::MAX", "255"],
    ),
    special(
        Kind::Constant,
        "BITS",
        &[],
        U32,
        "The width of the type.",
        ["u128::BITS", "128"],
    ),
];

/// All other methods and functions.
pub const REST: &[Row] = &[
    get(
        "pow",
        EXP,
        Own,
        StdFn::IntPow,
        "Power; `x.pow(0)` is 1.",
        ["2u256.pow(100)", "1267650600228229401496703205376"],
    )
    .fails("Reverts where the result does not fit."),
    get(
        "min",
        &[("other", Own)],
        Own,
        StdFn::IntMin,
        "The smaller of the two.",
        ["3.min(-4)", "-4"],
    ),
    get(
        "max",
        &[("other", Own)],
        Own,
        StdFn::IntMax,
        "The greater of the two.",
        ["3.max(-4)", "3"],
    ),
    get(
        "clamp",
        &[("low", Own), ("high", Own)],
        Own,
        StdFn::IntClamp,
        "The nearest value from `low` to `high`.",
        ["(15.clamp(0, 10), (-5).clamp(0, 10))", "(10, 0)"],
    )
    .fails("Panics where `low` is greater than `high`."),
    get(
        "abs",
        &[],
        Own,
        StdFn::IntAbs,
        "Absolute value.",
        ["(-5).abs()", "5"],
    )
    .needs(Needs::Signed)
    .fails("Reverts for `MIN`."),
    get(
        "abs_diff",
        &[("other", Own)],
        Own,
        StdFn::IntAbsDiff,
        "The distance of the two.",
        ["3u8.abs_diff(10)", "7"],
    )
    .needs(Needs::Unsigned),
    get(
        "signum",
        &[],
        Own,
        StdFn::IntSignum,
        "-1, 0 or 1.",
        ["(-5).signum()", "-1"],
    )
    .needs(Needs::Signed),
    get(
        "is_negative",
        &[],
        Bool,
        StdFn::IntIsNegative,
        "Whether the value is below zero.",
        ["(-5).is_negative()", "true"],
    )
    .needs(Needs::Signed),
    get(
        "is_positive",
        &[],
        Bool,
        StdFn::IntIsPositive,
        "Whether the value is above zero.",
        ["0i8.is_positive()", "false"],
    )
    .needs(Needs::Signed),
    get(
        "count_ones",
        &[],
        U32,
        StdFn::IntCountOnes,
        "How many bits are 1.",
        ["(-1i8).count_ones()", "8"],
    ),
    get(
        "count_zeros",
        &[],
        U32,
        StdFn::IntCountZeros,
        "How many bits are 0.",
        ["1u256.count_zeros()", "255"],
    ),
    get(
        "leading_zeros",
        &[],
        U32,
        StdFn::IntLeadingZeros,
        "How many bits are 0 before the first 1, from the highest.",
        ["(1u16.leading_zeros(), 0u16.leading_zeros())", "(15, 16)"],
    ),
    get(
        "trailing_zeros",
        &[],
        U32,
        StdFn::IntTrailingZeros,
        "How many bits are 0 before the first 1, from the lowest.",
        ["40u64.trailing_zeros()", "3"],
    ),
    get(
        "leading_ones",
        &[],
        U32,
        StdFn::IntLeadingOnes,
        "How many bits are 1 before the first 0, from the highest.",
        ["(-2i8).leading_ones()", "7"],
    ),
    get(
        "trailing_ones",
        &[],
        U32,
        StdFn::IntTrailingOnes,
        "How many bits are 1 before the first 0, from the lowest.",
        ["7u8.trailing_ones()", "3"],
    ),
    get(
        "is_power_of_two",
        &[],
        Bool,
        StdFn::IntIsPowerOfTwo,
        "Whether exactly one bit is 1.",
        ["(64u8.is_power_of_two(), 0u8.is_power_of_two())", "(true, false)"],
    )
    .needs(Needs::Unsigned),
    get(
        "rotate_left",
        AMOUNT,
        Own,
        StdFn::IntRotateLeft,
        "Shift to the left by `amount` modulo the width, where bits that leave come back on \
         the right.",
        ["129u8.rotate_left(1)", "3"],
    ),
    get(
        "rotate_right",
        AMOUNT,
        Own,
        StdFn::IntRotateRight,
        "Shift to the right by `amount` modulo the width, where bits that leave come back on \
         the left.",
        ["129u8.rotate_right(1)", "192"],
    ),
    get(
        "to_bytes",
        &[],
        Bytes,
        StdFn::IntToBytes,
        "The bytes of the two's complement, the highest first.",
        ["258u32.to_bytes()", "0x00000102"],
    )
    .alias(&["to_be_bytes"]),
    make(
        "from_bytes",
        &[("bytes", Bytes)],
        Fallible(&Own, "ConversionError"),
        StdFn::IntFromBytes,
        "The number of as many bytes as the type has, the highest first.",
        ["u16::from_bytes(vector![1, 2])", "Ok(258)"],
    )
    .alias(&["from_be_bytes"])
    .fails("`InvalidLength` where there are more or fewer bytes."),
    make(
        "from_str_radix",
        &[("text", Text), ("radix", U32)],
        Fallible(&Own, "ParseIntError"),
        StdFn::IntFromStrRadix,
        "The number that digits of a base from 2 to 36 mean; letters of either case are \
         digits from 10 on. `+`, and `-` for signed types, may stand first.",
        ["u8::from_str_radix(\"fF\", 16)", "Ok(255)"],
    )
    .fails("`Empty`, `InvalidDigit`, `OutOfRange`, `InvalidRadix`."),
    make(
        "from_str",
        &[("text", Text)],
        Fallible(&Own, "ParseIntError"),
        StdFn::IntParse,
        "The number that decimal digits mean, as `text.parse()`.",
        ["i8::from_str(\"-128\")", "Ok(-128)"],
    )
    .fails("`Empty`, `InvalidDigit`, `OutOfRange`."),
    special(
        Kind::Associated,
        "from",
        &[("value", Sig::Named("integer, bool, address or hash256"))],
        Own,
        "Conversion that never loses: from a type whose values all fit, from `bool` (0 and \
         1), `u256` from `hash256` and `address`.",
        ["(u16::from(7u8), u8::from(true))", "(7, 1)"],
    ),
    special(
        Kind::Shared,
        "into",
        &[],
        Sig::Named("T"),
        "`T::from(self)`, where the context says what `T` is.",
        ["val wide: u256 = 7u8.into(); wide", "7"],
    ),
    special(
        Kind::Associated,
        "try_from",
        &[("value", Sig::Named("integer"))],
        Fallible(&Own, "ConversionError"),
        "Conversion between any two integer types.",
        [
            "(u8::try_from(255), u8::try_from(-1))",
            "(Ok(255), Err(ConversionError::OutOfRange))",
        ],
    )
    .fails("`OutOfRange` where the value does not fit."),
    special(
        Kind::Shared,
        "try_into",
        &[],
        Fallible(&Sig::Named("T"), "ConversionError"),
        "`T::try_from(self)`, where the context says what `T` is.",
        [
            "val small: Result<i8, ConversionError> = 200.try_into(); small",
            "Err(ConversionError::OutOfRange)",
        ],
    )
    .fails("`OutOfRange` where the value does not fit."),
];
