//! Declares items: gives every name its meaning before any signature or body is looked at.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::attrs::{self, Target};
use crate::cfg;
use crate::checker::{
    AdtDecl, AdtInfo, AliasInfo, Checker, ConstInfo, ContractInfo, EventInfo, FnInfo, Pending, Progress,
    ScopeId, TypeDef, ValueDef, unique,
};
use crate::codes;
use crate::modules::Space;
use crate::thir::{self, ConstId, ContractId, EventId, FnId};
use crate::ty::{AdtId, Ty};

fn id(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// The namespace and name that visibility is about.
fn named(item: &ast::Item) -> Option<(Space, &str)> {
    Some(match &item.kind {
        ast::ItemKind::Contract(decl) => (Space::Type, &decl.name.name),
        ast::ItemKind::Struct(decl) => (Space::Type, &decl.name.name),
        ast::ItemKind::Enum(decl) => (Space::Type, &decl.name.name),
        ast::ItemKind::Trait(decl) => (Space::Type, &decl.name.name),
        ast::ItemKind::TypeAlias(decl) => (Space::Type, &decl.name.name),
        ast::ItemKind::Module { name, .. } => (Space::Type, &name.name),
        ast::ItemKind::Function(decl) => (Space::Value, &decl.name.name),
        ast::ItemKind::Const(decl) => (Space::Value, &decl.name.name),
        ast::ItemKind::Event(decl) => (Space::Event, &decl.name.name),
        _ => return None,
    })
}

/// A body that stands where none could be checked.
pub fn empty_body(span: Span) -> thir::Body {
    thir::Body {
        locals: Vec::new(),
        expr: thir::Expr {
            kind: thir::ExprKind::Unit,
            ty: Ty::Unit,
            span,
        },
    }
}

impl<'a> Checker<'a> {
    /// Declares items in a scope. `owner` is the name in front of mangled names (`C`, `f`).
    pub fn declare_items(&mut self, items: &'a [ast::Item], scope: ScopeId, owner: Option<&str>) {
        for item in items {
            self.declare_item(item, scope, owner);
        }
    }

    fn declare_item(&mut self, item: &'a ast::Item, scope: ScopeId, owner: Option<&str>) {
        if !cfg::enabled(self, &item.attributes) {
            return;
        }
        if item.visibility != ast::Visibility::Private
            && let Some((space, name)) = named(item)
            && let Some(entry) = self.scopes.get_mut(scope.0)
        {
            entry.public.insert((space, name.to_string()));
        }
        self.lint_attributes(&item.attributes, item.span);
        match &item.kind {
            ast::ItemKind::Struct(ast::Struct { name, .. })
            | ast::ItemKind::Enum(ast::Enum { name, .. })
            | ast::ItemKind::Trait(ast::Trait { name, .. })
            | ast::ItemKind::TypeAlias(ast::TypeAlias { name, .. }) => {
                self.check_name(name, codes::TYPE_NAME)
            }
            _ => {}
        }
        match &item.kind {
            ast::ItemKind::Use(tree) => {
                attrs::check(self, &item.attributes, Target::Other);
                self.declare_use(tree, &[], scope, item.visibility != ast::Visibility::Private);
            }
            ast::ItemKind::Contract(contract) => self.declare_contract(item, contract, scope, owner),
            ast::ItemKind::Struct(decl) => {
                attrs::check(self, &item.attributes, Target::Type);
                self.declare_adt(&decl.name, AdtDecl::Struct(decl), scope, owner);
            }
            ast::ItemKind::Enum(decl) => {
                attrs::check(self, &item.attributes, Target::Type);
                for variant in &decl.variants {
                    attrs::check(self, &variant.attributes, Target::Part);
                    self.lint_attributes(&variant.attributes, variant.name.span);
                }
                self.declare_adt(&decl.name, AdtDecl::Enum(decl), scope, owner);
            }
            ast::ItemKind::Function(decl) => {
                if cfg::is_test(&item.attributes) && !self.options.test {
                    return;
                }
                let fn_id = self.declare_fn(item, decl, scope, owner, None);
                self.declare_value(&decl.name, ValueDef::Fn(fn_id), scope);
            }
            ast::ItemKind::Event(decl) => self.declare_event(item, decl, scope),
            ast::ItemKind::Const(decl) => {
                attrs::check(self, &item.attributes, Target::Other);
                let const_id =
                    self.declare_const(decl, scope, owner, item.visibility != ast::Visibility::Private);
                self.declare_value(&decl.name, ValueDef::Const(const_id), scope);
            }
            ast::ItemKind::TypeAlias(decl) => {
                attrs::check(self, &item.attributes, Target::Other);
                self.aliases.push(AliasInfo {
                    decl,
                    scope,
                    progress: Progress::Waiting,
                    ty: Ty::Error,
                });
                let alias = self.aliases.len() - 1;
                self.declare_type(&decl.name, TypeDef::Alias(alias), scope);
                self.pending.push(Pending::Alias(alias));
            }
            ast::ItemKind::Impl(decl) => {
                attrs::check(self, &item.attributes, Target::Other);
                self.pending.push(Pending::Impl(scope, decl));
            }
            ast::ItemKind::Trait(decl) => self.declare_trait(item, decl, scope),
            ast::ItemKind::Module { name, items } => {
                attrs::check(self, &item.attributes, Target::Other);
                self.declare_module(item, name, items.as_deref(), scope);
            }
            ast::ItemKind::Invariant(decl) => {
                attrs::check(self, &item.attributes, Target::Contract);
                let contract = self.contract_of(scope);
                match contract.and_then(|id| self.contracts.get_mut(id.0 as usize)) {
                    Some(contract) => contract.invariants.push((decl, item.span)),
                    None => self.error(
                        codes::ASSERTION_PLACE,
                        item.span,
                        "An `assert_invariant` outside functions must stand directly in a contract.",
                    ),
                }
            }
            ast::ItemKind::Storage(_) => self.error(
                codes::NO_STORAGE,
                item.span,
                "A `storage` block must stand directly in a contract.",
            ),
        }
    }

    /// Gives a name of the type namespace its meaning.
    pub fn declare_type(&mut self, name: &ast::Ident, def: TypeDef, scope: ScopeId) {
        let Some(entry) = self.scopes.get_mut(scope.0) else {
            return;
        };
        if let Some((known, first)) = entry.types.get_mut(&name.name) {
            let what = if matches!(known, TypeDef::Module(_)) {
                // Neither of the two is what the author means everywhere.
                *known = TypeDef::Poison;
                "type or module"
            } else {
                "type"
            };
            let first = *first;
            self.duplicate(name, first, what);
            return;
        }
        entry.types.insert(name.name.clone(), (def, name.span));
    }

    fn declare_value(&mut self, name: &ast::Ident, def: ValueDef, scope: ScopeId) {
        let Some(entry) = self.scopes.get_mut(scope.0) else {
            return;
        };
        if let Some((_, first)) = entry.values.get(&name.name) {
            let first = *first;
            self.duplicate(name, first, "function or constant");
            return;
        }
        entry.values.insert(name.name.clone(), (def, name.span));
    }

    /// Reports a second definition.
    pub fn duplicate(&mut self, name: &ast::Ident, first: Span, what: &str) {
        let article = if what.starts_with(['e', 'i']) { "an" } else { "a" };
        self.report(
            Diagnostic::error(
                codes::DUPLICATE,
                name.span,
                format!(
                    "The name `{}` is defined twice as {article} {what} here.",
                    name.name
                ),
            )
            .with_secondary(first, "first defined here")
            .with_help("Give one of the two another name."),
        );
    }

    fn declare_adt(&mut self, name: &ast::Ident, decl: AdtDecl<'a>, scope: ScopeId, owner: Option<&str>) {
        let adt = AdtId(id(self.adts.len()));
        let mut shown = name.name.clone();
        if self.type_names.contains(&shown)
            && let Some(owner) = owner
        {
            shown = format!("{owner}::{shown}");
        }
        let shown = unique(&mut self.type_names, &shown);
        let empty = match decl {
            AdtDecl::Enum(_) => thir::AdtKind::Enum(Vec::new()),
            _ => thir::AdtKind::Struct(thir::Fields::Unit),
        };
        self.adts.push(thir::Adt {
            name: shown,
            type_params: 0,
            kind: empty,
            span: name.span,
        });
        self.adt_infos.push(AdtInfo {
            decl,
            scope,
            generics: Vec::new(),
            progress: Progress::Waiting,
        });
        self.declare_type(name, TypeDef::Adt(adt), scope);
        self.pending.push(Pending::Adt(adt));
    }

    /// Adds a function without giving it a name in a scope (methods have none).
    pub fn declare_fn(
        &mut self,
        item: &'a ast::Item,
        decl: &'a ast::Function,
        scope: ScopeId,
        owner: Option<&str>,
        self_ty: Option<Ty>,
    ) -> FnId {
        let contract = self.contract_of(scope);
        let found = attrs::check(
            self,
            &item.attributes,
            Target::Function {
                in_contract: contract.is_some(),
                method: self_ty.is_some(),
            },
        );
        let hidden = item.visibility == ast::Visibility::Private && decl.name.name != "init";
        if found.payable && hidden && !decl.params.is_empty() {
            self.warn_private_payable(&item.attributes, &decl.name);
        }
        for param in &decl.params {
            attrs::check(self, &param.attributes, Target::Part);
            self.lint_attributes(&param.attributes, param.span);
        }
        let wanted = owner.map_or_else(
            || decl.name.name.clone(),
            |owner| format!("{owner}::{}", decl.name.name),
        );
        self.check_name(&decl.name, codes::FUNCTION_NAME);
        let standalone = self_ty.is_none();
        let mangled = self.unique_mangled(&wanted);
        let fn_id = FnId(id(self.functions.len()));
        self.functions.push(FnInfo {
            decl,
            scope,
            self_ty,
            generics: Vec::new(),
            outer_generics: 0,
            own_generics: crate::fn_types::type_params(&decl.generics).count(),
            of_trait: None,
            in_trait_impl: false,
            opaques: Vec::new(),
            params: Vec::new(),
            ret: Ty::Error,
            function: thir::Function {
                name: decl.name.name.clone(),
                mangled,
                standalone,
                contract,
                is_init: false,
                type_params: 0,
                of_trait: None,
                has_body: true,
                hidden: Vec::new(),
                params: Vec::new(),
                ret: Ty::Unit,
                body: empty_body(decl.name.span),
                public: item.visibility == ast::Visibility::Public,
                library: false,
                payable: found.payable,
                state: thir::StateAccess::Any,
                test: found.test,
                expects: found.expects,
                pipeline: found.pipeline,
                domains: found.domains,
                span: decl.name.span,
            },
            checked: false,
            signed: false,
            open: item.visibility != ast::Visibility::Private,
            called: false,
        });
        self.pending.push(Pending::Fn(fn_id));
        fn_id
    }

    /// Adds a constant without giving it a name in a scope.
    pub fn declare_const(
        &mut self,
        decl: &'a ast::Const,
        scope: ScopeId,
        owner: Option<&str>,
        open: bool,
    ) -> ConstId {
        self.check_name(&decl.name, codes::CONSTANT_NAME);
        let const_id = ConstId(id(self.consts.len()));
        let name = owner.map_or_else(
            || decl.name.name.clone(),
            |owner| format!("{owner}::{}", decl.name.name),
        );
        self.consts.push(ConstInfo {
            decl,
            scope,
            name,
            open,
            generics: Vec::new(),
            progress: Progress::Waiting,
            ty: Ty::Error,
            value: None,
            body: None,
        });
        self.pending.push(Pending::Const(const_id));
        const_id
    }

    fn declare_event(&mut self, item: &'a ast::Item, decl: &'a ast::Event, scope: ScopeId) {
        attrs::check(self, &item.attributes, Target::Other);
        let event = EventId(id(self.events.len()));
        let contract = self.contract_of(scope);
        self.events.push(EventInfo {
            decl,
            scope,
            event: thir::Event {
                anonymous: false,
                name: decl.name.name.clone(),
                contract,
                params: Vec::new(),
            },
        });
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            if let Some((_, first)) = entry.events.get(&decl.name.name) {
                let first = *first;
                self.duplicate(&decl.name, first, "event");
            } else {
                entry
                    .events
                    .insert(decl.name.name.clone(), (event, decl.name.span));
            }
        }
        self.pending.push(Pending::Event(event));
    }

    fn declare_contract(
        &mut self,
        item: &'a ast::Item,
        decl: &'a ast::Contract,
        parent: ScopeId,
        owner: Option<&str>,
    ) {
        attrs::check(self, &item.attributes, Target::Contract);
        if self.contract_of(parent).is_some() {
            self.error(
                codes::WRONG_KIND,
                decl.name.span,
                format!(
                    "The contract `{}` cannot stand inside another contract.",
                    decl.name.name
                ),
            );
            return;
        }
        let contract = ContractId(id(self.contracts.len()));
        let scope = self.new_scope(parent);
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            entry.contract = Some(contract);
        }
        self.declare_type(&decl.name, TypeDef::Contract(contract), parent);
        let mut name = decl.name.name.clone();
        // Entry points and `.meta` name it by its module.
        if let Some(owner) = owner {
            name = format!("{owner}::{name}");
        }
        let name = unique(&mut self.contract_names, &name);
        self.contracts.push(ContractInfo {
            decl,
            name: name.clone(),
            scope,
            storage: Vec::new(),
            storage_names: std::collections::BTreeMap::new(),
            functions: Vec::new(),
            init: None,
            invariants: Vec::new(),
        });
        self.pending.push(Pending::Contract(contract));
        let first_fn = self.functions.len();
        for item in &decl.items {
            if let ast::ItemKind::Storage(items) = &item.kind {
                if !cfg::enabled(self, &item.attributes) {
                    continue;
                }
                attrs::check(self, &item.attributes, Target::Other);
                for storage in items {
                    self.declare_storage(contract, storage);
                }
            } else {
                self.declare_item(item, scope, Some(&name));
            }
        }
        for at in first_fn..self.functions.len() {
            self.declare_contract_fn(contract, FnId(id(at)));
        }
    }

    fn declare_contract_fn(&mut self, contract: ContractId, fn_id: FnId) {
        let Some(info) = self.functions.get_mut(fn_id.0 as usize) else {
            return;
        };
        let is_init = info.decl.name.name == "init";
        info.function.is_init = is_init;
        let (decl, ret) = (info.decl, info.decl.ret.as_ref());
        let Some(owner) = self.contracts.get_mut(contract.0 as usize) else {
            return;
        };
        owner.functions.push(fn_id);
        if !is_init {
            return;
        }
        if owner.init.is_none() {
            owner.init = Some((fn_id, decl.name.span));
        }
        if let Some(ret) = ret
            && !matches!(&ret.kind, ast::TypeKind::Tuple(types) if types.is_empty())
        {
            self.report(
                Diagnostic::error(
                    codes::INIT,
                    ret.span,
                    "`init` cannot return a value: it runs at deployment.",
                )
                .with_help("Remove the result type."),
            );
        }
    }

    fn declare_storage(&mut self, contract: ContractId, decl: &'a ast::StorageItem) {
        attrs::check(self, &decl.attributes, Target::Part);
        let Some(owner) = self.contracts.get_mut(contract.0 as usize) else {
            return;
        };
        if let Some(first) = owner.storage_names.get(&decl.name.name) {
            let first = owner
                .storage
                .get(*first as usize)
                .map_or(decl.span, |first| first.decl.name.span);
            self.duplicate(&decl.name, first, "storage variable");
            return;
        }
        owner
            .storage_names
            .insert(decl.name.name.clone(), id(owner.storage.len()));
        owner
            .storage
            .push(crate::checker::StorageInfo { decl, ty: Ty::Error });
    }
}
