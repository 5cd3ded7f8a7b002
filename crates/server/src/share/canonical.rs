//! The one text of a request: what is stored, and what ids are made of.
//!
//! Every default is filled in, so that a snippet means the same after a default has changed, and requests that
//! mean the same have one id. A field that is added later must be left out where it is not used, or equal
//! requests would no longer have equal texts.

use std::collections::BTreeMap;

use playground_protocol::{Arguments, Call, Context, Job, MAIN_FILE, Simulation, Task};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request::Parsed;

/// A `/run` request in the words of `docs/api.md`, those of specification 17 in its order, numbers in decimal.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canonical {
    /// The program, where it is one file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The program, where it is several files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<BTreeMap<String, String>>,
    /// `native` or `solidity`.
    pub syntax_mode: String,
    /// What is called; absent where there are `calls`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_point: Option<String>,
    /// The simulated transaction.
    pub context: CanonicalContext,
    /// Decimal.
    pub gas_limit: String,
    /// Whose functions are called, where that was said or can be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// An array, or the ABI encoding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub args: Option<Value>,
    /// As `args`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub init_args: Option<Value>,
    /// In the order of their names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<BTreeMap<String, Value>>,
    /// Decimal, in the order of their addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balances: Option<BTreeMap<String, String>>,
    /// In order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<Vec<CanonicalCall>>,
    /// In the order of their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
}

/// See [`Canonical`].
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanonicalContext {
    /// `0x` and 40 lower-case digits.
    pub sender: String,
    /// As `sender`.
    pub origin: String,
    /// Decimal.
    pub value: String,
    /// Decimal.
    pub block_number: String,
    /// Decimal.
    pub timestamp: String,
}

/// See [`Canonical`].
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanonicalCall {
    /// What is called.
    pub function: String,
    /// As the request's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub args: Option<Value>,
    /// The call's transaction.
    #[serde(flatten)]
    pub context: CanonicalContext,
    /// Decimal.
    pub gas_limit: String,
}

impl From<Context> for CanonicalContext {
    fn from(context: Context) -> Self {
        Self {
            sender: context.sender,
            origin: context.origin,
            value: context.value,
            block_number: context.block_number.to_string(),
            timestamp: context.timestamp.to_string(),
        }
    }
}

fn arguments(arguments: Arguments) -> Value {
    match arguments {
        Arguments::Json(values) => Value::Array(values),
        Arguments::Encoded(text) => Value::String(text.to_ascii_lowercase()),
    }
}

impl Canonical {
    /// The canonical form of a request to run; nothing for others.
    pub fn new(parsed: Parsed) -> Option<Self> {
        let Job {
            code,
            files,
            contract,
            syntax_mode,
            task,
            notes: _,
        } = parsed.job;
        let mut canonical = Self {
            syntax_mode: syntax_mode.as_str().to_owned(),
            contract,
            balances: parsed.balances,
            include: parsed.include.names().into_iter().map(str::to_owned).collect(),
            ..Self::default()
        };
        if files.is_empty() {
            canonical.code = Some(code);
        } else {
            let mut all: BTreeMap<String, String> =
                files.into_iter().map(|file| (file.path, file.text)).collect();
            all.insert(MAIN_FILE.to_owned(), code);
            canonical.files = Some(all);
        }
        match task {
            Task::Run {
                entry_point,
                context,
                gas_limit,
            } => {
                canonical.entry_point = Some(entry_point);
                canonical.context = context.into();
                canonical.gas_limit = gas_limit.to_string();
            }
            Task::Simulate(simulation) => {
                let Simulation {
                    context,
                    gas_limit,
                    init_args,
                    storage,
                    mut calls,
                    sequence,
                    // Named by `include`.
                    gas_profile: _,
                    views: _,
                } = *simulation;
                canonical.context = context.into();
                canonical.gas_limit = gas_limit.to_string();
                canonical.init_args = init_args.map(arguments);
                canonical.storage = storage.map(|storage| storage.into_iter().collect());
                if sequence {
                    canonical.calls = Some(calls.into_iter().map(CanonicalCall::from).collect());
                } else {
                    let call = calls.pop()?;
                    canonical.entry_point = Some(call.function);
                    canonical.args = call.args.map(arguments);
                }
            }
            Task::Compile { .. } | Task::Test { .. } => return None,
        }
        Some(canonical)
    }

    /// The source text, of [`MAIN_FILE`] where there are several files.
    pub fn source(&self) -> &str {
        let files = self.files.as_ref();
        let main = || files.and_then(|files| files.get(MAIN_FILE)).map(String::as_str);
        self.code.as_deref().or_else(main).unwrap_or_default()
    }

    /// The text that is stored.
    ///
    /// # Errors
    /// Never: it holds nothing that JSON cannot.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl From<Call> for CanonicalCall {
    fn from(call: Call) -> Self {
        Self {
            function: call.function,
            args: call.args.map(arguments),
            context: call.context.into(),
            gas_limit: call.gas_limit.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::request::{Endpoint, read};

    fn text(body: &str) -> String {
        let parsed = read(Endpoint::Share, body.as_bytes(), 1_000).unwrap();
        Canonical::new(parsed).unwrap().text().unwrap()
    }

    #[test]
    fn a_stored_text_is_its_own_canonical_form() {
        for body in [
            r#"{"code":"x","contract":"C"}"#,
            r#"{"code":"x","contract":"C","args":[1,"2",{"b":null,"a":[true]}],"init_args":"0xAB"}"#,
            r#"{"files":{"src/main.twl":"a","src/b.twl":"b"},"include":["storage","decoded_events"]}"#,
            r#"{"files":{"src/main.twl":"only"},"syntax_mode":"solidity"}"#,
            r#"{"code":"x","storage":{"held[0xAB]":[[1,{"b":null,"a":2}]],"count":"5"},"balances":{"0x00000000000000000000000000000000000000AA":"0x7"}}"#,
            r#"{"code":"x","context":{"sender":"0x00000000000000000000000000000000000000AA","value":7},"calls":[{"function":"C.f"},{"function":"g","args":[],"sender":"0x00000000000000000000000000000000000000bb","gas_limit":"0x10"}]}"#,
        ] {
            let canonical = text(body);
            assert_eq!(text(&canonical), canonical, "{body}");
        }
        let ordered = text(r#"{"include":["storage","decoded_events"],"code":"x"}"#);
        assert_eq!(
            text(r#"{"code":"x","include":["decoded_events","storage"]}"#),
            ordered
        );
        assert!(
            ordered.ends_with(r#","gas_limit":"10000000","include":["decoded_events","storage"]}"#),
            "{ordered}"
        );
        // One file is the same in both ways of sending it.
        assert_eq!(text(r#"{"files":{"src/main.twl":"x"}}"#), text(r#"{"code":"x"}"#));
    }

    #[test]
    fn requests_that_mean_the_same_have_one_text() {
        let short = text(r#"{"code":"fn main() {}\n"}"#);
        assert_eq!(
            short,
            r#"{"code":"fn main() {}\n","syntax_mode":"native","entry_point":"main","context":{"sender":"0x1111111111111111111111111111111111111111","origin":"0x1111111111111111111111111111111111111111","value":"0","block_number":"1","timestamp":"1767225600"},"gas_limit":"10000000"}"#
        );
        for same in [
            r#" { "code" : "fn\u0020main() {}\n" } "#,
            r#"{"gas_limit":10000000,"entry_point":"main","code":"fn main() {}\n","context":{"value":"0x0","block_number":1}}"#,
            // A stored text is a request, and its own canonical form.
            short.as_str(),
        ] {
            assert_eq!(text(same), short);
        }
        for other in [
            r#"{"code":"fn main() {}"}"#,
            r#"{"code":"fn main() {}\n","gas_limit":1}"#,
            r#"{"code":"fn main() {}\n","syntax_mode":"solidity"}"#,
        ] {
            assert_ne!(text(other), short);
        }
    }
}
