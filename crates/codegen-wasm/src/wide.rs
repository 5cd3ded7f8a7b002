//! Sums, differences and products of numbers of several limbs as single instructions of a [`Machine`],
//! for engines with wide arithmetic.
//!
//! One such instruction is a fixed row of wasm instructions between which its operands are pushed, limb by
//! limb, so that carries and finished limbs stay on the stack and no local is spent on them. This module
//! must never decide where an operand comes from.
//!
//! [`Machine`]: crate::machine::Machine

use crate::machine::{Src, op};

/// Second byte of the wide instructions; the first is `0xFC`.
pub const I64_ADD128: u8 = 0x13;
/// As [`I64_ADD128`].
pub const I64_SUB128: u8 = 0x14;
/// As [`I64_ADD128`].
pub const I64_MUL_WIDE_U: u8 = 0x16;

/// An operation on limbs, low limb first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The sum, modulo the range or checked.
    Add,
    /// The difference, modulo the range or checked.
    Sub,
    /// The product modulo the range.
    Mul,
    /// The checked product of numbers of one limb.
    CheckedMul,
}

/// An operation on two numbers of the same number of limbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    /// What is done.
    pub operation: Operation,
    /// Limbs of each number: 2 to 4, 1 of a checked product.
    pub limbs: u8,
    /// Bit `n` says that limb `n` of the right operand is the constant 0 and is no operand.
    pub zeros: u8,
    /// Address of the message with which a result out of the unsigned range reverts; `None` where it wraps.
    pub message: Option<u32>,
}

/// One step of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Pushes the next operand.
    Operand,
    /// Pushes the constant 0.
    Zero,
    /// A wasm instruction of one byte.
    Op(u8),
    /// A wide instruction.
    Wide(u8),
    /// `local.get` of a scratch local.
    Get(u8),
    /// `local.set` of a scratch local.
    Set(u8),
    /// `local.tee` of a scratch local.
    Tee(u8),
    /// Takes an `i32` and reverts unless it is 0.
    Guard,
}

impl Wide {
    /// An operation and its operands in the order in which it takes them. The right operand's limbs that are
    /// the constant 0 are left out.
    #[must_use]
    pub fn new(operation: Operation, message: Option<u32>, a: &[Src], b: &[Src]) -> (Self, Vec<Src>) {
        // What is constant stands on the right, where zeros save work.
        let constants = |slots: &[Src]| slots.iter().filter(|src| **src == Src::I64(0)).count();
        let (a, b) = if operation != Operation::Sub && constants(a) > constants(b) {
            (b, a)
        } else {
            (a, b)
        };
        let mut zeros = 0;
        for (at, src) in b.iter().enumerate() {
            zeros |= u8::from(*src == Src::I64(0)) << at;
        }
        let wide = Self {
            operation,
            limbs: a.len() as u8,
            zeros,
            message,
        };
        let mut srcs = Vec::new();
        match operation {
            Operation::Add | Operation::Sub => {
                for (at, (a, b)) in a.iter().zip(b).enumerate() {
                    srcs.push(*a);
                    if !wide.is_zero(at) {
                        srcs.push(*b);
                    }
                }
            }
            Operation::CheckedMul => srcs.extend(a.iter().chain(b)),
            Operation::Mul => {
                for (row, b) in b.iter().enumerate().filter(|(row, _)| !wide.is_zero(*row)) {
                    for a in &a[..a.len() - row] {
                        srcs.extend([*a, *b]);
                    }
                }
            }
        }
        (wide, srcs)
    }

    fn is_zero(&self, limb: usize) -> bool {
        self.zeros >> limb & 1 != 0
    }

    /// Whether its operands may be expressions that leave their value on the stack. Those of a product are
    /// pushed while scratch locals are in use.
    #[must_use]
    pub fn takes_expressions(&self) -> bool {
        self.operation != Operation::Mul
    }

    /// What to emit. All limbs of the result are left on the stack, the highest on top.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(64);
        match self.operation {
            Operation::Add => self.add(&mut steps),
            Operation::Sub => self.subtract(&mut steps),
            Operation::Mul => self.multiply(&mut steps),
            Operation::CheckedMul => steps.extend([
                Step::Operand,
                Step::Operand,
                Step::Wide(I64_MUL_WIDE_U),
                Step::Zero,
                Step::Op(op::I64_NE),
                Step::Guard,
            ]),
        }
        steps
    }

    fn add(&self, steps: &mut Vec<Step>) {
        use Step::{Op, Operand, Wide, Zero};
        let last = usize::from(self.limbs) - 1;
        for limb in 0..=last {
            let wraps = limb == last && self.message.is_none();
            let has_b = !self.is_zero(limb);
            // On the stack: the carry of the limb below, 0 or 1.
            match (limb, wraps) {
                (0, _) if has_b => steps.extend([Operand, Zero, Operand, Zero, Wide(I64_ADD128)]),
                (0, _) => steps.extend([Operand, Zero]),
                (_, true) => {
                    steps.extend([Operand, Op(op::I64_ADD)]);
                    if has_b {
                        steps.extend([Operand, Op(op::I64_ADD)]);
                    }
                }
                (_, false) => {
                    steps.extend([Zero, Operand, Zero, Wide(I64_ADD128)]);
                    if has_b {
                        steps.extend([Operand, Zero, Wide(I64_ADD128)]);
                    }
                }
            }
        }
        if self.message.is_some() {
            // The last carry or borrow.
            steps.extend([Step::Op(op::I32_WRAP_I64), Step::Guard]);
        }
    }

    fn subtract(&self, steps: &mut Vec<Step>) {
        use Step::{Get, Op, Operand, Tee, Wide, Zero};
        let last = usize::from(self.limbs) - 1;
        for limb in 0..=last {
            let wraps = limb == last && self.message.is_none();
            let has_b = !self.is_zero(limb);
            // On the stack: the borrow of the limb below, 0 or -1.
            match (limb, wraps) {
                (0, _) if has_b => steps.extend([Operand, Zero, Operand, Zero, Wide(I64_SUB128)]),
                (0, _) => steps.extend([Operand, Zero]),
                (_, true) => {
                    steps.extend([Operand, Op(op::I64_ADD)]);
                    if has_b {
                        steps.extend([Operand, Op(op::I64_SUB)]);
                    }
                }
                (_, false) => {
                    // The borrow as a number of two limbs; after it, `a - b - borrow` is small enough for that.
                    steps.extend([Tee(0), Get(0), Operand, Zero, Wide(I64_ADD128)]);
                    if has_b {
                        steps.extend([Operand, Zero, Wide(I64_SUB128)]);
                    }
                }
            }
        }
        if self.message.is_some() {
            // The last carry or borrow.
            steps.extend([Step::Op(op::I32_WRAP_I64), Step::Guard]);
        }
    }

    fn multiply(&self, steps: &mut Vec<Step>) {
        use Step::{Get, Op, Operand, Set, Wide, Zero};
        let limbs = usize::from(self.limbs);
        // Limbs of the result from this one up to the last have values in their scratch locals.
        let mut first_held = limbs;
        for row in 0..limbs {
            if self.is_zero(row) {
                steps.push(if row >= first_held { Get(row as u8) } else { Zero });
                continue;
            }
            let finishes = (row + 1..limbs).all(|row| self.is_zero(row));
            for limb in row..limbs {
                // On the stack after the first limb of a row: the carry.
                let first = limb == row;
                let addend = (limb >= first_held).then_some(Get(limb as u8));
                if limb + 1 == limbs {
                    steps.extend([Operand, Operand, Op(op::I64_MUL)]);
                    if !first {
                        steps.push(Op(op::I64_ADD));
                    }
                    if let Some(addend) = addend {
                        steps.extend([addend, Op(op::I64_ADD)]);
                    }
                    continue;
                }
                if !first {
                    steps.push(Zero);
                }
                steps.extend([Operand, Operand, Wide(I64_MUL_WIDE_U)]);
                if !first {
                    steps.push(Wide(I64_ADD128));
                }
                if let Some(addend) = addend {
                    steps.extend([addend, Zero, Wide(I64_ADD128)]);
                }
            }
            if finishes {
                return;
            }
            for limb in (row + 1..limbs).rev() {
                steps.push(Set(limb as u8));
            }
            first_held = first_held.min(row + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operands(wide: Wide) -> usize {
        wide.steps().iter().filter(|step| **step == Step::Operand).count()
    }

    #[test]
    fn every_operand_is_pushed_once() {
        let number = |first: u32| -> Vec<Src> { (first..first + 4).map(Src::Reg).collect() };
        for operation in [Operation::Add, Operation::Sub, Operation::Mul] {
            for limbs in 2..=4 {
                for zeros in 0..1_u8 << limbs {
                    let a = number(0);
                    let mut b = number(10);
                    for (at, src) in b.iter_mut().enumerate().filter(|(at, _)| zeros >> at & 1 != 0) {
                        assert!(at < limbs);
                        *src = Src::I64(0);
                    }
                    for message in [None, Some(0)] {
                        let (wide, srcs) = Wide::new(operation, message, &a[..limbs], &b[..limbs]);
                        assert_eq!(operands(wide), srcs.len(), "{wide:?}");
                        assert!(!srcs.contains(&Src::I64(0)), "{wide:?}");
                    }
                }
            }
        }
    }

    /// Values left on the stack, by what each step takes and gives.
    #[test]
    fn the_result_is_what_is_left_on_the_stack() {
        for operation in [Operation::Add, Operation::Sub, Operation::Mul] {
            for limbs in 2..=4 {
                for zeros in 0..1_u8 << limbs {
                    let wide = Wide {
                        operation,
                        limbs,
                        zeros,
                        message: None,
                    };
                    let depth: i32 = wide
                        .steps()
                        .iter()
                        .map(|step| match step {
                            Step::Operand | Step::Zero | Step::Get(_) => 1,
                            Step::Op(_) | Step::Set(_) | Step::Guard => -1,
                            Step::Wide(I64_MUL_WIDE_U) | Step::Tee(_) => 0,
                            Step::Wide(_) => -2,
                        })
                        .sum();
                    assert_eq!(depth, i32::from(limbs), "{wide:?}");
                }
            }
        }
    }
}
