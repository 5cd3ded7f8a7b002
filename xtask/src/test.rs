//! `cargo xtask test`: everything CI checks, in the order in which mistakes are cheapest to find.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::{packages, run};

/// The OCI runtime that the attacks on its sandboxes use.
const OCI_RUNTIME: &str = "/usr/sbin/runc";

/// Programs that tests of the service start, and the packages that hold them.
const SERVERS: [(&str, &str); 6] = [
    ("initdb", "postgresql"),
    ("psql", "postgresql-client"),
    ("redis-server", "redis-server"),
    ("nginx", "nginx"),
    ("python3", "python3"),
    ("systemd-analyze", "systemd"),
];

/// Seconds of fuzzing when the environment does not say.
const FUZZ_SECONDS: &str = "20";

/// Requests of each run in which processes are killed, when the environment does not say.
const CHAOS_REQUESTS: &str = "300";

/// Seconds of the overload, when the environment does not say.
const OVERLOAD_SECONDS: &str = "10";

/// Runs every step; stops at the first that fails.
///
/// # Errors
/// A sentence that names the step that failed.
pub fn test(args: &[String]) -> Result<(), String> {
    let filter = match args {
        [] => None,
        [filter] if !filter.starts_with('-') => Some(filter),
        _ => return Err("Usage: cargo xtask test [FILTER]".to_owned()),
    };

    if filter.is_none() {
        step("format");
        run::run(run::cargo().args(["fmt", "--all", "--", "--check"]))?;
        step("clippy");
        run::run(run::cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    }

    // Everything in one command: features are unified over it, and a second selection of packages would
    // build the wasm engine a second time. Tests start the programs that this builds.
    step("build");
    run::run(run::cargo().args(["build", "--workspace", "--all-targets"]))?;

    step("tests");
    // One of the two back ends of the sandbox is a program of the distribution.
    if !packages::starts(OCI_RUNTIME) {
        packages::install(&["runc"])?;
    }
    packages::provide(&SERVERS)?;
    if !packages::imports("yaml") {
        packages::install(&["python3-yaml"])?;
    }
    let mut tests = run::cargo();
    tests.args(["test", "--workspace"]);
    if let Some(filter) = filter {
        tests.args(["--", filter]);
        return run::run(&mut tests);
    }
    // One run names every test that fails, not only those of the first program.
    let mut tally = run_counted(tests.arg("--no-fail-fast"))?;

    step("page");
    tally.join(&crate::web::test()?);

    step("description of the API");
    crate::openapi::test()?;

    step("documentation");
    run::run(
        run::cargo()
            .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;

    step("chaos");
    let programs = run::directory(false)?;
    let requests = std::env::var("XTASK_CHAOS_REQUESTS").unwrap_or_else(|_| CHAOS_REQUESTS.to_owned());
    for kill_server in ["no", "yes"] {
        run::run(
            Command::new(programs.join("playground-bench"))
                .arg("--server")
                .arg(programs.join("playground"))
                .args(["--chaos", &requests, "--kill-server", kill_server]),
        )?;
    }

    step("overload");
    let seconds = std::env::var("XTASK_OVERLOAD_SECONDS").unwrap_or_else(|_| OVERLOAD_SECONDS.to_owned());
    run::run(
        Command::new(programs.join("playground-bench"))
            .arg("--server")
            .arg(programs.join("playground"))
            .args(["--overload", &seconds]),
    )?;

    if run::has_crate("fuzz") {
        step("fuzzing");
        let seconds = std::env::var("XTASK_FUZZ_SECONDS").unwrap_or_else(|_| FUZZ_SECONDS.to_owned());
        let fuzz = run::directory(false)?.join("twilight-fuzz");
        run::run(Command::new(fuzz).args(["--seconds", &seconds]))?;
    }
    eprintln!("xtask: every step passed");
    // The last word, because the runner's own counts are one line for each of some forty programs.
    println!(
        "tests: {} passed, {} failed, {} skipped",
        tally.passed, tally.failed, tally.ignored
    );
    Ok(())
}

/// Sums of the runners' closing lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Tally {
    /// Adds what another runner counted.
    pub fn join(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }

    /// Adds a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; ..` of cargo, or `ℹ pass 3` of Node.js;
    /// other lines are nothing.
    fn add(&mut self, line: &str) {
        if let Some((what, count)) = line.strip_prefix("ℹ ").and_then(|rest| rest.split_once(' ')) {
            let count: u64 = count.trim().parse().unwrap_or(0);
            match what {
                "pass" => self.passed += count,
                "fail" => self.failed += count,
                "skipped" => self.ignored += count,
                _ => {}
            }
            return;
        }
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in counts.split("; ") {
            let Some((count, what)) = part.split_once(' ') else {
                continue;
            };
            let count = count.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.ignored += count,
                _ => {}
            }
        }
    }
}

/// Runs the tests, passing their output on, and counts them.
///
/// # Errors
/// A sentence when one fails, or when none was run.
pub fn run_counted(command: &mut Command) -> Result<Tally, String> {
    let shown = run::show(command);
    eprintln!("xtask: {shown}");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{shown}` could not be started: {error}."))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| format!("The output of `{shown}` cannot be read: {error}."))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.add(&line);
        }
    }
    let status = child
        .wait()
        .map_err(|error| format!("`{shown}` was lost: {error}."))?;
    if !status.success() {
        return Err(format!("`{shown}` failed ({status})."));
    }
    if tally.passed == 0 {
        return Err(format!("`{shown}` ran no test."));
    }
    Ok(tally)
}

fn step(name: &str) {
    eprintln!("\nxtask: == {name} ==");
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn results_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "running 4 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "ℹ tests 9",
            "ℹ pass 7",
            "ℹ fail 1",
            "ℹ skipped 1",
            "ℹ duration_ms 1234.5",
        ] {
            tally.add(line);
        }
        let expected = Tally {
            passed: 12,
            failed: 6,
            ignored: 2,
        };
        assert_eq!(tally, expected);
    }
}
