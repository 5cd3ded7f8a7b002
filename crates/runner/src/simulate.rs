//! What the runner needs of a simulator (spec 17 §5), so that jobs can be served without one in tests.

use playground_protocol::{Context, Diagnostic, Event, Outcome, Simulation};
use playground_simulator::{RunConfig, RunReport, Simulator};

/// What a run gave.
#[derive(Debug)]
pub struct Execution {
    /// What came of it.
    pub outcome: Outcome,
    /// Runtime errors.
    pub diagnostics: Vec<Diagnostic>,
    /// Printed text.
    pub output: String,
    /// Emitted events.
    pub events: Vec<Event>,
    /// Fuel used; absent when nothing ran.
    pub gas_used: Option<u64>,
    /// Microseconds to compile the module to machine code and instantiate it.
    pub instantiate_us: u64,
    /// Microseconds of deployment and call.
    pub run_us: u64,
}

/// Something that can run a compiled program.
pub trait Execute {
    /// Deploys and calls `entry_point` of the module `wasm`, described by the `.meta` document `meta`. Both
    /// are untrusted.
    fn run(
        &self,
        wasm: &[u8],
        meta: &[u8],
        entry_point: &str,
        context: &Context,
        gas_limit: u64,
    ) -> Execution;

    /// Makes the calls of `simulation` on a chain of their own. `wasm` and `meta` are untrusted.
    fn simulate(&self, wasm: &[u8], meta: &[u8], simulation: &Simulation) -> Execution;
}

impl Execute for Simulator {
    fn run(
        &self,
        wasm: &[u8],
        meta: &[u8],
        entry_point: &str,
        context: &Context,
        gas_limit: u64,
    ) -> Execution {
        let config = RunConfig {
            entry_point: entry_point.to_owned(),
            context: context.clone(),
            gas_limit,
        };
        Self::run(self, wasm, meta, &config).into()
    }

    fn simulate(&self, wasm: &[u8], meta: &[u8], simulation: &Simulation) -> Execution {
        Self::simulate(self, wasm, meta, simulation).into()
    }
}

impl From<RunReport> for Execution {
    fn from(report: RunReport) -> Self {
        Self {
            outcome: report.outcome,
            diagnostics: report.diagnostics,
            output: report.output,
            events: report.events,
            gas_used: report.gas_used,
            instantiate_us: report.instantiate_us,
            run_us: report.run_us,
        }
    }
}
