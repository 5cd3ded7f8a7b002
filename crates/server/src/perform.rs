//! From a checked request to what came of it: a place in the queue, a sandbox, an answer.
//!
//! Whoever drops one of these futures does not want the answer any more: the request leaves the queue, or its sandbox is
//! destroyed, and its place is free at once. Nothing here looks into a program.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use playground_protocol::Job;
use playground_sandbox::Caller;
use tracing::info;

use crate::admission::Place;
use crate::error::Problem;
use crate::execute::{ABANDONED, ExecReport};
use crate::follow::{Follow, Stage};
use crate::metrics::Metrics;
use crate::observe::{LoggedReport, RequestLog};
use crate::request::{Endpoint, Include};
use crate::response::{Answer, Shown, server_timing};
use crate::routes::App;

/// Seconds in `Retry-After` when the queue is full: a slot comes free in far less on average.
const RETRY_BUSY_SECONDS: u64 = 1;

/// Says which times an answer took.
pub(crate) const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// A request that may wait and run.
pub(crate) struct Wanted {
    /// What is asked for.
    pub endpoint: Endpoint,
    /// With every default filled in.
    pub job: Job,
    /// What the answer shows beyond specification 17.
    pub include: Include,
    /// Shown with the answer, and nothing else.
    pub balances: Option<BTreeMap<String, String>>,
    /// Who asks.
    pub client: IpAddr,
    /// Hears of it, where the client watches.
    pub follow: Option<Follow>,
}

/// What became of a job.
pub(crate) struct Performed {
    /// For the client.
    pub answer: Answer,
    timing: String,
    log: RequestLog,
}

impl Performed {
    /// Adds the times of the stages to `response`, and what the log should know.
    pub fn finish(self, response: &mut Response) {
        if let Ok(timing) = HeaderValue::from_str(&self.timing) {
            response.headers_mut().insert(SERVER_TIMING, timing);
        }
        response.extensions_mut().insert(self.log);
    }
}

/// Waits for a sandbox and runs what is wanted in it.
///
/// # Errors
/// [`Problem::Overloaded`], or a defect.
pub(crate) async fn perform(app: &App, wanted: Wanted) -> Result<Performed, Problem> {
    let place = admit(app, &wanted).await?;
    perform_in(app, wanted, place).await
}

/// Waits for a place.
async fn admit(app: &App, wanted: &Wanted) -> Result<Place, Problem> {
    let mut entering = pin!(app.admission.enter(wanted.client));
    // Who does not have to wait is not told of a queue.
    let at_once = poll_fn(|cx| {
        Poll::Ready(match entering.as_mut().poll(cx) {
            Poll::Ready(place) => Some(place),
            Poll::Pending => None,
        })
    });
    let place = match at_once.await {
        Some(place) => place,
        None => {
            if let Some(follow) = &wanted.follow {
                follow.stage(Stage::Queue);
            }
            entering.await
        }
    };
    place.map_err(|_refused| Problem::Overloaded {
        retry_after: RETRY_BUSY_SECONDS,
    })
}

/// Leaves when it is dropped.
struct Leaving(Caller);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Runs what is wanted in a sandbox.
async fn perform_in(app: &App, wanted: Wanted, place: Place) -> Result<Performed, Problem> {
    let Wanted {
        endpoint,
        mut job,
        include,
        balances,
        client: _,
        follow,
    } = wanted;
    let shown = Shown::new(&job, include).with_balances(balances);
    let waited = place.waited;
    job.notes = follow.is_some();
    if let Some(follow) = &follow {
        follow.stage(Stage::Sandbox);
    }
    let leaving = Leaving(follow.as_ref().map(Follow::caller).unwrap_or_default());
    let caller = leaving.0.clone();
    let executor = Arc::clone(&app.executor);
    let metrics = Arc::clone(&app.metrics);
    // The slot goes with the job: it is free when the sandbox is gone, which is at once where the client leaves.
    let report = tokio::task::spawn_blocking(move || {
        let report = executor.execute(job, &caller);
        drop(place);
        if report.verdict == ABANDONED {
            note_abandoned(&metrics, &report);
        }
        report
    })
    .await
    .map_err(|error| Problem::Internal {
        cause: format!("The job's thread failed: {error}."),
    })?;
    drop(leaving);

    let timing = server_timing(waited, &report);
    let logged = LoggedReport::from(&report);
    let answer = Answer::shown(endpoint, report.reply, shown.timed(waited, report.create_us));
    let log = RequestLog {
        outcome: answer.outcome(),
        cause: None,
        queue_us: u64::try_from(waited.as_micros()).unwrap_or(u64::MAX),
        report: Some(logged),
    };
    Ok(Performed { answer, timing, log })
}

/// Nobody is there to whom an answer, and with it the log of the request, could go.
fn note_abandoned(metrics: &Metrics, report: &ExecReport) {
    metrics.count(
        "playground_sandbox_verdicts_total",
        &[("verdict", report.verdict)],
    );
    info!(
        sandbox = report.sandbox.id,
        cgroup = report.sandbox.cgroup,
        cpu_us = report.sandbox.cpu_us,
        verdict = report.verdict,
        "sandbox abandoned"
    );
}
