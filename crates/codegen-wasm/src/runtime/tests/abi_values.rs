//! Encodings as values, and SHA-256, against `twilight_abi`.

use twilight_abi::{IntType, Type, Value, decode_prefix, encode_args, encode_packed, sha256};
use twilight_tir::{Builtin, Module, messages};

use super::harness::{Failed, Program};
use super::random::Random;
use crate::helpers::Helper;

/// A module that has the operation on the type: the library looks there for what it needs.
fn module(ty: &Type) -> Module {
    let mut module = twilight_tir::text::parse(
        "define { u8 } @f(vector<u8> %v) { %entry: %t: { u8 } = builtin abi_decode<{ u8 }>(%v) ret { u8 } %t }",
    )
    .unwrap();
    module.storage.push(("x".to_owned(), ty.clone()));
    module
}

/// Tuples of random types with random values.
fn each_tuple(seed: u64, mut test: impl FnMut(&mut Random, &Type, &[Type])) {
    for round in 0..250 {
        let mut random = Random::new(seed + round);
        let count = 1 + random.below(4);
        let types: Vec<Type> = (0..count).map(|_| random.ty(2)).collect();
        test(&mut random, &Type::Tuple(types.as_slice().into()), &types);
    }
}

#[test]
fn encodings_are_those_of_the_reference() {
    each_tuple(90_000, |random, tuple, types| {
        let module = module(tuple);
        let mut program = Program::new(&module);
        for builtin in [Builtin::AbiEncode, Builtin::AbiEncodePacked] {
            program.builtin(builtin, std::slice::from_ref(tuple));
        }
        let mut running = program.run();
        for _ in 0..4 {
            let values: Vec<Value> = types.iter().map(|ty| random.value(ty)).collect();
            let pairs: Vec<(Type, Value)> = types.iter().cloned().zip(values.iter().cloned()).collect();
            let args = [(tuple.clone(), Value::Tuple(values))];
            for (name, expected) in [
                ("abi_encode", encode_args(&pairs)),
                ("abi_encode_packed", encode_packed(&pairs)),
            ] {
                let answer = running.call(name, &args, &Type::bytes());
                assert_eq!(
                    answer,
                    Ok(Value::Bytes(expected.unwrap())),
                    "{name} {tuple} {args:?}"
                );
            }
        }
    });
}

#[test]
fn what_follows_an_encoding_is_ignored_and_damage_reverts() {
    let (mut refused, mut taken) = (0, 0);
    each_tuple(95_000, |random, tuple, types| {
        let module = module(tuple);
        let mut program = Program::new(&module);
        let helper = Helper::Builtin(Builtin::AbiDecode, vec![tuple.clone()]);
        program.helper("decode", helper, &[Type::bytes()], tuple);
        let mut running = program.run();
        for _ in 0..6 {
            let pairs: Vec<(Type, Value)> = types.iter().map(|ty| (ty.clone(), random.value(ty))).collect();
            let mut bytes = encode_args(&pairs).unwrap();
            match random.below(5) {
                0 => bytes.truncate(random.below(bytes.len() + 1)),
                1 => bytes.extend(vec![7; 1 + random.below(70)]),
                2 if !bytes.is_empty() => {
                    let at = random.below(bytes.len());
                    bytes[at] ^= 1 << random.below(8);
                }
                _ => {}
            }
            let answer = running.call("decode", &[(Type::bytes(), Value::Bytes(bytes.clone()))], tuple);
            let expected = decode_prefix(types, &bytes)
                .map(Value::Tuple)
                .map_err(|_| Failed::Revert(messages::MALFORMED_ENCODING.to_owned()));
            taken += usize::from(expected.is_ok());
            refused += usize::from(expected.is_err());
            assert_eq!(answer, expected, "{tuple} {bytes:02x?}");
        }
    });
    assert!(refused > 200 && taken > 700, "{refused} {taken}");
}

#[test]
fn decoded_bytes_are_a_copy() {
    // The input is changed after it was decoded: what was decoded stays.
    let tuple = Type::Tuple([Type::bytes(), Type::Address].into());
    let module = module(&tuple);
    let mut program = Program::new(&module);
    program.function("f", &[Type::bytes()], &tuple, |cx, f, args| {
        f.get_all(&args[0]);
        f.call(cx.helper(Helper::Builtin(Builtin::AbiDecode, vec![tuple.clone()])));
        let layout = cx.layouts.of(&tuple);
        let decoded = layout.form.spill(f);
        for at in 0..160 {
            f.get_all(&args[0]);
            f.ins().i64_const(at).i32_const(0xee);
            f.call(cx.helper(Helper::Builtin(Builtin::VecSet, vec![Type::Int(IntType::U8)])));
            f.ins().drop();
        }
        f.get_all(&decoded);
    });
    let value = Value::Tuple(vec![Value::Bytes(vec![1, 2, 3]), Value::Address([5; 20])]);
    let bytes = encode_args(&[
        (Type::bytes(), Value::Bytes(vec![1, 2, 3])),
        (Type::Address, Value::Address([5; 20])),
    ])
    .unwrap();
    let mut padded = bytes;
    padded.resize(160, 0);
    let answer = program
        .run()
        .call("f", &[(Type::bytes(), Value::Bytes(padded))], &tuple);
    assert_eq!(answer, Ok(value));
}

#[test]
fn sha256_of_every_length_around_a_block() {
    let module = module(&Type::Hash256);
    let mut program = Program::new(&module);
    program.builtin(Builtin::Sha256, &[]);
    let mut running = program.run();
    let mut random = Random::new(17);
    for length in (0..260).chain([1_000, 4_096, 10_001]) {
        let raw: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        let answer = running.call(
            "sha256",
            &[(Type::bytes(), Value::Bytes(raw.clone()))],
            &Type::Hash256,
        );
        assert_eq!(answer, Ok(Value::Hash256(sha256(&raw))), "{length}");
    }
    let known = running.call(
        "sha256",
        &[(Type::bytes(), Value::Bytes(b"abc".to_vec()))],
        &Type::Hash256,
    );
    let digits = "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(
        known.map(|hash| twilight_abi::display(&Type::Hash256, &hash)),
        Ok(digits.to_owned())
    );
}

#[test]
fn sha256_is_bounded_as_other_hashes_are() {
    let module = module(&Type::Hash256);
    let most = twilight_hfi::limits::MAX_HASH_INPUT_BYTES as u64;
    let mut program = Program::new(&module);
    let u64_ty = Type::Int(IntType::U64);
    program.function(
        "f",
        std::slice::from_ref(&u64_ty),
        &Type::Hash256,
        |cx, f, args| {
            f.ins().i32_const(1);
            f.get_all(&args[0]);
            f.call(cx.helper(Helper::Builtin(Builtin::VecRepeat, vec![Type::Int(IntType::U8)])));
            f.call(cx.helper(Helper::Builtin(Builtin::Sha256, Vec::new())));
        },
    );
    let mut running = program.run();
    let length = |value: u64| {
        [(
            u64_ty.clone(),
            Value::int(IntType::U64, ruint::aliases::U256::from(value)),
        )]
    };
    let expected = sha256(&vec![1; usize::try_from(most).unwrap()]);
    assert_eq!(
        running.call("f", &length(most), &Type::Hash256),
        Ok(Value::Hash256(expected))
    );
    let answer = running.call("f", &length(most + 1), &Type::Hash256);
    assert_eq!(answer, Err(Failed::Panic(messages::HASH_LIMIT.to_owned())));
}
