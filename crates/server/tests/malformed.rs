//! Requests that are wrong, each with its documented answer: `data/malformed.jsonl`, one a line.
//!
//! None may reach the executor, be answered by a defect, or be told without the place of its mistake.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use playground_server::routes::{App, router};
use playground_server::share::Sharing;
use playground_store::{SqliteStore, sha256};
use serde::Deserialize;
use serde_json::Value;
use support::{actor, app};
use tower::ServiceExt;

const CASES: &str = include_str!("data/malformed.jsonl");

/// A request to a service that takes 64 bytes of source.
#[derive(Deserialize)]
struct Case {
    path: String,
    body: String,
    status: u16,
    /// The last part of the problem's `type`.
    problem: String,
    /// Of the first wrong field.
    pointer: Option<String>,
}

async fn ask(app: &Arc<App>, path: &str, body: &str) -> (u16, String, Value) {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = router(Arc::clone(app)).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let kind = parts.headers["content-type"].to_str().unwrap().to_owned();
    (
        parts.status.as_u16(),
        kind,
        serde_json::from_slice(&bytes).unwrap(),
    )
}

#[tokio::test]
async fn every_wrong_request_has_its_answer() {
    let path = std::env::temp_dir().join(format!("playground-malformed-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let store = Arc::new(SqliteStore::open(&path, 1 << 20, sha256).unwrap());
    let ran = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&ran);
    let execute = move |job| {
        counted.fetch_add(1, Ordering::SeqCst);
        actor(job)
    };
    let mut app = Arc::into_inner(app(execute, 0)).unwrap();
    app.sharing = Some(Arc::new(Sharing::new(store, "twilightc 0.0.0-test", "", 0)));
    let app = Arc::new(app);
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in CASES.lines() {
        let case: Case = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        count += 1;
        for path in [case.path.clone(), format!("/v1{}", case.path)] {
            let (status, kind, body) = ask(&app, &path, &case.body).await;
            let pointer = body["errors"][0]["pointer"].as_str();
            let detail = body["detail"].as_str().unwrap_or_default();
            let good = status == case.status
                && kind == "application/problem+json"
                && body["type"] == format!("/problems/{}", case.problem)
                && pointer == case.pointer.as_deref()
                && detail.ends_with('.')
                && detail.len() < 1_000;
            if !good {
                wrong.push(format!("{line}\n  {status} {body}"));
            }
        }
    }
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 300, "{count}");
    assert_eq!(ran.load(Ordering::SeqCst), 0);
}
