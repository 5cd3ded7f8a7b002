//! How values lie in wasm locals and in linear memory.
//!
//! A type flattens to a list of [`Slot`]s, one wasm value each. The same slots at their own width make its
//! *memory form* (elements of vectors and arrays, entries of maps, contents of boxes). An aggregate with
//! more than [`MAX_SLOTS`] slots is *boxed*: one slot that points to its memory form, which is never
//! written again once it is shared.
//!
//! | Type | Slots |
//! |---|---|
//! | `()` | none |
//! | `bool`, integers up to 32 bits | one `i32`, zero- or sign-extended |
//! | `u64`, `i64` | one `i64` |
//! | 128 and 256 bits | 2 or 4 `i64` limbs, low first |
//! | integers of other widths | as the native type that holds them, with the same number |
//! | `bytesN` | as the unsigned integer of N bytes, the first byte highest |
//! | `address`, `hash256` | `i32` pointer to 20 or 32 bytes, never written again |
//! | `string` | `i32` pointer to `{ len: u32, bytes }`, never written again |
//! | `vector<T>` | `i32` pointer to `{ data: u32, len: u32, cap: u32 }` |
//! | `array<T, N>` | `i32` pointer to N elements in memory form |
//! | `map<K, V>` | `i32` pointer to a header |
//! | `reference<T>` | `i32` pointer to a cell: T's contents in memory form, also where T is boxed |
//! | tuple, struct | its fields' slots |
//! | `Option`, `Result`, enum | tag, then the variants' payload slots joined position by position |
//!
//! All-zero slots are the default value of every type that has one: a reference has none, and is never null. The null pointer stands for the empty string, vector
//! and map, the zero address and hash, the box and the array of zeros. The first
//! [`Layouts::zero_area`] bytes of memory are always zero and hold the largest box, so that reading a
//! string's length, a vector's header, an address, a hash or a box through a null pointer is right without a
//! test. An array may be larger than that: an element's address is `pointer == 0 ? 0 : pointer + i * stride`.
//!
//! This module must never decide what an instruction does; it only knows places.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use twilight_abi::{IntType, Type};
use twilight_tir::fast_hash::FastMap;
use wasm_encoder::{MemArg, ValType};

use crate::emit::{FunctionBuilder, Local};

/// Slots that an aggregate may have before it is boxed.
pub const MAX_SLOTS: usize = 16;
/// Bytes at address 0 that are never written: the least [`Layouts::zero_area`], and the documented start of
/// constant data (`docs/wasm-abi.md`, "Memory layout").
pub const MIN_ZERO_AREA: u32 = 1024;
/// Offset of a vector header's pointer to its elements.
pub const VECTOR_DATA: u32 = 0;
/// Offset of a vector header's number of elements (`u32`).
pub const VECTOR_LEN: u32 = 4;
/// Offset of a vector header's number of elements that the memory at `data` holds (`u32`).
pub const VECTOR_CAP: u32 = 8;
/// Bytes of a vector header.
pub const VECTOR_HEADER: u32 = 12;
/// Bytes before a string's text: its length as `u32`.
pub const STRING_HEADER: u32 = 4;

/// One wasm value of a flattened type, with the width it has in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// One byte, zero-extended.
    U8,
    /// One byte, sign-extended.
    I8,
    /// Two bytes, zero-extended.
    U16,
    /// Two bytes, sign-extended.
    I16,
    /// Four bytes.
    I32,
    /// Eight bytes.
    I64,
}

impl Slot {
    /// The wasm type of the local.
    #[must_use]
    pub const fn val_type(self) -> ValType {
        match self {
            Self::I64 => ValType::I64,
            _ => ValType::I32,
        }
    }

    /// Bytes in memory; also the alignment.
    #[must_use]
    pub const fn bytes(self) -> u32 {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::I32 => 4,
            Self::I64 => 8,
        }
    }

    /// The slot that holds either: a 32-bit value in a 64-bit slot is zero-extended.
    const fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::I64, _) | (_, Self::I64) => Self::I64,
            (Self::U8, Self::U8) => Self::U8,
            (Self::I8, Self::I8) => Self::I8,
            (Self::U16, Self::U16) => Self::U16,
            (Self::I16, Self::I16) => Self::I16,
            _ => Self::I32,
        }
    }

    const fn memarg(self, offset: u32) -> MemArg {
        MemArg {
            offset: offset as u64,
            align: self.bytes().trailing_zeros(),
            memory_index: 0,
        }
    }

    /// Replaces the address on the stack by the value at `address + offset`.
    pub fn load(self, f: &mut FunctionBuilder, offset: u32) {
        let memarg = self.memarg(offset);
        let mut ins = f.ins();
        match self {
            Self::U8 => ins.i32_load8_u(memarg),
            Self::I8 => ins.i32_load8_s(memarg),
            Self::U16 => ins.i32_load16_u(memarg),
            Self::I16 => ins.i32_load16_s(memarg),
            Self::I32 => ins.i32_load(memarg),
            Self::I64 => ins.i64_load(memarg),
        };
    }

    /// Takes address and value from the stack and writes the value to `address + offset`.
    pub fn store(self, f: &mut FunctionBuilder, offset: u32) {
        let memarg = self.memarg(offset);
        let mut ins = f.ins();
        match self {
            Self::U8 | Self::I8 => ins.i32_store8(memarg),
            Self::U16 | Self::I16 => ins.i32_store16(memarg),
            Self::I32 => ins.i32_store(memarg),
            Self::I64 => ins.i64_store(memarg),
        };
    }
}

/// Converts the value on top of the stack between a slot and a slot that it was joined into.
pub fn convert(f: &mut FunctionBuilder, from: Slot, to: Slot) {
    match (from.val_type(), to.val_type()) {
        (ValType::I32, ValType::I64) => {
            f.ins().i64_extend_i32_u();
        }
        (ValType::I64, ValType::I32) => {
            f.ins().i32_wrap_i64();
        }
        _ => {}
    }
}

/// Slots with their places in memory form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The slots.
    pub slots: Vec<Slot>,
    /// Byte offset of each slot.
    pub offsets: Vec<u32>,
    /// Bytes, a multiple of `align`: the stride of elements.
    pub size: u32,
    /// 1, 2, 4 or 8.
    pub align: u32,
}

impl Form {
    fn new(slots: Vec<Slot>) -> Self {
        let mut at = 0_u32;
        let mut align = 1;
        let offsets = slots
            .iter()
            .map(|slot| {
                at = at.next_multiple_of(slot.bytes());
                align = align.max(slot.bytes());
                let offset = at;
                at += slot.bytes();
                offset
            })
            .collect();
        Self {
            slots,
            offsets,
            size: at.next_multiple_of(align),
            align,
        }
    }

    /// The wasm types of the slots.
    #[must_use]
    pub fn val_types(&self) -> Vec<ValType> {
        self.slots.iter().map(|slot| slot.val_type()).collect()
    }

    /// Pushes all slots from memory at `address + offset`.
    pub fn load(&self, f: &mut FunctionBuilder, address: Local, offset: u32) {
        for (slot, at) in self.slots.iter().zip(&self.offsets) {
            f.ins().local_get(address);
            slot.load(f, offset + at);
        }
    }

    /// Writes all slots from locals to memory at `address + offset`.
    pub fn store(&self, f: &mut FunctionBuilder, address: Local, offset: u32, values: &[Local]) {
        for ((slot, at), value) in self.slots.iter().zip(&self.offsets).zip(values) {
            f.ins().local_get(address).local_get(*value);
            slot.store(f, offset + at);
        }
    }

    /// Moves all slots from the stack into fresh locals.
    pub fn spill(&self, f: &mut FunctionBuilder) -> Vec<Local> {
        let locals: Vec<Local> = self.slots.iter().map(|slot| f.local(slot.val_type())).collect();
        for local in locals.iter().rev() {
            f.ins().local_set(*local);
        }
        locals
    }
}

/// The layout of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The slots of a value and their memory form; one pointer where the type is boxed.
    pub form: Form,
    /// Contents of the box where the type is boxed.
    pub boxed: Option<Form>,
}

impl Layout {
    /// The slots of the contents: of the box where the type is boxed, else of the value itself.
    #[must_use]
    pub fn contents(&self) -> &Form {
        self.boxed.as_ref().unwrap_or(&self.form)
    }
}

/// The slots of an integer of a native type.
fn int_slots(ty: IntType) -> Vec<Slot> {
    match (ty.bits, ty.signed) {
        (8, false) => vec![Slot::U8],
        (8, true) => vec![Slot::I8],
        (16, false) => vec![Slot::U16],
        (16, true) => vec![Slot::I16],
        (32, _) => vec![Slot::I32],
        (bits, _) => vec![Slot::I64; usize::from(bits / 64)],
    }
}

/// Layouts of all types of a module.
#[derive(Debug)]
pub struct Layouts {
    cache: FastMap<Type, Rc<Layout>>,
    visited: HashSet<Type>,
    zero_area: u32,
}

impl Default for Layouts {
    fn default() -> Self {
        Self {
            cache: FastMap::default(),
            visited: HashSet::new(),
            zero_area: MIN_ZERO_AREA,
        }
    }
}

impl Layouts {
    /// Bytes from address 0 that must stay zero for the types seen so far.
    #[must_use]
    pub fn zero_area(&self) -> u32 {
        self.zero_area
    }

    /// The layout of a type.
    pub fn of(&mut self, ty: &Type) -> Rc<Layout> {
        if let Some(layout) = self.cache.get(ty) {
            return Rc::clone(layout);
        }
        let contents = Form::new(self.contents(ty));
        let layout = Rc::new(if contents.slots.len() > MAX_SLOTS {
            self.zero_area = self.zero_area.max(contents.size.next_multiple_of(16));
            Layout {
                form: Form::new(vec![Slot::I32]),
                boxed: Some(contents),
            }
        } else {
            Layout {
                form: contents,
                boxed: None,
            }
        });
        self.cache.insert(ty.clone(), Rc::clone(&layout));
        layout
    }

    /// Visits a type and all types inside it, so that [`Layouts::zero_area`] covers them. Types are finite
    /// trees whose depth the front end bounds (DECISION S15).
    pub fn visit(&mut self, ty: &Type) {
        // What has no parts is never boxed.
        let is_simple = matches!(
            ty,
            Type::Unit | Type::Bool | Type::Int(_) | Type::String | Type::Address | Type::Hash256
        );
        if is_simple || self.visited.contains(ty) {
            return;
        }
        self.visited.insert(ty.clone());
        self.of(ty);
        match ty {
            Type::Array(element, _) | Type::Vector(element) | Type::Reference(element) => self.visit(element),
            Type::Map(key, value) => {
                self.visit(key);
                self.visit(value);
            }
            _ => {
                let fields = ty.fields().unwrap_or_default();
                let payloads = ty.variants().unwrap_or_default();
                for inner in fields.iter().chain(payloads.iter().flatten()) {
                    self.visit(inner);
                }
            }
        }
    }

    fn contents(&mut self, ty: &Type) -> Vec<Slot> {
        match ty {
            Type::Unit => Vec::new(),
            Type::Bool => vec![Slot::U8],
            Type::Int(int) => int_slots(int.container()),
            Type::FixedBytes(_) => int_slots(ty.carrier().unwrap_or(IntType::U256).container()),
            Type::String
            | Type::Address
            | Type::Hash256
            | Type::Array(..)
            | Type::Vector(_)
            | Type::Map(..)
            | Type::Reference(_) => vec![Slot::I32],
            Type::Tuple(_) | Type::Struct(_) => {
                let fields = ty.fields().unwrap_or_default();
                fields
                    .iter()
                    .flat_map(|field| self.of(field).form.slots.clone())
                    .collect()
            }
            Type::Option(_) | Type::Result(..) | Type::Enum(_) => {
                let mut slots = vec![Slot::U8];
                for payload in ty.variants().unwrap_or_default() {
                    let mut at = 1;
                    for field in &payload {
                        for slot in &self.of(field).form.slots {
                            match slots.get_mut(at) {
                                Some(joined) => *joined = joined.join(*slot),
                                None => slots.push(*slot),
                            }
                            at += 1;
                        }
                    }
                }
                slots
            }
        }
    }

    /// Where field `index` of a tuple or struct stands among the contents' slots.
    pub fn field(&mut self, ty: &Type, index: usize) -> Range<usize> {
        self.range(&ty.fields().unwrap_or_default(), index, 0)
    }

    /// Where field `index` of a variant's payload stands among the contents' slots; slot 0 is the tag. The
    /// slots there may be wider than the field's: see [`convert`].
    pub fn payload(&mut self, ty: &Type, variant: usize, index: usize) -> Range<usize> {
        let payload = ty
            .variants()
            .unwrap_or_default()
            .get(variant)
            .cloned()
            .unwrap_or_default();
        self.range(&payload, index, 1)
    }

    fn range(&mut self, types: &[Type], index: usize, first: usize) -> Range<usize> {
        let start = first
            + types
                .iter()
                .take(index)
                .map(|ty| self.of(ty).form.slots.len())
                .sum::<usize>();
        let len = types.get(index).map_or(0, |ty| self.of(ty).form.slots.len());
        start..start + len
    }
}
