//! The natural loops of a function, as a forest.

use crate::analysis::Cfg;
use crate::{BlockId, Function, Terminator};

/// A natural loop.
pub(super) struct Loop {
    /// The block through which it is entered.
    pub(super) header: BlockId,
    /// The innermost loop around it.
    pub(super) parent: Option<usize>,
    /// Number of loops around it.
    pub(super) depth: usize,
    /// The only block outside that leads to the header, when it leads nowhere else.
    pub(super) preheader: Option<BlockId>,
}

/// All natural loops, and where each block stands.
pub(super) struct Loops {
    /// Inner loops before outer ones.
    pub(super) loops: Vec<Loop>,
    innermost: Vec<Option<usize>>,
}

impl Loops {
    /// Finds the loops. Each block is merged into the loop around it once: near-linear.
    pub(super) fn new(function: &Function, cfg: &Cfg) -> Self {
        let count = function.blocks.len();
        let mut found = Self {
            loops: Vec::new(),
            innermost: vec![None; count],
        };
        let mut root: Vec<usize> = (0..count).collect();
        for header in cfg.rpo().iter().rev() {
            let mut work: Vec<usize> = cfg
                .preds(*header)
                .iter()
                .filter(|pred| cfg.dominates(*header, **pred))
                .map(|pred| pred.0 as usize)
                .collect();
            if work.is_empty() {
                continue;
            }
            let number = found.loops.len();
            while let Some(at) = work.pop() {
                let at = find(&mut root, at);
                let block = BlockId(u32::try_from(at).unwrap_or(u32::MAX));
                if block == *header || !cfg.dominates(*header, block) {
                    continue;
                }
                root[at] = header.0 as usize;
                match found.innermost[at] {
                    Some(inner) => found.loops[inner].parent = Some(number),
                    None => found.innermost[at] = Some(number),
                }
                work.extend(cfg.preds(block).iter().map(|pred| pred.0 as usize));
            }
            found.innermost[header.0 as usize] = Some(number);
            found.loops.push(Loop {
                header: *header,
                parent: None,
                depth: 0,
                preheader: preheader(function, cfg, *header),
            });
        }
        for at in (0..found.loops.len()).rev() {
            if let Some(parent) = found.loops[at].parent {
                found.loops[at].depth = found.loops[parent].depth + 1;
            }
        }
        found
    }

    /// The innermost loop around a block.
    pub(super) fn of(&self, block: BlockId) -> Option<usize> {
        self.innermost.get(block.0 as usize).copied().flatten()
    }

    /// Whether a loop is another or stands in it.
    pub(super) fn contains(&self, outer: usize, inner: Option<usize>) -> bool {
        let mut inner = inner;
        while let Some(at) = inner {
            if at == outer {
                return true;
            }
            inner = self
                .loops
                .get(at)
                .filter(|it| self.loops.get(outer).is_some_and(|outer| it.depth > outer.depth))
                .and_then(|it| it.parent);
        }
        false
    }
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

fn preheader(function: &Function, cfg: &Cfg, header: BlockId) -> Option<BlockId> {
    let mut outside = cfg
        .preds(header)
        .iter()
        .filter(|pred| !cfg.dominates(header, **pred));
    let only = outside.next().filter(|_| outside.next().is_none())?;
    let block = function.blocks.get(only.0 as usize)?;
    (block.terminator == Terminator::Branch(header)).then_some(*only)
}
