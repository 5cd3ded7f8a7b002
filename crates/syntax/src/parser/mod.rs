//! The native parser: tokens to AST and lossless tree by recursive descent (spec 02 §3, DECISIONS S1-S15).
//!
//! It never fails and never panics; every text gives a tree. One mistake gives one message: an error at a
//! token that has had one is dropped, and each list, statement and item resynchronises on its own.
//! Recursion is bounded by [`MAX_NESTING`]; chains that a loop reads but that nest in the AST
//! (`a + b + c`, `a.b.c`) are bounded by [`MAX_CHAIN`]. Loops over input must consume a token each time.

mod control;
mod definitions;
mod delimiters;
mod expressions;
mod foreign;
mod foreign_forms;
mod foreign_heads;
mod foreign_operators;
mod functions;
mod items;
mod misspelt;
mod operands;
mod paths;
mod patterns;
mod recovery;
mod statements;
mod types;

pub use foreign::twilight_type_for;
pub use paths::MAX_GENERIC_LOOKAHEAD;

use self::recovery::{starts_item, starts_statement};
use crate::ast::{Ident, SourceUnit};
use crate::codes;
use crate::lexer;
use crate::token::{Token, TokenKind};
use crate::tree::{NodeKind, Tree, TreeBuilder};
use twilight_diagnostics::{Diagnostic, FileId, Span};

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
    let (mut tokens, mut diagnostics) = lexer::lex(file, text);
    // Text that was taken for a string or comment may hold the brackets that are missing.
    let swallowed = diagnostics.iter().any(|diagnostic| {
        matches!(
            diagnostic.code,
            codes::UNTERMINATED_STRING | codes::UNTERMINATED_COMMENT | codes::SINGLE_QUOTES
        )
    });
    let matched = delimiters::check(file, text, &mut tokens, swallowed);
    diagnostics.extend(matched.diagnostics);
    let lexical = diagnostics.len();
    let unterminated_string = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.code == codes::UNTERMINATED_STRING)
        .map(|diagnostic| diagnostic.span.start);
    let mut parser = Parser {
        file,
        text,
        tokens: &tokens,
        significant: matched.significant,
        at: 0,
        current: TokenKind::Eof,
        diagnostics,
        misnamed: Vec::new(),
        error_at: None,
        reported_at: None,
        item_at: 0,
        said: None,
        const_parameter: false,
        foreign_head: None,
        in_guard: false,
        zones: matched.zones,
        unterminated_string,
        silent: false,
        depth: 0,
        height: 0,
        no_struct: false,
        tree: TreeBuilder::default(),
    };
    parser.go_to(0);
    let unit = parser.source_unit();
    parser.report_orphans();
    if matched.unclear {
        parser.keep_first_error(lexical);
    }
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
    /// Index into `significant`; changed through `go_to` only.
    at: usize,
    /// Kind of the token there, which nearly every step of the parser asks for.
    current: TokenKind,
    diagnostics: Vec<Diagnostic>,
    /// Keywords that were given to something as its name, which has been reported: where one of them cannot
    /// start what it stands for, it is that name.
    misnamed: Vec<TokenKind>,
    /// Token of the last error: further errors at it are consequences.
    error_at: Option<usize>,
    /// Token of the last error that was reported.
    reported_at: Option<usize>,
    /// First token of the innermost item that has begun.
    item_at: usize,
    /// Item and form of another language of the last message that is given once for each item.
    said: Option<(usize, &'static str)>,
    /// A constant parameter was reported: a number as a type argument is its consequence.
    const_parameter: bool,
    /// Errors before the head of a function that starts as in another language, which has been reported.
    foreign_head: Option<usize>,
    /// In the guard of an arm: `=>` behind the expression is the arm's.
    in_guard: bool,
    /// Where brackets do not match.
    zones: Vec<delimiters::Zone>,
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
        self.current
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

    /// Nothing stands between the last consumed token and the current one.
    fn joined_before(&self) -> bool {
        self.at > 0 && self.previous_span().end == self.range(self.at).0
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
            self.go_to(self.at + 1);
        }
    }

    /// Makes the token at an index the current one.
    fn go_to(&mut self, at: usize) {
        self.at = at;
        self.current = self.token(at).kind;
        if !self.misnamed.is_empty() && self.is_misused_name() {
            self.current = TokenKind::Ident;
        }
    }

    /// The current token is a keyword that was used as a name before and is one here too.
    fn is_misused_name(&self) -> bool {
        use TokenKind as T;
        let next = self.token(self.at + 1).kind;
        let alone = match self.current {
            T::Old => next != T::OpenParen,
            T::Event | T::Type | T::Struct | T::Enum | T::Trait | T::Contract | T::Emit | T::Val | T::Var => {
                !(next.is_ident()
                    || next.is_keyword()
                    || matches!(next, T::OpenParen | T::OpenBracket | T::Underscore))
            }
            _ => false,
        };
        alone && self.misnamed.contains(&self.current)
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
            } else if !failed && self.foreign_behind_element() {
                if self.is(closer) {
                    break;
                }
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
            if !self.misnamed.contains(&kind) {
                self.misnamed.push(kind);
            }
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
        if !self.silent {
            // Brackets that are opened so often are rarely closed.
            self.zones.clear();
            self.diagnostics.retain(|other| other.code != codes::UNCLOSED);
        }
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
