//! What the service asks of whatever runs programs, and what it hears back.
//!
//! The routes know only [`Execute`]. [`crate::backend`] implements it with real sandboxes; the tests
//! implement it with a table. An implementation must not return before the sandbox is gone.

use playground_protocol::{Job, Reply};

/// Compiles and runs one job in a place of its own.
pub trait Execute: Send + Sync + 'static {
    /// Blocks until the job has been answered and everything it used has been destroyed.
    fn execute(&self, job: Job) -> ExecReport;
}

/// The answer to one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecReport {
    /// The verdict in the words of spec 17.
    pub reply: Reply,
    /// For the log: which sandbox it was.
    pub sandbox_id: String,
    /// For the log: the supervisor's verdict in one word, for example `reply` or `timeout`.
    pub verdict: &'static str,
    /// For the log: what the supervisor saw, where the verdict is not the program's own doing.
    pub detail: Option<String>,
    /// Microseconds from the request for a sandbox until the runner had its job.
    pub create_us: u64,
    /// Microseconds from the reply until nothing of the sandbox was left.
    pub teardown_us: u64,
}
