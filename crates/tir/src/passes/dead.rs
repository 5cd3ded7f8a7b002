//! Removes instructions whose results nothing needs, cells that nothing reads with what is stored to them, and values
//! that nothing defines.

use crate::fast_hash::FastMap;
use crate::{Function, Op, Operand, ValueId};

/// Removes pure instructions without uses.
pub(super) fn run(function: &mut Function) -> bool {
    // Needed: what impure instructions and terminators use, and what makes that.
    let mut needed = vec![false; function.values.len()];
    let mut work: Vec<ValueId> = Vec::new();
    let mut definitions = vec![None; function.values.len()];
    let mut cells = Vec::new();
    for (block_at, block) in function.blocks.iter().enumerate() {
        for (at, inst) in block.insts.iter().enumerate() {
            if let Some(place) = inst.result.and_then(|id| definitions.get_mut(id.0 as usize)) {
                *place = Some((block_at, at));
            }
            if let (Op::ReferenceNew(_), Some(id)) = (&inst.op, inst.result) {
                cells.push(id);
            }
        }
    }
    // By a cell made here, what is stored to it by its first name: needed only where something needs the cell.
    let mut stored: FastMap<ValueId, Vec<ValueId>> = cells.into_iter().map(|id| (id, Vec::new())).collect();
    for block in &function.blocks {
        for inst in &block.insts {
            if let Some((cell, value)) = store(&inst.op)
                && let Some(list) = stored.get_mut(&cell)
            {
                list.extend(value.value());
            } else if !inst.op.is_pure() {
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
        work.extend(stored.get(&id).into_iter().flatten());
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
            let unread = store(&inst.op).is_some_and(|(cell, _)| {
                stored.contains_key(&cell) && needed.get(cell.0 as usize) != Some(&true)
            });
            let keep = wanted || !(inst.op.is_pure() || unread);
            changed |= !keep;
            keep
        });
    }
    changed
}

/// The reference and the value of a store to a cell.
fn store(op: &Op) -> Option<(ValueId, &Operand)> {
    match op {
        Op::ReferenceStore {
            reference: Operand::Value(cell),
            value,
            ..
        } => Some((*cell, value)),
        _ => None,
    }
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
