//! Types of all items, when their names are known; and what a declaration alone can get wrong.

use solang_parser::pt::{self, CodeLocation as _};
use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::items::{
    AliasId, ContractId, ContractKind, Field, FunctionId, FunctionKind, Items, StructId, VariableId,
    Visibility,
};
use crate::linearize::linearize;
use crate::mappings::Declared;
use crate::report::Report;
use crate::resolve::Scope;
use crate::types::{Location, Mutability, Type};

/// Parameters or results that a function, event or error may have.
pub const MAX_PARAMETERS: usize = 64;
/// Fields that a struct may have.
pub const MAX_FIELDS: usize = 256;
/// Parameters of an event that may be `indexed`; one more where it is anonymous.
pub const MAX_INDEXED: usize = 3;

/// Orders the contracts and gives all items their types.
pub fn declare(items: &mut Items<'_>, report: &mut Report) {
    linearize(items, report);
    for at in 0..items.aliases.len() {
        alias(items, AliasId(at), report);
    }
    for at in 0..items.structs.len() {
        structure(items, StructId(at), report);
    }
    recursion(items, report);
    for at in 0..items.variables.len() {
        variable(items, at, report);
    }
    for at in 0..items.functions.len() {
        function(items, FunctionId(at), report);
    }
    for at in 0..items.events.len() {
        event(items, at, report);
    }
    crate::overloads::check(items, report);
    for at in 0..items.errors.len() {
        error(items, at, report);
    }
}

fn alias(items: &mut Items<'_>, id: AliasId, report: &mut Report) {
    let alias = items.alias(id);
    let scope = Scope {
        items,
        contract: alias.contract,
    };
    let span = report.span(&alias.tree.ty.loc());
    let mut ty = scope.ty(&alias.tree.ty, Location::Memory, report);
    let good = matches!(
        ty,
        Type::Bool | Type::Int { .. } | Type::Address { .. } | Type::FixedBytes(_) | Type::Error
    );
    if !good {
        report.error_help(
            codes::TYPE,
            span,
            format!(
                "`{}` cannot be what a user-defined value type is made of.",
                ty.show_plain(items)
            ),
            "Use an integer type, `bool`, `address` or `bytesN`.",
        );
        ty = Type::Error;
    }
    if let Some(alias) = items.aliases.get_mut(id.0) {
        alias.underlying = ty;
    }
}

fn structure(items: &mut Items<'_>, id: StructId, report: &mut Report) {
    let structure = items.structure(id);
    let scope = Scope {
        items,
        contract: structure.contract,
    };
    let mut fields: Vec<Field> = Vec::new();
    for tree in &structure.tree.fields {
        let (name, span) = match &tree.name {
            Some(name) => (name.name.clone(), report.span(&name.loc)),
            None => (String::new(), report.span(&tree.loc)),
        };
        if let Some(first) = fields.iter().find(|field| field.name == name) {
            report.push(
                Diagnostic::error(
                    codes::DUPLICATE,
                    span,
                    format!("The struct `{}` has a field `{name}` already.", structure.name),
                )
                .with_secondary(first.span, "declared here"),
            );
            continue;
        }
        crate::names::check(&name, span, report);
        let ty = scope.ty(&tree.ty, Location::Storage, report);
        fields.push(Field { name, ty, span });
    }
    if fields.is_empty() || fields.len() > MAX_FIELDS {
        let message = format!(
            "A struct has 1 to {MAX_FIELDS} fields; `{}` has {}.",
            structure.name,
            fields.len()
        );
        report.error(codes::LIMIT, structure.span, message);
        fields.truncate(MAX_FIELDS);
    }
    if let Some(structure) = items.structs.get_mut(id.0) {
        structure.fields = fields;
    }
}

/// Finds structs that hold themselves: directly is an error, through an array or mapping is not.
fn recursion(items: &mut Items<'_>, report: &mut Report) {
    for at in 0..items.structs.len() {
        let id = StructId(at);
        if reaches(items, id, id, true) {
            let structure = items.structure(id);
            report.push(
                Diagnostic::error(
                    codes::TYPE,
                    structure.span,
                    format!(
                        "The struct `{}` holds itself, so it would have no end.",
                        structure.name
                    ),
                )
                .with_help("Put it into an array or mapping, which may be empty."),
            );
            // What comes after must not follow it for ever.
            if let Some(structure) = items.structs.get_mut(at) {
                structure.fields.clear();
            }
            continue;
        }
        let recursive = reaches(items, id, id, false);
        if let Some(structure) = items.structs.get_mut(at) {
            structure.recursive = recursive;
        }
    }
}

/// Whether `wanted` is a part of `from`; with `directly`, without a dynamic array or mapping between them.
fn reaches(items: &Items<'_>, from: StructId, wanted: StructId, directly: bool) -> bool {
    let mut seen = Vec::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        for field in &items.structure(id).fields {
            let mut ty = &field.ty;
            loop {
                ty = match ty {
                    Type::Array { element, length, .. } if !directly || length.is_some() => element,
                    Type::Mapping(_, value) if !directly => value,
                    _ => break,
                };
            }
            if let Type::Struct(next, _) = ty {
                if *next == wanted {
                    return true;
                }
                if !seen.contains(next) {
                    seen.push(*next);
                    open.push(*next);
                }
            }
        }
    }
    false
}

fn variable(items: &mut Items<'_>, at: usize, report: &mut Report) {
    let Some(variable) = items.variables.get(at) else {
        return;
    };
    let scope = Scope {
        items,
        contract: variable.contract,
    };
    let location = if variable.constant {
        Location::Memory
    } else {
        Location::Storage
    };
    let mut ty = scope.ty(&variable.tree.ty, location, report);
    let (name, span) = (&variable.name, variable.span);
    let kind = variable.contract.map(|contract| items.contract(contract).kind);
    match kind {
        Some(ContractKind::Interface) => {
            report.error_help(
                codes::DECLARATION,
                span,
                format!("The interface has a variable `{name}`; interfaces have none."),
                "Declare a function that returns it, or make this an abstract contract.",
            );
        }
        Some(ContractKind::Library) if !variable.constant => {
            report.error_help(
                codes::DECLARATION,
                span,
                format!("The library has a variable `{name}`; libraries keep no state."),
                "Make it `constant`, or pass the value to the functions.",
            );
        }
        _ => {}
    }
    if variable.constant && !ty.is_value() && !matches!(ty, Type::String(_) | Type::Bytes(_) | Type::Error) {
        report.error_help(
            codes::TYPE,
            span,
            format!("A constant cannot have the type `{}`.", ty.show_plain(items)),
            "Constants are values, `string` or `bytes`. Leave `constant` out, or write a function.",
        );
        ty = Type::Error;
    } else if variable.constant && variable.tree.initializer.is_none() {
        report.error_help(
            codes::DECLARATION,
            span,
            format!("The constant `{name}` has no value."),
            "Write `= ..` after its name.",
        );
    }
    if variable.immutable && !ty.is_value() && ty != Type::Error {
        report.error_help(
            codes::TYPE,
            span,
            format!("`{}` cannot be immutable.", ty.show_plain(items)),
            "Immutable variables are values: integers, `bool`, `address`, `bytesN`, enums, contracts.",
        );
    }
    if let Some(variable) = items.variables.get_mut(at) {
        variable.ty = ty;
    }
    let variable = items.variable(VariableId(at));
    if variable.visibility == Visibility::Public {
        crate::exposed::getter(items, variable, report);
    }
}

/// How a parameter list is used, which decides where reference types may lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Of functions that are called from outside only.
    External,
    /// Of functions that are called from outside and inside.
    Public,
    /// Of all others.
    Internal,
}

fn function(items: &mut Items<'_>, id: FunctionId, report: &mut Report) {
    let function = items.function(id);
    let usage = match (function.kind, function.visibility) {
        (FunctionKind::Constructor, _) | (_, Visibility::Public) => Use::Public,
        (_, Visibility::External) => Use::External,
        _ => Use::Internal,
    };
    let in_library = function
        .contract
        .is_some_and(|contract| items.contract(contract).kind == ContractKind::Library);
    let kind = function.contract.map(|contract| items.contract(contract).kind);
    // The constructor of an abstract contract is called by those that derive from it; a library's functions are
    // refused as such.
    let exposed = match function.kind {
        FunctionKind::Constructor => kind == Some(ContractKind::Contract),
        _ => usage != Use::Internal && !in_library,
    };
    let lists = Lists {
        items,
        contract: function.contract,
        exposed,
    };
    let params = lists.fields(&function.tree.params, usage, report);
    // What comes from outside lies in the data of the call; results are made.
    let made = if usage == Use::External {
        Use::Public
    } else {
        usage
    };
    let returns = lists.fields(&function.tree.returns, made, report);
    let too_many = params.len().max(returns.len()) > MAX_PARAMETERS;
    if too_many {
        let message = format!("A function has at most {MAX_PARAMETERS} parameters and results.");
        report.error(codes::LIMIT, function.span, message);
    }
    let name = &function.name;
    if in_library
        && function.kind == FunctionKind::Function
        && matches!(function.visibility, Visibility::Public | Visibility::External)
    {
        report.unsupported(
            function.span,
            format!("The library function `{name}` would be called in another contract."),
            "Make it `internal`: it is then compiled into its callers.",
        );
    }
    if function.mutability == Mutability::Payable
        && function.kind == FunctionKind::Function
        && !matches!(function.visibility, Visibility::Public | Visibility::External)
    {
        report.error_help(
            codes::DECLARATION,
            function.span,
            format!("The function `{name}` is not called from outside, so it cannot be `payable`."),
            "Remove `payable`, or make it `public` or `external`.",
        );
    }
    let (params, returns) = (
        params.into_iter().take(MAX_PARAMETERS).collect(),
        returns.into_iter().take(MAX_PARAMETERS).collect(),
    );
    if let Some(function) = items.functions.get_mut(id.0) {
        function.params = params;
        function.returns = returns;
    }
}

/// Parameters and results of a function.
struct Lists<'a, 't> {
    items: &'a Items<'t>,
    contract: Option<ContractId>,
    /// They cross the border of the contract.
    exposed: bool,
}

impl Lists<'_, '_> {
    fn fields(&self, list: &pt::ParameterList, usage: Use, report: &mut Report) -> Vec<Field> {
        let items = self.items;
        let scope = Scope {
            items,
            contract: self.contract,
        };
        let mut found: Vec<Field> = Vec::new();
        for param in crate::resolve::parameters(list, report) {
            let (mut name, span) = match &param.name {
                Some(name) => (name.name.clone(), report.span(&name.loc)),
                None => (String::new(), report.span(&param.loc)),
            };
            if let Some(first) = found.iter().find(|field| !name.is_empty() && field.name == name) {
                report.push(
                    Diagnostic::error(
                        codes::DUPLICATE,
                        span,
                        format!("There is a `{name}` in this list already."),
                    )
                    .with_secondary(first.span, "declared here")
                    .with_help("Give one of them another name."),
                );
                // The body shall not say it once more.
                name.clear();
            }
            crate::names::check(&name, span, report);
            let ty = parameter(&scope, param, usage, report);
            // A reference to storage is refused as such.
            if self.exposed && !matches!(param.storage, Some(pt::StorageLocation::Storage(_))) {
                crate::exposed::signature(items, &ty, report.span(&param.loc), report);
            }
            found.push(Field { name, ty, span });
        }
        found
    }
}

/// The type of a parameter or result, with its location.
pub fn parameter(scope: &Scope<'_, '_>, param: &pt::Parameter, usage: Use, report: &mut Report) -> Type {
    let location = param.storage.as_ref().map(crate::items::location);
    let ty = scope.ty(&param.ty, location.unwrap_or(Location::Memory), report);
    let span = report.span(&param.loc);
    place(scope.items, ty, location, usage, span, report)
}

/// Checks the location of a parameter or result.
fn place(
    items: &Items<'_>,
    ty: Type,
    location: Option<Location>,
    usage: Use,
    span: Span,
    report: &mut Report,
) -> Type {
    let shown = ty.show_plain(items);
    let refers = ty.location().is_some();
    let inside = usage == Use::Internal;
    if refers && (location != Some(Location::Storage) || !inside) && ty.holds_mapping(items) {
        let declared = if inside {
            Declared::Internal
        } else {
            Declared::External
        };
        crate::mappings::refuse(items, &ty, location, declared, span, report);
        return Type::Error;
    }
    match location {
        None if refers => {
            let word = if usage == Use::External {
                "calldata"
            } else {
                "memory"
            };
            report.error_help(
                codes::LOCATION,
                span,
                format!("This `{shown}` does not say where it lies."),
                format!("Write `{shown} {word} ..`."),
            );
            ty
        }
        Some(location) if !refers && ty != Type::Error => {
            report.error_help(
                codes::LOCATION,
                span,
                format!(
                    "`{shown}` is a value, so it does not lie in `{}`.",
                    location.name()
                ),
                format!("Remove `{}`.", location.name()),
            );
            ty
        }
        Some(Location::Storage) if usage != Use::Internal => {
            report.error_help(
                codes::LOCATION,
                span,
                "Only internal functions can take or return references to storage.",
                "Write `memory` or `calldata`, or make the function `internal` or `private`.",
            );
            ty.at(Location::Memory)
        }
        _ => ty,
    }
}

fn event(items: &mut Items<'_>, at: usize, report: &mut Report) {
    let Some(event) = items.events.get(at) else { return };
    let scope = Scope {
        items,
        contract: event.contract,
    };
    let mut params: Vec<(Field, bool)> = Vec::new();
    for tree in &event.tree.fields {
        let (name, span) = match &tree.name {
            Some(name) => (name.name.clone(), report.span(&name.loc)),
            None => (String::new(), report.span(&tree.loc)),
        };
        once(params.iter().map(|(field, _)| field), &name, span, report);
        let ty = scope.ty(&tree.ty, Location::Memory, report);
        let ty = encodable(items, ty, span, "an event", report);
        params.push((Field { name, ty, span }, tree.indexed));
    }
    let indexed = params.iter().filter(|(_, indexed)| *indexed).count();
    let most = MAX_INDEXED + usize::from(event.anonymous);
    if indexed > most {
        report.error_help(
            codes::EVENT,
            event.span,
            format!(
                "The event `{}` has {indexed} indexed parameters; {most} is the most.",
                event.name
            ),
            "Remove `indexed` from some of them.",
        );
        let mut left = most;
        for (_, indexed) in &mut params {
            *indexed = *indexed && left > 0;
            left = left.saturating_sub(usize::from(*indexed));
        }
    }
    if params.len() > MAX_PARAMETERS {
        let message = format!("An event has at most {MAX_PARAMETERS} parameters.");
        report.error(codes::LIMIT, event.span, message);
        params.truncate(MAX_PARAMETERS);
    }
    if let Some(event) = items.events.get_mut(at) {
        event.params = params;
    }
}

fn error(items: &mut Items<'_>, at: usize, report: &mut Report) {
    let Some(error) = items.errors.get(at) else { return };
    let scope = Scope {
        items,
        contract: error.contract,
    };
    let mut params: Vec<Field> = Vec::new();
    for tree in &error.tree.fields {
        let (name, span) = match &tree.name {
            Some(name) => (name.name.clone(), report.span(&name.loc)),
            None => (String::new(), report.span(&tree.loc)),
        };
        once(params.iter(), &name, span, report);
        let ty = scope.ty(&tree.ty, Location::Memory, report);
        let ty = encodable(items, ty, span, "an error", report);
        params.push(Field { name, ty, span });
    }
    if params.len() > MAX_PARAMETERS {
        let message = format!("An error has at most {MAX_PARAMETERS} parameters.");
        report.error(codes::LIMIT, error.span, message);
        params.truncate(MAX_PARAMETERS);
    }
    if error.name == "Error" || error.name == "Panic" {
        let message = format!("The name `{}` is that of an error of the language.", error.name);
        report.error_help(codes::EVENT, error.span, message, "Give the error another name.");
    }
    if let Some(error) = items.errors.get_mut(at) {
        error.params = params;
    }
}

/// Refuses a name that another parameter of an event or error has, and those that nothing has.
fn once<'a>(mut known: impl Iterator<Item = &'a Field>, name: &str, span: Span, report: &mut Report) {
    crate::names::check(name, span, report);
    if let Some(first) = known.find(|field| !name.is_empty() && field.name == name) {
        let message = format!("There is a `{name}` in this list already.");
        report.push(
            Diagnostic::error(codes::DUPLICATE, span, message)
                .with_secondary(first.span, "declared here")
                .with_help("Give one of them another name."),
        );
    }
}

fn encodable(items: &Items<'_>, ty: Type, span: Span, what: &str, report: &mut Report) -> Type {
    if ty == Type::Error || ty.canonical(items).is_some() {
        return ty;
    }
    let message = format!("`{}` cannot be a parameter of {what}.", ty.show_plain(items));
    let help = if ty.holds_mapping(items) {
        "Mappings exist in storage only: pass a key, or the value that stands there."
    } else {
        "Pass values that can be read outside: numbers, `bool`, `address`, `bytes`, `string`, arrays and structs of these."
    };
    report.error_help(codes::EVENT, span, message, help);
    Type::Error
}
