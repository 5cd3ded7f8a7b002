//! Maps in storage are used by their entries only (DECISION T8).
//!
//! The chain keeps each entry under a key of its own and lists nothing, so that a map that lies in storage, or a value
//! that holds one, is never read, replaced or removed as a whole. A map inside a value that is kept under one key
//! (an `Option`, a tuple, an enum) is no such map: it comes and goes with its value. This module must never change a
//! body.

use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::Checker;
use crate::codes;
use crate::infer::substitute;
use crate::std_fn::StdFn;
use crate::thir::{AdtKind, Arg, Body, Expr, ExprKind, Place, PlaceBase};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

const UNLISTED: &str = "the chain keeps each entry under a key of its own and cannot list them";
const STAYING: &str = "the entries that stand there could not be found, and would stay";

/// Reports each use of a storage map as a whole, once.
pub fn check(checker: &mut Checker<'_>, bodies: &mut [Body], others: &mut [&mut Body]) {
    if checker.contracts.is_empty() {
        return;
    }
    let mut uses = Uses { checker };
    for body in bodies.iter_mut().chain(others.iter_mut().map(|body| &mut **body)) {
        uses.expr(&mut body.expr);
    }
}

impl Checker<'_> {
    /// Whether a storage place of the type is spread over several keys (`docs/wasm-abi.md`).
    fn is_spread(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Map(..) => true,
            Ty::Vector(element) => !matches!(&**element, Ty::Int(int) if !int.signed && int.bits == 8),
            _ => self.stored_fields(ty).iter().any(|field| self.is_spread(field)),
        }
    }

    /// Whether such a place holds a map that is spread, too.
    fn holds_storage_map(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Map(..) => true,
            Ty::Vector(element) => self.holds_storage_map(element),
            _ => self
                .stored_fields(ty)
                .iter()
                .any(|field| self.holds_storage_map(field)),
        }
    }

    /// Fields of a struct; none of other types. Types in storage are finite.
    fn stored_fields(&self, ty: &Ty) -> Vec<Ty> {
        let Ty::Adt(id, args) = ty else { return Vec::new() };
        match self.adt(*id).map(|adt| &adt.kind) {
            Some(AdtKind::Struct(fields)) => fields
                .types()
                .iter()
                .map(|field| substitute(field, args))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The type at the end of a storage place, where no step goes into a value that lies under one key.
    pub fn spread_end<'p>(&self, place: &'p Place) -> Option<&'p Ty> {
        if !matches!(place.base, PlaceBase::Storage(..)) {
            return None;
        }
        let mut ty = &place.base_ty;
        for projection in &place.projections {
            if !self.is_spread(ty) {
                return None;
            }
            ty = &projection.ty;
        }
        Some(ty)
    }
}

struct Uses<'c, 'a> {
    checker: &'c mut Checker<'a>,
}

impl Uses<'_, '_> {
    /// The type of what lies at the end of a storage place, where that is spread and holds a map.
    fn whole(&self, place: &Place) -> Option<Ty> {
        let ty = self.checker.spread_end(place)?;
        self.checker.holds_storage_map(ty).then(|| ty.clone())
    }

    fn holds_map(&self, ty: &Ty) -> bool {
        self.checker.holds_storage_map(ty)
    }

    fn report(&mut self, ty: &Ty, span: Span, what: &str, why: &str, help: &str) {
        let subject = if matches!(ty, Ty::Map(..)) {
            "A map in storage".to_string()
        } else {
            format!("A `{}` in storage holds a map, so it", self.checker.show(ty))
        };
        self.checker.report(
            Diagnostic::error(
                codes::WHOLE_STORAGE_MAP,
                span,
                format!("{subject} cannot be {what} as a whole: {why}."),
            )
            .with_help(help),
        );
    }

    fn report_read(&mut self, ty: &Ty, span: Span) {
        let help = if matches!(ty, Ty::Map(..)) {
            "Read the entries that are needed by their keys: `storage.m[key]`."
        } else {
            "Read the fields that are needed, and the entries of the map by their keys."
        };
        self.report(ty, span, "read", UNLISTED, help);
    }

    fn read(&mut self, place: &Place) {
        if let Some(ty) = self.whole(place) {
            self.report_read(&ty, place.span);
        }
    }

    /// A method of the library on a place: those that take one entry or element out want its type to hold no map.
    fn method(&mut self, function: StdFn, place: &Place) {
        let Some(ty) = self.whole(place) else { return };
        let inner = match &ty {
            Ty::Vector(inner) | Ty::Map(_, inner) => (**inner).clone(),
            _ => return self.report_read(&ty, place.span),
        };
        match function {
            StdFn::VectorLen | StdFn::VectorIsEmpty | StdFn::VectorPush | StdFn::MapContainsKey => {}
            StdFn::MapGet | StdFn::MapGetOr | StdFn::VectorGet | StdFn::VectorFirst | StdFn::VectorLast
                if self.holds_map(&inner) =>
            {
                self.report_read(&inner, place.span);
            }
            StdFn::MapInsert
            | StdFn::MapRemove
            | StdFn::VectorSet
            | StdFn::VectorPop
            | StdFn::VectorClear
                if self.holds_map(&inner) =>
            {
                self.report(
                    &inner,
                    place.span,
                    if matches!(function, StdFn::MapInsert | StdFn::VectorSet) {
                        "replaced"
                    } else {
                        "removed"
                    },
                    STAYING,
                    "Leave it where it is: assign its fields, and remove the entries of its map by their keys.",
                );
            }
            StdFn::MapGet | StdFn::MapGetOr | StdFn::MapInsert | StdFn::MapRemove => {}
            // All others bring the whole into memory.
            _ => self.report_read(&ty, place.span),
        }
    }
}

impl VisitMut for Uses<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Use(place, _) => self.read(place),
            ExprKind::Call { args, .. } => {
                for arg in args {
                    if let Arg::Place(place) = arg {
                        self.read(place);
                    }
                }
            }
            ExprKind::Assign { place, .. } => {
                if let Some(ty) = self.whole(place) {
                    let help = if matches!(ty, Ty::Map(..)) {
                        "Assign or remove its entries one by one. To begin anew, count the rounds in a variable and \
                         make the count a part of the key: `storage.m[(round, key)]`."
                    } else {
                        "Assign its fields one by one; that makes the entry of a map, too."
                    };
                    self.report(&ty, place.span, "replaced", STAYING, help);
                }
            }
            ExprKind::Std {
                function,
                receiver: Some(place),
                ..
            } => self.method(*function, place),
            ExprKind::Std {
                function,
                receiver: None,
                args,
                ..
            } => {
                if let Some(Expr {
                    kind: ExprKind::Use(place, _),
                    ..
                }) = args.first_mut()
                {
                    self.method(*function, place);
                    visit::walk_place(self, place);
                    for arg in args.iter_mut().skip(1) {
                        self.expr(arg);
                    }
                    return;
                }
            }
            _ => {}
        }
        visit::walk_expr(self, expr);
    }
}
