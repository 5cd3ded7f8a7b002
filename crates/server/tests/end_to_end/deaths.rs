//! The server or its spawner is killed at work: what was asked gets a clean answer or none, and nothing remains.

use std::io::Read;
use std::net::TcpStream;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::parallel::{SLOTS, groups, has_own_ids, processes, uid_base};
use crate::service::Service;
use crate::{ADD, SPIN};

/// Limits of time that nothing here reaches: only a death ends a program without end.
const PATIENT: [&str; 4] = ["--cpu-limit-ms", "60000", "--wall-limit-ms", "60000"];

/// Ids that neither the other tests of this program nor others on this host use.
fn first_uid(test: u32) -> u32 {
    200_000_000 + uid_base() + test * SLOTS
}

fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !condition() {
        assert!(Instant::now() < deadline, "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A program without end that runs in its sandbox by now, for it has said so: its connection, and what has come over it.
fn spinning(service: &Service) -> (TcpStream, String) {
    let spin = json!({ "code": SPIN, "gas_limit": "18446744073709551615" });
    let mut stream = service.watch("/run", &spin);
    let mut text = String::new();
    let mut part = [0; 1024];
    while !text.contains(r#""stage":"run""#) {
        let count = stream.read(&mut part).unwrap();
        assert!(count > 0, "{text}");
        text += std::str::from_utf8(&part[..count]).unwrap();
    }
    (stream, text)
}

#[test]
fn a_killed_spawner_costs_the_requests_in_flight_and_no_others() {
    let base = first_uid(0).to_string();
    let service = Service::start(&[&["--workers", "2", "--uid-base", &base], &PATIENT[..]].concat());
    let (mut running, mut text) = spinning(&service);
    let killed = service.spawner_pid();
    Service::kill(killed);
    running.read_to_string(&mut text).unwrap();
    let (_, result) = text
        .split_once("event: result\ndata: ")
        .unwrap_or_else(|| panic!("{text}"));
    let result: Value = serde_json::from_str(result.lines().next().unwrap()).unwrap();
    assert_eq!(result["error_type"], "InternalError", "{text}");
    assert!(!text.contains("signal") && !text.contains("spawner"), "{text}");
    // Without a pause: who asks while there is none waits for the next.
    for _ in 0..5 {
        assert_eq!(service.run(ADD)["return_value"], json!("42"));
    }
    assert_eq!(groups(&format!("i{killed}-")), Vec::<PathBuf>::new());
    let next = service.spawner_pid();
    service.terminate();
    let (status, log) = service.ended();
    assert_eq!(status.code(), Some(0));
    assert_eq!(groups(&format!("i{next}-")), Vec::<PathBuf>::new());
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let events: Vec<&str> = lines.iter().filter_map(|line| line["event"].as_str()).collect();
    assert_eq!(events.len(), 2, "{log}");
    assert!(
        events[0].contains("signal: 9") && events[1].contains("another"),
        "{log}"
    );
}

#[test]
fn a_killed_server_leaves_nothing() {
    let base = first_uid(1);
    let uids = if has_own_ids() { base..base + SLOTS } else { 0..0 };
    let first = base.to_string();
    let service = Service::start(&[&["--workers", "4", "--uid-base", &first], &PATIENT[..]].concat());
    let spawner = service.spawner_pid();
    let _running: Vec<_> = (0..4).map(|_| spinning(&service)).collect();
    assert!(!groups(&format!("i{spawner}-")).is_empty());
    Service::kill(service.pid());
    wait_until("a sandbox is left", || processes(uids.clone()).is_empty());
    wait_until("control groups are left", || {
        groups(&format!("i{spawner}-")).is_empty()
    });
    wait_until("the spawner is left", || {
        !PathBuf::from(format!("/proc/{spawner}/exe")).exists()
    });
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
    assert!(!mounts.contains("playground-runner"), "a mount is left: {mounts}");
}
