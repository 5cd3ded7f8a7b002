//! What to do where a value has another type than its place needs (code E0200).
//!
//! Helps only: nothing here may decide whether types fit.

use twilight_abi::IntType;
use twilight_syntax::ast::UnaryOp;

use crate::body::FnCx;
use crate::ints::lossless;
use crate::thir::{Expr, ExprKind};
use crate::ty::Ty;

impl FnCx<'_, '_> {
    pub fn mismatch_help(&self, expr: &Expr, expected: &Ty) -> Option<String> {
        if let ExprKind::Block { tail: Some(tail), .. } = &expr.kind {
            return self.mismatch_help(tail, expected);
        }
        let (wanted, found) = (self.infer.resolve(expected), self.infer.resolve(&expr.ty));
        let text = self.ck.sources.text(expr.span);
        let short = shortened(text);
        // What stands before `.` or `as` may be an operation.
        let operand = if is_operand(expr, text) || short != text {
            short.to_string()
        } else {
            format!("({short})")
        };
        if found == Ty::Unit && matches!(expr.kind, ExprKind::Assign { .. }) {
            return Some(
                "An assignment has no value. Write it as a statement of its own before this one.".to_string(),
            );
        }
        if found == Ty::Unit && ends_without_else(expr) {
            return Some(
                "Add an `else` branch, or a value behind the `if`: without `else` it has none.".to_string(),
            );
        }
        Some(match (&wanted, &found) {
            (Ty::Unit, found) if !matches!(found, Ty::Error | Ty::Never) => {
                let result = if self.infer.is_int_var(&expr.ty) {
                    "u64".to_string()
                } else {
                    self.ck.show(&self.infer.shown(found))
                };
                format!("Drop the value with a `;` behind it, or give the function a result: `-> {result}`.")
            }
            (Ty::Int(to), Ty::Int(from)) if lossless(*from, *to) => {
                format!("Convert it: `{operand} as {}` or `{}::from({short})`.", to.name(), to.name())
            }
            (Ty::Int(to), Ty::Int(_)) => format!(
                "Convert it with `{}::try_from({short})`, which gives a `Result` because the value may not fit.",
                to.name()
            ),
            (Ty::Int(_), Ty::String) if is_number(text) => "Leave the quotes out.".to_string(),
            (Ty::Int(_), Ty::String) => "Parse it with `from_str_radix(text, 10)` of the integer type.".to_string(),
            (Ty::String, _) if !matches!(found, Ty::Unit | Ty::Never) => format!("Convert it: `{operand}.to_string()`."),
            (Ty::Option(inner), found) if self.would_fit(found, inner) => format!("Wrap it: `Some({short})`."),
            (Ty::Result(ok, _), found) if self.would_fit(found, ok) => format!("Wrap it: `Ok({short})`."),
            (Ty::Address | Ty::Hash256, _) if self.infer.is_int(&expr.ty) => format!(
                "Numbers are no addresses or hashes: write `{}::from_hex(\"0x..\").unwrap()`, or `{}::zero()`.",
                self.ck.show(&wanted),
                self.ck.show(&wanted)
            ),
            (Ty::Bool, Ty::Option(_)) => format!("Ask it: `{operand}.is_some()`."),
            (Ty::Bool, Ty::Result(..)) => format!("Ask it: `{operand}.is_ok()`."),
            (Ty::Hash256 | Ty::Address, Ty::String) => format!(
                "Read it: `{}::from_hex({short})` gives a `Result`, because the text may be none.",
                self.ck.show(&wanted)
            ),
            (wanted, Ty::Option(inner)) if **inner == *wanted => {
                "Handle `None`: `match` on it, or use `.unwrap_or(default)`, or `?` in a function that returns an \
                 `Option`."
                    .to_string()
            }
            (wanted, Ty::Result(ok, _)) if **ok == *wanted => {
                "Handle the error: `match` on it, or use `?` in a function that returns a `Result`.".to_string()
            }
            (Ty::Vector(inner), Ty::Array(element, _)) if inner == element => {
                format!("Convert it: `{operand}.to_vector()`.")
            }
            (Ty::Vector(inner), Ty::String) if **inner == Ty::Int(IntType::U8) => {
                format!("Convert it: `{operand}.to_bytes()`.")
            }
            (Ty::Bool, Ty::Int(_) | Ty::Infer(_)) if self.infer.is_int(&expr.ty) => match &expr.kind {
                ExprKind::Unary {
                    op: UnaryOp::Not,
                    operand,
                } => format!(
                    "Compare it: `{} == 0`. `!` of an integer turns every bit over.",
                    shortened(self.ck.sources.text(operand.span))
                ),
                _ => format!("Compare it: `{operand} != 0`."),
            },
            _ => return None,
        })
    }

    /// Whether a value of the one type would be taken for the other, the open type of a literal by any integer.
    fn would_fit(&self, found: &Ty, wanted: &Ty) -> bool {
        found == wanted || (self.infer.is_int_var(found) && matches!(wanted, Ty::Int(_)))
    }
}

/// An expression's text where it is short enough for a help.
fn shortened(text: &str) -> &str {
    if text.len() <= 30 && !text.contains('\n') {
        text
    } else {
        "value"
    }
}

/// Whether a text is digits in quotes.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Whether a method call or `as` can follow the text of an expression as it stands.
fn is_operand(expr: &Expr, text: &str) -> bool {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
    {
        return true;
    }
    let plain = match &expr.kind {
        ExprKind::Binary { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Widen(_)
        | ExprKind::If { .. }
        | ExprKind::Match { .. }
        | ExprKind::Block { .. }
        | ExprKind::Loop { .. }
        | ExprKind::Assign { .. } => false,
        // Comparisons and sums of strings may be calls; a literal below zero is one of its own.
        _ => !text.starts_with(['-', '!']),
    };
    plain || (text.starts_with('(') && text.ends_with(')') && text.matches('(').count() == 1)
}

/// Whether a value is missing because an `if` without `else` stands last.
fn ends_without_else(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Block { tail: Some(tail), .. } => ends_without_else(tail),
        ExprKind::If { otherwise, .. } => otherwise.is_none(),
        _ => false,
    }
}
