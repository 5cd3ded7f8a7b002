//! Codes of the messages that the lexer and the parser give.
//!
//! | code | meaning |
//! |---|---|
//! | E0001 | a character that starts no token |
//! | E0002 | a string that does not end |
//! | E0003 | a comment that does not end |
//! | E0004 | an unknown or malformed escape in a string |
//! | E0005 | a malformed number, or an unknown suffix |
//! | E0006 | an integer literal over 2^256-1 |
//! | E0007 | a letter outside ASCII in a name |
//! | E0008 | single quotes: neither a loop label nor a string |
//! | E0009 | the file is too large |
//! | E0010 | something else was expected here |
//! | E0011 | an opening delimiter is never closed |
//! | E0012 | a closing delimiter closes nothing |
//! | E0013 | a semicolon is missing |
//! | E0014 | a keyword is used as a name |
//! | E0015 | the nesting is too deep (DECISION S15) |
//! | E0016 | too many errors in one file |
//! | E0017 | an operator Twilight does not have |
//! | E0018 | comparisons do not chain (DECISION S10) |
//! | E0019 | `=` where a condition is expected |
//! | E0020 | references and pointers (DECISION S14) |
//! | E0021 | a form of another language |
//! | E0022 | an unknown macro (DECISION S6) |
//! | E0023 | a struct literal needs parentheses here (DECISION S9) |
//! | E0024 | an item stands where it has no meaning |
//! | E0025 | a binding without value and type |
//! | E0026 | an attribute stands where it has no meaning |
//! | E0027 | a misplaced syntax directive |
//! | E0028 | a floating-point number |

/// A character that starts no token.
pub const UNKNOWN_CHARACTER: &str = "E0001";
/// A string that does not end.
pub const UNTERMINATED_STRING: &str = "E0002";
/// A comment that does not end.
pub const UNTERMINATED_COMMENT: &str = "E0003";
/// An unknown or malformed escape in a string.
pub const BAD_ESCAPE: &str = "E0004";
/// A malformed number, or an unknown suffix.
pub const BAD_NUMBER: &str = "E0005";
/// An integer literal over 2^256-1.
pub const INTEGER_TOO_LARGE: &str = "E0006";
/// A letter outside ASCII in a name.
pub const NON_ASCII_NAME: &str = "E0007";
/// Single quotes: neither a loop label nor a string.
pub const SINGLE_QUOTES: &str = "E0008";
/// The file is too large.
pub const FILE_TOO_LARGE: &str = "E0009";
/// Something else was expected here.
pub const EXPECTED: &str = "E0010";
/// An opening delimiter is never closed.
pub const UNCLOSED: &str = "E0011";
/// A closing delimiter closes nothing.
pub const UNMATCHED: &str = "E0012";
/// A semicolon is missing.
pub const MISSING_SEMICOLON: &str = "E0013";
/// A keyword is used as a name.
pub const KEYWORD_AS_NAME: &str = "E0014";
/// The nesting is too deep.
pub const TOO_DEEP: &str = "E0015";
/// Too many errors in one file.
pub const TOO_MANY_ERRORS: &str = "E0016";
/// An operator Twilight does not have.
pub const UNKNOWN_OPERATOR: &str = "E0017";
/// Comparisons do not chain.
pub const CHAINED_COMPARISON: &str = "E0018";
/// `=` where a condition is expected.
pub const ASSIGN_IN_CONDITION: &str = "E0019";
/// References and pointers.
pub const REFERENCE: &str = "E0020";
/// A form of another language.
pub const FOREIGN_FORM: &str = "E0021";
/// An unknown macro.
pub const UNKNOWN_MACRO: &str = "E0022";
/// A struct literal needs parentheses here.
pub const STRUCT_IN_CONDITION: &str = "E0023";
/// An item stands where it has no meaning.
pub const MISPLACED_ITEM: &str = "E0024";
/// A binding without value and type.
pub const INCOMPLETE_BINDING: &str = "E0025";
/// An attribute stands where it has no meaning.
pub const MISPLACED_ATTRIBUTE: &str = "E0026";
/// A misplaced syntax directive.
pub const MISPLACED_DIRECTIVE: &str = "E0027";
/// A floating-point number.
pub const FLOAT: &str = "E0028";
