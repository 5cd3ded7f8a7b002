//! Solidity mode: from Solidity 0.8 source to the typed high-level IR (spec 02 §4, spec 06 §3.3.2,
//! DECISIONS Y1-Y7).
//!
//! Solidity has its own types, conversions and places, so it is checked here, in its users' words; what comes out is
//! the same IR that native programs become, and all stages after it are shared. This crate must never read files,
//! print, or know about SSA or wasm.

mod assign;
mod brackets;
mod build;
mod builtins;
mod call_data;
mod calls;
mod code;
pub mod codes;
mod collect;
mod contracts;
mod convert;
mod creation;
mod declare;
mod emitter;
mod encodings;
mod exposed;
mod expressions;
mod foreign;
mod forms;
mod functions;
mod heads;
mod inheritance;
mod inherited_names;
mod items;
mod linearize;
mod literals;
mod mangling;
mod mappings;
mod members;
mod memory;
mod mismatch;
mod names;
mod nesting;
mod number;
mod operators;
mod order;
mod outside;
mod overloads;
mod overriding;
mod parse;
mod placeholders;
mod places;
mod pointers;
mod pragma;
mod prelude;
mod raise;
mod references;
mod report;
mod resolve;
mod statements;
mod strings;
mod tuples;
mod types;
mod unset;
mod using_operators;
mod usings;
mod words;

pub use collect::{MAX_CONTRACTS, MAX_ENUM_VALUES};
pub use inheritance::MAX_INHERITED_NAMES;
pub use nesting::MAX_NESTING;
pub use overloads::MAX_EVENT_OVERLOADS;

use solang_parser::pt;
use twilight_diagnostics::{Diagnostic, FileId};
use twilight_hir::thir::Program;

/// What came of a source.
#[derive(Debug)]
pub struct Checked {
    /// The program; means nothing where there are errors.
    pub program: Program,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a source in Solidity syntax.
#[must_use]
pub fn check(file: FileId, text: &str) -> Checked {
    let unit = match parse::parse(file, text) {
        Ok(unit) => unit,
        Err(problem) => {
            return Checked {
                program: Program::default(),
                diagnostics: vec![*problem],
            };
        }
    };
    let mut report = report::Report::new(file);
    if let Some(program) = lower(&unit, text, &mut report) {
        return Checked {
            program,
            diagnostics: report.into_list(),
        };
    }
    Checked {
        program: Program::default(),
        diagnostics: report.into_list(),
    }
}

/// The program of a tree; `None` where so much is missing that what follows would only repeat it.
fn lower(unit: &pt::SourceUnit, text: &str, report: &mut report::Report) -> Option<Program> {
    let mut items = collect::collect(unit, report);
    if items.incomplete {
        return None;
    }
    declare::declare(&mut items, report);
    usings::usings(&mut items, unit, report);
    heads::check(&items, report);
    placeholders::check(&items, text, report);
    if !inheritance::check(&items, report) {
        return None;
    }
    let mut emitter = emitter::Emitter::new(&items, text, std::mem::take(report));
    emitter.emit();
    let (program, found) = emitter.finish();
    *report = found;
    if !report.has_errors() {
        collect::deployable(&items, report);
    }
    Some(program)
}
