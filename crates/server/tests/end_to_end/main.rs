//! The whole service: HTTP in front, real sandboxes, the real compiler and simulator behind.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../support/curl.rs"]
mod curl;
mod examples;
mod service;

use std::thread;
use std::time::Duration;

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
    for stage in ["queue", "sandbox", "compile", "instantiate", "run", "teardown"] {
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
fn spec_17_5_4_every_failure_of_a_program_has_its_type() {
    let service = Service::start(&["--cpu-limit-ms", "500"]);

    let answer = service.run("pub fn main() -> u64 {\n    nothing\n}\n");
    assert_failed(&answer, "Compilation");
    let diagnostic = &answer["diagnostics"][0];
    assert_eq!(diagnostic["severity"], "error", "{answer}");
    assert_eq!(
        (
            &diagnostic["span"]["start"]["line"],
            &diagnostic["span"]["start"]["column"]
        ),
        (&json!(2), &json!(5))
    );
    assert_eq!(
        (&answer["gas_used"], &answer["output"]),
        (&json!("0"), &json!(""))
    );

    let answer =
        service.run("pub fn main() {\n    print(\"before\");\n    require(false, \"not today\");\n}\n");
    assert_failed(&answer, "RuntimeRevert");
    assert_eq!(
        (&answer["revert_message"], &answer["output"]),
        (&json!("not today"), &json!("before"))
    );
    assert!(
        answer["gas_used"].as_str().unwrap().parse::<u64>().unwrap() < 10_000_000,
        "{answer}"
    );

    let answer = service.run("pub fn main() {\n    panic!(\"broken\");\n}\n");
    assert_failed(&answer, "RuntimePanic");
    assert_eq!(answer["gas_used"], "10000000");
    let diagnostic = &answer["diagnostics"][0];
    assert!(
        diagnostic["message"].as_str().unwrap().contains("broken"),
        "{answer}"
    );
    assert_eq!(diagnostic["span"]["start"]["line"], 2, "{answer}");

    let answer = service.run_with(json!({ "code": SPIN, "gas_limit": "50000" }));
    assert_failed(&answer, "OutOfGas");
    assert_eq!(answer["gas_used"], "50000");

    let answer = service.run_with(json!({ "code": SPIN, "gas_limit": "18446744073709551615" }));
    assert_failed(&answer, "Timeout");
    assert!(
        answer["diagnostics"][0]["message"]
            .as_str()
            .unwrap()
            .contains("500 ms"),
        "{answer}"
    );

    // After every kind of end the next program is served.
    assert_eq!(service.run(ADD)["return_value"], "42");
}

#[test]
fn an_entry_point_that_cannot_be_called_is_a_compilation_failure() {
    let service = Service::start(&[]);
    for name in ["nothing", "-x", "--help", "a b", "Nothing.main", "main()"] {
        let answer = service.run_with(json!({ "code": ADD, "entry_point": name }));
        assert_failed(&answer, "Compilation");
        let message = answer["diagnostics"][0]["message"].as_str().unwrap();
        let help = answer["diagnostics"][0]["help"].to_string();
        assert!(
            message.contains("main") || help.contains("main"),
            "{name}: {answer}"
        );
    }
}

#[test]
fn a_busy_service_says_so_and_a_stopping_one_answers_first() {
    let service = Service::start(&["--workers", "1", "--queue", "0", "--cpu-limit-ms", "1000"]);
    let spin = json!({ "code": SPIN, "gas_limit": "18446744073709551615" });
    let (running, reply) = loop {
        let running = service.ask("/run", &spin);
        // On a busy machine the second request may still overtake the first; then both are sent again.
        thread::sleep(Duration::from_millis(200));
        let reply = service.post("/run", &json!({ "code": ADD }));
        if reply.status != 200 {
            break (running, reply);
        }
    };
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
    let service = Service::start(&[]);
    for text in [
        include_str!("../../../../docs/api.md"),
        include_str!("../../../../README.md"),
    ] {
        for (endpoint, body) in curl::curl_bodies(text) {
            let path = if endpoint == Endpoint::Run {
                "/run"
            } else {
                "/compile"
            };
            let reply = service.post(path, &serde_json::from_str(&body).unwrap());
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
}
