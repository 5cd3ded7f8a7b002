//! `twilightc stand-by`: the compiler of a service that starts it before there is anything to compile.
//!
//! It compiles a program of its own, so that what is made and read at first use is there, then waits for one command
//! on standard input, carries it out as if it had come on the command line, and ends. It must never take a second one.

use std::io::Read as _;

use clap::Parser as _;
use twilightc::{Options, compile};

use super::{Arguments, Command};

/// Most bytes of a command.
const MAX_COMMAND_BYTES: u64 = 64 * 1024;

/// Stands between the words of a command, because no word can hold it.
const SEPARATOR: char = '\0';

/// Storage, a map, an event, branches, loops and numbers of two widths.
const PROGRAM: &str = include_str!("stand_by.twl");

/// Gets warm and waits for the command: its words, each followed by a NUL character, to the end of standard input.
///
/// # Errors
/// A sentence where none comes or what comes is none. Words that are no command end the process as they do on the
/// command line.
pub fn command() -> Result<Arguments, String> {
    warm();
    let mut text = String::new();
    std::io::stdin()
        .take(MAX_COMMAND_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| format!("The command cannot be read: {error}."))?;
    if text.len() as u64 > MAX_COMMAND_BYTES {
        return Err(format!("The command is longer than {MAX_COMMAND_BYTES} bytes."));
    }
    let words = text
        .strip_suffix(SEPARATOR)
        .ok_or("No command came: its words are each followed by a NUL character.")?;
    let arguments = Arguments::parse_from(std::iter::once("twilightc").chain(words.split(SEPARATOR)));
    if matches!(arguments.command, Command::StandBy) {
        return Err("A command is needed that is not `stand-by`.".to_owned());
    }
    Ok(arguments)
}

fn warm() {
    let words = [
        "twilightc",
        "build",
        "--message-format",
        "json",
        "--emit",
        "bytecode,meta",
    ];
    let _ = std::hint::black_box(Arguments::try_parse_from(words));
    std::hint::black_box(compile("src/main.twl", PROGRAM, &options()));
}

fn options() -> Options {
    Options {
        entry_point: Some("main".to_owned()),
        wide_arithmetic: true,
        ..Options::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_program_goes_all_the_way() {
        let compilation = compile("src/main.twl", PROGRAM, &options());
        assert!(
            compilation.diagnostics.is_empty(),
            "{:?}",
            compilation.diagnostics
        );
        assert!(compilation.artifacts.is_some());
    }
}
