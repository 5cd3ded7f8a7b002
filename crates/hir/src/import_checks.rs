//! What is wrong with imports: names that nothing defines, that clash, or that nothing uses (spec 01 §6).
//!
//! This file must never change what an import means: it reads what `imports` resolved, and reports.

use std::collections::BTreeSet;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::checker::{Checker, ScopeId, TypeDef, ValueDef};
use crate::codes;
use crate::imports::{Import, Source, shown};
use crate::modules::Space;
use crate::suggest;

impl<'a> Checker<'a> {
    pub(crate) fn unknown_std(&mut self, full: &[String], path: &[ast::Ident]) {
        let span = match (path.first(), path.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        };
        let meant = path
            .last()
            .and_then(|last| crate::suggest::foreign_type(&last.name));
        let foreign = meant.map(|ty| format!("Remove it: Twilight's type is `{ty}`, which needs no `use`."));
        self.report(
            Diagnostic::error(
                codes::UNKNOWN_IMPORT,
                span,
                format!("The standard library has no `{}`.", full.join("::")),
            )
            .with_help(foreign.as_deref().unwrap_or(
                "Its modules are `nova::env`, `nova::tx`, `nova::crypto` and `core::option`, `core::result`, \
                 `core::num`, `core::string`, `core::collections`, `core::array`, `core::fmt`.",
            )),
        );
    }

    pub(crate) fn unknown_front(&mut self, name: &ast::Ident, scope: ScopeId) {
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_IMPORT,
            name.span,
            format!("There is no module `{}` here.", name.name),
        );
        let mut names = self.visible_names(scope, true);
        names.extend(self.modules.iter().map(|module| module.path.clone()));
        names.extend(["nova", "core", "crate"].map(str::to_string));
        if let Some(hint) = self.elsewhere(&name.name, &[Space::Type, Space::Value, Space::Event], scope) {
            diagnostic = diagnostic.with_help(hint);
        } else if let Some(best) = suggest::closest(&name.name, names.iter().map(String::as_str)) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        } else {
            diagnostic = diagnostic.with_help(
                "Modules are the files of the package and `mod name { .. }`; the standard library is `nova` and `core`.",
            );
        }
        self.report(diagnostic);
    }

    /// Reports an import whose name its scope has already.
    pub(crate) fn check_clash(&mut self, id: usize) {
        let Some(import) = self.imports.all.get(id) else {
            return;
        };
        let Some(name) = import.name.clone() else { return };
        let Some(entry) = self.scopes.get(import.scope.0) else {
            return;
        };
        let found = &import.found;
        let mut first = None;
        if let (Some(def), Some((own, place))) = (&found.ty, entry.types.get(&name.name))
            && *def != TypeDef::Poison
            && own != def
        {
            first = Some(*place);
        }
        if let (Some(def), Some((own, place))) = (found.value, entry.values.get(&name.name))
            && def != ValueDef::Poison
            && *own != def
        {
            first = Some(*place);
        }
        if let (Some(def), Some((own, place))) = (found.event, entry.events.get(&name.name))
            && *own != def
        {
            first = Some(*place);
        }
        for other in entry
            .named
            .get(&name.name)
            .into_iter()
            .flatten()
            .take_while(|other| **other < id)
        {
            let Some(other) = self.imports.all.get(*other) else {
                continue;
            };
            let same = |a: bool, b: bool, equal: bool| a && b && !equal;
            if same(
                found.ty.is_some(),
                other.found.ty.is_some(),
                found.ty == other.found.ty,
            ) || same(
                found.value.is_some(),
                other.found.value.is_some(),
                found.value == other.found.value,
            ) || same(
                found.event.is_some(),
                other.found.event.is_some(),
                found.event == other.found.event,
            ) || same(
                found.std.is_some(),
                other.found.std.is_some(),
                found.std == other.found.std,
            ) {
                first = other.name.as_ref().map(|name| name.span);
            }
        }
        if found.ty == Some(TypeDef::Poison) {
            return;
        }
        if let Some(first) = first {
            self.report(
                Diagnostic::error(
                    codes::DUPLICATE,
                    name.span,
                    format!("The name `{}` is already taken here.", name.name),
                )
                .with_secondary(first, "first defined here")
                .with_help(format!(
                    "Import it under another name: `as other_{}`.",
                    name.name.to_lowercase()
                )),
            );
        }
    }

    /// Whether the scope has the name with the same meaning anyway.
    pub(crate) fn is_redundant(&self, import: &Import) -> bool {
        let (Some(name), Some(entry)) = (&import.name, self.scopes.get(import.scope.0)) else {
            return false;
        };
        let own = entry.types.get(&name.name);
        own.is_some() && own.map(|(def, _)| def) == import.found.ty.as_ref()
    }

    /// Whether a scope is that of a module whose name says that it holds tests.
    fn is_for_tests(&self, scope: ScopeId) -> bool {
        let module = self.modules.get(self.module_of(scope).0);
        module.is_some_and(|module| {
            let name = module.path.rsplit("::").next().unwrap_or_default();
            matches!(name, "tests" | "test")
        })
    }

    /// Reports names with two meanings and warns of imports that nothing uses.
    pub fn check_imports(&mut self) {
        let ambiguous = self.imports.ambiguous.take();
        let mut reported = BTreeSet::new();
        let mut found = Vec::new();
        for (first, second, name) in ambiguous {
            let (Some(one), Some(two)) = (self.imports.all.get(first), self.imports.all.get(second)) else {
                continue;
            };
            if !reported.insert((second, name.clone())) {
                continue;
            }
            let path = shown(&one.path);
            found.push(
                Diagnostic::error(
                    codes::AMBIGUOUS_IMPORT,
                    two.span,
                    format!(
                        "The name `{name}` is used here and comes from both `{path}::*` and `{}::*`.",
                        shown(&two.path)
                    ),
                )
                .with_secondary(one.span, "the other import that brings it in")
                .with_help(format!("Say which one is meant: `use {path}::{name};`.")),
            );
        }
        for import in &self.imports.all {
            let silent = import.public
                || import.used.get()
                || import.found.ty == Some(TypeDef::Poison)
                || self.is_redundant(import)
                || import.name.as_ref().is_some_and(|name| name.name == "_")
                || match (&import.source, &import.found.std) {
                    // The prelude has these already: the import says where they come from.
                    (Some(Source::Std(path)), _) | (_, Some(path)) => {
                        path.first().is_none_or(|first| first != "nova")
                    }
                    (None, None) => import.name.is_none(),
                    _ => false,
                };
            if silent {
                continue;
            }
            let what = match &import.name {
                Some(name) => format!("`{}`", name.name),
                None => format!("`{}::*`", shown(&import.path)),
            };
            found.push(
                Diagnostic::warning(
                    codes::UNUSED_IMPORT,
                    import.span,
                    format!("The import {what} is never used."),
                )
                .with_help(if !self.options.test && self.is_for_tests(import.scope) {
                    "Only the tests of this module use it: write `#[cfg(test)]` before the module."
                } else {
                    "Remove it."
                }),
            );
        }
        self.diagnostics.extend(found);
    }
}
