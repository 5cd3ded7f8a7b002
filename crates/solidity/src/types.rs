//! Solidity's types and how its users write them.

use std::sync::Arc;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed};

use crate::items::{AliasId, ContractId, EnumId, Items, StructId};

/// Where a value of a reference type lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// State of the contract: a place.
    Storage,
    /// Memory: a reference that several variables may share.
    Memory,
    /// Arguments of the call: never changed.
    Calldata,
}

/// A type. Reference types say where their value lies; parts of a type lie where the whole lies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`
    Bool,
    /// `uint8` .. `int256`
    Int {
        /// `int..`
        signed: bool,
        /// 8, 16, .. 256
        bits: u16,
    },
    /// `address`
    Address {
        /// `address payable`
        payable: bool,
    },
    /// `bytes1` .. `bytes32`
    FixedBytes(u8),
    /// `bytes`
    Bytes(Location),
    /// `string`
    String(Location),
    /// `T[]`, `T[n]`
    Array {
        /// Type of the elements, in the same location.
        element: Arc<Type>,
        /// `n`
        length: Option<u64>,
        /// Where it lies.
        location: Location,
    },
    /// `mapping(K => V)`, always in storage
    Mapping(Arc<Type>, Arc<Type>),
    /// A struct
    Struct(StructId, Location),
    /// An enum
    Enum(EnumId),
    /// A contract or interface: an address
    Contract(ContractId),
    /// A user-defined value type
    Alias(AliasId),
    /// An internal function
    Function(Arc<FunctionType>),
    /// What several values together have; `()` is nothing
    Tuple(Vec<Type>),
    /// A number that is not yet of any type: literals and constant expressions of them
    Rational(BigRational),
    /// A string literal: its bytes, and whether they are text
    Text(Arc<[u8]>),
    /// What an error left; fits everywhere
    Error,
}

/// The type of an internal function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FunctionType {
    /// Parameters.
    pub params: Vec<Type>,
    /// Results.
    pub returns: Vec<Type>,
    /// What it may do.
    pub mutability: Mutability,
}

/// What a function may do, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutability {
    /// `pure`
    Pure,
    /// `view`
    View,
    /// Neither.
    NonPayable,
    /// `payable`
    Payable,
}

impl Type {
    /// `uint256`
    pub const UINT: Self = Self::Int {
        signed: false,
        bits: 256,
    };
    /// `address`
    pub const ADDRESS: Self = Self::Address { payable: false };

    /// `uintN`
    #[must_use]
    pub const fn uint(bits: u16) -> Self {
        Self::Int { signed: false, bits }
    }

    /// `()`
    #[must_use]
    pub const fn unit() -> Self {
        Self::Tuple(Vec::new())
    }

    /// Whether values are copied rather than referred to.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(
            self,
            Self::Bool
                | Self::Int { .. }
                | Self::Address { .. }
                | Self::FixedBytes(_)
                | Self::Enum(_)
                | Self::Contract(_)
                | Self::Alias(_)
                | Self::Function(_)
        )
    }

    /// Where a value of a reference type lies.
    #[must_use]
    pub const fn location(&self) -> Option<Location> {
        match self {
            Self::Bytes(location)
            | Self::String(location)
            | Self::Array { location, .. }
            | Self::Struct(_, location) => Some(*location),
            Self::Mapping(..) => Some(Location::Storage),
            _ => None,
        }
    }

    /// The same type in another location.
    #[must_use]
    pub fn at(&self, location: Location) -> Self {
        match self {
            Self::Bytes(_) => Self::Bytes(location),
            Self::String(_) => Self::String(location),
            Self::Array { element, length, .. } => Self::Array {
                element: Arc::new(element.at(location)),
                length: *length,
                location,
            },
            Self::Struct(id, _) => Self::Struct(*id, location),
            other => other.clone(),
        }
    }

    /// Whether the two are the same but for where they lie.
    #[must_use]
    pub fn same_shape(&self, other: &Self) -> bool {
        self.at(Location::Memory) == other.at(Location::Memory)
    }

    /// Whether a mapping is part of it, so that it exists in storage only.
    #[must_use]
    pub fn holds_mapping(&self, items: &Items<'_>) -> bool {
        fn search(ty: &Type, items: &Items<'_>, seen: &mut Vec<StructId>) -> bool {
            match ty {
                Type::Mapping(..) => true,
                Type::Array { element, .. } => search(element, items, seen),
                Type::Struct(id, _) => {
                    if seen.contains(id) {
                        return false;
                    }
                    seen.push(*id);
                    items
                        .structure(*id)
                        .fields
                        .iter()
                        .any(|field| search(&field.ty, items, seen))
                }
                _ => false,
            }
        }
        search(self, items, &mut Vec::new())
    }

    /// As a user of Solidity writes it, with the location of reference types.
    #[must_use]
    pub fn show(&self, items: &Items<'_>) -> String {
        let plain = self.show_plain(items);
        match (self, self.location()) {
            (Self::Mapping(..), _) | (_, None) => plain,
            (_, Some(location)) => format!("{plain} {}", location.name()),
        }
    }

    /// As a user of Solidity writes it, without locations.
    #[must_use]
    pub fn show_plain(&self, items: &Items<'_>) -> String {
        match self {
            Self::Bool => "bool".to_owned(),
            Self::Int { signed, bits } => format!("{}{bits}", if *signed { "int" } else { "uint" }),
            Self::Address { payable: false } => "address".to_owned(),
            Self::Address { payable: true } => "address payable".to_owned(),
            Self::FixedBytes(count) => format!("bytes{count}"),
            Self::Bytes(_) => "bytes".to_owned(),
            Self::String(_) => "string".to_owned(),
            Self::Array { element, length, .. } => match length {
                Some(length) => format!("{}[{length}]", element.show_plain(items)),
                None => format!("{}[]", element.show_plain(items)),
            },
            Self::Mapping(key, value) => {
                format!(
                    "mapping({} => {})",
                    key.show_plain(items),
                    value.show_plain(items)
                )
            }
            Self::Struct(id, _) => items.structure(*id).shown.clone(),
            Self::Enum(id) => items.enumeration(*id).shown.clone(),
            Self::Contract(id) => items.contract(*id).name.clone(),
            Self::Alias(id) => items.alias(*id).shown.clone(),
            Self::Function(ty) => ty.show(items),
            Self::Tuple(types) => {
                let types: Vec<String> = types.iter().map(|ty| ty.show(items)).collect();
                format!("({})", types.join(", "))
            }
            Self::Rational(value) => show_rational(value),
            Self::Text(_) => "string literal".to_owned(),
            Self::Error => "?".to_owned(),
        }
    }

    /// As it stands in a signature of a function, event or error (Ethereum ABI): `(uint256,address[])`.
    /// `None` for what no ABI has: mappings, internal functions.
    #[must_use]
    pub fn canonical(&self, items: &Items<'_>) -> Option<String> {
        Some(match self {
            Self::Bool | Self::Int { .. } | Self::FixedBytes(_) | Self::Bytes(_) | Self::String(_) => {
                self.show_plain(items)
            }
            Self::Address { .. } | Self::Contract(_) => "address".to_owned(),
            Self::Enum(_) => "uint8".to_owned(),
            Self::Alias(id) => items.alias(*id).underlying.canonical(items)?,
            Self::Array { element, length, .. } => {
                let element = element.canonical(items)?;
                length.map_or_else(|| format!("{element}[]"), |length| format!("{element}[{length}]"))
            }
            Self::Struct(id, _) => {
                let structure = items.structure(*id);
                if structure.recursive {
                    return None;
                }
                let fields: Option<Vec<String>> = structure
                    .fields
                    .iter()
                    .map(|field| field.ty.canonical(items))
                    .collect();
                format!("({})", fields?.join(","))
            }
            Self::Mapping(..)
            | Self::Function(_)
            | Self::Tuple(_)
            | Self::Rational(_)
            | Self::Text(_)
            | Self::Error => return None,
        })
    }
}

impl FunctionType {
    fn show(&self, items: &Items<'_>) -> String {
        let list = |types: &[Type]| {
            types
                .iter()
                .map(|ty| ty.show(items))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut text = format!("function ({})", list(&self.params));
        match self.mutability {
            Mutability::Pure => text.push_str(" pure"),
            Mutability::View => text.push_str(" view"),
            Mutability::NonPayable => {}
            Mutability::Payable => text.push_str(" payable"),
        }
        if !self.returns.is_empty() {
            text.push_str(&format!(" returns ({})", list(&self.returns)));
        }
        text
    }
}

impl Location {
    /// The keyword.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Storage => "storage",
            Self::Memory => "memory",
            Self::Calldata => "calldata",
        }
    }
}

impl Mutability {
    /// The keyword; empty for none.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pure => "pure",
            Self::View => "view",
            Self::NonPayable => "",
            Self::Payable => "payable",
        }
    }
}

/// A constant number as a message shows it; long ones are cut.
fn show_rational(value: &BigRational) -> String {
    let whole = value.numer().to_string();
    let short = |text: String| {
        if text.len() > 30 {
            let (head, tail) = (
                text.chars().take(8),
                text.chars().rev().take(8).collect::<String>(),
            );
            format!(
                "{}...{}",
                head.collect::<String>(),
                tail.chars().rev().collect::<String>()
            )
        } else {
            text
        }
    };
    if value.denom().is_one() {
        format!("the number {}", short(whole))
    } else {
        format!("the number {}/{}", short(whole), short(value.denom().to_string()))
    }
}

/// The smallest integer type that holds a whole number, as solc gives to constant expressions (`mobile type`).
#[must_use]
pub fn mobile(value: &BigRational) -> Option<Type> {
    if !value.denom().is_one() {
        return None;
    }
    let number = value.numer();
    let signed = number.is_negative();
    // The bits of the magnitude; a negative number's are those of `-n - 1`, and its sign.
    let magnitude = if signed {
        -number - BigInt::one()
    } else {
        number.clone()
    };
    let needed = magnitude.bits() + u64::from(signed);
    let bits = needed.max(1).div_ceil(8) * 8;
    let bits = u16::try_from(bits).ok().filter(|bits| *bits <= 256)?;
    Some(Type::Int { signed, bits })
}

/// Whether a whole number is a value of an integer type.
#[must_use]
pub fn fits(value: &BigRational, signed: bool, bits: u16) -> bool {
    if !value.denom().is_one() {
        return false;
    }
    let number = value.numer();
    if signed {
        let bound = BigInt::one() << (bits - 1);
        *number >= -bound.clone() && *number < bound
    } else {
        !number.is_negative() && *number < BigInt::one() << bits
    }
}
