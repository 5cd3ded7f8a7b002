//! Reading a JSON object strictly: every field once, every value in its original text.
//!
//! `serde_json::Value` would silently keep the last of repeated fields and round large integers, so the
//! values stay raw text here and are read by what the schema expects of them. Nothing in this module
//! recurses, and no message quotes more than [`QUOTE_CHARS`] characters of the request.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::Problem;
use crate::json_syntax::explained;

/// Most fields an object may have; far more than the schema knows.
pub const MAX_FIELDS: usize = 64;

/// Most characters of a wrong value that a message repeats.
pub const QUOTE_CHARS: usize = 40;

/// An object's fields in order of appearance, repeated ones included.
pub struct Fields<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Fields<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry::<String, &RawValue>()? {
                    if fields.len() == MAX_FIELDS {
                        return Err(A::Error::custom(format!(
                            "more than {MAX_FIELDS} fields in one object"
                        )));
                    }
                    fields.push(entry);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// What a raw value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `{..}`
    Object,
    /// `[..]`
    Array,
    /// `".."`
    String,
    /// `12`, `-1.5e3`
    Number,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
}

/// The shape of `value`.
pub fn shape(value: &RawValue) -> Shape {
    match value.get().as_bytes().first() {
        Some(b'{') => Shape::Object,
        Some(b'[') => Shape::Array,
        Some(b'"') => Shape::String,
        Some(b't' | b'f') => Shape::Bool,
        Some(b'n') => Shape::Null,
        _ => Shape::Number,
    }
}

/// `value` as a message shows it: scalars shortened, the others by name.
pub fn shown(value: &RawValue) -> String {
    match shape(value) {
        Shape::Object => "an object".to_owned(),
        Shape::Array => "an array".to_owned(),
        Shape::String | Shape::Number | Shape::Bool | Shape::Null => shortened(value.get()),
    }
}

/// At most [`QUOTE_CHARS`] characters of `text`, without control characters: as `twilight_abi::json::cut` does for values
/// that only the sandbox can read; this crate knows nothing of Twilight.
pub fn shortened(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(QUOTE_CHARS)
        .map(|char| {
            if char.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                char
            }
        })
        .collect();
    if text.chars().nth(QUOTE_CHARS).is_some() {
        short.push_str("..");
    }
    short
}

/// Reads `body` as one JSON object.
///
/// # Errors
/// [`Problem::MalformedJson`] with the line and column.
pub fn read_object(body: &[u8]) -> Result<Fields<'_>, Problem> {
    let malformed = |detail: String| Problem::MalformedJson { detail };
    let text = std::str::from_utf8(body).map_err(|error| {
        malformed(format!(
            "The request body is not UTF-8: byte {} is invalid. Send JSON in UTF-8.",
            error.valid_up_to()
        ))
    })?;
    if text.trim().is_empty() {
        return Err(malformed(
            "The request body is empty. Send a JSON object with at least the field `code`.".to_owned(),
        ));
    }
    let value: &RawValue = serde_json::from_str(text).map_err(|error| syntax_problem(&error))?;
    if shape(value) != Shape::Object {
        return Err(malformed(format!(
            "The request body must be a JSON object with at least the field `code`; got {}.",
            shown(value)
        )));
    }
    serde_json::from_str(text).map_err(|error| syntax_problem(&error))
}

/// The text of a JSON string, or nothing where its escapes do not form Unicode text (lone surrogates).
pub fn text_of(value: &RawValue) -> Option<String> {
    serde_json::from_str(value.get()).ok()
}

/// Deepest nesting of a value that [`strict`] reads.
pub const MAX_VALUE_DEPTH: usize = 64;

/// A value in which no object has a field twice and no number has been rounded.
///
/// # Errors
/// The place within the value, as `[1].name`, and what is wrong there, without a full stop.
pub fn strict(value: &RawValue) -> Result<Value, (String, String)> {
    strict_at(value, 0)
}

fn strict_at(value: &RawValue, depth: usize) -> Result<Value, (String, String)> {
    let here = |message: String| (String::new(), message);
    if depth > MAX_VALUE_DEPTH {
        return Err(here(format!("is nested more than {MAX_VALUE_DEPTH} levels deep")));
    }
    let within = |step: String| move |(place, message): (String, String)| (format!("{step}{place}"), message);
    match shape(value) {
        Shape::Object => {
            let Ok(Fields(fields)) = serde_json::from_str::<Fields<'_>>(value.get()) else {
                return Err(here(format!(
                    "must be an object with at most {MAX_FIELDS} fields whose names are Unicode text"
                )));
            };
            let mut map = serde_json::Map::new();
            for (name, part) in fields {
                let step = format!(".{}", shortened(&name));
                let part = strict_at(part, depth + 1).map_err(within(step.clone()))?;
                if map.insert(name, part).is_some() {
                    return Err((step, "stands more than once; send it once".to_owned()));
                }
            }
            Ok(Value::Object(map))
        }
        Shape::Array => {
            let items = serde_json::from_str::<Vec<&RawValue>>(value.get()).unwrap_or_default();
            let read = |(at, item): (usize, &&RawValue)| {
                strict_at(item, depth + 1).map_err(within(format!("[{at}]")))
            };
            items.iter().enumerate().map(read).collect()
        }
        Shape::String => text_of(value)
            .map(Value::String)
            .ok_or_else(|| here("holds an escape such as \\ud800 that is no Unicode character".to_owned())),
        Shape::Number => match serde_json::from_str::<Value>(value.get()) {
            Ok(number) if number.is_u64() || number.is_i64() => Ok(number),
            _ => Err(here(format!(
                "is the number {}, which JSON readers round; write a whole number as a string in double quotes",
                shown(value)
            ))),
        },
        Shape::Bool => Ok(Value::Bool(value.get() == "true")),
        Shape::Null => Ok(Value::Null),
    }
}

fn syntax_problem(error: &serde_json::Error) -> Problem {
    // serde_json writes "<what> at line L column C"; its messages never quote the input.
    let message = error.to_string();
    let what = explained(message.split(" at line ").next().unwrap_or(&message));
    Problem::MalformedJson {
        detail: format!(
            "The request body is not valid JSON: {what}, at line {}, column {}.",
            error.line(),
            error.column()
        ),
    }
}
