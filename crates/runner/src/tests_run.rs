//! Reads what `twilightc test --message-format json` prints (`docs/testing.md`): one JSON object a line.

use playground_protocol::{Diagnostic, TestResult, Tested};
use serde::Deserialize;

use crate::compiler::{Compilation, End};

/// A line; what another kind of line has is absent.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    kind: String,
    event: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    output: String,
    failure: Option<Diagnostic>,
    filtered_out: Option<u64>,
}

/// The results, where the tests ran to their end: the program compiled, and the last line sums them up.
pub fn read(compilation: &Compilation, refused: bool) -> Option<Tested> {
    // 1 is the code for a test that failed, and for a program that was refused.
    if refused || !matches!(compilation.end, End::Exited(0 | 1)) {
        return None;
    }
    let mut tested = Tested::default();
    let mut ended = false;
    let lines = compilation.stdout.split(|byte| *byte == b'\n');
    for line in lines.filter_map(|line| serde_json::from_slice::<Line>(line).ok()) {
        match (line.kind.as_str(), line.event.as_str()) {
            ("test", event) => tested.tests.push(TestResult {
                name: line.name,
                success: event == "ok",
                output: line.output,
                failure: line.failure,
            }),
            ("suite", "ok" | "failed") => {
                tested.filtered_out = line.filtered_out.unwrap_or(0);
                ended = true;
            }
            _ => {}
        }
    }
    ended.then_some(tested)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn ended(end: End, stdout: &str) -> Compilation {
        Compilation {
            end,
            stdout: stdout.as_bytes().to_vec(),
            stderr: Vec::new(),
        }
    }

    const LINES: &str = r#"{"type":"suite","event":"started","tests":2}
{"type":"test","name":"a","event":"ok","output":"x"}
{"type":"test","name":"b","event":"failed","output":"","failure":{"severity":"error","message":"No."}}
{"type":"suite","event":"failed","passed":1,"failed":1,"filtered_out":3}
"#;

    #[test]
    fn results_are_read() {
        let tested = read(&ended(End::Exited(1), LINES), false).unwrap();
        assert_eq!((tested.tests.len(), tested.filtered_out), (2, 3));
        assert!(tested.tests[0].success && tested.tests[0].output == "x");
        assert_eq!(tested.tests[1].failure.as_ref().unwrap().message, "No.");
    }

    #[test]
    fn what_did_not_come_to_its_end_is_no_result() {
        assert_eq!(read(&ended(End::Exited(1), LINES), true), None);
        assert_eq!(read(&ended(End::Exited(101), LINES), false), None);
        assert_eq!(read(&ended(End::Signaled(9), LINES), false), None);
        assert_eq!(read(&ended(End::TooMuchOutput, LINES), false), None);
        let cut = LINES.rsplit_once("{\"type\":\"suite\"").unwrap().0;
        assert_eq!(read(&ended(End::Exited(0), cut), false), None);
        assert_eq!(read(&ended(End::Exited(0), ""), false), None);
    }
}
