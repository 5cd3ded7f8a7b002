//! Why a call failed, in the user's words and at the user's place (spec 17 §5.4, DECISION C12).

use playground_protocol::{Diagnostic, ErrorType, Position, Severity, Span};
use twilight_abi::meta::TrapSite;
use twilight_hfi::limits::MAX_PANIC_MESSAGE_BYTES;
use wasmtime::{Instance, Store, Trap, Val, WasmBacktrace};

use crate::chain::message;
use crate::host::Host;
use crate::module::{Places, Program};

/// Codes of run-time diagnostics.
pub mod codes {
    /// The program reverted: `revert`, `require`, overflow.
    pub const REVERT: &str = "R0001";
    /// The program panicked, or a wasm trap ended it.
    pub const PANIC: &str = "R0002";
    /// Gas ran out.
    pub const OUT_OF_GAS: &str = "R0003";
    /// The compiler or the simulator is at fault.
    pub const INTERNAL: &str = "R0004";
    /// The entry point cannot be run (DECISION C4).
    pub const ENTRY_POINT: &str = "R0005";
    /// The contract's `init` takes parameters and was not run (DECISION C5).
    pub const NOT_DEPLOYED: &str = "R0006";
    /// Printed text is missing from the output.
    pub const OUTPUT_CUT: &str = "R0007";
    /// The arguments of a call do not fit its parameters.
    pub const ARGUMENTS: &str = "R0008";
    /// Decoded values are missing from the answer.
    pub const VIEW_CUT: &str = "R0009";
    /// The storage that a request gives does not fit the contract.
    pub const STORAGE: &str = "R0010";
}

/// Classes of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The program called `revert`. Gas up to there is used.
    Revert,
    /// A trap. All gas is used.
    Panic,
    /// Fuel ran out. All gas is used.
    OutOfGas,
    /// Not the program's fault.
    Internal,
}

/// A failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its class.
    pub kind: FailureKind,
    /// The program's message for a revert or panic; whole sentences otherwise.
    pub message: String,
    /// The failing expression, where the metadata knows it.
    pub span: Option<Span>,
}

impl Failure {
    /// A failure that is not the program's fault.
    pub(crate) const fn internal(message: String) -> Self {
        Self {
            kind: FailureKind::Internal,
            message,
            span: None,
        }
    }

    /// The class in the words of spec 17.
    #[must_use]
    pub const fn error_type(&self) -> ErrorType {
        match self.kind {
            FailureKind::Revert => ErrorType::RuntimeRevert,
            FailureKind::Panic => ErrorType::RuntimePanic,
            FailureKind::OutOfGas => ErrorType::OutOfGas,
            FailureKind::Internal => ErrorType::InternalError,
        }
    }

    /// The failure as an error at its place.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, message) = match self.kind {
            FailureKind::Revert if self.message.is_empty() => (
                codes::REVERT,
                "The program reverted without a message.".to_owned(),
            ),
            FailureKind::Revert => (codes::REVERT, format!("The program reverted: {}", self.message)),
            FailureKind::Panic if self.message.is_empty() => {
                (codes::PANIC, "The program panicked without a message.".to_owned())
            }
            FailureKind::Panic => (codes::PANIC, format!("The program panicked: {}", self.message)),
            FailureKind::OutOfGas => (codes::OUT_OF_GAS, self.message.clone()),
            FailureKind::Internal => (codes::INTERNAL, self.message.clone()),
        };
        Diagnostic {
            severity: Severity::Error,
            code: code.to_owned(),
            message,
            span: self.span.clone(),
            labels: Vec::new(),
            help: match self.kind {
                FailureKind::OutOfGas => {
                    vec!["Raise the gas limit, or look for a loop that does not end.".to_owned()]
                }
                // A custom error of Solidity, which the message has encoded (DECISION Y2).
                FailureKind::Revert => twilight_abi::custom_error(&self.message)
                    .map(|error| format!("The error is `{error}`."))
                    .into_iter()
                    .collect(),
                _ => Vec::new(),
            },
        }
    }
}

/// Reads a failed call's error. `instance` is none when instantiation itself failed.
pub fn classify(
    error: &wasmtime::Error,
    store: &mut Store<Host>,
    instance: Option<&Instance>,
    program: &Program,
) -> Failure {
    let trap = error.downcast_ref::<Trap>().copied();
    let reverted = store.data_mut().reverted.take();
    if trap.is_none() && reverted.is_none() {
        return Failure::internal(format!("The program could not be run: {error:#}."));
    }
    let places = program.places();
    let site = places
        .as_ref()
        .and_then(|places| Some((places, site(places, error)?)));
    let span = site.and_then(|(places, site)| span(places, site));
    let (kind, message) = match (reverted, trap) {
        (Some(message), _) => (FailureKind::Revert, message),
        (None, Some(Trap::OutOfFuel)) => (FailureKind::OutOfGas, "Gas ran out.".to_owned()),
        (None, trap) => {
            let own = match trap {
                Some(Trap::UnreachableCodeReached) => {
                    instance.and_then(|instance| panic_text(store, instance))
                }
                _ => None,
            };
            let known = site.map(|(_, site)| site.message.clone());
            let message = match trap {
                Some(Trap::StackOverflow) => None,
                // Where neither says anything, the program panicked with the empty text.
                Some(Trap::UnreachableCodeReached) => own.or(known),
                _ => known.filter(|message| !message.is_empty()),
            };
            (FailureKind::Panic, message.unwrap_or_else(|| describe(trap)))
        }
    };
    Failure { kind, message, span }
}

/// What a trap means that has no message of its own.
fn describe(trap: Option<Trap>) -> String {
    match trap {
        Some(Trap::StackOverflow) => "Stack overflow: calls are nested too deeply.".to_owned(),
        Some(Trap::MemoryOutOfBounds) => "Memory was accessed out of bounds.".to_owned(),
        Some(Trap::IntegerDivisionByZero) => "Division by zero.".to_owned(),
        Some(Trap::IntegerOverflow) => "Integer overflow in a division.".to_owned(),
        Some(Trap::UnreachableCodeReached) => "Code that must not be reached was reached.".to_owned(),
        Some(other) => format!("The program stopped: {other}."),
        None => "The program stopped.".to_owned(),
    }
}

/// The message that `panic!` has left, see `docs/wasm-abi.md`.
fn panic_text(store: &mut Store<Host>, instance: &Instance) -> Option<String> {
    let mut read = |name: &str| {
        let global = instance.get_global(&mut *store, name)?;
        match global.get(&mut *store) {
            Val::I32(value) => usize::try_from(value).ok(),
            _ => None,
        }
    };
    let (pointer, length) = (read("__panic_ptr")?, read("__panic_len")?);
    if length == 0 {
        return None;
    }
    let memory = store.data().memory?;
    let bytes = memory.data(&*store).get(pointer..pointer.checked_add(length)?)?;
    Some(message(bytes, MAX_PANIC_MESSAGE_BYTES))
}

/// The innermost frame of the backtrace that stands in the table.
fn site<'a>(places: &'a Places, error: &wasmtime::Error) -> Option<&'a TrapSite> {
    let sites = &places.debug_info.as_ref()?.trap_sites;
    let backtrace = error.downcast_ref::<WasmBacktrace>()?;
    backtrace.frames().iter().find_map(|frame| {
        let offset = u32::try_from(frame.module_offset()?).ok()?;
        // Not a binary search: nobody vouches for the table's order.
        sites.iter().find(|site| site.offset == offset)
    })
}

fn span(places: &Places, site: &TrapSite) -> Option<Span> {
    let file = places.source_info.files.get(usize::try_from(site.file).ok()?)?;
    let position = |(line, column): (u32, u32), offset: u32| Position { line, column, offset };
    Some(Span {
        file: file.path.clone(),
        start: position(site.start_line_column, site.start),
        end: position(site.end_line_column, site.end),
    })
}
