//! The standard library's table: every example runs on every engine and gives what it says, and `docs/std.md`
//! is what the table makes (`UPDATE_EXPECT=1` rewrites it).

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::Path;

use twilight_conformance::{Engines, Setup};
use twilight_hir::library::{Kind, Row, SECTIONS, Section};

/// The statements of an example, and the expression that they end in.
fn program(row: &Row) -> String {
    let [code, _] = row.example;
    // A `;` inside quotes stands in no example.
    match code.rsplit_once("; ") {
        Some((statements, value)) => {
            format!("fn main() {{\n    {statements};\n    print(\"{{}}\", {value});\n}}\n")
        }
        None => format!("fn main() {{\n    print(\"{{}}\", {code});\n}}\n"),
    }
}

#[test]
fn examples_give_what_they_say() {
    let engines = Engines::new();
    let mut report = String::new();
    let mut count = 0;
    for section in SECTIONS {
        for row in section.rows.iter().chain(section.closures) {
            if row.example[0].is_empty() {
                assert_eq!(row.kind, Kind::Function, "{} has no example", row.name);
                continue;
            }
            count += 1;
            let setup = Setup::default();
            let seen = match engines.observe(&program(row), &setup) {
                Ok(seen) => seen,
                Err(difference) => {
                    let _ = writeln!(report, "{} {}: {difference}", section.title, row.name);
                    continue;
                }
            };
            let expected = vec!["success ()".to_owned(), format!("output {:?}", row.example[1])];
            if seen.lines() != expected {
                let _ = writeln!(
                    report,
                    "{} {}: expected {expected:?}, but got {:?}",
                    section.title,
                    row.name,
                    seen.lines()
                );
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(count > 150, "{count} examples");
}

/// What specification 03 names, by section of the table.
const SPECIFIED: &[(&str, &str)] = &[
    (
        "Option",
        "is_some is_none expect unwrap unwrap_or unwrap_or_else map ok_or ok_or_else",
    ),
    (
        "Result",
        "is_ok is_err ok err expect unwrap expect_err unwrap_err map map_err",
    ),
    (
        "u64",
        "checked_add checked_sub checked_mul checked_div wrapping_add wrapping_sub wrapping_mul saturating_add \
         saturating_sub pow from_str_radix count_ones leading_zeros",
    ),
    (
        "string",
        "len is_empty slice find contains split concat starts_with ends_with replace to_upper to_lower",
    ),
    (
        "vector",
        "new with_capacity len is_empty capacity push pop get set clear",
    ),
    ("map", "new len is_empty insert get remove contains_key"),
    ("array", "len get"),
    ("nova::env", "block_number timestamp self_address gas_left"),
    ("nova::tx", "sender origin value"),
    ("nova::crypto", "keccak256 blake3"),
];

#[test]
fn the_table_has_what_the_specification_names() {
    for (path, names) in SPECIFIED {
        let section = SECTIONS.iter().find(|section| section.path == *path).unwrap();
        for name in names.split_whitespace() {
            assert!(
                section
                    .rows
                    .iter()
                    .chain(section.closures)
                    .any(|row| row.name == name),
                "{path} {name}"
            );
        }
    }
}

/// Every function of the chain in the three ways of writing it (DECISION C2).
#[test]
fn functions_of_the_chain_by_all_paths() {
    let source = "use nova::env;
use nova::tx;
contract C {
    pub fn f() -> (bool, bool, bool, bool, bool, bool, bool) {
        (
            env.block_number() == nova::env::block_number() && env::block_number() == 1,
            env.timestamp() == nova::env::timestamp() && env::timestamp() == 1700000000,
            env.self_address() == nova::env::self_address() && self.address() == env::self_address(),
            env.gas_left() >= env::gas_left() && nova::env::gas_left() > 0,
            ctx.sender() == tx.sender() && tx::sender() == nova::tx::sender(),
            ctx.origin() == tx.origin() && tx::origin() == nova::tx::origin(),
            ctx.value() == tx.value() && tx::value() == nova::tx::value(),
        )
    }
}
";
    let setup = Setup {
        entry: "C::f".to_owned(),
        ..Setup::default()
    };
    let seen = Engines::new().observe(source, &setup).unwrap();
    assert_eq!(
        seen.lines(),
        ["success (true, true, true, true, true, true, true)"]
    );
}

fn anchor(section: &Section, row: &Row) -> String {
    let receiver = match row.kind {
        Kind::Associated | Kind::Constant | Kind::Function => format!("{}::", section.path),
        Kind::Shared | Kind::Mut => ".".to_owned(),
    };
    format!("{receiver}{}", row.name)
}

fn reference() -> String {
    let mut text = String::from(
        "# The standard library\n\nEverything here is part of the language; nothing needs an import but the \
         modules of `nova`, and those only where their path is shortened. The table that the compiler checks \
         against makes this page, and every example is run by the tests.\n\n`Self` is the type itself; \
         `mut self` marks methods that change the value they are called on, which must be a `var`. A method may \
         also be called with its receiver as the first argument: `u8::checked_add(a, b)`.\n",
    );
    for section in SECTIONS {
        let _ = write!(text, "\n## {}\n", section.title);
        if !section.text.is_empty() {
            let _ = write!(text, "\n{}\n", section.text);
        }
        for row in section.rows.iter().chain(section.closures) {
            let _ = write!(text, "\n### `{}`\n\n", anchor(section, row));
            let _ = writeln!(text, "`{}`\n\n{}", row.signature(), row.meaning);
            if !row.failure.is_empty() {
                let kind = if row.failure.starts_with('`') {
                    "Errors: "
                } else {
                    ""
                };
                let _ = writeln!(text, "{kind}{}", row.failure);
            }
            if !row.aliases.is_empty() {
                let names: Vec<String> = row.aliases.iter().map(|name| format!("`{name}`")).collect();
                let _ = writeln!(text, "The same under the names {}.", names.join(", "));
            }
            let [code, value] = row.example;
            if !code.is_empty() {
                let code = code.replace("; ", ";\n");
                let _ = write!(text, "\n```twilight\n{code}  // {value}\n```\n");
            }
        }
    }
    text
}

#[test]
fn the_reference_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/std.md");
    let expected = reference();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/std.md is not what the table says; run this test with UPDATE_EXPECT=1"
    );
}
