//! Exhaustiveness and reachability of `match` arms (spec 01 §3.3): Maranget's usefulness over finished patterns.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::IntType;
use twilight_diagnostics::{Diagnostic, Span};

use crate::checker::Checker;
use crate::codes;
use crate::infer::substitute;
use crate::limits::{MAX_MATCH_DEPTH, MAX_MATCH_STEPS};
use crate::thir::{AdtKind, Arg, Arm, Body, Callee, Expr, ExprKind, Pattern, PatternKind, Statement};
use crate::ty::Ty;
use crate::usefulness::{Ctor, Matrix, Pat, Row, TooComplex};
use crate::visit::{self, VisitMut};

/// A number that orders encoded integers as their values are ordered.
pub fn order_key(value: U256, int: IntType) -> U256 {
    if int.signed {
        value ^ (U256::from(1) << usize::from(int.bits - 1))
    } else {
        value
    }
}

/// Reports what the patterns of a body miss, and arms that never match.
pub fn check(checker: &mut Checker<'_>, body: &mut Body) {
    let mut visitor = Bodies {
        found: Vec::new(),
        checker,
    };
    visitor.expr(&mut body.expr);
    let found = visitor.found;
    checker.diagnostics.extend(found);
}

struct Bodies<'x, 'a> {
    checker: &'x Checker<'a>,
    found: Vec<Diagnostic>,
}

impl VisitMut for Bodies<'_, '_> {
    fn expr(&mut self, expr: &mut Expr) {
        match &expr.kind {
            ExprKind::Match { scrutinee, arms } if !matches!(scrutinee.ty, Ty::Error) => {
                let ty = match scrutinee.ty {
                    Ty::Never => Ty::Unit,
                    _ => scrutinee.ty.clone(),
                };
                self.arms(&ty, arms, scrutinee.span);
            }
            ExprKind::Block { statements, .. } => {
                for statement in statements {
                    if let Statement::Let { pattern, .. } = statement {
                        self.irrefutable(pattern);
                    }
                }
            }
            ExprKind::For { pattern, .. } => self.irrefutable(pattern),
            ExprKind::Call { args, .. } => {
                for arg in args {
                    if let Arg::Function(Callee::Closure(closure)) = arg {
                        closure.params.iter().for_each(|param| self.irrefutable(param));
                    }
                }
            }
            _ => {}
        }
        visit::walk_expr(self, expr);
    }
}

impl Bodies<'_, '_> {
    fn irrefutable(&mut self, pattern: &Pattern) {
        if matches!(
            pattern.kind,
            PatternKind::Wildcard | PatternKind::Binding { subpattern: None, .. }
        ) {
            return;
        }
        let pat = self.simplify(pattern);
        let rows = [Row::Owned(vec![&pat])];
        let mut matrix = Matrix {
            checker: self.checker,
            steps: MAX_MATCH_STEPS,
        };
        match matrix.useful(
            &rows,
            &[&Pat::Wild],
            std::slice::from_ref(&pattern.ty),
            MAX_MATCH_DEPTH,
        ) {
            Ok(None) => {}
            Ok(Some(witness)) => {
                let missing = witness.first().cloned().unwrap_or_default();
                self.found.push(
                    Diagnostic::error(
                        codes::REFUTABLE,
                        pattern.span,
                        format!("This pattern does not match every value: `{missing}` is left out."),
                    )
                    .with_help("Use `match`, or `if val pattern = value { .. }`."),
                );
            }
            Err(TooComplex) => self.too_complex(pattern.span),
        }
    }

    fn too_complex(&mut self, span: Span) {
        self.found.push(
            Diagnostic::error(
                codes::MATCH_TOO_COMPLEX,
                span,
                "These patterns are too complex to be checked for missing values.",
            )
            .with_help("Split the match into nested ones with fewer alternatives each."),
        );
    }

    fn arms(&mut self, ty: &Ty, arms: &[Arm], span: Span) {
        let pats: Vec<Pat> = arms.iter().map(|arm| self.simplify(&arm.pattern)).collect();
        let types = std::slice::from_ref(ty);
        let guarded = arms.iter().map(|arm| arm.guard.is_some());
        let flat = crate::flat_match::check(self.checker, ty, pats.iter().zip(guarded));
        let mut matrix = Matrix {
            checker: self.checker,
            steps: MAX_MATCH_STEPS,
        };
        let mut rows: Vec<Row<'_, '_>> = Vec::new();
        let mut unreachable = Vec::new();
        for (arm, pat) in arms.iter().zip(&pats) {
            // Giving up on warnings is harmless; on exhaustiveness it is not.
            if flat.is_none() && matches!(matrix.useful(&rows, &[pat], types, MAX_MATCH_DEPTH), Ok(None)) {
                unreachable.push(arm.pattern.span);
            }
            if arm.guard.is_none() {
                rows.push(Row::Owned(vec![pat]));
            }
        }
        let mut matrix = Matrix {
            checker: self.checker,
            steps: MAX_MATCH_STEPS,
        };
        let mut exhaustive = false;
        if let Some(flat) = flat {
            exhaustive = flat.exhaustive;
            let spans = flat.unreachable.iter().filter_map(|at| arms.get(*at));
            unreachable.extend(spans.map(|arm| arm.pattern.span));
        }
        let missing = if exhaustive {
            Ok(None)
        } else {
            matrix.useful(&rows, &[&Pat::Wild], types, MAX_MATCH_DEPTH)
        };
        match missing {
            Ok(None) => {}
            Ok(Some(witness)) => {
                let missing = witness.first().cloned().unwrap_or_default();
                let (message, mut help) = if missing == "_" {
                    (
                        "This `match` does not cover every value.".to_string(),
                        "Add an arm for `_`, which takes all values that are left.".to_string(),
                    )
                } else {
                    (
                        format!("This `match` does not cover every value: `{missing}` is missing."),
                        format!("Add an arm for `{missing}`, or `_` for all others."),
                    )
                };
                if arms.iter().any(|arm| arm.guard.is_some()) {
                    help.push_str(" Arms with `if` may not match, so they do not count.");
                }
                let diagnostic = Diagnostic::error(codes::NOT_EXHAUSTIVE, span, message).with_help(help);
                self.found.push(diagnostic);
            }
            Err(TooComplex) => self.too_complex(span),
        }
        // The last arm of an `if val` is made by the compiler and has the pattern's own place.
        for span in unreachable {
            if arms.iter().filter(|arm| arm.pattern.span == span).count() > 1 {
                continue;
            }
            self.found.push(
                Diagnostic::warning(
                    codes::UNREACHABLE_ARM,
                    span,
                    "This arm never matches: the arms before it cover all its values.",
                )
                .with_help("Remove it, or move it up."),
            );
        }
    }

    fn simplify(&self, pattern: &Pattern) -> Pat {
        let list = |patterns: &[Pattern]| {
            patterns
                .iter()
                .map(|pattern| self.simplify(pattern))
                .collect::<Vec<_>>()
        };
        match &pattern.kind {
            PatternKind::Wildcard | PatternKind::Binding { subpattern: None, .. } => Pat::Wild,
            PatternKind::Binding {
                subpattern: Some(inner),
                ..
            } => self.simplify(inner),
            PatternKind::Int(value) => match &pattern.ty {
                Ty::Int(int) => {
                    let key = order_key(*value, *int);
                    Pat::Ctor(Ctor::Range(key, key), Vec::new())
                }
                _ => Pat::Wild,
            },
            PatternKind::Range { start, end } => match &pattern.ty {
                Ty::Int(int) => Pat::Ctor(
                    Ctor::Range(order_key(*start, *int), order_key(*end, *int)),
                    Vec::new(),
                ),
                _ => Pat::Wild,
            },
            PatternKind::Bool(value) => Pat::Ctor(Ctor::Bool(*value), Vec::new()),
            PatternKind::Str(text) => Pat::Ctor(Ctor::Str(Arc::clone(text)), Vec::new()),
            PatternKind::Variant { variant, fields } => {
                Pat::Ctor(Ctor::Variant(*variant), self.fields(fields))
            }
            PatternKind::Fields(fields) => Pat::Ctor(Ctor::Single, self.fields(fields)),
            PatternKind::Elements { before, rest, after } => match &pattern.ty {
                // An array's middle matches anything; its ends decide, so it is a vector of a known length.
                Ty::Array(..) | Ty::Vector(_) if *rest => Pat::Open(list(before), list(after)),
                _ => Pat::Ctor(
                    Ctor::Length(before.len()),
                    sparse(list(before).into_iter().enumerate()),
                ),
            },
            PatternKind::Or(alternatives) => Pat::Or(list(alternatives)),
        }
    }

    fn fields(&self, given: &[(u32, Pattern)]) -> Vec<(usize, Pat)> {
        sparse(
            given
                .iter()
                .map(|(at, pattern)| (*at as usize, self.simplify(pattern))),
        )
    }
}

/// Parts that matter, in order of their positions.
fn sparse(parts: impl Iterator<Item = (usize, Pat)>) -> Vec<(usize, Pat)> {
    let mut parts: Vec<(usize, Pat)> = parts.filter(|(_, pat)| !matches!(pat, Pat::Wild)).collect();
    parts.sort_by_key(|(at, _)| *at);
    parts
}

impl Checker<'_> {
    /// Types of the fields of a tuple, struct or variant.
    pub fn payload(&self, ty: &Ty, variant: Option<u32>) -> Vec<Ty> {
        match (ty, variant) {
            (Ty::Tuple(types), _) => types.to_vec(),
            (Ty::Option(inner), Some(1)) => vec![(**inner).clone()],
            (Ty::Result(ok, _), Some(0)) => vec![(**ok).clone()],
            (Ty::Result(_, err), Some(1)) => vec![(**err).clone()],
            (Ty::Adt(id, args), _) => {
                let fields = match (self.adt(*id).map(|adt| &adt.kind), variant) {
                    (Some(AdtKind::Struct(fields)), None) => fields,
                    (Some(AdtKind::Enum(variants)), Some(at)) => match variants.get(at as usize) {
                        Some((_, fields)) => fields,
                        None => return Vec::new(),
                    },
                    _ => return Vec::new(),
                };
                fields
                    .types()
                    .into_iter()
                    .map(|ty| self.normalize(&substitute(ty, args)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}
