//! Runs as their clients watch them.

use std::io::Read;

use serde_json::{Value, json};

use crate::service::Service;
use crate::{ADD, SPIN};

/// The events of an answer: name and data.
fn events(text: &str) -> Vec<(String, Value)> {
    text.split("\n\n")
        .filter(|block| !block.is_empty() && *block != ":")
        .map(|block| {
            let (name, data) = block
                .strip_prefix("event: ")
                .and_then(|block| block.split_once("\ndata: "))
                .unwrap_or_else(|| panic!("{block:?}"));
            (name.to_owned(), serde_json::from_str(data).unwrap())
        })
        .collect()
}

/// Watches until the end: the head in lower case, and the events.
fn watch(service: &Service, path: &str, body: &Value) -> (String, Vec<(String, Value)>) {
    let mut text = String::new();
    service.watch(path, body).read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), events(&unchunked(body)))
}

/// A body without its transfer coding.
fn unchunked(mut body: &str) -> String {
    let mut text = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let (chunk, rest) = rest.split_at(usize::from_str_radix(size, 16).unwrap());
        text += chunk;
        body = rest.trim_start_matches("\r\n");
    }
    text
}

/// Stages in their order, without their times.
fn stages(events: &[(String, Value)]) -> Vec<&str> {
    let stages = events.iter().filter(|(name, _)| name == "stage");
    stages.map(|(_, data)| data["stage"].as_str().unwrap()).collect()
}

#[test]
fn stages_and_output_come_before_the_answer() {
    let service = Service::start(&["--answer-cache-mib", "1"]);
    let long = "x".repeat(9_000);
    let code = format!(
        "pub fn main() -> u64 {{\n    print(\"ä first\");\n    print(\"{long}\");\n    print(\"last\");\n    7\n}}\n"
    );
    let request = json!({ "code": code });
    let (head, seen) = watch(&service, "/run", &request);
    assert!(
        head.starts_with("http/1.1 200") && head.contains("content-type: text/event-stream"),
        "{head}"
    );
    assert!(head.contains("cache-control: no-store"), "{head}");
    assert_eq!(stages(&seen), ["sandbox", "compile", "run"]);
    let (last, result) = seen.last().unwrap();
    assert_eq!(
        (last.as_str(), &result["return_value"]),
        ("result", &json!("7")),
        "{result}"
    );
    let output: String = seen
        .iter()
        .filter(|(name, _)| name == "output")
        .map(|(_, data)| data["text"].as_str().unwrap())
        .collect();
    assert_eq!(output, result["output"].as_str().unwrap());
    // The same without watching, and watched again: it is known.
    assert_eq!(&service.post("/run", &request).body, result);
    let (_, again) = watch(&service, "/v1/run", &request);
    assert_eq!(again, [("result".to_owned(), result.clone())]);

    let (_, seen) = watch(&service, "/compile", &request);
    assert_eq!(stages(&seen), ["sandbox", "compile"]);
    assert_eq!(seen.last().unwrap().1["success"], true);
    let (_, seen) = watch(&service, "/run", &json!({ "code": "pub fn main( {" }));
    assert_eq!(stages(&seen), ["sandbox", "compile"]);
    assert_eq!(seen.last().unwrap().1["error_type"], "Compilation");
    let (_, seen) = watch(
        &service,
        "/test",
        &json!({ "code": "#[test]\nfn works() {\n    print(\"in it\");\n}\n" }),
    );
    assert_eq!(stages(&seen), ["sandbox", "compile"]);
    assert_eq!(seen.last().unwrap().1["passed"], 1);
    let calls = json!({ "code": ADD, "calls": [{ "function": "main" }, { "function": "main" }] });
    let (_, seen) = watch(&service, "/run", &calls);
    assert_eq!(stages(&seen), ["sandbox", "compile", "run"]);
    // A request that is none gets a problem and no stream.
    let mut text = String::new();
    service
        .watch("/run", &json!({}))
        .read_to_string(&mut text)
        .unwrap();
    assert!(
        text.starts_with("HTTP/1.1 422") && text.contains("application/problem+json"),
        "{text}"
    );

    service.terminate();
    let (_, log) = service.ended();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let outcomes: Vec<&str> = lines.iter().filter_map(|line| line["outcome"].as_str()).collect();
    assert_eq!(outcomes.len(), 8, "{log}");
    let run = lines.iter().find(|line| line["outcome"] == "success").unwrap();
    assert_eq!(
        (&run["verdict"], &run["status"]),
        (&json!("reply"), &json!(200)),
        "{run}"
    );
}

#[test]
fn output_comes_while_the_program_runs_and_leaving_ends_it() {
    let service = Service::start(&[
        "--workers",
        "1",
        "--cpu-limit-ms",
        "60000",
        "--wall-limit-ms",
        "60000",
        "--queue-wait-ms",
        "60000",
    ]);
    // It prints until something has certainly been told, and never ends by itself.
    let code = SPIN.replace("n = n % 1000;", "n = n % 1000;\n        print(\"on and on\");");
    let mut stream = service.watch(
        "/run",
        &json!({ "code": code, "gas_limit": "18446744073709551615" }),
    );
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while !text.contains("event: output\ndata: {\"text\":\"on and on") {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "{text}");
        text += std::str::from_utf8(&buffer[..count]).unwrap();
    }
    assert!(!text.contains("event: result"), "{text}");
    drop(stream);
    let reply = service.post("/run", &json!({ "code": ADD }));
    assert_eq!(
        (reply.status, &reply.body["return_value"]),
        (200, &json!("42")),
        "{}",
        reply.body
    );
    service.terminate();
    let (_, log) = service.ended();
    assert!(
        log.contains("\"outcome\":\"disconnected\"") && log.contains("\"verdict\":\"abandoned\""),
        "{log}"
    );
}

#[test]
fn the_example_of_the_documents_is_what_is_seen() {
    const API: &str = include_str!("../../../../docs/api.md");
    let (_, example) = API.split_once("curl -sN http://127.0.0.1:8080/run").unwrap();
    let body = example.split_once("-d '").unwrap().1.split_once('\'').unwrap().0;
    let shown = example
        .split_once("```text\n")
        .unwrap()
        .1
        .split_once("```")
        .unwrap()
        .0;
    // Times and gas change with the machine and the compiler.
    let fixed = |events: Vec<(String, Value)>| {
        events
            .into_iter()
            .map(|(name, mut data)| {
                for changing in ["at_us", "gas_used"] {
                    data.as_object_mut().unwrap().remove(changing);
                }
                (name, data)
            })
            .collect::<Vec<_>>()
    };
    let service = Service::start(&[]);
    let (_, seen) = watch(&service, "/run", &serde_json::from_str(body).unwrap());
    assert_eq!(fixed(seen), fixed(events(shown)));
}
