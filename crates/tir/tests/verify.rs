//! One broken module for each rule of the verifier at least, and what it says of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use ruint::aliases::U256;
use twilight_abi::meta::ExportKind;
use twilight_abi::{EnumType, IntType, Type};
use twilight_tir::text::parse;
use twilight_tir::verify::{MAX_ERRORS, Rule, VerifyError};
use twilight_tir::{
    BlockId, Const, ExportDef, FunctionId, Inst, Module, Op, Operand, Terminator, ValueId, verify,
};

fn errors(module: &Module) -> Vec<VerifyError> {
    verify(module).err().unwrap_or_default()
}

/// Rule, part of the message, program.
const BROKEN: &[(Rule, &str, &str)] = &[
    (
        Rule::V4,
        "Add does not take `u24`",
        "define u24 @f(u24 %a) { %entry: %x: u24 = add u24 %a, %a ret u24 %x }",
    ),
    (
        Rule::V4,
        "Div does not take `i160`",
        "define i160 @f(i160 %a) { %entry: %x: i160 = div_s i160 %a, %a ret i160 %x }",
    ),
    (
        Rule::V4,
        "Neg does not take `i40`",
        "define i40 @f(i40 %a) { %entry: %x: i40 = neg i40 %a ret i40 %x }",
    ),
    (
        Rule::V4,
        "Saturate does not give `u24`",
        "define u24 @f(u32 %a) { %entry: %x: u24 = saturate u32 %a to u24 ret u24 %x }",
    ),
    (
        Rule::V4,
        "does not give `u32`",
        "define u32 @f(u64 %a) { %entry: %x: u32 = narrow_add u64 %a to u32 ret u32 %x }",
    ),
    (
        Rule::V4,
        "`u24` does not hold every `u32`",
        "define u24 @f(u32 %a) { %entry: %x: u24 = zext u32 %a to u24 ret u24 %x }",
    ),
    (Rule::V1, "has a predecessor", "define void @f() { %entry: br %entry }"),
    (
        Rule::V2,
        "before all other instructions",
        "define u8 @f() { %entry: br %a %a: %x: u8 = wrapping_add u8 1u8, 1u8 %y: u8 = phi u8 [ %x, %entry ] ret u8 %y }",
    ),
    (
        Rule::V2,
        "operands for 1 of 2 predecessors",
        "define u8 @f(bool %c) { %entry: br_if %c, %a, %b %a: br %b %b: %y: u8 = phi u8 [ 1u8, %a ] ret u8 %y }",
    ),
    (
        Rule::V2,
        "is no predecessor",
        "define u8 @f() { %entry: br %a %a: br %b %b: %y: u8 = phi u8 [ 1u8, %a ], [ 1u8, %entry ] ret u8 %y }",
    ),
    (
        Rule::V2,
        "twice",
        "define u8 @f() { %entry: br %a %a: %y: u8 = phi u8 [ 1u8, %entry ], [ 2u8, %entry ] ret u8 %y }",
    ),
    (
        Rule::V3,
        "does not dominate",
        "define u8 @f(bool %c) { %entry: br_if %c, %a, %b %a: %x: u8 = wrapping_add u8 1u8, 1u8 br %b %b: ret u8 %x }",
    ),
    (
        Rule::V3,
        "does not dominate",
        "define u8 @f() { %entry: %x: u8 = wrapping_add u8 %y, 1u8 %y: u8 = wrapping_add u8 1u8, 1u8 ret u8 %x }",
    ),
    (
        Rule::V3,
        "does not dominate",
        "define u8 @f(bool %c) { %entry: br_if %c, %a, %b %a: %x: u8 = wrapping_add u8 1u8, 1u8 br %d %b: br %d
         %d: %y: u8 = phi u8 [ 1u8, %a ], [ %x, %b ] ret u8 %y }",
    ),
    (Rule::V4, "left operand must be `u8`", "define u8 @f() { %entry: %x: u8 = add u8 1u16, 1u8 ret u8 %x }"),
    (Rule::V4, "right operand must be `u32`", "define u8 @f() { %entry: %x: u8 = shl u8 1u8, 1u8 ret u8 %x }"),
    (Rule::V4, "result must be `u8`", "define u16 @f() { %entry: %x: u16 = add u8 1u8, 1u8 ret u16 %x }"),
    (Rule::V4, "is no reference", "define u8 @f() { %entry: %x: u8 = reference_load u8 1u8 ret u8 %x }"),
    (
        Rule::V4,
        "has no field 1",
        "define u8 @f(reference<{ u8 }> %r) { %entry: %x: u8 = reference_take reference<{ u8 }> %r, 1 ret u8 %x }",
    ),
    (
        Rule::V4,
        "the stored value must be `u8`",
        "define void @f(reference<{ u8 }> %r) { %entry: reference_store reference<{ u8 }> %r, u16 1u16, 0 ret void }",
    ),
    (
        Rule::V4,
        "the result must be `reference<u8>`",
        "define u8 @f() { %entry: %x: u8 = reference_new u8 1u8 ret u8 %x }",
    ),
    (
        Rule::V14,
        "no equality",
        "define bool @f(reference<u8> %r) { %entry: %x: bool = icmp eq reference<u8> %r, %r ret bool %x }",
    ),
    (
        Rule::V14,
        "no equality",
        "define bool @f(vector<{ reference<u8> }> %r) { %entry: %x: bool = icmp ne vector<{ reference<u8> }> %r, %r ret bool %x }",
    ),
    (
        Rule::V14,
        "`vec_index_of` does not look at references",
        "define Option<u64> @f(vector<reference<u8>> %v, reference<u8> %r) {
         %entry: %x: Option<u64> = builtin vec_index_of<reference<u8>>(%v, %r) ret Option<u64> %x }",
    ),
    (
        Rule::V14,
        "`display` does not look at references",
        "define string @f(Option<reference<u8>> %r) {
         %entry: %x: string = builtin display<Option<reference<u8>>>(%r) ret string %x }",
    ),
    (
        Rule::V14,
        "would hold a reference to no cell",
        "define { u8, reference<u8> } @f() { %entry: %x: { u8, reference<u8> } = default { u8, reference<u8> } ret { u8, reference<u8> } %x }",
    ),
    (
        Rule::V14,
        "would hold a reference to no cell",
        "define void @f() { %entry: %x: [2 x Result<reference<u8>, u8>] = default [2 x Result<reference<u8>, u8>] ret void }",
    ),
    (
        Rule::V14,
        "belongs to a cell",
        "define vector<u8> @f(reference<vector<u8>> %r) { %entry: %x: vector<u8> = reference_load reference<vector<u8>> %r
         %y: vector<u8> = builtin vec_push<u8>(%x, 1u8) ret vector<u8> %y }",
    ),
    (
        Rule::V14,
        "belongs to a cell and is consumed",
        "define vector<u8> @f(reference<vector<u8>> %r, vector<u8> %v, bool %c) { %entry: br_if %c, %a, %b
         %a: %x: vector<u8> = reference_load reference<vector<u8>> %r br %b
         %b: %y: vector<u8> = phi vector<u8> [ %v, %entry ], [ %x, %a ]
         %z: vector<u8> = builtin vec_push<u8>(%y, 1u8) ret vector<u8> %z }",
    ),
    (
        Rule::V14,
        "belongs to a cell and is consumed",
        "define vector<u8> @f(reference<{ u8, vector<u8> }> %r) { %entry:
         %x: { u8, vector<u8> } = reference_load reference<{ u8, vector<u8> }> %r
         %y: vector<u8> = extractvalue { u8, vector<u8> } %x, 1
         %z: vector<u8> = builtin vec_push<u8>(%y, 1u8) ret vector<u8> %z }",
    ),
    (
        Rule::V14,
        "belongs to a cell and is consumed",
        "define vector<u8> @f(reference<vector<vector<u8>>> %r) { %entry:
         %x: vector<vector<u8>> = reference_load reference<vector<vector<u8>>> %r
         %y: vector<u8> = builtin vec_get<vector<u8>>(%x, 0u64)
         %z: vector<u8> = builtin vec_push<u8>(%y, 1u8) ret vector<u8> %z }",
    ),
    (
        Rule::V14,
        "belongs to a cell and is given to one",
        "define reference<{ vector<u8> }> @f(reference<vector<u8>> %r) { %entry:
         %x: vector<u8> = reference_load reference<vector<u8>> %r
         %y: { vector<u8> } = aggregate { vector<u8> } (%x)
         %z: reference<{ vector<u8> }> = reference_new { vector<u8> } %y ret reference<{ vector<u8> }> %z }",
    ),
    (
        Rule::V14,
        "belongs to a cell and is given to one",
        "define void @f(reference<vector<u8>> %r, reference<vector<u8>> %s) { %entry:
         %x: vector<u8> = reference_load reference<vector<u8>> %r
         reference_store reference<vector<u8>> %s, vector<u8> %x ret void }",
    ),
    (Rule::V14, "no form outside", "storage x: map<u8, reference<u8>>"),
    (Rule::V14, "no form outside", "event @E(reference<u8> %x)"),
    (Rule::V14, "no form outside", "export function \"f\" = @f(\"x\") define void @f(reference<u8> %x) { %entry: ret void }"),
    (Rule::V14, "no form outside", "export function \"f\" = @f() define vector<reference<u8>> @f() { %entry: %x: vector<reference<u8>> = builtin vec_new<reference<u8>>() ret vector<reference<u8>> %x }"),
    (
        Rule::V14,
        "no form outside",
        "define void @f(reference<u8> %r) { %entry: state_write reference<u8> \"x\", %r !{ variable: \"x\" } ret void }",
    ),
    (
        Rule::V14,
        "no form outside",
        "define string @f(reference<u8> %r) { %entry: %k: string = key_index reference<u8> \"x\", %r ret string %k }",
    ),
    (Rule::V12, "must not hold a reference", "define void @f(map<reference<u8>, u8> %m) { %entry: ret void }"),
    (Rule::V4, "Neg does not take `u8`", "define u8 @f() { %entry: %x: u8 = neg u8 1u8 ret u8 %x }"),
    (Rule::V4, "Not does not take `string`", "define string @f() { %entry: %x: string = not string \"\" ret string %x }"),
    (Rule::V4, "Lt does not compare `bool`", "define bool @f() { %entry: %x: bool = icmp ult bool true, true ret bool %x }"),
    (
        Rule::V4,
        "Eq does not compare",
        "define bool @f(vector<map<u8, u8>> %m) { %entry: %x: bool = icmp eq vector<map<u8, u8>> %m, %m ret bool %x }",
    ),
    (Rule::V4, "does not hold every", "define u16 @f() { %entry: %x: u16 = sext i8 1i8 to u16 ret u16 %x }"),
    (Rule::V4, "condition must be `bool`", "define u8 @f() { %entry: %x: u8 = select bool 1u8, u8 1u8, u8 2u8 ret u8 %x }"),
    (Rule::V4, "second arm", "define u8 @f() { %entry: %x: u8 = select bool true, u8 1u8, u16 2u16 ret u8 %x }"),
    (Rule::V4, "phi's operand", "define u8 @f() { %entry: br %a %a: %x: u8 = phi u8 [ 1u16, %entry ] ret u8 %x }"),
    (
        Rule::V4,
        "cannot be made of 1 elements",
        "define [2 x u8] @f() { %entry: %x: [2 x u8] = aggregate [2 x u8] (1u8) ret [2 x u8] %x }",
    ),
    (
        Rule::V4,
        "operand 1 of `(u8, bool)`",
        "define { u8, bool } @f() { %entry: %x: { u8, bool } = aggregate { u8, bool } (1u8, 2u8) ret { u8, bool } %x }",
    ),
    (
        Rule::V4,
        "has no field 1",
        "define u8 @f({ u8 } %t) { %entry: %x: u8 = extractvalue { u8 } %t, 1 ret u8 %x }",
    ),
    (
        Rule::V4,
        "the field must be `u8`",
        "define { u8 } @f({ u8 } %t) { %entry: %x: { u8 } = insertvalue { u8 } %t, bool true, 0 ret { u8 } %x }",
    ),
    (
        Rule::V4,
        "has no variant 2",
        "define Option<u8> @f() { %entry: %x: Option<u8> = variant Option<u8>, 2 () ret Option<u8> %x }",
    ),
    (Rule::V4, "has no tag", "define u8 @f({ u8 } %t) { %entry: %x: u8 = get_enum_tag { u8 } %t ret u8 %x }"),
    (
        Rule::V4,
        "has no field 0 in variant 0",
        "define u8 @f(Option<u8> %t) { %entry: %x: u8 = extract_enum_value Option<u8> %t, 0, 0 ret u8 %x }",
    ),
    (
        Rule::V4,
        "Wrong type arguments",
        "define void @f(vector<u8> %v) { %entry: %n: u64 = builtin vec_len(%v) ret void }",
    ),
    (
        Rule::V4,
        "operand 0 of `vec_len`",
        "define void @f(vector<u8> %v) { %entry: %n: u64 = builtin vec_len<u16>(%v) ret void }",
    ),
    (
        Rule::V4,
        "1 operands for `vec_get` that takes 2",
        "define void @f(vector<u8> %v) { %entry: %n: u8 = builtin vec_get<u8>(%v) ret void }",
    ),
    (
        Rule::V5,
        "defined twice",
        "define void @f() { %entry: %0: u8 = wrapping_add u8 1u8, 1u8 %0: u8 = wrapping_add u8 1u8, 1u8 ret void }",
    ),
    (Rule::V5, "defined twice", "define void @f(u8 %0) { %entry: %0: u8 = wrapping_add u8 1u8, 1u8 ret void }"),
    (Rule::V5, "never defined", "define u8 @f() { declare %0: u8 %entry: ret u8 %0 }"),
    (Rule::V5, "must be named", "define void @f() { %entry: wrapping_add u8 1u8, 1u8 ret void }"),
    (Rule::V5, "must not be named", "define void @f() { %entry: %0: void = builtin print(\"\") ret void }"),
    (Rule::V5, "phi must define", "define void @f() { %entry: br %a %a: phi u8 [ 1u8, %entry ] ret void }"),
    (Rule::V6, "There is no function 7", "define void @f() { %entry: call void @#7() ret void }"),
    (Rule::V6, "There is no event 7", "define void @f() { %entry: emit_event @#7() ret void }"),
    (
        Rule::V6,
        "operand 0 of `g`",
        "define void @g(u8 %x) { %entry: ret void } define void @f() { %entry: call void @g(bool true) ret void }",
    ),
    (
        Rule::V6,
        "0 operands for `g` that takes 1",
        "define void @g(u8 %x) { %entry: ret void } define void @f() { %entry: call void @g() ret void }",
    ),
    (Rule::V6, "event `E`", "event @E(u8 %x) define void @f() { %entry: emit_event @E(true) ret void }"),
    (
        Rule::V7,
        "used again",
        "define u64 @f(vector<u8> %v) { %entry: %w: vector<u8> = builtin vec_push<u8>(%v, 1u8) %n: u64 = builtin vec_len<u8>(%v) ret u64 %n }",
    ),
    (
        Rule::V7,
        "used again",
        "define vector<u8> @f(vector<u8> %v) { %entry: %w: vector<u8> = builtin vec_push<u8>(%v, 1u8) ret vector<u8> %v }",
    ),
    (
        Rule::V7,
        "used again",
        "define void @f(vector<u8> %v) { %entry: %w: vector<u8> = builtin vec_extend<u8>(%v, %v) ret void }",
    ),
    (
        Rule::V7,
        "used again",
        "define void @f(vector<u8> %v, bool %c) { %entry: br %a
         %a: %w: vector<u8> = builtin vec_push<u8>(%v, 1u8) br_if %c, %a, %b %b: ret void }",
    ),
    (
        Rule::V7,
        "used again",
        "define vector<u8> @f(vector<u8> %v, bool %c) { %entry: %w: vector<u8> = builtin vec_push<u8>(%v, 1u8) br_if %c, %a, %b
         %a: br %b %b: %r: vector<u8> = phi vector<u8> [ %w, %entry ], [ %v, %a ] ret vector<u8> %r }",
    ),
    (Rule::V8, "returned value must be `u8`", "define u8 @f() { %entry: ret void }"),
    (Rule::V8, "condition must be `bool`", "define void @f() { %entry: br_if 1u8, %a, %a %a: ret void }"),
    (Rule::V8, "switch's value must be `u8`", "define void @f() { %entry: switch u16 1u16 [ %a ], %a %a: ret void }"),
    (Rule::V8, "message must be `string`", "define void @f() { %entry: revert u8 1u8 }"),
    (Rule::V8, "message must be `string`", "define void @f() { %entry: panic u8 1u8 }"),
    (Rule::V9, "more than 3 topics", "event @E(u8 %a topic, u8 %b topic, u8 %c topic, u8 %d topic)"),
    (Rule::V9, "1 parameter names for 0", "export function \"f\" = @f(\"x\") define void @f() { %entry: ret void }"),
    (
        Rule::V9,
        "Two exports",
        "export function \"f\" = @f() export function \"f\" = @f() define void @f() { %entry: ret void }",
    ),
    (Rule::V9, "must return `()`", "export deploy \"f\" = @f() define u8 @f() { %entry: ret u8 1u8 }"),
    (
        Rule::V10,
        "state key must be `string`",
        "define void @f() { %entry: state_write u8 1u8, 1u8 !{ variable: \"x\" } ret void }",
    ),
    (Rule::V10, "key's base", "define void @f() { %entry: %k: string = key_index u8 1u8, 1u8 ret void }"),
    (
        Rule::V10,
        "cannot index storage",
        "define void @f(map<u8, u8> %m) { %entry: %k: string = key_index map<u8, u8> \"x\", %m ret void }",
    ),
    (Rule::V12, "must not hold a map", "storage x: map<{ u8, map<u8, u8> }, u8>"),
    (Rule::V12, "1 to 256 variants", "%E = type enum {} storage x: %E"),
    (Rule::V13, "Two functions", "define void @f() { %entry: ret void } define void @f() { %entry: ret void }"),
    (Rule::V13, "Two storage variables", "storage x: u8 storage x: u8"),
];

#[test]
fn every_broken_program_is_named() {
    for (rule, message, text) in BROKEN {
        let module = parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let found = errors(&module);
        assert!(
            found
                .iter()
                .any(|error| error.rule == *rule && error.message.contains(message)),
            "{rule:?} {message}\n{text}\n{found:#?}"
        );
    }
}

#[test]
fn near_misses_are_accepted() {
    for text in [
        // Consumed on one branch, used on the other.
        "define u64 @f(vector<u8> %v, bool %c) { %entry: br_if %c, %a, %b
         %a: %w: vector<u8> = builtin vec_push<u8>(%v, 1u8) %n: u64 = builtin vec_len<u8>(%w) ret u64 %n
         %b: %m: u64 = builtin vec_len<u8>(%v) ret u64 %m }",
        // Consumed in a loop that defines it anew.
        "define vector<u8> @f(vector<u8> %v, bool %c) { %entry: br %a
         %a: %x: vector<u8> = phi vector<u8> [ %v, %entry ], [ %y, %a ]
             %y: vector<u8> = builtin vec_push<u8>(%x, 1u8) br_if %c, %a, %b
         %b: ret vector<u8> %y }",
        // What is unreachable means nothing.
        "define void @f() { %entry: ret void %a: %x: u8 = wrapping_add u8 %y, 1u8 %y: u8 = wrapping_add u8 %x, 1u8 br %a }",
        // A phi's operand is needed at the end of its predecessor only.
        "define u8 @f() { %entry: %x: u8 = wrapping_add u8 1u8, 1u8 br %a %a: %y: u8 = phi u8 [ %x, %entry ] ret u8 %y }",
        // Who calls may look at what a cell lends.
        "define vector<u8> @f(reference<vector<u8>> %r) { %entry:
         %x: vector<u8> = reference_load reference<vector<u8>> %r ret vector<u8> %x }",
        // What a cell lends is looked at and copied; numbers and references in it are no one's.
        "define reference<vector<u8>> @f(reference<{ vector<u8>, vector<reference<vector<u8>>> }> %r) { %entry:
         %x: { vector<u8>, vector<reference<vector<u8>>> } = reference_load reference<{ vector<u8>, vector<reference<vector<u8>>> }> %r
         %y: vector<u8> = extractvalue { vector<u8>, vector<reference<vector<u8>>> } %x, 0
         %z: vector<u8> = copy vector<u8> %y
         %w: vector<u8> = builtin vec_push<u8>(%z, 1u8)
         reference_store reference<{ vector<u8>, vector<reference<vector<u8>>> }> %r, vector<u8> %w, 0
         %v: vector<reference<vector<u8>>> = extractvalue { vector<u8>, vector<reference<vector<u8>>> } %x, 1
         %s: reference<vector<u8>> = builtin vec_get<reference<vector<u8>>>(%v, 0u64)
         ret reference<vector<u8>> %s }",
        "define u16 @f() { %entry: %x: u16 = zext u8 255u8 to u16 %y: i16 = zext u8 255u8 to i16 ret u16 %x }",
        "export deploy \"C::$deploy\" = @d() define void @d() { %entry: ret void }",
    ] {
        assert_eq!(errors(&parse(text).unwrap()), [], "{text}");
    }
}

#[test]
fn errors_name_their_place() {
    let text = "define u8 @\"odd name\"(bool %c) {
        %entry: br_if %c, %a, %a
        %a: %x: u8 = wrapping_add u8 1u8, 1u8 %y: u8 = wrapping_add u8 1u16, 1u8 ret void }";
    let found: Vec<String> = errors(&parse(text).unwrap())
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [
            "In function `odd name`, block %b1, instruction 1: The type of the left operand must be `u8`, it is `u16`. (V4)",
            "In function `odd name`, block %b1, instruction 2: The type of the returned value must be `u8`, it is `()`. (V8)",
        ]
    );
}

fn small() -> Module {
    parse("define u8 @f(u8 %x) { %entry: %y: u8 = add u8 %x, 1u8 ret u8 %y }").unwrap()
}

/// What text cannot say: references out of range and unusual sizes.
#[test]
fn damaged_modules_are_refused() {
    let damaged = |rule: Rule, damage: &dyn Fn(&mut Module)| {
        let mut module = small();
        assert_eq!(errors(&module), []);
        damage(&mut module);
        let found = errors(&module);
        assert!(found.iter().any(|error| error.rule == rule), "{rule:?} {found:?}");
        // Whatever is wrong, these must not fail either.
        let _ = twilight_tir::text::print(&module);
        let _ = twilight_tir::summary::summarize(&module);
    };
    let value = |id| Operand::Value(ValueId(id));
    damaged(Rule::V1, &|module| module.functions[0].blocks.clear());
    damaged(Rule::V13, &|module| module.functions[0].params = 9);
    damaged(Rule::V6, &|module| {
        module.functions[0].blocks[0].terminator = Terminator::Return(value(9))
    });
    damaged(Rule::V6, &|module| {
        module.functions[0].blocks[0].terminator = Terminator::Branch(BlockId(9))
    });
    damaged(Rule::V6, &|module| {
        module.functions[0].blocks[0].insts[0].result = Some(ValueId(9))
    });
    damaged(Rule::V2, &|module| {
        let op = Op::Phi(vec![(BlockId(9), value(9))]);
        let span = module.functions[0].span;
        module.functions[0].blocks[0].insts.insert(
            0,
            Inst {
                result: Some(ValueId(1)),
                op,
                span,
            },
        );
    });
    damaged(Rule::V11, &|module| {
        let constant = Const::Int(IntType::U8, U256::from(256));
        module.functions[0].blocks[0].terminator = Terminator::Return(Operand::Const(constant));
    });
    damaged(Rule::V6, &|module| {
        module.exports.push(ExportDef {
            name: "e".to_owned(),
            function: FunctionId(9),
            kind: ExportKind::Function,
            contract: None,
            source_name: "e".to_owned(),
            param_names: Vec::new(),
            payable: false,
        });
    });
    damaged(Rule::V12, &|module| {
        let deep = (0..200).fold(Type::Bool, |ty, _| Type::Option(ty.into()));
        module.functions[0].values[1].ty = deep;
    });
    damaged(Rule::V12, &|module| {
        module
            .storage
            .push(("x".to_owned(), Type::Array(Type::Bool.into(), u64::MAX)));
    });
    damaged(Rule::V12, &|module| {
        let empty = EnumType {
            name: "E".to_owned(),
            variants: Vec::new().into(),
        };
        module
            .storage
            .push(("x".to_owned(), Type::Vector(Type::Enum(empty.into()).into())));
    });
    damaged(Rule::V8, &|module| {
        let copy = module.functions[0].blocks[0].clone();
        module.functions[0].blocks.push(copy);
        let targets = vec![BlockId(1); 257];
        let constant = Operand::Const(Const::Int(IntType::U8, U256::ZERO));
        module.functions[0].blocks[0].terminator = Terminator::Switch {
            value: constant,
            targets,
            default: BlockId(1),
        };
    });
}

#[test]
fn the_list_of_errors_ends() {
    let bad = "%x: u8 = wrapping_add u8 1u16, 1u16 ".repeat(300);
    let module = parse(&format!("define void @f() {{ %entry: {bad} ret void }}")).unwrap();
    assert_eq!(errors(&module).len(), MAX_ERRORS);
}
