//! Type inference: variables and their unification (DECISIONS T1, T17).
//!
//! It must never report anything itself: its callers know the places.

use std::sync::Arc;

use twilight_abi::IntType;
use twilight_diagnostics::Span;

use crate::limits::{MAX_TYPE_DEPTH, MAX_TYPE_FIELDS};
use crate::ty::{FnTy, Ty};

/// What a variable may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Any,
    /// Of an integer literal; `u64` instead of `i64` by default where `unsigned`.
    Int {
        unsigned: bool,
    },
}

#[derive(Clone, Debug)]
struct Var {
    kind: Kind,
    bound: Option<Ty>,
    span: Span,
}

/// The variables of one body.
#[derive(Clone, Debug, Default)]
pub struct Infer {
    vars: Vec<Var>,
}

/// What becomes of open variables when a type is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    /// They stay.
    Keep,
    /// Literals take their default, others stay.
    Show,
    /// Literals take their default, others are an error.
    Finish,
}

/// Why a type could not be written out in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// A variable without a type, by its number.
    Unknown(u32),
    /// Deeper or larger than the limits.
    TooLarge,
}

impl Infer {
    fn push(&mut self, kind: Kind, span: Span) -> Ty {
        let id = u32::try_from(self.vars.len()).unwrap_or(u32::MAX);
        self.vars.push(Var {
            kind,
            bound: None,
            span,
        });
        Ty::Infer(id)
    }

    /// A variable for any type, wanted at `span`.
    pub fn fresh(&mut self, span: Span) -> Ty {
        self.push(Kind::Any, span)
    }

    /// A variable for the integer literal at `span`.
    pub fn fresh_int(&mut self, span: Span) -> Ty {
        self.push(Kind::Int { unsigned: false }, span)
    }

    /// Where the type of a variable was wanted.
    pub fn origin(&self, var: u32) -> Option<Span> {
        self.vars.get(var as usize).map(|var| var.span)
    }

    /// The type with its outermost variable replaced.
    pub fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        while let Ty::Infer(var) = ty {
            match self.vars.get(var as usize).and_then(|var| var.bound.clone()) {
                Some(bound) => ty = bound,
                None => break,
            }
        }
        ty
    }

    /// True for the variable of an integer literal that is still open.
    pub fn is_int_var(&self, ty: &Ty) -> bool {
        let Ty::Infer(var) = self.shallow(ty) else {
            return false;
        };
        self.vars
            .get(var as usize)
            .is_some_and(|var| matches!(var.kind, Kind::Int { .. }))
    }

    /// True for an integer type or the variable of a literal.
    pub fn is_int(&self, ty: &Ty) -> bool {
        matches!(self.shallow(ty), Ty::Int(_)) || self.is_int_var(ty)
    }

    /// Makes `u64` the default of an open literal.
    pub fn prefer_unsigned(&mut self, ty: &Ty) {
        if let Ty::Infer(var) = self.shallow(ty)
            && let Some(var) = self.vars.get_mut(var as usize)
            && matches!(var.kind, Kind::Int { .. })
        {
            var.kind = Kind::Int { unsigned: true };
        }
    }

    /// Makes two types equal, or says that they differ. `Error` equals everything.
    pub fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        let mut steps = 4 * MAX_TYPE_FIELDS;
        self.unify_within(a, b, MAX_TYPE_DEPTH, &mut steps)
    }

    fn unify_within(&mut self, a: &Ty, b: &Ty, depth: u32, steps: &mut u64) -> bool {
        if depth == 0 || *steps == 0 {
            return false;
        }
        *steps -= 1;
        let (a, b) = (self.shallow(a), self.shallow(b));
        match (&a, &b) {
            (Ty::Error, other) | (other, Ty::Error) => {
                self.poison(other, depth, steps);
                true
            }
            (Ty::Infer(x), Ty::Infer(y)) if x == y => true,
            (Ty::Infer(x), Ty::Infer(y)) => self.join(*x, *y),
            (Ty::Infer(x), _) => self.bind(*x, &b),
            (_, Ty::Infer(y)) => self.bind(*y, &a),
            (Ty::Tuple(xs), Ty::Tuple(ys)) => self.unify_all(xs, ys, depth, steps),
            (Ty::Array(x, n), Ty::Array(y, m)) => n == m && self.unify_arc(x, y, depth, steps),
            (Ty::Vector(x), Ty::Vector(y)) | (Ty::Option(x), Ty::Option(y)) => {
                self.unify_arc(x, y, depth, steps)
            }
            (Ty::Map(k, v), Ty::Map(l, w)) | (Ty::Result(k, v), Ty::Result(l, w)) => {
                self.unify_arc(k, l, depth, steps) && self.unify_arc(v, w, depth, steps)
            }
            (Ty::Adt(x, xs), Ty::Adt(y, ys)) => x == y && self.unify_all(xs, ys, depth, steps),
            (Ty::Fn(x), Ty::Fn(y)) => {
                x.params.len() == y.params.len()
                    && x.params
                        .iter()
                        .zip(&y.params)
                        .all(|(x, y)| self.unify_within(x, y, depth - 1, steps))
                    && self.unify_within(&x.ret, &y.ret, depth - 1, steps)
            }
            (Ty::Assoc(x, at, xs), Ty::Assoc(y, other, ys)) => {
                x == y && at == other && self.unify_all(xs, ys, depth, steps)
            }
            (Ty::Opaque(x, at, xs), Ty::Opaque(y, other, ys)) => {
                x == y && at == other && self.unify_all(xs, ys, depth, steps)
            }
            _ => a == b,
        }
    }

    /// Gives up what a function argument that was refused would have settled.
    pub fn give_up(&mut self, ty: &Ty) {
        self.unify(ty, &Ty::Error);
    }

    /// What an erroneous type would have settled is settled as erroneous, so that it is not reported as unknown.
    /// Literals keep their default.
    fn poison(&mut self, ty: &Ty, depth: u32, steps: &mut u64) {
        if depth == 0 || *steps == 0 {
            return;
        }
        *steps -= 1;
        match self.shallow(ty) {
            Ty::Infer(var) if !self.is_int_var(&Ty::Infer(var)) => {
                self.bind(var, &Ty::Error);
            }
            Ty::Tuple(parts) | Ty::Adt(_, parts) | Ty::Assoc(_, _, parts) | Ty::Opaque(_, _, parts) => {
                for part in parts.iter() {
                    self.poison(part, depth - 1, steps);
                }
            }
            Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => {
                self.poison(&inner, depth - 1, steps)
            }
            Ty::Map(first, second) | Ty::Result(first, second) => {
                self.poison(&first, depth - 1, steps);
                self.poison(&second, depth - 1, steps);
            }
            _ => {}
        }
    }

    fn unify_arc(&mut self, a: &Arc<Ty>, b: &Arc<Ty>, depth: u32, steps: &mut u64) -> bool {
        Arc::ptr_eq(a, b) || self.unify_within(a, b, depth - 1, steps)
    }

    fn unify_all(&mut self, a: &Arc<[Ty]>, b: &Arc<[Ty]>, depth: u32, steps: &mut u64) -> bool {
        if Arc::ptr_eq(a, b) {
            return true;
        }
        a.len() == b.len()
            && a.iter()
                .zip(b.iter())
                .all(|(a, b)| self.unify_within(a, b, depth - 1, steps))
    }

    fn join(&mut self, a: u32, b: u32) -> bool {
        // The younger variable follows the older one, so that chains stay short.
        let (old, young) = (a.min(b), a.max(b));
        let kind = match (self.vars.get(old as usize), self.vars.get(young as usize)) {
            (Some(old), Some(young)) => match (old.kind, young.kind) {
                (Kind::Any, kind) | (kind, Kind::Any) => kind,
                (Kind::Int { unsigned: a }, Kind::Int { unsigned: b }) => Kind::Int { unsigned: a || b },
            },
            _ => return false,
        };
        if let Some(var) = self.vars.get_mut(old as usize) {
            var.kind = kind;
        }
        if let Some(var) = self.vars.get_mut(young as usize) {
            var.bound = Some(Ty::Infer(old));
        }
        true
    }

    fn bind(&mut self, var: u32, ty: &Ty) -> bool {
        let Some(kind) = self.vars.get(var as usize).map(|var| var.kind) else {
            return false;
        };
        if matches!(kind, Kind::Int { .. }) && !matches!(ty, Ty::Int(_)) {
            return false;
        }
        let mut steps = 4 * MAX_TYPE_FIELDS;
        if self.occurs(var, ty, &mut steps) {
            return false;
        }
        if let Some(slot) = self.vars.get_mut(var as usize) {
            slot.bound = Some(ty.clone());
        }
        true
    }

    fn occurs(&self, var: u32, ty: &Ty, steps: &mut u64) -> bool {
        if *steps == 0 {
            return true;
        }
        *steps -= 1;
        match self.shallow(ty) {
            Ty::Infer(other) => other == var,
            Ty::Tuple(types) | Ty::Adt(_, types) | Ty::Assoc(_, _, types) | Ty::Opaque(_, _, types) => {
                types.iter().any(|ty| self.occurs(var, ty, steps))
            }
            Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => self.occurs(var, &inner, steps),
            Ty::Map(a, b) | Ty::Result(a, b) => self.occurs(var, &a, steps) || self.occurs(var, &b, steps),
            Ty::Fn(ty) => {
                ty.params.iter().any(|ty| self.occurs(var, ty, steps)) || self.occurs(var, &ty.ret, steps)
            }
            _ => false,
        }
    }

    /// The type with every known variable replaced; unknown ones stay.
    pub fn resolve(&self, ty: &Ty) -> Ty {
        let mut steps = 4 * MAX_TYPE_FIELDS;
        self.write_out(ty, Goal::Keep, MAX_TYPE_DEPTH, &mut steps)
            .unwrap_or(Ty::Error)
    }

    /// The type as messages show it: open literals have their default, unknown variables stay.
    pub fn shown(&self, ty: &Ty) -> Ty {
        let mut steps = 4 * MAX_TYPE_FIELDS;
        self.write_out(ty, Goal::Show, MAX_TYPE_DEPTH, &mut steps)
            .unwrap_or(Ty::Error)
    }

    /// The type without variables: open literals take their default.
    pub fn finish(&self, ty: &Ty) -> Result<Ty, Unresolved> {
        let mut steps = 4 * MAX_TYPE_FIELDS;
        self.write_out(ty, Goal::Finish, MAX_TYPE_DEPTH, &mut steps)
    }

    fn write_out(&self, ty: &Ty, goal: Goal, depth: u32, steps: &mut u64) -> Result<Ty, Unresolved> {
        if depth == 0 || *steps == 0 {
            return Err(Unresolved::TooLarge);
        }
        *steps -= 1;
        let mut arc = |ty: &Arc<Ty>| self.write_out(ty, goal, depth - 1, steps).map(Arc::new);
        Ok(match self.shallow(ty) {
            Ty::Infer(var) if goal != Goal::Keep => match self.vars.get(var as usize).map(|var| var.kind) {
                Some(Kind::Int { unsigned: true }) => Ty::Int(IntType::U64),
                Some(Kind::Int { unsigned: false }) => Ty::Int(IntType::I64),
                _ if goal == Goal::Show => Ty::Infer(var),
                _ => return Err(Unresolved::Unknown(var)),
            },
            Ty::Tuple(types) => Ty::Tuple(self.write_all(&types, goal, depth, steps)?),
            Ty::Adt(id, types) => Ty::Adt(id, self.write_all(&types, goal, depth, steps)?),
            Ty::Assoc(id, at, types) => Ty::Assoc(id, at, self.write_all(&types, goal, depth, steps)?),
            Ty::Opaque(id, at, types) => Ty::Opaque(id, at, self.write_all(&types, goal, depth, steps)?),
            Ty::Array(inner, count) => Ty::Array(arc(&inner)?, count),
            Ty::Vector(inner) => Ty::Vector(arc(&inner)?),
            Ty::Option(inner) => Ty::Option(arc(&inner)?),
            Ty::Map(key, value) => Ty::Map(arc(&key)?, arc(&value)?),
            Ty::Result(ok, err) => Ty::Result(arc(&ok)?, arc(&err)?),
            Ty::Fn(ty) => Ty::Fn(Arc::new(FnTy {
                once: ty.once,
                params: ty
                    .params
                    .iter()
                    .map(|ty| self.write_out(ty, goal, depth - 1, steps))
                    .collect::<Result<_, _>>()?,
                ret: self.write_out(&ty.ret, goal, depth - 1, steps)?,
            })),
            other => other,
        })
    }

    fn write_all(
        &self,
        types: &[Ty],
        goal: Goal,
        depth: u32,
        steps: &mut u64,
    ) -> Result<Arc<[Ty]>, Unresolved> {
        types
            .iter()
            .map(|ty| self.write_out(ty, goal, depth - 1, steps))
            .collect()
    }
}

/// Replaces type parameters by `args`.
pub fn substitute(ty: &Ty, args: &[Ty]) -> Ty {
    if args.is_empty() {
        return ty.clone();
    }
    let arc = |ty: &Arc<Ty>| Arc::new(substitute(ty, args));
    match ty {
        Ty::Param(index) => args.get(*index as usize).cloned().unwrap_or(Ty::Error),
        Ty::Tuple(types) => Ty::Tuple(types.iter().map(|ty| substitute(ty, args)).collect()),
        Ty::Adt(id, types) => Ty::Adt(*id, types.iter().map(|ty| substitute(ty, args)).collect()),
        Ty::Assoc(id, at, types) => {
            Ty::Assoc(*id, *at, types.iter().map(|ty| substitute(ty, args)).collect())
        }
        Ty::Opaque(id, at, types) => {
            Ty::Opaque(*id, *at, types.iter().map(|ty| substitute(ty, args)).collect())
        }
        Ty::Array(inner, count) => Ty::Array(arc(inner), *count),
        Ty::Vector(inner) => Ty::Vector(arc(inner)),
        Ty::Option(inner) => Ty::Option(arc(inner)),
        Ty::Map(key, value) => Ty::Map(arc(key), arc(value)),
        Ty::Result(ok, err) => Ty::Result(arc(ok), arc(err)),
        Ty::Fn(ty) => Ty::Fn(Arc::new(ty.map(|ty| substitute(ty, args)))),
        other => other.clone(),
    }
}
