//! Reading a JSON object strictly: every field once, every value in its original text.
//!
//! `serde_json::Value` would silently keep the last of repeated fields and round large integers, so the
//! values stay raw text here and are read by what the schema expects of them. Nothing in this module
//! recurses, and no message quotes more than [`QUOTE_CHARS`] characters of the request.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::Problem;

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

/// At most [`QUOTE_CHARS`] characters of `text`, without control characters.
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
        short.push_str("...");
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

fn syntax_problem(error: &serde_json::Error) -> Problem {
    // serde_json writes "<what> at line L column C"; its syntax messages never quote the input.
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    Problem::MalformedJson {
        detail: format!(
            "The request body is not a valid JSON object: {what}, at line {}, column {}.",
            error.line(),
            error.column()
        ),
    }
}
