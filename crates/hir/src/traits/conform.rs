//! Whether the functions of an implementation have the signatures that the trait declares.

use twilight_diagnostics::{Diagnostic, Span};

use super::{STD_FILE, substitute_bound};
use crate::checker::{Checker, FnInfo, Generic};
use crate::codes;
use crate::infer::substitute;
use crate::thir::FnId;
use crate::ty::Ty;

/// A part of a signature that differs.
struct Difference {
    span: Span,
    message: String,
    help: Option<String>,
}

impl Checker<'_> {
    /// Compares the functions, types and constants of new implementations with their traits.
    pub fn check_impls(&mut self) {
        for index in std::mem::take(&mut self.unchecked_impls) {
            let Some(info) = self.impls.get(index) else {
                continue;
            };
            let (id, args, generics) = (info.of_trait, info.args.clone(), info.generics.clone());
            let (functions, types, consts) =
                (info.functions.clone(), info.types.clone(), info.consts.clone());
            let decl = info.decl;
            let Some(of_trait) = self.trait_info(id) else {
                continue;
            };
            let wanted = of_trait.functions.clone();
            let assoc = of_trait.types.clone();
            let declared: Vec<Ty> = of_trait
                .consts
                .iter()
                .map(|constant| constant.ty.clone())
                .collect();
            let saved = self.swap_generics(&generics);
            let place = decl.of_trait.as_ref().map_or(decl.self_ty.span, |ty| ty.span);
            self.check_supers(id, &args, place);
            for (ty, assoc) in types.iter().zip(&assoc) {
                for bound in &assoc.bounds {
                    let bound = substitute_bound(bound, &args);
                    if !self.meets(ty, &bound) {
                        self.report_bound(ty, &bound, decl.self_ty.span, &assoc.name, assoc.decl.name.span);
                    }
                }
            }
            for (constant, declared) in consts.iter().zip(&declared) {
                self.compare_const(*constant, &substitute(declared, &args));
            }
            for (wanted, own) in wanted.iter().zip(&functions) {
                if let Some(own) = own {
                    self.compare_function(*wanted, *own, &args, &generics);
                }
            }
            (self.param_names, self.param_bounds) = saved;
            if self.projections_spent.take() {
                self.report_projections(decl.self_ty.span);
            }
        }
    }

    fn compare_const(&mut self, own: Option<crate::thir::ConstId>, wanted: &Ty) {
        let Some((decl, scope)) = own
            .and_then(|id| self.consts.get(id.0 as usize))
            .map(|info| (info.decl, info.scope))
        else {
            return;
        };
        let (wanted, found) = (self.normalize(wanted), self.lower_type(&decl.ty, scope));
        if wanted != found && !matches!(found, Ty::Error) && !matches!(wanted, Ty::Error) {
            let (wanted, found) = (self.show(&wanted), self.show(&found));
            self.report(
                Diagnostic::error(
                    codes::SIGNATURE,
                    decl.ty.span,
                    format!(
                        "The constant `{}` has the type `{wanted}` in the trait, but `{found}` here.",
                        decl.name.name
                    ),
                )
                .with_label(format!("expected `{wanted}`")),
            );
        }
    }

    /// Compares a function with the trait's; `args` are those of the trait, `outer` the type parameters of the
    /// implementation.
    fn compare_function(&mut self, wanted: FnId, own: FnId, args: &[Ty], outer: &[Generic]) {
        let (Some(theirs), Some(ours)) = (
            self.functions.get(wanted.0 as usize).cloned(),
            self.functions.get(own.0 as usize).cloned(),
        ) else {
            return;
        };
        // The function's own type parameters stand behind those of the implementation.
        let mut all = args.to_vec();
        for at in theirs.outer_generics..theirs.generics.len() {
            let at = at - theirs.outer_generics + outer.len();
            all.push(Ty::Param(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        let saved = self.swap_generics(&ours.generics);
        let difference = self.difference(&theirs, &ours, &all, outer);
        (self.param_names, self.param_bounds) = saved;
        match difference {
            Some(difference) => {
                let mut diagnostic = Diagnostic::error(codes::SIGNATURE, difference.span, difference.message);
                let declared = theirs.decl.signature_span;
                if declared.file != STD_FILE {
                    diagnostic = diagnostic.with_secondary(declared, "the trait declares it so");
                }
                if let Some(help) = difference.help {
                    diagnostic = diagnostic.with_help(help);
                }
                self.report(diagnostic);
            }
            None => {
                // Callers know the trait's function only: the way its parameters are passed holds for all.
                if let Some(info) = self.functions.get_mut(own.0 as usize) {
                    info.function.params.clone_from(&theirs.function.params);
                }
            }
        }
    }

    fn difference(
        &self,
        theirs: &FnInfo<'_>,
        ours: &FnInfo<'_>,
        all: &[Ty],
        outer: &[Generic],
    ) -> Option<Difference> {
        let name = &ours.decl.name.name;
        let at = |span: Span, message: String| {
            Some(Difference {
                span,
                message,
                help: None,
            })
        };
        let receiver = |info: &FnInfo<'_>| match info.decl.receiver {
            None => "no `self`",
            Some(receiver) if receiver.mutable => "`mut self`",
            Some(_) => "`self`",
        };
        if receiver(theirs) != receiver(ours) {
            return Some(Difference {
                span: ours
                    .decl
                    .receiver
                    .map_or(ours.decl.name.span, |receiver| receiver.span),
                message: format!(
                    "`{name}` takes {} in the trait, but {} here.",
                    receiver(theirs),
                    receiver(ours)
                ),
                help: Some(match receiver(theirs) {
                    "no `self`" => "Remove `self`.".to_string(),
                    wanted => format!("Write {wanted} first."),
                }),
            });
        }
        let count = |info: &FnInfo<'_>| info.generics.len() - info.outer_generics;
        if count(theirs) != count(ours) {
            return at(
                ours.decl.name.span,
                format!(
                    "`{name}` has {} in the trait, but {} here.",
                    counted(count(theirs), "type parameter"),
                    counted(count(ours), "type parameter")
                ),
            );
        }
        if theirs.params.len() != ours.params.len() {
            let given = usize::from(ours.decl.receiver.is_some());
            return at(
                ours.decl.name.span,
                format!(
                    "`{name}` has {} in the trait, but {} here.",
                    counted(theirs.params.len() - given, "parameter"),
                    counted(ours.params.len() - given, "parameter")
                ),
            );
        }
        let given = usize::from(ours.decl.receiver.is_some());
        for (their, our) in theirs.params.iter().zip(&ours.params).skip(given) {
            let wanted = self.normalize(&substitute(&their.ty, all));
            let found = self.normalize(&our.ty);
            if differ(&wanted, &found) {
                let (wanted, found) = (self.show(&wanted), self.show(&found));
                return Some(Difference {
                    span: our.span,
                    message: format!(
                        "The parameter `{}` of `{name}` has the type `{wanted}` in the trait, but `{found}` here.",
                        our.name
                    ),
                    help: Some(format!("Write `{}: {wanted}`.", our.name)),
                });
            }
            if their.mutable != our.mutable {
                return at(
                    our.span,
                    if their.mutable {
                        format!("The parameter `{}` of `{name}` is `mut` in the trait.", our.name)
                    } else {
                        format!(
                            "The parameter `{}` of `{name}` is not `mut` in the trait.",
                            our.name
                        )
                    },
                );
            }
        }
        let wanted = self.normalize(&substitute(&theirs.ret, all));
        let found = self.normalize(&ours.ret);
        if differ(&wanted, &found) {
            let (wanted, found) = (self.show(&wanted), self.show(&found));
            return Some(Difference {
                span: ours.decl.ret.as_ref().map_or(ours.decl.name.span, |ret| ret.span),
                message: format!("`{name}` returns `{wanted}` in the trait, but `{found}` here."),
                help: Some(if wanted == "()" {
                    "Remove the result type.".to_string()
                } else {
                    format!("Write `-> {wanted}`.")
                }),
            });
        }
        // A `where` clause of the function may ask for more of the implementation's type parameters.
        for (own, declared) in ours.generics.iter().zip(outer) {
            if let Some(extra) = own.bounds.iter().find(|bound| !declared.bounds.contains(bound)) {
                let shown = self.show_bound(extra);
                return at(
                    ours.decl.name.span,
                    format!(
                        "`{name}` asks for `{shown}` here, but the trait does not, so callers need not have it."
                    ),
                );
            }
        }
        let own = theirs.generics.iter().skip(theirs.outer_generics);
        let types = all.iter().skip(theirs.outer_generics);
        for ((their, our), of) in own.zip(ours.generics.iter().skip(ours.outer_generics)).zip(types) {
            let allowed: Vec<_> = their
                .bounds
                .iter()
                .map(|bound| substitute_bound(bound, all))
                .collect();
            // What the trait's bounds extend is known to callers too.
            let allowed = self.with_supers(of, &allowed);
            if let Some(extra) = our.bounds.iter().find(|bound| !allowed.contains(bound)) {
                let shown = self.show_bound(extra);
                return at(
                    ours.decl.name.span,
                    format!(
                        "`{name}` asks for `{}: {shown}` here, but the trait does not, so callers need not have it.",
                        our.name
                    ),
                );
            }
        }
        None
    }
}

impl Checker<'_> {
    /// Reports a function of a trait that keeps a parameter (DECISION T3).
    pub fn report_kept(&mut self, name: &str, span: Span) {
        self.report(
            Diagnostic::error(
                codes::TRAIT_KEEPS,
                span,
                format!("A trait's function borrows its parameters, so it cannot keep `{name}`."),
            )
            .with_help(format!("Keep a copy: `{name}.clone()`.")),
        );
    }
}

fn differ(a: &Ty, b: &Ty) -> bool {
    a != b && !matches!(a, Ty::Error) && !matches!(b, Ty::Error)
}

fn counted(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}"),
        1 => format!("one {what}"),
        count => format!("{count} {what}s"),
    }
}
