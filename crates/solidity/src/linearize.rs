//! The order of inheritance: C3, from the most derived contract to the most basic (DECISION Y5).

use std::collections::BTreeSet;

use solang_parser::pt;
use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::items::{ContractId, ContractKind, Item, Items};
use crate::report::Report;

/// Resolves the names after `is` and orders all contracts.
pub fn linearize(items: &mut Items<'_>, report: &mut Report) {
    for at in 0..items.contracts.len() {
        resolve_bases(items, ContractId(at), report);
    }
    // Bases stand before what inherits from them, so theirs are ordered first.
    let mut depths: Vec<usize> = Vec::new();
    for at in 0..items.contracts.len() {
        let depth = order(items, ContractId(at), &depths, report);
        depths.push(depth);
    }
}

/// Whether a contract names another one as its base, or one of its bases does.
fn leads_to(items: &Items<'_>, from: ContractId, wanted: ContractId) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == wanted {
            return true;
        }
        for base in &items.contract(id).tree.base {
            if let Some((Item::Contract(next), _)) = items.names.get(&path_name(&base.name))
                && seen.insert(*next)
            {
                open.push(*next);
            }
        }
    }
    false
}

fn resolve_bases(items: &mut Items<'_>, id: ContractId, report: &mut Report) {
    let tree = items.contract(id).tree;
    let mut bases = Vec::new();
    for base in &tree.base {
        let span = report.span(&base.name.loc);
        let name = path_name(&base.name);
        let Some(found) = items.names.get(&name).copied() else {
            let message = format!("There is no contract `{name}`.");
            report.error_help(
                codes::UNKNOWN_NAME,
                span,
                message,
                "Contracts are named after `is` as they are declared in this source.",
            );
            continue;
        };
        let (Item::Contract(base_id), _) = found else {
            let message = format!("`{name}` is {}, not a contract.", found.0.kind_name());
            report.error(codes::WRONG_KIND, span, message);
            continue;
        };
        let (own, other) = (items.contract(id), items.contract(base_id));
        let refused = match (own.kind, other.kind) {
            (ContractKind::Library, _) => Some("A library cannot inherit."),
            (_, ContractKind::Library) => Some(
                "Nothing can inherit from a library; use `using .. for ..` or call its functions by its name.",
            ),
            (ContractKind::Interface, kind) if kind != ContractKind::Interface => {
                Some("An interface can only inherit from interfaces.")
            }
            _ => None,
        };
        if let Some(message) = refused {
            report.error(codes::WRONG_KIND, span, message);
            continue;
        }
        if base_id.0 >= id.0 {
            let own_name = &own.name;
            let (message, help) = if leads_to(items, base_id, id) {
                (
                    format!("The contract `{own_name}` inherits from itself."),
                    "Remove one of the bases in the circle.",
                )
            } else {
                (
                    format!("`{name}` stands below `{own_name}`, which inherits from it."),
                    "Move it up: a base stands before what inherits from it.",
                )
            };
            report.error_help(codes::LINEARIZATION, span, message, help);
            continue;
        }
        if bases.iter().any(|(known, _)| *known == base_id) {
            let message = format!("`{name}` stands here twice.");
            report.error_help(codes::DUPLICATE, span, message, "Remove one of them.");
            continue;
        }
        bases.push((base_id, base));
    }
    if let Some(contract) = items.contracts.get_mut(id.0) {
        contract.bases = bases;
    }
}

/// `A.B` as text.
pub fn path_name(path: &pt::IdentifierPath) -> String {
    let parts: Vec<&str> = path.identifiers.iter().map(|part| part.name.as_str()).collect();
    parts.join(".")
}

/// Contracts that may inherit one from another in a row.
pub const MAX_INHERITANCE: usize = 64;

/// Orders one contract; gives how many inherit from each other up to it.
fn order(items: &mut Items<'_>, id: ContractId, depths: &[usize], report: &mut Report) -> usize {
    let bases: Vec<(ContractId, Span)> = items
        .contract(id)
        .bases
        .iter()
        .map(|(base, tree)| (*base, report.span(&tree.name.loc)))
        .collect();
    let mut good = Vec::new();
    let mut depth = 0;
    for (base, span) in bases {
        let below = depths.get(base.0).copied().unwrap_or(0) + 1;
        if below > MAX_INHERITANCE {
            let message = format!(
                "More than {MAX_INHERITANCE} contracts inherit from each other here, which is the limit."
            );
            report.error_help(codes::LIMIT, span, message, "Put some of them together.");
            continue;
        }
        depth = depth.max(below);
        good.push(base);
    }
    // The last base is the most derived one.
    let mut lists: Vec<Vec<ContractId>> = good
        .iter()
        .rev()
        .map(|base| items.contract(*base).linearized.clone())
        .collect();
    lists.push(good.iter().rev().copied().collect());
    let mut result = vec![id];
    // Where there is no such order, one in which nothing is missing and bases stand behind what derives from them,
    // which has more of them: what they declare is known all the same.
    let mut bases: Vec<ContractId> = lists.iter().flatten().copied().collect();
    bases.sort_by_key(|base| std::cmp::Reverse(items.contract(*base).linearized.len()));
    match merge(lists) {
        Some(rest) => result.extend(rest),
        None => {
            let contract = items.contract(id);
            report.push(
                Diagnostic::error(
                    codes::LINEARIZATION,
                    contract.span,
                    format!(
                        "The bases of `{}` cannot be brought into one order.",
                        contract.name
                    ),
                )
                .with_help("Name the most basic contract first and the most derived one last after `is`."),
            );
            let mut seen: BTreeSet<ContractId> = result.iter().copied().collect();
            result.extend(bases.into_iter().filter(|base| seen.insert(*base)));
        }
    }
    if let Some(contract) = items.contracts.get_mut(id.0) {
        contract.linearized = result;
    }
    depth
}

/// The C3 merge.
fn merge(mut lists: Vec<Vec<ContractId>>) -> Option<Vec<ContractId>> {
    let mut result = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(result);
        }
        let next = lists
            .iter()
            .filter_map(|list| list.first())
            .find(|head| {
                lists
                    .iter()
                    .all(|list| !list.iter().skip(1).any(|other| other == *head))
            })
            .copied()?;
        result.push(next);
        for list in &mut lists {
            if list.first() == Some(&next) {
                list.remove(0);
            }
        }
    }
}
