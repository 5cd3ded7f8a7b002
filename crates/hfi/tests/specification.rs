//! The table against specification 11 and against `docs/gas.md`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_hfi::{FUNCTIONS, GAS_PER_MEMORY_PAGE, HostFn, HostFunction, ValType};

/// The `Definition:` lines of spec 11 §6 with the wasm signature's result, copied by hand.
const SPECIFICATION: &[(&str, &str, &str)] = &[
    (
        "nova_state_v1",
        "read",
        "domain_hash_ptr: i32, key_ptr: i32, key_len: i32, value_out_ptr: i32, value_out_offset: i32, value_out_len: i32 -> i32",
    ),
    (
        "nova_state_v1",
        "write",
        "domain_hash_ptr: i32, key_ptr: i32, key_len: i32, value_ptr: i32, value_len: i32 -> i32",
    ),
    (
        "nova_state_v1",
        "exists",
        "domain_hash_ptr: i32, key_ptr: i32, key_len: i32 -> i32",
    ),
    ("nova_tx_v1", "get_sender", "addr_out_ptr: i32 -> i32"),
    ("nova_tx_v1", "get_value", "value_out_ptr: i32 -> i32"),
    ("nova_tx_v1", "get_origin", "addr_out_ptr: i32 -> i32"),
    ("nova_env_v1", "get_block_number", "-> i64"),
    ("nova_env_v1", "get_timestamp", "-> i64"),
    ("nova_env_v1", "get_self_address", "addr_out_ptr: i32 -> i32"),
    ("nova_env_v1", "get_gas_left", "-> i64"),
    (
        "nova_contract_v1",
        "emit_event",
        "topics_ptr: i32, topics_count: i32, data_ptr: i32, data_len: i32 -> i32",
    ),
    ("nova_contract_v1", "revert", "msg_ptr: i32, msg_len: i32 -> i32"),
    (
        "nova_crypto_v1",
        "keccak256",
        "input_ptr: i32, input_len: i32, output_ptr: i32 -> i32",
    ),
    (
        "nova_crypto_v1",
        "blake3",
        "input_ptr: i32, input_len: i32, output_ptr: i32 -> i32",
    ),
    ("nova_debug_v1", "print", "msg_ptr: i32, msg_len: i32"),
];

const fn type_name(ty: ValType) -> &'static str {
    match ty {
        ValType::I32 => "i32",
        ValType::I64 => "i64",
    }
}

fn signature(function: &HostFunction) -> String {
    let mut parts: Vec<String> = Vec::new();
    let params: Vec<String> = function
        .param_names
        .iter()
        .zip(function.params)
        .map(|(name, ty)| format!("{name}: {}", type_name(*ty)))
        .collect();
    if !params.is_empty() {
        parts.push(params.join(", "));
    }
    if let Some(result) = function.result {
        parts.push(format!("-> {}", type_name(result)));
    }
    parts.join(" ")
}

#[test]
fn table_is_specification_11() {
    let table: Vec<(&str, &str, String)> = FUNCTIONS
        .iter()
        .map(|function| (function.module, function.name, signature(function)))
        .collect();
    let expected: Vec<(&str, &str, String)> = SPECIFICATION
        .iter()
        .map(|(module, name, signature)| (*module, *name, (*signature).to_owned()))
        .collect();
    assert_eq!(table, expected);
}

#[test]
fn enum_and_table_agree() {
    assert_eq!(HostFn::ALL.len(), FUNCTIONS.len());
    for (at, function) in HostFn::ALL.iter().enumerate() {
        assert_eq!(function.index(), at);
        let entry = function.entry();
        assert_eq!(entry, &FUNCTIONS[at]);
        assert_eq!(HostFn::from_import(entry.module, entry.name), Some(*function));
        assert_eq!(entry.params.len(), entry.param_names.len());
        for charge in entry.charged {
            let name = entry.param_names[charge.param];
            assert!(name.ends_with("_len") || name.ends_with("_count"), "{name}");
        }
        assert!(entry.gas.base > 0, "every call costs something");
        assert_eq!(entry.gas.per_byte == 0, entry.charged.is_empty());
    }
    assert_eq!(HostFn::from_import("nova_state_v2", "read"), None);
    assert_eq!(HostFn::from_import("nova_state_v1", "delete"), None);
}

#[test]
fn gas_counts_bytes_that_can_be_touched() {
    let write = HostFn::StateWrite;
    let gas = write.entry().gas;
    assert_eq!(
        write.gas(&[0, 0, 10, 0, 20], 65_536),
        gas.base + 30 * gas.per_byte
    );
    assert_eq!(
        write.gas(&[0, 0, -1, 0, 20], 65_536),
        gas.base + 20 * gas.per_byte
    );
    assert_eq!(
        write.gas(&[0, 0, 65_536, 0, 0], 65_536),
        gas.base + 65_536 * gas.per_byte
    );
    assert_eq!(write.gas(&[0, 0, 65_537, 0, 0], 65_536), gas.base);
    let emit = HostFn::ContractEmitEvent;
    let gas = emit.entry().gas;
    assert_eq!(emit.gas(&[0, 2, 0, 5], 65_536), gas.base + 69 * gas.per_byte);
    assert_eq!(gas.total(u64::MAX), u64::MAX);
}

/// The rows that `docs/gas.md` must hold.
fn document_rows() -> Vec<String> {
    FUNCTIONS
        .iter()
        .map(|function| {
            let bytes: Vec<String> = function
                .charged
                .iter()
                .map(|charge| {
                    let name = function.param_names[charge.param];
                    if charge.unit == 1 {
                        format!("`{name}`")
                    } else {
                        format!("{} x `{name}`", charge.unit)
                    }
                })
                .collect();
            let per_byte = if bytes.is_empty() {
                "-".to_owned()
            } else {
                format!("{} x ({})", function.gas.per_byte, bytes.join(" + "))
            };
            format!(
                "| `{}::{}` | {} | {per_byte} |",
                function.module, function.name, function.gas.base
            )
        })
        .collect()
}

#[test]
fn document_states_the_table() {
    let document = include_str!("../../../docs/gas.md");
    let rows: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| `nova_"))
        .collect();
    assert_eq!(
        rows,
        document_rows(),
        "docs/gas.md should hold:\n{}",
        document_rows().join("\n")
    );
    assert!(document.contains(&format!("{GAS_PER_MEMORY_PAGE} for each 64 KiB page")));
    assert!(document.contains("the playground's own"));
}
