//! Writes to storage that nobody sees: every way from there writes the key again before anything reads it, or fails,
//! and a call that fails leaves storage as it was.
//!
//! It must never count keys as equal that are not the same value, nor look through a call that may read storage.

use super::writers::Readers;
use crate::analysis::Cfg;
use crate::fast_hash::FastMap;
use crate::{BlockId, Function, Op, Operand, Terminator};

/// Keys that are told apart in one function; writes to others stay.
pub const MAX_TRACKED_KEYS: usize = 64;

/// A set of tracked keys: those that are written again before anything reads them.
type Keys = u64;

const _: () = assert!(MAX_TRACKED_KEYS <= Keys::BITS as usize);

/// Removes writes from a function of a module whose readers are given.
pub(super) fn run(function: &mut Function, readers: &Readers) -> bool {
    let tracked = Tracked::new(function);
    if tracked.numbers.is_empty() {
        return false;
    }
    let cfg = Cfg::new(function);
    let count = function.blocks.len();
    // What holds at the start of each block. From all downwards: a way that never ends sees nothing.
    let mut before: Vec<Keys> = vec![Keys::MAX; count];
    let mut queued = vec![true; count];
    let mut work: Vec<BlockId> = cfg.rpo().to_vec();
    while let Some(id) = work.pop() {
        let at = id.0 as usize;
        let (Some(block), Some(flag)) = (function.blocks.get(at), queued.get_mut(at)) else {
            continue;
        };
        *flag = false;
        let end = at_end(&block.terminator, &cfg, id, &before);
        let start = block
            .insts
            .iter()
            .rev()
            .fold(end, |keys, inst| tracked.step(inst, keys, readers));
        let Some(known) = before.get_mut(at).filter(|known| **known != start) else {
            continue;
        };
        *known = start;
        for pred in cfg.preds(id) {
            if let Some(flag) = queued.get_mut(pred.0 as usize).filter(|flag| !**flag) {
                *flag = true;
                work.push(*pred);
            }
        }
    }
    let mut changed = false;
    for id in cfg.rpo() {
        let Some(block) = function.blocks.get(id.0 as usize) else {
            continue;
        };
        let mut keys = at_end(&block.terminator, &cfg, *id, &before);
        let mut dead = vec![false; block.insts.len()];
        for (inst, dead) in block.insts.iter().zip(&mut dead).rev() {
            *dead = written(&inst.op).is_some_and(|key| keys & tracked.bit(key) != 0);
            keys = tracked.step(inst, keys, readers);
        }
        if let Some(block) = function.blocks.get_mut(id.0 as usize)
            && dead.contains(&true)
        {
            let mut dead = dead.into_iter();
            block.insts.retain(|_| dead.next() != Some(true));
            changed = true;
        }
    }
    changed
}

/// What holds where a block ends.
fn at_end(terminator: &Terminator, cfg: &Cfg, id: BlockId, before: &[Keys]) -> Keys {
    match terminator {
        Terminator::Return(_) => 0,
        _ => cfg
            .succs(id)
            .iter()
            .map(|next| before.get(next.0 as usize).copied().unwrap_or(0))
            .fold(Keys::MAX, |all, keys| all & keys),
    }
}

/// The key that an instruction gives a new value, or none.
const fn written(op: &Op) -> Option<&Operand> {
    match op {
        Op::StateWrite { key, .. } | Op::StateRemove { key, .. } => Some(key),
        _ => None,
    }
}

/// Keys that are written more than once.
struct Tracked {
    numbers: FastMap<Operand, u32>,
    /// By storage variable, the keys that lie in it; the empty name stands for an unknown one.
    variables: FastMap<std::sync::Arc<str>, Keys>,
}

impl Tracked {
    fn new(function: &Function) -> Self {
        let mut tracked = Self {
            numbers: FastMap::default(),
            variables: FastMap::default(),
        };
        let mut seen: FastMap<&Operand, bool> = FastMap::default();
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            let Some(key) = written(&inst.op) else { continue };
            if seen.insert(key, true).is_some()
                && tracked.numbers.len() < MAX_TRACKED_KEYS
                && !tracked.numbers.contains_key(key)
            {
                let number = u32::try_from(tracked.numbers.len()).unwrap_or_default();
                tracked.numbers.insert(key.clone(), number);
            }
        }
        if tracked.numbers.is_empty() {
            return tracked;
        }
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            if let Op::StateWrite { key, variable, .. } | Op::StateRemove { key, variable } = &inst.op {
                let bit = tracked.bit(key);
                if bit != 0 {
                    *tracked.variables.entry(variable.clone()).or_default() |= bit;
                }
            }
        }
        tracked
    }

    fn bit(&self, key: &Operand) -> Keys {
        self.numbers.get(key).map_or(0, |number| 1 << number)
    }

    /// Keys that a read of a variable may mean.
    fn met(&self, variable: &str) -> Keys {
        if variable.is_empty() {
            return Keys::MAX;
        }
        let of = |name: &str| self.variables.get(name).copied().unwrap_or(0);
        of(variable) | of("")
    }

    /// What holds before an instruction, where `keys` holds after it.
    fn step(&self, inst: &crate::Inst, keys: Keys, readers: &Readers) -> Keys {
        let keys = match &inst.op {
            Op::StateRead { variable, .. }
            | Op::StateGet { variable, .. }
            | Op::StateExists { variable, .. } => keys & !self.met(variable),
            op if readers.state(op) => 0,
            op => match written(op) {
                Some(key) => keys | self.bit(key),
                None => keys,
            },
        };
        // Before it is made, a key is another one.
        match inst.result {
            Some(id) => keys & !self.bit(&Operand::Value(id)),
            None => keys,
        }
    }
}
