//! Names, types, moves and exhaustiveness: from the AST to the typed high-level IR.
//!
//! [`thir`] is the result: every name resolved, every expression typed, every place read with a known mode,
//! every `match` exhaustive, all ownership rules checked (DECISIONS T1-T20). Lowering can trust it.
//! This crate must never read files, print, or know about SSA or wasm.

mod assertions;
mod attrs;
mod body;
mod call_args;
mod calls;
mod cfg;
mod checker;
mod closures;
pub mod codes;
mod collect;
mod combinators;
mod const_ints;
mod const_match;
mod const_std;
mod construct;
mod constructors;
mod consts;
mod control;
mod conversions;
mod derives;
mod display;
mod entry_rules;
mod exhaustive;
mod expr;
mod filled;
mod finish;
mod flat_match;
mod fn_types;
mod generics;
mod handed;
mod heads;
mod implicit_calls;
mod import_checks;
mod imports;
mod indices;
mod infer;
mod inlining;
mod instances;
mod ints;
mod items;
mod late;
mod lending;
mod lent_operands;
pub mod library;
pub mod limits;
pub mod lints;
mod lookup;
mod loops;
mod lost_changes;
mod macros;
mod methods;
mod mismatch;
mod modes;
mod modules;
mod moves;
mod mutability;
mod no_effect;
mod ops;
mod options;
mod path_errors;
mod paths;
mod pattern_parts;
mod patterns;
mod place;
mod purity;
mod recursion;
mod sizes;
mod slips;
pub mod std_fn;
mod std_names;
mod std_needs;
mod std_paths;
mod std_table;
mod storage_borrows;
mod storage_maps;
mod structs;
mod suggest;
mod testing;
pub mod thir;
mod traits;
mod try_from;
pub mod ty;
mod type_args;
mod types;
mod unfinished;
mod unused_functions;
mod usefulness;
mod value_patterns;
mod visibility;
pub mod visit;

pub use options::Options;
pub use recursion::circular;
pub use std_fn::StdFn;
pub use testing::{calls_functions, contracts_used};
pub use traits::STD_FILE;
pub use ty::Ty;

use std::collections::HashSet;

use twilight_diagnostics::{Diagnostic, SourceMap, Span};
use twilight_syntax::ast;

use crate::checker::{Checker, ScopeId};
use crate::thir::{ContractId, FnId, Program};

/// A checked package.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The program; meaningful only where `diagnostics` has no error.
    pub program: Program,
    /// Errors and warnings in order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks the files of a package. Pure; accepts every AST, also one that parsing recovered.
#[must_use]
pub fn check(units: &[&ast::SourceUnit], sources: &SourceMap) -> Checked {
    check_with(units, sources, &Options::default())
}

/// As [`check`], with options.
#[must_use]
pub fn check_with(units: &[&ast::SourceUnit], sources: &SourceMap, options: &Options) -> Checked {
    let files: Vec<ModuleFile<'_>> = units
        .iter()
        .map(|unit| ModuleFile {
            path: Vec::new(),
            unit,
            start: Span::default(),
        })
        .collect();
    check_package(&files, sources, options)
}

/// A file of a package: a module (spec 01 §6).
#[derive(Clone, Debug)]
pub struct ModuleFile<'a> {
    /// Its path from the root of the package, `["util", "math"]`; empty for the root itself.
    pub path: Vec<String>,
    /// What it holds.
    pub unit: &'a ast::SourceUnit,
    /// The empty span at its start.
    pub start: Span,
}

/// The module of a package that holds tests and what they need: `src/tests.twl`, and files below `src/tests`.
const TESTS_MODULE: &str = "tests";

/// Checks the modules of a package, as [`check`].
#[must_use]
pub fn check_package(files: &[ModuleFile<'_>], sources: &SourceMap, options: &Options) -> Checked {
    let mut checker = Checker::new(sources, options);
    let root = checker.new_scope(ScopeId(0));
    checker.new_root_module(root);
    // All modules exist before the first item, so that `mod name;` finds its file.
    let modules: Vec<modules::ModuleId> = files
        .iter()
        .map(|file| checker.file_module(&file.path, file.start))
        .collect();
    for (file, module) in files.iter().zip(modules) {
        // Nothing in it is part of a build that is no test build (`docs/testing.md`).
        if !options.test && file.path.first().is_some_and(|name| name == TESTS_MODULE) {
            continue;
        }
        let Some((scope, owner)) = checker
            .modules
            .get(module.0)
            .map(|module| (module.scope, module.path.clone()))
        else {
            continue;
        };
        let owner = (!owner.is_empty()).then_some(owner);
        checker.declare_items(&file.unit.items, scope, owner.as_deref());
    }
    checker.resolve_pending();
    let mut inits = Vec::new();
    let mut invariants = Vec::new();
    for contract in 0..checker.contracts.len() {
        let contract = ContractId(u32::try_from(contract).unwrap_or(u32::MAX));
        let count = checker
            .contracts
            .get(contract.0 as usize)
            .map_or(0, |info| info.storage.len());
        inits.push(
            (0..count)
                .map(|at| checker.check_storage_init(contract, at))
                .collect::<Vec<_>>(),
        );
        let count = checker
            .contracts
            .get(contract.0 as usize)
            .map_or(0, |info| info.invariants.len());
        let checks = (0..count).map(|at| checker.check_invariant(contract, at));
        invariants.push(checks.flatten().collect::<Vec<_>>());
    }
    // Bodies may declare more functions, which join the list.
    let mut at = 0;
    while at < checker.functions.len() {
        checker.check_fn(FnId(u32::try_from(at).unwrap_or(u32::MAX)));
        at += 1;
    }
    checker.check_imports();
    inlining::check(&mut checker);
    checker.check_impls();
    checker.check_written_types();
    checker.check_opaque_cycles();
    unused_functions::check(&mut checker);
    let overrides = std::mem::take(&mut checker.lint_overrides);
    own(&mut checker, &mut inits, &mut invariants);
    let (program, mut diagnostics) = assemble(checker, inits, invariants);
    // What a package wants to hear of its own style says nothing about the library.
    diagnostics.retain(|diagnostic| diagnostic.is_error() || !library::source::is_library(diagnostic.span));
    debug_assert!(
        diagnostics
            .iter()
            .flat_map(|diagnostic| diagnostic
                .labels
                .iter()
                .map(|label| label.span)
                .chain([diagnostic.span]))
            .all(|span| !library::source::is_library(span)),
        "a diagnostic points into the library"
    );
    // One mistake, one message: with an error, what is unused or unreachable says little.
    if diagnostics.iter().any(Diagnostic::is_error) {
        let noise = [
            codes::UNUSED_VARIABLE,
            codes::UNREACHABLE_CODE,
            codes::UNREACHABLE_ARM,
            codes::UNUSED_IMPORT,
            codes::NO_EFFECT,
            codes::LOST_CHANGE,
            codes::UNUSED_FUNCTION,
            codes::SHADOWED_VARIABLE,
            codes::UNNECESSARY_MUT,
            codes::TYPE_NAME,
            codes::FUNCTION_NAME,
            codes::VARIABLE_NAME,
            codes::CONSTANT_NAME,
        ];
        diagnostics.retain(|diagnostic| !noise.contains(&diagnostic.code));
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.severity));
    diagnostics.dedup();
    lints::apply(&mut diagnostics, &options.lints, overrides);
    Checked { program, diagnostics }
}

/// What needs finished types: exhaustive patterns, modes of places and parameters, moves.
fn own(checker: &mut Checker<'_>, inits: &mut [Vec<Option<thir::Body>>], invariants: &mut [Vec<thir::Body>]) {
    let mut bodies: Vec<thir::Body> = Vec::new();
    for info in &mut checker.functions {
        let empty = collect::empty_body(info.function.span);
        bodies.push(std::mem::replace(&mut info.function.body, empty));
    }
    let mut consts: Vec<Option<thir::Body>> =
        checker.consts.iter_mut().map(|info| info.body.take()).collect();
    let mut others: Vec<&mut thir::Body> = inits
        .iter_mut()
        .flatten()
        .flatten()
        .chain(invariants.iter_mut().flatten())
        .chain(consts.iter_mut().flatten())
        .collect();
    for body in bodies.iter_mut().chain(others.iter_mut().map(|body| &mut **body)) {
        exhaustive::check(checker, body);
    }
    purity::check(checker, &mut bodies, &mut others);
    lost_changes::report(checker, &mut bodies);
    storage_maps::check(checker, &mut bodies, &mut others);
    modes::assign(checker, &mut bodies, &mut others);
    for body in bodies.iter().chain(others.iter().map(|body| &**body)) {
        moves::check(body, &mut checker.diagnostics);
    }
    storage_borrows::check(checker, &mut bodies, &mut others);
    for (info, body) in checker.functions.iter_mut().zip(bodies) {
        info.function.body = body;
    }
    for (info, body) in checker.consts.iter_mut().zip(consts) {
        info.body = body;
    }
}

fn assemble(
    checker: Checker<'_>,
    inits: Vec<Vec<Option<thir::Body>>>,
    invariants: Vec<Vec<thir::Body>>,
) -> (Program, Vec<Diagnostic>) {
    let contracts = checker
        .contracts
        .into_iter()
        .zip(inits)
        .zip(invariants)
        .map(|((info, inits), invariants)| thir::Contract {
            name: info.name,
            storage: info
                .storage
                .into_iter()
                .zip(inits)
                .map(|(storage, init)| thir::StorageVar {
                    name: storage.decl.name.name.clone(),
                    ty: storage.ty,
                    init,
                    span: storage.decl.name.span,
                })
                .collect(),
            init: info.init.map(|(id, _)| id),
            functions: info.functions,
            invariants,
            span: info.decl.name.span,
        })
        .collect();
    let consts = checker
        .consts
        .into_iter()
        .map(|info| thir::Const {
            name: info.name,
            ty: info.ty,
            value: info
                .body
                .unwrap_or_else(|| collect::empty_body(info.decl.name.span)),
        })
        .collect();
    let traits = checker
        .traits
        .iter()
        .map(|info| thir::Trait {
            name: info.name.clone(),
            type_params: u32::try_from(info.generics.len()).unwrap_or(u32::MAX),
            functions: info.functions.clone(),
            std: info.std,
        })
        .collect();
    let impls = checker
        .impls
        .into_iter()
        .map(|info| thir::Impl {
            of_trait: info.of_trait,
            type_params: u32::try_from(info.generics.len()).unwrap_or(u32::MAX),
            args: info.args,
            functions: info.functions,
            types: info.types,
            consts: info.consts,
        })
        .collect();
    let program = Program {
        dialect: thir::Dialect::Native,
        traits,
        impls,
        adts: checker.adts,
        contracts,
        functions: checker
            .functions
            .into_iter()
            .map(|info| thir::Function {
                hidden: info
                    .opaques
                    .into_iter()
                    .map(|opaque| opaque.hidden.unwrap_or(Ty::Error))
                    .collect(),
                ..info.function
            })
            .collect(),
        events: checker.events.into_iter().map(|info| info.event).collect(),
        consts,
        ordered_sort: checker.ordered_sort,
        circular: checker.circular,
        pointed_into: HashSet::new(),
    };
    (program, checker.diagnostics)
}
