//! Functions, their parameters and bodies; constants and type aliases.

use super::Parser;
use super::items::Place;
use crate::ast::{Const, Function, ItemKind, Param, Receiver, TypeAlias};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::Diagnostic;

impl Parser<'_> {
    /// `fn f<T>(a: A) -> R where .. { .. }`; in traits also without a body.
    #[inline(never)]
    pub(super) fn function(&mut self, place: Place) -> Option<ItemKind> {
        self.bump();
        let start = self.at - 1;
        let name = self
            .name("the name of a function")
            .unwrap_or_else(|| self.missing_ident());
        Some(self.function_behind_name(place, start, name))
    }

    /// The rest of a function, from its type parameters on; `start` is its first token.
    #[inline(never)]
    pub(super) fn function_behind_name(
        &mut self,
        place: Place,
        start: usize,
        name: crate::ast::Ident,
    ) -> ItemKind {
        let mut generics = self.generic_params();
        let mut receiver = None;
        let open = self.at;
        let params = if self.eat(T::OpenParen) {
            let mut first = true;
            self.list(open, T::CloseParen, &[T::Comma], "a parameter", |p| {
                let first = std::mem::take(&mut first);
                if p.at_receiver() {
                    let found = p.receiver(first);
                    if first {
                        receiver = Some(found);
                    }
                    return None;
                }
                p.param()
            })
        } else {
            self.expected("`(` and the parameters");
            Vec::new()
        };
        self.foreign_function_modifiers();
        let ret = self.return_type();
        self.where_clause(&mut generics);
        let signature_span = self.span_from(start);
        let body = if self.is(T::OpenBrace) {
            Some(self.bracketed(Self::block))
        } else if self.is(T::Semicolon) {
            if place != Place::Trait {
                let diagnostic =
                    Diagnostic::error(codes::EXPECTED, self.span(), "This function has no body.")
                        .with_help("Write the body in braces: `fn f() { .. }`.");
                self.report_always(diagnostic);
            }
            self.bump();
            None
        } else {
            let expected = match place {
                Place::Trait => "`;` or the function's body in braces",
                _ if ret.is_none() => "`->` and a type, or `{` and the function's body",
                _ => "`{` and the function's body",
            };
            self.expected(expected);
            if !self.at_line_start() {
                self.skip_item();
            }
            None
        };
        ItemKind::Function(Function {
            name,
            generics,
            receiver,
            params,
            ret,
            body,
            signature_span,
        })
    }

    fn return_type(&mut self) -> Option<crate::ast::Type> {
        if self.eat(T::Arrow) {
            let ty = self.ty();
            self.foreign_behind_type(&ty);
            return Some(ty);
        }
        if matches!(self.kind(), T::Colon | T::FatArrow) {
            let diagnostic = self
                .expected_diagnostic("`->` before the return type")
                .with_help("Write `fn f() -> Type { .. }`.")
                .with_suggestion(self.span(), " ->");
            self.report_always(diagnostic);
            self.bump();
            return Some(self.ty());
        }
        None
    }

    fn at_receiver(&self) -> bool {
        match self.kind() {
            T::SelfValue => true,
            T::Mut => self.nth(1) == T::SelfValue,
            T::Amp => self.nth(1) == T::SelfValue || (self.nth(1) == T::Mut && self.nth(2) == T::SelfValue),
            _ => false,
        }
    }

    /// `self`, `mut self`; Rust's `&self` and `&mut self` are reported.
    fn receiver(&mut self, first: bool) -> Receiver {
        let start = self.at;
        let reference = self.eat(T::Amp);
        let mutable = self.eat(T::Mut);
        self.bump();
        let span = self.span_from(start);
        if reference {
            let form = if mutable { "mut self" } else { "self" };
            let diagnostic = Diagnostic::error(codes::REFERENCE, span, "Twilight has no reference types.")
                .with_help(format!("Write `{form}`: the compiler borrows by itself."));
            self.report_always(diagnostic);
        }
        if !first {
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                span,
                "`self` stands before all other parameters.",
            )
            .with_help("Move it to the front.");
            self.report_always(diagnostic);
        }
        if self.is(T::Colon) {
            let diagnostic = self
                .expected_diagnostic("`,` or `)` behind `self`")
                .with_help("`self` has no type of its own: leave it out.");
            self.report_always(diagnostic);
            self.bump();
            self.ty();
        }
        Receiver { mutable, span }
    }

    fn param(&mut self) -> Option<Param> {
        let mark = self.mark();
        let start = self.at;
        let attributes = self.attributes();
        let keyword = self.kind();
        let mutable = if matches!(keyword, T::Val | T::Var) && self.nth(1).is_ident() {
            let (word, help) = match keyword {
                T::Val => ("val", "Leave it out."),
                _ => (
                    "var",
                    "Write `mut`: the parameter then changes what the caller passes.",
                ),
            };
            let message = format!("`{word}` does not stand before a parameter.");
            self.report_always(Diagnostic::error(codes::EXPECTED, self.span(), message).with_help(help));
            self.bump();
            keyword == T::Var
        } else {
            self.eat(T::Mut)
        };
        if let Some((name, ty)) = self.type_before_name() {
            return Some(Param {
                attributes,
                mutable,
                name,
                ty,
                span: self.span_from(start),
            });
        }
        self.rest_parameter();
        // A parameter that the function does not look at.
        let name = if self.is(T::Underscore) {
            self.ident()
        } else {
            self.name("the name of a parameter")?
        };
        let ty = self.annotation("parameter");
        self.data_location();
        self.default_value();
        self.finish(mark, NodeKind::Parameter);
        Some(Param {
            attributes,
            mutable,
            name,
            ty,
            span: self.span_from(start),
        })
    }

    /// `s: string memory`: where Solidity keeps a parameter. Reported and consumed.
    fn data_location(&mut self) {
        let word = self.current_text();
        if !matches!(word, "memory" | "calldata" | "storage")
            || !matches!(self.nth(1), T::Comma | T::CloseParen)
        {
            return;
        }
        let message = format!("Twilight has no data locations such as `{word}`.");
        self.foreign(
            self.span(),
            message,
            "Leave it out: the compiler knows where values live.",
        );
        self.bump();
    }

    /// `: Type`, which must stand here.
    pub(super) fn annotation(&mut self, what: &str) -> crate::ast::Type {
        self.optional_name();
        if self.eat(T::Colon) {
            let ty = self.ty();
            self.foreign_behind_type(&ty);
            return ty;
        }
        let diagnostic = self
            .expected_diagnostic(&format!("`:` and the type of this {what}"))
            .with_help(format!("Every {what} has a type: `name: Type`."));
        self.report(diagnostic);
        self.missing_type()
    }

    /// `const N: T = e;`
    pub(super) fn constant(&mut self, place: Place) -> Option<ItemKind> {
        self.bump();
        if self.is(T::Fn) {
            let diagnostic = Diagnostic::error(
                codes::FOREIGN_FORM,
                self.previous_span(),
                "Twilight has no `const fn`.",
            )
            .with_help("Leave `const` out.");
            self.report_always(diagnostic);
            return self.function(place);
        }
        let name = self
            .name("the name of a constant")
            .unwrap_or_else(|| self.missing_ident());
        if place == Place::Block && self.is(T::Eq) {
            let diagnostic = self
                .expected_diagnostic("`:` and the type of this constant")
                .with_help(
                    "Write `const NAME: Type = ..;`, or `val name = ..;` for a value of this function.",
                );
            self.report(diagnostic);
        }
        let ty = self.annotation("constant");
        let value = if self.eat(T::Eq) {
            Some(self.expr())
        } else {
            if place != Place::Trait {
                self.expected("`=` and the constant's value");
            }
            None
        };
        self.semicolon("this constant");
        Some(ItemKind::Const(Const { name, ty, value }))
    }

    /// `type A<T> = B;`
    pub(super) fn type_alias(&mut self, place: Place) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of a type")
            .unwrap_or_else(|| self.missing_ident());
        let mut generics = self.generic_params();
        let bounds = if place == Place::Trait && self.eat(T::Colon) {
            self.bounds()
        } else {
            Vec::new()
        };
        let ty = if self.eat(T::Eq) {
            Some(self.ty())
        } else {
            if place != Place::Trait {
                self.expected("`=` and a type");
            }
            None
        };
        self.where_clause(&mut generics);
        self.semicolon("this type");
        Some(ItemKind::TypeAlias(TypeAlias {
            name,
            generics,
            bounds,
            ty,
        }))
    }
}
