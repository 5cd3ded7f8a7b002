//! All operators and methods of the twelve integer types against big-integer arithmetic, on boundary and random
//! values, in the interpreter and in wasm, as lowered and optimised.
//!
//! For each type there is one program without failures, whose values go through the parameters of recursive-free
//! functions so that nothing is known when it is compiled, and one program for each kind of failure.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod methods;

use std::fmt::Write as _;

use num_bigint::BigInt;
use twilight_conformance::{Engines, Setup};

/// A type: bits and sign.
#[derive(Clone, Copy)]
struct Int {
    bits: u32,
    signed: bool,
}

impl Int {
    fn all() -> Vec<Self> {
        [8, 16, 32, 64, 128, 256]
            .into_iter()
            .flat_map(|bits| [false, true].map(|signed| Self { bits, signed }))
            .collect()
    }

    fn name(self) -> String {
        format!("{}{}", if self.signed { "i" } else { "u" }, self.bits)
    }

    fn modulus(self) -> BigInt {
        BigInt::from(1) << self.bits
    }

    fn min(self) -> BigInt {
        if self.signed {
            -(BigInt::from(1) << (self.bits - 1))
        } else {
            BigInt::ZERO
        }
    }

    fn max(self) -> BigInt {
        self.min() + self.modulus() - 1
    }

    fn holds(self, value: &BigInt) -> bool {
        self.min() <= *value && *value <= self.max()
    }

    /// Two's complement.
    fn wrap(self, value: &BigInt) -> BigInt {
        let low = floor_mod(value, &self.modulus());
        if low > self.max() {
            low - self.modulus()
        } else {
            low
        }
    }

    fn clamp(self, value: &BigInt) -> BigInt {
        value.clone().clamp(self.min(), self.max())
    }

    /// Boundaries of the type, of its limbs, and random values of all lengths.
    fn values(self, random: &mut Random) -> Vec<BigInt> {
        let mut values = vec![self.min(), self.min() + 1, self.max(), self.max() - 1];
        for small in [-7, -2, -1, 0, 1, 2, 3, 10] {
            values.push(BigInt::from(small));
        }
        for bit in [31, 32, 63, 64, 65, 127, 128, 129, 192, 255] {
            let power: BigInt = BigInt::from(1) << bit;
            values.extend([
                power.clone() - 1,
                power.clone(),
                power.clone() + 1,
                -power.clone(),
                -power - 1,
            ]);
        }
        for _ in 0..10 {
            let length = 1 + random.next() % u64::from(self.bits);
            let mut value = BigInt::ZERO;
            for _ in 0..4 {
                value = (value << 64) + BigInt::from(random.next());
            }
            let value = floor_mod(&value, &(BigInt::from(1) << length));
            values.push(if random.next().is_multiple_of(2) {
                value
            } else {
                -value
            });
        }
        values.retain(|value| self.holds(value));
        values.sort();
        values.dedup();
        values
    }
}

fn floor_mod(value: &BigInt, modulus: &BigInt) -> BigInt {
    ((value % modulus) + modulus) % modulus
}

/// A fixed sequence (xorshift64*), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

/// What an operation gives.
enum Answer {
    Value(BigInt),
    Revert,
    Panic,
}

fn in_range(ty: Int, value: BigInt) -> Answer {
    if ty.holds(&value) {
        Answer::Value(value)
    } else {
        Answer::Revert
    }
}

/// DECISION T5, T6, T14.
fn operator(ty: Int, op: &str, a: &BigInt, b: &BigInt) -> Answer {
    match op {
        "+" => in_range(ty, a + b),
        "-" => in_range(ty, a - b),
        "*" => in_range(ty, a * b),
        "/" | "%" if *b == BigInt::ZERO || !ty.holds(&(a / b)) => Answer::Panic,
        "/" => Answer::Value(a / b),
        "%" => Answer::Value(a % b),
        "&" => Answer::Value(a & b),
        "|" => Answer::Value(a | b),
        "^" => Answer::Value(a ^ b),
        other => panic!("no operator {other}"),
    }
}

fn some(ty: Int, value: Option<BigInt>) -> String {
    value
        .filter(|value| ty.holds(value))
        .map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

/// Methods that never fail, with two operands of the type.
fn method(ty: Int, name: &str, a: &BigInt, b: &BigInt) -> String {
    let nonzero = |value: fn(&BigInt, &BigInt) -> BigInt| {
        (*b != BigInt::ZERO && ty.holds(&(a / b))).then(|| value(a, b))
    };
    match name {
        "checked_add" => some(ty, Some(a + b)),
        "checked_sub" => some(ty, Some(a - b)),
        "checked_mul" => some(ty, Some(a * b)),
        "checked_div" => some(ty, nonzero(|a, b| a / b)),
        "checked_rem" => some(ty, nonzero(|a, b| a % b)),
        "wrapping_add" => ty.wrap(&(a + b)).to_string(),
        "wrapping_sub" => ty.wrap(&(a - b)).to_string(),
        "wrapping_mul" => ty.wrap(&(a * b)).to_string(),
        "saturating_add" => ty.clamp(&(a + b)).to_string(),
        "saturating_sub" => ty.clamp(&(a - b)).to_string(),
        "saturating_mul" => ty.clamp(&(a * b)).to_string(),
        "min" => a.min(b).to_string(),
        "max" => a.max(b).to_string(),
        other => panic!("no method {other}"),
    }
}

const OPERATORS: [&str; 8] = ["+", "-", "*", "/", "%", "&", "|", "^"];
const METHODS: [&str; 13] = [
    "checked_add",
    "checked_sub",
    "checked_mul",
    "checked_div",
    "checked_rem",
    "wrapping_add",
    "wrapping_sub",
    "wrapping_mul",
    "saturating_add",
    "saturating_sub",
    "saturating_mul",
    "min",
    "max",
];
/// Pairs of each type: all boundaries with themselves would be thousands.
const PAIRS: usize = 150;
const EXPONENTS: [u32; 8] = [0, 1, 2, 3, 7, 8, 31, 255];

fn pairs(ty: Int, random: &mut Random) -> Vec<(BigInt, BigInt)> {
    let values = ty.values(random);
    let mut pairs: Vec<(BigInt, BigInt)> = Vec::new();
    for edge in [
        ty.min(),
        ty.max(),
        BigInt::from(1),
        BigInt::ZERO,
        BigInt::from(-1),
    ] {
        if ty.holds(&edge) {
            for other in [ty.min(), ty.max(), BigInt::from(2), edge.clone()] {
                pairs.push((edge.clone(), other.clone()));
                pairs.push((other, edge.clone()));
            }
        }
    }
    while pairs.len() < PAIRS {
        let mut pick = || values[usize::try_from(random.next() % values.len() as u64).unwrap()].clone();
        pairs.push((pick(), pick()));
    }
    pairs
}

fn show(value: &BigInt) -> String {
    // A negative literal would be an operation on a positive one in some places; parentheses make it one value.
    if *value < BigInt::ZERO {
        format!("({value})")
    } else {
        value.to_string()
    }
}

/// The program prints a line for each pair; the expected lines come beside it.
fn table(ty: Int, random: &mut Random) -> (String, Vec<String>) {
    let (name, pairs) = (ty.name(), pairs(ty, random));
    let mut source = String::new();
    let mut expected = Vec::new();
    for (at, op) in OPERATORS.iter().enumerate() {
        let _ = writeln!(source, "fn op{at}(a: {name}, b: {name}) -> {name} {{ a {op} b }}");
    }
    let methods: Vec<String> = METHODS.iter().map(|method| format!("a.{method}(b)")).collect();
    let holes = vec!["{}"; METHODS.len()].join(" ");
    let _ = writeln!(
        source,
        "fn methods(a: {name}, b: {name}) {{ println(\"{holes}\", {}); }}",
        methods.join(", ")
    );
    let _ = writeln!(
        source,
        "fn compare(a: {name}, b: {name}) {{ println(\"{{}} {{}} {{}} {{}} {{}} {{}}\", a == b, a != b, a < b, a <= b, a > b, a >= b); }}"
    );
    let _ = writeln!(
        source,
        "fn shift(a: {name}, n: u16) {{ println(\"{{}} {{}} {{}}\", a << n, a >> n, !a); }}"
    );
    let _ = writeln!(
        source,
        "fn power(a: {name}, n: u32) {{ println(\"{{}} {{}}\", a.checked_pow(n), a.wrapping_pow(n)); }}"
    );
    let _ = writeln!(
        source,
        "fn bytes(a: {name}) {{ println(\"{{}} {{}}\", a.to_bytes(), a.to_string()); }}"
    );
    // Many small functions: one large one would only measure the compiler's patience.
    let (mut calls, mut chunks) = (Vec::new(), String::new());
    for (a, b) in &pairs {
        let (x, y) = (show(a), show(b));
        calls.push(format!("methods({x}, {y});"));
        let line: Vec<String> = METHODS.iter().map(|name| method(ty, name, a, b)).collect();
        expected.push(line.join(" "));
        calls.push(format!("compare({x}, {y});"));
        expected.push(format!(
            "{} {} {} {} {} {}",
            a == b,
            a != b,
            a < b,
            a <= b,
            a > b,
            a >= b
        ));
        for (at, op) in OPERATORS.iter().enumerate() {
            if let Answer::Value(value) = operator(ty, op, a, b) {
                calls.push(format!("println(\"{{}}\", op{at}({x}, {y}));"));
                expected.push(value.to_string());
            }
        }
    }
    let edges = ty.values(random);
    for a in &edges {
        let x = show(a);
        for n in [0, 1, 7, ty.bits / 2, ty.bits - 1, ty.bits, ty.bits + 1, 65535] {
            calls.push(format!("shift({x}, {n});"));
            let (left, right) = if n < ty.bits {
                (ty.wrap(&(a << n)), a >> n)
            } else {
                (
                    BigInt::ZERO,
                    if *a < BigInt::ZERO {
                        BigInt::from(-1)
                    } else {
                        BigInt::ZERO
                    },
                )
            };
            expected.push(format!("{left} {right} {}", ty.wrap(&(-a - 1))));
        }
        calls.push(format!("bytes({x});"));
        let bytes = floor_mod(a, &ty.modulus()).to_bytes_be().1;
        let mut padded = vec![0; (ty.bits / 8) as usize - bytes.len()];
        padded.extend(bytes);
        let hex: String = padded.iter().map(|byte| format!("{byte:02x}")).collect();
        expected.push(format!("0x{hex} {a}"));
    }
    for a in edges.iter().step_by(3).chain([ty.min(), BigInt::from(2)].iter()) {
        for n in EXPONENTS {
            calls.push(format!("power({}, {n});", show(a)));
            let power = a.pow(n);
            expected.push(format!("{} {}", some(ty, Some(power.clone())), ty.wrap(&power)));
        }
    }
    let mut main = "fn main() {\n".to_owned();
    for (at, chunk) in calls.chunks(100).enumerate() {
        let _ = writeln!(chunks, "fn chunk{at}() {{\n    {}\n}}", chunk.join("\n    "));
        let _ = writeln!(main, "    chunk{at}();");
    }
    (format!("{source}{chunks}{main}}}\n"), expected)
}

fn check_table(ty: Int) {
    let engines = Engines::new();
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ u64::from(ty.bits) << 1 ^ u64::from(ty.signed));
    let (source, expected) = table(ty, &mut random);
    let setup = Setup {
        gas: u64::MAX,
        ..Setup::default()
    };
    let observed = engines.observe(&source, &setup).unwrap_or_else(|error| {
        let short: String = error.chars().take(4000).collect();
        panic!("{}: the engines differ: {short}", ty.name())
    });
    assert_eq!(observed.outcome, "success ()", "{:?}", observed.diagnostics);
    let calls: Vec<&str> = source
        .lines()
        .filter(|line| line.starts_with("    ") && !line.starts_with("    chunk"))
        .collect();
    let lines: Vec<&str> = observed.output.lines().collect();
    assert_eq!((lines.len(), calls.len()), (expected.len(), expected.len()));
    for ((call, line), wanted) in calls.iter().zip(&lines).zip(&expected) {
        assert_eq!(line, wanted, "{}: {call}", ty.name());
    }
}

macro_rules! tables {
    ($($name:ident $bits:literal $signed:literal),* $(,)?) => {
        $(#[test] fn $name() { check_table(Int { bits: $bits, signed: $signed }); })*
    };
}

tables!(
    u8 8 false, u16 16 false, u32 32 false, u64 64 false, u128 128 false, u256 256 false,
    i8 8 true, i16 16 true, i32 32 true, i64 64 true, i128 128 true, i256 256 true,
);

/// Runs `expression` of `a` and `b` where it must fail; gives the outcome without its place.
fn failure(engines: &Engines, ty: Int, expression: &str, a: &BigInt, b: &BigInt) -> String {
    let name = ty.name();
    let source = format!(
        "fn compute(a: {name}, b: {name}) -> {name} {{ val _b = b; {expression} }}\nfn main() -> {name} {{ compute({}, {}) }}\n",
        show(a),
        show(b)
    );
    let observed = engines
        .observe(&source, &Setup::default())
        .unwrap_or_else(|error| panic!("{error}\n{source}"));
    let (kind, rest) = observed
        .outcome
        .split_once(' ')
        .unwrap_or((&observed.outcome, ""));
    let message = rest.split_once(": ").map_or(rest, |(_, message)| message);
    assert!(
        observed.diagnostics.is_empty(),
        "{source}{:?}",
        observed.diagnostics
    );
    format!("{kind} {message}")
}

#[test]
fn failures_of_all_types() {
    let engines = Engines::new();
    let one = BigInt::from(1);
    for ty in Int::all() {
        let name = ty.name();
        let (min, max, zero) = (ty.min(), ty.max(), BigInt::ZERO);
        let mut cases = vec![
            (
                "a + b",
                max.clone(),
                one.clone(),
                format!("RuntimeRevert Arithmetic overflow in {name} addition."),
            ),
            (
                "a - b",
                min.clone(),
                one.clone(),
                format!("RuntimeRevert Arithmetic overflow in {name} subtraction."),
            ),
            (
                "a * b",
                max.clone(),
                BigInt::from(2),
                format!("RuntimeRevert Arithmetic overflow in {name} multiplication."),
            ),
            (
                "a * b",
                (BigInt::from(1) << (ty.bits / 2)),
                (BigInt::from(1) << (ty.bits / 2)),
                format!("RuntimeRevert Arithmetic overflow in {name} multiplication."),
            ),
            (
                "a / b",
                max.clone(),
                zero.clone(),
                "RuntimePanic Division by zero.".to_owned(),
            ),
            (
                "a % b",
                max.clone(),
                zero.clone(),
                "RuntimePanic Division by zero.".to_owned(),
            ),
        ];
        if ty.signed {
            let minus_one = BigInt::from(-1);
            cases.extend([
                (
                    "a + b",
                    min.clone(),
                    minus_one.clone(),
                    format!("RuntimeRevert Arithmetic overflow in {name} addition."),
                ),
                (
                    "a - b",
                    max.clone(),
                    minus_one.clone(),
                    format!("RuntimeRevert Arithmetic overflow in {name} subtraction."),
                ),
                (
                    "a * b",
                    min.clone(),
                    minus_one.clone(),
                    format!("RuntimeRevert Arithmetic overflow in {name} multiplication."),
                ),
                (
                    "-a",
                    min.clone(),
                    zero.clone(),
                    format!("RuntimeRevert Arithmetic overflow in {name} negation."),
                ),
            ]);
            for op in ["a / b", "a % b"] {
                let outcome = failure(&engines, ty, op, &min, &minus_one);
                assert!(outcome.starts_with("RuntimePanic "), "{name}: {op}: {outcome}");
            }
            let outcome = failure(&engines, ty, "a.abs()", &min, &zero);
            assert!(
                outcome.starts_with("RuntimeRevert Arithmetic overflow in"),
                "{outcome}"
            );
        }
        let outcome = failure(
            &engines,
            ty,
            &format!("a.pow({})", ty.bits),
            &BigInt::from(2),
            &zero,
        );
        assert!(
            outcome.starts_with("RuntimeRevert Arithmetic overflow in"),
            "{outcome}"
        );
        for (expression, a, b, wanted) in cases {
            let outcome = failure(&engines, ty, expression, &a, &b);
            assert_eq!(outcome, wanted, "{name}: {expression} of {a} and {b}");
        }
    }
}

/// `as` where nothing can be lost, `try_from` for every pair of types, on the boundaries of both.
#[test]
fn conversions_between_all_types() {
    let engines = Engines::new();
    for from in Int::all() {
        let mut source = String::new();
        let (mut main, mut expected) = ("fn main() {\n".to_owned(), Vec::new());
        for to in Int::all() {
            let (f, t) = (from.name(), to.name());
            let _ = writeln!(
                source,
                "fn to_{t}(a: {f}) -> Result<{t}, ConversionError> {{ {t}::try_from(a) }}"
            );
            let widens = to.holds(&from.min()) && to.holds(&from.max());
            if widens {
                let _ = writeln!(source, "fn as_{t}(a: {f}) -> {t} {{ a as {t} }}");
            }
            let edges = [
                from.min(),
                from.max(),
                to.min(),
                to.max(),
                to.min() - 1,
                to.max() + 1,
            ];
            for value in edges
                .iter()
                .chain([&BigInt::ZERO])
                .filter(|value| from.holds(value))
            {
                let _ = writeln!(main, "    println(\"{{}}\", to_{t}({}));", show(value));
                expected.push(if to.holds(value) {
                    format!("Ok({value})")
                } else {
                    "Err(ConversionError::OutOfRange)".to_owned()
                });
                if widens {
                    let _ = writeln!(main, "    println(\"{{}}\", as_{t}({}));", show(value));
                    expected.push(value.to_string());
                }
            }
        }
        let source = format!("{source}{main}}}\n");
        let observed = engines
            .observe(&source, &Setup::default())
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(observed.outcome, "success ()", "{:?}", observed.diagnostics);
        let lines: Vec<&str> = observed.output.lines().collect();
        assert_eq!(lines, expected, "from {}", from.name());
    }
}
