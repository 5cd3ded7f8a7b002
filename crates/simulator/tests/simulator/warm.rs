//! The program that warms an engine (`warm/warm.twl`): what is stored of it does what the compiler makes of it now.
//! `UPDATE_EXPECT=1` stores the compiler's.

use std::path::Path;

use playground_protocol::Context;
use playground_simulator::{RunConfig, Simulator};
use serde_json::json;
use twilightc::{Options, compile};

#[test]
fn the_stored_program_is_the_source() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("warm");
    let source = std::fs::read_to_string(directory.join("warm.twl")).unwrap();
    let options = Options {
        entry_point: Some("main".to_owned()),
        wide_arithmetic: true,
        debug_info: false,
        ..Options::default()
    };
    let built = compile("src/main.twl", &source, &options).artifacts.unwrap();
    let meta = format!("{:#}\n", json!({ "exports": built.meta.exports }));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(directory.join("warm.wasm"), &built.wasm).unwrap();
        std::fs::write(directory.join("warm.meta"), &meta).unwrap();
    }
    let context = Context {
        sender: format!("0x{}", "11".repeat(20)),
        origin: format!("0x{}", "11".repeat(20)),
        value: "0".to_owned(),
        block_number: 1,
        timestamp: 1,
    };
    let config = RunConfig {
        entry_point: "main".to_owned(),
        context,
        gas_limit: 1_000_000,
    };
    let simulator = Simulator::new().unwrap();
    let run = |wasm: &[u8], meta: &[u8]| {
        let report = simulator.run(wasm, meta, &config);
        (report.outcome, report.output, report.events)
    };
    let stored = |name: &str| std::fs::read(directory.join(name)).unwrap();
    let now = run(&built.wasm, meta.as_bytes());
    assert_eq!(run(&stored("warm.wasm"), &stored("warm.meta")), now);
    assert_eq!((now.1.as_str(), now.2.len()), ("warm", 1));
}

#[test]
fn a_simulator_is_warmed_as_often_as_one_likes() {
    let simulator = Simulator::new().unwrap();
    assert_eq!(simulator.warm(), Ok(()));
    assert_eq!(simulator.warm(), Ok(()));
}
