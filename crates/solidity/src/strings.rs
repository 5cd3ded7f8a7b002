//! Literals of text, and names that are nearly right.

/// `1 value`, `2 values`.
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// The bytes of a string literal.
///
/// # Errors
/// What is wrong with it.
pub fn unescape(source: &str, unicode: bool) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(source.len());
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            if !unicode && !(' '..='~').contains(&c) {
                return Err(format!("The character `{c}` is not ASCII."));
            }
            bytes.extend(c.encode_utf8(&mut [0; 4]).bytes());
            continue;
        }
        match chars.next() {
            Some('n') => bytes.push(b'\n'),
            Some('r') => bytes.push(b'\r'),
            Some('t') => bytes.push(b'\t'),
            Some(c @ ('\\' | '\'' | '"')) => bytes.push(u8::try_from(c).unwrap_or(b'?')),
            // A line that goes on.
            Some('\n') => {}
            Some('x') => {
                let digits: String = chars.by_ref().take(2).collect();
                match u8::from_str_radix(&digits, 16) {
                    Ok(byte) if digits.len() == 2 => bytes.push(byte),
                    _ => return Err("After `\\x` two hexadecimal digits are needed.".to_owned()),
                }
            }
            Some('u') => {
                let digits: String = chars.by_ref().take(4).collect();
                let c = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                match c {
                    Some(c) if digits.len() == 4 => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
                    _ => {
                        return Err(
                            "After `\\u` the four hexadecimal digits of a character are needed.".to_owned(),
                        );
                    }
                }
            }
            Some(c) => return Err(format!("There is no escape `\\{c}`.")),
            None => return Err("A backslash stands at the end of this string.".to_owned()),
        }
    }
    Ok(bytes)
}

/// The bytes of `hex"00_ff"`; `None` where the digits are none.
#[must_use]
pub fn hex_bytes(source: &str) -> Option<Vec<u8>> {
    let inner = source
        .trim_start_matches("hex")
        .trim_matches(|c| c == '"' || c == '\'')
        .replace('_', "");
    if inner.len() % 2 != 0 || !inner.is_ascii() {
        return None;
    }
    (0..inner.len() / 2)
        .map(|at| {
            inner
                .get(2 * at..2 * at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect()
}

/// The name that is nearest to one that does not exist.
#[must_use]
pub fn nearest(name: &str, names: &[String]) -> Option<String> {
    let limit = match name.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    names
        .iter()
        .filter(|other| !other.is_empty() && other.as_str() != name)
        .map(|other| (distance(name, other), other))
        .filter(|(distance, other)| *distance <= limit && *distance < other.chars().count())
        .min()
        .map(|(_, other)| other.clone())
}

/// Changes of one character between two names; the case of letters counts half.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (
        a.to_lowercase().chars().collect(),
        b.to_lowercase().chars().collect(),
    );
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row.last().copied().unwrap_or(0)
}
