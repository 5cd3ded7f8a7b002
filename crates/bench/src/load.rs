//! Sending requests at a fixed concurrency and keeping what each took.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Answer, Client};

/// Stages of `Server-Timing`, in order.
pub const STAGES: [&str; 5] = ["queue", "sandbox", "compile", "instantiate", "run"];

/// One cell of the table.
pub struct Case<'a> {
    /// `/run` or `/compile`.
    pub path: &'a str,
    /// The request.
    pub body: &'a [u8],
    /// Connections.
    pub concurrency: usize,
}

/// What one request took.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Milliseconds the client waited.
    pub total_ms: f64,
    /// Milliseconds of each of [`STAGES`].
    pub stages_ms: [f64; STAGES.len()],
}

/// All samples of a case.
pub struct Measured {
    /// In no order.
    pub samples: Vec<Sample>,
    /// From the first request to the last answer.
    pub elapsed: Duration,
}

/// The request for an example: its source and, for `/run`, its entry point.
///
/// # Errors
/// A sentence when the example is missing.
pub fn request_body(examples: &Path, name: &str, path: &str) -> Result<Vec<u8>, String> {
    let directory = examples.join(name);
    let source = directory.join("src").join("main.twl");
    let code = std::fs::read_to_string(&source)
        .map_err(|error| format!("The example {} cannot be read: {error}.", source.display()))?;
    let mut request = json!({ "code": code });
    if path == "/run" {
        let expected = directory.join("expected.json");
        let text = std::fs::read_to_string(&expected)
            .map_err(|error| format!("The file {} cannot be read: {error}.", expected.display()))?;
        let expected: Value = serde_json::from_str(&text)
            .map_err(|error| format!("The file {} is no JSON: {error}.", expected.display()))?;
        if let Some(entry_point) = expected.get("entry_point") {
            request["entry_point"] = entry_point.clone();
        }
    }
    Ok(request.to_string().into_bytes())
}

/// Sends `count` requests over `case.concurrency` connections.
///
/// # Errors
/// A sentence when any answer is not a success.
pub fn measure(address: SocketAddr, case: &Case<'_>, count: usize) -> Result<Measured, String> {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let results: Vec<Result<Vec<Sample>, String>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..case.concurrency)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = Client::connect(address)
                        .map_err(|error| format!("The server cannot be reached: {error}."))?;
                    let mut samples = Vec::new();
                    while next.fetch_add(1, Ordering::Relaxed) < count {
                        samples.push(one(&mut client, case)?);
                    }
                    Ok(samples)
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|_| Err("A benchmark thread panicked.".to_owned()))
            })
            .collect()
    });
    let elapsed = start.elapsed();
    let samples = results.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
    Ok(Measured { samples, elapsed })
}

fn one(client: &mut Client, case: &Case<'_>) -> Result<Sample, String> {
    let start = Instant::now();
    let answer = client
        .send(case.path, Some(case.body))
        .map_err(|error| format!("A request to {} failed: {error}.", case.path))?;
    let total_ms = start.elapsed().as_secs_f64() * 1000.0;
    let Answer {
        status, timing, body, ..
    } = answer;
    let json: Value = serde_json::from_slice(&body).unwrap_or_default();
    if status != 200 || json.get("success") != Some(&Value::Bool(true)) {
        let text = String::from_utf8_lossy(&body);
        return Err(format!(
            "{} answered {status}, which is no success: {text}",
            case.path
        ));
    }
    let stages_ms = stages(&timing).ok_or_else(|| format!("Server-Timing lacks a stage: {timing}"))?;
    Ok(Sample { total_ms, stages_ms })
}

fn stages(header: &str) -> Option<[f64; STAGES.len()]> {
    let mut found = [0.0; STAGES.len()];
    for (slot, name) in found.iter_mut().zip(STAGES) {
        *slot = header.split(',').find_map(|entry| {
            entry
                .trim()
                .strip_prefix(name)?
                .strip_prefix(";dur=")?
                .parse()
                .ok()
        })?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn server_timing_is_read_by_name() {
        let header = "queue;dur=0.015, sandbox;dur=1.5, compile;dur=2, instantiate;dur=3, run;dur=40";
        assert_eq!(stages(header), Some([0.015, 1.5, 2.0, 3.0, 40.0]));
        assert_eq!(stages("queue;dur=1"), None);
        assert_eq!(stages(&header.replace("1.5", "x")), None);
    }
}
