//! Programs with their expected ASTs (`data/ok`) and messages (`data/err`).
//!
//! `UPDATE_EXPECT=1 cargo test -p twilight-syntax --test it` rewrites the expectations; read the
//! difference before committing it.

use crate::support;
use std::path::Path;

fn check(path: &Path, extension: &str, actual: &str, failures: &mut Vec<String>) {
    let expectation = path.with_extension(extension);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&expectation, actual).expect("the expectation can be written");
        return;
    }
    let expected = std::fs::read_to_string(&expectation).unwrap_or_default();
    if expected != actual {
        failures.push(format!("{}:\n{actual}", expectation.display()));
    }
}

#[test]
fn good_programs_have_their_ast() {
    let mut failures = Vec::new();
    for (path, text) in support::programs("ok") {
        let parse = support::parse(&text);
        assert!(
            !parse.has_errors(),
            "{}",
            support::messages(&path.display().to_string(), &text, &parse)
        );
        check(&path, "ast", &twilight_syntax::dump(&parse.unit), &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn bad_programs_have_their_messages() {
    let mut failures = Vec::new();
    let programs = support::programs("err");
    assert!(programs.len() >= 40, "only {} programs", programs.len());
    for (path, text) in programs {
        let parse = support::parse(&text);
        assert!(parse.has_errors(), "{} has no error", path.display());
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        check(
            &path,
            "err",
            &support::messages(&name, &text, &parse),
            &mut failures,
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn one_mistake_gives_one_message() {
    // Programs whose point is that several mistakes are each reported.
    let several = [
        "bracket_type",
        "keyword_as_parameter",
        "reference_expression",
        "smart_quotes",
        "three_mistakes",
    ];
    for (path, text) in support::programs("err") {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let count = support::parse(&text)
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .count();
        if several.contains(&name.as_str()) {
            assert!(count > 1, "{name} has {count}");
        } else {
            assert_eq!(
                count,
                1,
                "{name}: {}",
                support::messages(&name, &text, &support::parse(&text))
            );
        }
    }
}

#[test]
fn what_follows_a_mistake_is_still_read() {
    for (path, text) in support::programs("err") {
        let sentinel = format!("{text}\nfn sentinel() -> u8 {{ 1 }}\n");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        // These swallow the rest of the file by their nature.
        if name.starts_with("unclosed_b") {
            continue;
        }
        let dump = twilight_syntax::dump(&support::parse(&sentinel).unit);
        assert!(dump.ends_with("fn sentinel() -> u8\n  = 1\n"), "{name}:\n{dump}");
    }
}

#[test]
fn code_blocks_of_the_specifications_parse() {
    let blocks = support::spec_blocks();
    assert!(blocks.len() > 35, "only {} blocks", blocks.len());
    for (name, text) in blocks {
        let parse = support::parse(&text);
        assert!(!parse.has_errors(), "{}", support::messages(&name, &text, &parse));
    }
}

#[test]
fn precedence_is_that_of_rust() {
    let cases = [
        ("a + b * c", "(a + (b * c))"),
        ("a - b - c", "((a - b) - c)"),
        ("a << b + c", "(a << (b + c))"),
        ("a & b << c", "(a & (b << c))"),
        ("a ^ b & c", "(a ^ (b & c))"),
        ("a | b ^ c", "(a | (b ^ c))"),
        ("a == b | c", "(a == (b | c))"),
        ("a && b == c", "(a && (b == c))"),
        ("a || b && c", "(a || (b && c))"),
        ("a .. b || c", "(a..(b || c))"),
        ("a = b .. c", "(a = (b..c))"),
        ("a = b += c", "(a = (b += c))"),
        ("-a as u8", "((-a) as u8)"),
        ("-a.b()?", "(-a.b()?)"),
        ("!a == b", "((!a) == b)"),
        ("a as u8 < b", "((a as u8) < b)"),
        ("a * b as u8", "(a * (b as u8))"),
        ("a >> b >= c", "((a >> b) >= c)"),
        ("a >>= b > c", "(a >>= (b > c))"),
        ("a > > b", "<error>"),
        ("|x| x + 1", "|x| (x + 1)"),
        ("return a + b", "return (a + b)"),
        ("-128i8", "(-128i8)"),
        ("t.0.1", "t.0.1"),
        ("x.f<u8>(1)", "x.f<u8>(1)"),
        ("x.f < y", "(x.f < y)"),
        ("vector<vector<u8>>::new()", "vector<vector<u8>>::new()"),
    ];
    for (source, expected) in cases {
        let parse = support::parse(&format!("fn f() {{ {source} }}"));
        if expected == "<error>" {
            assert!(parse.has_errors(), "{source}");
            continue;
        }
        assert!(!parse.has_errors(), "{source}: {:?}", parse.diagnostics);
        assert_eq!(
            twilight_syntax::dump(&parse.unit),
            format!("fn f()\n  = {expected}\n"),
            "{source}"
        );
    }
}
