//! Structural equality and the order of strings.

use twilight_abi::{IntType, Type};

use super::RuntimeFn;
use super::asm::{Asm, Step};
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// `(a, b, length) -> i32`: 1 when the bytes are equal.
pub(super) fn bytes_equal(a: &mut Asm<'_, '_>) {
    let (left, right, length) = (0, 1, 2);
    a.get(left).get(right).eq().if_().c(1).ret().end();
    a.loop_().get(length).c(7).gt_u().if_();
    a.get(left)
        .load64(0)
        .get(right)
        .load64(0)
        .ne64()
        .if_()
        .c(0)
        .ret()
        .end();
    a.inc(left, 8)
        .inc(right, 8)
        .get(length)
        .c(8)
        .sub()
        .set(length)
        .br(1)
        .end()
        .end();
    a.loop_().get(length).if_();
    a.get(left)
        .load8(0)
        .get(right)
        .load8(0)
        .ne()
        .if_()
        .c(0)
        .ret()
        .end();
    a.inc(left, 1).inc(right, 1).dec(length).br(1).end().end();
    a.c(1);
}

/// `(a, b) -> i32`: bytewise order of strings: negative, 0 or positive.
pub(super) fn string_compare(a: &mut Asm<'_, '_>) {
    let (left, right, length_left, length_right, at, difference) = (0, 1, a.i(), a.i(), a.i(), a.i());
    a.get(left)
        .load(0)
        .set(length_left)
        .get(right)
        .load(0)
        .set(length_right);
    a.loop_();
    // Lengths decide when one string is a prefix of the other.
    a.get(at)
        .get(length_left)
        .eq()
        .get(at)
        .get(length_right)
        .eq()
        .or()
        .if_();
    a.get(length_left).get(length_right).sub().ret().end();
    a.get(left)
        .load8(STRING_HEADER)
        .get(right)
        .load8(STRING_HEADER)
        .sub()
        .tee(difference)
        .if_();
    a.get(difference).ret().end();
    a.inc(left, 1).inc(right, 1).inc(at, 1).br(0).end().unreachable();
}

/// Pushes whether two values are equal.
pub(super) fn push_equal(a: &mut Asm<'_, '_>, ty: &Type, left: &[Local], right: &[Local]) {
    let (Some(first), Some(second)) = (left.first(), right.first()) else {
        a.c(1);
        return;
    };
    let held = ty.carrier().map(Type::Int);
    match held.as_ref().unwrap_or(ty) {
        Type::Bool
        | Type::Int(IntType {
            bits: 8 | 16 | 24 | 32,
            ..
        }) => {
            a.get(*first).get(*second).eq();
        }
        Type::Int(_) => {
            for (at, (one, other)) in left.iter().zip(right).enumerate() {
                a.get(*one).get(*other).xor64();
                if at > 0 {
                    a.or64();
                }
            }
            a.eqz64();
        }
        Type::Address => {
            a.get(*first).get(*second).c(20).call(RuntimeFn::BytesEqual);
        }
        Type::Hash256 => {
            a.get(*first).get(*second).c(32).call(RuntimeFn::BytesEqual);
        }
        _ => {
            a.get_all(left).get_all(right).helper(Helper::Equal(ty.clone()));
        }
    }
}

/// Returns 0 unless two values are equal.
fn require_equal(a: &mut Asm<'_, '_>, ty: &Type, left: &[Local], right: &[Local]) {
    push_equal(a, ty, left, right);
    a.eqz().if_().c(0).ret().end();
}

/// Elements of these types are equal when their bytes are.
fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::Int(_) | Type::FixedBytes(_))
}

/// Compares `count` elements; returns 0 when two differ.
fn elements(a: &mut Asm<'_, '_>, ty: &Type, places: [Local; 2], count: Local, steps: [Step; 2]) {
    let [left, right] = places;
    a.elements(left, count, steps[0], |a| {
        let one = a.load_value(ty, left, 0);
        let other = a.load_value(ty, right, 0);
        require_equal(a, ty, &one, &other);
        match steps[1] {
            Step::Const(bytes) => a.inc(right, bytes),
            Step::Local(step) => a.get(right).get(step).add().set(right),
        };
    });
}

/// `(a.., b..) -> i32`. Maps are equal when they have the same entries in the same order.
pub(super) fn equal(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let left: Vec<Local> = (0..width).collect();
    let right: Vec<Local> = (width..2 * width).collect();
    match ty {
        Type::Tuple(_) | Type::Struct(_) => {
            let ours = a.fields(ty, &left);
            let theirs = a.fields(ty, &right);
            for ((field, one), (_, other)) in ours.iter().zip(&theirs) {
                require_equal(a, field, one, other);
            }
            a.c(1);
        }
        Type::Option(_) | Type::Result(..) | Type::Enum(_) => {
            let ours = a.open(ty, &left);
            let theirs = a.open(ty, &right);
            let variants = ty.variants().unwrap_or_default();
            if let (Some(tag), Some(other)) = (ours.first().copied(), theirs.first().copied()) {
                a.get(tag).get(other).ne().if_().c(0).ret().end();
                if variants.iter().any(|payload| !payload.is_empty()) {
                    a.match_variant(tag, variants.len(), |a, variant| {
                        let one = a.payload(ty, variant, &ours);
                        let other = a.payload(ty, variant, &theirs);
                        for ((field, one), (_, other)) in one.iter().zip(&other) {
                            require_equal(a, field, one, other);
                        }
                    });
                }
            }
            a.c(1);
        }
        Type::String => {
            a.get(0).load(0).get(1).load(0).ne().if_().c(0).ret().end();
            a.get(0)
                .u(STRING_HEADER)
                .add()
                .get(1)
                .u(STRING_HEADER)
                .add()
                .get(0)
                .load(0);
            a.call(RuntimeFn::BytesEqual);
        }
        Type::Vector(element) => {
            let (count, one, other, size) = (a.i(), a.i(), a.i(), a.stride(element));
            a.get(0)
                .load(VECTOR_LEN)
                .tee(count)
                .get(1)
                .load(VECTOR_LEN)
                .ne()
                .if_()
                .c(0)
                .ret()
                .end();
            a.get(0)
                .load(VECTOR_DATA)
                .set(one)
                .get(1)
                .load(VECTOR_DATA)
                .set(other);
            if is_plain(element) {
                a.get(one)
                    .get(other)
                    .get(count)
                    .u(size)
                    .mul()
                    .call(RuntimeFn::BytesEqual);
                return;
            }
            elements(a, element, [one, other], count, [Step::Const(size); 2]);
            a.c(1);
        }
        Type::Array(element, length) => {
            let (count, size) = (a.i(), a.stride(element));
            let steps = [0, 1].map(|pointer| {
                let step = a.i();
                a.u(size).c(0).get(pointer).select().set(step);
                Step::Local(step)
            });
            a.u(u32::try_from(*length).unwrap_or(u32::MAX)).set(count);
            elements(a, element, [0, 1], count, steps);
            a.c(1);
        }
        Type::Map(key, value) => {
            let pair = Type::Tuple([(**key).clone(), (**value).clone()].into());
            let (count, one, other, size) = (a.i(), a.i(), a.i(), a.stride(&pair));
            a.get(0)
                .load(VECTOR_LEN)
                .tee(count)
                .get(1)
                .load(VECTOR_LEN)
                .ne()
                .if_()
                .c(0)
                .ret()
                .end();
            a.get(0)
                .load(VECTOR_DATA)
                .set(one)
                .get(1)
                .load(VECTOR_DATA)
                .set(other);
            elements(a, &pair, [one, other], count, [Step::Const(size); 2]);
            a.c(1);
        }
        _ => push_equal(a, ty, &left, &right),
    }
}
