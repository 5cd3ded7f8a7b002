//! Sandboxes that are ready before any request is: made one by one in the background, each for one request.
//!
//! They are made while a core is free, and while half of them are there only in quiet moments: making one keeps a core in
//! the kernel for a millisecond at a time, and what works for a request and is woken on that core waits for it. One that is
//! made while every core works for a request would delay that request, and getting warm costs more than it saves the next.
//!
//! Must never give a sandbox twice, nor one that is too old, was made of other programs than those on disk now,
//! or has ended. A warm sandbox was executed, not forked from another, and has seen no request.

use crate::factory::{Occupied, Shared};
use crate::janitor::Janitor;
use crate::plan::{Mode, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Pauses after sandboxes that could not be made; the last one repeats.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(50),
    Duration::from_millis(250),
    Duration::from_secs(1),
    Duration::from_secs(5),
];

/// How long a sandbox that ended by itself may stand in the pool; a request never gets one.
const LOOK: Duration = Duration::from_secs(1);

/// How full a pool is and how it did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolState {
    /// Sandboxes that wait for a request.
    pub warm: usize,
    /// Requests that got one.
    pub hits: u64,
    /// Requests for which none was there.
    pub misses: u64,
    /// Sandboxes that were given up: too old, outdated or ended.
    pub discarded: u64,
    /// Sandboxes that could not be made.
    pub failures: u64,
}

/// See the module's description. On drop its thread ends and its sandboxes are destroyed.
pub(crate) struct Pool {
    state: Arc<State>,
    maker: Option<JoinHandle<()>>,
}

struct State {
    shared: Arc<Shared>,
    janitor: Arc<Janitor>,
    cores: usize,
    queue: Mutex<Queue>,
    /// A sandbox may be made now, or the pool ends.
    changed: Condvar,
    hits: AtomicU64,
    misses: AtomicU64,
    discarded: AtomicU64,
    failures: AtomicU64,
}

#[derive(Default)]
struct Queue {
    /// The oldest first: it is the next to be used.
    warm: VecDeque<Warm>,
    /// Jobs at work.
    jobs: usize,
    stop: bool,
}

/// One job at work; it has ended when this is dropped.
pub(crate) struct Work<'a>(&'a State);

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.lock().jobs -= 1;
        self.0.changed.notify_one();
    }
}

struct Warm {
    occupied: Occupied,
    since: Instant,
    stamp: Stamp,
}

impl Pool {
    /// Starts to fill a pool with as many sandboxes as the configuration says.
    ///
    /// # Errors
    /// The system has no thread for it.
    pub(crate) fn start(shared: Arc<Shared>, janitor: Arc<Janitor>) -> std::io::Result<Self> {
        let state = Arc::new(State {
            shared,
            janitor,
            cores: std::thread::available_parallelism().map_or(1, |cores| cores.get()),
            queue: Mutex::default(),
            changed: Condvar::new(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            discarded: AtomicU64::new(0),
            failures: AtomicU64::new(0),
        });
        // One thread for the whole life of the pool: the kernel kills a sandbox when the thread that made it
        // ends.
        let maker = {
            let state = Arc::clone(&state);
            std::thread::Builder::new()
                .name("pool".to_owned())
                .spawn(move || state.fill())?
        };
        Ok(Self {
            state,
            maker: Some(maker),
        })
    }

    /// A warm sandbox, which from now on belongs to one request; none where there is none. The request is at work until
    /// the second value is dropped.
    pub(crate) fn take(&self) -> (Option<Occupied>, Work<'_>) {
        let state = &*self.state;
        let stamp = state.shared.plan.stamp();
        let (taken, is_low) = {
            let mut queue = state.lock();
            queue.jobs += 1;
            let taken = loop {
                match queue.warm.pop_front() {
                    Some(warm) if state.is_good(&warm, stamp) => break Some(warm.occupied),
                    Some(warm) => state.discard(warm),
                    None => break None,
                }
            };
            (taken, state.may_make(&queue))
        };
        if is_low {
            state.changed.notify_one();
        }
        let count = if taken.is_some() {
            &state.hits
        } else {
            &state.misses
        };
        count.fetch_add(1, Ordering::Relaxed);
        (taken, Work(state))
    }

    /// How it is doing.
    pub(crate) fn state(&self) -> PoolState {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        PoolState {
            warm: self.state.lock().warm.len(),
            hits: count(&self.state.hits),
            misses: count(&self.state.misses),
            discarded: count(&self.state.discarded),
            failures: count(&self.state.failures),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.state.lock().stop = true;
        self.state.changed.notify_all();
        if let Some(maker) = self.maker.take() {
            let _ = maker.join();
        }
        let left = std::mem::take(&mut self.state.lock().warm);
        for warm in left {
            self.state.janitor.destroy(warm.occupied);
        }
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a request may have it: young, of the programs on disk (`stamp`), alive. Where the compiler in it was killed
    /// the runner has ended too.
    fn is_good(&self, warm: &Warm, stamp: Option<Stamp>) -> bool {
        warm.since.elapsed() < self.shared.config.warm_age
            && stamp == Some(warm.stamp)
            && warm.occupied.sandbox.is_running()
    }

    fn discard(&self, warm: Warm) {
        self.discarded.fetch_add(1, Ordering::Relaxed);
        self.janitor.destroy(warm.occupied);
    }

    /// The maker's life: keeps the pool full and young until it is told to stop.
    fn fill(&self) {
        let mut failed = 0usize;
        let mut queue = self.lock();
        loop {
            if queue.stop {
                return;
            }
            let stamp = self.shared.plan.stamp();
            let (good, bad) = std::mem::take(&mut queue.warm)
                .into_iter()
                .partition::<VecDeque<_>, _>(|warm| self.is_good(warm, stamp));
            queue.warm = good;
            bad.into_iter().for_each(|warm| self.discard(warm));
            if self.may_make(&queue) {
                drop(queue);
                match self.make() {
                    Some(warm) => {
                        failed = 0;
                        queue = self.lock();
                        queue.warm.push_back(warm);
                    }
                    None => {
                        self.failures.fetch_add(1, Ordering::Relaxed);
                        let pause = PAUSES.get(failed.min(PAUSES.len() - 1)).copied();
                        failed += 1;
                        queue = self.wait(self.lock(), pause.unwrap_or_default());
                    }
                }
                continue;
            }
            let oldest = queue
                .warm
                .front()
                .map_or(Duration::ZERO, |warm| warm.since.elapsed());
            let rest = self.shared.config.warm_age.saturating_sub(oldest);
            queue = self.wait(queue, rest.clamp(Duration::from_millis(1), LOOK));
        }
    }

    fn may_make(&self, queue: &Queue) -> bool {
        let target = self.shared.config.warm as usize;
        queue.warm.len() < target && queue.jobs < most_jobs(queue.warm.len(), target, self.cores)
    }

    /// Waits until something changes, at most for `pause`.
    fn wait<'a>(&self, queue: MutexGuard<'a, Queue>, pause: Duration) -> MutexGuard<'a, Queue> {
        if queue.stop {
            return queue;
        }
        self.changed
            .wait_timeout(queue, pause)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    /// A new sandbox; the cold path tells the user and the log why none can be made.
    fn make(&self) -> Option<Warm> {
        // Before the sandbox opens the programs: where they change meanwhile, the stamp is the old one.
        let stamp = self.shared.plan.stamp()?;
        let now = Instant::now();
        let deadline = now + self.shared.config.limits.wall();
        let occupied = self.shared.spawn(Mode::Warm, deadline).ok()?;
        Some(Warm {
            occupied,
            since: now,
            stamp,
        })
    }
}

/// Fewer jobs than this are at work on `cores` where a sandbox is made, with `warm` of `target` there.
fn most_jobs(warm: usize, target: usize, cores: usize) -> usize {
    if warm * 2 > target {
        cores.div_ceil(2)
    } else {
        cores
    }
}

#[cfg(test)]
mod tests {
    use super::most_jobs;

    #[test]
    fn a_pool_that_is_half_full_waits_for_a_quiet_moment() {
        for (warm, target, cores, most) in [
            // One that is made at the same time as a job works would meet it on its core.
            (4, 5, 2, 1),
            (3, 4, 2, 1),
            (2, 4, 2, 2),
            (0, 4, 2, 2),
            (0, 1, 2, 2),
            (3, 4, 1, 1),
            (0, 4, 1, 1),
            (3, 4, 8, 4),
            (2, 4, 8, 8),
        ] {
            assert_eq!(
                most_jobs(warm, target, cores),
                most,
                "{warm} of {target}, {cores} cores"
            );
        }
    }
}
