//! The program inside the sandbox: writes the source, runs the compiler, simulates the result
//! (spec 17 §4 and §5).
//!
//! One job in, one reply out, then the end. Everything the compiler produces is untrusted: its messages,
//! its exit code and its artefacts. This crate must never trust its surroundings to be a sandbox, nor
//! need anything a sandbox does not have (`/proc`, `/dev`, threads, an environment).
#![allow(unsafe_code)]

pub mod artefact;
pub mod base64;
pub mod compiler;
pub mod diagnostics;
pub mod notes;
pub mod probe;
pub mod serve;
pub mod simulate;
pub mod stand_by;
pub mod tests_run;
