//! `tests/passes/*.tir`: the line `; passes: ..`, a module, a line `; ==== optimized`, and what these passes
//! make of it. `UPDATE_EXPECT=1` writes the last part.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use twilight_tir::passes::{MAX_TRACKED_FIELDS, Pass};
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

/// Functions of which each calls the next and nothing else calls it.
fn chain(count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        text += &format!(
            "define u64 @f{at}(u64 %a) {{\n%entry:\n  %b: u64 = xor u64 %a, {at}u64\n  \
             %c: u64 = call u64 @f{}(u64 %b)\n  ret u64 %c\n}}\n",
            at + 1
        );
    }
    text + &format!("define u64 @f{count}(u64 %a) {{\n%entry:\n  ret u64 %a\n}}\n")
}

#[test]
fn a_chain_of_functions_grows_by_a_bounded_factor() {
    let instructions = |module: &twilight_tir::Module| -> usize {
        let blocks = module.functions.iter().flat_map(|function| &function.blocks);
        blocks.map(|block| block.insts.len()).sum()
    };
    for count in [200, 800] {
        let mut module = parse(&chain(count)).unwrap();
        let before = instructions(&module);
        Pass::Inline.run(&mut module);
        let after = instructions(&module);
        // Each body stands in those of at most so many others.
        let most = before * (twilight_tir::passes::MAX_DEPTH as usize + 1);
        assert!(after > before && after < most, "{count}: {before} became {after}");
    }
}

#[test]
fn functions_are_within_each_other_up_to_the_limit() {
    // Long enough not to be small, so that only the one call makes it part of its caller.
    let body = "  %b: u64 = xor u64 %a, 1u64\n".repeat(twilight_tir::passes::SMALL);
    let body: String = body
        .lines()
        .enumerate()
        .map(|(at, line)| line.replace("%b", &format!("%b{at}")) + "\n")
        .collect();
    let depth = twilight_tir::passes::MAX_DEPTH as usize;
    for (count, calls) in [(depth, 0), (depth + 1, 1)] {
        let mut text = String::new();
        for at in 0..=count {
            let call = if at < count {
                format!("  %c: u64 = call u64 @f{}(u64 %b0)\n  ret u64 %c\n", at + 1)
            } else {
                "  ret u64 %b0\n".to_owned()
            };
            text += &format!("define u64 @f{at}(u64 %a) {{\n%entry:\n{body}{call}}}\n");
        }
        let mut module = parse(&text).unwrap();
        Pass::Inline.run(&mut module);
        let first = print(&module);
        let first = first.split("\n}").next().unwrap();
        assert_eq!(first.matches("call u64").count(), calls, "{count}");
    }
}

/// Readings of cells that value numbering leaves.
fn readings_left(text: &str) -> usize {
    let mut module = parse(text).unwrap();
    twilight_tir::verify(&module).unwrap();
    Pass::Gvn.run(&mut module);
    Pass::Dead.run(&mut module);
    print(&module).matches("reference_load").count()
}

/// Two readings of the last but one of so many fields, with a store to the last between them: what is left of them.
fn readings_around_a_store(fields: usize) -> usize {
    let ty = format!("{{ {} }}", vec!["u64"; fields].join(", "));
    let mut text = format!("define u64 @f(reference<{ty}> %r) {{ %entry:\n");
    for at in 0..fields {
        text += &format!("%x{at}: u64 = reference_load reference<{ty}> %r, {at}\n");
    }
    let last = fields - 1;
    text += &format!("reference_store reference<{ty}> %r, u64 1u64, {last}\n");
    text += &format!("%again: u64 = reference_load reference<{ty}> %r, {}\n", last - 1);
    let before = last - 1;
    text += &format!("%sum: u64 = add u64 %x{before}, %again\nret u64 %sum }}");
    readings_left(&text)
}

#[test]
fn fields_of_cells_are_told_apart_up_to_their_limit() {
    assert_eq!(readings_around_a_store(MAX_TRACKED_FIELDS), 1);
    // The last two count as one.
    assert_eq!(readings_around_a_store(MAX_TRACKED_FIELDS + 1), 2);
}

/// What is left of the readings of the last field of a new cell of so many fields.
fn readings_of_a_new_cell(fields: usize) -> usize {
    let ty = format!("{{ {} }}", vec!["u64"; fields].join(", "));
    let values = vec!["%a"; fields].join(", ");
    let text = format!(
        "define u64 @f(u64 %a) {{ %entry:\n%v: {ty} = aggregate {ty} ({values})\n\
         %r: reference<{ty}> = reference_new {ty} %v\n\
         %x: u64 = reference_load reference<{ty}> %r, {}\nret u64 %x }}",
        fields - 1
    );
    readings_left(&text)
}

#[test]
fn fields_of_new_cells_are_known_up_to_their_limit() {
    assert_eq!(readings_of_a_new_cell(MAX_TRACKED_FIELDS), 0);
    assert_eq!(readings_of_a_new_cell(MAX_TRACKED_FIELDS + 1), 1);
}

/// Writes that are left of two to each of so many keys.
fn writes_left(keys: usize) -> usize {
    let mut text = "define void @f() { %entry:\n".to_owned();
    for round in 0..2 {
        for key in 0..keys {
            text += &format!("state_write u64 \"k{key}\", {round}u64 !{{ variable: \"k{key}\" }}\n");
        }
    }
    let mut module = parse(&(text + "ret void }")).unwrap();
    Pass::Stores.run(&mut module);
    print(&module).matches("state_write").count()
}

#[test]
fn keys_are_told_apart_up_to_their_limit() {
    let most = twilight_tir::passes::MAX_TRACKED_KEYS;
    assert_eq!(writes_left(most), most);
    assert_eq!(writes_left(most + 1), most + 2);
}
