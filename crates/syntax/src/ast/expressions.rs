//! Blocks, statements and expressions (spec 02 §3).

use ruint::aliases::U256;
use twilight_diagnostics::Span;

use super::{Attribute, Ident, Item, Path, Pattern, Type};

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
