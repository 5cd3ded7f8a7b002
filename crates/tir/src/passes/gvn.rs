//! Global value numbering: what was computed once is not computed again where it is still known.
//!
//! One walk over the dominator tree with scoped tables. A block knows what its dominators computed, what
//! the branch to it says of its condition, and which storage accesses it repeats: a read of a place that was
//! read or written with no write to the variable in between, on any path, gives the same value, and so it is with
//! cells, told apart by the type and field that is read, or by name where nothing else means the cell. It must never
//! join values that hold a vector, map or array, which have one owner each (but what two readings of one cell lend is
//! the cell's), nor readings of the gas left.

use std::sync::Arc;

use twilight_abi::{IntType, Type};

use super::scoped::Scoped;
use super::writers::Writers;
use super::{Definitions, Replacements, algebra, facts, is_plain, own};
use crate::analysis::Cfg;
use crate::fast_hash::FastMap;
use crate::{
    BinaryOp, BlockId, Builtin, CastOp, CompareOp, Const, ContextVar, Function, Op, Operand, UnaryOp, ValueId,
};

/// Storage variables that are told apart in one function, each as often as there are depths of its keys; all others
/// count as one.
pub const MAX_TRACKED_VARIABLES: usize = 24;

/// Number of the contents of the whole storage: what an access of an unknown variable may meet. Every write changes it.
const ANYWHERE: usize = MAX_TRACKED_VARIABLES;

/// Fields of cells that are told apart in one function, by type and number; all others count as one. Of a new cell, so
/// many fields are known.
pub const MAX_TRACKED_FIELDS: usize = 16;

/// The first of the numbers of fields of cells, which come after those of storage.
const FIRST_FIELD: usize = ANYWHERE + 1;

/// Numbers that are kept at each point.
const SLOTS: usize = FIRST_FIELD + MAX_TRACKED_FIELDS;

/// A set of slots: a bit for each.
type SlotSet = u64;

const _: () = assert!(SLOTS < SlotSet::BITS as usize);

/// All of storage.
const STORAGE: SlotSet = (1 << FIRST_FIELD) - 1;

/// All fields of cells.
const CELLS: SlotSet = ((1 << SLOTS) - 1) & !STORAGE;

/// Most operands of an operation of the run-time library that is remembered.
const MAX_ARGS: usize = 3;

/// A computation. Operands' types are part of it through the operands.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Binary(BinaryOp, IntType, Operand, Operand),
    Unary(UnaryOp, Operand),
    Compare(CompareOp, Operand, Operand),
    Cast(CastOp, IntType, IntType, Operand),
    Select(Operand, Operand, Operand),
    Extract(Operand, u32),
    Tag(Operand),
    Payload(Operand, u32, u32),
    Builtin(Builtin, Option<IntType>, Vec<Operand>),
    StateIndex(Operand, Operand),
    StateField(Operand, Arc<str>),
    Context(ContextVar),
    /// With the number of the variable's contents.
    Read(Operand, Arc<str>, u32),
    Get(Operand, Arc<str>, u32),
    Exists(Operand, Arc<str>, u32),
    /// What a cell or its field holds.
    Cell(Operand, Option<u32>, u32),
}

/// Replaces repeated computations in a function of a module whose writers are given.
pub(super) fn run(function: &mut Function, writers: &Writers) -> bool {
    let cfg = Cfg::new(function);
    let memory = Memory::new(function, &cfg, writers);
    let mut walk = Walk {
        definitions: Definitions::new(function),
        plain: vec![None; function.values.len()],
        table: Scoped::new(),
        facts: Scoped::new(),
        replacements: Replacements::new(function),
        changed: false,
    };
    // Blocks of the dominator tree, each with the marks at which its scope ends.
    let mut open: Vec<(BlockId, usize, usize, usize)> = Vec::new();
    let mut next = cfg.rpo().first().copied();
    while let Some(block) = next {
        open.push((block, walk.table.mark(), walk.facts.mark(), 0));
        walk.learn(function, &cfg, block);
        walk.block(function, block, &memory, writers);
        next = None;
        while let Some((block, table, facts, child)) = open.last_mut() {
            if let Some(id) = cfg.dom_children(*block).get(*child) {
                *child += 1;
                next = Some(*id);
                break;
            }
            walk.table.end(*table);
            walk.facts.end(*facts);
            open.pop();
        }
    }
    let mut changed = walk.changed | walk.replacements.apply_all(function);
    changed |= walk.replacements.remove_replaced(function);
    changed
}

struct Walk {
    definitions: Definitions,
    /// Whether values are plain, where that was asked.
    plain: Vec<Option<bool>>,
    table: Scoped<Key, Operand>,
    facts: Scoped<ValueId, Const>,
    replacements: Replacements,
    changed: bool,
}

impl Walk {
    /// What the branch to a block says.
    fn learn(&mut self, function: &Function, cfg: &Cfg, block: BlockId) {
        if let Some((value, tag)) = facts::case_on_entry(function, cfg, block) {
            self.facts.set(value, tag);
        }
        let Some(fact) = facts::on_entry(function, cfg, block) else {
            return;
        };
        self.facts.set(fact.condition, Const::Bool(fact.truth));
        let Some(relation) = fact.relation(function, &self.definitions) else {
            return;
        };
        let truth = |value: bool| Operand::Const(Const::Bool(value));
        let (lhs, rhs) = (relation.lhs, relation.rhs);
        self.table.set(comparison(relation.op, lhs, rhs), truth(true));
        self.table
            .set(comparison(algebra::inverse(relation.op), lhs, rhs), truth(false));
        let single = matches!(relation.ty, Type::Int(_) | Type::Bool);
        if relation.op == CompareOp::Eq && single {
            match (lhs, rhs) {
                (Operand::Value(id), Operand::Const(constant))
                | (Operand::Const(constant), Operand::Value(id)) => {
                    self.facts.set(*id, constant.clone());
                }
                _ => {}
            }
        }
    }

    /// A cell's field has this value now.
    fn know(
        &mut self,
        function: &Function,
        memory: &Memory,
        contents: &Contents,
        (reference, field): (&Operand, Option<u32>),
        value: &Operand,
    ) {
        if value.value().is_none_or(|id| self.is_plain(function, id)) {
            let version = contents.version(memory.field(function, reference, field));
            let key = Key::Cell(reference.clone(), field, version);
            self.table.set(key, value.clone());
        }
    }

    /// A new cell has this value, whose parts may be known.
    fn know_cell(
        &mut self,
        function: &Function,
        memory: &Memory,
        contents: &Contents,
        cell: ValueId,
        value: &Operand,
    ) {
        let reference = Operand::Value(cell);
        self.know(function, memory, contents, (&reference, None), value);
        let ty = function.operand_type(value);
        if !matches!(ty, Type::Struct(_) | Type::Tuple(_)) {
            return;
        }
        // Its operands have been replaced already: it stands before.
        let elements = match self.definitions.op(function, value) {
            Some(Op::Aggregate { elements, .. }) => elements.clone(),
            _ => return,
        };
        for (field, element) in (0..).zip(elements.iter().take(MAX_TRACKED_FIELDS)) {
            self.know(function, memory, contents, (&reference, Some(field)), element);
        }
    }

    fn operand(&mut self, operand: &mut Operand) {
        self.changed |= self.replacements.apply(operand);
        if let Some(constant) = operand.value().and_then(|id| self.facts.get(&id)) {
            *operand = Operand::Const(constant.clone());
            self.changed = true;
        }
    }

    fn is_plain(&mut self, function: &Function, value: ValueId) -> bool {
        let Some(known) = self.plain.get_mut(value.0 as usize) else {
            return false;
        };
        *known.get_or_insert_with(|| {
            function
                .values
                .get(value.0 as usize)
                .is_some_and(|value| is_plain(&value.ty))
        })
    }

    fn block(&mut self, function: &mut Function, id: BlockId, memory: &Memory, writers: &Writers) {
        let at = id.0 as usize;
        let mut contents = memory.at_start(id);
        let count = function.blocks.get(at).map_or(0, |block| block.insts.len());
        for index in 0..count {
            let Some(inst) = function
                .blocks
                .get_mut(at)
                .and_then(|block| block.insts.get_mut(index))
            else {
                continue;
            };
            let result = inst.result;
            let mut op = std::mem::replace(&mut inst.op, Op::Default(Type::Unit));
            // A `phi`'s operands are those of its edges: what is known here says nothing of them.
            if matches!(op, Op::Phi(_)) {
                op.for_each_operand_mut(|operand| self.changed |= self.replacements.apply(operand));
            } else {
                op.for_each_operand_mut(|operand| self.operand(operand));
            }
            contents.apply(&memory.written_by(function, &self.definitions, &op, writers, (id, index)));
            if let Op::StateWrite {
                key, value, variable, ..
            } = &op
            {
                let plain = value.value().is_none_or(|id| self.is_plain(function, id));
                if plain {
                    let slot = memory.slot(function, &self.definitions, key, variable);
                    let version = contents.version(slot);
                    let known = Key::Read(key.clone(), variable.clone(), version);
                    self.table.set(known, value.clone());
                }
            } else if let Op::ReferenceStore {
                reference,
                field,
                value,
            } = &op
            {
                self.know(function, memory, &contents, (reference, *field), value);
            } else if let (Op::ReferenceNew(value), Some(result)) = (&op, result) {
                self.know_cell(function, memory, &contents, result, value);
            } else if let Some(result) = result
                && (matches!(op, Op::ReferenceLoad { .. }) || self.is_plain(function, result))
                && let Some(key) = key(function, &self.definitions, &op, memory, &contents)
            {
                let wanted = function.operand_type(&Operand::Value(result));
                match self.table.get(&key) {
                    Some(known) if function.operand_type(known) == wanted => {
                        self.replacements.set(result, known.clone());
                    }
                    Some(_) => {}
                    None => self.table.set(key, Operand::Value(result)),
                }
            }
            if let Some(inst) = function
                .blocks
                .get_mut(at)
                .and_then(|block| block.insts.get_mut(index))
            {
                inst.op = op;
            }
        }
        if let Some(block) = function.blocks.get_mut(at) {
            let mut terminator = std::mem::replace(&mut block.terminator, crate::Terminator::Unreachable);
            terminator.for_each_operand_mut(|operand| self.operand(operand));
            block.terminator = terminator;
        }
    }
}

/// A comparison in the form in which it is looked up.
fn comparison(op: CompareOp, lhs: &Operand, rhs: &Operand) -> Key {
    if is_after(lhs, rhs) {
        Key::Compare(algebra::mirrored(op), rhs.clone(), lhs.clone())
    } else {
        Key::Compare(op, lhs.clone(), rhs.clone())
    }
}

/// An order of operands: values by number, constants last.
fn is_after(lhs: &Operand, rhs: &Operand) -> bool {
    match (lhs, rhs) {
        (Operand::Value(a), Operand::Value(b)) => a > b,
        (Operand::Const(_), Operand::Value(_)) => true,
        _ => false,
    }
}

fn key(
    function: &Function,
    definitions: &Definitions,
    op: &Op,
    memory: &Memory,
    contents: &Contents,
) -> Option<Key> {
    let at = |key: &Operand, variable: &Arc<str>| {
        contents.version(memory.slot(function, definitions, key, variable))
    };
    Some(match op {
        Op::Binary { op, ty, lhs, rhs } => {
            let (a, b) = match op {
                BinaryOp::Add
                | BinaryOp::Mul
                | BinaryOp::WrappingAdd
                | BinaryOp::WrappingMul
                | BinaryOp::SaturatingAdd
                | BinaryOp::SaturatingMul
                | BinaryOp::And
                | BinaryOp::Or
                | BinaryOp::Xor
                    if is_after(lhs, rhs) =>
                {
                    (rhs, lhs)
                }
                _ => (lhs, rhs),
            };
            Key::Binary(*op, *ty, a.clone(), b.clone())
        }
        Op::Unary { op, operand, .. } => Key::Unary(*op, operand.clone()),
        Op::Compare { op, lhs, rhs, .. } => comparison(*op, lhs, rhs),
        Op::Cast {
            op,
            from,
            to,
            operand,
        } => Key::Cast(*op, *from, *to, operand.clone()),
        Op::Select {
            condition,
            then,
            otherwise,
        } => Key::Select(condition.clone(), then.clone(), otherwise.clone()),
        Op::Extract { aggregate, index } => Key::Extract(aggregate.clone(), *index),
        Op::Tag(value) => Key::Tag(value.clone()),
        Op::Payload {
            value,
            variant,
            index,
        } => Key::Payload(value.clone(), *variant, *index),
        Op::Builtin { builtin, types, args }
            if op.consumed().is_none() && *builtin != Builtin::Print && args.len() <= MAX_ARGS =>
        {
            let ty = match types.as_slice() {
                [Type::Int(ty)] => Some(*ty),
                // Only a value's own type is a type argument then.
                _ if args.first().is_some_and(|arg| arg.value().is_some()) || types.is_empty() => None,
                _ => return None,
            };
            Key::Builtin(*builtin, ty, args.clone())
        }
        Op::KeyIndex { base, index, .. } => Key::StateIndex(base.clone(), index.clone()),
        Op::KeyField { base, name } => Key::StateField(base.clone(), name.clone()),
        Op::GetContext(part) if *part != ContextVar::GasLeft => Key::Context(*part),
        Op::StateRead { key, variable, .. } => Key::Read(key.clone(), variable.clone(), at(key, variable)),
        Op::StateGet { key, variable, .. } => Key::Get(key.clone(), variable.clone(), at(key, variable)),
        Op::StateExists { key, variable } => Key::Exists(key.clone(), variable.clone(), at(key, variable)),
        Op::ReferenceLoad { reference, field } => {
            let version = contents.version(memory.field(function, reference, *field));
            Key::Cell(reference.clone(), *field, version)
        }
        _ => return None,
    })
}

/// Numbers for what storage variables and cells hold: equal numbers, equal contents.
struct Memory {
    /// By variable and the depth of the key: its steps from the variable's name, where they are seen.
    slots: FastMap<(Arc<str>, Option<u8>), usize>,
    /// The slots of all depths of a variable.
    of_variables: FastMap<Arc<str>, SlotSet>,
    /// Cells made here that only loads, takes and stores mention, so that nothing else means them.
    own: Vec<bool>,
    /// By cells and the field; no field stands for the whole.
    fields: FastMap<(Cells, Option<u32>), usize>,
    /// The slots of all fields of cells.
    of_cells: FastMap<Cells, SlotSet>,
    /// What a call may change.
    shared: SlotSet,
    /// Contents at the start of each block.
    starts: Vec<Contents>,
    /// The number that each writing instruction gives, by block and instruction.
    writes: FastMap<(u32, usize), u32>,
}

/// Cells that are told apart from others.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Cells {
    /// That which a value means and nothing else does.
    Own(ValueId),
    /// All others of a type of references.
    Of(Type),
}

/// The numbers at one point.
#[derive(Clone, Default, PartialEq, Eq)]
struct Contents(Vec<u32>);

/// What an instruction changes of storage and cells, and the number that this has then.
struct Wrote {
    slots: SlotSet,
    number: u32,
}

impl Contents {
    fn version(&self, slot: usize) -> u32 {
        self.0.get(slot).copied().unwrap_or(0)
    }

    fn apply(&mut self, wrote: &Wrote) {
        if wrote.slots == 0 {
            return;
        }
        for (slot, place) in self.0.iter_mut().enumerate() {
            if wrote.slots & (1 << slot) != 0 {
                *place = wrote.number;
            }
        }
    }
}

impl Memory {
    fn new(function: &Function, cfg: &Cfg, writers: &Writers) -> Self {
        let mut memory = Self {
            slots: FastMap::default(),
            of_variables: FastMap::default(),
            own: own::cells(function),
            fields: FastMap::default(),
            of_cells: FastMap::default(),
            shared: CELLS,
            starts: Vec::new(),
            writes: FastMap::default(),
        };
        let definitions = Definitions::new(function);
        let mut next = 0;
        let mut written = Contents(vec![0; SLOTS]);
        for block in cfg.rpo() {
            let insts = function.blocks.get(block.0 as usize).map(|block| &block.insts);
            for (at, inst) in insts.into_iter().flatten().enumerate() {
                if let Op::StateRead { key, variable, .. }
                | Op::StateGet { key, variable, .. }
                | Op::StateExists { key, variable }
                | Op::StateWrite { key, variable, .. }
                | Op::StateRemove { key, variable } = &inst.op
                {
                    let depth = super::key_depth(function, &definitions, key);
                    let most = memory.slots.len().min(MAX_TRACKED_VARIABLES - 1);
                    let slot = if variable.is_empty() { ANYWHERE } else { most };
                    let slot = *memory.slots.entry((variable.clone(), depth)).or_insert(slot);
                    *memory.of_variables.entry(variable.clone()).or_default() |= 1 << slot;
                }
                memory.number_field(function, &inst.op);
                if writers.state(&inst.op) || writers.cells(&inst.op) {
                    next += 1;
                    memory.writes.insert((block.0, at), next);
                }
            }
        }
        if memory.slots.is_empty() && memory.fields.is_empty() {
            return memory;
        }
        for block in cfg.rpo() {
            let insts = function.blocks.get(block.0 as usize).map(|block| &block.insts);
            for (at, inst) in insts.into_iter().flatten().enumerate() {
                written.apply(&memory.written_by(function, &definitions, &inst.op, writers, (*block, at)));
            }
        }
        memory.starts = vec![Contents::default(); function.blocks.len()];
        let mut ends = memory.starts.clone();
        for block in cfg.rpo() {
            let mut contents = Contents(vec![0; SLOTS]);
            let preds = cfg.preds(*block);
            let position = cfg.rpo_index(*block);
            let is_loop = preds.iter().any(|pred| cfg.rpo_index(*pred) >= position);
            for slot in 0..SLOTS {
                // What nothing writes is the same everywhere.
                if written.version(slot) == 0 {
                    continue;
                }
                let mut found = preds
                    .iter()
                    .filter(|pred| cfg.is_reachable(**pred))
                    .map(|pred| ends.get(pred.0 as usize).map_or(0, |end| end.version(slot)));
                let first = found.next();
                contents.0[slot] = match first {
                    Some(first) if !is_loop && found.all(|other| other == first) => first,
                    None => 0,
                    _ => {
                        next += 1;
                        next
                    }
                };
            }
            memory.starts[block.0 as usize] = contents.clone();
            let insts = function.blocks.get(block.0 as usize).map(|block| &block.insts);
            for (at, inst) in insts.into_iter().flatten().enumerate() {
                contents.apply(&memory.written_by(function, &definitions, &inst.op, writers, (*block, at)));
            }
            ends[block.0 as usize] = contents;
        }
        memory
    }

    fn at_start(&self, block: BlockId) -> Contents {
        self.starts.get(block.0 as usize).cloned().unwrap_or_default()
    }

    /// Where the contents of what a key leads to have their number.
    fn slot(
        &self,
        function: &Function,
        definitions: &Definitions,
        key: &Operand,
        variable: &Arc<str>,
    ) -> usize {
        let place = (variable.clone(), super::key_depth(function, definitions, key));
        self.slots.get(&place).copied().unwrap_or(ANYWHERE)
    }

    /// The slots that a write to a key changes: those of its depth, and of keys whose depth is not seen.
    fn changed(
        &self,
        function: &Function,
        definitions: &Definitions,
        key: &Operand,
        variable: &Arc<str>,
    ) -> SlotSet {
        let Some(all) = self.of_variables.get(variable).filter(|_| !variable.is_empty()) else {
            return STORAGE;
        };
        let Some(depth) = super::key_depth(function, definitions, key) else {
            return all | 1 << ANYWHERE;
        };
        let slot = |depth| self.slots.get(&(variable.clone(), depth));
        let unseen = slot(None).map_or(0, |slot| 1 << slot);
        slot(Some(depth)).map_or(*all, |slot| 1 << slot) | unseen | 1 << ANYWHERE
    }

    /// Gives the field that an instruction reads or changes its slot.
    fn number_field(&mut self, function: &Function, op: &Op) {
        let (Op::ReferenceLoad { reference, field }
        | Op::ReferenceTake { reference, field }
        | Op::ReferenceStore { reference, field, .. }) = op
        else {
            return;
        };
        let cells = self.cells(function, reference);
        let own = matches!(cells, Cells::Own(_));
        let at = self.fields.len().min(MAX_TRACKED_FIELDS - 1);
        let slot = *self
            .fields
            .entry((cells.clone(), *field))
            .or_insert(FIRST_FIELD + at);
        *self.of_cells.entry(cells).or_default() |= 1 << slot;
        // The last is of many.
        if own && slot + 1 < SLOTS {
            self.shared &= !(1 << slot);
        }
    }

    fn cells(&self, function: &Function, reference: &Operand) -> Cells {
        match reference {
            Operand::Value(id) if self.own.get(id.0 as usize) == Some(&true) => Cells::Own(*id),
            _ => Cells::Of(function.operand_type(reference)),
        }
    }

    fn field(&self, function: &Function, reference: &Operand, field: Option<u32>) -> usize {
        let key = (self.cells(function, reference), field);
        // What is never read needs no number: no table has this one.
        self.fields.get(&key).copied().unwrap_or(SLOTS)
    }

    fn written_by(
        &self,
        function: &Function,
        definitions: &Definitions,
        op: &Op,
        writers: &Writers,
        (block, at): (BlockId, usize),
    ) -> Wrote {
        let slots = match op {
            Op::StateWrite { key, variable, .. } | Op::StateRemove { key, variable } => {
                self.changed(function, definitions, key, variable)
            }
            // Cells of another type or name are others, and so are other fields.
            Op::ReferenceStore { reference, field, .. } | Op::ReferenceTake { reference, field } => {
                match field {
                    Some(_) => [*field, None].into_iter().fold(0, |slots, field| {
                        slots | 1 << self.field(function, reference, field)
                    }),
                    None => {
                        let all = self.of_cells.get(&self.cells(function, reference));
                        all.copied().unwrap_or(CELLS)
                    }
                }
            }
            _ => {
                let state = if writers.state(op) { STORAGE } else { 0 };
                let cells = if writers.cells(op) { self.shared } else { 0 };
                state | cells
            }
        };
        let number = self.writes.get(&(block.0, at)).copied().unwrap_or(u32::MAX);
        Wrote { slots, number }
    }
}
