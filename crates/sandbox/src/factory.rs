//! Makes a fresh sandbox for each job and destroys it with the answer.
//!
//! Must never use a sandbox twice, nor one user id for two sandboxes at the same time.

use crate::cgroup::Cgroups;
use crate::error::{SetupError, Step};
use crate::frame;
use crate::limits::Limits;
use crate::plan::{Mode, Plan};
use crate::spawn::Sandbox;
use crate::supervise;
use crate::sys;
use crate::verdict::{Evidence, Verdict, judge};
use playground_protocol::{Job, Task};
use std::fs::File;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a [`Factory`] needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The static executable that becomes every sandbox's first process.
    pub runner: PathBuf,
    /// The static executable of `twilightc`.
    pub compiler: PathBuf,
    /// Limits of every sandbox.
    pub limits: Limits,
    /// Group, counted from the root of every hierarchy, below which groups are made; `None` for the
    /// service's own. Services that cannot see each other's processes (in different containers) must not
    /// share it: each would take the other's groups for leftovers and remove them.
    pub cgroup_parent: Option<PathBuf>,
    /// First of the host user and group ids that sandboxes run as, where the service is root; they should
    /// belong to nobody. An ordinary user's sandboxes all run as that user.
    pub uid_base: u32,
    /// How many sandboxes may exist at one time, and so how many ids are used.
    pub slots: u32,
}

impl Config {
    /// Far above the ids of accounts (below 65,536) and of systemd's dynamic users (61,184 to 65,519).
    pub const DEFAULT_UID_BASE: u32 = 2_000_000;
    /// Well above the number of sandboxes a host has cores for.
    pub const DEFAULT_SLOTS: u32 = 64;
    /// Most slots.
    pub const MAX_SLOTS: u32 = 4096;

    /// The given binaries with defaults for all else.
    pub fn new(runner: PathBuf, compiler: PathBuf) -> Self {
        Self {
            runner,
            compiler,
            limits: Limits::default(),
            cgroup_parent: None,
            uid_base: Self::DEFAULT_UID_BASE,
            slots: Self::DEFAULT_SLOTS,
        }
    }

    fn validate(&self) -> Result<(), SetupError> {
        let fault = |detail: String| Err(SetupError::new(Step::Configuration, 0, detail));
        if self.slots == 0 || self.slots > Self::MAX_SLOTS {
            return fault(format!(
                "slots must be between 1 and {}; it is {}",
                Self::MAX_SLOTS,
                self.slots
            ));
        }
        // The last two ids mean "nobody" and "unchanged" to the kernel.
        if self.uid_base == 0 || self.uid_base > u32::MAX - 2 - self.slots {
            return fault(format!(
                "uid_base must be between 1 and {}; it is {}",
                u32::MAX - 2 - self.slots,
                self.uid_base
            ));
        }
        Ok(())
    }
}

/// Where the time of one sandbox went, seen from outside, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Control groups, namespaces and all layers, until the runner was executed.
    pub create_us: u64,
    /// From the job being sent to the reply or the verdict.
    pub run_us: u64,
    /// Killing, reaping and removing control groups.
    pub teardown_us: u64,
}

/// What came of one job, and in which sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What came of it.
    pub verdict: Verdict,
    /// Where the time went.
    pub times: Times,
    /// Unique among all sandboxes of this process.
    pub sandbox_id: u64,
    /// Host user id of the processes inside.
    pub uid: u32,
    /// Directory of the memory control group, which no longer exists.
    pub cgroup: String,
    /// CPU time of all processes inside, in microseconds, the setup included.
    pub cpu_used_us: u64,
    /// Most memory used at one time; 0 where the kernel does not tell.
    pub memory_peak_bytes: u64,
}

/// See the module's description. Shared by reference among threads.
pub struct Factory {
    pub(crate) config: Config,
    pub(crate) plan: Plan,
    pub(crate) cgroups: Cgroups,
    null: File,
    /// Which ids are free; its order makes reuse as late as possible.
    free_slots: Mutex<std::collections::VecDeque<u32>>,
}

/// Tells the sandboxes of this process apart, whichever factory made them.
static SANDBOXES: AtomicU64 = AtomicU64::new(1);

/// A user id in use by one sandbox; free again on drop.
struct Slot<'a> {
    factory: &'a Factory,
    number: u32,
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let mut free = self
            .factory
            .free_slots
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        free.push_back(self.number);
    }
}

/// A sandbox with what identifies it. Fields drop in order: the id is free only when nothing runs as it.
pub(crate) struct Occupied<'a> {
    pub(crate) sandbox: Sandbox,
    pub(crate) uid: u32,
    _slot: Slot<'a>,
}

impl Factory {
    /// Checks the configuration, finds the control groups (removing those of earlier lives) and prepares
    /// everything sandboxes have in common. Makes no sandbox yet; see [`Self::self_test`].
    ///
    /// # Errors
    /// The step that failed, with its remedy.
    pub fn new(config: Config) -> Result<Self, SetupError> {
        config.validate()?;
        let plan = Plan::new(&config.runner, &config.compiler, &config.limits)?;
        let cgroups = Cgroups::open(config.cgroup_parent.as_deref())?;
        let sockets = |error: std::io::Error| SetupError::io(Step::Sockets, &error, "/dev/null");
        let null = File::options()
            .read(true)
            .write(true)
            .open("/dev/null")
            .map_err(sockets)?;
        let null = sys::duplicate_above(null.as_fd(), crate::child::LEAST_PASSED_FD).map_err(sockets)?;
        let free_slots = Mutex::new((0..config.slots).collect());
        Ok(Self {
            config,
            plan,
            cgroups,
            null: File::from(null),
            free_slots,
        })
    }

    /// The limits of every sandbox.
    pub fn limits(&self) -> &Limits {
        &self.config.limits
    }

    /// Makes a sandbox, runs `job` in it, destroys it. Blocks for at most the wall limit and a moment.
    pub fn run_one(&self, job: &Job) -> Report {
        let started = Instant::now();
        let deadline = started + self.config.limits.wall();
        let id = SANDBOXES.fetch_add(1, Ordering::Relaxed);
        let mut report = Report {
            verdict: Verdict::Internal {
                detail: String::new(),
            },
            times: Times::default(),
            sandbox_id: id,
            uid: 0,
            cgroup: String::new(),
            cpu_used_us: 0,
            memory_peak_bytes: 0,
        };
        let request = match serde_json::to_vec(job)
            .map_err(Into::into)
            .and_then(|json| frame::encode(&json))
        {
            Ok(request) => request,
            Err(error) => {
                report.verdict = Verdict::Internal {
                    detail: format!("The job cannot be written: {error}."),
                };
                return report;
            }
        };
        let mut occupied = match self.spawn(id, Mode::Serve, deadline) {
            Ok(occupied) => occupied,
            Err(error) => {
                let evidence = Evidence {
                    setup: Some(error),
                    ..Evidence::default()
                };
                report.verdict = judge(evidence, &self.config.limits);
                report.times.create_us = microseconds(started.elapsed());
                return report;
            }
        };
        report.uid = occupied.uid;
        report.cgroup = occupied.sandbox.group.name();
        let created = Instant::now();
        let exchange = supervise::exchange(&mut occupied.sandbox, &request, &self.config.limits, deadline);
        let answered = exchange.answered;
        let mut evidence = exchange.evidence;
        if let Some(payload) = exchange.payload {
            evidence.reply = Some(supervise::parse(&payload, &self.config.limits, gas_limit(job)));
        }
        report.cpu_used_us = microseconds(evidence.cpu_used);
        report.memory_peak_bytes = exchange.memory_peak.unwrap_or(0);
        report.verdict = judge(evidence, &self.config.limits);
        drop(occupied);
        report.times = Times {
            create_us: microseconds(created - started),
            run_us: microseconds(answered - created),
            teardown_us: microseconds(answered.elapsed()),
        };
        report
    }

    /// A new sandbox in `mode`.
    pub(crate) fn spawn(&self, id: u64, mode: Mode, deadline: Instant) -> Result<Occupied<'_>, SetupError> {
        let slot = self.take_slot()?;
        let uid = if self.plan.privileged {
            self.config.uid_base + slot.number
        } else {
            sys::effective_ids().0
        };
        let group = self.cgroups.create(&format!("s{id}"), &self.config.limits)?;
        let sandbox = Sandbox::spawn(&self.plan, &self.null, group, uid, mode, deadline)?;
        Ok(Occupied {
            sandbox,
            uid,
            _slot: slot,
        })
    }

    /// A number for a sandbox outside [`Self::run_one`].
    pub(crate) fn next_id() -> u64 {
        SANDBOXES.fetch_add(1, Ordering::Relaxed)
    }

    fn take_slot(&self) -> Result<Slot<'_>, SetupError> {
        let mut free = self.free_slots.lock().unwrap_or_else(PoisonError::into_inner);
        let number = free
            .pop_front()
            .ok_or_else(|| SetupError::new(Step::Slot, 0, format!("all {} are in use", self.config.slots)))?;
        Ok(Slot {
            factory: self,
            number,
        })
    }
}

/// What `gas_used` of a reply to `job` cannot pass.
fn gas_limit(job: &Job) -> u64 {
    match &job.task {
        Task::Run { gas_limit, .. } => *gas_limit,
        Task::Compile { .. } => 0,
    }
}

fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
