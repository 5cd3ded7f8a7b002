//! Solidity programs whose answers come from solc and an EVM (`tests/peer`). Ours must be the same, but for the
//! differences that are decided and the programs that are listed as not passing yet.

mod agree;
mod lists;
mod pairs;
mod program;
mod run;
mod values;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use playground_simulator::Simulator;

pub use agree::{Tried, engines_agree};
pub use lists::{Difference, Lists};
pub use pairs::{PairGas, compare_pair};
pub use program::SolidityProgram;
pub use run::compile_solidity;

/// Builds that each program is run from: unoptimised, for one run, and for keeping.
const BUILDS: [(&str, bool, bool); 3] = [
    ("as lowered", true, false),
    ("optimised", false, false),
    ("release", false, true),
];

/// Runs all programs of a directory and says what is wrong, as a text of several lines.
///
/// # Errors
/// A program that does something else than its peers' answers and the lists say; or a listed program that does what
/// the peers say, which must leave the list.
pub fn check_solidity(directory: &Path, topic: &str, lists: &Lists) -> Result<usize, String> {
    let simulator = Simulator::new().map_err(|error| format!("The wasm engine does not start: {error}."))?;
    let filter = std::env::var("SOLIDITY").unwrap_or_default();
    let mut names: Vec<String> = std::fs::read_dir(directory.join(topic))
        .map_err(|error| format!("{topic}: {error}"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".sol") && name.contains(&filter))
        .map(|name| format!("{topic}/{name}"))
        .collect();
    names.sort();
    let (mut report, mut wrong) = (String::new(), 0);
    for name in &names {
        let found = check(&simulator, &directory.join(name), lists, lists.differences(name));
        let problem = match (found, lists.pending(name)) {
            (Ok(()), None) | (Err(_), Some(_)) => continue,
            (Ok(()), Some(_)) => "passes; take it off the list `pending.txt`.".to_owned(),
            (Err(problem), None) => problem,
        };
        wrong += 1;
        let _ = writeln!(report, "{name}: {problem}");
    }
    if report.is_empty() {
        return Ok(names.len());
    }
    Err(format!(
        "{wrong} of {} programs of {topic}:\n{report}",
        names.len()
    ))
}

/// Runs one file on all engines and compares with the peers' answers.
fn check(
    simulator: &Simulator,
    path: &Path,
    lists: &Lists,
    differences: &[Difference],
) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let program = SolidityProgram::parse(&text)?;
    let expected = lists::ours(&program.expected, differences)?;
    for (build, unoptimized, release) in BUILDS {
        let compilation = compile_solidity(&program.source, unoptimized, release);
        let Some(artifacts) = &compilation.artifacts else {
            let lines = crate::engines::diagnostic_lines(&compilation);
            let errors = lines.iter().filter_map(|line| line.strip_prefix("error "));
            let codes: BTreeSet<&str> = errors.filter_map(|line| line.split(' ').next()).collect();
            let refused = lists::refused(differences).map(|codes| codes.split(' ').collect());
            if refused == Some(codes) {
                return Ok(());
            }
            return Err(format!("does not compile\n    {}", lines.join("\n    ")));
        };
        if lists::refused(differences).is_some() {
            return Err("compiles, but differences.txt says that it is refused".to_owned());
        }
        let bounds = run::Bounds::PROGRAM;
        let engines = [
            ("interpreter", run::run_interpreted(artifacts, &program, bounds)),
            ("wasm", run::run_wasm(simulator, artifacts, &program, bounds)),
        ];
        for (engine, steps) in engines {
            let steps = steps.map_err(|error| format!("{engine}, {build}: {error}"))?;
            let lines = run::lines(steps);
            let same = |(ours, theirs): (&String, &String)| ours == theirs || lists.is_strict(theirs, ours);
            if lines.len() != expected.len() || !lines.iter().zip(&expected).all(same) {
                return Err(format!("{engine}, {build}\n{}", compare(&expected, &lines)));
            }
        }
    }
    Ok(())
}

fn compare(expected: &[String], lines: &[String]) -> String {
    let mut text = String::new();
    let none = "(nothing)".to_owned();
    for at in 0..lines.len().max(expected.len()) {
        let (ours, theirs) = (lines.get(at), expected.get(at));
        if ours != theirs {
            let (theirs, ours) = (theirs.unwrap_or(&none), ours.unwrap_or(&none));
            let _ = writeln!(text, "    expected: {theirs}\n    ours:     {ours}");
        }
    }
    text
}
