//! Every program below `programs/` does what it says, on every engine.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

fn check(directory: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("programs")
        .join(directory);
    match twilight_conformance::check_directory(&path) {
        Ok(count) => assert!(count > 0, "no programs in {directory}"),
        Err(report) => panic!("{report}"),
    }
}

macro_rules! topics {
    ($($name:ident),* $(,)?) => { $(#[test] fn $name() { check(stringify!($name)); })* };
}

topics!(
    integers,
    control,
    types,
    collections,
    strings,
    contracts,
    crypto,
    failures,
    ownership,
    refused,
    assertions,
    domains,
    spec,
    modules,
    closures,
    combinators,
    lints,
    traits,
    generics,
);

/// Programs whose own `#[test]` functions are what is looked at.
#[test]
fn tests() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs/tests");
    match twilight_conformance::check_language_tests(&path) {
        Ok(count) => assert!(count > 0, "no programs in tests"),
        Err(report) => panic!("{report}"),
    }
}
