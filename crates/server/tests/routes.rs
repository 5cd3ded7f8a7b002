//! Every path and every refusal of the service, in process, with an executor that plays its part.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use playground_protocol::{Job, Outcome};
use playground_server::error::KINDS;
use playground_server::request::max_body_bytes;
use playground_server::routes::{App, router};
use serde_json::{Value, json};
use support::{actor, app, report};
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Checks the shape of RFC 9457 and gives the detail.
    fn problem(&self, slug: &str) -> String {
        let body = self.json();
        assert_eq!(body["type"], format!("/problems/{slug}"), "{body}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(body["status"], self.status.as_u16());
        let kind = KINDS.iter().find(|kind| kind.slug == slug).unwrap();
        assert_eq!(
            (body["title"].as_str().unwrap(), self.status),
            (kind.title, kind.status)
        );
        let detail = body["detail"].as_str().unwrap();
        assert!(detail.ends_with('.'), "{detail}");
        detail.to_owned()
    }
}

async fn send(app: &Arc<App>, request: Request<Body>) -> Answer {
    let response = router(Arc::clone(app)).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

async fn get(app: &Arc<App>, path: &str) -> Answer {
    send(app, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn post(app: &Arc<App>, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header("content-type", "application/json");
    send(app, request.body(body.into()).unwrap()).await
}

fn code(text: &str) -> String {
    json!({ "code": text }).to_string()
}

#[tokio::test]
async fn a_run_is_answered_with_times_and_id() {
    let answer = post(&app(actor, 0), "/run", code("ok")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.text,
        r#"{"success":true,"diagnostics":[],"output":"printed","events":[],"return_value":"42","gas_used":"7"}"#
    );
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("x-request-id").len() >= 18);
    assert_eq!(
        answer.header("server-timing"),
        "queue;dur=0.000, sandbox;dur=1.000, compile;dur=2.000, instantiate;dur=0.300, run;dur=0.040"
    );
}

#[tokio::test]
async fn a_compilation_is_answered() {
    let answer = post(&app(actor, 0), "/compile", code("ok")).await;
    assert_eq!(
        answer.text,
        r#"{"success":true,"diagnostics":[],"wasm_hash":"0xab","wasm_size":9}"#
    );
}

#[tokio::test]
async fn a_failing_program_is_http_200_with_its_error_type() {
    let app = app(actor, 0);
    for name in [
        "Compilation",
        "RuntimeRevert",
        "RuntimePanic",
        "OutOfGas",
        "Timeout",
        "SandboxError",
        "InternalError",
    ] {
        let answer = post(&app, "/run", code(name)).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        let mut expected = json!({
            "success": false, "diagnostics": [], "error_type": name,
            "output": "printed", "events": [], "gas_used": "7",
        });
        if name == "RuntimeRevert" {
            expected["revert_message"] = json!("no");
        }
        assert_eq!(answer.json(), expected);
        let answer = post(&app, "/compile", code(name)).await;
        assert_eq!(
            (answer.status, &answer.json()["error_type"]),
            (StatusCode::OK, &json!(name))
        );
    }
}

/// docs/api.md: the table of paths, and the sentence about those that have no second one below `/v1`.
#[tokio::test]
async fn every_path_of_the_docs_is_there_and_below_v1_too() {
    const API: &str = include_str!("../../../docs/api.md");
    let app = app(actor, 0);
    let code_of = |text: &'static str| text.split('`').skip(1).step_by(2);
    let (_, sentence) = API.split_once("\nOnly ").unwrap();
    let sentence = sentence.split("\n\n").next().unwrap();
    assert!(sentence.ends_with(" have none."), "{sentence}");
    let only: Vec<&str> = code_of(sentence).collect();
    let rows = API.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = rows
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1));
    let mut seen = Vec::new();
    for (method, path) in cells.flat_map(code_of).map(|text| text.split_once(' ').unwrap()) {
        seen.push(path);
        let some = path
            .replace("<id>", "aaaaaaaaaaaaaaaa")
            .replace("<slug>", "internal");
        for (path, there) in [
            (some.clone(), true),
            (format!("/v1{some}"), !only.contains(&path)),
        ] {
            let request = Request::builder().method(method).uri(&path);
            let answer = send(&app, request.body(Body::empty()).unwrap()).await;
            assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert_eq!(
                answer.status != StatusCode::NOT_FOUND,
                there,
                "{method} {path}: {}",
                answer.text
            );
        }
    }
    assert!(seen.len() > 15, "{seen:?}");
    assert!(only.iter().all(|path| seen.contains(path)), "{only:?}");
}

#[tokio::test]
async fn the_job_is_what_was_sent() {
    let jobs: Arc<Mutex<Vec<Job>>> = Arc::default();
    let app = app(
        {
            let jobs = Arc::clone(&jobs);
            move |job: Job| {
                jobs.lock().unwrap().push(job.clone());
                actor(job)
            }
        },
        0,
    );
    post(
        &app,
        "/run",
        r#"{"code": "c", "entry_point": "e", "gas_limit": "0xff", "context": {"value": 5}}"#,
    )
    .await;
    let job = serde_json::to_value(jobs.lock().unwrap().pop().unwrap()).unwrap();
    assert_eq!(job["code"], "c");
    assert_eq!(job["task"]["run"]["entry_point"], "e");
    assert_eq!(job["task"]["run"]["gas_limit"], 255);
    assert_eq!(job["task"]["run"]["context"]["value"], "5");
}

#[tokio::test]
async fn bodies_that_are_no_request_never_reach_the_executor() {
    let app = app(|_| panic!("must not run"), 0);
    for path in ["/run", "/compile"] {
        post(&app, path, "{").await.problem("malformed-json");
        post(&app, path, "").await.problem("malformed-json");
        post(&app, path, b"\xff\xfe".to_vec())
            .await
            .problem("malformed-json");
        let answer = post(&app, path, r#"{"code": 1, "gas_limit": -1}"#).await;
        let detail = answer.problem("invalid-request");
        assert!(
            detail.contains("`code` must be") && detail.contains("got -1."),
            "{detail}"
        );
        let errors = &answer.json()["errors"];
        assert_eq!(
            (&errors[0]["pointer"], &errors[1]["pointer"]),
            (&json!("#/code"), &json!("#/gas_limit"))
        );
    }
}

#[tokio::test]
async fn size_limits_hold_at_their_edges() {
    let app = app(actor, 0);
    let most = app.limits.max_source_bytes;
    assert_eq!(
        post(&app, "/run", code(&"x".repeat(most))).await.status,
        StatusCode::OK
    );
    let detail = post(&app, "/run", code(&"x".repeat(most + 1)))
        .await
        .problem("source-too-large");
    assert!(
        detail.contains("65 bytes") && detail.contains("at most 64"),
        "{detail}"
    );

    let most = max_body_bytes(most);
    let padded = |length: usize| format!("{:<length$}", code("x"));
    assert_eq!(post(&app, "/run", padded(most)).await.status, StatusCode::OK);
    let answer = post(&app, "/run", padded(most + 1)).await;
    assert!(answer.problem("body-too-large").contains(&most.to_string()));
    assert_eq!(answer.header("connection"), "close");
}

#[tokio::test]
async fn only_plain_json_is_taken() {
    let app = app(actor, 0);
    for (name, value, good) in [
        ("content-type", "application/json", true),
        ("content-type", "Application/JSON; charset=UTF-8", true),
        ("content-type", "application/json; charset=\"utf-8\"", true),
        ("content-type", "application/json; charset=latin1", false),
        ("content-type", "text/plain", false),
        ("content-type", "application/x-www-form-urlencoded", false),
        ("content-type", "application/jsonx", false),
        ("content-type", "", false),
        ("x-none", "", false),
    ] {
        let request = Request::post("/run")
            .header(name, value)
            .body(Body::from(code("x")))
            .unwrap();
        let answer = send(&app, request).await;
        if good {
            assert_eq!(answer.status, StatusCode::OK, "{value}");
        } else {
            assert!(
                answer
                    .problem("unsupported-media-type")
                    .contains("Content-Type: application/json")
            );
        }
    }
    let request = Request::post("/run")
        .header("content-type", "application/json")
        .header("content-encoding", "gzip")
        .body(Body::from(code("x")))
        .unwrap();
    assert!(
        send(&app, request)
            .await
            .problem("unsupported-media-type")
            .contains("Content-Encoding")
    );
}

#[tokio::test]
async fn wrong_paths_and_methods_are_named() {
    let app = app(actor, 0);
    for (path, allow, wrong) in [
        ("/run", "POST", ["GET", "PUT", "DELETE", "OPTIONS", "BREW"]),
        ("/compile", "POST", ["GET", "HEAD", "DELETE", "OPTIONS", "PATCH"]),
        (
            "/livez",
            "GET, HEAD",
            ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"],
        ),
        (
            "/readyz",
            "GET, HEAD",
            ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"],
        ),
        (
            "/version",
            "GET, HEAD",
            ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"],
        ),
        (
            "/examples",
            "GET, HEAD",
            ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"],
        ),
        (
            "/",
            "GET, HEAD, POST",
            ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"],
        ),
    ] {
        for method in wrong {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .body(Body::empty())
                .unwrap();
            let answer = send(&app, request).await;
            assert_eq!(
                (answer.status.as_u16(), answer.header("allow")),
                (405, allow),
                "{method} {path}"
            );
            if method != "HEAD" {
                answer.problem("method-not-allowed");
            }
        }
    }
    for path in ["/nothing", "/run/", "/problems/nothing", "/RUN", "/problems"] {
        get(&app, path).await.problem("not-found");
    }
}

#[tokio::test]
async fn small_documents_are_served() {
    let app = app(actor, 0);
    assert_eq!(get(&app, "/livez").await.json(), json!({"status": "alive"}));
    let version = get(&app, "/version").await.json();
    assert_eq!(
        (&version["name"], &version["compiler"]),
        (&json!("twilight-playground"), &json!("twilightc 0.0.0-test"))
    );
    assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
    let index = get(&app, "/").await;
    assert_eq!(index.header("content-type"), "text/html; charset=utf-8");
    let policy = index.header("content-security-policy");
    assert!(index.text.contains("<textarea") && policy.starts_with("default-src 'none';"));
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    let script = index.text.split('"').find(|part| part.ends_with(".js")).unwrap();
    let script = get(&app, script).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.header("cache-control").contains("immutable"));
    assert_eq!(index.header("cache-control"), "no-cache");
    for unknown in ["/assets/nothing.js", "/assets/..%2findex.html", "/template.html"] {
        get(&app, unknown).await.problem("not-found");
    }
    let description = get(&app, "/openapi.json").await;
    assert_eq!(description.header("content-type"), "application/json");
    assert_eq!(description.json()["openapi"], "3.1.0");
    let docs = get(&app, "/docs").await;
    let policy = docs.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none';") && !policy.contains("unsafe"),
        "{policy}"
    );
    // What it loads is there, and comes from here.
    for part in docs.text.split('"').filter(|part| part.starts_with("/docs/")) {
        assert_eq!(get(&app, part).await.status, StatusCode::OK, "{part}");
    }
    assert!(!docs.text.contains("//"));
    let examples = get(&app, "/examples").await.json();
    assert!(examples["examples"].as_array().unwrap().len() > 20);
    for kind in KINDS {
        let page = get(&app, &format!("/problems/{}", kind.slug)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.starts_with(kind.title) && page.text.contains(kind.meaning));
    }
}

/// What a browser without JavaScript sends.
async fn submit(app: &Arc<App>, media_type: &str, body: &str) -> Answer {
    let request = Request::post("/")
        .header("content-type", media_type)
        .body(Body::from(body.to_owned()))
        .unwrap();
    send(app, request).await
}

#[tokio::test]
async fn the_form_is_answered_with_a_page() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let app = {
        let seen = Arc::clone(&seen);
        app(
            move |job| {
                seen.lock().unwrap().push(job.clone());
                actor(job)
            },
            0,
        )
    };
    let form = "application/x-www-form-urlencoded";
    let page = submit(
        &app,
        form,
        "code=fn+main()%0D%0A%7B%7D&syntax_mode=native&value=7&gas_limit=",
    )
    .await;
    assert_eq!(
        (page.status.as_u16(), page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    assert!(page.text.contains("class=\"outcome good\"") && page.text.contains("fn main()\n{}</textarea>"));
    assert!(page.header("content-security-policy").contains("'none'"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("server-timing").contains("compile"));
    assert_eq!(seen.lock().unwrap().first().unwrap().code, "fn main()\n{}");

    let refused = submit(&app, form, "code=x&sender=nobody").await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text.contains("context.sender") && refused.text.contains("value=\"nobody\""));
    let large = submit(&app, form, &format!("code={}", "x".repeat(65))).await;
    assert_eq!(large.status.as_u16(), 413);
    assert_eq!(seen.lock().unwrap().len(), 1);

    let json = submit(&app, "application/json", "{}").await;
    assert!(json.problem("unsupported-media-type").contains("/run"));
}

#[tokio::test]
async fn a_request_id_is_passed_through_on_every_answer() {
    let app = app(actor, 0);
    for path in ["/livez", "/nothing", "/run"] {
        let request = Request::get(path)
            .header("x-request-id", "trace-7")
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            send(&app, request).await.header("x-request-id"),
            "trace-7",
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_defect_of_the_service_is_a_500_that_tells_nothing() {
    let answer = post(&app(actor, 0), "/run", code("panic")).await;
    answer.problem("internal");
    assert!(!answer.text.contains("executor"), "{}", answer.text);
}

#[tokio::test]
async fn readiness_runs_the_canary_once_and_keeps_the_result() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let ready = app(
        move |job| {
            counted.fetch_add(1, Ordering::SeqCst);
            actor(job)
        },
        0,
    );
    let (one, two) = tokio::join!(get(&ready, "/readyz"), get(&ready, "/readyz"));
    assert_eq!(
        (one.json(), two.status),
        (json!({"status": "ready"}), StatusCode::OK)
    );
    assert_eq!(count.load(Ordering::SeqCst), 1);

    for outcome in ["41", "", "42 "] {
        let outcome = outcome.to_owned();
        let wrong = app(
            move |_| {
                report(Outcome::Returned {
                    return_value: outcome.clone(),
                })
            },
            0,
        );
        let answer = get(&wrong, "/readyz").await;
        answer.problem("not-ready");
        assert_eq!(answer.header("retry-after"), "5");
    }
    ready.draining.store(true, Ordering::SeqCst);
    get(&ready, "/readyz").await.problem("draining");
    assert_eq!(
        get(&ready, "/livez").await.status,
        StatusCode::OK,
        "a draining service is alive"
    );
}

#[tokio::test]
async fn a_full_queue_is_503_and_everybody_in_it_is_served() {
    let (release, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let app = app(
        move |job| {
            gate.lock().unwrap().recv().unwrap();
            actor(job)
        },
        2,
    );
    let mut accepted = Vec::new();
    for waiting in [0, 1, 2] {
        let task = tokio::spawn({
            let app = Arc::clone(&app);
            async move { post(&app, "/run", code("ok")).await.status }
        });
        accepted.push(task);
        // The first is running once a slot is taken; each further one waits.
        while app.admission.waiting() < waiting {
            tokio::task::yield_now().await;
        }
        while waiting == 0 && app.admission.free() > 0 {
            tokio::task::yield_now().await;
        }
    }
    let answer = post(&app, "/run", code("ok")).await;
    answer.problem("overloaded");
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(get(&app, "/livez").await.status, StatusCode::OK);
    for _ in 0..3 {
        release.send(()).unwrap();
    }
    for task in accepted {
        assert_eq!(task.await.unwrap(), StatusCode::OK);
    }
    release.send(()).unwrap();
    assert_eq!(post(&app, "/run", code("ok")).await.status, StatusCode::OK);
}
