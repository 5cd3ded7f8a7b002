//! Starting commands, and finding what they built.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs that make up the service, with the packages that hold them.
pub const PROGRAMS: [(&str, &str); 5] = [
    ("playground-server", "playground"),
    ("playground-sandbox", "playground-spawner"),
    ("playground-runner", "playground-runner"),
    ("twilightc", "twilightc"),
    ("playground-store", "playground-store"),
];

/// The workspace's root.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The cargo that runs this.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Prints `command` and runs it.
///
/// # Errors
/// A sentence when it cannot be started or fails.
pub fn run(command: &mut Command) -> Result<(), String> {
    let shown = show(command);
    eprintln!("xtask: {shown}");
    let status = command
        .status()
        .map_err(|error| format!("`{shown}` could not be started: {error}."))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})."))
    }
}

/// `command` as one would type it.
pub fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(OsStr::new("?")).to_string_lossy();
    let args = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}

/// Builds the programs of the service and returns the directory they are in.
///
/// # Errors
/// A sentence when the build fails.
pub fn build_programs(release: bool) -> Result<PathBuf, String> {
    let mut command = cargo();
    command.arg("build");
    if release {
        command.arg("--release");
    }
    for (package, _) in PROGRAMS {
        command.args(["--package", package]);
    }
    for (_, program) in PROGRAMS {
        command.args(["--bin", program]);
    }
    run(&mut command)?;
    directory(release)
}

/// The directory into which cargo builds: `<target>/<triple>/<profile>`, as `.cargo/config.toml` names a
/// target.
///
/// # Errors
/// A sentence when the compiler does not tell its host.
pub fn directory(release: bool) -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let target = if target.is_absolute() {
        target
    } else {
        root().join(target)
    };
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .arg("-vV")
        .current_dir(root())
        .output()
        .map_err(|error| format!("`rustc -vV` could not be started: {error}."))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("`rustc -vV` names no host; check the Rust installation.")?;
    Ok(target.join(host).join(if release { "release" } else { "debug" }))
}

/// Whether the workspace has a crate in `crates/<name>`.
pub fn has_crate(name: &str) -> bool {
    root().join("crates").join(name).join("Cargo.toml").is_file()
}
