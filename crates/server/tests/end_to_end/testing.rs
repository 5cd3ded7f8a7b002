//! `/test`: the program's own tests, through the real server.

use serde_json::{Value, json};

use crate::answer::{assert_keys, text_at};
use crate::assert_failed;
use crate::service::Service;

const CODE: &str = "contract Counter {
    storage {
        count: u64 = 40;
    }
    pub fn add(n: u64) -> u64 {
        count = count + n;
        count
    }
}

#[test]
fn adds() {
    print(\"adding\");
    assert_eq!(40 + 2, 42);
}

#[test]
fn fails() {
    assert_eq!(1 + 1, 3);
}

#[test]
#[should_panic]
fn panics() {
    panic!(\"as it should\");
}
";

#[test]
fn every_test_is_told() {
    let service = Service::start(&[]);
    let answer = service.post("/test", &json!({ "code": CODE })).body;
    assert_keys(
        &answer,
        &[
            "success",
            "diagnostics",
            "tests",
            "passed",
            "failed",
            "filtered_out",
        ],
        &[],
    );
    assert_eq!(
        (
            &answer["success"],
            &answer["passed"],
            &answer["failed"],
            &answer["filtered_out"]
        ),
        (&json!(false), &json!(2), &json!(1), &json!(0)),
        "{answer}"
    );
    let tests = answer["tests"].as_array().unwrap();
    assert_eq!(
        tests[0],
        json!({"name": "adds", "success": true, "output": "adding"})
    );
    assert_eq!(
        (&tests[1]["name"], &tests[1]["success"]),
        (&json!("fails"), &json!(false))
    );
    assert_eq!(
        text_at(CODE, &tests[1]["failure"]["span"]),
        "assert_eq!(1 + 1, 3)"
    );
    assert_eq!(tests[2]["success"], true);
    let chosen = service
        .post("/v1/test", &json!({"code": CODE, "filter": "add"}))
        .body;
    assert_eq!(
        (&chosen["success"], &chosen["passed"], &chosen["filtered_out"]),
        (&json!(true), &json!(1), &json!(2)),
        "{chosen}"
    );
    let none = service
        .post("/test", &json!({"code": CODE, "filter": "--nothing"}))
        .body;
    assert_eq!(
        (&none["success"], &none["tests"]),
        (&json!(true), &json!([])),
        "{none}"
    );
}

#[test]
fn what_cannot_be_tested_says_why() {
    let service = Service::start(&[]);
    let answer = service
        .post("/test", &json!({"code": "#[test]\nfn t() {\n    nothing\n}\n"}))
        .body;
    assert_failed(&answer, "Compilation");
    assert_keys(&answer, &["success", "diagnostics", "error_type"], &[]);
    // A test that does not end hits its own limit and is one that failed.
    let code = "#[test]\nfn ends() {\n}\n\n#[test]\nfn never() {\n    var n: u64 = 0;\n    while n < 5 {\n        n = 0;\n    }\n}\n";
    let answer = service.post("/test", &json!({ "code": code })).body;
    let failed: Vec<&Value> = answer["tests"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|test| test["success"] == false)
        .collect();
    if answer["error_type"] == "Timeout" {
        // A busy machine may reach the sandbox's limit first.
        return;
    }
    assert_eq!(failed.len(), 1, "{answer}");
    assert_eq!(failed[0]["name"], "never");
}

#[test]
fn tests_in_files_and_in_solidity_run() {
    let service = Service::start(&[]);
    let files = json!({
        "src/main.twl": "pub fn double(n: u64) -> u64 {\n    n + n\n}\n",
        "src/tests.twl": "use crate::double;\n\n#[test]\nfn doubles() {\n    assert_eq!(double(21), 42);\n}\n",
    });
    let answer = service.post("/test", &json!({ "files": files })).body;
    assert_eq!(
        (&answer["success"], &answer["passed"]),
        (&json!(true), &json!(1)),
        "{answer}"
    );
    let code = "contract C { uint n; function add(uint a) public { n += a; } function testAdd() public { add(2); assert(n == 2); } function testWrong() public { assert(n == 1); } }";
    let answer = service
        .post("/test", &json!({"code": code, "syntax_mode": "solidity"}))
        .body;
    assert_eq!(
        (&answer["passed"], &answer["failed"]),
        (&json!(1), &json!(1)),
        "{answer}"
    );
}
