//! The `.meta` document (spec 10) as types.
//!
//! Keys beyond specification 10 (`value_type`, `export`, `storage`, `trap_sites`) are additions that other
//! readers may ignore; `docs/wasm-abi.md` describes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Type;
use crate::source_map::SourceMapInfo;

/// Root object (spec 10 §3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Always `1.0`.
    pub schema_version: String,
    /// Spec 10 §4.1.
    pub source_info: SourceInfo,
    /// Spec 10 §4.2.
    pub bytecode_info: BytecodeInfo,
    /// Spec 10 §4.3.
    pub abi: Vec<AbiEntry>,
    /// Spec 10 §4.4, keyed by mangled name.
    pub functions: BTreeMap<String, FunctionMeta>,
    /// Spec 10 §4.5, keyed by signature.
    pub events: BTreeMap<String, EventMeta>,
    /// Always null: no verification pass runs.
    pub verification_info: Option<serde_json::Value>,
    /// Spec 10 §4.7.
    pub debug_info: Option<DebugInfo>,
    /// Storage variables of the contract, in order of declaration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub storage: Vec<StorageVariable>,
    /// What can be called from outside this module, in source order.
    #[serde(default)]
    pub exports: Vec<Export>,
}

/// Spec 10 §4.1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceInfo {
    /// Source files in order.
    pub files: Vec<SourceFileInfo>,
    /// `twilightc 0.1.0`.
    pub compiler_version: String,
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFileInfo {
    /// Relative to the package root.
    pub path: String,
    /// `sha256`.
    pub hash_type: String,
    /// `0x..`.
    pub hash: String,
}

/// Spec 10 §4.2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BytecodeInfo {
    /// File name beside the `.meta`.
    pub file: String,
    /// `wasm32-nova-v1`.
    pub target: String,
    /// Features that the module needs of the engine beyond the target's own: `wide-arithmetic`. A host
    /// that lacks one must refuse the module.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_features: Vec<String>,
    /// `sha256`.
    pub hash_type: String,
    /// `0x..`.
    pub hash: String,
}

/// Spec 10 §4.3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum AbiEntry {
    /// The contract's `init`.
    Constructor {
        /// Parameters.
        inputs: Vec<AbiParameter>,
        /// `payable` or `nonpayable`.
        #[serde(rename = "stateMutability")]
        state_mutability: String,
    },
    /// A public function.
    Function {
        /// Name in the source.
        name: String,
        /// Key into `functions`.
        mangled_name: String,
        /// Parameters.
        inputs: Vec<AbiParameter>,
        /// No entry for `()`, one otherwise.
        outputs: Vec<AbiParameter>,
        /// `payable` or `nonpayable`; of Solidity also `view` or `pure`.
        #[serde(rename = "stateMutability")]
        state_mutability: String,
    },
    /// An event.
    Event {
        /// Its name.
        name: String,
        /// Key into `events`.
        signature_string: String,
        /// Parameters.
        inputs: Vec<AbiParameter>,
        /// Always false.
        anonymous: bool,
    },
}

/// A parameter in the Ethereum ABI JSON form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbiParameter {
    /// Its name; empty for outputs.
    pub name: String,
    /// ABI type: `uint256`, `tuple`, `bytes32[]`.
    #[serde(rename = "type")]
    pub ty: String,
    /// Twilight type.
    #[serde(rename = "internalType")]
    pub internal_type: String,
    /// Fields of a `tuple` type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<AbiParameter>,
    /// In events only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indexed: Option<bool>,
}

/// Spec 10 §4.4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionMeta {
    /// `transfer(address,u128)` in Twilight types.
    pub signature: String,
    /// The constructor.
    pub is_init: bool,
    /// Marked `#[payable]`.
    pub is_payable: bool,
    /// Sum of the static costs of the function's own instructions and of what it calls directly.
    pub gas_estimate_static: u64,
    /// Domains read, transitively.
    pub aggregate_read_domains: Vec<Domain>,
    /// Domains written, transitively.
    pub aggregate_write_domains: Vec<Domain>,
    /// From `#[pipeline]`.
    pub pipeline_hint: Option<String>,
    /// Calls itself, directly or not.
    pub is_recursive: Option<bool>,
    /// Always null.
    pub verification_condition_ids: Option<Vec<String>>,
}

/// A conflict domain (spec 04 §2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Domain {
    /// Blake3 of `domain` (DECISION C10), `0x..`.
    pub hash: String,
    /// `self.balances:*`.
    pub domain: String,
}

/// Spec 10 §4.5.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventMeta {
    /// Keccak-256 of the signature, `0x..`.
    pub signature_hash: String,
    /// Its name.
    pub human_name: String,
    /// Parameters in order.
    pub parameters: Vec<EventParameterMeta>,
}

/// A parameter of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventParameterMeta {
    /// Its name.
    pub name: String,
    /// ABI type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Twilight type.
    pub internal_type: String,
    /// `#[topic]`.
    pub indexed: bool,
    /// Its type as exports have theirs, for hosts that decode events; absent where it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_type: Option<Type>,
}

/// What a host can call in the wasm module (see `docs/wasm-abi.md`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Name of the wasm export and key into `functions`.
    pub mangled_name: String,
    /// What kind of export it is.
    pub kind: ExportKind,
    /// Contract it belongs to; `None` for free functions.
    pub contract: Option<String>,
    /// Name in the source.
    pub name: String,
    /// Parameter names and types.
    pub params: Vec<(String, Type)>,
    /// Result type.
    pub ret: Type,
    /// May receive value.
    pub payable: bool,
}

/// Kinds of exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// Storage initialisers, then `init` with the export's parameters (DECISION C5).
    Deploy,
    /// A function.
    Function,
}

/// A storage variable, for tools that show state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageVariable {
    /// Its name, which is also its key (DECISION C9).
    pub name: String,
    /// Its type.
    pub value_type: Type,
}

/// Spec 10 §4.7.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebugInfo {
    /// Code places that can trap or revert (DECISION C12), ascending by offset.
    pub trap_sites: Vec<TrapSite>,
    /// Places of all instructions of the program's functions; only where debug information was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_map: Option<SourceMapInfo>,
    /// Where variables are while the program runs; as above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable_info: Option<VariableInfo>,
}

/// Spec 10 §4.7; specification 10 leaves its form open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariableInfo {
    /// By mangled name of the function. A function that was inlined everywhere has none.
    pub scopes: BTreeMap<String, VariableScope>,
}

/// The code of one function and the variables in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariableScope {
    /// Byte offset of the function's first instruction in the module.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// In the order in which the function sets them. A variable that is set in several places may have an
    /// entry for each.
    pub variables: Vec<VariableEntry>,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariableEntry {
    /// Its name in the source.
    pub name: String,
    /// Its Twilight type.
    #[serde(rename = "type")]
    pub ty: String,
    /// For each wasm value that it is made of (`docs/wasm-abi.md`) the wasm local that holds it; null where
    /// none does, because it is constant or only on the stack. Locals serve several variables in turn.
    pub locals: Vec<Option<u32>>,
}

/// Maps a wasm instruction to the expression that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrapSite {
    /// Byte offset of the instruction in the module.
    pub offset: u32,
    /// Index into `source_info.files`.
    pub file: u32,
    /// First byte of the expression.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// 1-based line, column of `start`.
    pub start_line_column: (u32, u32),
    /// 1-based line, column of `end`.
    pub end_line_column: (u32, u32),
    /// Message for a trap that has none of its own, for example `Division by zero.`; empty when the
    /// program gives it (through the panic globals or `revert`).
    pub message: String,
}
