//! Every `error_type` of spec 17 §2.3, each reached by requests over HTTP and followed by one that works.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::answer::{assert_keys, assert_run, places};
use crate::service::Service;
use crate::{ADD, SPIN, assert_failed};

/// Keeps 1000 strings of 16 KiB in storage: together the most that storage holds.
const LARGE_STATE: &str = "contract Keeper {
    storage {
        kept: map<u64, string>;
    }
    pub fn keep() {
        var text: string = \"0123456789abcdef\";
        var i: u64 = 0;
        while i < 10 {
            text = text + text;
            i = i + 1;
        }
        i = 0;
        while i < 1000 {
            kept[i] = text.clone();
            i = i + 1;
        }
    }
}
";

pub const MOST_GAS: &str = "18446744073709551615";

/// The message of every defect: it tells nothing of the inside.
const DEFECT: &str = "The playground failed on this request; this is a defect of the playground, not of your program. Please report it with the request's id.";

/// Runs a request that fails, checks the answer's form, and that the service goes on.
fn failed(service: &Service, error_type: &str, request: Value) -> Value {
    let code = request["code"].as_str().unwrap().to_owned();
    let answer = service.run_with(request);
    assert_failed(&answer, error_type);
    assert_run(&code, &answer);
    answer
}

/// The one diagnostic of an answer that the program's own words do not explain.
fn only_message(answer: &Value) -> &str {
    let diagnostics = answer["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 1, "{answer}");
    assert_keys(&diagnostics[0], &["severity", "message"], &["code"]);
    assert_eq!((&answer["output"], &answer["events"]), (&json!(""), &json!([])));
    diagnostics[0]["message"].as_str().unwrap()
}

#[test]
fn spec_17_5_4_failures_of_a_program() {
    // On a busy machine the wall clock would run out first.
    let service = Service::start(&["--cpu-limit-ms", "1000", "--wall-limit-ms", "30000"]);

    let code = "pub fn main() -> u64 {\n    nothing\n}\n";
    let answer = failed(&service, "Compilation", json!({ "code": code }));
    assert_eq!(places(code, &answer, "error"), ["nothing"]);
    assert_eq!(
        (&answer["gas_used"], &answer["output"], &answer["events"]),
        (&json!("0"), &json!(""), &json!([]))
    );

    // What was printed and emitted before the failure is part of the answer.
    let contract = |end: &str| {
        format!(
            "contract Box {{\n    event Opened(by: u64);\n    pub fn open() {{\n        print(\"before\");\n        emit Opened(7);\n        {end}\n    }}\n}}\n"
        )
    };
    let run = |end: &str, error_type: &str, gas_limit: &str| {
        let code = contract(end);
        let answer = failed(
            &service,
            error_type,
            json!({ "code": code, "entry_point": "Box.open", "gas_limit": gas_limit }),
        );
        assert_eq!(answer["output"], "before", "{answer}");
        assert_eq!(answer["events"][0]["data"], format!("0x{:064x}", 7), "{answer}");
        let errors = places(&code, &answer, "error").join("|");
        (answer, errors)
    };
    let (answer, place) = run("require(1 > 2, \"not today\");", "RuntimeRevert", "5000000");
    assert_eq!(
        (&answer["revert_message"], place.as_str()),
        (&json!("not today"), "require(1 > 2, \"not today\")")
    );
    let used: u64 = answer["gas_used"].as_str().unwrap().parse().unwrap();
    assert!((1..5_000_000).contains(&used), "{used}");
    // Less gas does not change what a revert has used.
    let limit = (used + 1).to_string();
    let (again, _) = run("require(1 > 2, \"not today\");", "RuntimeRevert", &limit);
    assert_eq!(again, answer);

    let (answer, place) = run("panic!(\"broken\");", "RuntimePanic", "5000000");
    assert_eq!(
        (&answer["gas_used"], place.as_str()),
        (&json!("5000000"), "panic!(\"broken\")")
    );
    let message = answer["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("broken"), "{answer}");

    let (answer, _) = run("var n: u64 = 0; while true { n = n % 7; }", "OutOfGas", "50000");
    assert_eq!(answer["gas_used"], "50000");

    let answer = failed(
        &service,
        "Timeout",
        json!({ "code": SPIN, "gas_limit": MOST_GAS }),
    );
    assert!(only_message(&answer).contains("1000 ms of CPU time"), "{answer}");
    assert_eq!(answer["diagnostics"][0]["code"], "limit:cpu");

    assert_eq!(service.run(ADD)["return_value"], "42");
}

#[test]
fn a_wall_clock_limit_is_a_timeout_too() {
    // Both limits are equal: the wall clock's runs first, unless this sandbox never waited for a core.
    let service = Service::start(&["--cpu-limit-ms", "2000", "--wall-limit-ms", "2000"]);
    let answer = failed(
        &service,
        "Timeout",
        json!({ "code": SPIN, "gas_limit": MOST_GAS }),
    );
    assert!(only_message(&answer).contains("limit of 2000 ms"), "{answer}");
    assert_eq!(service.run(ADD)["return_value"], "42");
}

#[test]
fn running_and_compiling_beyond_the_memory_limit_are_sandbox_errors() {
    let service = Service::start(&["--memory-limit-mib", "16", "--tmpfs-limit-mib", "1"]);
    let mut much = "fn much(a: u256, b: u256) {\n".to_owned();
    // No two lines alike, so that the optimiser has nothing to share.
    for n in 0..1500 {
        writeln!(much, "    print(\"{{}}\", (a + {n}) * b / b);").unwrap();
    }
    writeln!(much, "}}\npub fn main() {{\n    much(1, 2);\n}}").unwrap();
    for (code, entry_point) in [(LARGE_STATE, "keep"), (much.as_str(), "main")] {
        let request = json!({ "code": code, "entry_point": entry_point, "gas_limit": MOST_GAS });
        let answer = failed(&service, "SandboxError", request);
        assert!(
            only_message(&answer).contains("limit of 16 MiB of memory"),
            "{answer}"
        );
        assert_eq!(answer["diagnostics"][0]["code"], "limit:memory");
        assert_eq!(service.run(ADD)["return_value"], "42");
    }
    let answer = service.post("/compile", &json!({ "code": much })).body;
    assert_failed(&answer, "SandboxError");
    assert_keys(&answer, &["success", "diagnostics", "error_type"], &[]);
}

#[test]
fn a_compiler_that_dies_or_misbehaves_is_not_the_programs_fault() {
    let service = Service::start_with_fake_compiler(&["--cpu-limit-ms", "1500", "--wall-limit-ms", "50000"]);
    assert!(service.get("/version").body.to_string().contains("0.0.0-fake"));
    for (behaviour, error_type, code) in [
        ("abort", "InternalError", None),
        ("panic", "InternalError", None),
        ("silent-1", "InternalError", None),
        ("garbage", "InternalError", None),
        ("nothing", "InternalError", None),
        ("bad-meta", "InternalError", None),
        ("bad-module", "InternalError", None),
        ("module 00 {}", "InternalError", None),
        ("spin", "Timeout", Some("limit:cpu")),
        ("memory", "SandboxError", Some("limit:memory")),
        ("flood-stdout", "SandboxError", Some("limit:output")),
        ("flood-stderr", "SandboxError", Some("limit:output")),
        ("large", "SandboxError", Some("limit:artefact")),
        ("socket", "SandboxError", Some("limit:syscall")),
        ("symlink", "SandboxError", Some("limit:syscall")),
    ] {
        let ran = failed(&service, error_type, json!({ "code": behaviour }));
        let emit = json!(["tir", "wat", "meta", "abi"]);
        let compiled = service
            .post("/compile", &json!({ "code": behaviour, "emit": emit }))
            .body;
        assert_keys(&compiled, &["success", "diagnostics", "error_type"], &[]);
        assert_eq!(
            (&compiled["error_type"], &compiled["diagnostics"]),
            (&ran["error_type"], &ran["diagnostics"]),
            "{behaviour}"
        );
        let message = only_message(&ran);
        let shown = ran["diagnostics"][0].get("code").and_then(Value::as_str);
        assert_eq!(shown, code, "{behaviour}: {ran}");
        assert_eq!(
            message == DEFECT,
            error_type == "InternalError",
            "{behaviour}: {ran}"
        );
        assert_eq!(service.run(ADD_FAKE)["return_value"], "42", "after {behaviour}");
    }
    service.terminate();
    let (status, log) = service.ended();
    assert_eq!(status.code(), Some(0));
    // The operator learns what the user does not.
    for cause in [
        "died of signal 6",
        "fake-compiler/main.rs",
        "SIGSYS",
        "wrote nothing",
        "metadata",
    ] {
        assert!(log.contains(cause), "{cause}: {log}");
    }
}

/// The only program of the fake compiler: the canary.
const ADD_FAKE: &str = "pub fn main() -> u64 {\n    40 + 2\n}\n";
