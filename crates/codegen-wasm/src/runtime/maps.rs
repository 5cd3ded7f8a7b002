//! Maps in memory: entries in insertion order, found by comparing them while they are few and through a
//! hash index beyond that.
//!
//! A header is that of a vector of entries, then the index: its address, its number of slots (a power of
//! two, 4 bytes each: an entry's number plus one, 0 for none), whether it is up to date, and how many slots
//! are in use. An index that is not up to date is rebuilt by the next search. Removing the last entry leaves
//! the index as it is: a number beyond the length is passed over, and when the number is given out again the
//! keys differ. Removing another one makes the index stale. An entry is the memory form of `(K, V)`.

use std::sync::Arc;

use twilight_abi::Type;
use twilight_tir::Builtin;

use super::RuntimeFn;
use super::abi_encode::tail_of_tuple;
use super::asm::{Asm, Step};
use super::copy::copy_in_place;
use super::equality::push_equal;
use super::numbers::push_wide;
use super::vectors::ensure_header;
use crate::emit::Local;
use crate::helpers::Helper;
use crate::layout::{STRING_HEADER, VECTOR_DATA, VECTOR_LEN};

/// Entries up to which a search compares one after the other.
const LINEAR_ENTRIES: i32 = 8;
/// Offset of the index's address in the header.
const INDEX: u32 = 12;
/// Offset of the index's number of slots.
const SLOTS: u32 = 16;
/// Offset of 1 when the index is up to date.
const VALID: u32 = 20;
/// Offset of the number of slots in use, at most half of them.
const USED: u32 = 24;
/// Bytes of a header.
pub(super) const MAP_HEADER: u32 = 28;
/// Spreads the bits of a hash: 2^64 divided by the golden ratio, odd.
const SPREAD: i64 = 0x9e37_79b9_7f4a_7c15_u64.cast_signed();

/// Pushes the tuple of a container's pointer and a second value.
pub(super) fn push_pair(a: &mut Asm<'_, '_>, first: &Type, pointer: Local, second: &Type, value: &[Local]) {
    let pair = Type::Tuple([first.clone(), second.clone()].into());
    let mut contents = vec![pointer];
    contents.extend_from_slice(value);
    a.push_contents(&pair, &contents);
}

/// The layout of a map's entries.
struct Entry {
    key: Type,
    pair: Type,
    size: u32,
}

impl Entry {
    fn new(a: &mut Asm<'_, '_>, key: &Type, value: &Type) -> Self {
        let pair = Type::Tuple([key.clone(), value.clone()].into());
        let size = a.stride(&pair);
        Self {
            key: key.clone(),
            pair,
            size,
        }
    }

    /// The key and value of an entry, in fresh locals.
    fn load(&self, a: &mut Asm<'_, '_>, place: Local) -> (Vec<Local>, Vec<Local>) {
        let locals = a.load_value(&self.pair, place, 0);
        let mut parts = a
            .fields(&self.pair, &locals)
            .into_iter()
            .map(|(_, locals)| locals);
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }

    fn store(&self, a: &mut Asm<'_, '_>, place: Local, key: &[Local], value: &[Local]) {
        let contents: Vec<Local> = key.iter().chain(value).copied().collect();
        a.push_contents(&self.pair, &contents);
        let layout = a.cx.layouts.of(&self.pair);
        let locals = layout.form.spill(&mut a.f);
        a.store_value(&self.pair, place, 0, &locals);
    }
}

/// `(hash, part) -> i64`: mixes 64 bits into a hash.
pub(super) fn mix(a: &mut Asm<'_, '_>) {
    a.get(0).c64(29).rotl64().get(1).xor64().c64(SPREAD).mul64();
}

/// `(address, length) -> i64`: hash of bytes.
pub(super) fn hash_bytes(a: &mut Asm<'_, '_>) {
    let (at, left, hash) = (0, 1, a.l());
    a.get(left).extend_u().set(hash);
    a.loop_().get(left).c(7).gt_u().if_();
    a.get(hash).get(at).load64(0).call(RuntimeFn::Mix).set(hash);
    a.inc(at, 8).get(left).c(8).sub().set(left).br(1).end().end();
    a.loop_().get(left).if_();
    a.get(hash)
        .get(at)
        .load8(0)
        .extend_u()
        .call(RuntimeFn::Mix)
        .set(hash);
    a.inc(at, 1).dec(left).br(1).end().end();
    a.get(hash);
}

/// `(key..) -> i64`: equal keys have equal hashes; the high half is the better one.
pub(super) fn hash(a: &mut Asm<'_, '_>, ty: &Type) {
    let width = a.cx.layouts.of(ty).form.slots.len() as u32;
    let value: Vec<Local> = (0..width).collect();
    // What is held as an integer is hashed as one.
    let held = ty.carrier().map(Type::Int);
    match held.as_ref().unwrap_or(ty) {
        Type::Bool => {
            a.c64(0).get(0).extend_u().call(RuntimeFn::Mix);
        }
        Type::Int(int) => {
            a.c64(0);
            match int.container().bits {
                128 | 256 => {
                    for limb in &value {
                        a.get(*limb).call(RuntimeFn::Mix);
                    }
                }
                _ => {
                    push_wide(a, *int, &value);
                    a.call(RuntimeFn::Mix);
                }
            }
        }
        Type::String => {
            a.get(0)
                .u(STRING_HEADER)
                .add()
                .get(0)
                .load(0)
                .call(RuntimeFn::HashBytes);
        }
        Type::Address => {
            a.get(0).c(20).call(RuntimeFn::HashBytes);
        }
        Type::Hash256 => {
            a.get(0).c(32).call(RuntimeFn::HashBytes);
        }
        // Anything else by its encoding, which is injective.
        _ => {
            let (mark, result) = (a.i(), a.l());
            a.c(0).helper(Helper::Alloc).set(mark);
            tail_of_tuple(a, &[(ty.clone(), value)]);
            a.get(mark)
                .heap()
                .get(mark)
                .sub()
                .call(RuntimeFn::HashBytes)
                .set(result);
            a.get(mark).call(RuntimeFn::Release).get(result);
        }
    }
}

/// `(header, hash, number)`: enters an entry's number plus one into the index, which has room.
pub(super) fn index_add(a: &mut Asm<'_, '_>) {
    let (header, hash, number, at, mask, place) = (0, 1, 2, a.i(), a.i(), a.i());
    a.get(header).load(SLOTS).c(1).sub().set(mask);
    a.get(hash).c64(32).shr_u64().wrap().set(at);
    a.loop_();
    a.get(header)
        .load(INDEX)
        .get(at)
        .get(mask)
        .and()
        .c(2)
        .shl()
        .add()
        .tee(place)
        .load(0)
        .if_();
    a.inc(at, 1).br(1).end().end();
    a.get(place).get(number).store(0);
    a.get(header).get(header).load(USED).c(1).add().store(USED);
}

/// `(header)`: makes the index anew.
pub(super) fn reindex(a: &mut Asm<'_, '_>, key: &Type, value: &Type) {
    let entry = Entry::new(a, key, value);
    let (header, place, count, number, slots) = (0, a.i(), a.i(), a.i(), a.i());
    a.get(header).load(VECTOR_LEN).set(count);
    a.get(header).load(VECTOR_DATA).set(place);
    // At least four times as many slots as entries, so that many can be added before the next time.
    a.get(header)
        .load(SLOTS)
        .tee(slots)
        .get(count)
        .c(2)
        .shl()
        .lt_u()
        .if_();
    a.c(4 * LINEAR_ENTRIES).set(slots);
    a.loop_().get(slots).get(count).c(2).shl().lt_u().if_();
    a.get(slots).c(1).shl().set(slots).br(1).end().end();
    a.get(header).get(slots).store(SLOTS);
    a.get(header)
        .get(slots)
        .c(2)
        .shl()
        .helper(Helper::Alloc)
        .store(INDEX);
    a.else_();
    a.get(header).load(INDEX).c(0).get(slots).c(2).shl().fill().end();
    a.get(header).c(0).store(USED);
    a.elements(place, count, Step::Const(entry.size), |a| {
        a.inc(number, 1);
        let (key, _) = entry.load(a, place);
        a.get(header)
            .get_all(&key)
            .call(RuntimeFn::Hash(entry.key.clone()))
            .get(number)
            .call(RuntimeFn::IndexAdd);
    });
    a.get(header).c(1).store(VALID);
}

/// `(header, key..) -> i32`: address of the entry, 0 when there is none.
pub(super) fn find(a: &mut Asm<'_, '_>, key: &Type, value: &Type) {
    let entry = Entry::new(a, key, value);
    let width = a.cx.layouts.of(key).form.slots.len() as u32;
    let sought: Vec<Local> = (1..1 + width).collect();
    let (header, place, count, at) = (0, a.i(), a.i(), a.i());
    let compare = |a: &mut Asm<'_, '_>| {
        let (found, _) = entry.load(a, place);
        push_equal(a, &entry.key, &found, &sought);
        a.if_().get(place).ret().end();
    };
    a.get(header)
        .load(VECTOR_LEN)
        .tee(count)
        .c(LINEAR_ENTRIES)
        .gt_u()
        .eqz()
        .if_();
    a.get(header).load(VECTOR_DATA).set(place);
    a.elements(place, count, Step::Const(entry.size), compare);
    a.c(0).ret().end();
    a.get(header).load(VALID).eqz().if_();
    a.get(header)
        .call(RuntimeFn::Reindex(key.clone(), value.clone()))
        .end();
    a.get_all(&sought)
        .call(RuntimeFn::Hash(key.clone()))
        .c64(32)
        .shr_u64()
        .wrap()
        .set(at);
    a.loop_();
    a.get(header)
        .load(INDEX)
        .get(at)
        .get(header)
        .load(SLOTS)
        .c(1)
        .sub()
        .and()
        .c(2)
        .shl()
        .add()
        .load(0)
        .tee(place);
    a.eqz().if_().c(0).ret().end();
    a.get(place).get(header).load(VECTOR_LEN).gt_u().eqz().if_();
    a.get(header).load(VECTOR_DATA);
    a.get(place).c(1).sub().u(entry.size).mul().add().set(place);
    compare(a);
    a.end().inc(at, 1).br(0).end().unreachable();
}

/// Adds an entry whose key is not there.
fn append(a: &mut Asm<'_, '_>, entry: &Entry, header: Local, key: &[Local], value: &[Local]) {
    let (place, number) = (a.i(), a.i());
    a.get(header).c(1).u(entry.size).call(RuntimeFn::Reserve);
    a.get(header)
        .load(VECTOR_DATA)
        .get(header)
        .load(VECTOR_LEN)
        .tee(number)
        .u(entry.size)
        .mul()
        .add()
        .set(place);
    entry.store(a, place, key, value);
    a.get(header).get(number).c(1).add().tee(number).store(VECTOR_LEN);
    a.get(header).load(VALID).if_();
    a.get(header)
        .load(USED)
        .c(1)
        .add()
        .c(1)
        .shl()
        .get(header)
        .load(SLOTS)
        .gt_u()
        .if_();
    a.get(header).c(0).store(VALID).else_();
    a.get(header)
        .get_all(key)
        .call(RuntimeFn::Hash(entry.key.clone()))
        .get(number)
        .call(RuntimeFn::IndexAdd);
    a.end().end();
}

/// Takes an entry out; the others keep their order.
fn take_out(a: &mut Asm<'_, '_>, entry: &Entry, header: Local, place: Local) {
    let (count, behind) = (a.i(), a.i());
    a.get(header)
        .get(header)
        .load(VECTOR_LEN)
        .c(1)
        .sub()
        .tee(count)
        .store(VECTOR_LEN);
    a.get(header)
        .load(VECTOR_DATA)
        .get(count)
        .u(entry.size)
        .mul()
        .add()
        .get(place)
        .sub()
        .tee(behind)
        .if_();
    a.get(place).get(place).u(entry.size).add().get(behind).copy();
    a.get(header).c(0).store(VALID).end();
}

/// Keys, values or both, copied into a vector in insertion order.
pub(super) fn list(a: &mut Asm<'_, '_>, builtin: Builtin, key: &Type, value: &Type) {
    let entry = Entry::new(a, key, value);
    let element = match builtin {
        Builtin::MapKeys => key.clone(),
        Builtin::MapValues => value.clone(),
        _ => entry.pair.clone(),
    };
    let (header, data, at, place, count, left) = (0, a.i(), a.i(), a.i(), a.i(), a.i());
    let size = a.stride(&element);
    a.get(header).load(VECTOR_LEN).tee(count).tee(left);
    a.u(size).call(RuntimeFn::AllocElements).tee(data).set(at);
    a.get(header).load(VECTOR_DATA).set(place);
    a.elements(place, left, Step::Const(entry.size), |a| {
        let value = if builtin == Builtin::MapEntries {
            a.load_value(&element, place, 0)
        } else {
            let (key, value) = entry.load(a, place);
            if builtin == Builtin::MapKeys { key } else { value }
        };
        copy_in_place(a, &element, &value);
        a.store_value(&element, at, 0, &value).inc(at, size);
    });
    a.get(data).get(count).call(RuntimeFn::VectorOf);
}

/// Builds an operation on maps.
pub(super) fn builtin(a: &mut Asm<'_, '_>, builtin: Builtin, key: &Type, value: &Type) {
    let entry = Entry::new(a, key, value);
    let map = Type::Map(Arc::new(key.clone()), Arc::new(value.clone()));
    let option = Type::Option(Arc::new(value.clone()));
    let key_width = a.cx.layouts.of(key).form.slots.len() as u32;
    let value_width = a.cx.layouts.of(value).form.slots.len() as u32;
    let sought: Vec<Local> = (1..1 + key_width).collect();
    let given: Vec<Local> = (1 + key_width..1 + key_width + value_width).collect();
    let header = 0;
    let find = |a: &mut Asm<'_, '_>| {
        a.get(header)
            .get_all(&sought)
            .call(RuntimeFn::MapFind(key.clone(), value.clone()));
    };
    match builtin {
        Builtin::MapNew => {
            a.c(0);
        }
        Builtin::MapLen => {
            a.get(header).load32_64(VECTOR_LEN);
        }
        Builtin::MapContains => {
            find(a);
            a.c(0).ne();
        }
        Builtin::MapKeyAt | Builtin::MapValueAt => {
            let place = a.i();
            a.get(header)
                .get(1)
                .u(entry.size)
                .call(RuntimeFn::Element)
                .set(place);
            let (key, value) = entry.load(a, place);
            a.get_all(if builtin == Builtin::MapKeyAt {
                &key
            } else {
                &value
            });
        }
        Builtin::MapGet => {
            let place = a.i();
            let result = a.value_locals(&option);
            find(a);
            a.tee(place).if_();
            let (_, value) = entry.load(a, place);
            a.push_variant(&option, 1, &value).set_all(&result);
            a.end().get_all(&result);
        }
        Builtin::MapInsert | Builtin::MapRemove => {
            let place = a.i();
            let result = a.value_locals(&option);
            if builtin == Builtin::MapInsert {
                ensure_header(a, header, MAP_HEADER);
            }
            find(a);
            a.tee(place).if_();
            let (_, old) = entry.load(a, place);
            a.push_variant(&option, 1, &old).set_all(&result);
            if builtin == Builtin::MapInsert {
                entry.store(a, place, &sought, &given);
                a.else_();
                append(a, &entry, header, &sought, &given);
            } else {
                take_out(a, &entry, header, place);
            }
            a.end();
            push_pair(a, &map, header, &option, &result);
        }
        _ => {}
    }
}
