//! What the ABI sees of a type: which types are dynamic, how many words a head takes.
//!
//! Types come from `.meta` documents that nobody vouches for: sizes are computed with checks. Their depth
//! is bounded by whoever made them (the compiler's nesting limit, the JSON reader's recursion limit).

use crate::{EnumType, IntType, Type, VariantFields};

/// Types of fields, in order.
pub(crate) fn field_types(fields: &VariantFields) -> Vec<&Type> {
    match fields {
        VariantFields::Unit => Vec::new(),
        VariantFields::Tuple(types) => types.iter().collect(),
        VariantFields::Named(fields) => fields.iter().map(|(_, ty)| ty).collect(),
    }
}

/// Types of a variant's payload; `None` when there is no such variant.
pub(crate) fn payload_types(ty: &EnumType, variant: u32) -> Option<Vec<&Type>> {
    let variant = ty.variants.get(usize::try_from(variant).ok()?)?;
    Some(field_types(&variant.fields))
}

/// True when at least one variant has a payload: such an enum is `(uint8, bytes)`, others are `uint8`.
pub(crate) fn has_payloads(ty: &EnumType) -> bool {
    ty.variants
        .iter()
        .any(|variant| !field_types(&variant.fields).is_empty())
}

/// True for `u8`, whose vectors and arrays are byte strings.
pub(crate) fn is_byte(ty: &Type) -> bool {
    *ty == Type::Int(IntType::U8)
}

/// True for `array<u8, N>` that is `bytesN`.
pub(crate) fn is_fixed_bytes(element: &Type, count: u64) -> bool {
    is_byte(element) && (1..=32).contains(&count)
}

/// True when the type's encoding stands in the tail, with an offset in the head.
#[must_use]
pub fn is_dynamic(ty: &Type) -> bool {
    match ty {
        // A reference is never encoded.
        Type::Unit
        | Type::Bool
        | Type::Int(_)
        | Type::Address
        | Type::Hash256
        | Type::FixedBytes(_)
        | Type::Reference(_) => false,
        Type::String | Type::Vector(_) | Type::Map(..) => true,
        Type::Tuple(types) => types.iter().any(is_dynamic),
        // An array of a dynamic type is dynamic even where it has no elements (ABI specification).
        Type::Array(element, _) => is_dynamic(element),
        Type::Option(inner) => is_dynamic(inner),
        Type::Result(ok, err) => is_dynamic(ok) || is_dynamic(err),
        Type::Struct(ty) => field_types(&ty.fields).into_iter().any(is_dynamic),
        Type::Enum(ty) => has_payloads(ty),
    }
}

/// 32-byte words that the type takes in the head of a tuple: 1 for dynamic types. `None` on overflow.
#[must_use]
pub fn head_words(ty: &Type) -> Option<u64> {
    if is_dynamic(ty) {
        return Some(1);
    }
    match ty {
        Type::Unit => Some(0),
        Type::Tuple(types) => words_of(types.iter()),
        Type::Array(element, count) if is_fixed_bytes(element, *count) => Some(1),
        Type::Array(element, count) => head_words(element)?.checked_mul(*count),
        Type::Option(inner) => head_words(inner)?.checked_add(1),
        Type::Result(ok, err) => head_words(ok)?.checked_add(head_words(err)?)?.checked_add(1),
        Type::Struct(ty) => words_of(field_types(&ty.fields).into_iter()),
        _ => Some(1),
    }
}

fn words_of<'a>(mut types: impl Iterator<Item = &'a Type>) -> Option<u64> {
    types.try_fold(0_u64, |sum, ty| sum.checked_add(head_words(ty)?))
}
