//! Limits of the proof that an index is in bounds, each at its edge: one step less and the check goes, one more and it
//! stays. Beyond a limit nothing may be proven that is not so, hence each program has a check that must stay.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;

use twilight_tir::passes::Pass;
use twilight_tir::text::{parse, print};

/// What the pass that takes checks away makes of a module.
fn checked(text: &str) -> String {
    let mut module = parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    twilight_tir::verify(&module).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
    Pass::ALL
        .iter()
        .find(|pass| pass.name() == "checks")
        .unwrap()
        .run(&mut module);
    twilight_tir::verify(&module).unwrap();
    print(&module)
}

fn is_unchecked(text: &str, result: &str) -> bool {
    let line = text
        .lines()
        .find(|line| line.trim_start().starts_with(&format!("{result}.")))
        .unwrap_or_else(|| panic!("{result} in {text}"));
    line.contains("vec_get_unchecked")
}

/// `MAX_PROOF_STEPS`: an index that is a quotient of a quotient of a number that is known to be in bounds.
#[test]
fn values_that_one_proof_looks_at() {
    let quotients = |count: usize| {
        let mut text = "define u64 @f(vector<u64> %v, u64 %d, u64 %x0) {\n%entry:\n  \
                        %known: u64 = builtin vec_get<u64>(%v, %x0)\n"
            .to_owned();
        for at in 1..=count {
            writeln!(text, "  %x{at}: u64 = div_u u64 %x{}, %d", at - 1).unwrap();
        }
        write!(
            text,
            "  %a: u64 = builtin vec_get<u64>(%v, %x{count})\n  %b: u64 = builtin vec_get<u64>(%v, %d)\n  \
             %s: u64 = xor u64 %a, %b\n  ret u64 %s\n}}\n"
        )
        .unwrap();
        let text = checked(&text);
        assert!(!is_unchecked(&text, "%b") && !is_unchecked(&text, "%known"));
        is_unchecked(&text, "%a")
    };
    assert!(quotients(1) && quotients(15));
    assert!(!quotients(16));
}

/// `MAX_SUMS`: a comparison says something of the parts of sums in a sum.
#[test]
fn sums_in_sums_of_a_comparison() {
    let sums = |count: usize| {
        let mut text = "define u64 @f(vector<u64> %v, u64 %x0, u64 %k) {\n%entry:\n  \
                        %n: u64 = builtin vec_len<u64>(%v)\n"
            .to_owned();
        for at in 1..=count {
            writeln!(text, "  %x{at}: u64 = add u64 %x{}, 1u64", at - 1).unwrap();
        }
        write!(
            text,
            "  %go: bool = icmp ult u64 %x{count}, %n\n  br_if %go, %inside, %outside\n%inside:\n  \
             %a: u64 = builtin vec_get<u64>(%v, %x0)\n  %b: u64 = builtin vec_get<u64>(%v, %k)\n  \
             %s: u64 = xor u64 %a, %b\n  ret u64 %s\n%outside:\n  ret u64 0u64\n}}\n"
        )
        .unwrap();
        let text = checked(&text);
        assert!(!is_unchecked(&text, "%b"));
        is_unchecked(&text, "%a")
    };
    assert!(sums(1) && sums(4));
    assert!(!sums(5));
}

/// `MAX_GREATER`: of greater values the first ones are forgotten.
#[test]
fn greater_values_that_are_remembered() {
    let others = |count: usize| {
        let params: String = (0..count).map(|at| format!(", u64 %p{at}")).collect();
        let mut text = format!(
            "define u64 @f(vector<u64> %v, u64 %i, u64 %k{params}) {{\n%entry:\n  \
             %n: u64 = builtin vec_len<u64>(%v)\n  %below: bool = icmp ult u64 %i, %n\n  \
             br_if %below, %in0, %outside\n"
        );
        for at in 0..count {
            writeln!(
                text,
                "%in{at}:\n  %c{at}: bool = icmp ult u64 %i, %p{at}\n  br_if %c{at}, %in{}, %outside",
                at + 1
            )
            .unwrap();
        }
        write!(
            text,
            "%in{count}:\n  %a: u64 = builtin vec_get<u64>(%v, %i)\n  %b: u64 = builtin vec_get<u64>(%v, %k)\n  \
             %s: u64 = xor u64 %a, %b\n  ret u64 %s\n%outside:\n  ret u64 0u64\n}}\n"
        )
        .unwrap();
        let text = checked(&text);
        assert!(!is_unchecked(&text, "%b"));
        is_unchecked(&text, "%a")
    };
    assert!(others(1) && others(3));
    assert!(!others(4));
}

/// `MAX_ROUNDS`: vectors that a loop hands from one variable to the next, the first of which grows. `%kept` keeps its
/// length, which is known as long as all others are gone over in time.
#[test]
fn rounds_over_the_vectors_of_a_loop() {
    let shifted = |count: usize| {
        let mut text = "define u64 @f(vector<u64> %v, vector<u64> %u) {\n%entry:\n  \
                        %n: u64 = builtin vec_len<u64>(%v)\n  br %head\n%head:\n  \
                        %i: u64 = phi u64 [ 0u64, %entry ], [ %j, %body ]\n  \
                        %kept: vector<u64> = phi vector<u64> [ %v, %entry ], [ %same, %body ]\n"
            .to_owned();
        for at in 0..count {
            let before = if at == 0 {
                "%grown".to_owned()
            } else {
                format!("%w{}", at - 1)
            };
            writeln!(
                text,
                "  %w{at}: vector<u64> = phi vector<u64> [ %u, %entry ], [ {before}, %body ]"
            )
            .unwrap();
        }
        let last = count - 1;
        write!(
            text,
            "  %go: bool = icmp ult u64 %i, %n\n  br_if %go, %body, %done\n%body:\n  \
             %a: u64 = builtin vec_get<u64>(%kept, %i)\n  %b: u64 = builtin vec_get<u64>(%w{last}, %i)\n  \
             %same: vector<u64> = builtin vec_set_unchecked<u64>(%kept, %i, %b)\n  \
             %long: vector<u64> = copy vector<u64> %u\n  \
             %grown: vector<u64> = builtin vec_push<u64>(%long, %a)\n  %j: u64 = add u64 %i, 1u64\n  \
             br %head\n%done:\n  ret u64 %i\n}}\n"
        )
        .unwrap();
        let text = checked(&text);
        assert!(!is_unchecked(&text, "%b"));
        is_unchecked(&text, "%a")
    };
    assert!(shifted(1) && shifted(3));
    assert!(!shifted(4));
}
