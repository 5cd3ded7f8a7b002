//! References to storage and `delete` in Solidity mode: run as lowered and as optimised, with one answer.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use twilight_abi::Value;
use twilight_diagnostics::FileId;
use twilight_lower::{Roots, lower};
use twilight_tir::interp::{Chain, Interpreter, Outcome};
use twilight_tir::{Level, Module, optimize};

fn module(source: &str) -> Module {
    let checked = twilight_solidity::check(FileId(0), source);
    let errors: Vec<_> = checked
        .diagnostics
        .iter()
        .filter(|found| found.severity == twilight_diagnostics::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let contract = checked.program.contracts.len().checked_sub(1);
    let contract = contract.map(|at| twilight_hir::thir::ContractId(u32::try_from(at).unwrap()));
    let module = lower(&checked.program, &Roots::Package { contract }, true).expect("lowers");
    twilight_tir::verify(&module).expect("is valid");
    module
}

/// What `main` gives and what the state holds then, at every level of optimisation.
fn run(source: &str) -> (String, Vec<(String, usize)>) {
    let lowered = module(source);
    let mut answers = Vec::new();
    for level in [None, Some(Level::Playground), Some(Level::Release)] {
        let mut module = lowered.clone();
        if let Some(level) = level {
            optimize(&mut module, level);
            twilight_tir::verify(&module).expect("is valid");
        }
        let text = twilight_tir::text::print(&module);
        assert_eq!(twilight_tir::text::parse(&text).expect("reads back"), module);
        let interpreter = Interpreter::new(&module).expect("is valid");
        let mut chain = Chain::default();
        let deploy = module
            .exports
            .iter()
            .find(|one| one.source_name == "constructor" || one.name.ends_with("$deploy"));
        if let Some(deploy) = deploy {
            let outcome = interpreter.call_export(&mut chain, &deploy.name, &[]).unwrap();
            assert!(matches!(outcome, Outcome::Returned(_)), "{outcome:?}");
        }
        let main = module
            .exports
            .iter()
            .find(|one| one.source_name == "main")
            .unwrap();
        let outcome = interpreter.call_export(&mut chain, &main.name, &[]).unwrap();
        let answer = match outcome {
            Outcome::Returned(value) => shown(&value),
            Outcome::Reverted { message, .. } => format!("revert {message}"),
            Outcome::Panicked { message, .. } => format!("panic {message}"),
            other => format!("{other:?}"),
        };
        let state: Vec<(String, usize)> = chain
            .state
            .iter()
            .map(|(key, value)| (String::from_utf8(key.clone()).unwrap(), value.len()))
            .collect();
        answers.push((answer, state));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
    answers.remove(0)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Tuple(values) => values.iter().map(shown).collect::<Vec<_>>().join(" "),
        Value::Int { bits, .. } => bits.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::String(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    }
}

fn gives(body: &str, expected: &str) {
    let source = format!("pragma solidity ^0.8.20;\ncontract Test {{\n{body}\n}}\n");
    assert_eq!(run(&source).0, expected);
}

#[test]
fn a_reference_is_its_place() {
    gives(
        "struct P { uint256 x; uint256 y; }
        struct Q { P p; P[] list; mapping(uint256 => P) map; uint256[3] fixed_; string name; }
        mapping(uint256 => Q) qs;
        Q q;
        P[] ps;
        function set(P storage p, uint256 v) internal { p.x = v; p.y += v; }
        function main() external returns (uint256, uint256, uint256, uint256, uint256, uint256) {
            Q storage a = qs[7];
            set(a.p, 1);
            a.list.push();
            set(a.list[0], 2);
            set(a.map[9], 3);
            P storage p = q.p;
            set(p, 4);
            set(p, 5);
            a.fixed_[2] = 6;
            uint256[3] storage f = qs[7].fixed_;
            f[1] = f[2] + 1;
            P storage r = ps.push();
            r.x = 8;
            return (qs[7].p.y, qs[7].list[0].x, qs[7].map[9].y, q.p.y, qs[7].fixed_[1], ps[0].x);
        }",
        "1 2 3 9 7 8",
    );
}

#[test]
fn keys_are_evaluated_when_the_reference_is_made() {
    gives(
        "uint256[][] rows; uint256 at;
        function main() external returns (uint256, uint256, uint256) {
            rows.push(); rows.push();
            uint256[] storage row = rows[at];
            at = 1;
            row.push(5);
            rows.pop();
            row.push(6);
            return (rows.length, rows[0].length, rows[0][1]);
        }",
        "1 2 6",
    );
    gives(
        "struct P { uint256 x; } P[] ps;
        function main() external returns (uint256) { P storage p = ps[0]; p.x = 1; return 1; }",
        "panic Index out of bounds.",
    );
    gives(
        "uint256[2][] ps; uint256 i = 2;
        function main() external returns (uint256) { ps.push(); uint256[2] storage p = ps[0]; return p[i]; }",
        "panic Index out of bounds.",
    );
}

#[test]
fn a_reference_that_branches_decide() {
    gives(
        "struct P { uint256 x; } P a; P b; uint256 n;
        function pick(bool first) internal view returns (P storage) { return first ? a : b; }
        function main() external returns (uint256, uint256, uint256) {
            a.x = 1; b.x = 2;
            P storage p = a;
            for (uint256 i = 0; i < 3; i++) { p.x += 10; p = pick(i % 2 == 1); n += p.x; }
            uint256 before = a.x;
            pick(true).x = 100;
            return (before, a.x + b.x, n);
        }",
        "21 112 25",
    );
}

#[test]
fn what_is_read_by_name_sees_what_is_written_by_reference() {
    gives(
        "struct P { uint256 x; uint256 y; } P a; P b;
        function change(P storage p) internal { p.x = 5; }
        function main() external returns (uint256, uint256, uint256) {
            a.x = 1; b.x = 2;
            uint256 first = a.x;
            change(a);
            uint256 second = a.x;
            P storage p = first == 1 ? b : a;
            p.x = 9;
            return (first, second, a.x + b.x);
        }",
        "1 5 14",
    );
}

#[test]
fn bytes_and_strings_by_reference() {
    gives(
        "struct P { string name; bytes data; } P a; bytes top;
        function add(bytes storage b) internal { b.push(); b.push(); }
        function main() external returns (string memory, uint256, uint256) {
            string storage s = a.name;
            a.name = \"hello\";
            bytes storage d = a.data;
            d.push(); d.push(); top.push();
            d.pop(); add(a.data); add(top);
            return (s, d.length, top.length);
        }",
        "\"hello\" 3 3",
    );
}

#[test]
fn delete_resets_all_but_maps() {
    let (answer, state) = run(
        "pragma solidity ^0.8.20;
        contract Test {
            struct In { uint256 v; uint256[] l; }
            struct P { uint256 x; string s; In inner; In[] list; uint256[2] two; mapping(uint256 => uint256) m; bool b; }
            P p; P[] ps; uint256[] nums; uint256[3] three; uint256 one; string text; mapping(uint256 => P) map;
            mapping(uint256 => uint256)[] maps;
            function fill(P storage q) internal {
                q.x = 1; q.s = \"a\"; q.inner.v = 2; q.inner.l.push(3); q.list.push(); q.list[0].l.push(4);
                q.two[1] = 5; q.m[1] = 6; q.b = true;
            }
            function main() external returns (uint256, uint256, uint256) {
                fill(p); fill(ps.push()); fill(ps.push()); fill(map[3]);
                nums.push(1); three[1] = 2; one = 3; text = \"t\";
                maps.push(); maps[0][1] = 7;
                delete p; delete ps; delete nums; delete three; delete one; delete text; delete map[3]; delete maps;
                maps.push();
                return (p.m[1], map[3].m[1], maps[0][1]);
            }
        }",
    );
    assert_eq!(answer, "6 6 7");
    let keys: Vec<&str> = state.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "map:3.m:1",
            "maps",
            "maps:0:1",
            "one",
            "p.m:1",
            "ps:0.m:1",
            "ps:1.m:1"
        ]
    );
}

#[test]
fn a_shorter_array_leaves_nothing_behind() {
    let (answer, state) = run("pragma solidity ^0.8.20;
        contract Test {
            uint256[] a; uint256[] b; uint256[][] c; uint256[][] d;
            function main() external returns (uint256) {
                a.push(1); a.push(2); a.push(3); b.push(4);
                a = b;
                c.push(); c[0].push(1); c[0].push(2); c.push(); c[1].push(3);
                d.push(); d[0].push(9);
                c = d;
                d.pop();
                return a.length * 100 + c.length * 10 + c[0][0];
            }
        }");
    assert_eq!(answer, "119");
    let keys: Vec<&str> = state.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["a", "a:0", "b", "b:0", "c", "c:0", "c:0:0", "d"]);
}

#[test]
fn structs_that_hold_themselves() {
    gives(
        "struct Node { uint256 v; Node[] children; } Node root;
        function add(Node storage n, uint256 depth) internal {
            n.v = depth;
            if (depth > 0) { add(n.children.push(), depth - 1); add(n.children.push(), depth - 1); }
        }
        function sum(Node storage n) internal view returns (uint256 s) {
            s = n.v;
            for (uint256 i = 0; i < n.children.length; i++) { s += sum(n.children[i]); }
        }
        function main() external returns (uint256, uint256) {
            add(root, 3);
            uint256 before = sum(root);
            delete root.children[0];
            root.children.pop();
            return (before, sum(root));
        }",
        "11 3",
    );
}
