//! Data-driven tests of the whole path: programs with their expected answers.
//!
//! A program is a `.twl` file. Lines `//? key value` set up the run (`entry`, `value`, `gas`, `sender`, `test`);
//! lines `//= ..` at its end are what is expected; a line `//? file src/name.twl` begins another file of the
//! package. Every program runs six times: the interpreter on TIR as lowered, as optimised for one run and as
//! optimised for release, and the wasm of each; all must agree on result, output, events and state.
//! `UPDATE_EXPECT=1 cargo test -p twilight-conformance` rewrites the expectations; read them afterwards.

mod engines;
mod language_tests;
mod program;
mod solidity_programs;

pub use engines::{Engines, Observed, compile_for_test, compile_program, diagnostic_lines, interpret_module};
pub use language_tests::check_language_tests;
pub use program::{Program, Setup, check_directory, source_files};
pub use solidity_programs::{
    Lists, PairGas, SolidityProgram, Tried, check_solidity, compare_pair, compile_solidity, engines_agree,
};
