//! What has to hold before anything is served: the sandbox, proven layer by layer, the compiler, and one
//! program that comes back right.
//!
//! Refuse, never degrade: there is no way past a failure here.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use playground_sandbox::{Factory, SelfTest};

use crate::backend::Sandboxes;
use crate::config::Config;
use crate::execute::Execute;
use crate::ready;

/// What [`prove`] has proven.
pub struct Proven {
    /// Runs jobs in real sandboxes.
    pub executor: Arc<dyn Execute>,
    /// What `twilightc --version` prints.
    pub compiler: String,
    /// The result of every layer.
    pub self_test: SelfTest,
}

/// Builds a sandbox, attacks it from inside, and runs the canary program through another.
///
/// # Errors
/// Whole sentences for the operator: what failed, why, and the remedy.
pub fn prove(config: &Config) -> Result<Proven, String> {
    config.validate()?;
    let (runner, compiler) = config.programs()?;
    let version = compiler_version(&compiler)?;
    let factory = Factory::new(config.sandbox_config(runner, compiler)).map_err(|error| error.to_string())?;
    let self_test = factory.self_test().map_err(|error| error.to_string())?;
    if !self_test.held() {
        return Err(format!(
            "A layer of the sandbox does not hold on this machine, so untrusted programs cannot be run safely.\n{self_test}"
        ));
    }
    let executor: Arc<dyn Execute> = Arc::new(Sandboxes(factory));
    ready::judge(&executor.execute(ready::canary()?))?;
    Ok(Proven {
        executor,
        compiler: version,
        self_test,
    })
}

/// The first line of `twilightc --version`, which also shows that the file is the compiler and starts.
fn compiler_version(compiler: &Path) -> Result<String, String> {
    let failed = |why: String| {
        format!(
            "`{} --version` failed: {why}. Set --compiler to a twilightc built for this machine.",
            compiler.display()
        )
    };
    let output = Command::new(compiler)
        .arg("--version")
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.lines().next() {
        Some(line) if output.status.success() && line.starts_with("twilightc ") => Ok(line.to_owned()),
        _ => Err(failed(format!(
            "it ended with {} and printed no version",
            output.status
        ))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_is_no_compiler_is_refused_with_its_flag() {
        for wrong in ["/bin/true", "/bin/false", "/nonexistent"] {
            let message = compiler_version(Path::new(wrong)).unwrap_err();
            assert!(
                message.contains(wrong) && message.contains("--compiler"),
                "{message}"
            );
        }
    }
}
