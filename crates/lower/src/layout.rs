//! Which storage places are spread over several keys (`docs/wasm-abi.md`).
//!
//! A place that is not spread is one value under one key: what reads or writes a part of it reads or writes the whole.
//! In Solidity a reference to storage is a key, so whatever one refers to needs a key of its own; what none can refer
//! to lies together as in native programs.

use std::collections::HashSet;

use twilight_abi::{StructType, Type};
use twilight_hir::thir::Dialect;

use crate::instances::ModuleContext;

impl ModuleContext<'_> {
    /// Whether a storage place of the type is spread over several keys: maps, vectors other than `vector<u8>`, structs
    /// that hold such. In Solidity arrays are spread too, and structs that references point into.
    pub fn is_spread(&self, ty: &Type) -> bool {
        match (ty, self.program.dialect) {
            (Type::Map(..), _) | (Type::Array(..), Dialect::Solidity) => true,
            (Type::Vector(_), _) => *ty != Type::bytes(),
            (Type::Struct(ty), Dialect::Native) => {
                ty.fields.types().iter().any(|field| self.is_spread(field))
            }
            (Type::Struct(of), Dialect::Solidity) => self.fields_are_spread(ty, of),
            _ => false,
        }
    }

    /// As [`Self::is_spread`] for a struct of Solidity. Structs in structs are looked at once each.
    fn fields_are_spread(&self, ty: &Type, of: &StructType) -> bool {
        let mut nested = Vec::new();
        if self.field_is_spread(ty, of, &mut nested) {
            return true;
        }
        let mut seen = HashSet::new();
        while let Some(inner) = nested.pop() {
            if let Type::Struct(of) = &inner
                && seen.insert(of.name.clone())
                && self.field_is_spread(&inner, of, &mut nested)
            {
                return true;
            }
        }
        false
    }

    /// Whether a field needs a key whatever the structs among them, which come into `nested`.
    fn field_is_spread(&self, ty: &Type, of: &StructType, nested: &mut Vec<Type>) -> bool {
        let definition = self.types.definition(ty);
        let pointed = definition.is_some_and(|(id, _)| self.program.pointed_into.contains(id));
        of.fields.types().iter().any(|field| match field {
            Type::Map(..) | Type::Array(..) => true,
            Type::Vector(_) => pointed || *field != Type::bytes(),
            Type::String => pointed,
            Type::Struct(_) => {
                nested.push(field.clone());
                pointed
            }
            _ => false,
        })
    }

    /// Whether a storage place of the type holds a map, so that it cannot be read as a whole.
    pub fn holds_storage_map(&self, ty: &Type) -> bool {
        // With those seen before: in Solidity a struct may hold itself through a vector.
        let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
        while let Some(part) = work.pop() {
            match &part {
                Type::Map(..) => return true,
                Type::Vector(element) | Type::Array(element, _) if self.is_spread(&part) => {
                    work.push((**element).clone());
                }
                Type::Struct(of) if seen.insert(part.clone()) => {
                    let fields = of.fields.types();
                    work.extend(fields.iter().filter(|field| self.is_spread(field)).cloned());
                }
                _ => {}
            }
        }
        false
    }
}
