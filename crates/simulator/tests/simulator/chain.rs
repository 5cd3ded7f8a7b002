//! Deployment, calls with arguments, and state that lives or rolls back.
use crate::common::{call_context, export, failed, meta, module, returned, reverted, run};
use playground_protocol::{ErrorType, Severity};
use playground_simulator::{CallContext, FailureKind, Session, Simulator, codes};
use twilight_abi::{IntType, Type, Value};

const GAS: u64 = 10_000_000;
const U64: Type = Type::Int(IntType::U64);

/// A counter whose state is one byte under "n": deployment sets it to 5 and prints and emits; `add(by)`
/// adds, prints, and reverts above 200; `get` reads; `value` gives the low byte of the value received.
const COUNTER: &str = r#"
(data (i32.const 64) "n") (data (i32.const 80) "deploy;add;get;too much")
(func $load (result i32)
  (i32.store8 (i32.const 128) (i32.const 0))
  (drop (call $read (i32.const 1024) (i32.const 64) (i32.const 1) (i32.const 128) (i32.const 0) (i32.const 1)))
  (i32.load8_u (i32.const 128)))
(func $save (param i32)
  (i32.store8 (i32.const 128) (local.get 0))
  (drop (call $write (i32.const 1024) (i32.const 64) (i32.const 1) (i32.const 128) (i32.const 1))))
(func $value (result i64)
  (drop (call $get_value (i32.const 256)))
  (i64.load8_u (i32.const 256)))
(func (export "Counter::$deploy") (param i32 i32) (result i64)
  (call $save (i32.add (i32.const 5) (i32.wrap_i64 (call $value))))
  (call $print (i32.const 80) (i32.const 7))
  (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 64) (i32.const 1)))
  (i64.const 0))
(func (export "Counter::add") (param $args i32) (param $len i32) (result i64) (local $n i32)
  (if (i32.ne (local.get $len) (i32.const 32)) (then unreachable))
  (call $print (i32.const 87) (i32.const 4))
  (local.set $n (i32.add (call $load) (i32.load8_u (i32.add (local.get $args) (i32.const 31)))))
  (call $save (local.get $n))
  (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 128) (i32.const 1)))
  (if (i32.gt_u (local.get $n) (i32.const 200))
    (then (drop (call $revert (i32.const 95) (i32.const 8)))))
  (call $ret (i64.extend_i32_u (local.get $n))))
(func (export "Counter::get") (param i32 i32) (result i64)
  (call $print (i32.const 91) (i32.const 3))
  (call $ret (i64.extend_i32_u (call $load))))
(func (export "Counter::value") (param i32 i32) (result i64) (call $ret (call $value)))
(func (export "free") (param i32 i32) (result i64) (call $ret (i64.extend_i32_u (call $load))))
"#;

fn counter() -> (Vec<u8>, Vec<u8>) {
    let exports = vec![
        export("Counter::$deploy", &[], Type::Unit),
        export("Counter::add", &[U64], U64),
        export("Counter::get", &[], U64),
        export("Counter::value", &[], U64),
        export("free", &[], U64),
    ];
    (module(COUNTER), meta(exports, vec![]))
}

#[test]
fn deployment_comes_first() {
    let simulator = Simulator::new().unwrap();
    let (wasm, meta) = counter();
    let report = run(&simulator, &wasm, &meta, "get", GAS);
    assert_eq!(report.outcome, returned("5"), "deployment sees value 0");
    assert_eq!(report.output, "deploy;get");
    assert_eq!(report.events.len(), 1);
    let whole = report.gas_used.unwrap();
    let free = run(&simulator, &wasm, &meta, "free", GAS);
    assert_eq!(
        (free.outcome, free.output.as_str()),
        (returned("0"), ""),
        "no contract, no deployment"
    );
    assert!(
        whole > free.gas_used.unwrap() + 1_000,
        "gas counts deployment and call"
    );
    for name in ["value", "Counter.value", "Counter::value"] {
        assert_eq!(
            run(&simulator, &wasm, &meta, name, GAS).outcome,
            returned("255"),
            "the call has the value"
        );
    }
    // One limit for both: what is left after deployment must do for the call.
    assert_eq!(run(&simulator, &wasm, &meta, "get", whole).outcome, returned("5"));
    let short = run(&simulator, &wasm, &meta, "get", whole - 300);
    assert_eq!(short.outcome, failed(ErrorType::OutOfGas));
    assert_eq!(short.gas_used, Some(whole - 300));
    assert_eq!(short.events.len(), 1, "deployment's events are kept");
}

#[test]
fn entry_points_that_cannot_run() {
    let simulator = Simulator::new().unwrap();
    let (wasm, meta) = counter();
    for (name, expected) in [
        (
            "main",
            "There is no function `main` to run. This program can run `Counter.get`, `Counter.value`, `free`.",
        ),
        (
            "add",
            "The entry point `Counter.add` takes parameters (p0: u64), and a run has no arguments for them.",
        ),
        (
            "Counter::$deploy",
            "There is no function `Counter::$deploy` to run.",
        ),
        ("", "There is no function `` to run."),
    ] {
        let report = run(&simulator, &wasm, &meta, name, GAS);
        assert_eq!(report.outcome, failed(ErrorType::Compilation), "{name}");
        assert_eq!(report.gas_used, None);
        assert!(
            report.diagnostics[0].message.starts_with(expected),
            "{}",
            report.diagnostics[0].message
        );
        assert_eq!(report.diagnostics[0].code, codes::ENTRY_POINT);
    }
}

#[test]
fn deployment_that_fails_or_needs_arguments() {
    let simulator = Simulator::new().unwrap();
    let wasm = module(
        r#"(data (i32.const 64) "no deploy")
        (func (export "A::$deploy") (param i32 i32) (result i64)
          (drop (call $revert (i32.const 64) (i32.const 9))) (i64.const 0))
        (func (export "A::get") (param i32 i32) (result i64)
          (call $print (i32.const 64) (i32.const 2)) (call $ret (i64.const 1)))"#,
    );
    let get = export("A::get", &[], U64);
    let plain = meta(vec![export("A::$deploy", &[], Type::Unit), get.clone()], vec![]);
    let report = run(&simulator, &wasm, &plain, "get", GAS);
    assert_eq!(
        (report.outcome, report.output.as_str()),
        (reverted("no deploy"), "")
    );
    let needs = meta(vec![export("A::$deploy", &[U64], Type::Unit), get], vec![]);
    let report = run(&simulator, &wasm, &needs, "get", GAS);
    assert_eq!(report.outcome, returned("1"));
    assert_eq!(report.diagnostics.len(), 1);
    assert_eq!(
        (
            report.diagnostics[0].severity,
            report.diagnostics[0].code.as_str()
        ),
        (Severity::Warning, codes::NOT_DEPLOYED)
    );
}

#[test]
fn sessions_keep_state_and_roll_back() {
    let simulator = Simulator::new().unwrap();
    let (wasm, meta) = counter();
    let mut session = Session::new(&simulator, &wasm, &meta).unwrap();
    let context = call_context();
    let nothing = CallContext {
        value: 0,
        ..context.clone()
    };
    assert!(session.state().is_empty());
    let deployed = session.deploy("Counter", &[], &nothing, GAS);
    assert_eq!(
        (deployed.result, deployed.output.as_str(), deployed.events.len()),
        (Ok(Value::Unit), "deploy;", 1)
    );
    let n = |session: &Session<'_>| session.state().get(&b"n"[..]).cloned();
    assert_eq!(n(&session), Some(vec![5]));

    let added = session.call("add", &[Value::u64(100)], &nothing, GAS);
    assert_eq!(
        (added.result, added.output.as_str()),
        (Ok(Value::u64(105)), "add;")
    );
    assert_eq!(added.events[0].data, [105]);
    assert_eq!(n(&session), Some(vec![105]));

    let refused = session.call("Counter.add", &[Value::u64(96)], &nothing, GAS);
    let failure = refused.result.unwrap_err();
    assert_eq!(
        (failure.kind, failure.message.as_str()),
        (FailureKind::Revert, "too much")
    );
    assert_eq!(refused.events[0].data, [201], "events up to the failure");
    assert!(refused.gas_used < 10_000);
    assert_eq!(n(&session), Some(vec![105]), "rolled back");

    let short = session.call("add", &[Value::u64(1)], &nothing, 3_000);
    assert_eq!(
        (short.result.unwrap_err().kind, short.gas_used),
        (FailureKind::OutOfGas, 3_000)
    );
    assert_eq!(n(&session), Some(vec![105]));
    assert_eq!(
        session.call("get", &[], &context, GAS).result,
        Ok(Value::u64(105))
    );
    assert_eq!(
        session.call("value", &[], &context, GAS).result,
        Ok(Value::u64(255))
    );

    for (name, args) in [
        ("nope", vec![]),
        ("add", vec![]),
        ("add", vec![Value::Bool(true)]),
    ] {
        let failure = session.call(name, &args, &nothing, GAS).result.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Internal, "{name} {args:?}");
    }
    assert!(session.deploy("Other", &[], &nothing, GAS).result.is_err());
    assert_eq!(n(&session), Some(vec![105]));
}

/// The same run gives the same report every time, and nothing of one run is seen by the next.
#[test]
fn runs_are_independent_and_repeatable() {
    let simulator = Simulator::new().unwrap();
    let (wasm, meta) = counter();
    let mut reports = (0..3).map(|_| {
        let report = run(&simulator, &wasm, &meta, "get", GAS);
        (
            report.outcome,
            report.diagnostics,
            report.output,
            report.events,
            report.gas_used,
        )
    });
    let first = reports.next().unwrap();
    assert!(reports.all(|report| report == first));
}

#[test]
fn arguments_are_bounded() {
    use twilight_hfi::limits::MAX_ARGUMENT_BYTES;
    let simulator = Simulator::new().unwrap();
    let wasm = module(
        "(func (export \"size\") (param i32 i32) (result i64) (call $ret (i64.extend_i32_u (local.get 1))))",
    );
    let meta = meta(vec![export("size", &[Type::bytes()], U64)], vec![]);
    let mut session = Session::new(&simulator, &wasm, &meta).unwrap();
    let mut size = |bytes: usize| {
        session
            .call("size", &[Value::Bytes(vec![1; bytes])], &call_context(), GAS)
            .result
    };
    assert_eq!(size(0), Ok(Value::u64(64)));
    assert_eq!(size(1), Ok(Value::u64(96)));
    // The test's own `__alloc` hands out 32 KiB; what does not fit is the module's defect.
    assert_eq!(size(32_768 - 64), Ok(Value::u64(32_768)));
    assert_eq!(
        size(32_768).unwrap_err().message,
        "The compiled program breaks its calling convention: `__alloc` returned a place outside of memory."
    );
    assert!(
        size(MAX_ARGUMENT_BYTES - 63)
            .unwrap_err()
            .message
            .starts_with("The encoded arguments have")
    );
}
