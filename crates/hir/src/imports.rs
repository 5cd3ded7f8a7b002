//! `use`: resolving imports, and judging them at the end (spec 01 §6, spec 02 §3).
//!
//! Imports are resolved once all items of a scope are declared, each at most once, so that chains of re-exports
//! cost their length and cycles are found. This file must never decide what a name means: `lookup` does.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::checker::{AdtDecl, Checker, Progress, ScopeId, TypeDef, ValueDef};
use crate::codes;
use crate::limits::{MAX_GLOB_IMPORTS, MAX_IMPORT_CHAIN};
use crate::modules::{Def, Space, Start};
use crate::std_paths;
use crate::thir::EventId;
use crate::ty::AdtId;

/// What an import brings in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) ty: Option<TypeDef>,
    pub(crate) value: Option<ValueDef>,
    pub(crate) event: Option<EventId>,
    /// A path of the standard library.
    pub(crate) std: Option<Vec<String>>,
}

/// Where a glob looks.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// Items of a module or contract.
    Scope(ScopeId),
    /// Variants of an enum.
    Variants(AdtId),
    /// A module of the standard library.
    Std(Vec<String>),
}

/// One name, or one `*`, of a `use`.
#[derive(Debug)]
pub struct Import {
    pub(crate) scope: ScopeId,
    pub(crate) path: Vec<ast::Ident>,
    /// The name it has here; `None` for `*`.
    pub(crate) name: Option<ast::Ident>,
    /// `pub use`.
    pub(crate) public: bool,
    pub(crate) span: Span,
    progress: Progress,
    /// What the name means, once resolved.
    pub(crate) found: Found,
    /// Where `*` looks, once resolved.
    pub(crate) source: Option<Source>,
    /// Something was found through it.
    pub(crate) used: Cell<bool>,
}

/// Imports of the program.
#[derive(Debug, Default)]
pub struct Imports {
    pub(crate) all: Vec<Import>,
    resolved: usize,
    globs: usize,
    depth: u32,
    /// Pairs of globs that give one name two meanings, with the name.
    pub(crate) ambiguous: RefCell<BTreeSet<(usize, usize, String)>>,
}

impl<'a> Checker<'a> {
    /// Declares what a `use` tree names; [`Self::resolve_imports`] gives it a meaning.
    pub fn declare_use(
        &mut self,
        tree: &'a ast::UseTree,
        prefix: &[ast::Ident],
        scope: ScopeId,
        public: bool,
    ) {
        let mut path = prefix.to_vec();
        path.extend(tree.path.segments.iter().map(|segment| segment.name.clone()));
        let name = match &tree.kind {
            ast::UseKind::Tree(trees) => {
                for tree in trees {
                    self.declare_use(tree, &path, scope, public);
                }
                return;
            }
            ast::UseKind::Glob => {
                self.imports.globs += 1;
                if self.imports.globs > MAX_GLOB_IMPORTS {
                    if self.imports.globs == MAX_GLOB_IMPORTS + 1 {
                        self.error(
                            codes::TOO_MANY_MODULES,
                            tree.span,
                            format!("A package has {MAX_GLOB_IMPORTS} imports with `*` at most."),
                        );
                    }
                    return;
                }
                None
            }
            ast::UseKind::Name(alias) => {
                if path.len() > 1 && path.last().is_some_and(|last| last.name == "self") {
                    path.pop();
                }
                let Some(last) = path.last() else { return };
                Some(alias.clone().unwrap_or_else(|| last.clone()))
            }
        };
        let id = self.imports.all.len();
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            match &name {
                Some(name) if name.name == "_" => {}
                Some(name) => entry.named.entry(name.name.clone()).or_default().push(id),
                None => entry.globs.push(id),
            }
        }
        self.imports.all.push(Import {
            scope,
            path,
            name,
            public,
            span: tree.span,
            progress: Progress::Waiting,
            found: Found::default(),
            source: None,
            used: Cell::new(false),
        });
    }

    /// Gives a meaning to every import declared since the last call.
    pub fn resolve_imports(&mut self) {
        let first = self.imports.resolved;
        let count = self.imports.all.len();
        for id in first..count {
            self.resolve_import(id);
        }
        self.imports.resolved = count;
        for id in first..count {
            self.check_clash(id);
        }
    }

    fn resolve_import(&mut self, id: usize) {
        let Some(import) = self.imports.all.get_mut(id) else {
            return;
        };
        match import.progress {
            Progress::Done => return,
            Progress::Running => {
                let (span, path) = (import.span, shown(&import.path));
                import.progress = Progress::Done;
                import.found = poison();
                // `use crate::nope;` in the root finds nothing but itself.
                let itself = match (import.path.as_slice(), &import.name) {
                    ([front, only], Some(name)) if front.name == "crate" && only.name == name.name => {
                        Some(only.clone())
                    }
                    _ => None,
                };
                if let (Some(only), 1) = (itself, self.imports.depth) {
                    self.not_in_module(crate::modules::ModuleId(0), &only, "item", codes::UNKNOWN_IMPORT);
                    return;
                }
                self.report(
                    Diagnostic::error(
                        codes::IMPORT_CYCLE,
                        span,
                        format!("The import of `{path}` leads back to itself, so it means nothing."),
                    )
                    .with_help("Import the item from the module that defines it."),
                );
                return;
            }
            Progress::Waiting => import.progress = Progress::Running,
        }
        let (path, scope, glob) = (import.path.clone(), import.scope, import.name.is_none());
        self.imports.depth += 1;
        let (found, source) = if self.imports.depth > MAX_IMPORT_CHAIN {
            let place = path.last().map_or_else(Span::default, |name| name.span);
            self.report(
                Diagnostic::error(
                    codes::IMPORT_CYCLE,
                    place,
                    format!("This import leads through more than {MAX_IMPORT_CHAIN} others."),
                )
                .with_help("Import the item from the module that defines it."),
            );
            (poison(), None)
        } else if glob {
            (Found::default(), self.resolve_glob(id, &path, scope))
        } else {
            (self.resolve_name(id, &path, scope), None)
        };
        self.imports.depth -= 1;
        let name = self.imports.all.get(id).and_then(|import| import.name.clone());
        let public = self.imports.all.get(id).is_some_and(|import| import.public);
        let found = self.name_std_type(found, name.as_ref(), public);
        if let Some(import) = self.imports.all.get_mut(id)
            && import.progress == Progress::Running
        {
            import.progress = Progress::Done;
            import.found = found;
            import.source = source;
        }
    }

    /// The front of an import's path. `None` where that was reported.
    fn container(&mut self, id: usize, front: &[ast::Ident], scope: ScopeId) -> Option<Container> {
        let names: Vec<&str> = front.iter().map(|name| name.name.as_str()).collect();
        let (mut at, taken) = match self.path_start(&names, scope) {
            Start::NoParent => {
                let place = front.iter().rev().find(|name| name.name == "super");
                self.no_parent_at(place.map_or_else(Span::default, |name| name.span));
                return None;
            }
            Start::Module(module, taken) => (TypeDef::Module(module), taken),
            Start::Name => {
                let Some(first) = front.first() else {
                    return Some(Container::Nothing);
                };
                match self.first_of_import(id, first, scope) {
                    Some(def) => (def, 1),
                    None if matches!(first.name.as_str(), "nova" | "core" | "std") => {
                        return Some(Container::Std);
                    }
                    None => {
                        let as_std = self.find_import(scope, &first.name);
                        if as_std.is_some() {
                            return Some(Container::Std);
                        }
                        self.unknown_front(first, scope);
                        return None;
                    }
                }
            }
        };
        for name in front.get(taken..).unwrap_or_default() {
            let inner = match at {
                TypeDef::Module(module) => self.modules.get(module.0)?.scope,
                TypeDef::Contract(contract) => self.contracts.get(contract.0 as usize)?.scope,
                TypeDef::Poison => return None,
                _ => {
                    self.error(
                        codes::UNKNOWN_IMPORT,
                        name.span,
                        format!(
                            "`{}` cannot be imported: what stands before it is no module.",
                            name.name
                        ),
                    );
                    return None;
                }
            };
            self.prepare(inner, &name.name);
            match self
                .member(inner, name, Space::Type, scope)
                .and_then(Def::into_type)
            {
                Some(def) => at = def,
                None => {
                    match self.scopes.get(inner.0).map(|scope| scope.module) {
                        Some(module) => self.not_in_module(module, name, "module", codes::UNKNOWN_IMPORT),
                        None => return None,
                    }
                    return None;
                }
            }
        }
        Some(Container::Type(at))
    }

    /// The first name of a `use` path, which the import itself must not answer.
    fn first_of_import(&mut self, id: usize, name: &ast::Ident, scope: ScopeId) -> Option<TypeDef> {
        let mut at = Some(scope);
        while let Some(here) = at {
            let entry = self.scopes.get(here.0)?;
            let parent = entry.parent;
            if let Some((def, _)) = entry.types.get(&name.name) {
                return Some(def.clone());
            }
            let others: Vec<usize> = entry.named.get(&name.name).cloned().unwrap_or_default();
            for other in others {
                if other == id {
                    continue;
                }
                self.resolve_import(other);
                if let Some(import) = self.imports.all.get(other)
                    && let Some(def) = &import.found.ty
                {
                    import.used.set(true);
                    return Some(def.clone());
                }
            }
            at = parent;
        }
        self.root_module(&name.name)
    }

    /// Resolves the imports that a name of a scope may come from.
    fn prepare(&mut self, scope: ScopeId, name: &str) {
        let mut seen = BTreeSet::new();
        let mut stack = vec![scope];
        while let Some(scope) = stack.pop() {
            if !seen.insert(scope.0) {
                continue;
            }
            let Some(entry) = self.scopes.get(scope.0) else {
                continue;
            };
            if entry.types.contains_key(name) && entry.values.contains_key(name) {
                continue;
            }
            let named = entry.named.get(name).cloned().unwrap_or_default();
            let globs = entry.globs.clone();
            let own = entry.types.contains_key(name)
                || entry.values.contains_key(name)
                || entry.events.contains_key(name);
            for import in named {
                // `use crate::util;` at the root names the module itself, not its own import.
                let running = self
                    .imports
                    .all
                    .get(import)
                    .is_some_and(|import| import.progress == Progress::Running);
                if !(own && running) {
                    self.resolve_import(import);
                }
            }
            for glob in globs {
                // A glob that is being resolved has no names yet; that is no mistake.
                if self
                    .imports
                    .all
                    .get(glob)
                    .is_some_and(|import| import.progress == Progress::Waiting)
                {
                    self.resolve_import(glob);
                }
                if let Some(Source::Scope(inner)) = self
                    .imports
                    .all
                    .get(glob)
                    .and_then(|import| import.source.clone())
                {
                    stack.push(inner);
                }
            }
        }
    }

    fn resolve_glob(&mut self, id: usize, path: &[ast::Ident], scope: ScopeId) -> Option<Source> {
        match self.container(id, path, scope)? {
            Container::Type(TypeDef::Module(module)) => self
                .modules
                .get(module.0)
                .map(|module| Source::Scope(module.scope)),
            Container::Type(TypeDef::Contract(contract)) => self
                .contracts
                .get(contract.0 as usize)
                .map(|contract| Source::Scope(contract.scope)),
            Container::Type(TypeDef::Adt(adt))
                if matches!(
                    self.adt_infos.get(adt.0 as usize).map(|info| info.decl),
                    Some(AdtDecl::Enum(_))
                ) =>
            {
                Some(Source::Variants(adt))
            }
            Container::Type(TypeDef::Poison) => None,
            Container::Std => {
                let full = self.std_path(path, scope);
                if std_paths::children(&full)
                    .or(std_paths::variants(&full))
                    .is_none()
                {
                    self.unknown_std(&full, path);
                    return None;
                }
                Some(Source::Std(full))
            }
            _ => {
                let place = path.last().map_or_else(Span::default, |name| name.span);
                self.report(
                    Diagnostic::error(
                        codes::UNKNOWN_IMPORT,
                        place,
                        format!("`{}` has nothing that `*` could import.", shown(path)),
                    )
                    .with_help("`*` imports all public items of a module or all variants of an enum."),
                );
                None
            }
        }
    }

    fn resolve_name(&mut self, id: usize, path: &[ast::Ident], scope: ScopeId) -> Found {
        let Some((last, front)) = path.split_last() else {
            return poison();
        };
        if front.is_empty() {
            return self.resolve_single(id, last, scope);
        }
        let inner = match self.container(id, front, scope) {
            None => return poison(),
            Some(Container::Std) => {
                let full = self.std_path(path, scope);
                if !std_paths::exists(&full) {
                    self.unknown_std(&full, path);
                    return poison();
                }
                return Found {
                    std: Some(full),
                    ..Found::default()
                };
            }
            Some(Container::Type(TypeDef::Module(module))) => {
                self.modules.get(module.0).map(|module| module.scope)
            }
            Some(Container::Type(TypeDef::Contract(contract))) => self
                .contracts
                .get(contract.0 as usize)
                .map(|contract| contract.scope),
            Some(Container::Type(TypeDef::Adt(adt))) => return self.import_variant(adt, last),
            Some(Container::Type(TypeDef::Poison)) => return poison(),
            Some(_) => None,
        };
        let Some(inner) = inner else {
            self.error(
                codes::UNKNOWN_IMPORT,
                last.span,
                format!(
                    "`{}` cannot be imported: what stands before it is no module.",
                    last.name
                ),
            );
            return poison();
        };
        if last.name == "super" || last.name == "crate" {
            self.error(
                codes::UNKNOWN_IMPORT,
                last.span,
                format!("A path to import ends in a name, not in `{}`.", last.name),
            );
            return poison();
        }
        self.prepare(inner, &last.name);
        self.import_member(inner, last, scope)
    }

    /// `use name;` and `use name as other;`.
    fn resolve_single(&mut self, id: usize, name: &ast::Ident, scope: ScopeId) -> Found {
        let module = match name.name.as_str() {
            "crate" => Some(TypeDef::Module(crate::modules::ModuleId(0))),
            "self" => Some(TypeDef::Module(self.module_of(scope))),
            "nova" | "core" => {
                return Found {
                    std: Some(vec![name.name.clone()]),
                    ..Found::default()
                };
            }
            _ => self.first_of_import(id, name, scope),
        };
        let renamed = self
            .imports
            .all
            .get(id)
            .and_then(|import| import.name.as_ref())
            .is_some_and(|new| new.name != name.name);
        match module {
            Some(def) => Found {
                ty: Some(def),
                value: self.find_value(scope, &name.name).filter(|_| renamed),
                event: self.find_event(scope, &name.name).filter(|_| renamed),
                std: None,
            },
            None => match (
                self.find_value(scope, &name.name),
                self.find_event(scope, &name.name),
            ) {
                (None, None) => {
                    self.unknown_front(name, scope);
                    poison()
                }
                (value, event) => Found {
                    value,
                    event,
                    ..Found::default()
                },
            },
        }
    }

    /// All that a name means in a module, as far as `from` may use it.
    fn import_member(&mut self, inner: ScopeId, name: &ast::Ident, from: ScopeId) -> Found {
        let owner = self.module_of(inner);
        let inside = self.within(self.module_of(from), owner);
        let mut found = Found::default();
        let mut hidden = None;
        for space in [Space::Type, Space::Value, Space::Event] {
            let Some(def) = self.in_scope(inner, &name.name, space) else {
                continue;
            };
            if !inside && !self.is_public(inner, &name.name, space) {
                hidden = Some(def);
                continue;
            }
            match def {
                Def::Type(def) => found.ty = Some(def),
                Def::Value(def) => found.value = Some(def),
                Def::Event(id) => found.event = Some(id),
            }
        }
        let std = self.std_in_scope(inner, &name.name);
        if std.is_some() && (inside || self.is_public_import(inner, &name.name, Space::Type)) {
            found.std = std;
        }
        if found.ty.is_some() || found.value.is_some() || found.event.is_some() || found.std.is_some() {
            return found;
        }
        match hidden {
            Some(def) => self.report_private(name, &def, owner),
            None => {
                // A type that is not there says nothing of what the author took it for.
                self.not_in_module(owner, name, "item", codes::UNKNOWN_IMPORT);
            }
        }
        poison()
    }

    fn import_variant(&mut self, adt: AdtId, name: &ast::Ident) -> Found {
        if let Some(variant) = self.variant_index(adt, &name.name) {
            return Found {
                value: Some(ValueDef::Variant(adt, variant)),
                ..Found::default()
            };
        }
        let shown = self.adt(adt).map(|adt| adt.name.clone()).unwrap_or_default();
        let mut diagnostic = Diagnostic::error(
            codes::UNKNOWN_IMPORT,
            name.span,
            format!("`{shown}` has no variant `{}`.", name.name),
        );
        if let Some(best) = self.closest_associated(adt, &name.name) {
            diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
        } else {
            diagnostic = diagnostic.with_help("Only modules and variants of enums can be imported from.");
        }
        self.report(diagnostic);
        poison()
    }

    /// A path of the standard library with an imported first name replaced by what it stands for.
    fn std_path(&self, path: &[ast::Ident], scope: ScopeId) -> Vec<String> {
        let mut names: Vec<String> = path.iter().map(|name| name.name.clone()).collect();
        if let Some(first) = names.first().cloned()
            && !matches!(first.as_str(), "nova" | "core")
            && let Some(full) = self.find_import(scope, &first)
        {
            names.splice(0..1, full);
        }
        names
    }
}

/// What the front of an import's path is.
enum Container {
    Type(TypeDef),
    Std,
    Nothing,
}

pub(crate) fn poison() -> Found {
    Found {
        ty: Some(TypeDef::Poison),
        value: Some(ValueDef::Poison),
        event: None,
        std: None,
    }
}

/// `a::b`
pub(crate) fn shown(path: &[ast::Ident]) -> String {
    path.iter()
        .map(|name| name.name.as_str())
        .collect::<Vec<_>>()
        .join("::")
}
