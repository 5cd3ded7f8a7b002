//! Entry points: from a name in a request to a function (DECISION C4).

use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::thir::{ContractId, FnId, Function, Program};

use crate::codes;

/// A resolved entry point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The function; it has no parameters.
    pub function: FnId,
    /// The contract to deploy before the call.
    pub contract: Option<ContractId>,
}

/// Finds the entry point that `name` (`f`, `C.f`, `C::f`, `module::f`, `module::C.f`) stands for. A function of a module
/// has to be named with its path; one of a contract may be named alone, or with its contract, where there is no other.
///
/// # Errors
/// A diagnostic that lists what can be called.
pub fn resolve_entry(program: &Program, name: &str) -> Result<Entry, Box<Diagnostic>> {
    let wanted = name.trim().replacen('.', "::", 1);
    let end = format!("::{wanted}");
    // As its source names it; the mangled name may say `$$f` for `$f`.
    let path = |function: &Function| {
        let contract = program.contracts.get(function.contract?.0 as usize)?;
        Some(format!("{}::{}", contract.name, function.name))
    };
    let matches: Vec<(FnId, &Function)> = functions(program)
        .filter(|(_, function)| {
            function.mangled == wanted
                || path(function).is_some_and(|path| {
                    path == wanted || path.ends_with(&end) || function.mangled.ends_with(&end)
                })
        })
        .collect();
    let exact = matches.iter().find(|(_, function)| {
        function.mangled == wanted || path(function).is_some_and(|path| path == wanted)
    });
    // A whole name wins over the same word inside a contract: `main` the free function over `C::main`.
    let chosen = exact.or(if matches.len() == 1 { matches.first() } else { None });
    let Some((id, function)) = chosen else {
        let (code, message) = if matches.is_empty() {
            (
                codes::UNKNOWN_ENTRY,
                format!("There is no function `{name}` that can be run."),
            )
        } else {
            let names: Vec<String> = matches
                .iter()
                .map(|(_, function)| format!("`{}`", function.mangled))
                .collect();
            (
                codes::AMBIGUOUS_ENTRY,
                format!("The entry point `{name}` could be any of {}.", names.join(", ")),
            )
        };
        return Err(Box::new(
            Diagnostic::error(code, Span::default(), message).with_help(help(program)),
        ));
    };
    if !function.params.is_empty() {
        let message = format!(
            "The entry point `{}` has {} parameter{}; only functions without parameters can be run.",
            function.mangled,
            function.params.len(),
            if function.params.len() == 1 { "" } else { "s" }
        );
        return Err(Box::new(
            Diagnostic::error(codes::ENTRY_WITH_PARAMETERS, function.span, message).with_help(help(program)),
        ));
    }
    Ok(Entry {
        function: *id,
        contract: function.contract,
    })
}

/// Names of all functions that can be an entry point, in source order.
#[must_use]
pub fn callable_functions(program: &Program) -> Vec<String> {
    functions(program)
        .filter(|(_, function)| function.params.is_empty())
        .map(|(_, function)| function.mangled.clone())
        .collect()
}

/// Functions of modules and contracts, without `init` and generic functions.
fn functions(program: &Program) -> impl Iterator<Item = (FnId, &Function)> {
    program.functions.iter().enumerate().filter_map(|(at, function)| {
        let callable =
            function.standalone && !function.is_init && !function.is_inlined() && function.type_params == 0;
        callable.then(|| (FnId(u32::try_from(at).unwrap_or(u32::MAX)), function))
    })
}

fn help(program: &Program) -> String {
    let mut names = callable_functions(program);
    if names.is_empty() {
        return "Add a function without parameters, for example `fn main() { .. }`.".to_owned();
    }
    let more = names.len().saturating_sub(20);
    names.truncate(20);
    let list = names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        format!("These can be run: {list} and {more} more.")
    } else {
        format!("These can be run: {list}.")
    }
}
