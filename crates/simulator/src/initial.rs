//! Storage that the calls of a simulation find, in the place of what the deployment left.
//!
//! Everything is read before anything runs; nothing here can make storage larger than programs can.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use twilight_abi::meta::StorageVariable;
use twilight_abi::{GivenStorage, storage_entries};
use twilight_hfi::limits::{
    MAX_STATE_ENTRIES, MAX_STATE_KEY_BYTES, MAX_STATE_TOTAL_BYTES, MAX_STATE_VALUE_BYTES,
};

use crate::chain::State;

/// What a request gave, read.
#[derive(Default)]
pub struct Initial(Vec<GivenStorage>);

impl Initial {
    /// Reads what stands under each place.
    ///
    /// # Errors
    /// A sentence about the first that is wrong.
    pub fn read(variables: &[StorageVariable], given: &Map<String, Json>) -> Result<Self, String> {
        let mut all = Vec::with_capacity(given.len());
        let mut names: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
        for (name, json) in given {
            let read = storage_entries(variables, name, json).map_err(|error| {
                format!("`storage`, `{}`{}: {}.", short(name), error.place, error.message)
            })?;
            for (key, _) in &read.entries {
                if let Some(other) = names.insert(key.clone(), name)
                    && other != name
                {
                    return Err(format!(
                        "`storage`, `{}` and `{}` are about the same entry; give it once.",
                        short(other),
                        short(name)
                    ));
                }
            }
            all.push(read);
        }
        Ok(Self(all))
    }

    /// Puts it into `state`: first what was given as a whole, so that the order of the request means nothing.
    ///
    /// # Errors
    /// A sentence where it is more than a contract can store.
    pub fn put(&self, state: &mut State) -> Result<(), String> {
        for prefix in self.0.iter().filter_map(|given| given.replaces.as_ref()) {
            state.remove_all(prefix);
        }
        for (key, value) in self.0.iter().flat_map(|given| &given.entries) {
            state.set(key, value).map_err(|_| {
                format!(
                    "`storage` is more than a contract can store: {MAX_STATE_ENTRIES} entries, {MAX_STATE_TOTAL_BYTES} bytes together, {MAX_STATE_KEY_BYTES} of a key and {MAX_STATE_VALUE_BYTES} of a value."
                )
            })?;
        }
        Ok(())
    }
}

/// As much of a name as a message repeats.
fn short(name: &str) -> String {
    name.chars().take(80).collect()
}
