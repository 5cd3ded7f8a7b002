//! Multiplication and powers.

use wasm_encoder::{BlockType, ValType};

use super::IntHelper;
use super::parts::{Operand, canonical, extend, flag, push_constant, slot_types};
use super::sum::{narrow, negate_if};
use crate::emit::{FunctionBuilder, Local};
use crate::helpers::{Context, Helper};

/// The product modulo the type's range.
pub(super) fn wrapping(
    f: &mut FunctionBuilder,
    cx: &mut Context<'_>,
    a: &Operand,
    b: &Operand,
) -> Vec<Local> {
    if a.ty.bits <= 64 {
        let result = f.local(if a.ty.bits == 64 {
            ValType::I64
        } else {
            ValType::I32
        });
        f.ins().local_get(a.top()).local_get(b.top());
        if a.ty.bits == 64 {
            f.ins().i64_mul();
        } else {
            f.ins().i32_mul();
            canonical(f, a.ty);
        }
        f.ins().local_set(result);
        return vec![result];
    }
    limbs(f, cx, &a.slots, &b.slots, None)
}

/// The wrapped product, and whether it overflowed.
pub(super) fn overflowing(
    f: &mut FunctionBuilder,
    cx: &mut Context<'_>,
    a: &Operand,
    b: &Operand,
) -> (Vec<Local>, Local) {
    let overflow = f.local_i32();
    if a.ty.bits <= 32 {
        let (exact, result) = (f.local_i64(), f.local_i32());
        for operand in [a, b] {
            f.ins().local_get(operand.top());
            extend(f, a.ty);
        }
        f.ins().i64_mul().local_tee(exact);
        narrow(f, a, exact, &[result], overflow);
        return (vec![result], overflow);
    }
    if a.ty.bits == 64 {
        return (long(f, cx, a, b, overflow), overflow);
    }
    if !a.ty.signed {
        return (limbs(f, cx, &a.slots, &b.slots, Some(overflow)), overflow);
    }
    // Magnitudes, then the sign: the product overflows if its sign comes out wrong.
    let a_negative = flag(f, |f| a.push_is_negative(f));
    let b_negative = flag(f, |f| b.push_is_negative(f));
    negate_if(f, a_negative, &a.slots);
    negate_if(f, b_negative, &b.slots);
    let result = limbs(f, cx, &a.slots, &b.slots, Some(overflow));
    let negative = flag(f, |f| {
        f.ins().local_get(a_negative).local_get(b_negative).i32_xor();
    });
    negate_if(f, negative, &result);
    let product = Operand {
        ty: a.ty,
        slots: result,
    };
    product.push_is_negative(f);
    f.ins().local_get(negative).i32_xor();
    product.push_is_zero(f);
    f.ins()
        .i32_eqz()
        .i32_and()
        .local_get(overflow)
        .i32_or()
        .local_set(overflow);
    // The saturating form asks for the operands' signs again.
    negate_if(f, a_negative, &a.slots);
    negate_if(f, b_negative, &b.slots);
    (product.slots, overflow)
}

/// 64 bits: small operands cannot overflow, others are checked by division.
fn long(f: &mut FunctionBuilder, cx: &Context<'_>, a: &Operand, b: &Operand, overflow: Local) -> Vec<Local> {
    let result = f.local_i64();
    let (x, y) = (a.top(), b.top());
    if cx.options.wide_arithmetic {
        f.ins().local_get(x).local_get(y);
        if a.ty.signed {
            // The high half must be the low half's sign.
            let high = f.local_i64();
            f.ins().i64_mul_wide_s().local_set(high).local_tee(result);
            f.ins()
                .i64_const(63)
                .i64_shr_s()
                .local_get(high)
                .i64_ne()
                .local_set(overflow);
        } else {
            let high = f.local_i64();
            f.ins().i64_mul_wide_u().local_set(high).local_set(result);
            f.ins().local_get(high).i64_const(0).i64_ne().local_set(overflow);
        }
        return vec![result];
    }
    f.ins().local_get(x).local_get(y).i64_mul().local_set(result);
    for operand in [x, y] {
        f.ins().local_get(operand);
        if a.ty.signed {
            f.ins().i64_const(1 << 31).i64_add();
        }
    }
    f.ins()
        .i64_or()
        .i64_const(32)
        .i64_shr_u()
        .i64_const(0)
        .i64_ne()
        .local_get(x)
        .i64_const(0)
        .i64_ne();
    f.ins().i32_and().if_(BlockType::Empty);
    if a.ty.signed {
        // MIN / -1 would trap; it overflows.
        f.ins().local_get(x).i64_const(-1).i64_eq().if_(BlockType::Empty);
        f.ins()
            .local_get(y)
            .i64_const(i64::MIN)
            .i64_eq()
            .local_set(overflow);
        f.ins().else_();
        f.ins()
            .local_get(result)
            .local_get(x)
            .i64_div_s()
            .local_get(y)
            .i64_ne()
            .local_set(overflow);
        f.ins().end();
    } else {
        f.ins()
            .local_get(result)
            .local_get(x)
            .i64_div_u()
            .local_get(y)
            .i64_ne()
            .local_set(overflow);
    }
    f.ins().end();
    vec![result]
}

/// Product of unsigned limbs modulo their range; sets the flag if it does not fit.
fn limbs(
    f: &mut FunctionBuilder,
    cx: &mut Context<'_>,
    a: &[Local],
    b: &[Local],
    overflow: Option<Local>,
) -> Vec<Local> {
    let count = a.len();
    let result: Vec<Local> = a.iter().map(|_| f.local_i64()).collect();
    let carry = f.local_i64();
    let over = f.local_i64();
    // The right operand gives the rows: it is more often the smaller one.
    for (row, x) in b.iter().enumerate() {
        // A limb of zeros, which most high limbs are, adds nothing.
        f.ins().local_get(*x).i64_const(0).i64_ne().if_(BlockType::Empty);
        for (column, y) in a.iter().enumerate() {
            let at = row + column;
            let addend = (row > 0).then(|| result.get(at).copied()).flatten();
            let carried = (column > 0).then_some(carry);
            if at >= count {
                if overflow.is_some() {
                    f.ins().local_get(over).local_get(*y).i64_or().local_set(over);
                }
                continue;
            }
            f.ins().local_get(*x).local_get(*y);
            if at + 1 == count && overflow.is_none() {
                f.ins().i64_mul();
                for addend in [addend, carried].into_iter().flatten() {
                    f.ins().local_get(addend).i64_add();
                }
                f.ins().local_set(result[at]);
                continue;
            }
            if cx.options.wide_arithmetic {
                f.ins().i64_mul_wide_u();
                for addend in [addend, carried].into_iter().flatten() {
                    f.ins().local_get(addend).i64_const(0).i64_add128();
                }
            } else {
                for addend in [addend, carried] {
                    match addend {
                        Some(local) => f.ins().local_get(local),
                        None => f.ins().i64_const(0),
                    };
                }
                f.call(cx.helper(Helper::Int(IntHelper::MulAdd)));
            }
            f.ins().local_set(carry).local_set(result[at]);
        }
        if overflow.is_some() {
            f.ins().local_get(over).local_get(carry).i64_or().local_set(over);
        }
        f.ins().end();
    }
    if let Some(overflow) = overflow {
        f.ins().local_get(over).i64_const(0).i64_ne().local_set(overflow);
    }
    result
}

/// `a * b + c + d` of 64-bit numbers, which fits into 128 bits, by 32-bit halves.
pub(super) fn add(f: &mut FunctionBuilder) {
    let (a, b, c, d) = (0, 1, 2, 3);
    let low = 0xFFFF_FFFF;
    let a_high = f.local_i64();
    let b_high = f.local_i64();
    let cross = f.local_i64();
    let bottom = f.local_i64();
    let sum = f.local_i64();
    f.ins().local_get(a).i64_const(32).i64_shr_u().local_set(a_high);
    f.ins().local_get(b).i64_const(32).i64_shr_u().local_set(b_high);
    f.ins().local_get(a).i64_const(low).i64_and().local_set(a);
    f.ins().local_get(b).i64_const(low).i64_and().local_set(b);
    // bottom = al * bl; cross = ah * bl + (bottom >> 32); sum = al * bh + low(cross)
    f.ins()
        .local_get(a)
        .local_get(b)
        .i64_mul()
        .local_tee(bottom)
        .i64_const(32)
        .i64_shr_u();
    f.ins()
        .local_get(a_high)
        .local_get(b)
        .i64_mul()
        .i64_add()
        .local_set(cross);
    f.ins().local_get(cross).i64_const(low).i64_and();
    f.ins()
        .local_get(a)
        .local_get(b_high)
        .i64_mul()
        .i64_add()
        .local_set(sum);
    // low half: sum << 32 | low(bottom), plus c, plus d
    f.ins().local_get(sum).i64_const(32).i64_shl();
    f.ins().local_get(bottom).i64_const(low).i64_and().i64_or();
    f.ins()
        .local_get(c)
        .i64_add()
        .local_tee(bottom)
        .local_get(d)
        .i64_add()
        .local_tee(a);
    // high half: ah * bh + (cross >> 32) + (sum >> 32) + carries
    f.ins().local_get(a_high).local_get(b_high).i64_mul();
    f.ins().local_get(cross).i64_const(32).i64_shr_u().i64_add();
    f.ins().local_get(sum).i64_const(32).i64_shr_u().i64_add();
    f.ins()
        .local_get(bottom)
        .local_get(c)
        .i64_lt_u()
        .i64_extend_i32_u()
        .i64_add();
    f.ins()
        .local_get(a)
        .local_get(d)
        .i64_lt_u()
        .i64_extend_i32_u()
        .i64_add();
}

/// A power by squaring, and whether it overflowed; the exponent is an `i32` parameter.
pub(super) fn power(
    f: &mut FunctionBuilder,
    cx: &mut Context<'_>,
    base: &Operand,
    exponent: Local,
    wrapping: bool,
) -> (Vec<Local>, Local) {
    let ty = base.ty;
    let types = slot_types(ty);
    let result: Vec<Local> = types.iter().map(|ty| f.local(*ty)).collect();
    let overflow = f.local_i32();
    let base_overflow = f.local_i32();
    push_constant(f, ty, [1, 0, 0, 0]);
    f.set_all(&result);
    let multiply = cx.helper(Helper::Int(if wrapping {
        IntHelper::Binary(twilight_tir::BinaryOp::WrappingMul, ty)
    } else {
        IntHelper::MulOverflow(ty)
    }));
    f.ins().block(BlockType::Empty).loop_(BlockType::Empty);
    f.ins()
        .local_get(exponent)
        .i32_const(1)
        .i32_and()
        .if_(BlockType::Empty);
    f.get_all(&result);
    f.get_all(&base.slots);
    f.call(multiply);
    if !wrapping {
        f.ins()
            .local_get(base_overflow)
            .i32_or()
            .local_get(overflow)
            .i32_or()
            .local_set(overflow);
    }
    f.set_all(&result);
    f.ins().end();
    f.ins()
        .local_get(exponent)
        .i32_const(1)
        .i32_shr_u()
        .local_tee(exponent)
        .i32_eqz()
        .br_if(1);
    f.get_all(&base.slots);
    f.get_all(&base.slots);
    f.call(multiply);
    if !wrapping {
        // Matters only where the square is used: the power is then out of range for sure.
        f.ins().local_get(base_overflow).i32_or().local_set(base_overflow);
    }
    f.set_all(&base.slots);
    f.ins().br(0).end().end();
    (result, overflow)
}
