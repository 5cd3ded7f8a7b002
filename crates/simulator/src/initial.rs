//! Storage that the calls of a simulation find, in the place of what the deployment left.
//!
//! Everything is read, and measured by itself, before anything runs; nothing here can make storage larger than programs can.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use twilight_abi::meta::StorageVariable;
use twilight_abi::{GivenStorage, storage_entries};
use twilight_hfi::limits::{
    MAX_STATE_ENTRIES, MAX_STATE_KEY_BYTES, MAX_STATE_TOTAL_BYTES, MAX_STATE_VALUE_BYTES,
};

use crate::chain::State;
use crate::entry::shown;

/// What a request gave, read.
#[derive(Default)]
pub struct Initial(Vec<GivenStorage>);

impl Initial {
    /// Reads what stands under each place.
    ///
    /// # Errors
    /// A sentence about the first that is wrong, or where no contract could store so much, whatever its deployment leaves.
    pub fn read(variables: &[StorageVariable], given: &Map<String, Json>) -> Result<Self, String> {
        let mut all = Vec::with_capacity(given.len());
        let mut names: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
        // As if nothing were there.
        let mut alone = State::default();
        for (name, json) in given {
            let read = storage_entries(variables, name, json).map_err(|error| {
                format!("`storage`, `{}`{}: {}.", shown(name), error.place, error.message)
            })?;
            for (key, value) in &read.entries {
                if let Some(other) = names.insert(key.clone(), name)
                    && other != name
                {
                    return Err(format!(
                        "`storage`, `{}` and `{}` are about the same entry; give it once.",
                        shown(other),
                        shown(name)
                    ));
                }
                for (what, bytes, most) in [
                    ("key", key.len(), MAX_STATE_KEY_BYTES),
                    ("value", value.len(), MAX_STATE_VALUE_BYTES),
                ] {
                    if bytes > most {
                        return Err(format!(
                            "`storage`, `{}`: the {what} of an entry has {bytes} bytes; at most {most} can be stored.",
                            shown(name)
                        ));
                    }
                }
                alone
                    .set(key, value)
                    .map_err(|_| format!("`storage` is {}.", too_much()))?;
            }
            all.push(read);
        }
        Ok(Self(all))
    }

    /// Puts it into `state`: first what was given as a whole, so that the order of the request means nothing.
    ///
    /// # Errors
    /// A sentence where it is more than a contract can store, together with what is in `state` and stays.
    pub fn put(&self, state: &mut State) -> Result<(), String> {
        for replaced in self.0.iter().filter_map(|given| given.replaces.as_ref()) {
            state.remove(replaced);
        }
        let entries = || self.0.iter().flat_map(|given| &given.entries);
        // What has to go makes room first: whether the rest fits does not depend on its order.
        for (key, value) in entries()
            .map(|(key, _)| (key, &[][..]))
            .chain(entries().map(|(key, value)| (key, &value[..])))
        {
            state.set(key, value).map_err(|_| {
                format!(
                    "`storage` is, together with what the deployment left and stays, {}.",
                    too_much()
                )
            })?;
        }
        Ok(())
    }
}

/// What a sentence says of too many or too large entries.
fn too_much() -> String {
    format!(
        "more than a contract can store: {MAX_STATE_ENTRIES} entries, and {MAX_STATE_TOTAL_BYTES} bytes of keys and values"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use serde_json::json;
    use twilight_abi::{IntType, Type};

    use super::*;

    /// Reads storage of a contract with `map<u64, bool>`.
    fn read(given: Json) -> Result<Initial, String> {
        let numbers = Type::Int(IntType::U64);
        let variables = [StorageVariable {
            name: "seen".to_owned(),
            value_type: Type::Map(numbers.into(), Type::Bool.into()),
        }];
        Initial::read(&variables, given.as_object().unwrap())
    }

    /// `count` entries of no variable, with one-byte keys and values of `bytes`.
    fn large(count: u8, bytes: usize) -> Json {
        let value = Json::from(format!("0x{}", "01".repeat(bytes)));
        let entries = (0..count).map(|key| (format!("0x{key:02x}"), value.clone()));
        Json::Object(entries.collect())
    }

    fn refusal(given: Json) -> String {
        read(given).err().unwrap()
    }

    #[test]
    fn entries_are_as_large_as_a_contract_can_store() {
        let key = |bytes: usize| json!({ format!("0x{}", "7a".repeat(bytes)): "0x01" });
        assert!(read(key(MAX_STATE_KEY_BYTES)).is_ok());
        assert_eq!(
            refusal(key(MAX_STATE_KEY_BYTES + 1)),
            format!(
                "`storage`, `0x{}..`: the key of an entry has 4097 bytes; at most 4096 can be stored.",
                "7a".repeat(39)
            )
        );
        assert!(read(large(1, MAX_STATE_VALUE_BYTES)).is_ok());
        assert_eq!(
            refusal(large(1, MAX_STATE_VALUE_BYTES + 1)),
            "`storage`, `0x00`: the value of an entry has 262145 bytes; at most 262144 can be stored."
        );
    }

    #[test]
    fn what_no_contract_can_store_is_refused_by_itself() {
        // 64 keys of one byte.
        let most = MAX_STATE_TOTAL_BYTES / 64 - 1;
        assert!(read(large(64, most)).is_ok());
        assert_eq!(refusal(large(65, most)), format!("`storage` is {}.", too_much()));
        let seen = |count: usize| json!({ "seen": (0..count).map(|n| json!([n, true])).collect::<Vec<_>>() });
        assert!(read(seen(MAX_STATE_ENTRIES)).is_ok());
        assert_eq!(
            refusal(seen(MAX_STATE_ENTRIES + 1)),
            format!("`storage` is {}.", too_much())
        );
    }

    #[test]
    fn what_the_deployment_left_counts_where_it_stays() {
        let mut state = State::default();
        for key in 0..64 {
            state
                .set(&[key], &vec![1; MAX_STATE_TOTAL_BYTES / 64 - 1])
                .unwrap();
        }
        let more = json!({ "0x6161": "0x01" });
        let message = read(more.clone()).unwrap().put(&mut state.clone()).unwrap_err();
        assert_eq!(
            message,
            format!(
                "`storage` is, together with what the deployment left and stays, {}.",
                too_much()
            )
        );
        // Names are read in the order of the request; what goes makes room for what comes before it.
        let mut exchange = more;
        exchange["0x00"] = Json::Null;
        read(exchange).unwrap().put(&mut state).unwrap();
        assert_eq!(state.get(b"aa"), Ok(Some(&[1][..])));
        assert_eq!(state.get(&[0]), Ok(None));
    }
}
