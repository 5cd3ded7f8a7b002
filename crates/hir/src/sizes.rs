//! Facts about types: whether they copy, have defaults and compare, and how large they are.

use std::collections::{HashMap, HashSet};

use crate::checker::{Bound, Checker};
use crate::infer::substitute;
use crate::limits::{MAX_ARRAY_BYTES, MAX_TYPE_DEPTH, MAX_TYPE_FIELDS};
use crate::thir::{AdtKind, Fields};
use crate::ty::Ty;

impl Fields {
    /// Types in order.
    #[must_use]
    pub fn types(&self) -> Vec<&Ty> {
        match self {
            Self::Unit => Vec::new(),
            Self::Tuple(types) => types.iter().collect(),
            Self::Named(fields) => fields.iter().map(|(_, ty)| ty).collect(),
        }
    }
}

impl Checker<'_> {
    /// Whether values of the type are copied, not moved (spec 01 §5.2, DECISION T4).
    pub fn is_copy(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Unit
            | Ty::Never
            | Ty::Bool
            | Ty::Int(_)
            | Ty::Address
            | Ty::Hash256
            | Ty::Error
            | Ty::Infer(_) => true,
            Ty::Tuple(types) => types.iter().all(|ty| self.is_copy(ty)),
            Ty::Array(inner, _) => self.is_copy(inner),
            Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => {
                let bounds = self.bounds_of(ty);
                bounds.contains(&Bound::Copy) || bounds.contains(&Bound::Unknown)
            }
            _ => false,
        }
    }

    /// Whether the type has a default value (DECISIONS S13, T8, T17): zero, `false`, empty, `None`, the zero
    /// address; tuples, arrays and structs of such; an enum's first variant where it has no payload.
    pub fn has_default(&self, ty: &Ty) -> bool {
        self.default_within(ty, MAX_TYPE_DEPTH)
    }

    fn default_within(&self, ty: &Ty, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match ty {
            Ty::Result(..) | Ty::Never => false,
            Ty::Tuple(types) => types.iter().all(|ty| self.default_within(ty, depth)),
            Ty::Array(inner, _) => self.default_within(inner, depth),
            Ty::Adt(id, args) => match self.adt(*id).map(|adt| &adt.kind) {
                Some(AdtKind::Struct(fields)) => fields
                    .types()
                    .iter()
                    .all(|ty| self.default_within(&substitute(ty, args), depth)),
                Some(AdtKind::Enum(variants)) => variants
                    .first()
                    .is_some_and(|(_, fields)| *fields == Fields::Unit),
                None => true,
            },
            Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => self.bounds_of(ty).contains(&Bound::Default),
            _ => true,
        }
    }

    /// Whether `==` compares values of the type (DECISION T7).
    pub fn is_comparable(&self, ty: &Ty) -> bool {
        self.comparable_within(ty, MAX_TYPE_DEPTH, &mut HashSet::new())
    }

    /// `seen` are the types that hold themselves and are being looked at, or were.
    fn comparable_within(&self, ty: &Ty, depth: u32, seen: &mut HashSet<Ty>) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        // A `where` clause says it.
        if self
            .said_of(ty)
            .any(|bound| matches!(bound, Bound::Eq | Bound::Ord | Bound::Hash))
        {
            return true;
        }
        match ty {
            Ty::Map(..) => false,
            Ty::Tuple(types) => types.iter().all(|ty| self.comparable_within(ty, depth, seen)),
            Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => {
                self.comparable_within(inner, depth, seen)
            }
            Ty::Result(ok, err) => {
                self.comparable_within(ok, depth, seen) && self.comparable_within(err, depth, seen)
            }
            Ty::Adt(id, _) if self.circular.contains(id) && !seen.insert(ty.clone()) => true,
            Ty::Adt(id, args) => match self.adt(*id).map(|adt| &adt.kind) {
                Some(AdtKind::Struct(fields)) => fields
                    .types()
                    .iter()
                    .all(|ty| self.comparable_within(&substitute(ty, args), depth, seen)),
                Some(AdtKind::Enum(variants)) => variants.iter().all(|(_, fields)| {
                    fields
                        .types()
                        .iter()
                        .all(|ty| self.comparable_within(&substitute(ty, args), depth, seen))
                }),
                None => true,
            },
            Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => self
                .bounds_of(ty)
                .iter()
                .any(|bound| matches!(bound, Bound::Eq | Bound::Ord | Bound::Hash)),
            _ => true,
        }
    }

    /// Whether a type keeps the limits on its size; else the message that says which it breaks.
    pub fn within_limits(&self, ty: &Ty) -> Result<(), String> {
        let mut fields = MAX_TYPE_FIELDS;
        self.measure(ty, MAX_TYPE_DEPTH, &mut fields, &mut HashMap::new())
            .map(|_| ())
    }

    /// Bytes of a value, as [`MAX_ARRAY_BYTES`] counts. `known` are the types that hold themselves, which are looked
    /// at once; while one is being looked at it stands there as what a `vector` of it takes.
    fn measure(
        &self,
        ty: &Ty,
        depth: u32,
        fields: &mut u64,
        known: &mut HashMap<Ty, u64>,
    ) -> Result<u64, String> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(format!(
                "This type nests more than {MAX_TYPE_DEPTH} levels deep, which is the limit."
            ));
        };
        *fields = fields.checked_sub(1).ok_or_else(|| {
            format!("This type has more than {MAX_TYPE_FIELDS} fields, those of its fields included, which is the limit.")
        })?;
        Ok(match ty {
            Ty::Unit | Ty::Never => 0,
            Ty::Bool => 1,
            Ty::Int(int) => int.bytes() as u64,
            Ty::Address => 20,
            Ty::FixedBytes(count) => u64::from(*count),
            Ty::Reference(_) | Ty::StoragePointer(_) => 4,
            Ty::Hash256 => 32,
            Ty::Tuple(types) => {
                let mut sum = 0_u64;
                for ty in types.iter() {
                    sum = sum.saturating_add(self.measure(ty, depth, fields, known)?);
                }
                sum
            }
            Ty::Array(inner, count) => {
                let bytes = self
                    .measure(inner, depth, fields, known)?
                    .max(1)
                    .saturating_mul(*count);
                if bytes > MAX_ARRAY_BYTES {
                    return Err(format!(
                        "This array takes more than {MAX_ARRAY_BYTES} bytes, which is the limit."
                    ));
                }
                bytes
            }
            Ty::Vector(inner) => {
                self.measure(inner, depth, fields, known)?;
                8
            }
            Ty::Map(key, value) => {
                self.measure(key, depth, fields, known)?;
                self.measure(value, depth, fields, known)?;
                8
            }
            Ty::Option(inner) => 1 + self.measure(inner, depth, fields, known)?,
            Ty::Result(ok, err) => {
                1 + self
                    .measure(ok, depth, fields, known)?
                    .max(self.measure(err, depth, fields, known)?)
            }
            Ty::Adt(id, args) => {
                let Some(adt) = self.adt(*id) else { return Ok(0) };
                let circular = self.circular.contains(id);
                if circular {
                    if let Some(bytes) = known.get(ty) {
                        return Ok(*bytes);
                    }
                    known.insert(ty.clone(), 8);
                }
                let types: Vec<&Ty> = match &adt.kind {
                    AdtKind::Struct(fields) => fields.types(),
                    AdtKind::Enum(variants) => {
                        variants.iter().flat_map(|(_, fields)| fields.types()).collect()
                    }
                };
                let mut sum = 1_u64;
                for field in types {
                    if !self.recursive.contains(id) {
                        sum = sum.saturating_add(self.measure(
                            &substitute(field, args),
                            depth,
                            fields,
                            known,
                        )?);
                    }
                }
                if circular {
                    known.insert(ty.clone(), sum);
                }
                sum
            }
            Ty::String
            | Ty::Fn(_)
            | Ty::Param(_)
            | Ty::Assoc(..)
            | Ty::Opaque(..)
            | Ty::Infer(_)
            | Ty::Error => 8,
        })
    }
}
