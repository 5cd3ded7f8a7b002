//! The WebAssembly back end: TIR-SSA to a NOVA wasm module (spec 09, `docs/wasm-abi.md`).
//!
//! [`generate`] takes a verified [`twilight_tir::Module`] and gives the bytes of a module and the table of
//! its trap sites. The way of a function: slots instead of values (`select`, `machine`), without needless
//! phis and instructions (`simplify`), in structured control flow (`structure`), as expression trees
//! (`trees`) over few locals (`locals`), to bytes (`function`). What is too long to stand inline is a
//! function of the library ([`runtime`], [`integers`]); [`module`] puts everything together.
//!
//! This crate must never do I/O, never look at source text, and never let the order of a hash map reach
//! its output.

pub mod data;
mod debug;
pub mod emit;
pub mod function;
mod fuse;
pub mod helpers;
pub mod integers;
pub mod layout;
mod locals;
mod machine;
pub mod module;
pub mod runtime;
mod select;
mod simplify;
mod structure;
mod trees;
mod wide;

pub use debug::{DebugInfo, FunctionInfo, MAX_MARKS, MAX_VARIABLES, Mark, VariableInfo};
pub use module::{generate, validate};

use twilight_diagnostics::Span;

/// How to generate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Names of locals in the name section (names of functions are always there).
    pub debug_names: bool,
    /// Places of all instructions and locals of variables, for [`Artifact::debug`].
    pub debug_info: bool,
    /// Uses the instructions of the wide-arithmetic proposal for numbers of 128 and 256 bits, many in place.
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
    /// For debuggers; empty unless asked for.
    pub debug: DebugInfo,
}

/// Why no module was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodegenError {
    /// A function's graph is not reducible. No source makes one.
    IrreducibleControlFlow,
    /// An operation that only tests have: they run in the interpreter.
    TestOnly {
        /// Its place.
        span: Span,
    },
    /// A function's parameters take more wasm parameters than engines allow ([`function::MAX_PARAMS`]).
    TooManyParameters {
        /// The function's mangled name.
        function: String,
        /// Its definition.
        span: Span,
    },
    /// An export has the name of one that every module has (`docs/wasm-abi.md`, "Exports"), or of another.
    ReservedName {
        /// The export's name.
        name: String,
        /// The function.
        span: Span,
    },
    /// Constant data does not fit into the module's memory ([`module::MAX_PAGES`]).
    TooMuchData,
    /// The module is not valid: a defect of the compiler.
    Invalid(String),
}

impl std::fmt::Display for CodegenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::IrreducibleControlFlow => {
                f.write_str("The control flow of a function cannot be expressed in WebAssembly.")
            }
            Self::TestOnly { .. } => f.write_str("Only a test can change the transaction or block."),
            Self::TooManyParameters { function, .. } => write!(
                f,
                "The parameters of `{function}` take more than {} WebAssembly values; pass a vector or \
                 array instead of many separate values.",
                function::MAX_PARAMS
            ),
            Self::ReservedName { name, .. } => write!(
                f,
                "A function that is called from outside cannot have the name `{name}`, which the module needs \
                 itself; give it another name."
            ),
            Self::TooMuchData => f.write_str("The program's constants do not fit into 16 MiB of memory."),
            Self::Invalid(reason) => write!(f, "The compiler made an invalid module: {reason}."),
        }
    }
}

impl std::error::Error for CodegenError {}
