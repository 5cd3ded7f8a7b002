//! Paths, `use` trees and generic arguments (spec 02 §3).

use twilight_diagnostics::Diagnostic;

use super::Parser;
use crate::ast::{Ident, Path, PathSegment, Qualified, Type, UseKind, UseTree};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;

/// Where a path stands, which decides how its generic arguments are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PathMode {
    /// `use a::b`, an attribute's or event's name: no generic arguments.
    Plain,
    /// A type: `a::b<T>`.
    Type,
    /// An expression or pattern: `a::b::<T>`; also `a<T>::b` and `a<T>(..)`, where nothing else is meant.
    Expr,
}

/// Farthest look-ahead for the `>` of generic arguments without `::` in expressions, in tokens: the `<` is the first.
/// Where it is farther the `<` compares; `f::<..>` has no such limit.
pub const MAX_GENERIC_LOOKAHEAD: usize = 64;

impl Parser<'_> {
    /// True when a path can start here. `storage` starts one in expressions only.
    pub(super) fn at_path(&self) -> bool {
        self.kind().is_ident() || matches!(self.kind(), T::Super | T::Crate | T::SelfValue)
    }

    /// A path; the caller has checked that one starts here.
    pub(super) fn path(&mut self, mode: PathMode) -> Path {
        let mark = self.mark();
        let start = self.at;
        let mut segments = Vec::new();
        if mode != PathMode::Plain && self.is(T::Less) {
            segments.push(self.qualified_segment());
            if !self.eat(T::ColonColon) {
                self.expected("`::` and a name");
                let path = Path {
                    segments,
                    span: self.span_from(start),
                };
                self.finish(mark, NodeKind::Path);
                return path;
            }
        }
        loop {
            let name = self.path_name();
            let mut args = Vec::new();
            match mode {
                PathMode::Type => {
                    if self.is(T::Less) {
                        args = self.generic_args();
                    } else if self.is(T::ColonColon) && self.nth(1) == T::Less {
                        self.bump();
                        args = self.generic_args();
                    }
                }
                PathMode::Expr => {
                    if self.is(T::ColonColon) && self.nth(1) == T::Less {
                        self.bump();
                        args = self.generic_args();
                    } else if self.generic_args_ahead() {
                        args = self.generic_args();
                    }
                }
                PathMode::Plain => {}
            }
            segments.push(PathSegment::new(name, args));
            // `use` trees end in `::*` and `::{`, which are not part of the path.
            let goes_on = self.is(T::ColonColon)
                && !(mode == PathMode::Plain && matches!(self.nth(1), T::Star | T::OpenBrace));
            if !goes_on {
                break;
            }
            self.bump();
        }
        let path = Path {
            segments,
            span: self.span_from(start),
        };
        self.finish(mark, NodeKind::Path);
        path
    }

    /// `<T as Trait>` or `<T>`; the caller has checked that `<` stands here.
    fn qualified_segment(&mut self) -> PathSegment {
        let start = self.at;
        self.bump();
        let qualified = self.bracketed(|p| {
            let ty = p.ty();
            let of_trait = p.eat(T::As).then(|| p.ty());
            p.close(start, T::Greater, "`as Trait>` or `>`");
            Qualified { ty, of_trait }
        });
        let span = self.span_from(start);
        let text = self.text.get(span.start as usize..span.end as usize);
        let name = Ident {
            name: text.unwrap_or_default().to_owned(),
            span,
        };
        PathSegment {
            name,
            args: Vec::new(),
            qualified: Some(Box::new(qualified)),
        }
    }

    fn path_name(&mut self) -> Ident {
        if self.at_path() || self.is(T::Storage) {
            return self.ident();
        }
        match self.name("a name in a path") {
            Some(name) => name,
            None => self.missing_ident(),
        }
    }

    /// `<T, ..>`.
    pub(super) fn generic_args(&mut self) -> Vec<Type> {
        let open = self.at;
        self.bump();
        self.bracketed(|p| {
            p.list(open, T::Greater, &[T::Comma], "a type", |p| {
                if p.is(T::Int) {
                    if p.const_parameter {
                        p.bump();
                    } else {
                        p.expected("a type");
                    }
                    return None;
                }
                let ty = p.ty();
                p.associated_type_set();
                Some(ty)
            })
        })
    }

    /// `= T` behind a name in `Trait<Name = T>`: reported and consumed.
    fn associated_type_set(&mut self) {
        // Otherwise a `>` may be missing before the `=` of a binding.
        let closed = self.nth(1).is_ident() && self.nth(2) == T::Greater;
        if self.is(T::Eq) && closed && self.error_at != Some(self.at) {
            let diagnostic = Diagnostic::error(
                codes::FOREIGN_FORM,
                self.span(),
                "A bound does not say which type an associated type is.",
            )
            .with_help("Give the trait a type parameter for it: `trait Name<T> { .. }`.");
            self.report(diagnostic);
            self.bump();
            self.ty();
        }
    }

    /// In an expression: `<` right behind a name, then what types are made of, then `>` and `::` or `(`.
    /// No other reading is a valid program: comparisons do not chain (spec 02 `MethodCall` writes such
    /// arguments without `::`).
    pub(super) fn generic_args_ahead(&self) -> bool {
        if !self.is(T::Less) || self.previous_span().end != self.span().start {
            return false;
        }
        let (mut angles, mut parens) = (0_u32, 0_u32);
        for ahead in 0..MAX_GENERIC_LOOKAHEAD {
            match self.nth(ahead) {
                // A shift.
                T::Less if self.nth(ahead + 1) == T::Less && self.joined(ahead) => return false,
                T::Less => angles += 1,
                T::Greater => {
                    angles -= 1;
                    if angles == 0 {
                        return parens == 0 && matches!(self.nth(ahead + 1), T::ColonColon | T::OpenParen);
                    }
                }
                T::OpenParen => parens += 1,
                T::CloseParen if parens > 0 => parens -= 1,
                T::Comma | T::ColonColon | T::Int | T::Arrow | T::Fn | T::Crate | T::Super | T::SelfValue => {
                }
                kind if kind.is_ident() => {}
                _ => return false,
            }
        }
        false
    }

    /// A `use` tree without its `;`; inside braces it may be `*` alone.
    pub(super) fn use_tree(&mut self, inside: bool) -> UseTree {
        let mark = self.mark();
        let start = self.at;
        if inside && self.eat(T::Star) {
            self.finish(mark, NodeKind::UseTree);
            let span = self.span_from(start);
            return UseTree {
                path: Path {
                    segments: Vec::new(),
                    span,
                },
                kind: UseKind::Glob,
                span,
            };
        }
        if !self.at_path() {
            self.expected("a path such as `util::math::max`");
            let segments = vec![PathSegment::new(self.missing_ident(), Vec::new())];
            let span = self.span_from(start);
            return UseTree {
                path: Path { segments, span },
                kind: UseKind::Name(None),
                span,
            };
        }
        let path = self.path(PathMode::Plain);
        let kind = if self.is(T::ColonColon) && self.nth(1) == T::Star {
            self.bump();
            self.bump();
            UseKind::Glob
        } else if self.is(T::ColonColon) {
            self.bump();
            let open = self.at;
            self.bump();
            if self.enter() {
                let trees = self.list(open, T::CloseBrace, &[T::Comma], "a path", |p| {
                    Some(p.use_tree(true))
                });
                self.leave();
                UseKind::Tree(trees)
            } else {
                UseKind::Tree(Vec::new())
            }
        } else if self.eat(T::As) {
            UseKind::Name(self.name("the new name"))
        } else {
            UseKind::Name(None)
        };
        self.finish(mark, NodeKind::UseTree);
        UseTree {
            path,
            kind,
            span: self.span_from(start),
        }
    }
}
