//! The chain as a contract sees it: state, events, output, context. Keys and values are those of
//! `docs/wasm-abi.md`, byte for byte.

use std::collections::BTreeMap;

use twilight_abi::{ADDRESS_BYTES, StorageKey, Type, abi_signature, encode_args, indexed_topic, topic0};

use twilight_hfi::limits::{
    MAX_EVENT_DATA_BYTES, MAX_EVENTS, MAX_EVENTS_TOTAL_BYTES, MAX_PRINT_BYTES, MAX_PRINT_TOTAL_BYTES,
    MAX_STATE_ENTRIES, MAX_STATE_KEY_BYTES, MAX_STATE_TOTAL_BYTES, MAX_STATE_VALUE_BYTES,
    PRINT_TRUNCATED_MARKER, TOPIC_BYTES,
};

use ruint::aliases::U256;

use super::Fault;
use super::value::{self, Value};
use crate::messages::{CHAIN_LIMIT, MALFORMED_STATE};
use crate::{ContextVar, EventDef};

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

impl Context {
    /// Changes a part (`set_ctx`, tests only). The address and the gas stay what they are.
    pub(super) fn set(&mut self, part: ContextVar, value: &Value) -> Result<(), Fault> {
        let small = |value: &U256| u64::try_from(*value).map_err(|_| MISMATCH);
        match (part, value) {
            (ContextVar::Sender, Value::Address(address)) => self.sender = *address,
            (ContextVar::Origin, Value::Address(address)) => self.origin = *address,
            (ContextVar::Value, Value::Int(value)) => {
                self.value = u128::try_from(*value).map_err(|_| MISMATCH)?;
            }
            (ContextVar::BlockNumber, Value::Int(value)) => self.block_number = small(value)?,
            (ContextVar::Timestamp, Value::Int(value)) => self.timestamp = small(value)?,
            _ => return Err(MISMATCH),
        }
        Ok(())
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
    /// Whether `shown` is kept, which tests ask for.
    pub keeps_texts: bool,
    /// Events as source writes them, `Transfer(0x.., 5)`, as far as the limits of events allow.
    pub shown: Vec<String>,
}

/// Text for values that do not fit their types: the verifier excludes it.
const MISMATCH: Fault = Fault::Broken("A value does not have its type.");

/// What the chain's limits count ([`twilight_hfi::limits`]), taken from the chain when a call begins.
pub(super) struct Usage {
    state_bytes: usize,
    event_bytes: usize,
    printed: usize,
    /// The output's limit is reached: nothing more is printed.
    closed: bool,
}

impl Usage {
    pub(super) fn of(chain: &Chain) -> Self {
        let event_bytes = chain
            .events
            .iter()
            .map(|event| event.data.len() + TOPIC_BYTES * event.topics.len());
        Self {
            state_bytes: chain
                .state
                .iter()
                .map(|(key, value)| key.len() + value.len())
                .sum(),
            event_bytes: event_bytes.sum(),
            printed: chain.output.len().min(MAX_PRINT_TOTAL_BYTES),
            closed: chain.output.len() > MAX_PRINT_TOTAL_BYTES
                && chain.output.ends_with(PRINT_TRUNCATED_MARKER),
        }
    }
}

impl Chain {
    pub(super) fn read(&self, key: &str) -> Result<Option<&[u8]>, Fault> {
        if key.len() > MAX_STATE_KEY_BYTES {
            return Err(Fault::Panic(CHAIN_LIMIT.to_owned()));
        }
        Ok(self.state.get(key.as_bytes()).map(Vec::as_slice))
    }

    pub(super) fn write(&mut self, usage: &mut Usage, key: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let limit = || Fault::Panic(CHAIN_LIMIT.to_owned());
        if key.len() > MAX_STATE_KEY_BYTES || bytes.len() > MAX_STATE_VALUE_BYTES {
            return Err(limit());
        }
        let old = self
            .state
            .get(key.as_bytes())
            .map_or(0, |old| key.len() + old.len());
        let new = if bytes.is_empty() {
            0
        } else {
            key.len() + bytes.len()
        };
        let total = usage.state_bytes.saturating_sub(old).saturating_add(new);
        let more = usize::from(old == 0 && new > 0);
        if new > 0 && (total > MAX_STATE_TOTAL_BYTES || self.state.len() + more > MAX_STATE_ENTRIES) {
            return Err(limit());
        }
        usage.state_bytes = total;
        if bytes.is_empty() {
            self.state.remove(key.as_bytes());
        } else {
            self.state.insert(key.as_bytes().to_vec(), bytes);
        }
        Ok(())
    }

    pub(super) fn emit(&mut self, usage: &mut Usage, event: &EventDef, args: &[Value]) -> Result<(), Fault> {
        let types: Vec<Type> = event.params.iter().map(|param| param.ty.clone()).collect();
        let mut topics = Vec::new();
        if !event.anonymous {
            topics.push(topic0(&abi_signature(&event.name, &types)));
        }
        let mut data = Vec::new();
        let mut shown = Vec::new();
        for (param, arg) in event.params.iter().zip(args) {
            let value = value::to_abi(&param.ty, arg).ok_or(MISMATCH)?;
            if self.keeps_texts {
                shown.push(twilight_abi::display_part(&param.ty, &value));
            }
            if param.topic {
                topics.push(indexed_topic(&param.ty, &value).map_err(|_| Fault::OutOfMemory)?);
            } else {
                data.push((param.ty.clone(), value));
            }
        }
        let data = encode_args(&data).map_err(|_| Fault::OutOfMemory)?;
        let bytes = usage.event_bytes + data.len() + TOPIC_BYTES * topics.len();
        if data.len() > MAX_EVENT_DATA_BYTES
            || self.events.len() >= MAX_EVENTS
            || bytes > MAX_EVENTS_TOTAL_BYTES
        {
            return Err(Fault::Panic(CHAIN_LIMIT.to_owned()));
        }
        usage.event_bytes = bytes;
        self.events.push(EventLog { topics, data });
        if self.keeps_texts {
            self.shown.push(format!("{}({})", event.name, shown.join(", ")));
        }
        Ok(())
    }

    /// Appends to the output; what is beyond its limits is dropped and a marker stands in its place.
    pub(super) fn print(&mut self, usage: &mut Usage, text: &str) {
        if usage.closed || text.is_empty() {
            return;
        }
        let part = cut(text, MAX_PRINT_BYTES);
        let kept = cut(part, MAX_PRINT_TOTAL_BYTES - usage.printed);
        usage.printed += kept.len();
        self.output.push_str(kept);
        usage.closed = kept.len() < part.len();
        if kept.len() < text.len() {
            self.output.push_str(PRINT_TRUNCATED_MARKER);
        }
    }
}

/// At most `limit` bytes of a text, cut at a character's edge.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}

/// ABI encoding of a value.
pub(super) fn encode(ty: &Type, value: &Value) -> Result<Vec<u8>, Fault> {
    let value = value::to_abi(ty, value).ok_or(MISMATCH)?;
    twilight_abi::encode(ty, &value).map_err(|_| Fault::OutOfMemory)
}

/// The value that bytes encode.
pub(super) fn decode(ty: &Type, bytes: &[u8]) -> Result<Value, Fault> {
    let malformed = || Fault::Panic(MALFORMED_STATE.to_owned());
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
