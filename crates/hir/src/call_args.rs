//! Calls of a function that is known: its type arguments, its arguments and how each is passed (DECISION T3).
//!
//! This file must never look a name up: `calls` and `methods` found the function.

use twilight_diagnostics::Span;
use twilight_syntax::ast;

use crate::body::{FnCx, Obligation, error_expr, place_ty};
use crate::calls::type_arguments;
use crate::checker::Bound;
use crate::codes;
use crate::infer::substitute;
use crate::thir::{Arg, Expr, ExprKind, FnId, ParamMode, Place};
use crate::traits::substitute_bound;
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// A call of a user function; `receiver` is its `self`.
    pub fn call_fn(
        &mut self,
        id: FnId,
        explicit: &'a [ast::Type],
        receiver: Option<Place>,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        self.call_with(id, Vec::new(), explicit, receiver, args, span, hint)
    }

    /// A call of a function of a type; the type's arguments decide those of its `impl`.
    #[allow(clippy::too_many_arguments)]
    pub fn call_method_fn(
        &mut self,
        id: FnId,
        ty: &Ty,
        explicit: &'a [ast::Type],
        receiver: Option<Place>,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let Some(info) = self.ck.functions.get(id.0 as usize) else {
            return error_expr(span);
        };
        let (self_ty, count) = (info.self_ty.clone(), info.outer_generics);
        let outer: Vec<Ty> = (0..count).map(|_| self.infer.fresh(span)).collect();
        if let Some(self_ty) = self_ty {
            let instance = substitute(&self_ty, &outer);
            if !self.infer.unify(&instance, ty) {
                let (wanted, found) = (self.show(&instance), self.show(ty));
                self.ignore(args);
                return self.fail(
                    codes::MISMATCH,
                    span,
                    format!("This function is defined for {wanted} only, but this is {found}."),
                );
            }
        }
        self.call_with(id, outer, explicit, receiver, args, span, hint)
    }

    /// A call whose first type arguments, those of the `impl` or trait or of the receiver, are known.
    #[allow(clippy::too_many_arguments)]
    pub fn call_with(
        &mut self,
        id: FnId,
        mut types: Vec<Ty>,
        explicit: &'a [ast::Type],
        receiver: Option<Place>,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let Some(info) = self.ck.functions.get(id.0 as usize) else {
            return error_expr(span);
        };
        let (params, modes, ret) = (
            info.params.clone(),
            info.function.params.clone(),
            info.ret.clone(),
        );
        let (name, def, generics) = (
            info.function.name.clone(),
            info.function.span,
            info.generics.clone(),
        );
        let anonymous = info
            .generics
            .len()
            .saturating_sub(info.outer_generics + info.own_generics);
        let library = info.function.library;
        // Nothing of the library's text is shown: the call stands for it.
        let def = if library { span } else { def };
        let own = generics.len().saturating_sub(types.len());
        // Those that `impl Trait` stands for have no name and come last.
        let named = own.saturating_sub(anonymous);
        if !explicit.is_empty() && explicit.len() != named {
            self.ck.error(
                codes::TYPE_ARITY,
                span,
                format!("`{name}` takes {}.", type_arguments(named, explicit.len())),
            );
        }
        for at in 0..own {
            let ty = match explicit.get(at).filter(|_| at < named) {
                Some(ty) => self.ck.lower_type(ty, self.scope),
                None => self.infer.fresh(span),
            };
            types.push(ty);
        }
        for (generic, ty) in generics.iter().zip(&types) {
            for bound in &generic.bounds {
                let bound = substitute_bound(bound, &types);
                if let Bound::Trait(id, args) = &bound
                    && !args.is_empty()
                {
                    let all = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
                    self.selections.push((*id, all, span));
                }
                self.obligations.push(Obligation::Bound(
                    ty.clone(),
                    bound,
                    span,
                    generic.name.clone(),
                    def,
                ));
            }
        }
        let ret = self.normalize(substitute(&ret, &types), span);
        if let Some(hint) = hint
            && !generics.is_empty()
            && !matches!(self.infer.shallow(hint), Ty::Unit | Ty::Never)
        {
            // A failure shows up again where the result is demanded.
            self.infer.unify(&ret, hint);
        }
        let given = usize::from(receiver.is_some());
        if !self.count_args(
            &name,
            args,
            params.len().saturating_sub(given),
            span,
            (!library).then_some(def),
        ) {
            return Expr {
                ty: ret,
                ..error_expr(span)
            };
        }
        let mut checked = Vec::new();
        // Functions come last, when the other arguments have settled the types.
        let mut functions = Vec::new();
        let mut receiver = receiver;
        let mut args = args.iter();
        for (param, mode) in params.iter().zip(modes) {
            let ty = self.normalize(substitute(&param.ty, &types), span);
            if let Ty::Fn(ty) = ty {
                let Some(arg) = args.next() else { break };
                functions.push((checked.len(), arg, ty));
                continue;
            }
            let place = match receiver.take() {
                Some(place) => Some(place),
                None => {
                    let Some(arg) = args.next() else { break };
                    if mode != ParamMode::Mut {
                        checked.push(Arg::Value(self.check_for(arg, &ty, param.span, "the parameter")));
                        continue;
                    }
                    let place = self.place(arg);
                    let found = place_ty(&place);
                    if !self.infer.unify(&found, &ty) {
                        let value = self.read(place);
                        checked.push(Arg::Value(self.demand(value, &ty)));
                        continue;
                    }
                    Some(place)
                }
            };
            let Some(place) = place else { break };
            if mode == ParamMode::Mut {
                self.demand_entry_default(&place);
                let how = if library {
                    "changed".to_string()
                } else {
                    format!("passed to `mut {}`", param.name)
                };
                self.demand_mutable(&place, &how);
                checked.push(Arg::Place(place));
            } else {
                checked.push(Arg::Value(self.read_checked(place)));
            }
        }
        self.settle(false);
        for (inserted, (at, arg, ty)) in functions.into_iter().enumerate() {
            let Some(callee) = self.function_arg(arg, &ty) else {
                return Expr {
                    ty: ret,
                    ..error_expr(span)
                };
            };
            checked.insert(at + inserted, Arg::Function(callee));
        }
        self.settle(false);
        Expr {
            kind: ExprKind::Call {
                function: id,
                types,
                args: checked,
            },
            ty: ret,
            span,
        }
    }
}
