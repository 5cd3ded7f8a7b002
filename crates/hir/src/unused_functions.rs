//! Functions of contracts that can never run: private ones that nothing calls, above all those that are meant as the
//! constructor. Nothing here may refuse a program.

use twilight_diagnostics::Diagnostic;

use crate::checker::{Checker, FnInfo};
use crate::codes;
use crate::library::source::is_library;

/// Names that other languages give to the function that runs at deployment.
const CONSTRUCTORS: &[&str] = &["constructor", "new", "init", "__init__"];

/// Warns of them. All bodies have been checked.
pub fn check(checker: &mut Checker<'_>) {
    let mut found = Vec::new();
    for contract in &checker.contracts {
        for id in &contract.functions {
            let Some(info) = checker.functions.get(id.0 as usize) else {
                continue;
            };
            let name = &info.function.name;
            if skipped(info) {
                continue;
            }
            let lower = name.to_ascii_lowercase();
            let constructs =
                contract.init.is_none() && (CONSTRUCTORS.contains(&lower.as_str()) || *name == contract.name);
            if constructs && !info.open {
                found.push(
                    warning(info, format!("Nothing calls `{name}`, so it never runs.")).with_help(
                        "The function that runs at deployment is called `init`: write `fn init(..)`.",
                    ),
                );
            } else if !info.open && (!info.params.is_empty() || constructs) {
                // One without parameters can be run by its name (DECISION C4).
                found.push(
                    warning(
                        info,
                        format!("Nothing calls `{name}`, which is private to its contract."),
                    )
                    .with_help("Write `pub fn` where others shall call it, or remove it."),
                );
            } else if constructs && lower == "constructor" {
                found.push(
                    warning(
                        info,
                        format!("`{name}` does not run at deployment, and anybody can call it later."),
                    )
                    .with_help("The constructor is called `init`: write `fn init(..)`."),
                );
            }
        }
    }
    for info in &checker.functions {
        let name = info.function.name.as_str();
        let free = info.function.contract.is_none() && info.self_ty.is_none() && info.function.standalone;
        if !free || skipped(info) || !matches!(name, "init" | "constructor") {
            continue;
        }
        let module = checker.module_of(info.scope);
        let lacks = checker
            .contracts
            .iter()
            .find(|contract| contract.init.is_none() && checker.module_of(contract.scope) == module);
        if let Some(contract) = lacks {
            found.push(
                warning(
                    info,
                    format!(
                        "`{name}` stands outside of `{}`, so it does not run at deployment.",
                        contract.name
                    ),
                )
                .with_help(format!(
                    "Move it into `contract {}` as `fn init(..)`.",
                    contract.decl.name.name
                )),
            );
        }
    }
    for diagnostic in found {
        checker.report(diagnostic);
    }
}

fn skipped(info: &FnInfo<'_>) -> bool {
    let function = &info.function;
    info.called
        || function.test
        || function.is_init
        || function.library
        || info.of_trait.is_some()
        || info.in_trait_impl
        || function.name.starts_with('_')
        || is_library(function.span)
}

fn warning(info: &FnInfo<'_>, message: String) -> Diagnostic {
    Diagnostic::warning(codes::UNUSED_FUNCTION, info.function.span, message)
}
