//! State keys, and reading and writing values under them (spec 11 §6.1, DECISION C9, `docs/wasm-abi.md`).

use std::sync::Arc;

use twilight_abi::Type;
use twilight_hfi::{ErrorCode, HostFn};

use super::abi_encode::{heads, tail_of_tuple};
use super::asm::Asm;
use super::host::Area;
use super::numbers::put_integer;
use super::text::put;
use super::values::has_pointers;
use super::{GLOBAL_ABI_STATE, RuntimeFn};
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::STRING_HEADER;

/// Bytes that the first read of a dynamic value has room for: a text of 64 bytes, or two short ones. The
/// host charges for the room (`docs/gas.md`).
const FIRST_READ_BYTES: u32 = 128;

/// `(base, index..) -> string`: `base`, `:` and the encoded key.
pub(super) fn key_index(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let (base, index, out) = (0, (1..1 + width).collect::<Vec<Local>>(), a.i());
    let (encoded, length) = (a.i(), a.i());
    let readable = matches!(
        ty,
        Type::Int(_) | Type::Bool | Type::Address | Type::Hash256 | Type::FixedBytes(_) | Type::String
    );
    if !readable {
        // Before the text is opened: only one thing can grow at the end of the heap.
        a.c(0).helper(Helper::Alloc).set(encoded);
        tail_of_tuple(a, &[(ty.clone(), index.clone())]);
        a.heap().get(encoded).sub().set(length);
    }
    a.call(RuntimeFn::TextBegin)
        .set(out)
        .get(base)
        .call(RuntimeFn::PutText);
    put(a, ":");
    match ty {
        Type::Int(int) => put_integer(a, *int, &index),
        Type::String => {
            a.get(1).call(RuntimeFn::PutKeyText);
        }
        _ if readable => super::display::put_value(a, ty, &index),
        _ => {
            a.get(encoded).get(length).call(RuntimeFn::PutHex);
        }
    }
    a.get(out).call(RuntimeFn::TextEnd);
}

/// `(base, name) -> string`: `base`, `.` and the name.
pub(super) fn key_field(a: &mut Asm<'_, '_>) {
    let (base, name, out) = (0, 1, a.i());
    a.call(RuntimeFn::TextBegin)
        .set(out)
        .get(base)
        .call(RuntimeFn::PutText);
    put(a, ".");
    a.get(name)
        .call(RuntimeFn::PutText)
        .get(out)
        .call(RuntimeFn::TextEnd);
}

/// Pushes domain, text and length of a key: what all state functions start with.
fn push_key(a: &mut Asm<'_, '_>) {
    let (domain, key) = (0, 1);
    a.get(domain).get(key).u(STRING_HEADER).add().get(key).load(0);
}

/// `(domain, key, room) -> (address, length)`: the bytes under a key at the end of the heap; length 0 where
/// it is absent. `room` is how many bytes to expect.
pub(super) fn state_load(a: &mut Asm<'_, '_>) {
    let (room, buffer, length) = (2, a.i(), a.i());
    a.loop_();
    a.get(room).helper(Helper::Alloc).set(buffer);
    push_key(a);
    a.get(buffer).c(0).get(room).host(HostFn::StateRead).set(length);
    // What was not written stays zero and is given back.
    a.get(buffer).set_heap();
    a.get(length)
        .c(ErrorCode::KeyNotFound.code())
        .eq()
        .if_()
        .c(0)
        .set(length)
        .end();
    a.get(length).call(RuntimeFn::CheckHost(Area::Storage));
    // A longer value was cut; the second read writes over the first.
    a.get(length).get(room).gt_u().if_();
    a.get(length).set(room).br(1).end().end();
    a.get(buffer).get(length).add().set_heap();
    a.get(buffer).get(length);
}

/// Pushes the room to read a value of a type into.
fn push_room(a: &mut Asm<'_, '_>, ty: &Type) {
    let most = twilight_hfi::limits::MAX_STATE_VALUE_BYTES as u32;
    let room = if twilight_abi::is_dynamic(ty) {
        FIRST_READ_BYTES
    } else {
        heads(std::slice::from_ref(ty)).clamp(1, most)
    };
    a.u(room);
}

/// Reads a value; `present` runs with the value's locals when there is one.
fn read(a: &mut Asm<'_, '_>, ty: &Type, present: impl FnOnce(&mut Asm<'_, '_>, &[Local])) {
    let (buffer, length) = (a.i(), a.i());
    a.get(0).get(1);
    push_room(a, ty);
    a.call(RuntimeFn::StateLoad)
        .set(length)
        .set(buffer)
        .get(length)
        .if_();
    a.c(1).set_global(GLOBAL_ABI_STATE);
    a.get(buffer)
        .get(length)
        .helper(Helper::DecodeArguments(vec![ty.clone()]));
    a.c(0).set_global(GLOBAL_ABI_STATE);
    let layout = a.cx.layouts.of(ty);
    let value = layout.form.spill(&mut a.f);
    if !has_pointers(ty, a) {
        a.get(buffer).call(RuntimeFn::Release);
    }
    present(a, &value);
    a.end();
}

/// `(domain, key) -> value..`
pub(super) fn state_read(a: &mut Asm<'_, '_>, ty: &Type) {
    // Zero slots are the default of every type.
    let result = a.value_locals(ty);
    read(a, ty, |a, value| {
        a.get_all(value).set_all(&result);
    });
    a.get_all(&result);
}

/// `(domain, key) -> Option<value>..`
pub(super) fn state_get(a: &mut Asm<'_, '_>, ty: &Type) {
    let option = Type::Option(Arc::new(ty.clone()));
    let result = a.value_locals(&option);
    read(a, ty, |a, value| {
        a.push_variant(&option, 1, value).set_all(&result);
    });
    a.get_all(&result);
}

/// `(domain, key, value..)`
pub(super) fn state_write(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let (value, mark) = ((2..2 + width).collect::<Vec<Local>>(), a.i());
    a.c(0).helper(Helper::Alloc).set(mark);
    tail_of_tuple(a, &[(ty.clone(), value)]);
    a.get(0).get(1).get(mark).call(RuntimeFn::StateStore);
}

/// `(domain, key, mark)`: writes what stands on the heap from `mark` on and gives it back.
pub(super) fn state_store(a: &mut Asm<'_, '_>) {
    let (mark, code) = (2, a.i());
    push_key(a);
    a.get(mark)
        .heap()
        .get(mark)
        .sub()
        .host(HostFn::StateWrite)
        .set(code);
    a.get(mark).call(RuntimeFn::Release);
    a.get(code).call(RuntimeFn::CheckHost(Area::Storage));
}

/// `(domain, key)`: an empty value makes the key absent.
pub(super) fn state_remove(a: &mut Asm<'_, '_>) {
    push_key(a);
    a.get(1)
        .c(0)
        .host(HostFn::StateWrite)
        .call(RuntimeFn::CheckHost(Area::Storage));
}

/// `(domain, key) -> i32`
pub(super) fn state_exists(a: &mut Asm<'_, '_>) {
    let present = a.i();
    push_key(a);
    a.host(HostFn::StateExists)
        .tee(present)
        .call(RuntimeFn::CheckHost(Area::Storage))
        .get(present);
}
