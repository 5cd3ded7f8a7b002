//! Code in the typed high-level IR: bodies, places, expressions, statements, patterns.
//!
//! Each expression has its type and its place in the source, and each read of a place says how it is read; a stage
//! behind the checker must never have to find out either.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_diagnostics::Span;
use twilight_syntax::ast::{BinaryOp, UnaryOp};

use super::{ConstId, ContractId, EventId, FnId, LocalId, LoopId};
use crate::StdFn;
use crate::ty::{TraitId, Ty};

/// Code with its variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// All variables, parameters first.
    pub locals: Vec<Local>,
    /// The value.
    pub expr: Expr,
}

/// A variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// `var` or `mut`.
    pub mutable: bool,
    /// Its place.
    pub span: Span,
}

/// An expression. Operands are evaluated left to right, once (DECISION T14).
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Ty,
    /// Its place.
    pub span: Span,
}

/// A place: something that can be read, and perhaps assigned.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it starts.
    pub base: PlaceBase,
    /// Type of the base.
    pub base_ty: Ty,
    /// Steps inward.
    pub projections: Vec<Projection>,
    /// Its place in the source.
    pub span: Span,
}

/// Start of a place.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceBase {
    /// A variable.
    Local(LocalId),
    /// A storage variable of the function's contract, by index.
    Storage(ContractId, u32),
    /// A temporary value.
    Temporary(Box<Expr>),
    /// The content of the cell that a value of type `Ty::Reference` refers to; a change is seen through every value
    /// that refers to it. Solidity only, as the following.
    Cell(Box<Expr>),
    /// The storage place that a value of type `Ty::StoragePointer` stands for.
    Pointer {
        /// The value, evaluated once, before the projections.
        pointer: Box<Expr>,
        /// The state variable that the place lies in, where that is known: it says what is read or written.
        variable: Option<(ContractId, u32)>,
    },
}

/// One step inward.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// Which.
    pub kind: ProjectionKind,
    /// Type of the place after it.
    pub ty: Ty,
    /// The whole place expression up to here, for diagnostics of traps.
    pub span: Span,
}

/// Kinds of steps.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectionKind {
    /// Field of a tuple or struct.
    Field(u32),
    /// Element of an array or vector; the index has type `u64`.
    Index(Box<Expr>),
    /// Entry of a map: reads the default where absent, writes insert (DECISION T8).
    Key(Box<Expr>),
}

/// How a place is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseMode {
    /// Of a Copy type. Arrays need a structural copy where the value gets a second owner.
    Copy,
    /// The place is not used again.
    Move,
    /// A structural copy of a move type (an element, a map entry, a storage value, a captured match).
    Clone,
    /// Only looked at before anything can change it: receivers, comparisons, borrowed arguments, formatting.
    Borrow,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// For every mode but `Mut`.
    Value(Expr),
    /// For `Mut`: the place to update.
    Place(Place),
    /// For `Function`: what the parameter calls.
    Function(Callee),
}

/// A function given to a parameter (DECISION S7).
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// Written in the call.
    Closure(Box<Closure>),
    /// A named function with its type arguments; none of its parameters is `Mut` or `Function`.
    Named {
        function: FnId,
        types: Vec<Ty>,
        span: Span,
    },
    /// The caller's own parameter, passed on.
    Param(LocalId, Span),
}

/// A closure. Its variables are among those of the body it stands in, so it reads and changes the others there
/// directly.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// One pattern for each parameter; they match every value. Arguments are lent, and what keeps one clones it, unless
    /// the called function hands them over in every call.
    pub params: Vec<Pattern>,
    /// Its value; `return` and `?` in it end the closure.
    pub body: Expr,
    /// Its own variables, parameters first: all others of the body are captured.
    pub locals: std::ops::Range<u32>,
    /// It is called at most once.
    pub once: bool,
    /// From `|` to the end of the body.
    pub span: Span,
}

/// How [`ExprKind::Convert`] makes one type of another. None of them fails: what Solidity checks is checked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Between integers: keeps the low bits; where the target is wider, extends by the sign of the source.
    Truncate,
    /// Between integers: the nearest value of the target.
    Saturate,
    /// Between types of the same bits: an unsigned integer, `Ty::FixedBytes` (first byte highest), `hash256` (as 32
    /// bytes), `address` (as 160 bits).
    Bits,
}

/// Piece of a format string.
#[derive(Clone, Debug, PartialEq)]
pub enum FormatPart {
    /// Text.
    Text(String),
    /// A value shown as DECISION C14 says.
    Value(Expr),
}

/// What the environment tells (DECISION C2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContextVar {
    /// `ctx.sender()`
    Sender,
    /// `ctx.origin()`
    Origin,
    /// `ctx.value()`: 0 in functions that are not payable, by the language's rule
    Value,
    /// `env.block_number()`
    BlockNumber,
    /// `env.timestamp()`
    Timestamp,
    /// `env.self_address()`, `self.address()`
    SelfAddress,
    /// `env.gas_left()`
    GasLeft,
}

/// Kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// Two's complement in the low bits of the type's width, zero above.
    Int(U256),
    /// `true`, `false`
    Bool(bool),
    /// Text.
    Str(Arc<str>),
    /// `()`
    Unit,
    /// A constant.
    Const(ConstId),
    /// A constant of a trait, of the implementation for the types: the type, then the trait's type arguments.
    TraitConst {
        of_trait: TraitId,
        index: u32,
        types: Vec<Ty>,
    },
    /// A place read by value.
    Use(Place, UseMode),
    /// Arithmetic, comparison of equal types, `+` of strings; shift amounts are of any unsigned type;
    /// `And`/`Or` are lazy.
    Binary {
        op: BinaryOp,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    /// Negation or not.
    Unary { op: UnaryOp, operand: Box<Expr> },
    /// Integer conversion that keeps the value (DECISION S4).
    Widen(Box<Expr>),
    /// Conversion to the expression's type that may lose values, or changes how the same bits are read. Solidity only,
    /// as the following up to `Revert`: native programs convert by functions, and have no cells and pointers.
    Convert(Conversion, Box<Expr>),
    /// The index of an enum's variant, as `u8`.
    Tag(Box<Expr>),
    /// The type's default value: zeros, `false`, empty, the first variant.
    Default,
    /// A new cell with the value, which no other value refers to yet.
    NewReference(Box<Expr>),
    /// The place of a value in storage, as a value of type `Ty::StoragePointer`: keys and indices are evaluated now,
    /// and bounds are checked now.
    PointerTo(Place),
    /// Gives a place its type's default. In storage, elements of vectors go with it; entries of maps stay.
    Delete(Place),
    /// Reverts with a string; its type is `Ty::Never`.
    Revert(Box<Expr>),
    /// A tuple, array or vector (by the type) from its elements.
    Aggregate(Vec<Expr>),
    /// `[e; n]` as array or vector (by the type).
    Repeat { value: Box<Expr>, count: u64 },
    /// A struct: fields in the order of evaluation with their index; `base` gives the others.
    Struct {
        fields: Vec<(u32, Expr)>,
        base: Option<Box<Expr>>,
    },
    /// A variant of an `Option` (0 None, 1 Some), `Result` (0 Ok, 1 Err) or enum; fields as in `Struct`.
    Variant { variant: u32, fields: Vec<(u32, Expr)> },
    /// A call of a user function.
    Call {
        function: FnId,
        types: Vec<Ty>,
        args: Vec<Arg>,
    },
    /// A call of the function that a parameter received; the arguments are lent, but for one that moves, which the call
    /// replaces.
    CallParam { param: LocalId, args: Vec<Expr> },
    /// A call of the standard library. `receiver` is the place that a `mut self` method updates; other
    /// receivers are the first of `args`.
    Std {
        function: StdFn,
        types: Vec<Ty>,
        receiver: Option<Place>,
        args: Vec<Expr>,
    },
    /// `e?`: on `Err(e)`/`None` returns it from the function.
    Try(Box<Expr>),
    /// Statements, then the value.
    Block {
        statements: Vec<Statement>,
        tail: Option<Box<Expr>>,
    },
    /// The type is that of both branches; without `else`, `()`.
    If {
        condition: Box<Expr>,
        then: Box<Expr>,
        otherwise: Option<Box<Expr>>,
    },
    /// `loop`; `break` values have the expression's type.
    Loop { id: LoopId, body: Box<Expr> },
    /// `while`.
    While {
        id: LoopId,
        condition: Box<Expr>,
        body: Box<Expr>,
    },
    /// `for`.
    For {
        id: LoopId,
        pattern: Pattern,
        iterable: Iterable,
        body: Box<Expr>,
    },
    /// Arms in order; exhaustive. The scrutinee is a place where possible, read as its mode says.
    Match { scrutinee: Box<Expr>, arms: Vec<Arm> },
    /// `return`.
    Return(Option<Box<Expr>>),
    /// `break`.
    Break { id: LoopId, value: Option<Box<Expr>> },
    /// `continue`.
    Continue { id: LoopId },
    /// `p = e`, `p += e`.
    Assign {
        place: Place,
        op: Option<BinaryOp>,
        value: Box<Expr>,
    },
    /// `emit E(..)`
    Emit { event: EventId, args: Vec<Expr> },
    /// `require(c, m)`: reverts with the message, or with `default_message`.
    Require {
        condition: Box<Expr>,
        message: Option<Box<Expr>>,
        default_message: String,
    },
    /// `panic!`, `todo!`, `unreachable!`: a string.
    Panic(Box<Expr>),
    /// `assert!`: panics with the message.
    Assert {
        condition: Box<Expr>,
        message: Box<Expr>,
    },
    /// `assert_eq!`, `assert_ne!`: both sides are evaluated once; panics with `message`, or with
    /// `Assertion failed: L == R (left: .., right: ..)` built from the texts and values.
    AssertEqual {
        negated: bool,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
        message: Option<Box<Expr>>,
        text: String,
    },
    /// A string from pieces.
    Format(Vec<FormatPart>),
    /// Prints a string.
    Print(Box<Expr>),
    /// Reads the environment.
    Context(ContextVar),
    /// One assertion: reverts with the message where run-time assertions are enabled and the condition is false
    /// (spec 20 §3.2). Pure.
    Check {
        assertion: AssertionKind,
        condition: Box<Expr>,
        message: Arc<str>,
    },
    /// The body of a function that has assertions; only as the whole body.
    Specified {
        /// Checked first, in order.
        pre: Vec<Expr>,
        /// `old(..)`: evaluated after `pre` into variables.
        old: Vec<(LocalId, Expr)>,
        /// The body itself.
        body: Box<Expr>,
        /// The variable that holds the value returned while `post` is checked.
        result: Option<LocalId>,
        /// Checked wherever the function returns, in any order.
        post: Vec<Post>,
    },
}

/// Kinds of assertions (spec 18 §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssertionKind {
    /// `assert_pre`
    Pre,
    /// `assert_post`
    Post,
    /// `assert_invariant`
    Invariant,
}

/// A postcondition.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// An [`ExprKind::Check`].
    pub check: Expr,
    /// Statements of the body's block that must be done before a return for it to be checked: it reads variables
    /// that these bind. 0: it is checked at every return.
    pub level: usize,
}

/// What a `for` runs over (DECISION T15); nothing is consumed, elements are bound as copies.
#[derive(Clone, Debug, PartialEq)]
pub enum Iterable {
    /// `a..b`, `a..=b` of one integer type; both ends are evaluated once, before the loop.
    Range {
        start: Box<Expr>,
        end: Box<Expr>,
        inclusive: bool,
    },
    /// An array or vector; elements.
    Elements(Box<Expr>),
    /// A map; `(K, V)` pairs in insertion order.
    Entries(Box<Expr>),
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Binds; `None` gives the type's default (DECISION S13). The pattern always matches.
    Let {
        pattern: Pattern,
        init: Option<Expr>,
        span: Span,
    },
    /// Evaluated, value dropped.
    Expr(Expr),
}

/// An arm of a `match`.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// What must match.
    pub pattern: Pattern,
    /// What must hold besides.
    pub guard: Option<Expr>,
    /// The value.
    pub body: Expr,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Type of what it matches.
    pub ty: Ty,
    /// Its place.
    pub span: Span,
}

/// Kinds of patterns; constants have become literals.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// `_`
    Wildcard,
    /// Binds the value, after `subpattern` matched. `clone` asks for a structural copy, because the value
    /// stays where it was.
    Binding {
        local: LocalId,
        clone: bool,
        subpattern: Option<Box<Pattern>>,
    },
    /// An integer, as in `ExprKind::Int`.
    Int(U256),
    /// `true`, `false`
    Bool(bool),
    /// Text
    Str(Arc<str>),
    /// Integers from `start` to `end`, both inclusive, compared by the type's signedness.
    Range { start: U256, end: U256 },
    /// A variant of an `Option`, `Result` or enum; only fields that are looked at.
    Variant {
        variant: u32,
        fields: Vec<(u32, Pattern)>,
    },
    /// Fields of a tuple or struct; only those that are looked at.
    Fields(Vec<(u32, Pattern)>),
    /// Elements of an array, or of a vector of exactly (with `rest`: at least) that length.
    Elements {
        before: Vec<Pattern>,
        rest: bool,
        after: Vec<Pattern>,
    },
    /// Any of them; all bind the same variables.
    Or(Vec<Pattern>),
}
