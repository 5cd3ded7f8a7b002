//! Prints what is wrong with the sources that are named.

use twilight_diagnostics::{SourceMap, render};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let mut sources = SourceMap::default();
        let file = sources.add(&path, &text);
        let checked = twilight_solidity::check(file, &text);
        let errors = checked.diagnostics.iter().filter(|one| one.is_error()).count();
        println!("{path}: {errors}");
        println!("{}", render::human(&sources, &checked.diagnostics, false));
    }
}
