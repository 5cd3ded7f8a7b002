//! Every example of the documents for users does what its `//= ` lines say, on every engine. Those in Solidity that do
//! not say how they end are built only: contracts without a function that can be run.
//!
//! `UPDATE_EXPECT=1` writes the lines anew: read the difference before keeping it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use twilight_conformance::{Engines, Program, Setup, diagnostic_lines};
use twilightc::{Options, Syntax};

/// What opens an example, and its syntax.
const FENCES: [(&str, Syntax); 2] = [("```twilight", Syntax::Native), ("```solidity", Syntax::Solidity)];
/// Codes of Solidity mode that have no example, because they are limits.
const SOLIDITY_LIMITS: [&str; 2] = ["E0701", "E0760"];

/// A document in pieces: text outside of examples (without a syntax), and examples.
fn pieces(text: &str) -> Vec<(Option<Syntax>, String)> {
    let mut pieces = vec![(None, String::new())];
    for line in text.lines() {
        let inside = pieces.last().unwrap().0.is_some();
        if inside && line == "```" {
            pieces.push((None, String::new()));
        }
        writeln!(pieces.last_mut().unwrap().1, "{line}").unwrap();
        let fence = FENCES.iter().find(|(fence, _)| *fence == line);
        if let Some((_, syntax)) = fence.filter(|_| !inside) {
            pieces.push((Some(*syntax), String::new()));
        }
    }
    pieces
}

/// What becomes of an example.
fn observe(engines: &Engines, syntax: Syntax, program: &Program) -> Vec<String> {
    let setup = Setup {
        syntax: Some(syntax),
        ..program.setup.clone()
    };
    let ends = |line: &String| line.starts_with("success") || line.starts_with("Runtime");
    if syntax == Syntax::Native || program.expected.iter().any(ends) {
        return engines.observe(&program.source, &setup).unwrap().lines();
    }
    let options = Options {
        syntax: Some(syntax),
        ..Options::default()
    };
    diagnostic_lines(&twilightc::compile("src/main.twl", &program.source, &options))
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
    for (syntax, piece) in pieces(&text) {
        let Some(syntax) = syntax else {
            rewritten.push_str(&piece);
            continue;
        };
        examples += 1;
        let program = Program::parse(&piece).unwrap();
        let lines = observe(&engines, syntax, &program);
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
fn solidity() {
    check("solidity.md", 5);
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
            .filter_map(|(syntax, piece)| syntax.map(|_| piece))
            .collect();
        let messages = |example: &String| -> Vec<String> {
            let lines = Program::parse(example).unwrap().expected;
            lines
                .into_iter()
                .filter(|line| line.starts_with("error ") || line.starts_with("warning "))
                .collect()
        };
        let solidity = twilight_solidity::codes::ALL.contains(&code);
        match examples.as_slice() {
            [] => assert!(
                !solidity || SOLIDITY_LIMITS.contains(&code),
                "{code} has no example"
            ),
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
