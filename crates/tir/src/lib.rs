//! The Twilight intermediate representation: SSA, text form, verifier, interpreter (spec 07).
//!
//! # Meaning
//!
//! A [`Module`] holds functions in SSA form over concrete types ([`twilight_abi::Type`]). Every value is
//! immutable: an update such as `vec_push` yields a new value. Values of `array`, `vector` and `map` type are
//! nevertheless *linear where it counts*: an operand marked as consumed by [`Builtin::consumes`] is never
//! used again after the instruction and never shares its storage with another live value, so that a back
//! end may update in place. Whoever builds TIR inserts [`Op::Copy`] where a second owner appears; the
//! interpreter, which shares and copies on write, is the oracle for whether that was done right.
//!
//! A function whose source has `mut` parameters of move types (DECISION T3) returns a tuple: the source
//! result, then the final value of each such parameter in order.
//!
//! Strings are immutable and may be shared freely. [`semantics`] says what every operation means and what
//! passes may do.
//!
//! # Parts
//!
//! [`ir`] and [`builtin`] are the data; [`text`] prints and parses it; [`verify()`] holds it to numbered
//! rules; [`interp`] gives it its meaning, with [`mod@arith`] for integers; [`analysis`] and [`liveness`]
//! answer questions about one function; [`passes`] shrink it; [`summary`] gathers what `.meta` says;
//! [`limits`] bounds types; [`fast_hash`] has the tables of this crate and of its users.
//!
//! This crate must never know about source syntax or wasm.

pub mod analysis;
pub mod arith;
pub mod builtin;
pub mod fast_hash;
pub mod interp;
pub mod ir;
pub mod limits;
pub mod liveness;
pub mod passes;
pub mod summary;
pub mod text;
pub mod verify;
mod visit;

#[doc = include_str!("semantics.md")]
pub mod semantics {}

pub use builtin::Builtin;
pub use ir::*;
pub use passes::{Level, optimize};
pub use verify::verify;
