//! The `_` of modifiers: each modifier with a body has one, which stands for the body of the function. This must look
//! at tokens only; where a `_` stands is looked at when the body is compiled.

use solang_parser::lexer::{Lexer, Token};
use solang_parser::pt::CodeLocation as _;

use crate::codes;
use crate::items::{FunctionKind, Items};
use crate::report::Report;

/// Refuses modifiers that would leave out the body of every function.
pub fn check(items: &Items<'_>, text: &str, report: &mut Report) {
    for modifier in &items.functions {
        let Some(body) = modifier
            .tree
            .body
            .as_ref()
            .filter(|_| modifier.kind == FunctionKind::Modifier)
        else {
            continue;
        };
        let loc = body.loc();
        if text.get(loc.start()..loc.end()).is_some_and(holds) {
            continue;
        }
        report.error_help(
            codes::MODIFIER,
            modifier.span,
            format!(
                "The modifier `{}` has no `_`, so the body of a function would never run.",
                modifier.name
            ),
            "Write `_;` where the body of the function belongs.",
        );
    }
}

/// Whether a `_` stands in a piece of source.
fn holds(body: &str) -> bool {
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    Lexer::new(body, 0, &mut comments, &mut errors).any(|(_, token, _)| token == Token::Identifier("_"))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn only_the_word_counts() {
        assert!(holds("{ if (x) { _; } }"));
        for without in ["{ }", "{ a_b; }", "{ /* _; */ }", "{ f(\"_;\"); }"] {
            assert!(!holds(without), "{without}");
        }
    }
}
