//! Division: by wasm's instructions up to 64 bits, else Knuth's algorithm D with 32-bit digits.
//!
//! Algorithm D works on digits in scratch memory (`Context::scratch`): shorter than unrolled code over
//! locals, and division is rare.

use twilight_abi::IntType;
use twilight_tir::{BinaryOp, messages};
use wasm_encoder::{BlockType, MemArg};

use super::IntHelper;
use super::parts::{Operand, canonical, flag, slot_types};
use super::sum::negate_if;
use crate::emit::{FunctionBuilder, Local};
use crate::helpers::{Context, Helper};

/// Bytes of scratch memory: dividend with one digit more, divisor, quotient, of 256 bits each.
pub const SCRATCH_BYTES: u32 = 40 + 32 + 32;
const DIVISOR: u32 = 40;
const QUOTIENT: u32 = 72;

/// `/` and `%`, panicking or giving an `Option`.
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
        if ty.bits > 64 {
            // The message of the trap site says that it was a zero.
            b.push_is_zero(f);
            f.ins().if_(BlockType::Empty).unreachable().end();
        }
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
    f.call(cx.helper(Helper::Int(IntHelper::DivRem(ty.bits))));
    // Quotient and remainder are on the stack: the operands' locals take them.
    f.set_all(&b.slots);
    f.set_all(&a.slots);
    let result = if quotient { a } else { b };
    if let Some(negative) = negative {
        negate_if(f, negative, &result.slots);
    }
    f.get_all(&result.slots);
}

fn at(offset: u32) -> MemArg {
    MemArg {
        offset: u64::from(offset),
        align: 2,
        memory_index: 0,
    }
}

fn push_zeros(f: &mut FunctionBuilder, count: u32) {
    for _ in 0..count {
        f.ins().i64_const(0);
    }
}

/// The locals of algorithm D.
struct Digits {
    /// Digits of the numbers.
    count: i32,
    /// Address of the dividend's digit 0, which becomes the remainder's.
    scratch: u32,
    /// Significant digits of the divisor.
    n: Local,
    /// Address of digit `i` or `j` of the dividend, relative to `scratch`: `4 * i`.
    i: Local,
    j: Local,
    /// Highest digit of the normalised divisor.
    top: Local,
    guess: Local,
    rest: Local,
    carry: Local,
    borrow: Local,
    /// Bits that the numbers were shifted left by.
    shift: Local,
}

/// Unsigned quotient and remainder of 128 or 256 bits.
pub(super) fn build(f: &mut FunctionBuilder, cx: &mut Context<'_>, bits: u16) {
    let ty = IntType::unsigned(bits);
    let limbs = slot_types(ty).len() as Local;
    let (a, b) = (Operand::param(ty, 0), Operand::param(ty, limbs));
    // Both fit into one limb: the commonest case by far.
    for (index, slot) in a.slots.iter().skip(1).chain(b.slots.iter().skip(1)).enumerate() {
        f.ins().local_get(*slot);
        if index > 0 {
            f.ins().i64_or();
        }
    }
    f.ins().i64_eqz().if_(BlockType::Empty);
    f.ins().local_get(a.slots[0]).local_get(b.slots[0]).i64_div_u();
    push_zeros(f, limbs - 1);
    f.ins().local_get(a.slots[0]).local_get(b.slots[0]).i64_rem_u();
    push_zeros(f, limbs - 1);
    f.ins().return_().end();

    let d = Digits {
        count: i32::from(bits / 32),
        scratch: cx.scratch(),
        n: f.local_i32(),
        i: f.local_i32(),
        j: f.local_i32(),
        top: f.local_i64(),
        guess: f.local_i64(),
        rest: f.local_i64(),
        carry: f.local_i64(),
        borrow: f.local_i64(),
        shift: f.local_i64(),
    };
    d.store(f, &a, &b);
    d.measure(f);
    f.ins().local_get(d.n).i32_const(4).i32_eq().if_(BlockType::Empty);
    d.divide_short(f);
    f.ins().else_();
    d.normalize(f);
    d.divide_long(f);
    d.denormalize(f);
    f.ins().end();
    for limb in 0..limbs {
        f.ins().i32_const(0).i64_load(at(d.scratch + QUOTIENT + 8 * limb));
    }
    for limb in 0..limbs {
        f.ins().i32_const(0).i64_load(at(d.scratch + 8 * limb));
    }
}

impl Digits {
    /// Writes the operands; the digit above the dividend and the quotient become zero.
    fn store(&self, f: &mut FunctionBuilder, a: &Operand, b: &Operand) {
        for (limb, slot) in (0..).zip(&a.slots) {
            f.ins()
                .i32_const(0)
                .local_get(*slot)
                .i64_store(at(self.scratch + 8 * limb));
        }
        f.ins()
            .i32_const(0)
            .i32_const(0)
            .i32_store(at(self.scratch + 4 * self.count as u32));
        for (limb, slot) in (0..).zip(&b.slots) {
            f.ins()
                .i32_const(0)
                .local_get(*slot)
                .i64_store(at(self.scratch + DIVISOR + 8 * limb));
        }
        f.ins()
            .i32_const((self.scratch + QUOTIENT) as i32)
            .i32_const(0)
            .i32_const(32)
            .memory_fill(0);
    }

    /// Sets `n` to four times the number of significant digits of the divisor, which is not 0.
    fn measure(&self, f: &mut FunctionBuilder) {
        f.ins().i32_const(4 * self.count).local_set(self.n);
        f.ins().loop_(BlockType::Empty);
        f.ins()
            .local_get(self.n)
            .i64_load32_u(at(self.scratch + DIVISOR - 4))
            .local_tee(self.top);
        f.ins().i64_eqz().if_(BlockType::Empty);
        f.ins()
            .local_get(self.n)
            .i32_const(4)
            .i32_sub()
            .local_set(self.n)
            .br(1)
            .end()
            .end();
    }

    /// One digit as divisor: its remainder goes from digit to digit.
    fn divide_short(&self, f: &mut FunctionBuilder) {
        let (j, rest, guess) = (self.j, self.rest, self.guess);
        f.ins().i32_const(4 * self.count).local_set(j);
        f.ins().loop_(BlockType::Empty);
        f.ins().local_get(j).i32_const(4).i32_sub().local_set(j);
        f.ins().local_get(rest).i64_const(32).i64_shl();
        f.ins()
            .local_get(j)
            .i64_load32_u(at(self.scratch))
            .i64_or()
            .local_set(guess);
        f.ins()
            .local_get(j)
            .local_get(guess)
            .local_get(self.top)
            .i64_div_u();
        f.ins().i64_store32(at(self.scratch + QUOTIENT));
        f.ins()
            .local_get(guess)
            .local_get(self.top)
            .i64_rem_u()
            .local_set(rest);
        f.ins().local_get(j).i32_const(0).i32_store(at(self.scratch));
        f.ins().local_get(j).br_if(0).end();
        f.ins().i32_const(0).local_get(rest).i64_store32(at(self.scratch));
    }

    /// Shifts both numbers left so that the divisor's highest bit is set.
    fn normalize(&self, f: &mut FunctionBuilder) {
        f.ins()
            .local_get(self.top)
            .i64_clz()
            .i64_const(32)
            .i64_sub()
            .local_set(self.shift);
        f.ins()
            .local_get(self.top)
            .local_get(self.shift)
            .i64_shl()
            .local_set(self.top);
        // The dividend has a digit more.
        self.shift_left(f, 0, |d, f| {
            f.ins().i32_const(4 * d.count);
        });
        self.shift_left(f, DIVISOR, |d, f| {
            f.ins().local_get(d.n).i32_const(4).i32_sub();
        });
        // The divisor's top digit lost what its lower neighbour gave.
        f.ins()
            .local_get(self.n)
            .i64_load32_u(at(self.scratch + DIVISOR - 4))
            .local_set(self.top);
    }

    /// Shifts digits left in place, from the highest one down.
    fn shift_left(
        &self,
        f: &mut FunctionBuilder,
        offset: u32,
        push_highest: impl Fn(&Self, &mut FunctionBuilder),
    ) {
        let i = self.i;
        push_highest(self, f);
        f.ins().local_set(i).loop_(BlockType::Empty);
        // The digit and its lower neighbour, read as one number.
        f.ins()
            .local_get(i)
            .local_get(i)
            .i64_load(at(self.scratch + offset - 4));
        f.ins().local_get(self.shift).i64_shl().i64_const(32).i64_shr_u();
        f.ins().i64_store32(at(self.scratch + offset));
        f.ins()
            .local_get(i)
            .i32_const(4)
            .i32_sub()
            .local_tee(i)
            .br_if(0)
            .end();
        f.ins()
            .i32_const(0)
            .i32_const(0)
            .i64_load32_u(at(self.scratch + offset));
        f.ins()
            .local_get(self.shift)
            .i64_shl()
            .i64_store32(at(self.scratch + offset));
    }

    fn divide_long(&self, f: &mut FunctionBuilder) {
        let (n, j) = (self.n, self.j);
        f.ins()
            .i32_const(4 * self.count)
            .local_get(n)
            .i32_sub()
            .local_set(j);
        f.ins().loop_(BlockType::Empty);
        self.guess(f);
        self.multiply_subtract(f);
        self.correct(f);
        f.ins()
            .local_get(j)
            .local_get(self.guess)
            .i64_store32(at(self.scratch + QUOTIENT));
        f.ins()
            .local_get(j)
            .i32_const(4)
            .i32_sub()
            .local_tee(j)
            .i32_const(0)
            .i32_ge_s()
            .br_if(0)
            .end();
    }

    /// The quotient's digit from the two highest digits, at most one too large after the correction.
    fn guess(&self, f: &mut FunctionBuilder) {
        let (n, j, guess, rest, top) = (self.n, self.j, self.guess, self.rest, self.top);
        f.ins()
            .local_get(j)
            .local_get(n)
            .i32_add()
            .i64_load(at(self.scratch - 4))
            .local_tee(rest);
        f.ins().local_get(top).i64_div_u().local_set(guess);
        f.ins().local_get(rest).local_get(top).i64_rem_u().local_set(rest);
        f.ins().block(BlockType::Empty).loop_(BlockType::Empty);
        // guess >= 2^32 || guess * v[n-2] > rest << 32 | u[j+n-2]
        f.ins()
            .local_get(guess)
            .i64_const(32)
            .i64_shr_u()
            .i64_eqz()
            .if_(BlockType::Empty);
        f.ins()
            .local_get(guess)
            .local_get(n)
            .i64_load32_u(at(self.scratch + DIVISOR - 8))
            .i64_mul();
        f.ins().local_get(rest).i64_const(32).i64_shl();
        f.ins()
            .local_get(j)
            .local_get(n)
            .i32_add()
            .i64_load32_u(at(self.scratch - 8))
            .i64_or();
        f.ins().i64_le_u().br_if(2).end();
        f.ins().local_get(guess).i64_const(1).i64_sub().local_set(guess);
        f.ins().local_get(rest).local_get(top).i64_add().local_tee(rest);
        f.ins().i64_const(32).i64_shr_u().i64_eqz().br_if(0).end().end();
    }

    /// Subtracts divisor times guess from the dividend's digits at `j`.
    fn multiply_subtract(&self, f: &mut FunctionBuilder) {
        let (n, i, j, carry, borrow, rest) = (self.n, self.i, self.j, self.carry, self.borrow, self.rest);
        f.ins()
            .i32_const(0)
            .local_set(i)
            .i64_const(0)
            .local_set(carry)
            .i64_const(0)
            .local_set(borrow);
        f.ins().loop_(BlockType::Empty);
        f.ins()
            .local_get(self.guess)
            .local_get(i)
            .i64_load32_u(at(self.scratch + DIVISOR))
            .i64_mul();
        f.ins().local_get(carry).i64_add().local_set(carry);
        f.ins()
            .local_get(i)
            .local_get(j)
            .i32_add()
            .i64_load32_u(at(self.scratch));
        f.ins()
            .local_get(carry)
            .i64_const(0xFFFF_FFFF)
            .i64_and()
            .i64_sub();
        f.ins().local_get(borrow).i64_sub().local_set(rest);
        f.ins()
            .local_get(i)
            .local_get(j)
            .i32_add()
            .local_get(rest)
            .i64_store32(at(self.scratch));
        f.ins()
            .local_get(rest)
            .i64_const(63)
            .i64_shr_u()
            .local_set(borrow);
        f.ins()
            .local_get(carry)
            .i64_const(32)
            .i64_shr_u()
            .local_set(carry);
        f.ins()
            .local_get(i)
            .i32_const(4)
            .i32_add()
            .local_tee(i)
            .local_get(n)
            .i32_lt_u()
            .br_if(0)
            .end();
        f.ins()
            .local_get(j)
            .local_get(n)
            .i32_add()
            .i64_load32_u(at(self.scratch));
        f.ins()
            .local_get(carry)
            .i64_sub()
            .local_get(borrow)
            .i64_sub()
            .local_set(rest);
        f.ins()
            .local_get(j)
            .local_get(n)
            .i32_add()
            .local_get(rest)
            .i64_store32(at(self.scratch));
    }

    /// Adds the divisor back if the guess was one too large.
    fn correct(&self, f: &mut FunctionBuilder) {
        let (n, i, j, carry) = (self.n, self.i, self.j, self.carry);
        f.ins()
            .local_get(self.rest)
            .i64_const(0)
            .i64_lt_s()
            .if_(BlockType::Empty);
        f.ins()
            .local_get(self.guess)
            .i64_const(1)
            .i64_sub()
            .local_set(self.guess);
        f.ins().i32_const(0).local_set(i).i64_const(0).local_set(carry);
        f.ins().loop_(BlockType::Empty);
        f.ins().local_get(i).local_get(j).i32_add();
        f.ins()
            .local_get(i)
            .local_get(j)
            .i32_add()
            .i64_load32_u(at(self.scratch));
        f.ins()
            .local_get(i)
            .i64_load32_u(at(self.scratch + DIVISOR))
            .i64_add();
        f.ins()
            .local_get(carry)
            .i64_add()
            .local_tee(carry)
            .i64_store32(at(self.scratch));
        f.ins()
            .local_get(carry)
            .i64_const(32)
            .i64_shr_u()
            .local_set(carry);
        f.ins()
            .local_get(i)
            .i32_const(4)
            .i32_add()
            .local_tee(i)
            .local_get(n)
            .i32_lt_u()
            .br_if(0)
            .end();
        f.ins().local_get(j).local_get(n).i32_add();
        f.ins()
            .local_get(j)
            .local_get(n)
            .i32_add()
            .i64_load32_u(at(self.scratch));
        f.ins()
            .local_get(carry)
            .i64_add()
            .i64_store32(at(self.scratch))
            .end();
    }

    /// Shifts the remainder back.
    fn denormalize(&self, f: &mut FunctionBuilder) {
        let i = self.i;
        f.ins().i32_const(0).local_set(i).loop_(BlockType::Empty);
        f.ins().local_get(i).local_get(i).i64_load(at(self.scratch));
        f.ins()
            .local_get(self.shift)
            .i64_shr_u()
            .i64_store32(at(self.scratch));
        f.ins().local_get(i).i32_const(4).i32_add().local_tee(i);
        f.ins().i32_const(4 * self.count).i32_lt_u().br_if(0).end();
    }
}
