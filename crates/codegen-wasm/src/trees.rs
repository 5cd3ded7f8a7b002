//! Expression trees: which instructions are emitted where their value is used, leaving it on the stack.
//!
//! An instruction whose registers are used once, together and in order, by one consumer in the same block
//! may move down to it, unless something between keeps it in order. This module must never change the
//! order of instructions that do not commute.

use twilight_tir::BlockId;
use twilight_tir::analysis::Cfg;

use crate::machine::{Code, Def, Effect, End, Machine, Src};
use crate::simplify::is_dead;

/// Nesting of trees: bounds the recursion of this pass and of emission.
const MAX_DEPTH: usize = 64;
/// More than any instruction has.
const MOST_RESULTS: u32 = u32::MAX;
/// Instructions looked at between a definition and its use.
const MAX_DISTANCE: usize = 64;

/// For each instruction, whether it is emitted at its use.
#[must_use]
pub fn fold(machine: &Machine, uses: &[u32], cfg: &Cfg) -> Vec<bool> {
    let mut folder = Folder {
        machine,
        uses,
        folded: vec![false; machine.insts.len()],
        first: 0,
        next: 0,
        skipped: Effect::PURE,
    };
    for id in cfg.rpo() {
        folder.block(*id);
    }
    folder.folded
}

struct Folder<'a> {
    machine: &'a Machine,
    uses: &'a [u32],
    folded: Vec<bool>,
    /// First instruction of the block.
    first: usize,
    /// Instructions from here on are emitted after the current point, or folded.
    next: usize,
    /// Effects of instructions that a folded one moved past in the current tree.
    skipped: Effect,
}

impl Folder<'_> {
    fn block(&mut self, id: BlockId) {
        let machine = self.machine;
        let block = machine.block(id);
        self.first = block.insts.start;
        self.next = block.insts.end;
        self.skipped = Effect::PURE;
        match &block.end {
            // What goes to the phis of the only successor is used at the end too.
            End::Branch(target) => self.operands(machine.edge(id, *target), MOST_RESULTS, 0),
            end => self.operands(&machine.srcs[end.srcs()], MOST_RESULTS, 0),
        }
        for at in block.insts.clone().rev() {
            if !self.folded[at] && !is_dead(machine, self.uses, at) {
                self.next = at;
                self.skipped = Effect::PURE;
                self.operands_of(at, 0);
            }
        }
    }

    fn operands_of(&mut self, at: usize, depth: usize) {
        let inst = &self.machine.insts[at];
        // Other instructions stand between the operands of these: what leaves several values cannot come there.
        let most = match inst.code {
            Code::Wide(wide) => u32::from(wide.takes_expressions()),
            _ => MOST_RESULTS,
        };
        self.operands(&self.machine.srcs[inst.srcs.clone()], most, depth);
    }

    /// Folds what can be folded into operands, which are evaluated first to last: instructions of at most
    /// so many results.
    fn operands(&mut self, srcs: &[Src], most: u32, depth: usize) {
        let mut end = srcs.len();
        while end > 0 {
            end -= 1;
            let Src::Reg(reg) = srcs[end] else { continue };
            let Def::Inst(def) = self.machine.defs[reg as usize] else {
                continue;
            };
            let def = def as usize;
            if depth >= MAX_DEPTH || def < self.first || def >= self.next_or_any(def) {
                continue;
            }
            let inst = &self.machine.insts[def];
            if inst.defs > most {
                continue;
            }
            let count = inst.defs as usize;
            // The last of its registers is on top of the stack: it must be this operand.
            if reg + 1 != inst.def + inst.defs || end + 1 < count {
                continue;
            }
            let start = end + 1 - count;
            let together = srcs[start..=end]
                .iter()
                .zip(inst.def..)
                .all(|(src, reg)| *src == Src::Reg(reg) && self.uses[reg as usize] == 1);
            if together && self.can_move(def) {
                self.folded[def] = true;
                self.operands_of(def, depth + 1);
                end = start;
            }
        }
    }

    /// Pure instructions may come from anywhere in the block, others only from before the current point.
    fn next_or_any(&self, def: usize) -> usize {
        if self.machine.insts[def].effect == Effect::PURE {
            usize::MAX
        } else {
            self.next
        }
    }

    /// Whether an instruction may move down to the current point; if so, the current point moves up to it.
    fn can_move(&mut self, def: usize) -> bool {
        let effect = self.machine.insts[def].effect;
        if effect == Effect::PURE {
            return true;
        }
        if self.next - def > MAX_DISTANCE || !effect.commutes(self.skipped) {
            return false;
        }
        let mut skipped = self.skipped;
        for between in def + 1..self.next {
            if self.folded[between] || is_dead(self.machine, self.uses, between) {
                continue;
            }
            let other = self.machine.insts[between].effect;
            if !effect.commutes(other) {
                return false;
            }
            skipped = skipped.union(other);
        }
        self.skipped = skipped;
        self.next = def;
        true
    }
}
