//! Solidity's memory, from the source through the interpreter: as lowered, and after each level of optimisation.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_abi::display;
use twilight_diagnostics::{Diagnostic, SourceMap, render};
use twilight_lower::{Roots, lower};
use twilight_tir::interp::{Chain, Interpreter, Outcome};
use twilight_tir::{Level, Module};

const SOURCE: &str = include_str!("data/memory.sol");

fn module() -> Module {
    let mut sources = SourceMap::default();
    let file = sources.add("memory.sol", SOURCE);
    let checked = twilight_solidity::check(file, SOURCE);
    assert!(
        !checked.diagnostics.iter().any(Diagnostic::is_error),
        "{}",
        render::human(&sources, &checked.diagnostics, false)
    );
    let contract = Some(twilight_hir::thir::ContractId(0));
    let lowered = lower(&checked.program, &Roots::Package { contract }, true);
    let module = lowered.unwrap_or_else(|problems| panic!("{}", render::human(&sources, &problems, false)));
    twilight_tir::verify(&module).unwrap_or_else(|errors| panic!("{errors:#?}"));
    module
}

/// What a function gives, in the words of the file.
fn run(module: &Module, name: &str) -> String {
    let export = module.exports.iter().find(|export| export.source_name == name);
    let export = export.unwrap_or_else(|| panic!("no function {name}"));
    let function = &module.functions[export.function.0 as usize];
    let interpreter = Interpreter::new(module).unwrap();
    let mut chain = Chain::default();
    match interpreter.call_export(&mut chain, &export.name, &[]).unwrap() {
        Outcome::Returned(value) => display(&function.ret, &value),
        Outcome::Panicked { message, .. } if message.starts_with("Internal") => message,
        Outcome::Panicked { .. } => "panics".to_owned(),
        Outcome::Reverted { .. } => "reverts".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn memory_is_shared_as_solidity_says() {
    let expected: Vec<(&str, &str)> = SOURCE
        .lines()
        .filter_map(|line| line.trim().strip_prefix("//= ")?.split_once(": "))
        .collect();
    assert!(expected.len() > 20, "{} expectations", expected.len());
    let lowered = module();
    for level in [Level::None, Level::Playground, Level::Release] {
        let mut module = lowered.clone();
        if level != Level::None {
            twilight_tir::passes::clean(&mut module);
        }
        twilight_tir::optimize(&mut module, level);
        for (name, value) in &expected {
            assert_eq!(run(&module, name), *value, "{name} at {level:?}");
        }
    }
}
