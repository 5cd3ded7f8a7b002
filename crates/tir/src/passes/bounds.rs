//! What is known of lengths and of indices below them: for [`super::ranges`], which takes checks of bounds away.
//!
//! Why that is sound: vectors are values, so a changed vector is another value with a length of its own. What is
//! known is kept for a *root*, a value that surely has the same length ([`Roots`]); a root dominates every value
//! that it stands for, so where one of these is used, both were made last in the same round of every loop. A
//! fact comes from a branch, from an instruction that ended well or from one that defines a value; it holds in
//! the rest of its block and in the blocks that it dominates, and is forgotten behind them ([`Scoped`]). Every
//! step of a proof compares numbers, not words: a sum or difference counts only where it cannot have wrapped.
//! This must never take two vectors for equally long because they often are.

use twilight_abi::Type;

use super::Definitions;
use super::scoped::Scoped;
use crate::analysis::Cfg;
use crate::{BlockId, Builtin, Function, Inst, Op, Operand, ValueId};

/// Times that the vectors of a function are gone over to find their roots, before loops count as changing all
/// lengths.
const MAX_ROUNDS: usize = 4;

/// Greater values that are remembered of one value; the first ones give way.
const MAX_GREATER: usize = 4;

/// For each vector the value that stands for its length.
pub(super) struct Roots(Vec<ValueId>);

impl Roots {
    /// The roots of a function's vectors. Nothing is computed where no vector is indexed.
    pub(super) fn new(function: &Function, cfg: &Cfg) -> Self {
        let mut roots = Self(Vec::new());
        let insts = || function.blocks.iter().flat_map(|block| &block.insts);
        if !insts().any(|inst| is_vector_access(&inst.op)) {
            return roots;
        }
        // At first a loop is taken to keep lengths; a `phi` for which that fails stands for itself from then on.
        let mut own = vec![false; function.values.len()];
        for _ in 0..MAX_ROUNDS {
            roots.assign(function, cfg, &own);
            if !roots.refute(function, cfg, &mut own) {
                return roots;
            }
        }
        own.fill(true);
        roots.assign(function, cfg, &own);
        roots
    }

    /// The value that stands for the length of a vector.
    pub(super) fn of(&self, vector: ValueId) -> ValueId {
        self.0.get(vector.0 as usize).copied().unwrap_or(vector)
    }

    fn assign(&mut self, function: &Function, cfg: &Cfg, own: &[bool]) {
        self.0 = (0..).map(ValueId).take(function.values.len()).collect();
        for (block, inst, result) in vectors(function, cfg) {
            let root = match &inst.op {
                Op::Phi(incoming) if own.get(result.0 as usize) == Some(&false) => {
                    let position = cfg.rpo_index(block);
                    let mut forward = incoming
                        .iter()
                        .filter(|(from, _)| cfg.is_reachable(*from) && cfg.rpo_index(*from) < position)
                        .map(|(_, operand)| operand.value().map(|id| self.of(id)));
                    let first = forward.next().flatten();
                    first.filter(|first| forward.all(|other| other == Some(*first)))
                }
                Op::Builtin {
                    builtin:
                        Builtin::VecSet
                        | Builtin::VecSetUnchecked
                        | Builtin::VecSwap
                        | Builtin::VecReverse
                        | Builtin::VecSort,
                    args,
                    ..
                } => args.first().and_then(Operand::value).map(|id| self.of(id)),
                _ => None,
            };
            if let (Some(root), Some(place)) = (root, self.0.get_mut(result.0 as usize)) {
                *place = root;
            }
        }
    }

    /// Marks `phi`s that bring a vector of another root than theirs; true where there are some.
    fn refute(&self, function: &Function, cfg: &Cfg, own: &mut [bool]) -> bool {
        let mut refuted = false;
        for (_, inst, result) in vectors(function, cfg) {
            let Op::Phi(incoming) = &inst.op else { continue };
            let root = self.of(result);
            let agrees = root == result
                || incoming
                    .iter()
                    .filter(|(from, _)| cfg.is_reachable(*from))
                    .all(|(_, operand)| operand.value().is_some_and(|id| self.of(id) == root));
            if let Some(own) = own.get_mut(result.0 as usize).filter(|_| !agrees) {
                *own = true;
                refuted = true;
            }
        }
        refuted
    }
}

/// Instructions that give vectors, in an order in which definitions come before uses but for those of loops.
fn vectors<'f>(function: &'f Function, cfg: &'f Cfg) -> impl Iterator<Item = (BlockId, &'f Inst, ValueId)> {
    cfg.rpo()
        .iter()
        .filter_map(|id| Some((*id, function.blocks.get(id.0 as usize)?)))
        .flat_map(|(id, block)| block.insts.iter().map(move |inst| (id, inst)))
        .filter_map(|(id, inst)| Some((id, inst, inst.result?)))
        .filter(|(_, _, result)| {
            let value = function.values.get(result.0 as usize);
            value.is_some_and(|value| matches!(value.ty, Type::Vector(_)))
        })
}

fn is_vector_access(op: &Op) -> bool {
    matches!(
        op,
        Op::Builtin {
            builtin: Builtin::VecGet | Builtin::VecSet,
            ..
        }
    )
}

/// What an index must be below.
#[derive(Clone, Copy)]
pub(super) enum Length {
    /// The length of an array type.
    Fixed(i128),
    /// That of the vectors of a root.
    Of(ValueId),
}

/// What is known where the walk over the dominator tree is.
pub(super) struct Bounds {
    pub(super) roots: Roots,
    /// Values that are at least a value; true where they are more.
    greater: Scoped<ValueId, Vec<(ValueId, bool)>>,
    /// The least length of the vectors of a root.
    least: Scoped<ValueId, i128>,
    /// Indices below the length of the vectors of a root.
    within: Scoped<(ValueId, ValueId), ()>,
}

/// Where the scopes of [`Bounds`] end.
pub(super) struct Marks([usize; 3]);

impl Bounds {
    pub(super) fn new(function: &Function, cfg: &Cfg) -> Self {
        Self {
            roots: Roots::new(function, cfg),
            greater: Scoped::new(),
            least: Scoped::new(),
            within: Scoped::new(),
        }
    }

    pub(super) fn mark(&self) -> Marks {
        Marks([self.greater.mark(), self.least.mark(), self.within.mark()])
    }

    pub(super) fn end(&mut self, marks: &Marks) {
        let Marks([greater, least, within]) = *marks;
        self.greater.end(greater);
        self.least.end(least);
        self.within.end(within);
    }

    /// From here on a value is at least another, or more.
    pub(super) fn set_greater(&mut self, greater: ValueId, than: ValueId, strictly: bool) {
        let mut list = self.greater.get(&than).cloned().unwrap_or_default();
        if list.len() >= MAX_GREATER {
            list.remove(0);
        }
        list.push((greater, strictly));
        self.greater.set(than, list);
    }

    /// Values that are at least a value; true where they are more.
    pub(super) fn greater(&self, than: ValueId) -> &[(ValueId, bool)] {
        self.greater.get(&than).map_or(&[], Vec::as_slice)
    }

    /// From here on the vectors of a root have at least this length.
    pub(super) fn set_least(&mut self, root: ValueId, length: i128) {
        if length > self.least.get(&root).copied().unwrap_or(0) {
            self.least.set(root, length);
        }
    }

    /// The least number that the length can be, as far as branches and accesses say.
    pub(super) fn least(&self, length: Length) -> i128 {
        match length {
            Length::Fixed(length) => length,
            Length::Of(root) => self.least.get(&root).copied().unwrap_or(0),
        }
    }

    /// From here on an index is below the length of the vectors of a root.
    pub(super) fn set_within(&mut self, root: ValueId, index: ValueId) {
        self.within.set((root, index), ());
    }

    pub(super) fn is_within(&self, length: Length, index: ValueId) -> bool {
        matches!(length, Length::Of(root) if self.within.get(&(root, index)).is_some())
    }

    /// Whether a value is the length.
    pub(super) fn is_length(
        &self,
        function: &Function,
        definitions: &Definitions,
        length: Length,
        value: ValueId,
    ) -> bool {
        let Length::Of(root) = length else { return false };
        if self.length_of(function, definitions, value) == Some(root) {
            return true;
        }
        // As many copies as were asked for.
        matches!(
            definitions.of(function, root),
            Some(Op::Builtin { builtin: Builtin::VecRepeat, args, .. })
                if args.get(1).and_then(Operand::value) == Some(value)
        )
    }

    /// The root of the vectors whose length a value is.
    pub(super) fn length_of(
        &self,
        function: &Function,
        definitions: &Definitions,
        value: ValueId,
    ) -> Option<ValueId> {
        match definitions.of(function, value)? {
            Op::Builtin {
                builtin: Builtin::VecLen,
                args,
                ..
            } => Some(self.roots.of(args.first()?.value()?)),
            _ => None,
        }
    }
}
