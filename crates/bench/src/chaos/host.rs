//! The host from outside: processes, memory, descriptors, control groups, mounts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// A sequence of numbers that looks random and is the same for the same seed (xorshift64*).
pub struct Random(u64);

impl Random {
    /// The sequence of `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1)
    }

    /// A number below `bound`, which is not 0.
    pub const fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }
}

/// What a server and all that belongs to it take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    server_kib: u64,
    spawner_kib: u64,
    server_descriptors: usize,
    spawner_descriptors: usize,
    /// Runners and compilers of warm sandboxes.
    processes: usize,
    groups: usize,
    mounts: usize,
    /// Control groups of spawners that are gone.
    leftovers: usize,
}

/// What a process may keep of what it once needed, in KiB: the allocator's share.
const KEPT_KIB: u64 = 12 * 1024;
/// Rows that have to be what they were.
const PROCESSES: &str = "processes in sandboxes";
const GROUPS: &str = "control groups of sandboxes";
/// How long it may take until nothing changes any more.
const PATIENCE: Duration = Duration::from_secs(30);

/// Looks until two looks in a row, a moment apart, see the same number of things.
///
/// # Errors
/// A sentence where that does not come about.
pub fn settled(server: u32) -> Result<Footprint, String> {
    let deadline = Instant::now() + PATIENCE;
    let mut last = None;
    while Instant::now() < deadline {
        // Longer than the pool takes to notice that a sandbox has ended.
        thread::sleep(Duration::from_millis(1500));
        let now = look(server);
        let things = now.as_ref().map(|one| {
            (
                one.processes,
                one.groups,
                one.server_descriptors,
                one.spawner_descriptors,
            )
        });
        if now.is_some() && things == last {
            return now.ok_or_else(String::new);
        }
        last = things;
    }
    Err("The service does not come to rest.".to_owned())
}

fn look(server: u32) -> Option<Footprint> {
    let &[spawner] = children(server).as_slice() else {
        return None;
    };
    let runners = children(spawner);
    let compilers: usize = runners.iter().map(|pid| children(*pid).len()).sum();
    let families = directories(Path::new("/sys/fs/cgroup"))
        .into_iter()
        .filter(|path| path.ends_with("twilight-playground"));
    let instances: Vec<PathBuf> = families.flat_map(|family| directories_in(&family)).collect();
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let own = format!("i{spawner}-");
    let (own, others): (Vec<PathBuf>, Vec<PathBuf>) = instances
        .into_iter()
        .partition(|path| name(path).starts_with(&own));
    let is_dead = |path: &PathBuf| {
        let name = name(path);
        let pid = name.strip_prefix('i').and_then(|rest| rest.split('-').next());
        pid.is_some_and(|pid| !Path::new("/proc").join(pid).exists())
    };
    Some(Footprint {
        server_kib: resident(server)?,
        spawner_kib: resident(spawner)?,
        server_descriptors: descriptors(server)?,
        spawner_descriptors: descriptors(spawner)?,
        processes: runners.len() + compilers,
        groups: own.iter().map(|path| directories_in(path).len()).sum(),
        mounts: fs::read_to_string("/proc/self/mountinfo").ok()?.lines().count(),
        leftovers: others.iter().filter(|path| is_dead(path)).count(),
    })
}

impl Footprint {
    /// Both, side by side.
    pub fn rows(&self, after: &Self) -> [(&'static str, u64, u64); 8] {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        [
            ("server, resident KiB", self.server_kib, after.server_kib),
            ("spawner, resident KiB", self.spawner_kib, after.spawner_kib),
            (
                "server, descriptors",
                count(self.server_descriptors),
                count(after.server_descriptors),
            ),
            (
                "spawner, descriptors",
                count(self.spawner_descriptors),
                count(after.spawner_descriptors),
            ),
            (PROCESSES, count(self.processes), count(after.processes)),
            (GROUPS, count(self.groups), count(after.groups)),
            ("mounts", count(self.mounts), count(after.mounts)),
            (
                "control groups left behind",
                count(self.leftovers),
                count(after.leftovers),
            ),
        ]
    }

    /// What `after` has that it should not have.
    pub fn faults(&self, after: &Self) -> Vec<String> {
        self.rows(after)
            .into_iter()
            .filter(|(name, before, after)| match *name {
                // The pool has to be full again as well.
                PROCESSES | GROUPS => before != after,
                _ => *after > before + if name.ends_with("KiB") { KEPT_KIB } else { 0 },
            })
            .map(|(name, before, after)| format!("{name}: {before} before, {after} after"))
            .collect()
    }
}

/// The processes that `parent` has started and that have not ended.
pub fn children(parent: u32) -> Vec<u32> {
    let wanted = parent.to_string();
    let pids = fs::read_dir("/proc").into_iter().flatten().flatten();
    pids.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid: &u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            // The name before may hold spaces and parentheses.
            let mut fields = stat.rsplit_once(") ").unwrap_or_default().1.split(' ');
            fields.next().is_some_and(|state| state != "Z") && fields.next() == Some(wanted.as_str())
        })
        .collect()
}

/// Ends a process at once; whether it was there.
pub fn kill(pid: u32) -> bool {
    // Through the shell's own command: this crate has no unsafe code.
    Command::new("kill")
        .args(["-KILL", &pid.to_string()])
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Resident memory of a process in KiB.
pub fn resident(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn descriptors(pid: u32) -> Option<usize> {
    Some(fs::read_dir(format!("/proc/{pid}/fd")).ok()?.count())
}

fn directories_in(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect()
}

/// Every directory below `path`, but not below those of playgrounds.
fn directories(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(directory) = open.pop() {
        for inner in directories_in(&directory) {
            if !directory.ends_with("twilight-playground") {
                open.push(inner.clone());
            }
            found.push(inner);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_is_a_fault_and_memory_only_beyond_the_allocators_share() {
        let before = Footprint::default();
        let more = Footprint {
            server_kib: KEPT_KIB,
            ..before.clone()
        };
        assert!(before.faults(&more).is_empty());
        let too_much = Footprint {
            server_kib: KEPT_KIB + 1,
            groups: 1,
            ..before.clone()
        };
        assert_eq!(before.faults(&too_much).len(), 2);
    }

    #[test]
    fn a_pool_that_does_not_fill_again_is_a_fault() {
        let before = Footprint {
            processes: 8,
            groups: 16,
            ..Footprint::default()
        };
        let after = Footprint {
            processes: 6,
            groups: 12,
            ..before.clone()
        };
        assert_eq!(before.faults(&after).len(), 2);
    }

    #[test]
    fn the_sequence_is_the_seeds() {
        let numbers = |seed| {
            let mut random = Random::new(seed);
            [(); 5].map(|()| random.below(1000))
        };
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(numbers(7), numbers(8));
    }
}
