//! Which structs references to storage point into: only their parts need storage keys of their own.

use std::collections::HashSet;

use twilight_hir::Ty;
use twilight_hir::thir::{Expr, ExprKind, Place, Program, ProjectionKind};
use twilight_hir::ty::AdtId;
use twilight_hir::visit::{VisitMut, walk_expr};

/// The structs that some reference of the program leads into, to one of their fields or further.
pub fn pointed_into(program: &mut Program) -> HashSet<AdtId> {
    let mut walk = Pointed::default();
    for function in &mut program.functions {
        walk.expr(&mut function.body.expr);
    }
    let variables = program.contracts.iter_mut().flat_map(|one| &mut one.storage);
    for init in variables.filter_map(|variable| variable.init.as_mut()) {
        walk.expr(&mut init.expr);
    }
    walk.structs
}

#[derive(Default)]
struct Pointed {
    structs: HashSet<AdtId>,
}

impl Pointed {
    fn mark(&mut self, place: &Place) {
        let mut ty = &place.base_ty;
        for step in &place.projections {
            if let (ProjectionKind::Field(_), Ty::Adt(id, _)) = (&step.kind, ty) {
                self.structs.insert(*id);
            }
            ty = &step.ty;
        }
    }
}

impl VisitMut for Pointed {
    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::PointerTo(place) = &expr.kind {
            self.mark(place);
        }
        walk_expr(self, expr);
    }
}
