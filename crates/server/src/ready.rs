//! Readiness: a canary program that has to come back right from a real sandbox.
//!
//! The result is cached for a short while, and however many clients ask at once, one canary runs.

use std::sync::Arc;
use std::time::{Duration, Instant};

use playground_protocol::{Job, Outcome};
use playground_sandbox::Caller;
use tokio::sync::Mutex;

use crate::execute::{ExecReport, Execute};
use crate::request::{self, Endpoint};

/// A request whose answer is known.
const CANARY_REQUEST: &str = r#"{"code": "pub fn main() -> u64 {\n    40 + 2\n}\n", "entry_point": "main"}"#;
/// What the canary returns.
const CANARY_VALUE: &str = "42";

/// The canary as a job.
///
/// # Errors
/// Never: the text above is a valid request, which a test checks.
pub fn canary() -> Result<Job, String> {
    request::parse(
        Endpoint::Run,
        CANARY_REQUEST.as_bytes(),
        request::DEFAULT_MAX_SOURCE_BYTES,
    )
    .map_err(|problem| format!("The canary is not a valid request: {problem:?}."))
}

/// Whether the canary came back right.
///
/// # Errors
/// A sentence for the log.
pub fn judge(report: &ExecReport) -> Result<(), String> {
    match &report.reply.outcome {
        Outcome::Returned { return_value } if return_value == CANARY_VALUE => Ok(()),
        other => {
            let messages: Vec<&str> = report
                .reply
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.message.as_str())
                .collect();
            Err(format!(
                "The canary program should have returned {CANARY_VALUE}; the outcome was {other:?}, verdict {}, detail {:?}, diagnostics {messages:?}.",
                report.verdict, report.detail
            ))
        }
    }
}

/// The last result and when it was found.
type Cached = Option<(Instant, Result<(), String>)>;

/// Answers `GET /readyz`.
pub struct Readiness {
    executor: Arc<dyn Execute>,
    keep: Duration,
    cached: Arc<Mutex<Cached>>,
}

impl Readiness {
    /// Runs the canary on `executor` at most once in `keep`.
    pub fn new(executor: Arc<dyn Execute>, keep: Duration) -> Self {
        Self {
            executor,
            keep,
            cached: Arc::default(),
        }
    }

    /// Whether programs can be run.
    ///
    /// # Errors
    /// A sentence for the log.
    pub async fn check(&self) -> Result<(), String> {
        let (executor, keep, cached) = (Arc::clone(&self.executor), self.keep, Arc::clone(&self.cached));
        // A task of its own: a client that goes away must not leave a canary that nobody waits for.
        let task = tokio::spawn(async move {
            let mut cached = cached.lock().await;
            if let Some((at, result)) = &*cached
                && at.elapsed() < keep
            {
                return result.clone();
            }
            let job = canary()?;
            let result =
                tokio::task::spawn_blocking(move || judge(&executor.execute(job, &Caller::default())))
                    .await
                    .unwrap_or_else(|error| Err(format!("The canary's thread failed: {error}.")));
            *cached = Some((Instant::now(), result.clone()));
            result
        });
        task.await
            .unwrap_or_else(|error| Err(format!("The readiness check failed: {error}.")))
    }
}
