//! `match` and `if val` in the value of a constant: the first arm whose pattern fits, where no pattern binds a variable.

use twilight_abi::IntType;
use twilight_diagnostics::Span;

use crate::checker::Checker;
use crate::consts::{Outcome, Value, not_constant};
use crate::thir::{Arm, Expr, Pattern, PatternKind};
use crate::ty::Ty;

impl Checker<'_> {
    /// The value of the arm that fits.
    pub fn eval_match(&mut self, scrutinee: &Expr, arms: &[Arm], span: Span) -> Outcome {
        let value = self.eval(scrutinee)?;
        for arm in arms {
            match fits(&arm.pattern, &value) {
                None => return Err(not_constant(arm.pattern.span, "this pattern binds a variable")),
                Some(false) => continue,
                Some(true) => {}
            }
            let guarded = match &arm.guard {
                Some(guard) => self.eval(guard)?,
                None => Value::Bool(true),
            };
            if guarded == Value::Bool(true) {
                return self.eval(&arm.body);
            }
        }
        // An arm is missing, which is reported with all patterns.
        Err(not_constant(span, "no arm of this `match` fits"))
    }
}

/// Whether a value fits a pattern; `None` where the pattern binds a variable or is of a form that constants lack.
fn fits(pattern: &Pattern, value: &Value) -> Option<bool> {
    let all = |fields: &[(u32, Pattern)], values: &[Value]| {
        let mut fit = true;
        for (at, field) in fields {
            fit &= fits(field, values.get(*at as usize)?)?;
        }
        Some(fit)
    };
    Some(match (&pattern.kind, value) {
        (PatternKind::Wildcard, _) => true,
        (PatternKind::Int(wanted), Value::Int(value)) => wanted == value,
        (PatternKind::Bool(wanted), Value::Bool(value)) => wanted == value,
        (PatternKind::Str(wanted), Value::Str(value)) => wanted == value,
        (PatternKind::Range { start, end }, Value::Int(value)) => {
            let Ty::Int(int) = &pattern.ty else { return None };
            let int: IntType = *int;
            int.order(*start, *value).is_le() && int.order(*value, *end).is_le()
        }
        (PatternKind::Variant { variant, fields }, Value::Variant(tag, values)) => {
            variant == tag && all(fields, values)?
        }
        (PatternKind::Fields(fields), Value::Fields(values)) => all(fields, values)?,
        (PatternKind::Or(alternatives), value) => {
            let mut fit = false;
            for alternative in alternatives {
                fit |= fits(alternative, value)?;
            }
            fit
        }
        _ => return None,
    })
}
