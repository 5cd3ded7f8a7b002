//! The description of the API (OpenAPI 3.1) at `/openapi.json`, and a page to try it at `/docs`.
//!
//! Fields, limits, defaults and problems come from where they are enforced; the tests hold the rest against the types that
//! are answered and the routes that there are. It must never describe what the service does not do.

mod operations;
mod schemas;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::routes::{App, only_get};

/// How long the description may be kept, in seconds: it changes with the binary only.
const CACHE: &str = "public, max-age=300";

/// The page loads its own two files and talks to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'";

const PAGE: &str = include_str!("page/docs.html");
const SCRIPT: &str = include_str!("page/docs.js");
const STYLE: &str = include_str!("page/docs.css");

static TEXT: LazyLock<String> = LazyLock::new(|| document().to_string());

/// The paths of the description.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/openapi.json",
            only_get(get(async || file("application/json", &TEXT))),
        )
        .route(
            "/docs",
            only_get(get(async || file("text/html; charset=utf-8", PAGE))),
        )
        .route(
            "/docs/docs.js",
            only_get(get(async || file("text/javascript; charset=utf-8", SCRIPT))),
        )
        .route(
            "/docs/docs.css",
            only_get(get(async || file("text/css; charset=utf-8", STYLE))),
        )
}

fn file(media_type: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(CACHE)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (headers, text).into_response()
}

/// The description.
pub fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Twilight playground",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Compiles and runs Twilight programs, each in a sandbox of its own. A program that fails is HTTP 200 with `success: false`; a request that cannot be served is a problem (RFC 9457). `/run`, `/compile`, `/test`, `/share`, `/load`, `/s`, `/examples`, `/library` and `/version` are below `/v1` as well.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "paths": operations::paths(),
        "components": { "schemas": schemas::all() }
    })
}

#[cfg(test)]
mod tests;
