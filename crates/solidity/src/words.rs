//! What the parser lets pass and Solidity does not, found in the tokens: reserved words and letters of other
//! alphabets in names, and `_` at the wrong place in numbers. This must look at tokens only.

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
        let found = match token {
            Token::Assembly => {
                assembly = Some(0);
                None
            }
            Token::Identifier(name) => word(name, was_number),
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

fn word(name: &str, after_number: bool) -> Option<(&'static str, String, &'static str)> {
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
        let message = format!("`{name}` is a reserved word of Solidity, so nothing can have this name.");
        return Some((codes::SYNTAX, message, "Choose another name."));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::{check, misplaced_underscore};
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
    fn words_are_refused_as_names_only() {
        assert!(check(FileId(0), "uint x = 2 days;").is_ok());
        assert!(check(FileId(0), "uint days;").is_err());
        assert!(check(FileId(0), "uint match;").is_err());
        assert!(check(FileId(0), "assembly { let match := 1 { } } uint matched;").is_ok());
        assert!(check(FileId(0), "assembly { } uint match;").is_err());
    }
}
