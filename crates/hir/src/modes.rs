//! How each place is read, and how each parameter is passed (DECISIONS T3, T4).
//!
//! A value that is kept (returned, stored, put into another value) moves out of a variable; it is cloned out of
//! an element, a map's entry, storage, a `mut` parameter, or a field of a plain parameter. What is only looked at
//! is borrowed. A plain parameter is `Consume` when its function moves it, found for all functions at once.

use std::collections::{HashMap, HashSet};

use crate::checker::{Checker, FnInfo};
use crate::handed::{self, Handed, Mentions};
use crate::lent_operands::{keep_apart, keep_from_guards, keep_while};
use crate::std_fn::StdFn;
use crate::thir::{
    AdtKind, Arg, Arm, Body, Callee, Closure, Expr, ExprKind, FnId, FormatPart, Iterable, LocalId, ParamMode,
    Pattern, PatternKind, Place, PlaceBase, ProjectionKind, Statement, UseMode,
};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Kept: it needs an owner.
    Kept,
    /// Kept as the result of a closure: the last use of what it is.
    Returned,
    /// Looked at.
    Seen,
    /// Passed to the plain parameter of that function and number.
    Passed(FnId, usize),
}

/// One function's parameters as far as its own body tells.
#[derive(Default)]
struct Facts {
    moved: HashSet<usize>,
    passed: Vec<(usize, FnId, usize)>,
}

/// Decides the modes of all parameters and places. `bodies` are those of the functions, in order.
pub fn assign(checker: &mut Checker<'_>, bodies: &mut [Body], others: &mut [&mut Body]) {
    let handed = Handed::of(bodies);
    let mut callers: HashMap<(FnId, usize), Vec<(FnId, usize)>> = HashMap::new();
    let mut work: Vec<(FnId, usize)> = Vec::new();
    for at in 0..bodies.len() {
        let id = FnId(u32::try_from(at).unwrap_or(u32::MAX));
        let facts = walk(checker, &handed, Some(id), bodies.get_mut(at), false);
        for (param, callee, index) in facts.passed {
            callers.entry((callee, index)).or_default().push((id, param));
        }
        work.extend(facts.moved.into_iter().map(|param| (id, param)));
    }
    while let Some((id, param)) = work.pop() {
        let Some(mode) = checker
            .functions
            .get_mut(id.0 as usize)
            .filter(|info| !info.never_consumes())
            .and_then(|info| info.function.params.get_mut(param))
        else {
            continue;
        };
        if *mode != ParamMode::Borrow {
            continue;
        }
        *mode = ParamMode::Consume;
        work.extend(callers.get(&(id, param)).into_iter().flatten().copied());
    }
    for (at, body) in bodies.iter_mut().enumerate() {
        walk(
            checker,
            &handed,
            Some(FnId(u32::try_from(at).unwrap_or(u32::MAX))),
            Some(body),
            true,
        );
    }
    for body in others {
        walk(checker, &handed, None, Some(body), true);
    }
}

/// `last` where parameters have their final modes, so that what breaks rules can be reported.
fn walk(
    checker: &mut Checker<'_>,
    handed: &Handed,
    id: Option<FnId>,
    body: Option<&mut Body>,
    last: bool,
) -> Facts {
    let Some(body) = body else { return Facts::default() };
    let info = id.and_then(|id| checker.functions.get(id.0 as usize));
    let params = info.map(|info| info.function.params.clone()).unwrap_or_default();
    let generics = info.map(|info| info.generics.clone()).unwrap_or_default();
    let never_consumes = last && info.is_some_and(FnInfo::never_consumes);
    let names = if never_consumes {
        body.locals.iter().map(|local| local.name.clone()).collect()
    } else {
        Vec::new()
    };
    checker.enter_generics(&generics);
    let mut walk = Walk {
        checker,
        params,
        mutable: body.locals.iter().map(|local| local.mutable).collect(),
        lent: HashSet::new(),
        handed,
        declared: HashSet::new(),
        owned: HashMap::new(),
        names,
        facts: Facts::default(),
        in_assertion: false,
    };
    walk.expr(&mut body.expr, Fate::Kept);
    walk.facts
}

struct Walk<'x, 'a> {
    checker: &'x mut Checker<'a>,
    params: Vec<ParamMode>,
    /// For each variable, whether it may change.
    mutable: Vec<bool>,
    /// Variables that closures' parameters bind: their values belong to whoever calls the closure.
    lent: HashSet<LocalId>,
    handed: &'x Handed,
    /// Variables that `val` and `var` declare in the current function or closure.
    declared: HashSet<LocalId>,
    /// Variables of the current closure's parameters that own their value, with whether one place alone mentions them.
    owned: HashMap<LocalId, bool>,
    /// Names of the variables of a function of a trait, which must not move its parameters.
    names: Vec<String>,
    facts: Facts,
    /// An assertion must not change who owns what: it clones where code would move.
    in_assertion: bool,
}

impl Walk<'_, '_> {
    fn mode(&mut self, place: &Place, ty: &Ty, fate: Fate) -> UseMode {
        if self.checker.is_copy(ty) {
            return UseMode::Copy;
        }
        let whole = place.projections.is_empty();
        let fields_only = place
            .projections
            .iter()
            .all(|step| matches!(step.kind, ProjectionKind::Field(_)));
        if fate == Fate::Seen {
            return UseMode::Borrow;
        }
        let local = match &place.base {
            PlaceBase::Local(local) => *local,
            PlaceBase::Temporary(_) if matches!(fate, Fate::Passed(..)) => return self.passed(fate),
            PlaceBase::Temporary(_) => return UseMode::Move,
            PlaceBase::Storage(..) | PlaceBase::Cell(_) | PlaceBase::Pointer { .. } => {
                return if self.keeps(fate) {
                    UseMode::Clone
                } else {
                    UseMode::Borrow
                };
            }
        };
        if self.in_assertion {
            return if self.keeps(fate) {
                UseMode::Clone
            } else {
                UseMode::Borrow
            };
        }
        if let Fate::Passed(callee, index) = fate {
            if whole && self.params.get(local.0 as usize) == Some(&ParamMode::Borrow) {
                self.facts.passed.push((local.0 as usize, callee, index));
            }
            if !self.keeps(fate) {
                return UseMode::Borrow;
            }
        }
        match self.params.get(local.0 as usize) {
            Some(ParamMode::Mut) => UseMode::Clone,
            Some(_) if !whole => UseMode::Clone,
            Some(_) => {
                if let Some(name) = self.names.get(local.0 as usize) {
                    self.checker.report_kept(name, place.span);
                    return UseMode::Clone;
                }
                self.facts.moved.insert(local.0 as usize);
                UseMode::Move
            }
            None if fields_only && (!self.lent.contains(&local) || self.is_last_use(local, fate)) => {
                UseMode::Move
            }
            None => UseMode::Clone,
        }
    }

    /// Whether nothing mentions a variable of a closure's parameter after this, and its value is the closure's own.
    fn is_last_use(&self, local: LocalId, fate: Fate) -> bool {
        self.owned
            .get(&local)
            .is_some_and(|once| *once || fate == Fate::Returned)
    }

    fn keeps(&self, fate: Fate) -> bool {
        match fate {
            Fate::Kept | Fate::Returned => true,
            Fate::Seen => false,
            Fate::Passed(callee, index) => {
                self.checker
                    .functions
                    .get(callee.0 as usize)
                    .and_then(|info| info.function.params.get(index))
                    == Some(&ParamMode::Consume)
            }
        }
    }

    fn passed(&self, fate: Fate) -> UseMode {
        if self.keeps(fate) {
            UseMode::Move
        } else {
            UseMode::Borrow
        }
    }

    fn place(&mut self, place: &mut Place, fate: Fate, written: bool) {
        if let PlaceBase::Temporary(base) = &mut place.base {
            self.expr(base, fate);
        }
        for step in &mut place.projections {
            match &mut step.kind {
                ProjectionKind::Field(_) => {}
                ProjectionKind::Index(index) => self.expr(index, Fate::Seen),
                ProjectionKind::Key(key) => {
                    self.expr(key, Fate::Seen);
                    // A key that an insertion may keep must not change with its variable; strings never change.
                    if written
                        && key.ty != Ty::String
                        && let ExprKind::Use(_, mode @ UseMode::Borrow) = &mut key.kind
                    {
                        *mode = UseMode::Clone;
                    }
                }
            }
        }
        if let PlaceBase::Temporary(base) = &mut place.base {
            let steps = place.projections.iter_mut();
            let mut indices: Vec<&mut Expr> = steps
                .filter_map(|step| match &mut step.kind {
                    ProjectionKind::Field(_) => None,
                    ProjectionKind::Index(index) | ProjectionKind::Key(index) => Some(&mut **index),
                })
                .collect();
            keep_while(base, &mut indices);
        }
    }

    fn optional(&mut self, expr: Option<&mut Box<Expr>>, fate: Fate) {
        if let Some(expr) = expr {
            self.expr(expr, fate);
        }
    }

    /// Operands that are only looked at, after all of them were evaluated: one that a later operand may change is
    /// cloned.
    fn seen_together(&mut self, operands: &mut [&mut Expr]) {
        for operand in operands.iter_mut() {
            self.expr(operand, Fate::Seen);
        }
        keep_apart(operands);
    }

    fn expr(&mut self, expr: &mut Expr, fate: Fate) {
        match &mut expr.kind {
            ExprKind::Use(place, mode) => {
                self.place(place, fate, false);
                *mode = self.mode(place, &expr.ty, fate);
            }
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    self.declared.extend(handed::declared(statement));
                    match statement {
                        Statement::Expr(expr) => self.expr(expr, Fate::Seen),
                        Statement::Let { pattern, init, .. } => {
                            let fate = if self.takes(pattern) {
                                Fate::Kept
                            } else {
                                Fate::Seen
                            };
                            if let Some(init) = init {
                                self.expr(init, fate);
                            }
                        }
                    }
                }
                self.optional(tail.as_mut(), fate);
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.expr(condition, Fate::Seen);
                self.expr(then, fate);
                self.optional(otherwise.as_mut(), fate);
            }
            ExprKind::Match { scrutinee, arms } => self.match_expr(scrutinee, arms, fate),
            ExprKind::Binary { lhs, rhs, .. } => self.seen_together(&mut [lhs, rhs]),
            ExprKind::Aggregate(elements) => {
                for element in elements {
                    self.expr(element, Fate::Kept);
                }
            }
            ExprKind::Repeat { value, .. } => self.expr(value, Fate::Kept),
            ExprKind::Variant { fields, .. } => {
                for (_, field) in fields {
                    self.expr(field, Fate::Kept);
                }
            }
            ExprKind::Struct { fields, base } => {
                for (_, field) in fields.iter_mut() {
                    self.expr(field, Fate::Kept);
                }
                let taken = base.is_some() && self.base_is_taken(fields, &expr.ty);
                self.optional(base.as_mut(), if taken { Fate::Kept } else { Fate::Seen });
            }
            ExprKind::Call { function, args, .. } => {
                let callee = *function;
                for (index, arg) in args.iter_mut().enumerate() {
                    match arg {
                        Arg::Value(value) => self.expr(value, Fate::Passed(callee, index)),
                        Arg::Place(place) => self.place(place, Fate::Seen, true),
                        Arg::Function(Callee::Closure(closure)) => self.closure(closure, callee, index),
                        Arg::Function(_) => {}
                    }
                }
                let mut values: Vec<&mut Expr> = args
                    .iter_mut()
                    .filter_map(|arg| match arg {
                        Arg::Value(value) => Some(value),
                        Arg::Place(_) | Arg::Function(_) => None,
                    })
                    .collect();
                keep_apart(&mut values);
            }
            ExprKind::CallParam { args, .. } => self.seen_together(&mut args.iter_mut().collect::<Vec<_>>()),
            ExprKind::Std {
                function,
                types,
                receiver,
                args,
            } => {
                let copies: Vec<bool> = types.iter().map(|ty| self.checker.is_copy(ty)).collect();
                if let Some(receiver) = receiver {
                    self.place(receiver, Fate::Seen, true);
                }
                let function = *function;
                for (index, arg) in args.iter_mut().enumerate() {
                    let fate = if keeps_argument(function, index, |of| copies.get(of) == Some(&true)) {
                        Fate::Kept
                    } else {
                        Fate::Seen
                    };
                    self.expr(arg, fate);
                }
                keep_apart(&mut args.iter_mut().collect::<Vec<_>>());
            }
            ExprKind::Try(inner) => {
                let copies = match &inner.ty {
                    Ty::Option(ty) => self.checker.is_copy(ty),
                    Ty::Result(ok, err) => self.checker.is_copy(ok) && self.checker.is_copy(err),
                    _ => false,
                };
                self.expr(inner, if copies { Fate::Seen } else { Fate::Kept });
            }
            ExprKind::Return(value) | ExprKind::Break { value, .. } => {
                self.optional(value.as_mut(), Fate::Kept)
            }
            ExprKind::Assign { place, op, value } => {
                self.place(place, Fate::Seen, true);
                self.expr(value, if op.is_none() { Fate::Kept } else { Fate::Seen });
                if op.is_none()
                    && let Some(at) = handed::replaced(place, value, &self.declared)
                    && let ExprKind::CallParam { args, .. } = &mut value.kind
                    && let Some(ExprKind::Use(_, mode @ UseMode::Borrow)) =
                        args.get_mut(at).map(|arg| &mut arg.kind)
                {
                    *mode = UseMode::Move;
                }
            }
            ExprKind::For { iterable, body, .. } => {
                match iterable {
                    Iterable::Range { start, end, .. } => {
                        self.expr(start, Fate::Seen);
                        self.expr(end, Fate::Seen);
                    }
                    Iterable::Elements(value) | Iterable::Entries(value) => {
                        self.expr(value, Fate::Seen);
                        // The loop's body may change storage.
                        if let ExprKind::Use(
                            Place {
                                base: PlaceBase::Storage(..),
                                ..
                            },
                            mode @ UseMode::Borrow,
                        ) = &mut value.kind
                        {
                            *mode = UseMode::Clone;
                        }
                    }
                }
                self.expr(body, Fate::Seen);
                // A variable that the loop itself names must not change at all.
                if let Iterable::Elements(value) | Iterable::Entries(value) = iterable
                    && !matches!(value.kind, ExprKind::Use(..))
                {
                    keep_while(value, &mut [body]);
                }
            }
            ExprKind::Emit { args, .. } => self.seen_together(&mut args.iter_mut().collect::<Vec<_>>()),
            ExprKind::AssertEqual {
                lhs, rhs, message, ..
            } => {
                let mut operands: Vec<&mut Expr> = vec![lhs, rhs];
                operands.extend(message.as_deref_mut());
                self.seen_together(&mut operands);
            }
            ExprKind::Format(parts) => {
                let mut values: Vec<&mut Expr> = parts
                    .iter_mut()
                    .filter_map(|part| match part {
                        FormatPart::Value(value) => Some(value),
                        FormatPart::Text(_) => None,
                    })
                    .collect();
                self.seen_together(&mut values);
            }
            ExprKind::Check { condition, .. } => self.assertion(condition, Fate::Seen),
            ExprKind::Specified {
                pre, old, body, post, ..
            } => {
                for check in pre {
                    self.expr(check, Fate::Seen);
                }
                for (_, value) in old {
                    self.assertion(value, Fate::Kept);
                }
                self.expr(body, fate);
                for post in post {
                    self.expr(&mut post.check, Fate::Seen);
                }
            }
            _ => visit::walk_expr(&mut SeenChildren(self), expr),
        }
    }

    fn assertion(&mut self, expr: &mut Expr, fate: Fate) {
        self.in_assertion = true;
        self.expr(expr, fate);
        self.in_assertion = false;
    }

    fn match_expr(&mut self, scrutinee: &mut Expr, arms: &mut [Arm], fate: Fate) {
        // Matching never consumes a place: variables that need an owner get a clone of their part.
        let stays = matches!(&scrutinee.kind, ExprKind::Use(place, _) if !matches!(place.base, PlaceBase::Temporary(_)));
        self.expr(scrutinee, if stays { Fate::Seen } else { Fate::Kept });
        for Arm { pattern, guard, body } in arms.iter_mut() {
            CloneBindings {
                checker: self.checker,
                clone: stays,
            }
            .pattern(pattern);
            if let Some(guard) = guard {
                self.expr(guard, Fate::Seen);
            }
            self.expr(body, fate);
        }
        let guards = arms.iter_mut().filter_map(|arm| arm.guard.as_mut());
        keep_from_guards(scrutinee, guards);
    }

    /// A closure given to the parameter `index` of `callee`.
    fn closure(&mut self, closure: &mut Closure, callee: FnId, index: usize) {
        let mut owned = Vec::new();
        for (at, param) in closure.params.iter_mut().enumerate() {
            let given = self.handed.gives(callee, index, at);
            let mut bound = Vec::new();
            handed::bound(param, &mut bound);
            let given: &[LocalId] = if given { &bound } else { &[] };
            LentBindings { walk: self, given }.pattern(param);
            // A copy that may change is the closure's own too.
            owned.extend(given.iter().copied());
            owned.extend(bound.iter().copied().filter(|local| self.may_change(*local)));
        }
        let mut mentions = Mentions::of(owned.iter().copied());
        mentions.expr(&mut closure.body);
        let owned = owned.into_iter().map(|local| (local, mentions.is_once(local)));
        // What the closure around this one owns is captured here.
        let owned = std::mem::replace(&mut self.owned, owned.collect());
        let declared = std::mem::take(&mut self.declared);
        self.expr(&mut closure.body, Fate::Returned);
        (self.owned, self.declared) = (owned, declared);
    }

    fn may_change(&self, local: LocalId) -> bool {
        self.mutable.get(local.0 as usize) == Some(&true)
    }

    /// Whether a pattern binds something that needs an owner.
    fn takes(&self, pattern: &Pattern) -> bool {
        match &pattern.kind {
            PatternKind::Binding { subpattern, .. } => {
                !self.checker.is_copy(&pattern.ty)
                    || subpattern.as_ref().is_some_and(|inner| self.takes(inner))
            }
            PatternKind::Variant { fields, .. } | PatternKind::Fields(fields) => {
                fields.iter().any(|(_, field)| self.takes(field))
            }
            PatternKind::Elements { before, after, .. } => {
                before.iter().chain(after).any(|inner| self.takes(inner))
            }
            PatternKind::Or(alternatives) => alternatives.iter().any(|inner| self.takes(inner)),
            _ => false,
        }
    }

    fn base_is_taken(&self, given: &[(u32, Expr)], ty: &Ty) -> bool {
        let Ty::Adt(id, args) = ty else { return true };
        let Some(AdtKind::Struct(fields)) = self.checker.adt(*id).map(|adt| &adt.kind) else {
            return true;
        };
        fields.types().iter().zip(0_u32..).any(|(ty, at)| {
            !given.iter().any(|(field, _)| *field == at)
                && !self.checker.is_copy(&crate::infer::substitute(ty, args))
        })
    }
}

/// Children of an expression whose operands are all only looked at.
struct SeenChildren<'w, 'x, 'a>(&'w mut Walk<'x, 'a>);

impl VisitMut for SeenChildren<'_, '_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        self.0.expr(expr, Fate::Seen);
    }
    fn place(&mut self, place: &mut Place) {
        self.0.place(place, Fate::Seen, false);
    }
}

/// Variables of a closure's parameters; one that may change is a copy, but of what is handed over.
struct LentBindings<'w, 'x, 'a> {
    walk: &'w mut Walk<'x, 'a>,
    given: &'w [LocalId],
}

impl VisitMut for LentBindings<'_, '_, '_> {
    fn pattern(&mut self, pattern: &mut Pattern) {
        if let PatternKind::Binding { local, clone, .. } = &mut pattern.kind {
            self.walk.lent.insert(*local);
            *clone = self.walk.may_change(*local) && !self.given.contains(local);
        }
        visit::walk_pattern(self, pattern);
    }
}

struct CloneBindings<'x, 'a> {
    checker: &'x Checker<'a>,
    clone: bool,
}

impl VisitMut for CloneBindings<'_, '_> {
    fn pattern(&mut self, pattern: &mut Pattern) {
        if let PatternKind::Binding { clone, .. } = &mut pattern.kind {
            *clone = self.clone && !self.checker.is_copy(&pattern.ty);
        }
        visit::walk_pattern(self, pattern);
    }
}

/// Whether a library function keeps an argument; `copies` says whether its type argument of that number is Copy, of
/// which a value is read without taking what holds it.
fn keeps_argument(function: StdFn, index: usize, copies: impl Fn(usize) -> bool) -> bool {
    match function {
        StdFn::VectorPush
        | StdFn::VectorSet
        | StdFn::VectorInsert
        | StdFn::VectorExtend
        | StdFn::ArraySet
        | StdFn::OptionReplace
        | StdFn::MapInsert => true,
        StdFn::OptionUnwrap
        | StdFn::OptionUnwrapOr
        | StdFn::OptionUnwrapOrDefault
        | StdFn::OptionOr
        | StdFn::OptionFlatten
        | StdFn::ResultUnwrapOrDefault
        | StdFn::ResultOk
        | StdFn::ResultUnwrap
        | StdFn::ResultUnwrapOr => !copies(0),
        StdFn::ResultErr | StdFn::ResultUnwrapErr => !copies(1),
        StdFn::OptionOkOr => !copies(index),
        StdFn::OptionExpect | StdFn::ResultExpect => index == 0 && !copies(0),
        StdFn::ResultExpectErr => index == 0 && !copies(1),
        StdFn::MapGetOr => index == 2 && !copies(1),
        _ => false,
    }
}
