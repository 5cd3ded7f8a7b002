//! `#[cfg(..)]`: which items belong to this compilation (spec 13 §3.3).
//!
//! The only fact is `test`, combined with `not`, `all` and `any`. What is left out is never looked at: its names
//! do not exist. `#[test]` alone leaves a function out of everything but a test build, as in Rust.

use twilight_diagnostics::Diagnostic;
use twilight_syntax::ast;

use crate::checker::Checker;
use crate::codes;

/// Whether an item, a binding or an arm of a `match` with these attributes belongs to the compilation. Reports a condition it cannot read, and
/// then keeps the item.
pub fn enabled(checker: &mut Checker<'_>, attributes: &[ast::Attribute]) -> bool {
    let mut enabled = true;
    for attribute in attributes {
        if name(&attribute.path) != Some("cfg") {
            continue;
        }
        let value = match attribute.args.as_deref() {
            Some([condition]) => evaluate(condition, checker.options.test),
            _ => None,
        };
        match value {
            Some(value) => enabled &= value,
            None => unreadable(checker, attribute),
        }
    }
    enabled
}

/// Whether the attributes make a function a test.
pub fn is_test(attributes: &[ast::Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| name(&attribute.path) == Some("test"))
}

/// The value of a condition; `None` where it is none. The parser bounds the depth.
fn evaluate(condition: &ast::Expr, test: bool) -> Option<bool> {
    match &condition.kind {
        ast::ExprKind::Paren(inner) => evaluate(inner, test),
        ast::ExprKind::Path(path) => (name(path)? == "test").then_some(test),
        ast::ExprKind::Call { callee, args } => {
            let ast::ExprKind::Path(path) = &callee.kind else {
                return None;
            };
            let values: Vec<bool> = args
                .iter()
                .map(|arg| evaluate(arg, test))
                .collect::<Option<_>>()?;
            match (name(path)?, values.as_slice()) {
                ("not", [value]) => Some(!value),
                ("all", values) => Some(values.iter().all(|value| *value)),
                ("any", values) => Some(values.iter().any(|value| *value)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn name(path: &ast::Path) -> Option<&str> {
    match path.segments.as_slice() {
        [only] => Some(&only.name.name),
        _ => None,
    }
}

fn unreadable(checker: &mut Checker<'_>, attribute: &ast::Attribute) {
    checker.report(
        Diagnostic::error(
            codes::ATTRIBUTE,
            attribute.span,
            "`#[cfg(..)]` takes one condition: `test`, `not(..)`, `all(..)` or `any(..)`.",
        )
        .with_help("Write `#[cfg(test)]` for what only `twilightc test` compiles."),
    );
}
