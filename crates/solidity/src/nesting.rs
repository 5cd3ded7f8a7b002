//! Depth of a source, measured before anything recursive looks at it (DECISION S15).
//!
//! The parser keeps its own stack, but trees are dropped and walked by recursion. This check reads tokens only.

use solang_parser::lexer::{Lexer, Token};
use twilight_diagnostics::{Diagnostic, FileId, Span};

use crate::codes;

/// Levels that brackets, operators that follow each other and nested statements together may make.
pub const MAX_NESTING: usize = 256;

/// One pair of brackets around the place that is looked at.
#[derive(Default)]
struct Frame {
    /// Operators and statement heads since the last separator: each may be a level of the tree.
    chain: usize,
}

/// Refuses a source that nests too deep.
///
/// # Errors
/// A diagnostic at the token that goes over the limit.
pub fn check(file: FileId, text: &str) -> Result<(), Box<Diagnostic>> {
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    let lexer = Lexer::new(text, 0, &mut comments, &mut errors);
    let mut frames = vec![Frame::default()];
    let mut depth = 0_usize;
    let mut may_end = false;
    for (start, token, end) in lexer {
        if std::mem::take(&mut may_end) && token != Token::Else {
            reset(&mut frames, &mut depth);
        }
        match token {
            Token::OpenParenthesis | Token::OpenBracket | Token::OpenCurlyBrace => {
                frames.push(Frame::default());
                depth += 1;
            }
            Token::CloseParenthesis | Token::CloseBracket | Token::CloseCurlyBrace => {
                if frames.len() > 1
                    && let Some(frame) = frames.pop()
                {
                    depth -= 1 + frame.chain;
                }
                may_end = token == Token::CloseCurlyBrace;
                if !may_end {
                    lengthen(&mut frames, &mut depth);
                }
            }
            Token::Comma => reset(&mut frames, &mut depth),
            // `else` may go on with what stands before it.
            Token::Semicolon => may_end = true,
            Token::Identifier(_)
            | Token::StringLiteral(..)
            | Token::HexLiteral(_)
            | Token::AddressLiteral(_)
            | Token::Number(..)
            | Token::RationalNumber(..)
            | Token::HexNumber(_) => {}
            // Operators, heads of statements, and keywords that cost nothing but are few in a row.
            _ => lengthen(&mut frames, &mut depth),
        }
        if depth > MAX_NESTING {
            let span = Span::new(file, at(start), at(end));
            let message = format!(
                "This nests more than {MAX_NESTING} levels deep, which is the limit. Brackets, nested statements and \
                 operators that follow each other count."
            );
            return Err(Box::new(
                Diagnostic::error(codes::NESTING, span, message)
                    .with_help("Split it: give a part of the expression a variable of its own, or move inner statements into a function."),
            ));
        }
    }
    Ok(())
}

fn lengthen(frames: &mut [Frame], depth: &mut usize) {
    if let Some(frame) = frames.last_mut() {
        frame.chain += 1;
        *depth += 1;
    }
}

fn reset(frames: &mut [Frame], depth: &mut usize) {
    if let Some(frame) = frames.last_mut() {
        *depth -= frame.chain;
        frame.chain = 0;
    }
}

fn at(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::{MAX_NESTING, check};
    use twilight_diagnostics::FileId;

    fn deep(open: &str, inner: &str, close: &str, levels: usize) -> String {
        format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
    }

    #[test]
    fn the_limit_holds_at_its_edge() {
        assert!(check(FileId(0), &deep("(", "1", ")", MAX_NESTING)).is_ok());
        assert!(check(FileId(0), &deep("(", "1", ")", MAX_NESTING + 1)).is_err());
        assert!(check(FileId(0), &deep("!", "1", "", MAX_NESTING)).is_ok());
        assert!(check(FileId(0), &deep("!", "1", "", MAX_NESTING + 1)).is_err());
    }

    #[test]
    fn chains_count_and_separators_end_them() {
        assert!(check(FileId(0), &format!("x = 1{};", " + 1".repeat(2 * MAX_NESTING))).is_err());
        assert!(check(FileId(0), &"x = 1 + 1;".repeat(2 * MAX_NESTING)).is_ok());
        assert!(check(FileId(0), &format!("[{}]", "-1,".repeat(2 * MAX_NESTING))).is_ok());
        let chain = "if (a) {} else ".repeat(2 * MAX_NESTING);
        assert!(check(FileId(0), &format!("{chain} {{}}")).is_err());
        assert!(check(FileId(0), &"if (a) {} ".repeat(2 * MAX_NESTING)).is_ok());
        assert!(check(FileId(0), &"if (a) ".repeat(2 * MAX_NESTING)).is_err());
        assert!(check(FileId(0), &"if (a) x; else ".repeat(2 * MAX_NESTING)).is_err());
        assert!(check(FileId(0), &"if (a) x; ".repeat(2 * MAX_NESTING)).is_ok());
    }
}
