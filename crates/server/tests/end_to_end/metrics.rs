//! What an operator's Prometheus sees.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use crate::ADD;
use crate::service::Service;
use crate::sharing::Scratch;

pub fn scrape(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn everything_is_counted_on_a_port_of_its_own() {
    let scratch = Scratch::new("metrics");
    let mut service = Service::start(&[
        "--metrics-listen",
        "127.0.0.1:0",
        "--answer-cache-mib",
        "1",
        "--store",
        &scratch.store(),
    ]);
    let address = service.metrics_address();
    let request = json!({ "code": ADD });
    for _ in 0..3 {
        assert_eq!(service.post("/run", &request).status, 200);
    }
    assert_eq!(service.post("/compile", &json!({})).status, 422);
    assert_eq!(service.post("/share", &request).status, 201);
    let text = scrape(&address, "/metrics");
    assert!(
        text.contains("content-type: text/plain; version=0.0.4; charset=utf-8"),
        "{text}"
    );
    for line in [
        "playground_requests_total{outcome=\"success\",route=\"/run\"} 3",
        "playground_requests_total{outcome=\"invalid-request\",route=\"/compile\"} 1",
        "playground_request_seconds_count{route=\"/run\"} 3",
        "playground_request_seconds_bucket{route=\"/run\",le=\"+Inf\"} 3",
        "playground_stage_seconds_count{stage=\"compile\"} 1",
        "playground_sandbox_verdicts_total{verdict=\"reply\"} 1",
        "playground_answers_total{source=\"hit\"} 2",
        "playground_answers_total{source=\"miss\"} 1",
        "playground_store_seconds_count{operation=\"create\"} 1",
        "playground_cache_answers 1",
        "playground_queue_waiting 0",
        "playground_draining 0",
    ] {
        assert!(
            text.lines().any(|have| have == line),
            "{line} is missing:\n{text}"
        );
    }
    // Nothing else is there, and nothing of it is on the service's own port.
    assert!(scrape(&address, "/run").starts_with("HTTP/1.1 404"));
    assert_eq!(service.get("/metrics").status, 404);
}
