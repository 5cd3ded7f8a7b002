//! ABI encoding (DECISION C7, `docs/wasm-abi.md`).
//!
//! The encoding grows at the end of the heap: a tuple reserves its head, and every dynamic field then
//! appends its own encoding. Nothing else may allocate meanwhile. Fresh memory is zero, so that padding and
//! the high parts of words need no writing. All types of results must agree with `twilight_abi::encode`.

use twilight_abi::{IntType, Type, head_words, is_dynamic};

use super::RuntimeFn;
use super::asm::{Asm, Step};
use super::fixed;
use super::numbers::push_wide;
use super::vectors::is_byte;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// Bytes of a word.
pub(super) const WORD: u32 = 32;
/// Offset of a word's lowest 8 bytes.
const LOW: u32 = 24;

/// Bytes of a type's head in a tuple. A head beyond 2^30 cannot be allocated anyway.
pub(super) fn head_bytes(ty: &Type) -> u32 {
    let words = head_words(ty).unwrap_or(u64::MAX).min(1 << 25);
    words as u32 * WORD
}

/// The head of a tuple of these types.
pub(super) fn heads(types: &[Type]) -> u32 {
    types
        .iter()
        .fold(0, |sum, ty| head_bytes(ty).saturating_add(sum).min(1 << 30))
}

/// True for `array<u8, N>` that is `bytesN`.
pub(super) fn is_fixed_bytes(element: &Type, count: u64) -> bool {
    is_byte(element) && (1..=32).contains(&count)
}

/// `(place, l0, l1, l2, l3)`: writes a word, most significant byte first.
pub(super) fn write_word(a: &mut Asm<'_, '_>) {
    for limb in 1..=4 {
        a.get(0)
            .get(limb)
            .call(RuntimeFn::ByteSwap)
            .store64(32 - limb * 8);
    }
}

/// `(place, count)`: writes a 32-bit number as a word into zero memory.
pub(super) fn write_count(a: &mut Asm<'_, '_>) {
    a.get(0).get(1).extend_u().call(RuntimeFn::ByteSwap).store64(LOW);
}

/// `(address, length)`: appends bytes, padded with zeros to whole words.
pub(super) fn append_padded(a: &mut Asm<'_, '_>) {
    let (address, length) = (0, 1);
    a.get(length).c(31).add().c(-32).and().call(RuntimeFn::Bump);
    a.get(address).get(length).copy();
}

/// `(address, length)`: appends `bytes`.
pub(super) fn append_bytes(a: &mut Asm<'_, '_>) {
    a.get(1)
        .call(RuntimeFn::AppendCount)
        .get(0)
        .get(1)
        .call(RuntimeFn::AppendPadded);
}

/// `(count)`: appends a word with a number.
pub(super) fn append_count(a: &mut Asm<'_, '_>) {
    a.u(WORD).call(RuntimeFn::Bump).get(0).call(RuntimeFn::WriteCount);
}

/// `(place, base)`: writes the distance of the heap's end from `base` as a word.
pub(super) fn write_offset(a: &mut Asm<'_, '_>) {
    a.get(0).heap().get(1).sub().call(RuntimeFn::WriteCount);
}

/// The only word of a value: pushes an integer's limbs and writes them at `place + offset`.
fn write_integer(a: &mut Asm<'_, '_>, ty: IntType, value: &[Local], place: Local, offset: u32) {
    push_place(a, place, offset);
    if ty.bits <= 64 && !ty.signed {
        push_wide(a, ty, value);
        a.call(RuntimeFn::ByteSwap).store64(LOW);
    } else if ty.bits <= 64 {
        push_wide(a, ty, value);
        a.call(RuntimeFn::WriteSigned);
    } else {
        push_wide(a, ty, value);
        a.call(RuntimeFn::WriteWord);
    }
}

/// `(place, i64)`: writes a signed number as a word.
pub(super) fn write_signed(a: &mut Asm<'_, '_>) {
    a.get(0).get(1);
    for _ in 0..3 {
        a.get(1).c64(63).shr_s64();
    }
    a.call(RuntimeFn::WriteWord);
}

fn push_place(a: &mut Asm<'_, '_>, place: Local, offset: u32) {
    a.get(place);
    if offset > 0 {
        a.u(offset).add();
    }
}

/// Writes a static value at `place + offset`.
pub(super) fn write_static(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local], place: Local, offset: u32) {
    let Some(first) = value.first().copied() else {
        return;
    };
    match ty {
        Type::Bool => {
            a.get(place).get(first).store8(offset + 31);
        }
        Type::Int(IntType {
            signed: false,
            bits: 8,
        }) => {
            a.get(place).get(first).store8(offset + 31);
        }
        Type::Int(int) => write_integer(a, *int, value, place, offset),
        Type::Address => {
            push_place(a, place, offset + 12);
            a.get(first).c(20).copy_few();
        }
        Type::Hash256 => {
            push_place(a, place, offset);
            a.get(first).c(32).copy_few();
        }
        // An enum without payloads; it is never boxed.
        Type::Enum(_) => {
            a.get(place).get(first).store8(offset + 31);
        }
        Type::Array(element, count) if is_fixed_bytes(element, *count) => {
            push_place(a, place, offset);
            a.get(first).c(*count as i32).copy_few();
        }
        _ => {
            a.get_all(value);
            push_place(a, place, offset);
            a.call(RuntimeFn::EncodeStatic(ty.clone()));
        }
    }
}

/// The parts of a value that is a tuple in the ABI: fields; flag and sides of an `Option` or `Result`.
fn tuple_parts(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local]) -> Vec<(Type, Vec<Local>)> {
    let Some(variants) = ty.variants() else {
        return a.fields(ty, value);
    };
    let contents = a.open(ty, value);
    let Some(tag) = contents.first().copied() else {
        return Vec::new();
    };
    // The ABI's flag is true for `Some` and for `Ok`; absent sides are zero: the slots' own zeros.
    let flag = a.i();
    a.get(tag);
    if matches!(ty, Type::Result(..)) {
        a.eqz();
    }
    a.set(flag);
    let mut parts = vec![(Type::Bool, vec![flag])];
    let sides: Vec<(usize, Type)> = variants
        .iter()
        .enumerate()
        .flat_map(|(variant, payload)| payload.iter().map(move |side| (variant, side.clone())))
        .collect();
    let locals: Vec<Vec<Local>> = sides.iter().map(|(_, side)| a.value_locals(side)).collect();
    for ((variant, side), locals) in sides.into_iter().zip(locals) {
        a.get(tag).u(variant as u32).eq().if_();
        for (_, present) in a.payload(ty, variant, &contents) {
            for (from, to) in present.iter().zip(&locals) {
                a.get(*from).set(*to);
            }
        }
        a.else_();
        // A helper may run in a loop: its locals are not zero by themselves.
        let slots = a.cx.layouts.of(&side);
        for (slot, local) in slots.form.slots.iter().zip(&locals) {
            a.zero(slot.val_type()).set(*local);
        }
        a.end();
        parts.push((side, locals));
    }
    parts
}

/// `(value.., place)`: a static value that is more than one word.
pub(super) fn encode_static(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let (value, place) = ((0..width).collect::<Vec<Local>>(), width);
    if let Type::FixedBytes(count) = ty {
        return fixed::write(a, *count, &value, place);
    }
    if let Type::Array(element, length) = ty {
        let (count, step, size) = (a.i(), a.i(), a.stride(element));
        a.u(size)
            .c(0)
            .get(0)
            .select()
            .set(step)
            .u(length32(*length))
            .set(count);
        a.elements(0, count, Step::Local(step), |a| {
            let part = a.load_value(element, 0, 0);
            write_static(a, element, &part, place, 0);
            a.inc(place, head_bytes(element));
        });
        return;
    }
    let mut offset = 0;
    for (part, locals) in tuple_parts(a, ty, &value) {
        write_static(a, &part, &locals, place, offset);
        offset += head_bytes(&part);
    }
}

fn length32(length: u64) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Appends the encoding of a tuple of these values.
pub(super) fn tail_of_tuple(a: &mut Asm<'_, '_>, parts: &[(Type, Vec<Local>)]) {
    let types: Vec<Type> = parts.iter().map(|(ty, _)| ty.clone()).collect();
    let base = a.i();
    a.u(heads(&types)).call(RuntimeFn::Bump).set(base);
    let mut offset = 0;
    for (ty, value) in parts {
        write_field(a, ty, value, base, base, offset);
        offset += head_bytes(ty);
    }
}

/// Writes one field of a tuple that starts at `base`; its head stands at `place + offset`.
fn write_field(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local], base: Local, place: Local, offset: u32) {
    if is_dynamic(ty) {
        push_place(a, place, offset);
        a.get(base).call(RuntimeFn::WriteOffset);
        append(a, ty, value);
    } else {
        write_static(a, ty, value, place, offset);
    }
}

/// Appends a dynamic value.
fn append(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local]) {
    a.get_all(value).call(RuntimeFn::EncodeTail(ty.clone()));
}

/// Appends `count` elements from memory as a tuple; destroys `at` and `count`.
fn append_elements(a: &mut Asm<'_, '_>, ty: &Type, at: Local, count: Local, step: Step) {
    let (base, place, head) = (a.i(), a.i(), head_bytes(ty));
    a.get(count)
        .u(head)
        .call(RuntimeFn::BumpElements)
        .tee(base)
        .set(place);
    a.elements(at, count, step, |a| {
        let part = a.load_value(ty, at, 0);
        write_field(a, ty, &part, base, place, 0);
        a.inc(place, head);
    });
}

/// `(count, size) -> i32`: bumps by a product that cannot wrap.
pub(super) fn bump_elements(a: &mut Asm<'_, '_>) {
    a.get(0)
        .extend_u()
        .get(1)
        .extend_u()
        .mul64()
        .c64(0x4000_0000)
        .gt_u64()
        .if_();
    a.call(RuntimeFn::Fail(super::Failure::OutOfMemory)).end();
    a.get(0).get(1).mul().call(RuntimeFn::Bump);
}

/// `(value..)`: appends a dynamic value without its offset.
pub(super) fn encode_tail(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let value: Vec<Local> = (0..width).collect();
    match ty {
        Type::String => {
            a.get(0)
                .u(STRING_HEADER)
                .add()
                .get(0)
                .load(0)
                .call(RuntimeFn::AppendBytes);
        }
        Type::Vector(element) if is_byte(element) => {
            a.get(0)
                .load(VECTOR_DATA)
                .get(0)
                .load(VECTOR_LEN)
                .call(RuntimeFn::AppendBytes);
        }
        Type::Vector(_) | Type::Map(..) => {
            let (element, at, count) = (element_of(ty), a.i(), a.i());
            let size = a.stride(&element);
            a.get(0)
                .load(VECTOR_DATA)
                .set(at)
                .get(0)
                .load(VECTOR_LEN)
                .tee(count)
                .call(RuntimeFn::AppendCount);
            append_elements(a, &element, at, count, Step::Const(size));
        }
        Type::Array(element, length) => {
            let (count, step, size) = (a.i(), a.i(), a.stride(element));
            a.u(size)
                .c(0)
                .get(0)
                .select()
                .set(step)
                .u(length32(*length))
                .set(count);
            append_elements(a, element, 0, count, Step::Local(step));
        }
        Type::Enum(_) => {
            let (contents, length) = (a.open(ty, &value), a.i());
            let Some(tag) = contents.first().copied() else {
                return;
            };
            a.get(tag).call(RuntimeFn::AppendCount);
            a.c(2 * WORD as i32).call(RuntimeFn::AppendCount);
            // The payload's length is known when it is written.
            a.u(WORD).call(RuntimeFn::Bump).set(length);
            append_payload(a, ty, tag, &contents);
            a.get(length)
                .heap()
                .get(length)
                .sub()
                .u(WORD)
                .sub()
                .call(RuntimeFn::WriteCount);
        }
        _ => {
            let parts = tuple_parts(a, ty, &value);
            tail_of_tuple(a, &parts);
        }
    }
}

/// Appends an enum's payload as a tuple.
fn append_payload(a: &mut Asm<'_, '_>, ty: &Type, tag: Local, contents: &[Local]) {
    let variants = ty.variants().unwrap_or_default();
    a.match_variant(tag, variants.len(), |a, variant| {
        let payload = a.payload(ty, variant, contents);
        if !payload.is_empty() {
            tail_of_tuple(a, &payload);
        }
    });
}

/// The elements of a vector or map as they lie in memory.
pub(super) fn element_of(ty: &Type) -> Type {
    match ty {
        Type::Vector(element) | Type::Array(element, _) => (**element).clone(),
        Type::Map(key, value) => Type::Tuple([(**key).clone(), (**value).clone()].into()),
        _ => Type::Unit,
    }
}

/// Appends a value in Solidity's in-place form for topics: no lengths, no offsets, elements padded.
pub(super) fn append_in_place(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local]) {
    if is_dynamic(ty) {
        a.get_all(value).call(RuntimeFn::EncodeInPlace(ty.clone()));
    } else if head_bytes(ty) > 0 {
        let place = a.i();
        a.u(head_bytes(ty)).call(RuntimeFn::Bump).set(place);
        write_static(a, ty, value, place, 0);
    }
}

/// `(value..)`: appends a dynamic value in place.
pub(super) fn encode_in_place(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let value: Vec<Local> = (0..width).collect();
    let elements = |a: &mut Asm<'_, '_>, element: &Type, at: Local, count: Local, step: Step| {
        a.elements(at, count, step, |a| {
            let part = a.load_value(element, at, 0);
            append_in_place(a, element, &part);
        });
    };
    match ty {
        Type::String => {
            a.get(0)
                .u(STRING_HEADER)
                .add()
                .get(0)
                .load(0)
                .call(RuntimeFn::AppendPadded);
        }
        Type::Vector(element) if is_byte(element) => {
            a.get(0)
                .load(VECTOR_DATA)
                .get(0)
                .load(VECTOR_LEN)
                .call(RuntimeFn::AppendPadded);
        }
        Type::Vector(_) | Type::Map(..) => {
            let (element, at, count) = (element_of(ty), a.i(), a.i());
            let size = a.stride(&element);
            a.get(0)
                .load(VECTOR_DATA)
                .set(at)
                .get(0)
                .load(VECTOR_LEN)
                .set(count);
            elements(a, &element, at, count, Step::Const(size));
        }
        Type::Array(element, length) => {
            let (count, step, size) = (a.i(), a.i(), a.stride(element));
            a.u(size)
                .c(0)
                .get(0)
                .select()
                .set(step)
                .u(length32(*length))
                .set(count);
            elements(a, element, 0, count, Step::Local(step));
        }
        Type::Enum(_) => {
            let contents = a.open(ty, &value);
            if let Some(tag) = contents.first().copied() {
                a.get(tag).call(RuntimeFn::AppendCount);
                append_payload(a, ty, tag, &contents);
            }
        }
        _ => {
            for (part, locals) in tuple_parts(a, ty, &value) {
                append_in_place(a, &part, &locals);
            }
        }
    }
}

/// `(value..) -> i64`: the encoding of `(T)` as `pointer << 32 | length`; 0 for `()`.
pub(super) fn encode_result(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let (value, mark) = ((0..width).collect::<Vec<Local>>(), a.i());
    if *ty == Type::Unit {
        a.c64(0);
        return;
    }
    a.c(0).helper(Helper::Alloc).set(mark);
    tail_of_tuple(a, &[(ty.clone(), value)]);
    a.get(mark).extend_u().c64(32).shl64();
    a.heap().get(mark).sub().extend_u().or64();
}
