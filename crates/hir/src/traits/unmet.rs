//! Bounds that a type does not meet: each is reported once, with what is missing and where it was asked for
//! (DECISION T10). Whether a bound is met is decided in [`super::solve`].

use twilight_diagnostics::{Diagnostic, Span};

use super::{Resolution, STD_FILE, mentions_param, substitute_bound};
use crate::checker::{Bound, Checker};
use crate::codes;
use crate::thir::StdTrait;
use crate::ty::{TraitId, Ty};

impl Checker<'_> {
    /// Reports type arguments that do not meet the bounds of their struct or enum.
    pub fn check_written_types(&mut self) {
        for written in std::mem::take(&mut self.written_types) {
            if let Some(bound) = &written.bound {
                let saved = self.swap_generics(&written.generics);
                if !self.meets(&written.ty, bound) {
                    self.report_bound(&written.ty, bound, written.span, "Self", written.span);
                }
                (self.param_names, self.param_bounds) = saved;
                continue;
            }
            let Ty::Adt(id, args) = &written.ty else { continue };
            let Some(info) = self.adt_infos.get(id.0 as usize) else {
                continue;
            };
            let generics = info.generics.clone();
            let definition = self.adt(*id).map(|adt| adt.span).unwrap_or_default();
            let saved = self.swap_generics(&written.generics);
            for (generic, arg) in generics.iter().zip(args.iter()) {
                for bound in &generic.bounds {
                    let bound = substitute_bound(bound, args);
                    if !self.meets(arg, &bound) {
                        self.report_bound(arg, &bound, written.span, &generic.name, definition);
                    }
                }
            }
            (self.param_names, self.param_bounds) = saved;
        }
    }

    /// Reports a type that does not meet a bound, once for each type and bound (DECISION T10).
    pub fn report_bound(&mut self, ty: &Ty, bound: &Bound, span: Span, param: &str, definition: Span) {
        if let Bound::Of(of) = bound {
            let ty = self.normalize(&of.0);
            return self.report_bound(&ty, &self.normalize_bound(&of.1), span, "", definition);
        }
        let (shown, wanted) = (self.show(ty), self.show_bound(bound));
        // Type parameters of different functions are different types.
        let owner = if mentions_param(ty) {
            self.param_names.join(",")
        } else {
            String::new()
        };
        if !self
            .reported_bounds
            .insert((shown.clone(), wanted.clone(), owner))
        {
            return;
        }
        if self.trait_steps_spent.take() {
            self.report_trait_steps(&shown, &wanted, span);
            return;
        }
        let message = match param {
            "Self" => format!("The type `{shown}` does not implement `{wanted}`."),
            "" => {
                format!("The type `{shown}` does not implement `{wanted}`, which a `where` clause asks for.")
            }
            _ if param.starts_with("impl ") => {
                format!("The type `{shown}` does not implement `{wanted}`, which this parameter needs.")
            }
            _ => format!("The type `{shown}` does not implement `{wanted}`, which `{param}` needs here."),
        };
        let mut diagnostic = Diagnostic::error(codes::BOUND, span, message);
        // What the standard library asks for stands in no file of the program.
        if definition.file != STD_FILE && definition != Span::default() && definition != span {
            let label = match param {
                "Self" => format!("`{wanted}` asks for it here"),
                "" => "the `where` clause is here".to_string(),
                _ => format!("`{param}: {wanted}` is asked for here"),
            };
            diagnostic = diagnostic.with_secondary(definition, label);
        }
        if let Some(help) = self.bound_help(ty, bound, &shown, &wanted) {
            diagnostic = diagnostic.with_help(help);
        }
        self.report(diagnostic);
    }

    /// What a program can do so that a type meets a bound.
    pub(super) fn bound_help(&self, ty: &Ty, bound: &Bound, shown: &str, wanted: &str) -> Option<String> {
        Some(match (bound, ty) {
            (_, Ty::Param(_)) => {
                format!("Ask for it where the type parameter is declared: `{shown}: {wanted}`.")
            }
            (_, Ty::Assoc(..) | Ty::Opaque(..)) => return None,
            (Bound::Ord, Ty::Adt(..)) => {
                format!(
                    "Write `impl Ord for {shown} {{ fn cmp(self, other: {shown}) -> Ordering {{ .. }} }}`."
                )
            }
            (Bound::Ord, _) => "Integers, strings and types with `impl Ord` are ordered.".to_string(),
            (Bound::Trait(id, args), _) => match self.trait_info(*id).and_then(|info| info.std) {
                Some(StdTrait::Into) => {
                    let target = args.first().map(|ty| self.show(ty));
                    format!(
                        "Write `impl From<{shown}> for {} {{ .. }}`.",
                        target.as_deref().unwrap_or("_")
                    )
                }
                _ => self
                    .unmet_part(*id, ty, args)
                    .unwrap_or_else(|| format!("Write `impl {wanted} for {shown} {{ .. }}`.")),
            },
            (Bound::Copy, _) => {
                "`bool`, integers, addresses, hashes, and tuples and arrays of them are copied; others \
                                 move."
                    .to_string()
            }
            (Bound::Hash, _) => {
                "Map keys are `bool`, integers, `string`, `address`, `hash256`, enums without \
                                 payloads, and tuples of these."
                    .to_string()
            }
            _ => return None,
        })
    }
}

impl Checker<'_> {
    /// What the implementation that would fit asks for and does not get.
    fn unmet_part(&self, id: TraitId, ty: &Ty, args: &[Ty]) -> Option<String> {
        let all: Vec<Ty> = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
        let Resolution::One(index) = self.find_impl(id, &all, &crate::infer::Infer::default()) else {
            return None;
        };
        let own = self.impl_arguments(index, &all)?;
        let info = self.impls.get(index)?;
        let wanted = self.show_bound(&Bound::Trait(id, args.into()));
        info.generics.iter().zip(&own).find_map(|(generic, arg)| {
            let (arg, bound) = generic
                .bounds
                .iter()
                .map(|bound| match substitute_bound(bound, &own) {
                    Bound::Of(of) => (self.normalize(&of.0), of.1.clone()),
                    bound => (arg.clone(), bound),
                })
                .find(|(arg, bound)| !self.meets(arg, bound))?;
            let (arg, bound) = (self.show(&arg), self.show_bound(&bound));
            Some(format!(
                "The implementation of `{wanted}` for it asks for `{arg}: {bound}`, which does not hold."
            ))
        })
    }
}
