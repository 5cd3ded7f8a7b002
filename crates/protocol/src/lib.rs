//! Messages between the service and the runner in the sandbox, and (in [`spawner`]) between the service and the
//! process that makes sandboxes.
//!
//! The service sends one [`Job`] and receives one [`Reply`], each as a frame: a little-endian `u32`
//! byte count and that many bytes of JSON. The reply comes from a process that has run hostile code:
//! [`Reply::parse`] checks every size and bound before anything else looks at it.
//!
//! This crate must never do I/O.

mod note;
mod simulation;
pub mod spawner;

use serde::{Deserialize, Serialize};

pub use note::{MAX_OUTPUT_NOTE_BYTES, Note, WorkStage};
pub use simulation::{
    Arguments, Call, CallReport, CallResult, EventArg, EventView, GasProfile, LineGas, MAIN_FILE, MAX_CALLS,
    MAX_FILES, MAX_PATH_BYTES, MAX_PATH_PARTS, ShownEvent, Simulated, Simulation, SourceFile, StorageEntry,
    Views, is_source_path,
};

/// Exit code of a runner that could not read its job or write its reply.
pub const EXIT_PROTOCOL: i32 = 70;

/// The syntax in which a program is written (spec 17 §2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SyntaxMode {
    /// Twilight's own syntax.
    #[default]
    Native,
    /// Solidity 0.8 syntax with Twilight's semantics.
    Solidity,
}

impl SyntaxMode {
    /// The name as it stands in requests and in `#![syntax = ".."]`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Solidity => "solidity",
        }
    }

    /// What a program says by `#![syntax = ".."]`, native where it says nothing (DECISION S1). Only the first line that
    /// begins as a directive counts, as for the compiler, which reports what is wrong with it.
    #[must_use]
    pub fn stated_by(code: &str) -> Self {
        let directive = code
            .lines()
            .map(str::trim_start)
            .find(|line| line.starts_with("#!["));
        let said = directive.and_then(|line| line.split_once('"'));
        let is_syntax = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .eq("#![syntax=".chars())
        };
        match said {
            Some((before, rest)) if is_syntax(before) && rest.split('"').next() == Some("solidity") => {
                Self::Solidity
            }
            _ => Self::Native,
        }
    }
}

/// What the runner is asked to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    /// Compile, then simulate `entry_point` (spec 17 §5).
    Run {
        /// `name`, `Contract.name`, `Contract::name` or the mangled name.
        entry_point: String,
        /// The simulated transaction.
        context: Context,
        /// Fuel for deployment and call together.
        gas_limit: u64,
    },
    /// Compile, then simulate calls with arguments, and show more of them.
    Simulate(Box<Simulation>),
    /// Compile and run the program's own tests (`docs/testing.md`).
    Test {
        /// Only tests whose name contains this.
        filter: String,
    },
    /// Compile only (spec 17 §2.2).
    Compile {
        /// Which artefacts the reply carries.
        emit: Emit,
    },
}

/// Artefacts a `/compile` request may ask for; each absent by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Emit {
    /// TIR-SSA as text.
    pub tir: bool,
    /// The wasm module as text.
    pub wat: bool,
    /// The `.meta` document.
    pub meta: bool,
    /// The `abi` section of `.meta`.
    pub abi: bool,
    /// The wasm module itself.
    pub wasm: bool,
    /// Static gas estimates of all functions.
    pub gas: bool,
}

/// The simulated transaction and block (spec 17 §2.3). Every field has been defaulted by the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// 20-byte address, `0x` and 40 hexadecimal digits.
    pub sender: String,
    /// 20-byte address of the transaction's signer.
    pub origin: String,
    /// Native tokens sent with the call; a `u128` in decimal.
    pub value: String,
    /// Block height.
    pub block_number: u64,
    /// Unix seconds.
    pub timestamp: u64,
}

/// One request for one sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Twilight source text of [`MAIN_FILE`].
    pub code: String,
    /// The other files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SourceFile>,
    /// Which of the program's contracts is meant; the compiler's choice where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// Syntax of `code`.
    pub syntax_mode: SyntaxMode,
    /// What to do with it.
    pub task: Task,
    /// Whether the runner sends [`Note`]s before its reply.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub notes: bool,
}

impl Job {
    /// A job about one file.
    #[must_use]
    pub const fn new(code: String, syntax_mode: SyntaxMode, task: Task) -> Self {
        Self {
            code,
            files: Vec::new(),
            contract: None,
            syntax_mode,
            task,
            notes: false,
        }
    }
}

/// One end of a source range (DECISION C16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, counted in Unicode scalar values.
    pub column: u32,
    /// Byte offset in the file.
    pub offset: u32,
}

/// A source range: `start` inclusive, `end` exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Path relative to the package root, for example `src/main.twl`.
    pub file: String,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// A secondary place of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What about it.
    pub message: String,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The program was refused, or failed while it ran.
    Error,
    /// The program works; this deserves a look.
    Warning,
}

/// One compiler or runtime message, in the form `twilightc --message-format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Stable code such as `E0042`; empty for messages of the service itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// One or more whole sentences.
    pub message: String,
    /// The primary place, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Other places that explain the message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
}

/// A simulated log entry (spec 17 §2.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The emitting contract's address, `0x` and 40 digits.
    pub address: String,
    /// Topic words, `0x` and 64 digits each.
    pub topics: Vec<String>,
    /// ABI-encoded data, `0x` and hexadecimal digits.
    pub data: String,
}

/// Why a request was not successful (spec 17 §2.3). The service adds `Timeout` and most
/// `SandboxError`s itself; the runner reports the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErrorType {
    /// The compiler refused the program.
    Compilation,
    /// `revert`, `require`, arithmetic overflow.
    RuntimeRevert,
    /// `panic!`, division by zero, index out of bounds, a wasm trap.
    RuntimePanic,
    /// Fuel ran out.
    OutOfGas,
    /// The sandbox's time limit passed.
    Timeout,
    /// A sandbox limit other than time was hit, or the sandbox could not be made.
    SandboxError,
    /// A defect of the service, the runner or the compiler.
    InternalError,
}

/// What came of a job, in the words of spec 17.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The run ended normally.
    Returned {
        /// DECISION C14 form; absent when the function returns `()`... which shows as `()`.
        return_value: String,
    },
    /// The calls of [`Task::Simulate`] were made, whatever came of them.
    Simulated(Box<Simulated>),
    /// The tests ran, whatever came of them.
    Tested(Box<Tested>),
    /// `/compile` succeeded.
    Compiled(Box<Compiled>),
    /// Anything else.
    Failed {
        /// The class of failure.
        error_type: ErrorType,
        /// Present exactly for `RuntimeRevert`.
        revert_message: Option<String>,
    },
}

/// What came of a program's tests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tested {
    /// In source order.
    pub tests: Vec<TestResult>,
    /// Tests that the filter left out.
    pub filtered_out: u64,
}

/// What came of one test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestResult {
    /// `adds`, `Contract::works`.
    pub name: String,
    /// Whether it did what it should.
    pub success: bool,
    /// What it printed.
    pub output: String,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Diagnostic>,
}

/// Result of a successful `/compile`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Compiled {
    /// `0x` and the SHA-256 of the wasm module.
    pub wasm_hash: String,
    /// Bytes of the wasm module.
    pub wasm_size: u64,
    /// See [`Emit::tir`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tir: Option<String>,
    /// See [`Emit::wat`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wat: Option<String>,
    /// See [`Emit::meta`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<serde_json::Value>,
    /// See [`Emit::abi`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abi: Option<serde_json::Value>,
    /// See [`Emit::wasm`]: base64 with padding (RFC 4648 §4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wasm: Option<String>,
    /// See [`Emit::gas`]: by mangled name, in decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gas: Option<std::collections::BTreeMap<String, String>>,
}

/// Time spent in each stage inside the sandbox, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageTimes {
    /// Writing files and running `twilightc` (process creation included).
    pub compile_us: u64,
    /// Compiling the wasm module to machine code and instantiating it.
    pub instantiate_us: u64,
    /// Deployment and call.
    pub run_us: u64,
}

/// The runner's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What came of it.
    pub outcome: Outcome,
    /// Compiler warnings or errors, then runtime errors.
    pub diagnostics: Vec<Diagnostic>,
    /// Text printed by the program.
    pub output: String,
    /// Events in order of emission.
    pub events: Vec<Event>,
    /// Fuel used; absent when nothing ran.
    pub gas_used: Option<u64>,
    /// Times.
    pub stages: StageTimes,
}

impl Reply {
    /// Reads a reply that may have been written by an attacker.
    ///
    /// # Errors
    /// A sentence for the log (never for the user) when the bytes are no reply, or break a bound in
    /// [`ReplyBounds`].
    pub fn parse(bytes: &[u8], bounds: &ReplyBounds) -> Result<Self, String> {
        if bytes.len() > bounds.bytes {
            return Err(format!(
                "The reply has {} bytes; at most {} are allowed.",
                bytes.len(),
                bounds.bytes
            ));
        }
        let reply: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("The reply is not valid: {error}."))?;
        let checks = [
            (reply.output.len(), bounds.output_bytes, "output bytes"),
            (reply.events.len(), bounds.events, "events"),
            (reply.diagnostics.len(), bounds.diagnostics, "diagnostics"),
        ];
        for (have, most, what) in checks {
            if have > most {
                return Err(format!(
                    "The reply has {have} {what}; at most {most} are allowed."
                ));
            }
        }
        if let Outcome::Simulated(simulated) = &reply.outcome
            && simulated.calls.len() > MAX_CALLS
        {
            return Err("The reply holds more calls than a job can ask for.".to_owned());
        }
        if reply.gas_used.is_some_and(|gas| gas > bounds.gas_limit) {
            return Err("The reply claims more gas than the request allowed.".to_owned());
        }
        Ok(reply)
    }
}

/// What a reply may hold at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyBounds {
    /// JSON bytes in all.
    pub bytes: usize,
    /// Bytes of printed output.
    pub output_bytes: usize,
    /// Number of events.
    pub events: usize,
    /// Number of diagnostics.
    pub diagnostics: usize,
    /// The request's gas limit, which `gas_used` cannot pass; `u64::MAX` where it does not apply.
    pub gas_limit: u64,
}
