//! Numbers in decimal and from text, and the byte order of words.

use twilight_abi::{IntType, Type};
use twilight_tir::Builtin;

use super::RuntimeFn;
use super::asm::Asm;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// Decimal digits of 2^256 - 1.
const MAX_DIGITS: u32 = 78;
/// Digits that one division of a 32-bit limb yields.
const CHUNK_DIGITS: i32 = 9;
/// 10 to the power of [`CHUNK_DIGITS`].
const CHUNK: i64 = 1_000_000_000;
/// Bytes of the largest integer.
const WIDE_BYTES: u32 = 32;

/// `(i64) -> i64`: reverses the bytes.
pub(super) fn byte_swap(a: &mut Asm<'_, '_>) {
    // A local is shorter than such a number.
    let kept = a.l();
    for (shift, mask) in [(8, 0x00ff_00ff_00ff_00ff), (16, 0x0000_ffff_0000_ffff)] {
        a.get(0).c64(mask).tee(kept).and64().c64(shift).shl64();
        a.get(0).c64(shift).shr_u64().get(kept).and64().or64().set(0);
    }
    a.get(0).c64(32).rotl64();
}

/// `(i64)`: appends an unsigned number in decimal.
pub(super) fn put_u64(a: &mut Asm<'_, '_>) {
    let (value, start, at) = (0, a.i(), a.i());
    a.u(MAX_DIGITS)
        .call(RuntimeFn::Bump)
        .tee(start)
        .u(MAX_DIGITS)
        .add()
        .set(at);
    a.loop_();
    put_digit(a, value, at);
    a.get(value).eqz64().eqz().br_if(0).end();
    a.get(start).get(at).call(RuntimeFn::CloseDigits);
}

/// `(i64)`: appends a signed number in decimal.
pub(super) fn put_i64(a: &mut Asm<'_, '_>) {
    a.get(0).c64(0).lt_s64().if_();
    a.c(i32::from(b'-')).call(RuntimeFn::PutByte);
    a.c64(0).get(0).sub64().set(0).end();
    a.get(0).call(RuntimeFn::PutU64);
}

/// `*--at = '0' + value % 10; value /= 10`.
fn put_digit(a: &mut Asm<'_, '_>, value: Local, at: Local) {
    a.dec(at)
        .get(at)
        .get(value)
        .c64(10)
        .rem_u64()
        .wrap()
        .c(i32::from(b'0'))
        .add()
        .store8(0);
    a.get(value).c64(10).div_u64().set(value);
}

/// `(start, at)`: digits stand from `at` to the end of the heap; moves them to `start` and clears the rest.
pub(super) fn close_digits(a: &mut Asm<'_, '_>) {
    let (start, at, end) = (0, 1, a.i());
    a.get(start).get(at).heap().get(at).sub().copy_few();
    a.get(start).heap().get(at).sub().add().set(end);
    a.get(end).c(0).heap().get(end).sub().fill();
    a.get(end).set_heap();
}

/// `(l0, l1, l2, l3)`: appends an unsigned 256-bit number in decimal.
pub(super) fn put_u256(a: &mut Asm<'_, '_>) {
    let (number, start, at, limb) = (a.i(), a.i(), a.i(), a.i());
    let (remainder, digits, any) = (a.l(), a.i(), a.l());
    // The number lies before the digits, as 32-bit limbs, and is divided in place.
    a.u(WIDE_BYTES + MAX_DIGITS)
        .call(RuntimeFn::Bump)
        .tee(number)
        .u(WIDE_BYTES)
        .add()
        .set(start);
    for value in 0..4 {
        a.get(number).get(value).store64(value * 8);
    }
    a.get(start).u(MAX_DIGITS).add().set(at);
    a.loop_();
    a.c64(0)
        .set(remainder)
        .c64(0)
        .set(any)
        .u(WIDE_BYTES - 4)
        .set(limb);
    a.loop_();
    a.get(remainder)
        .c64(32)
        .shl64()
        .get(number)
        .get(limb)
        .add()
        .load32_64(0)
        .or64()
        .set(remainder);
    a.get(number)
        .get(limb)
        .add()
        .get(remainder)
        .c64(CHUNK)
        .div_u64()
        .store32_64(0);
    a.get(any).get(remainder).c64(CHUNK).div_u64().or64().set(any);
    a.get(remainder).c64(CHUNK).rem_u64().set(remainder);
    a.get(limb).c(4).sub().tee(limb).c(0).lt_s().eqz().br_if(0).end();
    // Nine digits of the remainder; fewer when nothing is left above them.
    a.c(CHUNK_DIGITS).set(digits);
    a.loop_();
    put_digit(a, remainder, at);
    a.dec(digits);
    a.get(any)
        .eqz64()
        .get(remainder)
        .eqz64()
        .and()
        .get(digits)
        .eqz()
        .or()
        .eqz()
        .br_if(0)
        .end();
    a.get(any).eqz64().eqz().br_if(0).end();
    // The limbs are zero now; the digits move down over them.
    a.get(number).get(at).call(RuntimeFn::CloseDigits);
}

/// `(l0, l1, l2, l3)`: appends a signed 256-bit number in decimal.
pub(super) fn put_i256(a: &mut Asm<'_, '_>) {
    a.get(3).c64(0).lt_s64().if_();
    a.c(i32::from(b'-')).call(RuntimeFn::PutByte);
    negate(a, &[0, 1, 2, 3]);
    a.end();
    a.get_all(&[0, 1, 2, 3]).call(RuntimeFn::PutU256);
}

/// Two's complement of limbs in locals.
fn negate(a: &mut Asm<'_, '_>, limbs: &[Local]) {
    let carry = a.l();
    a.c64(1).set(carry);
    for limb in limbs {
        a.get(*limb)
            .c64(-1)
            .xor64()
            .get(carry)
            .add64()
            .tee(*limb)
            .get(carry)
            .lt_u64()
            .extend_u()
            .set(carry);
    }
}

/// Pushes an integer as one `i64` (up to 64 bits) or as four limbs.
pub(super) fn push_wide(a: &mut Asm<'_, '_>, ty: IntType, value: &[Local]) {
    let Some(first) = value.first() else { return };
    match ty.container().bits {
        64 => {
            a.get(*first);
        }
        128 => {
            let high = value.get(1).copied().unwrap_or(*first);
            a.get(*first).get(high);
            for _ in 0..2 {
                if ty.signed {
                    a.get(high).c64(63).shr_s64();
                } else {
                    a.c64(0);
                }
            }
        }
        256 => {
            a.get_all(value);
        }
        _ if ty.signed => {
            a.get(*first).extend_s();
        }
        _ => {
            a.get(*first).extend_u();
        }
    }
}

/// Appends an integer in decimal.
pub(super) fn put_integer(a: &mut Asm<'_, '_>, ty: IntType, value: &[Local]) {
    push_wide(a, ty, value);
    a.call(match (ty.bits > 64, ty.signed) {
        (false, false) => RuntimeFn::PutU64,
        (false, true) => RuntimeFn::PutI64,
        (true, false) => RuntimeFn::PutU256,
        (true, true) => RuntimeFn::PutI256,
    });
}

/// `(string, radix, bits, signed, out) -> status`: writes the number to the 32 zero bytes at `out`, two's
/// complement. The status is that of `parse_int`.
pub(super) fn parse(a: &mut Asm<'_, '_>) {
    let (at, radix, bits, signed, out) = (0, 1, 2, 3, 4);
    let (left, digit, negative, limb, carry, size) = (a.i(), a.i(), a.i(), a.i(), a.l(), a.i());
    let answer = |a: &mut Asm<'_, '_>, status: i32| {
        a.if_().c(status).ret().end();
    };
    a.get(radix).c(2).sub().c(34).gt_u();
    answer(a, 4);
    a.get(at).load(0).tee(left).eqz();
    answer(a, 1);
    a.inc(at, STRING_HEADER);
    // Bytes of the limbs in use: 4 for the narrow types.
    a.get(bits)
        .c(3)
        .shr_u()
        .tee(size)
        .c(4)
        .get(size)
        .c(4)
        .gt_u()
        .select()
        .set(size);
    a.get(at).load8(0).set(digit);
    a.get(digit)
        .c(i32::from(b'-'))
        .eq()
        .get(signed)
        .and()
        .tee(negative);
    a.get(digit).c(i32::from(b'+')).eq().or().if_();
    a.inc(at, 1).dec(left).get(left).eqz();
    answer(a, 2);
    a.end();
    a.loop_();
    // Digits: 0-9, then letters of either case; everything else is 36 or more.
    a.get(at)
        .load8(0)
        .c(i32::from(b'0'))
        .sub()
        .tee(digit)
        .c(9)
        .gt_u()
        .if_();
    a.get(at)
        .load8(0)
        .c(0x20)
        .or()
        .c(i32::from(b'a'))
        .sub()
        .tee(digit)
        .c(26)
        .lt_u();
    a.if_().inc(digit, 10).else_().c(36).set(digit).end().end();
    a.get(digit).get(radix).ge_u();
    answer(a, 2);
    a.get(digit).extend_u().set(carry).c(0).set(limb);
    a.loop_();
    a.get(out).get(limb).add();
    a.get(out)
        .get(limb)
        .add()
        .load32_64(0)
        .get(radix)
        .extend_u()
        .mul64()
        .get(carry)
        .add64()
        .tee(carry);
    a.store32_64(0);
    a.get(carry).c64(32).shr_u64().set(carry);
    a.inc(limb, 4).get(limb).get(size).lt_u().br_if(0).end();
    // Beyond the unsigned range, or beyond the signed one: magnitude > MAX + (1 if negative).
    a.get(carry).eqz64().eqz();
    a.get(bits)
        .c(32)
        .lt_u()
        .get(out)
        .load(0)
        .get(bits)
        .shr_u()
        .c(0)
        .ne()
        .and()
        .or();
    answer(a, 3);
    a.get(signed).if_();
    // The sign bit may be set for a negative number whose other bits are all zero.
    let (top, rest) = (a.i(), a.i());
    a.get(out)
        .get(bits)
        .c(3)
        .shr_u()
        .add()
        .c(1)
        .sub()
        .load8(0)
        .tee(top)
        .c(0x80)
        .and()
        .if_();
    a.get(top).c(0x7f).and().set(rest).c(0).set(limb);
    a.loop_().get(limb).get(bits).c(3).shr_u().c(1).sub().lt_u().if_();
    a.get(rest).get(out).get(limb).add().load8(0).or().set(rest);
    a.inc(limb, 1).br(1).end().end();
    a.get(rest).get(negative).eqz().or();
    answer(a, 3);
    a.end().end();
    a.inc(at, 1).dec(left).get(left).br_if(0).end();
    a.get(negative).if_();
    let limbs: Vec<Local> = (0..4).map(|_| a.l()).collect();
    for (index, local) in limbs.iter().enumerate() {
        a.get(out).load64(index as u32 * 8).set(*local);
    }
    negate(a, &limbs);
    for (index, local) in limbs.iter().enumerate() {
        a.get(out).get(*local).store64(index as u32 * 8);
    }
    a.end().c(0);
}

/// `parse_int`: `(string, radix) -> (u8, T)`.
pub(super) fn parse_int(a: &mut Asm<'_, '_>, ty: IntType) {
    let (text, radix, out, status) = (0, 1, a.i(), a.i());
    a.u(WIDE_BYTES).helper(Helper::Alloc).set(out);
    a.get(text)
        .get(radix)
        .c(i32::from(ty.bits).min(256))
        .c(i32::from(ty.signed))
        .get(out);
    a.call(RuntimeFn::Parse).set(status);
    // A number that is not good is 0: giving the memory back clears it.
    a.get(status).if_().get(out).call(RuntimeFn::Release).end();
    let value = a.load_value(&Type::Int(ty), out, 0);
    a.get(out).call(RuntimeFn::Release).get(status).get_all(&value);
}

/// `int_from_bytes`: `(vector<u8>) -> Option<T>`.
pub(super) fn int_from_bytes(a: &mut Asm<'_, '_>, ty: IntType) {
    let bytes = ty.bytes() as u32;
    let (vector, data) = (0, a.i());
    let option = Type::Option(std::sync::Arc::new(Type::Int(ty)));
    let result = a.value_locals(&option);
    a.get(vector).load(VECTOR_LEN).u(bytes).eq().if_();
    a.get(vector).load(VECTOR_DATA).set(data);
    let value = if ty.bits < 64 {
        let value = a.i();
        for at in 0..bytes {
            a.get(value).c(8).shl().get(data).load8(at).or().set(value);
        }
        if ty.signed && ty.bits < 32 {
            let unused = 32 - i32::from(ty.bits);
            a.get(value).c(unused).shl().c(unused).shr_s().set(value);
        }
        vec![value]
    } else {
        // Limbs go low first, bytes high first.
        let limbs: Vec<Local> = (0..bytes / 8).map(|_| a.l()).collect();
        for (limb, offset) in limbs.iter().rev().zip((0_u32..).step_by(8)) {
            a.get(data).load64(offset).call(RuntimeFn::ByteSwap).set(*limb);
        }
        limbs
    };
    a.push_variant(&option, 1, &value).set_all(&result);
    a.end().get_all(&result);
}

/// `int_count_ones`, `int_leading_zeros`, `int_trailing_zeros`: `(T) -> u32`.
pub(super) fn int_bits(a: &mut Asm<'_, '_>, builtin: Builtin, ty: IntType) {
    let bits = i64::from(ty.bits);
    let value: Vec<Local> = (0..u32::from(ty.bits).div_ceil(64)).collect();
    if ty.bits < 64 {
        // The low bits alone, as a number of 64.
        let low = (1_i64 << bits) - 1;
        a.get(0).extend_u().c64(low).and64();
        match builtin {
            Builtin::IntCountOnes => a.popcnt64(),
            Builtin::IntLeadingZeros => a.clz64().c64(64 - bits).sub64(),
            // A one above the width stops the count there.
            _ => a.c64(1 << bits).or64().ctz64(),
        };
        a.wrap();
        return;
    }
    if builtin == Builtin::IntCountOnes {
        for (at, limb) in value.iter().enumerate() {
            a.get(*limb).popcnt64();
            if at > 0 {
                a.add64();
            }
        }
        a.wrap();
        return;
    }
    let leading = builtin == Builtin::IntLeadingZeros;
    let order: Vec<Local> = if leading {
        value.into_iter().rev().collect()
    } else {
        value
    };
    // The first limb that is not zero decides; each before it is 64 zeros.
    for (limb, before) in order.iter().zip((0_i64..).step_by(64)) {
        a.get(*limb).eqz64().eqz().if_().get(*limb);
        if leading {
            a.clz64();
        } else {
            a.ctz64();
        }
        a.c64(before).add64().wrap().ret().end();
    }
    a.c(i32::from(ty.bits).min(256));
}

/// `int_to_bytes`: `(T) -> vector<u8>`, big-endian: all bytes of the width, the last ones of the container.
pub(super) fn int_to_bytes(a: &mut Asm<'_, '_>, ty: IntType) {
    let (width, ty) = (ty.bytes() as u32, ty.container());
    let bytes = ty.bytes() as u32;
    let value: Vec<Local> = (0..u32::from(ty.bits).div_ceil(64)).collect();
    let data = a.i();
    a.u(bytes.max(8)).helper(Helper::Alloc).set(data);
    if ty.bits < 64 {
        a.get(data).get(0).extend_u().c64(64 - i64::from(ty.bits)).shl64();
        a.call(RuntimeFn::ByteSwap).store64(0);
    } else {
        for (limb, offset) in value.iter().rev().zip((0_u32..).step_by(8)) {
            a.get(data).get(*limb).call(RuntimeFn::ByteSwap).store64(offset);
        }
    }
    if width < bytes {
        a.inc(data, bytes - width);
    }
    a.get(data).u(width).call(RuntimeFn::VectorOf);
}
