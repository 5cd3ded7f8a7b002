//! One function: values in scope, instructions one after the other.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_tir::{
    BinaryOp, Block, BlockId, Builtin, CastOp, CompareOp, Const, ContextVar, EventId, Function, FunctionId,
    Inst, Op, Operand, Terminator, UnaryOp, ValueDef, ValueId, arith,
};

use super::{Shared, types};
use crate::random::Random;

/// Instructions that a function is made of, roughly.
const SIZE: i64 = 60;

/// The function that is being written.
pub struct Body<'r> {
    pub random: &'r mut Random,
    pub shared: &'r mut Shared,
    number: usize,
    pub values: Vec<ValueDef>,
    pub blocks: Vec<Block>,
    pub current: BlockId,
    /// What may be used here.
    pub scope: Vec<ValueId>,
    /// Collections that nothing else shares, made on the straight way to here: the only ones to be consumed
    /// without a copy.
    pub fresh: Vec<ValueId>,
    /// Instructions left.
    pub left: i64,
    /// Loops around here.
    pub loops: usize,
}

fn int(ty: IntType) -> Type {
    Type::Int(ty)
}

impl<'r> Body<'r> {
    /// Begins the function of that number.
    pub fn new(random: &'r mut Random, shared: &'r mut Shared, number: usize) -> Self {
        let params = shared.functions[number].params.clone();
        let mut body = Self {
            random,
            shared,
            number,
            values: Vec::new(),
            blocks: Vec::new(),
            current: BlockId(0),
            scope: Vec::new(),
            fresh: Vec::new(),
            left: SIZE,
            loops: 0,
        };
        for ty in params {
            let id = body.value(&ty);
            body.scope.push(id);
        }
        body.block();
        body
    }

    /// The whole function.
    pub fn function(mut self) -> Function {
        let signature = self.shared.functions[self.number].clone();
        let count = 4 + self.random.below(12);
        self.region(count, 3);
        let result = self.result(&signature.ret);
        self.end(Terminator::Return(result));
        Function {
            name: signature.name,
            params: u32::try_from(signature.params.len()).unwrap_or(0),
            ret: signature.ret,
            values: self.values,
            blocks: self.blocks,
            span: self.shared.place(),
        }
    }

    /// The type that the function gives.
    pub fn ret(&self) -> Type {
        self.shared.functions[self.number].ret.clone()
    }

    /// What is returned: the caller owns it.
    pub fn result(&mut self, ret: &Type) -> Operand {
        if types::is_collection(ret) {
            return self.owned(ret);
        }
        self.operand(ret)
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.random.below(count) == 0
    }

    fn value(&mut self, ty: &Type) -> ValueId {
        let name = self
            .one_in(5)
            .then(|| Arc::from(["x", "y", "z"][self.random.below(3)]));
        self.values.push(ValueDef { ty: ty.clone(), name });
        ValueId(u32::try_from(self.values.len() - 1).unwrap_or(u32::MAX))
    }

    /// A new block, which ends nowhere yet.
    pub fn block(&mut self) -> BlockId {
        self.blocks.push(Block {
            insts: Vec::new(),
            terminator: Terminator::Unreachable,
            terminator_span: Span::default(),
        });
        BlockId(u32::try_from(self.blocks.len() - 1).unwrap_or(u32::MAX))
    }

    /// Ends the current block.
    pub fn end(&mut self, terminator: Terminator) {
        let span = self.shared.place();
        let block = &mut self.blocks[self.current.0 as usize];
        block.terminator = terminator;
        block.terminator_span = span;
    }

    /// Writes an instruction whose result is not to be used by others.
    pub fn hidden(&mut self, op: Op, ty: &Type) -> Option<ValueId> {
        self.left -= 1;
        let result = (*ty != Type::Unit).then(|| self.value(ty));
        let span = self.shared.place();
        self.blocks[self.current.0 as usize]
            .insts
            .push(Inst { result, op, span });
        result
    }

    /// Writes an instruction.
    pub fn emit(&mut self, op: Op, ty: &Type) -> Operand {
        match self.hidden(op, ty) {
            Some(id) => {
                self.scope.push(id);
                if types::is_collection(ty) {
                    self.fresh.push(id);
                }
                Operand::Value(id)
            }
            None => Operand::Const(Const::Unit),
        }
    }

    /// Values of the type.
    pub fn known(&self, fits: impl Fn(&Type) -> bool) -> Vec<ValueId> {
        let fitting = |id: &ValueId| {
            self.values
                .get(id.0 as usize)
                .is_some_and(|value| fits(&value.ty))
        };
        self.scope.iter().copied().filter(fitting).collect()
    }

    pub fn ty(&self, id: ValueId) -> Type {
        self.values
            .get(id.0 as usize)
            .map_or(Type::Unit, |value| value.ty.clone())
    }

    /// An operand of the type, to be looked at.
    pub fn operand(&mut self, ty: &Type) -> Operand {
        let known = self.known(|other| other == ty);
        if self.random.below(5) > 0
            && let Some(id) = self.random.pick(&known)
        {
            return Operand::Value(*id);
        }
        match types::constant(self.random, ty) {
            Some(constant) => Operand::Const(constant),
            None => self.make(ty),
        }
    }

    fn make(&mut self, ty: &Type) -> Operand {
        let op = match ty {
            Type::Tuple(parts) => Op::Aggregate {
                ty: ty.clone(),
                elements: parts.iter().map(|part| self.operand(part)).collect(),
            },
            Type::Array(element, count) => Op::Aggregate {
                ty: ty.clone(),
                elements: (0..*count).map(|_| self.operand(element)).collect(),
            },
            Type::Vector(element) => {
                let count = self.random.below(4);
                Op::Aggregate {
                    ty: ty.clone(),
                    elements: (0..count).map(|_| self.operand(element)).collect(),
                }
            }
            Type::Map(key, value) => Op::Builtin {
                builtin: Builtin::MapNew,
                types: vec![(**key).clone(), (**value).clone()],
                args: Vec::new(),
            },
            Type::Reference(content) => return self.new_cell(content),
            Type::FixedBytes(count) => self.fixed_bytes(*count),
            _ => {
                let variants = ty.variants().unwrap_or_default();
                let variant = self.random.below(variants.len());
                let fields = variants.get(variant).cloned().unwrap_or_default();
                Op::Variant {
                    ty: ty.clone(),
                    variant: u32::try_from(variant).unwrap_or(0),
                    fields: fields.iter().map(|field| self.operand(field)).collect(),
                }
            }
        };
        self.emit(op, ty)
    }

    /// A collection that nothing else shares; it is no longer in scope.
    pub fn owned(&mut self, ty: &Type) -> Operand {
        let own: Vec<ValueId> = self
            .fresh
            .iter()
            .copied()
            .filter(|id| self.ty(*id) == *ty)
            .collect();
        let id = match self.random.pick(&own) {
            Some(id) if self.random.below(3) > 0 => *id,
            _ => {
                let seen = self.operand(ty);
                match self.hidden(Op::Copy(seen), ty) {
                    Some(id) => id,
                    None => return Operand::Const(Const::Unit),
                }
            }
        };
        self.fresh.retain(|other| *other != id);
        self.scope.retain(|other| *other != id);
        Operand::Value(id)
    }

    /// A number below 64, so that few operations overflow.
    fn small(&mut self, ty: IntType) -> Operand {
        let operand = self.operand(&int(ty));
        let op = Op::Binary {
            op: BinaryOp::And,
            ty,
            lhs: operand,
            rhs: Operand::Const(Const::Int(ty, U256::from(63))),
        };
        self.emit(op, &int(ty))
    }

    /// A constant number.
    pub fn fixed(ty: IntType, value: u64) -> Operand {
        Operand::Const(Const::Int(ty, U256::from(value)))
    }

    /// One instruction, or a few that belong together.
    pub fn instruction(&mut self) {
        match self.random.below(22) {
            0..=5 => self.binary(),
            6 => self.unary(),
            7 | 8 => self.comparison(),
            9 => self.cast(),
            10 => self.aggregate(),
            11 => self.select(),
            12 | 13 => self.storage(),
            14 => self.seen(),
            15 => self.call(),
            16..=18 => self.cell(),
            _ => self.builtin(),
        }
    }

    fn binary(&mut self) {
        const OPS: [BinaryOp; 24] = [
            BinaryOp::Add,
            BinaryOp::Sub,
            BinaryOp::Mul,
            BinaryOp::Div,
            BinaryOp::Rem,
            BinaryOp::Pow,
            BinaryOp::WrappingAdd,
            BinaryOp::WrappingSub,
            BinaryOp::WrappingMul,
            BinaryOp::WrappingPow,
            BinaryOp::SaturatingAdd,
            BinaryOp::SaturatingSub,
            BinaryOp::SaturatingMul,
            BinaryOp::CheckedAdd,
            BinaryOp::CheckedSub,
            BinaryOp::CheckedMul,
            BinaryOp::CheckedDiv,
            BinaryOp::CheckedRem,
            BinaryOp::CheckedPow,
            BinaryOp::And,
            BinaryOp::Or,
            BinaryOp::Xor,
            BinaryOp::Shl,
            BinaryOp::Shr,
        ];
        let (op, ty) = (OPS[self.random.below(OPS.len())], self.known_int());
        let risky = self.one_in(12);
        let right = match op {
            BinaryOp::Pow | BinaryOp::WrappingPow | BinaryOp::CheckedPow | BinaryOp::Shl | BinaryOp::Shr => {
                IntType::U32
            }
            _ => ty,
        };
        let (lhs, rhs) = match op {
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Pow if !risky => {
                let count = self.random.below(3) as u64;
                let lhs = match op {
                    BinaryOp::Pow => Self::fixed(ty, 1 + count),
                    _ => self.small(ty),
                };
                (
                    lhs,
                    Self::fixed(
                        right,
                        if op == BinaryOp::Sub && !ty.signed {
                            0
                        } else {
                            count
                        },
                    ),
                )
            }
            BinaryOp::Div | BinaryOp::Rem if !risky => {
                let divisor = 1 + self.random.below(40) as u64;
                (self.operand(&int(ty)), Self::fixed(ty, divisor))
            }
            _ => (self.operand(&int(ty)), self.operand(&int(right))),
        };
        let result = match op {
            BinaryOp::CheckedAdd
            | BinaryOp::CheckedSub
            | BinaryOp::CheckedMul
            | BinaryOp::CheckedDiv
            | BinaryOp::CheckedRem
            | BinaryOp::CheckedPow => Type::Option(Arc::new(int(ty))),
            _ => int(ty),
        };
        self.emit(Op::Binary { op, ty, lhs, rhs }, &result);
    }

    /// The type of an integer in scope that arithmetic takes, or any.
    fn known_int(&mut self) -> IntType {
        let known = self.known(|ty| matches!(ty, Type::Int(ty) if types::computes(*ty)));
        match self.random.pick(&known).map(|id| self.ty(*id)) {
            Some(Type::Int(ty)) if self.random.below(3) > 0 => ty,
            _ => types::int(self.random),
        }
    }

    fn unary(&mut self) {
        let ty = self.known_int();
        let (op, ty) = match self.random.below(4) {
            0 if ty.signed && self.random.below(3) == 0 => (UnaryOp::Neg, int(ty)),
            1 => (UnaryOp::Not, Type::Bool),
            _ => (UnaryOp::Not, int(ty)),
        };
        let operand = self.operand(&ty);
        let unary = Op::Unary {
            op,
            ty: ty.clone(),
            operand,
        };
        self.emit(unary, &ty);
    }

    /// A comparison; gives its result.
    pub fn comparison(&mut self) {
        let ordered = self.one_in(2);
        let ty = match (ordered, self.random.below(4)) {
            (true, 0) => Type::String,
            (false, 0) => types::plain(self.random, &self.shared.enums, 2),
            (false, 1) => {
                let known = self.known(|ty| matches!(ty, Type::Vector(_) | Type::Array(..)));
                self.random.pick(&known).map_or(Type::Bool, |id| self.ty(*id))
            }
            _ => int(self.known_int()),
        };
        const OPS: [CompareOp; 6] = [
            CompareOp::Eq,
            CompareOp::Ne,
            CompareOp::Lt,
            CompareOp::Le,
            CompareOp::Gt,
            CompareOp::Ge,
        ];
        let op = OPS[self.random.below(if ordered { 6 } else { 2 })];
        let (lhs, rhs) = (self.operand(&ty), self.operand(&ty));
        self.emit(Op::Compare { op, ty, lhs, rhs }, &Type::Bool);
    }

    fn cast(&mut self) {
        let (from, to) = (self.known_int(), types::int(self.random));
        let fits = [arith::min_value(from), arith::max_value(from)]
            .iter()
            .all(|value| arith::convert(from, to, *value).is_some());
        let op = match self.random.below(4) {
            0 if fits => CastOp::Extend,
            0 | 1 => CastOp::Truncate,
            2 => CastOp::Saturate,
            _ => CastOp::Try,
        };
        let result = match op {
            CastOp::Try => Type::Option(Arc::new(int(to))),
            _ => int(to),
        };
        let operand = self.operand(&int(from));
        let cast = Op::Cast {
            op,
            from,
            to,
            operand,
        };
        self.emit(cast, &result);
    }

    fn aggregate(&mut self) {
        let tuples = self.known(|ty| matches!(ty, Type::Tuple(_)));
        let picked = self.random.pick(&tuples).copied();
        if let Some(id) = picked
            && let Type::Tuple(parts) = self.ty(id)
            && self.random.below(4) > 0
        {
            let at = self.random.below(parts.len());
            let (part, index) = (parts[at].clone(), u32::try_from(at).unwrap_or(0));
            let aggregate = Operand::Value(id);
            if self.one_in(2) {
                self.emit(Op::Extract { aggregate, index }, &part);
            } else {
                let value = self.operand(&part);
                let insert = Op::Insert {
                    aggregate,
                    index,
                    value,
                };
                self.emit(insert, &Type::Tuple(parts));
            }
            return;
        }
        let ty = match self.one_in(3) {
            true => types::collection(self.random, &self.shared.enums),
            false => types::plain(self.random, &self.shared.enums, 2),
        };
        if self.one_in(5)
            && !matches!(
                ty,
                Type::Result(..) | Type::Enum(_) | Type::Tuple(_) | Type::Array(..)
            )
        {
            self.emit(Op::Default(ty.clone()), &ty);
        } else if types::constant(self.random, &ty).is_none() {
            self.make(&ty);
        }
    }

    fn select(&mut self) {
        let plain = self.known(|ty| !types::is_collection(ty));
        let ty = self.random.pick(&plain).map_or(Type::Bool, |id| self.ty(*id));
        let condition = self.operand(&Type::Bool);
        let (then, otherwise) = (self.operand(&ty), self.operand(&ty));
        let select = Op::Select {
            condition,
            then,
            otherwise,
        };
        self.emit(select, &ty);
    }

    fn storage(&mut self) {
        let Some(variable) = self.random.pick(&self.shared.variables).cloned() else {
            return self.binary();
        };
        let mut key = Operand::Const(Const::Str(Arc::clone(&variable.name)));
        if let Some(ty) = variable.key.clone() {
            let index = self.operand(&ty);
            let base = key;
            key = match self.hidden(Op::KeyIndex { base, ty, index }, &Type::String) {
                Some(id) => Operand::Value(id),
                None => return,
            };
        }
        let (ty, variable) = (variable.ty, variable.name);
        match self.random.below(7) {
            0..=2 => {
                let value = self.operand(&ty);
                let write = Op::StateWrite {
                    ty,
                    key,
                    value,
                    variable,
                };
                self.emit(write, &Type::Unit);
            }
            3 | 4 => {
                let result = ty.clone();
                // A `Result` has no default that absence could mean.
                if has_default(&ty) {
                    self.emit(Op::StateRead { ty, key, variable }, &result);
                }
            }
            5 if !types::is_collection(&ty) => {
                let result = Type::Option(Arc::new(ty.clone()));
                self.emit(Op::StateGet { ty, key, variable }, &result);
            }
            5 => {
                self.emit(Op::StateExists { key, variable }, &Type::Bool);
            }
            _ => {
                self.emit(Op::StateRemove { key, variable }, &Type::Unit);
            }
        }
    }

    /// What is seen from outside, and what is read from there.
    fn seen(&mut self) {
        match self.random.below(3) {
            0 if !self.shared.events.is_empty() => {
                let at = self.random.below(self.shared.events.len());
                let types: Vec<Type> = self.shared.events[at]
                    .params
                    .iter()
                    .map(|param| param.ty.clone())
                    .collect();
                let args = types.iter().map(|ty| self.operand(ty)).collect();
                let event = EventId(u32::try_from(at).unwrap_or(0));
                self.emit(Op::Emit { event, args }, &Type::Unit);
            }
            1 => {
                let (part, ty) = match self.random.below(6) {
                    0 => (ContextVar::Sender, Type::Address),
                    1 => (ContextVar::Origin, Type::Address),
                    2 => {
                        let wide = IntType {
                            signed: false,
                            bits: 128,
                        };
                        (ContextVar::Value, int(wide))
                    }
                    3 => (ContextVar::BlockNumber, int(IntType::U64)),
                    4 => (ContextVar::Timestamp, int(IntType::U64)),
                    _ => (ContextVar::SelfAddress, Type::Address),
                };
                self.emit(Op::GetContext(part), &ty);
            }
            _ => self.print(),
        }
    }

    /// Prints any value.
    pub fn print(&mut self) {
        let all = self.known(|ty| !matches!(ty, Type::Reference(_)));
        let Some(id) = self.random.pick(&all).copied() else {
            return;
        };
        let display = Op::Builtin {
            builtin: Builtin::Display,
            types: vec![self.ty(id)],
            args: vec![Operand::Value(id)],
        };
        if let Some(text) = self.hidden(display, &Type::String) {
            let print = Op::Builtin {
                builtin: Builtin::Print,
                types: Vec::new(),
                args: vec![Operand::Value(text)],
            };
            self.emit(print, &Type::Unit);
        }
    }

    /// A call of a later function, so that no call leads back.
    fn call(&mut self) {
        let later = self.number + 1 + self.random.below(3);
        if self.loops > 1 || later >= self.shared.functions.len() {
            return self.comparison();
        }
        let signature = self.shared.functions[later].clone();
        let args = signature.params.iter().map(|ty| self.operand(ty)).collect();
        let function = FunctionId(u32::try_from(later).unwrap_or(0));
        self.emit(Op::Call { function, args }, &signature.ret);
    }
}

/// Whether the type has a default value (DECISIONS T13, T17).
fn has_default(ty: &Type) -> bool {
    match ty {
        Type::Result(..) | Type::Enum(_) => false,
        Type::Tuple(parts) => parts.iter().all(has_default),
        Type::Array(element, _) => has_default(element),
        _ => true,
    }
}
