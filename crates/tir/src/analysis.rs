//! The control flow graph of one function: predecessors, reverse postorder, dominators.
//!
//! Used by the verifier, the passes and the wasm back end alike. It accepts any function, verified or
//! not: ids out of range are ignored, nothing here recurses, and the work is near-linear in the size of
//! the function. It must never change the function.

use std::cell::OnceCell;

use crate::{BlockId, Function};

/// Stands for "no block" in the tables.
const NONE: u32 = u32::MAX;

/// Control flow graph and dominator tree (Cooper, Harvey, Kennedy) of one function.
///
/// It owns its tables: it stays valid as long as blocks and terminators are not changed. Dominators are found when
/// they are first asked for: half of those who want a graph never do.
#[derive(Clone, Debug)]
pub struct Cfg {
    preds: Lists,
    succs: Lists,
    rpo: Vec<BlockId>,
    rpo_index: Vec<u32>,
    dominators: OnceCell<Dominators>,
}

/// The dominator tree.
#[derive(Clone, Debug)]
struct Dominators {
    idom: Vec<u32>,
    children: Lists,
    /// Entry and exit times of a walk over the tree.
    interval: Vec<(u32, u32)>,
}

/// A list of blocks for each block, one behind the other in one piece of memory.
#[derive(Clone, Debug)]
struct Lists {
    /// Where each list begins, and the last one ends.
    starts: Vec<u32>,
    blocks: Vec<BlockId>,
}

impl Lists {
    /// The lists that tell for each block in whose list of `other` it stands, ascending.
    fn inverse(other: &Self) -> Self {
        let count = other.count();
        let mut lists = Self::sized(count, other.blocks.iter().copied());
        let mut next = lists.starts.clone();
        for at in 0..count {
            for member in other.of(block_id(at)) {
                lists.place(&mut next, *member, block_id(at));
            }
        }
        lists
    }

    /// The lists of children where `parent` gives each block's parent, in the order of `order`.
    fn children(count: usize, order: &[BlockId], parent: &[u32]) -> Self {
        let parents = order.iter().map(|block| BlockId(parent[block.0 as usize]));
        let mut lists = Self::sized(count, parents);
        let mut next = lists.starts.clone();
        for block in order {
            lists.place(&mut next, BlockId(parent[block.0 as usize]), *block);
        }
        lists
    }

    /// Lists with room for one member for each time that a block is named.
    fn sized(count: usize, named: impl Iterator<Item = BlockId>) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for block in named {
            starts[block.0 as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let total = starts[count];
        Self {
            starts,
            blocks: vec![BlockId(NONE); total as usize],
        }
    }

    /// Puts a member into the list of a block; `next` says where each list goes on.
    fn place(&mut self, next: &mut [u32], block: BlockId, member: BlockId) {
        let at = &mut next[block.0 as usize];
        self.blocks[*at as usize] = member;
        *at += 1;
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The list of a block; empty for an id out of range.
    fn of(&self, block: BlockId) -> &[BlockId] {
        let at = block.0 as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => &self.blocks[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

impl Cfg {
    /// The graph of a function.
    #[must_use]
    pub fn new(function: &Function) -> Self {
        let count = function.blocks.len();
        let mut succs = Lists {
            starts: Vec::with_capacity(count + 1),
            blocks: Vec::with_capacity(count * 2),
        };
        succs.starts.push(0);
        // `seen[target] == block + 1`: the edge is in the lists already.
        let mut seen = vec![0_u32; count];
        for (at, block) in function.blocks.iter().enumerate() {
            let mark = block_id(at).0.wrapping_add(1);
            block.terminator.for_each_target(|target| {
                if let Some(seen) = seen.get_mut(target.0 as usize)
                    && *seen != mark
                {
                    *seen = mark;
                    succs.blocks.push(target);
                }
            });
            succs.starts.push(block_id(succs.blocks.len()).0);
        }
        let preds = Lists::inverse(&succs);
        let rpo = reverse_postorder(&succs);
        let mut rpo_index = vec![NONE; count];
        for (at, block) in rpo.iter().enumerate() {
            rpo_index[block.0 as usize] = block_id(at).0;
        }
        Self {
            preds,
            succs,
            rpo,
            rpo_index,
            dominators: OnceCell::new(),
        }
    }

    fn dominators(&self) -> &Dominators {
        self.dominators.get_or_init(|| {
            let count = self.preds.count();
            let idom = immediate_dominators(&self.rpo, &self.rpo_index, &self.preds);
            let children = Lists::children(count, self.rpo.get(1..).unwrap_or_default(), &idom);
            let interval = tree_intervals(&children, count);
            Dominators {
                idom,
                children,
                interval,
            }
        })
    }

    /// Predecessors of a block, each once (also where a terminator names the block twice), ascending;
    /// unreachable ones included. Empty for an id out of range.
    #[must_use]
    pub fn preds(&self, block: BlockId) -> &[BlockId] {
        self.preds.of(block)
    }

    /// Successors of a block, each once, in the terminator's order.
    #[must_use]
    pub fn succs(&self, block: BlockId) -> &[BlockId] {
        self.succs.of(block)
    }

    /// Reachable blocks in reverse postorder, the entry first. Of a branch's targets the first stands
    /// before the later ones where the graph leaves the choice.
    #[must_use]
    pub fn rpo(&self) -> &[BlockId] {
        &self.rpo
    }

    /// Position in [`Self::rpo`]; `None` for unreachable blocks.
    #[must_use]
    pub fn rpo_index(&self, block: BlockId) -> Option<usize> {
        self.rpo_index
            .get(block.0 as usize)
            .filter(|at| **at != NONE)
            .map(|at| *at as usize)
    }

    /// Whether the block can be reached from the entry.
    #[must_use]
    pub fn is_reachable(&self, block: BlockId) -> bool {
        self.rpo_index(block).is_some()
    }

    /// Immediate dominator; `None` for the entry and unreachable blocks.
    #[must_use]
    pub fn idom(&self, block: BlockId) -> Option<BlockId> {
        self.dominators()
            .idom
            .get(block.0 as usize)
            .filter(|dominator| **dominator != NONE && **dominator != block.0)
            .map(|dominator| BlockId(*dominator))
    }

    /// Blocks whose immediate dominator is `block`, in reverse postorder.
    #[must_use]
    pub fn dom_children(&self, block: BlockId) -> &[BlockId] {
        self.dominators().children.of(block)
    }

    /// Whether every path from the entry to `b` passes `a` (a block dominates itself). False where either
    /// is unreachable.
    #[must_use]
    pub fn dominates(&self, a: BlockId, b: BlockId) -> bool {
        if !self.is_reachable(a) || !self.is_reachable(b) {
            return false;
        }
        if a == b {
            return true;
        }
        let interval = &self.dominators().interval;
        let (outer, inner) = (interval[a.0 as usize], interval[b.0 as usize]);
        outer.0 <= inner.0 && inner.1 <= outer.1
    }

    /// Whether the edge goes back to a block that dominates its source: the edge of a natural loop.
    #[must_use]
    pub fn is_back_edge(&self, from: BlockId, to: BlockId) -> bool {
        self.dominates(to, from) && self.succs(from).contains(&to)
    }

    /// Whether a back edge ends here.
    #[must_use]
    pub fn is_loop_header(&self, block: BlockId) -> bool {
        self.preds(block).iter().any(|pred| self.dominates(block, *pred))
    }
}

fn block_id(at: usize) -> BlockId {
    BlockId(u32::try_from(at).unwrap_or(NONE))
}

fn reverse_postorder(succs: &Lists) -> Vec<BlockId> {
    let count = succs.count();
    if count == 0 {
        return Vec::new();
    }
    let of = |at: usize| succs.of(block_id(at));
    let mut visited = vec![false; count];
    let mut order = Vec::with_capacity(count);
    // Block and the number of its successors still to visit. They are taken from the last to the first:
    // reversed, the first successor then stands first.
    let mut stack = vec![(0_usize, of(0).len())];
    visited[0] = true;
    while let Some((block, left)) = stack.last_mut() {
        if *left == 0 {
            order.push(block_id(*block));
            stack.pop();
            continue;
        }
        *left -= 1;
        let next = of(*block)[*left].0 as usize;
        if !visited[next] {
            visited[next] = true;
            stack.push((next, of(next).len()));
        }
    }
    order.reverse();
    order
}

fn immediate_dominators(rpo: &[BlockId], rpo_index: &[u32], preds: &Lists) -> Vec<u32> {
    let mut idom = vec![NONE; preds.count()];
    let Some(entry) = rpo.first() else { return idom };
    idom[entry.0 as usize] = entry.0;
    let mut changed = true;
    while changed {
        changed = false;
        for block in rpo.iter().skip(1) {
            let mut new = NONE;
            // The deepest first: each walk then goes on where the last one stopped.
            for pred in preds.of(*block).iter().rev() {
                if idom[pred.0 as usize] == NONE {
                    continue;
                }
                new = if new == NONE {
                    pred.0
                } else {
                    intersect(&idom, rpo_index, pred.0, new)
                };
            }
            if idom[block.0 as usize] != new {
                idom[block.0 as usize] = new;
                changed = true;
            }
        }
    }
    idom
}

fn intersect(idom: &[u32], rpo_index: &[u32], mut a: u32, mut b: u32) -> u32 {
    while a != b {
        while rpo_index[a as usize] > rpo_index[b as usize] {
            a = idom[a as usize];
        }
        while rpo_index[b as usize] > rpo_index[a as usize] {
            b = idom[b as usize];
        }
    }
    a
}

fn tree_intervals(children: &Lists, count: usize) -> Vec<(u32, u32)> {
    let mut interval = vec![(0, 0); count];
    if count == 0 {
        return interval;
    }
    let mut clock = 0_u32;
    let mut stack = vec![(0_usize, 0_usize)];
    while let Some((block, next)) = stack.last_mut() {
        if *next == 0 {
            interval[*block].0 = clock;
            clock += 1;
        }
        match children.of(block_id(*block)).get(*next) {
            Some(child) => {
                *next += 1;
                let child = child.0 as usize;
                stack.push((child, 0));
            }
            None => {
                interval[*block].1 = clock;
                clock += 1;
                stack.pop();
            }
        }
    }
    interval
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::{Block, Const, Operand, Terminator};
    use twilight_abi::Type;
    use twilight_diagnostics::Span;

    /// A function whose block `i` branches to `edges[i]`.
    fn graph(edges: &[&[u32]]) -> Function {
        let blocks = edges
            .iter()
            .map(|targets| Block {
                insts: Vec::new(),
                terminator: match targets {
                    [] => Terminator::Return(Operand::Const(Const::Unit)),
                    [one] => Terminator::Branch(BlockId(*one)),
                    [first @ .., last] => Terminator::Switch {
                        value: Operand::Const(Const::Bool(true)),
                        targets: first.iter().map(|at| BlockId(*at)).collect(),
                        default: BlockId(*last),
                    },
                },
                terminator_span: Span::default(),
            })
            .collect();
        Function {
            name: "f".to_owned(),
            params: 0,
            ret: Type::Unit,
            values: Vec::new(),
            blocks,
            span: Span::default(),
        }
    }

    fn idoms(cfg: &Cfg, count: u32) -> Vec<Option<u32>> {
        (0..count)
            .map(|at| cfg.idom(BlockId(at)).map(|id| id.0))
            .collect()
    }

    #[test]
    fn diamond_with_a_loop() {
        // 0 -> 1 | 2, 1 -> 3, 2 -> 3, 3 -> 1 | 4, 5 unreachable -> 4
        let cfg = Cfg::new(&graph(&[&[1, 2], &[3], &[3], &[1, 4], &[], &[4]]));
        assert_eq!(idoms(&cfg, 6), [None, Some(0), Some(0), Some(0), Some(3), None]);
        assert_eq!(cfg.rpo().len(), 5);
        assert_eq!(cfg.rpo()[0], BlockId(0));
        assert!(!cfg.is_reachable(BlockId(5)));
        assert_eq!(cfg.preds(BlockId(4)), [BlockId(3), BlockId(5)]);
        assert!(cfg.dominates(BlockId(3), BlockId(4)));
        assert!(!cfg.dominates(BlockId(1), BlockId(3)));
        assert!(!cfg.dominates(BlockId(5), BlockId(4)));
        // 1 does not dominate 3, so the graph is irreducible there and the edge closes no natural loop.
        assert!(!cfg.is_back_edge(BlockId(3), BlockId(1)));
    }

    #[test]
    fn natural_loop_and_repeated_targets() {
        let cfg = Cfg::new(&graph(&[&[1], &[2, 3], &[1], &[4, 4, 4], &[]]));
        assert!(cfg.is_loop_header(BlockId(1)));
        assert!(cfg.is_back_edge(BlockId(2), BlockId(1)));
        assert_eq!(cfg.preds(BlockId(4)), [BlockId(3)]);
        assert_eq!(cfg.dom_children(BlockId(1)), [BlockId(2), BlockId(3)]);
    }

    #[test]
    fn agrees_with_dominance_by_removal() {
        // Every graph of 5 blocks from a small generator: a dominates b iff b is unreachable without a.
        let mut state = 7_u64;
        for _ in 0..500 {
            let mut edges = Vec::new();
            for _ in 0..5 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let bits = (state >> 33) as u32;
                edges.push(
                    (0..bits % 4)
                        .map(|at| (bits >> (4 * at + 4)) % 5)
                        .collect::<Vec<u32>>(),
                );
            }
            let slices: Vec<&[u32]> = edges.iter().map(Vec::as_slice).collect();
            let cfg = Cfg::new(&graph(&slices));
            for a in 0..5 {
                for b in 0..5 {
                    let reachable = reaches(&edges, None, b);
                    let expected =
                        reachable && reaches(&edges, None, a) && (a == b || !reaches(&edges, Some(a), b));
                    assert_eq!(
                        cfg.dominates(BlockId(a), BlockId(b)),
                        expected,
                        "{edges:?} {a} {b}"
                    );
                }
            }
        }
    }

    fn reaches(edges: &[Vec<u32>], without: Option<u32>, goal: u32) -> bool {
        let mut seen = [false; 5];
        let mut stack = vec![0_u32];
        while let Some(block) = stack.pop() {
            if Some(block) == without || std::mem::replace(&mut seen[block as usize], true) {
                continue;
            }
            stack.extend(&edges[block as usize]);
        }
        seen[goal as usize]
    }

    #[test]
    fn wrong_ids_and_no_blocks_are_harmless() {
        let cfg = Cfg::new(&graph(&[&[9]]));
        assert_eq!(cfg.rpo(), [BlockId(0)]);
        assert!(cfg.preds(BlockId(9)).is_empty());
        assert_eq!(cfg.idom(BlockId(9)), None);
        let empty = Cfg::new(&graph(&[]));
        assert!(empty.rpo().is_empty());
        assert!(!empty.is_reachable(BlockId(0)));
    }

    #[test]
    fn a_long_chain_does_not_recurse() {
        let targets: Vec<[u32; 1]> = (1..=100_000).map(|at| [at]).collect();
        let mut edges: Vec<&[u32]> = targets.iter().map(<[u32; 1]>::as_slice).collect();
        edges.push(&[]);
        let cfg = Cfg::new(&graph(&edges));
        assert_eq!(cfg.rpo().len(), 100_001);
        assert!(cfg.dominates(BlockId(5), BlockId(100_000)));
    }
}
