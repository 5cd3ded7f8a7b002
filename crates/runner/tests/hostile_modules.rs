//! Modules that attack the engine, given to the real runner in real sandboxes as if the compiler had made them; judged
//! by the supervisor.
//!
//! The compiler never makes such modules. Should a hole in it ever let one through, each must end in the verdict
//! that stands beside it, and the sandbox after it must answer as ever.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{factory, module, reply, run, run_with_gas};
use playground_protocol::{ErrorType, Outcome};
use playground_sandbox::{Factory, Limit, Limits, Verdict};
use std::fmt::Write as _;

/// How an attack has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// It did no harm, and its function returned.
    Returned,
    /// The program's own failure.
    Failed(ErrorType),
    /// The engine or the runner refused the module: what the compiler made is not valid, which is a defect.
    Refused,
    /// A limit of the sandbox.
    At(Limit),
}

fn ended(verdict: &Verdict) -> Ends {
    match verdict {
        Verdict::Reply(reply) => match &reply.outcome {
            Outcome::Returned { .. } => Ends::Returned,
            Outcome::Failed { error_type, .. } => Ends::Failed(*error_type),
            other => panic!("{other:?}"),
        },
        Verdict::Timeout { limit } | Verdict::Sandbox { limit, .. } => Ends::At(*limit),
        Verdict::Internal { .. } => Ends::Refused,
        Verdict::Abandoned => panic!("nobody leaves here"),
    }
}

/// A module with what the runner asks of one, `fields`, and `body` as its entry point.
fn around(fields: &str, body: &str) -> String {
    format!(
        "(module {fields}
           (memory (export \"memory\") 1)
           (global (export \"__panic_ptr\") (mut i32) (i32.const 0))
           (global (export \"__panic_len\") (mut i32) (i32.const 0))
           (func (export \"__alloc\") (param i32) (result i32) (i32.const 1024))
           (func $main (export \"main\") (param i32 i32) (result i64) {body}))"
    )
}

const DONE: &str = "(i64.const 0)";

fn repeated(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        text += &piece(index);
        text
    })
}

/// Asks for as much memory as it can get, page by page, and writes to each.
fn every_page() -> String {
    around(
        "",
        "(local $page i32)
         (loop $l
           (local.set $page (memory.grow (i32.const 1)))
           (if (i32.ge_s (local.get $page) (i32.const 0))
             (then (i32.store (i32.mul (local.get $page) (i32.const 65536)) (i32.const 7)) (br $l))))
         (i64.const 0)",
    )
}

fn deep_blocks(depth: usize) -> String {
    around(
        "",
        &format!("{}{}{DONE}", "(block ".repeat(depth), ")".repeat(depth)),
    )
}

/// `count` functions, each with code that no pass can share.
fn functions(count: usize) -> String {
    around(
        &repeated(count, |index| {
            format!("(func (param i64) (result i64) (i64.mul (local.get 0) (i64.const {index})))")
        }),
        DONE,
    )
}

fn branch_table(targets: usize) -> String {
    let mut body = "(block $out (block $in (br_table ".to_owned();
    for index in 0..targets {
        let _ = write!(body, "{} ", index % 2);
    }
    body += "(local.get 0)))) (i64.const 0)";
    around("", &body)
}

/// One function of `count` operations in a row.
fn long_function(count: usize) -> String {
    let mut body = "(local $x i64)".to_owned();
    for index in 0..count {
        let _ = write!(
            body,
            "(local.set $x (i64.mul (local.get $x) (i64.const {index})))"
        );
    }
    around("", &format!("{body} (local.get $x)"))
}

#[test]
fn modules_that_attack_the_engine_end_in_their_verdict() {
    let stand = factory(Limits {
        wall_ms: 60_000,
        ..Limits::default()
    });
    let out_of_gas = Ends::Failed(ErrorType::OutOfGas);
    let panic = Ends::Failed(ErrorType::RuntimePanic);
    let attacks = [
        ("every page", every_page(), Ends::Returned),
        (
            "table beyond the limit",
            around("(table 10001 funcref)", DONE),
            Ends::Refused,
        ),
        (
            "table at the limit",
            around("(table 10000 funcref)", DONE),
            Ends::Returned,
        ),
        (
            "table of everything",
            around("(table 4294967295 funcref)", DONE),
            Ends::Refused,
        ),
        (
            "table that grows",
            around(
                "(table $t 1 funcref)",
                "(loop $l (br_if $l (i32.ge_s (table.grow $t (ref.null func) (i32.const 1)) (i32.const 0)))) (i64.const 0)",
            ),
            Ends::Returned,
        ),
        ("second memory", around("(memory 1)", DONE), Ends::Refused),
        (
            "memory of 4 GiB",
            around("", DONE).replace("\"memory\") 1)", "\"memory\") 65536)"),
            Ends::Refused,
        ),
        (
            "shared memory",
            around("", DONE).replace("\"memory\") 1)", "\"memory\") 1 2 shared)"),
            Ends::Refused,
        ),
        ("64-bit memory", around("(memory i64 1)", DONE), Ends::Refused),
        (
            "unknown import",
            around("(import \"env\" \"system\" (func))", DONE),
            Ends::Refused,
        ),
        (
            "imported memory",
            around("(import \"env\" \"memory\" (memory 1))", DONE)
                .replace("(memory (export", "(memory $m (export"),
            Ends::Refused,
        ),
        (
            "endless start function",
            around("(func $s (loop $l (br $l))) (start $s)", DONE),
            out_of_gas,
        ),
        (
            "trap in the start function",
            around("(func $s unreachable) (start $s)", DONE),
            panic,
        ),
        (
            "endless loop",
            around("", "(loop $l (br $l)) (i64.const 0)"),
            out_of_gas,
        ),
        (
            "endless recursion",
            around("", "(call $main (i32.const 0) (i32.const 0))"),
            panic,
        ),
        (
            "recursion with large frames",
            around(
                "",
                &format!(
                    "{} (call $main (i32.const 0) (i32.const 0))",
                    "(local i64)".repeat(20_000)
                ),
            ),
            panic,
        ),
        (
            "call through a table to another type",
            around(
                "(type $t (func (param i64 i64) (result i64))) (table 1 funcref) (elem (i32.const 0) $main)",
                "(call_indirect (type $t) (i64.const 0) (i64.const 0) (i32.const 0))",
            ),
            panic,
        ),
        ("deep blocks", deep_blocks(10_000), Ends::Returned),
        ("many functions", functions(20_000), Ends::Returned),
        ("wide branch table", branch_table(65_000), Ends::Returned),
        (
            "branch table beyond the engine",
            branch_table(100_000),
            Ends::Refused,
        ),
        ("long function", long_function(50_000), Ends::Returned),
        (
            "many data segments",
            around(&repeated(50_000, |_| "(data \"x\")".to_owned()), DONE),
            Ends::Returned,
        ),
        (
            "data outside of memory",
            around("(data (i32.const 65535) \"xx\")", DONE),
            panic,
        ),
        (
            "many globals",
            around(
                &repeated(20_000, |_| "(global i64 (i64.const 7))".to_owned()),
                DONE,
            ),
            Ends::Returned,
        ),
        (
            "vector instructions",
            around("", "(drop (v128.const i64x2 1 2)) (i64.const 0)"),
            Ends::Refused,
        ),
        ("exceptions", around("(tag $e)", "(throw $e)"), Ends::Refused),
        (
            "a result beyond memory",
            around("", "(i64.const -1)"),
            Ends::Refused,
        ),
    ];
    let mut wrong = String::new();
    for (name, text, expected) in attacks {
        let verdict = stand.run_one(&run(&module(&text), "main")).verdict;
        if ended(&verdict) != expected {
            let _ = writeln!(wrong, "{name}: not {expected:?}, but {verdict:?}");
        }
        assert_serves(&stand, name);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The sandbox after an attack.
fn assert_serves(stand: &Factory, after: &str) {
    let answer = reply(stand, &run(&module(&around("", DONE)), "main"));
    assert!(
        matches!(answer.outcome, Outcome::Returned { .. }),
        "after {after}: {answer:?}"
    );
}

/// The engine's compiler works inside the sandbox, so that its appetite is the sandbox's to bound.
#[test]
fn a_module_that_is_slow_to_compile_ends_with_its_sandbox() {
    let stand = factory(Limits {
        wall_ms: 60_000,
        cpu_ms: 150,
        ..Limits::default()
    });
    let verdict = stand.run_one(&run(&module(&functions(20_000)), "main")).verdict;
    assert_eq!(ended(&verdict), Ends::At(Limit::Cpu), "{verdict:?}");
    let tight = factory(Limits {
        wall_ms: 60_000,
        memory_bytes: 24 << 20,
        tmpfs_bytes: 8 << 20,
        ..Limits::default()
    });
    let verdict = tight.run_one(&run(&module(&functions(20_000)), "main")).verdict;
    assert_eq!(ended(&verdict), Ends::At(Limit::Memory), "{verdict:?}");
}

/// Calls of the host that cost it time or memory, with all the gas there is: what bounds them are the host functions'
/// own limits, and the sandbox.
#[test]
fn floods_of_host_calls_end_in_their_verdict() {
    let stand = factory(Limits {
        wall_ms: 60_000,
        cpu_ms: 700,
        ..Limits::default()
    });
    let key = "(i32.store (i32.const 64) (local.tee $n (i32.add (local.get $n) (i32.const 1))))";
    let floods = [
        (
            "debug",
            "print",
            "(param i32 i32)",
            "(call $host (i32.const 0) (i32.const 65536))".to_owned(),
        ),
        (
            "contract",
            "emit_event",
            "(param i32 i32 i32 i32) (result i32)",
            "(drop (call $host (i32.const 0) (i32.const 4) (i32.const 0) (i32.const 65536)))".to_owned(),
        ),
        (
            "state",
            "write",
            "(param i32 i32 i32 i32 i32) (result i32)",
            format!(
                "{key}(drop (call $host (i32.const 0) (i32.const 64) (i32.const 4) (i32.const 0) (i32.const 60000)))"
            ),
        ),
        (
            "crypto",
            "keccak256",
            "(param i32 i32 i32) (result i32)",
            "(drop (call $host (i32.const 0) (i32.const 65536) (i32.const 0)))".to_owned(),
        ),
    ];
    let mut wrong = String::new();
    for (module_name, name, signature, calls) in floods {
        let text = around(
            &format!("(import \"nova_{module_name}_v1\" \"{name}\" (func $host {signature}))"),
            &format!("(local $n i32) (loop $again {calls} (br $again)) {DONE}"),
        );
        let verdict = stand
            .run_one(&run_with_gas(&module(&text), "main", u64::MAX))
            .verdict;
        if ended(&verdict) != Ends::At(Limit::Cpu) {
            let _ = writeln!(wrong, "{name}: {verdict:?}");
        }
        assert_serves(&stand, name);
    }
    assert!(wrong.is_empty(), "{wrong}");
}
