//! What was seen of one sandbox, and what it sent; from there to a report.
//!
//! Must never look into what it sent before the evidence from outside has been weighed.

use crate::error::SetupError;
use crate::limits::Limits;
use crate::report::{Report, Times};
use crate::supervise;
use crate::verdict::{Evidence, judge};
use playground_protocol::{Job, Task};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Everything the supervisor knows by itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    pub(crate) evidence: Evidence,
    pub(crate) times: Times,
    /// 0 where no sandbox could be made.
    pub(crate) sandbox_id: u64,
    pub(crate) warm: bool,
    pub(crate) uid: u32,
    pub(crate) cgroup: String,
    /// 0 where the kernel does not tell.
    pub(crate) memory_peak_bytes: u64,
}

/// See the module's description.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observation {
    pub(crate) seen: Seen,
    /// The payload of the reply's frame, where it was complete: hostile.
    pub(crate) payload: Option<Vec<u8>>,
}

impl Observation {
    /// That the supervisor could not do its work.
    pub(crate) fn failed(detail: String) -> Self {
        let mut observation = Self::default();
        observation.seen.evidence.failure = Some(detail);
        observation
    }

    /// That there was no sandbox for the job.
    pub(crate) fn without_sandbox(error: SetupError) -> Self {
        let mut observation = Self::default();
        observation.seen.evidence.setup = Some(error);
        observation
    }

    /// The report on `job`, whose limits were `limits`.
    pub(crate) fn conclude(self, job: &Job, limits: &Limits) -> Report {
        let Self { seen, payload } = self;
        let reply = payload.map(|payload| supervise::parse(&payload, limits, gas_limit(job)));
        Report {
            times: seen.times,
            sandbox_id: seen.sandbox_id,
            warm: seen.warm,
            uid: seen.uid,
            cgroup: seen.cgroup,
            cpu_used_us: microseconds(seen.evidence.cpu_used),
            memory_peak_bytes: seen.memory_peak_bytes,
            verdict: judge(seen.evidence, reply, limits),
        }
    }
}

/// What `gas_used` of a reply to `job` cannot pass.
fn gas_limit(job: &Job) -> u64 {
    match &job.task {
        Task::Run { gas_limit, .. } => *gas_limit,
        Task::Simulate(simulation) => simulation.most_gas(),
        Task::Compile { .. } | Task::Test { .. } => 0,
    }
}

pub(crate) fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
