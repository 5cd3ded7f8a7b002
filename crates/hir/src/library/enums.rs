//! `Option`, `Result`, and what every type has (spec 03 §4.1, §4.2).

use super::{Kind, Needs, Row, Section, Sig, change, enum_closures, get, special};
use crate::std_fn::StdFn;
use Sig::{Bool, Fresh, Own, T, Text, U};

const OPTION_ROWS: &[Row] = &[
    get(
        "is_some",
        &[],
        Bool,
        StdFn::OptionIsSome,
        "Whether there is a value.",
        ["Some(1).is_some()", "true"],
    ),
    get(
        "is_none",
        &[],
        Bool,
        StdFn::OptionIsNone,
        "Whether there is none.",
        ["Some(1).is_none()", "false"],
    ),
    get(
        "unwrap",
        &[],
        T,
        StdFn::OptionUnwrap,
        "The value.",
        ["Some(5).unwrap()", "5"],
    )
    .fails("Panics on `None`."),
    get(
        "expect",
        &[("message", Text)],
        T,
        StdFn::OptionExpect,
        "The value.",
        ["Some(5).expect(\"a number\")", "5"],
    )
    .fails("Panics with the message on `None`."),
    get(
        "unwrap_or",
        &[("default", T)],
        T,
        StdFn::OptionUnwrapOr,
        "The value, or `default`, which is evaluated in any case.",
        ["val x: Option<u8> = None; x.unwrap_or(7)", "7"],
    ),
    get(
        "unwrap_or_default",
        &[],
        T,
        StdFn::OptionUnwrapOrDefault,
        "The value, or the default value of its type.",
        ["val x: Option<string> = None; x.unwrap_or_default().len()", "0"],
    )
    .needs(Needs::DefaultValue),
    get(
        "or",
        &[("other", Own)],
        Own,
        StdFn::OptionOr,
        "Itself where there is a value, else `other`, which is evaluated in any case.",
        ["val x: Option<u8> = None; x.or(Some(3))", "Some(3)"],
    ),
    get(
        "flatten",
        &[],
        T,
        StdFn::OptionFlatten,
        "The inner option; `None` where there is none.",
        ["Some(Some(4)).flatten()", "Some(4)"],
    )
    .needs(Needs::NestedOption),
    get(
        "ok_or",
        &[("error", Fresh)],
        Sig::Result(&T, &Fresh),
        StdFn::OptionOkOr,
        "`Ok` of the value, or `Err(error)`.",
        [
            "val x: Option<u8> = None; x.ok_or(\"nothing\")",
            "Err(\"nothing\")",
        ],
    ),
    change(
        "take",
        &[],
        Own,
        StdFn::OptionTake,
        "The value, and leaves `None`.",
        ["var x = Some(1); val y = x.take(); (x, y)", "(None, Some(1))"],
    ),
    change(
        "replace",
        &[("value", T)],
        Own,
        StdFn::OptionReplace,
        "The old value, and leaves `Some(value)`.",
        [
            "var x = Some(1); val y = x.replace(2); (x, y)",
            "(Some(2), Some(1))",
        ],
    ),
];

/// `Option<T>`
pub const OPTION: Section = Section {
    title: "`Option<T>`",
    path: "Option",
    text: "`Some(value)` or `None`; both names need no import. `?` gives the value or returns `None`.",
    rows: OPTION_ROWS,
    closures: enum_closures::OPTION,
};

const RESULT_ROWS: &[Row] = &[
    get(
        "is_ok",
        &[],
        Bool,
        StdFn::ResultIsOk,
        "Whether it is `Ok`.",
        ["val x: Result<u8, string> = Ok(1); x.is_ok()", "true"],
    ),
    get(
        "is_err",
        &[],
        Bool,
        StdFn::ResultIsErr,
        "Whether it is `Err`.",
        ["val x: Result<u8, string> = Ok(1); x.is_err()", "false"],
    ),
    get(
        "ok",
        &[],
        Sig::Option(&T),
        StdFn::ResultOk,
        "The value of `Ok`; `None` for `Err`.",
        ["val x: Result<u8, string> = Ok(1); x.ok()", "Some(1)"],
    ),
    get(
        "err",
        &[],
        Sig::Option(&U),
        StdFn::ResultErr,
        "The error of `Err`; `None` for `Ok`.",
        [
            "val x: Result<u8, string> = Err(\"bad\"); x.err()",
            "Some(\"bad\")",
        ],
    ),
    get(
        "unwrap",
        &[],
        T,
        StdFn::ResultUnwrap,
        "The value of `Ok`.",
        ["\"12\".parse().unwrap()", "12"],
    )
    .fails("Panics on `Err`; the message shows the error."),
    get(
        "expect",
        &[("message", Text)],
        T,
        StdFn::ResultExpect,
        "The value of `Ok`.",
        ["\"12\".parse().expect(\"a number\")", "12"],
    )
    .fails("Panics with the message on `Err`."),
    get(
        "unwrap_err",
        &[],
        U,
        StdFn::ResultUnwrapErr,
        "The error of `Err`.",
        ["u8::from_str(\"x\").unwrap_err()", "ParseIntError::InvalidDigit"],
    )
    .fails("Panics on `Ok`; the message shows the value."),
    get(
        "expect_err",
        &[("message", Text)],
        U,
        StdFn::ResultExpectErr,
        "The error of `Err`.",
        [
            "u8::from_str(\"\").expect_err(\"an error\")",
            "ParseIntError::Empty",
        ],
    )
    .fails("Panics with the message on `Ok`."),
    get(
        "unwrap_or",
        &[("default", T)],
        T,
        StdFn::ResultUnwrapOr,
        "The value of `Ok`, or `default`, which is evaluated in any case.",
        ["u8::from_str(\"x\").unwrap_or(9)", "9"],
    ),
    get(
        "unwrap_or_default",
        &[],
        T,
        StdFn::ResultUnwrapOrDefault,
        "The value of `Ok`, or the default value of its type.",
        ["u8::from_str(\"x\").unwrap_or_default()", "0"],
    )
    .needs(Needs::DefaultValue),
];

/// `Result<T, E>`
pub const RESULT: Section = Section {
    title: "`Result<T, V>`",
    path: "Result",
    text: "`Ok(value)` or `Err(error)`; both names need no import. `?` gives the value or returns the error. A result that nobody looks at is an error; `val _ = ..` says that it is meant.",
    rows: RESULT_ROWS,
    closures: enum_closures::RESULT,
};

const ANY_ROWS: &[Row] = &[
    special(
        Kind::Shared,
        "clone",
        &[],
        Own,
        "A structural copy, which shares nothing with the original.",
        [
            "val v = vector![1, 2]; var w = v.clone(); w.push(3); (v, w)",
            "([1, 2], [1, 2, 3])",
        ],
    ),
    special(
        Kind::Shared,
        "to_string",
        &[],
        Text,
        "The value as a reader of the language would write it; a string is itself.",
        ["Some(\"a\").to_string()", "Some(\"a\")"],
    ),
];

/// Every type.
pub const ANY: Section = Section {
    title: "Every type",
    path: "",
    text: "",
    rows: ANY_ROWS,
    closures: &[],
};
