//! Optimisations that pay without analysis: constant folding, unreachable code, straight lines, dead code.
//!
//! Every pass takes and leaves a verified module; in debug builds the verifier runs after each. A pass
//! must keep what a program does: results, reverts and panics with their places, state, events, output.
//! Only instructions that can do nothing but run out of memory may vanish ([`crate::Op::is_pure`]).

mod blocks;
mod dead;
mod fold;

use crate::{Function, Module, Operand, ValueId};

/// Most rounds over a module; each that is not the last makes it smaller.
const MAX_ROUNDS: usize = 64;

/// A pass over one function; true where it changed something.
type Pass = fn(&mut Function) -> bool;

const PASSES: &[(&str, Pass)] = &[
    ("constant folding", fold::run),
    ("removal of unreachable blocks", blocks::remove_unreachable),
    ("merging of straight lines", blocks::merge),
    ("removal of dead code", dead::run),
];

/// Runs all passes until nothing changes. Doing it again changes nothing.
///
/// The module must be verified. Functions, parameters, exports and storage stay as they are.
pub fn optimize(module: &mut Module) {
    for _ in 0..MAX_ROUNDS {
        let mut changed = false;
        for (name, pass) in PASSES {
            let mut here = false;
            module
                .functions
                .iter_mut()
                .for_each(|function| here |= pass(function));
            if here {
                changed = true;
                check(module, name);
            }
        }
        if !changed {
            break;
        }
    }
    module.functions.iter_mut().for_each(dead::compact);
    check(module, "renumbering");
}

/// Verifies in debug builds: a broken rule is a mistake in the pass.
fn check(module: &Module, pass: &str) {
    if cfg!(debug_assertions)
        && let Err(errors) = crate::verify(module)
    {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        debug_assert!(false, "{pass} broke the module:\n{}", list.join("\n"));
    }
}

/// What to put in the place of values, by value.
struct Replacements(Vec<Option<Operand>>);

impl Replacements {
    fn new(function: &Function) -> Self {
        Self(vec![None; function.values.len()])
    }

    fn set(&mut self, value: ValueId, operand: Operand) {
        if let Some(place) = self.0.get_mut(value.0 as usize) {
            *place = Some(operand);
        }
    }

    /// Replaces an operand; true where it changed. A chain is followed to its end, and shortened.
    fn apply(&mut self, operand: &mut Operand) -> bool {
        let Some(start) = operand.value() else {
            return false;
        };
        let mut end = operand.clone();
        // Chains cannot be longer than there are values, nor run in circles.
        for _ in 0..self.0.len() {
            let next = end
                .value()
                .and_then(|id| self.0.get(id.0 as usize).cloned().flatten());
            match next {
                Some(next) if next != end => end = next,
                _ => break,
            }
        }
        if end == *operand {
            return false;
        }
        self.set(start, end.clone());
        *operand = end;
        true
    }

    /// Replaces all operands of a function; true where one changed.
    fn apply_all(&mut self, function: &mut Function) -> bool {
        let mut changed = false;
        for block in &mut function.blocks {
            for inst in &mut block.insts {
                inst.op
                    .for_each_operand_mut(|operand| changed |= self.apply(operand));
            }
            block
                .terminator
                .for_each_operand_mut(|operand| changed |= self.apply(operand));
        }
        changed
    }
}
