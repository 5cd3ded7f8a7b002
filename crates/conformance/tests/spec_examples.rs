//! `docs/spec-examples.md` lists exactly the programs below `programs/spec` and what becomes of them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use twilight_conformance::{Program, source_files};

const HEADER: &str = "| Section | Program | Status |\n|---|---|---|\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// `01_3_1_immutable_bindings` is about `01 §3.1`.
fn section(name: &str) -> String {
    let numbers: Vec<&str> = name
        .split('_')
        .take_while(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let (document, section) = numbers.split_first().expect("a document number");
    assert!(
        ["01", "02", "03", "04", "18", "20"].contains(document) && !section.is_empty(),
        "`{name}` does not begin with a document and a section"
    );
    format!("{document} §{}", section.join("."))
}

fn status(program: &Program) -> String {
    let codes: Vec<&str> = program
        .expected
        .iter()
        .filter_map(|line| line.strip_prefix("error "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    match codes.first() {
        Some(code) => format!("refused, `{code}`"),
        None => "runs".to_owned(),
    }
}

fn rows() -> Vec<(Vec<u32>, String)> {
    let mut rows = Vec::new();
    for path in source_files(&root().join("programs/spec")).unwrap() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let program = Program::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(!program.expected.is_empty(), "{name} expects nothing");
        let section = section(&name);
        let order = section
            .split([' ', '§', '.'])
            .filter_map(|part| part.parse().ok())
            .collect();
        let file = format!("../crates/conformance/programs/spec/{name}.twl");
        rows.push((
            order,
            format!("| {section} | [`{name}`]({file}) | {} |\n", status(&program)),
        ));
    }
    rows.sort();
    rows
}

#[test]
fn the_table_lists_exactly_the_programs() {
    let path = root().join("../../docs/spec-examples.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, table) = text.split_once(HEADER).expect("the table's header");
    let expected: String = rows().into_iter().map(|(_, row)| row).collect();
    if table == expected {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, format!("{before}{HEADER}{expected}")).unwrap();
        return;
    }
    let listed: Vec<&str> = table.lines().collect();
    let wanted: Vec<&str> = expected.lines().collect();
    let missing: Vec<_> = wanted.iter().filter(|row| !listed.contains(row)).collect();
    let stale: Vec<_> = listed.iter().filter(|row| !wanted.contains(row)).collect();
    panic!(
        "docs/spec-examples.md misses {missing:#?}\nand should not have {stale:#?}\n(or has them in another order)"
    );
}

#[test]
fn sections_come_from_names() {
    assert_eq!(section("01_3_1_immutable_bindings"), "01 §3.1");
    assert_eq!(section("04_3_2_annotations"), "04 §3.2");
    assert_eq!(section("01_2_comments"), "01 §2");
}
