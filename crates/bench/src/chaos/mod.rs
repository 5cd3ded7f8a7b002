//! Good and hostile requests at full load, while sandboxes, the spawner and (where asked) the server are killed at
//! random moments: every request gets its own answer or a clean failure, and in the end everything is as before.
//!
//! Must never kill a process that does not descend from the server it has started.

mod bounds;
pub mod host;
mod requests;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::server::Server;
use host::{Footprint, Random};
use requests::Request;

/// What is asked of the run.
pub struct Options {
    /// The `playground` executable.
    pub server: PathBuf,
    /// How many requests.
    pub requests: u64,
    /// Where the random numbers start.
    pub seed: u64,
    /// Whether the server is killed too.
    pub kill_server: bool,
}

/// Connections that send at the same time: several for each of the server's places.
const CLIENTS: usize = 8;

/// Limits that hostile programs reach soon, and ids that nobody else uses.
const FLAGS: [&str; 18] = [
    // A killed process is a warning.
    "--log-level",
    "error",
    "--answer-cache-mib",
    "0",
    "--workers",
    "2",
    "--queue",
    "64",
    "--cpu-limit-ms",
    "400",
    "--wall-limit-ms",
    "10000",
    "--memory-limit-mib",
    "64",
    "--tmpfs-limit-mib",
    "4",
    "--uid-base",
    "5000000",
];

/// Longest pause between two kills; the mean is half of it.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
/// What two kinds of victims are called; all others are processes in sandboxes.
const SPAWNER: &str = "spawner";
const SERVER: &str = "server";

/// One kill in so many hits the spawner.
const SPAWNER_ODDS: u64 = 40;
/// One kill in so many hits the server, where it may be killed.
const SERVER_ODDS: u64 = 150;
/// How long a client whose connection failed keeps trying to get another.
const RECONNECT: Duration = Duration::from_secs(30);

/// What happened, by name.
#[derive(Default)]
struct Tally {
    outcomes: BTreeMap<String, u64>,
    millis: Vec<f64>,
    /// What should not have happened.
    faults: Vec<String>,
}

impl Tally {
    fn count(&mut self, what: impl Into<String>) {
        *self.outcomes.entry(what.into()).or_default() += 1;
    }

    fn add(&mut self, other: Self) {
        for (what, count) in other.outcomes {
            *self.outcomes.entry(what).or_default() += count;
        }
        self.millis.extend(other.millis);
        self.faults.extend(other.faults);
    }
}

/// What the threads share.
struct Run<'a> {
    options: &'a Options,
    server: RwLock<Server>,
    next: AtomicU64,
    done: AtomicBool,
    deaths: AtomicU64,
}

/// Runs it all and prints the figures.
///
/// # Errors
/// Sentences that say what went wrong.
pub fn chaos(options: &Options) -> Result<(), String> {
    let run = Run {
        options,
        server: RwLock::new(Server::start_with(&options.server, &FLAGS)?),
        next: AtomicU64::new(0),
        done: AtomicBool::new(false),
        deaths: AtomicU64::new(0),
    };
    // What a process takes once, it takes before the first look.
    run.clients(200.min(options.requests));
    let before = run.settled()?;
    run.next.store(0, Ordering::Relaxed);
    let started = Instant::now();
    let (tally, kills) = thread::scope(|scope| {
        let killer = scope.spawn(|| run.kill());
        let tally = run.clients(options.requests);
        run.done.store(true, Ordering::Relaxed);
        (tally, killer.join().unwrap_or_default())
    });
    let elapsed = started.elapsed();
    let after = run.settled()?;
    report(options, tally, &kills, elapsed, (before, after))
}

impl Run<'_> {
    /// Sends `count` requests over all connections.
    fn clients(&self, count: u64) -> Tally {
        let all = Mutex::new(Tally::default());
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| {
                    let tally = self.client(count);
                    all.lock().unwrap_or_else(PoisonError::into_inner).add(tally);
                });
            }
        });
        all.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn address(&self) -> SocketAddr {
        self.server
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .address()
    }

    fn client(&self, count: u64) -> Tally {
        let mut tally = Tally::default();
        let mut client = None;
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return tally;
            }
            let request = Request::pick(
                &mut Random::new(self.options.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
                number,
            );
            let Some(connection) = client.take().or_else(|| self.connect()) else {
                tally
                    .faults
                    .push("The server cannot be reached any more.".to_owned());
                return tally;
            };
            client = self.one(connection, &request, &mut tally);
        }
    }

    fn connect(&self) -> Option<Client> {
        let deadline = Instant::now() + RECONNECT;
        loop {
            match Client::connect(self.address()) {
                Ok(client) => return Some(client),
                Err(_) if Instant::now() < deadline => thread::sleep(Duration::from_millis(20)),
                Err(_) => return None,
            }
        }
    }

    /// Sends one request and judges its answer; gives the connection back where it can be used again.
    fn one(&self, mut client: Client, request: &Request, tally: &mut Tally) -> Option<Client> {
        if request.hangs_up {
            tally.count("hung up");
            let _ = client.send_only(request.path, &request.body);
            return None;
        }
        let deaths = self.deaths.load(Ordering::SeqCst);
        let started = Instant::now();
        match client.send(request.path, Some(&request.body)) {
            Ok(answer) => {
                tally.millis.push(started.elapsed().as_secs_f64() * 1000.0);
                match request.judge(answer.status, &answer.body) {
                    Ok(outcome) => tally.count(format!("{}: {outcome}", request.name)),
                    Err(fault) => tally.faults.push(format!("{}: {fault}", request.name)),
                }
                Some(client)
            }
            Err(error) => {
                // A connection fails only where the server was killed.
                if self.options.kill_server && self.died_since(deaths) {
                    tally.count("connection lost with the server");
                } else {
                    tally
                        .faults
                        .push(format!("{}: the connection failed: {error}.", request.name));
                }
                None
            }
        }
    }

    /// Whether the server was killed since it had died `deaths` times; the killer may be about to say so.
    fn died_since(&self, deaths: u64) -> bool {
        let deadline = Instant::now() + Duration::from_secs(2);
        while self.deaths.load(Ordering::SeqCst) == deaths {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
        true
    }

    /// Kills until all requests are answered; counts the victims.
    fn kill(&self) -> BTreeMap<&'static str, u64> {
        let mut kills = BTreeMap::new();
        let mut random = Random::new(self.options.seed);
        while !self.done.load(Ordering::Relaxed) {
            thread::sleep(LONGEST_PAUSE.mul_f64(random.below(1000) as f64 / 1000.0));
            if self.options.kill_server && random.below(SERVER_ODDS) == 0 {
                self.restart();
                *kills.entry(SERVER).or_default() += 1;
                continue;
            }
            let server = self.server.read().unwrap_or_else(PoisonError::into_inner).id();
            let spawners = host::children(server);
            let (name, victims) = if random.below(SPAWNER_ODDS) == 0 {
                (SPAWNER, spawners)
            } else {
                let runners: Vec<u32> = spawners.iter().flat_map(|pid| host::children(*pid)).collect();
                let compilers: Vec<u32> = runners.iter().flat_map(|pid| host::children(*pid)).collect();
                ("process in a sandbox", [runners, compilers].concat())
            };
            let choice = random.below(victims.len().max(1) as u64);
            if let Some(pid) = victims.get(usize::try_from(choice).unwrap_or_default())
                && host::kill(*pid)
            {
                *kills.entry(name).or_default() += 1;
            }
        }
        kills
    }

    /// Kills the server and starts another at the same address.
    fn restart(&self) {
        let mut server = self.server.write().unwrap_or_else(PoisonError::into_inner);
        server.kill();
        self.deaths.fetch_add(1, Ordering::SeqCst);
        if let Err(error) = server.restart() {
            eprintln!("playground-bench: the server did not come back: {error}");
        }
    }

    /// What there is when nothing happens any more and the pool is full.
    fn settled(&self) -> Result<Footprint, String> {
        let server = self.server.read().unwrap_or_else(PoisonError::into_inner).id();
        host::settled(server)
    }
}

fn report(
    options: &Options,
    mut tally: Tally,
    kills: &BTreeMap<&'static str, u64>,
    elapsed: Duration,
    (before, after): (Footprint, Footprint),
) -> Result<(), String> {
    tally.millis.sort_by(f64::total_cmp);
    let percentile = |percent: usize| {
        let rank = (tally.millis.len() * percent).div_ceil(100).max(1);
        tally.millis.get(rank - 1).copied().unwrap_or(f64::NAN)
    };
    println!(
        "{} requests over {CLIENTS} connections in {:.0} s, seed {}; p50 {:.1} ms, p99 {:.1} ms\n",
        options.requests,
        elapsed.as_secs_f64(),
        options.seed,
        percentile(50),
        percentile(99)
    );
    println!("| Killed | Times |\n|---|---:|");
    for (name, count) in kills {
        println!("| {name} | {count} |");
    }
    println!("\n| Request: outcome | Times |\n|---|---:|");
    for (name, count) in &tally.outcomes {
        println!("| {name} | {count} |");
    }
    println!("\n| | Before | After |\n|---|---:|---:|");
    for (name, one, other) in before.rows(&after) {
        println!("| {name} | {one} | {other} |");
    }
    tally.faults.extend(bounds::faults(&tally.outcomes, kills));
    tally.faults.extend(before.faults(&after));
    if tally.faults.is_empty() {
        return Ok(());
    }
    let count = tally.faults.len();
    tally.faults.truncate(20);
    Err(format!("{count} things went wrong:\n{}", tally.faults.join("\n")))
}
