//! Control flow: `if`, loops, `match`, and the blocks they demand.

use super::Parser;
use super::expressions::{AND, Power};
use crate::ast::{self, Block, Expr, ExprKind, Ident, MatchArm, Pattern};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::Diagnostic;

impl Parser<'_> {
    /// An expression that starts with a keyword of control flow or a label.
    #[inline(never)]
    pub(super) fn control_flow(&mut self) -> Expr {
        let mark = self.mark();
        let (kind, node) = match self.kind() {
            T::If => (self.if_expr(), Some(NodeKind::If)),
            T::Match => (self.match_expr(), Some(NodeKind::Match)),
            T::Label => self.labelled(),
            _ => self.loop_expr(None),
        };
        if let Some(node) = node {
            self.finish(mark, node);
        }
        Expr {
            kind,
            span: self.span_from(mark.at),
        }
    }

    /// `if c { .. } else ..`, also with a pattern.
    #[inline(never)]
    pub(super) fn if_expr(&mut self) -> ExprKind {
        self.bump();
        let binding = self.binding_head();
        let condition = if binding.is_none() {
            Some(self.condition("if"))
        } else {
            None
        };
        let braced = self.is(T::OpenBrace);
        let then = self.body_block("the body of `if`");
        let otherwise = self.eat(T::Else).then(|| {
            if !braced && !matches!(self.kind(), T::OpenBrace | T::If) {
                // Who leaves the braces out does so on both sides: one message.
                self.error_at = Some(self.at);
            }
            Box::new(self.else_branch())
        });
        match (binding, condition) {
            (Some((pattern, value)), _) => ExprKind::IfLet {
                pattern,
                value: Box::new(value),
                then,
                otherwise,
            },
            (None, Some(condition)) => ExprKind::If {
                condition: Box::new(condition),
                then,
                otherwise,
            },
            (None, None) => ExprKind::Error,
        }
    }

    #[inline(never)]
    pub(super) fn else_branch(&mut self) -> Expr {
        let start = self.at;
        if self.is(T::If) {
            // Through `expr_power` for its count of nesting: `else if` nests in the AST.
            if !self.enter() {
                return Expr {
                    kind: ExprKind::Error,
                    span: self.span_from(start),
                };
            }
            let outer = std::mem::take(&mut self.height);
            let expr = self.operand();
            self.height = outer.max(self.height + 1);
            self.leave();
            return expr;
        }
        let block = self.body_block("`if` or the body of `else`");
        let span = block.span;
        Expr {
            kind: ExprKind::Block(block),
            span,
        }
    }

    /// `val P = e` in the head of `if` or `while`.
    #[inline(never)]
    pub(super) fn binding_head(&mut self) -> Option<(Pattern, Expr)> {
        if !matches!(self.kind(), T::Val | T::Var | T::Let)
            || (self.is(T::Let) && self.nth(1) == T::OpenBrace)
        {
            return None;
        }
        self.bump();
        let pattern = self.pattern();
        self.expect(T::Eq);
        let value = self.head_expr(Power(AND.0 + 1));
        if matches!(self.kind(), T::AmpAmp | T::PipePipe) {
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                self.span(),
                "A condition with a pattern cannot be joined with others.",
            )
            .with_help("Nest a second `if` in the body, or use `match` with a guard.");
            self.report_always(diagnostic);
            while matches!(self.kind(), T::AmpAmp | T::PipePipe) {
                self.bump();
                if self.at_operand() {
                    self.head_expr(Power(AND.0 + 1));
                }
            }
        }
        Some((pattern, value))
    }

    /// The condition of `if` or `while`.
    #[inline(never)]
    pub(super) fn condition(&mut self, keyword: &str) -> Expr {
        if self.is(T::OpenBrace) && !self.block_before_block() {
            self.expected(&format!("the condition of `{keyword}`"));
            return Expr {
                kind: ExprKind::Error,
                span: self.span_from(self.at),
            };
        }
        let condition = self.head_expr(Power(0));
        self.check_condition(&condition);
        condition
    }

    /// Whether the block that begins here has another behind it, as a condition that is a block has.
    fn block_before_block(&self) -> bool {
        let (mut depth, mut ahead) = (0_usize, 0);
        loop {
            match self.nth(ahead) {
                T::OpenBrace => depth += 1,
                T::CloseBrace => depth = depth.saturating_sub(1),
                T::Eof => return false,
                _ => {}
            }
            ahead += 1;
            if depth == 0 {
                return self.nth(ahead) == T::OpenBrace;
            }
        }
    }

    /// `if x = 5`: reported, however many parentheses stand around it.
    pub(super) fn check_condition(&mut self, condition: &Expr) {
        let mut inner = condition;
        while let ExprKind::Paren(expr) = &inner.kind {
            inner = expr;
        }
        if let ExprKind::Assign {
            op: None, op_span, ..
        } = &inner.kind
        {
            let diagnostic = Diagnostic::error(
                codes::ASSIGN_IN_CONDITION,
                *op_span,
                "`=` assigns and has no truth value; a condition is expected here.",
            )
            .with_help("Write `==` to compare.")
            .with_suggestion(*op_span, "==");
            self.report_always(diagnostic);
        }
    }

    /// A block where the grammar demands one.
    #[inline(never)]
    pub(super) fn body_block(&mut self, what: &str) -> Block {
        if self.is(T::OpenBrace) {
            return self.bracketed(Self::block);
        }
        let diagnostic = self
            .expected_diagnostic(&format!("`{{` and {what}"))
            .with_help(self.body_help());
        self.report(diagnostic);
        let start = self.at;
        if self.skip_to_body() {
            return self.bracketed(Self::block);
        }
        // A body without braces: one statement.
        if self.at_operand() && !self.at_line_start() || self.is(T::Return) {
            self.bracketed(|p| {
                p.statement_expr();
            });
            self.eat(T::Semicolon);
        }
        Block {
            statements: Vec::new(),
            tail: None,
            span: self.span_from(start),
        }
    }

    #[inline(never)]
    pub(super) fn labelled(&mut self) -> (ExprKind, Option<NodeKind>) {
        let label = self.ident();
        if !self.eat(T::Colon) {
            let name = crate::lexer::shorten(&label.name);
            let diagnostic = self
                .expected_diagnostic("`:` behind the label")
                .with_help(format!("Write `{name}: loop {{ .. }}`."));
            self.report(diagnostic);
        }
        if matches!(self.kind(), T::Loop | T::While | T::For) {
            return self.loop_expr(Some(label));
        }
        let diagnostic = self
            .expected_diagnostic("`loop`, `while` or `for` behind the label")
            .with_help("Only loops have labels.");
        self.report(diagnostic);
        (ExprKind::Error, None)
    }

    #[inline(never)]
    pub(super) fn loop_expr(&mut self, label: Option<Ident>) -> (ExprKind, Option<NodeKind>) {
        let keyword = self.kind();
        self.bump();
        match keyword {
            T::Loop => {
                let body = self.body_block("the body of `loop`");
                (ExprKind::Loop { label, body }, Some(NodeKind::Loop))
            }
            T::While => {
                if let Some((pattern, value)) = self.binding_head() {
                    let body = self.body_block("the body of `while`");
                    return (while_let(label, pattern, value, body), Some(NodeKind::While));
                }
                let condition = Box::new(self.condition("while"));
                let body = self.body_block("the body of `while`");
                (
                    ExprKind::While {
                        label,
                        condition,
                        body,
                    },
                    Some(NodeKind::While),
                )
            }
            _ => {
                if self.is(T::OpenParen) && (self.for_in_parentheses() || self.c_style_for()) {
                    return (ExprKind::Error, Some(NodeKind::For));
                }
                let pattern = self.pattern();
                if self.is_word("of") {
                    let diagnostic = self
                        .expected_diagnostic("`in`")
                        .with_help("Write `for x in xs { .. }`.");
                    self.report_always(diagnostic);
                    self.bump();
                } else {
                    self.expect(T::In);
                }
                let iterable = Box::new(self.head_expr(Power(0)));
                let body = self.body_block("the body of `for`");
                (
                    ExprKind::For {
                        label,
                        pattern,
                        iterable,
                        body,
                    },
                    Some(NodeKind::For),
                )
            }
        }
    }

    #[inline(never)]
    pub(super) fn match_expr(&mut self) -> ExprKind {
        self.bump();
        let scrutinee = if self.is(T::OpenBrace) && !self.block_before_block() {
            self.expected("the value to match");
            Expr {
                kind: ExprKind::Error,
                span: self.span_from(self.at),
            }
        } else {
            self.head_expr(Power(0))
        };
        let scrutinee = Box::new(scrutinee);
        let open = self.at;
        if !self.eat(T::OpenBrace) {
            self.expected("`{` and the arms of `match`");
            return ExprKind::Match {
                scrutinee,
                arms: Vec::new(),
            };
        }
        let arms = self.bracketed(|p| p.match_arms(open));
        ExprKind::Match { scrutinee, arms }
    }

    #[inline(never)]
    pub(super) fn match_arms(&mut self, open: usize) -> Vec<MatchArm> {
        let mut arms = Vec::new();
        // Who writes one arm in another language's way writes all so: one message.
        let (mut wrong_arrow, mut wrong_end) = (false, false);
        while !matches!(self.kind(), T::CloseBrace | T::Eof) {
            let before = self.at;
            let mark = self.mark();
            let attributes = self.attributes();
            wrong_arrow |= self.foreign_case();
            let pattern = self.pattern();
            let guard = self.eat(T::If).then(|| {
                self.in_guard = true;
                let guard = self.expr();
                self.in_guard = false;
                guard
            });
            if self.error_at != Some(self.at) && matches!(self.kind(), T::Arrow | T::Colon | T::Eq) {
                if !std::mem::replace(&mut wrong_arrow, true) {
                    let diagnostic = self
                        .expected_diagnostic("`=>` behind the pattern")
                        .with_help("Write `=>`.");
                    self.report_always(diagnostic);
                }
                self.bump();
            } else if !self.eat(T::FatArrow) {
                self.expected("`=>` behind the pattern");
                self.skip_arm();
                continue;
            }
            let (body, block_like) = self.statement_expr();
            self.finish(mark, NodeKind::MatchArm);
            arms.push(MatchArm {
                attributes,
                pattern,
                guard,
                body,
            });
            let next_line = self.at_line_start();
            if self.eat(T::Comma) || self.is(T::CloseBrace) {
                continue;
            }
            // The grammar lets the comma go; without one an arm ends at its block or its line.
            let goes_on = block_like || next_line;
            if !goes_on || self.error_at == Some(self.at) || !self.at_pattern() {
                let diagnostic = self.expected_diagnostic("`,` or `}` behind the arm");
                if self.is(T::Semicolon) {
                    if !std::mem::replace(&mut wrong_end, true) && !wrong_arrow {
                        self.report(diagnostic.with_help("Write `,`: an arm is no statement."));
                    }
                    self.bump();
                    continue;
                }
                self.report(diagnostic);
                self.skip_arm();
            }
            debug_assert!(self.at > before || self.silent, "match arms make progress");
        }
        self.close(open, T::CloseBrace, "`}`");
        arms
    }

    pub(super) fn at_pattern(&self) -> bool {
        self.at_path()
            || matches!(
                self.kind(),
                T::Underscore
                    | T::Int
                    | T::Str
                    | T::True
                    | T::False
                    | T::Minus
                    | T::Mut
                    | T::OpenParen
                    | T::OpenBracket
                    | T::DotDot
                    | T::DotDotEq
                    | T::Pipe
                    | T::Hash
            )
    }

    /// Skips to the next arm: behind a `,`, or before the `}` that ends the arms.
    pub(super) fn skip_arm(&mut self) {
        while !matches!(self.kind(), T::CloseBrace | T::Eof) {
            if self.eat(T::Comma) {
                return;
            }
            let brace = self.is(T::OpenBrace);
            self.skip_group();
            if brace && self.at_line_start() {
                return;
            }
        }
    }
}

/// `while val P = e { body }` is `loop { if val P = e { body } else { break } }`.
fn while_let(label: Option<Ident>, pattern: Pattern, value: Expr, then: Block) -> ExprKind {
    let span = then.span;
    let leave = Expr {
        kind: ExprKind::Break {
            label: None,
            value: None,
        },
        span,
    };
    let statements = vec![ast::Statement::Expr {
        expr: leave,
        semicolon: true,
    }];
    let otherwise = Block {
        statements,
        tail: None,
        span,
    };
    let otherwise = Some(Box::new(Expr {
        kind: ExprKind::Block(otherwise),
        span,
    }));
    let branch = ExprKind::IfLet {
        pattern,
        value: Box::new(value),
        then,
        otherwise,
    };
    let branch = ast::Statement::Expr {
        expr: Expr { kind: branch, span },
        semicolon: true,
    };
    ExprKind::Loop {
        label,
        body: Block {
            statements: vec![branch],
            tail: None,
            span,
        },
    }
}
