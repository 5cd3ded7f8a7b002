//! More forms of other languages: words, arrows and brackets where no program of Twilight has them.
//!
//! As in `foreign`, only code that no valid program contains may get here. Each function that returns `bool` says
//! whether it has reported and consumed something.

use super::Parser;
use super::foreign::LOOK_AHEAD;
use crate::ast::Type;
use crate::token::TokenKind as T;
use crate::{codes, lexer};
use twilight_diagnostics::{Diagnostic, Span};

// ---- Statements ----
impl Parser<'_> {
    /// A statement that starts with a word of another language; called where an identifier stands.
    #[inline(never)]
    pub(super) fn foreign_statement_word(&mut self, same_line: bool) -> bool {
        let (word, next) = (self.current_text(), self.nth(1));
        let (name, block) = (next.is_ident() && same_line, next == T::OpenBrace);
        let operand =
            same_line && (name || matches!(next, T::Str | T::Int | T::True | T::False | T::Storage));
        let help = match word {
            "class" if name => "Use `contract` for state on the chain, `struct` for plain data.",
            "interface" if name => "Interfaces are traits: `trait T { fn f(self); }`.",
            "static" if name || next == T::Mut => {
                "Write `const NAME: Type = value;`; what changes stands in the contract's `storage`."
            }
            "async" if name || next == T::Fn => "Twilight has no asynchronous functions; leave `async` out.",
            "extern" | "unsafe" if next == T::Fn => "Leave it out.",
            "print" | "println" | "echo" if next == T::Str => "Write `println(\"{}\", value)`.",
            "revert" if name => "Write `require(false, \"message\")`, or return an `Err(..)`.",
            "unless" if operand => "Write `if !condition { .. }`.",
            "until" if operand => "Write `while !condition { .. }`.",
            "repeat" if block || operand => "Write `for _ in 0..n { .. }`, or `loop { .. }`.",
            "foreach" if name => "Write `for x in xs { .. }`.",
            "goto" if name => "Use `loop`, `break` and `continue`; loops can have labels.",
            "yield" if operand => "There are no generators: collect the values in a `vector`.",
            "del" if name => "Call `remove` on the map or vector.",
            "assert" if operand => "Write `assert!(condition)`, or `require(condition, \"message\")`.",
            _ => return self.key_without_struct(),
        };
        let message = if matches!(word, "print" | "println") {
            format!("The arguments of `{word}` stand in parentheses.")
        } else {
            format!("`{word}` has no meaning here in Twilight.")
        };
        self.foreign(self.span(), message, help);
        self.bump();
        if block {
            self.skip_group();
        } else {
            self.skip_statement();
        }
        true
    }

    /// `{ x: 1 }` as a value: an object of another language. Reports, and skips what stands in the braces.
    #[inline(never)]
    pub(super) fn key_without_struct(&mut self) -> bool {
        let opened = self
            .at
            .checked_sub(1)
            .is_some_and(|before| self.token(before).kind == T::OpenBrace);
        let key =
            (self.kind().is_ident() || self.is(T::Str)) && self.nth(1) == T::Colon && self.nth(2) != T::Eq;
        if !opened || !key {
            return false;
        }
        let span = self.span().to(self.span_at(self.at + 1));
        let (message, help) = if self.is(T::Str) {
            (
                "There are no literals for maps.",
                "Make one with `map::new()` and fill it with `insert(key, value)`.",
            )
        } else {
            (
                "There are no values of unnamed structs.",
                "Declare `struct S { .. }` and write `S { field: value }`.",
            )
        };
        self.foreign(span, message.to_owned(), help);
        while !matches!(self.kind(), T::CloseBrace | T::Eof) {
            self.skip_group();
        }
        true
    }

    /// `(uint a, uint b) = f();`: reported and skipped.
    #[inline(never)]
    pub(super) fn tuple_with_types(&mut self) -> bool {
        let declares = self.is(T::OpenParen)
            && self.nth(1).is_ident()
            && self.nth(2).is_ident()
            && self.nth(2) != T::As
            && self.nth(3) == T::Comma;
        if declares {
            let name = lexer::shorten(self.text_at(self.at + 2));
            self.foreign(
                self.span_at(self.at + 1),
                "Bindings are not declared with the type first.".to_owned(),
                format!("Write `val ({name}, ..) = ..;`."),
            );
            self.skip_statement();
        }
        declares
    }

    /// What else to say where a `;` is missing.
    #[inline(never)]
    pub(super) fn semicolon_help(&self) -> Option<String> {
        Some(match self.kind() {
            T::Else => {
                "A pattern that may not match is written `if val pattern = value { .. } else { .. }`, or with `match`."
                    .to_owned()
            }
            T::Comma => "Several values make a tuple: `(a, b)`; each binding has its own statement.".to_owned(),
            T::FatArrow => "A closure is written `|x| value`.".to_owned(),
            T::OpenBrace if self.nth(1).is_ident() && self.nth(2) == T::Colon => {
                "A call has no options in braces: its arguments stand in `(..)`.".to_owned()
            }
            T::Colon if matches!(self.text_before(), "default" | "else") => {
                "The arm for all other values is written `_ => ..`.".to_owned()
            }
            _ => {
                let comment = self.comment_behind()?;
                comment
                    .trim_end()
                    .ends_with([';', ')'])
                    .then(|| "`//` starts a comment; division is written `/`.".to_owned())?
            }
        })
    }

    fn text_before(&self) -> &str {
        self.at.checked_sub(1).map_or("", |before| self.text_at(before))
    }

    /// The comment behind the last consumed token in its line.
    fn comment_behind(&self) -> Option<&str> {
        let rest = self.text.get(self.previous_span().end as usize..)?;
        let line = rest.split('\n').next()?;
        line.trim_start().strip_prefix("//")
    }
}

// ---- Expressions ----
impl Parser<'_> {
    /// A word before an operand: `new S(1)`, `not x`, `f".."`. The word is reported and consumed, so that what
    /// follows is read; for `f".."` all of it is consumed.
    #[inline(never)]
    pub(super) fn foreign_word_before_operand(&mut self) -> bool {
        if !self.is(T::Ident) {
            return false;
        }
        let (word, next) = (self.current_text(), self.nth(1));
        if next == T::Str && self.joined(0) {
            let help = match word {
                "f" => {
                    "Placeholders are filled by `println(\"a {}\", value)`; else join with `+` and `.to_string()`."
                }
                "b" => "Bytes of a text are `\"..\".to_bytes()`.",
                "hex" => "Bytes are written as numbers: `[0x00, 0xff]`.",
                _ => "Leave the letters before the quotes out.",
            };
            let span = self.span().to(self.span_at(self.at + 1));
            self.foreign(
                span,
                format!(
                    "There are no strings with `{}` before them.",
                    lexer::shorten(word)
                ),
                help,
            );
            self.bump();
            self.bump();
            return true;
        }
        let newline = {
            let (from, to) = (self.range(self.at).1 as usize, self.range(self.at + 1).0 as usize);
            self.text
                .get(from..to)
                .is_none_or(|between| between.contains('\n'))
        };
        let name = next.is_ident() && next != T::As;
        let operand = !newline
            && (name
                || matches!(
                    next,
                    T::Int | T::Str | T::True | T::False | T::Storage | T::SelfValue | T::Old
                ));
        if !operand {
            return false;
        }
        let help = match word {
            "new" => "Values are made with `S { field: value }`, or by a function such as `S::new(..)`.",
            "await" => "Nothing is asynchronous here: leave `await` out.",
            "typeof" => "Types are known when the program is compiled; nothing asks for them at run time.",
            "lambda" => "A closure is written `|x| value`.",
            "not" => {
                let diagnostic = Diagnostic::error(
                    codes::UNKNOWN_OPERATOR,
                    self.span(),
                    "Twilight has no operator `not`.",
                )
                .with_help("Write `!`.")
                .with_suggestion(
                    Span::new(self.file, self.span().start, self.range(self.at + 1).0),
                    "!",
                );
                self.report_always(diagnostic);
                self.bump();
                return true;
            }
            _ => return false,
        };
        self.foreign(
            self.span(),
            format!("`{word}` has no meaning here in Twilight."),
            help,
        );
        self.bump();
        true
    }

    /// `(x) => value`: a function of another language. Reported and consumed.
    #[inline(never)]
    pub(super) fn arrow_function(&mut self) -> bool {
        if self.in_guard || !self.is(T::OpenParen) {
            return false;
        }
        let mut open = 0_u32;
        for ahead in 0..LOOK_AHEAD {
            match self.nth(ahead) {
                T::OpenParen => open += 1,
                T::CloseParen => open = open.saturating_sub(1),
                T::Semicolon | T::OpenBrace | T::CloseBrace | T::Eof => return false,
                _ => {}
            }
            if open == 0 {
                if self.nth(ahead + 1) != T::FatArrow {
                    return false;
                }
                let span = self.span_at(self.at + ahead + 1);
                self.foreign(
                    span,
                    "Closures are not written with `=>`.".to_owned(),
                    "Write `|x| value`.",
                );
                (0..ahead + 2).for_each(|_| self.bump());
                self.expr();
                return true;
            }
        }
        false
    }

    /// `x => ..` and `a: 1` in a list of values: reported, and the value behind is consumed.
    #[inline(never)]
    pub(super) fn foreign_behind_element(&mut self) -> bool {
        let (message, help) = match self.kind() {
            T::FatArrow if !self.in_guard => ("Closures are not written with `=>`.", "Write `|x| value`."),
            T::Colon if self.is_argument_name() => (
                "Arguments have no names.",
                "Leave the name and the `:` out; arguments stand in the order of the parameters.",
            ),
            _ => return false,
        };
        self.foreign_once(self.span(), message, help);
        self.bump();
        self.expr();
        true
    }

    /// The last consumed token is a name alone behind `(` or `,`.
    fn is_argument_name(&self) -> bool {
        let kind = |back: usize| self.at.checked_sub(back).map(|at| self.token(at).kind);
        kind(1).is_some_and(T::is_ident) && matches!(kind(2), Some(T::OpenParen | T::Comma))
    }

    /// `type(uint256).max`: reported and consumed.
    #[inline(never)]
    pub(super) fn type_query(&mut self) -> bool {
        if !(self.is(T::Type) && self.nth(1) == T::OpenParen && self.nth(2).is_ident()) {
            return false;
        }
        let name = self.text_at(self.at + 2);
        let name = lexer::shorten(super::twilight_type_for(name).unwrap_or(name));
        self.foreign(
            self.span(),
            "`type(..)` has no meaning in Twilight.".to_owned(),
            format!("The limits of a type are `{name}::MIN` and `{name}::MAX`."),
        );
        self.bump();
        self.skip_group();
        true
    }
}

// ---- Heads of loops and branches ----
impl Parser<'_> {
    /// `for (x in xs)`, `for (const x of xs)`: reported, and skipped with its body.
    #[inline(never)]
    pub(super) fn for_in_parentheses(&mut self) -> bool {
        let declared = usize::from(matches!(self.nth(1), T::Const | T::Let | T::Var | T::Val));
        let names = self.nth(1 + declared).is_ident();
        let between = self.at + 2 + declared;
        let within = self.token(between).kind == T::In || self.text_at(between) == "of";
        if !(self.is(T::OpenParen) && names && within) {
            return false;
        }
        let name = lexer::shorten(self.text_at(self.at + 1 + declared));
        self.foreign(
            self.span(),
            "The head of `for` stands without parentheses.".to_owned(),
            format!("Write `for {name} in .. {{ .. }}`."),
        );
        self.skip_group();
        if self.is(T::OpenBrace) {
            self.bracketed(Self::block);
        }
        true
    }

    /// A word of another language where the `{` of a body is expected: what to write, if it is one.
    #[inline(never)]
    pub(super) fn body_help(&self) -> &'static str {
        match self.kind() {
            T::In => {
                "Whether a vector holds a value is `xs.contains(x)`; a map is asked with `m.contains_key(k)`."
            }
            T::Ident if matches!(self.current_text(), "is" | "instanceof") => {
                "Types are known when the program is compiled; variants of an enum are told apart by `match`."
            }
            T::Ident if self.current_text() == "of" => "Write `for x in xs { .. }`.",
            _ => "Bodies always stand in braces.",
        }
    }

    /// Skips to the `{` of a body in this line, where it ends the line or a known word stands here.
    #[inline(never)]
    pub(super) fn skip_to_body(&mut self) -> bool {
        let word = self.is(T::In)
            || (self.is(T::Ident) && matches!(self.current_text(), "is" | "instanceof" | "then" | "of"));
        for ahead in 0..LOOK_AHEAD {
            match self.nth(ahead) {
                T::OpenBrace => {
                    let last = {
                        let to = self.range(self.at + ahead).1 as usize;
                        self.text
                            .get(to..)
                            .is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
                    };
                    if !(word || last) {
                        return false;
                    }
                    let (from, to) = (
                        self.range(self.at).0 as usize,
                        self.range(self.at + ahead).0 as usize,
                    );
                    if self
                        .text
                        .get(from..to)
                        .is_none_or(|between| between.contains('\n'))
                    {
                        return false;
                    }
                    (0..ahead).for_each(|_| self.bump());
                    return true;
                }
                T::Semicolon | T::CloseBrace | T::Eof => return false,
                _ => {}
            }
        }
        false
    }
}

// ---- Declarations ----
impl Parser<'_> {
    /// `u64?`, `u64 | string` behind a type that is annotated: reported and consumed.
    #[inline(never)]
    pub(super) fn foreign_behind_type(&mut self, ty: &Type) {
        let shown = self
            .text
            .get(ty.span.start as usize..ty.span.end as usize)
            .unwrap_or("T");
        let shown = lexer::shorten(super::twilight_type_for(shown).unwrap_or(shown));
        match self.kind() {
            T::Question => {
                let span = self.span();
                self.foreign(
                    span,
                    "Types are not made optional with `?`.".to_owned(),
                    format!("Write `Option<{shown}>`."),
                );
                self.bump();
            }
            T::Pipe if self.nth(1).is_ident() => {
                let span = self.span();
                self.foreign(
                    span,
                    "A value has one type, not one of several.".to_owned(),
                    "Declare an `enum` with a variant for each.",
                );
                while self.eat(T::Pipe) {
                    self.ty();
                }
            }
            _ => {}
        }
    }

    /// `a?: T` in place of the `:`: reported, and read as `a: T`.
    #[inline(never)]
    pub(super) fn optional_name(&mut self) {
        if self.is(T::Question) && self.nth(1) == T::Colon {
            self.foreign(
                self.span(),
                "Names are not made optional with `?`.".to_owned(),
                "Write `name: Option<Type>`, and pass `None` or `Some(value)`.",
            );
            self.bump();
        }
    }

    /// `a: T = 1` in parameters: reported and consumed.
    #[inline(never)]
    pub(super) fn default_value(&mut self) {
        if self.is(T::Eq) {
            self.foreign(
                self.span(),
                "Parameters have no default values.".to_owned(),
                "Leave it out, and pass the value in each call.",
            );
            self.bump();
            self.expr();
        }
    }

    /// `...a` in parameters: the dots are reported and consumed.
    #[inline(never)]
    pub(super) fn rest_parameter(&mut self) {
        if !self.is(T::DotDot) {
            return;
        }
        self.foreign(
            self.span(),
            "A function takes a fixed number of arguments.".to_owned(),
            "Take a `vector<T>`, and pass `[a, b]`.",
        );
        while matches!(self.kind(), T::DotDot | T::Dot) {
            self.bump();
        }
    }

    /// `var x: T;` in `storage`: the keyword is reported and consumed.
    #[inline(never)]
    pub(super) fn keyword_before_variable(&mut self) {
        if matches!(self.kind(), T::Var | T::Val | T::Let | T::Const) && self.nth(1).is_ident() {
            let word = self.current_text();
            let name = lexer::shorten(self.text_at(self.at + 1));
            self.foreign(
                self.span(),
                format!("Storage variables stand without `{word}`."),
                format!("Write `{name}: Type;`."),
            );
            self.bump();
        }
    }

    /// `val { x, y } = p;`: reported and skipped.
    #[inline(never)]
    pub(super) fn unnamed_pattern(&mut self) -> bool {
        if !self.is(T::OpenBrace) {
            return false;
        }
        self.foreign(
            self.span(),
            "A pattern for a struct begins with the struct's name.".to_owned(),
            "Write `val S { x, y } = ..;`.",
        );
        true
    }

    /// `@view`: reported and consumed.
    #[inline(never)]
    pub(super) fn decorator(&mut self) -> bool {
        if !(self.is(T::At) && self.nth(1).is_ident()) {
            return false;
        }
        let name = lexer::shorten(self.text_at(self.at + 1));
        self.foreign(
            self.span(),
            "Attributes are not written with `@`.".to_owned(),
            format!("Write `#[{name}]`."),
        );
        self.bump();
        self.bump();
        true
    }

    /// `# text`, behind the `#`: reported and skipped to the end of the line.
    #[inline(never)]
    pub(super) fn hash_comment(&mut self) -> bool {
        if self.at_line_start() || self.joined_before() {
            return false;
        }
        self.foreign(
            self.previous_span(),
            "Comments do not start with `#`.".to_owned(),
            "Write `// ..` for a comment, `#[..]` for an attribute.",
        );
        while !self.at_line_start() && !self.is(T::Eof) {
            self.bump();
        }
        self.error_at = Some(self.at);
        true
    }
}
