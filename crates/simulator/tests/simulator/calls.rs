//! Lists of calls with arguments: what they share, what each has alone, and the bounds of what is shown.
use crate::common::{export, meta, module};
use playground_protocol::{
    Arguments, Call, CallReport, CallResult, Context, ErrorType, Outcome, Severity, Simulated, Simulation,
    Views,
};
use playground_simulator::{MAX_RETURNED_BYTES, MAX_VIEW_BYTES, RunReport, Simulator, codes};
use serde_json::{Value, json};
use twilight_abi::{IntType, Type};

const GAS: u64 = 10_000_000;
const U64: Type = Type::Int(IntType::U64);

/// A counter: one byte under "n". `add(by)` saves, prints `.`, emits, and reverts above 200; `get` reads; `spin`
/// never ends; `big` returns as many zero bytes as a result may have; `burst` emits 600 events.
const ITEMS: &str = r#"
(data (i32.const 64) "n") (data (i32.const 80) ".no")
(func $load (result i32)
  (i32.store8 (i32.const 128) (i32.const 0))
  (drop (call $read (i32.const 1024) (i32.const 64) (i32.const 1) (i32.const 128) (i32.const 0) (i32.const 1)))
  (i32.load8_u (i32.const 128)))
(func (export "C::$deploy") (param $args i32) (param $len i32) (result i64)
  (i32.store8 (i32.const 128) (i32.load8_u (i32.add (local.get $args) (i32.const 31))))
  (drop (call $write (i32.const 1024) (i32.const 64) (i32.const 1) (i32.const 128) (i32.const 1)))
  (i64.const 0))
(func (export "C::add") (param $args i32) (param $len i32) (result i64) (local $n i32)
  (call $print (i32.const 80) (i32.const 1))
  (local.set $n (i32.add (call $load) (i32.load8_u (i32.add (local.get $args) (i32.const 31)))))
  (i32.store8 (i32.const 128) (local.get $n))
  (drop (call $write (i32.const 1024) (i32.const 64) (i32.const 1) (i32.const 128) (i32.const 1)))
  (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 128) (i32.const 1)))
  (if (i32.gt_u (local.get $n) (i32.const 200))
    (then (drop (call $revert (i32.const 81) (i32.const 2)))))
  (call $ret (i64.extend_i32_u (local.get $n))))
(func (export "C::get") (param i32 i32) (result i64) (call $ret (i64.extend_i32_u (call $load))))
(func (export "C::spin") (param i32 i32) (result i64) (loop $l (br $l)) (i64.const 0))
(func (export "C::big") (param i32 i32) (result i64)
  (drop (memory.grow (i32.const 4)))
  (call $word (i32.const 65536) (i64.const 32))
  (call $word (i32.const 65568) (i64.const 262080))
  (i64.const 0x1000000040000))
(func (export "C::burst") (param i32 i32) (result i64) (local $n i32)
  (loop $l
    (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 64) (i32.const 1)))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $l (i32.lt_u (local.get $n) (i32.const 600))))
  (i64.const 0))
"#;

fn simulate(simulation: &Simulation) -> RunReport {
    let exports = vec![
        export("C::$deploy", &[U64], Type::Unit),
        export("C::add", &[U64], U64),
        export("C::get", &[], U64),
        export("C::spin", &[], Type::Unit),
        export("C::big", &[], Type::bytes()),
        export("C::burst", &[], Type::Unit),
    ];
    let (wasm, meta) = (module(ITEMS), meta(exports, vec![]));
    let report = Simulator::new().unwrap().simulate(&wasm, &meta, simulation);
    // What happened in calls stands in their reports.
    assert!(report.output.is_empty() && report.events.is_empty());
    report
}

fn context() -> Context {
    let address = format!("0x{}", "11".repeat(20));
    Context {
        sender: address.clone(),
        origin: address,
        value: "0".to_owned(),
        block_number: 1,
        timestamp: 1,
    }
}

fn call(function: &str, args: Option<Value>) -> Call {
    Call {
        function: function.to_owned(),
        args: args.map(|args| Arguments::Json(args.as_array().unwrap().clone())),
        context: context(),
        gas_limit: GAS,
    }
}

fn sequence(calls: Vec<Call>) -> Simulation {
    Simulation {
        context: context(),
        gas_limit: GAS,
        init_args: Some(Arguments::Json(vec![json!(5)])),
        storage: None,
        calls,
        sequence: true,
        gas_profile: false,
        views: Views {
            storage: true,
            decoded_events: true,
        },
    }
}

fn simulated(report: RunReport) -> Simulated {
    match report.outcome {
        Outcome::Simulated(simulated) => *simulated,
        other => panic!("{other:?} {:?}", report.diagnostics),
    }
}

fn value(report: &CallReport) -> &str {
    match &report.result {
        CallResult::Returned { return_value, .. } => return_value,
        other => panic!("{other:?}"),
    }
}

fn error(report: &CallReport) -> ErrorType {
    match &report.result {
        CallResult::Failed { error_type, .. } => *error_type,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_failed_call_changes_nothing_and_the_next_one_runs() {
    let mut short = call("C.spin", None);
    short.gas_limit = 5_000;
    let report = simulate(&sequence(vec![
        call("add", Some(json!([100]))),
        call("add", Some(json!([100]))),
        short,
        call("get", None),
    ]));
    let used = report.gas_used.unwrap();
    let done = simulated(report);
    let calls = &done.calls;
    assert_eq!(
        (value(&calls[0]), error(&calls[1])),
        ("105", ErrorType::RuntimeRevert)
    );
    assert_eq!(
        (error(&calls[2]), calls[2].gas_used),
        (ErrorType::OutOfGas, 5_000)
    );
    assert_eq!(value(&calls[3]), "105");
    // Up to its failure a call prints and emits; storage is as it was.
    assert_eq!((calls[1].output.as_str(), calls[1].events.len()), (".", 1));
    assert!(calls[1].storage.is_empty() && calls[3].storage.is_empty());
    assert_eq!(calls[1].diagnostics[0].code, codes::REVERT);
    let change = &calls[0].storage[0];
    assert_eq!(
        (
            change.key.as_str(),
            &change.before,
            &change.after,
            &change.variable
        ),
        ("0x6e", &json!("0x05"), &json!("0x69"), &None)
    );
    assert_eq!(
        (&done.storage[0].before, &done.storage[0].after),
        (&json!("0x05"), &json!("0x69"))
    );
    assert_eq!(used, done.reports().map(|report| report.gas_used).sum::<u64>());
}

#[test]
fn one_call_shares_its_gas_with_the_deployment() {
    let mut one = sequence(vec![call("add", Some(json!([1])))]);
    one.sequence = false;
    let report = simulate(&one);
    let used = report.gas_used.unwrap();
    assert_eq!(value(&simulated(report).calls[0]), "6");
    // Exactly enough, and enough for the deployment and half of the call.
    one.gas_limit = used;
    assert_eq!(value(&simulated(simulate(&one)).calls[0]), "6");
    let half = simulated(simulate(&one)).calls[0].gas_used / 2;
    one.gas_limit = used - half;
    let short = simulate(&one);
    assert_eq!(short.gas_used, Some(used - half));
    assert_eq!(error(&simulated(short).calls[0]), ErrorType::OutOfGas);
    // As a list, the deployment's limit is its own.
    one.sequence = true;
    assert_eq!(value(&simulated(simulate(&one)).calls[0]), "6");
}

#[test]
fn a_failed_deployment_is_the_end() {
    let mut simulation = sequence(vec![call("get", None)]);
    simulation.gas_limit = 1;
    let done = simulated(simulate(&simulation));
    assert_eq!(error(&done.deployment.unwrap()), ErrorType::OutOfGas);
    assert!(done.calls.is_empty() && done.storage.is_empty());
}

#[test]
fn mistakes_are_told_before_anything_runs() {
    let refused = |simulation: &Simulation| {
        let report = simulate(simulation);
        let failed = Outcome::Failed {
            error_type: ErrorType::Compilation,
            revert_message: None,
        };
        assert_eq!((report.outcome, report.gas_used), (failed, None));
        report.diagnostics[0].clone()
    };
    let wrong = refused(&sequence(vec![call("get", None), call("add", Some(json!([-1])))]));
    assert_eq!(wrong.code, codes::ARGUMENTS);
    assert!(
        wrong
            .message
            .starts_with("`calls[1].args[0]`, for `p0`: expected `u64`"),
        "{}",
        wrong.message
    );
    assert_eq!(
        refused(&sequence(vec![call("nothing", None)])).code,
        codes::ENTRY_POINT
    );
    let mut simulation = sequence(vec![call("get", None)]);
    simulation.init_args = Some(Arguments::Encoded("0x01".to_owned()));
    assert!(
        refused(&simulation)
            .message
            .starts_with("`init_args` is not the encoding")
    );
    simulation.init_args = Some(Arguments::Encoded(format!("0x{:064x}", 7)));
    assert_eq!(value(&simulated(simulate(&simulation)).calls[0]), "7");
    // Without its arguments the contract is not deployed, and that is said.
    simulation.init_args = None;
    let report = simulate(&simulation);
    assert_eq!(
        (
            report.diagnostics[0].severity,
            report.diagnostics[0].code.as_str()
        ),
        (Severity::Warning, codes::NOT_DEPLOYED)
    );
    let done = simulated(report);
    assert_eq!((value(&done.calls[0]), done.deployment), ("0", None));
}

#[test]
fn the_limits_of_a_run_hold_for_all_calls_together() {
    let done = simulated(simulate(&sequence(vec![
        call("burst", None),
        call("burst", None),
    ])));
    let events: Vec<usize> = done.calls.iter().map(|call| call.events.len()).collect();
    assert_eq!(events, [600, 1_024 - 600]);
}

#[test]
fn results_are_shown_up_to_a_limit() {
    let report = simulate(&sequence(vec![
        call("big", None),
        call("big", None),
        call("big", None),
        call("get", None),
    ]));
    let warning = report.diagnostics.last().unwrap();
    assert_eq!(warning.code, codes::VIEW_CUT);
    assert!(warning.message.contains(&MAX_VIEW_BYTES.to_string()));
    assert_eq!(
        warning.help,
        ["Make fewer calls in one request, or leave `storage` out of `include`."]
    );
    let done = simulated(report);
    let lengths: Vec<usize> = done.calls.iter().map(|call| value(call).len()).collect();
    // `0x` and 262080 bytes; what two of them and the deployment's `()` leave, and the mark.
    let whole = 2 + 2 * 262_080;
    assert_eq!(lengths, [whole, whole, MAX_RETURNED_BYTES - 2 * whole - 2 + 3, 3]);
    let json: Vec<bool> = done
        .calls
        .iter()
        .map(
            |call| matches!(&call.result, CallResult::Returned { return_json, .. } if !return_json.is_null()),
        )
        .collect();
    assert_eq!(json, [true, true, false, true]);
}
