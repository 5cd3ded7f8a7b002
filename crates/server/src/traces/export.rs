//! Sending spans to the collector, a few at a time.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tracing::warn;

use super::{Message, RequestSpan, otlp};
use crate::metrics::Metrics;

/// Requests that are sent together at most.
const MAX_BATCH: usize = 256;
/// How long the first of them waits for others.
const LINGER: Duration = Duration::from_secs(1);
/// How long the collector may take.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Bytes of the collector's answer that are read: its head is.
const MAX_ANSWER: u64 = 4_096;
/// Between two warnings that the collector does not take what it is sent.
const WARNING_PAUSE: Duration = Duration::from_secs(60);
/// Where collectors listen for OTLP over HTTP.
const DEFAULT_PORT: u16 = 4_318;

/// Where spans are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collector {
    host: String,
    port: u16,
    path: String,
}

impl Collector {
    /// Reads `http://host[:port][/path]`; the path of traces, `/v1/traces`, is added.
    ///
    /// # Errors
    /// A sentence that says what is expected.
    pub fn new(url: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "--otlp-endpoint ({url}) must be http:// with a host, and a port where it is not {DEFAULT_PORT}, such as http://127.0.0.1:4318. Where the way to the collector has to be encrypted, run one beside the service that passes on."
            )
        };
        let rest = url.strip_prefix("http://").ok_or_else(wrong)?;
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"?#\"<>@\\".contains(&byte);
        if !rest.bytes().all(plain) {
            return Err(wrong());
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let port_at = authority
            .rfind(':')
            .filter(|at| !authority.get(*at..).unwrap_or_default().contains(']'));
        let (host, port) = match port_at {
            Some(at) => {
                let (host, port) = authority.split_at(at);
                let port = port.strip_prefix(':').and_then(|port| port.parse().ok());
                (host, port.filter(|port| *port != 0).ok_or_else(wrong)?)
            }
            None => (authority, DEFAULT_PORT),
        };
        if host.is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            host: host.to_owned(),
            port,
            path: format!("{}/v1/traces", path.trim_end_matches('/')),
        })
    }

    /// Sends `body` and waits for the status.
    async fn post(&self, body: &str) -> io::Result<u16> {
        // Addresses of IPv6 stand in brackets in URLs and only there.
        let name = self.host.trim_start_matches('[').trim_end_matches(']');
        let mut stream = TcpStream::connect((name, self.port)).await?;
        let head = format!(
            "POST {} HTTP/1.1\r\nHost: {}:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.path,
            self.host,
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body.as_bytes()).await?;
        let mut answer = Vec::new();
        let mut stream = stream.take(MAX_ANSWER);
        // The status line is all that is needed, and the collector need not close.
        while !answer.contains(&b'\n') && stream.read_buf(&mut answer).await? > 0 {}
        status(&answer).ok_or_else(|| io::Error::other("the answer is no HTTP"))
    }
}

/// 200 of `HTTP/1.1 200 OK`.
fn status(answer: &[u8]) -> Option<u16> {
    let line = answer.split(|byte| *byte == b'\n').next()?;
    let text = std::str::from_utf8(line).ok()?;
    text.strip_prefix("HTTP/1.")?
        .split(' ')
        .nth(1)?
        .trim()
        .parse()
        .ok()
}

/// Sends until nobody can end a span any more.
pub(super) async fn run(collector: Collector, mut receiver: mpsc::Receiver<Message>, metrics: Arc<Metrics>) {
    let mut warned: Option<Instant> = None;
    while let Some(first) = receiver.recv().await {
        let (batch, flushed) = collect(first, &mut receiver).await;
        if !batch.is_empty() {
            let body = otlp::body(&batch).to_string();
            let sent = tokio::time::timeout(TIMEOUT, collector.post(&body)).await;
            let problem = match sent {
                Ok(Ok(200..=299)) => None,
                Ok(Ok(status)) => Some(format!("it answered {status}")),
                Ok(Err(error)) => Some(error.to_string()),
                Err(_) => Some(format!("it did not answer within {} s", TIMEOUT.as_secs())),
            };
            let result = if problem.is_none() { "sent" } else { "failed" };
            for _ in &batch {
                metrics.count("playground_traces_total", &[("result", result)]);
            }
            if let Some(problem) = problem
                && warned.is_none_or(|last| last.elapsed() > WARNING_PAUSE)
            {
                warned = Some(Instant::now());
                warn!(
                    problem,
                    "the collector does not take traces; they are lost until it does"
                );
            }
        }
        for told in flushed {
            // Who waited may have had enough of it.
            let _ = told.send(());
        }
    }
}

/// What comes within a moment after `first`, as far as it is sent together.
async fn collect(
    first: Message,
    receiver: &mut mpsc::Receiver<Message>,
) -> (Vec<Box<RequestSpan>>, Vec<tokio::sync::oneshot::Sender<()>>) {
    let (mut batch, mut flushed) = (Vec::new(), Vec::new());
    let linger = tokio::time::sleep(LINGER);
    let mut linger = std::pin::pin!(linger);
    let mut next = Some(first);
    while let Some(message) = next {
        match message {
            Message::Request(span) => batch.push(span),
            Message::Flush(told) => flushed.push(told),
        }
        if batch.len() == MAX_BATCH || !flushed.is_empty() {
            break;
        }
        next = tokio::select! {
            message = receiver.recv() => message,
            () = &mut linger => None,
        };
    }
    (batch, flushed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn endpoints_are_plain_http() {
        for (url, host, port, path) in [
            ("http://127.0.0.1:4318", "127.0.0.1", 4_318, "/v1/traces"),
            ("http://collector", "collector", 4_318, "/v1/traces"),
            ("http://collector:9/", "collector", 9, "/v1/traces"),
            ("http://[::1]:9/otlp/", "[::1]", 9, "/otlp/v1/traces"),
            ("http://[::1]", "[::1]", 4_318, "/v1/traces"),
        ] {
            let collector = Collector::new(url).unwrap();
            assert_eq!(
                (collector.host.as_str(), collector.port, collector.path.as_str()),
                (host, port, path)
            );
        }
        for url in [
            "",
            "collector:4318",
            "https://collector",
            "http://",
            "http://:9",
            "http://a:0",
            "http://a:65536",
            "http://a:b",
            "http://a b",
            "http://a/?b",
            "http://user@a",
            "http://a\r\nX: y",
        ] {
            let message = Collector::new(url).unwrap_err();
            assert!(message.contains("must be http://"), "{message}");
        }
    }

    #[test]
    fn the_status_is_read_from_the_first_line() {
        assert_eq!(status(b"HTTP/1.1 200 OK\r\nX: y\r\n"), Some(200));
        assert_eq!(status(b"HTTP/1.0 503\r\n"), Some(503));
        for other in [
            &b""[..],
            b"HTTP/2 200\r\n",
            b"220 hello\r\n",
            b"HTTP/1.1 \xff\r\n",
        ] {
            assert_eq!(status(other), None);
        }
    }
}
