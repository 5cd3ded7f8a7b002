//! Integer conversions.

use std::rc::Rc;

use twilight_abi::IntType;
use twilight_tir::CastOp;

use super::Selector;
use crate::helpers::Helper;
use crate::integers::IntHelper;
use crate::machine::{Effect, Src, op};

impl Selector<'_, '_> {
    pub(super) fn cast(&mut self, op: CastOp, from: IntType, to: IntType, slots: &[Src]) -> Rc<[Src]> {
        match op {
            CastOp::Extend => self.resize(from.container(), to.container(), slots),
            CastOp::Truncate => {
                let result = self.resize(from.container(), to.container(), slots);
                if to.is_native() {
                    result
                } else {
                    self.shorten(to, &result)
                }
            }
            CastOp::Narrow(narrowing) => self.narrow(narrowing, from.container(), to, slots),
            CastOp::Saturate | CastOp::Try => {
                let helper = IntHelper::Cast(op, from.container(), to);
                let results = helper.signature().results;
                let target = self.cx.helper(Helper::Int(helper));
                self.call_raw(target, slots, &results, Effect::PURE, "")
            }
        }
    }

    /// Keeps the low bits, or extends by the source's sign.
    pub(super) fn resize(&mut self, from: IntType, to: IntType, slots: &[Src]) -> Rc<[Src]> {
        let low = slots[0];
        if to.bits <= 32 {
            let short = if from.bits > 32 { self.wrap(low) } else { low };
            // A canonical value stays so in a type that holds all values of the source.
            let holds = if from.signed == to.signed {
                from.bits <= to.bits
            } else {
                !from.signed && from.bits < to.bits
            };
            return [if holds { short } else { self.canonical(to, short) }].into();
        }
        let limbs = usize::from(to.bits / 64);
        let mut result: Vec<Src> = if from.bits <= 32 {
            let extend = if from.signed {
                op::I64_EXTEND_I32_S
            } else {
                op::I64_EXTEND_I32_U
            };
            vec![self.long1(extend, low)]
        } else {
            slots.iter().take(limbs).copied().collect()
        };
        if result.len() < limbs {
            let fill = match (from.signed, result.last().copied()) {
                (true, Some(Src::I64(top))) => Src::I64(top >> 63),
                (true, Some(top)) => self.long2(op::I64_SHR_S, top, Src::I64(63)),
                _ => Src::I64(0),
            };
            result.resize(limbs, fill);
        }
        result.into()
    }
}
