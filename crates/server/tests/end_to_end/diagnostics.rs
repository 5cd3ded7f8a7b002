//! Messages and their exact places (DECISIONS C4, C12, C16, S1), through the real server.

use serde_json::{Value, json};

use crate::answer::{assert_run, places, text_at};
use crate::assert_failed;
use crate::service::Service;

/// A program, its error type (empty: it succeeds), and what stands at the places of its errors and of its
/// warnings.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str]);

fn assert_places(service: &Service, (code, error_type, errors, warnings): Case) -> Value {
    let answer = service.run(code);
    assert_eq!(
        answer.get("error_type").and_then(Value::as_str).unwrap_or(""),
        error_type,
        "{answer}"
    );
    assert_run(code, &answer);
    assert_eq!(places(code, &answer, "error"), errors, "{code}\n{answer}");
    assert_eq!(places(code, &answer, "warning"), warnings, "{code}\n{answer}");
    answer
}

#[test]
fn spans_are_exact() {
    let service = Service::start(&[]);
    let cases: &[Case] = &[
        (
            "pub fn main() -> u64 {\n    nothing\n}\n",
            "Compilation",
            &["nothing"],
            &[],
        ),
        (
            "pub fn main() -> u64 {\n    val unused = 3;\n    5\n}\n",
            "",
            &[],
            &["unused"],
        ),
        (
            "pub fn main() {\n    panic!(\"broken\");\n}\n",
            "RuntimePanic",
            &["panic!(\"broken\")"],
            &[],
        ),
        (
            "pub fn main() {\n    require(1 > 2, \"no\");\n}\n",
            "RuntimeRevert",
            &["require(1 > 2, \"no\")"],
            &[],
        ),
        (
            "fn add(a: u8, b: u8) -> u8 {\n    a + b\n}\npub fn main() -> u8 {\n    add(200, 100)\n}\n",
            "RuntimeRevert",
            &["a + b"],
            &[],
        ),
        (
            "fn div(a: u8, b: u8) -> u8 {\n    a / b\n}\npub fn main() -> u8 {\n    div(200, 0)\n}\n",
            "RuntimePanic",
            &["a / b"],
            &[],
        ),
        (
            "pub fn main() -> u64 {\n    val v: vector<u64> = vector![1, 2];\n    v[v.len()]\n}\n",
            "RuntimePanic",
            &["v[v.len()]"],
            &[],
        ),
        // Columns count characters, offsets bytes.
        (
            "pub fn main() {\n    print(\"\u{e9}\u{1f600}\"); panic!(\"\u{e4}\"); /* \u{1f600} */\n}\n",
            "RuntimePanic",
            &["panic!(\"\u{e4}\")"],
            &[],
        ),
        // Windows line ends, and nothing that the service adds before the first line.
        (
            "// one\r\n#![syntax = \"native\"]\r\npub fn main() -> u64 {\r\n    nothing\r\n}\r\n",
            "Compilation",
            &["nothing"],
            &[],
        ),
        // No line end at the end.
        (
            "pub fn main() -> u64 { nothing }",
            "Compilation",
            &["nothing"],
            &[],
        ),
    ];
    for case in cases {
        assert_places(&service, *case);
    }
}

#[test]
fn one_run_shows_all_errors_in_order() {
    let service = Service::start(&[]);
    let code = "pub fn main() -> u64 {
    nothing;
    val _a: u8 = 300;
    val _b: bool = 1;
    elsewhere()
}

fn other() -> string {
    5
}
";
    let errors = ["nothing", "300", "1", "elsewhere", "5"];
    let answer = assert_places(&service, (code, "Compilation", &errors, &[]));
    assert_eq!(answer["gas_used"], "0");
    let code = "fn one( {\n}\n\nfn two() {\n    val = 5;\n}\n\nfn three) {\n}\n";
    let answer = service.run(code);
    assert_failed(&answer, "Compilation");
    assert_run(code, &answer);
    let mut lines: Vec<u64> = answer["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["span"]["start"]["line"].as_u64().unwrap())
        .collect();
    lines.dedup();
    assert!(lines.len() >= 2 && lines.is_sorted(), "{answer}");
}

const COUNTER: &str = "contract Counter {
    storage {
        count: u64 = 40;
    }
    pub fn increment() -> u64 {
        count = count + 1;
        count
    }
    pub fn add(n: u64) -> u64 {
        count = count + n;
        count
    }
}

fn hidden() -> u64 {
    7
}

pub fn outside(n: u64) -> u64 {
    n
}
";

#[test]
fn decision_c4_every_form_of_an_entry_point() {
    let service = Service::start(&[]);
    for (name, value) in [
        ("increment", "41"),
        ("Counter.increment", "41"),
        ("Counter::increment", "41"),
        (" Counter.increment ", "41"),
        ("hidden", "7"),
    ] {
        let answer = service.run_with(json!({ "code": COUNTER, "entry_point": name }));
        assert_run(COUNTER, &answer);
        assert_eq!(answer["return_value"], value, "{name}: {answer}");
    }
    for name in [
        "main",
        "nothing",
        "Increment",
        "counter.increment",
        "Count.increment",
        "Counter.hidden",
        "Counter.nothing",
        "Counter",
        "Counter.",
        ".increment",
        "increment.Counter",
        "Counter..increment",
        "Counter:increment",
        "Counter.increment()",
        "incre ment",
        "incr\u{e9}ment",
        "-x",
        "--help",
        "a b",
        // These have a parameter.
        "add",
        "Counter.add",
        "Counter::add",
        "outside",
    ] {
        let answer = service.run_with(json!({ "code": COUNTER, "entry_point": name }));
        assert_failed(&answer, "Compilation");
        assert_run(COUNTER, &answer);
        assert_eq!(
            answer["diagnostics"].as_array().unwrap().len(),
            1,
            "{name}: {answer}"
        );
        let text = answer["diagnostics"][0].to_string();
        assert!(
            text.contains("`Counter::increment`") && text.contains("`hidden`"),
            "{name:?} does not list what can be called: {answer}"
        );
        assert_eq!(answer["gas_used"], "0");
    }
    let parameter = service.run_with(json!({ "code": COUNTER, "entry_point": "outside" }));
    assert_eq!(text_at(COUNTER, &parameter["diagnostics"][0]["span"]), "outside");

    let two = COUNTER.replace(
        "fn hidden() -> u64 {\n    7\n}",
        "contract Other {\n    pub fn increment() -> u64 {\n        1\n    }\n}",
    );
    let answer = service.run_with(json!({ "code": two, "entry_point": "increment" }));
    assert_failed(&answer, "Compilation");
    let text = answer["diagnostics"][0]["message"].as_str().unwrap();
    assert!(
        text.contains("`Counter::increment`") && text.contains("`Other::increment`"),
        "{answer}"
    );
    for (name, value) in [("Counter.increment", "41"), ("Other::increment", "1")] {
        let answer = service.run_with(json!({ "code": two, "entry_point": name }));
        assert_eq!(answer["return_value"], value, "{name}: {answer}");
    }
    // Nothing can be called at all.
    let code = "pub fn main(n: u64) -> u64 {\n    n\n}\n";
    let answer = service.run(code);
    assert_failed(&answer, "Compilation");
    assert_run(code, &answer);
}

#[test]
fn decision_s1_the_directive_and_the_request_agree_or_the_directive_is_shown() {
    let service = Service::start(&[]);
    let program =
        |directive: &str| format!("// A comment.\n{directive}\npub fn main() -> u64 {{\n    1\n}}\n");
    for directive in [
        "",
        "#![syntax = \"native\"]",
        "#![syntax = \"native\"];",
        "#![syntax = \"twilight-native\"]",
    ] {
        let code = program(directive);
        for request in [
            json!({ "code": code }),
            json!({ "code": code, "syntax_mode": "native" }),
        ] {
            let answer = service.run_with(request);
            assert_eq!(answer["return_value"], "1", "{directive}: {answer}");
        }
    }
    for (directive, mode) in [
        ("#![syntax = \"solidity\"]", "native"),
        ("#![syntax = \"native\"]", "solidity"),
        ("#![syntax = \"rust\"]", "native"),
    ] {
        let code = program(directive);
        let answer = service.run_with(json!({ "code": code, "syntax_mode": mode }));
        assert_failed(&answer, "Compilation");
        assert_run(&code, &answer);
        assert_eq!(places(&code, &answer, "error"), [directive], "{answer}");
    }
    let solidity =
        "pragma solidity ^0.8.0;\ncontract A {\n    function main() public returns (uint) { return 1; }\n}\n";
    let stated = format!("#![syntax = \"solidity\"]\n{solidity}");
    for request in [
        json!({ "code": solidity, "syntax_mode": "solidity" }),
        json!({ "code": stated, "syntax_mode": "solidity" }),
        json!({ "code": stated }),
    ] {
        let answer = service.run_with(request.clone());
        assert_eq!(answer["success"], true, "{answer}");
        assert_eq!(answer["return_value"], "1", "{answer}");
        assert_eq!(answer["diagnostics"], json!([]), "{answer}");
        let answer = service.post("/compile", &request).body;
        assert_eq!(answer["success"], true, "{answer}");
    }
    // Mistakes are told as Solidity's, at their places.
    let wrong = solidity.replace("return 1", "return missing");
    for code in [wrong.clone(), format!("#![syntax = \"solidity\"]\n{wrong}")] {
        for path in ["/run", "/compile"] {
            let request = json!({ "code": code, "syntax_mode": "solidity" });
            let answer = service.post(path, &request).body;
            assert_failed(&answer, "Compilation");
            assert_eq!(answer["diagnostics"][0]["code"], "E0711", "{answer}");
            assert_eq!(places(&code, &answer, "error"), ["missing"], "{answer}");
        }
    }
}

#[test]
fn output_that_is_cut_has_a_warning() {
    let service = Service::start(&[]);
    let code = |times: u64, then: &str| {
        // 64 bytes each.
        let text = "0123456789abcdef".repeat(4);
        format!(
            "pub fn main() {{\n    for _i in 0..{times} {{\n        print(\"{text}\");\n    }}\n    {then}\n}}\n"
        )
    };
    let fits = code(4096, "");
    let answer = service.run(&fits);
    assert_run(&fits, &answer);
    assert_eq!(answer["output"].as_str().unwrap().len(), 256 * 1024);
    assert_eq!(answer["diagnostics"], json!([]), "{}", answer["diagnostics"]);
    for (then, success) in [("", true), ("panic!(\"end\");", false)] {
        let code = code(4097, then);
        let answer = service.run(&code);
        assert_run(&code, &answer);
        assert_eq!(answer["success"], success);
        assert!(
            answer["output"]
                .as_str()
                .unwrap()
                .ends_with("\n[output truncated]\n")
        );
        let last = answer["diagnostics"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&last["severity"], &last["code"]),
            (&json!("warning"), &json!("R0007"))
        );
        assert!(
            last["message"].as_str().unwrap().contains("262144 bytes"),
            "{last}"
        );
    }
}
