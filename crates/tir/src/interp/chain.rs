//! The chain as a contract sees it: state, events, output, context. Keys and values are those of
//! `docs/wasm-abi.md`, byte for byte.

use std::collections::BTreeMap;

use twilight_abi::{ADDRESS_BYTES, StorageKey, Type, abi_signature, encode_args, indexed_topic, topic0};

use super::Fault;
use super::value::{self, Value};
use crate::EventDef;

/// The transaction and block (spec 11 §6.2-6.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The immediate caller.
    pub sender: [u8; ADDRESS_BYTES],
    /// The transaction's signer.
    pub origin: [u8; ADDRESS_BYTES],
    /// Native tokens sent with the call.
    pub value: u128,
    /// Block height.
    pub block_number: u64,
    /// Unix seconds.
    pub timestamp: u64,
    /// The contract's own address.
    pub self_address: [u8; ADDRESS_BYTES],
    /// What `get_ctx GasLeft` gives: the interpreter does not meter gas.
    pub gas_left: u64,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            sender: [0x11; ADDRESS_BYTES],
            origin: [0x11; ADDRESS_BYTES],
            value: 0,
            block_number: 1,
            timestamp: 0,
            self_address: [0x22; ADDRESS_BYTES],
            gas_left: 1_000_000,
        }
    }
}

/// An emitted event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLog {
    /// The signature's hash, then the indexed parameters (DECISION C8).
    pub topics: Vec<[u8; 32]>,
    /// ABI encoding of the other parameters.
    pub data: Vec<u8>,
}

/// A simulated chain with one contract. A call that fails leaves `state` as it was, and keeps events and
/// output (DECISION C16).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Read by the program.
    pub context: Context,
    /// All state by key; no value is empty.
    pub state: BTreeMap<Vec<u8>, Vec<u8>>,
    /// Events in order.
    pub events: Vec<EventLog>,
    /// Printed text.
    pub output: String,
}

/// Text for values that do not fit their types: the verifier excludes it.
const MISMATCH: Fault = Fault::Broken("A value does not have its type.");

impl Chain {
    pub(super) fn read(&self, key: &str) -> Option<&[u8]> {
        self.state.get(key.as_bytes()).map(Vec::as_slice)
    }

    pub(super) fn write(&mut self, key: &str, bytes: Vec<u8>) {
        if bytes.is_empty() {
            self.state.remove(key.as_bytes());
        } else {
            self.state.insert(key.as_bytes().to_vec(), bytes);
        }
    }

    pub(super) fn emit(&mut self, event: &EventDef, args: &[Value]) -> Result<(), Fault> {
        let types: Vec<Type> = event.params.iter().map(|param| param.ty.clone()).collect();
        let mut topics = vec![topic0(&abi_signature(&event.name, &types))];
        let mut data = Vec::new();
        for (param, arg) in event.params.iter().zip(args) {
            let value = value::to_abi(&param.ty, arg).ok_or(MISMATCH)?;
            if param.topic {
                topics.push(indexed_topic(&param.ty, &value).map_err(|_| Fault::OutOfMemory)?);
            } else {
                data.push((param.ty.clone(), value));
            }
        }
        let data = encode_args(&data).map_err(|_| Fault::OutOfMemory)?;
        self.events.push(EventLog { topics, data });
        Ok(())
    }
}

/// ABI encoding of a value.
pub(super) fn encode(ty: &Type, value: &Value) -> Result<Vec<u8>, Fault> {
    let value = value::to_abi(ty, value).ok_or(MISMATCH)?;
    twilight_abi::encode(ty, &value).map_err(|_| Fault::OutOfMemory)
}

/// The value that bytes encode.
pub(super) fn decode(ty: &Type, bytes: &[u8]) -> Result<Value, Fault> {
    let malformed = || Fault::Panic("Malformed state.".to_owned());
    let value = twilight_abi::decode(ty, bytes).map_err(|_| malformed())?;
    value::from_abi(ty, &value).ok_or_else(malformed)
}

/// The key of a place inside `base`.
pub(super) fn index_key(base: &str, ty: &Type, index: &Value) -> Result<String, Fault> {
    let index = value::to_abi(ty, index).ok_or(MISMATCH)?;
    let key = StorageKey::variable(base)
        .entry(ty, &index)
        .map_err(|_| Fault::OutOfMemory)?;
    String::from_utf8(key.into_bytes()).map_err(|_| MISMATCH)
}
