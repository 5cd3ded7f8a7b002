//! Chains of definitions that are used before they are written: what stands at the limit passes, one more is refused
//! with a message that says the limit, and no length of a chain exhausts the stack.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_diagnostics::SourceMap;
use twilight_hir::limits::{MAX_CONST_NESTING, MAX_DEFINITION_CHAIN};

/// Codes and messages of the errors in a program.
fn refused(text: &str) -> Vec<(&'static str, String)> {
    let mut sources = SourceMap::default();
    let file = sources.add("main.twl", text);
    let parse = twilight_syntax::parse(file, text);
    assert!(parse.diagnostics.is_empty(), "{:?}", parse.diagnostics);
    twilight_hir::check(&[&parse.unit], &sources)
        .diagnostics
        .into_iter()
        .filter(twilight_diagnostics::Diagnostic::is_error)
        .map(|found| (found.code, found.message))
        .collect()
}

/// `length` definitions, each used before it is written: at the limit they pass, beyond it they have one error.
fn chain(code: &str, end: &str, link: impl Fn(usize) -> String, last: impl Fn(usize) -> String) {
    let program = |length: usize| {
        let links: Vec<String> = (0..length - 1).map(&link).collect();
        format!("{}\n{}\n{end}", links.join("\n"), last(length - 1))
    };
    let most = MAX_DEFINITION_CHAIN as usize;
    assert_eq!(refused(&program(most)), Vec::new());
    for length in [most + 1, 5_000] {
        let found = refused(&program(length));
        let [(only, message)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(*only, code);
        assert!(
            message.contains(&format!("at most {MAX_DEFINITION_CHAIN} ")),
            "{message}"
        );
    }
}

#[test]
fn constants() {
    chain(
        "E0301",
        "fn main() -> u64 { C0 }",
        |at| format!("const C{at}: u64 = C{} + 1;", at + 1),
        |at| format!("const C{at}: u64 = 1;"),
    );
}

#[test]
fn constants_as_lengths() {
    chain(
        "E0301",
        "fn main() -> u64 { C0 }",
        |at| format!("const C{at}: u64 = [0u8; C{}].len();", at + 1),
        |at| format!("const C{at}: u64 = 1;"),
    );
}

#[test]
fn constants_of_implementations() {
    chain(
        "E0301",
        "trait A { const K: u64; }\nfn main() -> u64 { S0::K }",
        |at| {
            format!(
                "struct S{at};\nimpl A for S{at} {{ const K: u64 = S{}::K + 1; }}",
                at + 1
            )
        },
        |at| format!("struct S{at};\nimpl A for S{at} {{ const K: u64 = 1; }}"),
    );
}

#[test]
fn aliases() {
    chain(
        "E0155",
        "fn main() -> T0 { 1 }",
        |at| format!("type T{at} = T{};", at + 1),
        |at| format!("type T{at} = u8;"),
    );
}

#[test]
fn defined_before_their_use_they_have_no_limit() {
    let mut text = "const C0: u64 = 1;\ntype T0 = u8;\n".to_string();
    for at in 1..5_000 {
        text += &format!("const C{at}: u64 = C{} + 1;\ntype T{at} = T{};\n", at - 1, at - 1);
    }
    text += "fn main() -> (u64, T4999) { (C4999, 1) }";
    assert_eq!(refused(&text), Vec::new());
}

#[test]
fn deep_expressions_around_each_other() {
    let around = 200;
    let program = |length: usize| {
        let mut text = String::new();
        for at in 0..length {
            let (open, close) = ("(".repeat(around), ")".repeat(around));
            text += &format!("const C{at}: u64 = {open}C{}{close};\n", at + 1);
        }
        format!("{text}const C{length}: u64 = 1;\nfn main() -> u64 {{ C0 }}")
    };
    let fits = MAX_CONST_NESTING as usize / (around + 1);
    assert_eq!(refused(&program(fits)), Vec::new());
    let found = refused(&program(60));
    let [("E0301", message)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(
        message.contains(&format!("at most {MAX_CONST_NESTING} expressions")),
        "{message}"
    );
}
