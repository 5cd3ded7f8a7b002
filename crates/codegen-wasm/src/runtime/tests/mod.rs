//! The library against `twilight_abi` and Rust's own collections, executed with wasmi.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod abi;
mod abi_values;
mod containers;
mod harness;
mod random;
mod state;
mod strings;
