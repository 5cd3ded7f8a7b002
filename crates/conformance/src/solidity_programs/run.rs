//! Runs Solidity programs on both engines, and says what they did in the peers' words.

use playground_simulator::{CallContext, FailureKind, Session, Simulator};
use twilight_abi::meta::{Export, ExportKind, Meta};
use twilight_abi::{Type, Value, encode};
use twilight_hfi::limits::MAX_RESULT_BYTES;
use twilight_tir::interp::{Chain, Context, Interpreter, Limits, Outcome};
use twilightc::{Artifacts, Compilation, Options, Syntax, compile};

use super::program::{Call, SolidityProgram};
use super::values::{argument, failed, returned};

/// What a call may use.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Gas of a call in wasm.
    gas: u64,
    /// What the interpreter may use for a call; `None` is as much as it has by itself.
    interpreter: Option<Limits>,
}

impl Bounds {
    /// For programs of the suite, none of which comes near them.
    pub const PROGRAM: Self = Self {
        gas: 2_000_000_000,
        interpreter: None,
    };
    /// For programs that nobody chose, which may well loop without an end.
    pub const RANDOM_PROGRAM: Self = Self {
        gas: 10_000_000,
        interpreter: Some(Limits {
            steps: 2_000_000,
            call_depth: 4_096,
            stack_values: 1 << 20,
            memory_bytes: 256 << 20,
        }),
    };
    /// So little for the interpreter that a random program which does not need all of it has enough gas, stack and memory
    /// in wasm: ten thousand gas for a step, 16 KiB of stack for a call, four bytes of memory for one.
    pub const SMALL: Self = Self {
        gas: 10_000_000,
        interpreter: Some(Limits {
            steps: 1_000,
            call_depth: 64,
            stack_values: 1 << 16,
            memory_bytes: 8 << 20,
        }),
    };
}

/// What a call did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The call and how it ended.
    pub line: String,
    /// Its events, where it succeeded.
    pub events: Vec<String>,
    /// Gas that it used; the interpreter counts none.
    pub gas: u64,
}

impl Step {
    fn of(line: String) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }
}

/// All lines in order.
pub fn lines(steps: Vec<Step>) -> Vec<String> {
    let with_events = steps.into_iter().map(|step| (step.line, step.events));
    with_events
        .flat_map(|(line, events)| std::iter::once(line).chain(events))
        .collect()
}

/// Compiles a test program as for one of the levels.
#[must_use]
pub fn compile_solidity(source: &str, unoptimized: bool, release: bool) -> Compilation {
    let options = Options {
        syntax: Some(Syntax::Solidity),
        artifact_name: "main".to_owned(),
        unoptimized,
        release,
        ..Options::default()
    };
    compile("main.sol", source, &options)
}

/// `Transfer(address,uint256)` of a first topic.
fn event_line(meta: &Meta, topics: &[[u8; 32]], data: &[u8]) -> String {
    let known = topics.first().and_then(|topic| {
        let hash = twilight_abi::hex(topic);
        meta.events.values().find(|event| event.signature_hash == hash)
    });
    let (name, rest) = match known {
        Some(event) => {
            let types: Vec<&str> = event.parameters.iter().map(|param| param.ty.as_str()).collect();
            (
                format!("{}({})", event.human_name, types.join(",")),
                topics.get(1..).unwrap_or_default(),
            )
        }
        None => ("-".to_owned(), topics),
    };
    let topics: Vec<String> = rest.iter().map(|topic| twilight_abi::hex(topic)).collect();
    format!(
        "  event {name} [{}] {}",
        topics.join(", "),
        twilight_abi::hex(data)
    )
}

/// How a call stands in the expectations: its name with the types of its parameters.
fn heading(call: &Call, export: Option<&Export>) -> String {
    if call.name == "deploy" {
        return "deploy".to_owned();
    }
    let types: Vec<String> = export
        .map(|export| {
            export
                .params
                .iter()
                .map(|(_, ty)| twilight_abi::abi_type(ty))
                .collect()
        })
        .unwrap_or_default();
    format!("{}({})", call.name, types.join(","))
}

fn find<'m>(meta: &'m Meta, call: &Call) -> Option<&'m Export> {
    let kind = if call.name == "deploy" {
        ExportKind::Deploy
    } else {
        ExportKind::Function
    };
    meta.exports
        .iter()
        .find(|export| export.kind == kind && (kind == ExportKind::Deploy || export.name == call.name))
}

/// The arguments of a call; `None` where they are no values of their types, which no caller of ours can send.
fn arguments(call: &Call, export: &Export) -> Result<Option<Vec<Value>>, String> {
    let params = export.params.iter().zip(&call.args);
    let typed = params.map(|((_, ty), text)| Ok((ty.clone(), argument(ty, text)?)));
    let typed: Vec<(Type, Value)> = typed.collect::<Result<_, String>>()?;
    if twilight_abi::encode_args(&typed).is_err() {
        return Ok(None);
    }
    Ok(Some(typed.into_iter().map(|(_, value)| value).collect()))
}

/// Whether a call can be made: it is exported, and its arguments are values of the parameters.
pub fn fits(meta: &Meta, call: &Call) -> bool {
    find(meta, call).is_some_and(|export| {
        export.params.len() == call.args.len() && matches!(arguments(call, export), Ok(Some(_)))
    })
}

/// How an engine ended a call.
struct Ended {
    /// In the peers' words.
    text: String,
    /// Whether it succeeded.
    good: bool,
    /// Topics and data of its events.
    events: Vec<(Vec<[u8; 32]>, Vec<u8>)>,
    gas: u64,
}

/// Runs the calls of a test program, one after the other, on an engine.
fn run(
    artifacts: &Artifacts,
    program: &SolidityProgram,
    mut engine: impl FnMut(&Call, &Export, &[Value]) -> Result<Ended, String>,
) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for call in &program.calls {
        let export = find(&artifacts.meta, call);
        let heading = heading(call, export);
        let Some(export) = export else {
            steps.push(Step::of(format!("{heading}: nothing to call")));
            continue;
        };
        let Some(args) = arguments(call, export)? else {
            steps.push(Step::of(format!("{heading}: revert")));
            continue;
        };
        let ended = engine(call, export, &args)?;
        let mut step = Step::of(format!("{heading}: {}", ended.text));
        step.gas = ended.gas;
        if ended.good {
            let events = ended.events.iter();
            step.events = events
                .map(|(topics, data)| event_line(&artifacts.meta, topics, data))
                .collect();
        }
        steps.push(step);
        if !ended.good && call.name == "deploy" {
            break;
        }
    }
    Ok(steps)
}

/// Runs a test program on wasm.
///
/// # Errors
/// When the module or an argument is wrong.
pub fn run_wasm(
    simulator: &Simulator,
    artifacts: &Artifacts,
    program: &SolidityProgram,
    bounds: Bounds,
) -> Result<Vec<Step>, String> {
    let meta = serde_json::to_vec(&artifacts.meta).map_err(|error| error.to_string())?;
    let mut session = Session::new(simulator, &artifacts.wasm, &meta)?;
    run(artifacts, program, |call, export, args| {
        let context = CallContext {
            sender: call.sender,
            origin: call.sender,
            value: call.value,
            block_number: call.block,
            timestamp: call.timestamp,
        };
        let report = match (&export.kind, &export.contract) {
            (ExportKind::Deploy, Some(contract)) => session.deploy(contract, args, &context, bounds.gas),
            _ => session.call(&export.mangled_name, args, &context, bounds.gas),
        };
        let text = match &report.result {
            Ok(value) => returned(&export.ret, value),
            Err(failure) => match failure.kind {
                FailureKind::Revert => failed(true, &failure.message),
                FailureKind::Panic => failed(false, &failure.message),
                _ => format!("{:?} {}", failure.kind, failure.message),
            },
        };
        Ok(Ended {
            text,
            good: report.result.is_ok(),
            events: report
                .events
                .into_iter()
                .map(|event| (event.topics, event.data))
                .collect(),
            gas: report.gas_used,
        })
    })
}

/// Runs a test program on the interpreter.
///
/// # Errors
/// When the module or an argument is wrong.
pub fn run_interpreted(
    artifacts: &Artifacts,
    program: &SolidityProgram,
    bounds: Bounds,
) -> Result<Vec<Step>, String> {
    let interpreter = Interpreter::new(&artifacts.module)
        .map_err(|errors| format!("unverified: {errors:?}"))?
        .with_limits(bounds.interpreter.unwrap_or_default());
    let mut chain = Chain::default();
    run(artifacts, program, |call, export, args| {
        chain.context = Context {
            sender: call.sender,
            origin: call.sender,
            value: call.value,
            block_number: call.block,
            timestamp: call.timestamp,
            self_address: playground_simulator::SELF_ADDRESS,
            ..Context::default()
        };
        chain.events.clear();
        let before = chain.state.clone();
        let outcome = interpreter
            .call_export(&mut chain, &export.mangled_name, args)
            .map_err(|error| error.to_string())?;
        let (text, good) = match outcome {
            Outcome::Returned(value) => {
                // It gives values, which have no limit; a chain gets bytes.
                let bytes = encode(&export.ret, &value)
                    .map_err(|error| error.to_string())?
                    .len();
                if bytes > MAX_RESULT_BYTES {
                    chain.state = before;
                    let message = format!(
                        "The encoded result has {bytes} bytes; at most {MAX_RESULT_BYTES} can be returned."
                    );
                    (failed(false, &message), false)
                } else {
                    (returned(&export.ret, &value), true)
                }
            }
            Outcome::Reverted { message, .. } => (failed(true, &message), false),
            Outcome::Panicked { message, .. } => (failed(false, &message), false),
            Outcome::StepLimit => ("out of steps".to_owned(), false),
            Outcome::StackOverflow => ("stack overflow".to_owned(), false),
            Outcome::OutOfMemory => ("panic 0x41".to_owned(), false),
        };
        let events = chain.events.iter();
        Ok(Ended {
            text,
            good,
            events: events
                .map(|event| (event.topics.clone(), event.data.clone()))
                .collect(),
            gas: 0,
        })
    })
}
