//! Operators, loops, macros and suffixes of other languages, each with its own message.
//!
//! As in `foreign`, only code that no valid program contains may get here.

use super::expressions::Power;
use super::foreign::{LOOK_AHEAD, twilight_type_for};
use super::{Mark, Parser};
use crate::ast::{BinaryOp, Expr, ExprKind};
use crate::literal::INTEGER_TYPES;
use crate::token::TokenKind as T;
use crate::{codes, lexer};
use twilight_diagnostics::{Diagnostic, Span};

impl Parser<'_> {
    /// `&x`, `*x`, `+x`: reported, and read without the operator.
    #[inline(never)]
    pub(super) fn foreign_prefix(&mut self) -> Expr {
        let start = self.at;
        let kind = self.kind();
        self.bump();
        if kind == T::Amp {
            self.eat(T::Mut);
        }
        let span = self.span_from(start);
        let diagnostic = match kind {
            T::Plus if self.is(T::Plus) && self.previous_span().end == self.span().start => {
                self.bump();
                Diagnostic::error(
                    codes::UNKNOWN_OPERATOR,
                    self.span_from(start),
                    "Twilight has no operator `++`.",
                )
                .with_help("Write `x += 1`.")
            }
            T::Plus => Diagnostic::error(codes::UNKNOWN_OPERATOR, span, "Twilight has no unary `+`.")
                .with_help("Leave the `+` out.")
                .with_suggestion(span, ""),
            T::Star => Diagnostic::error(
                codes::REFERENCE,
                span,
                "Twilight has no references, so `*` has nothing to follow.",
            )
            .with_help("Leave the `*` out.")
            .with_suggestion(span, ""),
            _ if self.previous_is_mut() && self.binds(start) => Diagnostic::error(
                codes::REFERENCE,
                span,
                "Twilight has no references, so no variable can stand for another place.",
            )
            .with_help(
                "A variable would hold a copy. Change the place itself where it is needed, for example \
                 `storage.list[i].field = value;`.",
            ),
            _ => Diagnostic::error(codes::REFERENCE, span, "Twilight has no references to take.")
                .with_help("Leave the `&` out: the compiler borrows by itself.")
                .with_suggestion(Span::new(self.file, span.start, self.range(self.at).0), ""),
        };
        self.report_always(diagnostic);
        self.expr_power(Power::PREFIX)
    }

    /// Behind the block that ends a statement, on its line: an operator with which no statement begins. (`-`, `!` and `|` may
    /// begin the next one.)
    pub(super) fn at_operator_behind_block(&self) -> bool {
        let is_operator = matches!(
            self.kind(),
            T::Star
                | T::Slash
                | T::Percent
                | T::Amp
                | T::Caret
                | T::EqEq
                | T::BangEq
                | T::LessEq
                | T::Greater
                | T::AmpAmp
                | T::As
        ) || (self.is(T::Plus) && self.nth(1) != T::Plus);
        is_operator && !self.at_line_start()
    }

    /// `if a { 1 } else { 2 } + b`: reported at the operator, and the whole is read.
    #[inline(never)]
    pub(super) fn operator_behind_block(&mut self, block: Expr, mark: Mark) -> Expr {
        let what = match block.kind {
            ExprKind::If { .. } | ExprKind::IfLet { .. } => "`if`",
            ExprKind::Match { .. } => "`match`",
            _ => "block",
        };
        let diagnostic = Diagnostic::error(
            codes::EXPECTED,
            self.span(),
            format!(
                "The statement ends with its block, so this {} has no left side.",
                self.found()
            ),
        )
        .with_help(format!(
            "Put the {what} in parentheses, or give its value a name first: `val x = ..;`."
        ));
        self.report_always(diagnostic);
        let whole = self.infix(block, mark, Power(0));
        Expr {
            kind: ExprKind::Error,
            span: whole.span,
        }
    }

    /// `f(mut v)`: reported, and `mut` is consumed.
    #[inline(never)]
    pub(super) fn foreign_mut_argument(&mut self) {
        let span = self.span();
        self.bump();
        let diagnostic = Diagnostic::error(codes::FOREIGN_FORM, span, "An argument takes no `mut`.")
            .with_help("Leave it out: where the function changes the value, its parameter says `mut`.")
            .with_suggestion(Span::new(self.file, span.start, self.range(self.at).0), "");
        self.report_always(diagnostic);
    }

    /// `for var x in ..`: reported, and the word is consumed.
    #[inline(never)]
    pub(super) fn foreign_word_in_pattern(&mut self) {
        let span = self.span();
        let word = self.current_text().to_owned();
        self.bump();
        let diagnostic = Diagnostic::error(
            codes::FOREIGN_FORM,
            span,
            format!("A pattern names its variables without `{word}`."),
        )
        .with_help("Leave it out; a variable that changes is written `mut name`.")
        .with_suggestion(Span::new(self.file, span.start, self.range(self.at).0), "");
        self.report_always(diagnostic);
    }

    /// The last consumed token is `mut`.
    fn previous_is_mut(&self) -> bool {
        self.at
            .checked_sub(1)
            .is_some_and(|before| self.token(before).kind == T::Mut)
    }

    /// Whether what starts at a token becomes a value that is kept: it stands behind `=`, `=>`, `{` or `return`.
    fn binds(&self, start: usize) -> bool {
        start.checked_sub(1).is_some_and(|before| {
            matches!(
                self.token(before).kind,
                T::Eq | T::FatArrow | T::OpenBrace | T::Return
            )
        })
    }

    /// `x++`, `x--` with an operator of `tokens` tokens in front: reported and consumed.
    pub(super) fn increment(&mut self, tokens: usize) -> bool {
        let kind = self.kind();
        let doubled = tokens == 1
            && matches!(kind, T::Plus | T::Minus)
            && self.nth(1) == kind
            && self.joined(0)
            && matches!(
                self.nth(2),
                T::Semicolon
                    | T::CloseParen
                    | T::CloseBrace
                    | T::CloseBracket
                    | T::Comma
                    | T::OpenBrace
                    | T::Eof
            );
        if doubled {
            let sign = self.current_text();
            let span = self.span().to(self.span_at(self.at + 1));
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_OPERATOR,
                span,
                format!("Twilight has no operator `{sign}{sign}`."),
            )
            .with_help(format!("Write `x {sign}= 1`."))
            .with_suggestion(span, format!(" {sign}= 1"));
            self.report_always(diagnostic);
            self.bump();
            self.bump();
        }
        doubled
    }

    /// `===`, `!==`, `**`, `<>` behind the first part of the operator, which is consumed, and `and`, `or` and
    /// their like, which are consumed whole.
    pub(super) fn strange_operator(&mut self, op: BinaryOp, op_span: Span) {
        let written = self
            .text
            .get(op_span.start as usize..op_span.end as usize)
            .unwrap_or("");
        if written.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let right = match op {
                BinaryOp::And => "&&",
                BinaryOp::Or => "||",
                BinaryOp::BitXor => "^",
                BinaryOp::Rem => "%",
                _ => "/",
            };
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_OPERATOR,
                op_span,
                format!("Twilight has no operator `{written}`."),
            )
            .with_help(format!("Write `{right}`."))
            .with_suggestion(op_span, right);
            return self.report_always(diagnostic);
        }
        if op_span.end != self.span().start {
            return;
        }
        let (operator, help) = match (op, self.kind()) {
            (BinaryOp::Eq, T::Eq) => ("===", "Write `==`."),
            (BinaryOp::Ne, T::Eq) => ("!==", "Write `!=`."),
            (BinaryOp::Mul, T::Star) => ("**", "Write `a.pow(b)`."),
            (BinaryOp::Lt, T::Greater) => ("<>", "Write `!=`."),
            _ => return,
        };
        let span = op_span.to(self.span());
        let diagnostic = Diagnostic::error(
            codes::UNKNOWN_OPERATOR,
            span,
            format!("Twilight has no operator `{operator}`."),
        )
        .with_help(help);
        let diagnostic = match operator {
            "===" => diagnostic.with_suggestion(span, "=="),
            "!==" | "<>" => diagnostic.with_suggestion(span, "!="),
            _ => diagnostic,
        };
        self.report_always(diagnostic);
        self.bump();
    }

    /// `c ? a : b` behind the `?`, which is consumed: reported and consumed.
    pub(super) fn ternary(&mut self) -> bool {
        let kind = self.kind();
        let behind = self.nth(1);
        let value =
            behind.is_ident() && behind != T::As || matches!(behind, T::Int | T::Str | T::True | T::False);
        if matches!(kind, T::Question | T::Colon) && value && self.joined_before() {
            let (written, span) = if kind == T::Question {
                ("??", self.span())
            } else {
                ("?:", self.span())
            };
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_OPERATOR,
                self.previous_span().to(span),
                format!("Twilight has no operator `{written}`."),
            )
            .with_help("Write `.unwrap_or(value)` behind the `Option`.");
            self.report_always(diagnostic);
            self.bump();
            self.expr();
            return true;
        }
        let operand = matches!(
            kind,
            T::Int | T::Str | T::True | T::False | T::Storage | T::SelfValue
        ) || (kind.is_ident() && kind != T::As);
        if !operand || self.at_line_start() {
            return false;
        }
        let diagnostic = Diagnostic::error(
            codes::UNKNOWN_OPERATOR,
            self.previous_span(),
            "Twilight has no operator `? :`.",
        )
        .with_help("Write `if condition { a } else { b }`.");
        self.report_always(diagnostic);
        self.expr();
        if self.eat(T::Colon) {
            self.expr();
        }
        true
    }

    /// `for (init; condition; step)`: reported and skipped with its body.
    pub(super) fn c_style_for(&mut self) -> bool {
        let end = (1..LOOK_AHEAD)
            .find(|ahead| matches!(self.nth(*ahead), T::OpenBrace | T::Semicolon | T::In | T::Eof));
        if end.map(|ahead| self.nth(ahead)) != Some(T::Semicolon) {
            return false;
        }
        self.foreign(
            self.previous_span(),
            "Twilight has no `for` with three parts.".to_owned(),
            "Write `for i in 0..n { .. }`, or use `while`.",
        );
        self.skip_group();
        if self.is(T::OpenBrace) {
            self.bracketed(Self::block);
        }
        true
    }

    /// A macro other than those of DECISION S6.
    pub(super) fn unknown_macro(&mut self, word: &str, span: Span) {
        let help = match word {
            "println" | "print" | "eprintln" | "eprint" => format!(
                "`{}` is a function: leave the `!` out.",
                if word.ends_with("ln") { "println" } else { "print" }
            ),
            "vec" => "Write `vector![..]`.".to_owned(),
            "dbg" => "Write `println(\"{}\", value)`.".to_owned(),
            "matches" => "Write `match value { pattern => true, _ => false }`.".to_owned(),
            "format" => "Join strings with `+` and `.to_string()`.".to_owned(),
            "require" | "assert_pre" | "assert_post" | "assert_invariant" | "emit" | "revert" => {
                format!("`{word}` is no macro: leave the `!` out.")
            }
            "ensure" => "Write `require(condition, \"message\")`.".to_owned(),
            "unimplemented" => "Write `todo!()`.".to_owned(),
            "debug_assert" | "debug_assert_eq" | "debug_assert_ne" => {
                format!("Write `{}!`.", word.trim_start_matches("debug_"))
            }
            _ => "The macros are `panic!`, `assert!`, `assert_eq!`, `assert_ne!`, `vector!`, `todo!` and `unreachable!`."
                .to_owned(),
        };
        let message = format!("There is no macro `{}!`.", lexer::shorten(word));
        let diagnostic = Diagnostic::error(codes::UNKNOWN_MACRO, span, message).with_help(help);
        let diagnostic = match word {
            "println" | "print" => diagnostic.with_suggestion(span, word),
            "vec" => diagnostic.with_suggestion(span, "vector!"),
            _ => diagnostic,
        };
        self.report_always(diagnostic);
    }

    /// What to say about an unknown suffix of a number.
    pub(super) fn bad_suffix(&mut self, text: &str, at: usize, span: Span) -> Diagnostic {
        let suffix = text.get(at..).unwrap_or("");
        let exponent = suffix
            .strip_prefix(['e', 'E'])
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        if exponent || matches!(suffix, "f32" | "f64") {
            return Diagnostic::error(codes::FLOAT, span, "Twilight has no floating-point numbers.").with_help(
                "Write all digits, with `_` between groups: `1_000_000`; fractions need an integer with a fixed scale.",
            );
        }
        let message = format!("`{}` is no suffix of a number.", lexer::shorten(suffix));
        let help = match twilight_type_for(suffix).filter(|ty| INTEGER_TYPES.contains(ty)) {
            Some(ty) => format!("Write `{}{ty}`.", lexer::shorten(text.get(..at).unwrap_or("1"))),
            None if suffix.starts_with(|c: char| c.is_ascii_digit() || c == '_') => "Check the digits.".to_owned(),
            None => "The suffixes are the integer types `u8` to `u256` and `i8` to `i256`; a name cannot start with a digit."
                .to_owned(),
        };
        Diagnostic::error(codes::BAD_NUMBER, span, message).with_help(help)
    }
}
