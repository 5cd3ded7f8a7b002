//! Three instances behind nginx on one store: replaced one after the other, and killed, while clients work.
//!
//! `INSTANCES_SECONDS=300` is the long form.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use playground_test_servers::{Nginx, Postgres, Redis};
use serde_json::{Value, json};

use crate::ADD;
use crate::service::Service;

/// Instances at a time.
const INSTANCES: usize = 3;
/// Clients at a time.
const CLIENTS: usize = 6;
/// Requests that are answered between two changes.
const BETWEEN: usize = 40;
/// Longer than any answer may take on a busy machine.
const LONG: Duration = Duration::from_secs(180);

/// What clients have seen, and what they have been promised.
#[derive(Default)]
struct Seen {
    stop: AtomicBool,
    answered: AtomicUsize,
    again: AtomicUsize,
    /// Programs that were acknowledged, by their ids.
    shared: Mutex<BTreeMap<String, String>>,
    /// What a single retry did not answer.
    failed: Mutex<Vec<String>>,
}

/// One request to the proxy, once; nothing where no whole answer came, or one that says to try again.
fn once(socket: &Path, method: &str, path: &str, body: &str) -> Result<(u16, Value), String> {
    let broken = |error: std::io::Error| format!("{path}: {error}");
    let mut stream = UnixStream::connect(socket).map_err(broken)?;
    stream.set_read_timeout(Some(LONG)).map_err(broken)?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).map_err(broken)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(broken)?;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .ok_or_else(|| format!("{path}: {answer}"))?;
    let status: u16 = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .ok_or_else(|| format!("{path}: {head}"))?;
    if status >= 500 {
        return Err(format!("{path}: {head}"));
    }
    let body = serde_json::from_str(body).map_err(|error| format!("{path}: {error} in {body}"))?;
    Ok((status, body))
}

impl Seen {
    /// One request, and once more where it fails.
    fn ask(&self, socket: &Path, method: &str, path: &str, body: &str) -> Option<(u16, Value)> {
        let answer = once(socket, method, path, body).or_else(|first| {
            self.again.fetch_add(1, Ordering::SeqCst);
            once(socket, method, path, body).map_err(|second| format!("{first}; again: {second}"))
        });
        self.answered.fetch_add(1, Ordering::SeqCst);
        answer
            .map_err(|error| self.failed.lock().unwrap().push(error))
            .ok()
    }

    /// Shares, loads what anybody has shared, and runs, until it is stopped.
    fn work(&self, client: usize, socket: &Path) {
        for number in 0.. {
            if self.stop.load(Ordering::SeqCst) {
                return;
            }
            if number % 8 == 7 {
                let (status, answer) = self
                    .ask(socket, "POST", "/run", &json!({ "code": ADD }).to_string())
                    .unwrap_or_default();
                if status != 0 && answer["return_value"] != "42" {
                    self.failed.lock().unwrap().push(answer.to_string());
                }
            } else if number % 2 == 0 {
                // Every other program is one that all clients share at about the same time.
                let own = if number % 4 == 0 { 0 } else { client + 1 };
                let code = format!("// {own} {number}\n");
                let request = json!({ "code": code }).to_string();
                if let Some((_, answer)) = self.ask(socket, "POST", "/share", &request) {
                    match answer["id"].as_str() {
                        Some(id) => {
                            self.shared.lock().unwrap().insert(id.to_owned(), code);
                        }
                        None => self.failed.lock().unwrap().push(answer.to_string()),
                    }
                }
            } else {
                let shared = self.shared.lock().unwrap();
                let place = (number * 31 + client) % shared.len().max(1);
                let some = shared
                    .iter()
                    .nth(place)
                    .map(|(id, code)| (id.clone(), code.clone()));
                drop(shared);
                if let Some((id, code)) = some
                    && let Some((_, answer)) = self.ask(socket, "GET", &format!("/load?id={id}"), "")
                    && answer["code"] != code.as_str()
                {
                    self.failed.lock().unwrap().push(format!("{id}: {answer}"));
                }
            }
        }
    }

    /// Until clients have had some more answers.
    fn wait(&self) {
        let until = self.answered.load(Ordering::SeqCst) + BETWEEN;
        let start = Instant::now();
        while self.answered.load(Ordering::SeqCst) < until {
            assert!(start.elapsed() < LONG, "clients get no answers");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn addresses(instances: &[Service]) -> Vec<String> {
    instances
        .iter()
        .map(|instance| instance.address.clone())
        .collect()
}

/// Seconds that each store's test goes on at least.
fn seconds() -> u64 {
    std::env::var("INSTANCES_SECONDS").map_or(0, |text| text.parse().expect("a number of seconds"))
}

/// Everything, on the store at `address`.
fn prove(address: &str) {
    let start = Instant::now();
    // What is slow on a busy machine is not what is tested.
    let patient = [
        "--queue-wait-ms",
        "60000",
        "--wall-limit-ms",
        "40000",
        "--cpu-limit-ms",
        "30000",
    ];
    let instance = || Service::start(&[&["--store", address, "--workers", "2"], &patient[..]].concat());
    let mut instances: Vec<Service> = (0..INSTANCES).map(|_| instance()).collect();
    let mut proxy = Nginx::start(&addresses(&instances));
    let seen: Arc<Seen> = Arc::default();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (seen, socket): (_, PathBuf) = (Arc::clone(&seen), proxy.socket());
            thread::spawn(move || seen.work(client, &socket))
        })
        .collect();
    seen.wait();
    let (mut replaced, mut killed) = (0, 0);
    loop {
        for place in 0..INSTANCES {
            // As orchestrators do it: the new one is ready before the old one is asked to stop.
            let old = std::mem::replace(&mut instances[place], instance());
            assert_eq!(instances[place].get("/readyz").status, 200);
            proxy.point_at(&addresses(&instances));
            old.terminate();
            let (status, log) = old.ended();
            assert_eq!(status.code(), Some(0), "{log}");
            replaced += 1;
            seen.wait();
        }
        // Without a word.
        Service::kill(instances[0].pid());
        seen.wait();
        instances[0] = instance();
        proxy.point_at(&addresses(&instances));
        killed += 1;
        seen.wait();
        if start.elapsed() >= Duration::from_secs(seconds()) {
            break;
        }
    }
    seen.stop.store(true, Ordering::SeqCst);
    for client in clients {
        client.join().unwrap();
    }
    let failed = seen.failed.lock().unwrap();
    assert!(failed.is_empty(), "a retry did not help: {failed:#?}");
    let shared = seen.shared.lock().unwrap();
    assert!(shared.len() > INSTANCES * BETWEEN / 8, "{}", shared.len());
    for instance in &instances {
        for (id, code) in shared.iter() {
            let loaded = instance.get(&format!("/load?id={id}"));
            assert_eq!(
                (loaded.status, loaded.body["code"].as_str()),
                (200, Some(code.as_str())),
                "{id}"
            );
        }
    }
    eprintln!(
        "{} requests, {} sent twice, {} programs shared, {replaced} instances replaced, {killed} killed, in {:?}",
        seen.answered.load(Ordering::SeqCst),
        seen.again.load(Ordering::SeqCst),
        shared.len(),
        start.elapsed()
    );
}

/// Settings of a store's server: it is not killed here, so the short form need not wait for a disk that may be slow.
fn durable(settings: &'static [&'static str], short: &'static [&'static str]) -> &'static [&'static str] {
    if seconds() > 0 { settings } else { short }
}

#[test]
fn instances_on_postgresql_are_replaced_and_killed_under_load() {
    let server = Postgres::start(durable(&[], &["fsync=off"]));
    prove(&server.address());
}

#[test]
fn instances_on_redis_are_replaced_and_killed_under_load() {
    let server = Redis::start(durable(&["appendonly yes", "appendfsync always"], &[]));
    prove(&server.address(0));
}
