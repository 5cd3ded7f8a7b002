//! Names, types, moves and exhaustiveness: from the AST to the typed high-level IR.
//!
//! [`thir`] is the result: every name resolved, every expression typed, every place read with a known mode,
//! every `match` exhaustive, all ownership rules checked (DECISIONS T1-T20). Lowering can trust it.
//! This crate must never read files, print, or know about SSA or wasm.

pub mod std_fn;
pub mod thir;
pub mod ty;

pub use std_fn::StdFn;
pub use ty::Ty;
