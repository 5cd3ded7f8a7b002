//! What is refused: bytes that are no encoding, values of other types, what is too deep or too long.

use super::*;

#[test]
fn hostile_bytes_are_refused() {
    let huge = "f".repeat(64);
    let cases: Vec<(Type, Vec<u8>, DecodeError)> = vec![
        (U64, vec![], DecodeError::OutOfBounds),
        (U64, vec![0; 31], DecodeError::Trailing),
        (U64, words(&["1", "2"]), DecodeError::Trailing),
        (U8, words(&["100"]), DecodeError::DirtyPadding),
        (Type::Int(I8), words(&["ff"]), DecodeError::DirtyPadding),
        (Type::Bool, words(&["2"]), DecodeError::InvalidTag),
        (color(), words(&["2"]), DecodeError::InvalidTag),
        (Type::Address, words(&[&huge]), DecodeError::DirtyPadding),
        (array(U8, 2), words(&["1"]), DecodeError::DirtyPadding),
        (
            Type::String,
            words(&["20", "1", &format!("ff{}", "0".repeat(62))]),
            DecodeError::InvalidUtf8,
        ),
        (
            Type::String,
            words(&["20", "1", &format!("6101{}", "0".repeat(60))]),
            DecodeError::DirtyPadding,
        ),
        (Type::String, words(&["20", &huge]), DecodeError::OutOfBounds),
        (Type::String, words(&[&huge, "0"]), DecodeError::OutOfBounds),
        (Type::String, words(&["20", "21", "0"]), DecodeError::OutOfBounds),
        (vector(U64), words(&["20", "2", "1"]), DecodeError::OutOfBounds),
        (
            vector(U64),
            words(&["20", "ffffffffffffff"]),
            DecodeError::OutOfBounds,
        ),
        (
            vector(Type::Unit),
            words(&["20", "ffffffffffffff"]),
            DecodeError::OutOfBounds,
        ),
        (
            vector(Type::Unit),
            words(&["20", "10001"]),
            DecodeError::OutOfBounds,
        ),
        (array(Type::Unit, u64::MAX), vec![], DecodeError::TooLarge),
        (
            array(array(Type::Unit, 60_000), 60_000),
            vec![],
            DecodeError::TooLarge,
        ),
        (array(U256T, u64::MAX), words(&["1"]), DecodeError::OutOfBounds),
        (
            array(array(U256T, 1 << 40), 1 << 40),
            words(&["1"]),
            DecodeError::OutOfBounds,
        ),
        (option(U64), words(&["0", "1"]), DecodeError::AbsentNotZero),
        (
            option(Type::bytes()),
            words(&["20", "0", "40", "1", "0"]),
            DecodeError::AbsentNotZero,
        ),
        (
            result(U64, U64),
            words(&["1", "3", "1"]),
            DecodeError::AbsentNotZero,
        ),
        (
            shape(),
            words(&["20", "1", "40", "20", "0"]),
            DecodeError::Trailing,
        ),
        // Two elements that share one tail: the words do not pay for both.
        (
            vector(Type::String),
            words(&["20", "2", "40", "40", "1", &left("a")]),
            DecodeError::OutOfBounds,
        ),
        // An offset that points back at itself.
        (
            vector(vector(Type::String)),
            words(&["20", "1", "0"]),
            DecodeError::OutOfBounds,
        ),
    ];
    for (ty, bytes, expected) in cases {
        assert_eq!(decode(&ty, &bytes), Err(expected), "{ty} from {}", hex(&bytes));
    }
    let most = decode(&vector(Type::Unit), &words(&["20", "10000"])).unwrap();
    assert_eq!(most, Value::Vector(vec![Value::Unit; 65_536]));
    let payload = Type::Enum(Arc::new(EnumType {
        name: "Units".to_owned(),
        variants: vec![Variant {
            name: "A".to_owned(),
            fields: VariantFields::Tuple(vec![array(Type::Unit, 40_000)]),
        }]
        .into(),
    }));
    let one = ["0", "40", "0"];
    let ty = vector(payload);
    assert!(decode(&ty, &words(&[&["20", "1", "20"], &one[..]].concat())).is_ok());
    let two = words(&[&["20", "2", "40", "a0"], &one[..], &one[..]].concat());
    assert_eq!(
        decode(&ty, &two),
        Err(DecodeError::TooLarge),
        "nested encodings share one budget"
    );
}

#[test]
fn depth_is_bounded() {
    let mut ty = U64;
    let mut value = Value::u64(1);
    for _ in 0..255 {
        ty = option(ty);
        value = Value::some(value);
    }
    let encoded = encode(&ty, &value).unwrap();
    assert_eq!(decode(&ty, &encoded), Ok(value.clone()));
    let (ty, value) = (option(ty), Value::some(value));
    assert_eq!(encode(&ty, &value), Err(EncodeError::TooLarge));
    assert_eq!(
        decode(&ty, &[words(&["1"]), encoded].concat()),
        Err(DecodeError::TooLarge)
    );
    // What is shown may nest deeper, for types that hold themselves.
    let (mut ty, mut value) = (ty, value);
    assert!(!display(&ty, &value).contains(".."));
    for _ in 256..=1_100 {
        ty = option(ty);
        value = Value::some(value);
    }
    assert!(display(&ty, &value).contains("Some(..)"));
}

#[test]
fn values_of_other_types_are_refused() {
    let mismatches = [
        (U64, Value::unsigned(IntType::U32, 1)),
        (Type::Bool, Value::u64(1)),
        (array(U64, 2), Value::Array(vec![Value::u64(1)])),
        (array(U8, 2), Value::Bytes(vec![1])),
        (
            color(),
            Value::Enum {
                variant: 2,
                fields: vec![],
            },
        ),
        (
            shape(),
            Value::Enum {
                variant: 0,
                fields: vec![],
            },
        ),
        (Type::Tuple([U64].into()), Value::Tuple(vec![])),
    ];
    for (ty, value) in mismatches {
        assert_eq!(
            encode(&ty, &value),
            Err(EncodeError::Mismatch {
                expected: ty.to_string()
            })
        );
        assert!(
            display(&ty, &value).contains('?')
                || matches!(ty, Type::Int(_) | Type::Array(..) | Type::Tuple(_))
        );
    }
    let bytes = Value::Vector(vec![
        Value::unsigned(IntType::U8, 1),
        Value::unsigned(IntType::U8, 2),
    ]);
    assert_eq!(
        encode(&Type::bytes(), &bytes),
        encode(&Type::bytes(), &Value::Bytes(vec![1, 2]))
    );
    assert_eq!(
        encode(&option(array(U64, u64::MAX)), &Value::none()),
        Err(EncodeError::TooLarge)
    );
}

#[test]
fn display_is_bounded() {
    let name = "É".repeat(1_000);
    let marker = structure(&name, VariantFields::Unit);
    let of = |count: usize| {
        display(
            &vector(marker.clone()),
            &Value::Vector(vec![Value::Struct(vec![]); count]),
        )
    };
    // Brackets, names of 2,000 bytes, and separators of 2.
    let fits = MAX_DISPLAY_BYTES / 2_002;
    assert_eq!(of(fits).len(), fits * 2_002);
    assert!(of(fits).ends_with("É]"));
    let cut = of(65_536);
    assert!(
        cut.len() <= MAX_DISPLAY_BYTES + 3 && cut.ends_with("É..."),
        "{}",
        cut.len()
    );
}
