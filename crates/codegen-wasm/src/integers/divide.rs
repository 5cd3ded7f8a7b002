//! The forms of division: what they do about zeros, signs and results out of range.
//!
//! Up to 64 bits wasm's instructions divide, above that `long_division`. This module must never divide limbs
//! itself.

use twilight_tir::{BinaryOp, messages};
use wasm_encoder::BlockType;

use super::parts::{Operand, canonical, flag};
use super::sum::negate_if;
use super::{IntHelper, long_division};
use crate::emit::FunctionBuilder;
use crate::helpers::{Context, Helper};

/// `/` and `%`, panicking or giving an `Option`. Whoever divides by zero traps; the message of the caller's trap
/// site says so.
pub(super) fn divide(f: &mut FunctionBuilder, cx: &mut Context<'_>, op: BinaryOp, a: &Operand, b: &Operand) {
    let ty = a.ty;
    let optional = matches!(op, BinaryOp::CheckedDiv | BinaryOp::CheckedRem);
    let quotient = matches!(op, BinaryOp::Div | BinaryOp::CheckedDiv);
    let overflow = |f: &mut FunctionBuilder| {
        a.push_is_min(f);
        b.push_is_minus_one(f);
        f.ins().i32_and();
    };
    if optional {
        let none = flag(f, |f| {
            b.push_is_zero(f);
            if ty.signed {
                overflow(f);
                f.ins().i32_or();
            }
        });
        super::none_if(f, none, ty);
        f.ins().i32_const(1);
    } else {
        if ty.signed {
            overflow(f);
            let message = cx.data.string(messages::DIVISION_OVERFLOW);
            f.ins().if_(BlockType::Empty).i32_const(message as i32);
            f.call(cx.helper(Helper::Panic));
            f.ins().end();
        }
    }
    if ty.bits <= 64 {
        f.ins().local_get(a.top()).local_get(b.top());
        let mut ins = f.ins();
        match (ty.bits, ty.signed, quotient) {
            (64, true, true) => ins.i64_div_s(),
            (64, true, false) => ins.i64_rem_s(),
            (64, false, true) => ins.i64_div_u(),
            (64, false, false) => ins.i64_rem_u(),
            (_, true, true) => ins.i32_div_s(),
            (_, true, false) => ins.i32_rem_s(),
            (_, false, true) => ins.i32_div_u(),
            (_, false, false) => ins.i32_rem_u(),
        };
        canonical(f, ty);
        return;
    }
    let mut negative = None;
    if ty.signed {
        let a_negative = flag(f, |f| a.push_is_negative(f));
        let b_negative = flag(f, |f| b.push_is_negative(f));
        negate_if(f, a_negative, &a.slots);
        negate_if(f, b_negative, &b.slots);
        if quotient {
            f.ins()
                .local_get(a_negative)
                .local_get(b_negative)
                .i32_xor()
                .local_set(a_negative);
        }
        negative = Some(a_negative);
    }
    f.get_all(&a.slots);
    f.get_all(&b.slots);
    f.call(cx.helper(Helper::Int(IntHelper::Divide(ty.bits))));
    let limbs = a.slots.len() as u32;
    if !quotient {
        for _ in 0..limbs {
            f.ins().drop();
        }
        long_division::push_remainder(f, cx, limbs);
    }
    if let Some(negative) = negative {
        f.set_all(&a.slots);
        negate_if(f, negative, &a.slots);
        f.get_all(&a.slots);
    }
}
