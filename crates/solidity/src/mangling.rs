//! Names of functions, types and variables in the program that is made. What the compiler makes itself has names that
//! no Solidity source can write, or begins with one `$`; this must keep what users name apart from that.

use std::collections::HashSet;

/// A name of the source as the last part of a name in the program. A `$` at its start is doubled: `$deploy` and others
/// that begin with a single one are made by the compiler.
#[must_use]
pub fn own(name: &str) -> String {
    if name.starts_with('$') {
        format!("${name}")
    } else {
        name.to_owned()
    }
}

/// A function of the contract that is made: `C::f`.
#[must_use]
pub fn member(contract: &str, function: &str) -> String {
    format!("{contract}::{}", own(function))
}

/// A function of a base that the contract overrides, or sees no more: `C::B.f`.
#[must_use]
pub fn inherited(contract: &str, base: &str, function: &str) -> String {
    format!("{contract}::{}.{function}", own(base))
}

/// A free function as the contract needs it: `C::$free.f`.
#[must_use]
pub fn free(contract: &str, function: &str) -> String {
    format!("{contract}::$free.{function}")
}

/// What deploys a contract: `C::constructor`, which is a word of the language.
#[must_use]
pub fn constructor(contract: &str) -> String {
    format!("{contract}::constructor")
}

/// The constructors of a contract and its bases, with their arguments in memory.
#[must_use]
pub fn construct(contract: &str) -> String {
    format!("{contract}::$construct")
}

/// The body of a function whose arguments are brought into memory first.
#[must_use]
pub fn inner(function: &str) -> String {
    format!("{function}::$inner")
}

/// A state variable of a contract: its name, after that of the contract which declares it where others have it too:
/// private ones of several bases.
#[must_use]
pub fn stored(owner: &str, variable: &str, taken: &mut HashSet<String>) -> String {
    let mut name = variable.to_owned();
    while !taken.insert(name.clone()) {
        name = format!("{owner}_{name}");
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{construct, free, inherited, inner, member, stored};

    #[test]
    fn what_users_name_is_never_what_the_compiler_names() {
        let made = [
            construct("C"),
            free("C", "f"),
            inner("C::f"),
            "C::$deploy".to_owned(),
            "C::$setup".to_owned(),
        ];
        for name in [
            "$construct",
            "$$construct",
            "$free",
            "f$inner",
            "$inner",
            "$deploy",
            "$setup",
        ] {
            assert!(!made.contains(&member("C", name)), "{name}");
        }
        assert!(!made.contains(&inherited("C", "$free", "f")));
        assert_ne!(member("C", "$f"), member("C", "$$f"));
    }

    #[test]
    fn variables_of_one_name_are_kept_apart() {
        let mut taken = HashSet::new();
        let made = [("A", "x"), ("A", "B_x"), ("B", "x"), ("C", "B_B_x")]
            .map(|(owner, name)| stored(owner, name, &mut taken));
        assert_eq!(made, ["x", "B_x", "B_B_x", "C_B_B_x"]);
    }
}
