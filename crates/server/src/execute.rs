//! What the service asks of whatever runs programs, and what it hears back.
//!
//! The routes know only [`Execute`]. [`crate::backend`] implements it with real sandboxes; the tests
//! implement it with a table. An implementation must not return before everything in the sandbox
//! has been killed.

use playground_protocol::{Job, Reply};
use playground_sandbox::Caller;

/// The verdict on a job whose client has gone.
pub const ABANDONED: &str = "abandoned";

/// Compiles and runs one job in a place of its own.
pub trait Execute: Send + Sync + 'static {
    /// Blocks until the job has been answered or `caller` has left; what it ran in has been killed then.
    fn execute(&self, job: Job, caller: &Caller) -> ExecReport;
}

/// The answer to one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecReport {
    /// The verdict in the words of spec 17.
    pub reply: Reply,
    /// For the log: which sandbox it was and what it used.
    pub sandbox: SandboxFacts,
    /// For the log: `reply`, `internal`, [`ABANDONED`], or the limit that ended the sandbox, for example `memory`.
    pub verdict: &'static str,
    /// For the log: what the supervisor saw, where the verdict is not the program's own doing.
    pub detail: Option<String>,
    /// Microseconds until there was a sandbox with a runner that has the job.
    pub create_us: u64,
}

/// One sandbox as the log names it. Every field is the supervisor's own knowledge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SandboxFacts {
    /// Unique among all sandboxes of this process.
    pub id: u64,
    /// Whether it was there before the request.
    pub warm: bool,
    /// Host user id of the processes inside.
    pub uid: u32,
    /// Its control group, which is about to vanish.
    pub cgroup: String,
    /// Microseconds of CPU time.
    pub cpu_us: u64,
    /// Most bytes of memory at one time; 0 where the kernel does not tell.
    pub memory_peak_bytes: u64,
}
