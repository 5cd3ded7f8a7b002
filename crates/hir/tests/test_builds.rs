//! `#[test]` and `#[cfg(..)]`: what a build holds, with and without tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_diagnostics::SourceMap;
use twilight_hir::{Options, thir::Program};

const TEXT: &str = "
#[cfg(test)]
fn helper() -> u64 { 1 }
#[cfg(not(test))]
fn helper() -> u64 { 2 }
#[cfg(any(test, not(test)))]
fn always() {}
#[cfg(all(test, not(test)))]
fn never() { unknown() }
struct S { a: u64 }
impl S {
    #[cfg(test)]
    fn only_in_tests(self) -> u64 { self.a }
}
contract C {
    #[cfg(test)]
    storage { spied: u64; }
    fn work() -> u64 { helper() }
    #[test]
    fn works() { storage.spied = 1; assert_eq!(work(), helper()); }
}
#[test]
fn adds() -> Result<(), string> { always(); S { a: 1 }.only_in_tests(); Ok(()) }
";

fn program(test: bool) -> Program {
    let mut sources = SourceMap::default();
    let file = sources.add("main.twl", TEXT);
    let parse = twilight_syntax::parse(file, TEXT);
    assert!(!parse.has_errors(), "{:?}", parse.diagnostics);
    let options = Options {
        test,
        ..Options::default()
    };
    let checked = twilight_hir::check_with(&[&parse.unit], &sources, &options);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    checked.program
}

fn names(program: &Program, tests: bool) -> Vec<&str> {
    let functions = program.functions.iter();
    functions
        .filter(|function| function.test == tests)
        // Those that the standard library's traits declare are in every program.
        .filter(|function| function.span.file != twilight_hir::STD_FILE)
        .map(|function| function.mangled.as_str())
        .collect()
}

#[test]
fn a_build_without_tests_leaves_them_out() {
    let program = program(false);
    assert!(names(&program, true).is_empty());
    assert_eq!(names(&program, false), ["helper", "always", "C::work"]);
    assert!(program.contracts.first().unwrap().storage.is_empty());
}

#[test]
fn a_test_build_collects_them() {
    let program = program(true);
    assert_eq!(names(&program, true), ["C::works", "adds"]);
    assert_eq!(
        names(&program, false),
        ["helper", "always", "C::work", "S::only_in_tests"]
    );
    assert_eq!(program.contracts.first().unwrap().storage.len(), 1);
}
