//! Every integer operation of all twelve types through generated wasm, against `twilight_tir::arith`
//! (which is tested against big integers), on boundary and random values, with and without wide arithmetic.
use std::fmt::Write;

use crate::common::{Ended, Running, parse};
use ruint::aliases::U256;
use twilight_abi::{IntType, Type, Value, encode};
use twilight_codegen_wasm::Options;
use twilight_tir::arith::{self, ArithError, BinaryResult};
use twilight_tir::{BinaryOp, CompareOp, Dialect, messages};

/// Operations with their names for unsigned and signed types.
const BINARY: [(BinaryOp, &str, &str); 24] = [
    (BinaryOp::Add, "add", "add"),
    (BinaryOp::Sub, "sub", "sub"),
    (BinaryOp::Mul, "mul", "mul"),
    (BinaryOp::Div, "div_u", "div_s"),
    (BinaryOp::Rem, "rem_u", "rem_s"),
    (BinaryOp::Pow, "pow", "pow"),
    (BinaryOp::WrappingAdd, "wrapping_add", "wrapping_add"),
    (BinaryOp::WrappingSub, "wrapping_sub", "wrapping_sub"),
    (BinaryOp::WrappingMul, "wrapping_mul", "wrapping_mul"),
    (BinaryOp::WrappingPow, "wrapping_pow", "wrapping_pow"),
    (BinaryOp::SaturatingAdd, "saturating_add", "saturating_add"),
    (BinaryOp::SaturatingSub, "saturating_sub", "saturating_sub"),
    (BinaryOp::SaturatingMul, "saturating_mul", "saturating_mul"),
    (BinaryOp::CheckedAdd, "checked_add", "checked_add"),
    (BinaryOp::CheckedSub, "checked_sub", "checked_sub"),
    (BinaryOp::CheckedMul, "checked_mul", "checked_mul"),
    (BinaryOp::CheckedDiv, "checked_div_u", "checked_div_s"),
    (BinaryOp::CheckedRem, "checked_rem_u", "checked_rem_s"),
    (BinaryOp::CheckedPow, "checked_pow", "checked_pow"),
    (BinaryOp::And, "and", "and"),
    (BinaryOp::Or, "or", "or"),
    (BinaryOp::Xor, "xor", "xor"),
    (BinaryOp::Shl, "shl", "shl"),
    (BinaryOp::Shr, "shr_l", "shr_a"),
];

const COMPARE: [(CompareOp, &str, &str); 6] = [
    (CompareOp::Eq, "eq", "eq"),
    (CompareOp::Ne, "ne", "ne"),
    (CompareOp::Lt, "ult", "slt"),
    (CompareOp::Le, "ule", "sle"),
    (CompareOp::Gt, "ugt", "sgt"),
    (CompareOp::Ge, "uge", "sge"),
];

fn amount_is_u32(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Pow | BinaryOp::WrappingPow | BinaryOp::CheckedPow | BinaryOp::Shl | BinaryOp::Shr
    )
}

fn is_checked(op: BinaryOp) -> bool {
    use BinaryOp as B;
    matches!(
        op,
        B::CheckedAdd | B::CheckedSub | B::CheckedMul | B::CheckedDiv | B::CheckedRem | B::CheckedPow
    )
}

pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number of a random length, so that carries and digits of all kinds occur.
    pub fn number(&mut self, bits: u16) -> U256 {
        let limbs = std::array::from_fn(|_| match self.next() % 4 {
            0 => 0,
            1 => u64::MAX,
            _ => self.next(),
        });
        let value = U256::from_limbs(limbs);
        let width = self.next() as usize % (usize::from(bits) + 1);
        if width == 0 {
            U256::ZERO
        } else {
            value >> (256 - width)
        }
    }
}

/// The low bits of a number, as constants carry them.
pub fn mask(ty: IntType, value: U256) -> U256 {
    value & arith::mask(ty)
}

pub fn values(ty: IntType, random: &mut Random, count: usize) -> Vec<U256> {
    let one = U256::from(1);
    let mut values = vec![U256::ZERO, one, U256::from(2), U256::from(3), U256::from(10)];
    for bound in [arith::min_value(ty), arith::max_value(ty)] {
        values.extend([bound, bound.wrapping_add(one), bound.wrapping_sub(one)]);
    }
    values.extend([U256::MAX, U256::MAX - one]);
    for bit in [31, 32, 63, 64, 127, 128, 191, 192] {
        if bit < usize::from(ty.bits) {
            let power = one << bit;
            values.extend([power, power - one, U256::ZERO.wrapping_sub(power)]);
        }
    }
    for _ in 0..count {
        let value = random.number(ty.bits);
        values.push(value);
        if ty.signed {
            values.push(U256::ZERO.wrapping_sub(value));
        }
    }
    let mut values: Vec<U256> = values.into_iter().map(|value| mask(ty, value)).collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn amounts(ty: IntType, random: &mut Random) -> Vec<U256> {
    let bits = u64::from(ty.bits);
    let mut amounts = vec![
        0, 1, 2, 3, 5, 7, 8, 31, 32, 33, 63, 64, 65, 127, 128, 129, 192, 200, 255, 256, 257,
    ];
    amounts.extend([bits - 1, bits, bits + 1, u64::from(u32::MAX), 1 << 31]);
    amounts.extend((0..4).map(|_| random.next() % 300));
    amounts.into_iter().map(U256::from).collect()
}

/// One function for each operation on a type.
pub fn source(ty: IntType) -> String {
    let name = ty.name();
    let mut text = String::new();
    for (op, unsigned, signed) in BINARY {
        let mnemonic = if ty.signed { signed } else { unsigned };
        let right = if amount_is_u32(op) { "u32" } else { name };
        let ret = if is_checked(op) {
            format!("Option<{name}>")
        } else {
            name.to_owned()
        };
        let _ = writeln!(
            text,
            "define {ret} @{op:?}({name} %a, {right} %b) {{ %entry: %r: {ret} = {mnemonic} {name} %a, %b ret {ret} %r }}"
        );
    }
    for (op, unsigned, signed) in COMPARE {
        let condition = if ty.signed { signed } else { unsigned };
        let _ = writeln!(
            text,
            "define bool @{op:?}({name} %a, {name} %b) {{ %entry: %r: bool = icmp {condition} {name} %a, %b ret bool %r }}"
        );
    }
    for op in ["not", "neg"] {
        if op == "not" || ty.signed {
            let _ = writeln!(
                text,
                "define {name} @{op}({name} %a) {{ %entry: %r: {name} = {op} {name} %a ret {name} %r }}"
            );
        }
    }
    text
}

pub struct Tester {
    pub running: Running,
    pub ty: IntType,
}

impl Tester {
    pub fn check(&mut self, name: &str, args: &[(IntType, U256)], expected: &Result<(Type, Value), Ended>) {
        let args: Vec<(Type, Value)> = args
            .iter()
            .map(|(ty, value)| (Type::Int(*ty), int(*ty, *value)))
            .collect();
        let actual = self.running.call(name, &args);
        let expected = match expected {
            Ok((ty, value)) => Ended::Returned(encode(ty, value).unwrap()),
            Err(ended) => ended.clone(),
        };
        assert_eq!(actual, expected, "{name} of {} {args:?}", self.ty.name());
    }
}

/// A value from its low bits.
pub fn int(ty: IntType, bits: U256) -> Value {
    let value = arith::truncate(ty, ty, mask(ty, bits));
    Value::int(ty, value)
}

pub fn expected(op: BinaryOp, ty: IntType, a: U256, b: U256) -> Result<(Type, Value), Ended> {
    expected_in(Dialect::Twilight, op, ty, a, b)
}

/// The same in the words of a dialect.
pub fn expected_in(
    dialect: Dialect,
    op: BinaryOp,
    ty: IntType,
    a: U256,
    b: U256,
) -> Result<(Type, Value), Ended> {
    match arith::binary(op, ty, a, b) {
        Ok(BinaryResult::Int(value)) => Ok((Type::Int(ty), int(ty, value))),
        Ok(BinaryResult::Checked(value)) => {
            let option = Type::Option(std::sync::Arc::new(Type::Int(ty)));
            Ok((option, Value::Option(value.map(|value| Box::new(int(ty, value))))))
        }
        Err(ArithError::Overflow) => Err(Ended::Reverted(messages::overflow(Some(op), ty, dialect))),
        Err(ArithError::DivisionByZero) => Err(Ended::Panicked(String::new())),
        Err(ArithError::DivisionOverflow) => Err(Ended::Panicked(messages::DIVISION_OVERFLOW.to_owned())),
    }
}

fn check_type(ty: IntType, options: &Options) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ u64::from(ty.bits));
    let module = parse(&source(ty));
    let mut tester = Tester {
        running: Running::with(&module, options),
        ty,
    };
    let values = values(ty, &mut random, 24);
    let amounts = amounts(ty, &mut random);
    for a in &values {
        for (op, ..) in BINARY {
            let (right, others) = if amount_is_u32(op) {
                (IntType::U32, &amounts)
            } else {
                (ty, &values)
            };
            for b in others {
                tester.check(
                    &format!("{op:?}"),
                    &[(ty, *a), (right, *b)],
                    &expected(op, ty, *a, *b),
                );
            }
        }
        for b in &values {
            let order = arith::compare(ty, *a, *b);
            for (op, ..) in COMPARE {
                let holds = match op {
                    CompareOp::Eq => order.is_eq(),
                    CompareOp::Ne => order.is_ne(),
                    CompareOp::Lt => order.is_lt(),
                    CompareOp::Le => order.is_le(),
                    CompareOp::Gt => order.is_gt(),
                    CompareOp::Ge => order.is_ge(),
                };
                tester.check(
                    &format!("{op:?}"),
                    &[(ty, *a), (ty, *b)],
                    &Ok((Type::Bool, Value::Bool(holds))),
                );
            }
        }
        tester.check(
            "not",
            &[(ty, *a)],
            &Ok((Type::Int(ty), int(ty, arith::not(ty, *a)))),
        );
        if ty.signed {
            let negated = arith::neg(ty, *a)
                .map(|value| (Type::Int(ty), int(ty, value)))
                .map_err(|_| Ended::Reverted(messages::overflow(None, ty, Dialect::Twilight)));
            tester.check("neg", &[(ty, *a)], &negated);
        }
    }
}

fn check_all(bits: u16) {
    for ty in IntType::all().into_iter().filter(|ty| ty.bits == bits) {
        check_type(ty, &Options::default());
        if bits >= 64 {
            check_type(
                ty,
                &Options {
                    wide_arithmetic: true,
                    ..Options::default()
                },
            );
        }
    }
}

#[test]
fn arithmetic_of_8_bits() {
    check_all(8);
}

#[test]
fn arithmetic_of_16_bits() {
    check_all(16);
}

#[test]
fn arithmetic_of_32_bits() {
    check_all(32);
}

#[test]
fn arithmetic_of_64_bits() {
    check_all(64);
}

#[test]
fn arithmetic_of_128_bits() {
    check_all(128);
}

#[test]
fn arithmetic_of_256_bits() {
    check_all(256);
}

/// Whether a type holds all values of another.
fn holds(to: IntType, from: IntType) -> bool {
    if to.signed == from.signed {
        to.bits >= from.bits
    } else {
        to.signed && to.bits > from.bits
    }
}

#[test]
fn conversions_between_all_types() {
    let mut random = Random(77);
    for from in IntType::all() {
        let mut text = String::new();
        for to in IntType::all() {
            let extend = if from.signed { "sext" } else { "zext" };
            let mut casts = vec![("trunc", false), ("saturate", false), ("try_cast", true)];
            if holds(to, from) {
                casts.push((extend, false));
            }
            for (cast, option) in casts {
                let ret = if option {
                    format!("Option<{}>", to.name())
                } else {
                    to.name().to_owned()
                };
                let name = if cast == extend { "extend" } else { cast };
                let _ = writeln!(
                    text,
                    "define {ret} @{name}_{to}({from} %a) {{ %entry: %r: {ret} = {cast} {from} %a to {to} ret {ret} %r }}",
                    to = to.name(),
                    from = from.name(),
                );
            }
        }
        let mut tester = Tester {
            running: Running::new(&parse(&text)),
            ty: from,
        };
        let values = values(from, &mut random, 6);
        for to in IntType::all() {
            for value in &values {
                let given = |value| Ok((Type::Int(to), int(to, value)));
                let exact = arith::convert(from, to, *value);
                let args = [(from, *value)];
                let name = to.name();
                tester.check(
                    &format!("trunc_{name}"),
                    &args,
                    &given(arith::truncate(from, to, *value)),
                );
                tester.check(
                    &format!("saturate_{name}"),
                    &args,
                    &given(arith::saturate(from, to, *value)),
                );
                let option = Type::Option(std::sync::Arc::new(Type::Int(to)));
                let tried = Value::Option(exact.map(|value| Box::new(int(to, value))));
                tester.check(&format!("try_cast_{name}"), &args, &Ok((option, tried)));
                if holds(to, from) {
                    tester.check(&format!("extend_{name}"), &args, &given(exact.unwrap()));
                }
            }
        }
    }
}

#[test]
fn constant_operands() {
    // Where an operand is constant, other instructions are chosen.
    let mut random = Random(5);
    for ty in IntType::all() {
        let name = ty.name();
        let constants: Vec<U256> = vec![
            U256::ZERO,
            U256::from(1),
            U256::from(7),
            mask(ty, U256::MAX),
            arith::min_value(ty),
            arith::max_value(ty),
        ];
        let mut text = String::new();
        for (at, constant) in constants.iter().enumerate() {
            let shown = arith::to_decimal(ty, mask(ty, *constant));
            for (op, unsigned, signed) in BINARY {
                if !amount_is_u32(op) && !is_checked(op) {
                    let mnemonic = if ty.signed { signed } else { unsigned };
                    let _ = writeln!(
                        text,
                        "define {name} @{op:?}_{at}({name} %a) {{ %entry: %r: {name} = {mnemonic} {name} %a, {shown}{name} ret {name} %r }}"
                    );
                }
            }
            for (op, unsigned, signed) in COMPARE {
                let condition = if ty.signed { signed } else { unsigned };
                let _ = writeln!(
                    text,
                    "define bool @{op:?}_{at}({name} %a) {{ %entry: %r: bool = icmp {condition} {name} %a, {shown}{name} ret bool %r }}"
                );
            }
        }
        let bits = u32::from(ty.bits);
        let mut shifts = vec![0, 1, 31, 63, 64, 65, 127, 128, 130, 192, 250, bits - 1, bits, 300];
        shifts.sort_unstable();
        shifts.dedup();
        for amount in &shifts {
            for (op, mnemonic) in [("Shl", "shl"), ("Shr", if ty.signed { "shr_a" } else { "shr_l" })] {
                let _ = writeln!(
                    text,
                    "define {name} @{op}_{amount}({name} %a) {{ %entry: %r: {name} = {mnemonic} {name} %a, {amount}u32 ret {name} %r }}"
                );
            }
        }
        let mut tester = Tester {
            running: Running::new(&parse(&text)),
            ty,
        };
        for a in values(ty, &mut random, 6) {
            for (at, b) in constants.iter().map(|value| mask(ty, *value)).enumerate() {
                for (op, ..) in BINARY {
                    if !amount_is_u32(op) && !is_checked(op) {
                        tester.check(&format!("{op:?}_{at}"), &[(ty, a)], &expected(op, ty, a, b));
                    }
                }
                let order = arith::compare(ty, a, b);
                for (op, holds) in [
                    (CompareOp::Eq, order.is_eq()),
                    (CompareOp::Ne, order.is_ne()),
                    (CompareOp::Lt, order.is_lt()),
                    (CompareOp::Ge, order.is_ge()),
                    (CompareOp::Gt, order.is_gt()),
                    (CompareOp::Le, order.is_le()),
                ] {
                    let value = Ok((Type::Bool, Value::Bool(holds)));
                    tester.check(&format!("{op:?}_{at}"), &[(ty, a)], &value);
                }
            }
            for amount in &shifts {
                let by = U256::from(*amount);
                tester.check(
                    &format!("Shl_{amount}"),
                    &[(ty, a)],
                    &expected(BinaryOp::Shl, ty, a, by),
                );
                tester.check(
                    &format!("Shr_{amount}"),
                    &[(ty, a)],
                    &expected(BinaryOp::Shr, ty, a, by),
                );
            }
        }
    }
}

/// A product and a number that is added to it, in both orders, and where a limb of either is the constant 0.
#[test]
fn products_with_an_addend() {
    let mut random = Random(0xFADE);
    for ty in [IntType::U128, IntType::U256] {
        let name = ty.name();
        let low = U256::from(u64::MAX);
        let high = U256::MAX << (usize::from(ty.bits) - 64);
        let constants = [U256::ZERO, low, mask(ty, high), mask(ty, U256::MAX << 64)];
        let mut text = String::new();
        let mut functions = vec![("left".to_owned(), None), ("right".to_owned(), None)];
        for (function, sum) in [("left", "%p, %c"), ("right", "%c, %p")] {
            let _ = writeln!(
                text,
                "define {name} @{function}({name} %a, {name} %b, {name} %c) {{ %entry: %p: {name} = wrapping_mul {name} %a, %b
                 %r: {name} = wrapping_add {name} {sum} ret {name} %r }}"
            );
        }
        for (at, factor) in constants.iter().enumerate() {
            for (to, addend) in constants.iter().enumerate() {
                let function = format!("constant{at}{to}");
                let _ = writeln!(
                    text,
                    "define {name} @{function}({name} %a, {name} %b, {name} %c) {{ %entry: %p: {name} = wrapping_mul {name} %a, {factor}{name}
                     %r: {name} = wrapping_add {name} %p, {addend}{name} ret {name} %r }}"
                );
                functions.push((function, Some((*factor, *addend))));
            }
        }
        let module = parse(&text);
        for wide_arithmetic in [false, true] {
            let options = Options {
                wide_arithmetic,
                ..Options::default()
            };
            let mut tester = Tester {
                running: Running::with(&module, &options),
                ty,
            };
            for _ in 0..200 {
                let [a, b, c] = std::array::from_fn(|_| mask(ty, random.number(ty.bits)));
                for (function, constants) in &functions {
                    let (factor, addend) = constants.unwrap_or((b, c));
                    let sum = a.wrapping_mul(factor).wrapping_add(addend);
                    let sum = int(ty, mask(ty, sum));
                    tester.check(function, &[(ty, a), (ty, b), (ty, c)], &Ok((Type::Int(ty), sum)));
                }
            }
        }
    }
}

/// Comparisons where the limbs above the lowest are known to be zeros, of one operand or of both.
#[test]
fn comparisons_of_extended_numbers() {
    let mut random = Random(0xC0FFEE);
    for ty in IntType::all().into_iter().filter(|ty| ty.bits > 64) {
        let name = ty.name();
        let mut text = String::new();
        for (op, unsigned, signed) in COMPARE {
            let condition = if ty.signed { signed } else { unsigned };
            for (function, operands) in [("both", "%x, %y"), ("left", "%x, %b"), ("right", "%b, %x")] {
                let _ = writeln!(
                    text,
                    "define bool @{op:?}_{function}(u64 %a, u64 %c, {name} %b) {{ %entry: %x: {name} = zext u64 %a to {name}
                     %y: {name} = zext u64 %c to {name} %r: bool = icmp {condition} {name} {operands} ret bool %r }}"
                );
            }
        }
        let module = parse(&text);
        for wide_arithmetic in [false, true] {
            let options = Options {
                wide_arithmetic,
                ..Options::default()
            };
            let mut tester = Tester {
                running: Running::with(&module, &options),
                ty,
            };
            for _ in 0..60 {
                let [a, c] = std::array::from_fn(|_| U256::from(random.next() >> (random.next() % 64)));
                let b = match random.next() % 3 {
                    0 => a,
                    1 => mask(ty, U256::from(random.next())),
                    _ => mask(ty, random.number(ty.bits)),
                };
                for (function, x, y) in [("both", a, c), ("left", a, b), ("right", b, a)] {
                    let order = arith::compare(ty, x, y);
                    for (op, holds) in [
                        (CompareOp::Eq, order.is_eq()),
                        (CompareOp::Ne, order.is_ne()),
                        (CompareOp::Lt, order.is_lt()),
                        (CompareOp::Le, order.is_le()),
                        (CompareOp::Gt, order.is_gt()),
                        (CompareOp::Ge, order.is_ge()),
                    ] {
                        tester.check(
                            &format!("{op:?}_{function}"),
                            &[(IntType::U64, a), (IntType::U64, c), (ty, b)],
                            &Ok((Type::Bool, Value::Bool(holds))),
                        );
                    }
                }
            }
        }
    }
}
