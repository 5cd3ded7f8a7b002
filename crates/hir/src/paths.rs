//! Paths as values: variables, constants, variants, `u8::MAX` (spec 01 §6).

use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::body::{FnCx, error_expr};
use crate::checker::{TypeDef, ValueDef};
use crate::codes;
use crate::ints::{max_of, min_of};
use crate::modules::{Def, ModuleId, Space};
use crate::thir::{AdtKind, ConstId, ContractId, Expr, ExprKind, Fields};
use crate::ty::{AdtId, TraitId, Ty};

/// What stands before the last `::` of a path.
pub enum Prefix {
    /// A type.
    Ty(Ty),
    /// A contract.
    Contract(ContractId),
    /// A module.
    Module(ModuleId),
    /// A trait with its type arguments, and the type in `<T as Trait>`.
    Trait(TraitId, Vec<Ty>, Option<Ty>),
    /// Something that was reported.
    Poison,
    /// Nothing of that name.
    Unknown,
}

/// A path's names joined by `::`.
pub fn joined(path: &ast::Path) -> String {
    path.segments
        .iter()
        .map(|segment| segment.name.name.as_str())
        .collect::<Vec<_>>()
        .join("::")
}

impl<'a> FnCx<'_, 'a> {
    /// A path as a value.
    pub fn path_expr(&mut self, path: &'a ast::Path, span: Span, hint: Option<&Ty>) -> Expr {
        match path.segments.as_slice() {
            [only] => self.name_expr(only, span, hint),
            [front @ .., last] => self.associated_value(front, last, path, span, hint),
            [] => error_expr(span),
        }
    }

    fn name_expr(&mut self, segment: &'a ast::PathSegment, span: Span, hint: Option<&Ty>) -> Expr {
        let name = segment.name.name.as_str();
        if let Some(id) = self.find_local(name) {
            self.mark_used(id);
            if self.received_fn(id).is_some() {
                return self.kept_function(name, span);
            }
            self.no_type_args(name, &segment.args);
            let base_ty = self.local(id).map_or(Ty::Error, |info| info.local.ty.clone());
            return self.read(crate::thir::Place {
                base: crate::thir::PlaceBase::Local(id),
                base_ty,
                projections: Vec::new(),
                span,
            });
        }
        if let Some(place) = self.bare_storage(name, span) {
            return self.read(place);
        }
        match self.ck.find_value(self.scope, name) {
            Some(ValueDef::Const(id)) => {
                self.no_type_args(name, &segment.args);
                return self.const_expr(id, span);
            }
            Some(ValueDef::Variant(id, variant)) => {
                let ty = self.fresh_adt(id, span);
                self.apply_type_args(&ty, segment);
                return self.variant_expr(ty, variant, name, span, hint);
            }
            // The type that it should have was refused.
            Some(ValueDef::Fn(_)) if hint == Some(&Ty::Error) => return error_expr(span),
            Some(ValueDef::Fn(_)) => {
                return self.fail_with(
                    Diagnostic::error(
                        codes::WRONG_KIND,
                        span,
                        format!("The function `{name}` is not a value; functions can only be called."),
                    )
                    .with_help(format!("Call it: `{name}(..)`.")),
                );
            }
            Some(ValueDef::Poison) => return error_expr(span),
            None => {}
        }
        if name == "None" {
            let written = self.std_variant_type(segment, span);
            let hint = written.as_ref().or(hint);
            let inner = match hint.map(|hint| self.infer.shallow(hint)) {
                Some(Ty::Option(inner)) => (*inner).clone(),
                _ => self.infer.fresh(span),
            };
            return Expr {
                kind: ExprKind::Variant {
                    variant: 0,
                    fields: Vec::new(),
                },
                ty: Ty::Option(std::sync::Arc::new(inner)),
                span,
            };
        }
        match self.ck.find_type(self.scope, name) {
            Some(TypeDef::Adt(id)) => return self.unit_struct(id, name, segment, span),
            Some(TypeDef::Ty(Ty::Adt(id, _))) if name == "Self" => {
                return self.unit_struct(id, name, segment, span);
            }
            Some(TypeDef::Alias(_)) => match self.prefix(std::slice::from_ref(segment), span) {
                Prefix::Ty(ty @ Ty::Adt(id, _)) => {
                    let value = self.unit_struct(id, name, segment, span);
                    self.infer.unify(&value.ty, &ty);
                    return value;
                }
                Prefix::Poison => return error_expr(span),
                _ => {}
            },
            Some(TypeDef::Poison) => return error_expr(span),
            _ => {}
        }
        self.unknown_name(name, span)
    }

    fn unit_struct(&mut self, id: AdtId, name: &str, segment: &'a ast::PathSegment, span: Span) -> Expr {
        let (message, help) = match self.ck.adt(id).map(|adt| &adt.kind) {
            Some(AdtKind::Struct(Fields::Unit)) => {
                let ty = self.fresh_adt(id, span);
                self.apply_type_args(&ty, segment);
                return Expr {
                    kind: ExprKind::Struct {
                        fields: Vec::new(),
                        base: None,
                    },
                    ty,
                    span,
                };
            }
            Some(AdtKind::Struct(Fields::Tuple(_))) => {
                ("a struct", format!("Build a value with `{name}(..)`."))
            }
            Some(AdtKind::Struct(Fields::Named(_))) => {
                ("a struct", format!("Build a value with `{name} {{ .. }}`."))
            }
            Some(AdtKind::Enum(variants)) if !variants.is_empty() => {
                let first = variants.first().map_or("", |(first, _)| first.as_str());
                (
                    "an enum",
                    format!("Name one of its variants, for example `{name}::{first}`."),
                )
            }
            _ => ("an enum", format!("Name one of its variants: `{name}::Variant`.")),
        };
        self.fail_with(
            Diagnostic::error(
                codes::WRONG_KIND,
                span,
                format!("`{name}` is {message}, not a value."),
            )
            .with_help(help),
        )
    }

    /// A struct or enum with open type arguments.
    pub fn fresh_adt(&mut self, id: AdtId, span: Span) -> Ty {
        let args: Vec<Ty> = (0..self.ck.generic_count(id))
            .map(|_| self.infer.fresh(span))
            .collect();
        let ty = Ty::Adt(id, args.into());
        self.demand_bounds(id, &ty, span);
        ty
    }

    /// A constant, read.
    pub fn const_expr(&mut self, id: ConstId, span: Span) -> Expr {
        let ty = self.ck.const_type(id);
        if matches!(ty, Ty::Error) {
            return error_expr(span);
        }
        Expr {
            kind: ExprKind::Const(id),
            ty,
            span,
        }
    }

    /// What the front of a path means. Missing type arguments are open.
    pub fn prefix(&mut self, front: &'a [ast::PathSegment], span: Span) -> Prefix {
        let Some(last) = front.last() else {
            return Prefix::Unknown;
        };
        if let Some(qualified) = front.first().and_then(|first| first.qualified.as_deref()) {
            return self.qualified_prefix(qualified, front);
        }
        self.no_module_args(front);
        let path = ast::Path {
            segments: front.to_vec(),
            span,
        };
        let args: Vec<Ty> = last
            .args
            .iter()
            .map(|arg| self.ck.lower_type(arg, self.scope))
            .collect();
        let arg = |cx: &mut Self, at: usize| match args.get(at) {
            Some(ty) => std::sync::Arc::new(ty.clone()),
            None => std::sync::Arc::new(cx.infer.fresh(span)),
        };
        match self.ck.resolve_type_path(&path, self.scope) {
            Some(TypeDef::Contract(id)) => return Prefix::Contract(id),
            Some(TypeDef::Module(id)) => return Prefix::Module(id),
            Some(TypeDef::Poison) => return Prefix::Poison,
            Some(TypeDef::Trait(id)) => {
                let mut given = self.open_trait_args(id, span);
                if !args.is_empty() && !self.takes(last, given.len()) {
                    return Prefix::Poison;
                }
                if !args.is_empty() {
                    given = args;
                }
                return Prefix::Trait(id, given, None);
            }
            Some(TypeDef::Ty(ty)) => {
                self.no_type_args(&last.name.name, &last.args);
                return Prefix::Ty(ty);
            }
            Some(TypeDef::Adt(id)) => {
                let count = self.ck.generic_count(id);
                if !args.is_empty() && !self.takes(last, count) {
                    return Prefix::Poison;
                }
                if args.is_empty() {
                    return Prefix::Ty(self.fresh_adt(id, span));
                }
                return Prefix::Ty(Ty::Adt(id, args.into()));
            }
            Some(TypeDef::Alias(alias)) => {
                let meaning = self.ck.resolve_alias(alias);
                let count = self
                    .ck
                    .aliases
                    .get(alias)
                    .map_or(0, |alias| alias.decl.generics.params.len());
                if !args.is_empty() && !self.takes(last, count) {
                    return Prefix::Poison;
                }
                let all: Vec<Ty> = (0..count).map(|at| (*arg(self, at)).clone()).collect();
                return match crate::infer::substitute(&meaning, &all) {
                    Ty::Error => Prefix::Poison,
                    ty => Prefix::Ty(ty),
                };
            }
            None => {}
        }
        if self.ck.core_front(front, self.scope) + 1 != front.len() {
            return Prefix::Unknown;
        }
        let wanted = match last.name.name.as_str() {
            "vector" | "Option" => Some(1),
            "map" | "Result" => Some(2),
            name => crate::types::builtin(name).map(|_| 0),
        };
        if let Some(wanted) = wanted
            && !args.is_empty()
            && !self.takes(last, wanted)
        {
            return Prefix::Poison;
        }
        let ty = match last.name.name.as_str() {
            "vector" => Ty::Vector(arg(self, 0)),
            "Option" => Ty::Option(arg(self, 0)),
            "map" => Ty::Map(arg(self, 0), arg(self, 1)),
            "Result" => Ty::Result(arg(self, 0), arg(self, 1)),
            name => match crate::types::builtin(name) {
                Some(ty) => ty,
                None => return Prefix::Unknown,
            },
        };
        Prefix::Ty(ty)
    }

    fn associated_value(
        &mut self,
        front: &'a [ast::PathSegment],
        last: &'a ast::PathSegment,
        path: &'a ast::Path,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let name = last.name.name.as_str();
        let ty = match self.prefix(front, span) {
            Prefix::Ty(ty) => ty,
            Prefix::Poison => return error_expr(span),
            Prefix::Unknown => return self.unknown_prefix(path, span),
            Prefix::Module(id) => return self.module_value(id, last, path, span, hint),
            Prefix::Trait(id, args, ty) => return self.value_of_trait(id, args, ty, last, span),
            Prefix::Contract(id) => {
                let scope = self
                    .ck
                    .contracts
                    .get(id.0 as usize)
                    .map_or(self.scope, |contract| contract.scope);
                return match self
                    .ck
                    .scopes
                    .get(scope.0)
                    .and_then(|scope| scope.values.get(name))
                    .map(|(def, _)| *def)
                {
                    Some(ValueDef::Const(id)) => {
                        self.no_type_args(&joined(path), &last.args);
                        self.const_expr(id, span)
                    }
                    Some(ValueDef::Poison | ValueDef::Variant(..)) => error_expr(span),
                    Some(ValueDef::Fn(_)) => self.fail(
                        codes::WRONG_KIND,
                        span,
                        format!(
                            "The function `{}` is not a value; functions can only be called.",
                            joined(path)
                        ),
                    ),
                    None => self.fail(
                        codes::UNKNOWN_ASSOCIATED,
                        last.name.span,
                        format!("The contract has no constant `{name}`."),
                    ),
                };
            }
        };
        if let [only] = front
            && only.name.name == "Self"
            && let Some(value) = self.default_const(&ty, name, span)
        {
            return value;
        }
        let variant = match &ty {
            Ty::Option(_) => name == "None",
            Ty::Adt(id, _) => self.find_variant(*id, name).is_some(),
            _ => false,
        };
        if variant {
            self.apply_type_args(&ty, last);
        } else {
            self.no_type_args(&joined(path), &last.args);
        }
        let builtin = matches!(ty, Ty::Int(_)) && matches!(name, "MIN" | "MAX" | "BITS");
        if !matches!(ty, Ty::Adt(..))
            && !builtin
            && let Some(value) = self.trait_const(&ty, name, span)
        {
            return value;
        }
        match &ty {
            Ty::Int(int) => self.int_constant(*int, last, span),
            Ty::Option(_) if name == "None" => {
                if let Some(hint) = hint {
                    self.infer.unify(&ty, hint);
                }
                Expr {
                    kind: ExprKind::Variant {
                        variant: 0,
                        fields: Vec::new(),
                    },
                    ty,
                    span,
                }
            }
            Ty::Adt(id, _) => {
                if let Some((variant, _)) = self.find_variant(*id, name) {
                    return self.variant_expr(ty, variant, &joined(path), span, hint);
                }
                if let Some((constant, def)) = self
                    .ck
                    .assoc_consts
                    .get(&(crate::heads::Head::Adt(*id), name.to_string()))
                {
                    let (constant, def) = (*constant, *def);
                    if let Some(info) = self.ck.consts.get(constant.0 as usize) {
                        let (open, owner) = (info.open, info.scope);
                        self.ck
                            .check_associated(open, owner, &last.name, def, "constant", self.scope);
                    }
                    return self.const_expr(constant, span);
                }
                let id = *id;
                if let Some(value) = self.trait_const(&ty, name, span) {
                    return value;
                }
                self.unknown_associated(id, &ty, last)
            }
            _ => {
                let shown = self.show(&ty);
                self.fail(
                    codes::UNKNOWN_ASSOCIATED,
                    last.name.span,
                    format!("{shown} has no constant `{name}`."),
                )
            }
        }
    }

    /// A variant without values, as a value. `shown` is how the source names it.
    fn variant_expr(&mut self, ty: Ty, variant: u32, shown: &str, span: Span, hint: Option<&Ty>) -> Expr {
        let fields = match &ty {
            Ty::Adt(id, _) => match self.ck.adt(*id).map(|adt| &adt.kind) {
                Some(AdtKind::Enum(variants)) => {
                    variants.get(variant as usize).map(|(_, fields)| fields.clone())
                }
                _ => None,
            },
            _ => None,
        };
        let (what, form) = match fields {
            Some(Fields::Unit) => {
                if let Some(hint) = hint {
                    self.infer.unify(&ty, hint);
                }
                return Expr {
                    kind: ExprKind::Variant {
                        variant,
                        fields: Vec::new(),
                    },
                    ty,
                    span,
                };
            }
            Some(Fields::Tuple(_)) => ("values", format!("{shown}(..)")),
            Some(Fields::Named(_)) => ("fields", format!("{shown} {{ .. }}")),
            None => return error_expr(span),
        };
        self.fail_with(
            Diagnostic::error(
                codes::WRONG_KIND,
                span,
                format!("The variant `{shown}` carries {what}."),
            )
            .with_help(format!("Write `{form}`.")),
        )
    }

    /// `module::name` as a value.
    fn module_value(
        &mut self,
        module: ModuleId,
        last: &'a ast::PathSegment,
        path: &'a ast::Path,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let shown = joined(path);
        match self
            .module_member(module, &last.name, Space::Value)
            .and_then(Def::into_value)
        {
            Some(ValueDef::Const(id)) => {
                self.no_type_args(&shown, &last.args);
                return self.const_expr(id, span);
            }
            Some(ValueDef::Variant(id, variant)) => {
                let ty = self.fresh_adt(id, span);
                self.apply_type_args(&ty, last);
                return self.variant_expr(ty, variant, &shown, span, hint);
            }
            Some(ValueDef::Fn(_)) => {
                return self.fail_with(
                    Diagnostic::error(
                        codes::WRONG_KIND,
                        span,
                        format!("The function `{shown}` is not a value; functions can only be called."),
                    )
                    .with_help(format!("Call it: `{shown}(..)`.")),
                );
            }
            Some(ValueDef::Poison) => return error_expr(span),
            None => {}
        }
        match self
            .module_member(module, &last.name, Space::Type)
            .and_then(Def::into_type)
        {
            Some(TypeDef::Adt(id)) => self.unit_struct(id, &shown, last, span),
            Some(TypeDef::Poison) => error_expr(span),
            Some(_) => self.fail(
                codes::WRONG_KIND,
                span,
                format!("`{shown}` is a type, not a value."),
            ),
            None => {
                self.ck
                    .not_in_module(module, &last.name, "constant or function", codes::UNKNOWN_NAME);
                error_expr(span)
            }
        }
    }

    /// What a name means in a module, for this body.
    pub fn module_member(&mut self, module: ModuleId, name: &ast::Ident, space: Space) -> Option<Def> {
        let scope = self.ck.modules.get(module.0)?.scope;
        self.ck.member(scope, name, space, self.scope)
    }

    fn int_constant(&mut self, int: IntType, last: &ast::PathSegment, span: Span) -> Expr {
        let value = match last.name.name.as_str() {
            "MAX" => max_of(int),
            "MIN" => min_of(int),
            "BITS" => {
                let bits = ruint::aliases::U256::from(int.bits);
                return Expr {
                    kind: ExprKind::Int(bits),
                    ty: Ty::Int(IntType::U32),
                    span,
                };
            }
            name => {
                return self.fail_with(
                    Diagnostic::error(
                        codes::UNKNOWN_ASSOCIATED,
                        last.name.span,
                        format!("`{}` has no constant `{name}`.", int.name()),
                    )
                    .with_help("Integer types have `MIN`, `MAX` and `BITS`."),
                );
            }
        };
        Expr {
            kind: ExprKind::Int(value),
            ty: Ty::Int(int),
            span,
        }
    }

    /// Tag and fields of an enum's variant.
    pub fn find_variant(&self, id: AdtId, name: &str) -> Option<(u32, Fields)> {
        let AdtKind::Enum(variants) = &self.ck.adt(id)?.kind else {
            return None;
        };
        let at = variants.iter().position(|(variant, _)| variant == name)?;
        Some((u32::try_from(at).ok()?, variants.get(at)?.1.clone()))
    }
}
