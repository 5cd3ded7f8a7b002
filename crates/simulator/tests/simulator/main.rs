//! The simulator from outside: hand-written modules, run as the playground runs compiled ones.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod calls;
mod chain;
mod common;
mod hfi;
mod initial;
mod outcomes;
mod profile;
mod warm;
