//! Gives each job a fresh sandbox, a warm one where there is one, and destroys it with the answer.
//!
//! Must never use a sandbox twice, nor one user id for two sandboxes at the same time.

use crate::caller::Caller;
use crate::cgroup::Cgroups;
use crate::error::{SetupError, Step};
use crate::frame;
use crate::janitor::Janitor;
use crate::limits::Limits;
use crate::notes::Hear;
use crate::observation::{Observation, Seen, microseconds};
use crate::oci::{Identity, Ids, Runtime};
use crate::plan::{Mode, Plan};
use crate::pool::{Pool, PoolState, Work};
use crate::report::{Report, Times};
use crate::slots::{self, Slot, Slots};
use crate::spawn::Sandbox;
use crate::supervise::{self, Others};
use crate::sys;
use playground_protocol::Job;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::ops::RangeInclusive;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What a [`Factory`] needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// An OCI runtime that makes the sandboxes, by its path; `None` makes them here.
    pub oci_runtime: Option<PathBuf>,
    /// How many sandboxes may exist at one time, and so how many ids are used: those at work, the warm ones, and
    /// those that have answered and are about to vanish.
    pub slots: u32,
    /// How many sandboxes are kept warm; 0 makes each one for its request. Below `slots`.
    pub warm: u32,
    /// How old a warm sandbox may be before it is replaced; [`Config::WARM_AGE`].
    pub warm_age: Duration,
}

impl Config {
    /// Far above the ids of accounts (below 65,536) and of systemd's dynamic users (61,184 to 65,519).
    pub const DEFAULT_UID_BASE: u32 = 2_000_000;
    /// Well above the number of sandboxes a host has cores for.
    pub const DEFAULT_SLOTS: u32 = 64;
    /// Most slots.
    pub const MAX_SLOTS: u32 = 4096;

    /// Most warm sandboxes.
    pub const MAX_WARM: u32 = 256;
    /// Below a second sandboxes would be made for nobody; above an hour a kernel setting that has changed would be
    /// felt too late.
    pub const WARM_AGE: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(3600);
    /// Long enough to cost an idle machine nothing.
    pub const DEFAULT_WARM_AGE: Duration = Duration::from_secs(60);

    /// The given binaries with defaults for all else: no warm sandboxes.
    pub fn new(runner: PathBuf, compiler: PathBuf) -> Self {
        Self {
            runner,
            compiler,
            limits: Limits::default(),
            cgroup_parent: None,
            uid_base: Self::DEFAULT_UID_BASE,
            oci_runtime: None,
            slots: Self::DEFAULT_SLOTS,
            warm: 0,
            warm_age: Self::DEFAULT_WARM_AGE,
        }
    }

    /// How many ids from [`Config::uid_base`] on are used: one for each slot, and where a runtime makes the sandboxes,
    /// one for each slot's root, as whom nothing runs.
    pub fn ids(&self) -> u32 {
        if self.oci_runtime.is_some() {
            self.slots.saturating_mul(2)
        } else {
            self.slots
        }
    }

    pub(crate) fn validate(&self) -> Result<(), SetupError> {
        let fault = |detail: String| Err(SetupError::new(Step::Configuration, 0, detail));
        if self.slots == 0 || self.slots > Self::MAX_SLOTS {
            return fault(format!(
                "slots must be between 1 and {}; it is {}",
                Self::MAX_SLOTS,
                self.slots
            ));
        }
        if self.warm > Self::MAX_WARM.min(self.slots - 1) {
            return fault(format!(
                "warm must be between 0 and {}, and below slots, which is {}; it is {}",
                Self::MAX_WARM,
                self.slots,
                self.warm
            ));
        }
        if !Self::WARM_AGE.contains(&self.warm_age) {
            return fault(format!(
                "warm_age must be between {:?} and {:?}; it is {:?}",
                Self::WARM_AGE.start(),
                Self::WARM_AGE.end(),
                self.warm_age
            ));
        }
        // The last two ids mean "nobody" and "unchanged" to the kernel.
        let last_base = u32::MAX - 2 - self.ids();
        if self.uid_base == 0 || self.uid_base > last_base {
            return fault(format!(
                "uid_base must be between 1 and {}; it is {}",
                last_base, self.uid_base
            ));
        }
        Ok(())
    }
}

/// See the module's description. Shared by reference among threads. Fields drop in order: first nothing new is
/// made, then what is left is destroyed.
pub struct Factory {
    pool: Option<Pool>,
    janitor: Arc<Janitor>,
    shared: Arc<Shared>,
}

/// What every sandbox of a factory is made of.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) plan: Plan,
    pub(crate) cgroups: Cgroups,
    pub(crate) runtime: Option<Arc<Runtime>>,
    null: File,
    slots: Arc<Slots>,
    /// Readable when all jobs have to end.
    pub(crate) stop: OwnedFd,
}

/// Tells the sandboxes of this process apart, whichever factory made them.
static SANDBOXES: AtomicU64 = AtomicU64::new(1);

/// Numbers the sandboxes of this process from `first` on, unless there are higher numbers already.
pub(crate) fn number_from(first: u64) {
    SANDBOXES.fetch_max(first, Ordering::Relaxed);
}

/// A sandbox with what identifies it. Fields drop in order: the id is free only when nothing runs as it, and the
/// groups above its own are removed last.
pub(crate) struct Occupied {
    pub(crate) sandbox: Sandbox,
    pub(crate) id: u64,
    pub(crate) uid: u32,
    _slot: Slot,
    _shared: Arc<Shared>,
}

impl Factory {
    /// Checks the configuration, finds the control groups (removing those of earlier lives), prepares everything
    /// sandboxes have in common, and starts to make warm ones where the configuration asks for them.
    ///
    /// # Errors
    /// The step that failed, with its remedy.
    pub fn new(config: Config) -> Result<Self, SetupError> {
        config.validate()?;
        let plan = Plan::new(&config.runner, &config.compiler, &config.limits)?;
        let cgroups = Cgroups::open(config.cgroup_parent.as_deref())?;
        let runtime = config.oci_runtime.as_deref().map(Runtime::open).transpose()?;
        let sockets = |error: std::io::Error| SetupError::io(Step::Sockets, &error, "/dev/null");
        let null = File::options()
            .read(true)
            .write(true)
            .open("/dev/null")
            .map_err(sockets)?;
        let null = sys::duplicate_above(null.as_fd(), crate::child::LEAST_PASSED_FD).map_err(sockets)?;
        let slots = Slots::new(config.slots);
        let is_warm = config.warm > 0;
        let shared = Arc::new(Shared {
            config,
            plan,
            cgroups,
            runtime,
            null: File::from(null),
            slots,
            stop: sys::event().map_err(sockets)?,
        });
        let threads = |error: std::io::Error| SetupError::io(Step::Threads, &error, "");
        let janitor = Arc::new(Janitor::start().map_err(threads)?);
        let pool = if is_warm {
            Some(Pool::start(Arc::clone(&shared), Arc::clone(&janitor)).map_err(threads)?)
        } else {
            None
        };
        Ok(Self {
            pool,
            janitor,
            shared,
        })
    }

    /// The limits of every sandbox.
    pub fn limits(&self) -> &Limits {
        &self.shared.config.limits
    }

    /// How the warm sandboxes are doing.
    pub fn pool_state(&self) -> PoolState {
        self.pool.as_ref().map(Pool::state).unwrap_or_default()
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Takes a warm sandbox or makes one, runs `job` in it and kills it; a moment later nothing of it is left.
    /// Blocks for at most the wall limit and a moment.
    pub fn run_one(&self, job: &Job) -> Report {
        self.run_for(job, &Caller::default())
    }

    /// As [`Self::run_one`], but no longer than `caller` stays.
    pub fn run_for(&self, job: &Job, caller: &Caller) -> Report {
        let left = match sys::event() {
            Ok(event) => Arc::new(event),
            Err(error) => {
                let detail = format!("There is no event for the caller: {error}.");
                return Observation::failed(detail).conclude(job, self.limits());
            }
        };
        let told = Arc::clone(&left);
        caller.on_leave(move || sys::signal_event(told.as_fd()));
        match serde_json::to_vec(job) {
            Ok(json) => {
                let mut hear = caller.hears();
                let hear = hear.as_mut().map(|hear| hear as &mut Hear<'_>);
                self.observe(&json, left.as_fd(), hear).0
            }
            Err(error) => Observation::failed(format!("The job cannot be written: {error}.")),
        }
        .conclude(job, self.limits())
    }

    /// As [`Self::run_for`] with a job that is JSON already, which nobody here looks into; `left` is readable when
    /// nobody waits for it any more, and `hear` is given the runner's notes, where the job asks for them. What the answer
    /// need not wait for is done when the second value is dropped.
    pub(crate) fn observe<'f: 'a, 'a>(
        &'f self,
        job: &[u8],
        left: BorrowedFd<'a>,
        mut hear: Option<&'a mut Hear<'a>>,
    ) -> (Observation, Remains<'f>) {
        let started = Instant::now();
        let limits = self.limits();
        let deadline = started + limits.wall();
        let request = match frame::encode(job) {
            Ok(request) => request,
            Err(error) => {
                let observation = Observation::failed(format!("The job cannot be sent: {error}."));
                return (observation, Remains::default());
            }
        };
        let (taken, work) = self.pool.as_ref().map(Pool::take).unzip();
        let mut taken = taken.flatten();
        loop {
            let warm = taken.is_some();
            let made = match taken.take() {
                Some(occupied) => Ok(occupied),
                None => self.shared.spawn(Mode::Serve, deadline),
            };
            let mut occupied = match made {
                Ok(occupied) => occupied,
                Err(error) => {
                    let mut observation = Observation::without_sandbox(error);
                    observation.seen.times.create_us = microseconds(started.elapsed());
                    let remains = Remains {
                        sandbox: None,
                        _work: work,
                    };
                    return (observation, remains);
                }
            };
            let mut seen = Seen {
                sandbox_id: occupied.id,
                warm,
                uid: occupied.uid,
                cgroup: occupied.sandbox.group.name(),
                ..Seen::default()
            };
            // What a warm sandbox used before this request is not the request's.
            let before = if warm {
                occupied.sandbox.group.cpu_used().unwrap_or_default()
            } else {
                Duration::ZERO
            };
            let created = Instant::now();
            let others = Others {
                service: self.shared.stop.as_fd(),
                caller: Some(left),
                hear: hear.as_mut().map(|hear| &mut **hear as &mut Hear<'_>),
            };
            let exchange =
                supervise::exchange(&mut occupied.sandbox, &request, limits, before, deadline, others);
            occupied.sandbox.kill();
            if warm && exchange.unread {
                // It ended in the moment in which it was taken, for reasons of its own: the job gets another, which was never
                // left to itself.
                self.janitor.clear(occupied);
                continue;
            }
            seen.memory_peak_bytes = exchange.memory_peak.unwrap_or(0);
            seen.times = Times {
                create_us: microseconds(created - started),
                run_us: microseconds(exchange.answered - created),
            };
            seen.evidence = exchange.evidence;
            let observation = Observation {
                seen,
                payload: exchange.payload,
            };
            let remains = Remains {
                sandbox: Some((&*self.janitor, occupied)),
                _work: work,
            };
            return (observation, remains);
        }
    }

    /// Ends every job at work, now and from now on, as a failure of the service.
    pub(crate) fn stop(&self) {
        sys::signal_event(self.shared.stop.as_fd());
    }
}

/// A sandbox whose processes have been killed, and the end of its job: whoever clears it away and makes the next one wakes
/// when this is dropped, and would only be in the way of the answer before.
#[derive(Default)]
pub(crate) struct Remains<'a> {
    sandbox: Option<(&'a Janitor, Occupied)>,
    _work: Option<Work<'a>>,
}

impl Drop for Remains<'_> {
    fn drop(&mut self) {
        if let Some((janitor, occupied)) = self.sandbox.take() {
            janitor.clear(occupied);
        }
    }
}

impl Shared {
    /// A new sandbox in `mode`.
    pub(crate) fn spawn(self: &Arc<Self>, mode: Mode, deadline: Instant) -> Result<Occupied, SetupError> {
        let patience = deadline.min(Instant::now() + slots::PATIENCE);
        let slot = self
            .slots
            .take(patience)
            .ok_or_else(|| SetupError::new(Step::Slot, 0, format!("all {} are in use", self.config.slots)))?;
        let uid = if self.plan.privileged {
            self.config.uid_base + slot.number()
        } else {
            sys::effective_ids().0
        };
        let id = SANDBOXES.fetch_add(1, Ordering::Relaxed);
        let group = self.cgroups.create(&format!("s{id}"), &self.config.limits)?;
        let sandbox = match &self.runtime {
            None => Sandbox::spawn(&self.plan, &self.null, group, uid, mode, deadline)?,
            Some(runtime) => {
                let ids = Ids {
                    user: uid,
                    root: uid + self.config.slots,
                };
                let identity = Identity {
                    name: format!("s{id}"),
                    ids,
                };
                runtime.spawn(&self.plan, &self.config.limits, group, identity, mode, deadline)?
            }
        };
        Ok(Occupied {
            sandbox,
            id,
            uid,
            _slot: slot,
            _shared: Arc::clone(self),
        })
    }
}
