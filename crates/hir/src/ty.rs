//! Types during and after checking.

use std::sync::Arc;

use twilight_abi::IntType;

use crate::thir::FnId;

/// Index of a struct or enum in [`crate::thir::Program::adts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdtId(pub u32);

/// Index of a trait in [`crate::thir::Program::traits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TraitId(pub u32);

/// A type. Aliases are gone; `timestamp` and `blocknumber` are `u64`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `()`
    Unit,
    /// Of `return`, `break`, `panic!`: fits everywhere.
    Never,
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
    /// `(A, B)`
    Tuple(Arc<[Ty]>),
    /// `array<T, N>`
    Array(Arc<Ty>, u64),
    /// `vector<T>`
    Vector(Arc<Ty>),
    /// `map<K, V>`
    Map(Arc<Ty>, Arc<Ty>),
    /// `Option<T>`
    Option(Arc<Ty>),
    /// `Result<T, E>`
    Result(Arc<Ty>, Arc<Ty>),
    /// `bytesN` of Solidity: that many bytes, 1 to 32, as one value. Native programs have no type of this and the two
    /// following kinds.
    FixedBytes(u8),
    /// A mutable cell in memory that several values may refer to: arrays, structs and `bytes` in Solidity's `memory`.
    Reference(Arc<Ty>),
    /// The place of a value in storage: a local variable or parameter of Solidity's `storage`.
    StoragePointer(Arc<Ty>),
    /// A struct or enum with its type arguments.
    Adt(AdtId, Arc<[Ty]>),
    /// A function that a parameter receives (DECISION S7); nothing else has such a type.
    Fn(Arc<FnTy>),
    /// Type parameter by index in its function's or type's list.
    Param(u32),
    /// An associated type of a trait, by its index in the trait, of a type that is not known yet: the arguments are
    /// that type, then the trait's own.
    Assoc(TraitId, u32, Arc<[Ty]>),
    /// What a function with `impl Trait` in its result returns, by its index among them, under the function's type
    /// arguments.
    Opaque(FnId, u32, Arc<[Ty]>),
    /// An inference variable; never in a finished program.
    Infer(u32),
    /// What an error left; fits everywhere; never in a finished program.
    Error,
}

/// The type of a parameter that receives a function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FnTy {
    /// `FnOnce`: it is called at most once.
    pub once: bool,
    /// What it is called with.
    pub params: Vec<Ty>,
    /// What it gives.
    pub ret: Ty,
}

impl FnTy {
    /// The same with each part replaced.
    pub fn map(&self, mut change: impl FnMut(&Ty) -> Ty) -> Self {
        Self {
            once: self.once,
            params: self.params.iter().map(&mut change).collect(),
            ret: change(&self.ret),
        }
    }
}
