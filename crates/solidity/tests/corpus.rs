//! The programs of `crates/conformance/solidity`: those that run are checked without an error, those that are
//! refused give one error each, whose text stands beside them.
//!
//! `UPDATE_EXPECT=1 cargo test -p twilight-solidity --test corpus` writes the texts.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use twilight_diagnostics::{Diagnostic, SourceMap, render};

/// Programs that solc takes and we refuse, with the codes, from the list of decided differences.
fn refused_by_decision() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(root().join("differences.txt")).unwrap();
    let (mut name, mut refused) = (String::new(), BTreeMap::new());
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if !line.starts_with(' ') {
            line.clone_into(&mut name);
        } else if let Some(codes) = line.trim_start().strip_prefix("refused ") {
            let codes = codes.split(' ').map(str::to_owned).collect();
            refused.insert(name.clone(), codes);
        }
    }
    refused
}

/// Refused programs with another number of errors than one.
const ERRORS: &[(&str, usize, &str)] = &[
    (
        "refused/data_location/literal_as_storage.sol",
        5,
        "a literal stands at five places",
    ),
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
    let refused = refused_by_decision();
    let mut wrong = Vec::new();
    for name in programs().iter().filter(|name| !name.starts_with("refused/")) {
        let (sources, diagnostics) = check(name);
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        let mut codes: Vec<&str> = errors.iter().map(|error| error.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let expected = refused.get(name).map_or(&[][..], Vec::as_slice);
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
    for (name, ..) in ERRORS {
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
