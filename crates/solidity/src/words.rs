//! What the parser lets pass and Solidity does not, found in the tokens: words that are reserved or belong to old
//! versions, letters of other alphabets in names, `_` at the wrong place in numbers, texts of two kinds in a row. This
//! must look at tokens only.

use solang_parser::lexer::{Lexer, Token};
use twilight_diagnostics::{Diagnostic, FileId, Span};

use crate::codes;

/// Words that Solidity keeps for later. Those that the parser refuses by itself are not among them.
const RESERVED: &[&str] = &[
    "after",
    "alias",
    "apply",
    "auto",
    "copyof",
    "define",
    "final",
    "implements",
    "in",
    "inline",
    "macro",
    "match",
    "mutable",
    "of",
    "partial",
    "promise",
    "reference",
    "relocatable",
    "sealed",
    "sizeof",
    "static",
    "supports",
    "typedef",
    "typeof",
];

/// Words that begin literals.
const PREFIXES: &[&str] = &["hex", "unicode"];

/// Units of numbers, which are words of the language.
const UNITS: &[&str] = &[
    "wei", "gwei", "ether", "seconds", "minutes", "hours", "days", "weeks", "years",
];

/// Refuses the first such token of a source that the parser has accepted.
///
/// # Errors
/// A diagnostic at the token.
pub fn check(file: FileId, text: &str) -> Result<(), Box<Diagnostic>> {
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    let lexer = Lexer::new(text, 0, &mut comments, &mut errors);
    let mut after_number = false;
    // Whether the token before is a text, and which kind: literals in a row are one, of one kind.
    let mut after_text: Option<bool> = None;
    // Braces that are open since `assembly`, which has words of its own and is refused elsewhere.
    let mut assembly: Option<usize> = None;
    for (start, token, end) in lexer {
        if let Some(depth) = &mut assembly {
            match token {
                Token::OpenCurlyBrace => *depth += 1,
                Token::CloseCurlyBrace => *depth = depth.saturating_sub(1),
                _ => continue,
            }
            if token == Token::CloseCurlyBrace && *depth == 0 {
                assembly = None;
            }
            continue;
        }
        let was_number = std::mem::take(&mut after_number);
        let was_text = std::mem::take(&mut after_text);
        let found = match token {
            Token::Assembly => {
                assembly = Some(0);
                None
            }
            Token::Identifier(name) => word(name, was_number),
            Token::Case | Token::Default | Token::Switch => Some(reserved(&token.to_string())),
            Token::Byte => Some((
                codes::TYPE,
                "`byte` is no longer part of Solidity: version 0.8.0 removed it.".to_owned(),
                "Write `bytes1`, which is the same type; as a name choose another word.",
            )),
            Token::HexLiteral(_) => {
                let digits = text.get(start..end).unwrap_or_default();
                misplaced_in_hex(digits).then(|| {
                    (
                        codes::LITERAL,
                        format!("An underscore in `{digits}` does not stand between two pairs of digits."),
                        "Write one `_` between two pairs at a time: `hex\"00ff_00ff\"`.",
                    )
                })
            }
            Token::StringLiteral(unicode, _) => {
                after_text = Some(unicode);
                was_text.filter(|before| *before != unicode).map(|_| {
                    (
                        codes::LITERAL,
                        "Texts with and without `unicode` do not stand in a row.".to_owned(),
                        "Write `unicode` before each of them, or make them one.",
                    )
                })
            }
            Token::Number(..) | Token::RationalNumber(..) | Token::HexNumber(_) => {
                after_number = true;
                let digits = text.get(start..end).unwrap_or_default();
                misplaced_underscore(digits).then(|| {
                    (
                        codes::LITERAL,
                        format!("An underscore in `{digits}` does not stand between two digits."),
                        "Write one `_` between two digits at a time: `1_000_000`.",
                    )
                })
            }
            _ => None,
        };
        if let Some((code, message, help)) = found {
            let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
            let span = Span::new(file, at(start), at(end));
            return Err(Box::new(Diagnostic::error(code, span, message).with_help(help)));
        }
    }
    Ok(())
}

/// A code, a message and what helps.
type Found = (&'static str, String, &'static str);

fn reserved(name: &str) -> Found {
    let message = format!("`{name}` is a reserved word of Solidity, so nothing can have this name.");
    (codes::SYNTAX, message, "Choose another name.")
}

/// `fixed`, `ufixed`, `fixed128x18`, ..
fn is_fraction_type(name: &str) -> bool {
    let Some(size) = name.trim_start_matches('u').strip_prefix("fixed") else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let sized = size
        .split_once('x')
        .is_some_and(|(bits, digits)| is_number(bits) && is_number(digits));
    (size.is_empty() || sized) && !name.starts_with("uu")
}

fn word(name: &str, after_number: bool) -> Option<Found> {
    if let Some(letter) = name.chars().find(|c| !c.is_ascii()) {
        let message = format!("The name `{name}` has the letter `{letter}`, which names cannot have.");
        let help = "Names are made of the letters `a` to `z` and `A` to `Z`, digits, `_` and `$`.";
        return Some((codes::SYNTAX, message, help));
    }
    if name == "var" {
        let (message, help) = crate::foreign::foreign(name)?;
        return Some((codes::SYNTAX, message, help));
    }
    if RESERVED.contains(&name) {
        return Some(reserved(name));
    }
    if PREFIXES.contains(&name) {
        let message = format!("`{name}` begins a literal, so nothing can have this name.");
        let help = "Choose another name; a literal follows it at once: `hex\"00ff\"`, `unicode\"..\"`.";
        return Some((codes::SYNTAX, message, help));
    }
    if is_fraction_type(name) {
        let message = format!("`{name}` is a type of numbers with fractions, which is not supported.");
        let help = "Use a `uint256` that counts the smallest unit; as a name choose another word.";
        return Some((codes::UNSUPPORTED, message, help));
    }
    if UNITS.contains(&name) && !after_number {
        let message = format!("`{name}` is a unit of numbers, so nothing can have this name.");
        let help = "Choose another name; as a unit it follows a number: `2 days`, `1 ether`.";
        return Some((codes::SYNTAX, message, help));
    }
    None
}

/// Whether a `_` of a number has something else than a digit beside it.
fn misplaced_underscore(digits: &str) -> bool {
    let hex = digits.starts_with("0x");
    let is_digit = |c: Option<&u8>| {
        c.is_some_and(|c| {
            if hex {
                c.is_ascii_hexdigit()
            } else {
                c.is_ascii_digit()
            }
        })
    };
    let bytes = digits.as_bytes();
    bytes
        .iter()
        .enumerate()
        .any(|(at, c)| *c == b'_' && !(at > 0 && is_digit(bytes.get(at - 1)) && is_digit(bytes.get(at + 1))))
}

/// Whether a `_` of `hex".."` has something else than two digits on one of its sides.
fn misplaced_in_hex(literal: &str) -> bool {
    let digits = literal.trim_start_matches("hex").trim_matches(['"', '\'']);
    digits.contains('_')
        && digits
            .split('_')
            .any(|pairs| pairs.is_empty() || pairs.len() % 2 != 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::{check, is_fraction_type, misplaced_in_hex, misplaced_underscore};
    use twilight_diagnostics::FileId;

    #[test]
    fn underscores_stand_between_digits() {
        for good in ["1_000", "0xab_cd", "1_0.5_0e1_0"] {
            assert!(!misplaced_underscore(good), "{good}");
        }
        for bad in ["1__0", "1_", "0x_ab", "1_.5", "1e_5", "1_e5"] {
            assert!(misplaced_underscore(bad), "{bad}");
        }
    }

    #[test]
    fn underscores_of_bytes_stand_between_pairs() {
        // An odd number of digits is said elsewhere.
        for good in ["hex\"\"", "hex\"00ff\"", "hex'00_ff00_ff'", "hex\"001\""] {
            assert!(!misplaced_in_hex(good), "{good}");
        }
        for bad in ["hex\"_00\"", "hex\"00_\"", "hex\"00__ff\"", "hex\"0_0ff\""] {
            assert!(misplaced_in_hex(bad), "{bad}");
        }
    }

    #[test]
    fn words_are_refused_as_names_only() {
        assert!(check(FileId(0), "uint x = 2 days;").is_ok());
        assert!(check(FileId(0), "uint days;").is_err());
        assert!(check(FileId(0), "uint match;").is_err());
        assert!(check(FileId(0), "assembly { let match := 1 { } } uint matched;").is_ok());
        assert!(check(FileId(0), "assembly { } uint match;").is_err());
        assert!(check(FileId(0), "assembly { x := byte(0, y) }").is_ok());
        assert!(check(FileId(0), "byte b;").is_err());
    }

    #[test]
    fn types_of_fractions_are_known_by_their_sizes() {
        for one in ["fixed", "ufixed", "fixed8x80", "ufixed128x18"] {
            assert!(is_fraction_type(one), "{one}");
        }
        for other in ["fixedx", "fixed8", "fixed8x", "prefixed", "uufixed", "fixedRate"] {
            assert!(!is_fraction_type(other), "{other}");
        }
    }

    #[test]
    fn texts_in_a_row_are_of_one_kind() {
        for good in [
            "\"a\" \"b\"",
            "unicode\"a\" unicode\"b\"",
            "f(\"a\", unicode\"b\")",
        ] {
            assert!(check(FileId(0), good).is_ok(), "{good}");
        }
        for bad in ["\"a\" unicode\"b\"", "unicode\"a\" \"b\""] {
            assert!(check(FileId(0), bad).is_err(), "{bad}");
        }
    }
}
