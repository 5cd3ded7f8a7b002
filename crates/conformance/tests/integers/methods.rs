//! The methods of integers beyond the operators' own: every form of every operator, bits, shifts, rotations, bytes,
//! text. Each is computed again with big integers.

use std::fmt::Write as _;

use num_bigint::BigInt;
use twilight_conformance::{Engines, Setup};

use super::{Int, Random, floor_mod, pairs, show, some};

/// A method, and whether only signed or only unsigned types have it.
#[derive(Clone, Copy, PartialEq)]
enum For {
    All,
    Signed,
    Unsigned,
}

/// Methods of a value and another one; a divisor is never 0 here.
const WITH_VALUE: [(&str, For); 12] = [
    ("wrapping_div", For::All),
    ("wrapping_rem", For::All),
    ("saturating_div", For::All),
    ("saturating_rem", For::All),
    ("overflowing_add", For::All),
    ("overflowing_sub", For::All),
    ("overflowing_mul", For::All),
    ("overflowing_div", For::All),
    ("overflowing_rem", For::All),
    ("abs_diff", For::Unsigned),
    ("min", For::All),
    ("max", For::All),
];

const ALONE: [(&str, For); 21] = [
    ("checked_neg", For::All),
    ("wrapping_neg", For::All),
    ("saturating_neg", For::All),
    ("overflowing_neg", For::All),
    ("checked_abs", For::Signed),
    ("wrapping_abs", For::Signed),
    ("saturating_abs", For::Signed),
    ("overflowing_abs", For::Signed),
    ("signum", For::Signed),
    ("is_negative", For::Signed),
    ("is_positive", For::Signed),
    ("count_ones", For::All),
    ("count_zeros", For::All),
    ("leading_zeros", For::All),
    ("leading_ones", For::All),
    ("trailing_zeros", For::All),
    ("trailing_ones", For::All),
    ("is_power_of_two", For::Unsigned),
    ("to_string().parse", For::All),
    ("to_bytes", For::All),
    ("clone", For::All),
];

const WITH_AMOUNT: [&str; 11] = [
    "checked_shl",
    "checked_shr",
    "wrapping_shl",
    "wrapping_shr",
    "saturating_shl",
    "saturating_shr",
    "overflowing_shl",
    "overflowing_shr",
    "rotate_left",
    "rotate_right",
    "saturating_pow",
];

fn has(ty: Int, which: For) -> bool {
    which == For::All || (which == For::Signed) == ty.signed
}

fn pair(ty: Int, exact: &BigInt) -> String {
    format!("({}, {})", ty.wrap(exact), !ty.holds(exact))
}

fn with_value(ty: Int, name: &str, a: &BigInt, b: &BigInt) -> String {
    let quotient = || a / b;
    match name {
        "wrapping_div" => ty.wrap(&quotient()).to_string(),
        "saturating_div" => ty.clamp(&quotient()).to_string(),
        "wrapping_rem" | "saturating_rem" => (a % b).to_string(),
        "overflowing_add" => pair(ty, &(a + b)),
        "overflowing_sub" => pair(ty, &(a - b)),
        "overflowing_mul" => pair(ty, &(a * b)),
        "overflowing_div" => pair(ty, &quotient()),
        "overflowing_rem" => format!("({}, {})", a % b, !ty.holds(&quotient())),
        "abs_diff" => (a.max(b) - a.min(b)).to_string(),
        "min" => a.min(b).to_string(),
        "max" => a.max(b).to_string(),
        other => panic!("no method {other}"),
    }
}

/// The bits, the lowest first.
fn bits(ty: Int, a: &BigInt) -> Vec<bool> {
    let raw = floor_mod(a, &ty.modulus());
    (0..u64::from(ty.bits)).map(|at| raw.bit(at)).collect()
}

fn run_of<'a>(bits: impl Iterator<Item = &'a bool>, wanted: bool) -> usize {
    bits.take_while(|bit| **bit == wanted).count()
}

fn alone(ty: Int, name: &str, a: &BigInt) -> String {
    let (zero, absolute, bits) = (BigInt::ZERO, a.max(&-a).clone(), bits(ty, a));
    let ones = bits.iter().filter(|bit| **bit).count();
    match name {
        "checked_neg" => some(ty, Some(-a)),
        "wrapping_neg" => ty.wrap(&-a).to_string(),
        "saturating_neg" => ty.clamp(&-a).to_string(),
        "overflowing_neg" => pair(ty, &-a),
        "checked_abs" => some(ty, Some(absolute)),
        "wrapping_abs" => ty.wrap(&absolute).to_string(),
        "saturating_abs" => ty.clamp(&absolute).to_string(),
        "overflowing_abs" => pair(ty, &absolute),
        "signum" => match a.cmp(&zero) {
            std::cmp::Ordering::Less => "-1",
            std::cmp::Ordering::Equal => "0",
            std::cmp::Ordering::Greater => "1",
        }
        .to_owned(),
        "is_negative" => (*a < zero).to_string(),
        "is_positive" => (*a > zero).to_string(),
        "count_ones" => ones.to_string(),
        "count_zeros" => (bits.len() - ones).to_string(),
        "leading_zeros" => run_of(bits.iter().rev(), false).to_string(),
        "leading_ones" => run_of(bits.iter().rev(), true).to_string(),
        "trailing_zeros" => run_of(bits.iter(), false).to_string(),
        "trailing_ones" => run_of(bits.iter(), true).to_string(),
        "is_power_of_two" => (ones == 1).to_string(),
        "to_string().parse" => format!("Ok({a})"),
        "to_bytes" => format!("Ok({a})"),
        "clone" => a.to_string(),
        other => panic!("no method {other}"),
    }
}

fn with_amount(ty: Int, name: &str, a: &BigInt, n: u32) -> String {
    let (inside, reduced) = (n < ty.bits, n % ty.bits);
    let left = |n: u32| ty.wrap(&(a << n));
    match name {
        "checked_shl" => some(ty, inside.then(|| left(n))),
        "checked_shr" => some(ty, inside.then(|| a >> n)),
        "wrapping_shl" => left(reduced).to_string(),
        "wrapping_shr" => (a >> reduced).to_string(),
        "saturating_shl" => ty.clamp(&(a << n)).to_string(),
        "saturating_shr" => (a >> n).to_string(),
        "overflowing_shl" => format!("({}, {})", left(reduced), !inside),
        "overflowing_shr" => format!("({}, {})", a >> reduced, !inside),
        "rotate_left" | "rotate_right" => {
            let raw = floor_mod(a, &ty.modulus());
            let by = if name == "rotate_left" {
                reduced
            } else {
                (ty.bits - reduced) % ty.bits
            };
            ty.wrap(&((&raw << by) | (&raw >> (ty.bits - by)))).to_string()
        }
        "saturating_pow" => ty.clamp(&a.pow(n)).to_string(),
        other => panic!("no method {other}"),
    }
}

/// One function that prints all results of its arguments.
fn printer(source: &mut String, name: &str, params: &str, values: &[String]) {
    let holes = vec!["{}"; values.len()].join(" ");
    let _ = writeln!(
        source,
        "fn {name}({params}) {{ println(\"{holes}\", {}); }}",
        values.join(", ")
    );
}

fn check(ty: Int) {
    let (engines, name) = (Engines::new(), ty.name());
    let mut random = Random(0x5851_f42d_4c95_7f2d ^ u64::from(ty.bits) << 1 ^ u64::from(ty.signed));
    let mut source = String::new();
    let value_methods: Vec<&str> = WITH_VALUE
        .iter()
        .filter(|(_, which)| has(ty, *which))
        .map(|(method, _)| *method)
        .collect();
    let alone_methods: Vec<&str> = ALONE
        .iter()
        .filter(|(_, which)| has(ty, *which))
        .map(|(method, _)| *method)
        .collect();
    let calls = |methods: &[&str], arguments: &str| -> Vec<String> {
        methods
            .iter()
            .map(|method| match *method {
                "to_string().parse" => format!("a.to_string().parse::<{name}>()"),
                "to_bytes" => format!("{name}::from_bytes(a.to_bytes())"),
                method => format!("a.{method}({arguments})"),
            })
            .collect()
    };
    printer(
        &mut source,
        "two",
        &format!("a: {name}, b: {name}"),
        &calls(&value_methods, "b"),
    );
    printer(
        &mut source,
        "one",
        &format!("a: {name}"),
        &calls(&alone_methods, ""),
    );
    printer(
        &mut source,
        "shift",
        &format!("a: {name}, n: u32"),
        &calls(&WITH_AMOUNT, "n"),
    );
    let (mut lines, mut expected) = (Vec::new(), Vec::new());
    for (a, b) in pairs(ty, &mut random) {
        if b == BigInt::ZERO {
            continue;
        }
        lines.push(format!("two({}, {});", show(&a), show(&b)));
        let line: Vec<String> = value_methods
            .iter()
            .map(|method| with_value(ty, method, &a, &b))
            .collect();
        expected.push(line.join(" "));
    }
    for a in ty.values(&mut random) {
        lines.push(format!("one({});", show(&a)));
        let line: Vec<String> = alone_methods.iter().map(|method| alone(ty, method, &a)).collect();
        expected.push(line.join(" "));
        for n in [0, 1, 7, ty.bits / 2, ty.bits - 1, ty.bits, ty.bits + 1, 300] {
            lines.push(format!("shift({}, {n});", show(&a)));
            let line: Vec<String> = WITH_AMOUNT
                .iter()
                .map(|method| with_amount(ty, method, &a, n))
                .collect();
            expected.push(line.join(" "));
        }
    }
    // What a program may print is limited.
    for (lines, expected) in lines.chunks(250).zip(expected.chunks(250)) {
        check_lines(&engines, &name, &source, lines, expected);
    }
}

fn check_lines(engines: &Engines, name: &str, functions: &str, lines: &[String], expected: &[String]) {
    let mut source = functions.to_owned();
    let mut main = "fn main() {\n".to_owned();
    for (at, chunk) in lines.chunks(100).enumerate() {
        let _ = writeln!(source, "fn chunk{at}() {{\n    {}\n}}", chunk.join("\n    "));
        let _ = writeln!(main, "    chunk{at}();");
    }
    let setup = Setup {
        gas: u64::MAX,
        ..Setup::default()
    };
    let observed = engines
        .observe(&format!("{source}{main}}}\n"), &setup)
        .unwrap_or_else(|error| {
            let short: String = error.chars().take(4000).collect();
            panic!("{name}: the engines differ: {short}")
        });
    assert_eq!(observed.outcome, "success ()", "{:?}", observed.diagnostics);
    let seen: Vec<&str> = observed.output.lines().collect();
    assert_eq!(seen.len(), expected.len());
    for ((call, line), wanted) in lines.iter().zip(&seen).zip(expected) {
        assert_eq!(line, wanted, "{name}: {call}");
    }
}

macro_rules! types {
    ($($name:ident $bits:literal $signed:literal),* $(,)?) => {
        $(#[test] fn $name() { check(Int { bits: $bits, signed: $signed }); })*
    };
}

types!(
    methods_u8 8 false, methods_u16 16 false, methods_u32 32 false, methods_u64 64 false,
    methods_u128 128 false, methods_u256 256 false, methods_i8 8 true, methods_i16 16 true,
    methods_i32 32 true, methods_i64 64 true, methods_i128 128 true, methods_i256 256 true,
);
