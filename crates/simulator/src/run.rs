//! One `/run` request (spec 17 §5.4, DECISIONS C4-C6, C14, C16).

use std::time::{Duration, Instant};

use playground_protocol::{Context, Diagnostic, ErrorType, Event, Outcome, Severity};
use twilight_abi::display;
use twilight_abi::meta::{Export, ExportKind};
use twilight_hfi::limits::{MAX_PRINT_BYTES, MAX_PRINT_TOTAL_BYTES, PRINT_TRUNCATED_MARKER};

use crate::Simulator;
use crate::chain::{CallContext, EventLog, State, Transcript};
use crate::entry::{check_parameterless, resolve};
use crate::failure::{Failure, codes};
use crate::module::Program;
use crate::session::execute;

/// Most bytes of a report's output, truncation markers included.
pub const MAX_OUTPUT_BYTES: usize =
    MAX_PRINT_TOTAL_BYTES + (MAX_PRINT_TOTAL_BYTES / MAX_PRINT_BYTES + 2) * PRINT_TRUNCATED_MARKER.len();

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunConfig {
    /// `name`, `Contract.name`, `Contract::name` or the mangled name.
    pub entry_point: String,
    /// The simulated transaction.
    pub context: Context,
    /// Fuel for deployment and call together.
    pub gas_limit: u64,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunReport {
    /// The outcome; never `Compiled`.
    pub outcome: Outcome,
    /// Run-time errors, and warnings about deployment and output that was cut.
    pub diagnostics: Vec<Diagnostic>,
    /// Printed text, deployment's first.
    pub output: String,
    /// Events, deployment's first.
    pub events: Vec<Event>,
    /// Fuel used; absent when nothing ran.
    pub gas_used: Option<u64>,
    /// Microseconds to compile the module to machine code and instantiate it.
    pub instantiate_us: u64,
    /// Microseconds of deployment and call.
    pub run_us: u64,
}

impl RunReport {
    /// Of a run of which nothing is known but how long it took to load.
    pub(crate) const fn nothing(instantiate_us: u64) -> Self {
        Self {
            outcome: Outcome::Failed {
                error_type: ErrorType::InternalError,
                revert_message: None,
            },
            diagnostics: Vec::new(),
            output: String::new(),
            events: Vec::new(),
            gas_used: None,
            instantiate_us,
            run_us: 0,
        }
    }
}

/// A run that is under way.
struct Run {
    report: RunReport,
    transcript: Transcript,
    instantiate: Duration,
    run: Duration,
}

impl Simulator {
    /// Deploys the contract of the entry point, where it has one, and calls the entry point.
    ///
    /// Nothing is reported outside of the [`RunReport`]: a module or metadata that is refused is an
    /// `InternalError`, an entry point that cannot be run a `Compilation` failure.
    #[must_use]
    pub fn run(&self, wasm: &[u8], meta: &[u8], config: &RunConfig) -> RunReport {
        let mut run = Run::new();
        if let Err(end) = run.go(self, wasm, meta, config) {
            run.report.outcome = end;
        }
        run.finish()
    }
}

impl Run {
    fn new() -> Self {
        Self {
            report: RunReport::nothing(0),
            transcript: Transcript::default(),
            instantiate: Duration::ZERO,
            run: Duration::ZERO,
        }
    }

    fn go(
        &mut self,
        simulator: &Simulator,
        wasm: &[u8],
        meta: &[u8],
        config: &RunConfig,
    ) -> Result<(), Outcome> {
        self.transcript = simulator.transcript();
        let started = Instant::now();
        let program = Program::load(simulator, wasm, meta);
        self.instantiate = started.elapsed();
        let program = program.map_err(|message| self.fail(&Failure::internal(message)))?;
        let context = CallContext::try_from(&config.context)
            .map_err(|error| self.fail(&Failure::internal(error.to_string())))?;
        let export = resolve(&program.exports, &config.entry_point)
            .and_then(|export| check_parameterless(&program.exports, export).map(|()| export))
            .map_err(|message| self.refuse(message))?;
        let mut state = State::default();
        let mut gas = config.gas_limit;
        if let Some(deploy) = self.deployment(&program, export) {
            let context = CallContext {
                value: 0,
                ..context.clone()
            };
            (_, state, gas) =
                self.call(simulator, &program, deploy, context, gas, state, config.gas_limit)?;
        }
        let (value, ..) = self.call(simulator, &program, export, context, gas, state, config.gas_limit)?;
        let started = Instant::now();
        self.report.outcome = Outcome::Returned {
            return_value: display(&export.ret, &value),
        };
        self.run += started.elapsed();
        Ok(())
    }

    /// The deployment entry of the contract that `export` belongs to; a warning where its `init` needs
    /// arguments.
    fn deployment<'p>(&mut self, program: &'p Program, export: &Export) -> Option<&'p Export> {
        let contract = export.contract.as_ref()?;
        let deploy = program
            .exports
            .iter()
            .find(|export| export.kind == ExportKind::Deploy && export.contract.as_ref() == Some(contract))?;
        if deploy.params.is_empty() {
            return Some(deploy);
        }
        self.report.diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code: codes::NOT_DEPLOYED.to_owned(),
            message: format!(
                "`{contract}` was not deployed before `{}`: its `{}` takes parameters. Its storage holds \
                 default values.",
                export.name, deploy.name
            ),
            span: None,
            labels: Vec::new(),
            help: vec![format!(
                "Give `{}` no parameters to have it run first.",
                deploy.name
            )],
        });
        None
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one call")]
    fn call(
        &mut self,
        simulator: &Simulator,
        program: &Program,
        export: &Export,
        context: CallContext,
        gas: u64,
        state: State,
        gas_limit: u64,
    ) -> Result<(twilight_abi::Value, State, u64), Outcome> {
        let chain = (state, std::mem::take(&mut self.transcript));
        let done = execute(simulator, program, export, &[], context, gas, chain);
        self.transcript = done.transcript;
        self.instantiate += done.instantiate;
        self.run += done.run;
        self.report.gas_used = Some(gas_limit - done.gas_left);
        match done.result {
            Ok(value) => Ok((value, done.state, done.gas_left)),
            Err(failure) => Err(self.fail(&failure)),
        }
    }

    fn fail(&mut self, failure: &Failure) -> Outcome {
        self.report.diagnostics.push(failure.diagnostic());
        let error_type = failure.error_type();
        let revert_message = (error_type == ErrorType::RuntimeRevert).then(|| failure.message.clone());
        Outcome::Failed {
            error_type,
            revert_message,
        }
    }

    fn refuse(&mut self, message: String) -> Outcome {
        self.report.diagnostics.push(Diagnostic {
            severity: Severity::Error,
            code: codes::ENTRY_POINT.to_owned(),
            message,
            span: None,
            labels: Vec::new(),
            help: Vec::new(),
        });
        Outcome::Failed {
            error_type: ErrorType::Compilation,
            revert_message: None,
        }
    }

    fn finish(mut self) -> RunReport {
        self.report.events = self.transcript.events.iter().map(EventLog::to_protocol).collect();
        self.report.diagnostics.extend(self.transcript.warnings());
        self.report.output = self.transcript.output;
        self.report.instantiate_us = micros(self.instantiate);
        self.report.run_us = micros(self.run);
        self.report
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
