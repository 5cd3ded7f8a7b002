//! Values outside a running program.
//!
//! A [`Value`] alone does not know its type; functions that need it take both and answer with an error,
//! never a panic, when the two do not fit.

use ruint::aliases::U256;

use crate::form::{field_types, payload_types};
use crate::{ADDRESS_BYTES, IntType, Type};

/// Most values that [`Value::zero`] and the encoder build for one value, nested ones counted.
pub const MAX_VALUES: usize = 1 << 20;

/// A value of a [`Type`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// `()`
    Unit,
    /// `bool`
    Bool(bool),
    /// An integer. Make it with [`Value::int`], which brings `bits` into the one form that compares equal.
    Int {
        /// Its type.
        ty: IntType,
        /// Two's complement, extended to 256 bits by the type's sign: the ABI word.
        bits: U256,
    },
    /// `string`
    String(String),
    /// `address`
    Address([u8; ADDRESS_BYTES]),
    /// `hash256`
    Hash256([u8; 32]),
    /// A tuple.
    Tuple(Vec<Value>),
    /// `array<T, N>` where T is not `u8`.
    Array(Vec<Value>),
    /// `vector<T>` where T is not `u8`.
    Vector(Vec<Value>),
    /// `vector<u8>`, `array<u8, N>` and `bytesN`.
    Bytes(Vec<u8>),
    /// `map<K, V>` in insertion order.
    Map(Vec<(Value, Value)>),
    /// `Option<T>`
    Option(Option<Box<Value>>),
    /// `Result<T, E>`
    Result(Result<Box<Value>, Box<Value>>),
    /// A struct's fields in order.
    Struct(Vec<Value>),
    /// An enum.
    Enum {
        /// Index of the variant.
        variant: u32,
        /// Payload in order.
        fields: Vec<Value>,
    },
}

impl Value {
    /// An integer of `ty`: the low bits of `bits` count, the rest follows from the type's sign.
    #[must_use]
    pub fn int(ty: IntType, bits: U256) -> Self {
        Self::Int {
            ty,
            bits: canonical(ty, bits),
        }
    }

    /// An unsigned integer of a type up to 128 bits, cut to the type.
    #[must_use]
    pub fn unsigned(ty: IntType, value: u128) -> Self {
        Self::int(ty, U256::from(value))
    }

    /// A signed integer of a type up to 128 bits, cut to the type.
    #[must_use]
    pub fn signed(ty: IntType, value: i128) -> Self {
        let magnitude = U256::from(value.unsigned_abs());
        Self::int(
            ty,
            if value < 0 {
                magnitude.wrapping_neg()
            } else {
                magnitude
            },
        )
    }

    /// A `u64`.
    #[must_use]
    pub fn u64(value: u64) -> Self {
        Self::unsigned(IntType::U64, u128::from(value))
    }

    /// A `string`.
    #[must_use]
    pub fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// `Some(value)`.
    #[must_use]
    pub fn some(value: Self) -> Self {
        Self::Option(Some(Box::new(value)))
    }

    /// `None`.
    #[must_use]
    pub const fn none() -> Self {
        Self::Option(None)
    }

    /// `Ok(value)`.
    #[must_use]
    pub fn ok(value: Self) -> Self {
        Self::Result(Ok(Box::new(value)))
    }

    /// `Err(value)`.
    #[must_use]
    pub fn err(value: Self) -> Self {
        Self::Result(Err(Box::new(value)))
    }

    /// The value whose encoding stands for an absent one (`docs/wasm-abi.md`): false, 0, empty, `None`,
    /// `Ok(zero)`, variant 0. `None` when it would hold more than [`MAX_VALUES`] values.
    #[must_use]
    pub fn zero(ty: &Type) -> Option<Self> {
        zero(ty, &mut { MAX_VALUES })
    }

    /// True for the value that [`Value::zero`] gives for `ty`.
    #[must_use]
    pub fn is_zero(&self, ty: &Type) -> bool {
        let all = |types: &mut dyn Iterator<Item = &Type>, values: &[Self]| {
            values
                .iter()
                .all(|value| types.next().is_some_and(|ty| value.is_zero(ty)))
                && types.next().is_none()
        };
        match (ty, self) {
            (Type::Unit, Self::Unit) => true,
            (Type::Bool, Self::Bool(value)) => !value,
            (Type::Int(_), Self::Int { bits, .. }) => bits.is_zero(),
            (Type::String, Self::String(text)) => text.is_empty(),
            (Type::Address, Self::Address(bytes)) => bytes.iter().all(|byte| *byte == 0),
            (Type::Hash256, Self::Hash256(bytes)) => bytes.iter().all(|byte| *byte == 0),
            (Type::Tuple(types), Self::Tuple(values)) => all(&mut types.iter(), values),
            (Type::Struct(ty), Self::Struct(values)) => all(&mut field_types(&ty.fields).into_iter(), values),
            (Type::Array(..) | Type::FixedBytes(_), Self::Bytes(bytes)) => {
                bytes.iter().all(|byte| *byte == 0)
            }
            (Type::Array(element, _), Self::Array(values)) => {
                values.iter().all(|value| value.is_zero(element))
            }
            (Type::Vector(_), Self::Bytes(bytes)) => bytes.is_empty(),
            (Type::Vector(_), Self::Vector(values)) => values.is_empty(),
            (Type::Map(..), Self::Map(entries)) => entries.is_empty(),
            (Type::Option(_), Self::Option(inner)) => inner.is_none(),
            (Type::Result(ok, _), Self::Result(inner)) => inner.as_ref().is_ok_and(|value| value.is_zero(ok)),
            (Type::Enum(ty), Self::Enum { variant: 0, fields }) => {
                all(&mut payload_types(ty, 0).unwrap_or_default().into_iter(), fields)
            }
            _ => false,
        }
    }
}

/// `bits` cut to the type's width and extended by its sign.
#[must_use]
pub(crate) fn canonical(ty: IntType, bits: U256) -> U256 {
    if ty.bits >= 256 {
        return bits;
    }
    let width = usize::from(ty.bits);
    let mask = (U256::from(1) << width) - U256::from(1);
    let low = bits & mask;
    if ty.signed && low.bit(width - 1) {
        low | !mask
    } else {
        low
    }
}

fn zero(ty: &Type, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    Some(match ty {
        Type::Unit => Value::Unit,
        Type::Bool => Value::Bool(false),
        Type::Int(ty) => Value::Int {
            ty: *ty,
            bits: U256::ZERO,
        },
        Type::String => Value::String(String::new()),
        Type::Address => Value::Address([0; ADDRESS_BYTES]),
        Type::Hash256 => Value::Hash256([0; 32]),
        Type::FixedBytes(count) => Value::Bytes(vec![0; usize::from(*count)]),
        Type::Tuple(types) => Value::Tuple(zeros(types.iter(), left)?),
        Type::Array(element, count) => {
            let count = usize::try_from(*count).ok()?;
            if **element == Type::Int(IntType::U8) {
                *left = left.checked_sub(count)?;
                Value::Bytes(vec![0; count])
            } else {
                if count > *left {
                    return None;
                }
                Value::Array((0..count).map(|_| zero(element, left)).collect::<Option<_>>()?)
            }
        }
        Type::Vector(element) if **element == Type::Int(IntType::U8) => Value::Bytes(Vec::new()),
        Type::Vector(_) => Value::Vector(Vec::new()),
        Type::Map(..) => Value::Map(Vec::new()),
        Type::Option(_) => Value::none(),
        Type::Result(ok, _) => Value::ok(zero(ok, left)?),
        Type::Struct(ty) => Value::Struct(zeros(field_types(&ty.fields).into_iter(), left)?),
        Type::Enum(ty) => Value::Enum {
            variant: 0,
            fields: zeros(payload_types(ty, 0).unwrap_or_default().into_iter(), left)?,
        },
        Type::Reference(_) => return None,
    })
}

fn zeros<'a>(types: impl Iterator<Item = &'a Type>, left: &mut usize) -> Option<Vec<Value>> {
    types.map(|ty| zero(ty, left)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::sync::Arc;

    use super::*;

    #[test]
    fn integers_have_one_form() {
        let i8 = IntType {
            signed: true,
            bits: 8,
        };
        assert_eq!(Value::int(i8, U256::from(0xff)), Value::signed(i8, -1));
        assert_eq!(
            Value::signed(i8, -1),
            Value::Int {
                ty: i8,
                bits: U256::MAX
            }
        );
        assert_eq!(Value::unsigned(IntType::U8, 256), Value::unsigned(IntType::U8, 0));
        assert_eq!(
            Value::signed(
                IntType {
                    signed: true,
                    bits: 256
                },
                -1
            ),
            Value::int(
                IntType {
                    signed: true,
                    bits: 256
                },
                U256::MAX
            )
        );
        assert_eq!(Value::signed(i8, i128::MIN), Value::signed(i8, 0));
    }

    #[test]
    fn zero_is_bounded() {
        let u64 = Arc::new(Type::Int(IntType::U64));
        let most = MAX_VALUES as u64 - 1;
        let largest = Type::Array(Arc::clone(&u64), most);
        assert!(Value::zero(&largest).unwrap().is_zero(&largest));
        assert_eq!(Value::zero(&Type::Array(u64, most + 1)), None);
        assert_eq!(Value::zero(&Type::Array(Arc::new(Type::Unit), u64::MAX)), None);
        assert_eq!(
            Value::zero(&Type::Array(Arc::new(Type::Int(IntType::U8)), u64::MAX)),
            None
        );
    }
}
