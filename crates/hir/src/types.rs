//! From types as written to [`Ty`]: names, aliases, arity, map keys, array lengths (spec 01 §4).

use std::sync::Arc;

use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::calls::type_arguments;
use crate::checker::{Bound, Checker, Generic, Progress, ScopeId, TypeDef};
use crate::codes;
use crate::fn_types;
use crate::infer::substitute;
use crate::modules::Space;
use crate::std_paths;
use crate::suggest;
use crate::thir::{AdtKind, Fields};
use crate::ty::Ty;

/// Names of the types that the language itself has, for suggestions.
pub const BUILTIN_TYPES: &[&str] = &[
    "bool",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "u256",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "i256",
    "string",
    "address",
    "hash256",
    "timestamp",
    "blocknumber",
    "vector",
    "map",
    "array",
    "Option",
    "Result",
];

/// The type without arguments that the language calls so.
pub fn builtin(name: &str) -> Option<Ty> {
    Some(match name {
        "bool" => Ty::Bool,
        "string" => Ty::String,
        "address" | "Address" => Ty::Address,
        "hash256" | "Hash256" => Ty::Hash256,
        "timestamp" | "blocknumber" => Ty::Int(IntType::U64),
        _ => Ty::Int(IntType::from_name(name)?),
    })
}

/// Whether a type cannot be the key of a map.
pub fn key_problem(checker: &Checker<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Bool | Ty::Int(_) | Ty::String | Ty::Address | Ty::Hash256 | Ty::Error | Ty::Infer(_) => false,
        Ty::Tuple(types) => types.iter().any(|ty| key_problem(checker, ty)),
        Ty::Adt(id, _) => match checker.adt(*id).map(|adt| &adt.kind) {
            Some(AdtKind::Enum(variants)) => variants.iter().any(|(_, fields)| *fields != Fields::Unit),
            _ => true,
        },
        Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => !checker.bounds_of(ty).contains(&Bound::Hash),
        _ => true,
    }
}

impl<'a> Checker<'a> {
    /// Resolves a type as written. Reports and gives `Ty::Error` where that fails.
    pub fn lower_type(&mut self, ty: &'a ast::Type, scope: ScopeId) -> Ty {
        let lowered = self.lower_type_inner(ty, scope);
        let lowered = self.normalize(&lowered);
        if self.projections_spent.take() {
            self.report_projections(ty.span);
            return Ty::Error;
        }
        if let Err(what) = self.within_limits(&lowered) {
            self.error(codes::TYPE_TOO_LARGE, ty.span, what);
            return Ty::Error;
        }
        lowered
    }

    /// As [`Self::lower_type`] without looking at the limits, for fields of types that are not complete yet.
    pub fn lower_type_inner(&mut self, ty: &'a ast::Type, scope: ScopeId) -> Ty {
        match &ty.kind {
            ast::TypeKind::Path(path) => match self.lower_path_type(path, scope) {
                Ty::Fn(_) => self.misplaced_fn_type(ty.span),
                other => other,
            },
            ast::TypeKind::Tuple(types) if types.is_empty() => Ty::Unit,
            ast::TypeKind::Tuple(types) => {
                Ty::Tuple(types.iter().map(|ty| self.lower_type_inner(ty, scope)).collect())
            }
            ast::TypeKind::Array(element, length) => {
                let element = self.lower_type_inner(element, scope);
                match self.const_length(length, scope) {
                    Some(length) => Ty::Array(Arc::new(element), length),
                    None => Ty::Error,
                }
            }
            ast::TypeKind::ImplTrait(bounds) if fn_types::is_fn(bounds) => self.misplaced_fn_type(ty.span),
            ast::TypeKind::ImplTrait(bounds) => self.lower_impl_trait(bounds, ty.span, scope),
            ast::TypeKind::Function { .. } => self.misplaced_fn_type(ty.span),
            ast::TypeKind::Error => Ty::Error,
        }
    }

    /// Resolves a type's path.
    pub fn lower_path_type(&mut self, path: &'a ast::Path, scope: ScopeId) -> Ty {
        let Some((last, front)) = path.segments.split_last() else {
            return Ty::Error;
        };
        let name = last.name.name.as_str();
        if let Some(qualified) = path.segments.first().and_then(|first| first.qualified.as_deref()) {
            return self.qualified_type(qualified, &path.segments, scope);
        }
        if let Some(def) = self.resolve_type_path(path, scope) {
            return self.apply_type(def, last, path.span, scope);
        }
        if self.core_front(&path.segments, scope) == front.len()
            && let Some(ty) = self.lower_builtin(last, path.span, scope)
        {
            return ty;
        }
        match self.front_module(front, scope) {
            Some(module) if !front.is_empty() => {
                self.not_in_module(module, &last.name, "type", codes::UNKNOWN_TYPE);
            }
            _ => self.unknown_type(name, path.span, scope),
        }
        Ty::Error
    }

    /// How many segments in front of a name of the prelude are modules of `core`, written out or imported:
    /// 2 of `core::option::Option`, 1 of `option::Option` behind `use core::option;`.
    pub fn core_front(&self, segments: &[ast::PathSegment], scope: ScopeId) -> usize {
        let [first, _, ..] = segments else { return 0 };
        let mut names: Vec<String> = segments.iter().map(|one| one.name.name.clone()).collect();
        let mut added = 0;
        if first.name.name != "core" {
            let Some(full) = self.find_import(scope, &first.name.name) else {
                return 0;
            };
            added = full.len().saturating_sub(1);
            names.splice(0..1, full);
        }
        std_paths::core_modules(&names).saturating_sub(added)
    }

    /// The definition a path names, through modules and contracts.
    pub fn resolve_type_path(&mut self, path: &ast::Path, scope: ScopeId) -> Option<TypeDef> {
        self.walk_type(&path.segments, scope)
    }

    fn unknown_type(&mut self, name: &str, span: Span, scope: ScopeId) {
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_TYPE,
            span,
            format!("There is no type `{name}` here."),
        );
        if let Some(advice) = crate::slips::type_advice(name) {
            diagnostic = diagnostic.with_help(advice);
        } else if let Some(twilight) = suggest::foreign_type(name) {
            if self.sources.text(span) == name {
                diagnostic = diagnostic.with_suggestion(span, twilight.as_str());
            }
            diagnostic = diagnostic.with_help(format!("Twilight calls it `{twilight}`."));
        } else if name.len() == 1 && name.starts_with(|c: char| c.is_ascii_uppercase()) {
            diagnostic = diagnostic.with_help(format!(
                "To make it a type parameter, declare it behind the name of the item: `<{name}>`."
            ));
        } else {
            let names = self.visible_names(scope, true);
            if let Some(best) = suggest::closest(
                name,
                names
                    .iter()
                    .map(String::as_str)
                    .chain(BUILTIN_TYPES.iter().copied()),
            ) {
                if self.sources.text(span) == name {
                    diagnostic = diagnostic.with_suggestion(span, best.as_str());
                }
                diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
            }
        }
        if let Some(hint) = self.elsewhere(name, &[Space::Type], scope) {
            diagnostic.help = vec![hint];
            diagnostic.suggestions.clear();
        }
        self.report(diagnostic);
    }

    /// Type arguments as written; `None` where their number is wrong, which is reported.
    pub fn type_args(
        &mut self,
        segment: &'a ast::PathSegment,
        wanted: usize,
        span: Span,
        scope: ScopeId,
    ) -> Option<Vec<Ty>> {
        let args: Vec<Ty> = segment
            .args
            .iter()
            .map(|arg| self.lower_type_inner(arg, scope))
            .collect();
        if args.len() == wanted {
            return Some(args);
        }
        let name = &segment.name.name;
        self.error(
            codes::TYPE_ARITY,
            span,
            format!("`{name}` takes {}.", type_arguments(wanted, args.len())),
        );
        None
    }

    fn lower_builtin(&mut self, segment: &'a ast::PathSegment, span: Span, scope: ScopeId) -> Option<Ty> {
        let name = segment.name.name.as_str();
        let wanted = match name {
            "vector" | "Option" => 1,
            "map" | "Result" => 2,
            "array" => {
                self.report(
                    Diagnostic::error(
                        codes::TYPE_ARITY,
                        span,
                        "`array` takes an element type and a length.",
                    )
                    .with_help("Write `array<u8, 32>`."),
                );
                return Some(Ty::Error);
            }
            _ => {
                let ty = builtin(name)?;
                return Some(self.type_args(segment, 0, span, scope).map_or(Ty::Error, |_| ty));
            }
        };
        let Some(args) = self.type_args(segment, wanted, span, scope) else {
            return Some(Ty::Error);
        };
        let mut args = args.into_iter().map(Arc::new);
        let (first, second) = (args.next()?, args.next());
        Some(match (name, second) {
            ("vector", _) => Ty::Vector(first),
            ("Option", _) => Ty::Option(first),
            ("Result", Some(err)) => Ty::Result(first, err),
            (_, Some(value)) => {
                let key_span = segment.args.first().map_or(span, |ty| ty.span);
                if !self.check_map_key(&first, key_span) {
                    return Some(Ty::Error);
                }
                Ty::Map(first, value)
            }
            (_, None) => Ty::Error,
        })
    }

    /// Whether a type can be a map's key; reports it where it cannot.
    pub fn check_map_key(&mut self, key: &Ty, span: Span) -> bool {
        // An enum's variants may not be known yet while signatures are resolved.
        if let Ty::Adt(id, _) = key {
            self.resolve_adt(*id);
        }
        if !key_problem(self, key) {
            return true;
        }
        let shown = self.show(key);
        let help = if matches!(key, Ty::Param(_)) {
            format!("Not every type can be one. Bound it where it is declared: `{shown}: Hash + Eq`.")
        } else {
            "Keys are `bool`, integers, `string`, `address`, `hash256`, enums without payloads, and tuples of these."
                .to_string()
        };
        self.report(
            Diagnostic::error(
                codes::MAP_KEY,
                span,
                format!("`{shown}` cannot be the key of a map."),
            )
            .with_help(help),
        );
        false
    }

    fn apply_type(&mut self, def: TypeDef, segment: &'a ast::PathSegment, span: Span, scope: ScopeId) -> Ty {
        match def {
            TypeDef::Poison => Ty::Error,
            TypeDef::Ty(ty) => self.type_args(segment, 0, span, scope).map_or(Ty::Error, |_| ty),
            TypeDef::Module(_) => {
                let name = &segment.name.name;
                self.report(
                    Diagnostic::error(
                        codes::WRONG_KIND,
                        span,
                        format!("`{name}` is a module, not a type."),
                    )
                    .with_help(if name == "self" {
                        "The type of the `impl` is `Self`.".to_string()
                    } else {
                        format!("Name one of its types: `{name}::Type`.")
                    }),
                );
                Ty::Error
            }
            TypeDef::Contract(_) => {
                let name = &segment.name.name;
                self.report(
                    Diagnostic::error(
                        codes::WRONG_KIND,
                        span,
                        format!("`{name}` is a contract, which is no type of values."),
                    )
                    .with_help("Keep the contract's address in an `address`."),
                );
                Ty::Error
            }
            TypeDef::Trait(_) => {
                let name = &segment.name.name;
                self.report(
                    Diagnostic::error(
                        codes::TRAIT_AS_TYPE,
                        span,
                        format!("`{name}` is a trait, which is no type of values."),
                    )
                    .with_help(format!(
                        "Write `impl {name}` in a parameter or result, or declare a type parameter: `<T: {name}>`."
                    )),
                );
                Ty::Error
            }
            TypeDef::Adt(id) => {
                let wanted = self.generic_count(id);
                match self.type_args(segment, wanted, span, scope) {
                    Some(args) => {
                        let ty = Ty::Adt(id, args.into());
                        if wanted > 0 {
                            self.note_written_type(&ty, span);
                        }
                        ty
                    }
                    None => Ty::Error,
                }
            }
            TypeDef::Alias(alias) => {
                let generics = self
                    .aliases
                    .get(alias)
                    .map_or(0, |alias| alias.decl.generics.params.len());
                let Some(args) = self.type_args(segment, generics, span, scope) else {
                    return Ty::Error;
                };
                let meaning = self.resolve_alias(alias);
                let ty = substitute(&meaning, &args);
                if let Err(what) = self.within_limits(&ty) {
                    self.error(codes::TYPE_TOO_LARGE, span, what);
                    return Ty::Error;
                }
                // What stands for the alias's parameters may be no key.
                let mut wrong = None;
                crate::traits::any_part(&ty, &mut |part| match part {
                    Ty::Map(key, _) if key_problem(self, key) => {
                        wrong = Some(Arc::clone(key));
                        true
                    }
                    _ => false,
                });
                match wrong {
                    Some(key) if !self.check_map_key(&key, span) => Ty::Error,
                    _ => ty,
                }
            }
        }
    }

    /// The meaning of an alias, found once.
    pub fn resolve_alias(&mut self, alias: usize) -> Ty {
        let Some(info) = self.aliases.get(alias) else {
            return Ty::Error;
        };
        let (decl, scope, progress) = (info.decl, info.scope, info.progress);
        match progress {
            Progress::Done => return info.ty.clone(),
            Progress::Running => {
                self.report(
                    Diagnostic::error(
                        codes::ALIAS_CYCLE,
                        decl.name.span,
                        format!("The type alias `{}` means itself.", decl.name.name),
                    )
                    .with_help("An alias must end at a type; use a `struct` or `enum` for a new type."),
                );
                self.set_alias(alias, Ty::Error);
                return Ty::Error;
            }
            Progress::Waiting => {}
        }
        if self.chain_is_long(&decl.name, "type", codes::TYPE_TOO_LARGE) {
            self.set_alias(alias, Ty::Error);
            return Ty::Error;
        }
        if let Some(info) = self.aliases.get_mut(alias) {
            info.progress = Progress::Running;
        }
        let inner = self.new_scope(scope);
        for (index, param) in decl.generics.params.iter().enumerate() {
            let ty = Ty::Param(u32::try_from(index).unwrap_or(u32::MAX));
            if let Some(entry) = self.scopes.get_mut(inner.0) {
                entry
                    .types
                    .insert(param.name.name.clone(), (TypeDef::Ty(ty), param.name.span));
            }
        }
        // Where the alias is used, its keys are looked at again.
        let generics: Vec<Generic> = decl
            .generics
            .params
            .iter()
            .map(|param| Generic {
                name: param.name.name.clone(),
                bounds: vec![Bound::Hash],
            })
            .collect();
        let saved = (
            std::mem::take(&mut self.param_names),
            std::mem::take(&mut self.param_bounds),
        );
        self.enter_generics(&generics);
        let ty = decl.ty.as_ref().map_or(Ty::Error, |ty| {
            self.definitions += 1;
            let lowered = self.lower_type(ty, inner);
            self.definitions -= 1;
            lowered
        });
        (self.param_names, self.param_bounds) = saved;
        if let Some(info) = self.aliases.get(alias)
            && info.progress == Progress::Done
        {
            // A cycle was found and reported meanwhile.
            return Ty::Error;
        }
        self.set_alias(alias, ty.clone());
        ty
    }

    fn set_alias(&mut self, alias: usize, ty: Ty) {
        if let Some(info) = self.aliases.get_mut(alias) {
            info.progress = Progress::Done;
            info.ty = ty;
        }
    }
}
