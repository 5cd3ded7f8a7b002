//! The real runner in warm sandboxes: its engine is warmed and the compiler waits before the job is there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use playground_protocol::{Emit, ErrorType, Job, Outcome, SyntaxMode, Task};
use playground_sandbox::{Config, Factory, Limit, Limits, Report, Verdict};
use std::path::PathBuf;
use std::time::{Duration, Instant};

const WARM: u32 = 2;

fn factory() -> Factory {
    let runner = PathBuf::from(env!("CARGO_BIN_EXE_playground-runner"));
    let compiler = PathBuf::from(env!("CARGO_BIN_EXE_fake-twilightc"));
    let config = Config {
        uid_base: 1_800_000_000 + (std::process::id() % 40_000) * 1_000,
        slots: 16,
        warm: WARM,
        // The machine may be busy with other tests: only CPU time runs out here.
        limits: Limits {
            wall_ms: 60_000,
            cpu_ms: 1_000,
            ..Limits::default()
        },
        ..Config::new(runner, compiler)
    };
    Factory::new(config).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs `code` in a sandbox that had time to get warm.
fn report(factory: &Factory, code: &str) -> Report {
    let deadline = Instant::now() + Duration::from_secs(20);
    while factory.pool_state().warm < WARM as usize {
        assert!(Instant::now() < deadline, "{:?}", factory.pool_state());
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(200));
    let task = Task::Compile {
        emit: Emit::default(),
    };
    let report = factory.run_one(&Job::new(code.to_owned(), SyntaxMode::Native, task));
    assert!(report.warm, "{code}: {report:?}");
    report
}

/// The outcome of a reply, and its messages.
fn reply(report: Report) -> (Outcome, Vec<String>) {
    match report.verdict {
        Verdict::Reply(reply) => {
            let messages = reply.diagnostics.iter().map(|one| one.message.clone());
            (reply.outcome, messages.collect())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_waiting_compiler_behaves_as_one_that_is_started() {
    let factory = factory();
    for (code, message) in [
        ("good", None),
        ("surroundings", Some("3 descriptors, 0 variables")),
        ("forged-reply", Some("0 written")),
    ] {
        let (outcome, messages) = reply(report(&factory, code));
        assert!(matches!(outcome, Outcome::Compiled(_)), "{code}: {outcome:?}");
        assert_eq!(messages, Vec::from_iter(message), "{code}");
    }
    let (outcome, messages) = reply(report(&factory, "error"));
    let refused = Outcome::Failed {
        error_type: ErrorType::Compilation,
        revert_message: None,
    };
    assert_eq!((outcome, messages), (refused, vec!["Bad.".to_owned()]));
    let verdict = report(&factory, "flood-stdout").verdict;
    assert_eq!(verdict.limit(), Some(Limit::Output), "{verdict:?}");
    let verdict = report(&factory, "spin").verdict;
    assert_eq!(verdict, Verdict::Timeout { limit: Limit::Cpu });
    let verdict = report(&factory, "abort").verdict;
    assert!(
        matches!(&verdict, Verdict::Internal { detail } if detail.contains("signal 6")),
        "{verdict:?}"
    );
    let state = factory.pool_state();
    assert_eq!(
        (state.discarded, state.failures),
        (0, 0),
        "something warm had ended"
    );
}
