//! What came of one job.

use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};

/// Where the time of one sandbox went, seen from outside, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// Until there was a sandbox: taking a warm one, or making one with all its layers until its runner was
    /// executed.
    pub create_us: u64,
    /// From the job being sent to the reply or the verdict.
    pub run_us: u64,
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
    /// Whether the sandbox was there before the request.
    pub warm: bool,
    /// Host user id of the processes inside.
    pub uid: u32,
    /// Directory of the memory control group, which is about to vanish.
    pub cgroup: String,
    /// CPU time of all processes inside, in microseconds. The setup is included where it was done for this
    /// request, and not where the sandbox was warm.
    pub cpu_used_us: u64,
    /// Most memory used at one time; 0 where the kernel does not tell.
    pub memory_peak_bytes: u64,
}
