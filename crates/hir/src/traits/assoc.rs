//! Associated types and constants: `Self::Item`, `T::Item`, `T::LIMIT`.

use std::cell::Cell;
use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};

use super::{Resolution, rewrite};
use crate::body::{FnCx, error_expr};
use crate::checker::{Bound, Checker, ScopeId, TypeDef};
use crate::codes;
use crate::infer::{Infer, substitute};
use crate::limits::{MAX_PROJECTION_DEPTH, MAX_PROJECTIONS};
use crate::thir::{Expr, ExprKind};
use crate::ty::{TraitId, Ty};

impl Checker<'_> {
    /// The associated type `base::name`; `None` where no trait of the type has one of that name.
    pub fn assoc_type(&mut self, scope: ScopeId, base: &str, ty: &Ty, name: &str) -> Option<TypeDef> {
        if base == "Self"
            && let Some(own) = self.find_type(scope, &format!("Self::{name}"))
        {
            return Some(own);
        }
        let mut found: Vec<Ty> = Vec::new();
        let mut note = |checker: &Self, id: TraitId, args: Vec<Ty>| {
            let at = checker
                .trait_info(id)?
                .types
                .iter()
                .position(|assoc| assoc.name == name)?;
            let ty = Ty::Assoc(id, u32::try_from(at).ok()?, args.into());
            if !found.contains(&ty) {
                found.push(ty);
            }
            Some(())
        };
        let said = self.bounds_of(ty);
        if !said.is_empty() || matches!(ty, Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..)) {
            for bound in said.iter() {
                if let Bound::Trait(id, args) = bound {
                    let all = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
                    note(self, *id, all);
                }
            }
        } else if crate::heads::Head::of(ty).is_some() {
            for (id, _) in self.trait_types.get(name).cloned().unwrap_or_default() {
                let count = self
                    .trait_info(id)
                    .map_or(0, |info| info.decl.generics.params.len());
                // What the trait's own arguments are, the implementation says.
                let mut args = vec![ty.clone()];
                args.resize(count + 1, Ty::Error);
                if let Resolution::One(index) = self.find_impl(id, &args, &Infer::default())
                    && let Some(info) = self.impls.get(index)
                    && (count == 0 || info.generics.is_empty())
                {
                    args.truncate(1);
                    args.extend(info.args.iter().skip(1).cloned());
                    note(self, id, args);
                }
            }
        }
        // Several traits with such a type: nothing says which.
        let only = if found.len() == 1 { found.pop() } else { None };
        only.map(|ty| TypeDef::Ty(self.normalize(&ty)))
    }

    /// A type with every associated type replaced whose implementation is known. Where the limits do not allow that
    /// it is the error type, and [`Checker::projections_spent`] says so until it is reported.
    pub fn normalize(&self, ty: &Ty) -> Ty {
        self.normalize_within(ty, MAX_PROJECTION_DEPTH, &Cell::new(MAX_PROJECTIONS))
    }

    fn normalize_within(&self, ty: &Ty, depth: u32, left: &Cell<u32>) -> Ty {
        if !super::any_part(ty, &mut |part| matches!(part, Ty::Assoc(..))) {
            return ty.clone();
        }
        rewrite(ty, &mut |part| {
            let Ty::Assoc(id, at, args) = part else {
                return None;
            };
            let (Some(depth), Some(steps)) = (depth.checked_sub(1), left.get().checked_sub(1)) else {
                self.projections_spent.set(true);
                return Some(Ty::Error);
            };
            left.set(steps);
            let args: Vec<Ty> = args
                .iter()
                .map(|ty| self.normalize_within(ty, depth, left))
                .collect();
            let projected = match self.find_impl(*id, &args, &Infer::default()) {
                Resolution::One(index) => self
                    .impl_arguments(index, &args)
                    .zip(
                        self.impls
                            .get(index)
                            .and_then(|info| info.types.get(*at as usize)),
                    )
                    .map(|(own, ty)| self.normalize_within(&substitute(ty, &own), depth, left)),
                _ => None,
            };
            Some(projected.unwrap_or_else(|| Ty::Assoc(*id, *at, args.into())))
        })
    }
}

impl FnCx<'_, '_> {
    /// A type with every associated type replaced; one whose type is open yet becomes a variable.
    pub fn normalize(&mut self, ty: Ty, span: Span) -> Ty {
        if !super::any_part(&ty, &mut |part| matches!(part, Ty::Assoc(..))) {
            return ty;
        }
        let resolved = self.infer.resolve(&ty);
        let ty = self.ck.normalize(&resolved);
        if self.ck.projections_spent.take() {
            self.ck.report_projections(span);
            return Ty::Error;
        }
        let mut open: Vec<(Ty, Ty)> = Vec::new();
        let ty = rewrite(&ty, &mut |part| {
            let Ty::Assoc(id, at, args) = part else {
                return None;
            };
            let args: Vec<Ty> = args.iter().map(|ty| self.normalize(ty.clone(), span)).collect();
            let projection = Ty::Assoc(*id, *at, args.into());
            // What later arguments decide is waited for: an implementation chosen now would decide it.
            let waits = args_open(&self.infer, &projection);
            let known = if waits {
                None
            } else {
                self.project(&projection, span)
            };
            match known {
                Some(ty) => Some(ty),
                None => {
                    let var = self.infer.fresh(span);
                    open.push((projection, var.clone()));
                    Some(var)
                }
            }
        });
        self.projections
            .extend(open.into_iter().map(|(ty, var)| (ty, var, span)));
        ty
    }

    /// What an associated type is, if that is known by now.
    fn project(&mut self, projection: &Ty, span: Span) -> Option<Ty> {
        let Ty::Assoc(id, at, args) = projection else {
            return None;
        };
        let self_ty = self.infer.shallow(args.first()?);
        match self.ck.find_impl(*id, args, &self.infer) {
            Resolution::One(index) if !matches!(self_ty, Ty::Infer(_)) || self.infer.is_int_var(&self_ty) => {
                if self.projecting >= MAX_PROJECTION_DEPTH {
                    self.ck.report_projections(span);
                    return Some(Ty::Error);
                }
                let own = self.commit_impl(index, args, span)?;
                let ty = self
                    .ck
                    .impls
                    .get(index)
                    .and_then(|info| info.types.get(*at as usize))?
                    .clone();
                self.projecting += 1;
                let ty = self.normalize(substitute(&ty, &own), span);
                self.projecting -= 1;
                Some(ty)
            }
            _ => {
                let args: Vec<Ty> = args.iter().map(|ty| self.infer.resolve(ty)).collect();
                // What is open decides later which implementation it is.
                let open = |ty: &Ty| super::any_part(ty, &mut |part| matches!(part, Ty::Infer(_)));
                if args.iter().any(open) {
                    return None;
                }
                Some(Ty::Assoc(*id, *at, args.into()))
            }
        }
    }

    /// Makes types those of an implementation; gives the implementation's type arguments.
    pub fn commit_impl(&mut self, index: usize, args: &[Ty], span: Span) -> Option<Vec<Ty>> {
        let info = self.ck.impls.get(index)?;
        let (count, pattern) = (info.generics.len(), info.args.clone());
        let own: Vec<Ty> = (0..count).map(|_| self.infer.fresh(span)).collect();
        for (pattern, ty) in pattern.iter().zip(args) {
            if !self.infer.unify(&substitute(pattern, &own), ty) {
                return None;
            }
        }
        Some(own)
    }

    /// Looks again at associated types and trait arguments that were open.
    pub fn settle(&mut self, all: bool) {
        let from = if all {
            0
        } else {
            self.projections.len().saturating_sub(MAX_OPEN)
        };
        let waiting = self.projections.split_off(from.min(self.projections.len()));
        for (projection, var, span) in waiting {
            match self.project(&projection, span) {
                Some(ty) => self.settle_projection(&projection, &var, &ty, span),
                None => self.projections.push((projection, var, span)),
            }
        }
        if all {
            self.settle_literals();
        }
        let from = if all {
            0
        } else {
            self.selections.len().saturating_sub(MAX_OPEN)
        };
        let waiting = self.selections.split_off(from.min(self.selections.len()));
        for (id, args, span) in waiting {
            if !self.select(id, &args, span) {
                self.selections.push((id, args, span));
            }
        }
    }

    /// At the end of a body literals have their default types, which decide the associated types left open.
    fn settle_literals(&mut self) {
        for (projection, var, span) in std::mem::take(&mut self.projections) {
            if let Ok(known) = self.infer.finish(&projection)
                && self.infer.unify(&projection, &known)
                && let Some(ty) = self.project(&projection, span)
            {
                self.settle_projection(&projection, &var, &ty, span);
            }
        }
    }

    /// Decides open arguments of a trait where one implementation only can be meant; false while it is open.
    pub fn select(&mut self, id: TraitId, args: &[Ty], span: Span) -> bool {
        let open = |cx: &Self| {
            args.iter()
                .any(|ty| super::any_part(&cx.infer.resolve(ty), &mut |part| matches!(part, Ty::Infer(_))))
        };
        let self_ty = args.first().map(|ty| self.infer.shallow(ty));
        if !open(self) {
            return true;
        }
        if self_ty
            .as_ref()
            .is_none_or(|ty| matches!(ty, Ty::Infer(_)) && !self.infer.is_int_var(ty))
        {
            return false;
        }
        // Bounds of a type parameter say which arguments it has.
        if let Some(ty) = &self_ty {
            let bounds: Vec<Arc<[Ty]>> = self
                .ck
                .bounds_of(ty)
                .iter()
                .filter_map(|bound| match bound {
                    Bound::Trait(other, own) if *other == id => Some(Arc::clone(own)),
                    _ => None,
                })
                .collect();
            if let [only] = bounds.as_slice() {
                for (own, arg) in only.iter().zip(args.iter().skip(1)) {
                    self.infer.unify(own, arg);
                }
                return true;
            }
            if !bounds.is_empty() {
                return false;
            }
        }
        if let Resolution::One(index) = self.ck.find_impl(id, args, &self.infer) {
            self.commit_impl(index, args, span);
        }
        !open(self)
    }

    /// `ty::NAME` of a trait; `None` where no trait of the type has such a constant.
    pub fn trait_const(&mut self, ty: &Ty, name: &str, span: Span) -> Option<Expr> {
        let ty = self.infer.shallow(ty);
        let mut found: Vec<(TraitId, u32, Vec<Ty>)> = Vec::new();
        let known = |checker: &Checker<'_>, id: TraitId| {
            let at = checker
                .trait_info(id)?
                .consts
                .iter()
                .position(|constant| constant.decl.name.name == name)?;
            u32::try_from(at).ok()
        };
        let resolved = self.infer.resolve(&ty);
        let said = self.ck.bounds_of(&resolved);
        if !said.is_empty() || matches!(ty, Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..)) {
            for bound in said.iter() {
                if let Bound::Trait(id, args) = bound
                    && let Some(at) = known(self.ck, *id)
                {
                    found.push((*id, at, args.to_vec()));
                }
            }
        } else {
            for (id, at) in self.ck.trait_consts.get(name).cloned().unwrap_or_default() {
                let args = self.open_trait_args(id, span);
                let all: Vec<Ty> = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
                if self.ck.find_impl(id, &all, &self.infer) != Resolution::None {
                    found.push((id, at, args));
                }
            }
            let open = |checker: &Checker<'_>, id: TraitId| checker.trait_is_open(id, self.scope);
            if found.iter().any(|(id, ..)| open(self.ck, *id)) {
                found.retain(|(id, ..)| open(self.ck, *id));
            } else if let Some((id, ..)) = found.first() {
                let id = *id;
                self.private_trait(id, name, span);
                return Some(error_expr(span));
            }
        }
        let (id, at, args) = match found.as_slice() {
            [] => return None,
            [only] => only.clone(),
            [first, second, ..] => {
                let names = [first.0, second.0].map(|id| {
                    self.ck
                        .trait_info(id)
                        .map_or_else(String::new, |info| info.name.clone())
                });
                let shown = self.show(&ty);
                return Some(self.fail_with(
                    Diagnostic::error(
                        codes::AMBIGUOUS,
                        span,
                        format!(
                            "{shown} has a constant `{name}` from `{}` and from `{}`.",
                            names[0], names[1]
                        ),
                    )
                    .with_help("Give the constants different names, or read them in functions that are generic over one of the traits."),
                ));
            }
        };
        Some(self.const_of_trait(&ty, id, at, args, span))
    }

    /// `Self::NAME` in a constant that a trait gives, where that trait has it: a constant of that name that the type
    /// itself has is not meant.
    pub fn default_const(&mut self, ty: &Ty, name: &str, span: Span) -> Option<Expr> {
        let mut at = Some(self.scope);
        let id = loop {
            let scope = self.ck.scopes.get(at?.0)?;
            match scope.default_of {
                Some(id) => break id,
                None => at = scope.parent,
            }
        };
        let info = self.ck.trait_info(id)?;
        let index = info
            .consts
            .iter()
            .position(|constant| constant.decl.name.name == name)?;
        let args = self.open_trait_args(id, span);
        Some(self.const_of_trait(ty, id, u32::try_from(index).ok()?, args, span))
    }

    /// A constant of a trait that a type has.
    pub fn const_of_trait(&mut self, ty: &Ty, id: TraitId, at: u32, args: Vec<Ty>, span: Span) -> Expr {
        let all: Vec<Ty> = std::iter::once(ty.clone()).chain(args).collect();
        self.select(id, &all, span);
        if crate::heads::Head::of(ty).is_some()
            && let Resolution::One(index) = self.ck.find_impl(id, &all, &self.infer)
        {
            let constant = self
                .ck
                .impls
                .get(index)
                .and_then(|info| info.consts.get(at as usize).copied().flatten());
            return constant.map_or_else(|| error_expr(span), |id| self.const_expr(id, span));
        }
        let declared = self
            .ck
            .trait_info(id)
            .and_then(|info| info.consts.get(at as usize))
            .map_or(Ty::Error, |constant| constant.ty.clone());
        let value = self.normalize(substitute(&declared, &all), span);
        Expr {
            kind: ExprKind::TraitConst {
                of_trait: id,
                index: at,
                types: all,
            },
            ty: value,
            span,
        }
    }

    /// Open types for a trait's type parameters.
    pub fn open_trait_args(&mut self, id: TraitId, span: Span) -> Vec<Ty> {
        let count = self
            .ck
            .trait_info(id)
            .map_or(0, |info| info.generics.len().saturating_sub(1));
        (0..count).map(|_| self.infer.fresh(span)).collect()
    }
}

/// Open questions that are looked at again after each call; all of them are at the end of a body.
const MAX_OPEN: usize = 64;

/// Whether types in an associated type are open, numbers aside.
fn args_open(infer: &Infer, projection: &Ty) -> bool {
    super::any_part(projection, &mut |part| match part {
        Ty::Infer(_) => match infer.resolve(part) {
            open @ Ty::Infer(_) => !infer.is_int_var(&open),
            known => super::any_part(&known, &mut |part| {
                matches!(part, Ty::Infer(_)) && !infer.is_int_var(part)
            }),
        },
        _ => false,
    })
}
