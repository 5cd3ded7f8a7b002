//! Operations on strings and byte strings.
//!
//! A string is never written after it was made, so that it may be shared; whatever comes from a vector, or
//! goes into one, is copied.

use twilight_abi::Type;
use twilight_tir::Builtin;
use wasm_encoder::ValType;

use super::RuntimeFn;
use super::asm::Asm;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_CAP, VECTOR_DATA, VECTOR_HEADER, VECTOR_LEN};

/// `(address, length) -> string`: a copy of the bytes.
pub(super) fn text_of(a: &mut Asm<'_, '_>) {
    let (address, length, out) = (0, 1, a.i());
    a.get(length)
        .u(STRING_HEADER)
        .add()
        .helper(Helper::Alloc)
        .tee(out)
        .get(length)
        .store(0);
    a.get(out).u(STRING_HEADER).add().get(address).get(length).copy();
    a.get(out);
}

/// `(data, length) -> vector<u8>` that owns the bytes.
pub(super) fn vector_of(a: &mut Asm<'_, '_>) {
    let (data, length, out) = (0, 1, a.i());
    a.u(VECTOR_HEADER)
        .helper(Helper::Alloc)
        .tee(out)
        .get(data)
        .store(VECTOR_DATA);
    a.get(out).get(length).store(VECTOR_LEN);
    a.get(out).get(length).store(VECTOR_CAP);
    a.get(out);
}

/// `(address, length) -> vector<u8>`: a copy of the bytes.
pub(super) fn vector_copy(a: &mut Asm<'_, '_>) {
    let (address, length, data) = (0, 1, a.i());
    a.get(length)
        .helper(Helper::Alloc)
        .tee(data)
        .get(address)
        .get(length)
        .copy();
    a.get(data).get(length).call(RuntimeFn::VectorOf);
}

/// `(vector<u8>, size) -> i32`: a copy of the bytes when there are exactly `size`, else 0.
pub(super) fn fixed_from_bytes(a: &mut Asm<'_, '_>) {
    let (bytes, size, out) = (0, 1, a.i());
    a.get(bytes).load(VECTOR_LEN).get(size).eq().if_();
    a.get(size)
        .helper(Helper::Alloc)
        .tee(out)
        .get(bytes)
        .load(VECTOR_DATA)
        .get(size)
        .copy();
    a.end().get(out);
}

/// `(string, size) -> i32`: the bytes of that many pairs of digits after an optional `0x`, else 0.
pub(super) fn fixed_from_hex(a: &mut Asm<'_, '_>) {
    let (text, size, left, out, digit, at) = (0, 1, a.i(), a.i(), a.i(), a.i());
    a.get(text).load(0).set(left).inc(text, STRING_HEADER);
    a.get(left).c(1).gt_u().if_();
    // "0x" as a little-endian number of 16 bits.
    a.get(text)
        .load8(0)
        .get(text)
        .load8(1)
        .c(8)
        .shl()
        .or()
        .c(0x7830)
        .eq()
        .if_();
    a.inc(text, 2).get(left).c(2).sub().set(left).end().end();
    a.get(left).get(size).c(1).shl().ne().if_().c(0).ret().end();
    a.get(size).helper(Helper::Alloc).tee(out).set(at);
    // A high digit is added to the byte above a low one: out[i / 2] = out[i / 2] << 4 | digit.
    a.loop_().get(left).if_();
    a.get(text)
        .load8(0)
        .c(i32::from(b'0'))
        .sub()
        .tee(digit)
        .c(9)
        .gt_u()
        .if_();
    a.get(text)
        .load8(0)
        .c(0x20)
        .or()
        .c(i32::from(b'a'))
        .sub()
        .tee(digit)
        .c(5)
        .gt_u();
    a.if_().c(0).ret().end().inc(digit, 10).end();
    a.get(at).get(at).load8(0).c(4).shl().get(digit).or().store8(0);
    a.get(at).get(left).c(1).and().add().set(at);
    a.inc(text, 1).dec(left).br(1).end().end();
    a.get(out);
}

/// `(address, length) -> i32`: 1 when the bytes are UTF-8.
pub(super) fn utf8(a: &mut Asm<'_, '_>) {
    let (at, left) = (0, 1);
    let (lead, more, low, high) = (a.i(), a.i(), a.i(), a.i());
    let invalid = |a: &mut Asm<'_, '_>| {
        a.if_().c(0).ret().end();
    };
    a.loop_().get(left).if_();
    a.get(at).load8(0).set(lead).inc(at, 1).dec(left);
    a.get(lead).c(0x7f).gt_u().if_();
    // Leads are C2..F4; the second byte's range depends on some of them (RFC 3629).
    a.get(lead).c(0xc2).sub().c(0xf4 - 0xc2).gt_u();
    invalid(a);
    a.c(1)
        .get(lead)
        .c(0xdf)
        .gt_u()
        .add()
        .get(lead)
        .c(0xef)
        .gt_u()
        .add()
        .set(more);
    a.c(0x80).set(low).c(0xbf).set(high);
    for (value, bound, local) in [
        (0xe0, 0xa0, low),
        (0xf0, 0x90, low),
        (0xed, 0x9f, high),
        (0xf4, 0x8f, high),
    ] {
        a.get(lead).c(value).eq().if_().c(bound).set(local).end();
    }
    a.get(left).get(more).lt_u();
    invalid(a);
    a.get(left).get(more).sub().set(left);
    a.loop_();
    a.get(at).load8(0).get(low).sub().get(high).get(low).sub().gt_u();
    invalid(a);
    a.c(0x80).set(low).c(0xbf).set(high);
    a.inc(at, 1).dec(more).get(more).br_if(0).end();
    a.end().br(1).end().end();
    a.c(1);
}

/// `(text, sought, from) -> i32`: byte index of the first occurrence at or after `from`, or -1.
pub(super) fn find(a: &mut Asm<'_, '_>) {
    let (text, sought, at) = (0, 1, 2);
    a.loop_();
    a.get(at)
        .get(sought)
        .load(0)
        .add()
        .get(text)
        .load(0)
        .gt_u()
        .if_()
        .c(-1)
        .ret()
        .end();
    a.get(text).get(at).add().u(STRING_HEADER).add();
    a.get(sought).u(STRING_HEADER).add().get(sought).load(0);
    a.call(RuntimeFn::BytesEqual).if_().get(at).ret().end();
    a.inc(at, 1).br(0).end().unreachable();
}

fn split(a: &mut Asm<'_, '_>) {
    let (text, separator, pieces, start, found, from) = (0, 1, a.i(), a.i(), a.i(), a.i());
    let push_piece = |a: &mut Asm<'_, '_>| {
        // Stack: the piece's end.
        a.set(found).get(pieces);
        a.get(text)
            .get(start)
            .add()
            .u(STRING_HEADER)
            .add()
            .get(found)
            .get(start)
            .sub();
        a.call(RuntimeFn::TextOf);
        a.helper(Helper::Builtin(Builtin::VecPush, vec![Type::String]))
            .set(pieces);
    };
    a.loop_();
    a.get(text)
        .get(separator)
        .get(from)
        .call(RuntimeFn::StringFind)
        .tee(found)
        .c(-1)
        .ne()
        .if_();
    a.get(found);
    push_piece(a);
    a.get(found).get(separator).load(0).add().tee(start).set(from);
    // An empty separator stands at every boundary: the next search starts one character on.
    a.get(separator).load(0).eqz().if_();
    a.loop_().inc(from, 1);
    a.get(from).get(text).load(0).lt_u().if_();
    a.get(text)
        .get(from)
        .add()
        .load8(STRING_HEADER)
        .c(0xc0)
        .and()
        .c(0x80)
        .eq()
        .br_if(1);
    a.end().end().end();
    a.br(1).end().end();
    a.get(text).load(0);
    push_piece(a);
    a.get(pieces);
}

fn slice_check(a: &mut Asm<'_, '_>) {
    let (text, start, end, length) = (0, 1, 2, a.l());
    a.get(text).load32_64(0).set(length);
    a.get(start)
        .get(end)
        .gt_u64()
        .get(end)
        .get(length)
        .gt_u64()
        .or()
        .if_()
        .c(1)
        .ret()
        .end();
    for bound in [start, end] {
        a.get(bound).get(length).ne64().if_();
        a.get(text)
            .get(bound)
            .wrap()
            .add()
            .load8(STRING_HEADER)
            .c(0xc0)
            .and()
            .c(0x80)
            .eq();
        a.if_().c(2).ret().end().end();
    }
    a.c(0);
}

/// Pushes `Some(pointer)` or, when the pointer on the stack is 0, `None`, of an `Option` of one pointer.
fn option_of_pointer(a: &mut Asm<'_, '_>) {
    let pointer = a.i();
    a.tee(pointer).c(0).ne().get(pointer);
}

/// `(text, part)`: compares the part with the text's bytes at an offset that `push` leaves on the stack.
fn part_equals(a: &mut Asm<'_, '_>, push: impl FnOnce(&mut Asm<'_, '_>, Local, Local)) {
    let (text, part) = (0, 1);
    a.get(part)
        .load(0)
        .get(text)
        .load(0)
        .gt_u()
        .if_()
        .c(0)
        .ret()
        .end();
    a.get(text).u(STRING_HEADER).add();
    push(a, text, part);
    a.get(part)
        .u(STRING_HEADER)
        .add()
        .get(part)
        .load(0)
        .call(RuntimeFn::BytesEqual);
}

/// Builds an operation on strings.
pub(super) fn builtin(a: &mut Asm<'_, '_>, builtin: Builtin) {
    match builtin {
        Builtin::StrLen => {
            a.get(0).load32_64(0);
        }
        Builtin::StrConcat => {
            let out = a.i();
            a.call(RuntimeFn::TextBegin).set(out);
            a.get(0).call(RuntimeFn::PutText).get(1).call(RuntimeFn::PutText);
            a.get(out).call(RuntimeFn::TextEnd);
        }
        Builtin::StrSliceCheck => slice_check(a),
        Builtin::StrSlice => {
            a.get(0).get(1).wrap().add().u(STRING_HEADER).add();
            a.get(2).get(1).sub64().wrap().call(RuntimeFn::TextOf);
        }
        Builtin::StrFind => {
            let at = a.i();
            a.get(0)
                .get(1)
                .c(0)
                .call(RuntimeFn::StringFind)
                .tee(at)
                .c(-1)
                .ne();
            a.c64(0).get(at).extend_u().get(at).c(-1).eq().select();
        }
        Builtin::StrStartsWith => part_equals(a, |_, _, _| {}),
        Builtin::StrEndsWith => part_equals(a, |a, text, part| {
            a.get(text).load(0).add().get(part).load(0).sub();
        }),
        Builtin::StrSplit => split(a),
        Builtin::StrToBytes => {
            a.get(0)
                .u(STRING_HEADER)
                .add()
                .get(0)
                .load(0)
                .call(RuntimeFn::VectorCopy);
        }
        Builtin::StrFromBytes => {
            a.get(0)
                .load(VECTOR_DATA)
                .get(0)
                .load(VECTOR_LEN)
                .call(RuntimeFn::Utf8)
                .if_to(ValType::I32);
            a.get(0)
                .load(VECTOR_DATA)
                .get(0)
                .load(VECTOR_LEN)
                .call(RuntimeFn::TextOf);
            a.else_().c(0).end();
            option_of_pointer(a);
        }
        Builtin::AddressFromHex | Builtin::HashFromHex => {
            a.get(0).u(size(builtin)).call(RuntimeFn::FixedFromHex);
            option_of_pointer(a);
        }
        Builtin::AddressFromBytes | Builtin::HashFromBytes => {
            a.get(0).u(size(builtin)).call(RuntimeFn::FixedFromBytes);
            option_of_pointer(a);
        }
        _ => {
            a.get(0).u(size(builtin)).call(RuntimeFn::VectorCopy);
        }
    }
}

/// Bytes of the address or hash that a conversion is about.
const fn size(builtin: Builtin) -> u32 {
    match builtin {
        Builtin::AddressFromHex | Builtin::AddressFromBytes | Builtin::AddressToBytes => 20,
        _ => 32,
    }
}
