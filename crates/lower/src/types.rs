//! From checked types to concrete ones.

use std::collections::HashSet;
use std::sync::Arc;

use twilight_abi::{EnumType, Late, StructType, Type, Variant, VariantFields};
use twilight_hir::Ty;
use twilight_hir::thir::{AdtKind, Fields, Program};
use twilight_hir::ty::AdtId;
use twilight_tir::fast_hash::FastMap;

use crate::traits::ImplTable;

/// Converts and remembers types.
pub struct Types<'p> {
    program: &'p Program,
    adts: FastMap<(AdtId, Vec<Type>), Type>,
    /// Structs and enums by their names, which are unique, with their type arguments.
    definitions: FastMap<String, (AdtId, Vec<Type>)>,
    /// Implementations of traits.
    pub impls: ImplTable,
    /// Whether a part of a type prints in a form of its own.
    pub printing: FastMap<Type, bool>,
}

impl<'p> Types<'p> {
    pub fn new(program: &'p Program) -> Self {
        let mut types = Self {
            program,
            adts: FastMap::default(),
            definitions: FastMap::default(),
            impls: ImplTable::default(),
            printing: FastMap::default(),
        };
        types.index_impls(program);
        types
    }

    /// The checked program.
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// The definition of a struct or enum, with its type arguments.
    pub fn definition(&self, ty: &Type) -> Option<&(AdtId, Vec<Type>)> {
        match ty {
            Type::Struct(ty) => self.definitions.get(&ty.name),
            Type::Enum(ty) => self.definitions.get(&ty.name),
            _ => None,
        }
    }

    /// The concrete type of `ty` under type arguments `arguments`.
    pub fn convert(&mut self, ty: &Ty, arguments: &[Type]) -> Type {
        match ty {
            // A `Never` value is never made, nor is a function's; their types only have to exist.
            Ty::Unit | Ty::Never | Ty::Fn(_) | Ty::Infer(_) | Ty::Error => Type::Unit,
            // A reference to storage is the key of its place.
            Ty::StoragePointer(_) => Type::String,
            Ty::FixedBytes(count) => Type::FixedBytes(*count),
            Ty::Reference(content) => Type::Reference(Arc::new(self.convert(content, arguments))),
            Ty::Bool => Type::Bool,
            Ty::Int(int) => Type::Int(*int),
            Ty::String => Type::String,
            Ty::Address => Type::Address,
            Ty::Hash256 => Type::Hash256,
            Ty::Tuple(elements) => {
                if elements.is_empty() {
                    return Type::Unit;
                }
                Type::Tuple(
                    elements
                        .iter()
                        .map(|element| self.convert(element, arguments))
                        .collect(),
                )
            }
            Ty::Array(element, count) => Type::Array(Arc::new(self.convert(element, arguments)), *count),
            Ty::Vector(element) => Type::Vector(Arc::new(self.convert(element, arguments))),
            Ty::Map(key, value) => Type::Map(
                Arc::new(self.convert(key, arguments)),
                Arc::new(self.convert(value, arguments)),
            ),
            Ty::Option(inner) => Type::Option(Arc::new(self.convert(inner, arguments))),
            Ty::Result(ok, err) => Type::Result(
                Arc::new(self.convert(ok, arguments)),
                Arc::new(self.convert(err, arguments)),
            ),
            Ty::Adt(id, own) => {
                let own: Vec<Type> = own
                    .iter()
                    .map(|argument| self.convert(argument, arguments))
                    .collect();
                self.adt(*id, own)
            }
            Ty::Assoc(id, at, own) => {
                let own: Vec<Type> = own
                    .iter()
                    .map(|argument| self.convert(argument, arguments))
                    .collect();
                self.associated(*id, *at, &own)
            }
            Ty::Opaque(id, at, own) => {
                let own: Vec<Type> = own
                    .iter()
                    .map(|argument| self.convert(argument, arguments))
                    .collect();
                let program = self.program;
                match program
                    .functions
                    .get(id.0 as usize)
                    .and_then(|function| function.hidden.get(*at as usize))
                {
                    Some(hidden) => self.convert(hidden, &own),
                    None => Type::Unit,
                }
            }
            Ty::Param(index) => arguments.get(*index as usize).cloned().unwrap_or(Type::Unit),
        }
    }

    /// Whether a part of a type holds itself, so that values may be of any depth.
    pub fn is_circular(&self, ty: &Type) -> bool {
        if self.program.circular.is_empty() {
            return false;
        }
        let (mut seen, mut work) = (HashSet::new(), vec![ty.clone()]);
        while let Some(part) = work.pop() {
            if let Some((id, _)) = self.definition(&part)
                && self.program.circular.contains(id)
            {
                return true;
            }
            let parts = part.parts();
            if seen.insert(part) {
                work.extend(parts);
            }
        }
        false
    }

    fn adt(&mut self, id: AdtId, own: Vec<Type>) -> Type {
        if let Some(known) = self.adts.get(&(id, own.clone())) {
            return known.clone();
        }
        let Some(adt) = self.program.adts.get(id.0 as usize) else {
            return Type::Unit;
        };
        let name = instance_name(&adt.name, &own);
        self.definitions.insert(name.clone(), (id, own.clone()));
        // Known before its fields are, which may hold it.
        let key = (id, own.clone());
        match &adt.kind {
            AdtKind::Struct(fields) => {
                let definition = Arc::new(StructType {
                    name,
                    fields: Late::open(),
                });
                self.adts.insert(key, Type::Struct(Arc::clone(&definition)));
                definition.fields.give(self.fields(fields, &own));
                Type::Struct(definition)
            }
            AdtKind::Enum(variants) => {
                let definition = Arc::new(EnumType {
                    name,
                    variants: Late::open(),
                });
                self.adts.insert(key, Type::Enum(Arc::clone(&definition)));
                let variants = variants
                    .iter()
                    .map(|(name, fields)| Variant {
                        name: name.clone(),
                        fields: self.fields(fields, &own),
                    })
                    .collect();
                definition.variants.give(variants);
                Type::Enum(definition)
            }
        }
    }

    fn fields(&mut self, fields: &Fields, own: &[Type]) -> VariantFields {
        match fields {
            Fields::Unit => VariantFields::Unit,
            Fields::Tuple(types) => {
                VariantFields::Tuple(types.iter().map(|ty| self.convert(ty, own)).collect())
            }
            Fields::Named(named) => VariantFields::Named(
                named
                    .iter()
                    .map(|(name, ty)| (name.clone(), self.convert(ty, own)))
                    .collect(),
            ),
        }
    }
}

/// `Name<A, B>`, or `Name` without arguments.
pub fn instance_name(name: &str, arguments: &[Type]) -> String {
    if arguments.is_empty() {
        return name.to_owned();
    }
    let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    format!("{name}<{}>", arguments.join(", "))
}

/// Whether a value of the type holds storage that is updated in place, so that a second owner needs a copy.
pub fn has_mutable_storage(ty: &Type) -> bool {
    match ty {
        Type::Array(..) | Type::Vector(_) | Type::Map(..) => true,
        // Who copies a reference shares its cell.
        Type::Unit
        | Type::Bool
        | Type::Int(_)
        | Type::String
        | Type::Address
        | Type::Hash256
        | Type::FixedBytes(_)
        | Type::Reference(_) => false,
        Type::Tuple(elements) => elements.iter().any(has_mutable_storage),
        Type::Option(inner) => has_mutable_storage(inner),
        Type::Result(ok, err) => has_mutable_storage(ok) || has_mutable_storage(err),
        Type::Struct(ty) => ty.fields.types().iter().any(has_mutable_storage),
        Type::Enum(ty) => ty
            .variants
            .iter()
            .any(|variant| variant.fields.types().iter().any(has_mutable_storage)),
    }
}
