//! Several calls with arguments on one chain, and what is shown of them.
//!
//! All arguments, and storage that is given, are read before anything runs: a mistake in the last call is told before the
//! first one has been made. Only whether given storage fits beside what the deployment leaves, the deployment has to show.
//! A failed call leaves storage as it was, and the next one runs all the same, as on a chain.

use std::time::{Duration, Instant};

use playground_protocol::{
    Arguments, CallReport, CallResult, Diagnostic, ErrorType, GasProfile, Outcome, Severity, ShownEvent,
    Simulated, Simulation, Views,
};
use twilight_abi::json::{from_hex, from_json, to_json};
use twilight_abi::meta::{Export, ExportKind};
use twilight_abi::{Type, Value, decode_args, display};

use crate::Simulator;
use crate::chain::{CallContext, EventLog, State, Transcript};
use crate::entry::{label, resolve, shown, signatures};
use crate::failure::{Failure, FailureKind, codes};
use crate::initial::Initial;
use crate::module::Program;
use crate::profile::MAX_COUNTED_GAS;
use crate::run::RunReport;
use crate::session::{Executed, execute};
use crate::view::{MAX_VIEW_BYTES, Viewer};

/// Bytes that the `return_value`s of one simulation may take together; what is beyond is cut off.
pub const MAX_RETURNED_BYTES: usize = 1024 * 1024;

/// Stands where a `return_value` was cut off.
const CUT: &str = "...";

/// Why nothing was run.
enum Refusal {
    /// The request does not fit the program; a sentence, and help.
    Request(&'static str, String, String),
    /// Not the request's fault.
    Internal(String),
}

/// A call that can be made.
struct Prepared<'p> {
    export: &'p Export,
    args: Vec<Value>,
    context: CallContext,
    gas_limit: u64,
}

impl Simulator {
    /// Deploys the contract that the calls are about, where they are about one, and makes the calls.
    ///
    /// `wasm` is the module, `meta` its `.meta` document; both are untrusted. The outcome is `Simulated`, or `Failed` where
    /// nothing was run.
    pub fn simulate(&self, wasm: &[u8], meta: &[u8], simulation: &Simulation) -> RunReport {
        let started = Instant::now();
        let program = Program::load(self, wasm, meta);
        let loaded = started.elapsed();
        let mut report = RunReport::nothing(micros(loaded));
        let refusal = match program {
            Ok(program) => match run(self, &program, simulation, &mut report) {
                Ok(_) => {
                    if simulation.gas_profile && report.gas_used.unwrap_or(0) <= MAX_COUNTED_GAS {
                        profile(self, &program, wasm, simulation, &mut report);
                    }
                    return report;
                }
                Err(refusal) => refusal,
            },
            Err(message) => Refusal::Internal(message),
        };
        let (error_type, diagnostic) = match refusal {
            Refusal::Request(code, message, help) => (
                ErrorType::Compilation,
                diagnostic(Severity::Error, code, message, help),
            ),
            Refusal::Internal(message) => (ErrorType::InternalError, Failure::internal(message).diagnostic()),
        };
        report.diagnostics.push(diagnostic);
        report.outcome = Outcome::Failed {
            error_type,
            revert_message: None,
        };
        report
    }
}

/// Adds to `report` how much gas each line took: from the same calls on a module with marks.
fn profile(
    simulator: &Simulator,
    program: &Program,
    wasm: &[u8],
    simulation: &Simulation,
    report: &mut RunReport,
) {
    let Outcome::Simulated(simulated) = &mut report.outcome else {
        return;
    };
    let Some((marked_program, marked)) = program.marked(simulator, wasm) else {
        return;
    };
    let mut again = RunReport::nothing(0);
    let Ok(marks) = run(simulator, &marked_program, simulation, &mut again) else {
        return;
    };
    let used = report.gas_used.unwrap_or(0);
    let lines = marked.lines(&marks);
    let booked = lines.iter().fold(0_u64, |sum, line| sum.saturating_add(line.gas));
    simulated.gas = Some(GasProfile {
        lines,
        other: used.saturating_sub(booked),
    });
}

/// The calls of one request under way.
struct Chain<'s> {
    simulator: &'s Simulator,
    program: &'s Program,
    simulation: &'s Simulation,
    viewer: Viewer<'s>,
    state: State,
    transcript: Transcript,
    returned_left: usize,
    instantiate: Duration,
    run: Duration,
    /// Gas by mark, of all calls.
    marks: Vec<u64>,
}

/// Makes the calls; the gas of each mark, where the module has marks.
fn run(
    simulator: &Simulator,
    program: &Program,
    simulation: &Simulation,
    report: &mut RunReport,
) -> Result<Vec<u64>, Refusal> {
    let calls = prepare(program, simulation)?;
    let deployment = deployment(program, simulation, &calls, &mut report.diagnostics)?;
    let described = program.described();
    let initial = match &simulation.storage {
        Some(given) => Initial::read(&described.storage, given).map_err(wrong_storage)?,
        None => Initial::default(),
    };
    let mut chain = Chain {
        simulator,
        program,
        simulation,
        viewer: Viewer::new(&described),
        state: State::default(),
        // What a run prints is heard once.
        transcript: if program.marks > 0 {
            Transcript::default()
        } else {
            simulator.transcript()
        },
        returned_left: MAX_RETURNED_BYTES,
        instantiate: Duration::from_micros(report.instantiate_us),
        run: Duration::ZERO,
        marks: vec![0; program.marks],
    };
    let mut simulated = Simulated::default();
    let mut used = 0_u64;
    // Without a list of calls, deployment and call share the gas (DECISION C5).
    let mut shared = simulation.gas_limit;
    let mut go_on = true;
    if let Some(deployment) = deployment {
        let done = chain.call(&deployment)?;
        used = used.saturating_add(done.gas_used);
        shared = shared.saturating_sub(done.gas_used);
        go_on = matches!(done.result, CallResult::Returned { .. });
        simulated.deployment = Some(done);
    }
    if go_on && let Err(message) = initial.put(&mut chain.state) {
        // Only what the deployment left could tell, so it has run; what it did is part of the answer.
        if let Some(deployment) = simulated.deployment {
            report.output = deployment.output;
            report.events = deployment.events.into_iter().map(|shown| shown.event).collect();
        }
        // A refusal has no views.
        chain.viewer.cut = false;
        chain.finish(report, used);
        return Err(wrong_storage(message));
    }
    let deployed = chain.state.clone();
    for mut call in calls.into_iter().filter(|_| go_on) {
        if !simulation.sequence {
            call.gas_limit = shared;
        }
        let done = chain.call(&call)?;
        used = used.saturating_add(done.gas_used);
        simulated.calls.push(done);
    }
    if simulation.views.storage {
        simulated.storage = chain
            .viewer
            .storage(deployed.entries(), chain.state.entries(), true);
    }
    let marks = chain.finish(report, used);
    report.outcome = Outcome::Simulated(Box::new(simulated));
    Ok(marks)
}

/// What to do where the views took more than there is room for.
fn less_to_view(simulation: &Simulation) -> &'static str {
    let Views {
        storage,
        decoded_events,
    } = simulation.views;
    match (simulation.sequence, storage, decoded_events) {
        // Each of a list of calls is shown with its events and the storage that it changed.
        (true, true, _) => "Make fewer calls in one request, or leave `storage` out of `include`.",
        (true, false, _) | (false, false, false) => "Make fewer calls in one request.",
        (false, true, true) => "Leave `storage` or `decoded_events` out of `include`.",
        (false, true, false) => "Leave `storage` out of `include`.",
        (false, false, true) => "Leave `decoded_events` out of `include`.",
    }
}

/// What is given in `storage` does not fit the contract.
fn wrong_storage(message: String) -> Refusal {
    Refusal::Request(
        codes::STORAGE,
        message,
        "Places and values are written as an answer with `include: [\"storage\"]` shows them.".to_owned(),
    )
}

impl Chain<'_> {
    /// Writes down what all calls took, and warnings about what is missing; gives the gas of each mark.
    fn finish(self, report: &mut RunReport, gas_used: u64) -> Vec<u64> {
        report.diagnostics.extend(self.transcript.warnings());
        if self.viewer.cut {
            report.diagnostics.push(diagnostic(
                Severity::Warning,
                codes::VIEW_CUT,
                format!("Decoded events, storage and results take more than {MAX_VIEW_BYTES} bytes; the rest is left out."),
                less_to_view(self.simulation).to_owned(),
            ));
        }
        report.gas_used = Some(gas_used);
        report.instantiate_us = micros(self.instantiate);
        report.run_us = micros(self.run);
        self.marks
    }

    fn call(&mut self, call: &Prepared<'_>) -> Result<CallReport, Refusal> {
        let before = self.state.clone();
        let chain = (
            std::mem::take(&mut self.state),
            std::mem::take(&mut self.transcript),
        );
        let done = execute(
            self.simulator,
            self.program,
            call.export,
            &call.args,
            call.context.clone(),
            call.gas_limit,
            chain,
        );
        let Executed {
            result,
            gas_left,
            state,
            mut transcript,
            instantiate,
            run,
            marks,
        } = done;
        for (sum, gas) in self.marks.iter_mut().zip(marks) {
            *sum = sum.saturating_add(gas);
        }
        self.instantiate += instantiate;
        self.run += run;
        let (output, events) = transcript.take();
        self.transcript = transcript;
        let mut report = CallReport {
            function: label(call.export),
            result: CallResult::Failed {
                error_type: ErrorType::InternalError,
                revert_message: None,
            },
            diagnostics: Vec::new(),
            output,
            events: events.iter().map(|log| self.event(log)).collect(),
            gas_used: call.gas_limit.saturating_sub(gas_left),
            storage: Vec::new(),
        };
        match result {
            Ok(value) => {
                let started = Instant::now();
                report.result = self.returned(&call.export.ret, &value);
                if self.simulation.sequence {
                    report.storage = self.viewer.storage(before.entries(), state.entries(), false);
                }
                self.state = state;
                self.run += started.elapsed();
            }
            Err(failure) if failure.kind == FailureKind::Internal => {
                return Err(Refusal::Internal(failure.message));
            }
            Err(failure) => {
                self.state = before;
                report.diagnostics.push(failure.diagnostic());
                let error_type = failure.error_type();
                report.result = CallResult::Failed {
                    error_type,
                    revert_message: (error_type == ErrorType::RuntimeRevert).then_some(failure.message),
                };
            }
        }
        Ok(report)
    }

    /// An event as it is wanted. Views that nobody sees take no room from others.
    fn event(&mut self, log: &EventLog) -> ShownEvent {
        if self.simulation.sequence || self.simulation.views.decoded_events {
            self.viewer.event(log)
        } else {
            ShownEvent::raw(log.to_protocol())
        }
    }

    fn returned(&mut self, ty: &Type, value: &Value) -> CallResult {
        let mut text = display(ty, value);
        if text.len() > self.returned_left {
            let end = (0..=self.returned_left)
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap_or(0);
            text.truncate(end);
            text.push_str(CUT);
            self.returned_left = 0;
        } else {
            self.returned_left -= text.len();
        }
        CallResult::Returned {
            return_value: text,
            return_json: if self.simulation.sequence {
                self.viewer.fit(to_json(ty, value)).unwrap_or_default()
            } else {
                serde_json::Value::Null
            },
        }
    }
}

/// Finds every function and reads every argument.
fn prepare<'p>(program: &'p Program, simulation: &Simulation) -> Result<Vec<Prepared<'p>>, Refusal> {
    let mut prepared = Vec::with_capacity(simulation.calls.len());
    for (at, call) in simulation.calls.iter().enumerate() {
        let place = if simulation.sequence {
            format!("calls[{at}].")
        } else {
            String::new()
        };
        let export = resolve(&program.exports, &call.function).map_err(|_listed| {
            // The sentence of a run without arguments lists only functions without parameters.
            let name = shown(&call.function);
            Refusal::Request(
                codes::ENTRY_POINT,
                format!("There is no function `{name}` that can be called, or there are several. {}", signatures(&program.exports)),
                "Write one of them, as `Contract.function`. Functions that are not `pub` can be run without arguments only.".to_owned(),
            )
        })?;
        let context =
            CallContext::try_from(&call.context).map_err(|error| Refusal::Internal(error.to_string()))?;
        prepared.push(Prepared {
            args: arguments(export, call.args.as_ref(), &format!("{place}args"))?,
            export,
            context,
            gas_limit: call.gas_limit,
        });
    }
    Ok(prepared)
}

/// The deployment of the contract that the calls belong to.
fn deployment<'p>(
    program: &'p Program,
    simulation: &Simulation,
    calls: &[Prepared<'p>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Prepared<'p>>, Refusal> {
    let contract = calls.iter().find_map(|call| call.export.contract.as_ref());
    let deploy = contract.and_then(|contract| {
        program
            .exports
            .iter()
            .find(|export| export.kind == ExportKind::Deploy && export.contract.as_ref() == Some(contract))
    });
    let Some(deploy) = deploy else {
        return match simulation.init_args {
            None => Ok(None),
            Some(_) => Err(Refusal::Request(
                codes::ARGUMENTS,
                "`init_args` are given, but no call belongs to a contract, so none is deployed.".to_owned(),
                "Leave them out, or call a function of the contract.".to_owned(),
            )),
        };
    };
    if simulation.init_args.is_none() && !deploy.params.is_empty() {
        diagnostics.push(diagnostic(
            Severity::Warning,
            codes::NOT_DEPLOYED,
            format!(
                "`{}` was not deployed: its `{}` takes parameters ({}). Its storage holds default values.",
                contract.map_or("", String::as_str),
                deploy.name,
                parameters(deploy)
            ),
            "Give its arguments in `init_args`.".to_owned(),
        ));
        return Ok(None);
    }
    let context =
        CallContext::try_from(&simulation.context).map_err(|error| Refusal::Internal(error.to_string()))?;
    Ok(Some(Prepared {
        args: arguments(deploy, simulation.init_args.as_ref(), "init_args")?,
        export: deploy,
        // The value comes with the call (DECISION C5).
        context: CallContext { value: 0, ..context },
        gas_limit: simulation.gas_limit,
    }))
}

/// The arguments for the parameters of `export`; `place` is where the request has them.
fn arguments(export: &Export, given: Option<&Arguments>, place: &str) -> Result<Vec<Value>, Refusal> {
    let expected = match export.params.len() {
        0 => format!("`{}` takes no arguments.", label(export)),
        _ => format!("`{}` takes ({}).", label(export), parameters(export)),
    };
    let wrong = |message: String| Refusal::Request(codes::ARGUMENTS, message, expected.clone());
    match given {
        None if export.params.is_empty() => Ok(Vec::new()),
        None => Err(wrong(format!("`{place}` is missing."))),
        Some(Arguments::Json(values)) => {
            if values.len() != export.params.len() {
                return Err(wrong(format!(
                    "`{place}` has {} values; {} {} expected.",
                    values.len(),
                    export.params.len(),
                    if export.params.len() == 1 { "is" } else { "are" }
                )));
            }
            export
                .params
                .iter()
                .zip(values)
                .enumerate()
                .map(|(at, ((name, ty), json))| {
                    from_json(ty, json).map_err(|error| {
                        wrong(format!(
                            "`{place}[{at}]{}`, for `{name}`: {}.",
                            error.place, error.message
                        ))
                    })
                })
                .collect()
        }
        Some(Arguments::Encoded(text)) => {
            let types: Vec<Type> = export.params.iter().map(|(_, ty)| ty.clone()).collect();
            let bytes = from_hex(text).ok_or_else(|| {
                wrong(format!(
                    "`{place}` is no ABI encoding: it is not 0x and an even number of digits."
                ))
            })?;
            decode_args(&types, &bytes)
                .map_err(|error| wrong(format!("`{place}` is not the encoding of the arguments: {error}")))
        }
    }
}

fn parameters(export: &Export) -> String {
    let all: Vec<String> = export
        .params
        .iter()
        .map(|(name, ty)| format!("{name}: {ty}"))
        .collect();
    all.join(", ")
}

fn diagnostic(severity: Severity, code: &str, message: String, help: String) -> Diagnostic {
    Diagnostic {
        severity,
        code: code.to_owned(),
        message,
        span: None,
        labels: Vec::new(),
        help: vec![help],
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
