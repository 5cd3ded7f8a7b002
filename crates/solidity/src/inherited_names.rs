//! Names that several of the contracts have from which one inherits: which of them may stand together, and where the
//! contract itself has to say which one it means (DECISION Y5). This must not look at what overrides what correctly:
//! that is [`crate::overriding`].

use std::collections::{BTreeMap, BTreeSet};

use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::items::{ContractId, Event, EventId, Item, Items, Visibility};
use crate::overriding::{self, Member, MemberKind};
use crate::report::Report;

/// Reports names that cannot stand for all that a contract has of them, and gives these names.
#[must_use]
pub fn clashes<'i>(items: &'i Items<'_>, id: ContractId, report: &mut Report) -> BTreeSet<&'i str> {
    let contract = items.contract(id);
    let mut known: BTreeMap<&str, Vec<(ContractId, Item, Span)>> = BTreeMap::new();
    let mut refused = BTreeSet::new();
    for (name, (item, span)) in &contract.names {
        known.insert(name, vec![(id, *item, *span)]);
    }
    for base in contract.linearized.iter().skip(1) {
        let names = &items.contract(*base).names;
        // With a single base all others were compared there.
        let wanted: Box<dyn Iterator<Item = &String>> = if contract.bases.len() < 2 {
            Box::new(contract.names.keys())
        } else {
            Box::new(names.keys())
        };
        for name in wanted {
            let Some((name, (item, span))) = names.get_key_value(name) else {
                continue;
            };
            let nearer = known.entry(name).or_default();
            let clash = nearer.iter().find(|(owner, other, _)| {
                clash(items, (*other, *owner == id), *item) && !met(items, id, *owner, *base)
            });
            match clash {
                Some(clash) if refused.insert(name.as_str()) => {
                    let far = (*base, *item, *span);
                    report.push(described(items, id, name, *clash, far));
                }
                None if items.is_inherited(*item) => nearer.push((*base, *item, *span)),
                _ => {}
            }
        }
    }
    refused
}

/// Whether one base has both contracts already, so that what is wrong between them was said there.
fn met(items: &Items<'_>, id: ContractId, one: ContractId, other: ContractId) -> bool {
    let mut bases = items.contract(id).bases.iter();
    bases.any(|(base, _)| items.is_base(one, *base) && items.is_base(other, *base))
}

/// Whether two items cannot have one name; `own` where the contract itself declares the nearer one.
fn clash(items: &Items<'_>, (nearer, own): (Item, bool), far: Item) -> bool {
    match (nearer, far) {
        // Compared as what overrides and what is overridden.
        (Item::Function(_), Item::Function(_)) | (Item::Modifier(_), Item::Modifier(_)) => false,
        (Item::Variable(id), Item::Function(_)) if items.variable(id).visibility == Visibility::Public => {
            false
        }
        (Item::Event(one), Item::Event(other)) => {
            let others = of_name(items, other);
            of_name(items, one).any(|one| others.clone().any(|other| same_event(one, other)))
        }
        // A call from outside would mean the function, and who reads the contract the modifier.
        (Item::Modifier(_), Item::Function(_)) if own => true,
        _ => items.is_inherited(far),
    }
}

/// An event and the others of its contract that have its name.
fn of_name<'i>(items: &'i Items<'_>, first: EventId) -> impl Iterator<Item = &'i Event<'i>> + Clone {
    let others = items.namesakes.get(&first).into_iter().flatten();
    std::iter::once(first)
        .chain(others.copied())
        .map(|id| items.event(id))
}

/// Whether two events look the same in a log.
fn same_event(one: &Event<'_>, other: &Event<'_>) -> bool {
    one.params.len() == other.params.len()
        && one
            .params
            .iter()
            .zip(&other.params)
            .all(|((one, _), (other, _))| one.ty.same_shape(&other.ty))
}

type Declared = (ContractId, Item, Span);

fn described(items: &Items<'_>, id: ContractId, name: &str, near: Declared, far: Declared) -> Diagnostic {
    let contract = items.contract(id);
    let (near_owner, near_item, mut near_span) = near;
    let (far_owner, far_item, mut far_span) = far;
    if let (Item::Event(one), Item::Event(other)) = (near_item, far_item) {
        let others = of_name(items, other);
        let mut pairs = of_name(items, one).flat_map(|one| others.clone().map(move |other| (one, other)));
        if let Some((one, other)) = pairs.find(|(one, other)| same_event(one, other)) {
            (near_span, far_span) = (one.span, other.span);
        }
    }
    let (near_kind, far_kind) = (near_item.kind_name(), far_item.kind_name());
    let far_name = &items.contract(far_owner).name;
    if near_owner != id {
        let near_name = &items.contract(near_owner).name;
        return Diagnostic::error(
            codes::DUPLICATE,
            contract.span,
            format!(
                "`{}` inherits {far_kind} `{name}` from `{far_name}` and {near_kind} `{name}` from `{near_name}`.",
                contract.name
            ),
        )
        .with_secondary(far_span, format!("that of `{far_name}`"))
        .with_secondary(near_span, format!("that of `{near_name}`"))
        .with_help("Rename one of the two, or declare it once in a contract that both inherit from.");
    }
    if near_kind != far_kind {
        return Diagnostic::error(
            codes::DUPLICATE,
            near_span,
            format!("The name `{name}` is already that of {far_kind} in `{far_name}`."),
        )
        .with_secondary(far_span, "declared here")
        .with_help("Rename one of the two.");
    }
    let kind = match near_item {
        Item::Variable(_) => "state variable",
        other => other.kind_word(),
    };
    Diagnostic::error(
        codes::DUPLICATE,
        near_span,
        format!("The {kind} `{name}` is already declared in `{far_name}`."),
    )
    .with_secondary(far_span, "declared here")
    .with_help("Use the inherited one, or give this one another name.")
}

/// Reports functions and modifiers that several bases have, and of which the contract does not say which one it has; adds
/// their names to `refused`, which are not looked at.
pub fn choices<'i>(
    items: &'i Items<'_>,
    id: ContractId,
    refused: &mut BTreeSet<&'i str>,
    report: &mut Report,
) {
    let contract = items.contract(id);
    if contract.bases.len() < 2 {
        return;
    }
    let bases = || contract.linearized.iter().skip(1).rev();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for base in bases() {
        for name in items.contract(*base).names.keys() {
            *owners.entry(name).or_default() += 1;
        }
    }
    let mut asked: BTreeSet<(&str, bool)> = BTreeSet::new();
    for base in bases() {
        for name in items.contract(*base).names.keys() {
            let name = name.as_str();
            let is_one = owners.get(name).is_none_or(|count| *count < 2);
            if is_one || refused.contains(name) {
                continue;
            }
            let Some(member) = overriding::own(items, *base, name) else {
                continue;
            };
            let is_modifier = member.kind == MemberKind::Modifier;
            let own = overriding::own(items, id, name);
            if own.is_some_and(|own| own.same_kind(&member)) {
                continue;
            }
            // A private function is compared with what has its parameters only, so that it cannot ask for all.
            if (member.visibility == Visibility::Private || asked.insert((name, is_modifier)))
                && let Some(diagnostic) = choice(items, id, &member)
            {
                report.push(diagnostic);
                refused.insert(name);
            }
        }
    }
}

/// What is wrong with a contract that inherits members `like` one.
fn choice(items: &Items<'_>, id: ContractId, like: &Member<'_>) -> Option<Diagnostic> {
    let contract = items.contract(id);
    let found = overriding::nearest(items, id, like);
    // It was said of a base that had to choose among the same ones.
    let one_base = |members: &[&Member<'_>]| {
        contract.bases.iter().any(|(base, _)| {
            let there = overriding::nearest(items, *base, like);
            members
                .iter()
                .all(|member| there.iter().any(|other| other.owner == member.owner))
        })
    };
    let (alike, others): (Vec<&Member<'_>>, Vec<&Member<'_>>) = found
        .iter()
        .partition(|member| like.kind == MemberKind::Modifier || member.same_params(like));
    let name = like.name;
    if like.visibility != Visibility::Private
        && let (Some(first), Some(other)) = (alike.first(), others.first())
        && !one_base(&[first, other])
    {
        return Some(
            Diagnostic::error(
                codes::UNSUPPORTED,
                contract.span,
                format!(
                    "`{}` inherits `{name}` from `{}` and `{}`, with other parameters: functions cannot be overloaded.",
                    contract.name,
                    items.contract(first.owner).name,
                    items.contract(other.owner).name
                ),
            )
            .with_secondary(first.span, "one of them stands here")
            .with_secondary(other.span, "the other one stands here")
            .with_help("Give one of them another name."),
        );
    }
    let left = undecided(items, &alike);
    if left.len() < 2 || one_base(&left) {
        return None;
    }
    let shown: Vec<&str> = left
        .iter()
        .map(|member| items.contract(member.owner).name.as_str())
        .collect();
    let all: Vec<&str> = alike
        .iter()
        .map(|member| items.contract(member.owner).name.as_str())
        .collect();
    let inherits = format!(
        "`{}` inherits `{name}` from {}",
        contract.name,
        shown.join(" and ")
    );
    // These cannot be overridden, so that no declaration here helps.
    let fixed = alike
        .iter()
        .find(|member| member.kind == MemberKind::Variable || member.visibility == Visibility::Private);
    Some(match fixed {
        Some(member) => {
            let owner = &items.contract(member.owner).name;
            let what = if member.kind == MemberKind::Variable {
                "public variable"
            } else {
                "private function"
            };
            Diagnostic::error(
                codes::OVERRIDE,
                contract.span,
                format!("{inherits}, and the {what} of `{owner}` cannot be overridden."),
            )
            .with_secondary(member.span, "declared here")
            .with_help("Rename one of them, or inherit from one of the contracts only.")
        }
        None => Diagnostic::error(
            codes::OVERRIDE,
            contract.span,
            format!("{inherits}, and does not say which it has."),
        )
        .with_help(format!(
            "Declare `{name}` here with `override({})`.",
            all.join(", ")
        )),
    })
}

/// Of the nearest members of one name those that nothing decides between, by Solidity's rule: a base that all paths lead
/// through makes what lies behind it irrelevant, and itself too where it has no body.
fn undecided<'m, 'i>(items: &'i Items<'_>, nearest: &[&'m Member<'i>]) -> Vec<&'m Member<'i>> {
    if nearest.len() < 2 {
        return nearest.to_vec();
    }
    // The members are nodes; below the first ones stands the contract, above the last ones a common end.
    let mut paths = Paths::default();
    let mut members: BTreeMap<ContractId, (usize, bool)> = BTreeMap::new();
    let mut above: BTreeMap<ContractId, Vec<ContractId>> = BTreeMap::new();
    let (below, end) = (paths.node(), paths.node());
    let mut open = Vec::new();
    for member in nearest {
        let node = paths.node();
        paths.join(below, node);
        members.insert(member.owner, (node, member.implemented));
        open.push((member.owner, node));
    }
    while let Some((owner, node)) = open.pop() {
        let like = overriding::own(items, owner, nearest.first().map_or("", |member| member.name));
        let bases = like.map_or_else(Vec::new, |like| overriding::nearest(items, owner, &like));
        if bases.is_empty() {
            paths.join(node, end);
        }
        for base in bases {
            let next = match members.get(&base.owner) {
                Some((next, _)) => *next,
                None => {
                    let next = paths.node();
                    members.insert(base.owner, (next, base.implemented));
                    open.push((base.owner, next));
                    next
                }
            };
            paths.join(node, next);
            above.entry(owner).or_default().push(base.owner);
        }
    }
    let narrow = paths.narrow(below);
    let mut decided: BTreeSet<ContractId> = BTreeSet::new();
    for (owner, (node, implemented)) in &members {
        if !narrow.contains(node) {
            continue;
        }
        if !implemented {
            decided.insert(*owner);
        }
        let mut open: Vec<ContractId> = above.get(owner).cloned().unwrap_or_default();
        while let Some(next) = open.pop() {
            if decided.insert(next) {
                open.extend(above.get(&next).into_iter().flatten());
            }
        }
    }
    nearest
        .iter()
        .filter(|member| !decided.contains(&member.owner))
        .copied()
        .collect()
}

/// A graph without directions, of at most one node for each contract and two more.
#[derive(Default)]
struct Paths {
    edges: Vec<BTreeSet<usize>>,
}

impl Paths {
    fn node(&mut self) -> usize {
        self.edges.push(BTreeSet::new());
        self.edges.len() - 1
    }

    fn join(&mut self, one: usize, other: usize) {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(edges) = self.edges.get_mut(from) {
                edges.insert(to);
            }
        }
    }

    /// The nodes but `start` without which the graph would fall apart.
    fn narrow(&self, start: usize) -> BTreeSet<usize> {
        let mut orders = vec![None; self.edges.len()];
        let mut found = BTreeSet::new();
        self.enter(start, None, &mut 0, &mut orders, &mut found);
        found.remove(&start);
        found
    }

    /// Enters a node; gives the first node that it, or what is entered from it, leads back to. `orders` has how many were
    /// entered before each. No deeper than there are contracts.
    fn enter(
        &self,
        node: usize,
        from: Option<usize>,
        entered: &mut usize,
        orders: &mut [Option<usize>],
        found: &mut BTreeSet<usize>,
    ) -> usize {
        let order = *entered;
        *entered += 1;
        let mut back = order;
        if let Some(own) = orders.get_mut(node) {
            *own = Some(order);
        }
        for next in self.edges.get(node).into_iter().flatten() {
            if from == Some(*next) {
                continue;
            }
            match orders.get(*next).copied().flatten() {
                Some(earlier) => back = back.min(earlier),
                None => {
                    let reached = self.enter(*next, Some(node), entered, orders, found);
                    if reached >= order {
                        found.insert(node);
                    }
                    back = back.min(reached);
                }
            }
        }
        back
    }
}
