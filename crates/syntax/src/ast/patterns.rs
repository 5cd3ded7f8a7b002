//! Patterns (spec 02 §3, DECISION S14).

use twilight_diagnostics::Span;

use super::{Ident, Literal, Path};

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
