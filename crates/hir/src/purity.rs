//! Purity of assertions (spec 18 §3): their conditions change nothing, cannot fail on purpose, and see only the
//! state of the program.
//!
//! A function is impure when its body does something that an assertion must not, or calls a function that is;
//! the first such place is kept for the message. Arithmetic and indices may still fail (spec 18 §3.4: domain
//! errors). This module must never change a body.

use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::Checker;
use crate::codes;
use crate::implicit_calls::ImplicitCalls;
use crate::std_fn::StdFn;
use crate::thir::{Arg, AssertionKind, Body, Callee, ContextVar, Expr, ExprKind, FnId, Place, PlaceBase};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

/// What makes something impure: where, and what it does ("writes to storage").
#[derive(Clone, Copy, Debug)]
struct Cause {
    span: Span,
    does: &'static str,
}

/// Reports every assertion of the bodies that is not pure. `bodies` are those of the functions, in order.
pub fn check(checker: &mut Checker<'_>, bodies: &mut [Body], others: &mut [&mut Body]) {
    let mut finder = Finder::default();
    for body in bodies.iter_mut().chain(others.iter_mut().map(|body| &mut **body)) {
        finder.expr(&mut body.expr);
    }
    if !finder.found {
        return;
    }
    let implicit = ImplicitCalls::new(checker);
    let causes = impure_functions(checker, &implicit, bodies);
    for body in bodies.iter_mut().chain(others.iter_mut().map(|body| &mut **body)) {
        let mut conditions = Conditions {
            checker: &mut *checker,
            causes: &causes,
            implicit: &implicit,
            inside: None,
            reported: false,
        };
        conditions.expr(&mut body.expr);
    }
}

/// Functions that are given to be called.
fn named(args: &[Arg]) -> impl Iterator<Item = FnId> {
    args.iter().filter_map(|arg| match arg {
        Arg::Function(Callee::Named { function, .. }) => Some(*function),
        _ => None,
    })
}

/// Whether there is any assertion.
#[derive(Default)]
struct Finder {
    found: bool,
}

impl VisitMut for Finder {
    fn expr(&mut self, expr: &mut Expr) {
        self.found |= matches!(expr.kind, ExprKind::Check { .. });
        if !self.found {
            visit::walk_expr(self, expr);
        }
    }
}

/// For each function whether it may do what can be seen outside of it, or fail on purpose. `bodies` are those of the
/// functions, in order.
pub fn with_effects(checker: &Checker<'_>, bodies: &mut [Body]) -> Vec<bool> {
    let causes = impure_functions(checker, &ImplicitCalls::new(checker), bodies);
    causes.iter().map(Option::is_some).collect()
}

/// For each function the place that makes it impure, if one does.
fn impure_functions(
    checker: &Checker<'_>,
    implicit: &ImplicitCalls,
    bodies: &mut [Body],
) -> Vec<Option<Cause>> {
    let mut causes = vec![None; bodies.len()];
    let mut callers: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
    let mut work = Vec::new();
    for (at, body) in bodies.iter_mut().enumerate() {
        let mut effects = Effects {
            checker,
            implicit,
            cause: None,
            calls: Vec::new(),
        };
        effects.expr(&mut body.expr);
        for callee in effects.calls {
            if let Some(of) = callers.get_mut(callee.0 as usize) {
                of.push(at);
            }
        }
        if let (Some(cause), Some(slot)) = (effects.cause, causes.get_mut(at)) {
            *slot = Some(cause);
            work.push(at);
        }
    }
    // A call of a trait's function means one of its implementations.
    for implementation in &checker.impls {
        let Some(of_trait) = checker.traits.get(implementation.of_trait.0 as usize) else {
            continue;
        };
        for (declared, own) in of_trait.functions.iter().zip(&implementation.functions) {
            if let Some(of) = own.and_then(|own| callers.get_mut(own.0 as usize)) {
                of.push(declared.0 as usize);
            }
        }
    }
    // First functions first, so that the cause named does not depend on the order of discovery.
    work.reverse();
    while let Some(at) = work.pop() {
        let cause = causes.get(at).copied().flatten();
        for caller in callers.get(at).into_iter().flatten() {
            if let Some(slot @ None) = causes.get_mut(*caller) {
                *slot = cause;
                work.push(*caller);
            }
        }
    }
    causes
}

/// What an expression itself does that no assertion may do, its parts excepted.
fn effect(expr: &Expr) -> Option<&'static str> {
    let in_storage = |place: &Place| matches!(place.base, PlaceBase::Storage(..));
    Some(match &expr.kind {
        ExprKind::Assign { place, .. } if in_storage(place) => "writes to storage",
        ExprKind::Std {
            receiver: Some(place),
            ..
        } if in_storage(place) => "writes to storage",
        ExprKind::Call { args, .. }
            if args
                .iter()
                .any(|arg| matches!(arg, Arg::Place(place) if in_storage(place))) =>
        {
            "writes to storage"
        }
        ExprKind::Emit { .. } => "emits an event",
        ExprKind::Print(_) => "prints",
        ExprKind::Require { .. } => "may revert",
        ExprKind::Panic(_) | ExprKind::Assert { .. } | ExprKind::AssertEqual { .. } => "may panic",
        ExprKind::Std { function, .. } if panics(*function) => "may panic",
        ExprKind::Std { function, .. } if changes_context(*function) => "changes the transaction or block",
        ExprKind::Context(ContextVar::GasLeft) => {
            "reads the gas that is left, which no assertion can rely on"
        }
        _ => return None,
    })
}

/// Functions whose purpose is to panic where a value is not there.
const fn panics(function: StdFn) -> bool {
    matches!(
        function,
        StdFn::OptionUnwrap
            | StdFn::OptionExpect
            | StdFn::ResultUnwrap
            | StdFn::ResultExpect
            | StdFn::ResultUnwrapErr
            | StdFn::ResultExpectErr
    )
}

/// Functions that change the simulated transaction or block of a test.
const fn changes_context(function: StdFn) -> bool {
    matches!(
        function,
        StdFn::TestSetSender
            | StdFn::TestSetOrigin
            | StdFn::TestSetValue
            | StdFn::TestSetBlockNumber
            | StdFn::TestSetTimestamp
    )
}

/// Whether a function of the library does more than give a value; what it changes in its receiver is not asked.
pub const fn std_has_effects(function: StdFn) -> bool {
    panics(function) || changes_context(function)
}

/// Collects what a function's body does.
struct Effects<'c, 'a> {
    checker: &'c Checker<'a>,
    implicit: &'c ImplicitCalls,
    cause: Option<Cause>,
    calls: Vec<FnId>,
}

impl VisitMut for Effects<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        // Assertions are pure, or refused at their own place.
        if matches!(expr.kind, ExprKind::Check { .. }) {
            return;
        }
        if let Some(does) = effect(expr)
            && self.cause.is_none()
        {
            self.cause = Some(Cause {
                span: expr.span,
                does,
            });
        }
        if let ExprKind::Call { function, args, .. } = &expr.kind {
            self.calls.push(*function);
            self.calls.extend(named(args));
        }
        self.calls.extend(self.implicit.of(self.checker, expr));
        visit::walk_expr(self, expr);
    }
}

/// Looks for assertions and reports what makes their conditions impure; one message for each.
struct Conditions<'c, 'a, 'k> {
    checker: &'c mut Checker<'a>,
    causes: &'k [Option<Cause>],
    implicit: &'k ImplicitCalls,
    inside: Option<(AssertionKind, Span)>,
    reported: bool,
}

impl Conditions<'_, '_, '_> {
    fn refuse(&mut self, code: &'static str, span: Span, message: String, help: &str, cause: Option<Cause>) {
        self.reported = true;
        let mut diagnostic = Diagnostic::error(code, span, message);
        if let Some((kind, at)) = self.inside {
            let label = format!("in the condition of this `{}`", kind.keyword());
            diagnostic = diagnostic.with_secondary(at, label);
        }
        if let Some(cause) = cause {
            diagnostic = diagnostic.with_secondary(cause.span, format!("this {}", cause.does));
        }
        self.checker.report(diagnostic.with_help(help));
    }

    fn impure(&mut self, span: Span, does: &str) {
        let help = if does == "may panic" {
            "An assertion only looks: use `unwrap_or`, or compare with `Some(..)` or `Ok(..)`."
        } else {
            "An assertion only looks at the state: do this before it, in a statement of its own."
        };
        let message = format!("The condition of an assertion must be pure, but this {does}.");
        self.refuse(codes::IMPURE_ASSERTION, span, message, help, None);
    }

    fn form(&mut self, span: Span, what: &str, help: &str) {
        let message = format!("{what} cannot stand in the condition of an assertion.");
        self.refuse(codes::ASSERTION_FORM, span, message, help, None);
    }

    fn impure_call(&mut self, span: Span, function: FnId, cause: Cause) {
        let info = self.checker.functions.get(function.0 as usize);
        let name = info.map(|info| info.function.name.clone()).unwrap_or_default();
        let message = format!(
            "The condition of an assertion must be pure, but `{name}` {}.",
            cause.does
        );
        let help = "Call only functions that change nothing and cannot fail.";
        self.refuse(codes::IMPURE_ASSERTION, span, message, help, Some(cause));
    }

    /// What stands in a condition.
    fn condition(&mut self, expr: &mut Expr) {
        let span = expr.span;
        let function = "Put it into a function that changes nothing, and call that.";
        match &expr.kind {
            ExprKind::Str(_) => self.form(
                span,
                "A string literal",
                "Name the text as a `const`, and compare with that.",
            ),
            ExprKind::If { .. } | ExprKind::Match { .. } => self.form(span, "A branch", function),
            ExprKind::Loop { .. } | ExprKind::While { .. } | ExprKind::For { .. } => {
                self.form(span, "A loop", function);
            }
            ExprKind::Block { statements, .. } if !statements.is_empty() => {
                self.form(span, "A block with statements", function);
            }
            ExprKind::Try(_) | ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } => {
                self.form(
                    span,
                    "What leaves the function or loop",
                    "An assertion cannot change where the program goes on.",
                )
            }
            ExprKind::Assign { .. } => self.form(span, "An assignment", "To compare, write `==`."),
            ExprKind::Aggregate(_) | ExprKind::Repeat { .. } if matches!(expr.ty, Ty::Vector(_)) => {
                self.form(
                    span,
                    "A new vector",
                    "Compare its length and elements one by one.",
                );
            }
            ExprKind::Std {
                function: StdFn::VectorNew | StdFn::MapNew,
                ..
            } => self.form(
                span,
                "A new collection",
                "Use `is_empty()` to ask whether there is nothing in one.",
            ),
            ExprKind::Std {
                receiver: Some(place),
                ..
            } if !matches!(place.base, PlaceBase::Storage(..)) => self.impure(span, "changes a value"),
            ExprKind::Call { function, args, .. } => {
                let (function, cause) = std::iter::once(*function)
                    .chain(named(args))
                    .find_map(|id| Some((id, self.causes.get(id.0 as usize).copied().flatten()?)))
                    .map_or((*function, None), |(id, cause)| (id, Some(cause)));
                let changed = args.iter().any(|arg| matches!(arg, Arg::Place(_)));
                if let Some(cause) = cause {
                    self.impure_call(span, function, cause);
                } else if changed {
                    self.impure(span, "changes an argument");
                }
            }
            _ => {
                if let Some(does) = effect(expr) {
                    self.impure(span, does);
                }
            }
        }
        if !self.reported {
            let called = self.implicit.of(self.checker, expr).into_iter();
            let mut impure =
                called.filter_map(|id| Some((id, self.causes.get(id.0 as usize).copied().flatten()?)));
            if let Some((function, cause)) = impure.next() {
                self.impure_call(span, function, cause);
            }
        }
        if !self.reported {
            visit::walk_expr(self, expr);
        }
    }
}

impl VisitMut for Conditions<'_, '_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        if self.inside.is_some() {
            if !self.reported {
                self.condition(expr);
            }
            return;
        }
        match &mut expr.kind {
            ExprKind::Check {
                assertion, condition, ..
            } => {
                self.inside = Some((*assertion, expr.span));
                self.reported = false;
                self.expr(condition);
                self.inside = None;
            }
            ExprKind::Specified {
                pre, old, body, post, ..
            } => {
                for check in pre {
                    self.expr(check);
                }
                for (_, value) in old {
                    self.inside = Some((AssertionKind::Post, value.span));
                    self.reported = false;
                    self.expr(value);
                    self.inside = None;
                }
                self.expr(body);
                for post in post {
                    self.expr(&mut post.check);
                }
            }
            _ => visit::walk_expr(self, expr),
        }
    }
}
