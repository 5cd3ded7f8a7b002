//! A BPF interpreter for the tests: compiled programs must decide exactly as their policies say, for
//! every system call number and every architecture.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::bpf::*;
use super::policy::{Action, Check, NAMESPACE_FLAGS, Policy, RUN, Rule, SANDBOX};

/// Runs `program`; the number of executed instructions bounds its cost.
fn run(program: &Program, arch: u32, number: u32, args: [u64; 6]) -> (u32, usize) {
    let mut data = Vec::new();
    data.extend(number.to_le_bytes());
    data.extend(arch.to_le_bytes());
    data.extend(0u64.to_le_bytes());
    for arg in args {
        data.extend(arg.to_le_bytes());
    }
    let (mut accumulator, mut at) = (0u32, 0usize);
    for steps in 1.. {
        let Instruction { code, jt, jf, k } = program.instructions()[at];
        at += 1;
        match code {
            LOAD_WORD => {
                let at = k as usize;
                accumulator = u32::from_le_bytes(data[at..at + 4].try_into().unwrap());
            }
            AND => accumulator &= k,
            JUMP => at += k as usize,
            JUMP_EQUAL => at += usize::from(if accumulator == k { jt } else { jf }),
            JUMP_AT_LEAST => at += usize::from(if accumulator >= k { jt } else { jf }),
            RETURN => return (k, steps),
            other => panic!("instruction {other:#x} is not one the compiler emits"),
        }
    }
    unreachable!()
}

fn expected(policy: &Policy, number: u32, args: [u64; 6]) -> u32 {
    let action = match policy
        .rules
        .iter()
        .find(|(call, _)| u32::try_from(*call) == Ok(number))
    {
        None => Action::Kill,
        Some((_, Rule::Always(action))) => *action,
        Some((_, Rule::When { any, otherwise })) => {
            let holds = |check: &Check| args[usize::from(check.arg)] & check.mask == check.value;
            if any.iter().any(|row| row.iter().all(holds)) {
                Action::Allow
            } else {
                *otherwise
            }
        }
    };
    match action {
        Action::Allow => RET_ALLOW,
        Action::Errno(errno) => RET_ERRNO | u32::from(errno),
        Action::Kill => RET_KILL_PROCESS,
    }
}

/// Argument values around everything any rule looks at.
fn interesting() -> Vec<[u64; 6]> {
    let mut values = vec![
        0,
        1,
        2,
        6,
        9,
        15,
        16,
        22,
        38,
        u64::MAX,
        1 << 32,
        (1 << 32) | 6,
        0x5356_4d41,
    ];
    values.extend(
        (0..64)
            .map(|bit| 1u64 << bit)
            .filter(|bit| NAMESPACE_FLAGS & bit != 0),
    );
    let mut rows = Vec::new();
    for value in values {
        for arg in 0..3 {
            let mut row = [0; 6];
            row[arg] = value;
            rows.push(row);
            row = [value; 6];
            rows.push(row);
        }
    }
    rows
}

#[test]
fn programs_decide_as_their_policies_say() {
    let mut numbers: Vec<u32> = (0..1024).collect();
    numbers.extend((0..600).map(|number| number | 0x4000_0000)); // x32
    numbers.extend([
        0x3fff_ffff,
        0x4000_0000,
        0x7fff_ffff,
        0x8000_0000,
        u32::MAX - 1,
        u32::MAX,
    ]);
    for policy in [&SANDBOX, &RUN] {
        let program = Program::compile(policy).unwrap();
        let mut longest = 0;
        for number in &numbers {
            for args in interesting() {
                let (result, steps) = run(&program, NATIVE, *number, args);
                assert_eq!(
                    result,
                    expected(policy, *number, args),
                    "{} {number} {args:x?}",
                    policy.name
                );
                longest = longest.max(steps);
            }
        }
        assert!(longest < 32, "{} takes up to {longest} instructions", policy.name);
    }
}

#[test]
fn other_architectures_are_killed() {
    let i386 = 0x4000_0003;
    for policy in [&SANDBOX, &RUN] {
        let program = Program::compile(policy).unwrap();
        for arch in [i386, NATIVE ^ 0x8000_0000, NATIVE ^ 0x4000_0000, 0] {
            for number in 0..600 {
                assert_eq!(run(&program, arch, number, [0; 6]).0, RET_KILL_PROCESS);
            }
        }
    }
}

#[test]
fn dangerous_calls_are_in_no_policy() {
    let dangerous = [
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_pivot_root,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_io_uring_setup,
        libc::SYS_memfd_create,
        libc::SYS_open_by_handle_at,
        libc::SYS_setuid,
        libc::SYS_setresuid,
        libc::SYS_setgroups,
        libc::SYS_capset,
        libc::SYS_kill,
        libc::SYS_pidfd_open,
        libc::SYS_pidfd_getfd,
        libc::SYS_symlinkat,
        libc::SYS_linkat,
        libc::SYS_mknodat,
        libc::SYS_fchmod,
        libc::SYS_fchmodat,
        libc::SYS_clock_settime,
        libc::SYS_init_module,
        libc::SYS_finit_module,
        libc::SYS_kexec_load,
        libc::SYS_reboot,
        libc::SYS_execveat,
        libc::SYS_sendmsg,
        libc::SYS_recvmsg,
        libc::SYS_chroot,
        libc::SYS_fsopen,
        libc::SYS_move_mount,
        libc::SYS_open_tree,
        libc::SYS_mount_setattr,
    ];
    for policy in [&SANDBOX, &RUN] {
        for call in dangerous {
            assert!(
                policy.rules.iter().all(|(named, _)| *named != call),
                "{} names {call}",
                policy.name
            );
        }
    }
}

#[test]
fn the_run_policy_starts_no_process_and_opens_no_file() {
    let program = Program::compile(&RUN).unwrap();
    for call in [
        libc::SYS_clone,
        libc::SYS_clone3,
        libc::SYS_execve,
        libc::SYS_seccomp,
    ] {
        assert_eq!(
            run(&program, NATIVE, u32::try_from(call).unwrap(), [0; 6]).0,
            RET_KILL_PROCESS
        );
    }
    for call in [libc::SYS_openat, libc::SYS_openat2] {
        let (result, _) = run(&program, NATIVE, u32::try_from(call).unwrap(), [0; 6]);
        assert_eq!(result, RET_ERRNO | 13);
    }
}

#[test]
fn defective_policies_are_refused() {
    static TWICE: Policy = Policy {
        name: "twice",
        rules: &[(1, Rule::Always(Action::Allow)), (1, Rule::Always(Action::Kill))],
    };
    static SEVENTH: Policy = Policy {
        name: "seventh",
        rules: &[(
            1,
            Rule::When {
                any: &[&[Check {
                    arg: 6,
                    mask: 1,
                    value: 1,
                }]],
                otherwise: Action::Kill,
            },
        )],
    };
    assert!(Program::compile(&TWICE).unwrap_err().contains("two rules"));
    assert!(Program::compile(&SEVENTH).unwrap_err().contains("argument 6"));
}

#[test]
fn long_jumps_work() {
    // Enough checks that the left half of the tree is longer than a conditional jump reaches.
    const ROW: &[Check] = &[
        Check {
            arg: 0,
            mask: 3,
            value: 1,
        },
        Check {
            arg: 1,
            mask: 3 << 32,
            value: 1 << 32,
        },
        Check {
            arg: 2,
            mask: u64::MAX,
            value: 7,
        },
    ];
    const BIG: Rule = Rule::When {
        any: &[ROW, ROW, ROW, ROW],
        otherwise: Action::Errno(5),
    };
    static WIDE: Policy = Policy {
        name: "wide",
        rules: &[
            (0, BIG),
            (2, BIG),
            (4, BIG),
            (6, BIG),
            (8, BIG),
            (10, BIG),
            (12, BIG),
            (14, BIG),
            (16, BIG),
            (18, BIG),
            (20, BIG),
            (22, BIG),
            (24, BIG),
            (26, BIG),
            (28, BIG),
            (30, BIG),
        ],
    };
    let program = Program::compile(&WIDE).unwrap();
    assert!(program.instructions().len() > 512);
    for number in 0..40 {
        for args in [
            [0; 6],
            [1, 1 << 32, 7, 0, 0, 0],
            [5, 1 << 32, 7, 0, 0, 0],
            [1, 1, 7, 0, 0, 0],
        ] {
            let result = run(&program, NATIVE, number, args).0;
            assert_eq!(result, expected(&WIDE, number, args), "{number} {args:?}");
        }
    }
}
