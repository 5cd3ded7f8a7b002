//! What the fields beyond specification 17 take, and what is said to everything else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::error::Problem;
use crate::request::{DEFAULT_MAX_SOURCE_BYTES, Parsed, read};
use serde_json::{Value, json};

fn run(body: &Value) -> Result<Parsed, Problem> {
    read(
        Endpoint::Run,
        body.to_string().as_bytes(),
        DEFAULT_MAX_SOURCE_BYTES,
    )
}

/// Pointer and message of each wrong field.
fn errors(endpoint: Endpoint, body: &str) -> Vec<(String, String)> {
    match read(endpoint, body.as_bytes(), DEFAULT_MAX_SOURCE_BYTES) {
        Err(Problem::InvalidRequest { errors }) => {
            errors.into_iter().map(|e| (e.pointer, e.detail)).collect()
        }
        other => panic!("{body}: {other:?}"),
    }
}

fn simulation(body: &Value) -> Simulation {
    match run(body).unwrap().job.task {
        Task::Simulate(simulation) => *simulation,
        other => panic!("{body}: {other:?}"),
    }
}

#[test]
fn a_request_without_them_is_the_job_of_ever() {
    let parsed = run(&json!({"code": "x"})).unwrap();
    assert_eq!(parsed.include, Include::default());
    assert!(parsed.job.files.is_empty() && parsed.job.contract.is_none());
    assert!(matches!(parsed.job.task, Task::Run { .. }));
    // A contract alone only completes the entry point.
    let Task::Run { entry_point, .. } = run(&json!({"code": "x", "contract": "C"})).unwrap().job.task else {
        panic!("not a run");
    };
    assert_eq!(entry_point, "C.main");
    for entry in ["D.f", "D::f"] {
        let body = json!({"code": "x", "contract": "C", "entry_point": entry});
        let Task::Run { entry_point, .. } = run(&body).unwrap().job.task else {
            panic!("not a run");
        };
        assert_eq!(entry_point, entry);
    }
}

#[test]
fn files_are_ordered_and_the_main_one_is_the_code() {
    let body = json!({"files": {"src/z.twl": "z", "src/main.twl": "m", "src/a/b.twl": "b"}});
    let job = run(&body).unwrap().job;
    assert_eq!(job.code, "m");
    let paths: Vec<&str> = job.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["src/a/b.twl", "src/z.twl"]);
    for (body, pointer, message) in [
        (r#"{"files": []}"#, "#/files", "must be a JSON object"),
        (r#"{"files": {}}"#, "#/files", "lacks \"src/main.twl\""),
        (
            r#"{"files": {"src/a.twl": ""}}"#,
            "#/files",
            "lacks \"src/main.twl\"",
        ),
        (
            r#"{"files": {"src/main.twl": 1}}"#,
            "#/files/src~1main.twl",
            "must be a JSON string",
        ),
        (
            r#"{"files": {"src/main.twl": "", "src/main.twl": ""}}"#,
            "#/files/src~1main.twl",
            "more than once",
        ),
        (
            r#"{"files": {"src/main.twl": "", "../x.twl": ""}}"#,
            "#/files/..~1x.twl",
            "not the path of a source file",
        ),
        (
            r#"{"files": {"src/main.twl": ""}, "code": ""}"#,
            "#/code",
            "`code` and `files` exclude each other",
        ),
    ] {
        let found = errors(Endpoint::Run, body);
        assert!(
            found.len() == 1 && found[0].0 == pointer && found[0].1.contains(message),
            "{body}: {found:?}"
        );
    }
    // As many as a job may have, and one more.
    let many = |count: usize| {
        let others = (1..count).map(|number| (format!("src/f{number}.twl"), json!("")));
        let files: serde_json::Map<String, Value> =
            others.chain([("src/main.twl".to_owned(), json!(""))]).collect();
        json!({ "files": files })
    };
    assert_eq!(
        run(&many(playground_protocol::MAX_FILES))
            .unwrap()
            .job
            .files
            .len(),
        63
    );
    assert!(run(&many(playground_protocol::MAX_FILES + 1)).is_err());
    // The limit holds for all together.
    let half = "x".repeat(DEFAULT_MAX_SOURCE_BYTES / 2);
    assert!(run(&json!({"files": {"src/main.twl": half, "src/a.twl": half}})).is_ok());
    assert_eq!(
        run(&json!({"files": {"src/main.twl": half, "src/a.twl": half.clone() + "y"}})).unwrap_err(),
        Problem::SourceTooLarge {
            field: "files",
            bytes: DEFAULT_MAX_SOURCE_BYTES + 1,
            most: DEFAULT_MAX_SOURCE_BYTES
        }
    );
}

#[test]
fn arguments_are_taken_as_they_stand() {
    let simulation = simulation(&json!({
        "code": "x", "entry_point": "f", "args": [1, "2", {"a": [null, true]}], "init_args": "0xAB", "gas_limit": 5,
    }));
    assert_eq!(
        simulation.calls[0].args,
        Some(Arguments::Json(vec![
            json!(1),
            json!("2"),
            json!({"a": [null, true]})
        ]))
    );
    assert_eq!(simulation.init_args, Some(Arguments::Encoded("0xAB".to_owned())));
    assert!(!simulation.sequence && simulation.calls.len() == 1);
    assert_eq!(
        (
            simulation.gas_limit,
            simulation.calls[0].gas_limit,
            simulation.most_gas()
        ),
        (5, 5, 5)
    );
    let deep = |levels: usize| {
        format!(
            r#"{{"code": "x", "args": {}{}}}"#,
            "[".repeat(levels),
            "]".repeat(levels)
        )
    };
    assert!(read(Endpoint::Run, deep(65).as_bytes(), 100).is_ok());
    for (args, message) in [
        ("1", "must be an array with one value for each parameter"),
        ("null", "must be an array"),
        ("{}", "must be an array"),
        ("\"ab\"", "their ABI encoding as 0x"),
        ("\"0xabc\"", "even number"),
        ("\"0xzz\"", "even number"),
        ("[1.5]", "`args[0]` is the number 1.5, which JSON readers round"),
        ("[18446744073709551616]", "write a whole number as a string"),
        ("[[{\"a\": 1e3}]]", "`args[0][0].a` is the number 1e3"),
        ("[{\"a\": 1, \"a\": 1}]", "`args[0].a` stands more than once"),
        ("[\"\\ud800\"]", "no Unicode character"),
    ] {
        let found = errors(Endpoint::Run, &format!(r#"{{"code": "x", "args": {args}}}"#));
        assert!(
            found.len() == 1 && found[0].0 == "#/args" && found[0].1.contains(message),
            "{args}: {found:?}"
        );
    }
    let found = errors(Endpoint::Run, &deep(66));
    assert!(
        found[0].1.contains("nested more than 64 levels deep"),
        "{found:?}"
    );
}

#[test]
fn calls_take_what_they_leave_out_from_the_request() {
    let address = |digit: &str| format!("0x{}", digit.repeat(40));
    let simulation = simulation(&json!({
        "code": "x",
        "calls": [
            {"function": "C.f"},
            {"function": "g", "args": [], "sender": address("a"), "value": 7, "block_number": "9", "timestamp": "0x10", "gas_limit": 11},
            {"function": "h", "sender": address("a"), "origin": address("b")},
        ],
        "context": {"sender": address("c"), "value": "3", "block_number": 2, "timestamp": 4},
        "gas_limit": 100,
    }));
    assert!(simulation.sequence);
    let [one, two, three] = simulation.calls.as_slice() else {
        panic!("{simulation:?}");
    };
    assert_eq!(one.context, simulation.context);
    assert_eq!(
        (one.context.value.as_str(), one.gas_limit, &one.args),
        ("3", 100, &None)
    );
    assert_eq!(
        (&two.context.sender, &two.context.origin),
        (&address("a"), &address("a"))
    );
    assert_eq!(
        (
            two.context.value.as_str(),
            two.context.block_number,
            two.context.timestamp,
            two.gas_limit
        ),
        ("7", 9, 16, 11)
    );
    assert_eq!(two.args, Some(Arguments::Json(Vec::new())));
    assert_eq!(
        (&three.context.sender, &three.context.origin),
        (&address("a"), &address("b"))
    );
    assert_eq!(simulation.most_gas(), 100 + 100 + 11 + 100);
    assert_eq!(
        run(&json!({"code": "x", "calls": [{"function": "C.f"}]}))
            .unwrap()
            .job
            .contract
            .unwrap(),
        "C"
    );
    assert_eq!(
        run(&json!({"code": "x", "calls": [{"function": "f"}]}))
            .unwrap()
            .job
            .contract,
        None
    );
    let most = |count: usize| json!({"code": "x", "calls": vec![json!({"function": "f"}); count]});
    assert!(run(&most(MAX_CALLS)).is_ok());
    assert!(run(&most(MAX_CALLS + 1)).is_err());
}

#[test]
fn wrong_calls_are_named() {
    for (calls, pointer, message) in [
        (
            "[]",
            "#/calls",
            "an array of 1 to 64 calls, each an object with at least `function`; got 0 of them",
        ),
        ("{}", "#/calls", "got an object"),
        ("[1]", "#/calls/0", "`calls[0]` must be a JSON object"),
        ("[{}]", "#/calls/0/function", "`calls[0].function` is missing"),
        (
            r#"[{"function": ""}]"#,
            "#/calls/0/function",
            "a function's name of 1 to 256 bytes",
        ),
        (
            r#"[{"function": "f"}, {"function": "f", "x": 1}]"#,
            "#/calls/1/x",
            "not a field of a call",
        ),
        (
            r#"[{"function": "f", "value": -1}]"#,
            "#/calls/0/value",
            "`calls[0].value` must be",
        ),
        (
            r#"[{"function": "f", "sender": "0x"}]"#,
            "#/calls/0/sender",
            "an address of 20 bytes",
        ),
        (
            r#"[{"function": "f", "args": 1}]"#,
            "#/calls/0/args",
            "`calls[0].args` must be an array",
        ),
        (
            r#"[{"function": "f", "function": "f"}]"#,
            "#/calls/0/function",
            "more than once",
        ),
    ] {
        let found = errors(Endpoint::Run, &format!(r#"{{"code": "x", "calls": {calls}}}"#));
        assert!(
            found.len() == 1 && found[0].0 == pointer && found[0].1.contains(message),
            "{calls}: {found:?}"
        );
    }
    for field in [r#""entry_point": "f""#, r#""args": []"#] {
        let found = errors(
            Endpoint::Run,
            &format!(r#"{{"code": "x", "calls": [{{"function": "f"}}], {field}}}"#),
        );
        assert!(
            found.len() == 1 && found[0].1.contains("and `calls` exclude each other"),
            "{found:?}"
        );
    }
}

#[test]
fn what_is_shown_is_chosen_by_name() {
    let all = run(&json!({"code": "x", "include": ["storage", "gas", "stages", "decoded_events"]})).unwrap();
    assert_eq!(
        all.include.names(),
        ["decoded_events", "gas", "stages", "storage"]
    );
    assert_eq!(
        run(&json!({"code": "x", "include": []})).unwrap().include,
        Include::default()
    );
    for (include, message) in [
        (r#""storage""#, "must be an array of strings"),
        ("[1]", "must be an array of strings"),
        (r#"["Storage"]"#, "got \"Storage\""),
        (r#"["stages", "stages"]"#, "more than once"),
    ] {
        let found = errors(
            Endpoint::Run,
            &format!(r#"{{"code": "x", "include": {include}}}"#),
        );
        assert!(
            found.len() == 1 && found[0].0 == "#/include" && found[0].1.contains(message),
            "{found:?}"
        );
    }
}

#[test]
fn compiling_takes_files_and_a_contract_and_no_calls() {
    let body = r#"{"files": {"src/main.twl": "m"}, "contract": "C", "emit": ["wasm", "gas"]}"#;
    let job = read(Endpoint::Compile, body.as_bytes(), 100).unwrap().job;
    assert_eq!((job.code.as_str(), job.contract.as_deref()), ("m", Some("C")));
    for field in ["args", "init_args", "calls", "include", "ttl"] {
        let found = errors(Endpoint::Compile, &format!(r#"{{"code": "x", "{field}": []}}"#));
        assert!(
            found.len() == 1 && found[0].1.contains("not a field of this request"),
            "{found:?}"
        );
    }
}

#[test]
fn tests_are_chosen_by_a_part_of_their_names() {
    let read_test = |body: &str| read(Endpoint::Test, body.as_bytes(), 100);
    for (body, filter) in [
        (r#"{"code": "x"}"#, ""),
        (r#"{"code": "x", "filter": ""}"#, ""),
        (r#"{"code": "x", "filter": "--adds"}"#, "--adds"),
    ] {
        let task = read_test(body).unwrap().job.task;
        assert_eq!(
            task,
            Task::Test {
                filter: filter.to_owned()
            }
        );
    }
    for field in [
        "entry_point",
        "context",
        "gas_limit",
        "args",
        "emit",
        "ttl",
        "include",
        "calls",
    ] {
        let found = errors(Endpoint::Test, &format!(r#"{{"code": "x", "{field}": []}}"#));
        assert!(
            found.len() == 1 && found[0].1.contains("not a field of this request"),
            "{found:?}"
        );
    }
    let long = "x".repeat(257);
    for filter in [json!(1), json!("a\0b"), json!(long)] {
        let found = errors(
            Endpoint::Test,
            &json!({"code": "x", "filter": filter}).to_string(),
        );
        assert!(found.len() == 1 && found[0].0 == "#/filter", "{found:?}");
    }
}
