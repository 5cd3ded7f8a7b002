//! Elements whose index is known to be in bounds: loads and stores in place of calls.
//!
//! What makes sure of an index may be an earlier instruction of the same block that traps. No load may go before
//! it, so each keeps its order with whatever can end the call.

use std::rc::Rc;

use twilight_abi::Type;

use super::Selector;
use crate::layout::{Form, Slot, VECTOR_DATA};
use crate::machine::{Effect, Src, op};

impl Selector<'_, '_> {
    /// The element of a vector: `types` are the operation's type arguments, `args` the slots of the vector and the
    /// index.
    pub(super) fn vector_element(&mut self, types: &[Type], args: &[Src]) -> Rc<[Src]> {
        let ([ty], [header, index]) = (types, args) else {
            return Rc::from([]);
        };
        let form = self.cx.layouts.of(ty).form.clone();
        let (address, offset) = self.vector_place(*header, *index, form.size);
        self.load_element(&form, address, offset)
    }

    /// The element of an array: `types` are the operation's type arguments, `args` the slots of the array and the
    /// index.
    pub(super) fn array_element(&mut self, types: &[Type], args: &[Src]) -> Rc<[Src]> {
        let ([Type::Array(ty, _)], [base, index]) = (types, args) else {
            return Rc::from([]);
        };
        let form = self.cx.layouts.of(ty).form.clone();
        let address = match self.distance(*index, form.size) {
            Src::I32(0) => *base,
            distance => {
                let address = self.op2(op::I32_ADD, *base, distance);
                // An array of zeros can be null: the first bytes of memory, which are zero, stand for it.
                self.choose(address, Src::I32(0), *base)
            }
        };
        self.load_element(&form, address, 0)
    }

    fn load_element(&mut self, form: &Form, address: Src, offset: u32) -> Rc<[Src]> {
        let slots = form.slots.iter().zip(&form.offsets);
        slots
            .map(|(slot, at)| self.load(*slot, address, offset.wrapping_add(*at), Effect::READ_TRAP))
            .collect()
    }

    /// Writes an element of a vector: `args` are the slots of the vector, the index and the element. Gives the
    /// vector.
    pub(super) fn set_vector_element(&mut self, types: &[Type], args: &[Src]) -> Rc<[Src]> {
        let ([ty], [base, index, value @ ..]) = (types, args) else {
            return Rc::from([]);
        };
        let form = self.cx.layouts.of(ty).form.clone();
        let (address, offset) = self.vector_place(*base, *index, form.size);
        for ((slot, at), value) in form.slots.iter().zip(&form.offsets).zip(value) {
            self.store(*slot, address, offset.wrapping_add(*at), *value);
        }
        [*base].into()
    }

    /// Address and offset of an element of a vector.
    fn vector_place(&mut self, header: Src, index: Src, size: u32) -> (Src, u32) {
        let data = self.load(Slot::I32, header, VECTOR_DATA, Effect::READ);
        match self.distance(index, size) {
            Src::I32(distance) => (data, distance as u32),
            distance => (self.op2(op::I32_ADD, data, distance), 0),
        }
    }

    /// Bytes between the first element and another.
    fn distance(&mut self, index: Src, size: u32) -> Src {
        match self.wrap(index) {
            Src::I32(index) => Src::I32(index.wrapping_mul(size as i32)),
            index if size == 1 => index,
            index if size.is_power_of_two() => {
                self.op2(op::I32_SHL, index, Src::I32(size.trailing_zeros() as i32))
            }
            index => self.op2(op::I32_MUL, index, Src::I32(size as i32)),
        }
    }
}
