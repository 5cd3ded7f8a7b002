//! `pragma solidity`: which versions it accepts, as solc reads it. The parser does not know `*`, `x` and parts that are
//! left out, so a pragma that accepts a version of 0.8 is taken out of the text that it sees.

use solang_parser::lexer::{Lexer, Token};

/// Patches of 0.8 that a pragma may ask for.
const PATCHES: u64 = 100;

/// The text with spaces in place of each `pragma solidity ..;` that accepts a version of 0.8; the others are left for
/// those that say what is wrong with them. Places stay what they are.
pub fn without_accepted(text: &str) -> String {
    let mut made = text.to_owned();
    for (start, end, wanted) in pragmas(text) {
        let blank: String = if accepts_current(&wanted) {
            let Some(whole) = text.get(start..end) else {
                continue;
            };
            // New lines end comments, and bytes count.
            whole
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
                .collect()
        } else if wanted.contains(['*', 'x', 'X']) {
            // In a form that the parser knows.
            let Some(whole) = text.get(start..end) else {
                continue;
            };
            format!(
                "{:<width$};",
                "pragma solidity 9",
                width = whole.len().saturating_sub(1)
            )
        } else {
            continue;
        };
        if blank.len() == end - start {
            made.replace_range(start..end, &blank);
        }
    }
    made
}

/// Each `pragma solidity` with its semicolon: from, to, and what it asks for.
fn pragmas(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    if !text.contains("pragma") {
        return found;
    }
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    let mut lexer = Lexer::new(text, 0, &mut comments, &mut errors);
    while let Some((start, token, _)) = Iterator::next(&mut lexer) {
        if token != Token::Pragma {
            continue;
        }
        let what = Iterator::next(&mut lexer);
        if !matches!(what, Some((_, Token::Identifier("solidity"), _))) {
            continue;
        }
        let (mut wanted, mut last) = (String::new(), None);
        for (from, token, to) in lexer.by_ref() {
            if token == Token::Semicolon {
                found.push((start, to, wanted));
                break;
            }
            if last.is_some_and(|last| last != from) {
                wanted.push(' ');
            }
            last = Some(to);
            wanted.push_str(text.get(from..to).unwrap_or_default());
        }
    }
    found
}

/// Whether some version of 0.8 satisfies what a pragma asks for: alternatives, each a range or comparisons that all hold.
fn accepts_current(wanted: &str) -> bool {
    // Quotes mean nothing.
    let wanted = wanted.replace(['"', '\''], "");
    let Some(alternatives) = wanted.split("||").map(comparisons).collect::<Option<Vec<_>>>() else {
        return false;
    };
    (0..PATCHES).any(|patch| {
        alternatives
            .iter()
            .any(|all| all.iter().all(|one| one.accepts([0, 8, patch])))
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Caret,
    Tilde,
}

/// `>=0.8.1`; a part that is `*`, `x` or `X` is `None`.
#[derive(Clone, Debug)]
struct Comparison {
    operator: Operator,
    parts: Vec<Option<u64>>,
}

impl Comparison {
    fn accepts(&self, version: [u64; 3]) -> bool {
        let upper = |levels: usize| {
            let parts = self.parts.get(..levels.min(self.parts.len())).unwrap_or_default();
            compare(version, parts).is_le()
        };
        let ordering = compare(version, &self.parts);
        match self.operator {
            Operator::Equal => ordering.is_eq(),
            Operator::Less => ordering.is_lt(),
            Operator::LessEqual => ordering.is_le(),
            Operator::Greater => ordering.is_gt(),
            Operator::GreaterEqual => ordering.is_ge(),
            Operator::Tilde => ordering.is_ge() && upper(if self.parts.len() >= 2 { 2 } else { 1 }),
            Operator::Caret => {
                let zero = self.parts.first() == Some(&Some(0)) && self.parts.len() != 1;
                ordering.is_ge() && upper(if zero { 2 } else { 1 })
            }
        }
    }
}

/// By the parts that are there.
fn compare(version: [u64; 3], parts: &[Option<u64>]) -> std::cmp::Ordering {
    version
        .iter()
        .zip(parts)
        .filter_map(|(have, wanted)| Some(have.cmp(&(*wanted)?)))
        .find(|ordering| ordering.is_ne())
        .unwrap_or(std::cmp::Ordering::Equal)
}

/// `>=0.8.0 <0.9.0`, `0.8.1 - 0.8.4`, `0.8.*`; `None` for anything else.
fn comparisons(text: &str) -> Option<Vec<Comparison>> {
    if let Some((from, to)) = text.split_once('-') {
        let (from, to) = (comparison(from)?, comparison(to)?);
        if from.operator != Operator::Equal || to.operator != Operator::Equal {
            return None;
        }
        let (operator, until) = (Operator::GreaterEqual, Operator::LessEqual);
        return Some(vec![
            Comparison { operator, ..from },
            Comparison {
                operator: until,
                ..to
            },
        ]);
    }
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let head = rest.len() - rest.trim_start_matches(['<', '>', '=', '^', '~']).len();
        let space = rest.get(head..)?.len() - rest.get(head..)?.trim_start().len();
        let body = rest.get(head + space..)?;
        let length = body
            .find(|c: char| c.is_whitespace() || "<>=^~".contains(c))
            .unwrap_or(body.len());
        let end = head + space + length;
        found.push(comparison(rest.get(..end)?)?);
        rest = rest.get(end..)?.trim_start();
    }
    (!found.is_empty()).then_some(found)
}

fn comparison(text: &str) -> Option<Comparison> {
    let text = text.trim();
    let version = text.trim_start_matches(['<', '>', '=', '^', '~']);
    let operator = match text.get(..text.len() - version.len())? {
        "" | "=" => Operator::Equal,
        "<" => Operator::Less,
        "<=" => Operator::LessEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterEqual,
        "^" => Operator::Caret,
        "~" => Operator::Tilde,
        _ => return None,
    };
    let parts: Option<Vec<Option<u64>>> = version
        .trim_start()
        .split('.')
        .map(|part| match part {
            "*" | "x" | "X" => Some(None),
            digits => digits.parse().ok().map(Some),
        })
        .collect();
    let parts = parts.filter(|parts| parts.len() <= 3)?;
    Some(Comparison { operator, parts })
}

#[cfg(test)]
mod tests {
    use super::{accepts_current, without_accepted};

    #[test]
    fn versions_are_compared_as_solc_does() {
        for good in [
            "*",
            "x",
            "0",
            "0.8",
            "0.8.x",
            "0.*",
            "^0",
            "~0.8",
            "^0.8.x",
            "0.8.99",
            ">=0.4.22 <0.9.0",
            ">= 0.4.22 <0.9.0",
            ">=0.8.* <0.9.*",
            "0.8.0 - 0.8.7",
            "0.7.0 - 0.8",
            "* || 0.4.0",
            "^0.7.0 || ^0.8.0",
            "\"0.8.0\"",
            "<1",
            "<=0",
            ">0.8.98",
        ] {
            assert!(accepts_current(good), "{good}");
        }
        for bad in [
            "",
            "0.7.*",
            "^0.7.0",
            "^1",
            "0.8.100",
            ">0.8.99",
            "<0.8.0",
            ">=0.9.0",
            "~0.7",
            ">0.8.5 <0.8.3",
            "0.8.0.1",
            "0.8.",
            "=>0.8.0",
            "0.8.0 || ",
            "^0.8.0 - 0.9.0",
            "nightly",
        ] {
            assert!(!accepts_current(bad), "{bad}");
        }
    }

    #[test]
    fn places_stay_what_they_are() {
        let cases = [
            ("pragma solidity *; uint a;", "                   uint a;"),
            ("pragma solidity\n^0.8.0;", "               \n       "),
            ("pragma solidity 0.7.*;", "pragma solidity 9    ;"),
            ("pragma solidity ^0.7.0;", "pragma solidity ^0.7.0;"),
            ("pragma solidity *", "pragma solidity *"),
            ("// pragma solidity *;", "// pragma solidity *;"),
        ];
        for (text, made) in cases {
            assert_eq!(without_accepted(text), made);
        }
    }
}
