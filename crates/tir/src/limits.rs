//! Sizes of types that every part of the compiler may rely on. It must only measure.

use std::collections::HashMap;

use twilight_abi::{Type, VariantFields};

/// Deepest nesting of one type, definitions of structs and enums seen through: what recursive walks over
/// types and values (copy, equality, encoding, display) may meet.
pub const MAX_TYPE_DEPTH: u32 = 128;

/// Most types inside one type, definitions seen through and counted at each use: what such a walk visits
/// for one value without vectors, maps and arrays.
pub const MAX_TYPE_NODES: u64 = 65_536;

/// Most elements of one `array<T, N>`, nested arrays multiplied.
pub const MAX_ARRAY_ELEMENTS: u64 = 1 << 20;

/// What a type costs to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeSize {
    /// Nesting; 1 for a type without parts.
    pub depth: u32,
    /// Types in it, itself included.
    pub nodes: u64,
    /// Elements of arrays in it, the product over nesting.
    pub elements: u64,
}

impl TypeSize {
    /// A type without parts.
    pub const LEAF: Self = Self {
        depth: 1,
        nodes: 1,
        elements: 1,
    };

    /// A type made of such parts.
    #[must_use]
    pub fn of_parts(parts: impl IntoIterator<Item = Self>) -> Self {
        let (mut depth, mut nodes, mut elements) = (0_u32, 1_u64, 0_u64);
        for part in parts {
            depth = depth.max(part.depth);
            nodes = nodes.saturating_add(part.nodes);
            elements = elements.saturating_add(part.elements);
        }
        Self {
            depth: depth.saturating_add(1),
            nodes,
            elements: elements.max(1),
        }
    }

    /// An array of such elements.
    #[must_use]
    pub fn array(self, count: u64) -> Self {
        Self {
            elements: self.elements.saturating_mul(count.max(1)),
            ..Self::of_parts([self])
        }
    }

    /// A vector, map, option and the like: arrays inside do not exist until a value does.
    fn indirect(self) -> Self {
        Self { elements: 1, ..self }
    }

    /// Why the type is too large; `None` when it is not.
    #[must_use]
    pub fn problem(self) -> Option<String> {
        if self.depth > MAX_TYPE_DEPTH {
            Some(format!("The type nests more than {MAX_TYPE_DEPTH} levels deep."))
        } else if self.nodes > MAX_TYPE_NODES {
            Some(format!("The type consists of more than {MAX_TYPE_NODES} types."))
        } else if self.elements > MAX_ARRAY_ELEMENTS {
            Some(format!(
                "The type's arrays have more than {MAX_ARRAY_ELEMENTS} elements in total."
            ))
        } else {
            None
        }
    }
}

/// Measures types; remembers structs and enums by name.
#[derive(Debug, Default)]
pub struct TypeMeter {
    known: HashMap<(bool, String), TypeSize>,
}

impl TypeMeter {
    /// The size of a type.
    pub fn measure(&mut self, ty: &Type) -> TypeSize {
        match ty {
            Type::Unit
            | Type::Bool
            | Type::Int(_)
            | Type::String
            | Type::Address
            | Type::Hash256
            | Type::FixedBytes(_) => TypeSize::LEAF,
            Type::Tuple(types) => {
                TypeSize::of_parts(types.iter().map(|ty| self.measure(ty)).collect::<Vec<_>>())
            }
            Type::Array(element, count) => self.measure(element).array(*count),
            Type::Vector(inner) | Type::Reference(inner) => {
                TypeSize::of_parts([self.measure(inner)]).indirect()
            }
            Type::Option(inner) => TypeSize::of_parts([self.measure(inner)]),
            Type::Map(key, value) => TypeSize::of_parts([self.measure(key), self.measure(value)]).indirect(),
            Type::Result(ok, err) => TypeSize::of_parts([self.measure(ok), self.measure(err)]),
            Type::Struct(definition) => {
                let key = (false, definition.name.clone());
                self.named(key, &mut std::iter::once(&*definition.fields))
            }
            Type::Enum(definition) => {
                let key = (true, definition.name.clone());
                self.named(
                    key,
                    &mut definition.variants.iter().map(|variant| &variant.fields),
                )
            }
        }
    }

    /// Forgets a struct or enum, whose definition has changed.
    pub(crate) fn forget(&mut self, name: &str) {
        self.known.remove(&(false, name.to_owned()));
        self.known.remove(&(true, name.to_owned()));
    }

    fn named(&mut self, key: (bool, String), fields: &mut dyn Iterator<Item = &VariantFields>) -> TypeSize {
        if let Some(size) = self.known.get(&key) {
            return *size;
        }
        // A type that holds itself is a leaf inside itself.
        self.known.insert(key.clone(), TypeSize::LEAF);
        let types: Vec<Type> = fields.flat_map(VariantFields::types).collect();
        let parts: Vec<TypeSize> = types.iter().map(|ty| self.measure(ty)).collect();
        let size = TypeSize::of_parts(parts);
        self.known.insert(key, size);
        size
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn nested(depth: u32) -> Type {
        (1..depth).fold(Type::Bool, |ty, _| Type::Option(Arc::new(ty)))
    }

    #[test]
    fn limits_hold_at_their_edge() {
        let mut meter = TypeMeter::default();
        assert_eq!(meter.measure(&nested(MAX_TYPE_DEPTH)).problem(), None);
        assert!(meter.measure(&nested(MAX_TYPE_DEPTH + 1)).problem().is_some());
        let array = |ty: Type, count| Type::Array(Arc::new(ty), count);
        assert_eq!(
            meter
                .measure(&array(array(Type::Bool, 1 << 10), 1 << 10))
                .problem(),
            None
        );
        assert!(
            meter
                .measure(&array(array(Type::Bool, 1 << 10), (1 << 10) + 1))
                .problem()
                .is_some()
        );
        assert!(
            meter
                .measure(&array(array(Type::Bool, u64::MAX), u64::MAX))
                .problem()
                .is_some()
        );
        // A tuple that doubles 15 times has 2^16 - 1 types, one more doubling is too many.
        let doubled = |times| (0..times).fold(Type::Bool, |ty: Type, _| Type::Tuple([ty.clone(), ty].into()));
        assert_eq!(meter.measure(&doubled(15)).nodes, 65_535);
        assert_eq!(meter.measure(&doubled(15)).problem(), None);
        assert!(meter.measure(&doubled(16)).problem().is_some());
    }
}
