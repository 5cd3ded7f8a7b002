//! The end of a body: every type is known now, or reported; what had to wait for types is checked.

use std::collections::HashSet;

use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::BinaryOp;

use crate::body::{FnCx, Obligation};
use crate::checker::{Bound, TypeDef, ValueDef};
use crate::codes;
use crate::infer::Infer;
use crate::infer::Unresolved;
use crate::ints::{fits, mask, max_of, min_of, show_int};
use crate::limits::{MAX_TYPE_DEPTH, MAX_TYPE_FIELDS};
use crate::std_fn::StdFn;
use crate::thir::{self, Arg, Body, Callee, Expr, ExprKind, Place};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

/// Bytes before a name that are looked at for the name of a trait.
const MAX_FRONT: u32 = 80;

impl FnCx<'_, '_> {
    /// Ends the body: every type is known now, or reported.
    pub fn finish(self, expr: Expr) -> Body {
        self.finish_with(expr, Vec::new()).0
    }

    /// As [`Self::finish`], with more types to write out.
    pub fn finish_with(mut self, expr: Expr, mut types: Vec<Ty>) -> (Body, Vec<Ty>) {
        self.settle(true);
        for ty in std::mem::take(&mut self.unused_values) {
            if matches!(self.infer.shallow(&ty), Ty::Infer(_)) {
                self.infer.unify(&ty, &Ty::Unit);
            }
        }
        self.check_literals();
        self.check_obligations();
        self.warn_unused();
        self.warn_unchanged();
        let mut expr = expr;
        let mut finisher = Finisher {
            cx: &mut self,
            reported: HashSet::new(),
            too_large: false,
        };
        let mut locals: Vec<thir::Local> = Vec::new();
        for at in 0..finisher.cx.locals.len() {
            let Some(mut local) = finisher.cx.locals.get(at).map(|info| info.local.clone()) else {
                break;
            };
            finisher.ty(&mut local.ty, local.span);
            finisher.limit(&mut local.ty, local.span);
            locals.push(local);
        }
        finisher.expr(&mut expr);
        for ty in &mut types {
            finisher.ty(ty, Span::default());
        }
        self.note_lost_changes(&mut expr);
        (Body { locals, expr }, types)
    }

    /// Reports that the type of what stands there is not known, where nothing else was said of it.
    fn report_unknown(&mut self, at: Span) {
        let said = |known: &Diagnostic| known.is_error() && known.span == at;
        if self.ck.diagnostics.iter().any(said) {
            return;
        }
        let diagnostic = Diagnostic::error(
            codes::CANNOT_INFER,
            at,
            "The type of this is not known from its use.",
        )
        .with_help(self.unknown_help(at));
        self.ck.report(diagnostic);
    }

    /// How the type of what stands there is said.
    fn unknown_help(&self, at: Span) -> String {
        let text = self.ck.sources.text(at);
        // Of `Trait::name(..)` the place is that of the name.
        let line = self
            .ck
            .sources
            .text(Span::new(at.file, at.start.saturating_sub(MAX_FRONT), at.start));
        let front = line.strip_suffix("::").and_then(|line| {
            line.rsplit(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .filter(|name| !name.is_empty())
        });
        if let Some(front) = front
            && matches!(self.ck.find_type(self.scope, front), Some(TypeDef::Trait(_)))
        {
            return format!(
                "Write the type that has the trait in front: `<Type as {front}>::{text}(..)`, or `Type::{text}(..)`."
            );
        }
        let callee = text.split('(').next().unwrap_or(text).trim_end();
        let called = callee.len() < text.len();
        if called
            && let Some(ValueDef::Fn(id)) = self.ck.find_value(self.scope, callee)
            && let Some(info) = self.ck.functions.get(id.0 as usize)
            && info.own_generics > 0
        {
            let names: Vec<&str> = info
                .generics
                .iter()
                .skip(info.outer_generics)
                .take(info.own_generics)
                .map(|generic| generic.name.as_str())
                .collect();
            return format!(
                "Nothing in the call says what it is: write `{callee}::<{}>(..)` with a type in each place.",
                names.join(", ")
            );
        }
        annotation_help(text).to_string()
    }

    /// Reports that nothing says what the elements of `[]` are, where a method is called on it.
    pub fn unknown_elements(&mut self, element: &Ty) {
        if let Ty::Infer(var) = self.infer.shallow(element) {
            if let Some(at) = self.infer.origin(var) {
                self.report_unknown(at);
            }
            self.infer.unify(element, &Ty::Error);
        }
    }

    fn check_literals(&mut self) {
        for check in std::mem::take(&mut self.int_checks) {
            let Ok(Ty::Int(int)) = self.infer.finish(&check.ty) else {
                continue;
            };
            let span = check.span;
            let said = |known: &Diagnostic| known.is_error() && known.span == span;
            if !fits(check.magnitude, check.negative, int) && !self.ck.diagnostics.iter().any(said) {
                let sign = if check.negative { "-" } else { "" };
                let (low, high) = (show_int(min_of(int), int), show_int(max_of(int), int));
                let mut diagnostic = Diagnostic::error(
                    codes::LITERAL_RANGE,
                    check.span,
                    format!(
                        "The literal `{sign}{}` does not fit `{}`, which holds {low} to {high}.",
                        check.magnitude,
                        int.name()
                    ),
                );
                if check.negative && !int.signed {
                    diagnostic = diagnostic.with_help("Use a signed type for values below zero.");
                } else if int == IntType::I64 {
                    diagnostic = diagnostic.with_help(
                        "`i64` is the type where nothing else decides; write a suffix or annotate a type.",
                    );
                }
                self.ck.report(diagnostic);
            }
        }
    }

    fn check_obligations(&mut self) {
        for obligation in std::mem::take(&mut self.obligations) {
            match obligation {
                Obligation::Compare(ty, op, span) => {
                    let Ok(ty) = self.infer.finish(&ty) else { continue };
                    self.check_comparison(&ty, op, span);
                }
                Obligation::Shift(ty, span) => {
                    let Ok(ty) = self.infer.finish(&ty) else { continue };
                    self.check_shift(&ty, span);
                }
                Obligation::Decided(ty, span) => {
                    if self.infer.is_int_var(&ty) {
                        self.undecided_target(span);
                    }
                }
                Obligation::FromVector(target, element, span) => {
                    self.check_from_vector(&target, &element, span);
                }
                Obligation::Negate(ty, span) => {
                    let Ok(ty) = self.infer.finish(&ty) else { continue };
                    self.check_negation(&ty, span);
                }
                Obligation::Default(ty, span) => {
                    let Ok(ty) = self.infer.finish(&ty) else { continue };
                    if !self.ck.has_default(&ty) {
                        self.report_no_default(&ty, span);
                    }
                }
                Obligation::Library(ty, row, span) => {
                    let Ok(ty) = self.infer.finish(&ty) else { continue };
                    self.check_library(&ty, row, span);
                }
                Obligation::Bound(ty, bound, span, param, definition) => {
                    let Ok(ty) = self.infer.finish(&ty) else { continue };
                    let Some(bound) = finished(&bound, &self.infer) else {
                        continue;
                    };
                    let bound = self.ck.normalize_bound(&bound);
                    if !self.ck.meets(&ty, &bound) {
                        self.ck.report_bound(&ty, &bound, span, &param, definition);
                    }
                }
            }
        }
    }

    /// Style of a variable's name, and whether it hides another.
    pub fn lint_binding(&mut self, name: &str, span: Span) {
        let ident = twilight_syntax::ast::Ident {
            name: name.to_string(),
            span,
        };
        self.ck.check_name(&ident, codes::VARIABLE_NAME);
        let hidden = self.find_local(name).and_then(|id| self.local(id));
        if let Some(first) = hidden.map(|info| info.local.span)
            && !name.starts_with('_')
        {
            self.ck.report(
                Diagnostic::warning(
                    codes::SHADOWED_VARIABLE,
                    span,
                    format!("The variable `{name}` hides another of the same name."),
                )
                .with_secondary(first, "the other one")
                .with_help("Give it another name."),
            );
        }
    }

    fn warn_unchanged(&mut self) {
        for info in &self.locals {
            let name = &info.local.name;
            if !info.local.mutable
                || info.changed
                || info.param
                || !info.used
                || name.starts_with('_')
                || matches!(info.local.ty, Ty::Error)
            {
                continue;
            }
            self.ck.diagnostics.push(
                Diagnostic::warning(
                    codes::UNNECESSARY_MUT,
                    info.local.span,
                    format!("The variable `{name}` never changes, so it needs no `var` or `mut`."),
                )
                .with_help("Declare it with `val`."),
            );
        }
    }

    fn warn_unused(&mut self) {
        for info in &self.locals {
            let name = &info.local.name;
            if info.used || name.starts_with('_') || name == "self" || matches!(info.local.ty, Ty::Error) {
                continue;
            }
            // What a `mut` parameter of a move type becomes, its caller sees.
            if info.param && info.local.mutable && info.changed && !self.ck.is_copy(&info.local.ty) {
                continue;
            }
            let what = if info.param { "parameter" } else { "variable" };
            self.ck.diagnostics.push(
                Diagnostic::warning(
                    codes::UNUSED_VARIABLE,
                    info.local.span,
                    format!("The {what} `{name}` is never read."),
                )
                .with_help(format!("Remove it, or name it `_{name}` to keep it on purpose.")),
            );
        }
    }
}

/// `<` and its kind on hashes and addresses: the order of their bytes, which is that of the numbers they are.
fn order_as_numbers(expr: &mut Expr) {
    let ExprKind::Binary {
        op: BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge,
        lhs,
        rhs,
    } = &mut expr.kind
    else {
        return;
    };
    let function = match lhs.ty {
        Ty::Hash256 => StdFn::IntFromHash,
        Ty::Address => StdFn::IntFromAddress,
        _ => return,
    };
    for side in [lhs, rhs] {
        let span = side.span;
        let value = std::mem::replace(&mut **side, crate::body::error_expr(span));
        **side = Expr {
            kind: ExprKind::Std {
                function,
                types: Vec::new(),
                receiver: None,
                args: vec![value],
            },
            ty: Ty::Int(IntType::U256),
            span,
        };
    }
}

/// A bound without type variables; `None` where one is unknown, which is reported elsewhere.
fn finished(bound: &Bound, infer: &Infer) -> Option<Bound> {
    Some(match bound {
        Bound::Trait(id, args) => Bound::Trait(
            *id,
            args.iter()
                .map(|ty| infer.finish(ty).ok())
                .collect::<Option<_>>()?,
        ),
        Bound::Of(of) => Bound::Of(std::sync::Arc::new((
            infer.finish(&of.0).ok()?,
            finished(&of.1, infer)?,
        ))),
        other => other.clone(),
    })
}

/// How a value of an unknown type is annotated; `text` is the value.
fn annotation_help(text: &str) -> &'static str {
    match text {
        "None" => "Annotate it, for example `val x: Option<u64> = None;`.",
        "[]" | "vector![]" => "Annotate it, for example `val x: vector<u64> = [];`.",
        _ if text.starts_with("Ok(") || text.starts_with("Err(") => {
            "Annotate it, for example `val x: Result<u64, string> = ..;`."
        }
        _ if text.starts_with("map") => "Annotate it, for example `val x: map<u64, u64> = ..;`.",
        _ if text.starts_with("vector") => "Annotate it, for example `val x: vector<u64> = ..;`.",
        _ => "Annotate it, for example `val x: u64 = ..;`.",
    }
}

/// Replaces every type variable of a finished body.
struct Finisher<'x, 'c, 'a> {
    cx: &'x mut FnCx<'c, 'a>,
    reported: HashSet<Span>,
    /// A type was too large: what it flows into is so too, and would only say it again.
    too_large: bool,
}

impl Finisher<'_, '_, '_> {
    fn ty(&mut self, ty: &mut Ty, span: Span) {
        match self.cx.infer.finish(ty) {
            Ok(done) => *ty = done,
            Err(Unresolved::Unknown(var)) => {
                let at = self.cx.infer.origin(var).unwrap_or(span);
                if self.reported.insert(at) {
                    self.cx.report_unknown(at);
                }
                *ty = Ty::Error;
            }
            Err(Unresolved::TooLarge) => {
                self.report_too_large(
                    span,
                    format!(
                        "This type nests more than {MAX_TYPE_DEPTH} levels deep or has more than {MAX_TYPE_FIELDS} \
                         fields, those of its fields included, which is the limit."
                    ),
                );
                *ty = Ty::Error;
            }
        }
    }

    /// What a variable's type was found to be keeps the limits of types that are written.
    fn limit(&mut self, ty: &mut Ty, span: Span) {
        if let Err(what) = self.cx.ck.within_limits(ty) {
            self.report_too_large(span, what);
            *ty = Ty::Error;
        }
    }

    fn report_too_large(&mut self, span: Span, what: String) {
        if !std::mem::replace(&mut self.too_large, true) {
            let help = "The type follows from what the value is used for; split it into smaller parts.";
            self.cx
                .ck
                .report(Diagnostic::error(codes::TYPE_TOO_LARGE, span, what).with_help(help));
        }
    }

    fn called(&mut self, function: thir::FnId) {
        if let Some(info) = self.cx.ck.functions.get_mut(function.0 as usize) {
            info.called = true;
        }
    }

    fn types(&mut self, types: &mut [Ty], span: Span) {
        for ty in types {
            self.ty(ty, span);
        }
    }
}

impl VisitMut for Finisher<'_, '_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        self.ty(&mut expr.ty, expr.span);
        match &mut expr.kind {
            ExprKind::Int(value) => {
                if let Ty::Int(int) = expr.ty {
                    *value &= mask(int);
                }
            }
            ExprKind::Call {
                function,
                types,
                args,
            } => {
                self.called(*function);
                self.types(types, expr.span);
                for arg in args {
                    if let Arg::Function(Callee::Named {
                        function,
                        types,
                        span,
                    }) = arg
                    {
                        self.called(*function);
                        self.types(types, *span);
                    }
                }
            }
            ExprKind::Std {
                function: crate::std_fn::StdFn::MapNew,
                types,
                ..
            } => {
                self.types(types, expr.span);
                if let Some(key) = types.first() {
                    self.cx.ck.check_map_key(key, expr.span);
                }
            }
            ExprKind::Std { types, .. } | ExprKind::TraitConst { types, .. } => self.types(types, expr.span),
            _ => {}
        }
        visit::walk_expr(self, expr);
        order_as_numbers(expr);
        self.cx.warn_unfinished(expr);
        if let ExprKind::Block { statements, .. } = &mut expr.kind {
            for statement in statements {
                if let thir::Statement::Expr(statement) = statement {
                    self.cx.warn_no_effect(statement);
                }
            }
        }
    }

    fn place(&mut self, place: &mut Place) {
        self.ty(&mut place.base_ty, place.span);
        for projection in &mut place.projections {
            self.ty(&mut projection.ty, projection.span);
        }
        visit::walk_place(self, place);
    }

    fn pattern(&mut self, pattern: &mut thir::Pattern) {
        self.ty(&mut pattern.ty, pattern.span);
        if let Ty::Int(int) = pattern.ty {
            match &mut pattern.kind {
                thir::PatternKind::Int(value) => *value &= mask(int),
                thir::PatternKind::Range { start, end } => {
                    *start &= mask(int);
                    *end &= mask(int);
                }
                _ => {}
            }
        }
        visit::walk_pattern(self, pattern);
    }
}
