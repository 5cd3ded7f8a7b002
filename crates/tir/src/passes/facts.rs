//! What a branch says of its condition in the blocks that only it leads to.

use crate::analysis::Cfg;
use crate::{BlockId, CompareOp, Const, Function, Op, Operand, Terminator, UnaryOp, ValueId};

use super::{Definitions, algebra};

/// Negations that are looked through.
const MAX_NEGATIONS: usize = 8;

/// A condition, and whether it holds.
pub(super) struct Fact {
    /// The condition.
    pub(super) condition: ValueId,
    /// Whether it is true.
    pub(super) truth: bool,
}

/// A comparison that holds.
pub(super) struct Relation<'f> {
    pub(super) op: CompareOp,
    pub(super) ty: &'f twilight_abi::Type,
    pub(super) lhs: &'f Operand,
    pub(super) rhs: &'f Operand,
}

/// What the only branch to a block says, when it does not lead there in both cases. Ways back from a loop do not
/// count: values of before the loop are the same in every round.
pub(super) fn on_entry(function: &Function, cfg: &Cfg, block: BlockId) -> Option<Fact> {
    let mut ways = cfg
        .preds(block)
        .iter()
        .filter(|pred| !cfg.dominates(block, **pred));
    let (Some(from), None) = (ways.next(), ways.next()) else {
        return None;
    };
    let terminator = &function.blocks.get(from.0 as usize)?.terminator;
    match terminator {
        Terminator::BranchIf {
            condition: Operand::Value(condition),
            then,
            otherwise,
        } if then != otherwise => Some(Fact {
            condition: *condition,
            truth: *then == block,
        }),
        _ => None,
    }
}

/// The constant that a tag is known to be in a block of a `switch`.
pub(super) fn case_on_entry(function: &Function, cfg: &Cfg, block: BlockId) -> Option<(ValueId, Const)> {
    let [from] = cfg.preds(block) else { return None };
    let Terminator::Switch {
        value: Operand::Value(value),
        targets,
        default,
    } = &function.blocks.get(from.0 as usize)?.terminator
    else {
        return None;
    };
    let mut cases = targets.iter().enumerate().filter(|(_, target)| **target == block);
    let (at, _) = cases.next()?;
    if *default == block || cases.next().is_some() {
        return None;
    }
    let tag = Const::Int(twilight_abi::IntType::U8, ruint::aliases::U256::from(at));
    Some((*value, tag))
}

impl Fact {
    /// The comparison that a fact says, negations seen through.
    pub(super) fn relation<'f>(
        &self,
        function: &'f Function,
        definitions: &Definitions,
    ) -> Option<Relation<'f>> {
        let mut truth = self.truth;
        let mut op = definitions.of(function, self.condition)?;
        for _ in 0..MAX_NEGATIONS {
            match op {
                Op::Unary {
                    op: UnaryOp::Not,
                    operand: Operand::Value(inner),
                    ..
                } => {
                    truth = !truth;
                    op = definitions.of(function, *inner)?;
                }
                Op::Compare { op, ty, lhs, rhs } => {
                    return Some(Relation {
                        op: if truth { *op } else { algebra::inverse(*op) },
                        ty,
                        lhs,
                        rhs,
                    });
                }
                _ => return None,
            }
        }
        None
    }
}
