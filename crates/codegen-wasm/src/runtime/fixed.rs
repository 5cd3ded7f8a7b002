//! Bytes in a row that are held as a number, the first byte highest: `bytesN`, and what converts to it.
//!
//! In memory they stand as bytes, from low addresses up; as a value they are the limbs of the number, low first.
//! Loads and stores of eight bytes need no alignment, so that each limb is one.

use twilight_tir::Builtin;

use super::RuntimeFn;
use super::asm::Asm;
use crate::emit::Local;
use crate::helpers::Helper;

/// Bytes of a limb.
const LIMB: u32 = 8;
/// Bytes that writing a value may touch.
const ROOM: u32 = 32;

/// Where the limbs of `count` bytes begin, from the lowest limb up, and the bytes of the highest where it is not
/// whole.
fn limbs(count: u8) -> (Vec<u32>, Option<u32>) {
    let count = u32::from(count);
    let whole = (1..=count / LIMB).map(|limb| count - limb * LIMB).collect();
    let rest = count % LIMB;
    (whole, (rest > 0).then_some(rest))
}

/// Slots of the value: one `i32` up to 4 bytes, else 1, 2 or 4 limbs.
fn slots(count: u8) -> usize {
    match count {
        0..=8 => 1,
        9..=16 => 2,
        _ => 4,
    }
}

/// Writes the bytes at `place`, where eight are free even if there are fewer.
pub(super) fn write(a: &mut Asm<'_, '_>, count: u8, value: &[Local], place: Local) {
    let (whole, rest) = limbs(count);
    // The highest limb first: what it writes behind its own bytes is the others' place, or zero.
    if let (Some(bytes), Some(limb)) = (rest, value.get(whole.len())) {
        a.get(place).get(*limb);
        if count <= 4 {
            a.extend_u();
        }
        a.c64(i64::from(64 - 8 * bytes)).shl64();
        a.call(RuntimeFn::ByteSwap).store64(0);
    }
    for (offset, limb) in whole.iter().zip(value) {
        a.get(place).get(*limb).call(RuntimeFn::ByteSwap).store64(*offset);
    }
}

/// Pushes the value of the bytes at `place`, behind which eight can be read even if there are fewer.
pub(super) fn push(a: &mut Asm<'_, '_>, count: u8, place: Local) {
    let (whole, rest) = limbs(count);
    for offset in &whole {
        a.get(place).load64(*offset).call(RuntimeFn::ByteSwap);
    }
    if let Some(bytes) = rest {
        a.get(place).load64(0).call(RuntimeFn::ByteSwap);
        a.c64(i64::from(64 - 8 * bytes)).shr_u64();
        if count <= 4 {
            a.wrap();
        }
    }
    for _ in whole.len() + usize::from(rest.is_some())..slots(count) {
        a.c64(0);
    }
}

/// Appends `0x` and the digits of the bytes.
pub(super) fn put(a: &mut Asm<'_, '_>, count: u8, value: &[Local]) {
    let (bytes, digits) = (a.i(), a.i());
    // The bytes lie at the end of the text for a moment: the digits move down over them.
    a.u(ROOM).call(RuntimeFn::Bump).set(bytes);
    write(a, count, value, bytes);
    a.heap().set(digits);
    a.get(bytes).u(u32::from(count)).call(RuntimeFn::PutHex);
    a.get(bytes).get(digits).call(RuntimeFn::CloseDigits);
}

/// Conversions of what lies in memory: `hash256` and `address`.
pub(super) fn builtin(a: &mut Asm<'_, '_>, builtin: Builtin) {
    match builtin {
        Builtin::HashToFixed => push(a, 32, 0),
        Builtin::AddressToInt => push(a, 20, 0),
        Builtin::FixedToHash => allocated(a, 32),
        // IntToAddress
        _ => allocated(a, 20),
    }
}

fn allocated(a: &mut Asm<'_, '_>, count: u8) {
    let (value, place) = ([0, 1, 2, 3], a.i());
    a.u(u32::from(count)).helper(Helper::Alloc).set(place);
    write(a, count, &value, place);
    a.get(place);
}
