//! What cells lend: values that share vectors, maps or arrays with what `reference_load` gave.
//!
//! A cell goes on owning what is read of it, however the value comes to where it is used: through a `phi`, as a part of
//! it, or within another value. It must never cost a function in which no cell lends anything more than a look at its
//! instructions.

use twilight_abi::Type;

use crate::{Builtin, Function, Op, Operand};

/// By value, whether a cell owns something in it; empty where no cell lends anything in the function. `owns` says of a
/// type whether its values own something: vectors, maps or arrays.
pub(super) fn lent(function: &Function, mut owns: impl FnMut(&Type) -> bool) -> Vec<bool> {
    let mut lent = Vec::new();
    let mut work = Vec::new();
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        let Some(result) = inst.result else { continue };
        let Some(value) = function.values.get(result.0 as usize) else {
            continue;
        };
        if matches!(inst.op, Op::ReferenceLoad { .. }) && owns(&value.ty) {
            lent.resize(function.values.len(), false);
            work.push(result);
        }
    }
    if work.is_empty() {
        return lent;
    }
    // By value, the results that share with it.
    let mut sharing = vec![Vec::new(); function.values.len()];
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        let Some(result) = inst.result else { continue };
        let value = function.values.get(result.0 as usize);
        if !shares(&inst.op) || !value.is_some_and(|value| owns(&value.ty)) {
            continue;
        }
        inst.op.for_each_operand(|operand| {
            let list = operand.value().and_then(|id| sharing.get_mut(id.0 as usize));
            if let Some(list) = list {
                list.push(result);
            }
        });
    }
    while let Some(value) = work.pop() {
        match lent.get_mut(value.0 as usize) {
            Some(mark) if !*mark => *mark = true,
            _ => continue,
        }
        work.extend(sharing.get(value.0 as usize).into_iter().flatten());
    }
    lent
}

/// Whether the result of an operation shares what its operands own.
fn shares(op: &Op) -> bool {
    match op {
        Op::Phi(_)
        | Op::Select { .. }
        | Op::Aggregate { .. }
        | Op::Extract { .. }
        | Op::Insert { .. }
        | Op::Variant { .. }
        | Op::Payload { .. }
        | Op::InsertPayload { .. } => true,
        Op::Builtin { builtin, .. } => matches!(
            builtin,
            Builtin::VecGet
                | Builtin::VecGetUnchecked
                | Builtin::ArrayGet
                | Builtin::ArrayGetUnchecked
                | Builtin::MapGet
                | Builtin::MapKeyAt
                | Builtin::MapValueAt
        ),
        _ => false,
    }
}

/// The value that an operation gives to a cell, which is to own it.
pub(super) fn given(op: &Op) -> Option<&Operand> {
    match op {
        Op::ReferenceNew(value) | Op::ReferenceStore { value, .. } => Some(value),
        _ => None,
    }
}
