//! Type parameters: their declaration in a scope and the bounds written for them (spec 01 §8). Whether a type meets
//! a bound is decided in [`crate::traits`].

use twilight_syntax::ast;

use crate::checker::{AdtDecl, Bound, Checker, Generic, ScopeId, TypeDef};
use crate::fn_types;
use crate::traits::any_part;
use crate::ty::{AdtId, Ty};

impl<'a> Checker<'a> {
    /// Number of type parameters of a struct or enum, known from its declaration.
    pub fn generic_count(&self, id: AdtId) -> usize {
        match self.adt_infos.get(id.0 as usize).map(|info| info.decl) {
            Some(AdtDecl::Struct(decl)) => fn_types::type_params(&decl.generics).count(),
            Some(AdtDecl::Enum(decl)) => fn_types::type_params(&decl.generics).count(),
            _ => 0,
        }
    }

    /// Puts type parameters into a scope and returns them; `first` is the index of the first. What `where` says of
    /// other types follows with [`Self::where_bounds`].
    pub fn declare_generics(
        &mut self,
        generics: &'a ast::Generics,
        scope: ScopeId,
        first: usize,
    ) -> Vec<Generic> {
        let mut out: Vec<Generic> = Vec::new();
        for (index, param) in fn_types::type_params(generics).enumerate() {
            let ty = Ty::Param(u32::try_from(first + index).unwrap_or(u32::MAX));
            let duplicate = self.scopes.get_mut(scope.0).and_then(|entry| {
                entry
                    .types
                    .insert(param.name.name.clone(), (TypeDef::Ty(ty), param.name.span))
            });
            if let Some((_, first)) = duplicate {
                self.duplicate(&param.name, first, "type parameter");
            }
            out.push(Generic {
                name: param.name.name.clone(),
                bounds: Vec::new(),
            });
        }
        // Most functions have none: the bounds below would be looked for in vain.
        if out.is_empty() {
            self.declare_fn_params(generics, scope);
            return out;
        }
        let saved = self.swap_generics(&out_of(&self.current_generics(), first, &out));
        // Bounds may name any of the parameters; those that name associated types of them come when the others are
        // known.
        for dependent in [false, true] {
            for (at, bounds) in bounds_of_params(generics, &out) {
                for bound in bounds {
                    if self.names_associated(bound, scope) != dependent {
                        continue;
                    }
                    let bound = self.lower_bound(bound, scope).unwrap_or(Bound::Unknown);
                    if let Some(generic) = out.get_mut(at) {
                        generic.bounds.push(bound);
                    }
                }
            }
            let known = self.current_generics();
            self.enter_generics(&out_of(&known, first, &out));
        }
        // They may take associated types of the others.
        self.declare_fn_params(generics, scope);
        (self.param_names, self.param_bounds) = saved;
        out
    }

    /// The meaning of a bound; `None` where it has none, which is reported.
    pub fn lower_bound(&mut self, bound: &'a ast::Type, scope: ScopeId) -> Option<Bound> {
        if let ast::TypeKind::Function { .. } = &bound.kind {
            self.misplaced_fn_type(bound.span);
            return None;
        }
        let (id, args) = self.lower_trait_ref(bound, scope)?;
        if args
            .iter()
            .any(|ty| any_part(ty, &mut |part| matches!(part, Ty::Error)))
        {
            return None;
        }
        let std = self.trait_info(id).and_then(|info| info.std);
        Some(
            std.and_then(crate::thir::StdTrait::bound)
                .unwrap_or_else(|| Bound::Trait(id, args.into())),
        )
    }

    /// Makes the type parameters those that messages and facts about types use.
    pub fn enter_generics(&mut self, generics: &[Generic]) {
        self.param_names = generics.iter().map(|generic| generic.name.clone()).collect();
        self.param_bounds = (0_u32..)
            .zip(generics)
            .map(|(at, generic)| self.with_supers(&Ty::Param(at), &generic.bounds).into_owned())
            .collect();
    }
}

/// Type parameters around a declaration, with its own behind them.
fn out_of(around: &[Generic], first: usize, own: &[Generic]) -> Vec<Generic> {
    around.iter().take(first).chain(own).cloned().collect()
}

/// The bounds as written of type parameters by their number: in the list, and behind `where`.
fn bounds_of_params<'a>(generics: &'a ast::Generics, own: &[Generic]) -> Vec<(usize, &'a [ast::Type])> {
    let params = fn_types::type_params(generics)
        .enumerate()
        .map(|(at, param)| (at, param.bounds.as_slice()));
    let predicates = generics.predicates.iter().filter_map(|predicate| {
        let name = predicate.name()?;
        let at = own.iter().position(|generic| generic.name == name.name)?;
        Some((at, predicate.bounds.as_slice()))
    });
    params.chain(predicates).collect()
}
