//! Operations of the run-time library and of the chain: calls of helpers, with what keeps them in order.

use std::rc::Rc;
use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_tir::{Builtin, ContextVar, Op, Operand, messages};

use super::Selector;
use crate::helpers::Helper;
use crate::layout::VECTOR_LEN;
use crate::machine::{Effect, Src};

/// What keeps an operation in order.
fn effect(builtin: Builtin) -> Effect {
    use Builtin as B;
    match builtin {
        B::StrLen
        | B::StrSliceCheck
        | B::StrFind
        | B::StrStartsWith
        | B::StrEndsWith
        | B::ParseInt
        | B::StrRfind
        | B::StrCharCount
        | B::StrByteAt
        | B::IntToFixed
        | B::FixedToInt
        | B::HashToFixed
        | B::AddressToInt
        | B::IntCountOnes
        | B::IntLeadingZeros
        | B::IntTrailingZeros
        | B::VecNew
        | B::MapNew => Effect::PURE,
        B::VecLen | B::MapLen | B::VecContains | B::VecIndexOf | B::MapContains | B::IntFromBytes => {
            Effect::READ
        }
        B::StrConcat
        | B::StrSlice
        | B::StrSplit
        | B::StrToBytes
        | B::StrTrim
        | B::StrCase
        | B::StrReplace
        | B::StrRepeat
        | B::AddressFromHex
        | B::HashFromHex
        | B::AddressToBytes
        | B::HashToBytes
        | B::FixedToHash
        | B::IntToAddress
        | B::IntToBytes => Effect::TRAP,
        B::VecRepeat
        | B::VecGet
        | B::VecGetUnchecked
        | B::VecSlice
        | B::ArrayRepeat
        | B::ArrayGet
        | B::ArrayGetUnchecked
        | B::ArrayToVec
        | B::VecToArray
        | B::VecJoin
        | B::MapKeys
        | B::MapValues
        | B::MapEntries
        | B::MapGet
        | B::MapKeyAt
        | B::MapValueAt
        | B::StrFromBytes
        | B::Display
        | B::AddressFromBytes
        | B::HashFromBytes
        | B::Keccak256
        | B::Blake3
        | B::Sha256
        | B::AbiEncode
        | B::AbiEncodePacked
        | B::AbiDecode => Effect::READ_TRAP,
        B::VecSet
        | B::VecSetUnchecked
        | B::VecPush
        | B::VecPop
        | B::VecInsert
        | B::VecRemove
        | B::VecTruncate
        | B::VecSwap
        | B::VecReverse
        | B::VecExtend
        | B::VecSort
        | B::VecDedup
        | B::ArraySet
        | B::ArraySetUnchecked
        | B::MapInsert
        | B::MapRemove
        | B::Print => Effect::WRITE,
    }
}

fn context_type(var: ContextVar) -> Type {
    match var {
        ContextVar::Sender | ContextVar::Origin | ContextVar::SelfAddress => Type::Address,
        ContextVar::Value => Type::Int(IntType::U128),
        ContextVar::BlockNumber | ContextVar::Timestamp | ContextVar::GasLeft => Type::Int(IntType::U64),
    }
}

impl Selector<'_, '_> {
    pub(super) fn builtin(&mut self, builtin: Builtin, types: &[Type], args: &[Operand]) -> Rc<[Src]> {
        let args = self.flatten(args);
        match builtin {
            Builtin::VecNew | Builtin::MapNew => return [Src::I32(0)].into(),
            Builtin::VecLen => return [self.load_count(args[0], VECTOR_LEN, Effect::READ)].into(),
            // The same slots.
            Builtin::IntToFixed | Builtin::FixedToInt => return args.into(),
            Builtin::StrLen => return [self.load_count(args[0], 0, Effect::PURE)].into(),
            Builtin::VecGetUnchecked => return self.vector_element(types, &args),
            Builtin::ArrayGetUnchecked => return self.array_element(types, &args),
            Builtin::VecSetUnchecked => return self.set_vector_element(types, &args),
            // The form of a string at top level is the string itself (DECISION C14).
            Builtin::Display if types == [Type::String] => return args.into(),
            _ => {}
        }
        let ret = builtin
            .signature(types)
            .map_or(Type::Unit, |signature| signature.ret);
        // What cannot be decoded says so itself.
        let message = if builtin.panics() && builtin != Builtin::AbiDecode {
            messages::INDEX_OUT_OF_BOUNDS
        } else {
            ""
        };
        let target = self.cx.helper(Helper::Builtin(builtin, types.to_vec()));
        self.call(target, &args, &ret, effect(builtin), message)
    }

    /// Storage, events and context.
    pub(super) fn state(&mut self, op: &Op) -> Rc<[Src]> {
        match op {
            Op::KeyIndex { base, ty, index } => {
                let mut args = vec![self.slot(base)];
                args.extend_from_slice(&self.slots(index));
                self.helper(
                    Helper::KeyIndex(ty.clone()),
                    &args,
                    &Type::String,
                    Effect::READ_TRAP,
                )
            }
            Op::KeyField { base, name } => {
                let args = [self.slot(base), Src::I32(self.cx.data.string(name) as i32)];
                self.helper(Helper::KeyField, &args, &Type::String, Effect::TRAP)
            }
            Op::StateRead { ty, key, variable } => {
                let args = self.place(key, variable);
                self.helper(Helper::StateRead(ty.clone()), &args, ty, Effect::READ_TRAP)
            }
            Op::StateGet { ty, key, variable } => {
                let args = self.place(key, variable);
                let option = Type::Option(Arc::new(ty.clone()));
                self.helper(Helper::StateGet(ty.clone()), &args, &option, Effect::READ_TRAP)
            }
            Op::StateWrite {
                ty,
                key,
                value,
                variable,
            } => {
                let mut args = self.place(key, variable).to_vec();
                args.extend_from_slice(&self.slots(value));
                self.helper(Helper::StateWrite(ty.clone()), &args, &Type::Unit, Effect::WRITE)
            }
            Op::StateRemove { key, variable } => {
                let args = self.place(key, variable);
                self.helper(Helper::StateRemove, &args, &Type::Unit, Effect::WRITE)
            }
            Op::StateExists { key, variable } => {
                let args = self.place(key, variable);
                self.helper(Helper::StateExists, &args, &Type::Bool, Effect::READ_TRAP)
            }
            Op::Emit { event, args } => {
                let args = self.flatten(args);
                self.helper(Helper::Emit(*event), &args, &Type::Unit, Effect::WRITE)
            }
            Op::GetContext(var) => {
                let ty = context_type(*var);
                // Gas falls with every instruction: its reading keeps its place.
                let effect = if *var == ContextVar::GasLeft {
                    Effect::WRITE
                } else {
                    Effect::TRAP
                };
                self.helper(Helper::Context(*var), &[], &ty, effect)
            }
            _ => Rc::from([]),
        }
    }

    fn helper(&mut self, helper: Helper, args: &[Src], result: &Type, effect: Effect) -> Rc<[Src]> {
        let target = self.cx.helper(helper);
        self.call(target, args, result, effect, "")
    }

    /// Domain hash and key of a storage place.
    fn place(&mut self, key: &Operand, variable: &str) -> [Src; 2] {
        [Src::I32(self.cx.data.domain(variable) as i32), self.slot(key)]
    }
}
