//! Entry points (DECISION C4).

use twilight_abi::json::cut;
use twilight_abi::meta::{Export, ExportKind};

/// Most names that a message lists.
const MAX_LISTED: usize = 20;

/// Finds the function that `name` means: a mangled name, else `Contract.name` or `Contract::name`, the contract with or
/// without its module, else a plain name that only one function has. Space around it does not count.
///
/// # Errors
/// Whole sentences that say what can be called instead.
pub fn resolve<'a>(exports: &'a [Export], name: &str) -> Result<&'a Export, String> {
    // As the compiler does, which has seen the same name before.
    let name = name.trim();
    let functions = || {
        exports
            .iter()
            .filter(|export| export.kind == ExportKind::Function)
    };
    if let Some(export) = functions().find(|export| export.mangled_name == name) {
        return Ok(export);
    }
    let qualified = name.split_once('.').or_else(|| name.rsplit_once("::"));
    let matches: Vec<&Export> = match qualified {
        Some((contract, function)) => {
            let of_contract = |export: &&Export| {
                let own = export.contract.as_deref().unwrap_or_default();
                // The contract's module may be left out.
                let named = own == contract || own.ends_with(&format!("::{contract}"));
                named && export.name == function
            };
            let all: Vec<&Export> = functions().filter(of_contract).collect();
            let exact = all
                .iter()
                .find(|export| export.contract.as_deref() == Some(contract));
            exact.map_or(all.clone(), |export| vec![*export])
        }
        None => functions().filter(|export| export.name == name).collect(),
    };
    match matches.as_slice() {
        [export] => Ok(export),
        [] => Err(format!(
            "There is no function `{}` to run. {}",
            shown(name),
            callable(exports)
        )),
        several => {
            let names: Vec<String> = several
                .iter()
                .take(MAX_LISTED)
                .map(|export| path(export))
                .collect();
            Err(format!(
                "The entry point `{}` is ambiguous: it may mean {}. Write one of these instead.",
                shown(name),
                names.join(" or ")
            ))
        }
    }
}

/// Refuses a function that takes parameters: a run has no arguments for it.
///
/// # Errors
/// Whole sentences that say what can be called instead.
pub fn check_parameterless(exports: &[Export], export: &Export) -> Result<(), String> {
    if export.params.is_empty() {
        return Ok(());
    }
    let params: Vec<String> = export
        .params
        .iter()
        .map(|(name, ty)| format!("{name}: {ty}"))
        .collect();
    Err(format!(
        "The entry point {} takes parameters ({}), and a run has no arguments for them. Write a function \
         without parameters that calls it. {}",
        path(export),
        params.join(", "),
        callable(exports)
    ))
}

/// The sentence that lists every function with its parameters.
pub fn signatures(exports: &[Export]) -> String {
    let names: Vec<String> = exports
        .iter()
        .filter(|export| export.kind == ExportKind::Function)
        .map(|export| {
            let params: Vec<String> = export
                .params
                .iter()
                .map(|(name, ty)| format!("{name}: {ty}"))
                .collect();
            format!("`{}({})`", label(export), params.join(", "))
        })
        .collect();
    let listed = names.get(..MAX_LISTED).unwrap_or(&names).join(", ");
    match names.len().checked_sub(MAX_LISTED) {
        _ if names.is_empty() => "This program has no function that can be called.".to_owned(),
        Some(more) if more > 0 => format!("This program has {listed} and {more} more."),
        _ => format!("This program has {listed}."),
    }
}

/// Most characters of a name in the request that a message repeats.
const NAME_CHARS: usize = 80;

/// A name from the request, as a message repeats it.
pub fn shown(name: &str) -> String {
    cut(name, NAME_CHARS)
}

/// The way to write an export in a request.
fn path(export: &Export) -> String {
    format!("`{}`", label(export))
}

/// As [`path`], bare.
pub fn label(export: &Export) -> String {
    match &export.contract {
        Some(contract) => format!("{contract}.{}", export.name),
        None => export.name.clone(),
    }
}

/// The sentence that lists what can be run.
fn callable(exports: &[Export]) -> String {
    let names: Vec<String> = exports
        .iter()
        .filter(|export| export.kind == ExportKind::Function && export.params.is_empty())
        .map(path)
        .collect();
    let listed = names.get(..MAX_LISTED).unwrap_or(&names).join(", ");
    match names.len().checked_sub(MAX_LISTED) {
        _ if names.is_empty() => {
            "This program has no function that can be run; add one without parameters, such as `fn main()`."
                .to_owned()
        }
        Some(more) if more > 0 => format!("This program can run {listed} and {more} more."),
        _ => format!("This program can run {listed}."),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use twilight_abi::Type;

    use super::*;

    fn export(contract: Option<&str>, name: &str, params: usize) -> Export {
        Export {
            mangled_name: contract.map_or_else(|| name.to_owned(), |contract| format!("{contract}::{name}")),
            kind: if name == "$deploy" {
                ExportKind::Deploy
            } else {
                ExportKind::Function
            },
            contract: contract.map(str::to_owned),
            name: name.to_owned(),
            params: (0..params).map(|at| (format!("p{at}"), Type::Bool)).collect(),
            ret: Type::Unit,
            payable: false,
        }
    }

    #[test]
    fn names_are_resolved() {
        let exports = [
            export(None, "main", 0),
            export(Some("A"), "$deploy", 0),
            export(Some("A"), "get", 0),
            export(Some("B"), "get", 0),
            export(Some("A"), "set", 2),
            export(Some("B"), "main", 0),
        ];
        let cases = [
            ("main", Ok("main")),
            ("A.get", Ok("A::get")),
            ("B::get", Ok("B::get")),
            ("B.main", Ok("B::main")),
            ("set", Ok("A::set")),
            (" A.set\n", Ok("A::set")),
            (
                "get",
                Err(
                    "The entry point `get` is ambiguous: it may mean `A.get` or `B.get`. Write one of these instead.",
                ),
            ),
            (
                "nope",
                Err(
                    "There is no function `nope` to run. This program can run `main`, `A.get`, `B.get`, `B.main`.",
                ),
            ),
            (
                "C.get",
                Err(
                    "There is no function `C.get` to run. This program can run `main`, `A.get`, `B.get`, `B.main`.",
                ),
            ),
            (
                "A::$deploy",
                Err(
                    "There is no function `A::$deploy` to run. This program can run `main`, `A.get`, `B.get`, `B.main`.",
                ),
            ),
        ];
        for (name, expected) in cases {
            let found = resolve(&exports, name).map(|export| export.mangled_name.clone());
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{name}");
        }
        let refused = check_parameterless(&exports, &exports[4]).unwrap_err();
        assert!(
            refused.starts_with("The entry point `A.set` takes parameters (p0: bool, p1: bool), and"),
            "{refused}"
        );
        assert_eq!(check_parameterless(&exports, &exports[0]), Ok(()));
        assert!(
            resolve(&[], "main")
                .unwrap_err()
                .contains("has no function that can be run")
        );
    }

    #[test]
    fn lists_are_bounded() {
        let many: Vec<Export> = (0..25).map(|at| export(None, &format!("f{at}"), 0)).collect();
        let message = resolve(&many, &"x".repeat(1_000)).unwrap_err();
        assert!(message.ends_with("`f19` and 5 more."), "{message}");
        assert!(message.len() < 500);
        let exact = resolve(&many[..MAX_LISTED], "x").unwrap_err();
        assert!(exact.ends_with("`f19`."), "{exact}");
    }
}
