//! Custom errors of Solidity, as failures carry them: `E(types):0x..`, the signature and the encoded arguments
//! (DECISION Y2).
//!
//! The text comes from a program, so every number in it is bounded before it is used.

use std::sync::Arc;

use crate::{IntType, Type, Value, decode_args, display, quoted};

/// Levels of tuples and arrays in a type's name.
const MAX_TYPE_DEPTH: usize = 16;
/// Bytes of a signature that is looked at.
const MAX_SIGNATURE_BYTES: usize = 4096;
/// Bytes of encoded arguments that are looked at.
const MAX_DATA_BYTES: usize = 64 << 10;

/// What a failure's text shows of a custom error: `E(100, "text")`; `None` for any other text.
#[must_use]
pub fn custom_error(message: &str) -> Option<String> {
    let (signature, digits) = message.rsplit_once(":0x")?;
    if signature.len() > MAX_SIGNATURE_BYTES || digits.len() > 2 * MAX_DATA_BYTES {
        return None;
    }
    let (name, types) = signature.split_once('(')?;
    let types = list(types.strip_suffix(')')?, 0)?;
    let data = bytes(digits)?;
    // Each value takes at least a word: what cannot be there is not looked for.
    let words = types
        .iter()
        .try_fold(0_u64, |sum, ty| sum.checked_add(least_words(ty)?))?;
    if words > (data.len() / 32) as u64 {
        return None;
    }
    let values = decode_args(&types, &data).ok()?;
    let shown: Vec<String> = types
        .iter()
        .zip(&values)
        .map(|(ty, value)| match value {
            Value::String(text) => quoted(text),
            _ => display(ty, value),
        })
        .collect();
    Some(format!("{name}({})", shown.join(", ")))
}

/// The type that an ABI name stands for: `uint256`, `(address,bytes4)[3]`. Tuples have at least one part.
#[must_use]
pub fn parse_abi_type(name: &str) -> Option<Type> {
    (name.len() <= MAX_SIGNATURE_BYTES).then(|| parse(name, 0))?
}

fn parse(name: &str, depth: usize) -> Option<Type> {
    if depth == MAX_TYPE_DEPTH {
        return None;
    }
    if let Some(inner) = name.strip_suffix(']') {
        let (element, length) = inner.split_at(inner.rfind('[')?);
        let length = length.strip_prefix('[')?;
        let element = Arc::new(match element {
            "uint8" => Type::byte_element(),
            element => parse(element, depth + 1)?,
        });
        return Some(if length.is_empty() {
            Type::Vector(element)
        } else {
            Type::Array(element, length.parse().ok()?)
        });
    }
    if let Some(inner) = name.strip_prefix('(') {
        let types = list(inner.strip_suffix(')')?, depth + 1)?;
        return (!types.is_empty()).then(|| Type::Tuple(types.into()));
    }
    let number = |digits: &str| (!digits.starts_with(['0', '+'])).then(|| digits.parse::<u16>().ok())?;
    let int = |signed: bool, digits: &str| {
        let bits = number(digits).filter(|bits| bits.is_multiple_of(8) && (8..=256).contains(bits))?;
        Some(Type::Int(IntType { signed, bits }))
    };
    match name {
        "bool" => Some(Type::Bool),
        "string" => Some(Type::String),
        "address" => Some(Type::Address),
        "bytes" => Some(Type::bytes()),
        _ => {
            if let Some(digits) = name.strip_prefix("uint") {
                int(false, digits)
            } else if let Some(digits) = name.strip_prefix("int") {
                int(true, digits)
            } else {
                let count = number(name.strip_prefix("bytes")?).filter(|count| (1..=32).contains(count))?;
                Some(Type::FixedBytes(u8::try_from(count).ok()?))
            }
        }
    }
}

/// Types between commas that stand in no bracket.
fn list(text: &str, depth: usize) -> Option<Vec<Type>> {
    let (mut types, mut start, mut open) = (Vec::new(), 0, 0_usize);
    if text.is_empty() {
        return Some(types);
    }
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open = open.checked_sub(1)?,
            ',' if open == 0 => {
                types.push(parse(text.get(start..at)?, depth)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    types.push(parse(text.get(start..)?, depth)?);
    Some(types)
}

/// Words that the encoding of a value has at least; `None` where no machine could count them.
fn least_words(ty: &Type) -> Option<u64> {
    match ty {
        Type::Array(element, count) => least_words(element)?.max(1).checked_mul(*count),
        Type::Tuple(types) => types
            .iter()
            .try_fold(0_u64, |sum, ty| sum.checked_add(least_words(ty)?)),
        _ => Some(1),
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{abi_type, encode_args};

    fn word(value: u64) -> String {
        format!("{value:064x}")
    }

    #[test]
    fn errors_are_shown_with_their_arguments() {
        assert_eq!(custom_error("Stop():0x").as_deref(), Some("Stop()"));
        let one = format!("TooMuch(uint256):0x{}", word(100));
        assert_eq!(custom_error(&one).as_deref(), Some("TooMuch(100)"));
        let two = format!("Low(uint256,int8):0x{}{}", word(7), "f".repeat(64));
        assert_eq!(custom_error(&two).as_deref(), Some("Low(7, -1)"));
        let types = [Type::String, Type::Vector(Arc::new(Type::Bool))];
        let values = [
            Value::String("a:0x\"".to_owned()),
            Value::Vector(vec![Value::Bool(true)]),
        ];
        let args: Vec<(Type, Value)> = types.iter().cloned().zip(values).collect();
        let data: String = encode_args(&args)
            .unwrap()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            custom_error(&format!("E(string,bool[]):0x{data}")).as_deref(),
            Some(r#"E("a:0x\"", [true])"#)
        );
    }

    #[test]
    fn other_texts_are_none() {
        let huge = format!("E(uint8[{}]):0x{}", u64::MAX, word(1));
        let nested = format!("E(uint8[99999999999][99999999999]):0x{}", word(1));
        let deep = format!("E({}uint8{}):0x{}", "(".repeat(2000), ")".repeat(2000), word(1));
        for text in [
            "",
            "not enough",
            "E(uint256):0x",
            "E(uint256):0x12",
            "E(uint256):0x1",
            "E(uint7):0x",
            "E(uint08):0x",
            "E(()):0x",
            "E(bytes33):0x",
            "E(uint256:0x",
            "a:0xyz",
            &format!("E(uint8):0x{}", word(256)),
            &format!("E(uint8,):0x{}", word(1)),
            &format!("E(string):0x{}", word(99)),
            &huge,
            &nested,
            &deep,
        ] {
            assert_eq!(custom_error(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_types_are_read_as_they_are_written() {
        for name in [
            "bool",
            "string",
            "address",
            "bytes",
            "bytes1",
            "bytes32",
            "uint8",
            "uint24",
            "int256",
            "uint16[]",
            "uint16[3][]",
            "(uint256,(bool,bytes)[2])[]",
        ] {
            assert_eq!(abi_type(&parse_abi_type(name).unwrap()), name);
        }
        let deepest = |levels: usize| format!("uint16{}", "[]".repeat(levels));
        assert!(parse_abi_type(&deepest(MAX_TYPE_DEPTH - 1)).is_some());
        assert!(parse_abi_type(&deepest(MAX_TYPE_DEPTH)).is_none());
    }
}
