//! Destroys sandboxes behind the back of the request, whose answer need not wait for it.
//!
//! Must never let a sandbox run on: it is killed before it is handed over.

use crate::factory::Occupied;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

/// One thread that reaps killed sandboxes and removes what they had. Its queue is bounded by the number of
/// user ids. On drop it finishes what it has.
pub(crate) struct Janitor {
    sender: Option<Sender<Occupied>>,
    thread: Option<JoinHandle<()>>,
}

impl Janitor {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system has no thread for it.
    pub(crate) fn start() -> std::io::Result<Self> {
        let (sender, receiver) = channel::<Occupied>();
        let thread = std::thread::Builder::new()
            .name("janitor".to_owned())
            .spawn(move || receiver.into_iter().for_each(drop))?;
        Ok(Self {
            sender: Some(sender),
            thread: Some(thread),
        })
    }

    /// Kills everything inside `occupied` now; it is gone a moment later.
    pub(crate) fn destroy(&self, occupied: Occupied) {
        occupied.sandbox.kill();
        self.clear(occupied);
    }

    /// Takes what is left of `occupied`, in which everything has been killed.
    pub(crate) fn clear(&self, occupied: Occupied) {
        if let Some(sender) = &self.sender
            && let Err(unsent) = sender.send(occupied)
        {
            // The thread has ended, which it does not; then it happens here.
            drop(unsent);
        }
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
