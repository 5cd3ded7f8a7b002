//! Operators: precedence climbing over Rust's table (DECISION S10), postfix forms, assignment.

use super::{MAX_CHAIN, Mark, Parser};
use crate::ast::{BinaryOp, Expr, ExprKind, Type, UnaryOp};
use crate::codes;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use twilight_diagnostics::{Diagnostic, Span};

/// How strongly an operator binds; larger binds tighter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Power(pub u8);

impl Power {
    /// The operand of a prefix operator.
    pub(super) const PREFIX: Self = Self(CAST.0 + 1);
}

const ASSIGN: Power = Power(1);
const RANGE: Power = Power(2);
const OR: Power = Power(3);
/// `&&`.
pub(super) const AND: Power = Power(4);
const COMPARE: Power = Power(5);
const BIT_OR: Power = Power(6);
const BIT_XOR: Power = Power(7);
const BIT_AND: Power = Power(8);
/// `<<` and `>>`.
pub(super) const SHIFT: Power = Power(9);
const SUM: Power = Power(10);
const PRODUCT: Power = Power(11);
const CAST: Power = Power(12);

/// An infix operator in front of the parser.
enum Infix {
    Binary(BinaryOp),
    Assign(Option<BinaryOp>),
    Range { inclusive: bool },
    Cast,
}

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expr(&mut self) -> Expr {
        self.expr_power(Power(0))
    }

    /// An expression in the head of `if`, `while`, `for` or `match`: `{` starts the body (DECISION S9).
    pub(super) fn head_expr(&mut self, power: Power) -> Expr {
        let outer = std::mem::replace(&mut self.no_struct, true);
        let expr = self.expr_power(power);
        self.no_struct = outer;
        expr
    }

    /// An expression of operators that bind at least as strongly as `power`.
    pub(super) fn expr_power(&mut self, power: Power) -> Expr {
        let start = self.at;
        if !self.enter() {
            return Expr {
                kind: ExprKind::Error,
                span: self.span_from(start),
            };
        }
        let outer = std::mem::take(&mut self.height);
        let mark = self.mark();
        let operand = self.unary();
        let expr = self.infix(operand, mark, power);
        self.height = outer.max(self.height + 1);
        self.leave();
        expr
    }

    /// A statement's expression: block-like forms end it, except that `.` and `?` go on (Rust's rule).
    /// Also says whether it may stand without a `;`.
    pub(super) fn statement_expr(&mut self) -> (Expr, bool) {
        let start = self.at;
        if !self.enter() {
            return (
                Expr {
                    kind: ExprKind::Error,
                    span: self.span_from(start),
                },
                true,
            );
        }
        let outer = std::mem::take(&mut self.height);
        let mark = self.mark();
        let block_like = self.at_block_like();
        let operand = if block_like { self.operand() } else { self.unary() };
        let ends = block_like && !matches!(self.kind(), T::Dot | T::Question);
        let expr = if ends && self.at_operator_behind_block() {
            self.operator_behind_block(operand, mark)
        } else if ends {
            operand
        } else {
            let operand = if block_like {
                self.postfix(operand, mark)
            } else {
                operand
            };
            self.infix(operand, mark, Power(0))
        };
        self.height = outer.max(self.height + 1);
        self.leave();
        (expr, ends)
    }

    /// One more link of a chain; false, and the end of parsing, when it is one too many.
    fn link(&mut self) -> bool {
        self.height += 1;
        if self.height > MAX_CHAIN {
            self.too_deep(format!(
                "This expression chains or nests more than {MAX_CHAIN} operations."
            ));
            self.height = 0;
            return false;
        }
        true
    }

    /// Operators behind `lhs`.
    #[inline(never)]
    pub(super) fn infix(&mut self, mut lhs: Expr, mark: Mark, power: Power) -> Expr {
        while let Some((operator, binds, tokens)) = self.infix_operator() {
            if binds < power {
                break;
            }
            if !self.link() {
                return Expr {
                    kind: ExprKind::Error,
                    span: lhs.span,
                };
            }
            lhs = match operator {
                Infix::Binary(op) => self.binary(lhs, mark, op, binds, tokens),
                Infix::Assign(op) => {
                    let op_span = self.operator(tokens);
                    // Right-associative.
                    let value = self.expr_power(ASSIGN);
                    let span = lhs.span.to(value.span);
                    self.finish(mark, NodeKind::Assign);
                    let kind = ExprKind::Assign {
                        op,
                        op_span,
                        place: Box::new(lhs),
                        value: Box::new(value),
                    };
                    Expr { kind, span }
                }
                Infix::Range { inclusive } => {
                    self.bump();
                    let end = self.range_end();
                    let span = self.span_from(mark.at);
                    self.finish(mark, NodeKind::Range);
                    Expr {
                        kind: ExprKind::Range {
                            start: Some(Box::new(lhs)),
                            end,
                            inclusive,
                        },
                        span,
                    }
                }
                Infix::Cast => {
                    self.bump();
                    let ty = self.cast_type();
                    let span = lhs.span.to(ty.span);
                    self.finish(mark, NodeKind::Cast);
                    Expr {
                        kind: ExprKind::Cast {
                            operand: Box::new(lhs),
                            ty,
                        },
                        span,
                    }
                }
            };
        }
        lhs
    }

    #[inline(never)]
    fn binary(&mut self, lhs: Expr, mark: Mark, op: BinaryOp, binds: Power, tokens: usize) -> Expr {
        let step = (lhs.span, self.span());
        if self.increment(tokens) {
            return Expr {
                kind: ExprKind::Error,
                span: step.0.to(step.1),
            };
        }
        let op_span = self.operator(tokens);
        self.strange_operator(op, op_span);
        let rhs = self.expr_power(Power(binds.0 + 1));
        if binds == COMPARE {
            self.comparison_chain(&lhs, op_span, &rhs);
        }
        let span = lhs.span.to(rhs.span);
        self.finish(mark, NodeKind::Binary);
        Expr {
            kind: ExprKind::Binary {
                op,
                op_span,
                lhs: Box::new(lhs),
                rhs: Box::new(rhs),
            },
            span,
        }
    }

    /// Consumes an operator of `tokens` tokens.
    fn operator(&mut self, tokens: usize) -> Span {
        let start = self.at;
        for _ in 0..tokens {
            self.bump();
        }
        self.span_from(start)
    }

    /// `a < b < c`: reported at the second operator, which is read on.
    fn comparison_chain(&mut self, lhs: &Expr, first: Span, rhs: &Expr) {
        let Some((Infix::Binary(_), COMPARE, tokens)) = self.infix_operator() else {
            return;
        };
        let second = self.span();
        let second = if tokens > 1 {
            second.to(self.span_at(self.at + 1))
        } else {
            second
        };
        let text = |span: Span| {
            self.text
                .get(span.start as usize..span.end as usize)
                .unwrap_or("")
        };
        let short = |span: Span| crate::lexer::shorten(text(span));
        let help = if matches!(lhs.kind, ExprKind::Path(_)) && text(second) == ">" {
            format!(
                "For generic arguments write `{}::<{}>(..)`.",
                short(lhs.span),
                short(rhs.span)
            )
        } else {
            format!(
                "Write `{} {} {} && {} {} ..`.",
                short(lhs.span),
                text(first),
                short(rhs.span),
                short(rhs.span),
                text(second)
            )
        };
        let diagnostic =
            Diagnostic::error(codes::CHAINED_COMPARISON, second, "Comparisons do not chain.").with_help(help);
        self.report_always(diagnostic);
        // The rest of the chain is part of the same mistake.
        while let Some((Infix::Binary(_), COMPARE, tokens)) = self.infix_operator() {
            self.operator(tokens);
            if self.at_operand() {
                self.expr_power(Power(COMPARE.0 + 1));
            }
            if self.silent {
                break;
            }
        }
    }

    /// The operator in front, its power, and its number of tokens: `<<`, `>=`, `>>` and `>>=` have several.
    fn infix_operator(&self) -> Option<(Infix, Power, usize)> {
        let binary = |op, power| Some((Infix::Binary(op), power, 1));
        let assign = |op| Some((Infix::Assign(op), ASSIGN, 1));
        match self.kind() {
            T::Ident | T::Mod => self.word_operator(),
            T::Plus => binary(BinaryOp::Add, SUM),
            T::Minus => binary(BinaryOp::Sub, SUM),
            T::Star => binary(BinaryOp::Mul, PRODUCT),
            T::Slash => binary(BinaryOp::Div, PRODUCT),
            T::Percent => binary(BinaryOp::Rem, PRODUCT),
            T::Amp => binary(BinaryOp::BitAnd, BIT_AND),
            T::Pipe => binary(BinaryOp::BitOr, BIT_OR),
            T::Caret => binary(BinaryOp::BitXor, BIT_XOR),
            T::EqEq => binary(BinaryOp::Eq, COMPARE),
            T::BangEq => binary(BinaryOp::Ne, COMPARE),
            // `vector<<T as A>::B>` has two of them as well.
            T::Less if self.nth(1) == T::Less && self.joined(0) => {
                Some((Infix::Binary(BinaryOp::Shl), SHIFT, 2))
            }
            T::Less => binary(BinaryOp::Lt, COMPARE),
            T::LessEq => binary(BinaryOp::Le, COMPARE),
            T::Greater => Some(self.greater()),
            T::AmpAmp => binary(BinaryOp::And, AND),
            T::PipePipe => binary(BinaryOp::Or, OR),
            T::DotDot => Some((Infix::Range { inclusive: false }, RANGE, 1)),
            T::DotDotEq => Some((Infix::Range { inclusive: true }, RANGE, 1)),
            T::As => Some((Infix::Cast, CAST, 1)),
            T::Eq => assign(None),
            T::PlusEq => assign(Some(BinaryOp::Add)),
            T::MinusEq => assign(Some(BinaryOp::Sub)),
            T::StarEq => assign(Some(BinaryOp::Mul)),
            T::SlashEq => assign(Some(BinaryOp::Div)),
            T::PercentEq => assign(Some(BinaryOp::Rem)),
            T::AmpEq => assign(Some(BinaryOp::BitAnd)),
            T::PipeEq => assign(Some(BinaryOp::BitOr)),
            T::CaretEq => assign(Some(BinaryOp::BitXor)),
            T::LessLessEq => assign(Some(BinaryOp::Shl)),
            _ => None,
        }
    }

    /// `a and b`: an operator that other languages write as a word; [`Self::strange_operator`] reports it.
    fn word_operator(&self) -> Option<(Infix, Power, usize)> {
        let (op, power) = match self.current_text() {
            "and" => (BinaryOp::And, AND),
            "or" => (BinaryOp::Or, OR),
            "xor" => (BinaryOp::BitXor, BIT_XOR),
            "mod" => (BinaryOp::Rem, PRODUCT),
            "div" => (BinaryOp::Div, PRODUCT),
            _ => return None,
        };
        let next = self.nth(1);
        let operand = next.is_ident()
            || matches!(
                next,
                T::Int | T::Str | T::True | T::False | T::Bang | T::OpenParen | T::Storage | T::SelfValue
            );
        (operand && !self.at_line_start()).then_some((Infix::Binary(op), power, 1))
    }

    fn greater(&self) -> (Infix, Power, usize) {
        let second = if self.joined(0) { self.nth(1) } else { T::Eof };
        match second {
            T::Eq => (Infix::Binary(BinaryOp::Ge), COMPARE, 2),
            T::Greater if self.joined(1) && self.nth(2) == T::Eq => {
                (Infix::Assign(Some(BinaryOp::Shr)), ASSIGN, 3)
            }
            T::Greater => (Infix::Binary(BinaryOp::Shr), SHIFT, 2),
            _ => (Infix::Binary(BinaryOp::Gt), COMPARE, 1),
        }
    }

    /// The end of a range, when there is one.
    pub(super) fn range_end(&mut self) -> Option<Box<Expr>> {
        if self.is(T::Dot) && self.joined(0) {
            let span = self.previous_span().to(self.span());
            let diagnostic =
                Diagnostic::error(codes::UNKNOWN_OPERATOR, span, "Twilight has no operator `...`.")
                    .with_help("Ranges are written `a..b`, or `a..=b` with the end included.");
            self.report_always(diagnostic);
            self.bump();
        }
        let body = self.no_struct && self.is(T::OpenBrace);
        (self.at_operand() && !body).then(|| Box::new(self.expr_power(Power(RANGE.0 + 1))))
    }

    /// Prefix operators, then an operand with what follows it.
    fn unary(&mut self) -> Expr {
        let op = match self.kind() {
            T::Minus => UnaryOp::Neg,
            T::Bang => UnaryOp::Not,
            T::Amp | T::AmpAmp | T::Star | T::Plus => return self.foreign_prefix(),
            T::Ident if self.foreign_word_before_operand() => return self.behind_foreign_word(),
            _ => {
                let mark = self.mark();
                let operand = self.operand();
                return self.postfix(operand, mark);
            }
        };
        let mark = self.mark();
        self.bump();
        // `expr_power` counts the nesting.
        let operand = self.expr_power(Power::PREFIX);
        self.finish(mark, NodeKind::Unary);
        Expr {
            kind: ExprKind::Unary {
                op,
                operand: Box::new(operand),
            },
            span: self.span_from(mark.at),
        }
    }

    /// What stands behind a word of another language, which has been consumed.
    #[inline(never)]
    fn behind_foreign_word(&mut self) -> Expr {
        let start = self.at;
        if self.at_operand() && !self.at_line_start() {
            return self.expr_power(Power::PREFIX);
        }
        Expr {
            kind: ExprKind::Error,
            span: self.span_from(start),
        }
    }

    /// Calls, fields, methods, indices and `?` behind an operand.
    #[inline(never)]
    fn postfix(&mut self, mut expr: Expr, mark: Mark) -> Expr {
        // Jumps and closures take all that follows into their own value.
        if matches!(
            expr.kind,
            ExprKind::Return(_)
                | ExprKind::Break { .. }
                | ExprKind::Continue { .. }
                | ExprKind::Closure { .. }
        ) {
            return expr;
        }
        loop {
            let starts = matches!(self.kind(), T::OpenParen | T::OpenBracket | T::Question | T::Dot);
            if !starts {
                return expr;
            }
            if !self.link() {
                return Expr {
                    kind: ExprKind::Error,
                    span: expr.span,
                };
            }
            let (kind, node) = match self.kind() {
                T::OpenParen => {
                    let args = self.call_args();
                    (
                        ExprKind::Call {
                            callee: Box::new(expr),
                            args,
                        },
                        NodeKind::Call,
                    )
                }
                T::OpenBracket => {
                    let open = self.at;
                    self.bump();
                    let index = self.bracketed(Self::expr);
                    self.close(open, T::CloseBracket, "`]`");
                    (
                        ExprKind::Index {
                            base: Box::new(expr),
                            index: Box::new(index),
                        },
                        NodeKind::Index,
                    )
                }
                T::Question => {
                    self.bump();
                    if self.ternary() {
                        return Expr {
                            kind: ExprKind::Error,
                            span: self.span_from(mark.at),
                        };
                    }
                    (ExprKind::Try(Box::new(expr)), NodeKind::Try)
                }
                _ => self.dot(expr),
            };
            let span = self.span_from(mark.at);
            self.finish(mark, node);
            expr = Expr { kind, span };
        }
    }

    /// `.field`, `.0`, `.method(..)`.
    #[inline(never)]
    fn dot(&mut self, expr: Expr) -> (ExprKind, NodeKind) {
        self.bump();
        if self.is(T::Int) {
            let text = self.current_text();
            let literal = matches!(expr.kind, ExprKind::Literal(_));
            if literal {
                let diagnostic = Diagnostic::error(
                    codes::FLOAT,
                    expr.span.to(self.span()),
                    "Twilight has no floating-point numbers.",
                )
                .with_help("Use an integer with a fixed scale, for example cents instead of euros.");
                self.report_always(diagnostic);
            } else if !text.bytes().all(|byte| byte.is_ascii_digit())
                || (text.len() > 1 && text.starts_with('0'))
            {
                let diagnostic = Diagnostic::error(
                    codes::BAD_NUMBER,
                    self.span(),
                    "The index of a tuple's element is written with plain digits.",
                )
                .with_help("Write `.0` for the first element, `.1` for the second.");
                self.report_always(diagnostic);
            }
            let name = self.ident();
            return (
                ExprKind::Field {
                    base: Box::new(expr),
                    name,
                },
                NodeKind::FieldAccess,
            );
        }
        let Some(name) = self.name("the name of a field or method") else {
            return (ExprKind::Error, NodeKind::FieldAccess);
        };
        let generics: Vec<Type> = if self.is(T::ColonColon) && self.nth(1) == T::Less {
            self.bump();
            self.generic_args()
        } else if self.generic_args_ahead() {
            self.generic_args()
        } else {
            Vec::new()
        };
        if self.is(T::OpenParen) {
            let args = self.call_args();
            let kind = ExprKind::MethodCall {
                receiver: Box::new(expr),
                method: name,
                generics,
                args,
            };
            return (kind, NodeKind::MethodCall);
        }
        if !generics.is_empty() {
            self.expected("`(` and the method's arguments");
        }
        (
            ExprKind::Field {
                base: Box::new(expr),
                name,
            },
            NodeKind::FieldAccess,
        )
    }

    /// `(a, b)` behind a callee.
    pub(super) fn call_args(&mut self) -> Vec<Expr> {
        let open = self.at;
        if !self.eat(T::OpenParen) {
            self.expected("`(` and the arguments");
            return Vec::new();
        }
        let mark = Mark {
            at: open,
            nodes: self.tree.mark(),
        };
        let args = self.bracketed(|p| {
            p.list(open, T::CloseParen, &[T::Comma], "an argument", |p| {
                if p.is(T::Mut) {
                    p.foreign_mut_argument();
                }
                Some(p.expr())
            })
        });
        self.finish(mark, NodeKind::Arguments);
        args
    }

    /// True when an expression can start here.
    pub(super) fn at_operand(&self) -> bool {
        self.at_path()
            || self.at_block_like()
            || matches!(
                self.kind(),
                T::Less
                    | T::Int
                    | T::Str
                    | T::True
                    | T::False
                    | T::Storage
                    | T::OpenParen
                    | T::OpenBracket
                    | T::Minus
                    | T::Bang
                    | T::Pipe
                    | T::PipePipe
                    | T::Return
                    | T::Break
                    | T::Continue
                    | T::Emit
                    | T::Require
                    | T::Old
                    | T::Amp
                    | T::Star
            )
    }

    /// True at the expressions that end in a block.
    pub(super) fn at_block_like(&self) -> bool {
        matches!(
            self.kind(),
            T::OpenBrace | T::If | T::Loop | T::While | T::For | T::Match | T::Label
        )
    }
}
