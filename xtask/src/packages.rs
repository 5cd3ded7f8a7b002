//! Programs of the distribution that tests need beside Rust: found, or installed where that can be done.
//!
//! Must never let a test go on without what it needs: what cannot be had is an error with the remedy.

use std::path::PathBuf;
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

/// Whether a program of the distribution is there, by its name: some cannot be asked for their version, and Debian keeps those
/// of PostgreSQL in directories of their own.
pub fn found(program: &str) -> bool {
    let mut places: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    places.extend(["/usr/bin", "/usr/sbin"].map(PathBuf::from));
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        places.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    places.iter().any(|place| place.join(program).is_file())
}

/// Whether Python, this machine's first or the distribution's, has a module.
pub fn imports(module: &str) -> bool {
    ["python3", "/usr/bin/python3"].iter().any(|python| {
        Command::new(python)
            .args(["-c", &format!("import {module}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    })
}

/// Installs the packages whose program is missing.
///
/// # Errors
/// The sentence that tells the reader to do it.
pub fn provide(programs: &[(&str, &'static str)]) -> Result<(), String> {
    let missing: Vec<&str> = programs
        .iter()
        .filter(|(program, _)| !found(program))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
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
