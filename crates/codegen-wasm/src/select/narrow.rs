//! Conversions to integers of widths that are no native ones.
//!
//! Such a value lies in the slots of its container, with the same number: bits above its width are zeros, or
//! copies of the sign. All results here must have that form.

use std::rc::Rc;

use twilight_abi::IntType;
use twilight_tir::{Narrowing, messages};

use super::Selector;
use crate::machine::{Src, op};

/// The limb that holds a type's highest bit, and how many of its bits belong to the type (1 to 64).
fn top(ty: IntType) -> (usize, i64) {
    let limb = usize::from((ty.bits.max(1) - 1) / 64);
    (limb, i64::from(ty.bits) - 64 * limb as i64)
}

impl Selector<'_, '_> {
    /// Makes the slots of a container those of the type: keeps the low bits.
    pub(super) fn shorten(&mut self, to: IntType, slots: &[Src]) -> Rc<[Src]> {
        if let &[low] = slots {
            let unused = i32::from(to.container().bits) - i32::from(to.bits);
            return [match (to.container().bits <= 32, to.signed) {
                (true, false) => self.op2(op::I32_AND, low, Src::I32((u32::MAX >> unused).cast_signed())),
                (true, true) => {
                    let high = self.op2(op::I32_SHL, low, Src::I32(unused));
                    self.op2(op::I32_SHR_S, high, Src::I32(unused))
                }
                (false, false) => self.long2(op::I64_AND, low, Src::I64((u64::MAX >> unused).cast_signed())),
                (false, true) => self.sign_extend(low, i64::from(unused)),
            }]
            .into();
        }
        let (limb, bits) = top(to);
        let mut result = slots.to_vec();
        let Some(high) = slots.get(limb).copied() else {
            return result.into();
        };
        let high = match (bits, to.signed) {
            (64, _) => high,
            (_, false) => self.long2(
                op::I64_AND,
                high,
                Src::I64((u64::MAX >> (64 - bits)).cast_signed()),
            ),
            (_, true) => self.sign_extend(high, 64 - bits),
        };
        let fill = if to.signed && limb + 1 < result.len() {
            self.long2(op::I64_SHR_S, high, Src::I64(63))
        } else {
            Src::I64(0)
        };
        for (at, slot) in result.iter_mut().enumerate().skip(limb) {
            *slot = if at == limb { high } else { fill };
        }
        result.into()
    }

    fn sign_extend(&mut self, value: Src, unused: i64) -> Src {
        let high = self.long2(op::I64_SHL, value, Src::I64(unused));
        self.long2(op::I64_SHR_S, high, Src::I64(unused))
    }

    /// Reverts unless the number is one of the type.
    pub(super) fn narrow(
        &mut self,
        narrowing: Narrowing,
        from: IntType,
        to: IntType,
        slots: &[Src],
    ) -> Rc<[Src]> {
        // Wider than the target, so that every bit that it has not is looked at.
        let wide = IntType {
            signed: from.signed,
            bits: from.bits.max(to.container().bits),
        };
        let slots = self.resize(from, wide, slots);
        let overflow = if to.signed {
            self.is_changed(wide, to, &slots)
        } else {
            self.has_bits_above(to, &slots)
        };
        self.guard(
            overflow,
            &messages::overflow(narrowing.operation(), to, self.cx.module.dialect),
        );
        self.resize(wide, to.container(), &slots)
    }

    /// Whether a number has bits above an unsigned type's.
    fn has_bits_above(&mut self, to: IntType, slots: &[Src]) -> Src {
        if let &[low] = slots {
            let short = self.is_short(low);
            let most = u64::MAX >> (64 - to.bits);
            return if short {
                self.op2(op::I32_GT_U, low, Src::I32((most as u32).cast_signed()))
            } else {
                self.op2(op::I64_LT_U + 2, low, Src::I64(most.cast_signed()))
            };
        }
        let (limb, bits) = top(to);
        let mut any: Option<Src> = None;
        for (at, slot) in slots.iter().enumerate().skip(limb) {
            let above = match at == limb {
                true if bits == 64 => continue,
                true => self.long2(op::I64_SHR_U, *slot, Src::I64(bits)),
                false => *slot,
            };
            any = Some(match any {
                Some(any) => self.long2(op::I64_OR, any, above),
                None => above,
            });
        }
        self.op2(op::I64_NE, any.unwrap_or(Src::I64(0)), Src::I64(0))
    }

    /// Whether keeping the low bits of a signed type changes a number.
    fn is_changed(&mut self, wide: IntType, to: IntType, slots: &[Src]) -> Src {
        // In the width of the number, whichever limbs the target has.
        let same = IntType {
            signed: true,
            bits: to.bits,
        };
        if let &[low] = slots {
            let unused = i64::from(wide.bits) - i64::from(to.bits);
            if self.is_short(low) {
                let kept = self.shorten(same, slots);
                return self.op2(op::I32_NE, kept[0], low);
            }
            let kept = self.sign_extend(low, unused);
            return self.op2(op::I64_NE, kept, low);
        }
        let (limb, bits) = top(to);
        let Some(high) = slots.get(limb).copied() else {
            return Src::I32(0);
        };
        let kept = if bits == 64 {
            high
        } else {
            self.sign_extend(high, 64 - bits)
        };
        let fill = self.long2(op::I64_SHR_S, kept, Src::I64(63));
        let mut any: Option<Src> = None;
        for (at, slot) in slots.iter().enumerate().skip(limb) {
            let different = match at == limb {
                true if bits == 64 => continue,
                true => self.long2(op::I64_XOR, kept, high),
                false => self.long2(op::I64_XOR, fill, *slot),
            };
            any = Some(match any {
                Some(any) => self.long2(op::I64_OR, any, different),
                None => different,
            });
        }
        self.op2(op::I64_NE, any.unwrap_or(Src::I64(0)), Src::I64(0))
    }

    /// Whether a slot is an `i32`.
    fn is_short(&self, slot: Src) -> bool {
        self.type_of_src(slot) == wasm_encoder::ValType::I32
    }
}
