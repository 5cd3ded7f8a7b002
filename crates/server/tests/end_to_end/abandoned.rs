//! A client that goes away takes its sandbox with it.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::metrics::scrape;
use crate::parallel::{has_own_ids, processes, uid_base};
use crate::service::Service;
use crate::{ADD, SPIN};

/// Ids from here on are this test's.
const FIRST_ID: u32 = 50;
const SLOTS: u32 = 7;

#[test]
fn the_next_request_runs_at_once_and_nothing_is_left_behind() {
    let base = uid_base() + FIRST_ID;
    let uids = base..base + SLOTS;
    // The limits of time are far beyond what the test waits for: only the client's leaving can end the program.
    let mut service = Service::start(&[
        "--workers",
        "1",
        "--warm",
        "0",
        "--queue",
        "4",
        "--cpu-limit-ms",
        "60000",
        "--wall-limit-ms",
        "60000",
        "--queue-wait-ms",
        "60000",
        "--uid-base",
        &base.to_string(),
        "--metrics-listen",
        "127.0.0.1:0",
    ]);
    let metrics = service.metrics_address();
    let spin = json!({ "code": SPIN, "gas_limit": "18446744073709551615" });
    for _ in 0..2 {
        let abandoned = service.ask("/run", &spin);
        // From now on the job goes to a sandbox, whether its client stays or not.
        while !scrape(&metrics, "/metrics").contains("\nplayground_places_free 0\n") {
            thread::sleep(Duration::from_millis(5));
        }
        drop(abandoned);
        let reply = service.post("/run", &json!({ "code": ADD }));
        assert_eq!(
            (reply.status, &reply.body["return_value"]),
            (200, &json!("42")),
            "{}",
            reply.body
        );
    }
    if has_own_ids() {
        // The last ones vanish a moment after their answers.
        while !processes(uids.clone()).is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
    }
    service.terminate();
    let (status, log) = service.ended();
    assert_eq!(status.code(), Some(0), "{log}");
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let count = |field: &str, value: &str| lines.iter().filter(|line| line[field] == value).count();
    assert_eq!(
        (count("verdict", "abandoned"), count("outcome", "disconnected")),
        (2, 2),
        "{log}"
    );
}
