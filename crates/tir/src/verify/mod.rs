//! The verifier: what every module that reaches an interpreter, a pass or a back end must obey.
//!
//! It takes any module, however broken, never panics, and costs near-linear time. It must never change
//! the module.
//!
//! | Rule | Invariant |
//! |---|---|
//! | V1 | A function has an entry block, without predecessors. |
//! | V2 | `phi`s stand first in their block and have exactly one operand for each predecessor. |
//! | V3 | A definition dominates its uses; that of a `phi`'s operand dominates the end of its predecessor. |
//! | V4 | Operands and results have the types that the operation and the builtin table give. |
//! | V5 | A value is defined once, parameters by the function alone; what is used is defined; an instruction names its result exactly when that is not `()`. |
//! | V6 | Ids are in range; calls and events match the signature. |
//! | V7 | A consumed operand ([`crate::Builtin::consumes`]) is not used again, on any path, without being defined again, nor twice by the consuming instruction. |
//! | V8 | Terminators have operands of the right types, `switch` at most 256 targets. |
//! | V9 | Exports name functions with as many parameters as names; their names are unique; a deployment returns `()`; events have at most three topics, anonymous ones four. |
//! | V10 | State keys and their bases are strings. |
//! | V11 | Integer constants lie in their type's range. |
//! | V12 | Types are within [`crate::limits`]; enums have 1 to 256 variants; no map stands in a map's key. |
//! | V13 | Names of functions and of storage variables are unique; a function has at least as many values as parameters. |
//! | V14 | References are not compared, shown, encoded, stored, emitted or exported, nor part of a default; what `reference_load` gives, and what shares with it, is not consumed, nor given to a cell. |
//!
//! V3, V7 and V14 of what is consumed or given look at reachable code only: elsewhere they mean nothing. V7,
//! and V14 of these, run for functions without other errors.

mod function;
mod lent;
mod ops;
mod types;

use std::collections::HashSet;
use std::fmt;

use twilight_abi::Type;
use twilight_abi::meta::ExportKind;

use crate::{BlockId, Module};

/// Most errors that are reported; the rest is cut off.
pub const MAX_ERRORS: usize = 100;

/// Most parameters of an event that are topics (DECISION S11); one more where the event is anonymous.
pub const MAX_TOPICS: usize = 3;

/// A rule of this module's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Entry block.
    V1,
    /// `phi`s.
    V2,
    /// Dominance.
    V3,
    /// Types.
    V4,
    /// Single definition.
    V5,
    /// Ids and signatures.
    V6,
    /// Consumed operands.
    V7,
    /// Terminators.
    V8,
    /// Exports and events.
    V9,
    /// State accesses.
    V10,
    /// Constants.
    V11,
    /// Size and form of types.
    V12,
    /// Names.
    V13,
    /// References.
    V14,
}

/// Where a module is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// The rule that is broken.
    pub rule: Rule,
    /// Name of the function; `None` for the module's own parts.
    pub function: Option<String>,
    /// The block.
    pub block: Option<BlockId>,
    /// Index of the instruction in its block; the number of instructions stands for the terminator.
    pub inst: Option<usize>,
    /// A sentence.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.function {
            Some(function) => write!(f, "In function `{function}`")?,
            None => f.write_str("In the module")?,
        }
        match self.block {
            Some(BlockId(0)) => f.write_str(", block %entry")?,
            Some(BlockId(block)) => write!(f, ", block %b{block}")?,
            None => {}
        }
        if let Some(inst) = self.inst {
            write!(f, ", instruction {inst}")?;
        }
        write!(f, ": {} ({:?})", self.message, self.rule)
    }
}

impl std::error::Error for VerifyError {}

/// Checks every rule.
///
/// # Errors
/// Up to [`MAX_ERRORS`] broken rules, in the module's order.
pub fn verify(module: &Module) -> Result<(), Vec<VerifyError>> {
    let mut verifier = Verifier {
        module,
        errors: Vec::new(),
        types: types::TypeRules::default(),
    };
    verifier.module_parts();
    for function in &module.functions {
        if verifier.errors.len() >= MAX_ERRORS {
            break;
        }
        function::verify(&mut verifier, function);
    }
    verifier.errors.truncate(MAX_ERRORS);
    if verifier.errors.is_empty() {
        Ok(())
    } else {
        Err(verifier.errors)
    }
}

struct Verifier<'a> {
    module: &'a Module,
    errors: Vec<VerifyError>,
    types: types::TypeRules,
}

impl Verifier<'_> {
    fn error(&mut self, rule: Rule, message: impl Into<String>) {
        if self.errors.len() < MAX_ERRORS {
            let message = message.into();
            self.errors.push(VerifyError {
                rule,
                function: None,
                block: None,
                inst: None,
                message,
            });
        }
    }

    fn ty(&mut self, ty: &Type, what: &str) {
        if let Some(problem) = self.types.problem(ty) {
            self.error(Rule::V12, format!("{what}: {problem}"));
        }
    }

    /// A type of what leaves the program, or comes in.
    fn outside(&mut self, ty: &Type, what: &str) {
        self.ty(ty, what);
        if self.types.holds_reference(ty) {
            self.error(Rule::V14, format!("{what}: {}", types::OUTSIDE));
        }
    }

    fn module_parts(&mut self) {
        let module = self.module;
        let mut names = HashSet::new();
        for function in &module.functions {
            if !names.insert(function.name.as_str()) {
                self.error(Rule::V13, format!("Two functions are named `{}`.", function.name));
            }
        }
        let mut names = HashSet::new();
        for (name, ty) in &module.storage {
            if !names.insert(name.as_str()) {
                self.error(Rule::V13, format!("Two storage variables are named `{name}`."));
            }
            self.outside(ty, &format!("Storage variable `{name}`"));
        }
        for event in &module.events {
            for param in &event.params {
                self.outside(
                    &param.ty,
                    &format!("Parameter `{}` of event `{}`", param.name, event.name),
                );
            }
            let most = MAX_TOPICS + usize::from(event.anonymous);
            if event.params.iter().filter(|param| param.topic).count() > most {
                let message = format!("Event `{}` has more than {most} topics.", event.name);
                self.error(Rule::V9, message);
            }
        }
        let mut names = HashSet::new();
        for export in &module.exports {
            if !names.insert(export.name.as_str()) {
                self.error(Rule::V9, format!("Two exports are named `{}`.", export.name));
            }
            let Some(function) = module.functions.get(export.function.0 as usize) else {
                self.error(
                    Rule::V6,
                    format!("Export `{}` names a function that does not exist.", export.name),
                );
                continue;
            };
            if export.param_names.len() != function.params as usize {
                let message = format!(
                    "Export `{}` has {} parameter names for {} parameters.",
                    export.name,
                    export.param_names.len(),
                    function.params
                );
                self.error(Rule::V9, message);
            }
            let params = function.values.iter().take(function.params as usize);
            for ty in params.map(|value| &value.ty).chain([&function.ret]) {
                self.outside(ty, &format!("Export `{}`", export.name));
            }
            if export.kind == ExportKind::Deploy && function.ret != Type::Unit {
                self.error(
                    Rule::V9,
                    format!("The deployment `{}` must return `()`.", export.name),
                );
            }
        }
    }
}
