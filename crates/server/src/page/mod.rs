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
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use self::form::Form;
use self::render::Shown;
use crate::error::Problem;
use crate::routes::{App, only_get};
use crate::share::canonical::Canonical;

/// What the page may load and do: its own scripts, styles and service, nothing else and nobody else.
///
/// `data:` images are the editor's marks. Styles are sheets of the page or constructed by its scripts; nothing
/// inline runs or applies.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for a program in somebody else's page, which may frame it.
pub const EMBED_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'none'; base-uri 'none'; frame-ancestors *";

/// The examples as JSON (docs/api.md, GET /examples), made when this crate was built.
const EXAMPLES: &str = include_str!(concat!(env!("OUT_DIR"), "/examples.json"));

/// The standard library as the editor explains it, made when this crate was built.
const LIBRARY: &str = include_str!(concat!(env!("OUT_DIR"), "/library.json"));

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
        .route("/embed", only_get(get(embed)))
        .route(
            "/embed.js",
            only_get(get(async |headers| file("/embed.js", headers))),
        )
        .route(
            "/favicon.svg",
            only_get(get(async |headers| file("/favicon.svg", headers))),
        )
        .route("/assets/{file}", only_get(get(asset)))
}

/// `GET /examples`
pub(crate) async fn examples() -> Response {
    document(EXAMPLES)
}

/// `GET /library`
pub(crate) async fn library() -> Response {
    document(LIBRARY)
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

/// The page with a shared program in it; `other_compiler` names the one that it was shared with and the one that
/// there is, where they differ.
pub(crate) fn shared(program: &Canonical, other_compiler: Option<(&str, &str)>) -> Response {
    let form = Form::shared(program);
    let html = render::page(&form, &Shown::Program { other_compiler });
    let mut response = with_html(StatusCode::OK.into_response(), html);
    let headers = response.headers_mut();
    // The page names files that the next build does not have.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// The page with the words of `problem` in place of a result, and its status.
pub(crate) fn refused(problem: Problem) -> Response {
    let html = render::page(&Form::default(), &Shown::Problem(&problem));
    with_html(problem.into_response(), html)
}

/// `response` with a page as its body.
fn with_html(mut response: Response, html: String) -> Response {
    *response.body_mut() = html.into();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    secure(&mut response);
    response
}

/// The headers that every page has.
fn secure(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}

async fn embed(headers: HeaderMap) -> Result<Response, Problem> {
    let mut response = page("/embed.html", &headers)?;
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(EMBED_POLICY),
    );
    Ok(response)
}

/// A file of the page that is no page.
fn file(path: &str, headers: HeaderMap) -> Result<Response, Problem> {
    Ok(assets::find(path).ok_or(Problem::NotFound)?.response(&headers))
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    file(&format!("/assets/{name}"), headers)
}

/// A document of this build.
fn document(json: &'static str) -> Response {
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
            // They change with the binary only, but there is no name that would change with them.
            (
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=300"),
            ),
        ],
        json,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_library_is_complete() {
        let all: serde_json::Value = serde_json::from_str(LIBRARY).unwrap();
        let all = all["items"].as_array().unwrap();
        assert!(all.len() > 200);
        for item in all {
            for field in ["section", "path", "signature", "text"] {
                assert!(!item[field].as_str().unwrap().is_empty(), "{field} of {item}");
            }
        }
        let push = all
            .iter()
            .find(|item| item["section"] == "vector<T>" && item["path"] == ".push")
            .unwrap();
        assert!(push["signature"].as_str().unwrap().starts_with("push(mut self"));
    }

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
