//! Proves every layer on this host before anything is served: looks at a waiting sandbox from outside,
//! then lets the runner in it attack from inside.
//!
//! Must never report a layer as held that no probe has tested.

mod limits;

use crate::error::{SetupError, Step};
use crate::factory::{Factory, Occupied};
use crate::frame;
use crate::limits::Limits;
use crate::plan::{Mode, Plan};
use crate::probe::{LAYERS, MAX_REPORT_BYTES, Probe};
use crate::supervise::{self, Others};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// How long the runner may attack: the limits on time are those of programs, which have less to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a self-test of sandboxes with `limits` may take.
pub(crate) fn patience(limits: &Limits) -> Duration {
    limits.wall().max(PATIENCE)
}

/// One layer and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// For example `landlock`.
    pub name: &'static str,
    /// Every probe of it; never empty where `held`.
    pub probes: Vec<Probe>,
    /// Whether all probes were stopped, and there was one.
    pub held: bool,
    /// What to do where it is not held; whole sentences.
    pub remedy: &'static str,
}

/// The result of a self-test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfTest {
    /// Every layer, in a fixed order.
    pub layers: Vec<Layer>,
    /// Which control groups and which Landlock version are in use.
    pub host: String,
}

impl SelfTest {
    /// The layers that do not hold; the service must not start unless there are none.
    pub fn missing(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter().filter(|layer| !layer.held)
    }

    /// Whether every layer holds.
    pub fn held(&self) -> bool {
        self.missing().next().is_none()
    }
}

impl Factory {
    /// Makes one sandbox and tests every layer of it. Takes a few tens of milliseconds, and more where much room for
    /// temporary files has to be filled.
    ///
    /// # Errors
    /// The sandbox could not be made, or its runner gave no report.
    pub fn self_test(&self) -> Result<SelfTest, SetupError> {
        self.probe().map(Probes::by_layer)
    }

    /// The attacks of [`Self::self_test`], in no order.
    pub(crate) fn probe(&self) -> Result<Probes, SetupError> {
        let shared = self.shared();
        let deadline = Instant::now() + patience(self.limits());
        let mut occupied = shared.spawn(Mode::Probe, deadline)?;
        let runtime = shared.runtime.as_deref();
        if runtime.is_some() {
            wait_until_hardened(occupied.sandbox.pid, deadline);
        }
        let mut probes = outside(&occupied, &shared.plan, runtime.is_some(), self.limits());
        // What the runner is to try the edges of.
        let request = serde_json::to_vec(&shared.plan.possible(self.limits()))
            .ok()
            .and_then(|json| frame::encode(&json).ok())
            .unwrap_or_default();
        // The probe makes a process per attack, fills the temporary files, and takes more room for its report than many
        // replies.
        let limits = Limits {
            reply_bytes: MAX_REPORT_BYTES as u64,
            cpu_ms: u64::try_from(PATIENCE.as_millis()).unwrap_or(u64::MAX),
            ..*self.limits()
        };
        let others = Others {
            service: shared.stop.as_fd(),
            caller: None,
            hear: None,
        };
        let exchange = supervise::exchange(
            &mut occupied.sandbox,
            &request,
            &limits,
            Duration::ZERO,
            deadline,
            others,
        );
        let Some(payload) = exchange.payload else {
            let detail = format!(
                "the runner attacked its sandbox and gave no report: {:?}",
                exchange.evidence
            );
            return Err(SetupError::new(Step::Exec, 0, detail));
        };
        let inside: Vec<Probe> = serde_json::from_slice(&payload).map_err(|error| {
            SetupError::new(
                Step::Exec,
                0,
                format!("the runner's report of its attacks is not valid: {error}"),
            )
        })?;
        probes.extend(inside);
        let mut host = format!(
            "cgroups {}; Landlock ABI {}",
            shared.cgroups.describe(),
            shared.plan.landlock.abi
        );
        if let Some(runtime) = runtime {
            host = format!("{host}; {}", runtime.describe());
        }
        Ok(Probes { probes, host })
    }
}

/// Every attack, and on what host.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Probes {
    probes: Vec<Probe>,
    host: String,
}

impl Probes {
    pub(crate) fn by_layer(self) -> SelfTest {
        SelfTest {
            layers: by_layer(self.probes),
            host: self.host,
        }
    }
}

/// A runner that a runtime has started puts on the last layers by itself, the filter last of all. Where it never does, the
/// probes say so.
fn wait_until_hardened(pid: libc::pid_t, deadline: Instant) {
    let is_filtered = || {
        fs::read_to_string(format!("/proc/{pid}/status"))
            .is_ok_and(|status| status.lines().any(|line| line == "Seccomp:\t2"))
    };
    while !is_filtered() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn by_layer(mut probes: Vec<Probe>) -> Vec<Layer> {
    LAYERS
        .iter()
        .map(|(name, remedy)| {
            let (own, rest): (Vec<Probe>, Vec<Probe>) = std::mem::take(&mut probes)
                .into_iter()
                .partition(|probe| probe.layer == *name);
            probes = rest;
            let held = !own.is_empty() && own.iter().all(|probe| probe.held);
            Layer {
                name,
                probes: own,
                held,
                remedy,
            }
        })
        .collect()
}

fn probe(layer: &str, attack: &str, held: bool, detail: impl Into<String>) -> Probe {
    Probe {
        layer: layer.to_owned(),
        attack: attack.to_owned(),
        held,
        detail: detail.into(),
    }
}

/// What the kernel says about the waiting runner.
fn outside(occupied: &Occupied, plan: &Plan, by_runtime: bool, limits: &Limits) -> Vec<Probe> {
    let pid = occupied.sandbox.pid;
    let read = |file: &str| fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
    let mut probes = namespaces(pid);
    let status = read("status");
    let field = |name: &str| {
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let uid = occupied.uid.to_string();
    let ids = field("Uid");
    let is_own_user = ids.split(' ').all(|id| id == uid) && (!plan.privileged || uid != "0");
    probes.push(probe(
        "user namespace",
        "run as a user of the host that is not the sandbox's",
        is_own_user,
        ids,
    ));
    for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] {
        let bits = field(set);
        let none = u64::from_str_radix(&bits, 16) == Ok(0);
        probes.push(probe(
            "capabilities",
            &format!("have capabilities in {set}"),
            none,
            bits,
        ));
    }
    let no_new_privs = field("NoNewPrivs");
    probes.push(probe(
        "no_new_privs",
        "run without no_new_privs",
        no_new_privs == "1",
        no_new_privs.clone(),
    ));
    let seccomp = field("Seccomp");
    probes.push(probe(
        "seccomp",
        "run without a filter",
        seccomp == "2",
        seccomp.clone(),
    ));
    let group = occupied.sandbox.group.name();
    let group = group.rsplit('/').next().unwrap_or_default().to_owned();
    let groups = read("cgroup");
    let inside = !group.is_empty() && groups.lines().any(|line| line.ends_with(&format!("/{group}")));
    probes.push(probe(
        "control groups",
        "run outside the sandbox's control group",
        inside,
        group,
    ));
    probes.extend(limits::groups(&occupied.sandbox.group, limits));
    probes.extend(limits::resources(&read("limits"), &plan.rlimits));
    probes.extend(limits::temporary_files(&read("mountinfo"), limits));
    probes.push(mounts(&read("mountinfo"), by_runtime));
    probes.push(descriptors(pid));
    let environment = read("environ");
    // runc says where home is, which is the root directory: nothing of the host.
    let empty = environment.is_empty() || by_runtime && environment == "HOME=/\0";
    probes.push(probe(
        "environment",
        "inherit environment variables",
        empty,
        format!("{} bytes", environment.len()),
    ));
    probes
}

fn namespaces(pid: libc::pid_t) -> Vec<Probe> {
    let kinds = [
        ("user namespace", "user"),
        ("pid namespace", "pid"),
        ("mount namespace", "mnt"),
        ("network namespace", "net"),
        ("ipc namespace", "ipc"),
        ("uts namespace", "uts"),
        ("cgroup namespace", "cgroup"),
    ];
    kinds
        .into_iter()
        .map(|(layer, file)| {
            let of = |who: &str| fs::read_link(format!("/proc/{who}/ns/{file}"));
            let (own, theirs) = (of("self"), of(&pid.to_string()));
            let held = matches!((&own, &theirs), (Ok(own), Ok(theirs)) if own != theirs);
            let detail = theirs
                .map(|path| path.display().to_string())
                .unwrap_or_else(|error| error.to_string());
            probe(layer, "share it with the host", held, detail)
        })
        .collect()
}

/// The runner must see exactly four mounts: a read-only root, two read-only binaries, `/tmp`. Runtimes need three more,
/// which Landlock keeps from it.
fn mounts(mountinfo: &str, by_runtime: bool) -> Probe {
    let seen: BTreeSet<(String, bool)> = mountinfo
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(4);
            let point = fields.next()?.to_owned();
            let read_only = fields.next()?.split(',').any(|option| option == "ro");
            Some((point, read_only))
        })
        .collect();
    let mut wanted = BTreeSet::from([
        ("/".to_owned(), true),
        ("/bin/playground-runner".to_owned(), true),
        ("/bin/twilightc".to_owned(), true),
        ("/tmp".to_owned(), false),
    ]);
    if by_runtime {
        wanted.extend(["/proc", "/dev", "/dev/null"].map(|point| (point.to_owned(), true)));
    }
    probe(
        "root file system",
        "see other mounts, or writable ones",
        seen == wanted,
        format!("{seen:?}"),
    )
}

/// Null device three times, one socket, and nothing else.
fn descriptors(pid: libc::pid_t) -> Probe {
    let mut seen: Vec<(String, String)> = fs::read_dir(format!("/proc/{pid}/fd"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| {
            let target = fs::read_link(entry.path())
                .map(|path| path.display().to_string())
                .unwrap_or_default();
            (entry.file_name().to_string_lossy().into_owned(), target)
        })
        .collect();
    seen.sort();
    let held = seen.len() == 4
        && seen.iter().take(3).all(|(_, target)| target == "/dev/null")
        && seen
            .last()
            .is_some_and(|(number, target)| number == "3" && target.starts_with("socket:"));
    probe(
        "file descriptors",
        "inherit descriptors",
        held,
        format!("{seen:?}"),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_layer_without_a_probe_is_missing() {
        let layers = by_layer(vec![
            probe("landlock", "a", true, ""),
            probe("seccomp", "b", false, "lived"),
        ]);
        let test = SelfTest {
            layers,
            host: String::new(),
        };
        let held: Vec<&str> = test
            .layers
            .iter()
            .filter(|layer| layer.held)
            .map(|layer| layer.name)
            .collect();
        assert_eq!(held, ["landlock"]);
        assert_eq!(test.missing().count(), LAYERS.len() - 1);
    }

    #[test]
    fn one_failed_probe_spoils_its_layer() {
        let layers = by_layer(vec![
            probe("seccomp", "a", true, ""),
            probe("seccomp", "b", false, ""),
        ]);
        assert!(layers.iter().all(|layer| !layer.held));
    }

    #[test]
    fn mounts_must_be_exact() {
        let good = "1 0 0:1 / / ro,nosuid - tmpfs tmpfs rw\n\
                    2 1 0:2 /a /bin/playground-runner ro - ext4 x rw\n\
                    3 1 0:2 /b /bin/twilightc ro - ext4 x rw\n\
                    4 1 0:3 / /tmp rw,nosuid - tmpfs tmpfs rw\n";
        assert!(mounts(good, false).held);
        assert!(!mounts(&good.replace("/ / ro", "/ / rw"), false).held);
        assert!(!mounts(&format!("{good}5 1 0:4 / /proc rw - proc proc rw\n"), true).held);
        assert!(!mounts("", false).held);
    }
}
