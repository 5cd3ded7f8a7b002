//! Walks over the operands and targets of instructions and terminators: the one place that knows where each
//! kind of instruction keeps them.

use crate::{BlockId, Op, Operand, Terminator};

macro_rules! operands {
    ($op:expr, $visit:expr, $iter:ident) => {
        match $op {
            Op::Phi(list) => list.$iter().for_each(|(_, operand)| $visit(operand)),
            Op::Binary { lhs, rhs, .. } | Op::Compare { lhs, rhs, .. } => {
                $visit(lhs);
                $visit(rhs);
            }
            Op::Unary { operand, .. } | Op::Cast { operand, .. } | Op::Copy(operand) | Op::Tag(operand) => {
                $visit(operand);
            }
            Op::Select { condition, then, otherwise } => {
                $visit(condition);
                $visit(then);
                $visit(otherwise);
            }
            Op::Default(_) | Op::GetContext(_) => {}
            Op::Aggregate { elements: list, .. }
            | Op::Variant { fields: list, .. }
            | Op::Builtin { args: list, .. }
            | Op::Call { args: list, .. }
            | Op::Emit { args: list, .. } => list.$iter().for_each(|operand| $visit(operand)),
            Op::Extract { aggregate, .. } => $visit(aggregate),
            Op::Insert { aggregate, value, .. } => {
                $visit(aggregate);
                $visit(value);
            }
            Op::Payload { value, .. } => $visit(value),
            Op::InsertPayload { value, field, .. } => {
                $visit(value);
                $visit(field);
            }
            Op::KeyIndex { base, index, .. } => {
                $visit(base);
                $visit(index);
            }
            Op::KeyField { base, .. } => $visit(base),
            Op::StateRead { key, .. }
            | Op::StateGet { key, .. }
            | Op::StateRemove { key, .. }
            | Op::StateExists { key, .. } => $visit(key),
            Op::StateWrite { key, value, .. } => {
                $visit(key);
                $visit(value);
            }
        }
    };
}

impl Op {
    /// Calls `visit` with each operand, in order of evaluation.
    pub fn for_each_operand(&self, mut visit: impl FnMut(&Operand)) {
        operands!(self, visit, iter);
    }

    /// Calls `visit` with each operand, in order of evaluation.
    pub fn for_each_operand_mut(&mut self, mut visit: impl FnMut(&mut Operand)) {
        operands!(self, visit, iter_mut);
    }
}

impl Terminator {
    /// Calls `visit` with the operand, where there is one.
    pub fn for_each_operand(&self, mut visit: impl FnMut(&Operand)) {
        match self {
            Self::Return(operand) | Self::Revert(operand) | Self::Panic(operand) => visit(operand),
            Self::BranchIf { condition: operand, .. } | Self::Switch { value: operand, .. } => visit(operand),
            Self::Branch(_) | Self::Unreachable => {}
        }
    }

    /// Calls `visit` with the operand, where there is one.
    pub fn for_each_operand_mut(&mut self, mut visit: impl FnMut(&mut Operand)) {
        match self {
            Self::Return(operand) | Self::Revert(operand) | Self::Panic(operand) => visit(operand),
            Self::BranchIf { condition: operand, .. } | Self::Switch { value: operand, .. } => visit(operand),
            Self::Branch(_) | Self::Unreachable => {}
        }
    }

    /// Calls `visit` with each block that may come next.
    pub fn for_each_target_mut(&mut self, mut visit: impl FnMut(&mut BlockId)) {
        match self {
            Self::Branch(to) => visit(to),
            Self::BranchIf { then, otherwise, .. } => {
                visit(then);
                visit(otherwise);
            }
            Self::Switch { targets, default, .. } => {
                targets.iter_mut().for_each(&mut visit);
                visit(default);
            }
            Self::Return(_) | Self::Revert(_) | Self::Panic(_) | Self::Unreachable => {}
        }
    }
}
