//! The page's part of `cargo xtask test`: its build is the one in the repository, and a browser tries it.
//!
//! What is missing is installed where that can be done (root, Debian's packages), else named with the remedy;
//! nothing is skipped in silence.

use std::path::PathBuf;
use std::process::Command;

use crate::packages::{install, starts};
use crate::run;
use crate::test::Tally;

/// Where browsers are found, in the order of `web/tests/service.mjs`.
const BROWSERS: [&str; 3] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
];

/// The least major version of Node.js that the tools of the page run on.
const LEAST_NODE: u32 = 18;

/// Compares the built page with its sources, then runs its tests against the built server.
///
/// # Errors
/// A sentence that names what is missing or failed.
pub fn test() -> Result<Tally, String> {
    let web = run::root().join("web");
    if !starts("node") || !starts("npm") {
        install(&["nodejs", "npm"])?;
    }
    check_node()?;
    if std::env::var_os("CHROMIUM").is_none() && !BROWSERS.iter().any(|path| PathBuf::from(path).exists()) {
        install(&["chromium"])?;
    }
    let npm = |args: &[&str]| {
        let mut command = Command::new("npm");
        command.args(args).current_dir(&web);
        command
    };
    run::run(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    run::run(&mut npm(&["run", "--silent", "verify"]))?;
    let server = run::directory(false)?.join("playground");
    crate::test::run_counted(npm(&["test", "--silent"]).env("PLAYGROUND_SERVER", server))
}

fn check_node() -> Result<(), String> {
    let output = Command::new("node")
        .arg("--version")
        .output()
        .map_err(|error| format!("`node --version` could not be started: {error}."))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match major(&text) {
        Some(version) if version >= LEAST_NODE => Ok(()),
        _ => Err(format!(
            "Node.js {LEAST_NODE} or newer is needed for the page; `node --version` says `{}`. Install a newer one.",
            text.trim()
        )),
    }
}

/// 20 of `v20.1.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v18.19.0"), Some(18));
        assert_eq!(major("20.1"), None);
        assert_eq!(major(""), None);
    }
}
