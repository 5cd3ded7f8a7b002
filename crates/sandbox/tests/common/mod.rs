//! What the attack tests share: factories with ids of their own, and proof that nothing is left behind.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use playground_protocol::{Context, Job, SyntaxMode, Task};
use playground_sandbox::{Config, Factory, Limit, Limits, Report, Verdict};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

pub const GAS_LIMIT: u64 = 1_000_000;
const SLOTS: u32 = 32;

/// As many sandboxes at once as the largest test makes.
pub const MANY: u32 = 100;

/// A factory whose ids nobody else on this host uses.
pub struct Stand {
    pub factory: Factory,
    pub uid_base: u32,
}

impl Stand {
    pub fn new(limits: Limits) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let uid_base = 10_000_000
            + (std::process::id() % 40_000) * 40_000
            + NEXT.fetch_add(1, Ordering::Relaxed) % 1000 * SLOTS;
        Self::with(limits, uid_base, SLOTS)
    }

    /// A factory for [`MANY`] sandboxes at one time; at most one per process, its ids lie above the others'.
    pub fn many(limits: Limits) -> Self {
        let uid_base = 10_000_000 + (std::process::id() % 40_000) * 40_000 + 1000 * SLOTS;
        Self::with(limits, uid_base, MANY)
    }

    fn with(limits: Limits, uid_base: u32, slots: u32) -> Self {
        let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
        let config = Config {
            limits,
            uid_base,
            slots,
            ..Config::new(payload.clone(), payload)
        };
        Self {
            factory: Factory::new(config).unwrap_or_else(|error| panic!("{error}")),
            uid_base,
        }
    }

    /// Runs one attack and checks that nothing of it is left.
    pub fn attack(&self, code: &str) -> Report {
        let started = Instant::now();
        let report = self.factory.run_one(&job(code));
        let most = self.factory.limits().wall() + Duration::from_secs(5);
        assert!(started.elapsed() < most, "{code} took {:?}", started.elapsed());
        self.assert_nothing_left(&report);
        report
    }

    /// The reply's output; any other verdict is a failure.
    pub fn output(&self, code: &str) -> String {
        match self.attack(code).verdict {
            Verdict::Reply(reply) => reply.output,
            other => panic!("{code}: {other:?}"),
        }
    }

    /// The limit that ended the attack; a reply is a failure.
    pub fn limit(&self, code: &str) -> Limit {
        let report = self.attack(code);
        report
            .verdict
            .limit()
            .unwrap_or_else(|| panic!("{code}: {:?}", report.verdict))
    }

    pub fn assert_nothing_left(&self, report: &Report) {
        assert!(!report.cgroup.is_empty(), "{:?}", report.verdict);
        assert!(!Path::new(&report.cgroup).exists(), "{} is left", report.cgroup);
        // The same group of the other hierarchies.
        let name = report.cgroup.rsplit('/').next().unwrap();
        let instance = report.cgroup.rsplit('/').nth(1).unwrap();
        for hierarchy in ["pids", "cpu", "cpuacct"] {
            let path = Path::new("/sys/fs/cgroup")
                .join(hierarchy)
                .join("twilight-playground")
                .join(instance);
            assert!(!path.join(name).exists(), "{} is left", path.display());
        }
        assert_eq!(processes_of(report.uid..report.uid + 1), Vec::<String>::new());
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
        assert!(
            !mounts.contains("playground-runner"),
            "a mount leaked to the host"
        );
    }
}

/// Processes that run as one of `uids`, as text.
pub fn processes_of(uids: std::ops::Range<u32>) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let Ok(status) = std::fs::read_to_string(entry.path().join("status")) else {
            continue;
        };
        let uid = status
            .lines()
            .find_map(|line| line.strip_prefix("Uid:")?.split_whitespace().next()?.parse().ok());
        if uid.is_some_and(|uid: u32| uids.contains(&uid)) {
            found.push(status.lines().take(8).collect::<Vec<_>>().join(" "));
        }
    }
    found
}

pub fn job(code: &str) -> Job {
    let address = format!("0x{}", "00".repeat(20));
    Job {
        code: code.to_owned(),
        syntax_mode: SyntaxMode::Native,
        task: Task::Run {
            entry_point: "main".to_owned(),
            context: Context {
                sender: address.clone(),
                origin: address,
                value: "0".to_owned(),
                block_number: 1,
                timestamp: 0,
            },
            gas_limit: GAS_LIMIT,
        },
    }
}
