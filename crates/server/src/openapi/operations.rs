//! Each operation: what it takes, what it answers, and which problems it has.
//!
//! A problem's status and title come from the list of problems, so that none can be described in another way.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::error::{KINDS, PROBLEM_JSON};

/// Problems of every request with a JSON body.
const BODY: &[&str] = &[
    "malformed-json",
    "body-incomplete",
    "body-timeout",
    "body-too-large",
    "source-too-large",
    "unsupported-media-type",
    "invalid-request",
    "too-many-requests",
];
/// Problems of waiting for a sandbox.
const SANDBOX: &[&str] = &["overloaded"];
/// Problems of the store.
const STORE: &[&str] = &["sharing-off", "store-unavailable", "overloaded"];
/// Problems of one shared program.
const SNIPPET: &[&str] = &["no-such-snippet", "snippet-gone", "snippet-blocked"];
/// Problems that any request may have.
const ANY: &[&str] = &["method-not-allowed", "internal"];

/// All operations by path and method.
pub(super) fn paths() -> Value {
    json!({
        "/run": { "post": program("run", "Compile a program and call its entry point", "RunRequest", "RunAnswer", run_examples()) },
        "/compile": { "post": program("compile", "Compile a program; show diagnostics and artefacts", "CompileRequest", "CompileAnswer", compile_examples()) },
        "/test": { "post": program("test", "Compile a program and run its own tests", "TestRequest", "TestAnswer", test_examples()) },
        "/share": { "post": share() },
        "/load": { "get": load() },
        "/s/{id}": { "get": short(), "delete": delete() },
        "/examples": { "get": read("examples", "The programs of the gallery", "Examples", &[]) },
        "/library": { "get": read("library", "The standard library", "Library", &[]) },
        "/version": { "get": read("version", "Versions of service and compiler", "Version", &[]) },
        "/livez": { "get": read("livez", "Whether the process answers", "Status", &[]) },
        "/readyz": { "get": read("readyz", "Whether programs can be run", "Status", &["not-ready", "draining"]) },
        "/problems/{slug}": { "get": problem() },
        "/openapi.json": { "get": read("openapi", "This description", "Description", &[]) }
    })
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn content(media_type: &str, schema: Value) -> Value {
    let mut content = Map::new();
    content.insert(media_type.to_owned(), json!({ "schema": schema }));
    content.into()
}

fn json_of(schema: &str) -> Value {
    content("application/json", reference(schema))
}

/// Responses by status: `good` ones, and those of the problems in `lists`.
fn responses(good: Vec<(&str, &str, Option<Value>)>, lists: &[&[&str]]) -> Value {
    let mut responses = Map::new();
    for (status, description, body) in good {
        let mut response = Map::new();
        response.insert("description".to_owned(), description.into());
        if let Some(body) = body {
            response.insert("content".to_owned(), body);
        }
        responses.insert(status.to_owned(), response.into());
    }
    let mut problems: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    let named = |slug: &str| lists.iter().chain([&ANY]).any(|list| list.contains(&slug));
    for kind in KINDS.iter().filter(|kind| named(kind.slug)) {
        let text = format!("`/problems/{}`: {}.", kind.slug, kind.title);
        problems.entry(kind.status.as_u16()).or_default().push(text);
    }
    for (status, texts) in problems {
        let response =
            json!({ "description": texts.join(" "), "content": content(PROBLEM_JSON, reference("Problem")) });
        responses.insert(status.to_string(), response);
    }
    responses.into()
}

fn body(schema: &str, examples: Value) -> Value {
    json!({
        "required": true,
        "content": { "application/json": { "schema": reference(schema), "examples": examples } }
    })
}

/// A request that takes a sandbox.
fn program(id: &str, summary: &str, request: &str, answer: &str, examples: Value) -> Value {
    json!({
        "operationId": id,
        "summary": summary,
        "description": "With `Accept: text/event-stream` the answer is a stream of events: `stage`, `output` and, last, `result` with the JSON answer or `problem`.",
        "requestBody": body(request, examples),
        "responses": responses(
            vec![("200", "The verdict on the program.", Some(json!({
                "application/json": { "schema": reference(answer) },
                "text/event-stream": { "schema": { "type": "string" } }
            })))],
            &[BODY, SANDBOX],
        )
    })
}

fn share() -> Value {
    let shared = || Some(json_of("Shared"));
    json!({
        "operationId": "share",
        "summary": "Keep a program under a short id",
        "requestBody": body("ShareRequest", json!({ "plain": { "value": { "code": ADD, "ttl": 3600 } } })),
        "responses": responses(
            vec![("201", "It is kept.", shared()), ("200", "The same had been shared before.", shared())],
            &[BODY, STORE, &["snippet-gone", "snippet-blocked", "store-full"]],
        )
    })
}

fn id_in(place: &str) -> Value {
    json!({
        "name": "id", "in": place, "required": true,
        "description": "16 or more base32 characters",
        "schema": { "type": "string", "pattern": "^[a-z2-7]{16,52}$" }
    })
}

fn loaded(more: &[&str]) -> Vec<(&'static str, &'static str, Option<Value>)> {
    let mut forms = Map::new();
    forms.insert(
        "application/json".to_owned(),
        json!({ "schema": reference("Loaded") }),
    );
    for media_type in more {
        forms.insert(
            (*media_type).to_owned(),
            json!({ "schema": { "type": "string" } }),
        );
    }
    vec![
        (
            "200",
            "The request that was shared, or its source text.",
            Some(forms.into()),
        ),
        ("304", "The client has it already (`If-None-Match`).", None),
    ]
}

fn load() -> Value {
    json!({
        "operationId": "load",
        "summary": "Give a shared program back",
        "parameters": [id_in("query")],
        "responses": responses(loaded(&["text/plain"]), &[STORE, SNIPPET, &["invalid-query"]])
    })
}

fn short() -> Value {
    json!({
        "operationId": "short",
        "summary": "Give a shared program back; browsers get the page with it",
        "parameters": [id_in("path")],
        "responses": responses(loaded(&["text/plain", "text/html"]), &[STORE, SNIPPET])
    })
}

fn delete() -> Value {
    json!({
        "operationId": "delete",
        "summary": "Delete a shared program",
        "parameters": [
            id_in("path"),
            { "name": "Authorization", "in": "header", "required": true, "description": "`Bearer` and the token that sharing answered", "schema": { "type": "string", "pattern": "^Bearer [a-z2-7]{26}$" } }
        ],
        "responses": responses(
            vec![("204", "It is deleted.", None)],
            &[STORE, SNIPPET, &["wrong-delete-token", "too-many-requests"]],
        )
    })
}

fn problem() -> Value {
    let slugs: Vec<&str> = KINDS.iter().map(|kind| kind.slug).collect();
    json!({
        "operationId": "problem",
        "summary": "What a problem type means",
        "parameters": [{ "name": "slug", "in": "path", "required": true, "schema": { "type": "string", "enum": slugs } }],
        "responses": responses(
            vec![("200", "Title, status and meaning.", Some(content("text/plain", json!({ "type": "string" }))))],
            &[&["not-found"]],
        )
    })
}

/// A document that changes with the binary or the moment only.
fn read(id: &str, summary: &str, answer: &str, problems: &[&str]) -> Value {
    json!({
        "operationId": id,
        "summary": summary,
        "responses": responses(vec![("200", "The document.", Some(json_of(answer)))], &[problems])
    })
}

const ADD: &str = "pub fn main() -> u64 {\n    print(\"adding\");\n    40 + 2\n}\n";
const VAULT: &str = "contract Vault {\n    event Put(#[topic] who: address, amount: u64);\n    storage {\n        held: map<address, u64>;\n    }\n    pub fn put(amount: u64) -> u64 {\n        held[ctx.sender()] = held[ctx.sender()] + amount;\n        emit Put(ctx.sender(), amount);\n        held[ctx.sender()]\n    }\n}\n";

fn run_examples() -> Value {
    let shown = json!(["decoded_events", "gas", "storage", "stages"]);
    json!({
        "plain": { "value": { "code": ADD } },
        "arguments": { "value": { "code": VAULT, "entry_point": "Vault.put", "args": [5], "include": shown } },
        "calls": { "value": { "code": VAULT, "calls": [
            { "function": "Vault.put", "args": [50] },
            { "function": "Vault.put", "args": ["18446744073709551615"], "sender": "0x00000000000000000000000000000000000000aa", "gas_limit": 1_000_000 }
        ], "include": shown } },
        "storage": { "value": { "code": VAULT, "entry_point": "Vault.put", "args": [5], "include": ["storage"],
            "storage": { "held": [["0x1111111111111111111111111111111111111111", 37]] },
            "balances": { "0x1111111111111111111111111111111111111111": "1000" }
        } },
        "refused": { "value": { "code": "pub fn main( {" } },
        "reverting": { "value": { "code": "pub fn main() {\n    require(false, \"no\");\n}\n", "gas_limit": "0x989680" } },
        "files": { "value": { "files": { "src/main.twl": "mod math;\n\npub fn main() -> u64 {\n    math::double(21)\n}\n", "src/math.twl": "pub fn double(n: u64) -> u64 {\n    n + n\n}\n" } } }
    })
}

fn compile_examples() -> Value {
    json!({
        "plain": { "value": { "code": ADD } },
        "all": { "value": { "code": VAULT, "emit": ["tir", "wat", "meta", "abi", "wasm", "gas"] } },
        "refused": { "value": { "code": "pub fn main( {" } }
    })
}

fn test_examples() -> Value {
    let code = "#[test]\nfn works() {\n    assert_eq!(40 + 2, 42);\n}\n\n#[test]\nfn fails() {\n    assert_eq!(1, 2);\n}\n";
    json!({
        "two": { "value": { "code": code } },
        "one": { "value": { "code": code, "filter": "works" } },
        "refused": { "value": { "code": "pub fn main( {" } }
    })
}
