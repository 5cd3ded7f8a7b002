//! The command line as a user or the playground's runner starts it: files, standard streams, exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod running_tests;
mod stand_by;
mod wrong_input;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use playground_protocol::{Diagnostic, Severity};
use twilight_abi::meta::{ExportKind, Meta};

const MANIFEST: &str = "[package]\nname = \"demo\"\nversion = \"1.2.3\"\n";
const GOOD: &str = "fn main() -> u64 {\n    42\n}\n";
const TWO_CONTRACTS: &str = "contract First {\n    pub fn one() -> u64 { 1 }\n}\n\
    contract Second {\n    storage { n: u64 = 5; }\n    pub fn two() -> u64 { storage.n }\n}\n";

/// A directory of its own for each test, removed at its end.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("twilightc-cli-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    /// A package with `source` in `src/main.twl`.
    fn package(source: impl AsRef<[u8]>) -> Self {
        let directory = Self::new();
        directory.write("Twilight.toml", MANIFEST);
        directory.write("src/main.twl", source);
        directory
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.0, arguments)
    }

    fn meta(&self, path: &str) -> Meta {
        serde_json::from_slice(&self.read(path)).unwrap()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Ran {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.stderr
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

fn run_in(directory: &Path, arguments: &[&str]) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_twilightc"))
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap();
    Ran {
        code: status.code().expect("an exit code"),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

fn validate(wasm: &[u8]) {
    wasmparser::Validator::new().validate_all(wasm).unwrap();
}

#[test]
fn new_makes_packages_that_build() {
    for (flag, source) in [("--contract", "src/contract.twl"), ("--lib", "src/lib.twl")] {
        let directory = Directory::new();
        let ran = directory.run(&["new", "my-package", flag]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert!(ran.stderr.contains("Created") && ran.stderr.contains("`my-package`"));
        assert!(directory.has(&format!("my-package/{source}")));
        let ran = run_in(&directory.0.join("my-package"), &["build"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        validate(&directory.read("my-package/target/debug/my-package.wasm"));
        // A second time the directory is in the way, and nothing in it changes.
        let before = directory.read(&format!("my-package/{source}"));
        let ran = directory.run(&["new", "my-package"]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("cannot be created"), "{}", ran.stderr);
        assert_eq!(directory.read(&format!("my-package/{source}")), before);
    }
}

#[test]
fn new_refuses_names_that_are_none() {
    let directory = Directory::new();
    let long = "a".repeat(65);
    for name in ["", "9lives", "a/b", "..", "a b", "é", long.as_str()] {
        let ran = directory.run(&["new", name]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.stderr);
    }
    assert_eq!(fs::read_dir(&directory.0).unwrap().count(), 0);
    assert_eq!(directory.run(&["new", &"a".repeat(64)]).code, 0);
}

#[test]
fn init_uses_the_directory() {
    let directory = Directory::new();
    fs::create_dir(directory.0.join("here")).unwrap();
    let here = directory.0.join("here");
    let ran = run_in(&here, &["init"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        String::from_utf8(directory.read("here/Twilight.toml"))
            .unwrap()
            .contains("name = \"here\"")
    );
    assert_eq!(run_in(&here, &["check"]).code, 0);
    let again = run_in(&here, &["init"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("already"), "{}", again.stderr);
}

#[test]
fn build_writes_bytecode_and_metadata() {
    let directory = Directory::package(TWO_CONTRACTS);
    let ran = directory.run(&["build"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("Compiling demo v1.2.3"), "{}", ran.stderr);
    assert!(ran.stderr.contains("Finished debug target"), "{}", ran.stderr);
    let wasm = directory.read("target/debug/demo.wasm");
    validate(&wasm);
    let meta = directory.meta("target/debug/demo.meta");
    assert_eq!(meta.schema_version, "1.0");
    assert_eq!(meta.bytecode_info.file, "demo.wasm");
    assert_eq!(meta.bytecode_info.target, "wasm32-nova-v1");
    assert_eq!(meta.bytecode_info.hash_type, "sha256");
    assert_eq!(meta.bytecode_info.hash, twilightc::sha256_hex(&wasm));
    let file = &meta.source_info.files[0];
    assert_eq!(
        (file.path.as_str(), file.hash_type.as_str()),
        ("src/main.twl", "sha256")
    );
    assert_eq!(file.hash, twilightc::sha256_hex(TWO_CONTRACTS.as_bytes()));
    assert_eq!(meta.source_info.compiler_version, twilightc::VERSION);
    // Without `--contract` the last one.
    let exports: Vec<&str> = meta
        .exports
        .iter()
        .filter(|export| export.kind == ExportKind::Function)
        .map(|export| export.name.as_str())
        .collect();
    assert_eq!(exports, ["two"]);
    assert_eq!(meta.storage[0].name, "n");
}

#[test]
fn check_writes_nothing() {
    let directory = Directory::package(GOOD);
    let ran = directory.run(&["check"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("Checking demo"));
    assert!(!directory.has("target"));
}

#[test]
fn both_names_of_the_target_mean_the_same() {
    let directory = Directory::package(GOOD);
    let built: Vec<Vec<u8>> = ["wasm", "wasm32-nova-v1"]
        .iter()
        .map(|target| {
            assert_eq!(directory.run(&["build", "--target", target]).code, 0);
            directory.read("target/debug/demo.meta")
        })
        .collect();
    assert_eq!(built[0], built[1]);
    let ran = directory.run(&["build", "--target", "x86"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("wasm32-nova-v1"), "{}", ran.stderr);
}

#[test]
fn emit_and_output_directory() {
    let directory = Directory::package(GOOD);
    let ran = directory.run(&["build", "--emit", "tir,ast", "-o", "out/deep"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let tir = String::from_utf8(directory.read("out/deep/demo.tir")).unwrap();
    let module = twilight_tir::text::parse(&tir).unwrap();
    twilight_tir::verify(&module).unwrap();
    assert!(
        String::from_utf8(directory.read("out/deep/demo.ast"))
            .unwrap()
            .contains("main")
    );
    assert!(!directory.has("out/deep/demo.wasm") && !directory.has("out/deep/demo.meta"));
    assert!(!directory.has("target"));
    let ran = directory.run(&["build", "--emit", "bytecode,assembly"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("bytecode") && ran.stderr.contains("tir"),
        "{}",
        ran.stderr
    );
}

#[test]
fn release_leaves_out_names() {
    let directory = Directory::package(
        "fn main() -> u64 {\n    val remarkable_name = env.timestamp();\n    remarkable_name + 1\n}\n",
    );
    assert_eq!(directory.run(&["build"]).code, 0);
    let ran = directory.run(&["build", "--release"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("Finished release target"));
    let (debug, release) = (
        directory.read("target/debug/demo.wasm"),
        directory.read("target/release/demo.wasm"),
    );
    validate(&release);
    assert!(release.len() < debug.len(), "{} {}", release.len(), debug.len());
    let meta = directory.meta("target/release/demo.meta");
    assert_eq!(meta.bytecode_info.hash, twilightc::sha256_hex(&release));
}

#[test]
fn a_contract_by_name() {
    let directory = Directory::package(TWO_CONTRACTS);
    assert_eq!(directory.run(&["build", "--contract", "First"]).code, 0);
    let meta = directory.meta("target/debug/demo.meta");
    assert!(meta.exports.iter().any(|export| export.name == "one"));
    assert!(!meta.exports.iter().any(|export| export.name == "two"));
    let ran = directory.run(&["build", "--contract", "Third", "--message-format", "json"]);
    assert_eq!(ran.code, 1);
    let diagnostic = &ran.diagnostics()[0];
    assert_eq!(diagnostic.code, twilightc::codes::UNKNOWN_CONTRACT);
    assert!(diagnostic.help[0].contains("`First`") && diagnostic.help[0].contains("`Second`"));
}

#[test]
fn contract_targets_of_the_manifest() {
    let directory = Directory::package(TWO_CONTRACTS);
    let targets =
        "\n[[contract]]\nname = \"First\"\npath = \"src/main.twl\"\n\n[[contract]]\nname = \"Second\"\n";
    directory.write("Twilight.toml", format!("{MANIFEST}{targets}"));
    let ran = directory.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (file, name) in [("First", "one"), ("Second", "two")] {
        validate(&directory.read(&format!("target/debug/{file}.wasm")));
        let meta = directory.meta(&format!("target/debug/{file}.meta"));
        assert!(meta.exports.iter().any(|export| export.name == name), "{file}");
    }
    let ran = directory.run(&["build", "--contract", "Third"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`First`, `Second`"), "{}", ran.stderr);
}

#[test]
fn entry_points_of_one_run() {
    let directory = Directory::package("fn first() -> u64 { 1 }\nfn second() -> u64 { 2 }\n");
    assert_eq!(directory.run(&["build", "--entry-point", "second"]).code, 0);
    let meta = directory.meta("target/debug/demo.meta");
    let names: Vec<&str> = meta.exports.iter().map(|export| export.name.as_str()).collect();
    assert_eq!(names, ["second"]);
    let ran = directory.run(&["build", "--entry-point", "third", "--message-format", "json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.diagnostics()[0].help[0].contains("`first`"));
}

#[test]
fn several_errors_are_shown_with_their_lines() {
    let source = "fn main() -> u64 {\n    val a: u8 = \"x\";\n    missing();\n    true\n}\n";
    let directory = Directory::package(source);
    for command in ["check", "build"] {
        let ran = directory.run(&[command]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        for part in [
            "src/main.twl:2:17",
            "src/main.twl:3:5",
            "src/main.twl:4:5",
            "val a: u8 = \"x\";",
            "^^^",
            "error[E",
            "error: `demo` was not compiled because of 3 errors",
        ] {
            assert!(
                ran.stderr.contains(part),
                "{command}: no {part} in\n{}",
                ran.stderr
            );
        }
        assert!(!ran.stderr.contains('\u{1b}'), "colours in a pipe");
    }
    assert!(!directory.has("target"));
}

#[test]
fn json_has_a_diagnostic_on_each_line() {
    let source = "fn main() -> u64 {\n    let é = 1u8;\n    missing();\n    true\n}\n";
    let directory = Directory::package(source.replace('é', "name"));
    let ran = directory.run(&["build", "--message-format", "json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let diagnostics = ran.diagnostics();
    let errors: Vec<(&str, u32, u32)> = diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| {
            let span = one.span.as_ref().unwrap();
            assert_eq!(span.file, "src/main.twl");
            (one.code.as_str(), span.start.line, span.start.column)
        })
        .collect();
    assert_eq!(errors.len(), 2, "{}", ran.stderr);
    assert_eq!((errors[0].1, errors[0].2), (3, 5));
    assert_eq!((errors[1].1, errors[1].2), (4, 5));
    assert!(errors.iter().all(|(code, ..)| code.starts_with('E')));
}

#[test]
fn a_good_build_in_json_prints_only_warnings() {
    let directory = Directory::package(GOOD);
    let ran = directory.run(&["build", "--message-format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let directory = Directory::package("fn main() -> u64 {\n    let x = 1;\n    2\n}\n");
    let ran = directory.run(&["build", "--message-format", "json"]);
    assert_eq!(ran.code, 0);
    let diagnostics = ran.diagnostics();
    assert!(!diagnostics.is_empty());
    assert!(diagnostics.iter().all(|one| one.severity == Severity::Warning));
}

/// A pipe of 256 KiB takes all of standard error, however many mistakes there are.
#[test]
fn diagnostics_are_bounded() {
    let mut source = "fn main() {\n".to_owned();
    for number in 0..5000 {
        source.push_str(&format!("    missing_{number}({});\n", "\"text\", ".repeat(20)));
    }
    source.push_str("}\n");
    let directory = Directory::package(&source);
    let ran = directory.run(&["check", "--message-format", "json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.len() < 256 << 10, "{} bytes", ran.stderr.len());
    let diagnostics = ran.diagnostics();
    let errors = diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    assert_eq!(errors, 100);
    let note = diagnostics.last().unwrap();
    assert_eq!(note.message, "4900 more errors are not shown.");
    assert_eq!(note.severity, Severity::Warning);
    let ran = directory.run(&["check"]);
    assert!(ran.stderr.len() < 256 << 10, "{} bytes", ran.stderr.len());
    assert!(ran.stderr.contains("4900 more errors are not shown."));
    assert!(ran.stderr.contains("because of 5000 errors"));
}

/// A feature is asked for on the command line or by the manifest, and `.meta` says so.
#[test]
fn target_features() {
    let source = "contract C {\n    pub fn f(a: u256, b: u256) -> u256 { a.wrapping_mul(b) + 1 }\n}\n";
    let directory = Directory::package(source);
    let features = || {
        directory
            .meta("target/debug/demo.meta")
            .bytecode_info
            .target_features
    };
    assert_eq!(directory.run(&["build"]).code, 0);
    assert!(features().is_empty());
    let plain = directory.read("target/debug/demo.wasm");
    validate(&plain);
    let ran = directory.run(&["build", "--target-feature", "wide-arithmetic"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(features(), ["wide-arithmetic"]);
    let wide = directory.read("target/debug/demo.wasm");
    assert_ne!(plain, wide);
    let accepted = wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all());
    { accepted }.validate_all(&wide).unwrap();
    let without = wasmparser::WasmFeatures::all() - wasmparser::WasmFeatures::WIDE_ARITHMETIC;
    let refused = wasmparser::Validator::new_with_features(without);
    assert!({ refused }.validate_all(&wide).is_err());
    directory.write(
        "Twilight.toml",
        format!("{MANIFEST}[build]\ntarget-features = [\"wide-arithmetic\"]\n"),
    );
    assert_eq!(directory.run(&["build"]).code, 0);
    assert_eq!(directory.read("target/debug/demo.wasm"), wide);
    let ran = directory.run(&["build", "--target-feature", "simd"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("possible values: wide-arithmetic"),
        "{}",
        ran.stderr
    );
    directory.write(
        "Twilight.toml",
        format!("{MANIFEST}[build]\ntarget-features = [\"simd\"]\n"),
    );
    let ran = directory.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("unknown variant `simd`"), "{}", ran.stderr);
}

#[test]
fn syntax_of_source_and_request() {
    let directory = Directory::package(format!("#![syntax = \"native\"]\n{GOOD}"));
    assert_eq!(directory.run(&["build", "--syntax", "native"]).code, 0);
    assert_eq!(directory.run(&["build", "--syntax", "twilight-native"]).code, 0);
    let ran = directory.run(&["build", "--syntax", "solidity", "--message-format", "json"]);
    assert_eq!(ran.code, 1);
    let diagnostic = &ran.diagnostics()[0];
    assert_eq!(diagnostic.code, "E0912");
    assert_eq!(diagnostic.span.as_ref().unwrap().start.line, 1);
}

/// Equal sources give equal bytes, whenever and wherever they are built (spec 09: deterministic builds).
#[test]
fn builds_are_deterministic() {
    let source = "struct P { a: u64, b: string }\n\
        event E(#[topic] who: address, n: u256);\n\
        contract C {\n    storage { m: map<address, u256>; v: vector<string>; p: P; }\n\
        pub fn a(n: u256) -> u256 { storage.m[ctx.sender()] += n; emit E(ctx.sender(), n); storage.m[ctx.sender()] }\n\
        pub fn b() -> vector<string> { storage.v.push(\"x\"); storage.v }\n\
        pub fn c(p: P) { storage.p = p; }\n}\n";
    let emit = ["build", "--emit", "bytecode,meta,tir,ast"];
    let (one, other) = (Directory::package(source), Directory::package(source));
    for directory in [&one, &other] {
        let ran = directory.run(&emit);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let read = |directory: &Directory| {
        ["wasm", "meta", "tir", "ast"]
            .map(|extension| directory.read(&format!("target/debug/demo.{extension}")))
    };
    let first = read(&one);
    assert_eq!(
        first,
        read(&other),
        "different directories give different artefacts"
    );
    fs::remove_dir_all(one.0.join("target")).unwrap();
    assert_eq!(one.run(&emit).code, 0);
    assert_eq!(first, read(&one), "building again gives different artefacts");
    let name = one.0.to_str().unwrap().as_bytes();
    for artefact in &first {
        let holds = artefact.windows(name.len()).any(|window| window == name);
        assert!(!holds, "an artefact holds the path of its directory");
    }
}
