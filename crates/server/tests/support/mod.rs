//! An executor made of a closure, and the service around it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use playground_protocol::{
    Call, CallReport, CallResult, Compiled, ErrorType, Job, Outcome, Reply, Simulated, StageTimes, Task,
};
use playground_sandbox::Caller;
use playground_server::admission::Admission;
use playground_server::cors::Cors;
use playground_server::execute::{ExecReport, Execute, SandboxFacts};
use playground_server::rate::RateLimiter;
use playground_server::ready::Readiness;
use playground_server::routes::{App, HttpLimits, version_document};

pub struct Fake<F>(pub F);

impl<F: Fn(Job) -> ExecReport + Send + Sync + 'static> Execute for Fake<F> {
    fn execute(&self, job: Job, _caller: &Caller) -> ExecReport {
        (self.0)(job)
    }
}

pub fn report(outcome: Outcome) -> ExecReport {
    ExecReport {
        reply: Reply {
            outcome,
            diagnostics: Vec::new(),
            output: "printed".to_owned(),
            events: Vec::new(),
            gas_used: Some(7),
            stages: StageTimes {
                compile_us: 2_000,
                instantiate_us: 300,
                run_us: 40,
            },
        },
        sandbox: SandboxFacts::default(),
        verdict: "reply",
        detail: None,
        create_us: 1_000,
    }
}

/// Plays programs whose source is the name of the outcome they want.
pub fn actor(job: Job) -> ExecReport {
    let error_type = match job.code.as_str() {
        "Compilation" => ErrorType::Compilation,
        "RuntimeRevert" => ErrorType::RuntimeRevert,
        "RuntimePanic" => ErrorType::RuntimePanic,
        "OutOfGas" => ErrorType::OutOfGas,
        "Timeout" => ErrorType::Timeout,
        "SandboxError" => ErrorType::SandboxError,
        "InternalError" => ErrorType::InternalError,
        "panic" => panic!("the executor's own defect"),
        _ => {
            return report(match job.task {
                Task::Run { .. } => Outcome::Returned {
                    return_value: "42".to_owned(),
                },
                Task::Simulate(simulation) => Outcome::Simulated(Box::new(Simulated {
                    calls: simulation.calls.into_iter().map(played).collect(),
                    ..Simulated::default()
                })),
                Task::Test { .. } => Outcome::Tested(Box::default()),
                Task::Compile { .. } => Outcome::Compiled(Box::new(Compiled {
                    wasm_hash: "0xab".to_owned(),
                    wasm_size: 9,
                    ..Compiled::default()
                })),
            });
        }
    };
    let revert_message = (error_type == ErrorType::RuntimeRevert).then(|| "no".to_owned());
    report(Outcome::Failed {
        error_type,
        revert_message,
    })
}

/// A call that returns 42.
fn played(call: Call) -> CallReport {
    CallReport {
        function: call.function,
        result: CallResult::Returned {
            return_value: "42".to_owned(),
            return_json: serde_json::Value::Null,
        },
        diagnostics: Vec::new(),
        output: String::new(),
        events: Vec::new(),
        gas_used: 7,
        storage: Vec::new(),
    }
}

/// One worker, `queue` places, small limits.
pub fn app(execute: impl Fn(Job) -> ExecReport + Send + Sync + 'static, queue: usize) -> Arc<App> {
    app_of(Arc::new(Fake(execute)), queue)
}

/// As [`app`], around any executor.
pub fn app_of(executor: Arc<dyn Execute>, queue: usize) -> Arc<App> {
    Arc::new(App {
        executor: Arc::clone(&executor),
        admission: Admission::new(1, queue, Duration::from_secs(30)),
        readiness: Readiness::new(executor, Duration::from_secs(60)),
        limits: HttpLimits {
            max_source_bytes: 64,
            body_timeout: Duration::from_millis(300),
        },
        sharing: None,
        answers: None,
        metrics: Arc::default(),
        traces: None,
        rate: RateLimiter::new(0, Vec::new()),
        cors: Cors::default(),
        version: version_document("twilightc 0.0.0-test", false),
        draining: AtomicBool::new(false),
    })
}
