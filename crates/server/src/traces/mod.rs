//! Traces for an OpenTelemetry collector, where one is named: a span for each request, and one for each of its stages.
//!
//! OTLP over HTTP in its JSON encoding. Never in the way of a request: where the collector is slow or gone, spans are lost and
//! counted. Nothing that a user wrote goes into one.

mod context;
mod export;
mod otlp;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use axum::http::{HeaderMap, HeaderName};
use tokio::sync::{mpsc, oneshot};

pub(crate) use self::context::SpanContext;
pub use self::export::Collector;
use crate::metrics::Metrics;

/// Requests whose spans wait to be sent; more are dropped.
pub const MAX_WAITING: usize = 2_048;

/// How long the end of the service waits for the last spans to be sent.
const LAST_MOMENT: Duration = Duration::from_secs(2);

/// Carries the caller's span (W3C Trace Context).
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Routes that orchestrators ask every few seconds.
const SILENT: [&str; 2] = ["/livez", "/readyz"];

/// Takes spans and sends them.
#[derive(Clone)]
pub struct Traces {
    sender: mpsc::Sender<Message>,
    metrics: Arc<Metrics>,
}

/// What the exporter is told.
pub(crate) enum Message {
    /// A request has ended.
    Request(Box<RequestSpan>),
    /// Everything before this is to be sent now.
    Flush(oneshot::Sender<()>),
}

/// The beginning of a request's span.
pub(crate) struct Begun {
    context: SpanContext,
    start: SystemTime,
    began: Instant,
}

/// A request that has ended.
#[derive(Debug)]
pub(crate) struct RequestSpan {
    pub context: SpanContext,
    pub start: SystemTime,
    pub duration: Duration,
    pub method: &'static str,
    pub route: String,
    pub status: u16,
    /// Names and values beside those of HTTP.
    pub attributes: Vec<(&'static str, String)>,
    /// Names and lengths in order; they ended with the request.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Traces {
    /// Sends to `collector`, on the runtime that this is called on.
    pub fn new(collector: Collector, metrics: Arc<Metrics>) -> Self {
        let (sender, receiver) = mpsc::channel(MAX_WAITING);
        tokio::spawn(export::run(collector, receiver, Arc::clone(&metrics)));
        Self { sender, metrics }
    }

    /// Begins the span of a request; nothing where the caller, who has a trace of its own, does not record it.
    pub(crate) fn begin(&self, headers: &HeaderMap, route: &str) -> Option<Begun> {
        if SILENT.contains(&route) {
            return None;
        }
        let parent = headers.get(TRACEPARENT).and_then(|value| value.to_str().ok());
        Some(Begun {
            context: SpanContext::after(parent)?,
            start: SystemTime::now(),
            began: Instant::now(),
        })
    }

    /// Takes a span; drops it where too many wait.
    pub(crate) fn end(&self, span: RequestSpan) {
        if self.sender.try_send(Message::Request(Box::new(span))).is_err() {
            self.metrics
                .count("playground_traces_total", &[("result", "dropped")]);
        }
    }

    /// Waits until what has ended is sent, for a moment at most.
    pub async fn flush(&self) {
        let (done, told) = oneshot::channel();
        let flush = async {
            if self.sender.send(Message::Flush(done)).await.is_ok() {
                // The exporter ends with the runtime, and not before.
                let _ = told.await;
            }
        };
        let _ = tokio::time::timeout(LAST_MOMENT, flush).await;
    }
}

impl Begun {
    /// The span, ended now.
    pub fn end(self, method: &'static str, route: &str, status: u16) -> RequestSpan {
        RequestSpan {
            context: self.context,
            start: self.start,
            duration: self.began.elapsed(),
            method,
            route: route.to_owned(),
            status,
            attributes: Vec::new(),
            stages: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn spans_that_wait_are_bounded() {
        let (sender, mut receiver) = mpsc::channel(MAX_WAITING);
        let metrics: Arc<Metrics> = Arc::default();
        let traces = Traces {
            sender,
            metrics: Arc::clone(&metrics),
        };
        for _ in 0..MAX_WAITING + 3 {
            let begun = traces.begin(&HeaderMap::new(), "/run").unwrap();
            traces.end(begun.end("POST", "/run", 200));
        }
        assert_eq!(
            metrics.counted("playground_traces_total", &[("result", "dropped")]),
            3
        );
        let mut waiting = 0;
        while receiver.try_recv().is_ok() {
            waiting += 1;
        }
        assert_eq!(waiting, MAX_WAITING);
        assert!(traces.begin(&HeaderMap::new(), "/readyz").is_none());
    }
}
