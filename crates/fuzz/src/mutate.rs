//! New programs from known ones.

use crate::random::Random;

/// Pieces that meet the grammar's and the checker's corners.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    ">>",
    "::",
    ";",
    ",",
    ".",
    "..",
    "..=",
    "->",
    "=>",
    "=",
    "==",
    "!",
    "?",
    "|",
    "||",
    "&&",
    "&",
    "-",
    "+=",
    "<<=",
    "'a:",
    "#",
    "#![syntax = \"native\"]",
    "#[payable]",
    "#[topic]",
    "\"",
    "\"\\u{",
    "/*",
    "*/",
    "//",
    "///",
    "0x",
    "0b2",
    "1u8",
    "256u8",
    "-1",
    "99999999999999999999999999999999999999",
    "fn",
    "val",
    "var",
    "const",
    "type",
    "struct",
    "enum",
    "contract",
    "storage",
    "event",
    "emit",
    "impl",
    "trait",
    "match",
    "if",
    "else",
    "loop",
    "while",
    "for",
    "in",
    "break",
    "continue",
    "return",
    "require",
    "old",
    "mut",
    "self",
    "Self",
    "u8",
    "i8",
    "u256",
    "i256",
    "string",
    "bool",
    "address",
    "hash256",
    "vector<u64>",
    "array<u8, 3>",
    "map<u64, string>",
    "Option<u64>",
    "Some(",
    "None",
    "Ok(",
    "Err(",
    "panic!(",
    "assert_eq!(",
    "vector![",
    "print(",
    "x",
    "main",
    "_",
    "é",
    "\u{1F600}",
    "\0",
];

/// A mutation of `base`, perhaps with parts of `other`; at most `max_bytes` long.
pub fn mutate(random: &mut Random, base: &str, other: &str, max_bytes: usize) -> String {
    let mut text: Vec<char> = base.chars().collect();
    let rounds = 1 + random.below(4);
    for _ in 0..rounds {
        let at = random.below(text.len() + 1);
        let end = (at + random.below(12)).min(text.len());
        match random.below(7) {
            0 => {
                text.drain(at..end);
            }
            1 => {
                let piece = random.pick(PIECES).copied().unwrap_or(";");
                text.splice(at..at, piece.chars());
            }
            2 => {
                let piece = random.pick(PIECES).copied().unwrap_or(";");
                text.splice(at..end, piece.chars());
            }
            3 => {
                let source: Vec<char> = other.chars().collect();
                let from = random.below(source.len());
                let to = (from + random.below(80)).min(source.len());
                let part = source.get(from..to).unwrap_or_default().to_vec();
                text.splice(at..at, part);
            }
            4 => swap_words(random, &mut text),
            5 => {
                let part = text.get(at..end).unwrap_or_default().to_vec();
                let times = 1 + random.below(40);
                text.splice(at..at, part.repeat(times));
            }
            _ => {
                if let Some(c) = text.get_mut(at) {
                    *c = char::from_u32(u32::try_from(random.below(128)).unwrap_or(32)).unwrap_or(' ');
                }
            }
        }
    }
    let mut text: String = text.into_iter().collect();
    while text.len() > max_bytes {
        text.pop();
    }
    text
}

/// Replaces a word by another of the same text: mostly still well-formed, often wrongly typed.
fn swap_words(random: &mut Random, text: &mut Vec<char>) {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.iter().enumerate() {
        match (c.is_alphanumeric() || *c == '_', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let (Some(to), Some(from)) = (random.pick(&words).cloned(), random.pick(&words).cloned()) else {
        return;
    };
    let word = text.get(from).unwrap_or_default().to_vec();
    text.splice(to, word);
}
