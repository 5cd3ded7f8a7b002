//! Arguments, lists of calls, several files, and what answers show of them, through the real server.

use serde_json::{Value, json};

use crate::answer::assert_keys;
use crate::assert_failed;
use crate::service::Service;

const BANK: &str = "contract Bank {
    event Moved(#[topic] from: address, #[topic] note: string, amount: u64, what: Kind);
    storage {
        total: u64 = 5;
        owed: map<address, u64>;
        names: vector<string>;
        last: Option<Point>;
    }
    pub fn add(amount: u64) -> u64 {
        total = total + amount;
        owed[ctx.sender()] = owed[ctx.sender()] + amount;
        emit Moved(ctx.sender(), \"add\", amount, Kind::In);
        total
    }
    pub fn take(amount: u64) -> u64 {
        print(\"taking {}\", amount);
        emit Moved(ctx.sender(), \"take\", amount, Kind::Out);
        total = total - amount;
        total
    }
    pub fn keep(at: Point, name: string) -> Option<Point> {
        last = Some(at);
        names.push(name);
        last
    }
    #[payable]
    pub fn seen() -> (address, u128, u64, u64) {
        (ctx.sender(), ctx.value(), env.block_number(), env.timestamp())
    }
    fn hidden() -> u64 {
        total
    }
}

enum Kind {
    In,
    Out,
}

struct Point {
    x: i64,
    y: i64,
}
";

const SENDER: &str = "0x1111111111111111111111111111111111111111";

fn run(service: &Service, mut request: Value) -> Value {
    request["code"] = json!(BANK);
    service.run_with(request)
}

#[test]
fn arguments_are_json_or_encoded() {
    let service = Service::start(&[]);
    let word = |number: u64| format!("{number:064x}");
    for args in [
        json!([7]),
        json!(["7"]),
        json!(["0x7"]),
        json!(format!("0x{}", word(7))),
    ] {
        let answer = run(&service, json!({"entry_point": "Bank.add", "args": args}));
        assert_eq!(
            (&answer["success"], &answer["return_value"]),
            (&json!(true), &json!("12")),
            "{answer}"
        );
        // The form is that of every run.
        let keys = [
            "success",
            "diagnostics",
            "output",
            "events",
            "return_value",
            "gas_used",
        ];
        assert_keys(&answer, &keys, &[]);
        assert_keys(&answer["events"][0], &["address", "topics", "data"], &[]);
    }
    let answer = run(
        &service,
        json!({"entry_point": "keep", "contract": "Bank", "args": [{"x": -1, "y": "2"}, "n\"\u{e9}"]}),
    );
    assert_eq!(answer["return_value"], "Some(Point { x: -1, y: 2 })", "{answer}");
    // The same in Solidity mode.
    let code = "contract C { uint total; struct P { uint8 x; string s; } constructor(uint start) { total = start; } function add(P memory p, int8[] calldata n) public returns (uint) { total += p.x + uint(uint8(n[0])); return total; } }";
    let answer = service.run_with(json!({
        "code": code, "syntax_mode": "solidity", "entry_point": "C.add", "init_args": ["100"],
        "args": [{"x": 5, "s": "t"}, [3, -4]],
    }));
    assert_eq!(answer["return_value"], "108", "{answer}");
}

#[test]
fn arguments_that_do_not_fit_are_named() {
    let service = Service::start(&[]);
    for (request, message, help) in [
        (
            json!({"entry_point": "Bank.add", "args": [300, 1]}),
            "`args` has 2 values; 1 is expected.",
            "`Bank.add` takes (amount: u64).",
        ),
        (
            json!({"entry_point": "Bank.add", "args": [true]}),
            "`args[0]`, for `amount`: expected `u64`, a whole number from 0 to 18446744073709551615 (beyond 64 bits as a string); got true.",
            "`Bank.add` takes (amount: u64).",
        ),
        (
            json!({"entry_point": "Bank.keep", "args": [{"x": 1, "y": 9_223_372_036_854_775_808u64}, ""]}),
            "`args[0].y`, for `at`: expected `i64`, a whole number from -9223372036854775808 to 9223372036854775807 (beyond 64 bits as a string); got 9223372036854775808.",
            "`Bank.keep` takes (at: Point, name: string).",
        ),
        (
            json!({"entry_point": "Bank.add", "args": "0x00"}),
            "`args` is not the encoding of the arguments: The ABI encoding has bytes that belong to no value.",
            "`Bank.add` takes (amount: u64).",
        ),
        (
            json!({"calls": [{"function": "Bank.seen"}, {"function": "Bank.add"}]}),
            "`calls[1].args` is missing.",
            "`Bank.add` takes (amount: u64).",
        ),
        (
            json!({"calls": [{"function": "Bank.seen", "args": [1]}]}),
            "`calls[0].args` has 1 values; 0 are expected.",
            "`Bank.seen` takes no arguments.",
        ),
        (
            json!({"entry_point": "Bank.seen", "init_args": [1]}),
            "`init_args` has 1 values; 0 are expected.",
            "`Bank.init` takes no arguments.",
        ),
        (
            json!({"calls": [{"function": "Bank.hidden"}]}),
            "There is no function `Bank.hidden` that can be called, or there are several. This program has `Bank.add(amount: u64)`, `Bank.take(amount: u64)`, `Bank.keep(at: Point, name: string)`, `Bank.seen()`.",
            "Write one of them, as `Contract.function`. Functions that are not `pub` can be run without arguments only.",
        ),
    ] {
        let answer = run(&service, request);
        assert_failed(&answer, "Compilation");
        let last = answer["diagnostics"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&last["message"], &last["help"]),
            (&json!(message), &json!([help])),
            "{answer}"
        );
        assert_eq!(
            (&answer["gas_used"], &answer["output"]),
            (&json!("0"), &json!(""))
        );
    }
}

#[test]
fn calls_share_a_chain_and_fail_alone() {
    let service = Service::start(&[]);
    let other = "0x2222222222222222222222222222222222222222";
    let answer = run(
        &service,
        json!({"calls": [
            {"function": "Bank.add", "args": [10]},
            {"function": "add", "args": ["1"], "sender": other},
            {"function": "take", "args": [1000]},
            {"function": "take", "args": [6]},
            {"function": "seen", "sender": other, "value": "9", "block_number": 77, "timestamp": 88},
        ]}),
    );
    // The third one reverts: the whole says so, the others are untouched by it.
    assert_eq!(
        (&answer["success"], &answer["error_type"]),
        (&json!(false), &json!("RuntimeRevert")),
        "{answer}"
    );
    let deployment = &answer["deployment"];
    assert_eq!(
        (&deployment["success"], &deployment["function"]),
        (&json!(true), &json!("Bank.init"))
    );
    assert_eq!(
        (&deployment["return_value"], deployment.get("return_json")),
        (&json!("()"), Some(&Value::Null))
    );
    assert_eq!(deployment["storage"][0]["place"], "total");
    let calls = answer["calls"].as_array().unwrap();
    let values: Vec<&Value> = calls.iter().map(|call| &call["return_value"]).collect();
    let seen = format!("({other}, 9, 77, 88)");
    assert_eq!(
        values,
        [
            &json!("15"),
            &json!("16"),
            &Value::Null,
            &json!("10"),
            &json!(seen)
        ]
    );
    assert_eq!(calls[4]["return_json"], json!([other, "9", "77", "88"]));
    assert_eq!(
        (&calls[2]["error_type"], &calls[2]["storage"]),
        (&json!("RuntimeRevert"), &json!([]))
    );
    assert_eq!(calls[2]["output"], "taking 1000");
    assert_eq!(answer["output"], "taking 1000taking 6");
    assert_eq!(answer["diagnostics"], calls[2]["diagnostics"]);
    let places = |call: &Value| -> Vec<(String, Value, Value)> {
        let entries = call["storage"].as_array().unwrap();
        let place = |entry: &Value| entry["place"].as_str().unwrap().to_owned();
        entries
            .iter()
            .map(|entry| (place(entry), entry["before"].clone(), entry["after"].clone()))
            .collect()
    };
    assert_eq!(
        places(&calls[1]),
        [
            (format!("owed[{other}]"), Value::Null, json!("1")),
            ("total".to_owned(), json!("15"), json!("16")),
        ]
    );
    // Gas is each call's own, and the sum the whole's.
    let gas = |value: &Value| value["gas_used"].as_str().unwrap().parse::<u64>().unwrap();
    assert_eq!(gas(&answer), gas(deployment) + calls.iter().map(gas).sum::<u64>());
    // One event for each emission, decoded.
    assert_eq!(answer["events"].as_array().unwrap().len(), 4);
    assert_eq!(answer["events"][0].get("decoded"), None);
    let note = calls[0]["events"][0]["topics"][2].clone();
    assert_eq!(
        calls[0]["events"][0]["decoded"],
        json!({
            "name": "Moved",
            "signature": "Moved(address,string,uint64,uint8)",
            "args": [
                {"name": "from", "type": "address", "indexed": true, "value": SENDER},
                {"name": "note", "type": "string", "indexed": true, "value": null, "hash": note},
                {"name": "amount", "type": "u64", "indexed": false, "value": "10"},
                {"name": "what", "type": "Kind", "indexed": false, "value": "In"},
            ],
        })
    );
}

#[test]
fn a_call_out_of_gas_leaves_the_next_ones_theirs() {
    let service = Service::start(&[]);
    let answer = run(
        &service,
        json!({"calls": [
            {"function": "Bank.add", "args": [1], "gas_limit": 100},
            {"function": "Bank.add", "args": [1]},
        ]}),
    );
    assert_eq!(answer["error_type"], "OutOfGas", "{answer}");
    assert_eq!(
        (
            &answer["calls"][0]["gas_used"],
            &answer["calls"][1]["return_value"]
        ),
        (&json!("100"), &json!("6"))
    );
    // A deployment that fails is the end.
    let answer = run(
        &service,
        json!({"gas_limit": 10, "calls": [{"function": "Bank.add", "args": [1]}]}),
    );
    assert_eq!(
        (&answer["error_type"], &answer["calls"]),
        (&json!("OutOfGas"), &json!([])),
        "{answer}"
    );
    assert_eq!(answer["deployment"]["success"], false);
}

#[test]
fn what_is_asked_for_is_shown() {
    let service = Service::start(&[]);
    let request = |include: Value| json!({"entry_point": "Bank.keep", "args": [{"x": 1, "y": 2}, "a"], "include": include});
    let answer = run(&service, request(json!(["storage", "stages", "decoded_events"])));
    let entries: Vec<(&Value, &Value, &Value, &Value)> = answer["storage"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (&entry["place"], &entry["type"], &entry["before"], &entry["after"]))
        .collect();
    assert_eq!(
        entries,
        [
            (
                &json!("last"),
                &json!("Option<Point>"),
                &Value::Null,
                &json!({"x": "1", "y": "2"})
            ),
            (
                &json!("names"),
                &json!("vector<string>"),
                &Value::Null,
                &json!({"length": 1})
            ),
            (&json!("names[0]"), &json!("string"), &Value::Null, &json!("a")),
            (&json!("total"), &json!("u64"), &json!("5"), &json!("5")),
        ],
        "{answer}"
    );
    assert_keys(
        &answer["stages"],
        &["queue_us", "sandbox_us", "compile_us", "instantiate_us", "run_us"],
        &[],
    );
    // What is not asked for is not there, and nothing else changes.
    let mut bare = run(&service, request(json!([])));
    assert_eq!((bare.get("storage"), bare.get("stages")), (None, None));
    for key in ["storage", "stages"] {
        bare[key] = answer[key].clone();
    }
    assert_eq!(bare, answer);
    // A run without arguments shows the same values as ever, and the same gas.
    let plain = run(&service, json!({"entry_point": "Bank.hidden"}));
    let mut shown = run(
        &service,
        json!({"entry_point": "Bank.hidden", "include": ["storage"]}),
    );
    assert_eq!(
        shown.as_object_mut().unwrap().remove("storage").unwrap()[0]["place"],
        "total"
    );
    assert_eq!(shown, plain);
}

#[test]
fn storage_of_solidity_is_shown() {
    let service = Service::start(&[]);
    let code = "contract C { struct P { uint8 x; uint[2] n; } mapping(address => P) ps; int[] list; bytes data; uint8[3] fixedList; function f() public { ps[msg.sender].x = 7; ps[msg.sender].n[1] = 8; list.push(-1); data = hex\"0102\"; fixedList[2] = 9; } }";
    let answer = service.run_with(json!({
        "code": code, "syntax_mode": "solidity", "entry_point": "C.f", "include": ["storage"],
    }));
    let entries: Vec<(String, Value)> = answer["storage"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            (
                entry["place"].as_str().unwrap_or_default().to_owned(),
                entry["after"].clone(),
            )
        })
        .collect();
    assert_eq!(
        entries,
        [
            ("data".to_owned(), json!("0x0102")),
            ("fixedList[2]".to_owned(), json!("9")),
            ("list".to_owned(), json!({"length": 1})),
            ("list[0]".to_owned(), json!("-1")),
            (format!("ps[{SENDER}].n[1]"), json!("8")),
            (format!("ps[{SENDER}].x"), json!("7")),
        ],
        "{answer}"
    );
}

#[test]
fn a_contract_that_needs_arguments_is_deployed_with_them() {
    let service = Service::start(&[]);
    let code = "contract C {\n    storage {\n        n: u64;\n    }\n    fn init(start: u64) {\n        n = start;\n    }\n    pub fn get() -> u64 {\n        n\n    }\n}\n";
    let request = |more: Value| {
        let mut request = json!({"code": code, "entry_point": "C.get"});
        request
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        request
    };
    let answer = service.run_with(request(json!({"init_args": [41]})));
    assert_eq!(
        (&answer["return_value"], &answer["diagnostics"]),
        (&json!("41"), &json!([])),
        "{answer}"
    );
    let answer = service.run_with(request(json!({"include": ["storage"]})));
    assert_eq!(answer["return_value"], "0", "{answer}");
    assert_eq!(answer["diagnostics"][0]["code"], "R0006");
    assert_eq!(
        answer["diagnostics"][0]["message"],
        "`C` was not deployed: its `init` takes parameters (start: u64). Its storage holds default values."
    );
    assert_eq!(
        answer["diagnostics"][0]["help"],
        json!(["Give its arguments in `init_args`."])
    );
}

#[test]
fn several_files_are_one_program() {
    let service = Service::start(&[]);
    let main = "use math::double;\npub fn main() -> u64 {\n    double(21)\n}\n";
    let files =
        json!({"src/main.twl": main, "src/math.twl": "pub fn double(n: u64) -> u64 {\n    n + n\n}\n"});
    let answer = service.run_with(json!({ "files": files }));
    assert_eq!(answer["return_value"], "42", "{answer}");
    let compiled = service
        .post("/compile", &json!({"files": files, "emit": ["meta"]}))
        .body;
    assert_eq!(
        compiled["meta"]["source_info"]["files"][1]["path"], "src/math.twl",
        "{compiled}"
    );
    // Mistakes are told with their file.
    let broken =
        json!({"src/main.twl": main, "src/math.twl": "pub fn double(n: u64) -> u64 {\n    nothing\n}\n"});
    let answer = service.run_with(json!({ "files": broken }));
    assert_failed(&answer, "Compilation");
    let span = &answer["diagnostics"][0]["span"];
    assert_eq!(
        (&span["file"], &span["start"]["line"]),
        (&json!("src/math.twl"), &json!(2))
    );
}

#[test]
fn the_module_and_its_gas_are_given() {
    let service = Service::start(&[]);
    let two = "contract A {\n    pub fn f() -> u64 {\n        1\n    }\n}\ncontract B {\n    pub fn g() -> u64 {\n        2\n    }\n}\n";
    let compile = |contract: &str| {
        service
            .post(
                "/compile",
                &json!({"code": two, "contract": contract, "emit": ["wasm", "gas", "abi"]}),
            )
            .body
    };
    for (contract, function) in [("A", "f"), ("B", "g")] {
        let answer = compile(contract);
        let wasm = answer["wasm"].as_str().unwrap();
        assert!(wasm.starts_with("AGFzbQ"), "{wasm}");
        let padding = wasm.bytes().rev().take_while(|byte| *byte == b'=').count() as u64;
        assert_eq!(
            answer["wasm_size"].as_u64().unwrap(),
            wasm.len() as u64 / 4 * 3 - padding
        );
        let gas = answer["gas"].as_object().unwrap();
        let estimate = gas[&format!("{contract}::{function}")].as_str().unwrap();
        assert!(estimate.parse::<u64>().is_ok(), "{answer}");
        assert_eq!(
            answer["abi"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|entry| entry["type"] == "function")
                .count(),
            1
        );
    }
    let answer = compile("C");
    assert_failed(&answer, "Compilation");
    assert!(
        answer["diagnostics"][0]["message"]
            .as_str()
            .unwrap()
            .contains("no contract `C`"),
        "{answer}"
    );
}

#[test]
fn gas_is_told_by_line_and_adds_up() {
    let service = Service::start(&[]);
    let request = |include: Value| json!({"entry_point": "Bank.keep", "args": [{"x": 1, "y": 2}, "a"], "include": include});
    let answer = run(&service, request(json!(["gas"])));
    let number = |value: &Value| value.as_str().unwrap().parse::<u64>().unwrap();
    let lines = answer["gas"]["lines"].as_array().unwrap();
    assert!(lines.len() > 2, "{answer}");
    let mut sum = number(&answer["gas"]["other"]);
    let mut last = 0;
    for line in lines {
        assert_keys(line, &["file", "line", "gas"], &[]);
        assert_eq!(line["file"], "src/main.twl");
        // By line, and none twice.
        assert!(line["line"].as_u64().unwrap() > last, "{answer}");
        last = line["line"].as_u64().unwrap();
        sum += number(&line["gas"]);
    }
    assert_eq!(sum, number(&answer["gas_used"]), "{answer}");
    let without = run(&service, request(json!(["storage"])));
    assert!(without["gas"].is_null());
    assert_eq!(without["gas_used"], answer["gas_used"]);
}

#[test]
fn equal_requests_get_equal_answers() {
    let service = Service::start(&[]);
    let request = json!({
        "code": BANK,
        "calls": [{"function": "Bank.add", "args": [1]}, {"function": "Bank.keep", "args": [{"x": 1, "y": 2}, "n"]}],
        "include": ["decoded_events", "storage"],
    });
    let first = service.post("/run", &request).text;
    for _ in 0..2 {
        assert_eq!(service.post("/run", &request).text, first);
    }
}
