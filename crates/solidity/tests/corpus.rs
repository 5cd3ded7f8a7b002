//! The programs of `crates/conformance/solidity`: those that run are checked without an error, those that are
//! refused give one error each, whose text stands beside them.
//!
//! `UPDATE_EXPECT=1 cargo test -p twilight-solidity --test corpus` writes the texts.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use twilight_diagnostics::{Diagnostic, SourceMap, render};

/// Programs that run with solc and an EVM and are refused here, with the codes of their errors.
const REFUSED_TODAY: &[(&str, &[&str], &str)] = &[
    ("abi/selectors.sol", &["E0702"], "`msg.sig` does not exist"),
    (
        "contracts/erc20_layered.sol",
        &["E0702"],
        "`msg.data` does not exist",
    ),
    (
        "contracts/wrapped_coin.sol",
        &["E0702"],
        "`msg.sig` does not exist",
    ),
    (
        "globals/data_length.sol",
        &["E0702"],
        "`msg.data` and `msg.sig` do not exist",
    ),
    (
        "globals/msg_data.sol",
        &["E0702"],
        "`msg.data` and `msg.sig` do not exist",
    ),
    (
        "state/getter_called_like_variable.sol",
        &["E0702"],
        "a getter is called through `this`",
    ),
    (
        "strings/storage_bytes_of_string.sol",
        &["E0720", "E0725"],
        "`bytes(s)` of a string in storage is a copy",
    ),
];

/// Refused programs with another number of errors than one.
const ERRORS: &[(&str, usize, &str)] = &[
    (
        "refused/features/external_function_type.sol",
        2,
        "the type stands at two places",
    ),
    (
        "refused/features/three_in_one.sol",
        3,
        "three features stand at three places",
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/solidity")
}

/// All programs as paths from the root, in order.
fn programs() -> Vec<String> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "sol") {
                found.push(path);
            }
        }
    }
    let root = root();
    let mut found = Vec::new();
    walk(&root, &mut found);
    let mut names: Vec<String> = found
        .iter()
        .map(|path| {
            path.strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/")
        })
        .collect();
    names.sort();
    assert!(names.len() > 1000, "the programs are missing");
    names
}

fn check(name: &str) -> (SourceMap, Vec<Diagnostic>) {
    let text = fs::read_to_string(root().join(name)).unwrap();
    let mut sources = SourceMap::default();
    let file = sources.add(name, &text);
    let checked = twilight_solidity::check(file, &text);
    (sources, checked.diagnostics)
}

#[test]
fn programs_that_run_have_no_errors() {
    let mut wrong = Vec::new();
    for name in programs().iter().filter(|name| !name.starts_with("refused/")) {
        let (sources, diagnostics) = check(name);
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        let mut codes: Vec<&str> = errors.iter().map(|error| error.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let expected = REFUSED_TODAY
            .iter()
            .find(|(one, ..)| one == name)
            .map_or(&[][..], |(_, codes, _)| *codes);
        if codes != expected {
            wrong.push(format!(
                "{name}: {codes:?} instead of {expected:?}\n{}",
                render::human(&sources, &errors, false)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refused_programs_say_what_is_wrong_once() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for name in programs().iter().filter(|name| name.starts_with("refused/")) {
        let (sources, diagnostics) = check(name);
        let errors = diagnostics.iter().filter(|one| one.is_error()).count();
        let expected = ERRORS
            .iter()
            .find(|(one, ..)| one == name)
            .map_or(1, |(_, count, _)| *count);
        let text = render::human(&sources, &diagnostics, false);
        if errors != expected {
            wrong.push(format!("{name}: {errors} errors instead of {expected}\n{text}"));
        }
        let beside = root().join(name).with_extension("out");
        if update {
            fs::write(&beside, &text).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default() != text {
            wrong.push(format!("{name}: another text than in its `.out`\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lists_name_programs() {
    let programs = programs();
    let named = REFUSED_TODAY
        .iter()
        .map(|(name, ..)| *name)
        .chain(ERRORS.iter().map(|(name, ..)| *name));
    for name in named {
        assert!(programs.iter().any(|one| one == name), "{name} does not exist");
    }
}

/// The parser takes what follows `new T(..)` for a part of the type; arguments may hold a `new` again.
#[test]
fn what_follows_new_belongs_to_its_value() {
    let text = "library L {
        function j(bytes[] memory a, bytes memory b) internal pure returns (uint256) { return a.length + b.length; }
    }
    contract C {
        using L for bytes[];
        function f() public pure returns (uint256) {
            return new bytes[](2).j(new bytes(new uint256[](3).length));
        }
    }";
    let found = twilight_solidity::check(twilight_diagnostics::FileId(0), text).diagnostics;
    assert!(!found.iter().any(Diagnostic::is_error), "{found:?}");
}
