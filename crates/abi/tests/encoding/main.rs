//! Encoding, decoding, display, signatures and topics by value.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod refusals;

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{
    DecodeError, EncodeError, EnumType, IntType, MAX_DISPLAY_BYTES, StructType, Type, Value, Variant,
    VariantFields, abi_outputs, abi_parameter, abi_signature, abi_type, blake3, decode, decode_args, display,
    encode, encode_args, hex, indexed_topic, keccak256, topic0, twilight_signature,
};

const U8: Type = Type::Int(IntType::U8);
const U64: Type = Type::Int(IntType::U64);
const U256T: Type = Type::Int(IntType::U256);
const I8: IntType = IntType {
    signed: true,
    bits: 8,
};

fn vector(element: Type) -> Type {
    Type::Vector(Arc::new(element))
}

fn array(element: Type, count: u64) -> Type {
    Type::Array(Arc::new(element), count)
}

fn option(inner: Type) -> Type {
    Type::Option(Arc::new(inner))
}

fn result(ok: Type, err: Type) -> Type {
    Type::Result(Arc::new(ok), Arc::new(err))
}

fn structure(name: &str, fields: VariantFields) -> Type {
    Type::Struct(Arc::new(StructType {
        name: name.to_owned(),
        fields: fields.into(),
    }))
}

fn point() -> Type {
    structure(
        "Point",
        VariantFields::Named(vec![("x".to_owned(), U64), ("y".to_owned(), Type::Int(I8))]),
    )
}

fn color() -> Type {
    let variant = |name: &str| Variant {
        name: name.to_owned(),
        fields: VariantFields::Unit,
    };
    Type::Enum(Arc::new(EnumType {
        name: "Color".to_owned(),
        variants: vec![variant("Red"), variant("Blue")].into(),
    }))
}

fn shape() -> Type {
    Type::Enum(Arc::new(EnumType {
        name: "Shape<u64>".to_owned(),
        variants: vec![
            Variant {
                name: "Circle".to_owned(),
                fields: VariantFields::Tuple(vec![U64]),
            },
            Variant {
                name: "Empty".to_owned(),
                fields: VariantFields::Unit,
            },
            Variant {
                name: "Text".to_owned(),
                fields: VariantFields::Named(vec![("body".to_owned(), Type::String)]),
            },
        ]
        .into(),
    }))
}

fn u256(value: u64) -> Value {
    Value::int(IntType::U256, U256::from(value))
}

fn words(words: &[&str]) -> Vec<u8> {
    let text: String = words
        .iter()
        .map(|word| {
            if word.len() == 64 {
                (*word).to_owned()
            } else {
                format!("{word:0>64}")
            }
        })
        .collect();
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

/// Text or bytes in the left of a word.
fn left(text: &str) -> String {
    format!("{:0<64}", hex(text.as_bytes()).trim_start_matches("0x"))
}

/// The examples of the Ethereum ABI specification, without their selectors.
#[test]
fn ethereum_examples() {
    let baz = [
        (Type::Int(IntType::U32), Value::unsigned(IntType::U32, 69)),
        (Type::Bool, Value::Bool(true)),
    ];
    assert_eq!(encode_args(&baz).unwrap(), words(&["45", "1"]));

    let bytes3 = array(U8, 3);
    let bar = Value::Array(vec![Value::Bytes(b"abc".to_vec()), Value::Bytes(b"def".to_vec())]);
    assert_eq!(
        encode(&array(bytes3, 2), &bar).unwrap(),
        words(&[&left("abc"), &left("def")])
    );

    let sam = [
        (Type::bytes(), Value::Bytes(b"dave".to_vec())),
        (Type::Bool, Value::Bool(true)),
        (vector(U256T), Value::Vector(vec![u256(1), u256(2), u256(3)])),
    ];
    let expected = words(&["60", "1", "a0", "4", &left("dave"), "3", "1", "2", "3"]);
    assert_eq!(encode_args(&sam).unwrap(), expected);

    let u32 = |value| Value::unsigned(IntType::U32, value);
    let f = [
        (U256T, u256(0x123)),
        (
            vector(Type::Int(IntType::U32)),
            Value::Vector(vec![u32(0x456), u32(0x789)]),
        ),
        (array(U8, 10), Value::Bytes(b"1234567890".to_vec())),
        (Type::bytes(), Value::Bytes(b"Hello, world!".to_vec())),
    ];
    let expected = words(&[
        "123",
        "80",
        &left("1234567890"),
        "e0",
        "2",
        "456",
        "789",
        "d",
        &left("Hello, world!"),
    ]);
    assert_eq!(encode_args(&f).unwrap(), expected);

    let inner = |values: &[u64]| Value::Vector(values.iter().map(|value| u256(*value)).collect());
    let texts = ["one", "two", "three"].map(Value::string).to_vec();
    let g = [
        (
            vector(vector(U256T)),
            Value::Vector(vec![inner(&[1, 2]), inner(&[3])]),
        ),
        (vector(Type::String), Value::Vector(texts)),
    ];
    let expected = words(&[
        "40",
        "140",
        "2",
        "40",
        "a0",
        "2",
        "1",
        "2",
        "1",
        "3",
        "3",
        "60",
        "a0",
        "e0",
        "3",
        &left("one"),
        "3",
        &left("two"),
        "5",
        &left("three"),
    ]);
    assert_eq!(encode_args(&g).unwrap(), expected);
    let types: Vec<Type> = g.iter().map(|(ty, _)| ty.clone()).collect();
    let values: Vec<Value> = g.iter().map(|(_, value)| value.clone()).collect();
    assert_eq!(decode_args(&types, &expected), Ok(values));
}

/// The table of `docs/wasm-abi.md`, type, value, words, ABI type and display at once.
#[test]
fn twilight_types() {
    let minus_one = "f".repeat(64);
    let (key_a, key_b) = (left("a"), left("b"));
    let map = Type::Map(Arc::new(Type::String), Arc::new(U64));
    let entry = |key: &str, value| (Value::string(key), Value::u64(value));
    let cases: Vec<(Type, Value, Vec<&str>, &str, &str)> = vec![
        (Type::Unit, Value::Unit, vec![], "()", "()"),
        (Type::Bool, Value::Bool(true), vec!["1"], "bool", "true"),
        (U64, Value::u64(42), vec!["2a"], "uint64", "42"),
        (
            Type::Int(I8),
            Value::signed(I8, -1),
            vec![&minus_one],
            "int8",
            "-1",
        ),
        (
            Type::String,
            Value::string("hello \"x\""),
            vec![],
            "string",
            "hello \"x\"",
        ),
        (
            Type::Address,
            Value::Address([0; 20]),
            vec!["0"],
            "address",
            "0x0000000000000000000000000000000000000000",
        ),
        (array(U8, 2), Value::Bytes(vec![1, 2]), vec![], "bytes2", "0x0102"),
        (array(U8, 0), Value::Bytes(vec![]), vec![], "uint8[0]", "0x"),
        (
            Type::bytes(),
            Value::Bytes(vec![]),
            vec!["20", "0"],
            "bytes",
            "0x",
        ),
        (
            array(U64, 2),
            Value::Array(vec![Value::u64(1), Value::u64(2)]),
            vec!["1", "2"],
            "uint64[2]",
            "[1, 2]",
        ),
        (
            vector(U64),
            Value::Vector(vec![]),
            vec!["20", "0"],
            "uint64[]",
            "[]",
        ),
        (
            Type::Tuple([U64, Type::Bool].into()),
            Value::Tuple(vec![Value::u64(1), Value::Bool(true)]),
            vec!["1", "1"],
            "(uint64,bool)",
            "(1, true)",
        ),
        (
            Type::Tuple([U64].into()),
            Value::Tuple(vec![Value::u64(1)]),
            vec!["1"],
            "(uint64)",
            "(1,)",
        ),
        (
            map,
            Value::Map(vec![entry("b", 2), entry("a", 1)]),
            vec![
                "20", "2", "40", "c0", "40", "2", "1", &key_b, "40", "1", "1", &key_a,
            ],
            "(string,uint64)[]",
            "{\"b\": 2, \"a\": 1}",
        ),
        (
            option(U64),
            Value::some(Value::u64(5)),
            vec!["1", "5"],
            "(bool,uint64)",
            "Some(5)",
        ),
        (
            option(U64),
            Value::none(),
            vec!["0", "0"],
            "(bool,uint64)",
            "None",
        ),
        (
            option(Type::String),
            Value::none(),
            vec!["20", "0", "40", "0"],
            "(bool,string)",
            "None",
        ),
        (
            option(Type::String),
            Value::some(Value::string("a\n")),
            vec![],
            "(bool,string)",
            "Some(\"a\\n\")",
        ),
        (
            result(U64, Type::Bool),
            Value::ok(Value::u64(3)),
            vec!["1", "3", "0"],
            "(bool,uint64,bool)",
            "Ok(3)",
        ),
        (
            result(U64, Type::Bool),
            Value::err(Value::Bool(true)),
            vec!["0", "0", "1"],
            "(bool,uint64,bool)",
            "Err(true)",
        ),
        (
            result(Type::Unit, Type::String),
            Value::ok(Value::Unit),
            vec!["20", "1", "40", "0"],
            "(bool,(),string)",
            "Ok(())",
        ),
        (
            color(),
            Value::Enum {
                variant: 1,
                fields: vec![],
            },
            vec!["1"],
            "uint8",
            "Color::Blue",
        ),
        (
            shape(),
            Value::Enum {
                variant: 0,
                fields: vec![Value::u64(5)],
            },
            vec!["20", "0", "40", "20", "5"],
            "(uint8,bytes)",
            "Shape::Circle(5)",
        ),
        (
            shape(),
            Value::Enum {
                variant: 1,
                fields: vec![],
            },
            vec!["20", "1", "40", "0"],
            "(uint8,bytes)",
            "Shape::Empty",
        ),
        (
            shape(),
            Value::Enum {
                variant: 2,
                fields: vec![Value::string("")],
            },
            vec!["20", "2", "40", "40", "20", "0"],
            "(uint8,bytes)",
            "Shape::Text { body: \"\" }",
        ),
        (
            point(),
            Value::Struct(vec![Value::u64(1), Value::signed(I8, -2)]),
            vec![],
            "(uint64,int8)",
            "Point { x: 1, y: -2 }",
        ),
        (
            structure("Meters", VariantFields::Tuple(vec![U64])),
            Value::Struct(vec![Value::u64(5)]),
            vec!["5"],
            "(uint64)",
            "Meters(5)",
        ),
        (
            structure("Marker", VariantFields::Unit),
            Value::Struct(vec![]),
            vec![],
            "()",
            "Marker",
        ),
    ];
    for (ty, value, expected, name, shown) in cases {
        let encoded = encode(&ty, &value).unwrap();
        if !expected.is_empty() {
            assert_eq!(encoded, words(&expected), "{ty}");
        }
        assert_eq!(decode(&ty, &encoded), Ok(value.clone()), "{ty}");
        assert_eq!(abi_type(&ty), name, "{ty}");
        assert_eq!(display(&ty, &value), shown, "{ty}");
    }
    assert_eq!(encode(&Type::Unit, &Value::Unit).unwrap(), Vec::<u8>::new());
    let long = array(U8, 33);
    assert_eq!(abi_type(&long), "uint8[33]");
    assert_eq!(
        encode(&long, &Value::Bytes(vec![7; 33])).unwrap(),
        words(&["7"; 33])
    );
    let nested = Value::some(Value::string("\"\\\t\u{1}é"));
    assert_eq!(
        display(&option(Type::String), &nested),
        "Some(\"\\\"\\\\\\t\\u{1}é\")"
    );
}

#[test]
fn zero_encodings_stand_for_the_absent_side() {
    let inner = Type::Tuple([shape(), array(U64, 2), result(Type::String, U64), color()].into());
    let ty = option(inner.clone());
    let none = encode(&ty, &Value::none()).unwrap();
    let mut zero_some = encode(&ty, &Value::some(Value::zero(&inner).unwrap())).unwrap();
    assert_ne!(none, zero_some);
    zero_some[63] = 0;
    assert_eq!(none, zero_some, "only the flag tells None from Some(zero)");
    assert_eq!(decode(&ty, &none), Ok(Value::none()));
}

#[test]
fn hashes_and_signatures() {
    assert_eq!(
        hex(&keccak256(b"")),
        "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    );
    assert_eq!(
        hex(&blake3(b"")),
        "0xaf1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    );
    let transfer = abi_signature("Transfer", &[Type::Address, Type::Address, U256T]);
    assert_eq!(transfer, "Transfer(address,address,uint256)");
    assert_eq!(
        hex(&topic0(&transfer)),
        "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
    );
    assert_eq!(
        twilight_signature("f", &[vector(U8), option(U64)]),
        "f(vector<u8>,Option<u64>)"
    );
    let pair = abi_parameter("pairs", &vector(array(point(), 2)), Some(false));
    let json = serde_json::to_value(&pair).unwrap();
    let expected = serde_json::json!({
        "name": "pairs", "type": "tuple[2][]", "internalType": "vector<array<Point, 2>>", "indexed": false,
        "components": [
            {"name": "x", "type": "uint64", "internalType": "u64"},
            {"name": "y", "type": "int8", "internalType": "i8"},
        ],
    });
    assert_eq!(json, expected);
    assert!(abi_outputs(&Type::Unit).is_empty());
    assert_eq!(abi_outputs(&Type::String)[0].ty, "string");
}

#[test]
fn indexed_topics() {
    let cases: Vec<(Type, Value, [u8; 32])> = vec![
        (U64, Value::u64(5), words(&["5"]).try_into().unwrap()),
        (
            color(),
            Value::Enum {
                variant: 1,
                fields: vec![],
            },
            words(&["1"]).try_into().unwrap(),
        ),
        (
            array(U8, 2),
            Value::Bytes(vec![1, 2]),
            words(&[&left("\u{1}\u{2}")]).try_into().unwrap(),
        ),
        (Type::String, Value::string("abc"), keccak256(b"abc")),
        (Type::bytes(), Value::Bytes(vec![]), keccak256(b"")),
        (
            vector(U64),
            Value::Vector(vec![Value::u64(1), Value::u64(2)]),
            keccak256(&words(&["1", "2"])),
        ),
        (
            vector(Type::String),
            Value::Vector(vec![Value::string("a")]),
            keccak256(&words(&[&left("a")])),
        ),
        (
            point(),
            Value::Struct(vec![Value::u64(1), Value::signed(I8, 2)]),
            keccak256(&words(&["1", "2"])),
        ),
        (
            option(U64),
            Value::some(Value::u64(3)),
            keccak256(&words(&["1", "3"])),
        ),
    ];
    for (ty, value, expected) in cases {
        assert_eq!(indexed_topic(&ty, &value), Ok(expected), "{ty}");
    }
}
