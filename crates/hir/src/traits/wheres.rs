//! `where` clauses about other types than a declaration's own type parameters: `where T::Item: Ord`, `where Self: A`,
//! and in functions of an `impl` what they ask of its type parameters.

use std::sync::Arc;

use twilight_diagnostics::Span;
use twilight_syntax::ast;

use super::{WrittenType, any_part, mentions_param};
use crate::checker::{Bound, Checker, Generic, ScopeId, TypeDef};
use crate::codes;
use crate::fn_types;
use crate::ty::Ty;

impl<'a> Checker<'a> {
    /// What `where` says of types other than the type parameters from `first` on. The place is that of the type.
    pub fn where_bounds(
        &mut self,
        decl: &'a ast::Generics,
        generics: &[Generic],
        first: usize,
        scope: ScopeId,
    ) -> Vec<(Ty, Bound, Span)> {
        let known = |predicate: &ast::Predicate| {
            predicate.name().is_some_and(|name| {
                fn_types::is_fn_param(decl, &name.name)
                    || generics
                        .iter()
                        .skip(first)
                        .any(|generic| generic.name == name.name)
            })
        };
        let mut found = Vec::new();
        if decl.predicates.iter().all(known) {
            return found;
        }
        let saved = self.swap_generics(generics);
        for predicate in decl.predicates.iter().filter(|predicate| !known(predicate)) {
            if let Some(name) = predicate.name()
                && self.find_type(scope, &name.name).is_none()
                && crate::types::builtin(&name.name).is_none()
            {
                self.error(
                    codes::UNKNOWN_TYPE,
                    name.span,
                    format!("There is no type parameter `{}` in this declaration.", name.name),
                );
                continue;
            }
            let ty = self.lower_type(&predicate.ty, scope);
            if matches!(ty, Ty::Error) {
                continue;
            }
            for bound in &predicate.bounds {
                let Some(bound) = self.lower_bound(bound, scope) else {
                    continue;
                };
                if mentions_param(&ty) {
                    found.push((ty.clone(), bound, predicate.ty.span));
                } else {
                    // True or not, whatever the type parameters are.
                    let generics = self.current_generics();
                    self.written_types.push(WrittenType {
                        ty: ty.clone(),
                        bound: Some(bound),
                        span: predicate.ty.span,
                        generics,
                    });
                }
            }
        }
        (self.param_names, self.param_bounds) = saved;
        found
    }

    /// Whether a bound's arguments name an associated type of a type parameter.
    pub fn names_associated(&self, ty: &ast::Type, scope: ScopeId) -> bool {
        match &ty.kind {
            ast::TypeKind::Path(path) => {
                let of_param = path.segments.len() > 1
                    && path.segments.first().is_some_and(|first| {
                        first.qualified.is_some()
                            || matches!(
                                self.find_type(scope, &first.name.name),
                                Some(TypeDef::Ty(ty)) if mentions_param(&ty)
                            )
                    });
                of_param
                    || path
                        .segments
                        .iter()
                        .flat_map(|segment| &segment.args)
                        .any(|ty| self.names_associated(ty, scope))
            }
            ast::TypeKind::Tuple(types) => types.iter().any(|ty| self.names_associated(ty, scope)),
            ast::TypeKind::Array(element, _) => self.names_associated(element, scope),
            _ => false,
        }
    }

    /// Adds to type parameters what [`Self::where_bounds`] finds.
    pub fn add_where_bounds(
        &mut self,
        decl: &'a ast::Generics,
        generics: &mut [Generic],
        first: usize,
        scope: ScopeId,
    ) {
        let found = self.where_bounds(decl, generics, first, scope);
        attach(generics, found);
    }

    /// Type parameters with everything that is said of them, for a declaration without others around it.
    pub fn all_generics(&mut self, decl: &'a ast::Generics, scope: ScopeId) -> Vec<Generic> {
        let mut generics = self.declare_generics(decl, scope, 0);
        self.add_where_bounds(decl, &mut generics, 0, scope);
        generics
    }

    /// A bound with every associated type replaced in its arguments whose implementation is known.
    pub fn normalize_bound(&self, bound: &Bound) -> Bound {
        match bound {
            Bound::Trait(id, args) => Bound::Trait(*id, args.iter().map(|ty| self.normalize(ty)).collect()),
            Bound::Of(of) => Bound::Of(Arc::new((self.normalize(&of.0), self.normalize_bound(&of.1)))),
            other => other.clone(),
        }
    }

    /// What the current `where` clauses say of a type that is no type parameter.
    pub fn said_of(&self, ty: &Ty) -> impl Iterator<Item = &Bound> {
        self.param_bounds
            .iter()
            .flatten()
            .filter_map(move |bound| match bound {
                Bound::Of(of) if of.0 == *ty => Some(&of.1),
                _ => None,
            })
    }
}

/// Puts bounds on the type parameters they are about: one of a type made from several is with the first.
pub fn attach(generics: &mut [Generic], found: Vec<(Ty, Bound, Span)>) {
    for (ty, bound, _) in found {
        let (at, bound) = match ty {
            Ty::Param(at) => (Some(at as usize), bound),
            ty => {
                let at = (0_u32..)
                    .take(generics.len())
                    .find(|at| any_part(&ty, &mut |part| *part == Ty::Param(*at)));
                (at.map(|at| at as usize), Bound::Of(Arc::new((ty, bound))))
            }
        };
        if let Some(generic) = at.and_then(|at| generics.get_mut(at))
            && !generic.bounds.contains(&bound)
        {
            generic.bounds.push(bound);
        }
    }
}
