//! What lowering trusts: modes of parameters and places, folded constants, unique names.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_diagnostics::{Diagnostic, SourceMap};
use twilight_hir::thir::{ExprKind, Function, ParamMode, Program, UseMode};

fn program(text: &str) -> Program {
    let mut sources = SourceMap::default();
    let file = sources.add("main.twl", text);
    let parse = twilight_syntax::parse(file, text);
    assert!(!parse.has_errors(), "{:?}", parse.diagnostics);
    let checked = twilight_hir::check(&[&parse.unit], &sources);
    let errors: Vec<&Diagnostic> = checked
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    checked.program
}

fn function<'p>(program: &'p Program, mangled: &str) -> &'p Function {
    program
        .functions
        .iter()
        .find(|function| function.mangled == mangled)
        .unwrap()
}

#[test]
fn parameters_are_consumed_only_where_the_body_keeps_them() {
    use ParamMode::{Borrow, Consume, Mut, MutCopy};
    let program = program(include_str!("data/ok/modes.twl"));
    let cases = [
        ("borrow", vec![Borrow]),
        ("consume", vec![Consume]),
        ("through", vec![Consume]),
        ("grow", vec![Mut]),
        ("local_copy", vec![MutCopy]),
        ("field", vec![Borrow]),
    ];
    for (name, modes) in cases {
        assert_eq!(function(&program, name).params, modes, "{name}");
    }
}

#[test]
fn recursion_begins_with_borrows() {
    use ParamMode::{Borrow, Consume};
    let program = program(include_str!("data/ok/recursion_modes.twl"));
    assert_eq!(function(&program, "a").params, [Consume, Borrow]);
    assert_eq!(function(&program, "b").params, [Consume, Borrow]);
    assert_eq!(function(&program, "count").params, [Borrow, Borrow]);
}

/// Modes of the places in the debug text of a function, in order.
fn modes(function: &Function) -> Vec<UseMode> {
    let text = format!("{:?}", function.body.expr);
    let mut found = Vec::new();
    // A mode ends a `Use`, after the place's span.
    for (at, _) in text.match_indices(" }, ") {
        let rest = &text[at + 4..];
        for (name, mode) in [
            ("Copy)", UseMode::Copy),
            ("Move)", UseMode::Move),
            ("Clone)", UseMode::Clone),
            ("Borrow)", UseMode::Borrow),
        ] {
            if rest.starts_with(name) {
                found.push(mode);
            }
        }
    }
    found
}

#[test]
fn places_are_read_as_their_use_needs() {
    use UseMode::{Borrow, Clone, Copy, Move};
    let cases = [
        ("fn f(v: vector<u64>) -> vector<u64> { v }", vec![Move]),
        ("fn f(v: vector<u64>) -> u64 { v.len() }", vec![Borrow]),
        ("fn f(v: u64) -> u64 { v }", vec![Copy]),
        ("fn f(v: vector<string>) -> string { v[0] }", vec![Clone]),
        ("fn f(mut v: vector<u64>) -> vector<u64> { v }", vec![Clone]),
        ("fn f(v: Option<u64>) -> u64 { v.unwrap() }", vec![Borrow]),
        ("fn f(v: Option<string>) -> string { v.unwrap() }", vec![Move]),
        (
            "fn f(a: string, b: string) -> bool { a == b }",
            vec![Borrow, Borrow],
        ),
        ("fn f(v: (string, u64)) -> string { v.0 }", vec![Clone]),
        ("fn f() -> string { val v = (\"a\", 1); v.0 }", vec![Move]),
        (
            "fn f(o: Option<string>) -> string { match o { Some(s) => s, None => \"\" } }",
            vec![Borrow, Move],
        ),
        (
            "fn f() -> u64 { var v = vector![1]; g(v, { v.push(1); 2 }) } fn g(v: vector<u64>, n: u64) -> u64 { v[n] }",
            vec![Clone],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(modes(function(&program(text), "f")), expected, "{text}");
    }
}

#[test]
fn constants_are_folded_and_names_are_unique() {
    let program = program(
        "const A: u64 = 2 * 21; const B: i8 = -128; fn f() { fn g() {} g(); { fn g() {} g(); } }
         contract C { storage { x: u64; } fn f() -> u64 { x } } struct S { x: u64 } impl S { fn f(self) -> u64 { self.x } }",
    );
    let folded: Vec<String> = program
        .consts
        .iter()
        .map(|constant| match &constant.value.expr.kind {
            ExprKind::Int(value) => value.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    // Two's complement in the type's width.
    assert_eq!(folded, ["42", "128"]);
    let mut names: Vec<&str> = program
        .functions
        .iter()
        // Those that the standard library's traits declare are in every program.
        .filter(|function| function.span.file != twilight_hir::STD_FILE)
        .map(|function| function.mangled.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["C::f", "S::f", "f", "f::g", "f::g#2"]);
    assert_eq!(program.adts.first().unwrap().name, "BoundsError");
}

#[test]
fn codes_are_unique() {
    let mut codes = twilight_hir::codes::ALL.to_vec();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}
