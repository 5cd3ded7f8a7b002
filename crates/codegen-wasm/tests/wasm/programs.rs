//! The interpreter's programs (`crates/tir/tests/data`) through generated wasm: same results, messages,
//! output, events and state.
use std::path::Path;

use crate::common::{Ended, Running, constant, parse};
use twilight_abi::{Type, Value, encode};
use twilight_codegen_wasm::Options;
use twilight_tir::Module;
use twilight_tir::interp::{Chain, Interpreter, Limits, Outcome};

/// A program that uses a consumed vector again: the interpreter copies on write, wasm writes in place.
const USES_CONSUMED: &str = "no_copy(";

/// Runs one line in both engines.
fn compare(
    module: &Module,
    running: &mut Running,
    chain: &mut Chain,
    limits: Limits,
    call: &str,
) -> Result<(), String> {
    let (name, args) = call
        .strip_suffix(')')
        .and_then(|call| call.split_once('('))
        .expect("NAME(ARGS)");
    let export = module
        .exports
        .iter()
        .find(|export| export.name == name)
        .expect(name);
    let function = &module.functions[export.function.0 as usize];
    let args: Vec<(Type, Value)> = args
        .split(", ")
        .filter(|arg| !arg.is_empty())
        .zip(&function.values)
        .map(|(arg, value)| (value.ty.clone(), constant(&value.ty, arg)))
        .collect();
    let values: Vec<Value> = args.iter().map(|(_, value)| value.clone()).collect();
    let interpreter = Interpreter::new(module).unwrap().with_limits(limits);
    let outcome = interpreter.call_export(chain, name, &values).unwrap();
    running.store.data_mut().chain.context = chain.context.clone();
    // Limits of the interpreter's own: the engine has others.
    if matches!(outcome, Outcome::StepLimit | Outcome::OutOfMemory) {
        return Ok(());
    }
    let ended = running.call(name, &args);
    let same = match (&outcome, &ended) {
        (Outcome::Returned(_), Ended::Returned(bytes)) if function.ret == Type::Unit => bytes.is_empty(),
        (Outcome::Returned(value), Ended::Returned(bytes)) => *bytes == encode(&function.ret, value).unwrap(),
        (Outcome::Reverted { message, .. }, Ended::Reverted(actual)) => actual == message,
        (Outcome::Panicked { message, .. }, Ended::Panicked(actual)) => {
            actual.is_empty() || actual == message
        }
        (Outcome::StackOverflow, Ended::StackOverflow | Ended::Returned(_)) => return Ok(()),
        _ => false,
    };
    if !same {
        return Err(format!(
            "{call}: the interpreter gives {outcome:?}, wasm {ended:?}"
        ));
    }
    if &running.store.data().chain != chain {
        return Err(format!(
            "{call}: {chain:?} is not {:?}",
            running.store.data().chain
        ));
    }
    Ok(())
}

fn run_file(path: &Path, options: &Options, failures: &mut Vec<String>) {
    let source = std::fs::read_to_string(path).unwrap();
    let module = parse(&source);
    let mut running = Running::with(&module, options);
    let mut chain = Chain::default();
    let mut limits = Limits::default();
    let mut calls = 0;
    for line in source.lines() {
        if let Some(call) = line
            .strip_prefix("; run ")
            .filter(|call| !call.starts_with(USES_CONSUMED))
        {
            failures.extend(compare(&module, &mut running, &mut chain, limits, call).err());
            calls += 1;
        } else if let Some((key, value)) = line.strip_prefix("; set ").and_then(|line| line.split_once(' ')) {
            let number: u128 = value.parse().unwrap();
            match key {
                "value" => chain.context.value = number,
                "block_number" => chain.context.block_number = number as u64,
                "timestamp" => chain.context.timestamp = number as u64,
                "gas_left" => chain.context.gas_left = number as u64,
                "steps" => limits.steps = number as u64,
                "call_depth" => limits.call_depth = number as usize,
                "memory" => limits.memory_bytes = number as u64,
                other => panic!("unknown setting {other}"),
            }
        }
    }
    assert!(calls > 0, "{} runs nothing", path.display());
}

#[test]
fn programs_agree_with_the_interpreter() {
    let mut files = 0;
    let mut failures = Vec::new();
    for folder in ["../tir/tests/data", "tests/data"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|ext| ext == "tir"))
        {
            run_file(path, &Options::default(), &mut failures);
            let wide = Options {
                wide_arithmetic: true,
                ..Options::default()
            };
            run_file(path, &wide, &mut failures);
            files += 1;
        }
    }
    assert!(files > 5);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
