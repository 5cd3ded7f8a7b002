//! Every pass alone, and passes in any order, keep what every program does; gas does not rise.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use twilight_conformance::{Engines, Program, compile_program, interpret_module};
use twilight_tir::Level;
use twilight_tir::passes::Pass;

/// Passes in the random sequence that each program goes through.
const LENGTH: usize = 8;
/// Outcomes that are no part of what a program means.
const LIMITS: [&str; 3] = ["OutOfGas", "StackOverflow", "OutOfMemory"];

/// A small generator of numbers: tests must not depend on anything outside.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

fn programs() -> Vec<(PathBuf, Program)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let files = twilight_conformance::source_files(&root).unwrap();
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let program = Program::parse(&text).unwrap();
            (path, program)
        })
        .collect()
}

#[test]
fn passes_in_any_order_keep_what_programs_do() {
    let mut random = Random(42);
    let mut changed = vec![0_usize; Pass::ALL.len()];
    let mut count = 0;
    for (path, program) in programs() {
        let compilation = compile_program(&program, Level::None);
        let Some(artifacts) = &compilation.artifacts else {
            continue;
        };
        count += 1;
        let run = |module: &twilight_tir::Module| {
            interpret_module(module, artifacts, &compilation.sources, &program.setup)
        };
        let before = run(&artifacts.module);
        // Where a limit ends the program, only the limit is promised.
        if LIMITS.contains(&before.outcome.as_str()) {
            continue;
        }
        // One pass alone, each in its turn, and several in any order.
        let alone = vec![count % Pass::ALL.len()];
        let mixed: Vec<usize> = (0..LENGTH).map(|_| random.next(Pass::ALL.len())).collect();
        for sequence in [alone, mixed] {
            let mut module = artifacts.module.clone();
            for at in &sequence {
                changed[*at] += usize::from(Pass::ALL[*at].run(&mut module));
            }
            let names: Vec<&str> = sequence.iter().map(|at| Pass::ALL[*at].name()).collect();
            twilight_tir::verify(&module)
                .unwrap_or_else(|errors| panic!("{} {names:?}: {errors:?}", path.display()));
            let after = run(&module);
            assert_eq!(before, after, "{} after {names:?}", path.display());
        }
    }
    assert!(count > 100, "{count} programs");
    for (pass, changed) in Pass::ALL.iter().zip(changed) {
        assert!(changed > 0, "{} changed no program", pass.name());
    }
}

/// The share of a program's gas, one in so many, by which it may rise: values live in other locals and blocks
/// stand in another order, which costs an instruction here and there.
const TOLERATED: u64 = 200;

#[test]
fn gas_does_not_rise() {
    let engines = Engines::new();
    let mut worse = Vec::new();
    for (path, program) in programs() {
        let Ok(gas) = engines.gas(&program) else {
            continue;
        };
        let [lowered, playground, release] = gas;
        let most = lowered.saturating_add(lowered / TOLERATED);
        if playground > most || release > most {
            worse.push(format!("{}: {lowered} {playground} {release}", path.display()));
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    for (path, program) in programs() {
        for level in [Level::Playground, Level::Release] {
            let compile = || {
                let made = compile_program(&program, level).artifacts?;
                Some((made.wasm, serde_json::to_string(&made.meta).unwrap()))
            };
            assert_eq!(compile(), compile(), "{} {level:?}", path.display());
        }
    }
}
