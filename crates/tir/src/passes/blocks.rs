//! Removes blocks that nothing reaches and joins blocks that always follow each other.

use crate::analysis::Cfg;
use crate::{BlockId, Function, Op, Terminator};

/// Removes unreachable blocks and numbers the others anew, in their order.
pub(super) fn remove_unreachable(function: &mut Function) -> bool {
    let reached = reached(function);
    if !reached.contains(&false) {
        return false;
    }
    keep(function, |block| reached.get(block.0 as usize) == Some(&true));
    true
}

/// Which blocks the entry reaches; far less work than a whole [`Cfg`].
fn reached(function: &Function) -> Vec<bool> {
    let mut reached = vec![false; function.blocks.len()];
    let mut work = Vec::new();
    if let Some(entry) = reached.first_mut() {
        *entry = true;
        work.push(BlockId(0));
    }
    while let Some(block) = work.pop() {
        let Some(block) = function.blocks.get(block.0 as usize) else {
            continue;
        };
        block.terminator.for_each_target(|target| {
            if let Some(reached) = reached.get_mut(target.0 as usize)
                && !std::mem::replace(reached, true)
            {
                work.push(target);
            }
        });
    }
    reached
}

/// Whether some block is jumped to by one other block only, which always goes there.
fn any_follows(function: &Function) -> bool {
    let mut ways = vec![0_u32; function.blocks.len()];
    for block in &function.blocks {
        block.terminator.for_each_target(|target| {
            if let Some(ways) = ways.get_mut(target.0 as usize) {
                *ways += 1;
            }
        });
    }
    function.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch(target) => ways.get(target.0 as usize) == Some(&1),
        _ => false,
    })
}

/// Keeps the blocks that `wanted` names, which must not jump to others.
fn keep(function: &mut Function, wanted: impl Fn(BlockId) -> bool) {
    let mut next = 0;
    let numbers: Vec<Option<BlockId>> = (0..function.blocks.len())
        .map(|at| {
            let old = BlockId(u32::try_from(at).unwrap_or(u32::MAX));
            wanted(old).then(|| {
                next += 1;
                BlockId(next - 1)
            })
        })
        .collect();
    let number = |block: BlockId| numbers.get(block.0 as usize).copied().flatten();
    let mut at = 0;
    function.blocks.retain(|_| {
        at += 1;
        numbers.get(at - 1).copied().flatten().is_some()
    });
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            if let Op::Phi(incoming) = &mut inst.op {
                incoming.retain_mut(|(from, _)| match number(*from) {
                    Some(new) => {
                        *from = new;
                        true
                    }
                    None => false,
                });
            }
        }
        block
            .terminator
            .for_each_target_mut(|target| *target = number(*target).unwrap_or(*target));
    }
}

/// Appends a block to the one before it where no other way leads there.
pub(super) fn merge(function: &mut Function) -> bool {
    if !any_follows(function) {
        return false;
    }
    let cfg = Cfg::new(function);
    // Where a block's instructions have gone.
    let mut home: Vec<BlockId> = (0..function.blocks.len())
        .map(|at| BlockId(u32::try_from(at).unwrap_or(u32::MAX)))
        .collect();
    let mut merged = vec![false; function.blocks.len()];
    for block_id in cfg.rpo().to_vec() {
        let [pred] = cfg.preds(block_id) else { continue };
        let into = home.get(pred.0 as usize).copied().unwrap_or(*pred);
        let at = block_id.0 as usize;
        let joins = function
            .blocks
            .get(into.0 as usize)
            .is_some_and(|block| block.terminator == Terminator::Branch(block_id));
        let phis = function.blocks.get(at).is_none_or(|block| {
            block
                .insts
                .first()
                .is_some_and(|inst| matches!(inst.op, Op::Phi(_)))
        });
        if !joins || phis || into == block_id {
            continue;
        }
        let Some(block) = function.blocks.get_mut(at) else {
            continue;
        };
        let insts = std::mem::take(&mut block.insts);
        let terminator = std::mem::replace(&mut block.terminator, Terminator::Unreachable);
        let span = block.terminator_span;
        if let Some(block) = function.blocks.get_mut(into.0 as usize) {
            block.insts.extend(insts);
            block.terminator = terminator;
            block.terminator_span = span;
        }
        home[at] = into;
        merged[at] = true;
    }
    if !merged.contains(&true) {
        return false;
    }
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            if let Op::Phi(incoming) = &mut inst.op {
                incoming
                    .iter_mut()
                    .for_each(|(from, _)| *from = home.get(from.0 as usize).copied().unwrap_or(*from));
            }
        }
    }
    keep(function, |block| merged.get(block.0 as usize) == Some(&false));
    true
}
