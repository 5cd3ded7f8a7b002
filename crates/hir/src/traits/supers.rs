//! Traits that extend others: `trait Shape: Named + Displayable`.
//!
//! What a trait extends is a bound on every type that implements it, and known of every type that is asked to have
//! it. Callers are not asked for it a second time: that would say one mistake twice.

use std::borrow::Cow;
use std::sync::Arc;

use twilight_diagnostics::{Diagnostic, Span};

use super::{STD_FILE, substitute_bound};
use crate::checker::{Bound, Checker};
use crate::codes;
use crate::limits::MAX_SUPERTRAITS;
use crate::ty::{TraitId, Ty};

/// How far the search has come with a trait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

impl Checker<'_> {
    /// Finds all that new traits ask for, directly or through what they extend. Circles are reported and cut.
    pub fn resolve_supers(&mut self, new: &[TraitId]) {
        let mut marks = vec![Mark::Done; self.traits.len()];
        for id in new {
            set(&mut marks, *id, Mark::New);
        }
        for start in new {
            if marks.get(start.0 as usize) != Some(&Mark::New) {
                continue;
            }
            // Depth-first search with its own stack: chains of traits may be long.
            let mut stack = vec![(*start, 0_usize)];
            set(&mut marks, *start, Mark::Open);
            while let Some((id, next)) = stack.last_mut() {
                let id = *id;
                let bound = self.trait_info(id).and_then(|info| info.supers.get(*next));
                let Some((bound, span)) = bound.cloned() else {
                    self.close_supers(id);
                    set(&mut marks, id, Mark::Done);
                    stack.pop();
                    continue;
                };
                let Bound::Trait(extended, _) = bound else {
                    *next += 1;
                    continue;
                };
                match marks.get(extended.0 as usize) {
                    Some(Mark::New) => {
                        *next += 1;
                        set(&mut marks, extended, Mark::Open);
                        stack.push((extended, 0));
                    }
                    Some(Mark::Open) => {
                        let at = *next;
                        if let Some(info) = self.traits.get_mut(id.0 as usize) {
                            info.supers.remove(at);
                        }
                        self.report_super_cycle(id, extended, span);
                    }
                    _ => *next += 1,
                }
            }
        }
    }

    /// Everything that a trait asks for, where that is known of the traits it extends.
    fn close_supers(&mut self, id: TraitId) {
        let Some(info) = self.trait_info(id) else { return };
        let (name, span) = (info.name.clone(), info.span);
        let mut all: Vec<Bound> = Vec::new();
        let mut fits = true;
        for (bound, _) in &info.supers {
            let further = match bound {
                Bound::Trait(extended, args) => {
                    let types: Vec<Ty> = std::iter::once(Ty::Param(0))
                        .chain(args.iter().cloned())
                        .collect();
                    self.trait_info(*extended)
                        .map(|info| {
                            info.all_supers
                                .iter()
                                .map(|bound| substitute_bound(bound, &types))
                                .collect::<Vec<_>>()
                        })
                        .unwrap_or_default()
                }
                _ => Vec::new(),
            };
            for bound in std::iter::once(bound.clone()).chain(further) {
                let small = match &bound {
                    Bound::Trait(_, args) => args.iter().all(|ty| self.within_limits(ty).is_ok()),
                    _ => true,
                };
                if all.contains(&bound) {
                    continue;
                }
                if !small || all.len() >= MAX_SUPERTRAITS {
                    fits = false;
                    break;
                }
                all.push(bound);
            }
        }
        if !fits {
            self.error(
                codes::TOO_MANY_SUPERTRAITS,
                span,
                format!(
                    "The trait `{name}` extends more than {MAX_SUPERTRAITS} traits, those that they extend included, \
                     or types in their arguments become too large."
                ),
            );
        }
        if let Some(info) = self.traits.get_mut(id.0 as usize) {
            info.all_supers = Arc::from(all);
        }
    }

    fn report_super_cycle(&mut self, id: TraitId, extended: TraitId, span: Span) {
        let name = |id: TraitId| {
            self.trait_info(id)
                .map_or_else(String::new, |info| info.name.clone())
        };
        let (through, name) = (name(id), name(extended));
        let how = if id == extended {
            String::new()
        } else {
            format!(" through `{through}`")
        };
        self.report(
            Diagnostic::error(
                codes::SUPERTRAIT_CYCLE,
                span,
                format!("The trait `{name}` extends itself{how}."),
            )
            .with_help("Leave one of the two out, and ask for both where they are used: `T: A + B`."),
        );
    }

    /// Bounds of a type with all that their traits extend.
    pub fn with_supers<'b>(&self, ty: &Ty, bounds: &'b [Bound]) -> Cow<'b, [Bound]> {
        let supers = |bound: &Bound| match bound {
            Bound::Trait(id, _) => self.trait_info(*id).map(|info| Arc::clone(&info.all_supers)),
            _ => None,
        };
        if bounds
            .iter()
            .all(|bound| supers(bound).is_none_or(|all| all.is_empty()))
        {
            return Cow::Borrowed(bounds);
        }
        let mut all = bounds.to_vec();
        for bound in bounds {
            let (Bound::Trait(_, args), Some(further)) = (bound, supers(bound)) else {
                continue;
            };
            let types: Vec<Ty> = std::iter::once(ty.clone()).chain(args.iter().cloned()).collect();
            for bound in further.iter() {
                let bound = substitute_bound(bound, &types);
                if !all.contains(&bound) {
                    all.push(bound);
                }
            }
        }
        Cow::Owned(all)
    }

    /// Reports what the type of an implementation lacks of what the trait extends. The type parameters of the
    /// implementation are current.
    pub fn check_supers(&mut self, id: TraitId, args: &[Ty], place: Span) {
        let Some(info) = self.trait_info(id) else { return };
        let (name, supers) = (info.name.clone(), info.supers.clone());
        let Some(ty) = args.first() else { return };
        for (bound, span) in supers {
            let bound = self.normalize_bound(&substitute_bound(&bound, args));
            if self.meets(ty, &bound) {
                continue;
            }
            let (shown, wanted) = (self.show(ty), self.show_bound(&bound));
            let mut diagnostic = Diagnostic::error(
                codes::BOUND,
                place,
                format!("The type `{shown}` implements `{name}`, so it must implement `{wanted}` too."),
            );
            if span.file != STD_FILE {
                diagnostic = diagnostic.with_secondary(span, format!("`{name}` extends `{wanted}` here"));
            }
            if let Some(help) = self.bound_help(ty, &bound, &shown, &wanted) {
                diagnostic = diagnostic.with_help(help);
            }
            self.report(diagnostic);
        }
    }
}

fn set(marks: &mut [Mark], id: TraitId, mark: Mark) {
    if let Some(slot) = marks.get_mut(id.0 as usize) {
        *slot = mark;
    }
}
