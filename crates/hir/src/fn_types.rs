//! Types of parameters that receive functions: `F: Fn(A) -> R`, `impl Fn(A) -> R`, `fn(A) -> R` (DECISION S7).
//!
//! A type parameter with such a bound is no type argument: its name means the function type in its declaration.
//! Functions have no value at run time, so that no other place than a parameter may have such a type.

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::checker::{Checker, ScopeId, TypeDef};
use crate::codes;
use crate::ty::{FnTy, Ty};

/// The first bound that is a function type.
fn fn_bound(bounds: &[ast::Type]) -> Option<&ast::Type> {
    bounds
        .iter()
        .find(|bound| matches!(bound.kind, ast::TypeKind::Function { .. }))
}

/// Whether one of the bounds is a function type.
pub fn is_fn(bounds: &[ast::Type]) -> bool {
    fn_bound(bounds).is_some()
}

/// The function type that a type parameter's name means, with the other bounds written on it.
fn bound_of<'a>(generics: &'a ast::Generics, name: &str) -> Option<&'a ast::Type> {
    let params = generics
        .params
        .iter()
        .map(|param| (Some(&param.name), &param.bounds));
    let predicates = generics
        .predicates
        .iter()
        .map(|predicate| (predicate.name(), &predicate.bounds));
    params
        .chain(predicates)
        .filter(|(of, _)| of.is_some_and(|of| of.name == name))
        .find_map(|(_, bounds)| fn_bound(bounds))
}

/// Whether a type parameter stands for a function.
pub fn is_fn_param(generics: &ast::Generics, name: &str) -> bool {
    bound_of(generics, name).is_some()
}

/// The type parameters that stand for types.
pub fn type_params(generics: &ast::Generics) -> impl Iterator<Item = &ast::GenericParam> {
    generics
        .params
        .iter()
        .filter(|param| !is_fn_param(generics, &param.name.name))
}

impl<'a> Checker<'a> {
    /// Gives the type parameters that stand for functions their meaning; the others are known.
    pub fn declare_fn_params(&mut self, generics: &'a ast::Generics, scope: ScopeId) {
        for param in &generics.params {
            let Some(bound) = bound_of(generics, &param.name.name) else {
                continue;
            };
            let ty = self.lower_param_type(bound, scope);
            let duplicate = self.scopes.get_mut(scope.0).and_then(|entry| {
                entry
                    .types
                    .insert(param.name.name.clone(), (TypeDef::Ty(ty), param.name.span))
            });
            if let Some((_, first)) = duplicate {
                self.duplicate(&param.name, first, "type parameter");
            }
        }
    }

    /// The type of a parameter, the only place where a function type may stand.
    pub fn lower_param_type(&mut self, ty: &'a ast::Type, scope: ScopeId) -> Ty {
        match &ty.kind {
            ast::TypeKind::Function { kind, params, ret } => {
                let params = params.iter().map(|ty| self.lower_type(ty, scope)).collect();
                let ret = ret.as_ref().map_or(Ty::Unit, |ret| self.lower_type(ret, scope));
                Ty::Fn(Arc::new(FnTy {
                    once: *kind == ast::FunctionKind::Once,
                    params,
                    ret,
                }))
            }
            ast::TypeKind::ImplTrait(bounds) if is_fn(bounds) => match fn_bound(bounds) {
                Some(bound) => self.lower_param_type(bound, scope),
                None => Ty::Error,
            },
            ast::TypeKind::Path(path) => {
                if let [only] = path.segments.as_slice()
                    && only.args.is_empty()
                    && let Some(TypeDef::Ty(found @ Ty::Fn(_))) = self.find_type(scope, &only.name.name)
                {
                    return found;
                }
                self.lower_type(ty, scope)
            }
            _ => self.lower_type(ty, scope),
        }
    }

    /// Reports a function type that is not the type of a parameter.
    pub fn misplaced_fn_type(&mut self, span: Span) -> Ty {
        self.report(
            Diagnostic::error(
                codes::FUNCTION_VALUE,
                span,
                "Only a parameter can have a function type: functions and closures are not kept in fields, variables \
                 or results, nor given to closures.",
            )
            .with_help("Keep data that says what to do, for example an `enum`, and `match` on it."),
        );
        Ty::Error
    }
}
