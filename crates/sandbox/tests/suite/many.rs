//! Sandboxes side by side: what no two of them share at one time, and how many there may be.

use super::common::{MANY, Stand, own_uid, unused_uid};
use super::host::{job, wait_until};
use super::waiting::{at_work, name};
use crate::RUNTIME;
use playground_sandbox::{Config, Factory, Limit, Limits, Report, Verdict};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How many must be at work at one time: those of a runtime take so long to make that the first would run out of time.
const AT_ONCE: usize = if RUNTIME.is_some() { 16 } else { MANY as usize };

/// The longest there is, as programs here wait for a test.
const WALL_MS: u64 = *Limits::WALL_MS.end();

fn is_reply(report: &Report, output: &str) -> bool {
    matches!(&report.verdict, Verdict::Reply(reply) if reply.output == output)
}

#[test]
fn a_hundred_sandboxes_at_once_share_nothing() {
    let count = MANY as usize;
    let stand = Stand::many(Limits {
        wall_ms: WALL_MS,
        cpu_ms: 3_000,
        memory_bytes: 48 << 20,
        tmpfs_bytes: 8 << 20,
        ..Limits::default()
    });
    let name = name("hundred");
    let attack = format!("wait:{name}");
    let ended = AtomicUsize::new(0);
    let reports: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count)
            .map(|_| {
                scope.spawn(|| {
                    let report = stand.factory.run_one(&job(&attack));
                    ended.fetch_add(1, Ordering::Relaxed);
                    report
                })
            })
            .collect();
        // Nobody is let go on before all are there: those seen were all at work at the time of the last look.
        wait_until("they are not at work together", &|| {
            at_work(&name).len() >= AT_ONCE
        });
        let together = at_work(&name);
        let users: BTreeSet<u32> = together.iter().map(|one| one.uid).collect();
        let groups: BTreeSet<&str> = together.iter().map(|one| one.groups.as_str()).collect();
        // An ordinary user has no other ids to give.
        let wanted = if own_uid() == 0 { together.len() } else { 1 };
        assert_eq!((users.len(), groups.len()), (wanted, together.len()));
        while ended.load(Ordering::Relaxed) < count {
            at_work(&name).iter().for_each(|one| one.release());
            std::thread::sleep(Duration::from_millis(20));
        }
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let ids: BTreeSet<u64> = reports.iter().map(|one| one.sandbox_id).collect();
    let groups: BTreeSet<&str> = reports.iter().map(|one| one.cgroup.as_str()).collect();
    assert_eq!((ids.len(), groups.len()), (count, count));
    for report in &reports {
        assert!(is_reply(report, "released"), "{report:?}");
        stand.assert_nothing_left(report);
    }
}

/// A factory for one sandbox at a time, and the id of that one.
fn one_at_a_time() -> (Factory, u32) {
    let payload = PathBuf::from(env!("CARGO_BIN_EXE_sandbox-payload"));
    let uid = unused_uid();
    let config = Config {
        slots: 1,
        uid_base: uid,
        oci_runtime: RUNTIME.map(PathBuf::from),
        limits: Limits {
            wall_ms: WALL_MS,
            ..Limits::default()
        },
        ..Config::new(payload.clone(), payload)
    };
    (Factory::new(config).unwrap(), uid)
}

#[test]
fn more_sandboxes_than_slots_are_refused() {
    let (factory, _) = one_at_a_time();
    let name = name("slots");
    std::thread::scope(|scope| {
        let first = scope.spawn(|| factory.run_one(&job(&format!("wait:{name}"))));
        wait_until("the first is not at work", &|| !at_work(&name).is_empty());
        let second = factory.run_one(&job("echo:x"));
        at_work(&name).iter().for_each(|one| one.release());
        assert_eq!(second.verdict.limit(), Some(Limit::Setup), "{second:?}");
        let first = first.join().unwrap();
        assert!(is_reply(&first, "released"), "{first:?}");
    });
    let third = factory.run_one(&job("echo:x"));
    assert!(is_reply(&third, "x"), "{third:?}");
}

/// A sandbox is killed with its answer and gone a moment later. Here that moment lasts: somebody else has hold of its
/// process, which keeps its place in the table of processes, and its user, until he lets go.
#[test]
fn a_user_is_given_again_only_when_nothing_runs_as_it() {
    if own_uid() != 0 {
        // Ordinary users may not take hold of such a process, and have one id for all sandboxes.
        return;
    }
    let (factory, uid) = one_at_a_time();
    let name = name("held");
    let (first, held, mut holder) = std::thread::scope(|scope| {
        let first = scope.spawn(|| factory.run_one(&job(&format!("wait:{name}"))));
        wait_until("the first is not at work", &|| !at_work(&name).is_empty());
        let waiting = at_work(&name);
        let mut holder = Command::new(env!("CARGO_BIN_EXE_sandbox-payload"))
            .args(["hold", &waiting[0].pid.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(holder.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        waiting[0].release();
        assert_eq!(line, "held\n");
        (first.join().unwrap(), waiting[0].pid, holder)
    });
    assert!(is_reply(&first, "released"), "{first:?}");
    let second = factory.run_one(&job("echo:x"));
    let still = std::fs::read_to_string(format!("/proc/{held}/status")).unwrap_or_default();
    // The end of its input.
    drop(holder.stdin.take());
    holder.wait().unwrap();
    assert_eq!(second.verdict.limit(), Some(Limit::Setup), "{second:?}");
    assert!(still.contains(&format!("Uid:\t{uid}\t")), "{still}");
    wait_until("it is never given again", &|| {
        is_reply(&factory.run_one(&job("echo:x")), "x")
    });
}
