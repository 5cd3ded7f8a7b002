//! What a sandbox costs, beside other ways to run one process in isolation:
//! `cargo build --release -p playground-sandbox && cargo run --release -p playground-sandbox --example latency`.
//!
//! All ways take turns, so that what else the machine does meets all of them: the ratios count. bubblewrap, crun and runc
//! are measured where they are installed (`apt install bubblewrap crun runc`). Root is needed for the last two.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

use playground_protocol::{Context, Job, SyntaxMode, Task};
use playground_sandbox::{Backend, Config, Factory, Remote, Verdict};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Turns of each way.
const ROUNDS: usize = 100;
/// How long sandboxes are made at full load.
const BURST: Duration = Duration::from_secs(3);
const WARM: u32 = 4;

/// Gives the milliseconds of one turn.
type Turn = Box<dyn FnMut() -> f64>;

fn job(code: &str) -> Job {
    let address = format!("0x{}", "00".repeat(20));
    let task = Task::Run {
        entry_point: "main".to_owned(),
        context: Context {
            sender: address.clone(),
            origin: address,
            value: "0".to_owned(),
            block_number: 1,
            timestamp: 0,
        },
        gas_limit: 1_000,
    };
    Job::new(code.to_owned(), SyntaxMode::Native, task)
}

fn timed(run: impl FnOnce()) -> f64 {
    let started = Instant::now();
    run();
    started.elapsed().as_secs_f64() * 1000.0
}

/// Milliseconds of the clock that all processes of the host share.
fn monotonic_ms() -> f64 {
    let mut now = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the call writes one timespec into one timespec.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut now) };
    now.tv_sec as f64 * 1000.0 + now.tv_nsec as f64 / 1e6
}

fn works(command: &mut Command) -> bool {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

fn succeed(command: &mut Command) {
    assert!(works(command), "{command:?} failed");
}

/// A bundle whose only process is `payload`, which ends at once.
fn bundle(payload: &Path) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("playground-latency-{}", std::process::id()));
    std::fs::create_dir_all(directory.join("rootfs/proc")).unwrap();
    std::fs::copy(payload, directory.join("rootfs/payload")).unwrap();
    let namespaces: Vec<_> = ["pid", "ipc", "uts", "mount", "network", "cgroup"]
        .map(|kind| json!({ "type": kind }))
        .to_vec();
    let config = json!({
        "ociVersion": "1.0.2",
        "process": {
            "terminal": false, "user": {"uid": 0, "gid": 0}, "args": ["/payload", "exit:0"],
            "env": [], "cwd": "/", "noNewPrivileges": true,
        },
        "root": {"path": "rootfs", "readonly": true},
        "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"}],
        "linux": {"namespaces": namespaces},
    });
    std::fs::write(directory.join("config.json"), config.to_string()).unwrap();
    directory
}

/// Waits until a warm sandbox is there, and then lets it get warm.
fn rest(is_full: impl Fn() -> bool) {
    while !is_full() {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(Duration::from_millis(5));
}

fn main() {
    let programs = std::env::current_exe().unwrap();
    let programs = programs.parent().and_then(Path::parent).unwrap().to_owned();
    let payload = programs.join("sandbox-payload");
    let config = |number: u32, warm| Config {
        uid_base: 8_000_000 + number * 100,
        slots: 40,
        warm,
        ..Config::new(payload.clone(), payload.clone())
    };
    let bundle = bundle(&payload);
    let echo = |sandboxes: &dyn Backend| {
        let report = sandboxes.execute(&job("echo:x"));
        assert!(matches!(report.verdict, Verdict::Reply(_)), "{report:?}");
    };
    // Until the process inside has read and understood its job.
    let to_runner = |sandboxes: &dyn Backend| {
        let started = monotonic_ms();
        let report = sandboxes.execute(&job("when"));
        let Verdict::Reply(reply) = &report.verdict else {
            panic!("{report:?}");
        };
        reply.output.parse::<f64>().unwrap() / 1000.0 - started
    };
    let warm = Factory::new(config(0, WARM)).unwrap();
    let cold = Factory::new(config(1, 0)).unwrap();
    let remote = Remote::start(&programs.join("playground-spawner"), config(2, WARM), |_| {}).unwrap();
    let mut ways: Vec<(&str, Turn)> = Vec::new();
    {
        let payload = payload.clone();
        let turn = move || timed(|| succeed(Command::new(&payload).arg("exit:0")));
        ways.push(("fork + exec, nothing else", Box::new(turn)));
    }
    let warm = Rc::new(warm);
    let remote = Rc::new(remote);
    let rest_warm = |warm: &Factory| rest(|| warm.pool_state().warm == WARM as usize);
    let rest_remote =
        |remote: &Remote| rest(|| remote.pool_state().is_ok_and(|state| state.warm == WARM as usize));
    {
        let warm = Rc::clone(&warm);
        let turn = move || {
            rest_warm(&warm);
            to_runner(&*warm)
        };
        ways.push(("warm sandbox: request to runner", Box::new(turn)));
    }
    {
        let remote = Rc::clone(&remote);
        let turn = move || {
            rest_remote(&remote);
            to_runner(&*remote)
        };
        ways.push(("the same by way of the spawner", Box::new(turn)));
    }
    ways.push((
        "warm sandbox: request to reply",
        Box::new(move || {
            rest_warm(&warm);
            timed(|| echo(&*warm))
        }),
    ));
    ways.push((
        "the same by way of the spawner, as the service does",
        Box::new(move || {
            rest_remote(&remote);
            timed(|| echo(&*remote))
        }),
    ));
    ways.push((
        "cold sandbox: made, request to reply",
        Box::new(move || timed(|| echo(&cold))),
    ));
    if works(Command::new("bwrap").arg("--version")) {
        let payload = payload.clone();
        let turn = move || {
            timed(|| {
                let flags = [
                    "--unshare-all",
                    "--die-with-parent",
                    "--tmpfs",
                    "/tmp",
                    "--ro-bind",
                ];
                succeed(
                    Command::new("bwrap")
                        .args(flags)
                        .arg(&payload)
                        .args(["/payload", "/payload", "exit:0"]),
                );
            })
        };
        ways.push(("bubblewrap, everything unshared", Box::new(turn)));
    }
    let run = |runtime: &'static str, flags: &'static [&'static str]| {
        let bundle = bundle.clone();
        move || {
            static NEXT: AtomicU64 = AtomicU64::new(0);
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let mut command = Command::new(runtime);
            command.args(flags).arg("run").arg("--bundle").arg(&bundle);
            command.arg(format!("latency-{}-{number}", std::process::id()));
            command
        }
    };
    // crun does without control groups where hierarchies are mixed.
    for (name, runtime, flags) in [
        ("crun", "crun", &[][..]),
        (
            "crun, without control groups",
            "crun",
            &["--cgroup-manager=disabled"],
        ),
        ("runc", "runc", &[]),
    ] {
        let command = run(runtime, flags);
        if ways.iter().any(|(other, _)| name.starts_with(other)) || !works(&mut command()) {
            continue;
        }
        ways.push((name, Box::new(move || timed(|| succeed(&mut command())))));
    }

    let mut millis: Vec<Vec<f64>> = ways.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS + 5 {
        for ((_, turn), millis) in ways.iter_mut().zip(&mut millis) {
            let time = turn();
            if round >= 5 {
                millis.push(time);
            }
        }
    }
    println!("| Way | p50 | p99 | Ratio of the p50 |\n|---|---:|---:|---:|");
    let mut first = None;
    for ((name, _), mut times) in ways.iter().zip(millis) {
        times.sort_by(f64::total_cmp);
        let (p50, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        let unit = *first.get_or_insert(p50);
        println!("| {name} | {p50:.3} ms | {p99:.3} ms | {:.2} |", p50 / unit);
    }
    drop(ways);
    std::fs::remove_dir_all(bundle).unwrap();

    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let cold = Factory::new(config(3, 0)).unwrap();
    let count = AtomicU64::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while started.elapsed() < BURST {
                    echo(&cold);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let rate = count.into_inner() as f64 / started.elapsed().as_secs_f64();
    println!("\n{rate:.0} cold sandboxes per second on {cores} cores, each made, used and destroyed.");
}
