//! Solidity mode through the driver: how the syntax is chosen, what is checked, and that nothing is built.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use twilightc::{Compilation, Options, SourceFile, Stage, Syntax, compile, compile_package};

const GOOD: &str = "pragma solidity ^0.8.0;\n\ncontract C {\n    function main() public pure returns (uint256) {\n        \
    return 42;\n    }\n}\n";
const DIRECTIVE: &str = "#![syntax = \"solidity\"]";

fn options(stage: Stage, syntax: Option<Syntax>) -> Options {
    Options {
        stage,
        syntax,
        ..Options::default()
    }
}

/// Each diagnostic as `E0913 1:1 first words`.
fn lines(compilation: &Compilation) -> Vec<String> {
    let line = |one: &twilight_diagnostics::Diagnostic| {
        let place = compilation.sources.locate(one.span);
        let place = place.split_once(':').map_or("", |(_, place)| place);
        format!("{} {place} {}", one.code, one.message)
    };
    compilation.diagnostics.iter().map(line).collect()
}

const NOT_BUILT: &str = "E0913 1:1 Programs in Solidity syntax can be checked, but not built yet.";

#[test]
fn a_program_without_errors_is_checked_and_not_built() {
    let checked = compile("a.sol", GOOD, &options(Stage::Check, Some(Syntax::Solidity)));
    assert_eq!(lines(&checked), [""; 0]);
    let built = compile("a.sol", GOOD, &options(Stage::Build, Some(Syntax::Solidity)));
    assert_eq!(lines(&built), [NOT_BUILT]);
    assert!(built.artifacts.is_none() && built.tests.is_none());
    assert!(!built.diagnostics[0].help.is_empty());
}

#[test]
fn errors_are_those_of_the_checker_alone() {
    let code = GOOD.replace("42", "nothing");
    for stage in [Stage::Check, Stage::Build] {
        let compilation = compile("a.sol", &code, &options(stage, Some(Syntax::Solidity)));
        let found = lines(&compilation);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("E0711 5:16 "), "{found:?}");
        assert!(compilation.artifacts.is_none());
    }
}

#[test]
fn a_warning_does_not_hide_that_nothing_is_built() {
    let code = GOOD.replace("return 42;", "uint256 a; return 42;");
    let built = compile("a.sol", &code, &options(Stage::Build, Some(Syntax::Solidity)));
    let found = lines(&built);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("W0700 5:"), "{found:?}");
    assert_eq!(found[1], NOT_BUILT);
}

/// The directive is no Solidity; what follows it keeps its place.
#[test]
fn the_directive_chooses_the_mode_and_moves_nothing() {
    for directive in [
        DIRECTIVE.to_owned(),
        format!("{DIRECTIVE};"),
        format!("  {DIRECTIVE}"),
        format!(
            "// SPDX-License-Identifier: MIT \u{fc}\n/* `#![syntax = \"native\"]` */ // #![no]\n{DIRECTIVE}"
        ),
    ] {
        for syntax in [None, Some(Syntax::Solidity)] {
            let good = compile(
                "a.twl",
                &format!("{directive}\n{GOOD}"),
                &options(Stage::Check, syntax),
            );
            assert_eq!(lines(&good), [""; 0], "{directive}");
            let code = format!("{directive} {}", GOOD.replace("42", "nothing"));
            let bad = compile("a.twl", &code, &options(Stage::Check, syntax));
            let [one] = bad.diagnostics.as_slice() else {
                panic!("{directive}: {:?}", lines(&bad));
            };
            let place = code.get(one.span.start as usize..one.span.end as usize);
            assert_eq!(place, Some("nothing"), "{directive}");
        }
    }
}

#[test]
fn a_directive_that_contradicts_the_request_is_the_only_mistake() {
    for (directive, syntax, code) in [
        (DIRECTIVE, Syntax::Native, "E0912"),
        ("#![syntax = \"native\"]", Syntax::Solidity, "E0912"),
        ("#![syntax = \"vyper\"]", Syntax::Solidity, "E0911"),
    ] {
        // What follows is right in the requested syntax.
        let rest = match syntax {
            Syntax::Native => "fn main() {}\n",
            Syntax::Solidity => GOOD,
        };
        let text = format!("{directive}\n{rest}");
        let found = lines(&compile("a.twl", &text, &options(Stage::Build, Some(syntax))));
        assert_eq!(found.len(), 1, "{directive}: {found:?}");
        assert!(found[0].starts_with(&format!("{code} 1:1 ")), "{found:?}");
    }
}

#[test]
fn a_directive_behind_code_is_refused_at_its_place() {
    let text = format!("pragma solidity ^0.8.0;\n{DIRECTIVE}\ncontract C {{}}\n");
    let found = lines(&compile("a.twl", &text, &options(Stage::Check, None)));
    assert_eq!(
        found,
        ["E0700 2:1 A directive stands before everything but comments."]
    );
}

#[test]
fn several_sources_and_tests_are_refused() {
    let file = |path: &str| SourceFile {
        path: path.to_owned(),
        text: GOOD.to_owned(),
    };
    let files = [file("src/main.twl"), file("src/other.twl")];
    let several = compile_package(&files, &options(Stage::Build, Some(Syntax::Solidity)));
    assert_eq!(
        lines(&several),
        ["E0913 1:1 A program in Solidity mode is one source, but several are given."]
    );
    let tested = compile("a.sol", GOOD, &options(Stage::Test, Some(Syntax::Solidity)));
    assert_eq!(
        lines(&tested),
        ["E0913 1:1 Tests are written in Twilight's own syntax, but the program is in Solidity mode."]
    );
    assert!(tested.tests.is_none());
}

/// A package in a directory of its own, removed at the end.
struct Package(PathBuf);

impl Package {
    fn new(name: &str, manifest: &str, path: &str, source: &str) -> Self {
        let root = std::env::temp_dir().join(format!("twilightc-solidity-{}-{name}", std::process::id()));
        let source_path = root.join(path);
        fs::create_dir_all(source_path.parent().unwrap()).unwrap();
        fs::write(root.join("Twilight.toml"), manifest).unwrap();
        fs::write(source_path, source).unwrap();
        Self(root)
    }

    /// Exit code and standard error.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_twilightc"))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_command_checks_and_makes_nothing() {
    let manifest = "[package]\nname = \"demo\"\n\n[lib]\npath = \"contracts/token.sol\"\n";
    let package = Package::new("command", manifest, "contracts/token.sol", GOOD);
    let (code, text) = package.run(&["check", "--syntax", "solidity"]);
    assert_eq!(code, Some(0), "{text}");
    for command in ["build", "test"] {
        let (code, text) = package.run(&[command, "--syntax", "solidity"]);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains("error[E0913]"), "{text}");
        assert!(text.contains("contracts/token.sol:1:1"), "{text}");
    }
    let made = fs::read_dir(package.0.join("target/debug")).map_or(0, Iterator::count);
    assert_eq!(made, 0, "a build that is refused left artefacts");
}

#[test]
fn the_command_reads_the_directive() {
    let manifest = "[package]\nname = \"demo\"\n";
    let source = format!("{DIRECTIVE}\n{}", GOOD.replace("42", "nothing"));
    let package = Package::new("directive", manifest, "src/main.twl", &source);
    let (code, text) = package.run(&["check"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.contains("error[E0711]") && text.contains("src/main.twl:6:16"),
        "{text}"
    );
}
