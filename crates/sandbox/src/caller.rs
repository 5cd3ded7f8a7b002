//! Who waits for the answer of a job, may leave before it is there, and may hear how the work goes on.
//!
//! Must never block: whoever leaves does so wherever an asynchronous task is dropped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Who waits for an answer. Clones are the same one.
#[derive(Clone, Default)]
pub struct Caller {
    state: Arc<Mutex<State>>,
    hear: Option<Hear>,
}

/// Hears notes.
type Hear = Arc<dyn Fn(&[u8]) + Send + Sync>;

#[derive(Default)]
struct State {
    left: bool,
    /// Whom to tell.
    tell: Option<Box<dyn FnOnce() + Send>>,
}

impl Caller {
    /// One who hears the notes of the runner, where the job asks for them: bytes out of a sandbox, so hostile, and bounded
    /// in number and size. `hear` must not block.
    pub fn hearing(hear: impl Fn(&[u8]) + Send + Sync + 'static) -> Self {
        Self {
            hear: Some(Arc::new(hear)),
            ..Self::default()
        }
    }

    /// What is to be done with a note; nothing where nobody listens.
    pub(crate) fn hears(&self) -> Option<impl FnMut(&[u8]) + use<>> {
        let hear = self.hear.clone()?;
        Some(move |note: &[u8]| hear(note))
    }

    /// Nobody waits any more: what is made for this caller ends as soon as it can. Afterwards, or where it has ended
    /// already, nothing happens.
    pub fn leave(&self) {
        let tell = {
            let mut state = self.lock();
            state.left = true;
            state.tell.take()
        };
        if let Some(tell) = tell {
            tell();
        }
    }

    /// Whether nobody waits any more.
    pub fn has_left(&self) -> bool {
        self.lock().left
    }

    /// Calls `tell` when the caller leaves; now, where it has left. It takes the place of what was to be called before, and
    /// must not block.
    pub(crate) fn on_leave(&self, tell: impl FnOnce() + Send + 'static) {
        let mut state = self.lock();
        if state.left {
            drop(state);
            tell();
        } else {
            state.tell = Some(Box::new(tell));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn leaving_is_told_once_whenever_it_happens() {
        let count = Arc::new(AtomicU32::new(0));
        let tell = || {
            let count = Arc::clone(&count);
            move || {
                count.fetch_add(1, Ordering::Relaxed);
            }
        };
        let caller = Caller::default();
        caller.on_leave(tell());
        assert!(!caller.has_left());
        caller.clone().leave();
        caller.leave();
        assert_eq!((caller.has_left(), count.load(Ordering::Relaxed)), (true, 1));
        // Who asks afterwards hears of it at once.
        caller.on_leave(tell());
        assert_eq!(count.load(Ordering::Relaxed), 2);
    }
}
