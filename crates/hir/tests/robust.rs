//! The checker answers every tree, also recovered ones, and stays fast on large programs.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use twilight_diagnostics::{Diagnostic, SourceMap};

fn check(text: &str) -> Vec<Diagnostic> {
    let mut sources = SourceMap::default();
    let file = sources.add("main.twl", text);
    let parse = twilight_syntax::parse(file, text);
    twilight_hir::check(&[&parse.unit], &sources).diagnostics
}

fn errors(text: &str) -> Vec<&'static str> {
    check(text)
        .iter()
        .filter(|found| found.is_error())
        .map(|found| found.code)
        .collect()
}

fn programs() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["ok", "err"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(folder);
        for entry in std::fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "twl") {
                all.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    all.sort();
    all
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

#[test]
fn damaged_programs_are_answered() {
    let programs = programs();
    let words: Vec<&str> = programs.iter().flat_map(|text| text.split_whitespace()).collect();
    let mut numbers = Numbers(7);
    let mut answered = 0;
    for text in &programs {
        for _ in 0..12 {
            let mut pieces: Vec<&str> = text.split_inclusive([' ', '\n', '(', ')', '.', ';']).collect();
            for _ in 0..=numbers.below(3) {
                let at = numbers.below(pieces.len());
                match numbers.below(3) {
                    0 => {
                        pieces.remove(at);
                    }
                    1 => pieces.insert(at, words[numbers.below(words.len())]),
                    _ => {
                        let other = numbers.below(pieces.len());
                        pieces.swap(at, other);
                    }
                }
            }
            let damaged = pieces.concat();
            let found = check(&damaged);
            assert!(found.iter().all(|found| !found.message.is_empty()), "{damaged}");
            answered += 1;
        }
    }
    assert!(answered > 2_000);
}

fn within(limit: u64, what: &str, text: &str) -> Vec<&'static str> {
    let start = Instant::now();
    let found = errors(text);
    assert!(
        start.elapsed() < Duration::from_secs(limit),
        "{what} took {:?}",
        start.elapsed()
    );
    found
}

#[test]
fn large_programs_stay_fast() {
    let functions: String = (0..3_000)
        .map(|at| {
            format!(
                "fn f{at}(a: u64) -> u64 {{ var x = a; x += {at}; f{}(x) }}\n",
                at / 2
            )
        })
        .collect();
    assert_eq!(within(20, "functions", &functions), Vec::<&str>::new());
    let locals: String = (1..4_000)
        .map(|at| format!("val x{at} = x{} + 1;\n", at - 1))
        .collect();
    assert_eq!(
        within(
            20,
            "locals",
            &format!("fn main() {{ val x0 = 1; {locals} print(\"{{}}\", x3999); }}")
        ),
        Vec::<&str>::new()
    );
    let arms: String = (0..1_000).map(|at| format!("{at} => {},\n", at * 2)).collect();
    assert_eq!(
        within(
            20,
            "arms",
            &format!("fn f(x: u64) -> u64 {{ match x {{ {arms} _ => 0 }} }}")
        ),
        Vec::<&str>::new()
    );
    let loops = format!(
        "fn f() {{ var v = vector![1]; {} v = vector![1]; val w = v; print(\"{{}}\", w); {} }}",
        "loop { if true { break; } ".repeat(60),
        "}".repeat(60)
    );
    assert_eq!(within(20, "loops", &loops), Vec::<&str>::new());
}

#[test]
fn many_mistakes_are_answered_soon() {
    let known: String = (0..2_000).map(|at| format!("fn known_{at}() {{}}\n")).collect();
    let unknown: String = (0..4_000).map(|at| format!("knwon{at}();\n")).collect();
    assert_eq!(
        within(30, "unknown names", &format!("{known} fn main() {{ {unknown} }}")).len(),
        4_000
    );
    let fields: String = (0..5_000).map(|at| format!("f{at}: u8,")).collect();
    let arms: String = (0..200)
        .map(|at| format!("S {{ f{at}: 1, .. }} => {at},\n"))
        .collect();
    let wide = format!("struct S {{ {fields} }} fn f(s: S) -> u64 {{ match s {{ {arms} _ => 0 }} }}");
    let found = within(30, "wide matches", &wide);
    assert!(found.is_empty() || found == ["E0255"], "{found:?}");
}

#[test]
fn types_that_double_are_refused() {
    let pairs: String = (1..200)
        .map(|at| format!("val a{at} = (a{0}, a{0});\n", at - 1))
        .collect();
    let found = within(20, "pairs", &format!("fn main() {{ val a0 = 1; {pairs} }}"));
    assert!(found.contains(&"E0155"), "{found:?}");
    let options: String = (1..400)
        .map(|at| format!("val a{at} = Some(a{});\n", at - 1))
        .collect();
    let found = within(20, "options", &format!("fn main() {{ val a0 = 1; {options} }}"));
    assert!(found.contains(&"E0155"), "{found:?}");
    let open: String = (1..60)
        .map(|at| format!("val a{at} = (a{0}, a{0});\n", at - 1))
        .collect();
    let found = within(
        20,
        "open",
        &format!("fn main() {{ val a0 = None; {open} val b: Option<u64> = a0; }}"),
    );
    assert!(found.contains(&"E0155"), "{found:?}");
    let aliases: String = (1..40)
        .map(|at| format!("type A{at}<T> = A{0}<A{0}<T>>;\n", at - 1))
        .collect::<String>()
        + "type A0<T> = (T, T);";
    let found = within(20, "aliases", &aliases);
    assert!(found.contains(&"E0155"), "{found:?}");
}

#[test]
fn limits_hold_at_their_edges() {
    use twilight_hir::limits::{MAX_ARRAY_BYTES, MAX_VARIANTS};
    let array = |count: u64| errors(&format!("fn f(x: array<u8, {count}>) -> u8 {{ x[0] }}"));
    assert_eq!(array(MAX_ARRAY_BYTES), Vec::<&str>::new());
    assert!(!array(MAX_ARRAY_BYTES + 1).is_empty());
    let variants = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("V{at}")).collect();
        errors(&format!("enum E {{ {} }}", names.join(", ")))
    };
    assert_eq!(variants(MAX_VARIANTS), Vec::<&str>::new());
    assert_eq!(variants(MAX_VARIANTS + 1), ["E0156"]);
    let fields = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("f{at}: u8")).collect();
        errors(&format!("struct S {{ {} }}", names.join(", ")))
    };
    // The struct itself counts as one.
    assert_eq!(fields(9_999), Vec::<&str>::new());
    assert_eq!(fields(10_000), ["E0155"]);
    let topics = |count: usize| {
        let params: Vec<String> = (0..count).map(|at| format!("#[topic] a{at}: u64")).collect();
        errors(&format!("event E({});", params.join(", ")))
    };
    assert_eq!(topics(3), Vec::<&str>::new());
    assert_eq!(topics(4), ["E0401"]);
}

#[test]
fn a_match_beyond_the_step_limit_says_so() {
    // Each arm fixes two of many columns: the matrix has no short proof.
    let count = 24;
    let mut arms = String::new();
    for first in 0..count {
        for second in 0..first {
            let columns: Vec<&str> = (0..count)
                .map(|at| {
                    if at == first {
                        "true"
                    } else if at == second {
                        "false"
                    } else {
                        "_"
                    }
                })
                .collect();
            arms += &format!("({}) => {{}},\n", columns.join(", "));
        }
    }
    let types = vec!["bool"; count].join(", ");
    let found = within(
        60,
        "match",
        &format!("fn f(x: ({types})) {{ match x {{ {arms} }} }}"),
    );
    assert_eq!(found, ["E0255"]);
}

#[test]
fn deep_and_long_programs_fit_the_stack() {
    let body = |inner: &str| format!("fn f(a: u64, v: vector<u64>, o: Option<u64>) -> u64 {{ {inner} }}");
    let nest = |open: &str, middle: &str, close: &str, count: usize| {
        body(&format!("{}{middle}{}", open.repeat(count), close.repeat(count)))
    };
    let programs = [
        nest("(", "a", ")", 250),
        nest("{ ", "a", " }", 250),
        nest("if a > 1 { ", "a", " } else { 0 }", 120),
        nest("match a { 0 => ", "a", ", _ => 1 }", 120),
        nest("f(", "a", ", v, o)", 250),
        nest("loop { break ", "a", " }", 120),
        nest("!", "a", "", 250),
        body(&format!("a{}", " + a".repeat(250))),
        body(&format!("a{}", " + a".repeat(5_000))),
        body(&format!("a{}", ".min(a)".repeat(250))),
        body(&format!("a{}", ".min(a)".repeat(5_000))),
        body(&format!(
            "if a == 0 {{ 0 }} {} else {{ 1 }}",
            "else if a == 1 { 2 }".repeat(250)
        )),
        body(&format!(
            "if a == 0 {{ 0 }} {} else {{ 1 }}",
            "else if a == 1 { 2 }".repeat(3_000)
        )),
        body(&format!(
            "val x: {}u64{} = None; a",
            "Option<".repeat(200),
            ">".repeat(200)
        )),
        body(&format!(
            "match o {{ {} => 1 }}",
            vec!["Some(_)"; 3_000].join(" | ")
        )),
        body(&format!(
            "val t = ({}); match t {{ ({}) => 1 }}",
            "true, ".repeat(3_000),
            "true, ".repeat(3_000)
        )),
    ];
    for program in programs {
        // Refused or accepted, but answered.
        let found = check(&program);
        assert!(found.len() < 100, "{} messages", found.len());
    }
}

/// A match on constants is looked at arm by arm, however many there are.
#[test]
fn long_matches_on_constants() {
    const ARMS: usize = 20_000;
    let program =
        |ty: &str, arms: &str| format!("fn f(x: {ty}) -> u64 {{\n    match x {{\n{arms}    }}\n}}\n");
    let numbers: String = (0..ARMS).map(|n| format!("        {n} => 1,\n")).collect();
    let start = Instant::now();
    assert!(check(&program("u64", &format!("{numbers}        _ => 0,\n"))).is_empty());
    let texts: String = (0..ARMS).map(|n| format!("        \"{n}\" => 1,\n")).collect();
    assert!(check(&program("string", &format!("{texts}        _ => 0,\n"))).is_empty());
    assert!(start.elapsed() < Duration::from_secs(10));
    // The last value of a small type, a repeated arm, a repeated alternative.
    let bytes = |last: usize| {
        (0..=last)
            .map(|n| format!("        {n} => 1,\n"))
            .collect::<String>()
    };
    assert!(check(&program("u8", &bytes(255))).is_empty());
    assert_eq!(errors(&program("u8", &bytes(254))), ["E0251"]);
    let codes =
        |arms: &str| -> Vec<&str> { check(&program("u8", arms)).iter().map(|one| one.code).collect() };
    let unreachable = codes("        1 | 2 => 1,\n        2 | 1 => 2,\n        _ => 0,\n");
    assert_eq!(unreachable.len(), 1, "{unreachable:?}");
    assert!(codes("        1 if x > 0 => 1,\n        1 => 2,\n        _ => 0,\n").is_empty());
    assert!(codes("        1 | 2 => 1,\n        2 | 3 => 2,\n        _ => 0,\n").is_empty());
    assert_eq!(codes(&format!("{}        _ => 0,\n", bytes(255))).len(), 1);
}

#[test]
fn module_limits_hold_at_their_edges() {
    // The root counts as a module.
    let modules = |count: usize| {
        (1..count)
            .map(|at| format!("mod m{at} {{}}\n"))
            .collect::<String>()
    };
    assert_eq!(within(20, "modules", &modules(4096)), Vec::<&str>::new());
    assert_eq!(errors(&modules(4097)), ["E0555"]);
    let globs = |count: usize| format!("mod a {{}}\n{}", "use a::*;\n".repeat(count));
    assert_eq!(within(20, "globs", &globs(1000)), Vec::<&str>::new());
    assert_eq!(errors(&globs(1001)), ["E0555"]);
    // Each import leads through all after it.
    let chain = |count: usize| {
        let links: String = (1..count)
            .map(|at| format!("mod m{at} {{ pub use crate::m{}::f; }}\n", at + 1))
            .collect();
        format!("{links}mod m{count} {{ pub fn f() {{}} }}\n")
    };
    assert_eq!(errors(&chain(65)), Vec::<&str>::new());
    assert_eq!(errors(&chain(66)), ["E0553"]);
}
