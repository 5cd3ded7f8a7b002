//! Rate limits before the routes, and their headers on every answer that counted.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Problem;
use crate::routes::App;

/// Whom a connection comes from; put into each request by the accept loop.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Counts requests that make work: all but those that only read.
pub async fn limit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let peer = request.extensions().get::<Peer>().copied();
    let standing = match peer {
        Some(Peer(peer)) if !reads => {
            let headers = request.headers().get_all(FORWARDED_FOR);
            let forwarded: Vec<&str> = headers.iter().filter_map(|value| value.to_str().ok()).collect();
            app.rate.count(peer, &forwarded, Instant::now())
        }
        _ => None,
    };
    let Some(standing) = standing else {
        return next.run(request).await;
    };
    let mut response = if standing.allowed {
        next.run(request).await
    } else {
        let problem = Problem::TooManyRequests {
            limit: standing.limit,
            retry_after: standing.reset,
        };
        problem.into_response()
    };
    for (name, value) in standing.headers() {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
    response
}
