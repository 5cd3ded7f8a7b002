//! Specification 09, rule by rule, read off emitted modules. What they do is the other tests' part; here stands
//! which instructions and imports a TIR instruction becomes.
use std::collections::HashMap;

use crate::common::{compile, parse};
use twilight_codegen_wasm::Options;
use wasmparser::{ExternalKind, KnownCustom, Name, Parser, Payload, TypeRef, ValType};

/// Parameters, results and opcodes of an exported function.
type Exported = (Vec<ValType>, Vec<ValType>, Vec<String>);

/// What the tests look at.
#[derive(Default)]
struct Emitted {
    /// `module.name`.
    imports: Vec<String>,
    exports: Vec<(String, ExternalKind)>,
    /// Initial and greatest number of pages, and whether it is shared.
    memories: Vec<(u64, Option<u64>, bool)>,
    /// By name: parameters, results, instructions. A call names what it calls.
    functions: HashMap<String, Exported>,
    has_start: bool,
}

impl Emitted {
    fn ops(&self, name: &str) -> &[String] {
        &self.functions[name].2
    }

    fn has(&self, name: &str, op: &str) -> bool {
        self.ops(name).iter().any(|one| one == op)
    }
}

fn emit(source: &str) -> Emitted {
    let options = Options {
        debug_names: true,
        ..Options::default()
    };
    let wasm = compile(&parse(source), &options).wasm;
    let mut emitted = Emitted::default();
    let (mut types, mut declared, mut names) = (Vec::new(), Vec::new(), HashMap::new());
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(&wasm) {
        match payload.unwrap() {
            Payload::TypeSection(reader) => {
                for ty in reader.into_iter_err_on_gc_types() {
                    types.push(ty.unwrap());
                }
            }
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    let import = import.unwrap();
                    assert!(
                        matches!(import.ty, TypeRef::Func(_)),
                        "only functions are imported"
                    );
                    let name = format!("{}.{}", import.module, import.name);
                    names.insert(emitted.imports.len() as u32, name.clone());
                    emitted.imports.push(name);
                }
            }
            Payload::FunctionSection(reader) => declared.extend(reader.into_iter().map(Result::unwrap)),
            Payload::MemorySection(reader) => {
                for memory in reader {
                    let memory = memory.unwrap();
                    emitted
                        .memories
                        .push((memory.initial, memory.maximum, memory.shared));
                }
            }
            Payload::ExportSection(reader) => {
                for export in reader {
                    let export = export.unwrap();
                    emitted.exports.push((export.name.to_owned(), export.kind));
                }
            }
            Payload::StartSection { .. } => emitted.has_start = true,
            Payload::CodeSectionEntry(body) => bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(reader) = section.as_known() {
                    for name in reader {
                        if let Name::Function(functions) = name.unwrap() {
                            for naming in functions {
                                let naming = naming.unwrap();
                                names
                                    .entry(naming.index)
                                    .or_insert_with(|| naming.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let first = emitted.imports.len() as u32;
    for (at, body) in bodies.iter().enumerate() {
        let name = names[&(first + at as u32)].clone();
        let ty = &types[declared[at] as usize];
        let ops = body.get_operators_reader().unwrap().into_iter().map(|op| {
            let text = format!("{:?}", op.unwrap());
            match text.strip_prefix("Call { function_index: ") {
                Some(rest) => format!(
                    "call {}",
                    names[&rest.trim_end_matches(" }").parse::<u32>().unwrap()]
                ),
                None => text.split(' ').next().unwrap().to_owned(),
            }
        });
        let function = (ty.params().to_vec(), ty.results().to_vec(), ops.collect());
        emitted.functions.insert(name, function);
    }
    emitted
}

/// 09 §2: one memory of the module's own, bounded and not shared; nothing runs at instantiation.
#[test]
fn environment() {
    let emitted = emit("define u64 @f(string %s) { %entry: %n: u64 = builtin str_len(%s) ret u64 %n }");
    let [(initial, Some(maximum), false)] = emitted.memories.as_slice() else {
        panic!("{:?}", emitted.memories);
    };
    assert!(initial <= maximum);
    assert!(!emitted.has_start);
    assert!(
        emitted
            .exports
            .contains(&("memory".to_owned(), ExternalKind::Memory))
    );
}

/// 09 §3.1: what is public is exported under its mangled name, nothing else is.
#[test]
fn exports() {
    let emitted = emit(
        "export function \"C::go\" = @C::go() !{ source_name: \"go\", contract: \"C\" }
         define u64 @C::helper() { %entry: ret u64 1u64 }
         define u64 @C::go() { %entry: %x: u64 = call u64 @C::helper() ret u64 %x }",
    );
    // The tests' own harness exports the helper too, by its mangled name.
    for name in ["C::go", "C::helper"] {
        assert!(
            emitted.exports.contains(&(name.to_owned(), ExternalKind::Func)),
            "{name}"
        );
    }
}

/// 09 §3.2: `revert` calls the host and never goes on; `panic` and `unreachable` trap without the host.
#[test]
fn terminators() {
    let emitted = emit(
        "define void @revert(string %m) { %entry: revert string %m }
         define void @panic(string %m) { %entry: panic string %m }
         define void @never() { %entry: unreachable }
         define u64 @choose(bool %c) { %entry: br_if %c, %a, %b %a: ret u64 1u64 %b: ret u64 2u64 }
         define u64 @many(u8 %n) {
         %entry: switch u8 %n [ %a, %b, %c, %d ], %e
         %a: ret u64 1u64 %b: ret u64 2u64 %c: ret u64 3u64 %d: ret u64 4u64 %e: ret u64 5u64 }
         define u64 @loop(u64 %n) {
         %entry: br %head
         %head: %i: u64 = phi u64 [ 0u64, %entry ], [ %j, %body ]
         %go: bool = icmp ult u64 %i, %n br_if %go, %body, %done
         %body: %j: u64 = wrapping_add u64 %i, 1u64 br %head
         %done: ret u64 %i }",
    );
    // What follows a call is `unreachable`, in the helper that takes the message apart and behind the call of it.
    let after = |name: &str, callee: &str| {
        let ops = emitted.ops(name);
        let call = ops
            .iter()
            .position(|op| op == callee)
            .unwrap_or_else(|| panic!("{name}: {ops:?}"));
        ops[call + 1..].iter().find(|op| *op != "Drop").cloned()
    };
    assert_eq!(after("revert", "call __revert").as_deref(), Some("Unreachable"));
    assert_eq!(
        after("__revert", "call nova_contract_v1.revert").as_deref(),
        Some("Unreachable")
    );
    for name in ["panic", "never"] {
        assert!(emitted.has(name, "Unreachable"), "{name}");
        assert!(
            !emitted.ops(name).iter().any(|op| op.contains("revert")),
            "{name}"
        );
    }
    assert!(emitted.has("choose", "If") || emitted.has("choose", "BrIf") || emitted.has("choose", "Select"));
    assert!(emitted.has("many", "BrTable"));
    assert!(emitted.has("loop", "Loop"));
}

/// 09 §3.3.1: operations of 64 bits are wasm's own; sums that must not overflow are checked and revert, those that
/// wrap are not; unsigned division leaves the trap on zero to wasm. Signed division goes through a helper, so that
/// `MIN / -1` has a message of its own.
#[test]
fn arithmetic() {
    let mut source = String::new();
    for op in [
        "add",
        "sub",
        "mul",
        "wrapping_add",
        "wrapping_sub",
        "wrapping_mul",
        "div_u",
        "rem_u",
        "and",
        "or",
        "xor",
    ] {
        source.push_str(&format!(
            "define u64 @{op}(u64 %a, u64 %b) {{ %entry: %r: u64 = {op} u64 %a, %b ret u64 %r }}\n"
        ));
    }
    source.push_str(
        "define bool @ult(u64 %a, u64 %b) { %entry: %r: bool = icmp ult u64 %a, %b ret bool %r }\n",
    );
    source.push_str(
        "define bool @slt(i64 %a, i64 %b) { %entry: %r: bool = icmp slt i64 %a, %b ret bool %r }\n",
    );
    source.push_str("define i64 @div_s(i64 %a, i64 %b) { %entry: %r: i64 = div_s i64 %a, %b ret i64 %r }\n");
    let emitted = emit(&source);
    for (name, op) in [
        ("wrapping_add", "I64Add"),
        ("wrapping_sub", "I64Sub"),
        ("wrapping_mul", "I64Mul"),
        ("div_u", "I64DivU"),
        ("rem_u", "I64RemU"),
        ("and", "I64And"),
        ("or", "I64Or"),
        ("xor", "I64Xor"),
        ("ult", "I64LtU"),
        ("slt", "I64LtS"),
    ] {
        let body: Vec<_> = emitted.ops(name).iter().map(String::as_str).collect();
        assert_eq!(body, ["LocalGet", "LocalGet", op, "End"], "{name}");
    }
    assert!(emitted.has("div_s", "call __div_i64") && emitted.has("__div_i64", "I64DivS"));
    for (name, op) in [("add", "I64Add"), ("sub", "I64Sub")] {
        assert!(emitted.has(name, op), "{name}");
    }
    assert!(emitted.has("mul", "call __mul_u64"));
    for name in ["add", "sub", "__mul_u64"] {
        let checked = emitted.ops(name).iter().any(|op| op == "If" || op == "BrIf");
        assert!(checked, "{name} is checked: {:?}", emitted.ops(name));
    }
    assert!(emitted.imports.contains(&"nova_contract_v1.revert".to_owned()));
}

/// 09 §3.3.3
#[test]
fn select() {
    let emitted = emit(
        "define u64 @f(bool %c, u64 %a, u64 %b) {
         %entry: %r: u64 = select bool %c, u64 %a, u64 %b ret u64 %r }",
    );
    assert!(emitted.has("f", "Select"), "{:?}", emitted.ops("f"));
}

/// 09 §3.3.4, §3.3.8: each intrinsic becomes calls of its own host function, and no others are imported.
#[test]
fn host_functions() {
    for (body, import) in [
        (
            "%r: u64 = state_read u64 \"n\" !{ variable: \"n\" }",
            "nova_state_v1.read",
        ),
        (
            "state_write u64 \"n\", 1u64 !{ variable: \"n\" }",
            "nova_state_v1.write",
        ),
        (
            "%r: bool = state_exists \"n\" !{ variable: \"n\" }",
            "nova_state_v1.exists",
        ),
        ("%r: address = get_ctx Sender", "nova_tx_v1.get_sender"),
        ("%r: address = get_ctx Origin", "nova_tx_v1.get_origin"),
        ("%r: u128 = get_ctx Value", "nova_tx_v1.get_value"),
        ("%r: u64 = get_ctx BlockNumber", "nova_env_v1.get_block_number"),
        ("%r: u64 = get_ctx Timestamp", "nova_env_v1.get_timestamp"),
        (
            "%r: address = get_ctx SelfAddress",
            "nova_env_v1.get_self_address",
        ),
        ("%r: u64 = get_ctx GasLeft", "nova_env_v1.get_gas_left"),
        ("emit_event @E(1u64)", "nova_contract_v1.emit_event"),
        ("%r: hash256 = builtin keccak256(%v)", "nova_crypto_v1.keccak256"),
        ("%r: hash256 = builtin blake3(%v)", "nova_crypto_v1.blake3"),
        ("builtin print(\"text\")", "nova_debug_v1.print"),
    ] {
        let source = format!(
            "storage n: u64\nevent @E(u64 %a)\ndefine void @f(vector<u8> %v) {{ %entry: {body} ret void }}"
        );
        let emitted = emit(&source);
        let wanted = import.to_owned();
        assert!(emitted.imports.contains(&wanted), "{body}: {:?}", emitted.imports);
        // Whatever else there is ends calls that failed.
        let others: Vec<_> = emitted
            .imports
            .iter()
            .filter(|one| **one != wanted && *one != "nova_contract_v1.revert")
            .collect();
        assert!(others.is_empty(), "{body}: {others:?}");
    }
}

/// 09 §3.3.5
#[test]
fn calls_are_direct() {
    let emitted = emit(
        "define u64 @callee(u64 %x) { %entry: ret u64 %x }
         define u64 @caller(u64 %x) { %entry: %r: u64 = call u64 @callee(u64 %x) ret u64 %r }",
    );
    assert!(
        emitted.has("caller", "call callee"),
        "{:?}",
        emitted.ops("caller")
    );
}

/// 09 §3.3.6
#[test]
fn conversions() {
    let emitted = emit(
        "define u64 @zext(u32 %x) { %entry: %r: u64 = zext u32 %x to u64 ret u64 %r }
         define i64 @sext(i32 %x) { %entry: %r: i64 = sext i32 %x to i64 ret i64 %r }
         define u32 @trunc(u64 %x) { %entry: %r: u32 = trunc u64 %x to u32 ret u32 %r }",
    );
    for (name, op) in [
        ("zext", "I64ExtendI32U"),
        ("sext", "I64ExtendI32S"),
        ("trunc", "I32WrapI64"),
    ] {
        let body: Vec<_> = emitted.ops(name).iter().map(String::as_str).collect();
        assert_eq!(body, ["LocalGet", op, "End"], "{name}");
    }
}

/// 09 §4, with D2 for what it would pass by pointer.
#[test]
fn types() {
    use ValType::{I32, I64};
    let emitted = emit(
        "%Point = type struct { x: i64, ok: bool }
         define void @small(bool %a, u8 %b, u16 %c, u32 %d, i8 %e, i16 %f, i32 %g) { %entry: ret void }
         define void @words(u64 %a, i64 %b) { %entry: ret void }
         define void @wide(u128 %a, i256 %b) { %entry: ret void }
         define void @handles(string %a, vector<u64> %b, map<u64, u64> %c) { %entry: ret void }
         define void @aggregates(%Point %a, { u8, u64 } %b) { %entry: ret void }
         define u64 @word() { %entry: ret u64 1u64 }
         define %Point @point(%Point %p) { %entry: ret %Point %p }",
    );
    for (name, params, results) in [
        ("small", vec![I32; 7], vec![]),
        ("words", vec![I64; 2], vec![]),
        ("wide", vec![I64; 6], vec![]),
        ("handles", vec![I32; 3], vec![]),
        ("aggregates", vec![I64, I32, I32, I64], vec![]),
        ("word", vec![], vec![I64]),
        ("point", vec![I64, I32], vec![I64, I32]),
    ] {
        let (found, returned, _) = &emitted.functions[name];
        assert_eq!((found, returned), (&params, &results), "{name}");
    }
}

/// 09 §5, with D3: memory is the module's own affair; no host function hands it out.
#[test]
fn allocation() {
    let emitted = emit(
        "define vector<u64> @f(u64 %n) { %entry: %r: vector<u64> = builtin vec_repeat<u64>(1u64, %n) ret vector<u64> %r }",
    );
    assert!(
        emitted
            .exports
            .contains(&("__alloc".to_owned(), ExternalKind::Func))
    );
    let strange: Vec<_> = emitted
        .imports
        .iter()
        .filter(|name| *name != "nova_contract_v1.revert")
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}
