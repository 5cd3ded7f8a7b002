//! `/compile`: what is asked for is answered, alike every time.

use serde_json::{Value, json};

use crate::answer::{assert_diagnostics, assert_keys};
use crate::assert_failed;
use crate::service::Service;

const NAMES: [&str; 4] = ["tir", "wat", "meta", "abi"];

const CODE: &str = "pub fn main() -> u64 {\n    40 + 2\n}\n";

/// SHA-256 of [`CODE`].
const CODE_HASH: &str = "0x593877eea3ea153591808cf258468b3fbc0992f3ff97177f584104e7f58383d4";

#[test]
fn every_choice_of_artefacts_is_answered() {
    let service = Service::start(&[]);
    let all = service
        .post("/compile", &json!({ "code": CODE, "emit": NAMES }))
        .body;
    for choice in 0..1u32 << NAMES.len() {
        let emit: Vec<&str> = (0..NAMES.len())
            .filter(|bit| choice & 1 << bit != 0)
            .map(|bit| NAMES[bit])
            .collect();
        let answer = service
            .post("/compile", &json!({ "code": CODE, "emit": emit }))
            .body;
        let always = ["success", "diagnostics", "wasm_hash", "wasm_size"];
        assert_keys(&answer, &[&always[..], &emit].concat(), &[]);
        for (key, value) in answer.as_object().unwrap() {
            assert_eq!(value, &all[key], "{key}");
        }
    }
    assert_eq!((&all["success"], &all["diagnostics"]), (&json!(true), &json!([])));
    let meta = &all["meta"];
    assert_eq!(all["wasm_hash"], meta["bytecode_info"]["hash"]);
    assert_eq!(meta["bytecode_info"]["hash_type"], "sha256");
    assert_eq!(meta["source_info"]["files"][0]["hash"], CODE_HASH);
    assert_eq!(all["abi"], meta["abi"]);
    assert_eq!(all["abi"][0]["name"], "main");
    let wat = all["wat"].as_str().unwrap();
    assert!(
        wat.starts_with("(module") && wat.contains("(export \"main\""),
        "{wat}"
    );
    let tir = all["tir"].as_str().unwrap();
    assert!(tir.contains("@main") && tir.contains("ret u64"), "{tir}");
}

#[test]
fn equal_requests_get_equal_answers() {
    let service = Service::start(&[]);
    let second = Service::start(&[]);
    let warns = "pub fn main() -> u64 {\n    let unused = 3;\n    5\n}\n";
    let wrong = "pub fn main() -> u64 {\n    nothing + nowhere\n}\n";
    let maps = "contract Bank {\n    event Paid(#[topic] to: address, amount: u256);\n    storage {\n        owed: map<address, u256>;\n        total: u256 = 3;\n    }\n    pub fn main() -> u256 {\n        owed[ctx.sender()] = total;\n        emit Paid(ctx.sender(), total);\n        print(\"{}\", owed[ctx.sender()]);\n        total * total\n    }\n}\n";
    for code in [CODE, warns, wrong, maps] {
        for (path, request) in [
            ("/run", json!({ "code": code })),
            ("/compile", json!({ "code": code, "emit": NAMES })),
        ] {
            let first = service.post(path, &request);
            assert_eq!(first.status, 200);
            assert_diagnostics(code, &first.body);
            for other in [&service, &service, &second] {
                assert_eq!(other.post(path, &request).text, first.text, "{path} {code}");
            }
        }
    }
    let hash = |code: &str| service.post("/compile", &json!({ "code": code })).body["wasm_hash"].clone();
    assert_ne!(hash(CODE), hash(&CODE.replace("40", "41")));
}

#[test]
fn programs_that_do_not_compile_get_their_diagnostics() {
    let service = Service::start(&[]);
    let code = "pub fn main( {";
    let request = json!({ "code": code, "emit": NAMES });
    let answer = service.post("/compile", &request).body;
    assert_failed(&answer, "Compilation");
    assert_keys(&answer, &["success", "diagnostics", "error_type"], &[]);
    assert_diagnostics(code, &answer);
    // What concerns only running is no matter of compiling: no entry point is looked for.
    let code = "pub fn other(n: u64) -> u64 {\n    n\n}\n";
    let answer = service.post("/compile", &json!({ "code": code })).body;
    assert_eq!(answer.get("error_type").and_then(Value::as_str), None, "{answer}");
}
