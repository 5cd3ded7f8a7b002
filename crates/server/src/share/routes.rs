//! Handlers of sharing.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Json, Router};
use playground_store::id::base32;
use playground_store::{Creation, Deletion, Id, Lookup, NewSnippet, Snippet, sha256};
use serde::Serialize;

use crate::error::Problem;
use crate::observe::RequestLog;
use crate::page;
use crate::request::{self, Endpoint};
use crate::routes::{App, check_media_type, only_post, read_body};
use crate::share::accept::preferred;
use crate::share::canonical::Canonical;
use crate::share::time::{now, rfc3339};
use crate::share::{Sharing, query};

/// Random bytes of a delete token.
const TOKEN_BYTES: usize = 16;
/// How long a loaded snippet may be kept by caches, in seconds: a takedown has reached everyone after a day.
pub const MAX_AGE_SECONDS: u64 = 86_400;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";
const HTML: &str = "text/html";

/// The routes of sharing.
pub fn routes() -> Router<Arc<App>> {
    let short: MethodRouter<Arc<App>> =
        get(short)
            .delete(delete)
            .fallback(async || Problem::MethodNotAllowed {
                allow: "GET, HEAD, DELETE",
            });
    Router::new()
        .route("/share", only_post(axum::routing::post(share)))
        .route("/load", crate::routes::only_get(get(load)))
        .route("/s/{id}", short)
}

/// Answer to `POST /share`.
#[derive(Serialize)]
struct Shared<'a> {
    id: &'a str,
    url: String,
    created: String,
    /// Null: never.
    expires: Option<String>,
    /// Absent where the text has as many tokens as it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    delete_token: Option<String>,
}

/// What `/load` says of a snippet beside its request.
#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    url: String,
    created: String,
    expires: Option<String>,
    /// What it was shared with.
    compiler: &'a str,
    /// What would compile it now.
    current_compiler: &'a str,
    /// Whether the two differ, so that it may behave in another way.
    compiler_changed: bool,
}

fn sharing(app: &App) -> Result<&Arc<Sharing>, Problem> {
    app.sharing.as_ref().ok_or(Problem::SharingOff)
}

async fn share(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let sharing = sharing(&app)?;
    let (parts, body) = request.into_parts();
    check_media_type(&parts.headers)?;
    let body = read_body(body, app.limits).await?;
    let parsed = request::read(Endpoint::Share, &body, app.limits.max_source_bytes)?;
    let ttl = parsed.ttl;
    drop(body);
    let internal = |cause: String| Problem::Internal { cause };
    let content = Canonical::new(parsed)
        .ok_or_else(|| internal("The request to share is none to run.".to_owned()))?
        .text()
        .map_err(|error| internal(format!("The snippet has no text: {error}.")))?;
    let now = now();
    let ttl = match (ttl, sharing.max_ttl) {
        (ttl, 0) => ttl,
        (ttl, most) => Some(ttl.map_or(most, |ttl| ttl.min(most))),
    };
    let token = token().map_err(|error| internal(format!("There are no random numbers: {error}.")))?;
    let new = NewSnippet {
        content,
        compiler: sharing.compiler.clone(),
        expires: ttl.map(|ttl| now.saturating_add(ttl)),
        token: sha256(token.as_bytes()),
    };
    let stored = match sharing
        .call("create", move |store| store.create(&new, now))
        .await?
    {
        Creation::Stored(stored) => stored,
        Creation::TakenDown(takedown) => return Err(Problem::TakenDown { takedown }),
    };
    let answer = Shared {
        id: stored.id.as_str(),
        url: url(sharing, &stored.id),
        created: rfc3339(stored.created),
        expires: stored.expires.map(rfc3339),
        delete_token: stored.deletable.then_some(token),
    };
    let status = if stored.fresh {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let location = format!("/s/{}", stored.id);
    Ok(logged(
        (status, [(header::LOCATION, location)], Json(answer)).into_response(),
    ))
}

async fn load(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sharing = sharing(&app)?;
    let id = query::id(query.as_deref())?;
    // Where nothing else is asked for, and in browsers, JSON.
    let form = preferred(accept(&headers), &[JSON, TEXT]);
    answer(sharing, &id, form, &headers).await
}

async fn short(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // A person who opens the link sees the program, or why there is none, on the page.
    let form = preferred(accept(&headers), &[JSON, TEXT, HTML]);
    let answered = match (sharing(&app), Id::parse(&id)) {
        (Ok(sharing), Some(id)) => answer(sharing, &id, form, &headers).await,
        (Ok(_), None) => Err(Problem::NoSuchSnippet),
        (Err(problem), _) => Err(problem),
    };
    match answered {
        Err(problem) if form == HTML => Ok(page::refused(problem)),
        answered => answered,
    }
}

fn accept(headers: &HeaderMap) -> &str {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

async fn answer(sharing: &Sharing, id: &Id, form: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let (now, wanted) = (now(), id.clone());
    let snippet = match sharing
        .call("load", move |store| store.load(&wanted, now))
        .await?
    {
        Lookup::Found(snippet) => snippet,
        Lookup::TakenDown(takedown) => return Err(Problem::TakenDown { takedown }),
        Lookup::Missing => return Err(Problem::NoSuchSnippet),
    };
    let canonical = || -> Result<Canonical, Problem> {
        serde_json::from_str(&snippet.content).map_err(|error| Problem::Internal {
            cause: format!("The snippet {id} is no request: {error}."),
        })
    };
    let (kind, body) = match form {
        TEXT => ("text/plain; charset=utf-8", canonical()?.source().to_owned()),
        HTML => {
            let other_compiler = (snippet.compiler != sharing.compiler)
                .then_some((snippet.compiler.as_str(), sharing.compiler.as_str()));
            return Ok(logged(page::shared(&canonical()?, other_compiler)));
        }
        _ => (JSON, document(sharing, &snippet)?),
    };
    let etag = format!("\"{}\"", base32(&sha256(body.as_bytes())[..10]));
    let age = snippet.expires.map_or(MAX_AGE_SECONDS, |end| {
        end.saturating_sub(now).min(MAX_AGE_SECONDS)
    });
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|value| matches(value, &etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // Whatever the text says, nobody renders it.
        let policy = HeaderValue::from_static("default-src 'none'; sandbox");
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CONTENT_SECURITY_POLICY, policy),
        ];
        (headers, body).into_response()
    };
    let caching = [
        (header::ETAG, etag),
        (header::CACHE_CONTROL, format!("public, max-age={age}, immutable")),
        (header::VARY, "Accept".to_owned()),
    ];
    for (name, value) in caching {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(logged(response))
}

/// Whether an `If-None-Match` header names `etag` (RFC 9110 §13.1.2: weak comparison).
fn matches(value: &HeaderValue, etag: &str) -> bool {
    value.to_str().is_ok_and(|text| {
        text.split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
    })
}

/// The request that was shared, as it was stored, with `share` beside its fields.
fn document(sharing: &Sharing, snippet: &Snippet) -> Result<String, Problem> {
    let about = About {
        id: snippet.id.as_str(),
        url: url(sharing, &snippet.id),
        created: rfc3339(snippet.created),
        expires: snippet.expires.map(rfc3339),
        compiler: &snippet.compiler,
        current_compiler: &sharing.compiler,
        compiler_changed: snippet.compiler != sharing.compiler,
    };
    let broken = |cause: &str| Problem::Internal {
        cause: format!("The snippet {} cannot be shown: {cause}.", snippet.id),
    };
    let about = serde_json::to_string(&about).map_err(|error| broken(&error.to_string()))?;
    // The stored text is an object with fields: one more goes before its last brace.
    let fields = snippet
        .content
        .strip_suffix('}')
        .ok_or_else(|| broken("it is no object"))?;
    Ok(format!("{fields},\"share\":{about}}}"))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sharing = sharing(&app)?;
    let id = Id::parse(&id).ok_or(Problem::NoSuchSnippet)?;
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| sha256(token.trim().as_bytes()))
        .ok_or(Problem::WrongDeleteToken)?;
    let now = now();
    match sharing
        .call("delete", move |store| store.delete(&id, &token, now))
        .await?
    {
        Deletion::Deleted | Deletion::KeptForOthers => Ok(logged(StatusCode::NO_CONTENT.into_response())),
        Deletion::WrongToken => Err(Problem::WrongDeleteToken),
        Deletion::TakenDown(takedown) => Err(Problem::TakenDown { takedown }),
        Deletion::Missing => Err(Problem::NoSuchSnippet),
    }
}

fn url(sharing: &Sharing, id: &Id) -> String {
    format!("{}/s/{id}", sharing.public_url)
}

/// A new delete token.
fn token() -> std::io::Result<String> {
    let mut bytes = [0; TOKEN_BYTES];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(base32(&bytes))
}

fn logged(mut response: Response) -> Response {
    response.extensions_mut().insert(RequestLog {
        outcome: "success",
        ..RequestLog::default()
    });
    response
}
