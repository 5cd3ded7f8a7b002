//! The format of Solidity programs with the peers' answers (`tests/peer/README.md`): set-up lines name the calls,
//! expectation lines what solc and an EVM did.

const SENDER: u8 = 1;
const BLOCK_NUMBER: u64 = 1;
const TIMESTAMP: u64 = 1_700_000_000;

/// A call of a test program.
#[derive(Clone, Debug)]
pub struct Call {
    /// The function; `deploy` deploys.
    pub name: String,
    /// Arguments as written, with their types before them.
    pub args: Vec<String>,
    /// Who calls.
    pub sender: [u8; 20],
    /// Value sent.
    pub value: u128,
    /// Block time.
    pub timestamp: u64,
    /// Block number.
    pub block: u64,
}

/// A test program.
#[derive(Clone, Debug)]
pub struct SolidityProgram {
    /// Source without expectations.
    pub source: String,
    /// The deployment, then the calls in order.
    pub calls: Vec<Call>,
    /// What the peers gave.
    pub expected: Vec<String>,
}

impl SolidityProgram {
    /// Takes a file's text apart.
    ///
    /// # Errors
    /// A sentence when a set-up line is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut program = Self {
            source: String::new(),
            calls: Vec::new(),
            expected: Vec::new(),
        };
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("//= ") {
                program.expected.push(rest.to_owned());
                continue;
            }
            if let Some(rest) = line.strip_prefix("//? ") {
                program.calls.push(call(rest)?);
            }
            program.source.push_str(line);
            program.source.push('\n');
        }
        if program.calls.iter().all(|call| call.name == "deploy") {
            program.calls.push(call("main()")?);
        }
        if program.calls.first().is_none_or(|call| call.name != "deploy") {
            program.calls.insert(0, call("deploy")?);
        }
        Ok(program)
    }
}

/// `name(type value, ..) from 0x.. value 1 time 2 block 3`
fn call(line: &str) -> Result<Call, String> {
    let mut sender = [0; 20];
    sender[19] = SENDER;
    let (head, rest) = match line.find('(') {
        Some(open) => {
            let close = matching(line, open).ok_or_else(|| format!("`{line}` has an open bracket."))?;
            (
                line.get(..=close).unwrap_or(line),
                line.get(close + 1..).unwrap_or_default(),
            )
        }
        None => line.split_at(line.find(' ').unwrap_or(line.len())),
    };
    let (name, args) = match head.split_once('(') {
        Some((name, args)) => (name, split(args.strip_suffix(')').unwrap_or(args))),
        None => (head, Vec::new()),
    };
    let mut call = Call {
        name: name.trim().to_owned(),
        args,
        sender,
        value: 0,
        timestamp: TIMESTAMP,
        block: BLOCK_NUMBER,
    };
    let mut words = rest.split_whitespace();
    while let (Some(key), Some(value)) = (words.next(), words.next()) {
        let wrong = || format!("`{line}`: `{key} {value}` is wrong.");
        match key {
            "from" => call.sender = address(value).ok_or_else(wrong)?,
            "value" => call.value = value.parse().map_err(|_| wrong())?,
            "time" => call.timestamp = value.parse().map_err(|_| wrong())?,
            "block" => call.block = value.parse().map_err(|_| wrong())?,
            _ => return Err(wrong()),
        }
    }
    Ok(call)
}

/// The bracket that closes the one at `open`; strings are skipped.
fn matching(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Parts between commas that stand in no bracket or string.
pub fn split(text: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0_i32, false, false);
    let mut parts = vec![String::new()];
    for c in text.chars() {
        let mut push = true;
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(String::new());
                push = false;
            }
            _ => {}
        }
        if push && let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The bytes of `0x..`.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x")?;
    (digits.len().is_multiple_of(2) && digits.is_ascii())
        .then(|| {
            (0..digits.len() / 2)
                .map(|at| {
                    digits
                        .get(2 * at..2 * at + 2)
                        .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                })
                .collect()
        })
        .flatten()
}

/// The address of `0x..`, which may be short.
pub fn address(text: &str) -> Option<[u8; 20]> {
    let digits = text.strip_prefix("0x")?;
    let digits = digits.strip_prefix("..").unwrap_or(digits);
    bytes(&format!("0x{digits:0>40}"))?.try_into().ok()
}
