//! Cells in random functions: what they hold is changed by field, as a whole and in place, through any reference.
//!
//! What is read of a collection is looked at or copied at once: it belongs to its cell.

use twilight_abi::{IntType, Type};
use twilight_tir::{Builtin, Op, Operand, ValueId};

use super::body::Body;
use super::types;
use crate::random::Random;

/// A type of references: to a tuple, of more slots than are kept in registers now and then, or to a collection.
pub fn reference(random: &mut Random, enums: &[Type]) -> Type {
    let content = match random.below(6) {
        0..=2 => {
            let count = 1 + random.below(4);
            Type::Tuple((0..count).map(|_| types::plain(random, enums, 1)).collect())
        }
        3 => Type::Tuple((0..5).map(|_| types::plain(random, enums, 2)).collect()),
        _ => types::collection(random, enums),
    };
    Type::Reference(content.into())
}

impl Body<'_> {
    /// A value that a cell may own.
    fn given(&mut self, ty: &Type) -> Operand {
        if types::is_collection(ty) {
            self.owned(ty)
        } else {
            self.operand(ty)
        }
    }

    /// A new cell.
    pub fn new_cell(&mut self, content: &Type) -> Operand {
        let value = self.given(content);
        self.emit(Op::ReferenceNew(value), &Type::Reference(content.clone().into()))
    }

    /// Something done with a cell.
    pub fn cell(&mut self) {
        let known = self.known(|ty| matches!(ty, Type::Reference(_)));
        let picked = self.random.pick(&known).copied();
        let content = match picked.map(|id| (id, self.ty(id))) {
            Some((id, Type::Reference(content))) if self.random.below(5) > 0 => (id, (*content).clone()),
            _ => {
                if let Type::Reference(content) = reference(self.random, &self.shared.enums) {
                    self.new_cell(&content);
                }
                return;
            }
        };
        match content {
            (id, Type::Tuple(parts)) => self.fields(id, &parts),
            (id, collection) => self.collection(id, &collection),
        }
    }

    fn fields(&mut self, id: ValueId, parts: &[Type]) {
        let reference = Operand::Value(id);
        let at = self.random.below(parts.len());
        let field = u32::try_from(at).ok();
        let (part, whole) = (parts[at].clone(), Type::Tuple(parts.into()));
        match self.random.below(8) {
            0..=2 => {
                self.emit(Op::ReferenceLoad { reference, field }, &part);
            }
            3 => {
                let field = None;
                self.emit(Op::ReferenceLoad { reference, field }, &whole);
            }
            4 => {
                let value = self.operand(&whole);
                let field = None;
                let store = Op::ReferenceStore {
                    reference,
                    field,
                    value,
                };
                self.emit(store, &Type::Unit);
            }
            _ => {
                let value = self.operand(&part);
                let store = Op::ReferenceStore {
                    reference,
                    field,
                    value,
                };
                self.emit(store, &Type::Unit);
            }
        }
    }

    fn collection(&mut self, id: ValueId, ty: &Type) {
        let (reference, field) = (Operand::Value(id), None);
        if self.one_in(2) {
            let Some(lent) = self.hidden(Op::ReferenceLoad { reference, field }, ty) else {
                return;
            };
            let lent = Operand::Value(lent);
            let (builtin, types) = match ty {
                Type::Vector(element) => (Builtin::VecLen, vec![(**element).clone()]),
                Type::Map(key, value) => (Builtin::MapLen, vec![(**key).clone(), (**value).clone()]),
                _ => {
                    self.emit(Op::Copy(lent), ty);
                    return;
                }
            };
            if self.one_in(2) {
                self.emit(Op::Copy(lent), ty);
            } else {
                let args = vec![lent];
                let length = Op::Builtin { builtin, types, args };
                self.emit(length, &Type::Int(IntType::U64));
            }
            return;
        }
        // What is given to the cell is made first: nothing may look for what was taken.
        let update = match ty {
            Type::Vector(element) => match self.random.below(4) {
                0 => (Builtin::VecReverse, Vec::new()),
                _ => (Builtin::VecPush, vec![self.operand(element)]),
            },
            Type::Array(element, count) => {
                let at = self.random.below(usize::try_from(*count).unwrap_or(1));
                let value = self.operand(element);
                (
                    Builtin::ArraySet,
                    vec![Self::fixed(IntType::U64, at as u64), value],
                )
            }
            _ => {
                let value = self.given(ty);
                let store = Op::ReferenceStore {
                    reference,
                    field,
                    value,
                };
                self.emit(store, &Type::Unit);
                return;
            }
        };
        let take = Op::ReferenceTake {
            reference: reference.clone(),
            field,
        };
        let Some(taken) = self.hidden(take, ty) else {
            return;
        };
        let (builtin, mut args) = update;
        args.insert(0, Operand::Value(taken));
        let types = match ty {
            Type::Vector(element) => vec![(**element).clone()],
            _ => vec![ty.clone()],
        };
        let Some(updated) = self.hidden(Op::Builtin { builtin, types, args }, ty) else {
            return;
        };
        let value = Operand::Value(updated);
        let store = Op::ReferenceStore {
            reference,
            field,
            value,
        };
        self.emit(store, &Type::Unit);
    }
}
