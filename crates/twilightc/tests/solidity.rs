//! Solidity mode through the driver: how the syntax is chosen, what is checked and what is built.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
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

#[test]
fn a_program_without_errors_is_checked_and_built() {
    let checked = compile("a.sol", GOOD, &options(Stage::Check, Some(Syntax::Solidity)));
    assert_eq!(lines(&checked), [""; 0]);
    assert!(checked.artifacts.is_none());
    let built = compile("a.sol", GOOD, &options(Stage::Build, Some(Syntax::Solidity)));
    assert_eq!(lines(&built), [""; 0]);
    let artifacts = built.artifacts.unwrap();
    let exports: Vec<&str> = artifacts
        .meta
        .exports
        .iter()
        .map(|export| export.mangled_name.as_str())
        .collect();
    assert_eq!(exports, ["C::$deploy", "C::main"]);
    assert_eq!(artifacts.meta.source_info.files[0].path, "a.sol");
    assert!(artifacts.wasm.starts_with(b"\0asm"));
}

/// What a function says of the state stands in the ABI; a constructor and an event say nothing.
#[test]
fn the_abi_says_what_functions_do_with_the_state() {
    let code = "interface I { function k(uint8[] memory a) external view returns (uint8); }\n\
                abstract contract A is I { function below() public pure returns (uint8) \
                { return 1; } }\n\
                contract C is A {\n\
                uint8 public n; uint8 public constant ONE = 1; mapping(uint8 => uint8[]) public deep;\n\
                constructor() payable { n = 2; }\n\
                modifier m() { _; }\n\
                function k(uint8[] memory a) external view override returns (uint8) { return a[0] + n; }\n\
                function pay() external payable {}\n\
                function set(uint8 v) external { n = v; }\n\
                }\n";
    let built = compile("a.sol", code, &options(Stage::Build, Some(Syntax::Solidity)));
    let abi = serde_json::to_value(built.artifacts.unwrap().meta.abi).unwrap();
    let mut stated: Vec<String> = abi
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap_or("constructor").to_owned();
            format!("{} {}", text("name"), text("stateMutability"))
        })
        .collect();
    stated.sort();
    assert_eq!(
        stated,
        [
            "ONE view",
            "below pure",
            "constructor payable",
            "deep view",
            "k view",
            "n view",
            "pay payable",
            "set nonpayable"
        ]
    );
}

/// The last contract that is complete runs, unless another is named; an entry point needs no contract's name.
#[test]
fn the_contract_that_runs() {
    let code = "contract A { function f() public pure returns (uint8) { return 1; } }\n\
                contract B { function g() public pure returns (uint8) { return 2; } }\n\
                abstract contract D { function h() public virtual; }\n\
                interface I { function k() external; }\n\
                library L { function l() internal pure returns (uint8) { return 3; } }\n";
    let exports = |change: &dyn Fn(&mut Options)| {
        let mut options = options(Stage::Build, Some(Syntax::Solidity));
        change(&mut options);
        let built = compile("a.sol", code, &options);
        let found = lines(&built);
        let names = |artifacts: twilightc::Artifacts| {
            let exports = artifacts.meta.exports.into_iter();
            exports.map(|export| export.mangled_name).collect::<Vec<_>>()
        };
        built.artifacts.map(names).ok_or(found)
    };
    let named = |name: &'static str| move |options: &mut Options| options.contract = Some(name.to_owned());
    let entered =
        |name: &'static str| move |options: &mut Options| options.entry_point = Some(name.to_owned());
    assert_eq!(exports(&|_| {}).unwrap(), ["B::$deploy", "B::g"]);
    assert_eq!(exports(&named("A")).unwrap(), ["A::$deploy", "A::f"]);
    assert_eq!(exports(&entered("f")).unwrap(), ["A::$deploy", "A::f"]);
    assert_eq!(exports(&entered("B.g")).unwrap(), ["B::$deploy", "B::g"]);
    assert!(exports(&named("C")).is_err());
    assert!(exports(&entered("l")).is_err());
}

/// What the compiler makes itself has no name that a source can write, and is told from what has one like it.
#[test]
fn names_of_users_are_not_those_of_the_compiler() {
    let code = "contract C {\n\
                uint256 s = 1;\n\
                constructor() { s += 1; }\n\
                function init() public returns (uint256) { return s; }\n\
                function $deploy() public { s += 2; }\n\
                function $main() public returns (uint256) { $deploy(); return init(); }\n\
                }\n";
    let exports = |entry: Option<&str>| {
        let mut options = options(Stage::Build, Some(Syntax::Solidity));
        options.entry_point = entry.map(str::to_owned);
        let built = compile("a.sol", code, &options);
        assert_eq!(lines(&built), [""; 0]);
        let exports = built.artifacts.unwrap().meta.exports.into_iter();
        let mut names: Vec<String> = exports
            .map(|export| format!("{} {}", export.mangled_name, export.name))
            .collect();
        names.sort();
        names
    };
    let (deploy, main) = ("C::$deploy constructor", "C::$$main $main");
    assert_eq!(
        exports(None),
        ["C::$$deploy $deploy", main, deploy, "C::init init"]
    );
    for entry in ["$main", "C.$main", "C::$main"] {
        assert_eq!(exports(Some(entry)), [main, deploy], "{entry}");
    }
    let found = exports(Some("$deploy"));
    assert_eq!(found, ["C::$$deploy $deploy", deploy]);
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
fn a_warning_stops_nothing() {
    let code = GOOD.replace("return 42;", "uint256 a; return 42;");
    let built = compile("a.sol", &code, &options(Stage::Build, Some(Syntax::Solidity)));
    let found = lines(&built);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("W0700 5:"), "{found:?}");
    assert!(built.artifacts.is_some());
}

/// Nothing in Solidity states what a function reads and writes, so nobody is asked to.
#[test]
fn computed_keys_are_not_warned_of() {
    let code = "contract C {\n    mapping(uint256 => uint256) m;\n    function f(uint256 a) public {\n        \
                m[a * 7] = 1;\n    }\n}\n";
    let built = compile("a.sol", code, &options(Stage::Build, Some(Syntax::Solidity)));
    assert_eq!(lines(&built), [""; 0]);
    let artifacts = built.artifacts.unwrap();
    let domains = &artifacts.meta.functions["C::f"].aggregate_write_domains;
    let texts: Vec<&str> = domains.iter().map(|one| one.domain.as_str()).collect();
    assert_eq!(texts, ["self.m:*"]);
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
fn several_sources_are_refused() {
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
}

/// Tests are the public functions whose names begin with `test`; each has a new chain, and `setUp` runs before it.
#[test]
fn tests_are_found_by_their_names() {
    let code = "contract Counter {\n    uint256 internal count = 1;\n\n    function add(uint256 by) public {\n        \
                require(by > 0, \"nothing\");\n        count += by;\n    }\n}\n\n\
                contract CounterTest is Counter {\n    function setUp() public { count = 10; }\n\n    \
                function testAdds() public { add(5); assert(count == 15); }\n    \
                function testStartsAnew() public view { assert(count == 10); }\n    \
                function testReverts() public { add(0); }\n    \
                function testPanics() external view { assert(count == 1); }\n    \
                function testWith(uint256 a) public {}\n    function testInside() internal {}\n    \
                function other() public {}\n}\n\n\
                contract Plain {\n    function testAlone() public pure {}\n}\n\n\
                contract Named {\n    uint256 s = 1;\n    function init() public { s += 2; }\n    \
                function $setup() public { s += 4; }\n    \
                function testNames() public { init(); $setup(); assert(s == 7); }\n}\n";
    let built = compile("a.sol", code, &options(Stage::Test, Some(Syntax::Solidity)));
    assert_eq!(lines(&built), [""; 0]);
    let suite = built.tests.unwrap();
    let runner = suite.runner().unwrap();
    let results: Vec<(String, Option<String>)> = suite
        .tests
        .iter()
        .map(|test| {
            (
                test.name.clone(),
                runner.run(test).failure.map(|failure| failure.message),
            )
        })
        .collect();
    let failed = |text: &str| Some(text.to_owned());
    let mut results: Vec<(&str, Option<String>)> = results
        .iter()
        .map(|(name, failure)| (name.as_str(), failure.clone()))
        .collect();
    results.sort();
    assert_eq!(
        results,
        [
            ("CounterTest::testAdds", None),
            (
                "CounterTest::testPanics",
                failed("The test panicked: Assertion failed: count == 1")
            ),
            ("CounterTest::testReverts", failed("The test reverted: nothing")),
            ("CounterTest::testStartsAnew", None),
            ("Named::testNames", None),
            ("Plain::testAlone", None),
        ]
    );
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
fn the_command_checks_and_builds() {
    let manifest = "[package]\nname = \"demo\"\n\n[lib]\npath = \"contracts/token.sol\"\n";
    let package = Package::new("command", manifest, "contracts/token.sol", GOOD);
    let (code, text) = package.run(&["check", "--syntax", "solidity"]);
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = package.run(&["test", "--syntax", "solidity"]);
    assert_eq!(code, Some(0), "{text}");
    let made = fs::read_dir(package.0.join("target/debug")).map_or(0, Iterator::count);
    assert_eq!(made, 0, "tests left artefacts");
    let (code, text) = package.run(&["build", "--syntax", "solidity"]);
    assert_eq!(code, Some(0), "{text}");
    let made: BTreeSet<String> = fs::read_dir(package.0.join("target/debug"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        made.contains("demo.wasm") && made.contains("demo.meta"),
        "{made:?}"
    );
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
