//! From the key of a storage entry back to the place that it stands for (DECISION C9, `docs/wasm-abi.md`).
//!
//! Keys come from programs, which may write what they like: whatever is no place of a variable is told so, and
//! nothing here believes more than it has read.

use ruint::aliases::U256;

use crate::decode::decode;
use crate::display::decimal;
use crate::form::is_byte;
use crate::json::from_hex;
use crate::meta::StorageVariable;
use crate::{ADDRESS_BYTES, IntType, Type, Value, VariantFields, display};

/// Steps of one place at most; more than any type is deep.
const MAX_STEPS: usize = 256;

/// A place in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoragePlace {
    /// The variable's name.
    pub variable: String,
    /// From the variable inward.
    pub steps: Vec<StorageStep>,
    /// The type at the end of the steps.
    pub ty: Type,
}

/// One step inward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageStep {
    /// The entry of a map under a key of that type.
    Key(Type, Value),
    /// An element of a vector or array.
    Index(u64),
    /// A field of a struct.
    Field(String),
}

/// What an entry holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageContent {
    /// A value of that type.
    Value(Type, Value),
    /// A vector's length; its elements have entries of their own.
    Length(u64),
    /// The presence of a struct; its fields have entries of their own.
    Present,
}

impl StoragePlace {
    /// The place that `key` stands for among `variables`.
    #[must_use]
    pub fn read(variables: &[StorageVariable], key: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(key).ok()?;
        let end = text.find([':', '.']).unwrap_or(text.len());
        let (name, mut rest) = text.split_at(end);
        let variable = variables.iter().find(|variable| variable.name == name)?;
        let mut place = Self {
            variable: name.to_owned(),
            steps: Vec::new(),
            ty: variable.value_type.clone(),
        };
        while !rest.is_empty() {
            if place.steps.len() == MAX_STEPS {
                return None;
            }
            rest = place.step(rest)?;
        }
        Some(place)
    }

    /// Takes one step off `rest`; what is left of it.
    fn step<'k>(&mut self, rest: &'k str) -> Option<&'k str> {
        match self.ty.clone() {
            Type::Map(key_type, inner) => {
                let (key, rest) = map_key(&key_type, rest.strip_prefix(':')?)?;
                self.steps.push(StorageStep::Key((*key_type).clone(), key));
                self.ty = (*inner).clone();
                Some(rest)
            }
            Type::Vector(inner) | Type::Array(inner, _) => {
                let (digits, rest) = digits(rest.strip_prefix(':')?);
                self.steps.push(StorageStep::Index(number(digits)?));
                self.ty = (*inner).clone();
                Some(rest)
            }
            Type::Struct(definition) => {
                let rest = rest.strip_prefix('.')?;
                let (name, rest) = rest.split_at(rest.find([':', '.']).unwrap_or(rest.len()));
                let field = match &*definition.fields {
                    VariantFields::Unit => None,
                    VariantFields::Tuple(types) => types.get(usize::try_from(number(name)?).ok()?),
                    VariantFields::Named(fields) => {
                        fields.iter().find(|(known, _)| known == name).map(|(_, ty)| ty)
                    }
                };
                self.ty = field?.clone();
                self.steps.push(StorageStep::Field(name.to_owned()));
                Some(rest)
            }
            _ => None,
        }
    }

    /// What the bytes of the entry mean.
    #[must_use]
    pub fn content(&self, bytes: &[u8]) -> Option<StorageContent> {
        let is_list = matches!(&self.ty, Type::Vector(element) if !is_byte(element));
        if !is_list && let Ok(value) = decode(&self.ty, bytes) {
            return Some(StorageContent::Value(self.ty.clone(), value));
        }
        match &self.ty {
            Type::Vector(_) => match decode(&Type::Int(IntType::U64), bytes).ok()? {
                Value::Int { bits, .. } => u64::try_from(bits).ok().map(StorageContent::Length),
                _ => None,
            },
            Type::Struct(_) => {
                (decode(&Type::Bool, bytes).ok()? == Value::Bool(true)).then_some(StorageContent::Present)
            }
            _ => None,
        }
    }

    /// The place as source would write it: `polls[3].votes[0xab..]`.
    #[must_use]
    pub fn path(&self) -> String {
        self.steps
            .iter()
            .fold(self.variable.clone(), |path, step| match step {
                StorageStep::Key(Type::String, Value::String(text)) => {
                    format!("{path}[{}]", crate::quoted(text))
                }
                StorageStep::Key(ty, key) => format!("{path}[{}]", display(ty, key)),
                StorageStep::Index(index) => format!("{path}[{index}]"),
                StorageStep::Field(name) => format!("{path}.{name}"),
            })
    }
}

/// The leading decimal digits of `text`, and the rest.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(
        text.find(|char: char| !char.is_ascii_digit())
            .unwrap_or(text.len()),
    )
}

/// A number in its one decimal form.
fn number(digits: &str) -> Option<u64> {
    let number: u64 = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}

/// A map's key at the beginning of `text`, and the rest.
fn map_key<'k>(ty: &Type, text: &'k str) -> Option<(Value, &'k str)> {
    match ty {
        Type::Int(ty) => {
            let unsigned = text.strip_prefix('-').unwrap_or(text);
            let (magnitude, rest) = digits(unsigned);
            let written = text.get(..text.len() - rest.len())?;
            let bits = U256::from_str_radix(magnitude, 10).ok()?;
            let bits = if unsigned.len() < text.len() {
                bits.wrapping_neg()
            } else {
                bits
            };
            let value = Value::int(*ty, bits);
            let Value::Int { bits, .. } = value else {
                return None;
            };
            // Only the one form of a number is a key.
            (decimal(*ty, bits) == written).then_some((value, rest))
        }
        Type::Bool => ["true", "false"].into_iter().find_map(|name| {
            let rest = text.strip_prefix(name)?;
            Some((Value::Bool(name == "true"), rest))
        }),
        Type::String => quoted_key(text),
        _ => {
            let end = text
                .strip_prefix("0x")?
                .find(|char: char| !char.is_ascii_hexdigit())
                .map_or(text.len(), |at| at + 2);
            let (written, rest) = text.split_at(end);
            let bytes = from_hex(written)?;
            let value = match ty {
                Type::Address => Value::Address(<[u8; ADDRESS_BYTES]>::try_from(bytes).ok()?),
                Type::Hash256 => Value::Hash256(<[u8; 32]>::try_from(bytes).ok()?),
                Type::FixedBytes(count) if bytes.len() == usize::from(*count) => Value::Bytes(bytes),
                Type::FixedBytes(_) => return None,
                _ => decode(ty, &bytes).ok()?,
            };
            Some((value, rest))
        }
    }
}

/// A string in double quotes, with `\` before `"` and `\`.
fn quoted_key(text: &str) -> Option<(Value, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut key = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((Value::String(key), inside.get(at + 1..)?)),
            '\\' => key.push(chars.next()?.1),
            other => key.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::sync::Arc;

    use super::*;
    use crate::{StorageKey, StructType, encode};

    fn map(key: Type, value: Type) -> Type {
        Type::Map(Arc::new(key), Arc::new(value))
    }

    fn variables() -> Vec<StorageVariable> {
        let poll = Type::Struct(Arc::new(StructType {
            name: "Poll".to_owned(),
            fields: VariantFields::Named(vec![
                ("title".to_owned(), Type::String),
                ("votes".to_owned(), map(Type::String, Type::Int(IntType::U64))),
            ])
            .into(),
        }));
        let i256 = Type::Int(IntType {
            signed: true,
            bits: 256,
        });
        [
            ("count", Type::Int(IntType::U64)),
            ("polls", Type::Vector(Arc::new(poll))),
            ("names", map(Type::String, Type::String)),
            ("owed", map(Type::Address, map(i256, Type::Bool))),
            ("grid", Type::Array(Arc::new(Type::Int(IntType::U64)), 3)),
            ("blob", Type::bytes()),
            (
                "pairs",
                map(Type::Tuple([Type::Bool, Type::Bool].into()), Type::Bool),
            ),
        ]
        .map(|(name, value_type)| StorageVariable {
            name: name.to_owned(),
            value_type,
        })
        .to_vec()
    }

    #[test]
    fn keys_that_the_compiler_makes_are_read_back() {
        let poll = StorageKey::variable("polls").element(3);
        let key = |ty: &Type, value: &Value, on: StorageKey| on.entry(ty, value).unwrap();
        let i256 = IntType {
            signed: true,
            bits: 256,
        };
        let owed = key(
            &Type::Address,
            &Value::Address([0xab; 20]),
            StorageKey::variable("owed"),
        );
        let pair = Type::Tuple([Type::Bool, Type::Bool].into());
        let both = Value::Tuple(vec![Value::Bool(true), Value::Bool(false)]);
        for (key, path) in [
            (StorageKey::variable("count"), "count".to_owned()),
            (StorageKey::variable("polls"), "polls".to_owned()),
            (poll.clone(), "polls[3]".to_owned()),
            (poll.clone().field("title"), "polls[3].title".to_owned()),
            (
                key(&Type::String, &Value::string("a\"b\\:.[é"), poll.field("votes")),
                "polls[3].votes[\"a\\\"b\\\\:.[é\"]".to_owned(),
            ),
            (
                key(&Type::String, &Value::string(""), StorageKey::variable("names")),
                "names[\"\"]".to_owned(),
            ),
            (
                key(&Type::Int(i256), &Value::signed(i256, -5), owed),
                format!("owed[0x{}][-5]", "ab".repeat(20)),
            ),
            (StorageKey::variable("grid").element(2), "grid[2]".to_owned()),
            (
                key(&pair, &both, StorageKey::variable("pairs")),
                "pairs[(true, false)]".to_owned(),
            ),
        ] {
            let place = StoragePlace::read(&variables(), &key.into_bytes()).unwrap();
            assert_eq!(place.path(), path);
        }
    }

    #[test]
    fn what_is_no_place_is_told() {
        for key in [
            &b""[..],
            b"nothing",
            b"count:1",
            b"count.",
            b"polls:03",
            b"polls:3.none",
            b"polls:-1",
            b"polls:99999999999999999999",
            b"names:a",
            b"names:\"a",
            b"names:\"a\\",
            b"names:\"a\"x",
            b"owed:0xAB",
            b"owed:0xabcd",
            b"pairs:0x00",
            b"\xff",
        ] {
            assert_eq!(
                StoragePlace::read(&variables(), key),
                None,
                "{}",
                String::from_utf8_lossy(key)
            );
        }
    }

    #[test]
    fn contents_are_values_lengths_and_presence() {
        let at = |key: &[u8]| StoragePlace::read(&variables(), key).unwrap();
        let u64 = Type::Int(IntType::U64);
        let seven = encode(&u64, &Value::u64(7)).unwrap();
        assert_eq!(
            at(b"count").content(&seven),
            Some(StorageContent::Value(u64, Value::u64(7)))
        );
        assert_eq!(at(b"polls").content(&seven), Some(StorageContent::Length(7)));
        let yes = encode(&Type::Bool, &Value::Bool(true)).unwrap();
        assert_eq!(at(b"polls:3").content(&yes), Some(StorageContent::Present));
        assert_eq!(at(b"polls:3").content(&seven), None);
        assert_eq!(at(b"count").content(&[1, 2]), None);
        let blob = encode(&Type::bytes(), &Value::Bytes(vec![1])).unwrap();
        assert_eq!(
            at(b"blob").content(&blob),
            Some(StorageContent::Value(Type::bytes(), Value::Bytes(vec![1])))
        );
    }
}
