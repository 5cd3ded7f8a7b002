//! Sandboxes made by a process of their own: it is small, it may die at any moment, and nothing of it stays.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

#[path = "suite/host.rs"]
mod host;

use host::{instances, job, processes_of, wait_until};
use playground_sandbox::{Backend, Caller, Config, Limit, Limits, Remote, Report, Step, Verdict, notes};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Nothing here by an OCI runtime.
const RUNTIME: Option<&str> = None;

/// Requests at one time.
const WORKERS: u32 = 4;

const KIB: u64 = 1024;

/// What the spawner may keep resident.
const RESIDENT: u64 = 10 * 1024 * KIB;

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_playground-spawner"))
}

/// A configuration with ids that no other test uses.
fn config() -> Config {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
    Config {
        uid_base: 9_950_000 + (std::process::id() % 400) * 100 + NEXT.fetch_add(1, Ordering::Relaxed) * 20,
        slots: 2 * WORKERS + 6,
        warm: 4,
        limits: Limits {
            wall_ms: 20_000,
            ..Limits::default()
        },
        ..Config::new(payload.clone(), payload)
    }
}

fn uids(config: &Config) -> std::ops::Range<u32> {
    config.uid_base..config.uid_base + config.slots
}

/// Bytes of a process that are resident: `VmRSS` now, `VmHWM` at most.
fn resident(pid: u32, field: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kib: u64 = line.unwrap().trim().trim_end_matches(" kB").parse().unwrap();
    kib * KIB
}

fn kill(pid: u32) {
    // SAFETY: integers; the process is this test's own child.
    assert_eq!(
        unsafe { libc::kill(libc::pid_t::try_from(pid).unwrap(), libc::SIGKILL) },
        0
    );
}

fn output(report: &Report) -> Option<&str> {
    match &report.verdict {
        Verdict::Reply(reply) => Some(&reply.output),
        _ => None,
    }
}

#[test]
fn every_question_gets_its_own_answer_from_a_small_process() {
    let config = config();
    let uids = uids(&config);
    let remote = Remote::start(&program(), config, |text| panic!("{text}")).unwrap();
    let reports = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (remote, reports) = (&remote, &reports);
            scope.spawn(move || {
                for round in 0..40 {
                    let text = format!("{worker}-{round}");
                    let report = remote.execute(&job(&format!("echo:{text}")));
                    assert_eq!(output(&report), Some(text.as_str()), "{report:?}");
                    reports.lock().unwrap().push(report);
                }
            });
        }
    });
    let reports = reports.into_inner().unwrap();
    let ids: BTreeSet<u64> = reports.iter().map(|one| one.sandbox_id).collect();
    let groups: BTreeSet<&str> = reports.iter().map(|one| one.cgroup.as_str()).collect();
    assert_eq!((ids.len(), groups.len()), (reports.len(), reports.len()));
    assert!(reports.iter().all(|one| uids.contains(&one.uid)));
    let state = remote.pool_state().unwrap();
    let warm = reports.iter().filter(|one| one.warm).count() as u64;
    assert_eq!((state.hits, state.misses), (warm, reports.len() as u64 - warm));
    // Long answers pass through and are not kept.
    for _ in 0..8 {
        assert!(output(&remote.execute(&job("output:3000000"))).unwrap().len() == 3_000_000);
    }
    let pid = remote.pid().unwrap();
    for field in ["VmRSS", "VmHWM"] {
        let bytes = resident(pid, field);
        assert!(bytes < RESIDENT, "{field}: {bytes} bytes are resident");
    }
    drop(remote);
    assert!(!Path::new(&format!("/proc/{pid}")).exists());
    assert_eq!(instances(&format!("i{pid}-")), Vec::<PathBuf>::new());
    assert_eq!(processes_of(uids), Vec::<String>::new());
}

#[test]
fn a_spawner_that_dies_costs_its_requests_and_no_others() {
    const DEATHS: u64 = 6;
    let config = config();
    let uids = uids(&config);
    let told = Arc::new(Mutex::new(Vec::new()));
    let remote = {
        let told = Arc::clone(&told);
        Remote::start(&program(), config, move |text| {
            told.lock().unwrap().push(text.to_owned());
        })
        .unwrap()
    };
    let (answered, lost) = (AtomicU32::new(0), AtomicU32::new(0));
    let stop = AtomicBool::new(false);
    let ids = Mutex::new(BTreeSet::new());
    let mut killed = Vec::new();
    std::thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (remote, answered, lost, stop, ids) = (&remote, &answered, &lost, &stop, &ids);
            scope.spawn(move || {
                for round in 0u64.. {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let text = format!("{worker}-{round}");
                    let report = remote.execute(&job(&format!("echo:{text}")));
                    match &report.verdict {
                        Verdict::Reply(reply) => {
                            assert_eq!(reply.output, text, "the answer of another request");
                            assert!(ids.lock().unwrap().insert(report.sandbox_id), "{report:?}");
                            answered.fetch_add(1, Ordering::Relaxed);
                        }
                        Verdict::Internal { detail } => {
                            assert!(
                                detail.contains("spawner") || detail.contains("makes sandboxes"),
                                "{detail}"
                            );
                            lost.fetch_add(1, Ordering::Relaxed);
                        }
                        other => panic!("{other:?}"),
                    }
                }
            });
        }
        for death in 0..DEATHS {
            let before = answered.load(Ordering::Relaxed);
            wait_until("nothing is answered", &|| {
                answered.load(Ordering::Relaxed) > before + 10
            });
            wait_until("there is no spawner", &|| remote.pid().is_some());
            let pid = remote.pid().unwrap();
            kill(pid);
            killed.push(pid);
            wait_until("there is no other spawner", &|| {
                remote.starts() == death + 2 && remote.pid().is_some()
            });
        }
        let before = answered.load(Ordering::Relaxed);
        wait_until("nothing is answered at last", &|| {
            answered.load(Ordering::Relaxed) > before + 10
        });
        stop.store(true, Ordering::Relaxed);
    });
    let most = u32::try_from(DEATHS).unwrap() * WORKERS;
    assert!(
        lost.load(Ordering::Relaxed) <= most,
        "{lost:?} requests were lost"
    );
    // What they left is gone since the next one started.
    for pid in killed {
        assert_eq!(instances(&format!("i{pid}-")), Vec::<PathBuf>::new());
    }
    assert_eq!(told.lock().unwrap().len() as u64, 2 * DEATHS, "{told:?}");
    let last = remote.pid().unwrap();
    drop(remote);
    assert_eq!(instances(&format!("i{last}-")), Vec::<PathBuf>::new());
    assert_eq!(processes_of(uids), Vec::<String>::new());
}

#[test]
fn requests_in_flight_hear_of_the_death_at_once() {
    let remote = Remote::start(&program(), config(), |_| {}).unwrap();
    let pid = remote.pid().unwrap();
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| {
            let started = Instant::now();
            (remote.execute(&job("sleep:15000")), started.elapsed())
        });
        wait_until("it is not asked", &|| {
            remote
                .pool_state()
                .is_ok_and(|state| state.hits + state.misses > 0)
        });
        kill(pid);
        let (report, time) = asked.join().unwrap();
        assert!(
            matches!(&report.verdict, Verdict::Internal { detail } if detail.contains("signal: 9")),
            "{report:?}"
        );
        assert!(time < Duration::from_secs(10), "{time:?}");
    });
    assert_eq!(output(&remote.execute(&job("echo:next"))), Some("next"));
}

#[test]
fn a_job_that_nobody_waits_for_is_ended_and_leaves_nothing() {
    let config = config();
    let uids = uids(&config);
    let remote = Remote::start(&program(), config, |text| panic!("{text}")).unwrap();
    let callers: Vec<Caller> = (0..WORKERS).map(|_| Caller::default()).collect();
    std::thread::scope(|scope| {
        let abandoned: Vec<_> = callers
            .iter()
            .map(|caller| {
                let remote = &remote;
                scope.spawn(move || remote.execute_for(&job("sleep:15000"), caller))
            })
            .collect();
        wait_until("they are not asked", &|| {
            remote
                .pool_state()
                .is_ok_and(|state| state.hits + state.misses == u64::from(WORKERS))
        });
        for caller in &callers {
            caller.leave();
        }
        for abandoned in abandoned {
            let report = abandoned.join().unwrap();
            assert_eq!(report.verdict, Verdict::Abandoned, "{report:?}");
        }
    });
    // Others get their own answers.
    assert_eq!(output(&remote.execute(&job("echo:next"))), Some("next"));
    // Who has left before it began gets nothing done, and who leaves afterwards changes nothing.
    let caller = Caller::default();
    caller.leave();
    let report = remote.execute_for(&job("sleep:15000"), &caller);
    assert_eq!(report.verdict, Verdict::Abandoned);
    let caller = Caller::default();
    assert_eq!(output(&remote.execute_for(&job("echo:x"), &caller)), Some("x"));
    caller.leave();
    assert_eq!(output(&remote.execute(&job("echo:y"))), Some("y"));
    let pid = remote.pid().unwrap();
    drop(remote);
    assert_eq!(instances(&format!("i{pid}-")), Vec::<PathBuf>::new());
    assert_eq!(processes_of(uids), Vec::<String>::new());
}

#[test]
fn notes_are_heard_before_the_answer_by_those_who_listen_and_are_bounded() {
    let remote = Remote::start(&program(), config(), |text| panic!("{text}")).unwrap();
    let follow = |text: &str| {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hearing = Arc::clone(&heard);
        let caller = Caller::hearing(move |note| hearing.lock().unwrap().push(note.to_vec()));
        let report = remote.execute_for(&job(text), &caller);
        let heard = std::mem::take(&mut *heard.lock().unwrap());
        (report, heard)
    };
    let (report, heard) = follow("notes:3");
    assert_eq!(output(&report), Some("noted"), "{report:?}");
    assert_eq!(heard, [b"0", b"1", b"2"]);
    let (report, heard) = follow(&format!("notes:{}", notes::MAX_NOTES));
    assert_eq!((output(&report), heard.len()), (Some("noted"), notes::MAX_NOTES));
    let is_output = |report: &Report| {
        matches!(
            report.verdict,
            Verdict::Sandbox {
                limit: Limit::Output,
                ..
            }
        )
    };
    let (report, heard) = follow(&format!("notes:{}", notes::MAX_NOTES + 1));
    assert!(
        is_output(&report) && heard.len() == notes::MAX_NOTES,
        "{report:?}"
    );
    // Nobody has asked for these.
    let report = remote.execute(&job("notes:1"));
    assert!(is_output(&report), "{report:?}");
    let (report, heard) = follow("echo:x");
    assert_eq!((output(&report), heard.len()), (Some("x"), 0));
}

#[test]
fn a_spawner_that_is_stuck_is_replaced() {
    let config = Config {
        limits: Limits {
            wall_ms: 100,
            cpu_ms: 100,
            ..Limits::default()
        },
        ..config()
    };
    let remote = Remote::start(&program(), config, |_| {}).unwrap();
    let pid = remote.pid().unwrap();
    // SAFETY: integers; the process is this test's own child.
    unsafe { libc::kill(libc::pid_t::try_from(pid).unwrap(), libc::SIGSTOP) };
    let report = remote.execute(&job("echo:x"));
    assert!(
        matches!(&report.verdict, Verdict::Internal { detail } if detail.contains("did not answer")),
        "{report:?}"
    );
    wait_until("there is no other spawner", &|| {
        remote.pid().is_some_and(|other| other != pid)
    });
    assert_eq!(instances(&format!("i{pid}-")), Vec::<PathBuf>::new());
    assert!(remote.pool_state().is_ok());
}

#[test]
fn a_spawner_that_cannot_be_started_is_tried_again_and_again_with_pauses() {
    let directory = std::env::temp_dir();
    let copy = directory.join(format!("playground-spawner-{}", std::process::id()));
    std::fs::copy(program(), &copy).unwrap();
    let told = Arc::new(AtomicU32::new(0));
    let remote = {
        let told = Arc::clone(&told);
        Remote::start(&copy, config(), move |_| {
            told.fetch_add(1, Ordering::Relaxed);
        })
        .unwrap()
    };
    std::fs::remove_file(&copy).unwrap();
    kill(remote.pid().unwrap());
    let started = Instant::now();
    let report = remote.execute(&job("echo:x"));
    assert!(
        started.elapsed() < Duration::from_secs(8),
        "{:?}",
        started.elapsed()
    );
    assert!(matches!(report.verdict, Verdict::Internal { .. }), "{report:?}");
    let report = remote.execute(&job("echo:x"));
    assert!(
        matches!(&report.verdict, Verdict::Internal { detail } if detail.contains("could not be started")),
        "{report:?}"
    );
    // Its end, and one sentence after each of the first pauses.
    let count = told.load(Ordering::Relaxed);
    assert!((3..=6).contains(&count), "{count}");
    std::fs::copy(program(), &copy).unwrap();
    wait_until("it is not tried again", &|| remote.pid().is_some());
    assert_eq!(output(&remote.execute(&job("echo:x"))), Some("x"));
    std::fs::remove_file(&copy).unwrap();
}

/// Unlike a service that makes its sandboxes itself: nobody has to come and clean up.
#[test]
fn a_killed_service_leaves_nothing_at_all() {
    let config = config();
    let uids = uids(&config);
    let mut service = Command::new(env!("CARGO_BIN_EXE_sandbox-payload"))
        .args(["service", &config.uid_base.to_string(), "--spawner"])
        .arg(program())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(service.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let spawner = line.trim().to_owned();
    wait_until("the sandboxes do not start", &|| {
        processes_of(uids.clone()).len() > 1
    });
    assert!(!instances(&format!("i{spawner}-")).is_empty());
    service.kill().unwrap();
    service.wait().unwrap();
    wait_until("a sandbox outlives the service", &|| {
        processes_of(uids.clone()).is_empty()
    });
    wait_until("control groups are left", &|| {
        instances(&format!("i{spawner}-")).is_empty()
    });
    wait_until("the spawner outlives the service", &|| {
        !Path::new(&format!("/proc/{spawner}/exe")).exists()
    });
}

#[test]
fn what_stops_the_first_start_is_named() {
    let start =
        |program: &Path, config: Config| Remote::start(program, config, |_| {}).map(|_| ()).unwrap_err();
    for program in ["/nonexistent", "/bin/true"] {
        let error = start(Path::new(program), config());
        assert_eq!(error.step, Step::Spawner, "{error}");
        assert!(
            error.to_string().contains(program) && error.to_string().contains("--spawner"),
            "{error}"
        );
    }
    let wrong = Config {
        warm: 3,
        slots: 3,
        ..config()
    };
    let error = start(&program(), wrong);
    assert_eq!(error.step, Step::Configuration);
    assert!(error.to_string().contains("warm must be between"), "{error}");
}

#[test]
fn it_is_no_program_for_people() {
    let output = Command::new(program()).stdin(Stdio::null()).output().unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("It is started by the playground"), "{text}");
}
