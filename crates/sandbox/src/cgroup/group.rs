//! The control groups of one sandbox: limits in, evidence out.

mod in_force;

pub(crate) use in_force::Swap;

use super::detect::Controller;
use super::{Hierarchy, REMOVE_PATIENCE, Version, make_directory, remove, share, write};
use crate::error::{SetupError, Step};
use crate::limits::Limits;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A sandbox's directories, one per hierarchy; removed on drop.
#[derive(Debug)]
pub(crate) struct Group {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    version: Version,
    path: PathBuf,
    controllers: Vec<Controller>,
}

impl Group {
    pub(super) fn create(hierarchies: &[Hierarchy], name: &str, limits: &Limits) -> Result<Self, SetupError> {
        let mut group = Self {
            parts: Vec::with_capacity(hierarchies.len()),
        };
        for hierarchy in hierarchies {
            let path = hierarchy.base.join(name);
            make_directory(&path)?;
            // Known to `group` before anything else can fail, so that it is removed.
            group.parts.push(Part {
                version: hierarchy.version,
                path: path.clone(),
                controllers: hierarchy.controllers.clone(),
            });
            for controller in &hierarchy.controllers {
                limit(hierarchy.version, *controller, &path, limits)?;
            }
        }
        Ok(group)
    }

    /// Moves a process, which has one thread, into the group.
    pub(crate) fn attach(&self, pid: libc::pid_t) -> Result<(), SetupError> {
        for part in &self.parts {
            write(&part.path.join("cgroup.procs"), &pid.to_string()).map_err(|error| SetupError {
                step: Step::Attach,
                ..error
            })?;
        }
        Ok(())
    }

    /// CPU time used by all processes that ever were in the group.
    pub(crate) fn cpu_used(&self) -> Option<Duration> {
        if let Some(part) = self.part(Controller::CpuAccounting) {
            return number(&part.path.join("cpuacct.usage")).map(Duration::from_nanos);
        }
        let part = self.part(Controller::Cpu)?;
        keyed(&part.path.join("cpu.stat"), "usage_usec").map(Duration::from_micros)
    }

    /// Processes the kernel killed for lack of memory.
    pub(crate) fn oom_kills(&self) -> Option<u64> {
        let part = self.part(Controller::Memory)?;
        let file = if part.version == Version::V1 {
            "memory.oom_control"
        } else {
            "memory.events"
        };
        keyed(&part.path.join(file), "oom_kill")
    }

    /// The most bytes ever used at one time; version 2 tells since Linux 5.19.
    pub(crate) fn memory_peak(&self) -> Option<u64> {
        let part = self.part(Controller::Memory)?;
        let file = if part.version == Version::V1 {
            "memory.max_usage_in_bytes"
        } else {
            "memory.peak"
        };
        number(&part.path.join(file))
    }

    /// Kills everything in the group where one write does that (version 2, Linux 5.14); elsewhere the death
    /// of the sandbox's first process does.
    pub(crate) fn kill(&self) {
        for part in self.parts.iter().filter(|part| part.version == Version::V2) {
            let _ = fs::OpenOptions::new()
                .write(true)
                .open(part.path.join("cgroup.kill"))
                .and_then(|mut file| std::io::Write::write_all(&mut file, b"1"));
        }
    }

    /// The directory that holds the memory limit, for the log.
    pub(crate) fn name(&self) -> String {
        self.part(Controller::Memory)
            .map(|part| part.path.display().to_string())
            .unwrap_or_default()
    }

    fn part(&self, controller: Controller) -> Option<&Part> {
        self.parts
            .iter()
            .find(|part| part.controllers.contains(&controller))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let deadline = Instant::now() + REMOVE_PATIENCE;
        for part in &self.parts {
            let _ = remove(&part.path, deadline);
        }
    }
}

fn limit(version: Version, controller: Controller, path: &Path, limits: &Limits) -> Result<(), SetupError> {
    let set = |file: &str, value: &str| write(&path.join(file), value);
    // Files that exist only where the kernel can swap at all.
    let set_where_present = |file: &str, value: &str| match set(file, value) {
        Err(error) if matches!(error.errno, libc::ENOENT | libc::EACCES | libc::EPERM) => Ok(()),
        other => other,
    };
    let memory = limits.memory_bytes.to_string();
    match (version, controller) {
        (Version::V1, Controller::Memory) => {
            set("memory.limit_in_bytes", &memory)?;
            // Memory and swap together not more than memory alone: no swap.
            set_where_present("memory.memsw.limit_in_bytes", &memory)?;
            set_where_present("memory.swappiness", "0")
        }
        (Version::V2, Controller::Memory) => {
            set("memory.max", &memory)?;
            set_where_present("memory.swap.max", "0")?;
            set("memory.oom.group", "1")
        }
        (_, Controller::Pids) => set("pids.max", &limits.pids.to_string()),
        // One core; so CPU time never exceeds wall time either.
        (Version::V1, Controller::Cpu) => share::limit(path),
        (Version::V2, Controller::Cpu) => set("cpu.max", &format!("{0} {0}", share::PERIOD_US)),
        (_, Controller::CpuAccounting) => Ok(()),
    }
}

fn number(path: &Path) -> Option<u64> {
    fs::read_to_string(path).ok()?.trim().parse().ok()
}

/// The number after `key` in a file of `key number` lines.
fn keyed(path: &Path, key: &str) -> Option<u64> {
    let text = fs::read_to_string(path).ok()?;
    text.lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')?.trim().parse().ok())
}
