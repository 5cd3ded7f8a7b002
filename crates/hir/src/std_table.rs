//! The standard library's methods and associated functions as the checker types them (spec 03, DECISION T7).
//!
//! One row for each name; [`crate::methods`] applies them.

use std::sync::Arc;

use twilight_abi::IntType;

use crate::std_fn::{STD_ENUMS, StdFn};
use crate::ty::{AdtId, Ty};

/// How a method takes its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// Read.
    Shared,
    /// Changed in place.
    Mut,
}

/// A method of a known receiver type.
#[derive(Clone, Debug)]
pub struct Method {
    /// What lowering calls.
    pub function: StdFn,
    /// How it takes `self`.
    pub receiver: Receiver,
    /// Types of the other parameters. `None` is a type of its own, the last of `types`.
    pub params: Vec<Option<Ty>>,
    /// Result; `None` is `Result<T, E>` of `ok_or`.
    pub ret: Ty,
    /// Type arguments of the call.
    pub types: Vec<Ty>,
}

/// An enum of the standard library.
pub fn std_enum(name: &str) -> Ty {
    let at = STD_ENUMS
        .iter()
        .position(|(other, _)| *other == name)
        .unwrap_or(0);
    Ty::Adt(AdtId(u32::try_from(at).unwrap_or(0)), Arc::from([]))
}

/// `Result<ok, error>` with an enum of the standard library.
pub fn fallible(ok: Ty, error: &str) -> Ty {
    Ty::Result(Arc::new(ok), Arc::new(std_enum(error)))
}

fn option(ty: &Ty) -> Ty {
    Ty::Option(Arc::new(ty.clone()))
}

/// `vector<u8>`
pub fn bytes() -> Ty {
    Ty::Vector(Arc::new(Ty::Int(IntType::U8)))
}

const U64: Ty = Ty::Int(IntType::U64);
const U32: Ty = Ty::Int(IntType::U32);

/// The method of a receiver type, if it has one of that name. `ty` is an integer type, or the open type of a
/// literal when `int` is set.
pub fn method(ty: &Ty, int: bool, name: &str) -> Option<Method> {
    if int {
        return int_method(ty, name);
    }
    match ty {
        Ty::Option(inner) => option_method(inner, name),
        Ty::Result(ok, err) => result_method(ok, err, name),
        Ty::String => string_method(name),
        Ty::Vector(element) => vector_method(element, name),
        Ty::Map(key, value) => map_method(key, value, name),
        Ty::Array(element, _) => array_method(ty, element, name),
        Ty::Address if name == "to_bytes" => Some(shared(StdFn::AddressToBytes, &[], bytes(), &[])),
        Ty::Hash256 if name == "to_bytes" => Some(shared(StdFn::HashToBytes, &[], bytes(), &[])),
        _ => None,
    }
}

fn row(function: StdFn, receiver: Receiver, params: &[&Ty], ret: Ty, types: &[&Ty]) -> Method {
    Method {
        function,
        receiver,
        params: params.iter().map(|ty| Some((*ty).clone())).collect(),
        ret,
        types: types.iter().map(|ty| (*ty).clone()).collect(),
    }
}

fn shared(function: StdFn, params: &[&Ty], ret: Ty, types: &[&Ty]) -> Method {
    row(function, Receiver::Shared, params, ret, types)
}

fn int_method(ty: &Ty, name: &str) -> Option<Method> {
    let own = |function| Some(shared(function, &[ty], ty.clone(), &[ty]));
    let checked = |function| Some(shared(function, &[ty], option(ty), &[ty]));
    match name {
        "checked_add" => checked(StdFn::IntCheckedAdd),
        "checked_sub" => checked(StdFn::IntCheckedSub),
        "checked_mul" => checked(StdFn::IntCheckedMul),
        "checked_div" => checked(StdFn::IntCheckedDiv),
        "checked_rem" => checked(StdFn::IntCheckedRem),
        "checked_pow" => Some(shared(StdFn::IntCheckedPow, &[&U32], option(ty), &[ty])),
        "wrapping_add" => own(StdFn::IntWrappingAdd),
        "wrapping_sub" => own(StdFn::IntWrappingSub),
        "wrapping_mul" => own(StdFn::IntWrappingMul),
        "wrapping_pow" => Some(shared(StdFn::IntWrappingPow, &[&U32], ty.clone(), &[ty])),
        "saturating_add" => own(StdFn::IntSaturatingAdd),
        "saturating_sub" => own(StdFn::IntSaturatingSub),
        "saturating_mul" => own(StdFn::IntSaturatingMul),
        "pow" => Some(shared(StdFn::IntPow, &[&U32], ty.clone(), &[ty])),
        "min" => own(StdFn::IntMin),
        "max" => own(StdFn::IntMax),
        "abs" if !matches!(ty, Ty::Int(int) if !int.signed) => {
            Some(shared(StdFn::IntAbs, &[], ty.clone(), &[ty]))
        }
        "to_bytes" => Some(shared(StdFn::IntToBytes, &[], bytes(), &[ty])),
        _ => None,
    }
}

fn option_method(inner: &Ty, name: &str) -> Option<Method> {
    let types: &[&Ty] = &[inner];
    Some(match name {
        "is_some" => shared(StdFn::OptionIsSome, &[], Ty::Bool, types),
        "is_none" => shared(StdFn::OptionIsNone, &[], Ty::Bool, types),
        "unwrap" => shared(StdFn::OptionUnwrap, &[], inner.clone(), types),
        "expect" => shared(StdFn::OptionExpect, &[&Ty::String], inner.clone(), types),
        "unwrap_or" => shared(StdFn::OptionUnwrapOr, &[inner], inner.clone(), types),
        "ok_or" => Method {
            function: StdFn::OptionOkOr,
            receiver: Receiver::Shared,
            params: vec![None],
            ret: inner.clone(),
            types: vec![inner.clone()],
        },
        _ => return None,
    })
}

fn result_method(ok: &Ty, err: &Ty, name: &str) -> Option<Method> {
    let types: &[&Ty] = &[ok, err];
    Some(match name {
        "is_ok" => shared(StdFn::ResultIsOk, &[], Ty::Bool, types),
        "is_err" => shared(StdFn::ResultIsErr, &[], Ty::Bool, types),
        "ok" => shared(StdFn::ResultOk, &[], option(ok), types),
        "err" => shared(StdFn::ResultErr, &[], option(err), types),
        "unwrap" => shared(StdFn::ResultUnwrap, &[], ok.clone(), types),
        "expect" => shared(StdFn::ResultExpect, &[&Ty::String], ok.clone(), types),
        "unwrap_err" => shared(StdFn::ResultUnwrapErr, &[], err.clone(), types),
        "expect_err" => shared(StdFn::ResultExpectErr, &[&Ty::String], err.clone(), types),
        "unwrap_or" => shared(StdFn::ResultUnwrapOr, &[ok], ok.clone(), types),
        _ => return None,
    })
}

fn string_method(name: &str) -> Option<Method> {
    let text = &Ty::String;
    Some(match name {
        "len" => shared(StdFn::StringLen, &[], U64, &[]),
        "is_empty" => shared(StdFn::StringIsEmpty, &[], Ty::Bool, &[]),
        "slice" => shared(
            StdFn::StringSlice,
            &[&U64, &U64],
            fallible(Ty::String, "SliceError"),
            &[],
        ),
        "find" => shared(StdFn::StringFind, &[text], option(&U64), &[]),
        "contains" => shared(StdFn::StringContains, &[text], Ty::Bool, &[]),
        "starts_with" => shared(StdFn::StringStartsWith, &[text], Ty::Bool, &[]),
        "ends_with" => shared(StdFn::StringEndsWith, &[text], Ty::Bool, &[]),
        "split" => shared(StdFn::StringSplit, &[text], Ty::Vector(Arc::new(Ty::String)), &[]),
        "concat" => shared(StdFn::StringConcat, &[text], Ty::String, &[]),
        "to_bytes" => shared(StdFn::StringToBytes, &[], bytes(), &[]),
        _ => return None,
    })
}

fn vector_method(element: &Ty, name: &str) -> Option<Method> {
    let types: &[&Ty] = &[element];
    let whole = Ty::Vector(Arc::new(element.clone()));
    let change = |function, params: &[&Ty], ret| row(function, Receiver::Mut, params, ret, types);
    Some(match name {
        "len" => shared(StdFn::VectorLen, &[], U64, types),
        "is_empty" => shared(StdFn::VectorIsEmpty, &[], Ty::Bool, types),
        "capacity" => shared(StdFn::VectorCapacity, &[], U64, types),
        "get" => shared(StdFn::VectorGet, &[&U64], option(element), types),
        "first" => shared(StdFn::VectorFirst, &[], option(element), types),
        "last" => shared(StdFn::VectorLast, &[], option(element), types),
        "contains" => shared(StdFn::VectorContains, &[element], Ty::Bool, types),
        "push" => change(StdFn::VectorPush, &[element], Ty::Unit),
        "pop" => change(StdFn::VectorPop, &[], option(element)),
        "set" => change(
            StdFn::VectorSet,
            &[&U64, element],
            fallible(Ty::Unit, "BoundsError"),
        ),
        "clear" => change(StdFn::VectorClear, &[], Ty::Unit),
        "insert" => change(StdFn::VectorInsert, &[&U64, element], Ty::Unit),
        "remove" => change(StdFn::VectorRemove, &[&U64], element.clone()),
        "truncate" => change(StdFn::VectorTruncate, &[&U64], Ty::Unit),
        "swap" => change(StdFn::VectorSwap, &[&U64, &U64], Ty::Unit),
        "reverse" => change(StdFn::VectorReverse, &[], Ty::Unit),
        "extend" => change(StdFn::VectorExtend, &[&whole], Ty::Unit),
        _ => return None,
    })
}

fn map_method(key: &Ty, value: &Ty, name: &str) -> Option<Method> {
    let types: &[&Ty] = &[key, value];
    Some(match name {
        "len" => shared(StdFn::MapLen, &[], U64, types),
        "is_empty" => shared(StdFn::MapIsEmpty, &[], Ty::Bool, types),
        "get" => shared(StdFn::MapGet, &[key], option(value), types),
        "contains_key" => shared(StdFn::MapContainsKey, &[key], Ty::Bool, types),
        "insert" => row(
            StdFn::MapInsert,
            Receiver::Mut,
            &[key, value],
            option(value),
            types,
        ),
        "remove" => row(StdFn::MapRemove, Receiver::Mut, &[key], option(value), types),
        _ => return None,
    })
}

fn array_method(ty: &Ty, element: &Ty, name: &str) -> Option<Method> {
    let vector = Ty::Vector(Arc::new(element.clone()));
    Some(match name {
        "len" => shared(StdFn::ArrayLen, &[], U64, &[ty]),
        "get" => shared(StdFn::ArrayGet, &[&U64], option(element), &[ty]),
        "to_vector" => shared(StdFn::ArrayToVector, &[], vector, &[ty]),
        _ => return None,
    })
}

/// Names of a type's methods, for suggestions.
pub fn names(ty: &Ty, int: bool) -> Vec<&'static str> {
    ALL_NAMES
        .iter()
        .copied()
        .filter(|name| method(ty, int, name).is_some())
        .chain(["to_string", "clone"])
        .collect()
}

const ALL_NAMES: &[&str] = &[
    "abs",
    "capacity",
    "checked_add",
    "checked_div",
    "checked_mul",
    "checked_pow",
    "checked_rem",
    "checked_sub",
    "clear",
    "concat",
    "contains",
    "contains_key",
    "ends_with",
    "err",
    "expect",
    "expect_err",
    "extend",
    "find",
    "first",
    "get",
    "insert",
    "is_empty",
    "is_err",
    "is_none",
    "is_ok",
    "is_some",
    "last",
    "len",
    "max",
    "min",
    "ok",
    "ok_or",
    "pop",
    "pow",
    "push",
    "remove",
    "reverse",
    "saturating_add",
    "saturating_mul",
    "saturating_sub",
    "set",
    "slice",
    "split",
    "starts_with",
    "swap",
    "to_bytes",
    "to_vector",
    "truncate",
    "unwrap",
    "unwrap_err",
    "unwrap_or",
    "wrapping_add",
    "wrapping_mul",
    "wrapping_pow",
    "wrapping_sub",
];

/// Methods of spec 03 that take a closure.
pub fn needs_closure(ty: &Ty, name: &str) -> bool {
    match ty {
        Ty::Option(_) => matches!(
            name,
            "unwrap_or_else"
                | "map"
                | "ok_or_else"
                | "and_then"
                | "filter"
                | "or_else"
                | "map_or"
                | "is_some_and"
        ),
        Ty::Result(..) => {
            matches!(
                name,
                "map" | "map_err" | "and_then" | "unwrap_or_else" | "or_else" | "map_or" | "is_ok_and"
            )
        }
        Ty::Vector(_) | Ty::Array(..) | Ty::Map(..) => matches!(
            name,
            "map" | "filter" | "for_each" | "fold" | "any" | "all" | "sort_by" | "retain"
        ),
        _ => false,
    }
}

/// What a method of Rust or Solidity is called here.
pub fn foreign_method(ty: &Ty, name: &str) -> Option<&'static str> {
    Some(match (ty, name) {
        (_, "to_owned" | "copy" | "cloned") => "Write `.clone()`.",
        (_, "toString" | "to_str" | "as_str" | "fmt" | "format") => "Write `.to_string()`.",
        (_, "length" | "size" | "count") => "Write `.len()`.",
        (Ty::Vector(_), "append" | "add" | "push_back") => "Write `.push(value)`.",
        (Ty::Vector(_) | Ty::Array(..), "to_vec") => "Write `.to_vector()` on arrays, `.clone()` on vectors.",
        (Ty::Map(..), "has" | "contains" | "exists") => "Write `.contains_key(key)`.",
        (Ty::Vector(_) | Ty::Array(..) | Ty::Map(..), "iter" | "iter_mut" | "into_iter" | "enumerate") => {
            "Write `for x in v { .. }`, or `for i in 0..v.len() { .. }` to count or change: there are no iterators."
        }
        (Ty::String, "chars" | "char_indices") => {
            "There is no type of characters: `.to_bytes()` gives the bytes, `.slice(a, b)` a part."
        }
        (Ty::Map(..), "set" | "put" | "add") => "Write `map[key] = value`, or `.insert(key, value)`.",
        (Ty::Map(..), "keys" | "values" | "entries") => "Write `for (key, value) in map`.",
        (Ty::Map(..), "entry") => "Write `map[key] += 1`: an absent key reads as the default.",
        (Ty::Map(..), "delete") => "Write `.remove(key)`.",
        (Ty::String, "as_bytes" | "bytes") => "Write `.to_bytes()`.",
        (Ty::String, "substring" | "substr") => "Write `.slice(start, end)`.",
        (Ty::String, "push_str") => "Write `text = text + other`.",
        (Ty::Int(_), "to_be_bytes") => "Write `.to_bytes()`, which is big-endian.",
        (Ty::Address, "transfer" | "send" | "call" | "balance") => {
            "Contracts cannot send value or call each other in this version."
        }
        _ => return None,
    })
}
