//! Patterns: their types and the variables they bind (spec 02 §3, DECISION S14).
//!
//! Whether they cover every value is decided in [`crate::exhaustive`], once all types are known.

use std::collections::HashMap;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::FnCx;
use crate::checker::{TypeDef, ValueDef};
use crate::codes;
use crate::paths::{Prefix, joined};
use crate::structs::Target;
use crate::suggest;
use crate::thir::{AdtKind, Fields, LocalId, Pattern, PatternKind};
use crate::ty::Ty;

/// Variables that a pattern binds.
#[derive(Default)]
pub struct Bindings {
    /// `var` makes all of them mutable.
    mutable: bool,
    /// Bound so far in this alternative, with their places.
    bound: Vec<(String, LocalId, Span)>,
    /// Variables of the first alternative, which the others share.
    shared: HashMap<String, LocalId>,
}

impl<'a> FnCx<'_, 'a> {
    /// Checks a pattern against a type and brings its variables into scope.
    pub fn bind_pattern(&mut self, pattern: &'a ast::Pattern, ty: &Ty, mutable: bool) -> Pattern {
        let mut bindings = Bindings {
            mutable,
            ..Bindings::default()
        };
        let checked = self.pattern(pattern, ty, &mut bindings);
        for (name, id, span) in bindings.bound {
            self.lint_binding(&name, span);
            self.bind_name(&name, id);
        }
        checked
    }

    /// As [`Self::bind_pattern`] for an arm, a condition or a `for`, where `mut` makes a variable one that changes.
    pub fn bind_arm(&mut self, pattern: &'a ast::Pattern, ty: &Ty) -> Pattern {
        let first = self.locals.len();
        let checked = self.bind_pattern(pattern, ty, false);
        for info in self.locals.iter_mut().skip(first) {
            info.pattern = true;
        }
        checked
    }

    /// Checks the patterns of several parameters, which bind no name twice.
    pub fn bind_params(&mut self, params: &[(&'a ast::Pattern, &Ty)]) -> Vec<Pattern> {
        let mut bindings = Bindings::default();
        let checked = params
            .iter()
            .map(|(pattern, ty)| self.pattern(pattern, ty, &mut bindings))
            .collect();
        for (name, id, _) in bindings.bound {
            if let Some(info) = self.locals.get_mut(id.0 as usize) {
                info.lent = true;
            }
            self.bind_name(&name, id);
        }
        checked
    }

    pub(crate) fn pattern(&mut self, pattern: &'a ast::Pattern, ty: &Ty, bindings: &mut Bindings) -> Pattern {
        let span = pattern.span;
        let ty = self.infer.shallow(ty);
        let kind = match &pattern.kind {
            ast::PatternKind::Wildcard | ast::PatternKind::Error => PatternKind::Wildcard,
            ast::PatternKind::Rest => {
                self.ck.report(
                    Diagnostic::error(
                        codes::PATTERN,
                        span,
                        "`..` can only stand inside a tuple, struct or array pattern.",
                    )
                    .with_help("Write `_` for any value."),
                );
                PatternKind::Wildcard
            }
            ast::PatternKind::Literal { negative, literal } => {
                self.literal_pattern(literal, *negative, &ty, span)
            }
            ast::PatternKind::Range {
                start,
                end,
                inclusive,
            } => self.range_pattern(start.as_deref(), end.as_deref(), *inclusive, &ty, span),
            ast::PatternKind::Binding {
                mutable,
                name,
                subpattern,
            } => self.binding(*mutable, name, subpattern.as_deref(), &ty, bindings),
            ast::PatternKind::Path(path) => self.path_pattern(path, &ty, span),
            ast::PatternKind::TupleStruct { path, elements } => {
                self.tuple_struct_pattern(path, elements, &ty, span, bindings)
            }
            ast::PatternKind::Struct { path, fields, rest } => {
                self.struct_pattern(path, fields, *rest, &ty, span, bindings)
            }
            ast::PatternKind::Tuple(elements) => self.tuple_pattern(elements, &ty, span, bindings),
            ast::PatternKind::Slice(elements) => self.slice_pattern(elements, &ty, span, bindings),
            ast::PatternKind::Or(alternatives) => self.or_pattern(alternatives, &ty, bindings),
        };
        Pattern { kind, ty, span }
    }

    /// Whether a message behind the first `before` says that the whole pattern at `span` is of another type.
    pub(crate) fn is_of_another_type(&self, before: usize, span: Span) -> bool {
        let new = self.ck.diagnostics.get(before..).unwrap_or_default();
        new.iter()
            .any(|found| found.code == codes::PATTERN && found.span == span && found.is_error())
    }

    /// Reports a pattern of another type than the value; the value matches nothing then.
    pub(crate) fn pattern_type(&mut self, found: &Ty, ty: &Ty, span: Span) -> bool {
        if self.infer.unify(found, ty) {
            return true;
        }
        let (found, wanted) = (self.show(found), self.show(ty));
        self.ck.error(
            codes::PATTERN,
            span,
            format!("This pattern matches {found}, but the value has the type {wanted}."),
        );
        false
    }

    fn binding(
        &mut self,
        mutable: bool,
        name: &'a ast::Ident,
        subpattern: Option<&'a ast::Pattern>,
        ty: &Ty,
        bindings: &mut Bindings,
    ) -> PatternKind {
        if !mutable
            && subpattern.is_none()
            && let Some(kind) = self.named_pattern(name, ty)
        {
            return kind;
        }
        if let Some(rest) = subpattern.filter(|inner| matches!(inner.kind, ast::PatternKind::Rest)) {
            // `[first, others @ ..]`: the name is bound, so that its uses stay silent.
            self.ck.report(
                Diagnostic::error(
                    codes::PATTERN,
                    name.span.to(rest.span),
                    "The rest of a list has no name in a pattern.",
                )
                .with_help(
                    "Write `..` alone, and take those elements from the list by their places: `list[1..]` is all but \
                     the first.",
                ),
            );
            let local = self.new_local(&name.name, Ty::Error, mutable || bindings.mutable, name.span);
            bindings.bound.push((name.name.clone(), local, name.span));
            return PatternKind::Wildcard;
        }
        if let Some((_, _, first)) = bindings.bound.iter().find(|(other, ..)| *other == name.name) {
            let first = *first;
            self.ck.report(
                Diagnostic::error(
                    codes::DUPLICATE_BINDING,
                    name.span,
                    format!("The pattern binds `{}` twice.", name.name),
                )
                .with_secondary(first, "first bound here")
                .with_help("Use two names and compare them, or `_` for one of them."),
            );
            return PatternKind::Wildcard;
        }
        let local = match bindings.shared.get(&name.name) {
            Some(id) => {
                let id = *id;
                let known = self.local(id).map_or(Ty::Error, |info| info.local.ty.clone());
                self.pattern_type(&known, ty, name.span);
                id
            }
            None => self.new_local(&name.name, ty.clone(), mutable || bindings.mutable, name.span),
        };
        bindings.bound.push((name.name.clone(), local, name.span));
        let subpattern = subpattern.map(|subpattern| Box::new(self.pattern(subpattern, ty, bindings)));
        PatternKind::Binding {
            local,
            clone: false,
            subpattern,
        }
    }

    /// A name in a pattern that means a constant, unit struct or `None`; else it is a new variable.
    fn named_pattern(&mut self, name: &'a ast::Ident, ty: &Ty) -> Option<PatternKind> {
        let text = name.name.as_str();
        let path = ast::Path {
            segments: vec![ast::PathSegment::new(name.clone(), Vec::new())],
            span: name.span,
        };
        if let Some(kind) = self.const_pattern(&path, ty, name.span) {
            return Some(kind);
        }
        if text == "None" {
            let inner = self.infer.fresh(name.span);
            let fine = self.pattern_type(&Ty::Option(std::sync::Arc::new(inner)), ty, name.span);
            return Some(if fine {
                PatternKind::Variant {
                    variant: 0,
                    fields: Vec::new(),
                }
            } else {
                PatternKind::Wildcard
            });
        }
        if let Some(ValueDef::Variant(id, variant)) = self.ck.find_value(self.scope, text) {
            let unit = match self.ck.adt(id).map(|adt| &adt.kind) {
                Some(AdtKind::Enum(variants)) => variants
                    .get(variant as usize)
                    .is_some_and(|(_, fields)| *fields == Fields::Unit),
                _ => false,
            };
            if unit {
                let found = self.fresh_adt(id, name.span);
                self.pattern_type(&found, ty, name.span);
                return Some(PatternKind::Variant {
                    variant,
                    fields: Vec::new(),
                });
            }
        }
        if let Some(crate::checker::TypeDef::Adt(id)) = self.ck.find_type(self.scope, text)
            && matches!(
                self.ck.adt(id).map(|adt| &adt.kind),
                Some(AdtKind::Struct(Fields::Unit))
            )
        {
            let found = self.fresh_adt(id, name.span);
            self.pattern_type(&found, ty, name.span);
            return Some(PatternKind::Fields(Vec::new()));
        }
        if let Ty::Adt(id, _) = ty
            && self.find_variant(*id, text).is_some()
        {
            let owner = self.ck.adt(*id).map(|adt| adt.name.clone()).unwrap_or_default();
            self.ck.report(
                Diagnostic::error(
                    codes::PATTERN,
                    name.span,
                    format!("`{text}` alone would be a new variable that matches everything."),
                )
                .with_help(format!("Write `{owner}::{text}` for the variant.")),
            );
            return Some(PatternKind::Wildcard);
        }
        None
    }

    fn path_pattern(&mut self, path: &'a ast::Path, ty: &Ty, span: Span) -> PatternKind {
        if let Some(kind) = self.const_pattern(path, ty, span) {
            if let Some(last) = path.segments.last() {
                self.no_type_args(&joined(path), &last.args);
            }
            return kind;
        }
        if let Some((variant, payload)) = self.std_variant(path, ty, span) {
            if payload.is_some() {
                let name = joined(path);
                self.ck.report(
                    Diagnostic::error(
                        codes::PATTERN,
                        span,
                        format!("The variant `{name}` carries a value."),
                    )
                    .with_help(format!("Write `{name}(_)` or bind the value: `{name}(value)`.")),
                );
                return PatternKind::Wildcard;
            }
            return PatternKind::Variant {
                variant,
                fields: Vec::new(),
            };
        }
        let Some(target) = self.pattern_target(path, ty, span) else {
            return PatternKind::Wildcard;
        };
        let name = joined(path);
        let help = match target.fields {
            Fields::Unit => {
                return match target.variant {
                    Some(variant) => PatternKind::Variant {
                        variant,
                        fields: Vec::new(),
                    },
                    None => PatternKind::Fields(Vec::new()),
                };
            }
            Fields::Tuple(_) => format!("Write `{name}(..)` to ignore them."),
            Fields::Named(_) => format!("Write `{name} {{ .. }}` to ignore them."),
        };
        self.ck.report(
            Diagnostic::error(
                codes::PATTERN,
                span,
                format!("`{name}` carries values, which the pattern leaves out."),
            )
            .with_help(help),
        );
        PatternKind::Wildcard
    }

    /// `Some`, `None`, `Ok`, `Err`, also as `Option::Some`: the tag and the payload's type.
    pub(crate) fn std_variant(
        &mut self,
        path: &'a ast::Path,
        ty: &Ty,
        span: Span,
    ) -> Option<(u32, Option<Ty>)> {
        let modules = self.ck.core_front(&path.segments, self.scope);
        let name = match path.segments.get(modules..).unwrap_or_default() {
            [only] => only.name.name.as_str(),
            [front, last] if matches!(front.name.name.as_str(), "Option" | "Result") => {
                last.name.name.as_str()
            }
            [.., last] => last.name.name.as_str(),
            [] => return None,
        };
        if !matches!(name, "Some" | "None" | "Ok" | "Err") {
            return None;
        }
        if let Some(found) = self.aliased_variant(path, name, ty, span) {
            return Some(found);
        }
        let rest = path.segments.get(modules..).unwrap_or_default();
        let named = |front: &ast::PathSegment| matches!(front.name.name.as_str(), "Option" | "Result");
        if !matches!(rest, [_]) && !matches!(rest, [front, _] if named(front)) {
            return None;
        }
        // The program's own enum and variants of that name come first.
        let own = match path.segments.as_slice() {
            [only] => matches!(
                self.ck.find_value(self.scope, &only.name.name),
                Some(ValueDef::Variant(..))
            ),
            [front, _] => matches!(
                self.ck.find_type(self.scope, &front.name.name),
                Some(TypeDef::Adt(_))
            ),
            _ => false,
        };
        if own {
            return None;
        }
        let found = if matches!(name, "Some" | "None") {
            Ty::Option(std::sync::Arc::new(self.infer.fresh(span)))
        } else {
            Ty::Result(
                std::sync::Arc::new(self.infer.fresh(span)),
                std::sync::Arc::new(self.infer.fresh(span)),
            )
        };
        if let Some(last) = path.segments.last() {
            self.apply_type_args(&found, last);
        }
        if !self.pattern_type(&found, ty, span) {
            return Some((0, Some(Ty::Error)));
        }
        Some(match (name, found) {
            ("Some", Ty::Option(inner)) => (1, Some((*inner).clone())),
            ("Ok", Ty::Result(ok, _)) => (0, Some((*ok).clone())),
            ("Err", Ty::Result(_, err)) => (1, Some((*err).clone())),
            _ => (0, None),
        })
    }

    /// As [`Self::std_variant`] behind an alias: `type Found = Option<u8>;` and `Found::Some(x)`.
    fn aliased_variant(
        &mut self,
        path: &'a ast::Path,
        name: &str,
        ty: &Ty,
        span: Span,
    ) -> Option<(u32, Option<Ty>)> {
        let (last, front) = path.segments.split_last()?;
        if front.is_empty() || !matches!(self.ck.walk_type(front, self.scope), Some(TypeDef::Alias(_))) {
            return None;
        }
        let Prefix::Ty(found) = self.prefix(front, span) else {
            return None;
        };
        let (tag, payload) = match (name, &found) {
            ("None", Ty::Option(_)) => (0, None),
            ("Some", Ty::Option(inner)) => (1, Some((**inner).clone())),
            ("Ok", Ty::Result(ok, _)) => (0, Some((**ok).clone())),
            ("Err", Ty::Result(_, err)) => (1, Some((**err).clone())),
            _ => return None,
        };
        self.no_type_args(name, &last.args);
        if !self.pattern_type(&found, ty, span) {
            return Some((0, Some(Ty::Error)));
        }
        Some((tag, payload))
    }

    /// The struct or variant of a pattern, with its type made that of the value. Reports failures.
    pub(crate) fn pattern_target(&mut self, path: &'a ast::Path, ty: &Ty, span: Span) -> Option<Target> {
        let target = match self.adt_target(path) {
            Ok(Some(target)) => target,
            Err(()) => return None,
            Ok(None) => {
                let name = joined(path);
                let last = path.segments.last().map_or("", |last| last.name.name.as_str());
                let mut diagnostic = Diagnostic::error(
                    codes::PATTERN,
                    path.span,
                    format!("There is no variant, struct or constant `{name}` here."),
                );
                if let Ty::Adt(id, _) = ty {
                    let owner = self.ck.adt(*id).map(|adt| adt.name.clone()).unwrap_or_default();
                    if self.find_variant(*id, last).is_some() {
                        diagnostic = diagnostic.with_help(format!("Did you mean `{owner}::{last}`?"));
                    } else if let Some(best) = self.ck.closest_associated(*id, last) {
                        diagnostic = diagnostic.with_help(format!("Did you mean `{owner}::{best}`?"));
                    }
                } else if let Some(best) = suggest::closest(last, ["Some", "None", "Ok", "Err"]) {
                    diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
                }
                self.ck.report(diagnostic);
                return None;
            }
        };
        if !self.pattern_type(&target.ty, ty, span) {
            return None;
        }
        Some(target)
    }

    fn or_pattern(
        &mut self,
        alternatives: &'a [ast::Pattern],
        ty: &Ty,
        bindings: &mut Bindings,
    ) -> PatternKind {
        let start = bindings.bound.len();
        let mut first: Option<Vec<(String, LocalId, Span)>> = None;
        let saved = bindings.shared.clone();
        let mut out = Vec::new();
        for alternative in alternatives {
            bindings.bound.truncate(start);
            out.push(self.pattern(alternative, ty, bindings));
            let own: Vec<(String, LocalId, Span)> = bindings.bound.get(start..).unwrap_or_default().to_vec();
            match &first {
                None => {
                    for (name, id, _) in &own {
                        bindings.shared.insert(name.clone(), *id);
                    }
                    first = Some(own);
                }
                Some(first) => self.same_bindings(first, &own, alternative.span),
            }
        }
        bindings.shared = saved;
        bindings.bound.truncate(start);
        bindings.bound.extend(first.unwrap_or_default());
        PatternKind::Or(out)
    }

    fn same_bindings(
        &mut self,
        first: &[(String, LocalId, Span)],
        own: &[(String, LocalId, Span)],
        span: Span,
    ) {
        let missing = first
            .iter()
            .find(|(name, ..)| !own.iter().any(|(other, ..)| other == name));
        let extra = own
            .iter()
            .find(|(name, ..)| !first.iter().any(|(other, ..)| other == name));
        let diagnostic = match (missing, extra) {
            (Some((name, _, at)), _) => Diagnostic::error(
                codes::OR_BINDINGS,
                span,
                format!("This alternative does not bind `{name}`, which the first one does."),
            )
            .with_secondary(*at, "bound here"),
            (None, Some((name, _, at))) => Diagnostic::error(
                codes::OR_BINDINGS,
                *at,
                format!("The first alternative does not bind `{name}`."),
            ),
            (None, None) => return,
        };
        self.ck
            .report(diagnostic.with_help("All alternatives must bind the same variables."));
    }
}
