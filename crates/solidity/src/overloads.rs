//! Events of one name with other parameters: which one an `emit` means, by its arguments. Functions and errors have no
//! overloads.

use std::collections::BTreeMap;

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree};
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::thir::{Expr, Statement};

use crate::code::{Code, Value};
use crate::codes;
use crate::convert::implicit;
use crate::items::{ContractId, Event, EventId, Field, Item, Items};
use crate::report::Report;
use crate::types::Type;

/// Events of one name that a contract, or the file, may declare.
pub const MAX_EVENT_OVERLOADS: usize = 32;

/// Arguments of an `emit`.
#[derive(Clone, Copy)]
pub enum Arguments<'t> {
    /// `E(1, 2)`
    Positional(&'t [Tree]),
    /// `E({a: 1, b: 2})`
    Named(&'t [pt::NamedArgument]),
}

impl<'t> Arguments<'t> {
    fn count(self) -> usize {
        match self {
            Self::Positional(args) => args.len(),
            Self::Named(args) => args.len(),
        }
    }

    /// In the order of the text.
    fn trees(self) -> Vec<&'t Tree> {
        match self {
            Self::Positional(args) => args.iter().collect(),
            Self::Named(args) => args.iter().map(|arg| &arg.expr).collect(),
        }
    }

    /// For each parameter of an event the number of its argument; `None` where they do not fit by number and names.
    fn places(self, event: &Event<'_>) -> Option<Vec<usize>> {
        if event.params.len() != self.count() {
            return None;
        }
        match self {
            Self::Positional(args) => Some((0..args.len()).collect()),
            Self::Named(args) => {
                let named: BTreeMap<&str, usize> = args
                    .iter()
                    .enumerate()
                    .map(|(at, arg)| (arg.name.name.as_str(), at))
                    .collect();
                let params = event.params.iter();
                params
                    .map(|(field, _)| named.get(field.name.as_str()).copied())
                    .collect()
            }
        }
    }
}

/// Refuses events that have one name and the same parameters; `indexed` and `anonymous` make no other event.
pub fn check(items: &Items<'_>, report: &mut Report) {
    for (first, others) in &items.namesakes {
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        for id in std::iter::once(first).chain(others) {
            let event = items.event(*id);
            // Without one where a parameter was refused.
            let Some(signature) = event.signature(items) else {
                continue;
            };
            if let Some(earlier) = known.get(&signature) {
                let message = format!("There is an event `{signature}` already.");
                report.push(
                    Diagnostic::error(codes::DUPLICATE, event.span, message)
                        .with_secondary(*earlier, "declared here")
                        .with_help("Rename one of the two, or remove it."),
                );
            } else {
                known.insert(signature, event.span);
            }
        }
        if let Some(over) = others.get(MAX_EVENT_OVERLOADS - 1) {
            let event = items.event(*over);
            let message = format!(
                "There are more than {MAX_EVENT_OVERLOADS} events `{}` here, which is the limit.",
                event.name
            );
            report.error_help(
                codes::LIMIT,
                event.span,
                message,
                "Give some of them another name.",
            );
        }
    }
}

/// All events that a name means: of a contract those of its bases too, the nearest first.
fn events(items: &Items<'_>, id: EventId, through: Option<ContractId>) -> Vec<EventId> {
    let event = items.event(id);
    let mut scopes = Vec::new();
    match event.contract {
        None => scopes.push(&items.names),
        Some(own) => {
            let contract = items.contract(through.unwrap_or(own));
            scopes.extend(
                contract
                    .linearized
                    .iter()
                    .map(|base| &items.contract(*base).names),
            );
        }
    }
    let mut found: Vec<EventId> = Vec::new();
    let mut signatures = std::collections::BTreeSet::new();
    for names in scopes {
        let Some((Item::Event(first), _)) = names.get(&event.name) else {
            continue;
        };
        let others = items.namesakes.get(first).into_iter().flatten();
        for id in std::iter::once(first).chain(others) {
            // One that stands in a base and again here is refused elsewhere.
            if signatures.insert(items.event(*id).signature(items)) {
                found.push(*id);
            }
        }
    }
    found
}

impl<'t> Code<'_, '_, 't> {
    /// The events that the name in an `emit` may mean.
    pub fn emitted(&self, callee: &Tree, id: EventId) -> Vec<EventId> {
        let items = self.em.items;
        let through = match callee {
            Tree::MemberAccess(_, base, _) => match &**base {
                Tree::Variable(name) => match items.find(self.frame.contract, &name.name) {
                    Some((Item::Contract(id), _)) => Some(id),
                    _ => None,
                },
                _ => None,
            },
            _ => self.frame.contract,
        };
        events(items, id, through)
    }

    /// Whether a name alone does not say which event it means; it is said.
    pub fn is_ambiguous_event(&mut self, callee: &Tree, id: EventId, span: Span) -> bool {
        let several = self.emitted(callee, id);
        if several.len() < 2 {
            return false;
        }
        let message = format!(
            "There are several events `{}`: nothing says which one is meant.",
            self.em.items.event(id).name
        );
        self.error_help(codes::ARGUMENTS, span, message, "Give them names of their own.");
        true
    }

    /// `emit` of a name that several events have.
    pub fn emit_overloaded(
        &mut self,
        events: &[EventId],
        args: Arguments<'t>,
        span: Span,
        out: &mut Vec<Statement>,
    ) {
        let items = self.em.items;
        let mut fitting: Vec<(EventId, Vec<usize>)> = events
            .iter()
            .filter_map(|id| Some((*id, args.places(items.event(*id))?)))
            .collect();
        let trees = args.trees();
        if let [(id, places)] = fitting.as_slice() {
            let fields: Vec<Field> = items
                .event(*id)
                .params
                .iter()
                .map(|(field, _)| field.clone())
                .collect();
            let ordered = places.iter().filter_map(|at| trees.get(*at).copied()).collect();
            return self.emit_event(*id, &fields, ordered, span, out);
        }
        let values: Vec<Value> = if fitting.is_empty() {
            Vec::new()
        } else {
            trees.iter().map(|tree| self.value(tree)).collect()
        };
        if values.iter().any(|value| value.ty == Type::Error) {
            return;
        }
        fitting.retain(|(id, places)| {
            let params = items.event(*id).params.iter();
            params.zip(places).all(|((field, _), at)| {
                values
                    .get(*at)
                    .is_some_and(|value| implicit(&value.ty, &field.ty, value.hex_digits, items))
            })
        });
        let [(id, places)] = fitting.as_slice() else {
            return self.no_event(events, &fitting, span);
        };
        let mut parts: Vec<(Type, Expr)> = Vec::new();
        for ((field, _), at) in items.event(*id).params.iter().zip(places) {
            if let (Some(value), Some(tree)) = (values.get(*at), trees.get(*at)) {
                let place = self.span(&tree.loc());
                parts.push((field.ty.clone(), self.coerce(value.clone(), &field.ty, place)));
            }
        }
        self.demand(crate::types::Mutability::NonPayable, span, "emits an event");
        self.emit_values(*id, parts, span, out);
    }

    /// Says that no event fits, or several do.
    fn no_event(&mut self, events: &[EventId], fitting: &[(EventId, Vec<usize>)], span: Span) {
        let items = self.em.items;
        let Some(name) = events.first().map(|id| items.event(*id).name.clone()) else {
            return;
        };
        let list = |ids: &mut dyn Iterator<Item = EventId>| {
            let texts: Vec<String> = ids
                .filter_map(|id| items.event(id).signature(items))
                .take(8)
                .map(|signature| format!("`{signature}`"))
                .collect();
            texts.join(", ")
        };
        let (message, help) = if fitting.is_empty() {
            (
                format!("No event `{name}` takes these arguments."),
                format!("There are {}.", list(&mut events.iter().copied())),
            )
        } else {
            (
                format!("These arguments fit several events `{name}`."),
                format!(
                    "Convert them to the types of the one that is meant: {}.",
                    list(&mut fitting.iter().map(|(id, _)| *id))
                ),
            )
        };
        self.error_help(codes::ARGUMENTS, span, message, help);
    }
}
