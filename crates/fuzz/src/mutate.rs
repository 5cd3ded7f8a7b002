//! New programs from known ones.

use twilight_diagnostics::SourceMap;

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

/// A mutation by whole tokens and lines, so that most results still parse and many still have types: tokens are
/// exchanged for others of the same text, dropped, doubled or swapped, and statements of `other` are put in.
pub fn mutate_tokens(random: &mut Random, base: &str, other: &str, max_bytes: usize) -> String {
    let mut sources = SourceMap::default();
    let file = sources.add("src/main.twl", base);
    let tree = twilight_syntax::parse(file, base).tree;
    let count = tree.tokens().len().saturating_sub(1);
    let tokens: Vec<String> = (0..count).map(|at| tree.token_text(at).to_owned()).collect();
    let rounds = 1 + random.below(3);
    mutate_parts(random, tokens, other, PIECES, rounds, max_bytes)
}

/// The same of tokens, which may be of another language, as its `pieces` are.
pub fn mutate_parts(
    random: &mut Random,
    mut tokens: Vec<String>,
    other: &str,
    pieces: &[&str],
    rounds: usize,
    max_bytes: usize,
) -> String {
    for _ in 0..rounds {
        // Mostly tokens that mean something.
        let mut solid = || {
            let at = random.below(tokens.len());
            let found =
                (at..tokens.len()).find(|at| tokens.get(*at).is_some_and(|text| !text.trim().is_empty()));
            found.unwrap_or(0)
        };
        let (at, from) = (solid(), solid());
        let taken = tokens.get(from).cloned().unwrap_or_default();
        match random.below(8) {
            0..=2 => {
                if let Some(token) = tokens.get_mut(at) {
                    *token = taken;
                }
            }
            3 => {
                if let Some(token) = tokens.get_mut(at) {
                    *token = random.pick(pieces).copied().unwrap_or(";").to_owned();
                }
            }
            4 => {
                if let Some(token) = tokens.get_mut(at) {
                    token.clear();
                }
            }
            5 if at < tokens.len() && from < tokens.len() => tokens.swap(at, from),
            6 => {
                let lines: Vec<&str> = other.lines().collect();
                let from = random.below(lines.len());
                let part = lines.iter().skip(from).take(1 + random.below(4));
                let text = part.fold(String::from(" "), |text, line| text + line + "\n");
                tokens.insert(at.min(tokens.len()), text);
            }
            _ => tokens.insert(at.min(tokens.len()), format!(" {taken} ")),
        }
    }
    let mut text = tokens.concat();
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
