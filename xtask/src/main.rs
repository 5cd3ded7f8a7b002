//! Project automation: `cargo xtask serve`, `cargo xtask test`, `cargo xtask bench`.
//!
//! Only the standard library, so that the first command of a fresh clone starts at once. It must never
//! hide what it runs: every command is printed before it starts.

mod bench;
mod run;
mod serve;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  serve [ARGS..]   Build the playground (release) and serve it; ARGS go to the server, for example
                   --listen 127.0.0.1:9000, or --help for all of its flags
  test [FILTER]    Everything CI checks: format, clippy, tests, documentation, a short fuzz run;
                   with FILTER only the tests whose names contain it
  bench [ARGS..]   Measure /run and /compile of a release server on a free port; ARGS go to the
                   benchmark, for example --requests 500
  help             Print this text

Environment:
  XTASK_FUZZ_SECONDS   Length of the fuzz run of `test` (default 20)
  CARGO_TARGET_DIR     Where cargo builds (default target)
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let result = match command.as_str() {
        "serve" => serve::serve(&rest),
        "test" => test::test(&rest),
        "bench" => bench::bench(&rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        "" => Err(format!("A command is needed.\n\n{HELP}")),
        other => Err(format!("There is no command `{other}`.\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
