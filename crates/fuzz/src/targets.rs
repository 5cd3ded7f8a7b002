//! What is tried with each input. A target returns a sentence when a property does not hold; a panic counts too.

use std::collections::BTreeSet;

use playground_simulator::{CallContext, FailureKind, Session, Simulator};
use twilight_conformance::{Engines, Setup};
use twilight_diagnostics::{SourceMap, render};
use twilightc::{Options, compile};
use wasm_encoder::{
    CodeSection, ConstExpr, EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalSection,
    GlobalType, ImportSection, MemorySection, MemoryType, Module, TypeSection, ValType,
};

use crate::random::Random;

/// The parser keeps every byte, and every diagnostic can be shown.
pub fn parser(text: &str) -> Result<(), String> {
    let mut sources = SourceMap::default();
    let file = sources.add("src/main.twl", text);
    let parse = twilight_syntax::parse(file, text);
    if parse.tree.text() != text {
        return Err("The tree's text is not the input.".to_owned());
    }
    check_rendering(&sources, &parse.diagnostics)
}

fn check_rendering(
    sources: &SourceMap,
    diagnostics: &[twilight_diagnostics::Diagnostic],
) -> Result<(), String> {
    for one in diagnostics {
        let length = sources.file(one.span.file).map_or(0, |file| file.text.len());
        if one.span.start > one.span.end || one.span.end as usize > length {
            return Err(format!("The span of {:?} lies outside of the file.", one.message));
        }
        let _ = render::json(sources, one);
    }
    let _ = render::human(sources, diagnostics, false);
    Ok(())
}

/// A program compiles to a valid module or is refused with an error; never both, never neither.
pub fn compiler(text: &str) -> Result<(), String> {
    for (unoptimized, release) in [(false, false), (false, true), (true, false)] {
        let options = Options {
            artifact_name: "main".to_owned(),
            unoptimized,
            release,
            ..Options::default()
        };
        let compilation = compile("src/main.twl", text, &options);
        check_rendering(&compilation.sources, &compilation.diagnostics)?;
        if let Some(defect) = compilation
            .diagnostics
            .iter()
            .find(|one| one.code == twilightc::codes::INTERNAL)
        {
            return Err(defect.message.clone());
        }
        if compilation.has_errors() == compilation.artifacts.is_some() {
            return Err("There must be either an error or an artefact.".to_owned());
        }
        if let Some(artifacts) = &compilation.artifacts {
            twilight_tir::verify(&artifacts.module).map_err(|errors| format!("{errors:?}"))?;
        }
    }
    Ok(())
}

/// Errors that a few changed tokens may cause at most: more is a cascade. A lost brace may take the variables of
/// all lines after it out of scope.
fn max_errors(text: &str) -> usize {
    20 + 2 * text.lines().count()
}

/// A nearly right program is compiled, or refused with errors that lie in the file and do not multiply; what
/// compiles goes through the whole pipeline.
pub fn checker(text: &str) -> Result<(), String> {
    let compilation = compile("src/main.twl", text, &Options::default());
    check_rendering(&compilation.sources, &compilation.diagnostics)?;
    let errors = compilation
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .count();
    if errors > max_errors(text) {
        return Err(format!("{errors} errors for a few changed tokens."));
    }
    compiler(text)
}

/// A program that compiles does the same in the interpreter and in wasm.
pub fn engines(engines: &Engines, text: &str) -> Result<(), String> {
    let setup = Setup {
        gas: 1_000_000,
        ..Setup::default()
    };
    engines.observe(text, &setup).map(|_| ())
}

/// A Solidity program is refused with errors that lie in the file, or every build does the same on both engines.
/// Gives how it ended.
pub fn solidity(simulator: &Simulator, text: &str) -> Result<String, String> {
    let compilation = twilight_conformance::compile_solidity(text, false, false);
    check_rendering(&compilation.sources, &compilation.diagnostics)?;
    // The same wrong word many times is many mistakes.
    let errors = compilation.diagnostics.iter().filter(|one| one.is_error());
    let errors = errors.map(|one| &one.message).collect::<BTreeSet<_>>().len();
    if errors > max_errors(text) {
        return Err(format!("{errors} errors for a few changed tokens."));
    }
    twilight_conformance::engines_agree(simulator, text).map(|tried| format!("{tried:?}"))
}

/// TIR text parses or gives an error, and what parses prints to itself.
pub fn tir_text(text: &str) -> Result<(), String> {
    let Ok(module) = twilight_tir::text::parse(text) else {
        return Ok(());
    };
    let printed = twilight_tir::text::print(&module);
    match twilight_tir::text::parse(&printed) {
        Ok(again) if again == module => {
            // The verifier must bear whatever the parser lets through.
            let _ = twilight_tir::verify(&module);
            Ok(())
        }
        Ok(_) => Err("Printed TIR says something else.".to_owned()),
        Err(error) => Err(format!("Printed TIR does not parse: {error}")),
    }
}

/// Calls random host functions with random arguments: whatever happens, the host answers and stays whole.
pub fn host_functions(simulator: &Simulator, random: &mut Random) -> Result<(), String> {
    let wasm = random_module(random);
    let meta = serde_json::json!({
        "schema_version": "1.0",
        "source_info": { "files": [], "compiler_version": "fuzz" },
        "bytecode_info": { "file": "", "target": "", "hash_type": "sha256", "hash": "" },
        "abi": [], "functions": {}, "events": {}, "verification_info": null, "debug_info": null,
        "exports": [{
            "mangled_name": "main", "kind": "function", "contract": null, "name": "main",
            "params": [], "ret": "unit", "payable": true,
        }],
    });
    let mut session = Session::new(simulator, &wasm, meta.to_string().as_bytes())?;
    let gas = random.next() % 2_000_000;
    let context = CallContext {
        sender: [1; 20],
        origin: [2; 20],
        value: u128::from(random.next()),
        block_number: random.next(),
        timestamp: random.next(),
    };
    let report = session.call("main", &[], &context, gas);
    if report.gas_used > gas {
        return Err("More gas was used than there was.".to_owned());
    }
    match report.result {
        Err(failure) if failure.kind == FailureKind::Internal => Err(failure.message),
        _ => Ok(()),
    }
}

/// A module whose `main` makes up to 20 host calls, results written to memory and ignored.
fn random_module(random: &mut Random) -> Vec<u8> {
    let value_type = |ty: twilight_hfi::ValType| match ty {
        twilight_hfi::ValType::I32 => ValType::I32,
        twilight_hfi::ValType::I64 => ValType::I64,
    };
    let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
    types.ty().function([ValType::I32, ValType::I32], [ValType::I64]);
    types.ty().function([ValType::I32], [ValType::I32]);
    for (at, host) in (2_u32..).zip(twilight_hfi::FUNCTIONS) {
        types.ty().function(
            host.params.iter().copied().map(value_type),
            host.result.map(value_type),
        );
        imports.import(host.module, host.name, EntityType::Function(at));
    }
    let count = u32::try_from(twilight_hfi::FUNCTIONS.len()).unwrap_or(0);
    let mut functions = FunctionSection::new();
    functions.function(0);
    functions.function(1);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: Some(4),
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    let mutable = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(mutable, &ConstExpr::i32_const(0));
    globals.global(mutable, &ConstExpr::i32_const(0));
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export("main", ExportKind::Func, count);
    exports.export("__alloc", ExportKind::Func, count + 1);
    exports.export("__panic_ptr", ExportKind::Global, 0);
    exports.export("__panic_len", ExportKind::Global, 1);
    let mut main = Function::new([]);
    for _ in 0..=random.below(20) {
        let index = random.below(twilight_hfi::FUNCTIONS.len());
        let Some(host) = twilight_hfi::FUNCTIONS.get(index) else {
            continue;
        };
        // Bytes to read, so that not every key and message is zeros.
        main.instructions()
            .i32_const(argument(random) & 0xffff)
            .i64_const(random.next().cast_signed())
            .i64_store(wasm_encoder::MemArg {
                offset: 0,
                align: 0,
                memory_index: 0,
            });
        for param in host.params {
            match param {
                twilight_hfi::ValType::I32 => main.instructions().i32_const(argument(random)),
                twilight_hfi::ValType::I64 => main.instructions().i64_const(random.next().cast_signed()),
            };
        }
        main.instructions().call(u32::try_from(index).unwrap_or(0));
        if host.result.is_some() {
            main.instructions().drop();
        }
    }
    main.instructions().i64_const(0).end();
    let mut alloc = Function::new([]);
    alloc.instructions().i32_const(1024).end();
    let mut code = CodeSection::new();
    code.function(&main).function(&alloc);
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&code);
    module.finish()
}

/// Small, at an edge of the memory, negative or anything.
fn argument(random: &mut Random) -> i32 {
    let small = i32::try_from(random.below(70)).unwrap_or(0);
    match random.below(6) {
        0..=2 => small,
        3 => 65_536 - small,
        4 => i32::MAX - small,
        _ => (random.next() >> 32) as u32 as i32,
    }
}
