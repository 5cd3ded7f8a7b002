//! The texts that mutations start from: the project's own programs, and TIR of some of them.

use std::path::Path;

use twilight_conformance::{Setup, source_files};
use twilight_tir::Level;

/// Programs of the tests and examples.
pub fn programs() -> Result<Vec<String>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for directory in [
        "../conformance/programs",
        "../../examples",
        "../syntax/tests/data",
    ] {
        for path in source_files(&root.join(directory))? {
            texts.push(
                std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?,
            );
        }
    }
    Ok(texts)
}

/// TIR of the first programs that compile.
pub fn tir(programs: &[String]) -> Vec<String> {
    let compiled = programs.iter().filter_map(|text| {
        let compilation = twilight_conformance::compile_for_test(text, &Setup::default(), Level::Playground);
        compilation
            .artifacts
            .map(|artifacts| twilight_tir::text::print(&artifacts.module))
    });
    compiled.take(40).collect()
}
