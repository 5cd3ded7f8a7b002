//! Commands of `twilightc`: everything that touches files, standard streams and exit codes.

mod build;
mod create;
mod lints;
mod manifest;
mod report;
mod sources;
mod stand_by;
mod test;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Exit code of a refused program.
const REFUSED: u8 = 1;
/// Exit code of a wrong command line, manifest or file.
const UNUSABLE: u8 = 2;

/// The compiler of the Twilight smart-contract language.
#[derive(Debug, Parser)]
#[command(name = "twilightc", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report errors and warnings without building anything.
    Check(CheckArguments),
    /// Compile the package to bytecode and metadata.
    Build(BuildArguments),
    /// Run the functions with `#[test]`, each in a simulated chain of its own.
    Test(TestArguments),
    /// Say what the code of an error or a warning means, with an example.
    Explain {
        /// The code, as it stands in the message: `E0102`.
        code: String,
    },
    /// Create a package in a new directory.
    New {
        /// Name of the package and its directory.
        name: String,
        #[command(flatten)]
        template: Template,
    },
    /// Create a package in the current directory.
    Init {
        #[command(flatten)]
        template: Template,
    },
    /// Get ready, then take the command from standard input, each of its words followed by a NUL character: for
    /// services that start the compiler before there is anything to compile.
    #[command(hide = true)]
    StandBy,
    /// What is none of these.
    #[command(external_subcommand)]
    Unknown(Vec<OsString>),
}

#[derive(Args, Debug)]
#[group(multiple = false)]
struct Template {
    /// Start with a contract (the default).
    #[arg(long)]
    contract: bool,
    /// Start with a library of functions.
    #[arg(long)]
    lib: bool,
}

#[derive(Args, Debug)]
struct CheckArguments {
    /// Build only this contract target.
    #[arg(long, value_name = "NAME")]
    contract: Option<String>,
    /// Syntax of the source; by default what `#![syntax = ".."]` says, else native.
    #[arg(long, value_enum)]
    syntax: Option<SyntaxName>,
    /// How diagnostics are printed on standard error.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    message_format: MessageFormat,
}

#[derive(Args, Debug)]
struct BuildArguments {
    #[command(flatten)]
    common: CheckArguments,
    /// Target of the bytecode; both names mean the same.
    #[arg(long, value_enum, default_value = "wasm32-nova-v1")]
    target: Target,
    /// Build with all optimisations, without names of local variables and without assertions, into
    /// `target/release`.
    #[arg(long)]
    release: bool,
    /// Check assertions at run time in a release build too; other builds always do.
    #[arg(long)]
    enable_runtime_asserts: bool,
    /// Features to use that not every host of the target has; `Twilight.toml` can name them too, as
    /// `target-features` of `[build]`.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LIST")]
    target_feature: Vec<TargetFeature>,
    /// Whether `.meta` says where each instruction comes from and where variables are; by default it does,
    /// but for `--release`. What is needed to place failures is always there.
    #[arg(long, value_enum, value_name = "HOW")]
    debug_info: Option<DebugInfo>,
    /// Artefacts to write.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "bytecode,meta",
        value_name = "LIST"
    )]
    emit: Vec<Emit>,
    /// Directory of the artefacts; by default `target/debug` or `target/release` in the package.
    #[arg(short = 'o', long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
    /// Compile for one run of this function: export only it and its contract's deployment.
    #[arg(long, value_name = "NAME")]
    entry_point: Option<String>,
}

#[derive(Args, Debug)]
struct TestArguments {
    /// Run only tests whose name contains this.
    filter: Option<String>,
    #[command(flatten)]
    common: CheckArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SyntaxName {
    #[value(alias = "twilight-native")]
    Native,
    Solidity,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    Wasm,
    #[value(name = "wasm32-nova-v1")]
    Wasm32NovaV1,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DebugInfo {
    None,
    Full,
}

/// Features beyond the target's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TargetFeature {
    /// 128-bit sums and products as single instructions, which speeds up u128 and u256.
    WideArithmetic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Emit {
    Bytecode,
    Meta,
    Tir,
    Ast,
}

/// Runs a command.
pub fn run(arguments: &Arguments) -> ExitCode {
    let result = match &arguments.command {
        Command::Check(check) => build::check(check),
        Command::Build(build) => build::build(build),
        Command::Test(arguments) => test::test(arguments),
        Command::Explain { code } => explain(code),
        Command::New { name, template } => create::new(name, template),
        Command::Init { template } => create::init(template),
        Command::StandBy => match stand_by::command() {
            // Not `stand-by` again.
            Ok(arguments) => return run(&arguments),
            Err(message) => Err(message),
        },
        Command::Unknown(words) => Err(unknown_command(words)),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(REFUSED),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(UNUSABLE)
        }
    }
}

/// What to do in place of a command that other tools have.
fn unknown_command(words: &[OsString]) -> String {
    let name = words
        .first()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let instead = match name.as_str() {
        "lint" | "clippy" => {
            "`twilightc check` looks for lints; `[lints]` of Twilight.toml sets their levels."
        }
        "fmt" | "format" => "Formatting is not part of the compiler.",
        "run" => {
            "`twilightc test` runs the functions with `#[test]`; a chain runs what `twilightc build` makes."
        }
        "compile" | "make" => "`twilightc build` compiles the package.",
        "add" | "remove" | "update" | "install" | "publish" => {
            "Dependencies are a package manager's part; this version compiles packages without any."
        }
        _ => "",
    };
    let instead = if instead.is_empty() {
        "The commands are `check`, `build`, `test`, `explain`, `new` and `init`; `twilightc --help` describes them."
    } else {
        instead
    };
    format!("There is no command `{name}`. {instead}")
}

fn explain(code: &str) -> Result<bool, String> {
    match twilightc::explain(code) {
        Some(text) => {
            print!("{text}");
            Ok(true)
        }
        None => Err(format!(
            "There is no code `{code}`. Codes stand in brackets behind `error` and `warning`: `error[E0102]`."
        )),
    }
}
