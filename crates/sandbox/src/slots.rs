//! User ids of sandboxes: one for each that exists, given back when nothing runs as it any more.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a request waits for an id: as long as a sandbox that has answered may take to vanish on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);

/// The numbers of ids that no sandbox has.
pub(crate) struct Slots {
    /// Its order makes reuse as late as possible.
    free: Mutex<VecDeque<u32>>,
    released: Condvar,
}

/// A number in use by one sandbox; free again on drop.
pub(crate) struct Slot {
    slots: Arc<Slots>,
    number: u32,
}

impl Slots {
    /// The numbers below `count`.
    pub(crate) fn new(count: u32) -> Arc<Self> {
        Arc::new(Self {
            free: Mutex::new((0..count).collect()),
            released: Condvar::new(),
        })
    }

    /// A free number, or none where none becomes free until `deadline`.
    pub(crate) fn take(self: &Arc<Self>, deadline: Instant) -> Option<Slot> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(number) = free.pop_front() {
                return Some(Slot {
                    slots: Arc::clone(self),
                    number,
                });
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            free = self
                .released
                .wait_timeout(free, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

impl Slot {
    pub(crate) const fn number(&self) -> u32 {
        self.number
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut free = self.slots.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.push_back(self.number);
        self.slots.released.notify_one();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_number_is_in_use_once_and_comes_back_last() {
        let slots = Slots::new(2);
        let now = Instant::now();
        let first = slots.take(now).unwrap();
        let second = slots.take(now).unwrap();
        assert_eq!((first.number(), second.number()), (0, 1));
        assert!(slots.take(now).is_none());
        drop(second);
        drop(first);
        assert_eq!(slots.take(now).unwrap().number(), 1);
    }

    #[test]
    fn who_waits_gets_what_is_given_back() {
        let slots = Slots::new(1);
        let first = slots.take(Instant::now()).unwrap();
        let waiting = {
            let slots = Arc::clone(&slots);
            std::thread::spawn(move || slots.take(Instant::now() + Duration::from_secs(60)).is_some())
        };
        drop(first);
        assert!(waiting.join().unwrap());
    }
}
