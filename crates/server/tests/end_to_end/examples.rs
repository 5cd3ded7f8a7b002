//! Every program in `examples/` answers through the real server as its `expected.json` says.
//!
//! `expected.json` holds `entry_point` and the answer of `/run` without what changes with the compiler
//! (`gas_used`, `diagnostics`). `UPDATE_EXPECT=1` writes it anew: read the difference before keeping it.
use std::fs;
use std::path::{Path, PathBuf};

use crate::service::Service;
use serde_json::{Map, Value, json};

/// Fields of an answer that are compared.
const COMPARED: [&str; 6] = [
    "success",
    "output",
    "events",
    "return_value",
    "error_type",
    "revert_message",
];

fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut directories: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("src").is_dir())
        .collect();
    directories.sort();
    directories
}

#[test]
fn every_example_gives_its_expected_answer() {
    let service = Service::start(&[]);
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = Vec::new();
    let examples = examples();
    for directory in &examples {
        let name = directory.file_name().unwrap().to_string_lossy();
        let (mode, code) = match fs::read_to_string(directory.join("src/main.twl")) {
            Ok(code) => ("native", code),
            Err(_) => (
                "solidity",
                fs::read_to_string(directory.join("src/main.sol")).unwrap(),
            ),
        };
        let file = directory.join("expected.json");
        let expected: Map<String, Value> = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let entry_point = expected
            .get("entry_point")
            .cloned()
            .unwrap_or_else(|| json!("main"));
        let answer =
            service.run_with(json!({ "code": code, "syntax_mode": mode, "entry_point": entry_point }));
        let mut actual = Map::new();
        actual.insert("entry_point".to_owned(), entry_point);
        for field in COMPARED {
            if let Some(value) = answer.get(field) {
                actual.insert(field.to_owned(), value.clone());
            }
        }
        if update && answer["success"] == true {
            fs::write(&file, serde_json::to_string_pretty(&actual).unwrap() + "\n").unwrap();
        } else if actual != expected {
            failures.push(format!(
                "{name}: expected {}\nbut the answer is {answer}",
                Value::from(expected)
            ));
        }
    }
    assert!(examples.len() >= 15, "examples are missing: {examples:?}");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
