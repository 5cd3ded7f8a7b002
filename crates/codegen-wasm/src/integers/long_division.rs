//! Unsigned division of numbers of two and of four limbs, with digits of 64 bits.
//!
//! What is multiplied is a reciprocal of the divisor's highest limbs, so that a digit of the quotient takes
//! multiplications only: Möller and Granlund, "Improved division by invariant integers" (IEEE Transactions on
//! Computers, 2011), whose algorithms 3 to 6 stand here as `reciprocal`, `digit_of_one`, `digit_of_two` and
//! `reciprocal_of_two`. The digits themselves are those of Knuth's algorithm D.
//!
//! Every way out of a row of instructions costs as much as a dozen of them where fuel is counted, and one that
//! nobody can foresee more: so corrections are masks, but for those that almost never come.
//!
//! With wide arithmetic a product of two limbs is an instruction, else a call of `MulAdd`. This module must
//! never know about signs or about what a division by zero tells the user.

use twilight_abi::IntType;
use wasm_encoder::{BlockType, MemArg};

use super::IntHelper;
use super::limbs::{add, multiply_add, push_any, push_less, shift_in, step, subtract};
use super::parts::Operand;
use crate::emit::{FunctionBuilder, Local};
use crate::helpers::{Context, Helper};

/// Bytes of scratch memory: a remainder of 256 bits, and below it what is shifted out of one.
pub const SCRATCH_BYTES: u32 = REMAINDER + 32;
/// Where the remainder is.
const REMAINDER: u32 = 8;

/// Pushes the remainder that the last division of so many limbs left in scratch memory.
pub(super) fn push_remainder(f: &mut FunctionBuilder, cx: &Context<'_>, limbs: u32) {
    for limb in 0..limbs {
        f.ins()
            .i32_const(0)
            .i64_load(offset(cx.scratch() + REMAINDER + 8 * limb));
    }
}

/// The quotient; the remainder is left in scratch memory. Traps if the divisor is 0.
pub(super) fn build(f: &mut FunctionBuilder, cx: &mut Context<'_>, bits: u16) {
    let ty = IntType::unsigned(bits);
    let limbs = Local::from(bits / 64);
    let d = Division {
        a: Operand::param(ty, 0).slots,
        b: Operand::param(ty, limbs).slots,
        shift: f.local_i64(),
        back: f.local_i64(),
        reciprocal: f.local_i64(),
        top: f.local_i64(),
        digit: f.local_i64(),
        rest: [f.local_i64(), f.local_i64()],
        low: f.local_i64(),
        times: f.local_i64(),
        left: f.local_i32(),
    };
    push_any(f, &d.b[1..]);
    f.ins().i64_eqz().if_(BlockType::Empty);
    push_any(f, &d.a[1..]);
    f.ins().i64_eqz().if_(BlockType::Empty);
    d.divide_limb(f, cx);
    f.ins().else_();
    d.divide_by_limb(f, cx);
    f.ins().end().else_();
    if limbs > 2 {
        push_any(f, &d.b[2..]);
        f.ins().i64_eqz().if_(BlockType::Empty);
        d.divide_by_two(f, cx);
        f.ins().else_();
        d.divide_by_many(f, cx);
        f.ins().end();
    } else {
        d.divide_by_two(f, cx);
    }
    f.ins().end();
    f.get_all(&d.a);
}

/// The reciprocal of a limb whose highest bit is set: `(2^128 - 1) / d - 2^64`.
pub(super) fn reciprocal(f: &mut FunctionBuilder, cx: &mut Context<'_>) {
    let d = 0;
    let (v, d40) = (f.local_i64(), f.local_i64());
    // 11 bits of it. The paper has a table of these quotients.
    f.ins()
        .i32_const(0x7fd00)
        .local_get(d)
        .i64_const(55)
        .i64_shr_u()
        .i32_wrap_i64()
        .i32_div_u()
        .i64_extend_i32_u()
        .local_set(v);
    f.ins()
        .local_get(d)
        .i64_const(24)
        .i64_shr_u()
        .i64_const(1)
        .i64_add()
        .local_set(d40);
    // 21 bits.
    f.ins().local_get(v).i64_const(11).i64_shl();
    f.ins()
        .local_get(v)
        .local_get(v)
        .i64_mul()
        .local_get(d40)
        .i64_mul()
        .i64_const(40)
        .i64_shr_u()
        .i64_sub();
    f.ins().i64_const(1).i64_sub().local_tee(v);
    // 34 bits.
    f.ins().i64_const(13).i64_shl();
    f.ins()
        .local_get(v)
        .i64_const(1 << 60)
        .local_get(v)
        .local_get(d40)
        .i64_mul()
        .i64_sub()
        .i64_mul()
        .i64_const(47)
        .i64_shr_u()
        .i64_add()
        .local_tee(v);
    // 65 bits: the error is half of v if d is odd, less v times half of d rounded up.
    f.ins()
        .i64_const(1)
        .i64_shr_u()
        .i64_const(0)
        .local_get(d)
        .i64_const(1)
        .i64_and()
        .local_tee(d40)
        .i64_sub()
        .i64_and();
    f.ins()
        .local_get(v)
        .local_get(d)
        .i64_const(1)
        .i64_shr_u()
        .local_get(d40)
        .i64_add()
        .i64_mul()
        .i64_sub()
        .local_set(d40);
    multiply_add(f, cx, v, d40, None);
    f.ins().local_set(d40).drop();
    f.ins()
        .local_get(d40)
        .i64_const(1)
        .i64_shr_u()
        .local_get(v)
        .i64_const(31)
        .i64_shl()
        .i64_add()
        .local_set(v);
    // The last bits: less the high limb of (v + 2^64 + 1) * d.
    multiply_add(f, cx, v, d, Some(d));
    f.ins().local_set(d40).drop();
    f.ins()
        .local_get(v)
        .local_get(d40)
        .i64_sub()
        .local_get(d)
        .i64_sub();
}

/// The locals of a division.
struct Division {
    /// The dividend, which becomes the quotient.
    a: Vec<Local>,
    /// The divisor, and then what it is shifted to.
    b: Vec<Local>,
    /// Bits that both were shifted left by, and what is missing to 63.
    shift: Local,
    back: Local,
    /// Of the divisor's highest limbs.
    reciprocal: Local,
    /// The limb above the dividend.
    top: Local,
    /// A digit of the quotient.
    digit: Local,
    /// What a digit leaves of the two highest limbs of the dividend, low first.
    rest: [Local; 2],
    /// Low limb of the product that gives a digit.
    low: Local,
    /// How often the divisor is to be taken back: 1 where a digit was one too large, else 0.
    times: Local,
    /// Digits to find after the current one.
    left: Local,
}

impl Division {
    /// Both numbers are one limb: the commonest case by far.
    fn divide_limb(&self, f: &mut FunctionBuilder, cx: &Context<'_>) {
        let (a, b) = (self.a[0], self.b[0]);
        f.ins().local_get(a).local_get(b).i64_rem_u().local_set(self.top);
        f.ins().local_get(a).local_get(b).i64_div_u().local_set(a);
        self.store(f, cx, &[self.top]);
    }

    /// Stores a remainder, whose higher limbs are zeros.
    fn store(&self, f: &mut FunctionBuilder, cx: &Context<'_>, limbs: &[Local]) {
        for at in 0..self.a.len() {
            f.ins().i32_const(0);
            match limbs.get(at) {
                Some(limb) => f.ins().local_get(*limb),
                None => f.ins().i64_const(0),
            };
            f.ins()
                .i64_store(offset(cx.scratch() + REMAINDER + 8 * at as u32));
        }
    }

    /// The divisor is one limb: its remainder goes from digit to digit.
    fn divide_by_limb(&self, f: &mut FunctionBuilder, cx: &mut Context<'_>) {
        let d = self.b[0];
        f.ins()
            .local_get(d)
            .i64_eqz()
            .if_(BlockType::Empty)
            .unreachable()
            .end();
        f.ins().i32_const(self.a.len() as i32).local_set(self.left);
        if let &[a0, a1, a2, a3] = self.a.as_slice() {
            // Two digits that are zeros.
            f.ins().local_get(a2).local_get(a3).i64_or().i64_eqz();
            f.ins().if_(BlockType::Empty);
            f.ins().local_get(a1).local_set(a3).local_get(a0).local_set(a2);
            f.ins().i64_const(0).local_set(a1).i64_const(0).local_set(a0);
            f.ins().i32_const(2).local_set(self.left).end();
        }
        self.normalize(f, &self.b[..1]);
        f.ins().local_get(d);
        f.call(cx.helper(Helper::Int(IntHelper::Reciprocal)));
        f.ins().local_set(self.reciprocal);
        f.ins().loop_(BlockType::Empty);
        self.digit_of_one(f, cx);
        shift_in(f, &self.a, Some(self.digit));
        f.ins()
            .local_get(self.left)
            .i32_const(1)
            .i32_sub()
            .local_tee(self.left)
            .br_if(0)
            .end();
        self.shift_right(f, &[self.top]);
        self.store(f, cx, &[self.top]);
    }

    /// A digit of `top` and the dividend's highest limb by one limb; `top` becomes the remainder.
    fn digit_of_one(&self, f: &mut FunctionBuilder, cx: &mut Context<'_>) {
        let (d, high, digit, top) = (self.b[0], self.a[self.a.len() - 1], self.digit, self.top);
        multiply_add(f, cx, self.reciprocal, top, Some(high));
        f.ins()
            .local_get(top)
            .i64_add()
            .i64_const(1)
            .i64_add()
            .local_set(digit)
            .local_set(self.low);
        f.ins()
            .local_get(high)
            .local_get(digit)
            .local_get(d)
            .i64_mul()
            .i64_sub()
            .local_tee(top);
        f.ins().local_get(self.low).i64_gt_u();
        set_times(f, self.times);
        f.ins()
            .local_get(digit)
            .local_get(self.times)
            .i64_sub()
            .local_set(digit);
        f.ins().local_get(top);
        f.ins().local_get(d).local_get(self.times).i64_mul();
        f.ins().i64_add().local_tee(top);
        // Hardly ever.
        f.ins().local_get(d).i64_ge_u().if_(BlockType::Empty);
        step(f, digit, 1);
        f.ins().local_get(top).local_get(d).i64_sub().local_set(top);
        f.ins().end();
    }

    /// Shifts the divisor left until the highest bit of its highest limb is set, and the dividend as far.
    fn normalize(&self, f: &mut FunctionBuilder, divisor: &[Local]) {
        let high = divisor[divisor.len() - 1];
        f.ins().local_get(high).i64_clz().local_tee(self.shift);
        f.ins().i64_const(63).i64_xor().local_set(self.back);
        self.shift_left(f, divisor);
        self.push_above(f, self.a[self.a.len() - 1]);
        f.ins().local_set(self.top);
        self.shift_left(f, &self.a);
    }

    /// Pushes the bits of a limb that a shift to the left moves to the next limb.
    fn push_above(&self, f: &mut FunctionBuilder, limb: Local) {
        // A shift by 64 would be one by 0.
        f.ins()
            .local_get(limb)
            .i64_const(1)
            .i64_shr_u()
            .local_get(self.back)
            .i64_shr_u();
    }

    fn shift_left(&self, f: &mut FunctionBuilder, limbs: &[Local]) {
        for (at, limb) in limbs.iter().enumerate().rev() {
            f.ins().local_get(*limb).local_get(self.shift).i64_shl();
            if at > 0 {
                self.push_above(f, limbs[at - 1]);
                f.ins().i64_or();
            }
            f.ins().local_set(*limb);
        }
    }

    fn shift_right(&self, f: &mut FunctionBuilder, limbs: &[Local]) {
        for (at, limb) in limbs.iter().enumerate() {
            f.ins().local_get(*limb).local_get(self.shift).i64_shr_u();
            if let Some(next) = limbs.get(at + 1) {
                f.ins()
                    .local_get(*next)
                    .i64_const(1)
                    .i64_shl()
                    .local_get(self.back)
                    .i64_shl()
                    .i64_or();
            }
            f.ins().local_set(*limb);
        }
    }

    /// The divisor has two limbs: a digit for each limb of the dividend but the highest.
    fn divide_by_two(&self, f: &mut FunctionBuilder, cx: &mut Context<'_>) {
        let divisor = [self.b[0], self.b[1]];
        let [r0, r1] = self.rest;
        self.normalize(f, &divisor);
        self.reciprocal_of_two(f, cx, divisor);
        let highest = self.a.len() - 1;
        for at in (0..highest).rev() {
            // The window is the top, the highest limb and the one below it, then what they left and the next.
            let window = if at + 1 == highest {
                [self.a[at], self.a[highest], self.top]
            } else {
                [self.a[at], r0, r1]
            };
            if at == 0 {
                self.digit_of_two(f, cx, divisor, window);
                f.ins().local_get(self.digit).local_set(self.a[0]);
                break;
            }
            push_any(f, &window[1..]);
            f.ins().i64_eqz().if_(BlockType::Empty);
            f.ins().local_get(window[0]).local_set(r0);
            f.ins().i64_const(0).local_set(r1);
            f.ins().i64_const(0).local_set(self.digit).else_();
            self.digit_of_two(f, cx, divisor, window);
            f.ins().end();
            f.ins().local_get(self.digit).local_set(self.a[at]);
        }
        f.ins().i64_const(0).local_set(self.a[highest]);
        self.shift_right(f, &self.rest);
        self.store(f, cx, &self.rest);
    }

    /// `reciprocal` of two limbs, the highest bit being set: `(2^192 - 1) / d - 2^64`.
    fn reciprocal_of_two(&self, f: &mut FunctionBuilder, cx: &mut Context<'_>, divisor: [Local; 2]) {
        let ([d0, d1], v) = (divisor, self.reciprocal);
        let ([t0, t1], p, times) = (self.rest, self.digit, self.times);
        f.ins().local_get(d1);
        f.call(cx.helper(Helper::Int(IntHelper::Reciprocal)));
        f.ins()
            .local_tee(v)
            .local_get(d1)
            .i64_mul()
            .local_get(d0)
            .i64_add()
            .local_tee(p);
        // One too large, or two.
        f.ins().local_get(d0).i64_lt_u();
        set_times(f, times);
        f.ins().local_get(p).local_get(d1).i64_ge_u();
        set_times(f, t0);
        f.ins().local_get(t0).local_get(times).i64_and().local_set(t0);
        f.ins()
            .local_get(v)
            .local_get(times)
            .i64_sub()
            .local_get(t0)
            .i64_sub()
            .local_set(v);
        f.ins().local_get(p);
        for times in [times, t0] {
            f.ins().local_get(d1).local_get(times).i64_mul().i64_sub();
        }
        f.ins().local_set(p);
        multiply_add(f, cx, v, d0, None);
        f.ins()
            .local_tee(t1)
            .local_get(p)
            .i64_add()
            .local_set(p)
            .local_set(t0);
        f.ins().local_get(v);
        f.ins().local_get(p).local_get(t1).i64_lt_u().local_tee(self.left);
        // And p:t0 >= d1:d0.
        push_less(f, [t0, p], [d0, d1]);
        f.ins().i32_eqz().local_get(self.left).i32_and().i32_add();
        f.ins().i64_extend_i32_u().i64_sub().local_set(v);
    }

    /// A digit of three limbs by the divisor's two highest ones.
    fn digit_of_two(
        &self,
        f: &mut FunctionBuilder,
        cx: &mut Context<'_>,
        divisor: [Local; 2],
        window: [Local; 3],
    ) {
        let ([d0, d1], [u0, u1, u2]) = (divisor, window);
        let (digit, times) = (self.digit, self.times);
        let [r0, r1] = self.rest;
        multiply_add(f, cx, self.reciprocal, u2, Some(u1));
        f.ins()
            .local_get(u2)
            .i64_add()
            .local_set(digit)
            .local_set(self.low);
        // The remainder, of two limbs: u0 and a limb, less d0 * digit, less the divisor.
        if cx.options.wide_arithmetic {
            f.ins().local_get(u0);
            push_rest(f, u1, digit, d1);
            multiply_add(f, cx, d0, digit, None);
            f.ins().i64_sub128();
            f.get_all(&divisor);
            f.ins().i64_sub128().local_set(r1).local_set(r0);
        } else {
            push_rest(f, u1, digit, d1);
            f.ins().local_get(u0).local_set(r0).local_set(r1);
            multiply_add(f, cx, d0, digit, None);
            f.ins().local_set(self.back).local_set(times);
            subtract(f, cx, self.rest, [times, self.back]);
            subtract(f, cx, self.rest, divisor);
            f.ins()
                .local_get(self.shift)
                .i64_const(63)
                .i64_xor()
                .local_set(self.back);
        }
        f.ins().local_get(r1).local_get(self.low).i64_ge_u();
        set_times(f, times);
        f.ins()
            .local_get(digit)
            .i64_const(1)
            .i64_add()
            .local_get(times)
            .i64_sub()
            .local_set(digit);
        if cx.options.wide_arithmetic {
            f.get_all(&self.rest);
            for limb in divisor {
                f.ins().local_get(limb).local_get(times).i64_mul();
            }
            f.ins().i64_add128().local_set(r1).local_set(r0);
        } else {
            f.ins().local_get(times).i64_eqz().i32_eqz().if_(BlockType::Empty);
            add(f, cx, self.rest, divisor);
            f.ins().end();
        }
        // Hardly ever.
        f.ins()
            .local_get(r1)
            .local_get(d1)
            .i64_ge_u()
            .if_(BlockType::Empty);
        push_less(f, self.rest, divisor);
        f.ins().i32_eqz().if_(BlockType::Empty);
        step(f, digit, 1);
        subtract(f, cx, self.rest, divisor);
        f.ins().end().end();
    }

    /// The divisor has three limbs or four, and so the quotient two at most.
    ///
    /// Both numbers are shifted left by a whole limb if there are three; the limb of zeros that comes in below the
    /// dividend takes a digit more. So the two highest limbs always stand in the same locals.
    fn divide_by_many(&self, f: &mut FunctionBuilder, cx: &mut Context<'_>) {
        let (&[a0, a1, a2, a3], &[b0, b1, b2, b3]) = (self.a.as_slice(), self.b.as_slice()) else {
            return;
        };
        let ([r0, r1], digit) = (self.rest, self.digit);
        let (carry, moved, higher) = (f.local_i32(), f.local_i32(), f.local_i64());
        let divisor = [b2, b3];
        f.ins()
            .local_get(b3)
            .i64_eqz()
            .local_tee(moved)
            .if_(BlockType::Empty);
        shift_in(f, &self.b, None);
        f.ins().end();
        self.normalize(f, &self.b);
        self.reciprocal_of_two(f, cx, divisor);
        f.ins().local_get(moved).local_set(self.left);
        f.ins().loop_(BlockType::Empty);
        // Where the highest limbs equal the divisor's, the digit is the largest and the remainder has a bit more.
        f.ins().local_get(self.top).local_get(b3).i64_eq();
        f.ins().local_get(a3).local_get(b2).i64_eq().i32_and();
        f.ins().if_(BlockType::Empty);
        f.ins().i64_const(-1).local_set(digit);
        f.ins().local_get(a2).local_get(b2).i64_add().local_tee(r0);
        f.ins().local_get(b2).i64_lt_u().i64_extend_i32_u();
        f.ins().local_get(b3).i64_add().local_tee(r1);
        f.ins().local_get(b3).i64_lt_u().local_set(carry);
        f.ins().else_();
        self.digit_of_two(f, cx, divisor, [a2, a3, self.top]);
        f.ins().i32_const(0).local_set(carry).end();
        // Less the digit times the two low limbs.
        let (p0, p1, p2, zero) = (self.low, self.times, a2, a3);
        multiply_add(f, cx, digit, b0, None);
        f.ins().local_set(p1).local_set(p0);
        multiply_add(f, cx, digit, b1, Some(p1));
        f.ins().local_set(p2).local_set(p1);
        f.ins().i64_const(0).local_set(zero);
        push_less(f, [a0, a1], [p0, p1]);
        f.ins().i64_extend_i32_u().local_get(p2).i64_add().local_set(p2);
        subtract(f, cx, [a0, a1], [p0, p1]);
        push_less(f, self.rest, [p2, zero]);
        subtract(f, cx, self.rest, [p2, zero]);
        f.ins().local_get(carry).i32_ne().if_(BlockType::Empty);
        // The digit was one too large.
        step(f, digit, -1);
        add(f, cx, [a0, a1], [b0, b1]);
        add(f, cx, self.rest, divisor);
        push_less(f, [a0, a1], [b0, b1]);
        f.ins().i64_extend_i32_u().local_set(p2);
        add(f, cx, self.rest, [p2, zero]);
        f.ins().end();
        f.ins().local_get(self.left).if_(BlockType::Empty);
        f.ins().i32_const(0).local_set(self.left);
        f.ins().local_get(digit).local_set(higher);
        shift_in(f, &[a1, a2], Some(a0));
        f.ins()
            .local_get(r0)
            .local_set(a3)
            .local_get(r1)
            .local_set(self.top);
        f.ins().i64_const(0).local_set(a0);
        f.ins().br(1).end().end();
        self.shift_right(f, &[a0, a1, r0, r1]);
        // By a limb lower where the divisor was moved by one; what comes in above it is 0.
        f.ins()
            .i32_const(0)
            .i64_const(0)
            .i64_store(offset(cx.scratch() + REMAINDER + 24));
        f.ins()
            .i32_const(8)
            .local_get(moved)
            .i32_const(3)
            .i32_shl()
            .i32_sub()
            .local_set(moved);
        for (limb, local) in (0..).zip([a0, a1, r0, r1]) {
            f.ins()
                .local_get(moved)
                .local_get(local)
                .i64_store(offset(cx.scratch() + 8 * limb));
        }
        f.ins()
            .local_get(digit)
            .local_set(a0)
            .local_get(higher)
            .local_set(a1);
        f.ins().i64_const(0).local_set(a2).i64_const(0).local_set(a3);
    }
}

/// Pushes `u - digit * d`.
fn push_rest(f: &mut FunctionBuilder, u: Local, digit: Local, d: Local) {
    f.ins()
        .local_get(u)
        .local_get(digit)
        .local_get(d)
        .i64_mul()
        .i64_sub();
}

/// Takes a truth value from the stack and sets a local to 1 or 0.
fn set_times(f: &mut FunctionBuilder, times: Local) {
    f.ins().i64_extend_i32_u().local_set(times);
}

fn offset(bytes: u32) -> MemArg {
    MemArg {
        offset: u64::from(bytes),
        align: 2,
        memory_index: 0,
    }
}
