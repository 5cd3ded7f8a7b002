//! From what was seen outside to what the user is told.
//!
//! [`judge`] weighs the evidence in one fixed order; [`Verdict::into_reply`] puts the verdict into the
//! words of spec 17. Must never let a reply from inside overrule what was observed from outside, and
//! must never tell the user about the host.

use crate::error::SetupError;
use crate::limits::Limits;
use crate::sys::Exit;
use playground_protocol::{Diagnostic, ErrorType, Outcome, Reply, Severity, StageTimes};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A diagnostic whose `code` is this and a limit's name says which limit ended a request.
pub const LIMIT_CODE_PREFIX: &str = "limit:";

/// Code of a diagnostic in which the runner tells the service of a defect; it is logged and never shown.
pub const INTERNAL_CODE: &str = "internal";

/// Which limit ended a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// The sandbox could not be made.
    Setup,
    /// Wall-clock time.
    Wall,
    /// CPU time.
    Cpu,
    /// Memory, temporary files included.
    Memory,
    /// A system call outside the policy.
    Syscall,
    /// Bytes of a reply or of the compiler's messages.
    Output,
    /// An artefact that is too large, or is no regular file.
    Artefact,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Self; 7] = [
        Self::Setup,
        Self::Wall,
        Self::Cpu,
        Self::Memory,
        Self::Syscall,
        Self::Output,
        Self::Artefact,
    ];

    /// Machine-readable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Wall => "wall",
            Self::Cpu => "cpu",
            Self::Memory => "memory",
            Self::Syscall => "syscall",
            Self::Output => "output",
            Self::Artefact => "artefact",
        }
    }

    /// The code of a diagnostic about this limit.
    pub fn code(self) -> String {
        format!("{LIMIT_CODE_PREFIX}{}", self.name())
    }

    /// The limit that a diagnostic's code names.
    pub fn from_code(code: &str) -> Option<Self> {
        let name = code.strip_prefix(LIMIT_CODE_PREFIX)?;
        Self::ALL.into_iter().find(|limit| limit.name() == name)
    }
}

/// What came of one sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A valid reply: the language's own verdict.
    Reply(Box<Reply>),
    /// A time limit passed.
    Timeout {
        /// [`Limit::Wall`] or [`Limit::Cpu`].
        limit: Limit,
    },
    /// Another limit ended it, or it could not be made.
    Sandbox {
        /// Which one.
        limit: Limit,
        /// For the log, never for the user.
        detail: String,
    },
    /// A defect of the service, the runner or the compiler.
    Internal {
        /// For the log, never for the user.
        detail: String,
    },
    /// Nobody waited for the answer any more, and the sandbox was destroyed.
    Abandoned,
}

/// What the supervisor saw of one sandbox, before anybody looks at what came out of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    /// The caller left and the sandbox was killed for it.
    pub(crate) caller_left: bool,
    pub(crate) setup: Option<SetupError>,
    /// The wall deadline passed and the sandbox was killed for it.
    pub(crate) wall_expired: bool,
    pub(crate) oom_kills: u64,
    pub(crate) cpu_used: Duration,
    /// The CPU limit passed and the sandbox was killed for it.
    pub(crate) cpu_expired: bool,
    /// How the first process ended, where it did so by itself.
    pub(crate) exit: Option<Exit>,
    /// The reply was longer than the limit.
    pub(crate) reply_too_long: bool,
    /// The supervisor itself failed to watch, or the reply ended before its end.
    pub(crate) failure: Option<String>,
}

/// Weighs the evidence, and last the reply, or why it is none, where something came; the order is the point.
pub(crate) fn judge(evidence: Evidence, reply: Option<Result<Reply, String>>, limits: &Limits) -> Verdict {
    let sandbox = |limit, detail: String| Verdict::Sandbox { limit, detail };
    if evidence.caller_left {
        return Verdict::Abandoned;
    }
    if let Some(error) = evidence.setup {
        return sandbox(Limit::Setup, error.to_string());
    }
    if evidence.wall_expired {
        return Verdict::Timeout { limit: Limit::Wall };
    }
    if evidence.oom_kills > 0 {
        let detail = format!(
            "The kernel killed {} process(es) for lack of memory.",
            evidence.oom_kills
        );
        return sandbox(Limit::Memory, detail);
    }
    let reached_rlimit = evidence.cpu_used >= limits.cpu()
        && matches!(evidence.exit, Some(Exit::Signal(libc::SIGKILL | libc::SIGXCPU)));
    if evidence.cpu_expired || reached_rlimit {
        return Verdict::Timeout { limit: Limit::Cpu };
    }
    if evidence.exit == Some(Exit::Signal(libc::SIGSYS)) {
        return sandbox(
            Limit::Syscall,
            "The runner made a forbidden system call (SIGSYS).".to_owned(),
        );
    }
    if evidence.reply_too_long {
        let detail = format!("The reply is longer than {} bytes.", limits.reply_bytes);
        return sandbox(Limit::Output, detail);
    }
    if let Some(detail) = evidence.failure {
        return Verdict::Internal { detail };
    }
    match (reply, evidence.exit) {
        (Some(Ok(reply)), _) => of_reply(reply),
        (Some(Err(detail)), _) => Verdict::Internal { detail },
        (None, Some(Exit::Signal(signal))) => Verdict::Internal {
            detail: format!("The runner died of signal {signal} without a reply."),
        },
        (None, Some(Exit::Code(code))) => Verdict::Internal {
            detail: format!("The runner exited with code {code} without a reply."),
        },
        (None, None) => Verdict::Internal {
            detail: "The runner closed its socket without a reply.".to_owned(),
        },
    }
}

/// The runner sees the end of the compiler, which the supervisor cannot: limits and defects it names stand.
/// Its own word is the last; the compiler's come before.
fn of_reply(reply: Reply) -> Verdict {
    let Outcome::Failed { error_type, .. } = &reply.outcome else {
        return Verdict::Reply(Box::new(reply));
    };
    match error_type {
        ErrorType::SandboxError => {
            let named = reply
                .diagnostics
                .iter()
                .rev()
                .find_map(|one| Some((Limit::from_code(&one.code)?, one.message.clone())));
            if let Some((limit, detail)) = named {
                return Verdict::Sandbox { limit, detail };
            }
        }
        ErrorType::InternalError => {
            if let Some(one) = reply.diagnostics.iter().rfind(|one| one.code == INTERNAL_CODE) {
                return Verdict::Internal {
                    detail: one.message.clone(),
                };
            }
        }
        _ => {}
    }
    Verdict::Reply(Box::new(reply))
}

impl Verdict {
    /// The limit that ended the request, where one did.
    pub fn limit(&self) -> Option<Limit> {
        match self {
            Self::Timeout { limit } | Self::Sandbox { limit, .. } => Some(*limit),
            Self::Reply(_) | Self::Internal { .. } | Self::Abandoned => None,
        }
    }

    /// The answer for the user, with a sentence where the sandbox decided. `limits` are those in force.
    pub fn into_reply(self, limits: &Limits) -> Reply {
        let (error_type, limit, message) = match self {
            Self::Reply(reply) => return *reply,
            Self::Timeout { limit } => (ErrorType::Timeout, Some(limit), sentence(limit, limits)),
            Self::Sandbox { limit, .. } => (ErrorType::SandboxError, Some(limit), sentence(limit, limits)),
            Self::Internal { .. } => (
                ErrorType::InternalError,
                None,
                "The playground failed on this request; this is a defect of the playground, not of your \
                 program. Please report it with the request's id."
                    .to_owned(),
            ),
            // For nobody.
            Self::Abandoned => (
                ErrorType::InternalError,
                None,
                "The request was abandoned by its client.".to_owned(),
            ),
        };
        Reply {
            outcome: Outcome::Failed {
                error_type,
                revert_message: None,
            },
            diagnostics: vec![Diagnostic {
                severity: Severity::Error,
                code: limit.map(Limit::code).unwrap_or_default(),
                message,
                span: None,
                labels: Vec::new(),
                help: Vec::new(),
            }],
            output: String::new(),
            events: Vec::new(),
            gas_used: None,
            stages: StageTimes::default(),
        }
    }
}

fn sentence(limit: Limit, limits: &Limits) -> String {
    let mib = limits.memory_bytes / (1024 * 1024);
    match limit {
        Limit::Setup => "The playground could not prepare a sandbox for this request. Try again; if it \
                         happens again, tell the operator."
            .to_owned(),
        Limit::Wall => format!(
            "Compiling and running the program took longer than the limit of {} ms. Make it do less work, \
             or lower `gas_limit` so that it ends with OutOfGas.",
            limits.wall_ms
        ),
        Limit::Cpu => format!(
            "Compiling and running the program used more than the limit of {} ms of CPU time. Make it do \
             less work, or lower `gas_limit` so that it ends with OutOfGas.",
            limits.cpu_ms
        ),
        Limit::Memory => format!(
            "Compiling and running the program used more than the limit of {mib} MiB of memory. Make the \
             program or its data smaller."
        ),
        Limit::Syscall => "The sandbox stopped the program because it tried something that is not allowed. \
                           This has been logged."
            .to_owned(),
        Limit::Output => "The program's output or the compiler's messages are longer than the playground \
                          passes on. Print less."
            .to_owned(),
        Limit::Artefact => {
            "The compiled program is larger than the playground runs. Make it smaller.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::error::Step;

    fn reply(error_type: ErrorType, code: &str) -> Reply {
        let mut reply = Verdict::Internal {
            detail: String::new(),
        }
        .into_reply(&Limits::default());
        reply.outcome = Outcome::Failed {
            error_type,
            revert_message: None,
        };
        reply.diagnostics[0].code = code.to_owned();
        reply
    }

    /// Each row holds the evidence of all rows below it as well; the first decides.
    #[test]
    fn evidence_is_weighed_in_order() {
        let limits = Limits::default();
        type Seen = (Evidence, Option<Result<Reply, String>>);
        type Add = fn(&mut Seen);
        type Is = fn(&Verdict) -> bool;
        let rows: [(Add, Is); 8] = [
            (
                |(e, _)| e.setup = Some(SetupError::new(Step::PivotRoot, 1, "")),
                |v| matches!(v, Verdict::Sandbox { limit: Limit::Setup, detail } if detail.contains("pivot_root")),
            ),
            (
                |(e, _)| e.wall_expired = true,
                |v| *v == Verdict::Timeout { limit: Limit::Wall },
            ),
            (|(e, _)| e.oom_kills = 1, |v| v.limit() == Some(Limit::Memory)),
            (
                |(e, _)| e.cpu_expired = true,
                |v| *v == Verdict::Timeout { limit: Limit::Cpu },
            ),
            (
                |(e, _)| e.exit = Some(Exit::Signal(libc::SIGSYS)),
                |v| v.limit() == Some(Limit::Syscall),
            ),
            (
                |(e, _)| e.reply_too_long = true,
                |v| v.limit() == Some(Limit::Output),
            ),
            (
                |(e, _)| e.failure = Some("poll".to_owned()),
                |v| matches!(v, Verdict::Internal { detail } if detail == "poll"),
            ),
            (
                |(_, r)| *r = Some(Ok(reply(ErrorType::OutOfGas, ""))),
                |v| matches!(v, Verdict::Reply(_)),
            ),
        ];
        for first in 0..rows.len() {
            let mut seen = Seen::default();
            for (add, _) in &rows[first..] {
                add(&mut seen);
            }
            let verdict = judge(seen.0, seen.1, &limits);
            assert!(rows[first].1(&verdict), "row {first}: {verdict:?}");
        }
    }

    #[test]
    fn an_oom_kill_counts_even_with_a_good_reply() {
        let evidence = Evidence {
            oom_kills: 1,
            exit: Some(Exit::Code(0)),
            ..Evidence::default()
        };
        let good = Some(Ok(reply(ErrorType::OutOfGas, "")));
        assert_eq!(
            judge(evidence, good, &Limits::default()).limit(),
            Some(Limit::Memory)
        );
    }

    #[test]
    fn deaths_without_reply_are_internal_errors() {
        let limits = Limits::default();
        for exit in [
            None,
            Some(Exit::Code(0)),
            Some(Exit::Code(70)),
            Some(Exit::Signal(libc::SIGSEGV)),
        ] {
            let verdict = judge(
                Evidence {
                    exit,
                    ..Evidence::default()
                },
                None,
                &limits,
            );
            assert!(
                matches!(verdict, Verdict::Internal { .. }),
                "{exit:?}: {verdict:?}"
            );
        }
    }

    #[test]
    fn the_inner_cpu_limit_is_a_timeout_only_with_the_time_used() {
        let limits = Limits::default();
        let killed = Evidence {
            exit: Some(Exit::Signal(libc::SIGKILL)),
            ..Evidence::default()
        };
        assert!(matches!(
            judge(killed.clone(), None, &limits),
            Verdict::Internal { .. }
        ));
        let used = Evidence {
            cpu_used: limits.cpu(),
            ..killed
        };
        assert_eq!(judge(used, None, &limits), Verdict::Timeout { limit: Limit::Cpu });
    }

    #[test]
    fn limits_named_by_the_runner_stand_only_with_a_sandbox_error() {
        let judged = |error_type, code: &str| {
            judge(
                Evidence::default(),
                Some(Ok(reply(error_type, code))),
                &Limits::default(),
            )
        };
        assert_eq!(
            judged(ErrorType::SandboxError, "limit:output").limit(),
            Some(Limit::Output)
        );
        assert!(matches!(
            judged(ErrorType::RuntimePanic, "limit:output"),
            Verdict::Reply(_)
        ));
        assert!(matches!(
            judged(ErrorType::SandboxError, "limit:unheard"),
            Verdict::Reply(_)
        ));
    }

    #[test]
    fn every_verdict_becomes_a_reply_with_a_sentence_and_without_details() {
        let limits = Limits::default();
        for limit in Limit::ALL {
            assert_eq!(Limit::from_code(&limit.code()), Some(limit));
            let reply = Verdict::Sandbox {
                limit,
                detail: "/secret".to_owned(),
            }
            .into_reply(&limits);
            assert_eq!(reply.diagnostics[0].code, limit.code());
            assert!(reply.diagnostics[0].message.ends_with('.'));
            assert!(!reply.diagnostics[0].message.contains("/secret"));
        }
        let reply = Verdict::Timeout { limit: Limit::Cpu }.into_reply(&limits);
        assert_eq!(
            reply.outcome,
            Outcome::Failed {
                error_type: ErrorType::Timeout,
                revert_message: None
            }
        );
        assert!(reply.diagnostics[0].message.contains("3000 ms"));
    }
}
