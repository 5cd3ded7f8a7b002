//! Random types and values, the same in every run.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{EnumType, IntType, StructType, Type, Value, Variant, VariantFields};

/// A small generator (xorshift64*).
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next().to_le_bytes()[3])
    }

    /// A type; without maps where values are compared.
    pub fn ty(&mut self, depth: usize) -> Type {
        let kinds = if depth == 0 { 14 } else { 26 };
        match self.below(kinds) {
            0 => Type::Bool,
            1..=5 => Type::Int(IntType::all()[self.below(12)]),
            6 => Type::Int(IntType {
                signed: self.below(2) == 0,
                bits: 8 + 8 * self.below(32) as u16,
            }),
            7 => Type::FixedBytes(1 + self.below(32) as u8),
            8 | 9 => Type::String,
            10 => Type::Address,
            11 => Type::Hash256,
            12 => Type::bytes(),
            13 => self.plain_enum(),
            14 | 15 => Type::Tuple((0..1 + self.below(4)).map(|_| self.ty(depth - 1)).collect()),
            16 => Type::Array(
                Arc::new(Type::Int(IntType::U8)),
                [1, 5, 31, 32, 33, 0][self.below(6)],
            ),
            17 => Type::Array(Arc::new(self.ty(depth - 1)), self.below(5) as u64),
            18 | 19 => Type::Vector(Arc::new(self.ty(depth - 1))),
            20 => Type::Option(Arc::new(self.ty(depth - 1))),
            21 => Type::Result(Arc::new(self.ty(depth - 1)), Arc::new(self.ty(depth - 1))),
            22 => Type::Map(Arc::new(self.ty(0)), Arc::new(self.ty(depth - 1))),
            23 => self.structure(depth),
            24 => self.payload_enum(depth),
            _ => Type::Unit,
        }
    }

    fn name(&mut self, kind: &str) -> String {
        format!("{kind}{}<u8>", self.next())
    }

    fn plain_enum(&mut self) -> Type {
        let count = 1 + self.below(6);
        let variants: Vec<Variant> = (0..count)
            .map(|at| Variant {
                name: format!("V{at}"),
                fields: VariantFields::Unit,
            })
            .collect();
        Type::Enum(Arc::new(EnumType {
            name: self.name("E"),
            variants: variants.into(),
        }))
    }

    fn fields(&mut self, depth: usize) -> VariantFields {
        match self.below(4) {
            0 => VariantFields::Unit,
            1 => VariantFields::Tuple((0..1 + self.below(3)).map(|_| self.ty(depth - 1)).collect()),
            _ => VariantFields::Named(
                (0..1 + self.below(4))
                    .map(|at| (format!("f{at}"), self.ty(depth - 1)))
                    .collect(),
            ),
        }
    }

    fn structure(&mut self, depth: usize) -> Type {
        let fields = self.fields(depth);
        Type::Struct(Arc::new(StructType {
            name: self.name("S"),
            fields: fields.into(),
        }))
    }

    fn payload_enum(&mut self, depth: usize) -> Type {
        let count = 1 + self.below(4);
        let variants: Vec<Variant> = (0..count)
            .map(|at| Variant {
                name: format!("P{at}"),
                fields: self.fields(depth),
            })
            .collect();
        Type::Enum(Arc::new(EnumType {
            name: self.name("Q"),
            variants: variants.into(),
        }))
    }

    pub fn integer(&mut self, ty: IntType) -> Value {
        let bits = match self.below(6) {
            0 => U256::from(self.below(3)),
            1 => U256::MAX - U256::from(self.below(2)),
            2 => (U256::from(1) << (usize::from(ty.bits) - 1)) - U256::from(self.below(2)),
            3 => U256::from(10_u64.pow(self.below(20) as u32)) - U256::from(self.below(2)),
            _ => U256::from_be_bytes(self.bytes::<32>()) >> self.below(256),
        };
        Value::int(ty, bits)
    }

    pub fn text(&mut self) -> String {
        let parts = [
            "",
            "a",
            "hello",
            "\"",
            "\\",
            "\n",
            "\t\r\0",
            "é",
            "漢",
            "🦀",
            "\u{7f}",
            "\u{85}\u{a0}",
            "\u{1b}",
            ",",
        ];
        (0..self.below(7))
            .map(|_| parts[self.below(parts.len())])
            .collect()
    }

    /// A value of a type.
    pub fn value(&mut self, ty: &Type) -> Value {
        match ty {
            Type::Unit => Value::Unit,
            Type::Bool => Value::Bool(self.below(2) == 1),
            Type::Int(ty) => self.integer(*ty),
            Type::String => Value::String(self.text()),
            Type::Address if self.below(4) == 0 => Value::Address([0; 20]),
            Type::Address => Value::Address(self.bytes()),
            Type::Hash256 if self.below(4) == 0 => Value::Hash256([0; 32]),
            Type::Hash256 => Value::Hash256(self.bytes()),
            Type::FixedBytes(count) if self.below(4) == 0 => Value::Bytes(vec![0; usize::from(*count)]),
            Type::FixedBytes(count) => Value::Bytes((0..*count).map(|_| self.bytes::<1>()[0]).collect()),
            Type::Tuple(types) => Value::Tuple(types.iter().map(|ty| self.value(ty)).collect()),
            Type::Array(element, count) if **element == Type::Int(IntType::U8) => {
                Value::Bytes((0..*count).map(|_| self.bytes::<1>()[0]).collect())
            }
            Type::Vector(element) if **element == Type::Int(IntType::U8) => {
                Value::Bytes((0..self.below(70)).map(|_| self.bytes::<1>()[0]).collect())
            }
            Type::Array(element, count) => Value::Array((0..*count).map(|_| self.value(element)).collect()),
            Type::Vector(element) => Value::Vector((0..self.below(5)).map(|_| self.value(element)).collect()),
            Type::Map(key, item) => {
                let mut entries: Vec<(Value, Value)> = Vec::new();
                for _ in 0..self.below(5) {
                    let key = self.value(key);
                    if entries.iter().all(|(have, _)| *have != key) {
                        entries.push((key, self.value(item)));
                    }
                }
                Value::Map(entries)
            }
            Type::Option(_) if self.below(3) == 0 => Value::none(),
            Type::Option(inner) => Value::some(self.value(inner)),
            Type::Result(ok, _) if self.below(2) == 0 => Value::ok(self.value(ok)),
            Type::Result(_, err) => Value::err(self.value(err)),
            Type::Struct(ty) => Value::Struct(ty.fields.types().iter().map(|ty| self.value(ty)).collect()),
            Type::Reference(_) => unreachable!("nothing hands over a reference"),
            Type::Enum(ty) => {
                let variant = self.below(ty.variants.len());
                let fields = ty.variants[variant]
                    .fields
                    .types()
                    .iter()
                    .map(|ty| self.value(ty))
                    .collect();
                Value::Enum {
                    variant: variant as u32,
                    fields,
                }
            }
        }
    }
}
