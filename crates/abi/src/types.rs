//! Types of values: concrete, generics have been specialised.
//!
//! A struct or enum may hold itself through a `vector`, `map` or reference ([`Late`]), in memory only: the types of what is
//! encoded, stored or emitted are finite trees.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Name of a struct that holds one `u8` and that no source can name: an element of an array of Solidity's `uint8`,
/// which would otherwise be `bytes`. It shows, and has the ABI, as what it holds.
pub const BYTE_ELEMENT: &str = "$uint8";

/// Bytes of an address (DECISION C3).
pub const ADDRESS_BYTES: usize = 20;

/// An integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IntType {
    /// Two's complement.
    pub signed: bool,
    /// A multiple of 8 from 8 to 256. Native source has 8, 16, 32, 64, 128 and 256 alone; Solidity has all of them.
    pub bits: u16,
}

impl IntType {
    /// `u8`.
    pub const U8: Self = Self::unsigned(8);
    /// `u32`.
    pub const U32: Self = Self::unsigned(32);
    /// `u64`, the type of lengths and indices.
    pub const U64: Self = Self::unsigned(64);
    /// `u128`, the type of token amounts.
    pub const U128: Self = Self::unsigned(128);
    /// `u256`.
    pub const U256: Self = Self::unsigned(256);
    /// `i64`, the type of a literal that nothing else decides (DECISION T1).
    pub const I64: Self = Self {
        signed: true,
        bits: 64,
    };

    /// The unsigned type of that width.
    #[must_use]
    pub const fn unsigned(bits: u16) -> Self {
        Self { signed: false, bits }
    }

    /// All twelve types, unsigned first, narrow first.
    #[must_use]
    pub fn all() -> [Self; 12] {
        [8, 16, 32, 64, 128, 256, 8, 16, 32, 64, 128, 256]
            .into_iter()
            .enumerate()
            .map(|(at, bits)| Self {
                signed: at >= 6,
                bits,
            })
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or([Self::U64; 12])
    }

    /// Bytes of the type.
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.bits as usize / 8
    }

    /// Whether native source has the type: its width is a power of two.
    #[must_use]
    pub const fn is_native(self) -> bool {
        self.bits.is_power_of_two()
    }

    /// The narrowest native type that holds every value: what values of other widths are computed in.
    #[must_use]
    pub const fn container(self) -> Self {
        Self {
            signed: self.signed,
            bits: self.bits.next_power_of_two(),
        }
    }

    /// The name as Twilight writes it, `u64`; `u24` of a width that only Solidity has.
    #[must_use]
    pub fn name(self) -> &'static str {
        const UNSIGNED: [&str; 32] = [
            "u8", "u16", "u24", "u32", "u40", "u48", "u56", "u64", "u72", "u80", "u88", "u96", "u104",
            "u112", "u120", "u128", "u136", "u144", "u152", "u160", "u168", "u176", "u184", "u192", "u200",
            "u208", "u216", "u224", "u232", "u240", "u248", "u256",
        ];
        const SIGNED: [&str; 32] = [
            "i8", "i16", "i24", "i32", "i40", "i48", "i56", "i64", "i72", "i80", "i88", "i96", "i104",
            "i112", "i120", "i128", "i136", "i144", "i152", "i160", "i168", "i176", "i184", "i192", "i200",
            "i208", "i216", "i224", "i232", "i240", "i248", "i256",
        ];
        let names = if self.signed { &SIGNED } else { &UNSIGNED };
        let at = usize::from(self.bits / 8).clamp(1, names.len()) - 1;
        names[at]
    }

    /// The type of a name as [`IntType::name`] gives it, of any width.
    #[must_use]
    pub fn from_any_name(name: &str) -> Option<Self> {
        let bits: u16 = name.get(1..)?.parse().ok()?;
        let ty = Self {
            signed: name.starts_with('i'),
            bits,
        };
        (bits.is_multiple_of(8) && (8..=256).contains(&bits) && ty.name() == name).then_some(ty)
    }

    /// The native type of a Twilight name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|ty| ty.name() == name)
    }
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// `()`
    Unit,
    /// `bool`
    Bool,
    /// `u8` .. `i256`
    Int(IntType),
    /// `string`
    String,
    /// `address`
    Address,
    /// `hash256`
    Hash256,
    /// `bytesN` of Solidity, N from 1 to 32: bytes in a row, ordered as the number they are, the first one highest
    FixedBytes(u8),
    /// `(A, B)`; at least one element
    Tuple(Arc<[Type]>),
    /// `array<T, N>`
    Array(Arc<Type>, u64),
    /// `vector<T>`
    Vector(Arc<Type>),
    /// `map<K, V>`
    Map(Arc<Type>, Arc<Type>),
    /// `Option<T>`: variant 0 is `None`, 1 is `Some`
    Option(Arc<Type>),
    /// `Result<T, E>`: variant 0 is `Ok`, 1 is `Err`
    Result(Arc<Type>, Arc<Type>),
    /// A user's struct
    Struct(Arc<StructType>),
    /// A user's enum
    Enum(Arc<EnumType>),
    /// A reference to a cell in memory, which several values may refer to: what Solidity calls `memory`. It has no
    /// form outside of a running program: not in the ABI, in storage or in events.
    Reference(Arc<Type>),
}

/// A part of a definition that may be given after the definition is in use, so that a type can hold itself.
///
/// A definition that holds itself is never freed: its memory, some hundred bytes, stays until the process ends.
#[derive(Clone)]
pub struct Late<T>(OnceLock<T>);

/// What a [`Late`] part is until it is given.
pub trait Unfinished: Sized + 'static {
    /// Nothing.
    fn nothing() -> &'static Self;
}

impl Unfinished for VariantFields {
    fn nothing() -> &'static Self {
        &Self::Unit
    }
}

impl Unfinished for Vec<Variant> {
    fn nothing() -> &'static Self {
        const { &Vec::new() }
    }
}

impl<T> Late<T> {
    /// A part that is to be given.
    #[must_use]
    pub fn open() -> Self {
        Self(OnceLock::new())
    }

    /// Gives the part; the first one stays.
    pub fn give(&self, part: T) {
        let _ = self.0.set(part);
    }
}

impl<T> From<T> for Late<T> {
    fn from(part: T) -> Self {
        Self(OnceLock::from(part))
    }
}

impl<T: Unfinished> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self.0.get() {
            Some(part) => part,
            None => T::nothing(),
        }
    }
}

impl<T: Unfinished + Serialize> Serialize for Late<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Late<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

/// A struct type. Two are equal when their names are: names are unique in a program.
#[derive(Clone, Serialize, Deserialize)]
pub struct StructType {
    /// Unique name, type arguments included: `Pair<u64, bool>`.
    pub name: String,
    /// Fields.
    pub fields: Late<VariantFields>,
}

/// An enum type. Two are equal when their names are: names are unique in a program.
#[derive(Clone, Serialize, Deserialize)]
pub struct EnumType {
    /// Unique name, type arguments included.
    pub name: String,
    /// 1 to 256 variants; the tag is the index.
    pub variants: Late<Vec<Variant>>,
}

/// One variant of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its payload.
    pub fields: VariantFields,
}

/// Fields of a struct or variant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VariantFields {
    /// `S`
    Unit,
    /// `S(A, B)`
    Tuple(Vec<Type>),
    /// `S { a: A }`
    Named(Vec<(String, Type)>),
}

impl VariantFields {
    /// Types of the fields in order.
    #[must_use]
    pub fn types(&self) -> Vec<Type> {
        match self {
            Self::Unit => Vec::new(),
            Self::Tuple(types) => types.clone(),
            Self::Named(fields) => fields.iter().map(|(_, ty)| ty.clone()).collect(),
        }
    }
}

// By name only: what holds itself has no end.
impl std::fmt::Debug for StructType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "struct {}", self.name)
    }
}
impl std::fmt::Debug for EnumType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "enum {}", self.name)
    }
}
impl PartialEq for StructType {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl Eq for StructType {}
impl std::hash::Hash for StructType {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
impl PartialEq for EnumType {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl Eq for EnumType {}
impl std::hash::Hash for EnumType {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Type {
    /// `bytes`, as Twilight writes it: `vector<u8>`.
    #[must_use]
    pub fn bytes() -> Self {
        Self::Vector(Arc::new(Self::Int(IntType::U8)))
    }

    /// The element of an array of Solidity's `uint8` ([`BYTE_ELEMENT`]).
    #[must_use]
    pub fn byte_element() -> Self {
        Self::Struct(Arc::new(StructType {
            name: BYTE_ELEMENT.to_owned(),
            fields: VariantFields::Tuple(vec![Self::Int(IntType::U8)]).into(),
        }))
    }

    /// The integer type that values are held as: an integer's own, and for `bytesN` the unsigned one of as many bits.
    #[must_use]
    pub fn carrier(&self) -> Option<IntType> {
        match self {
            Self::Int(ty) => Some(*ty),
            Self::FixedBytes(count) => Some(IntType::unsigned(u16::from(*count) * 8)),
            _ => None,
        }
    }

    /// The type that `bytes1` to `bytes32` name.
    #[must_use]
    pub fn fixed_bytes(name: &str) -> Option<Self> {
        let count: u8 = name.strip_prefix("bytes")?.parse().ok()?;
        let ty = Self::FixedBytes(count);
        ((1..=32).contains(&count) && ty.to_string() == name).then_some(ty)
    }

    /// Payload types of each variant of an `Option`, `Result` or enum, in tag order; `None` otherwise.
    #[must_use]
    pub fn variants(&self) -> Option<Vec<Vec<Self>>> {
        match self {
            Self::Option(inner) => Some(vec![Vec::new(), vec![(**inner).clone()]]),
            Self::Result(ok, err) => Some(vec![vec![(**ok).clone()], vec![(**err).clone()]]),
            Self::Enum(ty) => Some(ty.variants.iter().map(|variant| variant.fields.types()).collect()),
            _ => None,
        }
    }

    /// The types that stand directly in this one: elements, keys and values, fields, payloads.
    #[must_use]
    pub fn parts(&self) -> Vec<Self> {
        match self {
            Self::Unit
            | Self::Bool
            | Self::Int(_)
            | Self::String
            | Self::Address
            | Self::Hash256
            | Self::FixedBytes(_) => Vec::new(),
            Self::Tuple(types) => types.to_vec(),
            Self::Array(inner, _) | Self::Vector(inner) | Self::Option(inner) | Self::Reference(inner) => {
                vec![(**inner).clone()]
            }
            Self::Map(a, b) | Self::Result(a, b) => vec![(**a).clone(), (**b).clone()],
            Self::Struct(ty) => ty.fields.types(),
            Self::Enum(ty) => ty
                .variants
                .iter()
                .flat_map(|variant| variant.fields.types())
                .collect(),
        }
    }

    /// Field types of a tuple or struct; `None` otherwise.
    #[must_use]
    pub fn fields(&self) -> Option<Vec<Self>> {
        match self {
            Self::Tuple(types) => Some(types.to_vec()),
            Self::Struct(ty) => Some(ty.fields.types()),
            _ => None,
        }
    }
}

impl std::fmt::Display for Type {
    /// The type as Twilight source writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unit => f.write_str("()"),
            Self::Bool => f.write_str("bool"),
            Self::Int(ty) => f.write_str(ty.name()),
            Self::String => f.write_str("string"),
            Self::Address => f.write_str("address"),
            Self::Hash256 => f.write_str("hash256"),
            Self::FixedBytes(count) => write!(f, "bytes{count}"),
            Self::Tuple(types) => {
                f.write_str("(")?;
                for (at, ty) in types.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{ty}")?;
                }
                f.write_str(if types.len() == 1 { ",)" } else { ")" })
            }
            Self::Array(element, count) => write!(f, "array<{element}, {count}>"),
            Self::Vector(element) => write!(f, "vector<{element}>"),
            Self::Map(key, value) => write!(f, "map<{key}, {value}>"),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::Result(ok, err) => write!(f, "Result<{ok}, {err}>"),
            Self::Struct(ty) if ty.name == BYTE_ELEMENT => f.write_str("uint8"),
            Self::Struct(ty) => f.write_str(&ty.name),
            Self::Enum(ty) => f.write_str(&ty.name),
            Self::Reference(inner) => write!(f, "reference<{inner}>"),
        }
    }
}
