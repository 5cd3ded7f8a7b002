//! Times of the simulator's steps: `cargo run --release -p playground-simulator --example measure`.
//!
//! With two arguments, a `.wasm` and its `.meta`, it measures these from the entry point `main`, or from
//! the third argument.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Instant;

use playground_protocol::{Context, Outcome};
use playground_simulator::{Compiler, RunConfig, Simulator};

const ROUNDS: usize = 200;

/// A module of `functions` small functions and a `main` that calls them all, with `imports` host functions.
fn module(functions: usize, imports: usize) -> Vec<u8> {
    let hosts: String = twilight_hfi::FUNCTIONS
        .iter()
        .take(imports)
        .enumerate()
        .map(|(at, host)| {
            let params = "i32 ".repeat(host.params.len());
            let result = match host.result {
                Some(twilight_hfi::ValType::I32) => "(result i32)",
                Some(twilight_hfi::ValType::I64) => "(result i64)",
                None => "",
            };
            format!(
                "(import \"{}\" \"{}\" (func $h{at} (param {params}) {result}))",
                host.module, host.name
            )
        })
        .collect();
    let bodies: String = (0..functions)
        .map(|at| {
            format!(
                "(func $f{at} (param i64 i64) (result i64) (local i64)
                   (loop $l (local.set 2 (i64.add (local.get 2) (i64.mul (local.get 0) (local.get 1))))
                     (if (i64.gt_u (local.get 2) (i64.const 1000000)) (then unreachable))
                     (local.set 1 (i64.sub (local.get 1) (i64.const 1)))
                     (br_if $l (i64.gt_s (local.get 1) (i64.const 0))))
                   (local.get 2))"
            )
        })
        .collect();
    let calls: String = (0..functions)
        .map(|at| format!("(drop (call $f{at} (i64.const 3) (i64.const 4)))"))
        .collect();
    wat::parse_str(format!(
        "(module {hosts} (memory (export \"memory\") 1 16) {bodies}
           (func (export \"main\") (param i32 i32) (result i64) {calls} (i64.const 0)))"
    ))
    .unwrap()
}

const META: &str = r#"{"exports":[{"mangled_name":"main","kind":"function","contract":null,"name":"main",
    "params":[],"ret":"unit","payable":false}]}"#;

/// Median and minimum.
fn summary(mut times: Vec<u64>) -> String {
    times.sort_unstable();
    format!("{} us (at best {})", times[times.len() / 2], times[0])
}

fn measure(name: &str, wasm: &[u8], meta: &[u8], entry_point: &str) {
    for compiler in [Compiler::Winch, Compiler::Cranelift] {
        let simulator = Simulator::with_compiler(compiler).unwrap();
        let config = RunConfig {
            entry_point: entry_point.to_owned(),
            context: Context {
                sender: format!("0x{}", "11".repeat(20)),
                origin: format!("0x{}", "11".repeat(20)),
                value: "0".to_owned(),
                block_number: 1,
                timestamp: 1,
            },
            gas_limit: 10_000_000,
        };
        let (mut all, mut prepare, mut run) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let started = Instant::now();
            let report = simulator.run(wasm, meta, &config);
            all.push(u64::try_from(started.elapsed().as_micros()).unwrap());
            assert!(matches!(report.outcome, Outcome::Returned { .. }), "{report:?}");
            prepare.push(report.instantiate_us);
            run.push(report.run_us);
        }
        println!(
            "{name:<28} {:>7} bytes  {compiler:?}: compile and instantiate {}, run {}, in all {}",
            wasm.len(),
            summary(prepare),
            summary(run),
            summary(all)
        );
    }
}

fn main() {
    let engines: Vec<u64> = (0..20)
        .map(|_| {
            let started = Instant::now();
            let simulator = Simulator::new().unwrap();
            let time = u64::try_from(started.elapsed().as_micros()).unwrap();
            drop(simulator);
            time
        })
        .collect();
    println!(
        "Simulator::new: first {} us, then {}",
        engines[0],
        summary(engines.clone())
    );
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [wasm, meta, rest @ ..] = args.as_slice() {
        let entry = rest.first().map_or("main", String::as_str);
        measure(
            wasm,
            &std::fs::read(wasm).unwrap(),
            &std::fs::read(meta).unwrap(),
            entry,
        );
        return;
    }
    for (functions, imports) in [(0, 0), (1, 1), (1, 15), (10, 8), (70, 15)] {
        let name = format!("{functions} functions, {imports} imports");
        measure(&name, &module(functions, imports), META.as_bytes(), "main");
    }
}
