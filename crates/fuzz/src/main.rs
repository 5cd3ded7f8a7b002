//! Runs the fuzz targets for a while.
//!
//! `twilight-fuzz --seconds 30 [--seed N] [--target NAME] [--threads N] [--inputs N]`. Inputs are generated
//! programs, or mutations of the project's own. A find is printed with its seed and input, made small where the
//! target's inputs are programs, and makes the exit code 1. `--print N` prints the generated program of a seed.
//! CI runs this for a short time with a fixed seed; a longer run by hand takes another seed.

mod campaign;
mod corpus;
mod generate;
mod minimise;
mod mutate;
mod programs;
mod random;
mod targets;

use std::process::ExitCode;

use campaign::{Arguments, TARGETS};

fn arguments() -> Result<Arguments, String> {
    let mut parsed = Arguments::default();
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
            "--inputs" => parsed.inputs = number()?,
            "--threads" => parsed.threads = number()?.clamp(1, 64),
            "--print" => parsed.print = Some(number()?),
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

fn main() -> ExitCode {
    match arguments().and_then(|arguments| campaign::run(&arguments)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
