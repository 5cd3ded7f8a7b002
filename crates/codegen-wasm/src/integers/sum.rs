//! Addition, subtraction, negation, comparison.

use twilight_tir::CompareOp;
use wasm_encoder::ValType;

use super::parts::{Operand, canonical, extend};
use crate::emit::{FunctionBuilder, Local};

fn fresh(f: &mut FunctionBuilder, a: &Operand) -> Vec<Local> {
    let ty = if a.ty.bits > 32 {
        ValType::I64
    } else {
        ValType::I32
    };
    a.slots.iter().map(|_| f.local(ty)).collect()
}

/// The sum or difference modulo the type's range.
pub(super) fn wrapping(f: &mut FunctionBuilder, subtract: bool, a: &Operand, b: &Operand) -> Vec<Local> {
    limbs(f, subtract, a, b).0
}

/// The wrapped sum or difference, and whether it overflowed.
pub(super) fn overflowing(
    f: &mut FunctionBuilder,
    subtract: bool,
    a: &Operand,
    b: &Operand,
) -> (Vec<Local>, Local) {
    let overflow = f.local_i32();
    if a.ty.bits <= 32 {
        let result = fresh(f, a);
        let exact = f.local_i64();
        for operand in [a, b] {
            f.ins().local_get(operand.top());
            extend(f, a.ty);
        }
        if subtract {
            f.ins().i64_sub();
        } else {
            f.ins().i64_add();
        }
        f.ins().local_tee(exact);
        narrow(f, a, exact, &result, overflow);
        return (result, overflow);
    }
    let (result, carry) = limbs(f, subtract, a, b);
    if a.ty.signed {
        // The signs make it possible, and the result's is wrong.
        let (a, b, top) = (a.top(), b.top(), result[result.len() - 1]);
        let other = if subtract { a } else { top };
        f.ins().local_get(a).local_get(top).i64_xor();
        f.ins().local_get(b).local_get(other).i64_xor();
        f.ins().i64_and().i64_const(0).i64_lt_s().local_set(overflow);
    } else {
        f.ins().local_get(carry).i32_wrap_i64().local_set(overflow);
    }
    (result, overflow)
}

/// Takes an exact result of at most 64 bits from the stack: sets the wrapped one and the flag.
pub(super) fn narrow(f: &mut FunctionBuilder, a: &Operand, exact: Local, result: &[Local], overflow: Local) {
    f.ins().i32_wrap_i64();
    canonical(f, a.ty);
    f.ins().local_tee(result[0]);
    extend(f, a.ty);
    f.ins().local_get(exact).i64_ne().local_set(overflow);
}

/// Limbs of 64 bits, and the carry or borrow out of the last as `i64`.
fn limbs(f: &mut FunctionBuilder, subtract: bool, a: &Operand, b: &Operand) -> (Vec<Local>, Local) {
    let result = fresh(f, a);
    let carry = f.local_i64();
    let partial = f.local_i64();
    for (at, ((a, b), r)) in a.slots.iter().zip(&b.slots).zip(&result).enumerate() {
        let (a, b, r) = (*a, *b, *r);
        if subtract {
            // carry' = (a < b) | (a - b < carry)
            f.ins().local_get(a).local_get(b).i64_sub();
            if at == 0 {
                f.ins().local_set(r);
                f.ins()
                    .local_get(a)
                    .local_get(b)
                    .i64_lt_u()
                    .i64_extend_i32_u()
                    .local_set(carry);
            } else {
                f.ins().local_tee(partial).local_get(carry).i64_sub().local_set(r);
                f.ins().local_get(a).local_get(b).i64_lt_u();
                f.ins().local_get(partial).local_get(carry).i64_lt_u();
                f.ins().i32_or().i64_extend_i32_u().local_set(carry);
            }
        } else {
            // carry' = (a + b < a) | (a + b + carry < carry)
            f.ins().local_get(a).local_get(b).i64_add();
            if at == 0 {
                f.ins()
                    .local_tee(r)
                    .local_get(a)
                    .i64_lt_u()
                    .i64_extend_i32_u()
                    .local_set(carry);
            } else {
                f.ins().local_tee(partial).local_get(carry).i64_add().local_tee(r);
                f.ins().local_get(carry).i64_lt_u();
                f.ins().local_get(partial).local_get(a).i64_lt_u();
                f.ins().i32_or().i64_extend_i32_u().local_set(carry);
            }
        }
    }
    (result, carry)
}

/// Negates limbs in place if the flag (0 or 1) is set.
pub(super) fn negate_if(f: &mut FunctionBuilder, flag: Local, limbs: &[Local]) {
    let mask = f.local_i64();
    let carry = f.local_i64();
    f.ins().local_get(flag).i64_extend_i32_u().local_set(carry);
    f.ins().i64_const(0).local_get(carry).i64_sub().local_set(mask);
    for limb in limbs {
        f.ins()
            .local_get(*limb)
            .local_get(mask)
            .i64_xor()
            .local_get(carry)
            .i64_add()
            .local_tee(*limb);
        f.ins()
            .local_get(carry)
            .i64_lt_u()
            .i64_extend_i32_u()
            .local_set(carry);
    }
}

/// Pushes `a == b` or `a < b` of limbs.
pub(super) fn compare(f: &mut FunctionBuilder, op: CompareOp, a: &Operand, b: &Operand) {
    if op == CompareOp::Eq {
        for (at, (a, b)) in a.slots.iter().zip(&b.slots).enumerate() {
            f.ins().local_get(*a).local_get(*b).i64_xor();
            if at > 0 {
                f.ins().i64_or();
            }
        }
        f.ins().i64_eqz();
        return;
    }
    let top = a.slots.len() - 1;
    // From the low limb up: a higher limb decides where it differs.
    let less = f.local_i32();
    for (at, (x, y)) in a.slots.iter().zip(&b.slots).enumerate() {
        f.ins().local_get(*x).local_get(*y);
        if at == top && a.ty.signed {
            f.ins().i64_lt_s();
        } else {
            f.ins().i64_lt_u();
        }
        if at > 0 {
            f.ins()
                .local_get(less)
                .local_get(*x)
                .local_get(*y)
                .i64_ne()
                .select();
        }
        if at < top {
            f.ins().local_set(less);
        }
    }
}
