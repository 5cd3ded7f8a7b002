//! `docs/spec-compiler.md` names tests and files that exist.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

const DOCUMENT: &str = include_str!("../../../docs/spec-compiler.md");

/// What stands in backticks in the last column of a row: `path` or `path::test`.
fn references(row: &str) -> Vec<&str> {
    let column = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    column.split('`').skip(1).step_by(2).collect()
}

fn exists(crates: &Path, reference: &str) -> bool {
    let (path, test) = reference
        .split_once("::")
        .map_or((reference, None), |(path, test)| (path, Some(test)));
    let Ok(text) = std::fs::read_to_string(crates.join(path)) else {
        return false;
    };
    test.is_none_or(|test| text.contains(&format!("#[test]\nfn {test}()")))
}

#[test]
fn what_the_document_names_exists() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rows = DOCUMENT
        .lines()
        .filter(|line| line.starts_with("| §") || line.starts_with("| (none)"));
    let mut count = 0;
    for row in rows {
        let references = references(row);
        assert!(!references.is_empty(), "no test is named in {row}");
        for reference in references {
            count += 1;
            assert!(exists(&crates, reference), "{reference} is named in {row}");
        }
    }
    assert!(count > 80, "{count} references");
    assert!(!exists(&crates, "tir/tests/spec_07.rs::no_such_test"));
    assert!(!exists(&crates, "tir/tests/no_such_file.rs"));
}
