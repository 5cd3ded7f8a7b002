//! The module around the functions: size, determinism, trap sites, names, limits.
use std::collections::BTreeSet;

use crate::common::{Ended, Running, compile, parse};
use twilight_codegen_wasm::{CodegenError, Options, generate};
use twilight_tir::text;
use wasmparser::{KnownCustom, Name, Operator, Parser, Payload};

const COUNTER: &str = r#"
storage count: u64
event @Incremented(address %by topic, u64 %count)
export deploy "Counter::$deploy" = @Counter::$deploy() !{ source_name: "$deploy", contract: "Counter" }
export function "Counter::increment" = @Counter::increment() !{ source_name: "increment", contract: "Counter" }
export function "Counter::add" = @Counter::add("by") !{ source_name: "add", contract: "Counter" }
export function "Counter::get" = @Counter::get() !{ source_name: "get", contract: "Counter" }

define void @Counter::$deploy() {
%entry:
  state_write u64 "count", 0u64 !{ variable: "count" }
  ret void
}
define void @Counter::increment() !{ span: "0:100..200" } {
%entry:
  %old: u64 = state_read u64 "count" !{ variable: "count", span: "0:110..115" }
  %new: u64 = add u64 %old, 1u64 !{ span: "0:120..125" }
  state_write u64 "count", %new !{ variable: "count", span: "0:130..135" }
  %who: address = get_ctx Sender !{ span: "0:140..145" }
  emit_event @Incremented(%who, %new) !{ span: "0:150..155" }
  ret void
}
define void @Counter::add(u64 %by) !{ span: "0:300..400" } {
%entry:
  %zero: bool = icmp eq u64 %by, 0u64
  br_if %zero, %fail, %go
%fail:
  revert string "Nothing to add." !{ span: "0:310..315" }
%go:
  %old: u64 = state_read u64 "count" !{ variable: "count", span: "0:320..325" }
  %new: u64 = add u64 %old, %by !{ span: "0:330..335" }
  state_write u64 "count", %new !{ variable: "count", span: "0:340..345" }
  ret void
}
define u64 @Counter::get() { %entry: %n: u64 = state_read u64 "count" !{ variable: "count" } ret u64 %n }
"#;

/// Bytes of a module without custom sections.
fn size_without_custom(wasm: &[u8]) -> usize {
    let custom: usize = Parser::new(0)
        .parse_all(wasm)
        .map(|payload| match payload.unwrap() {
            Payload::CustomSection(section) => section.range().len() + 2,
            _ => 0,
        })
        .sum();
    wasm.len() - custom
}

#[test]
fn a_counter_is_small() {
    let module = parse(COUNTER);
    let artifact = compile(&module, &Options::default());
    let size = size_without_custom(&artifact.wasm);
    println!("counter: {size} bytes, {} with names", artifact.wasm.len());
    assert!(size < 2048, "{size} bytes");
}

#[test]
fn output_is_the_same_every_time() {
    let module = parse(COUNTER);
    let first = generate(&module, &Options::default()).unwrap();
    for _ in 0..5 {
        assert_eq!(generate(&module, &Options::default()).unwrap(), first);
    }
}

#[test]
fn a_counter_counts() {
    let module = parse(COUNTER);
    let mut running = Running::new(&module);
    let word = |value: u8| {
        let mut word = vec![0; 32];
        word[31] = value;
        word
    };
    let returned = |bytes: &[u8]| Ended::Returned(bytes.to_vec());
    assert_eq!(running.call_encoded("Counter::$deploy", &[]), returned(&[]));
    assert_eq!(running.call_encoded("Counter::increment", &[]), returned(&[]));
    assert_eq!(running.call_encoded("Counter::add", &word(5)), returned(&[]));
    assert_eq!(running.call_encoded("Counter::get", &[]), returned(&word(6)));
    assert_eq!(
        running.call_encoded("Counter::add", &word(0)),
        Ended::Reverted("Nothing to add.".to_owned())
    );
    assert_eq!(
        running.call_encoded("Counter::add", &[1; 32]),
        Ended::Reverted("Malformed arguments.".to_owned())
    );
    assert_eq!(
        running.call_encoded("Counter::add", &word(1)[..31]),
        Ended::Reverted("Malformed arguments.".to_owned())
    );
    running.store.data_mut().chain.context.value = 1;
    assert_eq!(
        running.call_encoded("Counter::add", &[]),
        Ended::Reverted("This function is not payable.".to_owned())
    );
}

#[test]
fn trap_sites_are_instructions_that_can_end_a_call() {
    let module = parse(COUNTER);
    let artifact = compile(&module, &Options::default());
    let mut offsets = BTreeSet::new();
    for payload in Parser::new(0).parse_all(&artifact.wasm) {
        if let Payload::CodeSectionEntry(body) = payload.unwrap() {
            for op in body.get_operators_reader().unwrap().into_iter_with_offsets() {
                let (op, offset) = op.unwrap();
                if matches!(
                    op,
                    Operator::Call { .. } | Operator::Unreachable | Operator::I64DivU
                ) {
                    offsets.insert(offset as u32);
                }
            }
        }
    }
    let mut last = 0;
    for site in &artifact.trap_sites {
        assert!(offsets.contains(&site.offset), "{site:?}");
        assert!(site.offset > last, "sites rise: {site:?}");
        last = site.offset;
    }
    let site = |start: u32| {
        let mut sites = artifact.trap_sites.iter().filter(|site| site.span.start == start);
        let site = sites.next().unwrap_or_else(|| panic!("no site at {start}"));
        assert!(sites.next().is_none(), "two sites at {start}");
        site.message.as_str()
    };
    for start in [110, 130, 140, 150, 310, 320, 340] {
        assert_eq!(site(start), "");
    }
    for start in [120, 330] {
        assert_eq!(site(start), "Arithmetic overflow in u64 addition.");
    }
    let wrapper = |message: &str| {
        artifact
            .trap_sites
            .iter()
            .filter(|site| site.message == message)
            .count()
    };
    assert_eq!(wrapper("Malformed arguments."), 1);
    assert_eq!(wrapper("This function is not payable."), 4);
}

#[test]
fn only_what_is_used_is_imported_and_generated() {
    let artifact = compile(
        &parse("define u64 @f() { %entry: ret u64 7u64 }"),
        &Options::default(),
    );
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(&artifact.wasm) {
        if let Payload::ImportSection(reader) = payload.unwrap() {
            for import in reader.into_imports() {
                imports.push(import.unwrap().name.to_owned());
            }
        }
    }
    assert!(imports.is_empty(), "{imports:?}");
    let size = size_without_custom(&artifact.wasm);
    assert!(size < 400, "{size}");
}

#[test]
fn too_many_parameters_are_an_error() {
    let function = |count: usize| {
        let params: Vec<String> = (0..count).map(|at| format!("u256 %p{at}")).collect();
        let args: Vec<String> = (0..count).map(|_| "u256 0u256".to_owned()).collect();
        let text = format!(
            "define void @many({}) {{ %entry: ret void }} define void @f() {{ %entry: call void @many({}) ret void }} \
             export function \"f\" = @f() !{{ source_name: \"f\", payable: true }}",
            params.join(", "),
            args.join(", ")
        );
        text::parse(&text).unwrap_or_else(|error| panic!("{error}"))
    };
    assert!(generate(&function(250), &Options::default()).is_ok());
    let error = generate(&function(251), &Options::default()).unwrap_err();
    assert!(matches!(error, CodegenError::TooManyParameters { .. }), "{error}");
}

#[test]
fn irreducible_graphs_are_an_error() {
    let source = "define void @f(bool %a) {
        %entry: br_if %a, %x, %y
        %x: br_if %a, %y, %end
        %y: br_if %a, %x, %end
        %end: ret void
    }";
    let error = generate(&parse(source), &Options::default()).unwrap_err();
    assert_eq!(error, CodegenError::IrreducibleControlFlow);
}

/// Long functions and deep nesting must not overflow the native stack or take long.
#[test]
fn long_functions_are_generated() {
    let mut text = String::from("define u64 @long(u64 %x) { %entry: %v0: u64 = add u64 %x, 1u64 br %b0\n");
    let count = 3000;
    for at in 0..count {
        let next = at + 1;
        text.push_str(&format!(
            "%b{at}: %c{at}: bool = icmp ult u64 %v{at}, 500u64 br_if %c{at}, %t{at}, %e{at}\n\
             %t{at}: %p{at}: u64 = wrapping_mul u64 %v{at}, 3u64 br %j{at}\n\
             %e{at}: %q{at}: u64 = shr_l u64 %v{at}, 2u32 br %j{at}\n\
             %j{at}: %v{next}: u64 = phi u64 [ %p{at}, %t{at} ], [ %q{at}, %e{at} ] br %b{next}\n"
        ));
    }
    text.push_str(&format!("%b{count}: ret u64 %v{count} }}\n"));
    // One expression of many operations.
    text.push_str("define u64 @deep(u64 %x) { %entry: %w0: u64 = xor u64 %x, 0u64\n");
    for at in 0..20_000 {
        text.push_str(&format!("%w{}: u64 = wrapping_add u64 %x, %w{at}\n", at + 1));
    }
    text.push_str("ret u64 %w20000 }\n");
    let module = parse(&text);
    let mut running = Running::new(&module);
    let args = |value: u64| {
        [(
            twilight_abi::Type::Int(twilight_abi::IntType::U64),
            twilight_abi::Value::u64(value),
        )]
    };
    let mut expected = 8_u64;
    for _ in 0..count {
        expected = if expected < 500 {
            expected * 3
        } else {
            expected >> 2
        };
    }
    let u64_type = twilight_abi::Type::Int(twilight_abi::IntType::U64);
    assert_eq!(
        running.value("long", &args(7), &u64_type),
        twilight_abi::Value::u64(expected)
    );
    assert_eq!(
        running.value("deep", &args(3), &u64_type),
        twilight_abi::Value::u64(60_003)
    );
}

/// The loops of a nest that the front end allows, each left from the innermost.
#[test]
fn nested_loops_are_generated() {
    let depth = 120;
    let mut text = String::from("define u64 @nest(u64 %n) { %entry: br %h0\n");
    for at in 0..depth {
        let before = if at == 0 {
            "%entry".to_owned()
        } else {
            format!("%d{}", at - 1)
        };
        let sum = if at == 0 {
            "0u64".to_owned()
        } else {
            format!("%s{}", at - 1)
        };
        text.push_str(&format!(
            "%h{at}: %i{at}: u64 = phi u64 [ 0u64, {before} ], [ %k{at}, %l{at} ]\n\
             %s{at}: u64 = phi u64 [ {sum}, {before} ], [ %t{at}, %l{at} ]\n\
             %c{at}: bool = icmp ult u64 %i{at}, 2u64 br_if %c{at}, %d{at}, %x{at}\n%d{at}: "
        ));
        if at + 1 < depth {
            text.push_str(&format!("br %h{}\n", at + 1));
        } else {
            text.push_str(&format!(
                "%z: u64 = add u64 %s{at}, 1u64 %stop: bool = icmp uge u64 %z, %n br_if %stop, %out, %y\n%y: br %l{at}\n"
            ));
        }
    }
    for at in (0..depth).rev() {
        let inner = if at + 1 == depth {
            "%z".to_owned()
        } else {
            format!("%s{}", at + 1)
        };
        text.push_str(&format!(
            "%l{at}: %t{at}: u64 = add u64 {inner}, 0u64 %k{at}: u64 = add u64 %i{at}, 1u64 br %h{at}\n"
        ));
        if at > 0 {
            text.push_str(&format!("%x{at}: br %l{}\n", at - 1));
        } else {
            text.push_str("%x0: ret u64 %s0\n");
        }
    }
    text.push_str("%out: ret u64 %z }\n");
    let mut running = Running::new(&parse(&text));
    let u64_type = twilight_abi::Type::Int(twilight_abi::IntType::U64);
    let args = [(u64_type.clone(), twilight_abi::Value::u64(1000))];
    assert_eq!(
        running.value("nest", &args, &u64_type),
        twilight_abi::Value::u64(1000)
    );
}

#[test]
fn names_of_variables_are_written_when_asked_for() {
    let source = "define { u64, u256 } @f(u64 %first.0, u256 %second.1) { %entry:
        %2: u64 = add u64 %first.0, 1u64
        %r: { u64, u256 } = aggregate { u64, u256 } (%2, %second.1)
        ret { u64, u256 } %r }";
    let names = |debug_names| {
        let options = Options {
            debug_names,
            ..Options::default()
        };
        let wasm = compile(&parse(source), &options).wasm;
        let mut names = BTreeSet::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            if let Payload::CustomSection(section) = payload.unwrap()
                && let KnownCustom::Name(reader) = section.as_known()
            {
                for name in reader {
                    if let Name::Local(functions) = name.unwrap() {
                        for function in functions {
                            let locals = function.unwrap().names.into_iter();
                            names.extend(locals.map(|naming| naming.unwrap().name.to_owned()));
                        }
                    }
                }
            }
        }
        names
    };
    assert!(names(false).is_empty());
    let expected = ["first", "second.0", "second.1", "second.2", "second.3"];
    assert_eq!(names(true), expected.iter().map(ToString::to_string).collect());
}

/// `--nocapture` shows sizes and times.
#[test]
fn a_large_program_is_generated_in_time() {
    let time = |count: usize| {
        let mut text = String::new();
        for at in 0..count {
            text.push_str(&format!(
                "define u64 @f{at}(u64 %a, u256 %b) {{ %entry: br %head
                %head: %i: u64 = phi u64 [ 0u64, %entry ], [ %i2, %body ] %s: u256 = phi u256 [ %b, %entry ], [ %s2, %body ]
                %go: bool = icmp ult u64 %i, %a br_if %go, %body, %done
                %body: %x: u256 = zext u64 %i to u256 %s1: u256 = mul u256 %s, %x %s2: u256 = add u256 %s1, 1u256
                %i2: u64 = add u64 %i, 1u64 br %head
                %done: %z: bool = icmp ugt u256 %s, 7u256 br_if %z, %more, %less
                %more: revert string \"more\"
                %less: ret u64 %i }}\n"
            ));
        }
        let module = parse(&text);
        let start = std::time::Instant::now();
        let artifact = generate(&module, &Options::default()).unwrap();
        (start.elapsed(), artifact.wasm.len())
    };
    let (few, few_bytes) = time(100);
    let (many, many_bytes) = time(1000);
    println!("100 functions: {few:?}, {few_bytes} bytes; 1000: {many:?}, {many_bytes} bytes");
    assert!(many < std::time::Duration::from_secs(20), "{many:?}");
    assert!(many_bytes < few_bytes * 11);
}

#[test]
fn names_of_the_module_itself_are_reserved() {
    for name in ["memory", "__alloc", "__panic_ptr", "__panic_len"] {
        let module = parse(&format!(
            "define void @{name}() !{{ span: \"0:5..9\" }} {{ %entry: ret void }}"
        ));
        let error = generate(&module, &Options::default()).unwrap_err();
        let CodegenError::ReservedName { name: reserved, span } = error else {
            panic!("{error}")
        };
        assert_eq!((reserved.as_str(), span.start), (name, 5));
    }
}

#[test]
fn an_event_of_too_many_values_is_an_error() {
    let event = |count: usize| {
        let params: Vec<String> = (0..count).map(|at| format!("u256 %p{at}")).collect();
        let args = vec!["0u256"; count].join(", ");
        parse(&format!(
            "event @Many({}) define void @f() {{ %entry: emit_event @Many({args}) ret void }}",
            params.join(", ")
        ))
    };
    assert!(generate(&event(250), &Options::default()).is_ok());
    let error = generate(&event(251), &Options::default()).unwrap_err();
    assert!(matches!(error, CodegenError::TooManyParameters { .. }), "{error}");
}
