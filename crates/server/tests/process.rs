//! The `playground` executable as an operator meets it before anything is served.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::{Command, Output};

fn playground(args: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_playground"))
        .args(args)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

fn refused(args: &[&str], environment: &[(&str, &str)], code: i32) -> String {
    let output = playground(args, environment);
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn help_lists_every_flag_with_its_environment_variable() {
    let output = playground(&["--help"], &[]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for flag in [
        "listen",
        "spawner",
        "runner",
        "compiler",
        "workers",
        "warm",
        "warm-age-ms",
        "queue",
        "queue-wait-ms",
        "max-source-bytes",
        "body-timeout-ms",
        "write-timeout-ms",
        "max-connections",
        "drain-timeout-ms",
        "ready-cache-ms",
        "wall-limit-ms",
        "cpu-limit-ms",
        "memory-limit-mib",
        "pids-limit",
        "tmpfs-limit-mib",
        "tmpfs-inodes-limit",
        "file-limit-mib",
        "open-files-limit",
        "reply-limit-kib",
        "uid-base",
        "cgroup-parent",
        "store",
        "store-limit-mib",
        "share-ttl-days",
        "public-url",
        "config",
        "metrics-listen",
        "otlp-endpoint",
        "answer-cache-mib",
        "rate-limit",
        "trusted-proxies",
        "cors-origin",
        "log-format",
        "log-level",
    ] {
        let variable = format!("PLAYGROUND_{}", flag.to_uppercase().replace('-', "_"));
        assert!(
            text.contains(&format!("--{flag} ")) && text.contains(&variable),
            "--{flag} is missing:\n{text}"
        );
    }
    assert!(text.contains("127.0.0.1:8080"), "{text}");
}

#[test]
fn wrong_settings_are_named_wherever_they_come_from() {
    let message = refused(&["--listen", "localhost:80"], &[], 2);
    assert!(
        message.contains("--listen") && message.contains("localhost:80"),
        "{message}"
    );
    let message = refused(&[], &[("PLAYGROUND_LISTEN", "nowhere")], 2);
    assert!(
        message.contains("--listen") && message.contains("nowhere"),
        "{message}"
    );
    let message = refused(&[], &[("PLAYGROUND_WORKERS", "0")], 2);
    assert!(message.contains("--workers"), "{message}");
    let message = refused(&["--cpu-limit-ms", "9000"], &[], 1);
    assert!(
        message.contains("cannot serve") && message.contains("--cpu-limit-ms (9000)"),
        "{message}"
    );
    let message = refused(&["--otlp-endpoint", "https://collector"], &[], 1);
    assert!(
        message.contains("--otlp-endpoint (https://collector) must be http://"),
        "{message}"
    );
    let message = refused(&["--memory-limit-mib", "1"], &[("PLAYGROUND_WORKERS", "1")], 1);
    assert!(message.contains("memory_bytes must be between"), "{message}");
}

#[test]
fn missing_programs_stop_the_start() {
    let message = refused(&["--runner", "/nonexistent/runner"], &[], 1);
    assert!(
        message.contains("/nonexistent/runner") && message.contains("--runner"),
        "{message}"
    );
    let message = refused(&["--runner", "/bin/true", "--compiler", "/bin/false"], &[], 1);
    assert!(
        message.contains("false --version") && message.contains("--compiler"),
        "{message}"
    );
}

#[test]
fn settings_are_printed_with_where_they_come_from() {
    let output = playground(
        &["--queue", "3", "config", "print"],
        &[("PLAYGROUND_WORKERS", "2")],
    );
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "queue = 3 # flag",
        "workers = 2 # environment",
        "listen = \"127.0.0.1:8080\" # default",
    ] {
        assert!(text.lines().any(|have| have == line), "{text}");
    }
    let message = refused(&["--cpu-limit-ms", "9000", "config", "print"], &[], 1);
    assert!(message.contains("--cpu-limit-ms (9000)"), "{message}");
    let message = refused(&["--config", "/nonexistent.toml"], &[], 2);
    assert!(
        message.contains("The settings file /nonexistent.toml"),
        "{message}"
    );
}
