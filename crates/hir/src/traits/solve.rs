//! Which implementation a type has, and whether types meet bounds.
//!
//! Implementations are found by trait and kind of type: those without type parameters by a hash of all their
//! types, generic ones by trying at most [`crate::limits::MAX_GENERIC_IMPLS`] for a kind of type.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{ImplInfo, substitute_bound};
use crate::checker::{Bound, Checker, Generic};
use crate::heads::Head;
use crate::infer::{Infer, substitute};
use crate::limits::{MAX_GENERIC_IMPLS, MAX_TRAIT_DEPTH, MAX_TRAIT_STEPS};
use crate::thir::StdTrait;
use crate::ty::{TraitId, Ty};

/// Implementations of one trait for one kind of type.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Without type parameters, by their types.
    ground: HashMap<Vec<Ty>, usize>,
    /// The same in source order.
    order: Vec<usize>,
    /// With type parameters.
    generic: Vec<usize>,
}

/// What is known of the implementation for types that may be open.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// None fits.
    None,
    /// Only this one can fit, with its type arguments, `None` where open.
    One(usize),
    /// Several can.
    Several,
}

/// How well a pattern fits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    No,
    /// Once open types are known.
    Perhaps,
    Yes,
}

impl Fit {
    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No => Self::No,
            Self::Yes => other(),
            Self::Perhaps => match other() {
                Self::No => Self::No,
                _ => Self::Perhaps,
            },
        }
    }
}

/// Open implementations that are tried for a type that is not fully known.
const MAX_OPEN_CANDIDATES: usize = 64;

fn fit(pattern: &Ty, ty: &Ty, binds: &mut Vec<Option<Ty>>, infer: &Infer) -> Fit {
    let ty = infer.shallow(ty);
    if let Ty::Param(at) = pattern {
        let at = *at as usize;
        if binds.len() <= at {
            binds.resize(at + 1, None);
        }
        let Some(slot) = binds.get_mut(at) else {
            return Fit::No;
        };
        return match slot {
            None => {
                *slot = Some(ty);
                Fit::Yes
            }
            Some(bound) if *bound == ty => Fit::Yes,
            Some(bound) => same(&bound.clone(), &ty, infer),
        };
    }
    match (pattern, &ty) {
        (_, Ty::Error) => Fit::Yes,
        (Ty::Int(_), Ty::Infer(_)) => Fit::Perhaps,
        (_, Ty::Infer(_)) if infer.is_int_var(&ty) => Fit::No,
        // What the implementation's type is once its own parameters are known decides later.
        (_, Ty::Infer(_)) | (Ty::Assoc(..), _) => Fit::Perhaps,
        (Ty::Tuple(a), Ty::Tuple(b)) => fit_all(a, b, binds, infer),
        (Ty::Adt(x, a), Ty::Adt(y, b)) if x == y => fit_all(a, b, binds, infer),
        (Ty::Array(a, n), Ty::Array(b, m)) if n == m => fit(a, b, binds, infer),
        (Ty::Vector(a), Ty::Vector(b)) | (Ty::Option(a), Ty::Option(b)) => fit(a, b, binds, infer),
        (Ty::Map(a, c), Ty::Map(b, d)) | (Ty::Result(a, c), Ty::Result(b, d)) => {
            fit(a, b, binds, infer).and(|| fit(c, d, binds, infer))
        }
        (a, b) if a == b => Fit::Yes,
        _ => Fit::No,
    }
}

/// Whether a type may be one of those that a pattern with type parameters stands for.
pub fn may_fit(pattern: &Ty, ty: &Ty, infer: &Infer) -> bool {
    fit(pattern, ty, &mut Vec::new(), infer) != Fit::No
}

fn fit_all(patterns: &[Ty], types: &[Ty], binds: &mut Vec<Option<Ty>>, infer: &Infer) -> Fit {
    if patterns.len() != types.len() {
        return Fit::No;
    }
    let mut all = Fit::Yes;
    for (pattern, ty) in patterns.iter().zip(types) {
        all = all.and(|| fit(pattern, ty, binds, infer));
    }
    all
}

/// Whether two types of the program are the same, as far as they are known.
fn same(a: &Ty, b: &Ty, infer: &Infer) -> Fit {
    let (a, b) = (infer.resolve(a), infer.resolve(b));
    let open = |ty: &Ty| super::any_part(ty, &mut |part| matches!(part, Ty::Infer(_) | Ty::Error));
    if a == b {
        Fit::Yes
    } else if open(&a) || open(&b) {
        Fit::Perhaps
    } else {
        Fit::No
    }
}

impl<'a> Checker<'a> {
    /// Puts an implementation into the tables; false beyond [`MAX_GENERIC_IMPLS`].
    pub fn index_impl(&mut self, id: TraitId, args: &[Ty], generic: bool, index: usize) -> bool {
        let head = args.first().and_then(Head::of);
        let entry = self.impl_index.entry((id, head)).or_default();
        if generic {
            entry.generic.push(index);
            return entry.generic.len() <= MAX_GENERIC_IMPLS;
        }
        entry.ground.insert(args.to_vec(), index);
        entry.order.push(index);
        true
    }

    /// An implementation that some types would fit as well as these.
    pub fn overlapping_impl(&self, id: TraitId, args: &[Ty], generics: &[Generic]) -> Option<usize> {
        let head = args.first().and_then(Head::of);
        if generics.is_empty()
            && let Some(first) = self
                .impl_index
                .get(&(id, head))
                .and_then(|entry| entry.ground.get(args))
        {
            return Some(*first);
        }
        let mut candidates: Vec<usize> = Vec::new();
        let mut collect = |entry: &Candidates| {
            candidates.extend(&entry.generic);
            if !generics.is_empty() {
                candidates.extend(&entry.order);
            }
        };
        if head.is_some() {
            for key in [(id, head), (id, None)] {
                if let Some(entry) = self.impl_index.get(&key) {
                    collect(entry);
                }
            }
        } else {
            // For every type: all implementations of the trait may overlap. There are few such headers.
            for (index, info) in self.impls.iter().enumerate() {
                if info.of_trait == id {
                    candidates.push(index);
                }
            }
        }
        candidates.sort_unstable();
        candidates.into_iter().find(|index| {
            self.impls
                .get(*index)
                .is_some_and(|other| overlap(other, args, generics))
        })
    }

    /// The implementation of a trait for types, `args` the type and then the trait's arguments. It does not look
    /// at the bounds of the implementation's type parameters.
    pub fn find_impl(&self, id: TraitId, args: &[Ty], infer: &Infer) -> Resolution {
        let Some(self_ty) = args.first().map(|ty| infer.shallow(ty)) else {
            return Resolution::None;
        };
        if matches!(self_ty, Ty::Error) {
            return Resolution::None;
        }
        let head = Head::of(&self_ty);
        let args: Vec<Ty> = args.iter().map(|ty| infer.resolve(ty)).collect();
        let args = args.as_slice();
        let open = args
            .iter()
            .any(|ty| super::any_part(ty, &mut |part| matches!(part, Ty::Infer(_) | Ty::Error)));
        let mut found = Resolution::None;
        let mut consider = |index: usize| {
            let Some(info) = self.impls.get(index) else { return };
            if fit_all(&info.args, args, &mut Vec::new(), infer) != Fit::No {
                found = match found {
                    Resolution::None => Resolution::One(index),
                    _ => Resolution::Several,
                };
            }
        };
        let mut keys = vec![(id, None)];
        match head {
            Some(_) => keys.push((id, head)),
            None if infer.is_int_var(&self_ty) => keys.extend(
                crate::ints::ALL_INTS
                    .iter()
                    .map(|int| (id, Some(Head::Int(*int)))),
            ),
            None if matches!(self_ty, Ty::Infer(_)) => return Resolution::Several,
            None => {}
        }
        for key in keys {
            let Some(entry) = self.impl_index.get(&key) else {
                continue;
            };
            if open {
                if entry.order.len() > MAX_OPEN_CANDIDATES {
                    return Resolution::Several;
                }
                entry.order.iter().for_each(|index| consider(*index));
            } else if let Some(index) = entry.ground.get(args) {
                consider(*index);
            }
            entry.generic.iter().for_each(|index| consider(*index));
        }
        found
    }

    /// Type arguments of an implementation for known types; `None` where it does not fit.
    pub fn impl_arguments(&self, index: usize, args: &[Ty]) -> Option<Vec<Ty>> {
        let info = self.impls.get(index)?;
        let mut binds = vec![None; info.generics.len()];
        if fit_all(&info.args, args, &mut binds, &Infer::default()) != Fit::Yes {
            return None;
        }
        binds.into_iter().collect()
    }

    /// What is known of a type parameter, an associated or an opaque type.
    pub fn bounds_of(&self, ty: &Ty) -> Cow<'_, [Bound]> {
        match ty {
            Ty::Param(at) => self
                .param_bounds
                .get(*at as usize)
                .map_or(Cow::Borrowed(&[]), |bounds| Cow::Borrowed(bounds.as_slice())),
            Ty::Assoc(id, at, args) => self
                .trait_info(*id)
                .and_then(|info| info.types.get(*at as usize))
                .map_or(Cow::Borrowed(&[]), |assoc| {
                    let bounds: Vec<Bound> = assoc
                        .bounds
                        .iter()
                        .map(|bound| substitute_bound(bound, args))
                        .chain(self.said_of(ty).cloned())
                        .collect();
                    Cow::Owned(self.with_supers(ty, &bounds).into_owned())
                }),
            Ty::Opaque(id, at, args) => self
                .functions
                .get(id.0 as usize)
                .and_then(|info| info.opaques.get(*at as usize))
                .map_or(Cow::Borrowed(&[]), |opaque| {
                    let bounds: Vec<Bound> = opaque
                        .bounds
                        .iter()
                        .map(|bound| substitute_bound(bound, args))
                        .collect();
                    Cow::Owned(self.with_supers(ty, &bounds).into_owned())
                }),
            _ => {
                // A `where` clause may speak of any type.
                let bounds: Vec<Bound> = self.said_of(ty).cloned().collect();
                Cow::Owned(self.with_supers(ty, &bounds).into_owned())
            }
        }
    }

    /// Whether a known type has what a bound asks for. Where the limits do not allow to find out it is taken to have
    /// not, and [`Checker::trait_steps_spent`] says so until it is reported.
    pub fn meets(&self, ty: &Ty, bound: &Bound) -> bool {
        let mut query = Query {
            checker: self,
            known: HashMap::new(),
            steps: MAX_TRAIT_STEPS,
            depth: 0,
            spent: false,
        };
        let met = query.meets(ty, bound);
        self.trait_steps_spent.set(query.spent && !met);
        met
    }

    /// Whether a type parameter has a bound that means nothing: what it lacks may be a consequence.
    pub fn is_vague(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Param(_)) && self.bounds_of(ty).contains(&Bound::Unknown)
    }

    /// Whether the standard library converts without loss.
    pub fn converts(&self, from: &Ty, to: &Ty) -> bool {
        match (from, to) {
            (from, to) if from == to => true,
            (Ty::Int(from), Ty::Int(to)) => crate::ints::lossless(*from, *to),
            (_, Ty::String) => true,
            _ => false,
        }
    }
}

/// One question about bounds. Answers are kept, so that implementations that ask for several bounds of the same
/// parts take no more steps than there are parts.
struct Query<'x, 'a> {
    checker: &'x Checker<'a>,
    /// `false` also while the answer is being found: what needs itself is not proven by that.
    known: HashMap<(TraitId, Vec<Ty>), bool>,
    steps: u32,
    /// Questions that the current one serves.
    depth: u32,
    /// A limit was reached.
    spent: bool,
}

impl Query<'_, '_> {
    fn meets(&mut self, ty: &Ty, bound: &Bound) -> bool {
        let checker = self.checker;
        // Traits that the language decides have a bound of their own.
        if let Bound::Trait(id, _) = bound
            && let Some(own) = checker
                .trait_info(*id)
                .and_then(|info| info.std)
                .and_then(StdTrait::bound)
        {
            return self.meets(ty, &own);
        }
        if matches!(ty, Ty::Error | Ty::Never) {
            return true;
        }
        if let Bound::Of(of) = bound {
            return self.meets(&checker.normalize(&of.0), &checker.normalize_bound(&of.1));
        }
        if let Bound::Trait(_, args) = bound
            && args
                .iter()
                .any(|ty| super::any_part(ty, &mut |part| matches!(part, Ty::Assoc(..))))
        {
            let known = checker.normalize_bound(bound);
            if known != *bound {
                return self.meets(ty, &known);
            }
        }
        if checker.bounds_of(ty).contains(bound) {
            return true;
        }
        match bound {
            Bound::Clone | Bound::Displayable | Bound::Of(_) | Bound::Unknown => true,
            Bound::Copy => checker.is_copy(ty),
            Bound::Eq => checker.is_comparable(ty),
            Bound::Hash => checker.is_key(ty),
            Bound::Default => checker.has_default(ty),
            Bound::Ord => {
                matches!(ty, Ty::Int(_) | Ty::String)
                    || checker
                        .std_trait(StdTrait::Ord)
                        .is_some_and(|id| self.implemented(id, vec![ty.clone()]))
            }
            Bound::Trait(id, args) => {
                let of: Vec<Ty> = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
                match (checker.trait_info(*id).and_then(|info| info.std), args.first()) {
                    (Some(StdTrait::From), Some(from)) => {
                        checker.converts(from, ty) || self.implemented(*id, of)
                    }
                    (Some(StdTrait::Into), Some(to)) => {
                        checker.converts(ty, to)
                            || checker.std_trait(StdTrait::From).is_some_and(|from| {
                                checker
                                    .bounds_of(to)
                                    .contains(&Bound::Trait(from, [ty.clone()].into()))
                                    || self.implemented(from, vec![to.clone(), ty.clone()])
                            })
                    }
                    _ => self.implemented(*id, of),
                }
            }
        }
    }

    fn implemented(&mut self, id: TraitId, args: Vec<Ty>) -> bool {
        let key = (id, args);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let steps = self.steps.checked_sub(1).filter(|_| self.depth < MAX_TRAIT_DEPTH);
        let Some(steps) = steps.filter(|_| !self.spent) else {
            self.spent = true;
            return false;
        };
        self.steps = steps;
        self.known.insert(key.clone(), false);
        self.depth += 1;
        let answer = self.by_impl(id, &key.1);
        self.depth -= 1;
        self.known.insert(key, answer);
        answer
    }

    fn by_impl(&mut self, id: TraitId, args: &[Ty]) -> bool {
        let Resolution::One(index) = self.checker.find_impl(id, args, &Infer::default()) else {
            return false;
        };
        let Some(own) = self.checker.impl_arguments(index, args) else {
            return false;
        };
        let Some(info) = self.checker.impls.get(index) else {
            return false;
        };
        info.generics.iter().zip(&own).all(|(generic, ty)| {
            generic
                .bounds
                .iter()
                .all(|bound| self.meets(ty, &substitute_bound(bound, &own)))
        })
    }
}

/// Whether some types would fit both.
fn overlap(other: &ImplInfo<'_>, args: &[Ty], generics: &[Generic]) -> bool {
    let mut infer = Infer::default();
    let mut fresh = |count: usize| -> Vec<Ty> {
        (0..count)
            .map(|_| infer.fresh(twilight_diagnostics::Span::default()))
            .collect()
    };
    let (first, second) = (fresh(other.generics.len()), fresh(generics.len()));
    other
        .args
        .iter()
        .zip(args)
        .all(|(a, b)| infer.unify(&substitute(a, &first), &substitute(b, &second)))
}
