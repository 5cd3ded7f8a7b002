//! The text form: places of errors, metadata, odd names, hostile text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use twilight_abi::{StructType, Type, Value, VariantFields};
use twilight_diagnostics::{FileId, SourceMap, Span};
use twilight_tir::interp::{Chain, Interpreter, Outcome};
use twilight_tir::text::{MAX_TEXT_BYTES, parse, print, print_with_sources};
use twilight_tir::{Const, Module, Operand, Terminator, verify};

#[test]
fn the_canonical_text_is_stable() {
    let text = r#"%"Pair<u64, bool>" = type struct (u64, bool)
%Point = type struct { x: i64, "odd name": %"Pair<u64, bool>" }
%Shape = type enum { Circle(u64), Rect { w: u64, h: u64 }, Empty }
%Unit = type struct
storage count: u64
storage "odd name": map<address, %Point>
event @Moved(address %who topic, %Shape %shape)
event @Moved(bool %again)
export deploy "C::$deploy" = @C::$deploy("start") !{ source_name: "$deploy", contract: "C", payable: true }
export function "go" = @"go \"far\""() !{ source_name: "go" }

define public void @C::$deploy(%Unit %start.0) !{ span: "1:10..20" } {
  declare %unused.2: vector<[4 x { u8, void }]>
%entry:
  %1: %Shape = variant %Shape, 2 ()
  emit_event @Moved(0x00112233445566778899aabbccddeeff00112233, %1) !{ span: "0:1..2" }
  emit_event @Moved#1(true)
  br %b1 !{ span: "0:3..4" }
%b1:
  %"odd name.9".3: Result<hash256, string> = variant Result<hash256, string>, 0 (0x0011223344556677889900112233445566778899001122334455667788990011)
  state_write i256 "k\n\u{202e}é", -57896044618658097711785492504343953926634992332820282019728792003956564819968i256 !{ variable: "k", span: "0:5..6" }
  ret void
}

define public void @"go \"far\""() {
%entry:
  unreachable
}
"#;
    let module = parse(text).unwrap();
    assert_eq!(print(&module), text);
    assert_eq!(module.functions[0].span, Span::new(FileId(1), 10, 20));
    assert_eq!(module.functions[0].values[3].name.as_deref(), Some("odd name.9"));
}

/// Tests change the transaction and block; the interpreter does it, and the type of each part holds.
#[test]
fn the_context_can_be_set() {
    let text = "
define address @f(address %a.0) {
%entry:
  set_ctx Sender %a.0
  %1: address = get_ctx Sender
  ret address %1
}
";
    let module = parse(text).unwrap();
    assert_eq!(print(&module), text);
    let interpreter = Interpreter::new(&module).unwrap();
    let address = Value::Address([7; 20]);
    let mut chain = Chain::default();
    let outcome = interpreter.call_function(&mut chain, "f", std::slice::from_ref(&address));
    assert_eq!(outcome, Ok(Outcome::Returned(address)));
    assert_eq!(chain.context.sender, [7; 20]);
    let wrong = text.replace("set_ctx Sender", "set_ctx Value");
    assert!(Interpreter::new(&parse(&wrong).unwrap()).is_err());
}

/// Events are texts for a test that asks for them, and not kept otherwise.
#[test]
fn events_can_be_read() {
    let text = "
event @Paid(u64 %amount, string %to)

define vector<string> @f(u64 %a.0) {
%entry:
  emit_event @Paid(%a.0, \"me\")
  %1: vector<string> = events
  ret vector<string> %1
}
";
    let module = parse(text).unwrap();
    let interpreter = Interpreter::new(&module).unwrap();
    let run = |keeps_texts: bool| {
        let mut chain = Chain {
            keeps_texts,
            ..Chain::default()
        };
        interpreter.call_function(&mut chain, "f", &[Value::u64(5)])
    };
    let texts = Value::Vector(vec![Value::string("Paid(5, \"me\")")]);
    assert_eq!(run(true), Ok(Outcome::Returned(texts)));
    assert_eq!(run(false), Ok(Outcome::Returned(Value::Vector(Vec::new()))));
}

#[test]
fn text_written_by_hand_becomes_canonical() {
    let module = parse(
        "; a comment
         define u64 @f(u64 %x, bool) { %entry: ret u64 %x }",
    );
    assert_eq!(
        module.unwrap_err().to_string(),
        "2:36: A register such as `%5` or `%name.5` was expected."
    );
    let module = parse(
        "define u64 @f(u64 %x, bool %1) { %start: br_if %1, %yes, %no %no: ret u64 %x
         %yes: %y: u64 = add u64 %x, 1u64, !{ unknown: 5 }",
    );
    assert_eq!(
        module.unwrap_err().to_string(),
        "2:42: Expected an operation, found `,`."
    );
    let module = parse(
        "define u64 @f(u64 %x, bool %1) { %start: br_if %1, %yes, %no %no: ret u64 %x
         %yes: %y: u64 = add u64 %x, 1u64 !{ unknown: 5, srcloc: \"a:1:1\" } ret u64 %y }",
    )
    .unwrap();
    assert_eq!(
        print(&module),
        "\ndefine u64 @f(u64 %x.0, bool %1) {\n%entry:\n  br_if %1, %b2, %b1\n%b1:\n  ret u64 %x.0\n%b2:\n  %y.2: u64 = add u64 %x.0, 1u64\n  ret u64 %y.2\n}\n"
    );
}

#[test]
fn people_get_source_places_and_domains() {
    let mut sources = SourceMap::default();
    let file = sources.add("src/main.twl", "fn f() {\n  count = 1;\n}\n");
    let mut module =
        parse("define void @f() { %entry: state_write u8 \"count\", 1u8 !{ variable: \"count\" } ret void }")
            .unwrap();
    module.functions[0].blocks[0].insts[0].span = Span::new(file, 11, 20);
    let text = print_with_sources(&module, &sources);
    let hash = twilight_abi::hex(&twilight_abi::blake3(b"self.count"));
    assert!(
        text.contains(&format!(
            "!{{ variable: \"count\", domain_hash: \"{hash}\", srcloc: \"src/main.twl:2:3\", span: \"0:11..20\" }}"
        )),
        "{text}"
    );
    assert_eq!(parse(&text).unwrap(), module);
}

#[test]
fn errors_say_where_and_what() {
    for (text, message) in [
        (
            "what",
            "1:1: Expected `storage`, `event`, `export`, `define` or a type, found `what`.",
        ),
        ("\n  ?", "2:3: The character '?' has no meaning here."),
        ("storage é: u8", "1:9: The character 'é' has no meaning here."),
        ("storage x: u9", "1:12: There is no type `u9`."),
        ("storage x: %P", "1:12: The type `%P` is not defined above."),
        (
            "%P = type struct { p: %P }",
            "1:23: The type `%P` is not defined above.",
        ),
        (
            "%P = type struct %P = type struct",
            "1:18: The type `%P` is defined twice.",
        ),
        ("storage x: \"", "1:12: The string has no closing quote."),
        (
            "storage \"\\q\": u8",
            "1:10: The escape must be one of \\n \\r \\t \\\" \\\\ \\u{..}.",
        ),
        (
            "storage \"\\u{d800}\": u8",
            "1:10: `\\u{..}` must hold the number of a character.",
        ),
        (
            "storage x: [99999999999999999999 x u8]",
            "1:13: A number from 0 to 18446744073709551615 was expected.",
        ),
        (
            "storage x: [2000000 x u8]",
            "1:12: The type's arrays have more than 1048576 elements in total.",
        ),
        (
            "define void @f() { %entry: ret void",
            "1:36: Expected a label such as `%b1:`, found the end of the text.",
        ),
        (
            "define void @f() { %entry: frob }",
            "1:28: There is no operation `frob`.",
        ),
        (
            "define void @f() { %entry: br %x }",
            "1:31: No block has the label `%x`.",
        ),
        (
            "define void @f() { %a: br %b %b: ret void %b: ret void }",
            "1:43: This label stands before a block already.",
        ),
        (
            "define u8 @f() { %entry: ret u8 %x }",
            "1:33: This register is not defined in the function.",
        ),
        (
            "define u8 @f() { %entry: ret u8 %5 }",
            "1:33: Registers must be numbered from 0 without a gap; `declare` fills one.",
        ),
        (
            "define void @f(u8 %1) { %entry: ret void }",
            "1:19: Parameters take the numbers from 0 in order, each once.",
        ),
        (
            "define void @f(u8 %x, u8 %x) { %entry: ret void }",
            "1:26: Parameters take the numbers from 0 in order, each once.",
        ),
        (
            "define void @f(u8 %x) { %entry: %x: u16 = add u16 1u16, 1u16 ret void }",
            "1:33: This register is defined with another type above.",
        ),
        (
            "define void @f() { %entry: call void @g() ret void }",
            "1:38: There is no function `@g` in this module.",
        ),
        (
            "define void @f() { %entry: emit_event @g() ret void }",
            "1:39: There is no event `@g` in this module.",
        ),
        (
            "define void @f() { %entry: %x: u8 = add string 1u8, 1u8 }",
            "1:41: An integer type was expected, found `string`.",
        ),
        (
            "define void @f() { %entry: %x: u8 = icmp lt u8 1u8, 1u8 }",
            "1:42: Expected a condition such as `eq` or `ult`, found `lt`.",
        ),
        (
            "define void @f() { %entry: builtin nope() }",
            "1:36: Expected a builtin's name, found `nope`.",
        ),
        (
            "define void @f() { %entry: get_ctx Nope }",
            "1:36: Expected a part of the context, found `Nope`.",
        ),
        (
            "define void @f() { %entry: state_remove \"x\" }",
            "1:28: A state access needs `!{ variable: \"name\" }`.",
        ),
        (
            "define void @f() { %entry: ret void !{ span: \"1\" } }",
            "1:46: A span must have the form \"file:start..end\".",
        ),
        (
            "define void @f(u8 %99999999999) { %entry: ret void }",
            "1:19: The number must be from 0 to 4294967295.",
        ),
        (
            "define void @f() { %entry: ret u8 @f }",
            "1:35: Expected a register or constant, found `@f`.",
        ),
        ("%", "1:1: A name or number must follow `%`."),
        ("@", "1:1: A name must follow `@`."),
        ("-x", "1:1: Digits must follow `-`."),
    ] {
        assert_eq!(
            parse(text).map_err(|error| error.to_string()),
            Err(message.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn constants_are_held_to_their_type() {
    let constant = |text: &str| {
        let module = parse(&format!("define void @f() {{ %entry: ret u8 {text} }}")).ok()?;
        match &module.functions[0].blocks[0].terminator {
            Terminator::Return(Operand::Const(constant)) => Some(constant.clone()),
            _ => None,
        }
    };
    for good in ["255u8", "0u8", "-128i8", "127i8", "-1i256", "-0i8"] {
        assert!(matches!(constant(good), Some(Const::Int(..))), "{good}");
    }
    let long = format!("{}1u8", "0".repeat(77));
    assert!(constant(&long).is_some());
    for bad in [
        "256u8",
        "-1u8",
        "-129i8",
        "128i8",
        "5",
        "5u7",
        "u8",
        "0x12",
        "0xzz",
        "1é",
        "0x",
        "115792089237316195423570985008687907853269984665640564039457584007913129639936u256",
        &format!("0{long}"),
        &format!("0x{}", "é".repeat(20)),
    ] {
        assert_eq!(constant(bad), None, "{bad}");
    }
}

#[test]
fn hostile_text_is_answered() {
    let deep = |open: &str, close: &str, count: usize| {
        format!("storage x: {}u8{}", open.repeat(count), close.repeat(count))
    };
    assert!(parse(&deep("Option<", ">", 127)).is_ok());
    for text in [
        deep("Option<", ">", 128),
        deep("Option<", ">", 200_000),
        deep("{ ", " }", 200_000),
        deep("[1 x ", "]", 200_000),
        "(".repeat(100_000),
        "%".repeat(100_000),
        "\"".to_owned() + &"\\u{41}".repeat(100_000),
        ";".repeat(100_000),
        "define void @f() { %entry: ret u8 %4294967295 }".to_owned(),
        format!("define void @f() {{ %entry: {}", "br ".repeat(1000)),
    ] {
        let start: String = text.chars().take(40).collect();
        // Comments alone are an empty module.
        assert_eq!(parse(&text).is_ok(), start.starts_with(';'), "{start}");
    }
    // Definitions that double each other.
    let doubling: String = (0..60)
        .map(|at| match at {
            0 => "%T0 = type struct (u8, u8)\n".to_owned(),
            _ => format!("%T{at} = type struct (%T{}, %T{})\n", at - 1, at - 1),
        })
        .collect();
    assert_eq!(
        parse(&doubling).unwrap_err().message,
        "The type consists of more than 65536 types."
    );
    let chain: String = (0..200)
        .map(|at| match at {
            0 => "%T0 = type struct (u8)\n".to_owned(),
            _ => format!("%T{at} = type struct (%T{})\n", at - 1),
        })
        .collect();
    assert_eq!(
        parse(&chain).unwrap_err().message,
        "The type nests more than 128 levels deep."
    );
    let long = " ".repeat(MAX_TEXT_BYTES);
    assert_eq!(parse(&long), Ok(Module::default()));
    assert!(parse(&(long + " ")).is_err());
}

/// Cutting or damaging text anywhere gives an answer, and what is read again prints stably.
#[test]
fn damaged_text_is_answered() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut state = 1_u64;
    let mut read = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut bytes: Vec<u8> = text.bytes().filter(u8::is_ascii).collect();
        bytes.truncate(6_000);
        for _ in 0..150 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let (at, byte) = ((state >> 33) as usize % bytes.len(), (state >> 25) as u8 % 127);
            let old = std::mem::replace(&mut bytes[at], byte);
            let damaged = String::from_utf8_lossy(&bytes).into_owned();
            let _ = parse(&damaged[..at]);
            // The text was cut, so close what is open as far as it goes.
            for end in ["", " %x: ret void }", " ret void }"] {
                if let Ok(module) = parse(&(damaged.clone() + end)) {
                    read += 1;
                    let printed = print(&module);
                    let again = parse(&printed).unwrap_or_else(|error| panic!("{error}\n{printed}"));
                    assert_eq!(again, module);
                    let _ = twilight_tir::verify(&module);
                }
            }
            bytes[at] = old;
        }
    }
    assert!(read > 0);
}

#[test]
fn types_that_only_operations_mention_are_defined() {
    let fields = VariantFields::Tuple(vec![Type::Bool]);
    let ty = Type::Struct(Arc::new(StructType {
        name: "S".to_owned(),
        fields: fields.into(),
    }));
    let mut module =
        parse("define void @f() { %entry: state_write u8 \"k\", 1u8 !{ variable: \"k\" } ret void }")
            .unwrap();
    if let twilight_tir::Op::StateWrite { ty: written, .. } = &mut module.functions[0].blocks[0].insts[0].op {
        *written = ty;
    }
    let text = print(&module);
    assert!(text.starts_with("%S = type struct (bool)\n"), "{text}");
    assert_eq!(parse(&text).unwrap(), module);
}

#[test]
fn types_that_hold_themselves_are_declared_first() {
    let text = "%Node = declare struct
%Tree = declare enum
%Tree = type enum { Leaf, Inner(vector<%Node>) }
%Node = type struct { name: string, kids: map<string, %Tree> }

";
    let body = "define %Node @f(%Node %0) {
%entry:
  ret %Node %0
}
";
    let module = parse(&format!("{text}{body}")).unwrap();
    assert!(verify(&module).is_ok());
    let printed = print(&module);
    assert!(printed.contains(" = declare "), "{printed}");
    assert_eq!(parse(&printed).unwrap(), module);
    assert_eq!(print(&parse(&printed).unwrap()), printed);
    for (wrong, what) in [
        ("%A = declare struct\n", "declared, but not defined"),
        (
            "%A = declare struct\n%A = type enum { B }\n",
            "declared as another kind",
        ),
        ("%A = declare struct\n%A = declare struct\n", "defined twice"),
    ] {
        let error = parse(wrong).unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
    }
}

#[test]
fn types_that_hold_themselves_directly_are_refused() {
    let text = "%A = declare struct
%A = type struct { next: Option<%A> }
define void @f(%A %0) {
%entry:
  ret void
}
";
    let module = parse(text).unwrap();
    let errors = verify(&module).unwrap_err();
    assert!(
        errors
            .iter()
            .any(|error| error.to_string().contains("holds itself without")),
        "{errors:?}"
    );
}

#[test]
fn anonymous_events_are_written_as_such() {
    let text = "event @Named(u8 %a topic, u64 %b)\nevent @Nameless(u8 %a topic, u64 %b) anonymous\n";
    let module = twilight_tir::text::parse(text).unwrap();
    let anonymous: Vec<bool> = module.events.iter().map(|event| event.anonymous).collect();
    assert_eq!(anonymous, [false, true]);
    assert_eq!(
        twilight_tir::text::parse(&twilight_tir::text::print(&module)).unwrap(),
        module
    );
}
