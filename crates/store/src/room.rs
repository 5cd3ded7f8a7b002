//! How full a store on another machine is: measured now and then, counted in between.
//!
//! Several instances of the service may fill one store, and each counts only its own: a store may end up over its limit by
//! what they add between two measurements. It must never be asked for its size at every share.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::store::StoreError;

/// Oldest measurement that is believed.
const MEASURE_EVERY: Duration = Duration::from_secs(10);
/// Of the whole: who has added as much since the last measurement measures again.
const MEASURE_SHARE: u64 = 64;
/// What a snippet takes beside its text: rows, indexes, one claim.
const OVERHEAD_BYTES: u64 = 512;

/// The room of one store.
#[derive(Debug)]
pub struct Room {
    most: u64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    measured: Option<Instant>,
    /// Bytes at that time.
    used: u64,
    /// Bytes added here since.
    added: u64,
}

impl Room {
    /// Room for `most` bytes; `u64::MAX` is no limit.
    pub fn new(most: u64) -> Self {
        Self {
            most,
            state: Mutex::default(),
        }
    }

    /// The limit.
    pub fn most(&self) -> u64 {
        self.most
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a text of `bytes` in.
    ///
    /// # Errors
    /// [`StoreError::Full`], or what `measure` says.
    pub fn take(
        &self,
        bytes: usize,
        measure: impl FnOnce() -> Result<u64, StoreError>,
    ) -> Result<(), StoreError> {
        if self.most == u64::MAX {
            return Ok(());
        }
        let mut state = self.state();
        let fresh = state.measured.is_some_and(|at| at.elapsed() < MEASURE_EVERY);
        if !fresh || state.added > self.most / MEASURE_SHARE {
            *state = State {
                used: measure()?,
                measured: Some(Instant::now()),
                added: 0,
            };
        }
        let bytes = u64::try_from(bytes)
            .unwrap_or(u64::MAX)
            .saturating_add(OVERHEAD_BYTES);
        let after = state.used.saturating_add(state.added).saturating_add(bytes);
        if after > self.most {
            return Err(StoreError::Full);
        }
        state.added = state.added.saturating_add(bytes);
        Ok(())
    }

    /// Something was removed: the next share measures.
    pub fn freed(&self) {
        self.state().measured = None;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_last_byte_fits_and_one_more_does_not() {
        let text = 1_000_000;
        let most = 500 + text as u64 + OVERHEAD_BYTES;
        assert_eq!(Room::new(most).take(text, || Ok(500)), Ok(()));
        assert_eq!(Room::new(most).take(text, || Ok(501)), Err(StoreError::Full));
        assert_eq!(Room::new(u64::MAX).take(text, || panic!("measured")), Ok(()));
    }

    #[test]
    fn it_is_measured_where_much_was_added_or_something_removed() {
        let room = Room::new(1 << 20);
        let measured = std::cell::Cell::new(0);
        let take = |bytes, used| {
            room.take(bytes, || {
                measured.set(measured.get() + 1);
                Ok(used)
            })
        };
        take(10_000, 0).unwrap();
        take(10_000, 0).unwrap();
        assert_eq!(measured.get(), 1);
        // More than a 64th has been added.
        assert_eq!(take(10_000, 1 << 20), Err(StoreError::Full));
        assert_eq!(take(1, 0), Err(StoreError::Full));
        assert_eq!(measured.get(), 2);
        room.freed();
        take(1, 0).unwrap();
        assert_eq!(measured.get(), 3);
    }

    #[test]
    fn a_measurement_that_fails_is_no_measurement() {
        let room = Room::new(1 << 20);
        let failed = StoreError::Failed("no".to_owned());
        assert_eq!(room.take(1, || Err(failed.clone())), Err(failed));
        assert_eq!(room.take(1, || Ok(1 << 20)), Err(StoreError::Full));
    }
}
