//! `twilightc`, the command line of the Twilight compiler (spec 13).
//!
//! Exit codes: 0 success; 1 the program was refused; 2 the command line, the manifest or a file was wrong.

use std::process::ExitCode;

use clap::Parser as _;

mod cli;

fn main() -> ExitCode {
    cli::run(&cli::Arguments::parse())
}
