//! Values as typed JSON: what is written, what is read, and what is said about the rest.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use ruint::aliases::U256;
use serde_json::{Value as Json, json};
use twilight_abi::json::{from_hex, from_json, to_json};
use twilight_abi::{EnumType, IntType, StructType, Type, Value, Variant, VariantFields};

fn int(name: &str) -> Type {
    Type::Int(IntType::from_any_name(name).unwrap())
}

fn arc(ty: Type) -> Arc<Type> {
    Arc::new(ty)
}

fn structure(name: &str, fields: VariantFields) -> Type {
    Type::Struct(Arc::new(StructType {
        name: name.to_owned(),
        fields: fields.into(),
    }))
}

fn shape() -> Type {
    let variant = |name: &str, fields| Variant {
        name: name.to_owned(),
        fields,
    };
    Type::Enum(Arc::new(EnumType {
        name: "Shape".to_owned(),
        variants: vec![
            variant("Dot", VariantFields::Unit),
            variant("Circle", VariantFields::Tuple(vec![int("u64")])),
            variant(
                "Rect",
                VariantFields::Named(vec![("w".to_owned(), int("u8")), ("h".to_owned(), int("u8"))]),
            ),
        ]
        .into(),
    }))
}

fn point() -> Type {
    structure(
        "Point",
        VariantFields::Named(vec![("x".to_owned(), int("i64")), ("y".to_owned(), int("i64"))]),
    )
}

/// Types with the JSON that their values are written as; each is read back as well.
fn written() -> Vec<(Type, Json)> {
    let u64 = || int("u64");
    let option = |ty| Type::Option(arc(ty));
    vec![
        (Type::Unit, json!(null)),
        (Type::Bool, json!(true)),
        (int("u8"), json!("255")),
        (int("i8"), json!("-128")),
        (int("u24"), json!("16777215")),
        (int("u256"), json!(U256::MAX.to_string())),
        (int("i256"), json!(format!("-{}", U256::from(1) << 255))),
        (Type::String, json!("a\"\u{e9}\n")),
        (Type::Address, json!(format!("0x{}", "ab".repeat(20)))),
        (Type::Hash256, json!(format!("0x{}", "cd".repeat(32)))),
        (Type::FixedBytes(3), json!("0x010203")),
        (Type::bytes(), json!("0x")),
        (Type::Array(arc(int("u8")), 2), json!("0x0102")),
        (Type::Array(arc(u64()), 2), json!(["1", "2"])),
        (Type::Vector(arc(Type::Bool)), json!([true, false])),
        (Type::Vector(arc(Type::byte_element())), json!(["1", "255"])),
        (Type::Tuple([Type::Bool, u64()].into()), json!([true, "1"])),
        (
            Type::Map(arc(u64()), arc(Type::String)),
            json!([["2", "b"], ["1", "a"]]),
        ),
        (option(u64()), json!(null)),
        (option(u64()), json!("7")),
        (option(option(u64())), json!({"Some": null})),
        (option(option(u64())), json!({"Some": "7"})),
        (option(Type::Unit), json!({"Some": null})),
        (Type::Result(arc(u64()), arc(Type::String)), json!({"Ok": "1"})),
        (Type::Result(arc(u64()), arc(Type::String)), json!({"Err": "no"})),
        (point(), json!({"x": "1", "y": "-2"})),
        (
            structure("Meters", VariantFields::Tuple(vec![u64()])),
            json!(["5"]),
        ),
        (structure("Nothing", VariantFields::Unit), json!({})),
        (shape(), json!("Dot")),
        (shape(), json!({"Circle": ["5"]})),
        (shape(), json!({"Rect": {"w": "1", "h": "2"}})),
    ]
}

#[test]
fn values_go_there_and_back() {
    for (ty, json) in written() {
        let value = from_json(&ty, &json).unwrap_or_else(|error| panic!("{ty} {json}: {error}"));
        assert_eq!(to_json(&ty, &value), json, "{ty}");
        // What was read has an encoding, so it is a value of the type.
        if !matches!(ty, Type::Map(..)) {
            let bytes = twilight_abi::encode(&ty, &value).unwrap();
            assert_eq!(twilight_abi::decode(&ty, &bytes).unwrap(), value, "{ty}");
        }
    }
}

#[test]
fn some_things_can_be_written_in_several_ways() {
    for (ty, json, same) in [
        (int("u64"), json!(7), json!("7")),
        (int("u64"), json!(u64::MAX), json!(u64::MAX.to_string())),
        (int("i64"), json!(-7), json!("-7")),
        (int("i64"), json!("-0"), json!("0")),
        (int("u256"), json!("0xff"), json!("255")),
        (int("i8"), json!("-0x80"), json!("-128")),
        (
            Type::Address,
            json!(format!("0x{}", "AB".repeat(20))),
            json!(format!("0x{}", "ab".repeat(20))),
        ),
        (shape(), json!("Shape::Dot"), json!("Dot")),
    ] {
        let value = from_json(&ty, &json).unwrap_or_else(|error| panic!("{ty} {json}: {error}"));
        assert_eq!(to_json(&ty, &value), same, "{ty}");
    }
}

#[test]
fn integers_are_checked_at_their_edges() {
    for name in [
        "u8", "i8", "u24", "i24", "u64", "i64", "u128", "i128", "u256", "i256",
    ] {
        let ty = IntType::from_any_name(name).unwrap();
        let width = usize::from(ty.bits);
        let power = |exponent: usize| {
            if exponent == 256 {
                // 2^256 in decimal.
                "115792089237316195423570985008687907853269984665640564039457584007913129639936".to_owned()
            } else {
                (U256::from(1) << exponent).to_string()
            }
        };
        let below = |exponent: usize| {
            if exponent == 256 {
                U256::MAX.to_string()
            } else {
                ((U256::from(1) << exponent) - U256::from(1)).to_string()
            }
        };
        let (good, bad) = if ty.signed {
            let half = U256::from(1) << (width - 1);
            (
                [format!("-{half}"), below(width - 1)],
                [format!("-{}", half + U256::from(1)), power(width - 1)],
            )
        } else {
            (["0".to_owned(), below(width)], ["-1".to_owned(), power(width)])
        };
        let ty = Type::Int(ty);
        for text in good {
            assert_eq!(
                to_json(&ty, &from_json(&ty, &json!(text)).unwrap()),
                json!(text),
                "{name}"
            );
        }
        for text in bad {
            let error = from_json(&ty, &json!(text)).unwrap_err();
            assert!(
                error.message.contains(&format!("`{name}`, a whole number from")),
                "{error}"
            );
        }
    }
}

#[test]
fn mistakes_are_named_with_their_place() {
    let deep = Type::Vector(arc(Type::Tuple([point(), Type::Option(arc(shape()))].into())));
    for (ty, json, place, message) in [
        (
            int("u8"),
            json!(256),
            "",
            "expected `u8`, a whole number from 0 to 255 (beyond 64 bits as a string); got 256",
        ),
        (int("u8"), json!(1.0), "", "got 1.0"),
        (int("u256"), json!(1e30), "", "got 1e+30"),
        (int("u8"), json!("+1"), "", "got \"+1\""),
        (int("u8"), json!(""), "", "got \"\""),
        (int("u8"), json!("0x"), "", "got \"0x\""),
        (int("u8"), json!("1 "), "", "got \"1 \""),
        (int("u8"), json!(null), "", "got null"),
        (int("u8"), json!("9".repeat(500)), "", "99.."),
        (
            Type::Bool,
            json!("true"),
            "",
            "expected true or false; got \"true\"",
        ),
        (Type::Bool, json!(1), "", "got 1"),
        (
            Type::String,
            json!(["a"]),
            "",
            "expected a string; got an array of 1",
        ),
        (Type::Unit, json!(0), "", "null, the only value"),
        (
            Type::Address,
            json!("0xab"),
            "",
            "expected an address: 0x and 40 hexadecimal digits; got \"0xab\"",
        ),
        (Type::Hash256, json!("ab".repeat(32)), "", "a hash: 0x and 64"),
        (Type::bytes(), json!("0xabc"), "", "bytes: 0x and an even number"),
        (Type::FixedBytes(2), json!("0x010203"), "", "`bytes2`: 0x and 4"),
        (
            Type::Array(arc(int("u8")), 2),
            json!([1, 2]),
            "",
            "`array<u8, 2>`: 0x and 4",
        ),
        (
            Type::Array(arc(int("u64")), 2),
            json!([1]),
            "",
            "an array of 2 values; got 1",
        ),
        (
            Type::Tuple([Type::Bool].into()),
            json!(true),
            "",
            "`(bool,)`: an array; got true",
        ),
        (
            Type::Map(arc(int("u64")), arc(Type::Bool)),
            json!([[1, true], ["1", false]]),
            "[1]",
            "stands in the map already",
        ),
        (
            Type::Map(arc(int("u64")), arc(Type::Bool)),
            json!([[1]]),
            "[0]",
            "a [key, value] pair: an array of 2 values; got 1",
        ),
        (
            Type::Result(arc(Type::Bool), arc(Type::Bool)),
            json!(true),
            "",
            "{\"Ok\": ..} or {\"Err\": ..}",
        ),
        (
            Type::Result(arc(Type::Bool), arc(Type::Bool)),
            json!({"Ok": 1}),
            ".Ok",
            "true or false",
        ),
        (
            Type::Option(arc(Type::Unit)),
            json!(1),
            "",
            "null or {\"Some\": ..}",
        ),
        (
            point(),
            json!({"x": 1}),
            "",
            "the field `y` of `Point` is missing",
        ),
        (
            point(),
            json!({"x": 1, "y": 2, "z": 3}),
            "",
            "`Point` has no field `z`",
        ),
        (point(), json!([1, 2]), "", "an object with its fields"),
        (
            shape(),
            json!("Square"),
            "",
            "`Shape` has no variant `Square`; it has Dot, Circle, Rect",
        ),
        (
            shape(),
            json!("Circle"),
            "",
            "has a payload; write {\"Circle\": ..}",
        ),
        (shape(), json!({"Dot": []}), "", "has no payload; write \"Dot\""),
        (
            shape(),
            json!({"Dot": [], "Circle": []}),
            "",
            "a variant of `Shape`: its name, or",
        ),
        (
            shape(),
            json!({"Circle": [1, 2]}),
            ".Circle",
            "an array of 1 values; got 2",
        ),
        (
            deep.clone(),
            json!([[{"x": 1, "y": 2}, null], [{"x": 1, "y": true}, null]]),
            "[1][0].y",
            "got true",
        ),
        (
            deep,
            json!([[{"x": 1, "y": 2}, {"Rect": {"w": 1, "h": 256}}]]),
            "[0][1].Rect.h",
            "from 0 to 255",
        ),
    ] {
        let error = from_json(&ty, &json).unwrap_err();
        assert_eq!(error.place, place, "{json}: {error}");
        assert!(error.message.contains(message), "{json}: {error}");
        assert!(error.message.chars().count() < 240, "{error}");
    }
}

#[test]
fn types_without_end_are_cut() {
    let fields = twilight_abi::Late::open();
    let holder = Arc::new(StructType {
        name: "Node".to_owned(),
        fields,
    });
    let node = Type::Struct(Arc::clone(&holder));
    holder.fields.give(VariantFields::Named(vec![(
        "next".to_owned(),
        Type::Vector(arc(node.clone())),
    )]));
    let mut json = json!({"next": []});
    let mut value = Value::Struct(vec![Value::Vector(Vec::new())]);
    for _ in 0..200 {
        json = json!({"next": [json]});
        value = Value::Struct(vec![Value::Vector(vec![value])]);
    }
    assert!(from_json(&node, &json).unwrap_err().message.contains("56 levels"));
    assert!(to_json(&node, &value).to_string().contains("null"));
}

#[test]
fn hexadecimal_text_is_bytes() {
    assert_eq!(from_hex("0x"), Some(Vec::new()));
    assert_eq!(from_hex("0xaBcd"), Some(vec![0xab, 0xcd]));
    for wrong in ["", "0", "ab", "0xa", "0xzz", "0x+1", "0x\u{e9}"] {
        assert_eq!(from_hex(wrong), None, "{wrong}");
    }
}
