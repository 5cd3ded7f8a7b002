//! Sharing in process: every answer and refusal, with a real store in a scratch directory.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use playground_server::routes::{App, router};
use playground_server::share::Sharing;
use playground_store::record::Record;
use playground_store::{
    Creation, Deletion, Id, Lookup, NewSnippet, SqliteStore, Store, StoreError, Takedown, TokenHash, sha256,
};
use serde_json::{Value, json};
use support::{actor, app};
use tokio::task::JoinSet;
use tower::ServiceExt;

const COMPILER: &str = "twilightc 0.0.0-test";

struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("playground-sharing-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn store(&self) -> Arc<SqliteStore> {
        Arc::new(SqliteStore::open(&self.0.join("store.db"), 1 << 24, sha256).unwrap())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn with(sharing: Sharing) -> Arc<App> {
    let mut app = Arc::into_inner(app(actor, 0)).unwrap();
    app.sharing = Some(Arc::new(sharing));
    Arc::new(app)
}

fn plain(scratch: &Scratch) -> Arc<App> {
    with(Sharing::new(scratch.store(), COMPILER, "", 0))
}

struct Answer {
    status: u16,
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

    fn problem(&self, status: u16, slug: &str) {
        assert_eq!(
            (self.status, &self.json()["type"]),
            (status, &json!(format!("/problems/{slug}"))),
            "{}",
            self.text
        );
        assert_eq!(self.header("cache-control"), "no-store");
    }
}

async fn ask(app: &Arc<App>, method: &str, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = if body.is_null() {
        Body::empty()
    } else {
        request = request.header("content-type", "application/json");
        Body::from(body.to_string())
    };
    let response = router(Arc::clone(app))
        .oneshot(request.body(body).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

async fn share(app: &Arc<App>, body: Value) -> Answer {
    ask(app, "POST", "/share", &[], body).await
}

async fn get(app: &Arc<App>, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(app, "GET", path, headers, Value::Null).await
}

fn text(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name}: {value}"))
        .to_owned()
}

#[tokio::test]
async fn a_program_is_shared_and_loaded() {
    let scratch = Scratch::new();
    let app = plain(&scratch);
    let request = json!({"code": "fn main() {\n}\n", "entry_point": "other", "context": {"value": 5}, "gas_limit": "0x10"});
    let shared = share(&app, request).await;
    assert_eq!(shared.status, 201, "{}", shared.text);
    assert_eq!(shared.header("cache-control"), "no-store");
    let answer = shared.json();
    let id = text(&answer, "id");
    assert_eq!(id.len(), 16);
    assert_eq!(answer["url"], format!("/s/{id}"));
    assert_eq!(shared.header("location"), format!("/s/{id}"));
    assert_eq!(answer["expires"], Value::Null);
    let created = text(&answer, "created");
    assert!(created.len() == 20 && created.ends_with('Z'), "{created}");
    assert!(text(&answer, "delete_token").len() >= 26);
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["created", "delete_token", "expires", "id", "url"]);

    let loaded = get(&app, &format!("/load?id={id}"), &[]).await;
    assert_eq!(
        (loaded.status, loaded.header("content-type")),
        (200, "application/json")
    );
    assert_eq!(
        loaded.json(),
        json!({
            "code": "fn main() {\n}\n",
            "syntax_mode": "native",
            "entry_point": "other",
            "context": {
                "sender": "0x1111111111111111111111111111111111111111",
                "origin": "0x1111111111111111111111111111111111111111",
                "value": "5",
                "block_number": "1",
                "timestamp": "1767225600",
            },
            "gas_limit": "16",
            "share": {
                "id": id,
                "url": format!("/s/{id}"),
                "created": created,
                "expires": null,
                "compiler": COMPILER,
                "current_compiler": COMPILER,
                "compiler_changed": false,
            },
        })
    );
    // What is loaded, without `share`, can be run and shared again.
    let mut again = loaded.json();
    again.as_object_mut().unwrap().remove("share");
    assert_eq!(ask(&app, "POST", "/run", &[], again.clone()).await.status, 200);
    let second = share(&app, again).await;
    assert_eq!((second.status, text(&second.json(), "id")), (200, id));
    assert_ne!(second.json()["delete_token"], answer["delete_token"]);
    assert_eq!(second.json()["created"], answer["created"]);
}

#[tokio::test]
async fn forms_and_caching() {
    let scratch = Scratch::new();
    let app = plain(&scratch);
    let code = "fn main() { print(\"<b>\u{e9}</b>\"); }\n";
    let answer = share(&app, json!({ "code": code })).await.json();
    let (load, short) = (format!("/load?id={}", text(&answer, "id")), text(&answer, "url"));
    const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let page = get(&app, &short, &[("accept", BROWSER)]).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text.contains("&lt;b&gt;\u{e9}&lt;/b&gt;") && page.text.contains("<textarea"));
    assert!(
        !page.text.contains("name=\"sender\" value"),
        "defaults stay empty"
    );
    assert_eq!(
        (page.header("cache-control"), page.header("vary")),
        ("no-cache", "accept")
    );
    for missing in ["/s/aaaaaaaaaaaaaaaa", "/s/nothing"] {
        let page = get(&app, missing, &[("accept", BROWSER)]).await;
        assert_eq!(page.status, 404);
        assert!(page.text.contains("class=\"outcome bad\""), "{}", page.text);
    }
    let mut tags = Vec::new();
    for (path, accept, is_text) in [
        (&load, "*/*", false),
        (&load, BROWSER, false),
        (&load, "text/plain", true),
        (&short, "application/json", false),
        (&short, "*/*", false),
        (&short, "text/plain", true),
    ] {
        let answer = get(&app, path, &[("accept", accept)]).await;
        assert_eq!(answer.status, 200);
        if is_text {
            assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
            assert_eq!(answer.text, code);
        } else {
            assert_eq!(answer.header("content-type"), "application/json");
            assert_eq!(answer.json()["code"], code);
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "public, max-age=86400, immutable");
        assert_eq!(answer.header("vary"), "Accept");
        assert!(answer.header("content-security-policy").contains("sandbox"));
        let tag = answer.header("etag").to_owned();
        for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let unchanged = get(&app, path, &[("accept", accept), ("if-none-match", &known)]).await;
            assert_eq!((unchanged.status, unchanged.text.as_str()), (304, ""), "{known}");
            assert_eq!(unchanged.header("etag"), tag);
            assert_eq!(
                unchanged.header("cache-control"),
                "public, max-age=86400, immutable"
            );
        }
        assert_eq!(
            get(&app, path, &[("accept", accept), ("if-none-match", "\"x\"")])
                .await
                .status,
            200
        );
        tags.push(tag);
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 2, "one for each form");
    let head = ask(&app, "HEAD", &short, &[], Value::Null).await;
    assert_eq!(
        (head.status, head.text.as_str(), head.header("etag").is_empty()),
        (200, "", false)
    );
}

#[tokio::test]
async fn another_compiler_is_said() {
    let scratch = Scratch::new();
    let id = text(&share(&plain(&scratch), json!({"code": "x"})).await.json(), "id");
    let newer = with(Sharing::new(scratch.store(), "twilightc 9.9.9", "", 0));
    let path = format!("/load?id={id}");
    let answer = get(&newer, &path, &[]).await;
    let about = &answer.json()["share"];
    assert_eq!(
        (
            &about["compiler"],
            &about["current_compiler"],
            &about["compiler_changed"]
        ),
        (&json!(COMPILER), &json!("twilightc 9.9.9"), &json!(true))
    );
    // A cache that knows the old answer gets the new one.
    let old = get(&plain(&scratch), &path, &[]).await.header("etag").to_owned();
    assert_eq!(get(&newer, &path, &[("if-none-match", &old)]).await.status, 200);
}

#[tokio::test]
async fn links_are_absolute_where_the_service_knows_its_name() {
    let scratch = Scratch::new();
    let app = with(Sharing::new(
        scratch.store(),
        COMPILER,
        "https://play.example.org/",
        0,
    ));
    let answer = share(&app, json!({"code": "x"})).await;
    let id = text(&answer.json(), "id");
    assert_eq!(answer.json()["url"], format!("https://play.example.org/s/{id}"));
    assert_eq!(answer.header("location"), format!("/s/{id}"));
}

#[tokio::test]
async fn snippets_expire() {
    let scratch = Scratch::new();
    let app = plain(&scratch);
    let answer = share(&app, json!({"code": "x", "ttl": 3_600})).await.json();
    assert!(answer["expires"].as_str().unwrap() > answer["created"].as_str().unwrap());
    let loaded = get(&app, &text(&answer, "url"), &[]).await;
    let age: u64 = loaded
        .header("cache-control")
        .split(['=', ','])
        .nth(2)
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        (3_590..=3_600).contains(&age),
        "{}",
        loaded.header("cache-control")
    );
    assert_eq!(loaded.json()["share"]["expires"], answer["expires"]);
    // The operator's longest life holds for everyone.
    let day = with(Sharing::new(scratch.store(), COMPILER, "", 86_400));
    for ttl in [json!({"code": "y"}), json!({"code": "y", "ttl": 315_360_000})] {
        let expires = text(&share(&day, ttl).await.json(), "expires");
        assert!(expires.len() == 20 && expires.starts_with("20"), "{expires}");
    }
    // What has expired is not found.
    let store = scratch.store();
    let new = NewSnippet {
        content: "{}".to_owned(),
        compiler: COMPILER.to_owned(),
        expires: Some(200),
        token: [1; 32],
    };
    let Creation::Stored(old) = store.create(&new, 100).unwrap() else {
        panic!("not stored");
    };
    get(&app, &format!("/s/{}", old.id), &[])
        .await
        .problem(404, "no-such-snippet");
}

#[tokio::test]
async fn who_shared_may_delete() {
    let scratch = Scratch::new();
    let app = plain(&scratch);
    let first = share(&app, json!({"code": "x"})).await.json();
    let second = share(&app, json!({"code": "x"})).await.json();
    let path = text(&first, "url");
    let delete = async |authorization: &str| {
        let headers: &[(&str, &str)] = &[("authorization", authorization)];
        let headers = if authorization.is_empty() { &[] } else { headers };
        ask(&app, "DELETE", &path, headers, Value::Null).await
    };
    for wrong in ["", "Bearer", "Bearer x", "Basic eDp5"] {
        delete(wrong).await.problem(403, "wrong-delete-token");
    }
    let bearer = |answer: &Value| format!("Bearer {}", text(answer, "delete_token"));
    assert_eq!(delete(&bearer(&first)).await.status, 204);
    assert_eq!(get(&app, &path, &[]).await.status, 200, "the second one keeps it");
    delete(&bearer(&first)).await.problem(403, "wrong-delete-token");
    assert_eq!(
        delete(&bearer(&second).replace("Bearer", "bearer")).await.status,
        204
    );
    get(&app, &path, &[]).await.problem(404, "no-such-snippet");
    delete(&bearer(&second)).await.problem(404, "no-such-snippet");
}

#[tokio::test]
async fn what_is_taken_down_is_neither_loaded_nor_shared() {
    let scratch = Scratch::new();
    let app = plain(&scratch);
    let answer = share(&app, json!({"code": "x"})).await.json();
    let id = Id::parse(&text(&answer, "id")).unwrap();
    let bearer = format!("Bearer {}", text(&answer, "delete_token"));
    for (takedown, status, slug) in [
        (Takedown::Gone, 410, "snippet-gone"),
        (Takedown::Legal, 451, "snippet-blocked"),
    ] {
        assert!(scratch.store().take_down(&id, Some(takedown)).unwrap());
        get(&app, &format!("/load?id={id}"), &[])
            .await
            .problem(status, slug);
        get(&app, &format!("/s/{id}"), &[("if-none-match", "*")])
            .await
            .problem(status, slug);
        share(&app, json!({"code": "x"})).await.problem(status, slug);
        ask(
            &app,
            "DELETE",
            &format!("/s/{id}"),
            &[("authorization", &bearer)],
            Value::Null,
        )
        .await
        .problem(status, slug);
    }
}

#[tokio::test]
async fn wrong_requests_are_named() {
    let scratch = Scratch::new();
    let app = plain(&scratch);
    for (body, pointer) in [
        (json!({}), "#/code"),
        (json!({"code": "x", "emit": []}), "#/emit"),
        (json!({"code": "x", "ttl": 59}), "#/ttl"),
        (json!({"code": "x", "ttl": 315_360_001u64}), "#/ttl"),
        (json!({"code": "x", "ttl": "1 day"}), "#/ttl"),
        (json!({"code": "x", "ttl": null}), "#/ttl"),
        (json!({"code": "x", "ttl": 60.5}), "#/ttl"),
        (json!({"code": "x", "gas_limit": -1}), "#/gas_limit"),
    ] {
        let answer = share(&app, body).await;
        answer.problem(422, "invalid-request");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{}", answer.text);
    }
    for ttl in [60, 315_360_000] {
        assert_eq!(
            share(&app, json!({"code": "x", "ttl": ttl})).await.status / 100,
            2,
            "{ttl}"
        );
    }
    share(&app, json!({"code": "x".repeat(65)}))
        .await
        .problem(413, "source-too-large");
    // Only sharing has a time to live.
    ask(&app, "POST", "/run", &[], json!({"code": "x", "ttl": 60}))
        .await
        .problem(422, "invalid-request");
    for path in ["/load", "/load?", "/load?x=1", "/load?id=a&id=b"] {
        get(&app, path, &[]).await.problem(400, "invalid-query");
    }
    for path in [
        "/load?id=aaaaaaaaaaaaaaaa",
        "/load?id=",
        "/s/aaaaaaaaaaaaaaaa",
        "/s/short",
        "/s/..%2Fx",
    ] {
        get(&app, path, &[]).await.problem(404, "no-such-snippet");
    }
    for (method, path, allow) in [
        ("GET", "/share", "POST"),
        ("POST", "/load", "GET, HEAD"),
        ("POST", "/s/aaaaaaaaaaaaaaaa", "GET, HEAD, DELETE"),
    ] {
        let answer = ask(&app, method, path, &[], Value::Null).await;
        answer.problem(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), allow);
    }
}

#[tokio::test]
async fn without_a_store_sharing_is_off() {
    let app = app(actor, 0);
    share(&app, json!({"code": "x"}))
        .await
        .problem(501, "sharing-off");
    for path in ["/load?id=aaaaaaaaaaaaaaaa", "/load", "/s/aaaaaaaaaaaaaaaa"] {
        get(&app, path, &[]).await.problem(501, "sharing-off");
    }
}

#[tokio::test]
async fn who_opens_a_link_where_sharing_is_off_sees_the_page() {
    let app = app(actor, 0);
    let html = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
    let answer = get(&app, "/s/aaaaaaaaaaaaaaaa", &html).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (501, "text/html; charset=utf-8")
    );
    assert!(
        answer.text.contains("This service does not share programs"),
        "{}",
        answer.text
    );
}

/// A store that fails as it is told to, once its gate is open.
struct Broken(StoreError, Mutex<mpsc::Receiver<()>>);

impl Broken {
    /// One that fails at once.
    fn open(error: StoreError) -> Self {
        Self(error, Mutex::new(mpsc::channel().1))
    }
}

impl Store for Broken {
    fn create(&self, _: &NewSnippet, _: u64) -> Result<Creation, StoreError> {
        Err(self.0.clone())
    }
    fn load(&self, _: &Id, _: u64) -> Result<Lookup, StoreError> {
        // Open, where its sender is gone.
        let _ = self.1.lock().unwrap().recv();
        Err(self.0.clone())
    }
    fn delete(&self, _: &Id, _: &TokenHash, _: u64) -> Result<Deletion, StoreError> {
        Err(self.0.clone())
    }
    fn take_down(&self, _: &Id, _: Option<Takedown>) -> Result<bool, StoreError> {
        Err(self.0.clone())
    }
    fn purge(&self, _: u64) -> Result<u64, StoreError> {
        Err(self.0.clone())
    }
    fn export(&self, _: Option<&Id>, _: usize) -> Result<Vec<Record>, StoreError> {
        Err(self.0.clone())
    }
    fn import(&self, _: &Record) -> Result<(), StoreError> {
        Err(self.0.clone())
    }
    fn check(&self) -> Result<(), StoreError> {
        Err(self.0.clone())
    }
    fn parallel(&self) -> u32 {
        1
    }
    fn warning(&self) -> Result<Option<String>, StoreError> {
        Err(self.0.clone())
    }
}

#[tokio::test]
async fn a_failing_store_is_said_without_its_secrets() {
    let broken = |error| with(Sharing::new(Arc::new(Broken::open(error)), COMPILER, "", 0));
    let full = broken(StoreError::Full);
    share(&full, json!({"code": "x"}))
        .await
        .problem(507, "store-full");
    for error in [
        StoreError::Failed("SECRET".to_owned()),
        StoreError::Corrupt("SECRET".to_owned()),
    ] {
        let app = broken(error);
        for answer in [
            share(&app, json!({"code": "x"})).await,
            get(&app, "/load?id=aaaaaaaaaaaaaaaa", &[]).await,
        ] {
            answer.problem(503, "store-unavailable");
            assert_eq!(answer.header("retry-after"), "5");
            assert!(!answer.text.contains("SECRET"));
        }
        assert_eq!(get(&app, "/livez", &[]).await.status, 200);
        assert_eq!(
            ask(&app, "POST", "/run", &[], json!({"code": "x"})).await.status,
            200
        );
    }
}

#[tokio::test]
async fn a_store_with_too_much_to_do_is_said_to_be_busy() {
    let (gate, closed) = mpsc::channel();
    let store = Broken(StoreError::Full, Mutex::new(closed));
    let app = with(Sharing::new(Arc::new(store), COMPILER, "", 0));
    // One in the store and 256 that wait: the first that is answered is one too many.
    let mut asking = JoinSet::new();
    for _ in 0..258 {
        let app = Arc::clone(&app);
        asking.spawn(async move { get(&app, "/load?id=aaaaaaaaaaaaaaaa", &[]).await });
    }
    let answer = asking.join_next().await.unwrap().unwrap();
    answer.problem(503, "overloaded");
    assert_eq!(answer.header("retry-after"), "1");
    let detail = text(&answer.json(), "detail");
    assert_eq!(
        detail,
        "Too many programs are being shared and loaded at this moment. Try again in 1 s."
    );
    drop(gate);
    while asking.join_next().await.is_some() {}
}
