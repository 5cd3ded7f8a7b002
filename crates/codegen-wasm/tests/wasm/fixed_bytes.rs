//! `bytes1` to `bytes32` of Solidity, as lowered and optimised, interpreted and in wasm: encoding, storage and its
//! keys, events, comparisons, conversions.
use std::fmt::Write;

use twilight_abi::{IntType, Type, Value};
use twilight_tir::messages;

use crate::common::Ended;
use crate::widths::Everywhere;

fn source(count: u8) -> String {
    let (own, int) = (format!("bytes{count}"), format!("uint{}", u16::from(count) * 8));
    let mut text = format!(
        "contract T {{
    {own} kept; mapping({own} => uint8) seen; {own}[] list;
    event Seen({own} indexed topic, {own} data);
    function echo({own} a) external pure returns ({own}) {{ return a; }}
    function number({own} a) external pure returns ({int}) {{ return {int}(a); }}
    function made({int} a) external pure returns ({own}) {{ return {own}(a); }}
    function equal({own} a, {own} b) external pure returns (bool) {{ return a == b; }}
    function less({own} a, {own} b) external pure returns (bool) {{ return a < b; }}
    function greatest({own} a, {own} b) external pure returns ({own}) {{ return a >= b ? a : b; }}
    function mixed({own} a, {own} b) external pure returns ({own}, {own}, {own}, {own}) {{
        return (a & b, a | b, a ^ b, ~a);
    }}
    function shifted({own} a, uint256 n) external pure returns ({own}, {own}) {{ return (a << n, a >> n); }}
    function last({own} a) external pure returns (bytes1) {{ return a[{last}]; }}
    function keep({own} a) external returns ({own}, {own}, uint8, {own}) {{
        {own} nothing = list.length == 0 ? kept : {own}(0);
        kept = a; seen[a] += 1; list.push(a);
        emit Seen(a, a);
        return (kept, list[list.length - 1], seen[a], nothing);
    }}
",
        last = count - 1
    );
    for other in [1, 4, 20, 32] {
        let _ = writeln!(
            text,
            "    function to{other}({own} a) external pure returns (bytes{other}) {{ return bytes{other}(a); }}"
        );
    }
    if count == 20 {
        text.push_str("    function owner(bytes20 a) external pure returns (address, bytes20) { return (address(a), bytes20(address(a))); }\n");
    }
    if count == 32 {
        text.push_str(
            "    function hashed(bytes32) external pure returns (bytes32) { return keccak256(\"abc\"); }\n",
        );
    }
    text.push_str("}\n");
    text
}

fn word(bytes: &[u8]) -> [u8; 32] {
    let mut word = [0; 32];
    word[..bytes.len()].copy_from_slice(bytes);
    word
}

fn tuple(parts: &[(Type, Value)]) -> (Type, Value) {
    let types: Vec<Type> = parts.iter().map(|(ty, _)| ty.clone()).collect();
    let values = parts.iter().map(|(_, value)| value.clone()).collect();
    (Type::Tuple(types.into()), Value::Tuple(values))
}

fn check(count: u8) {
    let mut everywhere = Everywhere::new(&source(count));
    let size = usize::from(count);
    let own = Type::FixedBytes(count);
    let of = |bytes: &[u8]| (own.clone(), Value::Bytes(bytes.to_vec()));
    let rising: Vec<u8> = (1..=count).map(|byte| byte.wrapping_mul(37)).collect();
    let mut lowest = vec![0; size];
    lowest[size - 1] = 1;
    let mut highest = vec![0; size];
    highest[0] = 0x80;
    let samples = [vec![0; size], vec![0xff; size], rising.clone(), lowest, highest];
    let int = IntType::unsigned(u16::from(count) * 8);
    for a in &samples {
        everywhere.check("echo", &[of(a)], &Ok(of(a)));
        let number = (
            Type::Int(int),
            Value::int(int, ruint::aliases::U256::try_from_be_slice(a).unwrap()),
        );
        everywhere.check("number", &[of(a)], &Ok(number.clone()));
        everywhere.check("made", &[number], &Ok(of(a)));
        let last = (Type::FixedBytes(1), Value::Bytes(vec![a[size - 1]]));
        everywhere.check("last", &[of(a)], &Ok(last));
        for other in [1_u8, 4, 20, 32] {
            let mut bytes = a.clone();
            bytes.resize(usize::from(other), 0);
            let converted = (Type::FixedBytes(other), Value::Bytes(bytes));
            everywhere.check(&format!("to{other}"), &[of(a)], &Ok(converted));
        }
        for b in &samples {
            let bool = |value: bool| Ok((Type::Bool, Value::Bool(value)));
            everywhere.check("equal", &[of(a), of(b)], &bool(a == b));
            everywhere.check("less", &[of(a), of(b)], &bool(a < b));
            everywhere.check("greatest", &[of(a), of(b)], &Ok(of(a.max(b))));
            let each =
                |f: fn(u8, u8) -> u8| of(&a.iter().zip(b).map(|(a, b)| f(*a, *b)).collect::<Vec<u8>>());
            let mixed = [
                each(|a, b| a & b),
                each(|a, b| a | b),
                each(|a, b| a ^ b),
                each(|a, _| !a),
            ];
            everywhere.check("mixed", &[of(a), of(b)], &Ok(tuple(&mixed)));
        }
        for amount in [0, 8, 8 * (size - 1), 8 * size, 1000] {
            let gone = (amount / 8).min(size);
            let mut left = a[gone..].to_vec();
            left.resize(size, 0);
            let mut right = vec![0; gone];
            right.extend_from_slice(&a[..size - gone]);
            let u256 = IntType::U256;
            let n = (Type::Int(u256), Value::unsigned(u256, amount as u128));
            everywhere.check("shifted", &[of(a), n], &Ok(tuple(&[of(&left), of(&right)])));
        }
        let one = (Type::Int(IntType::U8), Value::unsigned(IntType::U8, 1));
        let kept = [of(a), of(a), one, of(&vec![0; size])];
        everywhere.check("keep", &[of(a)], &Ok(tuple(&kept)));
        let key = format!("seen:{}", twilight_abi::hex(a));
        for chain in everywhere.chains() {
            assert!(
                chain.state.contains_key(key.as_bytes()),
                "{key}: {:?}",
                chain.state
            );
            let event = chain.events.last().unwrap();
            assert_eq!((event.topics[1], &event.data[..]), (word(a), &word(a)[..]));
        }
    }
    if count == 20 {
        let address = (Type::Address, Value::Address(rising.clone().try_into().unwrap()));
        everywhere.check("owner", &[of(&rising)], &Ok(tuple(&[address, of(&rising)])));
    }
    if count == 32 {
        everywhere.check(
            "hashed",
            &[of(&rising)],
            &Ok(of(&twilight_abi::keccak256(b"abc"))),
        );
    } else {
        // Bytes behind the value.
        for at in [size, 31] {
            let mut dirty = word(&rising);
            dirty[at] = 1;
            everywhere.refuses("echo", &dirty);
        }
    }
}

#[test]
fn up_to_eight() {
    (1..=8).for_each(check);
}

#[test]
fn up_to_twenty() {
    (9..=20).for_each(check);
}

#[test]
fn up_to_thirty_two() {
    (21..=32).for_each(check);
}

#[test]
fn failures_speak_solidity() {
    let source = "contract T { function f(uint256 a) external pure returns (uint256) { return a + 1; }
        function g(int8 a) external pure returns (int8) { return -a; } }";
    let mut everywhere = Everywhere::new(source);
    let most = (
        Type::Int(IntType::U256),
        Value::int(IntType::U256, ruint::aliases::U256::MAX),
    );
    let reverted = |text: &str| Err(Ended::Reverted(text.to_owned()));
    everywhere.check(
        "f",
        &[most],
        &reverted("Arithmetic overflow in uint256 addition."),
    );
    let int8 = IntType {
        signed: true,
        bits: 8,
    };
    let least = (Type::Int(int8), Value::signed(int8, -128));
    everywhere.check("g", &[least], &reverted("Arithmetic overflow in int8 negation."));
    assert!(messages::overflow(None, int8, twilight_tir::Dialect::Twilight).contains("i8"));
}
