//! Signatures: fields, parameters, results, storage, events, `impl` blocks.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::attrs::{self, Target};
use crate::cfg;
use crate::checker::{AdtDecl, Checker, ParamInfo, Pending, Progress, ScopeId, TypeDef};
use crate::codes;
use crate::heads::Head;
use crate::limits::{MAX_TOPICS, MAX_VARIANTS};
use crate::suggest;
use crate::thir::{AdtKind, ConstId, ContractId, EventId, Fields, FnId, ParamMode};
use crate::traits::ImplTraitMode;
use crate::ty::{AdtId, Ty};

impl<'a> Checker<'a> {
    /// Resolves everything that was declared since the last call.
    pub fn resolve_pending(&mut self) {
        self.resolve_imports();
        let first_adt = self
            .pending
            .iter()
            .filter_map(|pending| match pending {
                Pending::Adt(id) => Some(id.0 as usize),
                _ => None,
            })
            .min()
            .unwrap_or(self.adts.len());
        // `impl` blocks declare more functions and constants, which join the list.
        let blocks: Vec<_> = self
            .pending
            .extract_if(.., |pending| {
                matches!(pending, Pending::Impl(..) | Pending::Trait(_))
            })
            .collect();
        let traits: Vec<_> = blocks
            .iter()
            .filter_map(|pending| match pending {
                Pending::Trait(id) => Some(*id),
                _ => None,
            })
            .collect();
        for id in &traits {
            self.resolve_trait_header(*id);
        }
        self.resolve_supers(&traits);
        for id in &traits {
            self.resolve_trait_items(*id);
        }
        let mut impls: Vec<usize> = Vec::new();
        for pending in &blocks {
            if let Pending::Impl(scope, decl) = pending
                && let Some(of_trait) = &decl.of_trait
            {
                impls.extend(self.resolve_impl_header(*scope, decl, of_trait));
            }
        }
        for index in &impls {
            self.resolve_impl_types(*index);
        }
        self.settle_impl_types(&impls);
        for index in &impls {
            self.resolve_impl_items(*index);
        }
        for pending in blocks {
            if let Pending::Impl(scope, decl) = pending
                && decl.of_trait.is_none()
            {
                self.resolve_impl(scope, decl);
            }
        }
        let pending = std::mem::take(&mut self.pending);
        for item in &pending {
            match item {
                Pending::Adt(id) => self.resolve_adt(*id),
                Pending::Alias(alias) => {
                    self.resolve_alias(*alias);
                }
                _ => {}
            }
        }
        self.check_recursion(first_adt);
        for at in first_adt..self.adts.len() {
            self.check_adt_size(AdtId(u32::try_from(at).unwrap_or(u32::MAX)));
        }
        for item in &pending {
            match item {
                Pending::Fn(id) => self.resolve_fn(*id),
                Pending::Contract(id) => self.resolve_storage(*id),
                Pending::Event(id) => self.resolve_event(*id),
                _ => {}
            }
        }
        self.check_impls();
        for item in &pending {
            if let Pending::Const(id) = item {
                self.const_value(*id);
            }
        }
    }

    /// Resolves the fields of a struct or enum, once.
    pub fn resolve_adt(&mut self, id: AdtId) {
        let Some(info) = self.adt_infos.get_mut(id.0 as usize) else {
            return;
        };
        if info.progress != Progress::Waiting {
            return;
        }
        info.progress = Progress::Running;
        let (decl, outer) = (info.decl, info.scope);
        let scope = self.new_scope(outer);
        let saved = (
            std::mem::take(&mut self.param_names),
            std::mem::take(&mut self.param_bounds),
        );
        let generics = match decl {
            AdtDecl::Std => Vec::new(),
            AdtDecl::Struct(decl) => self.all_generics(&decl.generics, scope),
            AdtDecl::Enum(decl) => self.all_generics(&decl.generics, scope),
        };
        self.enter_generics(&generics);
        let kind = match decl {
            AdtDecl::Std => None,
            AdtDecl::Struct(decl) => Some(AdtKind::Struct(self.lower_fields(&decl.fields, scope))),
            AdtDecl::Enum(decl) => Some(self.lower_variants(decl, scope)),
        };
        (self.param_names, self.param_bounds) = saved;
        if let (Some(kind), Some(adt)) = (kind, self.adts.get_mut(id.0 as usize)) {
            adt.kind = kind;
            adt.type_params = u32::try_from(generics.len()).unwrap_or(u32::MAX);
        }
        if let Some(info) = self.adt_infos.get_mut(id.0 as usize) {
            info.generics = generics;
            info.progress = Progress::Done;
        }
    }

    fn lower_variants(&mut self, decl: &'a ast::Enum, scope: ScopeId) -> AdtKind {
        if decl.variants.is_empty() || decl.variants.len() > MAX_VARIANTS {
            let diagnostic = Diagnostic::error(
                codes::ENUM_SIZE,
                decl.name.span,
                format!(
                    "The enum `{}` has {} variants; an enum has 1 to {MAX_VARIANTS}.",
                    decl.name.name,
                    decl.variants.len()
                ),
            );
            self.report(if decl.variants.is_empty() {
                diagnostic.with_help(format!(
                    "A type that holds nothing is written `struct {};`.",
                    decl.name.name
                ))
            } else {
                diagnostic.with_help("Keep the kind in a number, or split the enum in two.")
            });
        }
        let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
        let mut variants = Vec::new();
        for variant in &decl.variants {
            if let Some(first) = seen.insert(&variant.name.name, variant.name.span) {
                self.duplicate(&variant.name, first, "variant");
                continue;
            }
            variants.push((
                variant.name.name.clone(),
                self.lower_fields(&variant.fields, scope),
            ));
        }
        AdtKind::Enum(variants)
    }

    fn lower_fields(&mut self, fields: &'a ast::Fields, scope: ScopeId) -> Fields {
        match fields {
            ast::Fields::Unit => Fields::Unit,
            ast::Fields::Tuple(types) => {
                Fields::Tuple(types.iter().map(|ty| self.lower_type_inner(ty, scope)).collect())
            }
            ast::Fields::Named(fields) => {
                let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
                let mut out = Vec::new();
                for field in fields {
                    attrs::check(self, &field.attributes, Target::Part);
                    self.lint_attributes(&field.attributes, field.name.span.to(field.ty.span));
                    if let Some(first) = seen.insert(&field.name.name, field.name.span) {
                        self.duplicate(&field.name, first, "field");
                        continue;
                    }
                    out.push((field.name.name.clone(), self.lower_type_inner(&field.ty, scope)));
                }
                Fields::Named(out)
            }
        }
    }

    fn check_adt_size(&mut self, id: AdtId) {
        let Some(span) = self.adt(id).map(|adt| adt.span) else {
            return;
        };
        let args: Vec<Ty> = (0..self.generic_count(id)).map(|_| Ty::Error).collect();
        if let Err(what) = self.within_limits(&Ty::Adt(id, args.into())) {
            self.error(codes::TYPE_TOO_LARGE, span, what);
            // Every type that holds this one would be reported as well.
            if let Some(adt) = self.adts.get_mut(id.0 as usize) {
                adt.kind = AdtKind::Struct(Fields::Unit);
            }
            self.recursive.insert(id);
        }
    }

    /// Calls of what a refused `impl` would have declared say nothing new.
    fn skip_methods(&mut self, decl: &ast::Impl) {
        for item in &decl.items {
            if let ast::ItemKind::Function(function) = &item.kind {
                self.skipped_methods.insert(function.name.name.clone());
            }
        }
    }

    fn resolve_impl(&mut self, outer: ScopeId, decl: &'a ast::Impl) {
        let scope = self.new_scope(outer);
        let mut generics = self.declare_generics(&decl.generics, scope, 0);
        self.enter_generics(&generics);
        let self_ty = self.lower_type(&decl.self_ty, scope);
        let id = match &self_ty {
            Ty::Adt(id, _) => *id,
            Ty::Error => return self.skip_methods(decl),
            other => {
                let shown = self.show(other);
                self.report(
                    Diagnostic::error(
                        codes::WRONG_KIND,
                        decl.self_ty.span,
                        format!("`impl` without a trait needs a struct or enum of this program, but `{shown}` is none."),
                    )
                    .with_help(format!(
                        "Declare the functions in a trait, `trait T {{ .. }}`, and write `impl T for {shown} {{ .. }}`; or \
                         write free functions."
                    )),
                );
                return self.skip_methods(decl);
            }
        };
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            entry.types.insert(
                "Self".to_string(),
                (TypeDef::Ty(self_ty.clone()), decl.self_ty.span),
            );
        }
        self.add_where_bounds(&decl.generics, &mut generics, 0, scope);
        self.enter_generics(&generics);
        let owner = self.adt(id).map(|adt| adt.name.clone()).unwrap_or_default();
        let head = Head::Adt(id);
        for item in &decl.items {
            if !cfg::enabled(self, &item.attributes) {
                continue;
            }
            self.lint_attributes(&item.attributes, item.span);
            match &item.kind {
                ast::ItemKind::Function(function) => {
                    let fn_id = self.declare_fn(item, function, scope, Some(&owner), Some(self_ty.clone()));
                    if let Some(info) = self.functions.get_mut(fn_id.0 as usize) {
                        info.generics.clone_from(&generics);
                    }
                    let key = (head, function.name.name.clone());
                    let first = match self.other_meaning(&key) {
                        Some(first) => Some(first),
                        None => self.add_method(key, fn_id, function.name.span),
                    };
                    if let Some(first) = first {
                        self.duplicate(&function.name, first, "function of this type");
                    }
                }
                ast::ItemKind::Const(constant) => {
                    let const_id = self.declare_const(
                        constant,
                        scope,
                        Some(&owner),
                        item.visibility != ast::Visibility::Private,
                    );
                    self.set_const_generics(const_id, &generics);
                    let key = (head, constant.name.name.clone());
                    let taken = self.methods.get(&key).map(|(_, span)| *span);
                    match taken.or_else(|| self.other_meaning(&key)) {
                        Some(first) => self.duplicate(&constant.name, first, "constant of this type"),
                        None => {
                            self.assoc_consts.insert(key, (const_id, constant.name.span));
                        }
                    }
                }
                _ => self.error(
                    codes::WRONG_KIND,
                    item.span,
                    "An `impl` block holds functions and constants only.",
                ),
            }
        }
    }

    /// Where a type has a constant or a variant of that name: `T::NAME` can mean one thing only.
    fn other_meaning(&self, key: &(Head, String)) -> Option<Span> {
        if let Some((_, span)) = self.assoc_consts.get(key) {
            return Some(*span);
        }
        let Head::Adt(id) = key.0 else { return None };
        match self.adt_infos.get(id.0 as usize).map(|info| info.decl) {
            Some(AdtDecl::Enum(decl)) => decl
                .variants
                .iter()
                .find(|variant| variant.name.name == key.1)
                .map(|variant| variant.name.span),
            _ => None,
        }
    }

    /// Resolves the signature of a function.
    pub fn resolve_fn(&mut self, id: FnId) {
        let Some(info) = self.functions.get_mut(id.0 as usize) else {
            return;
        };
        info.signed = true;
        let (decl, outer, self_ty) = (info.decl, info.scope, info.self_ty.clone());
        let of_trait = info.of_trait.is_some() || info.in_trait_impl;
        let mut generics = std::mem::take(&mut info.generics);
        let outer_generics = generics.len();
        let scope = self.new_scope(outer);
        self.enter_generics(&generics);
        let own = self.declare_generics(&decl.generics, scope, generics.len());
        if !own.is_empty() || !decl.generics.predicates.is_empty() {
            generics.extend(own);
            self.add_where_bounds(&decl.generics, &mut generics, outer_generics, scope);
            self.enter_generics(&generics);
        }
        self.impl_trait = ImplTraitMode::Argument {
            first: generics.len(),
            found: Vec::new(),
        };
        let mut params: Vec<ParamInfo> = Vec::new();
        if let Some(receiver) = decl.receiver {
            match &self_ty {
                Some(ty) => params.push(ParamInfo {
                    name: "self".to_string(),
                    ty: ty.clone(),
                    mutable: receiver.mutable,
                    span: receiver.span,
                }),
                None => {
                    // Nobody else need say that there is no such method.
                    self.skipped_methods.insert(decl.name.name.clone());
                    self.report(
                        Diagnostic::error(
                            codes::SELF_MISUSE,
                            receiver.span,
                            "`self` is only for functions of an `impl` block.",
                        )
                        .with_help(
                            "A contract's functions read its variables as `storage.x`: remove `self`. A method of a type \
                             stands in `impl Type { .. }`.",
                        ),
                    );
                }
            }
        }
        for param in &decl.params {
            if let Some(first) = params
                .iter()
                .find(|other| other.name == param.name.name && other.name != "_")
            {
                let first = first.span;
                self.duplicate(&param.name, first, "parameter");
            }
            let ty = self.lower_param_type(&param.ty, scope);
            params.push(ParamInfo {
                name: param.name.name.clone(),
                ty,
                mutable: param.mutable,
                span: param.name.span,
            });
        }
        if let ImplTraitMode::Argument { found, .. } = std::mem::take(&mut self.impl_trait)
            && !found.is_empty()
        {
            generics.extend(found);
            self.enter_generics(&generics);
        }
        self.impl_trait = if of_trait {
            ImplTraitMode::OfTrait
        } else {
            let count = u32::try_from(generics.len()).unwrap_or(u32::MAX);
            ImplTraitMode::Result {
                function: id,
                args: (0..count).map(Ty::Param).collect(),
                found: Vec::new(),
            }
        };
        let ret = decl
            .ret
            .as_ref()
            .map_or(Ty::Unit, |ret| self.lower_type(ret, scope));
        let opaques = match std::mem::take(&mut self.impl_trait) {
            ImplTraitMode::Result { found, .. } => found,
            _ => Vec::new(),
        };
        let modes = params
            .iter()
            .map(|param| match (param.mutable, self.is_copy(&param.ty)) {
                _ if matches!(param.ty, Ty::Fn(_)) => ParamMode::Function,
                (false, _) => ParamMode::Borrow,
                (true, false) => ParamMode::Mut,
                // `mut self` is an exclusive borrow for every type that has the trait.
                (true, true) if of_trait && param.name == "self" => ParamMode::Mut,
                (true, true) => ParamMode::MutCopy,
            })
            .collect();
        if let Some(info) = self.functions.get_mut(id.0 as usize) {
            info.function.params = modes;
            info.function.type_params = u32::try_from(generics.len()).unwrap_or(u32::MAX);
            info.function.ret = ret.clone();
            info.generics = generics;
            info.outer_generics = outer_generics;
            info.opaques = opaques;
            info.params = params;
            info.ret = ret;
            info.scope = scope;
        }
        self.check_entry_rules(id);
    }

    fn resolve_storage(&mut self, id: ContractId) {
        let Some(contract) = self.contracts.get(id.0 as usize) else {
            return;
        };
        let (scope, decls): (_, Vec<_>) = (
            contract.scope,
            contract.storage.iter().map(|storage| storage.decl).collect(),
        );
        self.enter_generics(&[]);
        for (at, decl) in decls.into_iter().enumerate() {
            let mut ty = self.lower_type(&decl.ty, scope);
            let place = "storage has no form for values of any depth";
            let help =
                "Keep the parts in a `map` or `vector` beside each other, and refer to them by key or index.";
            if self.refuse_circular(&ty, decl.ty.span, place, help) {
                ty = Ty::Error;
            }
            if decl.init.is_none() && !self.has_default(&ty) {
                let shown = self.show(&ty);
                self.report(
                    Diagnostic::error(
                        codes::NO_DEFAULT,
                        decl.name.span,
                        format!(
                            "`{}` needs an initial value, because `{shown}` has no default.",
                            decl.name.name
                        ),
                    )
                    .with_help(format!("Write `{}: {shown} = ..;`.", decl.name.name)),
                );
            }
            if let Some(storage) = self
                .contracts
                .get_mut(id.0 as usize)
                .and_then(|contract| contract.storage.get_mut(at))
            {
                storage.ty = ty;
            }
        }
    }

    fn resolve_event(&mut self, id: EventId) {
        let Some(info) = self.events.get(id.0 as usize) else {
            return;
        };
        let (decl, scope) = (info.decl, info.scope);
        self.enter_generics(&[]);
        let mut params: Vec<(String, Ty, bool)> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        let mut topics = 0;
        for param in &decl.params {
            attrs::check(self, &param.attributes, Target::EventParam);
            if let Some(at) = params.iter().position(|(name, ..)| *name == param.name.name) {
                let first = spans.get(at).copied().unwrap_or_default();
                self.duplicate(&param.name, first, "parameter");
            }
            let ty = self.lower_type(&param.ty, scope);
            if matches!(ty, Ty::Map(..)) {
                self.error(
                    codes::TYPE_NOT_ALLOWED,
                    param.ty.span,
                    "An event cannot carry a map. Send the entries that changed.",
                );
            }
            let place = "an event cannot carry values of any depth";
            let help = "Send the parts that tell what happened.";
            self.refuse_circular(&ty, param.ty.span, place, help);
            topics += usize::from(param.topic);
            if param.topic && topics == MAX_TOPICS + 1 {
                self.report(
                    Diagnostic::error(
                        codes::TOPICS,
                        param.name.span,
                        format!("An event has at most {MAX_TOPICS} `#[topic]` parameters."),
                    )
                    .with_help("Remove `#[topic]` here: the value is still in the event's data."),
                );
            }
            spans.push(param.name.span);
            params.push((param.name.name.clone(), ty, param.topic));
        }
        if let Some(info) = self.events.get_mut(id.0 as usize) {
            info.event.params = params;
        }
    }

    /// A suggestion among a type's functions and constants.
    pub fn closest_associated(&self, id: AdtId, name: &str) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        names.extend(
            self.methods
                .keys()
                .filter(|(head, _)| *head == Head::Adt(id))
                .map(|(_, name)| name.as_str()),
        );
        names.extend(
            self.assoc_consts
                .keys()
                .filter(|(head, _)| *head == Head::Adt(id))
                .map(|(_, name)| name.as_str()),
        );
        if let Some(AdtKind::Enum(variants)) = self.adt(id).map(|adt| &adt.kind) {
            names.extend(variants.iter().map(|(name, _)| name.as_str()));
        }
        suggest::closest(name, names)
    }

    /// The type of a constant, with its value found first.
    pub fn const_type(&mut self, id: ConstId) -> Ty {
        self.const_value(id);
        self.consts
            .get(id.0 as usize)
            .map_or(Ty::Error, |info| info.ty.clone())
    }
}
