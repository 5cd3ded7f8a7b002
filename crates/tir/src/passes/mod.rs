//! Optimisation: passes over TIR, and the two sequences of them that builds use (spec 08 §4).
//!
//! Every pass takes and leaves a verified module; in debug builds the verifier runs after each. What a pass
//! may do is written in [`crate::semantics`]: results, reverts and panics with their messages and places, state,
//! events and output stay; gas falls. Passes work in time near-linear in the size of the
//! function: each is run a fixed number of times, and none goes over a function until nothing changes.

mod algebra;
mod blocks;
mod bounds;
mod branches;
mod dead;
mod facts;
mod fold;
mod gvn;
mod inline;
mod interval;
mod licm;
mod loops;
mod own;
mod ranges;
mod sccp;
mod scoped;
mod simplify;
mod stores;
mod writers;

pub use branches::MAX_THREADED_WAYS;
pub use fold::MAX_FOLDED_TEXT;
pub use gvn::{MAX_TRACKED_FIELDS, MAX_TRACKED_VARIABLES};
pub use inline::{CALLED_ONCE, MAX_CALLER, MAX_DEPTH, SMALL};
pub use stores::MAX_TRACKED_KEYS;
use twilight_abi::{Type, VariantFields};

use crate::{BlockId, Function, Module, Op, Operand, ValueId};

/// How much to optimise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    None,
    /// What pays when a program is compiled for one run.
    #[default]
    Playground,
    /// Everything.
    Release,
}

/// A pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Copies, `phi`s that choose nothing, constants, identities, cheaper operations.
    Simplify,
    /// Constants along the ways that can be taken.
    Sccp,
    /// Known branches, straight lines, unreachable blocks.
    Branches,
    /// Repeated computations and storage reads.
    Gvn,
    /// Calls replaced by bodies.
    Inline,
    /// Computations that move out of loops.
    Licm,
    /// Checks that cannot fail.
    Checks,
    /// Writes to storage that nobody sees.
    Stores,
    /// Instructions whose results nothing needs.
    Dead,
}

impl Pass {
    /// All passes.
    pub const ALL: &'static [Self] = &[
        Self::Simplify,
        Self::Sccp,
        Self::Branches,
        Self::Gvn,
        Self::Inline,
        Self::Licm,
        Self::Checks,
        Self::Stores,
        Self::Dead,
    ];

    /// Its name, as tests write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Simplify => "simplify",
            Self::Sccp => "sccp",
            Self::Branches => "branches",
            Self::Gvn => "gvn",
            Self::Inline => "inline",
            Self::Licm => "licm",
            Self::Checks => "checks",
            Self::Stores => "stores",
            Self::Dead => "dead",
        }
    }

    /// Runs the pass over a verified module; true where it changed something.
    pub fn run(self, module: &mut Module) -> bool {
        let changed = match self {
            Self::Simplify => each(module, simplify::run),
            Self::Sccp => each(module, sccp::run),
            Self::Branches => each(module, branches::run),
            Self::Gvn => {
                let writers = writers::Writers::new(module);
                each(module, |function| gvn::run(function, &writers))
            }
            Self::Inline => inline::run(module),
            Self::Licm => {
                let writers = writers::Writers::new(module);
                each(module, |function| licm::run(function, &writers))
            }
            Self::Checks => each(module, ranges::run),
            Self::Stores => {
                let readers = writers::Readers::new(module);
                each(module, |function| stores::run(function, &readers))
            }
            Self::Dead => each(module, dead::run),
        };
        if changed {
            check(module, self.name());
        }
        changed
    }
}

/// What [`clean`] runs.
const CLEAN: &[Pass] = &[Pass::Simplify, Pass::Branches, Pass::Dead];

/// For one run of a program, after [`clean`]: compiling counts as much as running.
const PLAYGROUND: &[Pass] = &[Pass::Gvn, Pass::Stores, Pass::Checks, Pass::Branches, Pass::Dead];

/// For a program that is kept, after [`clean`].
const RELEASE: &[Pass] = &[
    Pass::Inline,
    Pass::Simplify,
    Pass::Sccp,
    Pass::Branches,
    Pass::Gvn,
    Pass::Licm,
    Pass::Checks,
    Pass::Simplify,
    Pass::Sccp,
    Pass::Gvn,
    Pass::Stores,
    Pass::Branches,
    Pass::Simplify,
    Pass::Dead,
];

impl Level {
    /// The passes of this level, in order, without those of [`clean`].
    #[must_use]
    pub const fn passes(self) -> &'static [Pass] {
        match self {
            Self::None => &[],
            Self::Playground => PLAYGROUND,
            Self::Release => RELEASE,
        }
    }
}

/// Folds and prunes what lowering left: constants in place of what gives them, no unreachable blocks, nothing
/// unused. Every access to storage that the source can come to is still there, so that the domains of `.meta`
/// ([`crate::summary`]) are those of the source and the same at every level.
pub fn clean(module: &mut Module) {
    for pass in CLEAN {
        pass.run(module);
    }
}

/// Runs a level's passes over a module that is [`clean`], then numbers the values of each function anew.
///
/// The module must be verified. Functions, their parameters, exports and storage stay as they are.
pub fn optimize(module: &mut Module, level: Level) {
    for pass in level.passes() {
        pass.run(module);
    }
    if level != Level::None {
        module.functions.iter_mut().for_each(dead::compact);
        check(module, "renumbering");
    }
}

fn each(module: &mut Module, pass: impl Fn(&mut Function) -> bool) -> bool {
    let mut changed = false;
    for function in &mut module.functions {
        changed |= pass(function);
    }
    changed
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

/// Types inside a type that [`is_plain`] looks at; larger ones do not count as plain.
const MAX_PLAIN_NODES: u32 = 64;

/// Whether no value of the type holds a vector, map or array: it can be used any number of times, and
/// nothing changes it in place.
fn is_plain(ty: &Type) -> bool {
    fn walk(ty: &Type, left: &mut u32) -> bool {
        if *left == 0 {
            return false;
        }
        *left -= 1;
        let mut fields = |fields: &VariantFields| match fields {
            VariantFields::Unit => true,
            VariantFields::Tuple(types) => types.iter().all(|ty| walk(ty, left)),
            VariantFields::Named(fields) => fields.iter().all(|(_, ty)| walk(ty, left)),
        };
        match ty {
            // Of a reference only which cell it means counts; what that holds is nobody's value.
            Type::Unit
            | Type::Bool
            | Type::Int(_)
            | Type::String
            | Type::Address
            | Type::Hash256
            | Type::FixedBytes(_)
            | Type::Reference(_) => true,
            Type::Array(..) | Type::Vector(_) | Type::Map(..) => false,
            Type::Tuple(types) => types.iter().all(|ty| walk(ty, left)),
            Type::Option(inner) => walk(inner, left),
            Type::Result(ok, err) => walk(ok, left) && walk(err, left),
            Type::Struct(of) => fields(&of.fields),
            Type::Enum(of) => of.variants.iter().all(|variant| fields(&variant.fields)),
        }
    }
    walk(ty, &mut { MAX_PLAIN_NODES })
}

/// Where each value is defined. It stays valid while instructions are replaced in their places.
struct Definitions(Vec<Option<(BlockId, u32)>>);

impl Definitions {
    fn new(function: &Function) -> Self {
        let mut places = vec![None; function.values.len()];
        for (block_at, block) in function.blocks.iter().enumerate() {
            for (at, inst) in block.insts.iter().enumerate() {
                if let Some(place) = inst.result.and_then(|id| places.get_mut(id.0 as usize)) {
                    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                    *place = Some((BlockId(number(block_at)), number(at)));
                }
            }
        }
        Self(places)
    }

    /// Block and instruction; `None` for parameters.
    fn place(&self, value: ValueId) -> Option<(BlockId, u32)> {
        self.0.get(value.0 as usize).copied().flatten()
    }

    fn of<'f>(&self, function: &'f Function, value: ValueId) -> Option<&'f Op> {
        let (block, at) = self.place(value)?;
        let inst = function.blocks.get(block.0 as usize)?.insts.get(at as usize)?;
        Some(&inst.op)
    }

    fn op<'f>(&self, function: &'f Function, operand: &Operand) -> Option<&'f Op> {
        self.of(function, operand.value()?)
    }
}

/// Steps from a storage variable's name to a key that [`key_depth`] looks at; longer ones count as unseen.
const MAX_KEY_STEPS: u8 = 32;

/// The number of steps from its variable's name in which a key is made; `None` where that is not seen. Keys of one
/// variable with different numbers of steps differ.
fn key_depth(function: &Function, definitions: &Definitions, key: &Operand) -> Option<u8> {
    let mut at = key;
    for depth in 0..=MAX_KEY_STEPS {
        if let Operand::Const(_) = at {
            return Some(depth);
        }
        match definitions.op(function, at) {
            Some(Op::KeyIndex { base, .. } | Op::KeyField { base, .. }) => at = base,
            _ => return None,
        }
    }
    None
}

/// What to put in the place of values, by value.
struct Replacements {
    by_value: Vec<Option<Operand>>,
    /// Whether there is any.
    any: bool,
}

impl Replacements {
    fn new(function: &Function) -> Self {
        Self {
            by_value: vec![None; function.values.len()],
            any: false,
        }
    }

    fn set(&mut self, value: ValueId, operand: Operand) {
        if let Some(place) = self.by_value.get_mut(value.0 as usize) {
            *place = Some(operand);
            self.any = true;
        }
    }

    /// Replaces an operand; true where it changed. A chain is followed to its end, and shortened.
    fn apply(&mut self, operand: &mut Operand) -> bool {
        let Some(start) = operand.value() else {
            return false;
        };
        // Most values stay.
        if !self.any || self.by_value.get(start.0 as usize).is_none_or(Option::is_none) {
            return false;
        }
        let mut end = operand.clone();
        // Chains cannot be longer than there are values, nor run in circles.
        for _ in 0..self.by_value.len() {
            let next = end
                .value()
                .and_then(|id| self.by_value.get(id.0 as usize).cloned().flatten());
            match next {
                Some(next) if next != end => end = next,
                _ => break,
            }
        }
        if end == *operand {
            return false;
        }
        // Every link of the chain leads to its end from now on.
        let mut link = start;
        while let Some(next) = self
            .by_value
            .get_mut(link.0 as usize)
            .and_then(|place| place.replace(end.clone()))
            .as_ref()
            .and_then(Operand::value)
            .filter(|next| Some(*next) != end.value())
        {
            link = next;
        }
        *operand = end;
        true
    }

    /// Replaces all operands of a function; true where one changed.
    fn apply_all(&mut self, function: &mut Function) -> bool {
        if !self.any {
            return false;
        }
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
