//! The request schema of `/run` and `/compile` (spec 17 §2.3): strict, with messages a person can act on.
//!
//! Turns bytes into a [`Job`] in which every default has been filled in, or into one [`Problem`] that
//! lists what is wrong. It must never let a value through that a later stage would have to check again.

mod more;
mod state;

use std::collections::BTreeMap;

use playground_protocol::{Arguments, Context, Emit, Job, SourceFile, SyntaxMode};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

pub use self::more::Include;
use crate::error::{FieldError, Problem};
use crate::fields::{self, Fields, Shape, shape, shortened, shown, text_of};

/// `gas_limit` of a request without one.
pub const DEFAULT_GAS_LIMIT: u64 = 10_000_000;
/// `entry_point` of a request without one.
pub const DEFAULT_ENTRY_POINT: &str = "main";
/// `context.sender` of a request without one (DECISION C15); `context.origin` defaults to the sender.
pub const DEFAULT_SENDER: &str = "0x1111111111111111111111111111111111111111";
/// `context.value` of a request without one (DECISION C15).
pub const DEFAULT_VALUE: u128 = 0;
/// `context.block_number` of a request without one (DECISION C15).
pub const DEFAULT_BLOCK_NUMBER: u64 = 1;
/// `context.timestamp` of a request without one (DECISION C15): 2026-01-01T00:00:00Z.
pub const DEFAULT_TIMESTAMP: u64 = 1_767_225_600;
/// UTF-8 bytes of `code` accepted by default.
pub const DEFAULT_MAX_SOURCE_BYTES: usize = 64 * 1024;
/// UTF-8 bytes an entry point's name may have.
pub const MAX_ENTRY_POINT_BYTES: usize = 256;
/// Wrong fields one answer lists at most.
pub const MAX_REPORTED_ERRORS: usize = 8;
/// Shortest `ttl` of a snippet in seconds.
pub const MIN_TTL: u64 = 60;
/// Longest `ttl` of a snippet in seconds: ten years.
pub const MAX_TTL: u64 = 315_360_000;
/// JSON may write one byte of text as six (`\u0000`).
const ESCAPED_BYTE: usize = 6;
/// Room for every field beside `code`.
const OTHER_FIELDS_BYTES: usize = 16 * 1024;

/// Which schema applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST /run`
    Run,
    /// `POST /compile`
    Compile,
    /// `POST /share`: the fields of `/run`, and `ttl`.
    Share,
    /// `POST /test`
    Test,
}

/// The fields of a request, each between backticks.
#[cfg(test)]
pub(crate) const fn known_fields(endpoint: Endpoint) -> &'static str {
    more::known(endpoint)
}

/// The longest body that a request with `max_source_bytes` of source can need.
pub const fn max_body_bytes(max_source_bytes: usize) -> usize {
    max_source_bytes
        .saturating_mul(ESCAPED_BYTE)
        .saturating_add(OTHER_FIELDS_BYTES)
}

/// Reads a request.
///
/// # Errors
/// [`Problem::MalformedJson`], [`Problem::InvalidRequest`] or [`Problem::SourceTooLarge`].
pub fn parse(endpoint: Endpoint, body: &[u8], max_source_bytes: usize) -> Result<Job, Problem> {
    read(endpoint, body, max_source_bytes).map(|parsed| parsed.job)
}

/// A request that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What is to be done.
    pub job: Job,
    /// What the answer shows beyond specification 17.
    pub include: Include,
    /// Who has how much, in decimal by address; programs cannot ask for it.
    pub balances: Option<BTreeMap<String, String>>,
    /// [`Endpoint::Share`]: seconds until the snippet is forgotten.
    pub ttl: Option<u64>,
}

/// Reads a request and what it says beside its job.
///
/// # Errors
/// As [`parse`].
pub fn read(endpoint: Endpoint, body: &[u8], max_source_bytes: usize) -> Result<Parsed, Problem> {
    let Fields(fields) = fields::read_object(body)?;
    let mut draft = Draft::default();
    let known = more::known(endpoint);
    let mut seen: Vec<&str> = Vec::with_capacity(fields.len());
    for (name, value) in &fields {
        let at = Place {
            pointer: pointer(&["", name]),
            name: shortened(name),
        };
        if seen.contains(&name.as_str()) {
            draft.wrong(
                &at,
                format!(
                    "`{}` stands more than once in the request; send it once.",
                    at.name
                ),
            );
            continue;
        }
        seen.push(name);
        match (name.as_str(), endpoint) {
            ("code", _) => draft.code = draft.text(&at, value, "the program's source text"),
            ("files", _) => draft.files(&at, value),
            ("contract", _) => {
                draft.contract = draft.name(&at, value, "the name of a contract", "\"Counter\"")
            }
            ("args", Endpoint::Run | Endpoint::Share) => draft.args = draft.arguments(&at, value),
            ("init_args", Endpoint::Run | Endpoint::Share) => draft.init_args = draft.arguments(&at, value),
            ("calls", Endpoint::Run | Endpoint::Share) => draft.calls(&at, value),
            ("include", Endpoint::Run | Endpoint::Share) => draft.include(&at, value),
            ("storage", Endpoint::Run | Endpoint::Share) => draft.storage(&at, value),
            ("balances", Endpoint::Run | Endpoint::Share) => draft.balances(&at, value),
            ("syntax_mode", _) => draft.syntax_mode(&at, value),
            ("entry_point", endpoint) if endpoint != Endpoint::Test => draft.entry_point(&at, value),
            ("context", endpoint) if endpoint != Endpoint::Test => draft.context(&at, value),
            ("gas_limit", endpoint) if endpoint != Endpoint::Test => {
                draft.gas_limit = draft.integer(&at, value, u128::from(u64::MAX)).map(narrow)
            }
            ("emit", Endpoint::Compile) => draft.emit(&at, value),
            ("filter", Endpoint::Test) => draft.filter(&at, value),
            ("ttl", Endpoint::Share) => draft.ttl(&at, value),
            ("emit", Endpoint::Run) => draft.wrong(
                &at,
                "`emit` is a field of /compile, not of /run; leave it out or send the request to /compile."
                    .to_owned(),
            ),
            _ => draft.wrong(
                &at,
                format!(
                    "`{}` is not a field of this request; the fields are {known}. Remove it.",
                    at.name
                ),
            ),
        }
    }
    if !seen.contains(&"code") && !seen.contains(&"files") {
        let at = Place {
            pointer: "#/code".to_owned(),
            name: "code".to_owned(),
        };
        draft.wrong(
            &at,
            "`code` is missing; it must be a JSON string with the program's source text.".to_owned(),
        );
    }
    draft.exclusive(&seen);
    let (include, ttl) = (draft.include, draft.ttl);
    let balances = draft.balances.take();
    let job = draft.finish(endpoint, max_source_bytes)?;
    Ok(Parsed {
        job,
        include,
        balances,
        ttl,
    })
}

/// Where a value stands, for messages.
struct Place {
    pointer: String,
    name: String,
}

/// What has been read so far.
#[derive(Default)]
struct Draft {
    errors: Vec<FieldError>,
    unlisted: usize,
    code: Option<String>,
    /// `None` where the program's own directive decides.
    syntax_mode: Option<SyntaxMode>,
    entry_point: Option<String>,
    sender: Option<String>,
    origin: Option<String>,
    value: Option<u128>,
    block_number: Option<u64>,
    timestamp: Option<u64>,
    gas_limit: Option<u64>,
    emit: Emit,
    ttl: Option<u64>,
    files: Option<Vec<SourceFile>>,
    contract: Option<String>,
    args: Option<Arguments>,
    init_args: Option<Arguments>,
    calls: Option<Vec<more::DraftCall>>,
    include: Include,
    filter: String,
    storage: Option<Map<String, Value>>,
    balances: Option<BTreeMap<String, String>>,
}

impl Draft {
    fn wrong(&mut self, at: &Place, detail: String) {
        if self.errors.len() < MAX_REPORTED_ERRORS {
            self.errors.push(FieldError {
                pointer: at.pointer.clone(),
                detail,
            });
        } else {
            self.unlisted += 1;
        }
    }

    fn text(&mut self, at: &Place, value: &RawValue, what: &str) -> Option<String> {
        if shape(value) != Shape::String {
            let got = shown(value);
            self.wrong(
                at,
                format!("`{}` must be a JSON string with {what}; got {got}.", at.name),
            );
            return None;
        }
        let text = text_of(value);
        if text.is_none() {
            self.wrong(
                at,
                format!(
                    "`{}` holds an escape such as \\ud800 that is no Unicode character; write the character itself or a surrogate pair.",
                    at.name
                ),
            );
        }
        text
    }

    fn syntax_mode(&mut self, at: &Place, value: &RawValue) {
        let Some(text) = self.text(at, value, "the syntax mode") else {
            return;
        };
        match text.as_str() {
            "native" => self.syntax_mode = Some(SyntaxMode::Native),
            "solidity" => self.syntax_mode = Some(SyntaxMode::Solidity),
            other => {
                let got = shortened(other);
                self.wrong(
                    at,
                    format!("`{}` must be \"native\" or \"solidity\"; got \"{got}\".", at.name),
                );
            }
        }
    }

    fn entry_point(&mut self, at: &Place, value: &RawValue) {
        let example = "\"main\" or \"Counter.increment\"";
        self.entry_point = self.name(at, value, "the name of the function to run", example);
    }

    /// The name of a function or contract, for example `example`.
    fn name(&mut self, at: &Place, value: &RawValue, what: &str, example: &str) -> Option<String> {
        let text = self.text(at, value, what)?;
        if text.is_empty() || text.len() > MAX_ENTRY_POINT_BYTES || text.chars().any(char::is_control) {
            let kind = if at.name == "contract" {
                "contract"
            } else {
                "function"
            };
            self.wrong(
                at,
                format!(
                    "`{}` must be a {kind}'s name of 1 to {MAX_ENTRY_POINT_BYTES} bytes without control characters, such as {example}; got {} bytes.",
                    at.name,
                    text.len()
                ),
            );
            return None;
        }
        Some(text)
    }

    fn context(&mut self, at: &Place, value: &RawValue) {
        if shape(value) != Shape::Object {
            let got = shown(value);
            self.wrong(
                at,
                format!("`context` must be a JSON object; got {got}. Leave it out for the defaults."),
            );
            return;
        }
        let Ok(Fields(fields)) = serde_json::from_str::<Fields<'_>>(value.get()) else {
            self.wrong(
                at,
                format!(
                    "`context` must be a JSON object with at most {} fields whose names are Unicode text.",
                    fields::MAX_FIELDS
                ),
            );
            return;
        };
        let mut seen: Vec<&str> = Vec::with_capacity(fields.len());
        for (name, value) in &fields {
            let at = Place {
                pointer: pointer(&["", "context", name]),
                name: format!("context.{}", shortened(name)),
            };
            if seen.contains(&name.as_str()) {
                self.wrong(
                    &at,
                    format!(
                        "`{}` stands more than once in the request; send it once.",
                        at.name
                    ),
                );
                continue;
            }
            seen.push(name);
            let u64_max = u128::from(u64::MAX);
            match name.as_str() {
                "sender" => self.sender = self.address(&at, value),
                "origin" => self.origin = self.address(&at, value),
                "value" => self.value = self.integer(&at, value, u128::MAX),
                "block_number" => self.block_number = self.integer(&at, value, u64_max).map(narrow),
                "timestamp" => self.timestamp = self.integer(&at, value, u64_max).map(narrow),
                _ => self.wrong(
                    &at,
                    format!(
                        "`{}` is not a field of `context`; the fields are `sender`, `origin`, `value`, `block_number`, `timestamp`. Remove it.",
                        at.name
                    ),
                ),
            }
        }
    }

    fn address(&mut self, at: &Place, value: &RawValue) -> Option<String> {
        let text = self.text(at, value, "an address")?;
        let digits = text.strip_prefix("0x").unwrap_or("");
        if digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(text.to_ascii_lowercase());
        }
        let got = shortened(&text);
        self.wrong(
            at,
            format!(
                "`{}` must be an address of 20 bytes, 0x and 40 hexadecimal digits such as \"{DEFAULT_SENDER}\"; got \"{got}\".",
                at.name
            ),
        );
        None
    }

    /// A decimal or `0x` string, or a JSON integer, from 0 to `max` (DECISION C15).
    fn integer(&mut self, at: &Place, value: &RawValue, max: u128) -> Option<u128> {
        let parsed = match shape(value) {
            Shape::String => text_of(value).and_then(|text| match text.strip_prefix("0x") {
                Some(digits) => unsigned(digits, 16),
                None => unsigned(&text, 10),
            }),
            Shape::Number => unsigned(value.get(), 10),
            Shape::Object | Shape::Array | Shape::Bool | Shape::Null => None,
        };
        let in_range = parsed.filter(|&number| number <= max);
        if in_range.is_none() {
            let got = shown(value);
            self.wrong(
                at,
                format!(
                    "`{}` must be a decimal or 0x string or a JSON integer between 0 and {max}; got {got}.",
                    at.name
                ),
            );
        }
        in_range
    }

    fn ttl(&mut self, at: &Place, value: &RawValue) {
        let parsed = match shape(value) {
            Shape::Number => unsigned(value.get(), 10),
            Shape::String => text_of(value).and_then(|text| unsigned(&text, 10)),
            Shape::Object | Shape::Array | Shape::Bool | Shape::Null => None,
        };
        self.ttl = parsed.map(narrow).filter(|ttl| (MIN_TTL..=MAX_TTL).contains(ttl));
        if self.ttl.is_none() {
            let got = shown(value);
            self.wrong(
                at,
                format!(
                    "`ttl` must be a number of seconds from {MIN_TTL} to {MAX_TTL}; got {got}. Leave it out to share for good."
                ),
            );
        }
    }

    fn emit(&mut self, at: &Place, value: &RawValue) {
        let items = if shape(value) == Shape::Array {
            serde_json::from_str::<Vec<&RawValue>>(value.get()).ok()
        } else {
            None
        };
        let names: Option<Vec<String>> = items.and_then(|items| {
            items
                .into_iter()
                .map(|item| (shape(item) == Shape::String).then(|| text_of(item)).flatten())
                .collect()
        });
        let Some(names) = names else {
            let got = shown(value);
            self.wrong(
                at,
                format!("`emit` must be an array of strings out of \"tir\", \"wat\", \"meta\", \"abi\", \"wasm\", \"gas\"; got {got}."),
            );
            return;
        };
        for name in names {
            let flag = match name.as_str() {
                "tir" => &mut self.emit.tir,
                "wat" => &mut self.emit.wat,
                "meta" => &mut self.emit.meta,
                "abi" => &mut self.emit.abi,
                "wasm" => &mut self.emit.wasm,
                "gas" => &mut self.emit.gas,
                other => {
                    let got = shortened(other);
                    self.wrong(
                        at,
                        format!("`emit` may hold \"tir\", \"wat\", \"meta\", \"abi\", \"wasm\" and \"gas\"; got \"{got}\"."),
                    );
                    continue;
                }
            };
            if std::mem::replace(flag, true) {
                self.wrong(
                    at,
                    format!("`emit` names \"{name}\" more than once; name it once."),
                );
            }
        }
    }

    fn finish(mut self, endpoint: Endpoint, max_source_bytes: usize) -> Result<Job, Problem> {
        let (field, bytes) = match &self.files {
            Some(files) => ("files", files.iter().map(|file| file.text.len()).sum()),
            None => ("code", self.code.as_ref().map_or(0, String::len)),
        };
        if bytes > max_source_bytes {
            return Err(Problem::SourceTooLarge {
                field,
                bytes,
                most: max_source_bytes,
            });
        }
        if self.unlisted > 0
            && let Some(last) = self.errors.last_mut()
        {
            last.detail
                .push_str(&format!(" There are {} more errors.", self.unlisted));
        }
        if !self.errors.is_empty() {
            return Err(Problem::InvalidRequest { errors: self.errors });
        }
        Ok(self.job(endpoint))
    }

    /// The transaction and block, defaults filled in.
    fn filled_context(&self) -> Context {
        let sender = self.sender.clone().unwrap_or_else(|| DEFAULT_SENDER.to_owned());
        Context {
            origin: self.origin.clone().unwrap_or_else(|| sender.clone()),
            sender,
            value: self.value.unwrap_or(DEFAULT_VALUE).to_string(),
            block_number: self.block_number.unwrap_or(DEFAULT_BLOCK_NUMBER),
            timestamp: self.timestamp.unwrap_or(DEFAULT_TIMESTAMP),
        }
    }
}

/// Digits only: no sign, no space, no exponent, at least one.
fn unsigned(digits: &str, radix: u32) -> Option<u128> {
    // `from_str_radix` would accept a leading `+`.
    if digits.starts_with('+') {
        None
    } else {
        u128::from_str_radix(digits, radix).ok()
    }
}

/// `number` has been checked against `u64::MAX`.
fn narrow(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// A JSON pointer as a URI fragment (RFC 6901 §6), each name shortened.
fn pointer(names: &[&str]) -> String {
    let mut out = String::from("#");
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            out.push('/');
        }
        for byte in shortened(name).replace('~', "~0").replace('/', "~1").bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
