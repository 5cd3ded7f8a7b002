//! Prints what the programs of `examples/` cost in gas at each level of optimisation, deployment and one call
//! together, and the size of their modules, as Markdown.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use twilight_conformance::{Engines, Program, Setup, compile_for_test};
use twilight_tir::Level;

/// What is called in a program without `main`: its own demonstration.
const ENTRIES: [&str; 3] = ["main", "demo", "scenario"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut names: Vec<_> = std::fs::read_dir(&root)
        .expect("the examples are there")
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let engines = Engines::new();
    println!(
        "| Program | Gas, as lowered | Playground | Release | Bytes, as lowered | Playground | Release |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for name in names {
        let Ok(source) = std::fs::read_to_string(root.join(&name).join("src/main.twl")) else {
            continue;
        };
        for entry in ENTRIES {
            let setup = Setup {
                entry: entry.to_owned(),
                ..Setup::default()
            };
            let Ok([lowered, playground, release]) = engines.gas(&Program::of_one_file(&source, &setup))
            else {
                continue;
            };
            let size = |level| {
                let artifacts = compile_for_test(&source, &setup, level).artifacts;
                artifacts.map_or(0, |artifacts| artifacts.wasm.len())
            };
            println!(
                "| {name} | {lowered} | {} | {} | {} | {} | {} |",
                saved(lowered, playground),
                saved(lowered, release),
                size(Level::None),
                size(Level::Playground),
                size(Level::Release)
            );
            break;
        }
    }
}

fn saved(before: u64, after: u64) -> String {
    let percent = (before as f64 - after as f64) / before as f64 * 100.0;
    format!("{after} ({:+.1} %)", 0.0 - percent)
}
