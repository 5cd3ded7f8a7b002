//! `#[derive(..)]`: accepted for readers of Rust, because what it asks for is there anyway or is not to be had. Each
//! name that changes nothing which its author relies on is silent; the others are warned of.

use twilight_diagnostics::Diagnostic;
use twilight_syntax::ast;

use crate::checker::Checker;
use crate::codes;
use crate::paths::joined;

/// What every struct and enum has.
const GIVEN: &[&str] = &[
    "Clone",
    "Debug",
    "Display",
    "Displayable",
    "PartialEq",
    "Eq",
    "Hash",
    "Default",
];

/// Warns of the names in one `#[derive(..)]` that have no effect.
pub fn check(checker: &mut Checker<'_>, attribute: &ast::Attribute) {
    for arg in attribute.args.iter().flatten() {
        let ast::ExprKind::Path(path) = &arg.kind else {
            checker.error(
                codes::ATTRIBUTE,
                arg.span,
                "`#[derive(..)]` takes names of traits, such as `Clone`.",
            );
            continue;
        };
        let name = joined(path);
        if GIVEN.contains(&name.as_str()) {
            continue;
        }
        let help = match name.as_str() {
            "Copy" => {
                "Structs and enums move: write `.clone()` where a second value is needed, and remove this.".to_string()
            }
            "PartialOrd" | "Ord" => {
                "For `<` and `sort`, write `impl Ord for` the type, with `fn cmp(self, other: Self) -> Ordering`."
                    .to_string()
            }
            _ => match crate::suggest::closest(&name, GIVEN.iter().copied()) {
                Some(best) => format!("Did you mean `{best}`? Every type has that without being asked to."),
                None => format!("Remove it, or write `impl {name} for` the type."),
            },
        };
        checker.report(
            Diagnostic::warning(
                codes::MISPLACED_ATTRIBUTE,
                arg.span,
                format!("Deriving `{name}` has no effect."),
            )
            .with_help(help),
        );
    }
}
