//! Vectors by the order and equality of their elements: sorting, removing neighbours that are equal, searching.

use twilight_abi::{IntType, Type};

use super::asm::{Asm, Step};
use super::equality::push_equal;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::integers::IntHelper;
use crate::layout::{VECTOR_DATA, VECTOR_LEN};
use twilight_tir::CompareOp;

/// Pushes whether one value is less than another: integers by their sign, strings by their bytes.
fn push_less(a: &mut Asm<'_, '_>, ty: &Type, left: &[Local], right: &[Local]) {
    a.get_all(left).get_all(right);
    let container = match ty {
        Type::Int(int) => Type::Int(int.container()),
        _ => Type::String,
    };
    match &container {
        Type::Int(IntType { bits: 64, signed }) => {
            if *signed {
                a.lt_s64();
            } else {
                a.lt_u64();
            }
        }
        Type::Int(int) if int.bits > 64 => {
            a.helper(Helper::Int(IntHelper::Compare(CompareOp::Lt, *int)));
        }
        Type::Int(int) => {
            if int.signed {
                a.lt_s();
            } else {
                a.lt_u();
            }
        }
        _ => {
            a.helper(Helper::StringCompare).c(0).lt_s();
        }
    }
}

/// Pushes the address of the element whose number is in a local.
fn push_place(a: &mut Asm<'_, '_>, data: Local, index: Local, size: u32) {
    a.get(data).get(index).u(size).mul().add();
}

/// Heap sort: in place, without recursion, and as fast on sorted or hostile input as on any other.
pub(super) fn sort(a: &mut Asm<'_, '_>, ty: &Type) {
    let size = a.stride(ty);
    let (header, data, start, end) = (0, a.i(), a.i(), a.i());
    let (root, child, hole, place, last) = (a.i(), a.i(), a.i(), a.i(), a.i());
    a.get(header).load(VECTOR_DATA).set(data);
    a.get(header).load(VECTOR_LEN).tee(end).c(1).shr_u().set(start);
    a.loop_().get(end).c(1).gt_u().if_();
    // While the heap is built, `start` goes down to 0; then the greatest goes to the end, which goes down.
    a.get(start).if_();
    a.dec(start).else_().dec(end);
    push_place(a, data, end, size);
    a.set(last);
    let first = a.load_value(ty, data, 0);
    let behind = a.load_value(ty, last, 0);
    a.store_value(ty, data, 0, &behind)
        .store_value(ty, last, 0, &first);
    a.end();
    // Sifts the element at `start` down.
    a.get(start).set(root);
    push_place(a, data, root, size);
    a.set(hole);
    let sifted = a.load_value(ty, hole, 0);
    a.loop_();
    a.get(root).c(1).shl().c(1).add().tee(child).get(end).lt_u().if_();
    push_place(a, data, child, size);
    a.set(place);
    // The greater child.
    a.get(child).c(1).add().get(end).lt_u().if_();
    let one = a.load_value(ty, place, 0);
    let other = a.load_value(ty, place, size);
    push_less(a, ty, &one, &other);
    a.if_().inc(child, 1).inc(place, size).end().end();
    let greatest = a.load_value(ty, place, 0);
    push_less(a, ty, &sifted, &greatest);
    a.if_();
    a.store_value(ty, hole, 0, &greatest);
    a.get(place)
        .set(hole)
        .get(child)
        .set(root)
        .br(2)
        .end()
        .end()
        .end();
    a.store_value(ty, hole, 0, &sifted);
    a.br(1).end().end().get(header);
}

/// Keeps an element where it differs from the one kept before.
pub(super) fn dedup(a: &mut Asm<'_, '_>, ty: &Type) {
    let size = a.stride(ty);
    let (header, from, to, left, kept) = (0, a.i(), a.i(), a.i(), a.i());
    a.get(header).load(VECTOR_LEN).tee(left).if_();
    a.get(header).load(VECTOR_DATA).tee(to).u(size).add().set(from);
    a.dec(left).c(1).set(kept);
    a.elements(from, left, Step::Const(size), |a| {
        let value = a.load_value(ty, from, 0);
        let before = a.load_value(ty, to, 0);
        push_equal(a, ty, &value, &before);
        a.eqz().if_().inc(to, size).inc(kept, 1);
        a.store_value(ty, to, 0, &value).end();
    });
    a.get(header).get(kept).store(VECTOR_LEN).end().get(header);
}

/// `(vector<T>, T) -> Option<u64>`
pub(super) fn index_of(a: &mut Asm<'_, '_>, ty: &Type) {
    let size = a.stride(ty);
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let sought: Vec<Local> = (1..1 + width).collect();
    let (header, place, left, index) = (0, a.i(), a.i(), a.l());
    a.get(header).load(VECTOR_DATA).set(place);
    a.get(header).load(VECTOR_LEN).set(left);
    a.elements(place, left, Step::Const(size), |a| {
        let value = a.load_value(ty, place, 0);
        push_equal(a, ty, &value, &sought);
        a.if_().c(1).get(index).ret().end();
        a.get(index).c64(1).add64().set(index);
    });
    a.c(0).c64(0);
}
