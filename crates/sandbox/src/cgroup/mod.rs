//! Control groups of sandboxes: memory, pids and cpu, on version 1, version 2 and mixtures of both.
//!
//! Every [`Factory`](crate::Factory) owns one directory per hierarchy, below the service's own group (or a
//! configured one): `twilight-playground/i<pid>-<start time>-<n>/s<id>`. Directories of earlier lives are
//! removed at start. Must never leave a group behind: [`Group`] and [`Cgroups`] remove theirs on drop.

mod detect;
mod group;
mod share;

pub(crate) use group::{Group, Swap};

use crate::error::{SetupError, Step};
use crate::limits::Limits;
use detect::{Controller, Mounted};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Directory of all playgrounds below the service's group.
const FAMILY: &str = "twilight-playground";

/// Leaf of a version 2 group into which its processes move, so that it may have children with controllers. The name
/// tells those who start there that the service's own group is the one above.
const LEAF: &str = "twilight-playground-service";

/// Tells factories of one process apart.
static FACTORIES: AtomicU64 = AtomicU64::new(0);

/// How long a group may stay busy after its last process was reaped.
const REMOVE_PATIENCE: Duration = Duration::from_secs(2);

/// Version of a hierarchy's interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V1,
    V2,
}

/// One mounted hierarchy that provides some of our controllers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hierarchy {
    version: Version,
    /// Our instance's directory; sandboxes' groups are made in it.
    base: PathBuf,
    controllers: Vec<Controller>,
}

/// The hierarchies one factory uses.
#[derive(Debug)]
pub(crate) struct Cgroups {
    hierarchies: Vec<Hierarchy>,
}

impl Cgroups {
    /// Finds the controllers, removes what earlier lives left, and makes this instance's directories below
    /// `parent` (from the hierarchies' roots), or below the service's own groups.
    ///
    /// # Errors
    /// A controller is nowhere mounted or may not be used.
    pub(crate) fn open(parent: Option<&Path>) -> Result<Self, SetupError> {
        let read = |path: &str| {
            fs::read_to_string(path).map_err(|error| SetupError::io(Step::Cgroups, &error, path))
        };
        let mounted = detect::detect(
            &read("/proc/self/mountinfo")?,
            &read("/proc/self/cgroup")?,
            |path| fs::read_to_string(path.join("cgroup.controllers")).unwrap_or_default(),
        )
        .map_err(|detail| SetupError::new(Step::Cgroups, libc::ENOENT, detail))?;
        Self::open_in(&mounted, parent, &instance_name())
    }

    fn open_in(mounted: &[Mounted], parent: Option<&Path>, instance: &str) -> Result<Self, SetupError> {
        // Made first and filled as directories appear, so that dropping it removes what was made.
        let mut cgroups = Self {
            hierarchies: Vec::with_capacity(mounted.len()),
        };
        for mount in mounted {
            let above = match parent {
                None => service_group(mount).to_path_buf(),
                Some(path) => mount.root.join(path.strip_prefix("/").unwrap_or(path)),
            };
            let family = above.join(FAMILY);
            make_directory(&above)?;
            if mount.version == Version::V2 {
                delegate(&above, &mount.controllers)?;
            }
            let base = make_instance(&family, instance)?;
            cgroups.hierarchies.push(Hierarchy {
                version: mount.version,
                base: base.clone(),
                controllers: mount.controllers.clone(),
            });
            if mount.version == Version::V2 {
                enable(&family, &mount.controllers)?;
                enable(&base, &mount.controllers)?;
            }
        }
        Ok(cgroups)
    }

    /// Makes the group `name` with `limits`.
    pub(crate) fn create(&self, name: &str, limits: &Limits) -> Result<Group, SetupError> {
        Group::create(&self.hierarchies, name, limits)
    }

    /// One line on what is used, for the self-test and the log.
    pub(crate) fn describe(&self) -> String {
        let parts: Vec<String> = self
            .hierarchies
            .iter()
            .map(|hierarchy| {
                let names: Vec<&str> = hierarchy.controllers.iter().map(|one| one.name()).collect();
                let version = if hierarchy.version == Version::V1 {
                    "v1"
                } else {
                    "v2"
                };
                format!("{} ({version})", names.join("+"))
            })
            .collect();
        parts.join(", ")
    }
}

impl Drop for Cgroups {
    fn drop(&mut self) {
        for hierarchy in &self.hierarchies {
            let _ = remove(&hierarchy.base, Instant::now() + REMOVE_PATIENCE);
            // Succeeds for the last instance only, which is right.
            if let Some(family) = hierarchy.base.parent() {
                let _ = fs::remove_dir(family);
            }
        }
    }
}

/// The service's own group; where an earlier start moved the service to a leaf of it, that is the group above.
fn service_group(mount: &Mounted) -> &Path {
    match mount.own.parent() {
        Some(above) if mount.version == Version::V2 && mount.own.ends_with(LEAF) => above,
        _ => &mount.own,
    }
}

/// `i<pid>-<start time>-<n>`: unique on this host until it boots again.
pub(crate) fn instance_name() -> String {
    let pid = std::process::id();
    let number = FACTORIES.fetch_add(1, Ordering::Relaxed);
    format!("i{pid}-{}-{number}", start_time(pid).unwrap_or(0))
}

/// When a process started, in clock ticks since boot: field 22 of its `stat`.
fn start_time(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field may hold spaces and parentheses; fields are counted from its last parenthesis.
    stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()
}

/// Removes the instances below `family` whose process has ended, with everything still running in them.
fn reap_earlier_lives(family: &Path) {
    for instance in subdirectories(family) {
        if !is_dead_instance(&instance) {
            continue;
        }
        let deadline = Instant::now() + REMOVE_PATIENCE;
        for group in subdirectories(&instance) {
            kill_all(&group);
            let _ = remove(&group, deadline);
        }
        let _ = remove(&instance, deadline);
    }
}

pub(crate) fn is_dead_instance(instance: &Path) -> bool {
    let parse = || {
        let mut parts = instance.file_name()?.to_str()?.strip_prefix('i')?.split('-');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    let Some((pid, started)): Option<(u32, u64)> = parse() else {
        return false;
    };
    start_time(pid) != Some(started)
}

pub(crate) fn subdirectories(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect()
}

/// Kills every process in `group`, for groups whose first process is not known (earlier lives).
fn kill_all(group: &Path) {
    let kill = fs::OpenOptions::new().write(true).open(group.join("cgroup.kill"));
    if kill.and_then(|mut file| file.write_all(b"1")).is_ok() {
        return;
    }
    for pid in fs::read_to_string(group.join("cgroup.procs"))
        .unwrap_or_default()
        .lines()
    {
        if let Ok(pid) = pid.parse::<libc::pid_t>()
            && pid > 1
        {
            // SAFETY: integers. The number was read from a group that holds sandboxed processes only.
            unsafe { libc::kill(pid, libc::SIGKILL) };
        }
    }
}

fn make_directory(path: &Path) -> Result<(), SetupError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(SetupError::io(Step::Cgroups, &error, path.display().to_string()))
        }
        _ => Ok(()),
    }
}

/// Makes the directory of `instance` below `family`, which is made too and rid of earlier lives. Another playground
/// that ends removes `family` where nothing is left in it, also between our two steps: then both are done again.
fn make_instance(family: &Path, instance: &str) -> Result<PathBuf, SetupError> {
    let base = family.join(instance);
    let deadline = Instant::now() + REMOVE_PATIENCE;
    loop {
        make_directory(family)?;
        reap_earlier_lives(family);
        match make_directory(&base) {
            Err(error) if error.errno == libc::ENOENT && Instant::now() < deadline => {}
            other => return other.map(|()| base),
        }
    }
}

/// Removes an empty group; the kernel needs a moment after the last process ended.
fn remove(path: &Path, deadline: Instant) -> std::io::Result<()> {
    let mut pause = Duration::from_micros(20);
    loop {
        match fs::remove_dir(path) {
            Err(error) if error.raw_os_error() == Some(libc::EBUSY) && Instant::now() < deadline => {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(20));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            other => return other,
        }
    }
}

/// Writes a control file in one call, as the kernel wants it.
fn write(path: &Path, text: &str) -> Result<(), SetupError> {
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| SetupError::io(Step::Cgroups, &error, format!("{text:?} to {}", path.display())))
}

fn enable(group: &Path, controllers: &[Controller]) -> Result<(), SetupError> {
    let names: Vec<String> = controllers.iter().map(|one| format!("+{}", one.name())).collect();
    write(&group.join("cgroup.subtree_control"), &names.join(" "))
}

/// Enables controllers for children of `group`. A version 2 group other than the root must not hold
/// processes then: those in it, this service among them, move to a leaf.
fn delegate(group: &Path, controllers: &[Controller]) -> Result<(), SetupError> {
    match enable(group, controllers) {
        Err(error) if error.errno == libc::EBUSY => {
            let leaf = group.join(LEAF);
            make_directory(&leaf)?;
            let processes = fs::read_to_string(group.join("cgroup.procs"))
                .map_err(|error| SetupError::io(Step::Cgroups, &error, group.display().to_string()))?;
            for pid in processes.lines() {
                write(&leaf.join("cgroup.procs"), pid)?;
            }
            enable(group, controllers)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests;
