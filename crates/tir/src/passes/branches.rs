//! Simpler control flow: known branches, jumps past a block that only asks again what its predecessor knows.
//!
//! A block of `phi`s that branches on one of them is how `&&` and `||` are lowered; where the way into it
//! brings a constant, that way goes on to the target at once. It must never make irreducible control flow,
//! which no structured target can express: headers of loops stay.

use super::{Definitions, blocks, fold};
use crate::analysis::Cfg;
use crate::{Block, BlockId, Const, Function, Op, Operand, Terminator, UnaryOp};

/// Most operands of a `phi` that is looked at: each of its ways is searched for in the others.
pub const MAX_THREADED_WAYS: usize = 256;

/// Simplifies the control flow of a function.
pub(super) fn run(function: &mut Function) -> bool {
    // The entry has no predecessor, so that a single block goes nowhere.
    if function.blocks.len() < 2 {
        return false;
    }
    let mut changed = fold::branches(function);
    changed |= negations(function);
    changed |= thread(function);
    changed |= blocks::remove_unreachable(function);
    changed | blocks::merge(function)
}

/// A branch on `!x` is one on `x` with its targets exchanged.
fn negations(function: &mut Function) -> bool {
    let asks = |block: &Block| matches!(block.terminator, Terminator::BranchIf { .. });
    if !function.blocks.iter().any(asks) {
        return false;
    }
    let definitions = Definitions::new(function);
    let mut changed = false;
    for at in 0..function.blocks.len() {
        let Some(block) = function.blocks.get(at) else {
            continue;
        };
        let Terminator::BranchIf {
            condition,
            then,
            otherwise,
        } = &block.terminator
        else {
            continue;
        };
        let Some(Op::Unary {
            op: UnaryOp::Not,
            operand,
            ..
        }) = definitions.op(function, condition)
        else {
            continue;
        };
        let terminator = Terminator::BranchIf {
            condition: operand.clone(),
            then: *otherwise,
            otherwise: *then,
        };
        if let Some(block) = function.blocks.get_mut(at) {
            block.terminator = terminator;
            changed = true;
        }
    }
    changed
}

/// A way that goes past a block.
struct Shortcut {
    from: BlockId,
    past: BlockId,
    to: BlockId,
}

fn thread(function: &mut Function) -> bool {
    if !function.blocks.iter().any(looks_like_question) {
        return false;
    }
    let cfg = Cfg::new(function);
    let uses = count_uses(function);
    let mut changed = false;
    for block_id in cfg.rpo() {
        if !is_only_question(function, &cfg, *block_id, &uses) || cfg.is_loop_header(*block_id) {
            continue;
        }
        for shortcut in shortcuts(function, *block_id) {
            changed |= take(function, &shortcut);
        }
    }
    changed
}

/// Whether a block holds nothing but `phi`s before it branches.
fn looks_like_question(block: &Block) -> bool {
    let branches = matches!(
        block.terminator,
        Terminator::BranchIf { .. } | Terminator::Switch { .. }
    );
    branches && !block.insts.is_empty() && block.insts.iter().all(|inst| matches!(inst.op, Op::Phi(_)))
}

fn count_uses(function: &Function) -> Vec<u32> {
    let mut uses = vec![0_u32; function.values.len()];
    let mut count = |operand: &Operand| {
        if let Some(place) = operand.value().and_then(|id| uses.get_mut(id.0 as usize)) {
            *place = place.saturating_add(1);
        }
    };
    for block in &function.blocks {
        for inst in &block.insts {
            inst.op.for_each_operand(&mut count);
        }
        block.terminator.for_each_operand(&mut count);
    }
    uses
}

/// Whether a block holds nothing but `phi`s that only its branch and the `phi`s behind it use.
fn is_only_question(function: &Function, cfg: &Cfg, id: BlockId, uses: &[u32]) -> bool {
    let Some(block) = function.blocks.get(id.0 as usize) else {
        return false;
    };
    let asked = match &block.terminator {
        Terminator::BranchIf { condition, .. } => condition.value(),
        Terminator::Switch { value, .. } => value.value(),
        _ => None,
    };
    let Some(asked) = asked else { return false };
    let mut results = Vec::new();
    for inst in &block.insts {
        match (&inst.op, inst.result) {
            (Op::Phi(incoming), Some(result)) if incoming.len() <= MAX_THREADED_WAYS => {
                results.push((result, u32::from(result == asked)));
            }
            _ => return false,
        }
    }
    if !results.iter().any(|(result, _)| *result == asked) || results.len() > MAX_THREADED_WAYS {
        return false;
    }
    for target in cfg.succs(id) {
        for inst in function
            .blocks
            .get(target.0 as usize)
            .into_iter()
            .flat_map(|block| &block.insts)
        {
            let Op::Phi(incoming) = &inst.op else { break };
            if incoming.len() > MAX_THREADED_WAYS {
                return false;
            }
            for (from, operand) in incoming {
                if *from == id
                    && let Some((_, seen)) = results
                        .iter_mut()
                        .find(|(result, _)| operand.value() == Some(*result))
                {
                    *seen += 1;
                }
            }
        }
    }
    results
        .iter()
        .all(|(result, seen)| uses.get(result.0 as usize) == Some(seen))
}

/// The ways into a block that bring a constant to its branch.
fn shortcuts(function: &Function, id: BlockId) -> Vec<Shortcut> {
    let Some(block) = function.blocks.get(id.0 as usize) else {
        return Vec::new();
    };
    let asked = block.terminator.operand().and_then(Operand::value);
    let incoming = block.insts.iter().find_map(|inst| match &inst.op {
        Op::Phi(incoming) if inst.result == asked => Some(incoming),
        _ => None,
    });
    incoming
        .into_iter()
        .flatten()
        .filter_map(|(from, operand)| {
            let Operand::Const(constant) = operand else {
                return None;
            };
            let to = match (&block.terminator, constant) {
                (Terminator::BranchIf { then, otherwise, .. }, Const::Bool(value)) => {
                    if *value {
                        *then
                    } else {
                        *otherwise
                    }
                }
                (Terminator::Switch { targets, default, .. }, Const::Int(_, value)) => {
                    usize::try_from(*value)
                        .ok()
                        .and_then(|at| targets.get(at))
                        .copied()
                        .unwrap_or(*default)
                }
                _ => return None,
            };
            (to != id && *from != id).then_some(Shortcut {
                from: *from,
                past: id,
                to,
            })
        })
        .collect()
}

/// Makes a way go past a block, unless it leads to the target already and the target has `phi`s.
fn take(function: &mut Function, shortcut: &Shortcut) -> bool {
    let Shortcut { from, past, to } = shortcut;
    let has_phis = function
        .blocks
        .get(to.0 as usize)
        .and_then(|block| block.insts.first())
        .is_some_and(|inst| matches!(inst.op, Op::Phi(_)));
    let leads_there = function
        .blocks
        .get(from.0 as usize)
        .is_none_or(|block| block.terminator.targets().contains(to));
    if has_phis && leads_there {
        return false;
    }
    // What the block's `phi`s are on this way.
    let mut brought = Vec::new();
    if let Some(block) = function.blocks.get_mut(past.0 as usize) {
        for inst in &mut block.insts {
            if let (Op::Phi(incoming), Some(result)) = (&mut inst.op, inst.result)
                && let Some(at) = incoming.iter().position(|(block, _)| block == from)
            {
                brought.push((result, incoming.remove(at).1));
            }
        }
    }
    if let Some(block) = function.blocks.get_mut(to.0 as usize) {
        for inst in &mut block.insts {
            let Op::Phi(incoming) = &mut inst.op else { break };
            let Some((_, operand)) = incoming.iter().find(|(block, _)| block == past) else {
                continue;
            };
            let operand = brought
                .iter()
                .find(|(result, _)| operand.value() == Some(*result))
                .map_or_else(|| operand.clone(), |(_, operand)| operand.clone());
            incoming.push((*from, operand));
        }
    }
    if let Some(block) = function.blocks.get_mut(from.0 as usize) {
        block.terminator.for_each_target_mut(|target| {
            if target == past {
                *target = *to;
            }
        });
    }
    true
}
