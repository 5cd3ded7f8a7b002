//! The real executable with real sandboxes, and as much HTTP as the tests need.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything here may take.
const LONG: Duration = Duration::from_secs(60);

/// A server on a free port; killed on drop.
pub struct Service {
    child: Child,
    pub address: String,
    stdout: BufReader<ChildStdout>,
    log: Option<JoinHandle<String>>,
}

/// Status, head and JSON body of an answer; `text` is the body as it came.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Value,
    pub text: String,
}

impl Service {
    /// Starts the server beside its runner and compiler, which have to be built.
    pub fn start(args: &[&str]) -> Self {
        for name in ["playground-spawner", "playground-runner", "twilightc"] {
            program(name);
        }
        Self::spawn(args)
    }

    /// Starts the server with a compiler that behaves as its input says: see the runner's `fake-compiler`.
    pub fn start_with_fake_compiler(args: &[&str]) -> Self {
        program("playground-runner");
        let compiler = program("fake-twilightc");
        Self::spawn(&[&["--compiler", compiler.to_str().unwrap()], args].concat())
    }

    fn spawn(args: &[&str]) -> Self {
        // Each request in a sandbox of its own, unless a test is about answers that are kept.
        let named = args.contains(&"--answer-cache-mib");
        let kept: &[&str] = if named { &[] } else { &["--answer-cache-mib", "0"] };
        let mut child = Command::new(env!("CARGO_BIN_EXE_playground"))
            .args(["--listen", "127.0.0.1:0"])
            .args(kept)
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).unwrap();
            text
        });
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let Some((_, address)) = line.trim_end().rsplit_once("http://") else {
            let _ = child.wait();
            panic!("the server did not start: {}", log.join().unwrap());
        };
        Self {
            child,
            address: address.to_owned(),
            stdout,
            log: Some(log),
        }
    }

    /// The next line of stdout.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line
    }

    /// Where its metrics are, which it says after its own address.
    pub fn metrics_address(&mut self) -> String {
        let line = self.line();
        let (_, address) = line.trim().rsplit_once("http://").unwrap();
        address.strip_suffix("/metrics").unwrap().to_owned()
    }

    pub fn get(&self, path: &str) -> Reply {
        receive(self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )))
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        receive(self.ask(path, body))
    }

    /// Sends a request and does not wait for the answer.
    pub fn ask(&self, path: &str, body: &Value) -> TcpStream {
        let body = body.to_string();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: test-id\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    /// As [`Self::ask`], for a stream of events.
    pub fn watch(&self, path: &str, body: &Value) -> TcpStream {
        let body = body.to_string();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    fn send(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    }

    /// Runs a program and gives the answer, which has to be HTTP 200.
    pub fn run(&self, code: &str) -> Value {
        self.run_with(json!({ "code": code }))
    }

    /// As [`Self::run`], with more fields.
    pub fn run_with(&self, request: Value) -> Value {
        let reply = self.post("/run", &request);
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body
    }

    /// The server's process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The id of the process that makes the sandboxes.
    pub fn spawner_pid(&self) -> u32 {
        let parent = format!("PPid:\t{}", self.child.id());
        let is_child = |entry: &std::fs::DirEntry| {
            let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
            // What an earlier one left may still be ending.
            let is_spawner = status.starts_with("Name:\tplayground-spaw\n") && !status.contains("State:\tZ");
            is_spawner && status.lines().any(|line| line == parent)
        };
        let children: Vec<u32> = std::fs::read_dir("/proc")
            .unwrap()
            .flatten()
            .filter(is_child)
            .map(|entry| entry.file_name().to_str().unwrap().parse().unwrap())
            .collect();
        assert_eq!(children.len(), 1, "{children:?}");
        children[0]
    }

    /// Ends a process at once.
    pub fn kill(pid: u32) {
        let status = Command::new("kill").args(["-KILL", &pid.to_string()]).status();
        assert!(status.unwrap().success());
    }

    /// Asks the server to stop.
    pub fn terminate(&self) {
        let status = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Waits until the server has ended; gives its exit status and its log.
    pub fn ended(mut self) -> (ExitStatus, String) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, self.log.take().unwrap().join().unwrap());
            }
            assert!(start.elapsed() < LONG, "the server does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program beside the server, which has to be built.
fn program(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_BIN_EXE_playground")).with_file_name(name);
    assert!(
        path.is_file(),
        "{} is missing: run `cargo xtask test`, which builds it",
        path.display()
    );
    path
}

/// Reads an answer to its end.
pub fn receive(mut stream: TcpStream) -> Reply {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer: {text:?}"));
    Reply {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_lowercase(),
        body: serde_json::from_str(body).unwrap_or_else(|_| panic!("no JSON: {body}")),
        text: body.to_owned(),
    }
}
