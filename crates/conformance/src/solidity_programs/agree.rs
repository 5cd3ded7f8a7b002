//! Whether all builds and engines do the same with a Solidity program that nobody wrote an expectation for, such as a
//! damaged one. Never compares with the peers: that is what the parent module does.

use playground_simulator::Simulator;

use super::program::SolidityProgram;
use super::run::{self, Bounds};
use super::{BUILDS, compare, compile_solidity};

/// How a program ended that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// With errors of the compiler.
    Refused,
    /// It compiles, but none of its calls fits what it exports.
    NotCalled,
    /// Every build did the same on both engines.
    Ran,
}

/// Compiles a text for every level and, where it compiles, makes the calls of its `//?` lines on both engines. Calls
/// that do not fit the exports are left out; a call that needs too much of something is the last one compared.
///
/// # Errors
/// What is not as it should be: an internal error, a build that is refused while another is not, invalid TIR, or two
/// engines that differ.
pub fn engines_agree(simulator: &Simulator, text: &str) -> Result<Tried, String> {
    let mut program = SolidityProgram::parse(text).unwrap_or_else(|_| SolidityProgram {
        source: text.to_owned(),
        calls: Vec::new(),
        expected: Vec::new(),
    });
    let mut compiled = Vec::new();
    for (build, unoptimized, release) in BUILDS {
        let compilation = compile_solidity(&program.source, unoptimized, release);
        if let Some(defect) = compilation
            .diagnostics
            .iter()
            .find(|one| one.code == twilightc::codes::INTERNAL)
        {
            return Err(format!("{build}: {}", defect.message));
        }
        if compilation.has_errors() == compilation.artifacts.is_some() {
            return Err(format!("{build}: there must be either an error or an artefact."));
        }
        if let Some(artifacts) = compilation.artifacts {
            twilight_tir::verify(&artifacts.module).map_err(|errors| format!("{build}: {errors:?}"))?;
            compiled.push((build, artifacts));
        }
    }
    let Some((_, first)) = compiled.first() else {
        return Ok(Tried::Refused);
    };
    if compiled.len() != BUILDS.len() {
        return Err("Not every build compiles.".to_owned());
    }
    program.calls.retain(|call| run::fits(&first.meta, call));
    if program.calls.iter().all(|call| call.name == "deploy") {
        return Ok(Tried::NotCalled);
    }
    let mut reference: Option<(String, Vec<String>)> = None;
    for (build, artifacts) in &compiled {
        let runs = [
            (
                "interpreter",
                run::run_interpreted(artifacts, &program, Bounds::RANDOM_PROGRAM)?,
            ),
            (
                "wasm",
                run::run_wasm(simulator, artifacts, &program, Bounds::RANDOM_PROGRAM)?,
            ),
        ];
        for (engine, steps) in runs {
            let lines = run::lines(steps);
            let Some((name, expected)) = &reference else {
                reference = Some((format!("{engine}, {build}"), lines));
                continue;
            };
            let exhausted = |lines: &[String]| lines.iter().position(|line| is_exhausted(line));
            let end = [exhausted(expected), exhausted(&lines)]
                .into_iter()
                .flatten()
                .min();
            let (ours, theirs) = match end {
                Some(end) => (lines.get(..end), expected.get(..end)),
                None => (Some(lines.as_slice()), Some(expected.as_slice())),
            };
            if ours != theirs {
                return Err(format!(
                    "{name} (expected) and {engine}, {build} differ\n{}",
                    compare(expected, &lines)
                ));
            }
        }
    }
    Ok(Tried::Ran)
}

/// Whether a call needed more gas, steps, stack or memory than there is, which engines count in different ways.
fn is_exhausted(line: &str) -> bool {
    let ends = [
        ": out of steps",
        ": stack overflow",
        ": panic: Stack overflow",
        ": panic 0x41",
        ": OutOfGas",
    ];
    ends.iter().any(|end| line.contains(end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_tried_is_told_apart() {
        let simulator = Simulator::new().unwrap();
        let tried = |text: &str| engines_agree(&simulator, text).unwrap();
        let contract =
            "contract C { uint256 n; function f(uint256 x) public returns (uint256) { return n += x; } }";
        assert_eq!(tried("contract {"), Tried::Refused);
        assert_eq!(tried(contract), Tried::NotCalled);
        assert_eq!(tried(&format!("//? f()\n{contract}")), Tried::NotCalled);
        assert_eq!(tried(&format!("//? f(uint256 2)\n{contract}")), Tried::Ran);
    }

    #[test]
    fn a_result_that_is_too_long_fails_everywhere() {
        let simulator = Simulator::new().unwrap();
        let returning = |bytes: usize| {
            format!(
                "//? f()\n//? n()\ncontract C {{ uint256 public n; \
                 function f() public returns (bytes memory) {{ n = 1; return new bytes({bytes}); }} }}"
            )
        };
        // An offset, a length and the bytes.
        let most = twilight_hfi::limits::MAX_RESULT_BYTES - 64;
        for bytes in [most, most + 1] {
            assert_eq!(engines_agree(&simulator, &returning(bytes)).unwrap(), Tried::Ran);
        }
    }

    #[test]
    fn an_endless_loop_ends() {
        let simulator = Simulator::new().unwrap();
        let text = "contract C { function main() public pure { while (true) {} } }";
        assert_eq!(engines_agree(&simulator, text).unwrap(), Tried::Ran);
    }
}
