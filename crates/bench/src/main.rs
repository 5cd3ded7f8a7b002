//! The load and latency benchmark of the service: `cargo xtask bench`; with `--chaos`, a run of good and hostile
//! requests under which its processes are killed; with `--overload`, four times what it can serve.
//!
//! Starts a release server on a free loopback port, sends the same requests a user would over kept-alive
//! connections, and prints Markdown tables. Every answer is checked: a benchmark of failures would be fast
//! and worthless. It must never be pointed at a server it has not started.

mod chaos;
mod client;
mod load;
mod overload;
mod report;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

use load::Case;
use server::Server;

/// Programs that are measured, as they are called in `examples/`.
const EXAMPLES: [&str; 4] = ["hello", "counter", "token", "market"];
/// Requests per case when the command line does not say.
const DEFAULT_REQUESTS: usize = 200;
/// Requests before each case that are not measured.
const WARM_UP: usize = 20;
/// Connections that send at the same time.
const CONCURRENCY: [usize; 3] = [1, 8, 64];

const USAGE: &str = "Usage: playground-bench --server PATH --examples DIR [--requests N]\n       \
                     playground-bench --server PATH --chaos N [--seed N] [--kill-server yes|no]\n       \
                     playground-bench --server PATH --overload SECONDS";

/// What is asked for.
enum Task {
    Bench(Options),
    Chaos(chaos::Options),
    Overload(overload::Options),
}

struct Options {
    server: PathBuf,
    examples: PathBuf,
    requests: usize,
}

fn options(mut args: impl Iterator<Item = String>) -> Result<Task, String> {
    let (mut server, mut examples, mut requests) = (None, None, DEFAULT_REQUESTS);
    let (mut chaotic, mut seed, mut kill_server, mut overload) = (None, 1, false, None);
    while let Some(flag) = args.next() {
        let value = args
            .next()
            .ok_or_else(|| format!("`{flag}` needs a value. {USAGE}"))?;
        let number = || {
            value
                .parse::<u64>()
                .ok()
                .filter(|&count| count > 0)
                .ok_or_else(|| format!("`{flag}` must be a positive number; got `{value}`. {USAGE}"))
        };
        match flag.as_str() {
            "--requests" => requests = usize::try_from(number()?).unwrap_or(usize::MAX),
            "--chaos" => chaotic = Some(number()?),
            "--overload" => overload = Some(number()?),
            "--seed" => seed = number()?,
            "--kill-server" => {
                kill_server = match value.as_str() {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(format!("`{flag}` must be `yes` or `no`; got `{value}`. {USAGE}")),
                }
            }
            "--server" => server = Some(PathBuf::from(value)),
            "--examples" => examples = Some(PathBuf::from(value)),
            _ => return Err(format!("There is no flag `{flag}`. {USAGE}")),
        }
    }
    match (server, examples, chaotic, overload) {
        (Some(server), _, None, Some(seconds)) => Ok(Task::Overload(overload::Options { server, seconds })),
        (Some(server), _, Some(requests), None) => Ok(Task::Chaos(chaos::Options {
            server,
            requests,
            seed,
            kill_server,
        })),
        (Some(server), Some(examples), None, None) => Ok(Task::Bench(Options {
            server,
            examples,
            requests,
        })),
        _ => Err(format!(
            "`--server` and one of `--examples`, `--chaos` and `--overload` are needed. {USAGE}"
        )),
    }
}

fn bench(options: &Options) -> Result<(), String> {
    let server = Server::start(&options.server)?;
    report::header(options.requests);
    for path in ["/run", "/compile"] {
        for example in EXAMPLES {
            let body = load::request_body(&options.examples, example, path)?;
            for concurrency in CONCURRENCY {
                let case = Case {
                    path,
                    body: &body,
                    concurrency,
                };
                load::measure(server.address(), &case, WARM_UP)?;
                let measured = load::measure(server.address(), &case, options.requests)?;
                report::row(path, example, concurrency, measured);
            }
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let done = options(std::env::args().skip(1)).and_then(|task| match task {
        Task::Bench(options) => bench(&options),
        Task::Chaos(options) => chaos::chaos(&options),
        Task::Overload(options) => overload::overload(&options),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("playground-bench: {message}");
            ExitCode::FAILURE
        }
    }
}
