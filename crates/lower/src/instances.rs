//! The module as a whole: which functions are needed, with which type arguments.

use std::collections::VecDeque;

use twilight_abi::Type;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::thir::{self, ContractId, FnId, Program};
use twilight_tir::fast_hash::FastMap;
use twilight_tir::limits::{TypeMeter, TypeSize};
use twilight_tir::{Dialect, EventDef, EventParamDef, Function, FunctionId, Module};

use crate::builder::Builder;
use crate::entry::Entry;
use crate::types::{Types, instance_name};
use crate::{assertions, exports, function, storage, storage_pointers};

/// Functions of one module, each instance of a generic one counted.
pub const MAX_INSTANCES: usize = 10_000;
/// Nesting of the type arguments of one instance.
pub const MAX_ARGUMENT_DEPTH: u32 = 64;
/// Types in the type arguments of one instance.
pub const MAX_ARGUMENT_NODES: u64 = 4_096;

/// What a module is built for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roots {
    /// All public functions of the contract, its deployment, and public free functions; without a contract,
    /// every free function without parameters too.
    Package {
        /// The contract; `None` where there is none.
        contract: Option<ContractId>,
    },
    /// Tests: functions without parameters, and what sets up the contracts they use ([`setup_name`]).
    Tests {
        /// The tests.
        tests: Vec<FnId>,
        /// Their contracts.
        contracts: Vec<ContractId>,
    },
    /// One entry point and, when it belongs to a contract, that contract's deployment (DECISION C5).
    Entry(Entry),
}

impl Roots {
    fn contract(&self) -> Option<ContractId> {
        match self {
            Self::Package { contract } => *contract,
            Self::Entry(entry) => entry.contract,
            Self::Tests { .. } => None,
        }
    }
}

/// Something to build.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instance {
    /// A user function with its type arguments.
    User(FnId, Vec<Type>),
    /// Storage initialisers, then `init`.
    Deploy(ContractId),
    /// Checks the invariants of a contract.
    Invariants(ContractId),
    /// What a test begins with: storage initialisers, then `init` where it takes no parameters.
    Setup(ContractId),
    /// Calls an exported function whose `mut` parameters make it return a tuple, and returns the first part.
    Shim(FnId),
    /// Calls an entry point whose result has no encoding, and gives the result as text.
    Shown(FnId),
    /// Reads a spread storage place as a value: `(key) -> T`.
    ReadSpread(Type, String),
    /// Shows a value of which a part has `impl Displayable`: `(T) -> string`.
    Display(Type),
    /// Sorts by `impl Ord` of the elements: `(vector<T>) -> vector<T>`.
    Sort(Type),
    /// Writes a value to a spread storage place: `(key, T) -> ()`.
    WriteSpread(Type, String),
    /// Gives a spread storage place its default: `(key) -> ()`.
    ClearSpread(Type, String),
}

/// Name of the function that sets up a contract for a test.
#[must_use]
pub fn setup_name(contract: &str) -> String {
    format!("{contract}::$setup")
}

/// State of the lowering of one module.
pub struct ModuleContext<'p> {
    pub program: &'p Program,
    pub types: Types<'p>,
    pub diagnostics: Vec<Diagnostic>,
    ids: FastMap<Instance, FunctionId>,
    work: VecDeque<(Instance, FunctionId)>,
    overflowed: bool,
    /// Assertions are checked at run time (spec 20 §2).
    pub assertions: bool,
    /// The module holds tests.
    pub testing: bool,
    /// Expressions lowered so far in what is compiled in place.
    pub inlined: u64,
    /// That limit was reported.
    pub inlined_too_much: bool,
}

impl ModuleContext<'_> {
    /// Whose words failures speak.
    pub fn dialect(&self) -> Dialect {
        match self.program.dialect {
            thir::Dialect::Native => Dialect::Twilight,
            thir::Dialect::Solidity => Dialect::Solidity,
        }
    }

    /// The id of an instance; it is built in its turn.
    pub fn function(&mut self, instance: Instance) -> FunctionId {
        if let Some(id) = self.ids.get(&instance) {
            return *id;
        }
        if let Some(diagnostic) = self.too_many(&instance) {
            if !self.overflowed {
                self.diagnostics.push(diagnostic);
            }
            self.overflowed = true;
            // Nothing is generated after an error; any id will do.
            return FunctionId(0);
        }
        let id = FunctionId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        self.ids.insert(instance.clone(), id);
        self.work.push_back((instance, id));
        id
    }

    /// Whether a function can be compiled in place for these types; reports it where it cannot.
    pub fn may_grow(&mut self, id: FnId, arguments: &[Type]) -> bool {
        let Some(diagnostic) = self.too_large(id, arguments) else {
            return true;
        };
        if !self.overflowed {
            self.diagnostics.push(diagnostic);
        }
        self.overflowed = true;
        false
    }

    /// Refuses an instance beyond [`MAX_INSTANCES`], or with type arguments beyond [`MAX_ARGUMENT_DEPTH`] and
    /// [`MAX_ARGUMENT_NODES`]: a generic function that calls itself with ever larger types has no end.
    fn too_many(&self, instance: &Instance) -> Option<Diagnostic> {
        match instance {
            Instance::User(id, arguments) => self.too_large(*id, arguments),
            _ => None,
        }
    }

    /// As [`Self::too_many`] for a function with type arguments.
    fn too_large(&self, id: FnId, arguments: &[Type]) -> Option<Diagnostic> {
        let mut meter = TypeMeter::default();
        let size = TypeSize::of_parts(arguments.iter().map(|ty| meter.measure(ty)));
        if self.ids.len() < MAX_INSTANCES
            && size.depth <= MAX_ARGUMENT_DEPTH
            && size.nodes <= MAX_ARGUMENT_NODES
        {
            return None;
        }
        let function = self.program.functions.get(id.0 as usize)?;
        let message = if self.ids.len() < MAX_INSTANCES {
            format!(
                "The function `{}` is needed for types that grow without end.",
                function.name
            )
        } else {
            format!(
                "The program needs more than {MAX_INSTANCES} functions, generic ones counted for each type."
            )
        };
        let help = "A generic function must not call itself with a type made from its own type parameter.";
        Some(Diagnostic::error(crate::codes::TOO_MANY_INSTANCES, function.span, message).with_help(help))
    }

    /// Reports something that the checker should not have let pass.
    pub fn internal(&mut self, span: Span, what: &str) {
        self.diagnostics.push(
            Diagnostic::error(
                crate::codes::INTERNAL,
                span,
                format!("The compiler made a mistake: {what} was not expected here."),
            )
            .with_help("The program may be right. Please report it, with this part of its source."),
        );
    }

    /// Mangled name of an instance.
    pub fn name(&self, instance: &Instance) -> String {
        let function = |id: &FnId| self.program.functions.get(id.0 as usize);
        match instance {
            Instance::User(id, arguments) => {
                function(id).map_or_else(String::new, |found| instance_name(&found.mangled, arguments))
            }
            Instance::Deploy(id) => self
                .program
                .contracts
                .get(id.0 as usize)
                .map_or_else(String::new, |contract| format!("{}::$deploy", contract.name)),
            Instance::Invariants(id) => self
                .program
                .contracts
                .get(id.0 as usize)
                .map_or_else(String::new, |contract| format!("{}::$invariants", contract.name)),
            Instance::Setup(id) => self
                .program
                .contracts
                .get(id.0 as usize)
                .map_or_else(String::new, |contract| setup_name(&contract.name)),
            Instance::Shim(id) => {
                function(id).map_or_else(String::new, |found| format!("{}::$export", found.mangled))
            }
            Instance::Shown(id) => {
                function(id).map_or_else(String::new, |found| format!("{}::$shown", found.mangled))
            }
            Instance::ReadSpread(ty, variable) => format!("$read<{ty}>::{variable}"),
            Instance::Sort(ty) => format!("$sort<{ty}>"),
            Instance::Display(ty) => format!("$display<{ty}>"),
            Instance::WriteSpread(ty, variable) => format!("$write<{ty}>::{variable}"),
            Instance::ClearSpread(ty, variable) => format!("$clear<{ty}>::{variable}"),
        }
    }
}

/// Lowers what `roots` need of a checked program; with `assertions`, they are checked at run time (spec 20 §2).
///
/// # Errors
/// Diagnostics for constructs that cannot be lowered.
pub fn lower(program: &Program, roots: &Roots, assertions: bool) -> Result<Module, Vec<Diagnostic>> {
    let mut cx = ModuleContext {
        program,
        types: Types::new(program),
        diagnostics: Vec::new(),
        ids: FastMap::default(),
        work: VecDeque::new(),
        overflowed: false,
        assertions,
        testing: matches!(roots, Roots::Tests { .. }),
        inlined: 0,
        inlined_too_much: false,
    };
    let mut module = Module {
        dialect: cx.dialect(),
        events: events(&mut cx),
        storage: storage_variables(&mut cx, roots.contract()),
        ..Module::default()
    };
    module.exports = exports::declare(&mut cx, roots);
    while let Some((instance, id)) = cx.work.pop_front() {
        let built = build(&mut cx, &instance);
        // Ids are handed out and built in the same order.
        debug_assert_eq!(module.functions.len(), id.0 as usize);
        module.functions.push(built);
    }
    if cx.diagnostics.is_empty() {
        Ok(module)
    } else {
        Err(cx.diagnostics)
    }
}

fn build(cx: &mut ModuleContext<'_>, instance: &Instance) -> Function {
    let name = cx.name(instance);
    match instance {
        Instance::User(id, arguments) => function::lower_function(cx, *id, arguments.clone(), name),
        Instance::Deploy(contract) => exports::lower_deploy(cx, *contract, name),
        Instance::Invariants(contract) => assertions::lower_invariants(cx, *contract, name),
        Instance::Setup(contract) => exports::lower_setup(cx, *contract, name),
        Instance::Shim(id) => exports::lower_shim(cx, *id, name),
        Instance::Shown(id) => exports::lower_shown(cx, *id, name),
        Instance::ReadSpread(ty, variable) => storage::lower_read_spread(cx, ty, variable, name),
        Instance::Sort(ty) => crate::sorting::lower_sort(cx, ty, name),
        Instance::Display(ty) => crate::display::lower_display(cx, ty, name),
        Instance::WriteSpread(ty, variable) => storage::lower_write_spread(cx, ty, variable, name),
        Instance::ClearSpread(ty, variable) => storage_pointers::lower_clear_spread(cx, ty, variable, name),
    }
}

fn events(cx: &mut ModuleContext<'_>) -> Vec<EventDef> {
    let program = cx.program;
    program
        .events
        .iter()
        .map(|event| EventDef {
            name: event.name.clone(),
            anonymous: event.anonymous,
            params: event
                .params
                .iter()
                .map(|(name, ty, topic)| EventParamDef {
                    name: name.clone(),
                    ty: cx.types.convert(ty, &[]),
                    topic: *topic,
                })
                .collect(),
        })
        .collect()
}

fn storage_variables(cx: &mut ModuleContext<'_>, contract: Option<ContractId>) -> Vec<(String, Type)> {
    let program = cx.program;
    let Some(contract) = contract.and_then(|id| program.contracts.get(id.0 as usize)) else {
        return Vec::new();
    };
    contract
        .storage
        .iter()
        .map(|variable| (variable.name.clone(), cx.types.convert(&variable.ty, &[])))
        .collect()
}

/// A builder for a function without source variables.
pub fn synthetic(name: String, params: &[Type], ret: Type, span: Span) -> Builder {
    Builder::new(
        name,
        params.iter().map(|ty| (ty.clone(), None)).collect(),
        ret,
        span,
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::fmt::Write as _;

    use twilight_diagnostics::{FileId, SourceMap};
    use twilight_syntax::parse;

    use super::*;

    fn refused(text: &str) -> Vec<(String, String)> {
        let parsed = parse(FileId(0), text);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let checked = twilight_hir::check(&[&parsed.unit], &SourceMap::default());
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        match lower(&checked.program, &Roots::Package { contract: None }, true) {
            Ok(_) => Vec::new(),
            Err(found) => found
                .into_iter()
                .map(|found| (found.code.to_string(), found.message))
                .collect(),
        }
    }

    fn only(text: &str, part: &str) {
        let found = refused(text);
        let [(code, message)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(code, crate::codes::TOO_MANY_INSTANCES);
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn instances_of_functions() {
        // `main` is one, and each length of an array makes another.
        let calls = |count: usize| {
            let mut text = "fn f<T: Copy>(x: T) {}\nfn main() {\n".to_string();
            for at in 0..count {
                let _ = writeln!(text, "    f([true; {at}]);");
            }
            text + "}\n"
        };
        assert_eq!(refused(&calls(MAX_INSTANCES - 1)), Vec::new());
        only(
            &calls(MAX_INSTANCES),
            &format!("more than {MAX_INSTANCES} functions"),
        );
    }

    #[test]
    fn depth_of_type_arguments() {
        let call = |levels: u32| {
            let (open, close) = ("Some(".repeat(levels as usize), ")".repeat(levels as usize));
            format!("fn f<T: Clone>(x: T) {{}}\nfn main() {{ f({open}1u8{close}); }}")
        };
        // `u8` is a level, and so is the list of arguments.
        assert_eq!(refused(&call(MAX_ARGUMENT_DEPTH - 2)), Vec::new());
        only(&call(MAX_ARGUMENT_DEPTH - 1), "grow without end");
    }

    #[test]
    fn size_of_type_arguments() {
        let call = |count: u64| {
            let values = "1u8, ".repeat(usize::try_from(count).unwrap());
            format!("fn f<T: Clone>(x: T) {{}}\nfn main() {{ f(({values})); }}")
        };
        // The tuple counts as one, and so does the list of arguments.
        assert_eq!(refused(&call(MAX_ARGUMENT_NODES - 2)), Vec::new());
        only(&call(MAX_ARGUMENT_NODES - 1), "grow without end");
    }

    #[test]
    fn what_is_compiled_in_place_grows_to_the_same_sizes() {
        // Each call goes through the trait with a type of twice the size.
        only(
            "trait Visit { fn each<F: Fn(u64)>(self, f: F); }\n\
             impl Visit for u64 { fn each<F: Fn(u64)>(self, f: F) { f(self); } }\n\
             struct W<T> { x: T, y: T }\n\
             impl<T: Clone> Visit for W<T> { fn each<F: Fn(u64)>(self, f: F) {\n\
             W { x: self.clone(), y: self.clone() }.each(|x| f(x)); } }\n\
             fn main() { W { x: 1u64, y: 2u64 }.each(|_x| {}); }",
            "grow without end",
        );
    }
}
