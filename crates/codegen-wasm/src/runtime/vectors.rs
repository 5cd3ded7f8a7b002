//! Vectors and arrays.
//!
//! A consumed operand is updated in place (`twilight_tir`'s crate documentation); a null header or array is
//! replaced by a fresh one where it is written.

use twilight_abi::{IntType, Type};
use twilight_tir::Builtin;

use super::asm::{Asm, Step};
use super::copy::copy_in_place;
use super::equality::push_equal;
use super::{Failure, RuntimeFn};
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{VECTOR_CAP, VECTOR_DATA, VECTOR_HEADER, VECTOR_LEN};

/// Elements that the first allocation of a growing vector or map holds.
const FIRST_CAPACITY: i32 = 4;

/// `(header, extra, size)`: makes room for that many more elements of `size` bytes.
pub(super) fn reserve(a: &mut Asm<'_, '_>) {
    let (header, extra, size, needed, data, capacity) = (0, 1, 2, a.i(), a.i(), a.i());
    a.get(header).load(VECTOR_LEN).get(extra).add().tee(needed);
    a.get(header).load(VECTOR_CAP).tee(capacity).gt_u().if_();
    // Twice the old capacity, or what is needed, or a few: whichever is most.
    a.get(capacity)
        .c(1)
        .shl()
        .tee(capacity)
        .get(needed)
        .get(capacity)
        .get(needed)
        .gt_u()
        .select()
        .set(capacity);
    a.get(capacity)
        .c(FIRST_CAPACITY)
        .get(capacity)
        .c(FIRST_CAPACITY)
        .gt_u()
        .select()
        .set(capacity);
    a.get(capacity).get(size).call(RuntimeFn::AllocElements).set(data);
    a.get(data)
        .get(header)
        .load(VECTOR_DATA)
        .get(header)
        .load(VECTOR_LEN)
        .get(size)
        .mul()
        .copy();
    a.get(header).get(data).store(VECTOR_DATA);
    a.get(header).get(capacity).store(VECTOR_CAP);
    a.end();
}

/// `(count, size) -> i32`: memory for elements; the product cannot wrap.
pub(super) fn alloc_elements(a: &mut Asm<'_, '_>) {
    let (count, size) = (0, 1);
    // A count of 2^31 or more is out of memory even when elements take none.
    a.get(count).c(0).lt_s();
    a.get(count)
        .extend_u()
        .get(size)
        .extend_u()
        .mul64()
        .c64(0x4000_0000)
        .gt_u64()
        .or()
        .if_();
    a.call(RuntimeFn::Fail(Failure::OutOfMemory)).end();
    a.get(count).get(size).mul().helper(Helper::Alloc);
}

/// `(header, index, size) -> i32`: address of an element; traps when the index is out of bounds.
pub(super) fn element(a: &mut Asm<'_, '_>) {
    let (header, index, size) = (0, 1, 2);
    a.get(index)
        .get(header)
        .load32_64(VECTOR_LEN)
        .ge_u64()
        .if_()
        .unreachable()
        .end();
    a.get(header)
        .load(VECTOR_DATA)
        .get(index)
        .wrap()
        .get(size)
        .mul()
        .add();
}

/// `(count: i64) -> i32`: a count of elements; out of memory when it has more than 32 bits.
pub(super) fn count(a: &mut Asm<'_, '_>) {
    a.get(0).c64(i64::from(i32::MAX)).gt_u64().if_();
    a.call(RuntimeFn::Fail(Failure::OutOfMemory)).end();
    a.get(0).wrap();
}

/// `header = header == 0 ? a new one : header`.
pub(super) fn ensure_header(a: &mut Asm<'_, '_>, header: Local, bytes: u32) {
    a.get(header)
        .eqz()
        .if_()
        .u(bytes)
        .helper(Helper::Alloc)
        .set(header)
        .end();
}

/// Pushes a new header.
fn push_header(a: &mut Asm<'_, '_>, data: Local, length: Local) {
    a.get(data).get(length).call(RuntimeFn::VectorOf);
}

/// Adds to the vector's length what is on the stack.
fn add_length(a: &mut Asm<'_, '_>, header: Local) {
    let amount = a.i();
    a.set(amount)
        .get(header)
        .get(header)
        .load(VECTOR_LEN)
        .get(amount)
        .add()
        .store(VECTOR_LEN);
}

/// Pushes the address of an element after a check.
fn element_address(a: &mut Asm<'_, '_>, header: Local, index: Local, size: u32) {
    a.get(header).get(index).u(size).call(RuntimeFn::Element);
}

/// Pushes `data + (length at header) * size`.
fn end_address(a: &mut Asm<'_, '_>, header: Local, size: u32) {
    a.get(header)
        .load(VECTOR_DATA)
        .get(header)
        .load(VECTOR_LEN)
        .u(size)
        .mul()
        .add();
}

/// Stores structural copies of a value; destroys `place` and `count`.
fn fill(a: &mut Asm<'_, '_>, ty: &Type, place: Local, count: Local, value: &[Local]) {
    let size = a.stride(ty);
    a.elements(place, count, Step::Const(size), |a| {
        copy_in_place(a, ty, value);
        a.store_value(ty, place, 0, value);
    });
}

/// Replaces `count` elements by their copies where elements own storage; destroys both.
fn copy_all(a: &mut Asm<'_, '_>, ty: &Type, place: Local, count: Local) {
    if a.cx.is_mutable(ty) {
        let size = a.stride(ty);
        a.elements(place, count, Step::Const(size), |a| {
            let value = a.load_value(ty, place, 0);
            copy_in_place(a, ty, &value);
            a.store_value(ty, place, 0, &value);
        });
    }
}

/// Builds an operation on vectors of `ty`.
pub(super) fn builtin(a: &mut Asm<'_, '_>, builtin: Builtin, ty: &Type) {
    let size = a.stride(ty);
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let slots = |first: u32| (first..first + width).collect::<Vec<Local>>();
    let option = Type::Option(std::sync::Arc::new(ty.clone()));
    let header = 0;
    match builtin {
        Builtin::VecNew => {
            a.c(0);
        }
        Builtin::VecLen => {
            a.get(header).load32_64(VECTOR_LEN);
        }
        Builtin::VecRepeat => {
            let (count, data, place, left) = (a.i(), a.i(), a.i(), a.i());
            a.get(width).call(RuntimeFn::Count).tee(count).tee(left);
            a.u(size).call(RuntimeFn::AllocElements).tee(data).set(place);
            fill(a, ty, place, left, &slots(0));
            push_header(a, data, count);
        }
        Builtin::VecGet => {
            let place = a.i();
            element_address(a, header, 1, size);
            a.set(place).push_value(ty, place, 0);
        }
        Builtin::VecSet => {
            let place = a.i();
            element_address(a, header, 1, size);
            a.set(place).store_value(ty, place, 0, &slots(2)).get(header);
        }
        Builtin::VecPush => {
            let place = a.i();
            ensure_header(a, header, VECTOR_HEADER);
            a.get(header).c(1).u(size).call(RuntimeFn::Reserve);
            end_address(a, header, size);
            a.set(place).store_value(ty, place, 0, &slots(1));
            a.c(1);
            add_length(a, header);
            a.get(header);
        }
        Builtin::VecPop => {
            let place = a.i();
            let result = a.value_locals(&option);
            a.get(header).load(VECTOR_LEN).if_().c(-1);
            add_length(a, header);
            end_address(a, header, size);
            a.set(place);
            let value = a.load_value(ty, place, 0);
            a.push_variant(&option, 1, &value).set_all(&result);
            a.end();
            super::maps::push_pair(
                a,
                &Type::Vector(std::sync::Arc::new(ty.clone())),
                header,
                &option,
                &result,
            );
        }
        Builtin::VecSlice => {
            let (start, end, data, count) = (1, 2, a.i(), a.i());
            a.get(start)
                .get(end)
                .gt_u64()
                .get(end)
                .get(header)
                .load32_64(VECTOR_LEN)
                .gt_u64()
                .or()
                .if_();
            a.unreachable().end();
            a.get(end)
                .get(start)
                .sub64()
                .wrap()
                .tee(count)
                .u(size)
                .mul()
                .helper(Helper::Alloc)
                .tee(data);
            a.get(header)
                .load(VECTOR_DATA)
                .get(start)
                .wrap()
                .u(size)
                .mul()
                .add();
            a.get(count).u(size).mul().copy();
            push_header(a, data, count);
            copy_all(a, ty, data, count);
        }
        Builtin::VecInsert => {
            let (index, place) = (1, a.i());
            a.get(index)
                .get(header)
                .load32_64(VECTOR_LEN)
                .gt_u64()
                .if_()
                .unreachable()
                .end();
            ensure_header(a, header, VECTOR_HEADER);
            a.get(header).c(1).u(size).call(RuntimeFn::Reserve);
            a.get(header)
                .load(VECTOR_DATA)
                .get(index)
                .wrap()
                .u(size)
                .mul()
                .add()
                .tee(place);
            a.u(size).add().get(place);
            end_address(a, header, size);
            a.get(place).sub().copy();
            a.store_value(ty, place, 0, &slots(2)).c(1);
            add_length(a, header);
            a.get(header);
        }
        Builtin::VecRemove => {
            let place = a.i();
            element_address(a, header, 1, size);
            a.set(place);
            let value = a.load_value(ty, place, 0);
            a.get(place).get(place).u(size).add();
            end_address(a, header, size);
            a.get(place).u(size).add().sub().copy().c(-1);
            add_length(a, header);
            super::maps::push_pair(
                a,
                &Type::Vector(std::sync::Arc::new(ty.clone())),
                header,
                ty,
                &value,
            );
        }
        Builtin::VecTruncate => {
            a.get(1).get(header).load32_64(VECTOR_LEN).lt_u64().if_();
            a.get(header).get(1).store32_64(VECTOR_LEN).end().get(header);
        }
        Builtin::VecSwap => {
            let (one, other) = (a.i(), a.i());
            element_address(a, header, 1, size);
            a.set(one);
            element_address(a, header, 2, size);
            a.set(other);
            swap(a, ty, one, other);
            a.get(header);
        }
        Builtin::VecReverse => {
            let (one, other) = (a.i(), a.i());
            a.get(header).load(VECTOR_DATA).set(one);
            end_address(a, header, size);
            a.set(other);
            // While at least two elements are left between the two.
            a.loop_().get(one).u(size).add().get(other).lt_u().if_();
            a.get(other).u(size).sub().set(other);
            swap(a, ty, one, other);
            a.inc(one, size).br(1).end().end().get(header);
        }
        Builtin::VecExtend => {
            let (other, count, place) = (1, a.i(), a.i());
            a.get(other).load(VECTOR_LEN).tee(count).if_();
            ensure_header(a, header, VECTOR_HEADER);
            a.get(header).get(count).u(size).call(RuntimeFn::Reserve);
            end_address(a, header, size);
            a.tee(place)
                .get(other)
                .load(VECTOR_DATA)
                .get(count)
                .u(size)
                .mul()
                .copy()
                .get(count);
            add_length(a, header);
            copy_all(a, ty, place, count);
            a.end().get(header);
        }
        _ => {
            // VecContains
            let (place, count) = (a.i(), a.i());
            a.get(header)
                .load(VECTOR_DATA)
                .set(place)
                .get(header)
                .load(VECTOR_LEN)
                .set(count);
            a.elements(place, count, Step::Const(size), |a| {
                let value = a.load_value(ty, place, 0);
                push_equal(a, ty, &value, &slots(1));
                a.if_().c(1).ret().end();
            });
            a.c(0);
        }
    }
}

/// Exchanges two elements.
fn swap(a: &mut Asm<'_, '_>, ty: &Type, one: Local, other: Local) {
    let first = a.load_value(ty, one, 0);
    let second = a.load_value(ty, other, 0);
    a.store_value(ty, one, 0, &second)
        .store_value(ty, other, 0, &first);
}

/// `(data, length) -> vector<u8>` and the like take 32-bit lengths: an array's is never longer.
fn array_length(length: u64) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// `(array, index, size, length) -> i32`: address of an element, 0 in a null array; traps out of bounds.
pub(super) fn array_element(a: &mut Asm<'_, '_>) {
    let (array, index, size, length) = (0, 1, 2, 3);
    a.get(index)
        .get(length)
        .extend_u()
        .ge_u64()
        .if_()
        .unreachable()
        .end();
    a.get(array)
        .get(index)
        .wrap()
        .get(size)
        .mul()
        .add()
        .c(0)
        .get(array)
        .select();
}

/// Builds an operation on arrays.
pub(super) fn array_builtin(a: &mut Asm<'_, '_>, builtin: Builtin, array: &Type) {
    let Type::Array(ty, length) = array else { return };
    let (size, length) = (a.stride(ty), array_length(*length));
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let address = |a: &mut Asm<'_, '_>| {
        let place = a.i();
        a.get(0)
            .get(1)
            .u(size)
            .u(length)
            .call(RuntimeFn::ArrayElement)
            .set(place);
        place
    };
    match builtin {
        Builtin::ArrayRepeat => {
            let (data, place, count) = (a.i(), a.i(), a.i());
            a.u(length)
                .tee(count)
                .u(size)
                .call(RuntimeFn::AllocElements)
                .tee(data)
                .set(place);
            fill(a, ty, place, count, &(0..width).collect::<Vec<_>>());
            a.get(data);
        }
        Builtin::ArrayGet => {
            let place = address(a);
            a.push_value(ty, place, 0);
        }
        Builtin::ArraySet | Builtin::ArraySetUnchecked => {
            a.get(0)
                .eqz()
                .if_()
                .u(length)
                .u(size)
                .call(RuntimeFn::AllocElements)
                .set(0)
                .end();
            let place = if builtin == Builtin::ArraySet {
                address(a)
            } else {
                let place = a.i();
                a.get(0).get(1).wrap().u(size).mul().add().set(place);
                place
            };
            a.store_value(ty, place, 0, &(2..2 + width).collect::<Vec<_>>())
                .get(0);
        }
        Builtin::VecToArray => {
            let (out, place, count) = (a.i(), a.i(), a.i());
            a.get(0).load(VECTOR_LEN).u(length).ne().if_().unreachable().end();
            a.u(length).tee(count).u(size).call(RuntimeFn::AllocElements);
            a.tee(out).tee(place).get(0).load(VECTOR_DATA);
            a.get(count).u(size).mul().copy();
            copy_all(a, ty, place, count);
            a.get(out);
        }
        _ => {
            // ArrayToVec
            let (data, count) = (a.i(), a.i());
            a.u(length)
                .tee(count)
                .u(size)
                .call(RuntimeFn::AllocElements)
                .set(data);
            a.get(0)
                .if_()
                .get(data)
                .get(0)
                .get(count)
                .u(size)
                .mul()
                .copy()
                .end();
            push_header(a, data, count);
            copy_all(a, ty, data, count);
        }
    }
}

/// True for `u8`, whose vectors are byte strings.
pub(super) fn is_byte(ty: &Type) -> bool {
    *ty == Type::Int(IntType::U8)
}
