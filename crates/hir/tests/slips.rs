//! Slips of programmers who come from other languages: each gets exactly one message, which names Twilight's form.
//!
//! `tests/data/slips/*.txt` hold pieces of code, each behind a line `---- name`; a piece whose name ends in
//! `(accepted)` compiles. A piece is the body of a contract's function, or a whole file where it begins with
//! `//? raw`. What is printed stands in the `.out` beside the file; `UPDATE_EXPECT=1` rewrites it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use twilight_diagnostics::{Diagnostic, SourceMap, Span, render};
use twilight_hir::{ModuleFile, Options};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/slips")
}

/// Names and programs of a file.
fn slips(text: &str) -> Vec<(String, String)> {
    let pieces = format!("\n{text}");
    pieces
        .split("\n---- ")
        .skip(1)
        .map(|piece| {
            let (name, body) = piece.split_once('\n').unwrap();
            let program = match body.strip_prefix("//? raw\n") {
                Some(program) => format!("{program}\n"),
                None => {
                    let lines: Vec<String> = body.lines().map(|line| format!("        {line}\n")).collect();
                    format!(
                        "contract App {{\n    pub fn main() {{\n{}    }}\n}}\n",
                        lines.concat()
                    )
                }
            };
            (name.to_string(), program)
        })
        .collect()
}

fn check(program: &str) -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let file = sources.add("src/main.twl", program);
    let parse = twilight_syntax::parse(file, program);
    if parse.has_errors() {
        return (sources, parse.diagnostics);
    }
    let files = [ModuleFile {
        path: Vec::new(),
        unit: &parse.unit,
        start: Span::new(file, 0, 0),
    }];
    let checked = twilight_hir::check_package(&files, &sources, &Options::default());
    (sources, checked.diagnostics)
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

/// The program with the suggestions of a diagnostic made.
fn mended(program: &str, diagnostic: &Diagnostic) -> String {
    let mut edits = diagnostic.suggestions.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = program.to_string();
    for edit in edits {
        text.replace_range(
            edit.span.start as usize..edit.span.end as usize,
            &edit.replacement,
        );
    }
    text
}

#[test]
fn what_is_suggested_compiles() {
    let mut problems = Vec::new();
    let mut followed = 0;
    for path in files() {
        for (name, program) in slips(&std::fs::read_to_string(&path).unwrap()) {
            let (_, found) = check(&program);
            for diagnostic in found.iter().filter(|found| !found.suggestions.is_empty()) {
                followed += 1;
                let text = mended(&program, diagnostic);
                let (sources, left) = check(&text);
                let errors = |found: &[Diagnostic]| found.iter().filter(|found| found.is_error()).count();
                let expected = errors(&found) - usize::from(diagnostic.is_error());
                if errors(&left) > expected {
                    problems.push(format!(
                        "{name}:\n{text}\n{}",
                        render::human(&sources, &left, false)
                    ));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(followed >= 30, "only {followed} suggestions");
}

#[test]
fn each_slip_gets_one_message() {
    let mut problems = Vec::new();
    let mut refused = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut out = String::new();
        for (name, program) in slips(&text) {
            let (sources, found) = check(&program);
            let errors: Vec<&Diagnostic> = found.iter().filter(|found| found.is_error()).collect();
            let accepted = name.ends_with("(accepted)");
            refused += errors.len();
            if errors.len() != usize::from(!accepted) {
                problems.push(format!("{name} has {} errors", errors.len()));
            }
            let shown = render::human(&sources, &found, false);
            let shown: Vec<&str> = shown.trim_end().lines().map(str::trim_end).collect();
            writeln!(out, "---- {name}\n{}\n", shown.join("\n")).unwrap();
        }
        let expected = path.with_extension("out");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&expected, &out).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != out {
            problems.push(format!("{} differs:\n{out}", expected.display()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(refused >= 250, "only {refused} slips are refused");
}
