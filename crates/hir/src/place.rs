//! Places: variables, storage, fields, elements, entries (DECISIONS C1, T8).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr, place_ty};
use crate::codes;
use crate::infer::substitute;
use crate::suggest;
use crate::thir::{AdtKind, Expr, ExprKind, Fields, LocalId, Place, PlaceBase, Projection, ProjectionKind};
use crate::ty::Ty;

impl<'a> FnCx<'_, 'a> {
    /// A field or element, read.
    pub fn place_expr(&mut self, expr: &'a ast::Expr) -> Expr {
        let place = self.place(expr);
        self.read_checked(place)
    }

    /// A place, read; map entries need a default (DECISION T8).
    pub fn read_checked(&mut self, place: Place) -> Expr {
        // A temporary alone is just its value.
        if place.projections.is_empty()
            && let PlaceBase::Temporary(value) = place.base
        {
            return *value;
        }
        self.demand_entry_default(&place);
        self.read(place)
    }

    /// The left side of an assignment; `whole` where nothing of the old value is read.
    pub fn target(&mut self, expr: &'a ast::Expr, whole: bool) -> Place {
        if whole
            && let ast::ExprKind::Path(path) = &expr.kind
            && let [only] = path.segments.as_slice()
            && let Some(id) = self.find_local(&only.name.name)
        {
            return self.local_place(id, expr.span);
        }
        self.place(expr)
    }

    fn local_place(&self, id: LocalId, span: Span) -> Place {
        let base_ty = self.local(id).map_or(Ty::Error, |info| info.local.ty.clone());
        Place {
            base: PlaceBase::Local(id),
            base_ty,
            projections: Vec::new(),
            span,
        }
    }

    fn error_place(&self, span: Span) -> Place {
        self.temporary(error_expr(span))
    }

    /// The place an expression denotes; a temporary where it denotes none.
    pub fn place(&mut self, expr: &'a ast::Expr) -> Place {
        match &expr.kind {
            ast::ExprKind::Paren(inner) => self.place(inner),
            ast::ExprKind::Path(path) => {
                if let [only] = path.segments.as_slice() {
                    let name = only.name.name.as_str();
                    if let Some(id) = self.find_local(name) {
                        self.mark_used(id);
                        if self.received_fn(id).is_some() {
                            let value = self.kept_function(name, expr.span);
                            return self.temporary(value);
                        }
                        return self.local_place(id, expr.span);
                    }
                    if let Some(place) = self.bare_storage(name, expr.span) {
                        return place;
                    }
                }
                let value = self.expr(expr, None);
                self.temporary(value)
            }
            ast::ExprKind::Field { base, name } => {
                if let Some(place) = self.keyword_field(base, name, expr.span) {
                    return place;
                }
                if self.word_before_dot(base, name, false).is_some() {
                    return self.error_place(expr.span);
                }
                let mut base = self.place(base);
                self.project_field(&mut base, name, expr.span);
                base
            }
            ast::ExprKind::Index { base, index } => {
                let mut base = self.place(base);
                if let ast::ExprKind::Range {
                    start,
                    end,
                    inclusive,
                } = &index.kind
                {
                    let value = self.slice(base, start.as_deref(), end.as_deref(), *inclusive, expr.span);
                    return self.temporary(value);
                }
                self.project_index(&mut base, index, expr.span);
                base
            }
            _ => {
                let value = self.expr(expr, None);
                self.temporary(value)
            }
        }
    }

    /// A storage variable by its bare name (DECISION C1), unless an item comes before it.
    pub fn bare_storage(&mut self, name: &str, span: Span) -> Option<Place> {
        let contract = self.contract?;
        let info = self.ck.contracts.get(contract.0 as usize)?;
        let index = *info.storage_names.get(name)?;
        let base_ty = info.storage.get(index as usize)?.ty.clone();
        Some(Place {
            base: PlaceBase::Storage(contract, index),
            base_ty,
            projections: Vec::new(),
            span,
        })
    }

    /// `storage.x`, and what looks like it.
    fn keyword_field(&mut self, base: &ast::Expr, name: &ast::Ident, span: Span) -> Option<Place> {
        let ast::ExprKind::Path(path) = &base.kind else {
            return None;
        };
        let [only] = path.segments.as_slice() else {
            return None;
        };
        let keyword = only.name.name.as_str();
        if self.find_local(keyword).is_some() || self.bare_storage(keyword, span).is_some() {
            return None;
        }
        let field = &name.name;
        match keyword {
            "storage" => {
                if self.contract.is_none() {
                    self.ck.report(
                        Diagnostic::error(
                            codes::NO_STORAGE,
                            span,
                            format!("`storage.{field}` can only be used inside a contract."),
                        )
                        .with_help("Pass the value as an argument, or move the function into the contract."),
                    );
                    return Some(self.error_place(span));
                }
                if let Some(place) = self.bare_storage(field, span) {
                    return Some(place);
                }
                let mut diagnostic = Diagnostic::error(
                    codes::UNKNOWN_FIELD,
                    name.span,
                    format!("This contract has no storage variable `{field}`."),
                );
                if let Some(best) = suggest::closest(field, self.storage_names().iter().map(String::as_str)) {
                    diagnostic = diagnostic.with_help(format!("Did you mean `storage.{best}`?"));
                }
                self.ck.report(diagnostic);
                Some(self.error_place(span))
            }
            "self" if self.in_impl() => {
                self.unknown_name("self", base.span);
                Some(self.error_place(span))
            }
            "self" => {
                let mut diagnostic = Diagnostic::error(
                    codes::SELF_MISUSE,
                    span,
                    format!("`self.{field}` means nothing here: `self` is for methods of structs and enums."),
                );
                if self.bare_storage(field, span).is_some() {
                    diagnostic =
                        diagnostic.with_help(format!("Write `storage.{field}` for the contract's variable."));
                } else if self.contract.is_some() {
                    diagnostic = diagnostic.with_help(
                        "A contract's variables are `storage.name`, its functions are called by their bare names, its \
                         address is `self.address()`.",
                    );
                }
                self.ck.report(diagnostic);
                Some(self.error_place(span))
            }
            "msg" | "block" | "tx" | "ctx" | "env" => {
                let right = match (keyword, field.as_str()) {
                    (_, "sender") => "ctx.sender()",
                    (_, "value") => "ctx.value()",
                    (_, "origin") => "ctx.origin()",
                    (_, "timestamp") => "env.timestamp()",
                    (_, "number" | "block_number") => "env.block_number()",
                    _ => return None,
                };
                self.ck.report(
                    Diagnostic::error(
                        codes::UNKNOWN_NAME,
                        span,
                        format!("There is no `{keyword}.{field}` here."),
                    )
                    .with_help(format!("Twilight writes `{right}`.")),
                );
                Some(self.error_place(span))
            }
            _ => None,
        }
    }

    /// Names of the contract's storage variables.
    pub fn storage_names(&self) -> Vec<String> {
        self.contract
            .and_then(|contract| self.ck.contracts.get(contract.0 as usize))
            .map(|contract| contract.storage_names.keys().cloned().collect())
            .unwrap_or_default()
    }

    fn push(&self, place: &mut Place, kind: ProjectionKind, ty: Ty, span: Span) {
        place.projections.push(Projection { kind, ty, span });
        place.span = span;
    }

    fn project_field(&mut self, place: &mut Place, name: &ast::Ident, span: Span) {
        let ty = self.infer.shallow(&place_ty(place));
        if let Ty::Adt(id, _) = &ty {
            self.ck.check_field(*id, None, name, self.scope);
        }
        match self.find_field(&ty, &name.name) {
            Some((index, field)) => self.push(place, ProjectionKind::Field(index), field, span),
            None => {
                self.unknown_field(&ty, place.span, name);
                *place = self.error_place(span);
            }
        }
    }

    /// Index and type of a field.
    pub fn find_field(&self, ty: &Ty, name: &str) -> Option<(u32, Ty)> {
        let (index, ty) = match ty {
            Ty::Tuple(types) => {
                let index = name.parse::<usize>().ok()?;
                (index, types.get(index)?.clone())
            }
            Ty::Adt(id, args) => match &self.ck.adt(*id)?.kind {
                AdtKind::Struct(Fields::Named(fields)) => {
                    let index = fields.iter().position(|(field, _)| field == name)?;
                    (
                        index,
                        self.ck
                            .normalize(&self.infer.resolve(&substitute(&fields.get(index)?.1, args))),
                    )
                }
                AdtKind::Struct(Fields::Tuple(types)) => {
                    let index = name.parse::<usize>().ok()?;
                    (
                        index,
                        self.ck
                            .normalize(&self.infer.resolve(&substitute(types.get(index)?, args))),
                    )
                }
                _ => return None,
            },
            _ => return None,
        };
        Some((u32::try_from(index).ok()?, ty))
    }

    fn unknown_field(&mut self, ty: &Ty, base: Span, name: &ast::Ident) {
        if matches!(ty, Ty::Error | Ty::Never) {
            self.without_value(ty, base, name.span);
            return;
        }
        let field = &name.name;
        if matches!(ty, Ty::Infer(_)) && !self.infer.is_int_var(ty) {
            self.ck.report(
                Diagnostic::error(
                    codes::CANNOT_INFER,
                    name.span,
                    format!("The type must be known before its field `{field}` can be read."),
                )
                .with_help("Annotate the variable's type where it is declared."),
            );
            return;
        }
        let shown = self.show(ty);
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_FIELD,
            name.span,
            format!("The type {shown} has no field `{field}`."),
        );
        let names: Vec<String> = match ty {
            Ty::Adt(id, _) => {
                if self
                    .ck
                    .methods
                    .contains_key(&(crate::heads::Head::Adt(*id), field.clone()))
                {
                    diagnostic =
                        diagnostic.with_help(format!("It has a function of that name: `.{field}(..)`."));
                }
                match self.ck.adt(*id).map(|adt| &adt.kind) {
                    Some(AdtKind::Struct(Fields::Named(fields))) => {
                        fields.iter().map(|(name, _)| name.clone()).collect()
                    }
                    Some(AdtKind::Enum(_)) => {
                        diagnostic =
                            diagnostic.with_help("Fields of an enum's variants are read with `match`.");
                        Vec::new()
                    }
                    _ => Vec::new(),
                }
            }
            Ty::Option(_) | Ty::Result(..) => {
                diagnostic =
                    diagnostic.with_help("Take the value out first, with `match`, `?` or `.unwrap()`.");
                Vec::new()
            }
            Ty::Vector(_) | Ty::String | Ty::Map(..) | Ty::Array(..)
                if matches!(field.as_str(), "length" | "len" | "size") =>
            {
                diagnostic = diagnostic.with_help("Call `.len()`.");
                Vec::new()
            }
            _ => Vec::new(),
        };
        if field == "await" {
            diagnostic = diagnostic.with_help("Nothing is asynchronous here: leave `.await` out.");
        } else if let Ty::Adt(id, _) = ty
            && let Some(AdtKind::Struct(Fields::Tuple(_))) = self.ck.adt(*id).map(|adt| &adt.kind)
        {
            diagnostic = diagnostic.with_help("Its fields have numbers: `.0`, `.1` and so on.");
        } else if let Some(best) = suggest::closest(field, names.iter().map(String::as_str)) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        } else if !names.is_empty() && names.len() <= 8 {
            diagnostic = diagnostic.with_help(format!("Its fields are `{}`.", names.join("`, `")));
        }
        self.ck.report(diagnostic);
    }

    fn project_index(&mut self, place: &mut Place, index: &'a ast::Expr, span: Span) {
        let ty = self.infer.shallow(&place_ty(place));
        match &ty {
            Ty::Array(element, length) => {
                let value = self.index_value(index);
                // A negative literal has a diagnostic of its own.
                if let ExprKind::Int(at) = &value.kind
                    && u64::try_from(*at).is_ok()
                    && *at >= ruint::aliases::U256::from(*length)
                {
                    self.ck.error(
                        codes::INDEX_TYPE,
                        index.span,
                        format!("The index {at} is out of bounds: the array has {length} elements."),
                    );
                }
                self.push(
                    place,
                    ProjectionKind::Index(Box::new(value)),
                    (**element).clone(),
                    span,
                );
            }
            Ty::Vector(element) => {
                let value = self.index_value(index);
                self.push(
                    place,
                    ProjectionKind::Index(Box::new(value)),
                    (**element).clone(),
                    span,
                );
            }
            Ty::Map(key, value) => {
                let index = self.check(index, key);
                self.push(
                    place,
                    ProjectionKind::Key(Box::new(index)),
                    (**value).clone(),
                    span,
                );
            }
            _ if self.awaits_array(&ty) => {
                self.expr(index, None);
                *place = self.error_place(span);
            }
            Ty::Error | Ty::Never => {
                self.expr(index, None);
                self.without_value(&ty, place.span, span);
                *place = self.error_place(span);
            }
            _ => {
                let shown = self.show(&ty);
                let mut diagnostic = Diagnostic::error(
                    codes::NOT_INDEXABLE,
                    place.span,
                    format!("{shown} cannot be indexed with `[..]`."),
                );
                diagnostic = match ty {
                    Ty::String => {
                        diagnostic.with_help("Use `.slice(start, end)`, or `.to_bytes()` for its bytes.")
                    }
                    Ty::Tuple(_) => {
                        diagnostic.with_help("Write `.0`, `.1` and so on for the elements of a tuple.")
                    }
                    Ty::Option(_) | Ty::Result(..) => diagnostic.with_help("Take the value out first."),
                    Ty::Infer(_) => {
                        diagnostic.with_help("Annotate the variable's type where it is declared.")
                    }
                    _ => diagnostic,
                };
                self.ck.report(diagnostic);
                self.expr(index, None);
                *place = self.error_place(span);
            }
        }
    }
}
