//! The third-party parser, and its errors in our words: one for each source, at the first mistake.

use solang_parser::pt;
use twilight_diagnostics::{Diagnostic, FileId, Span};

use crate::brackets::{closes_nothing, open_before};
use crate::foreign::{confused, foreign, foreign_statement};
use crate::{codes, nesting, words};

/// The tree of a source.
///
/// # Errors
/// The first mistake.
pub fn parse(file: FileId, text: &str) -> Result<pt::SourceUnit, Box<Diagnostic>> {
    nesting::check(file, text)?;
    match solang_parser::parse(&crate::pragma::without_accepted(text), 0) {
        Ok((unit, _comments)) => {
            words::check(file, text)?;
            Ok(unit)
        }
        Err(problems) => {
            let first = problems
                .iter()
                .filter(|problem| matches!(problem.loc, pt::Loc::File(..)))
                // What is no token is the cause of what the parser then misses.
                .min_by_key(|problem| (lexical(&problem.message).is_none(), problem.loc.start()));
            Err(Box::new(first.map_or_else(
                || {
                    Diagnostic::error(
                        codes::SYNTAX,
                        Span::new(file, 0, 0),
                        "This is no Solidity source.",
                    )
                },
                |problem| explain(file, text, problem.loc, &problem.message),
            )))
        }
    }
}

/// The span of a parsed place.
#[must_use]
pub fn span(file: FileId, loc: &pt::Loc) -> Span {
    match loc {
        pt::Loc::File(_, start, end) => Span::new(file, offset(*start), offset(*end)),
        _ => Span::new(file, 0, 0),
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Says what the parser stumbled over. Its list of expected tokens is long and of its grammar; what helps is told
/// from the few that decide.
fn explain(file: FileId, text: &str, loc: pt::Loc, message: &str) -> Diagnostic {
    let (start, end) = (loc.start().min(text.len()), loc.end().min(text.len()));
    let found = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default().trim_end();
    let word = last_word(before);
    let here = Span::new(file, offset(start), offset(end));
    let after_before = {
        let end = before.len();
        let start = end - before.chars().next_back().map_or(0, char::len_utf8);
        Span::new(file, offset(start), offset(end))
    };
    let error = |span: Span, message: String| Diagnostic::error(codes::SYNTAX, span, message);
    if let Some(lexical) = lexical(message) {
        return error(here, lexical.0.to_owned()).with_help(lexical.1);
    }
    if found.starts_with("#![") {
        // The driver takes a directive away that stands where it may.
        return error(
            here,
            "A directive stands before everything but comments.".to_owned(),
        )
        .with_help("Move it to the top of the source.");
    }
    if let Some((message, help)) = foreign(found) {
        return error(here, message).with_help(help);
    }
    if let Some((message, help)) = foreign(word) {
        let span = Span::new(file, offset(before.len() - word.len()), offset(before.len()));
        return error(span, message).with_help(help);
    }
    if let Some((at, name)) = foreign_statement(text, start)
        && let Some((message, help)) = foreign(name)
    {
        let span = Span::new(file, offset(at), offset(at + name.len()));
        return error(span, message).with_help(help);
    }
    let expected = message.split("expect").nth(1).unwrap_or_default();
    let expects = |token: &str| expected.contains(&format!("\"{token}\""));
    let what = if message.starts_with("unexpected end") {
        "the end of the file".to_owned()
    } else {
        format!("`{found}`")
    };
    if message.starts_with("unexpected end") {
        if let Some((at, missing)) = open_before(text, text.len()).pop() {
            return error(
                here,
                format!("The file ends before this is complete: a `{missing}` is missing."),
            )
            .with_secondary(Span::new(file, offset(at), offset(at + 1)), "opened here")
            .with_help(format!("Add the `{missing}`."));
        }
        return error(here, "The file ends in the middle of a declaration.".to_owned());
    }
    if closes_nothing(text, start, found) {
        return error(here, format!("This `{found}` closes nothing.")).with_help("Remove it.");
    }
    if let Some((message, help)) = confused(found, before, word, &expects) {
        return error(here, message).with_help(help);
    }
    if expects(";") && !before.ends_with(';') && !found.starts_with([')', ']']) {
        return error(after_before, format!("Expected `;` after this, found {what}."))
            .with_help("End the statement or declaration with `;`.");
    }
    if expects(")") && found.starts_with(['{', ';', '}', ']']) {
        return error(after_before, format!("Expected `)` after this, found {what}."));
    }
    if expects("]") && found.starts_with(['{', ';', '}', ')']) {
        return error(after_before, format!("Expected `]` after this, found {what}."));
    }
    if expects("{") && expected.matches('"').count() <= 12 {
        return error(here, format!("Expected `{{`, found {what}."));
    }
    if expects("identifier") && expected.matches(", ").count() <= 6 {
        return error(here, format!("Expected a name, found {what}."));
    }
    let place = if before.is_empty() {
        "at the start of a source".to_owned()
    } else {
        format!(
            "after `{}`",
            if word.is_empty() {
                last_symbol(before)
            } else {
                word
            }
        )
    };
    error(
        here,
        format!("This cannot stand {place}: {what} was not expected."),
    )
}

fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '_')
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn last_symbol(text: &str) -> &str {
    let start = text.char_indices().next_back().map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// Errors of the lexer, with what to do.
fn lexical(message: &str) -> Option<(&'static str, &'static str)> {
    Some(match message {
        "end of file found in comment" => ("This comment does not end.", "Close it with `*/`."),
        "end of file found in string literal" => (
            "This string does not end.",
            "Close it with the quote that opened it, on the same line.",
        ),
        "end of file found in hex literal string" => {
            ("This `hex` string does not end.", "Close it with its quote.")
        }
        "missing number" => ("A number is missing its digits.", "Write digits after `0x`."),
        "missing exponent" => (
            "The exponent of this number has no digits.",
            "Write digits after `e`.",
        ),
        _ if message.starts_with("invalid character") => (
            "This character is no hexadecimal digit.",
            "A `hex` string has pairs of the digits 0-9, a-f.",
        ),
        _ => return None,
    })
}
