//! Tokens of the text form, one at a time and without a copy of the text. It must accept any bytes.

use super::ParseError;

/// A token; names are unescaped.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// `%5`, `%x.5`, `%x`: a register, label or type name.
    Percent {
        name: Option<String>,
        index: Option<u32>,
    },
    /// `@f`, `@f#3`, `@#3`: a function or event.
    At {
        name: Option<String>,
        index: Option<u32>,
    },
    /// A word, `::` included.
    Word(String),
    /// Digits with an optional sign before and letters after: `-5i64`, `0xab`, `3`.
    Number(String),
    /// Text in quotes.
    Str(String),
    /// `( ) { } [ ] < > , : =`
    Punct(char),
    /// `!{`
    Meta,
    /// The end of the text.
    End,
}

impl Token {
    /// How messages name it.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Percent { name, index } => match (name, index) {
                (Some(name), Some(index)) => format!("`%{name}.{index}`"),
                (Some(name), None) => format!("`%{name}`"),
                (None, index) => format!("`%{}`", index.unwrap_or_default()),
            },
            Self::At { name, .. } => format!("`@{}`", name.as_deref().unwrap_or_default()),
            Self::Word(text) | Self::Number(text) => format!("`{text}`"),
            Self::Str(_) => "a string".to_owned(),
            Self::Punct(ch) => format!("`{ch}`"),
            Self::Meta => "`!{`".to_owned(),
            Self::End => "the end of the text".to_owned(),
        }
    }
}

/// The text and a place in it.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, pos: 0 }
    }

    /// An error at a byte offset.
    pub(super) fn error(&self, offset: usize, message: impl Into<String>) -> ParseError {
        let before = self.text.get(..offset.min(self.text.len())).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        ParseError {
            line: number(before.matches('\n').count()),
            column: number(before.get(line_start..).map_or(0, |line| line.chars().count())),
            message: message.into(),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|ch| !accept(ch)).unwrap_or(rest.len());
        self.pos += end;
        rest.get(..end).unwrap_or("")
    }

    fn eat(&mut self, ch: char) -> bool {
        let found = self.peek() == Some(ch);
        if found {
            self.pos += ch.len_utf8();
        }
        found
    }

    /// Letters, digits, `_`, `$` and `::`.
    fn plain_name(&mut self) -> &'a str {
        let start = self.pos;
        loop {
            self.take_while(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '$'));
            let rest = self.rest();
            let after = rest.strip_prefix("::").and_then(|after| after.chars().next());
            if !after.is_some_and(|ch| ch.is_ascii_alphabetic() || matches!(ch, '_' | '$')) {
                break;
            }
            self.pos += 2;
        }
        self.text.get(start..self.pos).unwrap_or("")
    }

    /// The next token and the offset of its first byte.
    pub(super) fn next(&mut self) -> Result<(Token, usize), ParseError> {
        loop {
            self.take_while(|ch| ch.is_ascii_whitespace());
            if self.peek() != Some(';') {
                break;
            }
            self.take_while(|ch| ch != '\n');
        }
        let start = self.pos;
        let Some(ch) = self.peek() else {
            return Ok((Token::End, start));
        };
        let token = match ch {
            '%' => {
                self.pos += 1;
                let name = self.name(start)?;
                match name {
                    Name::Digits(index) => Token::Percent {
                        name: None,
                        index: Some(index),
                    },
                    Name::Text(name) => {
                        let dotted = self
                            .rest()
                            .strip_prefix('.')
                            .and_then(|after| after.chars().next());
                        let index = if dotted.is_some_and(|ch| ch.is_ascii_digit()) {
                            self.pos += 1;
                            Some(self.number(start)?)
                        } else {
                            None
                        };
                        Token::Percent {
                            name: Some(name),
                            index,
                        }
                    }
                    Name::None => return Err(self.error(start, "A name or number must follow `%`.")),
                }
            }
            '@' => {
                self.pos += 1;
                let name = match self.name(start)? {
                    Name::Text(name) => Some(name),
                    Name::None => None,
                    Name::Digits(_) => return Err(self.error(start, "A name must follow `@`.")),
                };
                let index = if self.eat('#') {
                    Some(self.number(start)?)
                } else {
                    None
                };
                if name.is_none() && index.is_none() {
                    return Err(self.error(start, "A name must follow `@`."));
                }
                Token::At { name, index }
            }
            '"' => Token::Str(self.quoted()?),
            '!' if self.rest().starts_with("!{") => {
                self.pos += 2;
                Token::Meta
            }
            '(' | ')' | '{' | '}' | '[' | ']' | '<' | '>' | ',' | ':' | '=' => {
                self.pos += 1;
                Token::Punct(ch)
            }
            '-' => {
                self.pos += 1;
                let digits = self.take_while(|ch| ch.is_ascii_alphanumeric());
                if !digits.starts_with(|ch: char| ch.is_ascii_digit()) {
                    return Err(self.error(start, "Digits must follow `-`."));
                }
                Token::Number(format!("-{digits}"))
            }
            ch if ch.is_ascii_digit() => {
                Token::Number(self.take_while(|ch| ch.is_ascii_alphanumeric()).to_owned())
            }
            ch if ch.is_ascii_alphabetic() || matches!(ch, '_' | '$') => {
                Token::Word(self.plain_name().to_owned())
            }
            ch => {
                return Err(self.error(start, format!("The character {ch:?} has no meaning here.")));
            }
        };
        Ok((token, start))
    }

    fn name(&mut self, start: usize) -> Result<Name, ParseError> {
        match self.peek() {
            Some('"') => Ok(Name::Text(self.quoted()?)),
            Some(ch) if ch.is_ascii_digit() => Ok(Name::Digits(self.number(start)?)),
            Some(ch) if ch.is_ascii_alphabetic() || matches!(ch, '_' | '$') => {
                Ok(Name::Text(self.plain_name().to_owned()))
            }
            _ => Ok(Name::None),
        }
    }

    fn number(&mut self, start: usize) -> Result<u32, ParseError> {
        let digits = self.take_while(|ch| ch.is_ascii_digit());
        digits
            .parse()
            .map_err(|_| self.error(start, "The number must be from 0 to 4294967295."))
    }

    fn quoted(&mut self) -> Result<String, ParseError> {
        let start = self.pos;
        self.pos += 1;
        let mut text = String::new();
        loop {
            text.push_str(self.take_while(|ch| ch != '"' && ch != '\\'));
            match self.peek() {
                Some('"') => {
                    self.pos += 1;
                    return Ok(text);
                }
                Some(_) => {
                    let escape = self.pos;
                    self.pos += 1;
                    text.push(self.escape(escape)?);
                }
                None => return Err(self.error(start, "The string has no closing quote.")),
            }
        }
    }

    fn escape(&mut self, start: usize) -> Result<char, ParseError> {
        let ch = self.peek();
        self.pos += ch.map_or(0, char::len_utf8);
        match ch {
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(ch @ ('"' | '\\')) => Ok(ch),
            Some('u') if self.eat('{') => {
                let digits = self.take_while(|ch| ch.is_ascii_hexdigit());
                let ch = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
                match ch {
                    Some(ch) if self.eat('}') => Ok(ch),
                    _ => Err(self.error(start, "`\\u{..}` must hold the number of a character.")),
                }
            }
            _ => Err(self.error(start, "The escape must be one of \\n \\r \\t \\\" \\\\ \\u{..}.")),
        }
    }
}

enum Name {
    None,
    Digits(u32),
    Text(String),
}
