//! Limits of the check that a `match` covers every value: what stands at the limit is checked, one more is refused.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_diagnostics::SourceMap;
use twilight_hir::limits::{MAX_MATCH_DEPTH, MAX_MATCH_STEPS};

/// As much as a main thread has.
const STACK: usize = 8 << 20;

/// Codes of the errors in a program.
fn errors(text: String) -> Vec<&'static str> {
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            let mut sources = SourceMap::default();
            let file = sources.add("main.twl", &text);
            let parse = twilight_syntax::parse(file, &text);
            assert!(parse.diagnostics.is_empty(), "{:?}", parse.diagnostics);
            twilight_hir::check(&[&parse.unit], &sources)
                .diagnostics
                .into_iter()
                .filter(twilight_diagnostics::Diagnostic::is_error)
                .map(|found| found.code)
                .collect()
        })
        .unwrap()
        .join()
        .unwrap()
}

/// Tuples of so many `bool`s. One level is the tuple's own, and one finds that no column is left.
#[test]
fn columns_beside_each_other() {
    let program = |columns: usize| {
        let all = |text: &str| vec![text; columns].join(", ");
        format!(
            "fn f(x: ({})) -> u64 {{ match x {{ ({}) => 1, _ => 0 }} }}",
            all("bool"),
            all("true")
        )
    };
    let most = MAX_MATCH_DEPTH as usize - 2;
    assert_eq!(errors(program(most)), Vec::<&str>::new());
    assert_eq!(errors(program(most + 1)), ["E0255"]);
}

/// `n` numbers inside a tuple, and `_`: each number is compared with all arms. With the rows that are looked at
/// before and behind them these are `n * n + 8 * n + 9` steps.
#[test]
fn steps_of_one_match() {
    let program = |numbers: u64| {
        let arms: String = (0..numbers).map(|at| format!("({at},) => {at}, ")).collect();
        format!("fn f(x: (u64,)) -> u64 {{ match x {{ {arms}_ => 0 }} }}")
    };
    let steps = |n: u64| n * n + 8 * n + 9;
    let most = (0..)
        .take_while(|n| steps(*n) <= u64::from(MAX_MATCH_STEPS))
        .last()
        .unwrap();
    assert_eq!(errors(program(most)), Vec::<&str>::new());
    assert_eq!(errors(program(most + 1)), ["E0255"]);
}
