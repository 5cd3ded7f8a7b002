//! Patterns that compare with a value known at compile time: literals, ranges, constants (spec 02 §3, DECISION S14).
//! Constants become literals here, so that nothing behind this has to find their values.

use ruint::aliases::U256;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::FnCx;
use crate::checker::ValueDef;
use crate::codes;
use crate::consts::Value;
use crate::modules::{Def, Space};
use crate::paths::joined;
use crate::thir::{ConstId, PatternKind};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// A literal; a wildcard where its type is reported.
    pub fn literal_pattern(
        &mut self,
        literal: &ast::Literal,
        negative: bool,
        ty: &Ty,
        span: Span,
    ) -> PatternKind {
        let value = self.literal(literal, negative, span, Some(ty));
        if matches!(value.ty, Ty::Error) || !self.pattern_type(&value.ty, ty, span) {
            return PatternKind::Wildcard;
        }
        match value.kind {
            crate::thir::ExprKind::Int(value) => PatternKind::Int(value),
            crate::thir::ExprKind::Bool(value) => PatternKind::Bool(value),
            crate::thir::ExprKind::Str(value) => PatternKind::Str(value),
            _ => PatternKind::Wildcard,
        }
    }

    /// An end of a range: sign-extended value and its place.
    pub fn range_end(&mut self, end: &'a ast::Pattern, ty: &Ty) -> Option<U256> {
        let path = match &end.kind {
            ast::PatternKind::Literal {
                negative,
                literal: ast::Literal::Int(magnitude, suffix),
            } => {
                let literal = ast::Literal::Int(*magnitude, suffix.clone());
                return match self.literal_pattern(&literal, *negative, ty, end.span) {
                    PatternKind::Int(value) => Some(value),
                    _ => None,
                };
            }
            ast::PatternKind::Path(path) => path.clone(),
            ast::PatternKind::Binding { name, .. } => ast::Path {
                segments: vec![ast::PathSegment::new(name.clone(), Vec::new())],
                span: end.span,
            },
            _ => {
                self.ck.error(
                    codes::PATTERN,
                    end.span,
                    "The end of a range pattern must be an integer or a constant.",
                );
                return None;
            }
        };
        match self.const_pattern(&path, ty, end.span)? {
            PatternKind::Int(value) => Some(value),
            _ => None,
        }
    }

    /// `a..b`, `a..=b`, and with one end.
    pub fn range_pattern(
        &mut self,
        start: Option<&'a ast::Pattern>,
        end: Option<&'a ast::Pattern>,
        inclusive: bool,
        ty: &Ty,
        span: Span,
    ) -> PatternKind {
        let low = start.map(|start| self.range_end(start, ty));
        // One message for a range that has no integers at either end.
        let high = match low {
            Some(None) => None,
            _ => end.map(|end| self.range_end(end, ty)),
        };
        let resolved = self.infer.shallow(ty);
        if matches!(resolved, Ty::Error) || low == Some(None) || high == Some(None) {
            return PatternKind::Wildcard;
        }
        // The ends fix the type of an open literal now: the order of the values depends on it.
        if self.infer.is_int_var(&resolved) {
            self.infer.unify(&resolved, &Ty::Int(twilight_abi::IntType::I64));
        }
        let Ty::Int(int) = self.infer.shallow(ty) else {
            let shown = self.show(ty);
            self.ck.error(
                codes::PATTERN,
                span,
                format!("Range patterns match integers, but the value is {shown}."),
            );
            return PatternKind::Wildcard;
        };
        let mask = crate::ints::mask(int);
        let low = low.flatten().map_or(crate::ints::min_of(int), |low| low & mask);
        let mut high = high
            .flatten()
            .map_or(crate::ints::max_of(int), |high| high & mask);
        let order = int.order(low, high);
        let mut empty = order.is_gt();
        if end.is_some() && !inclusive {
            empty = order.is_ge();
            high = high.wrapping_sub(U256::from(1)) & mask;
        }
        if empty {
            self.ck.report(
                Diagnostic::error(
                    codes::EMPTY_RANGE,
                    span,
                    "This range holds no value: it ends before it starts.",
                )
                .with_help("Write the smaller end first; `a..b` leaves out `b`, `a..=b` includes it."),
            );
            return PatternKind::Wildcard;
        }
        PatternKind::Range {
            start: low,
            end: high,
        }
    }

    /// A constant as a pattern; `None` where the path names none.
    pub fn const_pattern(&mut self, path: &ast::Path, ty: &Ty, span: Span) -> Option<PatternKind> {
        let id = self.const_of_path(path, span)?;
        let Ok(id) = id else {
            return Some(self.limit_pattern(path, ty, span));
        };
        let found = self.ck.const_type(id);
        if !self.pattern_type(&found, ty, span) {
            return Some(PatternKind::Wildcard);
        }
        let value = self.ck.const_value(id);
        Some(match value {
            Some(Value::Int(value)) => PatternKind::Int(value),
            Some(Value::Bool(value)) => PatternKind::Bool(value),
            Some(Value::Str(value)) => PatternKind::Str(value),
            Some(_) => {
                let name = joined(path);
                self.ck.report(
                    Diagnostic::error(
                        codes::PATTERN,
                        span,
                        format!("The constant `{name}` is no integer, `bool` or string, so it cannot be a pattern."),
                    )
                    .with_help(format!("Compare in a guard: `x if x == {name} => ..`.")),
                );
                PatternKind::Wildcard
            }
            None => PatternKind::Wildcard,
        })
    }

    /// `u8::MAX` and `u8::MIN`.
    pub fn limit_pattern(&mut self, path: &ast::Path, ty: &Ty, span: Span) -> PatternKind {
        let [front, last] = path.segments.as_slice() else {
            return PatternKind::Wildcard;
        };
        let Some(Ty::Int(int)) = crate::types::builtin(&front.name.name) else {
            return PatternKind::Wildcard;
        };
        if !self.pattern_type(&Ty::Int(int), ty, span) {
            return PatternKind::Wildcard;
        }
        PatternKind::Int(if last.name.name == "MAX" {
            crate::ints::max_of(int)
        } else {
            crate::ints::min_of(int)
        })
    }

    /// The constant that a path names; `Err` for `T::MAX` and `T::MIN`.
    pub fn const_of_path(&mut self, path: &ast::Path, span: Span) -> Option<Result<ConstId, ()>> {
        match path.segments.as_slice() {
            [only] => match self.ck.find_value(self.scope, &only.name.name)? {
                ValueDef::Const(id) => Some(Ok(id)),
                _ => None,
            },
            [front @ .., last] => {
                let of = ast::Path {
                    segments: front.to_vec(),
                    span,
                };
                match self.ck.resolve_type_path(&of, self.scope) {
                    Some(crate::checker::TypeDef::Adt(id) | crate::checker::TypeDef::Ty(Ty::Adt(id, _))) => {
                        self.ck
                            .assoc_consts
                            .get(&(crate::heads::Head::Adt(id), last.name.name.clone()))
                            .map(|(id, _)| Ok(*id))
                    }
                    Some(crate::checker::TypeDef::Contract(id)) => {
                        let scope = self.ck.contracts.get(id.0 as usize)?.scope;
                        match self.ck.scopes.get(scope.0)?.values.get(&last.name.name)?.0 {
                            ValueDef::Const(id) => Some(Ok(id)),
                            _ => None,
                        }
                    }
                    Some(crate::checker::TypeDef::Module(module)) => {
                        match self
                            .module_member(module, &last.name, Space::Value)
                            .and_then(Def::into_value)
                        {
                            Some(ValueDef::Const(id)) => Some(Ok(id)),
                            _ => None,
                        }
                    }
                    None if matches!(last.name.name.as_str(), "MAX" | "MIN") => {
                        let [front] = front else { return None };
                        matches!(crate::types::builtin(&front.name.name), Some(Ty::Int(_))).then_some(Err(()))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
