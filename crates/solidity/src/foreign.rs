//! Words and habits of other languages, and of old Solidity, that the parser stumbles over: what to write instead.

use solang_parser::lexer::{Lexer, Token};

/// What is wrong, and what to write.
type Advice = (String, &'static str);

/// What to write instead of a word of another language.
pub fn foreign(word: &str) -> Option<Advice> {
    let help = advice(word)?;
    if matches!(word, "instance" | "persistent" | "temporary") {
        return Some((
            format!("`{word}` cannot be a name here, though Solidity allows it."),
            help,
        ));
    }
    Some((format!("`{word}` means nothing here."), help))
}

fn advice(word: &str) -> Option<&'static str> {
    Some(match word {
        "let" | "var" | "const" => "Solidity declares variables with their type: `uint256 x = 1;`.",
        "fn" | "def" | "func" | "fun" => {
            "Solidity declares functions with `function name(..) public { .. }`."
        }
        "transient" => {
            "State variables are kept between calls here; remove the word and reset the variable yourself."
        }
        "=>" => "An arrow stands only in `mapping(Key => Value)`.",
        "->" => "Results are declared with `returns (..)` at the end of the head.",
        "class" => "Solidity has contracts: `contract Name { .. }`.",
        "extends" | "implements" => "Bases are named with `is`: `contract C is A`.",
        "elif" | "elsif" | "elseif" => "Write `else if (..) { .. }`.",
        "switch" | "case" | "match" => "Write `if (..) { .. } else if (..) { .. }`.",
        "and" => "Write `&&`.",
        "or" => "Write `||`.",
        "not" => "Write `!`.",
        "throw" => "Write `revert(..)` with a text or an error.",
        "#" => "Comments begin with `//`.",
        "of" | "in" => "Count through an array: `for (uint256 i = 0; i < list.length; i++) { .. }`.",
        "byte" => "Version 0.8.0 removed it: write `bytes1`; as a name choose another word.",
        "layout" => "Where the state lies cannot be chosen here; remove it.",
        "instance" | "persistent" | "temporary" => {
            "Choose another name: this mode keeps the word for itself."
        }
        _ => return None,
    })
}

/// The last word before `end` that begins a statement of another language, which the parser took for a name.
pub fn foreign_statement(text: &str, end: usize) -> Option<(usize, &str)> {
    let (mut comments, mut errors) = (Vec::new(), Vec::new());
    let found = Lexer::new(text, 0, &mut comments, &mut errors)
        .take_while(|(start, ..)| *start < end)
        .filter_map(|(start, token, end)| match token {
            Token::Identifier("elif" | "elsif" | "elseif" | "class" | "def" | "fn") => Some((start, end)),
            _ => None,
        })
        .last();
    let (start, end) = found?;
    Some((start, text.get(start..end)?))
}

/// What the token that was found tells, with the text, the word before it, and the tokens that may stand here.
pub fn confused(found: &str, before: &str, word: &str, expects: &dyn Fn(&str) -> bool) -> Option<Advice> {
    let after_colon = found == ":" && !word.is_empty();
    Some(match (word, found) {
        ("mapping", "<") => (
            "The types of a mapping stand in parentheses.".to_owned(),
            "Write `mapping(Key => Value)`.",
        ),
        _ if after_colon && expects("=>") => (
            "Expected `=>` between the key and the value of a mapping, found `:`.".to_owned(),
            "Write `mapping(Key => Value)`.",
        ),
        _ if after_colon => (
            format!("Expected a type before `{word}`, found `:` after it."),
            "Types stand before names: `uint256 a`.",
        ),
        ("if" | "while" | "for", _) if found != "(" => (
            format!("What belongs to `{word}` stands in parentheses."),
            match word {
                "if" => "Write `if (..) { .. }`.",
                "while" => "Write `while (..) { .. }`.",
                _ => "Write `for (uint256 i = 0; i < n; i++) { .. }`.",
            },
        ),
        ("returns", _) => (
            "What belongs to `returns` stands in parentheses.".to_owned(),
            "Write `returns (uint256)`.",
        ),
        ("function", "constructor") => (
            "A constructor is no function.".to_owned(),
            "Write `constructor(..) { .. }`, without `function`.",
        ),
        ("function", _) if !expects("identifier") && found.starts_with(|c: char| c.is_alphabetic()) => (
            format!("The function `{found}` cannot stand here, in another one."),
            "Close the one before with `}`, or move this one out of it.",
        ),
        ("contract" | "interface" | "library" | "struct" | "enum" | "event" | "modifier", "{" | "(") => (
            format!("A name is missing after `{word}`."),
            "Write a name before what follows.",
        ),
        (_, "=") if before.ends_with("==") => {
            ("There is no operator `===`.".to_owned(), "Compare with `==`.")
        }
        (_, "^") if before.ends_with('^') => (
            "There is no operator `^^`.".to_owned(),
            "A power is written `n ** 2`.",
        ),
        (_, "constant" | "immutable") => (
            format!("A variable cannot be `{found}` here."),
            "Only state variables can, and the word stands before their names; in functions remove it.",
        ),
        (_, "indexed") => (
            "Only parameters of events are `indexed`.".to_owned(),
            "Remove the word.",
        ),
        (_, "returns") if before.ends_with(['{', '}', ';']) => (
            "`returns` declares results; it is no statement.".to_owned(),
            "Write `return ..;`.",
        ),
        (_, "public" | "external" | "internal" | "private" | "pure" | "view" | "payable")
            if before.ends_with(')') =>
        {
            (
                format!("`{found}` stands after the results."),
                "Write the words for visibility and mutability before `returns (..)`.",
            )
        }
        (_, ")" | "]" | "}") if before.ends_with(',') => (
            format!("Something is missing between `,` and `{found}`."),
            "Write it, or remove the comma.",
        ),
        _ if found.starts_with('`') => (
            "Text does not stand in backquotes.".to_owned(),
            "Write it in double quotes, and join parts with `string.concat(a, b)`.",
        ),
        _ => return None,
    })
}
