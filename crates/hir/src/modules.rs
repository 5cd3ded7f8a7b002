//! Modules: their tree, and what a path means that goes through them (spec 01 §6).
//!
//! Every file is a module and so is every `mod m { .. }`. A module sees its own names and the prelude, nothing of
//! the modules around it unless a path or a `use` says so. Items are private to their module and those inside it.
//! This file must never give a name a meaning that visibility forbids: it reports, and gives poison.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast;

use crate::checker::{Checker, ScopeId, TypeDef, ValueDef};
use crate::codes;
use crate::limits::{MAX_MODULES, MAX_SUGGESTING_DIAGNOSTICS};
use crate::suggest;
use crate::thir::EventId;

/// Index of a [`ModuleInfo`]; 0 is the package's root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub usize);

/// A module.
#[derive(Clone, Debug)]
pub struct ModuleInfo {
    /// Path from the root, `util::math`; empty for the root.
    pub path: String,
    /// Scope of its items.
    pub scope: ScopeId,
    /// The module around it.
    pub parent: Option<ModuleId>,
    /// A file or `mod m { .. }` gave it items; false for a directory that only holds other modules.
    pub defined: bool,
    /// Place of its name; the start of its file where it is one.
    pub span: Span,
}

/// The namespaces; one name may mean something in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Types, traits, contracts, modules.
    Type,
    /// Functions and constants.
    Value,
    /// Events.
    Event,
}

/// What a name means in one namespace.
#[derive(Clone, Debug, PartialEq)]
pub enum Def {
    /// In [`Space::Type`].
    Type(TypeDef),
    /// In [`Space::Value`].
    Value(ValueDef),
    /// In [`Space::Event`].
    Event(EventId),
}

impl Def {
    /// As a type.
    pub fn into_type(self) -> Option<TypeDef> {
        match self {
            Self::Type(def) => Some(def),
            _ => None,
        }
    }

    /// As a value.
    pub fn into_value(self) -> Option<ValueDef> {
        match self {
            Self::Value(def) => Some(def),
            _ => None,
        }
    }

    /// As an event.
    pub fn into_event(self) -> Option<EventId> {
        match self {
            Self::Event(id) => Some(id),
            _ => None,
        }
    }
}

/// The module that the front of a path means, and how many of its segments that took.
pub enum Start {
    /// `crate`, `self`, `super`, or a name.
    Module(ModuleId, usize),
    /// `super` at the root.
    NoParent,
    /// The path begins with an ordinary name.
    Name,
}

impl<'a> Checker<'a> {
    /// Makes the root module; its scope is given.
    pub fn new_root_module(&mut self, scope: ScopeId) {
        self.modules.push(ModuleInfo {
            path: String::new(),
            scope,
            parent: None,
            defined: true,
            span: Span::default(),
        });
    }

    /// The module of a file, made with those around it where they are new.
    pub fn file_module(&mut self, path: &[String], span: Span) -> ModuleId {
        let mut at = ModuleId(0);
        for (depth, name) in path.iter().enumerate() {
            let ident = ast::Ident {
                name: name.clone(),
                span,
            };
            at = self.child_module(at, &ident, depth + 1 == path.len(), true);
        }
        at
    }

    /// The child module of that name, made where it is new. `defined` where its items follow.
    fn child_module(&mut self, parent: ModuleId, name: &ast::Ident, defined: bool, file: bool) -> ModuleId {
        let Some(scope) = self.modules.get(parent.0).map(|module| module.scope) else {
            return parent;
        };
        let known = self
            .scopes
            .get(scope.0)
            .and_then(|entry| entry.types.get(&name.name));
        match known {
            Some((TypeDef::Module(id), first)) => {
                let (id, first) = (*id, *first);
                let Some(info) = self.modules.get_mut(id.0) else {
                    return id;
                };
                if info.defined && defined {
                    self.duplicate(name, first, "module");
                } else if defined {
                    info.defined = true;
                }
                return id;
            }
            Some((_, first)) => {
                let first = *first;
                self.duplicate(name, first, "type or module");
            }
            None => {}
        }
        if self.modules.len() >= MAX_MODULES {
            if !std::mem::replace(&mut self.too_many_modules, true) {
                self.error(
                    codes::TOO_MANY_MODULES,
                    name.span,
                    format!("A package has {MAX_MODULES} modules at most."),
                );
            }
            return parent;
        }
        let prefix = self.modules.get(parent.0).map_or("", |module| &module.path);
        let path = if prefix.is_empty() {
            name.name.clone()
        } else {
            format!("{prefix}::{}", name.name)
        };
        let id = ModuleId(self.modules.len());
        let inner = self.new_scope(ScopeId(0));
        if let Some(entry) = self.scopes.get_mut(inner.0) {
            entry.module = id;
        }
        self.modules.push(ModuleInfo {
            path,
            scope: inner,
            parent: Some(parent),
            defined,
            span: name.span,
        });
        if let Some(entry) = self.scopes.get_mut(scope.0) {
            entry
                .types
                .entry(name.name.clone())
                .or_insert((TypeDef::Module(id), name.span));
            if file {
                // A file is open to the whole package unless a `mod name;` says otherwise.
                entry.public.insert((Space::Type, name.name.clone()));
            }
        }
        id
    }

    /// `mod m { .. }`, or `mod m;` for a file.
    pub fn declare_module(
        &mut self,
        item: &'a ast::Item,
        name: &'a ast::Ident,
        items: Option<&'a [ast::Item]>,
        scope: ScopeId,
    ) {
        let parent = self.module_of(scope);
        let Some(items) = items else {
            let known = self
                .scopes
                .get(scope.0)
                .and_then(|entry| entry.types.get(&name.name));
            let file = match known {
                Some((TypeDef::Module(id), _)) => self.modules.get(id.0).is_some_and(|module| module.defined),
                _ => false,
            };
            if !file {
                let inside = self
                    .modules
                    .get(parent.0)
                    .map_or("", |module| module.path.as_str());
                let directory = if inside.is_empty() {
                    String::new()
                } else {
                    format!("{}/", inside.replace("::", "/"))
                };
                let diagnostic = Diagnostic::error(
                    codes::NO_MODULE_FILE,
                    name.span,
                    format!("The package has no file for the module `{}`.", name.name),
                )
                .with_help(format!(
                    "Create `src/{directory}{}.twl`, or write the items here: `mod {} {{ .. }}`.",
                    name.name, name.name
                ));
                self.report(diagnostic);
                if let Some(entry) = self.scopes.get_mut(scope.0) {
                    entry
                        .types
                        .entry(name.name.clone())
                        .or_insert((TypeDef::Poison, name.span));
                }
                return;
            }
            if item.visibility == ast::Visibility::Private
                && let Some(entry) = self.scopes.get_mut(scope.0)
            {
                entry.public.remove(&(Space::Type, name.name.clone()));
            }
            let id = match self
                .scopes
                .get(scope.0)
                .and_then(|entry| entry.types.get(&name.name))
            {
                Some((TypeDef::Module(id), _)) => *id,
                _ => return,
            };
            if let Some(module) = self.modules.get_mut(id.0) {
                module.span = name.span;
            }
            return;
        };
        let module = self.child_module(parent, name, true, false);
        let Some(info) = self.modules.get(module.0) else {
            return;
        };
        let (inner, owner) = (info.scope, info.path.clone());
        self.declare_items(items, inner, Some(&owner));
    }

    /// The module a scope lies in.
    pub fn module_of(&self, scope: ScopeId) -> ModuleId {
        self.scopes
            .get(scope.0)
            .map_or(ModuleId::default(), |scope| scope.module)
    }

    /// Whether code in the module `from` may use what is private to `owner`.
    pub fn within(&self, from: ModuleId, owner: ModuleId) -> bool {
        let mut at = Some(from);
        while let Some(id) = at {
            if id == owner {
                return true;
            }
            at = self.modules.get(id.0).and_then(|module| module.parent);
        }
        false
    }

    /// A module's path for messages.
    pub fn show_module(&self, id: ModuleId) -> String {
        match self.modules.get(id.0).map(|module| module.path.as_str()) {
            None | Some("") => "the root of the package".to_string(),
            Some(path) => format!("the module `{path}`"),
        }
    }

    /// What `crate`, `self` and `super` at the front of a path mean.
    pub fn path_start(&self, segments: &[&str], scope: ScopeId) -> Start {
        let mut module = self.module_of(scope);
        let mut taken = 0;
        for segment in segments {
            match *segment {
                "crate" if taken == 0 => module = ModuleId(0),
                "self" if taken == 0 => {}
                "super" => match self.modules.get(module.0).and_then(|info| info.parent) {
                    Some(parent) => module = parent,
                    None => return Start::NoParent,
                },
                _ => break,
            }
            taken += 1;
        }
        if taken == 0 {
            Start::Name
        } else {
            Start::Module(module, taken)
        }
    }

    /// What a name means as a member of a scope, for code in `from`. Private members are reported and become
    /// poison; `None` where there is none.
    pub fn member(&mut self, scope: ScopeId, name: &ast::Ident, space: Space, from: ScopeId) -> Option<Def> {
        let def = self.in_scope(scope, &name.name, space)?;
        let owner = self.module_of(scope);
        if self.is_public(scope, &name.name, space) || self.within(self.module_of(from), owner) {
            return Some(def);
        }
        self.report_private(name, &def, owner);
        Some(match space {
            Space::Type => Def::Type(TypeDef::Poison),
            Space::Value => Def::Value(ValueDef::Poison),
            Space::Event => return None,
        })
    }

    /// Follows a path through modules and contracts to its last segment's type. `None` where a name does not
    /// exist.
    pub fn walk_type(&mut self, segments: &[ast::PathSegment], scope: ScopeId) -> Option<TypeDef> {
        let names: Vec<&str> = segments
            .iter()
            .map(|segment| segment.name.name.as_str())
            .collect();
        let (mut def, taken) = match self.path_start(&names, scope) {
            Start::NoParent => {
                self.no_parent(segments);
                return Some(TypeDef::Poison);
            }
            Start::Module(module, taken) => (TypeDef::Module(module), taken),
            Start::Name => {
                let first = segments.first()?;
                let known = self.first_segment(first, scope).or_else(|| {
                    // Built-in types have associated types too.
                    let builtin = crate::types::builtin(&first.name.name).filter(|_| segments.len() > 1);
                    builtin.map(TypeDef::Ty)
                });
                (known?, 1)
            }
        };
        let mut before = segments.first().map_or("", |first| first.name.name.as_str());
        for segment in segments.get(taken..).unwrap_or_default() {
            let of = std::mem::replace(&mut before, segment.name.name.as_str());
            let inner = match def {
                TypeDef::Ty(ty) => {
                    def = self.assoc_type(scope, of, &ty, &segment.name.name)?;
                    continue;
                }
                TypeDef::Adt(id) if self.generic_count(id) == 0 => {
                    let ty = crate::ty::Ty::Adt(id, std::sync::Arc::from([]));
                    def = self.assoc_type(scope, of, &ty, &segment.name.name)?;
                    continue;
                }
                TypeDef::Module(id) => self.modules.get(id.0)?.scope,
                TypeDef::Contract(id) => self.contracts.get(id.0 as usize)?.scope,
                TypeDef::Poison => return Some(TypeDef::Poison),
                _ => return None,
            };
            def = self
                .member(inner, &segment.name, Space::Type, scope)?
                .into_type()?;
        }
        Some(def)
    }

    /// The first name of a path: what the scope sees, else a module at the root or the package's own name.
    fn first_segment(&self, segment: &ast::PathSegment, scope: ScopeId) -> Option<TypeDef> {
        let name = segment.name.name.as_str();
        self.find_type(scope, name).or_else(|| self.root_module(name))
    }

    /// A module at the root of the package, or the root by the package's name.
    pub fn root_module(&self, name: &str) -> Option<TypeDef> {
        let root = self.modules.first()?.scope;
        match self.scopes.get(root.0)?.types.get(name) {
            Some((TypeDef::Module(id), _)) => Some(TypeDef::Module(*id)),
            _ if self.options.package.as_deref() == Some(name) => Some(TypeDef::Module(ModuleId(0))),
            _ => None,
        }
    }

    /// Reports `super` at the root.
    pub fn no_parent(&mut self, segments: &[ast::PathSegment]) {
        let place = segments
            .iter()
            .rev()
            .find(|segment| segment.name.name == "super")
            .map_or_else(Span::default, |segment| segment.name.span);
        self.no_parent_at(place);
    }

    /// As above, at a place.
    pub fn no_parent_at(&mut self, place: Span) {
        self.report(
            Diagnostic::error(
                codes::NO_PARENT,
                place,
                "There is no module around this one: `super` goes above the root of the package.",
            )
            .with_help("Write a path from the root: `crate::..`."),
        );
    }

    /// The scope of what a path's front means, where that is a module.
    pub fn front_module(&mut self, front: &[ast::PathSegment], scope: ScopeId) -> Option<ModuleId> {
        match self.walk_type(front, scope)? {
            TypeDef::Module(id) => Some(id),
            _ => None,
        }
    }

    /// Reports a name that a module does not have.
    pub fn not_in_module(&mut self, module: ModuleId, name: &ast::Ident, what: &str, code: &'static str) {
        let shown = self.show_module(module);
        let shown = shown.replacen("the ", "The ", 1);
        let mut diagnostic =
            Diagnostic::error(code, name.span, format!("{shown} has no {what} `{}`.", name.name));
        let home = self.modules.get(module.0).map(|info| info.scope);
        let scope = home.and_then(|home| self.scopes.get(home.0));
        if let (Some(scope), Some(home)) = (scope, home) {
            let names = scope
                .types
                .keys()
                .chain(scope.values.keys())
                .chain(scope.events.keys())
                .map(String::as_str);
            if let Some(best) = suggest::closest(&name.name, names) {
                diagnostic = diagnostic.with_help(format!("Did you mean `{best}`?"));
            } else if let Some(path) = self.elsewhere(&name.name, scope_space(code), home) {
                diagnostic = diagnostic.with_help(path);
            }
        }
        self.report(diagnostic);
    }

    /// Where else in the package a name of one of these namespaces is defined, as a hint.
    /// What `scope` sees already needs no import: there it says how the name is used.
    pub fn elsewhere(&self, name: &str, spaces: &[Space], scope: ScopeId) -> Option<String> {
        if self.diagnostics.len() >= MAX_SUGGESTING_DIAGNOSTICS {
            return None;
        }
        match self.find_type(scope, name) {
            Some(TypeDef::Module(_)) => {
                return Some(format!(
                    "`{name}` is a module: what it holds is written `{name}::item`."
                ));
            }
            Some(TypeDef::Contract(_)) => {
                return Some(format!(
                    "`{name}` is a contract: what it holds is written `{name}::item`."
                ));
            }
            Some(TypeDef::Alias(_)) => {
                return Some(format!(
                    "`{name}` is a `type`: write the name of the type that it stands for."
                ));
            }
            Some(_) => return None,
            None => {}
        }
        if self.find_value(scope, name).is_some() {
            return None;
        }
        for (at, module) in self.modules.iter().enumerate() {
            let Some(scope) = self.scopes.get(module.scope.0) else {
                continue;
            };
            for space in spaces {
                let defined = match space {
                    Space::Type => scope
                        .types
                        .get(name)
                        .is_some_and(|(def, _)| *def != TypeDef::Poison),
                    Space::Value => scope
                        .values
                        .get(name)
                        .is_some_and(|(def, _)| *def != ValueDef::Poison),
                    Space::Event => scope.events.contains_key(name),
                };
                if !defined {
                    continue;
                }
                let path = if module.path.is_empty() {
                    format!("crate::{name}")
                } else {
                    format!("crate::{}::{name}", module.path)
                };
                let home = self.show_module(ModuleId(at));
                return Some(if at == 0 || self.is_public(module.scope, name, *space) {
                    format!("`{name}` is defined in {home}: add `use {path};`.")
                } else {
                    format!(
                        "`{name}` is defined in {home}, where it is private: mark it `pub` there and add `use {path};`."
                    )
                });
            }
        }
        let types = spaces.contains(&Space::Type);
        self.contracts
            .iter()
            .find(|contract| {
                let scope = self.scopes.get(contract.scope.0);
                types
                    && scope.is_some_and(|scope| {
                        matches!(
                            scope.types.get(name),
                            Some((TypeDef::Adt(_) | TypeDef::Alias(_), _))
                        )
                    })
            })
            .map(|contract| {
                let owner = &contract.name;
                format!("`{name}` stands in the contract `{owner}`: write `{owner}::{name}`.")
            })
    }
}

fn scope_space(code: &str) -> &'static [Space] {
    match code {
        codes::UNKNOWN_TYPE => &[Space::Type],
        codes::UNKNOWN_EVENT => &[Space::Event],
        _ => &[Space::Value, Space::Type],
    }
}
