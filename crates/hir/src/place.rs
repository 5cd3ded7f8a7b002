//! Places: variables, storage, fields, elements, entries; and who may change them (DECISIONS C1, T3, T8).

use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr, place_ty};
use crate::codes;
use crate::infer::substitute;
use crate::std_fn::StdFn;
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
        match self.find_field(&ty, &name.name) {
            Some((index, field)) => self.push(place, ProjectionKind::Field(index), field, span),
            None => {
                self.unknown_field(&ty, name);
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
                    (index, substitute(&fields.get(index)?.1, args))
                }
                AdtKind::Struct(Fields::Tuple(types)) => {
                    let index = name.parse::<usize>().ok()?;
                    (index, substitute(types.get(index)?, args))
                }
                _ => return None,
            },
            _ => return None,
        };
        Some((u32::try_from(index).ok()?, ty))
    }

    fn unknown_field(&mut self, ty: &Ty, name: &ast::Ident) {
        if matches!(ty, Ty::Error | Ty::Never) {
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
                if self.ck.methods.contains_key(&(*id, field.clone())) {
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
        if let Some(best) = suggest::closest(field, names.iter().map(String::as_str)) {
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
                if let ExprKind::Int(at) = &value.kind
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
            Ty::Error | Ty::Never => {
                self.expr(index, None);
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

    /// An index: `u64`, or a narrower unsigned type that is widened.
    pub fn index_value(&mut self, index: &'a ast::Expr) -> Expr {
        let natural = Ty::Int(IntType::U64);
        let value = match &index.kind {
            ast::ExprKind::Literal(_) => self.expr(index, Some(&natural)),
            _ => self.expr(index, None),
        };
        self.widen_index(value)
    }

    /// Makes an index or length `u64`.
    pub fn widen_index(&mut self, value: Expr) -> Expr {
        let natural = Ty::Int(IntType::U64);
        if self.diverges(&value)
            || ((self.infer.is_int_var(&value.ty) || matches!(self.infer.shallow(&value.ty), Ty::Infer(_)))
                && self.infer.unify(&value.ty, &natural))
        {
            return value;
        }
        match self.infer.shallow(&value.ty) {
            Ty::Int(IntType::U64) | Ty::Error => value,
            Ty::Int(int) if !int.signed && int.bits < 64 => {
                let span = value.span;
                Expr {
                    kind: ExprKind::Widen(Box::new(value)),
                    ty: natural,
                    span,
                }
            }
            Ty::Int(int) => self.fail_with(
                Diagnostic::error(
                    codes::INDEX_TYPE,
                    value.span,
                    format!(
                        "An index must be `u64` or a narrower unsigned integer, but this is `{}`.",
                        int.name()
                    ),
                )
                .with_help("Convert it with `u64::try_from(index)`, which gives a `Result`."),
            ),
            other => {
                let shown = self.show(&other);
                self.fail(
                    codes::INDEX_TYPE,
                    value.span,
                    format!("An index must be an integer, but this is {shown}."),
                )
            }
        }
    }

    /// `v[a..b]`: a copy of the elements (DECISION T15).
    fn slice(
        &mut self,
        base: Place,
        start: Option<&'a ast::Expr>,
        end: Option<&'a ast::Expr>,
        inclusive: bool,
        span: Span,
    ) -> Expr {
        let ty = self.infer.shallow(&place_ty(&base));
        let element = match &ty {
            Ty::Vector(element) | Ty::Array(element, _) => (**element).clone(),
            Ty::Error | Ty::Never => return error_expr(span),
            _ => {
                let shown = self.show(&ty);
                let mut diagnostic = Diagnostic::error(
                    codes::NOT_INDEXABLE,
                    base.span,
                    format!("{shown} has no slices; vectors and arrays have."),
                );
                if ty == Ty::String {
                    diagnostic = diagnostic.with_help("Use `.slice(start, end)`, which gives a `Result`.");
                }
                return self.fail_with(diagnostic);
            }
        };
        let int = |value: u64| Expr {
            kind: ExprKind::Int(ruint::aliases::U256::from(value)),
            ty: Ty::Int(IntType::U64),
            span,
        };
        if end.is_none() && !base_is_stable(&base) {
            // The base is written twice below, so it must not do anything when it is read.
            return self.fail_with(
                Diagnostic::error(
                    codes::NOT_INDEXABLE,
                    span,
                    "A slice without an end needs a variable to the left.",
                )
                .with_help("Put the collection into a `val` first."),
            );
        }
        let start = match start {
            Some(start) => self.index_value(start),
            None => int(0),
        };
        let end = match (end, &ty) {
            (Some(end), _) => {
                let end = self.index_value(end);
                if inclusive {
                    Expr {
                        kind: ExprKind::Binary {
                            op: ast::BinaryOp::Add,
                            lhs: Box::new(end),
                            rhs: Box::new(int(1)),
                        },
                        ty: Ty::Int(IntType::U64),
                        span,
                    }
                } else {
                    end
                }
            }
            (None, Ty::Array(_, length)) => int(*length),
            (None, _) => self.std_call(
                StdFn::VectorLen,
                vec![element.clone()],
                vec![self.read(base.clone())],
                Ty::Int(IntType::U64),
                span,
            ),
        };
        let whole = self.read_checked(base);
        let vector = Ty::Vector(std::sync::Arc::new(element.clone()));
        let whole = match &ty {
            Ty::Array(..) => self.std_call(
                StdFn::ArrayToVector,
                vec![ty.clone()],
                vec![whole],
                vector.clone(),
                span,
            ),
            _ => whole,
        };
        self.std_call(
            StdFn::VectorSlice,
            vec![element],
            vec![whole, start, end],
            vector,
            span,
        )
    }

    /// A call of the standard library without a receiver place.
    pub fn std_call(&self, function: StdFn, types: Vec<Ty>, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
        Expr {
            kind: ExprKind::Std {
                function,
                types,
                receiver: None,
                args,
            },
            ty,
            span,
        }
    }

    /// Reports a read of a map's entry whose type has no default (DECISION T8).
    pub fn demand_entry_default(&mut self, place: &Place) {
        self.demand_defaults(place, place.projections.len());
    }

    /// As above for an assignment: only entries on the way are read.
    pub fn demand_path_default(&mut self, place: &Place) {
        self.demand_defaults(place, place.projections.len().saturating_sub(1));
    }

    fn demand_defaults(&mut self, place: &Place, count: usize) {
        for projection in place.projections.iter().take(count) {
            if !matches!(projection.kind, ProjectionKind::Key(_)) {
                continue;
            }
            let ty = self.infer.resolve(&projection.ty);
            if !self.ck.has_default(&ty) {
                let shown = self.show(&ty);
                self.ck.report(
                    Diagnostic::error(
                        codes::NO_DEFAULT,
                        projection.span,
                        format!(
                            "`map[key]` reads the default value where the key is absent, but {shown} has no default."
                        ),
                    )
                    .with_help("Use `.get(key)`, which gives an `Option`."),
                );
                return;
            }
        }
    }

    /// Reports a change of something that must not change. `what` completes "cannot be ..".
    pub fn demand_mutable(&mut self, place: &Place, what: &str) -> bool {
        match &place.base {
            PlaceBase::Storage(..) => true,
            PlaceBase::Local(id) => {
                let Some(info) = self.local(*id) else { return true };
                if info.local.mutable {
                    return true;
                }
                let (name, span, param) = (info.local.name.clone(), info.local.span, info.param);
                let (kind, help) = if name == "self" {
                    (
                        "`self`",
                        "Write `mut self` in the function's parameters.".to_string(),
                    )
                } else if param {
                    (
                        "the parameter",
                        format!("Write `mut {name}` in the parameters, or copy it into a `var` first."),
                    )
                } else {
                    ("the variable", format!("Declare it as `var {name}`."))
                };
                let shown = if name == "self" {
                    String::new()
                } else {
                    format!(" `{name}`")
                };
                self.ck.report(
                    Diagnostic::error(
                        codes::IMMUTABLE,
                        place.span,
                        format!("This cannot be {what}, because {kind}{shown} is not mutable."),
                    )
                    .with_secondary(span, "declared here without `var` or `mut`")
                    .with_help(help),
                );
                false
            }
            PlaceBase::Temporary(value) => {
                if matches!(value.ty, Ty::Error) {
                    return false;
                }
                let (message, help) = match value.kind {
                    ExprKind::Const(_) => (
                        "A constant cannot change.".to_string(),
                        "Copy it into a `var` and change that.",
                    ),
                    _ => (
                        format!(
                            "This is a temporary value, so it cannot be {what}: the change would be lost."
                        ),
                        "Put it into a `var` first, or change the place it came from.",
                    ),
                };
                self.ck
                    .report(Diagnostic::error(codes::NOT_A_PLACE, place.span, message).with_help(help));
                false
            }
        }
    }
}

/// Whether reading a place twice gives the same and does nothing else.
fn base_is_stable(place: &Place) -> bool {
    !matches!(place.base, PlaceBase::Temporary(_))
        && place.projections.iter().all(|projection| match &projection.kind {
            ProjectionKind::Field(_) => true,
            ProjectionKind::Index(index) | ProjectionKind::Key(index) => match &index.kind {
                ExprKind::Use(place, _) => place.projections.is_empty() && base_is_stable(place),
                ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::Const(_) => true,
                _ => false,
            },
        })
}
