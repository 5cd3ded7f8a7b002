//! Programs and the diagnostics they get, one file each.
//!
//! `tests/data/ok/*.twl` are accepted without an error; a `.stderr` beside one lists its warnings.
//! `tests/data/err/*.twl` are refused with exactly what `.stderr` says. `UPDATE_EXPECT=1` rewrites the files.
//! A line `//? file src/name.twl` begins another file of the program; the package is named `shop`.
//! A program that begins with `//? test` is checked as a test build.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use twilight_diagnostics::{Diagnostic, Severity, SourceMap, Span};
use twilight_hir::{ModuleFile, Options};

fn programs(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "twl"))
        .collect();
    files.sort();
    files
}

fn place(sources: &SourceMap, span: Span) -> String {
    let file = sources.file(span.file).unwrap();
    let (start, end) = (file.line_column(span.start), file.line_column(span.end));
    let path = match file.path.as_str() {
        "src/main.twl" => String::new(),
        path => format!("{path}:"),
    };
    format!(
        "{path}{}:{}-{}:{}",
        start.line, start.column, end.line, end.column
    )
}

fn render(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let severity = if diagnostic.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        writeln!(
            out,
            "{severity}[{}] {}: {}",
            diagnostic.code,
            place(sources, diagnostic.span),
            diagnostic.message
        )
        .unwrap();
        let file = sources.file(diagnostic.span.file).unwrap();
        let start = file.line_column(diagnostic.span.start);
        let end = file.line_column(diagnostic.span.end);
        let line = file.line_text(start.line);
        let width = if end.line == start.line {
            end.column.saturating_sub(start.column).max(1) as usize
        } else {
            line.chars()
                .count()
                .saturating_sub(start.column as usize - 1)
                .max(1)
        };
        writeln!(out, "  | {line}").unwrap();
        let carets = format!("{}{}", " ".repeat(start.column as usize - 1), "^".repeat(width));
        writeln!(out, "  | {carets} {}", diagnostic.label).unwrap();
        for label in &diagnostic.labels {
            writeln!(
                out,
                "  at {} `{}`: {}",
                place(sources, label.span),
                sources.text(label.span),
                label.message
            )
            .unwrap();
        }
        for help in &diagnostic.help {
            writeln!(out, "  help: {help}").unwrap();
        }
    }
    out.lines()
        .map(str::trim_end)
        .fold(String::new(), |text, line| text + line + "\n")
}

/// The files of a program: a line `//? file src/a/b.twl` begins another one, the module `a::b`.
fn files(text: &str) -> Vec<(String, String)> {
    let mut files = vec![("src/main.twl".to_string(), String::new())];
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("//? file ") {
            files.push((path.to_string(), String::new()));
            continue;
        }
        let text = &mut files.last_mut().unwrap().1;
        text.push_str(line);
        text.push('\n');
    }
    files
}

fn run(path: &Path) -> (String, Vec<Diagnostic>) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut sources = SourceMap::default();
    let mut units = Vec::new();
    for (path, text) in files(&text) {
        let file = sources.add(path.as_str(), text.clone());
        let parse = twilight_syntax::parse(file, &text);
        if parse.has_errors() {
            return (
                format!("does not parse: {}", render(&sources, &parse.diagnostics)),
                Vec::new(),
            );
        }
        let stem = path.strip_prefix("src/").unwrap().strip_suffix(".twl").unwrap();
        let module = if stem == "main" {
            Vec::new()
        } else {
            stem.split('/').map(str::to_string).collect()
        };
        units.push((module, parse.unit, Span::new(file, 0, 0)));
    }
    let options = Options {
        test: text.starts_with("//? test"),
        package: Some("shop".to_string()),
        ..Options::default()
    };
    let files: Vec<ModuleFile<'_>> = units
        .iter()
        .map(|(path, unit, start)| ModuleFile {
            path: path.clone(),
            unit,
            start: *start,
        })
        .collect();
    let checked = twilight_hir::check_package(&files, &sources, &options);
    (render(&sources, &checked.diagnostics), checked.diagnostics)
}

fn expect(path: &Path, found: &str) -> Option<String> {
    let expected_path = path.with_extension("stderr");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        if found.is_empty() {
            let _ = std::fs::remove_file(&expected_path);
        } else {
            std::fs::write(&expected_path, found).unwrap();
        }
        return None;
    }
    let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
    (expected != found).then(|| format!("{}\n--- expected\n{expected}--- found\n{found}", path.display()))
}

#[test]
fn accepted_programs() {
    let files = programs("ok");
    let count = files.len();
    let mut problems = Vec::new();
    for path in files {
        let (text, diagnostics) = run(&path);
        if diagnostics.iter().any(Diagnostic::is_error) || text.starts_with("does not parse") {
            problems.push(format!("{} is refused:\n{text}", path.display()));
        }
        problems.extend(expect(&path, &text));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(count >= 60, "only {count} programs");
}

#[test]
fn refused_programs() {
    let files = programs("err");
    let count = files.len();
    let mut problems = Vec::new();
    for path in files {
        let (text, diagnostics) = run(&path);
        let errors = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .count();
        // One mistake, one message; programs with more than one mistake say so in their names.
        let many = path.file_stem().unwrap().to_str().unwrap().ends_with("_many");
        if errors == 0 || (errors > 1 && !many) {
            problems.push(format!("{} has {errors} errors:\n{text}", path.display()));
        }
        problems.extend(expect(&path, &text));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(count >= 120, "only {count} programs");
}

#[test]
fn examples_are_accepted() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut problems = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(examples).unwrap() {
        let path = entry.unwrap().path().join("src/main.twl");
        if !path.exists() {
            continue;
        }
        count += 1;
        let (text, diagnostics) = run(&path);
        if diagnostics.iter().any(Diagnostic::is_error) || text.starts_with("does not parse") {
            problems.push(format!("{} is refused:\n{text}", path.display()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(count >= 5, "only {count} examples");
}
