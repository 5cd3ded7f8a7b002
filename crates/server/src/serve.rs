//! Accepting connections, and letting them go.
//!
//! HTTP/1.1 over TCP with bounds on connections, header time and shutdown time, so that no client can
//! hold the process. It must never outlive its drain limit.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tracing::{info, warn};

use crate::limit::Peer;
use crate::routes::{App, router};
use crate::stream::WatchedStream;

/// Time for a request's head to arrive; also how long a kept-alive connection may be idle.
pub const HEADER_TIMEOUT: Duration = Duration::from_secs(15);

/// Bytes of a request's head, from its first line to the empty one; more gets a bare 431.
pub const MAX_HEAD_BYTES: usize = 32 * 1024;

/// Fields of a request's head; more get a bare 431.
pub const MAX_HEAD_FIELDS: usize = 100;

/// Pause after a failed accept (too many open files), so that the loop does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Bounds of [`serve`].
#[derive(Clone, Copy, Debug)]
pub struct ServeLimits {
    /// Connections at a time; more wait in the kernel's backlog.
    pub max_connections: usize,
    /// How long an answer may wait for its client to read on; then the connection is cut.
    pub write_timeout: Duration,
    /// How long requests in flight may go on after the shutdown has begun.
    pub drain_timeout: Duration,
}

/// How the service ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every request in flight was answered.
    Drained,
    /// The drain limit passed first.
    DrainTimeout,
}

/// Serves until `shutdown` completes, then drains.
pub async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    limits: ServeLimits,
    shutdown: impl Future<Output = ()>,
) -> Ended {
    let routes = router(Arc::clone(&app));
    let graceful = GracefulShutdown::new();
    let accepting = accept_loop(&listener, &routes, &graceful, limits);
    tokio::select! {
        () = accepting => {}
        () = shutdown => {}
    }
    app.draining.store(true, Ordering::Release);
    drop(listener);
    info!(
        waiting = app.admission.waiting(),
        "shutting down: answering the requests in flight"
    );
    let drain = async {
        graceful.shutdown().await;
        // A client that went away may have left a job behind.
        app.admission.idle().await;
    };
    if tokio::time::timeout(limits.drain_timeout, drain).await.is_ok() {
        Ended::Drained
    } else {
        warn!("requests were still in flight when the drain limit passed");
        Ended::DrainTimeout
    }
}

async fn accept_loop(
    listener: &TcpListener,
    routes: &Router,
    graceful: &GracefulShutdown,
    limits: ServeLimits,
) {
    let connections = Arc::new(Semaphore::new(limits.max_connections));
    // The semaphore is never closed; if it were, nothing more could be accepted.
    while let Ok(permit) = Arc::clone(&connections).acquire_owned().await {
        let (stream, peer) = match accept(listener).await {
            Ok(accepted) => accepted,
            Err(error) => {
                warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .max_buf_size(MAX_HEAD_BYTES)
            .max_header_size(MAX_HEAD_BYTES)
            .max_headers(MAX_HEAD_FIELDS)
            .serve_connection(
                TokioIo::new(WatchedStream::new(stream, limits.write_timeout)),
                TowerToHyperService::new(routes.clone().layer(Extension(Peer(peer.ip())))),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // An error here is the client's: it hung up, or sent no HTTP.
            let _ = connection.await;
            drop(permit);
        });
    }
}

async fn accept(listener: &TcpListener) -> io::Result<(TcpStream, SocketAddr)> {
    let (stream, peer) = listener.accept().await?;
    // Answers are written whole: waiting for more to send would only add latency.
    stream.set_nodelay(true)?;
    Ok((stream, peer))
}
