//! `cargo xtask serve`: build the service and become it.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::run;

/// Builds, then replaces this process by the server, so that signals reach it.
///
/// # Errors
/// A sentence when the build fails or the server cannot be started.
pub fn serve(args: &[String]) -> Result<(), String> {
    eprintln!(
        "xtask: building the server, its spawner, the runner and the compiler (release); the first build takes minutes"
    );
    let directory = run::build_programs(true)?;
    let server = directory.join("playground");
    let mut command = Command::new(&server);
    let named = args
        .iter()
        .any(|arg| arg == "--store" || arg.starts_with("--store="));
    if !named && std::env::var_os("PLAYGROUND_STORE").is_none() {
        // Where trying things out leaves nothing behind that a clean would not remove.
        command.arg("--store").arg(directory.join("snippets.db"));
    }
    command.args(args);
    eprintln!("xtask: {}", run::show(&command));
    // Only returns when it fails.
    let error = command.exec();
    Err(format!("{} could not be started: {error}.", server.display()))
}
