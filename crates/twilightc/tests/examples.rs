//! The tests that the contracts of `examples/` bring along, in Twilight: all succeed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Tests that each contract has at least.
const MIN_TESTS: u64 = 3;

/// Packages of `examples/` with a contract, in order of their names.
fn contracts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|package| {
            let text = fs::read_to_string(package.join("src/main.twl")).unwrap_or_default();
            text.lines().any(|line| line.starts_with("contract "))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_tests_of_all_contracts_succeed() {
    let contracts = contracts();
    assert!(contracts.len() >= 21, "contracts are missing: {contracts:?}");
    let mut problems = Vec::new();
    for package in &contracts {
        let name = package.file_name().unwrap().to_string_lossy();
        let ran = Command::new(env!("CARGO_BIN_EXE_twilightc"))
            .args(["test", "--message-format", "json"])
            .current_dir(package)
            .output()
            .unwrap();
        let (stdout, stderr) = (
            String::from_utf8(ran.stdout).unwrap(),
            String::from_utf8(ran.stderr).unwrap(),
        );
        let events: Vec<Value> = stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for failed in events
            .iter()
            .filter(|event| event["type"] == "test" && event["event"] != "ok")
        {
            problems.push(format!(
                "{name}: {} failed: {}",
                failed["name"], failed["failure"]["message"]
            ));
        }
        let passed = events
            .last()
            .and_then(|event| event["passed"].as_u64())
            .unwrap_or_default();
        if passed < MIN_TESTS {
            problems.push(format!(
                "{name} has {passed} tests that succeed, not {MIN_TESTS}."
            ));
        }
        // Warnings would go to those who copy the example.
        if !ran.status.success() || !stderr.is_empty() {
            problems.push(format!("{name} ended with {}: {stderr}", ran.status));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
