//! Strict ABI decoding of arguments and stored values.
//!
//! The bytes may be hostile. Every word must be paid for from a budget of as many words as there are (so
//! that offsets cannot multiply the input) and none may be left over; whatever is wrong reverts with
//! `Malformed arguments.`, or panics with `Malformed state.` where a stored value is read. Addresses and hashes point into the input, which must never be written again;
//! what can be mutated is copied. It accepts what `twilight_abi::decode` accepts.

use twilight_abi::{IntType, Type, is_dynamic};
use twilight_tir::Builtin;

use super::abi_encode::{WORD, element_of, head_bytes, heads, is_fixed_bytes};
use super::asm::{Asm, Step};
use super::equality::push_equal;
use super::fixed;
use super::maps::MAP_HEADER;
use super::vectors::is_byte;
use super::{Failure, GLOBAL_ABI_END, GLOBAL_ABI_LEFT, RuntimeFn};
use crate::emit::Local;
use crate::helpers::Helper;

/// Most elements that take no bytes (`()`, empty structs) in one vector.
const MAX_EMPTY_ELEMENTS: i64 = twilight_abi::MAX_EMPTY_ELEMENTS as i64;

/// Reverts when the condition on the stack holds.
fn malformed_if(a: &mut Asm<'_, '_>) {
    a.if_().call(RuntimeFn::Fail(Failure::MalformedArguments)).end();
}

/// `(at, bytes)`: pays for bytes from `at` on, which must lie in the input; `at` itself already does.
pub(super) fn take(a: &mut Asm<'_, '_>) {
    let (at, bytes) = (0, 1);
    a.get(bytes).global(GLOBAL_ABI_END).get(at).sub().gt_u();
    a.get(bytes).global(GLOBAL_ABI_LEFT).gt_u().or();
    malformed_if(a);
    a.global(GLOBAL_ABI_LEFT)
        .get(bytes)
        .sub()
        .set_global(GLOBAL_ABI_LEFT);
}

/// `(at, most) -> i64`: a word that is a number up to `most`.
pub(super) fn read_uint(a: &mut Asm<'_, '_>) {
    let (at, most, value) = (0, 1, a.l());
    a.get(at)
        .load64(0)
        .get(at)
        .load64(8)
        .or64()
        .get(at)
        .load64(16)
        .or64()
        .c64(0)
        .ne64();
    a.get(at)
        .load64(24)
        .call(RuntimeFn::ByteSwap)
        .tee(value)
        .get(most)
        .gt_u64()
        .or();
    malformed_if(a);
    a.get(value);
}

/// `(at, bits) -> i64`: a word that is a signed number of up to 64 bits.
pub(super) fn read_int(a: &mut Asm<'_, '_>) {
    let (at, bits, value, sign, spare) = (0, 1, a.l(), a.l(), a.l());
    a.get(at)
        .load64(24)
        .call(RuntimeFn::ByteSwap)
        .tee(value)
        .c64(63)
        .shr_s64()
        .set(sign);
    a.c64(64).get(bits).extend_u().sub64().set(spare);
    a.get(value)
        .get(spare)
        .shl64()
        .get(spare)
        .shr_s64()
        .get(value)
        .xor64();
    for offset in [0, 8, 16] {
        a.get(at).load64(offset).get(sign).xor64().or64();
    }
    a.eqz64().eqz();
    malformed_if(a);
    a.get(value);
}

/// `(at) -> (l0, l1, l2, l3)`: any word.
pub(super) fn read_word(a: &mut Asm<'_, '_>) {
    for offset in [24, 16, 8, 0] {
        a.get(0).load64(offset).call(RuntimeFn::ByteSwap);
    }
}

/// `(at, signed) -> (l0, l1)`: a word that is a number of 128 bits.
pub(super) fn read_int128(a: &mut Asm<'_, '_>) {
    let (at, signed, high, sign) = (0, 1, a.l(), a.l());
    a.get(at).load64(16).call(RuntimeFn::ByteSwap).set(high);
    a.get(high)
        .c64(63)
        .shr_s64()
        .c64(0)
        .get(signed)
        .select()
        .set(sign);
    // The two high limbs must both repeat the sign; byte order does not matter for 0 and -1.
    a.get(at)
        .load64(0)
        .get(sign)
        .ne64()
        .get(at)
        .load64(8)
        .get(sign)
        .ne64()
        .or();
    malformed_if(a);
    a.get(at).load64(24).call(RuntimeFn::ByteSwap).get(high);
}

/// `(at) -> i32`: address of the 20 bytes of a word that is an address.
pub(super) fn read_address(a: &mut Asm<'_, '_>) {
    a.get(0).load64(0).get(0).load32_64(8).or64().eqz64().eqz();
    malformed_if(a);
    a.get(0).u(12).add();
}

/// `(place, base) -> i32`: the address that an offset in a head at `place` means.
pub(super) fn read_offset(a: &mut Asm<'_, '_>) {
    let (place, base) = (0, 1);
    a.get(base)
        .get(place)
        .global(GLOBAL_ABI_END)
        .get(base)
        .sub()
        .extend_u()
        .call(RuntimeFn::ReadUint)
        .wrap()
        .add();
}

/// `(at) -> i32`: pays for `bytes` at `at` and gives their number; they stand behind the first word.
pub(super) fn take_bytes(a: &mut Asm<'_, '_>) {
    let (at, length) = (0, a.i());
    a.get(at).u(WORD).call(RuntimeFn::Take);
    a.get(at)
        .global(GLOBAL_ABI_LEFT)
        .extend_u()
        .call(RuntimeFn::ReadUint)
        .wrap()
        .set(length);
    a.get(at)
        .u(WORD)
        .add()
        .get(length)
        .c(31)
        .add()
        .c(-32)
        .and()
        .call(RuntimeFn::Take);
    a.get(at)
        .u(WORD)
        .add()
        .get(length)
        .add()
        .c(0)
        .get(length)
        .sub()
        .c(31)
        .and()
        .call(RuntimeFn::CheckZero);
    a.get(length);
}

/// `(at, length)`: reverts unless the bytes are zero.
pub(super) fn check_zero(a: &mut Asm<'_, '_>) {
    let (at, left) = (0, 1);
    a.loop_().get(left).if_();
    a.get(at).load8(0);
    malformed_if(a);
    a.inc(at, 1).dec(left).br(1).end().end();
}

/// Reverts unless the number on the stack, of more than 64 bits and in the slots of the container, is one of the
/// type; leaves it there.
fn check_width(a: &mut Asm<'_, '_>, ty: IntType) {
    if ty.is_native() {
        return;
    }
    let limbs: Vec<Local> = (0..ty.container().bits / 64).map(|_| a.l()).collect();
    a.set_all(&limbs);
    let top = usize::from((ty.bits - 1) / 64);
    let unused = i64::from(64 * (top as u16 + 1) - ty.bits);
    let (Some(highest), above) = (limbs.get(top).copied(), limbs.get(top + 1..).unwrap_or_default()) else {
        return;
    };
    // What the bits that the type has make of its highest limb, and of those above.
    let (kept, sign) = (a.l(), a.l());
    a.get(highest).c64(unused).shl64().c64(unused);
    if ty.signed {
        a.shr_s64().tee(kept).c64(63).shr_s64().set(sign);
    } else {
        a.shr_u64().set(kept);
        // A helper may run in a loop: its locals are not zero by themselves.
        a.c64(0).set(sign);
    }
    a.get(kept).get(highest).ne64();
    for limb in above {
        a.get(*limb).get(sign).ne64().or();
    }
    malformed_if(a);
    a.get_all(&limbs);
}

/// Pushes a static value read at `place + offset`, which is paid for.
fn push_static(a: &mut Asm<'_, '_>, ty: &Type, place: Local, offset: u32) {
    a.get(place);
    if offset > 0 {
        a.u(offset).add();
    }
    let most = |bits: u16| if bits >= 64 { -1 } else { (1_i64 << bits) - 1 };
    match ty {
        Type::Bool => {
            a.c64(1).call(RuntimeFn::ReadUint).wrap();
        }
        Type::Int(int) if int.bits > 128 => {
            a.call(RuntimeFn::ReadWord);
            check_width(a, *int);
        }
        Type::Int(int) if int.bits > 64 => {
            a.c(i32::from(int.signed)).call(RuntimeFn::ReadInt128);
            check_width(a, *int);
        }
        Type::Int(IntType { bits, signed }) => {
            if *signed {
                a.c(i32::from(*bits)).call(RuntimeFn::ReadInt);
            } else {
                a.c64(most(*bits)).call(RuntimeFn::ReadUint);
            }
            if *bits <= 32 {
                a.wrap();
            }
        }
        Type::Address => {
            a.call(RuntimeFn::ReadAddress);
        }
        // The word itself.
        Type::Hash256 => {}
        Type::Enum(definition) => {
            a.c64(definition.variants.len().saturating_sub(1) as i64)
                .call(RuntimeFn::ReadUint)
                .wrap();
        }
        _ => {
            a.call(RuntimeFn::DecodeStatic(ty.clone()));
        }
    }
}

/// Reads one field into fresh locals: its head stands at `place + offset` in a tuple that starts at `base`.
fn field(a: &mut Asm<'_, '_>, ty: &Type, base: Local, place: Local, offset: u32) -> Vec<Local> {
    if is_dynamic(ty) {
        a.get(place);
        if offset > 0 {
            a.u(offset).add();
        }
        a.get(base)
            .call(RuntimeFn::ReadOffset)
            .call(RuntimeFn::DecodeTail(ty.clone()));
    } else {
        push_static(a, ty, place, offset);
    }
    let layout = a.cx.layouts.of(ty);
    layout.form.spill(&mut a.f)
}

/// Reads the fields of a tuple at `base`, whose head is paid for.
fn tuple(a: &mut Asm<'_, '_>, types: &[Type], base: Local) -> Vec<Vec<Local>> {
    let mut offset = 0;
    types
        .iter()
        .map(|ty| {
            let locals = field(a, ty, base, base, offset);
            offset += head_bytes(ty);
            locals
        })
        .collect()
}

/// Reads a value that is a tuple in the ABI, whose head is paid for, and pushes it.
pub(super) fn push_tuple(a: &mut Asm<'_, '_>, ty: &Type, base: Local) {
    let Some(variants) = ty.variants() else {
        let contents: Vec<Local> = tuple(a, &ty.fields().unwrap_or_default(), base)
            .into_iter()
            .flatten()
            .collect();
        a.push_contents(ty, &contents);
        return;
    };
    let sides: Vec<(usize, Type)> = variants
        .iter()
        .enumerate()
        .flat_map(|(variant, payload)| payload.iter().map(move |side| (variant, side.clone())))
        .collect();
    let mut types = vec![Type::Bool];
    types.extend(sides.iter().map(|(_, side)| side.clone()));
    let parts = tuple(a, &types, base);
    let Some((flag, values)) = parts.split_first() else {
        return;
    };
    let (flag, tag) = (flag.first().copied().unwrap_or(base), a.i());
    a.get(flag);
    if matches!(ty, Type::Result(..)) {
        a.eqz();
    }
    a.set(tag);
    let layout = a.cx.layouts.of(ty);
    let contents = a.locals(layout.contents());
    a.match_variant(tag, variants.len(), |a, present| {
        let mut payload: &[Local] = &[];
        for ((variant, side), locals) in sides.iter().zip(values) {
            if *variant == present {
                payload = locals;
            } else {
                // Locals that nobody sets are zero.
                let zero = a.value_locals(side);
                push_equal(a, side, locals, &zero);
                a.eqz();
                malformed_if(a);
            }
        }
        a.set_variant(ty, present, payload, &contents);
    });
    a.push_contents(ty, &contents);
}

/// Reads `count` elements from `base` on to `data`; destroys `data` and `count`.
fn read_elements(a: &mut Asm<'_, '_>, ty: &Type, base: Local, data: Local, count: Local) {
    let (place, size, head) = (a.i(), a.stride(ty), head_bytes(ty));
    a.get(base).set(place);
    a.elements(data, count, Step::Const(size), |a| {
        let value = field(a, ty, base, place, 0);
        a.store_value(ty, data, 0, &value).inc(place, head);
    });
}

/// Pushes an array read from `base`, whose head is paid for.
fn push_array(a: &mut Asm<'_, '_>, element: &Type, length: u64, base: Local) {
    let (data, place, count, size) = (a.i(), a.i(), a.i(), a.stride(element));
    a.u(u32::try_from(length).unwrap_or(u32::MAX))
        .tee(count)
        .u(size)
        .call(RuntimeFn::AllocElements);
    a.tee(data).set(place);
    read_elements(a, element, base, place, count);
    a.get(data);
}

/// `(place) -> value..`: a static value of more than one word, or an array of bytes.
pub(super) fn decode_static(a: &mut Asm<'_, '_>, ty: &Type) {
    let place = 0;
    match ty {
        Type::Array(element, length) if is_fixed_bytes(element, *length) => {
            let (data, length) = (a.i(), *length as u32);
            a.get(place)
                .u(length)
                .add()
                .u(WORD - length)
                .call(RuntimeFn::CheckZero);
            a.u(length)
                .helper(Helper::Alloc)
                .tee(data)
                .get(place)
                .u(length)
                .copy()
                .get(data);
        }
        Type::FixedBytes(count) => {
            let count = u32::from(*count);
            a.get(place)
                .u(count)
                .add()
                .u(WORD - count)
                .call(RuntimeFn::CheckZero);
            fixed::push(a, count as u8, place);
        }
        Type::Array(element, length) => push_array(a, element, *length, place),
        Type::Unit => {}
        _ => push_tuple(a, ty, place),
    }
}

/// Pays for `count` heads from `base` on.
pub(super) fn take_heads(a: &mut Asm<'_, '_>, base: Local, bytes: u32) {
    a.get(base).u(bytes).call(RuntimeFn::Take);
}

/// `(at) -> value..`: a dynamic value.
pub(super) fn decode_tail(a: &mut Asm<'_, '_>, ty: &Type) {
    let at = 0;
    match ty {
        Type::String => {
            let length = a.i();
            a.get(at).call(RuntimeFn::TakeBytes).set(length).inc(at, WORD);
            a.get(at).get(length).call(RuntimeFn::Utf8).eqz();
            malformed_if(a);
            a.get(at).get(length).call(RuntimeFn::TextOf);
        }
        Type::Vector(element) if is_byte(element) => {
            let length = a.i();
            a.get(at).call(RuntimeFn::TakeBytes).set(length);
            a.get(at).u(WORD).add().get(length).call(RuntimeFn::VectorCopy);
        }
        Type::Vector(_) | Type::Map(..) => sequence(a, ty),
        Type::Array(element, length) => {
            let bytes = u64::from(head_bytes(element))
                .saturating_mul(*length)
                .min(1 << 30);
            take_heads(a, at, bytes as u32);
            push_array(a, element, *length, at);
        }
        Type::Enum(_) => variant(a, ty),
        _ => {
            let mut types = ty.fields().unwrap_or_default();
            if let Some(variants) = ty.variants() {
                types = vec![Type::Bool];
                types.extend(variants.into_iter().flatten());
            }
            take_heads(a, at, heads(&types));
            push_tuple(a, ty, at);
        }
    }
}

/// A vector or map.
fn sequence(a: &mut Asm<'_, '_>, ty: &Type) {
    let (at, count, header, data, left) = (0, a.i(), a.i(), a.i(), a.i());
    let element = element_of(ty);
    let (head, size) = (head_bytes(&element), a.stride(&element));
    a.get(at).u(WORD).call(RuntimeFn::Take).get(at);
    if head == 0 {
        a.c64(MAX_EMPTY_ELEMENTS);
    } else {
        a.global(GLOBAL_ABI_LEFT)
            .extend_u()
            .c64(i64::from(head))
            .div_u64();
    }
    a.call(RuntimeFn::ReadUint).wrap().set(count).inc(at, WORD);
    a.get(at).get(count).u(head).mul().call(RuntimeFn::Take);
    if let Type::Map(key, value) = ty {
        // One by one, so that equal keys become one entry.
        a.u(MAP_HEADER).helper(Helper::Alloc).set(header);
        let place = a.i();
        a.get(at).set(place);
        let insert = Helper::Builtin(Builtin::MapInsert, vec![(**key).clone(), (**value).clone()]);
        let option = Type::Option(value.clone());
        let answer = Type::Tuple([ty.clone(), option].into());
        a.elements(place, count, Step::Const(head), |a| {
            let pair = field(a, &element, at, place, 0);
            a.get(header);
            let parts: Vec<Local> = a
                .fields(&element, &pair)
                .into_iter()
                .flat_map(|(_, part)| part)
                .collect();
            a.get_all(&parts).helper(insert);
            for _ in &a.cx.layouts.of(&answer).form.slots.clone() {
                a.drop();
            }
        });
        a.get(header);
        return;
    }
    a.get(count)
        .tee(left)
        .u(size)
        .call(RuntimeFn::AllocElements)
        .set(data);
    a.get(data).get(count).call(RuntimeFn::VectorOf).set(header);
    read_elements(a, &element, at, data, left);
    a.get(header);
}

/// An enum with payloads: the payload is an encoding of its own inside `bytes`.
fn variant(a: &mut Asm<'_, '_>, ty: &Type) {
    let (at, tag, place, length, end, left) = (0, a.i(), a.i(), a.i(), a.i(), a.i());
    let variants = ty.variants().unwrap_or_default();
    a.get(at).u(2 * WORD).call(RuntimeFn::Take);
    a.get(at)
        .c64(variants.len().saturating_sub(1) as i64)
        .call(RuntimeFn::ReadUint)
        .wrap()
        .set(tag);
    a.get(at)
        .u(WORD)
        .add()
        .get(at)
        .call(RuntimeFn::ReadOffset)
        .tee(place)
        .call(RuntimeFn::TakeBytes)
        .set(length);
    a.inc(place, WORD);
    a.global(GLOBAL_ABI_END)
        .set(end)
        .global(GLOBAL_ABI_LEFT)
        .set(left);
    open_input(a, place, length);
    let layout = a.cx.layouts.of(ty);
    let contents = a.locals(layout.contents());
    a.match_variant(tag, variants.len(), |a, variant| {
        let types = variants.get(variant).cloned().unwrap_or_default();
        take_heads(a, place, heads(&types));
        let payload: Vec<Local> = tuple(a, &types, place).into_iter().flatten().collect();
        a.set_variant(ty, variant, &payload, &contents);
    });
    close_input(a);
    a.get(end)
        .set_global(GLOBAL_ABI_END)
        .get(left)
        .set_global(GLOBAL_ABI_LEFT);
    a.push_contents(ty, &contents);
}

/// Starts to read `length` bytes at `place`.
fn open_input(a: &mut Asm<'_, '_>, place: Local, length: Local) {
    a.get(length).c(31).and();
    malformed_if(a);
    a.get(place)
        .get(length)
        .add()
        .set_global(GLOBAL_ABI_END)
        .get(length)
        .set_global(GLOBAL_ABI_LEFT);
}

/// Reverts when bytes are left over.
fn close_input(a: &mut Asm<'_, '_>) {
    a.global(GLOBAL_ABI_LEFT);
    malformed_if(a);
}

/// `(args, length) -> values..` as one tuple of the types.
pub(super) fn decode_arguments(a: &mut Asm<'_, '_>, types: &[Type]) {
    let (args, length) = (0, 1);
    open_input(a, args, length);
    take_heads(a, args, heads(types));
    let contents: Vec<Local> = tuple(a, types, args).into_iter().flatten().collect();
    close_input(a);
    a.push_contents(&Type::Tuple(types.into()), &contents);
}
