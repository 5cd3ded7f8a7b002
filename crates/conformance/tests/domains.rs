//! Conflict domains in `.meta` of the programs of specification 04: the strings and their Blake3 hashes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use twilight_abi::meta::{Domain, FunctionMeta};
use twilight_conformance::{Program, compile_for_test};
use twilight_tir::Level;

fn functions(name: &str) -> Vec<FunctionMeta> {
    // Programs of the specification's examples, and others with the path of their topic.
    let name = if name.contains('/') {
        name.to_owned()
    } else {
        format!("spec/{name}")
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("programs/{name}.twl"));
    let program = Program::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    let compilation = compile_for_test(&program.source, &program.setup, Level::Playground);
    let artifacts = compilation.artifacts.expect("the program compiles");
    artifacts.meta.functions.into_values().collect()
}

fn function(name: &str, signature: &str) -> FunctionMeta {
    let found = functions(name)
        .into_iter()
        .find(|function| function.signature.starts_with(signature));
    found.unwrap_or_else(|| panic!("{name} has no {signature}"))
}

fn check(domains: &[Domain], expected: &[&str]) {
    let texts: Vec<&str> = domains.iter().map(|domain| domain.domain.as_str()).collect();
    assert_eq!(texts, expected);
    for domain in domains {
        let hash = twilight_abi::hex(&twilight_abi::blake3(domain.domain.as_bytes()));
        assert_eq!(domain.hash, hash, "{}", domain.domain);
    }
}

/// 04 §2.1, §2.2: namespaces, keys that are constants, the sender.
#[test]
fn canonical_strings() {
    let run = function("04_2_1_domains_of_accesses", "run");
    let allowance = format!("self.allowance:ctx.sender():0x{}", "0".repeat(40));
    let all = [allowance.as_str(), "self.balance:ctx.sender()", "self.config"];
    check(&run.aggregate_write_domains, &all);
    check(&run.aggregate_read_domains, &all);
}

/// 04 §3.1: what is called counts for the caller.
#[test]
fn domains_of_functions_called() {
    let callee = function("04_3_1_inference", "callee");
    let run = function("04_3_1_inference", "run");
    assert!(
        callee
            .aggregate_read_domains
            .iter()
            .any(|domain| domain.domain == "self.variable")
    );
    assert!(
        !callee
            .aggregate_write_domains
            .iter()
            .any(|domain| domain.domain == "self.variable")
    );
    assert!(
        run.aggregate_write_domains
            .iter()
            .any(|domain| domain.domain == "self.variable")
    );
    for domain in &callee.aggregate_write_domains {
        assert!(run.aggregate_write_domains.contains(domain), "{}", domain.domain);
    }
}

/// 04 §3.2: nothing is accessed where nothing may be.
#[test]
fn conflict_free() {
    for function in functions("04_3_2_conflict_free") {
        check(&function.aggregate_read_domains, &[]);
        check(&function.aggregate_write_domains, &[]);
    }
}

/// 04 §3.3: the whole namespace.
#[test]
fn dynamic_keys() {
    let run = function("04_3_3_dynamic_keys", "run");
    check(&run.aggregate_read_domains, &["self.my_map:*"]);
    check(&run.aggregate_write_domains, &["self.my_map:*"]);
}

/// 04 §3.2: what is stated is what `.meta` says, of the function and of its callers, where the callers' arguments
/// stand for its parameters.
#[test]
fn stated_domains_replace_inference() {
    let pay = function("domains/stated_exactly", "pay");
    check(&pay.aggregate_read_domains, &["self.config"]);
    check(&pay.aggregate_write_domains, &["self.balance:to"]);
    let run = function("domains/stated_exactly", "run");
    check(&run.aggregate_write_domains, &["self.balance:ctx.sender()"]);
    check(
        &run.aggregate_read_domains,
        &["self.balance:ctx.sender()", "self.config"],
    );
}

#[test]
fn a_stated_key_counts_where_the_compiler_knows_none() {
    let set = function("domains/statement_counts_for_callers", "set");
    check(&set.aggregate_write_domains, &["self.m:7"]);
    let run = function("domains/statement_counts_for_callers", "run");
    check(&run.aggregate_write_domains, &["self.m:8"]);
}

#[test]
fn what_is_stated_wrongly_counts_all_the_same() {
    let run = function("domains/conflict_free_that_is_not", "run");
    check(&run.aggregate_read_domains, &[]);
    check(&run.aggregate_write_domains, &[]);
    let run = function("domains/write_not_stated", "run");
    check(&run.aggregate_write_domains, &["self.a"]);
}

/// The key of a parameter that is called `sender` is not the sender's.
#[test]
fn a_parameter_named_sender_is_not_the_sender() {
    let both = function("domains/parameter_named_sender", "inferred");
    check(
        &both.aggregate_write_domains,
        &["self.balance:ctx.sender()", "self.balance:sender"],
    );
    let stated = function("domains/sender_by_its_long_name", "stated");
    check(
        &stated.aggregate_write_domains,
        &[
            "self.account:ctx.sender()",
            "self.account:ctx.sender().paid:7",
            "self.allowance:ctx.sender():sender",
        ],
    );
    let short = function("domains/sender_by_its_long_name", "short");
    check(&short.aggregate_write_domains, &["self.account:ctx.sender()"]);
}

#[test]
fn the_pipeline_hint_is_kept() {
    let run = function("domains/pipeline_hint", "run");
    assert_eq!(run.pipeline_hint.as_deref(), Some("fast"));
}
