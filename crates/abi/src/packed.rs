//! Solidity's packed encoding (`abi.encodePacked`), which nothing can decode.

use std::ops::Range;

use crate::encode::{EncodeError, Node, lower, write_in_place};
use crate::form::is_fixed_bytes;
use crate::{ADDRESS_BYTES, Type, Value};

/// The bytes of a type's word that its packed encoding keeps; `None` for types that are more than one word, or whose
/// length varies.
#[must_use]
pub fn packed_word(ty: &Type) -> Option<Range<usize>> {
    match ty {
        Type::Bool => Some(31..32),
        Type::Int(int) => Some(32 - usize::from(int.bits.div_ceil(8)).min(32)..32),
        Type::Address => Some(32 - ADDRESS_BYTES..32),
        Type::Hash256 => Some(0..32),
        Type::FixedBytes(count) => Some(0..usize::from(*count)),
        Type::Enum(definition) if !crate::form::has_payloads(definition) => Some(31..32),
        Type::Array(element, count) if is_fixed_bytes(element, *count) => {
            Some(0..usize::try_from(*count).unwrap_or(32))
        }
        _ => None,
    }
}

/// The packed encoding of values: one after another without padding, lengths and offsets. Elements of arrays are
/// padded to words.
///
/// # Errors
/// See [`EncodeError`].
pub fn encode_packed(values: &[(Type, Value)]) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::new();
    for (ty, value) in values {
        match (lower(ty, value)?, packed_word(ty)) {
            (Node::Word(word), Some(range)) => out.extend(word.get(range).unwrap_or(&word)),
            (Node::Bytes(bytes), _) => out.extend(bytes),
            (node, _) => write_in_place(&mut out, &node),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::sync::Arc;

    use super::*;
    use crate::{IntType, hex};

    #[test]
    fn as_solidity_packs() {
        const U16: IntType = IntType {
            bits: 16,
            signed: false,
        };
        let small = |value: u64| Value::int(U16, ruint::aliases::U256::from(value));
        let vector = Type::Vector(Arc::new(Type::Int(U16)));
        let bytes = encode_packed(&[
            (Type::Int(U16), small(0x102)),
            (Type::Bool, Value::Bool(true)),
            (Type::Address, Value::Address([7; 20])),
            (Type::String, Value::string("ab")),
            (Type::bytes(), Value::Bytes(vec![1, 2, 3])),
            (vector, Value::Vector(vec![small(5)])),
            (Type::Hash256, Value::Hash256([9; 32])),
        ]);
        let expected = format!(
            "0x010201{}6162010203{}05{}",
            "07".repeat(20),
            "00".repeat(31),
            "09".repeat(32)
        );
        assert_eq!(hex(&bytes.unwrap()), expected);
    }

    #[test]
    fn negative_numbers_keep_their_width() {
        let int = IntType {
            bits: 8,
            signed: true,
        };
        let ty = Type::Int(int);
        let value = Value::int(int, ruint::aliases::U256::from(0xff_u64));
        assert_eq!(encode_packed(&[(ty, value)]).unwrap(), [0xff]);
    }
}
