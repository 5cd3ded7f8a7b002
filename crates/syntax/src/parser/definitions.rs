//! Contracts, storage, events, structs, enums, traits, implementations, modules.

use super::Parser;
use super::items::Place;
use crate::ast::{
    Contract, Enum, Event, EventParam, Field, Fields, Impl, Invariant, Item, ItemKind, StorageItem, Struct,
    Trait, TypeKind, Variant,
};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::Diagnostic;

impl Parser<'_> {
    /// `{ items }`.
    #[inline(never)]
    fn item_block(&mut self, place: Place, what: &str) -> Vec<Item> {
        let open = self.at;
        if !self.eat(T::OpenBrace) {
            self.expected(&format!("`{{` and the items of the {what}"));
            if !self.at_line_start() {
                self.skip_item();
            }
            return Vec::new();
        }
        let items = self.bracketed(|p| p.items(place));
        self.close(open, T::CloseBrace, "`}`");
        items
    }

    /// `contract C { .. }`
    #[inline(never)]
    pub(super) fn contract(&mut self) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of a contract")
            .unwrap_or_else(|| self.missing_ident());
        self.foreign_contract_head();
        Some(ItemKind::Contract(Contract {
            name,
            items: self.item_block(Place::Contract, "contract"),
        }))
    }

    /// `mod m { .. }`, `mod m;`
    #[inline(never)]
    pub(super) fn module(&mut self) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of a module")
            .unwrap_or_else(|| self.missing_ident());
        let items = if self.eat(T::Semicolon) {
            None
        } else {
            Some(self.item_block(Place::Module, "module"))
        };
        Some(ItemKind::Module { name, items })
    }

    /// `storage { x: T = e; }`
    #[inline(never)]
    pub(super) fn storage(&mut self) -> Option<ItemKind> {
        self.bump();
        let open = self.at;
        if !self.eat(T::OpenBrace) {
            self.expected("`{` and the storage variables");
            self.skip_item();
            return Some(ItemKind::Storage(Vec::new()));
        }
        let mut items = Vec::new();
        let mut commas = false;
        while !matches!(self.kind(), T::CloseBrace | T::Eof) {
            let before = self.at;
            if self.eat(T::Semicolon) {
                continue;
            }
            items.extend(self.storage_item(&mut commas));
            if self.at == before {
                self.expected("a storage variable: `name: Type;`");
                if starts_contract_item(self.kind()) {
                    // The closing brace of the block is missing; what follows belongs to the contract.
                    break;
                }
                self.bump();
                self.skip_statement();
            }
        }
        self.close(open, T::CloseBrace, "`}`");
        Some(ItemKind::Storage(items))
    }

    /// One variable; `commas` says that commas between the block's variables have been reported.
    fn storage_item(&mut self, commas: &mut bool) -> Option<StorageItem> {
        let mark = self.mark();
        let start = self.at;
        let attributes = self.attributes();
        let visibility = self.visibility();
        self.keyword_before_variable();
        if starts_contract_item(self.kind()) && self.nth(1) != T::Colon {
            return None;
        }
        let (name, ty) = match self.type_before_name() {
            Some(found) => found,
            None => {
                let name = self.name("the name of a storage variable")?;
                let ty = self.annotation("storage variable");
                (name, ty)
            }
        };
        let init = self.eat(T::Eq).then(|| self.expr());
        let next = self.nth(1);
        let separates = matches!(next, T::CloseBrace | T::Hash | T::Pub | T::Eof)
            || ((next.is_ident() || next.is_keyword()) && self.nth(2) == T::Colon);
        if self.is(T::Comma) && separates {
            if !*commas {
                let diagnostic = self
                    .expected_diagnostic("`;` behind a storage variable")
                    .with_help("Storage variables end in `;`.");
                self.report_always(diagnostic);
                *commas = true;
            }
            self.bump();
        } else if !(*commas && self.is(T::CloseBrace)) {
            self.semicolon("this storage variable");
        }
        self.finish(mark, NodeKind::StorageItem);
        Some(StorageItem {
            attributes,
            visibility,
            name,
            ty,
            init,
            span: self.span_from(start),
        })
    }

    /// `assert_invariant(e, "m");` in a contract.
    pub(super) fn invariant(&mut self) -> Option<ItemKind> {
        let start = self.at;
        self.bump();
        let errors = self.diagnostics.len();
        let mut args = self.call_args().into_iter();
        let (condition, message, extra) = (args.next(), args.next(), args.next());
        let span = self.span_from(start);
        self.semicolon("this invariant");
        let Some(condition) = condition.filter(|_| extra.is_none()) else {
            if self.diagnostics.len() > errors {
                return None;
            }
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                span,
                "`assert_invariant` takes a condition and, behind a comma, a message.",
            );
            self.report_always(diagnostic);
            return None;
        };
        self.check_condition(&condition);
        Some(ItemKind::Invariant(Invariant { condition, message }))
    }

    /// `event E(#[topic] a: A, b: B);`
    #[inline(never)]
    pub(super) fn event(&mut self) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of an event")
            .unwrap_or_else(|| self.missing_ident());
        let open = self.at;
        let params = match self.kind() {
            T::OpenParen => {
                self.bump();
                self.list(
                    open,
                    T::CloseParen,
                    &[T::Comma],
                    "an event's parameter",
                    Self::event_param,
                )
            }
            T::OpenBrace => {
                let diagnostic = self
                    .expected_diagnostic("`(` and the event's parameters")
                    .with_help("Write `event E(a: A, b: B);`.");
                self.report_always(diagnostic);
                self.bump();
                let params = self.list(
                    open,
                    T::CloseBrace,
                    &[T::Comma, T::Semicolon],
                    "an event's parameter",
                    Self::event_param,
                );
                self.eat(T::Semicolon);
                return Some(ItemKind::Event(Event { name, params }));
            }
            _ => {
                self.expected("`(` and the event's parameters");
                Vec::new()
            }
        };
        self.semicolon("this event");
        Some(ItemKind::Event(Event { name, params }))
    }

    fn event_param(&mut self) -> Option<EventParam> {
        let mark = self.mark();
        let mut topic = false;
        let mut attributes = Vec::new();
        loop {
            let bare = self.is(T::OpenBracket)
                && self.text_at(self.at + 1) == "topic"
                && self.nth(2) == T::CloseBracket;
            if bare {
                topic = true;
                (0..3).for_each(|_| self.bump());
                continue;
            }
            let mut found = self.attributes();
            if found.is_empty() {
                break;
            }
            found.retain(|attribute| {
                let is_topic = attribute.args.is_none()
                    && matches!(attribute.path.segments.as_slice(), [only] if only.name.name == "topic");
                topic |= is_topic;
                !is_topic
            });
            attributes.append(&mut found);
        }
        topic |= self.foreign_indexed();
        let (name, ty) = match self.type_before_name() {
            Some(found) => found,
            None => {
                let name = self.name("the name of an event's parameter")?;
                let ty = self.annotation("event parameter");
                (name, ty)
            }
        };
        self.finish(mark, NodeKind::Parameter);
        Some(EventParam {
            topic,
            attributes,
            name,
            ty,
        })
    }

    /// `struct S { .. }`, `struct S(..);`, `struct S;`
    #[inline(never)]
    pub(super) fn structure(&mut self) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of a struct")
            .unwrap_or_else(|| self.missing_ident());
        let mut generics = self.generic_params();
        self.where_clause(&mut generics);
        let fields = match self.kind() {
            T::OpenBrace => self.named_fields(),
            T::OpenParen => {
                let fields = self.tuple_fields();
                self.where_clause(&mut generics);
                self.semicolon("this struct");
                fields
            }
            T::Semicolon => {
                self.bump();
                Fields::Unit
            }
            _ => {
                self.expected("`{` and the fields, `(` and the types, or `;`");
                if !self.at_line_start() {
                    self.skip_item();
                }
                Fields::Unit
            }
        };
        self.where_clause(&mut generics);
        Some(ItemKind::Struct(Struct {
            name,
            generics,
            fields,
        }))
    }

    /// `{ a: A, b: B }`; `;` separates too (DECISION S2).
    fn named_fields(&mut self) -> Fields {
        let open = self.at;
        self.bump();
        Fields::Named(
            self.list(open, T::CloseBrace, &[T::Comma, T::Semicolon], "a field", |p| {
                let mark = p.mark();
                let attributes = p.attributes();
                let visibility = p.visibility();
                if p.is(T::Fn) {
                    let diagnostic =
                        Diagnostic::error(codes::MISPLACED_ITEM, p.span(), "A struct holds fields only.")
                            .with_help("Move functions into `impl S { .. }`.");
                    p.report(diagnostic);
                    let inside = p.error_at;
                    p.item(Place::Impl);
                    // A function has no separator behind it; pretend that the list goes on.
                    p.error_at = inside.map(|_| p.at);
                    return None;
                }
                let (name, ty) = match p.type_before_name() {
                    Some(found) => found,
                    None => {
                        let name = p.name("the name of a field")?;
                        let ty = p.annotation("field");
                        (name, ty)
                    }
                };
                p.foreign_field_default();
                p.finish(mark, NodeKind::Field);
                Some(Field {
                    attributes,
                    visibility,
                    name,
                    ty,
                })
            }),
        )
    }

    /// `(A, B)`
    fn tuple_fields(&mut self) -> Fields {
        let open = self.at;
        self.bump();
        Fields::Tuple(self.list(open, T::CloseParen, &[T::Comma], "a type", |p| {
            p.attributes();
            p.visibility();
            if p.kind().is_ident() && p.nth(1) == T::Colon {
                let diagnostic = p
                    .expected_diagnostic("a type")
                    .with_help("Fields with names stand in braces: `{ name: Type }`.");
                p.report_always(diagnostic);
                p.bump();
                p.bump();
            }
            Some(p.ty())
        }))
    }

    /// `enum E { A, B(T), C { f: T } }`
    #[inline(never)]
    pub(super) fn enumeration(&mut self) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of an enum")
            .unwrap_or_else(|| self.missing_ident());
        let mut generics = self.generic_params();
        self.where_clause(&mut generics);
        let open = self.at;
        let variants = if self.eat(T::OpenBrace) {
            self.list(open, T::CloseBrace, &[T::Comma], "a variant", |p| {
                let mark = p.mark();
                let attributes = p.attributes();
                let name = p.name("the name of a variant")?;
                let fields = match p.kind() {
                    T::OpenBrace => p.named_fields(),
                    T::OpenParen => p.tuple_fields(),
                    _ => Fields::Unit,
                };
                if p.is(T::Eq) {
                    p.foreign_once(
                        p.span(),
                        "Variants have no explicit values in Twilight.",
                        "Leave the value out, or use constants: `const A: u8 = 1;`.",
                    );
                    p.bump();
                    p.expr();
                }
                p.finish(mark, NodeKind::Variant);
                Some(Variant {
                    attributes,
                    name,
                    fields,
                })
            })
        } else {
            self.expected("`{` and the variants");
            if !self.at_line_start() {
                self.skip_item();
            }
            Vec::new()
        };
        self.where_clause(&mut generics);
        Some(ItemKind::Enum(Enum {
            name,
            generics,
            variants,
        }))
    }

    /// `trait T: A + B { .. }`
    #[inline(never)]
    pub(super) fn trait_item(&mut self) -> Option<ItemKind> {
        self.bump();
        let name = self
            .name("the name of a trait")
            .unwrap_or_else(|| self.missing_ident());
        let mut generics = self.generic_params();
        let supers = if self.eat(T::Colon) {
            self.bounds()
        } else {
            Vec::new()
        };
        self.where_clause(&mut generics);
        Some(ItemKind::Trait(Trait {
            name,
            generics,
            supers,
            items: self.item_block(Place::Trait, "trait"),
        }))
    }

    /// `impl<T> Trait for X { .. }`, `impl X { .. }` (DECISION S8)
    #[inline(never)]
    pub(super) fn implementation(&mut self) -> Option<ItemKind> {
        self.bump();
        let mut generics = self.generic_params();
        self.foreign_impl_head();
        // The grammar also has `impl for X`, which names no trait.
        let first = if self.is(T::For) { None } else { Some(self.ty()) };
        let (of_trait, self_ty) = if self.eat(T::For) {
            (first, self.ty())
        } else {
            let missing = crate::ast::Type {
                kind: TypeKind::Error,
                span: self.span_from(self.at),
            };
            (None, first.unwrap_or(missing))
        };
        self.where_clause(&mut generics);
        let items = self.item_block(Place::Impl, "`impl`");
        Some(ItemKind::Impl(Impl {
            generics,
            of_trait,
            self_ty,
            items,
        }))
    }
}

/// Keywords that start an item of a contract.
fn starts_contract_item(kind: T) -> bool {
    super::starts_item(kind) || kind == T::Storage
}
