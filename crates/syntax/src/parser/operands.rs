//! Operands: literals, paths, brackets, control flow, closures, macros, built-in forms.

use super::Parser;
use super::paths::PathMode;
use crate::ast::{Expr, ExprKind, FieldInit, Ident, Literal, Macro, Path, PathSegment, Pattern, Type};
use crate::codes;
use crate::literal::{self, IntegerError};
use crate::token::TokenKind as T;
use crate::tree::NodeKind;
use ruint::aliases::U256;
use twilight_diagnostics::{Diagnostic, Span};

impl Parser<'_> {
    /// One operand without what may follow it.
    ///
    /// This and the functions it calls recurse for each level of nesting. They are kept out of line, so that a
    /// level costs the stack only what it uses: one frame with the locals of all forms would be several KiB.
    pub(super) fn operand(&mut self) -> Expr {
        match self.kind() {
            T::OpenBrace => {
                let block = self.bracketed(Self::block);
                let span = block.span;
                Expr {
                    kind: ExprKind::Block(block),
                    span,
                }
            }
            T::If | T::Loop | T::While | T::For | T::Label | T::Match => self.control_flow(),
            T::OpenParen | T::OpenBracket | T::Pipe | T::PipePipe => self.bracket_operand(),
            T::Return | T::Break | T::Continue | T::Emit | T::Require | T::Old => self.keyword_operand(),
            _ => self.plain_operand(),
        }
    }

    #[inline(never)]
    fn bracket_operand(&mut self) -> Expr {
        let mark = self.mark();
        let (kind, node) = match self.kind() {
            T::OpenParen if self.arrow_function() => (ExprKind::Error, NodeKind::Closure),
            T::OpenParen => (self.paren(), NodeKind::Paren),
            T::OpenBracket => (self.array(), NodeKind::Array),
            _ => (self.closure(), NodeKind::Closure),
        };
        self.finish(mark, node);
        Expr {
            kind,
            span: self.span_from(mark.at),
        }
    }

    #[inline(never)]
    fn keyword_operand(&mut self) -> Expr {
        let mark = self.mark();
        let (kind, node) = match self.kind() {
            T::Emit => (self.emit(), NodeKind::Emit),
            T::Require => (self.require(), NodeKind::Require),
            T::Old => (self.old(), NodeKind::Old),
            _ => (self.jump(), NodeKind::Jump),
        };
        self.finish(mark, node);
        Expr {
            kind,
            span: self.span_from(mark.at),
        }
    }

    /// `return e`, `break 'l e`, `continue 'l`.
    fn jump(&mut self) -> ExprKind {
        let keyword = self.kind();
        self.bump();
        if keyword == T::Return {
            return ExprKind::Return(self.jump_value());
        }
        let label = self.is(T::Label).then(|| self.ident());
        match keyword {
            T::Break => ExprKind::Break {
                label,
                value: self.jump_value(),
            },
            _ => ExprKind::Continue { label },
        }
    }

    #[inline(never)]
    fn plain_operand(&mut self) -> Expr {
        let mark = self.mark();
        let (kind, node) = match self.kind() {
            T::Int | T::Str | T::True | T::False => {
                (ExprKind::Literal(self.literal()), Some(NodeKind::Literal))
            }
            T::DotDot | T::DotDotEq => {
                let inclusive = self.is(T::DotDotEq);
                self.bump();
                let end = self.range_end();
                (
                    ExprKind::Range {
                        start: None,
                        end,
                        inclusive,
                    },
                    Some(NodeKind::Range),
                )
            }
            T::Storage => (self.path_operand(), None),
            T::Type if self.type_query() => (ExprKind::Error, None),
            T::Less => (self.path_operand(), None),
            _ if self.at_path() => self.path_or_macro(),
            _ => {
                self.expected("an expression");
                (ExprKind::Error, None)
            }
        };
        if let Some(node) = node {
            self.finish(mark, node);
        }
        Expr {
            kind,
            span: self.span_from(mark.at),
        }
    }

    /// A literal; the caller has checked that one stands here.
    #[inline(never)]
    pub(super) fn literal(&mut self) -> Literal {
        let text = self.current_text();
        let literal = match self.kind() {
            T::True => Literal::Bool(true),
            T::False => Literal::Bool(false),
            T::Str => Literal::Str(literal::string(text)),
            _ => self.integer(text),
        };
        self.bump();
        literal
    }

    fn integer(&mut self, text: &str) -> Literal {
        let span = self.span();
        if text.starts_with('b') {
            // A byte in quotes, which the lexer has refused.
            return Literal::Int(ruint::aliases::U256::ZERO, None);
        }
        let from = |offset: usize| Span::new(span.file, span.start + offset as u32, span.end);
        let diagnostic = match literal::integer(text) {
            Ok(integer) => {
                let suffix = integer.suffix.and_then(|at| {
                    text.get(at..).map(|name| Ident {
                        name: name.to_owned(),
                        span: from(at),
                    })
                });
                return Literal::Int(integer.value, suffix);
            }
            Err(IntegerError::NoDigits) => {
                Diagnostic::error(codes::BAD_NUMBER, span, "This number has no digits.")
                    .with_help("Write digits behind the prefix, for example `0xFF`.")
            }
            Err(IntegerError::BadDigit(at, base)) => {
                let digit = text.get(at..=at).unwrap_or("");
                let place = Span::new(span.file, span.start + at as u32, span.start + at as u32 + 1);
                Diagnostic::error(
                    codes::BAD_NUMBER,
                    place,
                    format!("`{digit}` is not a digit of base {base}."),
                )
            }
            Err(IntegerError::TooLarge) => Diagnostic::error(
                codes::INTEGER_TOO_LARGE,
                span,
                "This number is larger than 2^256-1.",
            )
            .with_help("The largest integer type is `u256`."),
            Err(IntegerError::BadSuffix(at)) => self.bad_suffix(text, at, from(at)),
        };
        self.report_always(diagnostic);
        Literal::Int(U256::ZERO, None)
    }

    /// `(e)`, `()`, `(a, b)`.
    #[inline(never)]
    fn paren(&mut self) -> ExprKind {
        let open = self.at;
        self.bump();
        let mut comma = false;
        let mut elements = self.bracketed(|p| {
            p.list(open, T::CloseParen, &[T::Comma], "an expression", |p| {
                let expr = p.expr();
                comma |= p.is(T::Comma);
                Some(expr)
            })
        });
        match elements.pop() {
            Some(only) if elements.is_empty() && !comma => ExprKind::Paren(Box::new(only)),
            Some(last) => {
                elements.push(last);
                ExprKind::Tuple(elements)
            }
            None => ExprKind::Tuple(elements),
        }
    }

    /// `[a, b]`, `[e; n]`.
    #[inline(never)]
    fn array(&mut self) -> ExprKind {
        let open = self.at;
        self.bump();
        let (elements, count) = self.bracketed(|p| p.array_elements(open, T::CloseBracket));
        match (elements, count) {
            (mut elements, Some(count)) => match elements.pop() {
                Some(element) => ExprKind::Repeat(Box::new(element), Box::new(count)),
                None => ExprKind::Error,
            },
            (elements, None) => ExprKind::Array(elements),
        }
    }

    /// Elements up to `closer`, and the count where it is the form `e; n`.
    #[inline(never)]
    fn array_elements(&mut self, open: usize, closer: T) -> (Vec<Expr>, Option<Expr>) {
        let mut count = None;
        let mut first = true;
        let elements = self.list(open, closer, &[T::Comma], "an expression", |p| {
            let element = p.expr();
            if std::mem::take(&mut first) && p.eat(T::Semicolon) {
                count = Some(p.expr());
            }
            Some(element)
        });
        (elements, count)
    }

    /// The value of `return` or `break`, when there is one.
    fn jump_value(&mut self) -> Option<Box<Expr>> {
        let body = self.no_struct && self.is(T::OpenBrace);
        (self.at_operand() && !body).then(|| Box::new(self.expr()))
    }

    /// A path, a struct literal or a macro.
    fn path_or_macro(&mut self) -> (ExprKind, Option<NodeKind>) {
        if self.is(T::Ident) && self.nth(1) == T::Bang {
            let brackets = matches!(self.nth(2), T::OpenParen | T::OpenBracket | T::OpenBrace);
            if brackets && self.joined(0) {
                return (self.macro_call(), Some(NodeKind::Macro));
            }
        }
        let kind = self.path_operand();
        let node = matches!(kind, ExprKind::Struct { .. }).then_some(NodeKind::StructLiteral);
        (kind, node)
    }

    fn path_operand(&mut self) -> ExprKind {
        let path = self.path(PathMode::Expr);
        // `x != y { return ..; }` lacks an `if`: no field is called so.
        if self.is(T::OpenBrace) && !starts_body(self.nth(1)) {
            if !self.no_struct {
                return self.struct_literal(path);
            }
            // `{ name: ` and `{ name, ` start no block.
            let literal = self.nth(1).is_ident() && matches!(self.nth(2), T::Colon | T::Comma);
            if literal {
                let diagnostic = Diagnostic::error(
                    codes::STRUCT_IN_CONDITION,
                    path.span,
                    "A struct literal in the head of `if`, `while`, `for` or `match` needs parentheses.",
                )
                .with_help("Write `(S { .. })`.");
                self.report_always(diagnostic);
                return self.struct_literal(path);
            }
        }
        ExprKind::Path(path)
    }

    /// `{ a: 1, b, ..base }` behind a path.
    #[inline(never)]
    fn struct_literal(&mut self, path: Path) -> ExprKind {
        let open = self.at;
        self.bump();
        let mut base = None;
        let fields = self.bracketed(|p| {
            p.list(open, T::CloseBrace, &[T::Comma], "a field", |p| {
                if p.eat(T::DotDot) {
                    base = Some(Box::new(p.expr()));
                    if p.is(T::Comma) {
                        p.expected("`}` behind the base, which stands last");
                    }
                    return None;
                }
                p.field_init()
            })
        });
        ExprKind::Struct { path, fields, base }
    }

    fn field_init(&mut self) -> Option<FieldInit> {
        let mark = self.mark();
        let name = if self.is(T::Int) {
            self.ident()
        } else {
            self.name("the name of a field")?
        };
        let value = if self.eat(T::Colon) {
            self.expr()
        } else if name.name.starts_with(|c: char| c.is_ascii_digit()) {
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                name.span,
                format!(
                    "Expected the name of a field, found `{}`.",
                    crate::lexer::shorten(&name.name)
                ),
            )
            .with_help(format!(
                "Write the field's name before its value: `field: {}`.",
                crate::lexer::shorten(&name.name)
            ));
            self.report(diagnostic);
            return None;
        } else if self.is(T::Eq) {
            let diagnostic = self
                .expected_diagnostic("`:` between field and value")
                .with_help(format!("Write `{}: value`.", name.name));
            self.report_always(diagnostic);
            self.bump();
            self.expr()
        } else {
            let segments = vec![PathSegment::new(name.clone(), Vec::new())];
            Expr {
                kind: ExprKind::Path(Path {
                    segments,
                    span: name.span,
                }),
                span: name.span,
            }
        };
        self.finish(mark, NodeKind::FieldInit);
        Some(FieldInit { name, value })
    }

    /// `|x: T| e`, `|| e`.
    #[inline(never)]
    fn closure(&mut self) -> ExprKind {
        let open = self.at;
        let params: Vec<(Pattern, Option<Type>)> = if self.eat(T::PipePipe) {
            Vec::new()
        } else {
            self.bump();
            self.list(open, T::Pipe, &[T::Comma], "a parameter", |p| {
                let pattern = p.pattern_alternative();
                let ty = p.eat(T::Colon).then(|| p.ty());
                Some((pattern, ty))
            })
        };
        if self.is(T::Arrow) {
            let diagnostic = Diagnostic::error(
                codes::FOREIGN_FORM,
                self.span(),
                "A closure has no return type: it is inferred.",
            )
            .with_help("Leave `-> T` out.");
            self.report_always(diagnostic);
            self.bump();
            self.ty();
        }
        ExprKind::Closure {
            params,
            body: Box::new(self.expr()),
        }
    }

    /// `emit E(..)`.
    #[inline(never)]
    fn emit(&mut self) -> ExprKind {
        self.bump();
        if self.is(T::OpenParen) && self.nth(1).is_ident() {
            self.foreign(
                self.span(),
                "`emit` is a word, not a function.".to_owned(),
                "Leave the parentheses around the event out: `emit E(..);`.",
            );
            self.skip_group();
            return ExprKind::Error;
        }
        if !self.at_path() {
            self.expected("the name of an event");
            return ExprKind::Error;
        }
        let event = self.path(PathMode::Plain);
        if self.is(T::OpenBrace) {
            let diagnostic = self
                .expected_diagnostic("`(` and the event's arguments")
                .with_help("Arguments of an event stand in parentheses, in their order.");
            self.report_always(diagnostic);
            let ExprKind::Struct { fields, .. } = self.struct_literal(event.clone()) else {
                return ExprKind::Error;
            };
            return ExprKind::Emit {
                event,
                args: fields.into_iter().map(|field| field.value).collect(),
            };
        }
        ExprKind::Emit {
            event,
            args: self.call_args(),
        }
    }

    /// `require(c)`, `require(c, m)` (DECISION S12).
    #[inline(never)]
    fn require(&mut self) -> ExprKind {
        let keyword = self.span();
        self.bump();
        if self.is(T::Bang) && self.nth(1) == T::OpenParen {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_MACRO,
                keyword.to(self.span()),
                "`require` is no macro.",
            )
            .with_help("Write `require(condition, \"message\")`, without `!`.");
            self.report_always(diagnostic);
            self.bump();
        }
        if !self.is(T::OpenParen) {
            self.expected("`(` and the condition of `require`");
            return ExprKind::Error;
        }
        let errors = self.diagnostics.len();
        let mut args = self.call_args().into_iter();
        let span = keyword.to(self.previous_span());
        let (condition, message, extra) = (args.next(), args.next(), args.next());
        let Some(condition) = condition.filter(|_| extra.is_none()) else {
            if self.diagnostics.len() > errors {
                // Something in the arguments has been reported.
                return ExprKind::Error;
            }
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                span,
                "`require` takes a condition and, behind a comma, a message.",
            )
            .with_help("Write `require(condition, \"message\")`.");
            self.report_always(diagnostic);
            return ExprKind::Error;
        };
        self.check_condition(&condition);
        ExprKind::Require {
            condition: Box::new(condition),
            message: message.map(Box::new),
        }
    }

    /// `old(e)`.
    #[inline(never)]
    fn old(&mut self) -> ExprKind {
        let keyword = self.span();
        self.bump();
        if !self.is(T::OpenParen) {
            self.expected("`(` and the expression of `old`");
            return ExprKind::Error;
        }
        let errors = self.diagnostics.len();
        let mut args = self.call_args().into_iter();
        let span = keyword.to(self.previous_span());
        let Some(value) = args.next().filter(|_| args.next().is_none()) else {
            if self.diagnostics.len() > errors {
                return ExprKind::Error;
            }
            let diagnostic = Diagnostic::error(codes::EXPECTED, span, "`old` takes one expression.")
                .with_help("Write `old(storage.counter)`.");
            self.report_always(diagnostic);
            return ExprKind::Error;
        };
        ExprKind::Old(Box::new(value))
    }

    /// `panic!(..)` and the other forms (DECISION S6).
    #[inline(never)]
    fn macro_call(&mut self) -> ExprKind {
        let start = self.at;
        let word = self.current_text();
        let name = match word {
            "panic" => Some(Macro::Panic),
            "assert" => Some(Macro::Assert),
            "assert_eq" => Some(Macro::AssertEq),
            "assert_ne" => Some(Macro::AssertNe),
            "vector" => Some(Macro::Vector),
            "todo" => Some(Macro::Todo),
            "unreachable" => Some(Macro::Unreachable),
            _ => None,
        };
        self.bump();
        self.bump();
        let span = self.span_from(start);
        let Some(name) = name else {
            self.unknown_macro(word, span);
            // What stands in it may have a form of its own.
            self.skip_group();
            return ExprKind::Error;
        };
        let open = self.at;
        let closer = self.kind().closer().unwrap_or(T::CloseParen);
        self.bump();
        let (args, count) = self.bracketed(|p| p.array_elements(open, closer));
        if count.is_some() && name != Macro::Vector {
            let diagnostic = Diagnostic::error(
                codes::EXPECTED,
                self.span_from(start),
                "Only `vector![value; count]` takes a `;`.",
            )
            .with_help("Separate the arguments with `,`.");
            self.report_always(diagnostic);
        }
        let repeat = count.is_some();
        ExprKind::Macro {
            name,
            args: args.into_iter().chain(count).collect(),
            repeat,
        }
    }
}

/// Keywords that begin a statement and can be no name of a field.
const fn starts_body(kind: T) -> bool {
    matches!(
        kind,
        T::Return
            | T::Val
            | T::Var
            | T::If
            | T::For
            | T::While
            | T::Loop
            | T::Match
            | T::Break
            | T::Continue
            | T::Emit
            | T::Require
    )
}
