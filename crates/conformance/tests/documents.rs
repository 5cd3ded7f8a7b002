//! Every example of the documents for users does what its `//= ` lines say, on every engine.
//!
//! `UPDATE_EXPECT=1` writes the lines anew: read the difference before keeping it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use twilight_conformance::{Engines, Program};

/// Opens an example.
const FENCE: &str = "```twilight";

/// A document in pieces: text outside of examples, and examples.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces = vec![(false, String::new())];
    for line in text.lines() {
        let inside = pieces.last().unwrap().0;
        if inside && line == "```" {
            pieces.push((false, String::new()));
        }
        writeln!(pieces.last_mut().unwrap().1, "{line}").unwrap();
        if !inside && line == FENCE {
            pieces.push((true, String::new()));
        }
    }
    pieces
}

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name)
}

/// Runs all examples of a document. `minimum` is a number of them that it surely has: fewer mean that they
/// were not found.
fn check(name: &str, minimum: usize) {
    let path = document(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let engines = Engines::new();
    let (mut examples, mut failures, mut rewritten) = (0, String::new(), String::new());
    for (is_example, piece) in pieces(&text) {
        if !is_example {
            rewritten.push_str(&piece);
            continue;
        }
        examples += 1;
        let program = Program::parse(&piece).unwrap();
        let lines = engines.observe(&program.source, &program.setup).unwrap().lines();
        rewritten.push_str(&program.with_expected(&lines));
        if lines != program.expected {
            writeln!(failures, "{piece}but got\n  {}\n", lines.join("\n  ")).unwrap();
        }
    }
    assert!(examples >= minimum, "only {examples} examples were found");
    if update {
        std::fs::write(&path, rewritten).unwrap();
    } else {
        assert!(failures.is_empty(), "{failures}");
    }
}

#[test]
fn language_guide() {
    check("language.md", 35);
}

#[test]
fn errors() {
    check("errors.md", 150);
}

/// The first example of a section about an error gives that error and no other; the second is right.
#[test]
fn errors_have_one_wrong_and_one_right_example() {
    let text = std::fs::read_to_string(document("errors.md")).unwrap();
    for section in text.split("\n## ").skip(1) {
        let code = section.split(':').next().unwrap();
        let examples: Vec<String> = pieces(section)
            .into_iter()
            .filter_map(|(is_example, piece)| is_example.then_some(piece))
            .collect();
        let messages = |example: &String| -> Vec<String> {
            let lines = Program::parse(example).unwrap().expected;
            lines
                .into_iter()
                .filter(|line| line.starts_with("error ") || line.starts_with("warning "))
                .collect()
        };
        match examples.as_slice() {
            [] => {}
            [wrong, right] => {
                let found = messages(wrong);
                assert_eq!(found.len(), 1, "{code}: {found:?}");
                assert_eq!(found[0].split(' ').nth(1), Some(code), "{found:?}");
                assert!(messages(right).is_empty(), "{code}: {:?}", messages(right));
            }
            _ => panic!("{code} has {} examples", examples.len()),
        }
    }
}
