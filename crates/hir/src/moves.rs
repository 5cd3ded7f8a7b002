//! Ownership errors: use after move, two borrows of which one changes, change during a loop (DECISION T3).
//!
//! Runs over bodies whose modes are decided ([`crate::modes`]); it changes nothing.

mod walk;

use std::collections::{BTreeMap, HashMap, HashSet};

use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::lending::{self, Access};
use crate::thir::{Body, LocalId, LoopId, Pattern, PatternKind, Place, PlaceBase, ProjectionKind};
use crate::ty::Ty;

/// Fields from a variable inward, as far as they are fields.
type Path = Vec<u32>;

/// What has moved at a point of the program.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    moved: BTreeMap<(LocalId, Path), Span>,
    /// No path leads here.
    dead: bool,
}

impl State {
    fn join(&mut self, other: &Self) {
        if other.dead {
            return;
        }
        if self.dead {
            self.clone_from(other);
            return;
        }
        for (key, span) in &other.moved {
            self.moved.entry(key.clone()).or_insert(*span);
        }
    }

    fn dead() -> Self {
        Self {
            moved: BTreeMap::new(),
            dead: true,
        }
    }
}

#[derive(Default)]
struct LoopState {
    breaks: Option<State>,
    continues: Option<State>,
}

/// Reports the ownership errors of a body.
pub fn check(body: &Body, diagnostics: &mut Vec<Diagnostic>) {
    let mut flow = Flow {
        body,
        diagnostics,
        state: State::default(),
        loops: HashMap::new(),
        back: HashMap::new(),
        reported: HashSet::new(),
        iterated: Vec::new(),
        returns: None,
        in_post: false,
        closures: Vec::new(),
        accesses: Vec::new(),
    };
    flow.expr(&body.expr);
}

struct Flow<'b, 'd> {
    body: &'b Body,
    diagnostics: &'d mut Vec<Diagnostic>,
    state: State,
    loops: HashMap<LoopId, LoopState>,
    /// What has moved at a loop's back edge, as found by an earlier walk: nested loops need no third walk.
    back: HashMap<LoopId, State>,
    reported: HashSet<(LocalId, Span)>,
    /// Collections that loops around run over.
    iterated: Vec<(LocalId, Path, Span)>,
    /// What has moved where the closure or function returns; `None` for functions without postconditions.
    returns: Option<State>,
    /// A postcondition is being walked.
    in_post: bool,
    /// Closures around, outermost first.
    closures: Vec<ClosureState>,
    /// What closures have read and changed, for the check of the call that each is given to.
    accesses: Vec<Access>,
}

/// A closure that is being walked.
struct ClosureState {
    /// Its own variables.
    locals: std::ops::Range<u32>,
    once: bool,
}

fn path_of(place: &Place) -> Option<(LocalId, Path)> {
    let PlaceBase::Local(local) = place.base else {
        return None;
    };
    let path = place
        .projections
        .iter()
        .map_while(|step| match step.kind {
            ProjectionKind::Field(at) => Some(at),
            _ => None,
        })
        .collect();
    Some((local, path))
}

fn overlap(a: &[u32], b: &[u32]) -> bool {
    a.iter().zip(b).all(|(a, b)| a == b)
}

impl Flow<'_, '_> {
    fn name(&self, local: LocalId) -> String {
        self.body
            .locals
            .get(local.0 as usize)
            .map(|local| local.name.clone())
            .unwrap_or_default()
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Remembers what a closure does.
    fn accessed(&mut self, place: &Place, changed: bool) {
        if !self.closures.is_empty()
            && let Some(access) = Access::of(place, changed)
        {
            self.accesses.push(access);
        }
    }

    /// The innermost closure that cannot move `local` out, because it is not its own and it may run again.
    fn is_kept_by_closure(&self, local: LocalId) -> bool {
        self.closures
            .iter()
            .rev()
            .take_while(|closure| !closure.locals.contains(&local.0))
            .any(|closure| !closure.once)
    }

    /// A read, or a change that needs the old value.
    fn used(&mut self, place: &Place) {
        self.accessed(place, false);
        let Some((local, path)) = path_of(place) else {
            return;
        };
        if self.state.dead {
            return;
        }
        let found = self
            .state
            .moved
            .range((local, Path::new())..)
            .take_while(|((other, _), _)| *other == local)
            .find(|((_, moved), _)| overlap(moved, &path))
            .map(|(key, span)| (key.clone(), *span));
        let Some((key, at)) = found else { return };
        if self.reported.insert((local, place.span)) {
            let name = self.name(local);
            let whole = key.1.is_empty();
            let message = if whole {
                format!("`{name}` was moved, so it cannot be used here.")
            } else {
                format!("A part of `{name}` was moved, so `{name}` cannot be used here.")
            };
            let mut diagnostic = Diagnostic::error(codes::USE_AFTER_MOVE, place.span, message);
            diagnostic = if at == place.span {
                diagnostic.with_label("moved here in the previous round of the loop")
            } else {
                diagnostic.with_secondary(at, "the value moves to a new owner here")
            };
            let help = if self.in_post {
                "What it was when the function began is `old(..)`; what is returned is `result`."
            } else {
                "Keep a copy: write `.clone()` after the value where it moves."
            };
            self.report(diagnostic.with_help(help));
        }
        // One mistake, one message.
        self.state.moved.remove(&key);
    }

    fn moves(&mut self, place: &Place) {
        let Some(key) = path_of(place) else { return };
        if self.state.dead {
            return;
        }
        if self.is_kept_by_closure(key.0) {
            if self.reported.insert((key.0, place.span)) {
                let name = self.name(key.0);
                self.report(lending::moved_out(&name, place.span));
            }
            return;
        }
        self.state.moved.insert(key, place.span);
    }

    /// A call of a parameter that received a function, or its passing on.
    fn called(&mut self, param: LocalId, span: Span) {
        let once = self
            .body
            .locals
            .get(param.0 as usize)
            .is_some_and(|local| matches!(&local.ty, Ty::Fn(ty) if ty.once));
        if !once || self.state.dead {
            return;
        }
        let name = self.name(param);
        if let Some(first) = self.state.moved.get(&(param, Path::new())).copied() {
            if self.reported.insert((param, span)) {
                self.report(lending::called_twice(&name, span, first));
            }
        } else if self.is_kept_by_closure(param) {
            if self.reported.insert((param, span)) {
                self.report(lending::called_in_closure(&name, span));
            }
        } else {
            self.state.moved.insert((param, Path::new()), span);
        }
    }

    /// The place gets a new value: it is whole again.
    fn assigned(&mut self, place: &Place) {
        let Some((local, path)) = path_of(place) else {
            return;
        };
        if path.len() < place.projections.len() {
            self.used(place);
            return;
        }
        let gone: Vec<_> = self
            .state
            .moved
            .range((local, Path::new())..)
            .take_while(|((other, _), _)| *other == local)
            .filter(|((_, moved), _)| moved.starts_with(&path))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.state.moved.remove(&key);
        }
        if !path.is_empty() {
            self.used(place);
        }
    }

    fn changed(&mut self, place: &Place) {
        self.accessed(place, true);
        let Some((local, path)) = path_of(place) else {
            return;
        };
        let found = self
            .iterated
            .iter()
            .find(|(other, iterated, _)| *other == local && overlap(iterated, &path));
        let Some((_, _, at)) = found.cloned() else { return };
        if self.reported.insert((local, place.span)) {
            let name = self.name(local);
            self.report(
                Diagnostic::error(
                    codes::CHANGED_IN_LOOP,
                    place.span,
                    format!("`{name}` cannot change while a loop runs over it."),
                )
                .with_secondary(at, "the loop runs over it here")
                .with_help("Loop over indices (`for i in 0..n`), or over a copy (`.clone()`)."),
            );
        }
    }

    fn bind(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Binding {
                local, subpattern, ..
            } => {
                let gone: Vec<_> = self
                    .state
                    .moved
                    .range((*local, Path::new())..)
                    .take_while(|((other, _), _)| other == local)
                    .map(|(key, _)| key.clone())
                    .collect();
                for key in gone {
                    self.state.moved.remove(&key);
                }
                if let Some(subpattern) = subpattern {
                    self.bind(subpattern);
                }
            }
            PatternKind::Variant { fields, .. } | PatternKind::Fields(fields) => {
                fields.iter().for_each(|(_, field)| self.bind(field));
            }
            PatternKind::Elements { before, after, .. } => {
                before.iter().chain(after).for_each(|element| self.bind(element));
            }
            PatternKind::Or(alternatives) => {
                alternatives.iter().for_each(|alternative| self.bind(alternative))
            }
            _ => {}
        }
    }
}
