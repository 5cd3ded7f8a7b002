//! Limits of traits, constants and types: what stands at the limit passes, one more is refused with a message that
//! says the limit, and soon.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use twilight_diagnostics::SourceMap;
use twilight_hir::limits::{
    MAX_GENERIC_IMPLS, MAX_PROJECTION_DEPTH, MAX_SUPERTRAITS, MAX_TRAIT_STEPS, MAX_TYPE_DEPTH,
};

/// Codes and messages of the errors in a program.
fn refused(text: &str) -> Vec<(&'static str, String)> {
    let start = Instant::now();
    let mut sources = SourceMap::default();
    let file = sources.add("main.twl", text);
    let parse = twilight_syntax::parse(file, text);
    assert!(parse.diagnostics.is_empty(), "{:?}", parse.diagnostics);
    let found = twilight_hir::check(&[&parse.unit], &sources).diagnostics;
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    found
        .into_iter()
        .filter(twilight_diagnostics::Diagnostic::is_error)
        .map(|found| (found.code, found.message))
        .collect()
}

fn accepted(text: &str) {
    assert_eq!(refused(text), Vec::new());
}

/// The program has exactly this error, and the message holds this text.
fn only(text: &str, code: &str, part: &str) {
    let found = refused(text);
    let [(only, message)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(*only, code);
    assert!(message.contains(part), "{message}");
}

#[test]
fn generic_implementations_of_one_kind() {
    // They differ in the second part, so that they do not overlap.
    let impls = |count: usize| {
        let mut text = "trait A {}\nstruct W<X, Y> { x: X, y: Y }\n".to_string();
        for at in 0..count {
            let _ = writeln!(text, "struct S{at};\nimpl<T> A for W<T, S{at}> {{}}");
        }
        text
    };
    accepted(&impls(MAX_GENERIC_IMPLS));
    only(
        &impls(MAX_GENERIC_IMPLS + 1),
        "E0513",
        &format!("more than {MAX_GENERIC_IMPLS} generic implementations"),
    );
}

#[test]
fn steps_to_answer_one_question() {
    // The question is about `P`, and then about `u8` once for each bound of its parameters.
    let asks = |count: usize| {
        let mut bounds = vec![Vec::new(); 100];
        for at in 0..count {
            bounds[at % 100].push(format!("A<array<u8, {at}>>"));
        }
        let names: Vec<String> = (0..100).map(|at| format!("T{at}")).collect();
        let names = names.join(", ");
        let bounded: Vec<String> = bounds
            .iter()
            .enumerate()
            .map(|(at, bounds)| format!("T{at}: {}", bounds.join(" + ")))
            .collect();
        let fields: Vec<String> = (0..100).map(|at| format!("f{at}: T{at}")).collect();
        format!(
            "trait A<T> {{}}\ntrait B<T> {{}}\nimpl<T> A<T> for u8 {{}}\nstruct P<{names}> {{ {} }}\n\
             impl<{}> B<u8> for P<{names}> {{}}\nfn f<T: B<u8>>(x: T) {{}}\nfn g(x: P<{}>) {{ f(x); }}",
            fields.join(", "),
            bounded.join(", "),
            ["u8"; 100].join(", "),
        )
    };
    // One step is that of `P` itself.
    let most = MAX_TRAIT_STEPS as usize - 1;
    accepted(&asks(most));
    only(
        &asks(most + 1),
        "E0516",
        &format!("more than {MAX_TRAIT_STEPS} steps"),
    );
}

#[test]
fn bounds_that_grow_are_not_taken_for_missing() {
    only(
        "trait A<X> {}\nstruct W<X> { x: X }\nimpl<T: A<W<X>>, X> A<X> for vector<T> {}\n\
         impl<X> A<X> for u8 {}\nfn f<T: A<u8>>(x: T) {}\nfn g(x: vector<vector<u8>>) { f(x); }\n\
         struct V<T> { t: T }\nimpl<T: A<W<X>>, X> A<X> for V<T> {}\nfn h(x: V<bool>) { f(x); }",
        "E0221",
        "does not implement `A<u8>`",
    );
    // Every type has the trait if it has it for a larger argument, without end.
    only(
        "trait A<X> {}\nstruct W<X> { x: X }\nimpl<T: A<W<X>>, X> A<X> for T {}\n\
         fn f<T: A<u8>>(x: T) {}\nfn g(x: bool) { f(x); }",
        "E0516",
        "256 inside each other",
    );
}

#[test]
fn traits_that_a_trait_extends() {
    let extends = |count: usize| {
        let mut text = "trait A0 {}\n".to_string();
        for at in 1..=count {
            let _ = writeln!(text, "trait A{at}: A{} {{}}", at - 1);
        }
        text
    };
    accepted(&extends(MAX_SUPERTRAITS));
    only(
        &extends(MAX_SUPERTRAITS + 1),
        "E0517",
        &format!("more than {MAX_SUPERTRAITS} traits"),
    );
    // Arguments that double at each level.
    let mut text = "trait A0<T> {}\n".to_string();
    for at in 1..40 {
        let _ = writeln!(text, "trait A{at}<T>: A{}<(T, T)> {{}}", at - 1);
    }
    let found = refused(&text);
    assert!(found.iter().all(|(code, _)| *code == "E0517"), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn a_long_chain_of_traits_fits_the_stack() {
    let mut text = String::new();
    for at in 0..5_000 {
        let _ = writeln!(text, "trait A{at}: A{} {{}}", at + 1);
    }
    text += "trait A5000 {}\n";
    let found = refused(&text);
    assert!(
        found.iter().all(|(code, _)| *code == "E0517"),
        "{} found",
        found.len()
    );
}

#[test]
fn associated_types_through_each_other() {
    // Each is what the next one is; the last is `u8`.
    let chain = |count: u32| {
        let mut text = "trait A { type Item; }\n".to_string();
        for at in 0..count {
            let _ = writeln!(
                text,
                "struct S{at};\nimpl A for S{at} {{ type Item = <S{} as A>::Item; }}",
                at + 1
            );
        }
        let _ = writeln!(
            text,
            "struct S{count};\nimpl A for S{count} {{ type Item = u8; }}"
        );
        text + "fn f(x: S0::Item) -> u8 { x }"
    };
    accepted(&chain(MAX_PROJECTION_DEPTH));
    only(
        &chain(MAX_PROJECTION_DEPTH + 1),
        "E0516",
        &format!("at most {MAX_PROJECTION_DEPTH} through each other"),
    );
}

#[test]
fn associated_types_that_double() {
    // `Item` of a type with so many vectors is a tuple of twice as many parts for each.
    let double = |levels: usize| {
        let ty = "vector<".repeat(levels) + "u8" + &">".repeat(levels);
        format!(
            "trait A {{ type Item; }}\nstruct W<T> {{ x: T }}\nimpl A for W<u8> {{ type Item = u8; }}\n\
             impl<T> A for W<vector<T>> where W<T>: A {{ type Item = (<W<T> as A>::Item, <W<T> as A>::Item); }}\n\
             fn f(x: <W<{ty}> as A>::Item) {{}}"
        )
    };
    accepted(&double(11));
    only(&double(13), "E0516", "10000 in all");
    only(&double(40), "E0516", "10000 in all");
}

#[test]
fn nesting_of_types() {
    let nested = |levels: usize| {
        format!(
            "fn f(x: {}u8{}) {{}}",
            "Option<".repeat(levels),
            ">".repeat(levels)
        )
    };
    let most = MAX_TYPE_DEPTH as usize - 1;
    accepted(&nested(most));
    only(
        &nested(most + 1),
        "E0155",
        &format!("more than {MAX_TYPE_DEPTH} levels deep"),
    );
    let inferred = |levels: usize| {
        let calls = "Some(".repeat(levels) + "1u8" + &")".repeat(levels);
        format!("fn wrap<T>(x: T) -> Option<T> {{ Some(x) }}\nfn f() {{ val _x = {calls}; }}")
    };
    accepted(&inferred(most));
    let found = refused(&inferred(most + 1));
    assert!(found.iter().all(|(code, _)| *code == "E0155"), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn sizes_of_constants() {
    // Each constant doubles the one before.
    let text = |last: &str| {
        let mut text = "const A0: string = \"x\";\n".to_string();
        for at in 1..=16 {
            let _ = writeln!(text, "const A{at}: string = A{0} + A{0};", at - 1);
        }
        format!("{text}const LAST: string = A16{last};")
    };
    accepted(&text(""));
    only(&text(" + A0"), "E0301", "may have 65536 bytes at most");
    let parts = |count: u64| {
        format!(
            "const A: array<array<u8, {count}>, 999> = [[0; {count}]; 999];\nfn main() -> u8 {{ A[0][0] }}"
        )
    };
    // The arrays count as parts too: 1 + 999 * (1 + 1000).
    accepted(&parts(1000));
    let found = refused(&parts(1002));
    assert!(!found.is_empty());
}
