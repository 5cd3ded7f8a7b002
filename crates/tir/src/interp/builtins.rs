//! The run-time library (`crate::builtin`), by the text of its table.

use std::rc::Rc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};
use twilight_hfi::limits::MAX_HASH_INPUT_BYTES;

use super::budget::Budget;
use super::chain::{Chain, Usage};
use super::value::{self, MapValue, Value, Values};
use super::{Fault, out_of_bounds};
use crate::{Builtin, arith};

/// Operands and surroundings of one call.
pub(super) struct Call<'a> {
    pub(super) types: &'a [Type],
    pub(super) args: &'a mut [Value],
    pub(super) budget: &'a mut Budget,
    pub(super) chain: &'a mut Chain,
    pub(super) usage: &'a mut Usage,
}

pub(super) const MISSING: Fault = Fault::Broken("An operand is missing or has another type.");

/// An index out of bounds: the program's mistake, or that of a pass which took the check away.
pub(super) fn bad_index(builtin: Builtin) -> Fault {
    if builtin.is_unchecked() {
        Fault::Broken("An index without check is out of bounds.")
    } else {
        out_of_bounds()
    }
}

impl Call<'_> {
    pub(super) fn take(&mut self, at: usize) -> Result<Value, Fault> {
        self.args.get_mut(at).map(std::mem::take).ok_or(MISSING)
    }

    pub(super) fn list(&mut self, at: usize) -> Result<Rc<Values>, Fault> {
        match self.take(at)? {
            Value::List(list) => Ok(list),
            _ => Err(MISSING),
        }
    }

    /// A list to change: shared ones are copied, for which memory is due.
    pub(super) fn own_list(&mut self, at: usize) -> Result<Vec<Value>, Fault> {
        let list = self.list(at)?;
        if Rc::strong_count(&list) > 1 {
            self.budget.values(list.len())?;
        }
        Ok(Rc::unwrap_or_clone(list).into_vec())
    }

    fn map(&mut self, at: usize) -> Result<Rc<MapValue>, Fault> {
        match self.take(at)? {
            Value::Map(map) => Ok(map),
            _ => Err(MISSING),
        }
    }

    /// The key of a map, which will be hashed.
    fn key(&mut self, at: usize) -> Result<Value, Fault> {
        let key = self.take(at)?;
        value::check_nesting(&key)?;
        Ok(key)
    }

    fn own_map(&mut self, at: usize) -> Result<MapValue, Fault> {
        let map = self.map(at)?;
        if Rc::strong_count(&map) > 1 {
            self.budget.values(map.entries().len().saturating_mul(3))?;
        }
        Ok(Rc::unwrap_or_clone(map))
    }

    fn text(&mut self, at: usize) -> Result<std::sync::Arc<str>, Fault> {
        match self.take(at)? {
            Value::Str(text) => Ok(text),
            _ => Err(MISSING),
        }
    }

    /// A `u64` as index; one beyond the machine's is beyond every length.
    pub(super) fn index(&mut self, at: usize) -> Result<usize, Fault> {
        match self.take(at)? {
            Value::Int(value) => Ok(usize::try_from(value).unwrap_or(usize::MAX)),
            _ => Err(MISSING),
        }
    }

    fn bytes(&mut self, at: usize) -> Result<Vec<u8>, Fault> {
        let list = self.take(at)?;
        let bytes = value::to_bytes(&list).ok_or(MISSING)?;
        self.budget.walk(bytes.len())?;
        Ok(bytes)
    }

    /// The bytes to hash.
    fn hashed(&mut self) -> Result<Vec<u8>, Fault> {
        let bytes = self.bytes(0)?;
        if bytes.len() > MAX_HASH_INPUT_BYTES {
            return Err(Fault::Panic(crate::messages::HASH_LIMIT.to_owned()));
        }
        Ok(bytes)
    }

    fn int(&mut self, at: usize) -> Result<U256, Fault> {
        match self.take(at)? {
            Value::Int(value) => Ok(value),
            _ => Err(MISSING),
        }
    }

    fn int_type(&self) -> Result<IntType, Fault> {
        match self.types.first() {
            Some(Type::Int(ty)) => Ok(*ty),
            _ => Err(MISSING),
        }
    }

    fn new_text(&mut self, text: &str) -> Result<Value, Fault> {
        self.budget.bytes(text.len())?;
        Ok(Value::str(text))
    }

    fn new_bytes(&mut self, bytes: &[u8]) -> Result<Value, Fault> {
        self.budget.values(bytes.len())?;
        Ok(Value::bytes(bytes))
    }

    /// The type argument's fields, which are what is encoded.
    fn fields(&self) -> Vec<Type> {
        self.types.first().and_then(Type::fields).unwrap_or_default()
    }

    fn encoded(&mut self, builtin: Builtin) -> Result<Value, Fault> {
        let (Some(ty), value) = (self.types.first(), self.take(0)?) else {
            return Err(MISSING);
        };
        let Some(twilight_abi::Value::Tuple(values)) = value::to_abi(ty, &value) else {
            return Err(MISSING);
        };
        let values: Vec<_> = self.fields().into_iter().zip(values).collect();
        let bytes = match builtin {
            Builtin::AbiEncode => twilight_abi::encode_args(&values),
            _ => twilight_abi::encode_packed(&values),
        };
        let bytes = bytes.map_err(|_| Fault::OutOfMemory)?;
        self.budget.walk(bytes.len())?;
        self.new_bytes(&bytes)
    }

    fn decoded(&mut self) -> Result<Value, Fault> {
        let bytes = self.bytes(0)?;
        self.budget.values(bytes.len())?;
        let malformed = || Fault::Revert(crate::messages::MALFORMED_ENCODING.to_owned());
        let values = twilight_abi::decode_prefix(&self.fields(), &bytes).map_err(|_| malformed())?;
        let ty = self.types.first().ok_or(MISSING)?;
        value::from_abi(ty, &twilight_abi::Value::Tuple(values)).ok_or(MISSING)
    }

    /// Performs the operation.
    pub(super) fn run(&mut self, builtin: Builtin) -> Result<Value, Fault> {
        use Builtin as B;
        match builtin {
            B::VecNew
            | B::VecRepeat
            | B::VecLen
            | B::VecGet
            | B::VecSet
            | B::VecGetUnchecked
            | B::VecSetUnchecked
            | B::VecPush
            | B::VecPop
            | B::VecSlice
            | B::VecInsert
            | B::VecRemove
            | B::VecTruncate
            | B::VecSwap
            | B::VecReverse
            | B::VecExtend
            | B::VecContains
            | B::VecIndexOf
            | B::VecSort
            | B::VecDedup
            | B::VecToArray
            | B::ArrayRepeat
            | B::ArrayGet
            | B::ArraySet
            | B::ArrayGetUnchecked
            | B::ArraySetUnchecked
            | B::ArrayToVec => self.sequence(builtin),
            B::MapNew
            | B::MapLen
            | B::MapGet
            | B::MapInsert
            | B::MapRemove
            | B::MapContains
            | B::MapKeys
            | B::MapValues
            | B::MapEntries
            | B::MapKeyAt
            | B::MapValueAt => self.mapping(builtin),
            _ => self.text_or_bytes(builtin),
        }
    }

    fn mapping(&mut self, builtin: Builtin) -> Result<Value, Fault> {
        use Builtin as B;
        Ok(match builtin {
            B::MapLen => Value::u64(self.map(0)?.entries().len()),
            B::MapGet => {
                let (map, key) = (self.map(0)?, self.key(1)?);
                Value::option(map.get(&key).cloned())
            }
            B::MapInsert => {
                let (mut map, key, value) = (self.own_map(0)?, self.key(1)?, self.take(2)?);
                self.budget.values(3)?;
                let old = map.insert(key, value);
                Value::list(vec![Value::Map(Rc::new(map)), Value::option(old)])
            }
            B::MapRemove => {
                let (mut map, key) = (self.own_map(0)?, self.key(1)?);
                self.budget.walk(map.entries().len())?;
                let old = map.remove(&key);
                Value::list(vec![Value::Map(Rc::new(map)), Value::option(old)])
            }
            B::MapContains => {
                let (map, key) = (self.map(0)?, self.key(1)?);
                Value::Bool(map.get(&key).is_some())
            }
            B::MapKeys | B::MapValues | B::MapEntries => {
                let map = self.map(0)?;
                self.budget.values(map.entries().len())?;
                let parts = map.entries().iter().map(|(key, value)| match builtin {
                    B::MapKeys => key.clone(),
                    B::MapValues => value.clone(),
                    _ => Value::list(vec![key.clone(), value.clone()]),
                });
                Value::list(parts.collect())
            }
            B::MapKeyAt | B::MapValueAt => {
                let (map, at) = (self.map(0)?, self.index(1)?);
                let (key, value) = map.entries().get(at).ok_or_else(out_of_bounds)?;
                if builtin == B::MapKeyAt {
                    key.clone()
                } else {
                    value.clone()
                }
            }
            _ => Value::Map(Rc::default()),
        })
    }

    fn text_or_bytes(&mut self, builtin: Builtin) -> Result<Value, Fault> {
        use Builtin as B;
        Ok(match builtin {
            B::StrLen => Value::u64(self.text(0)?.len()),
            B::StrConcat => {
                let (a, b) = (self.text(0)?, self.text(1)?);
                self.budget.bytes(a.len().saturating_add(b.len()))?;
                Value::Str([&*a, &*b].concat().into())
            }
            B::StrSliceCheck => {
                let (text, start, end) = (self.text(0)?, self.index(1)?, self.index(2)?);
                let status = if start > end || end > text.len() {
                    1
                } else if text.is_char_boundary(start) && text.is_char_boundary(end) {
                    0
                } else {
                    2
                };
                Value::u64(status)
            }
            B::StrSlice => {
                let (text, start, end) = (self.text(0)?, self.index(1)?, self.index(2)?);
                let slice = text.get(start..end).ok_or_else(out_of_bounds)?;
                self.new_text(slice)?
            }
            B::StrFind => {
                let (text, part) = (self.text(0)?, self.text(1)?);
                self.budget.walk(text.len())?;
                Value::option(text.find(&*part).map(Value::u64))
            }
            B::StrRfind => {
                let (text, part) = (self.text(0)?, self.text(1)?);
                self.budget.walk(text.len())?;
                Value::option(text.rfind(&*part).map(Value::u64))
            }
            B::StrCharCount => {
                let text = self.text(0)?;
                self.budget.walk(text.len())?;
                Value::u64(text.chars().count())
            }
            B::StrByteAt => {
                let (text, at) = (self.text(0)?, self.index(1)?);
                let byte = text.as_bytes().get(at);
                Value::option(byte.map(|byte| Value::u64(usize::from(*byte))))
            }
            B::StrTrim => {
                let (text, ends) = (self.text(0)?, self.index(1)?);
                self.budget.walk(text.len())?;
                let mut part = &*text;
                if ends & 1 != 0 {
                    part = part.trim_start();
                }
                if ends & 2 != 0 {
                    part = part.trim_end();
                }
                self.new_text(part)?
            }
            B::StrCase => {
                let text = self.text(0)?;
                let upper = matches!(self.take(1)?, Value::Bool(true));
                let text = if upper {
                    text.to_ascii_uppercase()
                } else {
                    text.to_ascii_lowercase()
                };
                self.new_text(&text)?
            }
            B::StrReplace => {
                let (text, from, to) = (self.text(0)?, self.text(1)?, self.text(2)?);
                self.budget.walk(text.len())?;
                let places = text.matches(&*from).count();
                // Paid for before it is made: it may be far longer than what it is made from.
                self.budget
                    .bytes(places.saturating_mul(to.len()).saturating_add(text.len()))?;
                Value::str(&text.replace(&*from, &to))
            }
            B::StrRepeat => {
                let (text, count) = (self.text(0)?, self.index(1)?);
                self.budget.bytes(text.len().saturating_mul(count))?;
                Value::str(&text.repeat(if text.is_empty() { 0 } else { count }))
            }
            B::VecJoin => {
                let (list, separator) = (self.list(0)?, self.text(1)?);
                let mut parts = Vec::with_capacity(list.len());
                for value in list.iter() {
                    let Value::Str(part) = value else {
                        return Err(MISSING);
                    };
                    self.budget.bytes(part.len().saturating_add(separator.len()))?;
                    parts.push(&**part);
                }
                Value::str(&parts.join(&separator))
            }
            B::StrStartsWith => Value::Bool(self.text(0)?.starts_with(&*self.text(1)?)),
            B::StrEndsWith => Value::Bool(self.text(0)?.ends_with(&*self.text(1)?)),
            B::StrSplit => {
                let (text, separator) = (self.text(0)?, self.text(1)?);
                self.budget.bytes(text.len())?;
                let mut parts = Vec::new();
                for part in text.split(&*separator) {
                    self.budget.values(1)?;
                    parts.push(Value::str(part));
                }
                Value::list(parts)
            }
            B::StrToBytes => {
                let text = self.text(0)?;
                self.new_bytes(text.as_bytes())?
            }
            B::StrFromBytes => {
                let text = String::from_utf8(self.bytes(0)?).ok();
                Value::option(text.map(|text| self.new_text(&text)).transpose()?)
            }
            B::Display => {
                let value = self.take(0)?;
                let ty = self.types.first().ok_or(MISSING)?;
                value::check_nesting(&value)?;
                let value = value::to_abi(ty, &value).ok_or(MISSING)?;
                let text = twilight_abi::display(ty, &value);
                self.new_text(&text)?
            }
            B::ParseInt => {
                let ty = self.int_type()?;
                let (text, radix) = (self.text(0)?, self.int(1)?);
                self.budget.walk(text.len())?;
                let (status, value) = match parse_int(ty, &text, radix) {
                    Ok(value) => (0, value),
                    Err(status) => (status, U256::ZERO),
                };
                Value::list(vec![Value::u64(status), Value::Int(value)])
            }
            B::AddressFromHex => Value::option(hex(&self.text(0)?).map(Value::Address)),
            B::HashFromHex => Value::option(hex(&self.text(0)?).map(Value::Hash256)),
            B::AddressFromBytes => Value::option(self.bytes(0)?.try_into().ok().map(Value::Address)),
            B::HashFromBytes => Value::option(self.bytes(0)?.try_into().ok().map(Value::Hash256)),
            B::AddressToBytes => match self.take(0)? {
                Value::Address(bytes) => self.new_bytes(&bytes)?,
                _ => return Err(MISSING),
            },
            B::HashToBytes => match self.take(0)? {
                Value::Hash256(bytes) => self.new_bytes(&bytes)?,
                _ => return Err(MISSING),
            },
            B::IntToFixed | B::FixedToInt => Value::Int(self.int(0)?),
            B::HashToFixed => match self.take(0)? {
                Value::Hash256(bytes) => Value::Int(U256::from_be_bytes(bytes)),
                _ => return Err(MISSING),
            },
            B::FixedToHash => Value::Hash256(self.int(0)?.to_be_bytes()),
            B::AddressToInt => match self.take(0)? {
                Value::Address(bytes) => Value::Int(U256::try_from_be_slice(&bytes).ok_or(MISSING)?),
                _ => return Err(MISSING),
            },
            B::IntToAddress => {
                let bytes = arith::to_be_bytes(IntType::unsigned(160), self.int(0)?);
                Value::Address(bytes.try_into().map_err(|_| MISSING)?)
            }
            B::IntFromBytes => {
                let (ty, bytes) = (self.int_type()?, self.bytes(0)?);
                let fits = bytes.len() == ty.bytes();
                Value::option(fits.then(|| {
                    let number = bytes
                        .iter()
                        .fold(U256::ZERO, |number, byte| (number << 8) | U256::from(*byte));
                    Value::Int(number)
                }))
            }
            B::IntCountOnes => Value::u64(self.int(0)?.count_ones()),
            B::IntLeadingZeros => {
                let (ty, value) = (self.int_type()?, self.int(0)?);
                Value::u64(value.leading_zeros() - (256 - usize::from(ty.bits)))
            }
            B::IntTrailingZeros => {
                let (ty, value) = (self.int_type()?, self.int(0)?);
                Value::u64(value.trailing_zeros().min(usize::from(ty.bits)))
            }
            B::IntToBytes => {
                let bytes = arith::to_be_bytes(self.int_type()?, self.int(0)?);
                self.new_bytes(&bytes)?
            }
            B::Keccak256 => Value::Hash256(twilight_abi::keccak256(&self.hashed()?)),
            B::Blake3 => Value::Hash256(twilight_abi::blake3(&self.hashed()?)),
            B::Sha256 => Value::Hash256(twilight_abi::sha256(&self.hashed()?)),
            B::AbiEncode | B::AbiEncodePacked => self.encoded(builtin)?,
            B::AbiDecode => self.decoded()?,
            B::Print => {
                let text = self.text(0)?;
                self.budget.bytes(text.len())?;
                self.chain.print(self.usage, &text);
                Value::Unit
            }
            // The other groups are `sequence`'s and `mapping`'s.
            _ => return Err(MISSING),
        })
    }
}

/// `parse_int` of the table; the error is its status. What is wrong first from the left counts, except
/// that the radix counts before all.
fn parse_int(ty: IntType, text: &str, radix: U256) -> Result<U256, usize> {
    let radix = u32::try_from(radix)
        .ok()
        .filter(|radix| (2..=36).contains(radix))
        .ok_or(4_usize)?;
    if text.is_empty() {
        return Err(1);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) if ty.signed => (true, digits),
        _ => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() {
        return Err(2);
    }
    let mut magnitude = U256::ZERO;
    let mut value = U256::ZERO;
    for ch in digits.chars() {
        let digit = ch.to_digit(radix).ok_or(2_usize)?;
        magnitude = magnitude
            .checked_mul(U256::from(radix))
            .and_then(|product| product.checked_add(U256::from(digit)))
            .ok_or(3_usize)?;
        value = arith::from_sign_magnitude(ty, negative, magnitude).ok_or(3_usize)?;
    }
    Ok(value)
}

fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}
