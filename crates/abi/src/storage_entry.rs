//! Storage entries from the words of people: a place as [`StoragePlace::path`] writes it, and typed JSON as answers show it.
//!
//! The inverse of `storage_view`. Maps and vectors always have an entry for each of their own, so they can be given as a whole;
//! which structs and arrays have, the compiler decides, and nothing here guesses.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::form::{field_types, is_byte};
use crate::json::{JsonError, from_hex, from_json};
use crate::meta::StorageVariable;
use crate::storage_key::quoted_key;
use crate::storage_view::StoragePlace;
use crate::{EncodeError, IntType, StorageKey, Type, Value, encode};

/// What was given for one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenStorage {
    /// Entries that are not there any more, whatever was there before.
    pub replaces: Option<Replaced>,
    /// Keys and values; an empty value means that there is no such entry. No key stands there twice.
    pub entries: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Entries that make room for what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// They are below this key: it begins theirs, up to and with the colon.
    pub below: Vec<u8>,
    /// Of a vector whose length alone was given, the elements from here on; else everything.
    pub from: u64,
}

impl Replaced {
    /// Whether the entry under `key` is one of them.
    #[must_use]
    pub fn covers(&self, key: &[u8]) -> bool {
        let Some(rest) = key.strip_prefix(self.below.as_slice()) else {
            return false;
        };
        if self.from == 0 {
            return true;
        }
        // Keys of vectors go on with the element's number in decimal, and after it `.` or `:`.
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let index = rest
            .get(..digits)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        index
            .and_then(|index| index.parse::<u64>().ok())
            .is_some_and(|index| index >= self.from)
    }
}

/// The entries that `json` means at `name`: a place such as `polls[3].title`, or a key as `0x..`.
///
/// # Errors
/// See [`JsonError`].
pub fn storage_entries(
    variables: &[StorageVariable],
    name: &str,
    json: &Json,
) -> Result<GivenStorage, JsonError> {
    let raw = name.starts_with("0x");
    let key = if raw { from_hex(name) } else { key_of(name) };
    let place = key.as_ref().and_then(|key| StoragePlace::read(variables, key));
    let mut given = Given::default();
    match (key, place) {
        (Some(key), Some(place)) => {
            let below = [&key[..], b":"].concat();
            given.fill(StorageKey::from_bytes(key), &place.ty, json, "")?;
            let whole = matches!(&place.ty, Type::Map(..)) || is_spread_vector(&place.ty);
            let replaces = match json {
                _ if !whole => None,
                // Of its length alone it has as many elements, and those that are there stay.
                Json::Object(_) => Some(Replaced {
                    below,
                    from: length_of(json)?,
                }),
                _ => Some(Replaced { below, from: 0 }),
            };
            Ok(GivenStorage {
                replaces,
                entries: given.entries,
            })
        }
        // What is no variable's is bytes.
        (Some(key), None) if raw => {
            let bytes = match json {
                Json::Null => Some(Vec::new()),
                Json::String(text) => from_hex(text),
                _ => None,
            };
            let bytes = bytes.ok_or_else(|| {
                wrong(
                    "",
                    "expected null or bytes as \"0x..\", for the key is no variable's".to_owned(),
                )
            })?;
            Ok(GivenStorage {
                replaces: None,
                entries: vec![(key, bytes)],
            })
        }
        _ => {
            let names: Vec<&str> = variables.iter().map(|variable| variable.name.as_str()).collect();
            let known = match names.as_slice() {
                [] => "the contract has no storage variables".to_owned(),
                _ => format!("the variables are {}", names.join(", ")),
            };
            Err(wrong(
                "",
                format!(
                    "is no place in storage; {known}, and a place is written as `owners[3]`, `names[\"a\"]` or `polls[0].title`"
                ),
            ))
        }
    }
}

fn wrong(place: &str, message: String) -> JsonError {
    JsonError {
        place: place.to_owned(),
        message,
    }
}

/// The length of a vector that is given as `{"length": n}`.
fn length_of(json: &Json) -> Result<u64, JsonError> {
    let expected = || {
        wrong(
            "",
            "expected an array of the vector's elements, or {\"length\": n}".to_owned(),
        )
    };
    let length = json
        .as_object()
        .filter(|fields| fields.len() == 1)
        .and_then(|fields| fields.get("length"))
        .ok_or_else(expected)?;
    let read = from_json(&Type::Int(IntType::U64), length);
    match read.map_err(|error| wrong(&format!(".length{}", error.place), error.message))? {
        Value::Int { bits, .. } => u64::try_from(bits).map_err(|_| expected()),
        _ => Err(expected()),
    }
}

/// Vectors whose elements have entries of their own.
fn is_spread_vector(ty: &Type) -> bool {
    matches!(ty, Type::Vector(element) if !is_byte(element))
}

/// Whether the fields of such a struct have entries of their own in every program. A struct that holds itself does so
/// through a vector or a map.
fn has_spread_field(ty: &Type) -> bool {
    match ty {
        Type::Struct(of) => field_types(&of.fields).into_iter().any(|field| {
            matches!(field, Type::Map(..)) || is_spread_vector(field) || has_spread_field(field)
        }),
        _ => false,
    }
}

/// Entries as they are found.
#[derive(Default)]
struct Given {
    entries: Vec<(Vec<u8>, Vec<u8>)>,
    seen: BTreeSet<Vec<u8>>,
}

impl Given {
    fn put(&mut self, key: StorageKey, value: Vec<u8>, at: &str) -> Result<(), JsonError> {
        let key = key.into_bytes();
        if !self.seen.insert(key.clone()) {
            return Err(wrong(at, "stands more than once; give it once".to_owned()));
        }
        self.entries.push((key, value));
        Ok(())
    }

    /// Everything that `json`, found at `at` of what was given, means under `key`. As deep as the JSON is.
    fn fill(&mut self, key: StorageKey, ty: &Type, json: &Json, at: &str) -> Result<(), JsonError> {
        let within = |error: JsonError, step: &str| JsonError {
            place: format!("{at}{step}{}", error.place),
            message: error.message,
        };
        let encoded = |ty: &Type, value: &Value| {
            encode(ty, value).map_err(|error: EncodeError| wrong(at, format!("cannot be stored: {error}")))
        };
        match (ty, json) {
            (_, Json::Null) => self.put(key, Vec::new(), at),
            (Type::Map(key_type, inner), Json::Array(pairs)) => {
                for (number, pair) in pairs.iter().enumerate() {
                    let step = format!("{at}[{number}]");
                    let Some([name, value]) = pair.as_array().map(Vec::as_slice) else {
                        return Err(wrong(&step, "expected a pair [key, value]".to_owned()));
                    };
                    let name = from_json(key_type, name)
                        .map_err(|error| within(error, &format!("[{number}][0]")))?;
                    let entry = key
                        .clone()
                        .entry(key_type, &name)
                        .map_err(|error| wrong(&step, format!("cannot be a key: {error}")))?;
                    self.fill(entry, inner, value, &format!("{step}[1]"))?;
                }
                Ok(())
            }
            (Type::Map(..), _) => Err(wrong(
                at,
                "expected an array of [key, value] pairs for the map".to_owned(),
            )),
            (Type::Vector(element), Json::Array(items)) if is_spread_vector(ty) => {
                let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
                let value = encoded(&Type::Int(IntType::U64), &Value::u64(length))?;
                self.put(key.clone(), value, at)?;
                for (number, item) in items.iter().enumerate() {
                    let place = key.clone().element(u64::try_from(number).unwrap_or(u64::MAX));
                    self.fill(place, element, item, &format!("{at}[{number}]"))?;
                }
                Ok(())
            }
            (Type::Vector(_), _) if is_spread_vector(ty) => {
                let length = length_of(json).map_err(|error| within(error, ""))?;
                let value = encoded(&Type::Int(IntType::U64), &Value::u64(length))?;
                self.put(key, value, at)
            }
            (Type::Struct(_), _) if has_spread_field(ty) => {
                if *json != serde_json::json!({ "present": true }) {
                    return Err(wrong(
                        at,
                        "is a struct whose fields have entries of their own; give each of them, as `polls[0].title`, and here at most {\"present\": true}"
                            .to_owned(),
                    ));
                }
                let value = encoded(&Type::Bool, &Value::Bool(true))?;
                self.put(key, value, at)
            }
            _ => {
                let value = from_json(ty, json).map_err(|error| within(error, ""))?;
                let value = encoded(ty, &value)?;
                self.put(key, value, at)
            }
        }
    }
}

/// The key that a place written as `polls[3].votes["bob"]` has, whatever the variables are.
fn key_of(text: &str) -> Option<Vec<u8>> {
    let end = text.find(['[', '.']).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut key = name.as_bytes().to_vec();
    while !rest.is_empty() {
        if let Some(field) = rest.strip_prefix('.') {
            let end = field.find(['[', '.']).unwrap_or(field.len());
            let (name, after) = field.split_at(end);
            key.push(b'.');
            key.extend_from_slice(name.as_bytes());
            rest = after;
            continue;
        }
        let inside = rest.strip_prefix('[')?;
        key.push(b':');
        let after = match inside.strip_prefix('"') {
            Some(quoted) => {
                let (name, after) = unquoted(quoted)?;
                key.extend_from_slice(&quoted_key(&name));
                after
            }
            None => {
                let (written, _) = inside.split_once(']')?;
                key.extend_from_slice(written.to_ascii_lowercase().as_bytes());
                inside.get(written.len()..)?
            }
        };
        rest = after.strip_prefix(']')?;
    }
    Some(key)
}

/// A string as [`crate::quoted`] writes it, without the first quote, and what stands after the last.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut rest = text.chars();
    loop {
        match rest.next()? {
            '"' => return Some((out, rest.as_str())),
            '\\' => out.push(match rest.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                'u' => {
                    let (digits, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                    rest = after.chars();
                    char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                }
                other @ ('"' | '\\') => other,
                _ => return None,
            }),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::{StorageContent, StructType, VariantFields, hex};

    const U64: Type = Type::Int(IntType::U64);

    fn map(key: Type, value: Type) -> Type {
        Type::Map(Arc::new(key), Arc::new(value))
    }

    fn record(name: &str, fields: &[(&str, Type)]) -> Type {
        let fields = fields.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone()));
        Type::Struct(Arc::new(StructType {
            name: name.to_owned(),
            fields: VariantFields::Named(fields.collect()).into(),
        }))
    }

    fn variables() -> Vec<StorageVariable> {
        let poll = record(
            "Poll",
            &[("title", Type::String), ("votes", map(Type::String, U64))],
        );
        [
            ("count", U64),
            ("polls", Type::Vector(Arc::new(poll))),
            ("names", map(Type::String, Type::String)),
            ("owed", map(Type::Address, map(Type::Bool, U64))),
            ("blob", Type::bytes()),
            ("maybe", Type::Option(Arc::new(U64))),
            ("spot", record("Spot", &[("x", U64), ("present", Type::Bool)])),
            ("pairs", map(Type::Tuple([Type::Bool, Type::Bool].into()), U64)),
        ]
        .map(|(name, value_type)| StorageVariable {
            name: name.to_owned(),
            value_type,
        })
        .to_vec()
    }

    fn given(name: &str, json: Json) -> GivenStorage {
        storage_entries(&variables(), name, &json).unwrap()
    }

    /// Keys as text, and what they hold in the words of answers.
    fn shown(given: &GivenStorage) -> Vec<(String, String)> {
        let entry = |(key, value): &(Vec<u8>, Vec<u8>)| {
            let place = StoragePlace::read(&variables(), key).unwrap();
            let content = match place.content(value) {
                _ if value.is_empty() => "nothing".to_owned(),
                Some(StorageContent::Value(ty, value)) => crate::display(&ty, &value),
                Some(StorageContent::Length(length)) => format!("length {length}"),
                Some(StorageContent::Present) => "present".to_owned(),
                None => hex(value),
            };
            (String::from_utf8(key.clone()).unwrap(), content)
        };
        given.entries.iter().map(entry).collect()
    }

    fn one(name: &str, json: Json) -> (String, String) {
        let given = given(name, json);
        assert_eq!(given.replaces, None, "{name}");
        let [entry] = shown(&given).try_into().unwrap();
        entry
    }

    #[test]
    fn places_are_those_that_answers_show() {
        let address = format!("0x{}", "Ab".repeat(20));
        for (name, json, key, value) in [
            ("count".to_owned(), json!("7"), "count".to_owned(), "7"),
            ("count".to_owned(), json!(null), "count".to_owned(), "nothing"),
            ("maybe".to_owned(), json!(3), "maybe".to_owned(), "Some(3)"),
            ("blob".to_owned(), json!("0x0102"), "blob".to_owned(), "0x0102"),
            (
                "polls[3].title".to_owned(),
                json!("a"),
                "polls:3.title".to_owned(),
                "a",
            ),
            (
                "polls[3].votes[\"a\\\"]\\\\\\u{7}\"]".to_owned(),
                json!(1),
                "polls:3.votes:\"a\\\"]\\\\\u{7}\"".to_owned(),
                "1",
            ),
            (
                "polls[3]".to_owned(),
                json!({"present": true}),
                "polls:3".to_owned(),
                "present",
            ),
            (
                format!("owed[{address}][true]"),
                json!(1),
                format!("owed:{}:true", address.to_lowercase()),
                "1",
            ),
            (
                "spot".to_owned(),
                json!({"x": 1, "present": true}),
                "spot".to_owned(),
                "Spot { x: 1, present: true }",
            ),
            // Keys of other types have no form that people write.
            (
                hex(format!("pairs:0x{:064x}{:064x}", 1, 0).as_bytes()),
                json!(9),
                format!("pairs:0x{:064x}{:064x}", 1, 0),
                "9",
            ),
        ] {
            assert_eq!(one(&name, json), (key, value.to_owned()), "{name}");
        }
        // Every place that an answer shows is read back.
        for name in [
            "count",
            "polls[3].votes[\"\\n\\0\"]",
            "owed[0xabababababababababababababababababababab][false]",
        ] {
            let (key, _) = one(name, json!(1));
            assert_eq!(
                StoragePlace::read(&variables(), key.as_bytes()).unwrap().path(),
                name
            );
        }
    }

    #[test]
    fn maps_and_vectors_can_be_given_whole() {
        let owed = given(
            "owed",
            json!([[format!("0x{}", "00".repeat(20)), [[true, 1], [false, null]]]]),
        );
        let all_below = |below: &str| {
            Some(Replaced {
                below: below.as_bytes().to_vec(),
                from: 0,
            })
        };
        assert_eq!(owed.replaces, all_below("owed:"));
        let zero = format!("owed:0x{}", "00".repeat(20));
        assert_eq!(
            shown(&owed),
            [
                (format!("{zero}:true"), "1".to_owned()),
                (format!("{zero}:false"), "nothing".to_owned())
            ]
        );
        assert!(given("owed", json!([])).entries.is_empty());
        assert_eq!(
            shown(&given("polls", json!({"length": 2}))),
            [("polls".to_owned(), "length 2".to_owned())]
        );
        assert_eq!(
            shown(&given("polls", json!([{"present": true}]))),
            [
                ("polls".to_owned(), "length 1".to_owned()),
                ("polls:0".to_owned(), "present".to_owned())
            ]
        );
        let pairs = given("pairs", json!([[[true, false], 9]]));
        assert_eq!(
            shown(&pairs),
            [(format!("pairs:0x{:064x}{:064x}", 1, 0), "9".to_owned())]
        );
        let votes = given("polls[0].votes", json!([["a", 1]]));
        assert_eq!(votes.replaces, all_below("polls:0.votes:"));
        for name in ["owed", "polls"] {
            assert_eq!(given(name, json!([])).replaces, all_below(&format!("{name}:")));
            assert_eq!(given(name, json!(null)).replaces, all_below(&format!("{name}:")));
        }
    }

    #[test]
    fn a_length_alone_leaves_the_elements_that_it_counts() {
        let replaced = |json: Json| given("polls", json).replaces.unwrap();
        for (length, key, gone) in [
            (2, "polls", false),
            (2, "polls:1", false),
            (2, "polls:1.votes:\"9\"", false),
            (2, "polls:2", true),
            (2, "polls:2.title", true),
            (2, "polls:10.votes:\"0\"", true),
            (10, "polls:9", false),
            (10, "polls:10", true),
            (0, "polls:0", true),
            (0, "polls", false),
            (0, "pollster:7", false),
        ] {
            let replaced = replaced(json!({ "length": length }));
            assert_eq!(replaced.covers(key.as_bytes()), gone, "{length}: {key}");
        }
        // However long: no element is beyond.
        assert!(!replaced(json!({"length": "18446744073709551615"})).covers(b"polls:3"));
        assert!(replaced(json!([{"present": true}])).covers(b"polls:0"));
    }

    #[test]
    fn entries_of_no_variable_are_bytes() {
        let raw = storage_entries(&[], "0x6162", &json!("0x01")).unwrap();
        assert_eq!(raw.entries, [(b"ab".to_vec(), vec![1])]);
        assert_eq!(
            storage_entries(&[], "0x", &json!(null)).unwrap().entries,
            [(vec![], vec![])]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (name, json, place, part) in [
            ("nothing", json!(1), "", "the variables are count, polls"),
            ("count[1]", json!(1), "", "is no place in storage"),
            ("polls[1", json!(1), "", "is no place in storage"),
            ("polls[01].title", json!("a"), "", "is no place in storage"),
            ("names[\"a\\q\"]", json!("a"), "", "is no place in storage"),
            ("0x1", json!("0x01"), "", "is no place in storage"),
            ("0x01", json!(1), "", "expected null or bytes"),
            ("count", json!("x"), "", "expected"),
            ("count", json!(-1), "", "expected"),
            (
                "names",
                json!({"a": "b"}),
                "",
                "expected an array of [key, value] pairs",
            ),
            ("names", json!([["a"]]), "[0]", "expected a pair"),
            ("names", json!([["a", "b"], [1, "b"]]), "[1][0]", "expected"),
            ("names", json!([["a", 1]]), "[0][1]", "expected"),
            (
                "names",
                json!([["a", "b"], ["a", "c"]]),
                "[1][1]",
                "stands more than once",
            ),
            ("polls", json!(3), "", "{\"length\": n}"),
            ("polls", json!({"length": -1}), ".length", "expected"),
            (
                "polls",
                json!([{"title": "a", "votes": []}]),
                "[0]",
                "whose fields have entries",
            ),
            ("spot", json!({"present": true}), "", "x"),
        ] {
            let error = storage_entries(&variables(), name, &json).unwrap_err();
            assert_eq!(error.place, place, "{name}: {error}");
            assert!(error.message.contains(part), "{name}: {error}");
        }
        let error = storage_entries(&[], "count", &json!(1)).unwrap_err();
        assert!(error.message.contains("has no storage variables"), "{error}");
    }
}
