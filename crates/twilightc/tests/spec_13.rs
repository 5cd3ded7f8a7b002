//! Specification 13, sentence by sentence, where `cli.rs` and `packages.rs` do not show it already:
//! `docs/spec-compiler.md` lists which test shows what.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n";
const COUNTER: &str =
    "contract Counter {\n    storage { count: u64; }\n    pub fn get() -> u64 { storage.count }\n}\n";

/// A directory of its own, removed at the end.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("twilightc-13-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path.canonicalize().unwrap())
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Exit code, standard output, standard error.
fn run(directory: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_twilightc"))
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap();
    (
        output.status.code().expect("an exit code"),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// §3.1: no code is generated, so what only code generation could say is not said; warnings do not fail.
#[test]
fn check_stops_before_the_back_end() {
    let source = "fn main() -> u64 {\n    val unused = 1;\n    2\n}\n";
    let directory = Directory::new("check", &[("Twilight.toml", MANIFEST), ("src/main.twl", source)]);
    let (code, stdout, stderr) = run(&directory.0, &["check"]);
    assert_eq!((code, stdout.as_str()), (0, ""));
    assert!(
        stderr.contains("warning[W0002]") && stderr.contains("src/main.twl:2:9"),
        "{stderr}"
    );
    assert!(!directory.0.join("target").exists());
}

/// §3.2: by default bytecode and metadata, and nothing else.
#[test]
fn build_writes_two_files_by_default() {
    let directory = Directory::new("build", &[("Twilight.toml", MANIFEST), ("src/main.twl", COUNTER)]);
    assert_eq!(run(&directory.0, &["build"]).0, 0);
    let names = |path: &str| {
        let mut names: Vec<String> = fs::read_dir(directory.0.join(path))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("target/debug"), ["shop.meta", "shop.wasm"]);
    assert_eq!(run(&directory.0, &["build", "--release", "--emit", "meta"]).0, 0);
    assert_eq!(names("target/release"), ["shop.meta"]);
    // `--out-dir` and `-o` are one flag.
    for flag in ["--out-dir", "-o"] {
        assert_eq!(run(&directory.0, &["build", flag, "elsewhere"]).0, 0);
        assert_eq!(names("elsewhere"), ["shop.meta", "shop.wasm"]);
        fs::remove_dir_all(directory.0.join("elsewhere")).unwrap();
    }
}

/// §3.2: on an error the exit code says so, and the artefacts of the last good build stay as they are.
#[test]
fn a_refused_build_changes_no_artefact() {
    let directory = Directory::new(
        "refused",
        &[("Twilight.toml", MANIFEST), ("src/main.twl", COUNTER)],
    );
    assert_eq!(run(&directory.0, &["build"]).0, 0);
    let before = fs::read(directory.0.join("target/debug/shop.wasm")).unwrap();
    fs::write(directory.0.join("src/main.twl"), "fn main() -> u64 { true }\n").unwrap();
    let (code, _, stderr) = run(&directory.0, &["build"]);
    assert_eq!(code, 1);
    assert!(!stderr.contains("Finished"), "{stderr}");
    assert_eq!(
        fs::read(directory.0.join("target/debug/shop.wasm")).unwrap(),
        before
    );
}

/// §3.3: `#[cfg(test)]` code is part of tests and of nothing else.
#[test]
fn test_builds_have_test_code() {
    let source = "fn main() -> u64 { 1 }\n\n#[cfg(test)]\nfn helper() -> u64 { 5 }\n\n#[test]\nfn one() {\n    \
        assert!(helper() == 5);\n    assert_eq!(main(), 1);\n}\n";
    let directory = Directory::new("cfg", &[("Twilight.toml", MANIFEST), ("src/main.twl", source)]);
    let (code, stdout, _) = run(&directory.0, &["test"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("test one ... ok"), "{stdout}");
    assert_eq!(run(&directory.0, &["build", "--emit", "tir"]).0, 0);
    let tir = fs::read_to_string(directory.0.join("target/debug/shop.tir")).unwrap();
    assert!(!tir.contains("helper"), "{tir}");
}

/// §3.3: failed assertions, panics and errors that a test returns are told with their places.
#[test]
fn failures_of_every_kind_have_details() {
    let source = "#[test]\nfn a() {\n    assert!(1 > 2, \"smaller\");\n}\n\n#[test]\nfn b() {\n    panic!(\"broken\");\n}\n\n\
        #[test]\nfn c() -> Result<(), string> {\n    Err(\"returned\")\n}\n\n#[test]\nfn d() {\n    require(false, \"reverted\");\n}\n";
    let directory = Directory::new("fail", &[("Twilight.toml", MANIFEST), ("src/lib.twl", source)]);
    let (code, stdout, _) = run(&directory.0, &["test"]);
    assert_eq!(code, 1);
    for part in [
        "smaller",
        "src/lib.twl:3:5",
        "broken",
        "src/lib.twl:8:5",
        "returned",
        "reverted",
        "src/lib.twl:18:5",
        "0 passed; 4 failed",
    ] {
        assert!(stdout.contains(part), "no {part} in\n{stdout}");
    }
}

/// §3.4, §3.5: what `new` and `init` make is the same, builds, and has a version.
#[test]
fn new_and_init_make_the_same() {
    let directory = Directory::new("templates", &[]);
    for (flag, file) in [
        (None, "contract.twl"),
        (Some("--contract"), "contract.twl"),
        (Some("--lib"), "lib.twl"),
    ] {
        let name = format!("made{}", flag.unwrap_or_default());
        let there = directory.0.join("init").join(&name);
        fs::create_dir_all(&there).unwrap();
        let init: Vec<&str> = ["init"].into_iter().chain(flag).collect();
        assert_eq!(run(&there, &init).0, 0);
        let new: Vec<&str> = ["new", name.as_str()].into_iter().chain(flag).collect();
        let (code, _, stderr) = run(&directory.0, &new);
        assert_eq!(code, 0, "{stderr}");
        for path in ["Twilight.toml".to_owned(), format!("src/{file}")] {
            let made = fs::read_to_string(directory.0.join(&name).join(&path)).unwrap();
            assert_eq!(made, fs::read_to_string(there.join(&path)).unwrap(), "{path}");
        }
        for command in ["check", "build", "test"] {
            let (code, _, stderr) = run(&there, &[command]);
            assert_eq!(code, 0, "{command}: {stderr}");
            assert!(!stderr.contains("warning"), "{command}: {stderr}");
        }
    }
}

/// §3.5: the directory is not part of a package yet, nor of one around it.
#[test]
fn init_stays_out_of_packages() {
    let directory = Directory::new(
        "inside",
        &[("Twilight.toml", MANIFEST), ("src/main.twl", COUNTER)],
    );
    let inner = directory.0.join("inner/deep");
    fs::create_dir_all(&inner).unwrap();
    let (code, _, stderr) = run(&inner, &["init"]);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("part of the package in") && stderr.contains("twilightc new"),
        "{stderr}"
    );
    assert_eq!(fs::read_dir(&inner).unwrap().count(), 0);
}

/// §3 note, §4: every command finds the manifest above.
#[test]
fn commands_work_in_subdirectories() {
    let source = "fn main() -> u64 { 1 }\n\n#[test]\nfn one() {\n    assert_eq!(main(), 1);\n}\n";
    let directory = Directory::new(
        "below",
        &[
            ("Twilight.toml", MANIFEST),
            ("src/a/b/c.twl", ""),
            ("src/main.twl", source),
        ],
    );
    for command in ["check", "build", "test"] {
        let (code, _, stderr) = run(&directory.0.join("src/a/b"), &[command]);
        assert_eq!(code, 0, "{command}: {stderr}");
        assert!(stderr.contains("shop v0.1.0"), "{command}: {stderr}");
    }
    assert!(directory.0.join("target/debug/shop.wasm").is_file());
}

/// §4: `[lib]` names the root of a library.
#[test]
fn the_library_path_of_the_manifest() {
    let manifest = format!("{MANIFEST}[lib]\npath = \"source/all.twl\"\n");
    let directory = Directory::new(
        "lib",
        &[
            ("Twilight.toml", manifest.as_str()),
            (
                "source/all.twl",
                "use crate::inner::one;\npub fn two() -> u64 { one() + 1 }\n",
            ),
            ("source/inner.twl", "pub fn one() -> u64 { 1 }\n"),
            ("src/main.twl", "this is not read"),
        ],
    );
    let (code, _, stderr) = run(&directory.0, &["check"]);
    assert_eq!(code, 0, "{stderr}");
}

/// §5: this version compiles packages without dependencies, and says so where one is named.
#[test]
fn dependencies_are_refused_by_name() {
    let manifest = format!("{MANIFEST}[dependencies]\ntokens = \"1.0\"\n");
    let directory = Directory::new(
        "dependencies",
        &[("Twilight.toml", manifest.as_str()), ("src/main.twl", COUNTER)],
    );
    for command in ["check", "build", "test"] {
        let (code, _, stderr) = run(&directory.0, &[command]);
        assert_eq!(code, 2, "{command}");
        assert!(stderr.contains("`tokens`"), "{command}: {stderr}");
    }
}

/// §6: a build tells what it does; JSON has diagnostics only.
#[test]
fn progress() {
    let directory = Directory::new(
        "progress",
        &[("Twilight.toml", MANIFEST), ("src/main.twl", COUNTER)],
    );
    let (_, _, stderr) = run(&directory.0, &["build"]);
    let lines: Vec<&str> = stderr.lines().map(str::trim_start).collect();
    assert!(lines[0].starts_with("Compiling shop v0.1.0 ("), "{stderr}");
    assert!(lines[1].starts_with("Finished debug target in "), "{stderr}");
    let (_, _, stderr) = run(&directory.0, &["build", "--message-format", "json"]);
    assert_eq!(stderr, "");
}

/// Commands that other tools have, and what stands for them here.
#[test]
fn commands_that_are_none() {
    let directory = Directory::new("unknown", &[]);
    for (command, part) in [
        ("fmt", "not part of the compiler"),
        ("lint", "`twilightc check`"),
        ("run", "`twilightc test`"),
        ("compile", "`twilightc build`"),
        ("add", "package manager"),
        ("chekc", "The commands are `check`"),
    ] {
        let (code, stdout, stderr) = run(&directory.0, &[command, "--flag", "word"]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{command}");
        assert!(
            stderr.contains(&format!("There is no command `{command}`.")) && stderr.contains(part),
            "{command}: {stderr}"
        );
    }
}

#[test]
fn codes_are_explained() {
    let directory = Directory::new("explain", &[]);
    let (code, stdout, _) = run(&directory.0, &["explain", "E0350"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("E0350"), "{stdout}");
    let (code, stdout, stderr) = run(&directory.0, &["explain", "E9999"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("no code `E9999`"), "{stderr}");
}
