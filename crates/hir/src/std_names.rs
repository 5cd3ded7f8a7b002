//! Names of the language that `use` renames or hands on: `use core::option::Option as Opt;`,
//! `pub use core::option::Option;` (spec 01 §6, spec 02 §3).
//!
//! A type is known by its new name as by an alias. Words that are no types keep their names, which is said at the
//! `use`; nothing here may give a name a second meaning.

use twilight_diagnostics::Diagnostic;
use twilight_syntax::ast;

use crate::checker::{Checker, ScopeId, TypeDef};
use crate::codes;
use crate::imports::Found;
use crate::library::source;
use crate::types;

/// Types with parameters, and the aliases that stand for them in `std/names.twl`.
const GENERIC: &[(&str, &str)] = &[
    ("Option", "OptionName"),
    ("Result", "ResultName"),
    ("vector", "VectorName"),
    ("map", "MapName"),
];

/// Words of the language that cannot be known by another name.
const FIXED: &[&str] = &["Some", "None", "Ok", "Err", "print", "println", "array"];

impl Checker<'_> {
    /// Gives a name that an import brings in from `core` its meaning as a type, where it is a new one or handed on.
    pub(crate) fn name_std_type(&mut self, found: Found, name: Option<&ast::Ident>, public: bool) -> Found {
        let (Some(full), Some(name), None) = (&found.std, name, &found.ty) else {
            return found;
        };
        let Some(last) = full
            .last()
            .filter(|_| full.first().is_some_and(|first| first == "core"))
        else {
            return found;
        };
        let renamed = name.name != *last;
        if !renamed && !public {
            return found;
        }
        if let Some(ty) = self.std_type(last) {
            return Found {
                ty: Some(ty),
                ..found
            };
        }
        if renamed && name.name != "_" && FIXED.contains(&last.as_str()) {
            let message = format!("`{last}` is a word of the language and keeps its name.");
            self.report(
                Diagnostic::error(codes::UNKNOWN_IMPORT, name.span, message)
                    .with_help(format!("Leave the import out and write `{last}`.")),
            );
            return crate::imports::poison();
        }
        found
    }

    fn std_type(&mut self, name: &str) -> Option<TypeDef> {
        if let Some(ty) = types::builtin(name) {
            return Some(TypeDef::Ty(ty));
        }
        if let Some((_, alias)) = GENERIC.iter().find(|(known, _)| *known == name) {
            let scope = self.std_names_scope();
            let entry = self.scopes.get(scope.0)?;
            return entry.types.get(*alias).map(|(def, _)| def.clone());
        }
        let prelude = self.scopes.first()?;
        prelude.types.get(name).map(|(def, _)| def.clone())
    }

    /// The scope of the aliases, declared when the first is asked for.
    fn std_names_scope(&mut self) -> ScopeId {
        if let Some(scope) = self.std_names {
            return scope;
        }
        // The root of all scopes holds nothing of the program.
        let scope = self.new_scope(ScopeId(0));
        self.declare_items(source::names(), scope, None);
        self.std_names = Some(scope);
        scope
    }
}
