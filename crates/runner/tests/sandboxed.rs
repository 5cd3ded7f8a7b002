//! The real runner in real sandboxes, with a compiler that behaves well or badly; judged by the supervisor.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{factory, factory_of, module, reply, run};
use playground_protocol::{Compiled, Emit, ErrorType, Job, Outcome, Severity, SyntaxMode, Task};
use playground_sandbox::{Factory, Layer, Limit, Limits, Verdict};
use std::path::PathBuf;

fn compile(code: &str, emit: Emit) -> Job {
    Job::new(code.to_owned(), SyntaxMode::Native, Task::Compile { emit })
}

fn verdict(factory: &Factory, code: &str) -> Verdict {
    factory.run_one(&compile(code, Emit::default())).verdict
}

fn compiled(factory: &Factory, code: &str, emit: Emit) -> (Compiled, Vec<String>) {
    let reply = reply(factory, &compile(code, emit));
    let messages = reply.diagnostics.iter().map(|one| one.message.clone()).collect();
    match reply.outcome {
        Outcome::Compiled(compiled) => (*compiled, messages),
        other => panic!("{code}: {other:?} {messages:?}"),
    }
}

#[test]
fn every_layer_holds() {
    // Whoever makes the sandboxes: the same probes look at them.
    for runtime in [None, Some(PathBuf::from("/usr/sbin/runc"))] {
        let test = factory_of(Limits::default(), runtime.clone())
            .self_test()
            .unwrap_or_else(|error| {
                panic!("{error} (`apt-get install runc` installs the runtime of this test)")
            });
        let missing: Vec<&Layer> = test.missing().collect();
        assert!(missing.is_empty(), "{runtime:?}: {missing:#?}");
        for layer in &test.layers {
            assert!(!layer.probes.is_empty(), "{}", layer.name);
        }
        let probes: usize = test.layers.iter().map(|layer| layer.probes.len()).sum();
        assert!(probes > 40, "{test:?}");
        assert_eq!(test.host.contains("runc"), runtime.is_some(), "{}", test.host);
    }
}

/// What a runtime was asked for is looked for in what it has made.
#[test]
fn a_runtime_that_forgets_limits_is_found_out() {
    let careless = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/careless-runtime.sh");
    let test = factory_of(Limits::default(), Some(careless.into()))
        .self_test()
        .unwrap();
    let missing: Vec<&str> = test.missing().map(|layer| layer.name).collect();
    assert_eq!(missing, ["temporary file system", "resource limits"]);
    let failed: Vec<&str> = test
        .missing()
        .flat_map(|layer| &layer.probes)
        .filter(|probe| !probe.held)
        .map(|probe| probe.attack.as_str())
        .collect();
    // From outside and from inside.
    for attack in [
        "have room for more than 16777216 bytes",
        "have room for more than 64 files",
        "make files without end",
        "write without end",
        "have more than 4 of cpu time",
        "have more than 16777216 of file size",
        "have more than 32 of open files",
        "open files without end",
        "make a file longer than allowed",
    ] {
        assert!(failed.contains(&attack), "{attack} is not among {failed:#?}");
    }
}

#[test]
fn compile_replies_carry_what_was_asked_for() {
    let factory = factory(Limits::default());
    let (plain, messages) = compiled(&factory, "good", Emit::default());
    assert_eq!(plain.wasm_size, 8);
    // SHA-256 of an empty module's eight bytes.
    assert_eq!(
        plain.wasm_hash,
        "0x93a44bbb96c751218e4c00d479e4c14358122a389acca16205b1e4d0dc5f9476"
    );
    assert_eq!(
        (plain.tir, plain.wat, plain.meta, plain.abi),
        (None, None, None, None)
    );
    assert!(messages.is_empty());
    let (full, _) = compiled(
        &factory,
        "good",
        Emit {
            tir: true,
            wat: true,
            meta: true,
            abi: true,
            wasm: true,
            gas: true,
        },
    );
    // The eight bytes of an empty module.
    assert_eq!(full.wasm.as_deref(), Some("AGFzbQEAAAA="));
    assert_eq!(full.gas.map(|gas| gas.len()), Some(0));
    assert_eq!(full.tir.as_deref(), Some("module playground\n"));
    assert_eq!(full.wat.unwrap().trim(), "(module)");
    assert_eq!(full.abi, full.meta.unwrap().get("abi").cloned());
}

#[test]
fn messages_and_exit_codes_become_outcomes() {
    let factory = factory(Limits::default());
    assert_eq!(compiled(&factory, "warning", Emit::default()).1, ["Unused."]);
    for code in ["error", "error-but-0"] {
        let reply = reply(&factory, &compile(code, Emit::default()));
        let failed = Outcome::Failed {
            error_type: ErrorType::Compilation,
            revert_message: None,
        };
        assert_eq!(reply.outcome, failed, "{code}");
        assert_eq!(reply.diagnostics.len(), 1);
        assert_eq!(
            (
                reply.diagnostics[0].message.as_str(),
                reply.diagnostics[0].severity
            ),
            ("Bad.", Severity::Error)
        );
        assert!(reply.stages.compile_us > 0);
        assert_eq!(reply.gas_used, None);
    }
}

/// On each stream by itself, and on both: one after the other, and no deadlock.
#[test]
fn the_compiler_may_say_so_much_and_no_more() {
    const MOST: usize = 262_144;
    assert_eq!(MOST, playground_runner::compiler::MAX_OUTPUT_BYTES);
    let factory = factory(Limits::default());
    compiled(&factory, &format!("says {MOST} {MOST}"), Emit::default());
    for (stdout, stderr) in [(MOST + 1, 0), (0, MOST + 1)] {
        let verdict = verdict(&factory, &format!("says {stdout} {stderr}"));
        assert_eq!(
            verdict.limit(),
            Some(Limit::Output),
            "{stdout} {stderr}: {verdict:?}"
        );
    }
}

#[test]
fn the_compiler_gets_its_arguments_and_nothing_else() {
    let factory = factory(Limits::default());
    let (_, messages) = compiled(
        &factory,
        "arguments",
        Emit {
            tir: true,
            ..Emit::default()
        },
    );
    assert_eq!(
        messages,
        [
            "build --target wasm --message-format json --syntax native --emit bytecode,meta,tir -o target/debug"
        ]
    );
    assert_eq!(
        compiled(&factory, "surroundings", Emit::default()).1,
        ["3 descriptors, 0 variables"]
    );
    assert_eq!(
        compiled(&factory, "write-elsewhere", Emit::default()).1,
        ["0 written"]
    );
    assert_eq!(compiled(&factory, "fork", Emit::default()).1, ["refused"]);
    // The socket is not the compiler's: its forged reply goes nowhere.
    assert_eq!(
        compiled(&factory, "forged-reply", Emit::default()).1,
        ["0 written"]
    );
}

#[test]
fn defects_of_the_compiler_are_internal_errors_and_named_for_the_log() {
    let factory = factory(Limits::default());
    let cases = [
        ("panic", "code 101"),
        ("abort", "signal 6"),
        ("silent-1", "code 1"),
        ("nothing", "wrote nothing"),
        ("bad-meta", ".meta"),
    ];
    for (code, named) in cases {
        match verdict(&factory, code) {
            Verdict::Internal { detail } => assert!(detail.contains(named), "{code}: {detail}"),
            other => panic!("{code}: {other:?}"),
        }
    }
    for (code, emit) in [
        (
            "bad-tir",
            Emit {
                tir: true,
                ..Emit::default()
            },
        ),
        (
            "bad-module",
            Emit {
                wat: true,
                ..Emit::default()
            },
        ),
    ] {
        let verdict = factory.run_one(&compile(code, emit)).verdict;
        assert!(matches!(verdict, Verdict::Internal { .. }), "{code}: {verdict:?}");
    }
}

#[test]
fn a_hostile_compiler_hits_the_limits() {
    let limits = Limits {
        wall_ms: 30_000,
        cpu_ms: 500,
        memory_bytes: 64 << 20,
        ..Limits::default()
    };
    let factory = factory(limits);
    for (code, limit) in [
        ("flood-stdout", Limit::Output),
        ("flood-stderr", Limit::Output),
        ("large", Limit::Artefact),
        ("spin", Limit::Cpu),
        ("memory", Limit::Memory),
        ("socket", Limit::Syscall),
        // The calls that make links and fifos are not in the policy; the runner's own defence is tested
        // beside it.
        ("symlink", Limit::Syscall),
        ("fifo", Limit::Syscall),
    ] {
        let verdict = verdict(&factory, code);
        assert_eq!(verdict.limit(), Some(limit), "{code}: {verdict:?}");
    }
}

#[test]
fn the_entry_point_is_passed_on_and_never_breaks_the_command_line() {
    let factory = factory(Limits::default());
    let reply = reply(&factory, &run("good", "nul\0inside"));
    assert_eq!(
        reply.outcome,
        Outcome::Failed {
            error_type: ErrorType::Compilation,
            revert_message: None
        }
    );
    assert!(reply.diagnostics[0].message.contains("NUL"));
}

/// Grows its memory until it may not.
const GROW: &str = "(loop $l (br_if $l (i32.ge_s (memory.grow (i32.const 1)) (i32.const 0)))) (i64.const 0)";

/// Machine code, traps with their signal handlers, fuel, a grown memory: all work under the filter for
/// running.
#[test]
fn programs_run_under_the_filter() {
    let factory = factory(Limits::default());
    let failed = |error_type| Outcome::Failed {
        error_type,
        revert_message: None,
    };
    let cases = [
        (
            "(i64.const 0)",
            Outcome::Returned {
                return_value: "()".to_owned(),
            },
        ),
        ("(loop $l (br $l)) (i64.const 0)", failed(ErrorType::OutOfGas)),
        ("unreachable", failed(ErrorType::RuntimePanic)),
        ("(i64.load (i32.const -8))", failed(ErrorType::RuntimePanic)),
        (
            "(i64.div_s (i64.const 1) (i64.const 0))",
            failed(ErrorType::RuntimePanic),
        ),
        (
            "(call $main (i32.const 0) (i32.const 0))",
            failed(ErrorType::RuntimePanic),
        ),
        (
            GROW,
            Outcome::Returned {
                return_value: "()".to_owned(),
            },
        ),
    ];
    for (body, outcome) in cases {
        let text = format!(
            "(module (memory (export \"memory\") 1)
               (global (export \"__panic_ptr\") (mut i32) (i32.const 0))
               (global (export \"__panic_len\") (mut i32) (i32.const 0))
               (func (export \"__alloc\") (param i32) (result i32) (i32.const 1024))
               (func $main (export \"main\") (param i32 i32) (result i64) {body}))"
        );
        let reply = reply(&factory, &run(&module(&text), "main"));
        assert_eq!(reply.outcome, outcome, "{body}: {:?}", reply.diagnostics);
        assert!(
            reply.stages.compile_us > 0 && reply.stages.instantiate_us > 0,
            "{:?}",
            reply.stages
        );
    }
}
