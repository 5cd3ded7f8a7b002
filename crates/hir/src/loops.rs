//! Loops, what they run over, and how they are left (spec 01 §3.3, DECISION T15).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, LoopCx, error_expr, place_ty};
use crate::codes;
use crate::thir::{Expr, ExprKind, Iterable, LoopId, Statement};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    fn enter_loop(&mut self, label: Option<&ast::Ident>, value: Option<Ty>) -> LoopId {
        let id = self.new_loop();
        if let Some(label) = label
            && self
                .loops
                .iter()
                .any(|other| other.label.as_ref() == Some(&label.name))
        {
            self.ck.error(
                codes::DUPLICATE,
                label.span,
                format!(
                    "A loop around this one has the label `{}` already.",
                    shown_label(&label.name)
                ),
            );
        }
        self.loops.push(LoopCx {
            label: label.map(|label| label.name.clone()),
            id,
            value,
            broken: false,
        });
        id
    }

    /// `loop`.
    pub fn loop_expr(
        &mut self,
        label: Option<&ast::Ident>,
        body: &'a ast::Block,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let value = match hint {
            Some(hint) => hint.clone(),
            None => self.infer.fresh(span),
        };
        let invariants = self.loop_invariants(body);
        let id = self.enter_loop(label, Some(value.clone()));
        let body = before(invariants, self.check_body_unit(body));
        let broken = self.loops.pop().is_some_and(|this| this.broken);
        let ty = if broken { value } else { Ty::Never };
        Expr {
            kind: ExprKind::Loop {
                id,
                body: Box::new(body),
            },
            ty,
            span,
        }
    }

    fn check_body_unit(&mut self, body: &'a ast::Block) -> Expr {
        let value = self.block(body, Some(&Ty::Unit));
        let span = value.span;
        let at = body.tail.as_ref().map_or(span, |tail| tail.span);
        if self.diverges(&value) || self.infer.unify(&value.ty, &Ty::Unit) {
            return value;
        }
        let shown = self.show(&value.ty);
        self.fail_with(
            Diagnostic::error(
                codes::MISMATCH,
                at,
                format!("The body of a loop has no value, but it ends with a value of the type {shown}."),
            )
            .with_help("End the value with `;`, or leave the loop with `break`."),
        )
    }

    /// `while`.
    pub fn while_expr(
        &mut self,
        label: Option<&ast::Ident>,
        condition: &'a ast::Expr,
        body: &'a ast::Block,
        span: Span,
    ) -> Expr {
        let invariants = self.loop_invariants(body);
        let condition = before(invariants, self.check(condition, &Ty::Bool));
        let id = self.enter_loop(label, None);
        let body = self.check_body_unit(body);
        self.loops.pop();
        Expr {
            kind: ExprKind::While {
                id,
                condition: Box::new(condition),
                body: Box::new(body),
            },
            ty: Ty::Unit,
            span,
        }
    }

    /// `for`.
    pub fn for_expr(
        &mut self,
        label: Option<&ast::Ident>,
        pattern: &'a ast::Pattern,
        iterable: &'a ast::Expr,
        body: &'a ast::Block,
        span: Span,
    ) -> Expr {
        let (iterable, element) = self.iterable(iterable);
        self.enter();
        let before = self.ck.diagnostics.len();
        let place = pattern.span;
        let pair = matches!(&pattern.kind, ast::PatternKind::Tuple(elements) if elements.len() == 2);
        let pattern = self.bind_arm(pattern, &element);
        if pair
            && self.is_of_another_type(before, place)
            && let Some(found) = self.ck.diagnostics.last_mut()
        {
            found.help = vec![
                "To have the index of each element too, write `.enumerate()` behind the list.".to_string(),
            ];
        }
        let id = self.enter_loop(label, None);
        let body = self.check_body_unit(body);
        self.loops.pop();
        self.leave();
        match iterable {
            Some(iterable) => Expr {
                kind: ExprKind::For {
                    id,
                    pattern,
                    iterable,
                    body: Box::new(body),
                },
                ty: Ty::Unit,
                span,
            },
            None => error_expr(span),
        }
    }

    fn iterable(&mut self, iterable: &'a ast::Expr) -> (Option<Iterable>, Ty) {
        let mut inner = iterable;
        while let ast::ExprKind::Paren(next) = &inner.kind {
            inner = next;
        }
        if let ast::ExprKind::Range {
            start,
            end,
            inclusive,
        } = &inner.kind
        {
            let (Some(start), Some(end)) = (start, end) else {
                self.ck.report(
                    Diagnostic::error(
                        codes::NOT_ITERABLE,
                        inner.span,
                        "The range of a `for` needs both of its ends.",
                    )
                    .with_help("Write `0..10`, or use `loop` to run without an end."),
                );
                return (None, Ty::Error);
            };
            let start = self.expr(start, None);
            let ty = self.value_ty(&start);
            let end = self.check(end, &ty);
            if !self.infer.is_int(&ty) {
                if !matches!(self.infer.shallow(&ty), Ty::Error) {
                    let shown = self.show(&ty);
                    self.ck.error(
                        codes::NOT_ITERABLE,
                        inner.span,
                        format!("A range runs over integers, but its ends are {shown}."),
                    );
                }
                return (None, Ty::Error);
            }
            let iterable = Iterable::Range {
                start: Box::new(start),
                end: Box::new(end),
                inclusive: *inclusive,
            };
            return (Some(iterable), ty);
        }
        let place = self.place(iterable);
        let ty = self.infer.shallow(&place_ty(&place));
        let storage_map = matches!(ty, Ty::Map(..)) && self.is_storage(&place);
        let value = self.read_checked(place);
        match &ty {
            Ty::Array(element, _) | Ty::Vector(element) => {
                ((Some(Iterable::Elements(Box::new(value)))), (**element).clone())
            }
            Ty::Map(..) if storage_map => {
                self.report_storage_map(iterable.span, "iterated over");
                (None, Ty::Error)
            }
            Ty::Map(key, entry) => {
                let pair = Ty::Tuple([(**key).clone(), (**entry).clone()].into());
                (Some(Iterable::Entries(Box::new(value))), pair)
            }
            Ty::Error | Ty::Never => {
                self.without_value(&ty, iterable.span, iterable.span);
                (None, Ty::Error)
            }
            _ => {
                let shown = self.show(&ty);
                let mut diagnostic = Diagnostic::error(
                    codes::NOT_ITERABLE,
                    iterable.span,
                    format!("`for` runs over ranges, arrays, vectors and maps, but this is {shown}."),
                );
                if matches!(ty, Ty::String) {
                    diagnostic =
                        diagnostic.with_help("Write `for c in text.chars()`, where each `c` is a string, or `text.to_bytes()` for its bytes.");
                }
                if self.infer.is_int(&ty) {
                    let text = self.ck.sources.text(iterable.span).to_string();
                    diagnostic = diagnostic.with_help(format!("Write `0..{text}` to count."));
                }
                self.ck.report(diagnostic);
                (None, Ty::Error)
            }
        }
    }

    fn find_loop(&mut self, label: Option<&ast::Ident>, what: &str, span: Span) -> Option<usize> {
        let Some(label) = label else {
            if self.loops.is_empty() {
                let mut diagnostic = Diagnostic::error(
                    codes::NO_LOOP,
                    span,
                    format!("`{what}` can only stand in a loop."),
                );
                if self.in_closure {
                    diagnostic = diagnostic.with_help(
                        "A closure cannot leave a loop around it, only itself, with `return`. Let it give a value that \
                         the loop looks at.",
                    );
                }
                self.ck.report(diagnostic);
                return None;
            }
            return Some(self.loops.len() - 1);
        };
        let found = self
            .loops
            .iter()
            .rposition(|this| this.label.as_ref() == Some(&label.name));
        if found.is_none() {
            self.ck.error(
                codes::NO_LOOP,
                label.span,
                format!(
                    "No loop around this has the label `{}`.",
                    shown_label(&label.name)
                ),
            );
        }
        found
    }

    /// `break`.
    pub fn break_expr(
        &mut self,
        label: Option<&ast::Ident>,
        value: Option<&'a ast::Expr>,
        span: Span,
    ) -> Expr {
        let Some(at) = self.find_loop(label, "break", span) else {
            if let Some(value) = value {
                self.expr(value, None);
            }
            return Expr {
                ty: Ty::Never,
                ..error_expr(span)
            };
        };
        let Some((id, wanted)) = self.loops.get(at).map(|this| (this.id, this.value.clone())) else {
            return error_expr(span);
        };
        let value = match (value, &wanted) {
            (Some(value), Some(wanted)) => Some(Box::new(self.check(value, wanted))),
            (Some(value), None) => {
                self.ck.report(
                    Diagnostic::error(
                        codes::BREAK_VALUE,
                        value.span,
                        "Only `loop` can be left with a value; `while` and `for` may end without reaching a `break`.",
                    )
                    .with_help("Assign the value to a `var` before `break`."),
                );
                self.expr(value, None);
                None
            }
            (None, Some(wanted)) => {
                if !self.infer.unify(wanted, &Ty::Unit) {
                    let shown = self.show(wanted);
                    self.ck.error(
                        codes::BREAK_VALUE,
                        span,
                        format!("This `break` needs a value of the type {shown}, which the `loop` has."),
                    );
                }
                None
            }
            (None, None) => None,
        };
        if let Some(this) = self.loops.get_mut(at) {
            this.broken = true;
        }
        Expr {
            kind: ExprKind::Break { id, value },
            ty: Ty::Never,
            span,
        }
    }

    /// `continue`.
    pub fn continue_expr(&mut self, label: Option<&ast::Ident>, span: Span) -> Expr {
        match self
            .find_loop(label, "continue", span)
            .and_then(|at| self.loops.get(at))
            .map(|this| this.id)
        {
            Some(id) => Expr {
                kind: ExprKind::Continue { id },
                ty: Ty::Never,
                span,
            },
            None => Expr {
                ty: Ty::Never,
                ..error_expr(span)
            },
        }
    }
}

/// What runs whenever the loop begins a round, in front of the condition or body.
fn before(invariants: Vec<Statement>, expr: Expr) -> Expr {
    if invariants.is_empty() {
        return expr;
    }
    let (ty, span) = (expr.ty.clone(), expr.span);
    Expr {
        kind: ExprKind::Block {
            statements: invariants,
            tail: Some(Box::new(expr)),
        },
        ty,
        span,
    }
}

fn shown_label(label: &str) -> String {
    format!("'{}", label.trim_start_matches('\''))
}
