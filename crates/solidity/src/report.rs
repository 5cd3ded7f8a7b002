//! Diagnostics of one source. A base contract is looked at once for each contract made of it; what is wrong there is
//! said once.

use std::collections::BTreeSet;

use solang_parser::pt::Loc;
use twilight_diagnostics::{Diagnostic, FileId, Span};

use crate::codes;

/// Diagnostics in the order they were found.
#[derive(Debug, Default)]
pub struct Report {
    /// The source.
    pub file: FileId,
    list: Vec<Diagnostic>,
    seen: BTreeSet<(u32, u32, String)>,
}

impl Report {
    /// For one source.
    #[must_use]
    pub fn new(file: FileId) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// The span of a parsed place.
    #[must_use]
    pub fn span(&self, loc: &Loc) -> Span {
        crate::parse::span(self.file, loc)
    }

    /// Adds one, unless it stands there already.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.message = articles(&diagnostic.message);
        let key = (
            diagnostic.span.start,
            diagnostic.span.end,
            format!("{} {}", diagnostic.code, diagnostic.message),
        );
        if self.seen.insert(key) {
            self.list.push(diagnostic);
        }
    }

    /// Adds an error.
    pub fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.push(Diagnostic::error(code, span, message));
    }

    /// Adds an error that says what to do.
    pub fn error_help(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::error(code, span, message).with_help(help));
    }

    /// Refuses a feature of Solidity (DECISION Y6). `what` begins the sentence "`what` are not supported.".
    pub fn unsupported(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.error_help(codes::UNSUPPORTED, span, message, help);
    }

    /// Whether anything was refused.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(Diagnostic::is_error)
    }

    /// All of them.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}

/// Writes "an" for "a" before a quoted word that begins with a vowel: `address`, `int256`, the name of an enum. A `u`
/// is spoken as in "unit".
fn articles(message: &str) -> String {
    let mut made = String::with_capacity(message.len() + 2);
    let mut rest = message;
    while let Some(at) = rest.find('`') {
        let (before, quoted) = rest.split_at(at);
        made.push_str(before);
        let vowel = quoted.chars().nth(1).is_some_and(|c| "aeioAEIO".contains(c));
        if vowel && (before == "A " || before.ends_with(" a ") || before.ends_with(". A ")) {
            made.pop();
            made.push_str("n ");
        }
        // To the end of what is quoted.
        let end = quoted
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '`')
            .map_or(quoted.len(), |(at, _)| at + 1);
        let (whole, after) = quoted.split_at(end);
        made.push_str(whole);
        rest = after;
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[test]
    fn articles_agree_with_what_they_stand_before() {
        assert_eq!(
            articles("This is a `uint8`; a `address` is needed."),
            "This is a `uint8`; an `address` is needed."
        );
        assert_eq!(articles("A `int8` is no `a `x`."), "An `int8` is no `a `x`.");
        assert_eq!(articles("Extra `a` and a `"), "Extra `a` and a `");
    }
}
