//! Limits of Solidity mode, at their edges: one error beyond each, none at it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;

use twilight_diagnostics::{Diagnostic, FileId};

/// Codes of the errors of a source.
fn errors(text: &str) -> Vec<String> {
    let found = twilight_solidity::check(FileId(0), text).diagnostics;
    found
        .iter()
        .filter(|one| one.is_error())
        .map(|one: &Diagnostic| one.code.to_string())
        .collect()
}

/// Holds that `limit` of something is right, and one more gives one error with the code.
fn edge(limit: usize, code: &str, make: impl Fn(usize) -> String) {
    assert_eq!(errors(&make(limit)), [""; 0], "{limit}");
    assert_eq!(errors(&make(limit + 1)), [code], "{}", limit + 1);
}

/// `count` pieces, each made of its number, between commas.
fn list(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect::<Vec<_>>().join(", ")
}

#[test]
fn contracts() {
    edge(twilight_solidity::MAX_CONTRACTS, "E0760", |count| {
        (0..count).fold(String::new(), |mut text, at| {
            writeln!(text, "contract C{at} {{}}").unwrap();
            text
        })
    });
}

#[test]
fn names_of_contracts_that_inherit() {
    let most = twilight_solidity::MAX_INHERITED_NAMES;
    edge(most, "E0760", |count| {
        // Two hundred contracts have the names of the first one, and the last one has the rest.
        let each = most / 200;
        let events = |count: usize| -> String { (0..count).map(|at| format!("event E{at}();")).collect() };
        let mut text = format!("contract C0 {{ {} }}\n", events(each));
        for at in 1..200 {
            writeln!(text, "contract C{at} is C0 {{}}").unwrap();
        }
        writeln!(text, "contract D {{ {} }}", events(count - 200 * each)).unwrap();
        text
    });
}

#[test]
fn values_of_an_enum() {
    edge(twilight_solidity::MAX_ENUM_VALUES, "E0760", |count| {
        format!(
            "enum E {{ {} }}\ncontract C {{}}\n",
            list(count, |at| format!("V{at}"))
        )
    });
}

#[test]
fn events_of_one_name() {
    edge(twilight_solidity::MAX_EVENT_OVERLOADS, "E0760", |count| {
        let events: String = (1..=count)
            .map(|at| format!("event E(uint256[{at}] a); "))
            .collect();
        format!("contract C {{ {events}}}\n")
    });
}

#[test]
fn fields_of_a_struct() {
    edge(256, "E0760", |count| {
        let fields: String = (0..count).map(|at| format!("uint256 f{at}; ")).collect();
        format!("struct S {{ {fields}}}\ncontract C {{}}\n")
    });
}

#[test]
fn parameters() {
    edge(64, "E0760", |count| {
        let params = list(count, |at| format!("uint256 p{at}"));
        format!("contract C {{ function f({params}) public pure {{}} }}\n")
    });
    edge(64, "E0760", |count| {
        let params = list(count, |at| format!("uint256 p{at}"));
        format!("contract C {{ event E({params}); }}\n")
    });
}

#[test]
fn elements_of_an_array() {
    edge(1 << 20, "E0724", |count| {
        format!("contract C {{ uint256[{count}] values; }}\n")
    });
}

/// A chain of constants, each `make` of the one before, with a use of the last.
fn constants(count: usize, make: &str, last: &str) -> String {
    let mut text = "contract C {\nuint256 constant A1 = 1;\n".to_owned();
    for at in 2..=count {
        let value = make.replace('A', &format!("A{}", at - 1));
        writeln!(text, "uint256 constant A{at} = {value};").unwrap();
    }
    text + &last.replace('A', &format!("A{count}")) + "\n}\n"
}

#[test]
fn constants_in_a_row() {
    let read = "function f() public pure returns (uint256) { return A; }";
    edge(32, "E0760", |count| constants(count, "A", read));
    // The length of an array and the constant itself both say it.
    let length = "uint256[A] values;";
    assert_eq!(errors(&constants(32, "A", length)), [""; 0]);
    assert_eq!(errors(&constants(33, "A", length)), ["E0724", "E0760"]);
}

/// Each constant uses the one before twice: without the limit, the work would double with each.
#[test]
fn constants_that_double() {
    let read = "function f() public pure returns (uint256) { return A; }";
    assert_eq!(errors(&constants(12, "A + A", read)), [""; 0]);
    assert_eq!(errors(&constants(32, "A + A", read)), ["E0760"]);
    assert_eq!(errors(&constants(12, "A + A", "uint256[A] values;")), [""; 0]);
    assert_eq!(errors(&constants(32, "A + A", "uint256[A] values;")), ["E0724"]);
}
