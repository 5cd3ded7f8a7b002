//! Paths that name a type and a trait: `<T as Trait>::f`, `<T as Trait>::Item`, `<T>::f`.

use twilight_diagnostics::Diagnostic;
use twilight_syntax::ast;

use super::{Resolution, STD_FILE};
use crate::body::{FnCx, Obligation, error_expr};
use crate::checker::{Bound, Checker, ScopeId, TypeDef};
use crate::codes;
use crate::infer::Infer;
use crate::paths::Prefix;
use crate::thir::Expr;
use crate::ty::{TraitId, Ty};

/// What `<T as Trait>` names: the type, and the trait with its type arguments.
type Named = (Ty, Option<(TraitId, Vec<Ty>)>);

impl<'a> Checker<'a> {
    /// The type and the trait of `<T as Trait>`; `None` where one of them means nothing, which is reported.
    fn lower_qualified(&mut self, qualified: &'a ast::Qualified, scope: ScopeId) -> Option<Named> {
        let ty = self.lower_type(&qualified.ty, scope);
        let of_trait = match &qualified.of_trait {
            Some(of_trait) => Some(self.lower_trait_ref(of_trait, scope)?),
            None => None,
        };
        (!matches!(ty, Ty::Error)).then_some((ty, of_trait))
    }

    /// `<T as Trait>::Item`, and associated types of that behind it.
    pub fn qualified_type(
        &mut self,
        qualified: &'a ast::Qualified,
        segments: &'a [ast::PathSegment],
        scope: ScopeId,
    ) -> Ty {
        let Some((ty, of_trait)) = self.lower_qualified(qualified, scope) else {
            return Ty::Error;
        };
        let Some((name, rest)) = segments.get(1..).and_then(<[_]>::split_first) else {
            // The name that is missing was reported.
            return Ty::Error;
        };
        let mut ty = match of_trait {
            Some((id, args)) => self.projection(ty, id, args, &name.name),
            None => self.member_type(scope, "", &ty, &name.name),
        };
        let mut before = &name.name;
        for segment in rest {
            if matches!(ty, Ty::Error) {
                break;
            }
            ty = self.member_type(scope, &before.name, &ty, &segment.name);
            before = &segment.name;
        }
        ty
    }

    fn member_type(&mut self, scope: ScopeId, base: &str, ty: &Ty, name: &ast::Ident) -> Ty {
        match self.assoc_type(scope, base, ty, &name.name) {
            Some(TypeDef::Ty(ty)) => ty,
            Some(_) => Ty::Error,
            None => {
                let shown = self.show(ty);
                self.error(
                    codes::UNKNOWN_TYPE,
                    name.span,
                    format!("`{shown}` has no associated type `{}`.", name.name),
                );
                Ty::Error
            }
        }
    }

    fn projection(&mut self, ty: Ty, id: TraitId, args: Vec<Ty>, name: &ast::Ident) -> Ty {
        let Some(info) = self.trait_info(id) else {
            return Ty::Error;
        };
        let Some(at) = info.types.iter().position(|assoc| assoc.name == name.name) else {
            let (shown, span) = (info.name.clone(), info.span);
            let mut diagnostic = Diagnostic::error(
                codes::UNKNOWN_ASSOCIATED,
                name.span,
                format!("The trait `{shown}` has no type `{}`.", name.name),
            );
            if span.file != STD_FILE {
                diagnostic = diagnostic.with_secondary(span, "the trait is declared here");
            }
            self.report(diagnostic);
            return Ty::Error;
        };
        let definition = info.span;
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let all: Vec<Ty> = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
        let bound = Bound::Trait(id, args.into());
        if !self.bounds_of(&ty).contains(&bound)
            && self.find_impl(id, &all, &Infer::default()) == Resolution::None
        {
            self.report_bound(&ty, &bound, name.span, "Self", definition);
            return Ty::Error;
        }
        self.normalize(&Ty::Assoc(id, at, all.into()))
    }
}

impl<'a> FnCx<'_, 'a> {
    /// What the front of a path means that begins with `<T as Trait>`.
    pub fn qualified_prefix(
        &mut self,
        qualified: &'a ast::Qualified,
        front: &'a [ast::PathSegment],
    ) -> Prefix {
        if front.len() > 1 {
            return match self.ck.qualified_type(qualified, front, self.scope) {
                Ty::Error => Prefix::Poison,
                ty => Prefix::Ty(ty),
            };
        }
        match self.ck.lower_qualified(qualified, self.scope) {
            Some((ty, Some((id, args)))) => Prefix::Trait(id, args, Some(ty)),
            Some((ty, None)) => Prefix::Ty(ty),
            None => Prefix::Poison,
        }
    }

    /// `Trait::NAME` and `<T as Trait>::NAME` as a value, which only a type can have.
    pub fn value_of_trait(
        &mut self,
        id: TraitId,
        args: Vec<Ty>,
        ty: Option<Ty>,
        last: &ast::PathSegment,
        span: twilight_diagnostics::Span,
    ) -> Expr {
        let name = &last.name.name;
        let Some(info) = self.ck.trait_info(id) else {
            return error_expr(span);
        };
        let (shown, definition) = (info.name.clone(), info.span);
        let constant = info
            .consts
            .iter()
            .position(|constant| constant.decl.name.name == *name)
            .and_then(|at| u32::try_from(at).ok());
        let function = info
            .functions
            .iter()
            .filter_map(|id| self.ck.functions.get(id.0 as usize))
            .any(|info| info.decl.name.name == *name);
        match (ty, constant) {
            (Some(ty), Some(at)) => {
                let bound = Bound::Trait(id, args.clone().into());
                self.obligations.push(Obligation::Bound(
                    ty.clone(),
                    bound,
                    span,
                    "Self".to_string(),
                    definition,
                ));
                self.const_of_trait(&ty, id, at, args, span)
            }
            _ if function => self.fail_with(
                Diagnostic::error(
                    codes::WRONG_KIND,
                    span,
                    format!("`{name}` of the trait `{shown}` is a function, which is no value."),
                )
                .with_help(format!("Call it: `{shown}::{name}(..)`.")),
            ),
            (None, Some(_)) => self.fail_with(
                Diagnostic::error(
                    codes::WRONG_KIND,
                    span,
                    format!("`{shown}` is a trait: each type that implements it has a `{name}` of its own."),
                )
                .with_help(format!(
                    "Name the type: `T::{name}`, or `Self::{name}` inside the trait."
                )),
            ),
            (_, None) => {
                let mut diagnostic = Diagnostic::error(
                    codes::UNKNOWN_ASSOCIATED,
                    last.name.span,
                    format!("The trait `{shown}` has no constant or function `{name}`."),
                );
                if definition.file != STD_FILE {
                    diagnostic = diagnostic.with_secondary(definition, "the trait is declared here");
                }
                self.fail_with(diagnostic)
            }
        }
    }
}
