//! Spans as a collector gets them: a small one, which takes what is sent and answers as it is told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use playground_server::metrics::Metrics;
use playground_server::routes::{App, router};
use playground_server::traces::{Collector, Traces};
use serde_json::{Value, json};
use support::{actor, app};
use tower::ServiceExt;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The head and the body of each request that comes; `answer` is sent back.
fn collector(answer: &'static str) -> (String, mpsc::Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                assert!(stream.read_line(&mut head).unwrap() > 0);
            }
            let length = head.split("Content-Length: ").nth(1).unwrap();
            let mut body = vec![0; length.lines().next().unwrap().parse().unwrap()];
            stream.read_exact(&mut body).unwrap();
            if sender
                .send((head, serde_json::from_slice(&body).unwrap()))
                .is_err()
            {
                return;
            }
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
        }
    });
    (url, receiver)
}

fn service(url: &str) -> (Arc<App>, Traces) {
    let metrics: Arc<Metrics> = Arc::default();
    let traces = Traces::new(Collector::new(url).unwrap(), Arc::clone(&metrics));
    let mut app = Arc::into_inner(app(actor, 0)).unwrap();
    app.metrics = metrics;
    app.traces = Some(traces.clone());
    (Arc::new(app), traces)
}

async fn send(app: &Arc<App>, path: &str, traceparent: &str, code: &str) -> u16 {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("traceparent", traceparent)
        .body(Body::from(json!({ "code": code }).to_string()));
    let response = router(Arc::clone(app)).oneshot(request.unwrap()).await.unwrap();
    response.status().as_u16()
}

/// Waits until so many requests have come to this end.
async fn counted(app: &App, result: &str, times: &str) {
    let line = format!("playground_traces_total{{result=\"{result}\"}} {times}");
    let deadline = Instant::now() + PATIENCE;
    while !app.metrics.text(app).lines().any(|have| have == line) {
        assert!(Instant::now() < deadline, "{}", app.metrics.text(app));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn attributes(span: &Value) -> Vec<(String, String)> {
    let value = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .values()
            .next()
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    let attributes = span["attributes"].as_array().unwrap().iter();
    attributes
        .map(|one| (one["key"].as_str().unwrap().to_owned(), value(&one["value"])))
        .collect()
}

const RECORDED: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

#[tokio::test(flavor = "multi_thread")]
async fn requests_and_their_stages_reach_the_collector() {
    let (url, received) = collector("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    let (app, traces) = service(&url);
    assert_eq!(send(&app, "/run", RECORDED, "ok").await, 200);
    assert_eq!(send(&app, "/run", "", "secret program").await, 200);
    assert_eq!(send(&app, "/v1/compile", "", &"x".repeat(65)).await, 413);
    // Who does not record a trace wants no part of one.
    assert_eq!(
        send(&app, "/run", &RECORDED.replace("-01", "-00"), "ok").await,
        200
    );
    assert_eq!(send(&app, "/livez", "", "").await, 405);
    traces.flush().await;

    // They may come in several parts where the machine is slow.
    let mut spans: Vec<Value> = Vec::new();
    while spans.iter().filter(|span| span["kind"] == 2).count() < 3 {
        let (head, body) = received.recv_timeout(PATIENCE).unwrap();
        assert!(head.starts_with("POST /v1/traces HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nContent-Type: application/json\r\n"), "{head}");
        assert!(!body.to_string().contains("secret"));
        let resource = &body["resourceSpans"][0];
        assert_eq!(
            resource["resource"]["attributes"][0],
            json!({"key": "service.name", "value": {"stringValue": "twilight-playground"}})
        );
        spans.extend(resource["scopeSpans"][0]["spans"].as_array().unwrap().clone());
    }
    let (servers, stages): (Vec<&Value>, Vec<&Value>) = spans.iter().partition(|span| span["kind"] == 2);
    let names: Vec<&Value> = servers.iter().map(|span| &span["name"]).collect();
    assert_eq!(names, ["POST /run", "POST /run", "POST /v1/compile"]);
    assert_eq!(servers[0]["traceId"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(servers[0]["parentSpanId"], "00f067aa0ba902b7");
    assert_eq!(servers[1].get("parentSpanId"), None);
    assert_ne!(servers[1]["traceId"], servers[0]["traceId"]);
    let of_first: Vec<&Value> = stages
        .iter()
        .filter(|span| span["parentSpanId"] == servers[0]["spanId"])
        .map(|span| &span["name"])
        .collect();
    assert_eq!(of_first, ["queue", "sandbox", "compile", "instantiate", "run"]);
    assert_eq!(stages.len(), 10);
    let first = attributes(servers[0]);
    for (key, value) in [
        ("http.request.method", "POST"),
        ("http.route", "/run"),
        ("http.response.status_code", "200"),
        ("playground.outcome", "success"),
        ("playground.verdict", "reply"),
    ] {
        assert!(
            first.contains(&(key.to_owned(), value.to_owned())),
            "{key}: {first:?}"
        );
    }
    assert!(
        attributes(servers[2]).contains(&("playground.outcome".to_owned(), "source-too-large".to_owned()))
    );
    counted(&app, "sent", "3").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_fails_costs_spans_and_nothing_else() {
    let (url, received) = collector("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    let (app, traces) = service(&url);
    assert_eq!(send(&app, "/run", "", "ok").await, 200);
    traces.flush().await;
    assert!(received.recv_timeout(PATIENCE).is_ok());
    counted(&app, "failed", "1").await;

    // Nobody listens.
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (app, traces) = service(&format!("http://{gone}"));
    assert_eq!(send(&app, "/run", "", "ok").await, 200);
    traces.flush().await;
    counted(&app, "failed", "1").await;
}
