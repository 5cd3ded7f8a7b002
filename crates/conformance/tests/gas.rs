//! Moving bytes costs gas in proportion to their number (`docs/gas.md`): one instruction moves any number of
//! them, so what the library charges beside it is what keeps a cheap call from being a long one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use playground_simulator::{CallContext, Session, Simulator};
use twilight_abi::meta::ExportKind;
use twilight_conformance::{Setup, compile_for_test};
use twilight_tir::Level;

const LIMIT: u64 = 100_000_000;

fn gas(simulator: &Simulator, source: &str) -> u64 {
    let compilation = compile_for_test(source, &Setup::default(), Level::Playground);
    let artifacts = compilation.artifacts.expect("it compiles");
    let meta = serde_json::to_vec(&artifacts.meta).unwrap();
    let mut session = Session::new(simulator, &artifacts.wasm, &meta).unwrap();
    let export = session
        .exports()
        .iter()
        .find(|export| export.kind == ExportKind::Function)
        .unwrap()
        .clone();
    let context = CallContext {
        sender: [1; 20],
        origin: [1; 20],
        value: 0,
        block_number: 1,
        timestamp: 1,
    };
    let report = session.call(&export.mangled_name, &[], &context, LIMIT);
    assert!(report.result.is_ok(), "{source}: {:?}", report.result);
    report.gas_used
}

/// Gas of one turn of `body`, in which `v` has so many bytes.
fn turn(simulator: &Simulator, bytes: u64, body: &str) -> u64 {
    let source = |turns: u32| {
        format!(
            "fn main() -> u64 {{
                var v: vector<u8> = vector![7; {bytes}];
                for _ in 0..{turns} {{
                    {body}
                }}
                v.len()
            }}"
        )
    };
    (gas(simulator, &source(101)) - gas(simulator, &source(1))) / 100
}

#[test]
fn moving_many_bytes_costs_in_proportion() {
    let simulator = Simulator::new().unwrap();
    for body in [
        // Moves all bytes twice, without new memory.
        "val x = v.remove(0); v.insert(0, x);",
        // A copy, which takes memory too.
        "val w = v.clone(); v[0] = w[1];",
    ] {
        let small = turn(&simulator, 20_000, body);
        let large = turn(&simulator, 80_000, body);
        // At least four units for each 64 bytes, and four times as many bytes are four times as dear.
        assert!(large >= 80_000 / 64 * 4, "{body}: {large}");
        assert!(
            (small * 37 / 10..=small * 41 / 10).contains(&large),
            "{body}: {small} for a quarter of {large}"
        );
    }
}

#[test]
fn moving_few_bytes_stays_cheap() {
    let simulator = Simulator::new().unwrap();
    let few = turn(&simulator, 16, "val x = v.remove(0); v.insert(0, x);");
    assert!(few <= 160, "{few}");
}
