//! Conversions that look at the value: clamping ones and those that may fail.

use twilight_abi::IntType;
use twilight_tir::CastOp;
use wasm_encoder::BlockType;

use super::none_if;
use super::parts::{Operand, canonical, extend, flag, max_value, min_value, push_constant};
use crate::emit::{FunctionBuilder, Local};

/// Truncates, widens both forms to the same number of limbs, and compares value and sign.
pub(super) fn build(f: &mut FunctionBuilder, op: CastOp, from: IntType, to: IntType) {
    let value = Operand::param(from, 0);
    let limbs = usize::from(from.bits.max(to.bits).div_ceil(64));
    let wide = widen(f, &value, limbs);
    let result = truncate(f, &wide, to);
    let again = widen(f, &result, limbs);
    let misfit = flag(f, |f| {
        for (at, (a, b)) in wide.iter().zip(&again).enumerate() {
            f.ins().local_get(*a).local_get(*b).i64_xor();
            if at > 0 {
                f.ins().i64_or();
            }
        }
        f.ins().i64_const(0).i64_ne();
        // The same bits mean different numbers if only one of the two is negative.
        if from.signed != to.signed {
            let signed = if from.signed { &value } else { &result };
            signed.push_is_negative(f);
            f.ins().i32_or();
        }
    });
    if op == CastOp::Try {
        none_if(f, misfit, to);
        f.ins().i32_const(1);
    } else {
        f.ins().local_get(misfit).if_(BlockType::Empty);
        if from.signed {
            value.push_is_negative(f);
            f.ins().if_(BlockType::Empty);
            push_constant(f, to, min_value(to));
            f.ins().return_().end();
        }
        push_constant(f, to, max_value(to));
        f.ins().return_().end();
    }
    f.get_all(&result.slots);
}

/// The value as limbs, extended by its sign.
fn widen(f: &mut FunctionBuilder, value: &Operand, limbs: usize) -> Vec<Local> {
    let mut result = value.slots.clone();
    if value.ty.bits <= 32 {
        let low = f.local_i64();
        f.ins().local_get(value.top());
        extend(f, value.ty);
        f.ins().local_set(low);
        result = vec![low];
    }
    let top = result[result.len() - 1];
    while result.len() < limbs {
        let high = f.local_i64();
        if value.ty.signed {
            f.ins().local_get(top).i64_const(63).i64_shr_s().local_set(high);
        }
        result.push(high);
    }
    result
}

fn truncate(f: &mut FunctionBuilder, limbs: &[Local], to: IntType) -> Operand {
    let slots = if to.bits <= 32 {
        let short = f.local_i32();
        f.ins().local_get(limbs[0]).i32_wrap_i64();
        canonical(f, to);
        f.ins().local_set(short);
        vec![short]
    } else {
        limbs.iter().copied().take(usize::from(to.bits / 64)).collect()
    };
    Operand { ty: to, slots }
}
