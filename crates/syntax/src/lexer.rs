//! The lexer (spec 02 §2): text to tokens, lossless, in one linear pass.
//!
//! It never fails: what it cannot read becomes a token all the same and is reported. It must never
//! allocate per token.

use crate::codes;
use crate::token::{Token, TokenKind};
use twilight_diagnostics::{Diagnostic, FileId, Span};

/// Largest file the lexer reads, in bytes; a larger one is a single unknown token and an error.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;

/// Bytes in which a closing quote of a kind that Twilight does not have is looked for.
const FARTHEST_QUOTE: usize = 256;

/// Most errors reported for one file; beyond them one last message says that there are more.
pub const MAX_ERRORS: usize = 100;

/// All tokens of `text`, trivia included, and what is wrong with them. The last token is `Eof`.
#[must_use]
pub fn lex(file: FileId, text: &str) -> (Vec<Token>, Vec<Diagnostic>) {
    if text.len() > MAX_FILE_BYTES {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let error = Diagnostic::error(
            codes::FILE_TOO_LARGE,
            Span::new(file, 0, 0),
            format!(
                "This file has {} bytes; a source file may have {MAX_FILE_BYTES}.",
                text.len()
            ),
        );
        let tokens = vec![
            Token {
                kind: TokenKind::Unknown,
                start: 0,
            },
            Token {
                kind: TokenKind::Eof,
                start: end,
            },
        ];
        return (tokens, vec![error]);
    }
    let mut lexer = Lexer::new(file, text, false);
    lexer.run();
    if lexer.unterminated_string {
        // A quote is missing somewhere. Reading again with strings that end at their line finds the place
        // and keeps the rest of the file readable.
        lexer = Lexer::new(file, text, true);
        lexer.run();
    }
    (lexer.tokens, lexer.errors)
}

struct Lexer<'a> {
    file: FileId,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
    errors: Vec<Diagnostic>,
    /// Strings end at the end of their line at the latest.
    single_line_strings: bool,
    unterminated_string: bool,
    /// Kind of the last token that was not trivia.
    previous: TokenKind,
}

impl<'a> Lexer<'a> {
    fn new(file: FileId, text: &'a str, single_line_strings: bool) -> Self {
        Self {
            file,
            text,
            bytes: text.as_bytes(),
            at: 0,
            tokens: Vec::with_capacity(text.len() / 4 + 2),
            errors: Vec::new(),
            single_line_strings,
            unterminated_string: false,
            previous: TokenKind::Eof,
        }
    }

    fn run(&mut self) {
        // A byte order mark is white space.
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
            self.push(TokenKind::Whitespace, 0);
        }
        while self.at < self.bytes.len() {
            let start = self.at;
            let kind = self.token();
            debug_assert!(self.at > start, "the lexer makes progress");
            self.push(kind, start);
        }
        self.push(TokenKind::Eof, self.at);
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        // Offsets fit: the file's size is limited.
        self.tokens.push(Token {
            kind,
            start: start as u32,
        });
        if !kind.is_trivia() {
            self.previous = kind;
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| wanted(*byte)) {
            self.at += 1;
        }
    }

    fn error(
        &mut self,
        code: &'static str,
        start: usize,
        end: usize,
        message: String,
    ) -> Option<&mut Diagnostic> {
        if self.errors.len() >= MAX_ERRORS {
            return None;
        }
        let span = Span::new(self.file, start as u32, end as u32);
        self.errors.push(Diagnostic::error(code, span, message));
        self.errors.last_mut()
    }

    fn token(&mut self) -> TokenKind {
        let byte = self.peek(0);
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
                TokenKind::Whitespace
            }
            b'/' if self.peek(1) == b'/' => self.line_comment(),
            b'/' if self.peek(1) == b'*' => self.block_comment(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            b'0'..=b'9' => {
                self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                TokenKind::Int
            }
            b'"' => self.string(),
            b'\'' => self.single_quote(),
            b'`' => self.back_quote(),
            _ => {
                if let Some((kind, length)) = self.punctuation(byte) {
                    self.at += length;
                    kind
                } else if self.rest().chars().next().is_some_and(char::is_alphabetic) {
                    self.word()
                } else {
                    self.unknown()
                }
            }
        }
    }

    /// Longest match, except that `>` always stands alone.
    fn punctuation(&self, byte: u8) -> Option<(TokenKind, usize)> {
        use TokenKind as T;
        let (next, third) = (self.peek(1), self.peek(2));
        Some(match (byte, next, third) {
            (b'{', ..) => (T::OpenBrace, 1),
            (b'}', ..) => (T::CloseBrace, 1),
            (b'(', ..) => (T::OpenParen, 1),
            (b')', ..) => (T::CloseParen, 1),
            (b'[', ..) => (T::OpenBracket, 1),
            (b']', ..) => (T::CloseBracket, 1),
            (b',', ..) => (T::Comma, 1),
            (b';', ..) => (T::Semicolon, 1),
            (b':', b':', _) => (T::ColonColon, 2),
            (b':', ..) => (T::Colon, 1),
            (b'.', b'.', b'=') => (T::DotDotEq, 3),
            (b'.', b'.', _) => (T::DotDot, 2),
            (b'.', ..) => (T::Dot, 1),
            (b'#', ..) => (T::Hash, 1),
            (b'@', ..) => (T::At, 1),
            (b'?', ..) => (T::Question, 1),
            (b'!', b'=', _) => (T::BangEq, 2),
            (b'!', ..) => (T::Bang, 1),
            (b'=', b'=', _) => (T::EqEq, 2),
            (b'=', b'>', _) => (T::FatArrow, 2),
            (b'=', ..) => (T::Eq, 1),
            (b'-', b'>', _) => (T::Arrow, 2),
            (b'-', b'=', _) => (T::MinusEq, 2),
            (b'-', ..) => (T::Minus, 1),
            (b'<', b'<', b'=') => (T::LessLessEq, 3),
            (b'<', b'=', _) => (T::LessEq, 2),
            (b'<', ..) => (T::Less, 1),
            (b'>', ..) => (T::Greater, 1),
            (b'+', b'=', _) => (T::PlusEq, 2),
            (b'+', ..) => (T::Plus, 1),
            (b'*', b'=', _) => (T::StarEq, 2),
            (b'*', ..) => (T::Star, 1),
            (b'/', b'=', _) => (T::SlashEq, 2),
            (b'/', ..) => (T::Slash, 1),
            (b'%', b'=', _) => (T::PercentEq, 2),
            (b'%', ..) => (T::Percent, 1),
            (b'^', b'=', _) => (T::CaretEq, 2),
            (b'^', ..) => (T::Caret, 1),
            (b'&', b'&', _) => (T::AmpAmp, 2),
            (b'&', b'=', _) => (T::AmpEq, 2),
            (b'&', ..) => (T::Amp, 1),
            (b'|', b'|', _) => (T::PipePipe, 2),
            (b'|', b'=', _) => (T::PipeEq, 2),
            (b'|', ..) => (T::Pipe, 1),
            _ => return None,
        })
    }

    fn line_comment(&mut self) -> TokenKind {
        // `///` is a doc comment; a row of four or more slashes is a ruler.
        let doc = self.peek(2) == b'/' && self.peek(3) != b'/';
        self.skip_while(|byte| byte != b'\n');
        if doc {
            TokenKind::DocComment
        } else {
            TokenKind::LineComment
        }
    }

    fn block_comment(&mut self) -> TokenKind {
        let start = self.at;
        if let Some(length) = self.text.get(self.at + 2..).and_then(|rest| rest.find("*/")) {
            self.at += 2 + length + 2;
        } else {
            self.at = self.bytes.len();
            if let Some(error) = self.error(
                codes::UNTERMINATED_COMMENT,
                start,
                start + 2,
                "This comment does not end: `*/` is missing.".to_owned(),
            ) {
                error
                    .help
                    .push("Close the comment with `*/`, or start it with `//`.".to_owned());
            }
        }
        TokenKind::BlockComment
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if self.peek(0) >= 0x80 {
            let foreign = self
                .rest()
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(self.rest().len());
            if foreign > 0 {
                self.at += foreign;
                let word = self.text.get(start..self.at).unwrap_or("");
                let message = format!(
                    "The name `{}` has letters outside ASCII. Names are made of the letters a-z and A-Z, digits and `_`.",
                    shorten(word)
                );
                let end = self.at;
                // Each name once, however often it is used.
                if self.errors.iter().all(|error| error.message != message) {
                    self.error(codes::NON_ASCII_NAME, start, end, message);
                }
                return TokenKind::Ident;
            }
        }
        let word = self.text.get(start..self.at).unwrap_or("");
        if word == "b"
            && let Some((length, byte)) = byte_literal(self.rest())
        {
            self.at += length;
            let (shown, end) = (shorten(self.text.get(start..self.at).unwrap_or("")), self.at);
            let message = format!("Twilight has no byte literals such as `{shown}`.");
            if let Some(error) = self.error(codes::SINGLE_QUOTES, start, end, message) {
                error.help.push(format!("Write the number of the byte, {byte}."));
                let span = error.span;
                error.suggestions.push(twilight_diagnostics::Suggestion {
                    span,
                    replacement: byte.to_string(),
                });
            }
            return TokenKind::Int;
        }
        TokenKind::of_word(word)
    }

    fn string(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        loop {
            self.skip_while(|byte| !matches!(byte, b'"' | b'\\' | b'\n'));
            match self.bytes.get(self.at) {
                None => break,
                Some(b'"') => {
                    self.at += 1;
                    return TokenKind::Str;
                }
                Some(b'\\') => self.escape(),
                Some(_) if self.single_line_strings => break,
                Some(_) => self.at += 1,
            }
        }
        self.unterminated_string = true;
        if self.single_line_strings && self.bytes.get(self.at - 1) == Some(&b'\r') {
            self.at -= 1;
        }
        // Only the first: later ones may be strings over several lines that are fine.
        if self
            .errors
            .iter()
            .all(|error| error.code != codes::UNTERMINATED_STRING)
        {
            let end = self.at;
            if let Some(error) = self.error(
                codes::UNTERMINATED_STRING,
                start,
                end,
                "This string does not end: the closing `\"` is missing.".to_owned(),
            ) {
                error
                    .help
                    .push("Close it with `\"`. A quote inside a string is written `\\\"`.".to_owned());
            }
        }
        TokenKind::Str
    }

    /// Reads one escape; a bad one is reported and skipped.
    fn escape(&mut self) {
        let start = self.at;
        self.at += 1;
        match self.peek(0) {
            b'n' | b't' | b'\\' | b'"' | b'r' | b'0' | b'\'' => self.at += 1,
            b'x' => {
                self.at += 1;
                let digits = self.at;
                while self.at - digits < 2 && self.peek(0).is_ascii_hexdigit() {
                    self.at += 1;
                }
                let value = self.text.get(digits..self.at).filter(|digits| digits.len() == 2);
                if value.is_some_and(|digits| u8::from_str_radix(digits, 16).is_ok_and(|byte| byte < 0x80)) {
                    return;
                }
                let end = self.at;
                self.error(
                    codes::BAD_ESCAPE,
                    start,
                    end,
                    "A byte escape is written `\\x` with two hexadecimal digits, 00 to 7F, for example `\\x1b`; other \
                     characters are written `\\u{..}`."
                        .to_owned(),
                );
            }
            b'u' => {
                self.at += 1;
                if self.peek(0) == b'{' {
                    self.at += 1;
                    let digits = self.at;
                    self.skip_while(|byte| byte.is_ascii_hexdigit());
                    let value = self
                        .text
                        .get(digits..self.at)
                        .filter(|digits| (1..=6).contains(&digits.len()));
                    let value = value.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                    let closed = self.peek(0) == b'}';
                    self.at += usize::from(closed);
                    if closed && value.and_then(char::from_u32).is_some() {
                        return;
                    }
                }
                let end = self.at;
                self.error(
                    codes::BAD_ESCAPE,
                    start,
                    end,
                    "A Unicode escape is written `\\u{..}` with 1 to 6 hexadecimal digits of a character's code, \
                     for example `\\u{e9}`."
                        .to_owned(),
                );
            }
            _ => {
                let length = self
                    .rest()
                    .chars()
                    .next()
                    .filter(|c| *c != '\n')
                    .map_or(0, char::len_utf8);
                self.at += length;
                let end = self.at;
                let shown = self.text.get(start..end).unwrap_or("").trim_end();
                let message = format!("`{shown}` is not a known escape.");
                if let Some(error) = self.error(codes::BAD_ESCAPE, start, end, message) {
                    error.help.push(
                        "The escapes are `\\n`, `\\t`, `\\r`, `\\0`, `\\\\`, `\\\"`, `\\'`, `\\x..` and `\\u{..}`; a plain backslash is \
                         written `\\\\`."
                            .to_owned(),
                    );
                }
            }
        }
    }

    /// A label `'outer`, or text in single quotes, which Twilight does not have.
    fn single_quote(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let word_end = self.at;
        let named = word_end > start + 1 && !self.peek_at(start + 1).is_ascii_digit();
        let followed_by_colon = self.rest().trim_start_matches([' ', '\t']).starts_with(':');
        let behind = self.rest().trim_start_matches([' ', '\t']);
        // At the start of a statement it is a label whose `:` is missing.
        let loops = matches!(
            self.previous,
            TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Semicolon
        ) && ["loop", "while", "for"].iter().any(|keyword| {
            behind
                .strip_prefix(keyword)
                .is_some_and(|rest| rest.starts_with([' ', '{', '(']))
        });
        let jump = matches!(self.previous, TokenKind::Break | TokenKind::Continue);
        // `<'a>`, `&'a`, `<'a, 'b>`: a lifetime, which the parser refuses.
        let lifetime = matches!(self.previous, TokenKind::Less | TokenKind::Amp)
            || (self.previous == TokenKind::Comma && behind.starts_with(['>', ',']));
        if named && self.peek(0) != b'\'' && (followed_by_colon || loops || jump || lifetime) {
            return TokenKind::Label;
        }
        // The closing quote must stand in the same line; looking no farther than a line keeps this linear
        // only if lines are short, hence the bound.
        let window = self
            .bytes
            .get(self.at..(self.at + FARTHEST_QUOTE).min(self.bytes.len()))
            .unwrap_or(&[]);
        let close = window.iter().position(|byte| matches!(byte, b'\'' | b'\n'));
        if let Some(close) = close.filter(|close| window.get(*close) == Some(&b'\'')) {
            self.at += close + 1;
            let end = self.at;
            let inner = self.text.get(start + 1..end - 1).unwrap_or("");
            let message = "Text stands in double quotes; single quotes mark loop labels only.".to_owned();
            let help = format!("Write `\"{}\"`.", shorten(inner));
            let plain = !inner.contains(['"', '\\']);
            let replacement = plain.then(|| format!("\"{inner}\""));
            if let Some(error) = self.error(codes::SINGLE_QUOTES, start, end, message) {
                error.help.push(help);
                let span = error.span;
                error.suggestions.extend(
                    replacement.map(|replacement| twilight_diagnostics::Suggestion { span, replacement }),
                );
            }
            return TokenKind::Str;
        }
        if named {
            return TokenKind::Label;
        }
        self.at = start + 1;
        self.error(
            codes::SINGLE_QUOTES,
            start,
            start + 1,
            "A single quote starts a loop label such as `'outer`; text stands in double quotes.".to_owned(),
        );
        TokenKind::Unknown
    }

    /// Text between back quotes, which Twilight does not have.
    fn back_quote(&mut self) -> TokenKind {
        let window = self
            .bytes
            .get(self.at + 1..(self.at + FARTHEST_QUOTE).min(self.bytes.len()))
            .unwrap_or(&[]);
        let close = window.iter().position(|byte| matches!(byte, b'`' | b'\n'));
        let Some(close) = close.filter(|close| window.get(*close) == Some(&b'`')) else {
            return self.unknown();
        };
        let start = self.at;
        self.at += close + 2;
        let end = self.at;
        let message = "Text stands in double quotes, not between back quotes.".to_owned();
        let inner = self.text.get(start + 1..end - 1).unwrap_or("");
        let help = if inner.contains("${") {
            "Show values with placeholders: `println(\"a {}\", value)`; or join strings with `+` and `.to_string()`."
                .to_owned()
        } else {
            format!("Write `\"{}\"`.", shorten(inner))
        };
        if let Some(error) = self.error(codes::UNKNOWN_CHARACTER, start, end, message) {
            error.help.push(help);
        }
        TokenKind::Str
    }

    fn peek_at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// A run of characters that start no token.
    fn unknown(&mut self) -> TokenKind {
        let start = self.at;
        let first = self.rest().chars().next().unwrap_or(' ');
        self.at += first.len_utf8();
        // The same character again, or any other from outside ASCII, belongs to the same mistake.
        let more = self
            .rest()
            .find(|c: char| !(c == first || (!c.is_ascii() && !c.is_alphabetic())))
            .unwrap_or(self.rest().len());
        self.at += more;
        let end = self.at;
        let (message, help) = unknown_character(first);
        if let Some(error) = self.error(codes::UNKNOWN_CHARACTER, start, end, message) {
            error.help.extend(help.map(str::to_owned));
        }
        TokenKind::Unknown
    }
}

/// What to say about a character that starts no token.
fn unknown_character(character: char) -> (String, Option<&'static str>) {
    let help = match character {
        '~' => Some("Bitwise not is written `!x`."),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => {
            Some("This is a typographic quote; strings stand in plain `\"` quotes.")
        }
        '\u{2018}' | '\u{2019}' => Some("This is a typographic quote; a label starts with a plain `'`."),
        '`' => Some("Strings stand in `\"` quotes."),
        '\\' => Some(
            "A backslash has a meaning only inside strings; statements need no mark to go on in the next line.",
        ),
        '$' => Some("Names are made of letters, digits and `_`."),
        '\u{a0}' | '\u{200b}' | '\u{2003}' | '\u{3000}' | '\u{feff}' => {
            Some("This character looks like a space but is none; replace it by a space.")
        }
        '\u{2013}' | '\u{2014}' | '\u{2212}' => Some("This is a typographic dash; minus is written `-`."),
        '\u{ff1b}' => Some("This is a full-width semicolon; write `;`."),
        '\u{ff0c}' | '\u{3001}' => Some("This is a full-width comma; write `,`."),
        '\u{ff1a}' => Some("This is a full-width colon; write `:`."),
        '\u{ff08}' | '\u{ff09}' => Some("These are full-width parentheses; write `(` and `)`."),
        '\u{ff5b}' | '\u{ff5d}' => Some("These are full-width braces; write `{` and `}`."),
        '\u{ff1d}' | '\u{ff0b}' | '\u{ff1e}' | '\u{ff1c}' | '\u{ff01}' => {
            Some("This is a full-width sign; write the plain one.")
        }
        '\u{d7}' => Some("Multiplication is written `*`."),
        '\u{f7}' => Some("Division is written `/`."),
        '\u{2264}' => Some("Write `<=`."),
        '\u{2265}' => Some("Write `>=`."),
        '\u{2260}' => Some("Write `!=`."),
        '\u{2192}' => Some("Write `->`."),
        '\u{21d2}' => Some("Write `=>`."),
        _ => None,
    };
    let message = if character.is_control() || character.is_whitespace() || !is_shown(character) {
        format!(
            "The invisible character U+{:04X} has no meaning here.",
            u32::from(character)
        )
    } else {
        format!("The character `{character}` has no meaning here.")
    };
    (message, help)
}

/// Zero-width and formatting characters are named by number.
fn is_shown(character: char) -> bool {
    !matches!(u32::from(character), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..)
}

/// A word cut to a length that fits into a message.
pub(crate) fn shorten(word: &str) -> String {
    const LONGEST: usize = 40;
    if word.chars().count() <= LONGEST {
        return word.to_owned();
    }
    word.chars().take(LONGEST).chain("..".chars()).collect()
}

/// Length and value of `'0'` or `'\n'` at the start of `text`.
fn byte_literal(text: &str) -> Option<(usize, u8)> {
    match text.as_bytes() {
        [b'\'', b'\\', escaped, b'\'', ..] => {
            let byte = match escaped {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'0' => 0,
                b'\\' | b'\'' | b'"' => *escaped,
                _ => return None,
            };
            Some((4, byte))
        }
        [b'\'', byte, b'\'', ..] if !matches!(byte, b'\'' | b'\\' | b'\n') && byte.is_ascii() => {
            Some((3, *byte))
        }
        _ => None,
    }
}
