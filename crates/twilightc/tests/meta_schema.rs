//! `.meta` against the schema of specification 10: which fields there are, of which types, and what they hold for a
//! contract that has some of everything. What this project adds (D6) is listed, so that nothing else slips in.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Map, Value, json};
use twilightc::{Options, compile, sha256_hex};

const SOURCE: &str = r#"
contract Shop {
    storage {
        owner: address;
        stock: map<address, u64>;
        total: u64;
    }

    event Sold(#[topic] buyer: address, amount: u256, note: string);
    event Closed();

    #[payable]
    fn init(initialAdmin: address, limit: u64) {
        storage.owner = initialAdmin;
        storage.total = limit;
    }

    #[payable]
    #[pipeline("sales")]
    pub fn buy(amount: u64, note: string) -> (bool, u64) {
        storage.stock[ctx.sender()] += amount;
        emit Sold(ctx.sender(), amount.into(), note);
        (true, total())
    }

    pub fn close() {
        emit Closed();
    }

    pub fn count(n: u64) -> u64 {
        if n == 0 { 0 } else { 1 + count(n - 1) }
    }

    #[conflict_free]
    pub fn raw(data: vector<u8>, ids: vector<u16>, tag: hash256, pair: array<address, 2>) -> hash256 {
        require(data.len() + ids.len() > 0 && pair[0] != pair[1]);
        tag
    }

    fn total() -> u64 {
        storage.total
    }
}
"#;

/// A JSON type of the schema.
enum Shape {
    Text,
    /// `0x` and this many bytes.
    Hex(usize),
    Number,
    Flag,
    Null,
    Any,
    List(Box<Shape>),
    /// An object with any keys.
    Map(Box<Shape>),
    /// Fields that must be there, fields that may be.
    Object(Vec<(&'static str, Shape)>, Vec<(&'static str, Shape)>),
    OneOf(Vec<Shape>),
}

impl Shape {
    fn fits(&self, value: &Value) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("{what} expected, found {value}"));
        match (self, value) {
            (Self::Any, _)
            | (Self::Text, Value::String(_))
            | (Self::Flag, Value::Bool(_))
            | (Self::Null, Value::Null) => Ok(()),
            (Self::Number, Value::Number(number)) if number.is_u64() => Ok(()),
            (Self::Hex(bytes), Value::String(text)) => {
                let digits = text.strip_prefix("0x").unwrap_or_default();
                let lower = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
                if digits.len() == bytes * 2 && digits.chars().all(lower) {
                    Ok(())
                } else {
                    wrong("a hash")
                }
            }
            (Self::List(of), Value::Array(values)) => values.iter().try_for_each(|value| of.fits(value)),
            (Self::Map(of), Value::Object(fields)) => fields
                .iter()
                .try_for_each(|(key, value)| of.fits(value).map_err(|error| format!("{key}: {error}"))),
            (Self::Object(needed, optional), Value::Object(fields)) => object(needed, optional, fields),
            (Self::OneOf(shapes), _) => {
                let errors: Vec<String> = shapes
                    .iter()
                    .filter_map(|shape| shape.fits(value).err())
                    .collect();
                if errors.len() < shapes.len() {
                    Ok(())
                } else {
                    Err(errors.join(" / "))
                }
            }
            (Self::Text, _) => wrong("a string"),
            (Self::Number, _) => wrong("a natural number"),
            (Self::Flag, _) => wrong("a bool"),
            (Self::Null, _) => wrong("null"),
            (Self::Hex(_), _) => wrong("a hash"),
            (Self::List(_), _) => wrong("an array"),
            (Self::Map(_) | Self::Object(..), _) => wrong("an object"),
        }
    }
}

fn object(
    needed: &[(&'static str, Shape)],
    optional: &[(&'static str, Shape)],
    fields: &Map<String, Value>,
) -> Result<(), String> {
    for (name, shape) in needed {
        let value = fields.get(*name).ok_or_else(|| format!("no field `{name}`"))?;
        shape.fits(value).map_err(|error| format!("{name}: {error}"))?;
    }
    for (name, value) in fields
        .iter()
        .filter(|(name, _)| !needed.iter().any(|(known, _)| known == name))
    {
        let (_, shape) = optional
            .iter()
            .find(|(known, _)| known == name)
            .ok_or_else(|| format!("a field `{name}` that nothing names"))?;
        shape.fits(value).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn list(of: Shape) -> Shape {
    Shape::List(Box::new(of))
}

fn or_null(shape: Shape) -> Shape {
    Shape::OneOf(vec![shape, Shape::Null])
}

/// Specification 10 §3 and §4, with what D6 and D24 add.
fn schema() -> Shape {
    use Shape::{Any, Flag, Hex, Map, Number, Object, OneOf, Text};
    let parameter = || {
        Object(
            vec![("name", Text), ("type", Text), ("internalType", Text)],
            // Fields of tuples, as Ethereum has them.
            vec![("components", Any)],
        )
    };
    let event_parameter = Object(
        vec![
            ("name", Text),
            ("type", Text),
            ("internalType", Text),
            ("indexed", Flag),
        ],
        vec![("components", Any)],
    );
    let domain = || Object(vec![("hash", Hex(32)), ("domain", Text)], vec![]);
    let file = Object(
        vec![("path", Text), ("hash_type", Text), ("hash", Hex(32))],
        vec![],
    );
    let entry = OneOf(vec![
        Object(
            vec![
                ("type", Text),
                ("inputs", list(parameter())),
                ("stateMutability", Text),
            ],
            vec![],
        ),
        Object(
            vec![
                ("type", Text),
                ("name", Text),
                ("mangled_name", Text),
                ("inputs", list(parameter())),
                ("outputs", list(parameter())),
                ("stateMutability", Text),
            ],
            vec![],
        ),
        Object(
            vec![
                ("type", Text),
                ("name", Text),
                ("signature_string", Text),
                ("inputs", list(event_parameter)),
                ("anonymous", Flag),
            ],
            vec![],
        ),
    ]);
    let function = Object(
        vec![
            ("signature", Text),
            ("is_init", Flag),
            ("is_payable", Flag),
            ("gas_estimate_static", Number),
            ("aggregate_read_domains", list(domain())),
            ("aggregate_write_domains", list(domain())),
            ("pipeline_hint", or_null(Text)),
            ("is_recursive", or_null(Flag)),
            ("verification_condition_ids", or_null(list(Text))),
        ],
        vec![],
    );
    let event = Object(
        vec![
            ("signature_hash", Hex(32)),
            ("human_name", Text),
            (
                "parameters",
                list(Object(
                    vec![
                        ("name", Text),
                        ("type", Text),
                        ("internal_type", Text),
                        ("indexed", Flag),
                    ],
                    vec![("value_type", Any)],
                )),
            ),
        ],
        vec![],
    );
    Object(
        vec![
            ("schema_version", Text),
            (
                "source_info",
                Object(vec![("files", list(file)), ("compiler_version", Text)], vec![]),
            ),
            (
                "bytecode_info",
                Object(
                    vec![
                        ("file", Text),
                        ("target", Text),
                        ("hash_type", Text),
                        ("hash", Hex(32)),
                    ],
                    vec![("target_features", list(Text))],
                ),
            ),
            ("abi", list(entry)),
            ("functions", Map(Box::new(function))),
            ("events", Map(Box::new(event))),
            ("verification_info", Shape::Null),
            (
                "debug_info",
                or_null(Object(
                    vec![("trap_sites", list(Any))],
                    vec![
                        (
                            "source_map",
                            Object(vec![("format", Text), ("data", Any)], vec![]),
                        ),
                        (
                            "variable_info",
                            Object(vec![("scopes", Map(Box::new(Any)))], vec![]),
                        ),
                    ],
                )),
            ),
        ],
        vec![("exports", list(Any)), ("storage", list(Any))],
    )
}

/// The document as it is written, and the bytecode beside it.
fn build(source: &str, options: &Options) -> (Value, Vec<u8>) {
    let compilation = compile("src/shop.twl", source, options);
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    let artifacts = compilation.artifacts.unwrap();
    (serde_json::to_value(&artifacts.meta).unwrap(), artifacts.wasm)
}

fn shop() -> (Value, Vec<u8>) {
    let options = Options {
        artifact_name: "Shop".to_owned(),
        debug_info: true,
        ..Options::default()
    };
    build(SOURCE, &options)
}

#[test]
fn the_document_fits_the_schema() {
    let release = Options {
        release: true,
        wide_arithmetic: true,
        ..Options::default()
    };
    let plain = "fn main() -> u64 { 1 }";
    for (meta, _) in [
        shop(),
        build(SOURCE, &release),
        build(plain, &release),
        build(plain, &Options::default()),
    ] {
        if let Err(error) = schema().fits(&meta) {
            panic!("{error}\n{meta:#}");
        }
    }
}

/// The schema of these tests is not one that takes everything.
#[test]
fn the_schema_refuses_other_documents() {
    let (meta, _) = shop();
    let mut changes: Vec<(&str, Value)> = vec![
        ("/schema_version", json!(1)),
        ("/source_info/files/0/hash", json!("0x12")),
        ("/bytecode_info/hash", json!(null)),
        ("/abi/0/stateMutability", json!(true)),
        ("/abi/0/inputs/0/internalType", json!({})),
        ("/functions", json!([])),
        ("/verification_info", json!({})),
    ];
    changes.push(("/functions/Shop::buy/gas_estimate_static", json!(-1)));
    for (pointer, value) in changes {
        let mut changed = meta.clone();
        *changed
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("{pointer}")) = value;
        assert!(schema().fits(&changed).is_err(), "{pointer}");
    }
    let mut more = meta;
    more["functions"]["Shop::buy"]["colour"] = json!("red");
    assert!(schema().fits(&more).is_err());
}

#[test]
fn source_and_bytecode() {
    let (meta, wasm) = shop();
    assert_eq!(meta["schema_version"], "1.0");
    assert_eq!(
        meta["source_info"],
        json!({
            "files": [{
                "path": "src/shop.twl",
                "hash_type": "sha256",
                "hash": sha256_hex(SOURCE.as_bytes()),
            }],
            "compiler_version": twilightc::VERSION,
        })
    );
    assert_eq!(
        meta["bytecode_info"],
        json!({
            "file": "Shop.wasm",
            "target": "wasm32-nova-v1",
            "hash_type": "sha256",
            "hash": sha256_hex(&wasm),
        })
    );
}

#[test]
fn constructor_functions_and_events_of_the_abi() {
    let (meta, _) = shop();
    let abi = meta["abi"].as_array().unwrap();
    let of = |kind: &str, name: &str| {
        abi.iter()
            .find(|entry| entry["type"] == kind && (name.is_empty() || entry["name"] == name))
            .unwrap_or_else(|| panic!("no {kind} {name}"))
    };
    assert_eq!(
        of("constructor", ""),
        &json!({
            "type": "constructor",
            "inputs": [
                { "name": "initialAdmin", "type": "address", "internalType": "address" },
                { "name": "limit", "type": "uint64", "internalType": "u64" },
            ],
            "stateMutability": "payable",
        })
    );
    assert_eq!(
        of("function", "buy"),
        &json!({
            "type": "function",
            "name": "buy",
            "mangled_name": "Shop::buy",
            "inputs": [
                { "name": "amount", "type": "uint64", "internalType": "u64" },
                { "name": "note", "type": "string", "internalType": "string" },
            ],
            "outputs": [{
                "name": "",
                "type": "tuple",
                "internalType": "(bool, u64)",
                "components": [
                    { "name": "", "type": "bool", "internalType": "bool" },
                    { "name": "", "type": "uint64", "internalType": "u64" },
                ],
            }],
            "stateMutability": "payable",
        })
    );
    assert_eq!(of("function", "close")["outputs"], json!([]));
    assert_eq!(of("function", "close")["stateMutability"], "nonpayable");
    let raw: Vec<&str> = of("function", "raw")["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["type"].as_str().unwrap())
        .collect();
    assert_eq!(raw, ["bytes", "uint16[]", "bytes32", "address[2]"]);
    assert_eq!(
        of("event", "Sold"),
        &json!({
            "type": "event",
            "name": "Sold",
            "signature_string": "Sold(address,uint256,string)",
            "inputs": [
                { "indexed": true, "name": "buyer", "type": "address", "internalType": "address" },
                { "indexed": false, "name": "amount", "type": "uint256", "internalType": "u256" },
                { "indexed": false, "name": "note", "type": "string", "internalType": "string" },
            ],
            "anonymous": false,
        })
    );
    // The sections agree: keys of `functions` and `events` are what `abi` names.
    for entry in abi {
        if let Some(name) = entry["mangled_name"].as_str() {
            assert!(meta["functions"].get(name).is_some(), "{name}");
        }
        if let Some(signature) = entry["signature_string"].as_str() {
            assert!(meta["events"].get(signature).is_some(), "{signature}");
        }
    }
}

fn domains(meta: &Value, function: &str, list: &str) -> Vec<String> {
    let domains = meta["functions"][function][list].as_array().unwrap();
    domains
        .iter()
        .map(|one| {
            let text = one["domain"].as_str().unwrap();
            assert_eq!(
                one["hash"],
                twilight_abi::hex(&twilight_abi::blake3(text.as_bytes())),
                "{text}"
            );
            text.to_owned()
        })
        .collect()
}

#[test]
fn functions() {
    let (meta, _) = shop();
    let function = |name: &str| &meta["functions"][name];
    let buy = function("Shop::buy");
    assert_eq!(buy["signature"], "buy(u64,string)");
    assert_eq!(
        (
            &buy["is_init"],
            &buy["is_payable"],
            &buy["pipeline_hint"],
            &buy["is_recursive"]
        ),
        (&json!(false), &json!(true), &json!("sales"), &json!(false))
    );
    assert!(buy["gas_estimate_static"].as_u64().unwrap() > 0);
    assert_eq!(buy["verification_condition_ids"], Value::Null);
    assert_eq!(
        domains(&meta, "Shop::buy", "aggregate_read_domains"),
        ["self.stock:ctx.sender()", "self.total"]
    );
    assert_eq!(
        domains(&meta, "Shop::buy", "aggregate_write_domains"),
        ["self.stock:ctx.sender()"]
    );
    assert_eq!(function("Shop::init")["is_init"], true);
    assert_eq!(
        domains(&meta, "Shop::init", "aggregate_write_domains"),
        ["self.owner", "self.total"]
    );
    // Functions that are not public are there too.
    assert_eq!(
        domains(&meta, "Shop::total", "aggregate_read_domains"),
        ["self.total"]
    );
    assert_eq!(function("Shop::count")["is_recursive"], true);
    assert_eq!(function("Shop::close")["pipeline_hint"], Value::Null);
    assert!(domains(&meta, "Shop::raw", "aggregate_read_domains").is_empty());
}

#[test]
fn events() {
    let (meta, _) = shop();
    let signature = "Sold(address,uint256,string)";
    assert_eq!(
        meta["events"][signature],
        json!({
            "signature_hash": twilight_abi::hex(&twilight_abi::topic0(signature)),
            "human_name": "Sold",
            "parameters": [
                {
                    "name": "buyer", "type": "address", "internal_type": "address", "indexed": true,
                    "value_type": "address",
                },
                {
                    "name": "amount", "type": "uint256", "internal_type": "u256", "indexed": false,
                    "value_type": { "int": { "bits": 256, "signed": false } },
                },
                {
                    "name": "note", "type": "string", "internal_type": "string", "indexed": false,
                    "value_type": "string",
                },
            ],
        })
    );
    assert_eq!(meta["events"]["Closed()"]["parameters"], json!([]));
}

#[test]
fn debug_information() {
    let (meta, _) = shop();
    let map = &meta["debug_info"]["source_map"];
    assert_eq!(map["format"], "standard_source_map_v3_extended");
    assert_eq!(map["data"]["sources"], json!(["src/shop.twl"]));
    let (without, _) = build(SOURCE, &Options::default());
    assert_eq!(without["debug_info"].get("source_map"), None);
    assert_eq!(meta["verification_info"], Value::Null);
}
