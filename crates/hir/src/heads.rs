//! Kinds of types, by which functions and implementations of types are found.
//!
//! It must never look at type arguments: what fits them is decided where a candidate was found.

use twilight_abi::IntType;

use crate::ty::{AdtId, Ty};

/// What a type is before its arguments are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Head {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `u8` .. `i256`
    Int(IntType),
    /// `string`
    String,
    /// `address`
    Address,
    /// `hash256`
    Hash256,
    /// A tuple of so many elements.
    Tuple(usize),
    /// `array<T, N>`
    Array,
    /// `vector<T>`
    Vector,
    /// `map<K, V>`
    Map,
    /// `Option<T>`
    Option,
    /// `Result<T, E>`
    Result,
    /// A struct or enum.
    Adt(AdtId),
}

impl Head {
    /// The kind of a type; `None` where it is not known, or is known by its bounds only.
    pub fn of(ty: &Ty) -> Option<Self> {
        Some(match ty {
            Ty::Unit => Self::Unit,
            Ty::Bool => Self::Bool,
            Ty::Int(int) => Self::Int(*int),
            Ty::String => Self::String,
            Ty::Address => Self::Address,
            Ty::Hash256 => Self::Hash256,
            Ty::Tuple(types) => Self::Tuple(types.len()),
            Ty::Array(..) => Self::Array,
            Ty::Vector(_) => Self::Vector,
            Ty::Map(..) => Self::Map,
            Ty::Option(_) => Self::Option,
            Ty::Result(..) => Self::Result,
            Ty::Adt(id, _) => Self::Adt(*id),
            // Native programs have none of the first three.
            Ty::FixedBytes(_)
            | Ty::Reference(_)
            | Ty::StoragePointer(_)
            | Ty::Never
            | Ty::Fn(_)
            | Ty::Param(_)
            | Ty::Assoc(..)
            | Ty::Opaque(..)
            | Ty::Infer(_)
            | Ty::Error => {
                return None;
            }
        })
    }
}
