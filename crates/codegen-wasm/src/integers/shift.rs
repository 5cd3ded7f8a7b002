//! Shifts by an amount that is not constant (DECISIONS T6, T14).

use wasm_encoder::BlockType;

use super::parts::{Operand, canonical, push_constant};
use crate::emit::{FunctionBuilder, Local};

/// Pushes the value shifted by the `i32` parameter `amount`.
pub(super) fn shift(f: &mut FunctionBuilder, right: bool, a: &Operand, amount: Local) {
    let bits = i32::from(a.ty.bits);
    let arithmetic = right && a.ty.signed;
    // The width or more: all sign bits, or zero.
    f.ins()
        .local_get(amount)
        .i32_const(bits)
        .i32_ge_u()
        .if_(BlockType::Empty);
    if arithmetic {
        f.ins().i32_const(bits - 1).local_set(amount);
    } else {
        push_constant(f, a.ty, [0; 4]);
        f.ins().return_();
    }
    f.ins().end();
    if bits <= 32 {
        f.ins().local_get(a.top()).local_get(amount);
        let mut ins = f.ins();
        match (right, arithmetic) {
            (false, _) => ins.i32_shl(),
            (true, true) => ins.i32_shr_s(),
            (true, false) => ins.i32_shr_u(),
        };
        if !right {
            canonical(f, a.ty);
        }
        return;
    }
    let long = f.local_i64();
    let fill = f.local_i64();
    if arithmetic {
        f.ins()
            .local_get(a.top())
            .i64_const(63)
            .i64_shr_s()
            .local_set(fill);
    }
    // Limbs in the order in which bits move through them.
    let mut limbs = a.slots.clone();
    if right {
        limbs.reverse();
    }
    let count = limbs.len();
    let mut step = count / 2;
    while step > 0 {
        f.ins()
            .local_get(amount)
            .i32_const(64 * step as i32)
            .i32_and()
            .if_(BlockType::Empty);
        for at in (0..count).rev() {
            let from = at.checked_sub(step).and_then(|at| limbs.get(at));
            f.ins()
                .local_get(from.copied().unwrap_or(fill))
                .local_set(limbs[at]);
        }
        f.ins().end();
        step /= 2;
    }
    f.ins()
        .local_get(amount)
        .i32_const(63)
        .i32_and()
        .local_tee(amount)
        .if_(BlockType::Empty);
    f.ins().local_get(amount).i64_extend_i32_u().local_set(long);
    for at in (0..count).rev() {
        f.ins().local_get(limbs[at]).local_get(long);
        let mut ins = f.ins();
        if !right {
            ins.i64_shl();
        } else if at == 0 && arithmetic {
            ins.i64_shr_s();
        } else {
            ins.i64_shr_u();
        }
        if at > 0 {
            // Shift counts of wasm are modulo 64.
            ins.local_get(limbs[at - 1])
                .i64_const(64)
                .local_get(long)
                .i64_sub();
            if right {
                ins.i64_shl();
            } else {
                ins.i64_shr_u();
            }
            ins.i64_or();
        }
        ins.local_set(limbs[at]);
    }
    f.ins().end();
    f.get_all(&a.slots);
}
