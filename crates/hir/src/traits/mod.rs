//! Traits: their declarations, and the tables in which implementations are found (spec 01 §8, DECISION T10).
//!
//! Dispatch is static: the checker proves that an implementation exists, lowering picks it for each instance.
//! Nothing here may depend on the order of hash tables.

mod assoc;
mod calls;
mod conform;
mod impls;
mod opaque;
mod paths;
mod settle;
mod solve;
mod std_traits;
mod supers;
mod unmet;
mod wheres;

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::attrs::{self, Target};
use crate::cfg;
use crate::checker::{AdtDecl, Bound, Checker, Generic, Pending, ScopeId, TypeDef};
use crate::codes;
use crate::thir::{ConstId, FnId, StdTrait};
use crate::ty::{TraitId, Ty};

pub use opaque::{ImplTraitMode, OpaqueInfo};
pub use solve::{Candidates, Resolution, may_fit};
pub use std_traits::STD_FILE;

/// A trait.
#[derive(Clone, Debug)]
pub struct TraitInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::Trait,
    /// Its name as messages show it.
    pub name: String,
    /// Its name's place.
    pub span: Span,
    /// `pub` or `pub(crate)`.
    pub open: bool,
    /// Scope of its items: `Self` and its type parameters.
    pub scope: ScopeId,
    /// `Self`, then its type parameters.
    pub generics: Vec<Generic>,
    /// Its items that belong to this compilation.
    pub items: Vec<&'a ast::Item>,
    /// What every type with the trait must have too, with the places of these bounds; they mention `Self` and its
    /// type parameters.
    pub supers: Vec<(Bound, Span)>,
    /// The same with what those ask for in turn.
    pub all_supers: Arc<[Bound]>,
    /// Its functions in order.
    pub functions: Vec<FnId>,
    /// Its associated types.
    pub types: Vec<AssocType<'a>>,
    /// Its constants.
    pub consts: Vec<TraitConst<'a>>,
    /// The language gives it a meaning of its own.
    pub std: Option<StdTrait>,
}

/// An associated type of a trait.
#[derive(Clone, Debug)]
pub struct AssocType<'a> {
    /// Its declaration.
    pub decl: &'a ast::TypeAlias,
    /// Its name.
    pub name: String,
    /// What every implementation's type must have.
    pub bounds: Vec<Bound>,
}

/// A constant of a trait.
#[derive(Clone, Debug)]
pub struct TraitConst<'a> {
    /// Its declaration.
    pub decl: &'a ast::Const,
    /// Its type; mentions `Self` and the trait's type parameters.
    pub ty: Ty,
}

/// An implementation of a trait.
#[derive(Clone, Debug)]
pub struct ImplInfo<'a> {
    /// Its declaration.
    pub decl: &'a ast::Impl,
    /// Its items that belong to this compilation.
    pub items: Vec<&'a ast::Item>,
    /// The trait.
    pub of_trait: TraitId,
    /// Its type parameters.
    pub generics: Vec<Generic>,
    /// The type, then the trait's type arguments.
    pub args: Vec<Ty>,
    /// Scope of its items.
    pub scope: ScopeId,
    /// Its functions by their number in the trait.
    pub functions: Vec<Option<FnId>>,
    /// Its types by their number in the trait.
    pub types: Vec<Ty>,
    /// Its constants by their number in the trait.
    pub consts: Vec<Option<ConstId>>,
}

/// A struct or enum with type arguments as source writes it, whose bounds are checked once all are known.
#[derive(Clone, Debug)]
pub struct WrittenType {
    ty: Ty,
    /// What it must have; `None` where its definition says.
    bound: Option<Bound>,
    span: Span,
    generics: Vec<Generic>,
}

impl<'a> Checker<'a> {
    /// The facts of a trait.
    pub fn trait_info(&self, id: TraitId) -> Option<&TraitInfo<'a>> {
        self.traits.get(id.0 as usize)
    }

    /// Whether code in a scope may use a trait.
    pub fn trait_is_open(&self, id: TraitId, from: ScopeId) -> bool {
        self.trait_info(id).is_none_or(|info| {
            info.open || info.std.is_some() || self.within(self.module_of(from), self.module_of(info.scope))
        })
    }

    /// Gives a trait's name its meaning, and its functions their place in the list of functions.
    pub fn declare_trait(&mut self, item: &'a ast::Item, decl: &'a ast::Trait, outer: ScopeId) {
        attrs::check(self, &item.attributes, Target::Other);
        let id = TraitId(u32::try_from(self.traits.len()).unwrap_or(u32::MAX));
        self.declare_type(&decl.name, TypeDef::Trait(id), outer);
        let scope = self.new_scope(outer);
        self.traits.push(TraitInfo {
            decl,
            name: decl.name.name.clone(),
            span: decl.name.span,
            open: item.visibility != ast::Visibility::Private,
            scope,
            generics: Vec::new(),
            items: Vec::new(),
            supers: Vec::new(),
            all_supers: Arc::from([]),
            functions: Vec::new(),
            types: Vec::new(),
            consts: Vec::new(),
            std: None,
        });
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            entry
                .types
                .insert("Self".to_string(), (TypeDef::Ty(Ty::Param(0)), decl.name.span));
        }
        let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
        for item in &decl.items {
            if !cfg::enabled(self, &item.attributes) {
                continue;
            }
            self.lint_attributes(&item.attributes, item.span);
            let name = match &item.kind {
                ast::ItemKind::Function(function) => &function.name,
                ast::ItemKind::Const(constant) => &constant.name,
                ast::ItemKind::TypeAlias(alias) => &alias.name,
                _ => {
                    self.error(
                        codes::WRONG_KIND,
                        item.span,
                        "A trait holds functions, constants and types only.",
                    );
                    continue;
                }
            };
            if let Some(first) = seen.insert(&name.name, name.span) {
                self.duplicate(name, first, "item of this trait");
                continue;
            }
            if let Some(info) = self.traits.get_mut(id.0 as usize) {
                info.items.push(item);
            }
            self.declare_trait_item(id, item, scope, &decl.name.name);
        }
        self.pending.push(Pending::Trait(id));
    }

    fn declare_trait_item(&mut self, id: TraitId, item: &'a ast::Item, scope: ScopeId, owner: &str) {
        match &item.kind {
            ast::ItemKind::Function(function) => {
                let fn_id = self.declare_fn(item, function, scope, Some(owner), Some(Ty::Param(0)));
                let Some(info) = self.traits.get_mut(id.0 as usize) else {
                    return;
                };
                let at = u32::try_from(info.functions.len()).unwrap_or(u32::MAX);
                info.functions.push(fn_id);
                self.trait_functions
                    .entry(function.name.name.clone())
                    .or_default()
                    .push((id, at));
                if let Some(info) = self.functions.get_mut(fn_id.0 as usize) {
                    info.of_trait = Some((id, at));
                    info.function.of_trait = Some((id, at));
                    info.function.has_body = function.body.is_some();
                }
            }
            ast::ItemKind::Const(constant) => {
                attrs::check(self, &item.attributes, Target::Other);
                if let Some(info) = self.traits.get_mut(id.0 as usize) {
                    let at = u32::try_from(info.consts.len()).unwrap_or(u32::MAX);
                    info.consts.push(TraitConst {
                        decl: constant,
                        ty: Ty::Error,
                    });
                    self.trait_consts
                        .entry(constant.name.name.clone())
                        .or_default()
                        .push((id, at));
                }
            }
            ast::ItemKind::TypeAlias(alias) => {
                attrs::check(self, &item.attributes, Target::Other);
                if let Some(ty) = &alias.ty {
                    self.report(
                        Diagnostic::error(
                            codes::IMPL_ITEMS,
                            ty.span,
                            format!(
                                "The type `{}` of a trait has no default: every implementation names its own.",
                                alias.name.name
                            ),
                        )
                        .with_help(format!("Write `type {};`.", alias.name.name)),
                    );
                }
                if let Some(info) = self.traits.get_mut(id.0 as usize) {
                    let at = u32::try_from(info.types.len()).unwrap_or(u32::MAX);
                    info.types.push(AssocType {
                        decl: alias,
                        name: alias.name.name.clone(),
                        bounds: Vec::new(),
                    });
                    self.trait_types
                        .entry(alias.name.name.clone())
                        .or_default()
                        .push((id, at));
                }
            }
            _ => {}
        }
    }

    /// Resolves a trait's type parameters and the traits it extends.
    pub fn resolve_trait_header(&mut self, id: TraitId) {
        let Some(info) = self.trait_info(id) else { return };
        let (decl, scope, functions) = (info.decl, info.scope, info.functions.clone());
        // The number of arguments is known before what they are asked to have.
        let args = (0_u32..)
            .skip(1)
            .take(crate::fn_types::type_params(&decl.generics).count())
            .map(Ty::Param);
        let of_self = Generic {
            name: "Self".to_string(),
            bounds: vec![Bound::Trait(id, args.collect())],
        };
        self.enter_generics(std::slice::from_ref(&of_self));
        let own = self.declare_generics(&decl.generics, scope, 1);
        let mut generics = vec![of_self];
        generics.extend(own);
        let mut supers: Vec<(Bound, Span)> = Vec::new();
        let mut others = Vec::new();
        for (ty, bound, span) in self.where_bounds(&decl.generics, &generics, 1, scope) {
            match &ty {
                Ty::Param(0) => supers.push((bound, span)),
                Ty::Assoc(of, at, _) if *of == id => {
                    let assoc = self
                        .traits
                        .get_mut(id.0 as usize)
                        .and_then(|info| info.types.get_mut(*at as usize));
                    if let Some(assoc) = assoc {
                        assoc.bounds.push(bound);
                    }
                }
                _ => others.push((ty, bound, span)),
            }
        }
        wheres::attach(&mut generics, others);
        for function in functions {
            if let Some(info) = self.functions.get_mut(function.0 as usize) {
                info.generics.clone_from(&generics);
            }
        }
        if !decl.supers.is_empty() {
            let saved = self.swap_generics(&generics);
            for bound in &decl.supers {
                if let Some(lowered) = self.lower_bound(bound, scope) {
                    supers.push((lowered, bound.span));
                }
            }
            (self.param_names, self.param_bounds) = saved;
        }
        if let Some(info) = self.traits.get_mut(id.0 as usize) {
            info.generics = generics;
            info.supers = supers;
        }
    }

    /// Resolves the bounds of a trait's associated types and the types of its constants. The headers of all traits
    /// are known.
    pub fn resolve_trait_items(&mut self, id: TraitId) {
        let Some(info) = self.trait_info(id) else { return };
        if info.types.is_empty() && info.consts.is_empty() {
            return;
        }
        let (scope, generics) = (info.scope, info.generics.clone());
        let saved = self.swap_generics(&generics);
        let types: Vec<_> = self
            .trait_info(id)
            .map(|info| info.types.iter().map(|assoc| assoc.decl).collect())
            .unwrap_or_default();
        for (at, decl) in types.into_iter().enumerate() {
            let bounds: Vec<Bound> = decl
                .bounds
                .iter()
                .filter_map(|bound| self.lower_bound(bound, scope))
                .collect();
            if let Some(assoc) = self
                .traits
                .get_mut(id.0 as usize)
                .and_then(|info| info.types.get_mut(at))
            {
                assoc.bounds.extend(bounds);
            }
        }
        let consts: Vec<_> = self
            .trait_info(id)
            .map(|info| info.consts.iter().map(|constant| constant.decl).collect())
            .unwrap_or_default();
        for (at, decl) in consts.into_iter().enumerate() {
            let ty = self.lower_type(&decl.ty, scope);
            if let Some(constant) = self
                .traits
                .get_mut(id.0 as usize)
                .and_then(|info| info.consts.get_mut(at))
            {
                constant.ty = ty;
            }
        }
        (self.param_names, self.param_bounds) = saved;
    }

    /// Makes other type parameters current; gives back those that were.
    pub fn swap_generics(&mut self, generics: &[Generic]) -> (Vec<String>, Vec<Vec<Bound>>) {
        let saved = (
            std::mem::take(&mut self.param_names),
            std::mem::take(&mut self.param_bounds),
        );
        self.enter_generics(generics);
        saved
    }

    /// Notes a struct or enum whose type arguments must meet bounds.
    pub fn note_written_type(&mut self, ty: &Ty, span: Span) {
        let Ty::Adt(id, _) = ty else { return };
        let bounded = |generics: &ast::Generics| {
            !generics.predicates.is_empty() || generics.params.iter().any(|param| !param.bounds.is_empty())
        };
        let bounded = match self.adt_infos.get(id.0 as usize).map(|info| info.decl) {
            Some(AdtDecl::Struct(decl)) => bounded(&decl.generics),
            Some(AdtDecl::Enum(decl)) => bounded(&decl.generics),
            _ => false,
        };
        if !bounded {
            return;
        }
        let generics = self.current_generics();
        self.written_types.push(WrittenType {
            ty: ty.clone(),
            bound: None,
            span,
            generics,
        });
    }

    /// The type parameters that messages and facts about types use now.
    pub fn current_generics(&self) -> Vec<Generic> {
        self.param_names
            .iter()
            .zip(&self.param_bounds)
            .map(|(name, bounds)| Generic {
                name: name.clone(),
                bounds: bounds.clone(),
            })
            .collect()
    }
}

/// A bound with type parameters replaced.
pub fn substitute_bound(bound: &Bound, args: &[Ty]) -> Bound {
    match bound {
        Bound::Trait(id, own) => Bound::Trait(
            *id,
            own.iter().map(|ty| crate::infer::substitute(ty, args)).collect(),
        ),
        Bound::Of(of) => Bound::Of(Arc::new((
            crate::infer::substitute(&of.0, args),
            substitute_bound(&of.1, args),
        ))),
        other => other.clone(),
    }
}

/// Whether a type depends on a type parameter.
pub fn mentions_param(ty: &Ty) -> bool {
    any_part(ty, &mut |ty| matches!(ty, Ty::Param(_)))
}

/// Whether a part of a type, itself included, is what is looked for.
pub fn any_part(ty: &Ty, found: &mut impl FnMut(&Ty) -> bool) -> bool {
    if found(ty) {
        return true;
    }
    match ty {
        Ty::Tuple(types) | Ty::Adt(_, types) | Ty::Assoc(_, _, types) | Ty::Opaque(_, _, types) => {
            types.iter().any(|ty| any_part(ty, found))
        }
        Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => any_part(inner, found),
        Ty::Map(first, second) | Ty::Result(first, second) => {
            any_part(first, found) || any_part(second, found)
        }
        Ty::Fn(ty) => ty.params.iter().any(|ty| any_part(ty, found)) || any_part(&ty.ret, found),
        _ => false,
    }
}

/// A type with parts replaced; `replace` gives the new part, which is not looked into.
pub fn rewrite(ty: &Ty, replace: &mut impl FnMut(&Ty) -> Option<Ty>) -> Ty {
    if let Some(new) = replace(ty) {
        return new;
    }
    let mut all = |types: &[Ty]| -> Arc<[Ty]> { types.iter().map(|ty| rewrite(ty, replace)).collect() };
    match ty {
        Ty::Tuple(types) => Ty::Tuple(all(types)),
        Ty::Adt(id, types) => Ty::Adt(*id, all(types)),
        Ty::Assoc(id, at, types) => Ty::Assoc(*id, *at, all(types)),
        Ty::Opaque(id, at, types) => Ty::Opaque(*id, *at, all(types)),
        Ty::Array(inner, count) => Ty::Array(Arc::new(rewrite(inner, replace)), *count),
        Ty::Vector(inner) => Ty::Vector(Arc::new(rewrite(inner, replace))),
        Ty::Option(inner) => Ty::Option(Arc::new(rewrite(inner, replace))),
        Ty::Map(key, value) => Ty::Map(Arc::new(rewrite(key, replace)), Arc::new(rewrite(value, replace))),
        Ty::Result(ok, err) => Ty::Result(Arc::new(rewrite(ok, replace)), Arc::new(rewrite(err, replace))),
        Ty::Fn(ty) => Ty::Fn(Arc::new(ty.map(|ty| rewrite(ty, replace)))),
        other => other.clone(),
    }
}
