//! Instruction selection: a TIR function to a [`Machine`].
//!
//! Tuples, structs, `Option`s and enums dissolve here: a value is the list of its slots, so that taking a
//! field costs nothing. This module must never choose locals or an order of blocks.

mod aggregate;
mod arith;
mod cast;
mod cells;
mod elements;
mod library;
mod limbs;
mod narrow;

use std::rc::Rc;
use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_tir::analysis::Cfg;
use twilight_tir::{
    BlockId, CompareOp, Const, Function, Inst as TirInst, Op, Operand, Terminator, UnaryOp, ValueId,
};
use wasm_encoder::ValType;

use crate::emit::FuncRef;
use crate::helpers::{Context, Helper};
use crate::layout::Layout;
use crate::machine::{Block, Code, Def, Effect, End, Inst, Machine, Src, op};

/// Selects instructions for the reachable blocks of a function.
pub fn select(cx: &mut Context<'_>, function: &Function, cfg: &Cfg) -> Machine {
    let mut selector = Selector {
        cx,
        function,
        machine: Machine::default(),
        values: vec![Rc::from([]); function.values.len()],
        span: function.span,
        repeats: limbs::repeated(cfg, function.blocks.len()),
        repeated: false,
        no_message: Arc::from(""),
    };
    selector.run(cfg);
    selector.machine
}

struct Selector<'a, 'm> {
    cx: &'a mut Context<'m>,
    function: &'a Function,
    machine: Machine,
    /// Slots of each TIR value.
    values: Vec<Rc<[Src]>>,
    /// Place of the current instruction.
    span: Span,
    /// For each block whether it may run more than once in a call.
    repeats: Vec<bool>,
    /// Whether the current block may.
    repeated: bool,
    no_message: Arc<str>,
}

impl Selector<'_, '_> {
    fn run(&mut self, cfg: &Cfg) {
        let function = self.function;
        for (at, value) in function.values.iter().take(function.params as usize).enumerate() {
            self.values[at] = self.new_regs(&value.ty, Def::Param);
        }
        self.machine.params = self.machine.regs.len() as u32;
        let unreachable = Block {
            insts: 0..0,
            phis: Vec::new(),
            end: End::Unreachable(None),
            end_span: function.span,
        };
        self.machine.blocks = vec![unreachable; function.blocks.len()];
        for id in cfg.rpo() {
            self.block(*id);
        }
        for id in cfg.rpo() {
            self.edges(*id, cfg);
        }
        if self.cx.options.debug_names || self.cx.options.debug_info {
            self.name();
        }
    }

    /// Names the registers of values that stand for variables of the source.
    fn name(&mut self) {
        for (value, slots) in self.function.values.iter().zip(&self.values) {
            let Some(name) = &value.name else { continue };
            if self.cx.options.debug_info {
                let variable = (Arc::clone(name), value.ty.clone(), Rc::clone(slots));
                self.machine.variables.push(variable);
            }
            for (at, slot) in slots.iter().enumerate() {
                if let Src::Reg(reg) = slot {
                    let part = if slots.len() == 1 {
                        Arc::clone(name)
                    } else {
                        format!("{name}.{at}").into()
                    };
                    self.machine.names.push((*reg, part));
                }
            }
        }
    }

    fn new_regs(&mut self, ty: &Type, def: Def) -> Rc<[Src]> {
        let types = self.cx.val_types(ty);
        types
            .into_iter()
            .map(|ty| Src::Reg(self.machine.reg(ty, def)))
            .collect()
    }

    fn block(&mut self, id: BlockId) {
        let function = self.function;
        let block = &function.blocks[id.0 as usize];
        self.repeated = self.repeats[id.0 as usize];
        let first = self.machine.insts.len();
        let mut phis = Vec::new();
        for inst in &block.insts {
            if let Op::Phi(_) = inst.op {
                let Some(result) = inst.result else { continue };
                let slots = self.new_regs(&function.values[result.0 as usize].ty, Def::Phi(id));
                phis.extend(slots.iter().filter_map(|slot| match slot {
                    Src::Reg(reg) => Some(*reg),
                    _ => None,
                }));
                self.values[result.0 as usize] = slots;
            } else {
                self.span = inst.span;
                let slots = self.inst(inst);
                if let Some(result) = inst.result {
                    self.values[result.0 as usize] = slots;
                }
            }
        }
        self.span = block.terminator_span;
        let end = self.terminator(&block.terminator);
        self.machine.blocks[id.0 as usize] = Block {
            insts: first..self.machine.insts.len(),
            phis,
            end,
            end_span: block.terminator_span,
        };
    }

    /// What the edges into a block give to its phis.
    fn edges(&mut self, id: BlockId, cfg: &Cfg) {
        let function = self.function;
        for inst in &function.blocks[id.0 as usize].insts {
            let Op::Phi(incoming) = &inst.op else { break };
            for (pred, operand) in incoming {
                if cfg.is_reachable(*pred) {
                    let slots = self.slots(operand);
                    self.machine
                        .edges
                        .entry((*pred, id))
                        .or_default()
                        .extend_from_slice(&slots);
                }
            }
        }
    }

    fn terminator(&mut self, terminator: &Terminator) -> End {
        match terminator {
            Terminator::Return(operand) => {
                let slots = self.slots(operand);
                End::Return(self.machine.operands(&slots))
            }
            Terminator::Branch(target) => End::Branch(*target),
            Terminator::BranchIf {
                condition,
                then,
                otherwise,
            } => match self.slot(condition) {
                Src::I32(0) => End::Branch(*otherwise),
                Src::I32(_) => End::Branch(*then),
                condition => End::If {
                    condition: self.machine.operands(&[condition]),
                    then: *then,
                    otherwise: *otherwise,
                },
            },
            Terminator::Switch {
                value,
                targets,
                default,
            } => match self.slot(value) {
                Src::I32(tag) => End::Branch(targets.get(tag as usize).copied().unwrap_or(*default)),
                value => End::Switch {
                    value: self.machine.operands(&[value]),
                    targets: targets.clone(),
                    default: *default,
                },
            },
            Terminator::Revert(message) => {
                let message = self.slot(message);
                let revert = self.cx.helper(Helper::Revert);
                let site = Some((self.span, Arc::clone(&self.no_message)));
                self.push(Code::Call(revert), &[message], &[], Effect::WRITE, site);
                End::Unreachable(None)
            }
            Terminator::Panic(Operand::Const(Const::Str(message))) => {
                End::Unreachable(Some((self.span, Arc::clone(message))))
            }
            Terminator::Panic(message) => {
                let message = self.slot(message);
                let panic = self.cx.helper(Helper::Panic);
                let site = Some((self.span, Arc::clone(&self.no_message)));
                self.push(Code::Call(panic), &[message], &[], Effect::WRITE, site);
                End::Unreachable(None)
            }
            Terminator::Unreachable => End::Unreachable(Some((
                self.span,
                Arc::from("Code was reached that never should be."),
            ))),
        }
    }

    fn inst(&mut self, inst: &TirInst) -> Rc<[Src]> {
        match &inst.op {
            Op::Phi(_) => Rc::from([]),
            Op::Binary { op, ty, lhs, rhs } => {
                let (lhs, rhs) = (self.slots(lhs), self.slots(rhs));
                self.binary(*op, *ty, &lhs, &rhs)
            }
            Op::Unary { op, ty, operand } => {
                let slots = self.slots(operand);
                match (op, ty) {
                    (UnaryOp::Not, Type::Int(int)) => self.bit_not(*int, &slots),
                    (UnaryOp::Neg, Type::Int(int)) => self.negate(*int, &slots),
                    _ => [self.op1(op::I32_EQZ, slots[0])].into(),
                }
            }
            Op::Compare { op, ty, lhs, rhs } => {
                let (lhs, rhs) = (self.slots(lhs), self.slots(rhs));
                [self.compare(*op, ty, &lhs, &rhs)].into()
            }
            Op::Cast {
                op,
                from,
                to,
                operand,
            } => {
                let slots = self.slots(operand);
                self.cast(*op, *from, *to, &slots)
            }
            Op::Select {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.slot(condition);
                let (then, otherwise) = (self.slots(then), self.slots(otherwise));
                match condition {
                    Src::I32(0) => otherwise,
                    Src::I32(_) => then,
                    _ => then
                        .iter()
                        .zip(otherwise.iter())
                        .map(|(a, b)| {
                            if a == b {
                                *a
                            } else {
                                self.choose(*a, *b, condition)
                            }
                        })
                        .collect(),
                }
            }
            Op::Default(ty) => self.zeros(ty),
            Op::Copy(operand) => self.copy(operand),
            Op::Aggregate { ty, elements } => self.aggregate(ty, elements),
            Op::Extract { aggregate, index } => self.extract(aggregate, *index),
            Op::Insert {
                aggregate,
                index,
                value,
            } => self.insert(aggregate, *index, value),
            Op::Variant { ty, variant, fields } => self.variant(ty, *variant, fields),
            Op::Tag(value) => [self.tag(value)].into(),
            Op::Payload {
                value,
                variant,
                index,
            } => self.payload(value, *variant, *index),
            Op::InsertPayload {
                value,
                variant,
                index,
                field,
            } => self.insert_payload(value, *variant, *index, field),
            Op::Builtin { builtin, types, args } => self.builtin(*builtin, types, args),
            Op::Call { function, args } => {
                let args = self.flatten(args);
                let ret = self
                    .cx
                    .module
                    .functions
                    .get(function.0 as usize)
                    .map_or(Type::Unit, |callee| callee.ret.clone());
                self.call(FuncRef::User(*function), &args, &ret, Effect::WRITE, "")
            }
            Op::ReferenceNew(value) => self.reference_new(value),
            Op::ReferenceLoad { reference, field } | Op::ReferenceTake { reference, field } => {
                self.reference_load(reference, *field)
            }
            Op::ReferenceStore {
                reference,
                field,
                value,
            } => self.reference_store(reference, *field, value),
            _ => self.state(&inst.op),
        }
    }

    /// Type of an operand.
    fn type_of(&self, operand: &Operand) -> Type {
        self.function.operand_type(operand)
    }

    fn layout_of(&mut self, operand: &Operand) -> Rc<Layout> {
        let ty = self.type_of(operand);
        self.cx.layouts.of(&ty)
    }

    fn slots(&mut self, operand: &Operand) -> Rc<[Src]> {
        match operand {
            Operand::Value(ValueId(id)) => self.values.get(*id as usize).cloned().unwrap_or_default(),
            Operand::Const(constant) => self.constant(constant),
        }
    }

    /// The one slot of an operand whose type has one.
    fn slot(&mut self, operand: &Operand) -> Src {
        self.slots(operand).first().copied().unwrap_or(Src::I32(0))
    }

    fn flatten(&mut self, operands: &[Operand]) -> Vec<Src> {
        operands
            .iter()
            .flat_map(|operand| self.slots(operand).to_vec())
            .collect()
    }

    fn constant(&mut self, constant: &Const) -> Rc<[Src]> {
        match constant {
            Const::Unit => Rc::from([]),
            Const::Bool(value) => [Src::I32(i32::from(*value))].into(),
            Const::Int(ty, value) => {
                let container = ty.container();
                int_constant(
                    container,
                    twilight_tir::arith::truncate(*ty, container, *value).as_limbs(),
                )
            }
            Const::Str(text) => [Src::I32(self.cx.data.string(text) as i32)].into(),
            Const::Address(bytes) => [Src::I32(self.cx.data.fixed(bytes) as i32)].into(),
            Const::Hash256(bytes) => [Src::I32(self.cx.data.fixed(bytes) as i32)].into(),
        }
    }

    fn zeros(&mut self, ty: &Type) -> Rc<[Src]> {
        self.cx.val_types(ty).into_iter().map(zero).collect()
    }

    /// Appends an instruction; gives the first register that it defines.
    fn push(
        &mut self,
        code: Code,
        srcs: &[Src],
        results: &[ValType],
        effect: Effect,
        site: Option<(Span, Arc<str>)>,
    ) -> u32 {
        let def = self.machine.regs.len() as u32;
        let index = self.machine.insts.len() as u32;
        for ty in results {
            self.machine.reg(*ty, Def::Inst(index));
        }
        let srcs = self.machine.operands(srcs);
        self.machine.insts.push(Inst {
            code,
            srcs,
            def,
            defs: results.len() as u32,
            effect,
            span: self.span,
            site,
        });
        def
    }

    /// A pure instruction of one byte.
    fn pure(&mut self, opcode: u8, srcs: &[Src], ty: ValType) -> Src {
        Src::Reg(self.push(Code::Op(opcode), srcs, &[ty], Effect::PURE, None))
    }

    /// A pure instruction that gives an `i32`, of one operand.
    fn op1(&mut self, opcode: u8, a: Src) -> Src {
        self.pure(opcode, &[a], ValType::I32)
    }

    /// A pure instruction that gives an `i32`, of two operands.
    fn op2(&mut self, opcode: u8, a: Src, b: Src) -> Src {
        self.pure(opcode, &[a, b], ValType::I32)
    }

    /// A pure instruction that gives an `i64`, of one operand.
    fn long1(&mut self, opcode: u8, a: Src) -> Src {
        match (opcode, a) {
            (op::I64_EXTEND_I32_U, Src::I32(value)) => Src::I64(i64::from(value as u32)),
            (op::I64_EXTEND_I32_S, Src::I32(value)) => Src::I64(i64::from(value)),
            _ => self.pure(opcode, &[a], ValType::I64),
        }
    }

    /// A pure instruction that gives an `i64`, of two operands.
    fn long2(&mut self, opcode: u8, a: Src, b: Src) -> Src {
        self.pure(opcode, &[a, b], ValType::I64)
    }

    fn wrap(&mut self, a: Src) -> Src {
        match a {
            Src::I64(value) => Src::I32(value as i32),
            _ => self.op1(op::I32_WRAP_I64, a),
        }
    }

    fn choose(&mut self, then: Src, otherwise: Src, condition: Src) -> Src {
        let ty = self.type_of_src(then);
        Src::Reg(self.push(
            Code::Select,
            &[then, otherwise, condition],
            &[ty],
            Effect::PURE,
            None,
        ))
    }

    fn type_of_src(&self, src: Src) -> ValType {
        match src {
            Src::Reg(reg) => self.machine.regs[reg as usize],
            Src::I32(_) => ValType::I32,
            Src::I64(_) => ValType::I64,
        }
    }

    /// Reverts with a message if the condition holds.
    fn guard(&mut self, condition: Src, message: &str) {
        let address = self.cx.data.string(message);
        // The guard emits its own call, so the helper must exist.
        self.cx.helper(Helper::Revert);
        let site = Some((self.span, Arc::from(message)));
        self.push(Code::Guard(address), &[condition], &[], Effect::TRAP, site);
    }

    /// A call whose result has a TIR type.
    fn call(
        &mut self,
        target: FuncRef,
        args: &[Src],
        result: &Type,
        effect: Effect,
        message: &str,
    ) -> Rc<[Src]> {
        let types = self.cx.val_types(result);
        self.call_raw(target, args, &types, effect, message)
    }

    fn call_raw(
        &mut self,
        target: FuncRef,
        args: &[Src],
        results: &[ValType],
        effect: Effect,
        message: &str,
    ) -> Rc<[Src]> {
        let site = if effect == Effect::PURE || effect == Effect::READ {
            None
        } else if message.is_empty() {
            Some((self.span, Arc::clone(&self.no_message)))
        } else {
            Some((self.span, Arc::from(message)))
        };
        let def = self.push(Code::Call(target), args, results, effect, site);
        (def..def + results.len() as u32).map(Src::Reg).collect()
    }

    /// Memory of so many bytes.
    fn alloc(&mut self, bytes: u64) -> Src {
        // What cannot be had panics as any other allocation does.
        let bytes = i32::try_from(bytes).unwrap_or(-1);
        let alloc = self.cx.helper(Helper::Alloc);
        self.call_raw(alloc, &[Src::I32(bytes)], &[ValType::I32], Effect::TRAP, "")[0]
    }

    fn compare(&mut self, op: CompareOp, ty: &Type, lhs: &[Src], rhs: &[Src]) -> Src {
        match ty {
            Type::Unit => Src::I32(i32::from(matches!(
                op,
                CompareOp::Eq | CompareOp::Le | CompareOp::Ge
            ))),
            Type::Bool => self.compare_int(op, IntType::U8, lhs, rhs),
            Type::Int(int) => self.compare_int(op, *int, lhs, rhs),
            Type::FixedBytes(_) => self.compare_int(op, ty.carrier().unwrap_or(IntType::U256), lhs, rhs),
            Type::String if !matches!(op, CompareOp::Eq | CompareOp::Ne) => {
                let compare = self.cx.helper(Helper::StringCompare);
                let order = self.call_raw(compare, &[lhs[0], rhs[0]], &[ValType::I32], Effect::PURE, "")[0];
                let i32_type = IntType {
                    signed: true,
                    bits: 32,
                };
                self.compare_int(op, i32_type, &[order], &[Src::I32(0)])
            }
            _ => {
                let equal = self.cx.helper(Helper::Equal(ty.clone()));
                let args: Vec<Src> = lhs.iter().chain(rhs).copied().collect();
                let effect = if matches!(ty, Type::String | Type::Address | Type::Hash256) {
                    Effect::PURE
                } else {
                    Effect::READ
                };
                let equal = self.call_raw(equal, &args, &[ValType::I32], effect, "")[0];
                if op == CompareOp::Ne {
                    self.op1(op::I32_EQZ, equal)
                } else {
                    equal
                }
            }
        }
    }
}

/// The zero of a wasm type.
fn zero(ty: ValType) -> Src {
    match ty {
        ValType::I64 => Src::I64(0),
        _ => Src::I32(0),
    }
}

/// Slots of an integer constant given as four 64-bit limbs.
fn int_constant(ty: IntType, limbs: &[u64; 4]) -> Rc<[Src]> {
    match (ty.bits, ty.signed) {
        (8, true) => [Src::I32(i32::from(limbs[0] as i8))].into(),
        (16, true) => [Src::I32(i32::from(limbs[0] as i16))].into(),
        (..=32, _) => [Src::I32(limbs[0] as i32)].into(),
        (bits, _) => limbs
            .iter()
            .take(usize::from(bits / 64))
            .map(|limb| Src::I64(*limb as i64))
            .collect(),
    }
}
