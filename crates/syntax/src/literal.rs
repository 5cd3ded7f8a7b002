//! Values of literals (spec 02 §2.3).
//!
//! The lexer finds where a literal ends; this module says what it is worth. It must never report a bad
//! escape again: the lexer did.

use ruint::aliases::U256;

/// Suffixes an integer literal may have.
pub const INTEGER_TYPES: [&str; 12] = [
    "u8", "u16", "u32", "u64", "u128", "u256", "i8", "i16", "i32", "i64", "i128", "i256",
];

/// An integer literal taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Integer {
    /// Its value.
    pub value: U256,
    /// Byte offset of the suffix in the literal, where there is one.
    pub suffix: Option<usize>,
}

/// What is wrong with an integer literal; offsets are bytes in the literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum IntegerError {
    /// `0x` without digits.
    NoDigits,
    /// `0b12`: this digit is not one of the base.
    BadDigit(usize, u32),
    /// Over 2^256-1.
    TooLarge,
    /// The suffix is none of [`INTEGER_TYPES`]; it starts here.
    BadSuffix(usize),
}

/// Reads an integer literal.
pub(crate) fn integer(text: &str) -> Result<Integer, IntegerError> {
    let (base, digits_at) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, 2),
        [b'0', b'b' | b'B', ..] => (2, 2),
        [b'0', b'o' | b'O', ..] => (8, 2),
        _ => (10, 0),
    };
    let is_digit = |c: char| {
        c == '_'
            || if base == 16 {
                c.is_ascii_hexdigit()
            } else {
                c.is_ascii_digit()
            }
    };
    let body = text.get(digits_at..).unwrap_or("");
    let length = body.find(|c| !is_digit(c)).unwrap_or(body.len());
    let (digits, suffix) = body.split_at_checked(length).unwrap_or((body, ""));
    let suffix_at = digits_at + length;
    if !suffix.is_empty() && !INTEGER_TYPES.contains(&suffix) {
        return Err(IntegerError::BadSuffix(suffix_at));
    }
    if digits.bytes().all(|byte| byte == b'_') {
        return Err(IntegerError::NoDigits);
    }
    let suffix = (!suffix.is_empty()).then_some(suffix_at);
    let mut value = 0_u128;
    let mut wide = None;
    for (at, digit) in digits.char_indices().filter(|(_, c)| *c != '_') {
        let digit = digit
            .to_digit(base)
            .ok_or(IntegerError::BadDigit(digits_at + at, base))?;
        // Nearly every literal fits into 128 bits; only the others pay for wide arithmetic.
        match wide {
            None => match value
                .checked_mul(u128::from(base))
                .and_then(|v| v.checked_add(u128::from(digit)))
            {
                Some(next) => value = next,
                None => wide = Some(widen(U256::from(value), base, digit)?),
            },
            Some(so_far) => wide = Some(widen(so_far, base, digit)?),
        }
    }
    Ok(Integer {
        value: wide.unwrap_or_else(|| U256::from(value)),
        suffix,
    })
}

fn widen(value: U256, base: u32, digit: u32) -> Result<U256, IntegerError> {
    value
        .checked_mul(U256::from(base))
        .and_then(|value| value.checked_add(U256::from(digit)))
        .ok_or(IntegerError::TooLarge)
}

/// The text of a string literal, quotes included, after its escapes. Bad escapes, already reported,
/// stand for themselves.
pub(crate) fn string(literal: &str) -> String {
    let quote = literal.chars().next().unwrap_or('"');
    let body = literal.strip_prefix(quote).unwrap_or(literal);
    // An unterminated string may end in an escaped quote; the lexer has reported it, so the loss of that
    // quote does not matter.
    let mut rest = body.strip_suffix(quote).unwrap_or(body);
    let mut value = String::with_capacity(rest.len());
    while let Some(at) = rest.find('\\') {
        let (plain, escape) = rest.split_at(at);
        value.push_str(plain);
        let mut after = escape.chars();
        after.next();
        match after.next() {
            Some('n') => value.push('\n'),
            Some('t') => value.push('\t'),
            Some('r') => value.push('\r'),
            Some('0') => value.push('\0'),
            Some('x') => {
                if let Some((digits, tail)) = after.as_str().split_at_checked(2) {
                    value.extend(u8::from_str_radix(digits, 16).ok().map(char::from));
                    rest = tail;
                    continue;
                }
            }
            Some('u') => {
                let code = after
                    .as_str()
                    .strip_prefix('{')
                    .and_then(|code| code.split_once('}'));
                if let Some((digits, tail)) = code {
                    value.extend(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
                    rest = tail;
                    continue;
                }
            }
            Some(other) => value.push(other),
            None => {}
        }
        rest = after.as_str();
    }
    value.push_str(rest);
    value
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn integers_of_every_base() {
        let value = |text| integer(text).map(|integer| integer.value);
        assert_eq!(value("1_000"), Ok(U256::from(1000)));
        assert_eq!(value("0xFF"), Ok(U256::from(255)));
        assert_eq!(value("0b0111_1011"), Ok(U256::from(123)));
        assert_eq!(value("0o173u8"), Ok(U256::from(123)));
        assert_eq!(integer("0xFFu256").unwrap().suffix, Some(4));
        assert_eq!(integer("0x"), Err(IntegerError::NoDigits));
        assert_eq!(integer("0b12"), Err(IntegerError::BadDigit(3, 2)));
        assert_eq!(integer("0o8"), Err(IntegerError::BadDigit(2, 8)));
        assert_eq!(integer("1u7"), Err(IntegerError::BadSuffix(1)));
    }

    #[test]
    fn the_largest_integer_and_one_more() {
        let max = U256::MAX.to_string();
        assert_eq!(integer(&max).unwrap().value, U256::MAX);
        let over = format!("{}6", &max[..max.len() - 1]);
        assert_eq!(integer(&over), Err(IntegerError::TooLarge));
        assert_eq!(
            integer(&format!("0x{}", "f".repeat(64))).unwrap().value,
            U256::MAX
        );
        assert_eq!(
            integer(&format!("0x1{}", "0".repeat(64))),
            Err(IntegerError::TooLarge)
        );
        assert_eq!(
            integer(&format!("0x{}1", "0".repeat(100))).unwrap().value,
            U256::from(1)
        );
    }

    #[test]
    fn escapes() {
        assert_eq!(string(r#""a\n\t\r\0\\\"\'\u{e9}b""#), "a\n\t\r\0\\\"'éb");
        assert_eq!(string(r#""open"#), "open");
        assert_eq!(string(r#""\u{110000}x""#), "x");
        assert_eq!(string("\""), "");
        assert_eq!(string("\"\\"), "");
    }
}
