//! What may change, and which reads of map entries need a default (DECISIONS T3, T8).

use twilight_diagnostics::Diagnostic;

use crate::body::{FnCx, Obligation};
use crate::codes;
use crate::thir::{ExprKind, Place, PlaceBase, ProjectionKind};
use crate::traits::any_part;
use crate::ty::Ty;

impl FnCx<'_, '_> {
    /// Reports a read of a map's entry whose type has no default (DECISION T8).
    pub fn demand_entry_default(&mut self, place: &Place) {
        self.demand_defaults(place, place.projections.len());
    }

    /// As above for an assignment: only entries on the way are read.
    pub fn demand_path_default(&mut self, place: &Place) {
        self.demand_defaults(place, place.projections.len().saturating_sub(1));
    }

    pub(crate) fn demand_defaults(&mut self, place: &Place, count: usize) {
        for projection in place.projections.iter().take(count) {
            if !matches!(projection.kind, ProjectionKind::Key(_)) {
                continue;
            }
            let ty = self.infer.resolve(&projection.ty);
            if !self.ck.has_default(&ty) {
                self.report_no_default(&ty, projection.span);
                return;
            }
            if any_part(&ty, &mut |part| matches!(part, Ty::Infer(_))) {
                self.obligations.push(Obligation::Default(ty, projection.span));
            }
        }
    }

    /// Reports a change of something that must not change. `what` completes "cannot be ..".
    pub fn demand_mutable(&mut self, place: &Place, what: &str) -> bool {
        match &place.base {
            PlaceBase::Storage(..) | PlaceBase::Cell(_) | PlaceBase::Pointer { .. } => true,
            PlaceBase::Local(id) => {
                if let Some(info) = self.locals.get_mut(id.0 as usize) {
                    info.changed = true;
                }
                let Some(info) = self.local(*id) else { return true };
                if info.local.mutable {
                    return true;
                }
                let (name, span, param) = (info.local.name.clone(), info.local.span, info.param);
                let (lent, pattern) = (info.lent, info.pattern);
                let (kind, help) = if param && self.storage_names().contains(&name) {
                    (
                        "the parameter",
                        format!("The storage variable of that name is `storage.{name}`."),
                    )
                } else if name == "self" {
                    (
                        "`self`",
                        "Write `mut self` in the function's parameters.".to_string(),
                    )
                } else if param {
                    (
                        "the parameter",
                        format!("Write `mut {name}` in the parameters, or copy it into a `var` first."),
                    )
                } else if lent {
                    (
                        "the parameter",
                        format!("Write `|mut {name}|`, which is a copy of the closure's own."),
                    )
                } else if pattern {
                    (
                        "the variable",
                        format!(
                            "It is a copy: assign to the place it came from, such as `list[i]` or `storage.name`. \
                             To change the copy alone, write `mut {name}` in the pattern."
                        ),
                    )
                } else {
                    ("the variable", format!("Declare it as `var {name}`."))
                };
                let shown = if name == "self" {
                    String::new()
                } else {
                    format!(" `{name}`")
                };
                self.ck.report(
                    Diagnostic::error(
                        codes::IMMUTABLE,
                        place.span,
                        format!("This cannot be {what}, because {kind}{shown} is not mutable."),
                    )
                    .with_secondary(span, "declared here without `var` or `mut`")
                    .with_help(help),
                );
                // The mistake is the declaration, so it is said once.
                if let Some(info) = self.locals.get_mut(id.0 as usize) {
                    info.local.mutable = true;
                }
                false
            }
            PlaceBase::Temporary(value) => {
                if matches!(value.ty, Ty::Error) {
                    return false;
                }
                let (message, help) = match value.kind {
                    ExprKind::Const(_) => (
                        "A constant cannot change.".to_string(),
                        "Copy it into a `var` and change that.",
                    ),
                    ExprKind::Aggregate(_) if matches!(value.ty, Ty::Tuple(_)) => (
                        "An assignment takes one place, not a tuple of places.".to_string(),
                        "Take the parts with `val (x, y) = ..;`, then assign them one by one.",
                    ),
                    _ => (
                        format!(
                            "This is a temporary value, so it cannot be {what}: the change would be lost."
                        ),
                        "Put it into a `var` first, or change the place it came from.",
                    ),
                };
                self.ck
                    .report(Diagnostic::error(codes::NOT_A_PLACE, place.span, message).with_help(help));
                false
            }
        }
    }
}
