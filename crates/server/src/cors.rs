//! Which other sites may use the service from a browser (the Fetch standard's CORS protocol): none but those named.
//!
//! Nothing here depends on cookies, and no answer allows credentials, so what a site may do is what anybody may do.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::routes::App;

/// Seconds for which a browser may remember an answer to its question.
const MAX_AGE: &str = "600";
const METHODS: &str = "GET, HEAD, POST, DELETE";
const REQUEST_HEADERS: &str = "content-type, authorization, x-request-id, cache-control";
const ANSWER_HEADERS: &str =
    "etag, location, ratelimit, ratelimit-policy, retry-after, server-timing, x-cache, x-request-id";

/// The sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cors {
    any: bool,
    origins: Vec<String>,
}

impl Cors {
    /// Allows `origins`: each `https://host` or `http://host:port` as browsers send it, or `*` for all.
    ///
    /// # Errors
    /// A sentence that names what is no origin.
    pub fn new(origins: &[String]) -> Result<Self, String> {
        let mut cors = Self::default();
        for origin in origins {
            if origin == "*" {
                cors.any = true;
                continue;
            }
            let rest = origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"));
            let is_host = |rest: &str| {
                !rest.is_empty()
                    && rest.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte)
                    })
            };
            if !rest.is_some_and(is_host) {
                return Err(format!(
                    "--cors-origin ({origin}) is no origin as browsers send it, such as https://docs.example.org; * allows all."
                ));
            }
            cors.origins.push(origin.clone());
        }
        Ok(cors)
    }

    /// What `Access-Control-Allow-Origin` is for a request from `origin`; nothing where it may not.
    fn allowed(&self, origin: Option<&HeaderValue>) -> Option<HeaderValue> {
        let origin = origin?;
        if self.any {
            return Some(HeaderValue::from_static("*"));
        }
        let named = self
            .origins
            .iter()
            .any(|known| known.as_bytes() == origin.as_bytes());
        named.then(|| origin.clone())
    }

    fn is_on(&self) -> bool {
        self.any || !self.origins.is_empty()
    }
}

/// Answers a browser's question before a request, and says on every answer who may read it.
pub async fn cors(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !app.cors.is_on() {
        return next.run(request).await;
    }
    let allowed = app.cors.allowed(request.headers().get(header::ORIGIN));
    let asks = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match (&allowed, asks) {
        (Some(_), true) => {
            let mut response = StatusCode::NO_CONTENT.into_response();
            set(
                response.headers_mut(),
                header::ACCESS_CONTROL_ALLOW_METHODS,
                METHODS,
            );
            set(
                response.headers_mut(),
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                REQUEST_HEADERS,
            );
            set(response.headers_mut(), header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
            response
        }
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        set(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
    }
    // Caches must not give one site's answer to another.
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn allowed(origins: &[&str], origin: &str) -> Option<String> {
        let origins: Vec<String> = origins.iter().map(|&origin| origin.to_owned()).collect();
        let value = HeaderValue::from_str(origin).unwrap();
        let found = Cors::new(&origins).unwrap().allowed(Some(&value))?;
        Some(found.to_str().unwrap().to_owned())
    }

    #[test]
    fn only_named_origins_are_allowed() {
        const DOCS: &str = "https://docs.example.org";
        assert_eq!(allowed(&[], DOCS), None);
        assert_eq!(allowed(&[DOCS], DOCS), Some(DOCS.to_owned()));
        for other in [
            "http://docs.example.org",
            "https://docs.example.org.evil.net",
            "https://DOCS.example.org",
            "null",
        ] {
            assert_eq!(allowed(&[DOCS], other), None, "{other}");
        }
        assert_eq!(allowed(&["*"], "null"), Some("*".to_owned()));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for wrong in [
            "docs.example.org",
            "https://",
            "https://x/",
            "https://x/path",
            "ftp://x",
            "https://X",
            "null",
            "",
        ] {
            let message = Cors::new(&[wrong.to_owned()]).unwrap_err();
            assert!(
                message.contains("--cors-origin") && message.contains(wrong),
                "{message}"
            );
        }
        for good in ["http://127.0.0.1:3000", "https://[::1]:8443"] {
            assert!(Cors::new(&[good.to_owned()]).is_ok(), "{good}");
        }
    }
}
