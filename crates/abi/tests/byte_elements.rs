//! Elements of Solidity's `uint8` arrays: words of their own, where vectors of plain bytes are `bytes`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type, Value, abi_type, decode, display, encode, encode_packed, parse_abi_type};

fn number(bits: u16, value: u64) -> Value {
    Value::int(IntType::unsigned(bits), U256::from(value))
}

#[test]
fn they_have_the_abi_and_the_looks_of_what_they_hold() {
    let held = |value| Value::Struct(vec![number(8, value)]);
    for (ty, wide, name, value, widened) in [
        (
            Type::Vector(Arc::new(Type::byte_element())),
            Type::Vector(Arc::new(Type::Int(IntType::unsigned(16)))),
            "uint8[]",
            Value::Vector(vec![held(1), held(255)]),
            Value::Vector(vec![number(16, 1), number(16, 255)]),
        ),
        (
            Type::Array(Arc::new(Type::byte_element()), 2),
            Type::Array(Arc::new(Type::Int(IntType::unsigned(16))), 2),
            "uint8[2]",
            Value::Array(vec![held(1), held(255)]),
            Value::Array(vec![number(16, 1), number(16, 255)]),
        ),
    ] {
        assert_eq!(abi_type(&ty), name);
        assert_eq!(parse_abi_type(name).as_ref(), Some(&ty));
        assert_eq!(display(&ty, &value), "[1, 255]");
        let bytes = encode(&ty, &value).expect("it is of the type");
        // The words of any other integer's array.
        assert_eq!(bytes, encode(&wide, &widened).expect("it is of the type"));
        assert_eq!(decode(&ty, &bytes).expect("it was encoded"), value);
        let packed = |ty: &Type, value: &Value| {
            encode_packed(&[(ty.clone(), value.clone())]).expect("it is of the type")
        };
        assert_eq!(packed(&ty, &value), packed(&wide, &widened));
    }
    assert_eq!(Type::byte_element().to_string(), "uint8");
}
