//! Cells that references point to.
//!
//! A cell holds the contents of its value, boxed or not, so that a field is read and written where it stands; a boxed
//! value is copied on its way in and out, for boxes are never written again once they are shared. Vectors, maps and
//! arrays in it are shared with what was read (`tir::semantics`).

use std::ops::Range;
use std::rc::Rc;

use twilight_abi::Type;
use twilight_tir::Operand;

use super::Selector;
use crate::layout::{Form, Slot};
use crate::machine::{Code, Effect, Src};
use crate::runtime::RuntimeFn;

/// Bytes from which a copy is paid for by length; one instruction covers fewer.
const PAID_COPY_BYTES: u32 = 64;

impl Selector<'_, '_> {
    pub(super) fn reference_new(&mut self, value: &Operand) -> Rc<[Src]> {
        let layout = self.layout_of(value);
        let slots = self.slots(value);
        let address = self.alloc(u64::from(layout.contents().size));
        match &layout.boxed {
            Some(contents) => self.copy_box(address, slots[0], contents),
            None => self.store_all(&layout.form, address, 0, &slots),
        }
        [address].into()
    }

    pub(super) fn reference_load(&mut self, reference: &Operand, field: Option<u32>) -> Rc<[Src]> {
        let Type::Reference(content) = self.type_of(reference) else {
            return Rc::from([]);
        };
        let layout = self.cx.layouts.of(&content);
        let cell = self.slot(reference);
        match (&layout.boxed, field) {
            (_, Some(field)) => {
                let range = self.cx.layouts.field(&content, field as usize);
                self.read_slots(layout.contents(), cell, range)
            }
            (None, None) => self.read_slots(&layout.form, cell, 0..layout.form.slots.len()),
            (Some(contents), None) => {
                let copy = self.alloc(u64::from(contents.size));
                self.copy_box(copy, cell, contents);
                [copy].into()
            }
        }
    }

    pub(super) fn reference_store(
        &mut self,
        reference: &Operand,
        field: Option<u32>,
        value: &Operand,
    ) -> Rc<[Src]> {
        let Type::Reference(content) = self.type_of(reference) else {
            return Rc::from([]);
        };
        let layout = self.cx.layouts.of(&content);
        let cell = self.slot(reference);
        let slots = self.slots(value);
        match (&layout.boxed, field) {
            (_, Some(field)) => {
                let range = self.cx.layouts.field(&content, field as usize);
                self.write_slots(layout.contents(), cell, range, &slots);
            }
            (None, None) => self.write_slots(&layout.form, cell, 0..slots.len(), &slots),
            (Some(contents), None) => self.copy_box(cell, slots[0], contents),
        }
        Rc::from([])
    }

    /// Some of the slots that stand in memory in a form.
    fn read_slots(&mut self, form: &Form, address: Src, range: Range<usize>) -> Rc<[Src]> {
        places(form, range)
            .map(|(slot, offset)| self.load(slot, address, offset, Effect::READ))
            .collect()
    }

    fn write_slots(&mut self, form: &Form, address: Src, range: Range<usize>, values: &[Src]) {
        for ((slot, offset), value) in places(form, range).zip(values) {
            self.store(slot, address, offset, *value);
        }
    }

    /// Copies contents between a cell and a box, either way.
    fn copy_box(&mut self, to: Src, from: Src, contents: &Form) {
        let code = if contents.size >= PAID_COPY_BYTES {
            Code::Call(self.cx.runtime(RuntimeFn::MemoryCopy))
        } else {
            Code::MemoryCopy
        };
        let size = Src::I32(contents.size as i32);
        self.push(code, &[to, from, size], &[], Effect::WRITE, None);
    }
}

/// Some of the slots of a form, with their offsets.
fn places(form: &Form, range: Range<usize>) -> impl Iterator<Item = (Slot, u32)> {
    let all = form.slots.iter().copied().zip(form.offsets.iter().copied());
    all.skip(range.start).take(range.len())
}
