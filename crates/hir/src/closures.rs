//! Closures and functions given to parameters (DECISIONS S7, T20).
//!
//! A closure stands directly in a call. Its parameters take their types from the called function's signature after
//! the other arguments were checked; its result flows back into that signature. Its variables are variables of the
//! body around it. What it may do with the others is decided in [`crate::lending`].

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::calls::arguments;
use crate::checker::{TypeDef, ValueDef};
use crate::codes;
use crate::infer::substitute;
use crate::modules::{Def, Space};
use crate::paths::{Prefix, joined};
use crate::thir::{AdtKind, Callee, Closure, Expr, ExprKind, Fields, FnId, LocalId, ParamMode};
use crate::traits::substitute_bound;
use crate::ty::{FnTy, Ty};

impl<'a> FnCx<'_, 'a> {
    /// The function type of a parameter that receives a function.
    pub fn received_fn(&self, id: LocalId) -> Option<Arc<FnTy>> {
        match self.local(id).map(|info| &info.local.ty) {
            Some(Ty::Fn(ty)) => Some(Arc::clone(ty)),
            _ => None,
        }
    }

    /// What `return` and `?` end here.
    pub fn returning(&self) -> &'static str {
        if self.in_closure { "closure" } else { "function" }
    }

    /// The label of the place that decides what `return` gives.
    pub fn returning_from(&self) -> &'static str {
        if self.in_closure {
            "the closure, whose result the called function decides"
        } else {
            "the result type of the function"
        }
    }

    /// `f(args)` where the parameter `f` received a function.
    pub fn call_param(&mut self, id: LocalId, ty: &FnTy, args: &'a [ast::Expr], span: Span) -> Expr {
        let (name, def) = self
            .local(id)
            .map(|info| (info.local.name.clone(), info.local.span))
            .unwrap_or_default();
        if !self.count_args(&name, args, ty.params.len(), span, Some(def)) {
            return Expr {
                ty: ty.ret.clone(),
                ..error_expr(span)
            };
        }
        let args = args
            .iter()
            .zip(&ty.params)
            .map(|(arg, ty)| self.check(arg, ty))
            .collect();
        Expr {
            kind: ExprKind::CallParam { param: id, args },
            ty: ty.ret.clone(),
            span,
        }
    }

    /// A parameter's function is used other than in a call.
    pub fn kept_function(&mut self, name: &str, span: Span) -> Expr {
        self.fail_with(
            Diagnostic::error(
                codes::FUNCTION_VALUE,
                span,
                format!(
                    "`{name}` receives a function, which can only be called or passed on to another function."
                ),
            )
            .with_help(format!(
                "Call it: `{name}(..)`. A function cannot be kept in a variable, a field or a result."
            )),
        )
    }

    /// A closure where none can stand.
    pub fn misplaced_closure(&mut self, span: Span, hint: Option<&Ty>) -> Expr {
        let hint = hint.map(|hint| self.infer.shallow(hint));
        let message = match hint {
            // That was reported: what should stand here is no type.
            Some(Ty::Error) => return error_expr(span),
            Some(ty) if !matches!(ty, Ty::Infer(_) | Ty::Unit) => {
                format!("Expected {}, but this is a closure.", self.show(&ty))
            }
            _ => "A closure cannot be kept: it can only stand directly in a call, as the argument for a parameter that \
                  takes a function."
                .to_string(),
        };
        self.fail_with(
            Diagnostic::error(codes::CLOSURE_PLACE, span, message).with_help(
                "Write the closure in the call that needs it (`v.map(|x| x + 1)`), or define a function (`fn f(x: u64) \
                 -> u64 { .. }`) and give its name.",
            ),
        )
    }

    /// The argument for a parameter that receives a function; `None` where an error was reported.
    pub fn function_arg(&mut self, arg: &'a ast::Expr, wanted: &Arc<FnTy>) -> Option<Callee> {
        let given = self.function_given(arg, wanted);
        if given.is_none() {
            // What its result would have been is not asked for.
            self.infer.give_up(&wanted.ret);
        }
        given
    }

    fn function_given(&mut self, arg: &'a ast::Expr, wanted: &Arc<FnTy>) -> Option<Callee> {
        match &arg.kind {
            ast::ExprKind::Paren(inner) => self.function_arg(inner, wanted),
            ast::ExprKind::Closure { params, body } => self.closure(params, body, arg.span, wanted),
            ast::ExprKind::Path(path) => self.named_function(path, arg, wanted),
            _ => {
                let value = self.expr(arg, None);
                self.not_a_function(&value, wanted)
            }
        }
    }

    fn not_a_function(&mut self, value: &Expr, wanted: &Arc<FnTy>) -> Option<Callee> {
        let found = self.infer.shallow(&value.ty);
        if matches!(found, Ty::Error) {
            return None;
        }
        let (found, shown) = (self.show(&found), self.show(&Ty::Fn(Arc::clone(wanted))));
        let names = ["a", "b", "c"];
        let params = names.get(..wanted.params.len()).unwrap_or(&["..."]).join(", ");
        self.ck.report(
            Diagnostic::error(
                codes::NOT_A_FUNCTION,
                value.span,
                format!("Expected a function {shown}, but this is {found}."),
            )
            .with_help(format!(
                "Write a closure (`|{params}| ..`) or the name of a function."
            )),
        );
        None
    }

    fn closure(
        &mut self,
        params: &'a [(ast::Pattern, Option<ast::Type>)],
        body: &'a ast::Expr,
        span: Span,
        wanted: &Arc<FnTy>,
    ) -> Option<Callee> {
        if params.len() != wanted.params.len() {
            self.wrong_count("This closure", params.len(), wanted, span);
            if let [only] = wanted.params.as_slice()
                && let Ty::Tuple(parts) = self.infer.shallow(only)
                && parts.len() == params.len()
                && let Some(found) = self.ck.diagnostics.last_mut()
                && found.span == span
            {
                let names: Vec<&str> = params
                    .iter()
                    .map(|(pattern, _)| self.ck.sources.text(pattern.span))
                    .collect();
                found.help.push(format!(
                    "The argument is a tuple: write `|({})|`.",
                    names.join(", ")
                ));
            }
            return None;
        }
        for ((_, ty), wanted) in params.iter().zip(&wanted.params) {
            let Some(ty) = ty else { continue };
            let written = self.ck.lower_type(ty, self.scope);
            if !self.infer.unify(&written, wanted) {
                let (written, wanted) = (self.show(&written), self.show(wanted));
                self.ck.report(
                    Diagnostic::error(
                        codes::MISMATCH,
                        ty.span,
                        format!("This parameter is {written}, but the closure is called with {wanted}."),
                    )
                    .with_help("Leave the type out: it is known from the function that is called."),
                );
                return None;
            }
        }
        let first = self.locals.len();
        let loops = std::mem::take(&mut self.loops);
        let ret = self.ret.replace((wanted.ret.clone(), span));
        let outer = std::mem::replace(&mut self.in_closure, true);
        self.enter();
        let patterns: Vec<(&ast::Pattern, &Ty)> = params
            .iter()
            .zip(&wanted.params)
            .map(|((pattern, _), ty)| (pattern, ty))
            .collect();
        let params = self.bind_params(&patterns);
        let body = self.closure_body(body, &wanted.ret);
        self.leave();
        (self.loops, self.ret, self.in_closure) = (loops, ret, outer);
        let end = self.locals.len();
        Some(Callee::Closure(Box::new(Closure {
            params,
            body,
            locals: index(first)..index(end),
            once: wanted.once,
            span,
        })))
    }

    /// A body whose value nobody asked for says how to drop it.
    fn closure_body(&mut self, body: &'a ast::Expr, ret: &Ty) -> Expr {
        let value = self.expr(body, Some(ret));
        let found = self.infer.shallow(&value.ty);
        if matches!(self.infer.shallow(ret), Ty::Unit)
            && !matches!(
                found,
                Ty::Unit | Ty::Never | Ty::Error | Ty::Infer(_) | Ty::Result(..)
            )
            && !matches!(body.kind, ast::ExprKind::Block(_))
        {
            let shown = self.show(&found);
            return self.fail_with(
                Diagnostic::error(
                    codes::MISMATCH,
                    body.span,
                    format!("This closure must give nothing, but its value is {shown}."),
                )
                .with_help("Put it into braces with a semicolon to drop the value: `|..| { ..; }`."),
            );
        }
        self.demand(value, ret)
    }

    /// Reports a function that takes another number of arguments than the parameter gives it.
    pub fn wrong_count(&mut self, what: &str, found: usize, wanted: &FnTy, span: Span) {
        let parameters = match found {
            0 => "no parameters".to_string(),
            1 => "one parameter".to_string(),
            count => format!("{count} parameters"),
        };
        self.ck.error(
            codes::CLOSURE_ARITY,
            span,
            format!(
                "{what} has {parameters}, but it is called with {}.",
                arguments(wanted.params.len())
            ),
        );
    }

    fn named_function(
        &mut self,
        path: &'a ast::Path,
        arg: &'a ast::Expr,
        wanted: &Arc<FnTy>,
    ) -> Option<Callee> {
        let span = arg.span;
        match path.segments.as_slice() {
            [only] => {
                let name = only.name.name.as_str();
                if let Some(id) = self.find_local(name) {
                    return match self.received_fn(id) {
                        Some(given) => self.pass_on(id, name, &given, wanted, span),
                        None => {
                            let value = self.expr(arg, None);
                            self.not_a_function(&value, wanted)
                        }
                    };
                }
                if self.bare_storage(name, span).is_none()
                    && let Some(ValueDef::Fn(id)) = self.ck.find_value(self.scope, name)
                {
                    return self.instance(id, Vec::new(), &only.args, name, wanted, span);
                }
                if let Some(ValueDef::Variant(id, variant)) = self.ck.find_value(self.scope, name)
                    && let Some(AdtKind::Enum(variants)) = self.ck.adt(id).map(|adt| &adt.kind)
                    && let Some((_, Fields::Tuple(types))) = variants.get(variant as usize)
                {
                    let types = types.clone();
                    let ty = self.fresh_adt(id, span);
                    return self.constructor(ty, Some(variant), &types, name, only, wanted, span);
                }
                if self.ck.find_value(self.scope, name).is_none() {
                    let std = match name {
                        "Some" => Some(1),
                        "Ok" => Some(0),
                        "Err" => Some(1),
                        _ => None,
                    };
                    let user = self.ck.find_type(self.scope, name);
                    if let (Some(variant), None) = (std, &user) {
                        return self.std_constructor(only, variant, wanted, span);
                    }
                    if let Some(TypeDef::Adt(id) | TypeDef::Ty(Ty::Adt(id, _))) = user
                        && let Some(AdtKind::Struct(Fields::Tuple(types))) =
                            self.ck.adt(id).map(|adt| &adt.kind)
                    {
                        let types = types.clone();
                        let ty = self.fresh_adt(id, span);
                        return self.constructor(ty, None, &types, name, only, wanted, span);
                    }
                }
            }
            [front @ .., last] => {
                let name = last.name.name.as_str();
                match self.prefix(front, path.span) {
                    Prefix::Ty(ty @ Ty::Adt(id, _)) => {
                        if let Some((variant, Fields::Tuple(types))) = self.find_variant(id, name) {
                            let name = joined(path);
                            return self.constructor(ty, Some(variant), &types, &name, last, wanted, span);
                        }
                        if let Some((function, def)) = self.method_of(&ty, name, last.name.span) {
                            self.check_method_open(function, &last.name, def);
                            let outer = self.impl_types(function, &ty, span);
                            return self.instance(function, outer, &last.args, &joined(path), wanted, span);
                        }
                        if let Some(found) = self.trait_function_value(&ty, &last.name) {
                            let (function, types) = found.ok()?;
                            return self.instance(function, types, &last.args, &joined(path), wanted, span);
                        }
                    }
                    Prefix::Trait(id, given, ty) => {
                        let (function, types) = self.trait_value(id, given, ty, &last.name)?;
                        return self.instance(function, types, &last.args, &joined(path), wanted, span);
                    }
                    Prefix::Contract(id) if self.contract == Some(id) => {
                        let found = self
                            .ck
                            .contracts
                            .get(id.0 as usize)
                            .and_then(|contract| self.ck.scopes.get(contract.scope.0))
                            .and_then(|scope| scope.values.get(name))
                            .map(|(def, _)| *def);
                        if let Some(ValueDef::Fn(function)) = found {
                            return self.instance(
                                function,
                                Vec::new(),
                                &last.args,
                                &joined(path),
                                wanted,
                                span,
                            );
                        }
                    }
                    Prefix::Module(module) => {
                        if let Some(Def::Value(ValueDef::Fn(function))) =
                            self.module_member(module, &last.name, Space::Value)
                        {
                            return self.instance(
                                function,
                                Vec::new(),
                                &last.args,
                                &joined(path),
                                wanted,
                                span,
                            );
                        }
                    }
                    Prefix::Poison => return None,
                    Prefix::Ty(ty) if !matches!(ty, Ty::Error) => {
                        if let Some(found) = self.trait_function_value(&ty, &last.name) {
                            let (function, types) = found.ok()?;
                            return self.instance(function, types, &last.args, &joined(path), wanted, span);
                        }
                        let shown = joined(path);
                        self.ck.report(
                            Diagnostic::error(
                                codes::NOT_A_FUNCTION,
                                span,
                                format!("`{shown}` of the standard library cannot be given by its name."),
                            )
                            .with_help(format!("Call it in a closure: `|x| {shown}(x)`.")),
                        );
                        return None;
                    }
                    _ => {}
                }
            }
            [] => {}
        }
        let value = self.expr(arg, None);
        self.not_a_function(&value, wanted)
    }

    fn pass_on(
        &mut self,
        id: LocalId,
        name: &str,
        given: &Arc<FnTy>,
        wanted: &Arc<FnTy>,
        span: Span,
    ) -> Option<Callee> {
        self.mark_used(id);
        if given.once && !wanted.once {
            self.ck.report(
                Diagnostic::error(
                    codes::CALLED_TWICE,
                    span,
                    format!("`{name}` is `FnOnce`, but it is passed to a function that may call it more than once."),
                )
                .with_help("Ask for `Fn` instead of `FnOnce` where the parameter is declared."),
            );
            return None;
        }
        let (given, wanted) = (Ty::Fn(Arc::clone(given)), Ty::Fn(Arc::clone(wanted)));
        self.fits(name, &given, &wanted, span)
            .then_some(Callee::Param(id, span))
    }

    /// Whether a function has the type that a parameter wants; reports it where it has not.
    pub fn fits(&mut self, name: &str, found: &Ty, wanted: &Ty, span: Span) -> bool {
        if self.infer.unify(found, wanted) {
            return true;
        }
        let (found, wanted) = (self.show(found), self.show(wanted));
        self.ck.error(
            codes::NOT_A_FUNCTION,
            span,
            format!("`{name}` is {found}, but a function {wanted} is expected."),
        );
        false
    }

    /// Type arguments of the `impl` that a function of a type stands in.
    fn impl_types(&mut self, id: FnId, ty: &Ty, span: Span) -> Vec<Ty> {
        let Some(info) = self.ck.functions.get(id.0 as usize) else {
            return Vec::new();
        };
        let (count, self_ty) = (info.outer_generics, info.self_ty.clone());
        let types: Vec<Ty> = (0..count).map(|_| self.infer.fresh(span)).collect();
        if let Some(self_ty) = self_ty {
            self.infer.unify(&substitute(&self_ty, &types), ty);
        }
        types
    }

    fn instance(
        &mut self,
        id: FnId,
        mut types: Vec<Ty>,
        explicit: &'a [ast::Type],
        name: &str,
        wanted: &Arc<FnTy>,
        span: Span,
    ) -> Option<Callee> {
        let info = self.ck.functions.get(id.0 as usize)?;
        let (params, modes, ret) = (
            info.params.clone(),
            info.function.params.clone(),
            info.ret.clone(),
        );
        let (def, generics) = (info.function.span, info.generics.clone());
        let (outer, named) = (types.len(), info.own_generics);
        for at in outer..generics.len() {
            let ty = match explicit.get(at - outer).filter(|_| at - outer < named) {
                Some(ty) => self.ck.lower_type(ty, self.scope),
                None => self.infer.fresh(span),
            };
            types.push(ty);
        }
        if params.len() != wanted.params.len() {
            self.wrong_count(&format!("`{name}`"), params.len(), wanted, span);
            return None;
        }
        let special = params
            .iter()
            .zip(&modes)
            .find(|(_, mode)| matches!(mode, ParamMode::Mut | ParamMode::Function))
            .map(|(param, mode)| (param.name.clone(), *mode));
        if let Some((param, mode)) = special {
            let why = match mode {
                ParamMode::Mut => format!("changes its argument through `mut {param}`"),
                _ => format!("takes a function (`{param}`) itself"),
            };
            self.ck.report(
                Diagnostic::error(
                    codes::NOT_A_FUNCTION,
                    span,
                    format!("`{name}` cannot be given to another function, because it {why}."),
                )
                .with_secondary(def, "defined here")
                .with_help("Call it in a closure."),
            );
            return None;
        }
        for (generic, ty) in generics.iter().zip(&types) {
            for bound in &generic.bounds {
                self.obligations.push(crate::body::Obligation::Bound(
                    ty.clone(),
                    substitute_bound(bound, &types),
                    span,
                    generic.name.clone(),
                    def,
                ));
            }
        }
        let found = Ty::Fn(Arc::new(FnTy {
            once: false,
            params: params
                .iter()
                .map(|param| self.normalize(substitute(&param.ty, &types), span))
                .collect(),
            ret: self.normalize(substitute(&ret, &types), span),
        }));
        self.fits(name, &found, &Ty::Fn(Arc::clone(wanted)), span)
            .then_some(Callee::Named {
                function: id,
                types,
                span,
            })
    }
}

/// The number of a variable.
pub fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
