//! Calls of functions (spec 01 §3.2, DECISION C2).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::{TypeDef, ValueDef};
use crate::codes;
use crate::modules::{Def, Space};
use crate::paths::{Prefix, joined};
use crate::suggest;
use crate::thir::{ContextVar, Expr, Fields, FnId};
use crate::ty::Ty;

/// `one argument`, `2 arguments`.
pub fn arguments(count: usize) -> String {
    match count {
        0 => "no arguments".to_string(),
        1 => "one argument".to_string(),
        count => format!("{count} arguments"),
    }
}

/// `one type argument, but 2 are given`.
pub fn type_arguments(wanted: usize, given: usize) -> String {
    let wanted = match wanted {
        0 => "no type arguments".to_string(),
        1 => "one type argument".to_string(),
        count => format!("{count} type arguments"),
    };
    let verb = if given == 1 { "is" } else { "are" };
    format!("{wanted}, but {given} {verb} given")
}

/// A context function by its module and name (DECISION C2).
pub fn context_var(module: &str, name: &str) -> Option<(ContextVar, Ty)> {
    let number = Ty::Int(twilight_abi::IntType::U64);
    Some(match (module, name) {
        ("ctx" | "tx", "sender") => (ContextVar::Sender, Ty::Address),
        ("ctx" | "tx", "origin") => (ContextVar::Origin, Ty::Address),
        ("ctx" | "tx", "value") => (ContextVar::Value, Ty::Int(twilight_abi::IntType::U128)),
        ("env" | "ctx", "block_number") => (ContextVar::BlockNumber, number),
        ("env" | "ctx", "timestamp") => (ContextVar::Timestamp, number),
        ("env" | "ctx", "self_address") => (ContextVar::SelfAddress, Ty::Address),
        ("env" | "ctx", "gas_left") => (ContextVar::GasLeft, number),
        _ => return None,
    })
}

impl<'a> FnCx<'_, 'a> {
    /// `callee(args)`.
    pub fn call(
        &mut self,
        callee: &'a ast::Expr,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        if let Some(error) = self.named_argument(args, span) {
            return error;
        }
        let mut inner = callee;
        while let ast::ExprKind::Paren(next) = &inner.kind {
            inner = next;
        }
        let ast::ExprKind::Path(path) = &inner.kind else {
            let value = self.expr(inner, None);
            self.ignore(args);
            if matches!(value.ty, Ty::Error) {
                return error_expr(span);
            }
            let shown = self.show(&value.ty);
            return self.fail(
                codes::NOT_CALLABLE,
                inner.span,
                format!("This is {shown}, which cannot be called."),
            );
        };
        if let Some(result) = self.std_function(path, args, span) {
            for segment in &path.segments {
                self.no_type_args(&segment.name.name, &segment.args);
            }
            return result;
        }
        let modules = self.ck.core_front(&path.segments, self.scope);
        if modules > 0
            && let Some([only]) = path.segments.get(modules..)
            && let Some(result) = self.builtin_function(only, args, span, hint)
        {
            return result;
        }
        match path.segments.as_slice() {
            [only] => self.call_name(only, path, args, span, hint),
            [front @ .., last] => self.call_associated(front, last, path, args, span, hint),
            [] => error_expr(span),
        }
    }

    /// Checks arguments that nothing will use, for the messages about them.
    pub fn ignore(&mut self, args: &'a [ast::Expr]) {
        for arg in args {
            // What a closure's parameters are is not known any more.
            if !matches!(arg.kind, ast::ExprKind::Closure { .. }) {
                self.expr(arg, None);
            }
        }
    }

    /// Reports a wrong number of arguments; false then.
    pub fn count_args(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        wanted: usize,
        span: Span,
        def: Option<Span>,
    ) -> bool {
        if args.len() == wanted {
            return true;
        }
        let verb = if args.len() == 1 { "is" } else { "are" };
        let mut diagnostic = Diagnostic::error(
            codes::ARGUMENT_COUNT,
            span,
            format!(
                "`{name}` takes {}, but {} {verb} given.",
                arguments(wanted),
                if args.is_empty() {
                    "none".to_string()
                } else {
                    args.len().to_string()
                }
            ),
        );
        if let Some(def) = def {
            diagnostic = diagnostic.with_secondary(def, "defined here");
        } else if args.is_empty() && name == "Ok" {
            diagnostic = diagnostic.with_help("Without a value write `Ok(())`.");
        }
        self.ck.report(diagnostic);
        self.ignore(args);
        false
    }

    fn call_name(
        &mut self,
        segment: &'a ast::PathSegment,
        path: &'a ast::Path,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let name = segment.name.name.as_str();
        if let Some(id) = self.find_local(name) {
            self.mark_used(id);
            self.no_type_args(name, &segment.args);
            if let Some(ty) = self.received_fn(id) {
                return self.call_param(id, &ty, args, span);
            }
            self.ignore(args);
            let (ty, place) = match self.local(id) {
                Some(info) => (info.local.ty.clone(), info.local.span),
                None => return error_expr(span),
            };
            if matches!(self.infer.shallow(&ty), Ty::Error) {
                return error_expr(span);
            }
            let shown = self.show(&ty);
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{name}` is a variable of the type {shown}, which cannot be called."),
                )
                .with_secondary(place, "declared here"),
            );
        }
        match self.ck.find_value(self.scope, name) {
            Some(ValueDef::Fn(id)) if self.runs_at_deployment(id) => {
                self.ignore(args);
                return self.init_called(path.span);
            }
            Some(ValueDef::Fn(id)) => return self.call_fn(id, &segment.args, None, args, span, hint),
            Some(ValueDef::Variant(id, variant)) => {
                return self.call_variant(id, variant, name, segment, args, span, hint);
            }
            Some(ValueDef::Const(_)) => {
                self.ignore(args);
                return self.fail(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{name}` is a constant, which cannot be called."),
                );
            }
            Some(ValueDef::Poison) => {
                self.ignore(args);
                return error_expr(span);
            }
            None => {}
        }
        match self.ck.find_type(self.scope, name) {
            Some(TypeDef::Adt(id)) => return self.call_struct(id, name, segment, None, args, span, hint),
            Some(TypeDef::Ty(Ty::Adt(id, _))) => {
                return self.call_struct(id, name, segment, None, args, span, hint);
            }
            Some(TypeDef::Alias(_)) => match self.prefix(std::slice::from_ref(segment), path.span) {
                Prefix::Ty(ty @ Ty::Adt(id, _)) => {
                    return self.call_struct(id, name, segment, Some(ty), args, span, hint);
                }
                Prefix::Poison => {
                    self.ignore(args);
                    return error_expr(span);
                }
                _ => {}
            },
            Some(TypeDef::Poison) => {
                self.ignore(args);
                return error_expr(span);
            }
            Some(TypeDef::Trait(_)) => {
                self.ignore(args);
                return self.fail_with(
                    Diagnostic::error(
                        codes::NOT_CALLABLE,
                        path.span,
                        format!("`{name}` is a trait, which has no values."),
                    )
                    .with_help(format!("Call one of its functions: `{name}::f(value)`.")),
                );
            }
            Some(TypeDef::Contract(_)) => {
                self.ignore(args);
                return self.fail(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{name}` is a contract. Contracts cannot create or call each other yet."),
                );
            }
            _ => {}
        }
        if let Some(result) = self.builtin_function(segment, args, span, hint) {
            return result;
        }
        if let [only] = args
            && name == "address"
            && self.ck.sources.text(only.span) == "this"
        {
            return self.fail_with(
                Diagnostic::error(codes::NOT_CALLABLE, span, "`address(this)` means nothing here.")
                    .with_help("Twilight writes `self.address()` for the contract's address."),
            );
        }
        self.ignore(args);
        if self.ck.find_event(self.scope, name).is_some() {
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{name}` is an event, which cannot be called."),
                )
                .with_help(format!("Write `emit {name}(..)`.")),
            );
        }
        if let Some(ty) = crate::types::builtin(name) {
            let shown = self.show(&ty);
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("{shown} is a type, which cannot be called."),
                )
                .with_help(match ty {
                    Ty::Address => {
                        "Write `address::zero()`, `address::from_hex(text)` or `address::from_bytes(bytes)`; \
                                    the contract's own address is `self.address()`."
                            .to_string()
                    }
                    Ty::Hash256 => {
                        "Write `hash256::zero()`, `hash256::from_hex(text)` or `hash256::from_bytes(bytes)`."
                            .to_string()
                    }
                    Ty::Int(_) => format!("Convert with `{name}::from(value)` or `{name}::try_from(value)`."),
                    _ => format!("Leave `{name}(..)` out, or convert with a method of the value."),
                }),
            );
        }
        if self.bare_storage(name, span).is_some() {
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{name}` is a storage variable, which cannot be called."),
                )
                .with_help(format!(
                    "Read it as `storage.{name}`; entries of a map are `storage.{name}[key]`."
                )),
            );
        }
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_NAME,
            path.span,
            format!("There is no function `{name}` here."),
        );
        let mut names = self.ck.visible_names(self.scope, false);
        names.extend(["print", "println", "require", "Some", "Ok", "Err"].map(str::to_string));
        if let Some(twilight) = suggest::foreign_value(name) {
            diagnostic = diagnostic.with_help(format!("Twilight writes {twilight}."));
        } else if let Some(advice) = self.name_advice(name, true) {
            diagnostic = diagnostic.with_help(advice);
        } else if let Some(best) = suggest::closest(name, names.iter().map(String::as_str)) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        }
        if let Some(hint) = self.ck.elsewhere(name, &[Space::Value, Space::Type], self.scope) {
            diagnostic.help = vec![hint];
        }
        self.fail_with(diagnostic)
    }

    /// `module::name(args)`.
    fn call_in_module(
        &mut self,
        module: crate::modules::ModuleId,
        last: &'a ast::PathSegment,
        path: &'a ast::Path,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let shown = joined(path);
        let value = self.module_member(module, &last.name, Space::Value);
        match value.and_then(Def::into_value) {
            Some(ValueDef::Fn(id)) => return self.call_fn(id, &last.args, None, args, span, hint),
            Some(ValueDef::Variant(id, variant)) => {
                return self.call_variant(id, variant, &shown, last, args, span, hint);
            }
            Some(ValueDef::Const(_)) => {
                self.ignore(args);
                return self.fail(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{shown}` is a constant, which cannot be called."),
                );
            }
            Some(ValueDef::Poison) => {
                self.ignore(args);
                return error_expr(span);
            }
            None => {}
        }
        match self
            .module_member(module, &last.name, Space::Type)
            .and_then(Def::into_type)
        {
            Some(TypeDef::Adt(id)) => self.call_struct(id, &shown, last, None, args, span, hint),
            Some(TypeDef::Poison) => {
                self.ignore(args);
                error_expr(span)
            }
            Some(_) => {
                self.ignore(args);
                self.fail(
                    codes::NOT_CALLABLE,
                    path.span,
                    format!("`{shown}` cannot be called."),
                )
            }
            None => {
                self.ignore(args);
                self.ck
                    .not_in_module(module, &last.name, "function", codes::UNKNOWN_NAME);
                error_expr(span)
            }
        }
    }

    /// Whether it is a contract's `init`, which nothing calls but deployment (spec 01 §9.6). Tests call one that
    /// has parameters, as the deployer would.
    fn runs_at_deployment(&self, id: FnId) -> bool {
        let info = self.ck.functions.get(id.0 as usize);
        !self.ck.options.test && info.is_some_and(|info| info.function.is_init)
    }

    fn init_called(&mut self, span: Span) -> Expr {
        self.fail_with(
            Diagnostic::error(
                codes::NOT_CALLABLE,
                span,
                "`init` runs once, when the contract is deployed, and cannot be called.",
            )
            .with_help("Move what both need into a function of its own, and call that here and in `init`."),
        )
    }

    /// A variant with values that `use` brought in, called by its own name.
    #[allow(clippy::too_many_arguments)]
    fn call_variant(
        &mut self,
        id: crate::ty::AdtId,
        variant: u32,
        shown: &str,
        segment: &'a ast::PathSegment,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let fields = match self.ck.adt(id).map(|adt| &adt.kind) {
            Some(crate::thir::AdtKind::Enum(variants)) => {
                variants.get(variant as usize).map(|(_, fields)| fields.clone())
            }
            _ => None,
        };
        if let Some(Fields::Tuple(types)) = fields {
            let ty = self.fresh_adt(id, span);
            self.apply_type_args(&ty, segment);
            return self.construct(shown, Some(variant), &types, ty, args, span, hint);
        }
        self.ignore(args);
        self.fail(
            codes::NOT_CALLABLE,
            span,
            format!("The variant `{shown}` has no values in parentheses."),
        )
    }

    /// Checks that a function of a type may be called here.
    pub fn check_method_open(&mut self, function: FnId, name: &ast::Ident, def: Span) {
        let Some(info) = self.ck.functions.get(function.0 as usize) else {
            return;
        };
        let (open, owner) = (info.open, info.scope);
        self.ck
            .check_associated(open, owner, name, def, "function", self.scope);
    }

    fn call_associated(
        &mut self,
        front: &'a [ast::PathSegment],
        last: &'a ast::PathSegment,
        path: &'a ast::Path,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let name = last.name.name.as_str();
        let ty = match self.prefix(front, path.span) {
            Prefix::Ty(ty) => ty,
            Prefix::Poison => {
                self.ignore(args);
                return error_expr(span);
            }
            Prefix::Unknown => {
                self.ignore(args);
                return self.unknown_prefix(path, path.span);
            }
            Prefix::Module(id) => return self.call_in_module(id, last, path, args, span, hint),
            Prefix::Contract(id) => return self.call_contract(id, last, path, args, span, hint),
            Prefix::Trait(id, given, ty) => {
                return self.call_of_trait(id, given, ty, last, args, span, hint);
            }
        };
        let Ty::Adt(id, _) = &ty else {
            if let Some((function, _)) = self.method_of(&ty, name, last.name.span) {
                return self.call_method_fn(function, &ty, &last.args, None, args, span, hint);
            }
            return self.std_associated(&ty, last, args, span, hint);
        };
        let id = *id;
        if let Some((variant, fields)) = self.find_variant(id, name) {
            self.apply_type_args(&ty, last);
            return match fields {
                Fields::Tuple(types) => {
                    self.construct(&joined(path), Some(variant), &types, ty, args, span, hint)
                }
                _ => {
                    self.ignore(args);
                    let help = match fields {
                        Fields::Unit => format!("Write `{}` without parentheses.", joined(path)),
                        _ => format!("Write `{} {{ .. }}`.", joined(path)),
                    };
                    self.fail_with(
                        Diagnostic::error(
                            codes::NOT_CALLABLE,
                            path.span,
                            format!("The variant `{}` has no values in parentheses.", joined(path)),
                        )
                        .with_help(help),
                    )
                }
            };
        }
        if let Some((function, def)) = self.method_of(&ty, name, last.name.span) {
            self.check_method_open(function, &last.name, def);
            return self.call_method_fn(function, &ty, &last.args, None, args, span, hint);
        }
        if let Some(call) = self.trait_associated(&ty, last, args, span, hint) {
            return call;
        }
        self.ignore(args);
        self.unknown_associated(id, &ty, last)
    }

    fn call_contract(
        &mut self,
        id: crate::thir::ContractId,
        last: &'a ast::PathSegment,
        path: &'a ast::Path,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let name = last.name.name.as_str();
        let scope = self
            .ck
            .contracts
            .get(id.0 as usize)
            .map_or(self.scope, |contract| contract.scope);
        let def = self
            .ck
            .scopes
            .get(scope.0)
            .and_then(|scope| scope.values.get(name))
            .map(|(def, _)| *def);
        match def {
            Some(ValueDef::Fn(function)) if self.runs_at_deployment(function) => {
                self.ignore(args);
                self.init_called(path.span)
            }
            // A test outside contracts calls one as its users do.
            Some(ValueDef::Fn(function))
                if self.contract == Some(id) || (self.contract.is_none() && self.ck.options.test) =>
            {
                self.call_fn(function, &last.args, None, args, span, hint)
            }
            Some(ValueDef::Fn(_)) => {
                self.ignore(args);
                self.fail_with(
                    Diagnostic::error(
                        codes::NOT_CALLABLE,
                        path.span,
                        format!(
                            "`{}` works on the storage of its contract, so only that contract can call it.",
                            joined(path)
                        ),
                    )
                    .with_help("Move what both need into a free function."),
                )
            }
            _ => {
                self.ignore(args);
                match self
                    .ck
                    .scopes
                    .get(scope.0)
                    .and_then(|scope| scope.types.get(name))
                    .map(|(def, _)| def.clone())
                {
                    Some(TypeDef::Adt(adt)) => {
                        self.call_struct(adt, &joined(path), last, None, args, span, hint)
                    }
                    _ => self.fail(
                        codes::UNKNOWN_ASSOCIATED,
                        last.name.span,
                        format!("The contract has no function `{name}`."),
                    ),
                }
            }
        }
    }
}
