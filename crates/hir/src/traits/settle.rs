//! Associated types that are made from others: what each is, and circles among them.
//!
//! After this no associated type of an implementation is made from itself, so that following them ends; how far it
//! may go is bounded all the same, because types can double at each step.

use std::collections::HashMap;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use super::{Resolution, any_part, rewrite};
use crate::checker::Checker;
use crate::codes;
use crate::infer::{Infer, substitute};
use crate::limits::{MAX_PROJECTION_DEPTH, MAX_PROJECTIONS, MAX_TRAIT_STEPS};
use crate::ty::Ty;

/// An associated type: the implementation, and the type's number in the trait.
type Key = (usize, u32);

/// The search through the associated types of implementations.
struct Settling {
    /// `true` while one is looked into: meeting it again is a circle.
    running: HashMap<Key, bool>,
    /// Associated types around the current one.
    depth: u32,
    /// Those that may still be replaced.
    left: u32,
}

impl Checker<'_> {
    /// Replaces associated types in those of new implementations; one that is made from itself is reported.
    pub fn settle_impl_types(&mut self, new: &[usize]) {
        let mut settling = Settling {
            running: HashMap::new(),
            depth: 0,
            left: MAX_PROJECTIONS,
        };
        for index in new {
            let count = self.impls.get(*index).map_or(0, |info| info.types.len());
            for at in 0..count {
                settling.left = MAX_PROJECTIONS;
                self.settle_type((*index, u32::try_from(at).unwrap_or(u32::MAX)), &mut settling);
            }
        }
    }

    fn settle_type(&mut self, key: Key, settling: &mut Settling) {
        match settling.running.get(&key) {
            Some(true) => {
                self.report_assoc_cycle(key);
                settling.running.insert(key, false);
                return;
            }
            Some(false) => return,
            None => {}
        }
        let ty = self
            .impls
            .get(key.0)
            .and_then(|info| info.types.get(key.1 as usize));
        let Some(ty) = ty.cloned() else { return };
        if !any_part(&ty, &mut |part| matches!(part, Ty::Assoc(..))) {
            return;
        }
        settling.running.insert(key, true);
        let settled = self.expand(&ty, settling);
        // A circle through this type was reported meanwhile.
        if settling.running.insert(key, false) == Some(true) {
            self.set_impl_type(key, settled);
        }
    }

    fn expand(&mut self, ty: &Ty, settling: &mut Settling) -> Ty {
        rewrite(ty, &mut |part| {
            let Ty::Assoc(id, at, args) = part else {
                return None;
            };
            let steps = settling.left.checked_sub(1);
            let Some(left) = steps.filter(|_| settling.depth < MAX_PROJECTION_DEPTH) else {
                self.projections_spent.set(true);
                return Some(Ty::Error);
            };
            settling.left = left;
            settling.depth += 1;
            let args: Vec<Ty> = args.iter().map(|ty| self.expand(ty, settling)).collect();
            let mut found = None;
            if let Resolution::One(index) = self.find_impl(*id, &args, &Infer::default()) {
                self.settle_type((index, *at), settling);
                if let Some(own) = self.impl_arguments(index, &args)
                    && let Some(ty) = self
                        .impls
                        .get(index)
                        .and_then(|info| info.types.get(*at as usize))
                {
                    let ty = substitute(ty, &own);
                    found = Some(self.expand(&ty, settling));
                }
            }
            settling.depth -= 1;
            Some(found.unwrap_or_else(|| Ty::Assoc(*id, *at, args.into())))
        })
    }

    fn set_impl_type(&mut self, key: Key, ty: Ty) {
        let span = self.impl_type_span(key);
        let ty = match (self.projections_spent.take(), self.within_limits(&ty)) {
            (true, _) => {
                self.report_projections(span);
                Ty::Error
            }
            (false, Err(what)) => {
                self.error(codes::TYPE_TOO_LARGE, span, what);
                Ty::Error
            }
            (false, Ok(())) => ty,
        };
        if let Some(slot) = self
            .impls
            .get_mut(key.0)
            .and_then(|info| info.types.get_mut(key.1 as usize))
        {
            *slot = ty;
        }
    }

    /// Where an implementation says what an associated type is.
    fn impl_type_span(&self, key: Key) -> Span {
        let Some(info) = self.impls.get(key.0) else {
            return Span::default();
        };
        let name = self
            .trait_info(info.of_trait)
            .and_then(|info| info.types.get(key.1 as usize))
            .map(|assoc| assoc.name.as_str());
        info.items
            .iter()
            .find_map(|item| match &item.kind {
                ast::ItemKind::TypeAlias(alias) if Some(alias.name.name.as_str()) == name => {
                    Some(alias.ty.as_ref().map_or(alias.name.span, |ty| ty.span))
                }
                _ => None,
            })
            .unwrap_or(info.decl.self_ty.span)
    }

    fn report_assoc_cycle(&mut self, key: Key) {
        let span = self.impl_type_span(key);
        let Some(info) = self.impls.get(key.0) else { return };
        let name = self
            .trait_info(info.of_trait)
            .and_then(|info| info.types.get(key.1 as usize))
            .map_or_else(String::new, |assoc| assoc.name.clone());
        let (generics, args) = (info.generics.clone(), info.args.clone());
        let saved = self.swap_generics(&generics);
        let shown = args.first().map(|ty| self.show(ty)).unwrap_or_default();
        (self.param_names, self.param_bounds) = saved;
        self.report(
            Diagnostic::error(
                codes::ASSOC_CYCLE,
                span,
                format!("The associated type `{name}` of `{shown}` is made from itself."),
            )
            .with_help("Name a type here that does not go back to this one."),
        );
        if let Some(slot) = self
            .impls
            .get_mut(key.0)
            .and_then(|info| info.types.get_mut(key.1 as usize))
        {
            *slot = Ty::Error;
        }
    }

    /// Reports that it takes too many steps to find what an associated type is.
    pub fn report_projections(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                codes::TRAIT_STEPS,
                span,
                format!(
                    "It takes too many steps to find what the associated types in this type are: at most \
                     {MAX_PROJECTION_DEPTH} through each other and {MAX_PROJECTIONS} in all."
                ),
            )
            .with_help("Name the types directly."),
        );
    }

    /// Reports that it takes too many steps to find whether a type has a trait.
    pub fn report_trait_steps(&mut self, shown: &str, wanted: &str, span: Span) {
        self.report(
            Diagnostic::error(
                codes::TRAIT_STEPS,
                span,
                format!(
                    "It takes more than {MAX_TRAIT_STEPS} steps, or {} inside each other, to find whether `{shown}` \
                     implements `{wanted}`, which is the limit.",
                    crate::limits::MAX_TRAIT_DEPTH
                ),
            )
            .with_help("Implementations that ask for bounds of other types are followed one by one: ask for fewer."),
        );
    }
}
