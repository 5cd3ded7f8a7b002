//! What the request schema takes, and what it says to everything else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use playground_protocol::Task;
use serde_json::{Value, json};

fn run(body: &str) -> Result<Job, Problem> {
    parse(Endpoint::Run, body.as_bytes(), DEFAULT_MAX_SOURCE_BYTES)
}

fn compile(body: &str) -> Result<Job, Problem> {
    parse(Endpoint::Compile, body.as_bytes(), DEFAULT_MAX_SOURCE_BYTES)
}

fn context_of(job: Job) -> (Context, String, u64) {
    match job.task {
        Task::Run {
            entry_point,
            context,
            gas_limit,
        } => (context, entry_point, gas_limit),
        other => panic!("not a run: {other:?}"),
    }
}

fn field_errors(result: Result<Job, Problem>) -> Vec<(String, String)> {
    match result.unwrap_err() {
        Problem::InvalidRequest { errors } => errors.into_iter().map(|e| (e.pointer, e.detail)).collect(),
        other => panic!("{other:?}"),
    }
}

fn malformed(result: Result<Job, Problem>) -> String {
    match result.unwrap_err() {
        Problem::MalformedJson { detail } => detail,
        other => panic!("{other:?}"),
    }
}

#[test]
fn defaults_are_the_documented_constants() {
    let job = run(r#"{"code": "x"}"#).unwrap();
    assert_eq!((job.code.as_str(), job.syntax_mode), ("x", SyntaxMode::Native));
    let (context, entry_point, gas_limit) = context_of(job);
    assert_eq!((entry_point.as_str(), gas_limit), ("main", 10_000_000));
    assert_eq!(
        context,
        Context {
            sender: "0x1111111111111111111111111111111111111111".to_owned(),
            origin: "0x1111111111111111111111111111111111111111".to_owned(),
            value: "0".to_owned(),
            block_number: 1,
            timestamp: 1_767_225_600,
        }
    );
}

#[test]
fn a_program_may_say_its_syntax_where_the_request_does_not() {
    let mode = |code: &str, field: &str| {
        let body = format!("{{\"code\": {}{field}}}", serde_json::to_string(code).unwrap());
        run(&body).unwrap().syntax_mode
    };
    let stated = "// why\n  #![ syntax = \"solidity\" ]\ncontract C {}";
    assert_eq!(mode(stated, ""), SyntaxMode::Solidity);
    assert_eq!(mode(stated, ", \"syntax_mode\": \"native\""), SyntaxMode::Native);
    for other in [
        "",
        "#![syntax = \"native\"]",
        "#![syntax = \"rust\"]",
        "#![allow(style)]\n#![syntax = \"solidity\"]",
        "fn f() {} #![syntax = \"solidity\"]",
    ] {
        assert_eq!(mode(other, ""), SyntaxMode::Native, "{other}");
    }
}

#[test]
fn spec_17_2_3_the_full_request() {
    let job = run(r#"{
        "code": "a\n\u00e9\ud83d\ude00", "syntax_mode": "solidity", "entry_point": "Counter.increment",
        "context": {"sender": "0xABCDEFabcdef0000000000000000000000000001", "value": "340282366920938463463374607431768211455",
                    "block_number": "18446744073709551615", "timestamp": "0x10"},
        "gas_limit": "18446744073709551615"}"#)
    .unwrap();
    assert_eq!(
        (job.code.as_str(), job.syntax_mode),
        ("a\n\u{e9}\u{1f600}", SyntaxMode::Solidity)
    );
    let (context, entry_point, gas_limit) = context_of(job);
    assert_eq!((entry_point.as_str(), gas_limit), ("Counter.increment", u64::MAX));
    assert_eq!(context.sender, "0xabcdefabcdef0000000000000000000000000001");
    assert_eq!(context.origin, context.sender, "the origin follows the sender");
    assert_eq!(context.value, u128::MAX.to_string());
    assert_eq!((context.block_number, context.timestamp), (u64::MAX, 16));
}

#[test]
fn numbers_come_in_three_forms_to_their_full_range() {
    for (text, value) in [
        ("0", 0),
        ("\"0\"", 0),
        ("\"007\"", 7),
        ("\"0x0\"", 0),
        ("\"0xfF\"", 255),
        ("18446744073709551615", u64::MAX),
        ("\"18446744073709551615\"", u64::MAX),
        ("\"0xffffffffffffffff\"", u64::MAX),
        (
            "\"0x000000000000000000000000000000000000000000ffffffffffffffff\"",
            u64::MAX,
        ),
    ] {
        let job = run(&format!(r#"{{"code": "", "gas_limit": {text}}}"#)).unwrap();
        assert_eq!(context_of(job).2, value, "{text}");
    }
    // A JSON integer is not squeezed through a double.
    let job = run(&format!(
        r#"{{"code": "", "context": {{"value": {}}}}}"#,
        u128::MAX
    ))
    .unwrap();
    assert_eq!(context_of(job).0.value, u128::MAX.to_string());
}

#[test]
fn what_is_no_number_in_range_is_named() {
    for wrong in [
        "-1",
        "1.0",
        "1e3",
        "-0",
        "true",
        "null",
        "[1]",
        "{}",
        "\"\"",
        "\"0x\"",
        "\"-1\"",
        "\"+1\"",
        "\" 1\"",
        "\"1 \"",
        "\"1_000\"",
        "\"0X1\"",
        "\"0xg\"",
        "\"0x+1\"",
        "\"one\"",
        "\"1.5\"",
        "\"\u{661}\"",
        "18446744073709551616",
        "\"18446744073709551616\"",
        "\"0x10000000000000000\"",
        "340282366920938463463374607431768211456",
    ] {
        let errors = field_errors(run(&format!(r#"{{"code": "", "gas_limit": {wrong}}}"#)));
        assert_eq!(errors.len(), 1, "{wrong}");
        assert_eq!(errors[0].0, "#/gas_limit");
        let start = "`gas_limit` must be a decimal or 0x string or a JSON integer between 0 and 18446744073709551615; got ";
        assert!(errors[0].1.starts_with(start), "{wrong}: {}", errors[0].1);
    }
    let errors = field_errors(run(r#"{"code": "", "gas_limit": -1}"#));
    assert!(errors[0].1.ends_with("; got -1."), "{}", errors[0].1);
    let over = "340282366920938463463374607431768211456";
    let errors = field_errors(run(&format!(
        r#"{{"code": "", "context": {{"value": "{over}"}}}}"#
    )));
    assert_eq!(errors[0].0, "#/context/value");
    assert!(
        errors[0]
            .1
            .contains("between 0 and 340282366920938463463374607431768211455"),
        "{}",
        errors[0].1
    );
}

#[test]
fn every_field_refuses_every_other_type() {
    let others = |good: &str| {
        ["null", "true", "1", "\"text\"", "[]", "{}"]
            .into_iter()
            .filter(|v| !v.starts_with(good))
            .collect::<Vec<_>>()
    };
    for (template, pointer, good) in [
        (r#"{"code": V}"#, "#/code", "\""),
        (r#"{"code": "", "syntax_mode": V}"#, "#/syntax_mode", "-"),
        (r#"{"code": "", "entry_point": V}"#, "#/entry_point", "\""),
        (r#"{"code": "", "context": V}"#, "#/context", "{"),
        (r#"{"code": "", "gas_limit": V}"#, "#/gas_limit", "1"),
        (
            r#"{"code": "", "context": {"sender": V}}"#,
            "#/context/sender",
            "-",
        ),
        (
            r#"{"code": "", "context": {"origin": V}}"#,
            "#/context/origin",
            "-",
        ),
        (r#"{"code": "", "context": {"value": V}}"#, "#/context/value", "1"),
        (
            r#"{"code": "", "context": {"block_number": V}}"#,
            "#/context/block_number",
            "1",
        ),
        (
            r#"{"code": "", "context": {"timestamp": V}}"#,
            "#/context/timestamp",
            "1",
        ),
    ] {
        for wrong in others(good) {
            let errors = field_errors(run(&template.replace('V', wrong)));
            assert_eq!(errors.len(), 1, "{template} {wrong} {errors:?}");
            assert_eq!(errors[0].0, pointer, "{template} {wrong}");
            assert!(
                errors[0].1.contains("must be") && errors[0].1.ends_with('.'),
                "{}",
                errors[0].1
            );
        }
    }
    for wrong in [
        "null",
        "true",
        "1",
        "\"tir\"",
        "{}",
        "[1]",
        "[null]",
        "[[\"tir\"]]",
        "[\"ast\"]",
        "[\"tir\", \"tir\"]",
    ] {
        let errors = field_errors(compile(&format!(r#"{{"code": "", "emit": {wrong}}}"#)));
        assert_eq!((errors.len(), errors[0].0.as_str()), (1, "#/emit"), "{wrong}");
    }
}

#[test]
fn addresses_have_twenty_bytes() {
    let digits = "0123456789abcdefABCDEF0123456789abcdef01";
    assert!(
        run(&format!(
            r#"{{"code": "", "context": {{"origin": "0x{digits}"}}}}"#
        ))
        .is_ok()
    );
    for wrong in [
        digits.to_owned(),
        format!("0x{digits}0"),
        format!("0x{}", &digits[1..]),
        format!("0x{}g", &digits[1..]),
        format!("0X{digits}"),
        format!("0x{}é", &digits[2..]),
        "0x".to_owned(),
        String::new(),
    ] {
        let errors = field_errors(run(&format!(
            r#"{{"code": "", "context": {{"sender": "{wrong}"}}}}"#
        )));
        assert!(
            errors[0]
                .1
                .starts_with("`context.sender` must be an address of 20 bytes"),
            "{}",
            errors[0].1
        );
    }
}

#[test]
fn emit_chooses_artefacts() {
    let emit_of = |body: &str| match compile(body).unwrap().task {
        Task::Compile { emit } => emit,
        other => panic!("not a compilation: {other:?}"),
    };
    assert_eq!(emit_of(r#"{"code": ""}"#), Emit::default());
    assert_eq!(emit_of(r#"{"code": "", "emit": []}"#), Emit::default());
    assert_eq!(
        emit_of(r#"{"code": "", "emit": ["abi", "tir", "wat", "meta", "gas", "wasm"]}"#),
        Emit {
            tir: true,
            wat: true,
            meta: true,
            abi: true,
            wasm: true,
            gas: true,
        }
    );
    // The fields of /run may stand in a /compile request (spec 17 §2.3); they are checked all the same.
    assert!(compile(r#"{"code": "", "entry_point": "main", "context": {}, "gas_limit": 1}"#).is_ok());
    assert_eq!(field_errors(compile(r#"{"code": "", "gas_limit": -1}"#)).len(), 1);
    let errors = field_errors(run(r#"{"code": "", "emit": []}"#));
    assert!(errors[0].1.contains("field of /compile"), "{}", errors[0].1);
}

#[test]
fn unknown_missing_and_repeated_fields_are_all_reported() {
    let errors = field_errors(run(
        r#"{"cod": "", "gas_limit": 1, "gas_\u006cimit": 1, "context": {"vaule": 1, "value": 1, "value": 2}, "a/b~c": 0}"#,
    ));
    let pointers: Vec<&str> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "#/cod",
            "#/gas_limit",
            "#/context/vaule",
            "#/context/value",
            "#/a~1b~0c",
            "#/code"
        ]
    );
    assert!(
        errors[0].1.contains("`cod` is not a field of this request"),
        "{}",
        errors[0].1
    );
    assert!(errors[1].1.contains("more than once"), "{}", errors[1].1);
    assert!(errors[5].1.contains("`code` is missing"), "{}", errors[5].1);
}

#[test]
fn the_list_of_errors_is_bounded() {
    let many: String = (0..20).map(|i| format!(r#""x{i}": 0, "#)).collect();
    let errors = field_errors(run(&format!(r#"{{{many} "code": ""}}"#)));
    assert_eq!(errors.len(), MAX_REPORTED_ERRORS);
    assert!(
        errors[7].1.ends_with("There are 12 more errors."),
        "{}",
        errors[7].1
    );
    let long = "y".repeat(5000);
    let errors = field_errors(run(&format!(
        r#"{{"code": "", "{long}": 0, "syntax_mode": "{long}"}}"#
    )));
    assert!(
        errors
            .iter()
            .all(|(pointer, detail)| pointer.len() + detail.len() < 400),
        "{errors:?}"
    );
}

#[test]
fn objects_have_a_bounded_number_of_fields() {
    let fields = |count: usize| (1..count).map(|i| format!(r#", "x{i}": 0"#)).collect::<String>();
    let most = format!(r#"{{"code": ""{}}}"#, fields(fields::MAX_FIELDS));
    assert_eq!(field_errors(run(&most)).len(), MAX_REPORTED_ERRORS);
    let more = format!(r#"{{"code": ""{}}}"#, fields(fields::MAX_FIELDS + 1));
    assert!(malformed(run(&more)).contains("more than 64 fields"));
    let context = format!(
        r#"{{"code": "", "context": {{"value": 0{}}}}}"#,
        fields(fields::MAX_FIELDS + 1)
    );
    assert!(field_errors(run(&context))[0].1.contains("at most 64 fields"));
}

#[test]
fn what_is_no_json_object_is_malformed() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (body, needle) in [
        ("", "empty"),
        (" \n", "empty"),
        ("{", "line 1, column 1"),
        ("{\n \"code\": }", "line 2, column 10"),
        (r#"{"code": "a",}"#, "line 1, column 14"),
        (r#"{"code": "a"} {}"#, "something follows after the end"),
        (r#"{'code': 'a'}"#, "line 1"),
        ("{\"code\": \"a\nb\"}", "another control character"),
        (r#"{"code": "\q"}"#, "none of JSON's escapes"),
        (r#"{"code": NaN}"#, "line 1"),
        (r#"{"code": 01}"#, "line 1"),
        (r#"{code: 1}"#, "line 1"),
        ("\u{feff}{}", "line 1"),
        ("[]", "got an array"),
        ("\"code\"", "got \"code\""),
        ("17", "got 17"),
        ("null", "got null"),
        (deep.as_str(), "got an array"),
        (r#"{"\ud800": 1}"#, "line 1"),
    ] {
        let detail = malformed(run(body));
        assert!(
            detail.contains(needle) && detail.ends_with('.'),
            "{body:.40}: {detail}"
        );
    }
    let detail = malformed(parse(Endpoint::Run, b"{\"code\": \"\xff\"}", 10));
    assert!(detail.contains("not UTF-8: byte 10"), "{detail}");
}

#[test]
fn half_a_surrogate_pair_is_no_text() {
    let errors = field_errors(run(r#"{"code": "\ud800"}"#));
    assert!(errors[0].1.contains("no Unicode character"), "{}", errors[0].1);
}

#[test]
fn entry_points_are_bounded_printable_names() {
    let longest = "a".repeat(MAX_ENTRY_POINT_BYTES);
    for good in [
        "main",
        "Counter.increment",
        "Counter::increment",
        "_T7Counter$x",
        longest.as_str(),
    ] {
        let body = json!({"code": "", "entry_point": good}).to_string();
        assert_eq!(context_of(run(&body).unwrap()).1, good);
    }
    let too_long = "a".repeat(MAX_ENTRY_POINT_BYTES + 1);
    for wrong in ["", "a\0b", "a\nb", too_long.as_str()] {
        let body = json!({"code": "", "entry_point": wrong}).to_string();
        assert_eq!(field_errors(run(&body))[0].0, "#/entry_point");
    }
}

#[test]
fn source_is_limited_in_bytes_of_utf_8() {
    for (text, most, good) in [
        ("abcd", 4, true),
        ("abcde", 4, false),
        ("éé", 4, true),
        ("ééa", 4, false),
        ("", 1, true),
    ] {
        let body = json!({"code": text}).to_string();
        let result = parse(Endpoint::Run, body.as_bytes(), most);
        if good {
            assert!(result.is_ok(), "{text}");
        } else {
            assert_eq!(
                result.unwrap_err(),
                Problem::SourceTooLarge {
                    field: "code",
                    bytes: text.len(),
                    most
                }
            );
        }
    }
}

#[test]
fn the_largest_source_fits_the_body_limit_however_it_is_escaped() {
    let escaped = "\\u0000".repeat(DEFAULT_MAX_SOURCE_BYTES);
    let digits = "9".repeat(39);
    let body = format!(
        r#"{{"code": "{escaped}", "entry_point": "{}", "context": {{"value": "{digits}"}}}}"#,
        "\\u0061".repeat(MAX_ENTRY_POINT_BYTES)
    );
    assert!(body.len() <= max_body_bytes(DEFAULT_MAX_SOURCE_BYTES));
    let value: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        value["code"].as_str().map(str::len),
        Some(DEFAULT_MAX_SOURCE_BYTES)
    );
    assert!(!matches!(
        run(&body),
        Err(Problem::MalformedJson { .. } | Problem::SourceTooLarge { .. })
    ));
}

/// A small generator (xorshift64*): the same bytes in every run.
fn random(state: &mut u64) -> usize {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    usize::try_from(state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap()
}

#[test]
fn damaged_requests_are_answered_not_crashed_on() {
    let seed = br#"{"code": "a\n\u00e9\ud83d\ude00", "syntax_mode": "native", "entry_point": "Counter.increment", "emit": ["tir"],
        "context": {"sender": "0xABCDEFabcdef0000000000000000000000000001", "value": "340282366920938463463374607431768211455",
        "block_number": 18446744073709551615, "timestamp": "0x10"}, "gas_limit": "18446744073709551615"}"#;
    let bytes = b"{}[]\",:0x9-e.\\u\xff\x00 tn";
    let mut state = 17;
    let mut outcomes = [0, 0, 0];
    for _ in 0..20_000 {
        let mut body = seed.to_vec();
        for _ in 0..=random(&mut state) % 3 {
            let at = random(&mut state) % body.len();
            match random(&mut state) % 4 {
                0 => body[at] = bytes[random(&mut state) % bytes.len()],
                1 => body.insert(at, bytes[random(&mut state) % bytes.len()]),
                2 => drop(body.remove(at)),
                _ => {
                    let end = (at + random(&mut state) % 20).min(body.len());
                    let piece = body[at..end].to_vec();
                    body.splice(at..at, piece);
                }
            }
        }
        match parse(Endpoint::Compile, &body, DEFAULT_MAX_SOURCE_BYTES) {
            Ok(_) => outcomes[0] += 1,
            Err(Problem::InvalidRequest { errors }) => {
                assert!(!errors.is_empty() && errors.iter().all(|error| error.detail.ends_with('.')));
                outcomes[1] += 1;
            }
            Err(Problem::MalformedJson { detail }) => {
                assert!(detail.ends_with('.'));
                outcomes[2] += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(
        outcomes.iter().all(|&count| count > 500),
        "every kind of answer is met: {outcomes:?}"
    );
}
