//! Errors and how parsing goes on after them.
//!
//! Every function that skips tokens runs only where an error has been reported; nothing is skipped in
//! silence.

use super::Parser;
use crate::codes;
use crate::lexer::{self, MAX_ERRORS};
use crate::token::TokenKind;
use twilight_diagnostics::{Diagnostic, Severity, Span};

impl Parser<'_> {
    /// Adds an error unless the current token has had one.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.silent || self.error_at == Some(self.at) {
            return;
        }
        self.error_at = Some(self.at);
        if self.behind_lexical_error() || self.same_statement() {
            return;
        }
        self.reported_at = Some(self.at);
        let diagnostic = self.with_orphan(diagnostic);
        self.report_always(diagnostic);
    }

    /// The current token stands in the statement, or in the line, of the last error that was reported: what is
    /// wrong here too is a consequence, or can wait.
    fn same_statement(&self) -> bool {
        // Statements are short; where one is not, a second message does no harm.
        const FARTHEST: usize = 256;
        let Some(last) = self.reported_at.filter(|last| *last <= self.at) else {
            return false;
        };
        if self.at - last > FARTHEST {
            return false;
        }
        let ends = |at: usize| {
            matches!(
                self.token(at).kind,
                TokenKind::Semicolon | TokenKind::OpenBrace | TokenKind::CloseBrace
            )
        };
        let (from, to) = (self.range(last).0 as usize, self.range(self.at).0 as usize);
        let same_line = || {
            !self
                .text
                .get(from..to)
                .is_some_and(|between| between.contains('\n'))
        };
        !(last..self.at).any(ends) || same_line()
    }

    /// The message for a place before a closer that closes nothing, where that is the likely mistake.
    fn with_orphan(&mut self, diagnostic: Diagnostic) -> Diagnostic {
        let at = self.at;
        let Some(zone) = self
            .zones
            .iter_mut()
            .find(|zone| zone.holds(at) && !zone.reported)
        else {
            return diagnostic;
        };
        let Some((closer, span)) = zone.orphan.take() else {
            return diagnostic;
        };
        let opener = match closer {
            TokenKind::CloseParen => "`(`",
            TokenKind::CloseBracket => "`[`",
            _ => "`{`",
        };
        if diagnostic.message.starts_with(&format!("Expected {opener}")) {
            // The parser knows where the opener is missing.
            return diagnostic;
        }
        unmatched(closer, span).with_secondary(
            diagnostic.span,
            format!("perhaps {opener} is missing before this"),
        )
    }

    /// Reports the closers that close nothing and were no part of another mistake.
    pub(super) fn report_orphans(&mut self) {
        for zone in std::mem::take(&mut self.zones) {
            if let Some((closer, span)) = zone.orphan
                && !zone.reported
            {
                self.report_always(unmatched(closer, span));
            }
        }
    }

    /// Of the errors behind the first `before` keeps one: brackets do not match, and what they enclose is not
    /// clear.
    pub(super) fn keep_first_error(&mut self, before: usize) {
        let found = self.diagnostics.split_off(before.min(self.diagnostics.len()));
        let lexical = self.diagnostics.iter().any(Diagnostic::is_error);
        let mut errors = found.iter().filter(|diagnostic| diagnostic.is_error());
        let first = errors
            .clone()
            .find(|diagnostic| matches!(diagnostic.code, codes::TOO_DEEP | codes::TOO_MANY_ERRORS))
            .or_else(|| {
                errors
                    .clone()
                    .find(|diagnostic| diagnostic.code == codes::UNCLOSED)
            })
            .or_else(|| errors.next())
            .filter(|_| !lexical)
            .cloned();
        self.diagnostics.extend(first);
    }

    /// The lexer has reported what stands directly before the current token: characters that are no token,
    /// or a string that does not end. What is missing here is a consequence.
    pub(super) fn behind_lexical_error(&self) -> bool {
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
    pub(super) fn report_always(&mut self, diagnostic: Diagnostic) {
        let at = self.at;
        let known = self.zones.iter().any(|zone| zone.reported && zone.holds(at));
        if self.silent || (known && diagnostic.severity == Severity::Error) {
            return;
        }
        for zone in self.zones.iter_mut().filter(|zone| zone.holds(at)) {
            zone.reported = true;
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
    pub(super) fn give_up(&mut self) {
        self.silent = true;
        self.go_to(self.significant.len().saturating_sub(1));
    }

    /// Reports that `expected` (words such as "a name" or "`;`") does not stand here.
    pub(super) fn expected(&mut self, expected: &str) {
        let diagnostic = self.expected_diagnostic(expected);
        self.report(diagnostic);
    }

    pub(super) fn expected_diagnostic(&self, expected: &str) -> Diagnostic {
        let found = self.found();
        Diagnostic::error(
            codes::EXPECTED,
            self.span(),
            format!("Expected {expected}, found {found}."),
        )
        .with_label(format!("expected {expected}"))
    }

    /// The current token in words.
    pub(super) fn found(&self) -> String {
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
    pub(super) fn expect(&mut self, kind: TokenKind) -> bool {
        let found = self.eat(kind);
        if !found {
            self.expected(kind.describe());
        }
        found
    }

    /// Consumes the closing delimiter of the one at token `open`, or reports; a wrong `)` or `]` is taken
    /// for it.
    pub(super) fn close(&mut self, open: usize, closer: TokenKind, expected: &str) {
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
    pub(super) fn with_indentation_hint(&self, diagnostic: Diagnostic, open: usize) -> Diagnostic {
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
    pub(super) fn indentation(&self, at: usize) -> Option<usize> {
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

    pub(super) fn starts_line(&self, at: usize) -> bool {
        let before = self.text.get(..self.range(at).0 as usize).unwrap_or("");
        before.trim_end_matches([' ', '\t']).ends_with('\n')
    }

    /// Consumes a `;`. Where it is missing, points behind the last token and skips to where reading can go
    /// on; `after` names what it ends.
    pub(super) fn semicolon(&mut self, after: &str) {
        if self.eat(TokenKind::Semicolon) || self.foreign_behind_expression() {
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
        let diagnostic = match self.semicolon_help() {
            Some(help) => diagnostic.with_help(help),
            // Only between lines is it sure that nothing else is missing.
            None if self.at_line_start() || self.is(TokenKind::CloseBrace) => {
                diagnostic.with_suggestion(Span::new(self.file, end, end), ";")
            }
            None => diagnostic,
        };
        self.report(diagnostic);
        if !self.at_line_start() {
            self.skip_statement();
        }
    }

    /// Skips to the end of a statement: behind the next `;`, before a `}`, an item or a statement keyword
    /// that starts a line. Brackets in between are skipped whole.
    pub(super) fn skip_statement(&mut self) {
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
    pub(super) fn skip_group(&mut self) {
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

/// The message for a closer that closes nothing.
fn unmatched(closer: TokenKind, span: Span) -> Diagnostic {
    let opener = match closer {
        TokenKind::CloseParen => "`(`",
        TokenKind::CloseBracket => "`[`",
        _ => "`{`",
    };
    Diagnostic::error(
        codes::UNMATCHED,
        span,
        format!("This {} closes nothing.", closer.describe()),
    )
    .with_help(format!(
        "Remove it, or look for a {opener} that is missing before it."
    ))
}

/// Keywords that start a statement or an item.
pub(super) fn starts_statement(kind: TokenKind) -> bool {
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
pub(super) fn starts_item(kind: TokenKind) -> bool {
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
