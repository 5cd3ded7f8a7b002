//! Removes what the split into slots made needless: phis of one value, instructions without use.
//!
//! A struct carried through a loop becomes one phi a slot, and most slots never change. This module must
//! never remove or move an instruction that has an effect.

use twilight_tir::BlockId;
use twilight_tir::analysis::Cfg;

use crate::machine::{Def, Effect, Machine, Reg, Src};

/// Rounds of phi removal: one is enough for a loop, nested loops take one more a level.
const PHI_ROUNDS: usize = 8;

/// Simplifies a function; gives the number of uses of each register. Only uses in `reached` blocks count, those
/// for which something is emitted: a phi that is used elsewhere only has no place. An instruction whose registers all
/// have no use and that is pure is not to be emitted: see [`is_dead`].
pub fn simplify(machine: &mut Machine, cfg: &Cfg, reached: &[bool]) -> Vec<u32> {
    remove_trivial_phis(machine, cfg);
    remove_dead(machine, cfg, reached)
}

/// Whether an instruction can be left out.
#[must_use]
pub fn is_dead(machine: &Machine, uses: &[u32], inst: usize) -> bool {
    let inst = &machine.insts[inst];
    (inst.effect == Effect::PURE || inst.effect == Effect::READ)
        && (inst.def..inst.def + inst.defs).all(|reg| uses[reg as usize] == 0)
}

fn resolve(alias: &[Option<Src>], mut src: Src) -> Src {
    while let Src::Reg(reg) = src {
        match alias.get(reg as usize).copied().flatten() {
            Some(next) => src = next,
            None => break,
        }
    }
    src
}

fn remove_trivial_phis(machine: &mut Machine, cfg: &Cfg) {
    let with_phis: Vec<BlockId> = cfg
        .rpo()
        .iter()
        .copied()
        .filter(|id| !machine.block(*id).phis.is_empty())
        .collect();
    if with_phis.is_empty() {
        return;
    }
    let mut alias: Vec<Option<Src>> = vec![None; machine.regs.len()];
    for _ in 0..PHI_ROUNDS {
        let mut changed = false;
        for id in &with_phis {
            for (at, phi) in machine.block(*id).phis.iter().enumerate() {
                if alias[*phi as usize].is_none()
                    && let Some(only) = only_source(machine, cfg, &alias, *id, at, *phi)
                {
                    alias[*phi as usize] = Some(only);
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    // Links of a chain come in any order, so every operand is resolved to its end.
    for src in &mut machine.srcs {
        *src = resolve(&alias, *src);
    }
    for id in &with_phis {
        let keep: Vec<bool> = machine
            .block(*id)
            .phis
            .iter()
            .map(|phi| alias[*phi as usize].is_none())
            .collect();
        retain_phis(machine, cfg, *id, &keep);
        for pred in cfg.preds(*id) {
            if let Some(slots) = machine.edges.get_mut(&(*pred, *id)) {
                for slot in slots {
                    *slot = resolve(&alias, *slot);
                }
            }
        }
    }
}

/// The one value that a phi can have besides itself.
fn only_source(
    machine: &Machine,
    cfg: &Cfg,
    alias: &[Option<Src>],
    block: BlockId,
    at: usize,
    phi: Reg,
) -> Option<Src> {
    let mut only = None;
    for pred in cfg.preds(block) {
        if !cfg.is_reachable(*pred) {
            continue;
        }
        let src = resolve(alias, *machine.edge(*pred, block).get(at)?);
        if src == Src::Reg(phi) || Some(src) == only {
            continue;
        }
        if only.is_some() {
            return None;
        }
        only = Some(src);
    }
    only
}

fn retain_phis(machine: &mut Machine, cfg: &Cfg, block: BlockId, keep: &[bool]) {
    if keep.iter().all(|keep| *keep) {
        return;
    }
    let mut kept = keep.iter();
    machine.blocks[block.0 as usize]
        .phis
        .retain(|_| kept.next().copied().unwrap_or(true));
    for pred in cfg.preds(block) {
        if let Some(slots) = machine.edges.get_mut(&(*pred, block)) {
            let mut kept = keep.iter();
            slots.retain(|_| kept.next().copied().unwrap_or(true));
        }
    }
}

fn remove_dead(machine: &mut Machine, cfg: &Cfg, reached: &[bool]) -> Vec<u32> {
    let is_reached = |id: &BlockId| reached[id.0 as usize];
    // Liveness from the roots: what has an effect, and what ends a block.
    let mut live = vec![false; machine.regs.len()];
    let mut seen = vec![false; machine.insts.len()];
    let mut work: Vec<Src> = Vec::new();
    for id in cfg.rpo().iter().filter(|id| is_reached(id)) {
        let block = machine.block(*id);
        work.extend_from_slice(&machine.srcs[block.end.srcs()]);
        for at in block.insts.clone() {
            let inst = &machine.insts[at];
            if inst.effect != Effect::PURE && inst.effect != Effect::READ {
                seen[at] = true;
                work.extend_from_slice(&machine.srcs[inst.srcs.clone()]);
            }
        }
    }
    while let Some(src) = work.pop() {
        let Src::Reg(reg) = src else { continue };
        if std::mem::replace(&mut live[reg as usize], true) {
            continue;
        }
        match machine.defs[reg as usize] {
            Def::Param => {}
            Def::Inst(inst) => {
                if !std::mem::replace(&mut seen[inst as usize], true) {
                    let srcs = machine.insts[inst as usize].srcs.clone();
                    work.extend_from_slice(&machine.srcs[srcs]);
                }
            }
            Def::Phi(block) => {
                if let Some(at) = machine.block(block).phis.iter().position(|phi| *phi == reg) {
                    for pred in cfg.preds(block).iter().filter(|id| is_reached(id)) {
                        work.extend(machine.edge(*pred, block).get(at));
                    }
                }
            }
        }
    }
    let mut uses = vec![0_u32; machine.regs.len()];
    let mut count = |srcs: &[Src]| {
        for src in srcs {
            if let Src::Reg(reg) = src {
                uses[*reg as usize] += 1;
            }
        }
    };
    for id in cfg.rpo().iter().filter(|id| is_reached(id)) {
        let keep: Vec<bool> = machine
            .block(*id)
            .phis
            .iter()
            .map(|phi| live[*phi as usize])
            .collect();
        retain_phis(machine, cfg, *id, &keep);
        let block = machine.block(*id);
        count(&machine.srcs[block.end.srcs()]);
        for at in block.insts.clone() {
            if seen[at] {
                count(&machine.srcs[machine.insts[at].srcs.clone()]);
            }
        }
    }
    for id in cfg.rpo().iter().filter(|id| is_reached(id)) {
        for pred in cfg.preds(*id).iter().filter(|id| is_reached(id)) {
            count(machine.edge(*pred, *id));
        }
    }
    uses
}
