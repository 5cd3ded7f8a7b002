//! State, events, context and the ways to end a call.

use std::sync::Arc;

use twilight_abi::{
    IntType, StorageKey, Type, Value, abi_signature, blake3, encode, encode_args, indexed_topic, topic0,
};
use twilight_tir::{Builtin, ContextVar, EventDef, EventId, EventParamDef, Module};

use super::harness::{Event, Failed, Program, Running, SENDER, VALUE, module_of, option};
use super::random::Random;
use crate::helpers::Helper;

/// Read, get, write, remove and exists of one variable; keys are `string` arguments.
fn state_program<'m>(module: &'m Module, ty: &Type) -> Program<'m> {
    let key = Type::String;
    let mut program = Program::new(module);
    let cases = [
        (
            "read",
            Helper::StateRead(ty.clone()),
            vec![key.clone()],
            ty.clone(),
        ),
        ("get", Helper::StateGet(ty.clone()), vec![key.clone()], option(ty)),
        (
            "write",
            Helper::StateWrite(ty.clone()),
            vec![key.clone(), ty.clone()],
            Type::Unit,
        ),
        ("remove", Helper::StateRemove, vec![key.clone()], Type::Unit),
        ("exists", Helper::StateExists, vec![key], Type::Bool),
    ];
    for (name, helper, params, ret) in cases {
        program.function(name, &params, &ret, |cx, f, args| {
            f.ins().i32_const(cx.data.domain("v") as i32);
            f.get_all(&args.concat());
            f.call(cx.helper(helper));
        });
    }
    program
}

fn key(text: &str) -> (Type, Value) {
    (Type::String, Value::string(text))
}

#[test]
fn values_are_kept_under_their_keys() {
    for round in 0..300 {
        let mut random = Random::new(51 + round);
        let ty = random.ty(2);
        let module = module_of(&[ty.clone(), option(&ty)]);
        let mut running = state_program(&module, &ty).run();
        let zero = Value::zero(&ty).unwrap();
        let place = [key("v:1")];
        assert_eq!(running.call("read", &place, &ty), Ok(zero.clone()), "{ty}");
        assert_eq!(
            running.call("get", &place, &option(&ty)),
            Ok(Value::none()),
            "{ty}"
        );
        let mut last = Value::Unit;
        for _ in 0..3 {
            last = random.value(&ty);
            let args = [key("v:1"), (ty.clone(), last.clone())];
            assert_eq!(running.call("write", &args, &Type::Unit), Ok(Value::Unit));
        }
        let stored = encode(&ty, &last).unwrap();
        let address = (blake3(b"self.v").to_vec(), b"v:1".to_vec());
        let present = !stored.is_empty();
        assert_eq!(
            running
                .store
                .data()
                .state
                .get(&address)
                .cloned()
                .unwrap_or_default(),
            stored,
            "{ty}"
        );
        let expected = if present { last.clone() } else { zero };
        assert_eq!(running.call("read", &place, &ty), Ok(expected.clone()), "{ty}");
        let expected = if present {
            Value::some(expected)
        } else {
            Value::none()
        };
        assert_eq!(running.call("get", &place, &option(&ty)), Ok(expected));
        assert_eq!(
            running.call("exists", &place, &Type::Bool),
            Ok(Value::Bool(present))
        );
        assert_eq!(
            running.call("exists", &[key("v:2")], &Type::Bool),
            Ok(Value::Bool(false))
        );
        assert_eq!(running.call("remove", &place, &Type::Unit), Ok(Value::Unit));
        assert_eq!(
            running.call("exists", &place, &Type::Bool),
            Ok(Value::Bool(false))
        );
        assert!(running.store.data().state.is_empty());
    }
}

#[test]
fn long_values_are_read_twice_and_short_ones_once() {
    let module = module_of(&[option(&Type::String)]);
    let mut running = state_program(&module, &Type::String).run();
    for (length, reads) in [(0, 1), (64, 1), (65, 2), (10_000, 2)] {
        let text = Value::String("x".repeat(length));
        running
            .call("write", &[key("v"), (Type::String, text.clone())], &Type::Unit)
            .unwrap();
        running.store.data_mut().reads = 0;
        assert_eq!(running.call("read", &[key("v")], &Type::String), Ok(text));
        assert_eq!(running.store.data().reads, reads, "{length}");
    }
}

#[test]
fn stored_bytes_of_another_type_are_a_panic() {
    let ty = Type::Int(IntType::U64);
    let module = module_of(&[option(&ty)]);
    let mut running = state_program(&module, &ty).run();
    let place = (blake3(b"self.v").to_vec(), b"v".to_vec());
    for stored in [vec![1], vec![0xff; 32], vec![0; 64]] {
        running.store.data_mut().state.insert(place.clone(), stored);
        for name in ["read", "get"] {
            let failed = running.call(name, &[key("v")], &Type::Unit);
            assert_eq!(
                failed,
                Err(Failed::Panic("Malformed state.".to_owned())),
                "{name}"
            );
        }
    }
}

#[test]
fn numbers_are_read_without_using_up_memory() {
    let ty = Type::Int(IntType::U256);
    let module = module_of(std::slice::from_ref(&ty));
    let mut program = Program::new(&module);
    program.function("loop", &[Type::String], &Type::Unit, |cx, f, args| {
        let left = f.local_i32();
        let domain = cx.data.domain("v") as i32;
        f.ins()
            .i32_const(20_000)
            .local_set(left)
            .loop_(wasm_encoder::BlockType::Empty)
            .i32_const(domain);
        f.get_all(&args[0]);
        f.ins().i32_const(domain);
        f.get_all(&args[0]);
        f.call(cx.helper(Helper::StateRead(ty.clone())));
        f.call(cx.helper(Helper::StateWrite(ty.clone())));
        f.ins()
            .local_get(left)
            .i32_const(1)
            .i32_sub()
            .local_tee(left)
            .br_if(0)
            .end();
    });
    let mut running = program.run();
    assert_eq!(running.call("loop", &[key("v")], &Type::Unit), Ok(Value::Unit));
    assert_eq!(running.pages(), 1);
}

#[test]
fn failures_of_the_host_are_panics() {
    let ty = Type::Int(IntType::U64);
    let module = module_of(&[option(&ty)]);
    let mut running = state_program(&module, &ty).run();
    for (code, message) in [
        (-7, "A limit of the chain is exceeded."),
        (-1, "Storage access failed."),
        (-9, "Storage access failed."),
    ] {
        running.store.data_mut().state_error = Some(code);
        for name in ["read", "get", "write", "remove", "exists"] {
            let mut args = vec![key("v")];
            if name == "write" {
                args.push((ty.clone(), Value::u64(1)));
            }
            let failed = running.call(name, &args, &Type::Unit);
            assert_eq!(failed, Err(Failed::Panic(message.to_owned())), "{name} {code}");
        }
    }
}

#[test]
fn keys_are_those_of_the_reference() {
    for round in 0..300 {
        let mut random = Random::new(61 + round);
        let ty = random.ty(if round % 2 == 0 { 0 } else { 2 });
        let module = module_of(std::slice::from_ref(&ty));
        let mut program = Program::new(&module);
        program.helper(
            "index",
            Helper::KeyIndex(ty.clone()),
            &[Type::String, ty.clone()],
            &Type::String,
        );
        program.helper(
            "field",
            Helper::KeyField,
            &[Type::String, Type::String],
            &Type::String,
        );
        let mut running = program.run();
        for _ in 0..4 {
            let value = random.value(&ty);
            let place = StorageKey::variable("polls").entry(&ty, &value).unwrap();
            let expected = String::from_utf8(place.clone().into_bytes()).unwrap();
            let args = [key("polls"), (ty.clone(), value)];
            assert_eq!(
                running.call("index", &args, &Type::String),
                Ok(Value::string(&expected)),
                "{ty}"
            );
            let field = String::from_utf8(place.field("votes").into_bytes()).unwrap();
            let args = [key(&expected), key("votes")];
            assert_eq!(
                running.call("field", &args, &Type::String),
                Ok(Value::string(field))
            );
        }
    }
}

fn event_module(params: &[(Type, bool)], anonymous: bool) -> Module {
    let params = params.iter().enumerate();
    let params = params.map(|(at, (ty, topic))| EventParamDef {
        name: format!("p{at}"),
        ty: ty.clone(),
        topic: *topic,
    });
    Module {
        events: vec![EventDef {
            name: "Moved".to_owned(),
            params: params.collect(),
            anonymous,
        }],
        ..Module::default()
    }
}

fn check_event(running: &mut Running, params: &[(Type, bool)], values: &[Value], anonymous: bool) {
    let types: Vec<Type> = params.iter().map(|(ty, _)| ty.clone()).collect();
    let args: Vec<(Type, Value)> = types.iter().cloned().zip(values.iter().cloned()).collect();
    running.store.data_mut().events.clear();
    assert_eq!(running.call("emit", &args, &Type::Unit), Ok(Value::Unit));
    let mut topics = Vec::new();
    if !anonymous {
        topics.push(topic0(&abi_signature("Moved", &types)).to_vec());
    }
    let mut data = Vec::new();
    for ((_, topic), (ty, value)) in params.iter().zip(args) {
        if *topic {
            topics.push(indexed_topic(&ty, &value).unwrap().to_vec());
        } else {
            data.push((ty, value));
        }
    }
    let expected = Event {
        topics,
        data: encode_args(&data).unwrap(),
    };
    assert_eq!(running.store.data().events, [expected], "{params:?} {values:?}");
}

#[test]
fn events_are_those_of_the_reference() {
    for round in 0..300 {
        let mut random = Random::new(71 + round);
        let params: Vec<(Type, bool)> = (0..random.below(5))
            .map(|at| (random.ty(2), at % 2 == 0))
            .collect();
        let types: Vec<Type> = params.iter().map(|(ty, _)| ty.clone()).collect();
        let anonymous = round % 3 == 0;
        let module = event_module(&params, anonymous);
        let mut program = Program::new(&module);
        program.helper("emit", Helper::Emit(EventId(0)), &types, &Type::Unit);
        let mut running = program.run();
        for _ in 0..3 {
            let values: Vec<Value> = types.iter().map(|ty| random.value(ty)).collect();
            check_event(&mut running, &params, &values, anonymous);
        }
    }
}

#[test]
fn indexed_empty_values_have_topics() {
    let params = [
        (Type::String, true),
        (Type::bytes(), true),
        (Type::Vector(Arc::new(Type::String)), true),
        (Type::Unit, false),
    ];
    let types: Vec<Type> = params.iter().map(|(ty, _)| ty.clone()).collect();
    let module = event_module(&params, false);
    let mut program = Program::new(&module);
    program.helper("emit", Helper::Emit(EventId(0)), &types, &Type::Unit);
    let values = [
        Value::string(""),
        Value::Bytes(Vec::new()),
        Value::Vector(Vec::new()),
        Value::Unit,
    ];
    check_event(&mut program.run(), &params, &values, false);
}

#[test]
fn an_anonymous_event_has_up_to_four_indexed_parameters() {
    for count in 0..=4 {
        let params = vec![(Type::Bool, true); count];
        let types = vec![Type::Bool; count];
        let module = event_module(&params, true);
        assert_eq!(twilight_tir::verify(&module), Ok(()));
        let mut program = Program::new(&module);
        program.helper("emit", Helper::Emit(EventId(0)), &types, &Type::Unit);
        check_event(&mut program.run(), &params, &vec![Value::Bool(true); count], true);
    }
    assert!(twilight_tir::verify(&event_module(&vec![(Type::Bool, true); 5], true)).is_err());
    assert!(twilight_tir::verify(&event_module(&vec![(Type::Bool, true); 4], false)).is_err());
}

#[test]
fn the_context_is_read() {
    let module = module_of(&[Type::Address]);
    let mut program = Program::new(&module);
    let u128_type = Type::Int(IntType::U128);
    program.helper("sender", Helper::Context(ContextVar::Sender), &[], &Type::Address);
    program.helper("origin", Helper::Context(ContextVar::Origin), &[], &Type::Address);
    program.helper("value", Helper::Context(ContextVar::Value), &[], &u128_type);
    program.helper(
        "block",
        Helper::Context(ContextVar::BlockNumber),
        &[],
        &Type::Int(IntType::U64),
    );
    program.helper("refuse", Helper::RejectValue, &[], &Type::Unit);
    let mut running = program.run();
    assert_eq!(
        running.call("sender", &[], &Type::Address),
        Ok(Value::Address(SENDER))
    );
    assert_eq!(
        running.call("origin", &[], &Type::Address),
        Ok(Value::Address(SENDER))
    );
    assert_eq!(
        running.call("value", &[], &u128_type),
        Ok(Value::unsigned(IntType::U128, VALUE))
    );
    assert_eq!(
        running.call("block", &[], &Type::Int(IntType::U64)),
        Ok(Value::u64(7))
    );
    let message = "This function is not payable.";
    let refused = running.call("refuse", &[], &Type::Unit);
    assert_eq!(refused, Err(Failed::Revert(message.to_owned())));
}

#[test]
fn messages_reach_the_host() {
    let module = module_of(&[]);
    let mut program = Program::new(&module);
    program.builtin(Builtin::Print, &[]);
    program.helper("revert", Helper::Revert, &[Type::String], &Type::Unit);
    program.helper("panic", Helper::Panic, &[Type::String], &Type::Unit);
    let mut running = program.run();
    for text in ["", "a\n", "漢"] {
        assert_eq!(running.call("print", &[key(text)], &Type::Unit), Ok(Value::Unit));
        let reverted = running.call("revert", &[key(text)], &Type::Unit);
        assert_eq!(reverted, Err(Failed::Revert(text.to_owned())));
        let panicked = running.call("panic", &[key(text)], &Type::Unit);
        assert_eq!(panicked, Err(Failed::Panic(text.to_owned())));
    }
    assert_eq!(running.store.data().output, "a\n漢".as_bytes());
}
