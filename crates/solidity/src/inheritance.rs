//! Which function a call reaches, and whether each contract agrees with what it inherits (DECISION Y5).

use std::collections::BTreeSet;

use twilight_diagnostics::Diagnostic;

use crate::codes;
use crate::items::{ContractId, ContractKind, FunctionId, FunctionKind, Item, Items, VariableId, Visibility};
use crate::report::Report;
use crate::types::Type;
use crate::{inherited_names, overriding};

/// The function or modifier that `name` reaches in the contract `derived`: that of the most derived contract. There is
/// none where a public variable takes its place.
#[must_use]
pub fn resolve(items: &Items<'_>, derived: ContractId, name: &str, kind: FunctionKind) -> Option<FunctionId> {
    let found = items
        .contract(derived)
        .linearized
        .iter()
        .find_map(|contract| callable(items, *contract, name, kind))?;
    match found {
        Item::Function(id) | Item::Modifier(id) => Some(id),
        _ => None,
    }
}

/// The function that `super.name` reaches from code of `from`, in the contract `derived`.
#[must_use]
pub fn resolve_super(
    items: &Items<'_>,
    derived: ContractId,
    from: ContractId,
    name: &str,
) -> Option<FunctionId> {
    items
        .contract(derived)
        .linearized
        .iter()
        .skip_while(|contract| **contract != from)
        .skip(1)
        .find_map(
            |contract| match callable(items, *contract, name, FunctionKind::Function) {
                Some(Item::Function(id)) if items.function(id).tree.body.is_some() => Some(id),
                _ => None,
            },
        )
}

/// The public state variable whose getter a call of `name` reaches.
#[must_use]
pub fn getter(items: &Items<'_>, derived: ContractId, name: &str) -> Option<VariableId> {
    let found = items
        .contract(derived)
        .linearized
        .iter()
        .find_map(|contract| callable(items, *contract, name, FunctionKind::Function))?;
    match found {
        Item::Variable(id) => Some(id),
        _ => None,
    }
}

/// What of a contract's own takes calls of `name` from others: a function that is not private or a public variable; for
/// modifiers, a modifier.
fn callable(items: &Items<'_>, contract: ContractId, name: &str, kind: FunctionKind) -> Option<Item> {
    let (item, _) = items.contract(contract).names.get(name).copied()?;
    let takes = match item {
        Item::Modifier(_) => kind == FunctionKind::Modifier,
        Item::Function(_) => kind == FunctionKind::Function && !items.is_private(item),
        Item::Variable(id) => {
            kind == FunctionKind::Function && items.variable(id).visibility == Visibility::Public
        }
        _ => false,
    };
    takes.then_some(item)
}

/// Names that all contracts of a source may have together, what each inherits included: each is compared.
pub const MAX_INHERITED_NAMES: usize = 200_000;

/// Checks every contract against what it inherits. Gives false where there is too much of it.
pub fn check(items: &Items<'_>, report: &mut Report) -> bool {
    let mut names: usize = 0;
    for contract in &items.contracts {
        for base in &contract.linearized {
            names = names.saturating_add(items.contract(*base).names.len());
        }
        if names > MAX_INHERITED_NAMES {
            report.error_help(
                codes::LIMIT,
                contract.span,
                format!(
                    "The contracts up to this one have more than {MAX_INHERITED_NAMES} names, those that they inherit included, which is the limit."
                ),
                "Let fewer contracts inherit from large ones.",
            );
            return false;
        }
    }
    for at in 0..items.contracts.len() {
        let id = ContractId(at);
        let mut refused = inherited_names::clashes(items, id, report);
        overriding::check(items, id, &refused, report);
        inherited_names::choices(items, id, &mut refused, report);
        getters(items, id, report);
        unimplemented(items, id, &refused, report);
    }
    true
}

/// The getter of a public variable returns something.
fn getters(items: &Items<'_>, id: ContractId, report: &mut Report) {
    for variable in &items.contract(id).variables {
        let variable = items.variable(*variable);
        let (_, result) = variable.getter_types();
        if variable.visibility == Visibility::Public
            && let Type::Struct(id, _) = result
            && items
                .structure(*id)
                .fields
                .iter()
                .all(|field| matches!(field.ty, Type::Mapping(..) | Type::Array { .. } | Type::Error))
            && !items.structure(*id).fields.is_empty()
        {
            let message = format!(
                "The getter of `{}` would return nothing: it leaves out arrays and mappings, and the struct has nothing else.",
                variable.name
            );
            let help = "Remove `public`, and write a function that returns what is needed.";
            report.error_help(codes::TYPE, variable.span, message, help);
        }
    }
}

/// A contract that is made must have a body for each function, but for names in `refused`.
fn unimplemented(items: &Items<'_>, id: ContractId, refused: &BTreeSet<&str>, report: &mut Report) {
    let contract = items.contract(id);
    if contract.kind != ContractKind::Contract {
        return;
    }
    let mut missing = Vec::new();
    for base in &contract.linearized {
        for function in &items.contract(*base).functions {
            let source = items.function(*function);
            // One that nothing could give a body is refused where it stands.
            if source.tree.body.is_some() || !source.is_virtual {
                continue;
            }
            let is_reached = resolve(items, id, &source.name, source.kind) == Some(*function);
            // A base that is made lacks it already.
            let said = contract.bases.iter().any(|(base, _)| {
                items.contract(*base).kind == ContractKind::Contract
                    && resolve(items, *base, &source.name, source.kind) == Some(*function)
            });
            if is_reached && !refused.contains(source.name.as_str()) && !said {
                missing.push((&source.name, source.span));
            }
        }
    }
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|(name, _)| format!("`{name}`")).collect();
    let mut diagnostic = Diagnostic::error(
        codes::ABSTRACT,
        contract.span,
        format!("`{}` has no body for {}.", contract.name, names.join(", ")),
    )
    .with_help("Write them with `override`, or make this an `abstract contract`.");
    for (_, span) in missing.iter().take(3) {
        diagnostic = diagnostic.with_secondary(*span, "declared here");
    }
    report.push(diagnostic);
}
