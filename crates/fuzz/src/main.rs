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
mod solidity;
mod targets;
mod tir;

use std::process::ExitCode;

use campaign::{Arguments, TARGETS};

/// What `--help` prints; the targets follow.
const HELP: &str = "\
Tries inputs against properties of the compiler and its engines that must always hold.

Usage: twilight-fuzz [OPTIONS]

Options:
  --target NAME   Run this target only [default: all, one after the other]
  --seconds N     For how long, all targets together [default: 30]
  --inputs N      Inputs of each target at most; 0 is no bound [default: 0]
  --seed N        Inputs are made from the seeds after this [default: 1]
  --threads N     Inputs tried at the same time, 1 to 64 [default: 1]
  --print N       Print the generated program of a seed and do nothing else
  -h, --help      Print this text

A find is printed with its seed and input. The exit code is 0 without finds, 1 with finds, 2 where nothing
could be run.
";

/// What the command line asks for; nothing where that is help, which is printed.
fn arguments() -> Result<Option<Arguments>, String> {
    let mut parsed = Arguments::default();
    let mut rest = std::env::args().skip(1);
    while let Some(flag) = rest.next() {
        if matches!(flag.as_str(), "--help" | "-h") {
            println!("{HELP}\nTargets: {}.", TARGETS.join(", "));
            return Ok(None);
        }
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
    Ok(Some(parsed))
}

fn main() -> ExitCode {
    let finds = match arguments() {
        Ok(Some(arguments)) => campaign::run(&arguments),
        Ok(None) => return ExitCode::SUCCESS,
        Err(message) => Err(format!("{message} `--help` says what there is.")),
    };
    match finds {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
