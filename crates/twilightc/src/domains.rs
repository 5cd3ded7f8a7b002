//! Conflict domains: what functions state of them, and warnings where that is wrong (spec 04 §3.2) or where only a
//! whole map is known (spec 04 §3.3, DECISION C10).
//!
//! Must never refuse a program: a coarse domain costs parallelism, not correctness.

use std::collections::{HashMap, HashSet};

use twilight_abi::Type;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_hir::thir::{Program, StatedDomains};
use twilight_syntax::ast::{Item, ItemKind, SourceUnit};
use twilight_tir::Module;
use twilight_tir::summary::{Divergence, FunctionSummary, Stated, StatedDomain, stated_keys};

use crate::compile::codes;

/// Attributes by which a function states its domains itself (spec 04 §3.2).
const STATED: [&str; 3] = ["reads", "writes", "conflict_free"];

/// Summaries of all functions, in which what is stated replaces what is inferred.
pub fn summaries(module: &Module, program: &Program) -> Vec<FunctionSummary> {
    let stated: HashMap<&str, Stated> = program
        .functions
        .iter()
        .filter_map(|function| {
            let domains = function.domains.as_ref()?;
            Some((function.mangled.as_str(), stated(domains)))
        })
        .collect();
    twilight_tir::summary::summarize_stated(module, |name| {
        stated.get(name).or_else(|| stated.get(without_arguments(name)))
    })
}

/// A mangled name without the type arguments that an instance of a generic function has behind it.
fn without_arguments(name: &str) -> &str {
    let mut depth = 0_usize;
    if !name.ends_with('>') {
        return name;
    }
    for (at, c) in name.char_indices().rev() {
        match c {
            '>' => depth += 1,
            '<' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return name.get(..at).unwrap_or(name);
        }
    }
    name
}

/// Names that stand as keys in `#[reads]` and `#[writes]` and mean nothing there: a value is a number, `true`, `false`, an
/// address or a text in quotes.
fn unknown_keys(program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for function in &program.functions {
        let Some(domains) = &function.domains else {
            continue;
        };
        let params: Vec<&str> = function
            .body
            .locals
            .iter()
            .take(function.params.len())
            .map(|local| local.name.as_str())
            .collect();
        for (text, span) in domains.reads.iter().chain(&domains.writes).flatten() {
            let unknown = stated_keys(text).into_iter().find(|key| {
                let name = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
                let known = ["true", "false", "sender", "ctx.sender()"];
                name && !known.contains(key) && !params.contains(key)
            });
            if let Some(key) = unknown {
                let message = format!("`{key}` is no parameter of `{}`, and no value.", function.name);
                found.push(
                    Diagnostic::warning(codes::DOMAIN_KEY, *span, message).with_help(format!(
                        "A key is a parameter, `ctx.sender()`, `*`, or a value: a number, `true`, `false`, an address, or a \
                         text in quotes, `\\\"{key}\\\"`."
                    )),
                );
            }
        }
    }
    found
}

fn stated(domains: &StatedDomains) -> Stated {
    let list = |texts: &Option<Vec<(String, Span)>>| {
        let texts = texts.as_ref()?.iter();
        let one = |(text, span): &(String, Span)| StatedDomain {
            text: text.clone(),
            span: *span,
        };
        Some(texts.map(one).collect())
    };
    Stated {
        reads: list(&domains.reads),
        writes: list(&domains.writes),
        conflict_free: domains.conflict_free,
    }
}

/// All warnings about domains.
pub fn warnings(
    summaries: &[FunctionSummary],
    units: &[SourceUnit],
    program: &Program,
    storage: &[(String, Type)],
) -> Vec<Diagnostic> {
    let keys = unknown_keys(program);
    // What is compared with such a key differs for that reason alone.
    let mistaken: HashSet<Span> = keys.iter().map(|one| one.span).collect();
    let mut seen = HashSet::new();
    let found = summaries
        .iter()
        .flat_map(|summary| &summary.divergences)
        .filter(|one| match one {
            Divergence::Missing { attribute, .. } | Divergence::Unused { attribute, .. } => {
                !mistaken.contains(attribute)
            }
        })
        .map(|divergence| diverging(divergence, storage))
        // Instances of one generic function have the same mistakes; one place is one access to the reader.
        .filter(|one| seen.insert((one.code, one.span, one.message.clone())));
    let mut all: Vec<Diagnostic> = found.collect();
    all.extend(keys);
    all.extend(coarse(summaries, units));
    all.sort_by_key(|one| (one.span.file, one.span.start));
    all
}

fn diverging(divergence: &Divergence, storage: &[(String, Type)]) -> Diagnostic {
    match divergence {
        Divergence::Missing {
            domain,
            write,
            access,
            attribute,
            conflict_free,
        } => {
            let does = if *write { "writes" } else { "reads" };
            let add = if *conflict_free {
                "Remove `#[conflict_free]`, or state it in its place"
            } else {
                "Add it"
            };
            let message = format!("This {does} `{domain}`, which the function does not state.");
            Diagnostic::warning(codes::DOMAIN_MISSING, *access, message)
                .with_secondary(*attribute, "what is stated here counts, also where it is wrong")
                .with_help(format!(
                    "{add}: `#[{does}(\"{domain}\")]`. Calls that conflict with this one could run beside it."
                ))
        }
        Divergence::Unused {
            domain,
            write,
            attribute,
        } => {
            let does = if *write { "writes" } else { "reads" };
            let message = format!("The function states that it {does} `{domain}`, but it never does.");
            let namespace = domain.strip_prefix("self.").unwrap_or(domain);
            let variable = namespace.split([':', '.']).next().unwrap_or(namespace);
            let help = if storage.iter().any(|(name, _)| name == variable) {
                "Remove it: other calls wait for this one without need.".to_owned()
            } else {
                format!(
                    "There is no storage variable `{variable}`; a domain is `self.variable` or `self.variable:key`."
                )
            };
            Diagnostic::warning(codes::DOMAIN_UNUSED, *attribute, message).with_help(help)
        }
    }
}

/// Places that one warning shows besides its own.
const MAX_PLACES: usize = 3;

/// A warning for each map and function that is accessed under a key that is not known, at the first such place; none for
/// functions that state their domains, and none for `init`, beside which nothing runs.
fn coarse(summaries: &[FunctionSummary], units: &[SourceUnit]) -> Vec<Diagnostic> {
    let mut coarse: Vec<_> = summaries.iter().flat_map(|summary| &summary.coarse).collect();
    coarse.sort_by_key(|(_, span)| (span.file, span.start, span.end));
    // Reading and writing one place, and instances of one generic function, are one access to the reader.
    let mut seen = HashSet::new();
    let mut warnings: Vec<(Option<Span>, &str, Diagnostic, usize)> = Vec::new();
    for (variable, span) in coarse {
        if !seen.insert((variable, span.file, span.start)) {
            continue;
        }
        let around = units
            .iter()
            .find_map(|unit| function_around(&unit.items, *span, false));
        if around.is_some_and(exempt) {
            continue;
        }
        let function = around.map(|(item, _)| item.span);
        let known = warnings
            .iter_mut()
            .rev()
            .take_while(|(of, ..)| *of == function)
            .find(|(_, name, ..)| **name == **variable);
        if let Some((_, _, warning, places)) = known {
            *places += 1;
            if *places <= MAX_PLACES {
                *warning = warning.clone().with_secondary(*span, "here too");
            }
            continue;
        }
        let message = format!(
            "The key under which `{variable}` is accessed here is computed, so the access counts as one to the whole map: `self.{variable}:*`."
        );
        let warning = Diagnostic::warning(codes::COARSE_DOMAIN, *span, message).with_help(format!(
            "Calls that use other keys of `{variable}` must wait for this one. Where the key is known, take it from a parameter or `ctx.sender()`, or state it with `#[reads(\"self.{variable}:..\")]` and `#[writes(\"self.{variable}:..\")]`."
        ));
        warnings.push((function, &**variable, warning, 0));
    }
    warnings.into_iter().map(|(_, _, warning, _)| warning).collect()
}

/// Whether a function states its domains, or is a contract's `init`.
fn exempt((item, in_contract): (&Item, bool)) -> bool {
    let states = item.attributes.iter().any(|attribute| {
        matches!(attribute.path.segments.as_slice(), [only] if STATED.contains(&only.name.name.as_str()))
    });
    let init = match &item.kind {
        ItemKind::Function(function) => in_contract && function.name.name == "init",
        _ => false,
    };
    states || init
}

/// The function around a place, and whether a contract holds it.
fn function_around(items: &[Item], span: Span, in_contract: bool) -> Option<(&Item, bool)> {
    let around = |item: &&Item| {
        item.span.file == span.file && item.span.start <= span.start && span.end <= item.span.end
    };
    items.iter().filter(around).find_map(|item| match &item.kind {
        ItemKind::Contract(contract) => function_around(&contract.items, span, true),
        ItemKind::Module { items, .. } => function_around(items.as_deref().unwrap_or_default(), span, false),
        ItemKind::Impl(of) => function_around(&of.items, span, false),
        ItemKind::Function(_) => Some((item, in_contract)),
        _ => None,
    })
}
