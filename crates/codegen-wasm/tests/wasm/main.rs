//! Generated modules, executed with wasmi and compared with the interpreter and with `arith`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;
mod divisions;
mod fixed_bytes;
mod integers;
mod module;
mod programs;
mod random;
mod spec_09;
mod widths;
