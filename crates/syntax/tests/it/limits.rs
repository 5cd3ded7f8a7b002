//! Limits at their edges, and hostile files: no text overflows the stack, hangs or grows out of bounds.

use crate::support;
use twilight_syntax::lexer::{MAX_ERRORS, MAX_FILE_BYTES};
use twilight_syntax::{MAX_CHAIN, MAX_GENERIC_LOOKAHEAD, MAX_NESTING, codes};

/// Codes of all errors.
fn errors(text: &str) -> Vec<&'static str> {
    support::parse(text)
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .map(|one| one.code)
        .collect()
}

/// `inside` repeated around a middle, as the value of a function.
fn nested(open: &str, middle: &str, close: &str, levels: usize) -> String {
    format!(
        "fn f() {{ {}{middle}{} }}",
        open.repeat(levels),
        close.repeat(levels)
    )
}

#[test]
fn at_least_128_levels_of_everything() {
    for (open, middle, close) in [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{", "1", "}"),
        ("f(", "1", ")"),
        ("a[", "1", "]"),
        ("S { a: ", "1", "}"),
        ("if a { ", "1", "} else { 2 }"),
        ("if a { 1 } else ", "{ 2 }", ""),
        ("match a { _ => ", "1", "}"),
        ("loop { ", "", "}"),
        ("|x| ", "1", ""),
        ("-", "1", ""),
        ("1 + (", "1", ")"),
        ("fn g() { ", "", "}"),
        ("return ", "1", ""),
        ("x = ", "1", ""),
    ] {
        let text = nested(open, middle, close, 127);
        assert_eq!(errors(&text), Vec::<&str>::new(), "{open}");
    }
    let ty = format!("fn f(a: {}u8{}) {{}}", "vector<".repeat(200), ">".repeat(200));
    assert!(errors(&ty).is_empty());
    let pattern = format!("fn f() {{ val {}a{} = 1; }}", "(".repeat(200), ",)".repeat(200));
    assert!(errors(&pattern).is_empty());
}

#[test]
fn the_edge_of_nesting() {
    // The function, and the value of its body, are the first two levels.
    let fits = MAX_NESTING as usize - 2;
    assert_eq!(errors(&nested("(", "1", ")", fits)), Vec::<&str>::new());
    assert_eq!(errors(&nested("(", "1", ")", fits + 1)), [codes::TOO_DEEP]);
}

#[test]
fn the_edge_of_chains() {
    for (first, link) in [
        ("a", " + a"),
        ("a", ".b"),
        ("a", "()"),
        ("a", "[0]"),
        ("a", "?"),
        ("a", ".m(1)"),
    ] {
        // Each link is one operation; the operand and the body's value are one level more at the most.
        let fits = format!("fn f() {{ {first}{} }}", link.repeat(MAX_CHAIN as usize - 2));
        assert_eq!(errors(&fits), Vec::<&str>::new(), "{link}");
        let over = format!("fn f() {{ {first}{} }}", link.repeat(MAX_CHAIN as usize + 1));
        assert_eq!(errors(&over), [codes::TOO_DEEP], "{link}");
    }
}

/// Type arguments without `::`: the `>` is the last token that is looked at, or one behind it.
#[test]
fn the_edge_of_looking_ahead() {
    // The `<` and the `>` themselves are two of the tokens.
    let pairs = (MAX_GENERIC_LOOKAHEAD - 2) / 2;
    let fits = format!("fn f() {{ g<{}>(1) }}", "T,".repeat(pairs));
    assert_eq!(errors(&fits), Vec::<&str>::new());
    let over = format!("fn f() {{ g<{}T>(1) }}", "T,".repeat(pairs + 1));
    assert_ne!(errors(&over), Vec::<&str>::new());
    // With `::` any number is read.
    let marked = format!("fn f() {{ g::<{}T>(1) }}", "T,".repeat(pairs + 1));
    assert_eq!(errors(&marked), Vec::<&str>::new());
}

#[test]
fn chains_within_nesting_share_one_limit() {
    // Each level would be fine alone.
    let mut text = "a".to_owned();
    for _ in 0..20 {
        text = format!("({text}){}", " + a".repeat(100));
    }
    assert_eq!(errors(&format!("fn f() {{ {text} }}")), [codes::TOO_DEEP]);
}

#[test]
fn hostile_files_of_a_mebibyte() {
    const SIZE: usize = 1 << 20;
    let units = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "!",
        "-",
        "a.",
        "a(",
        "a[",
        "a + ",
        "a::",
        "a<",
        "if ",
        "if a {",
        "else ",
        "match a { ",
        "|x| ",
        "|",
        "&",
        "*",
        "+",
        "fn f() {",
        "fn ",
        "contract C {",
        "mod m {",
        "use a::{",
        "#[",
        "#[a(",
        "\"",
        "'",
        "'a ",
        "/*",
        "//",
        "\\",
        "\"\\",
        "\"\\q",
        "1",
        "1 ",
        "0x",
        ";",
        ",",
        ":",
        "=",
        "..",
        "..=",
        "a = ",
        "a as ",
        "return ",
        "break ",
        "val ",
        "val x = ",
        "val (",
        "val A | ",
        "val x @ ",
        "val &",
        "struct S { ",
        "struct S;",
        "enum E { A(",
        "impl ",
        "trait T { ",
        "storage { ",
        "a: &",
        "vector<",
        "fn(",
        "\u{0}",
        "\u{e9}",
        "\u{1f600}",
        "\u{201c}",
        "\r",
        "_",
        "pub ",
        "for (",
        "for i in ",
        "{}{}",
        "{\n",
        "}\n",
        "a++;",
        "uint x; ",
        "function f() ",
        "vec![",
        "S { a: ",
        "(a, ",
        "<a>(",
        "x.f<",
        "else { ",
        "require(",
        "emit ",
        "...",
    ];
    for unit in units {
        for prefix in [
            "",
            "fn f() { ",
            "fn f() { x = ",
            "contract C { ",
            "fn f(a: ",
            "fn f() { match a { ",
        ] {
            // The full size where a text stands alone; a fraction behind each prefix keeps the test short.
            let size = if prefix.is_empty() { SIZE } else { SIZE / 64 };
            let text = format!("{prefix}{}", unit.repeat(size / unit.len()));
            let parse = support::parse(&text);
            assert!(
                parse.diagnostics.len() <= 2 * MAX_ERRORS + 2,
                "{prefix}{unit}: {}",
                parse.diagnostics.len()
            );
        }
    }
}

#[test]
fn too_deep_is_said_once() {
    for unit in ["(", "[", "{", "!", "if a {", "f(", "S { a: ", "-"] {
        assert_eq!(
            errors(&nested(unit, "", "", 100_000)),
            [codes::TOO_DEEP],
            "{unit}"
        );
    }
    assert_eq!(
        errors(&format!("fn f(a: {}", "vector<".repeat(100_000))),
        [codes::TOO_DEEP]
    );
    assert_eq!(
        errors(&format!("fn f() {{ val {}", "(".repeat(100_000))),
        [codes::TOO_DEEP]
    );
    assert_eq!(errors(&"mod m {".repeat(100_000)), [codes::TOO_DEEP]);
    assert_eq!(
        errors(&format!("fn f() {{ a{} }}", " + a".repeat(100_000))),
        [codes::TOO_DEEP]
    );
    assert_eq!(
        errors(&format!("fn f() {{ a{} }}", ".b()".repeat(100_000))),
        [codes::TOO_DEEP]
    );
}

#[test]
fn long_flat_files_are_fine() {
    let list = format!("fn f() {{ [{}] }}", "1, ".repeat(100_000));
    assert!(errors(&list).is_empty());
    let statements = format!("fn f() {{ {} }}", "x = 1;\n".repeat(100_000));
    assert!(errors(&statements).is_empty());
    let items = "const A: u8 = 1;\n".repeat(50_000);
    assert_eq!(support::parse(&items).unit.items.len(), 50_000);
}

#[test]
fn the_edge_of_errors() {
    let at = "fn f() { x = ; }\n".repeat(MAX_ERRORS);
    assert_eq!(errors(&at).len(), MAX_ERRORS);
    let over = errors(&"fn f() { x = ; }\n".repeat(MAX_ERRORS + 5));
    assert_eq!(over.len(), MAX_ERRORS + 1);
    assert_eq!(over.last(), Some(&codes::TOO_MANY_ERRORS));
}

#[test]
fn the_edge_of_file_sizes() {
    assert!(errors(&" ".repeat(MAX_FILE_BYTES)).is_empty());
    assert_eq!(errors(&" ".repeat(MAX_FILE_BYTES + 1)), [codes::FILE_TOO_LARGE]);
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    assert!(errors("\u{feff}fn main() {}").is_empty());
    assert_eq!(errors("fn main() {} \u{feff}").len(), 1);
}
