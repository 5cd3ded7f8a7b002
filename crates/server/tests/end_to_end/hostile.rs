//! Hostile programs in both modes, as an attacker would paste them: each ends in its verdict, and the service answers
//! the next request.
//!
//! The programs are the files of `tests/hostile`. `//?` lines say what is special about the request (`gas most`, `gas
//! 1000`, `entry_point name`; anything else is a remark); the last line, `//= outcome`, is the outcome:
//! `success`, or the error's type and the code of its first error. In a program, `{{1000 text}}` stands for a thousand
//! times `text`, and `{{1..40 text}}` for `text` with `$` as each number from 1 to 39 and `%` as the one before it.
//! `UPDATE_EXPECT=1` writes the last lines anew: read them before keeping them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::service::Service;
use crate::{ADD, failures::MOST_GAS};

/// Where a repetition begins and ends.
const OPEN: &str = "{{";

/// Writes out what a program only counts.
fn expand(text: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(OPEN) {
        whole += before;
        let (count, inside) = inside.split_once(' ').expect("a count and a space");
        // The last of several braces closes; those before it belong to the text.
        let end = inside.find("}}").expect("the end of a repetition");
        let braces = inside[end..].bytes().take_while(|byte| *byte == b'}').count();
        let (piece, after) = inside.split_at(end + braces - 2);
        match count.split_once("..") {
            None => whole += &piece.repeat(count.parse().unwrap()),
            Some((first, end)) => {
                for number in first.parse::<usize>().unwrap()..end.parse().unwrap() {
                    whole += &piece
                        .replace('$', &number.to_string())
                        .replace('%', &number.saturating_sub(1).to_string());
                }
            }
        }
        rest = &after[2..];
    }
    whole + rest
}

fn request(path: &Path, text: &str) -> Value {
    let mode = if path.extension().is_some_and(|extension| extension == "sol") {
        "solidity"
    } else {
        "native"
    };
    let mut request = json!({ "code": expand(text), "syntax_mode": mode });
    for line in text.lines().filter_map(|line| line.strip_prefix("//? ")) {
        match line.split_once(' ') {
            Some(("gas", "most")) => request["gas_limit"] = json!(MOST_GAS),
            Some(("entry_point", name)) => request["entry_point"] = json!(name),
            _ => {}
        }
    }
    request
}

/// What of an answer is compared.
fn outcome(answer: &Value) -> String {
    if answer["success"] == true {
        return "success".to_owned();
    }
    let first = answer["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["severity"] == "error");
    let code = first.and_then(|one| one["code"].as_str()).unwrap_or_default();
    format!("{} {code}", answer["error_type"].as_str().unwrap_or_default())
}

#[test]
fn hostile_programs_end_in_their_verdict() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut paths: Vec<PathBuf> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() > 30, "{} programs", paths.len());
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let service = Service::start(&["--cpu-limit-ms", "1000", "--wall-limit-ms", "30000"]);
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let (program, expected) = text.rsplit_once("//= ").unwrap_or((&text, ""));
        let answer = service.run_with(request(&path, program));
        let is = outcome(&answer);
        if update {
            fs::write(&path, format!("{program}//= {is}\n")).unwrap();
        } else if is != expected.trim_end() {
            wrong.push(format!(
                "{name}: expected {expected}but the answer is {answer:.2000}"
            ));
        }
        assert_eq!(service.run(ADD)["return_value"], "42", "after {name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn repetitions_are_written_out() {
    assert_eq!(expand("a{{3 (}}b{{2 )}}c"), "a(((b))c");
    assert_eq!(expand("{{1..3 f$(%) }};"), "f1(0) f2(1) ;");
    assert_eq!(expand("{{2 if x { }}{{2 }}}"), "if x { if x { }}");
}
