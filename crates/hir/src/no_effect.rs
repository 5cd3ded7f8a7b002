//! Statements whose value nobody looks at and that do nothing else: `a == b;`, `(x, y);`, `v.sorted();`.
//!
//! Only what certainly has no effect counts: a call of a function of the program may be there for what it does. Nothing
//! here may refuse a program.

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::{BinaryOp, UnaryOp};

use crate::body::FnCx;
use crate::codes;
use crate::library::source::is_library;
use crate::purity;
use crate::std_fn::StdFn;
use crate::thir::{Arg, Callee, Expr, ExprKind, PlaceBase};
use crate::ty::Ty;
use crate::visit::{self, VisitMut};

impl FnCx<'_, '_> {
    /// Warns of a finished statement that has no effect.
    pub fn warn_no_effect(&mut self, statement: &mut Expr) {
        if self.fails_on_purpose
            || matches!(
                statement.ty,
                Ty::Unit | Ty::Never | Ty::Error | Ty::Result(..) | Ty::Infer(_)
            )
            || is_library(statement.span)
        {
            return;
        }
        let Some((message, help)) = self.unused_value(statement) else {
            return;
        };
        self.ck
            .report(Diagnostic::warning(codes::NO_EFFECT, statement.span, message).with_help(help));
    }

    fn unused_value(&self, statement: &mut Expr) -> Option<(String, String)> {
        let span = statement.span;
        let keep = "Remove it, or keep its value: `val x = ..;`.";
        let nothing = |what: &str| {
            (
                format!("{what} has no effect: nothing looks at its value."),
                keep.to_string(),
            )
        };
        Some(match &mut statement.kind {
            ExprKind::Binary {
                op: BinaryOp::Eq,
                lhs,
                ..
            } => {
                let is_place = match &lhs.kind {
                    ExprKind::Use(place, _) => !matches!(place.base, PlaceBase::Temporary(_)),
                    _ => false,
                };
                let help = if is_place {
                    format!(
                        "`==` compares; to assign, write `{} = ..;`.",
                        self.ck.sources.text(lhs.span)
                    )
                } else {
                    "Write `require(..)` or `assert!(..)` around what must hold.".to_string()
                };
                (
                    "This comparison has no effect: nothing looks at its value.".to_string(),
                    help,
                )
            }
            ExprKind::Binary {
                op: BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge,
                ..
            } => (
                "This comparison has no effect: nothing looks at its value.".to_string(),
                "Write `require(..)` or `assert!(..)` around what must hold.".to_string(),
            ),
            // The right side may be there for what it does.
            ExprKind::Binary {
                op: BinaryOp::And | BinaryOp::Or,
                rhs,
                ..
            } => {
                if has_effects(rhs) {
                    return None;
                }
                nothing("This operation")
            }
            ExprKind::Binary { .. } => nothing("This operation"),
            ExprKind::Unary {
                op: UnaryOp::Neg,
                operand,
            } if matches!(operand.kind, ExprKind::Unary { op: UnaryOp::Neg, .. }) => (
                "This negates a value twice, which has no effect.".to_string(),
                format!(
                    "To count down, write `{} -= 1`.",
                    self.ck.sources.text(operand.span).trim_start_matches(['-', '('])
                ),
            ),
            ExprKind::Unary { .. } => nothing("This operation"),
            ExprKind::Aggregate(_)
            | ExprKind::Repeat { .. }
            | ExprKind::Struct { .. }
            | ExprKind::Variant { .. } => nothing("This value"),
            ExprKind::Int(_)
            | ExprKind::Bool(_)
            | ExprKind::Str(_)
            | ExprKind::Const(_)
            | ExprKind::TraitConst { .. }
            | ExprKind::Widen(_)
            | ExprKind::Context(_)
            | ExprKind::Format(_)
            | ExprKind::Use(..) => nothing("This value"),
            ExprKind::Std {
                function,
                receiver: None,
                ..
            } if !purity::std_has_effects(*function) => self.unused_call(span, Some(*function)),
            ExprKind::Call { function, args, .. } => {
                let library = self.ck.functions.get(function.0 as usize)?.function.library;
                let harmless = args.iter_mut().all(|arg| match arg {
                    Arg::Value(_) => true,
                    Arg::Place(_) => false,
                    Arg::Function(Callee::Closure(closure)) => !has_effects(&mut closure.body),
                    Arg::Function(_) => false,
                });
                if !library || !harmless {
                    return None;
                }
                self.unused_call(span, None)
            }
            _ => return None,
        })
    }

    /// For a call of the library that only looks: the way that changes, where there is one.
    fn unused_call(&self, span: Span, function: Option<StdFn>) -> (String, String) {
        let text = self.ck.sources.text(span);
        let name = called(text).unwrap_or(text);
        let help = match (function, name) {
            (_, "sorted") => "`sort` sorts in place.".to_string(),
            (Some(StdFn::VectorConcat), _) => "`extend` changes the vector itself.".to_string(),
            (Some(StdFn::StringConcat), _) => "To append, write `text += other;`.".to_string(),
            _ => "Use its result, for example `val x = ..;`, or remove the call.".to_string(),
        };
        (
            format!("The result of `{name}` is not used, and `{name}` changes nothing."),
            help,
        )
    }
}

/// The name in front of the last parentheses.
fn called(text: &str) -> Option<&str> {
    let mut depth = 0_u32;
    let mut open = None;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    open = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let before = text.get(..open?)?;
    let start = before
        .rfind(|c: char| !c.is_alphanumeric() && c != '_')
        .map_or(0, |at| at + 1);
    before.get(start..).filter(|name| !name.is_empty())
}

/// Whether an expression may do more than give a value.
fn has_effects(expr: &mut Expr) -> bool {
    let mut effects = Effects(false);
    effects.expr(expr);
    effects.0
}

struct Effects(bool);

impl VisitMut for Effects {
    fn expr(&mut self, expr: &mut Expr) {
        self.0 |= match &expr.kind {
            ExprKind::Assign { .. }
            | ExprKind::Call { .. }
            | ExprKind::CallParam { .. }
            | ExprKind::Emit { .. }
            | ExprKind::Require { .. }
            | ExprKind::Panic(_)
            | ExprKind::Assert { .. }
            | ExprKind::AssertEqual { .. }
            | ExprKind::Print(_)
            | ExprKind::Check { .. }
            | ExprKind::Try(_)
            | ExprKind::Return(_)
            | ExprKind::Break { .. }
            | ExprKind::Continue { .. } => true,
            ExprKind::Std {
                function, receiver, ..
            } => receiver.is_some() || purity::std_has_effects(*function),
            _ => false,
        };
        if !self.0 {
            visit::walk_expr(self, expr);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn names_of_calls() {
        assert_eq!(called("v.sorted()"), Some("sorted"));
        assert_eq!(called("f(a).min(g(1, (2)))"), Some("min"));
        assert_eq!(called("u8::from(x)"), Some("from"));
        assert_eq!(called("(1)"), None);
        assert_eq!(called("v[0]"), None);
    }
}
