//! Ids: the beginning of the SHA-256 of the content, in lower-case base32 (RFC 4648 §6, without padding).
//!
//! 16 characters are 80 bits: among a billion snippets two share a beginning with a chance of one in two
//! million. Should it happen, the later one gets one character more.

use std::fmt;

use sha2::{Digest, Sha256};

/// Fewest characters of an id.
pub const MIN_ID_CHARS: usize = 16;
/// Characters of a whole digest, and so the most of an id.
pub const MAX_ID_CHARS: usize = 52;

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What makes a digest of a content: [`sha256`]; in tests something weaker, so that contents clash.
pub type DigestFn = fn(&[u8]) -> [u8; 32];

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Lower-case base32 without padding.
pub fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let mut held: u32 = 0;
    let mut bits = 0;
    let mut put = |value: u32| {
        let index = usize::try_from(value & 31).unwrap_or(0);
        out.push(char::from(ALPHABET[index]));
    };
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            put(held >> bits);
        }
        held &= 0xff;
    }
    if bits > 0 {
        put(held << (5 - bits));
    }
    out
}

/// The id of a snippet: [`MIN_ID_CHARS`] to [`MAX_ID_CHARS`] characters of base32.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// Reads an id; `None` for a text that cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let good = (MIN_ID_CHARS..=MAX_ID_CHARS).contains(&text.len())
            && text.bytes().all(|byte| ALPHABET.contains(&byte));
        good.then(|| Self(text.to_owned()))
    }

    /// All ids that a content with this digest may have, shortest first.
    pub fn candidates(digest: &[u8; 32]) -> impl Iterator<Item = Self> {
        let whole = base32(digest);
        (MIN_ID_CHARS..=MAX_ID_CHARS)
            .filter_map(move |length| whole.get(..length).map(|text| Self(text.to_owned())))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (text, expected) in [
            ("", ""),
            ("f", "my"),
            ("fo", "mzxq"),
            ("foo", "mzxw6"),
            ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"),
            ("foobar", "mzxw6ytboi"),
        ] {
            assert_eq!(base32(text.as_bytes()), expected);
        }
        assert_eq!(base32(&[0xff; 32]).len(), MAX_ID_CHARS);
    }

    #[test]
    fn ids_are_checked_at_their_edges() {
        for (length, good) in [(15, false), (16, true), (52, true), (53, false)] {
            assert_eq!(Id::parse(&"a".repeat(length)).is_some(), good, "{length}");
        }
        for wrong in [
            "aaaaaaaaaaaaaaaA",
            "aaaaaaaaaaaaaaa1",
            "aaaaaaaaaaaaaaa/",
            "aaaaaaaaaaaaaaé",
        ] {
            assert_eq!(Id::parse(wrong), None, "{wrong}");
        }
        let all: Vec<Id> = Id::candidates(&[7; 32]).collect();
        assert_eq!(
            (all.len(), all[0].as_str().len(), all[36].as_str().len()),
            (37, 16, 52)
        );
        assert!(all.iter().all(|id| Id::parse(id.as_str()).as_ref() == Some(id)));
    }
}
