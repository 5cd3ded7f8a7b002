//! What the simulated chain holds: state, events, printed output, and the transaction's context.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use playground_protocol::{Context, Diagnostic, Severity};
use twilight_abi::{Replaced, hex};
use twilight_hfi::ErrorCode;
use twilight_hfi::limits::{
    ADDRESS_BYTES, MAX_EVENT_DATA_BYTES, MAX_EVENTS, MAX_EVENTS_TOTAL_BYTES, MAX_PRINT_BYTES,
    MAX_PRINT_TOTAL_BYTES, MAX_STATE_ENTRIES, MAX_STATE_KEY_BYTES, MAX_STATE_TOTAL_BYTES,
    MAX_STATE_VALUE_BYTES, PRINT_TRUNCATED_MARKER, TOPIC_BYTES,
};

use crate::failure::codes;

/// The address at which every simulated contract lives (spec 17 §5.2).
pub const SELF_ADDRESS: [u8; ADDRESS_BYTES] = {
    let mut address = [0; ADDRESS_BYTES];
    address[0] = 0x10;
    address[ADDRESS_BYTES - 1] = 0x01;
    address
};

/// The simulated transaction and block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallContext {
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
}

/// A [`Context`] that is not well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextError(&'static str);

impl fmt::Display for ContextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The context's {} is not valid.", self.0)
    }
}

impl std::error::Error for ContextError {}

impl TryFrom<&Context> for CallContext {
    type Error = ContextError;

    fn try_from(context: &Context) -> Result<Self, ContextError> {
        Ok(Self {
            sender: address(&context.sender).ok_or(ContextError("sender"))?,
            origin: address(&context.origin).ok_or(ContextError("origin"))?,
            value: context.value.parse().map_err(|_| ContextError("value"))?,
            block_number: context.block_number,
            timestamp: context.timestamp,
        })
    }
}

fn address(text: &str) -> Option<[u8; ADDRESS_BYTES]> {
    let digits = text.strip_prefix("0x")?.as_bytes();
    if digits.len() != ADDRESS_BYTES * 2 {
        return None;
    }
    let mut out = [0; ADDRESS_BYTES];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            *byte = *byte << 4 | u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
        }
    }
    Some(out)
}

/// An emitted event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLog {
    /// Topics; the first is the signature's hash.
    pub topics: Vec<[u8; TOPIC_BYTES]>,
    /// ABI-encoded data.
    pub data: Vec<u8>,
}

impl EventLog {
    /// The event in the words of spec 17 §2.3.
    #[must_use]
    pub fn to_protocol(&self) -> playground_protocol::Event {
        playground_protocol::Event {
            address: hex(&SELF_ADDRESS),
            topics: self.topics.iter().map(|topic| hex(topic)).collect(),
            data: hex(&self.data),
        }
    }
}

/// The contract's storage (spec 11 §6.1). The domain hash does not take part in the key (spec 17 §5.2).
#[derive(Clone, Debug, Default)]
pub struct State {
    entries: BTreeMap<Vec<u8>, Vec<u8>>,
    /// Bytes of all keys and values.
    bytes: usize,
}

impl State {
    /// All entries by key; no value is empty.
    pub const fn entries(&self) -> &BTreeMap<Vec<u8>, Vec<u8>> {
        &self.entries
    }

    /// The value under `key`.
    pub fn get(&self, key: &[u8]) -> Result<Option<&[u8]>, ErrorCode> {
        if key.len() > MAX_STATE_KEY_BYTES {
            return Err(ErrorCode::LimitExceeded);
        }
        Ok(self.entries.get(key).map(Vec::as_slice))
    }

    /// Removes the entries that make room for what is given.
    pub fn remove(&mut self, replaced: &Replaced) {
        let from = self.entries.range(replaced.below.clone()..);
        let keys: Vec<Vec<u8>> = from
            .map(|(key, _)| key)
            .take_while(|key| key.starts_with(&replaced.below))
            .filter(|key| replaced.covers(key))
            .cloned()
            .collect();
        for key in keys {
            if let Some(old) = self.entries.remove(&key) {
                self.bytes -= key.len() + old.len();
            }
        }
    }

    /// Sets a value; an empty one removes the key.
    pub fn set(&mut self, key: &[u8], value: &[u8]) -> Result<(), ErrorCode> {
        if key.len() > MAX_STATE_KEY_BYTES || value.len() > MAX_STATE_VALUE_BYTES {
            return Err(ErrorCode::LimitExceeded);
        }
        if value.is_empty() {
            if let Some(old) = self.entries.remove(key) {
                self.bytes -= key.len() + old.len();
            }
            return Ok(());
        }
        match self.entries.get_mut(key) {
            Some(old) => {
                let bytes = self.bytes - old.len() + value.len();
                if bytes > MAX_STATE_TOTAL_BYTES {
                    return Err(ErrorCode::LimitExceeded);
                }
                self.bytes = bytes;
                old.clear();
                old.extend_from_slice(value);
            }
            None => {
                let bytes = self.bytes + key.len() + value.len();
                if bytes > MAX_STATE_TOTAL_BYTES || self.entries.len() >= MAX_STATE_ENTRIES {
                    return Err(ErrorCode::LimitExceeded);
                }
                self.bytes = bytes;
                self.entries.insert(key.to_vec(), value.to_vec());
            }
        }
        Ok(())
    }
}

/// Hears what is printed, as it is kept.
#[derive(Clone)]
pub struct Echo(Arc<dyn Fn(&str) + Send + Sync>);

impl Echo {
    /// Gives each printed text to `hear`.
    pub fn new(hear: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hear))
    }
}

impl fmt::Debug for Echo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Echo")
    }
}

/// What a run leaves for its reader besides state.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    /// Hears all output, where somebody wants it before the end.
    pub echo: Option<Echo>,
    /// Printed text, with a marker where some was dropped.
    pub output: String,
    /// Events in order.
    pub events: Vec<EventLog>,
    /// Events that were taken out.
    taken: usize,
    /// Bytes of output without markers.
    printed: usize,
    /// Set when the total is reached: nothing more is printed.
    closed: bool,
    /// Set when one call printed more than a call may.
    shortened: bool,
    event_bytes: usize,
}

impl Transcript {
    /// Appends printed text. Bytes that are not UTF-8 show as U+FFFD; what is beyond the limits is dropped
    /// and a marker stands in its place.
    pub fn print(&mut self, raw: &[u8]) {
        if self.closed || raw.is_empty() {
            return;
        }
        let text = message(raw, MAX_PRINT_BYTES);
        let left = MAX_PRINT_TOTAL_BYTES - self.printed;
        // Cut at a character's edge, so that nothing is replaced here.
        let kept = String::from_utf8_lossy(cut(text.as_bytes(), left));
        self.printed += kept.len();
        self.push(&kept);
        self.closed = kept.len() < text.len();
        let shortened = raw.len() > MAX_PRINT_BYTES;
        self.shortened |= shortened;
        if self.closed || shortened {
            self.push(PRINT_TRUNCATED_MARKER);
        }
    }

    fn push(&mut self, text: &str) {
        self.output.push_str(text);
        if let Some(Echo(hear)) = &self.echo {
            hear(text);
        }
    }

    /// Takes output and events out. The limits go on counting what was taken.
    pub fn take(&mut self) -> (String, Vec<EventLog>) {
        self.taken += self.events.len();
        (std::mem::take(&mut self.output), std::mem::take(&mut self.events))
    }

    /// Warnings that say where output was dropped: a marker among the output is easily overlooked by
    /// people, and always by programs.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        let total =
            format!("The output was cut at {MAX_PRINT_TOTAL_BYTES} bytes, the most that one run can print.");
        let call = format!(
            "A printed text was cut at {MAX_PRINT_BYTES} bytes, the most that one `print` can print."
        );
        [(self.shortened, call), (self.closed, total)]
            .into_iter()
            .filter(|(cut, _)| *cut)
            .map(|(_, message)| Diagnostic {
                severity: Severity::Warning,
                code: codes::OUTPUT_CUT.to_owned(),
                message,
                span: None,
                labels: Vec::new(),
                help: vec![format!(
                    "Print less. `{}` stands in the output where text is missing.",
                    PRINT_TRUNCATED_MARKER.trim()
                )],
            })
            .collect()
    }

    /// Appends an event whose number of topics has been checked.
    pub fn emit(&mut self, topics: &[u8], data: &[u8]) -> Result<(), ErrorCode> {
        let bytes = self.event_bytes + topics.len() + data.len();
        if data.len() > MAX_EVENT_DATA_BYTES
            || self.taken + self.events.len() >= MAX_EVENTS
            || bytes > MAX_EVENTS_TOTAL_BYTES
        {
            return Err(ErrorCode::LimitExceeded);
        }
        self.event_bytes = bytes;
        let topics = topics.as_chunks::<TOPIC_BYTES>().0.to_vec();
        self.events.push(EventLog {
            topics,
            data: data.to_vec(),
        });
        Ok(())
    }
}

/// At most `limit` bytes of `text`, cut at the edge of a UTF-8 character where there is one.
pub fn cut(text: &[u8], limit: usize) -> &[u8] {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    // A character has at most three continuation bytes.
    while end > limit.saturating_sub(3) && text.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Text of a message from memory: cut to `limit` bytes, what is not UTF-8 replaced.
pub fn message(text: &[u8], limit: usize) -> String {
    String::from_utf8_lossy(cut(text, limit)).into_owned()
}
