//! Ownership errors: use after move, two borrows of which one changes, change during a loop (DECISION T3).
//!
//! Runs over bodies whose modes are decided ([`crate::modes`]); it changes nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::BinaryOp;

use crate::codes;
use crate::lending::{self, Access, Root};
use crate::thir::{
    Arg, Body, Callee, Closure, Expr, ExprKind, FormatPart, Iterable, LocalId, LoopId, Pattern, PatternKind,
    Place, PlaceBase, ProjectionKind, Statement, UseMode,
};
use crate::ty::Ty;

/// Fields from a variable inward, as far as they are fields.
type Path = Vec<u32>;

/// What has moved at a point of the program.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    moved: BTreeMap<(LocalId, Path), Span>,
    /// No path leads here.
    dead: bool,
}

impl State {
    fn join(&mut self, other: &Self) {
        if other.dead {
            return;
        }
        if self.dead {
            self.clone_from(other);
            return;
        }
        for (key, span) in &other.moved {
            self.moved.entry(key.clone()).or_insert(*span);
        }
    }

    fn dead() -> Self {
        Self {
            moved: BTreeMap::new(),
            dead: true,
        }
    }
}

#[derive(Default)]
struct LoopState {
    breaks: Option<State>,
    continues: Option<State>,
}

/// Reports the ownership errors of a body.
pub fn check(body: &Body, diagnostics: &mut Vec<Diagnostic>) {
    let mut flow = Flow {
        body,
        diagnostics,
        state: State::default(),
        loops: HashMap::new(),
        back: HashMap::new(),
        reported: HashSet::new(),
        iterated: Vec::new(),
        returns: None,
        in_post: false,
        closures: Vec::new(),
        accesses: Vec::new(),
    };
    flow.expr(&body.expr);
}

struct Flow<'b, 'd> {
    body: &'b Body,
    diagnostics: &'d mut Vec<Diagnostic>,
    state: State,
    loops: HashMap<LoopId, LoopState>,
    /// What has moved at a loop's back edge, as found by an earlier walk: nested loops need no third walk.
    back: HashMap<LoopId, State>,
    reported: HashSet<(LocalId, Span)>,
    /// Collections that loops around run over.
    iterated: Vec<(LocalId, Path, Span)>,
    /// What has moved where the closure or function returns; `None` for functions without postconditions.
    returns: Option<State>,
    /// A postcondition is being walked.
    in_post: bool,
    /// Closures around, outermost first.
    closures: Vec<ClosureState>,
    /// What closures have read and changed, for the check of the call that each is given to.
    accesses: Vec<Access>,
}

/// A closure that is being walked.
struct ClosureState {
    /// Its own variables.
    locals: std::ops::Range<u32>,
    once: bool,
}

fn path_of(place: &Place) -> Option<(LocalId, Path)> {
    let PlaceBase::Local(local) = place.base else {
        return None;
    };
    let path = place
        .projections
        .iter()
        .map_while(|step| match step.kind {
            ProjectionKind::Field(at) => Some(at),
            _ => None,
        })
        .collect();
    Some((local, path))
}

fn overlap(a: &[u32], b: &[u32]) -> bool {
    a.iter().zip(b).all(|(a, b)| a == b)
}

impl Flow<'_, '_> {
    fn name(&self, local: LocalId) -> String {
        self.body
            .locals
            .get(local.0 as usize)
            .map(|local| local.name.clone())
            .unwrap_or_default()
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Remembers what a closure does.
    fn accessed(&mut self, place: &Place, changed: bool) {
        if !self.closures.is_empty()
            && let Some(access) = Access::of(place, changed)
        {
            self.accesses.push(access);
        }
    }

    /// The innermost closure that cannot move `local` out, because it is not its own and it may run again.
    fn is_kept_by_closure(&self, local: LocalId) -> bool {
        self.closures
            .iter()
            .rev()
            .take_while(|closure| !closure.locals.contains(&local.0))
            .any(|closure| !closure.once)
    }

    /// A read, or a change that needs the old value.
    fn used(&mut self, place: &Place) {
        self.accessed(place, false);
        let Some((local, path)) = path_of(place) else {
            return;
        };
        if self.state.dead {
            return;
        }
        let found = self
            .state
            .moved
            .range((local, Path::new())..)
            .take_while(|((other, _), _)| *other == local)
            .find(|((_, moved), _)| overlap(moved, &path))
            .map(|(key, span)| (key.clone(), *span));
        let Some((key, at)) = found else { return };
        if self.reported.insert((local, place.span)) {
            let name = self.name(local);
            let whole = key.1.is_empty();
            let message = if whole {
                format!("`{name}` was moved, so it cannot be used here.")
            } else {
                format!("A part of `{name}` was moved, so `{name}` cannot be used here.")
            };
            let mut diagnostic = Diagnostic::error(codes::USE_AFTER_MOVE, place.span, message);
            diagnostic = if at == place.span {
                diagnostic.with_label("moved here in the previous round of the loop")
            } else {
                diagnostic.with_secondary(at, "the value moves to a new owner here")
            };
            let help = if self.in_post {
                "What it was when the function began is `old(..)`; what is returned is `result`."
            } else {
                "Keep a copy: write `.clone()` after the value where it moves."
            };
            self.report(diagnostic.with_help(help));
        }
        // One mistake, one message.
        self.state.moved.remove(&key);
    }

    fn moves(&mut self, place: &Place) {
        let Some(key) = path_of(place) else { return };
        if self.state.dead {
            return;
        }
        if self.is_kept_by_closure(key.0) {
            if self.reported.insert((key.0, place.span)) {
                let name = self.name(key.0);
                self.report(lending::moved_out(&name, place.span));
            }
            return;
        }
        self.state.moved.insert(key, place.span);
    }

    /// A call of a parameter that received a function, or its passing on.
    fn called(&mut self, param: LocalId, span: Span) {
        let once = self
            .body
            .locals
            .get(param.0 as usize)
            .is_some_and(|local| matches!(&local.ty, Ty::Fn(ty) if ty.once));
        if !once || self.state.dead {
            return;
        }
        let name = self.name(param);
        if let Some(first) = self.state.moved.get(&(param, Path::new())).copied() {
            if self.reported.insert((param, span)) {
                self.report(lending::called_twice(&name, span, first));
            }
        } else if self.is_kept_by_closure(param) {
            if self.reported.insert((param, span)) {
                self.report(lending::called_in_closure(&name, span));
            }
        } else {
            self.state.moved.insert((param, Path::new()), span);
        }
    }

    /// The place gets a new value: it is whole again.
    fn assigned(&mut self, place: &Place) {
        let Some((local, path)) = path_of(place) else {
            return;
        };
        if path.len() < place.projections.len() {
            self.used(place);
            return;
        }
        let gone: Vec<_> = self
            .state
            .moved
            .range((local, Path::new())..)
            .take_while(|((other, _), _)| *other == local)
            .filter(|((_, moved), _)| moved.starts_with(&path))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.state.moved.remove(&key);
        }
        if !path.is_empty() {
            self.used(place);
        }
    }

    fn changed(&mut self, place: &Place) {
        self.accessed(place, true);
        let Some((local, path)) = path_of(place) else {
            return;
        };
        let found = self
            .iterated
            .iter()
            .find(|(other, iterated, _)| *other == local && overlap(iterated, &path));
        let Some((_, _, at)) = found.cloned() else { return };
        if self.reported.insert((local, place.span)) {
            let name = self.name(local);
            self.report(
                Diagnostic::error(
                    codes::CHANGED_IN_LOOP,
                    place.span,
                    format!("`{name}` cannot change while a loop runs over it."),
                )
                .with_secondary(at, "the loop runs over it here")
                .with_help("Loop over indices (`for i in 0..n`), or over a copy (`.clone()`)."),
            );
        }
    }

    fn bind(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Binding {
                local, subpattern, ..
            } => {
                let gone: Vec<_> = self
                    .state
                    .moved
                    .range((*local, Path::new())..)
                    .take_while(|((other, _), _)| other == local)
                    .map(|(key, _)| key.clone())
                    .collect();
                for key in gone {
                    self.state.moved.remove(&key);
                }
                if let Some(subpattern) = subpattern {
                    self.bind(subpattern);
                }
            }
            PatternKind::Variant { fields, .. } | PatternKind::Fields(fields) => {
                fields.iter().for_each(|(_, field)| self.bind(field));
            }
            PatternKind::Elements { before, after, .. } => {
                before.iter().chain(after).for_each(|element| self.bind(element));
            }
            PatternKind::Or(alternatives) => {
                alternatives.iter().for_each(|alternative| self.bind(alternative))
            }
            _ => {}
        }
    }

    fn steps(&mut self, place: &Place) {
        match &place.base {
            PlaceBase::Temporary(base) | PlaceBase::Cell(base) | PlaceBase::Pointer { pointer: base, .. } => {
                self.expr(base);
            }
            PlaceBase::Local(_) | PlaceBase::Storage(..) => {}
        }
        for step in &place.projections {
            if let ProjectionKind::Index(index) | ProjectionKind::Key(index) = &step.kind {
                self.expr(index);
            }
        }
    }

    fn optional(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn branch(&mut self, start: &State, expr: &Expr, end: &mut State) {
        self.state = start.clone();
        self.expr(expr);
        end.join(&self.state);
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Int(_)
            | ExprKind::Bool(_)
            | ExprKind::Str(_)
            | ExprKind::Unit
            | ExprKind::Default
            | ExprKind::Const(_)
            | ExprKind::TraitConst { .. }
            | ExprKind::Context(_) => {}
            ExprKind::Use(place, mode) => {
                self.steps(place);
                self.used(place);
                if *mode == UseMode::Move {
                    self.moves(place);
                }
            }
            ExprKind::Binary { op, lhs, rhs } => {
                self.expr(lhs);
                if matches!(op, BinaryOp::And | BinaryOp::Or) {
                    let mut end = self.state.clone();
                    self.expr(rhs);
                    end.join(&self.state);
                    self.state = end;
                } else {
                    self.expr(rhs);
                }
            }
            ExprKind::Unary { operand: inner, .. }
            | ExprKind::Widen(inner)
            | ExprKind::Convert(_, inner)
            | ExprKind::Tag(inner)
            | ExprKind::NewReference(inner)
            | ExprKind::Repeat { value: inner, .. }
            | ExprKind::Check { condition: inner, .. }
            | ExprKind::Print(inner) => self.expr(inner),
            ExprKind::Try(inner) => {
                self.expr(inner);
                self.note_return();
            }
            ExprKind::Specified {
                pre, old, body, post, ..
            } => {
                pre.iter().for_each(|check| self.expr(check));
                old.iter().for_each(|(_, value)| self.expr(value));
                self.returns = (!post.is_empty()).then(State::dead);
                self.expr(body);
                if let Some(returns) = self.returns.take() {
                    self.state.join(&returns);
                }
                self.in_post = true;
                post.iter().for_each(|post| self.expr(&post.check));
                self.in_post = false;
            }
            ExprKind::Aggregate(elements) | ExprKind::Emit { args: elements, .. } => {
                elements.iter().for_each(|element| self.expr(element));
            }
            ExprKind::Struct { fields, base } => {
                fields.iter().for_each(|(_, field)| self.expr(field));
                self.optional(base.as_deref());
            }
            ExprKind::Variant { fields, .. } => fields.iter().for_each(|(_, field)| self.expr(field)),
            ExprKind::Call { args, .. } => self.call(args),
            ExprKind::CallParam { param, args } => {
                args.iter().for_each(|arg| self.expr(arg));
                self.called(*param, expr.span);
            }
            ExprKind::Std { receiver, args, .. } => {
                if let Some(receiver) = receiver {
                    self.steps(receiver);
                }
                args.iter().for_each(|arg| self.expr(arg));
                if let Some(receiver) = receiver {
                    self.used(receiver);
                    self.changed(receiver);
                }
            }
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    match statement {
                        Statement::Expr(expr) => self.expr(expr),
                        Statement::Let { pattern, init, .. } => {
                            self.optional(init.as_ref());
                            self.bind(pattern);
                        }
                    }
                }
                self.optional(tail.as_deref());
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.expr(condition);
                let start = self.state.clone();
                let mut end = State::dead();
                self.branch(&start, then, &mut end);
                match otherwise {
                    Some(otherwise) => self.branch(&start, otherwise, &mut end),
                    None => end.join(&start),
                }
                self.state = end;
            }
            ExprKind::Match { scrutinee, arms } => {
                self.expr(scrutinee);
                let start = self.state.clone();
                let mut end = State::dead();
                for arm in arms {
                    self.state = start.clone();
                    self.bind(&arm.pattern);
                    self.optional(arm.guard.as_ref());
                    self.expr(&arm.body);
                    end.join(&self.state);
                }
                self.state = end;
            }
            ExprKind::Loop { id, body } => {
                self.repeat(*id, None, None, body);
            }
            ExprKind::While { id, condition, body } => self.repeat(*id, Some(condition), None, body),
            ExprKind::For {
                id,
                pattern,
                iterable,
                body,
            } => {
                let mut entered = false;
                match iterable {
                    Iterable::Range { start, end, .. } => {
                        self.expr(start);
                        self.expr(end);
                    }
                    Iterable::Elements(value) | Iterable::Entries(value) => {
                        self.expr(value);
                        if let ExprKind::Use(place, UseMode::Borrow) = &value.kind
                            && let Some((local, path)) = path_of(place)
                        {
                            self.iterated.push((local, path, place.span));
                            entered = true;
                        }
                    }
                }
                self.repeat(*id, None, Some(pattern), body);
                if entered {
                    self.iterated.pop();
                }
            }
            ExprKind::Return(value) => {
                self.optional(value.as_deref());
                self.note_return();
                self.state = State::dead();
            }
            ExprKind::PointerTo(place) => self.steps(place),
            ExprKind::Delete(place) => {
                self.steps(place);
                self.assigned(place);
                self.changed(place);
            }
            ExprKind::Panic(message) | ExprKind::Revert(message) => {
                self.expr(message);
                self.state = State::dead();
            }
            ExprKind::Break { id, value } => {
                self.optional(value.as_deref());
                let state = std::mem::replace(&mut self.state, State::dead());
                self.loops
                    .entry(*id)
                    .or_default()
                    .breaks
                    .get_or_insert_with(State::dead)
                    .join(&state);
            }
            ExprKind::Continue { id } => {
                let state = std::mem::replace(&mut self.state, State::dead());
                self.loops
                    .entry(*id)
                    .or_default()
                    .continues
                    .get_or_insert_with(State::dead)
                    .join(&state);
            }
            ExprKind::Assign { place, op, value } => {
                self.steps(place);
                self.expr(value);
                if op.is_some() {
                    self.used(place);
                }
                self.assigned(place);
                self.changed(place);
            }
            ExprKind::Require {
                condition, message, ..
            } => {
                self.expr(condition);
                // The message is only evaluated on the way out.
                let state = self.state.clone();
                self.optional(message.as_deref());
                self.state = state;
            }
            ExprKind::Assert { condition, message } => {
                self.expr(condition);
                let state = self.state.clone();
                self.expr(message);
                self.state = state;
            }
            ExprKind::AssertEqual {
                lhs, rhs, message, ..
            } => {
                self.expr(lhs);
                self.expr(rhs);
                let state = self.state.clone();
                self.optional(message.as_deref());
                self.state = state;
            }
            ExprKind::Format(parts) => {
                for part in parts {
                    if let FormatPart::Value(value) = part {
                        self.expr(value);
                    }
                }
            }
        }
        if matches!(expr.ty, Ty::Never) && matches!(expr.kind, ExprKind::Loop { .. } | ExprKind::Call { .. })
        {
            self.state = State::dead();
        }
    }

    fn note_return(&mut self) {
        if let Some(returns) = &mut self.returns {
            returns.join(&self.state);
        }
    }

    fn call(&mut self, args: &[Arg]) {
        for arg in args {
            match arg {
                Arg::Value(value) => self.expr(value),
                Arg::Place(place) => self.steps(place),
                Arg::Function(_) => {}
            }
        }
        for arg in args {
            match arg {
                Arg::Function(Callee::Closure(closure)) => self.closure(closure, args),
                Arg::Function(Callee::Param(param, span)) => self.called(*param, *span),
                _ => {}
            }
        }
        for (at, arg) in args.iter().enumerate() {
            let Arg::Place(place) = arg else { continue };
            self.used(place);
            self.changed(place);
            for (other_at, other) in args.iter().enumerate() {
                // The value of an `if` or `match` is one of several places.
                let others = match other {
                    Arg::Place(other) if other_at > at => vec![other],
                    Arg::Value(Expr {
                        kind: ExprKind::Use(other, UseMode::Borrow),
                        ..
                    }) => vec![other],
                    Arg::Value(_) => lending::borrowed(std::slice::from_ref(other))
                        .into_iter()
                        .map(|(other, _)| other)
                        .collect(),
                    _ => continue,
                };
                if let Some(other) = others.into_iter().find(|other| same_place(place, other)) {
                    let text = match path_of(place) {
                        Some((local, _)) => format!("`{}`", self.name(local)),
                        None => "A storage variable".to_string(),
                    };
                    self.report(
                        Diagnostic::error(
                            codes::EXCLUSIVE,
                            other.span,
                            format!("{text} is passed twice to this call, which changes it through one of the two."),
                        )
                        .with_secondary(place.span, "passed to be changed here")
                        .with_help("Pass a copy for the other one: `.clone()`."),
                    );
                }
            }
        }
    }

    /// A closure given to a call with the arguments `args`; it may run or not, as often as it is allowed to.
    fn closure(&mut self, closure: &Closure, args: &[Arg]) {
        let before = self.state.clone();
        let first = self.accesses.len();
        self.closures.push(ClosureState {
            locals: closure.locals.clone(),
            once: closure.once,
        });
        let returns = self.returns.replace(State::dead());
        closure.params.iter().for_each(|param| self.bind(param));
        self.expr(&closure.body);
        self.closures.pop();
        if let Some(done) = std::mem::replace(&mut self.returns, returns) {
            self.state.join(&done);
        }
        self.state.join(&before);
        for (place, exclusive) in lending::borrowed(args) {
            let Some(lent) = Access::of(place, exclusive) else {
                continue;
            };
            let found = self
                .accesses
                .iter()
                .skip(first)
                .filter(|access| !closure.owns(access))
                .find(|access| access.conflicts(&lent))
                .cloned();
            if let Some(found) = found {
                let name = match found.root {
                    Root::Local(local) => Some(self.name(local)),
                    Root::Storage(..) => None,
                };
                self.report(lending::conflict(name.as_deref(), &found, &lent));
                break;
            }
        }
        if self.closures.is_empty() {
            self.accesses.clear();
        }
    }

    /// A loop's body, walked until what has moved at its end is known at its start.
    fn repeat(&mut self, id: LoopId, condition: Option<&Expr>, pattern: Option<&Pattern>, body: &Expr) {
        let endless = condition.is_none() && pattern.is_none();
        let known = self.back.get(&id).cloned();
        let walked_before = known.is_some();
        let mut entry = self.state.clone();
        if let Some(known) = known
            && !entry.dead
        {
            entry.join(&known);
        }
        for round in 0..2 {
            self.loops.insert(id, LoopState::default());
            self.state = entry.clone();
            self.optional(condition);
            let mut exit = if endless {
                State::dead()
            } else {
                self.state.clone()
            };
            if let Some(pattern) = pattern {
                self.bind(pattern);
            }
            self.expr(body);
            let seen = self.loops.remove(&id).unwrap_or_default();
            let mut back = std::mem::take(&mut self.state);
            if let Some(continues) = seen.continues {
                back.join(&continues);
            }
            if let Some(breaks) = seen.breaks {
                exit.join(&breaks);
            }
            if !endless {
                exit.join(&back);
            }
            self.back.insert(id, back.clone());
            let before = entry.clone();
            if !entry.dead {
                entry.join(&back);
            }
            self.state = exit;
            if walked_before || round == 1 || entry == before {
                return;
            }
        }
    }
}

fn same_place(a: &Place, b: &Place) -> bool {
    match (&a.base, &b.base) {
        (PlaceBase::Local(x), PlaceBase::Local(y)) if x == y => {}
        (PlaceBase::Storage(_, x), PlaceBase::Storage(_, y)) if x == y => {}
        _ => return false,
    }
    a.projections
        .iter()
        .zip(&b.projections)
        .all(|(a, b)| match (&a.kind, &b.kind) {
            (ProjectionKind::Field(a), ProjectionKind::Field(b)) => a == b,
            // Different expressions may give the same element or entry, unless both are literals.
            (ProjectionKind::Index(a), ProjectionKind::Index(b))
            | (ProjectionKind::Key(a), ProjectionKind::Key(b)) => match (&a.kind, &b.kind) {
                (ExprKind::Int(a), ExprKind::Int(b)) => a == b,
                (ExprKind::Str(a), ExprKind::Str(b)) => a == b,
                _ => true,
            },
            _ => true,
        })
}
