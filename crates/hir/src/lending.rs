//! What a closure may do with the variables around it (DECISIONS S7, T3, T20).
//!
//! A closure is given to a call and runs during it. So whatever the call borrows besides must not be changed by the
//! closure, and whatever the call changes must not be looked at. Text of the errors stands here; [`crate::moves`]
//! walks the bodies.

use twilight_diagnostics::{Diagnostic, Span};

use crate::codes;
use crate::thir::{
    Arg, Closure, ContractId, Expr, ExprKind, LocalId, Place, PlaceBase, ProjectionKind, UseMode,
};

/// Where a place starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A variable.
    Local(LocalId),
    /// A storage variable.
    Storage(ContractId, u32),
}

/// A place that is read or changed.
#[derive(Clone, Debug)]
pub struct Access {
    /// Where it starts.
    pub root: Root,
    /// Fields inward, as far as they are fields.
    path: Vec<u32>,
    /// It is changed, or may be.
    pub changed: bool,
    /// Where that is written.
    pub span: Span,
}

impl Access {
    /// `None` for temporaries, which nothing else can reach.
    pub fn of(place: &Place, changed: bool) -> Option<Self> {
        let root = match &place.base {
            PlaceBase::Local(local) => Root::Local(*local),
            PlaceBase::Storage(contract, index) => Root::Storage(*contract, *index),
            PlaceBase::Temporary(_) | PlaceBase::Cell(_) | PlaceBase::Pointer { .. } => return None,
        };
        let path = place
            .projections
            .iter()
            .map_while(|step| match step.kind {
                ProjectionKind::Field(at) => Some(at),
                _ => None,
            })
            .collect();
        Some(Self {
            root,
            path,
            changed,
            span: place.span,
        })
    }

    /// Whether both reach the same value and one of them changes it.
    pub fn conflicts(&self, other: &Self) -> bool {
        self.root == other.root
            && (self.changed || other.changed)
            && self.path.iter().zip(&other.path).all(|(a, b)| a == b)
    }
}

impl Closure {
    /// Whether what it reaches is a variable of its own.
    pub fn owns(&self, access: &Access) -> bool {
        matches!(access.root, Root::Local(local) if self.locals.contains(&local.0))
    }
}

/// Places that a call borrows for its whole duration, with whether it may change them. Storage that is only read is
/// read before the call.
pub fn borrowed(args: &[Arg]) -> Vec<(&Place, bool)> {
    let mut found = Vec::new();
    for arg in args {
        match arg {
            Arg::Place(place) => found.push((place, true)),
            Arg::Value(value) => borrowed_by(value, &mut found),
            Arg::Function(_) => {}
        }
    }
    found
}

fn borrowed_by<'e>(value: &'e Expr, found: &mut Vec<(&'e Place, bool)>) {
    match &value.kind {
        ExprKind::Use(place, UseMode::Borrow) => match &place.base {
            PlaceBase::Local(_) => found.push((place, false)),
            PlaceBase::Temporary(base) => borrowed_by(base, found),
            PlaceBase::Storage(..) | PlaceBase::Cell(_) | PlaceBase::Pointer { .. } => {}
        },
        ExprKind::Block { tail: Some(tail), .. } => borrowed_by(tail, found),
        ExprKind::If { then, otherwise, .. } => {
            borrowed_by(then, found);
            if let Some(otherwise) = otherwise {
                borrowed_by(otherwise, found);
            }
        }
        ExprKind::Match { arms, .. } => arms.iter().for_each(|arm| borrowed_by(&arm.body, found)),
        _ => {}
    }
}

/// The closure and the call it is given to want the same value. `name` is `None` for storage.
pub fn conflict(name: Option<&str>, inside: &Access, lent: &Access) -> Diagnostic {
    let what = name.map_or_else(|| "This storage variable".to_string(), |name| format!("`{name}`"));
    let (message, label) = if lent.changed {
        (
            format!("{what} is used in this closure while the call changes it."),
            "passed to be changed here",
        )
    } else {
        (
            format!(
                "{what} cannot change in this closure: the call that the closure is given to reads it meanwhile."
            ),
            "lent to the call here",
        )
    };
    let help = if lent.changed {
        "Take what the closure needs into a `val` before the call."
    } else {
        "Pass a copy to the call (`.clone()`), or collect the changes in another `var` and apply them afterwards."
    };
    Diagnostic::error(codes::EXCLUSIVE, inside.span, message)
        .with_secondary(lent.span, label)
        .with_help(help)
}

/// A captured variable is moved out of a closure that may run again.
pub fn moved_out(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::MOVED_OUT_OF_CLOSURE,
        span,
        format!("`{name}` cannot move out of this closure, because the closure may run more than once."),
    )
    .with_help("Write `.clone()` after it, or let the called function ask for `FnOnce`.")
}

/// A parameter that receives an `FnOnce` is called, or passed on, for the second time.
pub fn called_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::CALLED_TWICE,
        span,
        format!("`{name}` is `FnOnce`, so it can be called only once."),
    );
    let diagnostic = if first == span {
        diagnostic.with_label("called here in the previous round of the loop")
    } else {
        diagnostic.with_secondary(first, "called or passed on here before")
    };
    diagnostic.with_help("Ask for `Fn` instead of `FnOnce` where the parameter is declared.")
}

/// As above, in a closure that may run again.
pub fn called_in_closure(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::CALLED_TWICE,
        span,
        format!("`{name}` is `FnOnce`, but this closure, which calls it, may run more than once."),
    )
    .with_help("Ask for `Fn` instead of `FnOnce` where the parameter is declared.")
}
