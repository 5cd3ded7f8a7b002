//! How many jobs run, how many wait, and who is turned away.
//!
//! Jobs are bounded near the core count, so that an honest program is not timed out by its neighbours.
//! A request that finds no free slot waits in a bounded queue, first come, first served; a request that
//! finds the queue full, or waits too long, is refused. A client that goes away leaves the queue at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Why a job was not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The queue was full.
    QueueFull,
    /// No slot came free within the longest wait.
    WaitedTooLong,
}

/// A slot; free again when dropped.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
    /// Time spent in the queue.
    pub waited: Duration,
}

/// The gate in front of the sandboxes.
#[derive(Debug)]
pub struct Admission {
    slots: Arc<Semaphore>,
    workers: u32,
    waiting: AtomicUsize,
    max_waiting: usize,
    max_wait: Duration,
}

/// Counts one waiting request for as long as it lives, however it ends.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Admission {
    /// `workers` jobs at a time, `max_waiting` more in the queue for at most `max_wait`.
    pub fn new(workers: u32, max_waiting: usize, max_wait: Duration) -> Self {
        Self {
            slots: Arc::new(Semaphore::new(workers as usize)),
            workers,
            waiting: AtomicUsize::new(0),
            max_waiting,
            max_wait,
        }
    }

    /// Waits for a slot. Dropping the future gives the place in the queue back.
    ///
    /// # Errors
    /// [`Refused`] when the queue is full or the wait too long.
    pub async fn enter(&self) -> Result<Place, Refused> {
        // Released permits go to those who wait first, so this cannot overtake the queue.
        if let Ok(permit) = Arc::clone(&self.slots).try_acquire_owned() {
            return Ok(Place {
                _permit: permit,
                waited: Duration::ZERO,
            });
        }
        let start = Instant::now();
        let before = self.waiting.fetch_add(1, Ordering::AcqRel);
        let _waiting = Waiting(&self.waiting);
        if before >= self.max_waiting {
            return Err(Refused::QueueFull);
        }
        match tokio::time::timeout(self.max_wait, Arc::clone(&self.slots).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(Place {
                _permit: permit,
                waited: start.elapsed(),
            }),
            // The semaphore is never closed; were it, nobody could be served.
            Ok(Err(_)) | Err(_) => Err(Refused::WaitedTooLong),
        }
    }

    /// Requests in the queue now.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Acquire)
    }

    /// Slots that are free now.
    pub fn free(&self) -> usize {
        self.slots.available_permits()
    }

    /// Returns when no job is running any more.
    pub async fn idle(&self) {
        let _all = self.slots.acquire_many(self.workers).await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const LONG: Duration = Duration::from_secs(30);

    async fn until_waiting(admission: &Admission, count: usize) {
        while admission.waiting() != count {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn the_queue_holds_exactly_its_size() {
        let admission = Arc::new(Admission::new(1, 2, LONG));
        let running = admission.enter().await.unwrap();
        let queue: Vec<_> = (0..2)
            .map(|_| {
                let admission = Arc::clone(&admission);
                tokio::spawn(async move { admission.enter().await.map(drop) })
            })
            .collect();
        until_waiting(&admission, 2).await;
        assert_eq!(admission.enter().await.unwrap_err(), Refused::QueueFull);
        assert_eq!(admission.waiting(), 2, "a refused request leaves the queue");
        drop(running);
        for waiter in queue {
            assert_eq!(waiter.await.unwrap(), Ok(()));
        }
        assert_eq!(admission.waiting(), 0);
    }

    #[tokio::test]
    async fn no_queue_at_all_refuses_at_once() {
        let admission = Admission::new(1, 0, LONG);
        let running = admission.enter().await.unwrap();
        assert_eq!(admission.enter().await.unwrap_err(), Refused::QueueFull);
        drop(running);
        assert!(admission.enter().await.is_ok());
    }

    #[tokio::test]
    async fn a_long_wait_is_refused() {
        let admission = Admission::new(1, 1, Duration::from_millis(5));
        let _running = admission.enter().await.unwrap();
        assert_eq!(admission.enter().await.unwrap_err(), Refused::WaitedTooLong);
        assert_eq!(admission.waiting(), 0);
    }

    #[tokio::test]
    async fn a_client_that_goes_away_frees_its_place() {
        let admission = Arc::new(Admission::new(1, 1, LONG));
        let running = admission.enter().await.unwrap();
        let waiter = tokio::spawn({
            let admission = Arc::clone(&admission);
            async move { admission.enter().await.map(drop) }
        });
        until_waiting(&admission, 1).await;
        waiter.abort();
        until_waiting(&admission, 0).await;
        drop(running);
        assert!(admission.enter().await.is_ok());
    }

    #[tokio::test]
    async fn idle_waits_for_the_last_job() {
        let admission = Arc::new(Admission::new(2, 0, LONG));
        let running = admission.enter().await.unwrap();
        let idle = tokio::spawn({
            let admission = Arc::clone(&admission);
            async move { admission.idle().await }
        });
        tokio::task::yield_now().await;
        assert!(!idle.is_finished());
        drop(running);
        idle.await.unwrap();
    }
}
