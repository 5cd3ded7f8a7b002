//! Calls that no source writes: showing a value calls its `fmt`, comparing calls its `cmp` (DECISION T19, spec 03 §3).
//!
//! Whoever follows calls ([`crate::purity`]) asks here besides. A type that is not known yet may be any that
//! implements the trait, so its answer is the trait's own function. This module must never change a body.

use std::collections::{HashMap, HashSet};

use twilight_syntax::ast::BinaryOp;

use crate::checker::Checker;
use crate::infer::substitute;
use crate::std_fn::StdFn;
use crate::thir::{AdtKind, Expr, ExprKind, FnId, FormatPart, StdTrait};
use crate::ty::{AdtId, Ty};

/// The functions of one trait of the library that the language calls by itself.
#[derive(Default)]
struct Implemented {
    /// The trait's own function, which stands for all of them.
    declared: Option<FnId>,
    of: HashMap<AdtId, Vec<FnId>>,
}

impl Implemented {
    fn new(checker: &Checker<'_>, wanted: StdTrait) -> Self {
        let Some(id) = checker.std_trait(wanted) else {
            return Self::default();
        };
        let declared = checker.trait_info(id).and_then(|info| info.functions.first());
        let mut of: HashMap<AdtId, Vec<FnId>> = HashMap::new();
        for one in checker.impls.iter().filter(|one| one.of_trait == id) {
            if let (Some(Ty::Adt(adt, _)), Some(Some(function))) = (one.args.first(), one.functions.first()) {
                of.entry(*adt).or_default().push(*function);
            }
        }
        Self {
            declared: declared.copied(),
            of,
        }
    }

    /// Functions that may be called for a part of `ty`.
    fn for_parts(&self, checker: &Checker<'_>, ty: &Ty) -> Vec<FnId> {
        let mut found = Vec::new();
        if self.of.is_empty() {
            return found;
        }
        let mut seen = HashSet::new();
        let mut work = vec![ty.clone()];
        while let Some(part) = work.pop() {
            match &part {
                Ty::Adt(id, args) => {
                    work.extend(args.iter().cloned());
                    // Types may hold themselves.
                    if !seen.insert(*id) {
                        continue;
                    }
                    found.extend(self.of.get(id).into_iter().flatten());
                    match checker.adt(*id).map(|adt| &adt.kind) {
                        Some(AdtKind::Struct(fields)) => {
                            work.extend(fields.types().iter().map(|ty| substitute(ty, args)));
                        }
                        Some(AdtKind::Enum(variants)) => {
                            let fields = variants.iter().flat_map(|(_, fields)| fields.types());
                            work.extend(fields.map(|ty| substitute(ty, args)));
                        }
                        None => {}
                    }
                }
                Ty::Tuple(parts) => work.extend(parts.iter().cloned()),
                Ty::Array(part, _) | Ty::Vector(part) | Ty::Option(part) => work.push((**part).clone()),
                Ty::Map(one, two) | Ty::Result(one, two) => work.extend([(**one).clone(), (**two).clone()]),
                Ty::Param(_) | Ty::Assoc(..) | Ty::Opaque(..) => found.extend(self.declared),
                _ => {}
            }
        }
        found
    }
}

/// What implements the traits that the language calls by itself.
pub struct ImplicitCalls {
    show: Implemented,
    order: Implemented,
}

impl ImplicitCalls {
    /// Collects the implementations of a program.
    pub fn new(checker: &Checker<'_>) -> Self {
        Self {
            show: Implemented::new(checker, StdTrait::Displayable),
            order: Implemented::new(checker, StdTrait::Ord),
        }
    }

    /// Functions that an expression itself calls without naming them, its parts excepted.
    pub fn of(&self, checker: &Checker<'_>, expr: &Expr) -> Vec<FnId> {
        match &expr.kind {
            ExprKind::Format(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    FormatPart::Value(value) => Some(&value.ty),
                    FormatPart::Text(_) => None,
                })
                .flat_map(|ty| self.show.for_parts(checker, ty))
                .collect(),
            ExprKind::Std {
                function: StdFn::ToString,
                types,
                ..
            } => types
                .iter()
                .flat_map(|ty| self.show.for_parts(checker, ty))
                .collect(),
            ExprKind::Std {
                function: StdFn::VectorSort | StdFn::ArraySort,
                types,
                ..
            } => types
                .iter()
                .flat_map(|ty| self.order.for_parts(checker, ty))
                .collect(),
            ExprKind::Binary {
                op: BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge,
                lhs,
                ..
            } => self.order.for_parts(checker, &lhs.ty),
            _ => Vec::new(),
        }
    }
}
