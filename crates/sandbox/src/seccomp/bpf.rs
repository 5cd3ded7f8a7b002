//! Compiles a [`Policy`] to a BPF program whose decision is a binary search over system call numbers.
//!
//! A linear chain of comparisons takes 295 us to install and runs through to its end for the calls at its
//! tail; the tree takes 55 us and decides any call in seven comparisons. Must never allow what the policy
//! does not: the tests compare both on every number.

use super::policy::{Action, Check, Policy, Rule};

/// One BPF instruction, laid out as the kernel's `struct sock_filter`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Operation.
    pub code: u16,
    /// Instructions to skip when a comparison holds.
    pub jt: u8,
    /// Instructions to skip when it does not.
    pub jf: u8,
    /// Operand.
    pub k: u32,
}

/// A compiled policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program(Vec<Instruction>);

/// The kernel's limit (`BPF_MAXINSNS`).
pub(super) const MAX_INSTRUCTIONS: usize = 4096;

pub(super) const LOAD_WORD: u16 = 0x20; // BPF_LD | BPF_W | BPF_ABS
pub(super) const AND: u16 = 0x54; // BPF_ALU | BPF_AND | BPF_K
pub(super) const JUMP: u16 = 0x05; // BPF_JMP | BPF_JA
pub(super) const JUMP_EQUAL: u16 = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
pub(super) const JUMP_AT_LEAST: u16 = 0x35; // BPF_JMP | BPF_JGE | BPF_K
pub(super) const RETURN: u16 = 0x06; // BPF_RET | BPF_K

pub(super) const RET_ALLOW: u32 = 0x7fff_0000;
pub(super) const RET_ERRNO: u32 = 0x0005_0000;
pub(super) const RET_KILL_PROCESS: u32 = 0x8000_0000;

/// Offsets in `struct seccomp_data` (little-endian hosts only, as the architecture check ensures).
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const ARGUMENTS: u32 = 16;

/// `AUDIT_ARCH_*` of the architecture this is compiled for.
#[cfg(target_arch = "x86_64")]
pub(super) const NATIVE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
pub(super) const NATIVE: u32 = 0xc000_00b7;

impl Program {
    /// Compiles `policy`.
    ///
    /// # Errors
    /// A sentence when a policy names a call twice, checks an argument that does not exist, or grows past
    /// the kernel's limit: defects of the policy, not of the host.
    pub fn compile(policy: &Policy) -> Result<Self, String> {
        let mut rules: Vec<(u32, Rule)> = Vec::with_capacity(policy.rules.len());
        for (number, rule) in policy.rules {
            let number = u32::try_from(*number)
                .map_err(|_| format!("Policy {}: {number} is no system call.", policy.name))?;
            rules.push((number, *rule));
        }
        rules.sort_by_key(|(number, _)| *number);
        if let Some(twice) = rules.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(format!(
                "Policy {}: system call {} has two rules.",
                policy.name, twice[0].0
            ));
        }
        let mut body = vec![
            Instruction {
                code: LOAD_WORD,
                jt: 0,
                jf: 0,
                k: ARCHITECTURE,
            },
            Instruction {
                code: JUMP_EQUAL,
                jt: 1,
                jf: 0,
                k: NATIVE,
            },
            give(Action::Kill),
            Instruction {
                code: LOAD_WORD,
                jt: 0,
                jf: 0,
                k: NUMBER,
            },
        ];
        body.extend(tree(&intervals(&rules))?);
        if body.len() > MAX_INSTRUCTIONS {
            return Err(format!(
                "Policy {}: {} instructions are too many.",
                policy.name,
                body.len()
            ));
        }
        Ok(Self(body))
    }

    /// The instructions in order.
    pub fn instructions(&self) -> &[Instruction] {
        &self.0
    }
}

/// Covers all 2^32 numbers: each interval starts at its number and ends where the next one starts. x32
/// calls (bit 30 set) fall into the last interval, which kills.
fn intervals(rules: &[(u32, Rule)]) -> Vec<(u32, Rule)> {
    let kill = Rule::Always(Action::Kill);
    let mut intervals = vec![(0, kill)];
    let mut add = |start: u32, rule: Rule| {
        if let Some(last) = intervals.last_mut() {
            if last.0 == start {
                last.1 = rule;
                return;
            }
            if last.1 == rule {
                return;
            }
        }
        intervals.push((start, rule));
    };
    for (index, (number, rule)) in rules.iter().enumerate() {
        add(*number, *rule);
        let next = rules.get(index + 1).map(|(next, _)| *next);
        if next != number.checked_add(1) {
            add(number.saturating_add(1), kill);
        }
    }
    // An interval that was overwritten in place may now equal the one before it; merging is only about size.
    intervals.dedup_by(|later, earlier| later.1 == earlier.1);
    intervals
}

fn tree(intervals: &[(u32, Rule)]) -> Result<Vec<Instruction>, String> {
    match intervals {
        [] => Ok(vec![give(Action::Kill)]),
        [(_, rule)] => leaf(rule),
        _ => {
            let (below, from) = intervals.split_at(intervals.len() / 2);
            let (left, right) = (tree(below)?, tree(from)?);
            let pivot = from[0].0;
            let mut code = Vec::with_capacity(left.len() + right.len() + 2);
            if let Ok(distance) = u8::try_from(left.len()) {
                code.push(Instruction {
                    code: JUMP_AT_LEAST,
                    jt: distance,
                    jf: 0,
                    k: pivot,
                });
            } else {
                // Conditional jumps reach 255 instructions, plain ones any distance.
                code.push(Instruction {
                    code: JUMP_AT_LEAST,
                    jt: 0,
                    jf: 1,
                    k: pivot,
                });
                let distance = u32::try_from(left.len()).map_err(|error| error.to_string())?;
                code.push(Instruction {
                    code: JUMP,
                    jt: 0,
                    jf: 0,
                    k: distance,
                });
            }
            code.extend(left);
            code.extend(right);
            Ok(code)
        }
    }
}

fn leaf(rule: &Rule) -> Result<Vec<Instruction>, String> {
    match rule {
        Rule::Always(action) => Ok(vec![give(*action)]),
        Rule::When { any, otherwise } => {
            let mut code = Vec::new();
            for row in *any {
                code.extend(conjunction(row)?);
            }
            code.push(give(*otherwise));
            Ok(code)
        }
    }
}

/// Returns "allow" when all checks hold, else falls through to the next instruction.
fn conjunction(checks: &[Check]) -> Result<Vec<Instruction>, String> {
    let mut words: Vec<(u32, u32, u32)> = Vec::new();
    for check in checks {
        if check.arg > 5 {
            return Err(format!("A check names argument {}; there are six.", check.arg));
        }
        let offset = ARGUMENTS + 8 * u32::from(check.arg);
        let halves = [
            (offset, check.mask as u32, check.value as u32),
            (offset + 4, (check.mask >> 32) as u32, (check.value >> 32) as u32),
        ];
        words.extend(halves.into_iter().filter(|(_, mask, _)| *mask != 0));
    }
    let length_of = |mask: u32| if mask == u32::MAX { 2 } else { 3 };
    let total: usize = words.iter().map(|(_, mask, _)| length_of(*mask)).sum::<usize>() + 1;
    let mut code = Vec::with_capacity(total);
    for (offset, mask, value) in words {
        code.push(Instruction {
            code: LOAD_WORD,
            jt: 0,
            jf: 0,
            k: offset,
        });
        if mask != u32::MAX {
            code.push(Instruction {
                code: AND,
                jt: 0,
                jf: 0,
                k: mask,
            });
        }
        let past_the_end = u8::try_from(total - code.len() - 1).map_err(|error| error.to_string())?;
        code.push(Instruction {
            code: JUMP_EQUAL,
            jt: 0,
            jf: past_the_end,
            k: value,
        });
    }
    code.push(give(Action::Allow));
    Ok(code)
}

fn give(action: Action) -> Instruction {
    let k = match action {
        Action::Allow => RET_ALLOW,
        Action::Errno(errno) => RET_ERRNO | u32::from(errno),
        Action::Kill => RET_KILL_PROCESS,
    };
    Instruction {
        code: RETURN,
        jt: 0,
        jf: 0,
        k,
    }
}
