//! What answers show beyond specification 17: calls one by one, decoded events, storage, times.
//!
//! An answer to a request that asks for nothing of it has none of its fields.

use std::collections::BTreeMap;
use std::time::Duration;

use playground_protocol::{
    CallReport, CallResult, Diagnostic, ErrorType, GasProfile, Job, Outcome, Reply, ShownEvent, Simulated,
    StorageEntry, Task,
};
use serde::Serialize;
use serde_json::Value;

use crate::request::Include;

/// What an answer is to show.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    include: Include,
    balances: Option<BTreeMap<String, String>>,
    /// Calls of the job, where it was a simulation.
    calls: Option<usize>,
    /// Whether each call is shown.
    sequence: bool,
    queue: Duration,
    create_us: u64,
}

/// The fields.
#[derive(Debug, Default, Serialize)]
pub struct More {
    /// The deployment before a list of calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment: Option<CallAnswer>,
    /// Each of a list of calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<Vec<CallAnswer>>,
    /// Storage after the deployment and at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage: Option<Vec<StorageEntry>>,
    /// Gas by source line; absent too where the run was too long to be counted by line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gas: Option<GasAnswer>,
    /// Those of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balances: Option<BTreeMap<String, String>>,
    /// Times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
}

/// One call as answers show it.
#[derive(Debug, Serialize)]
pub struct CallAnswer {
    /// `Counter.add`
    pub function: String,
    /// Whether it returned.
    pub success: bool,
    /// Why it failed.
    pub diagnostics: Vec<Diagnostic>,
    /// DECISION C14 form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_value: Option<String>,
    /// The same as typed JSON; absent for a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_json: Option<Value>,
    /// The class of failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_type: Option<ErrorType>,
    /// Present exactly for `RuntimeRevert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revert_message: Option<String>,
    /// Printed text.
    pub output: String,
    /// Emitted events in order.
    pub events: Vec<ShownEvent>,
    /// Decimal.
    pub gas_used: String,
    /// Entries that it changed.
    pub storage: Vec<StorageEntry>,
}

/// Where the gas went.
#[derive(Debug, Serialize)]
pub struct GasAnswer {
    lines: Vec<LineAnswer>,
    other: String,
}

/// A line and its gas.
#[derive(Debug, Serialize)]
struct LineAnswer {
    file: String,
    line: u32,
    gas: String,
}

impl From<GasProfile> for GasAnswer {
    fn from(profile: GasProfile) -> Self {
        let lines = profile.lines.into_iter().map(|line| LineAnswer {
            file: line.file,
            line: line.line,
            gas: line.gas.to_string(),
        });
        Self {
            lines: lines.collect(),
            other: profile.other.to_string(),
        }
    }
}

/// Microseconds of each stage.
#[derive(Debug, Serialize)]
pub struct Stages {
    queue_us: u64,
    sandbox_us: u64,
    compile_us: u64,
    instantiate_us: u64,
    run_us: u64,
}

impl Shown {
    /// For the answer to `job`, whose request asked for `include`.
    pub fn new(job: &Job, include: Include) -> Self {
        let simulation = match &job.task {
            Task::Simulate(simulation) => Some(simulation),
            Task::Run { .. } | Task::Compile { .. } | Task::Test { .. } => None,
        };
        Self {
            include,
            calls: simulation.map(|simulation| simulation.calls.len()),
            sequence: simulation.is_some_and(|simulation| simulation.sequence),
            ..Self::default()
        }
    }

    /// With the balances of the request.
    pub fn with_balances(self, balances: Option<BTreeMap<String, String>>) -> Self {
        Self { balances, ..self }
    }

    /// With the times that only the service knows.
    pub fn timed(self, queue: Duration, create_us: u64) -> Self {
        Self {
            queue,
            create_us,
            ..self
        }
    }
}

/// What [`unfold`] found beside the reply.
pub(super) struct Unfolded {
    /// The events of a simulation, in the reply's place.
    pub events: Option<Vec<ShownEvent>>,
    pub fields: More,
}

/// Brings the reply of a simulation into the form of a run: all output and events in order, the first failure or
/// the last result. The reply comes out of the sandbox: one that does not fit the question is left as it is, which is no
/// answer.
pub(super) fn unfold(mut reply: Reply, shown: Shown) -> (Reply, Unfolded) {
    let mut fields = More {
        stages: shown.include.stages.then(|| Stages {
            queue_us: u64::try_from(shown.queue.as_micros()).unwrap_or(u64::MAX),
            sandbox_us: shown.create_us,
            compile_us: reply.stages.compile_us,
            instantiate_us: reply.stages.instantiate_us,
            run_us: reply.stages.run_us,
        }),
        balances: shown.balances,
        ..More::default()
    };
    let simulated = match (std::mem::replace(&mut reply.outcome, internal()), shown.calls) {
        (Outcome::Simulated(simulated), Some(calls)) if fits(&simulated, calls) => *simulated,
        (outcome @ (Outcome::Failed { .. } | Outcome::Compiled(_) | Outcome::Tested(_)), _)
        | (outcome @ Outcome::Returned { .. }, None) => {
            reply.outcome = outcome;
            return (reply, Unfolded { events: None, fields });
        }
        _ => return (reply, Unfolded { events: None, fields }),
    };
    reply.outcome = outcome(&simulated);
    let mut events = Vec::new();
    for report in simulated.reports() {
        reply.output.push_str(&report.output);
        reply.diagnostics.extend(report.diagnostics.iter().cloned());
        events.extend(report.events.iter().map(|event| ShownEvent {
            event: event.event.clone(),
            decoded: event.decoded.clone().filter(|_| shown.include.decoded_events),
        }));
    }
    if shown.sequence {
        fields.deployment = simulated.deployment.map(CallAnswer::from);
        fields.calls = Some(simulated.calls.into_iter().map(CallAnswer::from).collect());
    }
    if shown.include.gas {
        fields.gas = simulated.gas.map(GasAnswer::from);
    }
    if shown.include.storage {
        fields.storage = Some(simulated.storage);
    }
    let events = Some(events);
    (reply, Unfolded { events, fields })
}

const fn internal() -> Outcome {
    Outcome::Failed {
        error_type: ErrorType::InternalError,
        revert_message: None,
    }
}

/// Whether every call was made, or none because the deployment failed.
fn fits(simulated: &Simulated, calls: usize) -> bool {
    let deployed = simulated
        .deployment
        .as_ref()
        .is_none_or(|report| matches!(report.result, CallResult::Returned { .. }));
    simulated.calls.len() == if deployed { calls } else { 0 }
}

/// The first failure, or the result of the last call.
fn outcome(simulated: &Simulated) -> Outcome {
    let mut last = internal();
    for report in simulated.reports() {
        last = match &report.result {
            CallResult::Failed {
                error_type,
                revert_message,
            } => {
                return Outcome::Failed {
                    error_type: *error_type,
                    revert_message: revert_message.clone(),
                };
            }
            CallResult::Returned { return_value, .. } => Outcome::Returned {
                return_value: return_value.clone(),
            },
        };
    }
    last
}

impl From<CallReport> for CallAnswer {
    fn from(report: CallReport) -> Self {
        let mut answer = Self {
            function: report.function,
            success: false,
            diagnostics: report.diagnostics,
            return_value: None,
            return_json: None,
            error_type: None,
            revert_message: None,
            output: report.output,
            events: report.events,
            gas_used: report.gas_used.to_string(),
            storage: report.storage,
        };
        match report.result {
            CallResult::Returned {
                return_value,
                return_json,
            } => {
                answer.success = true;
                answer.return_value = Some(return_value);
                answer.return_json = Some(return_json);
            }
            CallResult::Failed {
                error_type,
                revert_message,
            } => {
                answer.error_type = Some(error_type);
                answer.revert_message =
                    (error_type == ErrorType::RuntimeRevert).then(|| revert_message.unwrap_or_default());
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use playground_protocol::{Event, EventView, LineGas, StageTimes};
    use serde_json::json;

    use super::*;
    use crate::request::{Endpoint, read};
    use crate::response::Answer;

    fn shown(body: &str) -> Shown {
        let parsed = read(Endpoint::Run, body.as_bytes(), 1_000).unwrap();
        Shown::new(&parsed.job, parsed.include).timed(Duration::from_micros(5), 6)
    }

    fn report(name: &str, result: CallResult) -> CallReport {
        CallReport {
            function: name.to_owned(),
            result,
            diagnostics: Vec::new(),
            output: format!("{name}."),
            events: vec![ShownEvent {
                event: Event {
                    address: "0x01".to_owned(),
                    topics: Vec::new(),
                    data: name.to_owned(),
                },
                decoded: Some(EventView {
                    name: "E".to_owned(),
                    signature: "E()".to_owned(),
                    args: Vec::new(),
                }),
            }],
            gas_used: 3,
            storage: Vec::new(),
        }
    }

    fn returned(value: &str) -> CallResult {
        CallResult::Returned {
            return_value: value.to_owned(),
            return_json: json!(value),
        }
    }

    fn reverted() -> CallResult {
        CallResult::Failed {
            error_type: ErrorType::RuntimeRevert,
            revert_message: Some("no".to_owned()),
        }
    }

    fn answer(body: &str, deployment: Option<CallReport>, calls: Vec<CallReport>) -> Value {
        let reply = Reply {
            outcome: Outcome::Simulated(Box::new(Simulated {
                deployment,
                calls,
                storage: Vec::new(),
                gas: Some(GasProfile {
                    lines: vec![LineGas {
                        file: "src/main.twl".to_owned(),
                        line: 3,
                        gas: u64::MAX,
                    }],
                    other: 1,
                }),
            })),
            diagnostics: Vec::new(),
            output: String::new(),
            events: Vec::new(),
            gas_used: Some(9),
            stages: StageTimes {
                compile_us: 7,
                instantiate_us: 8,
                run_us: 9,
            },
        };
        serde_json::to_value(Answer::shown(Endpoint::Run, reply, shown(body))).unwrap()
    }

    #[test]
    fn one_call_with_arguments_has_the_form_of_a_run() {
        let calls = || vec![report("call", returned("1"))];
        let deployed = || Some(report("init", returned("()")));
        let event = |name: &str| json!({"address": "0x01", "topics": [], "data": name});
        let plain = json!({
            "success": true, "diagnostics": [], "output": "init.call.", "events": [event("init"), event("call")],
            "return_value": "1", "gas_used": "9",
        });
        assert_eq!(answer(r#"{"code":"x","args":[1]}"#, deployed(), calls()), plain);
        let body = r#"{"code":"x","include":["decoded_events","gas","storage","stages"]}"#;
        let full = answer(body, deployed(), calls());
        assert_eq!(
            full["events"][1]["decoded"],
            json!({"name": "E", "signature": "E()", "args": []})
        );
        assert_eq!(full["storage"], json!([]));
        // Numbers of 64 bits as text; and not where nobody has asked, as `plain` shows.
        let line = json!({"file": "src/main.twl", "line": 3, "gas": "18446744073709551615"});
        assert_eq!(full["gas"], json!({"lines": [line], "other": "1"}));
        let stages =
            json!({"queue_us": 5, "sandbox_us": 6, "compile_us": 7, "instantiate_us": 8, "run_us": 9});
        assert_eq!(full["stages"], stages);
        assert_eq!((full.get("calls"), full.get("deployment")), (None, None));
        let failed = answer(
            r#"{"code":"x","args":[1]}"#,
            Some(report("init", reverted())),
            Vec::new(),
        );
        assert_eq!(
            (
                &failed["success"],
                &failed["error_type"],
                &failed["revert_message"],
                &failed["output"]
            ),
            (
                &json!(false),
                &json!("RuntimeRevert"),
                &json!("no"),
                &json!("init.")
            )
        );
    }

    #[test]
    fn each_of_a_list_of_calls_is_shown() {
        let body = r#"{"code":"x","calls":[{"function":"a"},{"function":"b"},{"function":"c"}]}"#;
        let calls = vec![
            report("a", returned("1")),
            report("b", reverted()),
            report("c", returned("3")),
        ];
        let answer = answer(body, None, calls);
        assert_eq!(
            (&answer["success"], &answer["error_type"]),
            (&json!(false), &json!("RuntimeRevert"))
        );
        assert_eq!(answer["output"], "a.b.c.");
        let calls = answer["calls"].as_array().unwrap();
        assert_eq!(calls.len(), 3);
        assert_eq!(
            calls[1],
            json!({
                "function": "b", "success": false, "diagnostics": [], "error_type": "RuntimeRevert", "revert_message": "no",
                "output": "b.", "gas_used": "3", "storage": [],
                "events": [{"address": "0x01", "topics": [], "data": "b", "decoded": {"name": "E", "signature": "E()", "args": []}}],
            })
        );
        assert_eq!(
            (&calls[2]["return_value"], &calls[2]["return_json"]),
            (&json!("3"), &json!("3"))
        );
        assert_eq!(answer.get("storage"), None);
    }

    #[test]
    fn a_reply_that_does_not_fit_is_no_answer() {
        let is_internal = |answer: &Value| assert_eq!(answer["error_type"], "InternalError", "{answer}");
        // Too few calls, too many, calls after a failed deployment, calls that nobody asked for.
        let two = r#"{"code":"x","calls":[{"function":"a"},{"function":"b"}]}"#;
        is_internal(&answer(two, None, vec![report("a", returned("1"))]));
        is_internal(&answer(
            r#"{"code":"x","args":[]}"#,
            None,
            vec![report("a", returned("1")), report("b", returned("1"))],
        ));
        is_internal(&answer(
            r#"{"code":"x","args":[]}"#,
            Some(report("i", reverted())),
            vec![report("a", returned("1"))],
        ));
        is_internal(&answer(r#"{"code":"x"}"#, None, vec![report("a", returned("1"))]));
        is_internal(&answer(r#"{"code":"x","args":[]}"#, None, Vec::new()));
        let reply = Reply {
            outcome: Outcome::Returned {
                return_value: "1".to_owned(),
            },
            diagnostics: Vec::new(),
            output: String::new(),
            events: Vec::new(),
            gas_used: None,
            stages: StageTimes::default(),
        };
        is_internal(&serde_json::to_value(Answer::shown(Endpoint::Run, reply, shown(two))).unwrap());
    }
}
