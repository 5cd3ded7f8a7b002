//! The interpreter's interface: encoded calls, wrong calls, limits at their edges.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_abi::{IntType, Type, Value, encode, encode_args};
use twilight_hfi::limits::{
    MAX_EVENT_DATA_BYTES, MAX_EVENTS, MAX_PANIC_MESSAGE_BYTES, MAX_PRINT_BYTES, MAX_PRINT_TOTAL_BYTES,
    MAX_REVERT_MESSAGE_BYTES, MAX_STATE_ENTRIES, MAX_STATE_KEY_BYTES, PRINT_TRUNCATED_MARKER,
};
use twilight_tir::Module;
use twilight_tir::interp::{CallError, Chain, Interpreter, Limits, MAX_VALUE_NESTING, Outcome};
use twilight_tir::messages::{CHAIN_LIMIT, MALFORMED_ARGUMENTS};
use twilight_tir::text::parse;

fn call(module: &Module, limits: Limits, chain: &mut Chain, name: &str, args: &[Value]) -> Outcome {
    Interpreter::new(module)
        .unwrap()
        .with_limits(limits)
        .call_function(chain, name, args)
        .unwrap()
}

fn panicked(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Panicked { message, .. } => Some(message),
        _ => None,
    }
}

#[test]
fn encoded_calls_go_through_the_wrapper() {
    let module = parse(
        "export function \"f\" = @f(\"x\", \"s\") !{ source_name: \"f\" }
         define { u64, string } @f(u64 %x, string %s) !{ span: \"0:7..9\" } {
         %entry: %r: { u64, string } = aggregate { u64, string } (%x, %s) ret { u64, string } %r }",
    )
    .unwrap();
    let interpreter = Interpreter::new(&module).unwrap();
    let args = [
        (Type::Int(IntType::U64), Value::u64(5)),
        (Type::String, Value::string("a")),
    ];
    let encoded = encode_args(&args).unwrap();
    let mut chain = Chain::default();
    let (outcome, bytes) = interpreter.call_encoded(&mut chain, "f", &encoded).unwrap();
    let result = Value::Tuple(vec![Value::u64(5), Value::string("a")]);
    assert_eq!(outcome, Outcome::Returned(result.clone()));
    let ty = module.functions[0].ret.clone();
    assert_eq!(bytes, encode(&ty, &result).unwrap());

    let (outcome, bytes) = interpreter.call_encoded(&mut chain, "f", &encoded[1..]).unwrap();
    let Outcome::Reverted { message, span } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (message.as_str(), span.start, bytes.len()),
        (MALFORMED_ARGUMENTS, 7, 0)
    );

    // The value is looked at before the arguments.
    chain.context.value = 1;
    let (outcome, _) = interpreter.call_encoded(&mut chain, "f", &[]).unwrap();
    assert!(
        matches!(outcome, Outcome::Reverted { message, .. } if message == "This function is not payable.")
    );
}

#[test]
fn wrong_calls_are_refused() {
    let module = parse("define u8 @f(u8 %x) { %entry: ret u8 %x }").unwrap();
    let interpreter = Interpreter::new(&module).unwrap();
    let mut chain = Chain::default();
    let wrong = Err(CallError::Arguments("f".to_owned()));
    let five = Value::unsigned(IntType::U8, 5);
    assert_eq!(interpreter.call_function(&mut chain, "f", &[]), wrong);
    assert_eq!(
        interpreter.call_function(&mut chain, "f", &[five.clone(), five.clone()]),
        wrong
    );
    assert_eq!(
        interpreter.call_function(&mut chain, "f", &[Value::u64(5)]),
        wrong
    );
    let missing = Err(CallError::NotFound("g".to_owned()));
    assert_eq!(
        interpreter.call_function(&mut chain, "g", std::slice::from_ref(&five)),
        missing
    );
    assert_eq!(interpreter.call_export(&mut chain, "g", &[five]), missing);
    let invalid = parse("define u8 @f() { %entry: ret void }").unwrap();
    assert!(Interpreter::new(&invalid).is_err());
}

#[test]
fn every_value_crosses_both_ways() {
    let module = parse(
        "%E = type enum { A, B { x: u8, y: string } }
         %S = type struct { e: %E, m: map<string, Option<i8>> }
         define { %S, [2 x bool], [3 x u8], vector<u8>, vector<u256>, Result<u8, hash256>, address, void } @f({ %S, [2 x bool], [3 x u8], vector<u8>, vector<u256>, Result<u8, hash256>, address, void } %x) {
         %entry: ret { %S, [2 x bool], [3 x u8], vector<u8>, vector<u256>, Result<u8, hash256>, address, void } %x }",
    )
    .unwrap();
    let i8 = IntType {
        signed: true,
        bits: 8,
    };
    let value = Value::Tuple(vec![
        Value::Struct(vec![
            Value::Enum {
                variant: 1,
                fields: vec![Value::unsigned(IntType::U8, 1), Value::string("é")],
            },
            Value::Map(vec![
                (Value::string("b"), Value::some(Value::signed(i8, -1))),
                (Value::string("a"), Value::none()),
            ]),
        ]),
        Value::Array(vec![Value::Bool(true), Value::Bool(false)]),
        Value::Bytes(vec![1, 2, 3]),
        Value::Bytes(vec![255]),
        Value::Vector(vec![Value::unsigned(IntType::U256, 7)]),
        Value::err(Value::Hash256([3; 32])),
        Value::Address([9; 20]),
        Value::Unit,
    ]);
    let outcome = call(
        &module,
        Limits::default(),
        &mut Chain::default(),
        "f",
        std::slice::from_ref(&value),
    );
    assert_eq!(outcome, Outcome::Returned(value.clone()));
    // An array of another length is no value of the type.
    let Value::Tuple(mut fields) = value else {
        unreachable!()
    };
    fields[1] = Value::Array(vec![Value::Bool(true)]);
    let interpreter = Interpreter::new(&module).unwrap();
    assert!(
        interpreter
            .call_function(&mut Chain::default(), "f", &[Value::Tuple(fields)])
            .is_err()
    );
}

#[test]
fn limits_hold_at_their_edge() {
    let module = parse(
        "define void @one() { %entry: ret void }
         define void @two() { %entry: call void @one() ret void }
         define vector<u8> @fill(u64 %n) { %entry: %r: vector<u8> = builtin vec_repeat<u8>(1u8, %n) ret vector<u8> %r }",
    )
    .unwrap();
    let run =
        |limits: Limits, name: &str, args: &[Value]| call(&module, limits, &mut Chain::default(), name, args);
    let base = Limits::default();
    let done = Outcome::Returned(Value::Unit);
    // A call, the callee's return, the caller's.
    assert_eq!(run(Limits { steps: 3, ..base }, "two", &[]), done);
    assert_eq!(run(Limits { steps: 2, ..base }, "two", &[]), Outcome::StepLimit);
    assert_eq!(
        run(
            Limits {
                call_depth: 2,
                ..base
            },
            "two",
            &[]
        ),
        done
    );
    assert_eq!(
        run(
            Limits {
                call_depth: 1,
                ..base
            },
            "two",
            &[]
        ),
        Outcome::StackOverflow
    );
    let hundred = [Value::u64(100)];
    assert_eq!(
        run(
            Limits {
                stack_values: 1,
                ..base
            },
            "fill",
            &hundred
        ),
        Outcome::StackOverflow
    );
    assert_eq!(
        run(
            Limits {
                memory_bytes: 100,
                ..base
            },
            "fill",
            &hundred
        ),
        Outcome::OutOfMemory
    );
    let filled = Outcome::Returned(Value::Bytes(vec![1; 100]));
    assert_eq!(
        run(
            Limits {
                stack_values: 2,
                memory_bytes: 10_000,
                ..base
            },
            "fill",
            &hundred
        ),
        filled
    );
}

#[test]
fn the_hosts_limits_hold_at_their_edge() {
    let module = parse(
        "event @E(vector<u8> %data)
         define void @write(string %key) { %entry: state_write u8 %key, 1u8 !{ variable: \"x\" } ret void }
         define bool @exists(string %key) { %entry: %r: bool = state_exists %key !{ variable: \"x\" } ret bool %r }
         define void @emit(u64 %n) { %entry: %d: vector<u8> = builtin vec_repeat<u8>(1u8, %n) emit_event @E(%d) ret void }
         define void @print(string %s) { %entry: builtin print(%s) ret void }
         define void @revert(string %s) { %entry: revert string %s }
         define void @panic(string %s) { %entry: panic string %s }",
    )
    .unwrap();
    let run =
        |chain: &mut Chain, name: &str, arg: Value| call(&module, Limits::default(), chain, name, &[arg]);
    let done = Outcome::Returned(Value::Unit);
    let text = |bytes: usize| Value::string("k".repeat(bytes));

    let mut chain = Chain::default();
    assert_eq!(run(&mut chain, "write", text(MAX_STATE_KEY_BYTES)), done);
    assert_eq!(
        panicked(&run(&mut chain, "write", text(MAX_STATE_KEY_BYTES + 1))),
        Some(CHAIN_LIMIT)
    );
    assert_eq!(
        panicked(&run(&mut chain, "exists", text(MAX_STATE_KEY_BYTES + 1))),
        Some(CHAIN_LIMIT)
    );
    for at in chain.state.len()..MAX_STATE_ENTRIES {
        chain.state.insert(format!("x:{at}").into_bytes(), vec![1]);
    }
    // Full: another key is too much, an old one may change.
    assert_eq!(panicked(&run(&mut chain, "write", text(1))), Some(CHAIN_LIMIT));
    assert_eq!(run(&mut chain, "write", text(MAX_STATE_KEY_BYTES)), done);

    let mut chain = Chain::default();
    // Offset and length take a word each.
    let most = MAX_EVENT_DATA_BYTES as u64 - 64;
    assert_eq!(run(&mut chain, "emit", Value::u64(most)), done);
    assert_eq!(
        panicked(&run(&mut chain, "emit", Value::u64(most + 1))),
        Some(CHAIN_LIMIT)
    );
    let mut chain = Chain::default();
    for _ in 0..MAX_EVENTS {
        assert_eq!(run(&mut chain, "emit", Value::u64(0)), done);
    }
    assert_eq!(
        panicked(&run(&mut chain, "emit", Value::u64(0))),
        Some(CHAIN_LIMIT)
    );
    assert_eq!(chain.events.len(), MAX_EVENTS);

    let mut chain = Chain::default();
    run(&mut chain, "print", text(MAX_PRINT_BYTES));
    assert_eq!(chain.output.len(), MAX_PRINT_BYTES);
    run(&mut chain, "print", text(MAX_PRINT_BYTES + 1));
    assert_eq!(
        chain.output.len(),
        2 * MAX_PRINT_BYTES + PRINT_TRUNCATED_MARKER.len()
    );
    for _ in 0..10 {
        run(&mut chain, "print", text(MAX_PRINT_BYTES));
    }
    assert!(chain.output.ends_with(PRINT_TRUNCATED_MARKER));
    assert!(chain.output.len() <= MAX_PRINT_TOTAL_BYTES + 2 * PRINT_TRUNCATED_MARKER.len());

    let long = Value::string("é".repeat(MAX_REVERT_MESSAGE_BYTES));
    let Outcome::Reverted { message, .. } = run(&mut chain, "revert", long.clone()) else {
        panic!()
    };
    assert_eq!(message.len(), MAX_REVERT_MESSAGE_BYTES);
    let outcome = run(&mut chain, "panic", long);
    assert_eq!(panicked(&outcome).map(str::len), Some(MAX_PANIC_MESSAGE_BYTES));
}

#[test]
fn many_calls_take_no_machine_stack() {
    let module = parse(
        "define u64 @down(u64 %n) {
         %entry: %end: bool = icmp eq u64 %n, 0u64 br_if %end, %stop, %go
         %stop: ret u64 0u64
         %go: %m: u64 = sub u64 %n, 1u64 %r: u64 = call u64 @down(u64 %m) ret u64 %r }",
    )
    .unwrap();
    let limits = Limits {
        call_depth: 200_000,
        ..Limits::default()
    };
    let outcome = call(
        &module,
        limits,
        &mut Chain::default(),
        "down",
        &[Value::u64(100_000)],
    );
    assert_eq!(outcome, Outcome::Returned(Value::u64(0)));
}

/// Values of types that hold themselves are compared as deep as the limit says, and no deeper.
#[test]
fn values_are_compared_up_to_the_limit_of_their_nesting() {
    let module = parse(
        "%T = declare struct
         %T = type struct { kids: vector<%T> }
         define bool @plain(%T %a, %T %b) { %entry: %r: bool = icmp eq %T %a, %b ret bool %r }
         define bool @inside([1 x %T] %a, [1 x %T] %b) { %entry: %r: bool = icmp eq [1 x %T] %a, %b ret bool %r }",
    )
    .unwrap();
    let interpreter = Interpreter::new(&module).unwrap();
    // A value and its list of parts are two levels; the deepest list is empty.
    let nested = |levels: usize| {
        let mut value = Value::Struct(vec![Value::Vector(Vec::new())]);
        for _ in 1..levels {
            value = Value::Struct(vec![Value::Vector(vec![value])]);
        }
        value
    };
    let compare = |name: &str, value: &Value| {
        let args = [value.clone(), value.clone()];
        interpreter
            .call_function(&mut Chain::default(), name, &args)
            .unwrap()
    };
    let equal = Outcome::Returned(Value::Bool(true));
    let most = nested(MAX_VALUE_NESTING / 2);
    assert_eq!(compare("plain", &most), equal);
    assert_eq!(compare("inside", &Value::Array(vec![most])), equal);
    let beyond = nested(MAX_VALUE_NESTING / 2 + 1);
    assert_eq!(compare("plain", &beyond), Outcome::StackOverflow);
}

/// What is read at a loop's head and needed behind the loop is let go of on the way into the loop, so that updates there
/// need no copies.
#[test]
fn updates_in_a_loop_need_no_copies() {
    let module = parse(
        "define u64 @f(u64 %count) {
         %entry:
           %made: vector<u64> = builtin vec_repeat<u64>(0u64, %count)
           %a: reference<vector<u64>> = reference_new vector<u64> %made
           br %head
         %head:
           %i: u64 = phi u64 [ 0u64, %entry ], [ %next, %body ]
           %seen: vector<u64> = reference_load reference<vector<u64>> %a
           %length: u64 = builtin vec_len<u64>(%seen)
           %more: bool = icmp ult u64 %i, %length
           br_if %more, %body, %behind
         %body:
           %taken: vector<u64> = reference_take reference<vector<u64>> %a
           %changed: vector<u64> = builtin vec_set<u64>(%taken, %i, %i)
           reference_store reference<vector<u64>> %a, vector<u64> %changed
           %next: u64 = add u64 %i, 1u64
           br %head
         %behind:
           %last: u64 = builtin vec_get<u64>(%seen, 999u64)
           ret u64 %last
         }",
    )
    .unwrap();
    // Enough for one list of a thousand values and a half, not for two.
    let limits = Limits {
        memory_bytes: 1_500 * 48,
        ..Limits::default()
    };
    let outcome = call(&module, limits, &mut Chain::default(), "f", &[Value::u64(1_000)]);
    assert_eq!(outcome, Outcome::Returned(Value::u64(999)));
}
