//! Brackets of a source that the parser refused: which one is open, and whether a closing one closes anything. Tokens
//! are looked at, so that strings and comments do not mislead.

use solang_parser::lexer::{Lexer, Token};

/// Brackets that are open before a place of the text, each with its own place and what would close it.
pub fn open_before(text: &str, place: usize) -> Vec<(usize, char)> {
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    let mut open = Vec::new();
    for (at, token, _) in Lexer::new(text, 0, &mut comments, &mut errors) {
        if at >= place {
            break;
        }
        match token {
            Token::OpenParenthesis => open.push((at, ')')),
            Token::OpenBracket => open.push((at, ']')),
            Token::OpenCurlyBrace => open.push((at, '}')),
            Token::CloseParenthesis | Token::CloseBracket | Token::CloseCurlyBrace => {
                open.pop();
            }
            _ => {}
        }
    }
    open
}

/// Whether a bracket at a place closes nothing: none is open, or it is `)` or `]` and only blocks are.
pub fn closes_nothing(text: &str, place: usize, bracket: &str) -> bool {
    let open = open_before(text, place);
    match bracket {
        "}" => open.is_empty(),
        ")" | "]" => open.iter().all(|(_, close)| *close == '}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{closes_nothing, open_before};

    #[test]
    fn brackets_of_text_do_not_count() {
        assert_eq!(open_before("a(\"]{\" /* [ */ [", 16), [(1, ')'), (15, ']')]);
        assert_eq!(open_before("a(b)", 3), [(1, ')')]);
        assert!(closes_nothing("{ } }", 4, "}"));
        assert!(!closes_nothing("{ } }", 2, "}"));
        assert!(closes_nothing("{ (1)) }", 5, ")"));
        assert!(!closes_nothing("{ (1] }", 4, "]"));
    }
}
