//! Indices that are in bounds: what branches and accesses say of them, and the proof.
//!
//! [`crate::passes::bounds`] keeps what is known and says why it is sound. This must never follow a sum or
//! difference that may have wrapped.

use twilight_abi::Type;

use super::Walk;
use crate::passes::bounds::Length;
use crate::passes::interval::Interval;
use crate::{BinaryOp, Builtin, CastOp, Function, Op, Operand, ValueId};

/// Values that are looked at to prove one index.
const MAX_PROOF_STEPS: usize = 16;

/// Sums in sums that a comparison says something of.
const MAX_SUMS: usize = 4;

impl Walk {
    /// What is known of a number, where it is the length of vectors.
    pub(super) fn learn_length(&mut self, function: &Function, operand: &Operand) {
        if let Some(id) = operand.value()
            && let Some(root) = self.bounds.length_of(function, &self.definitions, id)
            && let Some(range) = self.of(function, operand)
        {
            self.bounds.set_least(root, range.low);
        }
    }

    /// Parts of a sum that did not wrap are at most the sum.
    pub(super) fn learn_parts(&mut self, function: &Function, sum: ValueId) {
        let mut sum = sum;
        for _ in 0..MAX_SUMS {
            let Some(Op::Binary {
                op: BinaryOp::Add | BinaryOp::WrappingAdd,
                ty,
                lhs,
                rhs,
            }) = self.definitions.of(function, sum)
            else {
                return;
            };
            if ty.signed || self.exact.get(sum.0 as usize) != Some(&true) {
                return;
            }
            for (part, other) in [(lhs, rhs), (rhs, lhs)] {
                if let Some(part) = part.value() {
                    let more = self.of(function, other).is_some_and(|other| other.low > 0);
                    self.bounds.set_greater(sum, part, more);
                }
            }
            match lhs.value() {
                Some(part) => sum = part,
                None => return,
            }
        }
    }

    /// What an access to a collection asks of its index.
    pub(super) fn length(&self, builtin: Builtin, types: &[Type], args: &[Operand]) -> Option<Length> {
        match (builtin, types) {
            (Builtin::ArrayGet | Builtin::ArraySet, [Type::Array(_, length)]) => {
                Some(Length::Fixed(i128::from(*length)))
            }
            (Builtin::VecGet | Builtin::VecSet, _) => {
                Some(Length::Of(self.bounds.roots.of(args.first()?.value()?)))
            }
            _ => None,
        }
    }

    /// An access has ended well, or the call has ended.
    pub(super) fn learn_access(&mut self, function: &Function, length: Length, index: &Operand) {
        match length {
            Length::Fixed(length) => {
                let within = Interval {
                    low: 0,
                    high: (length - 1).max(0),
                };
                self.narrow(function, index, within);
            }
            Length::Of(root) => {
                if let Some(id) = index.value() {
                    self.bounds.set_within(root, id);
                }
                if let Some(range) = self.of(function, index) {
                    self.bounds.set_least(root, range.low + 1);
                }
            }
        }
    }

    /// Whether an index is proven to be below a length: goes from the index to numbers that are at least as
    /// great, until one is known to be below.
    pub(super) fn is_in_bounds(&self, function: &Function, length: Length, index: &Operand) -> bool {
        let least = self.bounds.least(length).max(self.made_with(function, length));
        // Numbers that are at least the index; true where they are more.
        let mut found: Vec<(Operand, bool)> = vec![(index.clone(), false)];
        let mut at = 0;
        while let Some((operand, strictly)) = found.get(at).filter(|_| at < MAX_PROOF_STEPS).cloned() {
            at += 1;
            let range = self.of(function, &operand);
            if range.is_some_and(|range| range.high - i128::from(strictly) < least) {
                return true;
            }
            let Some(id) = operand.value() else { continue };
            if self.bounds.is_within(length, id)
                || strictly && self.bounds.is_length(function, &self.definitions, length, id)
            {
                return true;
            }
            for (greater, more) in self.bounds.greater(id) {
                found.push((Operand::Value(*greater), strictly || *more));
            }
            let mut push = |operand: &Operand, more: bool| found.push((operand.clone(), strictly || more));
            match self.definitions.of(function, id) {
                Some(Op::Binary { op, ty, lhs, rhs }) if !ty.signed => match op {
                    BinaryOp::Sub | BinaryOp::WrappingSub if self.exact.get(id.0 as usize) == Some(&true) => {
                        push(lhs, self.of(function, rhs).is_some_and(|rhs| rhs.low > 0));
                    }
                    BinaryOp::SaturatingSub | BinaryOp::Div | BinaryOp::Shr => push(lhs, false),
                    BinaryOp::Rem => {
                        push(rhs, true);
                        push(lhs, false);
                    }
                    BinaryOp::And => {
                        push(lhs, false);
                        push(rhs, false);
                    }
                    _ => {}
                },
                Some(Op::Cast {
                    op: CastOp::Extend | CastOp::Truncate,
                    from,
                    to,
                    operand,
                }) if !from.signed && !to.signed => push(operand, false),
                _ => {}
            }
        }
        false
    }

    /// The least length that the instruction gives a vector which makes it.
    fn made_with(&self, function: &Function, length: Length) -> i128 {
        let Length::Of(root) = length else { return 0 };
        match self.definitions.of(function, root) {
            Some(Op::Aggregate { elements, .. }) => elements.len() as i128,
            Some(Op::Builtin {
                builtin: Builtin::VecRepeat,
                args,
                ..
            }) => args
                .get(1)
                .and_then(|count| self.of(function, count))
                .map_or(0, |count| count.low),
            Some(Op::Builtin {
                builtin: Builtin::VecPush,
                ..
            }) => 1,
            _ => 0,
        }
    }
}
