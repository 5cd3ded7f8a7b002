//! The whole service: HTTP in front, real sandboxes, the real compiler and simulator behind.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod abandoned;
mod answer;
mod caching;
mod calls;
mod clients;
mod compile;
#[path = "../support/curl.rs"]
mod curl;
mod deaths;
mod diagnostics;
mod doctor;
mod examples;
mod failures;
mod hostile;
mod initial;
mod instances;
mod killed;
mod metrics;
mod parallel;
mod service;
mod sharing;
mod stores;
mod testing;
mod traces;
mod watching;

use std::thread;
use std::time::Duration;

use metrics::scrape;
use playground_server::request::Endpoint;
use serde_json::{Value, json};
use service::{Service, receive};

const ADD: &str = "pub fn main() -> u64 {\n    print(\"adding\");\n    40 + 2\n}\n";
const SPIN: &str = "pub fn main() {\n    var n: u64 = 0;\n    while n < 18446744073709551615 {\n        n = n % 1000;\n    }\n}\n";

fn assert_failed(answer: &Value, error_type: &str) {
    assert_eq!(
        (&answer["success"], &answer["error_type"]),
        (&json!(false), &json!(error_type)),
        "{answer}"
    );
    let has_message = answer.get("revert_message").is_some();
    assert_eq!(has_message, error_type == "RuntimeRevert", "{answer}");
}

#[test]
fn a_program_is_compiled_and_run() {
    let service = Service::start(&[]);
    let reply = service.post("/run", &json!({ "code": ADD }));
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.body["success"], true, "{}", reply.body);
    assert_eq!(
        (&reply.body["return_value"], &reply.body["output"]),
        (&json!("42"), &json!("adding"))
    );
    assert_eq!(
        (&reply.body["diagnostics"], &reply.body["events"]),
        (&json!([]), &json!([]))
    );
    assert!(reply.body["gas_used"].as_str().unwrap().parse::<u64>().unwrap() > 0);
    let keys: Vec<&str> = reply
        .body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let mut expected = [
        "success",
        "diagnostics",
        "output",
        "events",
        "return_value",
        "gas_used",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert!(reply.head.contains("x-request-id: test-id"), "{}", reply.head);
    for stage in ["queue", "sandbox", "compile", "instantiate", "run"] {
        assert!(reply.head.contains(&format!("{stage};dur=")), "{}", reply.head);
    }
    assert_eq!(service.get("/readyz").body, json!({"status": "ready"}));
    let version = service.get("/version").body;
    assert!(
        version["compiler"].as_str().unwrap().starts_with("twilightc "),
        "{version}"
    );

    // DECISION C13, C15: equal requests get equal answers.
    assert_eq!(service.run(ADD), reply.body);
}

#[test]
fn a_program_is_compiled_and_shown() {
    let service = Service::start(&[]);
    let request = json!({ "code": ADD, "emit": ["tir", "wat", "meta", "abi"] });
    let answer = service.post("/compile", &request).body;
    assert_eq!(answer["success"], true, "{answer}");
    let hash = answer["wasm_hash"].as_str().unwrap();
    assert!(hash.len() == 66 && hash.starts_with("0x"), "{hash}");
    assert!(answer["wasm_size"].as_u64().unwrap() > 8);
    assert!(answer["wat"].as_str().unwrap().contains("(module"));
    assert!(answer["tir"].as_str().unwrap().contains("main"));
    assert!(answer["meta"].is_object() && !answer["abi"].is_null(), "{answer}");

    let plain = service.post("/compile", &json!({ "code": ADD })).body;
    assert_eq!(
        (&plain["wasm_hash"], plain.get("wat")),
        (&answer["wasm_hash"], None)
    );

    let wrong = service
        .post("/compile", &json!({ "code": "pub fn main( {" }))
        .body;
    assert_failed(&wrong, "Compilation");
    assert!(wrong.get("gas_used").is_none(), "{wrong}");
}

#[test]
fn a_busy_service_says_so_and_a_stopping_one_answers_first() {
    let mut service = Service::start(&[
        "--workers",
        "1",
        "--queue",
        "0",
        "--cpu-limit-ms",
        "1000",
        "--metrics-listen",
        "127.0.0.1:0",
    ]);
    let metrics = service.metrics_address();
    let spin = json!({ "code": SPIN, "gas_limit": "18446744073709551615" });
    let running = service.ask("/run", &spin);
    while !scrape(&metrics, "/metrics").contains("\nplayground_places_free 0\n") {
        thread::sleep(Duration::from_millis(5));
    }
    let reply = service.post("/run", &json!({ "code": ADD }));
    assert_eq!(
        (reply.status, &reply.body["type"]),
        (503, &json!("/problems/overloaded"))
    );
    assert!(reply.head.contains("retry-after: 1"), "{}", reply.head);
    service.terminate();
    assert_failed(&receive(running).body, "Timeout");
    let (status, _) = service.ended();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn the_log_names_requests_and_keeps_what_users_write_to_itself() {
    let service = Service::start(&[]);
    let secret = "pub fn main() {\n    print(\"SECRETTEXT\");\n    panic!(\"SECRETTEXT\");\n}\n";
    service.run(secret);
    service.run("SECRETTEXT !");
    service.post("/run?SECRETTEXT", &json!({ "SECRETTEXT": "SECRETTEXT" }));
    service.get("/SECRETTEXT");
    service.terminate();
    let (status, log) = service.ended();
    assert_eq!(status.code(), Some(0));
    assert!(!log.contains("SECRETTEXT"), "{log}");
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let outcomes: Vec<&str> = lines.iter().filter_map(|line| line["outcome"].as_str()).collect();
    assert_eq!(
        outcomes,
        ["RuntimePanic", "Compilation", "invalid-request", "not-found"],
        "{log}"
    );
    let run = lines
        .iter()
        .find(|line| line["outcome"] == "RuntimePanic")
        .unwrap();
    assert_eq!(
        (&run["request_id"], &run["route"], &run["status"]),
        (&json!("test-id"), &json!("/run"), &json!(200))
    );
    assert!(
        run["sandbox"].as_u64().unwrap() > 0 && run["cgroup"].as_str().is_some(),
        "{run}"
    );
}

#[test]
fn every_curl_example_of_the_documents_works() {
    let scratch = sharing::Scratch::new("documents");
    let service = Service::start(&["--store", &scratch.store()]);
    let mut shown_answers = 0;
    for text in [
        include_str!("../../../../docs/api.md"),
        include_str!("../../../../README.md"),
    ] {
        for (endpoint, body) in curl::curl_bodies(text) {
            let path = match endpoint {
                Endpoint::Run => "/run",
                Endpoint::Compile => "/compile",
                Endpoint::Share => "/share",
                Endpoint::Test => "/test",
            };
            let reply = service.post(path, &serde_json::from_str(&body).unwrap());
            if endpoint == Endpoint::Share {
                let id = reply.body["id"].as_str().unwrap();
                assert!(
                    reply.status == 201 && text.contains(&format!("\"id\":\"{id}\"")),
                    "{}",
                    reply.text
                );
                continue;
            }
            // Gas changes with the compiler; what else is shown is what is answered.
            if let Some(mut shown) = curl::answer_after(text, &body) {
                let mut answered = reply.body.clone();
                for answer in [&mut shown, &mut answered] {
                    answer.as_object_mut().unwrap().remove("gas_used");
                }
                assert_eq!(shown, answered);
                shown_answers += 1;
            }
            let wrong = body.contains("-1");
            let expected = if wrong {
                (422, &Value::Null)
            } else {
                (200, &Value::Bool(true))
            };
            assert_eq!(
                (reply.status, &reply.body["success"]),
                expected,
                "{body}\n{}",
                reply.body
            );
        }
    }
    assert!(shown_answers >= 3, "{shown_answers}");
}
