//! Rules about types alone (V12), with memory: programs use few types often.

use std::collections::{HashMap, HashSet};

use twilight_abi::Type;

use crate::limits::TypeMeter;

/// Most variants of an enum: the tag is a `u8`.
const MAX_VARIANTS: usize = 256;

#[derive(Default)]
pub(super) struct TypeRules {
    meter: TypeMeter,
    problems: HashMap<Type, Option<String>>,
    holds_map: HashMap<Type, bool>,
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
                "The type `{ty}` holds itself without a vector or map between."
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
        if let Type::Map(key, _) = ty
            && self.holds_map(key)
        {
            return Some("The key of a map must not hold a map.".to_owned());
        }
        ty.parts().iter().find_map(|part| self.problem(part))
    }

    /// Whether a map stands somewhere in values of the type: they have no equality.
    pub(super) fn holds_map(&mut self, ty: &Type) -> bool {
        if let Some(known) = self.holds_map.get(ty) {
            return *known;
        }
        // Types may hold themselves: each part is looked at once.
        let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
        let mut holds = false;
        while let Some(part) = work.pop() {
            if matches!(part, Type::Map(..)) {
                holds = true;
                break;
            }
            if !seen.contains(&part) && self.holds_map.get(&part) != Some(&false) {
                work.extend(part.parts());
                seen.insert(part);
            }
        }
        if !holds {
            self.holds_map.extend(seen.into_iter().map(|part| (part, false)));
        }
        self.holds_map.insert(ty.clone(), holds);
        holds
    }

    /// Whether values of the type would have no end: it holds itself, or a type that does, and no vector or map
    /// stands between. Gives an answer once; types inside are known to be done, or are being looked at.
    fn is_endless(&mut self, ty: &Type) -> bool {
        if let Some(done) = self.ends.get(ty) {
            return !done;
        }
        if matches!(ty, Type::Vector(_) | Type::Map(..)) {
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
