//! [`Execute`] with real sandboxes: the one place where the service meets `playground-sandbox`.

use playground_protocol::Job;
use playground_sandbox::{Backend, Caller, Limit, Report, Verdict};

use crate::execute::{ABANDONED, ExecReport, Execute, SandboxFacts};

/// Most characters of a verdict's detail that are logged: it may repeat what came out of a sandbox.
const DETAIL_CHARS: usize = 300;

/// Runs jobs on a sandbox back end.
pub struct Sandboxes<B>(pub B);

impl<B: Backend + 'static> Execute for Sandboxes<B> {
    fn execute(&self, job: Job, caller: &Caller) -> ExecReport {
        let limits = self.0.limits();
        let Report {
            verdict,
            times,
            sandbox_id,
            warm,
            uid,
            cgroup,
            cpu_used_us,
            memory_peak_bytes,
        } = self.0.execute_for(&job, caller);
        let name = match &verdict {
            Verdict::Reply(_) => "reply",
            Verdict::Internal { .. } => "internal",
            Verdict::Abandoned => ABANDONED,
            Verdict::Timeout { .. } | Verdict::Sandbox { .. } => verdict.limit().map_or("limit", Limit::name),
        };
        let detail = match &verdict {
            Verdict::Sandbox { detail, .. } | Verdict::Internal { detail } => {
                Some(detail.chars().take(DETAIL_CHARS).collect())
            }
            Verdict::Reply(_) | Verdict::Timeout { .. } | Verdict::Abandoned => None,
        };
        let reply = verdict.into_reply(&limits);
        // Between the sandbox's own time and the runner's stages lies the start of the runner in it; the
        // stages are claims from inside, so they can only lower this, not make it negative.
        let stages = reply.stages;
        let inside = stages
            .compile_us
            .saturating_add(stages.instantiate_us)
            .saturating_add(stages.run_us);
        let start_us = times.run_us.saturating_sub(inside);
        ExecReport {
            reply,
            sandbox: SandboxFacts {
                id: sandbox_id,
                warm,
                uid,
                cgroup,
                cpu_us: cpu_used_us,
                memory_peak_bytes,
            },
            verdict: name,
            detail,
            create_us: times.create_us.saturating_add(start_us),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use playground_protocol::{ErrorType, Outcome};
    use playground_sandbox::InProcess;

    #[test]
    fn verdicts_become_replies_and_their_details_stay_in_the_log() {
        let detail = format!("SECRET{}", "x".repeat(1000));
        for (verdict, name, error_type, has_detail) in [
            (
                Verdict::Timeout { limit: Limit::Wall },
                "wall",
                ErrorType::Timeout,
                false,
            ),
            (
                Verdict::Timeout { limit: Limit::Cpu },
                "cpu",
                ErrorType::Timeout,
                false,
            ),
            (
                Verdict::Sandbox {
                    limit: Limit::Memory,
                    detail: detail.clone(),
                },
                "memory",
                ErrorType::SandboxError,
                true,
            ),
            (
                Verdict::Internal {
                    detail: detail.clone(),
                },
                "internal",
                ErrorType::InternalError,
                true,
            ),
            (Verdict::Abandoned, "abandoned", ErrorType::InternalError, false),
        ] {
            let backend = Sandboxes(InProcess::new(move |_: &Job| verdict.clone()));
            let report = backend.execute(crate::ready::canary().unwrap(), &Caller::default());
            assert_eq!(report.verdict, name);
            assert_eq!(
                report.reply.outcome,
                Outcome::Failed {
                    error_type,
                    revert_message: None
                }
            );
            assert_eq!(
                report.detail.map(|text| text.len()),
                has_detail.then_some(DETAIL_CHARS)
            );
            assert!(!format!("{:?}", report.reply).contains("SECRET"));
        }
    }
}
