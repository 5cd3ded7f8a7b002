//! Sharing (spec 17 §6): `POST /share`, `GET /load?id=`, `GET /s/{id}`, `DELETE /s/{id}`.
//!
//! What is stored is a request to `/run` in its one canonical form, so that equal requests are one snippet.
//! Nothing here runs a program, and nothing looks into a shared one.

pub mod accept;
pub mod canonical;
pub mod query;
pub mod routes;
pub mod time;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use playground_store::{Store, StoreError};
use tracing::{error, info};

use crate::admission::Admission;
use crate::error::Problem;
use crate::metrics::Metrics;

/// Calls of the store that may wait; more get a 503.
const MAX_WAITING: usize = 256;
/// Longest wait for the store; then a 503.
const MAX_WAIT: Duration = Duration::from_secs(5);
/// Whoever asks: calls are short, and are served in the order in which they come.
const NOBODY: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
/// Between two removals of expired snippets.
const PURGE_EVERY: Duration = Duration::from_secs(3_600);

/// What the routes of sharing need.
pub struct Sharing {
    store: Arc<dyn Store>,
    gate: Admission,
    metrics: Arc<Metrics>,
    /// What `twilightc --version` prints: stored with each snippet, compared when it is loaded.
    pub compiler: String,
    /// Before `/s/{id}` in the `url` of answers: `https://play.example.org`, or nothing.
    pub public_url: String,
    /// Longest life of a snippet in seconds; 0: for ever.
    pub max_ttl: u64,
}

impl Sharing {
    /// Shares into `store`.
    pub fn new(store: Arc<dyn Store>, compiler: &str, public_url: &str, max_ttl: u64) -> Self {
        Self {
            gate: Admission::new(store.parallel(), MAX_WAITING, MAX_WAIT),
            store,
            metrics: Arc::default(),
            compiler: compiler.to_owned(),
            public_url: public_url.trim_end_matches('/').to_owned(),
            max_ttl,
        }
    }

    /// Calls of the store at a time, each on a thread that blocks.
    pub fn threads(&self) -> usize {
        self.store.parallel() as usize
    }

    /// Counts in `metrics`.
    #[must_use]
    pub fn with_metrics(self, metrics: Arc<Metrics>) -> Self {
        Self { metrics, ..self }
    }

    /// Calls the store on a thread where it may block; `operation` is its name in the metrics.
    ///
    /// # Errors
    /// [`Problem::StoreBusy`], [`Problem::StoreFull`], or [`Problem::StoreUnavailable`] with its cause for the log.
    pub async fn call<T: Send + 'static>(
        &self,
        operation: &'static str,
        work: impl FnOnce(&dyn Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        let start = Instant::now();
        let place = self
            .gate
            .enter(NOBODY)
            .await
            .map_err(|_refused| Problem::StoreBusy { retry_after: 1 })?;
        let store = Arc::clone(&self.store);
        let done = tokio::task::spawn_blocking(move || {
            let done = work(&*store);
            drop(place);
            done
        })
        .await;
        let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.metrics
            .time("playground_store_seconds", &[("operation", operation)], micros);
        match done {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(StoreError::Full)) => Err(Problem::StoreFull),
            Ok(Err(error)) => Err(Problem::StoreUnavailable {
                cause: error.to_string(),
            }),
            Err(error) => Err(Problem::Internal {
                cause: format!("The store's thread failed: {error}."),
            }),
        }
    }

    /// Removes expired snippets now and then, for ever.
    pub async fn purge(&self) {
        loop {
            let now = time::now();
            match self.call("purge", move |store| store.purge(now)).await {
                Ok(0) => {}
                Ok(count) => info!(count, "expired snippets removed"),
                Err(problem) => error!(?problem, "expired snippets could not be removed"),
            }
            tokio::time::sleep(PURGE_EVERY).await;
        }
    }
}
