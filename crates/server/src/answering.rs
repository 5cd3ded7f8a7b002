//! From a request's bytes to its answer: one that has been given before, or one sandbox for all who ask the same.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use playground_store::id::base32;
use playground_store::sha256;
use tokio::sync::oneshot;

use crate::cache::{self, AnswerCache, Cached, Flight, Found, Key, Source};
use crate::error::Problem;
use crate::follow::{Follow, Stage};
use crate::limit::client_of;
use crate::observe::RequestLog;
use crate::perform::{Performed, SERVER_TIMING, Wanted, perform};
use crate::programs::Programs;
use crate::request::{self, Endpoint};
use crate::routes::{App, check_media_type, read_body};
use crate::sse;

/// Says how an answer came about.
pub const X_CACHE: HeaderName = HeaderName::from_static("x-cache");

/// Bytes of an `ETag`'s hash: as many as of a snippet's id.
const ETAG_BYTES: usize = 10;

/// The answers that are kept, and the programs they follow from.
pub struct Answers {
    /// What has been answered.
    pub cache: Arc<AnswerCache>,
    programs: Programs,
}

impl Answers {
    /// Keeps up to `max_bytes` of what `programs` have answered.
    pub fn new(max_bytes: usize, programs: Programs) -> Self {
        Self {
            cache: AnswerCache::new(max_bytes),
            programs,
        }
    }

    /// The key of a request. A program that cannot be read now may be another one already: then nothing is kept.
    fn key(&self, wanted: &Wanted) -> Option<Key> {
        let programs = self.programs.hash().ok()?;
        let balances = wanted.balances.as_ref();
        cache::key(wanted.endpoint, &wanted.job, wanted.include, balances, &programs)
    }
}

/// Answers `/run`, `/compile` and `/test`.
///
/// # Errors
/// Every [`Problem`] of a request and of admission.
pub async fn answer(app: &Arc<App>, endpoint: Endpoint, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    check_media_type(&parts.headers)?;
    let body = read_body(body, app.limits).await?;
    let parsed = request::read(endpoint, &body, app.limits.max_source_bytes)?;
    drop(body);
    let mut wanted = Wanted {
        endpoint,
        job: parsed.job,
        include: parsed.include,
        balances: parsed.balances,
        client: client_of(&parts.extensions),
        follow: None,
    };
    let fresh = wants_fresh(&parts.headers);
    if !sse::is_wanted(&parts.headers) {
        return make_or_find(app, wanted, fresh).await;
    }
    let (follow, events) = Follow::new();
    wanted.follow = Some(follow);
    let app = Arc::clone(app);
    sse::stream(
        Box::pin(async move { make_or_find(&app, wanted, fresh).await }),
        events,
    )
    .await
}

/// Answers what is wanted: with what has been answered before or is made for somebody else, unless it has to be `fresh`.
async fn make_or_find(app: &Arc<App>, wanted: Wanted, fresh: bool) -> Result<Response, Problem> {
    let start = Instant::now();
    let Some(answers) = &app.answers else {
        let performed = perform(app, wanted).await?;
        let mut response = axum::Json(&performed.answer).into_response();
        performed.finish(&mut response);
        return Ok(response);
    };
    let key = if fresh { None } else { answers.key(&wanted) };
    let Some(key) = key else {
        let performed = perform(app, wanted).await?;
        let mut response = response(cached(&performed)?, Source::Bypass);
        performed.finish(&mut response);
        return Ok(response);
    };
    match answers.cache.find(key) {
        Found::Answer(cached) => Ok(timed(response(cached, Source::Hit), start)),
        Found::Wait(receiver) => {
            if let Some(follow) = &wanted.follow {
                follow.stage(Stage::Joined);
            }
            let cached = cache::landed(receiver).await?;
            Ok(timed(response(cached, Source::Joined), start))
        }
        Found::Make(flight, receiver) => {
            let (tell, told) = oneshot::channel();
            // A task of its own: others may wait when the client who was first has gone.
            tokio::spawn(make(Arc::clone(app), wanted, flight, tell));
            let mut response = response(cache::landed(receiver).await?, Source::Miss);
            if let Ok(performed) = told.await {
                performed.finish(&mut response);
            }
            Ok(response)
        }
    }
}

/// Says how long it took to find an answer, or to wait for one that somebody else made.
fn timed(mut response: Response, start: Instant) -> Response {
    let timing = format!("cache;dur={:.3}", start.elapsed().as_secs_f64() * 1_000.0);
    if let Ok(timing) = HeaderValue::from_str(&timing) {
        response.headers_mut().insert(SERVER_TIMING, timing);
    }
    response
}

/// Whether the client asks for an answer made now.
fn wants_fresh(headers: &HeaderMap) -> bool {
    headers.get_all(header::CACHE_CONTROL).iter().any(|value| {
        value.to_str().is_ok_and(|text| {
            text.split(',').map(str::trim).any(|directive| {
                directive.eq_ignore_ascii_case("no-cache") || directive.eq_ignore_ascii_case("no-store")
            })
        })
    })
}

/// Makes the answer for all who wait for it; ends, and destroys the sandbox, where nobody does any more.
async fn make(app: Arc<App>, wanted: Wanted, mut flight: Flight, tell: oneshot::Sender<Performed>) {
    let making = async {
        let performed = perform(&app, wanted).await?;
        Ok((cached(&performed)?, performed))
    };
    let mut making = std::pin::pin!(making);
    let made = loop {
        tokio::select! {
            made = &mut making => break made,
            ended = flight.abandoned() => if ended { return },
        }
    };
    match made {
        Ok((cached, performed)) => {
            let keep = cache::is_deterministic(performed.answer.error_type());
            // Before the answer lands: who is first looks for this then. It may be gone.
            let _ = tell.send(performed);
            flight.land(Ok(cached), keep);
        }
        Err(problem) => flight.land(Err(problem), false),
    }
}

fn cached(performed: &Performed) -> Result<Cached, Problem> {
    let body = serde_json::to_vec(&performed.answer).map_err(|error| Problem::Internal {
        cause: format!("The answer could not be written down: {error}."),
    })?;
    Ok(Cached {
        body: Bytes::from(body),
        outcome: performed.answer.outcome(),
    })
}

fn response(cached: Cached, source: Source) -> Response {
    let hash = sha256(&cached.body);
    let etag = format!("\"{}\"", base32(hash.get(..ETAG_BYTES).unwrap_or(&hash)));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (X_CACHE, HeaderValue::from_static(source.as_str())),
    ];
    let mut response = (headers, cached.body).into_response();
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response.extensions_mut().insert(RequestLog {
        outcome: cached.outcome,
        ..RequestLog::default()
    });
    response
}
