//! `abi.encode`, `abi.encodePacked` and `abi.decode`: encodings as values of the program.
//!
//! Encodings are made at the end of the heap as for calls (`abi_encode`) and become the data of a byte vector where
//! they stand. What is decoded is copied first: values may point into the input, and the program may change its own
//! bytes. It must agree with `twilight_abi::{encode_args, encode_packed, decode_prefix}`.

use twilight_abi::{Type, packed_word};
use twilight_tir::messages;

use super::abi_decode::{push_tuple, take_heads};
use super::abi_encode::{append_in_place, heads, tail_of_tuple, write_static};
use super::asm::Asm;
use super::vectors::is_byte;
use super::{GLOBAL_ABI_END, GLOBAL_ABI_LEFT, GLOBAL_ABI_STATE, RuntimeFn};
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// Bytes of the largest packed value that is one word.
const WORD: u32 = 32;

/// The parts of the tuple that is the only parameter.
fn parts(a: &mut Asm<'_, '_>, ty: &Type) -> Vec<(Type, Vec<Local>)> {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    a.fields(ty, &(0..width).collect::<Vec<Local>>())
}

/// Makes what stands on the heap from `mark` on a byte vector, and pushes it.
fn close(a: &mut Asm<'_, '_>, mark: Local) {
    a.get(mark).heap().get(mark).sub().call(RuntimeFn::VectorOf);
}

/// `(tuple..) -> vector<u8>`: the encoding of the tuple's fields as arguments.
pub(super) fn encode(a: &mut Asm<'_, '_>, ty: &Type) {
    let (fields, mark) = (parts(a, ty), a.i());
    a.c(0).helper(Helper::Alloc).set(mark);
    tail_of_tuple(a, &fields);
    close(a, mark);
}

/// `(tuple..) -> vector<u8>`: the fields one after another, without padding, lengths and offsets; elements of arrays
/// are padded.
pub(super) fn encode_packed(a: &mut Asm<'_, '_>, ty: &Type) {
    let (fields, mark, word, place) = (parts(a, ty), a.i(), a.i(), a.i());
    if fields.iter().any(|(ty, _)| packed_word(ty).is_some()) {
        a.u(WORD).helper(Helper::Alloc).set(word);
    }
    a.c(0).helper(Helper::Alloc).set(mark);
    for (ty, value) in &fields {
        match (ty, value.first()) {
            (Type::String, Some(text)) => {
                a.get(*text).load(0).call(RuntimeFn::Bump);
                a.get(*text).u(STRING_HEADER).add().get(*text).load(0).copy();
            }
            (Type::Vector(element), Some(bytes)) if is_byte(element) => {
                a.get(*bytes).load(VECTOR_LEN).call(RuntimeFn::Bump);
                a.get(*bytes)
                    .load(VECTOR_DATA)
                    .get(*bytes)
                    .load(VECTOR_LEN)
                    .copy();
            }
            _ => match packed_word(ty) {
                Some(range) => {
                    // A word is written as in every encoding; only its own bytes go on.
                    let (start, length) = (range.start as u32, range.len() as u32);
                    write_static(a, ty, value, word, 0);
                    a.u(length).call(RuntimeFn::Bump).set(place);
                    a.get(place).get(word).u(start).add().u(length).copy_few();
                    a.get(word).c(0).u(WORD).fill();
                }
                None => append_in_place(a, ty, value),
            },
        }
    }
    close(a, mark);
}

/// `(vector<u8>) -> tuple..`: reverts where the bytes do not begin with an encoding of the tuple's fields.
pub(super) fn decode(a: &mut Asm<'_, '_>, ty: &Type) {
    let (bytes, place, length) = (0, a.i(), a.i());
    let types = ty.fields().unwrap_or_default();
    a.get(bytes).load(VECTOR_LEN).tee(length).helper(Helper::Alloc);
    a.tee(place)
        .get(bytes)
        .load(VECTOR_DATA)
        .get(length)
        .copy()
        .get(place)
        .get(length)
        .add()
        .set_global(GLOBAL_ABI_END);
    a.get(length).set_global(GLOBAL_ABI_LEFT);
    // The message of a failure: no other state is as large as an address.
    let message = a.cx.data.string(messages::MALFORMED_ENCODING);
    a.u(message).set_global(GLOBAL_ABI_STATE);
    take_heads(a, place, heads(&types));
    push_tuple(a, ty, place);
    a.c(0).set_global(GLOBAL_ABI_STATE);
}
