//! Matches on plain constants, the commonest and the longest ones: each arm is looked at once, where the general
//! search (`usefulness`) compares it with all arms before it.
//!
//! It answers exactly what the general search would, or not at all. It must never guess.

use std::collections::BTreeSet;
use std::sync::Arc;

use ruint::aliases::U256;

use crate::checker::Checker;
use crate::thir::AdtKind;
use crate::ty::Ty;
use crate::usefulness::{Ctor, Pat};

/// What is known of a match.
pub struct Flat {
    /// Positions of arms that never match.
    pub unreachable: Vec<usize>,
    /// Whether every value has an arm.
    pub exhaustive: bool,
}

/// A value that a pattern names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Constant {
    /// An integer's order key, a variant's number, a `bool`.
    Number(U256),
    Text(Arc<str>),
}

/// Answers for arms, each with whether it has a guard; `None` where a pattern is not a constant, several of
/// them, or one for anything.
pub fn check<'p>(
    checker: &Checker<'_>,
    ty: &Ty,
    arms: impl Iterator<Item = (&'p Pat, bool)>,
) -> Option<Flat> {
    let values = values(checker, ty)?;
    let mut known = BTreeSet::new();
    let mut all = false;
    let mut unreachable = Vec::new();
    // Each arm is looked at once: a match of any length is checked.
    for (at, (pat, guarded)) in arms.enumerate() {
        let mut named = Vec::new();
        let anything = collect(pat, &mut named)?;
        if all || (!anything && named.iter().all(|constant| known.contains(constant))) {
            unreachable.push(at);
        }
        if !guarded {
            known.extend(named);
            all |= anything || values.is_some_and(|values| known.len() == values);
        }
    }
    Some(Flat {
        unreachable,
        exhaustive: all,
    })
}

/// How many values a type has as far as patterns can tell; `Some(None)` for more than are ever named, `None` for
/// types without constants.
fn values(checker: &Checker<'_>, ty: &Ty) -> Option<Option<usize>> {
    match ty {
        Ty::Bool => Some(Some(2)),
        Ty::Option(_) | Ty::Result(..) => Some(Some(2)),
        Ty::Int(int) if int.bits <= 16 => Some(Some(1 << int.bits)),
        Ty::Int(_) | Ty::String => Some(None),
        Ty::Adt(id, _) => match checker.adt(*id).map(|adt| &adt.kind) {
            Some(AdtKind::Enum(variants)) if !variants.is_empty() => Some(Some(variants.len())),
            _ => None,
        },
        _ => None,
    }
}

/// Adds the constants of a pattern; true if it takes anything, `None` if it is something else.
fn collect(pat: &Pat, named: &mut Vec<Constant>) -> Option<bool> {
    match pat {
        Pat::Wild => Some(true),
        Pat::Ctor(ctor, parts) if parts.is_empty() => {
            named.push(match ctor {
                Ctor::Bool(value) => Constant::Number(U256::from(u8::from(*value))),
                Ctor::Variant(at) => Constant::Number(U256::from(*at)),
                Ctor::Range(low, high) if low == high => Constant::Number(*low),
                Ctor::Str(text) => Constant::Text(Arc::clone(text)),
                _ => return None,
            });
            Some(false)
        }
        Pat::Or(alternatives) => {
            let mut anything = false;
            for alternative in alternatives {
                anything |= collect(alternative, named)?;
            }
            Some(anything)
        }
        _ => None,
    }
}
