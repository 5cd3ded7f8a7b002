//! How many files the service has open at one time, connections above all, and the limit that has to allow them.
//!
//! Where one connection too many takes the last of them, every other request fails too: its sandbox has no socket. Must
//! never start where that could be.

use playground_sandbox::open_files;

use crate::config::Config;

/// Whatever the configuration: standard streams, the runtime, listeners, the spawner's socket, the store and its
/// connections (at most 10), those of metrics (8) and of a collector, programs that are read when they change.
const ALWAYS: u64 = 80;

/// The most files that the service has open at one time with `config`; the spawner counts its own.
pub fn needed(config: &Config) -> u64 {
    ALWAYS + u64::from(config.max_connections)
}

/// Raises the limit of this process, and of those that it starts, as far as the system lets it. Gives what is needed and
/// what is allowed, as a phrase.
///
/// # Errors
/// Sentences: less is allowed than `config` needs.
pub fn allow(config: &Config) -> Result<String, String> {
    let allowed = open_files::raise()
        .map_err(|error| format!("The system does not tell how many files may be open: {error}."))?;
    let needed = needed(config);
    if allowed >= needed {
        return Ok(format!("at most {needed}, {allowed} allowed"));
    }
    Err(format!(
        "With {} connections the service has at most {needed} files open, and {allowed} are allowed. Raise the limit \
         (ulimit -n, LimitNOFILE= of its unit, --ulimit nofile= of its container), or lower --max-connections.",
        config.max_connections
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use clap::Parser as _;
    use std::path::PathBuf;

    const OPERATIONS: &str = include_str!("../../../docs/operations.md");

    fn config(flags: &[&str]) -> Config {
        Config::try_parse_from([&["playground"], flags].concat()).unwrap()
    }

    #[test]
    fn the_formulas_are_those_of_the_documentation() {
        for (workers, warm, connections) in [(1, 0, 1), (2, 4, 256), (256, 256, 65_536)] {
            let flags = [
                format!("--workers={workers}"),
                format!("--warm={warm}"),
                format!("--max-connections={connections}"),
            ];
            let mut config = config(&flags.each_ref().map(String::as_str));
            assert_eq!(needed(&config), 80 + connections);
            let spawner =
                |config: &Config| open_files::needed(&config.sandbox_config(PathBuf::new(), PathBuf::new()));
            assert_eq!(spawner(&config), 62 + 16 * workers + 2 * warm);
            config.oci_runtime = Some(PathBuf::from("/usr/sbin/runc"));
            assert_eq!(spawner(&config), 102 + 32 * workers + 2 * warm);
        }
        for formula in [
            "80 + `--max-connections`",
            "62 + 16 · `--workers` + 2 · `--warm`",
            "102 + 32 · `--workers` + 2 · `--warm`",
        ] {
            assert!(OPERATIONS.contains(formula), "{formula}");
        }
    }
}
