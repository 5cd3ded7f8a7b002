//! Specification 07 §6, instruction by instruction: `tests/data/spec_07.tir`, which `tests/programs.rs` runs at
//! every level, has each in the form that the specification gives it; what has another form is refused by its
//! specified name, and `docs/spec-compiler.md` says what stands for it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_tir::text::parse;

const PROGRAM: &str = include_str!("data/spec_07.tir");

/// Section and operation, as the specification writes it.
const INSTRUCTIONS: &[(&str, &str)] = &[
    (
        "§6.1",
        "ret void, ret, br, br_if, revert string, panic string, unreachable",
    ),
    ("§6.2", "add, sub, mul, div_u, div_s, rem_u, rem_s"),
    (
        "§6.3",
        "checked_add, checked_sub, checked_mul, checked_div_u, checked_div_s, wrapping_add, wrapping_sub, \
         wrapping_mul, saturating_add, saturating_sub",
    ),
    ("§6.4", "and, or, xor, shl, shr_l, shr_a"),
    ("§6.5", "neg, not"),
    (
        "§6.6",
        "icmp eq, icmp ne, icmp ugt, icmp uge, icmp ult, icmp ule, icmp sgt, icmp sge, icmp slt, icmp sle",
    ),
    ("§6.7", "select bool"),
    ("§6.8", "state_read, state_write"),
    ("§6.9", "phi"),
    ("§6.10", "call"),
    ("§6.11", "zext, sext, trunc"),
    ("§6.12", "extractvalue, insertvalue"),
    ("§4", "get_enum_tag, extract_enum_value"),
    ("§6.13", "emit_event, get_ctx Sender"),
];

/// What has another form here.
const OTHERS: &[(&str, &str)] = &[
    ("§6.11", "bitcast u64 1u64 to i64"),
    ("§6.13", "crypto_hash Keccak256 \"\""),
    ("§6.13", "assert_intrinsic Pre true, \"id\""),
];

/// Whether a line of the program, comments left out, has the operation at its head or behind `=`.
fn has(operation: &str) -> bool {
    PROGRAM
        .lines()
        .filter(|line| !line.starts_with(';'))
        .flat_map(|line| line.split([':', '=']))
        .any(|part| {
            part.trim_start()
                .strip_prefix(operation)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

#[test]
fn every_instruction_is_there() {
    for (section, operations) in INSTRUCTIONS {
        for operation in operations.split(", ") {
            assert!(has(operation), "07 {section}: `{operation}` is in no program");
        }
    }
    assert!(!has("add_s"), "what is not there is not found");
}

#[test]
fn what_has_another_form_is_refused_by_name() {
    for (section, instruction) in OTHERS {
        let text = format!("define void @f() {{ %entry: {instruction} ret void }}");
        let name = instruction.split(' ').next().unwrap();
        assert_eq!(
            parse(&text).unwrap_err().message,
            format!("There is no operation `{name}`."),
            "07 {section}"
        );
    }
}

/// 07 §6.8: `domain_hash` is mandatory there; here it follows from the variable, which is.
#[test]
fn an_access_names_its_variable() {
    let error = parse("define void @f() { %entry: state_write u8 \"k\", 1u8 ret void }").unwrap_err();
    assert_eq!(error.message, "A state access needs `!{ variable: \"name\" }`.");
}
