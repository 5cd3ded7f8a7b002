//! Sharing through the real server, whose store outlives it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

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

/// Clients that share at the same time.
const CLIENTS: usize = 8;
/// Lives of the service, each ended by SIGKILL while clients share.
const LIVES: usize = 4;

#[test]
fn an_acknowledged_share_survives_kill_9() {
    let scratch = Scratch::new("kill");
    let acknowledged: Arc<Mutex<BTreeMap<String, String>>> = Arc::default();
    for life in 0..LIVES {
        let service = Service::start(&["--store", &scratch.store()]);
        let check = |(id, code): (&String, &String)| {
            let loaded = service.get(&format!("/load?id={id}"));
            assert_eq!(
                (loaded.status, loaded.body["code"].as_str()),
                (200, Some(code.as_str())),
                "{id}"
            );
        };
        acknowledged.lock().unwrap().iter().for_each(check);
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (address, acknowledged) = (service.address.clone(), Arc::clone(&acknowledged));
                thread::spawn(move || {
                    for number in 0.. {
                        // Half of the programs are every client's, half its own.
                        let own = if number % 2 == 0 { 0 } else { client + 1 };
                        let code = format!("// {life} {own} {number} {}\n", "x".repeat(number % 50 * 100));
                        match share(&address, &code) {
                            Some(id) => acknowledged.lock().unwrap().insert(id, code),
                            // The service is gone.
                            None => break,
                        };
                    }
                })
            })
            .collect();
        thread::sleep(Duration::from_millis(700));
        let killed = Command::new("kill")
            .args(["-9", &service.pid().to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        for client in clients {
            client.join().unwrap();
        }
    }
    let service = Service::start(&["--store", &scratch.store()]);
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() > CLIENTS * LIVES, "{}", acknowledged.len());
    for (id, code) in &*acknowledged {
        let loaded = service.get(&format!("/load?id={id}"));
        assert_eq!(
            (loaded.status, loaded.body["code"].as_str()),
            (200, Some(code.as_str())),
            "{id}"
        );
    }
}

/// The id of a program that was shared; nothing where no whole answer came.
fn share(address: &str, code: &str) -> Option<String> {
    use std::io::{Read, Write};
    let body = json!({ "code": code }).to_string();
    let mut stream = std::net::TcpStream::connect(address).ok()?;
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
