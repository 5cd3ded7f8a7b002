//! Hand-written modules with metadata, as the compiler would have made them.

use std::collections::BTreeMap;

use playground_protocol::{Context, ErrorType, Outcome};
use playground_simulator::{CallContext, RunConfig, RunReport, Simulator};
use twilight_abi::Type;
use twilight_abi::meta::{
    BytecodeInfo, DebugInfo, Export, ExportKind, Meta, SourceFileInfo, SourceInfo, TrapSite,
};

/// Imports of every host function, under its own name.
pub const IMPORTS: &str = r#"
(import "nova_state_v1" "read" (func $read (param i32 i32 i32 i32 i32 i32) (result i32)))
(import "nova_state_v1" "write" (func $write (param i32 i32 i32 i32 i32) (result i32)))
(import "nova_state_v1" "exists" (func $exists (param i32 i32 i32) (result i32)))
(import "nova_tx_v1" "get_sender" (func $get_sender (param i32) (result i32)))
(import "nova_tx_v1" "get_value" (func $get_value (param i32) (result i32)))
(import "nova_tx_v1" "get_origin" (func $get_origin (param i32) (result i32)))
(import "nova_env_v1" "get_block_number" (func $get_block_number (result i64)))
(import "nova_env_v1" "get_timestamp" (func $get_timestamp (result i64)))
(import "nova_env_v1" "get_self_address" (func $get_self_address (param i32) (result i32)))
(import "nova_env_v1" "get_gas_left" (func $get_gas_left (result i64)))
(import "nova_contract_v1" "emit_event" (func $emit_event (param i32 i32 i32 i32) (result i32)))
(import "nova_contract_v1" "revert" (func $revert (param i32 i32) (result i32)))
(import "nova_crypto_v1" "keccak256" (func $keccak256 (param i32 i32 i32) (result i32)))
(import "nova_crypto_v1" "blake3" (func $blake3 (param i32 i32 i32) (result i32)))
(import "nova_debug_v1" "print" (func $print (param i32 i32)))
"#;

/// Memory, `__alloc`, the panic globals, and helpers: `$ret` returns the word of an i64 as a result,
/// `$word` stores an i64 as a big-endian ABI word at a place.
pub const PRELUDE: &str = r#"
(memory (export "memory") 1 8)
(global $panic_ptr (export "__panic_ptr") (mut i32) (i32.const 0))
(global $panic_len (export "__panic_len") (mut i32) (i32.const 0))
(global $heap (mut i32) (i32.const 32768))
(func $alloc (export "__alloc") (param $n i32) (result i32)
  global.get $heap
  (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get $n) (i32.const 15)) (i32.const -16)))))
(func $word (param $at i32) (param $v i64) (local $i i32)
  (loop $more
    (i64.store8 (i32.add (local.get $at) (i32.sub (i32.const 31) (local.get $i)))
      (if (result i64) (i32.lt_u (local.get $i) (i32.const 8))
        (then (i64.shr_u (local.get $v) (i64.extend_i32_u (i32.shl (local.get $i) (i32.const 3)))))
        (else (i64.shr_s (local.get $v) (i64.const 63)))))
    (local.set $i (i32.add (local.get $i) (i32.const 1)))
    (br_if $more (i32.lt_u (local.get $i) (i32.const 32)))))
(func $ret (param $v i64) (result i64)
  (call $word (i32.const 512) (local.get $v))
  (i64.const 0x20000000020))
"#;

/// A module of the given items with all imports and the prelude.
pub fn module(items: &str) -> Vec<u8> {
    wat::parse_str(format!("(module {IMPORTS} {PRELUDE} {items})")).unwrap()
}

/// An exported function's metadata; `Contract::name` sets the contract, `$deploy` the kind.
pub fn export(mangled: &str, params: &[Type], ret: Type) -> Export {
    let (contract, name) = match mangled.split_once("::") {
        Some((contract, name)) => (Some(contract.to_owned()), name),
        None => (None, mangled),
    };
    Export {
        mangled_name: mangled.to_owned(),
        kind: if name == "$deploy" {
            ExportKind::Deploy
        } else {
            ExportKind::Function
        },
        contract,
        name: name.to_owned(),
        params: params
            .iter()
            .enumerate()
            .map(|(at, ty)| (format!("p{at}"), ty.clone()))
            .collect(),
        ret,
        payable: false,
    }
}

/// `.meta` as bytes.
pub fn meta(exports: Vec<Export>, trap_sites: Vec<TrapSite>) -> Vec<u8> {
    let file = SourceFileInfo {
        path: "src/main.twl".to_owned(),
        hash_type: "sha256".to_owned(),
        hash: "0x".to_owned(),
    };
    let meta = Meta {
        schema_version: "1.0".to_owned(),
        source_info: SourceInfo {
            files: vec![file],
            compiler_version: "twilightc 0.1.0".to_owned(),
        },
        bytecode_info: BytecodeInfo {
            file: "main.wasm".to_owned(),
            target: "wasm32-nova-v1".to_owned(),
            target_features: Vec::new(),
            hash_type: "sha256".to_owned(),
            hash: "0x".to_owned(),
        },
        abi: Vec::new(),
        functions: BTreeMap::new(),
        events: BTreeMap::new(),
        verification_info: None,
        debug_info: Some(DebugInfo {
            trap_sites,
            source_map: None,
            variable_info: None,
        }),
        storage: Vec::new(),
        exports,
    };
    serde_json::to_vec(&meta).unwrap()
}

/// A trap site at `offset` that covers line 3, columns 5 to 9.
pub fn site(offset: u32, message: &str) -> TrapSite {
    TrapSite {
        offset,
        file: 0,
        start: 20,
        end: 24,
        start_line_column: (3, 5),
        end_line_column: (3, 9),
        message: message.to_owned(),
    }
}

/// Default context of the tests.
pub fn context() -> Context {
    Context {
        sender: format!("0x{}", "aB".repeat(20)),
        origin: format!("0x{}", "cd".repeat(20)),
        value: "340282366920938463463374607431768211455".to_owned(),
        block_number: 7,
        timestamp: u64::MAX,
    }
}

/// The same, parsed.
pub fn call_context() -> CallContext {
    CallContext::try_from(&context()).unwrap()
}

/// Runs `main`, which returns an `i64`, with the given body.
pub fn run_main(simulator: &Simulator, items: &str, body: &str, gas_limit: u64) -> RunReport {
    let wasm = module(&format!(
        "{items} (func (export \"main\") (param i32 i32) (result i64) {body})"
    ));
    let i64 = Type::Int(twilight_abi::IntType::I64);
    run(
        simulator,
        &wasm,
        &meta(vec![export("main", &[], i64)], Vec::new()),
        "main",
        gas_limit,
    )
}

/// Runs an entry point in the default context.
pub fn run(simulator: &Simulator, wasm: &[u8], meta: &[u8], entry_point: &str, gas_limit: u64) -> RunReport {
    simulator.run(
        wasm,
        meta,
        &RunConfig {
            entry_point: entry_point.to_owned(),
            context: context(),
            gas_limit,
        },
    )
}

/// The outcome of a normal end.
pub fn returned(text: &str) -> Outcome {
    Outcome::Returned {
        return_value: text.to_owned(),
    }
}

/// The outcome of a failure.
pub fn failed(error_type: ErrorType) -> Outcome {
    Outcome::Failed {
        error_type,
        revert_message: None,
    }
}

/// The outcome of a revert.
pub fn reverted(message: &str) -> Outcome {
    Outcome::Failed {
        error_type: ErrorType::RuntimeRevert,
        revert_message: Some(message.to_owned()),
    }
}

/// Where `needle` stands in `wasm`, exactly once.
pub fn find(wasm: &[u8], needle: &[u8]) -> u32 {
    let places: Vec<usize> = wasm
        .windows(needle.len())
        .enumerate()
        .filter(|(_, have)| *have == needle)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(places.len(), 1, "{needle:?} stands at {places:?}");
    u32::try_from(places[0]).unwrap()
}
