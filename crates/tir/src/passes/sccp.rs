//! Sparse conditional constant propagation: constants along the ways that can be taken.
//!
//! Every value is first thought never to be computed, then a constant, then anything; it only moves that
//! way, so each is looked at a bounded number of times and the work is linear. A `phi` takes in one operand
//! at a time, when its way is found to be possible or the operand changes. It must never assume that an
//! operation fails or does not.

use std::collections::HashSet;

use super::{blocks, fold};
use crate::{BlockId, Const, Function, Op, Operand, Terminator, ValueId};

/// What is known of a value.
#[derive(Clone, PartialEq)]
enum Known {
    /// Nothing computes it yet.
    Never,
    Constant(Const),
    Anything,
}

/// A use of a value.
#[derive(Clone, Copy)]
enum Use {
    Inst(u32, u32),
    /// An operand of a `phi`: block, instruction, operand.
    Phi(u32, u32, u32),
    Terminator(u32),
}

/// Replaces values that are always the same, and removes ways that are never taken.
pub(super) fn run(function: &mut Function) -> bool {
    let mut solver = Solver::new(function);
    solver.reach(BlockId(0));
    solver.solve();
    let Solver { known, taken, .. } = solver;
    let mut changed = false;
    let mut replace = |operand: &mut Operand| {
        if let Some(Known::Constant(constant)) = operand.value().and_then(|id| known.get(id.0 as usize)) {
            *operand = Operand::Const(constant.clone());
            changed = true;
        }
    };
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            inst.op.for_each_operand_mut(&mut replace);
        }
        block.terminator.for_each_operand_mut(&mut replace);
    }
    for (at, block) in function.blocks.iter_mut().enumerate() {
        let before = block.insts.len();
        if taken.reached.get(at) == Some(&true) {
            block.insts.retain(|inst| {
                inst.result
                    .and_then(|id| known.get(id.0 as usize))
                    .is_none_or(|known| !matches!(known, Known::Constant(_)))
            });
        }
        changed |= block.insts.len() != before;
    }
    changed |= fold::branches(function);
    changed | blocks::remove_unreachable(function)
}

/// Ways between blocks that can be taken.
struct Taken {
    reached: Vec<bool>,
    edges: HashSet<(u32, u32)>,
}

struct Solver<'f> {
    function: &'f Function,
    known: Vec<Known>,
    uses: Vec<Vec<Use>>,
    /// For each block, the operands of `phi`s that it brings: target, instruction, operand.
    brings: Vec<Vec<(u32, u32, u32)>>,
    taken: Taken,
    blocks: Vec<BlockId>,
    values: Vec<ValueId>,
}

impl<'f> Solver<'f> {
    fn new(function: &'f Function) -> Self {
        let mut known = vec![Known::Never; function.values.len()];
        known
            .iter_mut()
            .take(function.params as usize)
            .for_each(|known| *known = Known::Anything);
        let mut uses = vec![Vec::new(); function.values.len()];
        let mut brings = vec![Vec::new(); function.blocks.len()];
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for (block_at, block) in function.blocks.iter().enumerate() {
            for (at, inst) in block.insts.iter().enumerate() {
                let mut index = 0;
                let is_phi = matches!(inst.op, Op::Phi(_));
                inst.op.for_each_operand(|operand| {
                    if let Some(list) = operand.value().and_then(|id| uses.get_mut(id.0 as usize)) {
                        list.push(if is_phi {
                            Use::Phi(number(block_at), number(at), number(index))
                        } else {
                            Use::Inst(number(block_at), number(at))
                        });
                    }
                    index += 1;
                });
                if let Op::Phi(incoming) = &inst.op {
                    for (index, (from, _)) in incoming.iter().enumerate() {
                        if let Some(list) = brings.get_mut(from.0 as usize) {
                            list.push((number(block_at), number(at), number(index)));
                        }
                    }
                }
            }
            let value = block.terminator.operand().and_then(Operand::value);
            if let Some(list) = value.and_then(|id| uses.get_mut(id.0 as usize)) {
                list.push(Use::Terminator(number(block_at)));
            }
        }
        Self {
            function,
            known,
            uses,
            brings,
            taken: Taken {
                reached: vec![false; function.blocks.len()],
                edges: HashSet::new(),
            },
            blocks: Vec::new(),
            values: Vec::new(),
        }
    }

    fn reach(&mut self, block: BlockId) {
        if let Some(reached) = self.taken.reached.get_mut(block.0 as usize)
            && !std::mem::replace(reached, true)
        {
            self.blocks.push(block);
        }
    }

    fn solve(&mut self) {
        loop {
            if let Some(id) = self.blocks.pop() {
                let Some(block) = self.function.blocks.get(id.0 as usize) else {
                    continue;
                };
                for inst in &block.insts {
                    self.inst(inst);
                }
                self.terminator(id);
            } else if let Some(id) = self.values.pop() {
                let uses = self.uses.get(id.0 as usize).map_or(0, Vec::len);
                for at in 0..uses {
                    if let Some(used) = self
                        .uses
                        .get(id.0 as usize)
                        .and_then(|uses| uses.get(at))
                        .copied()
                    {
                        self.used(used);
                    }
                }
            } else {
                break;
            }
        }
    }

    fn used(&mut self, used: Use) {
        match used {
            Use::Inst(block, at) => {
                if self.taken.reached.get(block as usize) == Some(&true)
                    && let Some(inst) = self
                        .function
                        .blocks
                        .get(block as usize)
                        .and_then(|block| block.insts.get(at as usize))
                {
                    self.inst(inst);
                }
            }
            Use::Phi(block, at, operand) => self.incoming(block, at, operand),
            Use::Terminator(block) => {
                if self.taken.reached.get(block as usize) == Some(&true) {
                    self.terminator(BlockId(block));
                }
            }
        }
    }

    /// A `phi` takes in one operand, when its way can be taken.
    fn incoming(&mut self, block: u32, at: u32, operand: u32) {
        let Some(inst) = self
            .function
            .blocks
            .get(block as usize)
            .and_then(|block| block.insts.get(at as usize))
        else {
            return;
        };
        let (Op::Phi(incoming), Some(result)) = (&inst.op, inst.result) else {
            return;
        };
        let Some((from, operand)) = incoming.get(operand as usize) else {
            return;
        };
        if self.taken.edges.contains(&(from.0, block)) {
            let known = self.of(operand);
            self.lower(result, known);
        }
    }

    fn of(&self, operand: &Operand) -> Known {
        match operand {
            Operand::Const(constant) => Known::Constant(constant.clone()),
            Operand::Value(id) => self.known.get(id.0 as usize).cloned().unwrap_or(Known::Anything),
        }
    }

    /// Takes what was found of a value together with what was known.
    fn lower(&mut self, value: ValueId, found: Known) {
        let Some(known) = self.known.get_mut(value.0 as usize) else {
            return;
        };
        let new = match (&*known, found) {
            (_, Known::Never) | (Known::Anything, _) => return,
            (Known::Never, found) => found,
            (Known::Constant(old), Known::Constant(new)) if *old == new => return,
            _ => Known::Anything,
        };
        *known = new;
        self.values.push(value);
    }

    fn inst(&mut self, inst: &'f crate::Inst) {
        let Some(result) = inst.result else { return };
        if matches!(inst.op, Op::Phi(_)) || self.known.get(result.0 as usize) == Some(&Known::Anything) {
            return;
        }
        let mut never = false;
        inst.op.for_each_operand(|operand| {
            never |= operand
                .value()
                .is_some_and(|id| self.known.get(id.0 as usize) == Some(&Known::Never));
        });
        if never {
            return;
        }
        let constant = fold::constant(&inst.op, |operand| match operand {
            Operand::Const(constant) => Some(constant),
            Operand::Value(id) => match self.known.get(id.0 as usize) {
                Some(Known::Constant(constant)) => Some(constant),
                _ => None,
            },
        });
        self.lower(result, constant.map_or(Known::Anything, Known::Constant));
    }

    fn terminator(&mut self, id: BlockId) {
        let Some(block) = self.function.blocks.get(id.0 as usize) else {
            return;
        };
        let known = block.terminator.operand().map(|operand| self.of(operand));
        match (&block.terminator, known) {
            (Terminator::BranchIf { .. } | Terminator::Switch { .. }, Some(Known::Never)) => {}
            (Terminator::BranchIf { then, otherwise, .. }, Some(Known::Constant(Const::Bool(value)))) => {
                self.take(id, if value { *then } else { *otherwise });
            }
            (Terminator::Switch { targets, default, .. }, Some(Known::Constant(Const::Int(_, value)))) => {
                let target = usize::try_from(value).ok().and_then(|at| targets.get(at));
                self.take(id, target.copied().unwrap_or(*default));
            }
            (terminator, _) => terminator
                .targets()
                .into_iter()
                .for_each(|target| self.take(id, target)),
        }
    }

    fn take(&mut self, from: BlockId, to: BlockId) {
        if !self.taken.edges.insert((from.0, to.0)) {
            return;
        }
        self.reach(to);
        let Some(brings) = self.brings.get_mut(from.0 as usize) else {
            return;
        };
        // Each of them is needed once.
        let (now, later): (Vec<_>, Vec<_>) = std::mem::take(brings)
            .into_iter()
            .partition(|(block, ..)| *block == to.0);
        *brings = later;
        for (block, at, operand) in now {
            self.incoming(block, at, operand);
        }
    }
}
