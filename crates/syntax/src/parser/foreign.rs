//! Forms of Rust, Solidity and other languages that Twilight does not have, each with its own message.
//!
//! Only code that no valid program contains may get here: every check runs where the grammar has already
//! failed, or looks at token sequences that the grammar does not know.

use super::Parser;
use super::items::Place;
use crate::ast::{Ident, ItemKind, Type};
use crate::literal::INTEGER_TYPES;
use crate::token::TokenKind as T;
use crate::{codes, lexer};
use twilight_diagnostics::{Diagnostic, Span};

/// The Twilight name of a type of Solidity or Rust, where there is one; for messages.
#[must_use]
pub fn twilight_type_for(name: &str) -> Option<&'static str> {
    Some(match name {
        "uint" | "uint256" => "u256",
        "int" | "int256" => "i256",
        "uint8" | "byte" => "u8",
        "uint16" => "u16",
        "uint32" => "u32",
        "uint64" | "usize" => "u64",
        "uint128" => "u128",
        "int8" => "i8",
        "int16" => "i16",
        "int32" => "i32",
        "int64" | "isize" => "i64",
        "int128" => "i128",
        "String" | "str" => "string",
        "boolean" | "Bool" => "bool",
        "bytes" => "vector<u8>",
        "bytes32" => "hash256",
        "Vec" => "vector",
        "HashMap" | "BTreeMap" | "mapping" => "map",
        _ => return None,
    })
}

/// Words that start an item elsewhere, and what to write instead.
fn foreign_item_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "function" | "func" | "fun" | "def" | "proc" => "Functions are written `fn name(a: T) -> R { .. }`.",
        "constructor" => "The constructor is a function named `init`: `fn init(..) { .. }`.",
        "modifier" => "Put the check into a function and call it, or write `require(..)` where it is needed.",
        "import" | "include" => "Imports are written `use path::Item;`.",
        "pragma" => "Twilight has no pragmas; the compiler's version stands in `Twilight.toml`.",
        "library" => "Use a module of plain functions instead.",
        "interface" => "Interfaces are traits: `trait T { fn f(self); }`.",
        "class" | "object" => "Use `contract` for state on the chain, `struct` for plain data.",
        "error" => "Errors are enums: `enum MyError { .. }`, returned as `Result<T, MyError>`.",
        "abstract" => "Use a trait for functions without bodies.",
        "using" => "Methods are added with `impl Type { .. }`.",
        "static" => "Use `const NAME: T = value;`.",
        "macro_rules" | "macro" => "Twilight has no user macros; use a function.",
        "async" => "Twilight has no asynchronous functions; leave `async` out.",
        "unsafe" => "Twilight has no unsafe code; leave `unsafe` out.",
        "extern" => "Calls into the host go through the standard library; leave `extern` out.",
        "receive" | "fallback" => {
            "Calls go to functions by name; a function that takes value has `#[payable]`."
        }
        "from" => "Imports are written `use path::Item;`.",
        "namespace" | "module" | "package" => "Modules are written `mod name { .. }`.",
        _ => return None,
    })
}

/// Said of `uint256 amount`.
const TYPE_FIRST: &str = "The name stands before the type in Twilight.";

/// Tokens that are looked at to tell a foreign form from a wrong one.
pub(super) const LOOK_AHEAD: usize = 64;

/// Visibility and mutability words of Solidity.
fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "public"
            | "external"
            | "internal"
            | "private"
            | "view"
            | "pure"
            | "payable"
            | "virtual"
            | "override"
            | "returns"
            | "immutable"
            | "constant"
            | "protected"
            | "export"
    )
}

// ---- Items ----
impl Parser<'_> {
    /// Reports a form of another language; what else is wrong in its statement is a consequence.
    pub(super) fn foreign(&mut self, span: Span, message: String, help: impl Into<String>) {
        self.report_always(Diagnostic::error(codes::FOREIGN_FORM, span, message).with_help(help));
        self.reported_at = Some(self.at);
    }

    /// As [`Self::foreign`], but once for each item: who writes one parameter so writes all so.
    pub(super) fn foreign_once(&mut self, span: Span, message: &'static str, help: impl Into<String>) {
        let said = Some((self.item_at, message));
        if self.said != said {
            self.said = said;
            self.report_always(Diagnostic::error(codes::FOREIGN_FORM, span, message).with_help(help));
        }
    }

    /// `public fn`, `async fn`: the word is reported and skipped, so that the item is read.
    pub(super) fn foreign_modifiers(&mut self) {
        let skipped = self.is(T::Ident)
            && (is_modifier(self.current_text())
                || matches!(self.current_text(), "async" | "unsafe" | "extern"))
            && super::starts_item(self.nth(1));
        if skipped {
            let word = self.current_text();
            let help = match word {
                "public" | "external" | "export" => "Write `pub`.",
                "payable" => "Write the attribute `#[payable]` before the function.",
                _ => "Leave it out.",
            };
            self.foreign(self.span(), format!("Twilight has no modifier `{word}`."), help);
            self.bump();
        }
    }

    /// An item that starts with an identifier, which none of Twilight's does. Reports and skips it.
    #[inline(never)]
    pub(super) fn foreign_item(&mut self, place: Place) -> Option<ItemKind> {
        let start = self.at;
        let word = self.current_text();
        let span = self.span();
        if matches!(word, "function" | "func" | "fun" | "def" | "constructor") {
            let function_like =
                self.nth(1).is_ident() || (word == "constructor" && self.nth(1) == T::OpenParen);
            if function_like {
                let help = foreign_item_word(word).unwrap_or_default();
                self.foreign(
                    span,
                    format!("`{word}` does not start a function in Twilight."),
                    help,
                );
                // The rest of the head is of the same language.
                self.said = Some((self.item_at, TYPE_FIRST));
                let errors = self.diagnostics.len();
                self.bump();
                let name = if word == "constructor" {
                    Ident {
                        name: "init".to_owned(),
                        span,
                    }
                } else {
                    self.name("the name of a function")?
                };
                self.foreign_head = Some(errors);
                return Some(self.function_behind_name(place, start, name));
            }
        }
        if let Some(keyword) = self.misspelt_item_word() {
            self.report_misspelt(keyword);
            self.skip_item();
            self.error_at = Some(self.at);
            return None;
        }
        let known = foreign_item_word(word).filter(|_| {
            self.nth(1).is_ident()
                || self.nth(1).is_keyword()
                || matches!(self.nth(1), T::OpenBrace | T::Str | T::Bang)
                || (matches!(word, "receive" | "fallback") && self.nth(1) == T::OpenParen)
        });
        if let Some(help) = known {
            self.foreign(
                span,
                format!("`{word}` does not start an item in Twilight."),
                help,
            );
        } else if place == Place::Contract && self.nth(1) == T::Colon {
            let help = format!("Write `storage {{ {}: ..; }}`.", lexer::shorten(word));
            let message = "Storage variables stand in the contract's `storage` block.".to_owned();
            self.report_always(Diagnostic::error(codes::MISPLACED_ITEM, span, message).with_help(help));
        } else if self.nth(1).is_ident() || word == "mapping" {
            let (name, ty) = self.declared(word);
            let constant = (1..5).any(|ahead| self.text_at(self.at + ahead) == "constant");
            let (what, help) = if place == Place::Contract && !constant {
                (
                    "Storage variables",
                    format!("Write `storage {{ {name}: {ty}; }}`."),
                )
            } else {
                (
                    "Constants",
                    format!("Write `const {}: {ty} = ..;`.", name.to_uppercase()),
                )
            };
            self.foreign(
                span,
                format!("{what} are not declared with the type first."),
                help,
            );
        } else {
            return None;
        }
        self.skip_item();
        if word == "import" && self.is_word("from") {
            // `import { x } from "y";`
            self.skip_item();
        }
        self.error_at = Some(self.at);
        None
    }

    /// `public view returns (uint)` behind the parameters of a function.
    pub(super) fn foreign_function_modifiers(&mut self) {
        let start = self.at;
        let mut returns = None;
        while self.is(T::Ident) && is_modifier(self.current_text()) {
            let word = self.current_text();
            self.bump();
            if word == "returns" {
                returns = self.is(T::OpenParen).then_some(self.at);
                if returns.is_some() {
                    self.skip_group();
                }
            } else if self.is(T::OpenParen) {
                self.skip_group();
            }
        }
        if self.at > start && self.foreign_head.take() != Some(self.diagnostics.len()) {
            let first = self.text_at(start);
            let help = match first {
                _ if returns.is_some() => {
                    "The return type is written `-> T`; visibility is `pub` before `fn`."
                }
                "public" | "external" => "Write `pub` before `fn`.",
                "payable" => "Write the attribute `#[payable]` before the function.",
                _ => "Leave it out: functions are private unless `pub` stands before `fn`.",
            };
            let span = self.span_from(start);
            self.foreign(
                span,
                format!("`{first}` has no meaning behind the parameters of a function."),
                help,
            );
        }
    }

    /// `uint256 amount`, `string memory s`, `address indexed from`: the type before the name. Reported,
    /// and read as it is meant.
    pub(super) fn type_before_name(&mut self) -> Option<(Ident, Type)> {
        let first = self.kind();
        if !first.is_ident() {
            return None;
        }
        let mapping = self.current_text() == "mapping" && self.nth(1) == T::OpenParen;
        let array = self.nth(1) == T::OpenBracket && self.nth(2) == T::CloseBracket && self.nth(3).is_ident();
        if !(self.nth(1).is_ident() || mapping || array) {
            return None;
        }
        if !looks_like_type(self.current_text()) {
            return None;
        }
        let start = self.at;
        let errors = self.diagnostics.len();
        let ty = self.ty();
        let mut topic = false;
        while self.is(T::Ident) && self.nth(1).is_ident() {
            topic |= self.current_text() == "indexed";
            self.bump();
        }
        if !self.kind().is_ident() {
            return Some((self.missing_ident(), ty));
        }
        let name = self.ident();
        if self.diagnostics.len() == errors {
            let text = self
                .text
                .get(ty.span.start as usize..ty.span.end as usize)
                .unwrap_or("T");
            let meant = lexer::shorten(twilight_type_for(text).unwrap_or(text));
            let topic = if topic { "#[topic] " } else { "" };
            let help = format!("Write `{topic}{}: {meant}`.", lexer::shorten(&name.name));
            let span = self.span_from(start);
            self.foreign_once(span, TYPE_FIRST, help);
        }
        Some((name, ty))
    }
}

// ---- Statements ----
impl Parser<'_> {
    /// A statement that starts like one of another language: reported and skipped.
    #[inline(never)]
    pub(super) fn foreign_statement(&mut self) -> bool {
        if !self.is(T::Ident) {
            return false;
        }
        if self.foreign_storage_pointer() {
            return true;
        }
        let word = self.current_text();
        let next = self.nth(1);
        let start = self.at;
        let same_line = {
            let end = self.span().end as usize;
            let next_start = self.range(self.at + 1).0 as usize;
            !self
                .text
                .get(end..next_start)
                .is_some_and(|between| between.contains('\n'))
        };
        let help = match word {
            "function" | "func" | "fun" | "def" if next.is_ident() => foreign_item_word(word),
            "unchecked" if next == T::OpenBrace => {
                Some("Use the methods `wrapping_add`, `wrapping_sub` and so on where overflow is meant.")
            }
            "do" if next == T::OpenBrace => Some("Write `loop { ..; if !condition { break; } }`."),
            "try" if next == T::OpenBrace || next.is_ident() => Some("Use `match` on the `Result`, or `?`."),
            // `switch (x) { .. }` is no call when a block follows on the line.
            "switch"
                if same_line && (next.is_ident() || (next == T::OpenParen && self.block_behind_group())) =>
            {
                Some("Write `match x { 1 => .., _ => .. }`.")
            }
            "unsafe" | "assembly" if next == T::OpenBrace => Some("Leave it out."),
            "throw" if next.is_ident() || matches!(next, T::Semicolon | T::Str) => {
                Some("Return an `Err(..)`, or call `panic!(\"..\")`.")
            }
            "delete" if next.is_ident() || next == T::Storage => {
                Some("Assign the default value, or call `remove` on the map.")
            }
            "new" if next.is_ident() => Some("Values are made with struct literals or associated functions."),
            "elif" | "elsif" | "elseif" => Some("Write `else if`."),
            _ => None,
        };
        if let Some(help) = help {
            let message = format!("`{word}` has no meaning here in Twilight.");
            self.foreign(self.span(), message, help);
            self.bump();
            self.skip_statement();
            return true;
        }
        if self.foreign_statement_word(same_line) {
            return true;
        }
        if matches!(
            self.text_at(self.at + 1),
            "and" | "or" | "xor" | "div" | "mod" | "is"
        ) {
            // Operators of another language, which expressions report.
            return false;
        }
        if same_line && let Some(keyword) = self.misspelt_statement_word() {
            self.report_misspelt(keyword);
            self.bump();
            self.skip_statement();
            return true;
        }
        // `uint256 x = 5;`, `string memory s = "a";`, `mapping(..) m;`, `uint[] memory a`
        let declares = (next.is_ident() && next != T::As && same_line && declares_behind(self.nth(2)))
            || (word == "mapping" && next == T::OpenParen && self.nth(3) == T::FatArrow)
            || (next == T::OpenBracket && self.nth(2) == T::CloseBracket && self.nth(3).is_ident());
        if !declares {
            return false;
        }
        let (name, ty) = self.declared(word);
        let (message, help) = match word {
            "auto" | "const" | "final" | "static" | "let" | "dim" | "var" => (
                "Bindings are not declared this way.".to_owned(),
                format!("Write `val {name} = ..;`."),
            ),
            _ => (
                "Bindings are not declared with the type first.".to_owned(),
                format!("Write `val {name}: {ty} = ..;`, or `var` where it changes."),
            ),
        };
        self.foreign(self.span_at(start), message, help);
        self.bump();
        self.skip_statement();
        true
    }
}

impl Parser<'_> {
    /// Whether a `{` stands behind the bracketed group after the current token.
    fn block_behind_group(&self) -> bool {
        let mut open = 0_u32;
        for ahead in 1..LOOK_AHEAD {
            match self.nth(ahead) {
                T::OpenParen | T::OpenBracket => open += 1,
                T::CloseParen | T::CloseBracket => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        return self.nth(ahead + 1) == T::OpenBrace;
                    }
                }
                T::Semicolon | T::OpenBrace | T::CloseBrace | T::Eof => return false,
                _ => {}
            }
        }
        false
    }

    /// `1 ether`, `5 minutes` behind the number, and `p->x` behind `p`: reported, and skipped with the
    /// statement. False where nothing of the kind stands here.
    pub(super) fn foreign_behind_expression(&mut self) -> bool {
        let behind_number = self
            .at
            .checked_sub(1)
            .is_some_and(|before| self.token(before).kind == T::Int);
        let word = self.current_text();
        if self.is(T::Ident)
            && behind_number
            && let Some(factor) = unit(word)
        {
            let message = format!("Twilight has no unit `{word}`.");
            self.foreign(
                self.span(),
                message,
                format!("Multiply the number: `.. * {factor}`."),
            );
        } else if self.is(T::Arrow) && self.nth(1).is_ident() {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_OPERATOR,
                self.span(),
                "Twilight has no operator `->` between values.",
            )
            .with_help("Fields and methods stand behind a dot: `p.x`.");
            self.report_always(diagnostic);
        } else {
            return false;
        }
        self.skip_statement();
        true
    }
}

impl Parser<'_> {
    /// Name and Twilight type of what a declaration of Solidity's form declares, shortened for messages.
    fn declared(&self, word: &str) -> (String, String) {
        let mut at = self.at + 1;
        let shown = |from: usize, to: usize| {
            let (start, end) = (self.range(from).0 as usize, self.range(to).1 as usize);
            self.text.get(start..end).unwrap_or("").to_owned()
        };
        let meant = |name: String| twilight_type_for(&name).map_or(name, str::to_owned);
        let mut ty = meant(word.to_owned());
        if word == "mapping" {
            // `mapping(K => V)`, of which the simple ones are translated.
            let simple = self.token(at + 1).kind.is_ident()
                && self.token(at + 2).kind == T::FatArrow
                && self.token(at + 3).kind.is_ident()
                && self.token(at + 4).kind == T::CloseParen;
            ty = if simple {
                let (key, value) = (meant(shown(at + 1, at + 1)), meant(shown(at + 3, at + 3)));
                format!("map<{key}, {value}>")
            } else {
                "map<K, V>".to_owned()
            };
            let mut depth = 0_u32;
            for _ in 0..LOOK_AHEAD {
                match self.token(at).kind {
                    T::OpenParen => depth += 1,
                    T::CloseParen => depth = depth.saturating_sub(1),
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    break;
                }
            }
        }
        while self.token(at).kind == T::OpenBracket && self.token(at + 1).kind == T::CloseBracket {
            ty = format!("vector<{ty}>");
            at += 2;
        }
        let name = (at..at + 4)
            .take_while(|at| self.token(*at).kind.is_ident())
            .filter(|at| !is_modifier(self.text_at(*at)))
            .last()
            .map_or("name", |at| self.text_at(at));
        (lexer::shorten(name), lexer::shorten(&ty))
    }
}

/// What a unit of Solidity stands for.
fn unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "wei" | "seconds" => "1",
        "gwei" => "1_000_000_000",
        "ether" => "1_000_000_000_000_000_000",
        "minutes" => "60",
        "hours" => "3_600",
        "days" => "86_400",
        "weeks" => "604_800",
        _ => return None,
    })
}

/// A word that a reader takes for a type: a built-in one, one of another language, or a capitalised one.
pub(super) fn looks_like_type(word: &str) -> bool {
    INTEGER_TYPES.contains(&word)
        || matches!(
            word,
            "bool"
                | "string"
                | "address"
                | "hash256"
                | "vector"
                | "map"
                | "array"
                | "timestamp"
                | "blocknumber"
        )
        || twilight_type_for(word).is_some()
        || ["uint", "int", "bytes"].iter().any(|prefix| {
            word.strip_prefix(prefix)
                .is_some_and(|bits| bits.bytes().all(|byte| byte.is_ascii_digit()))
        })
        || word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// What follows the name in `Type name`: nothing that an expression could go on with.
fn declares_behind(kind: T) -> bool {
    kind.is_ident() || matches!(kind, T::Eq | T::Semicolon)
}
