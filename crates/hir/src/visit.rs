//! Walks over THIR, so that passes write down only what they change.

use crate::thir::{
    Arg, Arm, Callee, Expr, ExprKind, FormatPart, Iterable, Pattern, PatternKind, Place, PlaceBase,
    ProjectionKind, Statement,
};

/// A walk that may change what it meets. Each method's default visits the children, in order of evaluation.
pub trait VisitMut {
    /// An expression.
    fn expr(&mut self, expr: &mut Expr) {
        walk_expr(self, expr);
    }
    /// A place, read or written.
    fn place(&mut self, place: &mut Place) {
        walk_place(self, place);
    }
    /// A pattern.
    fn pattern(&mut self, pattern: &mut Pattern) {
        walk_pattern(self, pattern);
    }
}

/// Visits the parts of a place.
pub fn walk_place<V: VisitMut + ?Sized>(visitor: &mut V, place: &mut Place) {
    match &mut place.base {
        PlaceBase::Temporary(expr) | PlaceBase::Cell(expr) | PlaceBase::Pointer { pointer: expr, .. } => {
            visitor.expr(expr);
        }
        PlaceBase::Local(_) | PlaceBase::Storage(..) => {}
    }
    for projection in &mut place.projections {
        match &mut projection.kind {
            ProjectionKind::Field(_) => {}
            ProjectionKind::Index(expr) | ProjectionKind::Key(expr) => visitor.expr(expr),
        }
    }
}

/// Visits the parts of a pattern.
pub fn walk_pattern<V: VisitMut + ?Sized>(visitor: &mut V, pattern: &mut Pattern) {
    match &mut pattern.kind {
        PatternKind::Wildcard
        | PatternKind::Int(_)
        | PatternKind::Bool(_)
        | PatternKind::Str(_)
        | PatternKind::Range { .. } => {}
        PatternKind::Binding { subpattern, .. } => {
            if let Some(subpattern) = subpattern {
                visitor.pattern(subpattern);
            }
        }
        PatternKind::Variant { fields, .. } | PatternKind::Fields(fields) => {
            for (_, field) in fields {
                visitor.pattern(field);
            }
        }
        PatternKind::Elements { before, after, .. } => {
            for element in before.iter_mut().chain(after) {
                visitor.pattern(element);
            }
        }
        PatternKind::Or(alternatives) => {
            for alternative in alternatives {
                visitor.pattern(alternative);
            }
        }
    }
}

fn walk_optional<V: VisitMut + ?Sized>(visitor: &mut V, expr: Option<&mut Box<Expr>>) {
    if let Some(expr) = expr {
        visitor.expr(expr);
    }
}

/// Visits the parts of an expression.
pub fn walk_expr<V: VisitMut + ?Sized>(visitor: &mut V, expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::Int(_)
        | ExprKind::Bool(_)
        | ExprKind::Str(_)
        | ExprKind::Unit
        | ExprKind::Default
        | ExprKind::Const(_)
        | ExprKind::TraitConst { .. }
        | ExprKind::Continue { .. }
        | ExprKind::Context(_) => {}
        ExprKind::Use(place, _) | ExprKind::PointerTo(place) | ExprKind::Delete(place) => {
            visitor.place(place)
        }
        ExprKind::Binary { lhs, rhs, .. } => {
            visitor.expr(lhs);
            visitor.expr(rhs);
        }
        ExprKind::Unary { operand: inner, .. }
        | ExprKind::Widen(inner)
        | ExprKind::Convert(_, inner)
        | ExprKind::Tag(inner)
        | ExprKind::NewReference(inner)
        | ExprKind::Revert(inner)
        | ExprKind::Repeat { value: inner, .. }
        | ExprKind::Try(inner)
        | ExprKind::Loop { body: inner, .. }
        | ExprKind::Panic(inner)
        | ExprKind::Print(inner) => visitor.expr(inner),
        ExprKind::Aggregate(elements) | ExprKind::Emit { args: elements, .. } => {
            for element in elements {
                visitor.expr(element);
            }
        }
        ExprKind::Struct { fields, base } => {
            for (_, field) in fields {
                visitor.expr(field);
            }
            walk_optional(visitor, base.as_mut());
        }
        ExprKind::Variant { fields, .. } => {
            for (_, field) in fields {
                visitor.expr(field);
            }
        }
        ExprKind::Call { args, .. } => {
            for arg in args {
                match arg {
                    Arg::Value(expr) => visitor.expr(expr),
                    Arg::Place(place) => visitor.place(place),
                    Arg::Function(Callee::Closure(closure)) => {
                        closure.params.iter_mut().for_each(|param| visitor.pattern(param));
                        visitor.expr(&mut closure.body);
                    }
                    Arg::Function(Callee::Named { .. } | Callee::Param(..)) => {}
                }
            }
        }
        ExprKind::CallParam { args, .. } => args.iter_mut().for_each(|arg| visitor.expr(arg)),
        ExprKind::Std { receiver, args, .. } => {
            if let Some(receiver) = receiver {
                visitor.place(receiver);
            }
            for arg in args {
                visitor.expr(arg);
            }
        }
        ExprKind::Block { statements, tail } => {
            for statement in statements {
                match statement {
                    Statement::Let { pattern, init, .. } => {
                        if let Some(init) = init {
                            visitor.expr(init);
                        }
                        visitor.pattern(pattern);
                    }
                    Statement::Expr(expr) => visitor.expr(expr),
                }
            }
            walk_optional(visitor, tail.as_mut());
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            visitor.expr(condition);
            visitor.expr(then);
            walk_optional(visitor, otherwise.as_mut());
        }
        ExprKind::While { condition, body, .. } => {
            visitor.expr(condition);
            visitor.expr(body);
        }
        ExprKind::For {
            pattern,
            iterable,
            body,
            ..
        } => {
            match iterable {
                Iterable::Range { start, end, .. } => {
                    visitor.expr(start);
                    visitor.expr(end);
                }
                Iterable::Elements(expr) | Iterable::Entries(expr) => visitor.expr(expr),
            }
            visitor.pattern(pattern);
            visitor.expr(body);
        }
        ExprKind::Match { scrutinee, arms } => {
            visitor.expr(scrutinee);
            for Arm { pattern, guard, body } in arms {
                visitor.pattern(pattern);
                if let Some(guard) = guard {
                    visitor.expr(guard);
                }
                visitor.expr(body);
            }
        }
        ExprKind::Return(value) | ExprKind::Break { value, .. } => walk_optional(visitor, value.as_mut()),
        ExprKind::Assign { place, value, .. } => {
            visitor.place(place);
            visitor.expr(value);
        }
        ExprKind::Require {
            condition, message, ..
        } => {
            visitor.expr(condition);
            walk_optional(visitor, message.as_mut());
        }
        ExprKind::Assert { condition, message } => {
            visitor.expr(condition);
            visitor.expr(message);
        }
        ExprKind::Check { condition, .. } => visitor.expr(condition),
        ExprKind::Specified {
            pre,
            old,
            body,
            result: _,
            post,
        } => {
            for check in pre {
                visitor.expr(check);
            }
            for (_, value) in old {
                visitor.expr(value);
            }
            visitor.expr(body);
            for post in post {
                visitor.expr(&mut post.check);
            }
        }
        ExprKind::AssertEqual {
            lhs, rhs, message, ..
        } => {
            visitor.expr(lhs);
            visitor.expr(rhs);
            walk_optional(visitor, message.as_mut());
        }
        ExprKind::Format(parts) => {
            for part in parts {
                if let FormatPart::Value(expr) = part {
                    visitor.expr(expr);
                }
            }
        }
    }
}
