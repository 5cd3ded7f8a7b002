//! Rate limits before the routes, and their headers on every answer that counted.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Problem;
use crate::routes::App;

/// Whom a connection comes from; put into each request by the accept loop.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Whom a request comes from, behind the proxies that are trusted.
#[derive(Clone, Copy)]
struct Client(IpAddr);

/// Whose turn in the queue a request takes. Requests that come from no connection are all the same client's.
pub(crate) fn client_of(extensions: &Extensions) -> IpAddr {
    let client = extensions.get::<Client>().copied();
    client.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Client(address)| address)
}

/// Names the client, and counts requests that make work: all but those that only read.
pub async fn limit(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let peer = request.extensions().get::<Peer>().copied();
    let standing = match peer {
        Some(Peer(peer)) if !reads => {
            let headers = request.headers().get_all(FORWARDED_FOR);
            let forwarded: Vec<&str> = headers.iter().filter_map(|value| value.to_str().ok()).collect();
            let client = app.rate.client(peer, &forwarded);
            request.extensions_mut().insert(Client(client));
            app.rate.count(client, Instant::now())
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
