//! Every outcome of spec 17 §5.4: values, panics with their places, reverts, gas, refused programs.
use crate::common::{export, failed, find, meta, module, returned, reverted, run, run_main, site};
use playground_protocol::{ErrorType, Outcome, Severity};
use playground_simulator::{Compiler, RunReport, Simulator, codes};
use twilight_abi::{IntType, Type};
use twilight_hfi::GAS_PER_MEMORY_PAGE;
use twilight_hfi::limits::{MAX_MEMORY_PAGES, MAX_PRINT_BYTES, MAX_PRINT_TOTAL_BYTES, MAX_RESULT_BYTES};

const GAS: u64 = 10_000_000;
const U64: Type = Type::Int(IntType::U64);

/// Runs a `main` of type `ret` with the given body.
fn typed(simulator: &Simulator, items: &str, body: &str, ret: Type) -> RunReport {
    let wasm = module(&format!(
        "{items} (func (export \"main\") (param i32 i32) (result i64) {body})"
    ));
    run(
        simulator,
        &wasm,
        &meta(vec![export("main", &[], ret)], Vec::new()),
        "main",
        GAS,
    )
}

#[test]
fn values_are_shown() {
    let simulator = Simulator::new().unwrap();
    let text = r#"(data (i32.const 64) "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\20\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\02hi\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")"#;
    let cases = [
        ("", "(call $ret (i64.const 42))", U64, "42"),
        ("", "(call $ret (i64.const 1))", Type::Bool, "true"),
        ("", "(i64.const 0)", Type::Unit, "()"),
        (text, "(i64.const 0x4000000060)", Type::String, "hi"),
    ];
    for (items, body, ret, expected) in cases {
        let report = typed(&simulator, items, body, ret);
        assert_eq!(report.outcome, returned(expected), "{:?}", report.diagnostics);
        assert!(report.gas_used.unwrap() > 0 && report.gas_used.unwrap() < 5_000);
        assert!(report.diagnostics.is_empty());
    }
}

/// A marked instruction: `i32.const 12345; drop` and then the instruction of interest.
const MARK: &str = "i32.const 12345 drop";
const MARK_BYTES: &[u8] = &[0x41, 0xb9, 0xe0, 0x00, 0x1a];

#[test]
fn panics_have_message_and_place() {
    let simulator = Simulator::new().unwrap();
    let data = r#"(data (i32.const 64) "Boom: 7")"#;
    let set = "(global.set $panic_ptr (i32.const 64)) (global.set $panic_len (i32.const 7))";
    let far = "(global.set $panic_ptr (i32.const 65530)) (global.set $panic_len (i32.const 7))";
    // Body (MARK stands before the trapping instruction), instruction bytes from the mark, site, message.
    let cases: [(String, usize, Option<&str>, &str); 9] = [
        (format!("{set} {MARK} unreachable"), 5, Some(""), "Boom: 7"),
        (
            format!("{set} {MARK} unreachable"),
            5,
            Some("From the site."),
            "Boom: 7",
        ),
        (
            format!("{far} {MARK} unreachable"),
            5,
            Some("From the site."),
            "From the site.",
        ),
        (
            format!("{MARK} unreachable"),
            5,
            Some("Index out of bounds."),
            "Index out of bounds.",
        ),
        (
            format!("{MARK} unreachable"),
            5,
            None,
            "Code that must not be reached was reached.",
        ),
        (
            format!("i64.const 1 local.get 2 {MARK} i64.div_u"),
            5,
            Some("Division by zero!"),
            "Division by zero!",
        ),
        (
            format!("i64.const 1 local.get 2 {MARK} i64.div_u"),
            5,
            None,
            "Division by zero.",
        ),
        (
            format!("{set} i32.const -4 {MARK} i64.load"),
            5,
            None,
            "Memory was accessed out of bounds.",
        ),
        (
            format!("i64.const 0x8000000000000000 i64.const -1 {MARK} i64.div_s"),
            5,
            None,
            "Integer overflow in a division.",
        ),
    ];
    for (body, after, message, expected) in cases {
        let wasm = module(&format!(
            "{data} (func (export \"main\") (param i32 i32) (result i64) (local i64) {body})"
        ));
        let offset = find(&wasm, MARK_BYTES) + after as u32;
        let sites = message.map(|message| site(offset, message)).into_iter().collect();
        let report = run(
            &simulator,
            &wasm,
            &meta(vec![export("main", &[], U64)], sites),
            "main",
            GAS,
        );
        assert_eq!(report.outcome, failed(ErrorType::RuntimePanic), "{body}");
        assert_eq!(report.gas_used, Some(GAS), "a panic uses all gas");
        let diagnostic = &report.diagnostics[0];
        assert_eq!(
            diagnostic.message,
            format!("The program panicked: {expected}"),
            "{body}"
        );
        assert_eq!(diagnostic.code, codes::PANIC);
        let span = diagnostic.span.as_ref();
        assert_eq!(span.is_some(), message.is_some(), "{body}");
        if let Some(span) = span {
            assert_eq!(
                (span.file.as_str(), span.start.line, span.start.column),
                ("src/main.twl", 3, 5)
            );
            assert_eq!((span.start.offset, span.end.offset, span.end.column), (20, 24, 9));
        }
    }
}

/// The innermost frame that the table knows wins: here the call inside `main`, two frames out.
#[test]
fn place_is_the_innermost_known_frame() {
    let simulator = Simulator::new().unwrap();
    let wasm = module(&format!(
        "(func $deep unreachable) (func $middle (call $deep))
         (func (export \"main\") (param i32 i32) (result i64) {MARK} (call $middle) (i64.const 0))"
    ));
    let offset = find(&wasm, MARK_BYTES) + 5;
    let sites = vec![site(offset, "In `middle`.")];
    let report = run(
        &simulator,
        &wasm,
        &meta(vec![export("main", &[], U64)], sites),
        "main",
        GAS,
    );
    assert_eq!(
        report.diagnostics[0].message,
        "The program panicked: In `middle`."
    );
    assert_eq!(report.diagnostics[0].span.as_ref().unwrap().start.line, 3);
}

#[test]
fn reverts_have_message_place_and_honest_gas() {
    let simulator = Simulator::new().unwrap();
    let wasm = module(&format!(
        r#"(data (i32.const 64) "too small")
        (func (export "main") (param i32 i32) (result i64)
          (call $print (i32.const 64) (i32.const 3))
          (drop (call $emit_event (i32.const 0) (i32.const 0) (i32.const 64) (i32.const 3)))
          i32.const 64 i32.const 9 {MARK} call $revert unreachable)"#
    ));
    let offset = find(&wasm, MARK_BYTES) + 5;
    let meta = meta(vec![export("main", &[], U64)], vec![site(offset, "")]);
    let report = run(&simulator, &wasm, &meta, "main", GAS);
    assert_eq!(report.outcome, reverted("too small"));
    let diagnostic = &report.diagnostics[0];
    assert_eq!(diagnostic.message, "The program reverted: too small");
    assert_eq!(
        (
            diagnostic.code.as_str(),
            diagnostic.span.as_ref().unwrap().start.line
        ),
        (codes::REVERT, 3)
    );
    let gas = report.gas_used.unwrap();
    assert!(gas > GAS_PER_MEMORY_PAGE && gas < 5_000, "{gas}");
    assert_eq!(report.output, "too");
    assert_eq!(report.events.len(), 1, "events up to the failure are shown");
}

#[test]
fn endless_work_ends() {
    let simulator = Simulator::new().unwrap();
    for gas in [0, 1, 1_000, 1_000_000] {
        let report = run_main(&simulator, "", "(loop $l (br $l)) unreachable", gas);
        assert_eq!(report.outcome, failed(ErrorType::OutOfGas), "{gas}");
        assert_eq!(report.gas_used, Some(gas));
        assert_eq!(report.diagnostics[0].code, codes::OUT_OF_GAS);
    }
    let recursion = "(func $f (param i64) (result i64) (i64.add (local.get 0) (call $f (i64.add (local.get 0) (i64.const 1)))))";
    let report = run_main(&simulator, recursion, "(call $f (i64.const 0))", u64::MAX);
    assert_eq!(report.outcome, failed(ErrorType::RuntimePanic));
    assert_eq!(report.gas_used, Some(u64::MAX));
    assert_eq!(
        report.diagnostics[0].message,
        "The program panicked: Stack overflow: calls are nested too deeply."
    );
}

#[test]
fn memory_growth_is_bounded_and_paid_for() {
    let simulator = Simulator::new().unwrap();
    let grow = |declared: u32, pages: u32, gas: u64| {
        let text = format!(
            "(module {} {} (func (export \"main\") (param i32 i32) (result i64)
                (call $ret (i64.extend_i32_s (memory.grow (i32.const {pages}))))))",
            crate::common::IMPORTS,
            crate::common::PRELUDE.replace("1 8)", &format!("1 {declared})"))
        );
        let i64 = Type::Int(IntType::I64);
        run(
            &simulator,
            &wat::parse_str(text).unwrap(),
            &meta(vec![export("main", &[], i64)], vec![]),
            "main",
            gas,
        )
    };
    let base = grow(8, 0, GAS).gas_used.unwrap();
    for (declared, pages, expected) in [
        (8, 7, "1"),
        (8, 8, "-1"),
        (65_536, MAX_MEMORY_PAGES - 1, "1"),
        (65_536, MAX_MEMORY_PAGES, "-1"),
        (65_536, 65_535, "-1"),
    ] {
        let report = grow(declared, pages, GAS);
        assert_eq!(report.outcome, returned(expected), "{declared} {pages}");
        let paid = if expected == "1" {
            u64::from(pages) * GAS_PER_MEMORY_PAGE
        } else {
            0
        };
        assert_eq!(report.gas_used, Some(base + paid), "{declared} {pages}");
    }
    // The pages are paid at the end of the call where no host call comes before.
    let short = grow(8, 7, base + 7 * GAS_PER_MEMORY_PAGE - 1);
    assert_eq!(short.outcome, failed(ErrorType::OutOfGas));
    assert_eq!(grow(8, 7, base + 7 * GAS_PER_MEMORY_PAGE).outcome, returned("1"));
    // And at the next host call where there is one: it does not run.
    let body = "(drop (memory.grow (i32.const 7))) (call $print (i32.const 64) (i32.const 3)) (call $ret (i64.const 0))";
    let report = run_main(&simulator, "", body, 7 * GAS_PER_MEMORY_PAGE);
    assert_eq!(
        (report.outcome, report.output.as_str()),
        (failed(ErrorType::OutOfGas), "")
    );
}

#[test]
fn output_is_bounded() {
    let simulator = Simulator::new().unwrap();
    let marker = twilight_hfi::limits::PRINT_TRUNCATED_MARKER;
    // Prints `bytes` bytes of "a" `times` times.
    let print = |bytes: usize, times: usize| {
        let body = format!(
            "(local $i i32) (drop (memory.grow (i32.const 4)))
             (memory.fill (i32.const 65536) (i32.const 97) (i32.const {bytes}))
             (loop $l (call $print (i32.const 65536) (i32.const {bytes}))
               (local.set $i (i32.add (local.get $i) (i32.const 1)))
               (br_if $l (i32.lt_u (local.get $i) (i32.const {times}))))
             (call $ret (i64.const 0))"
        );
        let report = run_main(&simulator, "", &body, GAS);
        assert_eq!(report.outcome, returned("0"), "{:?}", report.diagnostics);
        let cut: Vec<String> = report
            .diagnostics
            .into_iter()
            .inspect(|one| {
                assert_eq!(
                    (one.severity, one.code.as_str()),
                    (Severity::Warning, codes::OUTPUT_CUT)
                );
            })
            .map(|one| one.message)
            .collect();
        (report.output, cut)
    };
    let call =
        format!("A printed text was cut at {MAX_PRINT_BYTES} bytes, the most that one `print` can print.");
    let total =
        format!("The output was cut at {MAX_PRINT_TOTAL_BYTES} bytes, the most that one run can print.");
    let whole = "a".repeat(MAX_PRINT_BYTES);
    assert_eq!(print(MAX_PRINT_BYTES, 1), (whole.clone(), vec![]));
    assert_eq!(
        print(MAX_PRINT_BYTES + 1, 1),
        (whole + marker, vec![call.clone()])
    );
    let times = MAX_PRINT_TOTAL_BYTES / MAX_PRINT_BYTES;
    let full = "a".repeat(MAX_PRINT_TOTAL_BYTES);
    assert_eq!(print(MAX_PRINT_BYTES, times), (full.clone(), vec![]));
    assert_eq!(
        print(MAX_PRINT_BYTES, times + 3),
        (full + marker, vec![total.clone()]),
        "one marker closes the output"
    );
    let (most, cut) = print(MAX_PRINT_BYTES + 1, times + 3);
    assert!(most.len() > MAX_PRINT_TOTAL_BYTES && most.len() <= playground_simulator::MAX_OUTPUT_BYTES);
    assert_eq!(cut, [call, total]);
}

#[test]
fn results_are_bounded_and_checked() {
    let simulator = Simulator::new().unwrap();
    let body = |pointer: u64, length: u64| {
        let packed = pointer << 32 | length;
        format!("(drop (memory.grow (i32.const 7))) (i64.const {packed})")
    };
    let ty = Type::Array(std::sync::Arc::new(Type::Hash256), MAX_RESULT_BYTES as u64 / 32);
    let largest = typed(&simulator, "", &body(1024, MAX_RESULT_BYTES as u64), ty);
    assert!(
        matches!(largest.outcome, Outcome::Returned { .. }),
        "{:?}",
        largest.diagnostics
    );
    let beyond = typed(&simulator, "", &body(1024, MAX_RESULT_BYTES as u64 + 32), U64);
    assert_eq!(beyond.outcome, failed(ErrorType::RuntimePanic));
    assert_eq!(beyond.gas_used, Some(GAS));
    let broken = [
        (body(0, 32), U64),
        (body(1024, 0xffff_ffff), U64),
        (body(0xffff_ffff, 32), U64),
        (body(8 * 65_536 - 31, 32), U64),
        (body(1024, 31), U64),
        (body(1024, 64), U64),
        (body(0, 0), U64),
        ("(call $ret (i64.const 2))".to_owned(), Type::Bool),
        ("(call $ret (i64.const -1))".to_owned(), U64),
    ];
    for (body, ty) in broken {
        let report = typed(&simulator, "", &body, ty);
        assert_eq!(report.outcome, failed(ErrorType::InternalError), "{body}");
        assert_eq!(report.diagnostics[0].code, codes::INTERNAL);
    }
}

#[test]
fn refused_programs() {
    let simulator = Simulator::new().unwrap();
    let meta = meta(vec![export("main", &[], Type::Unit)], vec![]);
    let main =
        "(memory (export \"memory\") 1) (func (export \"main\") (param i32 i32) (result i64) (i64.const 0))";
    let with = |import: &str| format!("(module {import} {main})");
    let start = format!("(func $s (loop $l (br $l))) (start $s) {main}");
    let cases = [
        (
            with("(import \"nova_state_v2\" \"read\" (func))"),
            "imports `nova_state_v2.read`, which this host does not have",
        ),
        (
            with("(import \"wasi\" \"fd_write\" (func))"),
            "imports `wasi.fd_write`",
        ),
        (
            with("(import \"nova_tx_v1\" \"get_value\" (func (param i64) (result i32)))"),
            "with another signature",
        ),
        (
            with("(import \"nova_debug_v1\" \"print\" (func (param i32 i32) (result i32)))"),
            "with another signature",
        ),
        (
            with("(import \"nova_debug_v1\" \"print\" (global i32))"),
            "as something other than a function",
        ),
        (
            with("(func (result v128) (v128.const i64x2 0 0))"),
            "is not valid",
        ),
        (with("(memory 1)"), "is not valid"),
        (with("(func $f (result i64) (return_call $f))"), "is not valid"),
        (
            format!("(module {})", main.replace("\"memory\") 1", "\"memory\") 513")),
            "could not be run",
        ),
        (
            format!("(module {})", main.replace("\"memory\"", "\"mem\"")),
            "exports no memory",
        ),
        (
            format!("(module {})", main.replace("\"main\"", "\"other\"")),
            "an export is missing",
        ),
        (
            format!("(module {})", main.replace("(param i32 i32)", "(param i64)")),
            "or has another type",
        ),
        (with("(table 10001 funcref)"), "could not be run"),
        (
            with("(import \"env\" \"memory\" (memory 1))").replacen(main, "", 1),
            "imports `env.memory`",
        ),
    ];
    for (text, expected) in cases {
        let report = run(&simulator, &wat::parse_str(&text).unwrap(), &meta, "main", GAS);
        assert_eq!(report.outcome, failed(ErrorType::InternalError), "{text}");
        let message = &report.diagnostics[0].message;
        assert!(message.contains(expected), "{message}\nshould contain {expected}");
    }
    let looping = run(
        &simulator,
        &wat::parse_str(format!("(module {start})")).unwrap(),
        &meta,
        "main",
        GAS,
    );
    assert_eq!(
        looping.outcome,
        failed(ErrorType::OutOfGas),
        "a start function is metered too"
    );
    let good = wat::parse_str(with("")).unwrap();
    for (wasm, meta) in [
        (&b""[..], &meta[..]),
        (b"(module)", &meta),
        (&good[..good.len() - 1], &meta),
        (&good, b"{}"),
        (&good, b"not json"),
        (&good, "[".repeat(100_000).as_bytes()),
    ] {
        let report = run(&simulator, wasm, meta, "main", GAS);
        assert_eq!(report.outcome, failed(ErrorType::InternalError));
        assert_eq!(report.gas_used, None, "nothing ran");
    }
    assert_eq!(run(&simulator, &good, &meta, "main", GAS).outcome, returned("()"));
}

/// Bulk memory instructions are left out: Winch counts 1 for each, Cranelift also their bytes
/// (`docs/gas.md`).
#[test]
fn both_compilers_use_the_same_gas() {
    let programs = [
        "(call $ret (i64.const 1))",
        "(local i64) (loop $l (local.set 2 (i64.add (local.get 2) (i64.const 1)))
            (br_if $l (i64.lt_u (local.get 2) (i64.const 1000)))) (call $ret (local.get 2))",
        "(if (result i64) (i64.eqz (call $get_gas_left)) (then unreachable) (else (call $ret (i64.const 3))))",
        "(local $i i32) (block $end (loop $l
            (br_if $end (i32.gt_u (local.get $i) (i32.const 100)))
            (if (i32.and (local.get $i) (i32.const 1)) (then (call $print (i32.const 64) (local.get $i))))
            (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $l)))
            (drop (memory.grow (i32.const 2))) (call $ret (i64.const 4))",
        "(drop (call $revert (i32.const 64) (i32.const 3))) (i64.const 0)",
        "unreachable",
    ];
    let [winch, cranelift] =
        [Compiler::Winch, Compiler::Cranelift].map(|compiler| Simulator::with_compiler(compiler).unwrap());
    for body in programs {
        let reports = [&winch, &cranelift].map(|simulator| {
            let report = run_main(simulator, "", body, GAS);
            (report.outcome, report.gas_used, report.output, report.diagnostics)
        });
        assert_eq!(reports[0], reports[1], "{body}");
        assert!(reports[0].1.unwrap() > 0);
    }
}
