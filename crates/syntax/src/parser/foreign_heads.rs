//! Heads of items, arms and fields as other languages write them: what is too much is reported and skipped, so that the
//! rest is read. As in `foreign`, only code that no valid program contains may get here.

use super::Parser;
use crate::codes;
use crate::token::TokenKind as T;
use twilight_diagnostics::Diagnostic;

impl Parser<'_> {
    /// What may stand behind a contract's name elsewhere: bases, type parameters.
    #[inline(never)]
    pub(super) fn foreign_contract_head(&mut self) {
        let inherits = self.is(T::Colon)
            || ["is", "extends", "implements"]
                .iter()
                .any(|word| self.is_word(word));
        let (message, help) = if inherits {
            (
                "Contracts do not inherit in Twilight.",
                "Share code through functions and traits: `impl Trait for C { .. }`.",
            )
        } else if self.is(T::Less) {
            (
                "Contracts have no type parameters.",
                "Name the types in its storage; structs and functions can be generic.",
            )
        } else {
            return;
        };
        let diagnostic = Diagnostic::error(codes::FOREIGN_FORM, self.span(), message).with_help(help);
        self.report_always(diagnostic);
        while !matches!(self.kind(), T::OpenBrace | T::Semicolon | T::CloseBrace | T::Eof) {
            self.bump();
        }
    }

    /// `impl contract C`: the word is skipped.
    pub(super) fn foreign_impl_head(&mut self) {
        if self.is(T::Contract) && self.nth(1).is_ident() {
            self.foreign(
                self.span(),
                "A contract has no `impl`.".to_owned(),
                "Write its functions in the braces of `contract C { .. }`.",
            );
            self.bump();
        }
    }

    /// `val x: T = e;` between the items of a contract: a binding that is to last.
    #[inline(never)]
    pub(super) fn foreign_contract_binding(&mut self) -> bool {
        if !matches!(self.kind(), T::Val | T::Var) || !self.nth(1).is_ident() {
            return false;
        }
        let name = crate::lexer::shorten(self.text_at(self.at + 1));
        let help = if self.is(T::Val) {
            format!(
                "Write `const {}: Type = ..;` for what never changes, `storage {{ {name}: Type = ..; }}` for what does.",
                name.to_uppercase()
            )
        } else {
            format!("What a contract keeps stands in its storage: `storage {{ {name}: Type = ..; }}`.")
        };
        self.foreign(self.span(), "Bindings stand in functions only.".to_owned(), help);
        self.bump();
        self.skip_statement();
        true
    }

    /// `indexed a: T` in an event: the word is skipped; true where it stood there.
    pub(super) fn foreign_indexed(&mut self) -> bool {
        if !self.is_word("indexed") || !self.nth(1).is_ident() {
            return false;
        }
        let name = crate::lexer::shorten(self.text_at(self.at + 1));
        self.foreign_once(
            self.span(),
            "What an event is searched by is marked with `#[topic]`.",
            format!("Write `#[topic] {name}: Type`."),
        );
        self.bump();
        true
    }

    /// `case` before the pattern of an arm; gives whether it is there.
    pub(super) fn foreign_case(&mut self) -> bool {
        let pattern = matches!(
            self.nth(1),
            T::Int | T::Str | T::True | T::False | T::Minus | T::Underscore | T::Ident
        );
        let found = self.is_word("case") && pattern;
        if found {
            self.foreign_once(
                self.span(),
                "An arm of `match` begins with its pattern.",
                "Leave `case` out: `pattern => value,`.",
            );
            self.bump();
        }
        found
    }

    /// `= e` behind the type of a field: reported and consumed.
    pub(super) fn foreign_field_default(&mut self) {
        if !self.is(T::Eq) {
            return;
        }
        self.foreign_once(
            self.span(),
            "Fields have no default values.",
            "Give the value where one is made, or write a function for it: `fn new() -> Self` in an `impl` block.",
        );
        self.bump();
        self.expr();
    }

    /// `P storage p = storage.list[i];`: reported and skipped.
    #[inline(never)]
    pub(super) fn foreign_storage_pointer(&mut self) -> bool {
        if !(self.is(T::Ident) && self.nth(1) == T::Storage && self.nth(2).is_ident() && self.nth(3) == T::Eq)
        {
            return false;
        }
        let name = crate::lexer::shorten(self.text_at(self.at + 2));
        let span = self.span().to(self.span_at(self.at + 2));
        self.foreign(
            span,
            "There are no references to storage: a variable holds a copy.".to_owned(),
            format!(
                "Change the place itself, `storage.variable[key].field = ..;`, or change a copy, `var {name} = ..;`, and \
                 assign it back."
            ),
        );
        self.bump();
        self.bump();
        self.skip_statement();
        true
    }
}
