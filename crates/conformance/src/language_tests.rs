//! Programs with `#[test]` functions: how each test of theirs ends.
//!
//! A line is `ok NAME`, or `failed NAME line:column message` with what the test printed. A program that is
//! refused has its diagnostics instead.

use std::path::Path;

use twilightc::{Options, Stage, compile_package};

use crate::engines::{diagnostic_lines, package_files, place, problem_line};
use crate::program::{Program, compare_or_update, source_files};

fn observe(program: &Program) -> Vec<String> {
    let options = Options {
        stage: Stage::Test,
        ..Options::default()
    };
    let compilation = compile_package(&package_files(program), &options);
    let mut lines = diagnostic_lines(&compilation);
    let Some(suite) = &compilation.tests else {
        return lines;
    };
    let runner = match suite.runner() {
        Ok(runner) => runner,
        Err(defects) => {
            lines.extend(defects.into_iter().map(|defect| defect.message));
            return lines;
        }
    };
    for test in &suite.tests {
        let report = runner.run(test);
        let mut line = match &report.failure {
            None => format!("ok {}", test.name),
            Some(failure) => format!(
                "failed {} {}: {}",
                test.name,
                place(&compilation.sources, failure.span),
                problem_line(failure)
            ),
        };
        if !report.output.is_empty() {
            line.push_str(&format!(" output {:?}", report.output));
        }
        lines.push(line);
    }
    lines
}

/// Runs the tests of all programs below a directory and compares, or rewrites where `UPDATE_EXPECT` is set.
/// Gives the number of programs.
///
/// # Errors
/// All differences, as text.
pub fn check_language_tests(directory: &Path) -> Result<usize, String> {
    let files = source_files(directory)?;
    let mut problems = Vec::new();
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let program = Program::parse(&text)?;
        let lines = observe(&program);
        if let Err(problem) = compare_or_update(path, &program, &lines) {
            problems.push(format!("{}:\n{problem}", path.display()));
        }
    }
    if problems.is_empty() {
        Ok(files.len())
    } else {
        Err(problems.join("\n\n"))
    }
}
