//! The WebAssembly back end: TIR-SSA to a NOVA wasm module (spec 09, `docs/wasm-abi.md`).
//!
//! [`generate`] takes a verified [`twilight_tir::Module`] and gives the bytes of a module and the table of
//! its trap sites. The way of a function: slots instead of values (`machine`), one sequence of structured
//! control flow (`structure`), expression trees instead of locals (`trees`), few locals (`locals`), bytes
//! (`function`). What is too long to stand inline is a function of the library (`runtime`, `integers`).
//!
//! This crate must never do I/O, never look at source text, and never let the order of a hash map reach
//! its output.

pub mod data;
pub mod emit;
pub mod helpers;
pub mod integers;
pub mod layout;
pub mod runtime;

use twilight_diagnostics::Span;

/// How to generate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Names of locals in the name section (names of functions are always there).
    pub debug_names: bool,
    /// Uses `i64.mul_wide_u` (the wide-arithmetic proposal) for 128- and 256-bit multiplication.
    pub wide_arithmetic: bool,
}

/// An instruction that can trap or revert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrapSite {
    /// Byte offset of the instruction in the module.
    pub offset: u32,
    /// The source expression.
    pub span: Span,
    /// What went wrong; empty where the panic globals or the revert say it.
    pub message: String,
}

/// What [`generate`] makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// The module.
    pub wasm: Vec<u8>,
    /// Trap sites by rising offset.
    pub trap_sites: Vec<TrapSite>,
}
