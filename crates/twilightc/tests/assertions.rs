//! Assertions cost nothing in a release build (spec 20 §3.1, DECISION T11).

#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilightc::{Artifacts, Options, compile};

/// Lines that hold an assertion end with this mark: without them the program is the same.
const MARK: &str = "//-";

const PROGRAM: &str = r#"
contract Bank {
    storage {
        balance: map<address, u64>;
        total: u64;
        log: vector<u64>;
    }

    assert_invariant(storage.total < 1000, "bounded"); //-

    fn init() {
        storage.total = 10;
        assert_post(storage.total == 10); //-
    }

    fn small(n: u64) -> bool { n < 100 }

    pub fn deposit(mut history: vector<u64>, amount: u64) -> Result<u64, string> {
        assert_pre(small(amount), "small"); //-
        history.push(amount);
        if amount == 0 {
            return Err("nothing");
        }
        val before = storage.total;
        var left = amount;
        while left > 0 {
            assert_invariant(storage.total >= before); //-
            storage.total += 1;
            left -= 1;
        }
        storage.log.push(amount);
        assert_post(storage.total == old(storage.total) + amount, "adds"); //-
        assert_post(storage.total - before == amount); //-
        assert_post(history.len() == old(history).len() + 1 && result.is_ok()); //-
        Ok(storage.total)
    }

    pub fn largest(values: vector<u64>) -> u64 {
        var best: u64 = 0;
        for value in values {
            best = best.max(value);
        }
        assert_post(result >= old(values.len())); //-
        best
    }
}
"#;

fn build(text: &str, release: bool, runtime_asserts: bool) -> Artifacts {
    let options = Options {
        release,
        runtime_asserts,
        artifact_name: "main".to_owned(),
        ..Options::default()
    };
    let compilation = compile("src/main.twl", text, &options);
    let artifacts = compilation.artifacts;
    artifacts.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics))
}

/// The program with every assertion's line replaced by spaces, so that places stay what they are.
fn without_assertions() -> String {
    let line = |line: &str| {
        if line.ends_with(MARK) {
            format!("{}\n", " ".repeat(line.len()))
        } else {
            format!("{line}\n")
        }
    };
    PROGRAM.lines().map(line).collect()
}

#[test]
fn a_release_build_is_that_of_the_source_without_assertions() {
    let with = build(PROGRAM, true, false);
    let without = build(&without_assertions(), true, false);
    assert_eq!(with.wasm, without.wasm);
    assert_eq!(
        twilight_tir::text::print(&with.module),
        twilight_tir::text::print(&without.module)
    );
    let gas = |artifacts: &Artifacts| serde_json::to_value(&artifacts.meta).unwrap()["functions"].clone();
    assert_eq!(gas(&with), gas(&without));
}

#[test]
fn other_builds_check() {
    let debug = build(PROGRAM, false, false);
    let plain = build(&without_assertions(), false, false);
    assert!(debug.wasm.len() > plain.wasm.len());
    let release = build(PROGRAM, true, false);
    let asked = build(PROGRAM, true, true);
    assert!(asked.wasm.len() > release.wasm.len());
    let text = String::from_utf8_lossy(&asked.wasm).into_owned();
    assert!(text.contains("Assertion failed: Postcondition at src/main.twl:33:9"));
    // Line 13 says what was just written: it cannot fail, and a release build knows that.
    assert!(!text.contains("src/main.twl:13:9"));
    let text = String::from_utf8_lossy(&build(PROGRAM, false, false).wasm).into_owned();
    assert!(text.contains("Assertion failed: Postcondition at src/main.twl:33:9"));
    assert!(!String::from_utf8_lossy(&release.wasm).contains("Assertion failed"));
}
