//! What the service needs of any way to isolate a request.

use crate::caller::Caller;
use crate::error::SetupError;
use crate::factory::Factory;
use crate::limits::Limits;
use crate::report::Report;
use crate::selftest::SelfTest;
use playground_protocol::Job;

/// A way to run one job in isolation. Calls block and may come from many threads at once.
pub trait Backend: Send + Sync {
    /// Runs `job` in a sandbox of its own, which is killed before this returns and gone a moment later: at once where
    /// `caller` leaves.
    fn execute_for(&self, job: &Job, caller: &Caller) -> Report;

    /// As [`Self::execute_for`] for somebody who stays.
    fn execute(&self, job: &Job) -> Report {
        self.execute_for(job, &Caller::default())
    }

    /// Proves every layer on this host; the service does not start unless all hold.
    ///
    /// # Errors
    /// The step that could not be done at all, with its remedy.
    fn self_test(&self) -> Result<SelfTest, SetupError>;

    /// The limits in force.
    fn limits(&self) -> Limits;
}

impl Backend for Factory {
    fn execute_for(&self, job: &Job, caller: &Caller) -> Report {
        self.run_for(job, caller)
    }

    fn self_test(&self) -> Result<SelfTest, SetupError> {
        Factory::self_test(self)
    }

    fn limits(&self) -> Limits {
        *Factory::limits(self)
    }
}

#[cfg(feature = "testing")]
mod in_process {
    use super::{Backend, Caller, Job, Limits, Report, SelfTest, SetupError};
    use crate::report::Times;
    use crate::verdict::Verdict;
    use std::sync::atomic::{AtomicU64, Ordering};

    /// Answers jobs with a function, in this process and without any isolation: for tests only.
    pub struct InProcess<F> {
        answer: F,
        ids: AtomicU64,
    }

    impl<F: Fn(&Job) -> Verdict + Send + Sync> InProcess<F> {
        /// A back end that answers with `answer`.
        pub fn new(answer: F) -> Self {
            Self {
                answer,
                ids: AtomicU64::new(1),
            }
        }
    }

    impl<F: Fn(&Job) -> Verdict + Send + Sync> Backend for InProcess<F> {
        fn execute_for(&self, job: &Job, _caller: &Caller) -> Report {
            Report {
                verdict: (self.answer)(job),
                times: Times::default(),
                sandbox_id: self.ids.fetch_add(1, Ordering::Relaxed),
                warm: false,
                uid: 0,
                cgroup: String::new(),
                cpu_used_us: 0,
                memory_peak_bytes: 0,
            }
        }

        fn self_test(&self) -> Result<SelfTest, SetupError> {
            Ok(SelfTest {
                layers: Vec::new(),
                host: "in process, for tests".to_owned(),
            })
        }

        fn limits(&self) -> Limits {
            Limits::default()
        }
    }
}

#[cfg(feature = "testing")]
pub use in_process::InProcess;
