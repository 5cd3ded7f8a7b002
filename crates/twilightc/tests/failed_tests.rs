//! What failed tests say.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilightc::{Options, Stage, compile};

const SOURCE: &str = r#"
fn one() -> u64 {
    1
}

contract C {
    pub fn compare() {
        assert_eq!(one(), 2, "the contract's words");
    }
}

#[test]
fn without_words() {
    assert_eq!(one(), 2);
}

#[test]
fn with_words() {
    assert_eq!(one(), 2, "of {} apples", "two");
}

#[test]
fn unequal() {
    assert_ne!(Some("a"), Some("a"), "other letters");
}

#[test]
fn in_a_contract() {
    C::compare();
}

#[test]
#[should_panic("words (left: 1, right: 2)")]
fn expected() {
    assert_eq!(one(), 2, "words");
}
"#;

#[test]
fn both_values_of_a_comparison_are_shown() {
    let options = Options {
        stage: Stage::Test,
        ..Options::default()
    };
    let compilation = compile("main.twl", SOURCE, &options);
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    let suite = compilation.tests.unwrap();
    let runner = suite.runner().unwrap();
    let messages: Vec<String> = suite
        .tests
        .iter()
        .map(|test| {
            let failure = runner.run(test).failure;
            failure.map_or_else(String::new, |failure| failure.message)
        })
        .collect();
    assert_eq!(
        messages,
        [
            "The test panicked: Assertion failed: one() == 2 (left: 1, right: 2).",
            "The test panicked: of two apples (left: 1, right: 2)",
            "The test panicked: other letters (left: Some(\"a\"), right: Some(\"a\"))",
            // A contract says what it says elsewhere.
            "The test panicked: the contract's words",
            "",
        ]
    );
}
