//! Where the values of one function are still needed.
//!
//! The verifier asks whether a consumed operand is dead, the interpreter when it may let go of one. It
//! walks back from each use to the definition, so its cost is the total length of the live ranges. The
//! function must be well-formed (references in range, definitions dominate uses).

use crate::analysis::Cfg;
use crate::{BlockId, Function, Op, ValueId};

/// Values live at the edges of the reachable blocks.
#[derive(Clone, Debug)]
pub struct Liveness {
    live_in: Vec<Vec<ValueId>>,
    live_out: Vec<Vec<ValueId>>,
}

impl Liveness {
    /// Liveness of the values that `track` picks.
    #[must_use]
    pub fn new(function: &Function, cfg: &Cfg, track: impl Fn(ValueId) -> bool) -> Self {
        let blocks = function.blocks.len();
        // (value, block, whether the value is needed at the block's start; else at its end)
        let mut uses: Vec<(ValueId, BlockId, bool)> = Vec::new();
        let mut defined_in = vec![BlockId(0); function.values.len()];
        for block_id in cfg.rpo() {
            let Some(block) = function.blocks.get(block_id.0 as usize) else {
                continue;
            };
            for inst in &block.insts {
                if let Some(place) = inst.result.and_then(|id| defined_in.get_mut(id.0 as usize)) {
                    *place = *block_id;
                }
                if let Op::Phi(incoming) = &inst.op {
                    let values = incoming
                        .iter()
                        .filter_map(|(from, operand)| Some((*from, operand.value()?)));
                    uses.extend(
                        values
                            .filter(|(_, id)| track(*id))
                            .map(|(from, id)| (id, from, false)),
                    );
                } else {
                    inst.op.for_each_operand(|operand| {
                        uses.extend(
                            operand
                                .value()
                                .filter(|id| track(*id))
                                .map(|id| (id, *block_id, true)),
                        );
                    });
                }
            }
            let value = block.terminator.operand().and_then(crate::Operand::value);
            uses.extend(value.filter(|id| track(*id)).map(|id| (id, *block_id, true)));
        }
        uses.sort_unstable();
        uses.dedup();
        let mut result = Self {
            live_in: vec![Vec::new(); blocks],
            live_out: vec![Vec::new(); blocks],
        };
        let mut work = Vec::new();
        for (value, block, at_start) in uses {
            let home = defined_in.get(value.0 as usize).copied().unwrap_or(BlockId(0));
            if at_start || (cfg.is_reachable(block) && mark(&mut result.live_out, block, value)) {
                work.push(block);
            }
            while let Some(block) = work.pop() {
                if block == home || !mark(&mut result.live_in, block, value) {
                    continue;
                }
                for pred in cfg.preds(block) {
                    if cfg.is_reachable(*pred) && mark(&mut result.live_out, *pred, value) {
                        work.push(*pred);
                    }
                }
            }
        }
        result
    }

    /// Whether the value is needed after the block: by a block that follows or by a `phi` there.
    #[must_use]
    pub fn is_live_out(&self, block: BlockId, value: ValueId) -> bool {
        contains(&self.live_out, block, value)
    }

    /// Whether the value, defined elsewhere, is needed in or after the block, `phi`s not counted.
    #[must_use]
    pub fn is_live_in(&self, block: BlockId, value: ValueId) -> bool {
        contains(&self.live_in, block, value)
    }
}

/// Adds a value to a block's list; false where it is there. Values come in ascending order.
fn mark(lists: &mut [Vec<ValueId>], block: BlockId, value: ValueId) -> bool {
    let Some(list) = lists.get_mut(block.0 as usize) else {
        return false;
    };
    if list.last() == Some(&value) {
        return false;
    }
    list.push(value);
    true
}

fn contains(lists: &[Vec<ValueId>], block: BlockId, value: ValueId) -> bool {
    lists
        .get(block.0 as usize)
        .is_some_and(|list| list.binary_search(&value).is_ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn loops_and_phis() {
        let module = crate::text::parse(
            "define u64 @f(u64 %0, u64 %1) {
             %entry:
               br %b1
             %b1:
               %2: u64 = phi u64 [ 0u64, %entry ], [ %3, %b2 ]
               %4: bool = icmp ult u64 %2, %0
               br_if %4, %b2, %b3
             %b2:
               %3: u64 = add u64 %2, %1
               br %b1
             %b3:
               ret u64 %2
             }",
        )
        .unwrap();
        let function = &module.functions[0];
        let cfg = Cfg::new(function);
        let liveness = Liveness::new(function, &cfg, |_| true);
        let table = |test: &dyn Fn(BlockId, ValueId) -> bool| -> Vec<Vec<u32>> {
            (0..4)
                .map(|b| (0..5).filter(|v| test(BlockId(b), ValueId(*v))).collect())
                .collect()
        };
        assert_eq!(
            table(&|b, v| liveness.is_live_in(b, v)),
            [vec![], vec![0, 1], vec![0, 1, 2], vec![2]]
        );
        assert_eq!(
            table(&|b, v| liveness.is_live_out(b, v)),
            [vec![0, 1], vec![0, 1, 2], vec![0, 1, 3], vec![]]
        );
    }
}
