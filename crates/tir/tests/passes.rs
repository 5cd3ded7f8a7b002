//! `tests/passes/*.tir`: the line `; passes: ..`, a module, a line `; ==== optimized`, and what these passes
//! make of it. `UPDATE_EXPECT=1` writes the last part.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use twilight_tir::passes::Pass;
use twilight_tir::text::{parse, print};

const LINE: &str = "; ==== optimized\n";

fn passes(text: &str) -> Vec<Pass> {
    let line = text.lines().find_map(|line| line.strip_prefix("; passes: "));
    let names = line.expect("a file names its passes");
    names
        .split(", ")
        .map(|name| *Pass::ALL.iter().find(|pass| pass.name() == name).unwrap())
        .collect()
}

#[test]
fn passes_do_what_they_say() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes");
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_once(LINE).unwrap_or((&text, ""));
        let mut module = parse(before).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        twilight_tir::verify(&module).unwrap_or_else(|errors| panic!("{}: {errors:?}", path.display()));
        for pass in passes(before) {
            pass.run(&mut module);
            seen.push(pass);
        }
        twilight_tir::verify(&module).unwrap_or_else(|errors| panic!("{}: {errors:?}", path.display()));
        let fresh = print(&module);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, format!("{before}{LINE}{fresh}")).unwrap();
        } else {
            assert_eq!(fresh, after, "{}", path.display());
        }
    }
    for pass in Pass::ALL {
        assert!(seen.contains(pass), "no file tests {}", pass.name());
    }
}
