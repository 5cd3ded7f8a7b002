//! Copies, `phi`s that choose nothing, and operations that their operands make simpler.
//!
//! One walk in reverse postorder: an operand has been simplified before its use, loops' `phi`s apart. It
//! must never make a use of a value that holds a vector, map or array where there was none, because such a
//! value may have been consumed by then.

use twilight_abi::Type;

use super::{Definitions, Replacements, algebra, fold, is_plain};
use crate::analysis::Cfg;
use crate::{Const, Function, Inst, Op, Operand, ValueId};

/// Times that one instruction is rewritten at most; each rewriting makes it simpler.
const MAX_REWRITES: usize = 8;

/// Steps of a storage key that are followed to its variable.
const MAX_KEY_STEPS: usize = 32;

/// What can stand for an instruction.
pub(super) enum Rewrite {
    /// It stays.
    Keep,
    /// A value or constant.
    Operand(Operand),
    /// A simpler operation.
    Op(Op),
}

/// Simplifies every instruction that can be.
pub(super) fn run(function: &mut Function) -> bool {
    let cfg = Cfg::new(function);
    let definitions = Definitions::new(function);
    let mut replacements = Replacements::new(function);
    let mut changed = false;
    for block_id in cfg.rpo() {
        let at = block_id.0 as usize;
        let count = function.blocks.get(at).map_or(0, |block| block.insts.len());
        for index in 0..count {
            let Some(inst) = function
                .blocks
                .get_mut(at)
                .and_then(|block| block.insts.get_mut(index))
            else {
                continue;
            };
            let result = inst.result;
            let mut op = std::mem::replace(&mut inst.op, Op::Default(Type::Unit));
            op.for_each_operand_mut(|operand| changed |= replacements.apply(operand));
            changed |= name_variable(function, &definitions, &mut op);
            if let Some(result) = result {
                for _ in 0..MAX_REWRITES {
                    match rewrite(function, &definitions, &op, result) {
                        Rewrite::Keep => break,
                        Rewrite::Operand(operand) => {
                            replacements.set(result, operand);
                            break;
                        }
                        Rewrite::Op(simpler) => {
                            op = simpler;
                            changed = true;
                        }
                    }
                }
            }
            if let Some(inst) = function
                .blocks
                .get_mut(at)
                .and_then(|block| block.insts.get_mut(index))
            {
                inst.op = op;
            }
        }
        if let Some(block) = function.blocks.get_mut(at) {
            block
                .terminator
                .for_each_operand_mut(|operand| changed |= replacements.apply(operand));
        }
    }
    // Uses that stand before their definition in this order: operands of loops' `phi`s.
    changed |= replacements.apply_all(function);
    changed |= replacements.remove_replaced(function);
    changed | fold::branches(function)
}

/// What an instruction always gives.
fn rewrite(function: &Function, definitions: &Definitions, op: &Op, result: ValueId) -> Rewrite {
    let constant = fold::constant(op, |operand| match operand {
        Operand::Const(constant) => Some(constant),
        Operand::Value(_) => None,
    });
    if let Some(constant) = constant {
        return Rewrite::Operand(Operand::Const(constant));
    }
    let definition = |operand: &Operand| definitions.op(function, operand);
    match op {
        Op::Phi(incoming) => phi(incoming, result).map_or(Rewrite::Keep, Rewrite::Operand),
        Op::Select { then, otherwise, .. } if then == otherwise => Rewrite::Operand(then.clone()),
        Op::Copy(operand) if is_plain_value(function, result) => Rewrite::Operand(operand.clone()),
        Op::Extract { .. } | Op::Tag(_) | Op::Payload { .. } => {
            part(op, definition, is_plain_value(function, result))
        }
        _ => algebra::rewrite(op, definition),
    }
}

/// Gives a state access whose variable is not known the one that its key begins with, where that can be seen.
fn name_variable(function: &Function, definitions: &Definitions, op: &mut Op) -> bool {
    let (Op::StateRead { key, variable, .. }
    | Op::StateGet { key, variable, .. }
    | Op::StateExists { key, variable }
    | Op::StateWrite { key, variable, .. }
    | Op::StateRemove { key, variable }) = op
    else {
        return false;
    };
    if !variable.is_empty() {
        return false;
    }
    let mut at = &*key;
    for _ in 0..MAX_KEY_STEPS {
        if let Operand::Const(Const::Str(name)) = at {
            *variable = name.clone();
            return true;
        }
        match definitions.op(function, at) {
            Some(Op::KeyIndex { base, .. } | Op::KeyField { base, .. }) => at = base,
            _ => return false,
        }
    }
    false
}

fn is_plain_value(function: &Function, value: ValueId) -> bool {
    function
        .values
        .get(value.0 as usize)
        .is_some_and(|value| is_plain(&value.ty))
}

/// The only operand of a `phi` beside itself.
fn phi(incoming: &[(crate::BlockId, Operand)], result: ValueId) -> Option<Operand> {
    let mut others = incoming
        .iter()
        .map(|(_, operand)| operand)
        .filter(|operand| operand.value() != Some(result));
    let first = others.next()?;
    others.all(|other| other == first).then(|| first.clone())
}

/// A part of a value that was just put together.
fn part<'f>(op: &Op, definition: impl Fn(&Operand) -> Option<&'f Op>, plain: bool) -> Rewrite {
    let found = match op {
        Op::Tag(value) => match definition(value) {
            Some(Op::Variant { variant, .. } | Op::InsertPayload { variant, .. }) => {
                let tag = Const::Int(twilight_abi::IntType::U8, ruint::aliases::U256::from(*variant));
                return Rewrite::Operand(Operand::Const(tag));
            }
            _ => None,
        },
        _ if !plain => None,
        Op::Extract { aggregate, index } => match definition(aggregate) {
            Some(Op::Aggregate { elements, .. }) => {
                elements.get(*index as usize).cloned().map(Rewrite::Operand)
            }
            Some(Op::Insert {
                index: set, value, ..
            }) if set == index => Some(Rewrite::Operand(value.clone())),
            Some(Op::Insert { aggregate, .. }) => Some(Rewrite::Op(Op::Extract {
                aggregate: aggregate.clone(),
                index: *index,
            })),
            _ => None,
        },
        Op::Payload {
            value,
            variant,
            index,
        } => match definition(value) {
            Some(Op::Variant {
                variant: made,
                fields,
                ..
            }) if made == variant => fields.get(*index as usize).cloned().map(Rewrite::Operand),
            Some(Op::InsertPayload {
                variant: made,
                index: set,
                field,
                ..
            }) if made == variant && set == index => Some(Rewrite::Operand(field.clone())),
            _ => None,
        },
        _ => None,
    };
    found.unwrap_or(Rewrite::Keep)
}

impl Replacements {
    /// Removes the instructions whose results have been replaced; true where there were any.
    pub(super) fn remove_replaced(&self, function: &mut Function) -> bool {
        if !self.any {
            return false;
        }
        let replaced = |inst: &Inst| {
            inst.result
                .and_then(|id| self.by_value.get(id.0 as usize))
                .is_some_and(Option::is_some)
        };
        let mut changed = false;
        for block in &mut function.blocks {
            let before = block.insts.len();
            block.insts.retain(|inst| !replaced(inst));
            changed |= block.insts.len() != before;
        }
        changed
    }
}
