//! Every rule of the system call policies, executed once in a real sandbox: what a policy allows must not
//! kill, what it refuses softly must fail with its errno.

use crate::suite::common::Stand;
use playground_sandbox::seccomp::{Action, Check, Policy, RUN, Rule, SANDBOX};
use playground_sandbox::{Limit, Limits, Verdict};
use std::collections::BTreeSet;

/// Arguments with which a call does nothing that hinders the answer; -1 is no pointer, descriptor, signal
/// or length, so most calls just fail.
fn arguments(call: i64) -> [i64; 6] {
    let mut arguments = [-1; 6];
    match call {
        // A zero-flag clone needs no stack of its own: a fork, whose child ends up in the same program.
        libc::SYS_clone => arguments = [libc::SIGCHLD.into(), 0, 0, 0, 0, 0],
        // Closes from the highest number on.
        libc::SYS_close_range => arguments = [i64::from(u32::MAX), i64::from(u32::MAX), 0, 0, 0, 0],
        libc::SYS_exit | libc::SYS_exit_group => arguments[0] = 7,
        _ => {}
    }
    arguments
}

/// Arguments for which all of `checks` hold.
fn satisfying(call: i64, checks: &[Check]) -> [i64; 6] {
    let mut arguments = arguments(call);
    for check in checks {
        let argument = &mut arguments[usize::from(check.arg)];
        *argument = (*argument & !check.mask.cast_signed()) | check.value.cast_signed();
    }
    arguments
}

/// What the policy says about a call with these arguments.
fn action(rule: &Rule, arguments: &[i64; 6]) -> Action {
    match rule {
        Rule::Always(action) => *action,
        Rule::When { any, otherwise } => {
            let holds =
                |check: &Check| arguments[usize::from(check.arg)].cast_unsigned() & check.mask == check.value;
            if any.iter().any(|row| row.iter().all(holds)) {
                Action::Allow
            } else {
                *otherwise
            }
        }
    }
}

/// Executes every rule of `policy`, and says which calls those were.
fn execute(stand: &Stand, prefix: &str, policy: &Policy) -> BTreeSet<i64> {
    let mut executed = BTreeSet::new();
    for (call, rule) in policy.rules {
        let call = *call;
        // Its child shares this one's stack, so that it is made by an attack of its own.
        if cfg!(target_arch = "x86_64") && call == VFORK {
            assert_eq!(action(rule, &[0; 6]), Action::Allow);
            assert_eq!(stand.output("vfork"), "result 0");
            executed.insert(call);
            continue;
        }
        let mut tries = vec![[-1; 6], arguments(call)];
        if let Rule::When { any, .. } = rule {
            tries.extend(any.iter().map(|row| satisfying(call, row)));
        }
        tries.dedup();
        for arguments in tries {
            let expected = action(rule, &arguments);
            let list: Vec<String> = arguments.iter().map(i64::to_string).collect();
            let attack = format!("{prefix}:{call},{}", list.join(","));
            let verdict = stand.attack(&attack).verdict;
            let shown = format!("{} {attack}: {expected:?}, but {verdict:?}", policy.name);
            match (expected, &verdict) {
                (Action::Kill, verdict) => assert_eq!(verdict.limit(), Some(Limit::Syscall), "{shown}"),
                (Action::Errno(errno), Verdict::Reply(reply)) => {
                    assert_eq!(reply.output, format!("errno {errno}"), "{shown}");
                }
                // Without a signal handler to return from, whatever lies on the stack decides.
                (Action::Allow, verdict) if call == libc::SYS_rt_sigreturn => {
                    assert_ne!(verdict.limit(), Some(Limit::Syscall), "{shown}");
                }
                (Action::Allow, Verdict::Internal { detail }) => {
                    assert!(matches!(call, libc::SYS_exit | libc::SYS_exit_group), "{shown}");
                    assert!(detail.contains("exited with code"), "{shown}");
                }
                (Action::Allow, Verdict::Reply(reply)) => {
                    let text = &reply.output;
                    assert!(
                        text.starts_with("result ") || text.starts_with("errno "),
                        "{shown}"
                    );
                }
                _ => panic!("{shown}"),
            }
            executed.insert(call);
        }
    }
    executed
}

/// The calls that have a rule.
fn calls(policy: &Policy) -> BTreeSet<i64> {
    policy.rules.iter().map(|(call, _)| *call).collect()
}

#[cfg(target_arch = "x86_64")]
const VFORK: i64 = libc::SYS_vfork;
#[cfg(not(target_arch = "x86_64"))]
const VFORK: i64 = -1;

#[test]
fn every_rule_is_executed() {
    let stand = Stand::new(Limits {
        wall_ms: 30_000,
        ..Limits::default()
    });
    assert_eq!(execute(&stand, "syscall", &SANDBOX), calls(&SANDBOX));
}

#[test]
fn every_rule_for_running_is_executed() {
    let stand = Stand::new(Limits {
        wall_ms: 30_000,
        ..Limits::default()
    });
    // Under both filters, of which the stricter decides: each call is named by both.
    for (call, _) in RUN.rules {
        let outer = SANDBOX.rules.iter().any(|(other, _)| other == call);
        assert!(outer, "{call} is not in the policy of the sandbox");
    }
    assert_eq!(execute(&stand, "run-syscall", &RUN), calls(&RUN));
}
