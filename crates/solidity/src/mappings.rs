//! Where types that are or hold mappings may stand, and what to do where one stands elsewhere: a mapping is a part of
//! the state, of its structs and arrays; functions of this contract can refer to it.

use crate::codes;
use crate::items::Items;
use crate::report::Report;
use crate::types::{Location, Type};
use twilight_diagnostics::Span;

/// What is declared with such a type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Declared {
    /// A variable of a function.
    Local,
    /// A parameter or result of a function that is called in this contract only.
    Internal,
    /// A parameter or result of a function that is called from outside.
    External,
}

/// Refuses a type that is or holds a mapping where it has no location or a wrong one.
pub fn refuse(
    items: &Items<'_>,
    ty: &Type,
    location: Option<Location>,
    declared: Declared,
    span: Span,
    report: &mut Report,
) {
    let shown = ty.show_plain(items);
    let what = if matches!(ty, Type::Mapping(..)) {
        format!("`{shown}` exists in storage only")
    } else {
        format!("`{shown}` holds a mapping, so it exists in storage only")
    };
    let message = match (declared, location) {
        (Declared::External, _) => format!("{what}; it can be neither passed nor returned outside."),
        (_, Some(location)) => format!("{what}, not in `{}`.", location.name()),
        (_, None) => format!("{what}, which has to be said."),
    };
    let help = match declared {
        Declared::Local => format!(
            "Declare it as a state variable of the contract; in a function `{shown} storage x = ..;` refers to one."
        ),
        Declared::Internal => {
            format!(
                "Write `{shown} storage ..`: internal functions take and return references to state variables."
            )
        }
        Declared::External => format!(
            "Keep it as a state variable, and pass a key or a value; an `internal` function can take `{shown} storage ..`."
        ),
    };
    report.error_help(codes::LOCATION, span, message, help);
}
