//! What happens to a request while its client watches.
//!
//! What comes out of a sandbox is bounded in number and size (`playground_sandbox::notes`), so what is not yet sent is too.

use std::time::Instant;

use axum::body::Bytes;
use playground_protocol::{Note, WorkStage};
use playground_sandbox::Caller;
use serde_json::json;
use tokio::sync::mpsc;

/// Tells of one request. Clones tell of the same.
#[derive(Clone)]
pub(crate) struct Follow {
    events: mpsc::UnboundedSender<Bytes>,
    start: Instant,
}

/// A stage of a request, in the order in which they are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It waits for a place.
    Queue,
    /// It waits for the answer to the same request of somebody else.
    Joined,
    /// It gets a sandbox.
    Sandbox,
    /// The compiler works.
    Compile,
    /// The program runs.
    Run,
}

impl Stage {
    const fn name(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Joined => "joined",
            Self::Sandbox => "sandbox",
            Self::Compile => "compile",
            Self::Run => "run",
        }
    }
}

impl Follow {
    /// Tells of a request that came now; what is told comes out of the receiver as events.
    pub fn new() -> (Self, mpsc::UnboundedReceiver<Bytes>) {
        let (events, receiver) = mpsc::unbounded_channel();
        let follow = Self {
            events,
            start: Instant::now(),
        };
        (follow, receiver)
    }

    /// A stage begins.
    pub fn stage(&self, stage: Stage) {
        let at = u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.tell(
            "stage",
            &json!({ "stage": stage.name(), "at_us": at }).to_string(),
        );
    }

    /// Who waits for the sandbox, and hears what its runner tells.
    pub fn caller(&self) -> Caller {
        let follow = self.clone();
        Caller::hearing(move |note| match Note::parse(note) {
            Ok(Note::Stage(WorkStage::Compile)) => follow.stage(Stage::Compile),
            Ok(Note::Stage(WorkStage::Run)) => follow.stage(Stage::Run),
            Ok(Note::Output(text)) => follow.tell("output", &json!({ "text": text }).to_string()),
            // No runner of ours sends such; the reply will be judged.
            Err(error) => tracing::warn!(error, "a note was passed over"),
        })
    }

    fn tell(&self, name: &str, data: &str) {
        // Who watches may have gone.
        let _ = self.events.send(event(name, data));
    }
}

/// An event (HTML, Server-sent events, §9.2.5). JSON without line breaks is one line of `data`.
pub(crate) fn event(name: &str, data: &str) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn events_have_their_form() {
        let (follow, mut events) = Follow::new();
        follow.stage(Stage::Queue);
        follow.tell("output", &json!({ "text": "a\nb\r" }).to_string());
        let text = String::from_utf8(events.try_recv().unwrap().to_vec()).unwrap();
        assert!(
            text.starts_with("event: stage\ndata: {\"at_us\":")
                && text.ends_with(",\"stage\":\"queue\"}\n\n"),
            "{text:?}"
        );
        let text = String::from_utf8(events.try_recv().unwrap().to_vec()).unwrap();
        assert_eq!(text, "event: output\ndata: {\"text\":\"a\\nb\\r\"}\n\n");
        drop(events);
        // Nobody is there.
        follow.stage(Stage::Run);
    }
}
