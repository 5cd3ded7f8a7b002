//! Which function a call reaches: overriding, `super`, and what a contract must say about it (DECISION Y5).

use solang_parser::pt;
use twilight_diagnostics::Diagnostic;

use crate::codes;
use crate::items::{ContractId, ContractKind, Function, FunctionId, FunctionKind, Item, Items, Visibility};
use crate::report::Report;
use crate::types::{Mutability, Type};

/// The function or modifier that `name` reaches in the contract `derived`: that of the most derived contract.
#[must_use]
pub fn resolve(items: &Items<'_>, derived: ContractId, name: &str) -> Option<FunctionId> {
    items
        .contract(derived)
        .linearized
        .iter()
        .find_map(|contract| own(items, *contract, name))
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
        .find_map(|contract| own(items, *contract, name).filter(|id| items.function(*id).tree.body.is_some()))
}

/// The function or modifier that a contract declares itself.
fn own(items: &Items<'_>, contract: ContractId, name: &str) -> Option<FunctionId> {
    match items.contract(contract).names.get(name) {
        Some((Item::Function(id) | Item::Modifier(id), _)) => Some(*id),
        _ => None,
    }
}

/// Checks every contract against what it inherits.
pub fn check(items: &Items<'_>, report: &mut Report) {
    for at in 0..items.contracts.len() {
        let id = ContractId(at);
        for function in &items.contract(id).functions {
            overrides(items, id, *function, report);
        }
        conflicts(items, id, report);
        unimplemented(items, id, report);
        shadowed_state(items, id, report);
        getters(items, id, report);
    }
}

/// A public variable that takes the place of a function returns what the function returns.
fn getters(items: &Items<'_>, id: ContractId, report: &mut Report) {
    for variable in &items.contract(id).variables {
        let variable = items.variable(*variable);
        if variable.visibility != Visibility::Public {
            continue;
        }
        let mut result = &variable.ty;
        loop {
            result = match result {
                Type::Mapping(_, value) => value,
                Type::Array { element, .. } => element,
                _ => break,
            };
        }
        if let Type::Struct(id, _) = result
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
        // A struct's fields are the results; they are compared by number nowhere, so they are left alone.
        if matches!(result, Type::Struct(..) | Type::Error) {
            continue;
        }
        for function in overridden(items, id, &variable.name) {
            let function = items.function(function);
            let [only] = function.returns.as_slice() else {
                continue;
            };
            if !only.ty.same_shape(result) && only.ty != Type::Error {
                report.push(
                    Diagnostic::error(
                        codes::OVERRIDE,
                        variable.span,
                        format!(
                            "The variable `{}` gives a `{}`, but the function that it overrides returns a `{}`.",
                            variable.name,
                            result.show_plain(items),
                            only.ty.show_plain(items)
                        ),
                    )
                    .with_secondary(function.span, "overridden here")
                    .with_help("Make them the same type."),
                );
                break;
            }
        }
    }
}

/// Functions of direct and indirect bases that `function` of `contract` overrides.
fn overridden(items: &Items<'_>, contract: ContractId, name: &str) -> Vec<FunctionId> {
    items
        .contract(contract)
        .linearized
        .iter()
        .skip(1)
        .filter_map(|base| own(items, *base, name))
        .filter(|id| items.function(*id).visibility != Visibility::Private)
        .collect()
}

fn overrides(items: &Items<'_>, contract: ContractId, id: FunctionId, report: &mut Report) {
    let function = items.function(id);
    if function.kind == FunctionKind::Constructor {
        return;
    }
    let name = &function.name;
    let stated = function
        .tree
        .attributes
        .iter()
        .find_map(|attribute| match attribute {
            pt::FunctionAttribute::Override(loc, list) => Some((loc, list)),
            _ => None,
        });
    let bases = overridden(items, contract, name);
    let own_kind = items.contract(contract).kind;
    if function.visibility == Visibility::Private
        && function.is_virtual
        && own_kind != ContractKind::Interface
    {
        report.error_help(
            codes::OVERRIDE,
            function.span,
            format!("The private function `{name}` cannot be `virtual`: nothing could override it."),
            "Make it `internal`, or remove `virtual`.",
        );
    }
    if bases.is_empty() {
        if let Some((loc, _)) = stated {
            let span = report.span(loc);
            report.error_help(
                codes::OVERRIDE,
                span,
                format!("`{name}` overrides nothing: no base has a function of that name."),
                "Remove `override`, or look at the name.",
            );
        }
        return;
    }
    let what = if function.kind == FunctionKind::Modifier {
        "modifier"
    } else {
        "function"
    };
    let first = bases[0];
    let base = items.function(first);
    let base_name = base
        .contract
        .map_or("", |contract| items.contract(contract).name.as_str());
    if base.kind != function.kind {
        report.push(
            Diagnostic::error(
                codes::DUPLICATE,
                function.span,
                format!(
                    "The name `{name}` is already that of a {} in `{base_name}`.",
                    kind_word(base.kind)
                ),
            )
            .with_secondary(base.span, "declared here"),
        );
        return;
    }
    let same = base.params.len() == function.params.len()
        && base
            .params
            .iter()
            .zip(&function.params)
            .all(|(a, b)| a.ty.same_shape(&b.ty));
    if !same {
        report.push(
            Diagnostic::error(
                codes::UNSUPPORTED,
                function.span,
                format!("`{base_name}` has a function `{name}` with other parameters: functions cannot be overloaded."),
            )
            .with_secondary(base.span, "the other one stands here")
            .with_help("Give one of them another name."),
        );
        return;
    }
    let all_interfaces = bases.iter().all(|id| {
        items
            .function(*id)
            .contract
            .is_some_and(|base| items.contract(base).kind == ContractKind::Interface)
    });
    if stated.is_none() && !(all_interfaces && bases.len() == 1) {
        report.push(
            Diagnostic::error(
                codes::OVERRIDE,
                function.span,
                format!("The {what} `{name}` overrides that of `{base_name}` without saying so."),
            )
            .with_secondary(base.span, "overridden here")
            .with_help("Write `override` after its parameters."),
        );
    }
    for id in &bases {
        let base = items.function(*id);
        if !base.is_virtual {
            let owner = base
                .contract
                .map_or("", |contract| items.contract(contract).name.as_str());
            report.push(
                Diagnostic::error(
                    codes::OVERRIDE,
                    function.span,
                    format!("The {what} `{name}` of `{owner}` cannot be overridden."),
                )
                .with_secondary(base.span, "it is not `virtual`")
                .with_help(format!(
                    "Write `virtual` in `{owner}`, or give this {what} another name."
                )),
            );
            return;
        }
    }
    signature(items, function, base, report);
    if let Some((loc, list)) = stated {
        named_bases(items, contract, name, loc, list, report);
    }
}

fn kind_word(kind: FunctionKind) -> &'static str {
    match kind {
        FunctionKind::Function => "function",
        FunctionKind::Modifier => "modifier",
        FunctionKind::Constructor => "constructor",
    }
}

/// Results, visibility and mutability of an overriding function.
fn signature(items: &Items<'_>, function: &Function<'_>, base: &Function<'_>, report: &mut Report) {
    let name = &function.name;
    let same = base.returns.len() == function.returns.len()
        && base
            .returns
            .iter()
            .zip(&function.returns)
            .all(|(a, b)| a.ty.same_shape(&b.ty));
    if !same {
        let list = |function: &Function<'_>| {
            function
                .returns
                .iter()
                .map(|ret| ret.ty.show_plain(items))
                .collect::<Vec<_>>()
                .join(", ")
        };
        report.push(
            Diagnostic::error(
                codes::OVERRIDE,
                function.span,
                format!(
                    "`{name}` returns ({}), but what it overrides returns ({}).",
                    list(function),
                    list(base)
                ),
            )
            .with_secondary(base.span, "overridden here")
            .with_help("Make them return the same types."),
        );
    }
    let visible = function.visibility == base.visibility
        || (base.visibility == Visibility::External && function.visibility == Visibility::Public);
    if !visible && function.kind == FunctionKind::Function {
        report.push(
            Diagnostic::error(
                codes::OVERRIDE,
                function.span,
                format!("`{name}` has another visibility than what it overrides."),
            )
            .with_secondary(base.span, "overridden here")
            .with_help("Only `external` may become `public`; all others stay as they are."),
        );
    }
    let stricter = match (base.mutability, function.mutability) {
        (Mutability::Payable, other) => other == Mutability::Payable,
        (_, Mutability::Payable) => false,
        (base, own) => own <= base,
    };
    if !stricter && function.kind == FunctionKind::Function {
        let word = |mutability: Mutability| match mutability {
            Mutability::NonPayable => "nonpayable",
            other => other.name(),
        };
        report.push(
            Diagnostic::error(
                codes::OVERRIDE,
                function.span,
                format!(
                    "`{name}` is {}, but what it overrides is {}.",
                    word(function.mutability),
                    word(base.mutability)
                ),
            )
            .with_secondary(base.span, "overridden here")
            .with_help("An overriding function may only promise more: `view` may become `pure`."),
        );
    }
}

/// `override(A, B)`: exactly the contracts that declare it last on each path.
fn named_bases(
    items: &Items<'_>,
    contract: ContractId,
    name: &str,
    loc: &pt::Loc,
    list: &[pt::IdentifierPath],
    report: &mut Report,
) {
    let needed = nearest(items, contract, name);
    let mut named = Vec::new();
    for path in list {
        let text = crate::linearize::path_name(path);
        let span = report.span(&path.loc);
        match items.find(Some(contract), &text) {
            Some((Item::Contract(id), _)) if needed.contains(&id) => named.push(id),
            Some((Item::Contract(_), _)) => report.error_help(
                codes::OVERRIDE,
                span,
                format!("`{text}` has no `{name}` that is overridden here."),
                "Remove it from the list.",
            ),
            _ => report.error(
                codes::UNKNOWN_NAME,
                span,
                format!("There is no contract `{text}`."),
            ),
        }
    }
    let missing: Vec<&str> = needed
        .iter()
        .filter(|id| !named.contains(id))
        .map(|id| items.contract(*id).name.as_str())
        .collect();
    if needed.len() > 1 && !missing.is_empty() {
        let all: Vec<&str> = needed
            .iter()
            .map(|id| items.contract(*id).name.as_str())
            .collect();
        let span = report.span(loc);
        report.error_help(
            codes::OVERRIDE,
            span,
            format!("`{name}` overrides that of {} too.", missing.join(", ")),
            format!("Write `override({})`.", all.join(", ")),
        );
    }
}

/// The contracts nearest to `contract` on each path of inheritance that declare `name`.
fn nearest(items: &Items<'_>, contract: ContractId, name: &str) -> Vec<ContractId> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut open: Vec<ContractId> = items
        .contract(contract)
        .bases
        .iter()
        .map(|(base, _)| *base)
        .collect();
    open.reverse();
    while let Some(base) = open.pop() {
        if seen.contains(&base) {
            continue;
        }
        seen.push(base);
        if own(items, base, name).is_some() {
            found.push(base);
        } else {
            open.extend(items.contract(base).bases.iter().rev().map(|(next, _)| *next));
        }
    }
    found
}

/// Two bases that declare a function of one name, which the contract itself does not override.
fn conflicts(items: &Items<'_>, id: ContractId, report: &mut Report) {
    let contract = items.contract(id);
    if contract.bases.len() < 2 {
        return;
    }
    let mut names: Vec<&str> = Vec::new();
    for base in contract.linearized.iter().skip(1) {
        for function in &items.contract(*base).functions {
            let function = items.function(*function);
            if function.kind == FunctionKind::Function
                && function.visibility != Visibility::Private
                && !contract.names.contains_key(&function.name)
                && !names.contains(&function.name.as_str())
            {
                names.push(&function.name);
            }
        }
    }
    for name in names {
        let mut sources = nearest(items, id, name);
        // One that the others inherit from is overridden by them.
        let all = sources.clone();
        sources.retain(|one| {
            !all.iter()
                .any(|other| other != one && items.is_base(*one, *other))
        });
        if sources.len() < 2 {
            continue;
        }
        let shown: Vec<&str> = sources
            .iter()
            .map(|id| items.contract(*id).name.as_str())
            .collect();
        report.push(
            Diagnostic::error(
                codes::OVERRIDE,
                contract.span,
                format!(
                    "`{}` inherits `{name}` from {}, and does not say which it has.",
                    contract.name,
                    shown.join(" and ")
                ),
            )
            .with_help(format!(
                "Declare `{name}` here with `override({})`.",
                shown.join(", ")
            )),
        );
    }
}

/// A contract that is made must have a body for each function.
fn unimplemented(items: &Items<'_>, id: ContractId, report: &mut Report) {
    let contract = items.contract(id);
    let mut missing = Vec::new();
    for base in &contract.linearized {
        for function in &items.contract(*base).functions {
            let source = items.function(*function);
            let is_reached = resolve(items, id, &source.name) == Some(*function);
            if source.kind != FunctionKind::Constructor
                && source.tree.body.is_none()
                && is_reached
                && getter(items, id, &source.name).is_none()
            {
                missing.push((source.name.clone(), source.span, *base));
            }
        }
    }
    for (name, span, owner) in &missing {
        let source = resolve(items, id, name).map(|id| items.function(id));
        let is_virtual = source.is_some_and(|source| source.is_virtual);
        if *owner == id && !is_virtual && contract.kind != ContractKind::Interface {
            report.error_help(
                codes::ABSTRACT,
                *span,
                format!("The function `{name}` has no body."),
                "Write one, or make the function `virtual` and the contract `abstract`.",
            );
            return;
        }
    }
    if contract.kind != ContractKind::Contract || missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|(name, ..)| format!("`{name}`")).collect();
    let mut diagnostic = Diagnostic::error(
        codes::ABSTRACT,
        contract.span,
        format!("`{}` has no body for {}.", contract.name, names.join(", ")),
    )
    .with_help("Write them with `override`, or make this an `abstract contract`.");
    for (_, span, _) in missing.iter().take(3) {
        diagnostic = diagnostic.with_secondary(*span, "declared here");
    }
    report.push(diagnostic);
}

/// The public state variable whose getter a call of `name` reaches.
#[must_use]
pub fn getter(items: &Items<'_>, derived: ContractId, name: &str) -> Option<crate::items::VariableId> {
    items.contract(derived).linearized.iter().find_map(|contract| {
        match items.contract(*contract).names.get(name) {
            Some((Item::Variable(id), _)) if items.variable(*id).visibility == Visibility::Public => {
                Some(*id)
            }
            _ => None,
        }
    })
}

/// State variables may not share a name with one that is inherited and visible.
fn shadowed_state(items: &Items<'_>, id: ContractId, report: &mut Report) {
    let contract = items.contract(id);
    for variable in &contract.variables {
        let variable = items.variable(*variable);
        let earlier = contract.linearized.iter().skip(1).find_map(|base| {
            match items.contract(*base).names.get(&variable.name) {
                Some((Item::Variable(other), _))
                    if items.variable(*other).visibility != Visibility::Private =>
                {
                    Some((*base, items.variable(*other).span))
                }
                _ => None,
            }
        });
        if let Some((base, span)) = earlier {
            report.push(
                Diagnostic::error(
                    codes::DUPLICATE,
                    variable.span,
                    format!(
                        "The state variable `{}` is already declared in `{}`.",
                        variable.name,
                        items.contract(base).name
                    ),
                )
                .with_secondary(span, "declared here")
                .with_help("Use the inherited one, or give this one another name."),
            );
        }
    }
}
