//! Strict ABI decoding.
//!
//! The bytes may come from hostile code. Nothing is allocated that the input does not pay for: every
//! 32-byte word may be read once, so offsets cannot alias, and at the end no word may be left over.

use std::fmt;

use ruint::aliases::U256;

use crate::encode::MAX_DEPTH;
use crate::form::{
    field_types, has_payloads, head_words, is_byte, is_dynamic, is_fixed_bytes, payload_types,
};
use crate::value::canonical;
use crate::{ADDRESS_BYTES, EnumType, Type, Value};

/// Most elements that take no bytes (`()`, empty structs) in one decoded value.
pub const MAX_EMPTY_ELEMENTS: usize = 65_536;

/// Why bytes are not the encoding of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes end too early, or an offset or length points outside them.
    OutOfBounds,
    /// Bytes are left over, or the length is no multiple of 32.
    Trailing,
    /// Bits that must be 0 (or copies of the sign) are not.
    DirtyPadding,
    /// A bool other than 0 and 1, or a variant that the enum does not have.
    InvalidTag,
    /// A string that is not UTF-8.
    InvalidUtf8,
    /// The absent side of an `Option` or `Result` is not the zero encoding.
    AbsentNotZero,
    /// Nested deeper than [`MAX_DEPTH`], or more than [`MAX_EMPTY_ELEMENTS`] empty elements.
    TooLarge,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfBounds => "An offset or length of the ABI encoding points outside of it.",
            Self::Trailing => "The ABI encoding has bytes that belong to no value.",
            Self::DirtyPadding => "Padding bits of the ABI encoding are not clean.",
            Self::InvalidTag => "A bool or enum tag of the ABI encoding has no meaning.",
            Self::InvalidUtf8 => "A string of the ABI encoding is not valid UTF-8.",
            Self::AbsentNotZero => "The absent side of an Option or Result is not encoded as zero.",
            Self::TooLarge => "The ABI encoding is too deep or too large.",
        })
    }
}

impl std::error::Error for DecodeError {}

/// Decodes a result: the one-element tuple `(T)`.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode(ty: &Type, bytes: &[u8]) -> Result<Value, DecodeError> {
    let mut values = decode_all(&[ty], bytes, &mut { MAX_EMPTY_ELEMENTS }, 0)?;
    values.pop().ok_or(DecodeError::OutOfBounds)
}

/// Decodes a list of arguments, or an event's data.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode_args(types: &[Type], bytes: &[u8]) -> Result<Vec<Value>, DecodeError> {
    decode_all(
        &types.iter().collect::<Vec<_>>(),
        bytes,
        &mut { MAX_EMPTY_ELEMENTS },
        0,
    )
}

/// Decodes a list of values from the beginning of bytes, as `abi.decode` does: what stands behind them is ignored. As
/// in every decoding each word may be read once, and padding must be zero.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode_prefix(types: &[Type], bytes: &[u8]) -> Result<Vec<Value>, DecodeError> {
    let mut decoder = Decoder {
        data: bytes,
        words: bytes.len() / 32,
        empties: &mut { MAX_EMPTY_ELEMENTS },
    };
    decoder.tuple(0, &types.iter().collect::<Vec<_>>(), 0)
}

fn decode_all(
    types: &[&Type],
    bytes: &[u8],
    empties: &mut usize,
    depth: usize,
) -> Result<Vec<Value>, DecodeError> {
    if !bytes.len().is_multiple_of(32) {
        return Err(DecodeError::Trailing);
    }
    let mut decoder = Decoder {
        data: bytes,
        words: bytes.len() / 32,
        empties,
    };
    let values = decoder.tuple(0, types, depth)?;
    if decoder.words == 0 {
        Ok(values)
    } else {
        Err(DecodeError::Trailing)
    }
}

struct Decoder<'a> {
    data: &'a [u8],
    /// Words that may still be read.
    words: usize,
    /// Elements without bytes that may still be made, nested encodings included.
    empties: &'a mut usize,
}

impl<'a> Decoder<'a> {
    /// `length` bytes from `at`, padded to whole words; pays for them.
    fn take(&mut self, at: usize, length: usize) -> Result<&'a [u8], DecodeError> {
        let padded = length
            .checked_next_multiple_of(32)
            .ok_or(DecodeError::OutOfBounds)?;
        let end = at.checked_add(padded).ok_or(DecodeError::OutOfBounds)?;
        let bytes = self.data.get(at..end).ok_or(DecodeError::OutOfBounds)?;
        self.words = self
            .words
            .checked_sub(padded / 32)
            .ok_or(DecodeError::OutOfBounds)?;
        let (content, padding) = bytes.split_at(length);
        if padding.iter().any(|byte| *byte != 0) {
            return Err(DecodeError::DirtyPadding);
        }
        Ok(content)
    }

    fn word(&mut self, at: usize) -> Result<U256, DecodeError> {
        U256::try_from_be_slice(self.take(at, 32)?).ok_or(DecodeError::OutOfBounds)
    }

    /// Pays for a value that may take no bytes.
    fn empty(&mut self) -> Result<(), DecodeError> {
        *self.empties = self.empties.checked_sub(1).ok_or(DecodeError::TooLarge)?;
        Ok(())
    }

    /// An offset or length; anything beyond the input is out of bounds.
    fn size(&mut self, at: usize) -> Result<usize, DecodeError> {
        let size = usize::try_from(self.word(at)?).map_err(|_| DecodeError::OutOfBounds)?;
        if size > self.data.len().max(MAX_EMPTY_ELEMENTS) {
            Err(DecodeError::OutOfBounds)
        } else {
            Ok(size)
        }
    }

    fn flag(&mut self, at: usize) -> Result<bool, DecodeError> {
        match u8::try_from(self.word(at)?) {
            Ok(0) => Ok(false),
            Ok(1) => Ok(true),
            _ => Err(DecodeError::InvalidTag),
        }
    }

    /// `bytes` at `at`: length, content, padding.
    fn bytes(&mut self, at: usize) -> Result<&'a [u8], DecodeError> {
        let length = self.size(at)?;
        self.take(at.checked_add(32).ok_or(DecodeError::OutOfBounds)?, length)
    }

    /// Elements of a tuple whose head starts at `base`.
    fn tuple(&mut self, base: usize, types: &[&Type], depth: usize) -> Result<Vec<Value>, DecodeError> {
        if types.is_empty() {
            self.empty()?;
        }
        let mut at = base;
        let mut values = Vec::with_capacity(types.len());
        for ty in types {
            values.push(self.element(base, at, ty, depth)?);
            at = advance(at, ty)?;
        }
        Ok(values)
    }

    /// The element whose head stands at `at` in a tuple that starts at `base`.
    fn element(&mut self, base: usize, at: usize, ty: &Type, depth: usize) -> Result<Value, DecodeError> {
        if !is_dynamic(ty) {
            return self.value(at, ty, depth);
        }
        let offset = self.size(at)?;
        let place = base.checked_add(offset).ok_or(DecodeError::OutOfBounds)?;
        self.value(place, ty, depth)
    }

    /// `count` elements of one type from `base`.
    fn elements(
        &mut self,
        base: usize,
        ty: &Type,
        count: usize,
        depth: usize,
    ) -> Result<Vec<Value>, DecodeError> {
        let words = head_words(ty)
            .and_then(|words| usize::try_from(words).ok())
            .ok_or(DecodeError::OutOfBounds)?;
        if words == 0 {
            if count > *self.empties {
                return Err(DecodeError::TooLarge);
            }
        } else if words.checked_mul(count).is_none_or(|words| words > self.words) {
            return Err(DecodeError::OutOfBounds);
        }
        let mut values = Vec::with_capacity(count);
        for index in 0..count {
            values.push(self.element(base, base + index * words * 32, ty, depth)?);
        }
        Ok(values)
    }

    fn value(&mut self, at: usize, ty: &Type, depth: usize) -> Result<Value, DecodeError> {
        if depth >= MAX_DEPTH {
            return Err(DecodeError::TooLarge);
        }
        let depth = depth + 1;
        let after = |at: usize| at.checked_add(32).ok_or(DecodeError::OutOfBounds);
        Ok(match ty {
            Type::Unit => self.empty().map(|()| Value::Unit)?,
            Type::Bool => Value::Bool(self.flag(at)?),
            Type::Int(ty) => {
                let bits = self.word(at)?;
                if canonical(*ty, bits) != bits {
                    return Err(DecodeError::DirtyPadding);
                }
                Value::Int { ty: *ty, bits }
            }
            Type::String => {
                let text = std::str::from_utf8(self.bytes(at)?).map_err(|_| DecodeError::InvalidUtf8)?;
                Value::String(text.to_owned())
            }
            Type::Address => {
                let word = self.take(at, 32)?;
                let (padding, address) = word.split_at(32 - ADDRESS_BYTES);
                if padding.iter().any(|byte| *byte != 0) {
                    return Err(DecodeError::DirtyPadding);
                }
                Value::Address(address.try_into().map_err(|_| DecodeError::OutOfBounds)?)
            }
            Type::Hash256 => Value::Hash256(
                self.take(at, 32)?
                    .try_into()
                    .map_err(|_| DecodeError::OutOfBounds)?,
            ),
            Type::FixedBytes(count) => Value::Bytes(self.fixed_bytes(at, usize::from(*count))?),
            Type::Tuple(types) => Value::Tuple(self.tuple(at, &types.iter().collect::<Vec<_>>(), depth)?),
            Type::Struct(ty) => Value::Struct(self.tuple(at, &field_types(&ty.fields), depth)?),
            Type::Array(element, count) => self.array(at, element, *count, depth)?,
            Type::Vector(element) if is_byte(element) => Value::Bytes(self.bytes(at)?.to_vec()),
            Type::Vector(element) => {
                let count = self.size(at)?;
                Value::Vector(self.elements(after(at)?, element, count, depth)?)
            }
            Type::Map(key, value) => {
                let count = self.size(at)?;
                Value::Map(self.entries(after(at)?, key, value, count, depth)?)
            }
            Type::Option(inner) => {
                let present = self.flag(at)?;
                let value = self.element(at, after(at)?, inner, depth)?;
                match present {
                    true => Value::some(value),
                    false => absent(inner, &value).map(|()| Value::none())?,
                }
            }
            Type::Result(ok, err) => {
                let is_ok = self.flag(at)?;
                let ok_at = after(at)?;
                let ok_value = self.element(at, ok_at, ok, depth)?;
                let err_value = self.element(at, advance(ok_at, ok)?, err, depth)?;
                if is_ok {
                    absent(err, &err_value)?;
                    Value::ok(ok_value)
                } else {
                    absent(ok, &ok_value)?;
                    Value::err(err_value)
                }
            }
            Type::Enum(definition) => self.variant(at, definition, depth)?,
            // Nothing encodes a reference.
            Type::Reference(_) => return Err(DecodeError::InvalidTag),
        })
    }

    /// The first `count` bytes of a word; the others are zero.
    fn fixed_bytes(&mut self, at: usize, count: usize) -> Result<Vec<u8>, DecodeError> {
        let word = self.take(at, 32)?;
        let (bytes, padding) = word.split_at_checked(count).ok_or(DecodeError::OutOfBounds)?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(DecodeError::DirtyPadding);
        }
        Ok(bytes.to_vec())
    }

    fn array(&mut self, at: usize, element: &Type, count: u64, depth: usize) -> Result<Value, DecodeError> {
        let count = usize::try_from(count).map_err(|_| DecodeError::OutOfBounds)?;
        if is_fixed_bytes(element, count as u64) {
            return Ok(Value::Bytes(self.fixed_bytes(at, count)?));
        }
        if count == 0 {
            self.empty()?;
        }
        let values = self.elements(at, element, count, depth)?;
        if !is_byte(element) {
            return Ok(Value::Array(values));
        }
        let byte = |value: &Value| match value {
            Value::Int { bits, .. } => bits.byte(0),
            _ => 0,
        };
        Ok(Value::Bytes(values.iter().map(byte).collect()))
    }

    fn entries(
        &mut self,
        base: usize,
        key: &Type,
        value: &Type,
        count: usize,
        depth: usize,
    ) -> Result<Vec<(Value, Value)>, DecodeError> {
        let pair = Type::Tuple([key.clone(), value.clone()].into());
        let pairs = self.elements(base, &pair, count, depth)?;
        let mut entries = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let Value::Tuple(items) = pair else {
                return Err(DecodeError::InvalidTag);
            };
            let [key, value]: [Value; 2] = items.try_into().map_err(|_| DecodeError::InvalidTag)?;
            entries.push((key, value));
        }
        Ok(entries)
    }

    fn variant(&mut self, at: usize, definition: &EnumType, depth: usize) -> Result<Value, DecodeError> {
        let variant = u32::try_from(self.word(at)?).map_err(|_| DecodeError::InvalidTag)?;
        let types = payload_types(definition, variant).ok_or(DecodeError::InvalidTag)?;
        if !has_payloads(definition) {
            return Ok(Value::Enum {
                variant,
                fields: Vec::new(),
            });
        }
        let offset = self.size(at.checked_add(32).ok_or(DecodeError::OutOfBounds)?)?;
        let bytes = self.bytes(at.checked_add(offset).ok_or(DecodeError::OutOfBounds)?)?;
        Ok(Value::Enum {
            variant,
            fields: decode_all(&types, bytes, self.empties, depth)?,
        })
    }
}

/// The place after the head of a type at `at`.
fn advance(at: usize, ty: &Type) -> Result<usize, DecodeError> {
    head_words(ty)
        .and_then(|words| usize::try_from(words).ok())
        .and_then(|words| words.checked_mul(32))
        .and_then(|bytes| at.checked_add(bytes))
        .ok_or(DecodeError::OutOfBounds)
}

/// Checks that an absent side is the zero of its type.
fn absent(ty: &Type, value: &Value) -> Result<(), DecodeError> {
    if value.is_zero(ty) {
        Ok(())
    } else {
        Err(DecodeError::AbsentNotZero)
    }
}
