//! The service killed while many share: what it has acknowledged is there, none of it differs, whatever the store.
//!
//! `SHARING_CRASH_PROGRAMS=10000` is the long form. (Stores' servers are killed in the tests of the store.)

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use playground_test_servers::{Postgres, Redis};
use serde_json::{Value, json};

use crate::service::Service;
use crate::sharing::Scratch;

/// Clients that share at the same time.
const CLIENTS: usize = 8;
/// Lives of the service, each ended by SIGKILL while clients share.
const LIVES: usize = 4;
/// Longest wait for the next acknowledgement.
const PATIENCE: Duration = Duration::from_secs(180);

/// What was acknowledged: programs by their ids.
type Programs = BTreeMap<String, String>;

fn programs() -> usize {
    std::env::var("SHARING_CRASH_PROGRAMS").map_or(240, |text| text.parse().expect("a number"))
}

/// The id of a program that was shared; nothing where no whole answer came, or none that says so.
fn share(address: &str, code: &str) -> Option<String> {
    let body = json!({ "code": code }).to_string();
    let mut stream = TcpStream::connect(address).ok()?;
    let head = format!(
        "POST /share HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    let answer: Value = serde_json::from_str(body).ok()?;
    answer["id"].as_str().map(str::to_owned)
}

fn all_are_there(service: &Service, programs: &Programs) {
    for (id, code) in programs {
        let loaded = service.get(&format!("/load?id={id}"));
        assert_eq!(
            (loaded.status, loaded.body["code"].as_str()),
            (200, Some(code.as_str())),
            "{id}"
        );
    }
}

/// Starts a service on the store at `address`, kills it at work, starts the next.
fn prove(address: &str) {
    let acknowledged: Arc<Mutex<Programs>> = Arc::default();
    for life in 1..=LIVES {
        let service = Service::start(&["--store", address]);
        all_are_there(&service, &acknowledged.lock().unwrap());
        let dead: Arc<AtomicBool> = Arc::default();
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (address, acknowledged) = (service.address.clone(), Arc::clone(&acknowledged));
                let dead = Arc::clone(&dead);
                thread::spawn(move || {
                    for number in 0.. {
                        // Half of the programs are every client's, half its own.
                        let own = if number % 2 == 0 { 0 } else { client + 1 };
                        let code = format!("// {life} {own} {number} {}\n", "x".repeat(number % 50 * 100));
                        if let Some(id) = share(&address, &code) {
                            let before = acknowledged.lock().unwrap().insert(id, code.clone());
                            assert!(
                                before.is_none_or(|other| other == code),
                                "one id for two programs"
                            );
                        } else if dead.load(Ordering::SeqCst) {
                            return;
                        }
                    }
                })
            })
            .collect();
        let (mut count, mut since) = (0, Instant::now());
        while count < programs() * life / LIVES {
            thread::sleep(Duration::from_millis(5));
            let now = acknowledged.lock().unwrap().len();
            if now > count {
                (count, since) = (now, Instant::now());
            }
            assert!(since.elapsed() < PATIENCE, "sharing takes too long");
        }
        dead.store(true, Ordering::SeqCst);
        Service::kill(service.pid());
        for client in clients {
            client.join().unwrap();
        }
    }
    let service = Service::start(&["--store", address]);
    let acknowledged = acknowledged.lock().unwrap();
    all_are_there(&service, &acknowledged);
    eprintln!(
        "{} programs were acknowledged in {LIVES} lives",
        acknowledged.len()
    );
}

#[test]
fn what_is_acknowledged_on_sqlite_survives_kill_9() {
    let scratch = Scratch::new("kill");
    prove(&scratch.store());
}

#[test]
fn what_is_acknowledged_on_postgresql_survives_kill_9() {
    let server = Postgres::start(&[]);
    prove(&server.address());
}

#[test]
fn what_is_acknowledged_on_redis_survives_kill_9() {
    let server = Redis::start(&["appendonly yes", "appendfsync always"]);
    prove(&server.address(0));
}
