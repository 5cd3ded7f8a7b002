//! Strings, conversions and hashes against Rust's own.

use twilight_abi::{IntType, Type, Value, hex};
use twilight_tir::Builtin;

use super::harness::{Program, Running, module_of, option, vector};
use super::random::Random;
use crate::helpers::Helper;

fn text(value: &str) -> (Type, Value) {
    (Type::String, Value::string(value))
}

fn number(value: u64) -> (Type, Value) {
    (Type::Int(IntType::U64), Value::u64(value))
}

fn bytes(value: &[u8]) -> (Type, Value) {
    (Type::bytes(), Value::Bytes(value.to_vec()))
}

fn maybe(value: Option<Value>) -> Value {
    Value::Option(value.map(Box::new))
}

fn running(builtins: &[Builtin]) -> Running {
    let module = module_of(&[vector(&Type::String), option(&Type::Hash256)]);
    let mut program = Program::new(&module);
    for builtin in builtins {
        program.builtin(*builtin, &[]);
    }
    program.run()
}

#[test]
fn texts_are_joined_cut_and_searched() {
    let u64_type = Type::Int(IntType::U64);
    let mut running = running(&[
        Builtin::StrLen,
        Builtin::StrConcat,
        Builtin::StrSliceCheck,
        Builtin::StrSlice,
        Builtin::StrFind,
        Builtin::StrStartsWith,
        Builtin::StrEndsWith,
        Builtin::StrSplit,
        Builtin::StrToBytes,
    ]);
    let mut random = Random::new(11);
    let mut found = 0;
    for round in 0..400 {
        let (one, other) = (
            random.text(),
            if round % 8 == 0 {
                String::new()
            } else {
                random.text()
            },
        );
        // A part of the text, so that searches succeed.
        let part: String = one.chars().skip(random.below(4)).take(random.below(3)).collect();
        let sought = if round % 2 == 0 { &other } else { &part };
        found += usize::from(one.contains(sought.as_str()));
        let pair = [text(&one), text(sought)];
        let length = Ok(Value::u64(one.len() as u64));
        assert_eq!(running.call("str_len", &pair[..1], &u64_type), length);
        let joined = Ok(Value::string(format!("{one}{sought}")));
        assert_eq!(running.call("str_concat", &pair, &Type::String), joined);
        let at = one.find(sought.as_str()).map(|at| Value::u64(at as u64));
        assert_eq!(
            running.call("str_find", &pair, &option(&u64_type)),
            Ok(maybe(at)),
            "{one:?} {sought:?}"
        );
        let starts = Ok(Value::Bool(one.starts_with(sought.as_str())));
        assert_eq!(running.call("str_starts_with", &pair, &Type::Bool), starts);
        let ends = Ok(Value::Bool(one.ends_with(sought.as_str())));
        assert_eq!(running.call("str_ends_with", &pair, &Type::Bool), ends);
        let pieces = Ok(Value::Vector(
            one.split(sought.as_str()).map(Value::string).collect(),
        ));
        assert_eq!(
            running.call("str_split", &pair, &vector(&Type::String)),
            pieces,
            "{one:?} {sought:?}"
        );
        let raw = Ok(Value::Bytes(one.clone().into_bytes()));
        assert_eq!(running.call("str_to_bytes", &pair[..1], &Type::bytes()), raw);
        let (start, end) = (random.below(one.len() + 2), random.below(one.len() + 2));
        let status = match one.get(start..end) {
            Some(_) => 0,
            None if start > end || end > one.len() => 1,
            None => 2,
        };
        let range = [text(&one), number(start as u64), number(end as u64)];
        let checked = running.call("str_slice_check", &range, &Type::Int(IntType::U8));
        assert_eq!(
            checked,
            Ok(Value::unsigned(IntType::U8, status)),
            "{one:?} {start}..{end}"
        );
        if let Some(slice) = one.get(start..end) {
            assert_eq!(
                running.call("str_slice", &range, &Type::String),
                Ok(Value::string(slice))
            );
        }
    }
    assert!(found > 100, "{found}");
    for (start, end) in [(u64::MAX, u64::MAX), (0, 1 << 32), (1 << 32, (1 << 32) + 1)] {
        let range = [text("ab"), number(start), number(end)];
        let status = running.call("str_slice_check", &range, &Type::Int(IntType::U8));
        assert_eq!(status, Ok(Value::unsigned(IntType::U8, 1)));
    }
}

#[test]
fn strings_are_ordered_by_bytes() {
    let module = module_of(&[]);
    let mut program = Program::new(&module);
    let int = Type::Int(IntType {
        signed: true,
        bits: 32,
    });
    program.helper(
        "compare",
        Helper::StringCompare,
        &[Type::String, Type::String],
        &int,
    );
    let mut running = program.run();
    let mut random = Random::new(12);
    for round in 0..300 {
        let one = random.text();
        let other = if round % 3 == 0 {
            format!("{one}{}", random.text())
        } else {
            random.text()
        };
        let answer = running
            .call("compare", &[text(&one), text(&other)], &int)
            .unwrap();
        let Value::Int { bits, .. } = answer else {
            panic!("no integer")
        };
        let sign = if bits.bit(255) {
            -1
        } else {
            i32::from(!bits.is_zero())
        };
        assert_eq!(sign, one.cmp(&other) as i32, "{one:?} {other:?}");
    }
}

#[test]
fn utf8_is_what_rust_says_it_is() {
    let mut running = running(&[Builtin::StrFromBytes]);
    let mut random = Random::new(13);
    let interesting = [
        0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
        0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
    ];
    let mut good = 0;
    let mut check = |raw: &[u8]| {
        let expected = std::str::from_utf8(raw).ok().map(Value::string);
        good += usize::from(expected.is_some());
        let answer = running.call("str_from_bytes", &[bytes(raw)], &option(&Type::String));
        assert_eq!(answer, Ok(maybe(expected)), "{raw:02x?}");
    };
    // Every lead with every interesting second byte, alone and with good followers.
    for lead in 0..=255 {
        for second in interesting {
            for more in 0..3 {
                check(&[vec![lead, second], vec![0x80; more]].concat());
            }
        }
    }
    for _ in 0..500 {
        let mut raw = random.text().into_bytes();
        if !raw.is_empty() && random.below(2) == 0 {
            let at = random.below(raw.len());
            raw[at] = interesting[random.below(interesting.len())];
        }
        check(&raw);
    }
    assert!(good > 500, "{good}");
}

#[test]
fn addresses_and_hashes_convert() {
    let mut running = running(&[
        Builtin::AddressFromHex,
        Builtin::HashFromHex,
        Builtin::AddressFromBytes,
        Builtin::HashFromBytes,
        Builtin::AddressToBytes,
        Builtin::HashToBytes,
        Builtin::Keccak256,
        Builtin::Blake3,
    ]);
    let mut random = Random::new(14);
    let address = random.bytes::<20>();
    let hash = random.bytes::<32>();
    let digits = hex(&address);
    let (some, none) = (maybe(Some(Value::Address(address))), maybe(None));
    let cases = [
        (digits.clone(), some.clone()),
        (digits[2..].to_owned(), some.clone()),
        (format!("0x{}", digits[2..].to_uppercase()), some),
        (digits[..41].to_owned(), none.clone()),
        (digits.clone() + "0", none.clone()),
        (String::new(), none.clone()),
        ("0x".to_owned(), none.clone()),
        ("0".to_owned(), none.clone()),
        (digits.replacen(&digits[7..8], "g", 1), none.clone()),
        (format!("{}:", &digits[..41]), none.clone()),
        (format!("{}`", &digits[..41]), none.clone()),
        (format!("{}/", &digits[..41]), none),
    ];
    for (input, expected) in cases {
        let answer = running.call("address_from_hex", &[text(&input)], &option(&Type::Address));
        assert_eq!(answer, Ok(expected), "{input}");
    }
    let answer = running.call("hash_from_hex", &[text(&hex(&hash))], &option(&Type::Hash256));
    assert_eq!(answer, Ok(maybe(Some(Value::Hash256(hash)))));
    for length in [0, 19, 20, 21, 31, 32, 33] {
        let raw: Vec<u8> = (1..=length).collect();
        let expected = raw.clone().try_into().ok().map(Value::Address);
        let answer = running.call("address_from_bytes", &[bytes(&raw)], &option(&Type::Address));
        assert_eq!(answer, Ok(maybe(expected)));
        let expected = raw.clone().try_into().ok().map(Value::Hash256);
        let answer = running.call("hash_from_bytes", &[bytes(&raw)], &option(&Type::Hash256));
        assert_eq!(answer, Ok(maybe(expected)));
        for (name, hash) in [
            ("keccak256", twilight_abi::keccak256(&raw)),
            ("blake3", twilight_abi::blake3(&raw)),
        ] {
            let answer = running.call(name, &[bytes(&raw)], &Type::Hash256);
            assert_eq!(answer, Ok(Value::Hash256(hash)));
        }
    }
    let raw = running.call(
        "address_to_bytes",
        &[(Type::Address, Value::Address(address))],
        &Type::bytes(),
    );
    assert_eq!(raw, Ok(Value::Bytes(address.to_vec())));
    let raw = running.call(
        "hash_to_bytes",
        &[(Type::Hash256, Value::Hash256(hash))],
        &Type::bytes(),
    );
    assert_eq!(raw, Ok(Value::Bytes(hash.to_vec())));
}

/// `parse_int` by its own description (see [`Builtin::ParseInt`]).
fn parse_reference(input: &str, radix: u32, ty: IntType) -> (u8, Value) {
    use ruint::aliases::{U256, U512};
    let zero = Value::int(ty, U256::ZERO);
    if !(2..=36).contains(&radix) {
        return (4, zero);
    }
    let (negative, digits) = match input.as_bytes() {
        [] => return (1, zero),
        [b'-', rest @ ..] if ty.signed => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    if digits.is_empty() {
        return (2, zero);
    }
    let most =
        (U512::from(1) << usize::from(ty.bits - u16::from(ty.signed))) - U512::from(u8::from(!negative));
    let mut value = U512::ZERO;
    for digit in digits {
        let Some(digit) = char::from(*digit).to_digit(radix) else {
            return (2, zero);
        };
        value = value * U512::from(radix) + U512::from(digit);
        if value > most {
            return (3, zero);
        }
    }
    let low = value.to::<U256>();
    (0, Value::int(ty, if negative { low.wrapping_neg() } else { low }))
}

#[test]
fn integers_are_parsed() {
    let mut statuses = [0; 5];
    for int in IntType::all() {
        let ty = Type::Int(int);
        let answer = Type::Tuple([Type::Int(IntType::U8), ty.clone()].into());
        let module = module_of(std::slice::from_ref(&answer));
        let mut program = Program::new(&module);
        program.builtin(Builtin::ParseInt, std::slice::from_ref(&ty));
        let mut running = program.run();
        let mut random = Random::new(15 + u64::from(int.bits));
        for round in 0..300 {
            let radix = [10, 10, 10, 16, 2, 36, 0, 1, 37, u32::MAX][random.below(10)];
            let value = random.integer(IntType {
                signed: round % 2 == 0,
                bits: int.bits,
            });
            let mut input = twilight_abi::display(
                &Type::Int(IntType {
                    signed: round % 2 == 0,
                    bits: int.bits,
                }),
                &value,
            );
            match random.below(12) {
                0 => input = String::new(),
                1 => {
                    input =
                        ["-", "+", " 1", "1 ", "--1", "+-1", "0x10", "1_000", "é"][random.below(9)].to_owned()
                }
                2 => input.insert(0, '+'),
                3 => input.push(['0', 'f', 'Z', '/', ':', '@', '[', '`', '{'][random.below(9)]),
                4 => input = "z".repeat(random.below(60)),
                _ => {}
            }
            let (status, value) = parse_reference(&input, radix, int);
            statuses[usize::from(status)] += 1;
            let expected = Value::Tuple(vec![Value::unsigned(IntType::U8, u128::from(status)), value]);
            let args = [
                text(&input),
                (
                    Type::Int(IntType::U32),
                    Value::unsigned(IntType::U32, u128::from(radix)),
                ),
            ];
            assert_eq!(
                running.call("parse_int", &args, &answer),
                Ok(expected),
                "{ty} {input:?} {radix}"
            );
        }
    }
    assert!(statuses.iter().all(|count| *count > 50), "{statuses:?}");
}
