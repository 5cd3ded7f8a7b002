//! Integer arithmetic that is too long to stand inline: division, everything wider than 64 bits.
//!
//! Values are two's complement; narrow ones are canonical (extended to 32 bits), wide ones are `i64` limbs,
//! low first. An operation is emitted as its wrapped result and a flag that says whether it overflowed;
//! the checked, wrapping, saturating and `Option` forms differ in what they make of the two. This module
//! must never know about blocks, locals of the caller or trap sites.

mod cast;
mod divide;
mod limbs;
mod long_division;
mod multiply;
mod parts;
mod shift;
mod sum;

use twilight_abi::IntType;
use twilight_tir::{BinaryOp, CastOp, CompareOp, messages};
use wasm_encoder::{BlockType, ValType};

use crate::emit::{FunctionBuilder, Local, Signature};
use crate::helpers::{Context, Helper};
pub use long_division::SCRATCH_BYTES;
use parts::{Operand, slot_types};

/// An integer function. Parameters and results are flattened slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntHelper {
    /// `(a.., b..) -> result..` with the meaning of the operation, reverts and panics included; the right
    /// operand of powers and shifts is `i32`; results of the `Checked` forms are flattened `Option`s.
    Binary(BinaryOp, IntType),
    /// `(a..) -> -a..` of types wider than 64 bits; reverts on `MIN`.
    Neg(IntType),
    /// `(a.., b..) -> i32` of types wider than 64 bits; `Eq` or `Lt`.
    Compare(CompareOp, IntType),
    /// `(a..) -> b..`: `Saturate`, or `Try` with a flattened `Option`.
    Cast(CastOp, IntType, IntType),
    /// `(a.., b..) -> quotient..` of unsigned numbers of 128 or 256 bits, which leaves the remainder in scratch
    /// memory; traps if `b` is 0.
    Divide(u16),
    /// `(d: i64) -> i64`: `(2^128 - 1) / d - 2^64` of a number whose highest bit is set.
    Reciprocal,
    /// `(a.., b..) -> (product.., overflow: i32)`.
    MulOverflow(IntType),
    /// `(a: i64, b: i64, c: i64, d: i64) -> (low: i64, high: i64)` of `a * b + c + d`, unsigned.
    MulAdd,
}

impl IntHelper {
    /// The wasm type.
    #[must_use]
    pub fn signature(self) -> Signature {
        use BinaryOp as B;
        match self {
            Self::Binary(op, ty) => {
                let slots = slot_types(ty);
                let mut params = slots.clone();
                match op {
                    B::Pow | B::WrappingPow | B::CheckedPow | B::Shl | B::Shr => params.push(ValType::I32),
                    _ => params.extend_from_slice(&slots),
                }
                let option = matches!(
                    op,
                    B::CheckedAdd
                        | B::CheckedSub
                        | B::CheckedMul
                        | B::CheckedDiv
                        | B::CheckedRem
                        | B::CheckedPow
                );
                Signature::new(params, if option { option_of(slots) } else { slots })
            }
            Self::Neg(ty) => Signature::new(slot_types(ty), slot_types(ty)),
            Self::Compare(_, ty) => Signature::new(twice(slot_types(ty)), [ValType::I32]),
            Self::Cast(op, from, to) => {
                let slots = slot_types(to);
                let results = if op == CastOp::Try {
                    option_of(slots)
                } else {
                    slots
                };
                Signature::new(slot_types(from), results)
            }
            Self::Divide(bits) => {
                let slots = slot_types(IntType::unsigned(bits));
                Signature::new(twice(slots.clone()), slots)
            }
            Self::Reciprocal => Signature::new([ValType::I64], [ValType::I64]),
            Self::MulOverflow(ty) => {
                let mut results = slot_types(ty);
                results.push(ValType::I32);
                Signature::new(twice(slot_types(ty)), results)
            }
            Self::MulAdd => Signature::new([ValType::I64; 4], [ValType::I64; 2]),
        }
    }

    /// A name for the name section.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Binary(op, ty) => format!("{op:?}_{}", ty.name()).to_lowercase(),
            Self::Neg(ty) => format!("neg_{}", ty.name()),
            Self::Compare(op, ty) => format!("{op:?}_{}", ty.name()).to_lowercase(),
            Self::Cast(op, from, to) => format!("{op:?}_{}_{}", from.name(), to.name()).to_lowercase(),
            Self::Divide(bits) => format!("divide_u{bits}"),
            Self::Reciprocal => "reciprocal".to_owned(),
            Self::MulOverflow(ty) => format!("mul_overflow_{}", ty.name()),
            Self::MulAdd => "mul_add".to_owned(),
        }
    }
}

fn option_of(slots: Vec<ValType>) -> Vec<ValType> {
    let mut result = vec![ValType::I32];
    result.extend(slots);
    result
}

fn twice(mut slots: Vec<ValType>) -> Vec<ValType> {
    slots.extend_from_within(..);
    slots
}

/// Builds an integer function.
pub fn build(helper: IntHelper, cx: &mut Context<'_>) -> FunctionBuilder {
    let mut f = FunctionBuilder::new(helper.signature());
    match helper {
        IntHelper::Binary(op, ty) => binary(&mut f, cx, op, ty),
        IntHelper::Neg(ty) => {
            let a = Operand::param(ty, 0);
            let minimum = parts::flag(&mut f, |f| a.push_is_min(f));
            revert_if(
                &mut f,
                cx,
                minimum,
                &messages::overflow(None, ty, cx.module.dialect),
            );
            let one = f.local_i32();
            f.ins().i32_const(1).local_set(one);
            sum::negate_if(&mut f, one, &a.slots);
            f.get_all(&a.slots);
        }
        IntHelper::Compare(op, ty) => {
            let (a, b) = (Operand::param(ty, 0), Operand::param(ty, a_slots(ty)));
            sum::compare(&mut f, op, &a, &b);
        }
        IntHelper::Cast(op, from, to) => cast::build(&mut f, op, from, to),
        IntHelper::Divide(bits) => long_division::build(&mut f, cx, bits),
        IntHelper::Reciprocal => long_division::reciprocal(&mut f, cx),
        IntHelper::MulOverflow(ty) => {
            let (a, b) = (Operand::param(ty, 0), Operand::param(ty, a_slots(ty)));
            let (result, overflow) = multiply::overflowing(&mut f, cx, &a, &b);
            f.get_all(&result);
            f.ins().local_get(overflow);
        }
        IntHelper::MulAdd => multiply::add(&mut f),
    }
    f
}

fn a_slots(ty: IntType) -> Local {
    slot_types(ty).len() as Local
}

fn binary(f: &mut FunctionBuilder, cx: &mut Context<'_>, op: BinaryOp, ty: IntType) {
    use BinaryOp as B;
    let a = Operand::param(ty, 0);
    let b = Operand::param(ty, a_slots(ty));
    match op {
        B::Div | B::Rem | B::CheckedDiv | B::CheckedRem => divide::divide(f, cx, op, &a, &b),
        B::Shl | B::Shr => shift::shift(f, op == B::Shr, &a, a_slots(ty)),
        B::WrappingPow => {
            let result = multiply::power(f, cx, &a, a_slots(ty), true).0;
            f.get_all(&result);
        }
        B::WrappingMul => {
            let result = multiply::wrapping(f, cx, &a, &b);
            f.get_all(&result);
        }
        B::WrappingAdd | B::WrappingSub => {
            let result = sum::wrapping(f, op == B::WrappingSub, &a, &b);
            f.get_all(&result);
        }
        _ => {
            let (result, overflow) = match op {
                B::Add | B::SaturatingAdd | B::CheckedAdd => sum::overflowing(f, false, &a, &b),
                B::Sub | B::SaturatingSub | B::CheckedSub => sum::overflowing(f, true, &a, &b),
                B::Pow | B::CheckedPow => multiply::power(f, cx, &a, a_slots(ty), false),
                _ => multiply::overflowing(f, cx, &a, &b),
            };
            match op {
                B::Add | B::Sub | B::Mul | B::Pow => {
                    revert_if(
                        f,
                        cx,
                        overflow,
                        &messages::overflow(Some(op), ty, cx.module.dialect),
                    );
                }
                B::CheckedAdd | B::CheckedSub | B::CheckedMul | B::CheckedPow => {
                    none_if(f, overflow, ty);
                    f.ins().i32_const(1);
                }
                _ => saturate_if(f, overflow, op, &a, &b),
            }
            f.get_all(&result);
        }
    }
}

/// Reverts with a message if the flag is not 0.
fn revert_if(f: &mut FunctionBuilder, cx: &mut Context<'_>, flag: Local, message: &str) {
    let address = cx.data.string(message);
    f.ins()
        .local_get(flag)
        .if_(BlockType::Empty)
        .i32_const(address as i32);
    f.call(cx.helper(Helper::Revert));
    f.ins().end();
}

/// Returns `None` if the flag is not 0.
fn none_if(f: &mut FunctionBuilder, flag: Local, ty: IntType) {
    f.ins().local_get(flag).if_(BlockType::Empty).i32_const(0);
    parts::push_constant(f, ty, [0; 4]);
    f.ins().return_().end();
}

/// Returns the end of the range on the side of the overflow if the flag is not 0.
fn saturate_if(f: &mut FunctionBuilder, flag: Local, op: BinaryOp, a: &Operand, b: &Operand) {
    let ty = a.ty;
    f.ins().local_get(flag).if_(BlockType::Empty);
    if ty.signed {
        // A sum or difference that overflows lies on the side of the left operand's sign.
        a.push_is_negative(f);
        if op == BinaryOp::SaturatingMul {
            b.push_is_negative(f);
            f.ins().i32_xor();
        }
        f.ins().if_(BlockType::Empty);
        parts::push_constant(f, ty, parts::min_value(ty));
        f.ins().return_().end();
    }
    let limit = if !ty.signed && op == BinaryOp::SaturatingSub {
        parts::min_value(ty)
    } else {
        parts::max_value(ty)
    };
    parts::push_constant(f, ty, limit);
    f.ins().return_().end();
}
