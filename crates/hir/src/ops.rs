//! Binary operators, comparison and assignment (spec 01 §4.7, DECISIONS S5, T7, T14).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::{self, BinaryOp};

use crate::body::{FnCx, Obligation, error_expr, place_ty};
use crate::codes;
use crate::slips;
use crate::thir::{Expr, ExprKind};
use crate::ty::Ty;

/// An operator as source writes it.
pub fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::And => "&&",
        BinaryOp::Or => "||",
    }
}

impl<'a> FnCx<'_, 'a> {
    /// `a op b`.
    pub fn binary(
        &mut self,
        op: BinaryOp,
        op_span: Span,
        lhs: &'a ast::Expr,
        rhs: &'a ast::Expr,
        span: Span,
        hint: Option<&Ty>,
    ) -> Expr {
        let build = |lhs: Expr, rhs: Expr, ty: Ty| Expr {
            kind: ExprKind::Binary {
                op,
                lhs: Box::new(lhs),
                rhs: Box::new(rhs),
            },
            ty,
            span,
        };
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let left = self.check(lhs, &Ty::Bool);
                if left.ty == Ty::Error && slips::begins_with_move(lhs) {
                    return error_expr(span);
                }
                let rhs = self.check(rhs, &Ty::Bool);
                build(left, rhs, Ty::Bool)
            }
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
                let lhs = self.expr(lhs, None);
                let lhs_ty = self.value_ty(&lhs);
                let rhs = self.expr(rhs, Some(&lhs_ty));
                if !self.same_operands(op, op_span, &lhs, &rhs) {
                    return error_expr(span);
                }
                self.obligations.push(Obligation::Compare(lhs_ty, op, span));
                build(lhs, rhs, Ty::Bool)
            }
            BinaryOp::Shl | BinaryOp::Shr => {
                let lhs = self.expr(lhs, hint);
                let rhs = self.expr(rhs, None);
                if !self.shift_operands(op, &lhs, &rhs) {
                    return error_expr(span);
                }
                let ty = lhs.ty.clone();
                build(lhs, rhs, ty)
            }
            _ => {
                let left = self.expr(lhs, hint);
                let left_ty = self.value_ty(&left);
                if left_ty == Ty::Error && op == BinaryOp::BitOr && slips::begins_with_move(lhs) {
                    return error_expr(span);
                }
                let rhs = self.expr(rhs, Some(&left_ty));
                if self.diverges(&left) {
                    return self.without_value(&Ty::Never, left.span, span);
                }
                if !self.same_operands(op, op_span, &left, &rhs) || !self.arithmetic(op, &left_ty, span) {
                    return error_expr(span);
                }
                build(left, rhs, left_ty)
            }
        }
    }

    fn same_operands(&mut self, op: BinaryOp, op_span: Span, lhs: &Expr, rhs: &Expr) -> bool {
        if self.diverges(rhs) || self.diverges(lhs) || self.infer.unify(&lhs.ty, &rhs.ty) {
            return !matches!(self.infer.shallow(&lhs.ty), Ty::Error)
                && !matches!(self.infer.shallow(&rhs.ty), Ty::Error);
        }
        if self.ck.is_vague(&self.infer.shallow(&lhs.ty)) || self.ck.is_vague(&self.infer.shallow(&rhs.ty)) {
            return false;
        }
        let (left, right) = (self.show(&lhs.ty), self.show(&rhs.ty));
        let mut diagnostic = Diagnostic::error(
            codes::MISMATCH,
            op_span,
            format!(
                "Both sides of `{}` must have the same type, but they are {left} and {right}.",
                sign(op)
            ),
        )
        .with_secondary(lhs.span, format!("this is {left}"))
        .with_secondary(rhs.span, format!("this is {right}"));
        match (self.infer.shallow(&lhs.ty), self.infer.shallow(&rhs.ty)) {
            (Ty::Int(a), Ty::Int(b)) if crate::ints::lossless(a, b) => {
                diagnostic = diagnostic.with_help(format!("Convert the left side with `as {}`.", b.name()));
            }
            (Ty::Int(a), Ty::Int(b)) if crate::ints::lossless(b, a) => {
                diagnostic = diagnostic.with_help(format!("Convert the right side with `as {}`.", a.name()));
            }
            (Ty::Option(inner), other) | (other, Ty::Option(inner))
                if *inner == other || (self.infer.is_int(&inner) && self.infer.is_int_var(&other)) =>
            {
                diagnostic = diagnostic
                    .with_help("Handle `None` first: `match` on the option, or use `.unwrap_or(default)`.");
            }
            (Ty::Result(..), _) | (_, Ty::Result(..)) => {
                diagnostic = diagnostic.with_help(
                    "Handle the error first: `match` on the result, or use `?`, `.unwrap()` or `.unwrap_or(default)`.",
                );
            }
            (Ty::String, _) | (_, Ty::String) if op == BinaryOp::Add => {
                diagnostic = diagnostic.with_help("Convert the other side with `.to_string()`.");
            }
            _ => {}
        }
        self.ck.report(diagnostic);
        false
    }

    fn shift_operands(&mut self, op: BinaryOp, lhs: &Expr, rhs: &Expr) -> bool {
        if matches!(self.infer.shallow(&lhs.ty), Ty::Error)
            || matches!(self.infer.shallow(&rhs.ty), Ty::Error)
        {
            return false;
        }
        if !self.infer.is_int(&lhs.ty) && !self.diverges(lhs) {
            let shown = self.show(&lhs.ty);
            self.ck.error(
                codes::OPERATOR,
                lhs.span,
                format!("`{}` shifts integers, but this is {shown}.", sign(op)),
            );
            return false;
        }
        if self.infer.is_int_var(&rhs.ty) {
            self.infer.prefer_unsigned(&rhs.ty);
            self.obligations.push(Obligation::Shift(rhs.ty.clone(), rhs.span));
            return true;
        }
        match self.infer.shallow(&rhs.ty) {
            Ty::Int(int) if !int.signed => true,
            Ty::Never => true,
            _ => {
                let shown = self.show(&rhs.ty);
                self.report_shift(&shown, rhs.span);
                false
            }
        }
    }

    /// Whether an arithmetic or bit operator exists for the type; reports where not.
    fn arithmetic(&mut self, op: BinaryOp, ty: &Ty, span: Span) -> bool {
        let ty = self.infer.shallow(ty);
        let bits = matches!(op, BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor);
        let fine = match &ty {
            Ty::Int(_) | Ty::Error => true,
            Ty::String => op == BinaryOp::Add,
            Ty::Bool => bits,
            _ => self.infer.is_int_var(&ty) || self.ck.is_vague(&ty),
        };
        if !fine {
            let shown = self.show(&ty);
            let mut diagnostic = Diagnostic::error(
                codes::OPERATOR,
                span,
                format!("There is no `{}` for {shown}.", sign(op)),
            );
            match ty {
                Ty::Option(_) | Ty::Result(..) => {
                    diagnostic =
                        diagnostic.with_help("Take the value out first, with `match`, `?` or `.unwrap()`.");
                }
                Ty::Infer(_) => diagnostic = diagnostic.with_help("Annotate the type of the operands."),
                Ty::Adt(..) => {
                    diagnostic = diagnostic.with_help(
                        "Operators cannot be defined for a program's own types: write a method and call it.",
                    );
                }
                Ty::Vector(_) if op == BinaryOp::Add => {
                    diagnostic = diagnostic.with_help("Use `a.extend(b)` on a `var`.");
                }
                Ty::Param(_) => {
                    diagnostic = diagnostic
                        .with_help("Operators work on concrete types; generic code can compare only.");
                }
                _ => {}
            }
            self.ck.report(diagnostic);
        }
        fine
    }

    /// Reports a comparison that does not exist, once the type is known.
    pub fn check_comparison(&mut self, ty: &Ty, op: BinaryOp, span: Span) {
        let ordering = !matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        let fine = match ty {
            Ty::Error | Ty::Never => true,
            // They compare as the numbers that they are.
            Ty::Hash256 | Ty::Address => true,
            ty if self.ck.is_vague(ty) => true,
            _ if ordering => self.ck.meets(ty, &crate::checker::Bound::Ord),
            _ => self.ck.is_comparable(ty),
        };
        if fine {
            return;
        }
        let shown = self.show(ty);
        let of = format!(
            "Ask for it in the declaration: `where {}: Eq`.",
            shown.trim_matches('`')
        );
        let help = match ty {
            ty if !ordering
                && !matches!(ty, Ty::Param(_))
                && crate::traits::any_part(ty, &mut |part| matches!(part, Ty::Param(_) | Ty::Assoc(..))) =>
            {
                &of
            }
            Ty::Param(_) if ordering => "Ask for it in the declaration: `<T: Ord>`.",
            Ty::Param(_) => "Ask for it in the declaration: `<T: Eq>`.",
            Ty::Adt(..) if ordering => {
                "Write `impl Ord for` it, with `fn cmp(self, other: Self) -> Ordering`, or compare its parts."
            }
            _ if ordering => "Integers, strings, hashes and addresses are ordered; compare their parts.",
            _ => "Maps cannot be compared; compare what they hold.",
        };
        self.ck.report(
            Diagnostic::error(
                codes::OPERATOR,
                span,
                format!(
                    "Values of the type {shown} cannot be compared with `{}`.",
                    sign(op)
                ),
            )
            .with_help(help),
        );
    }

    /// `place = value`, `place op= value`.
    pub fn assign(
        &mut self,
        op: Option<BinaryOp>,
        op_span: Span,
        place: &'a ast::Expr,
        value: &'a ast::Expr,
        span: Span,
    ) -> Expr {
        // `_ = f();` drops a value on purpose, as `val _ = f();` does.
        if op.is_none()
            && let ast::ExprKind::Path(path) = &place.kind
            && let [only] = path.segments.as_slice()
            && only.name.name == "_"
        {
            let value = self.expr(value, None);
            return Expr {
                kind: ExprKind::Block {
                    statements: vec![crate::thir::Statement::Expr(value)],
                    tail: None,
                },
                ty: Ty::Unit,
                span,
            };
        }
        let target = self.target(place, op.is_none());
        let ty = place_ty(&target);
        let known = !matches!(self.infer.shallow(&ty), Ty::Error);
        if known {
            if !self.demand_mutable(&target, "assigned")
                && !matches!(target.base, crate::thir::PlaceBase::Local(_))
            {
                // What is no place has no type that the value should have.
                self.expr(value, None);
                return error_expr(span);
            }
            if op.is_some() {
                self.demand_entry_default(&target);
            } else {
                self.demand_path_default(&target);
            }
        }
        let value = match op {
            None => self.check(value, &ty),
            Some(op @ (BinaryOp::Shl | BinaryOp::Shr)) => {
                let value = self.expr(value, None);
                let shifted = self.read(target.clone());
                self.shift_operands(op, &shifted, &value);
                value
            }
            Some(op) => {
                let value = self.expr(value, Some(&ty));
                let left = self.read(target.clone());
                if self.same_operands(op, op_span, &left, &value) {
                    self.arithmetic(op, &ty, span);
                }
                value
            }
        };
        Expr {
            kind: ExprKind::Assign {
                place: target,
                op,
                value: Box::new(value),
            },
            ty: if known { Ty::Unit } else { Ty::Error },
            span,
        }
    }
}
