//! Every Solidity program below `solidity/` does what solc and an EVM do with it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use twilight_conformance::{Lists, check_solidity, compare_pair};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("solidity")
}

fn check(topic: &str) {
    let lists = Lists::read(&root()).unwrap();
    match check_solidity(&root(), topic, &lists) {
        Ok(count) => assert!(
            count > 0 || std::env::var_os("SOLIDITY").is_some(),
            "no programs in {topic}"
        ),
        Err(report) => panic!("{report}"),
    }
}

macro_rules! topics {
    ($($name:ident),* $(,)?) => {
        const TOPICS: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { check(stringify!($name)); })*
    };
}

topics!(
    abi,
    arithmetic,
    arrays,
    bits,
    bytes,
    contracts,
    control,
    conversions,
    enums,
    errors,
    events,
    exponent,
    files,
    functions,
    globals,
    hashing,
    inheritance,
    integers,
    libraries,
    literals,
    mappings,
    modifiers,
    operators,
    order,
    pairs,
    references,
    shifts,
    state,
    strings,
    structs,
    tuples,
    usertypes,
);

/// No directory of programs is forgotten; `refused` is looked at by the front end's own tests.
#[test]
fn all_topics_are_run() {
    let found: BTreeSet<String> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name != "refused")
        .collect();
    let run: BTreeSet<String> = TOPICS.iter().map(|&topic| topic.to_owned()).collect();
    assert_eq!(found, run);
}

/// Programs of any directory, with the `//=` lines of solc and an EVM: `tests/peer/random` generates them.
#[test]
#[ignore = "needs the directory PEER_PROGRAMS"]
fn programs_of_a_directory() {
    let directory = std::env::var_os("PEER_PROGRAMS").expect("PEER_PROGRAMS names a directory");
    match check_solidity(Path::new(&directory), ".", &Lists::generated()) {
        Ok(count) => {
            assert!(count > 0, "no programs in {}", directory.display());
            println!("{count} programs do what solc and an EVM do");
        }
        Err(report) => panic!("{report}"),
    }
}

/// Each difference that a program shows is one that the document tells of.
#[test]
fn differences_are_documented() {
    let text = std::fs::read_to_string(root().join("../../../docs/solidity.md")).unwrap();
    let (_, table) = text.split_once("## What differs from solc").unwrap();
    let table = table.split("\n## ").next().unwrap();
    let rows: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .collect();
    let lists = Lists::read(&root()).unwrap();
    for row in lists.rows() {
        assert!(rows.contains(row), "the table of differences has no row `{row}`");
    }
}

/// Per mille by which the gas of the two forms of a contract may differ.
const MAX_GAS_DIFFERENCE: i64 = 50;

#[test]
fn native_and_solidity_forms_do_the_same() {
    let directory = root().join("pairs");
    let simulator = playground_simulator::Simulator::new().unwrap();
    let mut names: Vec<String> = std::fs::read_dir(&directory)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".twl")?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() >= 20, "{names:?}");
    let mut wrong = Vec::new();
    println!("| Contract | native | Solidity | difference |\n|---|---:|---:|---:|");
    for name in &names {
        let gas = match compare_pair(&simulator, &directory, name) {
            Ok(gas) => gas,
            Err(problem) => {
                wrong.push(problem);
                continue;
            }
        };
        let permille = gas.permille();
        let sign = if permille < 0 { "-" } else { "+" };
        let (whole, tenth) = (permille.abs() / 10, permille.abs() % 10);
        println!(
            "| {name} | {} | {} | {sign}{whole}.{tenth} % |",
            gas.native, gas.solidity
        );
        if permille.abs() > MAX_GAS_DIFFERENCE {
            wrong.push(format!("{name}: {} and {} gas", gas.native, gas.solidity));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
