//! The abstract syntax tree: what the parser saw, with spans, before any name has a meaning.
//!
//! Both syntax modes produce this tree (spec 05 §3.1, spec 06). It keeps every construct of the grammar
//! (spec 02 §3); what a later stage does not compile yet is refused there, with its span.
//! Depth is bounded by the parser (DECISION S15), so recursive walks are safe.

use ruint::aliases::U256;
use twilight_diagnostics::Span;

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
    pub predicates: Vec<GenericParam>,
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

/// `a::b::<T>::c`; `self`, `super`, `crate`, `Self` are segments too.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// At least one.
    pub segments: Vec<PathSegment>,
    /// Whole path.
    pub span: Span,
}

/// One segment of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathSegment {
    /// Its name.
    pub name: Ident,
    /// `<T, ..>` or `::<T, ..>`; empty when absent.
    pub args: Vec<Type>,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// Its place.
    pub span: Span,
}

/// How a function type is written, which says how often the function may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// `fn(..)`, `Fn(..)`, `FnMut(..)`: any number of times.
    Many,
    /// `FnOnce(..)`: at most once.
    Once,
}

/// Kinds of types.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `u64`, `vector<T>`, `map<K, V>`, `S<T>`
    Path(Path),
    /// `()`, `(A, B)`
    Tuple(Vec<Type>),
    /// `array<T, N>`
    Array(Box<Type>, Box<Expr>),
    /// `impl A + B`
    ImplTrait(Vec<Type>),
    /// `fn(A) -> B` and `Fn(A) -> B`
    Function {
        kind: FunctionKind,
        params: Vec<Type>,
        ret: Option<Box<Type>>,
    },
    /// What could not be parsed; already reported.
    Error,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Statements.
    pub statements: Vec<Statement>,
    /// The value, when the last expression has no semicolon.
    pub tail: Option<Box<Expr>>,
    /// With the braces.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// `val p: T = e;`, `var ..`, and Rust's `let`
    Let(Let),
    /// An expression and whether a semicolon follows.
    Expr { expr: Expr, semicolon: bool },
    /// A nested item.
    Item(Item),
}

/// A variable binding.
#[derive(Clone, Debug, PartialEq)]
pub struct Let {
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// `var` or `let mut`.
    pub mutable: bool,
    /// Written as `let`: accepted with a style warning (DECISION S3).
    pub rust_let: bool,
    /// `val`, `var` or `let`.
    pub keyword_span: Span,
    /// What is bound.
    pub pattern: Pattern,
    /// Annotation.
    pub ty: Option<Type>,
    /// Initialiser; absent only for `var x: T;` (DECISION S13)
    pub init: Option<Expr>,
    /// Whole statement.
    pub span: Span,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its place.
    pub span: Span,
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Value and suffix (`u8`, ..). A literal over 2^256-1 was reported and is 0.
    Int(U256, Option<Ident>),
    /// Text after escapes.
    Str(String),
    /// `true` or `false`.
    Bool(bool),
}

/// Binary operators; `&&` and `||` evaluate lazily.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    BitAnd,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `&&`
    And,
    /// `||`
    Or,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `!`
    Not,
}

/// Built-in macro forms (DECISION S6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Macro {
    /// `panic!`
    Panic,
    /// `assert!`
    Assert,
    /// `assert_eq!`
    AssertEq,
    /// `assert_ne!`
    AssertNe,
    /// `vector![..]`
    Vector,
    /// `todo!`
    Todo,
    /// `unreachable!`
    Unreachable,
}

/// Kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `1`, `"a"`, `true`
    Literal(Literal),
    /// `x`, `A::B`, `storage`, `self`
    Path(Path),
    /// `(e)`; kept for exact spans and for diagnostics
    Paren(Box<Expr>),
    /// `()`, `(a, b)`
    Tuple(Vec<Expr>),
    /// `[a, b]`
    Array(Vec<Expr>),
    /// `[e; n]`
    Repeat(Box<Expr>, Box<Expr>),
    /// `S { a: 1, b, ..base }`
    Struct {
        path: Path,
        fields: Vec<FieldInit>,
        base: Option<Box<Expr>>,
    },
    /// `f(a)`
    Call { callee: Box<Expr>, args: Vec<Expr> },
    /// `e.m::<T>(a)`
    MethodCall {
        receiver: Box<Expr>,
        method: Ident,
        generics: Vec<Type>,
        args: Vec<Expr>,
    },
    /// `e[i]`
    Index { base: Box<Expr>, index: Box<Expr> },
    /// `e.f`, `e.0` (the digits are the name)
    Field { base: Box<Expr>, name: Ident },
    /// `-e`, `!e`
    Unary { op: UnaryOp, operand: Box<Expr> },
    /// `a + b`
    Binary {
        op: BinaryOp,
        op_span: Span,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    /// `a = b`, `a += b`
    Assign {
        op: Option<BinaryOp>,
        op_span: Span,
        place: Box<Expr>,
        value: Box<Expr>,
    },
    /// `e as T`
    Cast { operand: Box<Expr>, ty: Type },
    /// `e?`
    Try(Box<Expr>),
    /// `a..b`, `a..=b`, with either end absent
    Range {
        start: Option<Box<Expr>>,
        end: Option<Box<Expr>>,
        inclusive: bool,
    },
    /// `{ .. }`
    Block(Block),
    /// `if c { .. } else { .. }`; the else branch is a block or another `If`
    If {
        condition: Box<Expr>,
        then: Block,
        otherwise: Option<Box<Expr>>,
    },
    /// `if let`-style: `if val P = e { .. }`
    IfLet {
        pattern: Pattern,
        value: Box<Expr>,
        then: Block,
        otherwise: Option<Box<Expr>>,
    },
    /// `loop { .. }`
    Loop { label: Option<Ident>, body: Block },
    /// `while c { .. }`
    While {
        label: Option<Ident>,
        condition: Box<Expr>,
        body: Block,
    },
    /// `for p in e { .. }`
    For {
        label: Option<Ident>,
        pattern: Pattern,
        iterable: Box<Expr>,
        body: Block,
    },
    /// `match e { .. }`
    Match {
        scrutinee: Box<Expr>,
        arms: Vec<MatchArm>,
    },
    /// `return e`
    Return(Option<Box<Expr>>),
    /// `break 'l e`
    Break {
        label: Option<Ident>,
        value: Option<Box<Expr>>,
    },
    /// `continue 'l`
    Continue { label: Option<Ident> },
    /// `emit E(..)`
    Emit { event: Path, args: Vec<Expr> },
    /// `require(c, m)`
    Require {
        condition: Box<Expr>,
        message: Option<Box<Expr>>,
    },
    /// `old(e)`
    Old(Box<Expr>),
    /// `panic!(..)` and the other forms
    Macro {
        name: Macro,
        args: Vec<Expr>,
        repeat: bool,
    },
    /// `|x: T| e`
    Closure {
        params: Vec<(Pattern, Option<Type>)>,
        body: Box<Expr>,
    },
    /// What could not be parsed; already reported.
    Error,
}

/// `name: value` in a struct expression; shorthand has the name as its value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldInit {
    /// The field.
    pub name: Ident,
    /// Its value.
    pub value: Expr,
}

/// `p if g => e`.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchArm {
    /// Attributes.
    pub attributes: Vec<Attribute>,
    /// The pattern.
    pub pattern: Pattern,
    /// The guard.
    pub guard: Option<Expr>,
    /// The value.
    pub body: Expr,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Its place.
    pub span: Span,
}

/// Kinds of patterns.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// `_`
    Wildcard,
    /// `..` inside a tuple, struct or array pattern
    Rest,
    /// `1`, `-1`, `"a"`, `true`
    Literal { negative: bool, literal: Literal },
    /// `1..=5`, `..5`, `5..`; each end is a literal pattern or a constant's path
    Range {
        start: Option<Box<Pattern>>,
        end: Option<Box<Pattern>>,
        inclusive: bool,
    },
    /// `x`, `mut x`, `x @ p`; a unit variant or constant in scope has the same form without `mut` and `@`
    Binding {
        mutable: bool,
        name: Ident,
        subpattern: Option<Box<Pattern>>,
    },
    /// `A::B`, a constant
    Path(Path),
    /// `A::B(p, q)`
    TupleStruct { path: Path, elements: Vec<Pattern> },
    /// `A::B { f: p, g, .. }`
    Struct {
        path: Path,
        fields: Vec<(Ident, Pattern)>,
        rest: bool,
    },
    /// `(p, q)`
    Tuple(Vec<Pattern>),
    /// `[p, q]`
    Slice(Vec<Pattern>),
    /// `p | q`
    Or(Vec<Pattern>),
    /// What could not be parsed; already reported.
    Error,
}
