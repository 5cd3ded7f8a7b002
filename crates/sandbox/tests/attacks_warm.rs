//! The attacks in sandboxes that were there before them, and what is promised of warm sandboxes.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

mod suite;

use playground_sandbox::{Config, Factory, Limit, Limits, Verdict};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use suite::common::own_uid;
use suite::host::{instances, job, processes_of, wait_until};

/// Warm sandboxes of each factory.
const WARM: u32 = 3;
/// None of them by an OCI runtime.
const RUNTIME: Option<&str> = None;

/// A configuration with ids that no other test uses.
fn config(runner: PathBuf) -> Config {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let uid_base = 9_100_000 + (std::process::id() % 2000) * 400 + NEXT.fetch_add(1, Ordering::Relaxed) * 16;
    Config {
        uid_base,
        slots: 12,
        warm: WARM,
        ..Config::new(runner.clone(), runner)
    }
}

fn payload() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"))
}

fn uids(config: &Config) -> std::ops::Range<u32> {
    config.uid_base..config.uid_base + config.slots
}

/// Processes in sandboxes with `uids`; an ordinary user has no ids to give, so that they are all of this process's.
fn sandboxed(uids: &std::ops::Range<u32>) -> Vec<String> {
    match own_uid() {
        0 => processes_of(uids.clone()),
        own => {
            let instance = format!("/i{}-", std::process::id());
            let mut found = processes_of(own..own + 1);
            found.retain(|process| process.contains(&instance));
            found
        }
    }
}

fn wait_until_full(factory: &Factory) {
    wait_until("the pool does not fill", &|| {
        factory.pool_state().warm == WARM as usize
    });
}

#[test]
fn every_request_gets_a_sandbox_of_its_own_that_was_there_before() {
    let factory = Factory::new(config(payload())).unwrap();
    let mut ids = BTreeSet::new();
    let mut groups = BTreeSet::new();
    for _ in 0..20 {
        wait_until_full(&factory);
        let report = factory.run_one(&job("canary"));
        assert!(report.warm, "{report:?}");
        let Verdict::Reply(reply) = &report.verdict else {
            panic!("{report:?}")
        };
        assert_eq!(reply.output, "0 entries", "another request was here");
        ids.insert(report.sandbox_id);
        groups.insert(report.cgroup);
    }
    assert_eq!((ids.len(), groups.len()), (20, 20));
    let state = factory.pool_state();
    assert_eq!((state.hits, state.misses, state.failures), (20, 0, 0));
}

#[test]
fn who_finds_the_pool_empty_gets_a_cold_one() {
    let factory = Factory::new(config(payload())).unwrap();
    wait_until_full(&factory);
    let reports: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| factory.run_one(&job("sleep:500"))))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(
        reports.iter().all(|one| matches!(one.verdict, Verdict::Reply(_))),
        "{reports:?}"
    );
    assert!(
        reports.iter().any(|one| one.warm) && reports.iter().any(|one| !one.warm),
        "{reports:?}"
    );
    let distinct: BTreeSet<u32> = reports.iter().map(|one| one.uid).collect();
    // An ordinary user has no other ids to give.
    assert_eq!(distinct.len(), if own_uid() == 0 { 8 } else { 1 });
}

#[test]
fn a_sandbox_that_waits_too_long_is_replaced() {
    let factory = Factory::new(Config {
        warm_age: Duration::from_secs(1),
        ..config(payload())
    })
    .unwrap();
    wait_until("nothing grew old", &|| {
        factory.pool_state().discarded >= 2 * u64::from(WARM)
    });
    assert_eq!(factory.pool_state().failures, 0);
    assert!(matches!(
        factory.run_one(&job("echo:x")).verdict,
        Verdict::Reply(_)
    ));
}

#[test]
fn programs_that_change_on_disk_make_the_pool_anew() {
    let directory = std::env::temp_dir();
    let runner = directory.join(format!("playground-runner-{}", std::process::id()));
    let install = || {
        let new = directory.join(format!("playground-runner-new-{}", std::process::id()));
        std::fs::copy(payload(), &new).unwrap();
        std::fs::rename(&new, &runner).unwrap();
    };
    install();
    let factory = Factory::new(config(runner.clone())).unwrap();
    wait_until_full(&factory);
    install();
    let report = factory.run_one(&job("echo:new"));
    assert!(
        matches!(&report.verdict, Verdict::Reply(reply) if reply.output == "new"),
        "{report:?}"
    );
    wait_until("old sandboxes are kept", &|| {
        factory.pool_state().discarded >= u64::from(WARM)
    });
    wait_until_full(&factory);
    assert!(factory.run_one(&job("echo:x")).warm);
    std::fs::remove_file(&runner).unwrap();
}

/// Sends `number` to the first process of each sandbox; says which they are.
fn signal(uids: &std::ops::Range<u32>, number: i32) -> Vec<i32> {
    let pids: Vec<i32> = sandboxed(uids)
        .iter()
        .map(|process| {
            let pid = process.split_once(" Pid:\t").unwrap().1;
            pid.split(' ').next().unwrap().parse().unwrap()
        })
        .collect();
    for pid in &pids {
        // SAFETY: integers; the process is one of this test's sandboxes.
        unsafe { libc::kill(*pid, number) };
    }
    pids
}

/// Kills the first process of each sandbox, and waits until none of them runs.
fn kill_all(uids: &std::ops::Range<u32>) {
    let pids = signal(uids, libc::SIGKILL);
    wait_until("they do not die", &|| {
        pids.iter().all(|pid| {
            // Gone, or nothing but its number.
            std::fs::read_to_string(format!("/proc/{pid}/status"))
                .map_or(true, |status| status.contains("State:\tZ"))
        })
    });
}

/// It lives when it is taken, and dies before it has read its job: nothing has happened to the job.
#[test]
fn a_job_that_was_not_read_gets_another_sandbox() {
    let config = config(payload());
    let uids = uids(&config);
    let factory = Factory::new(config).unwrap();
    wait_until_full(&factory);
    signal(&uids, libc::SIGSTOP);
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| factory.run_one(&job("echo:alive")));
        wait_until("it is not taken", &|| factory.pool_state().hits == 1);
        // The job goes into a socket that nobody reads; where it is not there yet, the test proves less, and no more fails.
        std::thread::sleep(Duration::from_millis(100));
        signal(&uids, libc::SIGKILL);
        let report = asked.join().unwrap();
        assert!(
            matches!(&report.verdict, Verdict::Reply(reply) if reply.output == "alive"),
            "{report:?}"
        );
        assert!(!report.warm, "{report:?}");
    });
}

#[test]
fn a_warm_sandbox_that_died_is_not_used() {
    let config = config(payload());
    let uids = uids(&config);
    let factory = Factory::new(config).unwrap();
    wait_until_full(&factory);
    kill_all(&uids);
    let report = factory.run_one(&job("echo:alive"));
    assert!(
        matches!(&report.verdict, Verdict::Reply(reply) if reply.output == "alive"),
        "{report:?}"
    );
    wait_until("dead ones are kept", &|| {
        factory.pool_state().discarded == u64::from(WARM)
    });
}

#[test]
fn warm_sandboxes_that_died_are_replaced_before_anybody_asks() {
    let config = config(payload());
    let uids = uids(&config);
    let factory = Factory::new(config).unwrap();
    wait_until_full(&factory);
    kill_all(&uids);
    wait_until("dead ones are kept", &|| {
        let state = factory.pool_state();
        (state.discarded, state.warm) == (u64::from(WARM), WARM as usize)
    });
}

#[test]
fn time_to_get_warm_is_nobodys() {
    let slow = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-slow-payload"));
    let limits = Limits {
        cpu_ms: 100,
        ..Limits::default()
    };
    let cold = Factory::new(Config {
        limits,
        warm: 0,
        ..config(slow.clone())
    })
    .unwrap();
    let report = cold.run_one(&job(""));
    assert_eq!(report.verdict.limit(), Some(Limit::Cpu), "{report:?}");
    let config = Config {
        limits,
        // On a slow machine the first would be replaced before the last is ready.
        warm_age: *Config::WARM_AGE.end(),
        ..config(slow)
    };
    let uids = uids(&config);
    let warm = Factory::new(config).unwrap();
    wait_until_full(&warm);
    // All have burnt their time when all sleep.
    wait_until("they never sleep", &|| {
        sandboxed(&uids)
            .iter()
            .filter(|one| one.contains("State:\tS"))
            .count()
            == WARM as usize
    });
    let report = warm.run_one(&job(""));
    assert!(
        report.warm && matches!(report.verdict, Verdict::Reply(_)),
        "{report:?}"
    );
    assert!(report.cpu_used_us < 100_000, "{report:?}");
}

#[test]
fn a_factory_that_goes_leaves_nothing() {
    let config = config(payload());
    let uids = uids(&config);
    let started = Instant::now();
    let factory = Factory::new(config).unwrap();
    wait_until_full(&factory);
    let report = factory.run_one(&job("echo:x"));
    let instance = Path::new(&report.cgroup)
        .parent()
        .unwrap()
        .file_name()
        .unwrap()
        .to_owned();
    assert!(!instances(instance.to_str().unwrap()).is_empty());
    drop(factory);
    assert_eq!(instances(instance.to_str().unwrap()), Vec::<PathBuf>::new());
    assert_eq!(sandboxed(&uids), Vec::<String>::new());
    assert!(started.elapsed() < Duration::from_secs(20));
}
