//! Sandboxes with the real runner and the compiler of the tests, and jobs for them.

use playground_protocol::{Context, Job, Reply, SyntaxMode, Task};
use playground_sandbox::{Config, Factory, Limits, Verdict};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use twilight_abi::Type;
use twilight_abi::meta::{BytecodeInfo, Export, ExportKind, Meta, SourceInfo};

pub fn factory(limits: Limits) -> Factory {
    factory_of(limits, None)
}

/// As [`factory`], with sandboxes made by an OCI runtime.
pub fn factory_of(limits: Limits, oci_runtime: Option<PathBuf>) -> Factory {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let uid_base =
        1_700_000_000 + (std::process::id() % 40_000) * 1_000 + NEXT.fetch_add(1, Ordering::Relaxed) * 16;
    let runner = PathBuf::from(env!("CARGO_BIN_EXE_playground-runner"));
    let compiler = PathBuf::from(env!("CARGO_BIN_EXE_fake-twilightc"));
    let config = Config {
        limits,
        uid_base,
        slots: 8,
        oci_runtime,
        ..Config::new(runner, compiler)
    };
    Factory::new(config).unwrap_or_else(|error| panic!("{error}"))
}

pub fn run(code: &str, entry_point: &str) -> Job {
    run_with_gas(code, entry_point, 10_000_000)
}

pub fn run_with_gas(code: &str, entry_point: &str, gas_limit: u64) -> Job {
    let address = format!("0x{}", "11".repeat(20));
    let context = Context {
        sender: address.clone(),
        origin: address,
        value: "0".to_owned(),
        block_number: 1,
        timestamp: 1,
    };
    let task = Task::Run {
        entry_point: entry_point.to_owned(),
        context,
        gas_limit,
    };
    Job::new(code.to_owned(), SyntaxMode::Native, task)
}

pub fn reply(factory: &Factory, job: &Job) -> Reply {
    match factory.run_one(job).verdict {
        Verdict::Reply(reply) => *reply,
        other => panic!("{}: {other:?}", job.code),
    }
}

/// Source from which the fake compiler makes the module `text`, whose function `main` returns `()`.
pub fn module(text: &str) -> String {
    let hexadecimal: String = wat::parse_str(text)
        .unwrap()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let meta = Meta {
        schema_version: "1.0".to_owned(),
        source_info: SourceInfo {
            files: Vec::new(),
            compiler_version: "twilightc 0.1.0".to_owned(),
        },
        bytecode_info: BytecodeInfo {
            file: "playground.wasm".to_owned(),
            target: "wasm32-nova-v1".to_owned(),
            target_features: Vec::new(),
            hash_type: "sha256".to_owned(),
            hash: "0x".to_owned(),
        },
        abi: Vec::new(),
        functions: BTreeMap::new(),
        events: BTreeMap::new(),
        verification_info: None,
        debug_info: None,
        storage: Vec::new(),
        exports: vec![Export {
            mangled_name: "main".to_owned(),
            kind: ExportKind::Function,
            contract: None,
            name: "main".to_owned(),
            params: Vec::new(),
            ret: Type::Unit,
            payable: false,
        }],
    };
    format!("module {hexadecimal} {}", serde_json::to_string(&meta).unwrap())
}
