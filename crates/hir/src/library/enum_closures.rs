//! Rows of the methods of `Option` and `Result` that are written in Twilight ([`super::source`]), as those of
//! [`super::closures`] are.

use super::{Kind, Row, Sig, special};
use Sig::{Bool, Named, Own, T};

/// `Option<T>`
pub const OPTION: &[Row] = &[
    special(
        Kind::Shared,
        "map",
        &[("f", Named("FnOnce(T) -> U"))],
        Named("Option<U>"),
        "What `f` makes of the value; `None` where there is none.",
        ["Some(4).map(|x| x * 2)", "Some(8)"],
    ),
    special(
        Kind::Shared,
        "map_or",
        &[("default", Named("U")), ("f", Named("FnOnce(T) -> U"))],
        Named("U"),
        "What `f` makes of the value, or `default`, which is evaluated in any case.",
        ["Some(4).map_or(0, |x| x * 2)", "8"],
    ),
    special(
        Kind::Shared,
        "map_or_else",
        &[
            ("default", Named("FnOnce() -> U")),
            ("f", Named("FnOnce(T) -> U")),
        ],
        Named("U"),
        "What `f` makes of the value, or what `default` gives.",
        ["val x: Option<u8> = None; x.map_or_else(|| 1, |x| x * 2)", "1"],
    ),
    special(
        Kind::Shared,
        "and_then",
        &[("f", Named("FnOnce(T) -> Option<U>"))],
        Named("Option<U>"),
        "What `f` makes of the value, which may be `None`; `None` where there is none.",
        ["Some(9u8).and_then(|x| x.checked_sub(10))", "None"],
    ),
    special(
        Kind::Shared,
        "or_else",
        &[("f", Named("FnOnce() -> Option<T>"))],
        Own,
        "Itself where there is a value, else what `f` gives.",
        ["val x: Option<u8> = None; x.or_else(|| Some(3))", "Some(3)"],
    ),
    special(
        Kind::Shared,
        "unwrap_or_else",
        &[("f", Named("FnOnce() -> T"))],
        T,
        "The value, or what `f` gives.",
        ["val x: Option<u8> = None; x.unwrap_or_else(|| 7)", "7"],
    ),
    special(
        Kind::Shared,
        "ok_or_else",
        &[("f", Named("FnOnce() -> E"))],
        Named("Result<T, E>"),
        "`Ok` with the value, or `Err` with what `f` gives.",
        [
            "val x: Option<u8> = None; x.ok_or_else(|| \"none\")",
            "Err(\"none\")",
        ],
    ),
    special(
        Kind::Shared,
        "filter",
        &[("keep", Named("FnOnce(T) -> bool"))],
        Own,
        "Itself where there is a value that `keep` accepts, else `None`.",
        ["Some(4).filter(|x| x > 5)", "None"],
    ),
    special(
        Kind::Shared,
        "is_some_and",
        &[("f", Named("FnOnce(T) -> bool"))],
        Bool,
        "Whether there is a value that `f` accepts.",
        ["Some(4).is_some_and(|x| x > 3)", "true"],
    ),
    special(
        Kind::Shared,
        "is_none_or",
        &[("f", Named("FnOnce(T) -> bool"))],
        Bool,
        "Whether there is no value, or one that `f` accepts.",
        ["Some(4).is_none_or(|x| x > 5)", "false"],
    ),
];

/// `Result<T, E>`
pub const RESULT: &[Row] = &[
    special(
        Kind::Shared,
        "map",
        &[("f", Named("FnOnce(T) -> U"))],
        Named("Result<U, E>"),
        "What `f` makes of the value; the error stays.",
        ["val x: Result<u8, string> = Ok(4); x.map(|x| x * 2)", "Ok(8)"],
    ),
    special(
        Kind::Shared,
        "map_err",
        &[("f", Named("FnOnce(E) -> F"))],
        Named("Result<T, F>"),
        "What `f` makes of the error; the value stays.",
        [
            "val x: Result<u8, string> = Err(\"no\"); x.map_err(|e| e.len())",
            "Err(2)",
        ],
    ),
    special(
        Kind::Shared,
        "map_or",
        &[("default", Named("U")), ("f", Named("FnOnce(T) -> U"))],
        Named("U"),
        "What `f` makes of the value, or `default`, which is evaluated in any case.",
        [
            "val x: Result<u8, string> = Err(\"no\"); x.map_or(1, |x| x * 2)",
            "1",
        ],
    ),
    special(
        Kind::Shared,
        "map_or_else",
        &[
            ("default", Named("FnOnce(E) -> U")),
            ("f", Named("FnOnce(T) -> U")),
        ],
        Named("U"),
        "What `f` makes of the value, or what `default` makes of the error.",
        [
            "val x: Result<u64, string> = Err(\"no\"); x.map_or_else(|e| e.len(), |x| x)",
            "2",
        ],
    ),
    special(
        Kind::Shared,
        "and_then",
        &[("f", Named("FnOnce(T) -> Result<U, E>"))],
        Named("Result<U, E>"),
        "What `f` makes of the value, which may be an error; an error stays.",
        [
            "val x: Result<u8, string> = Ok(4); x.and_then(|x| if x > 3 { Err(\"big\") } else { Ok(x) })",
            "Err(\"big\")",
        ],
    ),
    special(
        Kind::Shared,
        "or_else",
        &[("f", Named("FnOnce(E) -> Result<T, F>"))],
        Named("Result<T, F>"),
        "What `f` makes of the error, which may be a value; a value stays.",
        [
            "val x: Result<u8, u8> = Err(2); val y: Result<u8, string> = x.or_else(|e| Ok(e + 1)); y",
            "Ok(3)",
        ],
    ),
    special(
        Kind::Shared,
        "unwrap_or_else",
        &[("f", Named("FnOnce(E) -> T"))],
        T,
        "The value, or what `f` makes of the error.",
        [
            "val x: Result<u64, string> = Err(\"no\"); x.unwrap_or_else(|e| e.len())",
            "2",
        ],
    ),
    special(
        Kind::Shared,
        "is_ok_and",
        &[("f", Named("FnOnce(T) -> bool"))],
        Bool,
        "Whether there is a value that `f` accepts.",
        [
            "val x: Result<u8, string> = Ok(4); x.is_ok_and(|x| x > 3)",
            "true",
        ],
    ),
    special(
        Kind::Shared,
        "is_err_and",
        &[("f", Named("FnOnce(E) -> bool"))],
        Bool,
        "Whether there is an error that `f` accepts.",
        [
            "val x: Result<u8, string> = Err(\"no\"); x.is_err_and(|e| e == \"no\")",
            "true",
        ],
    ),
];
