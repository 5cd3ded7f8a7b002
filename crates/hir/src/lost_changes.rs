//! Changes of a copy that nobody reads: `var p = storage.m[k]; p.x += 5;` changes nothing that lasts.
//!
//! Looks at one finished body at a time, and only where a variable that copies something changes. It never warns of a
//! change that may be read: what stands later in the source may read it, and what stands in the same loop or closure
//! may run later. Must never change a body.

use twilight_diagnostics::{Diagnostic, Span};

use crate::body::FnCx;
use crate::checker::Checker;
use crate::codes;
use crate::library::source::is_library;
use crate::purity;
use crate::std_fn::StdFn;
use crate::thir::{
    Arg, Arm, Body, Callee, Expr, ExprKind, FnId, Iterable, LocalId, Pattern, PatternKind, Place, PlaceBase,
    ProjectionKind, Statement,
};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

/// Bytes of a place or change that a help repeats.
const MAX_SHOWN: usize = 60;

/// A warning that waits until it is known what the function does that makes the change.
#[derive(Clone, Debug)]
pub struct Lost {
    warning: Diagnostic,
    /// The function that the copy is passed to: where it has effects, it may have read the change itself.
    called: Option<FnId>,
}

/// Where a copy was taken.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// From a place.
    Place(Span),
    /// From the elements that a `for` runs over.
    Elements(Span),
    /// From what a call gave, or a pattern matched.
    Value(Span),
    /// A closure's parameter.
    Argument(Span),
}

/// A variable that holds a copy.
#[derive(Clone, Copy, Debug)]
struct Copied {
    source: Source,
    /// Loops around its declaration.
    depth: usize,
}

/// The last change of a copy.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: u32,
    span: Span,
    /// The outermost loop around it that the declaration does not stand in.
    within: Option<usize>,
    called: Option<FnId>,
}

#[derive(Clone, Default)]
struct Variable {
    /// It may change, and does.
    changes: bool,
    copied: Option<Copied>,
    reads: Vec<u32>,
    last: Option<Change>,
}

impl FnCx<'_, '_> {
    /// Notes the lost changes of a finished body.
    pub fn note_lost_changes(&mut self, expr: &mut Expr) {
        let mut variables: Vec<Variable> = Vec::new();
        if is_library(expr.span) {
            return;
        }
        for info in &self.locals {
            // What is not read at all is warned of as such.
            let changes = info.local.mutable
                && info.changed
                && info.used
                && !info.param
                && !info.local.name.starts_with('_')
                && info.local.ty != Ty::Error;
            variables.push(Variable {
                changes,
                ..Variable::default()
            });
        }
        if !variables.iter().any(|variable| variable.changes) {
            return;
        }
        let mut walk = Walk {
            checker: &*self.ck,
            variables,
            at: 0,
            ranges: Vec::new(),
            loops: Vec::new(),
        };
        walk.expr(expr);
        let Walk {
            variables, ranges, ..
        } = walk;
        let mut found = Vec::new();
        for (info, variable) in self.locals.iter().zip(&variables) {
            let (Some(copied), Some(change)) = (variable.copied, variable.last) else {
                continue;
            };
            let around = change.within.and_then(|at| ranges.get(at)).copied();
            let read = variable
                .reads
                .iter()
                .any(|at| *at > change.at || around.is_some_and(|(start, end)| start <= *at && *at <= end));
            if !read {
                found.push(Lost {
                    warning: warning(self.ck, &info.local.name, copied.source, change.span),
                    called: change.called,
                });
            }
        }
        self.ck.lost_changes.append(&mut found);
    }
}

/// Reports what was noted. `bodies` are those of the functions, in order.
pub fn report(checker: &mut Checker<'_>, bodies: &mut [Body]) {
    let found = std::mem::take(&mut checker.lost_changes);
    let asks = found.iter().any(|lost| lost.called.is_some());
    let effects = if asks {
        purity::with_effects(checker, bodies)
    } else {
        Vec::new()
    };
    for lost in found {
        let may_read = lost
            .called
            .is_some_and(|function| effects.get(function.0 as usize).copied().unwrap_or(true));
        if !may_read {
            checker.report(lost.warning);
        }
    }
}

fn warning(checker: &Checker<'_>, name: &str, source: Source, change: Span) -> Diagnostic {
    let (Source::Place(from) | Source::Elements(from) | Source::Value(from) | Source::Argument(from)) =
        source;
    let short = |span: Span| {
        let text = checker.sources.text(span);
        (text.len() <= MAX_SHOWN && !text.contains(['\n', '{'])).then_some(text)
    };
    // What the change does to the variable whose name it begins with.
    let rest = short(change)
        .and_then(|text| text.strip_prefix(name))
        .filter(|rest| {
            let first = rest.trim_start().chars().next();
            first.is_some_and(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '!')
        });
    let original = short(from).map(|text| text.strip_suffix(".clone()").unwrap_or(text));
    let help = match (source, original, rest) {
        (Source::Place(_), Some(original), Some(rest)) if !original.contains('(') => {
            format!("To change the original, write `{original}{rest}`.")
        }
        (Source::Elements(_), Some(original), Some(rest))
            if !original.contains(['(', '.']) || original.starts_with("storage.") =>
        {
            format!(
                "The variable of a loop is a copy. To change the elements, write \
             `for i in 0..{original}.len() {{ {original}[i]{rest}; }}`."
            )
        }
        (Source::Argument(_), ..) => {
            "The parameter of a closure is a copy: give the changed value back, as with `map`.".to_string()
        }
        (Source::Place(_), Some(original), None) if !original.contains('(') => {
            format!("To change the original, use `{original}` itself here.")
        }
        _ => "Change the place where the value is kept, or assign the changed copy to it.".to_string(),
    };
    Diagnostic::warning(
        codes::LOST_CHANGE,
        change,
        format!("`{name}` is a copy, and nothing reads it after this change."),
    )
    .with_secondary(from, "copied from here")
    .with_help(help)
}

struct Walk<'x, 'a> {
    checker: &'x Checker<'a>,
    variables: Vec<Variable>,
    /// Counts reads, changes and ends of loops in the order of the source.
    at: u32,
    /// First and last number of each loop and closure.
    ranges: Vec<(u32, u32)>,
    /// Those around the current place, outermost first.
    loops: Vec<usize>,
}

impl Walk<'_, '_> {
    fn next(&mut self) -> u32 {
        self.at = self.at.saturating_add(1);
        self.at
    }

    fn variable(&mut self, local: LocalId) -> Option<&mut Variable> {
        self.variables
            .get_mut(local.0 as usize)
            .filter(|variable| variable.changes)
    }

    fn read(&mut self, local: LocalId) {
        let at = self.next();
        if let Some(variable) = self.variable(local) {
            variable.reads.push(at);
        }
    }

    fn change(&mut self, place: &Place, span: Span, called: Option<FnId>) {
        let PlaceBase::Local(local) = place.base else {
            return;
        };
        let at = self.next();
        let loops = std::mem::take(&mut self.loops);
        if let Some(variable) = self.variable(local)
            && let Some(copied) = variable.copied
        {
            variable.last = Some(Change {
                at,
                span,
                within: loops.get(copied.depth).copied(),
                called,
            });
        }
        self.loops = loops;
    }

    /// Visits what may run more than once.
    fn repeated(&mut self, visit: impl FnOnce(&mut Self)) {
        let start = self.next();
        let id = self.ranges.len();
        self.ranges.push((start, start));
        self.loops.push(id);
        visit(self);
        self.loops.pop();
        let end = self.next();
        if let Some(range) = self.ranges.get_mut(id) {
            range.1 = end;
        }
    }

    /// Variables of a pattern hold copies of what is matched.
    fn bind(&mut self, pattern: &Pattern, source: Source) {
        match &pattern.kind {
            PatternKind::Binding {
                local, subpattern, ..
            } => {
                let depth = self.loops.len();
                if let Some(variable) = self.variable(*local) {
                    variable.copied = Some(Copied { source, depth });
                }
                if let Some(subpattern) = subpattern {
                    self.bind(subpattern, source);
                }
            }
            PatternKind::Variant { fields, .. } | PatternKind::Fields(fields) => {
                for (_, field) in fields {
                    self.bind(field, source);
                }
            }
            PatternKind::Elements { before, after, .. } => {
                for element in before.iter().chain(after) {
                    self.bind(element, source);
                }
            }
            PatternKind::Or(alternatives) => {
                for alternative in alternatives {
                    self.bind(alternative, source);
                }
            }
            PatternKind::Wildcard
            | PatternKind::Int(_)
            | PatternKind::Bool(_)
            | PatternKind::Str(_)
            | PatternKind::Range { .. } => {}
        }
    }

    /// What a variable with that initial value copies; `None` where the value is new or moves.
    fn copied(&self, init: &Expr) -> Option<Source> {
        match &init.kind {
            ExprKind::Use(place, _) => {
                let copies = match place.base {
                    PlaceBase::Storage(..) => true,
                    PlaceBase::Local(_) => {
                        place
                            .projections
                            .iter()
                            .any(|step| !matches!(step.kind, ProjectionKind::Field(_)))
                            || self.checker.is_copy(&init.ty)
                    }
                    _ => return None,
                };
                copies.then_some(Source::Place(init.span))
            }
            ExprKind::Std {
                function: StdFn::Clone,
                receiver: None,
                args,
                ..
            } => match args.first().map(|arg| &arg.kind) {
                Some(ExprKind::Use(..)) => Some(Source::Place(init.span)),
                _ => None,
            },
            ExprKind::Std {
                function,
                receiver: None,
                args,
                ..
            } if hands_on(*function) => args
                .first()
                .and_then(|arg| self.copied(arg))
                .map(|_| Source::Value(init.span)),
            ExprKind::Std {
                function,
                receiver: None,
                ..
            } if looks_up(*function) => Some(Source::Value(init.span)),
            ExprKind::Try(inner) => self.copied(inner).map(|_| Source::Value(init.span)),
            ExprKind::Call { function, .. } => {
                let info = self.checker.functions.get(function.0 as usize)?;
                // A function of a contract that gives a value gives a copy of what it keeps.
                info.function
                    .contract
                    .is_some()
                    .then_some(Source::Value(init.span))
            }
            _ => None,
        }
    }

    /// What changes places: `dropped` where nothing looks at its value.
    fn changing(&mut self, expr: &mut Expr, dropped: bool) -> bool {
        let (ty, span) = (&expr.ty, expr.span);
        let used = !dropped && !matches!(ty, Ty::Unit | Ty::Never);
        match &mut expr.kind {
            ExprKind::Assign { place, value, .. } => {
                visit::walk_place(self, place);
                self.expr(value);
                self.change(place, span, None);
            }
            ExprKind::Std {
                receiver: Some(place),
                args,
                ..
            } => {
                visit::walk_place(self, place);
                for arg in args {
                    self.expr(arg);
                }
                self.change(place, span, None);
                if let (true, PlaceBase::Local(local)) = (used, &place.base) {
                    self.read(*local);
                }
            }
            ExprKind::Call { function, args, .. } => {
                for arg in args.iter_mut() {
                    match arg {
                        Arg::Value(value) => self.expr(value),
                        Arg::Place(place) => visit::walk_place(self, place),
                        Arg::Function(Callee::Closure(closure)) => {
                            let closure = &mut **closure;
                            self.repeated(|walk| {
                                for param in &closure.params {
                                    walk.bind(param, Source::Argument(param.span));
                                }
                                walk.expr(&mut closure.body);
                            });
                        }
                        Arg::Function(Callee::Named { .. } | Callee::Param(..)) => {}
                    }
                }
                // One place that changes may tell another what it holds.
                let places = args.iter().filter(|arg| matches!(arg, Arg::Place(_))).count();
                for arg in args.iter() {
                    let Arg::Place(place) = arg else { continue };
                    self.change(place, span, Some(*function));
                    if let (true, PlaceBase::Local(local)) = (used || places > 1, &place.base) {
                        self.read(*local);
                    }
                }
            }
            _ => return false,
        }
        true
    }
}

/// Functions that give what is in their first argument.
const fn hands_on(function: StdFn) -> bool {
    matches!(
        function,
        StdFn::OptionUnwrap
            | StdFn::OptionExpect
            | StdFn::OptionUnwrapOr
            | StdFn::OptionUnwrapOrDefault
            | StdFn::ResultUnwrap
            | StdFn::ResultExpect
            | StdFn::ResultUnwrapOr
            | StdFn::ResultUnwrapOrDefault
    )
}

/// Functions that copy out of a collection.
const fn looks_up(function: StdFn) -> bool {
    matches!(
        function,
        StdFn::VectorGet
            | StdFn::VectorFirst
            | StdFn::VectorLast
            | StdFn::MapGet
            | StdFn::MapGetOr
            | StdFn::ArrayGet
            | StdFn::ArrayFirst
            | StdFn::ArrayLast
    )
}

impl VisitMut for Walk<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        if self.changing(expr, false) {
            return;
        }
        match &mut expr.kind {
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    match statement {
                        Statement::Let { pattern, init, .. } => {
                            let Some(init) = init else { continue };
                            self.expr(init);
                            if let Some(source) = self.copied(init) {
                                self.bind(pattern, source);
                            }
                        }
                        Statement::Expr(expr) => {
                            if !self.changing(expr, true) {
                                self.expr(expr);
                            }
                        }
                    }
                }
                if let Some(tail) = tail {
                    self.expr(tail);
                }
            }
            ExprKind::For {
                pattern,
                iterable,
                body,
                ..
            } => {
                let source = match iterable {
                    Iterable::Range { start, end, .. } => {
                        self.expr(start);
                        self.expr(end);
                        None
                    }
                    Iterable::Elements(list) => {
                        self.expr(list);
                        Some(Source::Elements(list.span))
                    }
                    Iterable::Entries(map) => {
                        self.expr(map);
                        Some(Source::Value(map.span))
                    }
                };
                self.repeated(|walk| {
                    if let Some(source) = source {
                        walk.bind(pattern, source);
                    }
                    walk.expr(body);
                });
            }
            ExprKind::While { condition, body, .. } => self.repeated(|walk| {
                walk.expr(condition);
                walk.expr(body);
            }),
            ExprKind::Loop { body, .. } => self.repeated(|walk| walk.expr(body)),
            ExprKind::Match { scrutinee, arms } => {
                self.expr(scrutinee);
                for Arm { pattern, guard, body } in arms {
                    self.bind(pattern, Source::Value(scrutinee.span));
                    if let Some(guard) = guard {
                        self.expr(guard);
                    }
                    self.expr(body);
                }
            }
            _ => visit::walk_expr(self, expr),
        }
    }

    fn place(&mut self, place: &mut Place) {
        visit::walk_place(self, place);
        if let PlaceBase::Local(local) = place.base {
            self.read(local);
        }
    }
}
