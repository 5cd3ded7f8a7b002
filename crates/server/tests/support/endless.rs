//! An executor whose jobs end when they are told to, or when nobody waits for them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use playground_protocol::{ErrorType, Job, Outcome};
use playground_sandbox::Caller;
use playground_server::execute::{ABANDONED, ExecReport, Execute};

use crate::support::{actor, report};

/// Runs each job until it is released or its caller leaves, as a sandbox does.
#[derive(Default)]
pub struct Endless {
    pub begun: AtomicUsize,
    pub abandoned: AtomicUsize,
    pub released: AtomicBool,
}

impl Execute for Endless {
    fn execute(&self, job: Job, caller: &Caller) -> ExecReport {
        self.begun.fetch_add(1, Ordering::SeqCst);
        loop {
            if self.released.load(Ordering::SeqCst) {
                return actor(job);
            }
            if caller.has_left() {
                self.abandoned.fetch_add(1, Ordering::SeqCst);
                return ExecReport {
                    verdict: ABANDONED,
                    ..report(Outcome::Failed {
                        error_type: ErrorType::InternalError,
                        revert_message: None,
                    })
                };
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
