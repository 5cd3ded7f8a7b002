//! Sources that nobody would write: every one is checked without a panic and within a small stack.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use twilight_diagnostics::{Diagnostic, FileId};
use twilight_solidity::MAX_NESTING;

/// A thread of a server has no more.
const STACK: usize = 2 << 20;

fn check(text: &str) -> Vec<Diagnostic> {
    twilight_solidity::check(FileId(0), text).diagnostics
}

fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

/// Numbers that are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

fn sources() -> Vec<PathBuf> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "sol") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/solidity"),
        &mut found,
    );
    found.sort();
    found
}

/// Words, numbers, single symbols and spaces.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        found.push(token);
        rest = after;
    }
    found
}

#[test]
fn broken_programs_do_not_panic() {
    on_small_stack(|| {
        let mut random = Random(0x5eed_1234_5678_9abc);
        let files = sources();
        for _ in 0..2000 {
            let text = fs::read_to_string(&files[random.below(files.len())]).unwrap();
            let mut parts = tokens(&text);
            if parts.len() > 8000 {
                continue;
            }
            for _ in 0..=random.below(3) {
                if parts.len() < 2 {
                    break;
                }
                let at = random.below(parts.len());
                let other = parts[random.below(parts.len())];
                match random.below(4) {
                    0 => {
                        parts.remove(at);
                    }
                    1 => parts.insert(at, other),
                    2 => parts[at] = other,
                    _ => parts.truncate(at.max(1)),
                }
            }
            check(&parts.concat());
        }
    });
}

#[test]
fn nesting_at_the_limit_fits_on_a_small_stack() {
    on_small_stack(|| {
        let in_function = |body: &str| {
            format!("contract C {{ function f(uint256 n) public pure returns (uint256) {{ {body} }} }}")
        };
        // Three brackets stand around a statement, one of them and `return` before an expression.
        let deep = MAX_NESTING - 16;
        let nested = |open: &str, inner: &str, close: &str, levels: usize| {
            format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
        };
        let shapes = [
            (format!("return {};", nested("(", "n", ")", deep)), true),
            (format!("return {};", nested("~", "n", "", deep)), true),
            (format!("return n{};", " + n".repeat(deep)), true),
            (format!("return n{};", " ** 1".repeat(deep)), true),
            (format!("{} return n;", nested("{", "", "}", deep)), true),
            (
                format!("return {};", nested("uint256(", "n", ")", deep / 4)),
                true,
            ),
            (format!("return {};", nested("(", "n", ")", MAX_NESTING)), false),
            (format!("return n{};", " + n".repeat(MAX_NESTING)), false),
            (format!("{} return n;", nested("{", "", "}", MAX_NESTING)), false),
        ];
        for (body, good) in shapes {
            let errors: Vec<Diagnostic> = check(&in_function(&body))
                .into_iter()
                .filter(Diagnostic::is_error)
                .collect();
            assert_eq!(errors.is_empty(), good, "{body}: {errors:?}");
            if !good {
                assert_eq!(errors.len(), 1);
                assert_eq!(errors[0].code, "E0701");
            }
        }
    });
}

#[test]
fn the_same_source_gives_the_same_messages() {
    for path in sources().iter().step_by(20) {
        let text = fs::read_to_string(path).unwrap();
        let show = || format!("{:?}", twilight_solidity::check(FileId(0), &text));
        assert_eq!(show(), show(), "{}", path.display());
    }
}
