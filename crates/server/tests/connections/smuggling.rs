//! Requests whose end two readers may see at different places ("HTTP request smuggling", RFC 9112 §11.2).
//!
//! A proxy in front of the service that is fooled by one of them would hand one client's answer to another. So each has
//! its statuses here, all of them: bytes that were sent as part of a request are never answered as one of their own.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::actor;
use crate::{LONG, Service, start};

/// What is to be run.
const BODY: &str = r#"{"code":"ok"}"#;
/// The same in chunks.
const CHUNKED: &str = "d\r\n{\"code\":\"ok\"}\r\n0\r\n\r\n";
/// A request of its own, which ends the connection.
const NEXT: &str = "GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// A request to run with such fields and what follows them.
fn post(fields: &str, rest: &str) -> String {
    format!("POST /run HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{fields}\r\n{rest}")
}

/// The statuses of all answers to `text`, until the service closes the connection.
async fn statuses(service: &Service, text: &str) -> Vec<u16> {
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answers = Vec::new();
    let read = stream.read_to_end(&mut answers);
    tokio::time::timeout(LONG, read).await.unwrap().unwrap();
    let mut rest = std::str::from_utf8(&answers).unwrap();
    let mut statuses = Vec::new();
    while !rest.is_empty() {
        let (head, after) = rest.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{rest:?}"));
        let mut lines = head.lines();
        let status = lines.next().unwrap().strip_prefix("HTTP/1.1 ").unwrap();
        statuses.push(status[..3].parse().unwrap());
        let length = lines
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok())
            .unwrap_or(0);
        rest = after.get(length..).unwrap_or_else(|| panic!("{rest:?}"));
    }
    statuses
}

async fn check(cases: Vec<(String, &[u16])>) {
    let service = start(actor, LONG).await;
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = statuses(&service, &text).await;
        if found != expected {
            wrong.push(format!("{text:?}: {found:?} and not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is right, so that the rest of this file sees something: a request, and one after it on the same connection.
#[tokio::test]
async fn requests_follow_each_other() {
    check(vec![
        (post("Content-Length: 13\r\n", BODY) + NEXT, &[200, 200]),
        (
            post("Transfer-Encoding: chunked\r\n", CHUNKED) + NEXT,
            &[200, 200],
        ),
        (
            post("transfer-encoding: \tChunked \r\n", CHUNKED) + NEXT,
            &[200, 200],
        ),
        // The same length twice is one (RFC 9110 §8.6).
        (
            post("Content-Length: 13\r\nContent-Length: 13\r\n", BODY) + NEXT,
            &[200, 200],
        ),
        // Extensions of chunks and fields after the last one are read and mean nothing.
        (
            post(
                "Transfer-Encoding: chunked\r\n",
                "d;a=\"b\"\r\n{\"code\":\"ok\"}\r\n0\r\nContent-Length: 9\r\n\r\n",
            ) + NEXT,
            &[200, 200],
        ),
        // Another coding first: the last one says where the body ends, and the other is not undone.
        (
            post("Transfer-Encoding: gzip, chunked\r\n", CHUNKED) + NEXT,
            &[200, 200],
        ),
    ])
    .await;
}

/// Chunks win over a length, and the connection ends, so that nothing after them is read as a request.
#[tokio::test]
async fn a_body_with_two_ends_is_the_last_on_its_connection() {
    let all = format!("{CHUNKED}{NEXT}");
    let length = format!("Content-Length: {}\r\n", all.len());
    let chunked = "Transfer-Encoding: chunked\r\n";
    check(vec![
        (post(&format!("{length}{chunked}"), &all), &[200]),
        (post(&format!("{chunked}{length}"), &all), &[200]),
        (post(&format!("Content-Length: 4\r\n{chunked}"), &all), &[200]),
        (post(&format!("Content-Length: 0\r\n{chunked}"), &all), &[200]),
    ])
    .await;
}

#[tokio::test]
async fn chunks_that_are_none_end_the_request() {
    let chunks = |start: &str| post("Transfer-Encoding: chunked\r\n", &format!("{start}{NEXT}"));
    let data = "{\"code\":\"ok\"}\r\n0\r\n\r\n";
    let mut cases: Vec<(String, &[u16])> = [
        "zz",
        "",
        "-d",
        "+d",
        "0xd",
        " d",
        "d d",
        "d,",
        "\rd",
        // More than 64 bits.
        "10000000000000000",
        "1000000000000000d",
    ]
    .into_iter()
    .map(|size| (chunks(&format!("{size}\r\n{data}")), &[400][..]))
    .collect();
    cases.extend([
        // A line that ends without `\r`.
        (chunks(&format!("d\n{data}")), &[400][..]),
        // A chunk that is longer or shorter than it says.
        (chunks(&format!("c\r\n{data}")), &[400]),
        (chunks(&format!("e\r\n{data}")), &[400]),
        // What follows the data is no end of it.
        (chunks("d\r\n{\"code\":\"ok\"}0\r\n\r\n"), &[400]),
        (chunks("d\r\n{\"code\":\"ok\"}\n0\r\n\r\n"), &[400]),
        // As large as a number may be: all that comes is its data, and the rest does not come.
        (chunks("ffffffffffffffff\r\n"), &[408]),
        (chunks("7fffffffffffffff\r\n"), &[408]),
    ]);
    check(cases).await;
}

#[tokio::test]
async fn codings_that_are_not_known_are_refused() {
    let cases = [
        "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunkedx\r\n",
        "Transfer-Encoding: \"chunked\"\r\n",
        "Transfer-Encoding: chunked;q=1\r\n",
        "Transfer-Encoding: chunked,\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding:\r\n",
        "Transfer-Encoding: \u{b}chunked\r\n",
        "Transfer-Encoding: chunked\u{e9}\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
        "Content-Length: 13\r\nTransfer-Encoding: x\r\n",
    ];
    check(
        cases
            .into_iter()
            .map(|fields| (post(fields, &format!("{CHUNKED}{NEXT}")), &[400][..]))
            .collect(),
    )
    .await;
    // HTTP/1.0 has no codings (RFC 9112 §6.1).
    let old = post("Transfer-Encoding: chunked\r\n", CHUNKED).replace("HTTP/1.1", "HTTP/1.0");
    check(vec![(old + NEXT, &[400])]).await;
}

#[tokio::test]
async fn lengths_that_are_none_are_refused() {
    let cases = [
        "2, 2",
        "13, 13",
        "+13",
        "-13",
        "0x0d",
        "13.0",
        "1 3",
        "",
        "d",
        "18446744073709551629",
        "13\r\nContent-Length: 14",
        "13\r\nContent-Length: 013x",
    ];
    check(
        cases
            .into_iter()
            .map(|length| {
                (
                    post(&format!("Content-Length: {length}\r\n"), &format!("{BODY}{NEXT}")),
                    &[400][..],
                )
            })
            .collect(),
    )
    .await;
}

#[tokio::test]
async fn fields_that_could_be_read_in_two_ways_are_refused() {
    let cases = [
        // Space before the colon, a line that goes on in the next, one that begins with space.
        "Content-Length : 13\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding\t: chunked\r\n",
        "X: a\r\n b\r\nContent-Length: 13\r\n",
        "Transfer-Encoding:\r\n chunked\r\n",
        "\tTransfer-Encoding: chunked\r\n",
        // Ends of lines that are none.
        "X: a\rTransfer-Encoding: chunked\r\n",
        "X: a\0\r\nContent-Length: 13\r\n",
        // Names that are none.
        "Transfer Encoding: chunked\r\n",
        "Transfer-Encoding\0: chunked\r\n",
        "\u{e9}: a\r\n",
        ": a\r\n",
        "Content-Length\r\n",
    ];
    check(
        cases
            .into_iter()
            .map(|fields| (post(fields, &format!("{BODY}{NEXT}")), &[400][..]))
            .collect(),
    )
    .await;
}

/// A request that is answered before its body has been read: the body is not the next request.
#[tokio::test]
async fn a_body_that_nobody_reads_is_no_request() {
    let length = format!("Content-Length: {}\r\n", NEXT.len());
    let inner = NEXT.replace("Connection: close\r\n", "");
    let inner_length = format!("Content-Length: {}\r\n", inner.len());
    check(vec![
        (
            format!("GET /version HTTP/1.1\r\nHost: x\r\n{inner_length}\r\n{inner}{NEXT}"),
            &[200, 200],
        ),
        (
            format!("POST /nothing HTTP/1.1\r\nHost: x\r\n{inner_length}\r\n{inner}{NEXT}"),
            &[404, 200],
        ),
        (
            format!("POST /run HTTP/1.1\r\nHost: x\r\n{length}\r\n{NEXT}{NEXT}"),
            &[415, 200],
        ),
        (
            format!(
                "GET /version HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{inner}\r\n0\r\n\r\n{NEXT}",
                inner.len()
            ),
            &[200, 200],
        ),
        // Longer than any request: the connection ends.
        (post("Content-Length: 1000000000\r\n", NEXT), &[413]),
        // Nobody takes the connection over.
        (
            format!(
                "GET /version HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n{NEXT}"
            ),
            &[200, 200],
        ),
    ])
    .await;
}
