//! Struct expressions: `S { a: 1, b, ..base }`, also of variants (spec 01 §4.2).

use std::collections::HashMap;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::ValueDef;
use crate::codes;
use crate::infer::substitute;
use crate::paths::{Prefix, joined};
use crate::suggest;
use crate::thir::{AdtKind, Expr, ExprKind, Fields};
use crate::ty::{AdtId, Ty};

/// A struct or a variant that a path names.
pub struct Target {
    /// Its type, arguments open where not written.
    pub ty: Ty,
    /// The struct or enum.
    pub id: AdtId,
    /// The variant's tag.
    pub variant: Option<u32>,
    /// Its fields.
    pub fields: Fields,
}

impl<'a> FnCx<'_, 'a> {
    /// The struct or variant a path names; `None` where it names none, or was reported (second value).
    pub fn adt_target(&mut self, path: &'a ast::Path) -> Result<Option<Target>, ()> {
        let segments = path.segments.as_slice();
        let known = match segments {
            [] => return Err(()),
            [only] if self.ck.resolve_type_path(path, self.scope).is_none() => {
                let target = self.imported_variant(&only.name.name, path.span);
                if let Some(target) = &target {
                    self.apply_type_args(&target.ty, only);
                }
                return Ok(target);
            }
            _ => self.prefix(segments, path.span),
        };
        match known {
            Prefix::Ty(Ty::Adt(id, args)) => {
                return Ok(match self.ck.adt(id).map(|adt| &adt.kind) {
                    Some(AdtKind::Struct(fields)) => Some(Target {
                        fields: fields.clone(),
                        ty: Ty::Adt(id, args),
                        id,
                        variant: None,
                    }),
                    _ => None,
                });
            }
            Prefix::Poison | Prefix::Ty(Ty::Error) => return Err(()),
            Prefix::Unknown => {}
            _ => return Ok(None),
        }
        let [front @ .., last] = segments else {
            return Ok(None);
        };
        match self.prefix(front, path.span) {
            Prefix::Ty(Ty::Adt(id, args)) => {
                let Some((variant, fields)) = self.find_variant(id, &last.name.name) else {
                    return Ok(None);
                };
                let ty = Ty::Adt(id, args);
                self.apply_type_args(&ty, last);
                Ok(Some(Target {
                    ty,
                    id,
                    variant: Some(variant),
                    fields,
                }))
            }
            Prefix::Poison | Prefix::Ty(Ty::Error) => Err(()),
            _ => Ok(None),
        }
    }

    /// A variant that `use` brought in.
    fn imported_variant(&mut self, name: &str, span: Span) -> Option<Target> {
        let Some(ValueDef::Variant(id, variant)) = self.ck.find_value(self.scope, name) else {
            return None;
        };
        let fields = match &self.ck.adt(id)?.kind {
            AdtKind::Enum(variants) => variants.get(variant as usize)?.1.clone(),
            AdtKind::Struct(_) => return None,
        };
        Some(Target {
            ty: self.fresh_adt(id, span),
            id,
            variant: Some(variant),
            fields,
        })
    }

    /// `S { a: 1 }`.
    pub fn struct_expr(
        &mut self,
        path: &'a ast::Path,
        inits: &'a [ast::FieldInit],
        base: Option<&'a ast::Expr>,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let target = match self.adt_target(path) {
            Ok(Some(target)) => target,
            other => {
                for init in inits {
                    self.expr(&init.value, None);
                }
                if other.is_err() {
                    return error_expr(span);
                }
                return self.no_struct(path);
            }
        };
        if let (Some(hint), Ty::Adt(id, _)) = (hint, &target.ty)
            && matches!(self.infer.shallow(hint), Ty::Adt(other, _) if other == *id)
        {
            self.infer.unify(hint, &target.ty);
        }
        let args: Vec<Ty> = match &target.ty {
            Ty::Adt(_, args) => args.to_vec(),
            _ => Vec::new(),
        };
        let fields: Vec<(String, Ty)> = match &target.fields {
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
        let name = joined(path);
        let mut given: HashMap<usize, Span> = HashMap::new();
        let mut values = Vec::new();
        let mut unknown = false;
        for init in inits {
            let Some(at) = fields.iter().position(|(field, _)| *field == init.name.name) else {
                // In `S { a, b }` a misspelt field is no variable either.
                if init.value.span != init.name.span {
                    self.expr(&init.value, None);
                }
                if !self.ck.recursive.contains(&target.id) && !std::mem::replace(&mut unknown, true) {
                    let open: Vec<&str> = fields
                        .iter()
                        .map(|(field, _)| field.as_str())
                        .filter(|field| inits.iter().all(|init| init.name.name != *field))
                        .collect();
                    self.unknown_init(&name, init, &fields, &open, &target.fields);
                }
                continue;
            };
            if let Some(first) = given.insert(at, init.name.span) {
                self.expr(&init.value, None);
                self.ck.report(
                    Diagnostic::error(
                        codes::STRUCT_FIELDS,
                        init.name.span,
                        format!("The field `{}` is given twice.", init.name.name),
                    )
                    .with_secondary(first, "first given here"),
                );
                continue;
            }
            self.ck
                .check_field(target.id, target.variant, &init.name, self.scope);
            if let Some((_, ty)) = fields.get(at) {
                let value = self.check(&init.value, ty);
                values.push((u32::try_from(at).unwrap_or(u32::MAX), value));
            }
        }
        if let Some(base) = base {
            // The base gives the other fields, so those must be open too.
            for (at, (field, _)) in fields.iter().enumerate() {
                if !given.contains_key(&at) {
                    let field = ast::Ident {
                        name: field.clone(),
                        span: base.span,
                    };
                    self.ck.check_field(target.id, target.variant, &field, self.scope);
                }
            }
        }
        let base = base.map(|base| Box::new(self.check(base, &target.ty)));
        let missing: Vec<&str> = fields
            .iter()
            .enumerate()
            .filter(|(at, _)| !given.contains_key(at))
            .map(|(_, (name, _))| name.as_str())
            .collect();
        if base.is_none() && !missing.is_empty() && unknown {
            // Said already: the field has a wrong name.
            return Expr {
                ty: target.ty,
                ..error_expr(span)
            };
        }
        if base.is_none() && !missing.is_empty() {
            let (noun, verb) = if missing.len() == 1 {
                ("field", "is")
            } else {
                ("fields", "are")
            };
            self.ck.error(
                codes::STRUCT_FIELDS,
                path.span,
                format!(
                    "The {noun} `{}` of `{name}` {verb} missing.",
                    missing.join("`, `")
                ),
            );
            return Expr {
                ty: target.ty,
                ..error_expr(span)
            };
        }
        let kind = match target.variant {
            Some(variant) => {
                if base.is_some() {
                    return self.fail(
                        codes::STRUCT_FIELDS,
                        span,
                        "`..base` works with structs, not with variants.",
                    );
                }
                ExprKind::Variant {
                    variant,
                    fields: values,
                }
            }
            None => ExprKind::Struct { fields: values, base },
        };
        self.limited(Expr {
            kind,
            ty: target.ty,
            span,
        })
    }

    /// Reports a field that the struct does not have; `open` are those that nothing gives a value.
    fn unknown_init(
        &mut self,
        owner: &str,
        init: &ast::FieldInit,
        fields: &[(String, Ty)],
        open: &[&str],
        kind: &Fields,
    ) {
        let name = &init.name;
        let mut diagnostic = Diagnostic::error(
            codes::STRUCT_FIELDS,
            name.span,
            format!("`{owner}` has no field `{}`.", name.name),
        );
        let short = init.value.span == name.span;
        let best = match open {
            [only] => Some((*only).to_string()),
            _ => suggest::closest(&name.name, fields.iter().map(|(name, _)| name.as_str())),
        };
        if matches!(kind, Fields::Tuple(_)) {
            let values = vec![".."; fields.len()].join(", ");
            diagnostic =
                diagnostic.with_help(format!("Its values have no names: write `{owner}({values})`."));
        } else if let Some(best) = best {
            let known = self.find_local(&name.name).is_some();
            diagnostic = diagnostic.with_help(if short && known {
                format!(
                    "To give the field `{best}` this value, write `{best}: {}`.",
                    name.name
                )
            } else {
                format!("Did you mean `{best}`?")
            });
        } else if !fields.is_empty() && fields.len() <= 8 {
            let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            diagnostic = diagnostic.with_help(format!("Its fields are `{}`.", names.join("`, `")));
        }
        self.ck.report(diagnostic);
    }

    fn no_struct(&mut self, path: &'a ast::Path) -> Expr {
        let name = joined(path);
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_TYPE,
            path.span,
            format!("There is no struct or variant `{name}` here."),
        );
        let last = path.segments.last().map_or("", |last| last.name.name.as_str());
        if path.segments.len() == 1 {
            let mut names = self.ck.visible_names(self.scope, true);
            names.extend(["else", "loop"].map(str::to_string));
            if let Some(best) = suggest::closest(last, names.iter().map(String::as_str)) {
                diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
            }
            if let Some(hint) = self
                .ck
                .elsewhere(last, &[crate::modules::Space::Type], self.scope)
            {
                diagnostic.help = vec![hint];
            }
        } else if let Some(front) = path
            .segments
            .len()
            .checked_sub(2)
            .and_then(|at| path.segments.get(at))
            && let Some(crate::checker::TypeDef::Adt(id)) = self.ck.find_type(self.scope, &front.name.name)
            && let Some(best) = self.ck.closest_associated(id, last)
        {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        }
        self.fail_with(diagnostic)
    }
}
