//! The typed high-level IR: what a program declares. Code is in `thir::code`, and seen from here.
//!
//! It is complete (every name resolved, every type known) and must never hold what only one back end needs.

mod code;

use std::collections::HashSet;

use twilight_diagnostics::Span;

pub use code::*;

use crate::ty::{AdtId, TraitId, Ty};

/// Index of a function in [`Program::functions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FnId(pub u32);
/// Index of a contract in [`Program::contracts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractId(pub u32);
/// Index of an event in [`Program::events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);
/// Index of a constant in [`Program::consts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstId(pub u32);
/// Index of a variable in [`Body::locals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);
/// A loop of a function, unique in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LoopId(pub u32);

/// The language that a program is written in, where it makes a difference after checking: how storage is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Twilight itself.
    #[default]
    Native,
    /// Solidity mode.
    Solidity,
}

/// A checked package.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Its language.
    pub dialect: Dialect,
    /// Structs and enums.
    pub adts: Vec<Adt>,
    /// Contracts in source order.
    pub contracts: Vec<Contract>,
    /// Functions: free, of contracts, methods.
    pub functions: Vec<Function>,
    /// Events.
    pub events: Vec<Event>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Traits; those of the standard library first.
    pub traits: Vec<Trait>,
    /// Implementations of traits. No two fit the same types.
    pub impls: Vec<Impl>,
    /// `fn sorted<T: Ord>(list: vector<T>) -> vector<T>` of the library, where elements with `impl Ord` are sorted.
    pub ordered_sort: Option<FnId>,
    /// Structs and enums that hold themselves, through a `vector` or `map`; in no storage, event or public function
    /// of a contract.
    pub circular: HashSet<AdtId>,
    /// Structs of Solidity that references to storage point into: their fields have storage keys of their own, where
    /// those of others lie together in one value.
    pub pointed_into: HashSet<AdtId>,
}

/// Traits to which the language gives a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StdTrait {
    /// `fmt(self) -> string`: how values print; without an implementation as DECISION C14 says.
    Displayable,
    /// `clone(self) -> Self`: structural.
    Clone,
    /// Values are copied instead of moved.
    Copy,
    /// `eq(self, other: Self) -> bool`: structural.
    Eq,
    /// `cmp(self, other: Self) -> Ordering`: integers, strings and types that implement it.
    Ord,
    /// Values can be keys of maps.
    Hash,
    /// `default() -> Self`: structural.
    Default,
    /// `from(value: T) -> Self`: conversions without loss and those that are implemented.
    From,
    /// `into(self) -> T`: follows from `From`.
    Into,
}

/// A trait.
#[derive(Clone, Debug, PartialEq)]
pub struct Trait {
    /// Its name.
    pub name: String,
    /// Number of its type parameters, `Self` included.
    pub type_params: u32,
    /// Its functions; their first type parameter is `Self`, then come those of the trait.
    pub functions: Vec<FnId>,
    /// Its meaning in the language, if it has one.
    pub std: Option<StdTrait>,
}

/// An implementation of a trait.
#[derive(Clone, Debug, PartialEq)]
pub struct Impl {
    /// The trait.
    pub of_trait: TraitId,
    /// Number of type parameters.
    pub type_params: u32,
    /// The type, then the trait's type arguments; may mention `Ty::Param`.
    pub args: Vec<Ty>,
    /// Its functions by their number in the trait; `None` where the trait's own body serves.
    pub functions: Vec<Option<FnId>>,
    /// Its types by their number in the trait.
    pub types: Vec<Ty>,
    /// Its constants by their number in the trait.
    pub consts: Vec<Option<ConstId>>,
}

/// A struct or enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Adt {
    /// Name as shown to the user, unique in the program (`Contract::Name` where a contract's nested type
    /// would clash with another).
    pub name: String,
    /// Number of type parameters.
    pub type_params: u32,
    /// Its form.
    pub kind: AdtKind,
    /// Its name's place.
    pub span: Span,
}

/// Form of a type; field types may mention `Ty::Param`.
#[derive(Clone, Debug, PartialEq)]
pub enum AdtKind {
    /// A struct.
    Struct(Fields),
    /// An enum's variants, in order of their tags.
    Enum(Vec<(String, Fields)>),
}

/// Fields of a struct or variant.
#[derive(Clone, Debug, PartialEq)]
pub enum Fields {
    /// None.
    Unit,
    /// By position.
    Tuple(Vec<Ty>),
    /// By name.
    Named(Vec<(String, Ty)>),
}

/// A contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Its name.
    pub name: String,
    /// Storage variables in order.
    pub storage: Vec<StorageVar>,
    /// `init`, which is also in `functions`.
    pub init: Option<FnId>,
    /// All its functions in source order.
    pub functions: Vec<FnId>,
    /// Its invariants in source order: each is one [`ExprKind::Check`] (spec 18 §2.2).
    pub invariants: Vec<Body>,
    /// Its name's place.
    pub span: Span,
}

/// A storage variable.
#[derive(Clone, Debug, PartialEq)]
pub struct StorageVar {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Initial value, a body without parameters.
    pub init: Option<Body>,
    /// Its name's place.
    pub span: Span,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Contract it stands in.
    pub contract: Option<ContractId>,
    /// Name, type, `#[topic]`.
    pub params: Vec<(String, Ty, bool)>,
    /// Without a topic for its signature; Solidity only.
    pub anonymous: bool,
}

/// A constant; its value is lowered at each use.
#[derive(Clone, Debug, PartialEq)]
pub struct Const {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Its value: literals, aggregates, operators and other constants only; evaluated without failure by the
    /// checker.
    pub value: Body,
}

/// How a parameter receives its argument (DECISION T3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamMode {
    /// Read only; also every plain parameter of a Copy type.
    Borrow,
    /// The caller's value moves in.
    Consume,
    /// `mut` of a move type: the caller's place is updated.
    Mut,
    /// `mut` of a Copy type: a local copy (DECISION T17).
    MutCopy,
    /// Receives a function (DECISION S7).
    Function,
}

/// A function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Name in the source.
    pub name: String,
    /// `f`, `Contract::f`, `Type::f`; unique among functions of the same type arguments.
    pub mangled: String,
    /// Declared in a module or a contract by itself: no method, nor inside another function. Such functions can be
    /// exported and run by their names.
    pub standalone: bool,
    /// Contract it belongs to.
    pub contract: Option<ContractId>,
    /// It is that contract's `init`.
    pub is_init: bool,
    /// Number of type parameters, those of its impl first.
    pub type_params: u32,
    /// The trait that declares it, with its number there: a call means the implementation for the type arguments.
    pub of_trait: Option<(TraitId, u32)>,
    /// It has a body; functions of traits may have none.
    pub has_body: bool,
    /// The types that `impl Trait` in its result stands for; mention its type parameters.
    pub hidden: Vec<Ty>,
    /// Parameters in order, `self` first: locals `0..`.
    pub params: Vec<ParamMode>,
    /// Result type.
    pub ret: Ty,
    /// Variables and code.
    pub body: Body,
    /// `pub`.
    pub public: bool,
    /// It belongs to the part of the standard library that is written in Twilight: it is compiled into its
    /// callers, and its failures are theirs.
    pub library: bool,
    /// `#[payable]`.
    pub payable: bool,
    /// What it does with the state at most, where its language states that.
    pub state: StateAccess,
    /// `#[test]`: only in test builds; without parameters, and its result is `()` or a `Result<(), E>`.
    pub test: bool,
    /// `#[should_panic]`, `#[should_revert]`: how the test must end.
    pub expects: Option<ExpectedFailure>,
    /// `#[pipeline("..")]`.
    pub pipeline: Option<String>,
    /// `#[reads]`, `#[writes]`, `#[conflict_free]`, where one of them stands before it.
    pub domains: Option<StatedDomains>,
    /// Its name's place.
    pub span: Span,
}

/// `view` and `pure` of Solidity: the front end has checked that the function keeps to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateAccess {
    /// Nothing is stated.
    #[default]
    Any,
    /// It changes nothing.
    View,
    /// It reads nothing either.
    Pure,
}

/// What a function states of the domains it accesses (spec 04 §3.2); texts with the attribute's place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedDomains {
    /// `#[reads]`
    pub reads: Option<Vec<(String, Span)>>,
    /// `#[writes]`
    pub writes: Option<Vec<(String, Span)>>,
    /// `#[conflict_free]`: neither.
    pub conflict_free: Option<Span>,
}

/// How a test must fail to succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedFailure {
    /// By a revert, else by a panic.
    pub reverts: bool,
    /// What its message must contain; empty for any message.
    pub text: String,
}

impl Function {
    /// Whether calls are compiled in place: a function given to a parameter has no value at run time.
    #[must_use]
    pub fn is_inlined(&self) -> bool {
        self.library || self.params.contains(&ParamMode::Function)
    }
}
