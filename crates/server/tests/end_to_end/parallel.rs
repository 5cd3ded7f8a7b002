//! Many requests at once: honest ones all get their answer, or a clean refusal, and nothing remains.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::service::{Reply, Service};

const REQUESTS: u64 = 100;
const WORKERS: u32 = 8;
const WARM: u32 = 4;
/// What the service needs for these: workers, sandboxes that are about to vanish, warm ones, the canary.
pub const SLOTS: u32 = 2 * WORKERS + WARM + 4;

/// Rounds of a program's loop that take some milliseconds.
const SHORT: u64 = 200_000;
/// As long as it takes a hundred clients to connect, several times over.
const LONG: u64 = 10_000_000;

/// A program that goes round its loop `rounds` times and answers `n`.
fn request(n: u64, rounds: u64) -> Value {
    let code = format!(
        "pub fn main() -> u64 {{\n    var i: u64 = 0;\n    while i < {rounds} {{\n        i = i + 1;\n    }}\n    print(\"request {n}\");\n    i - {rounds} + {n}\n}}\n"
    );
    json!({ "code": code, "gas_limit": "18446744073709551615" })
}

/// Sends all requests at the same time.
fn burst(service: &Service, rounds: u64) -> Vec<Reply> {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..REQUESTS)
            .map(|n| scope.spawn(move || service.post("/run", &request(n, rounds))))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn assert_answered(n: usize, reply: &Reply) {
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(
        (&reply.body["return_value"], &reply.body["output"]),
        (&json!(n.to_string()), &json!(format!("request {n}"))),
        "{}",
        reply.body
    );
}

/// Ids that no other test on this host uses; the sandbox's tests start at 10 million.
pub fn uid_base() -> u32 {
    3_000_000 + std::process::id() % 40_000 * 100
}

/// Whether sandboxes get ids of their own: not when the service runs as an ordinary user.
pub fn has_own_ids() -> bool {
    fs::read_to_string("/proc/self/status")
        .unwrap()
        .contains("\nUid:\t0\t0\t")
}

/// Processes of `uids`: each one's id, pid namespace and user.
pub fn processes(uids: Range<u32>) -> Vec<(PathBuf, PathBuf, u32)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Ok(status) = fs::read_to_string(entry.path().join("status")) else {
            continue;
        };
        let uid = status
            .lines()
            .find_map(|line| line.strip_prefix("Uid:")?.split_whitespace().next()?.parse().ok());
        if let Some(uid) = uid.filter(|uid| uids.contains(uid)) {
            let namespace = fs::read_link(entry.path().join("ns/pid")).unwrap_or_default();
            found.push((entry.path(), namespace, uid));
        }
    }
    found
}

/// Looks for two sandboxes that run as one user at the same time, until told to stop; gives the most
/// users seen at one time.
fn watch(uids: Range<u32>, stop: &AtomicBool) -> usize {
    let mut most = 0;
    while !stop.load(Ordering::Relaxed) {
        let mut of_uid: BTreeMap<u32, (PathBuf, PathBuf)> = BTreeMap::new();
        for (process, namespace, uid) in processes(uids.clone()) {
            if namespace.as_os_str().is_empty() {
                continue;
            }
            if let Some((other, its)) = of_uid.get(&uid)
                && *its != namespace
            {
                // Only if the one seen first is still there were both there at one time.
                let now = fs::read_link(other.join("ns/pid")).unwrap_or_default();
                assert_ne!(now, *its, "two sandboxes run as {uid}");
            }
            of_uid.insert(uid, (process, namespace));
        }
        most = most.max(of_uid.len());
    }
    most
}

/// Control groups below `/sys/fs/cgroup` whose name starts with `prefix`.
pub fn groups(prefix: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from("/sys/fs/cgroup")];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if entry.file_name().to_string_lossy().starts_with(prefix) {
                    found.push(entry.path());
                }
                open.push(entry.path());
            }
        }
    }
    found
}

#[test]
fn a_hundred_honest_requests_at_once_are_all_answered() {
    let base = uid_base();
    let uids = base..base + SLOTS;
    let service = Service::start(&[
        "--workers",
        &WORKERS.to_string(),
        "--warm",
        &WARM.to_string(),
        "--queue",
        "100",
        "--queue-wait-ms",
        "60000",
        // This machine may have fewer cores than workers: the limits are not what is tested here.
        "--wall-limit-ms",
        "50000",
        "--uid-base",
        &base.to_string(),
    ]);
    let pid = service.spawner_pid();
    let stop = AtomicBool::new(false);
    let (replies, most) = thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(uids.clone(), &stop));
        let replies = burst(&service, SHORT);
        stop.store(true, Ordering::Relaxed);
        (replies, watcher.join().unwrap())
    });
    for (n, reply) in replies.iter().enumerate() {
        assert_answered(n, reply);
    }
    if has_own_ids() {
        assert!(most > 1, "no two sandboxes were seen at one time");
    }
    assert!(
        !groups(&format!("i{pid}-")).is_empty(),
        "this test looks in the wrong place"
    );
    service.terminate();
    let (status, log) = service.ended();
    assert_eq!(status.code(), Some(0));

    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["message"] == "request")
        .collect();
    assert_eq!(lines.len() as u64, REQUESTS);
    let distinct = |field: &str| {
        lines
            .iter()
            .map(|line| line[field].to_string())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(distinct("sandbox").len() as u64, REQUESTS);
    assert_eq!(distinct("cgroup").len() as u64, REQUESTS);
    for line in &lines {
        assert_eq!(
            (&line["outcome"], &line["verdict"]),
            (&json!("success"), &json!("reply")),
            "{line}"
        );
        let cgroup = line["cgroup"].as_str().unwrap();
        assert!(
            cgroup.starts_with("/sys/fs/cgroup/") && !Path::new(cgroup).exists(),
            "{line}"
        );
        let uid = u32::try_from(line["uid"].as_u64().unwrap()).unwrap();
        assert!(!has_own_ids() || uids.contains(&uid), "{line}");
    }
    assert_eq!(groups(&format!("i{pid}-")), Vec::<PathBuf>::new());
    assert_eq!(processes(if has_own_ids() { uids } else { 0..0 }), []);
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
    assert!(!mounts.contains("playground-runner"), "a mount is left: {mounts}");
}

#[test]
fn the_default_limits_hold_for_a_hundred_at_once() {
    let base = uid_base() + 2 * SLOTS;
    let queue = ["--queue", "100", "--queue-wait-ms", "60000"];
    let service = Service::start(&[&queue[..], &["--uid-base", &base.to_string()]].concat());
    for (n, reply) in burst(&service, SHORT).iter().enumerate() {
        assert_answered(n, reply);
    }
}

#[test]
fn more_requests_than_places_are_refused_cleanly() {
    let base = uid_base() + SLOTS;
    let service = Service::start(&["--workers", "1", "--queue", "5", "--uid-base", &base.to_string()]);
    let replies = burst(&service, LONG);
    let mut refused = 0;
    for (n, reply) in replies.iter().enumerate() {
        if reply.status == 200 {
            assert_answered(n, reply);
            continue;
        }
        assert_eq!(
            (reply.status, &reply.body["type"]),
            (503, &json!("/problems/overloaded")),
            "{}",
            reply.body
        );
        assert!(reply.head.contains("retry-after: "), "{}", reply.head);
        refused += 1;
    }
    assert!(
        refused > 0,
        "one worker and five places took a hundred requests at once"
    );
    assert!(
        refused <= REQUESTS - 6,
        "{refused} were refused although there were places"
    );
    assert_answered(7, &service.post("/run", &request(7, SHORT)));
}
