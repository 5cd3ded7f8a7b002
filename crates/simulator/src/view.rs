//! What people see of events and storage: names, types and values in the place of hashes and bytes.
//!
//! The raw forms are always there; a view that cannot be made, or has no room any more, is left out.

use std::collections::BTreeMap;

use playground_protocol::{EventArg, EventView, ShownEvent, StorageEntry};
use serde_json::{Value as Json, json};
use twilight_abi::json::to_json;
use twilight_abi::{EventTable, StorageContent, StoragePlace, hex};

use crate::chain::EventLog;
use crate::module::Described;

/// Bytes of JSON that all views of one simulation may take: a quarter of a reply.
pub const MAX_VIEW_BYTES: usize = 1024 * 1024;

type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// Makes views until their room is used up.
pub struct Viewer<'m> {
    described: &'m Described,
    events: EventTable<'m>,
    left: usize,
    /// Whether something was left out.
    pub cut: bool,
}

impl<'m> Viewer<'m> {
    /// For the program that `described` describes.
    pub fn new(described: &'m Described) -> Self {
        Self {
            described,
            events: EventTable::new(&described.events),
            left: MAX_VIEW_BYTES,
            cut: false,
        }
    }

    /// `value`, where there is room for its text.
    pub fn fit<T: serde::Serialize>(&mut self, value: T) -> Option<T> {
        let bytes = serde_json::to_vec(&value).map_or(usize::MAX, |text| text.len());
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Some(value)
            }
            None => {
                self.cut = true;
                None
            }
        }
    }

    /// An event with its decoded form.
    pub fn event(&mut self, log: &EventLog) -> ShownEvent {
        let decoded = self.events.decode(&log.topics, &log.data).map(|event| EventView {
            name: event.name.to_owned(),
            signature: event.signature.to_owned(),
            args: event
                .arguments
                .iter()
                .map(|argument| EventArg {
                    name: argument.name.to_owned(),
                    ty: argument.ty.to_string(),
                    indexed: argument.indexed,
                    value: argument
                        .value
                        .as_ref()
                        .map_or(Json::Null, |value| to_json(argument.ty, value)),
                    hash: argument.value.as_ref().err().map(|hash| hex(hash)),
                })
                .collect(),
        });
        ShownEvent {
            event: log.to_protocol(),
            decoded: decoded.and_then(|view| self.fit(view)),
        }
    }

    /// The entries that differ between two times, by key; with `all`, the others too.
    pub fn storage(&mut self, before: &Entries, after: &Entries, all: bool) -> Vec<StorageEntry> {
        let mut shown = Vec::new();
        let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
        let mut keys: Vec<&Vec<u8>> = after.keys().chain(gone.map(|(key, _)| key)).collect();
        keys.sort();
        for key in keys {
            let (old, new) = (before.get(key), after.get(key));
            if !all && old == new {
                continue;
            }
            let entry = self.entry(key, old, new);
            match self.fit(entry) {
                Some(entry) => shown.push(entry),
                // Smaller ones might fit, but a list with holes in it would mislead.
                None => break,
            }
        }
        shown
    }

    fn entry(&self, key: &[u8], before: Option<&Vec<u8>>, after: Option<&Vec<u8>>) -> StorageEntry {
        let place = StoragePlace::read(&self.described.storage, key);
        let content = |bytes: Option<&Vec<u8>>| -> Json {
            let Some(bytes) = bytes else {
                return Json::Null;
            };
            match place.as_ref().and_then(|place| place.content(bytes)) {
                Some(StorageContent::Value(ty, value)) => to_json(&ty, &value),
                Some(StorageContent::Length(length)) => json!({ "length": length }),
                Some(StorageContent::Present) => json!({ "present": true }),
                None => Json::String(hex(bytes)),
            }
        };
        StorageEntry {
            variable: place.as_ref().map(|place| place.variable.clone()),
            place: place.as_ref().map(StoragePlace::path),
            ty: place.as_ref().map(|place| place.ty.to_string()),
            key: hex(key),
            before: content(before),
            after: content(after),
        }
    }
}
