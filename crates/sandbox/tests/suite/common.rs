//! What the attack tests share: factories with ids of their own, and proof that nothing is left behind.

use super::host::{job, processes_of, slowness, wait_until};
use crate::{RUNTIME, WARM};
use playground_sandbox::{Config, Factory, Limit, Limits, Report, Verdict};
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

pub const SLOTS: u32 = 32;

/// As many sandboxes at once as the largest test makes.
pub const MANY: u32 = 100;

/// The user of this process; others than root run sandboxes as themselves.
pub fn own_uid() -> u32 {
    std::fs::metadata("/proc/self").unwrap().uid()
}

/// The first of [`SLOTS`] ids that nobody else on this host uses.
fn unused_uids() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    10_000_000 + (std::process::id() % 40_000) * 40_000 + NEXT.fetch_add(1, Ordering::Relaxed) % 1000 * SLOTS
}

/// An id that nobody else on this host uses.
pub fn unused_uid() -> u32 {
    unused_uids()
}

/// A factory whose ids nobody else on this host uses.
pub struct Stand {
    pub factory: Factory,
    pub uid_base: u32,
}

impl Stand {
    pub fn new(limits: Limits) -> Self {
        Self::with(limits, unused_uids(), SLOTS)
    }

    /// A factory for [`MANY`] sandboxes at one time; at most one per process, its ids lie above the others'.
    pub fn many(limits: Limits) -> Self {
        let uid_base = 10_000_000 + (std::process::id() % 40_000) * 40_000 + 1000 * SLOTS;
        Self::with(limits, uid_base, MANY + WARM)
    }

    fn with(limits: Limits, uid_base: u32, slots: u32) -> Self {
        let limits = Limits {
            cpu_ms: limits.cpu_ms * slowness(),
            ..limits
        };
        let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
        let config = Config {
            limits,
            uid_base,
            slots,
            warm: WARM,
            oci_runtime: RUNTIME.map(PathBuf::from),
            ..Config::new(payload.clone(), payload)
        };
        Self {
            factory: Factory::new(config).unwrap_or_else(|error| panic!("{error}")),
            uid_base,
        }
    }

    /// The user ids of sandboxes as the host sees them.
    pub fn uids(&self) -> Range<u32> {
        match own_uid() {
            0 => self.uid_base..self.uid_base + SLOTS,
            own => own..own + 1,
        }
    }

    /// Runs one attack and checks that nothing of it is left.
    pub fn attack(&self, code: &str) -> Report {
        let started = Instant::now();
        let report = self.factory.run_one(&job(code));
        let most = self.factory.limits().wall() + Duration::from_secs(5 * slowness());
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
        let name = report.cgroup.rsplit('/').next().unwrap();
        let instance = report.cgroup.rsplit('/').nth(1).unwrap();
        // The same group in every hierarchy.
        let others = ["pids", "cpu", "cpuacct"].map(|hierarchy| {
            Path::new("/sys/fs/cgroup")
                .join(hierarchy)
                .join("twilight-playground")
                .join(instance)
                .join(name)
        });
        wait_until(&format!("{} is left", report.cgroup), &|| {
            !Path::new(&report.cgroup).exists() && others.iter().all(|path| !path.exists())
        });
        // A warm sandbox may have the id already, in a group of its own.
        let is_of_report = |process: &String| process.contains(&format!("/{instance}/{name}"));
        assert!(!processes_of(report.uid..report.uid + 1).iter().any(is_of_report));
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
        assert!(
            !mounts.contains("playground-runner"),
            "a mount leaked to the host"
        );
    }
}
