//! What must hold for a random module: its text, the verifier, every pass in any order, interpreter and wasm.

use std::collections::BTreeMap;

use playground_simulator::{CallContext, FailureKind, SELF_ADDRESS, Session, Simulator};
use serde_json::json;
use twilight_abi::{display, hex};
use twilight_codegen_wasm::{Artifact, Options, generate};
use twilight_diagnostics::Span;
use twilight_tir::interp::{Chain, Context, Interpreter, Limits, Outcome};
use twilight_tir::passes::{self, Pass};
use twilight_tir::{Level, Module, messages};

use super::MAIN;
use crate::random::Random;

/// Passes in a random sequence, at most.
const MAX_PASSES: usize = 8;
const STEPS: u64 = 5_000_000;
const GAS: u64 = 100_000_000;
const VALUE: u128 = 7;
const BLOCK_NUMBER: u64 = 9;
const TIMESTAMP: u64 = 1_700_000_000;
const SENDER: [u8; 20] = [1; 20];
const ORIGIN: [u8; 20] = [2; 20];
/// An outcome that is no part of what a module means.
const LIMIT: &str = "limit";

/// What a module did.
#[derive(Debug, PartialEq, Eq)]
struct Observed {
    outcome: String,
    output: String,
    events: Vec<String>,
    state: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// Takes the module of a text through everything; `seed` chooses passes.
pub fn check(simulator: &Simulator, text: &str, seed: u64) -> Result<String, String> {
    let module = twilight_tir::text::parse(text)
        .map_err(|error| format!("The text of a module does not parse: {error}"))?;
    verify(&module, "the generator")?;
    if twilight_tir::text::print(&module) != text {
        return Err("The text of a module is printed otherwise.".to_owned());
    }
    let before = interpret(&module)?;
    if before.outcome == LIMIT {
        return Ok(before.outcome);
    }
    let mut random = Random::new(!seed);
    let mut runs = vec![(module.clone(), "as generated".to_owned())];
    let mut mixed = module.clone();
    let mut names = Vec::new();
    for _ in 0..1 + random.below(MAX_PASSES) {
        let pass = Pass::ALL[random.below(Pass::ALL.len())];
        pass.run(&mut mixed);
        names.push(pass.name());
        verify(&mixed, pass.name())?;
    }
    runs.push((mixed, format!("after {}", names.join(", "))));
    let level = if random.below(2) == 0 {
        Level::Playground
    } else {
        Level::Release
    };
    let mut optimised = module;
    passes::clean(&mut optimised);
    twilight_tir::optimize(&mut optimised, level);
    verify(&optimised, "optimisation")?;
    runs.push((optimised, format!("optimised as {level:?}")));
    for (module, how) in &runs {
        if how != "as generated" {
            same("interpreter", how, &before, &interpret(module)?)?;
        }
        let wide = random.below(2) == 0;
        let engine = if wide { "wasm with wide arithmetic" } else { "wasm" };
        same(engine, how, &before, &execute(simulator, module, wide)?)?;
    }
    Ok(before.outcome.split(' ').next().unwrap_or_default().to_owned())
}

fn verify(module: &Module, after: &str) -> Result<(), String> {
    twilight_tir::verify(module).map_err(|errors| {
        let first = errors.first().map(ToString::to_string).unwrap_or_default();
        format!("Not verified after {after}: {first}")
    })
}

fn same(engine: &str, how: &str, expected: &Observed, observed: &Observed) -> Result<(), String> {
    if expected == observed || observed.outcome == LIMIT {
        return Ok(());
    }
    Err(format!(
        "{engine} differs\n{how}\ninterpreter, as generated: {expected:?}\nthere: {observed:?}"
    ))
}

/// Places have a line of their own each.
fn line(span: Span) -> u32 {
    span.start / 2
}

fn event(topics: &[[u8; 32]], data: &[u8]) -> String {
    let topics: Vec<String> = topics.iter().map(|topic| hex(topic)).collect();
    format!("[{}] {}", topics.join(", "), hex(data))
}

fn interpret(module: &Module) -> Result<Observed, String> {
    let limits = Limits {
        steps: STEPS,
        ..Limits::default()
    };
    let interpreter = Interpreter::new(module)
        .map_err(|errors| format!("{errors:?}"))?
        .with_limits(limits);
    let mut chain = Chain {
        context: Context {
            sender: SENDER,
            origin: ORIGIN,
            value: VALUE,
            block_number: BLOCK_NUMBER,
            timestamp: TIMESTAMP,
            self_address: SELF_ADDRESS,
            ..Context::default()
        },
        ..Chain::default()
    };
    let ret = module.functions.first().map(|function| function.ret.clone());
    let outcome = match interpreter.call_export(&mut chain, MAIN, &[]) {
        Ok(Outcome::Returned(value)) => {
            format!(
                "success {}",
                display(&ret.unwrap_or(twilight_abi::Type::Unit), &value)
            )
        }
        Ok(Outcome::Reverted { message, span }) => format!("revert {} {message}", line(span)),
        Ok(Outcome::Panicked { message, span }) => format!("panic {} {message}", line(span)),
        Ok(Outcome::StepLimit | Outcome::StackOverflow | Outcome::OutOfMemory) => LIMIT.to_owned(),
        Err(error) => return Err(format!("The interpreter does not call it: {error}")),
    };
    Ok(Observed {
        outcome,
        output: chain.output,
        events: chain
            .events
            .iter()
            .map(|one| event(&one.topics, &one.data))
            .collect(),
        state: chain.state,
    })
}

fn execute(simulator: &Simulator, module: &Module, wide_arithmetic: bool) -> Result<Observed, String> {
    let options = Options {
        wide_arithmetic,
        ..Options::default()
    };
    let artifact = generate(module, &options).map_err(|error| format!("The back end refuses it: {error}"))?;
    let meta = meta(module, &artifact);
    let mut session = Session::new(simulator, &artifact.wasm, meta.to_string().as_bytes())
        .map_err(|error| format!("The module does not start: {error}"))?;
    let context = CallContext {
        sender: SENDER,
        origin: ORIGIN,
        value: VALUE,
        block_number: BLOCK_NUMBER,
        timestamp: TIMESTAMP,
    };
    let report = session.call(MAIN, &[], &context, GAS);
    let ret = module.functions.first().map(|function| function.ret.clone());
    let outcome = match report.result {
        Ok(value) => format!(
            "success {}",
            display(&ret.unwrap_or(twilight_abi::Type::Unit), &value)
        ),
        Err(failure) => {
            let line = failure.span.as_ref().map_or(0, |span| span.start.line);
            match failure.kind {
                FailureKind::OutOfGas => LIMIT.to_owned(),
                FailureKind::Panic if failure.message.starts_with("Stack overflow") => LIMIT.to_owned(),
                FailureKind::Panic if failure.message == messages::OUT_OF_MEMORY => LIMIT.to_owned(),
                FailureKind::Revert => format!("revert {line} {}", failure.message),
                FailureKind::Panic => format!("panic {line} {}", failure.message),
                kind => return Err(format!("The simulator fails: {kind:?} {}", failure.message)),
            }
        }
    };
    Ok(Observed {
        outcome,
        output: report.output,
        events: report
            .events
            .iter()
            .map(|one| event(&one.topics, &one.data))
            .collect(),
        state: session.state().clone(),
    })
}

/// As much of `.meta` as the simulator reads.
fn meta(module: &Module, artifact: &Artifact) -> serde_json::Value {
    let sites: Vec<serde_json::Value> = artifact
        .trap_sites
        .iter()
        .map(|site| {
            json!({
                "offset": site.offset, "file": 0, "start": site.span.start, "end": site.span.end,
                "start_line_column": [line(site.span), 1], "end_line_column": [line(site.span), 2],
                "message": site.message,
            })
        })
        .collect();
    let ret = module.functions.first().map(|function| &function.ret);
    json!({
        "schema_version": "1.0",
        "source_info": {
            "files": [{ "path": "main.twl", "hash_type": "sha256", "hash": "" }],
            "compiler_version": "fuzz",
        },
        "bytecode_info": { "file": "", "target": "", "hash_type": "sha256", "hash": "" },
        "abi": [], "functions": {}, "events": {}, "verification_info": null,
        "debug_info": { "trap_sites": sites },
        "exports": [{
            "mangled_name": MAIN, "kind": "function", "contract": null, "name": MAIN,
            "params": [], "ret": ret, "payable": true,
        }],
    })
}
