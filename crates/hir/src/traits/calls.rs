//! Calls of traits' functions: `x.f()`, `T::f()`, `Trait::f(x)` (spec 01 §8.2, DECISIONS S14, T10).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use super::{Resolution, STD_FILE, substitute_bound};
use crate::body::{FnCx, Obligation, error_expr};
use crate::checker::Bound;
use crate::codes;
use crate::heads::Head;
use crate::thir::{Arg, Expr, ExprKind, FnId, Place, StdTrait};
use crate::ty::{TraitId, Ty};

/// A function of a trait that fits a type and a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The trait.
    pub of_trait: TraitId,
    /// The function.
    pub function: FnId,
    /// The trait's type arguments, perhaps open.
    pub args: Vec<Ty>,
    /// The trait is private to another module.
    pub hidden: bool,
}

/// Functions that every type has without a trait.
const OF_EVERY_TYPE: &[&str] = &["clone", "to_string", "into", "try_into"];

/// Traits that a message lists.
const MAX_LISTED: usize = 3;

impl<'a> FnCx<'_, 'a> {
    /// Functions of that name in traits that the type has; `std` where those of the standard library count too.
    pub fn trait_functions_of(&mut self, ty: &Ty, name: &str, std: bool, span: Span) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let candidates = self.ck.trait_functions.get(name).cloned().unwrap_or_default();
        if candidates.is_empty() {
            return found;
        }
        let function = |cx: &Self, id: TraitId, at: u32| {
            cx.ck
                .trait_info(id)
                .and_then(|info| info.functions.get(at as usize).copied())
        };
        let bounds = self.ck.bounds_of(&self.infer.resolve(ty)).into_owned();
        if !bounds.is_empty() {
            for (id, at) in &candidates {
                let Some(function) = function(self, *id, *at) else {
                    continue;
                };
                let own = self.ck.trait_info(*id).and_then(|info| info.std);
                let builtin = own.and_then(StdTrait::bound);
                let fitting: Vec<&Bound> = bounds
                    .iter()
                    .filter(|bound| match bound {
                        Bound::Trait(other, _) => other == id,
                        other => builtin.as_ref() == Some(*other),
                    })
                    .collect();
                let args = match fitting.as_slice() {
                    [] => continue,
                    [Bound::Trait(_, args)] => args.to_vec(),
                    // `T: From<A> + From<B>`: the arguments decide.
                    _ => self.open_trait_args(*id, span),
                };
                found.push(Found {
                    of_trait: *id,
                    function,
                    args,
                    hidden: false,
                });
            }
            if !found.is_empty() {
                return found;
            }
        }
        for (id, at) in candidates {
            let Some(function) = function(self, id, at) else {
                continue;
            };
            let own = self.ck.trait_info(id).and_then(|info| info.std);
            let args = self.open_trait_args(id, span);
            let fits = match own {
                Some(_) if !std => false,
                Some(StdTrait::From) | None => {
                    let all: Vec<Ty> = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
                    self.ck.find_impl(id, &all, &self.infer) != Resolution::None
                }
                Some(other) => {
                    let known = self.infer.shown(ty);
                    other.bound().is_some_and(|bound| self.ck.meets(&known, &bound))
                }
            };
            if fits {
                found.push(Found {
                    of_trait: id,
                    function,
                    args,
                    hidden: !self.ck.trait_is_open(id, self.scope),
                });
            }
        }
        found
    }

    /// `receiver.name(args)` where a trait has the function; `None` where none has.
    #[allow(clippy::too_many_arguments)]
    pub fn trait_method(
        &mut self,
        place: &Place,
        ty: &Ty,
        method: &'a ast::Ident,
        explicit: &'a [ast::Type],
        args: &'a [ast::Expr],
        std: bool,
        span: Span,
        hint: Option<&Ty>,
    ) -> Option<Expr> {
        if matches!(ty, Ty::Infer(_)) && !self.infer.is_int_var(ty) {
            return None;
        }
        let found = self.only_one(ty, &method.name, std, method.span)?;
        let Ok(found) = found else {
            self.ignore(args);
            return Some(error_expr(span));
        };
        let info = self.ck.functions.get(found.function.0 as usize)?;
        if info.decl.receiver.is_none() {
            let (def, of) = (info.decl.name.span, self.ck.show(&self.infer.shown(ty)));
            self.ignore(args);
            let mut diagnostic = Diagnostic::error(
                codes::UNKNOWN_METHOD,
                method.span,
                format!(
                    "`{}` has no `self`, so it is called on the type and not on a value.",
                    method.name
                ),
            )
            .with_help(format!("Write `{of}::{}(..)`.", method.name));
            if def.file != STD_FILE {
                diagnostic = diagnostic.with_secondary(def, "defined here");
            }
            return Some(self.fail_with(diagnostic));
        }
        Some(self.call_trait(found, ty, explicit, Some(place.clone()), args, span, hint))
    }

    /// `ty::name(args)` where a trait has the function; `None` where none has.
    pub fn trait_associated(
        &mut self,
        ty: &Ty,
        last: &'a ast::PathSegment,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Option<Expr> {
        let ty = self.infer.shallow(ty);
        match self.only_one(&ty, &last.name.name, true, last.name.span)? {
            Ok(found) => Some(self.call_trait(found, &ty, &last.args, None, args, span, hint)),
            Err(()) => {
                self.ignore(args);
                Some(error_expr(span))
            }
        }
    }

    /// The only function of that name; `Err` where there are several, which is reported.
    fn only_one(&mut self, ty: &Ty, name: &str, std: bool, span: Span) -> Option<Result<Found, ()>> {
        let mut found = self.trait_functions_of(ty, name, std, span);
        if found.iter().any(|found| !found.hidden) {
            found.retain(|found| !found.hidden);
        } else if let Some(first) = found.first() {
            if OF_EVERY_TYPE.contains(&name) {
                return None;
            }
            let id = first.of_trait;
            self.private_trait(id, name, span);
            return Some(Err(()));
        }
        if found.len() > 1 {
            // A program's own trait comes before those of the standard library.
            let own = |found: &Found| {
                self.ck
                    .trait_info(found.of_trait)
                    .is_some_and(|info| info.std.is_none())
            };
            if found.iter().any(own) {
                found.retain(own);
            }
        }
        match found.as_slice() {
            [] => None,
            [only] => Some(Ok(only.clone())),
            [first, second, ..] => {
                let shown = self.show(ty);
                let info = |found: &Found| {
                    self.ck
                        .trait_info(found.of_trait)
                        .map(|info| info.name.clone())
                        .unwrap_or_default()
                };
                let place = |found: &Found| {
                    self.ck
                        .functions
                        .get(found.function.0 as usize)
                        .map(|info| info.decl.name.span)
                        .filter(|span| span.file != STD_FILE)
                };
                let (one, two) = (info(first), info(second));
                let mut diagnostic = Diagnostic::error(
                    codes::AMBIGUOUS,
                    span,
                    format!("{shown} has a function `{name}` from `{one}` and from `{two}`."),
                )
                .with_help(format!(
                    "Name the trait: `{one}::{name}(..)` or `{two}::{name}(..)`."
                ));
                for (found, of) in [(first, &one), (second, &two)] {
                    if let Some(span) = place(found) {
                        diagnostic = diagnostic.with_secondary(span, format!("`{of}` declares it here"));
                    }
                }
                self.ck.report(diagnostic);
                Some(Err(()))
            }
        }
    }

    /// `Trait::name(args)`, or `<ty as Trait>::name(args)`.
    #[allow(clippy::too_many_arguments)]
    pub fn call_of_trait(
        &mut self,
        id: TraitId,
        given: Vec<Ty>,
        ty: Option<Ty>,
        last: &'a ast::PathSegment,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let Some(function) = self.function_of_trait(id, &last.name) else {
            self.ignore(args);
            return error_expr(span);
        };
        let self_ty = ty.unwrap_or_else(|| self.infer.fresh(last.name.span));
        let found = Found {
            of_trait: id,
            function,
            args: given,
            hidden: false,
        };
        self.call_trait(found, &self_ty, &last.args, None, args, span, hint)
    }

    /// A trait's function of that name; reported where there is none.
    pub fn function_of_trait(&mut self, id: TraitId, name: &ast::Ident) -> Option<FnId> {
        let found = self
            .ck
            .trait_functions
            .get(&name.name)
            .into_iter()
            .flatten()
            .find(|(of, _)| *of == id)
            .and_then(|(_, at)| self.ck.trait_info(id)?.functions.get(*at as usize).copied());
        if found.is_none() {
            let (shown, def) = self
                .ck
                .trait_info(id)
                .map(|info| (info.name.clone(), info.span))
                .unwrap_or_default();
            let mut diagnostic = Diagnostic::error(
                codes::UNKNOWN_ASSOCIATED,
                name.span,
                format!("The trait `{shown}` has no function `{}`.", name.name),
            );
            if def.file != STD_FILE {
                diagnostic = diagnostic.with_secondary(def, "the trait is declared here");
            }
            self.ck.report(diagnostic);
        }
        found
    }

    /// The function of a trait that `ty::name` means where no call follows, with the type and the trait's
    /// arguments; `None` where none has it, `Err` where several have, which is reported.
    pub fn trait_function_value(
        &mut self,
        ty: &Ty,
        name: &ast::Ident,
    ) -> Option<Result<(FnId, Vec<Ty>), ()>> {
        let ty = self.infer.shallow(ty);
        let found = self.only_one(&ty, &name.name, true, name.span)?;
        Some(found.map(|found| (found.function, self.trait_types(&found, &ty, name.span))))
    }

    /// The type and the trait's arguments, with what can be known of open ones by now.
    fn trait_types(&mut self, found: &Found, ty: &Ty, span: Span) -> Vec<Ty> {
        let types: Vec<Ty> = std::iter::once(ty.clone())
            .chain(found.args.iter().cloned())
            .collect();
        if !self.select(found.of_trait, &types, span) {
            self.selections.push((found.of_trait, types.clone(), span));
        }
        types
    }

    /// The function that `Trait::name` means where no call follows, with its type arguments.
    pub fn trait_value(
        &mut self,
        id: TraitId,
        given: Vec<Ty>,
        ty: Option<Ty>,
        name: &ast::Ident,
    ) -> Option<(FnId, Vec<Ty>)> {
        let function = self.function_of_trait(id, name)?;
        let ty = ty.unwrap_or_else(|| self.infer.fresh(name.span));
        let found = Found {
            of_trait: id,
            function,
            args: given,
            hidden: false,
        };
        Some((function, self.trait_types(&found, &ty, name.span)))
    }

    #[allow(clippy::too_many_arguments)]
    fn call_trait(
        &mut self,
        found: Found,
        ty: &Ty,
        explicit: &'a [ast::Type],
        receiver: Option<Place>,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let types: Vec<Ty> = std::iter::once(ty.clone())
            .chain(found.args.iter().cloned())
            .collect();
        // `5.f()`: the type of the literal is the one that has the function, `i64` where several have.
        if self.infer.is_int_var(ty) {
            match self.ck.find_impl(found.of_trait, &types, &self.infer) {
                Resolution::One(index) => {
                    self.commit_impl(index, &types, span);
                }
                _ => {
                    let default = Ty::Int(twilight_abi::IntType::I64);
                    self.infer.unify(ty, &default);
                }
            }
        }
        let types = self.trait_types(&found, ty, span);
        self.call_with(found.function, types, explicit, receiver, args, span, hint)
    }

    /// Reports the use of a function or constant of a trait that is private to another module.
    pub fn private_trait(&mut self, id: TraitId, name: &str, span: Span) {
        let Some(info) = self.ck.trait_info(id) else {
            return;
        };
        let (shown, def) = (info.name.clone(), info.span);
        let module = self.ck.show_module(self.ck.module_of(info.scope));
        self.ck.report(
            Diagnostic::error(
                codes::PRIVATE,
                span,
                format!("`{name}` belongs to the trait `{shown}`, which is private to {module}."),
            )
            .with_secondary(def, "defined here without `pub`")
            .with_help(format!("Write `pub trait {shown}` to use it from other modules.")),
        );
    }

    /// Asks for what a struct or enum asks of its type arguments.
    pub fn demand_bounds(&mut self, id: crate::ty::AdtId, ty: &Ty, span: Span) {
        let Ty::Adt(_, args) = ty else { return };
        let Some(generics) = self
            .ck
            .adt_infos
            .get(id.0 as usize)
            .filter(|info| info.generics.iter().any(|generic| !generic.bounds.is_empty()))
            .map(|info| info.generics.clone())
        else {
            return;
        };
        let definition = self.ck.adt(id).map(|adt| adt.span).unwrap_or_default();
        for (generic, arg) in generics.iter().zip(args.iter()) {
            for bound in &generic.bounds {
                let bound = substitute_bound(bound, args);
                self.obligations.push(Obligation::Bound(
                    arg.clone(),
                    bound,
                    span,
                    generic.name.clone(),
                    definition,
                ));
            }
        }
    }

    /// A hint for a function that a type does not have, but traits have.
    pub fn trait_hint(&self, ty: &Ty, name: &str) -> Option<String> {
        let names: Vec<&str> = self
            .ck
            .trait_functions
            .get(name)?
            .iter()
            .filter_map(|(id, _)| self.ck.trait_info(*id))
            .map(|info| info.name.as_str())
            .take(MAX_LISTED)
            .collect();
        let first = names.first()?;
        let shown = self.show(ty);
        let shown = shown.trim_matches('`');
        Some(match ty {
            Ty::Param(_) if !shown.starts_with("impl ") => format!(
                "The trait `{}` has it. Ask for the trait where the type parameter is declared: `{shown}: {first}`.",
                names.join("`, `")
            ),
            Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => {
                format!("The trait `{}` has it, but is not asked for.", names.join("`, `"))
            }
            _ if Head::of(ty).is_some() => {
                format!("The trait `{first}` has it: write `impl {first} for {shown} {{ .. }}`.")
            }
            _ => return None,
        })
    }

    /// `Target::from(value)` of a program's implementation.
    pub fn apply_from(&mut self, function: FnId, value: Expr, target: Ty, span: Span) -> Expr {
        let types = vec![target.clone(), value.ty.clone()];
        if let Some(id) = self.ck.std_trait(StdTrait::From) {
            self.select(id, &types, span);
        }
        Expr {
            kind: ExprKind::Call {
                function,
                types,
                args: vec![Arg::Value(value)],
            },
            ty: target,
            span,
        }
    }

    /// Whether a program says how values of the one type become the other.
    pub fn has_from_impl(&mut self, from: &Ty, to: &Ty) -> Option<FnId> {
        let id = self.ck.std_trait(StdTrait::From)?;
        let (from, to) = (self.infer.shallow(from), self.infer.shallow(to));
        let function = self.ck.trait_info(id)?.functions.first().copied()?;
        // The open type of a literal becomes what the only such bound asks for.
        let bound = Bound::Trait(id, [from.clone()].into());
        let bounds = self.ck.bounds_of(&to);
        let open = matches!(from, Ty::Infer(_));
        if bounds.contains(&bound)
            || (open
                && bounds
                    .iter()
                    .any(|bound| matches!(bound, Bound::Trait(other, _) if *other == id)))
        {
            return Some(function);
        }
        (self.ck.find_impl(id, &[to, from], &self.infer) != Resolution::None).then_some(function)
    }
}
