//! Loop-invariant code motion: what is the same in every round is computed before the loop.
//!
//! An instruction moves when nothing in the loop changes its operands and the loop's first round surely
//! comes to it, so that a run never does more than before (but for a local, where a loop ends in its first
//! round). What a cell holds is the same where the loop changes none. What can fail moves only from before
//! everything in the loop that can fail or be seen, so that failures keep their order. It must never move a value
//! that holds a vector, map or array (but what a cell lends), nor a part of an enum away from the question for its
//! variant, nor the making of a cell (each round has its own), nor an index without check away from what makes sure
//! of it.

use super::loops::Loops;
use super::writers::Writers;
use super::{Definitions, fold, is_plain};
use crate::analysis::Cfg;
use crate::{BlockId, Const, ContextVar, Function, Inst, Op, Operand, Terminator, ValueId};

/// Moves what can move in a function of a module whose writers are given.
pub(super) fn run(function: &mut Function, writers: &Writers) -> bool {
    let cfg = Cfg::new(function);
    let loops = Loops::new(function, &cfg);
    if loops.loops.is_empty() {
        return false;
    }
    let mut mover = Mover::new(function, &cfg, loops, writers);
    let mut changed = false;
    for block in cfg.rpo() {
        if mover.loops.of(*block).is_none() {
            continue;
        }
        let Some(insts) = function
            .blocks
            .get_mut(block.0 as usize)
            .map(|block| std::mem::take(&mut block.insts))
        else {
            continue;
        };
        let mut kept = Vec::with_capacity(insts.len());
        for inst in insts {
            let target = mover.target(function, &inst, *block);
            match target {
                None => kept.push(inst),
                Some(target) => {
                    changed = true;
                    if let Some(place) = inst.result.and_then(|id| mover.home.get_mut(id.0 as usize)) {
                        *place = target;
                    }
                    if let Some(block) = function.blocks.get_mut(target.0 as usize) {
                        block.insts.push(inst);
                    }
                }
            }
        }
        if let Some(block) = function.blocks.get_mut(block.0 as usize) {
            block.insts = kept;
        }
    }
    changed
}

struct Mover {
    loops: Loops,
    /// The block in which each value is defined.
    home: Vec<BlockId>,
    /// Whether the first round of the innermost loop surely comes to the block.
    sure: Vec<bool>,
    /// Loops in which something that can fail or be seen has stayed so far.
    dirty: Vec<bool>,
    /// Loops that may write state.
    writes: Vec<bool>,
    /// Loops that may change cells.
    changes: Vec<bool>,
}

impl Mover {
    fn new(function: &Function, cfg: &Cfg, loops: Loops, writers: &Writers) -> Self {
        let mut home = vec![BlockId(0); function.values.len()];
        let mut writes = vec![false; loops.loops.len()];
        let mut changes = writes.clone();
        for block_id in cfg.rpo() {
            let insts = function.blocks.get(block_id.0 as usize).map(|block| &block.insts);
            for inst in insts.into_iter().flatten() {
                if let Some(place) = inst.result.and_then(|id| home.get_mut(id.0 as usize)) {
                    *place = *block_id;
                }
                let number = loops.of(*block_id);
                for (found, does) in [
                    (&mut writes, writers.state(&inst.op)),
                    (&mut changes, writers.cells(&inst.op)),
                ] {
                    if does && let Some(place) = number.and_then(|at| found.get_mut(at)) {
                        *place = true;
                    }
                }
            }
        }
        for at in 0..loops.loops.len() {
            let parent = loops.loops[at].parent;
            for found in [&mut writes, &mut changes] {
                if found[at]
                    && let Some(place) = parent.and_then(|parent| found.get_mut(parent))
                {
                    *place = true;
                }
            }
        }
        let mut sure = vec![false; function.blocks.len()];
        let definitions = Definitions::new(function);
        for at in 0..loops.loops.len() {
            mark_sure(function, &definitions, &loops, at, &mut sure);
        }
        let dirty = vec![false; loops.loops.len()];
        Self {
            loops,
            home,
            sure,
            dirty,
            writes,
            changes,
        }
    }

    /// Where an instruction may go; `None` where it stays.
    fn target(&mut self, function: &Function, inst: &Inst, block: BlockId) -> Option<BlockId> {
        let fails = !inst.op.is_pure() || is_state_read(&inst.op);
        let may_move = can_move(function, inst);
        let mut at = block;
        let mut target = None;
        while let Some(number) = self.loops.of(at) {
            let preheader = self.loops.loops.get(number).and_then(|it| it.preheader);
            let dirty = self.dirty.get(number) == Some(&true);
            let allowed = may_move
                && self.is_sure(at)
                && !(fails && dirty)
                && !(is_state_read(&inst.op) && self.writes.get(number) == Some(&true))
                && !(is_load(&inst.op) && self.changes.get(number) == Some(&true))
                && self.is_invariant(&inst.op, number);
            let Some(preheader) = preheader.filter(|_| allowed) else {
                if fails && let Some(dirty) = self.dirty.get_mut(number) {
                    *dirty = true;
                }
                break;
            };
            target = Some(preheader);
            at = preheader;
        }
        target
    }

    fn is_sure(&self, block: BlockId) -> bool {
        self.sure.get(block.0 as usize) == Some(&true)
    }

    fn is_invariant(&self, op: &Op, number: usize) -> bool {
        let mut invariant = true;
        op.for_each_operand(|operand| {
            let home = operand
                .value()
                .and_then(|id: ValueId| self.home.get(id.0 as usize));
            invariant &= home.is_none_or(|home| !self.loops.contains(number, self.loops.of(*home)));
        });
        invariant
    }
}

fn is_state_read(op: &Op) -> bool {
    matches!(
        op,
        Op::StateRead { .. } | Op::StateGet { .. } | Op::StateExists { .. }
    )
}

fn is_load(op: &Op) -> bool {
    matches!(op, Op::ReferenceLoad { .. })
}

fn can_move(function: &Function, inst: &Inst) -> bool {
    let kind = match &inst.op {
        Op::Phi(_)
        | Op::Call { .. }
        | Op::StateWrite { .. }
        | Op::StateRemove { .. }
        | Op::Emit { .. }
        | Op::Payload { .. }
        | Op::InsertPayload { .. }
        | Op::ReferenceNew(_)
        | Op::ReferenceTake { .. }
        | Op::ReferenceStore { .. }
        | Op::GetContext(ContextVar::GasLeft) => false,
        Op::Builtin { builtin, .. } => {
            inst.op.consumed().is_none() && *builtin != crate::Builtin::Print && !builtin.is_unchecked()
        }
        _ => true,
    };
    let result = inst.result.and_then(|id| function.values.get(id.0 as usize));
    // What a cell lends is only looked at.
    kind && (is_load(&inst.op) || result.is_some_and(|value| is_plain(&value.ty)))
}

/// Marks the blocks to which the first round of a loop surely comes.
fn mark_sure(
    function: &Function,
    definitions: &Definitions,
    loops: &Loops,
    number: usize,
    sure: &mut [bool],
) {
    let Some(of) = loops.loops.get(number) else { return };
    let mut at = of.header;
    loop {
        match sure.get_mut(at.0 as usize) {
            Some(mark) if !*mark => *mark = true,
            _ => return,
        }
        let Some(block) = function.blocks.get(at.0 as usize) else {
            return;
        };
        let next = match &block.terminator {
            Terminator::Branch(target) => *target,
            Terminator::BranchIf {
                condition,
                then,
                otherwise,
            } => match in_first_round(function, definitions, of, condition) {
                Some(true) => *then,
                Some(false) => *otherwise,
                None => return,
            },
            _ => return,
        };
        if loops.of(next) != Some(number) {
            return;
        }
        at = next;
    }
}

/// A condition in the first round, where the header's `phi`s are what the way in brings.
fn in_first_round(
    function: &Function,
    definitions: &Definitions,
    of: &super::loops::Loop,
    condition: &Operand,
) -> Option<bool> {
    let op = definitions.op(function, condition)?;
    let constant = fold::constant(op, |operand| match operand {
        Operand::Const(constant) => Some(constant),
        Operand::Value(id) => {
            let (block, _) = definitions.place(*id)?;
            let Op::Phi(incoming) = definitions.of(function, *id)? else {
                return None;
            };
            let (_, brought) = incoming
                .iter()
                .find(|(from, _)| block == of.header && Some(*from) == of.preheader)?;
            match brought {
                Operand::Const(constant) => Some(constant),
                Operand::Value(_) => None,
            }
        }
    })?;
    match constant {
        Const::Bool(value) => Some(value),
        _ => None,
    }
}
