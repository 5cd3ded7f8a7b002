//! Request ids and one structured log line for every request.
//!
//! The log holds ids, routes, sizes, times and verdicts. It must never hold what a user wrote: no
//! source, no field values, no query strings.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::oneshot;
use tracing::{error, info, warn};

use crate::answering::X_CACHE;
use crate::execute::{ExecReport, SandboxFacts};
use crate::metrics::Metrics;
use crate::routes::App;
use crate::traces::{Begun, RequestSpan};

/// Carries a request's id in and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Characters of a client's request id that are kept; a longer id is replaced.
pub const MAX_REQUEST_ID: usize = 64;

/// What a handler leaves in the response's extensions for the log.
#[derive(Clone, Debug, Default)]
pub struct RequestLog {
    /// `success`, an error type, or a problem's slug.
    pub outcome: &'static str,
    /// The inner cause of a failure of the service itself.
    pub cause: Option<String>,
    /// Microseconds in the queue.
    pub queue_us: u64,
    /// What became of the job; its `reply` is not logged.
    pub report: Option<LoggedReport>,
}

/// What is known of a request at its end.
#[derive(Debug)]
pub(crate) struct Finished {
    pub log: RequestLog,
    /// The value of `X-Cache`, where the answer has one.
    pub source: Option<HeaderValue>,
}

/// In a response's extensions: its end comes after its head. Clones share the one end.
#[derive(Clone)]
pub(crate) struct Deferred(Arc<Mutex<Option<oneshot::Receiver<Finished>>>>);

impl Deferred {
    /// The request ends with what `finished` gives; without that, it was abandoned.
    pub fn new(finished: oneshot::Receiver<Finished>) -> Self {
        Self(Arc::new(Mutex::new(Some(finished))))
    }

    fn take(&self) -> Option<oneshot::Receiver<Finished>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The part of an [`ExecReport`] that goes to the log.
#[derive(Clone, Debug)]
pub struct LoggedReport {
    sandbox: SandboxFacts,
    verdict: &'static str,
    detail: Option<String>,
    create_us: u64,
    compile_us: u64,
    instantiate_us: u64,
    run_us: u64,
}

impl From<&ExecReport> for LoggedReport {
    fn from(report: &ExecReport) -> Self {
        Self {
            sandbox: report.sandbox.clone(),
            verdict: report.verdict,
            detail: report.detail.clone(),
            create_us: report.create_us,
            compile_us: report.reply.stages.compile_us,
            instantiate_us: report.reply.stages.instantiate_us,
            run_us: report.reply.stages.run_us,
        }
    }
}

/// Says so in the log when a request's future is dropped before it has answered.
struct Unanswered<'a> {
    id: &'a str,
    route: &'a str,
    start: Instant,
    answered: bool,
}

impl Drop for Unanswered<'_> {
    fn drop(&mut self) {
        if !self.answered {
            info!(
                request_id = self.id,
                route = self.route,
                outcome = "disconnected",
                duration_us = micros(self.start),
                "request abandoned by the client"
            );
        }
    }
}

/// Gives every request an id, passes it back in [`REQUEST_ID`], and logs the request's end.
pub async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = request_id(request.headers().get(REQUEST_ID));
    let method = known_method(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let traces = app.traces.as_ref();
    let begun = traces.and_then(|traces| traces.begin(request.headers(), route));

    let mut unanswered = Unanswered {
        id: &id,
        route,
        start,
        answered: false,
    };
    let mut response = next.run(request).await;
    unanswered.answered = true;

    let status = response.status();
    let deferred = response.extensions_mut().remove::<Deferred>();
    if let Some(finished) = deferred.and_then(|deferred| deferred.take()) {
        let (id, route) = (id.clone(), route.to_owned());
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            let mut unanswered = Unanswered {
                id: &id,
                route: &route,
                start,
                answered: false,
            };
            if let Ok(finished) = finished.await {
                unanswered.answered = true;
                conclude(&app, &id, method, &route, status, (start, begun), finished);
            }
        });
    } else {
        let log = response.extensions_mut().remove::<RequestLog>();
        let finished = Finished {
            log: log.unwrap_or_default(),
            source: response.headers().get(X_CACHE).cloned(),
        };
        conclude(&app, &id, method, route, status, (start, begun), finished);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Counts, traces and logs a request at its end.
fn conclude(
    app: &App,
    id: &str,
    method: &'static str,
    route: &str,
    status: StatusCode,
    (start, begun): (Instant, Option<Begun>),
    finished: Finished,
) {
    let duration_us = micros(start);
    let source = finished.source.as_ref().and_then(|source| source.to_str().ok());
    measure(&app.metrics, route, source, duration_us, &finished.log);
    if let (Some(traces), Some(begun)) = (&app.traces, begun) {
        let mut span = begun.end(method, route, status.as_u16());
        describe(&mut span, id, source, &finished.log);
        traces.end(span);
    }
    write_log(id, method, route, status, duration_us, finished.log);
}

/// What the span of a request says beside HTTP's: words from fixed lists, and ids.
fn describe(span: &mut RequestSpan, id: &str, source: Option<&str>, log: &RequestLog) {
    let mut add = |name, value: &str| {
        if !value.is_empty() {
            span.attributes.push((name, value.to_owned()));
        }
    };
    add("playground.request_id", id);
    add("playground.outcome", log.outcome);
    add("playground.answer", source.unwrap_or_default());
    let Some(report) = &log.report else {
        return;
    };
    add("playground.verdict", report.verdict);
    span.stages = stages(log.queue_us, report)
        .map(|(stage, micros)| (stage, Duration::from_micros(micros)))
        .to_vec();
}

/// The stages of a run in order, with their microseconds.
const fn stages(queue_us: u64, report: &LoggedReport) -> [(&'static str, u64); 5] {
    [
        ("queue", queue_us),
        ("sandbox", report.create_us),
        ("compile", report.compile_us),
        ("instantiate", report.instantiate_us),
        ("run", report.run_us),
    ]
}

/// Counts the request and what it took.
fn measure(metrics: &Metrics, route: &str, source: Option<&str>, duration_us: u64, log: &RequestLog) {
    // What only reads leaves no outcome.
    let outcome = if log.outcome.is_empty() {
        "success"
    } else {
        log.outcome
    };
    metrics.count(
        "playground_requests_total",
        &[("outcome", outcome), ("route", route)],
    );
    metrics.time("playground_request_seconds", &[("route", route)], duration_us);
    if let Some(source) = source {
        metrics.count("playground_answers_total", &[("source", source)]);
    }
    let Some(report) = &log.report else {
        return;
    };
    for (stage, micros) in stages(log.queue_us, report) {
        metrics.time("playground_stage_seconds", &[("stage", stage)], micros);
    }
    let start = if report.sandbox.warm { "warm" } else { "cold" };
    metrics.count("playground_sandboxes_total", &[("start", start)]);
    metrics.count(
        "playground_sandbox_verdicts_total",
        &[("verdict", report.verdict)],
    );
}

fn write_log(id: &str, method: &str, route: &str, status: StatusCode, duration_us: u64, log: RequestLog) {
    let status = status.as_u16();
    let RequestLog {
        outcome,
        cause,
        queue_us,
        report,
    } = log;
    if let Some(cause) = cause {
        error!(request_id = id, cause, "the service failed");
    }
    match report {
        None => info!(
            request_id = id,
            method, route, status, outcome, duration_us, "request"
        ),
        Some(report) => {
            if let Some(detail) = &report.detail {
                warn!(
                    request_id = id,
                    sandbox = report.sandbox.id,
                    verdict = report.verdict,
                    detail,
                    "sandbox verdict"
                );
            }
            info!(
                request_id = id,
                method,
                route,
                status,
                outcome,
                duration_us,
                queue_us,
                sandbox = report.sandbox.id,
                warm = report.sandbox.warm,
                uid = report.sandbox.uid,
                cgroup = report.sandbox.cgroup,
                cpu_us = report.sandbox.cpu_us,
                memory_peak_bytes = report.sandbox.memory_peak_bytes,
                verdict = report.verdict,
                create_us = report.create_us,
                compile_us = report.compile_us,
                instantiate_us = report.instantiate_us,
                run_us = report.run_us,
                "request"
            );
        }
    }
}

fn micros(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// Methods can be any token; the log names only those that HTTP defines.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "(other)",
    }
}

/// The client's id where it is one of ours to log safely, else a new one.
fn request_id(sent: Option<&HeaderValue>) -> String {
    sent.and_then(|value| value.to_str().ok())
        .filter(|id| {
            (1..=MAX_REQUEST_ID).contains(&id.len())
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        })
        .map_or_else(new_request_id, str::to_owned)
}

/// Unique in this process by its counter and among processes by a random prefix.
fn new_request_id() -> String {
    static PREFIX: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()));
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}-{:x}", *PREFIX, COUNT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_request_id_is_kept_only_where_it_is_safe_to_log() {
        let longest = "a".repeat(MAX_REQUEST_ID);
        for kept in ["a", "7f-3_x.9", longest.as_str()] {
            assert_eq!(request_id(Some(&HeaderValue::from_str(kept).unwrap())), kept);
        }
        let too_long = "a".repeat(MAX_REQUEST_ID + 1);
        for replaced in ["", "a b", "x\"y", "a/b", too_long.as_str()] {
            let id = request_id(Some(&HeaderValue::from_str(replaced).unwrap()));
            assert!(id != replaced && id.len() >= 18, "{replaced:?} gave {id:?}");
        }
        assert_ne!(request_id(None), request_id(None));
    }
}
