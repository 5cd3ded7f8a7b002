//! The web page: its files, the form that works without JavaScript, and the gallery's examples.
//!
//! The page itself is built in `web/`; this sends it. It must never let a browser run anything that is not
//! part of the page: the policy in [`POLICY`] forbids it.

mod assets;
mod form;
mod render;

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use crate::error::Problem;
use crate::routes::{App, only_get};

/// What the page may load and do: its own scripts, styles and service, nothing else and nobody else.
///
/// `data:` images are the editor's marks. Styles are sheets of the page or constructed by its scripts; nothing
/// inline runs or applies.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The examples as JSON (docs/api.md, GET /examples), made when this crate was built.
const EXAMPLES: &str = include_str!(concat!(env!("OUT_DIR"), "/examples.json"));

/// The paths of the page.
pub fn routes() -> Router<Arc<App>> {
    let page: MethodRouter<Arc<App>> = get(index).post(form::post);
    Router::new()
        .route(
            "/",
            page.fallback(async || Problem::MethodNotAllowed {
                allow: "GET, HEAD, POST",
            }),
        )
        .route("/favicon.svg", only_get(get(favicon)))
        .route("/assets/{file}", only_get(get(asset)))
        .route("/examples", only_get(get(examples)))
}

async fn index(headers: HeaderMap) -> Result<Response, Problem> {
    page("/index.html", &headers)
}

/// An HTML file of the build with the headers of a page.
pub(crate) fn page(path: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let mut response = assets::find(path).ok_or(Problem::NotFound)?.response(headers);
    secure(&mut response);
    Ok(response)
}

/// The headers that every page has.
fn secure(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}

async fn favicon(headers: HeaderMap) -> Result<Response, Problem> {
    Ok(assets::find("/favicon.svg")
        .ok_or(Problem::NotFound)?
        .response(&headers))
}

async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = assets::find(&format!("/assets/{file}")).ok_or(Problem::NotFound)?;
    Ok(asset.response(&headers))
}

async fn examples() -> Response {
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
            // They change with the binary only, but there is no name that would change with them.
            (
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=300"),
            ),
        ],
        EXAMPLES,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn every_example_can_be_shown() {
        let all: serde_json::Value = serde_json::from_str(EXAMPLES).unwrap();
        let all = all["examples"].as_array().unwrap();
        assert!(all.len() > 20);
        for example in all {
            for field in ["name", "title", "summary", "code", "entry_point", "syntax_mode"] {
                assert!(
                    !example[field].as_str().unwrap().is_empty(),
                    "{field} of {example}"
                );
            }
            let summary = example["summary"].as_str().unwrap();
            assert!(
                summary.ends_with(['.', '!', ':']) && summary.len() < 250,
                "{summary}"
            );
        }
    }
}
