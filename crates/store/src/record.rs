//! A snippet with all that a store knows of it: what moves between stores.

use serde::{Deserialize, Serialize};

use crate::store::Takedown;

/// One snippet, as one line of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Its text.
    pub content: String,
    /// The compiler that it was shared with.
    pub compiler: String,
    /// Unix seconds.
    pub created: u64,
    /// Whether an operator has taken it down.
    pub takedown: Option<Takedown>,
    /// Who keeps it, ordered by token.
    pub claims: Vec<Claim>,
}

/// One sharing of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// SHA-256 of the delete token as 64 hexadecimal digits; empty for those who shared it when it had
    /// [`crate::MAX_CLAIMS`] tokens, and so got none.
    pub token: String,
    /// Unix seconds; never where there are none.
    pub expires: Option<u64>,
}

/// The later of two ends; none is the latest.
pub fn later(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    Some(one?.max(other?))
}

/// Lower-case digits.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        text
    })
}

/// The 32 bytes of a token's hash, or none for the empty text.
///
/// # Errors
/// When it is neither empty nor 64 hexadecimal digits.
pub fn from_hex(text: &str) -> Result<Option<[u8; 32]>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || "A claim's token is neither empty nor 64 hexadecimal digits.".to_owned();
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(wrong());
    }
    let mut out = [0; 32];
    for (byte, at) in out.iter_mut().zip((0..64).step_by(2)) {
        let pair = text.get(at..at + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
    }
    Ok(Some(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_goes_there_and_back() {
        let bytes: [u8; 32] = std::array::from_fn(|at| (at * 9) as u8);
        assert_eq!(from_hex(&to_hex(&bytes)), Ok(Some(bytes)));
        assert_eq!(from_hex(""), Ok(None));
        for wrong in ["0", "zz", &"0".repeat(63), &"+1".repeat(32), &"é".repeat(32)] {
            assert!(from_hex(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_end_is_the_latest() {
        assert_eq!(later(Some(1), Some(2)), Some(2));
        assert_eq!(later(Some(1), None), None);
        assert_eq!(later(None, Some(1)), None);
    }
}
