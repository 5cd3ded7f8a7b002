//! Names that nothing may be given: `this`, `super` and `_` mean something else, `null` is kept for later.

use twilight_diagnostics::Span;

use crate::codes;
use crate::report::Report;

/// Refuses such a name where it is declared.
pub fn check(name: &str, span: Span, report: &mut Report) {
    let meaning = match name {
        "this" => "the contract itself",
        "super" => "the next base of the contract",
        "_" => "the function's body in a modifier",
        "null" => "nothing yet, but Solidity keeps the word for later",
        _ => return,
    };
    report.error_help(
        codes::DECLARATION,
        span,
        format!("Nothing can have the name `{name}`: it stands for {meaning}."),
        "Choose another name.",
    );
}
