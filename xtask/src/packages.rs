//! Programs of the distribution that tests need beside Rust: found, or installed where that can be done.
//!
//! Must never let a test go on without what it needs: what cannot be had is an error with the remedy.

use std::process::{Command, Stdio};

use crate::run;

/// Whether `program` can be started.
pub fn starts(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Installs packages of the distribution.
///
/// # Errors
/// The sentence that tells the reader to do it.
pub fn install(packages: &[&str]) -> Result<(), String> {
    let remedy = format!(
        "The tests need {}, which this machine lacks. Install the packages (Debian: `apt-get install {}`) and try again.",
        packages.join(" and "),
        packages.join(" ")
    );
    if !starts("apt-get") {
        return Err(remedy);
    }
    run::run(Command::new("apt-get").args(["update", "-qq"]))
        .map_err(|error| format!("{remedy}\n{error}"))?;
    run::run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .map_err(|error| format!("{remedy}\n{error}"))
}
