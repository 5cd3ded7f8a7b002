//! Values and events from arguments: tuple structs, variants, `Some(x)`, `emit E(..)` (spec 01 §4.2, §9.3).

use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::TypeDef;
use crate::codes;
use crate::infer::substitute;
use crate::modules::{Def, Space};
use crate::paths::joined;
use crate::suggest;
use crate::thir::{AdtKind, Expr, ExprKind, Fields};
use crate::ty::{AdtId, Ty};

impl<'a> FnCx<'_, 'a> {
    /// `S(a, b)` of the struct `id`, whose type is `known` behind an alias.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn call_struct(
        &mut self,
        id: AdtId,
        name: &str,
        segment: &'a ast::PathSegment,
        known: Option<Ty>,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        match self.ck.adt(id).map(|adt| adt.kind.clone()) {
            Some(AdtKind::Struct(Fields::Tuple(types))) => {
                let ty = known.unwrap_or_else(|| {
                    let ty = self.fresh_adt(id, span);
                    self.apply_type_args(&ty, segment);
                    ty
                });
                self.construct(name, None, &types, ty, args, span, hint)
            }
            Some(AdtKind::Struct(Fields::Named(_))) => {
                self.ignore(args);
                self.fail_with(
                    Diagnostic::error(
                        codes::NOT_CALLABLE,
                        span,
                        format!("The struct `{name}` has named fields."),
                    )
                    .with_help(format!("Write `{name} {{ field: value }}`.")),
                )
            }
            Some(AdtKind::Struct(Fields::Unit)) => {
                self.ignore(args);
                if self.ck.recursive.contains(&id) {
                    return error_expr(span);
                }
                self.fail_with(
                    Diagnostic::error(
                        codes::NOT_CALLABLE,
                        span,
                        format!("The struct `{name}` has no fields."),
                    )
                    .with_help(format!("Write `{name}` without parentheses.")),
                )
            }
            _ => {
                self.ignore(args);
                self.fail_with(
                    Diagnostic::error(
                        codes::NOT_CALLABLE,
                        span,
                        format!("The enum `{name}` cannot be called."),
                    )
                    .with_help(format!("Name one of its variants: `{name}::Variant`.")),
                )
            }
        }
    }

    /// A tuple struct (`variant` is `None`) or variant from its values.
    #[allow(clippy::too_many_arguments)]
    pub fn construct(
        &mut self,
        name: &str,
        variant: Option<u32>,
        types: &[Ty],
        ty: Ty,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        // The expected type decides open type arguments before the values are looked at.
        if let Some(hint) = hint
            && let (Ty::Adt(a, _), Ty::Adt(b, _)) = (self.infer.shallow(hint), &ty)
            && a == *b
        {
            self.infer.unify(hint, &ty);
        }
        if !self.count_args(name, args, types.len(), span, None) {
            return Expr {
                ty,
                ..error_expr(span)
            };
        }
        let type_args: Vec<Ty> = match &ty {
            Ty::Adt(_, args) => args.to_vec(),
            _ => Vec::new(),
        };
        let fields: Vec<(u32, Expr)> = args
            .iter()
            .zip(types)
            .zip(0..)
            .map(|((arg, ty), at)| {
                let ty = self.normalize(substitute(ty, &type_args), arg.span);
                (at, self.check(arg, &ty))
            })
            .collect();
        let kind = match variant {
            Some(variant) => ExprKind::Variant { variant, fields },
            None => ExprKind::Struct { fields, base: None },
        };
        self.limited(Expr { kind, ty, span })
    }

    /// `Some(x)`, `Ok(x)`, `Err(e)`.
    pub fn construct_std(
        &mut self,
        name: &str,
        args: &'a [ast::Expr],
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        if !self.count_args(name, args, 1, span, None) {
            return error_expr(span);
        }
        let Some(arg) = args.first() else {
            return error_expr(span);
        };
        let hint = hint.map(|hint| self.infer.shallow(hint));
        let (variant, ty, value) = match (name, hint) {
            ("Some", hint) => {
                let inner = match hint {
                    Some(Ty::Option(inner)) => inner,
                    _ => Arc::new(self.infer.fresh(span)),
                };
                let value = self.check(arg, &inner);
                (1, Ty::Option(inner), value)
            }
            (_, hint) => {
                let (ok, err) = match hint {
                    Some(Ty::Result(ok, err)) => (ok, err),
                    _ => (Arc::new(self.infer.fresh(span)), Arc::new(self.infer.fresh(span))),
                };
                let (variant, wanted) = if name == "Ok" { (0, &ok) } else { (1, &err) };
                let value = self.check(arg, wanted);
                (variant, Ty::Result(ok, err), value)
            }
        };
        self.limited(Expr {
            kind: ExprKind::Variant {
                variant,
                fields: vec![(0, value)],
            },
            ty,
            span,
        })
    }

    /// `emit E(args)`.
    pub fn emit(&mut self, path: &'a ast::Path, args: &'a [ast::Expr], span: Span) -> Expr {
        let name = path.segments.last().map_or("", |last| last.name.name.as_str());
        let found = match path.segments.as_slice() {
            [only] => self.ck.find_event(self.scope, &only.name.name),
            [front @ .., event] => match self.ck.walk_type(front, self.scope) {
                Some(TypeDef::Contract(id)) => self
                    .ck
                    .contracts
                    .get(id.0 as usize)
                    .and_then(|contract| self.ck.scopes.get(contract.scope.0))
                    .and_then(|scope| scope.events.get(&event.name.name))
                    .map(|(id, _)| *id),
                Some(TypeDef::Module(module)) => {
                    let before = self.ck.diagnostics.len();
                    let member = self.module_member(module, &event.name, Space::Event);
                    if member.is_none() && self.ck.diagnostics.len() > before {
                        self.ignore(args);
                        return error_expr(span);
                    }
                    member.and_then(Def::into_event)
                }
                Some(TypeDef::Poison) => {
                    self.ignore(args);
                    return error_expr(span);
                }
                _ => None,
            },
            [] => None,
        };
        let Some(id) = found else {
            self.ignore(args);
            let shown = joined(path);
            let mut diagnostic = Diagnostic::error(
                codes::UNKNOWN_EVENT,
                path.span,
                format!("There is no event `{shown}` here."),
            );
            let names: Vec<&str> = self
                .ck
                .events
                .iter()
                .map(|info| info.decl.name.name.as_str())
                .collect();
            if let Some(best) = suggest::closest(name, names) {
                diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
            } else {
                diagnostic =
                    diagnostic.with_help(format!("Declare it in the contract: `event {name}(..);`."));
            }
            if let Some(hint) = self.ck.elsewhere(name, &[Space::Event], self.scope) {
                diagnostic.help = vec![hint];
            }
            return self.fail_with(diagnostic);
        };
        let Some(info) = self.ck.events.get(id.0 as usize) else {
            return error_expr(span);
        };
        let (params, def) = (info.event.params.clone(), info.decl.name.span);
        if !self.count_args(name, args, params.len(), span, Some(def)) {
            return Expr {
                ty: Ty::Unit,
                ..error_expr(span)
            };
        }
        let args = args
            .iter()
            .zip(&params)
            .map(|(arg, (_, ty, _))| self.check(arg, ty))
            .collect();
        Expr {
            kind: ExprKind::Emit { event: id, args },
            ty: Ty::Unit,
            span,
        }
    }
}
