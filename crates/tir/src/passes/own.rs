//! Cells that belong to one function: nothing but its own loads, takes and stores ever mentions them.
//!
//! Neither a call nor a store by another reference changes such a cell. It must never hold that of a cell whose reference
//! goes anywhere else: into a value, a `phi`, a call or another cell.

use crate::{Function, Op, Operand};

/// By value, whether it is a cell made in the function that only loads, takes and stores to it mention; empty where none
/// is made.
pub(super) fn cells(function: &Function) -> Vec<bool> {
    let mut own = Vec::new();
    let insts = || function.blocks.iter().flat_map(|block| &block.insts);
    for inst in insts() {
        if let (Op::ReferenceNew(_), Some(id)) = (&inst.op, inst.result) {
            own.resize(function.values.len(), false);
            if let Some(place) = own.get_mut(id.0 as usize) {
                *place = true;
            }
        }
    }
    if own.is_empty() {
        return own;
    }
    let mut mentioned = |operand: &Operand| {
        if let Some(place) = operand.value().and_then(|id| own.get_mut(id.0 as usize)) {
            *place = false;
        }
    };
    for inst in insts() {
        match &inst.op {
            Op::ReferenceLoad { .. } | Op::ReferenceTake { .. } => {}
            Op::ReferenceStore { value, .. } => mentioned(value),
            op => op.for_each_operand(&mut mentioned),
        }
    }
    for block in &function.blocks {
        block.terminator.for_each_operand(&mut mentioned);
    }
    own
}
