//! Answers as a stream of events, for clients that say `Accept: text/event-stream` (docs/api.md, "Watching a run").
//!
//! The stream holds the future that makes the answer: a client that closes its connection drops both. What fails before the
//! first event is answered as ever; afterwards the status is out, and a problem is an event.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use hyper::body::Frame;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, Sleep, sleep};

use crate::answering::X_CACHE;
use crate::error::Problem;
use crate::follow::event;
use crate::observe::{Deferred, Finished, RequestLog};
use crate::share::accept::preferred;

/// Media type of a stream of events.
pub const EVENT_STREAM: &str = "text/event-stream";

/// Between two signs of life while nothing happens.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// A comment, which clients pass over.
const SIGN_OF_LIFE: Bytes = Bytes::from_static(b":\n\n");

/// Whether the client wants to watch.
pub fn is_wanted(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    preferred(accept, &["application/json", EVENT_STREAM]) == EVENT_STREAM
}

/// Makes an answer.
type Answering = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

/// What came of it, as the stream's last event.
struct Made {
    event: Bytes,
    finished: Finished,
}

/// Makes the last event.
type Making = Pin<Box<dyn Future<Output = Made> + Send>>;

/// The stream.
struct Feed {
    events: mpsc::UnboundedReceiver<Bytes>,
    /// Nothing after the last event.
    making: Option<Making>,
    heartbeat: Pin<Box<Sleep>>,
    pause: Duration,
    finished: Option<oneshot::Sender<Finished>>,
}

/// Answers with `events` and, at the end, with what `answering` gives.
///
/// # Errors
/// The problem, where there is one before anything has happened.
pub(crate) async fn stream(
    mut answering: Answering,
    mut events: mpsc::UnboundedReceiver<Bytes>,
) -> Result<Response, Problem> {
    let first = tokio::select! {
        biased;
        event = events.recv() => event,
        made = &mut answering => {
            let made = made?;
            answering = Box::pin(async { Ok(made) });
            None
        }
    };
    Ok(respond(first, answering, events, HEARTBEAT))
}

fn respond(
    first: Option<Bytes>,
    answering: Answering,
    events: mpsc::UnboundedReceiver<Bytes>,
    pause: Duration,
) -> Response {
    let (finished, deferred) = oneshot::channel();
    let feed = Feed {
        events,
        making: Some(Box::pin(last(answering))),
        heartbeat: Box::pin(sleep(pause)),
        pause,
        finished: Some(finished),
    };
    let feed = Lead { first, feed };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(EVENT_STREAM)),
        // For proxies that would wait for the whole of it.
        (
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
    ];
    let mut response = (headers, Body::new(feed)).into_response();
    response.extensions_mut().insert(Deferred::new(deferred));
    response
}

/// The last event: the body of an answer as it is, or of a problem.
async fn last(answering: Answering) -> Made {
    let made = answering.await;
    let name = if made.is_ok() { "result" } else { "problem" };
    let mut response = made.into_response();
    let log = response.extensions_mut().remove::<RequestLog>();
    let source = response.headers().get(X_CACHE).cloned();
    let body = response.into_body().collect().await;
    // Both are made whole, in memory.
    let body = body.map(|body| body.to_bytes()).unwrap_or_default();
    Made {
        event: event(name, &String::from_utf8_lossy(&body)),
        finished: Finished {
            log: log.unwrap_or_default(),
            source,
        },
    }
}

impl Feed {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let Some(making) = &mut self.making else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(Some(event)) = self.events.poll_recv(cx) {
            self.heartbeat.as_mut().reset(Instant::now() + self.pause);
            return Poll::Ready(Some(event));
        }
        if let Poll::Ready(made) = making.as_mut().poll(cx) {
            self.making = None;
            let mut bytes = Vec::new();
            // What was told while it was made, up to its end.
            while let Ok(event) = self.events.try_recv() {
                bytes.extend_from_slice(&event);
            }
            bytes.extend_from_slice(&made.event);
            if let Some(finished) = self.finished.take() {
                let _ = finished.send(made.finished);
            }
            return Poll::Ready(Some(bytes.into()));
        }
        if self.heartbeat.as_mut().poll(cx).is_ready() {
            self.heartbeat.as_mut().reset(Instant::now() + self.pause);
            // Registers for the next one.
            let _ = self.heartbeat.as_mut().poll(cx);
            return Poll::Ready(Some(SIGN_OF_LIFE));
        }
        Poll::Pending
    }
}

/// A feed behind the event that has been waited for.
struct Lead {
    first: Option<Bytes>,
    feed: Feed,
}

impl hyper::body::Body for Lead {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match self.first.take() {
            Some(first) => Poll::Ready(Some(first)),
            None => self.feed.poll_next(cx),
        };
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::follow::{Follow, Stage};

    async fn text_of(response: Response) -> String {
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn who_asks_for_events_gets_them() {
        for (accept, wanted) in [
            ("text/event-stream", true),
            ("Text/Event-Stream, application/json;q=0.5", true),
            ("application/json, text/event-stream", false),
            ("*/*", false),
            ("text/*", true),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(is_wanted(&headers), wanted, "{accept}");
        }
        assert!(!is_wanted(&HeaderMap::new()));
    }

    #[tokio::test]
    async fn a_stream_ends_with_the_answer_and_lives_until_then() {
        let (follow, events) = Follow::new();
        let (release, released) = oneshot::channel::<()>();
        let answering = Box::pin(async move {
            follow.stage(Stage::Queue);
            released.await.unwrap();
            follow.stage(Stage::Run);
            Ok("{\"a\":1}".into_response())
        });
        let mut body = respond(None, answering, events, Duration::from_millis(1)).into_body();
        let mut lives = 0;
        let mut text = String::new();
        let mut release = Some(release);
        while let Some(frame) = body.frame().await {
            let bytes = frame.unwrap().into_data().unwrap();
            if bytes == SIGN_OF_LIFE {
                lives += 1;
                if lives == 3 {
                    release.take().unwrap().send(()).unwrap();
                }
            } else {
                text += std::str::from_utf8(&bytes).unwrap();
            }
        }
        assert!(lives >= 3);
        let names: Vec<&str> = text.lines().filter(|line| line.starts_with("event: ")).collect();
        assert_eq!(names, ["event: stage", "event: stage", "event: result"]);
        assert!(text.ends_with("event: result\ndata: {\"a\":1}\n\n"), "{text}");
    }

    #[tokio::test]
    async fn a_problem_is_an_answer_before_anything_has_happened_and_an_event_afterwards() {
        let (_follow, events) = Follow::new();
        let problem = stream(
            Box::pin(async { Err(Problem::Overloaded { retry_after: 1 }) }),
            events,
        )
        .await;
        assert_eq!(problem.unwrap_err(), Problem::Overloaded { retry_after: 1 });

        let (follow, events) = Follow::new();
        let answering = Box::pin(async move {
            follow.stage(Stage::Queue);
            tokio::task::yield_now().await;
            Err(Problem::Overloaded { retry_after: 1 })
        });
        let text = text_of(stream(answering, events).await.unwrap()).await;
        assert!(
            text.contains("event: problem\ndata: {\"type\":\"/problems/overloaded\""),
            "{text}"
        );
    }
}
