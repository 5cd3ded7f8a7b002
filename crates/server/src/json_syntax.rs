//! What is wrong with text that should be JSON, in the words of people who write it by hand.
//!
//! The reader's own messages are short for those who know its grammar. One that is not listed here passes as it is: nothing
//! is guessed, and nothing of the text is repeated.

/// Messages of the reader, and what they say here: each goes on after a colon and before the place.
const WORDS: &[(&str, &str)] = &[
    (
        "EOF while parsing a list",
        "it ends within an array; is a `]` missing?",
    ),
    (
        "EOF while parsing an object",
        "it ends within an object; is a `}` missing?",
    ),
    (
        "EOF while parsing a string",
        "it ends within a string; is a `\"` missing?",
    ),
    ("EOF while parsing a value", "it ends where a value is expected"),
    ("expected `:`", "a `:` is missing between a name and its value"),
    (
        "expected `,` or `]`",
        "a `,` or the `]` of the array is missing after a value",
    ),
    (
        "expected `,` or `}`",
        "a `,` or the `}` of the object is missing after a value",
    ),
    (
        "expected ident",
        "here stands a word other than `true`, `false` and `null`; texts stand in double quotes",
    ),
    (
        "expected value",
        "a value is expected; texts stand in double quotes, no `,` stands after the last value, and there are no comments",
    ),
    (
        "invalid escape",
        "a `\\` in a string begins none of JSON's escapes; the character itself is `\\\\`",
    ),
    (
        "lone leading surrogate in hex escape",
        "an escape such as `\\ud800` in a string is only half a character",
    ),
    (
        "unexpected end of hex escape",
        "an escape such as `\\ud800` in a string is only half a character",
    ),
    (
        "invalid number",
        "a number is written in another way than JSON's: no `+`, no zeros before it, digits on both sides of a point",
    ),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a string goes over the end of a line, or holds another control character; write `\\n` for a line's end, `\\t` for a tab",
    ),
    (
        "key must be a string",
        "the name of a field in double quotes is expected; no `,` stands after the last field",
    ),
    (
        "trailing characters",
        "something follows after the end of the value",
    ),
];

/// `message` of the reader, without the place, for people.
pub fn explained(message: &str) -> &str {
    let known = WORDS.iter().find(|(theirs, _)| *theirs == message);
    known.map_or(message, |(_, ours)| ours)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::error::Problem;
    use crate::fields::read_object;

    /// What is said of `text`, without the sentence around it.
    fn said(text: &str) -> String {
        match read_object(text.as_bytes()) {
            Err(Problem::MalformedJson { detail }) => {
                let inner = detail.strip_prefix("The request body is not valid JSON: ");
                inner.unwrap_or(&detail).to_owned()
            }
            _ => panic!("{text} is JSON"),
        }
    }

    #[test]
    fn mistakes_are_said_for_people() {
        for (text, part) in [
            ("{\"code\": tru}", "a word other than `true`, `false` and `null`"),
            ("{\"code\": nil}", "a word other than `true`, `false` and `null`"),
            ("{\"code\": }", "a value is expected"),
            ("{\"code\": 'x'}", "texts stand in double quotes"),
            ("{\"code\": // x\n 1}", "there are no comments"),
            ("{'code': 1}", "the name of a field in double quotes"),
            ("{code: 1}", "the name of a field in double quotes"),
            ("{\"code\" 1}", "a `:` is missing"),
            ("{\"code\": 1 \"x\": 2}", "a `,` or the `}`"),
            ("{\"args\": [1 2]}", "a `,` or the `]`"),
            ("{\"code\": 1,}", "no `,` stands after the last field"),
            ("{\"args\": [1,]}", "no `,` stands after the last value"),
            ("{} {}", "something follows after the end"),
            ("{\"code\": \"x", "it ends within a string"),
            ("{\"code\": 1", "it ends within an object"),
            ("{\"args\": [1", "it ends within an array"),
            ("{\"code\":", "it ends where a value is expected"),
            ("{\"code\": \"\\x\"}", "none of JSON's escapes"),
            ("{\"code\": \"a\nb\"}", "goes over the end of a line"),
            ("{\"\\ud800\": 1}", "only half a character"),
            ("{\"\\ud800x\": 1}", "only half a character"),
            ("{\"gas_limit\": 01}", "no zeros before it"),
            ("{\"gas_limit\": 1.}", "digits on both sides of a point"),
            ("{\"gas_limit\": -}", "another way than JSON's"),
        ] {
            let said = said(text);
            assert!(said.contains(part), "{text}: {said}");
            assert!(said.ends_with('.') && said.contains(", at line "), "{said}");
        }
    }

    #[test]
    fn what_is_not_known_passes() {
        assert_eq!(
            explained("more than 64 fields in one object"),
            "more than 64 fields in one object"
        );
        for (at, (theirs, ours)) in WORDS.iter().enumerate() {
            assert!(WORDS.iter().skip(at + 1).all(|(other, _)| other != theirs));
            assert!(!ours.ends_with('.'), "{ours}");
        }
    }
}
