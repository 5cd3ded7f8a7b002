//! What this host can do for the service: configuration, programs, every layer of the sandbox, and one program that
//! comes back right. The start of the service and `playground doctor` ask the same questions here.
//!
//! Must never call something held that was not tried: what could not be tried is "untested", and counts as missing.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use playground_sandbox::{Backend as _, Caller, Remote, SelfTest, kvm};
use serde::Serialize;

use crate::backend::Sandboxes;
use crate::config::{Config, Executables};
use crate::execute::Execute;
use crate::open_files;
use crate::ready;

/// What came of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was tried and holds.
    Held,
    /// It was tried and does not hold.
    Missing,
    /// It could not be tried, because something before it is missing.
    Untested,
}

/// One attack on a layer and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attack {
    /// What was tried, as a phrase.
    pub attack: String,
    /// Whether it was stopped.
    pub stopped: bool,
    /// How it ended, for example `SIGSYS`.
    pub detail: String,
}

/// One thing the service needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// For example `landlock`.
    pub name: String,
    /// What came of it.
    pub state: State,
    /// What was found; may be empty.
    pub found: String,
    /// What to do where it does not hold; whole sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remedy: String,
    /// The attacks that tried it, where it is a layer of the sandbox.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attacks: Vec<Attack>,
}

/// Everything that was checked, in the order in which it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// Whether the service starts on this host.
    pub serves: bool,
    /// The kernel, and which of its features are in use.
    pub host: String,
    /// Every check.
    pub checks: Vec<Check>,
    /// Whether virtual machines run here. The service needs none; OCI runtimes with a kernel of their own do. Absent where
    /// nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub virtual_machines: Option<String>,
}

/// What a service that may start is made of.
pub struct Proven {
    /// Runs jobs in real sandboxes.
    pub executor: Arc<dyn Execute>,
    /// What `twilightc --version` prints.
    pub compiler: String,
    /// The kernel, and which of its features are in use.
    pub host: String,
}

/// The names of what is checked beside the sandbox's layers.
mod names {
    pub const CONFIGURATION: &str = "configuration";
    pub const PROGRAMS: &str = "programs";
    pub const COMPILER: &str = "compiler";
    pub const OPEN_FILES: &str = "open files";
    pub const SANDBOX: &str = "sandbox";
    pub const CANARY: &str = "canary";
}

/// Checks everything in order, and stops where nothing more can be tried. The parts of the service are there exactly
/// where [`Diagnosis::serves`] is true.
pub fn examine(config: &Config) -> (Diagnosis, Option<Proven>) {
    let mut checks = Checks::default();
    let proven = try_all(config, &mut checks);
    let serves = proven.is_some() && checks.rows.iter().all(|check| check.state == State::Held);
    checks.name_the_untested();
    let diagnosis = Diagnosis {
        serves,
        host: checks.host,
        checks: checks.rows,
        virtual_machines: None,
    };
    (diagnosis, proven.filter(|_| serves))
}

/// As [`examine`], without any part of a service to keep; `None` where a check failed that the rest needs.
fn try_all(config: &Config, checks: &mut Checks) -> Option<Proven> {
    checks.host = kernel();
    checks.note(names::CONFIGURATION, config.validate())?;
    let Executables {
        runner,
        compiler,
        spawner,
    } = checks.note(names::PROGRAMS, config.programs())?;
    let version = checks.note(names::COMPILER, compiler_version(&compiler))?;
    checks.found(&version);
    let files = checks.note(names::OPEN_FILES, open_files::allow(config))?;
    checks.found(&files);
    let sandbox_config = config.sandbox_config(runner, compiler);
    let made = Remote::start(&spawner, sandbox_config, |event| tracing::warn!(event, "spawner")).and_then(
        |remote| {
            let test = remote.self_test()?;
            Ok((remote, test))
        },
    );
    let (remote, self_test) = checks.note(names::SANDBOX, made.map_err(|error| error.to_string()))?;
    checks.layers(&self_test);
    let executor: Arc<dyn Execute> = Arc::new(Sandboxes(remote));
    let canary = ready::canary().and_then(|job| ready::judge(&executor.execute(job, &Caller::default())));
    checks.note(names::CANARY, canary)?;
    Some(Proven {
        executor,
        compiler: version,
        host: checks.host.clone(),
    })
}

#[derive(Default)]
struct Checks {
    host: String,
    rows: Vec<Check>,
}

impl Checks {
    fn push(&mut self, name: &str, state: State, remedy: String) {
        self.rows.push(Check {
            name: name.to_owned(),
            state,
            found: String::new(),
            remedy,
            attacks: Vec::new(),
        });
    }

    /// Adds a check that failed with a sentence or did not.
    fn note<T>(&mut self, name: &str, result: Result<T, String>) -> Option<T> {
        match result {
            Ok(value) => {
                self.push(name, State::Held, String::new());
                Some(value)
            }
            Err(sentences) => {
                self.push(name, State::Missing, sentences);
                None
            }
        }
    }

    /// What the last check found.
    fn found(&mut self, what: &str) {
        if let Some(last) = self.rows.last_mut() {
            what.clone_into(&mut last.found);
        }
    }

    fn layers(&mut self, test: &SelfTest) {
        self.host = format!("{}; {}", self.host, test.host);
        for layer in &test.layers {
            let state = if layer.held { State::Held } else { State::Missing };
            let remedy = if layer.held { "" } else { layer.remedy };
            self.push(layer.name, state, remedy.to_owned());
            if let Some(row) = self.rows.last_mut() {
                row.attacks = layer
                    .probes
                    .iter()
                    .map(|probe| Attack {
                        attack: probe.attack.clone(),
                        stopped: probe.held,
                        detail: probe.detail.clone(),
                    })
                    .collect();
            }
        }
    }

    /// Adds what was not reached, so that every diagnosis lists the same checks.
    fn name_the_untested(&mut self) {
        let layers = playground_sandbox::LAYERS.iter().map(|(name, _)| *name);
        let all = [
            names::CONFIGURATION,
            names::PROGRAMS,
            names::COMPILER,
            names::OPEN_FILES,
            names::SANDBOX,
        ]
        .into_iter()
        .chain(layers)
        .chain([names::CANARY]);
        for name in all {
            if !self.rows.iter().any(|row| row.name == name) {
                self.push(name, State::Untested, String::new());
            }
        }
    }
}

impl Diagnosis {
    /// Tries what the service does not need, but an operator may want to know.
    #[must_use]
    pub fn with_what_is_not_needed(self) -> Self {
        Self {
            virtual_machines: Some(kvm::probe().to_string()),
            ..self
        }
    }

    /// What is missing, as sentences for the operator.
    pub fn complaint(&self) -> String {
        let missing = self.checks.iter().filter(|check| check.state == State::Missing);
        missing.fold(String::new(), |mut text, check| {
            text += &row(check);
            text
        })
    }
}

/// One check as lines of text.
fn row(check: &Check) -> String {
    use fmt::Write as _;
    let state = match check.state {
        State::Held => "held",
        State::Missing => "MISSING",
        State::Untested => "untested",
    };
    let mut text = format!("{state:8} {}", check.name);
    if !check.attacks.is_empty() {
        let count = check.attacks.len();
        let word = if count == 1 { "attack" } else { "attacks" };
        let _ = write!(text, " ({count} {word})");
    }
    if !check.found.is_empty() {
        let _ = write!(text, ": {}", check.found);
    }
    text.push('\n');
    for attack in check.attacks.iter().filter(|attack| !attack.stopped) {
        let _ = writeln!(
            text,
            "         not stopped: {} ({})",
            attack.attack, attack.detail
        );
    }
    if !check.remedy.is_empty() {
        let _ = writeln!(text, "         {}", check.remedy.trim_end());
    }
    text
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.host)?;
        for check in &self.checks {
            f.write_str(&row(check))?;
        }
        if let Some(found) = &self.virtual_machines {
            writeln!(f, "not needed: virtual machines (KVM): {found}")?;
        }
        f.write_str(if self.serves {
            "Every layer holds, and the canary program ran: the service starts on this host.\n"
        } else {
            "The service does not start on this host before what is missing is there.\n"
        })
    }
}

/// The kernel's name and release.
fn kernel() -> String {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("Linux {}", release.trim_end())
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
    use clap::Parser as _;
    use playground_sandbox::{LAYERS, Layer, Probe};

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

    #[test]
    fn what_was_not_tried_is_untested_and_nothing_is_served() {
        let config = Config::try_parse_from(["playground", "--runner=/nonexistent/runner"]).unwrap();
        let (diagnosis, proven) = examine(&config);
        assert!(!diagnosis.serves && proven.is_none());
        let states: Vec<State> = diagnosis.checks.iter().map(|check| check.state).collect();
        assert_eq!(states[..2], [State::Held, State::Missing]);
        assert!(states[2..].iter().all(|state| *state == State::Untested));
        assert_eq!(states.len(), LAYERS.len() + 6);
        let complaint = diagnosis.complaint();
        assert!(complaint.starts_with("MISSING  programs\n"), "{complaint}");
        assert!(complaint.contains("/nonexistent/runner") && complaint.contains("--runner"));
        assert!(diagnosis.to_string().ends_with("is there.\n"));
    }

    #[test]
    fn a_layer_that_does_not_hold_is_named_with_attack_and_remedy() {
        let probe = |attack: &str, held: bool| Probe {
            layer: "seccomp".to_owned(),
            attack: attack.to_owned(),
            held,
            detail: "lived".to_owned(),
        };
        let mut checks = Checks::default();
        checks.layers(&SelfTest {
            layers: vec![Layer {
                name: "seccomp",
                probes: vec![probe("open a socket", false), probe("mount", true)],
                held: false,
                remedy: "Enable it.",
            }],
            host: String::new(),
        });
        assert_eq!(
            row(&checks.rows[0]),
            "MISSING  seccomp (2 attacks)\n         not stopped: open a socket (lived)\n         Enable it.\n"
        );
        let json = serde_json::to_value(&checks.rows[0]).unwrap();
        assert_eq!(json["state"], "missing");
        assert_eq!(json["attacks"][0]["stopped"], false);
    }
}
