//! Whether all builds and engines do the same with a Solidity program that nobody wrote an expectation for, such as a
//! damaged one. Never compares with the peers: that is what the parent module does.

use playground_simulator::Simulator;

use super::program::SolidityProgram;
use super::run::{self, Bounds, Step};
use super::{BUILDS, compare, compile_solidity};

/// How a program ended that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tried {
    /// With errors of the compiler.
    Refused,
    /// It compiles, but none of its calls fits what it exports.
    NotCalled,
    /// Every build did the same on both engines.
    Ran,
    /// So did they, up to a call for which each build has too little gas, steps, stack or memory on both engines.
    Exhausted,
    /// So did they, up to a call for which the interpreter has too little with some build, but wasm enough: what comes
    /// behind it was not compared.
    CutShort,
}

/// Compiles a text for every level and, where it compiles, makes the calls of its `//?` lines on both engines. Calls
/// that do not fit the exports are left out; a call that needs too much of something is the last one compared.
///
/// # Errors
/// What is not as it should be: an internal error, a build that is refused while another is not, invalid TIR, two
/// engines that differ, or a call that needs too much in wasm alone.
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
    let mut tried = Tried::Ran;
    let mut reference: Option<(String, Vec<Step>)> = None;
    for (build, artifacts) in &compiled {
        let ours = run::run_interpreted(artifacts, &program, Bounds::RANDOM_PROGRAM)?;
        let mut theirs = run::run_wasm(simulator, artifacts, &program, Bounds::RANDOM_PROGRAM)?;
        for step in &mut theirs {
            step.gas = 0;
        }
        let name = format!("interpreter, {build}");
        tried = tried.max(alike(
            (&name, &ours),
            (&format!("wasm, {build}"), &theirs),
            || run::run_interpreted(artifacts, &program, Bounds::SMALL),
        )?);
        match &reference {
            Some((first, expected)) => same((first, expected), (&name, &ours))?,
            None => reference = Some((name, ours)),
        }
    }
    Ok(tried)
}

/// What a run of one engine did, with its name.
type Run<'a> = (&'a str, &'a [Step]);

/// Compares the two engines on one build. `small` is the interpreter with [`Bounds::SMALL`].
fn alike(
    interpreted: Run<'_>,
    wasm: Run<'_>,
    small: impl FnOnce() -> Result<Vec<Step>, String>,
) -> Result<Tried, String> {
    same(interpreted, wasm)?;
    match (exhausted(interpreted.1), exhausted(wasm.1)) {
        (None, None) => Ok(Tried::Ran),
        (Some(ours), Some(theirs)) if ours == theirs => Ok(Tried::Exhausted),
        (Some(ours), theirs) if theirs.is_none_or(|theirs| theirs > ours) => Ok(Tried::CutShort),
        (_, theirs) => {
            // The engines count in different ways: it is a difference where the interpreter needs next to nothing.
            let end = exhausted(&small()?);
            if end.is_some() && end <= theirs {
                return Ok(Tried::Exhausted);
            }
            Err(format!(
                "{} needs too much for a call which is small in {}\n{}",
                wasm.0,
                interpreted.0,
                compare(&lines(interpreted.1), &lines(wasm.1))
            ))
        }
    }
}

/// Compares two runs up to the first call that either has too little for.
fn same(expected: Run<'_>, found: Run<'_>) -> Result<(), String> {
    let ends = [exhausted(expected.1), exhausted(found.1)];
    let end = ends.into_iter().flatten().min();
    let upto = |steps: &[Step]| steps.get(..end.unwrap_or(steps.len())).map(<[Step]>::to_vec);
    if upto(expected.1) == upto(found.1) {
        return Ok(());
    }
    Err(format!(
        "{} (expected) and {} differ\n{}",
        expected.0,
        found.0,
        compare(&lines(expected.1), &lines(found.1))
    ))
}

fn lines(steps: &[Step]) -> Vec<String> {
    run::lines(steps.to_vec())
}

/// The first call that needed more gas, steps, stack or memory than there is, which engines count in different ways.
fn exhausted(steps: &[Step]) -> Option<usize> {
    let ends = [
        ": out of steps",
        ": stack overflow",
        ": panic: Stack overflow",
        ": panic 0x41",
        ": OutOfGas",
    ];
    steps
        .iter()
        .position(|step| ends.iter().any(|end| step.line.contains(end)))
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
        assert_eq!(engines_agree(&simulator, text).unwrap(), Tried::Exhausted);
    }

    #[test]
    fn ordinary_loops_are_compared_to_their_ends() {
        let simulator = Simulator::new().unwrap();
        let text = "contract C { function main() public pure returns (uint256) { uint256[] memory a = new uint256[](5000); \
                    for (uint256 i; i < a.length; i++) a[i] = i; return a[4999]; } }";
        assert_eq!(engines_agree(&simulator, text).unwrap(), Tried::Ran);
    }

    fn step(text: &str) -> Vec<Step> {
        let line = format!("f(): {text}");
        let end = Step {
            line,
            ..Step::default()
        };
        vec![Step::default(), end]
    }

    /// What `alike` says of two ends; the last one is that of the small interpreter.
    fn ends(interpreted: &str, wasm: &str, small: &str) -> Result<Tried, String> {
        let (interpreted, wasm) = (step(interpreted), step(wasm));
        alike(("interpreter", &interpreted), ("wasm", &wasm), || Ok(step(small)))
    }

    #[test]
    fn an_engine_that_gives_up_alone_is_told() {
        assert_eq!(ends("ok 1", "ok 1", ""), Ok(Tried::Ran));
        assert!(ends("ok 1", "ok 2", "").is_err());
        assert_eq!(ends("out of steps", "OutOfGas all", ""), Ok(Tried::Exhausted));
        assert_eq!(ends("panic 0x41", "ok 1", ""), Ok(Tried::CutShort));
        assert_eq!(ends("stack overflow", "revert", ""), Ok(Tried::CutShort));
        // Of wasm it is believed where the interpreter needs much as well.
        assert_eq!(ends("ok 1", "panic 0x41", "panic 0x41"), Ok(Tried::Exhausted));
        assert!(ends("ok 1", "panic 0x41", "ok 1").is_err());
        assert!(ends("ok 1", "OutOfGas all", "ok 1").is_err());
    }
}
