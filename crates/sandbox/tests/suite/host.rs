//! The host as it is seen from outside any sandbox: processes, control groups; and the job that carries an attack.

use crate::RUNTIME;
use playground_protocol::{Context, Job, SyntaxMode, Task};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How many times slower than a machine this one is: of emulated processors, for example (`tests/vm`).
pub fn slowness() -> u64 {
    std::env::var("PLAYGROUND_TEST_SLOWNESS").map_or(1, |times| times.parse().unwrap())
}

const GAS_LIMIT: u64 = 1_000_000;

/// Processes that run as one of `uids`, as text: the start of their status, and their control groups.
pub fn processes_of(uids: std::ops::Range<u32>) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(status) = std::fs::read_to_string(entry.path().join("status")) else {
            continue;
        };
        let uid = status
            .lines()
            .find_map(|line| line.strip_prefix("Uid:")?.split_whitespace().next()?.parse().ok());
        // Where runtimes make sandboxes, this process inherits those of services that it kills, and reaps none of them.
        let is_inherited = RUNTIME.is_some() && status.contains("\nState:\tZ");
        if !is_inherited && uid.is_some_and(|uid: u32| uids.contains(&uid)) {
            let group = std::fs::read_to_string(entry.path().join("cgroup")).unwrap_or_default();
            let text: Vec<&str> = status.lines().take(8).chain(group.lines()).collect();
            found.push(text.join(" "));
        }
    }
    found
}

pub fn job(code: &str) -> Job {
    let address = format!("0x{}", "00".repeat(20));
    let task = Task::Run {
        entry_point: "main".to_owned(),
        context: Context {
            sender: address.clone(),
            origin: address,
            value: "0".to_owned(),
            block_number: 1,
            timestamp: 0,
        },
        gas_limit: GAS_LIMIT,
    };
    Job::new(code.to_owned(), SyntaxMode::Native, task)
}

/// Control groups of playgrounds whose instance name starts with `prefix`, in all hierarchies.
pub fn instances(prefix: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from("/sys/fs/cgroup")];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(&directory).into_iter().flatten().flatten() {
            if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            if entry.file_name().to_string_lossy().starts_with(prefix) {
                found.push(entry.path());
            }
            open.push(entry.path());
        }
    }
    found
}

/// Looks every few milliseconds whether `condition` holds, for half a minute on an ordinary machine: other tests want the
/// cores too.
pub fn wait_until(what: &str, condition: &dyn Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30 * slowness());
    while !condition() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
