//! Removes instructions whose results nothing needs, and values that nothing defines.

use crate::{Function, Operand, ValueId};

/// Removes pure instructions without uses.
pub(super) fn run(function: &mut Function) -> bool {
    // Needed: what impure instructions and terminators use, and what makes that.
    let mut needed = vec![false; function.values.len()];
    let mut work: Vec<ValueId> = Vec::new();
    let mut definitions = vec![None; function.values.len()];
    for (block_at, block) in function.blocks.iter().enumerate() {
        for (at, inst) in block.insts.iter().enumerate() {
            if let Some(place) = inst.result.and_then(|id| definitions.get_mut(id.0 as usize)) {
                *place = Some((block_at, at));
            }
            if !inst.op.is_pure() {
                inst.op.for_each_operand(|operand| work.extend(operand.value()));
            }
        }
        work.extend(block.terminator.operand().and_then(Operand::value));
    }
    while let Some(id) = work.pop() {
        let Some(flag) = needed.get_mut(id.0 as usize).filter(|flag| !**flag) else {
            continue;
        };
        *flag = true;
        let inst = definitions
            .get(id.0 as usize)
            .copied()
            .flatten()
            .and_then(|(block, at): (usize, usize)| function.blocks.get(block)?.insts.get(at));
        if let Some(inst) = inst {
            inst.op.for_each_operand(|operand| work.extend(operand.value()));
        }
    }
    let mut changed = false;
    for block in &mut function.blocks {
        block.insts.retain(|inst| {
            let wanted = inst
                .result
                .is_some_and(|id| needed.get(id.0 as usize) == Some(&true));
            let keep = wanted || !inst.op.is_pure();
            changed |= !keep;
            keep
        });
    }
    changed
}

/// Numbers values in order of their definition, parameters first; those without one vanish.
pub(super) fn compact(function: &mut Function) {
    let params = function.params as usize;
    let mut numbers: Vec<Option<ValueId>> = vec![None; function.values.len()];
    let mut order: Vec<usize> = (0..params.min(function.values.len())).collect();
    let results = function
        .blocks
        .iter()
        .flat_map(|block| &block.insts)
        .filter_map(|inst| inst.result);
    order.extend(
        results
            .map(|id| id.0 as usize)
            .filter(|at| *at < function.values.len()),
    );
    for (new, old) in order.iter().enumerate() {
        numbers[*old] = Some(ValueId(u32::try_from(new).unwrap_or(u32::MAX)));
    }
    function.values = order
        .iter()
        .filter_map(|old| function.values.get(*old).cloned())
        .collect();
    let rename = |id: &mut ValueId| {
        if let Some(Some(new)) = numbers.get(id.0 as usize) {
            *id = *new;
        }
    };
    let rename_operand = |operand: &mut Operand| {
        if let Operand::Value(id) = operand {
            rename(id);
        }
    };
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            inst.result.iter_mut().for_each(rename);
            inst.op.for_each_operand_mut(rename_operand);
        }
        block.terminator.for_each_operand_mut(rename_operand);
    }
}
