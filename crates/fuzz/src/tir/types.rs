//! Types and constants of random modules.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{EnumType, IntType, Type, Variant, VariantFields};
use twilight_tir::{Const, arith};

use crate::random::Random;

const WIDTHS: [u16; 6] = [8, 16, 32, 64, 128, 256];
const TEXTS: [&str; 8] = ["", "a", "b", "ab,c", "-12", "0x0f", "é日", " x "];

/// An integer type.
pub fn int(random: &mut Random) -> IntType {
    IntType {
        signed: random.below(2) == 0,
        bits: WIDTHS[random.below(WIDTHS.len())],
    }
}

/// Whether arithmetic takes integers of the type: the library has others too.
pub fn computes(ty: IntType) -> bool {
    WIDTHS.contains(&ty.bits)
}

/// A type without vectors, arrays and maps in it: its values may be used any number of times.
pub fn plain(random: &mut Random, enums: &[Type], depth: usize) -> Type {
    let part = |random: &mut Random| Arc::new(plain(random, enums, depth.saturating_sub(1)));
    match random.below(if depth == 0 { 12 } else { 18 }) {
        0..=6 => Type::Int(int(random)),
        7 | 8 => Type::Bool,
        9 => Type::String,
        10 => Type::Address,
        11 => Type::Hash256,
        12 | 13 => {
            let count = 1 + random.below(3);
            Type::Tuple((0..count).map(|_| plain(random, enums, depth - 1)).collect())
        }
        14 => Type::Result(part(random), part(random)),
        15 if !enums.is_empty() => enums[random.below(enums.len())].clone(),
        _ => Type::Option(part(random)),
    }
}

/// A vector, array or map of plain values.
pub fn collection(random: &mut Random, enums: &[Type]) -> Type {
    let element = Arc::new(plain(random, enums, 1));
    match random.below(6) {
        0 | 1 => Type::Array(element, 1 + random.below(4) as u64),
        2 => Type::Map(Arc::new(plain(random, enums, 1)), element),
        _ => Type::Vector(element),
    }
}

/// An enum of up to four variants.
pub fn enumeration(random: &mut Random, enums: &[Type], number: usize) -> Type {
    let variants: Vec<Variant> = (0..1 + random.below(4))
        .map(|at| Variant {
            name: format!("V{at}"),
            fields: match random.below(3) {
                0 => VariantFields::Unit,
                _ => {
                    let count = 1 + random.below(3);
                    VariantFields::Tuple((0..count).map(|_| plain(random, enums, 1)).collect())
                }
            },
        })
        .collect();
    Type::Enum(Arc::new(EnumType {
        name: format!("E{number}"),
        variants: variants.into(),
    }))
}

/// Whether values change in place, so that each has one owner.
pub fn is_collection(ty: &Type) -> bool {
    matches!(ty, Type::Vector(_) | Type::Array(..) | Type::Map(..))
}

/// A constant of a type that has some.
pub fn constant(random: &mut Random, ty: &Type) -> Option<Const> {
    Some(match ty {
        Type::Unit => Const::Unit,
        Type::Bool => Const::Bool(random.below(2) == 0),
        Type::Int(ty) => Const::Int(*ty, number(random, *ty)),
        Type::String => Const::Str(Arc::from(TEXTS[random.below(TEXTS.len())])),
        Type::Address => {
            let mut bytes = [0; 20];
            bytes[19] = u8::try_from(random.below(4)).unwrap_or(0);
            Const::Address(bytes)
        }
        Type::Hash256 => {
            let mut bytes = [0; 32];
            bytes[random.below(32)] = 1;
            Const::Hash256(bytes)
        }
        _ => return None,
    })
}

/// A small number, one at an edge, or any.
fn number(random: &mut Random, ty: IntType) -> U256 {
    let small = U256::from(random.below(10));
    match random.below(8) {
        0 => arith::min_value(ty),
        1 => arith::max_value(ty),
        2 => arith::wrapping_sub(ty, U256::ZERO, small),
        3 => {
            let limbs = [random.next(), random.next(), random.next(), random.next()];
            U256::from_limbs(limbs) & arith::mask(ty)
        }
        _ => small,
    }
}
