//! The files of the built page, out of the binary, in the encoding that the client takes.
//!
//! They were compressed when the page was built, so that sending one costs nothing. It must never compress or
//! read a file at run time.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One file of the page.
#[derive(Debug)]
pub struct Asset {
    /// Its path at the server.
    path: &'static str,
    media_type: &'static str,
    /// Whether its name holds a hash of its content.
    immutable: bool,
    /// Weak, because it is the same for every encoding.
    tag: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

/// All files but the template, see `build.rs`.
static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/page_assets.rs"));

/// The file at `path`.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

impl Asset {
    /// The answer to a request with `headers`.
    pub fn response(&self, headers: &HeaderMap) -> Response {
        let caching = if self.immutable {
            "public, max-age=31536000, immutable"
        } else {
            // Kept, but asked about each time: a new build shows at once.
            "no-cache"
        };
        let known = headers
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == self.tag));
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok());
        let (encoding, bytes) = match accepted {
            Some(accepted) if accepts(accepted, "br") => (Some("br"), self.brotli),
            Some(accepted) if accepts(accepted, "gzip") => (Some("gzip"), self.gzip),
            _ => (None, self.plain),
        };
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(bytes).into_response()
        };
        let answered = response.headers_mut();
        answered.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        answered.insert(header::ETAG, HeaderValue::from_static(self.tag));
        answered.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if !known {
            answered.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
            if let Some(encoding) = encoding {
                answered.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
        }
        response
    }
}

/// Whether `Accept-Encoding: accepted` takes `encoding` (RFC 9110 §12.5.3); `*` is not enough.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut parts = part.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.any(|parameter| {
            parameter
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok())
                .is_some_and(|weight| weight <= 0.0)
        });
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn get(path: &str, headers: &[(header::HeaderName, &'static str)]) -> Response {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect();
        find(path).unwrap().response(&headers)
    }

    #[test]
    fn the_best_accepted_encoding_is_sent() {
        for (accepted, encoding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("br;q=0.000", None),
            ("identity", None),
            ("brotli, xgzip", None),
        ] {
            let response = get("/index.html", &[(header::ACCEPT_ENCODING, accepted)]);
            let sent = response
                .headers()
                .get(header::CONTENT_ENCODING)
                .map(|value| value.to_str().unwrap());
            assert_eq!(sent, encoding, "{accepted}");
        }
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let tag = find("/index.html").unwrap().tag;
        for (known, status) in [(tag, 304), ("W/\"other\"", 200), ("", 200)] {
            let response = get("/index.html", &[(header::IF_NONE_MATCH, known)]);
            assert_eq!(response.status(), status, "{known}");
            assert_eq!(response.headers()[header::ETAG], tag);
        }
    }

    #[test]
    fn only_files_named_after_their_content_are_kept_for_good() {
        for asset in ASSETS {
            let response = asset.response(&HeaderMap::new());
            let caching = response.headers()[header::CACHE_CONTROL].to_str().unwrap();
            assert_eq!(
                caching.contains("immutable"),
                asset.path.starts_with("/assets/"),
                "{}",
                asset.path
            );
        }
    }

    /// The page promises a first load below 250 KB over the wire.
    #[test]
    fn the_first_load_is_small() {
        let index = std::str::from_utf8(find("/index.html").unwrap().plain).unwrap();
        let mut bytes = find("/index.html").unwrap().brotli.len();
        let mut named = 0;
        for asset in ASSETS.iter().filter(|asset| index.contains(asset.path)) {
            bytes += asset.brotli.len();
            named += 1;
        }
        assert!(named >= 3, "the page names {named} of its files");
        assert!(bytes < 250_000, "{bytes} bytes");
    }
}
