//! Storage that a request gives beside a deployment that fills nearly all there is.
use crate::common::{context, export, meta, module};
use playground_protocol::{Call, ErrorType, Outcome, Severity, Simulation, Views};
use playground_simulator::{RunReport, Simulator, codes};
use serde_json::{Map, Value};
use twilight_abi::Type;

/// The deployment prints `.`, emits, and stores 64 values of 262,000 bytes under keys of one byte; `see` emits.
const ITEMS: &str = r#"
(data (i32.const 80) ".")
(func (export "C::$deploy") (param i32 i32) (result i64) (local $n i32)
  (call $print (i32.const 80) (i32.const 1))
  (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 80) (i32.const 1)))
  (drop (memory.grow (i32.const 5)))
  (loop $l
    (i32.store8 (i32.const 64) (local.get $n))
    (drop (call $write (i32.const 1024) (i32.const 64) (i32.const 1) (i32.const 65536) (i32.const 262000)))
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $l (i32.lt_u (local.get $n) (i32.const 64))))
  (i64.const 0))
(func (export "C::see") (param i32 i32) (result i64)
  (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 80) (i32.const 1)))
  (i64.const 0))
"#;

/// Bytes that a contract can store beside that, its key of two bytes among them.
const LEFT: usize = 16 * 1024 * 1024 - 64 * 262_001;

fn simulate(storage: Option<Map<String, Value>>, sequence: bool, views: Views) -> RunReport {
    let exports = vec![
        export("C::$deploy", &[], Type::Unit),
        export("C::see", &[], Type::Unit),
    ];
    let call = Call {
        function: "see".to_owned(),
        args: None,
        context: context(),
        gas_limit: u64::MAX,
    };
    let simulation = Simulation {
        context: context(),
        gas_limit: u64::MAX,
        init_args: None,
        storage,
        calls: vec![call],
        sequence,
        gas_profile: false,
        views,
    };
    let (wasm, meta) = (module(ITEMS), meta(exports, vec![]));
    Simulator::new().unwrap().simulate(&wasm, &meta, &simulation)
}

/// One entry of so many bytes.
fn given(bytes: usize) -> Option<Map<String, Value>> {
    let value = Value::from(format!("0x{}", "01".repeat(bytes - 2)));
    Some(Map::from_iter([("0x7a7a".to_owned(), value)]))
}

#[test]
fn what_does_not_fit_beside_the_deployment_is_refused_with_what_it_did() {
    for sequence in [false, true] {
        let fits = simulate(given(LEFT), sequence, Views::default());
        assert!(matches!(fits.outcome, Outcome::Simulated(_)), "{fits:?}");
        let report = simulate(given(LEFT + 1), sequence, Views::default());
        let failed = Outcome::Failed {
            error_type: ErrorType::Compilation,
            revert_message: None,
        };
        assert_eq!((report.outcome, report.output.as_str()), (failed, "."));
        assert_eq!(report.events.len(), 1);
        // Of the deployment alone, which took most of it.
        let used = report.gas_used.unwrap();
        assert!(used > 0 && used < fits.gas_used.unwrap(), "{used}");
        let [diagnostic] = report.diagnostics.try_into().unwrap();
        assert_eq!(
            (diagnostic.severity, diagnostic.code.as_str()),
            (Severity::Error, codes::STORAGE)
        );
        assert_eq!(
            diagnostic.message,
            "`storage` is, together with what the deployment left and stays, more than a contract can store: 65536 entries, and 16777216 bytes of keys and values."
        );
    }
}

#[test]
fn only_what_is_to_be_seen_takes_room() {
    for (sequence, storage, decoded_events, help) in [
        (false, true, false, "Leave `storage` out of `include`."),
        (
            false,
            true,
            true,
            "Leave `storage` or `decoded_events` out of `include`.",
        ),
        (
            true,
            true,
            false,
            "Make fewer calls in one request, or leave `storage` out of `include`.",
        ),
        // The deployment's own changes.
        (true, false, false, "Make fewer calls in one request."),
        (false, false, true, ""),
        (false, false, false, ""),
    ] {
        let views = Views {
            storage,
            decoded_events,
        };
        let report = simulate(None, sequence, views);
        let helps: Vec<&str> = report
            .diagnostics
            .iter()
            .map(|warning| {
                assert_eq!(warning.code, codes::VIEW_CUT);
                warning.help[0].as_str()
            })
            .collect();
        assert_eq!(helps.join(" "), help, "{sequence} {views:?}");
    }
}
