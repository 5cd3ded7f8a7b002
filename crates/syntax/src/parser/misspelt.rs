//! "Did you mean": keywords with a letter wrong, in front of what such a keyword would stand before.
//!
//! As in `foreign`, only code that no valid program contains may get here.

use super::Parser;
use super::foreign::looks_like_type;
use crate::codes;
use crate::lexer;
use crate::token::TokenKind as T;
use twilight_diagnostics::Diagnostic;

/// Words that start items, as they are likely to be meant, with the keyword.
const ITEMS: &[(&str, &str)] = &[
    ("const", "const"),
    ("contract", "contract"),
    ("enum", "enum"),
    ("event", "event"),
    ("fn", "fn"),
    ("function", "fn"),
    ("impl", "impl"),
    ("mod", "mod"),
    ("pub", "pub"),
    ("public", "pub"),
    ("storage", "storage"),
    ("struct", "struct"),
    ("trait", "trait"),
    ("type", "type"),
    ("use", "use"),
];

/// Words that start statements and have something behind them.
const STATEMENTS: &[(&str, &str)] = &[
    ("emit", "emit"),
    ("for", "for"),
    ("if", "if"),
    ("match", "match"),
    ("return", "return"),
    ("val", "val"),
    ("var", "var"),
    ("while", "while"),
];

impl Parser<'_> {
    /// The keyword of an item that the current identifier is likely to be.
    pub(super) fn misspelt_item_word(&self) -> Option<&'static str> {
        let word = self.current_text();
        let keyword = closest(word, ITEMS)?;
        let next = self.nth(1);
        let fits = match keyword {
            "storage" => next == T::OpenBrace,
            "pub" => super::starts_item(next),
            _ => next.is_ident(),
        };
        (fits && !looks_like_type(word)).then_some(keyword)
    }

    /// The keyword of a statement that the current identifier is likely to be; what follows it stands in the same
    /// line.
    pub(super) fn misspelt_statement_word(&self) -> Option<&'static str> {
        let word = self.current_text();
        let next = self.nth(1);
        let operand = (next.is_ident() && next != T::As)
            || matches!(
                next,
                T::Int | T::Str | T::True | T::False | T::Storage | T::SelfValue
            );
        if !operand || looks_like_type(word) {
            return None;
        }
        closest(word, STATEMENTS)
    }

    /// Reports the current token as a keyword with a letter wrong.
    pub(super) fn report_misspelt(&mut self, keyword: &str) {
        let word = lexer::shorten(self.current_text());
        let diagnostic = Diagnostic::error(
            codes::EXPECTED,
            self.span(),
            format!("`{word}` is no keyword of Twilight."),
        )
        .with_help(format!("Did you mean `{keyword}`?"))
        .with_suggestion(self.span(), keyword);
        self.report_always(diagnostic);
        self.reported_at = Some(self.at);
    }
}

/// The keyword of the word that is one slip away, or two where it is long.
fn closest(word: &str, known: &[(&str, &'static str)]) -> Option<&'static str> {
    known
        .iter()
        .map(|(meant, keyword)| (distance(word.as_bytes(), meant.as_bytes()), meant.len(), *keyword))
        .filter(|(distance, length, _)| *distance <= if *length > 4 { 2 } else { 1 })
        .min()
        .map(|(_, _, keyword)| keyword)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; of long words only
/// that they are far apart is known.
fn distance(a: &[u8], b: &[u8]) -> usize {
    const LONGEST: usize = 12;
    if a.len() > LONGEST || b.len() > LONGEST {
        return LONGEST;
    }
    let width = b.len() + 1;
    let mut table = vec![0_usize; width * (a.len() + 1)];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(LONGEST);
            let cost = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = usize::from(a.get(i - 1) != b.get(j - 1));
                let plain = (at(i - 1, j - 1) + changed)
                    .min(at(i - 1, j) + 1)
                    .min(at(i, j - 1) + 1);
                let swapped = i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1);
                if swapped {
                    plain.min(at(i - 2, j - 2) + 1)
                } else {
                    plain
                }
            };
            if let Some(slot) = table.get_mut(i * width + j) {
                *slot = cost;
            }
        }
    }
    table.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        assert_eq!(closest("contarct", ITEMS), Some("contract"));
        assert_eq!(closest("fucntion", ITEMS), Some("fn"));
        assert_eq!(closest("fm", ITEMS), Some("fn"));
        assert_eq!(closest("retrun", STATEMENTS), Some("return"));
        assert_eq!(closest("fro", STATEMENTS), Some("for"));
        assert_eq!(closest("balance", ITEMS), None);
        assert_eq!(closest("unchecked", STATEMENTS), None);
    }
}
