//! Solidity's memory, from the source through the interpreter: as lowered, and after each level of optimisation.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_abi::display;
use twilight_diagnostics::{Diagnostic, SourceMap, render};
use twilight_hir::thir::{Expr, ExprKind, Program};
use twilight_hir::ty::Ty;
use twilight_lower::{Roots, lower};
use twilight_tir::interp::{Chain, Interpreter, Outcome};
use twilight_tir::{Level, Module};

const SOURCE: &str = include_str!("data/memory.sol");

fn checked() -> Program {
    let mut sources = SourceMap::default();
    let file = sources.add("memory.sol", SOURCE);
    let checked = twilight_solidity::check(file, SOURCE);
    assert!(
        !checked.diagnostics.iter().any(Diagnostic::is_error),
        "{}",
        render::human(&sources, &checked.diagnostics, false)
    );
    checked.program
}

fn module(program: &Program) -> Module {
    let contract = Some(twilight_hir::thir::ContractId(0));
    let lowered = lower(program, &Roots::Package { contract }, true);
    let module = lowered.unwrap_or_else(|problems| panic!("{problems:?}"));
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

/// Every function of the file gives what stands above it, at each level.
fn gives_what_is_expected(lowered: &Module) {
    let expected: Vec<(&str, &str)> = SOURCE
        .lines()
        .filter_map(|line| line.trim().strip_prefix("//= ")?.split_once(": "))
        .collect();
    assert!(expected.len() > 20, "{} expectations", expected.len());
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

#[test]
fn memory_is_shared_as_solidity_says() {
    gives_what_is_expected(&module(&checked()));
}

/// What makes default arrays of references gives the default itself: each element is a cell of its own.
#[test]
fn a_default_array_of_references_has_a_cell_for_each() {
    let mut program = checked();
    let mut replaced = 0;
    for function in &mut program.functions {
        let Ty::Reference(content) = &function.body.expr.ty else {
            continue;
        };
        if !function.name.starts_with("$default") || !matches!(**content, Ty::Array(..)) {
            continue;
        }
        let (content, span) = ((**content).clone(), function.body.expr.span);
        function.body.expr.kind = ExprKind::NewReference(Box::new(Expr {
            kind: ExprKind::Default,
            ty: content,
            span,
        }));
        replaced += 1;
    }
    assert!(replaced > 0, "no function makes an array of references");
    gives_what_is_expected(&module(&program));
}
