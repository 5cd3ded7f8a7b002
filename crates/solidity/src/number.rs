//! Number literals and arithmetic of constant expressions, exact as solc's.

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use solang_parser::pt;

/// Bits that numerator and denominator of a constant expression may have each, as in solc.
pub const MAX_RATIONAL_BITS: u64 = 4096;

/// Why a literal or constant operation has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Larger than the limit.
    TooLarge,
    /// `/` or `%` by zero.
    DivisionByZero,
    /// The operator does not exist for these numbers: what it needs.
    Needs(&'static str),
    /// Not a number, or a unit that does not exist: why.
    Malformed(&'static str),
}

/// `1_000`, `1e18`, `.5`, with a unit.
///
/// # Errors
/// When it is too large, or its underscores or unit are wrong.
pub fn decimal(
    integer: &str,
    fraction: &str,
    exponent: &str,
    unit: Option<&str>,
) -> Result<BigRational, Problem> {
    for digits in [integer, fraction, exponent] {
        if digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
            return Err(Problem::Malformed("An underscore stands between two digits."));
        }
    }
    if integer.len() > 1 && integer.starts_with('0') {
        return Err(Problem::Malformed(
            "A number does not begin with zero: octal numbers are no longer part of Solidity.",
        ));
    }
    let clean = |text: &str| text.replace('_', "");
    let (integer, fraction) = (clean(integer), clean(fraction));
    let digits = format!("{integer}{fraction}");
    if digits.len() > 1300 {
        return Err(Problem::TooLarge);
    }
    let number = if digits.is_empty() {
        BigInt::zero()
    } else {
        digits
            .parse::<BigInt>()
            .map_err(|_| Problem::Malformed("This is no number."))?
    };
    let mut value = BigRational::from_integer(number);
    let fraction_digits = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
    let exponent: i64 = match clean(exponent) {
        text if text.is_empty() => 0,
        text => text.parse().map_err(|_| Problem::TooLarge)?,
    };
    let exponent = exponent.checked_sub(fraction_digits).ok_or(Problem::TooLarge)?;
    if !value.is_zero() {
        if exponent.unsigned_abs() > 1300 {
            return Err(Problem::TooLarge);
        }
        let power = BigInt::from(10).pow(u32::try_from(exponent.unsigned_abs()).unwrap_or(u32::MAX));
        if exponent < 0 {
            value /= BigRational::from_integer(power);
        } else {
            value *= BigRational::from_integer(power);
        }
    }
    limited(value * unit_factor(unit)?)
}

/// `0xff`, with a unit (which solc refuses).
///
/// # Errors
/// When it is too large, or its underscores are wrong.
pub fn hexadecimal(text: &str, unit: Option<&str>) -> Result<BigRational, Problem> {
    let digits = text.trim_start_matches("0x").trim_start_matches("0X");
    if digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
        return Err(Problem::Malformed("An underscore stands between two digits."));
    }
    if unit.is_some() {
        return Err(Problem::Malformed("A hexadecimal number has no unit."));
    }
    let digits = digits.replace('_', "");
    if digits.len() as u64 > MAX_RATIONAL_BITS / 4 {
        return Err(Problem::TooLarge);
    }
    BigInt::parse_bytes(digits.as_bytes(), 16)
        .map(BigRational::from_integer)
        .ok_or(Problem::Malformed("This is no hexadecimal number."))
}

fn unit_factor(unit: Option<&str>) -> Result<BigRational, Problem> {
    let whole = |value: u64| Ok(BigRational::from_integer(BigInt::from(value)));
    match unit {
        None | Some("wei" | "seconds") => whole(1),
        Some("gwei") => whole(1_000_000_000),
        Some("ether") => whole(1_000_000_000_000_000_000),
        Some("minutes") => whole(60),
        Some("hours") => whole(3600),
        Some("days") => whole(86_400),
        Some("weeks") => whole(604_800),
        Some("years") => Err(Problem::Malformed(
            "The unit `years` is no longer part of Solidity; write `365 days`.",
        )),
        Some("finney" | "szabo") => Err(Problem::Malformed(
            "This unit is no longer part of Solidity; write the amount in `ether` or `gwei`.",
        )),
        Some(_) => Err(Problem::Malformed(
            "The units are `wei`, `gwei`, `ether`, `seconds`, `minutes`, `hours`, `days` and `weeks`.",
        )),
    }
}

fn limited(value: BigRational) -> Result<BigRational, Problem> {
    if value.numer().bits() > MAX_RATIONAL_BITS || value.denom().bits() > MAX_RATIONAL_BITS {
        return Err(Problem::TooLarge);
    }
    Ok(value)
}

/// Binary operators of constant numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`, exact
    Divide,
    /// `%`, sign of the dividend
    Modulo,
    /// `**`
    Power,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `<<`
    ShiftLeft,
    /// `>>`, towards minus infinity
    ShiftRight,
}

/// Computes exactly.
///
/// # Errors
/// When the result is too large, or the numbers are none for the operator.
pub fn compute(op: Operator, lhs: &BigRational, rhs: &BigRational) -> Result<BigRational, Problem> {
    let whole = |needs| {
        if lhs.is_integer() && rhs.is_integer() {
            Ok((lhs.to_integer(), rhs.to_integer()))
        } else {
            Err(Problem::Needs(needs))
        }
    };
    let integer = |value: BigInt| limited(BigRational::from_integer(value));
    match op {
        Operator::Add => limited(lhs + rhs),
        Operator::Subtract => limited(lhs - rhs),
        Operator::Multiply => limited(lhs * rhs),
        Operator::Divide if rhs.is_zero() => Err(Problem::DivisionByZero),
        Operator::Divide => limited(lhs / rhs),
        Operator::Modulo if rhs.is_zero() => Err(Problem::DivisionByZero),
        Operator::Modulo => limited(lhs - (lhs / rhs).trunc() * rhs),
        Operator::Power => power(lhs, rhs),
        Operator::And => whole("whole numbers").and_then(|(a, b)| integer(a & b)),
        Operator::Or => whole("whole numbers").and_then(|(a, b)| integer(a | b)),
        Operator::Xor => whole("whole numbers").and_then(|(a, b)| integer(a ^ b)),
        Operator::ShiftLeft | Operator::ShiftRight => {
            let (value, amount) = whole("whole numbers")?;
            if amount.is_negative() {
                return Err(Problem::Needs("an amount that is not negative"));
            }
            let amount = amount.to_u64();
            if op == Operator::ShiftRight {
                return match amount.filter(|amount| *amount <= MAX_RATIONAL_BITS) {
                    Some(amount) => integer(value >> amount),
                    None => integer(if value.is_negative() {
                        -BigInt::one()
                    } else {
                        BigInt::zero()
                    }),
                };
            }
            if value.is_zero() {
                return integer(value);
            }
            match amount.filter(|amount| amount + value.bits() <= MAX_RATIONAL_BITS) {
                Some(amount) => integer(value << amount),
                None => Err(Problem::TooLarge),
            }
        }
    }
}

fn power(base: &BigRational, exponent: &BigRational) -> Result<BigRational, Problem> {
    if !exponent.is_integer() {
        return Err(Problem::Needs("a whole number as exponent"));
    }
    if exponent.is_zero() || base.is_one() {
        return Ok(BigRational::one());
    }
    if base.is_zero() {
        return if exponent.is_negative() {
            Err(Problem::DivisionByZero)
        } else {
            Ok(BigRational::zero())
        };
    }
    let exponent = exponent.to_integer();
    if *base == -BigRational::one() {
        let odd = exponent.bit(0);
        return Ok(if odd { base.clone() } else { BigRational::one() });
    }
    let times = exponent
        .magnitude()
        .to_u32()
        .filter(|times| {
            let bits = base.numer().bits().max(base.denom().bits());
            (bits - 1).saturating_mul(u64::from(*times)) <= MAX_RATIONAL_BITS
        })
        .ok_or(Problem::TooLarge)?;
    let value = BigRational::new(base.numer().pow(times), base.denom().pow(times));
    limited(if exponent.sign() == Sign::Minus {
        value.recip()
    } else {
        value
    })
}

/// The number that a literal of the tree is.
///
/// # Errors
/// When it is none. `None` for other expressions.
pub fn literal(expr: &pt::Expression) -> Option<Result<BigRational, Problem>> {
    let name = |unit: &Option<pt::Identifier>| unit.as_ref().map(|unit| unit.name.clone());
    Some(match expr {
        pt::Expression::NumberLiteral(_, integer, exponent, unit) => {
            decimal(integer, "", exponent, name(unit).as_deref())
        }
        pt::Expression::RationalNumberLiteral(_, integer, fraction, exponent, unit) => {
            decimal(integer, fraction, exponent, name(unit).as_deref())
        }
        pt::Expression::HexNumberLiteral(_, text, unit) => hexadecimal(text, name(unit).as_deref()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Operator, Problem, compute, decimal, hexadecimal};
    use num_bigint::BigInt;
    use num_rational::BigRational;

    fn ratio(numer: i64, denom: i64) -> BigRational {
        BigRational::new(BigInt::from(numer), BigInt::from(denom))
    }

    #[test]
    fn literals_are_exact() {
        assert_eq!(decimal("1_000", "", "", None).unwrap(), ratio(1000, 1));
        assert_eq!(decimal("2", "", "10", None).unwrap(), ratio(20_000_000_000, 1));
        assert_eq!(
            decimal("", "5", "", Some("ether")).unwrap(),
            ratio(500_000_000_000_000_000, 1)
        );
        assert_eq!(decimal("1", "25", "-2", None).unwrap(), ratio(125, 10_000));
        assert_eq!(decimal("3", "", "", Some("days")).unwrap(), ratio(259_200, 1));
        assert_eq!(hexadecimal("0xff", None).unwrap(), ratio(255, 1));
        assert!(matches!(
            decimal("1", "", "", Some("years")),
            Err(Problem::Malformed(_))
        ));
        for (integer, fraction, exponent) in [("01", "", ""), ("00", "5", ""), ("01", "", "2")] {
            assert!(matches!(
                decimal(integer, fraction, exponent, None),
                Err(Problem::Malformed(_))
            ));
        }
        assert_eq!(decimal("0", "5", "1", None).unwrap(), ratio(5, 1));
        assert!(matches!(
            decimal("1__0", "", "", None),
            Err(Problem::Malformed(_))
        ));
        assert_eq!(decimal("1", "", "9999999999", None), Err(Problem::TooLarge));
    }

    #[test]
    fn operators_compute_exactly() {
        let (seven, two) = (ratio(7, 1), ratio(2, 1));
        assert_eq!(compute(Operator::Divide, &seven, &two).unwrap(), ratio(7, 2));
        assert_eq!(
            compute(Operator::Modulo, &-seven.clone(), &two).unwrap(),
            ratio(-1, 1)
        );
        assert_eq!(
            compute(Operator::Power, &two, &ratio(-2, 1)).unwrap(),
            ratio(1, 4)
        );
        assert_eq!(
            compute(Operator::ShiftRight, &ratio(-7, 1), &two).unwrap(),
            ratio(-2, 1)
        );
        assert_eq!(
            compute(Operator::Power, &two, &ratio(4096, 1)),
            Err(Problem::TooLarge)
        );
        assert!(compute(Operator::Power, &two, &ratio(4095, 1)).is_ok());
        assert_eq!(
            compute(Operator::Divide, &two, &ratio(0, 1)),
            Err(Problem::DivisionByZero)
        );
    }
}
