//! The service on stores of other machines: what it does while they are away, and what it says of them.

use std::process::Command;

use playground_test_servers::{PASSWORD, Postgres, Redis};
use serde_json::json;

use crate::ADD;
use crate::service::Service;

/// Shares, takes the store away, and brings it back.
fn outage(address: &str, down: impl FnOnce(), up: impl FnOnce()) {
    let service = Service::start(&["--store", address]);
    let shared = service.post("/share", &json!({ "code": ADD }));
    assert_eq!(shared.status, 201, "{}", shared.text);
    let id = shared.body["id"].as_str().unwrap();
    let token = shared.body["delete_token"].as_str().unwrap();
    assert_eq!(service.post("/share", &json!({ "code": ADD })).status, 200);
    down();
    for reply in [
        service.post("/share", &json!({ "code": "x" })),
        service.get(&format!("/load?id={id}")),
        service.get(&format!("/s/{id}")),
    ] {
        assert_eq!(
            (reply.status, &reply.body["type"]),
            (503, &json!("/problems/store-unavailable")),
            "{}",
            reply.text
        );
        assert!(reply.head.contains("retry-after: 5"), "{}", reply.head);
        assert!(!reply.text.contains(PASSWORD), "{}", reply.text);
    }
    // The rest works.
    assert_eq!(service.run(ADD)["return_value"], "42");
    assert_eq!(service.get("/readyz").status, 200);
    up();
    let loaded = service.get(&format!("/load?id={id}"));
    assert_eq!((loaded.status, &loaded.body["code"]), (200, &json!(ADD)));
    assert_eq!(service.post("/share", &json!({ "code": "x" })).status, 201);
    assert!(!token.is_empty());
    service.terminate();
    let (status, log) = service.ended();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(
        log.contains("The connection to ") && !log.contains(PASSWORD),
        "{log}"
    );
}

#[test]
fn postgresql_may_go_and_come_back() {
    let server = std::cell::RefCell::new(Postgres::start(&[]));
    let address = server.borrow().address();
    outage(
        &address,
        || server.borrow_mut().kill(),
        || server.borrow_mut().up(),
    );
}

#[test]
fn redis_may_go_and_come_back() {
    let server = std::cell::RefCell::new(Redis::start(&["appendonly yes", "appendfsync always"]));
    let address = server.borrow().address(0);
    outage(
        &address,
        || server.borrow_mut().kill(),
        || server.borrow_mut().up(),
    );
}

#[test]
fn a_store_that_forgets_is_a_warning_at_the_start() {
    let server = Redis::start(&[]);
    let service = Service::start(&["--store", &server.address(0)]);
    service.terminate();
    let (_, log) = service.ended();
    assert!(log.contains("Redis writes no append-only file"), "{log}");
}

#[test]
fn a_server_that_is_not_there_stops_the_start_and_no_password_is_told() {
    let address = format!("postgres://me:{PASSWORD}@127.0.0.1:9/db");
    for (arguments, code) in [(&[][..], 1), (&["--help"], 0), (&["config", "print"], 0)] {
        let output = Command::new(env!("CARGO_BIN_EXE_playground"))
            .env("PLAYGROUND_STORE", &address)
            .env("PLAYGROUND_LISTEN", "127.0.0.1:0")
            .args(arguments)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(!text.contains(PASSWORD), "{text}");
        if arguments.is_empty() {
            assert!(
                text.contains("The store postgres://me:***@127.0.0.1:9/db cannot be used: The connection to PostgreSQL failed"),
                "{text}"
            );
        }
    }
}
