//! Patterns with parts: tuples, structs, variants, arrays and vectors.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::FnCx;
use crate::codes;
use crate::infer::substitute;
use crate::paths::joined;
use crate::patterns::Bindings;
use crate::structs::Target;
use crate::suggest;
use crate::thir::{Fields, Pattern, PatternKind};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    pub(crate) fn tuple_struct_pattern(
        &mut self,
        path: &'a ast::Path,
        elements: &'a [ast::Pattern],
        ty: &Ty,
        span: Span,
        bindings: &mut Bindings,
    ) -> PatternKind {
        let (variant, types) = match self.std_variant(path, ty, span) {
            // Of another type than the value, which is reported.
            Some((_, Some(Ty::Error))) if !matches!(ty, Ty::Error) => {
                self.bind_silently(elements, bindings);
                return PatternKind::Wildcard;
            }
            Some((variant, payload)) => (Some(variant), payload.into_iter().collect::<Vec<_>>()),
            None => match self.pattern_target(path, ty, span) {
                Some(Target {
                    fields: Fields::Tuple(types),
                    variant,
                    ty: Ty::Adt(_, args),
                    ..
                }) => {
                    let part = |ty: &Ty| self.normalize(substitute(ty, &args), span);
                    (variant, types.iter().map(part).collect())
                }
                Some(target) => {
                    let name = joined(path);
                    let help = match target.fields {
                        Fields::Named(_) => format!("Write `{name} {{ field, .. }}`."),
                        _ => format!("Write `{name}` without parentheses."),
                    };
                    self.ck.report(
                        Diagnostic::error(
                            codes::PATTERN,
                            span,
                            format!("`{name}` has no values in parentheses."),
                        )
                        .with_help(help),
                    );
                    self.bind_silently(elements, bindings);
                    return PatternKind::Wildcard;
                }
                None => {
                    self.bind_silently(elements, bindings);
                    return PatternKind::Wildcard;
                }
            },
        };
        let Some(fields) = self.by_position(elements, &types, &joined(path), span, bindings) else {
            return PatternKind::Wildcard;
        };
        match variant {
            Some(variant) => PatternKind::Variant { variant, fields },
            None => PatternKind::Fields(fields),
        }
    }

    /// Binds the variables of patterns that could not be checked, so that their uses stay silent.
    pub(crate) fn bind_silently(&mut self, patterns: &'a [ast::Pattern], bindings: &mut Bindings) {
        for pattern in patterns {
            if !matches!(pattern.kind, ast::PatternKind::Rest) {
                self.pattern(pattern, &Ty::Error, bindings);
            }
        }
    }

    /// Patterns by position, with at most one `..`.
    pub(crate) fn by_position(
        &mut self,
        elements: &'a [ast::Pattern],
        types: &[Ty],
        name: &str,
        span: Span,
        bindings: &mut Bindings,
    ) -> Option<Vec<(u32, Pattern)>> {
        let rest = elements
            .iter()
            .position(|element| matches!(element.kind, ast::PatternKind::Rest));
        let given = elements.len() - usize::from(rest.is_some());
        if (rest.is_none() && given != types.len()) || given > types.len() {
            let verb = if types.len() == 1 { "value" } else { "values" };
            let shown = if name.contains(' ') {
                name.to_string()
            } else {
                format!("`{name}`")
            };
            self.ck.report(
                Diagnostic::error(
                    codes::PATTERN,
                    span,
                    format!(
                        "{shown} has {} {verb}, but the pattern names {given}.",
                        types.len()
                    ),
                )
                .with_help("Use `_` for a value that does not matter, or `..` for all others."),
            );
            self.bind_silently(elements, bindings);
            return None;
        }
        let mut fields = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            let index = match rest {
                Some(rest) if at == rest => continue,
                Some(rest) if at > rest => types.len() - (elements.len() - at),
                _ => at,
            };
            let ty = types.get(index).cloned().unwrap_or(Ty::Error);
            let pattern = self.pattern(element, &ty, bindings);
            fields.push((u32::try_from(index).unwrap_or(u32::MAX), pattern));
        }
        Some(fields)
    }

    pub(crate) fn struct_pattern(
        &mut self,
        path: &'a ast::Path,
        inits: &'a [(ast::Ident, ast::Pattern)],
        rest: bool,
        ty: &Ty,
        span: Span,
        bindings: &mut Bindings,
    ) -> PatternKind {
        let Some(Target {
            fields,
            variant,
            id,
            ty: Ty::Adt(_, args),
        }) = self.pattern_target(path, ty, span)
        else {
            for (_, pattern) in inits {
                self.pattern(pattern, &Ty::Error, bindings);
            }
            return PatternKind::Wildcard;
        };
        let name = joined(path);
        let known: Vec<(String, Ty)> = match &fields {
            Fields::Named(fields) => fields
                .iter()
                .map(|(name, ty)| (name.clone(), self.normalize(substitute(ty, &args), span)))
                .collect(),
            Fields::Tuple(types) => types
                .iter()
                .enumerate()
                .map(|(at, ty)| (at.to_string(), self.normalize(substitute(ty, &args), span)))
                .collect(),
            Fields::Unit => Vec::new(),
        };
        let mut out: Vec<(u32, Pattern)> = Vec::new();
        let mut seen = vec![false; known.len()];
        let mut unknown = false;
        for (field, pattern) in inits {
            let Some(at) = known.iter().position(|(name, _)| *name == field.name) else {
                self.pattern(pattern, &Ty::Error, bindings);
                if std::mem::replace(&mut unknown, true) {
                    continue;
                }
                let mut diagnostic = Diagnostic::error(
                    codes::PATTERN,
                    field.span,
                    format!("`{name}` has no field `{}`.", field.name),
                );
                if let Some(best) = suggest::closest(&field.name, known.iter().map(|(name, _)| name.as_str()))
                {
                    diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
                } else if matches!(fields, Fields::Tuple(_)) {
                    let places = vec!["_"; known.len()].join(", ");
                    diagnostic = diagnostic.with_help(format!(
                        "Its values have no names: write `{name}({places})` with a name for each value that is wanted."
                    ));
                } else if !known.is_empty() && known.len() <= 8 {
                    let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
                    diagnostic = diagnostic.with_help(format!("Its fields are `{}`.", names.join("`, `")));
                }
                self.ck.report(diagnostic);
                continue;
            };
            if seen.get(at) == Some(&true) {
                self.ck.error(
                    codes::PATTERN,
                    field.span,
                    format!("The pattern names `{}` twice.", field.name),
                );
            }
            if let Some(slot) = seen.get_mut(at) {
                *slot = true;
            }
            self.ck.check_field(id, variant, field, self.scope);
            if let Some((_, ty)) = known.get(at) {
                let pattern = self.pattern(pattern, ty, bindings);
                out.push((u32::try_from(at).unwrap_or(u32::MAX), pattern));
            }
        }
        let missing: Vec<&str> = known
            .iter()
            .zip(&seen)
            .filter(|(_, seen)| !**seen)
            .map(|((name, _), _)| name.as_str())
            .collect();
        // A misspelt field is missing, too.
        if !rest && !unknown && !missing.is_empty() {
            self.ck.report(
                Diagnostic::error(
                    codes::PATTERN,
                    span,
                    format!("The pattern of `{name}` leaves out `{}`.", missing.join("`, `")),
                )
                .with_help("Name the fields, or end the pattern with `..` to ignore them."),
            );
        }
        match variant {
            Some(variant) => PatternKind::Variant { variant, fields: out },
            None => PatternKind::Fields(out),
        }
    }

    pub(crate) fn tuple_pattern(
        &mut self,
        elements: &'a [ast::Pattern],
        ty: &Ty,
        span: Span,
        bindings: &mut Bindings,
    ) -> PatternKind {
        if elements.is_empty() {
            self.pattern_type(&Ty::Unit, ty, span);
            return PatternKind::Wildcard;
        }
        let has_rest = elements
            .iter()
            .any(|element| matches!(element.kind, ast::PatternKind::Rest));
        let types = match (ty, has_rest) {
            (Ty::Tuple(types), _) => types.to_vec(),
            (Ty::Infer(_), false) => {
                let types: Vec<Ty> = elements
                    .iter()
                    .map(|element| self.infer.fresh(element.span))
                    .collect();
                if !self.pattern_type(&Ty::Tuple(types.clone().into()), ty, span) {
                    self.bind_silently(elements, bindings);
                    return PatternKind::Wildcard;
                }
                types
            }
            (Ty::Error | Ty::Never, _) => {
                self.bind_silently(elements, bindings);
                return PatternKind::Wildcard;
            }
            _ => {
                let shown = self.show(ty);
                self.ck.error(
                    codes::PATTERN,
                    span,
                    format!("A tuple pattern cannot match {shown}."),
                );
                self.bind_silently(elements, bindings);
                return PatternKind::Wildcard;
            }
        };
        match self.by_position(elements, &types, "The tuple", span, bindings) {
            Some(fields) => PatternKind::Fields(fields),
            None => PatternKind::Wildcard,
        }
    }

    pub(crate) fn slice_pattern(
        &mut self,
        elements: &'a [ast::Pattern],
        ty: &Ty,
        span: Span,
        bindings: &mut Bindings,
    ) -> PatternKind {
        let (element, length) = match ty {
            Ty::Array(element, length) => ((**element).clone(), Some(*length)),
            Ty::Vector(element) => ((**element).clone(), None),
            _ => {
                if !matches!(ty, Ty::Error | Ty::Never) {
                    let shown = self.show(ty);
                    self.ck.error(
                        codes::PATTERN,
                        span,
                        format!("`[..]` matches arrays and vectors, not {shown}."),
                    );
                }
                self.bind_silently(elements, bindings);
                return PatternKind::Wildcard;
            }
        };
        let mut before = Vec::new();
        let mut after = Vec::new();
        let mut rest = false;
        for pattern in elements {
            if is_rest(pattern) {
                if !matches!(pattern.kind, ast::PatternKind::Rest) {
                    // Its name is refused.
                    self.pattern(pattern, &Ty::Error, bindings);
                } else if rest {
                    self.ck
                        .error(codes::PATTERN, pattern.span, "A pattern has at most one `..`.");
                }
                rest = true;
                continue;
            }
            let checked = self.pattern(pattern, &element, bindings);
            if rest {
                after.push(checked)
            } else {
                before.push(checked)
            }
        }
        let given = (before.len() + after.len()) as u64;
        if let Some(length) = length
            && (given > length || (!rest && given != length))
        {
            self.ck.report(
                Diagnostic::error(
                    codes::PATTERN,
                    span,
                    format!(
                        "The array has {length} element{}, but the pattern names {given}.",
                        if length == 1 { "" } else { "s" }
                    ),
                )
                .with_help("Use `..` for elements that do not matter."),
            );
            return PatternKind::Wildcard;
        }
        PatternKind::Elements { before, rest, after }
    }
}

/// `..`, or `name @ ..`.
fn is_rest(pattern: &ast::Pattern) -> bool {
    match &pattern.kind {
        ast::PatternKind::Rest => true,
        ast::PatternKind::Binding { subpattern, .. } => subpattern
            .as_ref()
            .is_some_and(|inner| matches!(inner.kind, ast::PatternKind::Rest)),
        _ => false,
    }
}
