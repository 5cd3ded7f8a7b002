//! Storage that a request gives: what calls find, what is shown of it, and what is refused.

use serde_json::{Map, Value, json};

use crate::service::Service;

const NATIVE: &str = r#"
struct Poll {
    title: string,
    votes: map<string, u64>,
}

contract Store {
    storage {
        count: u64 = 3;
        held: map<address, u64>;
        list: vector<u64>;
        polls: vector<Poll>;
    }

    fn init() {
        held[ctx.sender()] = 9;
        list.push(7);
    }

    pub fn push(n: u64) {
        list.push(n);
    }

    pub fn look() -> (u64, u64, u64, u64) {
        (count, held[ctx.sender()], list.len(), polls.len())
    }

    pub fn at(index: u64) -> u64 {
        list[index]
    }

    pub fn votes(index: u64, name: string) -> (string, u64) {
        (polls[index].title, polls[index].votes[name])
    }

    pub fn count_up() {
        count = count + 1;
    }
}
"#;

const SOLIDITY: &str = r#"#![syntax = "solidity"]
contract Store {
    struct Item { uint256 price; uint256[] sizes; }
    uint256[] public list;
    mapping(address => mapping(uint256 => bool)) public seen;
    uint256[3] public three;
    Item public item;

    function sum() public view returns (uint256, bool, uint256, uint256) {
        uint256 total = 0;
        for (uint256 at = 0; at < list.length; at++) {
            total += list[at];
        }
        return (total, seen[msg.sender][7], three[2], item.price + item.sizes[0]);
    }
}
"#;

const SENDER: &str = "0x1111111111111111111111111111111111111111";

/// Bytes that a key in storage may have.
const MAX_KEY_BYTES: usize = 4_096;

fn simulate(service: &Service, code: &str, storage: &Value, calls: &[(&str, Value)]) -> Value {
    let calls: Vec<Value> = calls
        .iter()
        .map(|(function, args)| json!({"function": function, "args": args}))
        .collect();
    service.run_with(json!({"code": code, "storage": storage, "calls": calls, "include": ["storage"]}))
}

fn values(answer: &Value) -> Vec<&str> {
    let calls = answer["calls"].as_array().unwrap_or_else(|| panic!("{answer}"));
    calls
        .iter()
        .map(|call| {
            call["return_value"]
                .as_str()
                .unwrap_or_else(|| panic!("{answer}"))
        })
        .collect()
}

/// Places or keys with what is there at the end.
fn entries(answer: &Value, name: &str) -> Map<String, Value> {
    let entries = answer["storage"].as_array().unwrap().iter();
    entries
        .map(|entry| (entry[name].as_str().unwrap().to_owned(), entry["after"].clone()))
        .collect()
}

/// The message of a simulation that was refused before anything ran.
fn refused(service: &Service, storage: &Value) -> String {
    let answer = simulate(service, NATIVE, storage, &[("look", json!([]))]);
    assert_eq!(answer["error_type"], "Compilation", "{answer}");
    assert_eq!(answer["gas_used"], "0");
    assert_eq!(answer["diagnostics"][0]["code"], "R0010");
    answer["diagnostics"][0]["message"].as_str().unwrap().to_owned()
}

#[test]
fn calls_find_what_was_given_in_the_place_of_what_the_deployment_left() {
    let service = Service::start(&[]);
    let look = [("look", json!([]))];
    let plain = simulate(&service, NATIVE, &json!({}), &look);
    assert_eq!(values(&plain), ["(3, 9, 1, 0)"]);
    // One variable alone leaves the others.
    let one = simulate(&service, NATIVE, &json!({"count": "50"}), &look);
    assert_eq!(values(&one), ["(50, 9, 1, 0)"]);
    // A map or a vector is what was given and nothing else; the order of names means nothing.
    let storage = json!({
        "held": [[format!("0x{}", "00".repeat(20)), 1]],
        "list": [5, 6, "8"],
        "polls": {"length": 1},
        "polls[0]": {"present": true},
        "polls[0].title": "best",
        "polls[0].votes": [["a\"b", 4]],
    });
    let calls = [
        ("look", json!([])),
        ("at", json!([2])),
        ("votes", json!([0, "a\"b"])),
        ("count_up", json!([])),
    ];
    let whole = simulate(&service, NATIVE, &storage, &calls);
    assert_eq!(values(&whole), ["(3, 0, 3, 1)", "8", "(\"best\", 4)", "()"]);
    let places = entries(&whole, "place");
    assert_eq!(places["count"], "4");
    assert!(!places.contains_key(&format!("held[{SENDER}]")), "{places:?}");
    // What is shown before is what was given.
    let count = whole["storage"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["place"] == "count");
    assert_eq!(count.unwrap()["before"], "3");
    // Null is no entry, and reading it gives the default.
    let none = simulate(&service, NATIVE, &json!({"count": null, "held": null}), &look);
    assert_eq!(values(&none), ["(0, 0, 1, 0)"]);
    // A length alone leaves the elements that it counts; what is beyond is not found by who makes it longer again.
    let grown = simulate(
        &service,
        NATIVE,
        &json!({"list": {"length": 2}, "list[1]": 8}),
        &[("at", json!([0])), ("at", json!([1]))],
    );
    assert_eq!(values(&grown), ["7", "8"]);
    let same = simulate(
        &service,
        NATIVE,
        &json!({"list": {"length": 1}}),
        &[("at", json!([0])), ("push", json!([8])), ("look", json!([]))],
    );
    assert_eq!(values(&same), ["7", "()", "(3, 9, 2, 0)"]);
    for storage in [
        json!({"list": {"length": 0}}),
        json!({"list": null}),
        json!({"list": []}),
    ] {
        let emptied = simulate(&service, NATIVE, &storage, &look);
        assert_eq!(values(&emptied), ["(3, 9, 0, 0)"], "{storage}");
        assert!(!entries(&emptied, "place").contains_key("list[0]"), "{storage}");
    }
    // One element alone.
    let one = simulate(&service, NATIVE, &json!({"list[0]": null}), &[("at", json!([0]))]);
    assert_eq!(values(&one), ["0"]);
    // One call without a list finds it too.
    let answer =
        service.run_with(json!({"code": NATIVE, "entry_point": "Store.look", "storage": {"count": 8}}));
    assert_eq!(answer["return_value"], "(8, 9, 1, 0)", "{answer}");
}

/// An answer's storage is what a later request can begin with, by key and by place.
#[test]
fn a_simulation_goes_on_where_another_ended() {
    let service = Service::start(&[]);
    let storage = json!({"list": [1, 2], "polls": [{"present": true}], "polls[0].title": "t"});
    let first = simulate(&service, NATIVE, &storage, &[("count_up", json!([]))]);
    for name in ["key", "place"] {
        let again = Value::from(entries(&first, name));
        let second = simulate(&service, NATIVE, &again, &[("look", json!([]))]);
        assert_eq!(values(&second), ["(4, 9, 2, 1)"], "{name}");
        assert_eq!(entries(&second, "key"), entries(&first, "key"));
    }
}

#[test]
fn solidity_has_the_same_form() {
    let service = Service::start(&[]);
    let storage = json!({
        "list": ["1", "2", "3"],
        "seen": [[SENDER, [["7", true]]]],
        "three[2]": "5",
        "item.price": "40",
        "item.sizes": [2],
    });
    let answer = simulate(&service, SOLIDITY, &storage, &[("Store.sum", json!([]))]);
    assert_eq!(values(&answer), ["(6, true, 5, 42)"]);
}

#[test]
fn what_does_not_fit_is_refused_before_anything_runs() {
    let service = Service::start(&[]);
    for (storage, part) in [
        (
            json!({"nothing": 1}),
            "`nothing`: is no place in storage; the variables are count, held, list, polls",
        ),
        (json!({"count": "many"}), "`storage`, `count`: "),
        (json!({"held": [["0x12", 1]]}), "`storage`, `held`[0][0]: "),
        (
            json!({"count": 1, "0x636f756e74": 2}),
            "`0x636f756e74` and `count` are about the same entry",
        ),
    ] {
        let message = refused(&service, &storage);
        assert!(message.contains(part), "{message}");
    }
    // Storage is as large as programs can make it.
    let key = |bytes: usize| json!({ format!("0x{}", "7a".repeat(bytes)): "0x01" });
    let most = simulate(&service, NATIVE, &key(MAX_KEY_BYTES), &[("look", json!([]))]);
    assert_eq!(values(&most), ["(3, 9, 1, 0)"]);
    let message = refused(&service, &key(MAX_KEY_BYTES + 1));
    assert!(
        message.ends_with("the key of an entry has 4097 bytes; at most 4096 can be stored."),
        "{message}"
    );
}

#[test]
fn balances_are_shown_with_the_answer() {
    let service = Service::start(&[]);
    let request = |balances: Value| json!({"code": crate::ADD, "balances": balances});
    let answer = service.run_with(request(json!({SENDER: "0x10"})));
    assert_eq!(answer["balances"], json!({SENDER: "16"}));
    assert_eq!(answer["success"], true);
    // Another balance is another answer, kept or not.
    let other = service.run_with(request(json!({SENDER: 17})));
    assert_eq!(other["balances"], json!({SENDER: "17"}));
}
