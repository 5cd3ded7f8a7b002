//! The attacks in sandboxes that are made for each of them, and every rule of the system call policy.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

#[path = "suite/policy.rs"]
mod policy;
mod suite;

/// Warm sandboxes of each factory.
const WARM: u32 = 0;
/// None of them by an OCI runtime.
const RUNTIME: Option<&str> = None;
