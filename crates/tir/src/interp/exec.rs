//! Runs functions: frames, control flow and the operations that are no builtins.

use std::cell::OnceCell;
use std::rc::Rc;

use ruint::aliases::U256;
use twilight_abi::Type;
use twilight_diagnostics::Span;

use super::budget::{Budget, Limits};
use super::builtins::Call;
use super::cells::Cells;
use super::chain::{self, Chain, Usage};
use super::value::{self, Value, Values};
use super::{Fault, Stop};
use crate::analysis::Cfg;
use crate::arith::{self, ArithError, BinaryResult};
use crate::liveness::Liveness;
use crate::{
    BinaryOp, BlockId, CastOp, CompareOp, Const, ContextVar, Dialect, Function, FunctionId, Inst, Module, Op,
    Operand, Terminator, UnaryOp, ValueId, messages,
};

const BROKEN: Fault = Fault::Broken("An operand is missing or has another type.");

/// Most entries of one function's liveness that are kept: 32 MiB. In a function with more, values are let go of
/// when it returns, and updates may copy.
const MAX_LIVENESS_ENTRIES: usize = 4 << 20;

/// For each block: the values that die with each instruction, and those that die on the way into it.
///
/// Letting go of a value at its last use leaves its storage unshared, so that updates need no copy. Both are empty where
/// the function's liveness is too large to be kept; nothing dies then.
pub(super) struct Prepared {
    deaths: Vec<Vec<Vec<ValueId>>>,
    /// Values with storage that other blocks before this one, or its `phi`s, still need, but nothing after these.
    arrivals: Vec<Vec<ValueId>>,
}

impl Prepared {
    fn new(function: &Function) -> Self {
        let cfg = Cfg::new(function);
        let Some(liveness) = Liveness::bounded(function, &cfg, MAX_LIVENESS_ENTRIES) else {
            return Self {
                deaths: Vec::new(),
                arrivals: Vec::new(),
            };
        };
        let mut deaths = vec![Vec::new(); function.blocks.len()];
        let mut seen = vec![0_usize; function.values.len()];
        for (at, block) in function.blocks.iter().enumerate() {
            let block_id = BlockId(u32::try_from(at).unwrap_or(u32::MAX));
            let mut dies = |operand: &Operand, out: &mut Vec<ValueId>| {
                let Some(id) = operand.value() else { return };
                let Some(mark) = seen.get_mut(id.0 as usize) else {
                    return;
                };
                if *mark != at + 1 && !liveness.is_live_out(block_id, id) {
                    out.push(id);
                }
                *mark = at + 1;
            };
            let mut list = vec![Vec::new(); block.insts.len() + 1];
            for (inst, out) in list.iter_mut().enumerate().rev() {
                match block.insts.get(inst) {
                    Some(Inst { op: Op::Phi(_), .. }) => {}
                    Some(inst) => inst.op.for_each_operand(|operand| dies(operand, out)),
                    None => block.terminator.for_each_operand(|operand| dies(operand, out)),
                }
            }
            deaths[at] = list;
        }
        let mut arrivals = vec![Vec::new(); function.blocks.len()];
        for (at, list) in arrivals.iter_mut().enumerate() {
            let block = BlockId(u32::try_from(at).unwrap_or(u32::MAX));
            for pred in cfg.preds(block) {
                let dead = liveness
                    .live_out(*pred)
                    .iter()
                    .filter(|id| has_storage(function, **id) && !liveness.is_live_in(block, **id));
                list.extend(dead.copied());
            }
            list.sort_unstable();
            list.dedup();
        }
        Self { deaths, arrivals }
    }
}

/// Whether values of its type have storage that an update changes in place where nobody shares it.
fn has_storage(function: &Function, id: ValueId) -> bool {
    let Some(value) = function.values.get(id.0 as usize) else {
        return false;
    };
    !matches!(
        value.ty,
        Type::Unit
            | Type::Bool
            | Type::Int(_)
            | Type::FixedBytes(_)
            | Type::String
            | Type::Address
            | Type::Hash256
            | Type::Reference(_)
    )
}

struct Frame<'m> {
    function: &'m Function,
    prepared: &'m Prepared,
    values: Vec<Value>,
    block: BlockId,
    inst: usize,
    /// Where the caller wants the result.
    result: Option<ValueId>,
}

impl<'m> Frame<'m> {
    fn get(&self, operand: &Operand) -> Result<Value, Fault> {
        match operand {
            Operand::Value(id) => self.values.get(id.0 as usize).cloned().ok_or(BROKEN),
            Operand::Const(constant) => Ok(match constant {
                Const::Unit => Value::Unit,
                Const::Bool(value) => Value::Bool(*value),
                Const::Int(_, value) => Value::Int(*value),
                Const::Str(text) => Value::Str(text.clone()),
                Const::Address(bytes) => Value::Address(*bytes),
                Const::Hash256(bytes) => Value::Hash256(*bytes),
            }),
        }
    }

    fn set(&mut self, id: Option<ValueId>, value: Value) {
        if let Some(place) = id.and_then(|id| self.values.get_mut(id.0 as usize)) {
            *place = value;
        }
    }

    /// Reads an instruction's operands and lets go of those that die with it.
    fn operands(&mut self, op: &Op, args: &mut Vec<Value>) -> Result<(), Fault> {
        args.clear();
        let mut broken = false;
        op.for_each_operand(|operand| match self.get(operand) {
            Ok(value) => args.push(value),
            Err(_) => broken = true,
        });
        self.let_go();
        if broken { Err(BROKEN) } else { Ok(()) }
    }

    fn let_go(&mut self) {
        let deaths: &'m [Vec<Vec<ValueId>>] = &self.prepared.deaths;
        for id in deaths
            .get(self.block.0 as usize)
            .and_then(|list| list.get(self.inst))
            .into_iter()
            .flatten()
        {
            self.set(Some(*id), Value::Unit);
        }
    }

    /// Goes to a block: all its `phi`s take their values at once.
    fn jump(&mut self, target: BlockId, budget: &mut Budget) -> Result<(), Fault> {
        let function: &'m Function = self.function;
        let block = function.blocks.get(target.0 as usize).ok_or(BROKEN)?;
        let mut incoming = Vec::new();
        for inst in &block.insts {
            let Op::Phi(list) = &inst.op else { break };
            budget.walk(list.len())?;
            let (_, operand) = list.iter().find(|(from, _)| *from == self.block).ok_or(BROKEN)?;
            incoming.push((inst.result, operand, self.get(operand)?));
        }
        let prepared: &'m Prepared = self.prepared;
        if let Some(dead) = prepared.arrivals.get(target.0 as usize) {
            budget.walk(dead.len())?;
            for id in dead {
                self.set(Some(*id), Value::Unit);
            }
        }
        self.inst = incoming.len();
        for (result, _, value) in incoming {
            self.set(result, value);
        }
        self.block = target;
        Ok(())
    }
}

/// What comes after a terminator.
enum Next {
    Stay,
    Return(Value),
}

pub(super) struct Machine<'m, 'c> {
    module: &'m Module,
    prepared: &'m [OnceCell<Prepared>],
    limits: Limits,
    pub(super) chain: &'c mut Chain,
    usage: Usage,
    pub(super) budget: Budget,
    cells: Cells,
    frames: Vec<Frame<'m>>,
    stack_values: usize,
}

impl<'m, 'c> Machine<'m, 'c> {
    pub(super) fn new(
        module: &'m Module,
        prepared: &'m [OnceCell<Prepared>],
        limits: Limits,
        chain: &'c mut Chain,
    ) -> Self {
        let budget = Budget::new(&limits);
        let usage = Usage::of(chain);
        Self {
            module,
            prepared,
            limits,
            chain,
            usage,
            budget,
            cells: Cells::default(),
            frames: Vec::new(),
            stack_values: 0,
        }
    }

    /// Calls a function and runs until it returns.
    pub(super) fn run(&mut self, function: FunctionId, args: &mut Vec<Value>) -> Result<Value, Stop> {
        let start = self
            .module
            .functions
            .get(function.0 as usize)
            .map_or(Span::default(), |f| f.span);
        self.enter(function, args, None)
            .map_err(|fault| Stop { fault, span: start })?;
        let mut scratch = Vec::new();
        loop {
            let span = self.current_span();
            match self.step(&mut scratch).map_err(|fault| Stop { fault, span })? {
                Next::Stay => {}
                Next::Return(value) => {
                    let Some(frame) = self.frames.pop() else {
                        return Ok(value);
                    };
                    self.stack_values -= frame.values.len();
                    match self.frames.last_mut() {
                        Some(caller) => caller.set(frame.result, value),
                        None => return Ok(value),
                    }
                }
            }
        }
    }

    fn current_span(&self) -> Span {
        let block = self
            .frames
            .last()
            .and_then(|frame| Some((frame.function.blocks.get(frame.block.0 as usize)?, frame.inst)));
        block.map_or_else(Span::default, |(block, at)| {
            block
                .insts
                .get(at)
                .map_or(block.terminator_span, |inst| inst.span)
        })
    }

    fn enter(&mut self, id: FunctionId, args: &mut Vec<Value>, result: Option<ValueId>) -> Result<(), Fault> {
        let module: &'m Module = self.module;
        let function = module.functions.get(id.0 as usize).ok_or(BROKEN)?;
        let prepared = self.prepared.get(id.0 as usize).ok_or(BROKEN)?;
        self.stack_values += function.values.len();
        if self.frames.len() >= self.limits.call_depth || self.stack_values > self.limits.stack_values {
            return Err(Fault::StackOverflow);
        }
        // Clearing the registers is work too.
        self.budget.walk(function.values.len())?;
        let mut values = Vec::with_capacity(function.values.len());
        values.append(args);
        values.resize(function.values.len(), Value::Unit);
        let prepared = prepared.get_or_init(|| Prepared::new(function));
        self.frames.push(Frame {
            function,
            prepared,
            values,
            block: BlockId(0),
            inst: 0,
            result,
        });
        Ok(())
    }

    fn step(&mut self, args: &mut Vec<Value>) -> Result<Next, Fault> {
        self.budget.steps(1)?;
        let frame = self.frames.last_mut().ok_or(BROKEN)?;
        let function: &'m Function = frame.function;
        let block = function.blocks.get(frame.block.0 as usize).ok_or(BROKEN)?;
        let Some(inst) = block.insts.get(frame.inst) else {
            return Self::terminate(frame, &block.terminator, &mut self.budget);
        };
        frame.operands(&inst.op, args)?;
        frame.inst += 1;
        if let Op::Call { function, .. } = &inst.op {
            self.enter(*function, args, inst.result)?;
            return Ok(Next::Stay);
        }
        let value = self.op(&inst.op, args)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.set(inst.result, value);
        }
        Ok(Next::Stay)
    }

    fn terminate(frame: &mut Frame<'m>, terminator: &Terminator, budget: &mut Budget) -> Result<Next, Fault> {
        let operand = terminator
            .operand()
            .map(|operand| frame.get(operand))
            .transpose()?;
        frame.let_go();
        let target = match (terminator, operand) {
            (Terminator::Return(_), Some(value)) => return Ok(Next::Return(value)),
            (Terminator::Revert(_), Some(Value::Str(text))) => return Err(Fault::Revert(text.to_string())),
            (Terminator::Panic(_), Some(Value::Str(text))) => return Err(Fault::Panic(text.to_string())),
            (Terminator::Unreachable, _) => return Err(Fault::Panic(messages::UNREACHABLE.to_owned())),
            (Terminator::Branch(target), _) => *target,
            (Terminator::BranchIf { then, otherwise, .. }, Some(Value::Bool(condition))) => {
                if condition {
                    *then
                } else {
                    *otherwise
                }
            }
            (Terminator::Switch { targets, default, .. }, Some(Value::Int(value))) => usize::try_from(value)
                .ok()
                .and_then(|at| targets.get(at))
                .copied()
                .unwrap_or(*default),
            _ => return Err(BROKEN),
        };
        frame.jump(target, budget)?;
        Ok(Next::Stay)
    }

    fn op(&mut self, op: &Op, args: &mut [Value]) -> Result<Value, Fault> {
        match (op, &mut *args) {
            (Op::Binary { op, ty, .. }, [Value::Int(a), Value::Int(b)]) => {
                match arith::binary(*op, *ty, *a, *b) {
                    Ok(BinaryResult::Int(value)) => Ok(Value::Int(value)),
                    Ok(BinaryResult::Checked(value)) => Ok(Value::option(value.map(Value::Int))),
                    Err(error) => Err(arith_fault(error, Some(*op), *ty, self.module.dialect)),
                }
            }
            (Op::Unary { op: UnaryOp::Not, .. }, [Value::Bool(value)]) => Ok(Value::Bool(!*value)),
            (
                Op::Unary {
                    op: UnaryOp::Not,
                    ty: Type::Int(ty),
                    ..
                },
                [Value::Int(value)],
            ) => Ok(Value::Int(arith::not(*ty, *value))),
            (
                Op::Unary {
                    op: UnaryOp::Neg,
                    ty: Type::Int(ty),
                    ..
                },
                [Value::Int(value)],
            ) => arith::neg(*ty, *value)
                .map(Value::Int)
                .map_err(|error| arith_fault(error, None, *ty, self.module.dialect)),
            (Op::Compare { op, ty, .. }, [a, b]) => self.compare(*op, ty, a, b).map(Value::Bool),
            (Op::Cast { op, from, to, .. }, [Value::Int(value)]) => Ok(match op {
                CastOp::Extend | CastOp::Truncate => Value::Int(arith::truncate(*from, *to, *value)),
                CastOp::Saturate => Value::Int(arith::saturate(*from, *to, *value)),
                CastOp::Try => Value::option(arith::convert(*from, *to, *value).map(Value::Int)),
                CastOp::Narrow(narrowing) => match arith::convert(*from, *to, *value) {
                    Some(value) => Value::Int(value),
                    None => {
                        let operation = narrowing.operation();
                        let message = messages::overflow(operation, *to, self.module.dialect);
                        return Err(Fault::Revert(message));
                    }
                },
            }),
            (Op::Select { .. }, [Value::Bool(condition), then, otherwise]) => {
                Ok(std::mem::take(if *condition { then } else { otherwise }))
            }
            (Op::Default(ty), _) => value::default(ty, &mut self.budget),
            // Values never share what can be changed: a copy is the value itself.
            (Op::Copy(_), [value]) => Ok(std::mem::take(value)),
            (Op::Aggregate { .. }, elements) => {
                self.budget.values(elements.len())?;
                Ok(Value::list(elements.iter_mut().map(std::mem::take).collect()))
            }
            (Op::Extract { index, .. }, [Value::List(fields)]) => {
                fields.get(*index as usize).cloned().ok_or(BROKEN)
            }
            (Op::Insert { index, .. }, [Value::List(fields), value]) => {
                let (mut fields, value) = (std::mem::take(fields), std::mem::take(value));
                self.replace(&mut fields, *index, value)?;
                Ok(Value::List(fields))
            }
            (Op::Variant { variant, .. }, fields) => {
                self.budget.values(fields.len())?;
                Ok(Value::Variant(
                    *variant,
                    Rc::new(fields.iter_mut().map(std::mem::take).collect()),
                ))
            }
            (Op::Tag(_), [Value::Variant(tag, _)]) => Ok(Value::Int(U256::from(*tag))),
            (Op::Payload { variant, index, .. }, [Value::Variant(tag, fields)]) if tag == variant => {
                fields.get(*index as usize).cloned().ok_or(BROKEN)
            }
            (Op::InsertPayload { variant, index, .. }, [Value::Variant(tag, fields), value])
                if tag == variant =>
            {
                let (mut fields, value) = (std::mem::take(fields), std::mem::take(value));
                self.replace(&mut fields, *index, value)?;
                Ok(Value::Variant(*variant, fields))
            }
            (Op::Builtin { builtin, types, .. }, args) => Call {
                types,
                args,
                budget: &mut self.budget,
                chain: self.chain,
                usage: &mut self.usage,
            }
            .run(*builtin),
            (Op::ReferenceNew(_), [value]) => self.cells.make(std::mem::take(value), &mut self.budget),
            (Op::ReferenceLoad { field, .. }, [Value::Cell(cell)]) => self.cells.load(*cell, *field),
            (Op::ReferenceTake { field, .. }, [Value::Cell(cell)]) => self.cells.take(*cell, *field),
            (Op::ReferenceStore { field, .. }, [Value::Cell(cell), value]) => {
                let (cell, value) = (*cell, std::mem::take(value));
                self.cells.store(cell, *field, value, &mut self.budget)
            }
            _ => self.host_op(op, args),
        }
    }

    fn replace(&mut self, fields: &mut Rc<Values>, index: u32, value: Value) -> Result<(), Fault> {
        if Rc::strong_count(fields) > 1 {
            self.budget.values(fields.len())?;
        }
        *Rc::make_mut(fields).get_mut(index as usize).ok_or(BROKEN)? = value;
        Ok(())
    }

    fn compare(&mut self, op: CompareOp, ty: &Type, a: &Value, b: &Value) -> Result<bool, Fault> {
        match (a, b) {
            (Value::List(a), Value::List(b)) => self.budget.walk(a.len().min(b.len()))?,
            (Value::Str(a), Value::Str(b)) => self.budget.walk(a.len().min(b.len()))?,
            _ => {}
        }
        value::check_nesting(a)?;
        value::check_nesting(b)?;
        let order = || match (ty, a, b) {
            (Type::Int(ty), Value::Int(a), Value::Int(b)) => Ok(arith::compare(*ty, *a, *b)),
            (Type::FixedBytes(_), Value::Int(a), Value::Int(b)) => Ok(a.cmp(b)),
            (Type::String, Value::Str(a), Value::Str(b)) => Ok(a.cmp(b)),
            _ => Err(BROKEN),
        };
        Ok(match op {
            CompareOp::Eq => a == b,
            CompareOp::Ne => a != b,
            CompareOp::Lt => order()?.is_lt(),
            CompareOp::Le => order()?.is_le(),
            CompareOp::Gt => order()?.is_gt(),
            CompareOp::Ge => order()?.is_ge(),
        })
    }

    fn host_op(&mut self, op: &Op, args: &mut [Value]) -> Result<Value, Fault> {
        match (op, args) {
            (Op::KeyIndex { ty, .. }, [Value::Str(base), index]) => {
                let key = chain::index_key(base, ty, index)?;
                self.budget.bytes(key.len())?;
                Ok(Value::Str(key.into()))
            }
            (Op::KeyField { name, .. }, [Value::Str(base)]) => {
                self.budget.bytes(base.len() + name.len() + 1)?;
                Ok(Value::Str(format!("{base}.{name}").into()))
            }
            (Op::StateRead { ty, .. }, [Value::Str(key)]) => match self.chain.read(key)? {
                Some(bytes) => {
                    self.budget.values(bytes.len() / 8)?;
                    chain::decode(ty, bytes)
                }
                None => value::default(ty, &mut self.budget),
            },
            (Op::StateGet { ty, .. }, [Value::Str(key)]) => {
                let bytes = self.chain.read(key)?;
                self.budget.values(bytes.map_or(0, <[u8]>::len) / 8)?;
                Ok(Value::option(
                    bytes.map(|bytes| chain::decode(ty, bytes)).transpose()?,
                ))
            }
            (Op::StateWrite { ty, .. }, [Value::Str(key), value]) => {
                let bytes = chain::encode(ty, value)?;
                self.budget.bytes(bytes.len() + key.len())?;
                self.chain.write(&mut self.usage, key, bytes)?;
                Ok(Value::Unit)
            }
            (Op::StateRemove { .. }, [Value::Str(key)]) => {
                self.chain.write(&mut self.usage, key, Vec::new())?;
                Ok(Value::Unit)
            }
            (Op::StateExists { .. }, [Value::Str(key)]) => Ok(Value::Bool(self.chain.read(key)?.is_some())),
            (Op::Emit { event, .. }, args) => {
                let event = self.module.events.get(event.0 as usize).ok_or(BROKEN)?;
                self.chain.emit(&mut self.usage, event, args)?;
                let bytes = self
                    .chain
                    .events
                    .last()
                    .map_or(0, |log| log.data.len() + 32 * log.topics.len());
                self.budget.bytes(bytes)?;
                Ok(Value::Unit)
            }
            (Op::SetContext { part, .. }, [value]) => {
                self.chain.context.set(*part, value)?;
                Ok(Value::Unit)
            }
            (Op::Events, _) => {
                let texts: Vec<Value> = self
                    .chain
                    .shown
                    .iter()
                    .map(|text| Value::Str(text.as_str().into()))
                    .collect();
                self.budget.values(texts.len())?;
                self.budget
                    .bytes(self.chain.shown.iter().map(String::len).sum())?;
                Ok(Value::list(texts))
            }
            (Op::GetContext(part), _) => {
                let context = &self.chain.context;
                Ok(match part {
                    ContextVar::Sender => Value::Address(context.sender),
                    ContextVar::Origin => Value::Address(context.origin),
                    ContextVar::SelfAddress => Value::Address(context.self_address),
                    ContextVar::Value => Value::Int(U256::from(context.value)),
                    ContextVar::BlockNumber => Value::Int(U256::from(context.block_number)),
                    ContextVar::Timestamp => Value::Int(U256::from(context.timestamp)),
                    ContextVar::GasLeft => Value::Int(U256::from(context.gas_left)),
                })
            }
            _ => Err(BROKEN),
        }
    }
}

fn arith_fault(
    error: ArithError,
    op: Option<BinaryOp>,
    ty: twilight_abi::IntType,
    dialect: Dialect,
) -> Fault {
    match error {
        ArithError::Overflow => Fault::Revert(messages::overflow(op, ty, dialect)),
        ArithError::DivisionByZero => Fault::Panic(messages::DIVISION_BY_ZERO.to_owned()),
        ArithError::DivisionOverflow => Fault::Panic(messages::DIVISION_OVERFLOW.to_owned()),
    }
}
