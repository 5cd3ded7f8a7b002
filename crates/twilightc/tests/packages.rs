//! Packages of several files, through the command line and the library.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use twilightc::{MAX_FILES, Options, SourceFile, compile_package};

/// A package in a directory of its own, removed at the end.
struct Package(PathBuf);

impl Package {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("twilightc-package-{}-{name}", std::process::id()));
        for (file, text) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_twilightc"))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .unwrap()
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const MANIFEST: &str = "[package]\nname = \"my-shop\"\n";

#[test]
fn the_source_tree_is_compiled() {
    let package = Package::new(
        "tree",
        &[
            ("Twilight.toml", MANIFEST),
            (
                "src/main.twl",
                "use my_shop::util::math::double;\nfn main() -> u64 { double(2) }\n",
            ),
            ("src/util/math.twl", "pub fn double(x: u64) -> u64 { x * 2 }\n"),
            ("src/notes.txt", "not a source"),
        ],
    );
    let output = package.run(&["build"]);
    assert!(output.status.success(), "{output:?}");
    assert!(package.0.join("target/debug/my-shop.wasm").is_file());
}

#[test]
fn diagnostics_name_the_file() {
    let package = Package::new(
        "file",
        &[
            ("Twilight.toml", MANIFEST),
            ("src/main.twl", "fn main() -> u64 { util::one() }\n"),
            ("src/util.twl", "pub fn one() -> u64 { true }\n"),
        ],
    );
    let output = package.run(&["check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("src/util.twl:1:23"), "{text}");
}

#[test]
fn targets_share_modules_and_warn_once() {
    let contract = |name: &str| format!("contract {name} {{ pub fn go() -> u64 {{ shared::one() }} }}\n");
    let package = Package::new(
        "targets",
        &[
            (
                "Twilight.toml",
                "[package]\nname = \"two\"\n[[contract]]\nname = \"A\"\npath = \"src/a.twl\"\n[[contract]]\nname = \"B\"\npath = \"src/b.twl\"\n",
            ),
            ("src/a.twl", &contract("A")),
            ("src/b.twl", &contract("B")),
            ("src/shared.twl", "pub fn one() -> u64 { val unused = 2; 1 }\n"),
        ],
    );
    let output = package.run(&["build"]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(
        package.0.join("target/debug/A.wasm").is_file() && package.0.join("target/debug/B.wasm").is_file()
    );
    assert_eq!(text.matches("W0002").count(), 1, "{text}");
}

#[test]
fn the_number_of_files_is_bounded() {
    let files = |count: usize| -> Vec<SourceFile> {
        (0..count)
            .map(|at| SourceFile {
                path: if at == 0 {
                    "src/main.twl".to_owned()
                } else {
                    format!("src/m{at}.twl")
                },
                text: "fn main() {}\n".to_owned(),
            })
            .collect()
    };
    assert!(!compile_package(&files(MAX_FILES), &Options::default()).has_errors());
    let refused = compile_package(&files(MAX_FILES + 1), &Options::default());
    let messages: Vec<&str> = refused
        .diagnostics
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["The package has 1025 source files; at most 1024 can be compiled at once."]
    );
}

#[test]
fn the_manifest_sets_levels_of_lints() {
    let package = |name: &str, lints: &str| {
        Package::new(
            name,
            &[
                ("Twilight.toml", &format!("{MANIFEST}{lints}")),
                ("src/main.twl", "fn main() -> u64 { val unused = 1; 2 }\n"),
            ],
        )
    };
    let run = |package: &Package| {
        let output = package.run(&["check"]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, text) = run(&package("warn", ""));
    assert!(code == Some(0) && text.contains("warning[W0002]"), "{text}");
    let (code, text) = run(&package("allow", "[lints]\nallow = [\"unused_variable\"]\n"));
    assert!(code == Some(0) && !text.contains("W0002"), "{text}");
    let (code, text) = run(&package("deny", "[lints.groups]\ncorrectness = \"deny\"\n"));
    assert!(code == Some(1) && text.contains("error[W0002]"), "{text}");
    let (code, text) = run(&package("unknown", "[lints]\ndeny = [\"unused_stuff\"]\n"));
    assert!(
        code == Some(0) && text.contains("There is no lint `unused_stuff`."),
        "{text}"
    );
}

#[test]
fn tests_of_all_files_run() {
    let package = Package::new(
        "tests",
        &[
            ("Twilight.toml", MANIFEST),
            (
                "src/main.twl",
                "use util::double;\n#[test]\nfn root() { assert_eq!(double(2), 4); }\n",
            ),
            (
                "src/util.twl",
                "pub fn double(x: u64) -> u64 { x * 2 }\n#[cfg(test)]\nmod tests {\n    #[test]\n    \
                 fn fails() { assert_eq!(super::double(2), 5); }\n}\n",
            ),
        ],
    );
    let output = package.run(&["test"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("test root ... ok"), "{text}");
    assert!(text.contains("test util::tests::fails ... FAILED"), "{text}");
    assert!(text.contains("src/util.twl:5:"), "{text}");
    let output = package.run(&["test", "root"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("1 passed; 0 failed; 1 filtered out"), "{text}");
}
