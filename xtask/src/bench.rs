//! `cargo xtask bench`: build everything for release and run the benchmark against it.

use std::process::Command;

use crate::run;

/// Where `twilightc` keeps the benchmark of its speed in process.
const COMPILE_SPEED: &str = "crates/twilightc/examples/compile_speed.rs";

/// Builds, measures, prints Markdown on stdout.
///
/// # Errors
/// A sentence when a build or a measurement fails.
pub fn bench(args: &[String]) -> Result<(), String> {
    let directory = run::build_programs(true)?;
    run::run(run::cargo().args(["build", "--release", "--package", "playground-bench"]))?;
    run::run(
        Command::new(directory.join("playground-bench"))
            .arg("--server")
            .arg(directory.join("playground"))
            .arg("--examples")
            .arg(run::root().join("examples"))
            .args(args),
    )?;
    if run::root().join(COMPILE_SPEED).is_file() {
        run::run(run::cargo().args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "twilightc",
            "--example",
            "compile_speed",
        ]))?;
    }
    Ok(())
}
