//! The spawner where the system has too little of something: it says what, the request that meets the shortage hears of it
//! and no other, and nothing is left.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used)]

#[path = "suite/host.rs"]
mod host;
#[path = "suite/tight.rs"]
mod tight;

use host::{instances, job, processes_of, wait_until};
use playground_sandbox::{
    Backend, Config, Limit, Limits, Remote, Report, SetupError, Step, Verdict, open_files,
};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tight::{Limited, TightGroup};

/// Nothing here by an OCI runtime.
const RUNTIME: Option<&str> = None;

/// Sandboxes at work at one time.
const WORKERS: u32 = 10;

/// A configuration with ids that no other test uses, for [`WORKERS`] requests at one time.
fn config(warm: u32) -> Config {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
    Config {
        uid_base: 9_990_000 + (std::process::id() % 100) * 100 + NEXT.fetch_add(1, Ordering::Relaxed) * 20,
        slots: WORKERS + warm,
        warm,
        limits: Limits {
            wall_ms: 20_000,
            ..Limits::default()
        },
        ..Config::new(payload.clone(), payload)
    }
}

fn start(program: &Path, config: Config) -> Result<Remote, SetupError> {
    Remote::start(program, config, |text| panic!("{text}"))
}

fn refused(program: &Path, config: Config) -> SetupError {
    start(program, config).map(|_| ()).unwrap_err()
}

/// What a request hears for which no sandbox could be made.
fn why_none(report: &Report) -> Option<&str> {
    match &report.verdict {
        Verdict::Sandbox {
            limit: Limit::Setup,
            detail,
        } => Some(detail),
        _ => None,
    }
}

fn assert_echoes(remote: &Remote, text: &str) {
    let report = remote.execute(&job(&format!("echo:{text}")));
    assert!(
        matches!(&report.verdict, Verdict::Reply(reply) if reply.output == text),
        "{report:?}"
    );
}

#[test]
fn as_many_open_files_as_the_formula_says_are_enough_and_one_less_is_refused() {
    let config = config(4);
    let needed = open_files::needed(&config);
    let less = Limited::new(&format!("ulimit -n {}", needed - 1));
    let error = refused(&less.0, config.clone());
    assert_eq!(error.step, Step::OpenFiles, "{error}");
    let text = error.to_string();
    let words = [
        needed.to_string(),
        (needed - 1).to_string(),
        "LimitNOFILE=".to_owned(),
    ];
    assert!(words.iter().all(|word| text.contains(word)), "{text}");
    // The soft limit is raised.
    for limits in [format!("ulimit -n {needed}"), "ulimit -S -n 16".to_owned()] {
        let program = Limited::new(&limits);
        let remote = start(&program.0, config.clone()).unwrap();
        wait_until("the pool does not fill", &|| {
            remote.pool_state().unwrap().warm == config.warm as usize
        });
        let descriptors = PathBuf::from(format!("/proc/{}/fd", remote.pid().unwrap()));
        std::thread::scope(|scope| {
            let asked: Vec<_> = (0..WORKERS)
                .map(|_| scope.spawn(|| remote.execute(&job("sleep:300"))))
                .collect();
            for asked in asked {
                let open = std::fs::read_dir(&descriptors).unwrap().count() as u64;
                assert!(open <= needed, "{open} files are open, and {needed} at most");
                let report = asked.join().unwrap();
                assert!(
                    matches!(report.verdict, Verdict::Reply(_)),
                    "{limits}: {report:?}"
                );
            }
        });
        assert_eq!(remote.pool_state().unwrap().failures, 0);
        assert_eq!(remote.starts(), 1);
    }
}

#[test]
fn a_job_for_which_there_is_no_descriptor_fails_alone() {
    let config = config(2);
    let uids = config.uid_base..config.uid_base + config.slots;
    let remote = start(Path::new(env!("CARGO_BIN_EXE_playground-spawner")), config).unwrap();
    wait_until("the pool does not fill", &|| {
        remote.pool_state().unwrap().warm == 2
    });
    let pid = remote.pid().unwrap();
    let allow = |files| {
        let limit = libc::rlimit {
            rlim_cur: files,
            rlim_max: 4096,
        };
        let pid = libc::pid_t::try_from(pid).unwrap();
        // SAFETY: `limit` is valid, and nothing is to be told; the process is this test's own child.
        let done = unsafe { libc::prlimit(pid, libc::RLIMIT_NOFILE, &limit, std::ptr::null_mut()) };
        assert_eq!(done, 0);
    };
    allow(0);
    for _ in 0..3 {
        let report = remote.execute(&job("echo:x"));
        let why = why_none(&report).unwrap_or_else(|| panic!("{report:?}"));
        assert!(why.contains("LimitNOFILE="), "{why}");
    }
    allow(4096);
    assert_echoes(&remote, "y");
    assert_eq!((remote.starts(), remote.pid()), (1, Some(pid)));
    drop(remote);
    assert_eq!(instances(&format!("i{pid}-")), Vec::<PathBuf>::new());
    assert_eq!(processes_of(uids), Vec::<String>::new());
}

/// A group in which `most` processes and threads may be.
fn few_processes(most: u32) -> Option<TightGroup> {
    let most = most.to_string();
    let files = [("pids.max", most.as_str())];
    TightGroup::new("pids", &files, &files)
}

/// The spawner's first thread, the janitor's, and the workers'.
const THREADS: u32 = 2 + WORKERS;

#[test]
fn a_thread_that_cannot_be_started_is_named_and_nothing_is_left() {
    // None of them, the first worker, and the last.
    for most in [1, 2, THREADS - 1] {
        let Some(group) = few_processes(most) else { return };
        let program = group.spawner();
        let error = refused(&program.0, config(0));
        assert_eq!(
            (error.step, error.errno),
            (Step::Threads, libc::EAGAIN),
            "{error}"
        );
        assert!(error.to_string().contains("pids.max"), "{error}");
        assert!(group.is_free_of_playgrounds(), "{most}: control groups are left");
    }
}

#[test]
fn a_process_that_cannot_be_made_is_no_matter_of_namespaces() {
    let Some(group) = few_processes(THREADS) else {
        return;
    };
    let program = group.spawner();
    let remote = start(&program.0, config(0)).unwrap();
    let error = remote.self_test().map(|_| ()).unwrap_err();
    assert_eq!((error.step, error.errno), (Step::Clone, libc::EAGAIN), "{error}");
    let report = remote.execute(&job("echo:x"));
    for text in [
        &error.to_string(),
        why_none(&report).unwrap_or_else(|| panic!("{report:?}")),
    ] {
        assert!(
            text.contains("pids.max") && !text.contains("namespaces enabled"),
            "{text}"
        );
    }
    // One more is one sandbox.
    std::fs::write(group.path().join("pids.max"), (THREADS + 1).to_string()).unwrap();
    assert_echoes(&remote, "y");
    drop(remote);
    assert!(group.is_free_of_playgrounds());
}

/// `CPUQuota=`, `--cpus` or a pod's limit below one core.
#[test]
fn less_than_a_core_for_the_service_is_less_for_each_sandbox() {
    for (quota, period) in [(50_000, 100_000), (7_000, 20_000)] {
        let (quota_text, period_text) = (quota.to_string(), period.to_string());
        let v1 = [
            ("cpu.cfs_period_us", period_text.as_str()),
            ("cpu.cfs_quota_us", quota_text.as_str()),
        ];
        let max = format!("{quota} {period}");
        let Some(group) = TightGroup::new("cpu", &v1, &[("cpu.max", &max)]) else {
            return;
        };
        let program = group.spawner();
        let config = config(2);
        let remote = start(&program.0, config).unwrap();
        wait_until("the pool does not fill", &|| {
            remote.pool_state().unwrap().warm == 2
        });
        let instances = instances(&format!("i{}-", remote.pid().unwrap()));
        let ours = instances
            .iter()
            .find(|path| path.starts_with(group.path()))
            .unwrap();
        let entries = std::fs::read_dir(ours)
            .unwrap()
            .flatten()
            .map(|entry| entry.path());
        let sandboxes: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
        // On version 2 the kernel holds the smallest share on the way up whatever a group has.
        if group.path().join("cpu.cfs_quota_us").exists() {
            for sandbox in &sandboxes {
                let own = std::fs::read_to_string(sandbox.join("cpu.cfs_quota_us")).unwrap();
                assert_eq!(own.trim(), quota_text);
            }
        }
        assert!(sandboxes.len() >= 2, "{sandboxes:?}");
        assert_echoes(&remote, "x");
        drop(remote);
        assert!(group.is_free_of_playgrounds());
    }
}
