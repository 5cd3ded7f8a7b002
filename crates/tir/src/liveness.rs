//! Where the values of one function are still needed.
//!
//! The verifier asks whether a consumed operand is dead, the interpreter when it may let go of one. Both walk
//! back from each use to the definition, so the time is the total length of the live ranges; what is kept of it
//! is bounded. The function must be well-formed (references in range, definitions dominate uses).

use crate::analysis::Cfg;
use crate::{BlockId, Function, Op, ValueId};

/// Values live at the edges of the reachable blocks.
#[derive(Clone, Debug)]
pub struct Liveness {
    live_in: Vec<Vec<ValueId>>,
    live_out: Vec<Vec<ValueId>>,
}

/// An end of a block at which a value is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

impl Liveness {
    /// Liveness of all values; `None` where it has more than `max_entries` entries, one for each end of a
    /// block at which a value is live. In a function of many values that live through many blocks they are
    /// as many as the product of both.
    #[must_use]
    pub fn bounded(function: &Function, cfg: &Cfg, max_entries: usize) -> Option<Self> {
        let blocks = function.blocks.len();
        let mut result = Self {
            live_in: vec![Vec::new(); blocks],
            live_out: vec![Vec::new(); blocks],
        };
        let mut entries = 0;
        visit(
            function,
            cfg,
            |_| true,
            |value, block, edge| {
                entries += 1;
                let lists = match edge {
                    Edge::Start => &mut result.live_in,
                    Edge::End => &mut result.live_out,
                };
                if let Some(list) = lists.get_mut(block.0 as usize) {
                    list.push(value);
                }
                entries <= max_entries
            },
        );
        (entries <= max_entries).then_some(result)
    }

    /// Whether the value is needed after the block: by a block that follows or by a `phi` there.
    #[must_use]
    pub fn is_live_out(&self, block: BlockId, value: ValueId) -> bool {
        contains(&self.live_out, block, value)
    }

    /// The values that are needed after the block, in ascending order.
    #[must_use]
    pub fn live_out(&self, block: BlockId) -> &[ValueId] {
        self.live_out.get(block.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the value, defined elsewhere, is needed in or after the block, `phi`s not counted.
    #[must_use]
    pub fn is_live_in(&self, block: BlockId, value: ValueId) -> bool {
        contains(&self.live_in, block, value)
    }
}

/// For each of the sites, a value and a reachable block in ascending order, whether the value is needed after
/// the block. Needs memory for the sites and blocks alone.
#[must_use]
pub fn live_out_at(function: &Function, cfg: &Cfg, sites: &[(ValueId, BlockId)]) -> Vec<bool> {
    let mut live = vec![false; sites.len()];
    let mut tracked = vec![false; function.values.len()];
    for (value, _) in sites {
        if let Some(flag) = tracked.get_mut(value.0 as usize) {
            *flag = true;
        }
    }
    let track = |value: ValueId| tracked.get(value.0 as usize) == Some(&true);
    visit(function, cfg, track, |value, block, edge| {
        if edge == Edge::End
            && let Ok(at) = sites.binary_search(&(value, block))
            && let Some(flag) = live.get_mut(at)
        {
            *flag = true;
        }
        true
    });
    live
}

/// Calls `found` once for each value that `track` picks and each end of a reachable block at which it is
/// live, values in ascending order, until it gives false.
fn visit(
    function: &Function,
    cfg: &Cfg,
    track: impl Fn(ValueId) -> bool,
    mut found: impl FnMut(ValueId, BlockId, Edge) -> bool,
) {
    // (value, block, whether the value is needed at the block's start; else at its end)
    let mut uses: Vec<(ValueId, BlockId, bool)> = Vec::new();
    let mut defined_in = vec![BlockId(0); function.values.len()];
    for block_id in cfg.rpo() {
        let Some(block) = function.blocks.get(block_id.0 as usize) else {
            continue;
        };
        let mut add = |id: Option<ValueId>, block: BlockId, at_start: bool| {
            uses.extend(id.filter(|id| track(*id)).map(|id| (id, block, at_start)));
        };
        for inst in &block.insts {
            if let Some(place) = inst.result.and_then(|id| defined_in.get_mut(id.0 as usize)) {
                *place = *block_id;
            }
            if let Op::Phi(incoming) = &inst.op {
                for (from, operand) in incoming {
                    add(operand.value(), *from, false);
                }
            } else {
                inst.op
                    .for_each_operand(|operand| add(operand.value(), *block_id, true));
            }
        }
        let value = block.terminator.operand().and_then(crate::Operand::value);
        add(value, *block_id, true);
    }
    uses.sort_unstable();
    uses.dedup();
    // The last value, from 1, that was found live at the end of each block.
    let mut starts = vec![0_usize; function.blocks.len()];
    let mut ends = starts.clone();
    let mut mark = |value: ValueId, block: BlockId, edge: Edge| -> Option<bool> {
        let list = match edge {
            Edge::Start => &mut starts,
            Edge::End => &mut ends,
        };
        let number = value.0 as usize + 1;
        match list.get_mut(block.0 as usize) {
            Some(last) if *last != number => {
                *last = number;
                found(value, block, edge).then_some(true)
            }
            _ => Some(false),
        }
    };
    let mut work = Vec::new();
    for (value, block, at_start) in uses {
        let home = defined_in.get(value.0 as usize).copied().unwrap_or(BlockId(0));
        if at_start {
            work.push(block);
        } else if cfg.is_reachable(block) {
            match mark(value, block, Edge::End) {
                None => return,
                Some(true) => work.push(block),
                Some(false) => {}
            }
        }
        while let Some(block) = work.pop() {
            if block == home {
                continue;
            }
            match mark(value, block, Edge::Start) {
                None => return,
                Some(true) => {}
                Some(false) => continue,
            }
            for pred in cfg.preds(block).iter().filter(|pred| cfg.is_reachable(**pred)) {
                match mark(value, *pred, Edge::End) {
                    None => return,
                    Some(true) => work.push(*pred),
                    Some(false) => {}
                }
            }
        }
    }
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
        let liveness = Liveness::bounded(function, &cfg, 16).unwrap();
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
        // Fourteen entries: six at starts, eight at ends.
        assert!(Liveness::bounded(function, &cfg, 14).is_some());
        assert!(Liveness::bounded(function, &cfg, 13).is_none());
        let sites = [
            (ValueId(1), BlockId(2)),
            (ValueId(2), BlockId(2)),
            (ValueId(3), BlockId(2)),
        ];
        assert_eq!(live_out_at(function, &cfg, &sites), [true, false, true]);
    }
}
