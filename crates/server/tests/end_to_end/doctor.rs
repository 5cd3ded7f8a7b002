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

/// What an operator sees who has started the service with too few of something.
#[test]
fn a_limit_that_is_too_low_is_said_with_its_remedy() {
    let limited = |limit: &str| {
        let output = Command::new("/bin/sh")
            .args([
                "-c",
                &format!("ulimit {limit}; exec \"$0\" --workers 4 --warm 8 doctor --json"),
            ])
            .arg(env!("CARGO_BIN_EXE_playground"))
            .output()
            .unwrap();
        let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
        let missing: Vec<(String, String)> = findings["checks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|check| check["state"] == "missing")
            .map(|check| {
                ["name", "remedy"]
                    .map(|key| check[key].as_str().unwrap().to_owned())
                    .into()
            })
            .collect();
        (output.status.code(), missing)
    };
    // The service's own: 80 and the connections.
    let (code, missing) = limited("-n 335");
    assert_eq!(code, Some(1));
    let [(name, remedy)] = missing.as_slice() else {
        panic!("{missing:?}")
    };
    assert_eq!(name, "open files");
    assert!(
        remedy.contains("336") && remedy.contains("--max-connections"),
        "{remedy}"
    );
    let (code, missing) = limited("-n 336");
    assert_eq!((code, missing.len()), (Some(0), 0), "{missing:?}");
    // Low as it is, it may be raised.
    let (code, missing) = limited("-S -n 64");
    assert_eq!((code, missing.len()), (Some(0), 0), "{missing:?}");
}
