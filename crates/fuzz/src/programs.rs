//! The target `programs`: generated programs through every engine.

use twilight_conformance::{Engines, Setup, compile_for_test};
use twilight_tir::Level;

/// One in so many programs is compiled once more, for the comparison of bytes.
const REPEATED: u64 = 16;

/// How the programs run.
fn setup() -> Setup {
    Setup {
        gas: 50_000_000,
        ..Setup::default()
    }
}

/// The program is accepted, does the same in every engine, and gives the same bytes each time. Gives the kind of
/// its outcome.
pub fn programs(engines: &Engines, text: &str, seed: u64) -> Result<String, String> {
    let observed = engines.observe(text, &setup())?;
    if observed.outcome == "Compilation" {
        let errors: Vec<&String> = observed
            .diagnostics
            .iter()
            .filter(|line| line.starts_with("error"))
            .collect();
        return match errors.first() {
            Some(first) => Err(format!("refused: {first}{}", quoted(text, first))),
            None => Err("refused without an error".to_owned()),
        };
    }
    if seed.is_multiple_of(REPEATED) {
        same_bytes(text)?;
    }
    Ok(observed.outcome.split(' ').next().unwrap_or_default().to_owned())
}

/// The line of the program that an error names.
fn quoted(text: &str, error: &str) -> String {
    let place = error.split(' ').nth(2).unwrap_or_default();
    let line = place
        .split(':')
        .next()
        .and_then(|line| line.parse::<usize>().ok());
    match line.and_then(|line| text.lines().nth(line.saturating_sub(1))) {
        Some(line) => format!("\n    {}", line.trim()),
        None => String::new(),
    }
}

fn same_bytes(text: &str) -> Result<(), String> {
    let artifacts = || compile_for_test(text, &setup(), Level::Playground).artifacts;
    match (artifacts(), artifacts()) {
        (Some(first), Some(second)) if first.wasm != second.wasm => {
            Err("Two compilations gave different modules.".to_owned())
        }
        (Some(first), Some(second)) if first.meta != second.meta => {
            Err("Two compilations gave different metadata.".to_owned())
        }
        _ => Ok(()),
    }
}
