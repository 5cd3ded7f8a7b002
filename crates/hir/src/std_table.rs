//! The rows of [`crate::library`] with the types of a receiver (spec 03, DECISION T7), and what to say to those
//! who know other languages' names. [`crate::methods`] applies them.

use std::sync::Arc;

use twilight_abi::IntType;

use crate::library::{self, Kind, Row, Sig, source};
use crate::std_fn::{STD_ENUMS, StdFn};
use crate::ty::{AdtId, Ty};

/// A row with the types of one receiver.
#[derive(Clone, Debug)]
pub struct Method {
    /// The row.
    pub row: &'static Row,
    /// What lowering calls.
    pub function: StdFn,
    /// Types of the other parameters. `None` is a type of the call's own, the last of its types.
    pub params: Vec<Option<Ty>>,
    /// Result; where a parameter is `None`, the value of its `Result`.
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

/// `vector<u8>`
pub fn bytes() -> Ty {
    Ty::Vector(Arc::new(Ty::Int(IntType::U8)))
}

/// The rows of a type, by its head.
fn rows(ty: &Ty, int: bool) -> &'static [Row] {
    match ty {
        _ if int => library::INTS,
        Ty::Option(_) => library::OPTION,
        Ty::Result(..) => library::RESULT,
        Ty::String => library::STRING,
        Ty::Vector(_) => library::VECTOR,
        Ty::Map(..) => library::MAP,
        Ty::Array(..) => library::ARRAY,
        Ty::Address => library::ADDRESS,
        Ty::Hash256 => library::HASH,
        _ => &[],
    }
}

/// The method of a receiver type, if it has one of that name. `ty` is an integer type, or the open type of a
/// literal, when `int` is set.
pub fn method(ty: &Ty, int: bool, name: &str) -> Option<Method> {
    find(ty, int, name, |kind| matches!(kind, Kind::Shared | Kind::Mut))
}

/// The associated function of a type, if it has one of that name.
pub fn associated(ty: &Ty, int: bool, name: &str) -> Option<Method> {
    find(ty, int, name, |kind| kind == Kind::Associated)
}

fn find(ty: &Ty, int: bool, name: &str, kind: impl Fn(Kind) -> bool) -> Option<Method> {
    let row = rows(ty, int)
        .iter()
        .find(|row| kind(row.kind) && row.is_called(name))?;
    let function = row.function?;
    let types = match ty {
        _ if int => vec![ty.clone()],
        Ty::Array(..) => vec![ty.clone()],
        Ty::Option(inner) | Ty::Vector(inner) => vec![(**inner).clone()],
        Ty::Result(a, b) | Ty::Map(a, b) => vec![(**a).clone(), (**b).clone()],
        _ => Vec::new(),
    };
    let params = row.params.iter().map(|(_, sig)| match sig {
        Sig::Fresh => None,
        sig => Some(instance(sig, ty)),
    });
    let ret = match row.ret {
        Sig::Result(ok, Sig::Fresh) => instance(ok, ty),
        sig => instance(&sig, ty),
    };
    Some(Method {
        row,
        function,
        params: params.collect(),
        ret,
        types,
    })
}

/// The type that a row's type is for a receiver. Rows nest a few levels deep.
fn instance(sig: &Sig, own: &Ty) -> Ty {
    let arc = |sig: &Sig| Arc::new(instance(sig, own));
    match sig {
        Sig::Own => own.clone(),
        Sig::T => match own {
            Ty::Option(inner) | Ty::Vector(inner) | Ty::Array(inner, _) => (**inner).clone(),
            Ty::Result(first, _) | Ty::Map(first, _) => (**first).clone(),
            _ => Ty::Error,
        },
        Sig::U => match own {
            Ty::Result(_, second) | Ty::Map(_, second) => (**second).clone(),
            _ => Ty::Error,
        },
        // Rows with such types have no function, or take them from the call.
        Sig::Fresh | Sig::Named(_) => Ty::Error,
        Sig::Unit => Ty::Unit,
        Sig::Bool => Ty::Bool,
        Sig::U8 => Ty::Int(IntType::U8),
        Sig::U32 => Ty::Int(IntType::U32),
        Sig::U64 => Ty::Int(IntType::U64),
        Sig::Text => Ty::String,
        Sig::Bytes => bytes(),
        Sig::Address => Ty::Address,
        Sig::Hash => Ty::Hash256,
        Sig::Option(inner) => Ty::Option(arc(inner)),
        Sig::Fallible(ok, error) => fallible(instance(ok, own), error),
        Sig::Result(ok, error) => Ty::Result(arc(ok), arc(error)),
        Sig::Vector(element) => Ty::Vector(arc(element)),
        Sig::Pair(a, b) => Ty::Tuple(Arc::from([instance(a, own), instance(b, own)])),
    }
}

/// Names of a type's methods, for suggestions.
pub fn names(ty: &Ty, int: bool) -> Vec<&'static str> {
    rows(ty, int)
        .iter()
        .filter(|row| matches!(row.kind, Kind::Shared | Kind::Mut))
        .chain(source::rows(ty))
        .map(|row| row.name)
        .chain(["to_string", "clone"])
        .collect()
}

/// Names of a type's associated functions, for suggestions.
pub fn associated_names(ty: &Ty, int: bool) -> Vec<&'static str> {
    rows(ty, int)
        .iter()
        .filter(|row| row.kind == Kind::Associated)
        .map(|row| row.name)
        .collect()
}

/// What a method of Rust or Solidity is called here.
pub fn foreign_method(ty: &Ty, name: &str) -> Option<&'static str> {
    Some(match (ty, name) {
        (_, "to_owned" | "copy" | "cloned") => "Write `.clone()`.",
        (_, "toString" | "to_str" | "as_str" | "fmt" | "format") => "Write `.to_string()`.",
        (_, "length" | "size" | "count") => "Write `.len()`.",
        (
            Ty::Array(..),
            "push" | "append" | "push_back" | "pop" | "insert" | "remove" | "extend" | "clear",
        ) => {
            "An array has a fixed length: declare it as a vector, for example `var v: vector<u64> = [1, 2];`."
        }
        (_, "as_ref" | "as_mut" | "as_deref" | "borrow" | "borrow_mut" | "deref") => {
            "Leave it out: the compiler borrows by itself."
        }
        (Ty::Array(..), "includes") => "Write `.contains(value)`.",
        (Ty::Vector(_), "append" | "add" | "push_back") => "Write `.push(value)`.",
        (Ty::Vector(_) | Ty::Array(..), "to_vec") => "Write `.to_vector()` on arrays, `.clone()` on vectors.",
        (Ty::Array(..), "retain" | "sort_by" | "sort_by_key") => {
            "Vectors have it: take one with `.to_vector()` into a `var`."
        }
        (Ty::Map(..), "has" | "contains" | "exists") => "Write `.contains_key(key)`.",
        (Ty::Vector(_) | Ty::Array(..) | Ty::Map(..), "iter" | "iter_mut" | "into_iter" | "enumerate") => {
            "Write `for x in v { .. }`, or `for i in 0..v.len() { .. }` to count or change: there are no iterators."
        }
        (Ty::String, "char_indices") => "Write `for c in text.chars()`, where each `c` is a string.",
        (Ty::Map(..), "set" | "put" | "add") => "Write `map[key] = value`, or `.insert(key, value)`.",
        (Ty::Map(..), "entry") => "Write `map[key] += 1`: an absent key reads as the default.",
        (Ty::Map(..), "delete") => "Write `.remove(key)`.",
        (Ty::String, "substring" | "substr") => "Write `.slice(start, end)`.",
        (Ty::String, "push_str") => "Write `text = text + other`.",
        (Ty::Vector(_), "sort_unstable") => "Write `.sort()`.",
        (Ty::Vector(_), "indexOf") | (Ty::Array(..), "indexOf") => "Write `.index_of(value)`.",
        (Ty::String, "includes") | (Ty::Vector(_), "includes") => "Write `.contains(value)`.",
        (Ty::String, "toUpperCase") => "Write `.to_upper()`.",
        (Ty::String, "toLowerCase") => "Write `.to_lower()`.",
        (Ty::String, "startsWith") => "Write `.starts_with(text)`.",
        (Ty::String, "endsWith") => "Write `.ends_with(text)`.",
        (Ty::Address, "transfer" | "send" | "call" | "balance") => {
            "Contracts cannot send value or call each other in this version."
        }
        _ => return None,
    })
}
