//! Summaries of modules in text form.

#![allow(clippy::unwrap_used, clippy::expect_used)]
use twilight_hfi::HostFn;

use super::*;

fn summaries(text: &str) -> Vec<FunctionSummary> {
    let module = crate::text::parse(text).unwrap();
    crate::verify(&module).unwrap();
    summarize(&module)
}

fn texts(domains: &[Domain]) -> Vec<&str> {
    domains.iter().map(|domain| domain.domain.as_str()).collect()
}

const TOKEN: &str = r#"
    define void @credit(address %who, u128 %amount) {
    %entry:
      %k: string = key_index address "balances", %who
      %old: u128 = state_read u128 %k !{ variable: "balances" }
      %new: u128 = add u128 %old, %amount
      state_write u128 %k, %new !{ variable: "balances" }
      ret void
    }
    define void @transfer(address %to, u128 %amount, string %s) {
    %entry:
      %sender: address = get_ctx Sender
      call void @credit(address %to, u128 %amount)
      call void @credit(address %sender, u128 %amount)
      call void @credit(address 0x00112233445566778899aabbccddeeff00112233, u128 %amount)
      %p: bool = state_read bool "paused" !{ variable: "paused" }
      ret void
    }
    define void @dynamic(vector<u64> %v, address %who) {
    %entry:
      %i: u64 = builtin vec_get<u64>(%v, 0u64)
      %k: string = key_index u64 "log", %i !{ span: "0:1..2" }
      %l: string = key_index address %k, %who
      state_write u64 %l, 1u64 !{ variable: "log", span: "0:3..4" }
      %m: string = key_index string "polls", "a\"b"
      %n: string = key_field %m, "votes"
      %o: string = key_index u64 %n, %i
      state_remove %o !{ variable: "polls" }
      ret void
    }
    define void @calls_dynamic(vector<u64> %v, address %who) {
    %entry:
      %w: address = default address
      call void @credit(address %w, u128 1u128)
      ret void
    }
    define void @loops(address %a, address %b) { %entry: call void @other(address %b, address %a) ret void }
    define void @other(address %x, address %y) {
    %entry:
      call void @loops(address %x, address %y)
      call void @credit(address %x, u128 1u128)
      ret void
    }
"#;

#[test]
fn domains_follow_keys_and_calls() {
    let all = summaries(TOKEN);
    assert_eq!(texts(&all[0].reads), ["self.balances:who"]);
    assert_eq!(texts(&all[0].writes), ["self.balances:who"]);
    let balances = [
        "self.balances:0x00112233445566778899aabbccddeeff00112233",
        "self.balances:ctx.sender()",
        "self.balances:to",
    ];
    assert_eq!(texts(&all[1].writes), balances);
    assert_eq!(texts(&all[1].reads), [&balances[..], &["self.paused"]].concat());
    assert!(all[1].coarse.is_empty());
    assert_eq!(
        texts(&all[2].writes),
        ["self.log:*", r#"self.polls:"a\"b".votes:*"#]
    );
    let variables: Vec<(&str, u32)> = all[2]
        .coarse
        .iter()
        .map(|(name, span)| (&**name, span.start))
        .collect();
    assert_eq!(variables, [("log", 3), ("polls", 0)]);
    assert_eq!(texts(&all[3].writes), ["self.balances:*"]);
    let hash = twilight_abi::hex(&twilight_abi::blake3(b"self.balances:*"));
    assert_eq!(all[3].writes[0].hash, hash);
}

#[test]
fn only_unknown_keys_of_maps_are_coarse() {
    let all = summaries(
        r#"
        storage lists: map<address, vector<u64>>
        storage pairs: map<{ u8, bool }, u64>
        define void @f(u64 %key) {
        %entry:
          %now: u64 = get_ctx Timestamp
          %sender: address = get_ctx Sender
          %list: string = key_index address "lists", %sender
          %element: string = key_index u64 %list, %now !{ span: "0:1..2" }
          state_write u64 %element, 1u64 !{ variable: "lists", span: "0:1..2" }
          %none: address = default address
          %other: string = key_index address "lists", %none
          %third: string = key_index u64 %other, 0u64
          state_write u64 %third, 1u64 !{ variable: "lists", span: "0:3..4" }
          %pair: { u8, bool } = aggregate { u8, bool } (1u8, true)
          %entry_key: string = key_index { u8, bool } "pairs", %pair
          state_write u64 %entry_key, 1u64 !{ variable: "pairs", span: "0:5..6" }
          ret void
        }"#,
    );
    let coarse: Vec<(&str, u32)> = all[0]
        .coarse
        .iter()
        .map(|(name, span)| (&**name, span.start))
        .collect();
    assert_eq!(coarse, [("lists", 3)]);
    let pair = format!("self.pairs:0x{:064x}{:064x}", 1, 1);
    let written = ["self.lists:*", "self.lists:ctx.sender():*", &pair];
    assert_eq!(texts(&all[0].writes), written);
}

#[test]
fn recursion_is_found_and_substitution_ends() {
    let all = summaries(TOKEN);
    let recursive: Vec<bool> = all.iter().map(|summary| summary.is_recursive).collect();
    assert_eq!(recursive, [false, false, false, false, true, true]);
    assert_eq!(texts(&all[4].writes), ["self.balances:a", "self.balances:b"]);
    assert_eq!(texts(&all[5].writes), ["self.balances:x", "self.balances:y"]);
}

#[test]
fn gas_counts_calls_one_level_deep() {
    let all = summaries(
        "define u64 @a(u64 %x) { %entry: %r: u64 = add u64 %x, 1u64 ret u64 %r }
         define u64 @b(u64 %x) { %entry: %r: u64 = call u64 @a(u64 %x) ret u64 %r }
         define u64 @c(u64 %x) { %entry: %r: u64 = call u64 @b(u64 %x) ret u64 %r }
         define u64 @d() { %entry: %r: u64 = get_ctx GasLeft ret u64 %r }",
    );
    let gas: Vec<u64> = all.iter().map(|summary| summary.gas_estimate_static).collect();
    assert_eq!(
        gas,
        [
            6,
            14 + 6,
            14 + 14,
            2 + 30 + HostFn::EnvGetGasLeft.entry().gas.base
        ]
    );
}

#[test]
fn many_keys_become_one_wildcard() {
    let program = |count: usize| {
        let writes: String = (0..count)
            .map(|at| {
                format!(
                    "%k{at}: string = key_index u64 \"m\", {at}u64
                     state_write u8 %k{at}, 1u8 !{{ variable: \"m\" }}\n"
                )
            })
            .collect();
        summaries(&format!("define void @f() {{ %entry: {writes} ret void }}"))
    };
    assert_eq!(
        program(MAX_DOMAINS_PER_VARIABLE)[0].writes.len(),
        MAX_DOMAINS_PER_VARIABLE
    );
    assert_eq!(
        texts(&program(MAX_DOMAINS_PER_VARIABLE + 1)[0].writes),
        ["self.m:*"]
    );
}

#[test]
fn an_unknown_variable_is_every_variable() {
    let found = summaries(
        r#"
        storage balances: map<address, u64>
        define void @through(string %key) {
        %entry:
          state_write u64 %key, 1u64 !{ variable: "" }
          ret void
        }
        define void @known(address %who) {
        %entry:
          %k: string = key_index address "balances", %who
          %old: u64 = state_read u64 %k !{ variable: "" }
          call void @through(string %k)
          ret void
        }"#,
    );
    assert_eq!(texts(&found[0].writes), ["self.*"]);
    assert_eq!(texts(&found[1].writes), ["self.*"]);
    // A key that begins with a constant says itself where it leads.
    assert_eq!(texts(&found[1].reads), ["self.balances:who"]);
    assert!(found.iter().all(|summary| summary.coarse.is_empty()));
}
