//! Kept answers, requests that are joined, rate limits and other sites, in process.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use playground_protocol::Job;
use playground_server::answering::Answers;
use playground_server::cors::Cors;
use playground_server::execute::ExecReport;
use playground_server::limit::Peer;
use playground_server::programs::Programs;
use playground_server::rate::RateLimiter;
use playground_server::routes::{App, router};
use serde_json::{Value, json};
use support::{actor, app};
use tower::ServiceExt;

struct Answer {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(app: &Arc<App>, method: &str, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = if body.is_null() {
        Body::empty()
    } else {
        Body::from(body.to_string())
    };
    let routes = router(Arc::clone(app)).layer(Extension(Peer([10, 0, 0, 1].into())));
    let response = routes.oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

async fn post(app: &Arc<App>, headers: &[(&str, &str)], code: &str) -> Answer {
    ask(app, "POST", "/run", headers, json!({ "code": code })).await
}

fn with(app: Arc<App>, change: impl FnOnce(&mut App)) -> Arc<App> {
    let mut app = Arc::into_inner(app).unwrap();
    change(&mut app);
    Arc::new(app)
}

/// An app that keeps answers, and how often it has run something.
fn keeping(execute: impl Fn(Job) -> ExecReport + Send + Sync + 'static) -> (Arc<App>, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let app = app(
        move |job| {
            counted.fetch_add(1, Ordering::SeqCst);
            execute(job)
        },
        16,
    );
    let app = with(app, |app| {
        app.answers = Some(Arc::new(Answers::new(1 << 20, Programs::new(Vec::new()))));
    });
    (app, count)
}

#[tokio::test]
async fn a_kept_answer_is_the_same_and_runs_nothing() {
    let (app, count) = keeping(actor);
    for (code, kept) in [
        ("ok", true),
        ("Compilation", true),
        ("RuntimeRevert", true),
        ("RuntimePanic", true),
        ("OutOfGas", true),
        ("Timeout", false),
        ("SandboxError", false),
        ("InternalError", false),
    ] {
        count.store(0, Ordering::SeqCst);
        let first = post(&app, &[], code).await;
        assert_eq!((first.status, first.header("x-cache")), (200, "miss"), "{code}");
        assert!(
            first.header("server-timing").contains("compile;dur=2.000"),
            "{code}"
        );
        let again = post(&app, &[], code).await;
        assert_eq!(
            again.header("x-cache"),
            if kept { "hit" } else { "miss" },
            "{code}"
        );
        assert_eq!(
            (&again.text, again.header("etag")),
            (&first.text, first.header("etag")),
            "{code}"
        );
        assert!(first.header("etag").len() == 18, "{}", first.header("etag"));
        assert_eq!(first.header("cache-control"), "no-store");
        assert_eq!(count.load(Ordering::SeqCst), if kept { 1 } else { 2 }, "{code}");
        let timing = again.header("server-timing");
        let is_found = timing
            .strip_prefix("cache;dur=")
            .is_some_and(|time| time.parse::<f64>().is_ok());
        assert_eq!(is_found, kept, "{timing}");
        // The same again for a client that wants it made now, and nothing is kept of that.
        for directive in ["no-cache", "max-age=0, No-Store"] {
            assert_eq!(
                post(&app, &[("cache-control", directive)], code)
                    .await
                    .header("x-cache"),
                "bypass"
            );
        }
    }
    // A stream begins before there is anything to say of its answer.
    for code in ["ok", "new"] {
        let seen = post(&app, &[("accept", "text/event-stream")], code).await;
        assert!(seen.text.contains("event: result\n"), "{}", seen.text);
        for header in ["etag", "x-cache", "server-timing"] {
            assert_eq!(seen.header(header), "", "{header}");
        }
    }
    // Times differ, so nothing is kept of what shows them; it has its hash all the same.
    let staged = json!({"code": "ok", "include": ["stages"]});
    let staged = ask(&app, "POST", "/run", &[], staged).await;
    assert_eq!(
        (staged.header("x-cache"), staged.header("etag").len()),
        ("bypass", 18),
        "{}",
        staged.text
    );
    // Problems are not answers.
    let wrong = ask(&app, "POST", "/run", &[], json!({})).await;
    assert_eq!((wrong.status, wrong.header("x-cache")), (422, ""));
    // The same program for another purpose is another request.
    assert_eq!(
        ask(&app, "POST", "/compile", &[], json!({"code": "ok"}))
            .await
            .header("x-cache"),
        "miss"
    );
    // Below /v1 it is the same request.
    assert_eq!(
        ask(&app, "POST", "/v1/run", &[], json!({"code": "ok"}))
            .await
            .header("x-cache"),
        "hit"
    );
}

#[tokio::test]
async fn a_defect_is_told_to_everybody_and_not_kept() {
    let (app, count) = keeping(actor);
    for _ in 0..2 {
        assert_eq!(post(&app, &[], "panic").await.status, 500);
    }
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn requests_under_way_are_joined_and_outlive_the_first_client() {
    let (release, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let (app, count) = keeping(move |job| {
        gate.lock().unwrap().recv().unwrap();
        actor(job)
    });
    let asking = || {
        let app = Arc::clone(&app);
        tokio::spawn(async move { post(&app, &[], "ok").await })
    };
    let first = asking();
    while app.admission.free() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let others = [asking(), asking(), asking()];
    let awaited = |count: usize| {
        let app = Arc::clone(&app);
        async move {
            while app.answers.as_ref().unwrap().cache.awaited() != count {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
    };
    awaited(4).await;
    // The first client leaves; its job is the others' too.
    first.abort();
    awaited(3).await;
    release.send(()).unwrap();
    for other in others {
        let answer = other.await.unwrap();
        assert_eq!((answer.status, answer.header("x-cache")), (200, "joined"));
        assert!(answer.header("server-timing").starts_with("cache;dur="));
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert_eq!(post(&app, &[], "ok").await.header("x-cache"), "hit");
}

#[tokio::test]
async fn a_request_that_nobody_waits_for_leaves_the_queue() {
    let (release, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let (app, count) = keeping(move |job| {
        gate.lock().unwrap().recv().unwrap();
        actor(job)
    });
    let running = tokio::spawn({
        let app = Arc::clone(&app);
        async move { post(&app, &[], "first").await }
    });
    while app.admission.free() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let waiting = tokio::spawn({
        let app = Arc::clone(&app);
        async move { post(&app, &[], "second").await }
    });
    while app.admission.waiting() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    waiting.abort();
    while app.admission.waiting() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    release.send(()).unwrap();
    assert_eq!(running.await.unwrap().status, 200);
    assert_eq!(count.load(Ordering::SeqCst), 1);
    // It can be asked again.
    release.send(()).unwrap();
    assert_eq!(post(&app, &[], "second").await.header("x-cache"), "miss");
}

#[tokio::test]
async fn clients_are_limited_and_told() {
    let limited = with(app(actor, 0), |app| {
        app.rate = RateLimiter::new(2, vec!["10.0.0.1".parse().unwrap()]);
    });
    let from = [("x-forwarded-for", "9.9.9.9")];
    let first = post(&limited, &from, "ok").await;
    assert_eq!(
        (
            first.status,
            first.header("ratelimit-policy"),
            first.header("ratelimit")
        ),
        (200, "\"default\";q=2;w=60", "\"default\";r=1;t=30")
    );
    // What is wrong with a request is told, and counts.
    assert_eq!(
        ask(&limited, "POST", "/compile", &from, json!({})).await.status,
        422
    );
    let refused = post(&limited, &from, "ok").await;
    assert_eq!(
        (refused.status, refused.header("ratelimit")),
        (429, "\"default\";r=0;t=30")
    );
    assert_eq!(refused.header("retry-after"), "30");
    assert!(
        refused.text.contains("/problems/too-many-requests"),
        "{}",
        refused.text
    );
    assert!(refused.header("x-request-id").len() > 10);
    // Another client, and reading, are not concerned.
    assert_eq!(
        post(&limited, &[("x-forwarded-for", "9.9.9.8")], "ok")
            .await
            .status,
        200
    );
    let read = ask(&limited, "GET", "/version", &from, Value::Null).await;
    assert_eq!((read.status, read.header("ratelimit")), (200, ""));
    // Without a limit there are no headers.
    assert_eq!(post(&app(actor, 0), &from, "ok").await.header("ratelimit"), "");
}

#[tokio::test]
async fn other_sites_are_allowed_by_name() {
    const SITE: &str = "https://docs.example.org";
    let open = with(app(actor, 0), |app| {
        app.cors = Cors::new(&[SITE.to_owned()]).unwrap()
    });
    let asks = [("origin", SITE), ("access-control-request-method", "POST")];
    let question = ask(&open, "OPTIONS", "/run", &asks, Value::Null).await;
    assert_eq!(
        (question.status, question.header("access-control-allow-origin")),
        (204, SITE)
    );
    assert!(question.header("access-control-allow-methods").contains("POST"));
    assert!(
        question
            .header("access-control-allow-headers")
            .contains("content-type")
    );
    let answer = post(&open, &[("origin", SITE)], "ok").await;
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (200, SITE)
    );
    assert!(
        answer
            .header("access-control-expose-headers")
            .contains("retry-after")
    );
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    assert!(
        answer
            .headers
            .get_all("vary")
            .iter()
            .any(|value| value == "Origin")
    );
    // Problems can be read as well.
    let wrong = ask(&open, "POST", "/run", &[("origin", SITE)], json!({})).await;
    assert_eq!(
        (wrong.status, wrong.header("access-control-allow-origin")),
        (422, SITE)
    );
    for (app, origin) in [(&open, "https://evil.example.org"), (&app(actor, 0), SITE)] {
        let asks = [("origin", origin), ("access-control-request-method", "POST")];
        let question = ask(app, "OPTIONS", "/run", &asks, Value::Null).await;
        assert_eq!(
            (question.status, question.header("access-control-allow-origin")),
            (405, "")
        );
        assert_eq!(
            post(app, &[("origin", origin)], "ok")
                .await
                .header("access-control-allow-origin"),
            ""
        );
    }
}
