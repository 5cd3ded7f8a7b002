//! The description says what the code does: routes, problems, fields of requests, fields of answers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use playground_protocol::{
    Compiled, Diagnostic, ErrorType, Event, EventArg, EventView, GasProfile, Label, LineGas, Position,
    Severity, ShownEvent, Span, StorageEntry, TestResult,
};
use serde_json::Value;

use super::*;
use crate::error::KINDS;
use crate::request::{Endpoint, known_fields};
use crate::response::GasAnswer;

/// Where routes are made.
const SOURCES: [&str; 4] = [
    include_str!("../routes.rs"),
    include_str!("../share/routes.rs"),
    include_str!("../page/mod.rs"),
    include_str!("mod.rs"),
];

/// Paths for people and their browsers.
const PAGES: [&str; 8] = [
    "/",
    "/embed",
    "/embed.js",
    "/favicon.svg",
    "/assets/{file}",
    "/docs",
    "/docs/docs.js",
    "/docs/docs.css",
];

#[test]
fn every_route_is_described_and_nothing_else() {
    let mut routes = BTreeSet::new();
    for source in SOURCES {
        for rest in source.split(".route(").skip(1) {
            let path = rest.split('"').nth(1).unwrap();
            assert!(path.starts_with('/'), "{rest}");
            routes.insert(path);
        }
    }
    let document = document();
    let described: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let pages = BTreeSet::from(PAGES);
    assert!(pages.is_subset(&routes));
    assert_eq!(
        routes.difference(&pages).copied().collect::<BTreeSet<_>>(),
        described
    );
}

#[test]
fn every_problem_is_an_answer_of_some_operation_with_its_status() {
    let text = document().to_string();
    for kind in KINDS {
        let description = format!("`/problems/{}`", kind.slug);
        assert!(text.contains(&description), "{}", kind.slug);
    }
    let document = document();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            for (status, response) in operation["responses"].as_object().unwrap() {
                let said = response["description"].as_str().unwrap();
                for kind in KINDS
                    .iter()
                    .filter(|kind| said.contains(&format!("/{}`", kind.slug)))
                {
                    assert_eq!(kind.status.as_str(), status, "{method} {path}");
                }
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for rest in text.split("\"#/components/schemas/").skip(1) {
        let name = rest.split('"').next().unwrap();
        assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
    }
}

fn properties(document: &Value, schema: &str) -> BTreeSet<String> {
    let schema = &document["components"]["schemas"][schema];
    schema["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

#[test]
fn requests_have_the_fields_that_are_read() {
    let document = document();
    for (endpoint, schema) in [
        (Endpoint::Run, "RunRequest"),
        (Endpoint::Compile, "CompileRequest"),
        (Endpoint::Test, "TestRequest"),
        (Endpoint::Share, "ShareRequest"),
    ] {
        let read: BTreeSet<String> = known_fields(endpoint)
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        assert_eq!(properties(&document, schema), read, "{schema}");
    }
}

fn span() -> Span {
    let place = Position {
        line: 1,
        column: 1,
        offset: 0,
    };
    Span {
        file: "src/main.twl".to_owned(),
        start: place,
        end: place,
    }
}

fn diagnostic() -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "E0001".to_owned(),
        message: "m".to_owned(),
        span: Some(span()),
        labels: vec![Label {
            span: span(),
            message: "l".to_owned(),
        }],
        help: vec!["h".to_owned()],
    }
}

/// Each type with every field that it can have.
#[test]
fn answers_have_the_fields_of_their_types() {
    let document = document();
    let event = ShownEvent {
        event: Event {
            address: "0x".to_owned(),
            topics: Vec::new(),
            data: "0x".to_owned(),
        },
        decoded: Some(EventView {
            name: "E".to_owned(),
            signature: "E()".to_owned(),
            args: vec![EventArg {
                name: "a".to_owned(),
                ty: "u64".to_owned(),
                indexed: true,
                value: Value::Null,
                hash: Some("0x".to_owned()),
            }],
        }),
    };
    let gas = GasProfile {
        lines: vec![LineGas {
            file: "src/main.twl".to_owned(),
            line: 1,
            gas: 1,
        }],
        other: 0,
    };
    let gas = serde_json::to_value(GasAnswer::from(gas)).unwrap();
    let entry = StorageEntry {
        variable: Some("v".to_owned()),
        place: Some("v".to_owned()),
        ty: Some("u64".to_owned()),
        key: "0x".to_owned(),
        before: Value::Null,
        after: Value::Null,
    };
    let test = TestResult {
        name: "t".to_owned(),
        success: false,
        output: String::new(),
        failure: Some(diagnostic()),
    };
    let compiled = Compiled {
        tir: Some(String::new()),
        wat: Some(String::new()),
        meta: Some(Value::Null),
        abi: Some(Value::Null),
        wasm: Some(String::new()),
        gas: Some(Default::default()),
        ..Compiled::default()
    };
    let event = serde_json::to_value(event).unwrap();
    let decoded = event["decoded"].clone();
    for (schema, value) in [
        ("Diagnostic", serde_json::to_value(diagnostic()).unwrap()),
        ("Span", serde_json::to_value(span()).unwrap()),
        ("Position", serde_json::to_value(span().start).unwrap()),
        ("EventArgument", decoded["args"][0].clone()),
        ("DecodedEvent", decoded),
        ("Event", event),
        ("LineGas", gas["lines"][0].clone()),
        ("Gas", gas),
        ("StorageEntry", serde_json::to_value(entry).unwrap()),
        ("TestResult", serde_json::to_value(test).unwrap()),
    ] {
        let fields: BTreeSet<String> = value.as_object().unwrap().keys().cloned().collect();
        assert_eq!(properties(&document, schema), fields, "{schema}");
    }
    let mut fields: BTreeSet<String> = serde_json::to_value(compiled)
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    fields.extend(["success".to_owned(), "diagnostics".to_owned()]);
    assert_eq!(properties(&document, "Compiled"), fields);
    let named = document["components"]["schemas"]["ErrorType"]["enum"]
        .as_array()
        .unwrap();
    for error_type in [
        ErrorType::Compilation,
        ErrorType::RuntimeRevert,
        ErrorType::RuntimePanic,
        ErrorType::OutOfGas,
        ErrorType::Timeout,
        ErrorType::SandboxError,
        ErrorType::InternalError,
    ] {
        assert!(named.contains(&serde_json::to_value(error_type).unwrap()));
    }
}
