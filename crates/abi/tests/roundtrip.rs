//! Random types and values: what is encoded is decoded, and damaged bytes are never misread.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{
    EnumType, IntType, StructType, Type, Value, Variant, VariantFields, abi_type, decode, display, encode,
    head_words, is_dynamic,
};

/// A small deterministic generator (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: u64) -> u64 {
        (self.next() >> 33) % bound
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| u8::try_from(self.below(256)).unwrap())
    }

    fn fields(&mut self, depth: u64) -> VariantFields {
        let count = self.below(4);
        match self.below(3) {
            0 => VariantFields::Unit,
            1 => VariantFields::Tuple((0..count).map(|_| self.ty(depth)).collect()),
            _ => VariantFields::Named((0..count).map(|at| (format!("f{at}"), self.ty(depth))).collect()),
        }
    }

    fn ty(&mut self, depth: u64) -> Type {
        let kinds = if depth == 0 { 8 } else { 16 };
        let down = depth.saturating_sub(1);
        match self.below(kinds) {
            0 => Type::Unit,
            1 => Type::Bool,
            2 => Type::Int(IntType::all()[usize::try_from(self.below(12)).unwrap()]),
            3 => Type::String,
            4 => Type::Address,
            5 => Type::Hash256,
            6 => Type::FixedBytes(1 + u8::try_from(self.below(32)).unwrap()),
            7 => Type::Int(IntType {
                signed: self.below(2) == 0,
                bits: 8 + 8 * u16::try_from(self.below(32)).unwrap(),
            }),
            8 => Type::Tuple((0..=self.below(3)).map(|_| self.ty(down)).collect()),
            9 => Type::Array(Arc::new(self.ty(down)), self.below(4)),
            10 => Type::Vector(Arc::new(self.ty(down))),
            11 => Type::Map(Arc::new(self.ty(0)), Arc::new(self.ty(down))),
            12 => Type::Option(Arc::new(self.ty(down))),
            13 => Type::Result(Arc::new(self.ty(down)), Arc::new(self.ty(down))),
            14 => Type::Struct(Arc::new(StructType {
                name: format!("S{}", self.next()),
                fields: self.fields(down).into(),
            })),
            _ => {
                let variants: Vec<Variant> = (0..=self.below(3))
                    .map(|at| Variant {
                        name: format!("V{at}"),
                        fields: self.fields(down),
                    })
                    .collect();
                Type::Enum(Arc::new(EnumType {
                    name: format!("E{}", self.next()),
                    variants: variants.into(),
                }))
            }
        }
    }

    fn values(&mut self, types: &[Type]) -> Vec<Value> {
        types.iter().map(|ty| self.value(ty)).collect()
    }

    fn many(&mut self, ty: &Type, count: u64) -> Vec<Value> {
        (0..count).map(|_| self.value(ty)).collect()
    }

    fn value(&mut self, ty: &Type) -> Value {
        let is_u8 = |ty: &Type| *ty == Type::Int(IntType::U8);
        match ty {
            Type::Unit => Value::Unit,
            Type::Bool => Value::Bool(self.below(2) == 1),
            Type::Int(ty) => Value::int(*ty, U256::from_be_bytes(self.bytes::<32>())),
            Type::String => {
                let count = self.below(70);
                Value::String(
                    (0..count)
                        .map(|_| char::from_u32(u32::try_from(self.below(0x800)).unwrap()).unwrap())
                        .collect(),
                )
            }
            Type::Address => Value::Address(self.bytes()),
            Type::Hash256 => Value::Hash256(self.bytes()),
            Type::FixedBytes(count) => Value::Bytes((0..*count).map(|_| self.bytes::<1>()[0]).collect()),
            Type::Tuple(types) => Value::Tuple(self.values(types)),
            Type::Array(element, count) if is_u8(element) => {
                Value::Bytes((0..*count).map(|_| self.bytes::<1>()[0]).collect())
            }
            Type::Array(element, count) => Value::Array(self.many(element, *count)),
            Type::Vector(element) if is_u8(element) => {
                let count = self.below(70);
                Value::Bytes((0..count).map(|_| self.bytes::<1>()[0]).collect())
            }
            Type::Vector(element) => {
                let count = self.below(4);
                Value::Vector(self.many(element, count))
            }
            Type::Map(key, value) => {
                let count = self.below(4);
                Value::Map((0..count).map(|_| (self.value(key), self.value(value))).collect())
            }
            Type::Option(inner) => match self.below(2) {
                0 => Value::none(),
                _ => Value::some(self.value(inner)),
            },
            Type::Result(ok, err) => match self.below(2) {
                0 => Value::ok(self.value(ok)),
                _ => Value::err(self.value(err)),
            },
            Type::Struct(ty) => Value::Struct(self.values(&ty.fields.types())),
            Type::Reference(_) => unreachable!("nothing encodes a reference"),
            Type::Enum(ty) => {
                let variant = self.below(ty.variants.len() as u64);
                let fields = ty.variants[usize::try_from(variant).unwrap()].fields.types();
                Value::Enum {
                    variant: u32::try_from(variant).unwrap(),
                    fields: self.values(&fields),
                }
            }
        }
    }
}

#[test]
fn decode_reverses_encode() {
    let mut random = Random(0x5eed);
    for _ in 0..4_000 {
        let ty = random.ty(4);
        let value = random.value(&ty);
        let encoded = encode(&ty, &value).unwrap();
        assert_eq!(encoded.len() % 32, 0);
        if !is_dynamic(&ty) {
            assert_eq!(encoded.len() as u64, head_words(&ty).unwrap() * 32);
        }
        assert_eq!(
            decode(&ty, &encoded),
            Ok(value.clone()),
            "{ty} = {}",
            abi_type(&ty)
        );
        assert_eq!(display(&ty, &value).is_empty(), value == Value::string(""));
        let zero = Value::zero(&ty).unwrap();
        assert!(zero.is_zero(&ty));
        assert_eq!(decode(&ty, &encode(&ty, &zero).unwrap()), Ok(zero));
    }
}

/// Whatever bytes decode to encodes to something that decodes to the same: nothing is misread.
#[test]
fn damaged_bytes_never_panic() {
    let mut random = Random(0xbad);
    let mut accepted = 0;
    for _ in 0..4_000 {
        let ty = random.ty(3);
        let value = random.value(&ty);
        let mut bytes = encode(&ty, &value).unwrap();
        if bytes.is_empty() {
            continue;
        }
        for _ in 0..=random.below(3) {
            let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
            bytes[at] = random.bytes::<1>()[0];
        }
        if let Ok(read) = decode(&ty, &bytes) {
            accepted += 1;
            let again = encode(&ty, &read).unwrap();
            assert_eq!(again.len(), bytes.len(), "{ty}");
            assert_eq!(decode(&ty, &again), Ok(read));
        }
    }
    assert!(accepted > 100, "damage to plain content is still a value");
}
