//! Token kinds of the native syntax (spec 02 §2).
//!
//! Tokens carry a kind and a start only; a token ends where the next one starts, so that the tokens of
//! a file always cover it byte for byte. This module must never look at source text.

/// One token: its kind and its first byte. The last token of a file is always [`TokenKind::Eof`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Byte offset of its first byte.
    pub start: u32,
}

macro_rules! token_kinds {
    (
        other { $($(#[$other_doc:meta])* $other:ident => $other_text:literal,)* }
        punctuation { $($punct:ident => $punct_text:literal,)* }
        keywords { $($keyword:ident => $keyword_text:literal,)* }
        soft { $($soft:ident => $soft_text:literal,)* }
    ) => {
        /// What a token is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum TokenKind {
            $($(#[$other_doc])* $other,)*
            $(#[doc = concat!("`", $punct_text, "`")] $punct,)*
            $(#[doc = concat!("`", $keyword_text, "`")] $keyword,)*
            $(#[doc = concat!("`", $soft_text, "`, a word with a meaning in some places only")] $soft,)*
        }

        impl TokenKind {
            /// The token as a message names it: punctuation and keywords in backquotes, others in words.
            #[must_use]
            pub const fn describe(self) -> &'static str {
                match self {
                    $(Self::$other => $other_text,)*
                    $(Self::$punct => concat!("`", $punct_text, "`"),)*
                    $(Self::$keyword => concat!("`", $keyword_text, "`"),)*
                    $(Self::$soft => concat!("`", $soft_text, "`"),)*
                }
            }

            /// The kind of a word: a keyword, a soft keyword or an identifier.
            #[must_use]
            pub fn of_word(word: &str) -> Self {
                match word {
                    $($keyword_text => Self::$keyword,)*
                    $($soft_text => Self::$soft,)*
                    "_" => Self::Underscore,
                    _ => Self::Ident,
                }
            }

            /// A reserved word (spec 02 §2.2); soft keywords are not.
            #[must_use]
            pub const fn is_keyword(self) -> bool {
                matches!(self, $(Self::$keyword)|*)
            }

            /// An identifier, soft keywords included.
            #[must_use]
            pub const fn is_ident(self) -> bool {
                matches!(self, Self::Ident $(| Self::$soft)*)
            }
        }
    };
}

token_kinds! {
    other {
        /// Spaces, tabs, line ends.
        Whitespace => "white space",
        /// `// ..`, without its line end.
        LineComment => "a comment",
        /// `/* .. */`, not nested; perhaps unterminated.
        BlockComment => "a comment",
        /// `/// ..`, without its line end.
        DocComment => "a doc comment",
        /// Characters that start no token; already reported.
        Unknown => "an unknown character",
        /// An identifier.
        Ident => "a name",
        /// An integer literal with its suffix.
        Int => "a number",
        /// A string literal; perhaps unterminated, perhaps in single quotes (both reported).
        Str => "a string",
        /// `'outer`.
        Label => "a loop label",
        /// End of the file.
        Eof => "the end of the file",
    }
    punctuation {
        Underscore => "_",
        OpenBrace => "{",
        CloseBrace => "}",
        OpenParen => "(",
        CloseParen => ")",
        OpenBracket => "[",
        CloseBracket => "]",
        Comma => ",",
        Semicolon => ";",
        Colon => ":",
        ColonColon => "::",
        Dot => ".",
        DotDot => "..",
        DotDotEq => "..=",
        Hash => "#",
        At => "@",
        Question => "?",
        Bang => "!",
        BangEq => "!=",
        Eq => "=",
        EqEq => "==",
        FatArrow => "=>",
        Arrow => "->",
        Less => "<",
        LessEq => "<=",
        LessLessEq => "<<=",
        // `>=`, `>>` and `>>=` are several tokens: generics close with `>` (DECISION S9). The expression
        // parser joins them where nothing stands between.
        Greater => ">",
        Plus => "+",
        PlusEq => "+=",
        Minus => "-",
        MinusEq => "-=",
        Star => "*",
        StarEq => "*=",
        Slash => "/",
        SlashEq => "/=",
        Percent => "%",
        PercentEq => "%=",
        Caret => "^",
        CaretEq => "^=",
        Amp => "&",
        AmpEq => "&=",
        AmpAmp => "&&",
        Pipe => "|",
        PipeEq => "|=",
        PipePipe => "||",
    }
    keywords {
        Contract => "contract",
        Storage => "storage",
        Fn => "fn",
        Struct => "struct",
        Enum => "enum",
        Val => "val",
        Var => "var",
        Const => "const",
        Type => "type",
        If => "if",
        Else => "else",
        Loop => "loop",
        While => "while",
        For => "for",
        In => "in",
        Match => "match",
        Return => "return",
        Break => "break",
        Continue => "continue",
        Pub => "pub",
        Crate => "crate",
        Use => "use",
        Super => "super",
        SelfValue => "self",
        Impl => "impl",
        Trait => "trait",
        True => "true",
        False => "false",
        Emit => "emit",
        Event => "event",
        Require => "require",
        Old => "old",
        Mut => "mut",
    }
    soft {
        Let => "let",
        As => "as",
        Where => "where",
        Mod => "mod",
        SelfType => "Self",
    }
}

impl TokenKind {
    /// Tokens the parser does not see: white space, comments, and characters already reported.
    #[must_use]
    pub const fn is_trivia(self) -> bool {
        matches!(
            self,
            Self::Whitespace | Self::LineComment | Self::BlockComment | Self::DocComment | Self::Unknown
        )
    }

    /// The closing delimiter of an opening one.
    #[must_use]
    pub const fn closer(self) -> Option<Self> {
        match self {
            Self::OpenBrace => Some(Self::CloseBrace),
            Self::OpenParen => Some(Self::CloseParen),
            Self::OpenBracket => Some(Self::CloseBracket),
            _ => None,
        }
    }

    /// True for `}`, `)` and `]`.
    #[must_use]
    pub const fn is_closer(self) -> bool {
        matches!(self, Self::CloseBrace | Self::CloseParen | Self::CloseBracket)
    }
}
