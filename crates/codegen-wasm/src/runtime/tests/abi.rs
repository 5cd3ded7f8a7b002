//! ABI, display, equality and copies of random types and values.

use std::sync::Arc;

use twilight_abi::{
    EnumType, IntType, Type, Value, Variant, VariantFields, decode, decode_args, display, encode, encode_args,
};
use twilight_tir::Builtin;

use super::harness::{Failed, Program, module_of, option, vector};
use super::random::Random;
use crate::helpers::Helper;

/// Types with their random values.
const TYPES: u64 = 400;

fn each_type(seed: u64, depth: usize, mut test: impl FnMut(&mut Random, &Type)) {
    for round in 0..TYPES {
        let mut random = Random::new(seed + round);
        let ty = random.ty(depth);
        test(&mut random, &ty);
    }
}

#[test]
fn what_is_decoded_is_encoded_again() {
    each_type(1, 3, |random, ty| {
        let module = module_of(std::slice::from_ref(ty));
        let mut program = Program::new(&module);
        program.function("echo", std::slice::from_ref(ty), ty, |_, f, args| {
            f.get_all(&args[0])
        });
        let mut running = program.run();
        for _ in 0..6 {
            let value = random.value(ty);
            let bytes = encode(ty, &value).unwrap();
            let expected = if *ty == Type::Unit {
                Vec::new()
            } else {
                bytes.clone()
            };
            assert_eq!(running.call_raw("echo", &bytes), Ok(expected), "{ty} {value:?}");
        }
    });
}

#[test]
fn many_arguments_are_decoded() {
    for round in 0..60 {
        let mut random = Random::new(round + 7_000);
        let types: Vec<Type> = (0..random.below(9)).map(|_| random.ty(1)).collect();
        let result = Type::Tuple(types.clone().into());
        let module = module_of(std::slice::from_ref(&result));
        let mut program = Program::new(&module);
        program.helper(
            "pack",
            Helper::Copy(result.clone()),
            std::slice::from_ref(&result),
            &result,
        );
        let mut running = program.run();
        let values: Vec<Value> = types.iter().map(|ty| random.value(ty)).collect();
        let value = Value::Tuple(values);
        assert_eq!(
            running.call("pack", &[(result.clone(), value.clone())], &result),
            Ok(value)
        );
    }
}

#[test]
fn damaged_arguments_are_refused_as_the_reference_refuses_them() {
    let mut refused = 0;
    each_type(2, 2, |random, ty| {
        let module = module_of(std::slice::from_ref(ty));
        let mut program = Program::new(&module);
        program.function("echo", std::slice::from_ref(ty), ty, |_, f, args| {
            f.get_all(&args[0])
        });
        let mut running = program.run();
        for _ in 0..12 {
            let mut bytes = encode(ty, &random.value(ty)).unwrap();
            match random.below(5) {
                0 => bytes.truncate(random.below(bytes.len() + 1)),
                1 => bytes.extend(vec![0; 1 + random.below(40)]),
                _ if bytes.is_empty() => {}
                2 => {
                    let at = random.below(bytes.len());
                    bytes[at] ^= 1 << random.below(8);
                }
                3 => {
                    // The low byte of a word: offsets, lengths, tags.
                    let at = random.below(bytes.len() / 32) * 32 + 31;
                    bytes[at] = bytes[at].wrapping_add([1, 2, 32, 64, 0xff, 0xe0][random.below(6)]);
                }
                _ => {
                    let at = random.below(bytes.len() / 32) * 32;
                    bytes[at..at + 32].fill(0xff);
                }
            }
            let ours = running.call_raw("echo", &bytes);
            match decode(ty, &bytes) {
                Ok(_) if *ty == Type::Unit => assert_eq!(ours, Ok(Vec::new())),
                // Equal keys become one entry here; the reference keeps both.
                Ok(_) if holds_map(ty) => assert!(ours.is_ok(), "{ty} {bytes:02x?}"),
                Ok(value) => assert_eq!(ours, Ok(encode(ty, &value).unwrap()), "{ty} {bytes:02x?}"),
                Err(error) => {
                    refused += 1;
                    let expected = Err(Failed::Revert("Malformed arguments.".to_owned()));
                    assert_eq!(ours, expected, "{ty} {error} {bytes:02x?}");
                }
            }
        }
    });
    assert!(refused > 1_000, "{refused}");
}

/// Whether a map stands somewhere in a type, also under the name of a struct or enum.
fn holds_map(ty: &Type) -> bool {
    matches!(ty, Type::Map(..)) || ty.parts().iter().any(holds_map)
}

#[test]
fn hostile_lengths_are_refused() {
    let u256 = Type::Int(IntType::U256);
    let types = [
        Type::String,
        Type::bytes(),
        vector(&u256),
        vector(&Type::Unit),
        vector(&Type::String),
    ];
    for ty in types {
        let module = module_of(std::slice::from_ref(&ty));
        let mut program = Program::new(&module);
        program.function("echo", std::slice::from_ref(&ty), &ty, |_, f, args| {
            f.get_all(&args[0])
        });
        let mut running = program.run();
        for length in [
            u64::MAX,
            1 << 32,
            (1 << 32) - 1,
            (1 << 31) + 1,
            1 << 27,
            65_537,
            33,
        ] {
            let mut bytes = vec![0; 96];
            bytes[31] = 32;
            bytes[56..64].copy_from_slice(&length.to_be_bytes());
            let answer = running.call_raw("echo", &bytes);
            assert_eq!(
                answer,
                Err(Failed::Revert("Malformed arguments.".to_owned())),
                "{ty} {length}"
            );
        }
    }
    // The greatest good number of elements that take no bytes, in a module of their own.
    let ty = vector(&Type::Unit);
    let module = module_of(std::slice::from_ref(&ty));
    let mut program = Program::new(&module);
    program.builtin(Builtin::VecLen, &[Type::Unit]);
    let mut bytes = vec![0; 64];
    bytes[31] = 32;
    bytes[60..64].copy_from_slice(&65_536_u32.to_be_bytes());
    let length = program.run().call_raw("vec_len", &bytes).unwrap();
    assert_eq!(
        decode(&Type::Int(IntType::U64), &length).unwrap(),
        Value::u64(65_536)
    );
}

#[test]
fn values_show_as_the_reference_shows_them() {
    each_type(3, 3, |random, ty| {
        let module = module_of(std::slice::from_ref(ty));
        let mut program = Program::new(&module);
        program.builtin(Builtin::Display, std::slice::from_ref(ty));
        let mut running = program.run();
        for _ in 0..6 {
            let value = random.value(ty);
            let shown = running.call("display", &[(ty.clone(), value.clone())], &Type::String);
            assert_eq!(shown, Ok(Value::string(display(ty, &value))), "{ty}");
        }
    });
}

#[test]
fn integers_show_in_decimal() {
    for int in IntType::all() {
        let ty = Type::Int(int);
        let module = module_of(std::slice::from_ref(&ty));
        let mut program = Program::new(&module);
        program
            .builtin(Builtin::Display, std::slice::from_ref(&ty))
            .builtin(Builtin::IntToBytes, std::slice::from_ref(&ty));
        let mut running = program.run();
        let mut random = Random::new(u64::from(int.bits));
        for _ in 0..200 {
            let value = random.integer(int);
            let args = [(ty.clone(), value.clone())];
            let shown = running.call("display", &args, &Type::String);
            assert_eq!(shown, Ok(Value::string(display(&ty, &value))), "{ty}");
            let Value::Int { bits, .. } = value else { continue };
            let bytes = bits.to_be_bytes::<32>()[32 - int.bytes()..].to_vec();
            assert_eq!(
                running.call("int_to_bytes", &args, &Type::bytes()),
                Ok(Value::Bytes(bytes)),
                "{ty}"
            );
        }
    }
}

#[test]
fn equality_is_structural() {
    let mut equal = 0;
    each_type(4, 3, |random, ty| {
        let module = module_of(std::slice::from_ref(ty));
        let mut program = Program::new(&module);
        program.helper(
            "equal",
            Helper::Equal(ty.clone()),
            &[ty.clone(), ty.clone()],
            &Type::Bool,
        );
        let mut running = program.run();
        for round in 0..8 {
            let left = random.value(ty);
            let right = if round % 2 == 0 {
                left.clone()
            } else {
                random.value(ty)
            };
            equal += u32::from(left == right);
            let args = [(ty.clone(), left.clone()), (ty.clone(), right.clone())];
            let answer = running.call("equal", &args, &Type::Bool);
            assert_eq!(answer, Ok(Value::Bool(left == right)), "{ty} {left:?} {right:?}");
        }
    });
    assert!(equal > 4 * TYPES as u32);
}

#[test]
fn default_slots_are_the_zero_value() {
    each_type(5, 3, |_, ty| {
        let module = module_of(std::slice::from_ref(ty));
        let mut program = Program::new(&module);
        let push_default = |cx: &mut crate::helpers::Context<'_>, f: &mut crate::emit::FunctionBuilder| {
            for ty in cx.val_types(ty) {
                match ty {
                    wasm_encoder::ValType::I64 => f.ins().i64_const(0),
                    _ => f.ins().i32_const(0),
                };
            }
        };
        program.function("encode", &[], ty, |cx, f, _| push_default(cx, f));
        program.function("display", &[], &Type::String, |cx, f, _| {
            push_default(cx, f);
            f.call(cx.helper(Helper::Builtin(Builtin::Display, vec![ty.clone()])));
        });
        program.function("copy", &[], ty, |cx, f, _| {
            push_default(cx, f);
            f.call(cx.helper(Helper::Copy(ty.clone())));
        });
        program.function("equal", std::slice::from_ref(ty), &Type::Bool, |cx, f, args| {
            push_default(cx, f);
            f.get_all(&args[0]);
            f.call(cx.helper(Helper::Equal(ty.clone())));
        });
        let mut running = program.run();
        let zero = Value::zero(ty).unwrap();
        assert_eq!(running.call("encode", &[], ty), Ok(zero.clone()), "{ty}");
        assert_eq!(running.call("copy", &[], ty), Ok(zero.clone()), "{ty}");
        let shown = Ok(Value::string(display(ty, &zero)));
        assert_eq!(running.call("display", &[], &Type::String), shown, "{ty}");
        let args = [(ty.clone(), zero)];
        assert_eq!(
            running.call("equal", &args, &Type::Bool),
            Ok(Value::Bool(true)),
            "{ty}"
        );
    });
}

#[test]
fn no_arguments_take_no_bytes() {
    let module = module_of(&[]);
    let mut program = Program::new(&module);
    program.function("nothing", &[], &Type::Unit, |_, _, _| {});
    let mut running = program.run();
    assert_eq!(running.call_raw("nothing", &[]), Ok(Vec::new()));
    assert!(decode_args(&[], &[0; 32]).is_err());
    let refused = Err(Failed::Revert("Malformed arguments.".to_owned()));
    assert_eq!(running.call_raw("nothing", &[0; 32]), refused);
    assert_eq!(encode_args(&[]).unwrap(), Vec::<u8>::new());
}

/// Types that use other types many times over must not take time for each use.
#[test]
fn large_types_are_built_quickly() {
    let started = std::time::Instant::now();
    let u64_type = Type::Int(IntType::U64);
    let wide = Type::Tuple(vec![u64_type.clone(); 5_000].into());
    let named = |at: usize, ty: &Type| Variant {
        name: format!("V{at}"),
        fields: VariantFields::Tuple(vec![ty.clone(); 30]),
    };
    let variants: Vec<Variant> = (0..256).map(|at| named(at, &u64_type)).collect();
    let many = Type::Enum(Arc::new(EnumType {
        name: "Many".to_owned(),
        variants: variants.into(),
    }));
    let doubled = (0..12).fold(vector(&u64_type), |ty, _| Type::Tuple([ty.clone(), ty].into()));
    for ty in [wide, many, doubled] {
        let module = module_of(&[option(&ty)]);
        let mut program = Program::new(&module);
        program.function("echo", std::slice::from_ref(&ty), &ty, |_, f, args| {
            f.get_all(&args[0])
        });
        program.builtin(Builtin::Display, std::slice::from_ref(&ty));
        program.helper("copy", Helper::Copy(ty.clone()), std::slice::from_ref(&ty), &ty);
        program.helper(
            "equal",
            Helper::Equal(ty.clone()),
            &[ty.clone(), ty.clone()],
            &Type::Bool,
        );
        let mut running = program.run();
        let zero = Value::zero(&ty).unwrap();
        assert_eq!(running.call("copy", &[(ty.clone(), zero.clone())], &ty), Ok(zero));
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
