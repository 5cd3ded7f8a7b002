//! The interpreter: the meaning of TIR, and the measure of every back end.
//!
//! It runs verified modules over a simulated [`Chain`] whose state keys, values and events are byte for
//! byte those of the wasm module (`docs/wasm-abi.md`). Values are immutable whatever a program does, so a
//! back end that updates in place agrees with it exactly when the copies stand where they must. Steps,
//! calls and memory are bounded by [`Limits`]; it never recurses on calls and must never panic.
//!
//! The host's limits ([`twilight_hfi::limits`]) on state, events, hashes, output and messages apply; gas is
//! not metered.

mod budget;
mod builtins;
mod cells;
mod chain;
mod exec;
mod sequences;
mod value;

use std::cell::OnceCell;
use std::fmt;

use twilight_abi::{Type, Value};
use twilight_diagnostics::Span;
use twilight_hfi::limits::{MAX_PANIC_MESSAGE_BYTES, MAX_REVERT_MESSAGE_BYTES};

pub use budget::Limits;
pub use chain::{Chain, Context, EventLog};
pub use value::MAX_VALUE_NESTING;

use crate::verify::VerifyError;
use crate::{ExportDef, FunctionId, Module, messages};

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The function's result.
    Returned(Value),
    /// `revert` or an overflow; the place is that of the instruction.
    Reverted {
        /// The message.
        message: String,
        /// The instruction's place; the function's for a wrapper's checks.
        span: Span,
    },
    /// `panic`, division by zero, index out of bounds.
    Panicked {
        /// The message.
        message: String,
        /// The instruction's place.
        span: Span,
    },
    /// More than [`Limits::steps`].
    StepLimit,
    /// More than [`Limits::call_depth`] or [`Limits::stack_values`].
    StackOverflow,
    /// More than [`Limits::memory_bytes`].
    OutOfMemory,
}

/// Why a call could not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// No export or function of this name.
    NotFound(String),
    /// An argument is missing, too many, or not of its parameter's type.
    Arguments(String),
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(name) => write!(f, "There is no function `{name}` to call."),
            Self::Arguments(name) => write!(f, "The arguments do not fit the parameters of `{name}`."),
        }
    }
}

impl std::error::Error for CallError {}

/// Why an instruction has no result.
enum Fault {
    Revert(String),
    Panic(String),
    StepLimit,
    StackOverflow,
    OutOfMemory,
    /// The module breaks a rule that the verifier should have found.
    Broken(&'static str),
}

/// A fault and its place.
struct Stop {
    fault: Fault,
    span: Span,
}

impl Stop {
    fn outcome(self) -> Outcome {
        let span = self.span;
        match self.fault {
            Fault::Revert(message) => {
                let message = chain::cut(&message, MAX_REVERT_MESSAGE_BYTES).to_owned();
                Outcome::Reverted { message, span }
            }
            Fault::Panic(message) => {
                let message = chain::cut(&message, MAX_PANIC_MESSAGE_BYTES).to_owned();
                Outcome::Panicked { message, span }
            }
            Fault::StepLimit => Outcome::StepLimit,
            Fault::StackOverflow => Outcome::StackOverflow,
            Fault::OutOfMemory => Outcome::OutOfMemory,
            Fault::Broken(message) => Outcome::Panicked {
                message: format!("Internal error of the interpreter. {message}"),
                span,
            },
        }
    }
}

fn out_of_bounds() -> Fault {
    Fault::Panic(messages::INDEX_OUT_OF_BOUNDS.to_owned())
}

/// Runs a module's functions.
pub struct Interpreter<'m> {
    module: &'m Module,
    prepared: Vec<OnceCell<exec::Prepared>>,
    limits: Limits,
}

impl<'m> Interpreter<'m> {
    /// An interpreter of a module with the default limits.
    ///
    /// # Errors
    /// What the verifier finds.
    pub fn new(module: &'m Module) -> Result<Self, Vec<VerifyError>> {
        crate::verify(module)?;
        let prepared = module.functions.iter().map(|_| OnceCell::new()).collect();
        Ok(Self {
            module,
            prepared,
            limits: Limits::default(),
        })
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Calls an export as the host calls the wasm module: first the check of the value sent, then the
    /// function.
    ///
    /// # Errors
    /// When there is no such export or the arguments do not fit.
    pub fn call_export(&self, chain: &mut Chain, name: &str, args: &[Value]) -> Result<Outcome, CallError> {
        let export = self.export(name)?;
        if let Some(outcome) = self.payable(chain, export) {
            return Ok(outcome);
        }
        self.call(chain, export.function, args)
    }

    /// Calls an export with encoded arguments; those that are malformed revert. The second part is the
    /// encoded result of a call that returned.
    ///
    /// # Errors
    /// When there is no such export.
    pub fn call_encoded(
        &self,
        chain: &mut Chain,
        name: &str,
        args: &[u8],
    ) -> Result<(Outcome, Vec<u8>), CallError> {
        let export = self.export(name)?;
        if let Some(outcome) = self.payable(chain, export) {
            return Ok((outcome, Vec::new()));
        }
        let Some(function) = self.module.functions.get(export.function.0 as usize) else {
            return Err(CallError::NotFound(name.to_owned()));
        };
        let Ok(args) = twilight_abi::decode_args(&self.params(export.function), args) else {
            let message = messages::MALFORMED_ARGUMENTS.to_owned();
            return Ok((
                Outcome::Reverted {
                    message,
                    span: function.span,
                },
                Vec::new(),
            ));
        };
        let outcome = self.call(chain, export.function, &args)?;
        let encoded = match &outcome {
            Outcome::Returned(value) => twilight_abi::encode(&function.ret, value).ok(),
            _ => None,
        };
        Ok((outcome, encoded.unwrap_or_default()))
    }

    /// Calls any function by its mangled name, without an export's checks.
    ///
    /// # Errors
    /// When there is no such function or the arguments do not fit.
    pub fn call_function(&self, chain: &mut Chain, name: &str, args: &[Value]) -> Result<Outcome, CallError> {
        let at = self
            .module
            .functions
            .iter()
            .position(|function| function.name == name);
        match at.and_then(|at| u32::try_from(at).ok()) {
            Some(at) => self.call(chain, FunctionId(at), args),
            None => Err(CallError::NotFound(name.to_owned())),
        }
    }

    fn export(&self, name: &str) -> Result<&'m ExportDef, CallError> {
        let export = self.module.exports.iter().find(|export| export.name == name);
        export.ok_or_else(|| CallError::NotFound(name.to_owned()))
    }

    fn payable(&self, chain: &Chain, export: &ExportDef) -> Option<Outcome> {
        let function = self.module.functions.get(export.function.0 as usize)?;
        (chain.context.value > 0 && !export.payable).then(|| Outcome::Reverted {
            message: messages::NOT_PAYABLE.to_owned(),
            span: function.span,
        })
    }

    fn params(&self, id: FunctionId) -> Vec<Type> {
        self.module
            .functions
            .get(id.0 as usize)
            .map_or_else(Vec::new, |function| {
                function
                    .values
                    .iter()
                    .take(function.params as usize)
                    .map(|value| value.ty.clone())
                    .collect()
            })
    }

    fn call(&self, chain: &mut Chain, id: FunctionId, args: &[Value]) -> Result<Outcome, CallError> {
        let Some(function) = self.module.functions.get(id.0 as usize) else {
            return Err(CallError::NotFound(id.0.to_string()));
        };
        let params = self.params(id);
        let values: Option<Vec<value::Value>> = params
            .iter()
            .zip(args)
            .map(|(ty, value)| value::from_abi(ty, value))
            .collect();
        let mut values = values
            .filter(|_| args.len() == params.len())
            .ok_or_else(|| CallError::Arguments(function.name.clone()))?;
        let before = chain.state.clone();
        let mut machine = exec::Machine::new(self.module, &self.prepared, self.limits, chain);
        let result = machine.run(id, &mut values);
        let outcome = match result {
            Ok(value) => value::to_abi(&function.ret, &value).map_or_else(
                || {
                    let fault = Fault::Broken("The result does not have its type.");
                    Stop {
                        fault,
                        span: function.span,
                    }
                    .outcome()
                },
                Outcome::Returned,
            ),
            Err(stop) => stop.outcome(),
        };
        if !matches!(outcome, Outcome::Returned(_)) {
            chain.state = before;
        }
        Ok(outcome)
    }
}
