//! `impl Trait` in parameters and results (spec 01 §8.4).
//!
//! In a parameter it is a type parameter without a name. In a result it stands for the one type that the function
//! returns: callers know its bounds only, lowering knows the type.

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use super::{STD_FILE, rewrite};
use crate::checker::{Bound, Checker, Generic, ScopeId};
use crate::codes;
use crate::thir::FnId;
use crate::ty::Ty;

/// What `impl Trait` means where a type is being resolved.
#[derive(Clone, Debug, Default)]
pub enum ImplTraitMode {
    /// Nothing.
    #[default]
    Refused,
    /// Nothing, because the function belongs to a trait.
    OfTrait,
    /// A type parameter; those found, numbered from `first`.
    Argument {
        /// Number of the first.
        first: usize,
        /// Those found.
        found: Vec<Generic>,
    },
    /// A hidden type of the function with these type parameters.
    Result {
        /// The function.
        function: FnId,
        /// Its type parameters.
        args: Arc<[Ty]>,
        /// Those found.
        found: Vec<OpaqueInfo>,
    },
}

/// A type hidden behind `impl Trait`.
#[derive(Clone, Debug)]
pub struct OpaqueInfo {
    /// What callers know of it.
    pub bounds: Vec<Bound>,
    /// Where it is written.
    pub span: Span,
    /// The type, once the function's body is checked.
    pub hidden: Option<Ty>,
}

impl<'a> Checker<'a> {
    /// The type that `impl A + B` stands for.
    pub fn lower_impl_trait(&mut self, bounds: &'a [ast::Type], span: Span, scope: ScopeId) -> Ty {
        let mut mode = std::mem::take(&mut self.impl_trait);
        let bounds: Vec<Bound> = bounds
            .iter()
            .filter_map(|bound| self.lower_bound(bound, scope))
            .collect();
        let ty = match &mut mode {
            ImplTraitMode::Refused => {
                self.report(
                    Diagnostic::error(
                        codes::OPAQUE_PLACE,
                        span,
                        "`impl Trait` can stand in the parameters and the result of a function only.",
                    )
                    .with_help("Write the concrete type, or declare a type parameter: `<T: Trait>`."),
                );
                Ty::Error
            }
            ImplTraitMode::OfTrait => {
                self.report(
                    Diagnostic::error(
                        codes::OPAQUE_PLACE,
                        span,
                        "A trait's function cannot return `impl Trait`.",
                    )
                    .with_help("Declare an associated type, `type Output;`, and return `Self::Output`."),
                );
                Ty::Error
            }
            ImplTraitMode::Argument { first, found } => {
                let names: Vec<String> = bounds.iter().map(|bound| self.show_bound(bound)).collect();
                let at = *first + found.len();
                found.push(Generic {
                    name: format!("impl {}", names.join(" + ")),
                    bounds,
                });
                Ty::Param(u32::try_from(at).unwrap_or(u32::MAX))
            }
            ImplTraitMode::Result {
                function,
                args,
                found,
            } => {
                let at = u32::try_from(found.len()).unwrap_or(u32::MAX);
                found.push(OpaqueInfo {
                    bounds,
                    span,
                    hidden: None,
                });
                Ty::Opaque(*function, at, Arc::clone(args))
            }
        };
        self.impl_trait = mode;
        ty
    }

    /// A function's result with the types in it that it hides itself replaced.
    pub fn reveal(&self, ty: &Ty, function: FnId, with: &[Ty]) -> Ty {
        rewrite(ty, &mut |part| match part {
            Ty::Opaque(id, at, _) if *id == function => with.get(*at as usize).cloned(),
            _ => None,
        })
    }

    /// Notes the types that a checked body hides, and checks their bounds.
    pub fn settle_opaques(&mut self, function: FnId, hidden: Vec<Ty>) {
        let Some(info) = self.functions.get(function.0 as usize) else {
            return;
        };
        let opaques = info.opaques.clone();
        for (at, (opaque, ty)) in opaques.into_iter().zip(hidden).enumerate() {
            for bound in &opaque.bounds {
                if !self.meets(&ty, bound) {
                    let (shown, wanted) = (self.show(&ty), self.show_bound(bound));
                    self.report(
                        Diagnostic::error(
                            codes::BOUND,
                            opaque.span,
                            format!("The function returns `{shown}`, which does not implement `{wanted}`."),
                        )
                        .with_help(format!(
                            "Write `impl {wanted} for {shown} {{ .. }}`, or return a type that has it."
                        )),
                    );
                }
            }
            if let Some(slot) = self
                .functions
                .get_mut(function.0 as usize)
                .and_then(|info| info.opaques.get_mut(at))
            {
                slot.hidden = Some(ty);
            }
        }
    }

    /// Reports functions whose hidden types are made from themselves, so that there is no such type.
    pub fn check_opaque_cycles(&mut self) {
        let edges: Vec<Vec<usize>> = self
            .functions
            .iter()
            .map(|info| {
                let mut out = Vec::new();
                for hidden in info.opaques.iter().filter_map(|opaque| opaque.hidden.as_ref()) {
                    super::any_part(hidden, &mut |part| {
                        if let Ty::Opaque(id, ..) = part {
                            out.push(id.0 as usize);
                        }
                        false
                    });
                }
                out
            })
            .collect();
        let mut state = vec![0_u8; edges.len()];
        let mark = |state: &mut Vec<u8>, at: usize, value: u8| {
            if let Some(slot) = state.get_mut(at) {
                *slot = value;
            }
        };
        for start in 0..edges.len() {
            if state.get(start) != Some(&0) || edges.get(start).is_none_or(Vec::is_empty) {
                continue;
            }
            let mut stack = vec![(start, 0_usize)];
            mark(&mut state, start, 1);
            while let Some((at, next)) = stack.last_mut() {
                let Some(child) = edges.get(*at).and_then(|out| out.get(*next)).copied() else {
                    mark(&mut state, *at, 2);
                    stack.pop();
                    continue;
                };
                *next += 1;
                match state.get(child) {
                    Some(0) => {
                        mark(&mut state, child, 1);
                        stack.push((child, 0));
                    }
                    Some(1) => self.report_opaque_cycle(child),
                    _ => {}
                }
            }
        }
    }

    fn report_opaque_cycle(&mut self, at: usize) {
        let Some(info) = self.functions.get_mut(at) else {
            return;
        };
        let (name, span) = (info.function.name.clone(), info.function.span);
        let place = info.opaques.first().map_or(span, |opaque| opaque.span);
        for opaque in &mut info.opaques {
            opaque.hidden = None;
        }
        if place.file == STD_FILE {
            return;
        }
        self.report(
            Diagnostic::error(
                codes::OPAQUE_CYCLE,
                place,
                format!("The type that `{name}` returns cannot be known: it is made from itself."),
            )
            .with_help("Name the concrete type in the result of one of the functions that call each other."),
        );
    }
}
