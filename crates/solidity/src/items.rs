//! What a source declares: contracts and what stands in them or beside them, by number.
//!
//! The table is complete before any function body is looked at, and does not change afterwards.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use solang_parser::pt;
use twilight_diagnostics::Span;

use crate::types::{Location, Mutability, Type};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);)*
    };
}

ids! {
    /// Index of a contract, interface or library.
    ContractId;
    /// Index of a struct.
    StructId;
    /// Index of an enum.
    EnumId;
    /// Index of a user-defined value type.
    AliasId;
    /// Index of a function, modifier or constructor.
    FunctionId;
    /// Index of a state variable or constant.
    VariableId;
    /// Index of an event.
    EventId;
    /// Index of a custom error.
    ErrorId;
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A contract, interface or library.
    Contract(ContractId),
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// A user-defined value type.
    Alias(AliasId),
    /// A function.
    Function(FunctionId),
    /// A modifier.
    Modifier(FunctionId),
    /// A state variable or constant.
    Variable(VariableId),
    /// An event.
    Event(EventId),
    /// A custom error.
    Error(ErrorId),
}

impl Item {
    /// For messages.
    #[must_use]
    pub const fn kind_word(self) -> &'static str {
        match self {
            Self::Contract(_) => "contract",
            Self::Struct(_) => "struct",
            Self::Enum(_) => "enum",
            Self::Alias(_) => "user-defined value type",
            Self::Function(_) => "function",
            Self::Modifier(_) => "modifier",
            Self::Variable(_) => "variable",
            Self::Event(_) => "event",
            Self::Error(_) => "error",
        }
    }

    /// With its article, for messages.
    #[must_use]
    pub const fn kind_name(self) -> &'static str {
        match self {
            Self::Contract(_) => "a contract",
            Self::Struct(_) => "a struct",
            Self::Enum(_) => "an enum",
            Self::Alias(_) => "a user-defined value type",
            Self::Function(_) => "a function",
            Self::Modifier(_) => "a modifier",
            Self::Variable(_) => "a variable",
            Self::Event(_) => "an event",
            Self::Error(_) => "an error",
        }
    }
}

/// Names of one level: the file, or a contract without what it inherits.
pub type Names = BTreeMap<String, (Item, Span)>;

/// Kinds of contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractKind {
    /// `contract`
    Contract,
    /// `abstract contract`
    Abstract,
    /// `interface`
    Interface,
    /// `library`
    Library,
}

/// A contract, interface or library.
#[derive(Debug)]
pub struct Contract<'t> {
    /// Its name.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// What it is.
    pub kind: ContractKind,
    /// As parsed.
    pub tree: &'t pt::ContractDefinition,
    /// What it declares itself.
    pub names: Names,
    /// What it names after `is`, in order, with the arguments to their constructors.
    pub bases: Vec<(ContractId, &'t pt::Base)>,
    /// Itself, then what it inherits from, the nearest first (C3).
    pub linearized: Vec<ContractId>,
    /// Its own functions in order, modifiers and constructors too.
    pub functions: Vec<FunctionId>,
    /// Its own variables in order.
    pub variables: Vec<VariableId>,
    /// Its constructor.
    pub constructor: Option<FunctionId>,
    /// Its `using` directives.
    pub using: Vec<Using>,
}

/// `using F for T`.
#[derive(Clone, Debug)]
pub struct Using {
    /// The functions that become methods, with their names as methods.
    pub functions: Vec<(String, FunctionId)>,
    /// Operators that functions stand for.
    pub operators: Vec<(pt::UserDefinedOperator, FunctionId)>,
    /// The type; `None` for `*`.
    pub ty: Option<Type>,
}

/// A field, parameter or result.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; empty where there is none.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its place: of the name, or of the type.
    pub span: Span,
}

/// A struct.
#[derive(Debug)]
pub struct Struct<'t> {
    /// As messages show it: `C.S` where it stands in a contract.
    pub shown: String,
    /// Name alone.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// As parsed.
    pub tree: &'t pt::StructDefinition,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// Fields; types in storage.
    pub fields: Vec<Field>,
    /// It holds itself, through an array or mapping.
    pub recursive: bool,
}

/// An enum.
#[derive(Debug)]
pub struct Enum {
    /// As messages show it.
    pub shown: String,
    /// Name alone.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// Its values in order.
    pub values: Vec<String>,
}

/// A user-defined value type.
#[derive(Debug)]
pub struct Alias<'t> {
    /// As messages show it.
    pub shown: String,
    /// As parsed.
    pub tree: &'t pt::TypeDefinition,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// The type whose values it has.
    pub underlying: Type,
}

/// Who may use a function or variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// From outside only.
    External,
    /// From everywhere.
    Public,
    /// From the contract and those that inherit from it.
    Internal,
    /// From the contract itself.
    Private,
}

/// Kinds of functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// `function`
    Function,
    /// `modifier`
    Modifier,
    /// `constructor`
    Constructor,
}

/// A function, modifier or constructor.
#[derive(Debug)]
pub struct Function<'t> {
    /// Its name.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// What it is.
    pub kind: FunctionKind,
    /// As parsed.
    pub tree: &'t pt::FunctionDefinition,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// Who may call it.
    pub visibility: Visibility,
    /// What it may do.
    pub mutability: Mutability,
    /// `virtual`, or in an interface.
    pub is_virtual: bool,
    /// Parameters.
    pub params: Vec<Field>,
    /// Results.
    pub returns: Vec<Field>,
}

/// A state variable or constant.
#[derive(Debug)]
pub struct Variable<'t> {
    /// Its name.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// As parsed.
    pub tree: &'t pt::VariableDefinition,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// Who may use it.
    pub visibility: Visibility,
    /// `constant`
    pub constant: bool,
    /// `immutable`
    pub immutable: bool,
    /// Its type, in storage.
    pub ty: Type,
}

/// An event.
#[derive(Debug)]
pub struct Event<'t> {
    /// Its name.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// As parsed.
    pub tree: &'t pt::EventDefinition,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// `anonymous`
    pub anonymous: bool,
    /// Parameters, and whether they are `indexed`; types in memory.
    pub params: Vec<(Field, bool)>,
}

/// A custom error.
#[derive(Debug)]
pub struct CustomError<'t> {
    /// Its name.
    pub name: String,
    /// Place of the name.
    pub span: Span,
    /// As parsed.
    pub tree: &'t pt::ErrorDefinition,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// Parameters; types in memory.
    pub params: Vec<Field>,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Items<'t> {
    /// Names at file level.
    pub names: Names,
    /// Uses of constants in other constants so far.
    pub constant_uses: Cell<usize>,
    /// Contracts in order.
    pub contracts: Vec<Contract<'t>>,
    /// Structs in order.
    pub structs: Vec<Struct<'t>>,
    /// Enums in order.
    pub enums: Vec<Enum>,
    /// User-defined value types in order.
    pub aliases: Vec<Alias<'t>>,
    /// Functions in order.
    pub functions: Vec<Function<'t>>,
    /// Variables in order.
    pub variables: Vec<Variable<'t>>,
    /// Events in order.
    pub events: Vec<Event<'t>>,
    /// Errors in order.
    pub errors: Vec<CustomError<'t>>,
    /// Declarations are missing from the table: those of other files, or those above a limit.
    pub incomplete: bool,
    /// Events that have the name of an earlier one beside them.
    pub namesakes: BTreeMap<EventId, Vec<EventId>>,
    /// Names that several errors or functions have, which is said where they are declared.
    pub overloaded: BTreeSet<Item>,
    /// A `using` directive could not be followed.
    pub using_failed: bool,
    /// `using` directives at file level, those that are `global` too.
    pub using: Vec<Using>,
}

macro_rules! getters {
    ($($name:ident, $list:ident, $id:ident, $out:ty;)*) => {
        impl<'t> Items<'t> {
            $(
                /// What stands under a number. Numbers are made by this table only.
                #[must_use]
                pub fn $name(&self, id: $id) -> &$out {
                    &self.$list[id.0]
                }
            )*
        }
    };
}

getters! {
    contract, contracts, ContractId, Contract<'t>;
    structure, structs, StructId, Struct<'t>;
    enumeration, enums, EnumId, Enum;
    alias, aliases, AliasId, Alias<'t>;
    function, functions, FunctionId, Function<'t>;
    variable, variables, VariableId, Variable<'t>;
    event, events, EventId, Event<'t>;
    error, errors, ErrorId, CustomError<'t>;
}

impl Items<'_> {
    /// Finds a name as code in `contract` sees it: there, in what it inherits from, then in the file.
    #[must_use]
    pub fn find(&self, contract: Option<ContractId>, name: &str) -> Option<(Item, Span)> {
        contract
            .and_then(|contract| self.find_member(contract, name))
            .or_else(|| self.names.get(name).copied())
    }

    /// Finds a name in a contract or what it inherits from; private items of others are not seen, and external
    /// functions of others only where nothing else has their name.
    #[must_use]
    pub fn find_member(&self, contract: ContractId, name: &str) -> Option<(Item, Span)> {
        let here = self.contract(contract);
        let inherited = || {
            let bases = here.linearized.iter().skip(1);
            bases.filter_map(|base| self.contract(*base).names.get(name).copied())
        };
        here.names
            .get(name)
            .copied()
            .or_else(|| inherited().find(|(item, _)| self.is_inherited(*item)))
            .or_else(|| inherited().find(|(item, _)| !self.is_private(*item)))
    }

    /// Whether the code of contracts that inherit an item can name it.
    #[must_use]
    pub fn is_inherited(&self, item: Item) -> bool {
        match item {
            Item::Function(id) => matches!(
                self.function(id).visibility,
                Visibility::Public | Visibility::Internal
            ),
            _ => !self.is_private(item),
        }
    }

    /// Whether only its own contract sees an item.
    #[must_use]
    pub fn is_private(&self, item: Item) -> bool {
        match item {
            Item::Function(id) => self.function(id).visibility == Visibility::Private,
            Item::Variable(id) => self.variable(id).visibility == Visibility::Private,
            _ => false,
        }
    }

    /// Whether a function stands in a library.
    #[must_use]
    pub fn in_library(&self, function: &Function<'_>) -> bool {
        function
            .contract
            .is_some_and(|contract| self.contract(contract).kind == ContractKind::Library)
    }

    /// `contract` or one that it inherits from.
    #[must_use]
    pub fn is_base(&self, base: ContractId, contract: ContractId) -> bool {
        self.contract(contract).linearized.contains(&base)
    }
}

impl Function<'_> {
    /// Its type as a value.
    #[must_use]
    pub fn ty(&self) -> Arc<crate::types::FunctionType> {
        Arc::new(crate::types::FunctionType {
            params: self.params.iter().map(|param| param.ty.clone()).collect(),
            returns: self.returns.iter().map(|ret| ret.ty.clone()).collect(),
            mutability: self.mutability,
        })
    }

    /// `name(uint256,address)`: what its selector is the hash of.
    #[must_use]
    pub fn signature(&self, items: &Items<'_>) -> Option<String> {
        signature(&self.name, self.params.iter().map(|param| &param.ty), items)
    }
}

impl Variable<'_> {
    /// What the getter of a public one takes, keys and indices, and the type of what it finds there.
    #[must_use]
    pub fn getter_types(&self) -> (Vec<&Type>, &Type) {
        let mut params = Vec::new();
        let mut ty = &self.ty;
        loop {
            ty = match ty {
                Type::Mapping(key, value) => {
                    params.push(&**key);
                    value
                }
                Type::Array { element, .. } => {
                    params.push(&Type::UINT);
                    element
                }
                _ => return (params, ty),
            };
        }
    }

    /// The signature of the getter that a public one has: keys and indices are its parameters.
    #[must_use]
    pub fn getter_signature(&self, items: &Items<'_>) -> Option<String> {
        signature(&self.name, self.getter_types().0.into_iter(), items)
    }
}

impl CustomError<'_> {
    /// `Name(uint256,address)`
    #[must_use]
    pub fn signature(&self, items: &Items<'_>) -> Option<String> {
        signature(&self.name, self.params.iter().map(|param| &param.ty), items)
    }
}

impl Event<'_> {
    /// `Name(uint256,address)`
    #[must_use]
    pub fn signature(&self, items: &Items<'_>) -> Option<String> {
        signature(&self.name, self.params.iter().map(|(param, _)| &param.ty), items)
    }
}

fn signature<'a>(name: &str, types: impl Iterator<Item = &'a Type>, items: &Items<'_>) -> Option<String> {
    let types: Option<Vec<String>> = types.map(|ty| ty.canonical(items)).collect();
    Some(format!("{name}({})", types?.join(",")))
}

/// Where the value of a parsed location lies.
#[must_use]
pub const fn location(parsed: &pt::StorageLocation) -> Location {
    match parsed {
        pt::StorageLocation::Memory(_) => Location::Memory,
        pt::StorageLocation::Storage(_) => Location::Storage,
        pt::StorageLocation::Calldata(_) => Location::Calldata,
    }
}
