//! Looking names up in a scope: its own items, what `use` names, what `use m::*` brings in (spec 01 §6).
//!
//! Names behind `*` are looked up in their module when they are needed; they yield to a scope's own names and to
//! imports by name. What is found through an import marks it as used. This file must never report: a name with
//! two meanings is noted, and reported once by `imports`.

use std::collections::BTreeSet;

use crate::checker::{AdtDecl, Checker, ScopeId, ValueDef};
use crate::imports::{Import, Source};
use crate::limits::{MAX_SUGGESTING_DIAGNOSTICS, MAX_SUGGESTION_NAMES};
use crate::modules::{Def, Space};
use crate::std_paths;
use crate::ty::AdtId;

impl Checker<'_> {
    /// What a name means directly in a scope: its own items, then imports by name, then `*`.
    pub fn in_scope(&self, scope: ScopeId, name: &str, space: Space) -> Option<Def> {
        self.own_or_named(scope, name, space)
            .or_else(|| self.through_globs(scope, name, space))
    }

    fn own_or_named(&self, scope: ScopeId, name: &str, space: Space) -> Option<Def> {
        let entry = self.scopes.get(scope.0)?;
        let own = match space {
            Space::Type => entry.types.get(name).map(|(def, _)| Def::Type(def.clone())),
            Space::Value => entry.values.get(name).map(|(def, _)| Def::Value(*def)),
            Space::Event => entry.events.get(name).map(|(id, _)| Def::Event(*id)),
        };
        if own.is_some() || entry.named.is_empty() {
            return own;
        }
        entry.named.get(name)?.iter().find_map(|id| {
            let import = self.imports.all.get(*id)?;
            let def = match space {
                Space::Type => import.found.ty.clone().map(Def::Type),
                Space::Value => import.found.value.map(Def::Value),
                Space::Event => import.found.event.map(Def::Event),
            }?;
            import.used.set(true);
            Some(def)
        })
    }

    fn through_globs(&self, scope: ScopeId, name: &str, space: Space) -> Option<Def> {
        if self.scopes.get(scope.0)?.globs.is_empty() {
            return None;
        }
        let from = self.module_of(scope);
        let mut seen = BTreeSet::from([scope.0]);
        let mut first: Option<(usize, Def)> = None;
        // Each glob of the scope answers for itself and what it re-exports.
        for glob in &self.scopes.get(scope.0)?.globs {
            let mut stack = vec![(*glob, *glob)];
            while let Some((id, outer)) = stack.pop() {
                let Some(import) = self.imports.all.get(id) else {
                    continue;
                };
                let def = match &import.source {
                    Some(Source::Variants(adt)) if space == Space::Value => self
                        .variant_index(*adt, name)
                        .map(|variant| Def::Value(ValueDef::Variant(*adt, variant))),
                    Some(Source::Scope(inner)) => {
                        if !seen.insert(inner.0) {
                            continue;
                        }
                        #[cfg(test)]
                        tests::count_scope();
                        let open = self.within(from, self.module_of(*inner));
                        if let Some(entry) = self.scopes.get(inner.0) {
                            stack.extend(
                                entry
                                    .globs
                                    .iter()
                                    .filter(|next| {
                                        open || self.imports.all.get(**next).is_some_and(|next| next.public)
                                    })
                                    .map(|next| (*next, outer)),
                            );
                        }
                        self.own_or_named(*inner, name, space)
                            .filter(|_| open || self.is_public(*inner, name, space))
                    }
                    _ => None,
                };
                let Some(def) = def else { continue };
                if let Some(import) = self.imports.all.get(outer) {
                    import.used.set(true);
                }
                match &first {
                    None => first = Some((outer, def)),
                    Some((other, known)) if *known != def && *other != outer => {
                        self.imports
                            .ambiguous
                            .borrow_mut()
                            .insert((*other, outer, name.to_string()));
                    }
                    Some(_) => {}
                }
            }
        }
        first.map(|(_, def)| def)
    }

    /// The path of the standard library that an import directly in a scope gives a name.
    pub fn std_in_scope(&self, scope: ScopeId, name: &str) -> Option<Vec<String>> {
        let mut seen = BTreeSet::new();
        let mut stack = vec![(scope, None)];
        while let Some((scope, outer)) = stack.pop() {
            if !seen.insert(scope.0) {
                continue;
            }
            #[cfg(test)]
            tests::count_scope();
            let Some(entry) = self.scopes.get(scope.0) else {
                continue;
            };
            let through = |id: usize| {
                self.imports
                    .all
                    .get(id)
                    .filter(|import| outer.is_none() || import.public)
            };
            let mark = |id: usize| {
                if let Some(import) = self.imports.all.get(outer.unwrap_or(id)) {
                    import.used.set(true);
                }
            };
            for id in entry.named.get(name).into_iter().flatten() {
                if let Some(path) = through(*id).and_then(|import| import.found.std.clone()) {
                    mark(*id);
                    return Some(path);
                }
            }
            for id in &entry.globs {
                match through(*id).and_then(|import| import.source.as_ref()) {
                    Some(Source::Std(module))
                        if std_paths::children(module).is_some_and(|names| names.contains(&name)) =>
                    {
                        mark(*id);
                        let mut path = module.clone();
                        path.push(name.to_string());
                        return Some(path);
                    }
                    Some(Source::Scope(inner)) => stack.push((*inner, outer.or(Some(*id)))),
                    _ => {}
                }
            }
        }
        None
    }

    /// Whether a `pub use` gives a scope that name.
    pub fn is_public_import(&self, scope: ScopeId, name: &str, space: Space) -> bool {
        let Some(entry) = self.scopes.get(scope.0) else {
            return false;
        };
        let named = entry.named.get(name).into_iter().flatten();
        named
            .filter_map(|id| self.imports.all.get(*id))
            .any(|import| import.public)
            || entry
                .globs
                .iter()
                .filter_map(|id| self.imports.all.get(*id))
                .filter(|import| import.public)
                .any(|import| match &import.source {
                    Some(Source::Scope(inner)) if *inner != scope => {
                        self.own_or_named(*inner, name, space).is_some()
                            || self
                                .scopes
                                .get(inner.0)
                                .is_some_and(|inner| !inner.globs.is_empty())
                    }
                    Some(Source::Variants(adt)) => self.variant_index(*adt, name).is_some(),
                    Some(Source::Std(module)) => {
                        std_paths::children(module).is_some_and(|names| names.contains(&name))
                    }
                    _ => false,
                })
    }

    /// All names of the value and type namespaces that a scope sees, for suggestions.
    pub fn visible_names(&self, scope: ScopeId, types: bool) -> Vec<String> {
        let mut names = Vec::new();
        if self.diagnostics.len() >= MAX_SUGGESTING_DIAGNOSTICS {
            return names;
        }
        let mut at = Some(scope);
        while let Some(id) = at {
            let Some(scope) = self.scopes.get(id.0) else { break };
            names.extend(
                self.imported_names(id, types)
                    .into_iter()
                    .take(MAX_SUGGESTION_NAMES),
            );
            if types {
                names.extend(scope.types.keys().take(MAX_SUGGESTION_NAMES).cloned());
            } else {
                names.extend(scope.values.keys().take(MAX_SUGGESTION_NAMES).cloned());
            }
            at = scope.parent;
        }
        names
    }

    /// Tag of an enum's variant, from its declaration.
    pub(crate) fn variant_index(&self, adt: AdtId, name: &str) -> Option<u32> {
        let AdtDecl::Enum(decl) = self.adt_infos.get(adt.0 as usize)?.decl else {
            return None;
        };
        let at = decl
            .variants
            .iter()
            .position(|variant| variant.name.name == name)?;
        u32::try_from(at).ok()
    }

    /// Names that imports bring into a scope, for suggestions.
    pub fn imported_names(&self, scope: ScopeId, types: bool) -> Vec<String> {
        let Some(entry) = self.scopes.get(scope.0) else {
            return Vec::new();
        };
        let of = |import: &Import| {
            if types {
                import.found.ty.is_some()
            } else {
                import.found.value.is_some()
            }
        };
        entry
            .named
            .iter()
            .filter(|(_, ids)| ids.iter().filter_map(|id| self.imports.all.get(*id)).any(of))
            .map(|(name, _)| name.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::cell::Cell;

    use twilight_diagnostics::SourceMap;

    thread_local! {
        static SCOPES: Cell<u64> = const { Cell::new(0) };
    }

    /// A lookup looks into one more scope.
    pub fn count_scope() {
        SCOPES.set(SCOPES.get() + 1);
    }

    #[test]
    fn a_lookup_looks_into_each_scope_behind_globs_once() {
        const MODULES: u64 = 60;
        const NAMES: u64 = 1000;
        // Every module imports from the two after it: there are more ways to the last than could be gone.
        let modules: String = (0..MODULES)
            .map(|at| {
                let (one, two) = (at + 1, at + 2);
                format!("pub mod m{at} {{ pub use crate::m{one}::*; pub use crate::m{two}::*; }}\n")
            })
            .chain((MODULES..MODULES + 2).map(|at| format!("pub mod m{at} {{}}\n")))
            .collect();
        let calls: String = (0..NAMES)
            .map(|at| format!("fn f{at}() -> u64 {{ f{}() }}\n", (at + 1) % NAMES))
            .collect();
        let text = format!("{modules}use m0::*;\n{calls}fn main() -> u64 {{ f0() }}\n");
        let mut sources = SourceMap::default();
        let file = sources.add("src/main.twl", &text);
        let unit = twilight_syntax::parse(file, &text).unit;
        SCOPES.set(0);
        let checked = crate::check(&[&unit], &sources);
        let error = checked.diagnostics.iter().find(|one| one.is_error());
        assert_eq!(error, None);
        // A type and a call in each function, looked up in a few ways.
        let most = 4 * NAMES * (MODULES + 3);
        let scopes = SCOPES.get();
        assert!((MODULES..most).contains(&scopes), "{scopes} scopes, not {most}");
    }
}
