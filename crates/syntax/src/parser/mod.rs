//! The native parser: tokens to AST and lossless tree by recursive descent (spec 02 §3, DECISIONS S1-S15).
//!
//! It never fails and never panics; every text gives a tree. One mistake gives one message: an error at a
//! token that has had one is dropped, and each list, statement and item resynchronises on its own.
//! Recursion is bounded by [`MAX_NESTING`]; chains that a loop reads but that nest in the AST
//! (`a + b + c`, `a.b.c`) are bounded by [`MAX_CHAIN`]. Loops over input must consume a token each time.

mod definitions;
mod expressions;
mod foreign;
mod functions;
mod items;
mod operands;
mod paths;
mod patterns;
mod statements;
mod types;

pub use foreign::twilight_type_for;

use crate::ast::{Ident, SourceUnit};
use crate::codes;
use crate::lexer::{self, MAX_ERRORS};
use crate::token::{Token, TokenKind};
use crate::tree::{NodeKind, Tree, TreeBuilder};
use twilight_diagnostics::{Diagnostic, FileId, Severity, Span};

/// Deepest nesting of blocks, expressions, types, patterns and items (DECISION S15).
pub const MAX_NESTING: u32 = 256;

/// Greatest height of an expression's tree: links of `a + b + ..` or `a.b.c..` count like nesting.
pub const MAX_CHAIN: u32 = 512;

/// What came of parsing a file.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The AST; parts that could not be read are `Error` nodes or missing, and reported.
    pub unit: SourceUnit,
    /// Errors and warnings in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// The lossless tree.
    pub tree: Tree,
}

impl Parse {
    /// True when the file has an error; its AST must not be compiled then.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Parses a file. Always succeeds: what is wrong is in the diagnostics.
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parse {
    let (tokens, diagnostics) = lexer::lex(file, text);
    let significant = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| !token.kind.is_trivia())
        .map(|(at, _)| at as u32)
        .collect();
    let unterminated_string = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.code == codes::UNTERMINATED_STRING)
        .map(|diagnostic| diagnostic.span.start);
    let mut parser = Parser {
        file,
        text,
        tokens: &tokens,
        significant,
        at: 0,
        diagnostics,
        error_at: None,
        unterminated_string,
        silent: false,
        depth: 0,
        height: 0,
        no_struct: false,
        tree: TreeBuilder::default(),
    };
    let unit = parser.source_unit();
    let Parser {
        mut diagnostics,
        tree,
        ..
    } = parser;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    let tree = tree.build(text, tokens);
    Parse {
        unit,
        diagnostics,
        tree,
    }
}

/// Where a node starts.
#[derive(Clone, Copy)]
struct Mark {
    /// Index of its first significant token.
    at: usize,
    /// Nodes finished before it.
    nodes: u32,
}

struct Parser<'a> {
    file: FileId,
    text: &'a str,
    tokens: &'a [Token],
    /// Indices of the tokens that are not trivia; the last is `Eof`.
    significant: Vec<u32>,
    /// Index into `significant`.
    at: usize,
    diagnostics: Vec<Diagnostic>,
    /// Token of the last error: further errors at it are consequences.
    error_at: Option<usize>,
    /// Where the string starts that does not end, if there is one.
    unterminated_string: Option<u32>,
    /// The parser has given up; no more errors.
    silent: bool,
    depth: u32,
    /// Height of the expressions finished since the enclosing expression began.
    height: u32,
    /// In the head of `if`, `while`, `for`, `match`: `{` is no struct literal (DECISION S9).
    no_struct: bool,
    tree: TreeBuilder,
}

// ---- Tokens ----
impl<'a> Parser<'a> {
    fn token(&self, at: usize) -> Token {
        let index = self
            .significant
            .get(at)
            .or(self.significant.last())
            .copied()
            .unwrap_or(0);
        self.tokens.get(index as usize).copied().unwrap_or(Token {
            kind: TokenKind::Eof,
            start: 0,
        })
    }

    fn kind(&self) -> TokenKind {
        self.token(self.at).kind
    }

    fn nth(&self, ahead: usize) -> TokenKind {
        self.token(self.at + ahead).kind
    }

    fn is(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    /// Byte range of a token without the trivia behind it.
    fn range(&self, at: usize) -> (u32, u32) {
        let index = self
            .significant
            .get(at)
            .or(self.significant.last())
            .copied()
            .unwrap_or(0) as usize;
        let end_of_text = self.text.len() as u32;
        let start = self.tokens.get(index).map_or(end_of_text, |token| token.start);
        let end = self
            .tokens
            .get(index + 1)
            .map_or(end_of_text, |token| token.start);
        (start, end)
    }

    fn span_at(&self, at: usize) -> Span {
        let (start, end) = self.range(at);
        Span::new(self.file, start, end)
    }

    fn span(&self) -> Span {
        self.span_at(self.at)
    }

    /// Span of the last consumed token.
    fn previous_span(&self) -> Span {
        self.span_at(self.at.saturating_sub(1))
    }

    /// From the token at `start` to the last consumed one; the current place when none was consumed.
    fn span_from(&self, start: usize) -> Span {
        if self.at > start {
            self.span_at(start).to(self.previous_span())
        } else {
            let (start, _) = self.range(start);
            Span::new(self.file, start, start)
        }
    }

    fn text_at(&self, at: usize) -> &'a str {
        let (start, end) = self.range(at);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    fn current_text(&self) -> &'a str {
        self.text_at(self.at)
    }

    /// Nothing stands between the token `ahead` and the one after it.
    fn joined(&self, ahead: usize) -> bool {
        self.range(self.at + ahead).1 == self.range(self.at + ahead + 1).0
    }

    /// A line end stands between the last consumed token and the current one.
    fn at_line_start(&self) -> bool {
        let from = self.previous_span().end as usize;
        let to = self.span().start as usize;
        self.at == 0
            || self
                .text
                .get(from..to)
                .is_some_and(|between| between.contains('\n'))
    }

    fn bump(&mut self) {
        if self.at + 1 < self.significant.len() {
            self.at += 1;
        }
    }

    fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.is(kind);
        if found {
            self.bump();
        }
        found
    }

    /// The current token is an identifier with this text.
    fn is_word(&self, word: &str) -> bool {
        self.kind().is_ident() && self.current_text() == word
    }
}

// ---- Errors ----
impl Parser<'_> {
    /// Adds an error unless the current token has had one.
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.silent || self.error_at == Some(self.at) {
            return;
        }
        self.error_at = Some(self.at);
        if !self.behind_lexical_error() {
            self.report_always(diagnostic);
        }
    }

    /// The lexer has reported what stands directly before the current token: characters that are no token,
    /// or a string that does not end. What is missing here is a consequence.
    fn behind_lexical_error(&self) -> bool {
        let end = self.significant.get(self.at).copied().unwrap_or(0) as usize;
        let start = self
            .at
            .checked_sub(1)
            .and_then(|at| self.significant.get(at))
            .map_or(0, |at| *at as usize);
        let unknown = self
            .tokens
            .get(start..end)
            .unwrap_or(&[])
            .iter()
            .any(|token| token.kind == TokenKind::Unknown);
        unknown
            || self
                .at
                .checked_sub(1)
                .is_some_and(|at| Some(self.token(at).start) == self.unterminated_string)
    }

    /// Adds an error whatever went before; for mistakes after which parsing goes on undisturbed.
    fn report_always(&mut self, diagnostic: Diagnostic) {
        if self.silent {
            return;
        }
        let (severity, span) = (diagnostic.severity, diagnostic.span);
        let so_far = self
            .diagnostics
            .iter()
            .filter(|other| other.severity == severity)
            .count();
        if so_far < MAX_ERRORS {
            self.diagnostics.push(diagnostic);
        } else if severity == Severity::Error {
            self.diagnostics.push(Diagnostic::error(
                codes::TOO_MANY_ERRORS,
                span,
                format!("This file has more than {MAX_ERRORS} errors; the rest of it was not read."),
            ));
            self.give_up();
        }
    }

    /// Ends parsing: goes to the end of the file without further messages.
    fn give_up(&mut self) {
        self.silent = true;
        self.at = self.significant.len().saturating_sub(1);
    }

    /// Reports that `expected` (words such as "a name" or "`;`") does not stand here.
    fn expected(&mut self, expected: &str) {
        let diagnostic = self.expected_diagnostic(expected);
        self.report(diagnostic);
    }

    fn expected_diagnostic(&self, expected: &str) -> Diagnostic {
        let found = self.found();
        Diagnostic::error(
            codes::EXPECTED,
            self.span(),
            format!("Expected {expected}, found {found}."),
        )
        .with_label(format!("expected {expected}"))
    }

    /// The current token in words.
    fn found(&self) -> String {
        let kind = self.kind();
        match kind {
            TokenKind::Ident | TokenKind::Int | TokenKind::Label => {
                format!("`{}`", lexer::shorten(self.current_text()))
            }
            _ if kind.is_keyword() => format!("the keyword {}", kind.describe()),
            _ => kind.describe().to_owned(),
        }
    }

    /// Consumes `kind` or reports that it is missing.
    fn expect(&mut self, kind: TokenKind) -> bool {
        let found = self.eat(kind);
        if !found {
            self.expected(kind.describe());
        }
        found
    }

    /// Consumes the closing delimiter of the one at token `open`, or reports; a wrong `)` or `]` is taken
    /// for it.
    fn close(&mut self, open: usize, closer: TokenKind, expected: &str) {
        if self.eat(closer) {
            return;
        }
        if self.silent || self.error_at == Some(self.at) {
            return;
        }
        let open_span = self.span_at(open);
        if self.is(TokenKind::Eof) {
            let opener = self.text_at(open);
            let diagnostic = Diagnostic::error(
                codes::UNCLOSED,
                open_span,
                format!(
                    "This `{opener}` is never closed: {} is missing.",
                    closer.describe()
                ),
            )
            .with_label("opened here")
            .with_secondary(self.span(), "the file ends here");
            let diagnostic = self.with_indentation_hint(diagnostic, open);
            self.report(diagnostic);
            return;
        }
        let diagnostic = self
            .expected_diagnostic(expected)
            .with_secondary(open_span, "opened here");
        self.report(diagnostic);
        if matches!(self.kind(), TokenKind::CloseParen | TokenKind::CloseBracket) {
            self.bump();
        }
    }

    /// Where a `{` is missing its `}`, a `}` further on usually closes a brace of another indentation:
    /// that one is the place to look at.
    fn with_indentation_hint(&self, diagnostic: Diagnostic, open: usize) -> Diagnostic {
        let mut stack: Vec<usize> = Vec::new();
        for at in open..self.significant.len() {
            match self.token(at).kind {
                TokenKind::OpenBrace => stack.push(at),
                TokenKind::CloseBrace => {
                    let Some(start) = stack.pop() else { break };
                    if !self.starts_line(at) {
                        continue;
                    }
                    let indented = (self.indentation(start), self.indentation(at));
                    if let (Some(start_column), Some(end_column)) = indented
                        && start_column != end_column
                    {
                        return diagnostic
                            .with_secondary(self.span_at(start), "this brace..")
                            .with_secondary(
                                self.span_at(at),
                                "..is closed by this one, which is indented otherwise",
                            );
                    }
                }
                _ => {}
            }
        }
        diagnostic
    }

    /// Bytes of white space at the start of the line of a token; `None` far from the start of a line.
    fn indentation(&self, at: usize) -> Option<usize> {
        // Bounded, so that a file of one long line costs no more than others.
        const FARTHEST: usize = 256;
        let end = self.range(at).0 as usize;
        let before = self.text.as_bytes().get(end.saturating_sub(FARTHEST)..end)?;
        let line_start = match before.iter().rposition(|byte| *byte == b'\n') {
            Some(newline) => newline + 1,
            None if end < FARTHEST => 0,
            None => return None,
        };
        Some(
            before
                .iter()
                .skip(line_start)
                .take_while(|byte| matches!(byte, b' ' | b'\t'))
                .count(),
        )
    }

    fn starts_line(&self, at: usize) -> bool {
        let before = self.text.get(..self.range(at).0 as usize).unwrap_or("");
        before.trim_end_matches([' ', '\t']).ends_with('\n')
    }

    /// Consumes a `;`. Where it is missing, points behind the last token and skips to where reading can go
    /// on; `after` names what it ends.
    fn semicolon(&mut self, after: &str) {
        if self.eat(TokenKind::Semicolon) {
            return;
        }
        if matches!(self.kind(), TokenKind::CloseParen | TokenKind::CloseBracket) {
            let text = self.current_text();
            let diagnostic = Diagnostic::error(
                codes::UNMATCHED,
                self.span(),
                format!("This `{text}` closes nothing."),
            )
            .with_help("Remove it, or look for an opening bracket that is missing before it.");
            self.report(diagnostic);
            self.bump();
            return self.skip_statement();
        }
        let end = self.previous_span().end;
        let diagnostic = Diagnostic::error(
            codes::MISSING_SEMICOLON,
            Span::new(self.file, end, end),
            format!("A `;` is missing after {after}; found {}.", self.found()),
        )
        .with_label("write `;` here");
        self.report(diagnostic);
        if !self.at_line_start() {
            self.skip_statement();
        }
    }

    /// Skips to the end of a statement: behind the next `;`, before a `}`, an item or a statement keyword
    /// that starts a line. Brackets in between are skipped whole.
    fn skip_statement(&mut self) {
        loop {
            match self.kind() {
                TokenKind::Eof | TokenKind::CloseBrace => return,
                TokenKind::Semicolon => return self.bump(),
                TokenKind::OpenBrace => {
                    self.skip_group();
                    if self.at_line_start() {
                        return;
                    }
                    continue;
                }
                TokenKind::OpenParen | TokenKind::OpenBracket => {
                    self.skip_group();
                    continue;
                }
                kind if self.at_line_start() && starts_statement(kind) => return,
                _ => {}
            }
            self.bump();
        }
    }

    /// Skips a bracketed group, or one token. Stops at the end of the file and at a `}` from outside.
    fn skip_group(&mut self) {
        let (mut open, mut braces) = (0_u32, 0_u32);
        loop {
            match self.kind() {
                TokenKind::Eof => return,
                TokenKind::CloseBrace if open > 0 && braces == 0 => return,
                TokenKind::OpenBrace => (open, braces) = (open + 1, braces + 1),
                TokenKind::OpenParen | TokenKind::OpenBracket => open += 1,
                TokenKind::CloseBrace => (open, braces) = (open.saturating_sub(1), braces.saturating_sub(1)),
                TokenKind::CloseParen | TokenKind::CloseBracket => open = open.saturating_sub(1),
                _ => {}
            }
            self.bump();
            if open == 0 {
                return;
            }
        }
    }
}

/// Keywords that start a statement or an item.
fn starts_statement(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::Val
            | T::Var
            | T::Let
            | T::If
            | T::Loop
            | T::While
            | T::For
            | T::Match
            | T::Return
            | T::Break
            | T::Continue
            | T::Emit
            | T::Require
    ) || starts_item(kind)
}

/// Keywords that start an item wherever they stand.
fn starts_item(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::Contract
            | T::Fn
            | T::Struct
            | T::Enum
            | T::Const
            | T::Type
            | T::Pub
            | T::Use
            | T::Impl
            | T::Trait
            | T::Event
    )
}

// ---- Lists, names, depth, nodes ----
impl Parser<'_> {
    /// Reads `element, element, ..` up to `closer`, which it consumes; the opener is at token `open`.
    /// `separators` also end an element; the first of them is named in messages.
    fn list<T>(
        &mut self,
        open: usize,
        closer: TokenKind,
        separators: &[TokenKind],
        element_name: &str,
        mut element: impl FnMut(&mut Self) -> Option<T>,
    ) -> Vec<T> {
        let mut elements = Vec::new();
        let separator = separators.first().copied().unwrap_or(TokenKind::Comma);
        let mut broken = false;
        loop {
            if self.is(closer) || self.is(TokenKind::Eof) {
                break;
            }
            let before = self.at;
            let parsed = element(self);
            let failed = self.silent || self.error_at == Some(self.at);
            elements.extend(parsed);
            if separators.contains(&self.kind()) {
                self.bump();
                continue;
            }
            if self.is(closer) {
                break;
            }
            if self.is(TokenKind::Eof) {
                break;
            }
            if before == self.at && !failed {
                self.expected(element_name);
            } else if !failed {
                let expected = format!("{} or {}", separator.describe(), closer.describe());
                let diagnostic = self
                    .expected_diagnostic(&expected)
                    .with_secondary(self.span_at(open), "this list starts here");
                self.report(diagnostic);
                // Go on as if the separator stood there when what follows looks like an element.
                let element_like = self.kind().is_ident()
                    || matches!(self.kind(), TokenKind::Int | TokenKind::Str | TokenKind::Hash);
                if before < self.at && element_like && !self.behind_lexical_error() {
                    continue;
                }
            }
            // Skip what is wrong to the next separator or to the end of the list.
            loop {
                let kind = self.kind();
                if kind == closer || kind == TokenKind::Eof || kind == TokenKind::CloseBrace {
                    break;
                }
                if separators.contains(&kind) {
                    break;
                }
                if kind == TokenKind::Semicolon
                    || kind.is_closer()
                    || (starts_statement(kind) && self.at_line_start())
                {
                    break;
                }
                self.skip_group();
            }
            if separators.contains(&self.kind()) {
                self.bump();
                continue;
            }
            broken = true;
            break;
        }
        if broken && !self.is(closer) {
            // Reported; that the list does not end here either is a consequence.
            self.error_at = Some(self.at);
        }
        let expected = if elements.is_empty() {
            format!("{element_name} or {}", closer.describe())
        } else {
            format!("{} or {}", separator.describe(), closer.describe())
        };
        self.close(open, closer, &expected);
        elements
    }

    /// Consumes a name; `what` says whose it is, for messages: "the function's name".
    fn name(&mut self, what: &str) -> Option<Ident> {
        let kind = self.kind();
        if kind.is_ident() && kind != TokenKind::SelfType {
            return Some(self.ident());
        }
        // A keyword here is a name badly chosen, unless it starts something else.
        if (kind.is_keyword() || kind == TokenKind::SelfType)
            && !(self.at_line_start() && starts_statement(kind))
        {
            let word = self.current_text();
            let diagnostic = Diagnostic::error(
                codes::KEYWORD_AS_NAME,
                self.span(),
                format!("`{word}` is a keyword and cannot be {what}."),
            )
            .with_help(format!("Choose another name, for example `{word}_`."));
            self.report_always(diagnostic);
            return Some(self.ident());
        }
        self.expected(what);
        None
    }

    /// The current token as a name.
    fn ident(&mut self) -> Ident {
        let ident = Ident {
            name: self.current_text().to_owned(),
            span: self.span(),
        };
        self.bump();
        ident
    }

    /// A name that is missing and has been reported.
    fn missing_ident(&self) -> Ident {
        let (start, _) = self.range(self.at);
        Ident {
            name: String::new(),
            span: Span::new(self.file, start, start),
        }
    }

    /// Enters one level of nesting; false, and the end of parsing, when it is one too many.
    fn enter(&mut self) -> bool {
        if self.depth >= MAX_NESTING {
            self.too_deep(format!("This is nested more than {MAX_NESTING} levels deep."));
            return false;
        }
        self.depth += 1;
        true
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn too_deep(&mut self, message: String) {
        let diagnostic = Diagnostic::error(codes::TOO_DEEP, self.span(), message)
            .with_help("Split it: give parts of it a name with `val`, or move them into functions.");
        self.report_always(diagnostic);
        self.give_up();
    }

    /// Runs `parse` where struct literals are allowed again, as inside any brackets.
    fn bracketed<T>(&mut self, parse: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.no_struct, false);
        let parsed = parse(self);
        self.no_struct = outer;
        parsed
    }

    fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            nodes: self.tree.mark(),
        }
    }

    fn finish(&mut self, mark: Mark, kind: NodeKind) {
        if self.at > mark.at {
            let first = self.significant.get(mark.at).copied().unwrap_or(0);
            let last = self.significant.get(self.at - 1).copied().unwrap_or(0);
            self.tree.finish(kind, (first, last + 1), mark.nodes);
        }
    }
}
