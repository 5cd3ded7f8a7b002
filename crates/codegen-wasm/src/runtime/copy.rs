//! Structural copies: what can be written in place is copied, everything else is shared.

use twilight_abi::Type;

use super::asm::{Asm, Step};
use super::maps::MAP_HEADER;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{VECTOR_CAP, VECTOR_DATA, VECTOR_HEADER, VECTOR_LEN};

/// Replaces a value in locals by its copy.
pub(super) fn copy_in_place(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local]) {
    if a.cx.is_mutable(ty) {
        a.get_all(value).helper(Helper::Copy(ty.clone())).set_all(value);
    }
}

/// Replaces `count` elements from `data` on by their copies. Destroys both.
fn copy_elements(a: &mut Asm<'_, '_>, ty: &Type, data: Local, count: Local) {
    if a.cx.is_mutable(ty) {
        let size = a.stride(ty);
        a.elements(data, count, Step::Const(size), |a| {
            let value = a.load_value(ty, data, 0);
            copy_in_place(a, ty, &value);
            a.store_value(ty, data, 0, &value);
        });
    }
}

/// Copies the elements of a vector or the entries of a map: header 0 to a new one, which it pushes.
fn copy_sequence(a: &mut Asm<'_, '_>, element: &Type, header: u32) {
    let (out, data, count, size) = (a.i(), a.i(), a.i(), a.stride(element));
    a.get(0).load(VECTOR_LEN).tee(count).eqz().if_().c(0).ret().end();
    a.u(header).helper(Helper::Alloc).set(out);
    a.get(count).u(size).mul().helper(Helper::Alloc).set(data);
    a.get(data)
        .get(0)
        .load(VECTOR_DATA)
        .get(count)
        .u(size)
        .mul()
        .copy();
    a.get(out).get(data).store(VECTOR_DATA);
    a.get(out).get(count).store(VECTOR_LEN);
    a.get(out).get(count).store(VECTOR_CAP);
    copy_elements(a, element, data, count);
    a.get(out);
}

/// `(a..) -> a..`
pub(super) fn copy(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let value: Vec<Local> = (0..width).collect();
    if !a.cx.is_mutable(ty) {
        a.get_all(&value);
        return;
    }
    match ty {
        Type::Vector(element) => copy_sequence(a, element, VECTOR_HEADER),
        Type::Map(key, value) => {
            let pair = Type::Tuple([(**key).clone(), (**value).clone()].into());
            copy_sequence(a, &pair, MAP_HEADER);
        }
        Type::Array(element, length) => {
            let (out, data, count, size) = (a.i(), a.i(), a.i(), a.stride(element));
            let length = u32::try_from(*length).unwrap_or(u32::MAX);
            let bytes = length.saturating_mul(size);
            a.get(0).eqz().if_().c(0).ret().end();
            a.u(bytes)
                .helper(Helper::Alloc)
                .tee(out)
                .tee(data)
                .get(0)
                .u(bytes)
                .copy();
            a.u(length).set(count);
            copy_elements(a, element, data, count);
            a.get(out);
        }
        Type::Tuple(_) | Type::Struct(_) => {
            let parts = a.fields(ty, &value);
            for (field, locals) in &parts {
                copy_in_place(a, field, locals);
            }
            let contents: Vec<Local> = parts.into_iter().flat_map(|(_, locals)| locals).collect();
            a.push_contents(ty, &contents);
        }
        _ => {
            let contents = a.open(ty, &value);
            let variants = ty.variants().unwrap_or_default();
            if let Some(tag) = contents.first().copied() {
                a.match_variant(tag, variants.len(), |a, variant| {
                    let payload = a.payload(ty, variant, &contents);
                    if !payload.iter().any(|(field, _)| a.cx.is_mutable(field)) {
                        return;
                    }
                    for (field, locals) in &payload {
                        copy_in_place(a, field, locals);
                    }
                    let locals: Vec<Local> = payload.into_iter().flat_map(|(_, locals)| locals).collect();
                    a.set_variant(ty, variant, &locals, &contents);
                });
            }
            a.push_contents(ty, &contents);
        }
    }
}
