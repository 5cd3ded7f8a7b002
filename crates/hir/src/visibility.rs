//! Who may name what: private items, functions of types, and fields (spec 01 §6, decisions D28 and D30).
//!
//! This file must never give a name a meaning: it says whether a known one may be used, and reports where not.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::checker::{Checker, ScopeId, TypeDef, ValueDef};
use crate::codes;
use crate::modules::{Def, ModuleId, Space};
use crate::ty::AdtId;

impl Checker<'_> {
    /// Place of the definition and a noun.
    fn describe(&self, def: &Def) -> (&'static str, Option<Span>) {
        match def {
            Def::Type(TypeDef::Adt(id)) => {
                let what = match self.adt_infos.get(id.0 as usize).map(|info| info.decl) {
                    Some(crate::checker::AdtDecl::Struct(_)) => "struct",
                    _ => "enum",
                };
                (what, self.adt(*id).map(|adt| adt.span))
            }
            Def::Type(TypeDef::Contract(id)) => (
                "contract",
                self.contracts.get(id.0 as usize).map(|info| info.decl.name.span),
            ),
            Def::Type(TypeDef::Alias(id)) => (
                "type alias",
                self.aliases.get(*id).map(|info| info.decl.name.span),
            ),
            Def::Type(TypeDef::Module(id)) => ("module", self.modules.get(id.0).map(|info| info.span)),
            Def::Type(TypeDef::Trait(id)) => ("trait", self.trait_info(*id).map(|info| info.span)),
            Def::Type(_) => ("type", None),
            Def::Value(ValueDef::Fn(id)) => (
                "function",
                self.functions.get(id.0 as usize).map(|info| info.decl.name.span),
            ),
            Def::Value(ValueDef::Const(id)) => (
                "constant",
                self.consts.get(id.0 as usize).map(|info| info.decl.name.span),
            ),
            Def::Value(_) => ("item", None),
            Def::Event(id) => (
                "event",
                self.events.get(id.0 as usize).map(|info| info.decl.name.span),
            ),
        }
    }

    /// Whether a module has that name only through `use`.
    fn is_import(&self, module: ModuleId, name: &str) -> bool {
        let scope = self
            .modules
            .get(module.0)
            .and_then(|info| self.scopes.get(info.scope.0));
        scope.is_some_and(|scope| {
            !scope.types.contains_key(name)
                && !scope.values.contains_key(name)
                && !scope.events.contains_key(name)
        })
    }

    /// Reports the use of a private item.
    pub fn report_private(&mut self, name: &ast::Ident, def: &Def, owner: ModuleId) {
        if self.is_import(owner, &name.name) {
            let diagnostic = Diagnostic::error(
                codes::PRIVATE,
                name.span,
                format!(
                    "`{}` is imported by {} for its own use only.",
                    name.name,
                    self.show_module(owner)
                ),
            )
            .with_help(
                "Name it by the module that defines it, or write `pub use` in the module that imports it.",
            );
            self.report(diagnostic);
            return;
        }
        let (what, place) = self.describe(def);
        let mut diagnostic = Diagnostic::error(
            codes::PRIVATE,
            name.span,
            format!(
                "The {what} `{}` is private to {}.",
                name.name,
                self.show_module(owner)
            ),
        )
        .with_help(format!(
            "Write `pub` before its definition to use it from other modules: `pub {}`.",
            match what {
                "struct" | "enum" | "contract" | "event" | "trait" => format!("{what} {} ..", name.name),
                "function" => format!("fn {}(..)", name.name),
                "constant" => format!("const {}: ..", name.name),
                "type alias" => format!("type {} = ..", name.name),
                "module" => format!("mod {} ..", name.name),
                _ => name.name.clone(),
            }
        ));
        if let Some(place) = place
            && place != Span::default()
        {
            diagnostic = diagnostic.with_secondary(place, "defined here without `pub`");
        }
        self.report(diagnostic);
    }

    /// Whether a member of a scope may be used from everywhere in the package.
    pub fn is_public(&self, scope: ScopeId, name: &str, space: Space) -> bool {
        self.scopes
            .get(scope.0)
            .is_some_and(|entry| entry.public.contains(&(space, name.to_string())))
            || self.is_public_import(scope, name, space)
    }

    /// Checks that code in `from` may use a function or constant of a type.
    pub fn check_associated(
        &mut self,
        public: bool,
        owner: ScopeId,
        name: &ast::Ident,
        def: Span,
        what: &str,
        from: ScopeId,
    ) {
        let module = self.module_of(owner);
        if public || self.within(self.module_of(from), module) {
            return;
        }
        self.report(
            Diagnostic::error(
                codes::PRIVATE,
                name.span,
                format!(
                    "The {what} `{}` is private to {}.",
                    name.name,
                    self.show_module(module)
                ),
            )
            .with_secondary(def, "defined here without `pub`")
            .with_help("Write `pub` before its definition to use it from other modules."),
        );
    }

    /// Checks that code in `from` may name a field of a struct or of an enum's variant. Fields of tuple structs
    /// and of tuple variants have no modifier in the grammar and are as open as their type.
    pub fn check_field(&mut self, id: AdtId, variant: Option<u32>, name: &ast::Ident, from: ScopeId) {
        use crate::checker::AdtDecl;
        let Some(info) = self.adt_infos.get(id.0 as usize) else {
            return;
        };
        let owner = self.module_of(info.scope);
        if self.within(self.module_of(from), owner) {
            return;
        }
        let fields = match (info.decl, variant) {
            (AdtDecl::Struct(decl), None) => &decl.fields,
            (AdtDecl::Enum(decl), Some(variant)) => match decl.variants.get(variant as usize) {
                Some(variant) => &variant.fields,
                None => return,
            },
            _ => return,
        };
        let ast::Fields::Named(fields) = fields else {
            return;
        };
        let Some(field) = fields.iter().find(|field| field.name.name == name.name) else {
            return;
        };
        if field.visibility != ast::Visibility::Private {
            return;
        }
        let def = field.name.span;
        let shown = self.adt(id).map(|adt| adt.name.clone()).unwrap_or_default();
        self.report(
            Diagnostic::error(
                codes::PRIVATE,
                name.span,
                format!(
                    "The field `{}` of `{shown}` is private to {}.",
                    name.name,
                    self.show_module(owner)
                ),
            )
            .with_secondary(def, "defined here without `pub`")
            .with_help(format!(
                "Write `pub {}` in the definition, or add a function to `{shown}` that gives what is needed.",
                name.name
            )),
        );
    }
}
