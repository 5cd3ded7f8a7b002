//! Rules about types alone (V12), with memory: programs use few types often.

use std::collections::HashMap;

use twilight_abi::Type;

use crate::limits::TypeMeter;

/// Most variants of an enum: the tag is a `u8`.
const MAX_VARIANTS: usize = 256;

#[derive(Default)]
pub(super) struct TypeRules {
    meter: TypeMeter,
    problems: HashMap<Type, Option<String>>,
    holds_map: HashMap<Type, bool>,
}

impl TypeRules {
    /// Why a type may not stand in a module; `None` when it may.
    pub(super) fn problem(&mut self, ty: &Type) -> Option<String> {
        if let Some(known) = self.problems.get(ty) {
            return known.clone();
        }
        // The size first: it bounds what the walk over the parts costs.
        let problem = self.meter.measure(ty).problem().or_else(|| self.form_problem(ty));
        self.problems.insert(ty.clone(), problem.clone());
        problem
    }

    fn form_problem(&mut self, ty: &Type) -> Option<String> {
        if let Type::Enum(definition) = ty
            && !(1..=MAX_VARIANTS).contains(&definition.variants.len())
        {
            return Some(format!(
                "The enum `{}` must have 1 to {MAX_VARIANTS} variants.",
                definition.name
            ));
        }
        if let Type::Map(key, _) = ty
            && self.holds_map(key)
        {
            return Some("The key of a map must not hold a map.".to_owned());
        }
        parts(ty).iter().find_map(|part| self.problem(part))
    }

    /// Whether a map stands somewhere in values of the type: they have no equality.
    pub(super) fn holds_map(&mut self, ty: &Type) -> bool {
        if let Some(known) = self.holds_map.get(ty) {
            return *known;
        }
        let holds = matches!(ty, Type::Map(..)) || parts(ty).iter().any(|part| self.holds_map(part));
        self.holds_map.insert(ty.clone(), holds);
        holds
    }
}

/// The types that stand directly in a type.
fn parts(ty: &Type) -> Vec<Type> {
    match ty {
        Type::Unit | Type::Bool | Type::Int(_) | Type::String | Type::Address | Type::Hash256 => Vec::new(),
        Type::Tuple(types) => types.to_vec(),
        Type::Array(inner, _) | Type::Vector(inner) | Type::Option(inner) => vec![(**inner).clone()],
        Type::Map(a, b) | Type::Result(a, b) => vec![(**a).clone(), (**b).clone()],
        Type::Struct(definition) => definition.fields.types(),
        Type::Enum(_) => ty.variants().unwrap_or_default().concat(),
    }
}
