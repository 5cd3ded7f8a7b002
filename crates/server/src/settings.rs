//! Where settings come from: flags, then the environment, then a file, then defaults; and a print of what holds.
//!
//! The file is TOML whose keys are the names of flags. A key that is no flag, or a value that a flag would refuse, stops the
//! start; nothing is skipped in silence.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};

use crate::config::Config;

/// The setting that may hold a password.
const STORE: &str = "store";

/// Flags that are no settings.
const NO_SETTINGS: [&str; 3] = ["help", "version", "config"];

/// Most bytes of a settings file.
const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// Settings and where each came from.
#[derive(Debug)]
pub struct Settings {
    /// The settings.
    pub config: Config,
    /// As flags, the file's among them.
    matches: ArgMatches,
    /// As flags and environment alone.
    given: ArgMatches,
}

/// Why there are no settings.
#[derive(Debug)]
pub enum SettingsError {
    /// The command line is wrong, or asks for help.
    Usage(Box<clap::Error>),
    /// The file is wrong; a sentence.
    File(String),
}

impl From<clap::Error> for SettingsError {
    fn from(error: clap::Error) -> Self {
        Self::Usage(Box::new(error))
    }
}

impl Settings {
    /// Reads `arguments`, the program's name first, the environment, and the file that `--config` names.
    ///
    /// # Errors
    /// See [`SettingsError`].
    pub fn load(arguments: Vec<OsString>) -> Result<Self, SettingsError> {
        let given = Config::command().try_get_matches_from(&arguments)?;
        let config = Config::from_arg_matches(&given)?;
        let Some(path) = config.config.clone() else {
            let matches = given.clone();
            return Ok(Self {
                config,
                matches,
                given,
            });
        };
        let in_file =
            |why: String| SettingsError::File(format!("The settings file {}: {why}", path.display()));
        let text = read(&path).map_err(in_file)?;
        let flags = flags(&text, &Config::command(), &given).map_err(in_file)?;
        let mut all: Vec<OsString> = arguments.iter().take(1).cloned().collect();
        all.extend(flags.into_iter().map(OsString::from));
        all.extend(arguments.into_iter().skip(1));
        let matches = Config::command().try_get_matches_from(all).map_err(|error| {
            // The flags were right without the file's.
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            in_file(format!(
                "{}.",
                line.trim_start_matches("error: ").trim_end_matches('.')
            ))
        })?;
        let config = Config::from_arg_matches(&matches)?;
        Ok(Self {
            config,
            matches,
            given,
        })
    }

    /// Every setting as a line of a settings file, and where it came from. What is not set stands in a comment. A password
    /// is not printed.
    pub fn print(&self) -> String {
        let mut out = String::new();
        for argument in Config::command().get_arguments() {
            let (Some(name), id) = (argument.get_long(), argument.get_id().as_str()) else {
                continue;
            };
            if NO_SETTINGS.contains(&name) {
                continue;
            }
            let source = match (self.given.value_source(id), self.matches.value_source(id)) {
                (Some(ValueSource::CommandLine), _) => "flag",
                (Some(ValueSource::EnvVariable), _) => "environment",
                (_, Some(ValueSource::CommandLine)) => "file",
                _ => "default",
            };
            let values: Option<Vec<String>> = self
                .matches
                .get_raw(id)
                .map(|values| values.map(|value| value.to_string_lossy().into_owned()).collect());
            // Writing to a string cannot fail.
            let _ = match values {
                None => writeln!(out, "# {name} is not set"),
                Some(values) if name == STORE => {
                    let shown = playground_store::redacted(&values.join(","));
                    writeln!(out, "{name} = {} # {source}", toml_value(&shown))
                }
                Some(values) => writeln!(out, "{name} = {} # {source}", toml_value(&values.join(","))),
            };
        }
        out
    }
}

fn read(path: &Path) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("It cannot be read: {error}.");
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > MAX_FILE_BYTES {
        return Err(format!(
            "It has {length} bytes; at most {MAX_FILE_BYTES} are read."
        ));
    }
    std::fs::read_to_string(path).map_err(unreadable)
}

/// The file's settings as flags, without those that flags or the environment give already.
fn flags(text: &str, command: &Command, given: &ArgMatches) -> Result<Vec<String>, String> {
    let table: toml::Table =
        toml::from_str(text).map_err(|error| format!("It is not TOML: {}.", error.message()))?;
    let mut flags = Vec::new();
    for (key, value) in table {
        let known = command
            .get_arguments()
            .find(|argument| argument.get_long() == Some(&key))
            .filter(|_| !NO_SETTINGS.contains(&key.as_str()));
        let Some(argument) = known else {
            return Err(format!(
                "`{key}` is no setting. The settings are the flags of `playground --help` without their hyphens in front."
            ));
        };
        let plain = |value: &toml::Value| match value {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Integer(number) => Some(number.to_string()),
            _ => None,
        };
        let text = match &value {
            toml::Value::Array(items) => items
                .iter()
                .map(plain)
                .collect::<Option<Vec<_>>>()
                .map(|items| items.join(",")),
            other => plain(other),
        };
        let Some(text) = text else {
            return Err(format!(
                "`{key}` must be a string, a whole number, or an array of them."
            ));
        };
        let source = given.value_source(argument.get_id().as_str());
        if !matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable)) {
            flags.push(format!("--{key}={text}"));
        }
    }
    Ok(flags)
}

/// A value as TOML: a number where it is one.
fn toml_value(text: &str) -> String {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => text.to_owned(),
        _ => toml::Value::String(text.to_owned()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    struct File(std::path::PathBuf);

    impl File {
        fn new(name: &str, text: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("playground-settings-{}-{name}.toml", std::process::id()));
            std::fs::write(&path, text).unwrap();
            Self(path)
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    fn load(file: &File, flags: &[&str]) -> Result<Settings, SettingsError> {
        let mut arguments = vec![
            OsString::from("playground"),
            "--config".into(),
            file.0.clone().into(),
        ];
        arguments.extend(flags.iter().map(OsString::from));
        Settings::load(arguments)
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let file = File::new(
            "order",
            "queue = 7\nworkers = 3\nlog-format = \"text\"\ncors-origin = [\"https://a\", \"https://b\"]\ntrusted-proxies = \"::1,10.0.0.0/8\"\n",
        );
        let settings = load(&file, &["--queue", "9", "--cors-origin", "https://c"]).unwrap();
        let config = &settings.config;
        assert_eq!(
            (config.queue, config.workers, config.ready_cache_ms),
            (9, Some(3), 5_000)
        );
        assert_eq!(
            (config.cors_origin.as_slice(), config.trusted_proxies.len()),
            (&["https://c".to_owned()][..], 2)
        );
        let printed = settings.print();
        for line in [
            "queue = 9 # flag",
            "workers = 3 # file",
            "log-format = \"text\" # file",
            "ready-cache-ms = 5000 # default",
            "trusted-proxies = \"::1,10.0.0.0/8\" # file",
            "# store is not set",
        ] {
            assert!(
                printed.lines().any(|have| have == line),
                "{line} is missing:\n{printed}"
            );
        }
        // What is printed is a settings file that says the same.
        let again = load(&File::new("again", &printed), &[]).unwrap();
        assert_eq!(
            Config {
                config: None,
                ..again.config
            },
            Config {
                config: None,
                ..settings.config
            }
        );
    }

    #[test]
    fn a_password_is_not_printed() {
        let file = File::new("secret", "store = \"postgres://me:secret@host/db\"\n");
        let settings = load(&file, &[]).unwrap();
        assert_eq!(
            settings.config.store.as_deref(),
            Some("postgres://me:secret@host/db")
        );
        let printed = settings.print();
        assert!(
            printed.contains("store = \"postgres://me:***@host/db\" # file\n") && !printed.contains("secret"),
            "{printed}"
        );
    }

    #[test]
    fn what_is_wrong_in_a_file_is_named() {
        for (text, message) in [
            ("queue = ", "It is not TOML"),
            ("queues = 1", "`queues` is no setting"),
            ("help = 1", "`help` is no setting"),
            ("config = \"x\"", "`config` is no setting"),
            ("queue = true", "`queue` must be a string, a whole number"),
            ("[queue]\nlength = 1", "`queue` must be a string, a whole number"),
            ("queue = -1", "--queue"),
            ("listen = \"nowhere\"", "--listen"),
            (
                "trusted-proxies = [\"10.0.0.0/8\", \"proxy\"]",
                "--trusted-proxies",
            ),
        ] {
            let file = File::new("wrong", text);
            let Err(SettingsError::File(error)) = load(&file, &[]) else {
                panic!("{text} was taken");
            };
            assert!(
                error.contains(message) && error.contains("playground-settings-"),
                "{error}"
            );
            assert!(error.ends_with('.'), "{error}");
        }
        let arguments = ["playground", "--config=/nonexistent.toml"]
            .map(OsString::from)
            .to_vec();
        let Err(SettingsError::File(error)) = Settings::load(arguments) else {
            panic!("it was taken");
        };
        assert!(error.contains("/nonexistent.toml: It cannot be read"), "{error}");
    }
}
