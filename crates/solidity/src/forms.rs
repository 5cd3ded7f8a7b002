//! How values of Solidity's types are held in the IR.
//!
//! A value type has one form. A reference type has three: *plain*, a value of the IR, as storage, call data and
//! the ABI have it; *in memory*, a reference to a cell whose parts are in memory too; *a pointer*, which local
//! variables and parameters of type `storage` hold. A `string` in memory is a plain value, for nothing can change
//! it in place.

use std::collections::HashMap;
use std::sync::Arc;

use twilight_abi::IntType;
use twilight_hir::Ty;
use twilight_hir::thir::{Adt, AdtKind, Fields, Program};
use twilight_hir::ty::AdtId;

use crate::build::{U8, bytes_ty, int_type};
use crate::items::{EnumId, Items, StructId};
use crate::types::{Location, Type};

/// Types of the IR that were made of Solidity's.
#[derive(Default)]
pub struct Forms {
    structs: HashMap<(StructId, bool), AdtId>,
    enums: HashMap<EnumId, AdtId>,
    byte_element: Option<AdtId>,
}

impl Forms {
    /// The form of a value of `ty` in variables and between expressions.
    pub fn of(&mut self, ty: &Type, items: &Items<'_>, program: &mut Program) -> Ty {
        match ty.location() {
            Some(Location::Storage) => Ty::StoragePointer(Arc::new(self.plain(ty, items, program))),
            Some(Location::Memory) => self.memory(ty, items, program),
            _ => self.plain(ty, items, program),
        }
    }

    /// The plain form: in storage, call data, events and the ABI.
    pub fn plain(&mut self, ty: &Type, items: &Items<'_>, program: &mut Program) -> Ty {
        match ty {
            Type::Bool => Ty::Bool,
            Type::Int { signed, bits } => Ty::Int(int_type(*signed, *bits)),
            Type::Address { .. } | Type::Contract(_) => Ty::Address,
            Type::FixedBytes(count) => Ty::FixedBytes(*count),
            Type::Bytes(_) => bytes_ty(),
            Type::String(_) => Ty::String,
            Type::Array { element, length, .. } => {
                let element = Arc::new(self.element(element, false, items, program));
                match length {
                    Some(length) => Ty::Array(element, *length),
                    None => Ty::Vector(element),
                }
            }
            Type::Mapping(key, value) => Ty::Map(
                Arc::new(self.plain(key, items, program)),
                Arc::new(self.plain(value, items, program)),
            ),
            Type::Struct(id, _) => Ty::Adt(self.structure(*id, false, items, program), Arc::from([])),
            Type::Enum(id) => Ty::Adt(self.enumeration(*id, items, program), Arc::from([])),
            Type::Alias(id) => self.plain(&items.alias(*id).underlying, items, program),
            // Functions are numbered; see `pointers`.
            Type::Function(_) => Ty::Int(IntType::U32),
            Type::Tuple(types) => {
                let types: Vec<Ty> = types.iter().map(|ty| self.of(ty, items, program)).collect();
                tuple(types)
            }
            Type::Rational(_) | Type::Text(_) | Type::Error => Ty::Error,
        }
    }

    /// The form in memory.
    pub fn memory(&mut self, ty: &Type, items: &Items<'_>, program: &mut Program) -> Ty {
        match ty {
            Type::Bytes(_) => Ty::Reference(Arc::new(Ty::Vector(Arc::new(U8)))),
            Type::Array { element, length, .. } => {
                let element = Arc::new(self.element(element, true, items, program));
                Ty::Reference(Arc::new(match length {
                    Some(length) => Ty::Array(element, *length),
                    None => Ty::Vector(element),
                }))
            }
            Type::Struct(id, _) => {
                let id = self.structure(*id, true, items, program);
                Ty::Reference(Arc::new(Ty::Adt(id, Arc::from([]))))
            }
            other => self.plain(other, items, program),
        }
    }

    /// The form of an array's element, in memory or elsewhere. A `uint8` is the one field of a struct there: a vector
    /// of plain bytes is what `bytes` is.
    pub fn element(&mut self, ty: &Type, in_memory: bool, items: &Items<'_>, program: &mut Program) -> Ty {
        if is_byte_element(ty, items) {
            let adt = *self.byte_element.get_or_insert_with(|| {
                let adt = AdtId(u32::try_from(program.adts.len()).unwrap_or(u32::MAX));
                program.adts.push(Adt {
                    name: twilight_abi::BYTE_ELEMENT.to_owned(),
                    type_params: 0,
                    kind: AdtKind::Struct(Fields::Tuple(vec![Ty::Int(IntType::U8)])),
                    span: twilight_diagnostics::Span::default(),
                });
                adt
            });
            return Ty::Adt(adt, Arc::from([]));
        }
        if in_memory {
            self.memory(ty, items, program)
        } else {
            self.plain(ty, items, program)
        }
    }

    /// The struct of the IR. Its two forms are one where no field has two.
    fn structure(
        &mut self,
        id: StructId,
        in_memory: bool,
        items: &Items<'_>,
        program: &mut Program,
    ) -> AdtId {
        let structure = items.structure(id);
        let differs = in_memory && structure.fields.iter().any(|field| differs(&field.ty));
        let key = (id, differs);
        if let Some(known) = self.structs.get(&key) {
            return *known;
        }
        let adt = AdtId(u32::try_from(program.adts.len()).unwrap_or(u32::MAX));
        let name = unique(program, &structure.name, &structure.shown, differs);
        program.adts.push(Adt {
            name,
            type_params: 0,
            kind: AdtKind::Struct(Fields::Unit),
            span: structure.span,
        });
        // Before its fields: one may hold the struct again, through an array.
        self.structs.insert(key, adt);
        let fields: Vec<(String, Ty)> = structure
            .fields
            .iter()
            .map(|field| {
                let ty = if differs {
                    self.memory(&field.ty, items, program)
                } else {
                    self.plain(&field.ty, items, program)
                };
                (field.name.clone(), ty)
            })
            .collect();
        if let Some(adt) = program.adts.get_mut(adt.0 as usize) {
            adt.kind = AdtKind::Struct(Fields::Named(fields));
        }
        adt
    }

    /// The enum of the IR.
    pub fn enumeration(&mut self, id: EnumId, items: &Items<'_>, program: &mut Program) -> AdtId {
        if let Some(known) = self.enums.get(&id) {
            return *known;
        }
        let source = items.enumeration(id);
        let adt = AdtId(u32::try_from(program.adts.len()).unwrap_or(u32::MAX));
        let name = unique(program, &source.name, &source.shown, false);
        program.adts.push(Adt {
            name,
            type_params: 0,
            kind: AdtKind::Enum(
                source
                    .values
                    .iter()
                    .map(|value| (value.clone(), Fields::Unit))
                    .collect(),
            ),
            span: source.span,
        });
        self.enums.insert(id, adt);
        adt
    }
}

/// Several values as one.
pub fn tuple(types: Vec<Ty>) -> Ty {
    match types.len() {
        0 => Ty::Unit,
        1 => types.into_iter().next().unwrap_or(Ty::Unit),
        _ => Ty::Tuple(Arc::from(types)),
    }
}

/// Whether a type is `uint8`, by whatever name: as an array's element it is held in a struct.
pub fn is_byte_element(ty: &Type, items: &Items<'_>) -> bool {
    match ty {
        Type::Int { signed, bits } => !signed && *bits == 8,
        Type::Alias(id) => is_byte_element(&items.alias(*id).underlying, items),
        _ => false,
    }
}

/// Whether a type is held differently in memory than elsewhere.
pub fn differs(ty: &Type) -> bool {
    matches!(ty, Type::Bytes(_) | Type::Array { .. } | Type::Struct(..))
}

fn unique(program: &Program, name: &str, shown: &str, in_memory: bool) -> String {
    let taken = |name: &str| program.adts.iter().any(|adt| adt.name == name);
    if in_memory {
        return format!("{} memory", shown.replace('.', "::"));
    }
    let own = crate::mangling::own(name);
    if taken(&own) {
        return shown.replace('.', "::");
    }
    own
}
