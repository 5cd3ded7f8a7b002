//! The paths of the service and what stands behind them.
//!
//! Handlers check, admit, execute and answer; they must never look into a program themselves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router, middleware};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;
use serde_json::{Value, json};

use crate::admission::Admission;
use crate::answering::{Answers, answer};
use crate::cors::{Cors, cors};
use crate::error::{KINDS, Problem};
use crate::execute::Execute;
use crate::limit::limit;
use crate::metrics::Metrics;
use crate::observe::observe;
use crate::openapi;
use crate::page;
use crate::rate::RateLimiter;
use crate::ready::Readiness;
use crate::request::{self, Endpoint};
use crate::share::{self, Sharing};
use crate::traces::Traces;

/// Limits that the routes enforce.
#[derive(Clone, Copy, Debug)]
pub struct HttpLimits {
    /// UTF-8 bytes of `code`.
    pub max_source_bytes: usize,
    /// Time for a whole request body to arrive.
    pub body_timeout: Duration,
}

/// What the handlers share.
pub struct App {
    /// Runs the jobs.
    pub executor: Arc<dyn Execute>,
    /// Decides who may run one.
    pub admission: Admission,
    /// Answers `/readyz`.
    pub readiness: Readiness,
    /// See [`HttpLimits`].
    pub limits: HttpLimits,
    /// Answers that are kept, where any are.
    pub answers: Option<Arc<Answers>>,
    /// What has been counted.
    pub metrics: Arc<Metrics>,
    /// Where spans go, where a collector is named.
    pub traces: Option<Traces>,
    /// Counts requests of each client.
    pub rate: RateLimiter,
    /// Other sites that may use the service.
    pub cors: Cors,
    /// Shares programs, where there is a store for them.
    pub sharing: Option<Arc<Sharing>>,
    /// `GET /version`.
    pub version: Value,
    /// Set when the service begins to shut down.
    pub draining: AtomicBool,
}

/// The `GET /version` document; `compiler` is what `twilightc --version` prints, `sharing` whether programs can be
/// shared.
pub fn version_document(compiler: &str, sharing: bool) -> Value {
    json!({
        "name": "twilight-playground",
        "version": env!("CARGO_PKG_VERSION"),
        "compiler": compiler,
        "syntax_modes": ["native", "solidity"],
        "sharing": sharing,
    })
}

/// All routes, with limits, request ids and logging around them. Those of the API have a second path below `/v1`, which
/// keeps its meaning when a later version has another.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(page::routes())
        .merge(openapi::routes())
        .merge(api())
        .nest("/v1", api())
        .route("/livez", only_get(get(livez)))
        .route("/readyz", only_get(get(readyz)))
        .route("/problems/{slug}", only_get(get(problem)))
        .fallback(async || Problem::NotFound)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), limit))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), observe))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), cors))
        .layer(middleware::map_response(common_headers))
        .with_state(app)
}

fn api() -> Router<Arc<App>> {
    Router::new()
        .route("/run", only_post(post(run)))
        .route("/compile", only_post(post(compile)))
        .route("/test", only_post(post(test)))
        .route("/examples", only_get(get(page::examples)))
        .route("/library", only_get(get(page::library)))
        .route("/version", only_get(get(version)))
        .merge(share::routes::routes())
}

pub(crate) fn only_get(routes: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    routes.fallback(async || Problem::MethodNotAllowed { allow: "GET, HEAD" })
}

pub(crate) fn only_post(routes: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    routes.fallback(async || Problem::MethodNotAllowed { allow: "POST" })
}

/// Answers are about one moment or one request, unless their handler says otherwise, and never to be guessed at by a
/// browser.
async fn common_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

async fn run(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    answer(&app, Endpoint::Run, request).await
}

async fn compile(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    answer(&app, Endpoint::Compile, request).await
}

async fn test(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    answer(&app, Endpoint::Test, request).await
}

/// `application/json`, with UTF-8 as the only charset, uncompressed.
pub(crate) fn check_media_type(headers: &HeaderMap) -> Result<(), Problem> {
    let unsupported = |found: String| Err(Problem::UnsupportedMediaType { found });
    if headers.contains_key(header::CONTENT_ENCODING) {
        return unsupported("a Content-Encoding header".to_owned());
    }
    let Some(value) = headers.get(header::CONTENT_TYPE) else {
        return unsupported("no Content-Type header".to_owned());
    };
    let text = String::from_utf8_lossy(value.as_bytes());
    let mut parts = text.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    let is_utf8 = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, charset)) if name.eq_ignore_ascii_case("charset") => {
            charset.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    if is_json && is_utf8 {
        Ok(())
    } else {
        unsupported(format!("`{}`", crate::fields::shortened(&text)))
    }
}

pub(crate) async fn read_body(body: Body, limits: HttpLimits) -> Result<axum::body::Bytes, Problem> {
    let most = request::max_body_bytes(limits.max_source_bytes);
    // A Content-Length that is too large is refused before its bytes are waited for.
    if body.size_hint().lower() > most as u64 {
        return Err(Problem::BodyTooLarge { most });
    }
    match tokio::time::timeout(limits.body_timeout, Limited::new(body, most).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Problem::BodyTooLarge { most }),
        Ok(Err(_)) => Err(Problem::BodyIncomplete),
        Err(_) => Err(Problem::BodyTimeout {
            millis: limits.body_timeout.as_millis(),
        }),
    }
}

async fn livez() -> Json<Value> {
    Json(json!({ "status": "alive" }))
}

async fn readyz(State(app): State<Arc<App>>) -> Result<Json<Value>, Problem> {
    if app.draining.load(Ordering::Acquire) {
        return Err(Problem::Draining);
    }
    app.readiness.check().await.map_err(|cause| {
        tracing::error!(cause, "not ready");
        Problem::NotReady
    })?;
    Ok(Json(json!({ "status": "ready" })))
}

async fn version(State(app): State<Arc<App>>) -> Json<Value> {
    Json(app.version.clone())
}

async fn problem(Path(slug): Path<String>) -> Result<Response, Problem> {
    let kind = KINDS
        .iter()
        .find(|kind| kind.slug == slug)
        .ok_or(Problem::NotFound)?;
    let text = format!(
        "{} (HTTP {})\n\n{}\n",
        kind.title,
        kind.status.as_u16(),
        kind.meaning
    );
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, plain)], text).into_response())
}
