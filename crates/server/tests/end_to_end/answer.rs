//! What every answer has to look like, whatever it says (spec 17 §2.3, DECISION C16).

use serde_json::Value;

const FILE: &str = "src/main.twl";

/// Checks fields, types and sentences of an answer to `/run` for the program `code`.
pub fn assert_run(code: &str, answer: &Value) {
    let success = answer["success"].as_bool().unwrap();
    let mut expected = vec!["success", "diagnostics", "output", "events"];
    if success {
        expected.extend(["return_value", "gas_used"]);
        assert!(answer["return_value"].is_string(), "{answer}");
    } else {
        expected.push("error_type");
        let error_type = answer["error_type"].as_str().unwrap();
        if error_type == "RuntimeRevert" {
            expected.push("revert_message");
            assert!(answer["revert_message"].is_string(), "{answer}");
        }
        // Where the sandbox was destroyed, nobody knows how much gas was used.
        if !["Timeout", "SandboxError", "InternalError"].contains(&error_type) {
            expected.push("gas_used");
        }
    }
    assert_keys(answer, &expected, &[]);
    if let Some(gas) = answer.get("gas_used") {
        gas.as_str().unwrap().parse::<u64>().unwrap();
    }
    assert!(
        answer["output"].is_string() && answer["events"].is_array(),
        "{answer}"
    );
    for event in answer["events"].as_array().unwrap() {
        assert_keys(event, &["address", "topics", "data"], &[]);
    }
    assert_diagnostics(code, answer);
}

/// Checks every diagnostic of an answer; a failure has an error, a success has none.
pub fn assert_diagnostics(code: &str, answer: &Value) {
    let diagnostics = answer["diagnostics"].as_array().unwrap();
    for one in diagnostics {
        assert_keys(one, &["severity", "message"], &["code", "span", "labels", "help"]);
        let message = one["message"].as_str().unwrap();
        assert!(
            message.starts_with(|c: char| c.is_ascii_uppercase() || c == '`'),
            "no sentence: {one}"
        );
        // What follows a colon may be the program's own message.
        assert!(
            message.ends_with(['.', '?']) || message.contains(": "),
            "no sentence: {one}"
        );
        if let Some(span) = one.get("span") {
            text_at(code, span);
        }
        for label in one.get("labels").and_then(Value::as_array).into_iter().flatten() {
            assert_keys(label, &["span", "message"], &[]);
            text_at(code, &label["span"]);
        }
        for help in one.get("help").and_then(Value::as_array).into_iter().flatten() {
            assert!(!help.as_str().unwrap().is_empty(), "{one}");
        }
    }
    let errors = diagnostics.iter().any(|one| one["severity"] == "error");
    assert_eq!(errors, answer["success"] == false, "{answer}");
}

/// The text of `code` at `span`, by its offsets, which must agree with its lines and columns.
pub fn text_at<'c>(code: &'c str, span: &Value) -> &'c str {
    assert_keys(span, &["file", "start", "end"], &[]);
    assert_eq!(span["file"], FILE, "{span}");
    let offset = |end: &str| {
        let position = &span[end];
        assert_keys(position, &["line", "column", "offset"], &[]);
        let offset = usize::try_from(position["offset"].as_u64().unwrap()).unwrap();
        let before = &code[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(
            (position["line"].as_u64(), position["column"].as_u64()),
            (Some(line as u64), Some(column as u64)),
            "{span} in {code:?}"
        );
        offset
    };
    &code[offset("start")..offset("end")]
}

/// The texts at the spans of all diagnostics of a severity, in order.
pub fn places<'c>(code: &'c str, answer: &Value, severity: &str) -> Vec<&'c str> {
    let diagnostics = answer["diagnostics"].as_array().unwrap();
    diagnostics
        .iter()
        .filter(|one| one["severity"] == severity)
        .map(|one| one.get("span").map_or("(no place)", |span| text_at(code, span)))
        .collect()
}

pub fn assert_keys(object: &Value, required: &[&str], optional: &[&str]) {
    let keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    for key in required {
        assert!(keys.contains(key), "{key} is missing: {object}");
    }
    for key in keys {
        assert!(
            required.contains(&key) || optional.contains(&key),
            "{key} is too much: {object}"
        );
    }
}
