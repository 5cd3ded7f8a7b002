//! `(a, , b) = ..`: values that are taken apart.

use solang_parser::pt::{CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Expr, ExprKind, Statement};

use crate::assign::Target;
use crate::build::{self};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::order;
use crate::types::{Location, Type};

impl<'t> Code<'_, '_, 't> {
    /// `(a, , b) = value`, `(T a, , U b) = value`.
    pub fn destructure(
        &mut self,
        parts: &'t solang_parser::pt::ParameterList,
        value: &'t Tree,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let declares = parts
            .iter()
            .any(|(_, part)| part.as_ref().is_some_and(|part| part.name.is_some()));
        if parts.iter().all(|(_, part)| part.is_none()) {
            self.error_help(
                codes::ASSIGNMENT,
                span,
                "Nothing on the left side takes a value.",
                "Name what shall be assigned, or leave the left side and `=` away.",
            );
            return;
        }
        // What is declared is new, so nothing that the values depend on is assigned.
        let values = self.spread(value, declares, out);
        if values.len() != parts.len() {
            if !values.iter().any(|value| value.ty == Type::Error) {
                self.error_help(
                    codes::ASSIGNMENT,
                    span,
                    format!(
                        "The left side has {} and the right side {}.",
                        crate::strings::counted(parts.len(), "place"),
                        crate::strings::counted(values.len(), "value")
                    ),
                    "Leave a gap for each value that is not wanted: `(a, , b) = ..`.",
                );
            }
            // What is declared here is known all the same.
            for part in parts.iter().filter_map(|(_, part)| part.as_ref()) {
                if declares && part.name.is_some() {
                    let nothing = Value::new(Type::Error, build::nothing(span));
                    self.declare_part(part, nothing, out);
                }
            }
            return;
        }
        if declares {
            for ((_, part), value) in parts.iter().zip(values) {
                if let Some(part) = part {
                    self.declare_part(part, value, out);
                }
            }
            return;
        }
        let mut targets = Vec::new();
        for ((_, part), value) in parts.iter().zip(values) {
            let Some(part) = part else { continue };
            if let Some(target) = self.target(&part.ty) {
                let target = match target {
                    Target::Place(ty, place) => Target::Place(ty, self.stable(place, out)),
                    Target::Byte(place) => Target::Byte(self.stable(place, out)),
                    pointer @ Target::Pointer(..) => pointer,
                };
                targets.push((target, value, self.span(&part.loc)));
            }
        }
        // From right to left, as solc's legacy code does.
        for (target, value, part_span) in targets.into_iter().rev() {
            let made = self.assigned_form(value, &target, part_span);
            self.store(target, made, span, out);
        }
    }

    fn declare_part(
        &mut self,
        part: &'t solang_parser::pt::Parameter,
        value: Value,
        out: &mut Vec<Statement>,
    ) {
        let scope = crate::resolve::Scope {
            items: self.em.items,
            contract: self.frame.contract,
        };
        let location = part.storage.as_ref().map(crate::items::location);
        let ty = scope.ty(
            &part.ty,
            location.unwrap_or(Location::Memory),
            &mut self.em.report,
        );
        let Some(name) = &part.name else { return };
        let span = self.span(&name.loc);
        let ty = self.located(ty, location, span);
        self.declare_value(&name.name, ty, value, span, out);
    }

    /// The values of a list or of a call that returns several, each evaluated. Places of storage are left as they are
    /// where they can be found later as well: `unchanged` says that nothing is assigned until they are read.
    pub fn spread(&mut self, tree: &'t Tree, unchanged: bool, out: &mut Vec<Statement>) -> Vec<Value> {
        let span = self.span(&tree.loc());
        match self.operand(tree) {
            Operand::Tuple(parts) => {
                let values: Vec<Value> = parts
                    .into_iter()
                    .map(|part| match part {
                        Some(part) => self.operand_value(part, span),
                        None => {
                            self.missing_part(span);
                            Value::new(Type::Error, build::nothing(span))
                        }
                    })
                    .collect();
                let failing = values.iter().filter(|value| order::fails(&value.expr)).count();
                let later = unchanged && failing < 2 && !values.iter().any(|value| order::acts(&value.expr));
                let keep = |value: Value| match value.expr.kind {
                    _ if matches!(value.ty, Type::Rational(_) | Type::Text(_)) => value,
                    ExprKind::PointerTo(_) if later => value,
                    _ => {
                        let expr = self.keep(value.expr, out);
                        Value { expr, ..value }
                    }
                };
                values.into_iter().map(keep).collect()
            }
            Operand::Nothing => vec![Value::new(Type::Error, build::nothing(span))],
            operand => {
                let value = self.operand_value(operand, span);
                let Type::Tuple(types) = value.ty.clone() else {
                    let expr = self.keep(value.expr, out);
                    return vec![Value { expr, ..value }];
                };
                self.taken_apart(value.expr, types, span, out)
            }
        }
    }

    /// The parts of a tuple, which is evaluated once.
    fn taken_apart(
        &mut self,
        whole: Expr,
        types: Vec<Type>,
        span: Span,
        out: &mut Vec<Statement>,
    ) -> Vec<Value> {
        let whole_ty = whole.ty.clone();
        let local = self.temporary(whole_ty.clone(), span);
        out.push(build::bind(local, whole, span));
        (0_u32..)
            .zip(types)
            .map(|(at, ty)| {
                let form = self.em.ty(&ty);
                let place = build::field(build::local(local, whole_ty.clone(), span), at, form, span);
                Value::new(ty, build::read(place))
            })
            .collect()
    }

    /// A tuple of `from` as one of `to`, part by part, which [`crate::convert::implicit`] allows.
    pub fn tuple_as(&mut self, whole: Expr, from: Vec<Type>, to: &[Type], span: Span) -> Expr {
        let mut statements = Vec::new();
        let parts = self.taken_apart(whole, from, span, &mut statements);
        let parts: Vec<Expr> = parts
            .into_iter()
            .zip(to)
            .map(|(part, to)| self.coerce(part, to, span))
            .collect();
        let ty = Ty::Tuple(parts.iter().map(|part| part.ty.clone()).collect());
        let made = build::expr(ExprKind::Aggregate(parts), ty, span);
        build::block(statements, Some(made), span)
    }
}
