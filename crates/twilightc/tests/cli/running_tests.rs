//! `twilightc test`: what is run, counted and printed.

use super::*;

const TESTS: &str = "fn double(n: u64) -> u64 {\n    n * 2\n}\n\n#[test]\nfn doubles() {\n    \
    assert_eq!(double(2), 4);\n}\n\n#[test]\nfn is_wrong() {\n    println(\"seen\");\n    \
    assert_eq!(double(2), 5);\n}\n";

#[test]
fn tests_are_run_and_counted() {
    let package = Directory::package(TESTS);
    let ran = package.run(&["test"]);
    assert_eq!(ran.code, 1);
    let results: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("test "))
        .collect();
    assert_eq!(results[..2], ["test doubles ... ok", "test is_wrong ... FAILED"]);
    assert!(results[2].starts_with("test result: FAILED. 1 passed; 1 failed; 0 filtered out;"));
    // What was printed, the place, and its line of source.
    for part in [
        "---- is_wrong ----\nseen\n",
        "src/main.twl:13:5",
        "assert_eq!(double(2), 5);",
    ] {
        assert!(ran.stdout.contains(part), "{part} is missing in\n{}", ran.stdout);
    }
}

#[test]
fn tests_can_be_chosen_by_name() {
    let package = Directory::package(TESTS);
    let ran = package.run(&["test", "doub"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("running 1 test\n"), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("test result: ok. 1 passed; 0 failed; 1 filtered out;")
    );
}

#[test]
fn test_results_are_printed_as_json() {
    let package = Directory::package(TESTS);
    let ran = package.run(&["test", "--message-format", "json"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        lines[0],
        serde_json::json!({ "type": "suite", "event": "started", "tests": 2 })
    );
    assert_eq!(
        lines[1],
        serde_json::json!({ "type": "test", "name": "doubles", "event": "ok", "output": "" })
    );
    assert_eq!(lines[2]["event"], "failed");
    assert_eq!(lines[2]["output"], "seen\n");
    assert_eq!(lines[2]["failure"]["span"]["start"]["line"], 13);
    assert_eq!(
        lines[3],
        serde_json::json!({ "type": "suite", "event": "failed", "passed": 1, "failed": 1, "filtered_out": 0 })
    );
}

#[test]
fn tests_of_a_refused_program_do_not_run() {
    let package = Directory::package("#[test]\nfn f() { unknown(); }\n");
    let ran = package.run(&["test"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.is_empty(), "{}", ran.stdout);
    assert!(ran.stderr.contains("unknown"));
}
