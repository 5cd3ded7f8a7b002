//! Events: topics and data (spec 11 §6.4, DECISION C8), in agreement with `twilight_abi::indexed_topic`.

use twilight_abi::{Type, abi_signature, is_dynamic, topic0};
use twilight_hfi::HostFn;
use twilight_tir::EventId;

use super::RuntimeFn;
use super::abi_encode::{WORD, append_in_place, is_fixed_bytes, tail_of_tuple, write_static};
use super::asm::Asm;
use super::host::{Area, push_bytes};
use super::vectors::is_byte;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::STRING_HEADER;

/// True for types whose topic is their word.
fn is_word(ty: &Type) -> bool {
    match ty {
        Type::Bool | Type::Int(_) | Type::Address | Type::Hash256 | Type::FixedBytes(_) => true,
        Type::Enum(_) => !is_dynamic(ty),
        Type::Array(element, count) => is_fixed_bytes(element, *count),
        _ => false,
    }
}

/// Writes one topic at `topics + offset`, which is zero.
fn write_topic(a: &mut Asm<'_, '_>, ty: &Type, value: &[Local], topics: Local, offset: u32) {
    if is_word(ty) {
        return write_static(a, ty, value, topics, offset);
    }
    let mark = a.i();
    a.c(0).helper(Helper::Alloc).set(mark);
    match (ty, value.first()) {
        (Type::String, Some(text)) => {
            a.get(*text).u(STRING_HEADER).add().get(*text).load(0);
        }
        (Type::Vector(element), Some(bytes)) if is_byte(element) => push_bytes(a, *bytes),
        _ => {
            append_in_place(a, ty, value);
            a.get(mark).heap().get(mark).sub();
        }
    }
    a.get(topics)
        .u(offset)
        .add()
        .host(HostFn::CryptoKeccak256)
        .call(RuntimeFn::CheckHost(Area::Hash));
    a.get(mark).call(RuntimeFn::Release);
}

/// `(args..)`
pub(super) fn emit(a: &mut Asm<'_, '_>, event: EventId) {
    let Some(event) = a.cx.module.events.get(event.0 as usize) else {
        return;
    };
    let types: Vec<Type> = event.params.iter().map(|param| param.ty.clone()).collect();
    let signed = u32::from(!event.anonymous);
    let count = signed + event.params.iter().filter(|param| param.topic).count() as u32;
    let (topics, data) = (a.i(), a.i());
    a.u(count * WORD).helper(Helper::Alloc);
    if event.anonymous {
        a.set(topics);
    } else {
        let signature = topic0(&abi_signature(&event.name, &types));
        let first = a.cx.data.fixed(&signature);
        a.tee(topics).u(first).u(WORD).copy();
    }
    let (mut slot, mut offset, mut fields) = (0, signed * WORD, Vec::new());
    for param in &event.params {
        let width = a.cx.layouts.of(&param.ty).form.slots.len() as u32;
        let value: Vec<Local> = (slot..slot + width).collect();
        slot += width;
        if param.topic {
            write_topic(a, &param.ty, &value, topics, offset);
            offset += WORD;
        } else {
            fields.push((param.ty.clone(), value));
        }
    }
    a.heap().set(data);
    tail_of_tuple(a, &fields);
    a.get(topics)
        .u(count)
        .get(data)
        .heap()
        .get(data)
        .sub()
        .host(HostFn::ContractEmitEvent)
        .set(data);
    a.get(topics).call(RuntimeFn::Release);
    a.get(data).call(RuntimeFn::CheckHost(Area::Event));
}
