//! Counts and times for an operator's Prometheus, on a port of their own: who may use the service need not see them.
//!
//! Labels are routes, outcomes, stages, verdicts and names of operations, all of them from fixed lists: no client can make the
//! table grow. The text is the exposition format 0.0.4.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::error::Problem;
use crate::routes::App;
use crate::serve::HEADER_TIMEOUT;

/// Upper ends of the buckets of times, in seconds.
const BUCKETS: [f64; 13] = [
    0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
];

/// Scrapers at a time.
const MAX_CONNECTIONS: usize = 8;

/// Pause after a failed accept.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A name and its labels, in the order in which they are written.
type Series = (&'static str, Vec<(&'static str, String)>);

#[derive(Clone, Default)]
struct Histogram {
    /// How many fell into each bucket and none before it; the last one is beyond all.
    counts: [u64; BUCKETS.len() + 1],
    sum: f64,
}

/// What has been counted.
#[derive(Default)]
pub struct Metrics {
    counters: Mutex<BTreeMap<Series, u64>>,
    histograms: Mutex<BTreeMap<Series, Histogram>>,
}

/// What each name means, and its kind.
const HELP: &[(&str, &str, &str)] = &[
    (
        "playground_requests_total",
        "counter",
        "Requests by route and outcome.",
    ),
    (
        "playground_request_seconds",
        "histogram",
        "Time from a request's head to its answer.",
    ),
    (
        "playground_stage_seconds",
        "histogram",
        "Time of each stage of a run.",
    ),
    (
        "playground_sandboxes_total",
        "counter",
        "Sandboxes that served a request, made ahead of it or not.",
    ),
    (
        "playground_sandbox_verdicts_total",
        "counter",
        "How sandboxes ended.",
    ),
    (
        "playground_answers_total",
        "counter",
        "Answers by where they came from.",
    ),
    (
        "playground_store_seconds",
        "histogram",
        "Time of each operation of the store, waiting included.",
    ),
    (
        "playground_traces_total",
        "counter",
        "Traced requests by what became of their spans.",
    ),
    (
        "playground_queue_waiting",
        "gauge",
        "Requests that wait for a sandbox.",
    ),
    (
        "playground_places_free",
        "gauge",
        "Sandboxes that could start now.",
    ),
    ("playground_draining", "gauge", "1 while the service shuts down."),
    ("playground_cache_answers", "gauge", "Answers that are kept."),
    (
        "playground_cache_bytes",
        "gauge",
        "Bytes of answers that are kept.",
    ),
    (
        "playground_cache_awaited",
        "gauge",
        "Requests that wait for an answer which is being made, for them or for another.",
    ),
];

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Metrics {
    /// Adds one.
    pub fn count(&self, name: &'static str, labels: &[(&'static str, &str)]) {
        *lock(&self.counters).entry(series(name, labels)).or_default() += 1;
    }

    /// How often something was counted.
    #[cfg(test)]
    pub fn counted(&self, name: &'static str, labels: &[(&'static str, &str)]) -> u64 {
        lock(&self.counters)
            .get(&series(name, labels))
            .copied()
            .unwrap_or_default()
    }

    /// Adds a time.
    pub fn time(&self, name: &'static str, labels: &[(&'static str, &str)], micros: u64) {
        let seconds = Duration::from_micros(micros).as_secs_f64();
        let bucket = BUCKETS
            .iter()
            .position(|end| seconds <= *end)
            .unwrap_or(BUCKETS.len());
        let mut histograms = lock(&self.histograms);
        let histogram = histograms.entry(series(name, labels)).or_default();
        if let Some(count) = histogram.counts.get_mut(bucket) {
            *count += 1;
        }
        histogram.sum += seconds;
    }

    /// Everything as text, and the state of `app` at this moment.
    pub fn text(&self, app: &App) -> String {
        let mut gauges = vec![
            ("playground_queue_waiting", app.admission.waiting()),
            ("playground_places_free", app.admission.free()),
            (
                "playground_draining",
                usize::from(app.draining.load(Ordering::Acquire)),
            ),
        ];
        if let Some(answers) = &app.answers {
            let (count, bytes) = answers.cache.size();
            gauges.extend([
                ("playground_cache_answers", count),
                ("playground_cache_bytes", bytes),
                ("playground_cache_awaited", answers.cache.awaited()),
            ]);
        }
        let (counters, histograms) = (lock(&self.counters).clone(), lock(&self.histograms).clone());
        let mut out = String::new();
        for (name, kind, help) in HELP {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
            for ((_, labels), value) in counters.iter().filter(|((known, _), _)| known == name) {
                let _ = writeln!(out, "{name}{} {value}", braces(labels, None));
            }
            for ((_, labels), histogram) in histograms.iter().filter(|((known, _), _)| known == name) {
                let mut sum = 0;
                for (at, count) in histogram.counts.iter().enumerate() {
                    sum += count;
                    let end = BUCKETS.get(at).map_or("+Inf".to_owned(), f64::to_string);
                    let _ = writeln!(out, "{name}_bucket{} {sum}", braces(labels, Some(&end)));
                }
                let labels = braces(labels, None);
                let _ = writeln!(
                    out,
                    "{name}_sum{labels} {:.6}\n{name}_count{labels} {sum}",
                    histogram.sum
                );
            }
            for (_, value) in gauges.iter().filter(|(known, _)| known == name) {
                let _ = writeln!(out, "{name} {value}");
            }
        }
        out
    }
}

fn series(name: &'static str, labels: &[(&'static str, &str)]) -> Series {
    let labels = labels
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    (name, labels)
}

/// Labels in braces. Their values hold nothing that would have to be escaped.
fn braces(labels: &[(&'static str, String)], end: Option<&str>) -> String {
    let mut all: Vec<String> = labels
        .iter()
        .map(|(name, value)| format!("{name}=\"{value}\""))
        .collect();
    all.extend(end.map(|end| format!("le=\"{end}\"")));
    if all.is_empty() {
        String::new()
    } else {
        format!("{{{}}}", all.join(","))
    }
}

/// Serves `GET /metrics` on `listener` for ever.
pub async fn serve(listener: TcpListener, app: Arc<App>) {
    let routes = Router::new()
        .route("/metrics", get(metrics))
        .fallback(async || Problem::NotFound)
        .layer(Extension(app));
    let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    while let Ok(permit) = Arc::clone(&connections).acquire_owned().await {
        let accepted: io::Result<_> = listener.accept().await;
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes.clone()));
        tokio::spawn(async move {
            // An error here is the scraper's.
            let _ = connection.await;
            drop(permit);
        });
    }
}

async fn metrics(Extension(app): Extension<Arc<App>>) -> impl IntoResponse {
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], app.metrics.text(&app))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_fall_into_their_buckets() {
        let metrics = Metrics::default();
        for micros in [0, 500, 501, 5_000_000, 5_000_001] {
            metrics.time("playground_request_seconds", &[("route", "/run")], micros);
        }
        let histograms = lock(&metrics.histograms);
        let histogram = histograms.values().next().cloned().unwrap_or_default();
        assert_eq!((histogram.counts[0], histogram.counts[1]), (2, 1));
        assert_eq!((histogram.counts[12], histogram.counts[13]), (1, 1));
    }

    #[test]
    fn labels_are_written_in_braces() {
        assert_eq!(braces(&[], None), "");
        assert_eq!(
            braces(&[("a", "b".to_owned())], Some("+Inf")),
            "{a=\"b\",le=\"+Inf\"}"
        );
    }

    #[test]
    fn names_are_explained_once() {
        for (at, (name, kind, help)) in HELP.iter().enumerate() {
            assert!(
                HELP.iter().skip(at + 1).all(|(other, ..)| other != name),
                "{name}"
            );
            assert!(
                ["counter", "gauge", "histogram"].contains(kind) && help.ends_with('.'),
                "{name}"
            );
            assert_eq!(*kind == "histogram", name.ends_with("_seconds"), "{name}");
        }
    }
}
