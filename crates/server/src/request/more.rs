//! Fields beyond specification 17: several files, arguments, lists of calls, and what answers show of them.
//!
//! A request without any of them becomes the same job as ever.

use playground_protocol::{
    Arguments, Call, Context, Job, MAIN_FILE, MAX_CALLS, Simulation, SourceFile, SyntaxMode, Task, Views,
    is_source_path,
};
use serde_json::value::RawValue;

use super::{
    DEFAULT_ENTRY_POINT, DEFAULT_GAS_LIMIT, Draft, Endpoint, MAX_ENTRY_POINT_BYTES, Place, narrow, pointer,
};
use crate::fields::{self, Fields, Shape, shape, shortened, shown, strict, text_of};

/// What an answer shows beyond specification 17.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Include {
    /// The decoded form beside each event.
    pub decoded_events: bool,
    /// Gas by source line.
    pub gas: bool,
    /// Storage before and after.
    pub storage: bool,
    /// Microseconds of each stage.
    pub stages: bool,
}

impl Include {
    /// Everything that can be asked for.
    pub const ALL: Self = Self {
        decoded_events: true,
        gas: true,
        storage: true,
        stages: true,
    };

    /// The names that are asked for, in the order of their names.
    pub fn names(self) -> Vec<&'static str> {
        [
            ("decoded_events", self.decoded_events),
            ("gas", self.gas),
            ("stages", self.stages),
            ("storage", self.storage),
        ]
        .into_iter()
        .filter_map(|(name, wanted)| wanted.then_some(name))
        .collect()
    }
}

/// The fields of a request, for messages.
pub(super) const fn known(endpoint: Endpoint) -> &'static str {
    match endpoint {
        Endpoint::Run => {
            "`code`, `files`, `syntax_mode`, `entry_point`, `contract`, `args`, `init_args`, `calls`, `context`, `gas_limit`, `storage`, `balances`, `include`"
        }
        Endpoint::Compile => {
            "`code`, `files`, `syntax_mode`, `entry_point`, `contract`, `context`, `gas_limit`, `emit`"
        }
        Endpoint::Test => "`code`, `files`, `syntax_mode`, `contract`, `filter`",
        Endpoint::Share => {
            "`code`, `files`, `syntax_mode`, `entry_point`, `contract`, `args`, `init_args`, `calls`, `context`, `gas_limit`, `storage`, `balances`, `include`, `ttl`"
        }
    }
}

/// A call as it was written; what it leaves out is the request's.
#[derive(Default)]
pub(super) struct DraftCall {
    function: Option<String>,
    args: Option<Arguments>,
    sender: Option<String>,
    origin: Option<String>,
    value: Option<u128>,
    block_number: Option<u64>,
    timestamp: Option<u64>,
    gas_limit: Option<u64>,
}

impl Draft {
    pub(super) fn files(&mut self, at: &Place, value: &RawValue) {
        let Some(fields) = self.object(at, value, "paths and source texts") else {
            return;
        };
        let mut files: Vec<SourceFile> = Vec::with_capacity(fields.len());
        for (path, value) in &fields {
            let at = Place {
                pointer: pointer(&["", "files", path]),
                name: format!("files[\"{}\"]", shortened(path)),
            };
            if files.iter().any(|file| file.path == *path) {
                self.wrong(
                    &at,
                    format!(
                        "`{}` stands more than once in the request; send it once.",
                        at.name
                    ),
                );
            } else if !is_source_path(path) {
                self.wrong(
                    &at,
                    format!(
                        "`{}` is not the path of a source file: src/, names of letters, digits, `_` and `-`, and .twl at the end, such as \"src/token.twl\".",
                        at.name
                    ),
                );
            } else if let Some(text) = self.text(&at, value, "the file's source text") {
                files.push(SourceFile {
                    path: path.clone(),
                    text,
                });
            }
        }
        if !fields.iter().any(|(path, _)| path == MAIN_FILE) {
            self.wrong(
                at,
                format!("`files` lacks \"{MAIN_FILE}\", where the program begins."),
            );
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        self.files = Some(files);
    }

    /// The fields of an object.
    pub(super) fn object<'v>(
        &mut self,
        at: &Place,
        value: &'v RawValue,
        what: &str,
    ) -> Option<Vec<(String, &'v RawValue)>> {
        if shape(value) != Shape::Object {
            let got = shown(value);
            self.wrong(
                at,
                format!("`{}` must be a JSON object with {what}; got {got}.", at.name),
            );
            return None;
        }
        match serde_json::from_str::<Fields<'_>>(value.get()) {
            Ok(Fields(fields)) => Some(fields),
            Err(_) => {
                self.wrong(
                    at,
                    format!(
                        "`{}` must be a JSON object with at most {} fields whose names are Unicode text.",
                        at.name,
                        fields::MAX_FIELDS
                    ),
                );
                None
            }
        }
    }

    /// Arguments: an array of typed JSON, or the ABI encoding of all as `0x..`.
    pub(super) fn arguments(&mut self, at: &Place, value: &RawValue) -> Option<Arguments> {
        let wrong = |this: &mut Self, got: String| {
            this.wrong(
                at,
                format!(
                    "`{}` must be an array with one value for each parameter, or their ABI encoding as 0x and an even number of hexadecimal digits; got {got}.",
                    at.name
                ),
            );
            None
        };
        match shape(value) {
            Shape::Array => match strict(value) {
                Ok(serde_json::Value::Array(values)) => Some(Arguments::Json(values)),
                Ok(_) => wrong(self, shown(value)),
                Err((place, message)) => {
                    self.wrong(at, format!("`{}{place}` {message}.", at.name));
                    None
                }
            },
            Shape::String => match text_of(value).filter(|text| is_hex(text)) {
                Some(text) => Some(Arguments::Encoded(text)),
                None => wrong(self, shown(value)),
            },
            _ => wrong(self, shown(value)),
        }
    }

    pub(super) fn calls(&mut self, at: &Place, value: &RawValue) {
        let items = match shape(value) {
            Shape::Array => serde_json::from_str::<Vec<&RawValue>>(value.get()).unwrap_or_default(),
            _ => Vec::new(),
        };
        if items.is_empty() || items.len() > MAX_CALLS {
            let got = match (shape(value), items.len()) {
                (Shape::Array, count) => format!("{count} of them"),
                _ => shown(value),
            };
            self.wrong(
                at,
                format!("`calls` must be an array of 1 to {MAX_CALLS} calls, each an object with at least `function`; got {got}."),
            );
            return;
        }
        let calls = items
            .into_iter()
            .enumerate()
            .map(|(index, item)| self.call(index, item))
            .collect();
        self.calls = Some(calls);
    }

    fn call(&mut self, index: usize, value: &RawValue) -> DraftCall {
        let number = index.to_string();
        let place = |name: &str| Place {
            pointer: pointer(&["", "calls", &number, name]),
            name: format!("calls[{index}].{}", shortened(name)),
        };
        let at = Place {
            pointer: pointer(&["", "calls", &number]),
            name: format!("calls[{index}]"),
        };
        let mut call = DraftCall::default();
        let Some(fields) = self.object(&at, value, "at least `function`") else {
            return call;
        };
        let mut seen: Vec<&str> = Vec::with_capacity(fields.len());
        for (name, value) in &fields {
            let at = place(name);
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
                "function" => {
                    call.function = self.name(&at, value, "the name of the function to call", "\"Counter.increment\"");
                }
                "args" => call.args = self.arguments(&at, value),
                "sender" => call.sender = self.address(&at, value),
                "origin" => call.origin = self.address(&at, value),
                "value" => call.value = self.integer(&at, value, u128::MAX),
                "block_number" => call.block_number = self.integer(&at, value, u64_max).map(narrow),
                "timestamp" => call.timestamp = self.integer(&at, value, u64_max).map(narrow),
                "gas_limit" => call.gas_limit = self.integer(&at, value, u64_max).map(narrow),
                _ => self.wrong(
                    &at,
                    format!(
                        "`{}` is not a field of a call; the fields are `function`, `args`, `sender`, `origin`, `value`, `block_number`, `timestamp`, `gas_limit`. Remove it.",
                        at.name
                    ),
                ),
            }
        }
        if !seen.contains(&"function") {
            let at = place("function");
            self.wrong(
                &at,
                format!(
                    "`{}` is missing; it must be the name of the function to call.",
                    at.name
                ),
            );
        }
        call
    }

    /// Part of a test's name.
    pub(super) fn filter(&mut self, at: &Place, value: &RawValue) {
        let Some(text) = self.text(at, value, "a part of the names of the tests to run") else {
            return;
        };
        if text.len() > MAX_ENTRY_POINT_BYTES || text.chars().any(char::is_control) {
            self.wrong(
                at,
                format!(
                    "`filter` must have at most {MAX_ENTRY_POINT_BYTES} bytes and no control characters; got {} bytes.",
                    text.len()
                ),
            );
            return;
        }
        self.filter = text;
    }

    pub(super) fn include(&mut self, at: &Place, value: &RawValue) {
        let names = (shape(value) == Shape::Array)
            .then(|| serde_json::from_str::<Vec<String>>(value.get()).ok())
            .flatten();
        let Some(names) = names else {
            let got = shown(value);
            self.wrong(
                at,
                format!("`include` must be an array of strings out of \"decoded_events\", \"gas\", \"stages\", \"storage\"; got {got}."),
            );
            return;
        };
        for name in names {
            let flag = match name.as_str() {
                "decoded_events" => &mut self.include.decoded_events,
                "gas" => &mut self.include.gas,
                "stages" => &mut self.include.stages,
                "storage" => &mut self.include.storage,
                other => {
                    let got = shortened(other);
                    self.wrong(
                        at,
                        format!("`include` may hold \"decoded_events\", \"gas\", \"stages\" and \"storage\"; got \"{got}\"."),
                    );
                    continue;
                }
            };
            if std::mem::replace(flag, true) {
                self.wrong(
                    at,
                    format!("`include` names \"{name}\" more than once; name it once."),
                );
            }
        }
    }

    /// Refuses fields that say the same thing twice.
    pub(super) fn exclusive(&mut self, seen: &[&str]) {
        let pairs = [
            ("code", "files", "Send the program in one of them."),
            (
                "entry_point",
                "calls",
                "Write the function into the list of calls.",
            ),
            ("args", "calls", "Write the arguments into the list of calls."),
        ];
        for (one, other, remedy) in pairs {
            if seen.contains(&one) && seen.contains(&other) {
                let at = Place {
                    pointer: format!("#/{one}"),
                    name: one.to_owned(),
                };
                self.wrong(&at, format!("`{one}` and `{other}` exclude each other. {remedy}"));
            }
        }
    }

    /// The job, once everything has been found right.
    pub(super) fn job(mut self, endpoint: Endpoint) -> Job {
        let context = self.filled_context();
        let gas_limit = self.gas_limit.unwrap_or(DEFAULT_GAS_LIMIT);
        let mut files = self.files.take().unwrap_or_default();
        let main = files.iter().position(|file| file.path == MAIN_FILE);
        let code = match main {
            Some(at) => files.remove(at).text,
            None => self.code.take().unwrap_or_default(),
        };
        let mut contract = self.contract.take();
        let task = match endpoint {
            Endpoint::Compile => Task::Compile { emit: self.emit },
            Endpoint::Test => Task::Test {
                filter: std::mem::take(&mut self.filter),
            },
            Endpoint::Run | Endpoint::Share => {
                let entry_point = self
                    .entry_point
                    .take()
                    .unwrap_or_else(|| DEFAULT_ENTRY_POINT.to_owned());
                // The contract says whose function a plain name means.
                let entry_point = match &contract {
                    Some(contract) if !entry_point.contains('.') && !entry_point.contains("::") => {
                        format!("{contract}.{entry_point}")
                    }
                    _ => entry_point,
                };
                let plain = self.args.is_none()
                    && self.init_args.is_none()
                    && self.calls.is_none()
                    && self.storage.is_none()
                    && self.include == Include::default();
                if plain {
                    contract = None;
                    Task::Run {
                        entry_point,
                        context,
                        gas_limit,
                    }
                } else {
                    let simulation = self.simulation(entry_point, context, gas_limit);
                    contract = contract.or_else(|| named_contract(&simulation.calls));
                    Task::Simulate(Box::new(simulation))
                }
            }
        };
        Job {
            syntax_mode: self.syntax_mode.unwrap_or_else(|| SyntaxMode::stated_by(&code)),
            code,
            files,
            contract,
            task,
            notes: false,
        }
    }

    fn simulation(&mut self, entry_point: String, context: Context, gas_limit: u64) -> Simulation {
        let sequence = self.calls.is_some();
        let calls = match self.calls.take() {
            Some(calls) => calls
                .into_iter()
                .map(|call| call.fill(&context, gas_limit))
                .collect(),
            None => vec![Call {
                function: entry_point,
                args: self.args.take(),
                context: context.clone(),
                gas_limit,
            }],
        };
        Simulation {
            context,
            gas_limit,
            init_args: self.init_args.take(),
            storage: self.storage.take(),
            calls,
            sequence,
            gas_profile: self.include.gas,
            views: Views {
                storage: self.include.storage,
                decoded_events: self.include.decoded_events,
            },
        }
    }
}

impl DraftCall {
    fn fill(self, default: &Context, gas_limit: u64) -> Call {
        // A call with a sender of its own is signed by that sender, as the request's is.
        let origin = match (self.origin, &self.sender) {
            (Some(origin), _) => origin,
            (None, Some(sender)) => sender.clone(),
            (None, None) => default.origin.clone(),
        };
        Call {
            function: self.function.unwrap_or_default(),
            args: self.args,
            context: Context {
                sender: self.sender.unwrap_or_else(|| default.sender.clone()),
                origin,
                value: self
                    .value
                    .map_or_else(|| default.value.clone(), |value| value.to_string()),
                block_number: self.block_number.unwrap_or(default.block_number),
                timestamp: self.timestamp.unwrap_or(default.timestamp),
            },
            gas_limit: self.gas_limit.unwrap_or(gas_limit),
        }
    }
}

/// The contract that the calls name as `Contract.function`, where they name one.
fn named_contract(calls: &[Call]) -> Option<String> {
    let name = calls
        .iter()
        .find_map(|call| call.function.split_once('.'))?
        .0
        .trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// `0x` and an even number of digits.
fn is_hex(text: &str) -> bool {
    text.strip_prefix("0x").is_some_and(|digits| {
        digits.len().is_multiple_of(2) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
#[path = "more_tests.rs"]
mod tests;
