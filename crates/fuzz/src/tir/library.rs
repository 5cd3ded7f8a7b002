//! Calls of the run-time library, chosen from its own table.

use twilight_abi::{IntType, Type};
use twilight_tir::{Builtin, Const, Op, Operand};

use super::body::Body;
use super::types;

/// Most repetitions of texts and vectors.
const MAX_REPEAT: usize = 4;
/// Indices that are tried where one may be out of bounds.
const MAX_INDEX: usize = 3;

impl Body<'_> {
    /// What makes fixed bytes of a number.
    pub fn fixed_bytes(&mut self, count: u8) -> Op {
        let number = Type::Int(IntType::unsigned(u16::from(count) * 8));
        Op::Builtin {
            builtin: Builtin::IntToFixed,
            types: vec![Type::FixedBytes(count)],
            args: vec![self.operand(&number)],
        }
    }

    /// Any operation of the library.
    pub fn builtin(&mut self) {
        let builtin = Builtin::ALL[self.random.below(Builtin::ALL.len())];
        // Only passes write these, where they have proven the index.
        if builtin.is_unchecked() {
            return;
        }
        // Some ends of a run are enough.
        if builtin.panics() && self.random.below(6) > 0 {
            return;
        }
        let known = self.known(types::is_collection);
        let picked = self.random.pick(&known).map(|id| self.ty(*id));
        let element = match picked.clone() {
            Some(Type::Vector(element)) => (*element).clone(),
            _ => types::plain(self.random, &self.shared.enums, 1),
        };
        let array = match picked.clone() {
            Some(array @ Type::Array(..)) => array,
            _ => Type::Array(element.clone().into(), 1 + self.random.below(4) as u64),
        };
        let (key, value) = match picked {
            Some(Type::Map(key, value)) => ((*key).clone(), (*value).clone()),
            _ => (types::plain(self.random, &self.shared.enums, 1), element.clone()),
        };
        let int = Type::Int(types::int(self.random));
        let wants_array = matches!(
            builtin,
            Builtin::VecToArray
                | Builtin::ArrayRepeat
                | Builtin::ArrayGet
                | Builtin::ArraySet
                | Builtin::ArrayToVec
        );
        // What is encoded as values of the ABI.
        let tuple = Type::Tuple([element.clone(), int.clone(), Type::String].into());
        let choices: [Vec<Type>; 6] = [
            Vec::new(),
            vec![element],
            vec![int],
            vec![Type::String],
            vec![key, value],
            vec![tuple],
        ];
        let found = if wants_array {
            builtin
                .signature(std::slice::from_ref(&array))
                .map(|found| (vec![array], found))
        } else {
            choices
                .into_iter()
                .find_map(|types| builtin.signature(&types).map(|found| (types, found)))
        };
        let Some((types, signature)) = found else { return };
        let mut args: Vec<Operand> = Vec::new();
        for (at, ty) in signature.params.iter().enumerate() {
            args.push(if builtin.consumes() == Some(at) {
                self.owned(ty)
            } else {
                self.argument(builtin, at, ty)
            });
        }
        let op = Op::Builtin { builtin, types, args };
        match (&signature.ret, builtin.consumes()) {
            // The collection and what was taken out of it.
            (Type::Tuple(parts), Some(_)) => {
                if let Some(pair) = self.hidden(op, &signature.ret) {
                    for (index, part) in (0..).zip(parts.iter()) {
                        let aggregate = Operand::Value(pair);
                        self.emit(Op::Extract { aggregate, index }, part);
                    }
                }
            }
            _ => {
                self.emit(op, &signature.ret);
            }
        }
    }

    fn argument(&mut self, builtin: Builtin, at: usize, ty: &Type) -> Operand {
        let number = |value: usize| Body::fixed(IntType::U64, value as u64);
        match (builtin, at) {
            (Builtin::StrRepeat | Builtin::VecRepeat, 1) => number(self.random.below(MAX_REPEAT + 1)),
            // Only bounds that were found good mean something.
            (Builtin::StrSlice, 1 | 2) => number(0),
            (Builtin::StrTrim, 1) => Body::fixed(IntType::U8, 1 + self.random.below(3) as u64),
            _ if builtin.panics() && *ty == Type::Int(IntType::U64) => number(self.random.below(MAX_INDEX)),
            _ => self.operand(ty),
        }
    }

    /// `if index < vec_len(v) { v[index] }`: a check that a pass may find needless. Gives condition and
    /// operation for [`Self::guarded`].
    pub fn element_if_there(&mut self) -> Option<(Operand, Op, Type)> {
        let known = self.known(|ty| matches!(ty, Type::Vector(_)));
        let vector = *self.random.pick(&known)?;
        let Type::Vector(element) = self.ty(vector) else {
            return None;
        };
        let u64_ty = Type::Int(IntType::U64);
        let index = self.operand(&u64_ty);
        let types = vec![(*element).clone()];
        let length = self.emit(
            Op::Builtin {
                builtin: Builtin::VecLen,
                types: types.clone(),
                args: vec![Operand::Value(vector)],
            },
            &u64_ty,
        );
        let condition = self.emit(
            Op::Compare {
                op: twilight_tir::CompareOp::Lt,
                ty: u64_ty,
                lhs: index.clone(),
                rhs: length,
            },
            &Type::Bool,
        );
        let get = Op::Builtin {
            builtin: Builtin::VecGet,
            types,
            args: vec![Operand::Value(vector), index],
        };
        Some((condition, get, (*element).clone()))
    }

    /// A text for a failure.
    pub fn message(&mut self) -> Operand {
        match self.one_in(2) {
            true => self.operand(&Type::String),
            false => Operand::Const(Const::Str("stopped".into())),
        }
    }
}
