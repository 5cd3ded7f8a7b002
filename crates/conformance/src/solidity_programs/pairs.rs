//! One contract in both languages: the same results and events, and about the same gas.

use std::path::Path;

use playground_simulator::Simulator;
use twilightc::{Options, Syntax, compile};

use super::program::SolidityProgram;
use super::run::{Bounds, Step, compile_solidity, run_wasm};

/// Gas of all calls of a pair that succeed, together.
#[derive(Clone, Debug)]
pub struct PairGas {
    /// Name of the pair.
    pub name: String,
    /// Of the native form.
    pub native: u64,
    /// Of the Solidity form.
    pub solidity: u64,
}

impl PairGas {
    /// How much more gas the Solidity form uses, in tenths of a per cent.
    #[must_use]
    pub fn permille(&self) -> i64 {
        let (native, solidity) = (i128::from(self.native.max(1)), i128::from(self.solidity));
        i64::try_from((solidity - native) * 1000 / native).unwrap_or(i64::MAX)
    }
}

/// Runs `name.sol` and `name.twl` of a directory as built for keeping, with the calls of the former.
///
/// # Errors
/// What differs between the two, but for gas.
pub fn compare_pair(simulator: &Simulator, directory: &Path, name: &str) -> Result<PairGas, String> {
    let read = |extension: &str| {
        std::fs::read_to_string(directory.join(format!("{name}.{extension}")))
            .map_err(|error| format!("{name}.{extension}: {error}"))
    };
    let program = SolidityProgram::parse(&read("sol")?)?;
    let native_source = read("twl")?;
    let options = Options {
        syntax: Some(Syntax::Native),
        artifact_name: "main".to_owned(),
        release: true,
        ..Options::default()
    };
    let run = |compilation: twilightc::Compilation| -> Result<Vec<Step>, String> {
        let Some(artifacts) = &compilation.artifacts else {
            return Err(crate::engines::diagnostic_lines(&compilation).join("\n"));
        };
        run_wasm(simulator, artifacts, &program, Bounds::PROGRAM)
    };
    let native = run(compile("main.twl", &native_source, &options))?;
    let solidity = run(compile_solidity(&program.source, false, true))?;
    if native.len() != solidity.len() {
        return Err(format!("{name}: {} and {} calls", native.len(), solidity.len()));
    }
    for (native, solidity) in native.iter().zip(&solidity) {
        if native.events != solidity.events || !same(&native.line, &solidity.line) {
            return Err(format!(
                "{name}: not the same\n    native:   {}\n    Solidity: {}",
                shown(native),
                shown(solidity)
            ));
        }
    }
    // A panic takes all gas that there is, whatever it is.
    let good = |step: &&Step| step.line.contains(": ok");
    let gas = |steps: &[Step]| steps.iter().filter(good).map(|step| step.gas).sum();
    Ok(PairGas {
        name: name.to_owned(),
        native: gas(&native),
        solidity: gas(&solidity),
    })
}

/// Whether two calls ended in the same way. A failure without a text in Solidity has one in the native form.
fn same(native: &str, solidity: &str) -> bool {
    native == solidity || solidity.ends_with(": revert") && native.starts_with(solidity)
}

fn shown(step: &Step) -> String {
    format!("{} {}", step.line, step.events.join(" "))
}
