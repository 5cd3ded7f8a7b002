//! One job: package, compiler, artefacts, tighter filter, result.
//!
//! Must never read an artefact's contents before the filter for running is on, beyond copying its bytes.

use crate::artefact::{self, ArtefactError};
use crate::base64;
use crate::compiler::{self, Compilation, End, OUTPUT_DIRECTORY, PACKAGE, Paths};
use crate::diagnostics;
use crate::simulate::{Execute, Execution};
use crate::stand_by::StandBy;
use crate::tests_run;
use playground_protocol::{
    Compiled, Diagnostic, Emit, ErrorType, Job, Outcome, Reply, Severity, StageTimes, Task, WorkStage,
};
use playground_sandbox::{INTERNAL_CODE, Limit};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::File;
use std::path::Path;
use std::time::Instant;

/// What the compiler left, as bytes.
struct Artefacts {
    wasm: Vec<u8>,
    meta: Vec<u8>,
    tir: Option<Vec<u8>>,
}

/// Why there is no result.
enum Refusal {
    /// The compiler refused the program.
    Compilation,
    /// A limit ended it; the text is for the log.
    Limit(Limit, String),
    /// A defect of the compiler or the runner; the text is for the log.
    Internal(String),
}

/// Serves `job`, with the compiler on stand-by `waiting` where there is one. `tighten` adds the filter for running and is called once, after the compiler has ended
/// and before anything it made is looked at. `tell` hears which stage begins.
pub fn serve(
    job: &Job,
    paths: &Paths,
    execute: &impl Execute,
    waiting: Option<StandBy>,
    tighten: impl FnOnce() -> Result<(), String>,
    tell: impl Fn(WorkStage),
) -> Reply {
    let started = Instant::now();
    tell(WorkStage::Compile);
    let mut reply = Reply {
        outcome: Outcome::Failed {
            error_type: ErrorType::InternalError,
            revert_message: None,
        },
        diagnostics: Vec::new(),
        output: String::new(),
        events: Vec::new(),
        gas_used: None,
        stages: StageTimes::default(),
    };
    if matches!(job.task, Task::Test { .. }) {
        let tested = compile(job, paths, waiting, &mut reply.diagnostics).and_then(|compilation| {
            let tested = tests_run::read(&compilation, diagnostics::has_error(&reply.diagnostics));
            match tested {
                Some(tested) => Ok(tested),
                None => judge(&compilation, &reply.diagnostics).and(Err(Refusal::Internal(
                    "The compiler ended without the results of the tests.".to_owned(),
                ))),
            }
        });
        reply.stages.compile_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        match tested {
            Ok(tested) => reply.outcome = Outcome::Tested(Box::new(tested)),
            Err(refusal) => refuse(&mut reply, refusal),
        }
        return reply;
    }
    let built = build(job, paths, waiting, &mut reply.diagnostics)
        .and_then(|artefacts| tighten().map(|()| artefacts).map_err(Refusal::Internal));
    reply.stages.compile_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if built.is_ok() && matches!(job.task, Task::Run { .. } | Task::Simulate(_)) {
        tell(WorkStage::Run);
    }
    let finished = built.and_then(|artefacts| match &job.task {
        Task::Test { .. } => Err(Refusal::Internal("Tests leave no artefacts.".to_owned())),
        Task::Compile { emit } => {
            let compiled = compiled(&artefacts, *emit, &mut reply.diagnostics)?;
            reply.outcome = Outcome::Compiled(Box::new(compiled));
            Ok(())
        }
        Task::Run {
            entry_point,
            context,
            gas_limit,
        } => {
            let run = execute.run(&artefacts.wasm, &artefacts.meta, entry_point, context, *gas_limit);
            take_over(&mut reply, run)
        }
        Task::Simulate(simulation) => {
            let run = execute.simulate(&artefacts.wasm, &artefacts.meta, simulation);
            take_over(&mut reply, run)
        }
    });
    if let Err(refusal) = finished {
        refuse(&mut reply, refusal);
    }
    reply
}

/// Says in the reply why there is no result.
fn refuse(reply: &mut Reply, refusal: Refusal) {
    let (error_type, diagnostic) = match refusal {
        Refusal::Compilation => (ErrorType::Compilation, None),
        Refusal::Limit(limit, text) => (
            ErrorType::SandboxError,
            Some(diagnostics::error(limit.code(), text)),
        ),
        Refusal::Internal(text) => (
            ErrorType::InternalError,
            Some(diagnostics::error(INTERNAL_CODE.to_owned(), text)),
        ),
    };
    reply.outcome = Outcome::Failed {
        error_type,
        revert_message: None,
    };
    reply.diagnostics.extend(diagnostic);
}

/// Brings what a run gave into the reply.
fn take_over(reply: &mut Reply, run: Execution) -> Result<(), Refusal> {
    if let Outcome::Failed {
        error_type: ErrorType::InternalError,
        ..
    } = run.outcome
    {
        let why = run.diagnostics.last().map_or("", |one| one.message.as_str());
        return Err(Refusal::Internal(unquoted(why)));
    }
    reply.outcome = run.outcome;
    reply.diagnostics.extend(run.diagnostics);
    reply.output = run.output;
    reply.events = run.events;
    reply.gas_used = run.gas_used;
    reply.stages.instantiate_us = run.instantiate_us;
    reply.stages.run_us = run.run_us;
    Ok(())
}

/// Runs the compiler; its diagnostics go to `messages` in any case. How it ended has not been judged.
fn compile(
    job: &Job,
    paths: &Paths,
    waiting: Option<StandBy>,
    messages: &mut Vec<Diagnostic>,
) -> Result<Compilation, Refusal> {
    let arguments = compiler::arguments(job);
    if arguments.iter().any(|argument| argument.contains('\0')) {
        let text = "The entry point or contract contains a NUL character; write its name.";
        messages.push(diagnostics::error(String::new(), text.to_owned()));
        return Err(Refusal::Compilation);
    }
    compiler::write_package(job, &paths.work)
        .map_err(|error| Refusal::Internal(format!("The source could not be written: {error}.")))?;
    let compilation = compiler::run(paths, &arguments, waiting)
        .map_err(|error| Refusal::Internal(format!("The compiler could not be run: {error}.")))?;
    *messages = diagnostics::parse(&compilation.stderr);
    Ok(compilation)
}

/// Compiles and takes the artefacts; the compiler's diagnostics go to `messages` in any case.
fn build(
    job: &Job,
    paths: &Paths,
    waiting: Option<StandBy>,
    messages: &mut Vec<Diagnostic>,
) -> Result<Artefacts, Refusal> {
    let compilation = compile(job, paths, waiting, messages)?;
    judge(&compilation, messages)?;
    if compiler::has_children() {
        return Err(Refusal::Internal(
            "The compiler left a process behind.".to_owned(),
        ));
    }
    let with_tir = matches!(&job.task, Task::Compile { emit } if emit.tir);
    take(&paths.work, with_tir).map_err(|error| match error {
        ArtefactError::TooLarge(text) => Refusal::Limit(Limit::Artefact, text),
        other => Refusal::Internal(other.message().to_owned()),
    })
}

/// Code with which `twilightc` says that what it made is not valid: no fault of the program's.
const COMPILER_DEFECT: &str = "E0999";

/// From how the compiler ended to whether there is a program (spec 17 §4.4).
fn judge(compilation: &Compilation, messages: &[Diagnostic]) -> Result<(), Refusal> {
    let has_error = diagnostics::has_error(messages);
    match compilation.end {
        End::TooMuchOutput => {
            let text = format!(
                "The compiler wrote more than {} bytes.",
                compiler::MAX_OUTPUT_BYTES
            );
            Err(Refusal::Limit(Limit::Output, text))
        }
        End::Signaled(libc::SIGSYS) => {
            let text = "The compiler made a forbidden system call (SIGSYS).";
            Err(Refusal::Limit(Limit::Syscall, text.to_owned()))
        }
        End::Signaled(signal) => Err(Refusal::Internal(format!(
            "The compiler died of signal {signal}."
        ))),
        End::Exited(_) if messages.iter().any(|message| message.code == COMPILER_DEFECT) => {
            Err(Refusal::Internal(format!(
                "The compiler reports a defect of its own ({COMPILER_DEFECT})."
            )))
        }
        End::Exited(0 | 1) if has_error => Err(Refusal::Compilation),
        End::Exited(0) => Ok(()),
        End::Exited(code) => Err(Refusal::Internal(format!(
            "The compiler exited with code {code} and without an error message: {}",
            place_of_panic(&compilation.stderr)
        ))),
    }
}

/// Where a Rust program says that it panicked: a place in the compiler's own source. Nothing else of
/// stderr goes to the log, for it may quote the program, and the log must not.
fn place_of_panic(stderr: &[u8]) -> String {
    const MOST: usize = 200;
    let line = stderr
        .split(|byte| *byte == b'\n')
        .find(|line| line.starts_with(b"thread '") && line.ends_with(b":"));
    match line {
        Some(line) => String::from_utf8_lossy(line.get(..MOST).unwrap_or(line))
            .escape_debug()
            .to_string(),
        None => "it does not say where it panicked.".to_owned(),
    }
}

/// `text` without what stands between backticks: names from the program or its metadata, which the log
/// must not hold.
fn unquoted(text: &str) -> String {
    text.split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 0 { part } else { "`..`" })
        .collect()
}

fn take(work: &Path, with_tir: bool) -> Result<Artefacts, ArtefactError> {
    let package =
        File::open(work).map_err(|error| ArtefactError::Io(format!("The package is gone: {error}.")))?;
    let stem = artefact::stem(&work.join(OUTPUT_DIRECTORY), PACKAGE)?;
    let read = |extension: &str| {
        artefact::read(
            &package,
            &Path::new(OUTPUT_DIRECTORY).join(format!("{stem}.{extension}")),
        )
    };
    Ok(Artefacts {
        wasm: read("wasm")?,
        meta: read("meta")?,
        tir: if with_tir { Some(read("tir")?) } else { None },
    })
}

/// Bytes of each text of a `/compile` answer, TIR and wasm text; a longer one is left out with a warning.
pub const MAX_TEXT_BYTES: usize = 1024 * 1024;

/// The answer to `/compile`.
fn compiled(
    artefacts: &Artefacts,
    emit: Emit,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Compiled, Refusal> {
    let mut left_out = |what: &str| {
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code: String::new(),
            message: format!(
                "The {what} of this program has more than {MAX_TEXT_BYTES} bytes and is left out."
            ),
            span: None,
            labels: Vec::new(),
            help: vec!["Ask for it with `twilightc build` on your own machine.".to_owned()],
        });
    };
    let meta: serde_json::Value = serde_json::from_slice(&artefacts.meta).map_err(|error| {
        Refusal::Internal(format!("The compiler's .meta file is not valid JSON: {error}."))
    })?;
    let mut wat = None;
    if emit.wat {
        let mut text = Capped::default();
        let printed =
            wasmprinter::Config::new().print(&artefacts.wasm, &mut wasmprinter::PrintFmtWrite(&mut text));
        match printed {
            Ok(()) => wat = Some(text.text),
            Err(_) if text.full => left_out("wasm text"),
            Err(error) => {
                return Err(Refusal::Internal(format!(
                    "The compiler's module is not valid: {error}."
                )));
            }
        }
    }
    let mut tir = None;
    match &artefacts.tir {
        Some(bytes) if bytes.len() > MAX_TEXT_BYTES => left_out("TIR text"),
        Some(bytes) => {
            tir = Some(String::from_utf8(bytes.clone()).map_err(|error| {
                Refusal::Internal(format!("The compiler's .tir file is not text: {error}."))
            })?);
        }
        None => {}
    }
    let mut wasm = None;
    if emit.wasm {
        let text = base64::encode(&artefacts.wasm);
        if text.len() > MAX_TEXT_BYTES {
            left_out("wasm module in base64");
        } else {
            wasm = Some(text);
        }
    }
    let gas = emit.gas.then(|| estimates(&meta));
    let abi = if emit.abi {
        let section = meta.get("abi").cloned();
        Some(section.ok_or_else(|| Refusal::Internal("The compiler's .meta file has no abi.".to_owned()))?)
    } else {
        None
    };
    Ok(Compiled {
        wasm_hash: hash(&artefacts.wasm),
        wasm_size: artefacts.wasm.len() as u64,
        tir,
        wat,
        wasm,
        gas,
        abi,
        meta: emit.meta.then_some(meta),
    })
}

/// The static gas estimates of `.meta` (spec 10 §4.4) by mangled name, in decimal.
fn estimates(meta: &serde_json::Value) -> BTreeMap<String, String> {
    let functions = meta.get("functions").and_then(serde_json::Value::as_object);
    functions
        .into_iter()
        .flatten()
        .filter_map(|(name, function)| {
            let gas = function.get("gas_estimate_static")?.as_u64()?;
            Some((name.clone(), gas.to_string()))
        })
        .collect()
}

/// Text up to [`MAX_TEXT_BYTES`]; writing more is an error, so that printing stops there.
#[derive(Default)]
struct Capped {
    text: String,
    full: bool,
}

impl std::fmt::Write for Capped {
    fn write_str(&mut self, piece: &str) -> std::fmt::Result {
        if self.text.len() + piece.len() > MAX_TEXT_BYTES {
            self.full = true;
            return Err(std::fmt::Error);
        }
        self.text.push_str(piece);
        Ok(())
    }
}

fn hash(bytes: &[u8]) -> String {
    let mut text = "0x".to_owned();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_taken_up_to_its_limit_and_no_further() {
        let mut text = Capped::default();
        assert!(text.write_str(&"x".repeat(MAX_TEXT_BYTES)).is_ok());
        assert!(!text.full);
        assert!(text.write_str("y").is_err());
        assert!(text.full);
        assert_eq!(text.text.len(), MAX_TEXT_BYTES);
    }

    #[test]
    fn a_text_that_is_too_long_is_left_out_with_a_warning() {
        let emit = Emit {
            tir: true,
            wat: true,
            ..Emit::default()
        };
        let artefacts = |tir_bytes: usize| Artefacts {
            wasm: b"\0asm\x01\0\0\0".to_vec(),
            meta: b"{}".to_vec(),
            tir: Some(vec![b'x'; tir_bytes]),
        };
        let mut diagnostics = Vec::new();
        let whole = compiled(&artefacts(MAX_TEXT_BYTES), emit, &mut diagnostics);
        assert!(whole.is_ok_and(|compiled| compiled.tir.is_some() && compiled.wat.is_some()));
        assert!(diagnostics.is_empty());
        let cut = compiled(&artefacts(MAX_TEXT_BYTES + 1), emit, &mut diagnostics);
        assert!(cut.is_ok_and(|compiled| compiled.tir.is_none() && compiled.wat.is_some()));
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn the_hash_is_sha256_in_hexadecimal() {
        assert_eq!(
            hash(b"abc"),
            "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_goes_to_the_log_quotes_nothing() {
        assert_eq!(unquoted("Plain."), "Plain.");
        assert_eq!(unquoted("`f` returned `T`."), "`..` returned `..`.");
        assert_eq!(unquoted("It ends `open"), "It ends `..`");
    }

    #[test]
    fn how_the_compiler_ended_decides() {
        let error = || vec![diagnostics::error(String::new(), "Bad.".to_owned())];
        let is = |end: End, messages: &[Diagnostic]| {
            let compilation = Compilation {
                end,
                stdout: Vec::new(),
                stderr: b"quoted source\n\nthread 'main' (7) panicked at src/lib.rs:1:2:\nquoted source\n"
                    .to_vec(),
            };
            match judge(&compilation, messages) {
                Ok(()) => "good".to_owned(),
                Err(Refusal::Compilation) => "compilation".to_owned(),
                Err(Refusal::Limit(limit, _)) => limit.name().to_owned(),
                Err(Refusal::Internal(text)) => text,
            }
        };
        assert_eq!(is(End::Exited(0), &[]), "good");
        assert_eq!(is(End::Exited(0), &error()), "compilation");
        assert_eq!(is(End::Exited(1), &error()), "compilation");
        let defect = [diagnostics::error(COMPILER_DEFECT.to_owned(), "Bad.".to_owned())];
        assert!(is(End::Exited(1), &defect).contains("defect"));
        assert!(is(End::Exited(1), &[]).contains("code 1"));
        let panicked = is(End::Exited(101), &error());
        assert!(
            panicked.contains("code 101")
                && panicked.contains("src/lib.rs:1:2")
                && !panicked.contains("quoted"),
            "{panicked}"
        );
        assert!(is(End::Signaled(libc::SIGSEGV), &error()).contains("signal 11"));
        assert_eq!(is(End::Signaled(libc::SIGSYS), &[]), "syscall");
        assert_eq!(is(End::TooMuchOutput, &[]), "output");
    }
}
