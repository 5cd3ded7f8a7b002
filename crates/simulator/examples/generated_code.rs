//! Prints how fast compiled programs run and how much gas they use, as Markdown; with `--solidity`, the same work in
//! Solidity mode; with `--sizes`, how long the modules of `examples/` are. Run it with `--release`.
//!
//! Each row is one call of `crates/bench/programs/generated_code.twl`, or `.sol`, fuel counted, on Winch as the
//! playground has it and on Cranelift at its fastest. All engines must give the same
//! result: a benchmark of wrong answers would be worthless.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use playground_simulator::{CallContext, Compiler, Session, Simulator};
use ruint::aliases::U256;
use twilight_abi::{Type, Value};
use twilightc::{Artifacts, Options, Syntax, compile};

/// Gas of one call: enough for the longest.
const GAS: u64 = 1 << 40;
/// Each measurement repeats for at least this long.
const LEAST: Duration = Duration::from_millis(300);
/// Most repetitions.
const MOST: usize = 200;

/// What is called with which argument, and how it is called in the table.
const ROWS: [(&str, &str, Option<u64>); 10] = [
    (
        "10^6 x u256 `a = a*b + i`, unchecked",
        "multiply_add",
        Some(1_000_000),
    ),
    ("10^6 x u256 add, unchecked", "add", Some(1_000_000)),
    ("10^6 x u256 checked sum", "checked_sum", Some(1_000_000)),
    ("10^6 x u256 division", "divide", Some(1_000_000)),
    ("1000 mapping writes", "store", Some(1_000)),
    ("making 1 MiB", "mebibyte", None),
    ("making 1 MiB and its Keccak-256", "hash_mebibyte", None),
    ("1000 x Keccak of 64 bytes", "hash_words", Some(1_000)),
    ("fib(20) recursive u256", "fibonacci", Some(20)),
    (
        "10^6 x u64 checked `sum += i % 7 * 3`",
        "short_integers",
        Some(1_000_000),
    ),
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if std::env::args().any(|arg| arg == "--sizes") {
        sizes(&root.join("examples"));
        return;
    }
    let programs = root.join("crates/bench/programs");
    if std::env::args().any(|arg| arg == "--solidity") {
        speed(&programs.join("generated_code.sol"), Syntax::Solidity);
    } else {
        speed(&programs.join("generated_code.twl"), Syntax::Native);
    }
}

fn build(path: &Path, syntax: Syntax, wide_arithmetic: bool) -> Artifacts {
    let text = std::fs::read_to_string(path).expect("the program can be read");
    let options = Options {
        syntax: Some(syntax),
        artifact_name: "bench".to_owned(),
        release: true,
        wide_arithmetic,
        ..Options::default()
    };
    let compilation = compile("src/main.twl", &text, &options);
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics.first());
    compilation.artifacts.expect("a program without errors is built")
}

struct Run {
    time: Duration,
    gas: u64,
    result: Value,
}

fn speed(path: &Path, syntax: Syntax) {
    println!("| Work in one call | Winch | Cranelift | Gas | Winch, wide | Cranelift, wide | Gas, wide |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let simulators = [Compiler::Winch, Compiler::CraneliftSpeed]
        .map(|compiler| Simulator::with_compiler(compiler).expect("the engine starts"));
    let programs = [false, true].map(|wide| build(path, syntax, wide));
    for (title, function, argument) in ROWS {
        let mut cells = Vec::new();
        let mut first: Option<Run> = None;
        for artifacts in &programs {
            let mut gas = 0;
            for simulator in &simulators {
                let run = measure(simulator, artifacts, function, argument);
                cells.push(shown(run.time));
                // What Winch counts: Cranelift counts the bytes of bulk memory instructions too.
                if gas == 0 {
                    gas = run.gas;
                }
                if let Some(first) = &first {
                    assert_eq!(run.result, first.result, "{function}: results differ");
                }
                first.get_or_insert(run);
            }
            cells.push(gas.to_string());
        }
        println!("| {title} | {} |", cells.join(" | "));
    }
}

fn shown(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

/// The fastest of many calls: what else the machine does only makes a call slower.
fn measure(simulator: &Simulator, artifacts: &Artifacts, function: &str, argument: Option<u64>) -> Run {
    let meta = serde_json::to_vec(&artifacts.meta).expect("metadata can be written");
    let mut session = Session::new(simulator, &artifacts.wasm, &meta).expect("the module is accepted");
    let export = session
        .exports()
        .iter()
        .find(|export| export.name == function)
        .cloned();
    let export = export.expect("the function is exported");
    let args: Vec<Value> = export
        .params
        .iter()
        .zip(argument)
        .map(|((_, ty), n)| number(ty, n))
        .collect();
    let context = CallContext {
        sender: [1; 20],
        origin: [1; 20],
        value: 0,
        block_number: 1,
        timestamp: 1,
    };
    let mut times = Vec::new();
    let (mut gas, mut result) = (0, Value::Unit);
    let start = Instant::now();
    while times.len() < MOST && (times.len() < 3 || start.elapsed() < LEAST) {
        let before = Instant::now();
        let report = session.call(&export.mangled_name, &args, &context, GAS);
        times.push(before.elapsed());
        gas = report.gas_used;
        result = report
            .result
            .unwrap_or_else(|failure| panic!("{function}: {failure:?}"));
    }
    Run {
        time: times.into_iter().min().unwrap_or_default(),
        gas,
        result,
    }
}

fn number(ty: &Type, n: u64) -> Value {
    let Type::Int(ty) = ty else {
        panic!("a {ty} is not a number")
    };
    Value::int(*ty, U256::from(n))
}

/// Bytes of the module of every example, with and without the name section.
fn sizes(examples: &Path) {
    println!("| Example | Bytes | with debug sections | wide |");
    println!("|---|---:|---:|---:|");
    let mut names: Vec<_> = std::fs::read_dir(examples)
        .expect("there are examples")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    for name in names {
        let path = examples.join(&name).join("src/main.twl");
        if !path.exists() {
            continue;
        }
        let [plain, wide] = [false, true].map(|wide| build(&path, Syntax::Native, wide).wasm);
        println!(
            "| {name} | {} | {} | {} |",
            without_custom(&plain),
            plain.len(),
            without_custom(&wide)
        );
    }
}

/// Bytes of a module but for its custom sections.
fn without_custom(wasm: &[u8]) -> usize {
    let mut bytes = wasm.len();
    let mut at = 8;
    while let Some((&id, rest)) = wasm.get(at..).and_then(<[u8]>::split_first) {
        let (mut length, mut digits) = (0_usize, 0);
        for byte in rest {
            length |= usize::from(byte & 0x7F) << (7 * digits);
            digits += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let section = 1 + digits + length;
        if id == 0 {
            bytes -= section;
        }
        at += section;
    }
    bytes
}
