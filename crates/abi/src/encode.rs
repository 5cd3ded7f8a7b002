//! ABI encoding (DECISION C7, `docs/wasm-abi.md`).
//!
//! A value is first lowered to a tree of words and byte strings, in which Twilight's own types are gone;
//! the tree is then written in one of the ABI's two ways: heads and tails, or in place (for topics).

use std::fmt;

use crate::form::{field_types, has_payloads, is_byte, is_dynamic, is_fixed_bytes, payload_types};
use crate::value::{MAX_VALUES, canonical};
use crate::{Type, Value};

/// Deepest nesting of types that is encoded or decoded.
pub const MAX_DEPTH: usize = 256;

/// Why a value has no encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// The value is not one of the type.
    Mismatch {
        /// The type in Twilight's words.
        expected: String,
    },
    /// More than [`MAX_VALUES`] values, or types nested deeper than [`MAX_DEPTH`].
    TooLarge,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mismatch { expected } => write!(f, "The value is not a `{expected}`."),
            Self::TooLarge => f.write_str("The value is too large to be encoded."),
        }
    }
}

impl std::error::Error for EncodeError {}

/// Encodes a result: the one-element tuple `(T)`.
///
/// # Errors
/// See [`EncodeError`].
pub fn encode(ty: &Type, value: &Value) -> Result<Vec<u8>, EncodeError> {
    encode_all(&mut std::iter::once((ty, value)))
}

/// Encodes a list of arguments, or an event's data: the tuple of all.
///
/// # Errors
/// See [`EncodeError`].
pub fn encode_args(args: &[(Type, Value)]) -> Result<Vec<u8>, EncodeError> {
    encode_all(&mut args.iter().map(|(ty, value)| (ty, value)))
}

fn encode_all<'a>(items: &mut dyn Iterator<Item = (&'a Type, &'a Value)>) -> Result<Vec<u8>, EncodeError> {
    let mut lowering = Lowering { left: MAX_VALUES };
    let nodes = items
        .map(|(ty, value)| lowering.value(ty, value, 0))
        .collect::<Result<Vec<_>, _>>()?;
    let mut out = Vec::new();
    write_tuple(&mut out, &nodes);
    Ok(out)
}

/// The tree that the ABI sees.
pub(crate) enum Node {
    /// A 32-byte word.
    Word([u8; 32]),
    /// `bytes` or `string`.
    Bytes(Vec<u8>),
    /// A tuple or array of fixed length.
    Tuple {
        /// Elements.
        items: Vec<Node>,
        /// Whether the type is dynamic; not always visible in the items (an empty array of strings).
        dynamic: bool,
    },
    /// A sequence with its length before it.
    Sequence(Vec<Node>),
}

impl Node {
    const fn is_dynamic(&self) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Bytes(_) | Self::Sequence(_) => true,
            Self::Tuple { dynamic, .. } => *dynamic,
        }
    }
}

/// A number below 2^64 as a word.
pub(crate) fn word_of(number: u64) -> [u8; 32] {
    let mut word = [0; 32];
    word[24..].copy_from_slice(&number.to_be_bytes());
    word
}

fn write_padded(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(bytes);
    out.resize(out.len() + bytes.len().wrapping_neg() % 32, 0);
}

fn write_node(out: &mut Vec<u8>, node: &Node) {
    match node {
        Node::Word(word) => out.extend_from_slice(word),
        Node::Bytes(bytes) => {
            out.extend_from_slice(&word_of(bytes.len() as u64));
            write_padded(out, bytes);
        }
        Node::Tuple { items, .. } => write_tuple(out, items),
        Node::Sequence(items) => {
            out.extend_from_slice(&word_of(items.len() as u64));
            write_tuple(out, items);
        }
    }
}

fn write_tuple(out: &mut Vec<u8>, items: &[Node]) {
    let base = out.len();
    let mut offsets = Vec::new();
    for item in items {
        if item.is_dynamic() {
            offsets.push((out.len(), item));
            out.extend_from_slice(&[0; 32]);
        } else {
            write_node(out, item);
        }
    }
    for (at, item) in offsets {
        let offset = word_of((out.len() - base) as u64);
        out[at..at + 32].copy_from_slice(&offset);
        write_node(out, item);
    }
}

/// Solidity's in-place encoding for indexed parameters: no lengths, no offsets, every element padded.
pub(crate) fn write_in_place(out: &mut Vec<u8>, node: &Node) {
    match node {
        Node::Word(word) => out.extend_from_slice(word),
        Node::Bytes(bytes) => write_padded(out, bytes),
        Node::Tuple { items, .. } | Node::Sequence(items) => {
            for item in items {
                write_in_place(out, item);
            }
        }
    }
}

/// Lowers one value.
pub(crate) fn lower(ty: &Type, value: &Value) -> Result<Node, EncodeError> {
    Lowering { left: MAX_VALUES }.value(ty, value, 0)
}

struct Lowering {
    /// Values that may still be visited.
    left: usize,
}

impl Lowering {
    fn step(&mut self, depth: usize) -> Result<usize, EncodeError> {
        self.spend(1)?;
        if depth >= MAX_DEPTH {
            Err(EncodeError::TooLarge)
        } else {
            Ok(depth + 1)
        }
    }

    fn spend(&mut self, count: usize) -> Result<(), EncodeError> {
        self.left = self.left.checked_sub(count).ok_or(EncodeError::TooLarge)?;
        Ok(())
    }

    fn value(&mut self, ty: &Type, value: &Value, depth: usize) -> Result<Node, EncodeError> {
        let depth = self.step(depth)?;
        let mismatch = || EncodeError::Mismatch {
            expected: ty.to_string(),
        };
        Ok(match (ty, value) {
            (Type::Unit, Value::Unit) => Node::Tuple {
                items: Vec::new(),
                dynamic: false,
            },
            (Type::Bool, Value::Bool(value)) => Node::Word(word_of(u64::from(*value))),
            (Type::Int(ty), Value::Int { ty: have, bits }) if ty == have => {
                Node::Word(canonical(*ty, *bits).to_be_bytes())
            }
            (Type::String, Value::String(text)) => Node::Bytes(text.clone().into_bytes()),
            (Type::Address, Value::Address(bytes)) => Node::Word(address_word(bytes)),
            (Type::Hash256, Value::Hash256(bytes)) => Node::Word(*bytes),
            (Type::FixedBytes(count), Value::Bytes(bytes)) if bytes.len() == usize::from(*count) => {
                self.byte_array(bytes)?
            }
            (Type::Tuple(types), Value::Tuple(values)) => {
                self.tuple(ty, types.iter().collect(), values, depth)?
            }
            (Type::Struct(structure), Value::Struct(values)) => {
                self.tuple(ty, field_types(&structure.fields), values, depth)?
            }
            (Type::Array(element, count), _) => {
                let bytes = if is_byte(element) { bytes_of(value) } else { None };
                let length = match (value, &bytes) {
                    (_, Some(bytes)) => bytes.len(),
                    (Value::Array(values), None) => values.len(),
                    _ => return Err(mismatch()),
                };
                if length as u64 != *count {
                    return Err(mismatch());
                }
                match (value, bytes) {
                    (_, Some(bytes)) => self.byte_array(&bytes)?,
                    (Value::Array(values), None) => Node::Tuple {
                        items: self.elements(element, values, depth)?,
                        dynamic: is_dynamic(ty),
                    },
                    _ => return Err(mismatch()),
                }
            }
            (Type::Vector(element), _) if is_byte(element) => {
                Node::Bytes(bytes_of(value).ok_or_else(mismatch)?)
            }
            (Type::Vector(element), Value::Vector(values)) => {
                Node::Sequence(self.elements(element, values, depth)?)
            }
            (Type::Map(key, item), Value::Map(entries)) => {
                let dynamic = is_dynamic(key) || is_dynamic(item);
                let mut items = Vec::with_capacity(entries.len());
                for (at, place) in entries {
                    let pair = vec![self.value(key, at, depth)?, self.value(item, place, depth)?];
                    items.push(Node::Tuple { items: pair, dynamic });
                }
                Node::Sequence(items)
            }
            (Type::Option(inner), Value::Option(value)) => {
                let flag = Node::Word(word_of(u64::from(value.is_some())));
                let inner = match value {
                    Some(value) => self.value(inner, value, depth)?,
                    None => self.zero(inner, depth)?,
                };
                Node::Tuple {
                    items: vec![flag, inner],
                    dynamic: is_dynamic(ty),
                }
            }
            (Type::Result(ok, err), Value::Result(value)) => {
                let flag = Node::Word(word_of(u64::from(value.is_ok())));
                let (ok, err) = match value {
                    Ok(value) => (self.value(ok, value, depth)?, self.zero(err, depth)?),
                    Err(value) => (self.zero(ok, depth)?, self.value(err, value, depth)?),
                };
                Node::Tuple {
                    items: vec![flag, ok, err],
                    dynamic: is_dynamic(ty),
                }
            }
            (Type::Enum(definition), Value::Enum { variant, fields }) => {
                let types = payload_types(definition, *variant).ok_or_else(mismatch)?;
                let tag = Node::Word(word_of(u64::from(*variant)));
                if types.len() != fields.len() {
                    return Err(mismatch());
                }
                if has_payloads(definition) {
                    let mut items = Vec::with_capacity(types.len());
                    for (ty, value) in types.into_iter().zip(fields) {
                        items.push(self.value(ty, value, depth)?);
                    }
                    payload(tag, &items)
                } else {
                    tag
                }
            }
            _ => return Err(mismatch()),
        })
    }

    fn tuple(
        &mut self,
        ty: &Type,
        types: Vec<&Type>,
        values: &[Value],
        depth: usize,
    ) -> Result<Node, EncodeError> {
        if types.len() != values.len() {
            return Err(EncodeError::Mismatch {
                expected: ty.to_string(),
            });
        }
        let mut items = Vec::with_capacity(values.len());
        for (ty, value) in types.into_iter().zip(values) {
            items.push(self.value(ty, value, depth)?);
        }
        Ok(Node::Tuple {
            items,
            dynamic: is_dynamic(ty),
        })
    }

    fn elements(&mut self, ty: &Type, values: &[Value], depth: usize) -> Result<Vec<Node>, EncodeError> {
        values.iter().map(|value| self.value(ty, value, depth)).collect()
    }

    /// `array<u8, N>`: `bytesN`, or a word for each byte where there is no such type.
    fn byte_array(&mut self, bytes: &[u8]) -> Result<Node, EncodeError> {
        if (1..=32).contains(&bytes.len()) {
            let mut word = [0; 32];
            word[..bytes.len()].copy_from_slice(bytes);
            return Ok(Node::Word(word));
        }
        self.spend(bytes.len())?;
        let items = bytes
            .iter()
            .map(|byte| Node::Word(word_of(u64::from(*byte))))
            .collect();
        Ok(Node::Tuple {
            items,
            dynamic: false,
        })
    }

    /// The zero encoding of a type (`docs/wasm-abi.md`), without building the value.
    fn zero(&mut self, ty: &Type, depth: usize) -> Result<Node, EncodeError> {
        let depth = self.step(depth)?;
        let dynamic = is_dynamic(ty);
        let flag = |value: bool| Node::Word(word_of(u64::from(value)));
        Ok(match ty {
            Type::Unit => Node::Tuple {
                items: Vec::new(),
                dynamic,
            },
            Type::Bool | Type::Int(_) | Type::Address | Type::Hash256 | Type::FixedBytes(_) => {
                Node::Word([0; 32])
            }
            Type::String => Node::Bytes(Vec::new()),
            Type::Vector(element) if is_byte(element) => Node::Bytes(Vec::new()),
            Type::Vector(_) | Type::Map(..) => Node::Sequence(Vec::new()),
            Type::Tuple(types) => Node::Tuple {
                items: self.zeros(types.iter().collect(), depth)?,
                dynamic,
            },
            Type::Struct(ty) => Node::Tuple {
                items: self.zeros(field_types(&ty.fields), depth)?,
                dynamic,
            },
            Type::Array(element, count) if is_fixed_bytes(element, *count) => Node::Word([0; 32]),
            Type::Array(element, count) => {
                let count = usize::try_from(*count).map_err(|_| EncodeError::TooLarge)?;
                if count > self.left {
                    return Err(EncodeError::TooLarge);
                }
                let items = (0..count)
                    .map(|_| self.zero(element, depth))
                    .collect::<Result<_, _>>()?;
                Node::Tuple { items, dynamic }
            }
            Type::Option(inner) => Node::Tuple {
                items: vec![flag(false), self.zero(inner, depth)?],
                dynamic,
            },
            Type::Result(ok, err) => {
                let items = vec![flag(true), self.zero(ok, depth)?, self.zero(err, depth)?];
                Node::Tuple { items, dynamic }
            }
            Type::Enum(definition) if has_payloads(definition) => {
                let items = self.zeros(payload_types(definition, 0).unwrap_or_default(), depth)?;
                payload(flag(false), &items)
            }
            Type::Enum(_) => flag(false),
            Type::Reference(_) => {
                let expected = ty.to_string();
                return Err(EncodeError::Mismatch { expected });
            }
        })
    }

    fn zeros(&mut self, types: Vec<&Type>, depth: usize) -> Result<Vec<Node>, EncodeError> {
        types.into_iter().map(|ty| self.zero(ty, depth)).collect()
    }
}

/// `(uint8, bytes)` of an enum with payloads.
fn payload(tag: Node, items: &[Node]) -> Node {
    let mut bytes = Vec::new();
    write_tuple(&mut bytes, items);
    Node::Tuple {
        items: vec![tag, Node::Bytes(bytes)],
        dynamic: true,
    }
}

fn address_word(address: &[u8]) -> [u8; 32] {
    let mut word = [0; 32];
    word[32 - address.len()..].copy_from_slice(address);
    word
}

/// The bytes of a byte string, also where it was built element by element.
fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Some(bytes.clone()),
        Value::Array(values) | Value::Vector(values) => values
            .iter()
            .map(|value| match value {
                Value::Int { bits, .. } => u8::try_from(*bits).ok(),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
