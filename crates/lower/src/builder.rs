//! SSA construction on the fly (Braun et al., 2013): blocks, variables, phis.

use std::sync::Arc;

use twilight_abi::Type;
use twilight_diagnostics::Span;
use twilight_tir::fast_hash::FastMap;
use twilight_tir::{Block, BlockId, Const, Function, Inst, Op, Operand, Terminator, ValueDef, ValueId};

/// A source variable or compiler temporary before SSA.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable(pub u32);

/// A value read through a chain of blocks is remembered in the block that reads it and in one of so many
/// on the way: in each of them, thousands of values read over thousands of blocks take hundreds of MiB.
const REMEMBERED: usize = 16;

struct OpenPhi {
    id: ValueId,
    variable: Variable,
    operands: Vec<(BlockId, Operand)>,
}

struct OpenBlock {
    insts: Vec<Inst>,
    phis: Vec<OpenPhi>,
    terminator: Option<(Terminator, Span)>,
    predecessors: Vec<BlockId>,
    sealed: bool,
}

/// Builds one function.
pub struct Builder {
    name: String,
    params: u32,
    ret: Type,
    span: Span,
    values: Vec<ValueDef>,
    blocks: Vec<OpenBlock>,
    variables: Vec<(Type, Option<Arc<str>>)>,
    definitions: FastMap<(Variable, BlockId), Operand>,
    current: BlockId,
    /// Stands for the places of all that is added, where it is set.
    pub site: Option<Span>,
    /// Phis, by block and index, whose operands are not known yet.
    pending: Vec<(BlockId, usize)>,
    /// The variable in which a storage key lies, where that is known.
    key_variables: FastMap<ValueId, Arc<str>>,
}

impl Builder {
    /// Starts a function; its parameters are values `0..`.
    pub fn new(name: String, params: Vec<(Type, Option<Arc<str>>)>, ret: Type, span: Span) -> Self {
        let count = u32::try_from(params.len()).unwrap_or(u32::MAX);
        let values = params
            .into_iter()
            .map(|(ty, name)| ValueDef { ty, name })
            .collect();
        let mut builder = Self {
            name,
            params: count,
            ret,
            span,
            values,
            blocks: Vec::new(),
            variables: Vec::new(),
            definitions: FastMap::default(),
            current: BlockId(0),
            site: None,
            pending: Vec::new(),
            key_variables: FastMap::default(),
        };
        let entry = builder.new_block();
        builder.seal(entry);
        builder
    }

    /// A new block that nothing jumps to yet.
    pub fn new_block(&mut self) -> BlockId {
        self.blocks.push(OpenBlock {
            insts: Vec::new(),
            phis: Vec::new(),
            terminator: None,
            predecessors: Vec::new(),
            sealed: false,
        });
        BlockId(u32::try_from(self.blocks.len() - 1).unwrap_or(u32::MAX))
    }

    /// Continues in `block`.
    pub fn switch_to(&mut self, block: BlockId) {
        self.current = block;
    }

    /// Declares that all jumps to `block` are known.
    pub fn seal(&mut self, block: BlockId) {
        let Some(open) = self.blocks.get_mut(block.0 as usize) else {
            return;
        };
        open.sealed = true;
        let phis = open.phis.len();
        self.pending.extend((0..phis).map(|at| (block, at)));
        self.fill_pending();
    }

    /// Seals `block` and continues in it.
    pub fn enter(&mut self, block: BlockId) {
        self.seal(block);
        self.switch_to(block);
    }

    /// A new variable.
    pub fn variable(&mut self, ty: Type, name: Option<Arc<str>>) -> Variable {
        self.variables.push((ty, name));
        Variable(u32::try_from(self.variables.len() - 1).unwrap_or(u32::MAX))
    }

    /// Type of a variable.
    pub fn variable_type(&self, variable: Variable) -> Type {
        self.variables
            .get(variable.0 as usize)
            .map_or(Type::Unit, |(ty, _)| ty.clone())
    }

    /// Assigns a variable in the current block.
    pub fn write(&mut self, variable: Variable, value: Operand) {
        if let (Operand::Value(id), Some((_, name @ Some(_)))) =
            (&value, self.variables.get(variable.0 as usize))
            && let Some(definition) = self.values.get_mut(id.0 as usize)
            && definition.name.is_none()
        {
            definition.name.clone_from(name);
        }
        self.definitions.insert((variable, self.current), value);
    }

    /// Reads a variable in the current block.
    pub fn read(&mut self, variable: Variable) -> Operand {
        self.read_in(variable, self.current)
    }

    /// Reads a variable at the end of `block`. A phi's value is known before its operands are, so operands
    /// are filled in afterwards, from a list: recursion would be as deep as the function has joins.
    fn read_in(&mut self, variable: Variable, block: BlockId) -> Operand {
        let value = self.look_up(variable, block);
        self.fill_pending();
        value
    }

    fn look_up(&mut self, variable: Variable, block: BlockId) -> Operand {
        let mut chain = Vec::new();
        let mut at = block;
        let value = loop {
            if let Some(value) = self.definitions.get(&(variable, at)) {
                break value.clone();
            }
            let Some(open) = self.blocks.get(at.0 as usize) else {
                break Operand::Const(Const::Unit);
            };
            if !open.sealed {
                break self.place_phi(at, variable).1;
            }
            match open.predecessors.as_slice() {
                [] => break self.never_run(variable, at),
                [only] => {
                    chain.push(at);
                    at = *only;
                }
                _ => {
                    let (index, value) = self.place_phi(at, variable);
                    self.pending.push((at, index));
                    break value;
                }
            }
        };
        for passed in chain.into_iter().step_by(REMEMBERED) {
            self.definitions.insert((variable, passed), value.clone());
        }
        value
    }

    /// What a variable holds in a block that nothing reaches: a value that nothing defines, so that what is made of it has
    /// its types; `finish` removes the block. What the first block reads was assigned, or has nothing to hold.
    fn never_run(&mut self, variable: Variable, block: BlockId) -> Operand {
        match self.variable_type(variable) {
            ty if ty != Type::Unit && block != BlockId(0) => {
                let value = Operand::Value(self.value(ty, None));
                self.definitions.insert((variable, block), value.clone());
                value
            }
            _ => Operand::Const(Const::Unit),
        }
    }

    /// Gives all phis of sealed blocks their operands.
    fn fill_pending(&mut self) {
        while let Some((block, at)) = self.pending.pop() {
            let Some(open) = self.blocks.get(block.0 as usize) else {
                continue;
            };
            let Some(variable) = open.phis.get(at).map(|phi| phi.variable) else {
                continue;
            };
            let predecessors = open.predecessors.clone();
            let operands = predecessors
                .into_iter()
                .map(|from| (from, self.look_up(variable, from)))
                .collect();
            if let Some(phi) = self
                .blocks
                .get_mut(block.0 as usize)
                .and_then(|open| open.phis.get_mut(at))
            {
                phi.operands = operands;
            }
        }
    }

    fn place_phi(&mut self, block: BlockId, variable: Variable) -> (usize, Operand) {
        let (ty, name) = self
            .variables
            .get(variable.0 as usize)
            .cloned()
            .unwrap_or((Type::Unit, None));
        let id = self.value(ty, name);
        let value = Operand::Value(id);
        self.definitions.insert((variable, block), value.clone());
        let Some(open) = self.blocks.get_mut(block.0 as usize) else {
            return (0, value);
        };
        open.phis.push(OpenPhi {
            id,
            variable,
            operands: Vec::new(),
        });
        (open.phis.len() - 1, value)
    }

    fn value(&mut self, ty: Type, name: Option<Arc<str>>) -> ValueId {
        self.values.push(ValueDef { ty, name });
        ValueId(u32::try_from(self.values.len() - 1).unwrap_or(u32::MAX))
    }

    /// Appends an instruction with a result of type `ty`.
    pub fn emit(&mut self, op: Op, ty: Type, span: Span) -> Operand {
        let span = self.site.unwrap_or(span);
        let result = if ty == Type::Unit {
            None
        } else {
            Some(self.value(ty, None))
        };
        if let (Op::KeyIndex { base, .. } | Op::KeyField { base, .. }, Some(id)) = (&op, result)
            && let Some(variable) = self.variable_of(base)
        {
            self.key_variables.insert(id, variable);
        }
        if let Some(open) = self.blocks.get_mut(self.current.0 as usize)
            && open.terminator.is_none()
        {
            open.insts.push(Inst { result, op, span });
        }
        result.map_or(Operand::Const(Const::Unit), Operand::Value)
    }

    /// The storage variable in which a storage key lies, where that can be seen: keys begin with it.
    pub fn variable_of(&self, key: &Operand) -> Option<Arc<str>> {
        match key {
            Operand::Const(Const::Str(name)) => Some(Arc::clone(name)),
            Operand::Const(_) => None,
            Operand::Value(id) => self.key_variables.get(id).cloned(),
        }
    }

    /// Type of an operand.
    pub fn operand_type(&self, operand: &Operand) -> Type {
        match operand {
            Operand::Value(id) => self
                .values
                .get(id.0 as usize)
                .map_or(Type::Unit, |value| value.ty.clone()),
            Operand::Const(constant) => constant.ty(),
        }
    }

    /// Ends the current block; later instructions go to a new block that nothing reaches.
    pub fn terminate(&mut self, terminator: Terminator, span: Span) {
        let span = self.site.unwrap_or(span);
        let from = self.current;
        let targets = match &terminator {
            Terminator::Branch(to) => vec![*to],
            Terminator::BranchIf { then, otherwise, .. } => vec![*then, *otherwise],
            Terminator::Switch { targets, default, .. } => {
                let mut all = targets.clone();
                all.push(*default);
                all.sort_unstable();
                all.dedup();
                all
            }
            _ => Vec::new(),
        };
        for to in targets {
            if let Some(open) = self.blocks.get_mut(to.0 as usize) {
                open.predecessors.push(from);
            }
        }
        if let Some(open) = self.blocks.get_mut(from.0 as usize) {
            open.terminator = Some((terminator, span));
        }
        let dead = self.new_block();
        self.enter(dead);
    }

    /// Jumps from the current block to `to`.
    pub fn branch(&mut self, to: BlockId, span: Span) {
        self.terminate(Terminator::Branch(to), span);
    }

    /// The finished function: unreachable blocks and trivial phis are gone, blocks are renumbered.
    pub fn finish(mut self) -> Function {
        for at in 0..self.blocks.len() {
            let block = BlockId(u32::try_from(at).unwrap_or(u32::MAX));
            if self.blocks.get(at).is_some_and(|open| !open.sealed) {
                self.seal(block);
            }
        }
        let reachable = self.reachable();
        let replaced = self.trivial_phis(&reachable);
        let resolve = |operand: &Operand| resolve(operand, &replaced);
        let mut new_ids = vec![None; self.blocks.len()];
        let mut count = 0;
        for (at, live) in reachable.iter().enumerate() {
            if *live {
                new_ids[at] = Some(BlockId(count));
                count += 1;
            }
        }
        let id_of = |old: BlockId| new_ids.get(old.0 as usize).copied().flatten();
        let mut blocks = Vec::new();
        for (at, open) in self.blocks.into_iter().enumerate() {
            if !reachable.get(at).copied().unwrap_or(false) {
                continue;
            }
            let mut insts = Vec::with_capacity(open.phis.len() + open.insts.len());
            for OpenPhi { id, operands, .. } in &open.phis {
                if replaced.contains_key(id) {
                    continue;
                }
                let operands = operands
                    .iter()
                    .filter_map(|(from, operand)| id_of(*from).map(|from| (from, resolve(operand))))
                    .collect();
                insts.push(Inst {
                    result: Some(*id),
                    op: Op::Phi(operands),
                    span: self.span,
                });
            }
            for mut inst in open.insts {
                inst.op
                    .for_each_operand_mut(|operand| *operand = resolve(operand));
                insts.push(inst);
            }
            let (mut terminator, terminator_span) =
                open.terminator.unwrap_or((Terminator::Unreachable, self.span));
            terminator.for_each_operand_mut(|operand| *operand = resolve(operand));
            terminator.for_each_target_mut(|target| *target = id_of(*target).unwrap_or(*target));
            blocks.push(Block {
                insts,
                terminator,
                terminator_span,
            });
        }
        compact_values(Function {
            name: self.name,
            params: self.params,
            ret: self.ret,
            values: self.values,
            blocks,
            span: self.span,
        })
    }

    fn reachable(&self) -> Vec<bool> {
        let mut seen = vec![false; self.blocks.len()];
        let mut work = vec![BlockId(0)];
        while let Some(block) = work.pop() {
            let at = block.0 as usize;
            if seen.get(at).copied().unwrap_or(true) {
                continue;
            }
            seen[at] = true;
            if let Some((mut terminator, _)) = self.blocks.get(at).and_then(|open| open.terminator.clone()) {
                terminator.for_each_target_mut(|target| work.push(*target));
            }
        }
        seen
    }

    /// Phis whose live operands are one value and themselves, with that value.
    fn trivial_phis(&self, reachable: &[bool]) -> FastMap<ValueId, Operand> {
        let live = |block: &BlockId| reachable.get(block.0 as usize).copied().unwrap_or(false);
        let mut replaced: FastMap<ValueId, Operand> = FastMap::default();
        // Who uses a phi: when one becomes trivial, its users may become so too.
        let mut users: FastMap<ValueId, Vec<(usize, usize)>> = FastMap::default();
        let mut work = Vec::new();
        for (block, open) in self.blocks.iter().enumerate() {
            if !reachable.get(block).copied().unwrap_or(false) {
                continue;
            }
            for (at, OpenPhi { operands, .. }) in open.phis.iter().enumerate() {
                work.push((block, at));
                for (from, operand) in operands {
                    if let (true, Operand::Value(id)) = (live(from), operand) {
                        users.entry(*id).or_default().push((block, at));
                    }
                }
            }
        }
        // First blocks first: a chain of phis then collapses from its start, each looked at once.
        work.reverse();
        while let Some((block, at)) = work.pop() {
            let Some(OpenPhi { id, operands, .. }) =
                self.blocks.get(block).and_then(|open| open.phis.get(at))
            else {
                continue;
            };
            if replaced.contains_key(id) {
                continue;
            }
            let mut only: Option<Operand> = None;
            let mut trivial = true;
            for (_, operand) in operands.iter().filter(|(from, _)| live(from)) {
                let operand = resolve_short(operand, &mut replaced);
                if operand == Operand::Value(*id) {
                    continue;
                }
                match &only {
                    None => only = Some(operand),
                    Some(first) if *first == operand => {}
                    Some(_) => {
                        trivial = false;
                        break;
                    }
                }
            }
            if let (true, Some(value)) = (trivial, only) {
                // Users of the replacement now include this phi's users.
                let moved = users.remove(id).unwrap_or_default();
                work.extend(moved.iter().copied());
                if let Operand::Value(target) = &value {
                    users.entry(*target).or_default().extend(moved);
                }
                replaced.insert(*id, value);
            }
        }
        let ids: Vec<ValueId> = replaced.keys().copied().collect();
        for id in ids {
            resolve_short(&Operand::Value(id), &mut replaced);
        }
        replaced
    }
}

/// [`resolve`], after which every value on the way leads to the result at once: long chains are walked
/// once and not at each use.
fn resolve_short(operand: &Operand, replaced: &mut FastMap<ValueId, Operand>) -> Operand {
    let end = resolve(operand, replaced);
    let mut at = operand.clone();
    while let Operand::Value(id) = at {
        match replaced.get_mut(&id) {
            Some(next) => at = std::mem::replace(next, end.clone()),
            None => break,
        }
    }
    end
}

fn resolve(operand: &Operand, replaced: &FastMap<ValueId, Operand>) -> Operand {
    let mut at = operand.clone();
    while let Operand::Value(id) = &at {
        match replaced.get(id) {
            Some(next) => at = next.clone(),
            None => break,
        }
    }
    at
}

/// Renumbers values so that only defined ones remain, in order of definition.
fn compact_values(mut function: Function) -> Function {
    let mut new_ids: Vec<Option<ValueId>> = vec![None; function.values.len()];
    let mut values = Vec::new();
    let mut assign = |old: ValueId, values: &mut Vec<ValueDef>| {
        if let (Some(slot), Some(definition)) = (
            new_ids.get_mut(old.0 as usize),
            function.values.get(old.0 as usize),
        ) {
            *slot = Some(ValueId(u32::try_from(values.len()).unwrap_or(u32::MAX)));
            values.push(definition.clone());
        }
    };
    for param in 0..function.params {
        assign(ValueId(param), &mut values);
    }
    for block in &function.blocks {
        for inst in &block.insts {
            if let Some(result) = inst.result {
                assign(result, &mut values);
            }
        }
    }
    let rename = |operand: &mut Operand| {
        if let Operand::Value(id) = operand
            && let Some(new) = new_ids.get(id.0 as usize).copied().flatten()
        {
            *id = new;
        }
    };
    for block in &mut function.blocks {
        for inst in &mut block.insts {
            inst.op.for_each_operand_mut(rename);
            inst.result = inst
                .result
                .and_then(|old| new_ids.get(old.0 as usize).copied().flatten());
        }
        block.terminator.for_each_operand_mut(rename);
    }
    function.values = values;
    function
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use twilight_abi::IntType;

    /// As many joins as a source of the largest size can hold, with a value that passes through all: the
    /// phis lead to it through each other, which once took time with the cube of their number.
    fn joins(count: usize) -> Function {
        let span = Span::default();
        let int = Type::Int(IntType::U64);
        let parameters = vec![(Type::Bool, None), (int.clone(), None)];
        let mut builder = Builder::new("f".to_owned(), parameters, int.clone(), span);
        let kept = builder.variable(int, None);
        builder.write(kept, Operand::Value(ValueId(1)));
        for _ in 0..count {
            let (then, join) = (builder.new_block(), builder.new_block());
            let condition = Operand::Value(ValueId(0));
            builder.terminate(
                Terminator::BranchIf {
                    condition,
                    then,
                    otherwise: join,
                },
                span,
            );
            builder.enter(then);
            builder.branch(join, span);
            builder.enter(join);
        }
        let value = builder.read(kept);
        builder.terminate(Terminator::Return(value), span);
        builder.finish()
    }

    #[test]
    fn a_value_passes_through_many_joins_without_phis() {
        // Reading recurses once for each join, in larger frames than those of a release build.
        let thread = std::thread::Builder::new().stack_size(256 << 20);
        let function = thread.spawn(|| joins(9_000)).unwrap().join().unwrap();
        let operations = function.blocks.iter().map(|block| block.insts.len());
        assert_eq!(operations.sum::<usize>(), 0);
        let end = function.blocks.last().unwrap();
        assert_eq!(end.terminator, Terminator::Return(Operand::Value(ValueId(1))));
    }

    #[test]
    fn values_read_over_long_chains_of_blocks_take_little_room() {
        const BLOCKS: usize = 1_000;
        const VALUES: usize = 500;
        let (span, int) = (Span::default(), Type::Int(IntType::U64));
        let mut builder = Builder::new("f".to_owned(), vec![(int.clone(), None)], int.clone(), span);
        let variables: Vec<Variable> = (0..VALUES).map(|_| builder.variable(int.clone(), None)).collect();
        for variable in &variables {
            builder.write(*variable, Operand::Value(ValueId(0)));
        }
        for _ in 0..BLOCKS {
            let next = builder.new_block();
            builder.branch(next, span);
            builder.enter(next);
        }
        for variable in &variables {
            assert_eq!(builder.read(*variable), Operand::Value(ValueId(0)));
        }
        assert!(builder.definitions.len() <= VALUES * (BLOCKS / REMEMBERED + 3));
    }
}
