//! Domains that functions state themselves (spec 04 §3.2): what `#[reads]`, `#[writes]` and `#[conflict_free]` say,
//! and where the function does otherwise.
//!
//! What is stated is authoritative, for the function and for its callers; this module only compares. A key that the
//! compiler does not know may be any that is stated: to name it is what the attributes are for.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use twilight_diagnostics::Span;

use super::{Own, Place, Places, SENDER, Segment};
use crate::Function;

/// A domain as an attribute states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDomain {
    /// `self.balance:user`; `self.` may be absent.
    pub text: String,
    /// The attribute.
    pub span: Span,
}

/// What a function states. `#[conflict_free]` states two empty lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// `#[reads]`; `None` leaves it to inference.
    pub reads: Option<Vec<StatedDomain>>,
    /// `#[writes]`, likewise.
    pub writes: Option<Vec<StatedDomain>>,
    /// The attribute that says so when nothing is accessed at all.
    pub conflict_free: Option<Span>,
}

/// Where what is stated and what the function does differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// An access that is not stated.
    Missing {
        /// `self.log:5`.
        domain: String,
        /// A write, else a read.
        write: bool,
        /// The access, or the call that leads to it.
        access: Span,
        /// The attribute that should name it.
        attribute: Span,
        /// That attribute is `#[conflict_free]`.
        conflict_free: bool,
    },
    /// A domain that is stated and never accessed.
    Unused {
        /// As it is written.
        domain: String,
        /// Stated as written, else as read.
        write: bool,
        /// The attribute.
        attribute: Span,
    },
}

/// The sets that replace inference.
pub(super) struct Override {
    pub(super) reads: Option<Places>,
    pub(super) writes: Option<Places>,
}

impl Override {
    pub(super) fn of(stated: &Stated, function: &Function) -> Self {
        let places = |stated: &Option<Vec<StatedDomain>>| {
            let places = stated.as_ref()?.iter();
            Some(places.map(|domain| place(&domain.text, function)).collect())
        };
        Self {
            reads: places(&stated.reads),
            writes: places(&stated.writes),
        }
    }
}

/// A stated domain as a place of the function: a key that is a parameter's name stands for it, `ctx.sender()`
/// for the sender, and so does `sender` where no parameter has that name; `*` for any.
fn place(text: &str, function: &Function) -> Place {
    let text = text.strip_prefix("self.").unwrap_or(text);
    let mut parts = segments(text).into_iter();
    let variable = parts.next().unwrap_or_default();
    let parameter = |name: &str| {
        let mut params = function.values.iter().take(function.params as usize);
        let at = params.position(|value| value.name.as_deref() == Some(name));
        at.and_then(|at| u32::try_from(at).ok())
    };
    let mut path = Vec::new();
    for part in parts {
        let segment = match part.strip_prefix(':') {
            Some("*") => Segment::Any,
            Some(SENDER) => Segment::Sender,
            Some(key) => match parameter(key) {
                Some(at) => Segment::Param(at),
                None if key == "sender" => Segment::Sender,
                None => Segment::Exact(part.to_owned()),
            },
            None => Segment::Exact(part.to_owned()),
        };
        let last = segment == Segment::Any;
        path.push(segment);
        if last {
            break;
        }
    }
    Place {
        variable: Arc::from(variable),
        path,
    }
}

/// The keys of a stated domain, as they are written.
#[must_use]
pub fn stated_keys(text: &str) -> Vec<&str> {
    segments(text.strip_prefix("self.").unwrap_or(text))
        .into_iter()
        .filter_map(|part| part.strip_prefix(':'))
        .collect()
}

/// The variable, then keys and fields with their separators; a text in quotes is one key, and so is the sender.
fn segments(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ':' | '.' if !quoted && at > start && !in_sender(text, start, at) => {
                parts.extend(text.get(start..at));
                start = at;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// Whether the point at `at` is the one of `:ctx.sender()` that begins at `start`.
fn in_sender(text: &str, start: usize, at: usize) -> bool {
    let key = text.get(start..).and_then(|part| part.strip_prefix(':'));
    let behind = key.and_then(|key| key.strip_prefix(SENDER));
    at < start + SENDER.len() && behind.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.']))
}

impl Place {
    /// Whether an access of `other` is one that this stated place allows: the same place, one inside it, or one
    /// that may be either.
    fn covers(&self, other: &Self) -> bool {
        let pairs = self.path.iter().zip(&other.path);
        self.variable == other.variable
            && (self.path.len() <= other.path.len() || other.path.last() == Some(&Segment::Any))
            && pairs
                .take_while(|(stated, found)| **stated != Segment::Any && **found != Segment::Any)
                .all(|(stated, found)| stated == found)
    }
}

/// Compares what a function states with what it does. `called` are the places of the functions it calls, as this
/// function sees them.
pub(super) fn divergences(
    stated: &Stated,
    function: &Function,
    own: &Own,
    called: &[(Place, bool, Span)],
) -> Vec<Divergence> {
    let by = Override::of(stated, function);
    let list = |domains: &Option<Vec<StatedDomain>>| {
        domains.as_ref().and_then(|all| all.first()).map(|one| one.span)
    };
    let accesses = || own.accesses.iter().chain(called);
    let mut missing = Vec::new();
    for (place, write, access) in accesses() {
        let allowed = if *write { &by.writes } else { &by.reads };
        let Some(allowed) = allowed else { continue };
        // Who may write may read: both conflict with the same calls, and more.
        let more = by.writes.as_ref().filter(|_| !*write);
        if allowed
            .iter()
            .chain(more.into_iter().flatten())
            .any(|one| one.covers(place))
        {
            continue;
        }
        missing.push((place, *write, *access));
    }
    // What writes a whole, as `push` does, touches its parts too: the whole is all that one has to state.
    let mut wholes: HashMap<(bool, Span), BTreeSet<Place>> = HashMap::new();
    for (place, write, access) in &missing {
        wholes
            .entry((*write, *access))
            .or_default()
            .insert((*place).clone());
    }
    missing.retain(|(place, write, access)| {
        let wholes = wholes.get(&(*write, *access));
        !(0..place.path.len()).any(|length| {
            let around = Place {
                variable: Arc::clone(&place.variable),
                path: place.path.iter().take(length).cloned().collect(),
            };
            wholes.is_some_and(|wholes| wholes.contains(&around))
        })
    });
    let mut found = Vec::new();
    for (place, write, access) in missing {
        let (first, second) = if write {
            (&stated.writes, &stated.reads)
        } else {
            (&stated.reads, &stated.writes)
        };
        let attribute = stated
            .conflict_free
            .or_else(|| list(first))
            .or_else(|| list(second));
        found.push(Divergence::Missing {
            domain: place.text(function),
            write,
            access,
            attribute: attribute.unwrap_or(function.span),
            conflict_free: stated.conflict_free.is_some(),
        });
    }
    for (domains, write) in [(&stated.reads, false), (&stated.writes, true)] {
        for domain in domains.iter().flatten() {
            let stated = place(&domain.text, function);
            if !accesses()
                .any(|(place, writes, _)| *writes == write && (stated.covers(place) || place.covers(&stated)))
            {
                found.push(Divergence::Unused {
                    domain: domain.text.clone(),
                    write,
                    attribute: domain.span,
                });
            }
        }
    }
    found
}
