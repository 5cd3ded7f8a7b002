//! `twilightc test` (spec 13 §3.3): runs tests and says how each ended.
//!
//! Results go to standard output, diagnostics of the compiler to standard error. True when every test succeeded.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::time::Instant;

use serde_json::{Value, json};
use twilight_diagnostics::{Diagnostic, SourceMap, render};
use twilightc::{Options, Stage, Test, TestReport, TestSuite};

use super::manifest::Package;
use super::{MessageFormat, TestArguments, build, report};

/// Bytes of a failed test's output that are shown.
const MAX_SHOWN_OUTPUT_BYTES: usize = 16 << 10;

/// How the tests of all targets ended.
#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    filtered_out: usize,
}

/// `twilightc test`.
pub fn test(arguments: &TestArguments) -> Result<bool, String> {
    let start = Instant::now();
    let package = Package::find()?;
    let format = arguments.common.message_format;
    let mut reporter = report::Reporter::new(format);
    let (mut counts, mut compiled) = (Counts::default(), true);
    let mut failures = String::new();
    for target in package.targets(arguments.common.contract.as_deref())? {
        report::progress(format, "Testing", &build::title(&package));
        let options = Options {
            stage: Stage::Test,
            ..build::options(&package, &arguments.common, &target)
        };
        let common = &arguments.common;
        let Some(compilation) = build::run(&package, &target, &mut reporter, common, &options)? else {
            compiled = false;
            continue;
        };
        if let Some(suite) = &compilation.tests {
            let filter = arguments.filter.as_deref().unwrap_or_default();
            run(
                suite,
                filter,
                &compilation.sources,
                format,
                &mut counts,
                &mut failures,
            )?;
        }
    }
    reporter.finish();
    summary(&counts, compiled, &failures, format, start);
    Ok(compiled && counts.failed == 0)
}

fn run(
    suite: &TestSuite,
    filter: &str,
    sources: &SourceMap,
    format: MessageFormat,
    counts: &mut Counts,
    failures: &mut String,
) -> Result<(), String> {
    let runner = suite.runner().map_err(|defects| {
        let text = defects.iter().map(|one| one.message.as_str()).collect::<Vec<_>>();
        text.join(" ")
    })?;
    let chosen: Vec<&Test> = suite
        .tests
        .iter()
        .filter(|test| test.name.contains(filter))
        .collect();
    counts.filtered_out += suite.tests.len() - chosen.len();
    match format {
        MessageFormat::Human => {
            let plural = if chosen.len() == 1 { "" } else { "s" };
            print(&format!("\nrunning {} test{plural}\n", chosen.len()));
        }
        MessageFormat::Json => {
            print_json(&json!({ "type": "suite", "event": "started", "tests": chosen.len() }));
        }
    }
    for test in chosen {
        let report = runner.run(test);
        if report.failure.is_none() {
            counts.passed += 1;
        } else {
            counts.failed += 1;
        }
        match format {
            MessageFormat::Human => {
                let word = if report.failure.is_none() { "ok" } else { "FAILED" };
                print(&format!("test {} ... {word}\n", test.name));
                if let Some(failure) = &report.failure {
                    failures.push_str(&failure_text(sources, test, &report, failure));
                }
            }
            MessageFormat::Json => print_json(&event(sources, test, &report)),
        }
    }
    Ok(())
}

fn failure_text(sources: &SourceMap, test: &Test, report: &TestReport, failure: &Diagnostic) -> String {
    let mut text = format!("\n---- {} ----\n", test.name);
    let output = cut(&report.output);
    if !output.is_empty() {
        let end = if output.ends_with('\n') { "" } else { "\n" };
        let _ = write!(text, "{output}{end}");
        if output.len() < report.output.len() {
            let _ = writeln!(text, "({} more bytes)", report.output.len() - output.len());
        }
    }
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    text.push_str(&render::human(sources, std::slice::from_ref(failure), color));
    text
}

fn event(sources: &SourceMap, test: &Test, report: &TestReport) -> Value {
    let mut object = json!({
        "type": "test",
        "name": test.name,
        "event": if report.failure.is_none() { "ok" } else { "failed" },
        "output": cut(&report.output),
    });
    if let Some(failure) = &report.failure {
        object["failure"] = render::json(sources, failure);
    }
    object
}

fn cut(output: &str) -> &str {
    output
        .get(..output.floor_char_boundary(MAX_SHOWN_OUTPUT_BYTES))
        .unwrap_or(output)
}

fn summary(counts: &Counts, compiled: bool, failures: &str, format: MessageFormat, start: Instant) {
    let Counts {
        passed,
        failed,
        filtered_out,
    } = counts;
    let good = compiled && *failed == 0;
    if format == MessageFormat::Json {
        print_json(&json!({
            "type": "suite",
            "event": if good { "ok" } else { "failed" },
            "passed": passed,
            "failed": failed,
            "filtered_out": filtered_out,
        }));
        return;
    }
    if !compiled && passed + failed == 0 {
        return;
    }
    if !failures.is_empty() {
        print(&format!("\nfailures:\n{failures}"));
    }
    let word = if good { "ok" } else { "FAILED" };
    let seconds = start.elapsed().as_secs_f64();
    print(&format!(
        "\ntest result: {word}. {passed} passed; {failed} failed; {filtered_out} filtered out; finished in {seconds:.2}s\n"
    ));
}

fn print_json(value: &Value) {
    print(&format!("{value}\n"));
}

/// Nobody can be told when standard output is closed.
fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
