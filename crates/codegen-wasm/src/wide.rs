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
    /// Limbs of each number: 2 or 4, 1 of a checked product.
    pub limbs: u8,
    /// Of a product: bit `n` says that limb `n` of a number that is added to it is not the constant 0. The limbs
    /// of that number, if any bit is set, are the last operands.
    pub addends: u8,
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
    /// Pushes a limb of the number that is added to a product.
    Addend(u8),
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
            addends: 0,
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
                srcs.extend(wide.products().flat_map(|(left, right)| [a[left], b[right]]));
            }
        }
        (wide, srcs)
    }

    /// A product of this one's operands, without a message, that a number is added to: its operation, and what
    /// comes after this one's operands. `None` if there is one already.
    #[must_use]
    pub fn with_addend(self, addend: &[Src]) -> Option<Self> {
        let mut addends = 0;
        for (at, src) in addend.iter().enumerate() {
            addends |= u8::from(*src != Src::I64(0)) << at;
        }
        let fits =
            self.operation == Operation::Mul && self.addends == 0 && addend.len() == usize::from(self.limbs);
        fits.then_some(Self { addends, ..self })
    }

    /// The operands of a sum that wraps, `srcs` being what [`Wide::new`] gave: limbs of the left and the right one.
    #[must_use]
    pub fn summands(&self, srcs: &[Src]) -> Option<[Vec<Src>; 2]> {
        if self.operation != Operation::Add || self.message.is_some() {
            return None;
        }
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let mut srcs = srcs.iter();
        for limb in 0..usize::from(self.limbs) {
            a.push(*srcs.next()?);
            b.push(if self.is_zero(limb) {
                Src::I64(0)
            } else {
                *srcs.next()?
            });
        }
        Some([a, b])
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

    /// The partial products in the order in which their sums need the fewest locals: only the carry of the second
    /// limb leaves the stack. No sum of these has more than two limbs: `(2^64 - 1)^2 + 2 * (2^64 - 1) < 2^128`.
    fn multiply(&self, steps: &mut Vec<Step>) {
        use Step::{Addend, Get, Op, Set, Wide, Zero};
        let limbs = usize::from(self.limbs);
        let has = |row: usize| row < limbs && !self.is_zero(row);
        let addend = |steps: &mut Vec<Step>, limb: u8| {
            if self.addends >> limb & 1 != 0 {
                steps.extend([Addend(limb), Zero, Wide(I64_ADD128)]);
            }
        };
        if has(0) {
            steps.extend([Step::Operand, Step::Operand, Wide(I64_MUL_WIDE_U)]);
        } else {
            steps.extend([Zero, Zero]);
        }
        addend(steps, 0);
        if limbs > 2 {
            // On the stack from here on: limb 0, what goes to limb 1.
            let carries = has(1);
            if carries {
                steps.push(Zero);
                product(steps);
                steps.push(Set(0));
            }
            steps.push(Zero);
            if has(0) {
                product(steps);
            }
            addend(steps, 1);
            // And from here on: limb 0, limb 1, what goes to limb 2.
            steps.push(Zero);
            if carries {
                steps.extend([Get(0), Zero, Wide(I64_ADD128)]);
            }
            if self.addends != 0 {
                steps.extend([Addend(2), Addend(3), Wide(I64_ADD128)]);
            }
            for _ in (0..=2).filter(|row| has(*row)) {
                product(steps);
            }
        }
        for _ in (0..limbs).filter(|row| has(*row)) {
            steps.extend([Step::Operand, Step::Operand, Op(op::I64_MUL), Op(op::I64_ADD)]);
        }
        if limbs == 2 && self.addends & 2 != 0 {
            steps.extend([Addend(1), Op(op::I64_ADD)]);
        }
    }

    /// Limbs of the operands of each partial product, left and right, in the order of `multiply`.
    fn products(&self) -> impl Iterator<Item = (usize, usize)> {
        const TWO: &[(usize, usize)] = &[(0, 0), (1, 0), (0, 1)];
        const FOUR: &[(usize, usize)] = &[
            (0, 0),
            (0, 1),
            (1, 0),
            (2, 0),
            (1, 1),
            (0, 2),
            (3, 0),
            (2, 1),
            (1, 2),
            (0, 3),
        ];
        let wide = *self;
        let all = if self.limbs == 2 { TWO } else { FOUR };
        all.iter().copied().filter(move |(_, row)| !wide.is_zero(*row))
    }
}

/// Adds a product of two operands to what two limbs on the stack hold.
fn product(steps: &mut Vec<Step>) {
    steps.extend([
        Step::Operand,
        Step::Operand,
        Step::Wide(I64_MUL_WIDE_U),
        Step::Wide(I64_ADD128),
    ]);
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
            for limbs in [2, 4] {
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

    /// Limbs, limbs of zeros, limbs of an addend.
    fn shapes(operation: Operation) -> Vec<(u8, u8, u8)> {
        let mut shapes = Vec::new();
        for limbs in [2_u8, 4] {
            for zeros in 0..1_u8 << limbs {
                let addends = if operation == Operation::Mul {
                    1_u8 << limbs
                } else {
                    1
                };
                shapes.extend((0..addends).map(|addends| (limbs, zeros, addends)));
            }
        }
        shapes
    }

    /// Values left on the stack, by what each step takes and gives.
    #[test]
    fn the_result_is_what_is_left_on_the_stack() {
        for operation in [Operation::Add, Operation::Sub, Operation::Mul] {
            for (limbs, zeros, addends) in shapes(operation) {
                let wide = Wide {
                    operation,
                    limbs,
                    addends,
                    zeros,
                    message: None,
                };
                let depth: i32 = wide
                    .steps()
                    .iter()
                    .map(|step| match step {
                        Step::Operand | Step::Addend(_) | Step::Zero | Step::Get(_) => 1,
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
