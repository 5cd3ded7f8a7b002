//! `assert_pre`, `assert_post`, `assert_invariant` and `old` (spec 18 §2, DECISIONS T11, T20): where they may
//! stand, what they check, when.
//!
//! Must never let an assertion change what the program does without it: conditions are typed here, and their
//! purity is proven in [`crate::purity`].

use std::collections::HashSet;
use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::Checker;
use crate::codes;
use crate::thir::{
    AssertionKind, Body, ContractId, Expr, ExprKind, LocalId, Place, PlaceBase, Post, Statement, UseMode,
};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

impl AssertionKind {
    /// The assertion that a function's name stands for.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "assert_pre" => Some(Self::Pre),
            "assert_post" => Some(Self::Post),
            "assert_invariant" => Some(Self::Invariant),
            _ => None,
        }
    }

    /// As it is written.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Pre => "assert_pre",
            Self::Post => "assert_post",
            Self::Invariant => "assert_invariant",
        }
    }

    /// As the default message names it (spec 20 §3.2).
    const fn noun(self) -> &'static str {
        match self {
            Self::Pre => "Precondition",
            Self::Post => "Postcondition",
            Self::Invariant => "Invariant",
        }
    }

    /// Where it belongs (spec 18 §2.2).
    const fn place(self) -> &'static str {
        match self {
            Self::Pre => {
                "It stands at the very beginning of a function's body, before every other statement."
            }
            Self::Post => {
                "It stands at the end of a function's body, directly before the final value or `return`; it is checked wherever the function returns."
            }
            Self::Invariant => {
                "It stands first in the body of a `loop` or `while`, or directly in a contract, outside its functions."
            }
        }
    }
}

/// The assertions of the body that is being checked.
#[derive(Debug, Default)]
pub struct Assertions {
    /// Assertions that stand where they may, found by their places before the statements are checked.
    placed: HashSet<Span>,
    /// Statements of the function's own block so far, and variables after each.
    locals_after: Vec<usize>,
    /// The block that is the function's body.
    body: Option<Span>,
    pre: Vec<Expr>,
    post: Vec<Post>,
    old: Vec<(LocalId, Expr)>,
    result: Option<LocalId>,
    /// Kind of the assertion whose condition is being checked.
    inside: Option<AssertionKind>,
    /// An `old(..)` is being checked.
    inside_old: bool,
    /// The body ends with a variable `result`, so that it and the value returned are one.
    returns_result: bool,
}

/// The kind and arguments of an expression that is an assertion.
fn assertion(expr: &ast::Expr) -> Option<(AssertionKind, &[ast::Expr])> {
    let ast::ExprKind::Call { callee, args } = &expr.kind else {
        return None;
    };
    let ast::ExprKind::Path(path) = &callee.kind else {
        return None;
    };
    match path.segments.as_slice() {
        [only] => Some((AssertionKind::from_name(&only.name.name)?, args)),
        _ => None,
    }
}

fn statement_expr(statement: &ast::Statement) -> Option<&ast::Expr> {
    match statement {
        ast::Statement::Expr { expr, .. } => Some(expr),
        _ => None,
    }
}

fn is_result(expr: &ast::Expr) -> bool {
    matches!(&expr.kind, ast::ExprKind::Path(path)
        if matches!(path.segments.as_slice(), [only] if only.name.name == "result"))
}

impl<'a> FnCx<'_, 'a> {
    /// Notes which assertions stand at the beginning and at the end of a function's body.
    pub fn place_assertions(&mut self, block: &'a ast::Block) {
        self.assertions.body = Some(block.span);
        // A function of the program comes before the language's own.
        let names = [AssertionKind::Pre, AssertionKind::Post].map(AssertionKind::keyword);
        if names
            .iter()
            .any(|name| self.ck.find_value(self.scope, name).is_some())
        {
            return;
        }
        let is = |expr: Option<&ast::Expr>, wanted: AssertionKind| {
            expr.filter(|expr| assertion(expr).is_some_and(|(kind, _)| kind == wanted))
                .map(|expr| expr.span)
        };
        let code = || {
            let items = |statement: &&ast::Statement| !matches!(statement, ast::Statement::Item(_));
            block.statements.iter().filter(items)
        };
        let pre = code().map_while(|statement| is(statement_expr(statement), AssertionKind::Pre));
        self.assertions.placed.extend(pre);
        let tail = block.tail.as_deref();
        self.assertions.returns_result = tail.is_some_and(is_result);
        let mut returned = match is(tail, AssertionKind::Post) {
            Some(span) => {
                self.assertions.placed.insert(span);
                false
            }
            None => tail.is_some(),
        };
        for statement in code().rev() {
            let expr = statement_expr(statement);
            if let Some(span) = is(expr, AssertionKind::Post) {
                self.assertions.placed.insert(span);
            } else if let Some(ast::ExprKind::Return(value)) = expr.map(|expr| &expr.kind)
                && !returned
            {
                returned = true;
                self.assertions.returns_result = value.as_deref().is_some_and(is_result);
            } else {
                break;
            }
        }
    }

    /// Checks a statement that is a placed assertion; `false` for every other one.
    pub fn placed_assertion(&mut self, expr: &'a ast::Expr) -> bool {
        let Some((kind, args)) = assertion(expr) else {
            return false;
        };
        if !self.assertions.placed.contains(&expr.span) {
            return false;
        }
        match kind {
            AssertionKind::Pre => {
                let check = self.check_args(kind, args, expr.span);
                self.assertions.pre.push(check);
            }
            AssertionKind::Post => self.post(args, expr.span),
            // The loop has checked it already.
            AssertionKind::Invariant => {}
        }
        true
    }

    /// Whether an assertion that may stand there has this place.
    pub fn is_placed(&self, span: Span) -> bool {
        self.assertions.placed.contains(&span)
    }

    fn post(&mut self, args: &'a [ast::Expr], span: Span) {
        self.warn_shadowed_result(span);
        let result = match self.assertions.result {
            Some(result) => result,
            None => {
                let ty = self.ret.as_ref().map_or(Ty::Unit, |(ty, _)| ty.clone());
                let result = self.new_local("result", ty, false, span);
                self.mark_used(result);
                self.assertions.result = Some(result);
                result
            }
        };
        self.enter();
        self.bind_name("result", result);
        let mut check = self.check_args(AssertionKind::Post, args, span);
        self.leave();
        let own = self.locals.iter().take_while(|info| info.param).count();
        let mut used = Uses::default();
        used.expr(&mut check);
        let hidden = |id: &LocalId| {
            *id == result || self.assertions.old.iter().any(|(old, _)| old == id) || (id.0 as usize) < own
        };
        let last = used
            .locals
            .iter()
            .filter(|id| !hidden(id) && !used.bound.contains(id))
            .max();
        let level = last.map_or(0, |last| {
            let after = |count: &usize| *count <= last.0 as usize;
            self.assertions.locals_after.partition_point(after) + 1
        });
        self.assertions.post.push(Post { check, level });
    }

    /// `result` is the value returned (DECISION T11), whatever a variable of that name holds.
    fn warn_shadowed_result(&mut self, span: Span) {
        let Some(shadowed) = self.find_local("result") else {
            return;
        };
        let Some(info) = self.local(shadowed) else { return };
        let (declared, param) = (info.local.span, info.param);
        let text = self.ck.sources.text(span);
        let named = text
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|word| word == "result");
        if !named || (!param && self.assertions.returns_result) {
            return;
        }
        self.ck.report(
            Diagnostic::warning(
                codes::RESULT_SHADOWED,
                span,
                "Here `result` is the value that the function returns, not the variable of that name.",
            )
            .with_secondary(declared, "this variable is not what is checked")
            .with_help("Give the variable another name."),
        );
    }

    /// Notes how many variables there are after a statement of the function's own block.
    pub fn note_statement(&mut self, block: &ast::Block) {
        if self.assertions.body == Some(block.span) {
            self.assertions.locals_after.push(self.locals.len());
        }
    }

    /// The invariants at the beginning of a loop's body, checked where the loop begins: what stands in its body
    /// is not there yet.
    pub fn loop_invariants(&mut self, body: &'a ast::Block) -> Vec<Statement> {
        let mut checks = Vec::new();
        let leading = body.statements.iter().map_while(|statement| {
            let expr = statement_expr(statement)?;
            let (kind, args) = assertion(expr)?;
            (kind == AssertionKind::Invariant).then_some((expr.span, args))
        });
        for (span, args) in leading {
            self.assertions.placed.insert(span);
            checks.push(Statement::Expr(self.check_args(
                AssertionKind::Invariant,
                args,
                span,
            )));
        }
        if body.statements.len() == checks.len()
            && let Some(tail) = body.tail.as_deref()
            && let Some((AssertionKind::Invariant, args)) = assertion(tail)
        {
            self.assertions.placed.insert(tail.span);
            let check = self.check_args(AssertionKind::Invariant, args, tail.span);
            checks.push(Statement::Expr(check));
        }
        checks
    }

    /// An assertion where none may stand.
    pub fn misplaced_assertion(&mut self, kind: AssertionKind, span: Span) -> Expr {
        let keyword = kind.keyword();
        self.fail_with(
            Diagnostic::error(
                codes::ASSERTION_PLACE,
                span,
                format!("`{keyword}` cannot stand here."),
            )
            .with_help(kind.place())
            .with_help(
                "What must hold in the middle of a function is checked with `assert!`, or with `require`.",
            ),
        )
    }

    fn check_args(&mut self, kind: AssertionKind, args: &'a [ast::Expr], span: Span) -> Expr {
        match args {
            [condition] => self.check_of(kind, condition, None, span),
            [condition, message] => self.check_of(kind, condition, Some(message), span),
            _ => {
                let keyword = kind.keyword();
                self.fail_with(
                    Diagnostic::error(
                        codes::ARGUMENT_COUNT,
                        span,
                        format!(
                            "`{keyword}` takes a condition and perhaps a message, but {} arguments are given.",
                            args.len()
                        ),
                    )
                    .with_help(format!("Write `{keyword}(condition, \"message\");`.")),
                )
            }
        }
    }

    /// The check itself.
    fn check_of(
        &mut self,
        kind: AssertionKind,
        condition: &'a ast::Expr,
        message: Option<&'a ast::Expr>,
        span: Span,
    ) -> Expr {
        let message = match message.map(|message| (&message.kind, message.span)) {
            None => self.default_message(kind, span),
            Some((ast::ExprKind::Literal(ast::Literal::Str(text)), _)) => text.clone(),
            Some((_, at)) => {
                return self.fail_with(
                    Diagnostic::error(
                        codes::ASSERTION_MESSAGE,
                        at,
                        "The message of an assertion must be a string literal.",
                    )
                    .with_help("A message that is computed would be code of its own; `require` takes one."),
                );
            }
        };
        let outside = self.assertions.inside.replace(kind);
        let condition = self.check(condition, &Ty::Bool);
        self.assertions.inside = outside;
        Expr {
            kind: ExprKind::Check {
                assertion: kind,
                condition: Box::new(condition),
                message: Arc::from(message),
            },
            ty: Ty::Unit,
            span,
        }
    }

    fn default_message(&self, kind: AssertionKind, span: Span) -> String {
        let place = self.ck.sources.file(span.file).map_or_else(String::new, |file| {
            let at = file.line_column(span.start);
            format!(" at {}:{}:{}", file.path, at.line, at.column)
        });
        format!("Assertion failed: {}{place}", kind.noun())
    }

    /// `old(e)`: the value that `e` had when the function began.
    pub fn old(&mut self, value: &'a ast::Expr, span: Span) -> Expr {
        if self.assertions.inside != Some(AssertionKind::Post) || self.assertions.inside_old {
            let (message, help) = if self.assertions.inside_old {
                (
                    "`old` cannot stand inside another `old`.",
                    "Leave the inner one out: both mean the same.",
                )
            } else {
                (
                    "`old(..)` has a meaning in `assert_post` only.",
                    "Elsewhere, keep the earlier value in a `val`.",
                )
            };
            return self.fail_with(Diagnostic::error(codes::OLD, span, message).with_help(help));
        }
        self.assertions.inside_old = true;
        let mut value = self.expr(value, None);
        self.assertions.inside_old = false;
        if matches!(value.ty, Ty::Error) {
            return error_expr(span);
        }
        let params = self.locals.iter().take_while(|info| info.param).count();
        let mut uses = Uses::default();
        uses.expr(&mut value);
        if let Some((id, at)) = uses.first_from(params) {
            let name = self
                .local(id)
                .map(|info| info.local.name.clone())
                .unwrap_or_default();
            return self.fail_with(
                Diagnostic::error(
                    codes::OLD,
                    at,
                    format!("`{name}` has no value when the function begins, so `old` cannot read it."),
                )
                .with_help("`old` reads storage, parameters and constants."),
            );
        }
        let ty = self.value_ty(&value);
        let id = self.new_local("old", ty.clone(), false, span);
        self.mark_used(id);
        self.assertions.old.push((id, value));
        let place = Place {
            base: PlaceBase::Local(id),
            base_ty: ty.clone(),
            projections: Vec::new(),
            span,
        };
        Expr {
            kind: ExprKind::Use(place, UseMode::Copy),
            ty,
            span,
        }
    }

    /// The body together with its assertions, if it has any.
    pub fn with_assertions(&mut self, body: Expr) -> Expr {
        let found = std::mem::take(&mut self.assertions);
        if found.pre.is_empty() && found.post.is_empty() {
            return body;
        }
        let (ty, span) = (body.ty.clone(), body.span);
        Expr {
            kind: ExprKind::Specified {
                pre: found.pre,
                old: found.old,
                body: Box::new(body),
                result: found.result,
                post: found.post,
            },
            ty,
            span,
        }
    }
}

impl Checker<'_> {
    /// Checks an invariant of a contract.
    pub fn check_invariant(&mut self, contract: ContractId, at: usize) -> Option<Body> {
        let info = self.contracts.get(contract.0 as usize)?;
        let (scope, owner) = (info.scope, info.decl.name.name.clone());
        let (decl, span) = *info.invariants.get(at)?;
        self.enter_generics(&[]);
        let mut cx = FnCx::new(self, scope, owner);
        let check = cx.check_of(
            AssertionKind::Invariant,
            &decl.condition,
            decl.message.as_ref(),
            span,
        );
        Some(cx.finish(check))
    }
}

/// Variables that an expression reads, with their places.
#[derive(Default)]
struct Uses {
    locals: Vec<LocalId>,
    places: Vec<Span>,
    bound: HashSet<LocalId>,
}

impl Uses {
    /// The first variable read that is none of the first `params`, nor bound by the expression itself.
    fn first_from(&self, params: usize) -> Option<(LocalId, Span)> {
        let mut all = self.locals.iter().copied().zip(self.places.iter().copied());
        all.find(|(id, _)| id.0 as usize >= params && !self.bound.contains(id))
    }
}

impl VisitMut for Uses {
    fn place(&mut self, place: &mut Place) {
        if let PlaceBase::Local(id) = place.base {
            self.locals.push(id);
            self.places.push(place.span);
        }
        visit::walk_place(self, place);
    }

    fn pattern(&mut self, pattern: &mut crate::thir::Pattern) {
        if let crate::thir::PatternKind::Binding { local, .. } = pattern.kind {
            self.bound.insert(local);
        }
        visit::walk_pattern(self, pattern);
    }
}
