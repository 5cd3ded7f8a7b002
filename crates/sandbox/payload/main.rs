//! A hostile program in the place of the runner and of the compiler; the job's code says what it tries.
//!
//! `name` or `name:argument`. What it finds out goes into the reply's `output`; the tests judge from
//! outside.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

mod files;
mod processes;

use playground_protocol::{Job, Outcome, Reply, StageTimes, SyntaxMode, Task};
use playground_sandbox::{
    Backend, Caller, Config, Factory, HARDEN_FLAG, Limits, Remote, WARM_FLAG, frame, harden, notes, seccomp,
};
use std::fs::File;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::os::fd::FromRawFd;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The socket to the supervisor.
fn socket() -> ManuallyDrop<File> {
    // SAFETY: descriptor 3 is open for the whole life of the process and never closed here.
    ManuallyDrop::new(unsafe { File::from_raw_fd(3) })
}

fn reply(output: impl Into<String>) {
    let reply = Reply {
        outcome: Outcome::Returned {
            return_value: "()".to_owned(),
        },
        diagnostics: Vec::new(),
        output: output.into(),
        events: Vec::new(),
        gas_used: Some(1),
        stages: StageTimes::default(),
    };
    frame::write(&mut *socket(), &serde_json::to_vec(&reply).unwrap()).unwrap();
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|flag| flag == HARDEN_FLAG) {
        harden().unwrap_or_else(|error| panic!("{error}"));
        arguments.remove(1);
    }
    if let [_, service, uid, rest @ ..] = arguments.as_slice()
        && service == "service"
    {
        serve(uid.parse().unwrap(), rest);
        return;
    }
    match arguments.as_slice() {
        [_, word, pid] if word == "hold" => return processes::hold(pid.parse().unwrap()),
        [_, word, uid, rest @ ..] if word == "unwatched" => return unwatched(uid.parse().unwrap(), rest),
        _ => {}
    }
    if let Some(attack) = arguments.get(1).filter(|flag| *flag != WARM_FLAG) {
        // In the place of the compiler: the attack came as an argument.
        let (name, argument) = attack.split_once(':').unwrap_or((attack, ""));
        run(name, argument);
        return;
    }
    let job = frame::read(&mut *socket(), 1 << 20).unwrap();
    let job: Job = serde_json::from_slice(&job).unwrap();
    let (name, argument) = job.code.split_once(':').unwrap_or((&job.code, ""));
    if let Some(output) = run(name, argument) {
        reply(output);
    }
}

/// Outside any sandbox: a service that is killed while a sandbox runs. `rest` is an OCI runtime, or `--spawner` and its
/// program, or nothing.
fn serve(uid: u32, rest: &[String]) {
    let (oci_runtime, spawner) = match rest {
        [flag, program] if flag == "--spawner" => (None, Some(program)),
        [runtime] => (Some(PathBuf::from(runtime)), None),
        _ => (None, None),
    };
    let own = std::env::current_exe().unwrap();
    let limits = Limits {
        wall_ms: 30_000,
        ..Limits::default()
    };
    let config = Config {
        uid_base: uid,
        slots: 1,
        limits,
        oci_runtime,
        ..Config::new(own.clone(), own)
    };
    let task = Task::Compile {
        emit: Default::default(),
    };
    let job = Job::new("sleep:25000".to_owned(), SyntaxMode::Native, task);
    match spawner {
        None => Factory::new(config).unwrap().run_one(&job),
        Some(program) => {
            let config = Config {
                slots: 4,
                warm: 2,
                ..config
            };
            let remote = Remote::start(program.as_ref(), config, |_| {}).unwrap();
            println!("{}", remote.pid().unwrap());
            remote.execute(&job)
        }
    };
}

/// Microseconds of the clock that all processes of the host share.
fn monotonic_us() -> i64 {
    let mut now = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the call writes one timespec into one timespec.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut now) };
    now.tv_sec * 1_000_000 + now.tv_nsec / 1000
}

/// Outside any sandbox: a service that stops itself, and does not go on, when the program in its sandbox begins to spin.
fn unwatched(uid: u32, rest: &[String]) {
    let own = std::env::current_exe().unwrap();
    let limits = Limits {
        wall_ms: 60_000,
        cpu_ms: *Limits::CPU_MS.start(),
        ..Limits::default()
    };
    let config = Config {
        uid_base: uid,
        slots: 1,
        limits,
        oci_runtime: rest.first().map(PathBuf::from),
        ..Config::new(own.clone(), own)
    };
    let task = Task::Compile {
        emit: Default::default(),
    };
    let job = Job::new("note-then-spin".to_owned(), SyntaxMode::Native, task);
    let stop = Caller::hearing(|_| {
        // SAFETY: integers.
        unsafe { libc::kill(libc::getpid(), libc::SIGSTOP) };
    });
    let report = Factory::new(config).unwrap().run_for(&job, &stop);
    panic!("it was watched to its end: {report:?}");
}

/// Tries `name`; gives the reply's output, where one is to be sent.
fn run(name: &str, argument: &str) -> Option<String> {
    let output = match name {
        "echo" => argument.to_owned(),
        "when" => monotonic_us().to_string(),
        "spin" => spin(),
        "sleep" => {
            std::thread::sleep(Duration::from_millis(argument.parse().unwrap()));
            "slept".to_owned()
        }
        "memory-bomb" => memory_bomb(),
        "exit" => std::process::exit(argument.parse().unwrap()),
        "segfault" => segfault(),
        "abort" => std::process::abort(),
        "panic" => panic!("as asked"),
        "notes" => {
            for number in 0..argument.parse().unwrap() {
                // Where there are too many nobody reads them any more.
                let _ = notes::write(&mut *socket(), format!("{number}").as_bytes());
            }
            "noted".to_owned()
        }
        "note-then-spin" => {
            notes::write(&mut *socket(), b"now").unwrap();
            spin()
        }
        "garbage" => {
            frame::write(&mut *socket(), b"{\"outcome\": 1}").unwrap();
            return None;
        }
        "more-gas" => {
            let text = r#"{"outcome":{"returned":{"return_value":"1"}},"diagnostics":[],"output":"",
                "events":[],"gas_used":1000001,"stages":{}}"#;
            frame::write(&mut *socket(), text.as_bytes()).unwrap();
            return None;
        }
        "half-frame" => {
            socket().write_all(&[200, 0, 0, 0, b'{']).unwrap();
            return None;
        }
        "close" => {
            // SAFETY: nobody uses descriptor 3 after this.
            unsafe { libc::close(3) };
            spin()
        }
        "flood" => flood(),
        "output" => "x".repeat(argument.parse().unwrap()),
        "reply-then-spin" => {
            reply("early");
            spin()
        }
        "environment" => format!("{:?}", std::env::vars_os().collect::<Vec<_>>()),
        "identity" => identity(),
        "descriptors" => files::descriptors(),
        "open" => files::open(argument),
        "list" => files::list(argument),
        "write-where-forbidden" => files::write_where_forbidden(),
        "fill" => files::fill(),
        "inodes" => files::inodes(),
        "sparse" => files::sparse(argument.parse().unwrap()),
        "long-file" => files::long_file(),
        "open-without-end" => files::open_without_end(),
        "exec-from-tmp" => files::exec_from_tmp(),
        "canary" => files::canary(),
        "fork-bomb" => processes::fork_bomb(),
        "thread-bomb" => processes::thread_bomb(),
        "daemon" => processes::daemon(),
        "zombies" => processes::zombies(),
        "spin-deaf" => processes::spin_deaf(),
        "in-child" => processes::in_child(argument),
        "syscall" => processes::syscall(argument),
        "run-syscall" => {
            seccomp::install(&seccomp::Program::compile(&seccomp::RUN).unwrap()).unwrap();
            processes::syscall(argument)
        }
        "int80" => processes::int80(),
        "vfork" => processes::vfork(),
        "limits" => processes::limits(),
        "wait" => processes::wait(argument),
        "raise-limits" => processes::raise_limits(),
        other => panic!("unknown attack {other}"),
    };
    Some(output)
}

fn spin() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

/// Touches memory until something ends it.
fn memory_bomb() -> ! {
    loop {
        let block = vec![1u8; 1 << 20];
        std::hint::black_box(&block);
        std::mem::forget(block);
    }
}

fn segfault() -> ! {
    // SAFETY: none; that is what is asked for.
    unsafe { std::ptr::without_provenance_mut::<u8>(8).write_volatile(1) };
    spin()
}

/// Announces a frame of the largest size and sends for as long as anybody reads.
fn flood() -> ! {
    let mut socket = socket();
    let _ = socket.write_all(&u32::MAX.to_le_bytes());
    let block = [b'x'; 65536];
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        if socket.write_all(&block).is_err() {
            break;
        }
    }
    spin()
}

fn identity() -> String {
    // SAFETY: these calls take no pointers but `names`, which is valid for writes.
    unsafe {
        let mut names: libc::utsname = std::mem::zeroed();
        libc::uname(&mut names);
        let host = std::ffi::CStr::from_ptr(names.nodename.as_ptr())
            .to_string_lossy()
            .into_owned();
        format!(
            "pid={} ppid={} uid={} euid={} gid={} host={host}",
            libc::getpid(),
            libc::getppid(),
            libc::getuid(),
            libc::geteuid(),
            libc::getgid()
        )
    }
}
