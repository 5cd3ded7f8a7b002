//! The tables that checking fills: items, their scopes, and the diagnostics.
//!
//! Indices into the tables are those of the finished [`thir::Program`].

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, SourceMap, Span};
use twilight_syntax::ast;

use crate::consts::Value;
use crate::heads::Head;
use crate::imports::Imports;
use crate::lints::Override;
use crate::modules::{Def, ModuleId, ModuleInfo, Space};
use crate::options::Options;
use crate::std_fn::STD_ENUMS;
use crate::thir::{self, ConstId, ContractId, EventId, FnId};
use crate::traits::{Candidates, ImplInfo, OpaqueInfo, TraitInfo};
use crate::ty::{AdtId, TraitId, Ty};

/// Index of an [`ItemScope`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScopeId(pub usize);

/// What a name of the type namespace means.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeDef {
    /// A struct or enum.
    Adt(AdtId),
    /// An alias, by its index.
    Alias(usize),
    /// A contract.
    Contract(ContractId),
    /// A module.
    Module(ModuleId),
    /// A trait.
    Trait(TraitId),
    /// A type parameter, `Self` or an associated type.
    Ty(Ty),
    /// Something that was refused; uses are silent.
    Poison,
}

/// What a name of the value namespace means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueDef {
    /// A function.
    Fn(FnId),
    /// A constant.
    Const(ConstId),
    /// A variant that `use` brought in, by its tag.
    Variant(AdtId, u32),
    /// Something that was refused; uses are silent.
    Poison,
}

/// Names of a file, a contract, a block's items, or a generic item's parameters.
#[derive(Clone, Debug, Default)]
pub struct ItemScope {
    /// The scope around it.
    pub parent: Option<ScopeId>,
    /// Types with their places.
    pub types: BTreeMap<String, (TypeDef, Span)>,
    /// Functions and constants with their places.
    pub values: BTreeMap<String, (ValueDef, Span)>,
    /// Events with their places.
    pub events: BTreeMap<String, (EventId, Span)>,
    /// Names that other modules may use.
    pub public: BTreeSet<(Space, String)>,
    /// Imports by the names they bring in; indices into [`crate::imports::Imports`].
    pub named: BTreeMap<String, Vec<usize>>,
    /// Imports with `*`.
    pub globs: Vec<usize>,
    /// The module it lies in.
    pub module: ModuleId,
    /// The contract it lies in.
    pub contract: Option<ContractId>,
    /// It is that of a constant which a trait gives: `Self::NAME` means the trait's.
    pub default_of: Option<TraitId>,
}

/// A trait that a type parameter may be asked to have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Copied instead of moved.
    Copy,
    /// Has `.clone()`: every type.
    Clone,
    /// Compares with `==`.
    Eq,
    /// Compares with `<`.
    Ord,
    /// Can be the key of a map.
    Hash,
    /// Can be printed: every type.
    Displayable,
    /// Has a default value.
    Default,
    /// A trait whose implementations decide, with its type arguments.
    Trait(TraitId, Arc<[Ty]>),
    /// What was written means nothing, which is reported: the type may have anything.
    Unknown,
    /// Another type must have something: `where T::Item: Displayable`.
    Of(Arc<(Ty, Bound)>),
}

/// A type parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Generic {
    /// Its name.
    pub name: String,
    /// What it must have.
    pub bounds: Vec<Bound>,
}

/// A struct or enum before its fields are known.
#[derive(Clone, Copy, Debug)]
pub enum AdtDecl<'a> {
    /// Declared by the standard library.
    Std,
    /// `struct`
    Struct(&'a ast::Struct),
    /// `enum`
    Enum(&'a ast::Enum),
}

/// How far something that may depend on itself has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not begun.
    Waiting,
    /// Begun: meeting it again is a cycle.
    Running,
    /// Done.
    Done,
}

/// What checking knows of a struct or enum besides its THIR.
#[derive(Clone, Debug)]
pub struct AdtInfo<'a> {
    /// Its declaration.
    pub decl: AdtDecl<'a>,
    /// Scope of its field types.
    pub scope: ScopeId,
    /// Its type parameters.
    pub generics: Vec<Generic>,
    /// Whether its fields are known.
    pub progress: Progress,
}

/// A parameter of a function.
#[derive(Clone, Debug)]
pub struct ParamInfo {
    /// Its name; `self` for the receiver.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// `mut`.
    pub mutable: bool,
    /// Its name's place.
    pub span: Span,
}

/// A function.
#[derive(Clone, Debug)]
pub struct FnInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::Function,
    /// Scope of its signature and body.
    pub scope: ScopeId,
    /// The type its `impl` is for.
    pub self_ty: Option<Ty>,
    /// Type parameters: those of its `impl` or trait first, then its own, then those of `impl Trait` parameters.
    pub generics: Vec<Generic>,
    /// Number of type parameters of its `impl` or trait.
    pub outer_generics: usize,
    /// Number of its own type parameters, which calls may name.
    pub own_generics: usize,
    /// The trait that declares it, with its number there.
    pub of_trait: Option<(TraitId, u32)>,
    /// It belongs to an implementation of a trait.
    pub in_trait_impl: bool,
    /// What its result hides behind `impl Trait`.
    pub opaques: Vec<OpaqueInfo>,
    /// Parameters, `self` first.
    pub params: Vec<ParamInfo>,
    /// Result.
    pub ret: Ty,
    /// The finished parts.
    pub function: thir::Function,
    /// Its body has been checked.
    pub checked: bool,
    /// Its signature has been resolved.
    pub signed: bool,
    /// `pub` or `pub(crate)`.
    pub open: bool,
    /// Something calls it, or gives it to be called.
    pub called: bool,
}

impl FnInfo<'_> {
    /// Its parameters are borrowed whatever its body does, because callers may not know which body runs
    /// (DECISION T3).
    pub fn never_consumes(&self) -> bool {
        self.of_trait.is_some() || self.in_trait_impl
    }
}

/// A constant.
#[derive(Clone, Debug)]
pub struct ConstInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::Const,
    /// Its scope.
    pub scope: ScopeId,
    /// Its name as messages show it.
    pub name: String,
    /// `pub` or `pub(crate)`.
    pub open: bool,
    /// Type parameters of its `impl`.
    pub generics: Vec<Generic>,
    /// Whether its value is known.
    pub progress: Progress,
    /// Its type once known.
    pub ty: Ty,
    /// Its value; `None` where it could not be found and that was reported.
    pub value: Option<Value>,
    /// Its checked body.
    pub body: Option<thir::Body>,
}

/// A type alias.
#[derive(Clone, Debug)]
pub struct AliasInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::TypeAlias,
    /// Its scope.
    pub scope: ScopeId,
    /// Whether its meaning is known.
    pub progress: Progress,
    /// Its meaning; mentions `Ty::Param`.
    pub ty: Ty,
}

/// A storage variable.
#[derive(Clone, Debug)]
pub struct StorageInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::StorageItem,
    /// Its type.
    pub ty: Ty,
}

/// A contract.
#[derive(Clone, Debug)]
pub struct ContractInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::Contract,
    /// Its name, with its module's path where another contract has the same.
    pub name: String,
    /// Its scope.
    pub scope: ScopeId,
    /// Its storage.
    pub storage: Vec<StorageInfo<'a>>,
    /// Storage variables by name.
    pub storage_names: BTreeMap<String, u32>,
    /// Its functions.
    pub functions: Vec<FnId>,
    /// `init` with its place.
    pub init: Option<(FnId, Span)>,
    /// Its invariants with their places.
    pub invariants: Vec<(&'a ast::Invariant, Span)>,
}

/// An event.
#[derive(Clone, Debug)]
pub struct EventInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::Event,
    /// Its scope.
    pub scope: ScopeId,
    /// The finished event.
    pub event: thir::Event,
}

/// What waits for its signature after names are declared.
#[derive(Clone, Copy, Debug)]
pub enum Pending<'a> {
    /// An `impl` block.
    Impl(ScopeId, &'a ast::Impl),
    /// A trait's bounds.
    Trait(TraitId),
    /// Fields of a struct or enum.
    Adt(AdtId),
    /// Parameters and result of a function.
    Fn(FnId),
    /// A constant's type and value.
    Const(ConstId),
    /// An alias's meaning.
    Alias(usize),
    /// Storage types of a contract.
    Contract(ContractId),
    /// Parameter types of an event.
    Event(EventId),
}

/// Items of most programs, those of the standard library included; only saves growing the tables.
const TYPICAL_ITEMS: usize = 32;

/// Everything.
pub struct Checker<'a> {
    /// Source texts, for messages built from them.
    pub sources: &'a SourceMap,
    /// What was asked for.
    pub options: &'a Options,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// All scopes.
    pub scopes: Vec<ItemScope>,
    /// Modules, the root first.
    pub modules: Vec<ModuleInfo>,
    /// The limit on modules was passed, which has been reported.
    pub too_many_modules: bool,
    /// What `use` brings in.
    pub imports: Imports,
    /// Levels that attributes set.
    pub lint_overrides: Vec<Override>,
    /// The scope of the aliases that imports of the language's types mean, once one is asked for.
    pub std_names: Option<ScopeId>,
    /// Changes of copies that nobody reads, as far as one body tells.
    pub lost_changes: Vec<crate::lost_changes::Lost>,
    /// Structs and enums, finished parts.
    pub adts: Vec<thir::Adt>,
    /// Structs and enums, the rest.
    pub adt_infos: Vec<AdtInfo<'a>>,
    /// Functions.
    pub functions: Vec<FnInfo<'a>>,
    /// Constants.
    pub consts: Vec<ConstInfo<'a>>,
    /// Aliases.
    pub aliases: Vec<AliasInfo<'a>>,
    /// Contracts.
    pub contracts: Vec<ContractInfo<'a>>,
    /// Events.
    pub events: Vec<EventInfo<'a>>,
    /// Functions of types, by name.
    pub methods: BTreeMap<(Head, String), (FnId, Span)>,
    /// Further ones of those names, for other instances of the type.
    pub instance_methods: BTreeMap<(Head, String), Vec<(FnId, Span)>>,
    /// Methods of the standard library that are written in Twilight and used: type and name.
    pub library: BTreeMap<(&'static str, &'static str), FnId>,
    /// Constants of types, by name.
    pub assoc_consts: BTreeMap<(Head, String), (ConstId, Span)>,
    /// Traits; those of the standard library first.
    pub traits: Vec<TraitInfo<'a>>,
    /// Implementations of traits.
    pub impls: Vec<ImplInfo<'a>>,
    /// Implementations by trait and kind of type; `None` holds those for every type.
    pub impl_index: HashMap<(TraitId, Option<Head>), Candidates>,
    /// Traits that have a function of that name.
    pub trait_functions: BTreeMap<String, Vec<(TraitId, u32)>>,
    /// Traits that have a constant of that name.
    pub trait_consts: BTreeMap<String, Vec<(TraitId, u32)>>,
    /// Traits that have an associated type of that name.
    pub trait_types: BTreeMap<String, Vec<(TraitId, u32)>>,
    /// Types, bounds and owners of type parameters that were reported already.
    pub reported_bounds: HashSet<(String, String, String)>,
    /// The last question about a bound was not answered within the limits.
    pub trait_steps_spent: Cell<bool>,
    /// An associated type was not found within the limits.
    pub projections_spent: Cell<bool>,
    /// Constants and type aliases that are being found, one through another.
    pub definitions: u32,
    /// That they are too many was said.
    pub long_chain: bool,
    /// Expressions around the one that is checked.
    pub nesting: u32,
    /// Implementations whose functions have not been compared with their trait yet.
    pub unchecked_impls: Vec<usize>,
    /// Type arguments as written, to be compared with the bounds of their struct or enum.
    pub written_types: Vec<crate::traits::WrittenType>,
    /// Where `impl Trait` stands now, and the bounds that were met there.
    pub impl_trait: crate::traits::ImplTraitMode,
    /// Signatures to resolve.
    pub pending: Vec<Pending<'a>>,
    /// Names of the type parameters in scope, for messages.
    pub param_names: Vec<String>,
    /// Their bounds.
    pub param_bounds: Vec<Vec<Bound>>,
    /// The library's function that sorts elements with `impl Ord`, where something needs it.
    pub ordered_sort: Option<FnId>,
    /// Types that were reported to contain themselves.
    pub recursive: HashSet<AdtId>,
    /// Types that contain themselves through a `vector` or `map`, as they may.
    pub circular: HashSet<AdtId>,
    /// Trait implementations were left out, which has been reported: methods may be missing because of it.
    pub skipped_impls: bool,
    /// The functions of `impl` blocks without a trait that were left out for their type, which has been reported.
    pub skipped_methods: HashSet<String>,
    /// Mangled names given out.
    pub mangled: HashSet<String>,
    /// Type names given out.
    pub type_names: HashSet<String>,
    /// Names of contracts given out.
    pub contract_names: HashSet<String>,
}

impl<'a> Checker<'a> {
    /// An empty program with the standard library's enums.
    pub fn new(sources: &'a SourceMap, options: &'a Options) -> Self {
        let mut checker = Self {
            sources,
            options,
            diagnostics: Vec::new(),
            scopes: Vec::with_capacity(TYPICAL_ITEMS),
            modules: Vec::new(),
            too_many_modules: false,
            imports: Imports::default(),
            lint_overrides: Vec::new(),
            std_names: None,
            lost_changes: Vec::new(),
            adts: Vec::new(),
            adt_infos: Vec::new(),
            functions: Vec::with_capacity(TYPICAL_ITEMS),
            consts: Vec::new(),
            aliases: Vec::new(),
            contracts: Vec::new(),
            events: Vec::new(),
            methods: BTreeMap::new(),
            instance_methods: BTreeMap::new(),
            library: BTreeMap::new(),
            assoc_consts: BTreeMap::new(),
            traits: Vec::with_capacity(TYPICAL_ITEMS),
            impls: Vec::new(),
            impl_index: HashMap::new(),
            trait_functions: BTreeMap::new(),
            trait_consts: BTreeMap::new(),
            trait_types: BTreeMap::new(),
            reported_bounds: HashSet::new(),
            trait_steps_spent: Cell::new(false),
            projections_spent: Cell::new(false),
            definitions: 0,
            long_chain: false,
            nesting: 0,
            unchecked_impls: Vec::new(),
            written_types: Vec::new(),
            impl_trait: crate::traits::ImplTraitMode::default(),
            pending: Vec::new(),
            param_names: Vec::new(),
            param_bounds: Vec::new(),
            ordered_sort: None,
            recursive: HashSet::new(),
            circular: HashSet::new(),
            skipped_impls: false,
            skipped_methods: HashSet::new(),
            mangled: HashSet::new(),
            type_names: HashSet::new(),
            contract_names: HashSet::new(),
        };
        checker.scopes.push(ItemScope::default());
        for (name, variants) in STD_ENUMS {
            let id = AdtId(u32::try_from(checker.adts.len()).unwrap_or(u32::MAX));
            checker.adts.push(thir::Adt {
                name: (*name).to_string(),
                type_params: 0,
                kind: thir::AdtKind::Enum(
                    variants
                        .iter()
                        .map(|variant| ((*variant).to_string(), thir::Fields::Unit))
                        .collect(),
                ),
                span: Span::default(),
            });
            checker.adt_infos.push(AdtInfo {
                decl: AdtDecl::Std,
                scope: ScopeId(0),
                generics: Vec::new(),
                progress: Progress::Done,
            });
            // The prelude is the root of all scopes: a user's own item of that name comes before it. Only
            // the THIR name stays taken, so that names remain unique.
            checker.type_names.insert((*name).to_string());
            if let Some(scope) = checker.scopes.first_mut() {
                scope
                    .types
                    .insert((*name).to_string(), (TypeDef::Adt(id), Span::default()));
            }
        }
        checker.declare_std_traits();
        checker
    }

    /// Adds a scope inside another.
    pub fn new_scope(&mut self, parent: ScopeId) -> ScopeId {
        let contract = self.scopes.get(parent.0).and_then(|scope| scope.contract);
        let module = self.module_of(parent);
        self.scopes.push(ItemScope {
            parent: Some(parent),
            contract,
            module,
            ..ItemScope::default()
        });
        ScopeId(self.scopes.len() - 1)
    }

    /// Reports.
    pub fn report(&mut self, mut diagnostic: Diagnostic) {
        // A declaration of the library has no text that could be shown.
        diagnostic
            .labels
            .retain(|label| !crate::library::source::is_library(label.span));
        self.diagnostics.push(diagnostic);
    }

    /// Reports an error at a place.
    pub fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::error(code, span, message));
    }

    fn lookup<T>(&self, scope: ScopeId, find: impl Fn(ScopeId) -> Option<T>) -> Option<T> {
        let mut at = Some(scope);
        while let Some(id) = at {
            if let Some(found) = find(id) {
                return Some(found);
            }
            at = self.scopes.get(id.0)?.parent;
        }
        None
    }

    /// The type that a name means in a scope. `Self` is the contract around it where no `impl` or trait is nearer.
    pub fn find_type(&self, scope: ScopeId, name: &str) -> Option<TypeDef> {
        self.lookup(scope, |scope| self.in_scope(scope, name, Space::Type))
            .and_then(Def::into_type)
            .or_else(|| match name {
                "Self" => self.contract_of(scope).map(TypeDef::Contract),
                _ => None,
            })
    }

    /// The function or constant that a name means in a scope.
    pub fn find_value(&self, scope: ScopeId, name: &str) -> Option<ValueDef> {
        self.lookup(scope, |scope| self.in_scope(scope, name, Space::Value))
            .and_then(Def::into_value)
    }

    /// The event that a name means in a scope.
    pub fn find_event(&self, scope: ScopeId, name: &str) -> Option<EventId> {
        self.lookup(scope, |scope| self.in_scope(scope, name, Space::Event))
            .and_then(Def::into_event)
    }

    /// The full path in the standard library that `use` gave a name.
    pub fn find_import(&self, scope: ScopeId, name: &str) -> Option<Vec<String>> {
        self.lookup(scope, |scope| self.std_in_scope(scope, name))
    }

    /// The contract that a scope lies in.
    pub fn contract_of(&self, scope: ScopeId) -> Option<ContractId> {
        self.scopes.get(scope.0).and_then(|scope| scope.contract)
    }

    /// A struct or enum of this program.
    pub fn adt(&self, id: AdtId) -> Option<&thir::Adt> {
        self.adts.get(id.0 as usize)
    }

    /// A mangled name that nothing else has.
    pub fn unique_mangled(&mut self, wanted: &str) -> String {
        unique(&mut self.mangled, wanted)
    }
}

/// `wanted`, or `wanted#2` and so on where it is taken.
pub fn unique(taken: &mut HashSet<String>, wanted: &str) -> String {
    let mut name = wanted.to_string();
    let mut count = 2;
    while !taken.insert(name.clone()) {
        name = format!("{wanted}#{count}");
        count += 1;
    }
    name
}
