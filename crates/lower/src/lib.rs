//! Lowering of the typed high-level IR to TIR-SSA (spec 05 §3.2, spec 07).
//!
//! Everything generic is specialised on the way, storage places become keys (`docs/wasm-abi.md`), `mut`
//! parameters become additional results, and a structural copy stands wherever a value with mutable storage
//! gets a second owner (see the documentation of `twilight_tir`).
//!
//! Lowering trusts the checker; what it cannot lower it refuses with a diagnostic, never with a panic.

mod assertions;
mod builder;
mod calls;
mod cells;
mod control;
mod display;
mod entry;
mod exports;
mod expressions;
mod function;
mod inline;
mod instances;
mod iteration;
mod layout;
mod operators;
mod outcomes;
mod patterns;
mod places;
mod sorting;
mod std_calls;
mod std_ints;
mod std_values;
mod storage;
mod storage_methods;
mod storage_pointers;
mod texts;
mod traits;
mod types;
mod updates;
mod widths;

pub use entry::{Entry, callable_functions, resolve_entry};
pub use inline::{MAX_INLINE_NESTING, MAX_INLINED_EXPRESSIONS};
pub use instances::{Roots, lower, setup_name};

/// Codes of the diagnostics that this crate reports.
pub mod codes {
    /// The checker let something pass that lowering does not know: a mistake of the compiler.
    pub const INTERNAL: &str = "E0999";
    /// Generic functions need too many, or endlessly growing, instances.
    pub const TOO_MANY_INSTANCES: &str = "E0904";
    /// Functions that take functions would be compiled into too many places, or too deep into each other.
    pub const INLINE_LIMIT: &str = "E0536";
    /// A function that takes a function would be compiled into itself.
    pub const INLINE_CYCLE: &str = "E0538";
    /// The requested entry point does not exist.
    pub const UNKNOWN_ENTRY: &str = "E0901";
    /// The requested entry point names several functions.
    pub const AMBIGUOUS_ENTRY: &str = "E0902";
    /// The requested entry point has parameters.
    pub const ENTRY_WITH_PARAMETERS: &str = "E0903";
}
