//! Building text at the end of the heap: an open string grows until it is closed.
//!
//! Between [`begin`] and [`end`] nothing else may allocate.

use super::RuntimeFn;
use super::asm::Asm;
use crate::helpers::Helper;
use crate::layout::STRING_HEADER;

/// `() -> i32`: opens a string.
pub(super) fn begin(a: &mut Asm<'_, '_>) {
    a.u(STRING_HEADER).helper(Helper::Alloc);
}

/// `(string) -> i32`: closes it.
pub(super) fn end(a: &mut Asm<'_, '_>) {
    a.get(0).heap().get(0).sub().u(STRING_HEADER).sub().store(0);
    a.get(0);
}

/// `(address, length)`: appends bytes.
pub(super) fn put_bytes(a: &mut Asm<'_, '_>) {
    let (address, length) = (0, 1);
    a.get(length)
        .call(RuntimeFn::Bump)
        .get(address)
        .get(length)
        .copy();
}

/// `(string)`: appends a string.
pub(super) fn put_text(a: &mut Asm<'_, '_>) {
    a.get(0)
        .u(STRING_HEADER)
        .add()
        .get(0)
        .load(0)
        .call(RuntimeFn::PutBytes);
}

/// `(byte)`: appends a byte.
pub(super) fn put_byte(a: &mut Asm<'_, '_>) {
    a.c(1).call(RuntimeFn::Bump).get(0).store8(0);
}

/// Appends a constant.
pub(super) fn put(a: &mut Asm<'_, '_>, text: &str) {
    match text.as_bytes() {
        [] => {}
        [byte] => {
            a.c(i32::from(*byte)).call(RuntimeFn::PutByte);
        }
        _ => {
            let address = a.cx.data.string(text);
            a.u(address).call(RuntimeFn::PutText);
        }
    }
}

/// `(address, length)`: appends `0x` and two lowercase digits for each byte. At address 0 all bytes are zero,
/// also beyond the zero area.
///
/// Four bytes at a time become eight digits. The last step may read up to three bytes too many, which lie in
/// memory because the digits' own place comes after them, and gives back what it wrote too much.
pub(super) fn put_hex(a: &mut Asm<'_, '_>) {
    let (address, length, left, out, end, digits) = (0, 1, a.i(), a.i(), a.i(), a.l());
    let every = |byte: u8| i64::from_le_bytes([byte; 8]);
    put(a, "0x");
    a.get(length)
        .c(3)
        .add()
        .c(2)
        .shr_u()
        .tee(left)
        .c(3)
        .shl()
        .call(RuntimeFn::Bump)
        .tee(out);
    a.get(length).c(1).shl().add().set(end);
    a.loop_().get(left).if_();
    a.get(address).load32_64(0).set(digits);
    // Bytes to lanes of 16 bits, then each lane's high digit below its low digit.
    for (shift, mask) in [(16, 0x0000_ffff_0000_ffff), (8, 0x00ff_00ff_00ff_00ff)] {
        a.get(digits)
            .get(digits)
            .c64(shift)
            .shl64()
            .or64()
            .c64(mask)
            .and64()
            .set(digits);
    }
    a.get(digits)
        .c64(4)
        .shr_u64()
        .get(digits)
        .c64(8)
        .shl64()
        .or64()
        .c64(every(15))
        .and64()
        .set(digits);
    // '0' for all, and the distance from '9' to 'a' for those of 10 and more.
    a.get(out).get(digits).c64(every(b'0')).add64();
    a.get(digits)
        .c64(every(6))
        .add64()
        .c64(4)
        .shr_u64()
        .c64(every(1))
        .and64();
    a.c64(i64::from(b'a' - b'9' - 1)).mul64().add64().store64(0);
    a.get(address)
        .get(address)
        .c(0)
        .ne()
        .c(2)
        .shl()
        .add()
        .set(address);
    a.inc(out, 8).dec(left).br(1).end().end();
    a.get(end).call(RuntimeFn::Release);
}

/// `(string)`: appends text in quotes, with `\` before `"` and `\`: the form in storage keys.
pub(super) fn put_key_text(a: &mut Asm<'_, '_>) {
    let (at, left, byte) = (0, a.i(), a.i());
    a.c(i32::from(b'"')).call(RuntimeFn::PutByte);
    a.get(at).load(0).set(left).inc(at, STRING_HEADER);
    a.loop_().get(left).if_();
    a.get(at).load8(0).tee(byte).c(i32::from(b'"')).eq();
    a.get(byte).c(i32::from(b'\\')).eq().or().if_();
    a.c(i32::from(b'\\')).call(RuntimeFn::PutByte).end();
    a.get(byte).call(RuntimeFn::PutByte);
    a.inc(at, 1).dec(left).br(1).end().end();
    a.c(i32::from(b'"')).call(RuntimeFn::PutByte);
}

/// `(string)`: appends text quoted and escaped, as [`twilight_abi::quoted`] does.
pub(super) fn put_quoted(a: &mut Asm<'_, '_>) {
    let (at, left, byte, escape) = (0, a.i(), a.i(), a.i());
    let byte_is = |a: &mut Asm<'_, '_>, value: u8| {
        a.get(byte).c(i32::from(value)).eq();
    };
    a.c(i32::from(b'"')).call(RuntimeFn::PutByte);
    a.get(at).load(0).set(left).inc(at, STRING_HEADER);
    a.loop_().get(left).if_();
    a.get(at).load8(0).set(byte).c(0).set(escape);
    // What has an escape of one character: (byte, escape).
    for (value, code) in [
        (b'"', b'"'),
        (b'\\', b'\\'),
        (b'\n', b'n'),
        (b'\r', b'r'),
        (b'\t', b't'),
        (0, b'0'),
    ] {
        byte_is(a, value);
        a.if_().c(i32::from(code)).set(escape).end();
    }
    a.get(escape).if_();
    a.c(i32::from(b'\\'))
        .call(RuntimeFn::PutByte)
        .get(escape)
        .call(RuntimeFn::PutByte);
    a.else_();
    // U+0080 to U+009F are C2 and the number itself; a string never ends after C2.
    byte_is(a, 0xc2);
    a.if_();
    a.get(at).load8(1).c(0xa0).lt_u().if_();
    a.inc(at, 1).dec(left).get(at).load8(0).set(byte);
    put_control(a, byte);
    a.else_().get(byte).call(RuntimeFn::PutByte).end();
    a.else_();
    a.get(byte).c(0x20).lt_u();
    byte_is(a, 0x7f);
    a.or().if_();
    put_control(a, byte);
    a.else_().get(byte).call(RuntimeFn::PutByte).end();
    a.end().end();
    a.inc(at, 1).dec(left).br(1).end().end();
    a.c(i32::from(b'"')).call(RuntimeFn::PutByte);
}

/// Appends `\u{..}` for the byte in a local.
fn put_control(a: &mut Asm<'_, '_>, byte: u32) {
    a.get(byte).call(RuntimeFn::PutControl);
}

/// `(code)`: appends `\u{..}` with the digits of a number below 256, without leading zeros.
pub(super) fn put_control_escape(a: &mut Asm<'_, '_>) {
    let code = 0;
    let table = a.cx.data.intern(b"0123456789abcdef", 1);
    put(a, "\\u{");
    a.get(code).c(15).gt_u().if_();
    a.get(code)
        .c(4)
        .shr_u()
        .load8(table)
        .call(RuntimeFn::PutByte)
        .end();
    a.get(code).c(15).and().load8(table).call(RuntimeFn::PutByte);
    put(a, "}");
}
