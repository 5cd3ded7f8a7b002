//! Functions that take functions must not call themselves (DECISION S7).
//!
//! A function given to a parameter has no value at run time: the called function is compiled into its caller,
//! each time anew. Calling itself, it would go on without end. Recursion through functions that take none is fine.

use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::Checker;
use crate::codes;
use crate::collect::empty_body;
use crate::thir::{Expr, ExprKind, FnId};
use crate::visit::{self, VisitMut};

/// How far the search has come with a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Reports functions that would be compiled into themselves. All bodies have been checked.
pub fn check(checker: &mut Checker<'_>) {
    let mut calls: Vec<Vec<(FnId, Span)>> = Vec::new();
    for at in 0..checker.functions.len() {
        calls.push(calls_of(checker, at));
    }
    let mut marks = vec![Mark::New; calls.len()];
    for start in 0..calls.len() {
        if marks.get(start) != Some(&Mark::New) {
            continue;
        }
        // Depth-first search with its own stack: chains of calls may be long.
        let mut stack = vec![(start, 0_usize)];
        set(&mut marks, start, Mark::Open);
        while let Some((at, next)) = stack.last_mut() {
            let at = *at;
            let Some((callee, span)) = calls.get(at).and_then(|calls| calls.get(*next)).copied() else {
                set(&mut marks, at, Mark::Done);
                stack.pop();
                continue;
            };
            *next += 1;
            let callee = callee.0 as usize;
            match marks.get(callee) {
                Some(Mark::New) => {
                    set(&mut marks, callee, Mark::Open);
                    stack.push((callee, 0));
                }
                Some(Mark::Open) => report(checker, at, callee, span),
                _ => {}
            }
        }
    }
}

fn set(marks: &mut [Mark], at: usize, mark: Mark) {
    if let Some(slot) = marks.get_mut(at) {
        *slot = mark;
    }
}

/// Calls of inlined functions in the body of one.
fn calls_of(checker: &mut Checker<'_>, at: usize) -> Vec<(FnId, Span)> {
    let Some(info) = checker.functions.get_mut(at) else {
        return Vec::new();
    };
    if !info.function.is_inlined() {
        return Vec::new();
    }
    let empty = empty_body(info.function.span);
    let mut body = std::mem::replace(&mut info.function.body, empty);
    let mut calls = Calls {
        checker,
        found: Vec::new(),
    };
    calls.expr(&mut body.expr);
    let found = calls.found;
    if let Some(info) = checker.functions.get_mut(at) {
        info.function.body = body;
    }
    found
}

struct Calls<'x, 'a> {
    checker: &'x Checker<'a>,
    found: Vec<(FnId, Span)>,
}

impl VisitMut for Calls<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::Call { function, .. } = &expr.kind
            && self
                .checker
                .functions
                .get(function.0 as usize)
                .is_some_and(|info| info.function.is_inlined())
        {
            self.found.push((*function, expr.span));
        }
        visit::walk_expr(self, expr);
    }
}

fn report(checker: &mut Checker<'_>, caller: usize, callee: usize, span: Span) {
    let Some(info) = checker.functions.get(callee) else {
        return;
    };
    let (name, def) = (info.function.name.clone(), info.function.span);
    let how = if caller == callee {
        String::new()
    } else {
        let through = checker
            .functions
            .get(caller)
            .map(|info| info.function.name.clone());
        format!(" through `{}`", through.unwrap_or_default())
    };
    checker.report(
        Diagnostic::error(
            codes::CLOSURE_RECURSION,
            span,
            format!(
                "`{name}` calls itself{how}, which a function that takes a function cannot do: it is compiled into \
                 each place that calls it."
            ),
        )
        .with_secondary(def, "takes a function")
        .with_help("Write a loop, or move the recursion into a function without such a parameter."),
    );
}
