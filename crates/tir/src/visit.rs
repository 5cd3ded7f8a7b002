//! Uniform access to the operands of instructions and terminators, and what an instruction may do.
//!
//! One place knows where the operands of each operation stand, so that analyses and passes cannot
//! disagree about it. It must never interpret an operation.

use crate::{BinaryOp, BlockId, CastOp, Op, Operand, Terminator, UnaryOp, ValueId};

macro_rules! visit_op {
    ($op:expr, $each:ident, $iter:ident) => {
        match $op {
            Op::Phi(incoming) => {
                for (_, operand) in incoming {
                    $each(operand);
                }
            }
            Op::Binary { lhs, rhs, .. } | Op::Compare { lhs, rhs, .. } => {
                $each(lhs);
                $each(rhs);
            }
            Op::Unary { operand, .. }
            | Op::Cast { operand, .. }
            | Op::Copy(operand)
            | Op::Tag(operand)
            | Op::ReferenceNew(operand)
            | Op::ReferenceLoad {
                reference: operand, ..
            }
            | Op::ReferenceTake {
                reference: operand, ..
            } => {
                $each(operand);
            }
            Op::Select {
                condition,
                then,
                otherwise,
            } => {
                $each(condition);
                $each(then);
                $each(otherwise);
            }
            Op::Default(_) | Op::GetContext(_) | Op::Events => {}
            Op::Aggregate {
                elements: operands, ..
            }
            | Op::Variant { fields: operands, .. }
            | Op::Builtin { args: operands, .. }
            | Op::Call { args: operands, .. }
            | Op::Emit { args: operands, .. } => operands.$iter().for_each($each),
            Op::Extract { aggregate, .. } => $each(aggregate),
            Op::Insert { aggregate, value, .. } => {
                $each(aggregate);
                $each(value);
            }
            Op::Payload { value, .. } => $each(value),
            Op::ReferenceStore { reference, value, .. } => {
                $each(reference);
                $each(value);
            }
            Op::InsertPayload { value, field, .. } => {
                $each(value);
                $each(field);
            }
            Op::KeyIndex { base, index, .. } => {
                $each(base);
                $each(index);
            }
            Op::KeyField { base, .. } => $each(base),
            Op::SetContext { value, .. } => $each(value),
            Op::StateRead { key, .. }
            | Op::StateGet { key, .. }
            | Op::StateRemove { key, .. }
            | Op::StateExists { key, .. } => $each(key),
            Op::StateWrite { key, value, .. } => {
                $each(key);
                $each(value);
            }
        }
    };
}

impl Op {
    /// Calls `each` for every operand in order of the text form.
    pub fn for_each_operand<'a>(&'a self, mut each: impl FnMut(&'a Operand)) {
        visit_op!(self, each, iter);
    }

    /// Calls `each` for every operand, to change it.
    pub fn for_each_operand_mut(&mut self, mut each: impl FnMut(&mut Operand)) {
        visit_op!(self, each, iter_mut);
    }

    /// The operand that [`crate::Builtin::consumes`] marks; `None` for every other operation.
    #[must_use]
    pub fn consumed(&self) -> Option<&Operand> {
        match self {
            Self::Builtin { builtin, args, .. } => builtin.consumes().and_then(|at| args.get(at)),
            _ => None,
        }
    }

    /// Whether the instruction may be removed when nothing uses its result: it changes nothing outside
    /// the function and cannot revert or panic except by exhausting memory. Reading state, cells or the context
    /// counts as pure, as does making a cell.
    #[must_use]
    pub fn is_pure(&self) -> bool {
        match self {
            Self::Binary { op, .. } => !matches!(
                op,
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem | BinaryOp::Pow
            ),
            Self::Unary { op, .. } => *op != UnaryOp::Neg,
            Self::Cast { op, .. } => !matches!(op, CastOp::Narrow(_)),
            Self::Builtin { builtin, .. } => !builtin.panics() && *builtin != crate::Builtin::Print,
            Self::Call { .. }
            | Self::StateWrite { .. }
            | Self::StateRemove { .. }
            | Self::Emit { .. }
            | Self::SetContext { .. }
            | Self::Events
            | Self::ReferenceStore { .. } => false,
            Self::Phi(_)
            | Self::Compare { .. }
            | Self::Select { .. }
            | Self::Default(_)
            | Self::Copy(_)
            | Self::Aggregate { .. }
            | Self::Extract { .. }
            | Self::Insert { .. }
            | Self::Variant { .. }
            | Self::Tag(_)
            | Self::Payload { .. }
            | Self::InsertPayload { .. }
            | Self::KeyIndex { .. }
            | Self::KeyField { .. }
            | Self::StateRead { .. }
            | Self::StateGet { .. }
            | Self::StateExists { .. }
            | Self::GetContext(_)
            | Self::ReferenceNew(_)
            | Self::ReferenceLoad { .. }
            | Self::ReferenceTake { .. } => true,
        }
    }
}

impl Terminator {
    /// The operand it reads, where it reads one.
    #[must_use]
    pub fn operand(&self) -> Option<&Operand> {
        match self {
            Self::Return(operand) | Self::Revert(operand) | Self::Panic(operand) => Some(operand),
            Self::BranchIf { condition, .. } => Some(condition),
            Self::Switch { value, .. } => Some(value),
            Self::Branch(_) | Self::Unreachable => None,
        }
    }

    /// Calls `each` with the operand, where there is one.
    pub fn for_each_operand<'a>(&'a self, each: impl FnMut(&'a Operand)) {
        self.operand().into_iter().for_each(each);
    }

    /// Calls `each` with the operand, where there is one, to change it.
    pub fn for_each_operand_mut(&mut self, mut each: impl FnMut(&mut Operand)) {
        match self {
            Self::Return(operand) | Self::Revert(operand) | Self::Panic(operand) => each(operand),
            Self::BranchIf { condition, .. } => each(condition),
            Self::Switch { value, .. } => each(value),
            Self::Branch(_) | Self::Unreachable => {}
        }
    }

    /// Targets in order of the text form, repeated ones included.
    #[must_use]
    pub fn targets(&self) -> Vec<BlockId> {
        match self {
            Self::Branch(target) => vec![*target],
            Self::BranchIf { then, otherwise, .. } => vec![*then, *otherwise],
            Self::Switch { targets, default, .. } => targets.iter().copied().chain([*default]).collect(),
            Self::Return(_) | Self::Revert(_) | Self::Panic(_) | Self::Unreachable => Vec::new(),
        }
    }

    /// Calls `each` with each target in order of the text form, repeated ones included.
    pub fn for_each_target(&self, mut each: impl FnMut(BlockId)) {
        match self {
            Self::Branch(target) => each(*target),
            Self::BranchIf { then, otherwise, .. } => {
                each(*then);
                each(*otherwise);
            }
            Self::Switch { targets, default, .. } => {
                targets.iter().copied().for_each(&mut each);
                each(*default);
            }
            Self::Return(_) | Self::Revert(_) | Self::Panic(_) | Self::Unreachable => {}
        }
    }

    /// Calls `each` with each target, to change it.
    pub fn for_each_target_mut(&mut self, mut each: impl FnMut(&mut BlockId)) {
        match self {
            Self::Branch(target) => each(target),
            Self::BranchIf { then, otherwise, .. } => {
                each(then);
                each(otherwise);
            }
            Self::Switch { targets, default, .. } => {
                targets.iter_mut().for_each(&mut each);
                each(default);
            }
            Self::Return(_) | Self::Revert(_) | Self::Panic(_) | Self::Unreachable => {}
        }
    }
}

impl Operand {
    /// The SSA value; `None` for a constant.
    #[must_use]
    pub fn value(&self) -> Option<ValueId> {
        match self {
            Self::Value(id) => Some(*id),
            Self::Const(_) => None,
        }
    }
}
