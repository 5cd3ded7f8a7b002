//! The compiler that waits for a job dies before there is one: no request gets its sandbox.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

use playground_protocol::{Emit, Job, Outcome, SyntaxMode, Task};
use playground_runner::compiler::Paths;
use playground_runner::stand_by::{StandBy, wait_for_job};
use playground_sandbox::{Config, Factory, Limits, Verdict};
use std::io::Write;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const WARM: usize = 2;

/// Waits for as long as a busy machine may need.
fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !condition() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Processes in sandboxes of this process that have not ended: number and command line.
fn sandboxed() -> Vec<(i32, String)> {
    let instance = format!("/i{}-", std::process::id());
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let read = |file| std::fs::read_to_string(entry.path().join(file)).unwrap_or_default();
        if read("cgroup").contains(&instance) && !read("status").contains("\nState:\tZ") {
            let name = entry.file_name();
            found.extend(name.to_str().unwrap().parse().map(|pid| (pid, read("cmdline"))));
        }
    }
    found
}

#[test]
fn a_sandbox_whose_compiler_died_is_not_used() {
    let runner = PathBuf::from(env!("CARGO_BIN_EXE_playground-runner"));
    let compiler = PathBuf::from(env!("CARGO_BIN_EXE_fake-twilightc"));
    let factory = Factory::new(Config {
        uid_base: 1_750_000_000 + (std::process::id() % 40_000) * 100,
        slots: 8,
        warm: u32::try_from(WARM).unwrap(),
        // No other reason to replace one comes up here.
        warm_age: *Config::WARM_AGE.end(),
        limits: Limits {
            wall_ms: 60_000,
            ..Limits::default()
        },
        ..Config::new(runner, compiler)
    })
    .unwrap_or_else(|error| panic!("{error}"));
    let is_compiler = |command: &str| command.ends_with("\0stand-by\0");
    wait_until("the compilers do not wait", || {
        let all = sandboxed();
        all.iter().filter(|(_, command)| is_compiler(command)).count() == WARM
    });
    wait_until("the pool is not full", || factory.pool_state().warm == WARM);
    let before = sandboxed();
    assert_eq!(before.len(), 2 * WARM, "{before:?}");
    for (pid, command) in &before {
        if is_compiler(command) {
            // SAFETY: integers; the process is in one of this test's sandboxes.
            assert_eq!(unsafe { libc::kill(*pid, libc::SIGKILL) }, 0);
        }
    }
    // One that ends has left its control groups before its end can be seen.
    let has_ended = |pid: i32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        status.is_empty() || status.contains("\nState:\tZ")
    };
    wait_until("runners go on without their compilers", || {
        before.iter().all(|(pid, _)| has_ended(*pid))
    });
    let task = Task::Compile {
        emit: Emit::default(),
    };
    let report = factory.run_one(&Job::new("good".to_owned(), SyntaxMode::Native, task));
    match report.verdict {
        Verdict::Reply(reply) => assert!(matches!(reply.outcome, Outcome::Compiled(_)), "{reply:?}"),
        other => panic!("{other:?}"),
    }
    wait_until("dead sandboxes are kept", || {
        factory.pool_state().discarded == WARM as u64
    });
}

/// A compiler on stand-by, and both ends of the socket over which its job comes.
fn waiting(compiler: &str) -> (StandBy, UnixStream, UnixStream) {
    let work = std::env::temp_dir().join(format!("playground-stand-by-{}", std::process::id()));
    let paths = Paths {
        compiler: PathBuf::from(compiler),
        work,
    };
    let waiting = StandBy::start(&paths).unwrap();
    let (ours, theirs) = UnixStream::pair().unwrap();
    (waiting, ours, theirs)
}

const WAITS: &str = env!("CARGO_BIN_EXE_fake-twilightc");
/// Ends at once, whatever its arguments are.
const ENDS: &str = "/bin/true";

#[test]
fn a_job_that_is_there_decides() {
    let (compiler, mut service, runner) = waiting(WAITS);
    service.write_all(&[0; 4]).unwrap();
    let kept = wait_for_job(runner.as_fd(), Some(compiler)).unwrap();
    assert!(kept.is_some());
    // Without a compiler only the job is waited for.
    assert!(wait_for_job(runner.as_fd(), None).unwrap().is_none());
    // It has died, and its job has come: another is started, which the dead one may not stand in the way of.
    let (compiler, mut service, runner) = waiting(ENDS);
    wait_until("it does not end", || compiler.has_ended().unwrap());
    let pid = compiler.pid();
    service.write_all(&[0; 4]).unwrap();
    assert!(wait_for_job(runner.as_fd(), Some(compiler)).unwrap().is_none());
    assert!(!Path::new(&format!("/proc/{pid}")).exists(), "it is not reaped");
}

#[test]
fn without_a_job_the_wait_ends_with_the_compiler_or_the_service() {
    let (compiler, _service, runner) = waiting(ENDS);
    let error = wait_for_job(runner.as_fd(), Some(compiler))
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains("compiler"), "{error}");
    // The end of the service's socket is what reading the job finds.
    let (compiler, service, runner) = waiting(WAITS);
    drop(service);
    assert!(wait_for_job(runner.as_fd(), Some(compiler)).unwrap().is_some());
}
