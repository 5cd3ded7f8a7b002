//! Expressions: one function for each form; the larger ones have modules of their own.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_diagnostics::Diagnostic;
use twilight_diagnostics::Span;
use twilight_syntax::ast::{self, UnaryOp};

use crate::body::{FnCx, IntCheck, Obligation, error_expr};
use crate::codes;
use crate::ints::lossless;
use crate::thir::{Expr, ExprKind};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// Checks an expression. `hint` is the type its place would like; the caller still demands it.
    pub fn expr(&mut self, expr: &'a ast::Expr, hint: Option<&Ty>) -> Expr {
        self.ck.nesting += 1;
        let checked = self.expr_here(expr, hint);
        self.ck.nesting -= 1;
        checked
    }

    fn expr_here(&mut self, expr: &'a ast::Expr, hint: Option<&Ty>) -> Expr {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Literal(literal) => self.literal(literal, false, span, hint),
            ast::ExprKind::Path(path) => self.path_expr(path, span, hint),
            ast::ExprKind::Paren(inner) => self.expr(inner, hint),
            ast::ExprKind::Tuple(elements) => self.tuple(elements, span, hint),
            ast::ExprKind::Array(elements) => self.array(elements, span, hint),
            ast::ExprKind::Repeat(value, count) => self.repeat(value, count, span, hint),
            ast::ExprKind::Struct { path, fields, base } => {
                self.struct_expr(path, fields, base.as_deref(), span, hint)
            }
            ast::ExprKind::Call { callee, args } => self.call(callee, args, span, hint),
            ast::ExprKind::MethodCall {
                receiver,
                method,
                generics,
                args,
            } => self.method_call(receiver, method, generics, args, span, hint),
            ast::ExprKind::Index { .. } | ast::ExprKind::Field { .. } => self.place_expr(expr),
            ast::ExprKind::Unary { op, operand } => self.unary(*op, operand, span, hint),
            ast::ExprKind::Binary {
                op,
                op_span,
                lhs,
                rhs,
            } => self.binary(*op, *op_span, lhs, rhs, span, hint),
            ast::ExprKind::Assign {
                op,
                op_span,
                place,
                value,
            } => self.assign(*op, *op_span, place, value, span),
            ast::ExprKind::Cast { operand, ty } => self.cast(operand, ty, span),
            ast::ExprKind::Try(inner) => self.try_expr(inner, span),
            ast::ExprKind::Range { .. } => self.fail_with(
                Diagnostic::error(codes::WRONG_KIND, span, "A range is not a value.")
                    .with_help(
                        "Ranges stand in `for i in a..b` and in `v[a..b]`; to count down or in steps write `while`.",
                    ),
            ),
            ast::ExprKind::Block(block) => self.block(block, hint),
            ast::ExprKind::If {
                condition,
                then,
                otherwise,
            } => self.if_expr(condition, then, otherwise.as_deref(), span, hint),
            ast::ExprKind::IfLet {
                pattern,
                value,
                then,
                otherwise,
            } => self.if_let(pattern, value, then, otherwise.as_deref(), span, hint),
            ast::ExprKind::Loop { label, body } => self.loop_expr(label.as_ref(), body, span, hint),
            ast::ExprKind::While {
                label,
                condition,
                body,
            } => self.while_expr(label.as_ref(), condition, body, span),
            ast::ExprKind::For {
                label,
                pattern,
                iterable,
                body,
            } => self.for_expr(label.as_ref(), pattern, iterable, body, span),
            ast::ExprKind::Match { scrutinee, arms } => self.match_expr(scrutinee, arms, span, hint),
            ast::ExprKind::Return(value) => self.return_expr(value.as_deref(), span),
            ast::ExprKind::Break { label, value } => self.break_expr(label.as_ref(), value.as_deref(), span),
            ast::ExprKind::Continue { label } => self.continue_expr(label.as_ref(), span),
            ast::ExprKind::Emit { event, args } => self.emit(event, args, span),
            ast::ExprKind::Require { condition, message } => {
                self.require(condition, message.as_deref(), span)
            }
            ast::ExprKind::Old(value) => self.old(value, span),
            ast::ExprKind::Macro { name, args, repeat } => self.macro_expr(*name, args, *repeat, span, hint),
            ast::ExprKind::Closure { .. } => self.misplaced_closure(span, hint),
            ast::ExprKind::Error => error_expr(span),
        }
    }

    /// A literal; `negative` where a minus stands directly before it.
    pub fn literal(&mut self, literal: &ast::Literal, negative: bool, span: Span, hint: Option<&Ty>) -> Expr {
        match literal {
            ast::Literal::Bool(value) => Expr {
                kind: ExprKind::Bool(*value),
                ty: Ty::Bool,
                span,
            },
            ast::Literal::Str(text) => Expr {
                kind: ExprKind::Str(Arc::from(text.as_str())),
                ty: Ty::String,
                span,
            },
            ast::Literal::Int(magnitude, suffix) => {
                let ty = match suffix {
                    Some(suffix) => match twilight_abi::IntType::from_name(&suffix.name) {
                        Some(int) => Ty::Int(int),
                        None => {
                            let mut diagnostic = Diagnostic::error(
                                codes::UNKNOWN_TYPE,
                                suffix.span,
                                format!(
                                    "`{}` is no integer type, so it cannot follow a literal.",
                                    suffix.name
                                ),
                            )
                            .with_help("The suffixes are `u8` to `u256` and `i8` to `i256`.");
                            if let Some(twilight) = crate::suggest::foreign_type(&suffix.name) {
                                diagnostic = diagnostic.with_help(format!("Twilight calls it `{twilight}`."));
                            }
                            return self.fail_with(diagnostic);
                        }
                    },
                    None => match hint.map(|hint| self.infer.shallow(hint)) {
                        Some(Ty::Int(int)) => Ty::Int(int),
                        _ => self.infer.fresh_int(span),
                    },
                };
                self.int_literal(*magnitude, negative, ty, span)
            }
        }
    }

    /// An integer of a type, whose range is checked when the body ends.
    pub fn int_literal(&mut self, magnitude: U256, negative: bool, ty: Ty, span: Span) -> Expr {
        self.int_checks.push(IntCheck {
            ty: ty.clone(),
            magnitude,
            negative,
            span,
        });
        let value = if negative {
            magnitude.wrapping_neg()
        } else {
            magnitude
        };
        Expr {
            kind: ExprKind::Int(value),
            ty,
            span,
        }
    }

    fn tuple(&mut self, elements: &'a [ast::Expr], span: Span, hint: Option<&Ty>) -> Expr {
        if elements.is_empty() {
            return Expr {
                kind: ExprKind::Unit,
                ty: Ty::Unit,
                span,
            };
        }
        let hints = match hint.map(|hint| self.infer.shallow(hint)) {
            Some(Ty::Tuple(types)) if types.len() == elements.len() => Some(types),
            _ => None,
        };
        let mut values = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            let value = match hints.as_ref().and_then(|hints| hints.get(at)) {
                Some(hint) => self.check(element, hint),
                None => self.expr(element, None),
            };
            values.push(value);
        }
        let ty = Ty::Tuple(values.iter().map(|value| self.value_ty(value)).collect());
        self.limited(Expr {
            kind: ExprKind::Aggregate(values),
            ty,
            span,
        })
    }

    /// The type of a value that is kept: an expression that diverges counts as `()`.
    pub fn value_ty(&self, value: &Expr) -> Ty {
        match self.infer.shallow(&value.ty) {
            Ty::Never => Ty::Unit,
            ty => ty,
        }
    }

    /// The expression, unless its type exceeds the limits.
    pub fn limited(&mut self, expr: Expr) -> Expr {
        let ty = self.infer.resolve(&expr.ty);
        match self.ck.within_limits(&ty) {
            Ok(()) => expr,
            Err(what) => self.fail(codes::TYPE_TOO_LARGE, expr.span, what),
        }
    }

    fn array(&mut self, elements: &'a [ast::Expr], span: Span, hint: Option<&Ty>) -> Expr {
        let hint = hint.map(|hint| self.infer.shallow(hint));
        let (element, vector) = match &hint {
            Some(Ty::Vector(element)) => ((**element).clone(), true),
            Some(Ty::Array(element, _)) => ((**element).clone(), false),
            _ => (self.infer.fresh(span), false),
        };
        let values = elements.iter().map(|value| self.check(value, &element)).collect();
        let element = Arc::new(element);
        let ty = if vector {
            Ty::Vector(element)
        } else {
            Ty::Array(element, elements.len() as u64)
        };
        self.limited(Expr {
            kind: ExprKind::Aggregate(values),
            ty,
            span,
        })
    }

    fn repeat(&mut self, value: &'a ast::Expr, count: &'a ast::Expr, span: Span, hint: Option<&Ty>) -> Expr {
        let hint = hint.map(|hint| self.infer.shallow(hint));
        let (element, vector) = match &hint {
            Some(Ty::Vector(element)) => ((**element).clone(), true),
            Some(Ty::Array(element, _)) => ((**element).clone(), false),
            _ => (self.infer.fresh(span), false),
        };
        let value = self.check(value, &element);
        let element = Arc::new(element);
        if vector && let Some(filled) = self.filled(&value, count, &element, span) {
            return filled;
        }
        let Some(count) = self.ck.const_length(count, self.scope) else {
            return error_expr(span);
        };
        // The limit of an array holds for `[e; n]` as a vector too: its length stands in the source.
        let array = Ty::Array(Arc::clone(&element), count);
        let ty = if vector {
            Ty::Vector(element)
        } else {
            array.clone()
        };
        let expr = Expr {
            kind: ExprKind::Repeat {
                value: Box::new(value),
                count,
            },
            ty: array,
            span,
        };
        let mut expr = self.limited(expr);
        if !matches!(expr.ty, Ty::Error) {
            expr.ty = ty;
        }
        expr
    }

    fn unary(&mut self, op: UnaryOp, operand: &'a ast::Expr, span: Span, hint: Option<&Ty>) -> Expr {
        if op == UnaryOp::Neg
            && let ast::ExprKind::Literal(literal @ ast::Literal::Int(..)) = &operand.kind
        {
            return self.literal(literal, true, span, hint);
        }
        let value = self.expr(operand, hint);
        let ty = self.infer.shallow(&value.ty);
        let fine = match (op, &ty) {
            (_, Ty::Error | Ty::Never) => return Expr { span, ..value },
            (UnaryOp::Neg, Ty::Int(int)) if !int.signed => {
                self.check_negation(&ty, span);
                return error_expr(span);
            }
            (UnaryOp::Neg | UnaryOp::Not, Ty::Int(_)) | (UnaryOp::Not, Ty::Bool) => true,
            _ => self.infer.is_int_var(&ty),
        };
        if !fine {
            let (sign, wants) = match op {
                UnaryOp::Neg => ("-", "a signed integer"),
                UnaryOp::Not => ("!", "a `bool` or an integer"),
            };
            let shown = self.show(&ty);
            return self.fail(
                codes::OPERATOR,
                span,
                format!("`{sign}` needs {wants}, but this is {shown}."),
            );
        }
        if op == UnaryOp::Neg && matches!(ty, Ty::Infer(_)) {
            self.obligations.push(Obligation::Negate(ty.clone(), span));
        }
        Expr {
            kind: ExprKind::Unary {
                op,
                operand: Box::new(value),
            },
            ty,
            span,
        }
    }

    fn cast(&mut self, operand: &'a ast::Expr, ty: &'a ast::Type, span: Span) -> Expr {
        let target = self.ck.lower_type(ty, self.scope);
        let value = match target {
            Ty::Int(_) if is_literal(operand) => self.expr(operand, Some(&target)),
            _ => self.expr(operand, None),
        };
        self.convert(value, target, span, "as")
    }

    /// An integer conversion that loses nothing (DECISION S4), written as `as`, `from` or `into`.
    pub fn convert(&mut self, value: Expr, target: Ty, span: Span, written: &str) -> Expr {
        if self.infer.is_int_var(&value.ty) && matches!(target, Ty::Int(_)) {
            self.infer.unify(&value.ty, &target);
        }
        match (self.infer.shallow(&value.ty), &target) {
            (_, Ty::Error) => error_expr(span),
            (ty @ (Ty::Error | Ty::Never), _) => self.without_value(&ty, value.span, span),
            (Ty::Int(from), Ty::Int(to)) if from == *to => Expr { span, ..value },
            (Ty::Int(from), Ty::Int(to)) if lossless(from, *to) => Expr {
                kind: ExprKind::Widen(Box::new(value)),
                ty: target,
                span,
            },
            (Ty::Int(from), Ty::Int(to)) => {
                let text = self.ck.sources.text(value.span);
                let text = if text.len() > 30 || text.contains('\n') {
                    "value"
                } else {
                    text
                };
                self.fail_with(
                    Diagnostic::error(
                        codes::CAST,
                        span,
                        format!(
                            "Not every `{}` is a `{}`, so `{written}` could lose the value.",
                            from.name(),
                            to.name()
                        ),
                    )
                    .with_help(format!(
                        "Use `{}::try_from({text})`, which gives a `Result`.",
                        to.name()
                    )),
                )
            }
            (from, _) => {
                let (from, to) = (self.show(&from), self.show(&target));
                let mut diagnostic = Diagnostic::error(
                    codes::CAST,
                    span,
                    format!("`{written}` converts between integers only, not from {from} to {to}."),
                );
                diagnostic = match target {
                    Ty::String => diagnostic.with_help("Use `.to_string()`."),
                    Ty::Address | Ty::Hash256 => diagnostic.with_help(format!(
                        "Use {to}'s `from_bytes` or `from_hex`, which check the value."
                    )),
                    Ty::Int(_) if from == "`string`" => diagnostic.with_help(format!(
                        "Use `{}::from_str_radix(text, 10)`, which gives a `Result`.",
                        to.trim_matches('`')
                    )),
                    Ty::Bool => diagnostic.with_help("Compare it, for example `value != 0`."),
                    Ty::Int(_) if from == "`bool`" => {
                        diagnostic.with_help("Write `if value { 1 } else { 0 }`.")
                    }
                    _ => diagnostic,
                };
                self.fail_with(diagnostic)
            }
        }
    }

    fn try_expr(&mut self, inner: &'a ast::Expr, span: Span) -> Expr {
        let value = self.expr(inner, None);
        let ty = self.infer.shallow(&value.ty);
        let ret = self.ret.clone();
        let Some((ret, ret_span)) = ret else {
            return self.fail(
                codes::TRY,
                span,
                "`?` can only stand in a function: it returns from it.",
            );
        };
        let ret = self.infer.shallow(&ret);
        let what = self.returning();
        let done = |value: Expr, ty: &Arc<Ty>| Expr {
            kind: ExprKind::Try(Box::new(value)),
            ty: (**ty).clone(),
            span,
        };
        match (&ty, &ret) {
            (_, Ty::Error) => error_expr(span),
            (Ty::Error | Ty::Never, _) => self.without_value(&ty, value.span, span),
            (Ty::Option(inner), Ty::Option(_)) => done(value, inner),
            // A closure's result may be open still.
            (Ty::Option(inner), Ty::Infer(_)) => {
                let payload = Arc::new(self.infer.fresh(span));
                self.infer.unify(&ret, &Ty::Option(payload));
                done(value, inner)
            }
            (Ty::Result(ok, err), Ty::Infer(_)) => {
                let payload = Arc::new(self.infer.fresh(span));
                self.infer.unify(&ret, &Ty::Result(payload, Arc::clone(err)));
                done(value, ok)
            }
            (Ty::Result(ok, err), Ty::Result(_, wanted)) => {
                if self.infer.unify(err, wanted) {
                    return done(value, ok);
                }
                if let Some(function) = self.has_from_impl(err, wanted) {
                    let converted = self.with_error(value, ok, err, wanted, function);
                    return done(converted, ok);
                }
                // One of the two must be the program's own.
                let own = [err, wanted].iter().any(|ty| match ty.as_ref() {
                    Ty::Adt(id, _) => id.0 as usize >= crate::std_fn::STD_ENUMS.len(),
                    _ => false,
                });
                let text = self.infer.shallow(wanted) == Ty::String;
                let (err, wanted) = (self.show(err), self.show(wanted));
                let way = if text {
                    ".map_err(|error| error.to_string())`".to_string()
                } else if own {
                    format!(
                        ".map_err(..)` or `impl From<{}> for {}`",
                        err.trim_matches('`'),
                        wanted.trim_matches('`')
                    )
                } else {
                    ".map_err(..)`".to_string()
                };
                self.fail_with(
                    Diagnostic::error(
                        codes::TRY,
                        span,
                        format!(
                            "`?` would return the error type {err}, but this {what}'s error type is {wanted}."
                        ),
                    )
                    .with_secondary(ret_span, self.returning_from())
                    .with_help(format!(
                        "Turn the error into the other type with `{way}, or change the {what}'s result."
                    )),
                )
            }
            (Ty::Option(_) | Ty::Result(..), _) => {
                let (found, returned) = (self.show(&ty), self.show(&ret));
                self.fail_with(
                    Diagnostic::error(
                        codes::TRY,
                        span,
                        format!("`?` on {found} cannot return from this {what}, whose result is {returned}."),
                    )
                    .with_secondary(ret_span, self.returning_from())
                    .with_help(format!(
                        "Use `match` or `.unwrap()` here, or change the {what}'s result type."
                    )),
                )
            }
            _ => {
                let shown = self.show(&ty);
                self.fail(
                    codes::TRY,
                    span,
                    format!("`?` needs an `Option` or a `Result`, but this is {shown}."),
                )
            }
        }
    }

    fn return_expr(&mut self, value: Option<&'a ast::Expr>, span: Span) -> Expr {
        let Some((ret, ret_span)) = self.ret.clone() else {
            return self.fail(codes::NO_LOOP, span, "`return` can only stand in a function.");
        };
        let value = match value {
            Some(value) => Some(Box::new(self.check(value, &ret))),
            None => {
                if !self.infer.unify(&Ty::Unit, &ret) {
                    let shown = self.show(&ret);
                    let what = self.returning();
                    self.fail_with(
                        Diagnostic::error(
                            codes::MISMATCH,
                            span,
                            format!("`return` needs a value here: the {what} returns {shown}."),
                        )
                        .with_secondary(ret_span, self.returning_from())
                        .with_help("Write the value behind it: `return value;`."),
                    );
                }
                None
            }
        };
        Expr {
            kind: ExprKind::Return(value),
            ty: Ty::Never,
            span,
        }
    }
}

fn is_literal(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ast::ExprKind::Literal(_) => true,
        ast::ExprKind::Paren(inner) | ast::ExprKind::Unary { operand: inner, .. } => is_literal(inner),
        _ => false,
    }
}
