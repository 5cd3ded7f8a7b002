//! Running one program through every engine.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use playground_simulator::{CallContext, Failure, FailureKind, Session, Simulator};
use twilight_abi::display;
use twilight_abi::meta::ExportKind;
use twilight_diagnostics::{Diagnostic, SourceMap, Span};
use twilight_tir::interp::{Chain, Context, Interpreter, Limits, Outcome};
use twilight_tir::{Level, Module};
use twilightc::{Artifacts, Compilation, Options, SourceFile, compile_package};

use crate::program::{Program, Setup};

/// Path that diagnostics name.
pub const PATH: &str = "src/main.twl";
const BLOCK_NUMBER: u64 = 1;
const TIMESTAMP: u64 = 1_700_000_000;

/// What a program did, in a form that can be compared and written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// `success 42`, `RuntimeRevert 3:5 message`, `Compilation`, ..
    pub outcome: String,
    /// Diagnostics of the compiler, one line each.
    pub diagnostics: Vec<String>,
    /// Printed text.
    pub output: String,
    /// Topics and data of each event.
    pub events: Vec<String>,
    /// State after the call.
    pub state: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Observed {
    /// The expectation lines; state is compared between engines, not written down.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.diagnostics.clone();
        // A bare string is shown as it is; a line of expectations is one line.
        lines.push(self.outcome.replace('\n', "\\n"));
        if !self.output.is_empty() {
            lines.push(format!("output {:?}", self.output));
        }
        lines.extend(self.events.iter().map(|event| format!("event {event}")));
        lines
    }

    fn failed(outcome: String) -> Self {
        Self {
            outcome,
            diagnostics: Vec::new(),
            output: String::new(),
            events: Vec::new(),
            state: BTreeMap::new(),
        }
    }
}

/// Compiles a program of one file for one run.
#[must_use]
pub fn compile_for_test(source: &str, setup: &Setup, level: Level) -> Compilation {
    compile_program(&Program::of_one_file(source, setup), level)
}

/// Compiles a program for one run.
#[must_use]
pub fn compile_program(program: &Program, level: Level) -> Compilation {
    compile_with(program, level, false)
}

fn compile_with(program: &Program, level: Level, wide_arithmetic: bool) -> Compilation {
    let options = Options {
        entry_point: Some(program.setup.entry.clone()),
        test: program.setup.test,
        syntax: program.setup.syntax,
        artifact_name: "main".to_owned(),
        unoptimized: level == Level::None,
        release: level == Level::Release,
        runtime_asserts: true,
        wide_arithmetic,
        ..Options::default()
    };
    compile_package(&package_files(program), &options)
}

/// The program as the compiler takes it, the root first.
pub(crate) fn package_files(program: &Program) -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let mut files = vec![file(PATH, &program.source)];
    files.extend(program.files.iter().map(|(path, text)| file(path, text)));
    files
}

/// Instructions of the interpreter for a program that nobody chose: more than its gas allows in wasm, by far.
const RANDOM_PROGRAM_STEPS: u64 = 10_000_000;

/// All engines; making one is expensive, running is not.
pub struct Engines {
    simulator: Simulator,
    /// Programs nobody chose: one of them may cost more than its gas without being wrong.
    random_programs: bool,
}

impl Default for Engines {
    fn default() -> Self {
        Self::new()
    }
}

impl Engines {
    /// Makes the wasm engine.
    #[must_use]
    #[expect(clippy::expect_used, reason = "without an engine no test can run")]
    pub fn new() -> Self {
        Self {
            simulator: Simulator::new().expect("the wasm engine starts"),
            random_programs: false,
        }
    }

    /// Engines for generated and mutated programs. The interpreter counts no gas, so such a program may end there
    /// that is too expensive in wasm; a program of the suite that does so is a find.
    #[must_use]
    pub fn for_random_programs() -> Self {
        Self {
            random_programs: true,
            ..Self::new()
        }
    }

    fn compare(
        &self,
        reference: &str,
        expected: &Observed,
        engine: &str,
        observed: &Observed,
    ) -> Result<(), String> {
        if self.random_programs && observed.outcome == "OutOfGas" {
            return Ok(());
        }
        compare(reference, expected, engine, observed)
    }

    /// Runs a program of one file everywhere and compares.
    ///
    /// # Errors
    /// The difference, as text.
    pub fn observe(&self, source: &str, setup: &Setup) -> Result<Observed, String> {
        self.observe_program(&Program::of_one_file(source, setup))
    }

    /// Runs a program everywhere and compares.
    ///
    /// # Errors
    /// The difference, as text.
    pub fn observe_program(&self, program: &Program) -> Result<Observed, String> {
        let setup = &program.setup;
        let mut first: Option<(&str, Observed)> = None;
        let mut diagnostics = Vec::new();
        let limits = match self.random_programs {
            true => Limits {
                steps: RANDOM_PROGRAM_STEPS,
                ..Limits::default()
            },
            false => Limits::default(),
        };
        // Bytes of the module that ran last: a run of the same ones does the same.
        let mut ran = Vec::new();
        for (level, wide_arithmetic) in [
            (Level::None, false),
            (Level::Playground, false),
            (Level::Playground, true),
            (Level::Release, false),
        ] {
            let compilation = compile_with(program, level, wide_arithmetic);
            let Some(artifacts) = &compilation.artifacts else {
                return Ok(Observed {
                    diagnostics: diagnostic_lines(&compilation),
                    ..Observed::failed("Compilation".to_owned())
                });
            };
            if wide_arithmetic {
                if let Some((reference, expected)) = &first
                    && ran != artifacts.wasm
                {
                    let (observed, _) = self.execute(artifacts, setup)?;
                    self.compare(reference, expected, "wasm, optimised, wide arithmetic", &observed)?;
                }
                continue;
            }
            check_module(&artifacts.module)?;
            let (interpreted, executed) = match level {
                Level::None => ("interpreter, as lowered", "wasm, as lowered"),
                Level::Playground => ("interpreter, optimised", "wasm, optimised"),
                Level::Release => ("interpreter, release", "wasm, release"),
            };
            // Optimisation may resolve a storage key that is computed as lowered; what users of the playground
            // see is what its level finds.
            if level != Level::Release {
                diagnostics = diagnostic_lines(&compilation);
            }
            let runs = [
                (
                    interpreted,
                    interpret_within(limits, &artifacts.module, artifacts, &compilation.sources, setup),
                ),
                (executed, self.execute(artifacts, setup)?.0),
            ];
            ran.clone_from(&artifacts.wasm);
            for (engine, observed) in runs {
                match &first {
                    None => first = Some((engine, observed)),
                    Some((reference, expected)) => self.compare(reference, expected, engine, &observed)?,
                }
            }
        }
        first
            .map(|(_, observed)| Observed {
                diagnostics,
                ..observed
            })
            .ok_or_else(|| "no engine ran".to_owned())
    }

    /// The gas that a program uses as lowered, as optimised for one run and as optimised for release.
    ///
    /// # Errors
    /// When the program does not compile or a module does not start.
    pub fn gas(&self, program: &Program) -> Result<[u64; 3], String> {
        let mut gas = [0; 3];
        for (place, level) in gas
            .iter_mut()
            .zip([Level::None, Level::Playground, Level::Release])
        {
            let compilation = compile_program(program, level);
            let artifacts = compilation
                .artifacts
                .as_ref()
                .ok_or_else(|| diagnostic_lines(&compilation).join("\n"))?;
            *place = self.execute(artifacts, &program.setup)?.1;
        }
        Ok(gas)
    }

    /// Runs a module; gives what was observed and the gas used.
    fn execute(&self, artifacts: &Artifacts, setup: &Setup) -> Result<(Observed, u64), String> {
        let meta = serde_json::to_vec(&artifacts.meta).map_err(|error| error.to_string())?;
        let mut session = Session::new(&self.simulator, &artifacts.wasm, &meta)?;
        let context = |value: u128| CallContext {
            sender: setup.sender,
            origin: setup.sender,
            value,
            block_number: BLOCK_NUMBER,
            timestamp: TIMESTAMP,
        };
        let mut observed = Observed::failed("success ()".to_owned());
        let mut gas = setup.gas;
        let exports = session.exports().to_vec();
        let deploy = exports.iter().find(|export| export.kind == ExportKind::Deploy);
        let call = exports.iter().find(|export| export.kind == ExportKind::Function);
        for export in deploy.into_iter().chain(call) {
            let report = match (&export.kind, &export.contract) {
                (ExportKind::Deploy, Some(contract)) => session.deploy(contract, &[], &context(0), gas),
                _ => session.call(&export.mangled_name, &[], &context(setup.value), gas),
            };
            gas -= report.gas_used.min(gas);
            observed.output.push_str(&report.output);
            observed.events.extend(
                report
                    .events
                    .iter()
                    .map(|event| event_line(&event.topics, &event.data)),
            );
            match report.result {
                Ok(value) => observed.outcome = format!("success {}", display(&export.ret, &value)),
                Err(failure) => {
                    observed.outcome = failure_line(&failure);
                    break;
                }
            }
        }
        observed.state = session.state().clone();
        Ok((observed, setup.gas - gas))
    }
}

/// TIR must be verified, and its text must be the whole of it.
fn check_module(module: &Module) -> Result<(), String> {
    twilight_tir::verify(module).map_err(|errors| {
        errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    let text = twilight_tir::text::print(module);
    let parsed =
        twilight_tir::text::parse(&text).map_err(|error| format!("the TIR text does not parse: {error}"))?;
    if parsed != *module || twilight_tir::text::print(&parsed) != text {
        return Err("the TIR text does not say all of the module".to_owned());
    }
    Ok(())
}

/// Interprets a module, which may be another form of that of the artefacts.
#[must_use]
pub fn interpret_module(
    module: &Module,
    artifacts: &Artifacts,
    sources: &SourceMap,
    setup: &Setup,
) -> Observed {
    interpret_within(Limits::default(), module, artifacts, sources, setup)
}

fn interpret_within(
    limits: Limits,
    module: &Module,
    artifacts: &Artifacts,
    sources: &SourceMap,
    setup: &Setup,
) -> Observed {
    let mut observed = Observed::failed("success ()".to_owned());
    let interpreter = match Interpreter::new(module) {
        Ok(interpreter) => interpreter.with_limits(limits),
        Err(errors) => return Observed::failed(format!("unverified: {errors:?}")),
    };
    let mut chain = Chain {
        context: Context {
            sender: setup.sender,
            origin: setup.sender,
            value: 0,
            block_number: BLOCK_NUMBER,
            timestamp: TIMESTAMP,
            self_address: playground_simulator::SELF_ADDRESS,
            ..Context::default()
        },
        ..Chain::default()
    };
    for export in &artifacts.meta.exports {
        if export.kind == ExportKind::Function {
            chain.context.value = setup.value;
        }
        let outcome = interpreter.call_export(&mut chain, &export.mangled_name, &[]);
        let place = |span: Span| place(sources, span);
        observed.outcome = match outcome {
            Ok(Outcome::Returned(value)) => format!("success {}", display(&export.ret, &value)),
            Ok(Outcome::Reverted { message, span }) => format!("RuntimeRevert {}: {message}", place(span)),
            Ok(Outcome::Panicked { message, span }) => format!("RuntimePanic {}: {message}", place(span)),
            Ok(Outcome::StepLimit) => "OutOfGas".to_owned(),
            Ok(Outcome::StackOverflow) => "StackOverflow".to_owned(),
            Ok(Outcome::OutOfMemory) => "OutOfMemory".to_owned(),
            Err(error) => format!("cannot be called: {error}"),
        };
        if !observed.outcome.starts_with("success") {
            break;
        }
    }
    observed.output = chain.output;
    observed.events = chain
        .events
        .iter()
        .map(|event| event_line(&event.topics, &event.data))
        .collect();
    observed.state = chain.state;
    observed
}

/// Line and column of a place.
pub fn place(sources: &SourceMap, span: Span) -> String {
    sources.file(span.file).map_or_else(String::new, |file| {
        let at = file.line_column(span.start);
        in_file(&file.path, at.line, at.column)
    })
}

/// A place, with its file where that is not the root.
fn in_file(path: &str, line: u32, column: u32) -> String {
    if path == PATH {
        format!("{line}:{column}")
    } else {
        format!("{path}:{line}:{column}")
    }
}

fn failure_line(failure: &Failure) -> String {
    let place = failure.span.as_ref().map_or_else(
        || "nowhere".to_owned(),
        |span| in_file(&span.file, span.start.line, span.start.column),
    );
    match failure.kind {
        FailureKind::OutOfGas => "OutOfGas".to_owned(),
        FailureKind::Revert => format!("RuntimeRevert {place}: {}", failure.message),
        FailureKind::Panic if failure.message.starts_with("Stack overflow") => "StackOverflow".to_owned(),
        FailureKind::Panic if failure.message == twilight_tir::messages::OUT_OF_MEMORY => {
            "OutOfMemory".to_owned()
        }
        FailureKind::Panic => format!("RuntimePanic {place}: {}", failure.message),
        _ => format!("{:?} {}", failure.kind, failure.message),
    }
}

fn event_line(topics: &[[u8; 32]], data: &[u8]) -> String {
    let topics: Vec<String> = topics.iter().map(|topic| twilight_abi::hex(topic)).collect();
    format!("[{}] {}", topics.join(", "), twilight_abi::hex(data))
}

pub fn diagnostic_lines(compilation: &Compilation) -> Vec<String> {
    let line = |one: &Diagnostic| {
        let severity = if one.is_error() { "error" } else { "warning" };
        let place = place(&compilation.sources, one.span);
        format!("{severity} {} {place}: {}", one.code, problem_line(one))
    };
    compilation.diagnostics.iter().map(line).collect()
}

/// Message and help of a diagnostic, on one line.
pub fn problem_line(one: &Diagnostic) -> String {
    let mut text = one.message.replace('\n', " ");
    for help in &one.help {
        let _ = write!(text, " Help: {}", help.replace('\n', " "));
    }
    text
}

fn compare(reference: &str, expected: &Observed, engine: &str, observed: &Observed) -> Result<(), String> {
    if expected == observed {
        return Ok(());
    }
    // Interpreter steps and gas are different measures: where one gives out, only that can be compared.
    let limits = ["OutOfGas", "StackOverflow", "OutOfMemory"];
    if limits.contains(&expected.outcome.as_str()) && limits.contains(&observed.outcome.as_str()) {
        return Ok(());
    }
    let show = |observed: &Observed| {
        let mut lines = observed.lines();
        lines.extend(observed.state.iter().map(|(key, value)| {
            format!(
                "state {} = {}",
                String::from_utf8_lossy(key),
                twilight_abi::hex(value)
            )
        }));
        lines.join("\n    ")
    };
    Err(format!(
        "{reference} gives\n    {}\n{engine} gives\n    {}",
        show(expected),
        show(observed)
    ))
}
