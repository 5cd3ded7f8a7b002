//! Programs in the text form, `tests/data/*.tir`, run by the interpreter.
//!
//! Each line `; run NAME(ARGS)` calls an export, or else a function, on one chain for the whole file;
//! `; set value 5` and the like change its context, `; limits` a limit for the calls that follow. The lines
//! `;  > ..` after a run say what came of it: outcome, new output and events, and the state where it
//! changed. `UPDATE_EXPECT=1` writes them. Every file must also survive printing and parsing, and do the same
//! after optimisation.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;
use std::path::Path;

use twilight_abi::{Type, Value, display, hex, quoted};
use twilight_tir::Level;
use twilight_tir::interp::{Chain, Interpreter, Limits, Outcome};
use twilight_tir::text::{parse, print};
use twilight_tir::{Const, Module, Operand, Terminator};

fn argument(ty: &Type, text: &str) -> Value {
    let module = parse(&format!("define {ty} @f() {{ %entry: ret {ty} {text} }}")).expect("an argument");
    let Terminator::Return(Operand::Const(constant)) = &module.functions[0].blocks[0].terminator else {
        panic!("{text} is no constant");
    };
    match constant {
        Const::Unit => Value::Unit,
        Const::Bool(value) => Value::Bool(*value),
        Const::Int(ty, value) => Value::int(*ty, *value),
        Const::Str(text) => Value::string(&**text),
        Const::Address(bytes) => Value::Address(*bytes),
        Const::Hash256(bytes) => Value::Hash256(*bytes),
    }
}

fn run(module: &Module, chain: &mut Chain, limits: Limits, call: &str) -> String {
    let (name, args) = call
        .strip_suffix(')')
        .and_then(|call| call.split_once('('))
        .expect("NAME(ARGS)");
    let export = module.exports.iter().find(|export| export.name == name);
    let function = export.map_or_else(
        || {
            module
                .functions
                .iter()
                .find(|function| function.name == name)
                .expect(name)
        },
        |export| &module.functions[export.function.0 as usize],
    );
    let args: Vec<Value> = args
        .split(", ")
        .filter(|arg| !arg.is_empty())
        .zip(&function.values)
        .map(|(arg, value)| argument(&value.ty, arg))
        .collect();
    let interpreter = Interpreter::new(module)
        .expect("a valid module")
        .with_limits(limits);
    let (output, events, state) = (chain.output.len(), chain.events.len(), chain.state.clone());
    let outcome = match export {
        Some(_) => interpreter.call_export(chain, name, &args).unwrap(),
        None => interpreter.call_function(chain, name, &args).unwrap(),
    };
    let mut text = match outcome {
        Outcome::Returned(value) => format!("returned {}", quoted(&display(&function.ret, &value))),
        Outcome::Reverted { message, span } => format!("reverted {} at {}", quoted(&message), span.start),
        Outcome::Panicked { message, span } => format!("panicked {} at {}", quoted(&message), span.start),
        other => format!("{other:?}"),
    };
    if chain.output.len() > output {
        let _ = write!(text, "\noutput {}", quoted(&chain.output[output..]));
    }
    for event in &chain.events[events..] {
        for topic in &event.topics {
            let _ = write!(text, "\ntopic {}", hex(topic));
        }
        let _ = write!(text, "\ndata {}", hex(&event.data));
    }
    if chain.state != state {
        for (key, value) in &chain.state {
            let _ = write!(text, "\nstate {} = {}", String::from_utf8_lossy(key), hex(value));
        }
    }
    text
}

fn setting(chain: &mut Chain, limits: &mut Limits, line: &str) {
    let (key, value) = line.split_once(' ').expect("a key and a value");
    let number = value.parse::<u64>();
    match key {
        "value" => chain.context.value = value.parse().unwrap(),
        "block_number" => chain.context.block_number = number.unwrap(),
        "timestamp" => chain.context.timestamp = number.unwrap(),
        "gas_left" => chain.context.gas_left = number.unwrap(),
        "steps" => limits.steps = number.unwrap(),
        "call_depth" => limits.call_depth = usize::try_from(number.unwrap()).unwrap(),
        "memory" => limits.memory_bytes = number.unwrap(),
        other => panic!("unknown setting {other}"),
    }
}

/// The file with its expectations as they are now.
fn refresh(text: &str, level: Level) -> String {
    let mut module = parse(text).unwrap_or_else(|error| panic!("{error}"));
    if let Err(errors) = twilight_tir::verify(&module) {
        panic!(
            "{}",
            errors
                .iter()
                .map(|error| format!("{error}\n"))
                .collect::<String>()
        );
    }
    let printed = print(&module);
    let again = parse(&printed).unwrap_or_else(|error| panic!("{error}\n{printed}"));
    assert_eq!(again, module);
    assert_eq!(print(&again), printed);

    if level != Level::None {
        twilight_tir::passes::clean(&mut module);
    }
    twilight_tir::optimize(&mut module, level);
    let mut chain = Chain::default();
    let mut limits = Limits::default();
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.starts_with(";  > ")) {
        let _ = writeln!(out, "{line}");
        if let Some(call) = line.strip_prefix("; run ") {
            for line in run(&module, &mut chain, limits, call).lines() {
                let _ = writeln!(out, ";  > {line}");
            }
        } else if let Some(line) = line.strip_prefix("; set ") {
            setting(&mut chain, &mut limits, line);
        }
    }
    out
}

#[test]
fn programs_do_what_they_say() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut count = 0;
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        println!("{}", path.display());
        let fresh = refresh(&text, Level::None);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &fresh).unwrap();
            continue;
        }
        for (old, new) in text.lines().zip(fresh.lines()) {
            assert_eq!(old, new, "{}", path.display());
        }
        assert_eq!(text, fresh, "{}", path.display());
        for level in [Level::Playground, Level::Release] {
            assert_eq!(refresh(&text, level), text, "{level:?} {}", path.display());
        }
        count += fresh.lines().filter(|line| line.starts_with("; run ")).count();
    }
    assert!(
        count > 100 || std::env::var_os("UPDATE_EXPECT").is_some(),
        "{count} runs were found"
    );
}
