//! Method calls and associated functions of built-in types (spec 03).

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, Obligation, error_expr, place_ty};
use crate::calls::context_var;
use crate::codes;
use crate::heads::Head;
use crate::library::{Kind, Needs, source};
use crate::std_fn::StdFn;
use crate::std_table::{self, Method, bytes};
use crate::suggest;
use crate::thir::{Expr, ExprKind, Place};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// `receiver.method(args)`.
    #[allow(clippy::too_many_arguments)]
    pub fn method_call(
        &mut self,
        receiver: &'a ast::Expr,
        method: &'a ast::Ident,
        generics: &'a [ast::Type],
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        if let Some(result) = self.namespace_call(receiver, method, args, span) {
            self.no_type_args(&method.name, generics);
            return result;
        }
        if let Some(result) = self.word_before_dot(receiver, method, true) {
            self.ignore(args);
            return result;
        }
        let place = self.place(receiver);
        let ty = self.infer.shallow(&place_ty(&place));
        if matches!(ty, Ty::Error | Ty::Never) {
            self.ignore(args);
            return self.without_value(&ty, place.span, span);
        }
        if let Some((function, def)) = self.method_of(&ty, &method.name, method.span) {
            self.check_method_open(function, method, def);
            let has_self = self
                .ck
                .functions
                .get(function.0 as usize)
                .is_some_and(|info| info.decl.receiver.is_some());
            if !has_self {
                self.ignore(args);
                let shown = self.show(&ty);
                return self.fail_with(
                    Diagnostic::error(
                        codes::UNKNOWN_METHOD,
                        method.span,
                        format!(
                            "`{}` has no `self`, so it is called on the type and not on a value.",
                            method.name
                        ),
                    )
                    .with_secondary(def, "defined here")
                    .with_help(format!(
                        "Write `{}::{}(..)`.",
                        shown.trim_matches('`'),
                        method.name
                    )),
                );
            }
            return self.call_method_fn(function, &ty, generics, Some(place), args, span, hint);
        }
        if ty == Ty::String && method.name == "parse" {
            return self.parse_text(place, generics, args, span, hint);
        }
        // A program's own traits come before what every type has, those of the standard library behind.
        let own = std_table::method(&ty, self.infer.is_int(&ty), &method.name).is_some()
            || source::method(&ty, &method.name).is_some();
        let generic = matches!(ty, Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..));
        if !own
            && let Some(call) = self.trait_method(&place, &ty, method, generics, args, generic, span, hint)
        {
            return call;
        }
        self.builtin_method(place, &ty, method, generics, args, span, hint)
    }

    /// `ctx.sender()` and the like; `self.address()` (DECISION C2).
    fn namespace_call(
        &mut self,
        receiver: &'a ast::Expr,
        method: &'a ast::Ident,
        args: &'a [ast::Expr],
        span: Span,
    ) -> Option<Expr> {
        let ast::ExprKind::Path(path) = &receiver.kind else {
            return None;
        };
        let [only] = path.segments.as_slice() else {
            return None;
        };
        let module = only.name.name.as_str();
        if self.find_local(module).is_some() || self.bare_storage(module, span).is_some() {
            return None;
        }
        let name = method.name.as_str();
        match module {
            "ctx" | "env" | "tx" => {
                if let Some((var, ty)) = context_var(module, name) {
                    self.count_args(&format!("{module}.{name}"), args, 0, span, None);
                    return Some(Expr {
                        kind: ExprKind::Context(var),
                        ty,
                        span,
                    });
                }
                self.ignore(args);
                let known: &[&str] = match module {
                    "env" => &["block_number", "timestamp", "self_address", "gas_left"],
                    _ => &["sender", "origin", "value"],
                };
                let mut diagnostic = Diagnostic::error(
                    codes::UNKNOWN_METHOD,
                    method.span,
                    format!("`{module}` has no function `{name}`."),
                );
                diagnostic = match suggest::closest(name, known.iter().copied()) {
                    Some(best) => diagnostic.with_help(format!("Did you mean `{module}.{best}()`?")),
                    None => diagnostic.with_help(format!("It has `{}`.", known.join("`, `"))),
                };
                Some(self.fail_with(diagnostic))
            }
            "self" if name != "address" && self.in_impl() => {
                self.ignore(args);
                Some(self.unknown_name("self", receiver.span))
            }
            "self" => {
                if name == "address" {
                    self.count_args("self.address", args, 0, span, None);
                    return Some(Expr {
                        kind: ExprKind::Context(crate::thir::ContextVar::SelfAddress),
                        ty: Ty::Address,
                        span,
                    });
                }
                self.ignore(args);
                let mut diagnostic = Diagnostic::error(
                    codes::SELF_MISUSE,
                    span,
                    format!(
                        "`self.{name}(..)` means nothing here: `self` is for methods of structs and enums."
                    ),
                );
                if self.ck.find_value(self.scope, name).is_some() {
                    diagnostic = diagnostic
                        .with_help(format!("Call the contract's function by its name: `{name}(..)`."));
                }
                Some(self.fail_with(diagnostic))
            }
            _ => None,
        }
    }

    /// Whether the entries of a map at a place stand in storage under keys of their own.
    pub fn is_storage(&self, place: &Place) -> bool {
        self.ck.spread_end(place).is_some()
    }

    /// Reports what a storage map does not have (DECISION T8).
    pub fn report_storage_map(&mut self, span: Span, what: &str) {
        self.ck.report(
            Diagnostic::error(
                codes::STORAGE_MAP,
                span,
                format!("A map in storage cannot be {what}: the chain keeps each entry under a key of its own and lists none."),
            )
            .with_help("Keep the keys in a `vector` beside it, or count the entries in a variable of their own."),
        );
    }

    #[allow(clippy::too_many_arguments)]
    fn builtin_method(
        &mut self,
        place: Place,
        ty: &Ty,
        method: &'a ast::Ident,
        generics: &'a [ast::Type],
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let name = method.name.as_str();
        let int = self.infer.is_int(ty);
        if let Some(row) = std_table::method(ty, int, name) {
            self.no_type_args(name, generics);
            let storage_map = matches!(ty, Ty::Map(..)) && self.is_storage(&place);
            if storage_map {
                let what = match row.function {
                    StdFn::MapLen | StdFn::MapIsEmpty => Some("counted"),
                    StdFn::MapKeys | StdFn::MapValues | StdFn::MapEntries => Some("listed"),
                    StdFn::MapClear => Some("cleared"),
                    _ => None,
                };
                if let Some(what) = what {
                    self.report_storage_map(method.span, what);
                    self.ignore(args);
                    return error_expr(span);
                }
            }
            if row.row.needs != Needs::Nothing {
                let needs = (ty.clone(), row.row, method.span);
                self.obligations
                    .push(Obligation::Library(needs.0, needs.1, needs.2));
            }
            return self.apply_method(row, name, place, args, span, hint);
        }
        if let Some(found) = source::method(ty, name) {
            return self.library_call(&found, place, ty, generics, args, span, hint);
        }
        if matches!(name, "to_string" | "clone" | "into" | "try_into") {
            self.no_type_args(name, generics);
        }
        match name {
            "to_string" | "clone" if self.count_args(name, args, 0, span, None) => {
                let value = self.read_checked(place);
                let (function, ret) = if name == "clone" {
                    (StdFn::Clone, ty.clone())
                } else {
                    (StdFn::ToString, Ty::String)
                };
                return self.std_call(function, vec![ty.clone()], vec![value], ret, span);
            }
            "to_string" | "clone" => return error_expr(span),
            "into" | "try_into" if self.count_args(name, args, 0, span, None) => {
                let value = self.read_checked(place);
                return self.convert_to_expected(name, value, span, hint);
            }
            "into" | "try_into" => return error_expr(span),
            _ => {}
        }
        if let Some(call) = self.trait_method(&place, ty, method, generics, args, true, span, hint) {
            return call;
        }
        self.ignore(args);
        if self.awaits_array(ty) {
            return error_expr(span);
        }
        if matches!(ty, Ty::Infer(_)) && !int {
            return self.fail_with(
                Diagnostic::error(
                    codes::CANNOT_INFER,
                    place.span,
                    format!("The type must be known before `{name}` can be called on it."),
                )
                .with_help("Annotate the variable's type where it is declared."),
            );
        }
        if let Ty::Array(element, length) = ty
            && *length == 0
            && matches!(self.infer.shallow(element), Ty::Infer(_) | Ty::Error)
        {
            // `var v = [];`: the mistake is there, and said once.
            self.unknown_elements(element);
            return error_expr(span);
        }
        if (self.ck.skipped_impls && matches!(ty, Ty::Adt(..)))
            || self.ck.skipped_methods.contains(name)
            || self.ck.is_vague(ty)
        {
            return error_expr(span);
        }
        let shown = self.show(ty);
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_METHOD,
            method.span,
            format!("{shown} has no method `{name}`."),
        );
        let mut names: Vec<String> = std_table::names(ty, int)
            .into_iter()
            .map(str::to_string)
            .collect();
        if let Ty::Adt(id, _) = ty {
            names.extend(
                self.ck
                    .methods
                    .keys()
                    .filter(|(head, _)| *head == Head::Adt(*id))
                    .map(|(_, name)| name.clone()),
            );
        }
        if let Some(help) = self.trait_hint(ty, name) {
            diagnostic = diagnostic.with_help(help);
        } else if let Some(help) = std_table::foreign_method(ty, name) {
            diagnostic = diagnostic.with_help(help);
        } else if let Some(best) = suggest::closest(name, names.iter().map(String::as_str)) {
            diagnostic = diagnostic
                .with_help(format!("Did you mean `{best}`?"))
                .with_suggestion(method.span, best);
        } else if let Ty::Option(inner) | Ty::Result(inner, _) = ty {
            let inner = self.infer.shallow(inner);
            if std_table::method(&inner, self.infer.is_int(&inner), name).is_some() {
                diagnostic =
                    diagnostic.with_help("Take the value out first, with `match`, `?` or `.unwrap()`.");
            }
        } else if self.find_field(ty, name).is_some() {
            diagnostic = diagnostic.with_help(format!(
                "It has a field of that name: `.{name}` without parentheses."
            ));
        }
        self.fail_with(diagnostic)
    }

    fn apply_method(
        &mut self,
        row: Method,
        name: &str,
        place: Place,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        if row.row.kind == Kind::Mut {
            self.demand_entry_default(&place);
            self.demand_mutable(&place, "changed");
        }
        if !self.count_args(name, args, row.params.len(), span, None) {
            return Expr {
                ty: row.ret,
                ..error_expr(span)
            };
        }
        let mut types = row.types;
        let mut ret = row.ret;
        let mut values = Vec::new();
        for (arg, param) in args.iter().zip(&row.params) {
            match param {
                Some(Ty::Int(twilight_abi::IntType::U64)) if is_index_method(row.function) => {
                    values.push(self.index_value(arg));
                }
                Some(ty) => values.push(self.check(arg, ty)),
                None => {
                    let wanted = match hint.map(|hint| self.infer.shallow(hint)) {
                        Some(Ty::Result(_, err)) => (*err).clone(),
                        _ => self.infer.fresh(arg.span),
                    };
                    values.push(self.check(arg, &wanted));
                    types.push(wanted.clone());
                    ret = Ty::Result(Arc::new(ret), Arc::new(wanted));
                }
            }
        }
        let receiver = if row.row.kind == Kind::Mut {
            Some(place)
        } else {
            values.insert(0, self.read_checked(place));
            None
        };
        Expr {
            kind: ExprKind::Std {
                function: row.function,
                types,
                receiver,
                args: values,
            },
            ty: ret,
            span,
        }
    }

    /// `Type::function(args)` of a built-in type.
    pub fn std_associated(
        &mut self,
        ty: &Ty,
        last: &'a ast::PathSegment,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let name = last.name.name.as_str();
        if let (Ty::Option(_), "Some") | (Ty::Result(..), "Ok" | "Err") = (ty, name) {
            self.apply_type_args(ty, last);
            if let Some(hint) = hint {
                // A difference shows where the value is used.
                self.infer.unify(ty, hint);
            }
            let value = self.construct_std(name, args, span, Some(ty));
            return self.demand(value, ty);
        }
        if matches!(name, "from" | "try_from") {
            self.no_type_args(name, &last.args);
            let [arg] = args else {
                self.count_args(name, args, 1, span, None);
                return error_expr(span);
            };
            let literal = matches!(arg.kind, ast::ExprKind::Literal(ast::Literal::Int(..))) && name == "from";
            let value = self.expr(arg, if literal { Some(ty) } else { None });
            return if name == "from" {
                self.convert_lossless(ty.clone(), value, span, "from")
            } else {
                self.convert_checked(ty.clone(), value, span)
            };
        }
        if *ty == Ty::String && name == "new" && args.is_empty() {
            self.no_type_args(name, &last.args);
            return Expr {
                kind: ExprKind::Str(Arc::from("")),
                ty: Ty::String,
                span,
            };
        }
        if let Some(row) = std_table::associated(ty, self.infer.is_int(ty), name) {
            self.no_type_args(name, &last.args);
            if matches!(row.function, StdFn::VectorNew | StdFn::MapNew)
                && let Some(hint) = hint
            {
                self.infer.unify(ty, hint);
            }
            if let Ty::Map(key, _) = ty {
                let known = self.infer.resolve(key);
                if !self.ck.check_map_key(&known, last.name.span) {
                    self.ignore(args);
                    return error_expr(span);
                }
            }
            if !self.count_args(name, args, row.params.len(), span, None) {
                return Expr {
                    ty: row.ret,
                    ..error_expr(span)
                };
            }
            let args = args
                .iter()
                .zip(row.params.iter().flatten())
                .map(|(arg, ty)| self.check(arg, ty))
                .collect();
            return self.std_call(row.function, row.types, args, row.ret, span);
        }
        // Methods may be called with their receiver as the first argument.
        if let [receiver, rest @ ..] = args
            && (std_table::method(ty, self.infer.is_int(ty), name).is_some()
                || source::method(ty, name).is_some()
                || matches!(name, "clone" | "to_string"))
        {
            let place = self.place(receiver);
            let found = place_ty(&place);
            if !self.infer.unify(&found, ty) {
                let value = self.read(place);
                self.demand(value, ty);
                return error_expr(span);
            }
            let ty = self.infer.shallow(ty);
            return self.builtin_method(place, &ty, &last.name, &last.args, rest, span, hint);
        }
        if let Some(call) = self.trait_associated(ty, last, args, span, hint) {
            return call;
        }
        self.ignore(args);
        let shown = self.show(ty);
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_ASSOCIATED,
            last.name.span,
            format!("{shown} has no function `{name}`."),
        );
        if let Some(help) = self.trait_hint(ty, name) {
            return self.fail_with(diagnostic.with_help(help));
        }
        let known = std_table::associated_names(ty, self.infer.is_int(ty));
        if let Some(best) = suggest::closest(name, known.iter().copied()) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        } else if !known.is_empty() {
            diagnostic = diagnostic.with_help(format!("It has `{}`.", known.join("`, `")));
        }
        self.fail_with(diagnostic)
    }

    /// Whether a type is bytes or text: a string, a vector or an array of `u8`.
    fn is_hashable(&mut self, ty: &Ty) -> bool {
        match ty {
            Ty::String | Ty::Error | Ty::Never => true,
            Ty::Array(element, _) | Ty::Vector(element) => {
                self.infer.unify(element, &Ty::Int(twilight_abi::IntType::U8))
            }
            _ => false,
        }
    }

    /// `nova::env::timestamp()`, with or without `use` (spec 03 §5); `None` for other paths.
    pub fn std_function(&mut self, path: &'a ast::Path, args: &'a [ast::Expr], span: Span) -> Option<Expr> {
        let mut names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.name.name.clone())
            .collect();
        let first = names.first()?;
        let single = names.len() == 1;
        if single && (self.find_local(first).is_some() || self.ck.find_value(self.scope, first).is_some()) {
            return None;
        }
        // A module of the program comes before a module of the standard library.
        if !single && self.ck.find_type(self.scope, first).is_some() {
            return None;
        }
        if let Some(full) = self.ck.find_import(self.scope, first) {
            names.splice(0..1, full);
        } else if single {
            return None;
        }
        let shown = names.join("::");
        let parts: Vec<&str> = names.iter().map(String::as_str).collect();
        let parts = match parts.as_slice() {
            ["nova", rest @ ..] => rest,
            rest => rest,
        };
        match parts {
            ["crypto", name @ ("keccak256" | "blake3")] => {
                let function = if *name == "blake3" {
                    StdFn::Blake3
                } else {
                    StdFn::Keccak256
                };
                let [arg] = args else {
                    self.count_args(&shown, args, 1, span, None);
                    return Some(error_expr(span));
                };
                let value = self.expr(arg, Some(&bytes()));
                let ty = self.infer.shallow(&value.ty);
                if !self.is_hashable(&ty) {
                    let shown = self.show(&ty);
                    return Some(self.fail_with(
                        Diagnostic::error(
                            codes::LIBRARY_TYPE,
                            arg.span,
                            format!("`{name}` hashes bytes or text, and this is {shown}."),
                        )
                        .with_help("Integers, addresses and hashes have `.to_bytes()`; put several together with `.extend(..)`."),
                    ));
                }
                Some(self.std_call(function, vec![], vec![value], Ty::Hash256, span))
            }
            ["test", "events"] => Some(self.test_events(&shown, args, span)),
            ["test", name] => {
                let (function, ty) = crate::testing::function(name)?;
                Some(self.test_call(function, &ty, &shown, args, span))
            }
            [module, name] => {
                let (var, ty) = context_var(module, name)?;
                self.count_args(&shown, args, 0, span, None);
                Some(Expr {
                    kind: ExprKind::Context(var),
                    ty,
                    span,
                })
            }
            _ => None,
        }
    }
}

fn is_index_method(function: StdFn) -> bool {
    matches!(
        function,
        StdFn::VectorGet
            | StdFn::VectorSet
            | StdFn::VectorInsert
            | StdFn::VectorRemove
            | StdFn::VectorTruncate
            | StdFn::VectorSwap
            | StdFn::ArrayGet
            | StdFn::StringSlice
            | StdFn::StringByteAt
            | StdFn::StringRepeat
            | StdFn::VectorSwapRemove
            | StdFn::VectorSliceChecked
            | StdFn::ArraySet
            | StdFn::ArraySwap
            | StdFn::ArraySliceChecked
    )
}
