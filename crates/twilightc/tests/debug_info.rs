//! Debug information of `.meta`: every instruction maps to the line that it stands for, variables to locals.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use twilight_abi::source_map::{Segment, decode, look_up};
use twilightc::{Artifacts, Options, compile};
use wasmparser::{Operator, Parser, Payload};

fn build(text: &str, options: &Options) -> Artifacts {
    let compilation = compile("src/main.twl", text, options);
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    compilation.artifacts.unwrap()
}

fn with_debug_info(text: &str, unoptimized: bool) -> Artifacts {
    let options = Options {
        debug_info: true,
        unoptimized,
        ..Options::default()
    };
    build(text, &options)
}

fn segments(artifacts: &Artifacts) -> Vec<Segment> {
    let info = artifacts.meta.debug_info.as_ref().unwrap();
    let map = &info.source_map.as_ref().unwrap().data;
    assert_eq!(
        (map.version, map.sources.as_slice()),
        (3, &["src/main.twl".to_owned()][..])
    );
    let segments = decode(&map.mappings).unwrap();
    assert!(segments.is_sorted_by(|a, b| a.offset < b.offset));
    segments
}

fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("src/main.twl"))
        .filter(|path| path.exists())
        .collect();
    paths.sort();
    assert!(paths.len() > 10);
    paths
}

/// Each line works with a number that no other has; so does the code that it becomes.
const NUMBERED: &str = "\
fn pick(a: u64, flag: bool) -> u64 {
    var x = a ^ 1000003;
    if flag {
        x = x ^ 1000005;
    } else {
        x = (x ^ 1000007)
            / (a ^ 1000008);
    }
    var i = 0u64;
    while i < (a ^ 1000011) {
        x = x ^ 1000012;
        i += 1;
    }
    val v = [x ^ 1000015, a];
    match v[0] ^ 1000016 {
        7 => x ^ 1000018,
        _ => helper(x ^ 1000019),
    }
}

fn helper(a: u64) -> u64 {
    a ^ 1000024
}

fn main() -> u64 {
    pick(env.timestamp() ^ 1000028, env.timestamp() > 1000028)
}
";
/// A line's number in its constants: 1000000 plus the line, plus one for the function's first line.
const OFFSET: i64 = 1_000_000;

#[test]
fn constants_map_to_their_lines() {
    for unoptimized in [true, false] {
        let artifacts = with_debug_info(NUMBERED, unoptimized);
        let segments = segments(&artifacts);
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&artifacts.wasm) {
            let Payload::CodeSectionEntry(body) = payload.unwrap() else {
                continue;
            };
            let mut reader = body.get_operators_reader().unwrap();
            while !reader.eof() {
                let (operator, offset) = reader.read_with_offset().unwrap();
                let Operator::I64Const { value } = operator else {
                    continue;
                };
                if (OFFSET..OFFSET + 100).contains(&value) {
                    let place = look_up(&segments, offset as u32).unwrap();
                    let line = NUMBERED.lines().nth(place.line as usize - 1).unwrap();
                    assert!(line.contains(&value.to_string()), "{value} maps to `{line}`");
                    found.push(value);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        assert!(found.len() >= 12, "only {found:?}");
    }
}

/// Every byte of a program's function maps to a line of the source that holds something, the library's to
/// none, and each trap site to the very line that failures are reported with.
#[test]
fn all_code_maps_to_lines() {
    for path in examples() {
        let text = std::fs::read_to_string(&path).unwrap();
        let artifacts = with_debug_info(&text, false);
        let segments = segments(&artifacts);
        let info = artifacts.meta.debug_info.as_ref().unwrap();
        let scopes = &info.variable_info.as_ref().unwrap().scopes;
        assert!(!scopes.is_empty());
        for (name, scope) in scopes {
            assert!(scope.start < scope.end);
            for offset in scope.start..scope.end {
                let place = look_up(&segments, offset);
                let place = place.unwrap_or_else(|| panic!("{name}: nothing for {offset}"));
                let line = text.lines().nth(place.line as usize - 1).unwrap();
                assert!(
                    line.len() + 1 >= place.column as usize && !line.trim().is_empty(),
                    "{name}: {place:?}"
                );
            }
        }
        let inside = |offset: u32| {
            scopes
                .values()
                .any(|scope| (scope.start..scope.end).contains(&offset))
        };
        // The others are those of the wrappers that hosts call.
        for site in info.trap_sites.iter().filter(|site| inside(site.offset)) {
            let place = look_up(&segments, site.offset).unwrap();
            assert_eq!(
                (place.source, place.line),
                (site.file, site.start_line_column.0),
                "{}: {site:?}",
                path.display()
            );
        }
        for segment in segments.iter().filter(|segment| segment.place.is_some()) {
            assert!(
                inside(segment.offset),
                "{segment:?} is in no function of the program"
            );
        }
    }
}

#[test]
fn variables_have_types_and_locals() {
    let source = "fn work(first: u64, second: u256) -> u256 {\n    var total = second;\n    for i in 0..first {\n        \
        total = total + u256::from(i) * second;\n    }\n    total\n}\n\
        fn main() -> u256 { work(env.timestamp(), u256::from(env.timestamp())) }\n";
    let artifacts = with_debug_info(source, true);
    let info = artifacts.meta.debug_info.unwrap().variable_info.unwrap();
    let (_, scope) = info
        .scopes
        .iter()
        .find(|(name, _)| name.contains("work"))
        .unwrap();
    let of = |name: &str| {
        scope
            .variables
            .iter()
            .find(|variable| variable.name == name)
            .unwrap()
    };
    assert_eq!(
        (of("first").ty.as_str(), of("first").locals.as_slice()),
        ("u64", &[Some(0)][..])
    );
    assert_eq!(of("second").locals, [Some(1), Some(2), Some(3), Some(4)]);
    let total = of("total");
    assert_eq!((total.ty.as_str(), total.locals.len()), ("u256", 4));
}

#[test]
fn debug_information_is_left_out_unless_asked_for() {
    let artifacts = build(NUMBERED, &Options::default());
    let info = artifacts.meta.debug_info.unwrap();
    assert!(info.source_map.is_none() && info.variable_info.is_none());
    assert!(!info.trap_sites.is_empty());
    assert_eq!(
        artifacts.wasm,
        with_debug_info(NUMBERED, false).wasm,
        "debug information changes the module"
    );
}

/// More functions than marks are kept for: the first ones have a map, the module is whole.
#[test]
fn a_source_map_is_bounded() {
    let mut source = String::new();
    let mut main = String::from("fn main() -> u64 {\n    var x = env.timestamp();\n");
    for n in 0..150 {
        source += &format!("fn f{n}(a: u64) -> u64 {{\n    var x = a;\n    while x > 1 {{\n");
        for at in 0..500 {
            source += &format!("        x = x ^ {};\n", at + 2);
        }
        source += "    }\n    x\n}\n";
        main += &format!("    x = f{n}(x);\n");
    }
    source += &main;
    source += "    x\n}\n";
    let artifacts = with_debug_info(&source, true);
    let segments = segments(&artifacts);
    assert!(
        segments.len() <= twilight_codegen_wasm::MAX_MARKS,
        "{}",
        segments.len()
    );
    assert!(
        segments.len() > twilight_codegen_wasm::MAX_MARKS / 2,
        "{}",
        segments.len()
    );
}

/// The same source gives the same bytes, whatever the state of the process: maps that are hashed anew for
/// each compilation must not show.
#[test]
fn builds_of_all_examples_are_deterministic() {
    for path in examples() {
        let text = std::fs::read_to_string(&path).unwrap();
        for wide_arithmetic in [false, true] {
            let options = Options {
                debug_info: true,
                wide_arithmetic,
                ..Options::default()
            };
            let [one, other] = [(); 2].map(|()| build(&text, &options));
            assert_eq!(one.wasm, other.wasm, "{}", path.display());
            let [one, other] = [one, other].map(|built| serde_json::to_vec(&built.meta).unwrap());
            assert_eq!(one, other, "{}", path.display());
        }
    }
}
