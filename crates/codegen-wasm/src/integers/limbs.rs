//! Short rows of instructions on limbs in locals, of which [`super::long_division`] is made. None looks at a sign or
//! fails.

use super::IntHelper;
use crate::emit::{FunctionBuilder, Local};
use crate::helpers::{Context, Helper};

/// Pushes the bits that any of some limbs has.
pub(super) fn push_any(f: &mut FunctionBuilder, limbs: &[Local]) {
    for (at, limb) in limbs.iter().enumerate() {
        f.ins().local_get(*limb);
        if at > 0 {
            f.ins().i64_or();
        }
    }
}

/// Shifts limbs up by one, the lowest becoming a value or 0.
pub(super) fn shift_in(f: &mut FunctionBuilder, limbs: &[Local], low: Option<Local>) {
    for pair in limbs.windows(2).rev() {
        f.ins().local_get(pair[0]).local_set(pair[1]);
    }
    match low {
        Some(low) => f.ins().local_get(low),
        None => f.ins().i64_const(0),
    };
    f.ins().local_set(limbs[0]);
}

/// `limb += change`.
pub(super) fn step(f: &mut FunctionBuilder, limb: Local, change: i64) {
    f.ins()
        .local_get(limb)
        .i64_const(change)
        .i64_add()
        .local_set(limb);
}

/// Pushes the low and the high limb of `a * b + c`.
pub(super) fn multiply_add(
    f: &mut FunctionBuilder,
    cx: &mut Context<'_>,
    a: Local,
    b: Local,
    c: Option<Local>,
) {
    f.ins().local_get(a).local_get(b);
    if cx.options.wide_arithmetic {
        f.ins().i64_mul_wide_u();
        if let Some(c) = c {
            f.ins().local_get(c).i64_const(0).i64_add128();
        }
        return;
    }
    match c {
        Some(c) => f.ins().local_get(c),
        None => f.ins().i64_const(0),
    };
    f.ins().i64_const(0);
    f.call(cx.helper(Helper::Int(IntHelper::MulAdd)));
}

/// `x += y` of pairs of limbs, low first.
pub(super) fn add(f: &mut FunctionBuilder, cx: &Context<'_>, x: [Local; 2], y: [Local; 2]) {
    let ([x0, x1], [y0, y1]) = (x, y);
    if cx.options.wide_arithmetic {
        f.get_all(&[x0, x1, y0, y1]);
        f.ins().i64_add128().local_set(x1).local_set(x0);
        return;
    }
    f.ins().local_get(x0).local_get(y0).i64_add().local_tee(x0);
    f.ins().local_get(y0).i64_lt_u().i64_extend_i32_u();
    f.ins()
        .local_get(x1)
        .i64_add()
        .local_get(y1)
        .i64_add()
        .local_set(x1);
}

/// `x -= y` of pairs of limbs, low first.
pub(super) fn subtract(f: &mut FunctionBuilder, cx: &Context<'_>, x: [Local; 2], y: [Local; 2]) {
    let ([x0, x1], [y0, y1]) = (x, y);
    if cx.options.wide_arithmetic {
        f.get_all(&[x0, x1, y0, y1]);
        f.ins().i64_sub128().local_set(x1).local_set(x0);
        return;
    }
    f.ins().local_get(x1).local_get(y1).i64_sub();
    f.ins().local_get(x0).local_get(y0).i64_lt_u().i64_extend_i32_u();
    f.ins().i64_sub().local_set(x1);
    f.ins().local_get(x0).local_get(y0).i64_sub().local_set(x0);
}

/// Pushes `x < y` of pairs of limbs, low first.
pub(super) fn push_less(f: &mut FunctionBuilder, x: [Local; 2], y: [Local; 2]) {
    let ([x0, x1], [y0, y1]) = (x, y);
    f.ins().local_get(x1).local_get(y1).i64_lt_u();
    f.ins().local_get(x1).local_get(y1).i64_eq();
    f.ins().local_get(x0).local_get(y0).i64_lt_u().i32_and().i32_or();
}
