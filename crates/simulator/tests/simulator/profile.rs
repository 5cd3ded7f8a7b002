//! Gas by source line: complete, at the right lines, and without a trace in what a run answers.
use std::sync::{Arc, Mutex};

use playground_protocol::{Call, Context, ErrorType, GasProfile, Outcome, Simulated, Simulation, Views};
use playground_simulator::{MAX_COUNTED_GAS, MAX_PASSED_MARKS, RunReport, Simulator};
use serde_json::json;
use twilightc::{Options, compile};

const PROGRAM: &str = "contract C {
    storage { total: u64 = 1; }
    pub fn cheap() -> u64 {
        triple(2)
    }
    pub fn dear(times: u64) -> u64 {
        var n = 0;
        while n < times {
            storage.total += triple(n);
            n += 1;
        }
        storage.total
    }
    pub fn revert_late() {
        storage.total = 5;
        require(storage.total == 6, \"no\");
    } pub fn say() { println(\"hi\"); } pub fn busy() { loop { storage.total *= storage.total * storage.total * storage.total; } }
    pub fn spin() {
        loop {}
    }
}

fn triple(n: u64) -> u64 {
    if n > 100 {
        triple(n - 100) + 1
    } else {
        n * 3
    }
}
";

fn simulate(calls: &[(&str, serde_json::Value)], gas_limit: u64, gas_profile: bool) -> RunReport {
    simulate_on(&Simulator::new().unwrap(), calls, gas_limit, gas_profile)
}

fn simulate_on(
    simulator: &Simulator,
    calls: &[(&str, serde_json::Value)],
    gas_limit: u64,
    gas_profile: bool,
) -> RunReport {
    let options = Options {
        wide_arithmetic: true,
        debug_info: true,
        ..Options::default()
    };
    let built = compile("src/main.twl", PROGRAM, &options).artifacts.unwrap();
    let meta = serde_json::to_vec(&built.meta).unwrap();
    let context = Context {
        sender: format!("0x{}", "11".repeat(20)),
        origin: format!("0x{}", "11".repeat(20)),
        value: "0".to_owned(),
        block_number: 1,
        timestamp: 1,
    };
    let call = |(function, args): &(&str, serde_json::Value)| Call {
        function: (*function).to_owned(),
        args: Some(playground_protocol::Arguments::Json(
            args.as_array().unwrap().clone(),
        )),
        context: context.clone(),
        gas_limit,
    };
    let simulation = Simulation {
        context: context.clone(),
        gas_limit,
        init_args: None,
        storage: None,
        calls: calls.iter().map(call).collect(),
        sequence: true,
        gas_profile,
        views: Views::default(),
    };
    simulator.simulate(&built.wasm, &meta, &simulation)
}

fn simulated(report: &RunReport) -> Simulated {
    match &report.outcome {
        Outcome::Simulated(simulated) => (**simulated).clone(),
        other => panic!("{other:?}"),
    }
}

fn line(profile: &GasProfile, number: u32) -> u64 {
    profile
        .lines
        .iter()
        .find(|line| line.line == number)
        .map_or(0, |line| line.gas)
}

#[test]
fn every_unit_of_gas_stands_at_the_line_that_took_it() {
    let calls = [
        ("C.cheap", json!([])),
        ("C.dear", json!([7])),
        ("C.dear", json!([250])),
    ];
    let mut report = simulate(&calls, 10_000_000, true);
    let profile = simulated(&report).gas.unwrap();
    assert!(profile.lines.iter().all(|line| line.file == "src/main.twl"));
    let booked: u64 = profile.lines.iter().map(|line| line.gas).sum();
    assert_eq!(Some(booked + profile.other), report.gas_used);
    // The first page of each of four instances, and what leads into calls.
    assert!((4_000..6_000).contains(&profile.other), "{}", profile.other);
    // 257 times one access to storage for reading and one for writing.
    assert!(
        (257 * 1_200..257 * 1_800).contains(&line(&profile, 9)),
        "{profile:?}"
    );
    assert!(line(&profile, 10) < 257 * 20 && line(&profile, 10) > 257);
    assert!(line(&profile, 24) > 0 && line(&profile, 25) > 0 && line(&profile, 27) > 0);
    // Nothing calls it.
    assert_eq!(line(&profile, 19), 0);

    // All else is as without a profile.
    let plain = simulate(&calls, 10_000_000, false);
    let mut with = simulated(&report);
    with.gas = None;
    assert_eq!(with, simulated(&plain));
    report.outcome = plain.outcome.clone();
    assert_eq!(
        (report.gas_used, report.diagnostics, report.output),
        (plain.gas_used, plain.diagnostics, plain.output)
    );
}

#[test]
fn calls_that_fail_have_their_gas_too() {
    let report = simulate(
        &[("C.revert_late", json!([])), ("C.spin", json!([]))],
        50_000,
        true,
    );
    let done = simulated(&report);
    let profile = done.gas.unwrap();
    assert!(matches!(
        done.calls[1].result,
        playground_protocol::CallResult::Failed {
            error_type: ErrorType::OutOfGas,
            ..
        }
    ));
    assert!(
        line(&profile, 15) > 1_000 && line(&profile, 16) > 0,
        "{profile:?}"
    );
    // All that the call had but what led into it.
    let spun = line(&profile, 18) + line(&profile, 19);
    assert!((47_000..50_000).contains(&spun), "{profile:?}");
    let booked: u64 = profile.lines.iter().map(|line| line.gas).sum();
    assert_eq!(Some(booked + profile.other), report.gas_used);
}

#[test]
fn what_is_printed_is_heard_once() {
    let heard = Arc::new(Mutex::new(String::new()));
    let mut simulator = Simulator::new().unwrap();
    let hearing = Arc::clone(&heard);
    simulator.echo(move |text| hearing.lock().unwrap().push_str(text));
    let report = simulate_on(&simulator, &[("C.say", json!([]))], 100_000, true);
    assert!(simulated(&report).gas.is_some());
    assert_eq!(*heard.lock().unwrap(), "hi\n");
}

#[test]
fn dear_runs_are_not_counted_by_line() {
    let run = |gas: u64| simulate(&[("C.busy", json!([]))], gas, true);
    // The deployment takes gas of its own.
    let over = run(MAX_COUNTED_GAS);
    let deployment = over.gas_used.unwrap() - MAX_COUNTED_GAS;
    assert!(deployment > 0 && simulated(&over).gas.is_none());
    assert!(simulated(&run(MAX_COUNTED_GAS - deployment + 1)).gas.is_none());
    let most = run(MAX_COUNTED_GAS - deployment);
    assert_eq!(most.gas_used, Some(MAX_COUNTED_GAS));
    assert!(line(&simulated(&most).gas.unwrap(), 17) > MAX_COUNTED_GAS - 10_000);
}

#[test]
fn long_runs_are_not_counted_by_line() {
    // Each turn of `spin` passes one mark, and entering it one.
    let counted = |gas: u64| {
        let report = simulate(&[("C.spin", json!([]))], gas, true);
        let profile = simulated(&report).gas?;
        Some(line(&profile, 18) + line(&profile, 19))
    };
    let turn = |gas: u64| gas / MAX_PASSED_MARKS;
    let (mut few, mut many) = (100_000, 3_000_000);
    assert!(counted(few).is_some() && counted(many).is_none());
    // Where it ends depends on the gas alone, and is where that many turns have been made.
    while many - few > 1 {
        let middle = u64::midpoint(few, many);
        if counted(middle).is_some() {
            few = middle;
        } else {
            many = middle;
        }
    }
    assert!(counted(few).is_some() && counted(many).is_none());
    assert!((1..=2).contains(&turn(few)), "{few}");
}
