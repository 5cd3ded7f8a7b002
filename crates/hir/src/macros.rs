//! `print`, `require` and the built-in macro forms (DECISIONS S6, S12, T12, T18).

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::{self, Macro};

use crate::body::{FnCx, Obligation, error_expr};
use crate::codes;
use crate::thir::{AssertionKind, Expr, ExprKind, FormatPart};
use crate::ty::Ty;

fn text(text: &str, span: Span) -> Expr {
    Expr {
        kind: ExprKind::Str(Arc::from(text)),
        ty: Ty::String,
        span,
    }
}

impl<'a> FnCx<'_, 'a> {
    /// Functions that the language itself has; `None` for other names.
    pub fn builtin_function(
        &mut self,
        segment: &'a ast::PathSegment,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Option<Expr> {
        let name = segment.name.name.as_str();
        let written = self.std_variant_type(segment, span);
        if written.is_none() && matches!(name, "print" | "println" | "require") {
            self.no_type_args(name, &segment.args);
        }
        Some(match name {
            "print" | "println" => self.print(name, args, span),
            "Some" | "Ok" | "Err" => self.construct_std(name, args, span, written.as_ref().or(hint)),
            "require" => match args {
                [condition] => self.require(condition, None, span),
                [condition, message] => self.require(condition, Some(message), span),
                _ => {
                    self.count_args("require", args, 2, span, None);
                    error_expr(span)
                }
            },
            _ => return AssertionKind::from_name(name).map(|kind| self.misplaced_assertion(kind, span)),
        })
    }

    fn print(&mut self, name: &str, args: &'a [ast::Expr], span: Span) -> Expr {
        let Some((first, rest)) = args.split_first() else {
            if name == "println" {
                let line = text("\n", span);
                return Expr {
                    kind: ExprKind::Print(Box::new(line)),
                    ty: Ty::Unit,
                    span,
                };
            }
            return self.fail_with(
                Diagnostic::error(codes::FORMAT, span, "`print` needs something to print.")
                    .with_help("Write `print(\"text\")` or `print(\"value: {}\", value)`."),
            );
        };
        let mut value = self.format(first, rest, span);
        if name == "println" {
            value = match value.kind {
                ExprKind::Str(line) => text(&format!("{line}\n"), value.span),
                ExprKind::Format(mut parts) => {
                    parts.push(FormatPart::Text("\n".to_string()));
                    Expr {
                        kind: ExprKind::Format(parts),
                        ty: Ty::String,
                        span,
                    }
                }
                kind => {
                    let value = Expr { kind, ..value };
                    let parts = vec![FormatPart::Value(value), FormatPart::Text("\n".to_string())];
                    Expr {
                        kind: ExprKind::Format(parts),
                        ty: Ty::String,
                        span,
                    }
                }
            };
        }
        Expr {
            kind: ExprKind::Print(Box::new(value)),
            ty: Ty::Unit,
            span,
        }
    }

    /// A string from a format and its arguments. A single value that is no literal is shown as it is.
    fn format(&mut self, first: &'a ast::Expr, rest: &'a [ast::Expr], span: Span) -> Expr {
        let ast::ExprKind::Literal(ast::Literal::Str(pattern)) = &first.kind else {
            let value = self.expr(first, None);
            if !rest.is_empty() {
                self.ignore(rest);
                return self.fail_with(
                    Diagnostic::error(
                        codes::FORMAT,
                        first.span,
                        "With more than one argument the first must be a string literal with `{}` for each value.",
                    )
                    .with_help("Write `print(\"{} {}\", a, b)`."),
                );
            }
            return match self.infer.shallow(&value.ty) {
                Ty::String | Ty::Error => value,
                _ => Expr {
                    kind: ExprKind::Format(vec![FormatPart::Value(value)]),
                    ty: Ty::String,
                    span,
                },
            };
        };
        let pieces = match pieces(pattern) {
            Ok(pieces) => pieces,
            Err(message) => {
                self.ignore(rest);
                return self.fail_with(
                    Diagnostic::error(codes::FORMAT, first.span, message)
                        .with_help("`{}` shows a value, `{{` and `}}` are the braces themselves."),
                );
            }
        };
        let wanted = pieces.iter().filter(|piece| piece.is_none()).count();
        if wanted != rest.len() {
            self.ignore(rest);
            return self.fail(
                codes::FORMAT,
                first.span,
                format!(
                    "The format has {wanted} `{{}}`, but {} {} to show {} given.",
                    rest.len(),
                    if rest.len() == 1 { "value" } else { "values" },
                    if rest.len() == 1 { "is" } else { "are" },
                ),
            );
        }
        let mut values = rest.iter();
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                Some(piece) => parts.push(FormatPart::Text(piece)),
                None => {
                    if let Some(value) = values.next() {
                        parts.push(FormatPart::Value(self.expr(value, None)));
                    }
                }
            }
        }
        match parts.as_slice() {
            [] => text("", first.span),
            [FormatPart::Text(only)] => text(only, first.span),
            _ => Expr {
                kind: ExprKind::Format(parts),
                ty: Ty::String,
                span,
            },
        }
    }

    fn message(&mut self, args: &'a [ast::Expr], default: &str, span: Span) -> Expr {
        match args.split_first() {
            Some((first, rest)) => {
                let is_literal = matches!(first.kind, ast::ExprKind::Literal(ast::Literal::Str(_)));
                if is_literal {
                    self.format(first, rest, first.span)
                } else if rest.is_empty() {
                    self.check(first, &Ty::String)
                } else {
                    self.format(first, rest, span)
                }
            }
            None => text(default, span),
        }
    }

    /// `require(condition, message)`.
    pub fn require(&mut self, condition: &'a ast::Expr, message: Option<&'a ast::Expr>, span: Span) -> Expr {
        if let (ast::ExprKind::Literal(ast::Literal::Str(_)), Some(other)) = (&condition.kind, message)
            && !matches!(other.kind, ast::ExprKind::Literal(ast::Literal::Str(_)))
        {
            return self.reversed_require(condition, other, span);
        }
        let source: Vec<&str> = self.ck.sources.text(condition.span).split_whitespace().collect();
        let default_message = format!("requirement failed: {}", source.join(" "));
        let condition = Box::new(self.check(condition, &Ty::Bool));
        let message = message.map(|message| Box::new(self.check(message, &Ty::String)));
        Expr {
            kind: ExprKind::Require {
                condition,
                message,
                default_message,
            },
            ty: Ty::Unit,
            span,
        }
    }

    /// `require("message", condition)`: one message for both arguments.
    fn reversed_require(&mut self, text: &'a ast::Expr, condition: &'a ast::Expr, span: Span) -> Expr {
        self.expr(condition, None);
        let sources = self.ck.sources;
        let (text_shown, shown) = (sources.text(text.span), sources.text(condition.span));
        let help = if shown.len() + text_shown.len() <= 80 && !shown.contains('\n') {
            format!("Write `require({shown}, {text_shown})`.")
        } else {
            "Write `require(condition, \"message\")`.".to_string()
        };
        self.fail_with(
            Diagnostic::error(
                codes::MISMATCH,
                span,
                "The condition of `require` stands first, its message behind it.",
            )
            .with_help(help),
        )
    }

    /// `panic!` and the other forms.
    pub fn macro_expr(
        &mut self,
        name: Macro,
        args: &'a [ast::Expr],
        repeat: bool,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        match name {
            Macro::Panic | Macro::Todo | Macro::Unreachable => {
                let default = match name {
                    Macro::Todo => "not yet implemented",
                    Macro::Unreachable => "internal error: entered unreachable code",
                    _ => "explicit panic",
                };
                let message = self.message(args, default, span);
                Expr {
                    kind: ExprKind::Panic(Box::new(message)),
                    ty: Ty::Never,
                    span,
                }
            }
            Macro::Assert => {
                let Some((condition, rest)) = args.split_first() else {
                    return self.fail(codes::ARGUMENT_COUNT, span, "`assert!` needs a condition.");
                };
                let default = format!("Assertion failed: {}", self.source(condition));
                let condition = Box::new(self.check(condition, &Ty::Bool));
                let message = Box::new(self.message(rest, &default, span));
                Expr {
                    kind: ExprKind::Assert { condition, message },
                    ty: Ty::Unit,
                    span,
                }
            }
            Macro::AssertEq | Macro::AssertNe => self.assert_equal(name == Macro::AssertNe, args, span),
            Macro::Vector => self.vector(args, repeat, span, hint),
        }
    }

    fn source(&self, expr: &ast::Expr) -> String {
        self.ck
            .sources
            .text(expr.span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn assert_equal(&mut self, negated: bool, args: &'a [ast::Expr], span: Span) -> Expr {
        let [lhs, rhs, rest @ ..] = args else {
            self.ignore(args);
            let name = if negated { "assert_ne!" } else { "assert_eq!" };
            return self.fail(
                codes::ARGUMENT_COUNT,
                span,
                format!("`{name}` needs two values to compare."),
            );
        };
        let sign = if negated { "!=" } else { "==" };
        let text = format!("{} {sign} {}", self.source(lhs), self.source(rhs));
        let lhs = self.expr(lhs, None);
        let ty = self.value_ty(&lhs);
        let rhs = self.check(rhs, &ty);
        let op = if negated {
            ast::BinaryOp::Ne
        } else {
            ast::BinaryOp::Eq
        };
        self.obligations.push(Obligation::Compare(ty, op, span));
        let message = if rest.is_empty() {
            None
        } else {
            Some(Box::new(self.message(rest, "", span)))
        };
        Expr {
            kind: ExprKind::AssertEqual {
                negated,
                lhs: Box::new(lhs),
                rhs: Box::new(rhs),
                message,
                text,
            },
            ty: Ty::Unit,
            span,
        }
    }

    fn vector(&mut self, args: &'a [ast::Expr], repeat: bool, span: Span, hint: Option<&Ty>) -> Expr {
        let element = match hint.map(|hint| self.infer.shallow(hint)) {
            Some(Ty::Vector(element)) => element,
            _ => Arc::new(self.infer.fresh(span)),
        };
        let ty = Ty::Vector(Arc::clone(&element));
        if !repeat {
            let values = args.iter().map(|value| self.check(value, &element)).collect();
            return self.limited(Expr {
                kind: ExprKind::Aggregate(values),
                ty,
                span,
            });
        }
        let [value, count] = args else {
            self.ignore(args);
            return self.fail(
                codes::ARGUMENT_COUNT,
                span,
                "`vector![value; count]` takes one value and its count.",
            );
        };
        let value = self.check(value, &element);
        if let Some(filled) = self.filled(&value, count, &element, span) {
            return filled;
        }
        let value = Box::new(value);
        let Some(count) = self.ck.const_length(count, self.scope) else {
            return error_expr(span);
        };
        let array = Ty::Array(element, count);
        let mut expr = self.limited(Expr {
            kind: ExprKind::Repeat { value, count },
            ty: array,
            span,
        });
        if !matches!(expr.ty, Ty::Error) {
            expr.ty = ty;
        }
        expr
    }
}

/// Splits a format: `None` for each `{}`.
fn pieces(pattern: &str) -> Result<Vec<Option<String>>, String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' if chars.peek() == Some(&'{') => {
                chars.next();
                piece.push('{');
            }
            '}' if chars.peek() == Some(&'}') => {
                chars.next();
                piece.push('}');
            }
            '{' if chars.peek() == Some(&'}') => {
                chars.next();
                if !piece.is_empty() {
                    out.push(Some(std::mem::take(&mut piece)));
                }
                out.push(None);
            }
            '{' => {
                let mut closed = false;
                let before_end = |c: &char| {
                    closed = *c == '}';
                    !closed
                };
                let inner: String = chars.by_ref().take_while(before_end).take(30).collect();
                if !closed && inner.chars().count() < 30 {
                    return Err("This `{` has no `}` behind it.".to_string());
                }
                return Err(format!(
                    "`{{{inner}}}` is no placeholder: only `{{}}` is, and the value stands after the format."
                ));
            }
            '}' => return Err("A single `}` stands in the format.".to_string()),
            _ => piece.push(c),
        }
    }
    if !piece.is_empty() {
        out.push(Some(piece));
    }
    Ok(out)
}
