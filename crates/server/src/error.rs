//! Every answer that is not a verdict about a program: RFC 9457 problems (DECISION C17).
//!
//! One enum is the whole list. Inner causes (an I/O error, a panic) go to the log through
//! [`RequestLog`] and must never reach a response.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use playground_store::Takedown;
use serde::Serialize;

use crate::observe::RequestLog;

/// Media type of problem bodies (RFC 9457 §3).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// One wrong field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// JSON pointer to the field as a URI fragment, for example `#/context/value`.
    pub pointer: String,
    /// Whole sentences: the field, what was expected, what came.
    pub detail: String,
}

/// Why a request gets a 4xx or 5xx answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The body is not JSON, not UTF-8, or not a JSON object.
    MalformedJson {
        /// What is wrong and where.
        detail: String,
    },
    /// The body is JSON, but fields are missing, unknown, repeated or of a wrong type or range.
    InvalidRequest {
        /// The first few wrong fields; never empty.
        errors: Vec<FieldError>,
    },
    /// `code`, or all `files` together, are longer than the configured limit.
    SourceTooLarge {
        /// `code` or `files`.
        field: &'static str,
        /// UTF-8 bytes of it.
        bytes: usize,
        /// UTF-8 bytes allowed.
        most: usize,
    },
    /// The body as a whole is longer than any valid request.
    BodyTooLarge {
        /// Bytes allowed.
        most: usize,
    },
    /// The body did not arrive in time.
    BodyTimeout {
        /// Milliseconds allowed.
        millis: u128,
    },
    /// The connection broke, or the transfer coding was invalid, before the body was complete.
    BodyIncomplete,
    /// The content type is not `application/json`, or the body is compressed.
    UnsupportedMediaType {
        /// What came.
        found: String,
    },
    /// `POST /` takes what the page's form sends.
    NotAForm,
    /// The path exists, the method does not.
    MethodNotAllowed {
        /// Value of the `Allow` header.
        allow: &'static str,
    },
    /// No such path.
    NotFound,
    /// The query of `/load` is not one id.
    InvalidQuery {
        /// What is expected.
        detail: String,
    },
    /// No snippet has this id, or it has expired.
    NoSuchSnippet,
    /// An operator has taken the snippet down.
    TakenDown {
        /// The status that says why.
        takedown: Takedown,
    },
    /// The delete token is missing or none of this snippet's.
    WrongDeleteToken,
    /// The client has used up its requests for the moment.
    TooManyRequests {
        /// Requests in a minute.
        limit: u32,
        /// Seconds for `Retry-After`.
        retry_after: u64,
    },
    /// The service was started without a store.
    SharingOff,
    /// The store has no room for another snippet.
    StoreFull,
    /// The store cannot be used at the moment.
    StoreUnavailable {
        /// For the log only.
        cause: String,
    },
    /// Every sandbox is busy and the queue is full, or the wait in it took too long.
    Overloaded {
        /// Seconds for `Retry-After`.
        retry_after: u64,
    },
    /// As many calls of the store are under way or waiting as may be, or the wait was too long.
    StoreBusy {
        /// Seconds for `Retry-After`.
        retry_after: u64,
    },
    /// The service is shutting down.
    Draining,
    /// The canary program failed; programs would fail too.
    NotReady,
    /// A defect of the service.
    Internal {
        /// For the log only.
        cause: String,
    },
}

/// The stable part of a problem: what its `type` URI means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Last segment of the `type` URI `/problems/<slug>`.
    pub slug: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// Short summary; the same for every occurrence.
    pub title: &'static str,
    /// Served at the `type` URI: what it means and what to do.
    pub meaning: &'static str,
}

macro_rules! kinds {
    ($($name:ident = $slug:literal, $status:ident, $title:literal, $meaning:literal;)*) => {
        $(const $name: Kind = Kind {
            slug: $slug, status: StatusCode::$status, title: $title, meaning: $meaning,
        };)*
        /// All problem kinds, in the order of their status.
        pub const KINDS: &[Kind] = &[$($name),*];
    };
}

kinds! {
    MALFORMED_JSON = "malformed-json", BAD_REQUEST, "The request body is not a JSON object",
        "The body could not be read as one JSON object in UTF-8. The detail names the line and column. Correct the body and send it again.";
    BODY_INCOMPLETE = "body-incomplete", BAD_REQUEST, "The request body is incomplete",
        "The connection ended, or the transfer coding was invalid, before the whole body had arrived. Send the request again.";
    INVALID_QUERY = "invalid-query", BAD_REQUEST, "The query is not valid",
        "The query after the `?` is not what the path takes. The detail says what it takes.";
    WRONG_DELETE_TOKEN = "wrong-delete-token", FORBIDDEN, "This is not a delete token of the snippet",
        "Send the delete token that POST /share answered: `Authorization: Bearer` and the token. Each who shares a program gets one, once.";
    NOT_FOUND = "not-found", NOT_FOUND, "There is nothing at this path",
        "The path is not part of this service. Its paths are listed at /openapi.json, and at /docs for browsers.";
    NO_SUCH_SNIPPET = "no-such-snippet", NOT_FOUND, "There is no such snippet",
        "No shared program has this id: it is misspelt, or the program has expired or was deleted.";
    METHOD_NOT_ALLOWED = "method-not-allowed", METHOD_NOT_ALLOWED, "This path does not take this method",
        "The path exists, but not for this method. The Allow header lists the methods it takes.";
    BODY_TIMEOUT = "body-timeout", REQUEST_TIMEOUT, "The request body took too long",
        "The whole body has to arrive within a time limit. Send it again over a connection that keeps up.";
    SNIPPET_GONE = "snippet-gone", GONE, "The snippet was taken down",
        "The operator of this service has taken the program down. It can be neither loaded nor shared again.";
    BODY_TOO_LARGE = "body-too-large", PAYLOAD_TOO_LARGE, "The request body is too large",
        "The body is longer than any valid request can be. Send a shorter program.";
    SOURCE_TOO_LARGE = "source-too-large", PAYLOAD_TOO_LARGE, "The program is too large",
        "The text in `code`, or in all `files` together, is longer than the limit. Send a shorter program.";
    UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "The request body must be plain application/json",
        "Send the header `Content-Type: application/json` and an uncompressed body (with curl: -H 'content-type: application/json').";
    INVALID_REQUEST = "invalid-request", UNPROCESSABLE_ENTITY, "The request has invalid fields",
        "The body is JSON, but fields are missing, unknown, repeated, or of a wrong type or range. `errors` lists each with a JSON pointer.";
    TOO_MANY_REQUESTS = "too-many-requests", TOO_MANY_REQUESTS, "This client sends too many requests",
        "Each client may make a limited number of requests in a minute. Try again after the seconds in Retry-After.";
    SNIPPET_BLOCKED = "snippet-blocked", UNAVAILABLE_FOR_LEGAL_REASONS, "The snippet is unavailable for legal reasons",
        "The operator of this service has to keep the program from being loaded or shared.";
    INTERNAL = "internal", INTERNAL_SERVER_ERROR, "The service failed",
        "This is a defect of the service, not of the request. Report it with the X-Request-Id of the answer.";
    SHARING_OFF = "sharing-off", NOT_IMPLEMENTED, "This service does not share programs",
        "It was started without a store for shared programs. Its operator can name one with --store.";
    OVERLOADED = "overloaded", SERVICE_UNAVAILABLE, "The service is busy",
        "All sandboxes, or for shared programs all connections to their store, are in use, and the queue is full or the wait in it was too long. Try again after the seconds in Retry-After.";
    DRAINING = "draining", SERVICE_UNAVAILABLE, "The service is shutting down",
        "This instance takes no new work. Try again after the seconds in Retry-After; another instance will answer.";
    NOT_READY = "not-ready", SERVICE_UNAVAILABLE, "The service is not ready",
        "The canary program did not run as it should, so user programs would fail as well. The log of the service says why.";
    STORE_UNAVAILABLE = "store-unavailable", SERVICE_UNAVAILABLE, "Shared programs are unavailable",
        "The store of shared programs cannot be used at the moment; running programs is not affected. Try again after the seconds in Retry-After.";
    STORE_FULL = "store-full", INSUFFICIENT_STORAGE, "There is no room for another shared program",
        "The store of shared programs is full. Programs that are shared already can be loaded. Try again later.";
}

/// Seconds in `Retry-After` while the service drains or is not ready.
const RETRY_ELSEWHERE_SECONDS: u64 = 5;

#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
}

impl Problem {
    /// The stable part of this problem.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::MalformedJson { .. } => MALFORMED_JSON,
            Self::InvalidRequest { .. } => INVALID_REQUEST,
            Self::SourceTooLarge { .. } => SOURCE_TOO_LARGE,
            Self::BodyTooLarge { .. } => BODY_TOO_LARGE,
            Self::BodyTimeout { .. } => BODY_TIMEOUT,
            Self::BodyIncomplete => BODY_INCOMPLETE,
            Self::UnsupportedMediaType { .. } | Self::NotAForm => UNSUPPORTED_MEDIA_TYPE,
            Self::MethodNotAllowed { .. } => METHOD_NOT_ALLOWED,
            Self::NotFound => NOT_FOUND,
            Self::InvalidQuery { .. } => INVALID_QUERY,
            Self::NoSuchSnippet => NO_SUCH_SNIPPET,
            Self::TakenDown {
                takedown: Takedown::Gone,
            } => SNIPPET_GONE,
            Self::TakenDown {
                takedown: Takedown::Legal,
            } => SNIPPET_BLOCKED,
            Self::WrongDeleteToken => WRONG_DELETE_TOKEN,
            Self::TooManyRequests { .. } => TOO_MANY_REQUESTS,
            Self::SharingOff => SHARING_OFF,
            Self::StoreFull => STORE_FULL,
            Self::StoreUnavailable { .. } => STORE_UNAVAILABLE,
            Self::Overloaded { .. } | Self::StoreBusy { .. } => OVERLOADED,
            Self::Draining => DRAINING,
            Self::NotReady => NOT_READY,
            Self::Internal { .. } => INTERNAL,
        }
    }

    /// Whole sentences about this occurrence: what is wrong and what to do.
    pub fn detail(&self) -> String {
        match self {
            Self::MalformedJson { detail } | Self::InvalidQuery { detail } => detail.clone(),
            Self::InvalidRequest { errors } => errors
                .iter()
                .map(|error| error.detail.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            Self::SourceTooLarge { field, bytes, most } => format!(
                "`{field}` has {bytes} bytes of UTF-8; at most {most} are accepted. Send a shorter program."
            ),
            Self::BodyTooLarge { most } => format!(
                "The request body is longer than {most} bytes, the most a valid request can have. Send a shorter program."
            ),
            Self::BodyTimeout { millis } => {
                format!("The request body did not arrive completely within {millis} ms. Send it again.")
            }
            Self::UnsupportedMediaType { found } => format!(
                "The body must be sent uncompressed as `application/json`; got {found}. Set the header `Content-Type: application/json`."
            ),
            Self::NotAForm => "This path takes what the form of the page at `/` sends, as `application/x-www-form-urlencoded`. Send JSON to /run or /compile.".to_owned(),
            Self::MethodNotAllowed { allow } => format!("This path takes only {allow}."),
            Self::TooManyRequests { limit, retry_after } => format!(
                "This client has made {limit} requests in a minute, the most that it may. Try again in {retry_after} s."
            ),
            Self::Overloaded { retry_after } => format!(
                "All sandboxes are busy and no place in the queue came free. Try again in {retry_after} s."
            ),
            Self::StoreBusy { retry_after } => format!(
                "Too many programs are being shared and loaded at this moment. Try again in {retry_after} s."
            ),
            Self::BodyIncomplete
            | Self::NotFound
            | Self::Draining
            | Self::NotReady
            | Self::NoSuchSnippet
            | Self::TakenDown { .. }
            | Self::WrongDeleteToken
            | Self::SharingOff
            | Self::StoreFull
            | Self::StoreUnavailable { .. }
            | Self::Internal { .. } => self.kind().meaning.to_owned(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let kind = self.kind();
        let body = Body {
            r#type: format!("/problems/{}", kind.slug),
            title: kind.title,
            status: kind.status.as_u16(),
            detail: self.detail(),
            errors: if let Self::InvalidRequest { errors } = &self {
                errors
            } else {
                &[]
            },
        };
        let mut response = (kind.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        match &self {
            Self::MethodNotAllowed { allow } => {
                headers.insert(header::ALLOW, HeaderValue::from_static(allow));
            }
            Self::Overloaded { retry_after }
            | Self::StoreBusy { retry_after }
            | Self::TooManyRequests { retry_after, .. } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
            }
            Self::Draining | Self::NotReady | Self::StoreUnavailable { .. } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_ELSEWHERE_SECONDS));
            }
            // The rest of the body is unread, so the connection cannot carry another request.
            Self::BodyTooLarge { .. } | Self::BodyTimeout { .. } | Self::BodyIncomplete => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        let cause = if let Self::Internal { cause } | Self::StoreUnavailable { cause } = self {
            Some(cause)
        } else {
            None
        };
        response.extensions_mut().insert(RequestLog {
            outcome: kind.slug,
            cause,
            ..RequestLog::default()
        });
        response
    }
}
