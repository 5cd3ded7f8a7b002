//! Heads of requests: their limits at the edges, and what is no HTTP.

use playground_server::serve::{MAX_HEAD_BYTES, MAX_HEAD_FIELDS};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::actor;
use crate::{LONG, Service, exchange, head, start};

/// A request whose head has so many bytes.
fn long(bytes: usize) -> String {
    let (start, end) = ("GET /livez HTTP/1.1\r\nHost: x\r\nX: ", "\r\n\r\n");
    format!("{start}{}{end}", "a".repeat(bytes - start.len() - end.len()))
}

/// A request whose head has so many fields.
fn wide(fields: usize) -> String {
    format!(
        "GET /livez HTTP/1.1\r\nHost: x\r\n{}\r\n",
        "X: a\r\n".repeat(fields - 1)
    )
}

/// As [`exchange`], a part at a time.
async fn exchange_in_parts(service: &Service, text: &str, bytes: usize) -> String {
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    for part in text.as_bytes().chunks(bytes) {
        stream.write_all(part).await.unwrap();
        stream.flush().await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut answer = vec![0; 4096];
    let count = tokio::time::timeout(LONG, stream.read(&mut answer))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8(answer[..count].to_vec()).unwrap()
}

#[tokio::test]
async fn the_limits_of_a_head_hold_at_their_edges() {
    let service = start(actor, LONG).await;
    for (text, status) in [
        (long(MAX_HEAD_BYTES), "200"),
        (long(MAX_HEAD_BYTES + 1), "431"),
        (long(4 * MAX_HEAD_BYTES), "431"),
        (wide(MAX_HEAD_FIELDS), "200"),
        (wide(MAX_HEAD_FIELDS + 1), "431"),
    ] {
        let answer = exchange(&service, &text).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{} bytes: {answer}",
            text.len()
        );
    }
    // However it arrives.
    let answer = exchange_in_parts(&service, &long(MAX_HEAD_BYTES), 1_000).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    // The body does not count.
    let body = r#"{"code":"ok"}"#;
    let short = head(body.len());
    let filling = format!("X: {}\r\n\r\n", "a".repeat(MAX_HEAD_BYTES - short.len() - 5));
    let text = short.strip_suffix("\r\n").unwrap().to_owned() + &filling + body;
    assert_eq!(text.len(), MAX_HEAD_BYTES + body.len());
    let answer = exchange(&service, &text).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let service = start(actor, LONG).await;
    for text in [
        "hello\r\n\r\n",
        "GET /livez\r\n\r\n",
        "GET /livez HTTP/2.0\r\nHost: x\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\r\n\r\n",
    ] {
        let answer = exchange(&service, text).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{text:?}: {answer:?}");
    }
    // The beginning of HTTP/2 is answered with the end of the connection.
    assert_eq!(exchange(&service, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await, "");
    let answer = exchange(&service, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
