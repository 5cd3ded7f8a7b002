//! The abstract syntax tree: what the parser saw, with spans, before any name has a meaning.
//!
//! Both syntax modes produce this tree (spec 05 §3.1, spec 06). It keeps every construct of the grammar
//! (spec 02 §3); what a later stage does not compile yet is refused there, with its span.
//! Depth is bounded by the parser (DECISION S15), so recursive walks are safe.

mod expressions;
mod patterns;
mod types;

use twilight_diagnostics::Span;

pub use expressions::*;
pub use patterns::*;
pub use types::*;

/// A name and its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ident {
    /// The text.
    pub name: String,
    /// Its place.
    pub span: Span,
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SourceUnit {
    /// `#![syntax = ".."]`, with its place.
    pub syntax: Option<(String, Span)>,
    /// `use` declarations and items in source order.
    pub items: Vec<Item>,
}

/// Who may use an item (spec 01 §6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// No modifier.
    #[default]
    Private,
    /// `pub(crate)`.
    Crate,
    /// `pub`.
    Public,
}

/// `#[path(args)]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// `payable`, `reads`, ...
    pub path: Path,
    /// Arguments; `None` without parentheses.
    pub args: Option<Vec<Expr>>,
    /// From `#` to `]`.
    pub span: Span,
}

/// An item with what stands before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Attributes in order.
    pub attributes: Vec<Attribute>,
    /// Joined `///` lines.
    pub doc: Option<String>,
    /// Visibility.
    pub visibility: Visibility,
    /// What it is.
    pub kind: ItemKind,
    /// Whole item.
    pub span: Span,
}

/// Kinds of items, at top level, in a contract, or nested in a block.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// `use a::{b, c as d};`
    Use(UseTree),
    /// `contract C { .. }`
    Contract(Contract),
    /// `struct S { .. }`
    Struct(Struct),
    /// `enum E { .. }`
    Enum(Enum),
    /// `fn f() { .. }`
    Function(Function),
    /// `event E(..);` in a contract or at top level (DECISION S11)
    Event(Event),
    /// `trait T { .. }`
    Trait(Trait),
    /// `impl T for S { .. }`, `impl S { .. }`
    Impl(Impl),
    /// `const N: T = e;`
    Const(Const),
    /// `type A = B;`
    TypeAlias(TypeAlias),
    /// `storage { .. }`, in contracts only
    Storage(Vec<StorageItem>),
    /// `assert_invariant(e, "m");`, in contracts only
    Invariant(Invariant),
    /// `mod m { .. }`; without items it is `mod m;`, which names a file
    Module { name: Ident, items: Option<Vec<Item>> },
}

/// A `use` tree.
#[derive(Clone, Debug, PartialEq)]
pub struct UseTree {
    /// Common prefix.
    pub path: Path,
    /// What follows it.
    pub kind: UseKind,
    /// Whole tree.
    pub span: Span,
}

/// End of a `use` tree.
#[derive(Clone, Debug, PartialEq)]
pub enum UseKind {
    /// Just the path, perhaps renamed.
    Name(Option<Ident>),
    /// `::*`
    Glob,
    /// `::{..}`
    Tree(Vec<UseTree>),
}

/// A contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Its name.
    pub name: Ident,
    /// Its items.
    pub items: Vec<Item>,
}

/// One storage variable.
#[derive(Clone, Debug, PartialEq)]
pub struct StorageItem {
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// `pub` makes no difference to access; kept for tools.
    pub visibility: Visibility,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// Initial value.
    pub init: Option<Expr>,
    /// Whole item.
    pub span: Span,
}

/// A contract invariant.
#[derive(Clone, Debug, PartialEq)]
pub struct Invariant {
    /// The condition.
    pub condition: Expr,
    /// The message.
    pub message: Option<Expr>,
}

/// An event definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub name: Ident,
    /// Its parameters.
    pub params: Vec<EventParam>,
}

/// A parameter of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventParam {
    /// Marked `#[topic]`.
    pub topic: bool,
    /// Other attributes.
    pub attributes: Vec<Attribute>,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
}

/// `self` receivers (DECISION S8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// `mut self`.
    pub mutable: bool,
    /// Its place.
    pub span: Span,
}

/// A function, method or trait method signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: Ident,
    /// Type parameters.
    pub generics: Generics,
    /// `self` or `mut self`.
    pub receiver: Option<Receiver>,
    /// The others.
    pub params: Vec<Param>,
    /// `-> T`.
    pub ret: Option<Type>,
    /// `None` only for trait method signatures.
    pub body: Option<Block>,
    /// From `fn` to the end of the signature.
    pub signature_span: Span,
}

/// A function parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// `mut`.
    pub mutable: bool,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// Whole parameter.
    pub span: Span,
}

/// Type parameters and `where` predicates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Generics {
    /// `<T: A + B, ..>`
    pub params: Vec<GenericParam>,
    /// `where T: A, ..`
    pub predicates: Vec<Predicate>,
}

/// `T: A + B` behind `where`.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    /// `T`, `T::Item`, `vector<T>`, `Self`
    pub ty: Type,
    /// `A`, `B`; a bound may be `Fn(T) -> U`.
    pub bounds: Vec<Type>,
}

impl Predicate {
    /// What it is about, where that is a name alone.
    #[must_use]
    pub fn name(&self) -> Option<&Ident> {
        let TypeKind::Path(path) = &self.ty.kind else {
            return None;
        };
        match path.segments.as_slice() {
            [only] if only.args.is_empty() && only.qualified.is_none() => Some(&only.name),
            _ => None,
        }
    }
}

/// `T: A + B`.
#[derive(Clone, Debug, PartialEq)]
pub struct GenericParam {
    /// `T`.
    pub name: Ident,
    /// `A`, `B`; a bound may be `Fn(T) -> U`.
    pub bounds: Vec<Type>,
}

/// A struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: Ident,
    /// Type parameters.
    pub generics: Generics,
    /// Its fields.
    pub fields: Fields,
}

/// Fields of a struct or enum variant.
#[derive(Clone, Debug, PartialEq)]
pub enum Fields {
    /// `S;`
    Unit,
    /// `S(A, B)`
    Tuple(Vec<Type>),
    /// `S { a: A }`
    Named(Vec<Field>),
}

/// A named field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// Visibility.
    pub visibility: Visibility,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
}

/// An enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: Ident,
    /// Type parameters.
    pub generics: Generics,
    /// Its variants.
    pub variants: Vec<Variant>,
}

/// An enum variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// Its name.
    pub name: Ident,
    /// Its payload.
    pub fields: Fields,
}

/// A trait.
#[derive(Clone, Debug, PartialEq)]
pub struct Trait {
    /// Its name.
    pub name: Ident,
    /// Type parameters.
    pub generics: Generics,
    /// What every type with the trait must have too: `trait T: A + B`.
    pub supers: Vec<Type>,
    /// Functions, constants, associated types (a `TypeAlias` without a type).
    pub items: Vec<Item>,
}

/// An implementation.
#[derive(Clone, Debug, PartialEq)]
pub struct Impl {
    /// Type parameters.
    pub generics: Generics,
    /// The trait; `None` for inherent impls.
    pub of_trait: Option<Type>,
    /// The type.
    pub self_ty: Type,
    /// Its items.
    pub items: Vec<Item>,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Const {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// Its value; `None` only in traits.
    pub value: Option<Expr>,
}

/// A type alias.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeAlias {
    /// Its name.
    pub name: Ident,
    /// Type parameters.
    pub generics: Generics,
    /// What an associated type must have: `type T: A + B;` in traits.
    pub bounds: Vec<Type>,
    /// Its meaning; `None` for associated types in traits.
    pub ty: Option<Type>,
}
