//! Products that a number is added to, as one instruction: the limbs of the product need no locals then, and its
//! sums have room for those of the other number.
//!
//! Only what wraps is put together, and only where the product is used nowhere else and stands in the same block: this
//! module must never make anything be computed more often.

use twilight_tir::analysis::Cfg;

use crate::machine::{Code, Def, Machine, Src};

/// Rewrites a function; keeps the number of uses of each register.
pub fn fuse(machine: &mut Machine, uses: &mut [u32], cfg: &Cfg) {
    for id in cfg.rpo() {
        let insts = machine.block(*id).insts.clone();
        for at in insts.clone() {
            let Some((product, addend)) = product_and_addend(machine, uses, at) else {
                continue;
            };
            if !insts.contains(&product) {
                continue;
            }
            let Code::Wide(wide) = machine.insts[product].code else {
                continue;
            };
            let Some(wide) = wide.with_addend(&addend) else {
                continue;
            };
            let mut srcs = machine.srcs[machine.insts[product].srcs.clone()].to_vec();
            srcs.extend(addend);
            machine.insts[at].srcs = machine.operands(&srcs);
            machine.insts[at].code = Code::Wide(wide);
            let def = machine.insts[product].def;
            for reg in def..def + machine.insts[product].defs {
                // Nothing uses it any more, and its own operands are used by the other instruction instead.
                uses[reg as usize] = 0;
            }
        }
    }
}

/// The instruction that gives one operand of a sum, used nowhere else, and the other operand.
fn product_and_addend(machine: &Machine, uses: &[u32], at: usize) -> Option<(usize, Vec<Src>)> {
    let inst = &machine.insts[at];
    let Code::Wide(wide) = inst.code else { return None };
    let [a, b] = wide.summands(&machine.srcs[inst.srcs.clone()])?;
    for (limbs, other) in [(&a, &b), (&b, &a)] {
        let Src::Reg(first) = limbs[0] else { continue };
        let Def::Inst(def) = machine.defs[first as usize] else {
            continue;
        };
        let product = &machine.insts[def as usize];
        let is_result = product.def == first
            && product.defs as usize == limbs.len()
            && limbs
                .iter()
                .zip(first..)
                .all(|(src, reg)| *src == Src::Reg(reg) && uses[reg as usize] == 1);
        let is_product = matches!(product.code, Code::Wide(wide) if wide.with_addend(other).is_some());
        if is_result && is_product {
            return Some((def as usize, other.clone()));
        }
    }
    None
}
