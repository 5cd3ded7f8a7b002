//! Vectors, arrays and maps against Rust's vectors, operation by operation.

use std::sync::Arc;

use twilight_abi::{IntType, Type, Value};
use twilight_tir::Builtin;

use super::harness::{Failed, Program, Running, module_of, option, vector};
use super::random::Random;
use crate::helpers::Helper;

const U64: Type = Type::Int(IntType::U64);

fn number(value: usize) -> (Type, Value) {
    (U64, Value::u64(value as u64))
}

fn maybe(value: Option<Value>) -> Value {
    Value::Option(value.map(Box::new))
}

fn pair(first: &Type, second: &Type) -> Type {
    Type::Tuple([first.clone(), second.clone()].into())
}

/// A vector's value: byte strings have a form of their own.
fn sequence(element: &Type, values: &[Value]) -> Value {
    let byte = |value: &Value| match value {
        Value::Int { bits, .. } => bits.byte(0),
        _ => panic!("no byte"),
    };
    if *element == Type::Int(IntType::U8) {
        Value::Bytes(values.iter().map(byte).collect())
    } else {
        Value::Vector(values.to_vec())
    }
}

/// Element types of all kinds: packed, wide, pointers, owners, boxed, without slots.
fn element_types() -> Vec<Type> {
    let int = |bits, signed| Type::Int(IntType { signed, bits });
    let u256 = int(256, false);
    vec![
        int(8, false),
        int(16, true),
        Type::Bool,
        U64,
        u256.clone(),
        Type::String,
        vector(&Type::String),
        Type::Array(Arc::new(int(32, false)), 3),
        option(&vector(&int(8, true))),
        Type::Tuple(
            [
                u256.clone(),
                u256.clone(),
                u256.clone(),
                u256.clone(),
                vector(&u256),
            ]
            .into(),
        ),
        Type::Map(Arc::new(U64), Arc::new(Type::String)),
        Type::Unit,
    ]
}

const VECTOR_BUILTINS: [Builtin; 14] = [
    Builtin::VecRepeat,
    Builtin::VecLen,
    Builtin::VecGet,
    Builtin::VecSet,
    Builtin::VecPush,
    Builtin::VecPop,
    Builtin::VecSlice,
    Builtin::VecInsert,
    Builtin::VecRemove,
    Builtin::VecTruncate,
    Builtin::VecSwap,
    Builtin::VecReverse,
    Builtin::VecExtend,
    Builtin::VecContains,
];

#[test]
fn vectors_behave_as_rusts() {
    for (seed, element) in element_types().into_iter().enumerate() {
        let list = vector(&element);
        let module = module_of(&[pair(&list, &option(&element))]);
        let mut program = Program::new(&module);
        for builtin in VECTOR_BUILTINS {
            program.builtin(builtin, std::slice::from_ref(&element));
        }
        let mut running = program.run();
        let mut random = Random::new(21 + seed as u64);
        for _ in 0..40 {
            let count = random.below(9);
            let values: Vec<Value> = (0..count).map(|_| random.value(&element)).collect();
            one_round(&mut running, &mut random, &element, &values);
        }
    }
}

/// Every operation on one vector.
fn one_round(running: &mut Running, random: &mut Random, element: &Type, values: &[Value]) {
    let list = vector(element);
    let out_of_bounds = || Err(Failed::Panic(String::new()));
    let own = (list.clone(), sequence(element, values));
    let item = random.value(element);
    let argument = (element.clone(), item.clone());
    let at = random.below(values.len() + 2);
    let inside = at < values.len();
    let show = |values: &[Value]| Ok(sequence(element, values));
    let changed = |change: &dyn Fn(&mut Vec<Value>)| {
        let mut copy = values.to_vec();
        change(&mut copy);
        copy
    };

    let length = Ok(Value::u64(values.len() as u64));
    assert_eq!(running.call("vec_len", std::slice::from_ref(&own), &U64), length);
    let got = running.call("vec_get", &[own.clone(), number(at)], element);
    assert_eq!(got, values.get(at).cloned().ok_or(Failed::Panic(String::new())));

    let expected = if inside {
        show(&changed(&|all| all[at] = item.clone()))
    } else {
        out_of_bounds()
    };
    assert_eq!(
        running.call("vec_set", &[own.clone(), number(at), argument.clone()], &list),
        expected
    );

    let expected = show(&changed(&|all| all.push(item.clone())));
    assert_eq!(
        running.call("vec_push", &[own.clone(), argument.clone()], &list),
        expected
    );

    let popped = changed(&|all| drop(all.pop()));
    let expected = Ok(Value::Tuple(vec![
        sequence(element, &popped),
        maybe(values.last().cloned()),
    ]));
    assert_eq!(
        running.call(
            "vec_pop",
            std::slice::from_ref(&own),
            &pair(&list, &option(element))
        ),
        expected
    );

    let (start, end) = (random.below(values.len() + 2), random.below(values.len() + 2));
    let expected = values.get(start..end).map_or_else(out_of_bounds, show);
    assert_eq!(
        running.call("vec_slice", &[own.clone(), number(start), number(end)], &list),
        expected
    );

    let expected = if at <= values.len() {
        show(&changed(&|all| all.insert(at, item.clone())))
    } else {
        out_of_bounds()
    };
    assert_eq!(
        running.call("vec_insert", &[own.clone(), number(at), argument.clone()], &list),
        expected
    );

    let expected = match values.get(at) {
        Some(removed) => {
            let left = changed(&|all| drop(all.remove(at)));
            Ok(Value::Tuple(vec![sequence(element, &left), removed.clone()]))
        }
        None => out_of_bounds(),
    };
    assert_eq!(
        running.call("vec_remove", &[own.clone(), number(at)], &pair(&list, element)),
        expected
    );

    let expected = show(&changed(&|all| all.truncate(at)));
    assert_eq!(
        running.call("vec_truncate", &[own.clone(), number(at)], &list),
        expected
    );

    let expected = if start < values.len() && end < values.len() {
        show(&changed(&|all| all.swap(start, end)))
    } else {
        out_of_bounds()
    };
    assert_eq!(
        running.call("vec_swap", &[own.clone(), number(start), number(end)], &list),
        expected
    );

    let expected = show(&changed(&|all| all.reverse()));
    assert_eq!(
        running.call("vec_reverse", std::slice::from_ref(&own), &list),
        expected
    );

    let more: Vec<Value> = (0..random.below(6)).map(|_| random.value(element)).collect();
    let expected = show(&changed(&|all| all.extend_from_slice(&more)));
    let other = (list.clone(), sequence(element, &more));
    assert_eq!(running.call("vec_extend", &[own.clone(), other], &list), expected);

    let sought = values.first().filter(|_| at.is_multiple_of(2)).unwrap_or(&item);
    let expected = Ok(Value::Bool(values.contains(sought)));
    let args = [own, (element.clone(), sought.clone())];
    assert_eq!(running.call("vec_contains", &args, &Type::Bool), expected);

    let expected = show(&vec![item.clone(); at]);
    assert_eq!(
        running.call("vec_repeat", &[argument, number(at)], &list),
        expected
    );
}

#[test]
fn indices_beyond_32_bits_are_out_of_bounds() {
    let list = vector(&U64);
    let module = module_of(&[pair(&list, &U64)]);
    let mut program = Program::new(&module);
    for builtin in VECTOR_BUILTINS {
        program.builtin(builtin, &[U64]);
    }
    let mut running = program.run();
    let own = (list.clone(), Value::Vector(vec![Value::u64(1), Value::u64(2)]));
    for index in [1_usize << 32, (1 << 32) + 1, 1 << 61, usize::MAX] {
        let out = Failed::Panic(String::new());
        assert_eq!(
            running.call("vec_get", &[own.clone(), number(index)], &U64),
            Err(out.clone())
        );
        assert_eq!(
            running.call("vec_insert", &[own.clone(), number(index), number(0)], &list),
            Err(out.clone())
        );
        assert_eq!(
            running.call("vec_slice", &[own.clone(), number(index), number(index)], &list),
            Err(out)
        );
        let same = running.call("vec_truncate", &[own.clone(), number(index)], &list);
        assert_eq!(same, Ok(own.1.clone()));
        let memory = Failed::Panic("Out of memory.".to_owned());
        assert_eq!(
            running.call("vec_repeat", &[number(0), number(index)], &list),
            Err(memory)
        );
    }
}

#[test]
fn memory_ends_with_a_message() {
    let module = module_of(&[Type::bytes()]);
    let mut program = Program::new(&module);
    program.builtin(Builtin::VecRepeat, &[Type::Int(IntType::U8)]);
    program.helper(
        "alloc",
        Helper::Alloc,
        &[Type::Int(IntType::U32)],
        &Type::Int(IntType::U32),
    );
    let mut running = program.run();
    let byte = (Type::Int(IntType::U8), Value::unsigned(IntType::U8, 7));
    let repeat = |running: &mut Running, count: usize| {
        running.call_raw(
            "vec_repeat",
            &twilight_abi::encode_args(&[byte.clone(), number(count)]).unwrap(),
        )
    };
    let out = Err(Failed::Panic("Out of memory.".to_owned()));
    assert!(repeat(&mut running, 1 << 20).is_ok());
    for count in [16 << 20, 1 << 30, 1 << 31, (1 << 32) - 1] {
        assert_eq!(repeat(&mut running, count), out, "{count}");
    }
    // What failed took no memory: there is still room.
    assert!(running.pages() < 64, "{}", running.pages());
    assert!(repeat(&mut running, 1 << 20).is_ok());
    for bytes in [0x4000_0001_u128, 0x7fff_ffff, 0xffff_fff0, 0xffff_ffff] {
        let args = [(Type::Int(IntType::U32), Value::unsigned(IntType::U32, bytes))];
        let failed = running.call("alloc", &args, &Type::Int(IntType::U32));
        assert_eq!(failed, Err(Failed::Panic("Out of memory.".to_owned())), "{bytes}");
    }
}

#[test]
fn arrays_are_bounded_by_their_type() {
    for (seed, element) in element_types().into_iter().enumerate() {
        for length in [0, 1, 5, 40] {
            let array = Type::Array(Arc::new(element.clone()), length as u64);
            let module = module_of(&[array.clone(), vector(&element)]);
            let mut program = Program::new(&module);
            for builtin in [
                Builtin::ArrayRepeat,
                Builtin::ArrayGet,
                Builtin::ArraySet,
                Builtin::ArrayToVec,
            ] {
                program.builtin(builtin, std::slice::from_ref(&array));
            }
            // The null array.
            program.function("set_default", &[U64, element.clone()], &array, |cx, f, args| {
                f.ins().i32_const(0);
                f.get_all(&args.concat());
                f.call(cx.helper(Helper::Builtin(Builtin::ArraySet, vec![array.clone()])));
            });
            program.function("get_default", &[U64], &element, |cx, f, args| {
                f.ins().i32_const(0);
                f.get_all(&args.concat());
                f.call(cx.helper(Helper::Builtin(Builtin::ArrayGet, vec![array.clone()])));
            });
            let mut running = program.run();
            let mut random = Random::new(31 + seed as u64);
            let values: Vec<Value> = (0..length).map(|_| random.value(&element)).collect();
            let show = |values: &[Value]| match sequence(&element, values) {
                Value::Vector(values) => Value::Array(values),
                bytes => bytes,
            };
            let own = (array.clone(), show(&values));
            let item = random.value(&element);
            let argument = (element.clone(), item.clone());
            let out = Failed::Panic(String::new());
            for at in [0, 1, 4, 5, 39, 40, usize::MAX] {
                let got = running.call("array_get", &[own.clone(), number(at)], &element);
                assert_eq!(got, values.get(at).cloned().ok_or(out.clone()));
                let set = |values: &[Value]| {
                    let mut copy = values.to_vec();
                    copy.get_mut(at)
                        .map(|place| *place = item.clone())
                        .ok_or(out.clone())?;
                    Ok(show(&copy))
                };
                let args = [own.clone(), number(at), argument.clone()];
                assert_eq!(running.call("array_set", &args, &array), set(&values));
                let zeros = vec![Value::zero(&element).unwrap(); length];
                assert_eq!(running.call("set_default", &args[1..], &array), set(&zeros));
                let zero = zeros.get(at).cloned().ok_or(out.clone());
                assert_eq!(running.call("get_default", &args[1..2], &element), zero);
            }
            let listed = Ok(sequence(&element, &values));
            assert_eq!(running.call("array_to_vec", &[own], &vector(&element)), listed);
            let repeated = Ok(show(&vec![item; length]));
            assert_eq!(running.call("array_repeat", &[argument], &array), repeated);
        }
    }
}

#[test]
fn copies_share_nothing_that_is_written() {
    // Copies the vector, writes to an element's inner vector through the original, gives both.
    let inner = vector(&U64);
    for outer in [vector(&inner), Type::Array(Arc::new(inner.clone()), 1)] {
        let both = pair(&outer, &outer);
        let (get, types) = match &outer {
            Type::Array(..) => (Builtin::ArrayGet, vec![outer.clone()]),
            _ => (Builtin::VecGet, vec![inner.clone()]),
        };
        let module = module_of(std::slice::from_ref(&both));
        let mut program = Program::new(&module);
        program.function("split", std::slice::from_ref(&outer), &both, |cx, f, args| {
            f.get_all(&args[0]);
            f.call(cx.helper(Helper::Copy(outer.clone())));
            let copy = f.local_i32();
            f.ins().local_set(copy);
            f.get_all(&args[0]);
            f.ins().i64_const(0);
            f.call(cx.helper(Helper::Builtin(get, types)));
            f.ins().i64_const(0).i64_const(99);
            f.call(cx.helper(Helper::Builtin(Builtin::VecSet, vec![U64])));
            f.ins().drop();
            f.get_all(&args[0]);
            f.ins().local_get(copy);
        });
        let mut running = program.run();
        let nested = |value| {
            let values = vec![Value::Vector(vec![Value::u64(value)])];
            if matches!(outer, Type::Array(..)) {
                Value::Array(values)
            } else {
                Value::Vector(values)
            }
        };
        let answer = running.call("split", &[(outer.clone(), nested(1))], &both);
        assert_eq!(answer, Ok(Value::Tuple(vec![nested(99), nested(1)])));
    }
}

const MAP_BUILTINS: [Builtin; 7] = [
    Builtin::MapLen,
    Builtin::MapGet,
    Builtin::MapInsert,
    Builtin::MapRemove,
    Builtin::MapContains,
    Builtin::MapKeyAt,
    Builtin::MapValueAt,
];

#[test]
fn maps_keep_their_order() {
    let keys = [
        Type::Int(IntType::U8),
        U64,
        Type::Int(IntType {
            signed: true,
            bits: 256,
        }),
        Type::Bool,
        Type::String,
        Type::Address,
        Type::Hash256,
        pair(&U64, &Type::String),
        option(&Type::Int(IntType::U128)),
    ];
    let wide = Type::Tuple(vec![Type::Int(IntType::U256); 5].into());
    for (seed, key) in keys.into_iter().enumerate() {
        for value in [U64, vector(&U64), wide.clone()] {
            let map = Type::Map(Arc::new(key.clone()), Arc::new(value.clone()));
            let changed = pair(&map, &option(&value));
            let module = module_of(std::slice::from_ref(&changed));
            let mut program = Program::new(&module);
            for builtin in MAP_BUILTINS {
                program.builtin(builtin, &[key.clone(), value.clone()]);
            }
            let mut running = program.run();
            let mut random = Random::new(41 + seed as u64);
            // Sizes on both sides of where the index starts.
            for size in [0, 1, 3, 7, 8, 9, 20, 40] {
                let mut entries: Vec<(Value, Value)> = Vec::new();
                for _ in 0..size {
                    let at = random.value(&key);
                    if entries.iter().all(|(have, _)| *have != at) {
                        entries.push((at, random.value(&value)));
                    }
                }
                let own = (map.clone(), Value::Map(entries.clone()));
                let count = Ok(Value::u64(entries.len() as u64));
                assert_eq!(running.call("map_len", std::slice::from_ref(&own), &U64), count);
                for round in 0..6 {
                    let present = entries
                        .get(random.below(entries.len().max(1)))
                        .filter(|_| round % 2 == 0);
                    let at = present.map_or_else(|| random.value(&key), |(at, _)| at.clone());
                    let found = entries.iter().position(|(have, _)| *have == at);
                    let old = maybe(found.map(|place| entries[place].1.clone()));
                    let search = [own.clone(), (key.clone(), at.clone())];
                    let got = running.call("map_get", &search, &option(&value));
                    assert_eq!(got, Ok(old.clone()), "{map}");
                    let known = running.call("map_contains", &search, &Type::Bool);
                    assert_eq!(known, Ok(Value::Bool(found.is_some())));
                    let item = random.value(&value);
                    let (mut with, mut without) = (entries.clone(), entries.clone());
                    match found {
                        Some(place) => {
                            with[place].1 = item.clone();
                            without.remove(place);
                        }
                        None => with.push((at.clone(), item.clone())),
                    }
                    let args = [own.clone(), (key.clone(), at), (value.clone(), item)];
                    let expected = Ok(Value::Tuple(vec![Value::Map(with), old.clone()]));
                    assert_eq!(running.call("map_insert", &args, &changed), expected, "{map}");
                    let expected = Ok(Value::Tuple(vec![Value::Map(without), old]));
                    assert_eq!(running.call("map_remove", &search, &changed), expected, "{map}");
                    let index = random.below(entries.len() + 1);
                    let args = [own.clone(), number(index)];
                    let out = Failed::Panic(String::new());
                    let at_index = entries.get(index).cloned().ok_or(out);
                    let got = running.call("map_key_at", &args, &key);
                    assert_eq!(got, at_index.clone().map(|(key, _)| key));
                    assert_eq!(
                        running.call("map_value_at", &args, &value),
                        at_index.map(|(_, value)| value)
                    );
                }
            }
        }
    }
}

/// Inserts `0..n` and sums what it finds.
#[test]
fn large_maps_are_not_quadratic() {
    let map = Type::Map(Arc::new(U64), Arc::new(U64));
    let module = module_of(&[pair(&map, &option(&U64))]);
    let mut program = Program::new(&module);
    let types = vec![U64, U64];
    program.function("sum", &[U64], &U64, |cx, f, args| {
        let (header, at, sum, found) = (f.local_i32(), f.local_i64(), f.local_i64(), f.local_i64());
        let limit = args[0][0];
        for insert in [true, false] {
            f.ins().i64_const(0).local_set(at);
            f.ins()
                .loop_(wasm_encoder::BlockType::Empty)
                .local_get(header)
                .local_get(at);
            if insert {
                f.ins().local_get(at).i64_const(3).i64_mul();
                f.call(cx.helper(Helper::Builtin(Builtin::MapInsert, types.clone())));
                f.ins().drop().drop().local_set(header);
            } else {
                f.call(cx.helper(Helper::Builtin(Builtin::MapGet, types.clone())));
                f.ins()
                    .local_set(found)
                    .drop()
                    .local_get(found)
                    .local_get(sum)
                    .i64_add()
                    .local_set(sum);
            }
            f.ins()
                .local_get(at)
                .i64_const(1)
                .i64_add()
                .local_tee(at)
                .local_get(limit)
                .i64_lt_u()
                .br_if(0)
                .end();
        }
        f.ins().local_get(sum);
    });
    let mut running = program.run();
    let n = 10_000_u64;
    let started = std::time::Instant::now();
    let answer = running.call("sum", &[(U64, Value::u64(n))], &U64);
    assert_eq!(answer, Ok(Value::u64(3 * n * (n - 1) / 2)));
    // Quadratic work would be 10^8 comparisons; this is far from either in every build.
    assert!(started.elapsed().as_secs() < 20);
}

/// Removes and inserts at the end of an indexed map more often than the index has slots.
#[test]
fn an_index_survives_removals() {
    let map = Type::Map(Arc::new(U64), Arc::new(U64));
    let module = module_of(&[pair(&map, &option(&U64))]);
    let mut program = Program::new(&module);
    let types = vec![U64, U64];
    // Inserts `key`, removes it, for keys from 1000 on.
    program.function("churn", &[map.clone(), U64], &map, |cx, f, args| {
        let (header, key) = (args[0][0], f.local_i64());
        f.ins()
            .i64_const(1000)
            .local_set(key)
            .loop_(wasm_encoder::BlockType::Empty);
        f.ins().local_get(header).local_get(key).local_get(key);
        f.call(cx.helper(Helper::Builtin(Builtin::MapInsert, types.clone())));
        f.ins().drop().drop().local_tee(header).local_get(key);
        f.call(cx.helper(Helper::Builtin(Builtin::MapRemove, types.clone())));
        f.ins().drop().drop().local_set(header);
        f.ins()
            .local_get(key)
            .i64_const(1)
            .i64_add()
            .local_tee(key)
            .local_get(args[1][0])
            .i64_lt_u()
            .br_if(0);
        f.ins().end().local_get(header);
    });
    program.builtin(Builtin::MapGet, &types);
    let mut running = program.run();
    for size in [1, 8, 9, 20, 100] {
        let entries = (0..size)
            .map(|at| (Value::u64(at), Value::u64(at * at)))
            .collect();
        let own = (map.clone(), Value::Map(entries));
        let same = running.call("churn", &[own.clone(), number(4000)], &map);
        assert_eq!(same, Ok(own.1.clone()), "{size}");
    }
}
