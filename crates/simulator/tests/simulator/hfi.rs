//! Every host function with good arguments, bad pointers and lengths, wrong values, and gas at the edge.
use crate::common::{context, failed, module, returned, run_main};
use playground_protocol::{ErrorType, Outcome};
use playground_simulator::Simulator;
use twilight_abi::{blake3, hex, keccak256};
use twilight_hfi::limits::{
    MAX_EVENT_DATA_BYTES, MAX_EVENTS, MAX_HASH_INPUT_BYTES, MAX_STATE_ENTRIES, MAX_STATE_KEY_BYTES,
    MAX_STATE_VALUE_BYTES,
};
use twilight_hfi::{FUNCTIONS, HostFn, ValType};

const GAS: u64 = 100_000_000;
/// 1 MiB of memory for the tests of sizes.
const POINTER: i32 = -1;
const LENGTH: i32 = -2;
const NOT_FOUND: i32 = -4;
const LIMIT: i32 = -7;

/// `main` as a call of one function with constant arguments.
fn call(function: HostFn, args: &[i32]) -> String {
    let entry = function.entry();
    let args: Vec<String> = args.iter().map(|arg| format!("(i32.const {arg})")).collect();
    let call = format!("(call ${} {})", entry.name, args.join(" "));
    match entry.result {
        Some(ValType::I32) => format!("(call $ret (i64.extend_i32_s {call}))"),
        Some(ValType::I64) => format!("(call $ret {call})"),
        None => format!("{call} (call $ret (i64.const 0))"),
    }
}

/// `abc` at 100, a 32-byte domain at 1024.
const DATA: &str = r#"(data (i32.const 100) "abc") (data (i32.const 200) "\ff\fe")"#;

/// Function, arguments, result. Memory has 65,536 bytes.
#[test]
fn pointers_and_lengths() {
    use HostFn::{
        ContractEmitEvent, ContractRevert, CryptoBlake3, CryptoKeccak256, EnvGetSelfAddress, StateExists,
        StateRead, StateWrite, TxGetOrigin, TxGetSender, TxGetValue,
    };
    let end = 65_536;
    let min = i32::MIN;
    let max = i32::MAX;
    let cases: Vec<(HostFn, Vec<i32>, i32)> = vec![
        (StateRead, vec![1024, 100, 3, 300, 0, 10], NOT_FOUND),
        (StateRead, vec![0, 100, 3, 300, 0, 10], POINTER),
        (StateRead, vec![-1, 100, 3, 300, 0, 10], POINTER),
        (StateRead, vec![end - 31, 100, 3, 300, 0, 10], POINTER),
        (StateRead, vec![end - 32, 100, 3, 300, 0, 10], NOT_FOUND),
        (StateRead, vec![1024, end, 3, 300, 0, 10], POINTER),
        (StateRead, vec![1024, 100, -1, 300, 0, 10], LENGTH),
        (StateRead, vec![1024, 100, max, 300, 0, 10], LENGTH),
        (StateRead, vec![1024, end - 2, 3, 300, 0, 10], LENGTH),
        (StateRead, vec![1024, 100, 3, min, 0, 10], POINTER),
        (StateRead, vec![1024, 100, 3, 300, -1, 10], POINTER),
        (StateRead, vec![1024, 100, 3, max, max, 10], POINTER),
        (StateRead, vec![1024, 100, 3, 300, end - 310, 10], NOT_FOUND),
        (StateRead, vec![1024, 100, 3, 300, end - 309, 10], LENGTH),
        (StateRead, vec![1024, 100, 3, 300, 0, min], LENGTH),
        (StateRead, vec![1024, 100, 3, 0, 0, 0], NOT_FOUND),
        (StateWrite, vec![1024, 100, 3, 100, 3], 0),
        (StateWrite, vec![1024, 100, 3, 0, 0], 0),
        (StateWrite, vec![min, 100, 3, 100, 3], POINTER),
        (StateWrite, vec![1024, 0, 3, 100, 3], POINTER),
        (StateWrite, vec![1024, 100, min, 100, 3], LENGTH),
        (StateWrite, vec![1024, 100, 3, end, 1], POINTER),
        (StateWrite, vec![1024, 100, 3, end - 1, 2], LENGTH),
        (StateWrite, vec![1024, 100, 3, 100, -1], LENGTH),
        (StateExists, vec![1024, 100, 3], 0),
        (StateExists, vec![end, 100, 3], POINTER),
        (StateExists, vec![1024, -5, 3], POINTER),
        (StateExists, vec![1024, 100, end], LENGTH),
        (TxGetSender, vec![100], 0),
        (TxGetSender, vec![end - 20], 0),
        (TxGetSender, vec![end - 19], POINTER),
        (TxGetSender, vec![0], POINTER),
        (TxGetOrigin, vec![max], POINTER),
        (TxGetOrigin, vec![-1], POINTER),
        (TxGetOrigin, vec![1], 0),
        (EnvGetSelfAddress, vec![end - 20], 0),
        (EnvGetSelfAddress, vec![end - 19], POINTER),
        (TxGetValue, vec![end - 16], 0),
        (TxGetValue, vec![end - 15], POINTER),
        (TxGetValue, vec![min], POINTER),
        (ContractEmitEvent, vec![1024, 4, 100, 3], 0),
        (ContractEmitEvent, vec![0, 0, 0, 0], 0),
        (ContractEmitEvent, vec![1024, 5, 100, 3], LIMIT),
        (ContractEmitEvent, vec![1024, -1, 100, 3], LENGTH),
        (ContractEmitEvent, vec![1024, max, 100, 3], LENGTH),
        (ContractEmitEvent, vec![0, 1, 100, 3], POINTER),
        (ContractEmitEvent, vec![end - 63, 2, 100, 3], LENGTH),
        (ContractEmitEvent, vec![1024, 1, -1, 3], POINTER),
        (ContractEmitEvent, vec![1024, 1, 100, end], LENGTH),
        (ContractRevert, vec![0, 1], POINTER),
        (ContractRevert, vec![-1, 0], POINTER),
        (ContractRevert, vec![100, -1], LENGTH),
        (ContractRevert, vec![end - 1, 2], LENGTH),
        (CryptoKeccak256, vec![100, 3, end - 32], 0),
        (CryptoKeccak256, vec![0, 0, 300], 0),
        (CryptoKeccak256, vec![100, 3, end - 31], POINTER),
        (CryptoKeccak256, vec![100, 3, 0], POINTER),
        (CryptoKeccak256, vec![100, end, 300], LENGTH),
        (CryptoKeccak256, vec![-4, 3, 300], POINTER),
        (CryptoBlake3, vec![100, 3, end - 32], 0),
        (CryptoBlake3, vec![100, min, 300], LENGTH),
        (CryptoBlake3, vec![end, 1, 300], POINTER),
        (CryptoBlake3, vec![100, 3, -1], POINTER),
    ];
    let simulator = Simulator::new().unwrap();
    for (function, args, expected) in &cases {
        let report = run_main(&simulator, DATA, &call(*function, args), GAS);
        assert_eq!(
            report.outcome,
            returned(&expected.to_string()),
            "{function:?} {args:?}: {:?}",
            report.diagnostics
        );
    }
    for function in HostFn::ALL {
        let tested = cases.iter().any(|(tested, ..)| tested == function);
        let has_pointer = function
            .entry()
            .param_names
            .iter()
            .any(|name| name.ends_with("_ptr"));
        assert_eq!(
            tested,
            has_pointer && *function != HostFn::DebugPrint,
            "{function:?}"
        );
    }
}

#[test]
fn good_arguments() {
    let simulator = Simulator::new().unwrap();
    let show = |body: &str| {
        let report = run_main(
            &simulator,
            DATA,
            &format!("{body} (call $ret (i64.const 0))"),
            GAS,
        );
        assert_eq!(report.outcome, returned("0"), "{:?}", report.diagnostics);
        report
    };
    let data = |body: &str| show(body).events[0].data.clone();
    // Events carry memory out of the program, byte for byte.
    let out = |length: usize| {
        format!("(drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 300) (i32.const {length})))")
    };
    for (call, expected) in [
        ("(call $get_sender (i32.const 300))", hex(&[0xab; 20])),
        ("(call $get_origin (i32.const 300))", hex(&[0xcd; 20])),
        (
            "(call $get_self_address (i32.const 300))",
            hex(&playground_simulator::SELF_ADDRESS),
        ),
        ("(call $get_value (i32.const 300))", hex(&[0xff; 16])),
        (
            "(call $keccak256 (i32.const 100) (i32.const 3) (i32.const 300))",
            hex(&keccak256(b"abc")),
        ),
        (
            "(call $blake3 (i32.const 100) (i32.const 3) (i32.const 300))",
            hex(&blake3(b"abc")),
        ),
    ] {
        let length = expected.len() / 2 - 1;
        assert_eq!(
            data(&format!("(drop {call}) {}", out(length))),
            expected,
            "{call}"
        );
    }
    let number = |body: &str| run_main(&simulator, DATA, &format!("(call $ret {body})"), GAS).outcome;
    assert_eq!(number("(call $get_block_number)"), returned("7"));
    assert_eq!(
        number("(call $get_timestamp)"),
        returned("-1"),
        "u64::MAX as the i64 that main returns"
    );
    let topics =
        show("(drop (call $emit_event (i32.const 100) (i32.const 2) (i32.const 100) (i32.const 3)))");
    let word = format!("0x616263{}", "0".repeat(58));
    assert_eq!(topics.events[0].topics, [word, format!("0x{}", "0".repeat(64))]);
    assert_eq!(topics.events[0].data, "0x616263");
    assert_eq!(topics.events[0].address, hex(&playground_simulator::SELF_ADDRESS));
}

/// Reads back what was written: truncation, offset, deletion, existence.
#[test]
fn state_functions() {
    let simulator = Simulator::new().unwrap();
    let write = |length| {
        format!(
            "(drop (call $write (i32.const 1024) (i32.const 100) (i32.const 2) (i32.const 100) (i32.const {length})))"
        )
    };
    let read = "(call $read (i32.const 1024) (i32.const 100) (i32.const 2) (i32.const 300) (i32.const 4) (i32.const 2))";
    let exists = "(call $exists (i32.const 2048) (i32.const 100) (i32.const 2))";
    let print = "(call $print (i32.const 300) (i32.const 8))";
    let run = |body: String| run_main(&simulator, DATA, &body, GAS);
    let ret = |call: &str| format!("(call $ret (i64.extend_i32_s {call}))");
    assert_eq!(run(ret(exists)).outcome, returned("0"));
    assert_eq!(
        run(write(3) + &ret(exists)).outcome,
        returned("1"),
        "the domain hash does not matter"
    );
    let report = run(write(3) + "(drop " + read + ")" + print + &ret(read));
    assert_eq!(report.outcome, returned("3"), "the size of the whole value");
    assert_eq!(report.output, "\0\0\0\0ab\0\0", "two bytes at offset four");
    assert_eq!(
        run(write(3) + &write(0) + &ret(exists)).outcome,
        returned("0"),
        "empty deletes"
    );
    assert_eq!(
        run(write(3) + &write(1) + &ret(read)).outcome,
        returned("1"),
        "overwritten"
    );
    assert_eq!(
        run(write(0) + &ret(read)).outcome,
        returned(&NOT_FOUND.to_string())
    );
}

#[test]
fn printing_and_reverting() {
    let simulator = Simulator::new().unwrap();
    let print = |pointer: i32, length: i32| call(HostFn::DebugPrint, &[pointer, length]);
    let output = |body: &str| {
        let report = run_main(&simulator, DATA, body, GAS);
        assert_eq!(report.outcome, returned("0"));
        report.output
    };
    assert_eq!(output(&print(100, 3)), "abc");
    assert_eq!(output(&print(200, 2)), "\u{fffd}\u{fffd}", "not UTF-8");
    for (pointer, length) in [
        (0, 1),
        (-1, 3),
        (100, -1),
        (100, 65_536),
        (65_536, 1),
        (i32::MAX, i32::MAX),
    ] {
        assert_eq!(output(&print(pointer, length)), "", "{pointer} {length}");
    }
    let revert = |pointer, length| {
        run_main(
            &simulator,
            DATA,
            &call(HostFn::ContractRevert, &[pointer, length]),
            GAS,
        )
    };
    assert_eq!(revert(100, 3).outcome, crate::common::reverted("abc"));
    assert_eq!(revert(200, 1).outcome, crate::common::reverted("\u{fffd}"));
    let empty = revert(0, 0);
    assert_eq!(empty.outcome, crate::common::reverted(""));
    assert_eq!(
        empty.diagnostics[0].message,
        "The program reverted without a message."
    );
}

/// With exactly the gas of a run it succeeds; with one less it ends without doing the function's work.
#[test]
fn gas_at_the_edge() {
    let simulator = Simulator::new().unwrap();
    let args: &[(HostFn, &[i32])] = &[
        (HostFn::StateRead, &[1024, 100, 3, 300, 0, 10]),
        (HostFn::StateWrite, &[1024, 100, 3, 100, 3]),
        (HostFn::StateExists, &[1024, 100, 3]),
        (HostFn::TxGetSender, &[300]),
        (HostFn::TxGetValue, &[300]),
        (HostFn::TxGetOrigin, &[300]),
        (HostFn::EnvGetBlockNumber, &[]),
        (HostFn::EnvGetTimestamp, &[]),
        (HostFn::EnvGetSelfAddress, &[300]),
        (HostFn::EnvGetGasLeft, &[]),
        (HostFn::ContractEmitEvent, &[1024, 2, 100, 3]),
        (HostFn::ContractRevert, &[100, 3]),
        (HostFn::CryptoKeccak256, &[100, 3, 300]),
        (HostFn::CryptoBlake3, &[100, 3, 300]),
        (HostFn::DebugPrint, &[100, 3]),
    ];
    assert_eq!(args.len(), FUNCTIONS.len());
    for (function, args) in args {
        // The call is the last thing that costs: its result is dropped and nothing is returned.
        let drop = if function.entry().result.is_some() {
            "drop"
        } else {
            ""
        };
        let call = call(*function, args);
        let call = call
            .trim_start_matches("(call $ret (i64.extend_i32_s ")
            .trim_start_matches("(call $ret ");
        let end = call
            .rfind("(i32.const")
            .map_or(call.find(')'), |at| call[at..].find("))").map(|end| at + end + 1));
        let call = &call[..=end.unwrap()];
        let wasm = module(&format!(
            "{DATA} (func (export \"main\") (param i32 i32) (result i64) {call} {drop} i64.const 0)"
        ));
        let meta = crate::common::meta(
            vec![crate::common::export("main", &[], twilight_abi::Type::Unit)],
            Vec::new(),
        );
        let run = |gas| crate::common::run(&simulator, &wasm, &meta, "main", gas);
        let wide: Vec<i64> = args.iter().map(|arg| i64::from(*arg)).collect();
        let own = function.gas(&wide, 65_536);
        let used = run(GAS).gas_used.unwrap();
        assert!(used > own, "{function:?}: {used} covers {own}");
        // Constants, call, drop and the result cost little; memory's one page costs its price.
        assert!(
            used < own + twilight_hfi::GAS_PER_MEMORY_PAGE + 20,
            "{function:?}: {used} for {own}"
        );
        let enough = run(used + 1);
        assert_ne!(enough.outcome, failed(ErrorType::OutOfGas), "{function:?}");
        assert_eq!(enough.gas_used, Some(used));
        let short = run(twilight_hfi::GAS_PER_MEMORY_PAGE + own - 1);
        assert_eq!(short.outcome, failed(ErrorType::OutOfGas), "{function:?}");
        assert_eq!(short.gas_used, Some(twilight_hfi::GAS_PER_MEMORY_PAGE + own - 1));
        assert!(
            short.events.is_empty() && short.output.is_empty(),
            "{function:?} did not run"
        );
    }
}

#[test]
fn gas_left_is_before_the_call() {
    let simulator = Simulator::new().unwrap();
    let body = "(local i64) (local.set 2 (call $get_gas_left))
        (call $ret (i64.sub (local.get 2) (call $get_gas_left)))";
    let report = run_main(&simulator, "", body, GAS);
    let cost = HostFn::EnvGetGasLeft.entry().gas.base;
    let Outcome::Returned { return_value } = report.outcome else {
        panic!("{:?}", report.diagnostics)
    };
    let between: u64 = return_value.parse().unwrap();
    assert!((cost..cost + 10).contains(&between), "{between}");
    let first = run_main(&simulator, "", "(call $ret (call $get_gas_left))", 50_000).outcome;
    let Outcome::Returned { return_value } = first else {
        panic!("{first:?}")
    };
    let first: u64 = return_value.parse().unwrap();
    assert!(
        (50_000 - twilight_hfi::GAS_PER_MEMORY_PAGE - 10..50_000).contains(&first),
        "{first}"
    );
}

/// A size at the limit and one beyond it.
#[test]
fn limits_at_their_edges() {
    let simulator = Simulator::new().unwrap();
    let pages = "(memory (export \"memory\") 1 8)";
    let wide = |body: &str| {
        let text = format!(
            "(module {} {} (func (export \"main\") (param i32 i32) (result i64) {body}))",
            crate::common::IMPORTS,
            crate::common::PRELUDE
        )
        .replace(pages, "(memory (export \"memory\") 80 80)");
        let meta = crate::common::meta(
            vec![crate::common::export(
                "main",
                &[],
                twilight_abi::Type::Int(twilight_abi::IntType::I64),
            )],
            Vec::new(),
        );
        crate::common::run(
            &simulator,
            &wat::parse_str(text).unwrap(),
            &meta,
            "main",
            1_000_000_000,
        )
        .outcome
    };
    let size = |size: usize| i32::try_from(size).unwrap();
    let cases: Vec<(HostFn, Vec<i32>, usize, usize)> = vec![
        (
            HostFn::StateWrite,
            vec![1024, 4096, 0, 100, 3],
            2,
            MAX_STATE_KEY_BYTES,
        ),
        (HostFn::StateExists, vec![1024, 4096, 0], 2, MAX_STATE_KEY_BYTES),
        (
            HostFn::StateWrite,
            vec![1024, 4096, 3, 4096, 0],
            4,
            MAX_STATE_VALUE_BYTES,
        ),
        (
            HostFn::ContractEmitEvent,
            vec![1024, 1, 4096, 0],
            3,
            MAX_EVENT_DATA_BYTES,
        ),
        (
            HostFn::CryptoKeccak256,
            vec![4096, 0, 300],
            1,
            MAX_HASH_INPUT_BYTES,
        ),
        (HostFn::CryptoBlake3, vec![4096, 0, 300], 1, MAX_HASH_INPUT_BYTES),
    ];
    for (function, mut args, at, limit) in cases {
        args[at] = size(limit);
        assert_eq!(
            wide(&call(function, &args)),
            returned("0"),
            "{function:?} {limit}"
        );
        args[at] = size(limit + 1);
        assert_eq!(
            wide(&call(function, &args)),
            returned("-7"),
            "{function:?} {limit} + 1"
        );
    }
    // Repeats a call until it fails; main returns how often it worked. The key's first bytes count up.
    let count = |call: &str| {
        wide(&format!(
            "(local $n i32) (block $end (loop $more
                (i32.store (i32.const 4096) (local.get $n))
                (br_if $end (i32.ne {call} (i32.const 0)))
                (local.set $n (i32.add (local.get $n) (i32.const 1)))
                (br $more)))
             (call $ret (i64.extend_i32_u (local.get $n)))"
        ))
    };
    let write = |key: usize, value: usize| {
        format!(
            "(call $write (i32.const 1024) (i32.const 4096) (i32.const {key}) (i32.const 4096) (i32.const {value}))"
        )
    };
    assert_eq!(count(&write(4, 1)), returned(&MAX_STATE_ENTRIES.to_string()));
    // 16 MiB over 256 KiB + 4 bytes each: 63 fit.
    assert_eq!(count(&write(4, MAX_STATE_VALUE_BYTES)), returned("63"));
    let emit = |data: usize| {
        format!("(call $emit_event (i32.const 0) (i32.const 0) (i32.const 4096) (i32.const {data}))")
    };
    assert_eq!(count(&emit(1)), returned(&MAX_EVENTS.to_string()));
    assert_eq!(count(&emit(MAX_EVENT_DATA_BYTES)), returned("16"), "1 MiB in all");
}

#[test]
fn context_is_checked() {
    use playground_simulator::CallContext;
    for (field, value) in [
        ("sender", "0x12"),
        ("sender", "ab"),
        ("origin", "0x"),
        ("value", "-1"),
        ("value", "1e3"),
    ] {
        let mut context = context();
        match field {
            "sender" => context.sender = value.to_owned(),
            "origin" => context.origin = value.to_owned(),
            _ => context.value = value.to_owned(),
        }
        let error = CallContext::try_from(&context).unwrap_err();
        assert_eq!(error.to_string(), format!("The context's {field} is not valid."));
    }
}

/// Whatever the arguments are, a host function answers with its result or a known code.
#[test]
fn random_arguments_are_answered() {
    let simulator = Simulator::new().unwrap();
    let mut seed = 0x1234_5678_9abc_def1_u64;
    let mut random = |bound: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % bound as u64).unwrap()
    };
    let edges = [
        0,
        1,
        -1,
        4,
        5,
        31,
        32,
        33,
        100,
        4096,
        65_503,
        65_504,
        65_535,
        65_536,
        65_537,
        i32::MAX,
        i32::MIN,
    ];
    for round in 0..60 {
        // Each call's result must lie between the lowest code and the largest size of a value.
        let calls: String = (0..100)
            .map(|_| {
                let mut function = HostFn::ALL[random(HostFn::ALL.len())];
                if function == HostFn::ContractRevert {
                    // It would end the round.
                    function = HostFn::StateWrite;
                }
                let entry = function.entry();
                let args: String =
                    entry.params.iter().map(|_| format!("(i32.const {})", edges[random(edges.len())])).collect();
                let call = format!("(call ${} {args})", entry.name);
                match entry.result {
                    Some(ValType::I32) => format!(
                        "(local.set 2 {call})
                         (if (i32.or (i32.lt_s (local.get 2) (i32.const -7)) (i32.gt_s (local.get 2) (i32.const 262144)))
                           (then unreachable))"
                    ),
                    Some(ValType::I64) => format!("(drop {call})"),
                    None => call,
                }
            })
            .collect();
        let report = run_main(
            &simulator,
            DATA,
            &format!("(local i32) {calls} (call $ret (i64.const 1))"),
            GAS,
        );
        assert_eq!(
            report.outcome,
            returned("1"),
            "round {round}: {:?}",
            report.diagnostics
        );
    }
}
