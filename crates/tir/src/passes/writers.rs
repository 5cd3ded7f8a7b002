//! Which functions may write storage, read it, or change cells: what a call does to what stands around it.

use crate::{Module, Op};

/// By function, what it does itself or by way of what it calls.
pub(super) struct Writers {
    state: Vec<bool>,
    cells: Vec<bool>,
}

impl Writers {
    /// Of all functions of a module.
    pub(super) fn new(module: &Module) -> Self {
        Self {
            state: reached(module, writes_state),
            cells: reached(module, changes_cell),
        }
    }

    /// Whether an instruction may write storage.
    pub(super) fn state(&self, op: &Op) -> bool {
        writes_state(op) || calls(op, &self.state)
    }

    /// Whether an instruction may change a cell, or take out what it holds.
    pub(super) fn cells(&self, op: &Op) -> bool {
        changes_cell(op) || calls(op, &self.cells)
    }
}

/// By function, whether it may read storage, itself or by way of what it calls.
pub(super) struct Readers(Vec<bool>);

impl Readers {
    /// Of all functions of a module.
    pub(super) fn new(module: &Module) -> Self {
        Self(reached(module, reads_state))
    }

    /// Whether an instruction may read storage.
    pub(super) fn state(&self, op: &Op) -> bool {
        reads_state(op) || calls(op, &self.0)
    }
}

fn reads_state(op: &Op) -> bool {
    matches!(
        op,
        Op::StateRead { .. } | Op::StateGet { .. } | Op::StateExists { .. }
    )
}

fn writes_state(op: &Op) -> bool {
    matches!(op, Op::StateWrite { .. } | Op::StateRemove { .. })
}

fn changes_cell(op: &Op) -> bool {
    matches!(op, Op::ReferenceStore { .. } | Op::ReferenceTake { .. })
}

fn calls(op: &Op, those: &[bool]) -> bool {
    matches!(op, Op::Call { function, .. } if those.get(function.0 as usize) != Some(&false))
}

/// The functions that do something of a kind, or call one that does.
fn reached(module: &Module, does: impl Fn(&Op) -> bool) -> Vec<bool> {
    let mut found = vec![false; module.functions.len()];
    let mut callers = vec![Vec::new(); module.functions.len()];
    let mut work = Vec::new();
    for (at, function) in module.functions.iter().enumerate() {
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            if does(&inst.op) {
                found[at] = true;
            } else if let Op::Call { function, .. } = &inst.op
                && let Some(list) = callers.get_mut(function.0 as usize)
            {
                list.push(at);
            }
        }
        if found[at] {
            work.push(at);
        }
    }
    while let Some(at) = work.pop() {
        for caller in &callers[at] {
            if !std::mem::replace(&mut found[*caller], true) {
                work.push(*caller);
            }
        }
    }
    found
}
