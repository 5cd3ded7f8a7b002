//! Tuples, structs, `Option`s, enums, arrays and vectors: mostly rearranging slots.
//!
//! A boxed value's memory is written only here, right after it was allocated.

use std::rc::Rc;

use twilight_abi::Type;
use twilight_tir::Operand;
use wasm_encoder::ValType;

use super::{Selector, zero};
use crate::helpers::Helper;
use crate::layout::{Form, Layout, Slot, VECTOR_CAP, VECTOR_DATA, VECTOR_LEN};
use crate::machine::{Code, Effect, Src, op};
use crate::runtime::RuntimeFn;

/// Bytes from a vector literal's header to its elements: the header, padded to the largest alignment.
const LITERAL_DATA: u32 = 16;
/// Constant elements from which a literal is copied from constant data instead of stored one by one.
const CONSTANT_DATA_ELEMENTS: usize = 4;
/// Bytes from which copying constant data is paid for by length; one instruction covers fewer.
const PAID_COPY_BYTES: usize = 64;

impl Selector<'_, '_> {
    pub(super) fn load(&mut self, slot: Slot, address: Src, offset: u32, effect: Effect) -> Src {
        let def = self.push(
            Code::Load(slot, offset),
            &[address],
            &[slot.val_type()],
            effect,
            None,
        );
        Src::Reg(def)
    }

    pub(super) fn store(&mut self, slot: Slot, address: Src, offset: u32, value: Src) {
        self.push(
            Code::Store(slot, offset),
            &[address, value],
            &[],
            Effect::WRITE,
            None,
        );
    }

    /// Reads a `u32` that a vector or map header holds, as `u64`.
    pub(super) fn load_count(&mut self, address: Src, offset: u32, effect: Effect) -> Src {
        let count = self.load(Slot::I32, address, offset, effect);
        self.long1(op::I64_EXTEND_I32_U, count)
    }

    /// Makes the value of a layout from its contents' slots.
    fn pack(&mut self, layout: &Layout, contents: Vec<Src>) -> Rc<[Src]> {
        let Some(boxed) = &layout.boxed else {
            return contents.into();
        };
        if contents
            .iter()
            .all(|slot| matches!(slot, Src::I32(0) | Src::I64(0)))
        {
            return [Src::I32(0)].into();
        }
        let address = self.alloc(u64::from(boxed.size));
        self.store_all(boxed, address, 0, &contents);
        [address].into()
    }

    /// Writes slots to fresh memory, which is zero already.
    pub(super) fn store_all(&mut self, form: &Form, address: Src, offset: u32, values: &[Src]) {
        for ((slot, at), value) in form.slots.iter().zip(&form.offsets).zip(values) {
            if !matches!(value, Src::I32(0) | Src::I64(0)) {
                self.store(*slot, address, offset + at, *value);
            }
        }
    }

    /// Some of the contents' slots of a value. A box is never written once it is shared, so that reading
    /// one is pure.
    fn contents(&mut self, layout: &Layout, value: &[Src], range: std::ops::Range<usize>) -> Vec<Src> {
        match &layout.boxed {
            None => value.get(range).unwrap_or_default().to_vec(),
            Some(boxed) => range
                .filter_map(|at| Some((*boxed.slots.get(at)?, *boxed.offsets.get(at)?)))
                .map(|(slot, offset)| self.load(slot, value[0], offset, Effect::PURE))
                .collect(),
        }
    }

    /// A value with some of its contents' slots replaced.
    fn replace(&mut self, layout: &Layout, value: &[Src], start: usize, slots: &[Src]) -> Rc<[Src]> {
        match &layout.boxed {
            None => {
                let mut result = value.to_vec();
                for (place, slot) in result.iter_mut().skip(start).zip(slots) {
                    *place = *slot;
                }
                result.into()
            }
            Some(boxed) => {
                let address = self.alloc(u64::from(boxed.size));
                let size = Src::I32(boxed.size as i32);
                self.push(
                    Code::MemoryCopy,
                    &[address, value[0], size],
                    &[],
                    Effect::WRITE,
                    None,
                );
                for (at, slot) in slots.iter().enumerate() {
                    self.store(boxed.slots[start + at], address, boxed.offsets[start + at], *slot);
                }
                [address].into()
            }
        }
    }

    fn convert(&mut self, slots: &[Src], to: &[Slot]) -> Vec<Src> {
        slots
            .iter()
            .zip(to)
            .map(|(slot, to)| match (self.type_of_src(*slot), to.val_type()) {
                (ValType::I32, ValType::I64) => self.long1(op::I64_EXTEND_I32_U, *slot),
                (ValType::I64, ValType::I32) => self.wrap(*slot),
                _ => *slot,
            })
            .collect()
    }

    pub(super) fn extract(&mut self, aggregate: &Operand, index: u32) -> Rc<[Src]> {
        let ty = self.type_of(aggregate);
        let layout = self.cx.layouts.of(&ty);
        let range = self.cx.layouts.field(&ty, index as usize);
        let value = self.slots(aggregate);
        self.contents(&layout, &value, range).into()
    }

    pub(super) fn insert(&mut self, aggregate: &Operand, index: u32, field: &Operand) -> Rc<[Src]> {
        let ty = self.type_of(aggregate);
        let layout = self.cx.layouts.of(&ty);
        let range = self.cx.layouts.field(&ty, index as usize);
        let (value, field) = (self.slots(aggregate), self.slots(field));
        self.replace(&layout, &value, range.start, &field)
    }

    pub(super) fn variant(&mut self, ty: &Type, variant: u32, fields: &[Operand]) -> Rc<[Src]> {
        let layout = self.cx.layouts.of(ty);
        let joined = &layout.contents().slots;
        let payload = self.flatten(fields);
        let mut contents = vec![Src::I32(variant as i32)];
        contents.extend(self.convert(&payload, joined.get(1..).unwrap_or_default()));
        let rest = joined
            .iter()
            .skip(contents.len())
            .map(|slot| zero(slot.val_type()));
        contents.extend(rest.collect::<Vec<_>>());
        self.pack(&layout, contents)
    }

    pub(super) fn tag(&mut self, value: &Operand) -> Src {
        let layout = self.layout_of(value);
        let value = self.slots(value);
        self.contents(&layout, &value, 0..1)
            .first()
            .copied()
            .unwrap_or(Src::I32(0))
    }

    pub(super) fn payload(&mut self, value: &Operand, variant: u32, index: u32) -> Rc<[Src]> {
        let ty = self.type_of(value);
        let layout = self.cx.layouts.of(&ty);
        let (variant, index) = (variant as usize, index as usize);
        let range = self.cx.layouts.payload(&ty, variant, index);
        let slots = self.slots(value);
        let joined = self.contents(&layout, &slots, range);
        let payloads = ty.variants().unwrap_or_default();
        let Some(field) = payloads.get(variant).and_then(|fields| fields.get(index)) else {
            return Rc::from([]);
        };
        let field = self.cx.layouts.of(field);
        self.convert(&joined, &field.form.slots).into()
    }

    pub(super) fn insert_payload(
        &mut self,
        value: &Operand,
        variant: u32,
        index: u32,
        field: &Operand,
    ) -> Rc<[Src]> {
        let ty = self.type_of(value);
        let layout = self.cx.layouts.of(&ty);
        let range = self.cx.layouts.payload(&ty, variant as usize, index as usize);
        let (value, field) = (self.slots(value), self.slots(field));
        let joined = layout.contents().slots.get(range.clone()).unwrap_or_default();
        let field = self.convert(&field, joined);
        self.replace(&layout, &value, range.start, &field)
    }

    /// A structural copy: the value itself where nothing in it can be written.
    pub(super) fn copy(&mut self, operand: &Operand) -> Rc<[Src]> {
        let ty = self.type_of(operand);
        let slots = self.slots(operand);
        if !self.cx.is_mutable(&ty) {
            return slots;
        }
        let target = self.cx.helper(Helper::Copy(ty.clone()));
        self.call(target, &slots, &ty, Effect::READ_TRAP, "")
    }

    pub(super) fn aggregate(&mut self, ty: &Type, elements: &[Operand]) -> Rc<[Src]> {
        match ty {
            Type::Vector(element) => {
                if elements.is_empty() {
                    return [Src::I32(0)].into();
                }
                let form = self.cx.layouts.of(element).form.clone();
                let header = self.literal(&form, elements, LITERAL_DATA);
                let data = self.op2(op::I32_ADD, header, Src::I32(LITERAL_DATA as i32));
                let count = Src::I32(elements.len() as i32);
                self.store(Slot::I32, header, VECTOR_DATA, data);
                self.store(Slot::I32, header, VECTOR_LEN, count);
                self.store(Slot::I32, header, VECTOR_CAP, count);
                [header].into()
            }
            Type::Array(element, _) => {
                let form = self.cx.layouts.of(element).form.clone();
                [self.literal(&form, elements, 0)].into()
            }
            _ => {
                let layout = self.cx.layouts.of(ty);
                let contents = self.flatten(elements);
                self.pack(&layout, contents)
            }
        }
    }

    /// Fresh memory with elements from `start` on.
    fn literal(&mut self, form: &Form, elements: &[Operand], start: u32) -> Src {
        let values: Vec<Rc<[Src]>> = elements.iter().map(|element| self.slots(element)).collect();
        let bytes = u64::from(form.size) * elements.len() as u64;
        if bytes == 0 && start == 0 {
            return Src::I32(0);
        }
        let address = self.alloc(u64::from(start) + bytes);
        let constant = (elements.len() >= CONSTANT_DATA_ELEMENTS).then(|| constant_data(form, &values));
        if let Some(data) = constant.flatten() {
            let from = Src::I32(self.cx.data.intern(&data, 8) as i32);
            let to = if start == 0 {
                address
            } else {
                self.op2(op::I32_ADD, address, Src::I32(start as i32))
            };
            let size = Src::I32(data.len() as i32);
            // Long literals pay for their bytes as the library does.
            let code = if data.len() >= PAID_COPY_BYTES {
                Code::Call(self.cx.runtime(RuntimeFn::MemoryCopy))
            } else {
                Code::MemoryCopy
            };
            self.push(code, &[to, from, size], &[], Effect::WRITE, None);
            return address;
        }
        for (at, value) in values.iter().enumerate() {
            self.store_all(form, address, start + form.size * at as u32, value);
        }
        address
    }
}

/// The memory form of elements that are all constant.
fn constant_data(form: &Form, values: &[Rc<[Src]>]) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(form.size as usize * values.len());
    for value in values {
        let start = data.len();
        for ((slot, offset), src) in form.slots.iter().zip(&form.offsets).zip(value.iter()) {
            data.resize(start + *offset as usize, 0);
            let bits = match src {
                Src::I32(value) => i64::from(*value),
                Src::I64(value) => *value,
                Src::Reg(_) => return None,
            };
            data.extend(bits.to_le_bytes().iter().take(slot.bytes() as usize));
        }
        data.resize(start + form.size as usize, 0);
    }
    Some(data)
}
