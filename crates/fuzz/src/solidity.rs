//! New Solidity programs from known ones: tokens are exchanged for others of the same kind, so that many results still
//! compile. Never says whether a program is right.

use std::path::{Path, PathBuf};

use crate::mutate::mutate_parts;
use crate::random::Random;

/// Pieces that meet the corners of the front end.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "[]",
    ";",
    ",",
    ".",
    ":",
    "?",
    "=>",
    "=",
    "==",
    "!",
    "&&",
    "||",
    "++",
    "--",
    "**",
    "<<",
    ">>",
    ">>>",
    "+=",
    "-",
    "~",
    "/*",
    "*/",
    "//",
    "\"",
    "'",
    "hex\"0g\"",
    "unicode\"é\"",
    "0x",
    "1e77",
    "1e-1",
    "0.5",
    "2**256",
    "type(int8).min",
    "-1",
    "1 ether",
    "1 days",
    "uint8",
    "int256",
    "uint256[]",
    "uint[3]",
    "bytes",
    "bytes4",
    "bytes32",
    "string",
    "bool",
    "address",
    "address payable",
    "mapping(uint => uint)",
    "memory",
    "storage",
    "calldata",
    "public",
    "private",
    "internal",
    "external",
    "view",
    "pure",
    "payable",
    "virtual",
    "override",
    "constant",
    "immutable",
    "indexed",
    "anonymous",
    "unchecked {",
    "contract C is C {",
    "struct S {",
    "enum E {",
    "using L for *;",
    "modifier m() {",
    "_;",
    "function f()",
    "constructor()",
    "super",
    "this",
    "new",
    "delete",
    "return",
    "emit",
    "revert",
    "require(",
    "assert(",
    "if (",
    "else",
    "for (;;)",
    "while (true)",
    "do {",
    "break;",
    "continue;",
    "try",
    "assembly {}",
    "abi.encode(",
    "abi.decode(",
    "keccak256(",
    "msg.sender",
    "msg.value",
    "block.timestamp",
    "x",
    "main",
    "length",
    "push(",
    "pop()",
    "selector",
    "wrap(",
    "#![syntax = \"native\"]",
    "é",
    "\u{1F600}",
    "\0",
];

/// What may stand in each other's place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Number,
    Type,
    Location,
    Visibility,
    Mutability,
    Compare,
    Operator,
    Assign,
    Text,
    Word,
    Other,
}

/// Operators of several characters, the longest first.
const LONG: &[&str] = &[
    ">>>=", "<<=", ">>=", "**=", ">>>", "**", "++", "--", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>",
    "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "=>", "->", ":=",
];

fn kind(token: &str) -> Kind {
    let Some(first) = token.chars().next() else {
        return Kind::Space;
    };
    let sized = |prefix: &str| {
        token
            .strip_prefix(prefix)
            .is_some_and(|size| size.chars().all(|c| c.is_ascii_digit()))
    };
    match token {
        "memory" | "storage" | "calldata" => Kind::Location,
        "public" | "private" | "internal" | "external" => Kind::Visibility,
        "pure" | "view" | "payable" => Kind::Mutability,
        "<" | ">" | "<=" | ">=" | "==" | "!=" => Kind::Compare,
        "+" | "-" | "*" | "/" | "%" | "**" | "<<" | ">>" | "&" | "|" | "^" | "&&" | "||" => Kind::Operator,
        "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "<<=" | ">>=" | "|=" | "&=" | "^=" => Kind::Assign,
        "bool" | "address" | "string" => Kind::Type,
        _ if first.is_whitespace() || token.starts_with("//") || token.starts_with("/*") => Kind::Space,
        _ if first.is_ascii_digit() => Kind::Number,
        _ if first == '"' || first == '\'' => Kind::Text,
        _ if sized("uint") || sized("int") || sized("bytes") => Kind::Type,
        _ if first.is_alphanumeric() || first == '_' || first == '$' => Kind::Word,
        _ => Kind::Other,
    }
}

/// The tokens of a source; together they are the source. Spaces and comments are tokens too.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let while_ = |like: &dyn Fn(char) -> bool| rest.find(|c| !like(c)).unwrap_or(rest.len());
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if first.is_whitespace() {
            while_(&char::is_whitespace)
        } else if is_word(first) {
            while_(&is_word)
        } else if first == '"' || first == '\'' {
            string(rest, first)
        } else {
            let long = LONG.iter().find(|long| rest.starts_with(**long));
            long.map_or(first.len_utf8(), |long| long.len())
        };
        let (token, after) = rest.split_at(end);
        found.push(token);
        rest = after;
    }
    found
}

/// Length of a string literal, which ends with its line at the latest.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// A mutation of `base`, perhaps with parts of `other`; at most `max_bytes` long. The lines that name calls stay.
pub fn mutate(random: &mut Random, base: &str, other: &str, max_bytes: usize) -> String {
    let mut parts: Vec<String> = tokens(base).into_iter().map(str::to_owned).collect();
    let rounds = [1, 1, 1, 2, 3].get(random.below(5)).copied().unwrap_or(1);
    if random.below(4) == 0 {
        return mutate_parts(random, parts, other, PIECES, rounds, max_bytes);
    }
    for _ in 0..rounds {
        let at = random.below(parts.len());
        let found = (at..parts.len()).find(|at| {
            let of = parts.get(*at).map_or(Kind::Space, |token| kind(token));
            !matches!(of, Kind::Space | Kind::Other)
        });
        let Some(at) = found else { continue };
        let old = parts.get(at).cloned().unwrap_or_default();
        let alike: Vec<&String> = parts
            .iter()
            .filter(|token| kind(token) == kind(&old) && **token != old)
            .collect();
        let known = random.pick(&alike).map(|token| (*token).clone());
        let new = match kind(&old) {
            Kind::Number => number(random, &old),
            Kind::Type if random.below(2) == 0 => width(random),
            Kind::Operator if random.below(2) == 0 => {
                let operators = ["+", "-", "*", "/", "%", "**", "<<", ">>", "&", "|", "^"];
                random.pick(&operators).copied().unwrap_or("+").to_owned()
            }
            _ => known.unwrap_or_else(|| old.clone()),
        };
        if let Some(token) = parts.get_mut(at) {
            *token = new;
        }
    }
    let mut text = parts.concat();
    while text.len() > max_bytes {
        text.pop();
    }
    text
}

/// A number at some edge, or near the old one.
fn number(random: &mut Random, old: &str) -> String {
    let edges = [
        "0",
        "1",
        "2",
        "7",
        "8",
        "31",
        "32",
        "33",
        "127",
        "128",
        "255",
        "256",
        "65535",
        "0xff",
        "1e18",
        "0x8000000000000000",
        "18446744073709551616",
        "type(uint256).max",
        "type(int256).min",
        "uint8(255)",
    ];
    match old.parse::<u64>() {
        Ok(value) if random.below(2) == 0 => value.wrapping_add(1).to_string(),
        _ => random.pick(&edges).copied().unwrap_or("0").to_owned(),
    }
}

/// Any elementary type.
fn width(random: &mut Random) -> String {
    let bytes = 1 + random.below(32);
    match random.below(5) {
        0 | 1 => format!("uint{}", bytes * 8),
        2 | 3 => format!("int{}", bytes * 8),
        _ => format!("bytes{bytes}"),
    }
}

/// The project's own Solidity programs.
pub struct Corpus {
    /// All of them, refused ones too.
    pub all: Vec<String>,
    /// Those that compile and have calls.
    pub running: Vec<String>,
}

impl Corpus {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence where a file cannot be read.
    pub fn read() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/solidity");
        let mut paths = Vec::new();
        walk(&root, &mut paths)?;
        paths.sort();
        let read = |path: &PathBuf| {
            std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let all = paths.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let running = all
            .iter()
            .filter(|text| text.contains("\n//= "))
            .cloned()
            .collect();
        Ok(Self { all, running })
    }
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries =
        std::fs::read_dir(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "sol") {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tokens_are_the_source() {
        let corpus = Corpus::read().unwrap();
        assert!(corpus.running.len() > 500 && corpus.all.len() > corpus.running.len() + 100);
        for text in &corpus.all {
            assert_eq!(tokens(text).concat(), *text);
        }
    }

    #[test]
    fn words_operators_and_strings_are_tokens() {
        let found = tokens("x**=2>>>1; // a \"b\"\nf(\"a\\\"b\", 'c')");
        let solid: Vec<&str> = found
            .into_iter()
            .filter(|token| kind(token) != Kind::Space)
            .collect();
        assert_eq!(
            solid,
            [
                "x",
                "**=",
                "2",
                ">>>",
                "1",
                ";",
                "f",
                "(",
                "\"a\\\"b\"",
                ",",
                "'c'",
                ")"
            ]
        );
    }

    #[test]
    fn the_same_seed_gives_the_same_program() {
        let text = "contract C { function f(uint8 a) public pure returns (uint8) { return a + 1; } }";
        let made = |seed| mutate(&mut Random::new(seed), text, text, 4096);
        assert_eq!(made(5), made(5));
        assert!((0..20).any(|seed| made(seed) != text));
    }
}
