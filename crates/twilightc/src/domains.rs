//! Warns of storage accesses whose conflict domain is only known as a whole map (spec 04 §3.3, DECISION C10).
//!
//! Must never refuse a program: a coarse domain costs parallelism, not correctness.

use std::collections::HashSet;

use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::{Item, ItemKind, SourceUnit};
use twilight_tir::summary::FunctionSummary;

use crate::compile::codes;

/// Attributes by which a function states its domains itself (spec 04 §3.2).
const STATED: [&str; 3] = ["reads", "writes", "conflict_free"];

/// A warning for each access under a key that is not known, except in functions that state their domains.
pub fn warnings(summaries: &[FunctionSummary], units: &[SourceUnit]) -> Vec<Diagnostic> {
    let mut coarse: Vec<_> = summaries.iter().flat_map(|summary| &summary.coarse).collect();
    coarse.sort_by_key(|(_, span)| (span.file, span.start, span.end));
    // Reading and writing one place, and instances of one generic function, are one access to the reader.
    let mut seen = HashSet::new();
    coarse
        .into_iter()
        .filter(|(variable, span)| seen.insert((variable.clone(), span.file, span.start)))
        .filter(|(_, span)| !units.iter().any(|unit| states_domains(&unit.items, *span)))
        .map(|(variable, span)| {
            let message = format!(
                "The key under which `{variable}` is accessed here is computed, so the access counts as one to the whole map: `self.{variable}:*`."
            );
            Diagnostic::warning(codes::COARSE_DOMAIN, *span, message).with_help(format!(
                "Calls that use other keys of `{variable}` must wait for this one. Where the key is known, take it from a parameter or `ctx.sender()`, or state it with `#[reads(\"self.{variable}:..\")]` and `#[writes(\"self.{variable}:..\")]`."
            ))
        })
        .collect()
}

/// Whether the function around `span` states its domains.
fn states_domains(items: &[Item], span: Span) -> bool {
    let around = |item: &&Item| {
        item.span.file == span.file && item.span.start <= span.start && span.end <= item.span.end
    };
    items.iter().filter(around).any(|item| {
        match &item.kind {
        ItemKind::Contract(contract) => states_domains(&contract.items, span),
        ItemKind::Module { items, .. } => states_domains(items.as_deref().unwrap_or_default(), span),
        ItemKind::Impl(of) => states_domains(&of.items, span),
        ItemKind::Function(_) => item.attributes.iter().any(|attribute| {
            matches!(attribute.path.segments.as_slice(), [only] if STATED.contains(&only.name.name.as_str()))
        }),
        _ => false,
    }
    })
}
