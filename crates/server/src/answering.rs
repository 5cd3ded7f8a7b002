//! From a request's bytes to its answer: one that has been given before, or one sandbox for all who ask the same.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use playground_protocol::Job;
use playground_store::id::base32;
use playground_store::sha256;
use tokio::sync::oneshot;

use crate::cache::{self, AnswerCache, Cached, Flight, Found, Key, Source};
use crate::error::Problem;
use crate::observe::RequestLog;
use crate::programs::Programs;
use crate::request::{self, Endpoint, Include};
use crate::routes::{App, Performed, admit, check_media_type, perform, perform_in, read_body};

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
    fn key(&self, endpoint: Endpoint, job: &Job, include: Include) -> Option<Key> {
        let programs = self.programs.hash().ok()?;
        cache::key(endpoint, job, include, &programs)
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
    let request::Parsed { job, include, .. } = request::read(endpoint, &body, app.limits.max_source_bytes)?;
    drop(body);
    let Some(answers) = &app.answers else {
        let performed = perform(app, endpoint, job, include).await?;
        let mut response = axum::Json(&performed.answer).into_response();
        performed.finish(&mut response);
        return Ok(response);
    };
    let key = if wants_fresh(&parts.headers) {
        None
    } else {
        answers.key(endpoint, &job, include)
    };
    let Some(key) = key else {
        let performed = perform(app, endpoint, job, include).await?;
        let mut response = response(cached(&performed)?, Source::Bypass);
        performed.finish(&mut response);
        return Ok(response);
    };
    match answers.cache.find(key) {
        Found::Answer(cached) => Ok(response(cached, Source::Hit)),
        Found::Wait(receiver) => Ok(response(cache::landed(receiver).await?, Source::Joined)),
        Found::Make(flight, receiver) => {
            let (tell, told) = oneshot::channel();
            // A task of its own: others may wait when the client who was first has gone.
            tokio::spawn(make(Arc::clone(app), endpoint, job, include, flight, tell));
            let mut response = response(cache::landed(receiver).await?, Source::Miss);
            if let Ok(performed) = told.await {
                performed.finish(&mut response);
            }
            Ok(response)
        }
    }
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

/// Makes the answer for all who wait for it, and ends where nobody does before it has a sandbox.
async fn make(
    app: Arc<App>,
    endpoint: Endpoint,
    job: Job,
    include: Include,
    mut flight: Flight,
    tell: oneshot::Sender<Performed>,
) {
    let place = loop {
        tokio::select! {
            place = admit(&app) => break place,
            ended = flight.abandoned() => if ended { return },
        }
    };
    let made = match place {
        Ok(place) => perform_in(&app, endpoint, job, include, place).await,
        Err(problem) => Err(problem),
    };
    match made.and_then(|performed| Ok((cached(&performed)?, performed))) {
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
