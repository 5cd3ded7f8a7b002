//! The JSON of spec 17 §2.3 and the `Server-Timing` header, made from one [`ExecReport`].
//!
//! Field names and order are the specification's. What the supervisor saw stays in the log.

use std::fmt::Write as _;
use std::time::Duration;

mod more;

use playground_protocol::{Compiled, Diagnostic, ErrorType, Outcome, Reply, ShownEvent, TestResult};
use serde::Serialize;

pub use self::more::{CallAnswer, GasAnswer, More, Shown};
use crate::execute::ExecReport;
use crate::request::Endpoint;

/// Body of an answer to `/run` or `/compile`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A run that ended normally.
    Ran {
        /// `true`.
        success: bool,
        /// Warnings.
        diagnostics: Vec<Diagnostic>,
        /// Printed text.
        output: String,
        /// Emitted events in order.
        events: Vec<ShownEvent>,
        /// DECISION C14 form.
        return_value: String,
        /// Decimal.
        gas_used: String,
        /// What the request asked for beyond specification 17.
        #[serde(flatten)]
        more: More,
    },
    /// A compilation that succeeded.
    Compiled {
        /// `true`.
        success: bool,
        /// Warnings.
        diagnostics: Vec<Diagnostic>,
        /// `wasm_hash`, `wasm_size` and what `emit` asked for.
        #[serde(flatten)]
        compiled: Box<Compiled>,
    },
    /// Tests that ran.
    Tested {
        /// Whether all succeeded.
        success: bool,
        /// Warnings.
        diagnostics: Vec<Diagnostic>,
        /// In source order.
        tests: Vec<TestResult>,
        /// Tests that succeeded.
        passed: usize,
        /// Tests that failed.
        failed: usize,
        /// Tests that `filter` left out.
        filtered_out: u64,
    },
    /// A program that was refused or failed.
    Failed {
        /// `false`.
        success: bool,
        /// Errors and warnings.
        diagnostics: Vec<Diagnostic>,
        /// The class of failure.
        error_type: ErrorType,
        /// Present exactly for `RuntimeRevert`.
        #[serde(skip_serializing_if = "Option::is_none")]
        revert_message: Option<String>,
        /// `/run`: what was printed, emitted and used up to the failure (DECISION C16).
        #[serde(flatten)]
        partial: Option<Partial>,
        /// What the request asked for beyond specification 17.
        #[serde(flatten)]
        more: More,
    },
}

/// What a failed run had done before it failed.
#[derive(Debug, Serialize)]
pub struct Partial {
    /// Printed text.
    pub output: String,
    /// Emitted events in order.
    pub events: Vec<ShownEvent>,
    /// Decimal; `"0"` where nothing ran, absent where the sandbox died with the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gas_used: Option<String>,
}

impl Answer {
    /// The answer of `endpoint` for `reply`.
    pub fn new(endpoint: Endpoint, reply: Reply) -> Self {
        Self::shown(endpoint, reply, Shown::default())
    }

    /// As [`Self::new`], with what `shown` says beyond specification 17.
    pub fn shown(endpoint: Endpoint, reply: Reply, shown: Shown) -> Self {
        let (reply, more) = more::unfold(reply, shown);
        let Reply {
            outcome,
            diagnostics,
            output,
            events,
            gas_used,
            stages: _,
        } = reply;
        let events = more
            .events
            .unwrap_or_else(|| events.into_iter().map(ShownEvent::raw).collect());
        let more = more.fields;
        let (error_type, revert_message) = match (outcome, endpoint) {
            (Outcome::Returned { return_value }, Endpoint::Run) => {
                let gas_used = gas_used.unwrap_or(0).to_string();
                return Self::Ran {
                    success: true,
                    diagnostics,
                    output,
                    events,
                    return_value,
                    gas_used,
                    more,
                };
            }
            (Outcome::Compiled(compiled), Endpoint::Compile) => {
                return Self::Compiled {
                    success: true,
                    diagnostics,
                    compiled,
                };
            }
            (Outcome::Tested(tested), Endpoint::Test) => {
                let passed = tested.tests.iter().filter(|test| test.success).count();
                let failed = tested.tests.len() - passed;
                return Self::Tested {
                    success: failed == 0,
                    diagnostics,
                    tests: tested.tests,
                    passed,
                    failed,
                    filtered_out: tested.filtered_out,
                };
            }
            (
                Outcome::Failed {
                    error_type,
                    revert_message,
                },
                _,
            ) => (error_type, revert_message),
            // The reply comes out of the sandbox: an answer to another question is no answer.
            (
                Outcome::Returned { .. } | Outcome::Compiled(_) | Outcome::Simulated(_) | Outcome::Tested(_),
                _,
            ) => (ErrorType::InternalError, None),
        };
        let revert_message =
            (error_type == ErrorType::RuntimeRevert).then(|| revert_message.unwrap_or_default());
        let partial = (endpoint == Endpoint::Run).then(|| {
            let gas_used = match error_type {
                ErrorType::Compilation => Some(gas_used.unwrap_or(0)),
                _ => gas_used,
            };
            Partial {
                output,
                events,
                gas_used: gas_used.map(|gas| gas.to_string()),
            }
        });
        Self::Failed {
            success: false,
            diagnostics,
            error_type,
            revert_message,
            partial,
            more,
        }
    }

    /// The class of failure; nothing where the program did what was asked.
    pub const fn error_type(&self) -> Option<ErrorType> {
        match self {
            Self::Ran { .. } | Self::Compiled { .. } | Self::Tested { .. } => None,
            Self::Failed { error_type, .. } => Some(*error_type),
        }
    }

    /// One word for the log: `success`, `TestsFailed` or the error type.
    pub const fn outcome(&self) -> &'static str {
        match self {
            Self::Tested { success: false, .. } => "TestsFailed",
            Self::Ran { .. } | Self::Compiled { .. } | Self::Tested { .. } => "success",
            Self::Failed { error_type, .. } => error_name(*error_type),
        }
    }
}

/// The name of `error_type` in responses.
pub const fn error_name(error_type: ErrorType) -> &'static str {
    match error_type {
        ErrorType::Compilation => "Compilation",
        ErrorType::RuntimeRevert => "RuntimeRevert",
        ErrorType::RuntimePanic => "RuntimePanic",
        ErrorType::OutOfGas => "OutOfGas",
        ErrorType::Timeout => "Timeout",
        ErrorType::SandboxError => "SandboxError",
        ErrorType::InternalError => "InternalError",
    }
}

/// Value of the `Server-Timing` header: milliseconds of each stage, in the order they happen.
pub fn server_timing(waited: Duration, report: &ExecReport) -> String {
    let stages = report.reply.stages;
    let micros = [
        ("queue", u64::try_from(waited.as_micros()).unwrap_or(u64::MAX)),
        ("sandbox", report.create_us),
        ("compile", stages.compile_us),
        ("instantiate", stages.instantiate_us),
        ("run", stages.run_us),
    ];
    let mut header = String::new();
    for (index, (name, micros)) in micros.into_iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(header, "{comma}{name};dur={}.{:03}", micros / 1000, micros % 1000);
    }
    header
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::execute::SandboxFacts;
    use playground_protocol::Event;
    use playground_protocol::{Severity, StageTimes};
    use serde_json::json;

    fn reply(outcome: Outcome) -> Reply {
        Reply {
            outcome,
            diagnostics: vec![Diagnostic {
                severity: Severity::Warning,
                code: String::new(),
                message: "A warning.".to_owned(),
                span: None,
                labels: Vec::new(),
                help: Vec::new(),
            }],
            output: "out".to_owned(),
            events: vec![Event {
                address: "0x01".to_owned(),
                topics: vec!["0x02".to_owned()],
                data: "0x".to_owned(),
            }],
            gas_used: Some(u64::MAX),
            stages: StageTimes {
                compile_us: 1_234,
                instantiate_us: 5,
                run_us: 60_000_007,
            },
        }
    }

    fn text(endpoint: Endpoint, reply: Reply) -> String {
        serde_json::to_string(&Answer::new(endpoint, reply)).unwrap()
    }

    const WARNING: &str = r#""diagnostics":[{"severity":"warning","message":"A warning."}]"#;
    const PARTIAL: &str = r#""output":"out","events":[{"address":"0x01","topics":["0x02"],"data":"0x"}]"#;

    #[test]
    fn spec_17_2_3_run_success() {
        assert_eq!(
            text(
                Endpoint::Run,
                reply(Outcome::Returned {
                    return_value: "42".to_owned()
                })
            ),
            format!(
                r#"{{"success":true,{WARNING},{PARTIAL},"return_value":"42","gas_used":"18446744073709551615"}}"#
            )
        );
    }

    #[test]
    fn spec_17_2_3_failures_of_every_type() {
        for (error_type, name) in [
            (ErrorType::Compilation, "Compilation"),
            (ErrorType::RuntimeRevert, "RuntimeRevert"),
            (ErrorType::RuntimePanic, "RuntimePanic"),
            (ErrorType::OutOfGas, "OutOfGas"),
            (ErrorType::Timeout, "Timeout"),
            (ErrorType::SandboxError, "SandboxError"),
            (ErrorType::InternalError, "InternalError"),
        ] {
            let is_revert = error_type == ErrorType::RuntimeRevert;
            // A message beside another type than RuntimeRevert is dropped.
            let outcome = Outcome::Failed {
                error_type,
                revert_message: Some("why".to_owned()),
            };
            let message = if is_revert {
                r#","revert_message":"why""#
            } else {
                ""
            };
            let head = format!(r#"{{"success":false,{WARNING},"error_type":"{name}"{message}"#);
            assert_eq!(
                text(Endpoint::Run, reply(outcome.clone())),
                format!(r#"{head},{PARTIAL},"gas_used":"18446744073709551615"}}"#)
            );
            assert_eq!(text(Endpoint::Compile, reply(outcome)), format!("{head}}}"));

            let mut nothing = reply(Outcome::Failed {
                error_type,
                revert_message: None,
            });
            nothing.gas_used = None;
            let value = serde_json::to_value(Answer::new(Endpoint::Run, nothing)).unwrap();
            let gas = (error_type == ErrorType::Compilation).then(|| json!("0"));
            assert_eq!(value.get("gas_used"), gas.as_ref(), "{name}");
            let message = is_revert.then(|| json!(""));
            assert_eq!(value.get("revert_message"), message.as_ref(), "{name}");
        }
    }

    #[test]
    fn compile_success_carries_what_was_asked_for() {
        let compiled = Compiled {
            wasm_hash: "0xab".to_owned(),
            wasm_size: 7,
            ..Compiled::default()
        };
        assert_eq!(
            text(
                Endpoint::Compile,
                reply(Outcome::Compiled(Box::new(compiled.clone())))
            ),
            format!(r#"{{"success":true,{WARNING},"wasm_hash":"0xab","wasm_size":7}}"#)
        );
        let full = Compiled {
            tir: Some("t".to_owned()),
            wat: Some("w".to_owned()),
            meta: Some(json!({"m": 1})),
            abi: Some(json!([])),
            ..compiled
        };
        let text = text(Endpoint::Compile, reply(Outcome::Compiled(Box::new(full))));
        assert!(
            text.ends_with(r#""wasm_size":7,"tir":"t","wat":"w","meta":{"m":1},"abi":[]}"#),
            "{text}"
        );
    }

    #[test]
    fn an_answer_to_the_wrong_question_is_an_internal_error() {
        for (endpoint, outcome) in [
            (Endpoint::Run, Outcome::Compiled(Box::default())),
            (
                Endpoint::Compile,
                Outcome::Returned {
                    return_value: String::new(),
                },
            ),
        ] {
            assert_eq!(Answer::new(endpoint, reply(outcome)).outcome(), "InternalError");
        }
    }

    #[test]
    fn server_timing_lists_the_stages_in_milliseconds() {
        let report = ExecReport {
            reply: reply(Outcome::Returned {
                return_value: String::new(),
            }),
            sandbox: SandboxFacts::default(),
            verdict: "reply",
            detail: None,
            create_us: 999,
        };
        assert_eq!(
            server_timing(Duration::from_micros(15), &report),
            "queue;dur=0.015, sandbox;dur=0.999, compile;dur=1.234, instantiate;dur=0.005, run;dur=60000.007"
        );
    }
}
