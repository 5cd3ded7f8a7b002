//! `using` directives: which functions are methods and operators of which types (DECISION Y7).

use solang_parser::pt;

use crate::codes;
use crate::items::{ContractId, ContractKind, FunctionId, FunctionKind, Item, Items, Using};
use crate::report::Report;
use crate::resolve::Scope;
use crate::types::{Location, Mutability, Type};

/// What `using` directives make available, when functions have their types.
pub fn usings(items: &mut Items<'_>, unit: &pt::SourceUnit, report: &mut Report) {
    let mut file = Vec::new();
    for part in &unit.0 {
        if let pt::SourceUnitPart::Using(using) = part {
            let made = using_directive(items, using, None, report);
            items.using_failed |= made.is_none();
            file.extend(made);
        }
    }
    items.using = file;
    let mut failed = false;
    for at in 0..items.contracts.len() {
        let mut list = Vec::new();
        for part in &items.contract(ContractId(at)).tree.parts {
            if let pt::ContractPart::Using(using) = part {
                let made = using_directive(items, using, Some(ContractId(at)), report);
                failed |= made.is_none();
                list.extend(made);
            }
        }
        if let Some(contract) = items.contracts.get_mut(at) {
            contract.using = list;
        }
    }
    items.using_failed |= failed;
}

fn using_directive(
    items: &Items<'_>,
    tree: &pt::Using,
    contract: Option<ContractId>,
    report: &mut Report,
) -> Option<Using> {
    let scope = Scope { items, contract };
    let span = report.span(&tree.loc);
    let ty = tree.ty.as_ref().map(|ty| scope.ty(ty, Location::Storage, report));
    let mut using = Using {
        functions: Vec::new(),
        operators: Vec::new(),
        ty,
    };
    match &tree.list {
        pt::UsingList::Library(path) => match library(items, contract, path, report) {
            Some(library) => {
                for id in &items.contract(library).functions {
                    let function = items.function(*id);
                    if function.kind == FunctionKind::Function {
                        using.functions.push((function.name.clone(), *id));
                    }
                }
            }
            None => return None,
        },
        pt::UsingList::Functions(list) => {
            for entry in list {
                let span = report.span(&entry.path.loc);
                let Some(id) = function_path(items, contract, &entry.path) else {
                    let name = crate::linearize::path_name(&entry.path);
                    report.error(
                        codes::UNKNOWN_NAME,
                        span,
                        format!("There is no function `{name}`."),
                    );
                    continue;
                };
                match entry.oper {
                    Some(operator) => {
                        // The sign of a function of one parameter stands before its operand.
                        let operator = match (operator, items.function(id).params.len()) {
                            (pt::UserDefinedOperator::Subtract, 1) => pt::UserDefinedOperator::Negate,
                            (pt::UserDefinedOperator::Negate, 2) => pt::UserDefinedOperator::Subtract,
                            (operator, _) => operator,
                        };
                        let pure = items.function(id).mutability == Mutability::Pure;
                        let problem = if !matches!(using.ty, Some(Type::Alias(_) | Type::Error)) {
                            Some((
                                "Operators can be defined for user-defined value types only.",
                                "Declare one with `type T is ..;`, or call the function by its name.",
                            ))
                        } else if tree.global.is_none() {
                            Some((
                                "Operators are defined for the whole source.",
                                "Write `global` before the `;`, outside of contracts.",
                            ))
                        } else if !pure || items.function(id).contract.is_some() {
                            Some((
                                "An operator is a free function that is `pure`.",
                                "Add `pure` to its head, and move it out of contracts and libraries.",
                            ))
                        } else {
                            None
                        };
                        match problem {
                            None => using.operators.push((operator, id)),
                            Some((message, help)) => report.error_help(codes::OPERATOR, span, message, help),
                        }
                    }
                    None => using.functions.push((items.function(id).name.clone(), id)),
                }
            }
        }
        pt::UsingList::Error => return None,
    }
    if let Some(global) = &tree.global {
        let own = matches!(
            using.ty,
            Some(Type::Struct(..) | Type::Enum(_) | Type::Alias(_) | Type::Contract(_) | Type::Error)
        );
        if !own || contract.is_some() {
            let span = report.span(&global.loc);
            let (message, help) = if own {
                (
                    "`global` stands outside of contracts only.",
                    "Move the directive out of the contract.",
                )
            } else {
                (
                    "`global` works for types that this source declares only.",
                    "Remove `global`: the directive holds for the whole source already.",
                )
            };
            report.error_help(codes::DECLARATION, span, message, help);
        }
    }
    if contract.is_none() && using.ty.is_none() {
        report.error(
            codes::DECLARATION,
            span,
            "`using .. for *` stands in contracts only.",
        );
        return None;
    }
    Some(using)
}

fn library(
    items: &Items<'_>,
    contract: Option<ContractId>,
    path: &pt::IdentifierPath,
    report: &mut Report,
) -> Option<ContractId> {
    let name = crate::linearize::path_name(path);
    let span = report.span(&path.loc);
    match items.find(contract, &name) {
        Some((Item::Contract(id), _)) if items.contract(id).kind == ContractKind::Library => Some(id),
        Some((item, _)) => {
            let message = format!("`{name}` is {}, not a library.", item.kind_name());
            let help = format!("For a free function write `using {{{name}}} for ..`.");
            report.error_help(codes::WRONG_KIND, span, message, help);
            None
        }
        None => {
            report.error(
                codes::UNKNOWN_NAME,
                span,
                format!("There is no library `{name}`."),
            );
            None
        }
    }
}

fn function_path(
    items: &Items<'_>,
    contract: Option<ContractId>,
    path: &pt::IdentifierPath,
) -> Option<FunctionId> {
    let names: Vec<&str> = path.identifiers.iter().map(|part| part.name.as_str()).collect();
    let item = match names[..] {
        [name] => items.find(contract, name)?.0,
        [outer, name] => match items.find(contract, outer)?.0 {
            Item::Contract(library) => items.find_member(library, name)?.0,
            _ => return None,
        },
        _ => return None,
    };
    match item {
        Item::Function(id) => Some(id),
        _ => None,
    }
}
