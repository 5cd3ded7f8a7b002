//! The walk of [`super::Flow`] through code, in the order in which it runs: where ways part and meet, what loops and
//! closures do. What a read, a move or a change means for a variable is in [`super`].

use twilight_diagnostics::Diagnostic;
use twilight_syntax::ast::BinaryOp;

use super::{ClosureState, Flow, LoopState, State, path_of};
use crate::codes;
use crate::lending::{self, Access, Root};
use crate::thir::{
    Arg, Callee, Closure, Expr, ExprKind, FormatPart, Iterable, LoopId, Pattern, Place, PlaceBase,
    ProjectionKind, Statement, UseMode,
};
use crate::ty::Ty;

impl Flow<'_, '_> {
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

    pub(super) fn expr(&mut self, expr: &Expr) {
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
