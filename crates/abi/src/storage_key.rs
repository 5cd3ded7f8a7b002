//! State keys: injective and readable (DECISION C9, `docs/wasm-abi.md`).

use crate::display::{decimal, hex};
use crate::{EncodeError, Type, Value, encode};

/// A place in a contract's storage, from the variable's name inward.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StorageKey(Vec<u8>);

impl StorageKey {
    /// The key of a variable: its name.
    #[must_use]
    pub fn variable(name: &str) -> Self {
        Self(name.as_bytes().to_vec())
    }

    /// A key that is known already.
    pub(crate) const fn from_bytes(key: Vec<u8>) -> Self {
        Self(key)
    }

    /// The value under a map's key: `:` and the encoded key.
    ///
    /// # Errors
    /// When `key` is not a `ty`, see [`EncodeError`].
    pub fn entry(mut self, ty: &Type, key: &Value) -> Result<Self, EncodeError> {
        self.0.push(b':');
        self.0.extend_from_slice(&map_key(ty, key)?);
        Ok(self)
    }

    /// A vector's element: `:` and its index.
    #[must_use]
    pub fn element(mut self, index: u64) -> Self {
        self.0.extend_from_slice(format!(":{index}").as_bytes());
        self
    }

    /// A field of a struct that holds a map or vector somewhere inside: `.` and its name.
    #[must_use]
    pub fn field(mut self, name: &str) -> Self {
        self.0.push(b'.');
        self.0.extend_from_slice(name.as_bytes());
        self
    }

    /// The key's bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// A map's key as it stands in state keys.
fn map_key(ty: &Type, key: &Value) -> Result<Vec<u8>, EncodeError> {
    Ok(match (ty, key) {
        (Type::Int(ty), Value::Int { ty: have, bits }) if ty == have => decimal(*ty, *bits).into_bytes(),
        (Type::Bool, Value::Bool(value)) => value.to_string().into_bytes(),
        (Type::Address, Value::Address(bytes)) => hex(bytes).into_bytes(),
        (Type::Hash256, Value::Hash256(bytes)) => hex(bytes).into_bytes(),
        (Type::FixedBytes(count), Value::Bytes(bytes)) if bytes.len() == usize::from(*count) => {
            hex(bytes).into_bytes()
        }
        (Type::String, Value::String(text)) => quoted_key(text),
        _ => hex(&encode(ty, key)?).into_bytes(),
    })
}

/// A string as a map's key: in double quotes, with `\` before `"` and `\`.
pub(crate) fn quoted_key(text: &str) -> Vec<u8> {
    let mut out = vec![b'"'];
    for byte in text.bytes() {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b'"');
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use ruint::aliases::U256;

    use super::*;
    use crate::IntType;

    #[test]
    fn keys_are_those_of_the_document() {
        let i256 = IntType {
            signed: true,
            bits: 256,
        };
        let cases = [
            (Type::Int(IntType::U64), Value::u64(7), "7".to_owned()),
            (Type::Int(i256), Value::int(i256, U256::MAX), "-1".to_owned()),
            (Type::Bool, Value::Bool(true), "true".to_owned()),
            (
                Type::Address,
                Value::Address([0xab; 20]),
                format!("0x{}", "ab".repeat(20)),
            ),
            (
                Type::Hash256,
                Value::Hash256([0xcd; 32]),
                format!("0x{}", "cd".repeat(32)),
            ),
            (
                Type::String,
                Value::string("a\"b\\:"),
                "\"a\\\"b\\\\:\"".to_owned(),
            ),
            (
                Type::Tuple([Type::Bool, Type::Int(IntType::U8)].into()),
                Value::Tuple(vec![Value::Bool(true), Value::unsigned(IntType::U8, 2)]),
                format!("0x{:064x}{:064x}", 1, 2),
            ),
        ];
        for (ty, key, expected) in cases {
            let place = StorageKey::variable("balances").entry(&ty, &key).unwrap();
            assert_eq!(
                String::from_utf8(place.into_bytes()).unwrap(),
                format!("balances:{expected}")
            );
        }
        let nested = StorageKey::variable("polls")
            .element(3)
            .field("votes")
            .entry(&Type::Bool, &Value::Bool(false));
        assert_eq!(nested.unwrap().into_bytes(), b"polls:3.votes:false");
        assert!(
            StorageKey::variable("m")
                .entry(&Type::Bool, &Value::Unit)
                .is_err()
        );
    }
}
