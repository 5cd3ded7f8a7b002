//! Checks that cannot fail: integer ranges, and which of two values is known to be the greater.
//!
//! One walk over the dominator tree. Each integer of up to 64 bits has an interval, narrowed in the blocks
//! that a comparison leads to; of unsigned values of every width it is known which comparisons hold. With
//! that, additions, subtractions, multiplications and negations that cannot overflow become the wrapping
//! ones, comparisons with one answer become that answer, and indexing that cannot be out of bounds becomes the
//! form without check ([`super::bounds`] says why that is sound). It must never take an interval for known
//! that some run could leave.

mod indices;

use twilight_abi::{IntType, Type};

use super::bounds::{self, Bounds};
use super::interval::Interval;
use super::scoped::Scoped;
use super::{Definitions, Replacements, facts};
use crate::analysis::Cfg;
use crate::{BinaryOp, BlockId, Builtin, CastOp, CompareOp, Const, Function, Op, Operand, UnaryOp, ValueId};

/// Steps back from the end of a loop to its `phi` that are looked at, to see which way a counter goes.
const MAX_COUNTER_STEPS: usize = 16;

/// Greatest length of a vector, map or string: lengths are 32-bit in memory.
const MAX_LENGTH: i128 = u32::MAX as i128;

/// Removes checks in a function.
pub(super) fn run(function: &mut Function) -> bool {
    let cfg = Cfg::new(function);
    let mut walk = Walk::new(function, &cfg);
    let mut changed = false;
    let mut open: Vec<(BlockId, Marks, usize)> = Vec::new();
    let mut next = cfg.rpo().first().copied();
    while let Some(block) = next {
        open.push((block, walk.marks(), 0));
        walk.learn(function, &cfg, block);
        changed |= walk.block(function, &cfg, block);
        next = None;
        while let Some((block, marks, child)) = open.last_mut() {
            if let Some(id) = cfg.dom_children(*block).get(*child) {
                *child += 1;
                next = Some(*id);
                break;
            }
            walk.end(marks);
            open.pop();
        }
    }
    changed |= walk.replacements.apply_all(function);
    changed | walk.replacements.remove_replaced(function)
}

/// Where scopes end.
struct Marks {
    ranges: usize,
    greater: usize,
    below: usize,
    bounds: bounds::Marks,
}

/// What an instruction gives.
#[derive(Default)]
struct Found {
    range: Option<Interval>,
    /// A sum, difference, product or negation that did not wrap.
    exact: bool,
    /// The operation without its check, where that cannot fail.
    unchecked: Option<Op>,
}

/// What the operands of a `phi` are, of the ways seen so far.
#[derive(Clone, Copy)]
struct Incoming {
    hull: Interval,
    ways: usize,
}

struct Walk {
    definitions: Definitions,
    ranges: Vec<Option<Interval>>,
    undo: Vec<(ValueId, Option<Interval>)>,
    /// First operand is at least the second; true where it is more.
    greater: Scoped<(Operand, Operand), bool>,
    /// Values below some value of their type.
    below: Scoped<Operand, ()>,
    bounds: Bounds,
    /// Sums and differences that did not wrap.
    exact: Vec<bool>,
    incoming: Vec<Option<Incoming>>,
    /// For each block, the operands of `phi`s that it brings.
    brings: Vec<Vec<(ValueId, Operand)>>,
    replacements: Replacements,
}

impl Walk {
    fn new(function: &Function, cfg: &Cfg) -> Self {
        let mut brings = vec![Vec::new(); function.blocks.len()];
        for inst in function.blocks.iter().flat_map(|block| &block.insts) {
            if let (Op::Phi(incoming), Some(result)) = (&inst.op, inst.result)
                && int_type(function, result).is_some()
            {
                for (from, operand) in incoming {
                    if let Some(list) = brings.get_mut(from.0 as usize) {
                        list.push((result, operand.clone()));
                    }
                }
            }
        }
        Self {
            definitions: Definitions::new(function),
            ranges: vec![None; function.values.len()],
            undo: Vec::new(),
            greater: Scoped::new(),
            below: Scoped::new(),
            bounds: Bounds::new(function, cfg),
            exact: vec![false; function.values.len()],
            incoming: vec![None; function.values.len()],
            brings,
            replacements: Replacements::new(function),
        }
    }

    fn marks(&self) -> Marks {
        Marks {
            ranges: self.undo.len(),
            greater: self.greater.mark(),
            below: self.below.mark(),
            bounds: self.bounds.mark(),
        }
    }

    fn end(&mut self, marks: &Marks) {
        while self.undo.len() > marks.ranges {
            if let Some((value, old)) = self.undo.pop()
                && let Some(place) = self.ranges.get_mut(value.0 as usize)
            {
                *place = old;
            }
        }
        self.greater.end(marks.greater);
        self.below.end(marks.below);
        self.bounds.end(&marks.bounds);
    }

    /// The interval of an operand; `None` where it is no integer of up to 64 bits.
    fn of(&self, function: &Function, operand: &Operand) -> Option<Interval> {
        match operand {
            Operand::Const(Const::Int(ty, value)) => Interval::constant(*ty, *value),
            Operand::Const(_) => None,
            Operand::Value(id) => self
                .ranges
                .get(id.0 as usize)
                .copied()
                .flatten()
                .or_else(|| Interval::of_type(int_type(function, *id)?)),
        }
    }

    fn narrow(&mut self, function: &Function, operand: &Operand, to: Interval) {
        let Some(id) = operand.value() else { return };
        let Some(both) = self.of(function, operand).and_then(|old| old.intersection(to)) else {
            return;
        };
        if let Some(place) = self.ranges.get_mut(id.0 as usize) {
            self.undo.push((id, place.replace(both)));
        }
        // The number that was converted is the same.
        if let Some(Op::Cast {
            op: CastOp::Extend,
            operand: inner @ Operand::Value(inner_id),
            ..
        }) = self.definitions.op(function, operand)
            && let Some(old) = self.of(function, inner)
            && let Some(both) = old.intersection(to)
            && let Some(place) = self.ranges.get_mut(inner_id.0 as usize)
        {
            self.undo.push((*inner_id, place.replace(both)));
        }
    }

    /// What the branch to a block says.
    fn learn(&mut self, function: &Function, cfg: &Cfg, block: BlockId) {
        let Some(fact) = facts::on_entry(function, cfg, block) else {
            return;
        };
        let Some(relation) = fact.relation(function, &self.definitions) else {
            return;
        };
        let Type::Int(ty) = relation.ty else { return };
        let (op, lhs, rhs) = (relation.op, relation.lhs.clone(), relation.rhs.clone());
        let (op, lhs, rhs) = match op {
            CompareOp::Lt => (CompareOp::Gt, rhs, lhs),
            CompareOp::Le => (CompareOp::Ge, rhs, lhs),
            _ => (op, lhs, rhs),
        };
        if let (Some(l), Some(r)) = (self.of(function, &lhs), self.of(function, &rhs)) {
            let (for_lhs, for_rhs) = match op {
                CompareOp::Gt => (l.at_least(r.low + 1), r.at_most(l.high - 1)),
                CompareOp::Ge => (l.at_least(r.low), r.at_most(l.high)),
                CompareOp::Eq => (l.intersection(r), r.intersection(l)),
                CompareOp::Ne => (l.without(r), r.without(l)),
                _ => (Some(l), Some(r)),
            };
            if let (Some(for_lhs), Some(for_rhs)) = (for_lhs, for_rhs) {
                self.narrow(function, &lhs, for_lhs);
                self.narrow(function, &rhs, for_rhs);
            }
        }
        if op == CompareOp::Gt {
            self.below.set(rhs.clone(), ());
        }
        for operand in [&lhs, &rhs] {
            self.learn_length(function, operand);
        }
        if !ty.signed && matches!(op, CompareOp::Gt | CompareOp::Ge) {
            if let (Some(lhs), Some(rhs)) = (lhs.value(), rhs.value()) {
                self.bounds.set_greater(lhs, rhs, op == CompareOp::Gt);
                self.learn_parts(function, rhs);
            }
            self.greater.set((lhs, rhs), op == CompareOp::Gt);
        }
    }

    fn block(&mut self, function: &mut Function, cfg: &Cfg, id: BlockId) -> bool {
        let mut changed = false;
        let count = function
            .blocks
            .get(id.0 as usize)
            .map_or(0, |block| block.insts.len());
        for at in 0..count {
            let Some(inst) = function
                .blocks
                .get(id.0 as usize)
                .and_then(|block| block.insts.get(at))
            else {
                continue;
            };
            let Some(result) = inst.result else { continue };
            if matches!(inst.op, Op::Phi(_)) {
                let range = self.phi(function, cfg, id, result);
                self.set(result, range);
                continue;
            }
            if let Op::Compare {
                op,
                ty: Type::Int(_),
                lhs,
                rhs,
            } = &inst.op
            {
                if let (Some(l), Some(r)) = (self.of(function, lhs), self.of(function, rhs))
                    && let Some(truth) = l.compare(*op, r)
                {
                    let truth = Operand::Const(Const::Bool(truth));
                    self.replacements.set(result, truth);
                }
                continue;
            }
            let Found {
                range,
                exact,
                mut unchecked,
            } = self.inst(function, &inst.op);
            self.set(result, range);
            if let Some(place) = self.exact.get_mut(result.0 as usize) {
                *place = exact;
            }
            if let Op::Builtin { builtin, types, args } = &inst.op
                && let Some(without_check) = builtin.unchecked()
                && let (Some(length), Some(index)) = (self.length(*builtin, types, args), args.get(1))
            {
                if self.is_in_bounds(function, length, index) {
                    unchecked = Some(Op::Builtin {
                        builtin: without_check,
                        types: types.clone(),
                        args: args.clone(),
                    });
                } else {
                    self.learn_access(function, length, index);
                }
            }
            if let Some(unchecked) = unchecked
                && let Some(inst) = function
                    .blocks
                    .get_mut(id.0 as usize)
                    .and_then(|block| block.insts.get_mut(at))
            {
                inst.op = unchecked;
                changed = true;
            }
        }
        let brings = self
            .brings
            .get_mut(id.0 as usize)
            .map(std::mem::take)
            .unwrap_or_default();
        for (phi, operand) in brings {
            let Some(range) = self.of(function, &operand) else {
                continue;
            };
            if let Some(place) = self.incoming.get_mut(phi.0 as usize) {
                *place = Some(place.map_or(Incoming { hull: range, ways: 1 }, |old| Incoming {
                    hull: old.hull.hull(range),
                    ways: old.ways + 1,
                }));
            }
        }
        changed
    }

    /// A value's interval, which holds wherever the value is.
    fn set(&mut self, value: ValueId, range: Option<Interval>) {
        if let Some(place) = self.ranges.get_mut(value.0 as usize) {
            *place = range;
        }
    }

    fn phi(&self, function: &Function, cfg: &Cfg, block: BlockId, phi: ValueId) -> Option<Interval> {
        let all = Interval::of_type(int_type(function, phi)?)?;
        let position = cfg.rpo_index(block);
        let reachable = |pred: &&BlockId| cfg.is_reachable(**pred);
        let forward = |pred: &&BlockId| cfg.rpo_index(**pred) < position;
        let preds = cfg.preds(block);
        let ways = preds.iter().filter(reachable).filter(forward).count();
        let seen = self.incoming.get(phi.0 as usize).copied().flatten();
        let Some(seen) = seen.filter(|seen| seen.ways == ways) else {
            return Some(all);
        };
        let (mut rises, mut falls) = (true, true);
        let Some(Op::Phi(incoming)) = self.definitions.of(function, phi) else {
            return Some(all);
        };
        for (from, operand) in incoming {
            if cfg.is_reachable(*from) && cfg.rpo_index(*from) >= position {
                let (up, down) =
                    if counts_up(function, cfg, &self.definitions, (block, phi), (*from, operand)) {
                        (true, false)
                    } else {
                        self.steps(function, phi, operand)
                    };
                rises &= up;
                falls &= down;
            }
        }
        Some(Interval {
            low: if rises { seen.hull.low } else { all.low },
            high: if falls { seen.hull.high } else { all.high },
        })
    }

    /// Whether what a loop brings back to a `phi` is never less, and never more, than the `phi` was.
    fn steps(&self, function: &Function, phi: ValueId, operand: &Operand) -> (bool, bool) {
        let (mut rises, mut falls) = (true, true);
        let mut operand = operand;
        for _ in 0..MAX_COUNTER_STEPS {
            if operand.value() == Some(phi) {
                return (rises, falls);
            }
            // A wrapping operation says nothing of the direction.
            let Some(Op::Binary {
                op: op @ (BinaryOp::Add | BinaryOp::Sub | BinaryOp::SaturatingAdd | BinaryOp::SaturatingSub),
                ty,
                lhs,
                rhs,
            }) = self.definitions.op(function, operand)
            else {
                return (false, false);
            };
            let by = match rhs {
                Operand::Const(Const::Int(ty, value)) => Interval::constant(*ty, *value),
                _ if !ty.signed => Interval::of_type(*ty),
                _ => None,
            };
            let Some(by) = by else { return (false, false) };
            let adds = matches!(op, BinaryOp::Add | BinaryOp::SaturatingAdd);
            rises &= if adds { by.low >= 0 } else { by.high <= 0 };
            falls &= if adds { by.high <= 0 } else { by.low >= 0 };
            operand = lhs;
        }
        (false, false)
    }

    /// The interval of a result, and what is known of its check.
    fn inst(&self, function: &Function, op: &Op) -> Found {
        let (range, unchecked) = match op {
            Op::Binary { op, ty, lhs, rhs } => return self.binary(function, *op, *ty, lhs, rhs),
            Op::Unary {
                op: UnaryOp::Neg,
                ty: Type::Int(ty),
                operand,
            } => {
                let Some(range) = self.of(function, operand) else {
                    return Found::default();
                };
                let all = Interval::of_type(*ty);
                let range = Interval {
                    low: -range.high,
                    high: -range.low,
                };
                if all.is_some_and(|all| all.contains(range)) {
                    let zero = Operand::Const(Const::Int(*ty, ruint::aliases::U256::ZERO));
                    let unchecked = binary(BinaryOp::WrappingSub, *ty, &zero, operand);
                    return Found {
                        range: Some(range),
                        exact: true,
                        unchecked: Some(unchecked),
                    };
                }
                (all.and_then(|all| all.intersection(range)), None)
            }
            Op::Cast {
                op,
                from,
                to,
                operand,
            } => {
                let Some(all) = Interval::of_type(*to) else {
                    return Found::default();
                };
                let range = match (op, self.of(function, operand)) {
                    (CastOp::Extend | CastOp::Truncate, Some(range)) if all.contains(range) => range,
                    (CastOp::Saturate, Some(range)) => range.clamp(all),
                    (CastOp::Narrow(_), Some(range)) if all.contains(range) => {
                        return Found {
                            range: Some(range),
                            exact: true,
                            unchecked: Some(Op::Cast {
                                op: CastOp::Truncate,
                                from: *from,
                                to: *to,
                                operand: operand.clone(),
                            }),
                        };
                    }
                    // It ends the run, or gives a value of both.
                    (CastOp::Narrow(_), Some(range)) => range.intersection(all).unwrap_or(all),
                    _ => all,
                };
                (Some(range), None)
            }
            Op::Select { then, otherwise, .. } => {
                let ranges = self.of(function, then).zip(self.of(function, otherwise));
                (ranges.map(|(a, b)| a.hull(b)), None)
            }
            Op::Builtin {
                builtin: Builtin::VecLen | Builtin::StrLen | Builtin::MapLen,
                ..
            } => (
                Some(Interval {
                    low: 0,
                    high: MAX_LENGTH,
                }),
                None,
            ),
            _ => (None, None),
        };
        Found {
            range,
            exact: false,
            unchecked,
        }
    }

    fn binary(&self, function: &Function, op: BinaryOp, ty: IntType, lhs: &Operand, rhs: &Operand) -> Found {
        let wrapping = match op {
            BinaryOp::Add => Some(BinaryOp::WrappingAdd),
            BinaryOp::Sub => Some(BinaryOp::WrappingSub),
            BinaryOp::Mul => Some(BinaryOp::WrappingMul),
            _ => None,
        };
        let without_check = || wrapping.map(|op| binary(op, ty, lhs, rhs));
        let mut proven = match op {
            BinaryOp::Sub | BinaryOp::WrappingSub => !ty.signed && self.is_at_least(lhs, rhs),
            BinaryOp::Add | BinaryOp::WrappingAdd => {
                let one = |operand: &Operand| matches!(operand, Operand::Const(Const::Int(_, value)) if *value == ruint::aliases::U256::ONE);
                one(rhs) && self.below.get(lhs).is_some() || one(lhs) && self.below.get(rhs).is_some()
            }
            _ => false,
        };
        let ranges = self.of(function, lhs).zip(self.of(function, rhs));
        let (Some(all), Some((l, r))) = (Interval::of_type(ty), ranges) else {
            return Found {
                range: None,
                exact: proven || wrapping.is_some(),
                unchecked: if proven { without_check() } else { None },
            };
        };
        let exact = l.binary(op, r);
        proven |= exact.is_some_and(|exact| all.contains(exact));
        let fits = exact.filter(|exact| all.contains(*exact));
        let range = match op {
            // These end the run, or give a value of the type.
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul => exact.and_then(|exact| exact.intersection(all)),
            BinaryOp::SaturatingAdd | BinaryOp::SaturatingSub | BinaryOp::SaturatingMul => {
                exact.map(|exact| exact.clamp(all))
            }
            _ => fits,
        };
        Found {
            range: Some(range.unwrap_or(all)),
            // What is checked has not wrapped where there is a result.
            exact: proven || wrapping.is_some(),
            unchecked: if proven { without_check() } else { None },
        }
    }

    fn is_at_least(&self, lhs: &Operand, rhs: &Operand) -> bool {
        self.greater.get(&(lhs.clone(), rhs.clone())).is_some()
    }
}

/// Whether a loop brings back its counter and 1, from where the header's question has said that the counter is
/// below something: the sum cannot wrap, checked or not.
fn counts_up(
    function: &Function,
    cfg: &Cfg,
    definitions: &Definitions,
    (header, phi): (BlockId, ValueId),
    (from, operand): (BlockId, &Operand),
) -> bool {
    let Some(Op::Binary {
        op: BinaryOp::WrappingAdd,
        lhs,
        rhs: Operand::Const(Const::Int(_, step)),
        ..
    }) = definitions.op(function, operand)
    else {
        return false;
    };
    if lhs.value() != Some(phi) || *step != ruint::aliases::U256::ONE {
        return false;
    }
    cfg.succs(header)
        .iter()
        .filter(|block| cfg.dominates(**block, from))
        .filter_map(|block| facts::on_entry(function, cfg, *block)?.relation(function, definitions))
        .any(|relation| match relation.op {
            CompareOp::Lt => relation.lhs.value() == Some(phi),
            CompareOp::Gt => relation.rhs.value() == Some(phi),
            _ => false,
        })
}

fn binary(op: BinaryOp, ty: IntType, lhs: &Operand, rhs: &Operand) -> Op {
    Op::Binary {
        op,
        ty,
        lhs: lhs.clone(),
        rhs: rhs.clone(),
    }
}

fn int_type(function: &Function, value: ValueId) -> Option<IntType> {
    match function.values.get(value.0 as usize)?.ty {
        Type::Int(ty) => Some(ty),
        _ => None,
    }
}
