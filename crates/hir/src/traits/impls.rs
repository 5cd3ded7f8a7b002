//! `impl Trait for Type`: headers, overlap, the items inside.

use std::collections::HashMap;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use super::{ImplInfo, any_part};
use crate::cfg;
use crate::checker::{AdtDecl, Bound, Checker, Generic, ScopeId, TypeDef};
use crate::codes;
use crate::suggest;
use crate::thir::StdTrait;
use crate::ty::{TraitId, Ty};

impl<'a> Checker<'a> {
    /// The trait and its type arguments that a path names; reported where it names none.
    pub fn lower_trait_ref(&mut self, ty: &'a ast::Type, scope: ScopeId) -> Option<(TraitId, Vec<Ty>)> {
        let ast::TypeKind::Path(path) = &ty.kind else {
            if !matches!(ty.kind, ast::TypeKind::Error) {
                self.error(codes::UNKNOWN_TRAIT, ty.span, "A trait's name was expected here.");
            }
            return None;
        };
        let last = path.segments.last()?;
        let id = match self
            .resolve_type_path(path, scope)
            .or_else(|| self.foreign_trait(path))
        {
            Some(TypeDef::Trait(id)) => id,
            Some(TypeDef::Poison) => return None,
            Some(_) => {
                self.report(
                    Diagnostic::error(
                        codes::UNKNOWN_TRAIT,
                        ty.span,
                        format!("`{}` is a type, but a trait must stand here.", last.name.name),
                    )
                    .with_help("Traits are declared with `trait T { .. }`."),
                );
                return None;
            }
            None => {
                self.unknown_trait(&last.name.name, ty.span, scope);
                return None;
            }
        };
        let wanted = self
            .trait_info(id)
            .map_or(0, |info| info.decl.generics.params.len());
        let args = self.type_args(last, wanted, ty.span, scope)?;
        Some((id, args))
    }

    /// Names that Rust's readers write for traits of the standard library.
    fn foreign_trait(&self, path: &ast::Path) -> Option<TypeDef> {
        let std = match path.segments.last()?.name.name.as_str() {
            "Displayable" | "Display" | "Debug" => StdTrait::Displayable,
            "Clone" => StdTrait::Clone,
            "Copy" => StdTrait::Copy,
            "Eq" | "PartialEq" => StdTrait::Eq,
            "Ord" | "PartialOrd" => StdTrait::Ord,
            "Hash" | "Hashable" => StdTrait::Hash,
            "Default" => StdTrait::Default,
            "From" => StdTrait::From,
            "Into" => StdTrait::Into,
            _ => return None,
        };
        self.std_trait(std).map(TypeDef::Trait)
    }

    fn unknown_trait(&mut self, name: &str, span: Span, scope: ScopeId) {
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_TRAIT,
            span,
            format!("There is no trait `{name}` here."),
        );
        let mut names = Vec::new();
        let mut at = Some(scope);
        while let Some(entry) = at.and_then(|id| self.scopes.get(id.0)) {
            names.extend(
                entry
                    .types
                    .iter()
                    .filter(|(_, (def, _))| matches!(def, TypeDef::Trait(_)))
                    .map(|(name, _)| name.as_str())
                    .take(crate::limits::MAX_SUGGESTION_NAMES),
            );
            at = entry.parent;
        }
        if let Some(method) = operator_method(name) {
            self.report(diagnostic.with_help(format!(
                "Operators cannot be defined for a program's own types: write a method in `impl Type {{ .. }}` and \
                 call it, `a.{method}(b)`."
            )));
            return;
        }
        diagnostic = match suggest::closest(name, names) {
            Some(best) => diagnostic.with_help(format!("Did you mean `{best}`?")),
            None => diagnostic.with_help(format!("Declare it: `trait {name} {{ .. }}`.")),
        };
        self.report(diagnostic);
    }

    /// Resolves what stands before the braces, and registers the implementation. Its items follow once all headers
    /// are known.
    pub fn resolve_impl_header(
        &mut self,
        outer: ScopeId,
        decl: &'a ast::Impl,
        of_trait: &'a ast::Type,
    ) -> Option<usize> {
        if self.is_reversed(decl, of_trait, outer) {
            self.skipped_impls = true;
            return None;
        }
        let scope = self.new_scope(outer);
        let mut generics = self.declare_generics(&decl.generics, scope, 0);
        let saved = self.swap_generics(&generics);
        let self_ty = self.lower_type(&decl.self_ty, scope);
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            entry.types.insert(
                "Self".to_string(),
                (TypeDef::Ty(self_ty.clone()), decl.self_ty.span),
            );
        }
        self.add_where_bounds(&decl.generics, &mut generics, 0, scope);
        self.enter_generics(&generics);
        let header = self.lower_trait_ref(of_trait, scope);
        let registered = match header {
            Some((id, args)) if !matches!(self_ty, Ty::Error) => {
                let mut all = vec![self_ty];
                all.extend(args);
                self.register_impl(decl, of_trait.span, id, all, generics, scope)
            }
            _ => None,
        };
        (self.param_names, self.param_bounds) = saved;
        if registered.is_none() {
            // Methods that the block would have brought are missing now; that says nothing new.
            self.skipped_impls = true;
        }
        registered
    }

    /// Whether type and trait stand the wrong way round, which is reported: `impl Point for Shape`.
    fn is_reversed(&mut self, decl: &ast::Impl, of_trait: &ast::Type, scope: ScopeId) -> bool {
        let (ast::TypeKind::Path(front), ast::TypeKind::Path(back)) = (&of_trait.kind, &decl.self_ty.kind)
        else {
            return false;
        };
        let back_is_trait = matches!(self.resolve_type_path(back, scope), Some(TypeDef::Trait(_)));
        let front_is_type = matches!(
            self.resolve_type_path(front, scope),
            Some(TypeDef::Adt(_) | TypeDef::Alias(_))
        );
        if !(back_is_trait && front_is_type) {
            return false;
        }
        let (ty, of) = (
            self.sources.text(of_trait.span),
            self.sources.text(decl.self_ty.span),
        );
        let message = format!("The trait stands before `for`, the type behind it: `{ty}` is a type.");
        let help = format!("Write `impl {of} for {ty}`.");
        self.report(
            Diagnostic::error(codes::UNKNOWN_TRAIT, of_trait.span.to(decl.self_ty.span), message)
                .with_help(help),
        );
        true
    }

    fn register_impl(
        &mut self,
        decl: &'a ast::Impl,
        span: Span,
        id: TraitId,
        args: Vec<Ty>,
        generics: Vec<Generic>,
        scope: ScopeId,
    ) -> Option<usize> {
        if args
            .iter()
            .any(|ty| any_part(ty, &mut |ty| matches!(ty, Ty::Error)))
        {
            return None;
        }
        let self_ty = args.first()?.clone();
        let shown = self.show(&self_ty);
        if matches!(self_ty, Ty::Opaque(..) | Ty::Assoc(..)) {
            self.report(
                Diagnostic::error(
                    codes::IMPL_NOT_ALLOWED,
                    decl.self_ty.span,
                    format!(
                        "A trait cannot be implemented for `{shown}`, which is known by its bounds only."
                    ),
                )
                .with_help("Name the concrete type."),
            );
            return None;
        }
        if let Some(std) = self.trait_info(id).and_then(|info| info.std)
            && !self.may_implement_std(std, decl, span, &args)
        {
            return None;
        }
        for (at, generic) in decl.generics.params.iter().enumerate() {
            let param = Ty::Param(u32::try_from(at).unwrap_or(u32::MAX));
            if !args.iter().any(|ty| any_part(ty, &mut |part| *part == param)) {
                self.report(
                    Diagnostic::error(
                        codes::UNUSED_PARAMETER,
                        generic.name.span,
                        format!(
                            "The type parameter `{}` stands neither in the type nor in the trait of this `impl`.",
                            generic.name.name
                        ),
                    )
                    .with_help("Nothing would decide it; remove it, or use it in the type."),
                );
                return None;
            }
        }
        if let Some(first) = self.overlapping_impl(id, &args, &generics) {
            let name = self.show_bound(&Bound::Trait(id, args.iter().skip(1).cloned().collect()));
            let (first_span, same) = self
                .impls
                .get(first)
                .map(|info| (info.decl.self_ty.span, info.args == args))
                .unwrap_or_default();
            let (message, help) = if same {
                (
                    format!("`{name}` is implemented twice for `{shown}`."),
                    "Remove one of the two implementations.",
                )
            } else {
                (
                    format!(
                        "This implementation of `{name}` for `{shown}` overlaps with another: a type could have both."
                    ),
                    "Narrow the types until no type fits both implementations.",
                )
            };
            self.report(
                Diagnostic::error(codes::OVERLAP, span, message)
                    .with_secondary(first_span, "the other implementation is for this type")
                    .with_help(help),
            );
            return None;
        }
        let mut items = Vec::new();
        for item in &decl.items {
            if cfg::enabled(self, &item.attributes) {
                self.lint_attributes(&item.attributes, item.span);
                items.push(item);
            }
        }
        let index = self.impls.len();
        if !self.index_impl(id, &args, !generics.is_empty(), index) {
            let name = self.trait_info(id).map_or("_", |info| info.name.as_str());
            let message = format!(
                "`{name}` has more than {} generic implementations for one kind of type, which is the limit.",
                crate::limits::MAX_GENERIC_IMPLS
            );
            self.error(codes::TOO_MANY_IMPLS, span, message);
            return None;
        }
        self.impls.push(ImplInfo {
            decl,
            items,
            of_trait: id,
            generics,
            args,
            scope,
            functions: Vec::new(),
            types: Vec::new(),
            consts: Vec::new(),
        });
        self.unchecked_impls.push(index);
        Some(index)
    }

    /// Whether a program may implement a trait of the standard library so; reports why not.
    fn may_implement_std(&mut self, std: StdTrait, decl: &ast::Impl, span: Span, args: &[Ty]) -> bool {
        if let Some(reason) = std.refusal() {
            let name = self.sources.text(span).to_string();
            self.report(
                Diagnostic::error(
                    codes::IMPL_NOT_ALLOWED,
                    span,
                    format!("`{name}` cannot be implemented: the language decides which types have it."),
                )
                .with_help(reason),
            );
            return false;
        }
        let own = |checker: &Self, ty: &Ty| match ty {
            Ty::Adt(id, _) => checker
                .adt_infos
                .get(id.0 as usize)
                .is_some_and(|info| !matches!(info.decl, AdtDecl::Std)),
            _ => false,
        };
        let fine = match std {
            StdTrait::From => args.iter().any(|ty| own(self, ty)),
            _ => args.first().is_some_and(|ty| own(self, ty)),
        };
        if fine {
            return true;
        }
        let shown = args.first().map(|ty| self.show(ty)).unwrap_or_default();
        let name = self.sources.text(span).to_string();
        let (message, help) = if std == StdTrait::From {
            (
                format!(
                    "`{name}` for `{shown}` needs a struct or enum of this program on one of its two sides."
                ),
                "Conversions between built-in types belong to the standard library; write a function instead.",
            )
        } else {
            (
                format!(
                    "`{name}` can be implemented for structs and enums of this program only, not for `{shown}`."
                ),
                "Wrap the value in a struct of your own, `struct Wrapper(..);`, and implement the trait for that.",
            )
        };
        self.report(Diagnostic::error(codes::IMPL_NOT_ALLOWED, decl.self_ty.span, message).with_help(help));
        false
    }

    /// Resolves the associated types of an implementation, so that signatures can name them.
    pub fn resolve_impl_types(&mut self, index: usize) {
        let Some(info) = self.impls.get(index) else { return };
        let (decl, scope, id, generics) = (info.decl, info.scope, info.of_trait, info.generics.clone());
        let items = info.items.clone();
        let names: Vec<String> = self
            .trait_info(id)
            .map(|info| info.types.iter().map(|assoc| assoc.name.clone()).collect())
            .unwrap_or_default();
        let saved = self.swap_generics(&generics);
        let mut types = vec![Ty::Error; names.len()];
        for item in items {
            let ast::ItemKind::TypeAlias(alias) = &item.kind else {
                continue;
            };
            let Some(at) = names.iter().position(|name| *name == alias.name.name) else {
                continue;
            };
            let ty = alias
                .ty
                .as_ref()
                .map_or(Ty::Error, |ty| self.lower_type(ty, scope));
            if let Some(entry) = self.scopes.get_mut(scope.0) {
                entry.types.insert(
                    format!("Self::{}", alias.name.name),
                    (TypeDef::Ty(ty.clone()), alias.name.span),
                );
            }
            if let Some(slot) = types.get_mut(at) {
                *slot = ty;
            }
        }
        // Types that are missing are reported with the other missing items; their uses stay silent.
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            for name in &names {
                entry
                    .types
                    .entry(format!("Self::{name}"))
                    .or_insert((TypeDef::Poison, decl.self_ty.span));
            }
        }
        (self.param_names, self.param_bounds) = saved;
        if let Some(info) = self.impls.get_mut(index) {
            info.types = types;
        }
    }

    /// Declares the functions and constants of an implementation, and reports items that are missing or too many.
    pub fn resolve_impl_items(&mut self, index: usize) {
        let Some(info) = self.impls.get(index) else { return };
        let (decl, items, scope, id) = (info.decl, info.items.clone(), info.scope, info.of_trait);
        let (generics, args) = (info.generics.clone(), info.args.clone());
        let Some(of_trait) = self.trait_info(id) else {
            return;
        };
        let (trait_items, trait_name, trait_span, std) = (
            of_trait.items.clone(),
            of_trait.name.clone(),
            of_trait.span,
            of_trait.std,
        );
        let wanted: HashMap<&str, usize> = of_trait
            .functions
            .iter()
            .filter_map(|id| self.functions.get(id.0 as usize))
            .enumerate()
            .map(|(at, info)| (info.decl.name.name.as_str(), at))
            .collect();
        let const_names: HashMap<&str, usize> = of_trait
            .consts
            .iter()
            .enumerate()
            .map(|(at, constant)| (constant.decl.name.name.as_str(), at))
            .collect();
        let kinds: HashMap<&str, _> = trait_items
            .iter()
            .filter_map(|item| Some((item_name(item)?, std::mem::discriminant(&item.kind))))
            .collect();
        let saved = self.swap_generics(&generics);
        let self_ty = args.first().cloned().unwrap_or(Ty::Error);
        let owner = format!("<{} as {trait_name}>", self.show(&self_ty));
        let mut functions = vec![None; wanted.len()];
        let mut consts = vec![None; const_names.len()];
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut renamed = false;
        for item in &items {
            let name = match &item.kind {
                ast::ItemKind::Function(function) => &function.name,
                ast::ItemKind::Const(constant) => &constant.name,
                ast::ItemKind::TypeAlias(alias) => &alias.name,
                _ => {
                    self.error(
                        codes::WRONG_KIND,
                        item.span,
                        "An `impl` block of a trait holds functions, constants and types only.",
                    );
                    continue;
                }
            };
            if let Some(first) = seen.insert(&name.name, name.span) {
                self.duplicate(name, first, "item of this implementation");
                continue;
            }
            let known = kinds.get(name.name.as_str()) == Some(&std::mem::discriminant(&item.kind));
            if !known {
                renamed |= self.extra_item(name, &trait_name, &trait_items, trait_span, &items);
            }
            match &item.kind {
                ast::ItemKind::Function(function)
                    if std == Some(StdTrait::Displayable)
                        && function.name.name == "fmt"
                        && !function.params.is_empty() =>
                {
                    let params = function.params.iter().map(|param| param.span);
                    let at = params.reduce(|first, last| first.to(last)).unwrap_or(name.span);
                    self.report(
                        Diagnostic::error(codes::SIGNATURE, at, "`fmt` of `Displayable` takes `self` alone.")
                            .with_help("Give the text back: `fn fmt(self) -> string { .. }`."),
                    );
                }
                ast::ItemKind::Function(function) => {
                    let fn_id = self.declare_fn(item, function, scope, Some(&owner), Some(self_ty.clone()));
                    if let Some(info) = self.functions.get_mut(fn_id.0 as usize) {
                        info.generics.clone_from(&generics);
                        info.in_trait_impl = known;
                    }
                    if let Some(at) = wanted.get(name.name.as_str())
                        && let Some(slot) = functions.get_mut(*at)
                    {
                        *slot = Some(fn_id);
                    }
                }
                ast::ItemKind::Const(constant) if known => {
                    let const_id = self.declare_const(constant, scope, Some(&owner), true);
                    self.set_const_generics(const_id, &generics);
                    if let Some(at) = const_names.get(name.name.as_str())
                        && let Some(slot) = consts.get_mut(*at)
                    {
                        *slot = Some(const_id);
                    }
                }
                _ => {}
            }
        }
        self.default_consts(index, &owner, &mut consts);
        let mut missing: Vec<String> = Vec::new();
        for item in &trait_items {
            let (name, what) = match &item.kind {
                ast::ItemKind::Function(function) if function.body.is_none() => (&function.name, "fn"),
                ast::ItemKind::Const(constant) if constant.value.is_none() => (&constant.name, "const"),
                ast::ItemKind::TypeAlias(alias) => (&alias.name, "type"),
                _ => continue,
            };
            if !seen.contains_key(name.name.as_str()) {
                missing.push(format!("`{what} {}`", name.name));
            }
        }
        if !missing.is_empty() && !renamed {
            let shown = self.show(&self_ty);
            let mut diagnostic = Diagnostic::error(
                codes::MISSING_ITEMS,
                decl.of_trait.as_ref().map_or(decl.self_ty.span, |ty| ty.span),
                format!(
                    "The implementation of `{trait_name}` for `{shown}` lacks {}.",
                    missing.join(", ")
                ),
            );
            if trait_span.file != super::STD_FILE {
                diagnostic = diagnostic.with_secondary(trait_span, "the trait is declared here");
            } else if let Some(signature) = std_signature(&trait_name) {
                diagnostic = diagnostic.with_help(format!("Write `{signature} {{ .. }}`."));
            }
            self.report(diagnostic);
        }
        (self.param_names, self.param_bounds) = saved;
        if let Some(info) = self.impls.get_mut(index) {
            info.functions = functions;
            info.consts = consts;
        }
    }

    /// Constants that the trait gives and the implementation does not: each implementation has its own, because
    /// the value may use `Self`.
    fn default_consts(&mut self, index: usize, owner: &str, consts: &mut [Option<crate::thir::ConstId>]) {
        let Some(info) = self.impls.get(index) else { return };
        let (id, args, impl_scope) = (info.of_trait, info.args.clone(), info.scope);
        let generics = info.generics.clone();
        let Some(of_trait) = self.trait_info(id) else {
            return;
        };
        let (outer, params) = (of_trait.scope, &of_trait.decl.generics.params);
        let names: Vec<String> = std::iter::once("Self".to_string())
            .chain(params.iter().map(|param| param.name.name.clone()))
            .collect();
        let decls: Vec<_> = of_trait.consts.iter().map(|constant| constant.decl).collect();
        let span = of_trait.span;
        for (decl, slot) in decls.into_iter().zip(consts) {
            if slot.is_some() || decl.value.is_none() {
                continue;
            }
            let scope = self.new_scope(outer);
            let contract = self.contract_of(impl_scope);
            if let Some(entry) = self.scopes.get_mut(scope.0) {
                entry.contract = contract;
                entry.default_of = Some(id);
                for (name, arg) in names.iter().zip(&args) {
                    entry.types.insert(name.clone(), (TypeDef::Ty(arg.clone()), span));
                }
            }
            let constant = self.declare_const(decl, scope, Some(owner), true);
            self.set_const_generics(constant, &generics);
            *slot = Some(constant);
        }
    }

    /// Reports an item that the trait does not have; true where it was meant for the one that is missing.
    fn extra_item(
        &mut self,
        name: &ast::Ident,
        trait_name: &str,
        wanted: &[&ast::Item],
        trait_span: Span,
        given: &[&ast::Item],
    ) -> bool {
        // Traits of the standard library have one function: another name is that function, misnamed.
        if trait_span.file == super::STD_FILE
            && let Some(signature) = std_signature(trait_name)
            && let [only] = wanted
            && let Some(right) = item_name(only)
            && !given.iter().any(|item| item_name(item) == Some(right))
        {
            self.report(
                Diagnostic::error(
                    codes::IMPL_ITEMS,
                    name.span,
                    format!(
                        "The trait `{trait_name}` has no `{}`: its function is `{right}`.",
                        name.name
                    ),
                )
                .with_help(format!("Write `{signature} {{ .. }}`.")),
            );
            return true;
        }
        let names = wanted
            .iter()
            .filter_map(|item| item_name(item))
            .take(crate::limits::MAX_SUGGESTION_NAMES);
        let mut diagnostic = Diagnostic::error(
            codes::IMPL_ITEMS,
            name.span,
            format!("The trait `{trait_name}` has no `{}`.", name.name),
        );
        if trait_span.file != super::STD_FILE {
            diagnostic = diagnostic.with_secondary(trait_span, "the trait is declared here");
        }
        diagnostic = match suggest::closest(&name.name, names) {
            Some(best) => diagnostic.with_help(format!("Did you mean `{best}`?")),
            None => diagnostic.with_help("Put it into an `impl` block of the type without a trait."),
        };
        self.report(diagnostic);
        false
    }
}

/// The name of an item that a trait can have.
fn item_name(item: &ast::Item) -> Option<&str> {
    match &item.kind {
        ast::ItemKind::Function(function) => Some(&function.name.name),
        ast::ItemKind::Const(constant) => Some(&constant.name.name),
        ast::ItemKind::TypeAlias(alias) => Some(&alias.name.name),
        _ => None,
    }
}

/// What an implementation of a trait of the standard library consists of.
fn std_signature(name: &str) -> Option<&'static str> {
    Some(match name {
        "Displayable" => "fn fmt(self) -> string",
        "Ord" => "fn cmp(self, other: Self) -> Ordering",
        "From" => "fn from(value: Source) -> Self",
        _ => return None,
    })
}

/// The method of a trait of Rust that stands for an operator.
fn operator_method(name: &str) -> Option<&'static str> {
    Some(match name {
        "Add" | "AddAssign" => "add",
        "Sub" | "SubAssign" => "sub",
        "Mul" | "MulAssign" => "mul",
        "Div" | "DivAssign" => "div",
        "Rem" | "RemAssign" => "rem",
        "Neg" => "neg",
        "Not" => "not",
        "Index" | "IndexMut" => "at",
        _ => return None,
    })
}
