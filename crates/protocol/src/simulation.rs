//! Runs beyond one call without arguments: arguments, several calls on one chain, and what is shown of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Context, Diagnostic, ErrorType, Event};

/// Calls of one simulation, deployment not counted.
pub const MAX_CALLS: usize = 64;

/// Source files of one job, the main one included.
pub const MAX_FILES: usize = 64;

/// Where a program begins.
pub const MAIN_FILE: &str = "src/main.twl";

/// Bytes of a source file's path.
pub const MAX_PATH_BYTES: usize = 256;

/// Parts of a source file's path, `src` and the file included.
pub const MAX_PATH_PARTS: usize = 8;

/// A source file beside the main one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// See [`is_source_path`].
    pub path: String,
    /// Twilight source text.
    pub text: String,
}

/// Whether `path` may name a source file: `src/`, then names of letters, digits, `_` and `-`, at the end `.twl`. No such
/// path leaves the package, and none means different files in different places.
#[must_use]
pub fn is_source_path(path: &str) -> bool {
    let name = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    let Some(inside) = path
        .strip_prefix("src/")
        .and_then(|rest| rest.strip_suffix(".twl"))
    else {
        return false;
    };
    path.len() <= MAX_PATH_BYTES && path.split('/').count() <= MAX_PATH_PARTS && inside.split('/').all(name)
}

/// What to call, in order, on one chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simulation {
    /// Of the deployment.
    pub context: Context,
    /// Of the deployment; where there is no `sequence`, of the deployment and the call together (DECISION C5).
    pub gas_limit: u64,
    /// Of the contract's `init`.
    pub init_args: Option<Arguments>,
    /// What calls find in storage, by place or key, in the place of what the deployment left; not yet checked.
    pub storage: Option<Map<String, Value>>,
    /// At least one, at most [`MAX_CALLS`]; exactly one where there is no `sequence`.
    pub calls: Vec<Call>,
    /// Whether the request gave a list of calls: each then has gas of its own.
    pub sequence: bool,
    /// Whether gas is counted by source line too.
    pub gas_profile: bool,
    /// What is to be seen beside the calls.
    pub views: Views,
}

/// Views of a simulation as a whole. Each of a list of calls (`sequence`) has its own beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Views {
    /// Storage after the deployment and at the end.
    pub storage: bool,
    /// Events with their names and typed arguments.
    pub decoded_events: bool,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// `name`, `Contract.name`, `Contract::name` or the mangled name.
    pub function: String,
    /// None where the function has no parameters.
    pub args: Option<Arguments>,
    /// Its transaction and block.
    pub context: Context,
    /// Its gas; see [`Simulation::gas_limit`].
    pub gas_limit: u64,
}

/// Arguments, not yet checked against the parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arguments {
    /// One typed JSON value for each parameter.
    Json(Vec<Value>),
    /// The ABI encoding of all, `0x` and hexadecimal digits.
    Encoded(String),
}

impl Simulation {
    /// What the gas of all calls together cannot pass.
    #[must_use]
    pub fn most_gas(&self) -> u64 {
        if self.sequence {
            self.calls
                .iter()
                .fold(self.gas_limit, |sum, call| sum.saturating_add(call.gas_limit))
        } else {
            self.gas_limit
        }
    }
}

/// What a simulation did. That a call failed is said in its report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simulated {
    /// None where nothing was deployed.
    pub deployment: Option<CallReport>,
    /// One for each call; none where the deployment failed.
    pub calls: Vec<CallReport>,
    /// All entries that storage has at the end, or had when the contract was deployed: `before` is after the deployment.
    pub storage: Vec<StorageEntry>,
    /// Where it was asked for, and the run was not too long to be counted.
    pub gas: Option<GasProfile>,
}

/// Where the gas of a simulation went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GasProfile {
    /// Lines that took any, by file and line.
    pub lines: Vec<LineGas>,
    /// What is no line's: memory, entering and leaving calls.
    pub other: u64,
}

/// The gas of one source line, over all calls, with that of the run-time library that it needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineGas {
    /// Path of the source file.
    pub file: String,
    /// 1-based.
    pub line: u32,
    /// Gas.
    pub gas: u64,
}

impl Simulated {
    /// Every report in order.
    pub fn reports(&self) -> impl Iterator<Item = &CallReport> {
        self.deployment.iter().chain(&self.calls)
    }
}

/// What one call did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallReport {
    /// The function as requests write it: `Counter.add`.
    pub function: String,
    /// How it ended.
    pub result: CallResult,
    /// Why it failed.
    pub diagnostics: Vec<Diagnostic>,
    /// What it printed.
    pub output: String,
    /// What it emitted, up to its failure.
    pub events: Vec<ShownEvent>,
    /// Gas that it used.
    pub gas_used: u64,
    /// The entries that it changed; none where it failed.
    pub storage: Vec<StorageEntry>,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallResult {
    /// It returned.
    Returned {
        /// DECISION C14 form.
        return_value: String,
        /// The value as typed JSON; null too where it is too long to be said twice.
        return_json: Value,
    },
    /// It failed and changed nothing.
    Failed {
        /// The class of failure.
        error_type: ErrorType,
        /// Present exactly for `RuntimeRevert`.
        revert_message: Option<String>,
    },
}

/// An event as it was emitted and, where it is one of the program's, decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownEvent {
    /// As in specification 17.
    #[serde(flatten)]
    pub event: Event,
    /// None for anonymous and unknown events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decoded: Option<EventView>,
}

impl ShownEvent {
    /// An event as it was emitted, and nothing else.
    #[must_use]
    pub const fn raw(event: Event) -> Self {
        Self { event, decoded: None }
    }
}

/// A decoded event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// Its name.
    pub name: String,
    /// `Transfer(address,address,uint256)`.
    pub signature: String,
    /// In order of declaration.
    pub args: Vec<EventArg>,
}

/// One argument of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventArg {
    /// The parameter's name.
    pub name: String,
    /// Its Twilight type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it stands in a topic.
    pub indexed: bool,
    /// Typed JSON; null too where the topic holds only a hash.
    pub value: Value,
    /// The hash, where the topic holds only that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// One entry of storage at two times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageEntry {
    /// The variable's name; absent where the key is none of the contract's variables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// The place as source writes it: `balances[0x..]`; absent with the variable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The type at that place; absent with the variable.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub ty: Option<String>,
    /// The key in storage, `0x` and hexadecimal digits.
    pub key: String,
    /// Typed JSON; `{"length": n}` for a vector whose elements have entries of their own, `{"present": true}` for such a
    /// struct, `0x..` where the bytes do not fit the type; null where there was no entry.
    pub before: Value,
    /// As `before`.
    pub after: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_package() {
        let long = format!("src/{}.twl", "a".repeat(MAX_PATH_BYTES - 8));
        for good in [
            "src/main.twl",
            "src/a/b-c/D_1.twl",
            "src/1.twl",
            "src/a/b/c/d/e/f/g.twl",
            &long,
        ] {
            assert!(is_source_path(good), "{good}");
        }
        let longer = format!("src/{}.twl", "a".repeat(MAX_PATH_BYTES - 7));
        for bad in [
            "",
            "src/",
            "src/.twl",
            "main.twl",
            "/src/main.twl",
            "src//a.twl",
            "src/../a.twl",
            "src/./a.twl",
            "src/a.twl/",
            "src/a.txt",
            "src/a b.twl",
            "src/a\0.twl",
            "src/\u{e9}.twl",
            "src\\a.twl",
            "src/a/b/c/d/e/f/g/h.twl",
            "SRC/a.twl",
            &longer,
        ] {
            assert!(!is_source_path(bad), "{bad}");
        }
    }
}
