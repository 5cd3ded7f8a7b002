//! Four times as many requests as the service can serve: what it cannot take it refuses at once, what it takes is served as
//! well as at full load, and in the end everything is as before.
//!
//! Speeds are printed and never judged: whether a refusal came late is a matter of the machine. What each answer says is
//! judged.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::chaos::host::{Footprint, resident, settled};
use crate::client::{Answer, Client};
use crate::report::{percentile, sorted};
use crate::server::Server;

/// What is asked of the run.
pub struct Options {
    /// The `playground` executable.
    pub server: PathBuf,
    /// How long the overload lasts.
    pub seconds: u64,
}

/// How many times what the service can serve is asked of it.
const FACTOR: f64 = 4.0;
/// Programs that run at the same time.
const WORKERS: usize = 2;
/// Requests that may wait.
const QUEUE: usize = 16;
/// Connections of the overload: more than can run and wait, so that some are free to be refused while the others wait.
const CONNECTIONS: usize = 96;
/// The longest time for which full load is measured first.
const MEASURED: Duration = Duration::from_secs(20);
/// Faults of one connection that are told.
const TOLD: usize = 5;

/// What the answers were.
#[derive(Default)]
struct Tally {
    accepted_ms: Vec<f64>,
    refused_ms: Vec<f64>,
    faults: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.accepted_ms.extend(other.accepted_ms);
        self.refused_ms.extend(other.refused_ms);
        self.faults.extend(other.faults);
    }

    fn sent(&self) -> usize {
        self.accepted_ms.len() + self.refused_ms.len()
    }
}

/// Measures full load, then overloads, and prints the figures.
///
/// # Errors
/// Sentences that say what went wrong.
pub fn overload(options: &Options) -> Result<(), String> {
    let server = Server::start_with(
        &options.server,
        &[
            "--log-level",
            "error",
            "--answer-cache-mib",
            "0",
            "--workers",
            &WORKERS.to_string(),
            "--queue",
            &QUEUE.to_string(),
            // Who waits is served in the end, however slow the machine.
            "--queue-wait-ms",
            "60000",
            "--wall-limit-ms",
            "30000",
        ],
    )?;
    let seconds = Duration::from_secs(options.seconds);
    // As many as can run and wait: none is refused. The first of both rounds is for what a process takes once.
    let full = WORKERS + QUEUE;
    load(server.address(), full, seconds.min(MEASURED) / 5, None);
    let before = settled(server.id())?;
    let measured = seconds.min(MEASURED);
    let at_full = load(server.address(), full, measured, None);
    // Where nothing was served, that is told in the end.
    let capacity = (at_full.accepted_ms.len() as f64 / measured.as_secs_f64()).max(1.0);

    let done = AtomicBool::new(false);
    let (over, memory) = thread::scope(|scope| {
        let memory = scope.spawn(|| watch(server.id(), &done));
        let over = load(server.address(), CONNECTIONS, seconds, Some(capacity * FACTOR));
        done.store(true, Ordering::Relaxed);
        (over, memory.join().unwrap_or_default())
    });
    let after = settled(server.id())?;
    // It is there for the next one.
    let mut last = Tally::default();
    send(
        &mut Client::connect(server.address()).ok(),
        server.address(),
        &mut last,
    );

    row_header(options.seconds);
    row("full", measured, &at_full);
    row("overload", seconds, &over);
    memory_rows(&memory, &before, &after);
    judge(at_full, over, &last, before.faults(&after))
}

/// What has to be true on any machine.
fn judge(at_full: Tally, over: Tally, last: &Tally, left: Vec<String>) -> Result<(), String> {
    let mut faults = left;
    for (wrong, sentence) in [
        (at_full.accepted_ms.is_empty(), "Nothing was served at full load."),
        (
            !at_full.refused_ms.is_empty(),
            "Requests were refused though there was room for them.",
        ),
        (over.accepted_ms.is_empty(), "Nothing was served under overload."),
        (
            over.refused_ms.is_empty(),
            "Nothing was refused: this was no overload.",
        ),
        (
            last.accepted_ms.is_empty(),
            "A single request was not served after the overload.",
        ),
    ] {
        if wrong {
            faults.push(sentence.to_owned());
        }
    }
    faults.extend(at_full.faults);
    faults.extend(over.faults);
    faults.extend(last.faults.iter().cloned());
    if faults.is_empty() {
        return Ok(());
    }
    let count = faults.len();
    faults.truncate(20);
    Err(format!("{count} things went wrong:\n{}", faults.join("\n")))
}

/// Sends over `connections` for `time`; at `rate` requests in a second, or each as soon as the last is answered.
fn load(address: SocketAddr, connections: usize, time: Duration, rate: Option<f64>) -> Tally {
    let all = Mutex::new(Tally::default());
    let barrier = Barrier::new(connections);
    thread::scope(|scope| {
        for number in 0..connections {
            let (all, barrier) = (&all, &barrier);
            scope.spawn(move || {
                let mut client = Client::connect(address).ok();
                barrier.wait();
                let start = Instant::now();
                let pause = rate.map(|rate| Duration::from_secs_f64(connections as f64 / rate));
                // At first all at once, then one after the other.
                let mut next = start
                    + pause
                        .unwrap_or_default()
                        .mul_f64(number as f64 / connections as f64);
                let mut tally = Tally::default();
                while start.elapsed() < time && tally.faults.len() < TOLD {
                    send(&mut client, address, &mut tally);
                    let Some(pause) = pause else { continue };
                    let now = Instant::now();
                    // What could not be sent in time is not sent later: it would be a heap, and no rate.
                    while next < now {
                        next += pause;
                    }
                    thread::sleep(next - now);
                }
                all.lock().unwrap_or_else(PoisonError::into_inner).add(tally);
            });
        }
    });
    all.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Sends one request and judges what comes.
fn send(client: &mut Option<Client>, address: SocketAddr, tally: &mut Tally) {
    let body = json!({ "code": "pub fn main() -> u64 {\n    40 + 2\n}\n" }).to_string();
    let started = Instant::now();
    let answer = match client {
        Some(client) => client.send("/run", Some(body.as_bytes())),
        None => Client::connect(address)
            .and_then(|fresh| client.insert(fresh).send("/run", Some(body.as_bytes()))),
    };
    let millis = started.elapsed().as_secs_f64() * 1000.0;
    match answer
        .map_err(|error| format!("A connection failed: {error}."))
        .and_then(|answer| outcome(&answer))
    {
        Ok(true) => tally.accepted_ms.push(millis),
        Ok(false) => tally.refused_ms.push(millis),
        Err(fault) => {
            *client = None;
            tally.faults.push(fault);
        }
    }
}

/// Whether the request was served; neither is a fault.
fn outcome(answer: &Answer) -> Result<bool, String> {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let is = |name: &str, value: Value| body.get(name) == Some(&value);
    match answer.status {
        200 if is("success", true.into()) && is("return_value", "42".into()) => Ok(true),
        503 if is("type", "/problems/overloaded".into())
            && answer.retry_after.is_some_and(|seconds| seconds > 0) =>
        {
            Ok(false)
        }
        status => Err(format!(
            "An answer is neither a result nor a refusal: {status}, Retry-After {:?}, {}",
            answer.retry_after,
            String::from_utf8_lossy(&answer.body)
        )),
    }
}

/// Resident KiB of the server, second by second.
fn watch(server: u32, done: &AtomicBool) -> Vec<u64> {
    let mut seen = Vec::new();
    while !done.load(Ordering::Relaxed) {
        seen.extend(resident(server));
        thread::sleep(Duration::from_secs(1));
    }
    seen
}

fn row_header(seconds: u64) {
    println!(
        "{WORKERS} workers, a queue of {QUEUE}; full load over {} connections, then {FACTOR} times what was served then, for {seconds} s. Milliseconds.\n",
        WORKERS + QUEUE
    );
    println!(
        "| Load | sent/s | served/s | p50 | p99 | refused/s | p50 | p99 |\n|---|{}",
        "---:|".repeat(7)
    );
}

fn row(name: &str, time: Duration, tally: &Tally) {
    let seconds = time.as_secs_f64();
    let rate = |count: usize| count as f64 / seconds;
    print!("| {name} | {:.0} ", rate(tally.sent()));
    for millis in [&tally.accepted_ms, &tally.refused_ms] {
        let times = sorted(millis.iter().copied());
        print!("| {:.0} ", rate(times.len()));
        for percent in [50, 99] {
            match times.as_slice() {
                [] => print!("| - "),
                times => print!("| {:.2} ", percentile(times, percent)),
            }
        }
    }
    println!("|");
}

fn memory_rows(during: &[u64], before: &Footprint, after: &Footprint) {
    let at = |part: usize| {
        let from = during.len() * part / 4;
        let to = during.len() * (part + 1) / 4;
        let quarter = during.get(from..to).unwrap_or_default();
        quarter.iter().max().map_or("-".to_owned(), u64::to_string)
    };
    println!(
        "\nServer, resident KiB, most in each quarter of the overload: {}, {}, {}, {}.",
        at(0),
        at(1),
        at(2),
        at(3)
    );
    println!("\n| | Before | After |\n|---|---:|---:|");
    for (name, one, other) in before.rows(after) {
        println!("| {name} | {one} | {other} |");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn answer(status: u16, retry_after: Option<u64>, body: &Value) -> Answer {
        Answer {
            status,
            timing: String::new(),
            retry_after,
            body: body.to_string().into_bytes(),
        }
    }

    #[test]
    fn only_results_and_clean_refusals_are_no_faults() {
        let result = json!({"success": true, "return_value": "42"});
        let refusal = json!({"type": "/problems/overloaded"});
        assert_eq!(outcome(&answer(200, None, &result)), Ok(true));
        assert_eq!(outcome(&answer(503, Some(1), &refusal)), Ok(false));
        for (status, retry_after, body) in [
            (200, None, json!({"success": true, "return_value": "41"})),
            (200, None, json!({"success": false, "error_type": "Timeout"})),
            (503, None, refusal.clone()),
            (503, Some(0), refusal),
            (503, Some(1), json!({"type": "/problems/draining"})),
            (500, Some(1), result),
        ] {
            assert!(
                outcome(&answer(status, retry_after, &body)).is_err(),
                "{status} {body}"
            );
        }
    }

    #[test]
    fn a_run_in_which_nothing_is_refused_or_served_proves_nothing() {
        let tally = |accepted: &[f64], refused: &[f64]| Tally {
            accepted_ms: accepted.to_vec(),
            refused_ms: refused.to_vec(),
            faults: Vec::new(),
        };
        let good = || (tally(&[1.0], &[]), tally(&[1.0], &[1.0]), tally(&[1.0], &[]));
        let (full, over, last) = good();
        assert_eq!(judge(full, over, &last, Vec::new()), Ok(()));
        let (full, _, last) = good();
        assert!(judge(full, tally(&[1.0], &[]), &last, Vec::new()).is_err());
        let (full, _, last) = good();
        assert!(judge(full, tally(&[], &[1.0]), &last, Vec::new()).is_err());
        let (_, over, last) = good();
        assert!(judge(tally(&[1.0], &[1.0]), over, &last, Vec::new()).is_err());
        let (full, over, _) = good();
        assert!(judge(full, over, &tally(&[], &[]), Vec::new()).is_err());
        let (full, over, last) = good();
        assert!(judge(full, over, &last, vec!["mounts".to_owned()]).is_err());
    }
}
