//! Facts about types: whether they copy, have defaults, contain themselves, and how large they are.

use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::{Bound, Checker};
use crate::codes;
use crate::infer::substitute;
use crate::limits::{MAX_ARRAY_BYTES, MAX_TYPE_DEPTH, MAX_TYPE_FIELDS};
use crate::thir::{AdtKind, Fields};
use crate::ty::{AdtId, Ty};

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
            Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => self.bounds_of(ty).contains(&Bound::Copy),
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
        self.comparable_within(ty, MAX_TYPE_DEPTH)
    }

    fn comparable_within(&self, ty: &Ty, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        match ty {
            Ty::Map(..) => false,
            Ty::Tuple(types) => types.iter().all(|ty| self.comparable_within(ty, depth)),
            Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => {
                self.comparable_within(inner, depth)
            }
            Ty::Result(ok, err) => self.comparable_within(ok, depth) && self.comparable_within(err, depth),
            Ty::Adt(id, args) => match self.adt(*id).map(|adt| &adt.kind) {
                Some(AdtKind::Struct(fields)) => fields
                    .types()
                    .iter()
                    .all(|ty| self.comparable_within(&substitute(ty, args), depth)),
                Some(AdtKind::Enum(variants)) => variants.iter().all(|(_, fields)| {
                    fields
                        .types()
                        .iter()
                        .all(|ty| self.comparable_within(&substitute(ty, args), depth))
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
        self.measure(ty, MAX_TYPE_DEPTH, &mut fields).map(|_| ())
    }

    /// Bytes of a value, as [`MAX_ARRAY_BYTES`] counts.
    fn measure(&self, ty: &Ty, depth: u32, fields: &mut u64) -> Result<u64, String> {
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
            Ty::Hash256 => 32,
            Ty::Tuple(types) => {
                let mut sum = 0_u64;
                for ty in types.iter() {
                    sum = sum.saturating_add(self.measure(ty, depth, fields)?);
                }
                sum
            }
            Ty::Array(inner, count) => {
                let bytes = self.measure(inner, depth, fields)?.max(1).saturating_mul(*count);
                if bytes > MAX_ARRAY_BYTES {
                    return Err(format!(
                        "This array takes more than {MAX_ARRAY_BYTES} bytes, which is the limit."
                    ));
                }
                bytes
            }
            Ty::Vector(inner) => {
                self.measure(inner, depth, fields)?;
                8
            }
            Ty::Map(key, value) => {
                self.measure(key, depth, fields)?;
                self.measure(value, depth, fields)?;
                8
            }
            Ty::Option(inner) => 1 + self.measure(inner, depth, fields)?,
            Ty::Result(ok, err) => {
                1 + self
                    .measure(ok, depth, fields)?
                    .max(self.measure(err, depth, fields)?)
            }
            Ty::Adt(id, args) => {
                let Some(adt) = self.adt(*id) else { return Ok(0) };
                let types: Vec<&Ty> = match &adt.kind {
                    AdtKind::Struct(fields) => fields.types(),
                    AdtKind::Enum(variants) => {
                        variants.iter().flat_map(|(_, fields)| fields.types()).collect()
                    }
                };
                let mut sum = 1_u64;
                for ty in types {
                    // A type that a vector or map makes recursive is counted where its own definition is.
                    if !self.recursive.contains(id) {
                        sum = sum.saturating_add(self.measure(&substitute(ty, args), depth, fields)?);
                    }
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

    /// Reports structs and enums that hold themselves (DECISION T20). Vectors and maps count as holding too:
    /// the ABI's types are finite trees.
    pub fn check_recursion(&mut self, from: usize) {
        let mut state = vec![0_u8; self.adts.len()];
        for start in from..self.adts.len() {
            if state.get(start) != Some(&0) {
                continue;
            }
            // Depth-first search with its own stack: chains of types may be long.
            let mut stack = vec![(start, self.held_by(start), 0_usize)];
            if let Some(slot) = state.get_mut(start) {
                *slot = 1;
            }
            while let Some((at, held, next)) = stack.last_mut() {
                let at = *at;
                let Some((child, span)) = held.get(*next).copied() else {
                    if let Some(slot) = state.get_mut(at) {
                        *slot = 2;
                    }
                    stack.pop();
                    continue;
                };
                *next += 1;
                match state.get(child) {
                    Some(0) => {
                        if let Some(slot) = state.get_mut(child) {
                            *slot = 1;
                        }
                        let held = self.held_by(child);
                        stack.push((child, held, 0));
                    }
                    Some(1) => self.report_recursion(child, span),
                    _ => {}
                }
            }
        }
    }

    fn held_by(&self, adt: usize) -> Vec<(usize, Span)> {
        let Some(adt) = self.adts.get(adt) else {
            return Vec::new();
        };
        let types: Vec<&Ty> = match &adt.kind {
            AdtKind::Struct(fields) => fields.types(),
            AdtKind::Enum(variants) => variants.iter().flat_map(|(_, fields)| fields.types()).collect(),
        };
        let mut held = Vec::new();
        for ty in types {
            collect_adts(ty, &mut held);
        }
        held.into_iter().map(|id| (id.0 as usize, adt.span)).collect()
    }

    fn report_recursion(&mut self, adt: usize, from: Span) {
        let Some(info) = self.adts.get(adt) else { return };
        let (name, span) = (info.name.clone(), info.span);
        let id = AdtId(u32::try_from(adt).unwrap_or(u32::MAX));
        if !self.recursive.insert(id) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            codes::RECURSIVE_TYPE,
            span,
            format!("The type `{name}` contains itself. No type can in this version, not even in a `vector` or `Option`."),
        )
        .with_help("Keep the items in a `vector` or `map` beside and store their index or key here.");
        if from != span {
            diagnostic = diagnostic.with_secondary(from, "through this type");
        }
        self.report(diagnostic);
        // Later passes must not run around the circle.
        if let Some(info) = self.adts.get_mut(adt) {
            info.kind = match &info.kind {
                AdtKind::Struct(fields) => AdtKind::Struct(cut(fields)),
                AdtKind::Enum(variants) => AdtKind::Enum(
                    variants
                        .iter()
                        .map(|(name, fields)| (name.clone(), cut(fields)))
                        .collect(),
                ),
            };
        }
    }
}

fn cut(fields: &Fields) -> Fields {
    match fields {
        Fields::Unit => Fields::Unit,
        Fields::Tuple(types) => Fields::Tuple(types.iter().map(|_| Ty::Error).collect()),
        Fields::Named(fields) => {
            Fields::Named(fields.iter().map(|(name, _)| (name.clone(), Ty::Error)).collect())
        }
    }
}

fn collect_adts(ty: &Ty, out: &mut Vec<AdtId>) {
    match ty {
        Ty::Adt(id, args) => {
            out.push(*id);
            for arg in args.iter() {
                collect_adts(arg, out);
            }
        }
        Ty::Tuple(types) => types.iter().for_each(|ty| collect_adts(ty, out)),
        Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => collect_adts(inner, out),
        Ty::Map(a, b) | Ty::Result(a, b) => {
            collect_adts(a, out);
            collect_adts(b, out);
        }
        _ => {}
    }
}
