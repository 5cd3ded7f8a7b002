//! One call on a fresh instance, and chains of calls that share state.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use twilight_abi::meta::{Export, ExportKind};
use twilight_abi::{Type, Value, decode, encode_args};
use twilight_hfi::limits::{MAX_ARGUMENT_BYTES, MAX_RESULT_BYTES};
use wasmtime::{Instance, Store};

use crate::Simulator;
use crate::chain::{CallContext, EventLog, State, Transcript};
use crate::entry::resolve;
use crate::failure::{Failure, FailureKind, classify};
use crate::guest::buffer;
use crate::host::{Host, settle_pages};
use crate::module::Program;
use crate::profile::Meter;

/// A call's result with what it leaves behind.
pub struct Executed {
    /// The decoded return value.
    pub result: Result<Value, Failure>,
    /// Gas that is left; 0 after a panic or without gas.
    pub gas_left: u64,
    /// Storage, also when the call failed.
    pub state: State,
    /// Output and events.
    pub transcript: Transcript,
    /// Time until the instance stood.
    pub instantiate: Duration,
    /// Time of the call itself.
    pub run: Duration,
    /// Gas by mark; empty where the module has none.
    pub marks: Vec<u64>,
}

/// Runs `export` on a fresh instance of `program`.
pub fn execute(
    simulator: &Simulator,
    program: &Program,
    export: &Export,
    args: &[Value],
    context: CallContext,
    gas: u64,
    (state, transcript): (State, Transcript),
) -> Executed {
    let started = Instant::now();
    let mut store = Store::new(&simulator.engine, Host::new(context, state, transcript));
    store.limiter(|host| &mut host.resources);
    let mut instantiated = started;
    let result = arguments(export, args).and_then(|args| {
        store
            .set_fuel(gas)
            .map_err(|error| Failure::internal(format!("Fuel is not available: {error:#}.")))?;
        let instance = program
            .instance
            .instantiate(&mut store)
            .map_err(|error| classify(&error, &mut store, None, program))?;
        let memory = instance.get_memory(&mut store, "memory");
        store.data_mut().memory = memory;
        if program.marks > 0 {
            // The pages that there are from the beginning are no line's.
            let fuel =
                settle_pages(&mut store).map_err(|error| classify(&error, &mut store, None, program))?;
            let mut meter = Meter::new(program.marks, program.marks_left.get());
            meter.begin(fuel);
            store.data_mut().meter = Some(meter);
        }
        instantiated = Instant::now();
        invoke(&mut store, &instance, export, &args)
            .map_err(|problem| match problem {
                Problem::Trapped(error) => classify(&error, &mut store, Some(&instance), program),
                Problem::Failed(failure) => failure,
            })
            .and_then(|bytes| {
                decode(&export.ret, &bytes).map_err(|error| {
                    Failure::internal(format!(
                        "`{}` returned bytes that are not a `{}`: {error}",
                        export.mangled_name, export.ret
                    ))
                })
            })
    });
    let gas_left = match &result {
        Err(Failure {
            kind: FailureKind::Panic | FailureKind::OutOfGas,
            ..
        }) => 0,
        _ => store.get_fuel().unwrap_or(0),
    };
    let run = instantiated.elapsed();
    let mut host = store.into_data();
    let marks = host.meter.take().map_or_else(Vec::new, |meter| {
        let (marks, left) = meter.end(gas_left);
        program.marks_left.set(left);
        marks
    });
    let instantiate = instantiated.duration_since(started);
    Executed {
        result,
        gas_left,
        state: host.state,
        transcript: host.transcript,
        instantiate,
        run,
        marks,
    }
}

/// Encoded arguments, checked against the export.
fn arguments(export: &Export, args: &[Value]) -> Result<Vec<u8>, Failure> {
    if export.params.len() != args.len() {
        return Err(Failure::internal(format!(
            "`{}` takes {} arguments, {} were given.",
            export.mangled_name,
            export.params.len(),
            args.len()
        )));
    }
    let typed: Vec<(Type, Value)> = export
        .params
        .iter()
        .zip(args)
        .map(|((_, ty), value)| (ty.clone(), value.clone()))
        .collect();
    let bytes = encode_args(&typed).map_err(|error| Failure::internal(error.to_string()))?;
    if bytes.len() > MAX_ARGUMENT_BYTES {
        return Err(Failure::internal(format!(
            "The encoded arguments have {} bytes; at most {MAX_ARGUMENT_BYTES} are allowed.",
            bytes.len()
        )));
    }
    Ok(bytes)
}

enum Problem {
    /// Wasm ended with an error.
    Trapped(wasmtime::Error),
    /// The convention of `docs/wasm-abi.md` was not kept, or a limit was passed.
    Failed(Failure),
}

impl From<wasmtime::Error> for Problem {
    fn from(error: wasmtime::Error) -> Self {
        Self::Trapped(error)
    }
}

fn broken(what: &str) -> Problem {
    Problem::Failed(Failure::internal(format!(
        "The compiled program breaks its calling convention: {what}."
    )))
}

/// Hands the arguments over, calls, pays for memory, and takes the result out of memory.
fn invoke(
    store: &mut Store<Host>,
    instance: &Instance,
    export: &Export,
    args: &[u8],
) -> Result<Vec<u8>, Problem> {
    let memory = store
        .data()
        .memory
        .ok_or_else(|| broken("it exports no memory"))?;
    let function = instance
        .get_typed_func::<(i32, i32), i64>(&mut *store, &export.mangled_name)
        .map_err(|_| broken("an export is missing or has another type"))?;
    let (pointer, length) = if args.is_empty() {
        (0, 0)
    } else {
        let alloc = instance
            .get_typed_func::<i32, i32>(&mut *store, "__alloc")
            .map_err(|_| broken("`__alloc` is missing or has another type"))?;
        let length = i32::try_from(args.len()).map_err(|_| broken("the arguments are too long"))?;
        let pointer = alloc.call(&mut *store, length)?;
        let place = buffer(memory.data_size(&*store), pointer, length)
            .map_err(|_| broken("`__alloc` returned a place outside of memory"))?;
        memory.data_mut(&mut *store)[place].copy_from_slice(args);
        (pointer, length)
    };
    let packed = function.call(&mut *store, (pointer, length))?;
    settle_pages(&mut *store)?;
    // The halves are unsigned; anything that does not fit a signed half is out of bounds anyway.
    let [pointer, length] =
        [packed >> 32, packed & 0xffff_ffff].map(|half| i32::try_from(half).unwrap_or(-1));
    let place = buffer(memory.data_size(&*store), pointer, length)
        .map_err(|_| broken("the result stands outside of memory"))?;
    if place.len() > MAX_RESULT_BYTES {
        return Err(Problem::Failed(Failure {
            kind: FailureKind::Panic,
            message: format!(
                "The encoded result has {} bytes; at most {MAX_RESULT_BYTES} can be returned.",
                place.len()
            ),
            span: None,
        }));
    }
    Ok(memory.data(&*store)[place].to_vec())
}

/// What a call of a [`Session`] gave.
#[derive(Clone, Debug)]
pub struct CallReport {
    /// The return value.
    pub result: Result<Value, Failure>,
    /// Text printed by this call.
    pub output: String,
    /// Events of this call, those before a failure included.
    pub events: Vec<EventLog>,
    /// Gas used by this call (spec 17 §5.4).
    pub gas_used: u64,
}

/// A program on a chain of its own: state lives from call to call, a failed call changes nothing.
pub struct Session<'s> {
    simulator: &'s Simulator,
    program: Program,
    state: State,
}

impl<'s> Session<'s> {
    /// Loads a program; nothing is deployed yet.
    ///
    /// # Errors
    /// A sentence that says why the module or its metadata is refused.
    pub fn new(simulator: &'s Simulator, wasm: &[u8], meta: &[u8]) -> Result<Self, String> {
        Ok(Self {
            simulator,
            program: Program::load(simulator, wasm, meta)?,
            state: State::default(),
        })
    }

    /// What can be called.
    #[must_use]
    pub fn exports(&self) -> &[Export] {
        &self.program.exports
    }

    /// Storage as it stands.
    #[must_use]
    pub const fn state(&self) -> &BTreeMap<Vec<u8>, Vec<u8>> {
        self.state.entries()
    }

    /// Deploys `contract`: storage initialisers, then `init` with `args`.
    pub fn deploy(&mut self, contract: &str, args: &[Value], context: &CallContext, gas: u64) -> CallReport {
        let export = self
            .program
            .exports
            .iter()
            .find(|export| export.kind == ExportKind::Deploy && export.contract.as_deref() == Some(contract))
            .cloned()
            .ok_or_else(|| format!("There is no contract `{contract}` to deploy."));
        self.run(export, args, context, gas)
    }

    /// Calls a function by any name that a request may use (DECISION C4).
    pub fn call(&mut self, name: &str, args: &[Value], context: &CallContext, gas: u64) -> CallReport {
        let export = resolve(&self.program.exports, name).cloned();
        self.run(export, args, context, gas)
    }

    fn run(
        &mut self,
        export: Result<Export, String>,
        args: &[Value],
        context: &CallContext,
        gas: u64,
    ) -> CallReport {
        let export = match export {
            Ok(export) => export,
            Err(message) => {
                let result = Err(Failure::internal(message));
                return CallReport {
                    result,
                    output: String::new(),
                    events: Vec::new(),
                    gas_used: 0,
                };
            }
        };
        let chain = (self.state.clone(), Transcript::default());
        let done = execute(
            self.simulator,
            &self.program,
            &export,
            args,
            context.clone(),
            gas,
            chain,
        );
        if done.result.is_ok() {
            self.state = done.state;
        }
        CallReport {
            result: done.result,
            output: done.transcript.output,
            events: done.transcript.events,
            gas_used: gas - done.gas_left,
        }
    }
}
