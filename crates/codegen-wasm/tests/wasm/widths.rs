//! Integers of the widths that only Solidity has: every operation of a contract on them, as lowered and optimised,
//! interpreted and in wasm, against `twilight_tir::arith` (which is tested against big integers). Arguments and
//! results go through the ABI, and through storage and its keys.
use std::fmt::Write;
use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type, Value, encode};
use twilight_codegen_wasm::Options;
use twilight_diagnostics::FileId;
use twilight_hir::thir::ContractId;
use twilight_lower::Roots;
use twilight_tir::arith;
use twilight_tir::interp::{Chain, Interpreter, Outcome};
use twilight_tir::{BinaryOp, CompareOp, Dialect, Level, Module, messages};

use crate::common::{Ended, Running};
use crate::integers::{Random, int, values};

/// Operators of Solidity with what they mean: checked, and in `unchecked`.
const OPERATORS: [(&str, &str, BinaryOp, BinaryOp); 10] = [
    ("add", "a + b", BinaryOp::Add, BinaryOp::WrappingAdd),
    ("sub", "a - b", BinaryOp::Sub, BinaryOp::WrappingSub),
    ("mul", "a * b", BinaryOp::Mul, BinaryOp::WrappingMul),
    ("div", "a / b", BinaryOp::Div, BinaryOp::Div),
    ("rem", "a % b", BinaryOp::Rem, BinaryOp::Rem),
    ("and", "a & b", BinaryOp::And, BinaryOp::And),
    ("or", "a | b", BinaryOp::Or, BinaryOp::Or),
    ("xor", "a ^ b", BinaryOp::Xor, BinaryOp::Xor),
    ("pow", "a ** n", BinaryOp::Pow, BinaryOp::WrappingPow),
    ("shl", "a << n", BinaryOp::Shl, BinaryOp::Shl),
];
const COMPARISONS: [(&str, &str, CompareOp); 6] = [
    ("eq", "==", CompareOp::Eq),
    ("ne", "!=", CompareOp::Ne),
    ("lt", "<", CompareOp::Lt),
    ("le", "<=", CompareOp::Le),
    ("gt", ">", CompareOp::Gt),
    ("ge", ">=", CompareOp::Ge),
];

/// The type's name in Solidity.
fn name(ty: IntType) -> String {
    format!("{}{}", if ty.signed { "int" } else { "uint" }, ty.bits)
}

/// Types that a value is converted to: of the same sign, and of the same width.
fn targets(ty: IntType) -> Vec<IntType> {
    let mut targets: Vec<IntType> = [8, 24, 32, 40, 64, 72, 96, 128, 136, 160, 192, 248, 256]
        .into_iter()
        .map(|bits| IntType { bits, ..ty })
        .collect();
    targets.push(IntType {
        signed: !ty.signed,
        ..ty
    });
    targets
}

fn source(ty: IntType) -> String {
    let own = name(ty);
    let mut text = format!("contract T {{\n    {own} kept; mapping({own} => {own}) entries; {own}[] list;\n");
    for (name, code, ..) in OPERATORS {
        let right = if code.ends_with('n') {
            "uint256 n"
        } else {
            &format!("{own} b")
        };
        let _ = writeln!(
            text,
            "    function {name}({own} a, {right}) external pure returns ({own}) {{ return {code}; }}\n    \
             function w{name}({own} a, {right}) external pure returns ({own}) {{ unchecked {{ return {code}; }} }}"
        );
    }
    for (name, operator, _) in COMPARISONS {
        let _ = writeln!(
            text,
            "    function {name}({own} a, {own} b) external pure returns (bool) {{ return a {operator} b; }}"
        );
    }
    for target in targets(ty) {
        let to = name(target);
        let _ = writeln!(
            text,
            "    function to_{to}({own} a) external pure returns ({to}) {{ return {to}(a); }}"
        );
    }
    if ty.signed {
        let _ = writeln!(
            text,
            "    function neg({own} a) external pure returns ({own}) {{ return -a; }}\n    \
             function wneg({own} a) external pure returns ({own}) {{ unchecked {{ return -a; }} }}"
        );
    }
    let _ = writeln!(
        text,
        "    function shr({own} a, uint256 n) external pure returns ({own}) {{ return a >> n; }}
    function not({own} a) external pure returns ({own}) {{ return ~a; }}
    function next({own} a) external pure returns ({own}) {{ a++; return a; }}
    function keep({own} a) external returns ({own}, {own}, {own}) {{
        kept = a; entries[a] = a; list.push(a);
        return (kept, entries[a], list[list.length - 1]);
    }}
    function ends() external pure returns ({own}, {own}) {{ return (type({own}).min, type({own}).max); }}
}}"
    );
    text
}

/// The contract as lowered.
fn lowered(source: &str) -> Module {
    let checked = twilight_solidity::check(FileId(0), source);
    assert!(
        checked.diagnostics.is_empty(),
        "{source}{:?}",
        checked.diagnostics
    );
    let roots = Roots::Package {
        contract: Some(ContractId(0)),
    };
    let module = twilight_lower::lower(&checked.program, &roots, true)
        .unwrap_or_else(|problems| panic!("{source}{problems:?}"));
    if let Err(errors) = twilight_tir::verify(&module) {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", errors.join("\n"));
    }
    let text = twilight_tir::text::print(&module);
    assert!(
        twilight_tir::text::parse(&text).unwrap() == module,
        "the text does not say all"
    );
    module
}

/// One module in every form, and a state for each.
pub struct Everywhere {
    /// Each checks its module once, so that the modules outlive the test.
    interpreters: Vec<(Interpreter<'static>, Chain)>,
    running: Vec<Running>,
}

impl Everywhere {
    pub fn new(source: &str) -> Self {
        let module = lowered(source);
        let mut optimised = module.clone();
        twilight_tir::optimize(&mut optimised, Level::Release);
        twilight_tir::verify(&optimised).unwrap();
        let wide = Options {
            wide_arithmetic: true,
            ..Options::default()
        };
        let running = vec![
            Running::new(&module),
            Running::new(&optimised),
            Running::with(&optimised, &wide),
        ];
        Self {
            interpreters: [module, optimised]
                .map(|module| {
                    let module = Box::leak(Box::new(module));
                    (Interpreter::new(module).unwrap(), Chain::default())
                })
                .into(),
            running,
        }
    }

    pub fn check(&mut self, function: &str, args: &[(Type, Value)], expected: &Result<(Type, Value), Ended>) {
        let export = format!("T::{function}");
        let values: Vec<Value> = args.iter().map(|(_, value)| value.clone()).collect();
        for (interpreter, chain) in &mut self.interpreters {
            let outcome = interpreter.call_export(chain, &export, &values);
            let ended = match outcome.unwrap() {
                Outcome::Returned(value) => Ok(value),
                Outcome::Reverted { message, .. } => Err(Ended::Reverted(message)),
                Outcome::Panicked { message, .. } => Err(Ended::Panicked(message)),
                other => panic!("{function}: {other:?}"),
            };
            match (&ended, expected) {
                (Ok(value), Ok((_, wanted))) => assert_eq!(value, wanted, "{function} {args:?}"),
                // A trap has its message from its place.
                (Err(Ended::Panicked(_)), Err(Ended::Panicked(empty))) if empty.is_empty() => {}
                (Err(ended), Err(wanted)) => assert_eq!(ended, wanted, "{function} {args:?}"),
                _ => panic!("{function} {args:?}: {ended:?}, not {expected:?}"),
            }
        }
        for running in &mut self.running {
            let ended = running.call(&export, args);
            let wanted = match expected {
                Ok((ty, value)) => Ended::Returned(encode(ty, value).unwrap()),
                Err(ended) => ended.clone(),
            };
            // A constant message stands at the trap's place.
            let same =
                ended == wanted || matches!((&ended, &wanted), (Ended::Panicked(_), Ended::Panicked(_)));
            assert!(same, "{function} {args:?}: {ended:?}, not {wanted:?}");
        }
    }

    /// The state of each.
    pub fn chains(&self) -> impl Iterator<Item = &Chain> {
        let interpreted = self.interpreters.iter().map(|(_, chain)| chain);
        interpreted.chain(self.running.iter().map(|running| &running.store.data().chain))
    }

    /// Arguments that are no encoding of the parameters.
    pub fn refuses(&mut self, function: &str, args: &[u8]) {
        for running in &mut self.running {
            let ended = running.call_encoded(&format!("T::{function}"), args);
            assert_eq!(ended, Ended::Reverted(messages::MALFORMED_ARGUMENTS.to_owned()));
        }
    }
}

fn expected(op: BinaryOp, ty: IntType, a: U256, b: U256) -> Result<(Type, Value), Ended> {
    crate::integers::expected_in(Dialect::Solidity, op, ty, a, b)
}

fn check_type(ty: IntType) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ u64::from(ty.bits));
    let mut everywhere = Everywhere::new(&source(ty));
    let numbers = numbers(ty, &mut random);
    let own = Type::Int(ty);
    let arg = |value: U256| (own.clone(), int(ty, value));
    let mut others = vec![
        U256::ZERO,
        U256::ONE,
        U256::from(2),
        arith::min_value(ty),
        arith::max_value(ty),
    ];
    others.extend([
        arith::mask(ty),
        U256::ONE << (usize::from(ty.bits) / 2),
        numbers[numbers.len() / 3],
    ]);
    for a in &numbers {
        for b in &others {
            for (name, code, checked, wrapping) in OPERATORS {
                if code.ends_with('n') {
                    continue;
                }
                let args = [arg(*a), arg(*b)];
                everywhere.check(name, &args, &expected(checked, ty, *a, *b));
                // A quotient that overflows wraps in `unchecked`.
                let minus_one = ty.signed && *b == arith::mask(ty);
                let wrapped = match name {
                    "div" if minus_one => Some(arith::wrapping_sub(ty, U256::ZERO, *a)),
                    "rem" if minus_one => Some(U256::ZERO),
                    _ => None,
                };
                let result = match wrapped {
                    Some(value) => Ok((own.clone(), int(ty, value))),
                    None => expected(wrapping, ty, *a, *b),
                };
                everywhere.check(&format!("w{name}"), &args, &result);
            }
            let order = arith::compare(ty, *a, *b);
            for (name, _, op) in COMPARISONS {
                let holds = match op {
                    CompareOp::Eq => order.is_eq(),
                    CompareOp::Ne => order.is_ne(),
                    CompareOp::Lt => order.is_lt(),
                    CompareOp::Le => order.is_le(),
                    CompareOp::Gt => order.is_gt(),
                    CompareOp::Ge => order.is_ge(),
                };
                everywhere.check(name, &[arg(*a), arg(*b)], &Ok((Type::Bool, Value::Bool(holds))));
            }
        }
        check_alone(&mut everywhere, ty, *a);
    }
    let ends = [arith::min_value(ty), arith::max_value(ty)].map(|end| int(ty, end));
    let pair = Type::Tuple([own.clone(), own].into());
    everywhere.check("ends", &[], &Ok((pair, Value::Tuple(ends.into()))));
    // Every word is a number of 256 bits.
    if ty.bits < 256 {
        check_encodings(&mut everywhere, ty);
    }
}

/// Boundaries, and a few others.
fn numbers(ty: IntType, random: &mut Random) -> Vec<U256> {
    let mut numbers = values(ty, random, 0);
    // Products around the end of the range, where the container has room for them and where it has none.
    numbers.push(U256::ONE << (usize::from(ty.bits) / 2));
    numbers.extend((0..3).map(|_| random.number(ty.bits) & arith::mask(ty)));
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// What has one operand, or an amount besides.
fn check_alone(everywhere: &mut Everywhere, ty: IntType, a: U256) {
    let own = Type::Int(ty);
    let given = |value: U256| Ok((own.clone(), int(ty, value)));
    let one = [(own.clone(), int(ty, a))];
    everywhere.check("not", &one, &given(arith::not(ty, a)));
    everywhere.check("next", &one, &expected(BinaryOp::Add, ty, a, U256::ONE));
    if ty.signed {
        let negated = arith::neg(ty, a)
            .map(|value| (own.clone(), int(ty, value)))
            .map_err(|_| Ended::Reverted(messages::overflow(None, ty, Dialect::Solidity)));
        everywhere.check("neg", &one, &negated);
        everywhere.check("wneg", &one, &given(arith::wrapping_sub(ty, U256::ZERO, a)));
    }
    for to in targets(ty) {
        let converted = (Type::Int(to), int(to, arith::truncate(ty, to, a)));
        everywhere.check(&format!("to_{}", name(to)), &one, &Ok(converted));
    }
    let kept = int(ty, a);
    let three = Type::Tuple(vec![own.clone(); 3].into());
    everywhere.check("keep", &one, &Ok((three, Value::Tuple(vec![kept; 3]))));
    let bits = u64::from(ty.bits);
    let container = u64::from(ty.container().bits);
    for amount in [
        0,
        1,
        2,
        3,
        7,
        31,
        64,
        bits - 1,
        bits,
        bits + 1,
        container - 1,
        container,
        300,
    ] {
        let n = U256::from(amount);
        let args = [
            (own.clone(), int(ty, a)),
            (Type::Int(IntType::U256), int(IntType::U256, n)),
        ];
        everywhere.check("shl", &args, &given(arith::shl(ty, a, n)));
        everywhere.check("shr", &args, &given(arith::shr(ty, a, n)));
        everywhere.check("pow", &args, &expected(BinaryOp::Pow, ty, a, n));
        everywhere.check("wpow", &args, &given(arith::wrapping_pow(ty, a, n)));
    }
}

/// Words that are one beyond the type's ends, and far beyond.
fn check_encodings(everywhere: &mut Everywhere, ty: IntType) {
    let above = U256::ONE << usize::from(ty.bits - u16::from(ty.signed));
    let mut words = vec![above, U256::ONE << 255, (U256::ONE << 255) | U256::ONE];
    if ty.signed {
        // One below the least, and a negative number without the copies of its sign.
        words.push(above.wrapping_neg() - U256::ONE);
        words.push(arith::mask(ty));
    } else {
        words.push(U256::MAX);
    }
    for word in words {
        everywhere.refuses("not", &word.to_be_bytes::<32>());
    }
}

macro_rules! widths {
    ($($test:ident $bits:literal,)*) => {
        $(#[test]
        fn $test() {
            for signed in [false, true] {
                check_type(IntType { signed, bits: $bits });
            }
        })*
    };
}

widths!(
    width_24 24, width_40 40, width_48 48, width_56 56, width_72 72, width_96 96, width_112 112, width_120 120,
    width_128 128, width_136 136, width_160 160, width_192 192, width_200 200, width_248 248, width_256 256,
);

#[test]
fn keys_of_storage_are_decimal() {
    let ty = IntType {
        signed: true,
        bits: 72,
    };
    let mut everywhere = Everywhere::new(&source(ty));
    let number = int(ty, arith::min_value(ty));
    let three = Type::Tuple(Arc::from(vec![Type::Int(ty); 3]));
    let kept = Value::Tuple(vec![number.clone(); 3]);
    everywhere.check("keep", &[(Type::Int(ty), number)], &Ok((three, kept)));
    for chain in everywhere.chains() {
        let key = "entries:-2361183241434822606848";
        assert!(chain.state.contains_key(key.as_bytes()), "{:?}", chain.state);
    }
}
