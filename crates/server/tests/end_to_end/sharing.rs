//! Sharing through the real server, whose store outlives it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::service::{Service, receive};

/// A directory for one test, removed on drop.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("playground-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn store(&self) -> String {
        format!("sqlite:{}", self.0.join("snippets.db").display())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_shared_runs_as_before() {
    let scratch = Scratch::new("share");
    let service = Service::start(&[
        "--store",
        &scratch.store(),
        "--public-url",
        "https://play.example.org",
    ]);
    assert_eq!(service.get("/version").body["sharing"], true);
    let code = "pub fn answer() -> u64 {\n    42\n}\n";
    let request = json!({"code": code, "entry_point": "answer", "gas_limit": "50000"});
    let shared = service.post("/share", &request);
    assert_eq!(shared.status, 201, "{}", shared.text);
    let id = shared.body["id"].as_str().unwrap();
    assert_eq!(shared.body["url"], format!("https://play.example.org/s/{id}"));
    let mut loaded = service.get(&format!("/load?id={id}")).body;
    let share = loaded.as_object_mut().unwrap().remove("share").unwrap();
    assert_eq!(
        (&share["compiler_changed"], &share["id"]),
        (&json!(false), &json!(id))
    );
    assert_eq!(
        service.post("/run", &loaded).text,
        service.post("/run", &request).text
    );
}

#[test]
fn a_store_that_cannot_be_used_stops_the_start() {
    let output = Command::new(env!("CARGO_BIN_EXE_playground"))
        .args(["--listen", "127.0.0.1:0", "--store", "/nonexistent/x.db"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains("The store /nonexistent/x.db cannot be used"),
        "{text}"
    );
    // Without a store everything else works.
    let service = Service::start(&[]);
    assert_eq!(service.get("/version").body["sharing"], false);
    let refused = receive(service.ask("/share", &json!({"code": "x"})));
    assert_eq!(refused.status, 501);
}
