//! `twilightc explain`: every code that the compiler can give is explained, and no other.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Codes written in the sources of a crate: `"E0101"`, `"W0002"`.
fn codes_in(directory: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in(&path, codes);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        // Unit tests make codes up.
        let text = text.split("#[cfg(test)]").next().unwrap();
        codes.extend(text.split('"').filter(|word| is_code(word)).map(str::to_owned));
    }
}

fn is_code(word: &str) -> bool {
    let digits = word.strip_prefix(['E', 'W']).unwrap_or("");
    digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn every_code_is_explained() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut given = BTreeSet::new();
    for name in ["syntax", "hir", "solidity", "lower", "twilightc"] {
        codes_in(&crates.join(name).join("src"), &mut given);
    }
    let explained: BTreeSet<String> = twilightc::explained_codes().map(str::to_owned).collect();
    let missing: Vec<_> = given.difference(&explained).collect();
    let unknown: Vec<_> = explained.difference(&given).collect();
    assert!(given.len() > 90, "only {} codes were found", given.len());
    assert!(missing.is_empty(), "docs/errors.md does not explain {missing:?}");
    assert!(
        unknown.is_empty(),
        "docs/errors.md explains {unknown:?}, which nothing gives"
    );
}

fn explain(code: &str) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_twilightc"))
        .args(["explain", code])
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn the_command_prints_a_section() {
    let (status, out, err) = explain("E0350");
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("E0350: a value that has moved\n"), "{out}");
}

#[test]
fn codes_of_solidity_mode_are_explained_in_solidity() {
    let (status, out, err) = explain("E0720");
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert!(
        out.starts_with("E0720: a value of another type in Solidity\n"),
        "{out}"
    );
    assert!(out.contains("return uint8(wide);"), "{out}");
    assert!(!out.contains("//= "), "{out}");
}

#[test]
fn the_command_refuses_an_unknown_code() {
    let (status, out, err) = explain("E7777");
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        "error: There is no code `E7777`. Codes stand in brackets behind `error` and `warning`: `error[E0102]`.\n"
    );
}
