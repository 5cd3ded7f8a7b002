//! Connections that wait for the next call: at most [`MAX_IDLE`]; a call that finds none makes one.
//!
//! How many there are at a time is bounded by who calls (the service: [`crate::Store::parallel`]). A connection that has been
//! lost must never be given out again, nor those that were made before it: they lead to the same server.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Connections kept.
pub const MAX_IDLE: usize = 8;

/// One that has waited this long is tried before it is used.
const TRY_AFTER: Duration = Duration::from_secs(1);

/// Idle connections.
pub struct Idle<C> {
    kept: Mutex<Vec<(C, Instant)>>,
}

impl<C> Default for Idle<C> {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
        }
    }
}

impl<C> Idle<C> {
    fn kept(&self) -> MutexGuard<'_, Vec<(C, Instant)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection that was used last, if it is alive.
    pub fn take(&self, mut alive: impl FnMut(&mut C) -> bool) -> Option<C> {
        loop {
            // The lock is not held while a connection is tried.
            let (mut connection, since) = self.kept().pop()?;
            if since.elapsed() < TRY_AFTER || alive(&mut connection) {
                return Some(connection);
            }
        }
    }

    /// Keeps a connection for the next call.
    pub fn put(&self, connection: C) {
        let mut kept = self.kept();
        if kept.len() < MAX_IDLE {
            kept.push((connection, Instant::now()));
        }
    }

    /// Gives all up.
    pub fn clear(&self) {
        let gone = std::mem::take(&mut *self.kept());
        drop(gone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_connections_are_kept_and_the_last_one_comes_first() {
        let idle = Idle::default();
        assert_eq!(idle.take(|_| true), None);
        for connection in 0..=MAX_IDLE {
            idle.put(connection);
        }
        let taken: Vec<usize> = std::iter::from_fn(|| idle.take(|_| true)).collect();
        assert_eq!(taken, (0..MAX_IDLE).rev().collect::<Vec<_>>());
        idle.put(1);
        idle.clear();
        assert_eq!(idle.take(|_| true), None);
    }

    #[test]
    fn one_that_has_waited_long_is_tried() {
        let idle = Idle::default();
        let long_ago = Instant::now().checked_sub(TRY_AFTER);
        for connection in [1, 2, 3] {
            idle.kept().extend(long_ago.map(|since| (connection, since)));
        }
        assert_eq!(idle.take(|connection| *connection == 2), Some(2));
        assert_eq!(idle.take(|connection| *connection == 2), None);
    }
}
