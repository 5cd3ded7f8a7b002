//! Schemathesis against a running server: requests made from its description, each answer held against it.
//!
//! The tool lives in a virtual environment below the target directory, pinned by `tests/openapi/requirements.txt`; what is
//! missing for it is installed where that can be done, and nothing is skipped in silence.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::packages::{install, starts};
use crate::run;

/// What is held against the description: no 5xx that is a defect, no status, type or body that is not in it.
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

/// Requests made for each operation.
const EXAMPLES: &str = "25";

/// The seed, so that a failure can be had again.
const SEED: &str = "17";

/// Starts the server that `build_programs` has built and tries it.
///
/// # Errors
/// A sentence that names what is missing or failed.
pub fn test() -> Result<(), String> {
    let directory = run::directory(false)?;
    let tool = tool(&directory.join("openapi-venv"))?;
    let store = directory.join("openapi-snippets.db");
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", store.display()));
    }
    let mut command = Command::new(directory.join("playground"));
    command
        .args([
            "--listen",
            "127.0.0.1:0",
            "--rate-limit",
            "0",
            "--log-level",
            "error",
        ])
        .arg("--store")
        .arg(&store)
        .stdout(Stdio::piped());
    let child = command
        .spawn()
        .map_err(|error| format!("`{}` could not be started: {error}.", run::show(&command)))?;
    let mut server = Server(child);
    let address = server.address()?;
    run::run(
        Command::new(tool)
            .arg("run")
            .arg(format!("{address}/openapi.json"))
            .args(["--checks", CHECKS, "--max-examples", EXAMPLES, "--seed", SEED])
            // Far more than it takes; the machine may be busy.
            .args(["--max-time", "75"])
            .args([
                "--phases",
                "examples,coverage,fuzzing",
                "--generation-database",
                "none",
            ])
            .args([
                "--suppress-health-check",
                "all",
                "--request-timeout",
                "30",
                "--no-color",
            ])
            .current_dir(&directory),
    )
}

/// Killed on drop.
struct Server(Child);

impl Server {
    /// Where it says that it listens.
    fn address(&mut self) -> Result<String, String> {
        let stdout = self.0.stdout.take().ok_or("The server has no output.")?;
        let mut line = String::new();
        BufReader::new(stdout)
            .read_line(&mut line)
            .map_err(|error| format!("The server's output cannot be read: {error}."))?;
        let start = line.find("http://").ok_or("The server did not start.")?;
        Ok(line.get(start..).unwrap_or_default().trim().to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The tool in the environment `venv`, which is made where it is not there.
fn tool(venv: &Path) -> Result<PathBuf, String> {
    let requirements = run::root().join("tests/openapi/requirements.txt");
    let wanted = std::fs::read(&requirements)
        .map_err(|error| format!("{} cannot be read: {error}.", requirements.display()))?;
    let stamp = venv.join("requirements.txt");
    let tool = venv.join("bin/schemathesis");
    if std::fs::read(&stamp).is_ok_and(|have| have == wanted) && starts_at(&tool) {
        return Ok(tool);
    }
    // `ensurepip` is what Debian has in a package of its own.
    let is_there = Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !is_there {
        install(&["python3", "python3-venv"])?;
    }
    run::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(venv))?;
    run::run(
        Command::new(venv.join("bin/python"))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(&requirements),
    )?;
    std::fs::write(&stamp, &wanted)
        .map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))?;
    Ok(tool)
}

fn starts_at(program: &Path) -> bool {
    program.to_str().is_some_and(starts)
}
