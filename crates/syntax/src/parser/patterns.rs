//! Patterns (spec 02 §3, DECISION S14).

use super::Parser;
use super::paths::PathMode;
use crate::ast::{Ident, Pattern, PatternKind};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::Diagnostic;

impl Parser<'_> {
    /// A pattern with alternatives: `A | B`.
    pub(super) fn pattern(&mut self) -> Pattern {
        let mark = self.mark();
        let start = self.at;
        self.eat(T::Pipe);
        let first = self.pattern_alternative();
        if !self.is(T::Pipe) {
            return first;
        }
        let mut alternatives = vec![first];
        while self.eat(T::Pipe) {
            alternatives.push(self.pattern_alternative());
        }
        self.finish(mark, NodeKind::Pattern);
        Pattern {
            kind: PatternKind::Or(alternatives),
            span: self.span_from(start),
        }
    }

    /// A pattern without alternatives at its top, as closure parameters need it.
    pub(super) fn pattern_alternative(&mut self) -> Pattern {
        let start = self.at;
        if !self.enter() {
            return Pattern {
                kind: PatternKind::Error,
                span: self.span_from(start),
            };
        }
        let mark = self.mark();
        let mut kind = self.pattern_kind();
        if matches!(self.kind(), T::DotDot | T::DotDotEq) && can_start_range(&kind) {
            let span = self.span_from(start);
            let inclusive = self.is(T::DotDotEq);
            self.bump();
            let kind_of_start = as_constant(kind);
            let end = self.range_pattern_end();
            kind = PatternKind::Range {
                start: Some(Box::new(Pattern {
                    kind: kind_of_start,
                    span,
                })),
                end,
                inclusive,
            };
        }
        self.finish(mark, NodeKind::Pattern);
        self.leave();
        Pattern {
            kind,
            span: self.span_from(start),
        }
    }

    fn pattern_kind(&mut self) -> PatternKind {
        match self.kind() {
            T::Underscore => {
                self.bump();
                PatternKind::Wildcard
            }
            T::DotDot | T::DotDotEq => {
                let inclusive = self.is(T::DotDotEq);
                self.bump();
                match self.range_pattern_end() {
                    None if !inclusive => PatternKind::Rest,
                    end => PatternKind::Range {
                        start: None,
                        end,
                        inclusive,
                    },
                }
            }
            T::Int | T::Str | T::True | T::False | T::Minus => self.literal_pattern(),
            T::Mut => {
                self.bump();
                match self.name("the name of a binding") {
                    Some(name) => {
                        let subpattern = self.eat(T::At).then(|| Box::new(self.pattern_alternative()));
                        PatternKind::Binding {
                            mutable: true,
                            name,
                            subpattern,
                        }
                    }
                    None => PatternKind::Error,
                }
            }
            T::OpenParen => self.tuple_pattern(),
            T::OpenBracket => {
                let open = self.at;
                self.bump();
                PatternKind::Slice(self.list(open, T::CloseBracket, &[T::Comma], "a pattern", |p| {
                    Some(p.pattern())
                }))
            }
            T::Amp | T::AmpAmp => {
                let diagnostic = Diagnostic::error(
                    codes::REFERENCE,
                    self.span(),
                    "Twilight has no reference patterns.",
                )
                .with_help("Leave the `&` out: the compiler borrows by itself.");
                self.report_always(diagnostic);
                self.bump();
                self.eat(T::Mut);
                self.pattern_alternative().kind
            }
            T::Ident if self.current_text() == "ref" && (self.nth(1).is_ident() || self.nth(1) == T::Mut) => {
                let diagnostic =
                    Diagnostic::error(codes::REFERENCE, self.span(), "Twilight has no `ref` patterns.")
                        .with_help("Leave `ref` out: the compiler borrows by itself.");
                self.report_always(diagnostic);
                self.bump();
                self.pattern_alternative().kind
            }
            T::Val | T::Var | T::Let if self.nth(1).is_ident() => {
                self.foreign_word_in_pattern();
                self.pattern_alternative().kind
            }
            _ if self.at_path() => self.path_pattern(),
            kind if kind.is_keyword()
                && matches!(
                    self.nth(1),
                    T::Eq | T::Colon | T::In | T::Comma | T::CloseParen | T::FatArrow
                ) =>
            {
                match self.name("the name of a binding") {
                    Some(name) => PatternKind::Binding {
                        mutable: false,
                        name,
                        subpattern: None,
                    },
                    None => PatternKind::Error,
                }
            }
            _ => {
                self.expected("a pattern");
                PatternKind::Error
            }
        }
    }

    fn literal_pattern(&mut self) -> PatternKind {
        let negative = self.eat(T::Minus);
        if negative && !self.is(T::Int) {
            self.expected("a number after `-` in a pattern");
            return PatternKind::Error;
        }
        PatternKind::Literal {
            negative,
            literal: self.literal(),
        }
    }

    /// The end of a range pattern, when there is one.
    fn range_pattern_end(&mut self) -> Option<Box<Pattern>> {
        let start = self.at;
        let kind = match self.kind() {
            T::Int | T::Str | T::Minus => self.literal_pattern(),
            _ if self.at_path() => PatternKind::Path(self.path(PathMode::Expr)),
            _ => return None,
        };
        Some(Box::new(Pattern {
            kind,
            span: self.span_from(start),
        }))
    }

    /// `(p, q)`; `(p)` is `p`.
    fn tuple_pattern(&mut self) -> PatternKind {
        let open = self.at;
        self.bump();
        let mut comma = false;
        let mut elements = self.list(open, T::CloseParen, &[T::Comma], "a pattern", |p| {
            let pattern = p.pattern();
            comma |= p.is(T::Comma);
            Some(pattern)
        });
        match elements.pop() {
            // `(..)` is a tuple of whatever length.
            Some(only) if elements.is_empty() && !comma && only.kind != PatternKind::Rest => only.kind,
            Some(last) => {
                elements.push(last);
                PatternKind::Tuple(elements)
            }
            None => PatternKind::Tuple(elements),
        }
    }

    fn path_pattern(&mut self) -> PatternKind {
        // These begin paths, and are no names of their own (spec 02 §2.2).
        if matches!(self.kind(), T::Super | T::Crate | T::SelfValue) && self.nth(1) != T::ColonColon {
            let Some(name) = self.name("the name of a binding") else {
                return PatternKind::Error;
            };
            let subpattern = self.eat(T::At).then(|| Box::new(self.pattern_alternative()));
            return PatternKind::Binding {
                mutable: false,
                name,
                subpattern,
            };
        }
        let mut path = self.path(PathMode::Expr);
        match self.kind() {
            T::OpenParen => {
                let open = self.at;
                self.bump();
                let elements = self.list(open, T::CloseParen, &[T::Comma], "a pattern", |p| {
                    Some(p.pattern())
                });
                PatternKind::TupleStruct { path, elements }
            }
            T::OpenBrace => {
                let open = self.at;
                self.bump();
                let mut rest = false;
                let fields = self.list(open, T::CloseBrace, &[T::Comma], "a field", |p| {
                    p.field_pattern(&mut rest)
                });
                PatternKind::Struct { path, fields, rest }
            }
            _ => {
                let plain =
                    path.segments.len() == 1 && path.segments.iter().all(|segment| segment.args.is_empty());
                match path.segments.pop() {
                    Some(segment) if plain && segment.name.name != "Self" => {
                        let subpattern = self.eat(T::At).then(|| Box::new(self.pattern_alternative()));
                        PatternKind::Binding {
                            mutable: false,
                            name: segment.name,
                            subpattern,
                        }
                    }
                    segment => {
                        path.segments.extend(segment);
                        PatternKind::Path(path)
                    }
                }
            }
        }
    }

    /// `f: p`, `f`, `mut f` or `..`.
    fn field_pattern(&mut self, rest: &mut bool) -> Option<(Ident, Pattern)> {
        if self.eat(T::DotDot) {
            *rest = true;
            return None;
        }
        let start = self.at;
        let mark = self.mark();
        let mutable = self.eat(T::Mut);
        let name = if self.is(T::Int) {
            self.ident()
        } else {
            self.name("the name of a field")?
        };
        let pattern = if !mutable && self.eat(T::Colon) {
            self.pattern()
        } else {
            let kind = PatternKind::Binding {
                mutable,
                name: name.clone(),
                subpattern: None,
            };
            Pattern {
                kind,
                span: self.span_from(start),
            }
        };
        self.finish(mark, NodeKind::Pattern);
        Some((name, pattern))
    }
}

fn can_start_range(kind: &PatternKind) -> bool {
    match kind {
        PatternKind::Literal { .. } | PatternKind::Path(_) => true,
        PatternKind::Binding {
            mutable, subpattern, ..
        } => !mutable && subpattern.is_none(),
        _ => false,
    }
}

/// The end of a range is a constant, so a plain name in it is a path.
fn as_constant(kind: PatternKind) -> PatternKind {
    match kind {
        PatternKind::Binding { name, .. } => {
            let span = name.span;
            let segments = vec![crate::ast::PathSegment::new(name, Vec::new())];
            PatternKind::Path(crate::ast::Path { segments, span })
        }
        other => other,
    }
}
