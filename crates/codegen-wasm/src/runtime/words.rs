//! Operations that make strings from strings: case, white space, replacing, repeating, joining; and looking
//! at single bytes and characters.
//!
//! Text is UTF-8 throughout, so that bytes may be compared and cut at boundaries without decoding.

use twilight_tir::Builtin;

use super::asm::{Asm, Step};
use super::{Failure, RuntimeFn};
use crate::emit::Local;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// White space of two and three bytes (Unicode's White_Space without the ASCII ones), as little-endian numbers.
const SPACES_OF_TWO: [i32; 2] = [0x85c2, 0xa0c2];
const SPACES_OF_THREE: [i32; 6] = [0x80_9ae1, 0xa8_80e2, 0xa9_80e2, 0xaf_80e2, 0x9f_81e2, 0x80_80e3];
/// U+2000 to U+200A are E2 80 and a last byte up to this one.
const LAST_OF_RANGE: i32 = 0x8a;

/// `(address, length) -> i32`: 1 when the bytes are one character of white space.
pub(super) fn white_space(a: &mut Asm<'_, '_>) {
    let (at, length, code) = (0, 1, a.i());
    a.get(at).load8(0).set(code);
    a.get(length).c(1).eq().if_();
    // Tab to carriage return, and the space.
    a.get(code).c(9).sub().c(5).lt_u();
    a.get(code).c(0x20).eq().or().ret().end();
    a.get(code).get(at).load8(1).c(8).shl().or().set(code);
    a.get(length).c(2).eq().if_().c(0);
    for space in SPACES_OF_TWO {
        a.get(code).c(space).eq().or();
    }
    a.ret().end();
    a.get(code)
        .c(0x80e2)
        .eq()
        .get(at)
        .load8(2)
        .c(LAST_OF_RANGE + 1)
        .lt_u()
        .and();
    a.get(code).get(at).load8(2).c(16).shl().or().set(code);
    for space in SPACES_OF_THREE {
        a.get(code).c(space).eq().or();
    }
}

/// `(text, sought) -> i32`: byte index of the last occurrence, or -1.
pub(super) fn find_last(a: &mut Asm<'_, '_>) {
    let (text, sought, at) = (0, 1, a.i());
    a.get(text).load(0).get(sought).load(0).sub().set(at);
    a.loop_();
    a.get(at).c(0).lt_s().if_().c(-1).ret().end();
    a.get(text).get(at).add().u(STRING_HEADER).add();
    a.get(sought).u(STRING_HEADER).add().get(sought).load(0);
    a.call(RuntimeFn::BytesEqual).if_().get(at).ret().end();
    a.dec(at).br(0).end().unreachable();
}

fn trim(a: &mut Asm<'_, '_>) {
    let (text, ends, at, left, size) = (0, 1, a.i(), a.i(), a.i());
    a.get(text).u(STRING_HEADER).add().set(at);
    a.get(text).load(0).set(left);
    for (bit, front) in [(1, true), (2, false)] {
        a.get(ends).c(bit).and().if_();
        // Characters of one, two and three bytes: at most one of them is white space.
        a.loop_().c(1).set(size);
        a.loop_().get(size).get(left).gt_u().eqz().if_();
        a.get(at);
        if !front {
            a.get(left).add().get(size).sub();
        }
        a.get(size).call(RuntimeFn::WhiteSpace).if_();
        a.get(left).get(size).sub().set(left);
        if front {
            a.get(at).get(size).add().set(at);
        }
        a.br(3).end();
        a.inc(size, 1)
            .get(size)
            .c(4)
            .lt_u()
            .br_if(1)
            .end()
            .end()
            .end()
            .end();
    }
    a.get(at).get(left).call(RuntimeFn::TextOf);
}

fn case(a: &mut Asm<'_, '_>) {
    let (text, upper, out, at, left, byte, first) = (0, 1, a.i(), a.i(), a.i(), a.i(), a.i());
    a.get(text).u(STRING_HEADER).add().get(text).load(0).tee(left);
    a.call(RuntimeFn::TextOf).tee(out).u(STRING_HEADER).add().set(at);
    a.c(i32::from(b'a'))
        .c(i32::from(b'A'))
        .get(upper)
        .select()
        .set(first);
    a.elements(at, left, Step::Const(1), |a| {
        a.get(at).load8(0).tee(byte).get(first).sub().c(26).lt_u().if_();
        // The two cases of a letter differ in one bit.
        a.get(at).get(byte).c(0x20).xor().store8(0).end();
    });
    a.get(out);
}

/// Appends the text's bytes from one local up to another.
fn put_part(a: &mut Asm<'_, '_>, text: Local, start: Local, end: Local) {
    a.get(text).get(start).add().u(STRING_HEADER).add();
    a.get(end).get(start).sub().call(RuntimeFn::PutBytes);
}

fn replace(a: &mut Asm<'_, '_>) {
    let (text, from, to, out, start, search, found) = (0, 1, 2, a.i(), a.i(), a.i(), a.i());
    a.call(RuntimeFn::TextBegin).set(out);
    a.loop_();
    a.get(text).get(from).get(search).call(RuntimeFn::StringFind);
    a.tee(found).c(-1).ne().if_();
    put_part(a, text, start, found);
    a.get(to).call(RuntimeFn::PutText);
    a.get(found).get(from).load(0).add().tee(start).set(search);
    // The empty text stands at every boundary: the next search starts one character on.
    a.get(from).load(0).eqz().if_();
    a.loop_().inc(search, 1);
    a.get(search).get(text).load(0).lt_u().if_();
    a.get(text).get(search).add().load8(STRING_HEADER);
    a.c(0xc0).and().c(0x80).eq().br_if(1);
    a.end().end().end();
    a.br(1).end().end();
    a.get(text).load(0).set(found);
    put_part(a, text, start, found);
    a.get(out).call(RuntimeFn::TextEnd);
}

fn repeat(a: &mut Asm<'_, '_>) {
    let (text, count, out, left) = (0, 1, a.i(), a.i());
    // Nothing is the result of the empty text, however often.
    a.get(text).load(0).eqz().if_().c(0).ret().end();
    a.get(count).c64(i64::from(i32::MAX)).gt_u64().if_();
    a.call(RuntimeFn::Fail(Failure::OutOfMemory)).end();
    a.get(count).wrap().set(left);
    a.call(RuntimeFn::TextBegin).set(out);
    a.elements(out, left, Step::Const(0), |a| {
        a.get(text).call(RuntimeFn::PutText);
    });
    a.get(out).call(RuntimeFn::TextEnd);
}

/// `(vector<string>, string) -> string`
pub(super) fn join(a: &mut Asm<'_, '_>) {
    let (list, separator, out, at, left) = (0, 1, a.i(), a.i(), a.i());
    a.call(RuntimeFn::TextBegin).set(out);
    a.get(list).load(VECTOR_DATA).set(at);
    a.get(list).load(VECTOR_LEN).set(left);
    a.elements(at, left, Step::Const(4), |a| {
        a.get(at).load(0).call(RuntimeFn::PutText);
        a.get(left).c(1).gt_u().if_();
        a.get(separator).call(RuntimeFn::PutText).end();
    });
    a.get(out).call(RuntimeFn::TextEnd);
}

/// Builds an operation.
pub(super) fn builtin(a: &mut Asm<'_, '_>, builtin: Builtin) {
    match builtin {
        Builtin::StrTrim => trim(a),
        Builtin::StrCase => case(a),
        Builtin::StrReplace => replace(a),
        Builtin::StrRepeat => repeat(a),
        Builtin::VecJoin => join(a),
        Builtin::StrRfind => {
            let at = a.i();
            a.get(0).get(1).call(RuntimeFn::StringFindLast).tee(at).c(-1).ne();
            a.c64(0).get(at).extend_u().get(at).c(-1).eq().select();
        }
        Builtin::StrCharCount => {
            let (at, left, count) = (0, a.i(), a.i());
            a.get(at).load(0).set(left).inc(at, STRING_HEADER);
            a.elements(at, left, Step::Const(1), |a| {
                a.get(count).get(at).load8(0).c(0xc0).and().c(0x80).ne();
                a.add().set(count);
            });
            a.get(count).extend_u();
        }
        _ => {
            // StrByteAt
            let (text, index, inside) = (0, 1, a.i());
            a.get(index).get(text).load32_64(0).lt_u64().tee(inside);
            a.if_to(wasm_encoder::ValType::I32);
            a.get(text).get(index).wrap().add().load8(STRING_HEADER);
            a.else_().c(0).end().set(text);
            a.get(inside).get(text);
        }
    }
}
