//! `cargo xtask test`: everything CI checks, in the order in which mistakes are cheapest to find.

use std::process::Command;

use crate::run;

/// Seconds of fuzzing when the environment does not say.
const FUZZ_SECONDS: &str = "20";

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
    let mut tests = run::cargo();
    tests.args(["test", "--workspace"]);
    if let Some(filter) = filter {
        tests.args(["--", filter]);
        return run::run(&mut tests);
    }
    run::run(&mut tests)?;

    step("documentation");
    run::run(
        run::cargo()
            .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;

    if run::has_crate("fuzz") {
        step("fuzzing");
        let seconds = std::env::var("XTASK_FUZZ_SECONDS").unwrap_or_else(|_| FUZZ_SECONDS.to_owned());
        let fuzz = run::directory(false)?.join("twilight-fuzz");
        run::run(Command::new(fuzz).args(["--seconds", &seconds]))?;
    }
    eprintln!("xtask: every step passed");
    Ok(())
}

fn step(name: &str) {
    eprintln!("\nxtask: == {name} ==");
}
