//! `tests/passes/*.tir`: a module, a line `; ==== optimized`, and what the passes make of it.
//! `UPDATE_EXPECT=1` writes the second part.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use twilight_tir::optimize;
use twilight_tir::text::{parse, print};

const LINE: &str = "; ==== optimized\n";

#[test]
fn passes_do_what_they_say_once() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passes");
    let mut count = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_once(LINE).unwrap_or((&text, ""));
        let mut module = parse(before).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        twilight_tir::verify(&module).unwrap();
        optimize(&mut module);
        let fresh = print(&module);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, format!("{before}{LINE}{fresh}")).unwrap();
        } else {
            assert_eq!(fresh, after, "{}", path.display());
        }
        let once = module.clone();
        optimize(&mut module);
        assert_eq!(module, once, "{}", path.display());
        count += 1;
    }
    assert!(count >= 4);
}
