//! Blocks, statements and branches (spec 01 §3.3).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::codes;
use crate::thir::{Arm, Expr, ExprKind, Pattern, PatternKind, Statement};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// A block whose value has the expected type.
    pub fn check_block(&mut self, block: &'a ast::Block, expected: &Ty) -> Expr {
        let checked = self.block(block, Some(expected));
        // A block without a value has a message of its own: the value is what is missing.
        if block.tail.is_none() && !self.diverges(&checked) && !self.infer.unify(&Ty::Unit, expected) {
            let shown = self.show(expected);
            let end = Span::new(block.span.file, block.span.end.saturating_sub(1), block.span.end);
            let mut diagnostic = Diagnostic::error(
                codes::MISMATCH,
                end,
                format!("This block must end with a value of the type {shown}, but it ends without one."),
            );
            if let ExprKind::Block { statements, .. } = &checked.kind
                && let Some(Statement::Expr(last)) = statements.last()
                && let Some(ast::Statement::Expr { semicolon: true, .. }) = block.statements.last()
                && self.infer.unify(&last.ty, expected)
            {
                diagnostic = diagnostic
                    .with_secondary(last.span, "this value is dropped by the semicolon")
                    .with_help("Remove the semicolon after the last expression.");
            } else if let Some((_, ret_span)) = &self.ret {
                diagnostic =
                    diagnostic.with_secondary(*ret_span, format!("{shown} is expected because of this"));
            }
            return self.fail_with(diagnostic);
        }
        if block.tail.is_none() {
            return checked;
        }
        let span = checked.span;
        let tail_span = block.tail.as_ref().map_or(span, |tail| tail.span);
        let mut checked = self.demand(
            Expr {
                span: tail_span,
                ..checked
            },
            expected,
        );
        checked.span = span;
        checked
    }

    /// A block.
    pub fn block(&mut self, block: &'a ast::Block, hint: Option<&Ty>) -> Expr {
        self.enter();
        let outer = self.scope;
        self.declare_nested(block);
        let mut statements = Vec::new();
        let mut diverged: Option<Span> = None;
        let mut warned = false;
        for statement in &block.statements {
            if let ast::Statement::Let(binding) = statement
                && !crate::cfg::enabled(self.ck, &binding.attributes)
            {
                continue;
            }
            if let (Some(after), false, Some(span)) = (diverged, warned, statement_span(statement))
                && !self.is_placed(span)
            {
                warned = true;
                self.warn_unreachable(span, after);
            }
            match statement {
                ast::Statement::Let(binding) => {
                    let (statement, diverges) = self.let_statement(binding);
                    diverged = diverged.or(diverges);
                    statements.push(statement);
                }
                ast::Statement::Expr { expr, .. } if self.placed_assertion(expr) => continue,
                ast::Statement::Expr { expr, semicolon } => {
                    let value = self.statement_expr(expr, *semicolon);
                    if self.stops(&value) {
                        diverged = diverged.or(Some(value.span));
                    }
                    statements.push(Statement::Expr(value));
                }
                ast::Statement::Item(_) => continue,
            }
            self.note_statement(block);
        }
        let tail = block.tail.as_ref().filter(|tail| !self.placed_assertion(tail));
        let tail = tail.map(|tail| {
            if let (Some(after), false) = (diverged, warned) {
                self.warn_unreachable(tail.span, after);
            }
            Box::new(self.expr(tail, hint))
        });
        self.leave();
        self.scope = outer;
        let ty = match (&tail, diverged) {
            (_, Some(_)) => Ty::Never,
            (Some(tail), None) => tail.ty.clone(),
            (None, None) => Ty::Unit,
        };
        Expr {
            kind: ExprKind::Block { statements, tail },
            ty,
            span: block.span,
        }
    }

    fn warn_unreachable(&mut self, span: Span, after: Span) {
        self.ck.report(
            Diagnostic::warning(codes::UNREACHABLE_CODE, span, "This code never runs.")
                .with_secondary(after, "nothing runs after this"),
        );
    }

    fn declare_nested(&mut self, block: &'a ast::Block) {
        if !block
            .statements
            .iter()
            .any(|statement| matches!(statement, ast::Statement::Item(_)))
        {
            return;
        }
        self.scope = self.ck.new_scope(self.scope);
        let owner = self.owner.clone();
        let before = self.ck.functions.len();
        for statement in &block.statements {
            if let ast::Statement::Item(item) = statement {
                self.ck
                    .declare_items(std::slice::from_ref(item), self.scope, Some(&owner));
            }
        }
        for info in self.ck.functions.iter_mut().skip(before) {
            info.function.standalone = false;
        }
        let saved = (
            std::mem::take(&mut self.ck.param_names),
            std::mem::take(&mut self.ck.param_bounds),
        );
        self.ck.resolve_pending();
        (self.ck.param_names, self.ck.param_bounds) = saved;
    }

    fn statement_expr(&mut self, expr: &'a ast::Expr, semicolon: bool) -> Expr {
        // Without a semicolon only block-like expressions are statements; their value is `()`.
        let hint = if semicolon { None } else { Some(Ty::Unit) };
        let value = self.expr(expr, hint.as_ref());
        let ty = self.infer.shallow(&value.ty);
        match ty {
            Ty::Result(..) => {
                self.ck.report(
                    Diagnostic::error(
                        codes::UNUSED_RESULT,
                        value.span,
                        "This `Result` is not used, so an error would go unnoticed.",
                    )
                    .with_help(
                        "Handle it with `match` or `?`, or write `val _ = ..;` to ignore it on purpose.",
                    ),
                );
                value
            }
            Ty::Infer(_) if semicolon && matches!(value.kind, ExprKind::Try(_)) => {
                self.unused_values.push(ty);
                value
            }
            Ty::Unit | Ty::Never | Ty::Error => value,
            _ if !semicolon => self.demand(value, &Ty::Unit),
            _ => value,
        }
    }

    fn let_statement(&mut self, binding: &'a ast::Let) -> (Statement, Option<Span>) {
        crate::attrs::check(self.ck, &binding.attributes, crate::attrs::Target::Other);
        self.ck.lint_attributes(&binding.attributes, binding.span);
        if binding.rust_let {
            let right = if binding.mutable { "var" } else { "val" };
            self.ck.report(
                Diagnostic::warning(
                    codes::LET_STYLE,
                    binding.keyword_span,
                    format!("Twilight writes `{right}` for this."),
                )
                .with_help(format!("Replace it by `{right}`."))
                .with_suggestion(binding.keyword_span, right),
            );
        }
        let annotated = binding.ty.as_ref().map(|ty| self.ck.lower_type(ty, self.scope));
        let init = match (&binding.init, &annotated) {
            (Some(init), Some(ty)) => {
                let place = binding.ty.as_ref().map_or(Span::default(), |ty| ty.span);
                Some(self.check_for(init, ty, place, "its type is declared here"))
            }
            (Some(init), None) => Some(self.expr(init, None)),
            (None, _) => None,
        };
        let ty = match (&annotated, &init) {
            (Some(ty), _) => ty.clone(),
            (None, Some(init)) => self.value_ty(init),
            (None, None) => self.fail_uninitialised(binding),
        };
        if init.is_none() && annotated.is_some() && !self.ck.has_default(&ty) {
            let shown = self.show(&ty);
            self.ck.report(
                Diagnostic::error(
                    codes::NO_DEFAULT,
                    binding.span,
                    format!("This needs an initial value, because {shown} has no default."),
                )
                .with_help("Write `= value` after the type."),
            );
        }
        let diverges = init
            .as_ref()
            .filter(|init| self.stops(init))
            .map(|init| init.span);
        let first = self.locals.len();
        let pattern = self.bind_pattern(&binding.pattern, &ty, binding.mutable);
        if init.is_none() {
            // `var` is the only way to write this.
            for local in self.locals.iter_mut().skip(first) {
                local.changed = true;
            }
        }
        (
            Statement::Let {
                pattern,
                init,
                span: binding.span,
            },
            diverges,
        )
    }

    fn fail_uninitialised(&mut self, binding: &ast::Let) -> Ty {
        self.ck.report(
            Diagnostic::error(
                codes::CANNOT_INFER,
                binding.span,
                "This variable has neither a type nor a value.",
            )
            .with_help("Write `var x: u64 = 0;`, or at least one of the two."),
        );
        Ty::Error
    }

    /// Both branches' common type: `!` gives way, else they must be equal.
    fn join(&mut self, so_far: Ty, branch: &Expr) -> Ty {
        match (self.infer.shallow(&so_far), self.infer.shallow(&branch.ty)) {
            (Ty::Never, ty) | (ty, Ty::Never) => ty,
            (ty, _) => ty,
        }
    }

    /// `if`.
    pub fn if_expr(
        &mut self,
        condition: &'a ast::Expr,
        then: &'a ast::Block,
        otherwise: Option<&'a ast::Expr>,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let condition = self.check(condition, &Ty::Bool);
        let Some(otherwise) = otherwise else {
            let then = self.check_then_only(then);
            if matches!(then.ty, Ty::Error) {
                return error_expr(span);
            }
            return Expr {
                kind: ExprKind::If {
                    condition: Box::new(condition),
                    then: Box::new(then),
                    otherwise: None,
                },
                ty: Ty::Unit,
                span,
            };
        };
        let mut then = self.block(then, hint);
        let (otherwise, ty) = self.other_branch(&mut then, otherwise, hint);
        Expr {
            kind: ExprKind::If {
                condition: Box::new(condition),
                then: Box::new(then),
                otherwise: Some(Box::new(otherwise)),
            },
            ty,
            span,
        }
    }

    fn check_then_only(&mut self, then: &'a ast::Block) -> Expr {
        let value = self.block(then, Some(&Ty::Unit));
        if self.diverges(&value) || self.infer.unify(&value.ty, &Ty::Unit) {
            return value;
        }
        let shown = self.show(&value.ty);
        let span = then.tail.as_ref().map_or(then.span, |tail| tail.span);
        self.fail_with(
            Diagnostic::error(
                codes::MISMATCH,
                span,
                format!("An `if` without `else` has no value, but this branch ends with a value of the type {shown}."),
            )
            .with_help("Add an `else` branch, or end the value with `;`."),
        )
    }

    /// The types among which the branches of an expression are measured: what its place needs, where that is known and a
    /// branch has it. Then only the others are wrong, wherever they stand.
    fn needed(&self, hint: Option<&Ty>) -> Option<Ty> {
        let needed = self.infer.shallow(hint?);
        // A branch without a use is the statement's business, or the closure's.
        (!matches!(needed, Ty::Unit | Ty::Never | Ty::Error | Ty::Infer(_))).then_some(needed)
    }

    /// Whether a branch that goes on has the type `needed`.
    fn is_needed(&mut self, branch: &Expr, needed: &Ty) -> bool {
        !self.diverges(branch) && self.infer.unify(&branch.ty, needed)
    }

    fn other_branch(&mut self, then: &mut Expr, otherwise: &'a ast::Expr, hint: Option<&Ty>) -> (Expr, Ty) {
        if let Some(needed) = self.needed(hint) {
            let fits = self.is_needed(then, &needed);
            let other = self.expr(otherwise, Some(&needed));
            if fits {
                return (self.demand(other, &needed), needed);
            }
            if self.is_needed(&other, &needed) {
                let first = std::mem::replace(then, error_expr(then.span));
                *then = self.demand(first, &needed);
                return (other, needed);
            }
            return self.second_branch(then, other);
        }
        let then_ty = self.infer.shallow(&then.ty);
        let hint = if then_ty == Ty::Never {
            hint.cloned()
        } else {
            Some(then_ty.clone())
        };
        let other = self.expr(otherwise, hint.as_ref());
        self.second_branch(then, other)
    }

    /// Measures the second branch by the first.
    fn second_branch(&mut self, then: &Expr, other: Expr) -> (Expr, Ty) {
        let then_ty = self.infer.shallow(&then.ty);
        let tail = |expr: &Expr| match &expr.kind {
            ExprKind::Block { tail: Some(tail), .. } => tail.span,
            _ => expr.span,
        };
        if then_ty != Ty::Never && !self.diverges(&other) && !self.infer.unify(&then_ty, &other.ty) {
            let (first, second) = (self.show(&then_ty), self.show(&other.ty));
            let diagnostic = Diagnostic::error(
                codes::MISMATCH,
                tail(&other),
                format!("Both branches of `if` must have the same type, but they are {first} and {second}."),
            )
            .with_secondary(tail(then), format!("this is {first}"));
            return (self.fail_with(diagnostic), Ty::Error);
        }
        let ty = self.join(then_ty, &other);
        (other, ty)
    }

    /// `if val P = e`: a `match` with two arms.
    pub fn if_let(
        &mut self,
        pattern: &'a ast::Pattern,
        value: &'a ast::Expr,
        then: &'a ast::Block,
        otherwise: Option<&'a ast::Expr>,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let scrutinee = self.expr(value, None);
        let ty = self.value_ty(&scrutinee);
        self.enter();
        let bound = self.bind_arm(pattern, &ty);
        let (then, otherwise, result) = match otherwise {
            None => {
                let then = self.check_then_only(then);
                self.leave();
                let unit = Expr {
                    kind: ExprKind::Unit,
                    ty: Ty::Unit,
                    span: then.span,
                };
                (then, unit, Ty::Unit)
            }
            Some(otherwise) => {
                let mut then = self.block(then, hint);
                self.leave();
                let (otherwise, ty) = self.other_branch(&mut then, otherwise, hint);
                (then, otherwise, ty)
            }
        };
        let rest = Pattern {
            kind: PatternKind::Wildcard,
            ty,
            span: pattern.span,
        };
        let arms = vec![
            Arm {
                pattern: bound,
                guard: None,
                body: then,
            },
            Arm {
                pattern: rest,
                guard: None,
                body: otherwise,
            },
        ];
        Expr {
            kind: ExprKind::Match {
                scrutinee: Box::new(scrutinee),
                arms,
            },
            ty: result,
            span,
        }
    }

    /// `match`.
    pub fn match_expr(
        &mut self,
        scrutinee: &'a ast::Expr,
        arms: &'a [ast::MatchArm],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let scrutinee = self.expr(scrutinee, None);
        let mut scrutinee = scrutinee;
        let mut subject = self.value_ty(&scrutinee);
        let needed = self.needed(hint);
        let mut checked = Vec::new();
        // The types of the arms so far, as a hint for the next.
        let mut so_far = Ty::Never;
        for arm in arms {
            if !crate::cfg::enabled(self.ck, &arm.attributes) {
                continue;
            }
            crate::attrs::check(self.ck, &arm.attributes, crate::attrs::Target::Other);
            self.ck
                .lint_attributes(&arm.attributes, arm.pattern.span.to(arm.body.span));
            self.enter();
            let before = self.ck.diagnostics.len();
            let pattern = self.bind_arm(&arm.pattern, &subject);
            if self.is_of_another_type(before, arm.pattern.span) {
                // The other arms are of the same wrong type: one message is enough.
                subject = Ty::Error;
                scrutinee.ty = Ty::Error;
            }
            let guard = arm.guard.as_ref().map(|guard| self.check(guard, &Ty::Bool));
            let hint = match (&needed, &so_far) {
                (None, Ty::Never) => hint.cloned(),
                (None, ty) => Some(ty.clone()),
                (needed, _) => needed.clone(),
            };
            let body = self.expr(&arm.body, hint.as_ref());
            self.leave();
            if needed.is_none() && so_far != Ty::Never && !self.diverges(&body) {
                // What does not agree is reported when all arms are known.
                self.infer.unify(&so_far, &body.ty);
            }
            so_far = self.join(so_far, &body);
            checked.push(Arm { pattern, guard, body });
        }
        let result = self.arms_agree(&mut checked, needed);
        Expr {
            kind: ExprKind::Match {
                scrutinee: Box::new(scrutinee),
                arms: checked,
            },
            ty: result,
            span,
        }
    }
}

impl FnCx<'_, '_> {
    /// The common type of all arms. Where some have what their place needs, the others are wrong; else the first one is the
    /// measure of the rest.
    fn arms_agree(&mut self, arms: &mut [Arm], needed: Option<Ty>) -> Ty {
        if let Some(needed) = needed {
            let fitting: Vec<bool> = arms
                .iter()
                .map(|arm| self.is_needed(&arm.body, &needed))
                .collect();
            if fitting.contains(&true) {
                for (arm, _) in arms.iter_mut().zip(fitting).filter(|(_, fits)| !fits) {
                    let body = std::mem::replace(&mut arm.body, error_expr(arm.pattern.span));
                    arm.body = self.demand(body, &needed);
                }
                return needed;
            }
        }
        let mut result = Ty::Never;
        let mut first: Option<Span> = None;
        for arm in arms {
            if result != Ty::Never && !self.diverges(&arm.body) && !self.infer.unify(&result, &arm.body.ty) {
                let (wanted, found) = (self.show(&result), self.show(&arm.body.ty));
                let mut diagnostic = Diagnostic::error(
                    codes::MISMATCH,
                    arm.body.span,
                    format!(
                        "All arms of `match` must have the same type, but this is {found} and not {wanted}."
                    ),
                );
                if let Some(first) = first {
                    diagnostic = diagnostic.with_secondary(first, format!("this is {wanted}"));
                }
                arm.body = self.fail_with(diagnostic);
            }
            if !self.diverges(&arm.body) && first.is_none() {
                first = Some(arm.body.span);
            }
            result = self.join(result, &arm.body);
        }
        result
    }
}

fn statement_span(statement: &ast::Statement) -> Option<Span> {
    match statement {
        ast::Statement::Let(binding) => Some(binding.span),
        ast::Statement::Expr { expr, .. } => Some(expr.span),
        ast::Statement::Item(_) => None,
    }
}
