//! Types that contain themselves (DECISION T20).
//!
//! A struct or enum may hold itself through a `vector` or `map`: its values are trees that end. One that holds itself
//! directly, or through a tuple, array, `Option`, `Result` or another type that does, would have no end. What holds
//! itself stays in memory: storage, events and public functions have no form for it.

use std::collections::{HashMap, HashSet};

use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::Checker;
use crate::codes;
use crate::infer::substitute;
use crate::limits::MAX_TYPE_DEPTH;
use crate::thir::{Adt, AdtKind, Fields};
use crate::ty::{AdtId, Ty};

/// Whether a type holds its type parameter of that number directly; `None` while that is being found out.
type Held = HashMap<(AdtId, u32), Option<bool>>;

impl Checker<'_> {
    /// Reports structs and enums, from number `from` on, that hold themselves directly, and finds those that hold
    /// themselves through a `vector` or `map`.
    pub fn check_recursion(&mut self, from: usize) {
        let mut held = Held::new();
        let direct: Vec<Vec<usize>> = (from..self.adts.len())
            .map(|at| {
                let mut out = Vec::new();
                for ty in self.field_types(at) {
                    self.held_directly(&ty, MAX_TYPE_DEPTH, &mut held, &mut out);
                }
                out
            })
            .collect();
        for (at, through) in cycles(&direct, from) {
            self.report_recursion(at, through);
        }
        let mentioned: Vec<Vec<usize>> = (from..self.adts.len())
            .map(|at| {
                let mut out = Vec::new();
                for ty in self.field_types(at) {
                    mentioned(&ty, &mut out);
                }
                out
            })
            .collect();
        for at in in_cycles(&mentioned, from) {
            self.circular.insert(adt_id(at));
        }
    }

    fn field_types(&self, at: usize) -> Vec<Ty> {
        self.adt(adt_id(at))
            .map(|adt| types_of(&adt.kind))
            .unwrap_or_default()
    }

    /// The structs and enums whose values lie inside values of the type.
    fn held_directly(&self, ty: &Ty, depth: u32, held: &mut Held, out: &mut Vec<usize>) {
        match ty {
            Ty::Adt(id, args) => {
                out.push(id.0 as usize);
                for (arg, at) in args.iter().zip(0..) {
                    if self.holds_parameter(*id, at, depth, held) {
                        self.held_directly(arg, depth, held, out);
                    }
                }
            }
            Ty::Tuple(types) => types
                .iter()
                .for_each(|ty| self.held_directly(ty, depth, held, out)),
            Ty::Array(inner, _) | Ty::Option(inner) => self.held_directly(inner, depth, held, out),
            Ty::Result(ok, err) => {
                self.held_directly(ok, depth, held, out);
                self.held_directly(err, depth, held, out);
            }
            _ => {}
        }
    }

    /// Whether values of a generic type hold values of its type parameter. Chains of types that are longer than a
    /// type may nest count as holding.
    fn holds_parameter(&self, id: AdtId, at: u32, depth: u32, held: &mut Held) -> bool {
        if let Some(known) = held.get(&(id, at)) {
            return known.unwrap_or(false);
        }
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        held.insert((id, at), None);
        let answer = self
            .field_types(id.0 as usize)
            .iter()
            .any(|ty| self.mentions_directly(ty, at, depth, held));
        held.insert((id, at), Some(answer));
        answer
    }

    fn mentions_directly(&self, ty: &Ty, at: u32, depth: u32, held: &mut Held) -> bool {
        match ty {
            Ty::Param(own) => *own == at,
            Ty::Adt(id, args) => args.iter().zip(0..).any(|(arg, own)| {
                self.mentions_directly(arg, at, depth, held) && self.holds_parameter(*id, own, depth, held)
            }),
            Ty::Tuple(types) => types.iter().any(|ty| self.mentions_directly(ty, at, depth, held)),
            Ty::Array(inner, _) | Ty::Option(inner) => self.mentions_directly(inner, at, depth, held),
            Ty::Result(ok, err) => {
                self.mentions_directly(ok, at, depth, held) || self.mentions_directly(err, at, depth, held)
            }
            _ => false,
        }
    }

    fn report_recursion(&mut self, at: usize, through: usize) {
        let Some(info) = self.adts.get(at) else { return };
        let (name, span) = (info.name.clone(), info.span);
        if !self.recursive.insert(adt_id(at)) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            codes::RECURSIVE_TYPE,
            span,
            format!("The type `{name}` contains itself, so that its values would have no end."),
        )
        .with_help(format!(
            "Put it into a `vector` or a `map`, for example `vector<{name}>`. An `Option` holds its value itself and \
             is not enough."
        ));
        if through != at
            && let Some(other) = self.adts.get(through)
        {
            diagnostic = diagnostic.with_secondary(other.span, "through this type");
        }
        self.report(diagnostic);
        // Later passes must not run around the circle.
        if let Some(info) = self.adts.get_mut(at) {
            info.kind = match &info.kind {
                AdtKind::Struct(fields) => AdtKind::Struct(cut(fields)),
                AdtKind::Enum(variants) => AdtKind::Enum(
                    variants
                        .iter()
                        .map(|(name, fields)| (name.clone(), cut(fields)))
                        .collect(),
                ),
            };
        }
    }

    /// The first type inside `ty` that holds itself, if there is one.
    pub fn circular_part(&self, ty: &Ty) -> Option<Ty> {
        if self.circular.is_empty() {
            return None;
        }
        let mut seen = HashSet::new();
        let mut work = vec![ty.clone()];
        while let Some(ty) = work.pop() {
            match &ty {
                Ty::Adt(id, _) if self.circular.contains(id) => return Some(ty),
                Ty::Adt(id, args) => {
                    if seen.insert(ty.clone())
                        && let Some(adt) = self.adt(*id)
                    {
                        work.extend(types_of(&adt.kind).iter().map(|field| substitute(field, args)));
                    }
                }
                Ty::Tuple(types) => work.extend(types.iter().cloned()),
                Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => work.push((**inner).clone()),
                Ty::Map(a, b) | Ty::Result(a, b) => work.extend([(**a).clone(), (**b).clone()]),
                _ => {}
            }
        }
        None
    }

    /// Reports a type that holds itself where values leave the program's memory; true then.
    pub fn refuse_circular(&mut self, ty: &Ty, span: Span, place: &str, help: &str) -> bool {
        let Some(part) = self.circular_part(ty) else {
            return false;
        };
        let shown = self.show(&part);
        self.report(
            Diagnostic::error(
                codes::RECURSIVE_BOUNDARY,
                span,
                format!("The type `{shown}` contains itself, and {place}."),
            )
            .with_help(help),
        );
        true
    }
}

fn adt_id(at: usize) -> AdtId {
    AdtId(u32::try_from(at).unwrap_or(u32::MAX))
}

fn types_of(kind: &AdtKind) -> Vec<Ty> {
    match kind {
        AdtKind::Struct(fields) => fields.types().into_iter().cloned().collect(),
        AdtKind::Enum(variants) => variants
            .iter()
            .flat_map(|(_, fields)| fields.types())
            .cloned()
            .collect(),
    }
}

fn cut(fields: &Fields) -> Fields {
    match fields {
        Fields::Unit => Fields::Unit,
        Fields::Tuple(types) => Fields::Tuple(types.iter().map(|_| Ty::Error).collect()),
        Fields::Named(fields) => {
            Fields::Named(fields.iter().map(|(name, _)| (name.clone(), Ty::Error)).collect())
        }
    }
}

/// All structs and enums that a type names.
fn mentioned(ty: &Ty, out: &mut Vec<usize>) {
    match ty {
        Ty::Reference(inner) | Ty::StoragePointer(inner) => mentioned(inner, out),
        Ty::Adt(id, args) => {
            out.push(id.0 as usize);
            args.iter().for_each(|arg| mentioned(arg, out));
        }
        Ty::Tuple(types) => types.iter().for_each(|ty| mentioned(ty, out)),
        Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => mentioned(inner, out),
        Ty::Map(a, b) | Ty::Result(a, b) => {
            mentioned(a, out);
            mentioned(b, out);
        }
        _ => {}
    }
}

/// Structs and enums that hold themselves, through a `vector`, a `map` or a reference, in any number of steps.
#[must_use]
pub fn circular(adts: &[Adt]) -> HashSet<AdtId> {
    let edges: Vec<Vec<usize>> = adts
        .iter()
        .map(|adt| {
            let mut out = Vec::new();
            types_of(&adt.kind).iter().for_each(|ty| mentioned(ty, &mut out));
            out
        })
        .collect();
    in_cycles(&edges, 0).into_iter().map(adt_id).collect()
}

/// Nodes, numbered from `from` on, at which a way back ends, with the node it comes from. Edges to nodes before
/// `from` lead nowhere.
fn cycles(edges: &[Vec<usize>], from: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut state = vec![0_u8; edges.len()];
    for start in 0..edges.len() {
        if state.get(start) != Some(&0) {
            continue;
        }
        // Depth-first search with its own stack: chains of types may be long.
        let mut stack = vec![(start, 0_usize)];
        set(&mut state, start, 1);
        while let Some((at, next)) = stack.last_mut() {
            let at = *at;
            let Some(child) = edges.get(at).and_then(|held| held.get(*next)).copied() else {
                set(&mut state, at, 2);
                stack.pop();
                continue;
            };
            *next += 1;
            let Some(child) = child.checked_sub(from) else {
                continue;
            };
            match state.get(child) {
                Some(0) => {
                    set(&mut state, child, 1);
                    stack.push((child, 0));
                }
                Some(1) => found.push((child + from, at + from)),
                _ => {}
            }
        }
    }
    found
}

/// Nodes that lie on a circle: Tarjan's components of more than one node, and nodes with an edge to themselves.
fn in_cycles(edges: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut order = vec![0_usize; edges.len()];
    let mut low = vec![0_usize; edges.len()];
    let mut open = vec![false; edges.len()];
    let mut component: Vec<usize> = Vec::new();
    let mut count = 0;
    let value = |list: &[usize], at: usize| list.get(at).copied().unwrap_or_default();
    for start in 0..edges.len() {
        if value(&order, start) != 0 {
            continue;
        }
        let mut stack = vec![(start, 0_usize)];
        while let Some((at, next)) = stack.last_mut() {
            let (at, edge) = (*at, *next);
            if edge == 0 {
                count += 1;
                set(&mut order, at, count);
                set(&mut low, at, count);
                set(&mut open, at, true);
                component.push(at);
            }
            *next += 1;
            let child = edges.get(at).and_then(|held| held.get(edge)).copied();
            match child.map(|child| child.checked_sub(from)) {
                Some(Some(child)) if value(&order, child) == 0 => stack.push((child, 0)),
                Some(Some(child)) => {
                    if open.get(child) == Some(&true) {
                        let least = value(&low, at).min(value(&order, child));
                        set(&mut low, at, least);
                    }
                }
                Some(None) => {}
                None => {
                    stack.pop();
                    if let Some((parent, _)) = stack.last() {
                        let least = value(&low, *parent).min(value(&low, at));
                        set(&mut low, *parent, least);
                    }
                    if value(&low, at) == value(&order, at) {
                        let begin = component.iter().rposition(|node| *node == at).unwrap_or_default();
                        let members = component.split_off(begin);
                        members.iter().for_each(|node| set(&mut open, *node, false));
                        let itself = edges.get(at).is_some_and(|held| held.contains(&(at + from)));
                        if members.len() > 1 || itself {
                            found.extend(members.iter().map(|node| node + from));
                        }
                    }
                }
            }
        }
    }
    found
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_on_circles_are_found_and_no_others() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4 -> 0, 5 alone.
        let edges = vec![vec![1], vec![2], vec![1], vec![3], vec![0], vec![]];
        let mut found = in_cycles(&edges, 0);
        found.sort_unstable();
        assert_eq!(found, [1, 2, 3]);
        let mut ends: Vec<usize> = cycles(&edges, 0).into_iter().map(|(at, _)| at).collect();
        ends.sort_unstable();
        assert_eq!(ends, [1, 3]);
    }

    #[test]
    fn earlier_nodes_are_no_way() {
        assert!(in_cycles(&[vec![0], vec![5, 1]], 5).is_empty());
        assert_eq!(in_cycles(&[vec![0, 5]], 5), [5]);
    }
}
