//! Prints how many lines of source a second the compiler takes in process, as Markdown: front end only
//! (`twilightc check`) and the whole pipeline; with `--shapes`, how the time grows with the size of programs
//! that nobody writes by hand. Run it with `--release`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod shapes;

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use twilightc::{Options, Stage, Syntax, compile};

/// Programs in Solidity, below `crates/conformance/solidity`, from a token of a tutorial to 280 lines of a library.
const SOLIDITY: [&str; 5] = [
    "pairs/erc20_plain",
    "contracts/simple_bank",
    "contracts/solmate_style_tokens",
    "contracts/governor_counting",
    "contracts/erc721_full",
];
/// Lines of the generated programs.
const LINES: [usize; 3] = [1_000, 10_000, 100_000];
/// Each measurement repeats for at least this long.
const LEAST: Duration = Duration::from_millis(500);
/// Most repetitions.
const MOST: usize = 2_000;

fn main() {
    if std::env::args().any(|arg| arg == "--shapes") {
        shapes::print();
    } else {
        speed();
    }
}

fn speed() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    println!("| Program | Lines | Front end | Lines/s | Whole pipeline | Lines/s |");
    println!("|---|---:|---:|---:|---:|---:|");
    for name in ["hello", "counter", "token", "market"] {
        file(name, &examples.join(name).join("src/main.twl"), Syntax::Native);
    }
    let solidity = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/solidity");
    for name in SOLIDITY {
        let path = solidity.join(name).with_extension("sol");
        file(&format!("`{name}`, Solidity"), &path, Syntax::Solidity);
    }
    for lines in LINES {
        row("generated", &generated(lines), Syntax::Native);
    }
}

fn file(name: &str, path: &Path, syntax: Syntax) {
    match std::fs::read_to_string(path) {
        Ok(text) => row(name, &text, syntax),
        Err(error) => eprintln!("{} cannot be read: {error}.", path.display()),
    }
}

fn row(name: &str, text: &str, syntax: Syntax) {
    // Lines that name calls and what comes of them are no part of a program.
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("//? ") && !line.starts_with("//= "));
    let lines = lines.count();
    let check = measure(text, syntax, Stage::Check);
    let build = measure(text, syntax, Stage::Build);
    let speed = |time: Duration| lines as f64 / time.as_secs_f64();
    println!(
        "| {name} | {lines} | {} | {:.0} | {} | {:.0} |",
        shown(check),
        speed(check),
        shown(build),
        speed(build)
    );
}

fn shown(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

/// The median of many compilations.
fn measure(text: &str, syntax: Syntax, stage: Stage) -> Duration {
    let options = Options {
        stage,
        syntax: Some(syntax),
        artifact_name: "bench".to_owned(),
        ..Options::default()
    };
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < MOST && (times.len() < 5 || start.elapsed() < LEAST) {
        let before = Instant::now();
        let compilation = compile("src/main.twl", text, &options);
        times.push(before.elapsed());
        assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics.first());
    }
    times.sort();
    times[times.len() / 2]
}

fn line_count(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// Functions, structs, enums and a contract as a program of that size would have, each kind in turn.
fn generated(size: usize) -> String {
    let mut text = String::new();
    let mut public = String::new();
    let (mut lines, mut number, mut last) = (8, 0, 0);
    let (mut text_seen, mut public_seen, mut newlines) = (0, 0, 0);
    while lines + last <= size {
        let n = number;
        let _ = write!(
            text,
            "struct Item{n} {{\n    id: u64,\n    amount: u256,\n    name: string,\n}}\n\n\
             enum Choice{n} {{\n    Keep,\n    Add(u256),\n    Rename {{ name: string }},\n}}\n\n\
             fn apply{n}(mut item: Item{n}, choice: Choice{n}) -> Result<u256, string> {{\n\
             \x20   match choice {{\n\
             \x20       Choice{n}::Keep => {{}}\n\
             \x20       Choice{n}::Add(amount) => {{\n            item.amount += amount;\n        }}\n\
             \x20       Choice{n}::Rename {{ name }} => {{\n\
             \x20           if name.is_empty() {{\n                return Err(\"no name\");\n            }}\n\
             \x20           item.name = name;\n        }}\n    }}\n    Ok(item.amount * {n})\n}}\n\n"
        );
        let _ = write!(
            public,
            "    pub fn run{n}(amount: u256) -> Result<u256, string> {{\n\
             \x20       var item = Item{n} {{ id: {n}, amount: storage.totals[ctx.sender()], name: \"item {n}\" }};\n\
             \x20       val total = apply{n}(item, Choice{n}::Add(amount))?;\n\
             \x20       storage.totals[ctx.sender()] = total;\n        Ok(total)\n    }}\n\n"
        );
        let now = newlines + line_count(&text[text_seen..]) + line_count(&public[public_seen..]);
        (text_seen, public_seen, newlines) = (text.len(), public.len(), now);
        last = now + 8 - lines;
        lines += last;
        number += 1;
    }
    let _ = write!(
        text,
        "contract Generated {{\n    storage {{\n        totals: map<address, u256>;\n    }}\n\n{public}}}\n"
    );
    let missing = size.saturating_sub(text.lines().count());
    text.push_str(&"// The rest.\n".repeat(missing));
    text
}
