//! What `docs/` says about the service is what the service does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/curl.rs"]
mod curl;

use clap::CommandFactory;
use curl::{answer_after, curl_bodies};
use playground_server::config::Config;
use playground_server::error::KINDS;
use playground_server::request::{
    DEFAULT_BLOCK_NUMBER, DEFAULT_ENTRY_POINT, DEFAULT_GAS_LIMIT, DEFAULT_SENDER, DEFAULT_TIMESTAMP, parse,
};

const API: &str = include_str!("../../../docs/api.md");
const OPERATIONS: &str = include_str!("../../../docs/operations.md");
const README: &str = include_str!("../../../README.md");

#[test]
fn every_problem_is_listed_with_its_status() {
    for kind in KINDS {
        let row = format!("| `/problems/{}` | {} |", kind.slug, kind.status.as_u16());
        assert!(API.contains(&row), "docs/api.md lacks {row}");
    }
}

#[test]
fn every_flag_is_listed_with_its_default() {
    let row_of = |name: &str| {
        let flag = format!("`--{name}`");
        OPERATIONS
            .lines()
            .find(|line| line.starts_with('|') && line.contains(&flag))
            .map(str::to_owned)
    };
    for argument in Config::command().get_arguments() {
        let name = argument.get_long().unwrap();
        if ["help", "version", "check"].contains(&name) {
            continue;
        }
        let row = row_of(name).unwrap_or_else(|| panic!("docs/operations.md lacks --{name}"));
        for default in argument.get_default_values() {
            assert!(row.contains(default.to_str().unwrap()), "--{name}: {row}");
        }
    }
}

#[test]
fn the_defaults_of_a_request_are_listed() {
    for default in [
        DEFAULT_ENTRY_POINT.to_owned(),
        DEFAULT_SENDER.to_owned(),
        DEFAULT_BLOCK_NUMBER.to_string(),
        DEFAULT_TIMESTAMP.to_string(),
        DEFAULT_GAS_LIMIT.to_string(),
    ] {
        assert!(
            API.contains(&format!("| `{default}")) || API.contains(&format!("| `\"{default}\"`")),
            "{default}"
        );
    }
}

#[test]
fn every_curl_example_is_a_request_as_it_says() {
    let api = curl_bodies(API);
    assert_eq!(api.len(), 9);
    let shown = api.iter().filter(|(_, body)| answer_after(API, body).is_some());
    assert!(shown.count() >= 3);
    for (endpoint, body) in api.into_iter().chain(curl_bodies(README)) {
        let result = parse(endpoint, body.as_bytes(), 65_536);
        if body.contains("-1") {
            let detail = format!("{:?}", result.unwrap_err());
            assert!(detail.contains("got -1."), "{detail}");
        } else {
            result.unwrap_or_else(|problem| panic!("{body}\n{problem:?}"));
        }
    }
}
