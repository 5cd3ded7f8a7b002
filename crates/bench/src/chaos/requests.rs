//! The requests, good and hostile, each with a number that only its own answer may hold, and what may come of them.

use serde_json::{Value, json};

use super::host::Random;

/// One request.
pub struct Request {
    /// What it is, for the tables.
    pub name: &'static str,
    /// `/run` or `/compile`.
    pub path: &'static str,
    /// What is sent.
    pub body: Vec<u8>,
    /// The client goes away without waiting.
    pub hangs_up: bool,
    canary: String,
    expected: Expected,
}

/// What comes of a request where nothing is killed.
enum Expected {
    /// HTTP 200, success, this value.
    Value(String),
    /// HTTP 200, success of `/compile`.
    Compiled,
    /// HTTP 200 and one of these error types.
    Error(&'static [&'static str]),
    /// This HTTP status.
    Status(u16),
}

/// Every canary begins with it.
const CANARY: &str = "canary";
/// What follows where output was cut, as it stands in JSON.
const CUT: &str = "\\n[output truncated]";
/// Most characters of an answer that are shown.
const SHOWN: usize = 400;
/// Uses up any limit but gas.
const MOST_GAS: &str = "18446744073709551615";

/// A program's body, and what comes of it.
type Program = (&'static str, &'static str, &'static [&'static str]);

/// Hostile or wrong, by weight.
const PROGRAMS: [(u64, Program); 9] = [
    (
        40,
        ("reverts", "require(number == 0, \"CANARY\");", &["RuntimeRevert"]),
    ),
    (40, ("panics", "panic!(\"CANARY\");", &["RuntimePanic"])),
    (40, ("does not compile", "print(CANARY);", &["Compilation"])),
    (
        40,
        (
            "runs out of gas",
            "while number > 0 { number = number % 1000000007 + 1; }",
            &["OutOfGas"],
        ),
    ),
    (
        40,
        (
            "recurses",
            "number = deeper(number);",
            &["RuntimePanic", "OutOfGas"],
        ),
    ),
    (
        20,
        (
            "uses memory up",
            "var text: string = \"CANARY\"; while number > 0 { text = text + text; }",
            &["RuntimePanic", "OutOfGas", "SandboxError", "RuntimeRevert"],
        ),
    ),
    (
        20,
        (
            "prints without end",
            "while number > 0 { print(\"CANARY CANARY CANARY CANARY CANARY CANARY CANARY CANARY\"); }",
            &["OutOfGas", "SandboxError", "RuntimePanic", "Timeout"],
        ),
    ),
    (
        10,
        (
            "fills storage",
            "while number > 0 { number += 1; storage.kept[number] = number; }",
            &["OutOfGas", "RuntimePanic", "SandboxError"],
        ),
    ),
    (
        2,
        (
            "uses time up",
            "while number < 18446744073709551615 { number = number % 1000; }",
            &["Timeout"],
        ),
    ),
];

/// Weight of good requests beside those of [`PROGRAMS`].
const GOOD: u64 = 500;

impl Request {
    /// A request for `number`, of a random kind.
    pub fn pick(random: &mut Random, number: u64) -> Self {
        let canary = format!("{CANARY}{number}e");
        let weights: u64 = PROGRAMS.iter().map(|(weight, _)| weight).sum();
        let mut choice = random.below(GOOD + weights + 60);
        if choice < GOOD {
            return Self::good(choice.is_multiple_of(5), number, canary);
        }
        choice -= GOOD;
        for (weight, program) in PROGRAMS {
            if choice < weight {
                return Self::of_program(program, number, canary);
            }
            choice -= weight;
        }
        let mut request = Self::good(false, number, canary);
        match choice % 3 {
            0 => {
                request.name = "hangs up";
                request.hangs_up = true;
            }
            1 => {
                request.name = "is no JSON";
                request.body.truncate(request.body.len() / 2);
                request.expected = Expected::Status(400);
            }
            _ => {
                request.name = "has a source too large";
                request.body = json!({ "code": "a".repeat(70_000) }).to_string().into_bytes();
                request.expected = Expected::Status(413);
            }
        }
        request
    }

    fn good(compiles: bool, number: u64, canary: String) -> Self {
        let code = contract(&format!("print(\"{canary}\");"), number);
        let (name, path, body, expected) = if compiles {
            let body = json!({ "code": code, "emit": ["meta", "wat"] });
            ("compiles", "/compile", body, Expected::Compiled)
        } else {
            let body = json!({ "code": code, "entry_point": "Box.open" });
            ("runs", "/run", body, Expected::Value(number.to_string()))
        };
        Self {
            name,
            path,
            body: body.to_string().into_bytes(),
            hangs_up: false,
            canary,
            expected,
        }
    }

    fn of_program((name, code, expected): Program, number: u64, canary: String) -> Self {
        let code = contract(&code.replace("CANARY", &canary), number.max(1));
        let gas = if name == "uses time up" {
            MOST_GAS
        } else {
            "3000000"
        };
        let body = json!({ "code": code, "entry_point": "Box.open", "gas_limit": gas });
        Self {
            name,
            path: "/run",
            body: body.to_string().into_bytes(),
            hangs_up: false,
            canary,
            expected: Expected::Error(expected),
        }
    }

    /// Whether the canary at `place` in an answer is this request's, whole or cut where output is.
    fn is_own(&self, text: &str, place: usize) -> bool {
        let rest = text.get(place..).unwrap_or_default();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let (word, after) = rest.split_at(length);
        rest.starts_with(&self.canary) || self.canary.starts_with(word) && after.starts_with(CUT)
    }

    /// Says in a word what came of it.
    ///
    /// # Errors
    /// A sentence where that should not have come.
    pub fn judge(&self, status: u16, body: &[u8]) -> Result<String, String> {
        let text = String::from_utf8_lossy(body);
        // Another request's data is the worst of all.
        if text
            .match_indices(CANARY)
            .any(|(place, _)| !self.is_own(&text, place))
        {
            return Err(format!(
                "the answer holds data of another request: {}",
                shortened(&text)
            ));
        }
        if status == 503 {
            return Ok("503".to_owned());
        }
        let answer: Value = serde_json::from_slice(body)
            .map_err(|_| format!("the answer is no JSON: {}", shortened(&text)))?;
        let error = answer["error_type"].as_str().unwrap_or_default();
        // Killed at work.
        if status == 200 && error == "InternalError" {
            return Ok(error.to_owned());
        }
        let is_expected = match &self.expected {
            Expected::Value(value) => {
                status == 200
                    && answer["return_value"] == value.as_str()
                    && answer["output"] == self.canary.as_str()
            }
            Expected::Compiled => status == 200 && answer["success"] == true && answer["wat"].is_string(),
            Expected::Error(types) => status == 200 && types.contains(&error),
            Expected::Status(expected) => status == *expected,
        };
        // A killed compiler looks like one that fails.
        if !is_expected {
            return Err(format!(
                "the answer is not what the program does: {status} {}",
                shortened(&text)
            ));
        }
        Ok(match &self.expected {
            Expected::Error(_) => error.to_owned(),
            _ if status == 200 => "success".to_owned(),
            _ => status.to_string(),
        })
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn contract(body: &str, number: u64) -> String {
    format!(
        "contract Box {{
    storage {{
        kept: map<u64, u64>;
    }}

    fn deeper(n: u64) -> u64 {{
        if n == 0 {{ 0 }} else {{ deeper(n) + 1 }}
    }}

    pub fn open() -> u64 {{
        var number: u64 = {number};
        {body}
        number
    }}
}}
"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_the_own_canary_may_be_in_an_answer() {
        let request = Request::good(false, 17, "canary17e".to_owned());
        let answer = |output: &str, value: &str| {
            json!({ "success": true, "output": output, "return_value": value }).to_string()
        };
        let judge = |text: String| request.judge(200, text.as_bytes());
        assert_eq!(judge(answer("canary17e", "17")).unwrap(), "success");
        for (output, value) in [
            ("canary1e", "17"),
            ("canary170e", "17"),
            ("canary17e", "18"),
            ("", "17"),
        ] {
            assert!(judge(answer(output, value)).is_err(), "{output} {value}");
        }
        assert!(judge("cut".to_owned()).is_err());
        // Where output was cut a mark may be cut too.
        for (output, is_own) in [
            ("canary17ecanary1\n[output truncated]", true),
            ("canary18\n[output truncated]", false),
            ("canary1 canary17e", false),
        ] {
            let judged = judge(answer(output, "17"));
            let is_foreign = judged.unwrap_err().contains("another request");
            assert_eq!(is_foreign, !is_own, "{output}");
        }
        assert_eq!(request.judge(503, b"{}").unwrap(), "503");
        let killed = json!({ "success": false, "error_type": "InternalError" }).to_string();
        assert_eq!(judge(killed).unwrap(), "InternalError");
    }

    #[test]
    fn every_kind_is_picked() {
        let mut random = Random::new(1);
        let names: std::collections::BTreeSet<&str> = (0..20_000)
            .map(|number| Request::pick(&mut random, number).name)
            .collect();
        assert_eq!(names.len(), 2 + PROGRAMS.len() + 3, "{names:?}");
    }
}
