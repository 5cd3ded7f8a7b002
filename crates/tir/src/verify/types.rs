//! Rules about types alone (V12), with memory: programs use few types often.

use std::collections::{HashMap, HashSet};

use twilight_abi::Type;

use crate::limits::TypeMeter;

/// Most variants of an enum: the tag is a `u8`.
const MAX_VARIANTS: usize = 256;

/// What is wrong with a reference in what leaves the program.
pub(super) const OUTSIDE: &str = "A reference has no form outside of memory.";

#[derive(Default)]
pub(super) struct TypeRules {
    meter: TypeMeter,
    problems: HashMap<Type, Option<String>>,
    holds_map: HashMap<Type, bool>,
    holds_reference: HashMap<Type, bool>,
    owns: HashMap<Type, bool>,
    /// True when values of the type end, false while that is being found out.
    ends: HashMap<Type, bool>,
}

impl TypeRules {
    /// Why a type may not stand in a module; `None` when it may.
    pub(super) fn problem(&mut self, ty: &Type) -> Option<String> {
        if let Some(known) = self.problems.get(ty) {
            return known.clone();
        }
        // The size first: it bounds what the walk over the parts costs.
        // What holds itself has no problem inside itself that it does not have.
        self.problems.insert(ty.clone(), None);
        let problem = self.meter.measure(ty).problem().or_else(|| self.form_problem(ty));
        self.problems.insert(ty.clone(), problem.clone());
        problem
    }

    fn form_problem(&mut self, ty: &Type) -> Option<String> {
        if self.is_endless(ty) {
            return Some(format!(
                "The type `{ty}` holds itself without a vector, map or reference between."
            ));
        }
        if let Type::Enum(definition) = ty
            && !(1..=MAX_VARIANTS).contains(&definition.variants.len())
        {
            return Some(format!(
                "The enum `{}` must have 1 to {MAX_VARIANTS} variants.",
                definition.name
            ));
        }
        if let Type::FixedBytes(count) = ty
            && !(1..=32).contains(count)
        {
            return Some(format!("There is no type `{ty}`: it must have 1 to 32 bytes."));
        }
        if let Type::Map(key, _) = ty {
            if self.holds_map(key) {
                return Some("The key of a map must not hold a map.".to_owned());
            }
            if self.holds_reference(key) {
                return Some("The key of a map must not hold a reference.".to_owned());
            }
        }
        ty.parts().iter().find_map(|part| self.problem(part))
    }

    /// Whether a map stands somewhere in values of the type: they have no equality.
    pub(super) fn holds_map(&mut self, ty: &Type) -> bool {
        holds(&mut self.holds_map, ty, |part| matches!(part, Type::Map(..)))
    }

    /// Whether a reference stands somewhere in values of the type: they stay in memory, and have no equality.
    pub(super) fn holds_reference(&mut self, ty: &Type) -> bool {
        holds(&mut self.holds_reference, ty, |part| {
            matches!(part, Type::Reference(_))
        })
    }

    /// Whether values of the type own something that may be changed in place: a vector, map or array. What a reference
    /// in them refers to is its cell's.
    pub(super) fn owns(&mut self, ty: &Type) -> bool {
        if let Some(known) = self.owns.get(ty) {
            return *known;
        }
        let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
        let mut found = false;
        while let Some(part) = work.pop() {
            match &part {
                Type::Vector(_) | Type::Map(..) | Type::Array(..) => {
                    found = true;
                    break;
                }
                Type::Reference(_) => {}
                _ if seen.contains(&part) => {}
                _ => {
                    work.extend(part.parts());
                    seen.insert(part);
                }
            }
        }
        self.owns.insert(ty.clone(), found);
        found
    }

    /// Whether the default of the type would hold a reference: to which cell nothing says.
    pub(super) fn default_holds_reference(&mut self, ty: &Type) -> bool {
        if !self.holds_reference(ty) {
            return false;
        }
        let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
        while let Some(part) = work.pop() {
            match &part {
                Type::Reference(_) => return true,
                Type::Vector(_) | Type::Map(..) | Type::Option(_) | Type::Array(_, 0) => continue,
                _ => {}
            }
            if seen.contains(&part) {
                continue;
            }
            match &part {
                Type::Result(ok, _) => work.push((**ok).clone()),
                Type::Enum(definition) => {
                    let first = definition.variants.first();
                    work.extend(first.map(|variant| variant.fields.types()).unwrap_or_default());
                }
                _ => work.extend(part.parts()),
            }
            seen.insert(part);
        }
        false
    }

    /// Whether values of the type would have no end: it holds itself, or a type that does, and no vector, map
    /// or reference stands between. Gives an answer once; types inside are known to be done, or are being looked at.
    fn is_endless(&mut self, ty: &Type) -> bool {
        if let Some(done) = self.ends.get(ty) {
            return !done;
        }
        if matches!(ty, Type::Vector(_) | Type::Map(..) | Type::Reference(_)) {
            return false;
        }
        self.ends.insert(ty.clone(), false);
        let endless = ty.parts().iter().any(|part| self.is_endless(part));
        if !endless {
            self.ends.insert(ty.clone(), true);
        }
        endless
    }
}

/// Whether a type that is `wanted` stands somewhere in values of a type. Types may hold themselves: each part is
/// looked at once.
fn holds(known: &mut HashMap<Type, bool>, ty: &Type, wanted: impl Fn(&Type) -> bool) -> bool {
    if let Some(answer) = known.get(ty) {
        return *answer;
    }
    let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
    let mut found = false;
    while let Some(part) = work.pop() {
        if wanted(&part) {
            found = true;
            break;
        }
        if !seen.contains(&part) && known.get(&part) != Some(&false) {
            work.extend(part.parts());
            seen.insert(part);
        }
    }
    if !found {
        known.extend(seen.into_iter().map(|part| (part, false)));
    }
    known.insert(ty.clone(), found);
    found
}
