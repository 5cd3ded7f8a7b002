//! Runs the fuzz targets for a while.
//!
//! `cargo run -p twilight-fuzz -- --seconds 30 [--seed N] [--target NAME]`. Inputs are mutations of the
//! project's own programs. A find is printed with its seed and input and makes the exit code 1. CI runs this
//! for a short time with a fixed seed; a longer run by hand takes another seed.

mod mutate;
mod random;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use playground_simulator::Simulator;
use twilight_conformance::{Engines, source_files};

use random::Random;

/// Bytes of a mutated program.
const MAX_BYTES: usize = 16 * 1024;
/// A single input that takes longer is a find.
const SLOW: Duration = Duration::from_secs(10);
const TARGETS: [&str; 5] = ["parser", "compiler", "engines", "tir-text", "host-functions"];

struct Arguments {
    seconds: u64,
    seed: u64,
    target: Option<String>,
}

fn arguments() -> Result<Arguments, String> {
    let mut parsed = Arguments {
        seconds: 30,
        seed: 1,
        target: None,
    };
    let mut rest = std::env::args().skip(1);
    while let Some(flag) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("`{flag}` needs a value."))?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| format!("`{flag} {value}`: a number is needed."))
        };
        match flag.as_str() {
            "--seconds" => parsed.seconds = number()?,
            "--seed" => parsed.seed = number()?,
            "--target" if TARGETS.contains(&value.as_str()) => parsed.target = Some(value),
            _ => {
                return Err(format!(
                    "`{flag} {value}` is unknown; targets are {}.",
                    TARGETS.join(", ")
                ));
            }
        }
    }
    Ok(parsed)
}

fn corpus() -> Result<Vec<String>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for directory in [
        "../conformance/programs",
        "../../examples",
        "../syntax/tests/data",
    ] {
        for path in source_files(&root.join(directory))? {
            texts.push(
                std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?,
            );
        }
    }
    Ok(texts)
}

fn tir_corpus(programs: &[String]) -> Vec<String> {
    let compiled = programs.iter().filter_map(|text| {
        let compilation =
            twilight_conformance::compile_for_test(text, &twilight_conformance::Setup::default(), false);
        compilation
            .artifacts
            .map(|artifacts| twilight_tir::text::print(&artifacts.module))
    });
    compiled.take(40).collect()
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Gives the number of finds.
fn run(arguments: &Arguments) -> Result<usize, String> {
    let programs = corpus()?;
    let tir = tir_corpus(&programs);
    let engines = Engines::new();
    let simulator = Simulator::new().map_err(|error| error.to_string())?;
    let targets: Vec<&str> = match &arguments.target {
        Some(name) => TARGETS.iter().copied().filter(|target| target == name).collect(),
        None => TARGETS.to_vec(),
    };
    let share = Duration::from_millis(arguments.seconds * 1000 / targets.len().max(1) as u64);
    // Finds are reported below, with their inputs.
    std::panic::set_hook(Box::new(|_| {}));
    let mut finds = 0;
    for target in targets {
        let (end, mut seed, mut tried) = (Instant::now() + share, arguments.seed, 0_u64);
        while Instant::now() < end && finds < 10 {
            seed = seed.wrapping_add(1);
            tried += 1;
            let mut random = Random::new(seed);
            let texts = if target == "tir-text" { &tir } else { &programs };
            let base = random.pick(texts).cloned().unwrap_or_default();
            let other = random.pick(texts).cloned().unwrap_or_default();
            let input = mutate::mutate(&mut random, &base, &other, MAX_BYTES);
            let start = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| match target {
                "parser" => targets::parser(&input),
                "compiler" => targets::compiler(&input),
                "engines" => targets::engines(&engines, &input),
                "tir-text" => targets::tir_text(&input),
                _ => targets::host_functions(&simulator, &mut random),
            }));
            let problem = match outcome {
                Err(panic) => Some(format!("panicked: {}", panic_text(&*panic))),
                Ok(Err(problem)) => Some(problem),
                Ok(Ok(())) if start.elapsed() > SLOW => Some(format!("took {:?}", start.elapsed())),
                Ok(Ok(())) => None,
            };
            if let Some(problem) = problem {
                finds += 1;
                println!("--- find in {target}, seed {seed}: {problem}\n{input}\n---");
            }
        }
        println!("{target}: {tried} inputs, {finds} finds so far");
    }
    Ok(finds)
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "no message".to_owned())
}
