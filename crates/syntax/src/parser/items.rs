//! Files, items, attributes, visibility, doc comments.

use super::paths::PathMode;
use super::{Mark, Parser, starts_item, starts_statement};
use crate::ast::{Attribute, Item, ItemKind, SourceUnit, Visibility};
use crate::codes;
use crate::literal;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::Diagnostic;

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file or inline module.
    Module,
    /// `contract C { .. }`.
    Contract,
    /// `trait T { .. }`.
    Trait,
    /// `impl X { .. }`.
    Impl,
    /// The body of a function.
    Block,
}

impl Place {
    /// What can stand here, for messages.
    fn expectation(self) -> &'static str {
        match self {
            Self::Module => "an item such as `contract`, `fn`, `struct`, `enum`, `const` or `use`",
            Self::Contract => {
                "a contract's item: `storage`, `fn`, `event`, `struct`, `enum`, `const` or `type`"
            }
            Self::Trait => "a trait's item: `fn`, `const` or `type`",
            Self::Impl => "an item of `impl`: `fn`, `const` or `type`",
            Self::Block => "a statement",
        }
    }

    /// The place in words.
    fn describe(self) -> &'static str {
        match self {
            Self::Module => "outside contracts",
            Self::Contract => "in a contract",
            Self::Trait => "in a trait",
            Self::Impl => "in an `impl`",
            Self::Block => "in a function",
        }
    }
}

impl Parser<'_> {
    /// A whole file.
    pub(super) fn source_unit(&mut self) -> SourceUnit {
        let mut unit = SourceUnit::default();
        if self.at_directive() {
            let mark = self.mark();
            unit.syntax = self.directive();
            self.finish(mark, NodeKind::SyntaxDirective);
        }
        loop {
            unit.items.extend(self.items(Place::Module));
            if self.is(T::Eof) {
                return unit;
            }
            // `items` stops at `}`.
            let diagnostic = Diagnostic::error(codes::UNMATCHED, self.span(), "This `}` closes nothing.")
                .with_help("Remove it, or look for a `{` that is missing further up.");
            self.report(diagnostic);
            self.bump();
        }
    }

    fn at_directive(&self) -> bool {
        self.is(T::Hash) && self.nth(1) == T::Bang
    }

    /// `#![syntax = ".."]` and its optional `;` (DECISION S1).
    fn directive(&mut self) -> Option<(String, twilight_diagnostics::Span)> {
        let start = self.at;
        self.bump();
        self.bump();
        let open = self.at;
        if !self.expect(T::OpenBracket) {
            self.skip_item();
            return None;
        }
        if !self.is_word("syntax") {
            let diagnostic = Diagnostic::error(
                codes::MISPLACED_DIRECTIVE,
                self.span(),
                "`#![syntax = \"native\"]` is the only directive of this form.",
            )
            .with_help("Attributes of items are written without `!`: `#[payable]`.");
            self.report_always(diagnostic);
            self.go_to(open);
            self.skip_group();
            self.eat(T::Semicolon);
            return None;
        }
        self.bump();
        self.expect(T::Eq);
        let mut syntax = None;
        if self.is(T::Str) {
            syntax = Some(literal::string(self.current_text()));
            self.bump();
        } else {
            self.expected("the syntax's name in quotes: `\"native\"` or `\"solidity\"`");
        }
        self.close(open, T::CloseBracket, "`]`");
        let span = self.span_from(start);
        self.eat(T::Semicolon);
        syntax.map(|syntax| (syntax, span))
    }

    /// Items up to a `}` or the end of the file, neither of which is consumed.
    #[inline(never)]
    pub(super) fn items(&mut self, place: Place) -> Vec<Item> {
        let mut items = Vec::new();
        while !matches!(self.kind(), T::CloseBrace | T::Eof) {
            let before = self.at;
            if self.eat(T::Semicolon) {
                continue;
            }
            if self.at_directive() {
                self.misplaced_directive();
                continue;
            }
            items.extend(self.item(place));
            if self.at == before && !(place == Place::Contract && self.foreign_contract_binding()) {
                self.no_item(place);
                self.skip_item();
            }
        }
        items
    }

    /// Reports that no item starts here.
    fn no_item(&mut self, place: Place) {
        if self.decorator() {
            return;
        }
        let statement = place == Place::Module
            && (self.is(T::Ident) && self.nth(1) == T::OpenParen
                || matches!(
                    self.kind(),
                    T::Val | T::Var | T::Let | T::If | T::For | T::While | T::Loop | T::Match | T::Return
                ));
        if statement {
            let diagnostic = self
                .expected_diagnostic(place.expectation())
                .with_help("Statements stand in functions: `fn main() { .. }`.");
            self.report(diagnostic);
        } else {
            self.expected(place.expectation());
        }
    }

    /// Reports a `#![..]` that is not the first thing of its file, and skips it.
    fn misplaced_directive(&mut self) {
        let diagnostic = Diagnostic::error(
            codes::MISPLACED_DIRECTIVE,
            self.span().to(self.span_at(self.at + 1)),
            "The syntax directive stands before everything else in a file.",
        )
        .with_help("Move it to the top, or write an attribute without `!`: `#[payable]`.");
        self.report_always(diagnostic);
        self.bump();
        self.bump();
        if self.is(T::OpenBracket) {
            self.skip_group();
        }
    }

    /// Skips at least one token, then to where an item can start.
    pub(super) fn skip_item(&mut self) {
        let mut first = true;
        loop {
            match self.kind() {
                T::Eof | T::CloseBrace => return,
                T::Semicolon => return self.bump(),
                T::OpenBrace => return self.skip_group(),
                T::Hash | T::Storage if !first && self.at_line_start() => return,
                kind if !first && self.at_line_start() && starts_item(kind) => return,
                _ => self.skip_group(),
            }
            first = false;
        }
    }

    /// Doc comments directly before the current token, joined; `None` when there are none.
    fn docs(&self, doc: &mut Option<String>) {
        let end = self.significant.get(self.at).copied().unwrap_or(0) as usize;
        let start = match self
            .at
            .checked_sub(1)
            .and_then(|before| self.significant.get(before))
        {
            Some(before) => *before as usize + 1,
            None => 0,
        };
        for index in start..end {
            let Some(token) = self.tokens.get(index).filter(|token| token.kind == T::DocComment) else {
                continue;
            };
            let to = self
                .tokens
                .get(index + 1)
                .map_or(self.text.len(), |next| next.start as usize);
            let line = self
                .text
                .get(token.start as usize..to)
                .unwrap_or("")
                .trim_end_matches('\r');
            let line = line.strip_prefix("///").unwrap_or(line);
            let line = line.strip_prefix(' ').unwrap_or(line);
            match doc {
                Some(doc) => {
                    doc.push('\n');
                    doc.push_str(line);
                }
                None => *doc = Some(line.to_owned()),
            }
        }
    }

    /// `#[..]`, any number.
    pub(super) fn attributes(&mut self) -> Vec<Attribute> {
        self.attributes_and_docs(&mut None)
    }

    /// Attributes, with the doc comments before and between them added to `doc`.
    pub(super) fn attributes_and_docs(&mut self, doc: &mut Option<String>) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        self.docs(doc);
        while self.is(T::Hash) {
            if self.at_directive() {
                self.misplaced_directive();
            } else {
                let before = self.at;
                attributes.extend(self.attribute());
                if self.at == before || self.error_at == Some(self.at) {
                    break;
                }
            }
            self.docs(doc);
        }
        attributes
    }

    fn attribute(&mut self) -> Option<Attribute> {
        let mark = self.mark();
        let start = self.at;
        self.bump();
        let open = self.at;
        if !self.eat(T::OpenBracket) {
            if !self.hash_comment() {
                self.expected("`[` behind `#`: an attribute is written `#[payable]`");
            }
            return None;
        }
        if !self.at_path() {
            self.expected("an attribute's name");
            self.go_to(open);
            self.skip_group();
            return None;
        }
        let path = self.path(PathMode::Plain);
        let args = self.is(T::OpenParen).then(|| self.call_args());
        if self.is(T::Eq) {
            let name = path
                .segments
                .last()
                .map_or("name", |segment| segment.name.name.as_str());
            let diagnostic = self
                .expected_diagnostic("`(` and the attribute's arguments, or `]`")
                .with_help(format!("Write `#[{}(..)]`.", crate::lexer::shorten(name)));
            self.report(diagnostic);
            self.go_to(open);
            self.skip_group();
        } else {
            self.close(open, T::CloseBracket, "`]`");
        }
        self.finish(mark, NodeKind::Attribute);
        Some(Attribute {
            path,
            args,
            span: self.span_from(start),
        })
    }

    /// `pub`, `pub(crate)`.
    pub(super) fn visibility(&mut self) -> Visibility {
        if !self.eat(T::Pub) {
            return Visibility::Private;
        }
        let restricted = self.is(T::OpenParen)
            && self.nth(2) == T::CloseParen
            && (matches!(self.nth(1), T::Crate | T::Super | T::SelfValue)
                || self.text_at(self.at + 1) == "in");
        if !restricted {
            return Visibility::Public;
        }
        self.bump();
        if !self.is(T::Crate) {
            let diagnostic = self
                .expected_diagnostic("`crate`")
                .with_help("Write `pub(crate)` or `pub`.");
            self.report_always(diagnostic);
        }
        self.bump();
        self.bump();
        Visibility::Crate
    }

    /// One item; `None`, without consuming anything, where none starts.
    #[inline(never)]
    pub(super) fn item(&mut self, place: Place) -> Option<Item> {
        let start = self.at;
        if !self.enter() {
            return None;
        }
        let mark = self.mark();
        let outside = std::mem::replace(&mut self.item_at, start);
        let mut doc = None;
        let attributes = self.attributes_and_docs(&mut doc);
        let item = self.item_behind(place, mark, doc, attributes);
        self.item_at = outside;
        self.leave();
        if item.is_none() && self.at > start && self.error_at != Some(self.at) {
            // Attributes or a modifier stand before what is no item.
            self.expected(place.expectation());
            self.skip_item();
        }
        item
    }

    /// An item whose attributes have been read; `None` where none starts.
    #[inline(never)]
    pub(super) fn item_behind(
        &mut self,
        place: Place,
        mark: Mark,
        doc: Option<String>,
        attributes: Vec<Attribute>,
    ) -> Option<Item> {
        let visibility = self.visibility();
        self.second_visibility();
        let at = self.at;
        let kind = self.item_kind(place)?;
        self.check_place(place, &kind, at);
        self.finish(mark, NodeKind::Item);
        Some(Item {
            attributes,
            doc,
            visibility,
            kind,
            span: self.span_from(mark.at),
        })
    }

    /// `pub pub`, which says it twice.
    fn second_visibility(&mut self) {
        while self.is(T::Pub) {
            let diagnostic = Diagnostic::error(codes::EXPECTED, self.span(), "`pub` stands here twice.")
                .with_help("Remove one of them.");
            self.report(diagnostic);
            self.visibility();
        }
    }

    #[inline(never)]
    fn item_kind(&mut self, place: Place) -> Option<ItemKind> {
        self.foreign_modifiers();
        match self.kind() {
            T::Use => {
                self.bump();
                let tree = self.use_tree(false);
                self.semicolon("`use`");
                Some(ItemKind::Use(tree))
            }
            T::Contract => self.contract(),
            T::Struct => self.structure(),
            T::Enum => self.enumeration(),
            T::Fn => self.function(place),
            T::Event => self.event(),
            T::Trait => self.trait_item(),
            T::Impl => self.implementation(),
            T::Const => self.constant(place),
            T::Type => self.type_alias(place),
            T::Storage if self.nth(1) == T::OpenBrace || place != Place::Block => self.storage(),
            T::Mod if self.nth(1).is_ident() || (self.nth(1).is_keyword() && self.nth(2) == T::OpenBrace) => {
                self.module()
            }
            T::Ident if place != Place::Block && self.current_text() == "assert_invariant" => {
                self.invariant()
            }
            kind if place == Place::Module && starts_statement(kind) => {
                self.statement_outside();
                None
            }
            kind if place != Place::Block && kind.is_ident() => self.foreign_item(place),
            _ => None,
        }
    }

    /// `val x = 1;` and the like outside functions.
    fn statement_outside(&mut self) {
        let binding = matches!(self.kind(), T::Val | T::Var | T::Let);
        let help = if binding {
            "Write `const NAME: Type = value;` for a constant, or move the binding into a function."
        } else {
            "Move it into a function, for example `fn main() { .. }`."
        };
        let diagnostic = Diagnostic::error(
            codes::MISPLACED_ITEM,
            self.span(),
            format!(
                "{} starts a statement, and statements stand in functions.",
                self.kind().describe()
            ),
        )
        .with_help(help);
        self.report_always(diagnostic);
        self.bump();
        self.skip_statement();
        self.error_at = Some(self.at);
    }

    /// Reports an item that has no meaning where it stands.
    fn check_place(&mut self, place: Place, kind: &ItemKind, at: usize) {
        let (allowed, name, help) = match kind {
            ItemKind::Storage(_) => (
                place == Place::Contract,
                "`storage`",
                "Move it into `contract C { .. }`.",
            ),
            ItemKind::Invariant(_) => (
                place == Place::Contract,
                "A contract's invariant",
                "Move it into `contract C { .. }`.",
            ),
            ItemKind::Contract(_) => (
                place == Place::Module,
                "`contract`",
                "Move it to the top level of the file.",
            ),
            ItemKind::Module { .. } => (
                place == Place::Module,
                "`mod`",
                "Move it to the top level of the file.",
            ),
            ItemKind::Function(_) | ItemKind::Const(_) | ItemKind::TypeAlias(_) => return,
            _ => (
                !matches!(place, Place::Trait | Place::Impl),
                "This item",
                "Only `fn`, `const` and `type` can stand here; move it out.",
            ),
        };
        if !allowed {
            let message = format!("{name} cannot stand {}.", place.describe());
            let diagnostic =
                Diagnostic::error(codes::MISPLACED_ITEM, self.span_at(at), message).with_help(help);
            self.report_always(diagnostic);
        }
    }
}
