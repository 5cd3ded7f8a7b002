//! `playground doctor` on this machine, which holds, and on one without a compiler, which does not.

use std::process::{Command, Output};

use serde_json::Value;

fn doctor(arguments: &[&str]) -> (Output, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_playground"))
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output, text)
}

#[test]
fn a_host_that_holds_is_healthy() {
    let (output, text) = doctor(&["doctor"]);
    assert!(output.status.success(), "{text}");
    for line in text.lines().skip(1) {
        assert!(
            ["held ", "not needed: ", "Every layer holds"]
                .iter()
                .any(|start| line.starts_with(start)),
            "{text}"
        );
    }
    let (output, text) = doctor(&["doctor", "--json"]);
    assert!(output.status.success(), "{text}");
    let findings: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(findings["serves"], true);
    assert!(findings["virtual_machines"].is_string(), "{findings}");
    let checks = findings["checks"].as_array().unwrap();
    let attacks: usize = checks
        .iter()
        .filter_map(|check| check.get("attacks")?.as_array())
        .map(Vec::len)
        .sum();
    assert!(attacks > 50, "{attacks} attacks: {text}");
    let names: Vec<&str> = checks.iter().filter_map(|check| check["name"].as_str()).collect();
    for name in [
        "configuration",
        "compiler",
        "landlock",
        "seccomp",
        "network namespace",
        "canary",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
}

#[test]
fn what_is_missing_is_said_with_its_remedy() {
    let (output, text) = doctor(&["--compiler", "/nonexistent/twilightc", "doctor", "--json"]);
    assert_eq!(output.status.code(), Some(1), "{text}");
    let findings: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(findings["serves"], false);
    let programs = &findings["checks"][1];
    assert_eq!(
        (&programs["name"], &programs["state"]),
        (&"programs".into(), &"missing".into())
    );
    assert!(
        programs["remedy"].as_str().unwrap().contains("--compiler"),
        "{programs}"
    );
}
