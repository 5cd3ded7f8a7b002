//! Paths and types as written (spec 02 §3).

use twilight_diagnostics::Span;

use super::{Expr, Ident};

/// `a::b::<T>::c`; `self`, `super`, `crate`, `Self` are segments too.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// At least one.
    pub segments: Vec<PathSegment>,
    /// Whole path.
    pub span: Span,
}

/// One segment of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathSegment {
    /// Its name.
    pub name: Ident,
    /// `<T, ..>` or `::<T, ..>`; empty when absent.
    pub args: Vec<Type>,
    /// `<T as Trait>`, which only the first segment can be; its name is that text then.
    pub qualified: Option<Box<Qualified>>,
}

impl PathSegment {
    /// A segment that is a name.
    #[must_use]
    pub fn new(name: Ident, args: Vec<Type>) -> Self {
        Self {
            name,
            args,
            qualified: None,
        }
    }
}

/// `<T as Trait>` in front of `::`.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualified {
    /// The type.
    pub ty: Type,
    /// The trait; `None` in `<T>::f`.
    pub of_trait: Option<Type>,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// Its place.
    pub span: Span,
}

/// How a function type is written, which says how often the function may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// `fn(..)`, `Fn(..)`, `FnMut(..)`: any number of times.
    Many,
    /// `FnOnce(..)`: at most once.
    Once,
}

/// Kinds of types.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `u64`, `vector<T>`, `map<K, V>`, `S<T>`
    Path(Path),
    /// `()`, `(A, B)`
    Tuple(Vec<Type>),
    /// `array<T, N>`
    Array(Box<Type>, Box<Expr>),
    /// `impl A + B`
    ImplTrait(Vec<Type>),
    /// `fn(A) -> B` and `Fn(A) -> B`
    Function {
        kind: FunctionKind,
        params: Vec<Type>,
        ret: Option<Box<Type>>,
    },
    /// What could not be parsed; already reported.
    Error,
}
