//! Values as typed JSON, both ways: what requests give as arguments, and what answers show of events, storage and
//! results. `docs/api.md` has the table.
//!
//! Reading is strict: one JSON value has one meaning under a type, and a mistake is named with its place and with
//! what was expected there. Numbers that JSON readers would round are refused.

use std::fmt;

use ruint::aliases::U256;
use serde_json::{Map, Value as Json};

use crate::display::{decimal, hex};
use crate::form::{field_types, is_byte};
use crate::value::canonical;
use crate::{ADDRESS_BYTES, BYTE_ELEMENT, EnumType, IntType, StructType, Type, Value, VariantFields};

/// Deepest nesting of types that is read or written. A level takes up to two of JSON, and JSON readers commonly stop at
/// 128.
const MAX_DEPTH: usize = 56;

/// Most characters of a wrong value that a message repeats.
const QUOTE_CHARS: usize = 40;

/// Why a JSON value is no value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where in the value, as one would write it: `[1].owner`; empty for the value itself.
    pub place: String,
    /// What was expected and what came; no full stop at the end.
    pub message: String,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for JsonError {}

/// The value as JSON. A part that does not fit its type, or is nested too deep, is null.
#[must_use]
pub fn to_json(ty: &Type, value: &Value) -> Json {
    write(ty, value, 0)
}

/// Reads a value of `ty`.
///
/// # Errors
/// See [`JsonError`].
pub fn from_json(ty: &Type, json: &Json) -> Result<Value, JsonError> {
    Reader { place: String::new() }.read(ty, json, 0)
}

/// Whether `null` means a value of the type, so that `Some` of it must be told apart.
fn nullable(ty: &Type) -> bool {
    matches!(ty, Type::Unit | Type::Option(_))
}

fn write(ty: &Type, value: &Value, depth: usize) -> Json {
    if depth > MAX_DEPTH {
        return Json::Null;
    }
    let depth = depth + 1;
    let all = |types: &[&Type], values: &[Value]| -> Json {
        types
            .iter()
            .zip(values)
            .map(|(ty, value)| write(ty, value, depth))
            .collect()
    };
    match (ty, value) {
        (Type::Bool, Value::Bool(value)) => Json::Bool(*value),
        (Type::Int(ty), Value::Int { bits, .. }) => Json::String(decimal(*ty, *bits)),
        (Type::String, Value::String(text)) => Json::String(text.clone()),
        (Type::Address, Value::Address(bytes)) => Json::String(hex(bytes)),
        (Type::Hash256, Value::Hash256(bytes)) => Json::String(hex(bytes)),
        (Type::FixedBytes(_), Value::Bytes(bytes)) => Json::String(hex(bytes)),
        (Type::Array(element, _) | Type::Vector(element), Value::Bytes(bytes)) if is_byte(element) => {
            Json::String(hex(bytes))
        }
        (Type::Array(element, _), Value::Array(values)) | (Type::Vector(element), Value::Vector(values)) => {
            values.iter().map(|value| write(element, value, depth)).collect()
        }
        (Type::Tuple(types), Value::Tuple(values)) => all(&types.iter().collect::<Vec<_>>(), values),
        (Type::Map(key, item), Value::Map(entries)) => entries
            .iter()
            .map(|(name, place)| Json::Array(vec![write(key, name, depth), write(item, place, depth)]))
            .collect(),
        (Type::Option(inner), Value::Option(Some(value))) => {
            let shown = write(inner, value, depth);
            if nullable(inner) {
                tagged("Some", shown)
            } else {
                shown
            }
        }
        (Type::Result(ok, err), Value::Result(result)) => match result {
            Ok(value) => tagged("Ok", write(ok, value, depth)),
            Err(value) => tagged("Err", write(err, value, depth)),
        },
        (Type::Struct(ty), Value::Struct(values)) => {
            if let (BYTE_ELEMENT, [of], [value]) =
                (ty.name.as_str(), &*field_types(&ty.fields), values.as_slice())
            {
                return write(of, value, depth);
            }
            fields(&ty.fields, values, depth)
        }
        (
            Type::Enum(ty),
            Value::Enum {
                variant,
                fields: values,
            },
        ) => match ty.variants.get(*variant as usize) {
            Some(variant) if variant.fields == VariantFields::Unit => Json::String(variant.name.clone()),
            Some(variant) => tagged(&variant.name, fields(&variant.fields, values, depth)),
            None => Json::Null,
        },
        _ => Json::Null,
    }
}

fn tagged(name: &str, value: Json) -> Json {
    Json::Object(Map::from_iter([(name.to_owned(), value)]))
}

fn fields(fields: &VariantFields, values: &[Value], depth: usize) -> Json {
    match fields {
        VariantFields::Unit => Json::Object(Map::new()),
        VariantFields::Tuple(types) => types
            .iter()
            .zip(values)
            .map(|(ty, value)| write(ty, value, depth))
            .collect(),
        VariantFields::Named(fields) => fields
            .iter()
            .zip(values)
            .map(|((name, ty), value)| (name.clone(), write(ty, value, depth)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

/// Reads with the place in hand.
struct Reader {
    place: String,
}

impl Reader {
    fn wrong<T>(&self, message: String) -> Result<T, JsonError> {
        Err(JsonError {
            place: self.place.clone(),
            message,
        })
    }

    fn expected<T>(&self, what: &str, json: &Json) -> Result<T, JsonError> {
        self.wrong(format!("expected {what}; got {}", shown(json)))
    }

    /// Reads a part with `step` added to the place.
    fn within<T>(
        &mut self,
        step: &str,
        read: impl FnOnce(&mut Self) -> Result<T, JsonError>,
    ) -> Result<T, JsonError> {
        let length = self.place.len();
        self.place.push_str(step);
        let done = read(self)?;
        self.place.truncate(length);
        Ok(done)
    }

    fn read(&mut self, ty: &Type, json: &Json, depth: usize) -> Result<Value, JsonError> {
        if depth > MAX_DEPTH {
            return self.wrong(format!("values may be nested {MAX_DEPTH} levels deep"));
        }
        let depth = depth + 1;
        Ok(match ty {
            Type::Unit => match json {
                Json::Null => Value::Unit,
                _ => return self.expected("null, the only value of `()`", json),
            },
            Type::Bool => match json {
                Json::Bool(value) => Value::Bool(*value),
                _ => return self.expected("true or false", json),
            },
            Type::Int(ty) => self.integer(*ty, json)?,
            Type::String => match json {
                Json::String(text) => Value::String(text.clone()),
                _ => return self.expected("a string", json),
            },
            Type::Address => {
                let bytes = self.bytes(json, Some(ADDRESS_BYTES), "an address")?;
                Value::Address(bytes.try_into().unwrap_or([0; ADDRESS_BYTES]))
            }
            Type::Hash256 => {
                let bytes = self.bytes(json, Some(32), "a hash")?;
                Value::Hash256(bytes.try_into().unwrap_or([0; 32]))
            }
            Type::FixedBytes(count) => {
                Value::Bytes(self.bytes(json, Some(usize::from(*count)), &format!("`{ty}`"))?)
            }
            Type::Array(element, count) if is_byte(element) => {
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                Value::Bytes(self.bytes(json, Some(count), &format!("`{ty}`"))?)
            }
            Type::Vector(element) if is_byte(element) => Value::Bytes(self.bytes(json, None, "bytes")?),
            Type::Array(element, count) => {
                let items = self.items(json, Some(*count), &format!("`{ty}`"))?;
                Value::Array(self.list(element, items, depth)?)
            }
            Type::Vector(element) => {
                let items = self.items(json, None, &format!("`{ty}`"))?;
                Value::Vector(self.list(element, items, depth)?)
            }
            Type::Tuple(types) => {
                let items = self.items(json, Some(types.len() as u64), &format!("`{ty}`"))?;
                Value::Tuple(self.each(types.iter(), items, depth)?)
            }
            Type::Map(key, item) => {
                let mut entries: Vec<(Value, Value)> = Vec::new();
                let mut seen = std::collections::BTreeSet::new();
                let pairs = self.items(json, None, "an array of [key, value] pairs")?;
                for (at, pair) in pairs.iter().enumerate() {
                    let entry = self.within(&format!("[{at}]"), |this| {
                        let pair = this.items(pair, Some(2), "a [key, value] pair")?;
                        let mut both = this.each([&**key, &**item].into_iter(), pair, depth)?;
                        let item = both.pop().unwrap_or(Value::Unit);
                        let name = both.pop().unwrap_or(Value::Unit);
                        if !seen.insert(name.clone()) {
                            return this.wrong("this key stands in the map already".to_owned());
                        }
                        Ok((name, item))
                    })?;
                    entries.push(entry);
                }
                Value::Map(entries)
            }
            Type::Option(inner) => match json {
                Json::Null => Value::none(),
                _ if nullable(inner) => {
                    let (name, part) = self.tag(json, &["Some"], "null or {\"Some\": ..}")?;
                    Value::some(self.within(&format!(".{name}"), |this| this.read(inner, part, depth))?)
                }
                _ => Value::some(self.read(inner, json, depth)?),
            },
            Type::Result(ok, err) => {
                let (name, part) = self.tag(json, &["Ok", "Err"], "{\"Ok\": ..} or {\"Err\": ..}")?;
                let inner = if name == "Ok" { ok } else { err };
                let value = self.within(&format!(".{name}"), |this| this.read(inner, part, depth))?;
                if name == "Ok" {
                    Value::ok(value)
                } else {
                    Value::err(value)
                }
            }
            Type::Struct(definition) => self.structure(definition, ty, json, depth)?,
            Type::Enum(definition) => self.enumeration(definition, json, depth)?,
            Type::Reference(_) => return self.wrong("a value of this type cannot be given".to_owned()),
        })
    }

    fn structure(
        &mut self,
        definition: &StructType,
        ty: &Type,
        json: &Json,
        depth: usize,
    ) -> Result<Value, JsonError> {
        if definition.name == BYTE_ELEMENT
            && let [of] = &*field_types(&definition.fields)
        {
            return Ok(Value::Struct(vec![self.read(of, json, depth)?]));
        }
        Ok(Value::Struct(self.fields(
            &definition.fields,
            &format!("`{ty}`"),
            json,
            depth,
        )?))
    }

    fn enumeration(&mut self, definition: &EnumType, json: &Json, depth: usize) -> Result<Value, JsonError> {
        let names: Vec<&str> = definition
            .variants
            .iter()
            .map(|variant| variant.name.as_str())
            .collect();
        let (name, payload) = match json {
            Json::String(name) => (name.as_str(), None),
            Json::Object(map) if map.len() == 1 => match map.iter().next() {
                Some((name, payload)) => (name.as_str(), Some(payload)),
                None => return self.expected("a variant", json),
            },
            _ => {
                return self.expected(
                    &format!(
                        "a variant of `{}`: its name, or {{\"name\": payload}}",
                        definition.name
                    ),
                    json,
                );
            }
        };
        // `Color::Red` as source writes it.
        let name = name.rsplit("::").next().unwrap_or(name);
        let Some(at) = names.iter().position(|known| *known == name) else {
            let listed: Vec<&str> = names.iter().take(20).copied().collect();
            return self.wrong(format!(
                "`{}` has no variant `{}`; it has {}",
                definition.name,
                cut(name, QUOTE_CHARS),
                listed.join(", ")
            ));
        };
        let Some(variant) = definition.variants.get(at) else {
            return self.expected("a variant", json);
        };
        let variant_index = u32::try_from(at).unwrap_or(u32::MAX);
        let fields = match (&variant.fields, payload) {
            (VariantFields::Unit, None) => Vec::new(),
            (VariantFields::Unit, Some(_)) => {
                return self.wrong(format!("the variant `{name}` has no payload; write \"{name}\""));
            }
            (_, None) => {
                return self.wrong(format!(
                    "the variant `{name}` has a payload; write {{\"{name}\": ..}}"
                ));
            }
            (fields, Some(payload)) => self.within(&format!(".{name}"), |this| {
                this.fields(fields, &format!("the payload of `{name}`"), payload, depth)
            })?,
        };
        Ok(Value::Enum {
            variant: variant_index,
            fields,
        })
    }

    /// Fields by name or, for those without names, in an array.
    fn fields(
        &mut self,
        fields: &VariantFields,
        what: &str,
        json: &Json,
        depth: usize,
    ) -> Result<Vec<Value>, JsonError> {
        match fields {
            VariantFields::Unit => match json {
                Json::Object(map) if map.is_empty() => Ok(Vec::new()),
                _ => self.expected(&format!("{what}: an empty object"), json),
            },
            VariantFields::Tuple(types) => {
                let items = self.items(json, Some(types.len() as u64), what)?;
                self.each(types.iter(), items, depth)
            }
            VariantFields::Named(fields) => {
                let Json::Object(map) = json else {
                    return self.expected(&format!("{what}: an object with its fields"), json);
                };
                if let Some(unknown) = map.keys().find(|key| fields.iter().all(|(name, _)| name != *key)) {
                    return self.wrong(format!("{what} has no field `{}`", cut(unknown, QUOTE_CHARS)));
                }
                fields
                    .iter()
                    .map(|(name, ty)| match map.get(name) {
                        Some(part) => self.within(&format!(".{name}"), |this| this.read(ty, part, depth)),
                        None => self.wrong(format!("the field `{name}` of {what} is missing")),
                    })
                    .collect()
            }
        }
    }

    /// The only member of an object, which has one of `names`.
    fn tag<'j>(
        &self,
        json: &'j Json,
        names: &[&'static str],
        what: &str,
    ) -> Result<(&'static str, &'j Json), JsonError> {
        if let Json::Object(map) = json
            && let (Some((key, part)), 1) = (map.iter().next(), map.len())
            && let Some(name) = names.iter().find(|name| **name == key)
        {
            return Ok((*name, part));
        }
        self.expected(what, json)
    }

    fn items<'j>(&self, json: &'j Json, count: Option<u64>, what: &str) -> Result<&'j [Json], JsonError> {
        let Json::Array(items) = json else {
            return self.expected(&format!("{what}: an array"), json);
        };
        match count {
            Some(count) if items.len() as u64 != count => self.wrong(format!(
                "expected {what}: an array of {count} values; got {}",
                items.len()
            )),
            _ => Ok(items),
        }
    }

    fn list(&mut self, element: &Type, items: &[Json], depth: usize) -> Result<Vec<Value>, JsonError> {
        self.each(std::iter::repeat_n(element, items.len()), items, depth)
    }

    fn each<'t>(
        &mut self,
        types: impl Iterator<Item = &'t Type>,
        items: &[Json],
        depth: usize,
    ) -> Result<Vec<Value>, JsonError> {
        types
            .zip(items)
            .enumerate()
            .map(|(at, (ty, item))| self.within(&format!("[{at}]"), |this| this.read(ty, item, depth)))
            .collect()
    }

    fn integer(&self, ty: IntType, json: &Json) -> Result<Value, JsonError> {
        let text = match json {
            Json::String(text) => text.clone(),
            // A number that does not fit 64 bits, or has a fraction, has been rounded already.
            Json::Number(number) if number.is_u64() || number.is_i64() => number.to_string(),
            _ => String::new(),
        };
        let bits = parse_integer(&text).filter(|(negative, bits)| fits(ty, *negative, *bits));
        let Some((negative, bits)) = bits else {
            let (low, high) = range(ty);
            return self.expected(
                &format!(
                    "`{}`, a whole number from {low} to {high} (beyond 64 bits as a string)",
                    ty.name()
                ),
                json,
            );
        };
        Ok(Value::int(ty, if negative { bits.wrapping_neg() } else { bits }))
    }

    fn bytes(&self, json: &Json, count: Option<usize>, what: &str) -> Result<Vec<u8>, JsonError> {
        let parsed = match json {
            Json::String(text) => from_hex(text),
            _ => None,
        };
        match (parsed, count) {
            (Some(bytes), None) => Ok(bytes),
            (Some(bytes), Some(count)) if bytes.len() == count => Ok(bytes),
            (_, None) => self.expected(
                &format!("{what}: 0x and an even number of hexadecimal digits"),
                json,
            ),
            (_, Some(count)) => self.expected(
                &format!("{what}: 0x and {} hexadecimal digits", count.saturating_mul(2)),
                json,
            ),
        }
    }
}

/// Sign and magnitude of a decimal or `0x` number.
fn parse_integer(text: &str) -> Option<(bool, U256)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (digits, radix) = match digits.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let good = !digits.is_empty() && digits.bytes().all(|byte| char::from(byte).is_digit(radix));
    let bits = good
        .then(|| U256::from_str_radix(digits, u64::from(radix)).ok())
        .flatten()?;
    Some((negative, bits))
}

/// Whether a number is one of the type's.
fn fits(ty: IntType, negative: bool, magnitude: U256) -> bool {
    let bits = if negative {
        magnitude.wrapping_neg()
    } else {
        magnitude
    };
    let same = canonical(ty, bits) == bits;
    // In 256 bits a sign and its absence look alike.
    same && (magnitude.is_zero() || negative == (ty.signed && bits.bit(255)))
}

fn range(ty: IntType) -> (String, String) {
    let width = usize::from(ty.bits);
    if ty.signed {
        let half = U256::from(1) << (width - 1);
        (format!("-{half}"), (half - U256::from(1)).to_string())
    } else {
        let most = if width >= 256 {
            U256::MAX
        } else {
            (U256::from(1) << width) - U256::from(1)
        };
        ("0".to_owned(), most.to_string())
    }
}

/// The bytes of `0x` and an even number of digits.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x")?.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|pair| {
            let digit = |at: usize| pair.get(at).and_then(|byte| char::from(*byte).to_digit(16));
            u8::try_from(digit(0)? << 4 | digit(1)?).ok()
        })
        .collect()
}

/// A wrong value as a message shows it.
fn shown(json: &Json) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Array(items) => format!("an array of {}", items.len()),
        Json::Object(_) => "an object".to_owned(),
        Json::String(text) => format!("\"{}\"", cut(text, QUOTE_CHARS)),
        Json::Bool(_) | Json::Number(_) => cut(&json.to_string(), QUOTE_CHARS),
    }
}

/// At most `most` characters of what somebody sent, as a message repeats it: without control characters, and with `..`
/// where it was longer.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    let mut short: String = text
        .chars()
        .take(most)
        .map(|char| {
            if char.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                char
            }
        })
        .collect();
    if text.chars().nth(most).is_some() {
        short.push_str("..");
    }
    short
}
